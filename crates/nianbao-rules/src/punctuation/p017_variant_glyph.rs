//! P017: characters that only look like the standard ones.

use nianbao_core::Span;
use nianbao_core::prose::ParagraphKind;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P017",
    name: "variant-glyph",
    group: Group::Punctuation,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("应使用规范汉字的标准编码", "Standard characters"),
    explanation: Text::new(
        "“査”“⺠”等是异体字、部首或兼容字符，看起来相近，但不是规范汉字，检索和读屏都会出错。\
         多由 PDF 转换或输入法产生。",
        "Variant characters, radicals and compatibility ideographs look alike but cannot be searched \
         or read aloud.",
    ),
    basis: &["《国家通用语言文字法》第九条"],
    traps: Text::new(
        "同类字符多于 5 处的合并提一次；网页框架中的不算；私用区字符无法判断原字，只提示。",
        "More than five are one finding; the page frame does not count; for private-use characters \
         the right one is unknown.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "査" },
            title: Text::new("异体字", "A variant"),
            edits: &[("8.属于行政查询事项", "8.属于行政査询事项")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "⾏" },
            title: Text::new("部首", "A radical"),
            edits: &[("作出行政许可决定", "作出⾏政许可决定")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("规范汉字", "Standard characters"),
            edits: &[("8.属于行政查询事项 |", "8. 属于行政查询事项 |")],
        },
    ],
    check,
};

/// More of them than this are one finding.
const SLIPS: usize = 5;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let source = report.source.as_str();
    let mut found: Vec<(Span, char, Option<char>)> = Vec::new();
    let bytes = source.as_bytes();
    let mut from = 0;
    while from < bytes.len() {
        let to = (from + BLOCK).min(bytes.len());
        if may_hold_variants(&bytes[from..(to + 1).min(bytes.len())]) {
            let (start, end) = (
                source.ceil_char_boundary(from),
                source.ceil_char_boundary(to),
            );
            for (at, character) in source[start..end].char_indices() {
                if is_variant(character) {
                    let span = Span::new(start + at, start + at + character.len_utf8());
                    found.push((span, character, standard(character)));
                }
            }
        }
        from = to;
    }
    // Paragraphs stand in the order of the source.
    let paragraphs = &report.prose.paragraphs;
    let chrome = |span: Span| {
        let index = paragraphs.partition_point(|paragraph| paragraph.span.end < span.end);
        paragraphs.get(index).is_some_and(|paragraph| {
            paragraph.kind == ParagraphKind::Chrome && paragraph.span.contains(span)
        })
    };
    found.retain(|(span, _, _)| !chrome(*span));
    if found.len() > SLIPS {
        sink.report(diagnose(&found));
    } else {
        for one in found.chunks(1) {
            sink.report(diagnose(one));
        }
    }
}

/// How many bytes are looked at together.
const BLOCK: usize = 256;

/// Whether a variant may begin among the bytes, the last one aside: most blocks hold none, and a pass
/// without branches tells so several bytes at a time.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "lazy operators are branches, with which the pass takes one byte at a time"
)]
fn may_hold_variants(bytes: &[u8]) -> bool {
    let begins = |first: u8, second: u8| {
        ((first == 0xE2) & (second >= 0xBA))
            | ((first == 0xEF) & (0xA4..=0xAB).contains(&second))
            | ((first == 0xE6) & (second == 0x9F))
            | matches!(first, 0xEE | 0xF3 | 0xF4)
    };
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (&first, &second)| any | begins(first, second))
}

/// Whether a character only looks like a standard one, or is none at all.
fn is_variant(character: char) -> bool {
    matches!(
        character,
        '査' | '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}'
    )
}

/// The standard character that is meant; nobody can tell for those of private use.
fn standard(character: char) -> Option<char> {
    nianbao_core::normal::fold(character).filter(|standard| *standard != character)
}

fn diagnose(found: &[(Span, char, Option<char>)]) -> Diagnostic {
    let (first, character, standard) = found[0];
    let count = found.len();
    let message = match (count, standard) {
        (1, Some(standard)) => Message::new(
            format!(
                "“{character}”（U+{:04X}）不是规范汉字，应为“{standard}”。",
                u32::from(character)
            ),
            format!(
                "\"{character}\" (U+{:04X}) should be \"{standard}\".",
                u32::from(character)
            ),
        ),
        (1, None) => Message::new(
            format!(
                "这里有一个字（U+{:04X}）不是规范汉字，请对照原稿改正。",
                u32::from(character)
            ),
            format!("U+{:04X} is no standard character.", u32::from(character)),
        ),
        _ => Message::new(
            format!(
                "全文有 {count} 个字不是规范汉字的标准编码（如“{character}”），应改为规范汉字。"
            ),
            format!("{count} characters are not standard ones (\"{character}\" and others)."),
        ),
    };
    let edits: Vec<Edit> = found
        .iter()
        .filter_map(|(span, _, standard)| Some(Edit::new(*span, (*standard)?.to_string())))
        .collect();
    let diagnostic = Diagnostic::new(&RULE, first, message);
    if edits.is_empty() {
        return diagnostic;
    }
    diagnostic.with_fix(Fix {
        title: Message::new("改为规范汉字", "Write the standard characters"),
        applicability: Applicability::Safe,
        edits,
    })
}
