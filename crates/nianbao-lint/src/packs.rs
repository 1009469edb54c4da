//! What packs add to the rules of a program, as the framework sees it.

use std::fmt::Debug;
use std::sync::Arc;

use nianbao_core::Report;
use nianbao_core::form::SectionKind;
use nianbao_facts::documents::AddedDocument;

use crate::engine::{Findings, Settings};
use crate::rule_ref::PackRule;
use crate::selection::Selector;

/// Packs of rules that are used together.
pub trait Packs: Debug + Send + Sync {
    /// The names of the packs, each after those that it extends.
    fn names(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The rules that the packs bring along.
    fn rules(&self) -> &[Arc<PackRule>] {
        &[]
    }

    /// The rules that the packs switch on and off, the later decides.
    fn switches(&self) -> &[(Selector, bool)] {
        &[]
    }

    /// Whether there is a rule of this name in a pack that could be used but may not be in use;
    /// without a rule, whether there is the pack. `None` where there is no such pack.
    fn could_have(&self, _pack: &str, _rule: Option<&str>) -> Option<bool> {
        None
    }

    /// Whether a title, folded, is accepted for a section of a report.
    fn accepts_heading(&self, _report: &Report, _kind: SectionKind, _title: &str) -> bool {
        false
    }

    /// Measure words that are accepted beside 件.
    fn measure_words(&self) -> &[String] {
        &[]
    }

    /// Documents beside those that the program knows.
    fn documents(&self) -> &[AddedDocument] {
        &[]
    }

    /// Runs the rules that are selected.
    fn run(&self, _report: &Report, _settings: &Settings, _findings: &mut Findings) {}
}

/// No packs at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPacks;

impl Packs for NoPacks {}
