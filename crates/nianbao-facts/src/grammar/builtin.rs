//! What the grammar knows besides the words of the vocabulary: tokens that the parser of the report
//! already found, and the names that the data may use. The build script reads this file too.

/// Concepts of tokens that no word makes.
#[allow(dead_code, reason = "used by the build script")]
pub(crate) const NAMES: &[&str] = &[
    // A quantity that the report's parser found.
    "N",
    // Text that no word of the vocabulary covers.
    "gap",
    // A mark that ends a clause, or the beginning or end of the sentence.
    "edge",
    "comma",
    "semi",
    "colon",
    "dun",
    "open",
    "close",
    // A bracket with all that it holds, as a pattern that goes past it sees it.
    "group",
    // A percentage, and one of 100 %.
    "pct",
    "pct100",
    // Years: of the report, the one before, the one after, any other; a part of a year.
    "year",
    "last-year",
    "next-year",
    "other-year",
    "part-year",
    // A title in book marks.
    "title",
    // A body that is not the report's own.
    "foreign",
    // The report's own body.
    "own",
    // Any token within a clause but a quantity.
    "inner",
    // The only channel that a clause names.
    "channel-one",
    // An outcome of any kind.
    "outcome",
];

/// What a sentence can be about.
#[allow(dead_code, reason = "used by the build script")]
pub(crate) const TOPICS: &[&str] = &[
    "requests",
    "review",
    "litigation",
    "documents",
    "enforcement",
    "fee",
    "rules",
    "other",
];

/// The kinds of claims by the name that the data give them.
#[allow(dead_code, reason = "used by the build script")]
pub(crate) const KINDS: &[(&str, &str)] = &[
    ("received", "Received"),
    ("due", "Due"),
    ("answered", "Answered"),
    ("carried-in", "CarriedIn"),
    ("carried-out", "CarriedOut"),
    ("outcome", "Outcome"),
    ("applicants", "Applicants"),
    ("all-done", "AllDone"),
    ("review", "Review"),
    ("litigation", "Litigation"),
    ("cases", "Cases"),
    ("documents", "Documents"),
    ("enforcement", "Enforcement"),
    ("fee", "Fee"),
];

/// The relations by the name that the data give them.
#[allow(dead_code, reason = "used by the build script")]
pub(crate) const RELATIONS: &[(&str, &str)] =
    &[("equal", "Equal"), ("at-most", "AtMost"), ("zero", "Zero")];

/// The first character of the block of unified ideographs.
pub(crate) const FIRST_IDEOGRAPH: usize = 0x4E00;

/// How many characters the block has.
pub(crate) const IDEOGRAPHS: usize = 0x5200;

/// Chinese numerals that a number may begin with.
#[allow(dead_code, reason = "used by the build script")]
pub(crate) const NUMERALS: &[char] = &[
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '两', '零',
];

/// The bit of a root that says that a number may begin with the character.
pub(crate) const NUMBER: u16 = 1 << 15;
