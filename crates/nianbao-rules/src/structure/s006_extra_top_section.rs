//! S006: no sections beyond the six of the form.

use nianbao_core::form::SectionKind;
use nianbao_core::{Report, Section};
use nianbao_facts::sections::{binds, find, is_plain, numeral, sub_headings};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

use super::headings::accepted;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S006",
    name: "extra-top-section",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "六个部分之外不另设部分",
        "No sections beyond the six of the form",
    ),
    explanation: Text::new(
        "统一格式只有六个部分，国办要求报告内容不能遗漏，也不宜泛化。确需报告的其他内容写在第六部分。",
        "The form has six sections, and the general office of the State Council asks for nothing beyond the \
         law. What else must be reported goes into section 6.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "第六部分之内的（一）（二）不算。",
        "Items （一） and （二） within section 6 do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "七、政务公开工作创新情况",
            },
            title: Text::new("另设第七部分", "A seventh section"),
            edits: &[(
                "2023年，全县未收取信息处理费。\n",
                "2023年，全县未收取信息处理费。\n\n## 七、政务公开工作创新情况\n\n\
                 在乡镇开展政策宣讲12场。\n",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写在第六部分之内", "The same as an item of section 6"),
            edits: &[(
                "2023年，全县未收取信息处理费。\n",
                "2023年，全县未收取信息处理费。\n\n### （一）政务公开工作创新情况\n\n\
                 在乡镇开展政策宣讲12场。\n",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    for (index, section) in report.sections.iter().enumerate() {
        if section.kind.is_some() || accepted(context, section).is_some() {
            continue;
        }
        let message = Message::new(
            format!(
                "“{}”是统一格式以外的部分。国办公开办函〔2021〕30号所附格式只有六个部分，确需报告的内容请并入\
                 “六、其他需要报告的事项”。",
                section.heading
            ),
            "This section is not one of the six of the form of 国办公开办函〔2021〕30号; what must be \
             reported goes into section 6."
                .to_owned(),
        );
        let diagnostic = Diagnostic::new(&RULE, section.heading_span, message);
        sink.report(match as_item(report, index, section) {
            Some(ordinal) => diagnostic.with_replacement(
                Applicability::Suggested,
                Message::new(
                    format!("并入第六部分，作为“{ordinal}”"),
                    format!("Make it item {ordinal} of section 6"),
                ),
                section.ordinal_span,
                ordinal,
            ),
            None => diagnostic,
        });
    }
}

/// The ordinal that a section gets as an item of 六, when it follows that and holds no table.
fn as_item(report: &Report, index: usize, section: &Section) -> Option<String> {
    let (sixth, _) = find(report, SectionKind::Other)?;
    let between = report.sections.get(sixth + 1..index)?;
    if between.iter().any(|section| section.kind.is_some())
        || section.table.is_some()
        || section.ordinal_span.is_empty()
        || !is_plain(report, section.ordinal_span)
    {
        return None;
    }
    let items = sub_headings(report, sixth).filter(|heading| heading.level == 2);
    let number = items.count() + between.len() + 1;
    Some(format!("（{}）", numeral(u32::try_from(number).ok()?)))
}
