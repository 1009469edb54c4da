//! Cuts a sentence into tokens.

use nianbao_core::prose::{Prose, Quantity};
use nianbao_core::{Decimal, Report, TextRange};

use super::builtin::NUMBER;
use super::{id, lexicon};

/// A token of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its concepts, one bit each.
    pub(crate) concepts: u128,
    /// Where it is in the folded text.
    pub(crate) range: TextRange,
    /// The index of its quantity in the prose, if it is one.
    pub(crate) quantity: Option<u32>,
    /// For a bracket, the index of the one that belongs to it.
    pub(crate) pair: Option<u32>,
}

impl Token {
    fn new(concept: u8, start: usize, end: usize) -> Self {
        Self {
            concepts: bit(concept),
            range: TextRange::new(start, end),
            quantity: None,
            pair: None,
        }
    }

    /// Whether it has a concept.
    pub(crate) fn is(&self, concept: u8) -> bool {
        self.concepts >> concept & 1 == 1
    }

    /// Whether it has one of the concepts of a set.
    pub(crate) fn is_any(&self, concepts: u128) -> bool {
        self.concepts & concepts != 0
    }
}

/// The set of one concept.
pub(crate) const fn bit(concept: u8) -> u128 {
    1 << concept
}

/// Where the facts of the prose are looked for while its sentences are read in order.
#[derive(Debug, Default)]
pub(crate) struct Cursor {
    quantity: usize,
    date: usize,
    percentage: usize,
}

/// Cuts a range of the folded text, a sentence, into tokens. Quantities, dates and percentages are those
/// of the report's parser; the cursor remembers how far they are used up.
pub(crate) fn tokens(
    report: &Report,
    sentence: TextRange,
    own: &dyn Fn(&str) -> Owner,
    cursor: &mut Cursor,
    out: &mut Vec<Token>,
) {
    out.clear();
    let prose = &report.prose;
    let end = sentence.end as usize;
    let mut at = sentence.start as usize;
    let mut gap = at;
    let bytes = prose.as_str().as_bytes();
    while at < end {
        // Most characters are ideographs that begin nothing.
        if let Some(&[first, second, third]) = bytes[at..].first_chunk::<3>()
            && first & 0xF0 == 0xE0
        {
            let code = u32::from(first & 0xF) << 12
                | u32::from(second & 0x3F) << 6
                | u32::from(third & 0x3F);
            if char::from_u32(code).and_then(lexicon::root) == Some(0) {
                at += 3;
                continue;
            }
        }
        let Some((token, next)) = token_at(report, prose, at, end, cursor) else {
            at += prose.as_str()[at..]
                .chars()
                .next()
                .map_or(1, char::len_utf8);
            continue;
        };
        close_gap(prose, gap, at, own, out);
        if let Some(token) = token {
            out.push(token);
        }
        at = next.max(at + 1);
        gap = at;
    }
    close_gap(prose, gap, end, own, out);
    pair_brackets(out);
    for token in out {
        if !token.is_any(bit(id::EDGE) | bit(id::N)) {
            token.concepts |= bit(id::INNER);
        }
    }
}

/// Whose name a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The report's own body or its area.
    Own,
    /// Another body.
    Foreign,
    /// It names no body.
    Nobody,
}

fn close_gap(
    prose: &Prose,
    start: usize,
    end: usize,
    own: &dyn Fn(&str) -> Owner,
    out: &mut Vec<Token>,
) {
    if start >= end {
        return;
    }
    let mut token = Token::new(id::GAP, start, end);
    match own(prose.text(token.range)) {
        Owner::Own => token.concepts |= bit(id::OWN),
        Owner::Foreign => token.concepts |= bit(id::FOREIGN),
        Owner::Nobody => {}
    }
    out.push(token);
}

/// The token that begins at an offset, and where the text after it begins. `None` for the token where
/// the text means nothing by itself, as quotation marks do.
fn token_at(
    report: &Report,
    prose: &Prose,
    at: usize,
    end: usize,
    cursor: &mut Cursor,
) -> Option<(Option<Token>, usize)> {
    let text = prose.as_str();
    let rest = text.get(at..end)?;
    let first = rest.chars().next()?;
    if (first.is_ascii_digit() || is_numeral(first))
        && let Some(found) = number_at(report, prose, at, end, cursor)
    {
        return Some((Some(found), found.range.end as usize));
    }
    let mark = |concept: u8, len: usize| {
        let mut token = Token::new(concept, at, at + len);
        if !matches!(concept, id::DUN | id::OPEN | id::CLOSE | id::TITLE) {
            token.concepts |= bit(id::EDGE);
        }
        Some((Some(token), at + len))
    };
    match first {
        ',' => return mark(id::COMMA, 1),
        ';' => return mark(id::SEMI, 1),
        ':' => return mark(id::COLON, 1),
        '、' => return mark(id::DUN, first.len_utf8()),
        '(' => return mark(id::OPEN, 1),
        ')' => return mark(id::CLOSE, 1),
        '。' | '!' | '?' => return mark(id::EDGE, first.len_utf8()),
        '“' | '”' | '"' | '\'' | '‘' | '’' | '[' | ']' | '【' | '】' => {
            return Some((None, at + first.len_utf8()));
        }
        '《' => {
            let close = rest.find('》').map(|found| found + '》'.len_utf8())?;
            return Some((Some(Token::new(id::TITLE, at, at + close)), at + close));
        }
        _ => {}
    }
    let (len, concepts) = lexicon::longest(rest)?;
    let token = Token {
        concepts,
        range: TextRange::new(at, at + len),
        quantity: None,
        pair: None,
    };
    Some((Some(token), at + len))
}

fn is_numeral(character: char) -> bool {
    character == '〇' || lexicon::root(character).is_some_and(|root| root & NUMBER != 0)
}

/// A quantity, a date or a percentage that begins at an offset.
fn number_at(
    report: &Report,
    prose: &Prose,
    at: usize,
    end: usize,
    cursor: &mut Cursor,
) -> Option<Token> {
    let start = at as u32;
    cursor.date += prose.dates[cursor.date..]
        .iter()
        .take_while(|date| date.range.start < start)
        .count();
    if let Some(date) = prose.dates.get(cursor.date)
        && date.range.start == start
    {
        let year = match (date.year, report.year) {
            (Some(dated), Some(year)) if dated == year => id::YEAR,
            (Some(dated), Some(year)) if dated + 1 == year => id::LAST_YEAR,
            (Some(dated), Some(year)) if dated == year + 1 => id::NEXT_YEAR,
            (Some(_), None) | (None, _) => id::YEAR,
            _ => id::OTHER_YEAR,
        };
        let mut token = Token::new(year, at, (date.range.end as usize).min(end));
        let text = prose.as_str();
        let around =
            |words: &[&str], here: &dyn Fn(&str) -> bool| words.iter().any(|word| here(word));
        let whole = match (date.month, date.day) {
            (None, _) => date.year.is_some(),
            (Some(12), Some(31)) | (Some(1), Some(1)) => true,
            // `截至12月`, `1-12月`, `12月底`, but not `12月收到`.
            (Some(12), None) => {
                around(&["至", "止", "到", "-", "—", "~"], &|word| {
                    text[..at].ends_with(word)
                }) || around(&["底", "末", "止", ","], &|word| {
                    text[date.range.end as usize..].starts_with(word)
                })
            }
            _ => false,
        };
        if !whole {
            token.concepts |= bit(id::PART_YEAR);
        }
        return Some(token);
    }
    cursor.quantity += prose.quantities[cursor.quantity..]
        .iter()
        .take_while(|quantity| quantity.number.start < start)
        .count();
    if let Some(quantity) = prose.quantities.get(cursor.quantity)
        && quantity.number.start == start
    {
        let stop = quantity.unit.end.max(quantity.number.end) as usize;
        if is_time(prose, quantity) {
            return Some(Token::new(id::WITHIN, at, stop.min(end)));
        }
        let mut token = Token::new(id::N, at, stop.min(end));
        token.quantity = Some(cursor.quantity as u32);
        return Some(token);
    }
    cursor.percentage += prose.percentages[cursor.percentage..]
        .iter()
        .take_while(|percentage| percentage.range.start < start)
        .count();
    let percentage = prose.percentages.get(cursor.percentage)?;
    if percentage.range.start != start {
        return None;
    }
    let mut token = Token::new(id::PCT, at, (percentage.range.end as usize).min(end));
    if percentage.value == Decimal::ONE_HUNDRED {
        token.concepts |= bit(id::PCT100);
    }
    Some(token)
}

/// Whether a quantity is a stretch of time: `20个工作日` bounds an answer and counts nothing.
fn is_time(prose: &Prose, quantity: &Quantity) -> bool {
    let rest = prose
        .as_str()
        .get(quantity.number.end as usize..)
        .unwrap_or("");
    let rest = rest.strip_prefix('个').unwrap_or(rest);
    ["工作日", "天", "日", "小时", "分钟", "月"]
        .iter()
        .any(|word| rest.starts_with(word))
}

/// Finds for each bracket the one that belongs to it.
fn pair_brackets(tokens: &mut [Token]) {
    let mut open = Vec::new();
    for at in 0..tokens.len() {
        if tokens[at].is(id::OPEN) {
            open.push(at);
        } else if tokens[at].is(id::CLOSE)
            && let Some(start) = open.pop()
        {
            tokens[start].pair = Some(at as u32);
            tokens[at].pair = Some(start as u32);
        }
    }
}

/// The concepts of the tokens before one, nearest first: a bracket that closes there is one token with
/// all that it holds; the beginning of the sentence, and of the bracket that encloses the token, is an
/// edge.
pub(crate) fn before(tokens: &[Token], from: usize) -> impl Iterator<Item = u128> + '_ {
    let mut at = Some(from);
    std::iter::from_fn(move || {
        let here = at?;
        let Some(index) = here.checked_sub(1) else {
            at = None;
            return Some(bit(id::EDGE));
        };
        let token = tokens.get(index)?;
        if token.is(id::OPEN) {
            at = Some(index);
            return Some(bit(id::OPEN) | bit(id::EDGE));
        }
        if let Some(pair) = token.pair.filter(|_| token.is(id::CLOSE)) {
            at = Some(pair as usize);
            return Some(bit(id::GROUP) | bit(id::INNER));
        }
        at = Some(index);
        Some(token.concepts)
    })
}

/// The concepts of the tokens after one; as with [`before`].
pub(crate) fn after(tokens: &[Token], from: usize) -> impl Iterator<Item = u128> + '_ {
    let mut at = Some(from + 1);
    std::iter::from_fn(move || {
        let index = at?;
        let Some(token) = tokens.get(index) else {
            at = None;
            return Some(bit(id::EDGE));
        };
        if token.is(id::CLOSE) {
            at = Some(index + 1);
            return Some(bit(id::CLOSE) | bit(id::EDGE));
        }
        if token.is(id::OPEN)
            && let Some(pair) = token.pair
        {
            at = Some(pair as usize + 1);
            // What the bracket holds may be read too: `17件(含上年结转2件)`.
            return Some(bit(id::GROUP) | bit(id::INNER));
        }
        at = Some(index + 1);
        Some(token.concepts)
    })
}

/// The value of a quantity token.
pub(crate) fn quantity<'r>(report: &'r Report, token: &Token) -> Option<&'r Quantity> {
    report.prose.quantities.get(token.quantity? as usize)
}
