//! Runs the selected rules over a report.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use nianbao_core::Report;
use nianbao_facts::Facts;
use nianbao_facts::deadlines::Deadlines;

use crate::diagnostic::{Diagnostic, Message, Severity, Unverified};
use crate::neighbours::{Neighbours, NoNeighbours};
use crate::packs::{NoPacks, Packs};
use crate::registry::Registry;
use crate::rule::{Context, Rule};
use crate::selection::Selection;
use crate::suppress;

/// From this length on, in bytes, a text is judged on two threads. It is some thirty reports in one file:
/// one by itself is judged before a second thread has begun.
const LONG: usize = 256 << 10;

/// Settings of the rules.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which rules run.
    pub selection: Selection,
    /// From where on something is too long or too short.
    pub thresholds: Thresholds,
    /// The last days of publication.
    pub deadlines: Deadlines,
    /// Severities in the place of the rules' own.
    pub severity: Severities,
    /// Packs whose rules run too.
    pub packs: Arc<dyn Packs>,
}

impl Settings {
    /// The settings of a program with these rules unless something else is said.
    pub fn new(registry: &'static Registry) -> Self {
        Self {
            selection: Selection::new(registry),
            thresholds: Thresholds::default(),
            deadlines: Deadlines::default(),
            severity: Severities::default(),
            packs: Arc::new(NoPacks),
        }
    }
}

/// Severities of rules in the place of their own. They also override a rule that weighs its findings
/// differently from case to case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities {
    by_code: BTreeMap<String, Severity>,
}

impl Severities {
    /// Gives the rule of a code a severity.
    pub fn set(&mut self, code: &str, severity: Severity) {
        self.by_code.insert(code.to_owned(), severity);
    }

    /// The severity that the rule of a code was given.
    pub fn of(&self, code: &str) -> Option<Severity> {
        self.by_code.get(code).copied()
    }

    fn apply(&self, diagnostics: &mut [Diagnostic]) {
        if self.by_code.is_empty() {
            return;
        }
        for diagnostic in diagnostics {
            if let Some(severity) = self.of(diagnostic.rule.code()) {
                diagnostic.severity = severity;
            }
        }
    }
}

/// Lengths, in characters without white space, from which on a rule speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// 一、总体情况 is too long when it is longer than this.
    pub overview_longest: usize,
    /// 五、存在的主要问题及改进情况 is too short when it is shorter than this.
    pub problems_shortest: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            overview_longest: 1000,
            problems_shortest: 30,
        }
    }
}

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Findings, ordered by offset, then code.
    pub diagnostics: Vec<Diagnostic>,
    /// Checks that could not be made, in the order of the rules.
    pub unverified: Vec<Unverified>,
    /// Findings that a directive in the report suppresses, in the order of the rules.
    pub suppressed: Vec<Diagnostic>,
}

/// Takes what one rule finds.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Rule,
    findings: &'a mut Findings,
}

impl Sink<'_> {
    /// The rule that is running.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Takes a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.diagnostics.push(diagnostic);
    }

    /// Notes a check that could not be made.
    pub fn unverified(&mut self, reason: &'static str, message: Message) {
        let rule = self.rule.into();
        self.findings.unverified.push(Unverified {
            rule,
            reason,
            message,
        });
    }
}

/// One report under its rules: what several rules read of it is found once, when the first of them
/// asks for it.
#[derive(Debug)]
pub struct Checker<'a> {
    report: &'a Report,
    settings: &'a Settings,
    facts: Facts<'a>,
    neighbours: &'a dyn Neighbours,
}

impl<'a> Checker<'a> {
    /// A checker of a report; nothing has run yet.
    pub fn new(report: &'a Report, settings: &'a Settings) -> Self {
        Self {
            report,
            settings,
            facts: Facts::with(report, settings.selection.registry().lexicon()),
            neighbours: &NoNeighbours,
        }
    }

    /// The checker with the reports beside its report.
    #[must_use]
    pub fn among(mut self, neighbours: &'a dyn Neighbours) -> Self {
        self.neighbours = neighbours;
        self
    }

    /// Runs one rule, selected or not, and adds what it finds. Suppressions of the report are not looked
    /// at.
    pub fn run(&self, rule: &'static Rule, findings: &mut Findings) {
        let context = Context {
            report: self.report,
            settings: self.settings,
            facts: &self.facts,
            neighbours: self.neighbours,
        };
        (rule.check)(&context, &mut Sink { rule, findings });
    }
}

/// Checks a report with the selected rules.
pub fn check(report: &Report, settings: &Settings) -> Findings {
    check_among(report, settings, &NoNeighbours)
}

/// Checks a report with the selected rules, which may look at the reports beside it.
pub fn check_among(report: &Report, settings: &Settings, neighbours: &dyn Neighbours) -> Findings {
    let checker = Checker::new(report, settings).among(neighbours);
    let mut findings = if report.source.as_str().len() < LONG {
        let mut findings = Findings::default();
        for rule in settings.selection.rules() {
            checker.run(rule, &mut findings);
        }
        findings
    } else {
        run_on_two(&checker, &settings.selection)
    };
    settings.packs.run(report, settings, &mut findings);
    suppress::apply(report, settings, &mut findings);
    settings.severity.apply(&mut findings.diagnostics);
    settings.severity.apply(&mut findings.suppressed);
    findings
        .diagnostics
        .sort_by(|a, b| (a.span.start, a.rule.code()).cmp(&(b.span.start, b.rule.code())));
    findings
}

/// Runs the selected rules on this thread and another, each the next that nobody has begun. What they find
/// is put together in the order of the rules.
fn run_on_two(checker: &Checker<'_>, selection: &Selection) -> Findings {
    let rules: Vec<&'static Rule> = selection.rules().collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(rule) = rules.get(index) else {
                return found;
            };
            let mut findings = Findings::default();
            checker.run(rule, &mut findings);
            found.push((index, findings));
        }
    };
    let mut found = std::thread::scope(|scope| {
        let other = std::thread::Builder::new().spawn_scoped(scope, work);
        let mut found = work();
        // Without another thread this one has done everything.
        if let Ok(other) = other {
            match other.join() {
                Ok(theirs) => found.extend(theirs),
                // A defect in a rule is the same on either thread.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        found
    });
    found.sort_by_key(|(index, _)| *index);
    let mut all = Findings::default();
    for (_, findings) in found {
        all.diagnostics.extend(findings.diagnostics);
        all.unverified.extend(findings.unverified);
        all.suppressed.extend(findings.suppressed);
    }
    all
}
