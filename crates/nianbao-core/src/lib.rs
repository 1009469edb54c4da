//! `nianbao-core` turns the text of a 政府信息公开工作年度报告 in any layout into a [`Report`].
//!
//! It knows nothing of rules, files or editors. Every fact in the model carries its span in the
//! source; a cell is a number, blank or something else, never zero by default; parsing never fails
//! and never guesses: what was lost on the way is named in [`Report::damage`].
//!
//! ```text
//! bytes ─decode─▶ Source ─layout─▶ lines of cells ─table, prose─▶ Report
//! ```

pub mod damage;
pub mod form;
mod layout;
mod meta;
pub mod normal;
mod origin;
mod outline;
mod paragraphs;
mod parse;
mod place;
pub mod prose;
mod report;
mod span;
pub mod table;
mod text;
mod text_map;

pub use origin::{Location, Origin, Permissions, ReadOnly};
pub use place::{Edge, Part, Place, Places, SectionName, TablePart};
pub use report::*;
pub use rust_decimal::Decimal;
pub use span::{Span, TextRange};
pub use text::{DecodeError, EncodeError, MAX_LEN, NotText, Position, Source, SourceText};
pub use text_map::VisibleLines;
