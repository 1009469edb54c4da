//! X001: the requests that the prose says were received, against 表三.

use super::compare::broken;
use nianbao_core::form::RowKey;
use nianbao_facts::claims::{Claim, Kind};
use nianbao_facts::figures::requests;
use nianbao_facts::readers::claims::received_uncounted;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X001",
    name: "prose-received",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "正文所说收到的申请件数应与表三一致",
        "The requests received that the prose tells of are those of table 3",
    ),
    explanation: Text::new(
        "正文“收到（受理、新收）政府信息公开申请多少件”，应等于表三“本年新收”的总计；连同上年结转一并说的，应等于两项之和。\
         数字不一致，说明文字或者表格有一处不准确，应当对照台账改正。",
        "The number of requests that the prose gives is the total of new ones in table 3, or that of new and \
         carried-in ones together. Where it is neither, prose or table is wrong.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "新收、新收加上年结转、办理总计三种口径符合一种即可；只说本级、某部门、某渠道、某类申请人、某季度、往年的，\
         以及复议、诉讼、建议提案、来信、咨询的件数，不与本表比较。",
        "New ones, new and carried-in ones, or all handled: any will do. Numbers of one level, department, \
         channel, kind of applicant, quarter or earlier year, and of cases, proposals, letters and questions, \
         are not compared.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "58件" },
            title: Text::new(
                "办理件数哪种口径都不符",
                "A number dealt with that fits nothing",
            ),
            edits: &[(
                "全年共收到政府信息公开申请51件",
                "全年共办理政府信息公开申请58件",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("办理件数可以指办结的", "Dealt with may mean answered"),
            edits: &[(
                "全年共收到政府信息公开申请51件",
                "全年共办理政府信息公开申请50件",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "61件" },
            title: Text::new("正文 61 件，表三 51 件", "61 in the prose, 51 in the table"),
            edits: &[("政府信息公开申请51件", "政府信息公开申请61件")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "45件" },
            title: Text::new("没有结转，正文与表三不同", "No carry, and another number"),
            edits: &[
                ("政府信息公开申请51件，上年结转3件", "政府信息公开申请45件"),
                (
                    "| 2 | 1 | 0 | 0 | 0 | 0 | 3 |",
                    "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "收到政府信息公开申请件",
            },
            title: Text::new(
                "正文说有申请正在办理，表三全是 0",
                "A request in progress, and zeros in the table",
            ),
            edits: &[
                (
                    "全年共收到政府信息公开申请51件，上年结转3件。",
                    "2023年我县收到政府信息公开申请件，目前正在办理。",
                ),
                (
                    "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
                    "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                ),
                (
                    "| 2 | 1 | 0 | 0 | 0 | 0 | 3 |",
                    "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "55件" },
            title: Text::new(
                "应办件数不是新收与结转之和",
                "To be answered: not those new and those carried in",
            ),
            edits: &[("上年结转3件。", "加上上年结转的3件，全年应办55件。")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new(
                "新收与结转合为应办",
                "New and carried in make those to answer",
            ),
            edits: &[("上年结转3件。", "加上上年结转的3件，全年应办54件。")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "58件" },
            title: Text::new("没有动词，只说数量", "A number without a verb"),
            edits: &[(
                "全年共收到政府信息公开申请51件，上年结转3件。",
                "2023年度依申请公开数为58件。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("连同上年结转一并说", "Carried-in ones included"),
            edits: &[(
                "政府信息公开申请51件，上年结转3件",
                "政府信息公开申请54件（含上年结转3件）",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只说一个渠道", "One channel alone"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。通过网上平台收到政府信息公开申请44件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "县政府办公室代表县政府受理的",
                "The government's own requests",
            ),
            edits: &[(
                "全年共收到政府信息公开申请51件，上年结转3件。",
                "县政府办公室代表县政府受理政府信息公开申请12件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("上一年的数字", "The number of the year before"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。2022年，全县收到政府信息公开申请37件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("收到的是别的东西", "Other things received"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。受理政府信息公开申请行政复议案件7件，收到网民来信238件，受理咨询申请19件。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    // That there was none is the business of X002.
    let wanted =
        |claim: &Claim| matches!(claim.kind, Kind::Received | Kind::Due) && !claim.value.is_zero();
    for found in broken(context, ("申请件数", "number of requests"), sink, wanted) {
        let value = found.claim.value.normalize();
        let (zh, en) = match found.claim.kind {
            Kind::Due => ("应办理", "were to be answered"),
            _ if found.claim.shape.starts_with("handled") => ("办理", "were dealt with"),
            _ => ("收到", "were received"),
        };
        let said = (
            format!("{zh}政府信息公开申请 {value} 件"),
            format!("that {value} requests {en}"),
        );
        let advice = (
            "请对照台账核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(context.report, &RULE, (&said.0, &said.1), advice));
    }
    in_progress(context, sink);
}

/// A request that is being dealt with although 表三 knows of none.
fn in_progress(context: &Context<'_>, sink: &mut Sink<'_>) {
    const PROGRESS: [&str; 7] = [
        "正在办理",
        "尚在办理",
        "仍在办理",
        "正在处理",
        "尚未办结",
        "办理中",
        "在办理",
    ];
    let report = context.report;
    let (Some(new), Some(carried)) = (
        requests(report, RowKey::NewRequests),
        requests(report, RowKey::CarriedIn),
    ) else {
        return;
    };
    if new.is_positive() || carried.is_positive() {
        return;
    }
    let prose = &report.prose;
    for said in received_uncounted(context.facts) {
        let sentence = prose.text(said.sentence);
        if !PROGRESS.iter().any(|word| sentence.contains(word)) {
            continue;
        }
        sink.report(
            Diagnostic::new(
                &RULE,
                prose.source_span(said.range),
                Message::new(
                    "正文说收到政府信息公开申请并且正在办理，而表三本年新收、上年结转都是 0。收到即应计入“本年新收”，\
                     年底未办结的计入“结转下年度继续办理”。请核对表三，并在正文写明件数。",
                    "The prose tells of a request in progress, but table 3 has no request at all. Count it as new, \
                     and as carried out if it was not closed by the end of the year.",
                ),
            )
            .at_cell(new.name)
            .with_related(
                new.cell.span,
                Message::new("本年新收总计 0", "0 new requests"),
            ),
        );
    }
}
