//! How far a list reaches.

use super::super::lex::Kind;
use super::starts::Start;
use super::{LONGEST_LIST, Lister};

/// Words that say that the whole holds more than the parts named before them.
const MORE: [&str; 3] = ["另有", "另外", "还有"];

/// Words that begin another matter.
const ENDS: [&str; 9] = [
    "此外", "同时", "合计", "共计", "总计", "累计", "截至", "全年", "目前",
];

/// A stretch of a list between semicolons.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where a list within it begins.
    pub(super) nested: Option<usize>,
}

/// How far a list reaches.
pub(super) struct Region {
    pub(super) segments: Vec<Segment>,
    /// 另有 ends it: more than the parts belongs to the whole.
    pub(super) more: bool,
}

impl Lister<'_> {
    /// How far the list reaches: to the end of its sentence or bracket, in segments between `;`.
    pub(super) fn region(&self, start: Start) -> Region {
        let scene = self.scene;
        let mut depth = 0_usize;
        let mut segments: Vec<Segment> = Vec::new();
        let mut segment = Segment {
            start: start.body,
            end: start.body,
            nested: None,
        };
        let mut more = false;
        let from = scene.token_from(start.body);
        let mut end = scene
            .tokens
            .get(from + LONGEST_LIST)
            .map_or(scene.end, |token| token.start);
        for token in scene.tokens[from..].iter().take(LONGEST_LIST) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => {
                    end = token.start;
                    break;
                }
                Kind::Close => depth -= 1,
                Kind::Stop => {
                    end = token.start;
                    break;
                }
                _ if depth > 0 => {}
                Kind::Among => {
                    segment.nested.get_or_insert(token.start);
                }
                Kind::Han
                    if scene.after(token.end) == Some('是')
                        && !scene
                            .before(token.start)
                            .is_some_and(super::super::scene::is_han) =>
                {
                    end = token.start;
                    break;
                }
                Kind::Comma | Kind::Semicolon => {
                    let rest = scene.rest(token.end);
                    more = MORE.iter().any(|word| rest.starts_with(word));
                    if more || ENDS.iter().any(|word| rest.starts_with(word)) {
                        end = token.start;
                        break;
                    }
                    if token.kind == Kind::Semicolon {
                        segment.end = token.start;
                        segments.push(segment);
                        segment = Segment {
                            start: token.end,
                            end: token.end,
                            nested: None,
                        };
                    }
                }
                _ => {}
            }
        }
        segment.end = end.max(segment.start);
        segments.push(segment);
        Region { segments, more }
    }
}
