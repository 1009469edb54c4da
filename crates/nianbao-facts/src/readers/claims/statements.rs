//! Statements about requests without a number.

use nianbao_core::TextRange;

use super::words::names_requests;
use super::{LONGEST_CLAUSE, is_read, is_this_year, is_whole_scope};
use crate::Facts;
use crate::words::WordSet;

/// Words that say that there was none.
pub static NEGATIVE: WordSet = WordSet::new(&[
    "未收到",
    "没有收到",
    "未接到",
    "没有接到",
    "未接收到",
    "未受理",
    "没有受理",
    "未新收",
    "未曾收到",
]);

/// Words that say that something came in.
pub static POSITIVE: WordSet = WordSet::new(&["收到", "受理", "接到", "新收"]);

/// A statement about requests without a number.
pub struct Statement {
    /// The clause from its verb on.
    pub range: TextRange,
    /// The words between its beginning and the verb.
    scope: TextRange,
    /// The sentence that it stands in.
    pub sentence: TextRange,
}

/// Clauses that say that no request was received (`未收到政府信息公开申请`).
pub fn none_received(facts: &Facts<'_>) -> Vec<Statement> {
    statements(facts, &NEGATIVE)
        .into_iter()
        .filter(|statement| {
            let clause = facts.report.prose.text(statement.range);
            let tail = NEGATIVE
                .words()
                .iter()
                .find_map(|word| clause.strip_prefix(word))
                .unwrap_or("");
            ["", "的情况", "的情形", "情况"]
                .iter()
                .any(|end| tail.strip_suffix(end).is_some_and(names_requests))
        })
        .collect()
}

/// Clauses that say that requests were received in the year, but not how many
/// (`2023年我镇收到政府信息公开申请件`).
pub fn received_uncounted(facts: &Facts<'_>) -> Vec<Statement> {
    statements(facts, &POSITIVE)
        .into_iter()
        .filter(|statement| {
            let prose = &facts.report.prose;
            let clause = prose.text(statement.range);
            let scope = prose.text(statement.scope);
            let timed = scope.contains('年') || scope.contains('共');
            timed && names_requests(clause) && !clause.contains(|c: char| c.is_ascii_digit())
        })
        .collect()
}

/// The clauses that hold one of the words, from the word to the next mark, whose beginning leaves the
/// scope as it is.
pub fn statements(facts: &Facts<'_>, words: &WordSet) -> Vec<Statement> {
    let report = facts.report;
    let prose = &report.prose;
    let text = prose.as_str();
    let mut found: Vec<Statement> = Vec::new();
    for place in words.places(facts) {
        let at = place.range.start as usize;
        let Some(paragraph) = prose.paragraph_at(at as u32) else {
            continue;
        };
        if !is_read(report, paragraph.kind, paragraph.section) {
            continue;
        }
        let sentence = prose.sentence_at(at as u32);
        let marks = [',', ';', ':', '。', '(', ')', '\n'];
        // A clause is short: farther away its marks are not looked for.
        let near = text.floor_char_boundary(at.saturating_sub(LONGEST_CLAUSE + 4));
        let from = near.max(sentence.start as usize);
        let before = text[from..at].rfind(marks).map_or(from, |mark| {
            let mark = from + mark;
            mark + text[mark..].chars().next().map_or(1, char::len_utf8)
        });
        let end = text[at..sentence.end as usize]
            .find(marks)
            .map_or(sentence.end as usize, |end| at + end);
        if end < at || end - before > LONGEST_CLAUSE {
            continue;
        }
        let scope = TextRange::new(before, at);
        if !is_whole_scope(report, prose.text(scope)) || !is_this_year(report, at as u32) {
            continue;
        }
        found.push(Statement {
            range: TextRange::new(at, end),
            scope,
            sentence,
        });
    }
    found.sort_by_key(|statement| statement.range.start);
    found
}
