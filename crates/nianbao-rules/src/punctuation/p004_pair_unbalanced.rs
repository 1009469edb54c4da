//! P004: brackets, quotes and book marks without their partner.

use nianbao_core::Report;
use nianbao_facts::punctuation::{Mark, full_width, marks};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P004",
    name: "pair-unbalanced",
    group: Group::Punctuation,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "括号、引号、书名号应当成对",
        "Brackets, quotes and book marks come in pairs",
    ),
    explanation: Text::new(
        "（ ）、“ ”、《 》、〔 〕、〈 〉缺了一半，读者看不出引用或注释到哪里为止。请补上或删去多\
         余的一半。",
        "With one half missing nobody sees where a quotation or remark ends. Add it, or delete the \
         half that is left over.",
    ),
    basis: &[
        "GB/T 15834—2011 4.8",
        "GB/T 15834—2011 4.9",
        "GB/T 15834—2011 4.15",
    ],
    traps: Text::new(
        "段落被分页切开、两半各有一半的不算；“1）”一类序号不算；没有写完的段落不判断。",
        "A pair that a page break parts, ordinals like 1), and paragraphs that break off are left \
         alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "“" },
            title: Text::new("引号缺后一半", "A quote that does not end"),
            edits: &[("坚持先审核后发布", "坚持“先审核后发布")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "）" },
            title: Text::new("多了后括号", "A bracket too many"),
            edits: &[(
                "全年未发生需要追究责任的情形，",
                "全年未发生需要追究责任的情形），",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "“" },
            title: Text::new("两个都是前引号", "Two opening quotes"),
            edits: &[("坚持先审核后发布", "坚持“先审核后发布“")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("序号", "An ordinal"),
            edits: &[("组织开展社会评议", "1）组织开展社会评议")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("成对", "A pair"),
            edits: &[("坚持先审核后发布", "坚持“先审核（三级）后发布”")],
        },
    ],
    check,
};

const PAIRS: &[(char, char)] = &[
    ('(', ')'),
    ('“', '”'),
    ('《', '》'),
    ('〔', '〕'),
    ('〈', '〉'),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let marks: Vec<&[Mark]> = marks(context.facts).by_paragraph().collect();
    for &(open, close) in PAIRS {
        for (index, marks_here) in marks.iter().enumerate() {
            let Some(lone) = lone(report, marks_here, open, close) else {
                continue;
            };
            let is_open = lone.sign == open;
            // The partner may stand on the other side of a page break.
            let beside = if is_open {
                marks.get(index + 1)
            } else {
                index.checked_sub(1).and_then(|before| marks.get(before))
            };
            let wanted = if is_open { close } else { open };
            if beside
                .and_then(|beside| self::lone(report, beside, open, close))
                .is_some_and(|mark| mark.sign == wanted)
            {
                continue;
            }
            if is_open && !is_finished(report, lone) {
                continue;
            }
            sink.report(diagnose(report, lone, marks_here, open, close));
        }
    }
}

/// The first mark of a paragraph that has no partner.
fn lone(report: &Report, marks: &[Mark], open: char, close: char) -> Option<Mark> {
    let mut pending: Vec<Mark> = Vec::new();
    for mark in marks {
        if mark.sign == open {
            pending.push(*mark);
        } else if mark.sign == close {
            let ordinal = close == ')'
                && mark.previous(report).is_some_and(|c| {
                    c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c)
                });
            if pending.pop().is_none() && !ordinal {
                return Some(*mark);
            }
        }
    }
    pending.first().copied()
}

/// Whether the paragraph of a mark ends as a sentence ends: else the rest of it may be lost.
fn is_finished(report: &Report, mark: Mark) -> bool {
    let last = mark.after(report).chars().next_back();
    last.is_some_and(|c| matches!(c, '。' | '!' | '?' | ';' | ':' | '”' | ')' | '》' | '“'))
}

fn diagnose(report: &Report, lone: Mark, marks: &[Mark], open: char, close: char) -> Diagnostic {
    let full = |mark: char| full_width(mark).unwrap_or(mark);
    let (open_full, close_full) = (full(open), full(close));
    let of_kind = marks
        .iter()
        .filter(|mark| mark.sign == open || mark.sign == close);
    let two: Vec<&Mark> = of_kind.filter(|mark| mark.at >= lone.at).take(2).collect();
    let around: String = lone.after(report).chars().take(10).collect();
    // “…“ was meant as a pair.
    if let [first, second] = two[..]
        && lone.sign == open
        && first.sign == open
        && second.sign == open
        && open == '“'
    {
        let message = Message::new(
            format!("“{open_full}{around}”用了两个前引号，后一个应为“{close_full}”。"),
            "Two opening quotes: the second should close.",
        );
        return Diagnostic::new(&RULE, second.span, message).with_replacement(
            Applicability::Suggested,
            Message::new(
                format!("改为“{close_full}”"),
                format!("Replace with {close_full}"),
            ),
            second.span,
            close_full.to_string(),
        );
    }
    if lone.sign == close {
        let before: Vec<char> = lone.before(report).chars().rev().take(10).collect();
        let before: String = before.into_iter().rev().collect();
        let message = Message::new(
            format!(
                "“{before}{close_full}”处只有“{close_full}”，前面没有“{open_full}”，请补上或删去。"
            ),
            format!("\"{close_full}\" without \"{open_full}\" before it."),
        );
        return Diagnostic::new(&RULE, lone.span, message).with_replacement(
            Applicability::Suggested,
            Message::new(
                format!("删去“{close_full}”"),
                format!("Delete {close_full}"),
            ),
            lone.span,
            "",
        );
    }
    let message = Message::new(
        format!("“{open_full}{around}”处只有“{open_full}”，后面没有“{close_full}”，请补上。"),
        format!("\"{open_full}\" without \"{close_full}\" after it."),
    );
    Diagnostic::new(&RULE, lone.span, message)
}
