//! What an editor asks besides findings: what a cited document is, what rows and cells are called, the page on a rule, a
//! suppression. Everything is answered by the same code that the rules judge with.

mod documents;
mod ignore;
mod names;
mod page;
mod phrases;

pub use documents::{KnownDocument, cited_document, known_documents};
pub use ignore::{can_be_suppressed, ignore_here};
pub use names::{cell_name, column_name, row_articles, row_name, table_name};
pub use page::{pack_of, page, page_of};
pub use phrases::{fee_statement, overview_headings};
