//! What stands under the cursor: headings, rows, columns and cells of tables, citations, numbers of
//! the prose, findings.

use std::fmt::Write as _;

use nianbao_core::Span;
use nianbao_core::form::{CellRef, Edition, OVERVIEW_ASPECTS, SectionKind, TableDef, section};
use nianbao_core::table::{Table, Value};
use nianbao_facts::ledger::{Ledger, Standing as Known};
use nianbao_facts::readers::links::prose_links;
use nianbao_facts::reasons::because;
use nianbao_lint::query::{
    cell_name, cited_document, column_name, row_articles, row_name, table_name,
};
use nianbao_lint::{Lang, Packs};
use nianbao_rules::arithmetic::{Judged, Standing, identities_of};
use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::{at, configured};
use crate::documents::{Analysis, Kind, Snapshot};
use crate::session::Session;

/// A piece of a hover and the place that it is about.
type Part = (Span, String);

/// What can be told of a position; the range is that of the smallest thing there.
pub(crate) fn hover(snapshot: &Snapshot, session: &Session, position: Position) -> Option<Hover> {
    if let Kind::Configuration(own) = &snapshot.kind {
        return configured::hover(snapshot, own, session, position);
    }
    let offset = snapshot.offset(position);
    let analysis = snapshot.report()?;
    let lang = snapshot.config.lang;
    let mut parts = findings(analysis, offset, lang);
    parts.extend(headings(analysis, offset, lang));
    parts.extend(tables(analysis, offset, lang));
    parts.extend(citations(analysis, &*snapshot.packs(), offset, lang));
    parts.extend(numbers(analysis, offset, lang));
    let smallest = parts
        .iter()
        .map(|part| part.0)
        .min_by_key(|span| span.len())?;
    let texts: Vec<String> = parts.into_iter().map(|part| part.1).collect();
    let markdown = texts.join("\n\n---\n\n");
    let content = if session.markdown {
        MarkupContent {
            kind: MarkupKind::Markdown,
            value: markdown,
        }
    } else {
        MarkupContent {
            kind: MarkupKind::PlainText,
            value: plain(&markdown),
        }
    };
    Some(Hover {
        contents: HoverContents::Markup(content),
        range: Some(snapshot.range(smallest)),
    })
}

/// The signs that mean something within a line of Markdown.
const SIGNS: [char; 6] = ['\\', '*', '_', '`', '<', '['];

/// A piece of the report, or what quotes one, as Markdown that reads as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if SIGNS.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Our Markdown for clients that show plain text.
fn plain(markdown: &str) -> String {
    let bare = markdown.replace("**", "").replace("  \n", "\n");
    let mut plain = String::with_capacity(bare.len());
    let mut rest = bare.chars().peekable();
    while let Some(c) = rest.next() {
        let escapes = c == '\\' && rest.peek().is_some_and(|next| SIGNS.contains(next));
        plain.extend(if escapes { rest.next() } else { Some(c) });
    }
    plain
}

/// What is written in a cell, without what makes it bold.
fn written(text: &str) -> String {
    escaped(text.trim_matches('*'))
}

fn findings(analysis: &Analysis, offset: u32, lang: Lang) -> Vec<Part> {
    let here = |span: &Span| at(*span, offset);
    analysis
        .findings
        .diagnostics
        .iter()
        .filter(|finding| here(&finding.span))
        .map(|finding| {
            let rule = &finding.rule;
            let severity = in_brackets(finding.severity.title(lang), lang);
            let mut text = format!(
                "**{} {}**{severity}\n\n{}\n",
                rule.code(),
                escaped(rule.summary().get(lang)),
                escaped(finding.message.get(lang))
            );
            if !rule.basis().is_empty() {
                let (name, basis) = match lang {
                    Lang::Zh => ("依据：", rule.basis().join("；")),
                    Lang::En => ("Basis: ", rule.basis().join("; ")),
                };
                let _ = write!(text, "\n{name}{basis}\n");
            }
            (finding.span, text)
        })
        .collect()
}

/// A remark in the brackets of a language.
fn in_brackets(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("（{text}）"),
        Lang::En => format!(" ({text})"),
    }
}

fn headings(analysis: &Analysis, offset: u32, lang: Lang) -> Vec<Part> {
    let report = &analysis.report;
    let here = report
        .sections
        .iter()
        .filter(|found| at(found.heading_span, offset));
    here.filter_map(|found| {
        let kind = found.kind?;
        let definition = section(kind);
        // A draft without a year binds to no edition yet.
        let form = report.binding_edition().map(Edition::document);
        let form = form.map_or_else(String::new, |it| in_brackets(it, lang));
        let mut text = match lang {
            Lang::Zh => format!(
                "**{}**\n\n统一格式{form}的第 {} 部分。",
                definition.heading(),
                kind.ordinal()
            ),
            Lang::En => format!(
                "**{}**\n\nPart {} of the form{form}.",
                definition.heading(),
                kind.ordinal()
            ),
        };
        if kind == SectionKind::Overview {
            let aspects: Vec<&str> = OVERVIEW_ASPECTS.iter().map(|it| it.title).collect();
            let _ = match lang {
                Lang::Zh => write!(text, "应写明{}等方面的情况。", aspects.join("、")),
                Lang::En => write!(text, " It reports on {}.", aspects.join("、")),
            };
        }
        Some((found.heading_span, text))
    })
    .collect()
}

fn tables(analysis: &Analysis, offset: u32, lang: Lang) -> Vec<Part> {
    let report = &analysis.report;
    let mut parts = Vec::new();
    let judged = identities_of(report);
    let ledger = Ledger::new(report, &[]);
    for table in report.tables.iter().flatten() {
        let definition = table.definition();
        for (cell, found) in table.cells() {
            if at(found.span, offset) && (!found.span.is_empty() || found.value == Value::Blank) {
                let text = cell_text(definition, cell, lang);
                let mut written = written(report.source.slice(found.span));
                if written.is_empty() {
                    written.push('—');
                }
                parts.push((
                    found.span,
                    format!(
                        "{text}**{written}**{}{}",
                        inferred(&ledger, cell, lang),
                        identities(&judged, cell, lang)
                    ),
                ));
            }
        }
        for row in &table.rows {
            if row.label.is_some_and(|label| at(label.span, offset)) {
                parts.extend(row_part(table, definition, row, lang));
            }
        }
        for header in &table.headers {
            if at(header.span, offset) {
                let column = definition
                    .rows
                    .iter()
                    .flat_map(|row| row.columns)
                    .find(|column| column.key == header.key);
                let label = column.map_or("", |column| column.label);
                let name = table_name(table.id);
                let mut text = match (lang, column) {
                    (Lang::En, Some(column)) => {
                        format!("**{} · {}** ({label})\n", name.en, column_name(column).en)
                    }
                    _ => format!("**{} · {label}**\n", name.get(lang)),
                };
                for it in judged.iter().filter(|it| {
                    it.identity.column() == Some(header.key)
                        && it.identity.totals.iter().all(|cell| cell.table == table.id)
                }) {
                    text.push_str(&identity_line(it, lang));
                }
                parts.push((header.span, text));
            }
        }
    }
    parts
}

/// What follows for a cell without a number from the identities, and from which.
fn inferred(ledger: &Ledger, cell: CellRef, lang: Lang) -> String {
    match ledger.cell(cell) {
        Known::Forced(number) => {
            let number = number.normalize();
            let reasons = because(ledger, cell).into_iter();
            let reasons: String = reasons
                .map(|words| match lang {
                    Lang::Zh => format!("\n- {}", words.zh),
                    Lang::En => format!("\n- {}", words.en),
                })
                .collect();
            match lang {
                Lang::Zh => format!("\n\n按勾稽关系应为 **{number}**：\n{reasons}"),
                Lang::En => format!("\n\nBy the identities it must be **{number}**:\n{reasons}"),
            }
        }
        Known::Range(least, Some(most)) => {
            let (least, most) = (least.normalize(), most.normalize());
            match lang {
                Lang::Zh => format!("\n\n按勾稽关系在 {least} 至 {most} 之间。"),
                Lang::En => format!("\n\nBy the identities it is from {least} to {most}."),
            }
        }
        Known::Said(_) | Known::Range(_, None) | Known::Free => String::new(),
    }
}

/// Which cell it is, before its value.
fn cell_text(definition: &TableDef, cell: CellRef, lang: Lang) -> String {
    let (table, name) = (table_name(cell.table), cell_name(definition, cell));
    match lang {
        Lang::Zh => format!("{}{}：", table.zh, name.zh),
        Lang::En => format!("{}, {}: ", table.en, name.en),
    }
}

fn row_part(
    table: &Table,
    definition: &TableDef,
    row: &nianbao_core::table::Row,
    lang: Lang,
) -> Option<Part> {
    let label = row.label?;
    let known = definition.row(row.key)?;
    let mut text = match lang {
        Lang::Zh => {
            let group = known.group.map_or("", |group| group.label);
            // In 表四 a row may have the name of its group.
            let parts = [table.id.name_zh(), group, known.label];
            let mut parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            parts.dedup();
            format!("**{}**", parts.join(" · "))
        }
        Lang::En => format!(
            "**{} · {}** ({})",
            table_name(table.id).en,
            row_name(known).en,
            known.label
        ),
    };
    if let Some(articles) = row_articles(known) {
        let _ = match lang {
            Lang::Zh => write!(text, "\n\n依据：《政府信息公开条例》{}", articles.zh),
            Lang::En => write!(text, "\n\nBasis: 政府信息公开条例, {}", articles.en),
        };
    }
    Some((label.span, text))
}

/// The identities that a cell is part of, with their present values.
fn identities(judged: &[Judged], cell: CellRef, lang: Lang) -> String {
    let of_cell = judged.iter().filter(|it| it.holds_cell(cell));
    let lines: String = of_cell.map(|it| identity_line(it, lang)).collect();
    if lines.is_empty() {
        lines
    } else {
        format!("\n{lines}")
    }
}

/// One identity as an item of a list: whether it holds, its sides, what it demands.
pub(crate) fn identity_line(judged: &Judged, lang: Lang) -> String {
    let (mark, reason) = match &judged.standing {
        Standing::Holds => ("✓", String::new()),
        Standing::Forced => {
            let why = match lang {
                Lang::Zh => "空白格按推得的数计",
                Lang::En => "with the numbers that blank cells must have",
            };
            ("✓", in_brackets(why, lang))
        }
        Standing::Fails => ("✗", String::new()),
        Standing::Unverifiable(why) => ("?", in_brackets(why.get(lang), lang)),
    };
    format!(
        "\n- {mark} Σ {} ⇔ {}{reason}  \n  {}",
        judged.left.get(lang),
        judged.right.get(lang),
        judged.duty.get(lang)
    )
}

fn citations(analysis: &Analysis, packs: &dyn Packs, offset: u32, lang: Lang) -> Vec<Part> {
    let report = &analysis.report;
    let here = report
        .prose
        .citations
        .iter()
        .filter(|citation| at(citation.span, offset));
    here.filter_map(|citation| {
        let document = cited_document(report, citation, packs)?;
        let mut text = format!("**{}**\n", document.citation());
        let (from, until) = (document.from, document.until);
        let _ = match (lang, until) {
            // A document of a pack need not say from when on it governs.
            (_, None) if from == 0 => Ok(()),
            (Lang::Zh, Some(until)) if from == 0 => {
                write!(text, "\n适用于 {until} 年度及以前的报告。")
            }
            (Lang::En, Some(until)) if from == 0 => {
                write!(text, "\nFor reports on {until} and earlier.")
            }
            (Lang::Zh, None) => write!(text, "\n适用于 {from} 年度起的报告，现行有效。"),
            (Lang::Zh, Some(until)) => write!(text, "\n适用于 {from} 至 {until} 年度的报告。"),
            (Lang::En, None) => write!(text, "\nFor reports on {from} and later; in force."),
            (Lang::En, Some(until)) => write!(text, "\nFor reports on {from} to {until}."),
        };
        if let Some(next) = document.superseded_by {
            let _ = match lang {
                Lang::Zh => write!(text, "已由 {next} 代替。"),
                Lang::En => write!(text, " Superseded by {next}."),
            };
        }
        Some((citation.span, text))
    })
    .collect()
}

/// Numbers of the prose that speak of cells.
fn numbers(analysis: &Analysis, offset: u32, lang: Lang) -> Vec<Part> {
    let report = &analysis.report;
    let links = prose_links(report);
    let here = links.iter().filter(|link| at(link.span, offset));
    here.map(|link| {
        let cells = link.cells.iter().filter_map(|&cell| {
            let definition = report.table(cell.table)?.definition();
            let value = written(report.source.slice(report.cell(cell)?.span));
            Some(format!("\n- {}{value}", cell_text(definition, cell, lang)))
        });
        let cells: String = cells.collect();
        let text = match lang {
            Lang::Zh => format!("与表格对应：\n{cells}"),
            Lang::En => format!("In the tables:\n{cells}"),
        };
        (link.span, text)
    })
    .collect()
}
