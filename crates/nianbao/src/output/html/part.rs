//! The part of one report: its text and its findings.

use maud::{Markup, PreEscaped, html};
use nianbao_core::Layout;
use nianbao_json::place::Locator;
use nianbao_lint::{Applicability, Diagnostic, Fix, Lang, Unverified, quote};

use super::super::CheckedFile;
use super::super::visible::visible;
use super::row::Row;
use super::{finding_id, place_id, related_id, report_id, row, text};
use crate::lang::{pick, tr};

/// What a report gives to the page.
pub(super) fn part(file: &CheckedFile<'_>, row: &Row, lang: Lang) -> String {
    let (report, findings) = (file.report, file.findings);
    let locator = Locator::new(&report.source);
    let text = text::text(report, &findings.diagnostics, file.number, lang);
    let layout = match report.layout {
        Layout::Html => "page",
        Layout::Lines => "aligned",
        Layout::Pipe | Layout::Tabs => "rows",
    };
    let list = Findings {
        file,
        locator: &locator,
        lang,
    };
    let clean = row.findings() == 0;
    let part = html! {
        section.report id=(report_id(row.number)) aria-labelledby={ (report_id(row.number)) "h" } {
            details open[!clean] {
                summary {
                    h2 id={ (report_id(row.number)) "h" } { (visible(row.name())) }
                    @if let Some(year) = row.year { " " span.year { (year) } }
                    " " span.path { (visible(&row.path)) }
                    " " (badges(row, lang))
                }
                div.columns {
                    div.notes { (list.render()) }
                    div.source.(layout) lang="zh-CN" role="group" aria-label=(pick(lang, "报告原文", "Text of the report")) {
                        (PreEscaped(text))
                    }
                }
                p.up { a href="#top" { (pick(lang, "回到总表", "Back to the overview")) } }
            }
        }
    };
    let mut part = part.into_string();
    part.push('\n');
    part
}

/// How many findings of each kind.
fn badges(row: &Row, lang: Lang) -> Markup {
    let [errors, warnings, infos] = row.counts;
    let badge = |class: &str, number: usize, zh, en| {
        html! {
            @if number > 0 { span.badge.(class) { (pick(lang, zh, en)) " " (number) } " " }
        }
    };
    html! {
        span.badges {
            (badge("error", errors, "错误", "errors"))
            (badge("warning", warnings, "警告", "warnings"))
            (badge("info", infos, "提示", "infos"))
            (badge("open", row.unverified, "无法核验", "not verifiable"))
            @if row.findings() == 0 && row.unverified == 0 {
                span.badge.clean { (pick(lang, "未发现问题", "no findings")) }
            }
        }
    }
}

struct Findings<'a> {
    file: &'a CheckedFile<'a>,
    locator: &'a Locator<'a>,
    lang: Lang,
}

impl Findings<'_> {
    fn render(&self) -> Markup {
        let (lang, findings) = (self.lang, self.file.findings);
        let (found, open) = (&findings.diagnostics, &findings.unverified);
        let suppressed = findings.suppressed.len();
        html! {
            @if !found.is_empty() {
                h3 { (pick(lang, "问题", "Findings")) " " span.count { (found.len()) } }
                ol.findings {
                    @for (index, found) in found.iter().enumerate() { (self.finding(index, found)) }
                }
            }
            @if !open.is_empty() {
                h3 { (pick(lang, "无法核验", "Not verifiable")) " " span.count { (open.len()) } }
                ul.findings { @for open in open { (self.open(open)) } }
            }
            @if found.is_empty() && open.is_empty() {
                p.none { (pick(lang, "未发现问题。", "Nothing was found.")) }
            }
            @if suppressed > 0 {
                p.none {
                    (tr!(lang, "另有 {suppressed} 个问题由报告中的注释忽略。",
                        "Comments in the report suppress {suppressed} more."))
                }
            }
        }
    }

    fn finding(&self, index: usize, found: &Diagnostic) -> Markup {
        let (lang, number) = (self.lang, self.file.number);
        let severity = found.severity;
        let quoted = quote(self.file.report, found);
        let basis = found.rule.basis();
        let separator = pick(lang, "；", "; ");
        html! {
            li.(severity.as_str()) id=(finding_id(number, index)) data-k=(row::kind(found)) {
                p.what {
                    a.ref.(severity.as_str()) href={ "#" (place_id(number, index)) }
                        aria-label=(pick(lang, "看原文", "See the text")) { (index + 1) }
                    span.badge.(severity.as_str()) { (severity.title(lang)) } " "
                    code title=(found.rule.name()) { (found.rule.code()) } " "
                    a href={ "#" (place_id(number, index)) } { (self.place(found.span.start)) }
                }
                p.message { (visible(found.message.get(lang))) }
                @if !quoted.is_empty() { p.quote { q { (visible(&quoted)) } } }
                @if !found.fixes.is_empty() {
                    p.remedy {
                        b { (pick(lang, "改法", "Remedy")) } " "
                        @for (at, fix) in found.fixes.iter().enumerate() {
                            @if at > 0 { (separator) }
                            (self.fix(fix))
                        }
                    }
                }
                @if !found.related.is_empty() {
                    ul.related {
                        @for (at, related) in found.related.iter().enumerate() {
                            li {
                                @if let Some(file) = &related.file { (visible(&file.path)) }
                                @else {
                                    a href={ "#" (related_id(number, index, at)) } {
                                        (self.place(related.span.start))
                                    }
                                }
                                " " (visible(related.message.get(lang)))
                            }
                        }
                    }
                }
                @if !basis.is_empty() {
                    p.basis { b { (pick(lang, "依据", "Basis")) } " " (visible(&basis.join(separator))) }
                }
            }
        }
    }

    fn fix(&self, fix: &Fix) -> Markup {
        let note = match fix.applicability {
            Applicability::Safe => pick(self.lang, "（可自动修改）", " (safe)"),
            Applicability::Suggested => "",
        };
        html! { (visible(fix.title.get(self.lang))) (note) }
    }

    fn open(&self, open: &Unverified) -> Markup {
        let lang = self.lang;
        html! {
            li.open data-k=(row::open_kind(&open.rule)) {
                p.what {
                    span.badge.open { (pick(lang, "无法核验", "not verifiable")) } " "
                    code { (open.rule.code()) }
                }
                p.message { (visible(open.message.get(lang))) }
            }
        }
    }

    fn place(&self, offset: u32) -> String {
        let start = self.locator.position(offset);
        let (line, column) = (start.line, start.column);
        tr!(
            self.lang,
            "第 {line} 行第 {column} 列",
            "line {line}, column {column}"
        )
    }
}
