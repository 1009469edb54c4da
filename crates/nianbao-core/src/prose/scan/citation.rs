//! Citations: titles in book marks and the numbers of official documents.

use super::super::{Citation, DocumentNumber};
use super::lex::{Kind, Token};
use super::scene::{Scene, is_han};
use crate::span::TextRange;

/// A title longer than this has lost its closing mark.
const LONGEST_TITLE: usize = 600;

/// How many characters before a number may belong to the issuer's name.
const LONGEST_ISSUER: usize = 24;

/// Adds the citations of a paragraph.
pub(super) fn scan(scene: &Scene<'_>, out: &mut Vec<Citation>) {
    let mut titles: Vec<TextRange> = Vec::new();
    let mut numbers: Vec<DocumentNumber> = Vec::new();
    let mut next = scene.start;
    for (index, token) in scene.tokens.iter().enumerate() {
        if token.start < next {
            continue;
        }
        match token.kind {
            Kind::TitleOpen => {
                let range = title(scene, index);
                next = range.end as usize;
                titles.push(range);
            }
            Kind::Digits => {
                let last = numbers.last().map_or(scene.start, |n| n.range.end as usize);
                let border = titles.last().map_or(last, |t| last.max(t.end as usize));
                if let Some(number) = number(scene, *token, border) {
                    next = number.range.end as usize;
                    numbers.push(number);
                }
            }
            _ => {}
        }
    }
    merge(scene, &titles, &numbers, out);
}

/// Joins each title with the number right after it, in the order of the text.
fn merge(
    scene: &Scene<'_>,
    titles: &[TextRange],
    numbers: &[DocumentNumber],
    out: &mut Vec<Citation>,
) {
    let mut rest = numbers.iter().copied().peekable();
    let push =
        |title: Option<TextRange>, number: Option<DocumentNumber>, out: &mut Vec<Citation>| {
            let range = match (title, number) {
                (Some(title), Some(number)) => title.cover(number.range),
                (Some(range), None) => range,
                (None, Some(number)) => number.range,
                (None, None) => return,
            };
            out.push(Citation {
                title,
                number,
                span: scene.span(range),
                paragraph: scene.index,
            });
        };
    for &title in titles {
        while let Some(number) = rest.next_if(|number| number.range.start < title.start) {
            push(None, Some(number), out);
        }
        let number = rest.next_if(|number| {
            let gap = scene.slice(title.end as usize, number.range.start as usize);
            matches!(gap, "" | "(" | "[" | "〔" | ",")
        });
        push(Some(title), number, out);
    }
    for number in rest {
        push(None, Some(number), out);
    }
}

/// The title that opens at a token, closed as well as the text allows.
fn title(scene: &Scene<'_>, index: usize) -> TextRange {
    let open = scene.tokens[index];
    let mut depth = 0_u32;
    let mut first_close = None;
    for token in &scene.tokens[index..] {
        if token.start - open.start > LONGEST_TITLE {
            break;
        }
        match token.kind {
            Kind::TitleOpen => depth += 1,
            Kind::TitleClose => {
                first_close.get_or_insert(token.end);
                depth -= 1;
                if depth == 0 {
                    return TextRange::new(open.start, token.end);
                }
            }
            // No title runs over a full stop; one that seems to has lost its mark.
            Kind::Stop if scene.after(token.start) == Some('。') => break,
            _ => {}
        }
    }
    // A mark is missing. `《关于印发《要点》的通知` loses the outer closing mark, `《要点,认真落实《条例》`
    // the first: only the latter has punctuation in between.
    let end = first_close.unwrap_or_else(|| scene.end.min(open.start + LONGEST_TITLE));
    let stop = scene.tokens[index + 1..]
        .iter()
        .take_while(|token| token.start < end)
        .find(|token| matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Stop));
    let end = match (stop, first_close) {
        (Some(token), _) => token.start,
        (None, Some(close)) => {
            // What follows an inner title and still belongs to the outer one.
            const TAILS: [&str; 6] = ["的通知", "的意见", "的函", "的决定", "的公告", "的通报"];
            let rest = scene.rest(close);
            close
                + TAILS
                    .iter()
                    .find(|tail| rest.starts_with(**tail))
                    .filter(|_| {
                        let inner = scene.slice(open.end, close);
                        inner.contains('《')
                    })
                    .map_or(0, |tail| tail.len())
        }
        (None, None) => {
            // Nothing closes it at all: up to the first mark that no title holds.
            let rest = scene.slice(open.end, end);
            let len = rest.find([')', '”', '《']).unwrap_or(rest.len());
            open.end + len
        }
    };
    // The window may have cut a character in two.
    let mut end = end;
    while !scene.text.is_char_boundary(end) {
        end -= 1;
    }
    TextRange::new(open.start, end.max(open.end))
}

/// The document number whose year or serial a run of digits is.
fn number(scene: &Scene<'_>, token: Token, border: usize) -> Option<DocumentNumber> {
    dated(scene, token, border).or_else(|| order(scene, token, border))
}

fn is_open(character: char) -> bool {
    matches!(
        character,
        '〔' | '﹝' | '[' | '(' | '{' | '【' | '〖' | '〈' | '<' | '［'
    )
}

fn is_close(character: char) -> bool {
    matches!(
        character,
        '〕' | '﹞' | ']' | ')' | '}' | '】' | '〗' | '〉' | '>' | '］'
    )
}

/// `国办公开办函〔2021〕30号`, with whatever brackets.
fn dated(scene: &Scene<'_>, year: Token, border: usize) -> Option<DocumentNumber> {
    let len = year.end - year.start;
    if len != 4 && len != 2 {
        return None;
    }
    let open = scene.before(year.start).filter(|&c| is_open(c));
    let after = scene.after(year.end)?;
    let (close, mut at) = if is_close(after) {
        (Some(after), year.end + after.len_utf8())
    } else if after == '年' && scene.after(year.end + 3).is_some_and(is_close) {
        let close = scene.after(year.end + 3)?;
        (Some(close), year.end + 3 + close.len_utf8())
    } else {
        (None, year.end)
    };
    // An opening bracket after the year, a mere slip, is taken for the closing one.
    if open.is_none() && close.is_none() && !matches!(after, ' ' | '第') {
        return None;
    }
    if close.is_none() && open.is_some() && !after.is_ascii_digit() && after != ' ' && after != '第'
    {
        return None;
    }
    let prefix_start = at;
    for word in [" ", "字", "第", "-", " "] {
        if scene.rest(at).starts_with(word) {
            at += word.len();
        }
    }
    let prefix_end = at;
    let serial_len = scene
        .rest(at)
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    if serial_len == 0 || serial_len > 5 {
        return None;
    }
    let serial = TextRange::new(at, at + serial_len);
    at += serial_len;
    let marked = scene.rest(at).starts_with('号');
    if marked {
        at += '号'.len_utf8();
    } else if open != Some('〔')
        || close != Some('〕')
        || scene
            .after(at)
            .is_some_and(|c| is_han(c) || c.is_ascii_alphanumeric())
    {
        // A forgotten 号 is believed only where nothing else can be meant.
        return None;
    }
    let issuer_end = year.start - open.map_or(0, char::len_utf8);
    let issuer = issuer(scene, issuer_end, border)?;
    let plausible = scene
        .slice(issuer.start as usize, issuer.end as usize)
        .ends_with([
            '发', '函', '办', '字', '令', '电', '规', '告', '政', '通', '议', '复', '呈', '综',
        ]);
    // Round brackets hold years everywhere, and a bare year is nearly always just a year.
    let sure = match (open, close) {
        (Some('〔'), _) | (_, Some('〕')) => true,
        (Some('('), Some(')')) | (None, _) | (_, None) => plausible,
        _ => len == 4 || plausible,
    };
    if !sure || issuer.is_empty() {
        return None;
    }
    let range = TextRange::new(issuer.start as usize, at);
    Some(DocumentNumber {
        issuer,
        year: Some(year.range()),
        open,
        close,
        prefix: TextRange::new(prefix_start, prefix_end),
        serial,
        range,
        span: scene.span(range),
    })
}

/// `国务院令第711号`, `国令711号`, `国务院第711号令`.
fn order(scene: &Scene<'_>, serial: Token, border: usize) -> Option<DocumentNumber> {
    let rest = scene.rest(serial.end).strip_prefix('号')?;
    let head = scene.head(serial.start);
    let prefix = if head.ends_with('第') {
        '第'.len_utf8()
    } else {
        0
    };
    let issuer_end = serial.start - prefix;
    let ordered = scene.head(issuer_end).ends_with('令');
    let trailing = !ordered && prefix > 0 && rest.starts_with('令');
    if !ordered && !trailing {
        return None;
    }
    let issuer = issuer(scene, issuer_end, border)?;
    if issuer.is_empty() {
        return None;
    }
    let end = serial.end + '号'.len_utf8() + if trailing { '令'.len_utf8() } else { 0 };
    let range = TextRange::new(issuer.start as usize, end);
    Some(DocumentNumber {
        issuer,
        year: None,
        open: None,
        close: None,
        prefix: TextRange::new(issuer_end, serial.start),
        serial: serial.range(),
        range,
        span: scene.span(range),
    })
}

/// The run of Chinese characters that ends at `end`, cut behind the last word that belongs to the
/// sentence and not to the issuer's code.
fn issuer(scene: &Scene<'_>, end: usize, border: usize) -> Option<TextRange> {
    const CUTS: [&str; 22] = [
        "根据", "按照", "依据", "依照", "遵照", "参照", "关于", "印发", "下发", "转发", "执行",
        "贯彻", "落实", "文件", "通知", "要求", "以及", "号", "的", "见", "即", "按",
    ];
    if end < border {
        return None;
    }
    let head = scene.slice(border.max(scene.start), end);
    let mut start = end;
    for (count, (at, character)) in head.char_indices().rev().enumerate() {
        if !is_han(character) || count == LONGEST_ISSUER {
            break;
        }
        start = end - (head.len() - at);
    }
    let run = scene.slice(start, end);
    let cut = CUTS
        .iter()
        .filter_map(|word| run.rfind(word).map(|at| at + word.len()))
        .max()
        .unwrap_or(0);
    start += cut;
    let mut run = scene.slice(start, end);
    while let Some(rest) = run.strip_prefix([
        '及', '与', '据', '由', '从', '对', '在', '以', '为', '是', '并',
    ]) {
        run = rest;
    }
    // 和 is in names of places (和田), so it goes only where it joins two citations.
    let joined = border > scene.start && end - run.len() == border;
    if joined && let Some(rest) = run.strip_prefix('和') {
        run = rest;
    }
    Some(TextRange::new(end - run.len(), end))
}

#[cfg(test)]
mod tests {
    use super::super::tests::body;
    use super::*;

    fn cited(text: &str) -> Vec<(String, String)> {
        let prose = body(text);
        prose
            .citations
            .iter()
            .map(|citation| {
                let show = |range: Option<TextRange>| {
                    range.map_or(String::new(), |range| prose.text(range).to_owned())
                };
                (
                    show(citation.title),
                    show(citation.number.map(|number| number.range)),
                )
            })
            .collect()
    }

    fn pair(title: &str, number: &str) -> (String, String) {
        (title.to_owned(), number.to_owned())
    }

    #[test]
    fn titles_with_and_without_numbers() {
        assert_eq!(
            cited(
                "按照《关于印发〈工作要点〉的通知》（某政办发〔2023〕8号）和《条例》，参照某办函〔2022〕5号执行"
            ),
            [
                pair("《关于印发〈工作要点〉的通知》", "某政办发〔2023〕8号"),
                pair("《条例》", ""),
                pair("", "某办函〔2022〕5号"),
            ]
        );
        assert_eq!(
            cited("《某条例》(国令第711号)(以下简称《条例》)"),
            [pair("《某条例》", "国令第711号"), pair("《条例》", "")]
        );
        assert_eq!(
            cited("根据国务院令第711号公布的《某条例》、和田政办〔2023〕8号和国办函〔2022〕9号"),
            [
                pair("", "国务院令第711号"),
                pair("《某条例》", ""),
                pair("", "和田政办〔2023〕8号"),
                pair("", "国办函〔2022〕9号"),
            ]
        );
    }

    #[test]
    fn nested_and_unbalanced_titles() {
        for (text, titles) in [
            (
                "下发《关于印发《要点》的通知》后",
                vec!["《关于印发《要点》的通知》"],
            ),
            (
                "下发《关于印发<要点>的通知》后",
                vec!["《关于印发<要点>的通知》"],
            ),
            (
                "下发《关于印发《要点》的通知后,又发",
                vec!["《关于印发《要点》的通知"],
            ),
            ("学习《要点,落实《条例》。", vec!["《要点", "《条例》"]),
            ("学习《要点。落实《条例》", vec!["《要点", "《条例》"]),
            ("学习《要点", vec!["《要点"]),
            ("要点》和《条例》", vec!["《条例》"]),
            ("《要点》》的", vec!["《要点》"]),
        ] {
            let found: Vec<String> = cited(text).into_iter().map(|(title, _)| title).collect();
            assert_eq!(found, titles, "{text}");
        }
    }

    #[test]
    fn numbers_in_wrong_dress() {
        for (text, issuer, serial, open, close) in [
            (
                "国办公开办函[2021]30号",
                "国办公开办函",
                "30",
                Some('['),
                Some(']'),
            ),
            (
                "国办公开办函（2021）30号",
                "国办公开办函",
                "30",
                Some('('),
                Some(')'),
            ),
            (
                "国办公开办函{2021}30号",
                "国办公开办函",
                "30",
                Some('{'),
                Some('}'),
            ),
            (
                "国办公开办函【2021】30号",
                "国办公开办函",
                "30",
                Some('【'),
                Some('】'),
            ),
            (
                "国办公开办函〔2021]第030号",
                "国办公开办函",
                "030",
                Some('〔'),
                Some(']'),
            ),
            (
                "国办公开办函〔21〕30号",
                "国办公开办函",
                "30",
                Some('〔'),
                Some('〕'),
            ),
            (
                "国办公开办函〔2021〕30",
                "国办公开办函",
                "30",
                Some('〔'),
                Some('〕'),
            ),
            ("国办公开办函2021 30号", "国办公开办函", "30", None, None),
            ("国办公开办函2021第30号", "国办公开办函", "30", None, None),
            ("认真落实国务院令711号", "国务院令", "711", None, None),
            ("依据国务院第711号令", "国务院", "711", None, None),
        ] {
            let prose = body(text);
            assert_eq!(prose.citations.len(), 1, "{text}");
            let number = prose.citations[0].number.unwrap();
            assert_eq!(prose.text(number.issuer), issuer, "{text}");
            assert_eq!(prose.text(number.serial), serial, "{text}");
            assert_eq!((number.open, number.close), (open, close), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "地址:解放路(2021)30号楼",
            "地址:人民路7号",
            "某公网安备11000000000012号",
            "2023年第30号",
            "某ICP备0000001号-2",
            "共〔2021〕30件",
        ] {
            assert_eq!(cited(text), [], "{text}");
        }
    }
}
