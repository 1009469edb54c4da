//! S011: 一、总体情况 gives figures.

use nianbao_core::form::SectionKind;
use nianbao_facts::sections::{binds, has_any, has_count, with_words, words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S011",
    name: "overview-no-data",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("总体情况应有数据", "The overview gives figures"),
    explanation: Text::new(
        "统一格式要求总体情况突出数据和实效。主动公开多少条、收到多少件申请等应当有具体数字。",
        "The form wants the overview to bring out figures and results: how much was published, how many \
         requests came.",
    ),
    basis: &["国办公开办函〔2021〕30号（一）"],
    traps: Text::new(
        "年份、日期和文号不算数据；写明“未收到”“没有发生”的不算缺少数据。",
        "Years, dates and document numbers are no figures; saying that nothing came or happened is enough.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "一、总体情况",
            },
            title: Text::new("通篇没有数字", "No figure at all"),
            edits: NO_FIGURES,
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("没有发生，写明了", "Nothing happened, and it says so"),
            edits: &[
                NO_FIGURES[0],
                NO_FIGURES[1],
                NO_FIGURES[2],
                (
                    "进一步规范依申请公开工作流程。",
                    "全年未收到政府信息公开申请。",
                ),
            ],
        },
    ],
    check,
};

const NO_FIGURES: &[(&str, &str)] = &[
    (
        "全年通过县政府门户网站主动公开政府信息4286条，其中概况类信息126条、政务动态类信息2960条、信息公开目录类信息1200条。\
         全年制发行政规范性文件6件，废止2件，现行有效48件。全年作出行政许可决定3215件、行政处罚决定1204件、行政强制决定86件。\
         发布政策解读材料36篇。",
        "通过县政府门户网站主动公开各类政府信息。",
    ),
    (
        "全年共收到政府信息公开申请51件，上年结转3件。按申请人划分，自然人提出40件，占78.4%；法人或其他组织提出11件，占21.6%。\
         全年办理完毕50件，其中予以公开23件、部分公开6件、不予公开8件、无法提供8件、不予处理2件、其他处理3件。\
         结转下年度继续办理4件。全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
        "进一步规范依申请公开工作流程。",
    ),
    (
        "将政府信息公开纳入全县年度绩效考核，工作考核结果已通报各单位。组织开展社会评议，向企业和群众发放问卷600份，\
         评议结果总体良好。举办业务培训班2期，培训180人次。全年未发生需要追究责任的情形，责任追究结果为0人次。",
        "将政府信息公开纳入全县年度绩效考核，组织开展社会评议和责任追究。",
    ),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    let Some((_, section)) = with_words(report, SectionKind::Overview) else {
        return;
    };
    let text = words(report, section);
    let nothing = [
        "未收到",
        "没有收到",
        "未接到",
        "未公开",
        "没有公开",
        "未产生",
        "没有产生",
    ];
    if has_count(text) || has_any(text, &nothing) {
        return;
    }
    let message = Message::new(
        "“一、总体情况”通篇没有数据。国办公开办函〔2021〕30号要求突出数据和实效，请写明主动公开信息、收到申请等的数量。",
        "The overview gives no figure. 国办公开办函〔2021〕30号 wants figures and results: how much was \
         published, how many requests came.",
    );
    sink.report(Diagnostic::new(&RULE, section.heading_span, message));
}
