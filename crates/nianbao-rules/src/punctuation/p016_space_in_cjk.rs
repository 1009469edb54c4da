//! P016: a space inside a Chinese word.

use nianbao_core::prose::ParagraphKind;
use nianbao_facts::punctuation::{Gap, marks};
use nianbao_facts::words::is_cjk;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P016",
    name: "space-in-cjk",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("中文词语中间不应有空格", "No space inside Chinese words"),
    explanation: Text::new(
        "词语中间、前引号后面夹了空格，检索不到这个词。删去即可。",
        "A word with a space in it cannot be searched.",
    ),
    basis: &["公文排版惯例"],
    traps: Text::new(
        "空格很多的是转换或两端对齐产生的，不提；段首、换行、标点后面的空格不算。",
        "Many of them are the work of a converter or of justification and are left alone, as are \
         those at line ends and after marks.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: " " },
            title: Text::new("词语中间", "Inside a word"),
            edits: &[("严格执行信息发布审核制度", "严格执行信息发 布审核制度")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: " " },
            title: Text::new("前引号后面", "After a quote"),
            edits: &[("坚持先审核后发布", "坚持“ 先审核后发布”")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("标点后面", "After a mark"),
            edits: &[("严格执行信息发布审核制度，", "严格执行信息发布审核制度， ")],
        },
    ],
    check,
};

/// More of them than this are the work of a program.
const SLIPS: usize = 3;

/// More gaps in a line than this are the work of a converter.
const SLIPS_OF_A_LINE: usize = 3;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    // Without a full stop it may be a heading or a row that was not seen as one.
    let judged = |index: u32| {
        let paragraph = report.prose.paragraphs[index as usize];
        paragraph.kind != ParagraphKind::SubHeading
            && report.prose.text(paragraph.range).contains('。')
    };
    let mut known = None;
    let inside = |gap: &&Gap| {
        let body = match known {
            Some((paragraph, body)) if paragraph == gap.paragraph => body,
            _ => judged(gap.paragraph),
        };
        known = Some((gap.paragraph, body));
        let single = report.source.slice(gap.span).chars().count() == 1;
        let (Some(left), Some(right)) = (gap.previous(report), gap.next(report)) else {
            return false;
        };
        let opens = matches!(left, '“' | '《' | '〈' | '〔') && is_cjk(right);
        let closes = is_cjk(left) && matches!(right, '”' | '》' | '〉' | '〕');
        body && single && ((is_cjk(left) && is_cjk(right)) || opens || closes)
    };
    let gaps: Vec<&Gap> = marks(context.facts).gaps.iter().filter(inside).collect();
    // A justified line has a space between all its characters: `邮 编 ：`, `电 子 邮 箱`.
    let line = |gap: &Gap| report.source.line_of(gap.span.start);
    let lines: Vec<u32> = marks(context.facts).gaps.iter().map(line).collect();
    let justified = |gap: &&Gap| {
        let own = line(gap);
        let first = lines.partition_point(|&line| line < own);
        lines[first..].partition_point(|&line| line == own) > SLIPS_OF_A_LINE
    };
    let gaps: Vec<&Gap> = gaps.into_iter().filter(|gap| !justified(gap)).collect();
    if gaps.len() > SLIPS {
        return;
    }
    for gap in gaps {
        let around = |text: &str| text.chars().take(4).collect::<String>();
        let text = report.prose.as_str();
        let before: Vec<char> = text[..gap.at as usize].chars().rev().take(4).collect();
        let before: String = before.into_iter().rev().collect();
        let after = around(&text[gap.at as usize..]);
        let message = Message::new(
            format!("“{before} {after}”中间多了空格，应删去。"),
            format!("A superfluous space in \"{before} {after}\"."),
        );
        sink.report(Diagnostic::new(&RULE, gap.span, message).with_replacement(
            Applicability::Safe,
            Message::new("删去空格", "Delete the space"),
            gap.span,
            "",
        ));
    }
}
