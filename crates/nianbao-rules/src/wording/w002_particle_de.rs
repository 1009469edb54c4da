//! W002: 的 where 地 or 得 belongs.

use nianbao_core::TextRange;
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::{Entry, hits};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W002",
    name: "particle-de",
    group: Group::Wording,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "状语后用“地”，补语前用“得”",
        "地 after an adverbial, 得 before a complement",
    ),
    explanation: Text::new(
        "“有效的向群众宣传”中“有效”修饰动作，应写“有效地”；“做的不够”说明程度，应写“做得\
         不够”。",
        "Before an action the particle is 地, before a complement of degree 得.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new(
        "“有效的监督”“积极的对策”是修饰名词，“的”是对的；只在后面是“向、把、将、对、为”等\
         介词或带“了”的动词时提出。",
        "Before a noun 的 is right; the rule speaks only where a preposition or a verb with 了 follows.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "有效的向",
            },
            title: Text::new("修饰动作", "Before an action"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，有效的向群众作了宣传。",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "做的不够",
            },
            title: Text::new("说明程度", "Before a complement"),
            edits: &[(
                "一是部分单位主动公开的信息更新不够及时",
                "一是主动公开工作做的不够及时",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("修饰名词", "Before a noun"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，采取有效的对策，形成有效的监督、积极的向上氛围。",
            )],
        },
    ],
    check,
};

/// Words that go before 地, each with 的 and what tells that an action follows.
pub(crate) static WORDS: &[Entry] = &[
    de("有效的", "有效地"),
    de("及时的", "及时地"),
    de("准确的", "准确地"),
    de("积极的", "积极地"),
    de("主动的", "主动地"),
    de("全面的", "全面地"),
    de("认真的", "认真地"),
    de("严格的", "严格地"),
    de("扎实的", "扎实地"),
    de("深入的", "深入地"),
    de("切实的", "切实地"),
    de("充分的", "充分地"),
    de("大力的", "大力地"),
    de("有力的", "有力地"),
    de("快速的", "快速地"),
    de("高效的", "高效地"),
    de("更好的", "更好地"),
    de("广泛的", "广泛地"),
    de("持续的", "持续地"),
    de("稳步的", "稳步地"),
    de("着力的", "着力地"),
    de("努力的", "努力地"),
    Entry::suggested("不断的", "不断地").only_before(&[
        "提高", "提升", "加强", "完善", "推进", "深化", "规范", "健全", "优化", "拓展", "扩大",
        "改进",
    ]),
    Entry::suggested("做的不", "做得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("开展的不", "开展得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("更新的不", "更新得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("解读的不", "解读得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("宣传的不", "宣传得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("落实的不", "落实得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("抓的不", "抓得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("管理的不", "管理得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("回应的不", "回应得不").only_before(&[
        "够", "好", "到位", "及时", "全面", "规范", "细", "深", "实", "足",
    ]),
    Entry::suggested("做的还不", "做得还不").only_before(&["够", "好", "到位"]),
    Entry::suggested("做的比较", "做得比较"),
];

const fn de(pattern: &'static str, replacement: &'static str) -> Entry {
    Entry::suggested(pattern, replacement)
        .only_before(&[
            "向",
            "对",
            "将",
            "把",
            "为群众",
            "为企业",
            "为公众",
            "为社会",
            "为人民",
            "推动了",
            "推进了",
            "促进了",
            "保障了",
            "提升了",
            "提高了",
            "解决了",
            "落实了",
            "增强了",
            "回应了",
            "维护了",
            "发挥了",
            "规范了",
            "满足了",
            "遏制了",
        ])
        .not_before(&[
            "向上",
            "向好",
            "向导",
            "向心",
            "对策",
            "对接",
            "对话",
            "对象",
            "对比",
            "对口",
            "对应",
            "对外",
            "对内",
            "将来",
            "把握",
            "把关",
            "把控",
            "为人民服务的",
        ])
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let (pattern, replacement) = (hit.entry.pattern, hit.entry.replacement);
        // The word that follows shows why 的 is wrong, so the finding covers it.
        let after = hit.after(report);
        let follows = ["为", ""]
            .iter()
            .find(|prefix| after.starts_with(**prefix))
            .map_or(0, |_| {
                let single = after.starts_with([
                    '向', '对', '将', '把', '为', '够', '好', '细', '深', '实', '足',
                ]);
                after
                    .chars()
                    .take(if single { 1 } else { 2 })
                    .map(char::len_utf8)
                    .sum()
            });
        let range = TextRange::new(hit.range.start as usize, hit.range.end as usize + follows);
        let particle = if replacement.contains('地') {
            '地'
        } else {
            '得'
        };
        let message = Message::new(
            format!(
                "“{}”中的“的”应为“{particle}”：“{pattern}”改为“{replacement}”。",
                report.prose.text(range)
            ),
            format!("\"{pattern}\" should be \"{replacement}\" here."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Suggested,
            hit.range,
            replacement,
        ));
    }
}
