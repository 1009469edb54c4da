//! C006: the old 条例 cited as the basis of the report.

use nianbao_lint::edits::with_edit;
use nianbao_lint::words::{Entry, hits};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C006",
    name: "cite-article-old",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "年度报告的依据是《条例》第五十条",
        "The report rests on article 50",
    ),
    explanation: Text::new(
        "2019 年修订后，年度报告的内容由第五十条规定，公布期限由第四十九条规定；第三十二条现在讲的\
         是征求第三方意见。",
        "Since 2019 article 50 tells what the report holds; article 32 is now about third parties.",
    ),
    basis: &["《政府信息公开条例》第五十条"],
    traps: Text::new(
        "第三十二条用在征求第三方意见的语境中是对的；2018 年及以前的报告不提。",
        "In the context of third parties article 32 is right; reports up to 2018 are not judged.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "第三十二条",
            },
            title: Text::new("旧条文", "The old article"),
            edits: &[("第五十条规定", "第三十二条规定")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("征求第三方意见", "Third parties"),
            edits: &[(
                "对行政规范性文件实行统一登记",
                "按照《条例》第三十二条书面征求第三方意见，对行政规范性文件实行统一登记",
            )],
        },
    ],
    check,
};

/// The article that told the content of reports until 2019.
pub(crate) static WORDS: &[Entry] = &[
    Entry::suggested("第三十二条", "第五十条").since(2019),
    Entry::suggested("第32条", "第五十条").since(2019),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let before = hit.before(report);
        let sentence = report.prose.text(report.prose.sentence_at(hit.range.start));
        let of_report = sentence.contains("年度报告") || sentence.contains("年报");
        if !before.ends_with("条例》")
            && !before.ends_with("条例》(以下简称《条例》)")
            && !before.ends_with("条例》(以下简称“《条例》”)")
            || !of_report
            || sentence.contains("第三方")
        {
            continue;
        }
        let (old, new) = (hit.entry.pattern, hit.entry.replacement);
        let message = Message::new(
            format!(
                "{old}是旧《条例》的条文。2019 年修订后，年度报告的依据是{new}（期限见第四十九条）。"
            ),
            "Article 32 is of the old regulations; since 2019 article 50 tells what the report holds.",
        );
        let diagnostic = Diagnostic::new(&RULE, hit.span(report), message);
        sink.report(with_edit(
            report,
            diagnostic,
            hit.entry.applicability,
            hit.range,
            new,
        ));
    }
}
