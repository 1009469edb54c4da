//! Numbers that count something, with what they count.

mod read;
#[cfg(test)]
mod tests;
mod walk;

use super::super::{Percentage, Quantity};
use super::lex::Kind;
use super::qualifier::{self, Hints, Site};
use super::scene::{Scene, is_han};
use crate::span::TextRange;
use read::{Count, digits, numeral};
use walk::Walk;

/// Beyond this a number counts nothing; lists of smaller ones can be added up without care.
const LARGEST: u64 = 1_000_000_000_000_000_000;

/// Where a quantity stands among the sentences, clauses and brackets of its paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The bracket that encloses it.
    pub(super) open: Option<usize>,
    /// Where its sentence begins.
    pub(super) sentence: usize,
    /// Where its clause begins.
    pub(super) clause: usize,
    /// Where its unit (or number) ends.
    pub(super) end: usize,
}

/// Adds the quantities and percentages of a paragraph. `claimed` are the ranges, in order, whose
/// numbers are something else: dates and document numbers. `places` gets one entry per quantity.
pub(super) fn scan(
    scene: &Scene<'_>,
    claimed: &[TextRange],
    quantities: &mut Vec<Quantity>,
    percentages: &mut Vec<Percentage>,
    places: &mut Vec<Place>,
) {
    let mut walk = Walk::new(scene.start);
    let mut hints = Hints::new(scene);
    let mut claimed = claimed.iter().peekable();
    let mut next = scene.start;
    for (index, &token) in scene.tokens.iter().enumerate() {
        if token.start < next {
            continue;
        }
        if !matches!(token.kind, Kind::Digits | Kind::Han) {
            walk.mark(token);
            continue;
        }
        while claimed
            .next_if(|range| (range.end as usize) <= token.start)
            .is_some()
        {}
        if claimed
            .peek()
            .is_some_and(|range| (range.start as usize) < token.end)
        {
            continue;
        }
        let read = if token.kind == Kind::Digits {
            digits(scene, token, &walk, percentages)
        } else {
            let read = numeral(scene, token);
            if read.is_none()
                && scene.after(token.end) == Some('是')
                && !scene.before(token.start).is_some_and(is_han)
            {
                // 一是 is no part of what is counted behind it.
                walk.clause(token.end + '是'.len_utf8());
            }
            read
        };
        let Some(read) = read else { continue };
        next = read.end;
        let Some(Count {
            value,
            number_end,
            unit,
            vague,
        }) = read.count
        else {
            // A percentage: it bounds the next subject as a quantity does.
            if let Some(percentage) = percentages.last() {
                walk.fact(percentage.subject, read.end);
            }
            continue;
        };
        let subject = walk.subject(scene, token.start);
        let end = unit.end as usize;
        let timed = scene
            .slice(unit.start as usize, end)
            .strip_prefix('个')
            .is_some_and(|rest| !rest.is_empty());
        let qualifiers = qualifier::read(
            scene,
            &mut hints,
            Site {
                sentence: walk.sentence,
                clause_before: walk.level.before,
                clause: walk.level.clause,
                subject: (subject.start as usize).min(token.start),
                number: token.start,
                end,
                vague,
                timed,
            },
        );
        quantities.push(Quantity {
            value,
            number: TextRange::new(token.start, number_end),
            unit,
            subject,
            object: TextRange::new(end, object_end(scene, index, end)),
            span: scene.span(TextRange::new(token.start, end)),
            qualifiers,
            paragraph: scene.index,
        });
        places.push(Place {
            open: walk.level.open,
            sentence: walk.sentence,
            clause: walk.level.clause,
            end,
        });
        walk.fact(subject, end);
    }
}

/// Where the words that follow a unit end: at the next mark or number.
fn object_end(scene: &Scene<'_>, index: usize, end: usize) -> usize {
    scene.tokens[index + 1..]
        .iter()
        .take(24)
        .filter(|token| token.start >= end)
        .find(|token| {
            matches!(
                token.kind,
                Kind::Comma
                    | Kind::Semicolon
                    | Kind::Stop
                    | Kind::Colon
                    | Kind::Dun
                    | Kind::Open
                    | Kind::Close
                    | Kind::Digits
                    | Kind::Percent
            )
        })
        .map_or_else(
            || {
                if scene.tokens.len() - index > 24 {
                    end
                } else {
                    scene.end
                }
            },
            |token| token.start,
        )
}
