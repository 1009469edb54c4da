//! S012: 五 names real problems.

use nianbao_core::form::SectionKind;
use nianbao_facts::sections::{binds, length, with_words, words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S012",
    name: "problems-none",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "第五部分应写明问题和改进情况",
        "Section 5 names problems and improvements",
    ),
    explanation: Text::new(
        "《政府信息公开条例》第五十条要求报告存在的主要问题及改进情况。写“无”或者一句话带过，等于没有报告。",
        "Article 50 requires the main problems and what was done about them. “None” reports nothing.",
    ),
    basis: &["《政府信息公开条例》第五十条第一款第四项"],
    traps: Text::new(
        "只看篇幅（默认少于 30 字），不评判问题写得好不好；只有标题的由 S007 提出。",
        "Only the length counts (fewer than 30 characters by default), not how good the text is; a bare \
         heading is the business of S007.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "五、存在的主要问题及改进情况",
            },
            title: Text::new("只写“无”", "Only 无"),
            edits: &[
                ("### （一）存在的主要问题\n\n", ""),
                (
                    "一是部分单位主动公开的信息更新不够及时；二是政策解读形式较为单一；三是个别申请答复文书说理不够充分，\
                     存在被行政复议机关纠正的情形。\n\n",
                    "",
                ),
                ("### （二）改进情况\n\n", ""),
                (
                    "一是建立主动公开信息更新台账，按月检查并督促有关单位及时更新；二是丰富政策解读形式，增加图文、视频等解读材料；\
                     三是规范申请答复文书，加强答复前的合法性审核，减少被行政复议纠正的情形。",
                    "无。",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写明了问题和改进", "Problems and improvements"),
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
    let Some((_, section)) = with_words(report, SectionKind::Problems) else {
        return;
    };
    let count = length(words(report, section));
    if count >= context.settings.thresholds.problems_shortest
        || !section.pictures.is_empty()
        || section.table.is_some()
    {
        return;
    }
    let message = Message::new(
        format!(
            "“五、存在的主要问题及改进情况”只有 {count} 字。《政府信息公开条例》第五十条第一款第四项要求报告存在的主要问题及改进情况，\
             请写明具体问题和改进措施。"
        ),
        format!(
            "Section 5 has only {count} characters. Article 50 (1) (4) requires the main problems and what \
             was done about them."
        ),
    );
    sink.report(Diagnostic::new(&RULE, section.heading_span, message));
}
