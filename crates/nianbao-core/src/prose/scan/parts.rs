//! Lists of parts with their whole.
//!
//! A wrong link makes a false alarm, a missed one only silence, so every doubt is settled in favour
//! of silence: the whole must be near and have the parts' measure word, a reading in which the parts
//! make the whole wins over one in which they do not, and parts that overshoot are believed only where
//! the wording shows that they belong to the list.

use rust_decimal::Decimal;

use super::super::{Exhaustive, PartList, Quantity};
use super::lex::Kind;
use super::quantity::Place;
use super::scene::Scene;
use crate::span::TextRange;

/// How many tokens a list may take: bounds the work on text without full stops.
const LONGEST_LIST: usize = 400;

/// How far back, in quantities, a whole is looked for.
const FARTHEST_WHOLE: usize = 48;

/// Words that say that the whole holds more than the parts named before them.
const MORE: [&str; 3] = ["另有", "另外", "还有"];

/// Words that begin another matter.
const ENDS: [&str; 9] = [
    "此外", "同时", "合计", "共计", "总计", "累计", "截至", "全年", "目前",
];

/// How much text, in bytes, may stand between a whole and a list that is surely its own.
const FARTHEST_GAP: usize = 1200;

/// What introduces a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Intro {
    /// 其中
    Among,
    /// 分别为, 包括
    Named,
    /// `(含上年结转6件)`
    Holding,
    /// `N件(a件、b件)`, `N件:a件、b件`
    Bare,
}

/// A place where a list may begin.
#[derive(Clone, Copy, Debug)]
struct Start {
    intro: Intro,
    words: TextRange,
    /// Index of the token it begins with.
    token: usize,
    /// The bracket that the parts stand in.
    open: Option<usize>,
    /// Where the words end and the parts may begin.
    body: usize,
}

/// Adds the part lists of a paragraph. `first` is the index of its first quantity; `places` has one
/// entry for each of its quantities.
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
    if counted.len() < 2 || places.len() != counted.len() {
        return;
    }
    let list = Lister {
        scene,
        counted,
        places,
    };
    let from = out.len();
    for start in list.starts() {
        list.read(start, from, first, out);
    }
    for list in &out[from..] {
        for &part in &list.parts {
            quantities[part].qualifiers.part = true;
        }
    }
}

struct Lister<'a> {
    scene: &'a Scene<'a>,
    counted: &'a [Quantity],
    places: &'a [Place],
}

/// A stretch of a list between semicolons.
#[derive(Clone, Copy, Debug)]
struct Segment {
    start: usize,
    end: usize,
    /// Where a list within it begins.
    nested: Option<usize>,
}

/// How far a list reaches.
struct Region {
    segments: Vec<Segment>,
    /// 另有 ends it: more than the parts belongs to the whole.
    more: bool,
}

impl Lister<'_> {
    /// Every place where a list may begin, in order.
    fn starts(&self) -> Vec<Start> {
        let scene = self.scene;
        let mut starts: Vec<Start> = Vec::new();
        let mut opens: Vec<usize> = Vec::new();
        for (index, token) in scene.tokens.iter().enumerate() {
            let open = opens.last().copied();
            let covered = starts.last().is_some_and(|start| start.body > token.start);
            let intro = match token.kind {
                Kind::Open => {
                    opens.push(token.start);
                    let rest = scene.rest(token.end);
                    // 其中 and 包括 speak for themselves.
                    if !self.ends_at(token.start)
                        || rest.starts_with("其中")
                        || rest.starts_with("包")
                    {
                        continue;
                    }
                    if rest.starts_with('含') {
                        Some((Intro::Holding, token.end + '含'.len_utf8()))
                    } else {
                        Some((Intro::Bare, token.end))
                    }
                }
                Kind::Close => {
                    opens.pop();
                    None
                }
                Kind::Stop => {
                    opens.clear();
                    None
                }
                Kind::Colon if self.ends_at(token.start) => {
                    let rest = scene.rest(token.end);
                    (!rest.starts_with("其中")).then_some((Intro::Bare, token.end))
                }
                Kind::Among => Some((Intro::Among, self.after_words(token.end))),
                Kind::Including | Kind::Respectively if !covered => self
                    .opens_clause(token.start)
                    .then(|| (Intro::Named, self.after_words(token.end))),
                _ => None,
            };
            let Some((intro, body)) = intro else { continue };
            if covered && intro != Intro::Among {
                continue;
            }
            starts.push(Start {
                intro,
                words: TextRange::new(token.start, body.max(token.end)),
                token: index,
                open: if token.kind == Kind::Open {
                    Some(token.start)
                } else {
                    open
                },
                body,
            });
        }
        starts
    }

    /// Whether a quantity ends at an offset.
    fn ends_at(&self, offset: usize) -> bool {
        let at = self.places.partition_point(|place| place.end < offset);
        self.places.get(at).is_some_and(|place| place.end == offset)
    }

    /// Whether a list word begins its clause, but for words like 具体.
    fn opens_clause(&self, at: usize) -> bool {
        let head = self.scene.window_before(at, 24);
        let head = ["具体", "主要", "共", "分"]
            .iter()
            .find_map(|word| head.strip_suffix(word))
            .unwrap_or(head);
        head.is_empty() || head.ends_with([',', ';', '(', ':', '。'])
    }

    /// Skips what may stand between a list word and the first part.
    fn after_words(&self, mut at: usize) -> usize {
        let rest = |at| self.scene.rest(at);
        for word in [
            ",", ":", "主要", "具体", "包括", "包含", "分别", "为", "是", "有", ":", ",",
        ] {
            if rest(at).starts_with(word) {
                at += word.len();
            }
        }
        at
    }

    /// Reads the lists that begin at a place and adds them.
    fn read(&self, start: Start, from: usize, first: usize, out: &mut Vec<PartList>) {
        let wholes = self.wholes(start);
        let Some(&nearest) = wholes.first() else {
            return;
        };
        let region = self.region(start);
        let tight = self.is_tight(nearest, start);
        for &whole in &wholes {
            let Some(mut found) = self.parts(start, whole, &region, tight) else {
                continue;
            };
            let mut whole = whole;
            let over = found.sum > self.counted[whole].value;
            // A second division of the whole of the list before (…;其中自然人…) looks like a division
            // of its last part; the sums tell them apart.
            let upper = out[from..]
                .iter()
                .rev()
                .take(4)
                .find(|list| over && list.parts.contains(&(first + whole)))
                .map(|list| list.whole - first);
            if let Some(upper) = upper {
                if found.sum > self.counted[upper].value {
                    continue;
                }
                found.exhaustive = if found.sum == self.counted[upper].value {
                    Exhaustive::Yes
                } else {
                    Exhaustive::Unknown
                };
                whole = upper;
            } else if found.sum != self.counted[whole].value {
                // 受理15件,上年结转1件,其中自然人14件…: the whole need not be the nearest.
                let mut larger = false;
                let mut made = None;
                for other in self.others(start, whole) {
                    larger |= self.counted[other].value > self.counted[whole].value;
                    made = self
                        .parts(start, other, &region, tight)
                        .filter(|parts| parts.makes(self.counted[other].value))
                        .map(|parts| (other, parts));
                    if made.is_some() {
                        break;
                    }
                }
                match made.or_else(|| self.received(start, whole, &region, &found)) {
                    Some((other, parts)) => (whole, found) = (other, parts),
                    None if over && (larger || self.outgrows(&found, whole)) => continue,
                    None => {}
                }
            }
            out.push(PartList {
                whole: first + whole,
                parts: found.parts.iter().map(|part| first + part).collect(),
                exhaustive: found.exhaustive,
                introduced_by: start.words,
            });
        }
    }

    /// What was received, as the whole of parts that outgrow the number nearest to them:
    /// `收到申请86件,上年结转4件。其中自然人80件,法人7件`. The parts are those of one question, and no two
    /// numbers together are meant.
    fn received(
        &self,
        start: Start,
        nearest: usize,
        region: &Region,
        found: &Found,
    ) -> Option<(usize, Found)> {
        const RECEIVE: [&str; 5] = ["收到", "受理", "接收", "接到", "新收"];
        if !self.outgrows(found, nearest) || !self.are_alike(&found.parts) {
            return None;
        }
        let candidates: Vec<usize> = self.others(start, nearest).collect();
        let whole = *candidates.iter().find(|&&index| {
            let subject = self.counted[index].subject;
            let subject = self
                .scene
                .slice(subject.start as usize, subject.end as usize);
            RECEIVE.iter().any(|verb| subject.contains(verb))
        })?;
        let value = |index: usize| self.counted[index].value;
        let parts = self.parts(start, whole, region, true)?;
        let with_carried = candidates
            .iter()
            .chain([&nearest])
            .any(|&other| other != whole && value(whole) + value(other) == parts.sum);
        let over = parts.sum > value(whole) && parts.sum < value(whole) + value(whole);
        (over && !with_carried).then_some((whole, parts))
    }

    /// Whether several parts are each as large as the whole: one may be a slip, two have another whole.
    fn outgrows(&self, found: &Found, whole: usize) -> bool {
        let whole = self.counted[whole].value;
        let large = |&&part: &&usize| self.counted[part].value >= whole;
        found.parts.iter().filter(large).count() >= 2
    }

    /// The quantities that may be the whole, nearest first: those of the nearest clause with a
    /// quantity before the list, one for each measure word.
    fn wholes(&self, start: Start) -> Vec<usize> {
        let at = start.words.start as usize;
        let before = self.places.partition_point(|place| place.end <= at);
        let at_bracket = start.open == Some(at);
        let sentence = self.sentence_of(start.token);
        let mut found: Vec<usize> = Vec::new();
        let mut clause = None;
        let lowest = before.saturating_sub(FARTHEST_WHOLE);
        for index in (lowest..before).rev() {
            let (place, quantity) = (&self.places[index], &self.counted[index]);
            if place.sentence < sentence {
                break;
            }
            let level = if at_bracket {
                // The bracket belongs to the quantity right before it.
                place.end == at
            } else if start.open.is_some() {
                // Inside a bracket: what stands in it, else the quantity that it is a remark on.
                place.open == start.open || Some(place.end) == start.open
            } else {
                place.open.is_none()
            };
            if !level || !counts(quantity) || quantity.qualifiers.comparison {
                continue;
            }
            match clause {
                None => clause = Some((place.clause, place.open)),
                Some(clause) if clause != (place.clause, place.open) => break,
                Some(_) => {}
            }
            let unit = self.unit(quantity);
            if !found
                .iter()
                .any(|&other| self.unit(&self.counted[other]) == unit)
            {
                found.push(index);
            }
            if at_bracket {
                break;
            }
        }
        found
    }

    /// Quantities before a whole, in its sentence and bracket, that might be meant in its place.
    fn others(&self, start: Start, whole: usize) -> impl Iterator<Item = usize> {
        let (place, unit) = (self.places[whole], self.unit(&self.counted[whole]));
        let adjacent = Some(place.end) == start.open;
        // Where `;` parts whole and list from what is before (…;诉讼9件,其中…), they belong together.
        let own = !self
            .scene
            .slice(place.end, start.words.start as usize)
            .contains(';');
        (whole.saturating_sub(6)..whole)
            .rev()
            .filter(move |&index| {
                let (other, quantity) = (&self.places[index], &self.counted[index]);
                let apart = own && self.scene.slice(other.end, place.end).contains(';');
                !(adjacent || apart)
                    && other.sentence == place.sentence
                    && other.open == place.open
                    && counts(quantity)
                    && !quantity.qualifiers.comparison
                    && self.unit(quantity) == unit
            })
    }

    /// Where the sentence begins that a list refers to: its own, or the one before when the list begins
    /// the sentence.
    fn sentence_of(&self, token: usize) -> usize {
        let tokens = self.scene.tokens;
        let at = tokens[token].start;
        let mut stops = tokens[..token]
            .iter()
            .rev()
            .take(LONGEST_LIST)
            .filter(|token| token.kind == Kind::Stop)
            .map(|token| token.end);
        match stops.next() {
            Some(stop) if stop == at => stops.next().unwrap_or(self.scene.start),
            Some(stop) => stop,
            None => self.scene.start,
        }
    }

    fn unit(&self, quantity: &Quantity) -> &str {
        self.scene
            .slice(quantity.unit.start as usize, quantity.unit.end as usize)
    }

    /// Whether nothing but growth and percentages stands between a whole and its list.
    fn is_tight(&self, whole: usize, start: Start) -> bool {
        let gap = self
            .scene
            .slice(self.places[whole].end, start.words.start as usize);
        if gap.len() > FARTHEST_GAP {
            return false;
        }
        let mut depth = 0_u32;
        let gap: String = gap
            .chars()
            .filter(|&c| match c {
                '(' => {
                    depth += 1;
                    false
                }
                ')' => {
                    depth = depth.saturating_sub(1);
                    false
                }
                _ => depth == 0,
            })
            .collect();
        gap.split([',', ';', '。', ':', '('])
            .filter(|clause| !clause.is_empty())
            .enumerate()
            .all(|(index, clause)| {
                // The first clause is what the whole counts: `17件政府信息公开申请,其中`.
                index == 0 && gap.starts_with(clause) && clause.chars().count() <= 16
                    || [
                        "%", "同比", "较", "比", "增", "减", "降", "占", "均", "全部",
                    ]
                    .iter()
                    .any(|word| clause.contains(word))
            })
    }

    /// How far the list reaches: to the end of its sentence or bracket, in segments between `;`.
    fn region(&self, start: Start) -> Region {
        let scene = self.scene;
        let mut depth = 0_usize;
        let mut segments: Vec<Segment> = Vec::new();
        let mut segment = Segment {
            start: start.body,
            end: start.body,
            nested: None,
        };
        let mut more = false;
        let from = scene.token_from(start.body);
        let mut end = scene
            .tokens
            .get(from + LONGEST_LIST)
            .map_or(scene.end, |token| token.start);
        for token in scene.tokens[from..].iter().take(LONGEST_LIST) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => {
                    end = token.start;
                    break;
                }
                Kind::Close => depth -= 1,
                Kind::Stop => {
                    end = token.start;
                    break;
                }
                _ if depth > 0 => {}
                Kind::Among => {
                    segment.nested.get_or_insert(token.start);
                }
                Kind::Han
                    if scene.after(token.end) == Some('是')
                        && !scene.before(token.start).is_some_and(super::scene::is_han) =>
                {
                    end = token.start;
                    break;
                }
                Kind::Comma | Kind::Semicolon => {
                    let rest = scene.rest(token.end);
                    more = MORE.iter().any(|word| rest.starts_with(word));
                    if more || ENDS.iter().any(|word| rest.starts_with(word)) {
                        end = token.start;
                        break;
                    }
                    if token.kind == Kind::Semicolon {
                        segment.end = token.start;
                        segments.push(segment);
                        segment = Segment {
                            start: token.end,
                            end: token.end,
                            nested: None,
                        };
                    }
                }
                _ => {}
            }
        }
        segment.end = end.max(segment.start);
        segments.push(segment);
        Region { segments, more }
    }

    /// The quantities of a segment that may be parts.
    fn candidates(&self, start: Start, segment: Segment, unit: &str) -> Vec<usize> {
        let end = segment.nested.unwrap_or(segment.end);
        let low = self
            .counted
            .partition_point(|quantity| (quantity.number.start as usize) < segment.start);
        let high = self
            .counted
            .partition_point(|quantity| (quantity.number.start as usize) < end);
        (low..high.max(low))
            .filter(|&index| {
                let quantity = &self.counted[index];
                self.places[index].open == start.open
                    && counts(quantity)
                    && !quantity.qualifiers.comparison
                    && self.unit(quantity) == unit
            })
            .collect()
    }

    /// The parts of one whole.
    fn parts(&self, start: Start, whole: usize, region: &Region, tight: bool) -> Option<Found> {
        let unit = self.unit(&self.counted[whole]);
        let total = self.counted[whole].value;
        let by_segment: Vec<Vec<usize>> = region
            .segments
            .iter()
            .map(|&segment| self.candidates(start, segment, unit))
            .collect();
        let head = by_segment.first()?;
        if head.is_empty() {
            return None;
        }
        let mut found = Found {
            sum: Decimal::ZERO,
            parts: Vec::new(),
            exhaustive: Exhaustive::Unknown,
        };
        let mut clean = region.segments[0].nested.is_none();
        if head.len() == 1 && by_segment.len() > 1 {
            let full = self.is_itemized(start, &by_segment, region);
            clean &= self.take_items(&by_segment, region, total, full, &mut found);
        } else {
            clean &= self.take_clauses(head, total, &mut found);
            clean &= self.take_tail(&by_segment, region, total, &mut found);
        }
        if found.parts.is_empty() {
            return None;
        }
        let alike = self.are_alike(&found.parts);
        if found.sum > total {
            // A bare bracket may hold anything; a list far from its whole may belong to another.
            let believed =
                tight && (start.intro != Intro::Bare || alike) && start.intro != Intro::Holding;
            if !believed {
                return None;
            }
        }
        if start.intro == Intro::Bare && found.parts.len() < 2 {
            return None;
        }
        found.exhaustive = self.exhaustive(start, region, total, &found, clean && tight, alike);
        Some(found)
    }

    /// Whether a list is introduced by a colon (`其中:`) and gives one part in each of four items or
    /// more, to the end of its sentence, none of them another deed.
    fn is_itemized(&self, start: Start, by_segment: &[Vec<usize>], region: &Region) -> bool {
        let words = self
            .scene
            .slice(start.words.start as usize, start.words.end as usize);
        words.ends_with(':')
            && by_segment.len() >= 4
            && by_segment
                .iter()
                .zip(&region.segments)
                .all(|(items, segment)| items.len() == 1 && segment.nested.is_none())
            && by_segment
                .iter()
                .skip(1)
                .flatten()
                .all(|&index| !self.acts(index))
    }

    /// Parts separated by `;`, one in each item.
    fn take_items(
        &self,
        by_segment: &[Vec<usize>],
        region: &Region,
        total: Decimal,
        full: bool,
        found: &mut Found,
    ) -> bool {
        let all: Decimal = by_segment
            .iter()
            .flatten()
            .map(|&i| self.counted[i].value)
            .sum();
        if all == total
            && region
                .segments
                .iter()
                .all(|segment| segment.nested.is_none())
        {
            for &index in by_segment.iter().flatten() {
                found.push(index, self.counted);
            }
            return true;
        }
        let mut clean = true;
        // A little too much in a list that is itemized to its end is a slip, not another matter.
        let full = full && all > total && all - total <= total / Decimal::TEN;
        for (items, segment) in by_segment.iter().zip(&region.segments) {
            let Some(&index) = items.first() else {
                continue;
            };
            if found.sum == total && !found.parts.is_empty() {
                return true;
            }
            let over = found.sum + self.counted[index].value > total;
            if let Some(&first) = found.parts.first() {
                // `占61.8%` behind a number says that it is a part.
                let alike = self.alike(first, index) || self.has_share(index);
                if over && !alike && !full {
                    // A new whole with a list of its own, or another matter altogether.
                    return segment.nested.is_some();
                }
                if !alike && self.is_deed(index) && !self.is_deed(first) {
                    return true;
                }
            }
            clean &= items.len() == 1 && segment.nested.is_none();
            found.push(index, self.counted);
        }
        clean
    }

    /// Parts separated by `,` and `、`.
    fn take_clauses(&self, items: &[usize], total: Decimal, found: &mut Found) -> bool {
        for &index in items {
            if let (Some(&first), Some(&last)) = (found.parts.first(), found.parts.last()) {
                if found.sum == total {
                    return true;
                }
                let alike = self.alike(first, index) || self.alike(last, index);
                // What was done with the whole is no part of it: 其中网络申请9件,已答复10件.
                if !alike && self.is_deed(index) && !self.is_deed(first) {
                    // 其中办结3件、未办结1件: a deed that completes the list is a part of it, and one
                    // that is listed with the parts leaves its end in doubt.
                    if found.sum + self.counted[index].value == total {
                        found.push(index, self.counted);
                        return true;
                    }
                    return self.before_subject(index) != Some('、');
                }
                let listed = self.before_subject(index) == Some('、');
                let over = found.sum + self.counted[index].value > total;
                let follows = alike
                    || listed
                    || self.has_share(index)
                    || !self.acts(index)
                    || self.acts(first);
                if over && !(self.adjoins(last, index) && follows) {
                    return false;
                }
            }
            found.push(index, self.counted);
        }
        true
    }

    /// More parts after a `;` in a list that is separated by commas: only when they complete it.
    fn take_tail(
        &self,
        by_segment: &[Vec<usize>],
        region: &Region,
        total: Decimal,
        found: &mut Found,
    ) -> bool {
        let mut sum = found.sum;
        let mut extra = Vec::new();
        if sum == total {
            return true;
        }
        for (items, segment) in by_segment.iter().zip(&region.segments).skip(1) {
            if segment.nested.is_some() {
                break;
            }
            for &index in items {
                sum += self.counted[index].value;
                extra.push(index);
                if sum == total {
                    for index in extra {
                        found.push(index, self.counted);
                    }
                    return true;
                }
            }
        }
        let alike = |&index: &usize| {
            found
                .parts
                .first()
                .is_some_and(|&first| self.alike(first, index))
        };
        !extra.iter().any(alike)
    }

    /// Whether a part's clause follows another's without anything in between.
    fn adjoins(&self, last: usize, next: usize) -> bool {
        let gap = self.scene.slice(
            self.places[last].end,
            (self.counted[next].subject.start as usize).max(self.places[last].end),
        );
        gap.len() <= '、'.len_utf8() * 2
            || gap
                .chars()
                .filter(|c| matches!(c, ',' | ';' | '、'))
                .count()
                <= 1
    }

    /// Whether a share stands right behind a quantity: `9800条,占61.8%`.
    fn has_share(&self, index: usize) -> bool {
        let rest = self.scene.rest(self.places[index].end);
        let rest = rest.strip_prefix([',', '(']).unwrap_or(rest);
        rest.starts_with('占')
    }

    fn before_subject(&self, index: usize) -> Option<char> {
        self.scene
            .before(self.counted[index].subject.start as usize)
    }

    /// Whether a quantity begins with a verb: another deed of the year rather than a part.
    fn acts(&self, index: usize) -> bool {
        const VERBS: [&str; 24] = [
            "发布", "制作", "制发", "开展", "召开", "公开", "公示", "回应", "组织", "举办", "印发",
            "推送", "转发", "报送", "编制", "编发", "处理", "解读", "征集", "更新", "新增", "整改",
            "废止", "清理",
        ];
        let subject = self.counted[index].subject;
        let subject = self
            .scene
            .slice(subject.start as usize, subject.end as usize);
        self.is_deed(index) || VERBS.iter().any(|verb| subject.starts_with(verb))
    }

    /// Whether a quantity tells what was done with things rather than which they are.
    fn is_deed(&self, index: usize) -> bool {
        const DEEDS: [&str; 15] = [
            "已", "均", "全部", "共", "答复", "办结", "办理", "回复", "收到", "受理", "结转",
            "按期", "按时", "未", "完成",
        ];
        let subject = self.counted[index].subject;
        let subject = self
            .scene
            .slice(subject.start as usize, subject.end as usize);
        DEEDS.iter().any(|deed| subject.starts_with(deed)) || subject.contains("结转")
    }

    /// What a part counts: the words before its number, else those after it.
    fn label(&self, index: usize) -> &str {
        let quantity = &self.counted[index];
        let slice = |range: TextRange| self.scene.slice(range.start as usize, range.end as usize);
        let subject = slice(quantity.subject);
        let subject = subject
            .rfind("其中")
            .map_or(subject, |at| &subject[at + "其中".len()..]);
        let subject = subject.trim_start_matches([':', ',', '、']);
        if subject.is_empty() {
            slice(quantity.object)
        } else {
            subject
        }
    }

    /// Whether two parts are worded as values of one division: 通过…/通过…, …类/…类, …申请/…申请, or
    /// outcomes of a case.
    fn alike(&self, one: usize, other: usize) -> bool {
        // The values of one question each; 其他 is one of all but the last two.
        const QUESTIONS: [&[&str]; 5] = [
            &["自然人", "法人", "其他"],
            &[
                "维持", "纠正", "审结", "未结", "审理", "撤回", "驳回", "其他",
            ],
            &[
                "予以公开",
                "部分公开",
                "不予公开",
                "无法提供",
                "不予处理",
                "其他",
            ],
            &["新收", "结转"],
            &["未经复议", "经复议", "复议后"],
        ];
        let (one, other) = (self.label(one), self.label(other));
        let same_start = one
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let same_end = one
            .chars()
            .rev()
            .zip(other.chars().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let last = |text: &str| text.chars().next_back();
        same_start >= 2
            || same_end >= 2
            || same_end == 1
                && last(one).is_some_and(|c| {
                    matches!(
                        c,
                        '类' | '级'
                            | '区'
                            | '县'
                            | '市'
                            | '镇'
                            | '乡'
                            | '局'
                            | '办'
                            | '委'
                            | '院'
                            | '站'
                            | '网'
                    )
                })
            || is_place(one) && is_place(other)
            || QUESTIONS.iter().any(|values| {
                values.iter().any(|value| one.contains(value))
                    && values.iter().any(|value| other.contains(value))
            })
    }

    /// Whether all parts but one are worded like another part.
    fn are_alike(&self, parts: &[usize]) -> bool {
        if parts.len() < 2 {
            return false;
        }
        let [first, rest @ ..] = parts else {
            return false;
        };
        let mut unlike = 0;
        for (at, &part) in rest.iter().enumerate() {
            if !self.alike(*first, part) && !self.alike(parts[at], part) {
                unlike += 1;
            }
        }
        unlike == 0 || unlike == 1 && parts.len() > 2
    }

    /// Whether a list claims to be complete.
    fn exhaustive(
        &self,
        start: Start,
        region: &Region,
        total: Decimal,
        found: &Found,
        sure: bool,
        alike: bool,
    ) -> Exhaustive {
        let scene = self.scene;
        let (Some(&first), Some(&last)) = (found.parts.first(), found.parts.last()) else {
            return Exhaustive::Unknown;
        };
        if found.sum == total && found.parts.len() > 1 {
            return Exhaustive::Yes;
        }
        let words = scene.slice(start.words.start as usize, start.words.end as usize);
        let lead = scene.window_before(start.words.start as usize, 6);
        let subject = scene.slice(start.body, self.counted[first].number.start as usize);
        let partial = start.intro == Intro::Holding
            || region.more
            || words.contains("主要")
            || lead.ends_with("主要")
            || ["主要", "含", "重点公开", "重点发布"]
                .iter()
                .any(|word| subject.starts_with(word))
            || subject.contains('等')
            || scene.rest(self.places[last].end).starts_with('等')
            || {
                let object = self.counted[last].object;
                let object = scene.slice(object.start as usize, object.end as usize);
                object.ends_with('等')
            };
        if partial {
            return Exhaustive::No;
        }
        if !sure || found.parts.len() < 2 || found.sum + found.sum < total {
            return Exhaustive::Unknown;
        }
        // Nearly all of the whole in an itemized list: a slip rather than a choice.
        let itemized = words.ends_with(':')
            && region.segments.len() >= 4
            && found.parts.len() == region.segments.len()
            && found.sum >= total - total / Decimal::TEN;
        match start.intro {
            _ if itemized => Exhaustive::Yes,
            Intro::Named => Exhaustive::Yes,
            _ if alike || words.contains("分别") || words.contains("包") => Exhaustive::Yes,
            _ => Exhaustive::Unknown,
        }
    }
}

/// Whether a quantity can be a whole or a part at all.
pub(super) fn counts(quantity: &Quantity) -> bool {
    !quantity.unit.is_empty() && !quantity.qualifiers.norm
}

/// Whether a label is the name of a place or body alone.
fn is_place(label: &str) -> bool {
    label.chars().count() <= 10
        && label.ends_with([
            '区', '县', '市', '镇', '乡', '州', '旗', '级', '园', '局', '门', '办',
        ])
}

/// Parts found for a whole.
struct Found {
    sum: Decimal,
    parts: Vec<usize>,
    exhaustive: Exhaustive,
}

impl Found {
    /// Whether several parts make a whole.
    fn makes(&self, total: Decimal) -> bool {
        self.parts.len() > 1 && self.sum == total
    }

    fn push(&mut self, index: usize, counted: &[Quantity]) {
        self.sum += counted[index].value;
        self.parts.push(index);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::body;

    /// `whole=part+part Yes` of every list.
    fn lists(text: &str) -> Vec<String> {
        let prose = body(text);
        let value = |index: usize| {
            let quantity = &prose.quantities[index];
            format!("{}{}", quantity.value, prose.text(quantity.unit))
        };
        prose
            .part_lists
            .iter()
            .map(|list| {
                let parts: Vec<_> = list.parts.iter().map(|&part| value(part)).collect();
                format!(
                    "{}={} {:?}",
                    value(list.whole),
                    parts.join("+"),
                    list.exhaustive
                )
            })
            .collect()
    }

    #[test]
    fn among_lists() {
        for (text, expected) in [
            (
                "公开信息30条,其中概况类10条、动态类15条、其他5条。",
                "30条=10条+15条+5条 Yes",
            ),
            (
                "公开信息30条,其中:概况类10条,动态类15条。",
                "30条=10条+15条 Yes",
            ),
            (
                "公开信息30条,其中通过网站公开10条,通过微信公开15条。",
                "30条=10条+15条 Yes",
            ),
            (
                "公开信息30条,其中通过网站公开10条,主要涉及财政、民生等;通过微信公开15条,主要涉及要闻等。",
                "30条=10条+15条 Yes",
            ),
            (
                "公开信息90条,其中:政策文件9条;机构设置7条;重点工作29条;网站信息38条。",
                "90条=9条+7条+29条+38条 Yes",
            ),
            (
                "公开信息90条,其中:政策文件9条;机构设置7条;重点工作29条;网站信息48条。",
                "90条=9条+7条+29条+48条 Yes",
            ),
            (
                "公开信息90条,其中:政策文件9条;机构设置7条;重点工作9条;网站信息8条。",
                "90条=9条+7条+9条+8条 Unknown",
            ),
            (
                "公开信息90条,其中:政策文件19条;机构设置17条;重点工作49条;回复留言36条。",
                "90条=19条+17条+49条 Unknown",
            ),
            (
                "公开信息30条,其中重要政策文件20条,招考公告8条。",
                "30条=20条+8条 Unknown",
            ),
            (
                "公开信息30条,其中政策类10条、动态类15条等。",
                "30条=10条+15条 No",
            ),
            (
                "公开信息30条,其中主要有政策类10条、动态类15条。",
                "30条=10条+15条 No",
            ),
            ("公开信息30条,其中政策类10条。", "30条=10条 Unknown"),
            (
                "公开信息300条,其中政策类10条、动态类15条。",
                "300条=10条+15条 Unknown",
            ),
            (
                "公开信息30条,其中政策类18条、动态类15条。",
                "30条=18条+15条 Yes",
            ),
            (
                "受理申请28件,同比增加8件,增长40%,其中网络申请20件,信函申请8件。",
                "28件=20件+8件 Yes",
            ),
            (
                "共受理28件政府信息公开申请,其中20件为网络申请,6件为信函申请。",
                "28件=20件+6件 Yes",
            ),
            (
                "公开信息30条。其中,政策类10条;动态类20条。",
                "30条=10条+20条 Yes",
            ),
            (
                "受理申请30件,上年结转1件,其中自然人申请24件,法人申请6件。",
                "30件=24件+6件 Yes",
            ),
            (
                "通过网站公开信息30条,其中政务动态信息19条,目录信息维护12条。",
                "30条=19条+12条 Unknown",
            ),
            (
                "通过网站公开信息30条,其中政务动态信息19条,发布公告12条。",
                "30条=19条 Unknown",
            ),
            (
                "受理申请10件,其中网络申请9件,已答复10件。",
                "10件=9件 Unknown",
            ),
            (
                "受理申请10件,其中网络申请9件,信函申请1件,办结10件。",
                "10件=9件+1件 Yes",
            ),
            (
                "受理申请10件,其中网络申请8件、信函申请2件;办理复议3件。",
                "10件=8件+2件 Yes",
            ),
            (
                "办理复议10件,其中维持7件,纠正2件;诉讼3件,其中维持3件。",
                "10件=7件+2件 Yes",
            ),
        ] {
            assert_eq!(lists(text)[0], expected, "{text}");
        }
    }

    #[test]
    fn other_introductions() {
        for (text, expected) in [
            (
                "受理申请28件,分别为网络申请20件、信函申请6件。",
                "28件=20件+6件 Yes",
            ),
            (
                "受理申请28件,包括网络申请20件、信函申请6件。",
                "28件=20件+6件 Yes",
            ),
            (
                "受理申请28件(网络申请20件、信函申请6件),均已答复。",
                "28件=20件+6件 Yes",
            ),
            (
                "受理申请28件:网络申请20件、信函申请8件。",
                "28件=20件+8件 Yes",
            ),
            (
                "答复申请30件(含上年度结转申请4件,另有3件顺延到下年)",
                "30件=4件 No",
            ),
            ("受理申请28件(其中自然人20件,法人8件)", "28件=20件+8件 Yes"),
        ] {
            assert_eq!(lists(text), [expected], "{text}");
        }
    }

    #[test]
    fn two_divisions_of_one_whole() {
        assert_eq!(
            lists(
                "收办申请36件(甲县10件、乙县20件、丙区6件),同比增长7.5%,其中,自然人申请30件,法人申请6件。"
            ),
            ["36件=10件+20件+6件 Yes", "36件=30件+6件 Yes"]
        );
        assert_eq!(
            lists("收到申请36件,其中网络申请30件,信函申请6件;其中自然人30件,法人6件。"),
            ["36件=30件+6件 Yes", "36件=30件+6件 Yes"]
        );
    }

    #[test]
    fn two_wholes_of_one_list() {
        assert_eq!(
            lists("对8件申请收取了信息处理费300元。其中,甲局5件,收取200元;乙局3件,收取100元。"),
            ["300元=200元+100元 Yes", "8件=5件+3件 Yes"]
        );
    }

    #[test]
    fn nested_lists() {
        assert_eq!(
            lists("公开信息30条,其中市级20条,县级10条(其中甲县4条、乙县6条)。"),
            ["30条=20条+10条 Yes", "10条=4条+6条 Yes"]
        );
        assert_eq!(
            lists("公开信息30条,其中市级10条,县级20条,其中甲县4条、乙县16条。"),
            ["30条=10条+20条 Yes", "20条=4条+16条 Yes"]
        );
    }

    #[test]
    fn what_is_no_list() {
        for text in [
            "收到申请30件,答复28件,结转2件。",
            "受理申请30件,上年结转1件,其中自然人申请24件,法人申请5件。",
            "全年公开信息30条,访问量达500人次。公开政务信息10条,公示通知5条。",
            "发布信息30条,召开会议5次,其中视频会议8次。",
            "公开信息30条。制作解读5个,其中图解9个,视频3个。",
            "其中网络申请3件,信函申请2件。",
            "发布信息30条,访问量500人次,其中微信20条。",
            "网站发布30条(较上年减少5条)。",
        ] {
            let found: Vec<_> = lists(text)
                .into_iter()
                .filter(|list| !list.starts_with("5个") && !list.starts_with("5次"))
                .collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }

    #[test]
    fn parts_carry_their_flag() {
        let prose = body("公开信息30条,其中政策类10条、动态类20条,制作图解3个。");
        let parts: Vec<bool> = prose.quantities.iter().map(|q| q.qualifiers.part).collect();
        assert_eq!(parts, [false, true, true, false]);
    }
}
