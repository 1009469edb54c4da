//! Runs of 一是…二是….

use super::super::{Enumeration, EnumerationItem};
use super::lex::Kind;
use super::scene::Scene;
use crate::normal::numeral_value;
use crate::span::TextRange;

/// Adds the enumerations of a paragraph, going on with the run of the section where one is open.
pub(super) fn scan(scene: &Scene<'_>, out: &mut Vec<Enumeration>) {
    // The item whose body is still to be bounded, as (run, item).
    let mut open: Option<(usize, usize)> = None;
    for token in scene.tokens {
        if token.kind != Kind::Han || scene.after(token.end) != Some('是') {
            continue;
        }
        let Some(ordinal) = numeral_value(scene.slice(token.start, token.end))
            .filter(|ordinal| (1..=10).contains(ordinal))
        else {
            continue;
        };
        // 唯一是, 其一是: within a word it marks nothing.
        if scene.before(token.start).is_some_and(super::scene::is_han) {
            continue;
        }
        let marker = TextRange::new(token.start, token.end + '是'.len_utf8());
        let starts = ordinal == 1
            || !out
                .last()
                .is_some_and(|run| run.section == scene.section && run.items.len() < 64);
        if let Some(item) = open.take() {
            close(scene, out, item, token.start, starts);
        }
        if starts {
            out.push(Enumeration {
                items: Vec::new(),
                paragraph: scene.index,
                section: scene.section,
            });
        }
        let run = out.len() - 1;
        let Some(last) = out.last_mut() else { continue };
        last.items.push(EnumerationItem {
            ordinal,
            marker,
            body: TextRange::new(marker.end as usize, scene.end),
        });
        open = Some((run, last.items.len() - 1));
    }
    if let Some(item) = open {
        close(scene, out, item, scene.end, true);
    }
}

/// Sets the end of an item's body: the next marker, or where its run ends.
fn close(
    scene: &Scene<'_>,
    out: &mut [Enumeration],
    (run, item): (usize, usize),
    next: usize,
    last: bool,
) {
    let Some(run) = out.get_mut(run) else { return };
    let end = if last {
        let start = run.items[item].body.start as usize;
        let text = scene.slice(start, next);
        // Items that are parts of one sentence end with it. Items of several sentences each (一是建机制。
        // 明确流程;二是…) go on behind a full stop, and so does the last one.
        let shared = item
            .checked_sub(1)
            .and_then(|before| run.items.get(before))
            .map(|before| {
                let body = before.body;
                scene.slice(body.start as usize, body.end as usize)
            })
            .is_some_and(|body| body.ends_with([';', ',']) && !body.contains('。'));
        let len = if shared {
            text.find('。')
                .map_or(text.len(), |at| at + '。'.len_utf8())
        } else if next < scene.end {
            // Another run follows: its introduction begins after a full stop.
            text.rfind('。')
                .map_or(text.len(), |at| at + '。'.len_utf8())
        } else {
            text.len()
        };
        start + len
    } else {
        next
    };
    let item = &mut run.items[item];
    item.body = TextRange::new(item.body.start as usize, end);
}

#[cfg(test)]
mod tests {
    use super::super::super::ParagraphKind::Body;
    use super::super::tests::{body, prose_of};

    #[test]
    fn two_runs_in_one_paragraph() {
        let prose = body(
            "存在问题:一是更新慢;二是形式单一;三是力量弱。下一步,将做好:一是强化培训。加强指导。二是丰富形式。",
        );
        let bodies: Vec<Vec<_>> = prose
            .enumerations
            .iter()
            .map(|run| run.items.iter().map(|item| prose.text(item.body)).collect())
            .collect();
        assert_eq!(
            bodies,
            [
                vec!["更新慢;", "形式单一;", "力量弱。"],
                vec!["强化培训。加强指导。", "丰富形式。"],
            ]
        );
        assert_eq!(prose.enumerations[0].items[2].ordinal, 3);
    }

    #[test]
    fn the_last_item_leaves_the_introduction_of_the_next_run() {
        let prose = body("一是建机制。二是强培训。效果好。但不足有:一是慢;二是少。");
        assert_eq!(
            prose.text(prose.enumerations[0].items[1].body),
            "强培训。效果好。"
        );
    }

    #[test]
    fn items_of_several_sentences_keep_them() {
        let prose = body("一是建机制。明确流程;二是强培训。覆盖各科室。");
        assert_eq!(
            prose.text(prose.enumerations[0].items[1].body),
            "强培训。覆盖各科室。"
        );
    }

    #[test]
    fn runs_cross_paragraphs_but_not_sections() {
        let prose = prose_of(&[
            ("一是推送政策。", Body, Some(5)),
            ("二是回应关切。", Body, Some(5)),
            ("四是规范网站。", Body, Some(5)),
            ("二是别处的。", Body, Some(6)),
        ]);
        let ordinals: Vec<Vec<u32>> = prose
            .enumerations
            .iter()
            .map(|run| run.items.iter().map(|item| item.ordinal).collect())
            .collect();
        assert_eq!(ordinals, [vec![1, 2, 4], vec![2]]);
    }

    #[test]
    fn words_are_no_markers() {
        assert!(
            body("唯一是群众满意,三是与否,九十一是多少")
                .enumerations
                .len()
                <= 1
        );
        assert!(body("唯一是群众满意").enumerations.is_empty());
    }
}
