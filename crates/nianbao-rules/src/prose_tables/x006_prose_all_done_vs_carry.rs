//! X006: "all done" in the prose, and requests carried out in 表三.

use nianbao_core::form::RowKey;
use nianbao_core::{Report, TextRange};
use nianbao_facts::figures::requests;
use nianbao_facts::passages::{head, tail};
use nianbao_facts::readers::claims::{REQUESTS, Received, SCOPE, consume, received, sum};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::against::total;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X006",
    name: "prose-all-done-vs-carry",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文说申请全部办结的，表三不应有结转下年度的件数",
        "Where the prose says that all requests are done, table 3 carries none over",
    ),
    explanation: Text::new(
        "正文说收到的申请“全部办结”“均已答复”“办结率100%”，而表三“结转下年度继续办理”大于 0，两处说法矛盾。年底尚未\
         答复的，请在正文写明结转件数；确实全部办结的，请核对表格。",
        "All requests cannot be done when table 3 carries some over to the next year. Say how many are carried \
         over, or check the table.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "“均在法定期限内答复”“按时办结率100%”只说按时，不算；同一段已写明结转、正在办理的，只说某渠道、某部门的，\
         说的就是表三办理总计的，不报。",
        "Answers in time are another matter; so are paragraphs that tell of requests carried over or in \
         progress, one channel or department, and the total handled itself.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "全部办结",
            },
            title: Text::new("说全部办结，表三结转 4 件", "All done, and 4 carried over"),
            edits: &[
                (
                    "政府信息公开申请51件，上年结转3件。",
                    "政府信息公开申请51件，全部办结。",
                ),
                ("结转下年度继续办理4件。", ""),
            ],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "办结率100%",
            },
            title: Text::new("说办结率 100%", "100% done"),
            edits: &[
                (
                    "政府信息公开申请51件，上年结转3件。",
                    "政府信息公开申请51件，办结率100%。",
                ),
                ("结转下年度继续办理4件。", ""),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写明结转的件数", "Those carried over are told of"),
            edits: &[(
                "政府信息公开申请51件，上年结转3件。",
                "政府信息公开申请51件，除结转的外均已办结。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只说按时", "In time is another matter"),
            edits: &[
                (
                    "政府信息公开申请51件，上年结转3件。",
                    "政府信息公开申请51件，均在法定期限内予以答复，按时办结率100%。",
                ),
                ("结转下年度继续办理4件。", ""),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("说的是另一件事", "Another thing is done"),
            edits: &[
                (
                    "政府信息公开申请51件，上年结转3件。",
                    "政府信息公开申请51件，收到网民来信71封，全部办结。",
                ),
                ("结转下年度继续办理4件。", ""),
            ],
        },
    ],
    check,
};

/// How far round the words, in characters, such a word is looked for.
const NEAR: usize = 400;

/// What shows that not all is said to be done.
const OPEN: [&str; 9] = [
    "结转",
    "转结",
    "顺延",
    "延至",
    "正在",
    "尚未",
    "下年度",
    "未到期",
    "办理中",
];

/// Words of a clause that says that all is done.
#[rustfmt::skip]
const DONE: &[&str] = &[
    "全部", "均", "都", "已", "已经", "予以", "给予", "作出", "完成", "办结", "办理完毕", "处理完毕", "办毕", "答复",
    "回复", "办理", "按时", "按期", "按规定", "及时", "高效", "规范", "在法定期限内", "在法定时限内", "在规定期限内",
    "在规定时限内", "在规定时间内", "依法", "依规", "并", "了",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for said in received(context.facts) {
        let Some(clause) = all_done(report, &said) else {
            continue;
        };
        let Some(carried) = total(report, RowKey::CarriedOut, sink) else {
            return;
        };
        if !carried.is_positive() || !is_of_all(report, &said) {
            continue;
        }
        let (number, words) = (carried.number, report.prose.text(clause));
        sink.report(
            Diagnostic::new(
                &RULE,
                report.prose.source_span(clause),
                Message::new(
                    format!(
                        "正文说申请“{words}”，而表三“结转下年度继续办理”的总计为 {number}。请核对；年底尚未答复的，\
                         在正文写明结转件数。"
                    ),
                    format!(
                        "The prose says that all requests are done; table 3 carries {number} over to the next \
                         year."
                    ),
                ),
            )
            .at_cell(carried.name)
            .with_related(
                carried.cell.span,
                Message::new(
                    format!("结转下年度继续办理 {number}"),
                    format!("{number} carried over"),
                ),
            ),
        );
    }
}

/// Whether a number is that of all new requests, or of all with those carried in; the total handled is
/// done by definition, and a number that fits nothing is X001's.
fn is_of_all(report: &Report, said: &Received<'_>) -> bool {
    let number = |row| requests(report, row).map(|figure| figure.number);
    let value = said.quantity.value;
    let (Some(new), Some(handled)) = (number(RowKey::NewRequests), number(RowKey::TotalHandled))
    else {
        return false;
    };
    let both = number(RowKey::CarriedIn).map(|carried| sum(new, carried));
    value != handled && (value == new || both == Some(value))
}

/// The clause right after a number of requests that says that all of them are done.
fn all_done(report: &Report, said: &Received<'_>) -> Option<TextRange> {
    let prose = &report.prose;
    let paragraph = prose.paragraphs.get(said.quantity.paragraph)?;
    let from = (said.quantity.object.end).max(said.quantity.unit.end);
    let sentence = prose.sentence_at(said.quantity.number.start);
    let rest = prose.text(TextRange {
        start: from,
        end: sentence.end.max(from),
    });
    let mut at = from as usize;
    let mut depth = 0_u32;
    // Clauses on growth and in time may stand in between, other numbers may not.
    for clause in rest.split_inclusive([',', ';', '。', '(', ')']) {
        let words = clause.trim_end_matches([',', ';', '。', '(', ')']);
        let range = TextRange::new(at, at + words.len());
        at += clause.len();
        let inside = depth > 0;
        match clause.as_bytes().last() {
            Some(b'(') => depth += 1,
            Some(b')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if inside || words.is_empty() {
            continue;
        }
        if says_all(words) {
            let before = prose.text(TextRange {
                start: paragraph.range.start,
                end: range.start,
            });
            let after = prose.text(TextRange {
                start: range.end,
                end: paragraph.range.end.max(range.end),
            });
            let open = is_open(tail(before, NEAR)) || is_open(head(after, NEAR));
            return (!open).then_some(range);
        }
        let passes = words.starts_with("同比")
            || words.starts_with("较上年")
            || consume(words, &[SCOPE, REQUESTS, DONE]);
        if !passes {
            return None;
        }
    }
    None
}

/// Whether words tell of requests not done yet; those carried in are done.
fn is_open(words: &str) -> bool {
    OPEN.iter().any(|word| {
        words.match_indices(word).any(|(at, _)| {
            !["上年", "上年度", "上一年", "上一年度", "去年"]
                .iter()
                .any(|last| words[..at].ends_with(last))
        })
    })
}

fn says_all(clause: &str) -> bool {
    if let Some(rate) = ["办结率", "答复率"]
        .iter()
        .find_map(|word| clause.strip_prefix(word))
    {
        return ["", "为", "达", "达到", "是"]
            .iter()
            .any(|word| rate.strip_prefix(word) == Some("100%"));
    }
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let in_time = has(&["期限", "时限", "按时", "按期", "规定"]);
    has(&["全部", "均", "都"])
        && has(&["办结", "答复", "回复", "完毕", "办毕"])
        && (!in_time || clause.contains('已'))
        && consume(clause, &[DONE])
}

#[cfg(test)]
mod tests {
    use super::says_all;

    #[test]
    fn in_time_is_not_all() {
        for (clause, expected) in [
            ("全部办结", true),
            ("均已依法答复", true),
            ("均已在法定期限内予以答复", true),
            ("均在法定期限内予以答复", false),
            ("均按时答复", false),
            ("全部及时高效办理", false),
            ("办结率达100%", true),
            ("按时办结率100%", false),
            ("办结率98%", false),
            ("均已答复申请人并归档", false),
        ] {
            assert_eq!(says_all(clause), expected, "{clause}");
        }
    }
}
