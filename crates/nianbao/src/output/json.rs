//! `check --format json` and `jsonl`, as the contract lays them down.

use nianbao_json::check::JsonFile;
use nianbao_json::to_line;
use nianbao_lint::Lang;

use super::{CheckedFile, Format, Summary};

fn line(file: &CheckedFile<'_>, lang: Lang) -> String {
    to_line(&JsonFile::new(file.path, file.report, file.findings, lang))
}

/// One document; a file a line, so that it can be written as the files are done and still be read.
#[derive(Debug)]
pub(crate) struct Json {
    lang: Lang,
}

impl Json {
    pub(crate) fn new(lang: Lang) -> Self {
        Self { lang }
    }
}

impl Format for Json {
    fn begin(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        format!(
            "{{\"schema\":1,\"tool\":{{\"name\":\"nianbao\",\"version\":\"{version}\"}},\n\"files\":[\n"
        )
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn file(&self, file: &CheckedFile<'_>) -> String {
        line(file, self.lang)
    }

    fn end(&self, summary: &Summary) -> String {
        format!("\n],\n\"summary\":{}}}\n", to_line(summary))
    }

    fn needs_summary(&self) -> bool {
        false
    }
}

/// A file a line, each a document of its own.
#[derive(Debug)]
pub(crate) struct JsonLines {
    lang: Lang,
}

impl JsonLines {
    pub(crate) fn new(lang: Lang) -> Self {
        Self { lang }
    }
}

impl Format for JsonLines {
    fn file(&self, file: &CheckedFile<'_>) -> String {
        let mut line = line(file, self.lang);
        line.push('\n');
        line
    }

    fn streams(&self) -> bool {
        true
    }
}
