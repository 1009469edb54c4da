//! What a report provably lost on its way to us: cut tables, torn rows, missing sections.
//!
//! Damage is the converter's fault, not the drafter's. It is named once, at its place, and switches
//! off the checks that it makes impossible; it never hides what can still be checked.

use crate::form::{RowKey, SectionKind, TableId};
use crate::span::Span;

/// What was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DamageKind {
    /// A table breaks off: the named rows are lost.
    TableCut {
        /// Which table.
        table: TableId,
        /// The rows that are gone.
        rows: Vec<RowKey>,
    },
    /// A row holds fewer or more values than the form has columns, so that none can be assigned.
    RowMisfit {
        /// Which table.
        table: TableId,
        /// Which row.
        row: RowKey,
        /// How many values were found.
        found: usize,
    },
    /// A row shows as many values as the form has columns, but they stand so that they may be of more
    /// rows than one.
    RowTorn {
        /// Which table.
        table: TableId,
        /// Which row.
        row: RowKey,
    },
    /// A label was cut, or torn apart by a page break or by a converter; the row is still known.
    LabelTorn {
        /// Which table.
        table: TableId,
        /// Which row.
        row: RowKey,
    },
    /// A row of values stands without any label or header; it was assigned by its size.
    HeaderLost {
        /// Which table.
        table: TableId,
    },
    /// The table's numbers are there but torn from their labels, or in a layout that is not known.
    TableTorn {
        /// Which table.
        table: TableId,
    },
    /// The heading of a section is lost although its table is there.
    HeadingLost {
        /// Which section.
        section: SectionKind,
    },
    /// The table stands in a picture or an attachment, or a converter left a mark in its place.
    NotReadable {
        /// Which table.
        table: TableId,
    },
}

/// Damage at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// What was lost.
    pub kind: DamageKind,
    /// Where: the place at which the text breaks off or the torn part.
    pub span: Span,
}

impl DamageKind {
    /// The table concerned, if any.
    pub fn table(&self) -> Option<TableId> {
        match self {
            Self::TableCut { table, .. }
            | Self::RowMisfit { table, .. }
            | Self::RowTorn { table, .. }
            | Self::LabelTorn { table, .. }
            | Self::HeaderLost { table }
            | Self::TableTorn { table }
            | Self::NotReadable { table } => Some(*table),
            Self::HeadingLost { .. } => None,
        }
    }
}
