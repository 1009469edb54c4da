//! Divisions of a number given before: `从申请方式看，网络申请19件，信函申请7件，当面申请1件`.
//!
//! The whole stands sentences before, and several numbers there may be meant (received, received with
//! those carried in, answered). A division that makes any of them is linked to it; one that makes none
//! is linked to what was received, and only where the wording leaves no doubt that it is complete.

use rust_decimal::Decimal;

use super::super::{Exhaustive, PartList, Quantity};
use super::lex::Kind;
use super::parts::{RECEIVE, counts};
use super::quantity::Place;
use super::scene::Scene;
use crate::span::TextRange;

/// How many tokens a division may take: bounds the work on text without full stops.
const LONGEST: usize = 200;

/// The longest lead, in bytes: `按照政府信息公开申请人类型划分，`.
const LONGEST_LEAD: usize = 60;

/// What a lead begins with.
const BEGINNINGS: [&str; 5] = ["从", "按", "根据", "依", "以"];

/// What a lead ends with.
const ENDINGS: [&str; 11] = [
    "来看", "上看", "看", "划分", "区分", "来分", "分类", "分", "统计", "来说", "类型",
];

/// What requests are divided by without one of them counting twice.
const ASPECTS: [&str; 14] = [
    "申请人",
    "主体",
    "身份",
    "方式",
    "渠道",
    "途径",
    "形式",
    "结果",
    "类型",
    "类别",
    "性质",
    "来源",
    "内容",
    "领域",
];

/// What a thing may have two of: a division by them is complete only where it ends with the rest.
const TOPICS: [&str; 2] = ["内容", "领域"];

/// Words that begin another matter.
const OTHER_MATTERS: [&str; 12] = [
    "已", "均", "全部", "共", "办结", "结转", "上年", "同时", "此外", "截至", "全年", "未",
];

/// Adds the divisions of a paragraph; arguments as for [`super::parts::scan`].
pub(super) fn scan(
    scene: &Scene<'_>,
    first: usize,
    places: &[Place],
    quantities: &mut [Quantity],
    out: &mut Vec<PartList>,
) {
    let Some(counted) = quantities.get(first..) else {
        return;
    };
    if counted.len() < 3 || places.len() != counted.len() {
        return;
    }
    let from = out.len();
    let reader = Reader {
        scene,
        counted,
        places,
    };
    let starts = std::iter::once((0, scene.start)).chain(
        scene
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| matches!(token.kind, Kind::Stop | Kind::Semicolon | Kind::Comma))
            .map(|(index, token)| (index + 1, token.end)),
    );
    for (token, at) in starts {
        if let Some(len) = lead_len(scene.window_after(at, LONGEST_LEAD))
            && let Some(list) = reader.read(token, TextRange::new(at, at + len))
        {
            out.push(PartList {
                whole: first + list.whole,
                parts: list.parts.iter().map(|part| first + part).collect(),
                ..list
            });
        }
    }
    for list in &out[from..] {
        for &part in &list.parts {
            quantities[part].qualifiers.part = true;
        }
    }
}

/// The length of a lead with its mark: `按申请人划分,`.
fn lead_len(text: &str) -> Option<usize> {
    if !BEGINNINGS.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let len = text.find([',', ':', ';', '。', '、', '('])?;
    let words = &text[..len];
    let mark = text[len..].starts_with([',', ':']).then_some(1)?;
    let whole = ENDINGS.iter().any(|end| words.ends_with(end))
        && ASPECTS.iter().any(|aspect| words.contains(aspect));
    whole.then_some(len + mark)
}

struct Reader<'a> {
    scene: &'a Scene<'a>,
    counted: &'a [Quantity],
    places: &'a [Place],
}

impl Reader<'_> {
    fn read(&self, token: usize, lead: TextRange) -> Option<PartList> {
        let parts = self.parts(token, lead.end as usize)?;
        let (&first, &last) = (parts.first()?, parts.last()?);
        let sum: Decimal = parts.iter().map(|&part| self.counted[part].value).sum();
        let unit = self.text(self.counted[first].unit);
        let before: Vec<usize> = (0..first)
            .rev()
            .filter(|&index| {
                let quantity = &self.counted[index];
                counts(quantity)
                    && !quantity.qualifiers.comparison
                    && self.text(quantity.unit) == unit
            })
            .collect();
        let value = |index: usize| self.counted[index].value;
        let division = |whole, exhaustive| {
            Some(PartList {
                whole,
                parts: parts.clone(),
                exhaustive,
                introduced_by: lead,
                carried_in: false,
            })
        };
        if let Some(&whole) = before.iter().find(|&&index| value(index) == sum) {
            return division(whole, Exhaustive::Yes);
        }
        // What was done is divided by the number of those done, which the prose need not give.
        let done = ["结果", "答复", "办理", "办结", "处理"];
        if done.iter().any(|word| self.text(lead).contains(word)) {
            return None;
        }
        let whole = *before.iter().find(|&&index| {
            let subject = self.text(self.counted[index].subject);
            !self.counted[index].qualifiers.part
                && RECEIVE.iter().any(|verb| subject.contains(verb))
        })?;
        // Two numbers together, such as those received and those carried in, may be the whole.
        let together = before.iter().enumerate().any(|(at, &one)| {
            before[at + 1..]
                .iter()
                .any(|&other| value(one) + value(other) == sum)
        });
        let partial = ["等", "主要", "多为", "大多"].iter().any(|word| {
            self.scene
                .slice(lead.start as usize, self.places[last].end)
                .contains(word)
        }) || self.scene.rest(self.places[last].end).starts_with('等');
        let near = if TOPICS.iter().any(|topic| self.text(lead).contains(topic)) {
            let label = self.text(self.counted[last].subject);
            let rest = ["其他", "其它", "其余"]
                .iter()
                .any(|word| label.starts_with(word));
            rest && (sum - value(whole)).abs() * Decimal::from(5) <= value(whole)
        } else {
            sum + sum > value(whole) && sum < value(whole) + value(whole)
        };
        if together || partial || !near {
            return None;
        }
        division(whole, Exhaustive::Yes)
    }

    /// The numbers of a division, at least two: all with the measure word of the first, to the end of
    /// the sentence or the next division.
    fn parts(&self, token: usize, body: usize) -> Option<Vec<usize>> {
        let scene = self.scene;
        let mut end = scene.end;
        let mut depth = 0_u32;
        let from = scene.token_from(body).max(token);
        for token in scene.tokens.get(from..)?.iter().take(LONGEST) {
            let rest = scene.window_after(token.end, LONGEST_LEAD);
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                Kind::Stop | Kind::Among => {
                    end = token.start;
                    break;
                }
                Kind::Comma | Kind::Semicolon
                    if lead_len(rest).is_some()
                        || OTHER_MATTERS.iter().any(|word| rest.starts_with(word)) =>
                {
                    end = token.start;
                    break;
                }
                _ => {}
            }
        }
        let low = self
            .counted
            .partition_point(|quantity| (quantity.number.start as usize) < body);
        let high = self
            .counted
            .partition_point(|quantity| (quantity.number.start as usize) < end);
        let open = self.places.get(low)?.open;
        let unit = self.text(self.counted.get(low)?.unit);
        let mut parts = Vec::new();
        for index in low..high.max(low) {
            let quantity = &self.counted[index];
            if self.places[index].open != open {
                continue;
            }
            if !counts(quantity)
                || quantity.qualifiers.comparison
                || quantity.qualifiers.approximate
                || self.text(quantity.unit) != unit
            {
                return None;
            }
            parts.push(index);
        }
        (parts.len() >= 2).then_some(parts)
    }

    fn text(&self, range: TextRange) -> &str {
        self.scene.slice(range.start as usize, range.end as usize)
    }
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

    const RECEIVED: &str = "全年共收到政府信息公开申请27件，上年结转2件，办结28件。";

    #[test]
    fn a_division_is_linked_to_the_number_it_makes() {
        for (words, expected) in [
            (
                "从申请方式看，网络申请19件，信函申请7件，当面申请1件。",
                "27=19+7+1",
            ),
            ("按申请人类型分：自然人25件，法人或其他组织2件。", "27=25+2"),
            ("按照申请渠道来看，网络20件；信函8件。", "28=20+8"),
            // It makes none: what was received is meant.
            (
                "从申请方式看，网络申请18件，信函申请7件，当面申请1件。",
                "27=18+7+1",
            ),
            (
                "按申请人划分，自然人提出25件，占92.6%；法人或其他组织提出3件，占7.4%。已办结28件。",
                "28=25+3",
            ),
        ] {
            let found = lists(&format!("{RECEIVED}{words}"));
            assert_eq!(found, [expected], "{words}");
        }
    }

    #[test]
    fn topics_are_complete_where_they_end_with_the_rest() {
        let words = "按申请内容分,征地类15件,规划类10件,其他类6件。";
        assert_eq!(lists(&format!("{RECEIVED}{words}")), ["27=15+10+6"]);
        for words in [
            "按申请内容分,征地类15件,规划类14件。",
            "按申请内容分,征地类25件,规划类19件,其他类5件。",
        ] {
            let found = lists(&format!("{RECEIVED}{words}"));
            assert!(found.is_empty(), "{words}: {found:?}");
        }
    }

    #[test]
    fn two_divisions_of_one_sentence_are_two_lists() {
        let found = lists(&format!(
            "{RECEIVED}按申请人划分，自然人25件，法人2件；按申请方式划分，网络20件，信函7件。"
        ));
        assert_eq!(found, ["27=25+2", "27=20+7"]);
    }

    #[test]
    fn a_division_in_doubt_is_left_alone() {
        for words in [
            // Received and carried in together.
            "从申请方式看，网络申请21件，信函申请7件，当面申请1件。",
            "从申请内容看，涉及征地10件，涉及规划30件。",
            "从申请方式看，主要为网络申请18件，信函申请7件。",
            "从申请方式看，网络申请18件、信函申请7件等。",
            "从申请人看，自然人25人，法人3件。",
            "从办理方式看，网络申请2件，信函申请1件。",
            // Those answered, whose number is not given.
            "从答复结果看：予以公开20件，部分公开3件，其他处理1件。",
        ] {
            let found = lists(&format!("{RECEIVED}{words}"));
            assert!(found.is_empty(), "{words}: {found:?}");
        }
    }
}
