//! Compares what was parsed with what was meant.

use nianbao_core::form::{CellRef, SectionKind, TableId};
use nianbao_core::normal::{folded, is_mark};
use nianbao_core::prose::ParagraphKind;
use nianbao_core::table::{Table, Value};
use nianbao_core::{Decimal, Report, SourceText, Span};

use super::{Model, SECTION_TITLES, Shows};

fn bare(text: &str) -> String {
    folded(text).chars().filter(|&c| !is_mark(c)).collect()
}

/// Every difference between a report and its model, the first few of them.
///
/// # Errors
/// A description of the differences.
pub fn compare(report: &Report, model: &Model, shows: [Shows; 3]) -> Result<(), String> {
    let mut wrong: Vec<String> = Vec::new();
    for id in TableId::ALL {
        table(report, model, id, shows[id.index()], &mut wrong);
    }
    sections(report, model, &mut wrong);
    head(report, model, &mut wrong);
    facts(report, model, &mut wrong);
    if let Err(error) = verify_spans(report) {
        wrong.push(error);
    }
    if wrong.is_empty() {
        return Ok(());
    }
    wrong.truncate(12);
    Err(format!(
        "{}\n--- source ---\n{}",
        wrong.join("\n"),
        report.source.as_str()
    ))
}

fn table(report: &Report, model: &Model, id: TableId, shows: Shows, wrong: &mut Vec<String>) {
    let cells = &model.cells[id.index()];
    let definition = model.definition(id);
    let whole_table = cells.iter().flatten().all(|cell| !cell.is_empty());
    if report.table(id).is_none() && whole_table {
        wrong.push(format!("{id:?}: no table"));
        return;
    }
    // 表四 is one printed row.
    let one_row = id == TableId::Disputes;
    for (row, texts) in definition.rows.iter().zip(cells) {
        if model.missing.contains(&row.key) {
            if report
                .table(id)
                .is_some_and(|table| table.row(row.key).is_some())
            {
                wrong.push(format!("{id:?} {:?}: a row that is not there", row.key));
            }
            continue;
        }
        let whole_row = texts.iter().all(|cell| !cell.is_empty());
        let exact = match shows {
            Shows::Everything => true,
            Shows::WholeRows => whole_row && (!one_row || whole_table),
            Shows::WholeTables => whole_table,
        };
        for (column, text) in row.columns.iter().zip(texts) {
            let name = CellRef::new(id, row.key, column.key);
            let found = report.cell(name).map(|cell| cell.value);
            let meant = text.parse::<Decimal>().ok();
            let right = match (found, meant) {
                (Some(Value::Number(number)), Some(meant)) => number == meant,
                (Some(Value::Blank), None) => true,
                (None, _) => !exact,
                (Some(_), _) => false,
            };
            if !right {
                let key = (row.key.as_str(), column.key.as_str());
                wrong.push(format!("{id:?} {key:?}: {found:?}, meant {text:?}"));
            }
        }
    }
}

fn sections(report: &Report, model: &Model, wrong: &mut Vec<String>) {
    let found: Vec<Option<SectionKind>> = report.sections.iter().map(|s| s.kind).collect();
    let meant: Vec<Option<SectionKind>> = SectionKind::ALL.iter().copied().map(Some).collect();
    if found != meant {
        wrong.push(format!("sections {found:?}"));
        return;
    }
    for (index, section) in report.sections.iter().enumerate() {
        if section.heading != SECTION_TITLES[index].replace(['（', '）'], "") {
            wrong.push(format!("heading {:?}", section.heading));
        }
        let text: String = report.prose.text(section.prose).replace('\n', "");
        let text = bare(&text);
        let meant = bare(&model.prose[index].concat());
        if text != meant {
            wrong.push(format!(
                "prose of section {}: {text:?}, meant {meant:?}",
                index + 1
            ));
        }
    }
}

fn head(report: &Report, model: &Model, wrong: &mut Vec<String>) {
    let title = report.title.as_ref().map(|title| title.text.clone());
    if title.as_deref() != Some(model.title().as_str()) {
        wrong.push(format!("title {title:?}"));
    }
    let body = report
        .body
        .as_ref()
        .map(|body| (body.name.as_str(), body.kind));
    if body != Some(model.body) {
        wrong.push(format!("body {body:?}"));
    }
    if report.year != Some(model.year) {
        wrong.push(format!("year {:?}", report.year));
    }
    let preamble: String = report
        .prose
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind == ParagraphKind::Preamble)
        .map(|paragraph| report.prose.text(paragraph.range))
        .collect();
    if preamble != folded(&model.preamble()) {
        wrong.push(format!("preamble {preamble:?}"));
    }
}

/// The facts of the prose must be those of the plainest text.
fn facts(report: &Report, model: &Model, wrong: &mut Vec<String>) {
    let mut plain = format!("{}\n{}\n", model.title(), model.preamble());
    for (title, paragraphs) in SECTION_TITLES.iter().zip(&model.prose) {
        plain.push_str(&format!("{title}\n{}\n", paragraphs.join("\n")));
    }
    let Ok(plain) = SourceText::new(plain) else {
        return;
    };
    let plain = Report::parse(plain);
    let (found, meant) = (told(report), told(&plain));
    if meant.is_empty() {
        wrong.push("no fact in the plain text, not even the period".to_owned());
    }
    if let Some((found, meant)) = found.iter().zip(&meant).find(|(f, m)| f != m) {
        wrong.push(format!("fact {found}, meant {meant}"));
    } else if found.len() != meant.len() {
        wrong.push(format!("{} facts, meant {}", found.len(), meant.len()));
    }
}

/// Quantities, lists of parts and the period, as text.
fn told(report: &Report) -> Vec<String> {
    let prose = &report.prose;
    let in_text = |paragraph: usize| {
        prose.paragraphs.get(paragraph).is_some_and(|paragraph| {
            !matches!(
                paragraph.kind,
                ParagraphKind::Title | ParagraphKind::Chrome | ParagraphKind::Heading
            )
        })
    };
    let quantity = |index: &usize| {
        let quantity = prose.quantities.get(*index);
        quantity.map_or(String::new(), |quantity| {
            let (subject, unit) = (prose.text(quantity.subject), prose.text(quantity.unit));
            format!("{subject} {}{unit}", quantity.value)
        })
    };
    let quantities = (0..prose.quantities.len())
        .filter(|&index| in_text(prose.quantities[index].paragraph))
        .map(|index| quantity(&index));
    let lists = prose.part_lists.iter().map(|list| {
        let parts: Vec<String> = list.parts.iter().map(quantity).collect();
        format!("{}: {}", quantity(&list.whole), parts.join(", "))
    });
    let period = report.period.and_then(|period| prose.periods.get(period));
    let period = period.map(|period| format!("{:?} {:?}", period.from, period.to));
    quantities.chain(lists).chain(period).collect()
}

/// Checks that every span is a slice of the source.
///
/// # Errors
/// A description of the first span that is not.
pub fn verify_slices(report: &Report) -> Result<(), String> {
    let source = report.source.as_str();
    let mut spans: Vec<Span> = Vec::new();
    for table in report.tables.iter().flatten() {
        spans.push(table.span);
        spans.extend(table.headers.iter().map(|header| header.span));
        spans.extend(
            table
                .extras
                .iter()
                .map(|extra| extra.span)
                .chain(table.note),
        );
        spans.extend(table.groups.iter().map(|(_, span)| *span));
        for row in &table.rows {
            spans.push(row.span);
            spans.extend(row.label.map(|label| label.span));
            spans.extend(row.misfit.map(|misfit| misfit.span));
        }
        spans.extend(table.cells().map(|(_, cell)| cell.span));
    }
    for section in &report.sections {
        spans.extend([
            section.heading_span,
            section.ordinal_span,
            section.title_span,
        ]);
        spans.extend([section.trailing_span, section.span]);
        spans.extend(&section.pictures);
    }
    if let Some(title) = &report.title {
        spans.push(title.span);
        spans.extend(title.year.map(|(_, span)| span));
    }
    spans.extend(report.body.iter().map(|body| body.span));
    spans.extend(report.damage.iter().map(|damage| damage.span));
    spans.extend(report.legacy_2019.iter().chain(&report.legacy_2007));
    for paragraph in &report.prose.paragraphs {
        spans.push(paragraph.span);
        if report.prose.as_str().get(paragraph.range.range()).is_none() {
            return Err(format!(
                "paragraph {:?} is no slice of the prose",
                paragraph.range
            ));
        }
        spans.push(report.prose.source_span(paragraph.range));
    }
    match spans.iter().find(|span| source.get(span.range()).is_none()) {
        Some(span) => Err(format!("span {span:?} is no slice of the source")),
        None => Ok(()),
    }
}

/// Checks that every span is a slice of the source, and that the spans of numbers, headings and
/// years hold what they name.
///
/// # Errors
/// A description of the first span that does not.
pub fn verify_spans(report: &Report) -> Result<(), String> {
    verify_slices(report)?;
    let source = report.source.as_str();
    let slice = |span: Span| source.get(span.range()).unwrap_or("");
    // Tags and entities stand inside spans of pages: what is visible is compared. A page may end
    // inside a label or heading.
    let visible = |text: &str| bare(&without_page_numbers(&strip_tags(text)));
    for (name, cell) in report.tables.iter().flatten().flat_map(Table::cells) {
        let text = visible(slice(cell.span));
        let plain = text.replace(',', "");
        let fits = match cell.value {
            Value::Number(_) if cell.form.unit || cell.form.remark => {
                plain.starts_with(|c: char| c.is_ascii_digit() || c == '-')
            }
            Value::Number(number) => {
                plain.trim_end_matches('.').parse::<Decimal>().ok() == Some(number)
            }
            Value::Blank => text.is_empty(),
            Value::Placeholder | Value::Text => !text.is_empty(),
        };
        if !fits {
            return Err(format!("{name:?}: {:?} at {text:?}", cell.value));
        }
    }
    for section in &report.sections {
        let text = visible(slice(section.heading_span));
        let heading = bare(&section.heading);
        if text != heading {
            return Err(format!("heading {heading:?} at {text:?}"));
        }
    }
    if let Some((year, span)) = report.title.as_ref().and_then(|title| title.year) {
        let text = visible(slice(span));
        if text.is_ascii() && text != year.to_string() {
            return Err(format!("year {year} at {text:?}"));
        }
    }
    Ok(())
}

fn without_page_numbers(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let is_mark = |line: &str| {
        let line = line.trim();
        let dashes = line.starts_with(['-', '—']) && line.ends_with(['-', '—']);
        dashes || line.starts_with('第') && line.ends_with('页') || line.parse::<u8>().is_ok()
    };
    text.lines().filter(|line| !is_mark(line)).collect()
}

fn strip_tags(text: &str) -> String {
    let mut visible = String::new();
    let mut inside = false;
    for character in text.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => visible.push(character),
            _ => {}
        }
    }
    visible.replace("&nbsp;", "")
}
