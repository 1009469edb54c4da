//! A rule can look at the reports beside a report and point into them.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use nianbao_core::{Report, SourceText, Span};
use nianbao_lint::{
    Applicability, Checker, Context, Diagnostic, Edit, Findings, Fix, FixAvailability, Group,
    Message, Neighbour, Neighbours, Rule, Severity, Sink, Text, is_applicable,
};

static RULE: Rule = Rule {
    code: "Z001",
    name: "title-as-last-year",
    group: Group::Metadata,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    basis: &[],
    traps: Text::new("", ""),
    examples: &[],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let own = context.report.title.as_ref().unwrap();
    let Some(before) = context.neighbours.previous() else {
        sink.unverified(
            "no-previous-report",
            Message::new("没有上年报告", "no report"),
        );
        return;
    };
    let theirs = before.report.title.as_ref().unwrap();
    let mut found = Diagnostic::new(&RULE, own.span, Message::new("标题", "title"))
        .with_related_in(before, theirs.span, Message::new("上年", "last year"));
    found.fixes.push(Fix {
        title: Message::new("改上年的", "change last year's"),
        applicability: Applicability::Suggested,
        edits: vec![Edit::new(theirs.span, "甲").in_file(before)],
    });
    sink.report(found);
}

#[derive(Debug)]
struct LastYear(Neighbour);

impl Neighbours for LastYear {
    fn previous(&self) -> Option<&Neighbour> {
        Some(&self.0)
    }
}

fn report(text: &str) -> Report {
    Report::parse(SourceText::new(text).unwrap())
}

#[test]
fn a_rule_points_into_the_report_of_last_year() {
    let own = report("甲县2023年政府信息公开工作年度报告\n\n一、总体情况\n\n甲。\n");
    let before = report("\n\n甲县2022年政府信息公开工作年度报告\n\n一、总体情况\n\n乙。\n");
    let beside = LastYear(Neighbour {
        path: "2022.md".into(),
        report: Arc::new(before),
    });
    let settings = nianbao_rules::settings();
    let mut alone = Findings::default();
    Checker::new(&own, &settings).run(&RULE, &mut alone);
    assert!(alone.diagnostics.is_empty());
    assert_eq!(alone.unverified[0].reason, "no-previous-report");

    let mut findings = Findings::default();
    let checker = Checker::new(&own, &settings).among(&beside);
    checker.run(&RULE, &mut findings);
    let found = &findings.diagnostics[0];
    let related = &found.related[0];
    let file = related.file.as_ref().unwrap();
    assert_eq!(&*file.path, "2022.md");
    assert_eq!(
        related.span,
        Span::new(2, 2 + "甲县2022年政府信息公开工作年度报告".len())
    );
    assert_eq!(file.report.place(related.span).zh(), "标题");
    // What would change another file is nothing that is done to this one.
    assert!(!is_applicable(&own, &found.rule, &found.fixes[0]));
}
