//! M012: the number of parts that the preamble claims, the parts it names and the sections present.

use std::collections::BTreeSet;

use nianbao_core::damage::{Damage, DamageKind};
use nianbao_core::form::{Edition, SECTIONS, SectionKind};
use nianbao_core::prose::SectionList;
use nianbao_core::{Report, Span};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M012",
    name: "parts-count",
    group: Group::Metadata,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "卷首所说的“几个部分”应与所列名称、正文部分一致",
        "The number of parts that the preamble claims is that of the names listed and of the sections",
    ),
    explanation: Text::new(
        "卷首说明本报告由几个部分组成，读者据此查找内容。说六个部分而只列五个名称，或者正文缺一部分，多半是照抄模板后\
         漏改、漏写。请补写缺少的部分，或者改正卷首的数字和名称。",
        "The preamble tells of how many parts the report consists. A number that differs from the names \
         listed, or from the sections present, is mostly copied from a template. Add what is missing or \
         mend the preamble.",
    ),
    basis: &["《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "名称里的“、”和“和”（行政复议、行政诉讼情况）不拆开；另列附表、附件的照算；标题在转换中丢失而表格还在的，\
         视为有这一部分；说第一部分有“五个方面”的不是这里所说的部分。",
        "A 、 within a name separates nothing; annexes named beside the sections count; a section whose \
         heading was lost in conversion counts as present; the aspects of section 1 are no parts.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "六个部分",
            },
            title: Text::new("说六个部分，正文只有五个", "Six claimed, five present"),
            edits: &[(
                "## 六、其他需要报告的事项\n\n2023年，全县未收取信息处理费。\n",
                "",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "五个部分",
            },
            title: Text::new("列了六个名称，却说五个部分", "Six named, five claimed"),
            edits: &[("六个部分", "五个部分")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "“行政复议、行政诉讼情况”是一个部分",
                "行政复议、行政诉讼情况 is one part",
            ),
            edits: &[("六个部分", "等6个部分")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("说的是第一部分的五个方面", "The aspects of section 1"),
            edits: &[(
                "政府信息公开工作平稳有序推进。",
                "主动公开情况、依申请公开情况、政府信息管理、平台建设、监督保障等五个方面工作平稳有序推进。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let modern = report.year.and_then(Edition::for_year);
    if report.year.is_some() && modern.is_none() {
        return;
    }
    let present = Present::of(report);
    for list in &report.prose.section_lists {
        judge(report, list, &present, sink);
    }
}

/// The sections that a report has.
struct Present {
    kinds: BTreeSet<u8>,
    /// Top-level sections that the form does not have.
    others: u32,
    /// Whether text was lost, and with it perhaps sections.
    cut: bool,
}

impl Present {
    fn of(report: &Report) -> Self {
        let found = report.sections.iter().filter_map(|section| section.kind);
        let lost = report.damage.iter().filter_map(|damage| match damage.kind {
            DamageKind::HeadingLost { section } => Some(section),
            _ => None,
        });
        let others = report
            .sections
            .iter()
            .filter(|section| section.kind.is_none());
        let cut = |damage: &Damage| matches!(damage.kind, DamageKind::TableCut { .. });
        Self {
            cut: report.damage.iter().any(cut),
            kinds: found.chain(lost).map(SectionKind::ordinal).collect(),
            others: others.count() as u32,
        }
    }

    fn count(&self) -> u32 {
        self.kinds.len() as u32 + self.others
    }

    fn has(&self, kind: SectionKind) -> bool {
        self.kinds.contains(&kind.ordinal())
    }
}

fn judge(report: &Report, list: &SectionList, present: &Present, sink: &mut Sink<'_>) {
    let Some((claimed, place)) = list.claimed else {
        return;
    };
    // What begins with another section, or with none, speaks of something else.
    if list.named.first().and_then(|(kind, _)| *kind) != Some(SectionKind::Overview) {
        return;
    }
    let kinds: BTreeSet<SectionKind> = list.named.iter().filter_map(|(kind, _)| *kind).collect();
    let unknown = list.named.iter().filter(|(kind, _)| kind.is_none()).count() as u32;
    let known = kinds.len() as u32;
    let span = report.prose.source_span(place);
    let words = report.prose.text(place);
    // Names that are not recognised may be pieces of one name or no sections at all (附表).
    let named_wrong = claimed < known || claimed > known + unknown;
    let count = present.count();
    let absent: Vec<&str> = SECTIONS
        .iter()
        .filter(|section| kinds.contains(&section.kind) && !present.has(section.kind))
        .map(|section| section.title)
        .collect();
    let present_wrong = !present.cut && count < 6 && (claimed < count || claimed > count + unknown);
    if named_wrong {
        let names = list.named.len();
        let message = Message::new(
            format!(
                "卷首说报告有{words}，但前面列出的名称是 {names} 个，正文有 {count} 个部分。请核对，使数字、名称与正文一致。"
            ),
            format!(
                "The preamble claims {claimed} parts but names {names}; the report has {count} sections."
            ),
        );
        sink.report(related(
            report,
            Diagnostic::new(&RULE, span, message),
            list.span,
        ));
    } else if present_wrong && !absent.is_empty() {
        let absent = absent.join("”“");
        let message = Message::new(
            format!(
                "卷首说报告有{words}，但正文只有 {count} 个部分，缺“{absent}”。《政府信息公开条例》第五十条规定的内容不能遗漏，\
                 请补写；没有内容的也要写明。"
            ),
            format!(
                "The preamble claims {claimed} parts, but the report has {count} sections; missing: \
                 {absent}."
            ),
        );
        sink.report(related(
            report,
            Diagnostic::new(&RULE, span, message),
            list.span,
        ));
    }
}

/// Adds the list of names, where it is more than the number.
fn related(report: &Report, diagnostic: Diagnostic, list: Span) -> Diagnostic {
    if report.source.slice(list).is_empty() {
        return diagnostic;
    }
    diagnostic.with_related(
        list,
        Message::new("卷首所列的名称", "the names that the preamble lists"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;
    use nianbao_lint::Selection;
    use nianbao_lint::base_report;
    use nianbao_lint::{Settings, check};

    #[test]
    fn sections_lost_with_their_pages_are_not_missed() {
        let base = base_report();
        let from = base.find("| | | 6.属于四类过程性信息").unwrap();
        let to = base.find("## 五、").unwrap();
        let text = format!("{}\n{}", &base[..from], &base[to..]);
        let report = Report::parse(SourceText::new(text).unwrap());
        assert!(report.section(SectionKind::Disputes).is_none());
        let settings = Settings {
            selection: Selection::only(&crate::REGISTRY, &RULE),
            ..crate::settings()
        };
        assert!(check(&report, &settings).diagnostics.is_empty());
    }
}
