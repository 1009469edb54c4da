//! Random reports, and every layout in which a county office may hand one in.
//!
//! A [`Model`] is what a report says; a [`Look`] is how its text comes out of a word processor, a web
//! page or a converter. Whatever the look, parsing must yield the model again.

mod aligned;
mod check;
mod drawn;
mod flowing;
mod grid;
mod html;
mod look;
mod model;
mod plain;
mod random;
mod strategy;

pub use check::{compare, verify_slices, verify_spans};
pub use grid::{Grid, GridCell, grid};
pub use html::{HtmlLook, page};
pub use look::{Dress, HeadingLook, Look, PageMark, ProseLook, Shows, TableLook, render};
pub use model::{Model, SECTION_TITLES};
pub use random::Random;
pub use strategy::{html_look, look, model, table_look};
