//! Open documents and their snapshots.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use nianbao_core::{Report, SourceText, Span};
use nianbao_lint::{Findings, NoPacks, Packs, Settings};
use ropey::Rope;
use tower_lsp::ls_types::{Position, Range, TextDocumentContentChangeEvent, Uri};
use tracing::{debug, error};

use crate::config::Config;
use crate::configuration::Configuration;
use crate::convert;
use crate::convert::Encoding;
use crate::outbox::Newest;

/// The name of the language of reports, for clients that know it: a document of this language is
/// always checked, one of another only if it looks like a report.
pub(crate) const LANGUAGE: &str = "nianbao";

/// The language of files of configuration; a document of this language is never a report.
const TOML: &str = "toml";

/// So much of a text that is too long is looked at, in bytes; a whole report is shorter.
pub(crate) const HEAD: usize = 64 << 10;

/// Texts by the names of their files.
pub(crate) type Beside = HashMap<PathBuf, Rope>;

/// What judges a report; replaced in tests.
pub(crate) type Checker = fn(&Report, &Settings) -> Findings;

/// What a document is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A report, if it looks like one.
    Text,
    /// A report, whatever it looks like.
    Report,
    /// A file of configuration.
    Configuration(Configured),
    /// Nothing that is ours.
    Foreign,
}

/// A file of configuration.
#[derive(Clone, Debug)]
pub(crate) struct Configured {
    pub(crate) path: Arc<Path>,
    pub(crate) knows: Arc<dyn Configuration>,
}

impl Kind {
    /// What a document is, by its name and what the client calls its language.
    pub(crate) fn of(uri: &Uri, language: &str, knows: Option<&Arc<dyn Configuration>>) -> Self {
        if language == LANGUAGE {
            return Self::Report;
        }
        if let Some(knows) = knows
            && let Some(path) = uri.to_file_path()
            && knows.is_one(&path)
        {
            return Self::Configuration(Configured {
                path: Arc::from(path),
                knows: Arc::clone(knows),
            });
        }
        if language == TOML {
            Self::Foreign
        } else {
            Self::Text
        }
    }
}

/// The text of an open document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) rope: Rope,
    pub(crate) version: i32,
    pub(crate) kind: Kind,
    /// The present state; replaced by every change.
    pub(crate) snapshot: Arc<Snapshot>,
    /// Which version that is, for checks that are under way.
    pub(crate) newest: Newest,
    /// Whether a check for diagnostics is under way.
    pub(crate) checking: bool,
    /// Whether the last check failed, which is told once and not at every key.
    pub(crate) failed: bool,
}

impl Document {
    /// Puts a newer state in place of the present one, which is returned.
    pub(crate) fn replace(&mut self, snapshot: Arc<Snapshot>) -> Arc<Snapshot> {
        self.newest.set(snapshot.generation);
        std::mem::replace(&mut self.snapshot, snapshot)
    }
}

/// Makes the changes of one notification, in order.
pub(crate) fn apply(
    rope: &mut Rope,
    encoding: Encoding,
    changes: &[TextDocumentContentChangeEvent],
) {
    for change in changes {
        let Some(range) = change.range else {
            *rope = Rope::from_str(&change.text);
            continue;
        };
        let start = convert::char_of(rope, encoding, range.start);
        let end = convert::char_of(rope, encoding, range.end);
        let (start, end) = (start.min(end), start.max(end));
        // Both lie within the text, so neither can fail.
        if rope.try_remove(start..end).is_err() || rope.try_insert(start, &change.text).is_err() {
            error!("a change from {start} to {end} was lost");
        }
    }
}

/// One version of a document with the settings that it is judged by. It never changes; its analysis
/// is made once, by whoever first needs it.
pub(crate) struct Snapshot {
    pub(crate) uri: Uri,
    /// The client's number of the version.
    pub(crate) version: i32,
    /// Counts versions and settings of all documents: two snapshots never share it.
    pub(crate) generation: u64,
    pub(crate) rope: Rope,
    pub(crate) encoding: Encoding,
    pub(crate) config: Arc<Config>,
    pub(crate) kind: Kind,
    /// Of a configuration: the open documents in its folder.
    pub(crate) beside: Arc<Beside>,
    pub(crate) checker: Checker,
    /// Whether the text is longer than the settings allow; it is not analysed then, and may be only the
    /// beginning of a file.
    pub(crate) too_long: bool,
    /// What the text is judged by, once it is known.
    pub(crate) settings: OnceLock<Option<Settings>>,
    pub(crate) analysis: OnceLock<Option<Analysis>>,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot")
            .field("uri", &self.uri.as_str())
            .field("version", &self.version)
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

/// What was understood and found.
#[derive(Debug)]
pub(crate) struct Analysis {
    pub(crate) report: Report,
    pub(crate) findings: Findings,
}

impl Snapshot {
    /// What the text is judged by; `None` if its project leaves it out. A configuration with a mistake
    /// in it is told to the user, and the client's settings alone count.
    pub(crate) fn settings(&self, report: &Report) -> Option<&Settings> {
        let settings = self.settings.get_or_init(|| {
            let own = || Some(self.config.settings.clone());
            let Some((project, complaints)) = &self.config.project else {
                return own();
            };
            let Some(path) = self.uri.to_file_path() else {
                return own();
            };
            let settings = project.settings(&path, report, &self.config.over);
            complaints.say(settings.as_ref().err().cloned());
            settings.unwrap_or_else(|_| own())
        });
        settings.as_ref()
    }

    /// Understands and judges the text, once. `None` for what cannot be a report, and when that failed,
    /// which is a defect: it is logged, and the document is as if nothing were found in it.
    pub(crate) fn analysis(&self) -> Option<&Analysis> {
        if self.too_long {
            return None;
        }
        let always = match self.kind {
            Kind::Report => true,
            Kind::Text => false,
            Kind::Configuration(_) | Kind::Foreign => return None,
        };
        let analysis = self.analysis.get_or_init(|| {
            let made = catch_unwind(AssertUnwindSafe(|| {
                let begun = Instant::now();
                let source = SourceText::new(self.rope.to_string()).ok()?;
                let copied = begun.elapsed();
                let report = Report::parse(source);
                let parsed = begun.elapsed();
                let findings = match self.settings(&report) {
                    Some(settings) if always || report.looks_like_report() => {
                        (self.checker)(&report, settings)
                    }
                    _ => Findings::default(),
                };
                debug!(
                    "{}: copied in {copied:.1?}, parsed in {:.1?}, judged in {:.1?}",
                    self.uri.as_str(),
                    parsed.saturating_sub(copied),
                    begun.elapsed().saturating_sub(parsed)
                );
                Some(Analysis { report, findings })
            }));
            made.unwrap_or_else(|_| {
                error!("the analysis of {} failed", self.uri.as_str());
                None
            })
        });
        analysis.as_ref()
    }

    /// The analysis of what is a report, or has at least its title. Editors tell of every document of a
    /// language; one that is no report has an analysis without findings, and nothing is shown or offered
    /// in it unasked.
    pub(crate) fn report(&self) -> Option<&Analysis> {
        self.analysis().filter(|it| {
            let begun = it.report.title.is_some() || it.report.looks_like_report();
            begun || matches!(self.kind, Kind::Report)
        })
    }

    /// Whether the beginning of a text that is too long for more reads like a report.
    pub(crate) fn begins_like_report(&self) -> bool {
        if matches!(self.kind, Kind::Report) {
            return true;
        }
        let mut head = String::new();
        for chunk in self.rope.chunks() {
            if head.len() >= HEAD {
                break;
            }
            head.push_str(chunk);
        }
        let read = catch_unwind(AssertUnwindSafe(|| {
            let source = SourceText::new(head).ok()?;
            Some(Report::parse(source).looks_like_report())
        }));
        read.ok().flatten().unwrap_or(false)
    }

    /// Whether its project leaves the document out; known once it is analysed.
    pub(crate) fn is_excluded(&self) -> bool {
        self.settings.get().is_some_and(Option::is_none)
    }

    /// The rule packs that the text is judged by; none before it is analysed.
    pub(crate) fn packs(&self) -> Arc<dyn Packs> {
        let settings = self.settings.get().and_then(Option::as_ref);
        settings.map_or_else(
            || Arc::new(NoPacks) as Arc<dyn Packs>,
            |settings| Arc::clone(&settings.packs),
        )
    }

    /// The range of a span of the text.
    pub(crate) fn range(&self, span: Span) -> Range {
        let position = |offset: u32| {
            let known = self.analysis.get().and_then(Option::as_ref);
            known
                .and_then(|known| convert::position_in(&known.report.source, self.encoding, offset))
                .unwrap_or_else(|| convert::position_of(&self.rope, self.encoding, offset as usize))
        };
        Range::new(position(span.start), position(span.end))
    }

    /// The byte offset of a position.
    pub(crate) fn offset(&self, position: Position) -> u32 {
        convert::offset_of(&self.rope, self.encoding, position) as u32
    }

    /// The span of a range.
    pub(crate) fn span(&self, range: Range) -> Span {
        convert::span_of(&self.rope, self.encoding, range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_order() {
        let mut rope = Rope::from_str("甲𠮷乙\r\n丙");
        let change = |range: Option<[u32; 4]>, text: &str| TextDocumentContentChangeEvent {
            range: range.map(|[a, b, c, d]| Range::new(Position::new(a, b), Position::new(c, d))),
            range_length: None,
            text: text.to_owned(),
        };
        apply(
            &mut rope,
            Encoding::Utf16,
            &[
                change(Some([0, 1, 0, 3]), "丁"),
                change(Some([0, 2, 0, 2]), "😀"),
                // Swapped ends, and ends beyond the line and the text.
                change(Some([1, 9, 1, 0]), "戊"),
                change(Some([7, 0, 9, 9]), "己"),
            ],
        );
        assert_eq!(rope.to_string(), "甲丁😀乙\r\n戊己");
        apply(
            &mut rope,
            Encoding::Utf16,
            &[change(None, "子"), change(Some([0, 1, 0, 1]), "丑")],
        );
        assert_eq!(rope.to_string(), "子丑");
    }
}
