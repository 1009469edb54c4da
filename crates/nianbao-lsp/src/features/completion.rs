//! What can be written at a place: headings, tables, labels, citations, statements, suppressions.
//! All words come from the form, the register and the rules.

use nianbao_core::form::{Edition, SECTIONS, SectionKind, TableId, table};
use nianbao_core::{Report, Span, normal};
use nianbao_lint::query::{
    can_be_suppressed, fee_statement, known_documents, overview_headings, row_articles, table_name,
};
use nianbao_lint::{RuleRef, blank_table};
use nianbao_rules::REGISTRY;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat,
    MarkupContent, MarkupKind, Position, TextEdit,
};

use super::configured;
use super::snippet::snippet;
use crate::documents::{Analysis, Kind, Snapshot};
use crate::session::Session;

/// Those of them that only files of configuration care for.
const CONFIGURATION_TRIGGERS: [char; 3] = ['"', '[', '.'];

/// Characters behind which completions are worth asking for.
pub(crate) const TRIGGERS: [&str; 9] = ["《", "#", "|", "（", "、", "-", "\"", "[", "."];

/// A place that is written at.
struct Place<'a> {
    snapshot: &'a Snapshot,
    analysis: &'a Analysis,
    snippets: bool,
    offset: u32,
    /// The line up to the place.
    before: &'a str,
    /// The line from the place on, without its break.
    behind: &'a str,
    /// So many bytes behind the place give way to what is chosen, such as a bracket that the editor
    /// closed by itself.
    ahead: usize,
    items: Vec<CompletionItem>,
}

/// The completions at a position.
pub(crate) fn completion(
    snapshot: &Snapshot,
    session: &Session,
    position: Position,
) -> Option<Vec<CompletionItem>> {
    if let Kind::Configuration(own) = &snapshot.kind {
        return Some(configured::completion(snapshot, own, position));
    }
    let analysis = snapshot.report()?;
    let source = &analysis.report.source;
    let offset = snapshot.offset(position);
    let line = source.line_span(source.line_of(offset));
    let piece = |start, end| source.slice(Span { start, end });
    let before = piece(line.start, offset);
    let behind = piece(offset, line.end.max(offset)).trim_end_matches(['\r', '\n']);
    // The client asks behind these for the sake of other documents; in a report nothing follows them.
    if before.ends_with(CONFIGURATION_TRIGGERS) {
        return None;
    }
    let mut place = Place {
        snapshot,
        analysis,
        snippets: session.snippets,
        offset,
        before,
        behind,
        ahead: 0,
        items: Vec::new(),
    };
    if let Some(at) = before.rfind("<!--")
        && !before.get(at..).is_some_and(|rest| rest.contains("-->"))
    {
        place.directives(before.get(at + 4..).unwrap_or(""));
    } else if let Some(at) = before.rfind('《')
        && !before.get(at..).is_some_and(|rest| rest.contains('》'))
    {
        place.citations(before.len() - at);
    } else if before.trim_start().starts_with('|') {
        place.labels();
    } else {
        place.lines();
    }
    let mut items = place.items;
    for (index, item) in items.iter_mut().enumerate() {
        item.sort_text = Some(format!("{index:04}"));
    }
    Some(items)
}

impl Place<'_> {
    fn report(&self) -> &Report {
        &self.analysis.report
    }

    /// Offers a text in place of the `typed` bytes before the cursor and the `ahead` ones behind it.
    fn offer(
        &mut self,
        label: impl Into<String>,
        text: impl Into<String>,
        typed: usize,
        kind: CompletionItemKind,
        detail: &str,
    ) -> &mut CompletionItem {
        let label = label.into();
        let start = self.offset.saturating_sub(typed as u32);
        let line_end = self.report().source.line_end();
        let text = text.into().replace('\n', line_end);
        let range = self.snapshot.range(Span {
            start,
            end: self.offset.saturating_add(self.ahead as u32),
        });
        let index = self.items.len();
        self.items.push(CompletionItem {
            filter_text: Some(label.clone()),
            label,
            kind: Some(kind),
            detail: (!detail.is_empty()).then(|| detail.to_owned()),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, text))),
            ..CompletionItem::default()
        });
        &mut self.items[index]
    }

    /// Within a comment: the directives, then the rules that they may name, those found near first.
    fn directives(&mut self, said: &str) {
        let word = |text: &str| {
            let from = text.rfind([' ', ',', '，', '、']).map_or(0, |at| {
                at + text
                    .get(at..)
                    .and_then(|it| it.chars().next())
                    .map_or(1, char::len_utf8)
            });
            text.len() - from
        };
        if !said.trim_start().starts_with("nianbao-") || !said.trim_start().contains(' ') {
            let typed = said.trim_start().len();
            for name in ["nianbao-ignore", "nianbao-ignore-file"] {
                self.offer(
                    name,
                    format!("{name} "),
                    typed,
                    CompletionItemKind::KEYWORD,
                    "",
                );
            }
            return;
        }
        if said.contains([':', '：']) {
            return;
        }
        let typed = word(said);
        let rest = self
            .behind
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        self.ahead = self.behind.len() - rest.len();
        // More names or the reason are there already.
        let goes_on = rest.trim_start().starts_with([':', '：', ',', '，', '、']);
        let mark = if goes_on { "" } else { ": " };
        let lang = self.snapshot.config.lang;
        let line = self.report().source.line_of(self.offset);
        let mut near: Vec<&str> = Vec::new();
        for finding in &self.analysis.findings.diagnostics {
            let found = self.report().source.line_of(finding.span.start);
            if (line..=line + 1).contains(&found) && !near.contains(&finding.rule.code()) {
                near.push(finding.rule.code());
            }
        }
        let packs = self.snapshot.packs();
        let built_in = REGISTRY.rules().iter().copied();
        let built_in = built_in.filter(|rule| can_be_suppressed(&RuleRef::from(*rule)));
        let built_in = built_in.map(|rule| (rule.code, rule.summary.get(lang)));
        let own = packs.rules().iter();
        let own = own.map(|rule| (rule.code.as_str(), rule.summary.get(lang)));
        let (first, others): (Vec<_>, Vec<_>) = built_in
            .chain(own)
            .partition(|(code, _)| near.contains(code));
        for (code, detail) in first.into_iter().chain(others) {
            self.offer(
                code,
                format!("{code}{mark}"),
                typed,
                CompletionItemKind::REFERENCE,
                detail,
            );
        }
    }

    /// Behind an opening book mark: the documents of the register, those that govern the year first.
    fn citations(&mut self, typed: usize) {
        let year = self.report().year;
        // The closing mark, which most editors set with the opening one, and the number behind it.
        let name = match self.behind.find(['》', '《', '，', '。', '；']) {
            Some(at) if self.behind.get(at..).is_some_and(|it| it.starts_with('》')) => {
                at + '》'.len_utf8()
            }
            _ => 0,
        };
        let rest = self.behind.get(name..).unwrap_or("");
        let number = match rest.split_once('）') {
            Some((number, _)) if name > 0 && number.starts_with('（') && number.ends_with('号') => {
                number.len() + '）'.len_utf8()
            }
            _ => 0,
        };
        for document in known_documents(&*self.snapshot.packs()) {
            if !document.governs(year) {
                continue;
            }
            // Some are cited by their number alone.
            let (text, detail) = match &document.number {
                Some(number) if !document.name.starts_with('《') => (number.clone(), ""),
                number => (document.citation(), number.as_deref().unwrap_or("")),
            };
            let filter = format!("《{}", text.trim_start_matches('《'));
            self.ahead = name + if text.ends_with('）') { number } else { 0 };
            let item = self.offer(
                text.clone(),
                text,
                typed,
                CompletionItemKind::REFERENCE,
                detail,
            );
            item.filter_text = Some(filter);
        }
    }

    fn edition(&self) -> Edition {
        self.report().binding_edition().unwrap_or(Edition::V2021)
    }

    /// The kind of the section that the place is in.
    fn section(&self) -> Option<SectionKind> {
        let before = self.report().sections.iter().rev();
        before
            .filter(|section| section.heading_span.start <= self.offset)
            .find_map(|section| section.kind)
    }

    fn table(&self) -> Option<TableId> {
        let section = self.section()?;
        let edition = self.edition();
        TableId::ALL
            .into_iter()
            .find(|&id| table(edition, id).section == section)
    }

    /// In a row of a table, where its label belongs: the labels of the table.
    fn labels(&mut self) {
        let Some(id) = self.table() else { return };
        let definition = table(self.edition(), id);
        // 表四 has its labels side by side in its header.
        let Some(last) = (match id {
            TableId::Proactive => Some(1),
            TableId::Requests => Some(2),
            TableId::Disputes => None,
        }) else {
            return;
        };
        let mut cells: Vec<&str> = self.before.trim_start().split('|').skip(1).collect();
        let cell = cells.pop().unwrap_or("");
        // Before a label stand at most the headings of its group.
        let heads = |cell: &&str| {
            let name = normal::label(cell);
            name.is_empty()
                || !name.starts_with(|c: char| c.is_ascii_digit())
                    && !definition.rows.iter().any(|row| row.name == name)
        };
        if cells.len() > last
            || !cells.iter().all(heads)
            || cell.trim_start().starts_with(['-', ':'])
        {
            return;
        }
        let typed = cell.trim_start().len();
        let lead = if cell.is_empty() { " " } else { "" };
        let rest = self.behind.split('|').next().unwrap_or("");
        self.ahead = rest.trim_end().len();
        let mut group = None;
        for row in definition.rows {
            let articles = row_articles(row);
            let articles = articles.map(|it| it.get(self.snapshot.config.lang).to_owned());
            if row.group != group {
                group = row.group;
                if let Some(group) = group {
                    self.offer(
                        group.label,
                        format!("{lead}{}", group.label),
                        typed,
                        CompletionItemKind::FIELD,
                        "",
                    );
                }
            }
            self.offer(
                row.label,
                format!("{lead}{}", row.label),
                typed,
                CompletionItemKind::FIELD,
                articles.as_deref().unwrap_or(""),
            );
        }
    }

    /// At the beginning of a line: headings that are missing, tables, statements.
    fn lines(&mut self) {
        let marks = self.before.trim_start_matches([' ', '#']);
        let hashes = self.before.len() - self.before.trim_start_matches('#').len();
        let typed = self.before.len();
        // A heading is short; what is longer is prose, and so is what goes on behind the place.
        let closed = self.behind.trim_end();
        if marks.chars().count() > 12 || !closed.trim_start().chars().all(is_closing) {
            return;
        }
        self.ahead = closed.len();
        let markdown = self.report().source.as_str().contains("## ")
            || hashes > 0
            || self.report().source.as_str().trim().is_empty();
        let prefix = |level: usize| {
            if markdown {
                format!("{} ", "#".repeat(level))
            } else {
                String::new()
            }
        };
        for section in &SECTIONS {
            if self.report().section(section.kind).is_none_or(|it| {
                it.heading_span.start >= self.offset - typed as u32
                    && it.heading_span.start <= self.offset
            }) {
                let heading = section.heading();
                let text = format!("{}{heading}", prefix(2));
                self.heading(&heading, text, typed);
            }
        }
        let section = self.section();
        if section == Some(SectionKind::Overview) {
            for heading in overview_headings() {
                if self.has_sub_heading(&heading) {
                    continue;
                }
                let text = format!("{}{heading}", prefix(3));
                self.heading(&heading, text, typed);
            }
        }
        if hashes > 0 {
            return;
        }
        if let Some(id) = self.table()
            && self.report().table(id).is_none()
        {
            self.blank(id, typed);
        }
        if section == Some(SectionKind::Other) && self.edition() == Edition::V2021 {
            let year = self.report().year.unwrap_or_default();
            let statement = fee_statement(year);
            if year > 0 {
                self.offer(
                    statement.clone(),
                    statement,
                    typed,
                    CompletionItemKind::TEXT,
                    "国办函〔2020〕109号",
                );
            }
        }
    }

    /// Whether the report has a sub-heading, on another line than this, that speaks of what one is about,
    /// such as `（二）依申请公开` for `（二）依申请公开情况`.
    fn has_sub_heading(&self, heading: &str) -> bool {
        let about = heading.split_once('）').map_or(heading, |(_, about)| about);
        let about = about.trim_end_matches("情况");
        let report = self.report();
        let here = report.source.line_of(self.offset);
        let mut others = report.prose.sub_headings.iter();
        others.any(|other| {
            report.prose.text(other.title).starts_with(about)
                && report.source.line_of(other.ordinal_span.start) != here
        })
    }

    fn heading(&mut self, heading: &str, text: String, typed: usize) {
        let before = self.before.to_owned();
        let item = self.offer(heading, text, typed, CompletionItemKind::MODULE, "");
        // What is typed already is part of what the client compares with.
        let marks = before.len() - before.trim_start_matches([' ', '#']).len();
        item.filter_text = Some(format!("{}{heading}", before.get(..marks).unwrap_or("")));
    }

    /// A blank table; with places to fill in where the client knows snippets.
    fn blank(&mut self, id: TableId, typed: usize) {
        let blank = blank_table(self.edition(), id);
        let label = table_name(id).get(self.snapshot.config.lang).to_owned();
        let snippets = self.snippets;
        let text = if snippets {
            snippet(table(self.edition(), id), &blank)
        } else {
            blank.clone()
        };
        let item = self.offer(label, text, typed, CompletionItemKind::STRUCT, "");
        if snippets {
            item.insert_text_format = Some(InsertTextFormat::SNIPPET);
        }
        item.documentation = Some(Documentation::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: blank,
        }));
    }
}

/// Whether a mark closes what editors close by themselves.
fn is_closing(c: char) -> bool {
    "）)》〉〕】]”’".contains(c)
}
