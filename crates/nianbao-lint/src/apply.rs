//! Applies fixes to a report until nothing more can be fixed.
//!
//! A round chooses at most one fix per finding, leaves out those that overlap an earlier one, applies
//! the rest and reads the result. A result that reads worse than what it came from is not taken: its
//! fixes are then tried one by one. What a round takes nothing of is the fixed point, so that fixing
//! a fixed report changes nothing.

use std::collections::HashMap;

use nianbao_core::form::{SectionKind, TableId};
use nianbao_core::table::Value;
use nianbao_core::{Layout, Position, Report, SourceText, Span};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};
use crate::engine::{Findings, Settings, check};
use crate::numbers::changes_a_number;
use crate::rule::Group;
use crate::rule_ref::RuleRef;

/// Rounds after which fixes that go on undoing each other are left.
const MAX_ROUNDS: usize = 10;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixMode {
    /// Those that cannot change the meaning.
    Safe,
    /// Also the suggested ones, where a finding offers no choice.
    SafeAndSuggested,
}

/// A fix that was applied, or that was not because the report would have read worse.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The rule whose finding it mends.
    pub rule: RuleRef,
    /// What it does.
    pub title: Message,
    /// Whether it was safe.
    pub applicability: Applicability,
    /// What was replaced by what, in the order of the text.
    pub changes: Vec<Replacement>,
}

/// A piece of text that a fix replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Where it was in the text that the fix was made for: earlier fixes may have moved it.
    pub place: Position,
    /// What it was.
    pub old: String,
    /// What is there now.
    pub new: String,
}

/// A report after fixing.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The report as it reads now; its source is the fixed text in the encoding of the file.
    pub report: Report,
    /// What is left to find.
    pub findings: Findings,
    /// What was done, in the order in which it was done.
    pub applied: Vec<Applied>,
    /// Fixes that were not taken because they mend nothing or the report would read worse; each is a
    /// defect of its rule.
    pub refused: Vec<Applied>,
    /// Whether nothing more could be fixed; if not, rules undo each other's fixes, which is a defect.
    pub converged: bool,
}

/// The fix that would be applied for a finding: the first safe one, else the suggested one if it is
/// the only one. Several suggested fixes are alternatives between which only a person can choose, and a
/// number of a table or of the prose is changed by a person alone.
pub fn chosen_fix<'a>(
    report: &Report,
    diagnostic: &'a Diagnostic,
    mode: FixMode,
) -> Option<&'a Fix> {
    let fixes = &diagnostic.fixes;
    let safe = fixes
        .iter()
        .find(|fix| fix.applicability == Applicability::Safe);
    let ((Some(fix), _, _) | (None, FixMode::SafeAndSuggested, [fix])) = (safe, mode, &fixes[..])
    else {
        return None;
    };
    let unseen = is_applicable(report, &diagnostic.rule, fix) && !changes_a_number(report, fix);
    unseen.then_some(fix)
}

/// Whether the edits of a fix can be made without a person: those that would swallow the tags of a
/// web page, or put the lines of a plain text into one, cannot.
pub fn is_applicable(report: &Report, rule: &RuleRef, fix: &Fix) -> bool {
    let text = report.source.as_str();
    let page = report.layout == Layout::Html;
    let mut end = 0;
    !fix.edits.is_empty()
        && fix.edits.iter().all(|edit| {
            let Some(old) = text.get(edit.span.range()) else {
                return false;
            };
            let in_order = edit.span.start >= end;
            end = edit.span.end;
            let foreign = page && edit.new_text.contains(['\n', '\r', '<', '&']);
            edit.file.is_none() && in_order && !foreign && edit.new_text != old
        })
        && !holds_markup(&report.source, rule, fix)
}

/// Whether a fix would swallow a tag or a comment, so that only a person can make it.
pub fn holds_markup(source: &SourceText, rule: &RuleRef, fix: &Fix) -> bool {
    // A directive is a comment, and mending it is what its fix is for.
    rule.group() != Some(Group::Directives)
        && fix
            .edits
            .iter()
            .any(|edit| holds_tag(source.slice(edit.span)))
}

/// Whether a piece of a source holds the beginning of a tag or a comment.
fn holds_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        text[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next))
    })
}

/// The edits of a fix with the line breaks of the file.
pub fn source_edits(source: &SourceText, fix: &Fix) -> Vec<Edit> {
    // Counting the breaks of a whole text is worth it for the few fixes that have one.
    if !fix
        .edits
        .iter()
        .any(|edit| edit.new_text.contains(['\n', '\r']))
    {
        return fix.edits.clone();
    }
    let line_end = source.line_end();
    let edit = |edit: &Edit| {
        let mut new_text = edit.new_text.replace("\r\n", "\n").replace('\r', "\n");
        if line_end != "\n" {
            new_text = new_text.replace('\n', line_end);
        }
        Edit {
            new_text,
            ..edit.clone()
        }
    };
    fix.edits.iter().map(edit).collect()
}

/// Fixes a report.
pub fn fix(report: Report, settings: &Settings, mode: FixMode) -> Fixed {
    let findings = check(&report, settings);
    let mut state = State { report, findings };
    let mut applied = Vec::new();
    for _ in 0..MAX_ROUNDS {
        let (next, done, refused) = round(&state, settings, mode);
        let Some(next) = next else {
            let State { report, findings } = state;
            return Fixed {
                report,
                findings,
                applied,
                refused,
                converged: true,
            };
        };
        applied.extend(done);
        state = next;
    }
    let State { report, findings } = state;
    Fixed {
        report,
        findings,
        applied,
        refused: Vec::new(),
        converged: false,
    }
}

/// A text as it was read and judged.
struct State {
    report: Report,
    findings: Findings,
}

/// A fix that a round may apply.
struct Chosen<'a> {
    diagnostic: &'a Diagnostic,
    fix: &'a Fix,
    edits: Vec<Edit>,
}

impl Chosen<'_> {
    fn note(&self, source: &SourceText) -> Applied {
        let change = |edit: &Edit| Replacement {
            place: source.position(edit.span.start),
            old: source.slice(edit.span).to_owned(),
            new: edit.new_text.clone(),
        };
        Applied {
            changes: self.edits.iter().map(change).collect(),
            rule: self.diagnostic.rule.clone(),
            title: self.fix.title.clone(),
            applicability: self.fix.applicability,
        }
    }
}

/// One round: the next state if anything was taken, what was done and what was refused.
fn round(
    state: &State,
    settings: &Settings,
    mode: FixMode,
) -> (Option<State>, Vec<Applied>, Vec<Applied>) {
    let chosen = choose(state, mode);
    let all: Vec<&Chosen<'_>> = chosen.iter().collect();
    if all.is_empty() {
        return (None, Vec::new(), Vec::new());
    }
    let mut admission = Admission::default();
    admission.admit(state, settings, &all);
    let Admission {
        taken,
        refused,
        next,
    } = admission;
    let note = |one: &&Chosen<'_>| one.note(&state.report.source);
    (
        next,
        taken.iter().map(note).collect(),
        refused.iter().map(note).collect(),
    )
}

/// Which fixes of a round are made.
#[derive(Default)]
struct Admission<'r, 's> {
    taken: Vec<&'r Chosen<'s>>,
    refused: Vec<&'r Chosen<'s>>,
    /// The text with those that are taken.
    next: Option<State>,
}

impl<'r, 's> Admission<'r, 's> {
    /// Takes fixes together with those that are taken already. Where they cannot all be made, each half is
    /// tried for itself: one bad fix among many costs as many attempts as the number of fixes has
    /// digits in binary, not one for each of them.
    fn admit(&mut self, state: &State, settings: &Settings, fixes: &[&'r Chosen<'s>]) {
        let before = self.taken.len();
        self.taken.extend(fixes);
        if let Some(next) = attempt(state, settings, &self.taken) {
            self.next = Some(next);
            return;
        }
        self.taken.truncate(before);
        match fixes {
            [] => {}
            [one] => self.refused.push(one),
            _ => {
                let (first, second) = fixes.split_at(fixes.len() / 2);
                self.admit(state, settings, first);
                self.admit(state, settings, second);
            }
        }
    }
}

/// The fixes of a round, in the order of their findings; one that overlaps an earlier one waits.
fn choose(state: &State, mode: FixMode) -> Vec<Chosen<'_>> {
    let mut chosen: Vec<Chosen<'_>> = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    for diagnostic in &state.findings.diagnostics {
        let Some(fix) = chosen_fix(&state.report, diagnostic, mode) else {
            continue;
        };
        let overlaps = |edit: &Edit| taken.iter().any(|&other| touches(edit.span, other));
        if fix.edits.iter().any(overlaps) {
            continue;
        }
        taken.extend(fix.edits.iter().map(|edit| edit.span));
        chosen.push(Chosen {
            diagnostic,
            fix,
            edits: source_edits(&state.report.source, fix),
        });
    }
    chosen
}

/// Whether two places overlap; an empty one, where something is inserted, also touches what begins
/// or ends there.
fn touches(a: Span, b: Span) -> bool {
    if a.is_empty() || b.is_empty() {
        a.start <= b.end && b.start <= a.end
    } else {
        a.start < b.end && b.start < a.end
    }
}

/// Applies fixes and reads the result; `None` if it is no better.
fn attempt(state: &State, settings: &Settings, chosen: &[&Chosen<'_>]) -> Option<State> {
    let mut edits: Vec<&Edit> = chosen.iter().flat_map(|one| &one.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let source = &state.report.source;
    let mut text = String::with_capacity(source.as_str().len() + 256);
    let mut from = 0;
    for edit in edits {
        text.push_str(source.as_str().get(from..edit.span.start as usize)?);
        text.push_str(&edit.new_text);
        from = edit.span.end as usize;
    }
    text.push_str(source.as_str().get(from..)?);
    let report = Report::parse(source.with_text(text).ok()?);
    if !reads_as_well(&state.report, &report, chosen) {
        return None;
    }
    let findings = check(&report, settings);
    mends(&state.findings, &findings, chosen).then_some(State { report, findings })
}

/// Whether a report reads at least as well after fixes as before them: the same sections and tables,
/// the same numbers but those of cells that suggested fixes changed, no more damage.
fn reads_as_well(before: &Report, after: &Report, chosen: &[&Chosen<'_>]) -> bool {
    let sections = |report: &Report, kind: SectionKind| {
        report
            .sections
            .iter()
            .filter(|section| section.kind == Some(kind))
            .count()
    };
    let all_edits = || chosen.iter().flat_map(|one| &one.edits);
    let title_touched = before
        .title
        .as_ref()
        .is_some_and(|title| all_edits().any(|edit| touches(edit.span, title.span)));
    let same_head = before.title.is_some() <= after.title.is_some()
        && before.body.is_some() <= after.body.is_some()
        && (title_touched || before.year.is_none() || before.year == after.year);
    same_head
        && SectionKind::ALL
            .into_iter()
            .all(|kind| sections(before, kind) <= sections(after, kind))
        && before.damage.len() >= after.damage.len()
        && same_numbers(before, after, chosen)
}

fn same_numbers(before: &Report, after: &Report, chosen: &[&Chosen<'_>]) -> bool {
    let suggested: Vec<Span> = chosen
        .iter()
        .filter(|one| one.fix.applicability == Applicability::Suggested)
        .flat_map(|one| one.edits.iter().map(|edit| edit.span))
        .collect();
    TableId::ALL.into_iter().all(|id| {
        let Some(table) = before.table(id) else {
            return true;
        };
        after.table(id).is_some()
            && table.cells().all(|(name, cell)| {
                let now = after.cell(name).map(|cell| cell.value);
                let may_change = suggested.iter().any(|&edit| touches(edit, cell.span));
                may_change
                    || match cell.value {
                        Value::Number(number) => now == Some(Value::Number(number)),
                        Value::Blank | Value::Placeholder => !matches!(now, Some(Value::Number(_))),
                        Value::Text => true,
                    }
            })
    })
}

/// Whether every finding whose fix was applied is gone: of each kind of finding fewer are left.
fn mends(before: &Findings, after: &Findings, chosen: &[&Chosen<'_>]) -> bool {
    fn count(findings: &Findings) -> HashMap<(&str, &str), usize> {
        let mut counts = HashMap::new();
        for found in &findings.diagnostics {
            *counts.entry(key(found)).or_insert(0) += 1;
        }
        counts
    }
    let (before, after) = (count(before), count(after));
    chosen.iter().all(|one| {
        let key = key(one.diagnostic);
        after.get(&key) < before.get(&key)
    })
}

/// What tells findings apart when their places have moved.
fn key(diagnostic: &Diagnostic) -> (&str, &str) {
    (diagnostic.rule.code(), &diagnostic.message.zh)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::example::base_report;

    fn report(text: &str) -> Report {
        Report::parse(SourceText::new(text).unwrap())
    }

    fn finding(fixes: &[(Applicability, Span, &str)]) -> Diagnostic {
        let rule = &crate::testing::RULE;
        let message = || Message::new("甲", "a");
        let mut found = Diagnostic::new(rule, Span::empty(0), message());
        found.severity = Severity::Info;
        for &(applicability, span, text) in fixes {
            found = found.with_replacement(applicability, message(), span, text);
        }
        found
    }

    #[test]
    fn alternatives_are_left_to_people_and_safe_fixes_win() {
        use Applicability::{Safe, Suggested};
        let report = report("一二三");
        let span = Span::new(0, 3);
        let chosen = |fixes: &[(Applicability, Span, &str)], mode| {
            let found = finding(fixes);
            chosen_fix(&report, &found, mode).map(|fix| fix.edits[0].new_text.clone())
        };
        let one = [(Suggested, span, "甲")];
        let two = [(Suggested, span, "甲"), (Suggested, span, "乙")];
        let mixed = [(Suggested, span, "甲"), (Safe, span, "乙")];
        assert_eq!(chosen(&one, FixMode::Safe), None);
        assert_eq!(chosen(&one, FixMode::SafeAndSuggested).unwrap(), "甲");
        assert_eq!(chosen(&two, FixMode::SafeAndSuggested), None);
        assert_eq!(chosen(&mixed, FixMode::Safe).unwrap(), "乙");
        assert_eq!(chosen(&[], FixMode::SafeAndSuggested), None);
        // An edit that changes nothing, or one of another text, is none.
        assert_eq!(chosen(&[(Safe, span, "一")], FixMode::Safe), None);
        assert_eq!(chosen(&[(Safe, Span::new(0, 99), "")], FixMode::Safe), None);
        assert_eq!(chosen(&[(Safe, Span::new(0, 2), "")], FixMode::Safe), None);
    }

    #[test]
    fn tags_are_not_swallowed() {
        let page = report("<html><body><p>一、</p><p>总体<b>情况</b></p></body></html>");
        let text = page.source.as_str();
        let span = |part: &str| {
            let at = text.find(part).unwrap();
            Span::new(at, at + part.len())
        };
        let fixable = |part: &str, new: &str| {
            let found = finding(&[(Applicability::Safe, span(part), new)]);
            chosen_fix(&page, &found, FixMode::Safe).is_some()
        };
        assert!(fixable("总体", "整体"));
        assert!(!fixable("总体<b>情况", "总体情况"));
        assert!(!fixable("总体", "总体\n| 甲 |"));
        assert!(!holds_tag("1 < 2") && holds_tag("</p") && holds_tag("<!--"));
    }

    #[test]
    fn insertions_at_one_place_wait_for_each_other() {
        let (at, before) = (Span::empty(5), Span::new(2, 5));
        assert!(touches(at, at) && touches(at, before) && touches(before, at));
        assert!(!touches(before, Span::new(5, 8)));
        assert!(touches(before, Span::new(4, 8)));
    }

    /// Tries one edit of the base report as if a rule had offered it.
    fn reads_after(from: &str, to: &str, applicability: Applicability) -> bool {
        let before = report(base_report());
        let at = base_report().find(from).unwrap();
        let span = Span::new(at, at + from.len());
        let diagnostic = finding(&[(applicability, span, to)]);
        let chosen = Chosen {
            diagnostic: &diagnostic,
            fix: &diagnostic.fixes[0],
            edits: diagnostic.fixes[0].edits.clone(),
        };
        let after = report(&base_report().replacen(from, to, 1));
        reads_as_well(&before, &after, &[&chosen])
    }

    #[test]
    fn a_report_that_reads_worse_is_refused() {
        use Applicability::{Safe, Suggested};
        assert!(reads_after("坚持以公开促落实", "坚持以公开促公正", Safe));
        assert!(reads_after("| 6 | 2 | 48 |", "| 6 | 2 | ４８ |", Safe));
        // Numbers: only a suggested fix of the cell itself may change one.
        assert!(!reads_after("| 3215 |", "| 3216 |", Safe));
        assert!(reads_after("3215 |", "3216 |", Suggested));
        assert!(!reads_after("| 行政许可 | 3215 |", "", Safe));
        // Sections, tables, title.
        assert!(!reads_after(
            "## 五、存在的主要问题及改进情况",
            "另",
            Suggested
        ));
        assert!(!reads_after(
            "# 云溪县人民政府2023年政府信息公开工作年度报告",
            "",
            Suggested
        ));
    }

    #[test]
    fn a_fix_that_mends_nothing_is_refused() {
        let span = Span::new(0, 3);
        let found = finding(&[(Applicability::Safe, span, "甲")]);
        let chosen = Chosen {
            fix: &found.fixes[0],
            edits: found.fixes[0].edits.clone(),
            diagnostic: &found,
        };
        let findings = |n: usize| Findings {
            diagnostics: vec![found.clone(); n],
            ..Findings::default()
        };
        assert!(mends(&findings(2), &findings(1), &[&chosen]));
        assert!(mends(&findings(1), &findings(0), &[&chosen]));
        assert!(!mends(&findings(1), &findings(1), &[&chosen]));
    }
}
