//! S021: no text of the template is left.

use nianbao_core::prose::{Paragraph, ParagraphKind};
use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::sections::has_any;
use nianbao_facts::words::WordSet;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S021",
    name: "template-text-left",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "不得留有模板的提示语和占位符",
        "No prompts or placeholders of the template are left",
    ),
    explanation: Text::new(
        "“XX”“××”“____”“【请填写……】”“（文字描述）”“该部分以表格形式报告”等是模板里的占位符和提示语，发布前应填写或者删去。",
        "XX, ××, ____, 【请填写…】, （文字描述） and the like are placeholders and prompts of the template; \
         fill them in or delete them before publishing.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "网址、邮箱、打码号码中的 X 不算；“〔××〕”和引号中引用的格式不算；用【】突出的实际内容不算。",
        "X in addresses and masked numbers, 〔××〕 and quoted forms, and 【】 round real words do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "XX" },
            title: Text::new("留有“XX”", "XX is left"),
            edits: &[("发布政策解读材料36篇", "发布政策解读材料XX篇")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "该部分以表格形式报告。表格如下：",
            },
            title: Text::new("留有模板的说明", "A remark of the template"),
            edits: &[(
                "## 二、主动公开政府信息情况\n",
                "## 二、主动公开政府信息情况\n\n该部分以表格形式报告。表格如下：\n",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "【请填写：监督保障情况】",
            },
            title: Text::new("留有填写提示", "A prompt to fill in"),
            edits: &[(
                "将政府信息公开纳入",
                "【请填写：监督保障情况】将政府信息公开纳入",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "____" },
            title: Text::new("留有下划线空格", "A blank to fill in"),
            edits: &[("发布政策解读材料36篇", "发布政策解读材料____篇")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "引用的格式、打码的号码和网址",
                "A quoted form, a masked number, an address",
            ),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，文号写作“政办发〔××〕×号”，热线138XXXX0000，网址www.xxgk.example.gov.cn/XX/index.html。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("【】中是实际内容", "Real words in 【】"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，开设【一图读懂】专栏。",
            )],
        },
    ],
    check,
};

/// Sentences of the templates, in folded text; a full stop or colon after them belongs to them.
const PHRASES: [&str; 8] = [
    "该部分以表格形式报告。表格如下",
    "该部分以表格形式报告",
    "(文字描述,收取信息处理费情况在此处报告。)",
    "(文字描述,收取信息处理费情况在此处报告)",
    "(文字描述。)",
    "(文字描述)",
    "(此部分文字描述)",
    "收取信息处理费情况在此处报告",
];

/// What the content of 【】 or of brackets begins with or holds when it is a prompt.
const PROMPTS: [&str; 14] = [
    "请填",
    "此处",
    "填写",
    "待补充",
    "待填",
    "请补充",
    "请输入",
    "请插入",
    "请说明",
    "请注明",
    "请描述",
    "单位名称",
    "机关名称",
    "示例",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !report.looks_like_report() {
        return;
    }
    let prose = &report.prose;
    let mut last = None;
    for place in SIGNS.places(context.facts) {
        let Some(paragraph) = prose.paragraph_at(place.range.start) else {
            continue;
        };
        let is_next = last.replace(paragraph.range.start) != Some(paragraph.range.start);
        if is_next && paragraph.kind != ParagraphKind::Chrome {
            let text = prose.text(paragraph.range);
            phrases(report, paragraph, text, sink);
            brackets(report, paragraph, text, sink);
            crosses(report, paragraph, text, sink);
        }
    }
    let source = report.source.as_str().as_bytes();
    if ["__", "＿＿"]
        .iter()
        .any(|line| memchr::memmem::find(source, line.as_bytes()).is_some())
    {
        for paragraph in &prose.paragraphs {
            if paragraph.kind != ParagraphKind::Chrome {
                blanks(report, paragraph, sink);
            }
        }
    }
}

/// What every remark, prompt or placeholder in the folded text holds.
#[rustfmt::skip]
/// The words that the scan looks for.
pub(crate) static WORD_SETS: &[&WordSet] = &[&SIGNS];

pub(crate) static SIGNS: WordSet = WordSet::new(&[
    "文字描述",
    "表格形式报告",
    "在此处报告",
    "【",
    "(请填写",
    "(此处填",
    "(请在此",
    "(在此填",
    "(待补充",
    "(待填",
    "XX",
    "××",
    "╳╳",
    "✕✕",
    "X×",
    "×X",
]);

fn piece(report: &Report, paragraph: &Paragraph, start: usize, end: usize) -> Span {
    let base = paragraph.range.start as usize;
    report
        .prose
        .source_span(TextRange::new(base + start, base + end))
}

fn phrases(report: &Report, paragraph: &Paragraph, text: &str, sink: &mut Sink<'_>) {
    if !has_any(text, &["文字描述", "表格形式报告", "在此处报告"]) {
        return;
    }
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(phrase) = PHRASES.iter().find(|phrase| rest.starts_with(**phrase)) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let mut end = at + phrase.len();
        if text[end..].starts_with(['。', ':']) {
            end += text[end..].chars().next().map_or(0, char::len_utf8);
        }
        let span = piece(report, paragraph, at, end);
        let message = Message::new(
            format!(
                "这是模板的提示语“{}”，发布前应删去，并写上实际内容。",
                report.source.slice(span)
            ),
            "This is a remark of the template: delete it and write what it asks for.".to_owned(),
        );
        sink.report(Diagnostic::new(&RULE, span, message).with_replacement(
            Applicability::Suggested,
            Message::new("删去提示语", "Delete the remark"),
            span,
            "",
        ));
        at = end;
    }
}

/// `【请填写…】`, `【】`, `(此处填写…)`.
fn brackets(report: &Report, paragraph: &Paragraph, text: &str, sink: &mut Sink<'_>) {
    for (open, close) in [('【', '】'), ('(', ')')] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let inner = start + open.len_utf8();
            let Some(len) = text[inner..].find(close) else {
                break;
            };
            let content = &text[inner..inner + len];
            from = inner + len + close.len_utf8();
            let prompt = if open == '【' {
                content.is_empty() || has_any(content, &PROMPTS)
            } else {
                ["请填写", "此处填", "请在此", "在此填", "待补充", "待填"]
                    .iter()
                    .any(|word| content.starts_with(word))
            };
            if !prompt || content.chars().count() > 80 {
                continue;
            }
            let span = piece(report, paragraph, start, from);
            let message = Message::new(
                format!(
                    "留有填写提示“{}”，请填写后删去提示。",
                    report.source.slice(span)
                ),
                "A prompt is left: write what it asks for and delete it.",
            );
            sink.report(Diagnostic::new(&RULE, span, message));
        }
    }
}

/// `XX`, `××`.
fn crosses(report: &Report, paragraph: &Paragraph, text: &str, sink: &mut Sink<'_>) {
    let is_cross = |c: char| matches!(c, 'X' | '×' | '╳' | '✕');
    let mut from = 0;
    while let Some(start) = text[from..].find(is_cross).map(|at| from + at) {
        let len: usize = text[start..]
            .chars()
            .take_while(|&c| is_cross(c))
            .map(char::len_utf8)
            .sum();
        let end = start + len;
        from = end;
        if text[start..end].chars().count() < 2 || is_excused(text, start, end) {
            continue;
        }
        let span = piece(report, paragraph, start, end);
        let message = Message::new(
            format!(
                "留有占位符“{}”，请填写实际内容。",
                report.source.slice(span)
            ),
            "A placeholder is left: fill it in.",
        );
        sink.report(Diagnostic::new(&RULE, span, message));
    }
}

/// Whether crosses belong to an address, a masked number or something quoted.
fn is_excused(text: &str, start: usize, end: usize) -> bool {
    let part = |c: &char| c.is_ascii_alphanumeric() || "@./:_-%?&=#+~".contains(*c);
    let before: Vec<char> = text[..start].chars().rev().take_while(part).collect();
    let after: Vec<char> = text[end..].chars().take_while(part).collect();
    let foreign = |c: &char| (c.is_ascii_alphabetic() && *c != 'X') || "@/_%?&=#+~".contains(*c);
    if before.iter().chain(&after).any(foreign) {
        return true;
    }
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    if digit(before.first()) && digit(after.first()) {
        return true;
    }
    let opened = |open: char, close: char| text[..start].rfind(open) > text[..start].rfind(close);
    opened('〔', '〕') || opened('“', '”')
}

/// `____`: folding drops underlines, so that they are looked for in the source.
fn blanks(report: &Report, paragraph: &Paragraph, sink: &mut Sink<'_>) {
    let text = report.source.slice(paragraph.span);
    let is_line = |c: char| matches!(c, '_' | '＿');
    let mut from = 0;
    while let Some(start) = text[from..].find(is_line).map(|at| from + at) {
        let len: usize = text[start..]
            .chars()
            .take_while(|&c| is_line(c))
            .map(char::len_utf8)
            .sum();
        let end = start + len;
        from = end;
        let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        if text[start..end].chars().count() < 3
            || (beside(text[..start].chars().next_back()) && beside(text[end..].chars().next()))
        {
            continue;
        }
        let base = paragraph.span.start as usize;
        let message = Message::new(
            "留有待填写的空格，请填写实际内容。",
            "A blank is left: fill it in.",
        );
        sink.report(Diagnostic::new(
            &RULE,
            Span::new(base + start, base + end),
            message,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crosses_that_are_placeholders() {
        for (text, excused) in [
            ("20XX年", false),
            ("云溪县XX局", false),
            ("电话:0871-XXXXXXX", false),
            ("138XXXX0000", true),
            ("xx@XX.gov.cn", true),
            ("文号为〔XX〕号", true),
            ("标题写作“XX县人民政府”", true),
            ("“一图读懂”XX篇", false),
        ] {
            let start = text.find("XX").unwrap_or(0);
            let end = text.rfind("XX").unwrap_or(0) + 2;
            assert_eq!(is_excused(text, start, end), excused, "{text}");
        }
    }
}
