//! M010: a commercial mailbox as the contact of an office.

use nianbao_core::TextRange;
use nianbao_facts::passages::{after, before, is_own, occurrences};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M010",
    name: "mailbox-commercial",
    group: Group::Metadata,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "联系邮箱宜用政务邮箱",
        "The contact mailbox is an official one",
    ),
    explanation: Text::new(
        "QQ、163 等商业邮箱由外部公司运营，作为机关联系邮箱不够规范。使用商业邮箱并不违法，也很普遍，默认不提示。",
        "Mailboxes at QQ, 163 and the like are run by companies. They are legal and common; off by default.",
    ),
    basis: &["政务邮箱使用惯例"],
    traps: Text::new(
        "政务邮箱（gov.cn）和单位自建邮箱不报。",
        "Official mailboxes and those of the body's own domain are fine.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "yunxi@163.com",
            },
            title: Text::new("163 邮箱", "A mailbox at 163"),
            edits: &[("0871-65432100", "0871-65432100，邮箱：yunxi@163.com")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("政务邮箱", "An official mailbox"),
            edits: &[("0871-65432100", "0871-65432100，邮箱：office@yunxi.gov.cn")],
        },
    ],
    check,
};

const COMMERCIAL: [&str; 14] = [
    "qq.com",
    "163.com",
    "126.com",
    "139.com",
    "189.cn",
    "yeah.net",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "foxmail.com",
    "aliyun.com",
    "gmail.com",
    "hotmail.com",
    "outlook.com",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let prose = &context.report.prose;
    for at in occurrences(prose, "@", is_own) {
        let domain = after(prose, at.end);
        let len = domain
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
            .count();
        let domain = domain[..len].trim_end_matches('.');
        let is_commercial = COMMERCIAL.iter().any(|company| {
            domain
                .to_ascii_lowercase()
                .strip_suffix(company)
                .is_some_and(|rest| rest.is_empty() || rest == "vip.")
        });
        if !is_commercial {
            continue;
        }
        let name = before(prose, at.start)
            .bytes()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
            .count();
        let range = TextRange {
            start: at.start - name as u32,
            end: at.end + domain.len() as u32,
        };
        sink.report(Diagnostic::new(
            &RULE,
            prose.source_span(range),
            Message::new(
                format!(
                    "联系邮箱“{}”是商业邮箱，宜改用政务邮箱。",
                    prose.text(range)
                ),
                format!("{} is a commercial mailbox.", prose.text(range)),
            ),
        ));
    }
}
