//! Where a sentence belongs that the preamble lacks.

use nianbao_core::prose::{Paragraph, ParagraphKind};
use nianbao_core::{Report, Span};

/// Where to put a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At this offset of an existing paragraph.
    Before(u32),
    /// As a paragraph of its own after the title.
    AfterTitle(u32),
    /// Somewhere here; a text with markup cannot take it.
    Unknown(u32),
}

impl Place {
    /// The place as an empty span.
    pub fn span(self) -> Span {
        let (Self::Before(at) | Self::AfterTitle(at) | Self::Unknown(at)) = self;
        Span::empty(at as usize)
    }
}

/// The paragraphs of the preamble that are sentences, not lines of the page.
fn paragraphs(report: &Report) -> impl DoubleEndedIterator<Item = &Paragraph> {
    report.prose.paragraphs.iter().filter(|paragraph| {
        paragraph.kind == ParagraphKind::Preamble
            && report.prose.text(paragraph.range).contains('。')
    })
}

/// Where the preamble starts, or would.
pub fn start(report: &Report) -> Option<Place> {
    place(
        report,
        paragraphs(report).next().map(|first| first.span.start),
    )
}

/// Where the preamble ends, or would.
pub fn end(report: &Report) -> Option<Place> {
    place(
        report,
        paragraphs(report).next_back().map(|last| last.span.end),
    )
}

fn place(report: &Report, within: Option<u32>) -> Option<Place> {
    let after_title = report.title.as_ref().map(|title| title.span.end);
    Some(match (within, after_title) {
        _ if !report.source.can_insert(0) => Place::Unknown(within.or(after_title)?),
        (Some(at), _) => Place::Before(at),
        (None, at) => Place::AfterTitle(at?),
    })
}
