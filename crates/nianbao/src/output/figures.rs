//! Key figures of a report: shares of its own cells, each with what it is a share of.
//!
//! A share is told only where every cell that it needs holds a number. A blank, lost or damaged cell
//! makes it unknown, a denominator of zero leaves it without a base, and cells that contradict each
//! other (a part that is more than its whole) make it unknown too: it is never 0 by default.

use nianbao_core::form::{CellRef, ColumnKey, RowKey};
use nianbao_core::{Decimal, Report};
use nianbao_lint::{Findings, Lang, Severity};

use crate::lang::pick;

/// The rows under （三）不予公开.
const DENIED: [RowKey; 8] = [
    RowKey::DeniedStateSecret,
    RowKey::DeniedProhibitedByLaw,
    RowKey::DeniedSecurityStability,
    RowKey::DeniedThirdPartyRights,
    RowKey::DeniedInternalAffairs,
    RowKey::DeniedProcessInformation,
    RowKey::DeniedEnforcementFiles,
    RowKey::DeniedAdministrativeInquiry,
];
/// The blocks of 表四.
const DISPUTES: [RowKey; 3] = [
    RowKey::Reconsideration,
    RowKey::LitigationDirect,
    RowKey::LitigationAfterReconsideration,
];

/// A key figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    /// 公开率: requests granted in whole or in part, of those handled.
    Granted,
    /// 不予公开率: requests denied, of those handled.
    Denied,
    /// 结转率: requests carried to the next year, of all that were to be handled.
    Carried,
    /// 纠错率: cases that corrected the body, of those concluded.
    Corrected,
}

/// What a key figure comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// So many of so many; the whole is above zero and not less than the part.
    Of {
        /// The part.
        part: Decimal,
        /// The whole.
        whole: Decimal,
        /// Whether an error was found in a cell that it rests on.
        doubtful: bool,
    },
    /// There was nothing to take a share of.
    NoBase,
    /// A cell is blank, lost or contradicts another.
    Unknown,
}

impl Figure {
    /// All, in the order in which they are shown.
    pub(super) const ALL: [Self; 4] = [Self::Granted, Self::Denied, Self::Carried, Self::Corrected];

    /// Its name.
    pub(super) fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Granted => pick(lang, "公开率", "Granted"),
            Self::Denied => pick(lang, "不予公开率", "Denied"),
            Self::Carried => pick(lang, "结转率", "Carried over"),
            Self::Corrected => pick(lang, "纠错率", "Corrected"),
        }
    }

    /// What it is a share of.
    pub(super) fn definition(self, lang: Lang) -> &'static str {
        match self {
            Self::Granted => pick(
                lang,
                "（予以公开＋部分公开）÷ 表三“（七）总计”",
                "(granted + partially granted) ÷ total handled, table 3",
            ),
            Self::Denied => pick(
                lang,
                "“（三）不予公开”八项之和 ÷ 表三“（七）总计”",
                "sum of the eight rows of denials ÷ total handled, table 3",
            ),
            Self::Carried => pick(
                lang,
                "结转下年度继续办理 ÷（本年新收＋上年结转）",
                "carried out ÷ (new requests + carried in), table 3",
            ),
            Self::Corrected => pick(
                lang,
                "表四“结果纠正”÷ 已审结案件（结果维持＋结果纠正＋其他结果），复议、诉讼合计",
                "corrected ÷ concluded cases (upheld + corrected + other), reconsideration and \
                 litigation together, table 4",
            ),
        }
    }

    /// The cells of its part and of its whole.
    fn cells(self) -> (Vec<CellRef>, Vec<CellRef>) {
        let total = |rows: &[RowKey]| -> Vec<CellRef> {
            let cell = |row: &RowKey| CellRef::requests(*row, ColumnKey::Total);
            rows.iter().map(cell).collect()
        };
        let disputes = |columns: &[ColumnKey]| -> Vec<CellRef> {
            let of_row = |row: RowKey| {
                columns
                    .iter()
                    .map(move |column| CellRef::disputes(row, *column))
            };
            DISPUTES.into_iter().flat_map(of_row).collect()
        };
        match self {
            Self::Granted => (
                total(&[RowKey::Granted, RowKey::PartiallyGranted]),
                total(&[RowKey::TotalHandled]),
            ),
            Self::Denied => (total(&DENIED), total(&[RowKey::TotalHandled])),
            Self::Carried => (
                total(&[RowKey::CarriedOut]),
                total(&[RowKey::NewRequests, RowKey::CarriedIn]),
            ),
            Self::Corrected => (
                disputes(&[ColumnKey::Corrected]),
                disputes(&[ColumnKey::Upheld, ColumnKey::Corrected, ColumnKey::Other]),
            ),
        }
    }

    /// What it comes to in a report.
    pub(super) fn of(self, report: &Report, findings: &Findings) -> Share {
        let (part, whole) = self.cells();
        let sum = |cells: &[CellRef]| {
            cells.iter().try_fold(Decimal::ZERO, |sum, cell| {
                let number = report.cell(*cell)?.number()?;
                if number.is_sign_negative() && !number.is_zero() {
                    return None;
                }
                sum.checked_add(number)
            })
        };
        let (Some(share), Some(base)) = (sum(&part), sum(&whole)) else {
            return Share::Unknown;
        };
        if share > base {
            return Share::Unknown;
        }
        if base.is_zero() {
            return Share::NoBase;
        }
        let doubtful = findings.diagnostics.iter().any(|found| {
            found.severity == Severity::Error
                && found
                    .cell
                    .is_some_and(|cell| part.contains(&cell) || whole.contains(&cell))
        });
        Share::Of {
            part: share.normalize(),
            whole: base.normalize(),
            doubtful,
        }
    }
}

impl Share {
    /// The share in per cent with one digit after the point, rounded half up.
    pub(super) fn percent(self) -> Option<Decimal> {
        let Self::Of { part, whole, .. } = self else {
            return None;
        };
        let half = Decimal::new(5, 2);
        let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        Some(exact.checked_add(half)?.trunc_with_scale(1))
    }

    /// What stands in the place of a share that cannot be told.
    pub(super) fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::NoBase => pick(lang, "无基数", "no base"),
            Self::Of { .. } | Self::Unknown => pick(lang, "无法计算", "unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use nianbao_core::SourceText;
    use nianbao_lint::base_report;

    use super::*;

    fn shares(text: &str) -> [Share; 4] {
        let report = Report::parse(SourceText::new(text).unwrap());
        let findings = nianbao_lint::check(&report, &nianbao_rules::settings());
        Figure::ALL.map(|figure| figure.of(&report, &findings))
    }

    /// The line of the base report with a word and its cells.
    fn row(word: &str) -> (&'static str, Vec<&'static str>) {
        let lines = base_report().lines();
        let mut lines = lines.filter(|line| line.starts_with('|') && line.contains(word));
        let line = lines.next().unwrap();
        (line, line.split('|').collect())
    }

    #[test]
    fn shares_are_those_of_the_total_column() {
        let number = |word: &str| -> Decimal {
            let (_, cells) = row(word);
            cells[cells.len() - 2].trim().parse().unwrap()
        };
        let shares = shares(base_report());
        let Share::Of {
            part,
            whole,
            doubtful,
        } = shares[0]
        else {
            panic!("{shares:?}");
        };
        assert_eq!(part, number("予以公开") + number("部分公开"));
        assert_eq!(whole, number("（七）总计"));
        assert!(!doubtful);
    }

    #[test]
    fn a_blank_cell_is_no_zero() {
        let (line, cells) = row("予以公开");
        let mut blank = cells.clone();
        let last = blank.len() - 2;
        blank[last] = " ";
        let text = base_report().replace(line, &blank.join("|"));
        let shares = shares(&text);
        assert_eq!(shares[0], Share::Unknown);
        assert_ne!(shares[2], Share::Unknown, "other cells are untouched");
        assert_eq!(shares[0].percent(), None);
    }

    #[test]
    fn a_part_beyond_its_whole_is_no_share() {
        let (line, cells) = row("予以公开");
        let mut wrong = cells.clone();
        let last = wrong.len() - 2;
        wrong[last] = " 99999 ";
        let text = base_report().replace(line, &wrong.join("|"));
        assert_eq!(shares(&text)[0], Share::Unknown);
    }

    #[test]
    fn per_cents_are_rounded_half_up() {
        let of = |part: i64, whole: i64| {
            let (part, whole) = (part.into(), whole.into());
            let share = Share::Of {
                part,
                whole,
                doubtful: false,
            };
            share.percent().unwrap().to_string()
        };
        assert_eq!(of(49, 400), "12.3");
        assert_eq!(of(1, 3), "33.3");
        assert_eq!(of(2, 3), "66.7");
        assert_eq!(of(1, 1), "100.0");
        let huge = Share::Of {
            part: Decimal::MAX,
            whole: Decimal::MAX,
            doubtful: false,
        };
        assert_eq!(huge.percent(), None);
    }
}
