//! Reads what the prose says of the documents and decisions that 表二 counts, in a closed grammar: how
//! many were published, reviewed, explained or filed is another matter and is left alone.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::prose::{ParagraphKind, Quantity};
use nianbao_core::table::Cell;
use nianbao_core::{BodyKind, Decimal, Report};

use crate::figures::has_cell;
use crate::readers::claims::{SCOPE, consume, counts_this_year};

/// Words round a number of normative documents.
#[rustfmt::skip]
const DOCUMENTS: &[&str] = &[
    "行政规范性文件", "规范性文件", "制发", "制定", "印发", "出台", "废止", "宣布", "决定", "修改", "修订", "新增",
    "新", "现行", "有效", "继续", "保留", "目前", "现有", "尚有", "发布", "公布", "的", "了", "有", "共有", "数量",
    "件数", "数", "为", "并", "和", "其中", "失效", "截至目前",
];

/// Words round a number of decisions.
#[rustfmt::skip]
const DECISIONS: &[&str] = &[
    "作出", "做出", "行政许可", "行政处罚", "行政强制", "决定", "处理", "各类", "的", "了", "数量", "数", "为", "和",
];

/// A number of the prose that a cell of 表二 must have too.
pub struct Claim<'a> {
    /// The number.
    pub quantity: &'a Quantity,
    /// The cell.
    pub cell: CellRef,
}

/// The numbers of normative documents issued, repealed and in force.
pub fn documents(report: &Report) -> Vec<Claim<'_>> {
    let read = |chained: bool, subject: &str, object: &str| {
        let named = subject.contains("规范性文件")
            || object.starts_with("规范性文件")
            || object.starts_with("行政规范性文件");
        let plain = consume(subject, &[SCOPE, DOCUMENTS])
            && (!named || subject.contains("规范性文件") || consume(object, &[DOCUMENTS]));
        if !plain || !(named || chained) {
            return Read::Other;
        }
        let has = |words: &[&str]| words.iter().any(|word| subject.contains(word));
        let made = has(&["制发", "制定", "印发", "出台"]);
        // Whether those that lapsed are among the repealed ones is for each county to say.
        let repealed = subject.contains("废止") && !subject.contains("失效");
        let in_force = subject.contains("有效");
        let column = match (made, repealed, in_force) {
            (true, false, false) => ColumnKey::Issued,
            (false, true, false) => ColumnKey::Repealed,
            (false, false, true) => ColumnKey::InForce,
            _ => return Read::Beside,
        };
        Read::Cell(RowKey::NormativeDocuments, column)
    };
    claims(report, "规范性文件", &["件", "份", "个", "部"], read)
}

/// The numbers of licensing, penalty and coercion decisions made.
pub fn decisions(report: &Report) -> Vec<Claim<'_>> {
    let read = |chained: bool, subject: &str, _: &str| {
        let made = subject.contains("作出") || subject.contains("做出");
        if !(made || chained) || !consume(subject, &[SCOPE, DECISIONS]) {
            return Read::Other;
        }
        let named = ["行政许可", "行政处罚", "行政强制"].map(|word| subject.contains(word));
        let row = match named {
            [true, false, false] => RowKey::Licensing,
            [false, true, false] => RowKey::Penalties,
            [false, false, true] => RowKey::CoerciveMeasures,
            _ => return Read::Beside,
        };
        Read::Cell(row, ColumnKey::Decisions)
    };
    let mut found = claims(report, "行政", &["件", "起", "宗", "项"], read);
    let known: Vec<_> = found.iter().map(|claim| claim.quantity.number).collect();
    let more = beside_told(report).into_iter();
    found.extend(more.filter(|claim| !known.contains(&claim.quantity.number)));
    found
}

/// Words of dealing that alone do not say that decisions are counted: 办理许可 may be applications.
const DEALING: &[&str] = &[
    "办理", "实施", "下达", "查处", "开展", "完成", "事项", "案件", "措施", "其中", "件",
];

/// A number that shows by itself that a sentence counts what 表二 counts.
const TELLING: i64 = 10;

/// Numbers of licences, penalties and coercive measures that name no decisions (`办理行政许可3215件、行政处罚
/// 1204件`), where another number of the sentence is that of 表二 to the digit: then it speaks of the
/// same thing.
fn beside_told(report: &Report) -> Vec<Claim<'_>> {
    let prose = &report.prose;
    let named: Vec<Claim<'_>> = prose
        .quantities
        .iter()
        .filter_map(|quantity| {
            // Most numbers end here.
            if !["件", "起", "宗", "项"].contains(&prose.text(quantity.unit)) {
                return None;
            }
            let subject = prose.text(quantity.subject);
            let rows = [
                ("行政许可", RowKey::Licensing),
                ("行政处罚", RowKey::Penalties),
                ("行政强制", RowKey::CoerciveMeasures),
            ];
            let mut named = rows.iter().filter(|(word, _)| subject.contains(word));
            let (Some((_, row)), None) = (named.next(), named.next()) else {
                return None;
            };
            let cell = CellRef::new(TableId::Proactive, *row, ColumnKey::Decisions);
            let told = consume(subject, &[SCOPE, DECISIONS, DEALING])
                && !quantity.qualifiers.part
                && is_told(report, quantity)
                && !is_of_office(report, subject)
                && counts_this_year(report, quantity)
                && has_cell(report, cell);
            told.then_some(Claim { quantity, cell })
        })
        .collect();
    let sentence = |claim: &Claim<'_>| prose.sentence_at(claim.quantity.number.start).start;
    let is_right = |claim: &Claim<'_>| {
        let number = report.cell(claim.cell).and_then(Cell::number);
        number == Some(claim.quantity.value) && claim.quantity.value >= Decimal::from(TELLING)
    };
    let borne_out = |claim: &Claim<'_>| {
        named.iter().any(|other| {
            other.cell != claim.cell && sentence(other) == sentence(claim) && is_right(other)
        })
    };
    let kept: Vec<bool> = named.iter().map(borne_out).collect();
    named
        .into_iter()
        .zip(kept)
        .filter_map(|(claim, kept)| kept.then_some(claim))
        .collect()
}

/// What a number tells.
enum Read {
    /// A cell of 表二.
    Cell(RowKey, ColumnKey),
    /// Something about the same things that 表二 has no cell for.
    Beside,
    /// Another matter.
    Other,
}

/// The numbers that `read` knows, each told whether it follows one of them in its sentence.
fn claims<'a>(
    report: &'a Report,
    noun: &str,
    units: &[&str],
    read: impl Fn(bool, &str, &str) -> Read,
) -> Vec<Claim<'a>> {
    let prose = &report.prose;
    let mut found = Vec::new();
    // Where the sentence ends whose first number was of the same things.
    let mut chain = 0;
    for quantity in &prose.quantities {
        let chained = quantity.number.start < chain;
        // A remark in between takes nothing away from the list.
        if quantity.qualifiers.part && chained {
            continue;
        }
        if !units.contains(&prose.text(quantity.unit)) {
            chain = 0;
            continue;
        }
        let subject = without_own_name(report, prose.text(quantity.subject));
        let object = prose.text(quantity.object);
        let near = chained || subject.contains(noun) || object.contains(noun);
        let told = near
            && is_told(report, quantity)
            && !is_of_office(report, subject)
            && counts_this_year(report, quantity);
        let meant = if told {
            read(chained, subject, object)
        } else {
            Read::Other
        };
        match meant {
            Read::Cell(row, column) => {
                let cell = CellRef::new(TableId::Proactive, row, column);
                if has_cell(report, cell) {
                    found.push(Claim { quantity, cell });
                }
            }
            Read::Beside => {}
            Read::Other => {
                chain = 0;
                continue;
            }
        }
        chain = prose.sentence_at(quantity.number.start).end;
    }
    found
}

/// Words without the body's own name before them: `县水利局共制发规范性文件2件`. A government's name may be
/// meant to leave its departments out.
fn without_own_name<'a>(report: &Report, words: &'a str) -> &'a str {
    let own = report
        .body
        .as_ref()
        .filter(|body| matches!(body.kind, BodyKind::Department | BodyKind::Township));
    let Some(body) = own else { return words };
    body.name
        .char_indices()
        .map(|(at, _)| &body.name[at..])
        .filter(|end| end.chars().count() >= 3)
        .find_map(|end| words.strip_prefix(end))
        .unwrap_or(words)
}

fn is_told(report: &Report, quantity: &Quantity) -> bool {
    let paragraph = report.prose.paragraphs.get(quantity.paragraph);
    paragraph.is_some_and(|paragraph| {
        matches!(
            paragraph.kind,
            ParagraphKind::Body | ParagraphKind::SubHeading
        )
    })
}

/// Whether a government's report speaks of its office alone.
fn is_of_office(report: &Report, subject: &str) -> bool {
    let government = report
        .body
        .as_ref()
        .is_some_and(|body| body.kind == BodyKind::Government);
    government
        && ["我办", "本办", "办公室"]
            .iter()
            .any(|word| subject.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::base_report;
    use nianbao_core::SourceText;

    fn report(words: &str) -> Report {
        let start = base_report().find("全年制发").unwrap();
        let end = base_report().find("发布政策解读材料").unwrap();
        let text = format!(
            "{}{words}{}",
            &base_report()[..start],
            &base_report()[end..]
        );
        Report::parse(SourceText::new(text).unwrap())
    }

    fn read(words: &str) -> Vec<String> {
        let report = report(words);
        documents(&report)
            .iter()
            .chain(&decisions(&report))
            .map(|claim| {
                let CellRef { row, column, .. } = claim.cell;
                let value = claim.quantity.value;
                format!("{} {} {value}", row.as_str(), column.as_str())
            })
            .collect()
    }

    #[test]
    fn documents_are_read_however_they_are_worded() {
        for words in [
            "全年制发规范性文件7件，废止11件，现行有效20件。",
            "2023年，全县共制定行政规范性文件7件、废止行政规范性文件11件、现行有效行政规范性文件20件。",
            "全年出台7件规范性文件，修改1件，废止11件，目前继续有效20件。",
            "全年制发规范性文件7件、废止11件，宣布失效2件，截至年底现行有效规范性文件20件。",
        ] {
            let expected = [
                "normative_documents issued 7",
                "normative_documents repealed 11",
                "normative_documents in_force 20",
            ];
            assert_eq!(read(words), expected, "{words}");
        }
    }

    #[test]
    fn decisions_are_read_in_a_row() {
        assert_eq!(
            read("全年作出行政许可决定12件，行政处罚8件，行政强制3件。"),
            [
                "licensing decisions 12",
                "penalties decisions 8",
                "coercive_measures decisions 3"
            ]
        );
    }

    #[test]
    fn other_counts_are_left_alone() {
        for words in [
            "全年公开规范性文件7件。",
            "清理规范性文件11件。",
            "审核规范性文件7件，备案5件。",
            "县教育局制发规范性文件7件。",
            "县政府制发规范性文件7件。",
            "我办制发规范性文件7件。",
            "2022年制发规范性文件7件。",
            "制发规章和规范性文件7件。",
            "公开行政许可决定12件、行政处罚决定8件。",
            "其中行政许可类信息12条。",
            "办理行政许可12件。",
            "作出行政许可决定12余件。",
            "力争作出行政许可决定12件。",
        ] {
            assert_eq!(read(words), [""; 0], "{words}");
        }
        assert_eq!(
            read("制发规范性文件7件，制作图解12个，废止3个栏目。"),
            ["normative_documents issued 7"]
        );
    }

    #[test]
    fn numbers_beside_a_right_one_are_read_whatever_the_verb() {
        for (words, expected) in [
            // The base report has 3215, 1204 and 86.
            (
                "全年办理行政许可3215件，行政处罚1240件，行政强制86件。",
                &["penalties decisions 1240"][..],
            ),
            ("全年办理行政许可3300件，行政处罚1240件。", &[]),
            ("全年公开行政许可3215件，行政处罚信息1240件。", &[]),
        ] {
            let found: Vec<String> = read(words)
                .into_iter()
                .filter(|claim| claim.contains("1240"))
                .collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}
