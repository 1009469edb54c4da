//! T004: rows carry the form's own labels.

use nianbao_core::form::{RowDef, RowKey, TableId};
use nianbao_core::normal;
use nianbao_core::table::LabelMatch;
use nianbao_facts::labels::{row_en, without_ordinal};
use nianbao_facts::plain::{is_bare, plain};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T004",
    name: "table-row-label",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "行名应与统一格式一致",
        "Rows carry the labels of the national form",
    ),
    explanation: Text::new(
        "行名由国办统一格式规定，改字、漏字会使公众和汇总单位误解统计口径。",
        "The labels are prescribed; other words change what readers and collecting offices understand.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "空格、全半角、换行、引号的差别不算；行名被分页切断的不判断；表二“规范性文件”由 C010 提出。",
        "Spaces, width, line breaks and quotes do not count; a label cut by a page break is not judged; \
         规范性文件 in table 2 is the business of C010.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "2.其他法律法规禁止公开",
            },
            title: Text::new("漏掉“行政”二字", "Two characters left out"),
            edits: &[("2.其他法律行政法规禁止公开", "2.其他法律法规禁止公开")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "（二）部分公开（区分处理的，只计这一情形。不计其他情形）",
            },
            title: Text::new("注释中的标点不对", "Wrong punctuation within the note"),
            edits: &[("只计这一情形，不计其他情形", "只计这一情形。不计其他情形")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("半角括号和空格", "Half-width brackets and a space"),
            edits: &[("（一）予以公开 |", "(一) 予以公开 |")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "表二“规范性文件”由 C010 提出",
                "规范性文件 in table 2 is the business of C010",
            ),
            edits: &[("| 行政规范性文件 | 6 |", "| 规范性文件 | 6 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        let binding = report.binding_edition().unwrap_or(table.edition);
        let binding = nianbao_core::form::table(binding, table.id);
        for row in &table.rows {
            let (Some(label), Some(definition)) = (row.label, table.definition().row(row.key))
            else {
                continue;
            };
            // What only the 2019 form has in a later report is S015's finding.
            if binding.row(row.key).map(|row| row.label) != Some(definition.label) {
                continue;
            }
            // Most labels are the form's own and need not be read again.
            let noted = match label.matched {
                LabelMatch::Variant if row.key != RowKey::NormativeDocuments => false,
                LabelMatch::Canonical if !definition.note.is_empty() => true,
                _ => continue,
            };
            let text = plain(report, label.span);
            if noted && !note_differs(&text, definition) {
                continue;
            }
            let message = Message::new(
                format!(
                    "{}的行名“{text}”与统一格式不一致，应为“{}”。",
                    table.id.name_zh(),
                    definition.label
                ),
                format!(
                    "Table {}: the label \"{text}\" of {} is not the form's \"{}\".",
                    table.id.number(),
                    row_en(row.key),
                    definition.label
                ),
            );
            let mut diagnostic = Diagnostic::new(&RULE, label.span, message);
            if is_bare(report, label.span) {
                let folded = normal::folded(&text);
                let new_text = if normal::ordinal_len(&folded) > 0 {
                    definition.label
                } else {
                    without_ordinal(definition.label)
                };
                diagnostic = diagnostic.with_replacement(
                    Applicability::Safe,
                    Message::new(
                        format!("改为“{new_text}”"),
                        format!("Replace with \"{new_text}\""),
                    ),
                    label.span,
                    new_text,
                );
            }
            sink.report(diagnostic);
        }
    }
}

/// Whether the note in brackets that the form prints in a label is there to its end but reads
/// differently. A note that is absent or cut is left alone.
fn note_differs(text: &str, definition: &RowDef) -> bool {
    let folded = normal::folded(text);
    folded.rfind('(').is_some_and(|start| {
        let note = &folded[start..];
        start > 0 && note.ends_with(')') && note.chars().count() > 4 && note != definition.note
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sheet;
    use nianbao_core::form::RowKey as R;

    #[test]
    fn variants_are_found_and_fragments_are_not() {
        let found = |row, text, matched| {
            let findings = Sheet::base().label(row, text, matched).run(&RULE);
            let mut fixes = findings
                .diagnostics
                .into_iter()
                .map(|found| found.fixes[0].edits[0].new_text.clone());
            fixes.next()
        };
        let law = R::DeniedProhibitedByLaw;
        let variant = LabelMatch::Variant;
        assert_eq!(
            found(law, "2.其他法律行政止公开", variant).as_deref(),
            Some("2.其他法律行政法规禁止公开")
        );
        assert_eq!(
            found(law, "其他法律行政止公开", variant).as_deref(),
            Some("其他法律行政法规禁止公开")
        );
        assert_eq!(found(law, "其他法律", LabelMatch::Fragments), None);
        assert_eq!(found(R::NormativeDocuments, "规范性文件", variant), None);
    }

    #[test]
    fn the_note_of_a_label_is_judged_only_when_whole() {
        let found = |text| {
            let sheet = Sheet::base().label(R::PartiallyGranted, text, LabelMatch::Canonical);
            sheet.run(&RULE).diagnostics.len()
        };
        assert_eq!(
            found("(二)部分公开(区分处理的,只计这一情形。不计其他情形)"),
            1
        );
        assert_eq!(
            found("(二) 部分公开(区分处理的, 只计这一情形,不计其他情形)"),
            0
        );
        assert_eq!(found("(二)部分公开(区分处理的, 只计这一情形,"), 0);
        assert_eq!(found("（二）部分公开"), 0);
        assert_eq!(
            found("（二）部分公开</b><b>（区分处理的，只计这一情形，不计其他情形）"),
            0
        );
    }
}
