//! Page numbers that a converter left between the lines.

use crate::normal::fold;

/// Whether a short line is a page number in one of its decorated forms: `- 3 -`, `—4—`, `第3页`,
/// `第 3 页 共 8 页`, `3 / 8`. A bare number is told by its page break, see [`is_bare_number`].
pub(super) fn is_mark(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let mut text = [' '; 16];
    let mut len = 0;
    for character in line.chars().filter_map(fold) {
        let Some(slot) = text.get_mut(len) else {
            return false;
        };
        *slot = character;
        len += 1;
    }
    let text = &text[..len];
    let dash = |c: &char| matches!(c, '-' | '—' | '―' | '─' | '~' | '·');
    let digits =
        |part: &[char]| (1..=4).contains(&part.len()) && part.iter().all(char::is_ascii_digit);
    match text {
        [first, middle @ .., last] if dash(first) && dash(last) => {
            let from = middle.iter().take_while(|c| dash(c)).count();
            let to = middle.len() - middle.iter().rev().take_while(|c| dash(c)).count();
            from < to && digits(&middle[from..to])
        }
        ['第', middle @ .., '页'] => {
            let parts: Vec<&[char]> = middle.split(|c| !c.is_ascii_digit()).collect();
            parts.iter().filter(|part| !part.is_empty()).count() <= 2
                && middle
                    .iter()
                    .all(|c| c.is_ascii_digit() || "页共,/总第".contains(*c))
                && middle.first().is_some_and(char::is_ascii_digit)
        }
        _ => {
            let mut parts = text.split(|&c| c == '/');
            matches!(
                (parts.next(), parts.next(), parts.next()),
                (Some(page), Some(of), None) if digits(page) && digits(of)
            )
        }
    }
}

/// Whether a line is a number of at most three digits, not zero, and nothing else.
pub(super) fn is_bare_number(line: &str) -> bool {
    (1..=3).contains(&line.len())
        && line.bytes().all(|byte| byte.is_ascii_digit())
        && !line.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_their_forms() {
        for mark in [
            "- 3 -",
            "— 12 —",
            "-3-",
            "第3页",
            "第 3 页 共 8 页",
            "3/8",
            "－４－",
        ] {
            assert!(is_mark(mark), "{mark}");
        }
        for text in [
            "3",
            "0 0",
            "-",
            "—",
            "--",
            "第三页",
            "3件",
            "第1页表",
            "2023-01-22",
            "1/2/3",
        ] {
            assert!(!is_mark(text), "{text}");
        }
    }
}
