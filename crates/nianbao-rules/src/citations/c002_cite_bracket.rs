//! C002: the brackets round the year of a document number.

use nianbao_core::TextRange;
use nianbao_facts::citations::numbered;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C002",
    name: "cite-bracket",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "文号中的年份用六角括号〔〕",
        "The year of a document number stands in 〔〕",
    ),
    explanation: Text::new(
        "公文格式规定，发文字号中的年份用六角括号“〔〕”括入。输入法打不出六角括号时，常被误写成方括号、圆括号或者花括号。",
        "The format of official documents puts the year in tortoise-shell brackets 〔〕. Square, round and \
         curly ones are slips of the keyboard.",
    ),
    basis: &["GB/T 9704—2012 7.2.5"],
    traps: Text::new(
        "前有发文机关代字、后有“号”的才是文号；其他括号里的年份不管；国务院令没有年份。",
        "Only numbers with an issuer's code before and 号 after the year; other years in brackets and orders \
         are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "[2021]" },
            title: Text::new("方括号", "Square brackets"),
            edits: &[("〔2021〕", "[2021]")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "（2021）",
            },
            title: Text::new("圆括号", "Round brackets"),
            edits: &[("〔2021〕", "（2021）")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "〔2021]"
            },
            title: Text::new("前后不一致", "Two kinds"),
            edits: &[("〔2021〕", "〔2021]")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("六角括号", "The right brackets"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "括号里的年份不是文号",
                "A year in brackets that is no number",
            ),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布《云溪县权责清单（2023）》，发布政策解读材料36篇。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for cited in numbered(report) {
        let number = cited.number;
        let (Some(year), Some(open), Some(close)) = (number.year, number.open, number.close) else {
            continue;
        };
        if (open, close) == ('〔', '〕') {
            continue;
        }
        let before = TextRange::new(year.start as usize - open.len_utf8(), year.start as usize);
        // 年 may stand between the year and its bracket.
        let Some(gap) = prose
            .as_str()
            .get(year.end as usize..number.range.end as usize)
            .and_then(|rest| rest.find(close))
        else {
            continue;
        };
        let at = year.end as usize + gap;
        let after = TextRange::new(at, at + close.len_utf8());
        let edits: Vec<Edit> = [(before, open, '〔'), (after, close, '〕')]
            .into_iter()
            .filter(|(_, written, right)| written != right)
            .map(|(range, _, right)| Edit::new(prose.source_span(range), right.to_string()))
            .collect();
        let single = |edit: &Edit| report.source.slice(edit.span).chars().count() == 1;
        let span = prose.source_span(before.cover(after));
        let (wrong, digits) = (report.source.slice(span).trim(), prose.text(year));
        let mut diagnostic = Diagnostic::new(
            &RULE,
            span,
            Message::new(
                format!("文号中的“{wrong}”应写作“〔{digits}〕”：公文格式规定年份用六角括号括入。"),
                format!("Write 〔{digits}〕 instead of {wrong} in a document number."),
            ),
        );
        if edits.iter().all(single) {
            diagnostic = diagnostic.with_fix(Fix {
                title: Message::new("改为六角括号", "Use tortoise-shell brackets"),
                applicability: Applicability::Safe,
                edits,
            });
        }
        sink.report(diagnostic);
    }
}
