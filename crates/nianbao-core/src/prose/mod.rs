//! The prose of a report: folded text with a way back to the source, and the facts stated in it.
//!
//! [`Prose::text`] holds every paragraph one after another, separated by `\n`, in folded form (see
//! [`crate::normal::fold`]): no white space, half-width punctuation, hard-wrapped lines joined,
//! emphasis marks gone. Patterns are written for that form alone; [`Prose::source_span`] says where
//! a match stands in the source.

mod fold_map;
mod model;
mod scan;

pub use fold_map::{FoldMap, Folder};
pub use model::*;

use crate::span::{Span, TextRange};
use crate::text::SourceText;

/// The prose of a report and the facts found in it, each list in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    map: FoldMap,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Numbers with their units.
    pub quantities: Vec<Quantity>,
    /// Lists of parts with their whole (其中…, 分别为…).
    pub part_lists: Vec<PartList>,
    /// Percentages.
    pub percentages: Vec<Percentage>,
    /// Dates.
    pub dates: Vec<Date>,
    /// Periods (自…起至…止).
    pub periods: Vec<Period>,
    /// Citations of documents and laws.
    pub citations: Vec<Citation>,
    /// Runs of 一是…二是….
    pub enumerations: Vec<Enumeration>,
    /// Sub-headings （一）, 1., in the order of the text.
    pub sub_headings: Vec<SubHeading>,
    /// Statements of how many sections the report has (等六个部分).
    pub section_lists: Vec<SectionList>,
    /// Words by which the report names its own body (我县, 我办, 本机关).
    pub self_references: Vec<SelfReference>,
}

impl Prose {
    /// Prose from folded text; facts are found by [`Prose::scan`].
    pub fn new(text: String, map: FoldMap, paragraphs: Vec<Paragraph>) -> Self {
        Self {
            text,
            map,
            paragraphs,
            ..Self::default()
        }
    }

    /// Finds the facts of every paragraph. `source` is the text that the spans refer to: folding hides
    /// whether a bracket was full width, which some facts tell.
    pub fn scan(&mut self, source: &SourceText) {
        scan::scan(self, source);
    }

    /// The whole folded text, paragraphs separated by `\n`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The folded text of a range; empty when it is not a range of this text.
    pub fn text(&self, range: TextRange) -> &str {
        self.text.get(range.range()).unwrap_or("")
    }

    /// Where a range of the folded text stands in the source.
    pub fn source_span(&self, range: TextRange) -> Span {
        self.map.source_span(range)
    }

    /// The paragraph that holds an offset of the folded text.
    pub fn paragraph_at(&self, offset: u32) -> Option<&Paragraph> {
        let index = self
            .paragraphs
            .partition_point(|paragraph| paragraph.range.end < offset);
        self.paragraphs
            .get(index)
            .filter(|paragraph| paragraph.range.start <= offset)
    }

    /// The sentence round an offset: from after the last `。`, `;` at top level, `!`, `?` or paragraph
    /// border before it to the next one, the mark included.
    pub fn sentence_at(&self, offset: u32) -> TextRange {
        let at = (offset as usize).min(self.text.len());
        let ends = |c: char| matches!(c, '。' | '!' | '?' | '\n');
        let start = self.text[..at].rfind(ends).map_or(0, |found| {
            found + self.text[found..].chars().next().map_or(1, char::len_utf8)
        });
        let end = self.text[at..].find(ends).map_or(self.text.len(), |found| {
            let found = at + found;
            let mark = self.text[found..].chars().next().unwrap_or('\n');
            if mark == '\n' {
                found
            } else {
                found + mark.len_utf8()
            }
        });
        TextRange::new(start, end)
    }
}
