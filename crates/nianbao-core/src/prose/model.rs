//! The facts that prose states. Ranges are of the folded text, spans of the source.

use rust_decimal::Decimal;

use crate::form::SectionKind;
use crate::span::{Span, TextRange};

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Part of the title lines.
    Title,
    /// Before the first section, after the title.
    Preamble,
    /// A heading line of a section.
    Heading,
    /// A sub-heading that stands on a line of its own.
    SubHeading,
    /// Running text.
    Body,
    /// Signature or date line at the end.
    Signature,
    /// A remark below a table (`注：…`).
    Note,
    /// What the web page put round the report: navigation, source line, footer.
    Chrome,
}

/// A logical paragraph: hard-wrapped lines joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands in the folded text, without the `\n` after it.
    pub range: TextRange,
    /// Where it stands in the source, from its first to its last character.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
    /// Index into [`crate::Report::sections`] of the section that holds it.
    pub section: Option<usize>,
}

/// Words round a quantity that change what it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Qualifiers {
    /// 其中 in its clause, or a part of a [`PartList`] that a list word, a total or a lead introduces.
    pub part: bool,
    /// New and carried-in together: 收办; 含/加上 上年结转 before, after or in the bracket that follows
    /// the number. Not set for the number of carried-in requests itself.
    pub with_carried_in: bool,
    /// Not of this year alone: 历年, or 累计 in a sentence that says 截至 or names no year before it
    /// (`全年累计`, `2023年,累计` are of the year).
    pub cumulative: bool,
    /// 同比, 较上年, 比上年, 增长/下降, 减少5件: a difference or the figure of another year. `增加专栏6个`
    /// is none.
    pub comparison: bool,
    /// 余, 多, 近, 约, 以上, 左右: not exact.
    pub approximate: bool,
    /// 本级, 县政府, 区政府办代表…: may be of a narrower scope than the tables of the report.
    pub own_level: bool,
    /// 每月/每季度/每…, 不少于, 至少, …个工作日: a norm, not a count of what happened.
    pub norm: bool,
}

/// A number with its unit.
///
/// Numbers that count nothing are no quantities: parts of dates, document numbers, telephone numbers,
/// addresses, ordinals, clock times, percentages, whatever stands inside book marks, and Chinese
/// numerals in fixed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The value; `1.2万条` is 12000, but `1.2万元` is 1.2 with the unit 万元.
    pub value: Decimal,
    /// Where the number stands, without its unit.
    pub number: TextRange,
    /// The measure word (件, 条, 次, 个, 万元, …); empty when there is none.
    pub unit: TextRange,
    /// What is counted, as far as it stands before the number: from the last `,` `;` `。` `:` or the
    /// bracket that encloses the number, or from the end of the quantity before it in the same clause
    /// (`规章2件、行政规范性文件3件`: 行政规范性文件). `、` alone begins nothing
    /// (`通知、公告12条`: 通知、公告). A second unit of the same things (`40期250条`) has the
    /// subject of the first.
    pub subject: TextRange,
    /// What is counted, as far as it stands after the unit (`17件政府信息公开申请`): up to the next
    /// punctuation mark or number; often empty.
    pub object: TextRange,
    /// Number and unit in the source.
    pub span: Span,
    /// Words that change what it counts.
    pub qualifiers: Qualifiers,
    /// Index of the paragraph.
    pub paragraph: usize,
}

/// Whether a list of parts claims to be complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exhaustive {
    /// 分别为, 包括…(without 等), a list in brackets, or 其中 with parts that are alike in wording
    /// (通过…, 通过…; …类, …类). Also whenever the parts make the whole.
    Yes,
    /// 等, 主要, 含, 另有: only some parts are named.
    No,
    /// A single part, parts of unlike wording, parts below half of the whole, or a list whose end or
    /// whole is in doubt.
    Unknown,
}

/// A whole and the parts that the text gives for it, with measure words that can be added up.
///
/// One whole may have several lists (by place, then by applicant), and a part may be the whole of a
/// nested list. A list is given only where a list word, a bracket or a colon ties it to its whole, or
/// where the words of its numbers do: what came in, was answered and is left, or the answers to one
/// question (who applied, by which way, with which outcome).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartList {
    /// Index into [`super::Prose::quantities`] of the whole.
    pub whole: usize,
    /// Indices of the parts, at least one.
    pub parts: Vec<usize>,
    /// Whether the list claims to be complete.
    pub exhaustive: Exhaustive,
    /// The words that introduce it (其中, 分别为, 包括, an opening bracket).
    pub introduced_by: TextRange,
    /// Whether the parts may hold requests of the year before that the whole does not: what was received
    /// stands beside what was answered, and the text does not speak of those carried in.
    pub carried_in: bool,
}

/// A percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percentage {
    /// The value in percent: `58%` is 58.
    pub value: Decimal,
    /// How many digits stand after the decimal point.
    pub decimals: u32,
    /// Number and sign in the folded text.
    pub range: TextRange,
    /// Number and sign in the source.
    pub span: Span,
    /// The clause before it, bounded as [`Quantity::subject`] is.
    pub subject: TextRange,
    /// Index of the paragraph.
    pub paragraph: usize,
}

/// A date as written: parts that the text does not give are `None`.
///
/// A year alone (`2023年`) and a month alone (`12月`) are dates; a number before 年 that is no year of
/// our time is not. Dates inside book marks are given too: they are part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year, four digits; two-digit years are not read as dates.
    pub year: Option<u16>,
    /// The month as written, 1 to 99.
    pub month: Option<u8>,
    /// The day as written, 1 to 99.
    pub day: Option<u8>,
    /// In the folded text.
    pub range: TextRange,
    /// In the source.
    pub span: Span,
    /// Index of the paragraph.
    pub paragraph: usize,
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// A day of the Gregorian calendar; `None` for 30 February and the like.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days)
            .contains(&day)
            .then_some(Self { year, month, day })
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A period with both ends: `自2023年1月1日起至2023年12月31日止`, `2023年1月1日至12月31日`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day, its year taken from the end where the text leaves it out; the first of the month
    /// where the text gives no day; `None` when impossible.
    pub from: Option<Day>,
    /// Last day, its year taken from the start where the text leaves it out; the last of the month
    /// where the text gives no day; `None` when impossible.
    pub to: Option<Day>,
    /// Indices into [`super::Prose::dates`] of the two ends.
    pub ends: (usize, usize),
    /// In the folded text.
    pub range: TextRange,
    /// In the source.
    pub span: Span,
    /// Whether the words round it say that it is the period of the statistics
    /// (统计期限, 统计数据, 数据统计时限, 本报告…).
    pub statistical: bool,
    /// Index of the paragraph.
    pub paragraph: usize,
}

/// The number of an official document: `国办公开办函〔2021〕30号`, `国务院令第711号`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentNumber {
    /// The issuer's code (国办公开办函) or, for orders, the issuer (国务院令, 国令).
    pub issuer: TextRange,
    /// The year as written, without its brackets; `None` for orders.
    pub year: Option<TextRange>,
    /// The bracket before the year, as folded (`〔`, `[`, `(`, `{`, `【`); `None` for orders and where it
    /// is missing.
    pub open: Option<char>,
    /// The bracket after the year.
    pub close: Option<char>,
    /// What stands between the year (or issuer) and the digits of the number: normally nothing, or
    /// 第.
    pub prefix: TextRange,
    /// The digits of the number.
    pub serial: TextRange,
    /// The whole number in the folded text, 号 (and 令 after it) included.
    pub range: TextRange,
    /// The whole number in the source.
    pub span: Span,
}

/// A citation: a title in book marks, a document number, or both together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The title with its outer book marks, in the folded text.
    pub title: Option<TextRange>,
    /// The document number that follows the title or stands alone.
    pub number: Option<DocumentNumber>,
    /// Everything in the source.
    pub span: Span,
    /// Index of the paragraph.
    pub paragraph: usize,
}

/// One item of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumerationItem {
    /// 1 for 一是, 2 for 二是, …
    pub ordinal: u32,
    /// The marker (一是) in the folded text.
    pub marker: TextRange,
    /// The item's text within its paragraph, marker excluded: up to the next marker. The last item of
    /// a run ends with its sentence when `;` separates the items, else where the paragraph ends or the
    /// sentence that introduces the next run begins.
    pub body: TextRange,
}

/// A run of 一是…二是…三是… within one section. 一是 always begins a new run; gaps and repetitions of
/// other ordinals stay in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// Its items in the order of the text.
    pub items: Vec<EnumerationItem>,
    /// Index of the paragraph of the first item.
    pub paragraph: usize,
    /// Index of the section.
    pub section: Option<usize>,
}

/// How the ordinal of a sub-heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrdinalStyle {
    /// `（一）`: Chinese numeral in full-width brackets.
    ParenFull,
    /// `(一)`: in half-width brackets, or one of each.
    ParenHalf,
    /// `1.`, `1．`, `1、`: Arabic digits.
    Arabic,
    /// `（1）`: Arabic digits in brackets.
    ArabicParen,
}

/// A sub-heading: a line or the start of a line with an ordinal below the sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubHeading {
    /// 2 for （一）, 3 for 1., 4 for （1）.
    pub level: u8,
    /// The value of the ordinal.
    pub ordinal: u32,
    /// How it is written.
    pub style: OrdinalStyle,
    /// The ordinal with its brackets or dot, in the source.
    pub ordinal_span: Span,
    /// Superfluous punctuation after the ordinal (`（一）、`), in the source; empty when none.
    pub separator_span: Span,
    /// The heading's words, ordinal excluded: up to the first `。`, `:` or the end of the line; where
    /// that is more than 40 characters away, up to the first `,` or 30 characters.
    pub title: TextRange,
    /// Whether running text follows in the same paragraph.
    pub run_in: bool,
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Index of the section.
    pub section: Option<usize>,
}

/// A statement of the parts of the report: `包括总体情况、…、其他需要报告的事项等六个部分`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionList {
    /// How many parts the text claims, with its place; `None` when it names them without a number.
    pub claimed: Option<(u32, TextRange)>,
    /// The sections it names, by kind where recognised, each with its place.
    pub named: Vec<(Option<SectionKind>, TextRange)>,
    /// The whole statement in the folded text.
    pub range: TextRange,
    /// The whole statement in the source.
    pub span: Span,
}

/// How a report speaks of its own body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SelfWord {
    /// 我县, 我办, 我们.
    Our,
    /// 本县, 本机关, 本单位.
    This,
    /// 全县, 全镇: its area.
    Whole,
    /// 政府办.
    Office,
}

/// A word by which the report names its own body or area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelfReference {
    /// How it speaks of the body.
    pub word: SelfWord,
    /// 我县, 我办, 本机关, 全乡, …
    pub range: TextRange,
    /// In the source.
    pub span: Span,
    /// Index of the paragraph.
    pub paragraph: usize,
}
