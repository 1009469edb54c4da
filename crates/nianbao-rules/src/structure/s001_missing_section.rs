//! S001: all six sections of the form must be there.

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{Edition, SectionKind, TableId, section, table};
use nianbao_core::{Report, Span};
use nianbao_facts::sections::{
    OF_WORDS, begins_in, binds, breaks_off_in, find, heading_prefix, name_zh, place_of,
};
use nianbao_lint::edits::insert_blocks;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, Fix, FixAvailability, Group, Message, Rule,
    Severity, Sink, Text, blank_table,
};

use super::headings::accepted;
use super::s016_legacy_format_2007;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S001",
    name: "missing-section",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "年度报告的六个部分不得缺少",
        "All six sections of the report are there",
    ),
    explanation: Text::new(
        "年度报告应当报告的内容由《政府信息公开条例》第五十条规定，统一格式把它分为六个部分。没有发生的事项也要保留标题并写明情况。",
        "Article 50 of the regulation says what a report must contain, and the national form divides it \
         into six sections. A section about which nothing happened keeps its heading and says so.",
    ),
    basis: &["《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "标题换了说法仍算有（由 S003 提出）；标题在转换中丢失但表格还在的，由 T017 提出；2018 年度及以前的报告另有格式；\
         沿用旧格式的整份报告由 S016 提出。",
        "A heading in other words counts (S003 speaks of it); a heading lost by the converter whose table \
         is there is the business of T017; reports up to 2018 have another form; a whole report in that \
         old form is the business of S016.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("缺少第六部分", "Section 6 is missing"),
            edits: &[(
                "## 六、其他需要报告的事项\n\n2023年，全县未收取信息处理费。\n\n",
                "",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new(
                "没有其他事项也保留标题",
                "The heading stays although there is little to report",
            ),
            edits: &[(
                "2023年，全县未收取信息处理费。",
                "2023年，全县未收取信息处理费，没有其他需要报告的事项。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "标题丢失，表格还在",
                "A heading is lost, its table is there",
            ),
            edits: &[("## 四、政府信息公开行政复议、行政诉讼情况\n", "")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("标题换了说法", "The heading in other words"),
            edits: &[("## 六、其他需要报告的事项", "## 六、其他事项")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let nothing = !report.looks_like_report()
        && report.sections.is_empty()
        && report.tables.iter().all(Option::is_none);
    if nothing {
        let message = Message::new(
            "没有读到年度报告的标题、各部分和表格，这不像政府信息公开工作年度报告。请确认检查的是正确的文件；\
             如果原文件是图片或扫描件，请先转成文字。",
            "Found neither title nor sections nor tables: this does not look like an annual report. Check \
             that it is the right file; a scanned picture must be turned into text first.",
        );
        sink.report(Diagnostic::new(&RULE, Span::empty(0), message));
        return;
    }
    if !binds(report) || s016_legacy_format_2007::is_wholly_old(report) {
        return;
    }
    let edition = report.binding_edition().unwrap_or(Edition::V2021);
    let (begins, breaks_off) = (begins_in(report), breaks_off_in(report));
    let is_lost = |kind| {
        begins.is_some_and(|first| kind <= first) || breaks_off.is_some_and(|last| kind > last)
    };
    let mut lost: Vec<SectionKind> = Vec::new();
    // Sections that belong at the same place are one finding.
    let mut missing: Vec<(usize, Vec<SectionKind>)> = Vec::new();
    for kind in SectionKind::ALL {
        let other_words = |section| accepted(context, section) == Some(kind);
        if find(report, kind).is_some()
            || heading_lost(report, kind)
            || report.sections.iter().any(other_words)
        {
            continue;
        }
        if is_lost(kind) {
            lost.push(kind);
            continue;
        }
        let place = place_of(report, kind);
        match missing.last_mut() {
            Some((before, kinds)) if *before == place => kinds.push(kind),
            _ => missing.push((place, vec![kind])),
        }
    }
    for (place, kinds) in missing {
        let message = message(edition, &kinds);
        let mut diagnostic = Diagnostic::new(&RULE, Span::empty(place), message);
        if let Some(fix) = skeleton(report, edition, &kinds, place) {
            diagnostic = diagnostic.with_fix(fix);
        }
        sink.report(diagnostic);
    }
    if !lost.is_empty() {
        let message = Message::new(
            format!(
                "文本不完整，从表格中间断开，{}有没有写，无法判断。",
                names_zh(&lost)
            ),
            format!(
                "The text is not whole: it begins or ends within a table. Whether it had {} cannot be told.",
                names_en(&lost)
            ),
        );
        sink.unverified("table-truncated", message);
    }
}

fn message(edition: Edition, kinds: &[SectionKind]) -> Message {
    let document = edition.document();
    let of_words = kinds.iter().any(|kind| OF_WORDS.contains(kind));
    let of_tables = kinds.iter().any(|kind| !OF_WORDS.contains(kind));
    let todo = match (of_words, of_tables) {
        (true, false) => "请补上，没有发生的也要写明情况",
        (false, _) => "请补上标题和表格，没有数据的填 0",
        (true, true) => "请补上，没有数据的表格填 0，没有发生的写明情况",
    };
    Message::new(
        format!(
            "缺少{}。按《政府信息公开条例》第五十条和{document}所附格式，年度报告由六个部分组成，{todo}。",
            names_zh(kinds)
        ),
        format!(
            "Missing: {}. Article 50 and the form of {document} require six sections; add what is missing \
             and say so where nothing happened.",
            names_en(kinds)
        ),
    )
}

fn names_zh(kinds: &[SectionKind]) -> String {
    kinds.iter().map(|&kind| name_zh(kind)).collect()
}

fn names_en(kinds: &[SectionKind]) -> String {
    let names: Vec<String> = kinds
        .iter()
        .map(|kind| format!("section {} ({})", kind.ordinal(), section(*kind).title))
        .collect();
    names.join(", ")
}

fn heading_lost(report: &Report, kind: SectionKind) -> bool {
    report
        .damage
        .iter()
        .any(|damage| damage.kind == DamageKind::HeadingLost { section: kind })
}

/// Puts in headings, each with a prompt or a blank table below it.
fn skeleton(report: &Report, edition: Edition, kinds: &[SectionKind], place: usize) -> Option<Fix> {
    let prefix = report
        .sections
        .first()
        .map_or("", |section| heading_prefix(report, section.heading_span));
    let blocks: Vec<String> = kinds
        .iter()
        .flat_map(|&kind| {
            [
                format!("{prefix}{}", section(kind).heading()),
                content(edition, kind),
            ]
        })
        .collect();
    insert_blocks(
        report,
        place,
        Message::new(
            format!("插入{}的标题和空白内容", names_zh(kinds)),
            format!("Insert {} with blank content", names_en(kinds)),
        ),
        &blocks,
    )
}

fn content(edition: Edition, kind: SectionKind) -> String {
    let mut ids = TableId::ALL.into_iter();
    if let Some(id) = ids.find(|&id| table(edition, id).section == kind) {
        return blank_table(edition, id).trim_end().to_owned();
    }
    let prompt = match kind {
        SectionKind::Overview => "本年度政府信息公开工作总体情况",
        SectionKind::Problems => "存在的主要问题和改进情况",
        _ => "收取信息处理费的情况和其他需要报告的事项",
    };
    format!("【请填写：{prompt}】")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{flagged, run_on};

    #[test]
    fn a_wrong_file_is_one_finding() {
        let findings = run_on(&RULE, "会议纪要\n\n讨论了三件事。\n");
        assert_eq!(findings.diagnostics.len(), 1);
        assert!(findings.diagnostics[0].message.zh.contains("不像"));
    }

    #[test]
    fn sections_at_one_place_are_one_finding() {
        let edits = [
            ("## 一、总体情况\n", ""),
            ("## 二、主动公开政府信息情况\n", ""),
        ];
        assert_eq!(flagged(&RULE, &edits).len(), 1);
    }

    #[test]
    fn old_reports_had_no_such_sections() {
        let edits = [
            ("县人民政府2023年", "县人民政府2017年"),
            ("## 六、其他需要报告的事项\n", ""),
        ];
        assert!(flagged(&RULE, &edits).is_empty());
    }

    #[test]
    fn an_excerpt_may_have_lost_what_comes_before() {
        let whole = nianbao_lint::base_report();
        let start = whole.find("| 第二十条第（五）项").unwrap();
        let findings = run_on(&RULE, &whole[start..]);
        assert!(findings.diagnostics.is_empty());
        let reasons: Vec<&str> = findings.unverified.iter().map(|it| it.reason).collect();
        assert_eq!(reasons, ["table-truncated"]);
        assert!(findings.unverified[0].message.zh.contains("一、总体情况"));
    }
}
