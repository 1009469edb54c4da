//! Recognises the label of a row in the text before its values.

use std::collections::HashSet;

use crate::form::{RowDef, RowKey, TableDef};
use crate::layout::{Document, Place};
use crate::normal;
use crate::table::LabelMatch;
use crate::table::atoms::folded_label;

/// A label as recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recognised {
    /// Index of the row in the table's definition.
    pub(crate) row: usize,
    pub(crate) matched: LabelMatch,
    /// The label is cut: only its beginning is there.
    pub(crate) cut: bool,
    /// How many of the last pieces of text are the label; 0 when that was not told.
    pub(crate) pieces: usize,
}

impl Recognised {
    pub(crate) fn new(row: usize, matched: LabelMatch) -> Self {
        Self {
            row,
            matched,
            cut: false,
            pieces: 0,
        }
    }
}

/// How a label at a place is recognised, when its words are: those of a label whose parts stand apart
/// cannot be judged by what its span covers.
pub(crate) fn in_place(document: &Document<'_>, place: Place, matched: LabelMatch) -> LabelMatch {
    if matches!(matched, LabelMatch::Canonical | LabelMatch::Variant) && document.is_torn(place) {
        LabelMatch::Fragments
    } else {
        matched
    }
}

/// Whether `text` is the end of a label `name` that was broken in two, as its beginning stands for
/// itself among the `others`: `商业` above `企业`.
pub(crate) fn is_tail(name: &str, text: &str, others: &HashSet<String>) -> bool {
    name.strip_suffix(text)
        .is_some_and(|head| !head.is_empty() && others.contains(head))
}

/// The texts of a table's lines, for [`is_tail`].
pub(crate) fn texts<'l>(
    document: &Document<'_>,
    places: impl Iterator<Item = &'l Place>,
) -> HashSet<String> {
    let folded = places.map(|&place| folded_label(document, &[place]));
    folded
        .map(|text| text.trim_end_matches('\\').to_owned())
        .collect()
}

/// Compares a whole cell or segment (folded, without marks) with a row's label.
pub(crate) fn compare(row: &RowDef, folded: &str) -> Option<Recognised> {
    compare_body(row, &folded[normal::ordinal_len(folded)..])
}

/// The row that a whole cell or segment (folded, without marks) is the label of.
pub(crate) fn find(definition: &TableDef, folded: &str) -> Option<Recognised> {
    let body = &folded[normal::ordinal_len(folded)..];
    definition.rows.iter().enumerate().find_map(|(index, row)| {
        compare_body(row, body).map(|found| Recognised {
            row: index,
            ..found
        })
    })
}

fn compare_body(row: &RowDef, body: &str) -> Option<Recognised> {
    let matched = |matched, cut| {
        Some(Recognised {
            cut,
            ..Recognised::new(0, matched)
        })
    };
    if body == row.name {
        return matched(LabelMatch::Canonical, false);
    }
    if let Some(note) = body
        .strip_prefix(row.name)
        .filter(|note| note.starts_with('('))
    {
        return if row.note.is_empty() {
            // A remark of the drafter's: 规章(县级无此项)
            matched(LabelMatch::Variant, false)
        } else if note == row.note {
            matched(LabelMatch::Canonical, false)
        } else if row.note.starts_with(note) {
            matched(LabelMatch::Fragments, true)
        } else {
            matched(LabelMatch::Variant, false)
        };
    }
    if row.aliases.contains(&body) {
        return matched(LabelMatch::Variant, false);
    }
    None
}

/// Finds the row whose label ends a text; `folded` is all text since the values of the row before.
///
/// `None` when no label is told with certainty: then the characters are aligned with the whole form.
pub(crate) fn recognise(definition: &TableDef, folded: &str) -> Option<Recognised> {
    // Some converters move the full stop of `1.` behind the words.
    let text = strip_groups(definition, folded).trim_end_matches(['.', '、', ',', '。']);
    if text.is_empty() {
        return None;
    }
    for (index, row) in definition.rows.iter().enumerate() {
        if let Some(found) = compare(row, text) {
            return Some(Recognised {
                row: index,
                ..found
            });
        }
    }
    by_ending(definition, text).or_else(|| by_anchor(definition, text))
}

/// Takes headings over rows off the start of a text.
fn strip_groups<'t>(definition: &TableDef, folded: &'t str) -> &'t str {
    let mut text = folded;
    loop {
        let body = &text[normal::ordinal_len(text)..];
        let name = ["本年度办理结果"]
            .into_iter()
            .chain(
                definition
                    .rows
                    .iter()
                    .filter_map(|row| row.group.map(|group| group.name)),
            )
            .find(|name| body.len() > name.len() && body.starts_with(name));
        match name {
            // `其他` under its group would be eaten by nothing else; a label may repeat the group.
            Some(name) => text = &body[name.len()..],
            None => return text,
        }
    }
}

/// A text that ends with a whole label, behind a header or a torn group heading.
fn by_ending(definition: &TableDef, text: &str) -> Option<Recognised> {
    // Row, length of its name, and where in the text the name begins.
    let mut best: Option<(usize, usize, usize)> = None;
    for (index, row) in definition.rows.iter().enumerate() {
        let bare = text.strip_suffix(row.note).unwrap_or(text);
        for name in std::iter::once(&row.name).chain(row.aliases) {
            if bare.ends_with(name) && best.is_none_or(|(_, len, _)| len < name.len()) {
                best = Some((index, name.len(), bare.len() - name.len()));
            }
        }
    }
    let (index, len, start) = best?;
    let before = &text[..start];
    // Short labels (其他, 总计) are the end of many words: their own ordinal must stand before them.
    let short = len <= "其他处理".len();
    let ordinal = definition.rows[index].ordinal;
    let numbered = !ordinal.is_empty()
        && (before.ends_with(ordinal)
            || Some(before) == ordinal.strip_suffix('.')
            || ordinal.strip_suffix('.').is_some_and(|digit| {
                before
                    .strip_suffix('、')
                    .is_some_and(|before| before.ends_with(digit))
            }));
    (!short || numbered).then_some(Recognised::new(index, LabelMatch::Fragments))
}

/// A text that holds a part only one row has, with nothing behind it that begins another label.
fn by_anchor(definition: &TableDef, text: &str) -> Option<Recognised> {
    let mut best: Option<(usize, usize)> = None;
    for (index, row) in definition.rows.iter().enumerate() {
        for anchor in row.anchors {
            if let Some(at) = text.rfind(anchor) {
                let end = at + anchor.len();
                if best.is_none_or(|(_, other)| other < end) {
                    best = Some((index, end));
                }
            }
        }
    }
    let (row, end) = best?;
    let rest = &text[end..];
    let begins_another = rest
        .char_indices()
        .any(|(at, _)| normal::ordinal_len(&rest[at..]) > 0);
    if begins_another {
        return None;
    }
    // The label as a whole is other words for this row: its ordinal before, its last character last.
    let name = definition.rows[row].name;
    let own = &text[normal::ordinal_len(text)..];
    let whole = own.chars().next_back() == name.chars().next_back()
        && own.chars().next() == name.chars().next()
        && own.chars().count() <= name.chars().count() + 6;
    let matched = if whole {
        LabelMatch::Variant
    } else {
        LabelMatch::Fragments
    };
    Some(Recognised::new(row, matched))
}

/// Whether a text begins with the ordinal that the form gives a row.
pub(crate) fn has_own_ordinal(row: &RowDef, folded: &str) -> bool {
    let digits = |text: &str| -> String {
        text[..normal::ordinal_len(text)]
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let own = digits(row.ordinal);
    !own.is_empty() && digits(folded) == own
}

/// Whether a row is told by nothing but a word that other labels and headers use too.
pub(crate) fn is_ambiguous(key: RowKey) -> bool {
    matches!(
        key,
        RowKey::OtherRemaining | RowKey::TotalHandled | RowKey::OtherMerged
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Edition, TableId, table};

    fn row_of(text: &str) -> Option<(&'static str, LabelMatch)> {
        let definition = table(Edition::V2021, TableId::Requests);
        recognise(definition, &normal::folded(text).replace(['“', '”'], ""))
            .map(|found| (definition.rows[found.row].key.as_str(), found.matched))
    }

    #[test]
    fn labels_with_what_stands_before_them() {
        use LabelMatch::{Canonical, Fragments, Variant};
        for (text, expected) in [
            (
                "一、本年新收政府信息公开申请数量",
                ("new_requests", Canonical),
            ),
            ("三、本年度办理结果（一）予以公开", ("granted", Canonical)),
            (
                "（三）不予公开1.属于国家秘密",
                ("denied_state_secret", Canonical),
            ),
            ("（三）不予公开", ("", Canonical)),
            (
                "申请人情况自然人总计商业企业其他一、本年新收政府信息公开申请数量",
                ("new_requests", Fragments),
            ),
            (
                "（二）部分公开（区分处理的，只计这一情形。不计其他情形）",
                ("partially_granted", Variant),
            ),
            (
                "（二）部分公开（区分处理的，只计这一",
                ("partially_granted", Fragments),
            ),
            (
                "2.其他法律行政止公开",
                ("denied_prohibited_by_law", Variant),
            ),
            (
                "公开2.其他法律行政法规禁止公开",
                ("denied_prohibited_by_law", Fragments),
            ),
            ("3.其他", ("other_remaining", Canonical)),
            ("（六）其他处理3.其他", ("other_remaining", Canonical)),
            ("（七）总计", ("total_handled", Canonical)),
            ("于国家秘密2.其", ("", Fragments)),
            ("自然人法人或其他组织总计", ("", Fragments)),
        ] {
            let found = row_of(text);
            if expected.0.is_empty() {
                assert_eq!(found, None, "{text}");
            } else {
                assert_eq!(found, Some(expected), "{text}");
            }
        }
    }
}
