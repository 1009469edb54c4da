//! S009: governments report on 工作考核, 社会评议 and 责任追究结果.

use nianbao_core::form::SectionKind;
use nianbao_facts::sections::{OF_WORDS, binds, end_of, sections_of, with_words};
use nianbao_facts::words::WordSet;
use nianbao_lint::edits::insert_blocks;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S009",
    name: "accountability-missing",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "各级人民政府的报告应写明工作考核、社会评议和责任追究结果",
        "Governments report on appraisal, public review and accountability",
    ),
    explanation: Text::new(
        "《政府信息公开条例》第五十条第一款第四项要求各级人民政府的年度报告包括工作考核、社会评议和责任追究结果情况，\
         一般写在总体情况的监督保障部分。没有发生责任追究的，写明“未发生”。三项都没有写到是错误；写到了一部分，其余的提醒补上。",
        "Article 50 (1) (4) requires the report of a government at any level to tell of appraisal, public \
         review and the results of accountability, mostly under 监督保障. Say so where none happened. \
         Nothing on any of the three is an error; nothing on some of them a warning.",
    ),
    basis: &[
        "《政府信息公开条例》第五十条第一款第四项",
        "《政府信息公开条例》第四十六条",
    ],
    traps: Text::new(
        "只对各级人民政府（含乡镇人民政府）的报告检查；部门、政府办公室、街道办事处不在其列；写在第五、六部分也算。",
        "Only reports of governments, townships included; departments, general offices and sub-district \
         offices are exempt. Sections 5 and 6 count too.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "一、总体情况",
            },
            title: Text::new(
                "县政府的报告没有写社会评议和责任追究",
                "A county report without public review and accountability",
            ),
            edits: &[
                (
                    "组织开展社会评议，向企业和群众发放问卷600份，评议结果总体良好。",
                    "",
                ),
                ("全年未发生需要追究责任的情形，责任追究结果为0人次。", ""),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("部门的报告不要求", "Departments need not"),
            edits: &[
                ("云溪县人民政府2023年", "云溪县水务局2023年"),
                (
                    "将政府信息公开纳入全县年度绩效考核，工作考核结果已通报各单位。组织开展社会评议，向企业和群众发放问卷600份，\
                     评议结果总体良好。",
                    "",
                ),
                ("全年未发生需要追究责任的情形，责任追究结果为0人次。", ""),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("说法不同", "In other words"),
            edits: &[
                ("组织开展社会评议，", "开展群众满意度测评，"),
                ("，评议结果总体良好", ""),
                (
                    "全年未发生需要追究责任的情形，责任追究结果为0人次。",
                    "全年未发现违反有关规定造成不良影响的情况。",
                ),
            ],
        },
    ],
    check,
};

/// What has to be told, and the words that tell of it.
pub(crate) struct Item {
    name: &'static str,
    english: &'static str,
    /// Any of them tells of it.
    pub(crate) words: WordSet,
}

/// The words that the scan looks for.
pub(crate) static WORD_SETS: &[&WordSet] = &[&ITEMS[0].words, &ITEMS[1].words, &ITEMS[2].words];

/// What a government has to tell.
pub(crate) static ITEMS: [Item; 3] = [
    Item {
        name: "工作考核",
        english: "appraisal (工作考核)",
        words: WordSet::new(&[
            "考核",
            "考评",
            "公开评估",
            "第三方评估",
            "绩效评估",
            "评估结果",
        ]),
    },
    Item {
        name: "社会评议",
        english: "public review (社会评议)",
        words: WordSet::new(&[
            "评议",
            "满意度",
            "测评",
            "群众评价",
            "社会评价",
            "公众评价",
            "社会监督员",
            "第三方评估",
        ]),
    },
    Item {
        name: "责任追究结果",
        english: "accountability (责任追究结果)",
        words: WordSet::new(&[
            "责任追究",
            "追究",
            "追责",
            "问责",
            "未发现违反",
            "未发现违规",
            "未出现违反",
            "未出现违规",
            "未发生违反",
            "未发生违规",
        ]),
    },
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) || !report.body.as_ref().is_some_and(|body| body.is_government) {
        return;
    }
    let Some((index, overview)) = with_words(report, SectionKind::Overview) else {
        return;
    };
    let told = |item: &Item| {
        sections_of(report, &OF_WORDS).any(|section| item.words.is_in(context.facts, section.prose))
    };
    let missing: Vec<&Item> = ITEMS.iter().filter(|item| !told(item)).collect();
    if missing.is_empty() {
        return;
    }
    let names: Vec<&str> = missing.iter().map(|item| item.name).collect();
    let english: Vec<&str> = missing.iter().map(|item| item.english).collect();
    let message = Message::new(
        format!(
            "没有写到{}。《政府信息公开条例》第五十条第一款第四项要求各级人民政府的年度报告包括工作考核、社会评议和责任追究结果情况，\
             请在总体情况的监督保障部分写明，没有发生的也要说明。",
            names.join("、")
        ),
        format!(
            "Nothing on {}. Article 50 (1) (4) requires it of the report of a government; tell of it under \
             监督保障, also where none happened.",
            english.join(", ")
        ),
    );
    let mut diagnostic = Diagnostic::new(&RULE, overview.heading_span, message);
    // A report that tells of one of them has not forgotten the item; that it tells too little is for
    // its reader to weigh.
    if missing.len() < ITEMS.len() {
        diagnostic.severity = diagnostic.severity.min(Severity::Warning);
    }
    let prompt = format!("【请填写：{}情况】", names.join("、"));
    let fix = insert_blocks(
        report,
        end_of(report, index),
        Message::new(
            format!("在总体情况末尾补上{}，内容待填写", names.join("、")),
            "Add a prompt at the end of the overview",
        ),
        &[prompt],
    );
    if let Some(fix) = fix {
        diagnostic = diagnostic.with_fix(fix);
    }
    sink.report(diagnostic);
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::{Report, SourceText};
    use nianbao_lint::Selection;
    use nianbao_lint::base_report;
    use nianbao_lint::{Settings, check};

    #[test]
    fn a_report_that_tells_of_some_items_gets_a_warning() {
        let (review, accountability) = (
            "组织开展社会评议，向企业和群众发放问卷600份，评议结果总体良好。",
            "全年未发生需要追究责任的情形，责任追究结果为0人次。",
        );
        let appraisal = "将政府信息公开纳入全县年度绩效考核，工作考核结果已通报各单位。";
        let settings = Settings {
            selection: Selection::only(&crate::REGISTRY, &RULE),
            ..crate::settings()
        };
        for (cut, severity) in [
            (vec![review], Severity::Warning),
            (vec![review, accountability, appraisal], Severity::Error),
        ] {
            let mut text = base_report().to_owned();
            for sentence in cut {
                assert!(text.contains(sentence));
                text = text.replace(sentence, "");
            }
            let report = Report::parse(SourceText::new(text).unwrap());
            let findings = check(&report, &settings);
            assert_eq!(findings.diagnostics[0].severity, severity);
        }
    }
}
