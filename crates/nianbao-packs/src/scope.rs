//! Where a rule of a pack looks, and in which reports.

use nianbao_core::form::SectionKind;
use nianbao_core::prose::ParagraphKind;
use nianbao_core::{BodyKind, Report};

use super::format::{BodyWord, PartWord, ScopeFile, SectionWord};

/// Parts of a report as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts(u8);

impl Parts {
    const TITLE: u8 = 1;
    const PREAMBLE: u8 = 2;
    const HEADING: u8 = 4;
    const BODY: u8 = 8;
    const SIGNATURE: u8 = 16;
    const TABLE: u8 = 32;

    fn of(words: &[PartWord]) -> Self {
        if words.is_empty() {
            return Self(Self::PREAMBLE | Self::HEADING | Self::BODY);
        }
        Self(words.iter().fold(0, |parts, word| {
            parts
                | match word {
                    PartWord::Title => Self::TITLE,
                    PartWord::Preamble => Self::PREAMBLE,
                    PartWord::Heading => Self::HEADING,
                    PartWord::Body => Self::BODY,
                    PartWord::Signature => Self::SIGNATURE,
                    PartWord::Table => Self::TABLE,
                    PartWord::Report => u8::MAX,
                }
        }))
    }

    pub(super) fn tables(self) -> bool {
        self.0 & Self::TABLE != 0
    }

    /// Whether a paragraph of a kind belongs to these parts; headings of sections only where headings
    /// were asked for by name.
    fn holds(self, kind: ParagraphKind, by_name: bool) -> bool {
        let part = match kind {
            ParagraphKind::Title => Self::TITLE,
            ParagraphKind::Preamble => Self::PREAMBLE,
            ParagraphKind::Heading if by_name => Self::HEADING,
            ParagraphKind::SubHeading => Self::HEADING,
            ParagraphKind::Body | ParagraphKind::Note => Self::BODY,
            ParagraphKind::Signature => Self::SIGNATURE,
            ParagraphKind::Heading | ParagraphKind::Chrome => return false,
        };
        self.0 & part != 0
    }
}

/// Where a rule looks, and in which reports.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) parts: Parts,
    by_name: bool,
    pub(super) sections: Vec<SectionKind>,
    bodies: Vec<BodyKind>,
    from: u16,
    until: u16,
}

impl Scope {
    pub(super) fn new(file: &ScopeFile) -> Self {
        let body = |word: &BodyWord| match word {
            BodyWord::Government => BodyKind::Government,
            BodyWord::Department => BodyKind::Department,
            BodyWord::Office => BodyKind::Office,
            BodyWord::Township => BodyKind::Township,
        };
        Self {
            parts: Parts::of(&file.part),
            by_name: !file.part.is_empty(),
            sections: file.section.iter().map(|word| section(*word)).collect(),
            bodies: file.body.iter().map(body).collect(),
            from: file.from.unwrap_or(0),
            until: file.until.unwrap_or(u16::MAX),
        }
    }

    /// Every report, and in it what rules on wording read.
    pub(super) fn anywhere() -> Self {
        Self::new(&ScopeFile::default())
    }

    /// Whether the rule is for such reports at all. A report whose year or body is not known is none
    /// that a rule for certain years or bodies is for.
    pub(super) fn covers(&self, report: &Report) -> bool {
        let any_year = self.from == 0 && self.until == u16::MAX;
        let year = report
            .year
            .is_some_and(|year| (self.from..=self.until).contains(&year));
        let kind = report
            .body
            .as_ref()
            .map_or(BodyKind::Unknown, |body| body.kind);
        (any_year || year) && (self.bodies.is_empty() || self.bodies.contains(&kind))
    }

    pub(super) fn holds(
        &self,
        report: &Report,
        kind: ParagraphKind,
        section: Option<usize>,
    ) -> bool {
        self.parts.holds(kind, self.by_name)
            && (self.sections.is_empty() || {
                let found = section.and_then(|index| report.sections.get(index));
                let kind = found.and_then(|section| section.kind);
                kind.is_some_and(|kind| self.sections.contains(&kind))
            })
    }
}

pub(super) fn section(word: SectionWord) -> SectionKind {
    match word {
        SectionWord::Overview => SectionKind::Overview,
        SectionWord::Proactive => SectionKind::Proactive,
        SectionWord::Requests => SectionKind::Requests,
        SectionWord::Disputes => SectionKind::Disputes,
        SectionWord::Problems => SectionKind::Problems,
        SectionWord::Other => SectionKind::Other,
    }
}
