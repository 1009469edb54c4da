//! A006: rules (规章) reported by a body that the law gives no power to make them.

use nianbao_core::BodyKind;
use nianbao_core::form::{ColumnKey, RowKey, TableId};
use nianbao_facts::bodies::{is_county_or_below, is_local};
use nianbao_facts::figures::Figure;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A006",
    name: "rules-without-power",
    group: Group::Arithmetic,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "没有规章制定权的机关，表二“规章”应为 0",
        "A body without the power to make rules reports 0 of them",
    ),
    explanation: Text::new(
        "规章只能由国务院部门以及省、自治区、直辖市和设区的市、自治州的人民政府制定。县、乡镇、街道和地方各部门没有规章制定权，\
         “规章”一行应填 0；本机关的文件多为行政规范性文件，应填在下一行。",
        "Rules are made by departments of the State Council and by governments of provinces, cities with \
         districts and autonomous prefectures. Counties, townships and local departments report 0; their \
         documents are mostly normative ones and belong in the next row.",
    ),
    basis: &["《立法法》第九十一条", "《立法法》第九十三条"],
    traps: Text::new(
        "省、市、自治州人民政府（及其办公厅室代为汇总的报告）和国务院部门有规章；仅从“市”看不出是否设区的市，不报。",
        "Governments of provinces, cities and prefectures, the offices that report for them, and departments \
         of the State Council have rules; the word 市 alone does not tell the level.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "2" },
            title: Text::new("县政府填了规章", "A county with rules"),
            edits: &[("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | 0 | 2 |")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "设区的市有规章制定权",
                "A city with districts has the power",
            ),
            edits: &[
                ("| 规章 | 0 | 0 | 0 |", "| 规章 | 1 | 0 | 12 |"),
                ("云溪县人民政府", "云溪市人民政府"),
            ],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(body) = &report.body else { return };
    let name = body.name.as_str();
    let powerless = match body.kind {
        BodyKind::Township => true,
        BodyKind::Department => is_local(name),
        BodyKind::Government | BodyKind::Office | BodyKind::Unknown => is_county_or_below(name),
    };
    if !powerless {
        return;
    }
    let columns = [
        ColumnKey::Issued,
        ColumnKey::Repealed,
        ColumnKey::InForce,
        ColumnKey::NewlyMade,
        ColumnKey::NewlyPublished,
        ColumnKey::TotalPublished,
    ];
    let filled: Vec<Figure<'_>> = columns
        .into_iter()
        .filter_map(|column| {
            context
                .facts
                .figure(TableId::Proactive, RowKey::Rules, column)
        })
        .filter(Figure::is_positive)
        .collect();
    let Some(first) = filled.first() else { return };
    let numbers: Vec<String> = filled
        .iter()
        .map(|figure| figure.number.to_string())
        .collect();
    let message = Message::new(
        format!(
            "表二“规章”填了 {}，但{name}没有规章制定权（《立法法》第九十一条、第九十三条），应为 0。\
             如为行政规范性文件，请改填下一行。",
            numbers.join("、")
        ),
        format!(
            "Table 2, rules: {}; but {name} has no power to make rules. Normative documents belong in the \
             next row.",
            numbers.join(", ")
        ),
    );
    let edits = filled
        .iter()
        .map(|figure| Edit::new(figure.cell.span, "0".to_owned()))
        .collect();
    sink.report(
        Diagnostic::new(&RULE, first.cell.span, message)
            .at_cell(first.name)
            .with_fix(Fix {
                title: Message::new("把“规章”一行改为 0", "Set the row of rules to 0"),
                applicability: Applicability::Suggested,
                edits,
            }),
    );
}
