//! Whether a fix changes a number that the report states. Such a fix is offered one by one: no option of
//! the command line makes it unseen.

use nianbao_core::table::{Table, Value};
use nianbao_core::{Report, Span};

use crate::diagnostic::{Edit, Fix};

/// Whether a fix changes, adds digits to or removes a number of a table or of the prose. Another way to
/// write the same number (`1,204` for `1204`) and a blank that is filled are no change.
pub(crate) fn changes_a_number(report: &Report, fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| changes(report, edit))
}

fn changes(report: &Report, edit: &Edit) -> bool {
    let text = report.source.as_str();
    let (start, end) = (edit.span.start as usize, edit.span.end as usize);
    let (Some(head), Some(old), Some(tail)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return true;
    };
    // The whole numbers that the edit touches.
    let before = head.len() - head.trim_end_matches(is_part).len();
    let after = tail.len() - tail.trim_start_matches(is_part).len();
    let (left, right) = (&head[head.len() - before..], &tail[..after]);
    let old_numbers = numbers(&[left, old, right]);
    if old_numbers.is_empty() || old_numbers == numbers(&[left, &edit.new_text, right]) {
        return false;
    }
    let touched = Span {
        start: (start - before) as u32,
        end: (end + after) as u32,
    };
    states_a_number(report, touched)
}

/// Whether a cell that holds a number, or a quantity of the prose, is in a place.
fn states_a_number(report: &Report, place: Span) -> bool {
    let meets = |span: Span| span.start < place.end && place.start < span.end;
    let quantities = &report.prose.quantities;
    let first = quantities.partition_point(|quantity| quantity.span.end <= place.start);
    let in_prose = quantities[first..]
        .iter()
        .take_while(|quantity| quantity.span.start < place.end)
        .any(|quantity| meets(report.prose.source_span(quantity.number)));
    in_prose
        || report
            .tables
            .iter()
            .flatten()
            .filter(|table| meets(table.span))
            .flat_map(Table::cells)
            .any(|(_, cell)| matches!(cell.value, Value::Number(_)) && meets(cell.span))
}

/// Whether a character is part of a written number.
fn is_part(character: char) -> bool {
    digit(character).is_some() || matches!(character, '.' | ',' | '，' | '．')
}

fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_digit(character as u32 - '０' as u32, 10),
        _ => None,
    }
}

/// The numbers of adjacent pieces of text: digits and decimal points, without marks
/// between thousands and zeros that mean nothing.
fn numbers(pieces: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    let mut number = String::new();
    let mut characters = pieces.iter().flat_map(|piece| piece.chars()).peekable();
    while let Some(character) = characters.next() {
        if let Some(digit) = digit(character) {
            number.push(digit);
            continue;
        }
        let goes_on = characters.peek().is_some_and(|next| digit(*next).is_some());
        match character {
            '.' | '．' if goes_on && !number.is_empty() => number.push('.'),
            ',' | '，' if goes_on && !number.is_empty() => {}
            _ => close(&mut number, &mut all),
        }
    }
    close(&mut number, &mut all);
    all
}

fn close(number: &mut String, all: &mut Vec<String>) {
    if number.is_empty() {
        return;
    }
    let plain = std::mem::take(number);
    let plain = if plain.contains('.') {
        plain.trim_end_matches('0').trim_end_matches('.')
    } else {
        plain.as_str()
    };
    let whole = plain.trim_start_matches('0');
    all.push(if whole.is_empty() || whole.starts_with('.') {
        format!("0{whole}")
    } else {
        whole.to_owned()
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Applicability, Message};
    use nianbao_core::SourceText;

    fn report() -> Report {
        Report::parse(SourceText::new(crate::base_report().to_owned()).unwrap())
    }

    fn changed(old: &str, new: &str) -> bool {
        let report = report();
        let start = report.source.as_str().find(old).unwrap() as u32;
        let fix = Fix {
            title: Message::new("", ""),
            applicability: Applicability::Safe,
            edits: vec![Edit::new(
                Span {
                    start,
                    end: start + old.len() as u32,
                },
                new.to_owned(),
            )],
        };
        changes_a_number(&report, &fix)
    }

    #[test]
    fn another_value_is_a_change_and_another_way_to_write_it_is_none() {
        for (old, new, expected) in [
            ("申请51件", "申请52件", true),
            ("申请51件", "申请51份", false),
            ("申请51件", "申请5l件", true),
            ("| 3215 |", "| 3,215 |", false),
            ("| 3215 |", "| 3251 |", true),
            ("| 3215 |", "|  |", true),
            ("2023年1月1日", "2023年01月01日", false),
            ("共收到", "收到", false),
        ] {
            assert_eq!(changed(old, new), expected, "{old} → {new}");
        }
    }
}
