//! Aligns the characters of a torn table with those of the form.
//!
//! When a converter breaks labels anywhere, mixes them with group headings and puts a row's numbers
//! beside its first, middle or last line, no piece of text is a label any more. But all characters of
//! the labels still come in the order of the form. The best common subsequence of both, with a bonus
//! for characters that stay together, tells for every position of the text which row it belongs to.

use crate::form::TableDef;
use crate::normal::{fold, is_mark};

/// Longest text that is aligned, in characters; what follows is left unaligned.
const LONGEST: usize = 4000;

/// The rows that the characters of a text belong to.
#[derive(Debug)]
pub(crate) struct Alignment {
    /// For each character of the text the row it was matched with.
    rows: Vec<Option<u16>>,
    /// For each row, how many characters its label has.
    lengths: Vec<u16>,
}

impl Alignment {
    /// Aligns `text` with the labels of a table.
    pub(crate) fn new(definition: &TableDef, text: &[char]) -> Self {
        let mut form: Vec<(char, u16)> = Vec::with_capacity(512);
        let mut lengths = Vec::with_capacity(definition.rows.len());
        for (index, row) in definition.rows.iter().enumerate() {
            let before = form.len();
            let label = row.label.chars().filter_map(fold).filter(|&c| !is_mark(c));
            form.extend(label.map(|character| (character, index as u16)));
            lengths.push((form.len() - before) as u16);
        }
        let text = &text[..text.len().min(LONGEST)];
        Self {
            rows: common_subsequence(text, &form),
            lengths,
        }
    }

    /// The row of the last matched character before `position`, and of the first one from there on.
    pub(crate) fn around(&self, position: usize) -> (Option<usize>, Option<usize>) {
        let position = position.min(self.rows.len());
        let before = self.rows[..position].iter().rev().find_map(|row| *row);
        let after = self.rows[position..].iter().find_map(|row| *row);
        (before.map(usize::from), after.map(usize::from))
    }

    /// The rows of which at least `share` percent of the label, and two characters, were matched
    /// between two positions, in order.
    pub(crate) fn rows_between(&self, from: usize, to: usize, share: usize) -> Vec<usize> {
        let mut counts = vec![0_usize; self.lengths.len()];
        let (from, to) = (from.min(self.rows.len()), to.min(self.rows.len()));
        for row in self.rows[from.min(to)..to].iter().flatten() {
            if let Some(count) = counts.get_mut(usize::from(*row)) {
                *count += 1;
            }
        }
        let enough = |entry: &(usize, &usize)| {
            let (index, count) = (entry.0, *entry.1);
            count >= 2 && count * 100 >= usize::from(self.lengths[index]) * share
        };
        counts
            .iter()
            .enumerate()
            .filter(enough)
            .map(|(index, _)| index)
            .collect()
    }
}

/// How the best score of two prefixes came about.
const SKIP_TEXT: u8 = 0;
const SKIP_FORM: u8 = 1;
const MATCH: u8 = 2;
/// Beside one of the above: the best score that ends in a match goes on with the match before.
const GOES_ON: u8 = 4;

/// For each character of `text` the row of the form's character that it is matched with.
fn common_subsequence(text: &[char], form: &[(char, u16)]) -> Vec<Option<u16>> {
    let columns = form.len();
    let letters: Vec<char> = form.iter().map(|(character, _)| *character).collect();
    // `any` is the best score of two prefixes; `run` the best that ends in a match of their last
    // characters, 0 where those differ. Only the row before is needed, and how each score came about.
    let (mut any, mut any_before) = (vec![0_u16; columns + 1], vec![0_u16; columns + 1]);
    let (mut run, mut run_before) = (vec![0_u16; columns + 1], vec![0_u16; columns + 1]);
    let mut trace = vec![SKIP_TEXT; text.len() * columns];
    for (&character, trace) in text.iter().zip(trace.chunks_exact_mut(columns.max(1))) {
        std::mem::swap(&mut any, &mut any_before);
        std::mem::swap(&mut run, &mut run_before);
        let weight = weight(character);
        let mut left = 0;
        let before = any_before.windows(2).zip(&run_before);
        let now = any[1..].iter_mut().zip(&mut run[1..]).zip(trace);
        for ((&letter, (above, &diagonal_run)), ((any, run), step)) in
            letters.iter().zip(before).zip(now)
        {
            let (mut best, mut how) = if above[1] >= left {
                (above[1], SKIP_TEXT)
            } else {
                (left, SKIP_FORM)
            };
            *run = 0;
            if letter == character {
                let alone = above[0].saturating_add(weight);
                let together = diagonal_run.saturating_add(weight + 2);
                let goes_on = diagonal_run > 0 && together >= alone;
                *run = if goes_on { together } else { alone };
                let going = if goes_on { GOES_ON } else { 0 };
                if *run >= best {
                    best = *run;
                    how = MATCH;
                }
                how |= going;
            }
            *step = how;
            *any = best;
            left = best;
        }
    }
    let mut matched = vec![None; text.len()];
    let (mut i, mut j) = (text.len(), columns);
    let mut in_run = false;
    while i > 0 && j > 0 {
        let step = trace[(i - 1) * columns + j - 1];
        if in_run || step & MATCH != 0 {
            matched[i - 1] = Some(form[j - 1].1);
            in_run = step & GOES_ON != 0;
            i -= 1;
            j -= 1;
        } else if step & SKIP_FORM != 0 {
            j -= 1;
        } else {
            i -= 1;
        }
    }
    matched
}

/// Ordinals and brackets are everywhere: they weigh less than words.
fn weight(character: char) -> u16 {
    if character.is_alphanumeric() && !character.is_ascii() {
        3
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Edition, TableId, table};

    #[test]
    fn torn_labels_find_their_rows() {
        let definition = table(Edition::V2021, TableId::Requests);
        // `|` marks where a row's numbers stand: beside the first line of its label.
        let torn = "(三)不1.属|予公开于国家秘密2.其|他法律行政法规禁止公开3.危|及三安全一稳定4.保|护第三方\
            合法权益";
        let mut text = Vec::new();
        let mut marks = Vec::new();
        for character in torn.chars() {
            if character == '|' {
                marks.push(text.len());
            } else {
                text.push(character);
            }
        }
        let alignment = Alignment::new(definition, &text);
        let rows: Vec<&str> = marks
            .iter()
            .map(|&mark| {
                definition.rows[alignment.around(mark).0.unwrap()]
                    .key
                    .as_str()
            })
            .collect();
        assert_eq!(
            rows,
            [
                "denied_state_secret",
                "denied_prohibited_by_law",
                "denied_security_stability",
                "denied_third_party_rights"
            ]
        );
    }
}
