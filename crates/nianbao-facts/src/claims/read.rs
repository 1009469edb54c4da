//! Reads the claims of a report: its sentences become tokens, and the shapes of the grammar are tried at
//! each token that can carry a claim.

use nianbao_core::form::RowKey;
use nianbao_core::prose::{Paragraph, ParagraphKind, Quantity};
use nianbao_core::{BodyKind, Decimal, Report, Span, TextRange};

use super::cells::reading;
use super::model::{Claim, Kind, NearMiss, Reading, Stop};
use super::owner;
use crate::grammar::automaton::Automaton;
use crate::grammar::shape::Shape;
use crate::grammar::token::{Cursor, Token, after, before, bit, quantity, tokens};
use crate::grammar::{CONCEPTS, SHAPES, TOPICS, id};

mod settle;

/// Sentences with more tokens than this are no sentences: lists of a page without marks.
const LONGEST: usize = 2000;

/// Lines of no more bytes than this may be sub-headings that the parser does not know.
const SHORT: usize = 48;

/// The topics that are cases, as indices: 行政复议 and 行政诉讼.
const CASES: [usize; 2] = [1, 2];

/// Words for the whole of an area.
const AREAS: &[&str] = &["全县", "全市", "全区", "全省", "全州", "全盟", "全旗"];

/// Bodies that govern an area without being a government.
const ZONES: &[&str] = &["管委会", "管理委员会", "开发区", "园区", "新区"];

/// Farther back than this, in tokens, the beginning of a list is not looked for.
const LONGEST_LIST: usize = 64;

/// Measure words of requests, cases, documents and decisions. A number without one may count them too.
const MEASURES: &[&str] = &[
    "", "件", "封", "宗", "份", "起", "条", "个", "项", "次", "件次", "例", "部", "篇", "人次",
    "件(次)", "单", "案",
];

/// Measure words of money, with what one of them is in 万元.
const MONEY: &[(&str, u32)] = &[("元", 4), ("万元", 0)];

/// What the words up to a token say of what follows.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// What they are about, as an index into the topics.
    topic: Option<u8>,
    /// Whether they speak of another year or a part of one.
    other_year: bool,
    /// Whether they speak of another body.
    foreign: bool,
}

/// The claims of a report, and what nearly is one if that is wanted, in the order of the text.
pub(crate) fn read(report: &Report, near: bool) -> (Vec<Claim>, Vec<NearMiss>) {
    let mut reader = Reader {
        report,
        whole: report
            .body
            .as_ref()
            .is_some_and(|body| body.kind == BodyKind::Government),
        narrow: report.body.as_ref().is_some_and(|body| {
            matches!(body.kind, BodyKind::Department | BodyKind::Township)
                && !ZONES.iter().any(|zone| body.name.contains(zone))
        }),
        elsewhere: false,
        cursor: Cursor::default(),
        tokens: Vec::new(),
        states: Vec::new(),
        candidates: Vec::new(),
        out: Vec::new(),
        near: near.then(Vec::new),
    };
    let mut heading = Heading::default();
    for paragraph in &report.prose.paragraphs {
        match paragraph.kind {
            ParagraphKind::Heading
            | ParagraphKind::SubHeading
            | ParagraphKind::Body
            | ParagraphKind::Preamble => {}
            _ => continue,
        }
        reader.paragraph(paragraph, &mut heading);
    }
    (reader.out, reader.near.unwrap_or_default())
}

/// What the sub-heading above a paragraph says.
#[derive(Debug, Default)]
struct Heading {
    topic: Option<u8>,
    concepts: u128,
}

struct Reader<'r> {
    report: &'r Report,
    /// Whether the report is of a whole government, so that numbers of one level are not its own.
    whole: bool,
    /// Whether the report is of one department or township, so that numbers of the area are not its own.
    narrow: bool,
    /// Whether the sentence before gave numbers of another year, or of another body below a government.
    elsewhere: bool,
    cursor: Cursor,
    tokens: Vec<Token>,
    states: Vec<State>,
    /// The shapes that may fit a token of the sentence.
    candidates: Vec<&'static Shape>,
    out: Vec<Claim>,
    near: Option<Vec<NearMiss>>,
}

impl Reader<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph, heading: &mut Heading) {
        let first = self.out.len();
        // A short line without a number is a sub-heading too: `2.依申请公开。`
        let text = self.report.prose.text(paragraph.range);
        let sub_heading = matches!(
            paragraph.kind,
            ParagraphKind::Heading | ParagraphKind::SubHeading
        ) || text.len() <= SHORT
            && text.starts_with(|first: char| first.is_ascii_digit() || first == '(')
            && self.counts_nothing(paragraph.range);
        if sub_heading {
            *heading = Heading::default();
        }
        let mut topic = heading.topic;
        let mut follows = false;
        self.elsewhere = false;
        let mut seen = heading.concepts;
        let base = paragraph.range.start as usize;
        for range in sentences(text) {
            let range = TextRange::new(base + range.start, base + range.end);
            let own = |text: &str| owner::owner(self.report, text);
            tokens(self.report, range, &own, &mut self.cursor, &mut self.tokens);
            if self.tokens.len() > LONGEST {
                continue;
            }
            // `其中…` goes on with what the sentence before is about, and so does one that names no time
            // and no body after numbers of another year or body.
            let subjects = bit(id::YEAR)
                | bit(id::LAST_YEAR)
                | bit(id::NEXT_YEAR)
                | bit(id::OTHER_YEAR)
                | bit(id::THIS_YEAR)
                | bit(id::OWN)
                | bit(id::WHOLE);
            let goes_on = self
                .tokens
                .first()
                .is_some_and(|token| token.is(id::OF_WHICH))
                || self.elsewhere && !self.tokens.iter().any(|token| token.is_any(subjects));
            self.elsewhere = false;
            let before = self.states.last().copied().filter(|_| goes_on && follows);
            follows = true;
            self.walk(State {
                topic,
                other_year: before.is_some_and(|state| state.other_year),
                foreign: before.is_some_and(|state| state.foreign),
            });
            seen |= self
                .tokens
                .iter()
                .fold(0, |all, token| all | token.concepts);
            let from = self.out.len();
            self.read(seen);
            self.settle_sentence(from);
            topic = self.states.last().map_or(topic, |state| state.topic);
        }
        if sub_heading {
            heading.topic = topic;
            heading.concepts = seen;
        }
        self.settle_parts(first);
        self.settle(first);
    }

    /// Whether a token says that what follows is of the whole area, in the report of one department or
    /// township: `全县共收到…`.
    fn is_wider(&self, at: usize) -> bool {
        let does = bit(id::RECEIVE)
            | bit(id::HANDLE)
            | bit(id::ANSWER)
            | bit(id::ISSUE)
            | bit(id::DECIDE)
            | bit(id::NEGATE);
        self.narrow
            && AREAS.contains(&self.report.prose.text(self.tokens[at].range))
            && self.tokens[at + 1..]
                .iter()
                .take(5)
                .take_while(|token| !token.is_any(bit(id::EDGE) | bit(id::OWN)))
                .any(|token| token.is_any(does))
    }

    /// Whether a range of the text holds no quantity.
    fn counts_nothing(&self, range: TextRange) -> bool {
        let quantities = &self.report.prose.quantities;
        let next = quantities.partition_point(|quantity| quantity.number.start < range.start);
        quantities
            .get(next)
            .is_none_or(|quantity| quantity.number.start >= range.end)
    }

    /// Fills the states: what the words up to each token say.
    fn walk(&mut self, mut state: State) {
        self.states.clear();
        // A season and the like bind their clause alone.
        let mut clause_year = false;
        let mut outside = Vec::new();
        // The topic before the present one.
        let mut before_last = None;
        for (at, token) in self.tokens.iter().enumerate() {
            let year =
                bit(id::YEAR) | bit(id::LAST_YEAR) | bit(id::NEXT_YEAR) | bit(id::OTHER_YEAR);
            let previous = at.checked_sub(1).and_then(|at| self.tokens.get(at));
            let compared = previous.is_some_and(|token| token.is(id::LAST_COMPARE));
            if token.is_any(year) && !compared {
                let carried = self.tokens[at + 1..]
                    .iter()
                    .take(2)
                    .any(|token| token.is(id::CARRY))
                    || previous.is_some_and(|token| token.is(id::CARRY));
                // `2021年至2023年`: the first year counts for both.
                let range = at
                    .checked_sub(2)
                    .and_then(|at| self.tokens.get(at))
                    .is_some_and(|first| {
                        first.is_any(bit(id::LAST_YEAR) | bit(id::OTHER_YEAR))
                            && self.is_to(first.range.end, token.range.start)
                    });
                if !carried && !range {
                    state.other_year = !token.is(id::YEAR) || token.is(id::PART_YEAR);
                }
            }
            let last = token.is(id::LAST_YEAR_WORD)
                && !compared
                && !previous.is_some_and(|token| token.is(id::CARRY))
                && !self.tokens[at + 1..]
                    .iter()
                    .take_while(|token| !token.is(id::EDGE))
                    .any(|token| token.is_any(bit(id::CARRY) | bit(id::REST)));
            if token.is_any(bit(id::OTHER_TIME)) || last {
                clause_year = true;
            }
            if token.is(id::EDGE) {
                // `近五年,全县共收到…`: a time that is a clause by itself holds for what follows.
                let time = bit(id::OTHER_TIME) | bit(id::LAST_YEAR_WORD) | year | bit(id::FILLER);
                let alone = self.tokens[..at]
                    .iter()
                    .rev()
                    .take_while(|token| !token.is(id::EDGE))
                    .all(|token| token.is_any(time));
                state.other_year |= clause_year && alone && token.is(id::COMMA);
                clause_year = false;
            }
            if token.is(id::THIS_YEAR) {
                state.other_year = false;
            }
            // `局机关及下属单位` is the whole.
            let below = token.is(id::SUB_BODY)
                && !previous.is_some_and(|token| token.is_any(bit(id::CONJ) | bit(id::DUN)));
            let basis = previous
                .is_some_and(|token| ["按照", "按"].contains(&self.report.prose.text(token.range)));
            let foreign = (token.is(id::FOREIGN) || self.is_wider(at)) && !basis;
            if foreign || below || token.is(id::OWN_LEVEL) && self.whole {
                state.foreign = true;
            } else if token.is_any(bit(id::OWN) | bit(id::WHOLE)) {
                state.foreign = false;
            }
            let topic_before = state.topic;
            for &(concept, topic) in TOPICS {
                if token.is(concept) {
                    state.topic = Some(topic);
                }
            }
            // What a bracket says of a year or a body holds within it.
            if token.is(id::OPEN) {
                outside.push((state.other_year, state.foreign));
            } else if token.is(id::CLOSE)
                && let Some((other_year, foreign)) = outside.pop()
            {
                state.other_year = other_year;
                state.foreign = foreign;
            }
            self.states.push(State {
                other_year: state.other_year || clause_year,
                ..state
            });
            // `行政复议5件、行政诉讼0件,其中维持3件`: what follows is not about the things of which
            // there are none.
            if let Some(number) = quantity(self.report, token)
                && number.value.is_zero()
                && let Some(other) = before_last
                && [Some(other), state.topic]
                    .iter()
                    .all(|topic| topic.is_some_and(|topic| CASES.contains(&usize::from(topic))))
            {
                state.topic = Some(other);
            } else if state.topic != topic_before {
                before_last = topic_before;
            }
        }
    }

    /// Whether a range of the text is the word between the two ends of a period.
    fn is_to(&self, start: u32, end: u32) -> bool {
        end >= start
            && matches!(
                self.report
                    .prose
                    .text(TextRange::new(start as usize, end as usize)),
                "至" | "到" | "-" | "—" | "~" | "、" | "和"
            )
    }

    fn read(&mut self, seen: u128) {
        let anchors = ANCHORS;
        let bits = self
            .tokens
            .iter()
            .fold(0, |all, token| all | token.concepts);
        if bits & anchors == 0 {
            return;
        }
        // Nearly all shapes cannot fit any token of the sentence.
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        let near = self.near.is_some();
        candidates.extend(
            SHAPES
                .iter()
                .filter(|shape| bits >> shape.at & 1 == 1 && (near || may_fit(shape, bits, seen))),
        );
        let first = self.out.len();
        // Whether the sentence is about the requests of one channel.
        let mut channel = false;
        for at in 0..self.tokens.len() {
            let token = self.tokens[at];
            if !token.is_any(anchors) {
                continue;
            }
            let number = quantity(self.report, &token);
            if let Some(number) = number
                && !self.counts(number)
            {
                if let (Some(near), Some(quantity)) = (&mut self.near, token.quantity) {
                    near.push(NearMiss {
                        quantity: quantity as usize,
                        span: number.span,
                        shape: "",
                        stop: Stop::Qualified,
                    });
                }
                continue;
            }
            let clause = self.clause(at, number.is_none());
            let mut claimed = false;
            let mut nearest: Option<(usize, &Shape, Stop)> = None;
            for &shape in &candidates {
                if !token.is(shape.at) || claimed && !shape.also {
                    continue;
                }
                let fit = self.fit(shape, at, number, &clause, bits, seen);
                let reach = match fit {
                    Ok(reach) => reach,
                    Err((reached, stop)) => {
                        self.elsewhere |= number.is_some()
                            && (stop == Stop::Year || stop == Stop::Scope && self.whole);
                        channel |= shape.kind == Kind::Received
                            && stop == Stop::Unless(CONCEPTS[usize::from(id::CHANNEL_ONE)])
                            && !self.out[first..]
                                .iter()
                                .any(|claim| claim.kind == Kind::Received);
                        if self.near.is_some()
                            && nearest.as_ref().is_none_or(|(best, ..)| reached > *best)
                        {
                            nearest = Some((reached, shape, stop));
                        }
                        continue;
                    }
                };
                let of_channel = channel
                    && matches!(
                        shape.kind,
                        Kind::Answered | Kind::CarriedIn | Kind::CarriedOut
                    );
                if of_channel {
                    claimed = true;
                    continue;
                }
                if let Some(claim) = self.claim(shape, at, number, reach) {
                    claimed |= !shape.also;
                    self.out.push(claim);
                }
            }
            if let (Some(number), Some(near), Some((_, shape, stop)), false) =
                (number, &mut self.near, nearest, claimed)
                && let Some(quantity) = token.quantity
            {
                near.push(NearMiss {
                    quantity: quantity as usize,
                    span: number.span,
                    shape: shape.name,
                    stop,
                });
            }
        }
        self.candidates = candidates;
    }

    /// How many tokens before and after a token a shape takes, or how far it came and why it does not
    /// fit.
    fn fit(
        &self,
        shape: &Shape,
        at: usize,
        number: Option<&Quantity>,
        clause: &Clause,
        bits: u128,
        seen: u128,
    ) -> Result<(usize, usize), (usize, Stop)> {
        if !may_fit(shape, bits, seen) {
            return Err((0, Stop::Topic));
        }
        let (back, reached) = shape.before.run(before(&self.tokens, at));
        let Some(back) = back else {
            return Err((reached, Stop::Words(self.span_before(at, reached))));
        };
        let (forth, further) = shape.after.run(after(&self.tokens, at));
        let Some(forth) = forth else {
            return Err((back + further, Stop::Words(self.span_after(at, further))));
        };
        let reached = 10 + back + forth;
        let stop = |stop: Stop| Err((reached, stop));
        let barred = shape.unless & (clause.before | clause.after)
            | shape.unless_after & clause.after
            | shape.unless_sentence & bits;
        if barred != 0 {
            let name = CONCEPTS.get(barred.trailing_zeros() as usize);
            return stop(Stop::Unless(name.copied().unwrap_or_default()));
        }
        if let Some(number) = number {
            if !self.measured(shape, number) || self.counts_other(at, number) {
                return stop(Stop::Measure);
            }
            if number.qualifiers.part && !shape.part {
                return stop(Stop::Part);
            }
        }
        let Some(state) = self.states.get(at) else {
            return stop(Stop::Topic);
        };
        if state.other_year && !shape.any_year {
            return stop(Stop::Year);
        }
        if state.foreign && !shape.any_scope {
            return stop(Stop::Scope);
        }
        let topic = clause.topic.or(state.topic);
        if shape.topics != 0 && topic.is_none_or(|topic| shape.topics >> topic & 1 == 0) {
            return stop(Stop::Topic);
        }
        Ok((back, forth))
    }

    /// The token that a pattern read backwards stopped at.
    fn span_before(&self, at: usize, reached: usize) -> Span {
        let mut index = at;
        for _ in 0..=reached {
            let Some(next) = index.checked_sub(1) else {
                break;
            };
            let token = &self.tokens[next];
            index = match token.pair.filter(|_| token.is(id::CLOSE)) {
                Some(pair) => pair as usize,
                None => next,
            };
        }
        self.report.prose.source_span(self.tokens[index].range)
    }

    /// The token that a pattern read forwards stopped at.
    fn span_after(&self, at: usize, reached: usize) -> Span {
        let index = (at + 1 + reached).min(self.tokens.len().saturating_sub(1));
        self.report.prose.source_span(self.tokens[index].range)
    }

    /// Whether a number counts what happened, for the whole of the body, in the report's year.
    fn counts(&self, number: &Quantity) -> bool {
        let of = number.qualifiers;
        let subject = self.report.prose.text(number.subject);
        // `上年度转入2件` is no comparison.
        let carried = subject.contains('转') && !subject.contains(['较', '比', '同', '增', '减']);
        !(of.comparison && !carried
            || of.approximate
            || of.norm
            || of.own_level && self.whole && (of.part || self.says_level(number)))
    }

    /// Whether the clause of a number says that it is of one level of the government alone.
    fn says_level(&self, number: &Quantity) -> bool {
        let subject = self.report.prose.text(number.subject);
        ["本级", "代表"].iter().any(|word| subject.contains(word))
            || subject.contains("政府办") && !subject.contains("政府办理")
    }

    fn measured(&self, shape: &Shape, number: &Quantity) -> bool {
        let unit = self.report.prose.text(number.unit);
        if shape.kind == Kind::Fee {
            MONEY.iter().any(|(money, _)| *money == unit)
        } else {
            // A bare number may be that of a page; 条 counts what was published.
            let subject = self.report.prose.text(number.subject);
            let bare = unit.is_empty()
                && !subject.ends_with(['为', '是', '数', '量', '共', '计'])
                && !matches!(
                    shape.kind,
                    Kind::Enforcement | Kind::Applicants | Kind::Outcome
                );
            MEASURES.contains(&unit)
                && !bare
                && !shape.not_measured_in.contains(&unit)
                && number.value.is_integer()
                && !(shape.kind == Kind::Enforcement && unit == "条")
        }
    }

    /// Whether a number with the measure word of everything (`5个环节`) is followed by a thing that the
    /// vocabulary does not know.
    fn counts_other(&self, at: usize, number: &Quantity) -> bool {
        self.report.prose.text(number.unit) == "个"
            && self.tokens.get(at + 1).is_some_and(|next| next.is(id::GAP))
    }

    /// The clause of a token.
    fn clause(&self, at: usize, words: bool) -> Clause {
        let stop = |token: &Token| {
            token.is_any(bit(id::EDGE) | bit(id::OPEN) | bit(id::CLOSE))
                || !words && token.is(id::N)
        };
        let mut clause = Clause::default();
        let mut channels = 0;
        let mut index = at;
        while let Some(next) = index.checked_sub(1) {
            let token = &self.tokens[next];
            // A bracket that closes here is an aside.
            if let Some(pair) = token.pair.filter(|_| token.is(id::CLOSE)) {
                index = pair as usize;
                continue;
            }
            if stop(token) {
                break;
            }
            let next_to = self
                .tokens
                .get(next + 1)
                .is_some_and(|after| after.is(id::CHANNEL));
            channels += usize::from(token.is(id::CHANNEL) && !next_to);
            clause.before |= token.concepts;
            index = next;
        }
        // 其中主动公开15件、依申请公开2件: a list goes on from its first word.
        let list = self.tokens[..index].iter().rev().take(LONGEST_LIST);
        if list
            .take_while(|token| !token.is(id::EDGE))
            .any(|token| token.is(id::OF_WHICH))
        {
            clause.before |= bit(id::OF_WHICH);
        }
        let mut index = at + 1;
        let mut near = 0;
        while let Some(token) = self.tokens.get(index) {
            if let Some(pair) = token.pair.filter(|_| token.is(id::OPEN)) {
                index = pair as usize + 1;
                continue;
            }
            // `复议2件、诉讼1件`, `复议2件和诉讼1件`: what comes next belongs to the next number.
            let next = token.is(id::DUN) || near == 0 && token.is(id::CONJ);
            if stop(token) || !words && next {
                break;
            }
            channels += usize::from(token.is(id::CHANNEL));
            clause.after |= token.concepts;
            if clause.before & TOPICAL == 0
                && clause.topic.is_none()
                && near < 6
                && !token.is(id::DUN)
            {
                clause.topic = TOPICS
                    .iter()
                    .find(|(concept, _)| token.is(*concept))
                    .map(|&(_, topic)| topic);
            }
            near += 1;
            index += 1;
        }
        if channels == 1 && (clause.before | clause.after) & bit(id::ETCETERA) == 0 {
            clause.before |= bit(id::CHANNEL_ONE);
        }
        clause
    }

    fn claim(
        &self,
        shape: &'static Shape,
        at: usize,
        number: Option<&Quantity>,
        reach: (usize, usize),
    ) -> Option<Claim> {
        let readings: Vec<Reading> = shape
            .reads
            .iter()
            .filter_map(|cells| reading(self.report, cells))
            // That none was there says nothing of those that are still open.
            .filter(|reading| {
                !(number.is_some_and(|number| number.value.is_zero())
                    && reading.terms.iter().any(|term| term.minus))
            })
            .collect();
        if readings.is_empty() || number.is_some() && self.lacks_power(&readings) {
            return None;
        }
        let token = &self.tokens[at];
        let (value, range) = match number {
            Some(number) => (self.value(shape, number)?, number.number.cover(number.unit)),
            // Words: from the first that the pattern needs to the last.
            None => (Decimal::ZERO, self.words(at, reach)),
        };
        let words = match number {
            Some(_) => self.wording(at, reach),
            None => range,
        };
        Some(Claim {
            words,
            kind: shape.kind,
            shape: shape.name,
            value,
            relation: shape.relation,
            readings,
            quantity: token
                .quantity
                .filter(|_| number.is_some())
                .map(|index| index as usize),
            soft: shape.soft,
            range,
            span: match number {
                Some(number) => number.span,
                None => self.report.prose.source_span(range),
            },
        })
    }

    /// Whether a claim counts 规章, which a department or a township can only draft for others.
    fn lacks_power(&self, readings: &[Reading]) -> bool {
        let kind = self.report.body.as_ref().map(|body| body.kind);
        matches!(kind, Some(BodyKind::Department | BodyKind::Township))
            && readings
                .iter()
                .flat_map(|reading| &reading.terms)
                .any(|term| term.cell.row == RowKey::Rules)
    }

    /// The words that say what a number counts: those before it that the pattern takes, or those after.
    fn wording(&self, at: usize, (back, forth): (usize, usize)) -> TextRange {
        let stop = bit(id::EDGE) | bit(id::N) | bit(id::DUN) | bit(id::OPEN) | bit(id::CLOSE);
        let mut first = at;
        for _ in 0..back {
            match first.checked_sub(1).and_then(|next| self.tokens.get(next)) {
                Some(token) if !token.is_any(stop) => first -= 1,
                _ => break,
            }
        }
        if first < at {
            return self.tokens[first].range.cover(self.tokens[at - 1].range);
        }
        let mut last = at;
        for _ in 0..forth {
            match self.tokens.get(last + 1) {
                Some(token) if !token.is_any(stop) => last += 1,
                _ => break,
            }
        }
        if last > at {
            return self.tokens[at + 1].range.cover(self.tokens[last].range);
        }
        self.tokens[at].range
    }

    /// The words that carry a claim without a number.
    fn words(&self, at: usize, (back, _): (usize, usize)) -> TextRange {
        let token = &self.tokens[at];
        let mut first = at;
        let mut left = back;
        let mut index = at;
        while left > 0 {
            let Some(next) = index.checked_sub(1) else {
                break;
            };
            let here = &self.tokens[next];
            if here.is(id::OPEN) {
                break;
            }
            index = match here.pair.filter(|_| here.is(id::CLOSE)) {
                Some(pair) => pair as usize,
                None => next,
            };
            if here.is_any(bit(id::NEGATE) | bit(id::ALL) | bit(id::RATE) | bit(id::DONE_MARK)) {
                first = index;
            }
            left -= 1;
        }
        self.tokens[first].range.cover(token.range)
    }

    fn value(&self, shape: &Shape, number: &Quantity) -> Option<Decimal> {
        if shape.kind != Kind::Fee {
            return Some(number.value);
        }
        let unit = self.report.prose.text(number.unit);
        let (_, digits) = MONEY.iter().find(|(money, _)| *money == unit)?;
        number.value.checked_div(Decimal::from(10_u64.pow(*digits)))
    }
}

/// What is around a token within its clause.
#[derive(Clone, Copy, Debug, Default)]
struct Clause {
    before: u128,
    after: u128,
    topic: Option<u8>,
}

/// Whether a sentence holds what a shape cannot do without. It rules out nearly all shapes at once.
fn may_fit(shape: &Shape, bits: u128, seen: u128) -> bool {
    let has =
        |pattern: &Automaton| pattern.needs == 0 || pattern.needs & (bits | bit(id::EDGE)) != 0;
    has(&shape.before) && has(&shape.after) && (shape.needs == 0 || shape.needs & seen != 0)
}

/// The concepts that carry claims.
static ANCHORS: u128 = {
    let mut all = 0;
    let mut at = 0;
    while at < SHAPES.len() {
        all |= bit(SHAPES[at].at);
        at += 1;
    }
    all
};

/// The concepts that say what a sentence is about.
static TOPICAL: u128 = {
    let mut all = 0;
    let mut at = 0;
    while at < TOPICS.len() {
        all |= bit(TOPICS[at].0);
        at += 1;
    }
    all
};

/// The sentences of a paragraph.
fn sentences(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let end = rest.find(['。', '!', '?']).map_or(text.len(), |at| {
            start + at + rest[at..].chars().next().map_or(1, char::len_utf8)
        });
        let range = start..end;
        start = end;
        Some(range)
    })
}
