//! C007: 政务信息公开 for 政府信息公开.

use nianbao_lint::edits::edit;
use nianbao_lint::words::{Entry, hits};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C007",
    name: "term-government-information",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "“政务信息公开”应为“政府信息公开”",
        "政府信息公开, not 政务信息公开",
    ),
    explanation: Text::new(
        "《条例》规定的是“政府信息公开”；更宽的说法是“政务公开”。“政务信息公开”把两者混在一\
         起。全文只提一次，其余各处列为相关位置，可一并修改。",
        "The regulations speak of 政府信息公开, and the wider term is 政务公开. One finding lists \
         every place, because the drafter decides once for the whole report.",
    ),
    basis: &["《政府信息公开条例》第二条"],
    traps: Text::new(
        "“政务公开”是对的；栏目、平台名称和文件名照录。",
        "政务公开 is right; names of columns, sites and documents stay.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "政务信息公开",
            },
            title: Text::new("用词混淆", "Mixed terms"),
            edits: &[("将政府信息公开纳入", "将政务信息公开纳入")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("政务公开、栏目名", "The wider term, the name of a column"),
            edits: &[(
                "优化县政府门户网站栏目设置",
                "推进政务公开，优化县政府门户网站政务信息公开栏目设置",
            )],
        },
    ],
    check,
};

/// The term, but not in the name of a column or site.
pub(crate) static WORDS: &[Entry] =
    &[
        Entry::suggested("政务信息公开", "政府信息公开").not_before(&[
            "栏",
            "专栏",
            "专区",
            "平台",
            "网",
            "系统",
            "目录",
            "”栏",
            "”专栏",
            "”专区",
            "”平台",
        ]),
    ];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let found: Vec<_> = hits(context, &RULE).collect();
    let Some((first, others)) = found.split_first() else {
        return;
    };
    let count = found.len();
    let places = if count > 1 {
        format!("（全文 {count} 处）")
    } else {
        String::new()
    };
    let message = Message::new(
        format!(
            "“政务信息公开”{places}应为“政府信息公开”：《条例》规定的是政府信息公开，更宽的说法是“政务公开”。"
        ),
        format!(
            "政务信息公开 ({count} times) should be 政府信息公开, the term of the regulations."
        ),
    );
    let mut diagnostic = Diagnostic::new(&RULE, first.span(report), message);
    for other in others {
        diagnostic =
            diagnostic.with_related(other.span(report), Message::new("这里也是", "Here too"));
    }
    let edits: Vec<Edit> = found
        .iter()
        .filter_map(|hit| edit(report, hit.range, hit.entry.replacement))
        .collect();
    if !edits.is_empty() {
        diagnostic = diagnostic.with_fix(Fix {
            title: Message::new("全部改为“政府信息公开”", "Write 政府信息公开 throughout"),
            applicability: Applicability::Suggested,
            edits,
        });
    }
    sink.report(diagnostic);
}
