//! Totals that stand behind their parts: `网站320条、公众号210条、公示栏105条,合计635条`.
//!
//! As with lists in front of which the whole stands, doubt means silence: every number of the clauses before
//! must be a part, in the total's measure word, and none of them may belong to another list.

use rust_decimal::Decimal;

use super::super::{Exhaustive, PartList, Quantity};
use super::parts::counts;
use super::quantity::Place;
use super::scene::Scene;
use crate::span::TextRange;

/// Words of a total.
const TOTALS: [&str; 7] = ["合计", "共计", "总计", "合计为", "共计为", "总计为", "共"];

/// Words that may stand before them.
const LEADS: [&str; 8] = [
    "全年",
    "本年度",
    "以上",
    "上述",
    "三项",
    "两项",
    "三类",
    "各类",
];

/// Words of deeds: what was done with some things is not added to those that came in.
const DEEDS: [&str; 14] = [
    "共", "合计", "总", "答复", "办结", "结转", "其中", "已", "均", "未", "收到", "受理", "新收",
    "累计",
];

/// How many parts a total may have.
const MOST: usize = 24;

/// Adds the totals of a paragraph; arguments as for [`super::parts::scan`].
pub(super) fn scan(
    scene: &Scene<'_>,
    first: usize,
    places: &[Place],
    quantities: &[Quantity],
    out: &mut Vec<PartList>,
) {
    let Some(counted) = quantities.get(first..) else {
        return;
    };
    if counted.len() < 3 || places.len() != counted.len() {
        return;
    }
    let text = |range: TextRange| scene.slice(range.start as usize, range.end as usize);
    for (whole, quantity) in counted.iter().enumerate() {
        let subject = text(quantity.subject);
        let words = LEADS
            .iter()
            .find_map(|lead| subject.strip_prefix(lead))
            .unwrap_or(subject);
        if !TOTALS.contains(&words) || !is_plain(quantity) {
            continue;
        }
        let (place, unit) = (&places[whole], text(quantity.unit));
        let mut parts = Vec::new();
        let mut end = quantity.subject.start as usize;
        let mut clauses = false;
        for index in (whole.saturating_sub(MOST)..whole).rev() {
            let (part, at) = (&counted[index], &places[index]);
            if at.sentence != place.sentence || at.open != place.open {
                break;
            }
            let gap = scene.slice(at.end, end);
            // `;` and `:` begin another list.
            if gap.contains([';', ':']) {
                break;
            }
            let adjoins = gap.chars().filter(|c| matches!(c, ',' | '、')).count() == 1
                && gap.chars().count() <= LONGEST_OBJECT;
            let label = text(part.subject);
            let is_part = adjoins
                && is_plain(part)
                && (!label.is_empty() || is_respective(scene, place.sentence, at.end))
                && text(part.unit) == unit
                && !DEEDS.iter().any(|deed| label.contains(deed));
            if !is_part {
                parts.clear();
                break;
            }
            clauses |= gap.contains(',') && index + 1 < whole;
            parts.push(index);
            end = part.subject.start as usize;
        }
        parts.reverse();
        let sum: Decimal = parts.iter().map(|&index| counted[index].value).sum();
        // Clauses may tell of more than one matter: only a sum that is nearly the total is one of its parts.
        let far = (sum - quantity.value).abs() * Decimal::from(5) > quantity.value;
        if parts.len() < 2 || clauses && far {
            continue;
        }
        out.push(PartList {
            whole: first + whole,
            parts: parts.iter().map(|part| first + part).collect(),
            exhaustive: Exhaustive::Yes,
            introduced_by: quantity.subject,
            carried_in: false,
        });
    }
}

/// How many characters may stand between a number and the next part: its object and the mark.
const LONGEST_OBJECT: usize = 10;

/// Whether 分别 stands before a number in its sentence: the number may have no words of its own.
fn is_respective(scene: &Scene<'_>, sentence: usize, end: usize) -> bool {
    let from = sentence.max(end.saturating_sub(LONGEST_RESPECTIVE));
    scene.window_before(end, end - from).contains("分别")
}

/// How far before a number, in bytes, 分别 is looked for.
const LONGEST_RESPECTIVE: usize = 300;

/// Whether a number counts exactly and for itself.
fn is_plain(quantity: &Quantity) -> bool {
    let of = quantity.qualifiers;
    counts(quantity) && !(of.part || of.comparison || of.approximate || of.cumulative)
}

#[cfg(test)]
mod tests {
    use super::super::tests::body;

    /// `whole=part+part` of every list.
    fn lists(text: &str) -> Vec<String> {
        let prose = body(text);
        let value = |index: usize| prose.quantities[index].value.to_string();
        prose
            .part_lists
            .iter()
            .map(|list| {
                let parts: Vec<_> = list.parts.iter().map(|&part| value(part)).collect();
                format!("{}={}", value(list.whole), parts.join("+"))
            })
            .collect()
    }

    #[test]
    fn a_total_behind_its_parts() {
        for (text, expected) in [
            (
                "通过网站发布信息320条,公众号发布210条,公示栏张贴105条,合计635条。",
                "635=320+210+105",
            ),
            (
                "网站发布信息320条、公众号发布210条,全年合计530条。",
                "530=320+210",
            ),
            (
                "网站发布信息320条、公众号发布21条,共计530条。",
                "530=320+21",
            ),
            (
                "网站、公众号、微博分别发布信息820条、640条、150条,共计1610条。",
                "1610=820+640+150",
            ),
            (
                "一季度公开5次;网站发布信息32条、公众号发布20条,共计54条。",
                "54=32+20",
            ),
        ] {
            assert_eq!(lists(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_total_in_doubt_is_left_alone() {
        for text in [
            "网站发布信息320条,召开会议3次,合计635条。",
            "网站发布信息约320条,公众号发布210条,合计635条。",
            "网站发布信息32条,公众号发布21条,合计635条。",
            "网站发布信息320条,公众号发布210条,合计发布政策文件12条。",
            "网站发布信息320条,较上年增加210条,合计635条。",
            "共发布信息320条,公众号发布210条,合计635条。",
        ] {
            let found = lists(text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
