//! V004: applicants and parties named in a public text.

use nianbao_core::TextRange;
use nianbao_facts::passages::{after, before, is_running, occurrences};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "V004",
    name: "applicant-identity",
    group: Group::Privacy,
    severity: Severity::Error,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "不得写出申请人、当事人的姓名",
        "No names of applicants or parties",
    ),
    explanation: Text::new(
        "申请人、原告等个人的姓名属于个人信息，报告里只写件数和结果，确需举例的写“张某”。姓名靠常见姓氏判断，默认不运行。",
        "Names of applicants and parties are personal information; give counts and results, or a surname \
         with 某. Names are told by common surnames; off by default.",
    ),
    basis: &["《政府信息公开条例》第十五条"],
    traps: Text::new(
        "“申请人提出”“申请人陈述”等不是姓名；已写作“张某”“李某某”的不报；被申请人是机关。",
        "申请人提出, 申请人陈述 and the like are no names; 张某 is masked already; 被申请人 is an organ.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "王建国"
            },
            title: Text::new("写出了申请人姓名", "An applicant's name"),
            edits: &[(
                "全县未收取信息处理费",
                "申请人王建国提出的申请已办结，全县未收取信息处理费",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("“申请人”作为称谓", "The role alone"),
            edits: &[(
                "全县未收取信息处理费",
                "申请人陈述意见、申请人李某某提出的申请均已办结，全县未收取信息处理费",
            )],
        },
    ],
    check,
};

/// Surnames that seldom begin another word after 申请人.
const SURNAMES: &str = "王李张刘陈杨赵黄吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴钟汪姜范姚谭廖邹熊陆郝崔邱秦侯邵孟段雷钱汤尹黎乔贺赖龚";

/// What follows a name.
const FOLLOWING: [&str; 16] = [
    "提出", "提起", "提交", "申请", "向", "不服", "因", ",", "、", "。", "于", "要求", "诉", "(",
    ")", "等",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for role in ["申请人", "原告", "上诉人"] {
        for found in occurrences(prose, role, is_running) {
            if before(prose, found.start).ends_with('被') {
                continue;
            }
            let rest = after(prose, found.end);
            let lead = rest.len() - rest.trim_start_matches([':', '(']).len();
            let Some(name) = name(&rest[lead..]) else {
                continue;
            };
            let start = found.end as usize + lead;
            let range = TextRange::new(start, start + name.len());
            let span = prose.source_span(range);
            let surname: String = name.chars().take(1).collect();
            let found = Diagnostic::new(
                &RULE,
                span,
                Message::new(
                    format!("写出了{role}的姓名，属于个人信息。宜删去，或写作“{surname}某”。"),
                    "A person's name; remove it or write the surname with 某.",
                ),
            );
            sink.report(if is_bare(report, span) {
                found.with_replacement(
                    Applicability::Suggested,
                    Message::new(format!("改为“{surname}某”"), format!("Write {surname}某")),
                    span,
                    format!("{surname}某"),
                )
            } else {
                found
            });
        }
    }
}

/// The name that a text begins with: a surname, one or two characters, and what follows names.
fn name(text: &str) -> Option<&str> {
    let surname = text.chars().next().filter(|&c| SURNAMES.contains(c))?;
    let is_word = ["陈述", "张贴", "汤剂"]
        .iter()
        .any(|word| text.starts_with(word));
    [3, 2].into_iter().find_map(|count| {
        let end = text.char_indices().nth(count).map(|(at, _)| at)?;
        let name = &text[..end];
        let given = &name[surname.len_utf8()..];
        let is_name = !is_word
            && !given.contains(['某', '*', '×', ',', '。', '、', '(', ')'])
            && FOLLOWING.iter().any(|word| text[end..].starts_with(word));
        is_name.then_some(name)
    })
}
