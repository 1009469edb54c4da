//! Everything that the author of a pack wants to know of it while writing, each at its place in the
//! pack's own file.

use std::sync::Arc;

use nianbao_lint::{Message, Registry, Severity};

use super::error::PackError;
use super::gather::{Wanted, load_with_origins};
use super::sample::{test, untested};
use super::source::PackSource;
use crate::Place;

/// Something to say of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where in the pack's own file.
    pub place: Place,
    /// Info for what may stay so.
    pub severity: Severity,
    /// What, and what would be right.
    pub message: Message,
    /// The mistake itself, where it stands in the file of a pack that this one extends; its place is then
    /// the entry of `extends`.
    pub elsewhere: Option<PackError>,
}

/// Loads the pack of a source, runs its tests and looks for rules without any.
pub fn inspect(registry: &'static Registry, source: &dyn PackSource) -> Vec<Flaw> {
    let own = source.label(source.main().unwrap_or("pack.toml"));
    let (set, origins) = load_with_origins(registry, &[Wanted::Source(source)]);
    let set = match set {
        Ok(set) => Arc::new(set),
        Err(errors) => {
            // Places of the pack's own file need its text; without it they are at its beginning.
            let text = source.read(source.main().unwrap_or("pack.toml"));
            let text = text.unwrap_or_default();
            return errors
                .into_iter()
                .map(|error| match origins.get(&error.file) {
                    Some(entry) if error.file != own => elsewhere(&text, entry, error),
                    _ => wrong(error.place, error.message),
                })
                .collect();
        }
    };
    let mut flaws = Vec::new();
    for outcome in test(&set, Some(source)) {
        let title = outcome.name;
        flaws.extend(outcome.failures.into_iter().map(|failure| {
            let Message { zh, en } = failure.message;
            let message = Message::new(
                format!("测试“{title}”未通过：{zh}"),
                format!("the test \"{title}\" fails: {en}"),
            );
            wrong(failure.place, message)
        }));
    }
    let Some(pack) = set.packs().last() else {
        return flaws;
    };
    for (rule, expected, _) in untested(pack) {
        let at = pack.written.get(&rule);
        let at = at.map_or_else(|| pack.file.name.span(), |rule| rule.get_ref().name.span());
        let message = if expected {
            Message::new(
                format!("没有测试说明 {rule} 在何处不报（forbid）"),
                format!("no test says where {rule} must be silent (forbid)"),
            )
        } else {
            Message::new(
                format!("没有测试说明 {rule} 报什么（expect）"),
                format!("no test says what {rule} finds (expect)"),
            )
        };
        flaws.push(Flaw {
            place: Place::of(&pack.text, at),
            severity: Severity::Info,
            message,
            elsewhere: None,
        });
    }
    flaws.sort_by_key(|flaw| flaw.place.span.start);
    flaws
}

fn wrong(place: Place, message: Message) -> Flaw {
    Flaw {
        place,
        severity: Severity::Error,
        message,
        elsewhere: None,
    }
}

/// A mistake of a pack that is extended, at the entry that leads to it.
fn elsewhere(text: &str, entry: &std::ops::Range<usize>, error: PackError) -> Flaw {
    let (file, line, column) = (&error.file, error.place.line, error.place.column);
    let message = Message::new(
        format!(
            "所扩展的规则包有误：{file}:{line}:{column}：{}",
            error.message.zh
        ),
        format!(
            "the extended pack is wrong: {file}:{line}:{column}: {}",
            error.message.en
        ),
    );
    Flaw {
        place: Place::of(text, entry.clone()),
        severity: Severity::Error,
        message,
        elsewhere: Some(error),
    }
}
