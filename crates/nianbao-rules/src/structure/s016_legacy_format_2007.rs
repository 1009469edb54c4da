//! S016: the form of the years before 2019 is no longer in force.

use nianbao_core::{Report, Span};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S016",
    name: "legacy-format-2007",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "2019 年度起不得沿用旧条例的报告格式",
        "Reports from 2019 on do not use the form of the old regulation",
    ),
    explanation: Text::new(
        "“概述”“收费及减免情况”等是 2007 年《政府信息公开条例》第三十二条之下的报告内容。2019 年修订后，\
         报告内容由第五十条规定，并须按国办统一格式编制。",
        "概述, 收费及减免情况 and the like belong to the regulation of 2007. Since its revision of 2019 the \
         content of a report is set by article 50 and by the national form.",
    ),
    basis: &["《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "2018 年度及以前的报告用旧格式是对的；第一部分之下叫“（一）概述”的小标题、正文中提到旧内容的不算。",
        "Reports up to 2018 rightly use it; a sub-heading （一）概述 within section 1 and words in running \
         text do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "六、政府信息公开的收费及减免情况",
            },
            title: Text::new("沿用旧格式的标题", "A heading of the old form"),
            edits: &[(
                "## 六、其他需要报告的事项",
                "## 六、政府信息公开的收费及减免情况",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("第一部分之下的小标题", "A sub-heading within section 1"),
            edits: &[("### （一）主动公开情况", "### （一）概述")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let old = headings(report);
    let Some((&first, others)) = old.split_first() else {
        return;
    };
    let message = Message::new(
        "这是 2019 年以前的报告格式。修订后的《政府信息公开条例》第五十条已改变报告内容，请按国办公开办函〔2021〕30号\
         所附格式的六个部分重新编排。",
        "This heading belongs to the form of the years before 2019. Article 50 of the revised regulation \
         changed the content of reports; use the six sections of the national form.",
    );
    let mut diagnostic = Diagnostic::new(&RULE, first, message);
    for &span in others {
        diagnostic = diagnostic.with_related(
            span,
            Message::new("也是旧格式的标题", "another heading of the old form"),
        );
    }
    sink.report(diagnostic);
}

/// Headings of the old form in a report that must not have them.
fn headings(report: &Report) -> Vec<Span> {
    if report.year.is_none_or(|year| year < 2019) || !report.looks_like_report() {
        return Vec::new();
    }
    let bare = |span: &Span| {
        let text = report.source.slice(*span);
        let title = text.trim_start_matches(['#', '*', ' ', '\t', '\u{3000}']);
        let start = span.start as usize + text.len() - title.len();
        // Within section 1 it is a sub-heading.
        (!title.starts_with(['（', '('])).then(|| Span::new(start, span.end as usize))
    };
    report.legacy_2007.iter().filter_map(bare).collect()
}

/// Whether a report as a whole is in the old form, so that naming the sections it lacks says nothing
/// new.
pub(crate) fn is_wholly_old(report: &Report) -> bool {
    headings(report).len() >= 2
}
