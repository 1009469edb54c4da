//! What a rule is.

use nianbao_core::Report;
use nianbao_facts::Facts;

use crate::diagnostic::{Lang, Severity};
use crate::engine::{Settings, Sink};
use crate::example::Example;
use crate::neighbours::Neighbours;

/// A constant text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// A text from its two versions.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The text in a language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// The group of a rule: the letter of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// S 结构.
    Structure,
    /// M 卷首与落款.
    Metadata,
    /// T 表格.
    Tables,
    /// A 勾稽与合理性.
    Arithmetic,
    /// X 文表一致.
    ProseTables,
    /// C 引用与术语.
    Citations,
    /// N 注释指令: directives to this program in comments.
    Directives,
    /// D 日期与时限.
    Dates,
    /// V 隐私与保密.
    Privacy,
    /// W 用语.
    Wording,
    /// P 标点与字形.
    Punctuation,
}

impl Group {
    /// The letter that its codes begin with.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Structure => "S",
            Self::Metadata => "M",
            Self::Tables => "T",
            Self::Arithmetic => "A",
            Self::ProseTables => "X",
            Self::Citations => "C",
            Self::Directives => "N",
            Self::Dates => "D",
            Self::Privacy => "V",
            Self::Wording => "W",
            Self::Punctuation => "P",
        }
    }
}

/// The best fix that a rule offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixAvailability {
    /// None.
    None,
    /// Suggested ones.
    Suggested,
    /// Safe ones.
    Safe,
}

/// A rule: metadata, check, examples.
#[derive(Debug)]
pub struct Rule {
    /// Its code, for ever: `A002`.
    pub code: &'static str,
    /// Its name, for ever: `t3-detail-sum`.
    pub name: &'static str,
    /// Its group.
    pub group: Group,
    /// Where its severity starts.
    pub severity: Severity,
    /// Whether it runs unless deselected.
    pub default_on: bool,
    /// The best fix it offers.
    pub fix: FixAvailability,
    /// What it checks, one line.
    pub summary: Text,
    /// Why it matters and what to do, a short paragraph.
    pub explanation: Text,
    /// What it rests on: articles and document numbers, as cited in messages.
    pub basis: &'static [&'static str],
    /// What looks like a finding but is right, and how the rule stays clear of it.
    pub traps: Text,
    /// Bad, good and trap examples: its tests and its documentation.
    pub examples: &'static [Example],
    /// The check.
    pub check: fn(&Context<'_>, &mut Sink<'_>),
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// What a check may look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The report.
    pub report: &'a Report,
    /// Settings.
    pub settings: &'a Settings,
    /// What the report states.
    pub facts: &'a Facts<'a>,
    /// The reports beside it.
    pub neighbours: &'a dyn Neighbours,
}
