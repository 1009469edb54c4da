//! X021: a measure word without its number.

use nianbao_core::TextRange;
use nianbao_core::prose::ParagraphKind;
use nianbao_facts::passages::after;
use nianbao_facts::readers::claims::received_uncounted;
use nianbao_facts::words::WordSet;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X021",
    name: "number-missing",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("量词前缺数字", "A measure word has its number before it"),
    explanation: Text::new(
        "“收到政府信息公开申请件”“共主动公开政府信息条”这样的句子，是套用模板后漏填了数字。请补上数字；没有的写 0 或者写明没有。",
        "A sentence with a measure word and no number is a template that was not filled in.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "公开条例、要件、条件、文件不是量词；“收到申请件后”说的是办理程序，没有年份或者“共”字的不算。",
        "条例, 要件, 条件 and 文件 are words of their own; what is told of procedure, without a year or 共, is no \
         count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "件" },
            title: Text::new("申请件数漏填", "The number of requests left out"),
            edits: &[("政府信息公开申请51件", "政府信息公开申请件")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "条" },
            title: Text::new("公开条数漏填", "The number of items left out"),
            edits: &[(
                "政务新媒体账号，",
                "政务新媒体账号，全年共主动公开政府信息条，",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "办理程序中的“申请件”",
                "Requests in the course of procedure",
            ),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。收到政府信息公开申请件，当日登记；学习《政府信息公开条例》。",
            )],
        },
    ],
    check,
};

/// The words that the scan looks for.
pub(crate) static WORD_SETS: &[&WordSet] = &[&PUBLISHED];

/// What was published, with the measure word right behind it.
pub(crate) static PUBLISHED: WordSet = WordSet::new(&[
    "公开政府信息条",
    "公开政务信息条",
    "公开信息条",
    "发布政府信息条",
    "发布信息条",
    "主动公开条",
]);

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    let mut places: Vec<TextRange> = received_uncounted(context.facts)
        .into_iter()
        .filter(|said| prose.text(said.range).ends_with("申请件"))
        .map(|said| last_character(said.range, "件"))
        .collect();
    for place in PUBLISHED.places(context.facts) {
        let range = place.range;
        let closed = after(prose, range.end)
            .chars()
            .next()
            .is_none_or(|c| matches!(c, ',' | '。' | ';'));
        let sentence = prose.sentence_at(range.start);
        let before = prose.text(TextRange::new(
            sentence.start as usize,
            range.start as usize,
        ));
        let clause = before.rsplit([',', ';']).next().unwrap_or(before);
        let counted = clause.contains('共') || clause.contains('年');
        let body = prose.paragraph_at(range.start).is_some_and(|paragraph| {
            matches!(
                paragraph.kind,
                ParagraphKind::Body | ParagraphKind::SubHeading
            )
        });
        if closed && counted && body {
            places.push(last_character(range, "条"));
        }
    }
    places.sort_unstable();
    places.dedup();
    for place in places {
        let unit = prose.text(place);
        sink.report(Diagnostic::new(
            &RULE,
            prose.source_span(place),
            Message::new(
                format!("“{unit}”前缺数字，请补上；没有的写 0。"),
                format!("The number before {unit} is missing."),
            ),
        ));
    }
}

fn last_character(range: TextRange, character: &str) -> TextRange {
    TextRange::new(range.end as usize - character.len(), range.end as usize)
}
