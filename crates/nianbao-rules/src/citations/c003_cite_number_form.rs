//! C003: superfluous 第 and zeros, and years of two digits, in document numbers.

use nianbao_facts::citations::numbered;
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C003",
    name: "cite-number-form",
    group: Group::Citations,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "发文字号：年份写全称，序号不加“第”、不编虚位",
        "Document numbers: four-digit year, no 第, no leading zeros",
    ),
    explanation: Text::new(
        "公文格式规定，发文字号中的年份标全称，发文顺序号不加“第”字，不编虚位（1 不编为 01）。",
        "The format of official documents wants the year in full and the serial without 第 and without \
         leading zeros.",
    ),
    basis: &["GB/T 9704—2012 7.2.5"],
    traps: Text::new(
        "国务院令第711号等令、公告、通告的编号和“字第某号”的文书编号本来就有“第”。",
        "Orders, announcements and the numbers of decisions (字第…号) rightly have 第.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "国办公开办函〔2021〕第30号",
            },
            title: Text::new("序号前加“第”", "第 before the serial"),
            edits: &[("〔2021〕30号", "〔2021〕第30号")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "国办公开办函〔21〕030号",
            },
            title: Text::new("年份两位、序号编虚位", "Two-digit year and leading zero"),
            edits: &[("〔2021〕30号", "〔21〕030号")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("规范写法", "The right form"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("令号有“第”", "Orders have 第"),
            edits: &[(
                "（以下简称《条例》）",
                "（国务院令第711号，以下简称《条例》）",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for cited in numbered(report) {
        let number = cited.number;
        let (Some(year), Some(_), Some(_)) = (number.year, number.open, number.close) else {
            continue;
        };
        let counted = ["令", "公告", "通告", "字"]
            .iter()
            .any(|end| cited.written.issuer.ends_with(end));
        let mut said = Vec::new();
        let mut changes = Vec::new();
        if let [a, b] = prose.text(year).as_bytes() {
            let century = if (*a, *b) >= (b'5', b'0') { "19" } else { "20" };
            said.push(("年份应写四位", "write the year in full"));
            changes.push((year, format!("{century}{}", prose.text(year))));
        }
        if prose.text(number.prefix) == "第" && !counted {
            said.push(("序号前不加“第”", "no 第 before the serial"));
            changes.push((number.prefix, String::new()));
        }
        let serial = prose.text(number.serial);
        let significant = serial.trim_start_matches('0');
        if significant.len() < serial.len() && !significant.is_empty() && !counted {
            said.push(("序号不编虚位", "no leading zeros"));
            changes.push((number.serial, significant.to_owned()));
        }
        if changes.is_empty() {
            continue;
        }
        let written = prose.text(number.range);
        let zh: Vec<&str> = said.iter().map(|(zh, _)| *zh).collect();
        let en: Vec<&str> = said.iter().map(|(_, en)| *en).collect();
        let mut diagnostic = Diagnostic::new(
            &RULE,
            number.span,
            Message::new(
                format!("文号“{written}”写法不规范：{}。", zh.join("，")),
                format!("The number {written}: {}.", en.join(", ")),
            ),
        );
        let edits: Vec<Edit> = changes
            .into_iter()
            .map(|(range, new_text)| Edit::new(prose.source_span(range), new_text))
            .collect();
        if edits.iter().all(|edit| is_bare(report, edit.span)) {
            diagnostic = diagnostic.with_fix(Fix {
                title: Message::new("改为规范写法", "Use the standard form"),
                applicability: Applicability::Safe,
                edits,
            });
        }
        sink.report(diagnostic);
    }
}
