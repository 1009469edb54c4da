//! P003: two marks where one belongs.

use nianbao_facts::punctuation::{Mark, marks};
use nianbao_facts::words::is_cjk;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P003",
    name: "punct-doubled",
    group: Group::Punctuation,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("标点不应重复", "No doubled marks"),
    explanation: Text::new(
        "“、、”“，。”等是删改时留下的。保留应有的一个。",
        "Doubled marks are left over from editing. Keep the one that belongs.",
    ),
    basis: &["GB/T 15834—2011 4.5", "GB/T 15834—2011 4.4"],
    traps: Text::new(
        "省略号“……”、叹号和问号叠用不算；两个标点之间有空格的可能是缺字，由 W011 提出。",
        "An ellipsis and repeated ! or ? are right; marks with a space in between are the business \
         of W011.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "、、" },
            title: Text::new("顿号重复", "A doubled mark"),
            edits: &[("图文、视频", "图文、、视频")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "，。" },
            title: Text::new("句号前多了逗号", "A comma before the full stop"),
            edits: &[(
                "政府信息公开工作平稳有序推进。",
                "政府信息公开工作平稳有序推进，。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("省略号", "An ellipsis"),
            edits: &[(
                "政府信息公开工作平稳有序推进。",
                "政府信息公开工作平稳有序推进……",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let stop = |mark: char| matches!(mark, ',' | ';' | ':' | '。' | '、');
    for marks in marks(context.facts).by_paragraph() {
        let mut index = 0;
        while index + 1 < marks.len() {
            let run = marks[index..]
                .windows(2)
                .take_while(|pair| {
                    stop(pair[0].sign) && stop(pair[1].sign) && adjacent(pair[0], pair[1])
                })
                .count();
            let run = &marks[index..=index + run];
            index += run.len();
            let [first, .., last] = run else { continue };
            if !(run.iter().all(|mark| mark.full) || first.previous(report).is_some_and(is_cjk)) {
                continue;
            }
            let span = first.span.cover(last.span);
            let written: String = run
                .iter()
                .map(|mark| report.source.slice(mark.span))
                .collect();
            let same = run.iter().all(|mark| mark.sign == first.sign);
            // Three full stops were meant as an ellipsis.
            let ellipsis = same && first.sign == '。' && run.len() > 2;
            let ends = last.after(report).is_empty() && last.sign == '。';
            let (keep, applicability) = if ellipsis {
                ("……", Applicability::Suggested)
            } else if same {
                (report.source.slice(first.span), Applicability::Safe)
            } else if ends {
                ("。", Applicability::Safe)
            } else {
                (report.source.slice(last.span), Applicability::Suggested)
            };
            let message = Message::new(
                format!("标点重复：“{written}”应为“{keep}”。"),
                format!("Doubled marks: \"{written}\" should be \"{keep}\"."),
            );
            sink.report(Diagnostic::new(&RULE, span, message).with_replacement(
                applicability,
                Message::new(format!("改为“{keep}”"), format!("Replace with \"{keep}\"")),
                span,
                keep,
            ));
        }
    }
}

/// Whether nothing at all stands between two marks.
fn adjacent(left: Mark, right: Mark) -> bool {
    left.end() == right.at && left.span.end == right.span.start
}
