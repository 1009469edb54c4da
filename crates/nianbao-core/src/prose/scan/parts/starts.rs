//! Where lists may begin.

use super::super::lex::Kind;
use super::Lister;
use crate::span::TextRange;

/// The longest words, in bytes, that name the things of a number before a list: `在主动公开的政府信息中`.
const LONGEST_WITHIN: usize = 60;

/// What introduces a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Intro {
    /// 其中
    Among,
    /// 分别为, 包括
    Named,
    /// `(含上年结转6件)`
    Holding,
    /// `N件(a件、b件)`, `N件:a件、b件`
    Bare,
}

/// A place where a list may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(super) intro: Intro,
    pub(super) words: TextRange,
    /// The bracket that the parts stand in.
    pub(super) open: Option<usize>,
    /// Where the words end and the parts may begin.
    pub(super) body: usize,
}

impl Lister<'_> {
    /// Every place where a list may begin, in order.
    pub(super) fn starts(&self) -> Vec<Start> {
        let scene = self.scene;
        let mut starts: Vec<Start> = Vec::new();
        let mut opens: Vec<usize> = Vec::new();
        let mut sentence = scene.start;
        for token in scene.tokens {
            let open = opens.last().copied();
            let covered = starts.last().is_some_and(|start| start.body > token.start);
            let mut words = token.start;
            let intro = match token.kind {
                Kind::Open => {
                    opens.push(token.start);
                    let rest = scene.rest(token.end);
                    // 其中 and 包括 speak for themselves.
                    if !self.ends_at(token.start)
                        || rest.starts_with("其中")
                        || rest.starts_with("包")
                    {
                        continue;
                    }
                    if rest.starts_with('含') {
                        Some((Intro::Holding, token.end + '含'.len_utf8()))
                    } else {
                        Some((Intro::Bare, token.end))
                    }
                }
                Kind::Close => {
                    opens.pop();
                    None
                }
                Kind::Stop => {
                    opens.clear();
                    sentence = token.end;
                    None
                }
                Kind::Comma | Kind::Colon
                    if let Some(from) = self.within(token.start, sentence) =>
                {
                    words = from;
                    // Words without the number itself may mean other things than those counted last.
                    let intro = if from == sentence {
                        Intro::Bare
                    } else {
                        Intro::Among
                    };
                    Some((intro, token.end))
                }
                Kind::Colon if self.ends_at(token.start) => {
                    let rest = scene.rest(token.end);
                    (!rest.starts_with("其中")).then_some((Intro::Bare, token.end))
                }
                Kind::Among => Some((Intro::Among, self.after_words(token.end))),
                Kind::Including | Kind::Respectively if !covered => self
                    .opens_clause(token.start)
                    .then(|| (Intro::Named, self.after_words(token.end))),
                _ => None,
            };
            let Some((intro, body)) = intro else { continue };
            if covered && intro != Intro::Among {
                continue;
            }
            starts.push(Start {
                intro,
                words: TextRange::new(words, body.max(token.end)),
                open: if token.kind == Kind::Open {
                    Some(token.start)
                } else {
                    open
                },
                body,
            });
        }
        starts
    }

    /// Where the words begin that end before an offset and name the things of a number given before:
    /// `办结的13件申请中,`, or at the beginning of a sentence `在公开的信息中,`.
    fn within(&self, at: usize, sentence: usize) -> Option<usize> {
        const THINGS: [&str; 10] = [
            "申请",
            "信息",
            "申请件",
            "案件",
            "文件",
            "事项",
            "公文",
            "建议",
            "提案",
            "诉求",
        ];
        let scene = self.scene;
        let head = scene.window_before(at, LONGEST_WITHIN);
        let words = head.strip_suffix('中')?;
        let words = words.strip_suffix(['当', '之']).unwrap_or(words);
        let next = self.places.partition_point(|place| place.end <= at);
        let last = next
            .checked_sub(1)
            .map_or(scene.start, |last| self.places[last].end);
        let object = scene.slice(last, at - (head.len() - words.len()));
        if last > sentence
            && (object.is_empty() || THINGS.contains(&object.trim_start_matches("政府信息公开")))
        {
            return Some(at - (head.len() - words.len()));
        }
        let clause = scene.slice(sentence, at);
        let all = clause.len() < LONGEST_WITHIN
            && clause.starts_with("在")
            && clause.contains("公开")
            && !clause.contains([',', ';', ':', '、'])
            && THINGS.iter().any(|thing| words.ends_with(thing));
        all.then_some(sentence)
    }

    /// Whether a quantity ends at an offset.
    fn ends_at(&self, offset: usize) -> bool {
        let at = self.places.partition_point(|place| place.end < offset);
        self.places.get(at).is_some_and(|place| place.end == offset)
    }

    /// Whether a list word begins its clause, but for words like 具体.
    fn opens_clause(&self, at: usize) -> bool {
        let head = self.scene.window_before(at, 24);
        let head = ["具体", "主要", "共", "分"]
            .iter()
            .find_map(|word| head.strip_suffix(word))
            .unwrap_or(head);
        head.is_empty() || head.ends_with([',', ';', '(', ':', '。'])
    }

    /// Skips what may stand between a list word and the first part.
    fn after_words(&self, mut at: usize) -> usize {
        let rest = |at| self.scene.rest(at);
        for word in [
            ",", ":", "主要", "具体", "包括", "包含", "分别", "为", "是", "有", ":", ",",
        ] {
            if rest(at).starts_with(word) {
                at += word.len();
            }
        }
        at
    }
}
