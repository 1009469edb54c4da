//! X006: "all done" in the prose, and requests carried out in 表三.

use super::compare::broken;
use nianbao_core::Report;
use nianbao_core::form::RowKey;
use nianbao_facts::claims::{Claim, Kind};
use nianbao_facts::figures::requests;
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X006",
    name: "prose-all-done-vs-carry",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文说申请全部办结的，表三不应有结转下年度的件数",
        "Where the prose says that all requests are done, table 3 carries none over",
    ),
    explanation: Text::new(
        "正文说收到的申请“全部办结”“均已答复”“办结率100%”，而表三“结转下年度继续办理”大于 0，两处说法矛盾。年底尚未\
         答复的，请在正文写明结转件数；确实全部办结的，请核对表格。",
        "All requests cannot be done when table 3 carries some over to the next year. Say how many are carried \
         over, or check the table.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "“均在法定期限内答复”“按时办结率100%”只说按时，不算；同一段已写明结转、正在办理的，只说某渠道、某部门的，\
         说的就是表三办理总计的，不报。",
        "Answers in time are another matter; so are paragraphs that tell of requests carried over or in \
         progress, one channel or department, and the total handled itself.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "全部办结",
            },
            title: Text::new("说全部办结，表三结转 4 件", "All done, and 4 carried over"),
            edits: &[
                (
                    "政府信息公开申请51件，上年结转3件。",
                    "政府信息公开申请51件，全部办结。",
                ),
                ("结转下年度继续办理4件。", ""),
            ],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "办结率100%",
            },
            title: Text::new("说办结率 100%", "100% done"),
            edits: &[
                (
                    "政府信息公开申请51件，上年结转3件。",
                    "政府信息公开申请51件，办结率100%。",
                ),
                ("结转下年度继续办理4件。", ""),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写明结转的件数", "Those carried over are told of"),
            edits: &[(
                "政府信息公开申请51件，上年结转3件。",
                "政府信息公开申请51件，除结转的外均已办结。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只说按时", "In time is another matter"),
            edits: &[
                (
                    "政府信息公开申请51件，上年结转3件。",
                    "政府信息公开申请51件，均在法定期限内予以答复，按时办结率100%。",
                ),
                ("结转下年度继续办理4件。", ""),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("说的是另一件事", "Another thing is done"),
            edits: &[
                (
                    "政府信息公开申请51件，上年结转3件。",
                    "政府信息公开申请51件，收到网民来信71封，全部办结。",
                ),
                ("结转下年度继续办理4件。", ""),
            ],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let claims = context.facts.claims();
    let done = |claim: &Claim| {
        claim.kind == Kind::AllDone && !claim.soft && !is_done_by_definition(report, claims, claim)
    };
    for found in broken(
        context,
        ("办结情况", "statement that all is done"),
        sink,
        done,
    ) {
        let words = report.prose.text(found.claim.range);
        let said = (
            format!("申请“{words}”"),
            "that all requests are done".to_owned(),
        );
        let advice = (
            "请核对；年底尚未答复的，在正文写明结转件数。",
            "Say how many are carried over, or correct the table.",
        );
        sink.report(found.diagnose(report, &RULE, (&said.0, &said.1), advice));
    }
}

/// Whether the requests that are said to be done are those of （七）总计, which are done by definition.
fn is_done_by_definition(report: &Report, claims: &[Claim], done: &Claim) -> bool {
    // A rate is of all that were received.
    let rate = done.shape == "rate-100";
    let before = claims.iter().rev().find(|claim| {
        claim.range.start < done.range.start
            && match claim.kind {
                Kind::Received | Kind::Due => true,
                Kind::Answered => !rate,
                _ => false,
            }
    });
    let handled = requests(report, RowKey::TotalHandled).map(|found| found.number);
    before.is_some_and(|claim| claim.kind == Kind::Answered || handled == Some(claim.value))
}
