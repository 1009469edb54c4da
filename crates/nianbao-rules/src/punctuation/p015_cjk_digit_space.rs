//! P015: spaces between Chinese characters and digits.

use nianbao_facts::punctuation::{Gap, marks};
use nianbao_facts::words::is_cjk;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P015",
    name: "cjk-digit-space",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "汉字与数字之间不加空格",
        "No spaces between Chinese characters and digits",
    ),
    explanation: Text::new(
        "这类空格多为 Word、PDF 转换产生，不影响内容；全文只提一次，可一并删去。",
        "Such spaces come from converters; one finding with a fix for all.",
    ),
    basis: &["公文排版惯例"],
    traps: Text::new("换行和表格不算。", "Line breaks and tables do not count."),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: " " },
            title: Text::new("转换产生的空格", "A space"),
            edits: &[(
                "全年共收到政府信息公开申请51件",
                "全年共收到政府信息公开申请 51 件",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("没有空格", "None"),
            edits: &[(
                "全年共收到政府信息公开申请51件",
                "全年收到政府信息公开申请51件",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let between = |gap: &&Gap| match (gap.previous(report), gap.next(report)) {
        (Some(left), Some(right)) => {
            (is_cjk(left) && right.is_ascii_digit()) || (left.is_ascii_digit() && is_cjk(right))
        }
        _ => false,
    };
    let gaps: Vec<&Gap> = marks(context.facts).gaps.iter().filter(between).collect();
    let Some(first) = gaps.first() else { return };
    let count = gaps.len();
    let message = Message::new(
        format!("汉字与数字之间有 {count} 处空格，多为转换产生，可一并删去。"),
        format!("{count} spaces between Chinese characters and digits."),
    );
    let edits = gaps
        .iter()
        .map(|gap| Edit::new(gap.span, String::new()))
        .collect();
    sink.report(Diagnostic::new(&RULE, first.span, message).with_fix(Fix {
        title: Message::new(
            format!("删去 {count} 处空格"),
            format!("Delete {count} spaces"),
        ),
        applicability: Applicability::Safe,
        edits,
    }));
}
