//! `check --format text`: findings with the source that they speak of.

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_LINE_NUM_STYLE,
    DEFAULT_WARNING_STYLE, Style,
};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use nianbao_core::{Places, Report, Source, Span, VisibleLines};
use nianbao_lint::{Applicability, Diagnostic, Fix, Lang, Severity, Unverified, holds_markup};

use super::excerpt::{Excerpt, Mark};
use super::{CheckedFile, Format, excerpt};
use crate::lang::{pick, tr};

/// Wider than any excerpt: long lines are cut by [`excerpt`], not by the renderer.
const NEVER_TRIM: usize = 100_000;

/// The format.
#[derive(Debug)]
pub(crate) struct Text {
    lang: Lang,
    /// One line per finding and nothing else.
    quiet: bool,
    coloured: bool,
    renderer: Renderer,
}

impl Text {
    pub(crate) fn new(lang: Lang, coloured: bool, quiet: bool) -> Self {
        let renderer = if coloured {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self {
            lang,
            quiet,
            coloured,
            renderer: renderer.term_width(NEVER_TRIM),
        }
    }

    /// One finding. The two header lines are our own: the library would count the column in the
    /// excerpt, not in the file.
    fn diagnostic(&self, path: &str, shown: &Shown<'_>, diagnostic: &Diagnostic) -> String {
        let source = &shown.report.source;
        let at = place(path, source, diagnostic.span);
        let title = self.title(diagnostic);
        let marks = marks(diagnostic, self.lang);
        let excerpt = shown.cut(&marks);
        let body = self.body(path, source, diagnostic, &marks, &excerpt);
        let indent = digits(excerpt.last_line);
        let arrow = self.styled(DEFAULT_LINE_NUM_STYLE, "-->");
        let words = diagnostic.place(&shown.places, self.lang);
        let words = one_line(&words);
        let at = tr!(self.lang, "{at}（{words}）", "{at} ({words})");
        format!("{title}\n{:indent$}{arrow} {at}\n{body}\n\n", "")
    }

    /// One finding on one line.
    fn line(&self, path: &str, source: &Source, diagnostic: &Diagnostic) -> String {
        let at = place(path, source, diagnostic.span);
        format!("{at}: {}\n", self.title(diagnostic))
    }

    /// `错误[A002]: message`.
    fn title(&self, diagnostic: &Diagnostic) -> String {
        let severity = diagnostic.severity.title(self.lang);
        let code = diagnostic.rule.code();
        let message = one_line(diagnostic.message.get(self.lang));
        let style = match diagnostic.severity {
            Severity::Error => DEFAULT_ERROR_STYLE,
            Severity::Warning => DEFAULT_WARNING_STYLE,
            Severity::Info => DEFAULT_INFO_STYLE,
        };
        let level = self.styled(style, &format!("{severity}[{code}]"));
        let message = self.styled(DEFAULT_EMPHASIS_STYLE, &format!(": {message}"));
        level + &message
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.coloured {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// The excerpt with its underlines, and the notes below it.
    fn body(
        &self,
        path: &str,
        source: &Source,
        diagnostic: &Diagnostic,
        marks: &[Mark<'_>],
        excerpt: &Excerpt,
    ) -> String {
        let annotations = excerpt.underlines.iter().map(|underline| {
            let kind = if underline.primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let label = underline.label_of.map(|index| one_line(marks[index].label));
            kind.span(underline.range.clone()).label(label)
        });
        let snippet: Snippet<'_, Annotation<'_>> = Snippet::source(excerpt.text.as_str())
            .line_start(excerpt.first_line)
            .annotations(annotations);
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let note = |name, text: String| Level::NOTE.with_name(name).message(text);
        let help = |name, text: String| Level::HELP.with_name(name).message(text);
        let mut group = Group::with_level(level).element(snippet);
        for &index in &excerpt.left_out {
            let at = place(path, source, marks[index].span);
            let text = format!("{at}: {}", one_line(marks[index].label));
            group = group.element(note(pick(self.lang, "相关", "related"), text));
        }
        for related in &diagnostic.related {
            if let Some(file) = &related.file {
                let at = place(&file.path, &file.report.source, related.span);
                let text = format!("{at}: {}", one_line(related.message.get(self.lang)));
                group = group.element(note(pick(self.lang, "相关", "related"), text));
            }
        }
        let basis = diagnostic.rule.basis();
        if !basis.is_empty() {
            let text = basis.join(pick(self.lang, "；", "; "));
            group = group.element(note(pick(self.lang, "依据", "basis"), text));
        }
        for fix in &diagnostic.fixes {
            let mut text = self.fix(fix);
            if holds_markup(source, &diagnostic.rule, fix) {
                text.push_str(pick(
                    self.lang,
                    "（其中夹有标签，只能手工修改）",
                    " (there are tags in it: to be made by hand)",
                ));
            }
            group = group.element(help(pick(self.lang, "修改建议", "help"), text));
        }
        self.renderer.render(&[group])
    }

    fn fix(&self, fix: &Fix) -> String {
        let title = one_line(fix.title.get(self.lang));
        match fix.applicability {
            Applicability::Safe => title.into_owned(),
            Applicability::Suggested => tr!(
                self.lang,
                "{title}（需人工确认）",
                "{title} (to be confirmed)"
            ),
        }
    }

    fn unverified(&self, path: &str, all: &[Unverified]) -> String {
        let number = all.len();
        let mut list = tr!(
            self.lang,
            "{path}：无法核验 {number} 项：\n",
            "{path}: {number} not verifiable:\n"
        );
        for Unverified { rule, message, .. } in all {
            let message = one_line(message.get(self.lang));
            let (code, name) = (rule.code(), rule.name());
            let _ = writeln!(list, "  - {code} {name}: {message}");
        }
        list.push('\n');
        list
    }
}

impl Format for Text {
    fn file(&self, file: &CheckedFile<'_>) -> String {
        let source = &file.report.source;
        let found = &file.findings.diagnostics;
        let mut text = String::new();
        if self.quiet {
            let lines = found.iter().map(|it| self.line(file.path, source, it));
            text.extend(lines);
        } else if !found.is_empty() {
            let shown = Shown::new(file.report);
            text.extend(
                found
                    .iter()
                    .map(|it| self.diagnostic(file.path, &shown, it)),
            );
        }
        if !self.quiet && !file.findings.unverified.is_empty() {
            text.push_str(&self.unverified(file.path, &file.findings.unverified));
        }
        text
    }
}

/// What is shown of a report.
struct Shown<'a> {
    report: &'a Report,
    places: Places<'a>,
    /// What is visible of a source that has more in it.
    lines: Option<VisibleLines>,
}

impl<'a> Shown<'a> {
    fn new(report: &'a Report) -> Self {
        Self {
            report,
            places: Places::new(report),
            lines: report.visible_lines(),
        }
    }

    /// The excerpt for marks, of what is visible unless they speak of a comment.
    fn cut(&self, marks: &[Mark<'_>]) -> Excerpt {
        let lines = self.lines.as_ref();
        match lines.filter(|lines| !marks.iter().any(|mark| lines.hides(mark.span))) {
            None => excerpt::cut(&self.report.source, marks),
            Some(lines) => {
                let marks = marks.iter().map(|mark| Mark {
                    span: lines.span(mark.span),
                    ..*mark
                });
                excerpt::cut(lines.source(), &marks.collect::<Vec<_>>())
            }
        }
    }
}

fn marks(diagnostic: &Diagnostic, lang: Lang) -> Vec<Mark<'_>> {
    let primary = Mark {
        span: diagnostic.span,
        primary: true,
        label: "",
    };
    // What is in another report is named below the excerpt.
    let related = diagnostic.related.iter().filter(|it| it.file.is_none());
    let related = related.map(|related| Mark {
        span: related.span,
        primary: false,
        label: related.message.get(lang),
    });
    std::iter::once(primary).chain(related).collect()
}

fn place(path: &str, source: &Source, span: Span) -> String {
    let position = source.position(span.start);
    format!("{path}:{}:{}", position.line, position.column)
}

fn digits(number: usize) -> usize {
    number.checked_ilog10().unwrap_or(0) as usize + 1
}

/// A message quotes the report, and a report may hold anything: line breaks would break the layout,
/// other control characters the terminal.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        Cow::Owned(text.replace(char::is_control, " "))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests;
