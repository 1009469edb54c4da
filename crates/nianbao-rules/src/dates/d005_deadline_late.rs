//! D005: published after the last day of the law.

use nianbao_core::BodyKind;
use nianbao_core::prose::Day;
use nianbao_facts::deadlines::MonthDay;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D005",
    name: "deadline-late",
    group: Group::Dates,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "报告应按期公布：部门 1 月 31 日前，县级以上政府 3 月 31 日前",
        "Departments publish by 31 January, governments by 31 March",
    ),
    explanation: Text::new(
        "县级以上人民政府部门（含办公厅、办公室）每年 1 月 31 日前、县级以上地方人民政府每年 3 月 31 日前公布上一年度报告。\
         当日公布的不算逾期；乡镇、街道的期限由地方规定。",
        "Departments, general offices included, publish the report of the past year by 31 January, \
         governments at county level and above by 31 March. The day itself is in time; local rules set \
         the day for townships.",
    ),
    basis: &["《政府信息公开条例》第四十九条"],
    traps: Text::new(
        "网页日期可能是补传或改版后重新上传的日期：晚一年以上的不作为依据；落款在期限之内的降为警告。2018 年度及以前适用旧条例，不检查。",
        "The date of a page may be that of a later upload: one more than a year late proves nothing, and a \
         signature in time makes the finding a warning. Reports up to 2018 fall under the old regulation.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "2024年4月2日",
            },
            title: Text::new("县政府 4 月才公布", "A county in April"),
            edits: &[("2024年1月20日", "2024年4月2日")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "2024年2月1日",
            },
            title: Text::new("部门 2 月才公布", "A department in February"),
            edits: &[
                (
                    "云溪县人民政府2023年政府信息公开工作年度报告",
                    "云溪县财政局2023年政府信息公开工作年度报告",
                ),
                ("2024年1月20日", "2024年2月1日"),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("期限当日公布", "On the last day"),
            edits: &[("2024年1月20日", "2024年3月31日")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("多年以后重新上传", "Uploaded again years later"),
            edits: &[("2024年1月20日", "2025年12月30日")],
        },
    ],
    check,
};

/// The first report year that the regulation of 2019 binds.
const FIRST_YEAR: u16 = 2019;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let (Some(body), Some(year), Some((published, span))) =
        (&report.body, report.year, report.published)
    else {
        return;
    };
    let Some(due) = context.settings.deadlines.of(body) else {
        return;
    };
    let Some(last) = due.in_year(year + 1) else {
        return;
    };
    let proves_nothing =
        Day::new(last.year + 1, last.month, last.day).is_none_or(|limit| published > limit);
    if year < FIRST_YEAR || published <= last || proves_nothing {
        return;
    }
    let signed_in_time = report
        .signature
        .date
        .is_some_and(|(signed, _)| signed <= last);
    let mut found = Diagnostic::new(
        &RULE,
        span,
        message(body.kind, due, last, published, signed_in_time),
    );
    if signed_in_time {
        found.severity = Severity::Warning;
    }
    sink.report(found);
}

fn message(
    kind: BodyKind,
    due: MonthDay,
    last: Day,
    published: Day,
    signed_in_time: bool,
) -> Message {
    let (who, who_en) = match kind {
        BodyKind::Government => ("县级以上地方人民政府", "Governments"),
        BodyKind::Township => ("乡镇、街道", "Townships and sub-district offices"),
        _ => (
            "县级以上人民政府部门（含办公厅、办公室）",
            "Departments and general offices",
        ),
    };
    let basis = if kind == BodyKind::Township {
        "地方规定"
    } else {
        "《政府信息公开条例》第四十九条"
    };
    let (advice, advice_en) = if signed_in_time {
        (
            "落款日期在期限之内，如网页为补传，请核对首次公布的日期。",
            " The signature is in time; check when the report was first published.",
        )
    } else {
        ("如为补传，请核对首次公布的日期。", "")
    };
    Message::new(
        format!(
            "公布日期 {} 年 {} 月 {} 日晚于期限 {} 年 {} 月 {} 日（{who}每年 {} 月 {} 日前公布，{basis}）。{advice}",
            published.year,
            published.month,
            published.day,
            last.year,
            last.month,
            last.day,
            due.month,
            due.day
        ),
        format!("Published on {published}, due by {last}. {who_en} publish by then.{advice_en}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::{Report, SourceText};
    use nianbao_facts::deadlines::Deadlines;
    use nianbao_lint::Selection;
    use nianbao_lint::base_report;
    use nianbao_lint::{Settings, check};

    fn severities(edits: &[(&str, &str)], deadlines: Deadlines) -> Vec<Severity> {
        let mut text = base_report().to_owned();
        for (from, to) in edits {
            text = text.replace(from, to);
        }
        let alone = Settings {
            selection: Selection::only(&crate::REGISTRY, &RULE),
            ..crate::settings()
        };
        let settings = Settings { deadlines, ..alone };
        let report = Report::parse(SourceText::new(text).unwrap());
        let findings = check(&report, &settings);
        findings
            .diagnostics
            .iter()
            .map(|found| found.severity)
            .collect()
    }

    #[test]
    fn a_page_later_than_the_signature_is_a_warning() {
        let page = ("\n\n根据", "\n\n发布日期：2024-05-06\n\n根据");
        assert_eq!(
            severities(&[page], Deadlines::default()),
            [Severity::Warning]
        );
    }

    #[test]
    fn townships_are_bound_by_local_rules_alone() {
        let town = [
            (
                "云溪县人民政府2023年政府信息公开工作年度报告",
                "石桥镇人民政府2023年政府信息公开工作年度报告",
            ),
            ("2024年1月20日", "2024年5月20日"),
        ];
        assert_eq!(severities(&town, Deadlines::default()), []);
        let local = Deadlines {
            township: Some(MonthDay { month: 1, day: 31 }),
            ..Deadlines::default()
        };
        assert_eq!(severities(&town, local), [Severity::Error]);
    }

    #[test]
    fn old_reports_fall_under_the_old_regulation() {
        let old = [("2023年", "2017年"), ("2024年1月20日", "2018年4月20日")];
        assert_eq!(severities(&old, Deadlines::default()), []);
    }
}
