//! S005: no section occurs twice.

use nianbao_facts::sections::{binds, find, name_zh};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S005",
    name: "duplicate-section",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("同一部分不得出现两次", "No section occurs twice"),
    explanation: Text::new(
        "同一部分的标题出现两次，多半是粘贴时重复，或者另一部分的标题写错了。请删去重复的，或者改正标题。",
        "A section that occurs twice was mostly pasted twice, or another section has the wrong heading.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "正文前的目录和导语中列举的各部分名称不算。",
        "A table of contents and the list of sections in the preamble do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::BadAtEach {
                flagged: &["五、其他需要报告的事项", "六、其他需要报告的事项"],
            },
            title: Text::new(
                "第五部分误写成第六部分的标题",
                "Section 5 under the heading of section 6",
            ),
            edits: &[(
                "## 五、存在的主要问题及改进情况",
                "## 六、其他需要报告的事项\n\n无。\n\n## 五、其他需要报告的事项",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("导语列举了各部分", "The preamble lists the sections"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    for (index, section) in report.sections.iter().enumerate() {
        let Some(kind) = section.kind else { continue };
        let Some((first, original)) = find(report, kind) else {
            continue;
        };
        if first == index {
            continue;
        }
        let message = Message::new(
            format!(
                "{}出现了两次。请删去重复的部分；如果标题写错，请改正。",
                name_zh(kind)
            ),
            format!(
                "Section {} occurs twice. Delete one of the two, or correct its heading.",
                kind.ordinal()
            ),
        );
        sink.report(
            Diagnostic::new(&RULE, section.heading_span, message).with_related(
                original.heading_span,
                Message::new("第一次出现", "first here"),
            ),
        );
    }
}
