//! Where output goes: stdout with or without colours, or a file that is written all or nothing.

use std::fs::File;
use std::io::{BufWriter, Stderr, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::{fs, io};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result};
use nianbao_lint::Lang;
use tempfile::NamedTempFile;

use crate::args::Color;
use crate::inputs::shown;
use crate::interrupt;
use crate::lang::tr;

const BUFFER: usize = 64 * 1024;

/// The place that output is written to.
#[derive(Debug)]
pub(crate) enum Target {
    /// Standard output without colours.
    Plain(BufWriter<StdoutLock<'static>>),
    /// Standard output with colours.
    Coloured(BufWriter<AutoStream<StdoutLock<'static>>>),
    /// A file that takes its place once everything is written.
    Atomic(BufWriter<NamedTempFile>, PathBuf),
    /// A device or a pipe, which cannot be replaced.
    Direct(BufWriter<File>),
    /// Standard error, when standard output is taken by a fixed text. It is not locked: a thread
    /// that fails writes there too.
    Errors(BufWriter<AutoStream<Stderr>>),
}

impl Target {
    /// Opens the file, or stdout when there is none.
    pub(crate) fn open(path: Option<&Path>, color: Color, lang: Lang) -> Result<Self> {
        match path {
            Some(path) => Self::file(path).with_context(|| unwritable(path, lang)),
            None => Ok(Self::stdout(color)),
        }
    }

    /// Standard error.
    pub(crate) fn stderr(color: Color) -> Self {
        let stderr = io::stderr();
        let choice = match color {
            Color::Auto => AutoStream::choice(&stderr),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self::Errors(BufWriter::new(AutoStream::new(stderr, choice)))
    }

    /// Replaces a file that exists: all of it or nothing, its permissions and links kept.
    pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut target = Self::file(path)?;
        target.write_all(bytes)?;
        target.close().map_err(|(_, error)| error)
    }

    fn stdout(color: Color) -> Self {
        let stdout = io::stdout();
        let choice = match color {
            Color::Auto => AutoStream::choice(&stdout),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let lock = stdout.lock();
        match choice {
            ColorChoice::Never => Self::Plain(BufWriter::with_capacity(BUFFER, lock)),
            _ => Self::Coloured(BufWriter::with_capacity(
                BUFFER,
                AutoStream::new(lock, choice),
            )),
        }
    }

    fn file(path: &Path) -> io::Result<Self> {
        let existing = fs::metadata(path).ok();
        if existing
            .as_ref()
            .is_some_and(|existing| !existing.is_file())
        {
            let device = File::options().write(true).open(path)?;
            return Ok(Self::Direct(BufWriter::with_capacity(BUFFER, device)));
        }
        // A link stays a link: the file behind it is replaced.
        let path = match existing {
            Some(_) => fs::canonicalize(path)?,
            None => path.to_owned(),
        };
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".nianbao-");
        // Temporary files are private by default; the result should be as any other new file, or
        // as the one that it replaces.
        #[cfg(unix)]
        let ordinary = std::os::unix::fs::PermissionsExt::from_mode(0o666);
        #[cfg(unix)]
        builder.permissions(ordinary);
        let file = interrupt::guarded(|| builder.tempfile_in(folder), NamedTempFile::path)?;
        if let Some(existing) = existing {
            file.as_file().set_permissions(existing.permissions())?;
        }
        Ok(Self::Atomic(BufWriter::with_capacity(BUFFER, file), path))
    }

    /// Whether colours can be shown.
    pub(crate) fn is_coloured(&self) -> bool {
        match self {
            Self::Coloured(_) => true,
            Self::Errors(writer) => writer.get_ref().current_choice() != ColorChoice::Never,
            _ => false,
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Plain(writer) => writer,
            Self::Coloured(writer) => writer,
            Self::Atomic(writer, _) => writer,
            Self::Direct(writer) => writer,
            Self::Errors(writer) => writer,
        }
    }

    /// Writes what is left; a file takes its place.
    pub(crate) fn finish(self, lang: Lang) -> Result<()> {
        self.close().map_err(|(path, error)| match path {
            Some(path) => anyhow::Error::new(error).context(unwritable(&path, lang)),
            None => error.into(),
        })
    }

    /// Writes what is left; an error comes with the file that could not take its place.
    fn close(mut self) -> Result<(), (Option<PathBuf>, io::Error)> {
        self.writer().flush().map_err(|error| (None, error))?;
        if let Self::Atomic(writer, path) = self {
            let unfinished = writer.get_ref().path().to_owned();
            let placed = writer
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|file| file.persist(&path).map_err(|error| error.error));
            interrupt::finished(&unfinished);
            placed.map_err(|error| (Some(path), error))?;
        }
        Ok(())
    }
}

fn unwritable(path: &Path, lang: Lang) -> String {
    let path = shown(path);
    tr!(lang, "无法写入 {path}", "{path} cannot be written")
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer().write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}
