//! Runs the selected rules over a report.

use std::cell::OnceCell;

use nianbao_core::Report;

use crate::deadlines::Deadlines;
use crate::diagnostic::{Diagnostic, Unverified};
use crate::marks::Marks;
use crate::rule::{Context, Rule};
use crate::selection::Selection;
use crate::suppress;
use crate::words::Hit;

/// Settings of the rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Which rules run.
    pub selection: Selection,
    /// From where on something is too long or too short.
    pub thresholds: Thresholds,
    /// The last days of publication.
    pub deadlines: Deadlines,
}

/// Lengths, in characters without white space, from which on a rule speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// S010 speaks when 一、总体情况 is longer than this.
    pub overview_longest: usize,
    /// S012 speaks when 五、存在的主要问题及改进情况 is shorter than this.
    pub problems_shortest: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            overview_longest: 1000,
            problems_shortest: 30,
        }
    }
}

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Findings, ordered by offset, then code.
    pub diagnostics: Vec<Diagnostic>,
    /// Checks that could not be made, in the order of the rules.
    pub unverified: Vec<Unverified>,
    /// Findings that a directive in the report suppresses, in the order of the rules.
    pub suppressed: Vec<Diagnostic>,
}

/// Takes what one rule finds.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Rule,
    findings: &'a mut Findings,
}

impl Sink<'_> {
    /// The rule that is running.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Takes a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.diagnostics.push(diagnostic);
    }

    /// Notes a check that could not be made.
    pub fn unverified(&mut self, reason: &'static str, message: crate::Message) {
        let rule = self.rule;
        self.findings.unverified.push(Unverified {
            rule,
            reason,
            message,
        });
    }
}

/// What is found in one report by one scan and read by several rules, made when first asked for.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Words of the rules' tables.
    pub(crate) words: OnceCell<Vec<Hit>>,
    /// Punctuation marks and spaces as the source has them.
    pub(crate) marks: OnceCell<Marks>,
}

/// Checks a report with the selected rules.
pub fn check(report: &Report, settings: &Settings) -> Findings {
    let mut findings = Findings::default();
    let shared = Shared::default();
    let context = Context {
        report,
        settings,
        shared: &shared,
    };
    for rule in settings.selection.rules() {
        (rule.check)(
            &context,
            &mut Sink {
                rule,
                findings: &mut findings,
            },
        );
    }
    suppress::apply(report, settings, &mut findings);
    findings
        .diagnostics
        .sort_by(|a, b| (a.span.start, a.rule.code).cmp(&(b.span.start, b.rule.code)));
    findings
}
