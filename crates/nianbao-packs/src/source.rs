//! Where the texts of a pack come from, and the only place of this crate that opens files.
//!
//! A source gives the files of one folder and nothing else. [`Folder`] resolves every path, symbolic
//! links included, before it opens anything, and refuses what lies outside.

use std::fs::File;
use std::io;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use nianbao_lint::Message;

use super::read::MAX_TEXT;

/// The files of a pack.
pub trait PackSource {
    /// The text of a file, by its path relative to the folder of the pack, with `/` between its parts.
    ///
    /// # Errors
    /// Why it cannot be read, in both languages.
    fn read(&self, path: &str) -> Result<String, Message>;

    /// The file that the pack begins with, where it is not `pack.toml`.
    fn main(&self) -> Option<&str> {
        None
    }

    /// What a file is called in messages.
    fn label(&self, path: &str) -> String;
}

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    shown: String,
    /// The file that was named in the place of the folder.
    main: Option<String>,
}

impl Folder {
    /// A folder with a `pack.toml`, or the file of a pack with its folder; `shown` is what messages call
    /// it.
    ///
    /// # Errors
    /// That of the system, when there is no such folder.
    pub fn open(path: &Path, shown: &str) -> io::Result<Self> {
        let path = path.canonicalize()?;
        if path.is_dir() {
            let shown = shown.trim_end_matches('/').to_owned();
            return Ok(Self {
                root: path,
                shown,
                main: None,
            });
        }
        let root = path.parent().map_or_else(|| path.clone(), Path::to_owned);
        let shown = shown
            .rsplit_once('/')
            .map_or(".", |(folder, _)| folder)
            .to_owned();
        let main = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Ok(Self { root, shown, main })
    }

    /// The file of a relative path, if it lies below the folder with all links resolved.
    fn resolve(&self, path: &str) -> Result<PathBuf, Message> {
        let outside = || {
            Message::new(
                format!("{path} 在规则包的文件夹之外，不能读取"),
                format!("{path} lies outside the folder of the pack and is not read"),
            )
        };
        let relative = Path::new(path);
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !relative.components().all(inside) {
            return Err(outside());
        }
        let full = self.root.join(relative).canonicalize();
        let full = full.map_err(|error| unreadable(path, &error))?;
        if full.starts_with(&self.root) {
            Ok(full)
        } else {
            Err(outside())
        }
    }
}

fn unreadable(path: &str, error: &io::Error) -> Message {
    Message::new(
        format!("{path} 无法读取：{error}"),
        format!("{path} cannot be read: {error}"),
    )
}

impl PackSource for Folder {
    fn read(&self, path: &str) -> Result<String, Message> {
        let full = self.resolve(path)?;
        let wrong = |error: io::Error| unreadable(path, &error);
        // A pipe would wait for a writer when it is opened, and a device be read without end.
        if !std::fs::metadata(&full).map_err(wrong)?.is_file() {
            return Err(Message::new(
                format!("{path} 不是文件"),
                format!("{path} is not a file"),
            ));
        }
        let file = File::open(&full).map_err(wrong)?;
        let mut text = String::new();
        file.take(MAX_TEXT as u64 + 1)
            .read_to_string(&mut text)
            .map_err(wrong)?;
        if text.len() > MAX_TEXT {
            return Err(Message::new(
                format!("{path} 太大：最多 {MAX_TEXT} 字节"),
                format!("{path} is too large: at most {MAX_TEXT} bytes"),
            ));
        }
        // An editor on Windows may have put a mark at the front.
        Ok(text
            .strip_prefix('\u{feff}')
            .map_or_else(|| text.clone(), str::to_owned))
    }

    fn main(&self) -> Option<&str> {
        self.main.as_deref()
    }

    fn label(&self, path: &str) -> String {
        if self.shown.is_empty() || self.shown == "." {
            path.to_owned()
        } else {
            format!("{}/{path}", self.shown)
        }
    }
}
