//! Files that say how reports are judged: `nianbao.toml`, `pack.toml`. The server shows what is wrong
//! with them and offers what may be written; what they mean is known to who starts it.

use std::fmt::Debug;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao_lint::{Lang, Severity};

/// Who knows the files of configuration. Spans are in bytes of the text that is given, which is the one
/// in the editor and need not be saved, nor right.
pub trait Configuration: Debug + Send + Sync {
    /// Whether a file is one of configuration, by its name.
    fn is_one(&self, path: &Path) -> bool;

    /// The names of such files, for clients that watch them.
    fn names(&self) -> &[&str];

    /// What is to be said of a text. `beside` gives the text of another file where it is open in the
    /// editor, which then counts in the place of what is on disk.
    fn flaws(
        &self,
        path: &Path,
        text: &str,
        beside: &dyn Fn(&Path) -> Option<String>,
        lang: Lang,
    ) -> Vec<Flaw>;

    /// What stands at an offset, with a description of it.
    fn describe(
        &self,
        path: &Path,
        text: &str,
        offset: usize,
        lang: Lang,
    ) -> Option<(Range<usize>, String)>;

    /// What may be written at an offset, the likeliest first.
    fn suggest(&self, path: &Path, text: &str, offset: usize, lang: Lang) -> Vec<Suggestion>;
}

/// Something to say of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where.
    pub span: Range<usize>,
    /// How much it weighs.
    pub severity: Severity,
    /// What, in the language that was asked for.
    pub message: String,
    /// The place in another file where the mistake itself stands.
    pub elsewhere: Option<Elsewhere>,
}

/// A place in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// Where in the text.
    pub span: Range<usize>,
    /// What is there.
    pub message: String,
}

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What the user chooses.
    pub label: String,
    /// What is written in the place of the span.
    pub text: String,
    /// What is typed of it already.
    pub span: Range<usize>,
    /// What it is.
    pub kind: SuggestionKind,
    /// A line on it; may be empty.
    pub detail: String,
}

/// What kind of thing may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// The name of a key.
    Key,
    /// The name of a table.
    Table,
    /// One of a few words.
    Word,
    /// A rule, a pack, a cell.
    Reference,
}
