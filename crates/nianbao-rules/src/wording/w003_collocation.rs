//! W003: words that do not go together.

use nianbao_core::TextRange;
use nianbao_facts::words::{clause_after, clause_before};
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::{Entry, hits};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W003",
    name: "collocation",
    group: Group::Wording,
    severity: Severity::Warning,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "动词与宾语应当搭配",
        "A verb and its object must go together",
    ),
    explanation: Text::new(
        "“力度”用“加大”，“频率”用“提高”；“对…纳入考核”应为“将…纳入考核”。",
        "Some objects take one verb only: 加大力度, 提高频率, 将…纳入考核.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new(
        "只看同一分句里离得最近的动词；“加强领导，加大力度”是对的。",
        "Only the nearest verb of the same clause counts.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "加强政策解读力度",
            },
            title: Text::new("“力度”用“加大”", "力度 takes 加大"),
            edits: &[(
                "发布政策解读材料36篇",
                "加强政策解读力度，发布政策解读材料36篇",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "督促使"
            },
            title: Text::new("成分杂糅", "Two constructions in one"),
            edits: &[("按月检查并督促有关单位", "按月检查，有效督促使有关单位")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "对政府信息公开落实情况纳入",
            },
            title: Text::new("“将…纳入考核”", "将 goes with 纳入"),
            edits: &[(
                "将政府信息公开纳入全县年度绩效考核",
                "对政府信息公开落实情况纳入考核",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("搭配得当", "Words that go together"),
            edits: &[(
                "发布政策解读材料36篇",
                "加强组织领导、加大政策解读力度，提高更新频率，发布政策解读材料36篇",
            )],
        },
    ],
    check,
};

/// Objects; what their verb must be is told in [`verbs`].
pub(crate) static WORDS: &[Entry] = &[
    Entry::suggested("力度", "加大"),
    Entry::suggested("频率", "提高"),
    Entry::suggested("督促使", "促使"),
    Entry::word("纳入"),
    Entry::suggested("更新政府信息管理", "加强政府信息管理"),
    Entry::suggested("亟需提升", "亟待提升"),
    Entry::suggested("亟需加强", "亟待加强"),
    Entry::suggested("亟需提高", "亟待提高"),
];

/// Verbs before an object; the nearest decides, and those with `false` do not go with it.
fn verbs(object: &str) -> &'static [(&'static str, bool)] {
    match object {
        "力度" => &[
            ("加大", true),
            ("加强", false),
            ("提高", false),
            ("提升", false),
            ("增加", false),
            ("强化", false),
            ("开展", true),
            ("推进", true),
            ("完善", true),
            ("做好", true),
            ("保持", true),
            ("政策", true),
            ("落实", true),
            ("、", true),
            ("的", true),
        ],
        "频率" => &[
            ("提高", true),
            ("加大", false),
            ("增加", false),
            ("加强", false),
            ("降低", true),
            ("保持", true),
            ("、", true),
            ("的", true),
        ],
        _ => &[],
    }
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let pattern = hit.entry.pattern;
        let clause = clause_before(hit.before(report));
        let start = hit.range.start as usize;
        let end = hit.range.end as usize;
        let (range, wrong, right) = match pattern {
            "力度" | "频率" => {
                // Words that may stand between verb and object without being verbs of it.
                let nearest = verbs(pattern)
                    .iter()
                    .filter(|(verb, _)| !matches!(*verb, "政策" | "落实"))
                    .filter_map(|(verb, fits)| Some((clause.rfind(verb)?, *verb, *fits)))
                    .max_by_key(|(at, _, _)| *at);
                let Some((at, verb, false)) = nearest else {
                    continue;
                };
                if clause[at..].chars().count() > 14 {
                    continue;
                }
                let from = start - clause.len() + at;
                (TextRange::new(from, end), verb, hit.entry.replacement)
            }
            "纳入" => {
                let after = clause_after(hit.after(report));
                let Some(at) = clause.rfind('对').filter(|_| after.contains("考核")) else {
                    continue;
                };
                let between = &clause[at..];
                let guarded = clause.contains(['将', '把'])
                    || between.contains("进行")
                    || between.contains("开展");
                if guarded || clause[..at].ends_with(['针', '面', '绝']) {
                    continue;
                }
                (TextRange::new(start - clause.len() + at, end), "对", "将")
            }
            _ => (hit.range, pattern, hit.entry.replacement),
        };
        let written = report.prose.text(range);
        let mended = written.replacen(wrong, right, 1);
        let (shown, better) = (shortened(written), shortened(&mended));
        let message = Message::new(
            format!("“{shown}”搭配不当，可改为“{better}”。"),
            format!("The words of \"{shown}\" do not go together; write \"{better}\"."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Suggested,
            range,
            &mended,
        ));
    }
}

/// The beginning and the end of long words.
fn shortened(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= 16 {
        return text.to_owned();
    }
    let head: String = characters[..8].iter().collect();
    let tail: String = characters[characters.len() - 4..].iter().collect();
    format!("{head}…{tail}")
}
