//! What stands before and after the reports: head, totals, the table of all reports.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use nianbao_core::Decimal;
use nianbao_lint::{Lang, Severity};
use sha2::{Digest, Sha256};

use super::super::Summary;
use super::super::figures::{Figure, Share};
use super::super::visible::visible;
use super::row::{GroupKey, Row};
use super::{Lost, MADE_BY, report_id};
use crate::lang::{pick, tr};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// From how many reports on a page is a long one.
const MANY: usize = 100;

/// What the page may do: use its own style, run its own script, load nothing.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    )
});

/// Everything before the reports.
pub(super) fn head(rows: &[Row], lost: &[Lost], summary: &Summary, lang: Lang) -> String {
    let title = pick(lang, "年度报告检查结果", "Check of annual reports");
    let language = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    // The end tags stand in `foot`.
    let body = html! {
        a.skip href="#overview" { (pick(lang, "跳到总表", "Skip to the overview")) }
        header #top {
            h1 { (title) }
            p.lede { (summary.sentence(lang)) }
            (totals(rows, lost, summary, lang))
        }
        section #overview aria-labelledby="overview-heading" {
            h2 #overview-heading { (pick(lang, "总表", "Overview")) }
            (controls(rows, lang))
            div.wide { (table(rows, lang)) }
            (definitions(lang))
        }
        (not_checked(lost, lang))
    };
    let head = html! {
        meta charset="utf-8";
        meta name="generator" content={ (MADE_BY) (env!("CARGO_PKG_VERSION")) };
        meta http-equiv="Content-Security-Policy" content=(POLICY.as_str());
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
        title { (title) }
        style { (PreEscaped(STYLE)) }
    };
    format!(
        "{}<html lang=\"{language}\">\n<head>{}</head>\n<body>\n{}\n<main id=\"reports\"{}>\n",
        DOCTYPE.into_string(),
        head.into_string(),
        body.into_string(),
        // A browser lays out what is seen first.
        if rows.len() > MANY {
            " class=\"many\""
        } else {
            ""
        }
    )
}

/// Everything after the reports.
pub(super) fn foot(lang: Lang) -> String {
    let foot = html! {
        footer {
            p {
                (pick(lang, "由 nianbao ", "Made by nianbao ")) (env!("CARGO_PKG_VERSION"))
                (pick(lang, " 生成。结果供审核参考。", ". Findings are for a reviewer to judge."))
            }
        }
        script { (PreEscaped(SCRIPT)) }
    };
    format!("</main>\n{}\n</body>\n</html>\n", foot.into_string())
}

fn totals(rows: &[Row], lost: &[Lost], summary: &Summary, lang: Lang) -> Markup {
    let unverified: usize = rows.iter().map(|row| row.unverified).sum();
    let clean = rows.iter().filter(|row| row.findings() == 0).count();
    let entry = |class: &str, number: usize, zh, en| {
        html! { div.(class) { dt { (pick(lang, zh, en)) } dd { (number) } } }
    };
    html! {
        dl.totals {
            (entry("all", summary.files, "份报告", "reports"))
            (entry("clean", clean, "份无问题", "without findings"))
            (entry("error", summary.errors, "错误", "errors"))
            (entry("warning", summary.warnings, "警告", "warnings"))
            (entry("info", summary.infos, "提示", "infos"))
            (entry("open", unverified, "无法核验", "not verifiable"))
            @if !lost.is_empty() { (entry("lost", lost.len(), "未能检查", "not checked")) }
        }
    }
}

/// The groups that something was found of.
fn groups(rows: &[Row]) -> BTreeSet<GroupKey> {
    rows.iter()
        .flat_map(|row| row.groups.keys().copied())
        .collect()
}

/// What the script filters by; it shows them.
fn controls(rows: &[Row], lang: Lang) -> Markup {
    let option = |value: &str, text: &str| html! { option value=(value) { (text) } };
    html! {
        form #controls hidden role="search" aria-label=(pick(lang, "筛选", "Filter")) {
            label {
                span { (pick(lang, "查找", "Search")) }
                input #q type="search" autocomplete="off"
                    placeholder=(pick(lang, "机关、年度、文件名", "body, year, file"));
            }
            label {
                span { (pick(lang, "级别", "Severity")) }
                select #severity {
                    (option("", pick(lang, "全部", "all")))
                    @for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                        (option(severity.as_str(), severity.title(lang)))
                    }
                    (option("open", pick(lang, "无法核验", "not verifiable")))
                    (option("clean", pick(lang, "无问题", "no findings")))
                }
            }
            label {
                span { (pick(lang, "规则组", "Group")) }
                select #group {
                    (option("", pick(lang, "全部", "all")))
                    @for group in groups(rows) {
                        option value=(group.word()) { (group.letter(lang)) " " (group.title(lang)) }
                    }
                }
            }
            div.buttons {
                button #unfold type="button" { (pick(lang, "全部展开", "Unfold all")) }
                button #fold type="button" { (pick(lang, "全部折叠", "Fold all")) }
            }
            p #shown role="status" data-text=(pick(lang, "显示 {n} / {all} 份", "{n} of {all} shown")) {}
        }
    }
}

fn table(rows: &[Row], lang: Lang) -> Markup {
    let groups = groups(rows);
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    html! {
        // A table that is laid out as cards on a phone keeps its meaning by its roles.
        table #table.plain role="table" aria-labelledby="overview-heading" {
            thead role="rowgroup" {
                tr role="row" {
                    (header("text", pick(lang, "机关", "Body"), None))
                    (header("number", pick(lang, "年度", "Year"), None))
                    @for severity in severities {
                        (header("number", severity.title(lang), None))
                    }
                    (header("number", pick(lang, "无法核验", "not verifiable"), None))
                    @for group in &groups {
                        (header("number group", group.letter(lang), Some(group.title(lang))))
                    }
                    @for figure in Figure::ALL {
                        (header("number", figure.name(lang), Some(figure.definition(lang))))
                    }
                }
            }
            tbody role="rowgroup" {
                @for row in rows { (table_row(row, &groups, lang)) }
            }
            tfoot role="rowgroup" { (sums(rows, &groups, lang)) }
        }
    }
}

fn header(kind: &str, text: &str, title: Option<&str>) -> Markup {
    html! {
        th scope="col" role="columnheader" class=(kind) title=[title] { (text) }
    }
}

fn table_row(row: &Row, groups: &BTreeSet<GroupKey>, lang: Lang) -> Markup {
    let classes = [Severity::Error, Severity::Warning, Severity::Info];
    html! {
        tr role="row" data-r=(report_id(row.number)) data-k=(row.kinds.join(" ")) {
            th scope="row" role="rowheader" data-v=(visible(row.name())) {
                a href={ "#" (report_id(row.number)) } { (visible(row.name())) }
                @if row.body.is_some() { span.path { (visible(&row.path)) } }
            }
            @let year = row.year.map_or_else(|| "—".to_owned(), |year| year.to_string());
            td.number role="cell" data-label=(pick(lang, "年度", "Year")) {
                (year)
                @if row.edition == "2019" {
                    span.edition { (pick(lang, "2019 版", "2019 form")) }
                }
            }
            @for (severity, number) in classes.into_iter().zip(row.counts) {
                (count(severity.as_str(), severity.title(lang), number))
            }
            (count("open", pick(lang, "无法核验", "not verifiable"), row.unverified))
            @for group in groups {
                @let number = row.groups.get(group).copied().unwrap_or(0);
                @let label = format!("{} {}", group.letter(lang), group.title(lang));
                (count("group", &label, number))
            }
            @for (figure, share) in Figure::ALL.into_iter().zip(row.shares) {
                (share_cell(figure, share, lang))
            }
        }
    }
}

fn count(class: &str, label: &str, number: usize) -> Markup {
    let zero = number == 0;
    html! {
        td.number.(class).zero[zero] role="cell" data-label=(label) { (number) }
    }
}

fn share_cell(figure: Figure, share: Share, lang: Lang) -> Markup {
    let sorted = share
        .percent()
        .map_or_else(|| "-1".to_owned(), |it| it.to_string());
    html! {
        td.number.share role="cell" data-label=(figure.name(lang)) data-v=(sorted) {
            @match (share, share.percent()) {
                (Share::Of { part, whole, doubtful }, Some(percent)) => {
                    (percent) "%"
                    @if doubtful {
                        span.doubt title=(pick(lang, "所用单元格有错误，此数存疑", "an error was found in its cells")) { "?" }
                    }
                    span.ratio { (part) "/" (whole) }
                }
                _ => span.unknown { (share.word(lang)) },
            }
        }
    }
}

/// Sums of findings, medians of shares: reports may hold the numbers of other reports, so that sums of
/// their requests would count them twice.
fn sums(rows: &[Row], groups: &BTreeSet<GroupKey>, lang: Lang) -> Markup {
    let at = |index: usize| -> usize { rows.iter().map(|row| row.counts[index]).sum() };
    let open: usize = rows.iter().map(|row| row.unverified).sum();
    let of_group = |group| -> usize { rows.iter().filter_map(|row| row.groups.get(group)).sum() };
    let classes = [Severity::Error, Severity::Warning, Severity::Info];
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { (pick(lang, "合计；比率为中位数", "Total; medians of shares")) }
            td.number role="cell" data-label=(pick(lang, "报告", "Reports")) {
                @let number = rows.len();
                (tr!(lang, "{number} 份", "{number}"))
            }
            @for (index, severity) in classes.into_iter().enumerate() {
                (count(severity.as_str(), severity.title(lang), at(index)))
            }
            (count("open", pick(lang, "无法核验", "not verifiable"), open))
            @for group in groups {
                @let label = format!("{} {}", group.letter(lang), group.title(lang));
                (count("group", &label, of_group(group)))
            }
            @for (index, figure) in Figure::ALL.into_iter().enumerate() {
                @let (median, number) = median(rows, index);
                td.number.share role="cell" data-label=(figure.name(lang)) {
                    @if let Some(median) = median {
                        (median) "%"
                        span.ratio { (tr!(lang, "{number} 份可计算", "of {number}")) }
                    } @else {
                        span.unknown { (Share::Unknown.word(lang)) }
                    }
                }
            }
        }
    }
}

/// The median of a share and of how many reports it is.
fn median(rows: &[Row], index: usize) -> (Option<Decimal>, usize) {
    let shares = rows.iter().filter_map(|row| row.shares[index].percent());
    let mut shares: Vec<_> = shares.collect();
    shares.sort_unstable();
    let number = shares.len();
    let upper = shares.get(number / 2).copied();
    let median = if number % 2 == 1 {
        upper
    } else {
        let lower = number.checked_sub(2).and_then(|it| shares.get(it / 2));
        let half = |(a, b): (Decimal, Decimal)| ((a + b) / Decimal::TWO).trunc_with_scale(1);
        lower.copied().zip(upper).map(half)
    };
    (median, number)
}

fn definitions(lang: Lang) -> Markup {
    html! {
        details.definitions open {
            summary { (pick(lang, "比率的口径", "What the shares are of")) }
            dl {
                @for figure in Figure::ALL {
                    dt { (figure.name(lang)) } dd { (figure.definition(lang)) }
                }
                dt { (Share::Unknown.word(lang)) }
                dd {
                    (pick(lang,
                        "所需单元格空白、缺失、损坏或互相矛盾；不按 0 计。",
                        "a cell that it needs is blank, lost, damaged or contradicts another; never taken for 0"))
                }
                dt { (Share::NoBase.word(lang)) }
                dd { (pick(lang, "分母为 0。", "the denominator is 0")) }
                dt { "?" }
                dd { (pick(lang, "所用单元格有错误，此数存疑。", "an error was found in a cell that it rests on")) }
            }
        }
    }
}

fn not_checked(lost: &[Lost], lang: Lang) -> Markup {
    html! {
        @if !lost.is_empty() {
            section.lost aria-labelledby="lost-heading" {
                h2 #lost-heading { (pick(lang, "未能检查的文件", "Files that could not be checked")) }
                ul {
                    @for it in lost {
                        li { span.path { (visible(&it.path)) } " " (visible(&it.reason)) }
                    }
                }
            }
        }
    }
}
