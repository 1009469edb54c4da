//! S015: the tables of 2019 are no longer in force.

use nianbao_core::form::Edition;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S015",
    name: "legacy-format-2019",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "2021 年度起不得沿用 2019 年试行格式的表格",
        "Reports from 2021 on do not use the tables of 2019",
    ),
    explanation: Text::new(
        "“本年新公开数量”“上一年项目数量”“政府集中采购”等是 2019 年试行格式的栏目，2021 年起由新格式取代，\
         表二改为制发、废止、现行有效件数和处理决定数量。",
        "Columns such as 本年新公开数量 and 上一年项目数量 belong to the trial form of 2019, which the form \
         of 2021 replaced.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "2019、2020 年度的报告用试行格式是对的；表三“（六）其他处理”只有一行的不算。",
        "Reports of 2019 and 2020 rightly use it; （六）其他处理 as a single row of table 3 does not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "本年新制作数量",
            },
            title: Text::new("表二沿用 2019 年的栏目", "Table 2 with the columns of 2019"),
            edits: OLD_COLUMNS,
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("2020 年度的报告", "A report of 2020"),
            edits: &[
                OLD_COLUMNS[0],
                ("云溪县人民政府2023年", "云溪县人民政府2020年"),
            ],
        },
    ],
    check,
};

const OLD_COLUMNS: &[(&str, &str)] = &[(
    "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
    "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |",
)];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let bound = report.year.and_then(Edition::for_year) == Some(Edition::V2021);
    let Some((&first, others)) = report.legacy_2019.split_first() else {
        return;
    };
    if !bound {
        return;
    }
    let label = report.source.slice(first).trim();
    let message = Message::new(
        format!(
            "“{label}”是 2019 年试行格式（国办公开办函〔2019〕60号）的栏目。2021 年度起应使用国办公开办函〔2021〕30号所附格式，\
             请换成新的表格。"
        ),
        "This label belongs to the trial form of 2019 (国办公开办函〔2019〕60号), replaced from 2021 on by \
         the form of 国办公开办函〔2021〕30号; use its tables."
            .to_owned(),
    );
    let mut diagnostic = Diagnostic::new(&RULE, first, message);
    for &span in others {
        diagnostic = diagnostic.with_related(
            span,
            Message::new("也是 2019 年格式的栏目", "another label of 2019"),
        );
    }
    sink.report(diagnostic);
}
