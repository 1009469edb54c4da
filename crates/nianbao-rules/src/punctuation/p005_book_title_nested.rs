//! P005: book marks inside book marks.

use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::plain::is_bare;
use nianbao_facts::punctuation::{Mark, marks};
use nianbao_facts::words::is_cjk;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P005",
    name: "book-title-nested",
    group: Group::Punctuation,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "书名号里面再用书名号，里层用单书名号〈〉",
        "Inside 《》 the inner book marks are 〈〉",
    ),
    explanation: Text::new(
        "《…《…》…》应写作《…〈…〉…》；小于号、大于号“< >”不是书名号。",
        "《…《…》…》 is written 《…〈…〉…》; < and > are no book marks.",
    ),
    basis: &["GB/T 15834—2011 4.15"],
    traps: Text::new(
        "并列的《》《》不是嵌套；网址外面的 < > 是标记。",
        "Titles side by side are not nested; < > round an address is markup.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "《中华人民共和国政府信息公开工作年度报告格式》",
            },
            title: Text::new("里层用了双书名号", "Double marks inside"),
            edits: &[(
                "〈中华人民共和国政府信息公开工作年度报告格式〉",
                "《中华人民共和国政府信息公开工作年度报告格式》",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "<中华人民共和国政府信息公开工作年度报告格式>",
            },
            title: Text::new("用了小于号", "Less-than signs"),
            edits: &[(
                "〈中华人民共和国政府信息公开工作年度报告格式〉",
                "<中华人民共和国政府信息公开工作年度报告格式>",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("并列", "Side by side"),
            edits: &[(
                "发布政策解读材料36篇",
                "发布《办法》《规定》等政策解读材料36篇",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("网址", "An address"),
            edits: &[(
                "邮政编码：650000",
                "网址：<http://www.example.gov.cn>，邮政编码：650000",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for marks in marks(context.facts).by_paragraph() {
        let mut open: Vec<Mark> = Vec::new();
        for mark in marks {
            match mark.sign {
                '《' | '〈' | '<' => open.push(*mark),
                '》' | '〉' | '>' => {
                    let Some(first) = open.pop_if(|first| fits(first.sign, mark.sign)) else {
                        continue;
                    };
                    let inside = report.prose.text(TextRange {
                        start: first.end(),
                        end: mark.at,
                    });
                    let outer = open.last().map(|outer| outer.sign);
                    if outer == Some('《')
                        && mark.sign != '〉'
                        && inside.chars().any(is_cjk)
                        && !inside.contains("://")
                    {
                        sink.report(diagnose(report, first, *mark, inside));
                    }
                }
                _ => {}
            }
        }
    }
}

fn fits(open: char, close: char) -> bool {
    matches!((open, close), ('《', '》') | ('〈', '〉') | ('<', '>'))
}

fn diagnose(report: &Report, open: Mark, close: Mark, inside: &str) -> Diagnostic {
    let named: String = inside.chars().take(12).collect();
    let message = Message::new(
        format!(
            "书名号里面的“{}{named}…{}”应当用单书名号〈〉。",
            open.sign, close.sign
        ),
        format!(
            "Inside book marks write 〈…〉, not {}…{}.",
            open.sign, close.sign
        ),
    );
    let edit = |mark: Mark, new_text: &str| Edit::new(mark.span, new_text.to_owned());
    let whole = open.span.cover(close.span);
    let between = Span {
        start: open.span.end,
        end: close.span.start,
    };
    let span = if is_bare(report, between) {
        whole
    } else {
        open.span
    };
    Diagnostic::new(&RULE, span, message).with_fix(Fix {
        title: Message::new("改为〈〉", "Write 〈〉"),
        applicability: Applicability::Safe,
        edits: vec![edit(open, "〈"), edit(close, "〉")],
    })
}
