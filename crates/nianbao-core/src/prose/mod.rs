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

/// The full stop, in bytes.
const STOP: &[u8] = "。".as_bytes();

/// Farther than this, in bytes, no end of a sentence is looked for.
const LONGEST_SENTENCE: usize = 6000;

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

    /// The way back to the source, for those who look at what folding hides: widths and spaces.
    pub fn map(&self) -> &FoldMap {
        &self.map
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
        let bytes = self.text.as_bytes();
        let at = (offset as usize).min(bytes.len());
        // Text without any mark is looked at in a window, so that many places of it stay cheap.
        let (low, high) = (
            self.boundary(at.saturating_sub(LONGEST_SENTENCE)),
            self.boundary((at + LONGEST_SENTENCE).min(bytes.len())),
        );
        // The border of the paragraph is near; a full stop is looked for up to there.
        let before = &bytes[low..at];
        let start = memchr::memrchr3(b'!', b'?', b'\n', before).map_or(0, |found| found + 1);
        let start = memchr::memmem::rfind(&before[start..], STOP)
            .map_or(start, |found| start + found + STOP.len());
        let after = &bytes[at..high];
        let end = memchr::memchr3(b'!', b'?', b'\n', after).map_or(after.len(), |found| {
            found + usize::from(after[found] != b'\n')
        });
        let end = memchr::memmem::find(&after[..end], STOP).map_or(end, |found| found + STOP.len());
        TextRange::new(low + start, at + end)
    }

    /// The nearest character boundary at or before an offset.
    fn boundary(&self, mut offset: usize) -> usize {
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}
