//! The other reports that a report is read beside.

use std::sync::Arc;

use nianbao_core::Report;

/// Another report, with the path that findings name it by.
#[derive(Clone, Debug)]
pub struct Neighbour {
    /// Its path, as the user knows it.
    pub path: Arc<str>,
    /// The report.
    pub report: Arc<Report>,
}

impl PartialEq for Neighbour {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for Neighbour {}

/// The reports beside a report. Whoever reads files brings them; without any there are none.
///
/// ```
/// use std::sync::Arc;
/// use nianbao_core::{Report, SourceText};
/// use nianbao_lint::{Neighbour, Neighbours};
///
/// #[derive(Debug)]
/// struct LastYear(Neighbour);
///
/// impl Neighbours for LastYear {
///     fn previous(&self) -> Option<&Neighbour> {
///         Some(&self.0)
///     }
/// }
///
/// let report = Report::parse(SourceText::new("甲县2022年政府信息公开工作年度报告").unwrap());
/// let beside = LastYear(Neighbour { path: "2022.md".into(), report: Arc::new(report) });
/// assert_eq!(beside.previous().unwrap().report.year, Some(2022));
/// assert!(beside.peers().is_empty());
/// ```
pub trait Neighbours: std::fmt::Debug + Sync {
    /// The report of the same body for the year before.
    fn previous(&self) -> Option<&Neighbour> {
        None
    }

    /// The reports of bodies of the same kind for the same year.
    fn peers(&self) -> &[Neighbour] {
        &[]
    }

    /// The reports of the bodies below this one for the same year.
    fn children(&self) -> &[Neighbour] {
        &[]
    }
}

/// For those who read one report.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNeighbours;

impl Neighbours for NoNeighbours {}
