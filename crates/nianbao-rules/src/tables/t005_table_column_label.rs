//! T005: columns carry the form's own labels.

use nianbao_core::form::{ColumnKey, TableId};
use nianbao_core::table::{ColumnHeader, LabelMatch};
use nianbao_facts::plain::{is_bare, plain};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T005",
    name: "table-column-label",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "列名应与统一格式一致",
        "Columns carry the labels of the national form",
    ),
    explanation: Text::new(
        "列名由国办统一格式规定，改字、漏字会使公众和汇总单位误解统计口径。",
        "The labels are prescribed; other words change what readers and collecting offices understand.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "空格、全半角、换行的差别不算；列名被分页或转换切断的不判断；2019 年格式的列名由 S015 提出。",
        "Spaces, width and line breaks do not count; a label cut on its way here is not judged; labels of \
         the 2019 form are the business of S015.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "社会组织",
            },
            title: Text::new(
                "“社会公益组织”写成“社会组织”",
                "Another kind of organisation",
            ),
            edits: &[("| 社会公益组织 |", "| 社会组织 |")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("列名中有空格", "A space within a label"),
            edits: &[("| 商业企业 |", "| 商业 企业 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        let binding = report.binding_edition().unwrap_or(table.edition);
        let binding = nianbao_core::form::table(binding, table.id);
        let mut told: Vec<ColumnKey> = Vec::new();
        let variants = table
            .headers
            .iter()
            .filter(|header| header.matched == LabelMatch::Variant);
        for header in variants.clone() {
            if told.contains(&header.key) {
                continue;
            }
            told.push(header.key);
            let columns = table.definition().rows.iter().flat_map(|row| row.columns);
            let Some(column) = columns.clone().find(|column| column.key == header.key) else {
                continue;
            };
            // What only the 2019 form has in a later report is S015's finding.
            let mut bound = binding.rows.iter().flat_map(|row| row.columns);
            if !bound.any(|other| other.key == column.key && other.label == column.label) {
                continue;
            }
            let written = plain(report, header.span);
            let label = column.label;
            let message = Message::new(
                format!(
                    "{}的列名“{written}”与统一格式不一致，应为“{label}”。",
                    table.id.name_zh()
                ),
                format!(
                    "Table {}: the column label \"{written}\" is not the form's \"{label}\".",
                    table.id.number()
                ),
            );
            // 表四 prints each label three times: one finding mends all.
            let places: Vec<&ColumnHeader> = variants
                .clone()
                .filter(|other| other.key == header.key)
                .collect();
            let whole = places.iter().all(|place| is_bare(report, place.span));
            let mut diagnostic = Diagnostic::new(&RULE, header.span, message);
            if whole {
                let mut edits: Vec<Edit> = places
                    .iter()
                    .map(|place| Edit::new(place.span, label.to_owned()))
                    .collect();
                edits.sort_by_key(|edit| edit.span);
                diagnostic = diagnostic.with_fix(Fix {
                    title: Message::new(
                        format!("改为“{label}”"),
                        format!("Replace with \"{label}\""),
                    ),
                    applicability: Applicability::Safe,
                    edits,
                });
            }
            sink.report(diagnostic);
        }
    }
}
