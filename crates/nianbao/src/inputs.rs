//! What is read: files, folders and standard input, each once, in one order.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use nianbao_core::{DecodeError, MAX_LEN, NotText};
use nianbao_lint::Lang;

pub(crate) use nianbao_workspace::files::shown;

use crate::lang::tr;

/// The files of a folder that may be reports.
const EXTENSIONS: [&str; 5] = ["txt", "md", "markdown", "html", "htm"];

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    Stdin,
    File(PathBuf),
}

/// One text to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// The path as output shows it: as given, with `/`.
    pub(crate) path: String,
    /// Whether the user named it, rather than a folder that holds it.
    pub(crate) named: bool,
    origin: Origin,
}

/// Why a path could not be read.
#[derive(Debug)]
pub(crate) enum ReadError {
    Io(io::Error),
    Decode(DecodeError),
    Walk(ignore::Error),
    /// The program itself failed on this text.
    Defect,
}

impl ReadError {
    /// The reason in plain words.
    pub(crate) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => tr!(lang, "文件不存在", "no such file or folder"),
                io::ErrorKind::PermissionDenied => tr!(lang, "没有读取权限", "permission denied"),
                _ => error.to_string(),
            },
            Self::Decode(error @ DecodeError::NotText(kind)) => {
                let reason = not_text_zh(*kind);
                tr!(lang, "不是文本文件：{reason}", "{error}")
            }
            Self::Decode(error @ DecodeError::TooLarge { len }) => tr!(
                lang,
                "文件有 {len} 字节，超过能读取的 {MAX_LEN} 字节",
                "{error}"
            ),
            Self::Decode(error) => tr!(lang, "无法解码（{error}）", "{error}"),
            Self::Walk(error) => error.to_string(),
            Self::Defect => tr!(
                lang,
                "程序内部错误，此文件未能处理；请报告此缺陷",
                "internal error, this file was not processed; please report the defect"
            ),
        }
    }
}

/// What a file is that is no text, and what to do about it; the English words are the error's own.
fn not_text_zh(kind: NotText) -> &'static str {
    match kind {
        NotText::Pdf => "这是 PDF，请先转换为文本（pdftotext -layout）",
        NotText::Zip => "这是压缩容器（docx、xlsx、odt 等），请先另存为文本或网页",
        NotText::OldOffice => "这是旧版 Office 文档（doc、xls），请先另存为文本或网页",
        NotText::Rtf => "这是 RTF 文档，请先另存为文本或网页",
        NotText::Picture => "这是图片",
        NotText::Compressed => "这是压缩文件",
        NotText::ZeroBytes => "内含零字节",
        NotText::ControlCharacters => "解码后多为控制字符",
    }
}

/// A path that could not be read, with the reason.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) path: String,
    pub(crate) error: ReadError,
}

/// Everything that the paths of the command line stand for.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The texts, ordered by path.
    pub(crate) found: Vec<Input>,
    /// Paths that do not exist or folders that cannot be listed.
    pub(crate) unreadable: Vec<Unreadable>,
}

/// Finds the files that `paths` stand for; no path at all stands for the current folder.
pub(crate) fn collect(paths: &[PathBuf], stdin_filename: Option<&str>) -> Inputs {
    let mut inputs = Inputs::default();
    if paths.is_empty() {
        walk(Path::new("."), &mut inputs);
    }
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.found.push(Input {
                path: stdin_filename.unwrap_or("-").to_owned(),
                named: true,
                origin: Origin::Stdin,
            });
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut inputs),
            Ok(_) => inputs.found.push(Input {
                path: shown(path),
                named: true,
                origin: Origin::File(path.clone()),
            }),
            Err(error) => inputs.unreadable.push(Unreadable {
                path: shown(path),
                error: ReadError::Io(error),
            }),
        }
    }
    // One folder holds every file once; only several paths can name the same file twice.
    if paths.len() > 1 {
        deduplicate(&mut inputs.found);
    }
    inputs.found.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}

fn walk(folder: &Path, inputs: &mut Inputs) {
    // A .gitignore counts also where the files were exported from the repository.
    let walker = WalkBuilder::new(folder).require_git(false).build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && has_known_extension(entry.path()) {
                    let path = entry.into_path();
                    inputs.found.push(Input {
                        path: shown(path.strip_prefix(".").unwrap_or(&path)),
                        named: false,
                        origin: Origin::File(path),
                    });
                }
            }
            Err(error) => inputs.unreadable.push(Unreadable {
                path: shown(folder),
                error: ReadError::Walk(error),
            }),
        }
    }
}

fn has_known_extension(path: &Path) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|own| {
        EXTENSIONS
            .iter()
            .any(|known| own.eq_ignore_ascii_case(known))
    })
}

/// Keeps one of the inputs that are the same file, named if any of them was named.
fn deduplicate(found: &mut Vec<Input>) {
    let mut seen: HashMap<Option<PathBuf>, usize> = HashMap::with_capacity(found.len());
    let mut kept: Vec<Input> = Vec::with_capacity(found.len());
    for input in found.drain(..) {
        let identity = match &input.origin {
            Origin::Stdin => None,
            Origin::File(path) => {
                Some(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone()))
            }
        };
        if let Some(&index) = seen.get(&identity) {
            kept[index].named |= input.named;
        } else {
            seen.insert(identity, kept.len());
            kept.push(input);
        }
    }
    *found = kept;
}

impl Input {
    /// The file; none for standard input.
    pub(crate) fn file(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Stdin => None,
            Origin::File(path) => Some(path),
        }
    }

    /// Reads the bytes.
    pub(crate) fn read_bytes(&self) -> Result<Vec<u8>, ReadError> {
        match &self.origin {
            Origin::Stdin => read_all(io::stdin().lock(), 0),
            Origin::File(path) => File::open(path).and_then(|file| {
                let len = file.metadata().map_or(0, |metadata| metadata.len());
                read_all(file, len)
            }),
        }
        .map_err(ReadError::Io)
    }
}

/// Reads to the end, but no more than tells that there is too much: a device has no end.
fn read_all(reader: impl Read, expected: u64) -> io::Result<Vec<u8>> {
    let limit = MAX_LEN as u64 + 1;
    let mut bytes = Vec::with_capacity(expected.min(limit) as usize + 1);
    reader.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
