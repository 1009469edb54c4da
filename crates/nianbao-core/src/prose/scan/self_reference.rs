//! Words by which the report names its own body. The lexer finds them, since it passes them anyway.

use super::super::SelfReference;
use super::lex::Kind;
use super::scene::Scene;
use crate::span::TextRange;

/// Adds the self-references of a paragraph.
pub(super) fn scan(scene: &Scene<'_>, out: &mut Vec<SelfReference>) {
    for token in scene.tokens {
        let Kind::Own(word) = token.kind else {
            continue;
        };
        let mut start = token.start;
        if word == super::super::SelfWord::Office
            && let Some(level) = scene
                .before(start)
                .filter(|c| matches!(c, '县' | '市' | '区' | '省' | '州' | '旗' | '盟'))
        {
            start -= level.len_utf8();
        }
        let range = TextRange::new(start, token.end);
        out.push(SelfReference {
            word,
            range,
            span: scene.span(range),
            paragraph: scene.index,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::SelfWord;
    use super::super::tests::body;

    #[test]
    fn words_for_the_own_body() {
        let prose = body("我县印发方案,区政府办督促全区落实,本机关和我们不自我办理,本级收到3件。");
        let found: Vec<_> = prose
            .self_references
            .iter()
            .map(|own| (own.word, prose.text(own.range)))
            .collect();
        assert_eq!(
            found,
            [
                (SelfWord::Our, "我县"),
                (SelfWord::Office, "区政府办"),
                (SelfWord::Whole, "全区"),
                (SelfWord::This, "本机关"),
                (SelfWord::Our, "我们"),
                (SelfWord::This, "本级"),
            ]
        );
    }
}
