//! What `check` writes to.

use std::io::Write;

use anyhow::Result;
use nianbao_lint::Lang;

use crate::output::{Assembly, Format, Piece, Summary, Target};

/// What is written, with separators between what is not empty, or put together first.
pub(super) struct Output {
    target: Target,
    assembly: Option<Box<dyn Assembly>>,
    begun: bool,
}

impl Output {
    pub(super) fn new(target: Target, assembly: Option<Box<dyn Assembly>>) -> Self {
        Self {
            target,
            assembly,
            begun: false,
        }
    }

    /// Takes what a file gave.
    pub(super) fn take(&mut self, piece: Piece, format: &dyn Format) -> Result<()> {
        match (&mut self.assembly, piece) {
            (Some(assembly), piece) => assembly.take(piece),
            (None, Piece::Text(text)) => Ok(self.element(&text, format)?),
            // Pieces are made for the assembly.
            (None, _) => Ok(()),
        }
    }

    /// Writes what is left, and the whole if it was put together.
    pub(super) fn finish(
        mut self,
        format: &dyn Format,
        summary: &Summary,
        lang: Lang,
    ) -> Result<()> {
        self.target.write_all(format.end(summary).as_bytes())?;
        if let Some(assembly) = self.assembly {
            assembly.write(summary, &mut self.target)?;
        }
        self.target.finish(lang)
    }

    /// The text before the first file.
    pub(super) fn begin(&mut self, format: &dyn Format) -> Result<()> {
        Ok(self.target.write_all(format.begin().as_bytes())?)
    }

    fn element(&mut self, text: &str, format: &dyn Format) -> std::io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        if std::mem::replace(&mut self.begun, true) {
            self.target.write_all(format.separator().as_bytes())?;
        }
        self.target.write_all(text.as_bytes())?;
        if format.streams() {
            self.target.flush()?;
        }
        Ok(())
    }
}
