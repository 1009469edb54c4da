//! M009: telephones, postcodes and mailboxes that cannot be right.

use nianbao_core::prose::Prose;
use nianbao_core::{Report, TextRange};
use nianbao_facts::passages::{after, is_own, occurrences};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M009",
    name: "contact-format",
    group: Group::Metadata,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "电话、邮编、邮箱的格式应正确",
        "Telephone, postcode and mailbox are well-formed",
    ),
    explanation: Text::new(
        "区号与号码之间用短横线“-”；固定电话一般为 7 位或 8 位，邮政编码为 6 位，电子邮箱含“@”和域名。",
        "A hyphen stands between area code and number; numbers have 7 or 8 digits, postcodes 6, and \
         mailboxes an @ and a domain.",
    ),
    basis: &["GB/T 15834—2011 4.13.3"],
    traps: Text::new(
        "12345 等短号、分机号、400 电话、手机号不算；转换时丢了短横线的号码不报。",
        "Short numbers, extensions, 400 numbers and mobiles are fine; a hyphen lost in conversion is no \
         finding.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "—" },
            title: Text::new("电话用了一字线", "A dash in a telephone number"),
            edits: &[("0871-65432100", "0871—65432100")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "65000" },
            title: Text::new("邮编少一位", "A postcode of five digits"),
            edits: &[("650000", "65000")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("短号和分机", "A short number and an extension"),
            edits: &[("0871-65432100", "0871-12345、0871-65432100-8001")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for label in ["电话:", "传真:"] {
        for found in occurrences(&report.prose, label, is_own) {
            telephone(report, found.end, sink);
        }
    }
    for label in ["邮编:", "邮政编码:"] {
        for found in occurrences(&report.prose, label, is_own) {
            postcode(report, found.end, sink);
        }
    }
    for found in occurrences(&report.prose, "邮箱:", is_own) {
        mailbox(report, found.end, sink);
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn range(start: u32, len: usize) -> TextRange {
    TextRange::new(start as usize, start as usize + len)
}

/// The first number after a label: `0871-65432100`.
fn telephone(report: &Report, start: u32, sink: &mut Sink<'_>) {
    let prose = &report.prose;
    let text = after(prose, start);
    let area = digits(text);
    if !(3..=4).contains(&area) || !text.starts_with('0') {
        return;
    }
    let dash: usize = text[area..]
        .chars()
        .take_while(|c| matches!(c, '—' | '―' | '─' | '-' | '－' | '一'))
        .map(char::len_utf8)
        .sum();
    let number = text.get(area + dash..).unwrap_or("");
    let len = digits(number);
    if dash == 0 || len == 0 {
        return;
    }
    let wrong_dash = &text[area..area + dash] != "-";
    let follows = number[len..].chars().next();
    let is_extended = follows.is_some_and(|c| matches!(c, '-' | '—' | '转' | '*'));
    if wrong_dash {
        let place = range(start + area as u32, dash);
        let span = prose.source_span(place);
        let found = Diagnostic::new(
            &RULE,
            span,
            Message::new(
                format!(
                    "电话号码的区号后用短横线“-”，不用“{}”（GB/T 15834—2011 4.13.3）。",
                    &text[area..area + dash]
                ),
                "A hyphen, not a dash, stands after the area code.",
            ),
        );
        sink.report(if is_bare(report, span) {
            found.with_replacement(
                Applicability::Safe,
                Message::new("改为“-”", "Write a hyphen"),
                span,
                "-",
            )
        } else {
            found
        });
    } else if !matches!(len, 5 | 7 | 8) && !is_extended {
        let place = range(start, area + dash + len);
        sink.report(malformed(
            prose,
            place,
            "固定电话号码一般为 7 位或 8 位",
            len,
        ));
    }
}

fn postcode(report: &Report, start: u32, sink: &mut Sink<'_>) {
    let len = digits(after(&report.prose, start));
    if len != 0 && len != 6 {
        sink.report(malformed(
            &report.prose,
            range(start, len),
            "邮政编码为 6 位",
            len,
        ));
    }
}

fn malformed(prose: &Prose, place: TextRange, rule: &str, len: usize) -> Diagnostic {
    let text = prose.text(place);
    Diagnostic::new(
        &RULE,
        prose.source_span(place),
        Message::new(
            format!("“{text}”：{rule}，这里是 {len} 位，请核对。"),
            format!("{text}: {len} digits are too many or too few."),
        ),
    )
}

fn mailbox(report: &Report, start: u32, sink: &mut Sink<'_>) {
    let prose = &report.prose;
    let text = after(prose, start);
    let len = text
        .bytes()
        .take_while(|byte| byte.is_ascii_graphic() && !b",;()<>".contains(byte))
        .count();
    let address = text[..len].trim_end_matches('.');
    let is_right = address.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.contains('@') && !domain.ends_with('.')
    });
    if address.is_empty() || is_right {
        return;
    }
    let place = range(start, address.len());
    sink.report(Diagnostic::new(
        &RULE,
        prose.source_span(place),
        Message::new(
            format!("“{address}”不是完整的电子邮箱地址，请核对。"),
            format!("{address} is no complete mailbox."),
        ),
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::flagged;

    #[test]
    fn what_is_right_and_wrong() {
        let place = "电话：0871-65432100";
        for (text, expected) in [
            ("电话：0871-6543210", &[][..]),
            ("电话：0871-654321", &["0871-654321"]),
            ("电话：0871－65432100", &[]),
            ("电话：0871——65432100", &["——"]),
            ("电话：087165432100", &[]),
            ("电话：12345", &[]),
            ("邮箱：office@example.gov.cn", &[]),
            ("邮箱：office.example.gov.cn", &["office.example.gov.cn"]),
            ("邮箱：office@example", &["office@example"]),
        ] {
            assert_eq!(flagged(&RULE, &[(place, text)]), expected, "{text}");
        }
    }
}
