//! X011: the normative documents that the prose counts, against 表二.

use super::compare::broken;
use nianbao_facts::claims::{Claim, Kind, Relation};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X011",
    name: "prose-normative-docs",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "正文所说规范性文件的制发、废止、现行有效件数应与表二一致",
        "The normative documents that the prose counts are those of table 2",
    ),
    explanation: Text::new(
        "正文“制发（制定、出台）行政规范性文件多少件、废止多少件、现行有效多少件”，应等于表二“行政规范性文件”相应各列。\
         数字不一致，说明文字或者表格有一处不准确，应当对照文件目录改正。",
        "The normative documents that the prose says were issued, repealed or are in force are those of table 2. \
         Where they differ, prose or table is wrong.",
    ),
    basis: &[
        "《政府信息公开条例》第二十条第一项",
        "国办公开办函〔2021〕30号",
    ],
    traps: Text::new(
        "公开、清理、审核、备案、解读规范性文件的件数，规章与规范性文件合在一起的件数，某部门、本级、往年的件数，不与本表比较。",
        "Documents published, reviewed, examined, filed or explained, documents counted together with rules, and \
         those of one department, one level or an earlier year are not compared.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "9件" },
            title: Text::new(
                "正文制发 9 件，表二 6 件",
                "9 issued in the prose, 6 in the table",
            ),
            edits: &[("全年制发行政规范性文件6件", "全年制发行政规范性文件9件")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "84件" },
            title: Text::new("现行有效件数颠倒了数字", "Digits swapped in those in force"),
            edits: &[("现行有效48件", "现行有效84件")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("换一种说法", "In other words"),
            edits: &[(
                "全年制发行政规范性文件6件，废止2件，现行有效48件。",
                "全年共出台6件规范性文件，废止规范性文件2件，目前继续有效48件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("清理、公开的件数", "Documents reviewed and published"),
            edits: &[(
                "现行有效48件。",
                "现行有效48件。全年清理规范性文件50件，公开规范性文件54件，解读规范性文件4件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("县政府自己的文件", "The government's own documents"),
            edits: &[(
                "现行有效48件。",
                "现行有效48件。其中县政府制发规范性文件3件。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let documents = |claim: &Claim| claim.kind == Kind::Documents;
    for found in broken(
        context,
        ("规范性文件件数", "number of documents"),
        sink,
        documents,
    ) {
        let value = found.claim.value.normalize();
        let words = context.report.prose.text(found.claim.words);
        let said = match found.claim.relation {
            Relation::Zero => (format!("“{words}”"), "that there is none".to_owned()),
            _ => (
                format!("“{words}” {value} 件"),
                format!("{value} documents"),
            ),
        };
        let advice = (
            "请对照文件目录核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(context.report, &RULE, (&said.0, &said.1), advice));
    }
}
