//! The national form as data: its sections, tables, rows, columns, aliases and identities.
//!
//! The one place that knows the form. Parser, rules, completion, hover, skeleton and documentation
//! all read it. Editions: 2021 (国办公开办函〔2021〕30号, report years from 2021) and 2019
//! (国办公开办函〔2019〕60号, report years 2019 and 2020).
//!
//! Aliases are written in the normal form of [`crate::normal::label`]: no white space, no quotes,
//! half-width punctuation, no leading ordinal, no note in brackets.

mod identities;
mod keys;
mod sections;
mod tables;

pub use identities::{Identity, IdentityKind, identities};
pub use keys::{CellRef, ColumnKey, RowKey, TableId};
pub use sections::{OVERVIEW_ASPECTS, OverviewAspect, SECTIONS, SectionDef, SectionKind, section};
pub use tables::{ColumnDef, GroupDef, RowDef, TableDef, table, tables};

/// An edition of the national form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edition {
    /// 国办公开办函〔2019〕60号, for the report years 2019 and 2020.
    V2019,
    /// 国办公开办函〔2021〕30号, for report years from 2021.
    V2021,
}

impl Edition {
    /// The edition that binds a report of `year`; years before 2019 have no tables.
    pub fn for_year(year: u16) -> Option<Self> {
        match year {
            0..=2018 => None,
            2019 | 2020 => Some(Self::V2019),
            _ => Some(Self::V2021),
        }
    }

    /// The contract's word for it: `"2019"` or `"2021"`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2019 => "2019",
            Self::V2021 => "2021",
        }
    }

    /// The number of the document that prescribes it.
    pub fn document(self) -> &'static str {
        match self {
            Self::V2019 => "国办公开办函〔2019〕60号",
            Self::V2021 => "国办公开办函〔2021〕30号",
        }
    }
}
