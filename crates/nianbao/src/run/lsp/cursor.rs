//! Where in a TOML text a cursor stands, however unfinished the text is: in which table, at a key or at
//! a value.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// A place in a TOML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The keys that lead there, from the top; for a key without itself.
    pub(super) path: Vec<String>,
    /// What stands there.
    pub(super) at: At,
    /// What is under the cursor; empty where nothing is.
    pub(super) span: Range<usize>,
    /// Keys that stand before it in the same table.
    pub(super) siblings: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// A key of a table.
    Key,
    /// A part of the name of a table, in `[…]`.
    Header,
    /// A value.
    Value,
    /// A comment, or behind a value.
    Nothing,
}

/// A bracket that is open.
enum Open {
    Array,
    /// An inline table, with the path and the siblings of what it stands in.
    Inline(Vec<String>, Vec<String>),
}

#[derive(Default)]
struct State {
    /// The table that is written.
    table: Vec<String>,
    /// The table, or an inline table within it.
    path: Vec<String>,
    siblings: Vec<String>,
    /// The key that is written, in its parts.
    key: Vec<String>,
    /// Whether its `=` has come.
    value: bool,
    /// Whether a value has come since the last `=` or `,`.
    done: bool,
    header: bool,
    open: Vec<Open>,
}

impl State {
    fn take(&mut self, token: &Token, text: &str) {
        match token.kind() {
            TokenKind::Newline if self.open.is_empty() => self.end_line(),
            TokenKind::LeftSquareBracket if self.value => self.open.push(Open::Array),
            TokenKind::LeftSquareBracket => {
                self.header = true;
                self.key.clear();
            }
            TokenKind::RightSquareBracket if self.value => {
                self.open.pop();
                self.done = true;
            }
            TokenKind::LeftCurlyBracket if self.value => {
                let mut inner = self.path.clone();
                inner.append(&mut self.key.clone());
                let outer = std::mem::replace(&mut self.path, inner);
                let siblings = std::mem::take(&mut self.siblings);
                // The key is taken up again behind the bracket: it is what the path has more.
                self.open.push(Open::Inline(outer, siblings));
                self.key.clear();
                (self.value, self.done) = (false, false);
            }
            TokenKind::RightCurlyBracket => {
                if let Some(Open::Inline(outer, siblings)) = self.open.pop() {
                    self.key = self.path.split_off(outer.len().min(self.path.len()));
                    self.siblings = siblings;
                    (self.value, self.done) = (true, true);
                }
            }
            TokenKind::Comma => {
                self.done = false;
                if matches!(self.open.last(), Some(Open::Inline(..))) {
                    self.end_key();
                }
            }
            TokenKind::Equals if !self.header => (self.value, self.done) = (true, false),
            TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString
                if !(self.value || self.header && self.done) =>
            {
                self.key.push(content(token, text).to_owned());
            }
            TokenKind::Atom
            | TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString
            | TokenKind::RightSquareBracket => self.done = true,
            _ => {}
        }
    }

    fn end_key(&mut self) {
        if let Some(first) = self.key.first() {
            self.siblings.push(first.clone());
        }
        self.key.clear();
        self.value = false;
    }

    fn end_line(&mut self) {
        if self.header {
            self.table = std::mem::take(&mut self.key);
            self.path.clone_from(&self.table);
            self.siblings.clear();
            self.header = false;
        } else {
            self.end_key();
        }
        (self.value, self.done) = (false, false);
    }

    /// The place behind what was taken.
    fn cursor(&self, at: At, span: Range<usize>) -> Cursor {
        let mut path = if self.header {
            Vec::new()
        } else {
            self.path.clone()
        };
        path.extend(self.key.iter().cloned());
        Cursor {
            path,
            at,
            span,
            siblings: self.siblings.clone(),
        }
    }
}

/// What a token says, without its quotation marks.
fn content<'t>(token: &Token, text: &'t str) -> &'t str {
    let written = text
        .get(token.span().start()..token.span().end())
        .unwrap_or_default();
    written.trim_matches(['"', '\''])
}

fn is_text(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Atom
            | TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString
    )
}

/// Where an offset stands.
pub(super) fn cursor(text: &str, offset: usize) -> Cursor {
    let mut state = State::default();
    for token in Source::new(text).lex() {
        let (kind, span) = (token.kind(), token.span().start()..token.span().end());
        if span.start >= offset && !(span.start == offset && is_text(kind))
            || kind == TokenKind::Eof
        {
            break;
        }
        if kind == TokenKind::Comment && offset <= span.end {
            return state.cursor(At::Nothing, offset..offset);
        }
        // A text is what the cursor touches, at its end too.
        if is_text(kind) && offset <= span.end {
            return if state.header {
                state.cursor(At::Header, span)
            } else if state.value {
                state.cursor(At::Value, span)
            } else {
                state.cursor(At::Key, span)
            };
        }
        state.take(&token, text);
    }
    let at = match () {
        () if state.header && state.done => At::Nothing,
        () if state.header => At::Header,
        () if state.value && state.done => At::Nothing,
        () if state.value => At::Value,
        () => At::Key,
    };
    state.cursor(at, offset..offset)
}

/// The names of the rules that a pack has.
pub(super) fn rule_names(text: &str) -> Vec<String> {
    let mut state = State::default();
    let mut names = Vec::new();
    for token in Source::new(text).lex() {
        let is_name = state.value && state.path == ["rule"] && state.key == ["name"];
        if is_name && token.kind() == TokenKind::BasicString {
            names.push(content(&token, text).to_owned());
        }
        state.take(&token, text);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of `¦` in a text.
    fn at(text: &str) -> (String, At, String) {
        let offset = text.find('¦').unwrap();
        let text = text.replace('¦', "");
        let found = cursor(&text, offset);
        (found.path.join("."), found.at, text[found.span].to_owned())
    }

    fn is(text: &str, path: &str, kind: At, under: &str) {
        assert_eq!(
            at(text),
            (path.to_owned(), kind, under.to_owned()),
            "{text}"
        );
    }

    #[test]
    fn keys_values_and_tables_are_told_apart() {
        is("¦", "", At::Key, "");
        is("na¦me = 1", "", At::Key, "name");
        is("a = 1\n[settings]\ndis¦", "settings", At::Key, "dis");
        is(
            "[[rule]]\nscope = { se¦ction = [] }\n",
            "rule.scope",
            At::Key,
            "section",
        );
        is(
            "[[rule]]\nscope = { section = [\"o¦\"] }\n",
            "rule.scope.section",
            At::Value,
            "\"o\"",
        );
        is(
            "[[rule]]\nscope = { section = [\"o\"] }\nki¦\n",
            "rule",
            At::Key,
            "ki",
        );
        is(
            "[[rule]]\nscope = { section = [\"o\"], ¦ }\n",
            "rule.scope",
            At::Key,
            "",
        );
        is("[[rule]]\nkind = ¦\n[settings]", "rule.kind", At::Value, "");
        is(
            "[[rule]]\nkind = \"¦\n[settings]",
            "rule.kind",
            At::Value,
            "\"",
        );
        is(
            "words = [\n  \"a\",\n  \"¦\"\n]",
            "words",
            At::Value,
            "\"\"",
        );
        is("words = [\n  \"a\",\n]\n¦", "", At::Key, "");
        is("[sett¦", "", At::Header, "sett");
        is("[settings.dead¦lines]", "settings", At::Header, "deadlines");
        is(
            "[settings]\nthresholds.over¦",
            "settings.thresholds",
            At::Key,
            "over",
        );
        is("a = \"[x]\" # [y¦\n", "a", At::Nothing, "");
        is(
            "a = \"\"\"\n[x]\nb¦\n\"\"\"",
            "a",
            At::Value,
            "\"\"\"\n[x]\nb\n\"\"\"",
        );
        is("a = \"x\" ¦", "a", At::Nothing, "");
    }

    #[test]
    fn rules_are_listed_however_broken_the_text_is() {
        let text = "name = \"p\"\n[[rule]]\nname = \"one\"\nkind =\n[[rule]]\nname = \"two\"\n[[test]]\nname = \"x\"";
        assert_eq!(rule_names(text), ["one", "two"]);
    }

    #[test]
    fn nothing_panics() {
        let text = "]}a=[{b=[\n[[x]\n\"甲=1\n'''";
        for offset in 0..=text.len() {
            cursor(text, offset);
        }
    }
}
