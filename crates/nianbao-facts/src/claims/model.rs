//! The shape of a claim.

use nianbao_core::form::CellRef;
use nianbao_core::{Decimal, Span, TextRange};

/// One cell of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The cell.
    pub cell: CellRef,
    /// Whether the cell is subtracted from the sum of the others.
    pub minus: bool,
}

/// A sum of cells that a number of the prose may give. A reading with no term means nothing and is
/// never made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The cells, in the order of the form.
    pub terms: Vec<Term>,
}

/// How the number of a claim relates to the sum of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The sum is the number.
    Equal,
    /// The number counts a part: the sum is the number or more.
    AtMost,
    /// Every cell of the reading is 0; the claim gives no number (`未收到…申请`, `均维持`).
    Zero,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Requests received, fresh or with those carried in (表三).
    Received,
    /// Requests to be answered this year: new and carried in (表三).
    Due,
    /// Requests answered or closed (表三).
    Answered,
    /// Requests carried in from last year (表三).
    CarriedIn,
    /// Requests carried over to next year (表三).
    CarriedOut,
    /// Requests with one outcome (表三).
    Outcome,
    /// Requests of one kind of applicant (表三).
    Applicants,
    /// All requests closed: none is carried over (表三).
    AllDone,
    /// 行政复议 (表四).
    Review,
    /// 行政诉讼 (表四).
    Litigation,
    /// 行政复议 and 行政诉讼 in one number (表四).
    Cases,
    /// 规章 and 行政规范性文件 (表二).
    Documents,
    /// 行政许可, 行政处罚, 行政强制 (表二).
    Enforcement,
    /// 行政事业性收费 and 信息处理费 (表二).
    Fee,
}

impl Kind {
    /// Its name in JSON and in the data of the grammar.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Due => "due",
            Self::Answered => "answered",
            Self::CarriedIn => "carried-in",
            Self::CarriedOut => "carried-out",
            Self::Outcome => "outcome",
            Self::Applicants => "applicants",
            Self::AllDone => "all-done",
            Self::Review => "review",
            Self::Litigation => "litigation",
            Self::Cases => "cases",
            Self::Documents => "documents",
            Self::Enforcement => "enforcement",
            Self::Fee => "fee",
        }
    }
}

/// What the prose states about cells of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it is about.
    pub kind: Kind,
    /// The name of the shape that read it, for `nianbao claims` and for tests.
    pub shape: &'static str,
    /// The number: counts are integers, fees are in 万元. 0 for [`Relation::Zero`].
    pub value: Decimal,
    /// How the number relates to a reading.
    pub relation: Relation,
    /// What the number may be; any one will do. At least one.
    pub readings: Vec<Reading>,
    /// Index into `report.prose.quantities` of the number; `None` where words alone state it.
    pub quantity: Option<usize>,
    /// The words that say what is counted, in the folded text: from the first that the shape takes to
    /// the last before the number, or after it. The same as `range` where there is no number.
    pub words: TextRange,
    /// Whether careful readers may differ on what it says: `均在法定期限内答复` may leave out those
    /// that were not due.
    pub soft: bool,
    /// The number with its unit, or the words, in the folded text.
    pub range: TextRange,
    /// The same in the source.
    pub span: Span,
}

/// A number in words about requests, cases, documents or decisions that no shape reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// Index into `report.prose.quantities` of the number.
    pub quantity: usize,
    /// The number with its unit in the source.
    pub span: Span,
    /// The shape that came nearest.
    pub shape: &'static str,
    /// Why that shape does not read it.
    pub stop: Stop,
}

/// Why a shape does not read a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The words at this place of the source do not fit the shape.
    Words(Span),
    /// The clause holds a concept that the shape excludes.
    Unless(&'static str),
    /// The sentence is about something else.
    Topic,
    /// The words are about another year or a part of one.
    Year,
    /// The words are about another body.
    Scope,
    /// The number is a part of another.
    Part,
    /// The number is not exact, or a difference, a norm or the number of one level of the government.
    Qualified,
    /// The number counts no such thing by its measure word.
    Measure,
}

impl Stop {
    /// Its name in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Words(_) => "words",
            Self::Unless(_) => "unless",
            Self::Topic => "topic",
            Self::Year => "year",
            Self::Scope => "scope",
            Self::Part => "part",
            Self::Qualified => "qualified",
            Self::Measure => "measure",
        }
    }
}
