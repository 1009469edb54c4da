//! Title, issuing body, signature, date of publication.

use crate::layout::{Document, LineKind, Place};
use crate::normal::{self, fold};
use crate::outline::Heading;
use crate::paragraphs::names_a_body;
use crate::prose::{Date, Day, ParagraphKind, Prose};
use crate::report::{Body, BodyKind, Signature, Title};
use crate::span::Span;

/// Longest title, in folded characters.
const LONGEST: usize = 80;

/// The lines of the title.
#[derive(Clone, Debug)]
pub(crate) struct TitleLines {
    /// First line.
    pub(crate) first: usize,
    /// Last line.
    pub(crate) last: usize,
    places: Vec<Place>,
    text: String,
}

/// Finds the title: the last lines before the first section that read like one.
pub(crate) fn title_lines(document: &Document<'_>, headings: &[Heading]) -> Option<TitleLines> {
    let end = headings
        .first()
        .map_or(document.lines.len(), |heading| heading.line);
    // A page may print its title several times; a text without headings begins with it.
    let mut found: Option<TitleLines> = None;
    for index in 0..end {
        let Some(title) = title_ending_at(document, index) else {
            continue;
        };
        let better = found.as_ref().is_none_or(|known| {
            let named =
                |title: &TitleLines| parse(&title.text).is_some_and(|parts| parts.body.is_some());
            named(&title) || !named(known)
        });
        if better {
            found = Some(title);
        }
        if headings.is_empty() {
            break;
        }
    }
    found
}

/// Whether a cell says that the title is in the next one.
fn names_the_title(key: &str) -> bool {
    matches!(
        normal::label(key).as_str(),
        "标题" | "名称" | "信息名称" | "文件名称" | "信息标题"
    )
}

fn folded_line(document: &Document<'_>, index: usize) -> Option<(Place, String)> {
    let line = document.lines.get(index)?;
    let place = match line.kind {
        LineKind::Text => line.place,
        LineKind::Row { .. } => {
            let mut filled = document.row(line).iter().filter(|cell| !cell.is_empty());
            match (filled.next(), filled.next()) {
                (Some(&cell), None) => cell,
                // The box above a page: `索引号 | … |`, `标 题 | … |`.
                (Some(&key), Some(&value)) if names_the_title(document.str(key)) => value,
                _ => return None,
            }
        }
        _ => return None,
    };
    if place.end - place.start > 400 {
        return None;
    }
    let mut text = String::new();
    normal::fold_onto(&mut text, document.str(place), |c| !normal::is_mark(c));
    Some((place, text))
}

fn title_ending_at(document: &Document<'_>, index: usize) -> Option<TitleLines> {
    let (place, text) = folded_line(document, index)?;
    let text = cut_site_name(&text).to_owned();
    let plain =
        |text: &str| !text.contains(['。', '《', ';', ',']) && text.chars().count() <= LONGEST;
    // The last character of a narrow title may stand alone.
    let torn = text == "告";
    if !(text.ends_with("报告") || torn) || !plain(&text) {
        return None;
    }
    let mut lines = TitleLines {
        first: index,
        last: index,
        places: vec![place],
        text,
    };
    let mut before = index;
    for _ in 0..2 {
        let complete = lines.text.ends_with("报告")
            && lines.text.contains("信息公开")
            && parse(&lines.text).is_some_and(|parts| parts.body.is_some() && parts.year.is_some());
        if complete {
            break;
        }
        let previous = (0..before).rev().take(4).find(|&at| {
            !matches!(
                document.lines[at].kind,
                LineKind::Blank | LineKind::PageMark | LineKind::Rule
            )
        });
        let Some(at) = previous else { break };
        let Some((place, text)) = folded_line(document, at) else {
            break;
        };
        let fits = plain(&text)
            && !text.contains([':', '>', '|'])
            && !text.ends_with("报告")
            && text.chars().count() + lines.text.chars().count() <= LONGEST
            && (names_a_body(&text) || text.contains('年') || !lines.text.contains("信息公开"))
            && (lines.text != "告" || text.ends_with('报'));
        if !fits {
            break;
        }
        lines.text.insert_str(0, &text);
        lines.places.insert(0, place);
        lines.first = at;
        before = at;
    }
    let topic = lines.text.contains("信息公开") || lines.text.contains("政务公开");
    (topic && lines.text.ends_with("报告")).then_some(lines)
}

/// `…年度报告-某县发改局`: what pages put behind their titles.
fn cut_site_name(text: &str) -> &str {
    text.find("报告")
        .map(|at| &text[..at + "报告".len()])
        .filter(|title| {
            let rest = &text[title.len()..];
            rest.starts_with(['-', '_', '—', '|', '(']) && title.contains("公开")
        })
        .unwrap_or(text)
}

/// The parts of a title, as byte ranges of its text.
#[derive(Debug, Default)]
struct Parts {
    body: Option<(usize, usize)>,
    year: Option<(u16, usize, usize)>,
}

fn parse(text: &str) -> Option<Parts> {
    let year = find_year(text);
    let topic = ["政府信息公开", "政务信息公开", "信息公开", "政务公开"]
        .iter()
        .find_map(|topic| text.find(topic))?;
    let body = match year {
        // 〈机关〉2023年政府信息公开…
        Some((_, start, _)) if start > 0 && start < topic => Some((0, start)),
        // 2023年〈机关〉政府信息公开…
        Some((_, 0, end)) if end < topic => Some((end, topic)),
        None if topic > 0 => Some((0, topic)),
        _ => None,
    };
    let body = body.map(|(start, end)| {
        let name = &text[start..end];
        let cut = name.trim_start_matches("关于").len();
        (end - cut, end)
    });
    Some(Parts {
        body: body.filter(|(start, end)| end - start >= 6),
        year,
    })
}

/// `2023年`, `2023年度`, `二〇二三年`: the year and its range without 度.
fn find_year(text: &str) -> Option<(u16, usize, usize)> {
    for (at, _) in text.match_indices('年') {
        let before = &text[..at];
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        if digits == 4 {
            let year: u16 = before[at - 4..].parse().ok()?;
            let mut end = at + "年".len();
            if text[end..].starts_with("度") {
                end += "度".len();
            }
            return (1990..=2100).contains(&year).then_some((year, at - 4, end));
        }
        let numerals: Vec<char> = before.chars().rev().take(4).collect();
        let value = numerals.iter().rev().try_fold(0_u16, |value, numeral| {
            let digit = match numeral {
                '〇' | '零' | '○' | 'O' => 0,
                other => "一二三四五六七八九".chars().position(|c| c == *other)? as u16 + 1,
            };
            Some(value * 10 + digit)
        });
        if let Some(year) = value.filter(|year| numerals.len() == 4 && (1990..=2100).contains(year))
        {
            let len: usize = numerals.iter().map(|c| c.len_utf8()).sum();
            return Some((year, at - len, at + "年".len()));
        }
    }
    None
}

/// Title and body of a report.
pub(crate) fn title(document: &Document<'_>, lines: &TitleLines) -> (Title, Option<Body>) {
    let span = lines
        .places
        .iter()
        .map(|&place| document.span(place))
        .reduce(Span::cover)
        .unwrap_or_default();
    let parts = parse(&lines.text).unwrap_or_default();
    let at = |start: usize, end: usize| range_span(document, lines, start, end);
    let year = parts.year.map(|(year, start, end)| {
        // The place of the four digits alone, so that a fix can replace them.
        let digits = lines.text[start..end]
            .find('年')
            .map_or(end, |len| start + len);
        (year, at(start, digits))
    });
    let body = parts.body.map(|(start, end)| {
        let name = lines.text[start..end].to_owned();
        let (kind, is_government) = body_kind(&name);
        Body {
            span: at(start, end),
            name,
            kind,
            is_government,
        }
    });
    (
        Title {
            text: lines.text.clone(),
            span,
            year,
        },
        body,
    )
}

/// The source span of a byte range of the title's folded text.
fn range_span(document: &Document<'_>, lines: &TitleLines, start: usize, end: usize) -> Span {
    let mut offset = 0;
    let mut span: Option<Span> = None;
    for &place in &lines.places {
        for (at, character) in document.str(place).char_indices() {
            let Some(folded) = fold(character).filter(|&c| !normal::is_mark(c)) else {
                continue;
            };
            if (start..end).contains(&offset) {
                let from = place.start as usize + at;
                let here = document.span(Place::new(from, from + character.len_utf8()));
                span = Some(span.map_or(here, |span| span.cover(here)));
            }
            offset += folded.len_utf8();
        }
    }
    span.unwrap_or_default()
}

/// What kind of body a name is, and whether it is a people's government of any level.
pub(crate) fn body_kind(name: &str) -> (BodyKind, bool) {
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    if ends(&["街道办事处", "街道办", "街道"]) {
        return (BodyKind::Township, false);
    }
    if ends(&["政府办公室", "政府办公厅", "政府办", "府办公室", "府办"]) {
        return (BodyKind::Office, false);
    }
    if let Some(place) = name
        .strip_suffix("人民政府")
        .or_else(|| name.strip_suffix("政府"))
    {
        let township = place.ends_with(['乡', '镇']) || place.ends_with("苏木");
        return (
            if township {
                BodyKind::Township
            } else {
                BodyKind::Government
            },
            true,
        );
    }
    if ends(&["乡", "镇"]) {
        return (BodyKind::Township, true);
    }
    if ends(&[
        "局",
        "厅",
        "委",
        "委员会",
        "办公室",
        "管委会",
        "中心",
        "院",
        "处",
        "队",
        "站",
        "大队",
        "支队",
        "总队",
        "分局",
        "所",
        "银行",
        "公司",
        "学校",
        "联合会",
        "总社",
        "档案馆",
        "社",
    ]) {
        return (BodyKind::Department, false);
    }
    if ends(&["省", "市", "县", "区", "旗", "州", "盟"]) {
        return (BodyKind::Government, true);
    }
    (BodyKind::Unknown, false)
}

/// Name and date at the foot.
pub(crate) fn signature(prose: &Prose) -> Signature {
    let mut signature = Signature::default();
    for (index, paragraph) in prose.paragraphs.iter().enumerate() {
        if paragraph.kind != ParagraphKind::Signature {
            continue;
        }
        let date = prose.dates.iter().find(|date| date.paragraph == index);
        if let Some((day, date)) = date.and_then(|date| Some((day_of(date)?, date))) {
            signature.date.get_or_insert((day, date.span));
        }
        let text = prose.text(paragraph.range);
        let name = date.map_or(text, |date| {
            let len = (date.range.start - paragraph.range.start) as usize;
            text.get(..len).unwrap_or(text)
        });
        if names_a_body(name) {
            let range = crate::span::TextRange::new(
                paragraph.range.start as usize,
                paragraph.range.start as usize + name.len(),
            );
            signature
                .name
                .get_or_insert((name.to_owned(), prose.source_span(range)));
        }
    }
    signature
}

fn day_of(date: &Date) -> Option<Day> {
    Day::new(date.year?, date.month?, date.day?)
}

/// The day of publication that the page prints, else the date of the signature.
pub(crate) fn published(prose: &Prose, signature: &Signature) -> Option<(Day, Span)> {
    const WORDS: [&str; 9] = [
        "发表日期",
        "发布日期",
        "公开日期",
        "发布时间",
        "发文日期",
        "公开时间",
        "发表时间",
        "日期",
        "时间",
    ];
    let printed = prose.dates.iter().find_map(|date| {
        let paragraph = prose.paragraphs.get(date.paragraph)?;
        if !matches!(
            paragraph.kind,
            ParagraphKind::Chrome | ParagraphKind::Preamble
        ) {
            return None;
        }
        let before = crate::span::TextRange {
            start: paragraph.range.start,
            end: date.range.start,
        };
        let before = prose.text(before).trim_end_matches([':', '[', '(', '【']);
        let told = WORDS.iter().any(|word| before.ends_with(word))
            && !before.ends_with("采集时间")
            && !before.ends_with("成文日期")
            && !before.ends_with("生成时间");
        told.then(|| Some((day_of(date)?, date.span))).flatten()
    });
    printed.or(signature.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>, Option<u16>, BodyKind)> {
        let document = Document::read(text);
        let lines = title_lines(&document, &[])?;
        let (title, body) = title(&document, &lines);
        let kind = body.as_ref().map_or(BodyKind::Unknown, |body| body.kind);
        if let Some(body) = &body {
            let source: String = text[body.span.range()].chars().filter_map(fold).collect();
            assert_eq!(source, body.name);
        }
        Some((
            title.text,
            body.map(|body| body.name),
            title.year.map(|(year, _)| year),
            kind,
        ))
    }

    #[test]
    fn titles_in_one_line_and_in_several() {
        for (text, name, year, kind) in [
            (
                "云溪县人民政府\n\n2023 年政府信息公开工作年度报告\n",
                "云溪县人民政府",
                2023,
                BodyKind::Government,
            ),
            (
                "云溪县人民政府办公室\n云溪县人民政府 2023 年政府\n\n信息公开工作年度报告",
                "云溪县人民政府",
                2023,
                BodyKind::Government,
            ),
            (
                "索引号 | 4/2023 | 文号 | |\n标 题 | 云溪县人民政府2022年政府信息公开工作年度报告 | ||\n",
                "云溪县人民政府",
                2022,
                BodyKind::Government,
            ),
            (
                "# 云溪县发展和改革局2022年政府信息公开年度报告-云溪县\n",
                "云溪县发展和改革局",
                2022,
                BodyKind::Department,
            ),
            (
                "2022年云溪市政府信息公开工作年度报告\n",
                "云溪市",
                2022,
                BodyKind::Government,
            ),
            (
                "石桥镇人民政府二〇二三年政府信息公开工作年度报告\n",
                "石桥镇人民政府",
                2023,
                BodyKind::Township,
            ),
            (
                "东山街道办事处2024年政府信息公开工作年度报告\n",
                "东山街道办事处",
                2024,
                BodyKind::Township,
            ),
            (
                "云溪县人民政府办公室2023年度政府信息公开工作年度报告\n",
                "云溪县人民政府办公室",
                2023,
                BodyKind::Office,
            ),
        ] {
            let (_, found, found_year, found_kind) = read(text).unwrap();
            assert_eq!(found.as_deref(), Some(name), "{text}");
            assert_eq!((found_year, found_kind), (Some(year), kind), "{text}");
        }
    }

    #[test]
    fn running_text_is_no_title() {
        assert!(read("现发布《云溪县2023年政府信息公开工作年度报告》。\n做出如下报告\n").is_none());
    }
}
