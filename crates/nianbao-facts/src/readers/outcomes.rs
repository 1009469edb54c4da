//! Reads what the prose says became of the requests: answered, carried over, with which outcome.
//!
//! As with [`crate::readers::claims`], whatever holds a word that the grammar does not know is left alone, and
//! so is everything that is not tied to requests received by the whole of the body.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::prose::{Qualifiers, Quantity};
use nianbao_core::{Decimal, Report, TextRange};

use crate::Facts;
use crate::figures::requests;
use crate::readers::claims::{REQUESTS, SCOPE, UNITS, consume, received, speaks_of_this_year, sum};
use crate::readers::growth::{is_base, is_difference};

/// Words round the number of requests answered.
const ANSWER: &[&str] = &[
    "办结",
    "办理完毕",
    "办理完成",
    "处理完毕",
    "办理",
    "答复",
    "完成",
    "作出",
];

/// Words round the number of requests carried over.
#[rustfmt::skip]
const CARRY: &[&str] = &[
    "含", "其中", "包括", "加上", "加", "算上", "连同", "另有", "尚有", "还有", "剩余", "上年度", "上年", "上一年度", "上一年", "去年",
    "下年度", "下年", "下一年度", "下一年", "次年", "结转", "转结", "转接", "顺延", "延至", "转", "至", "到",
    "继续办理", "继续", "按期", "未到期", "未到答复期", "尚未到期", "的",
];

/// Words before the name of an outcome.
const DECIDE: &[&str] = &["其中", "作出", "作", "决定", "按结果分", "属于"];

/// How far behind a number of requests received, in bytes, another number may be told of them.
const FARTHEST: u32 = 6000;

/// Words that show that another thing is counted.
const OTHERS: [&str; 18] = [
    "复议", "诉讼", "建议", "提案", "来信", "留言", "热线", "咨询", "信访", "投诉", "举报", "工单",
    "网民", "公文", "文件", "许可", "证明", "信件",
];

/// An outcome as prose names it, with the rows of 表三 that it stands for.
pub struct Outcome {
    /// How prose names it.
    names: &'static [&'static str],
    /// The first and the last of its rows in the order of the form.
    rows: (RowKey, RowKey),
    /// Whether 部分公开 is in it besides.
    partly: bool,
}

/// The outcomes.
pub static OUTCOMES: [Outcome; 7] = [
    Outcome {
        names: &["予以公开", "予以全部公开", "同意公开", "全部公开", "公开"],
        rows: (RowKey::Granted, RowKey::Granted),
        partly: false,
    },
    Outcome {
        names: &["部分公开", "予以部分公开"],
        rows: (RowKey::PartiallyGranted, RowKey::PartiallyGranted),
        partly: false,
    },
    Outcome {
        names: &[
            "予以公开及部分公开",
            "予以公开和部分公开",
            "予以公开或部分公开",
            "予以公开、部分公开",
        ],
        rows: (RowKey::Granted, RowKey::Granted),
        partly: true,
    },
    Outcome {
        names: &["不予公开"],
        rows: (
            RowKey::DeniedStateSecret,
            RowKey::DeniedAdministrativeInquiry,
        ),
        partly: false,
    },
    Outcome {
        names: &["无法提供"],
        rows: (RowKey::UnavailableNotHeld, RowKey::UnavailableUnclear),
        partly: false,
    },
    Outcome {
        names: &["不予处理"],
        rows: (RowKey::RejectedPetition, RowKey::RejectedConfirmation),
        partly: false,
    },
    Outcome {
        names: &["其他处理", "作其他处理", "其他方式处理"],
        rows: (RowKey::OtherCorrectionOverdue, RowKey::OtherMerged),
        partly: false,
    },
];

impl Outcome {
    /// Its usual name.
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// The rows of a report's table that it stands for.
    pub fn rows(&self, report: &Report) -> Vec<RowKey> {
        let (first, last) = self.rows;
        let Some(table) = report.table(TableId::Requests) else {
            return Vec::new();
        };
        table
            .definition()
            .rows
            .iter()
            .map(|row| row.key)
            .filter(|row| {
                (first..=last).contains(row) || self.partly && *row == RowKey::PartiallyGranted
            })
            .collect()
    }

    /// What 表三 has for it, if every row of it holds a number.
    pub fn count(&self, report: &Report) -> Option<Decimal> {
        let rows = self.rows(report);
        if rows.is_empty() {
            return None;
        }
        let mut total = Decimal::ZERO;
        for row in rows {
            total = sum(total, requests(report, row)?.number);
        }
        Some(total)
    }
}

/// What an outcome stands for besides its own rows where a sentence names it and `beside`: a division into
/// fewer outcomes than the form has puts those it does not name with the nearest.
pub fn wider(outcome: &Outcome, beside: &[&Outcome], report: &Report) -> Option<Decimal> {
    let names = |row: RowKey| beside.iter().any(|other| other.rows(report).contains(&row));
    let count = |rows: &[RowKey]| {
        rows.iter().try_fold(Decimal::ZERO, |total, &row| {
            Some(sum(total, requests(report, row)?.number))
        })
    };
    match outcome.rows {
        // 公开6件，不予公开3件
        (RowKey::Granted, _) if !outcome.partly && !names(RowKey::PartiallyGranted) => {
            count(&[RowKey::Granted, RowKey::PartiallyGranted])
        }
        (RowKey::DeniedStateSecret, _)
            if ![
                RowKey::UnavailableNotHeld,
                RowKey::RejectedPetition,
                RowKey::OtherMerged,
                RowKey::OtherCorrectionOverdue,
            ]
            .into_iter()
            .any(names) =>
        {
            let told = count(&[RowKey::Granted, RowKey::PartiallyGranted])?;
            requests(report, RowKey::TotalHandled)?
                .number
                .checked_sub(told)
        }
        _ => None,
    }
}

/// The cell of a row's total.
pub fn cell(row: RowKey) -> CellRef {
    CellRef::requests(row, ColumnKey::Total)
}

/// The numbers of requests answered or closed in the year.
pub fn answered<'c>(facts: &'c Facts<'_>) -> Vec<&'c Quantity> {
    let report = facts.report;
    tied(facts)
        .filter(|quantity| {
            let subject = report.prose.text(quantity.subject);
            !quantity.qualifiers.part
                && ["办结", "办理完", "处理完", "答复"]
                    .iter()
                    .any(|verb| subject.contains(verb))
                && !["收到", "受理", "新收", "接到", "收办", "接收", "结转"]
                    .iter()
                    .any(|verb| subject.contains(verb))
                && consume(subject, &[SCOPE, REQUESTS, ANSWER])
        })
        .collect()
}

/// The numbers of requests carried in or out, with their row.
pub fn carried<'c>(facts: &'c Facts<'_>) -> Vec<(RowKey, &'c Quantity)> {
    let report = facts.report;
    tied(facts)
        .filter_map(|quantity| {
            let prose = &report.prose;
            let (subject, object) = (prose.text(quantity.subject), prose.text(quantity.object));
            if !consume(subject, &[SCOPE, REQUESTS, CARRY]) {
                return None;
            }
            // `另有3件顺延到下年度答复`
            let behind = !subject.contains("转") && !subject.contains("延");
            // `结转1件到下年度继续办理`
            let split = !behind && !subject.contains('年') && !object.is_empty();
            let plain = || consume(object, &[SCOPE, REQUESTS, ANSWER, CARRY]);
            if (behind || split) && !plain() {
                return None;
            }
            let words = if split {
                format!("{subject}{object}")
            } else if behind {
                object.to_owned()
            } else {
                subject.to_owned()
            };
            if ![
                "结转", "转结", "转接", "顺延", "延至", "转下", "转至", "转次",
            ]
            .iter()
            .any(|verb| words.contains(verb))
            {
                return None;
            }
            let into = ["下年", "下一年", "次年"]
                .iter()
                .any(|word| words.contains(word));
            let from = ["上年", "上一年", "去年"]
                .iter()
                .any(|word| words.contains(word));
            match (into, from) {
                (true, false) => Some((RowKey::CarriedOut, quantity)),
                (false, true) => Some((RowKey::CarriedIn, quantity)),
                _ => None,
            }
        })
        .collect()
}

/// The numbers of requests that there were to answer, new and carried in: `全年应办14件`.
pub fn due<'c>(facts: &'c Facts<'_>) -> Vec<&'c Quantity> {
    let report = facts.report;
    tied(facts)
        .filter(|quantity| {
            let subject = report.prose.text(quantity.subject);
            !quantity.qualifiers.part
                && ["应办", "应答复", "应处理", "需办", "需答复"]
                    .iter()
                    .any(|verb| subject.contains(verb))
                && consume(
                    subject,
                    &[SCOPE, REQUESTS, ANSWER, &["应", "需", "应办", "需办"]],
                )
        })
        .collect()
}

/// The numbers of requests by outcome, where a sentence names more than one.
pub fn outcomes<'c>(facts: &'c Facts<'_>) -> Vec<(&'static Outcome, &'c Quantity)> {
    let report = facts.report;
    let named: Vec<(&'static Outcome, &Quantity)> = tied(facts)
        .filter_map(|quantity| {
            let subject = report.prose.text(quantity.subject);
            // A remark in brackets: 其他处理(含申请人撤回)
            let subject = subject.split('(').next().unwrap_or(subject);
            // 予以公开答复9件, 无法提供的2件
            let subject = subject.strip_suffix("的").unwrap_or(subject);
            let subject = subject.strip_suffix("答复").unwrap_or(subject);
            let subject = subject.strip_suffix('类').unwrap_or(subject);
            let (outcome, name) = OUTCOMES
                .iter()
                .flat_map(|outcome| outcome.names.iter().map(move |name| (outcome, *name)))
                .filter(|(_, name)| subject.ends_with(name))
                .max_by_key(|(_, name)| name.len())?;
            let before = subject.strip_suffix(name)?;
            // 公开 alone is an outcome only beside others; 依申请公开3件 is none.
            // Information that is public anyway may be counted beside either.
            let short = ["公开", "同意公开"].contains(&name);
            if short {
                let sentence = report.prose.sentence_at(quantity.number.start);
                if !["", "其中"].contains(&before)
                    || report.prose.text(sentence).contains("主动公开")
                {
                    return None;
                }
            }
            let rest = report.prose.text(quantity.object);
            let plain = consume(before, &[SCOPE, REQUESTS, DECIDE, ANSWER])
                && consume(rest, &[SCOPE, REQUESTS]);
            plain.then_some((outcome, quantity))
        })
        .collect();
    let sentence = |quantity: &Quantity| report.prose.sentence_at(quantity.number.start).start;
    let lonely: Vec<bool> = named
        .iter()
        .map(|(outcome, quantity)| {
            !named.iter().any(|(other, beside)| {
                !std::ptr::eq(*outcome, *other) && sentence(quantity) == sentence(beside)
            })
        })
        .collect();
    named
        .into_iter()
        .zip(lonely)
        .filter(|(_, lonely)| !lonely)
        .map(|(named, _)| named)
        .collect()
}

/// The numbers that speak of requests of the whole body in the whole year: behind a number of
/// requests received in the same paragraph, with nothing in between that another body or another
/// thing begins with.
pub fn tied<'c>(facts: &'c Facts<'_>) -> impl Iterator<Item = &'c Quantity> {
    let report = facts.report;
    let anchors: Vec<&Quantity> = received(facts).map(|said| said.quantity).collect();
    let prose = &report.prose;
    prose.quantities.iter().filter(move |quantity| {
        let before = anchors.partition_point(|anchor| anchor.number.start < quantity.number.start);
        let anchor = before.checked_sub(1).and_then(|at| anchors.get(at));
        let Some(anchor) = anchor.filter(|anchor| anchor.paragraph == quantity.paragraph) else {
            return false;
        };
        // Parts of the whole body's numbers are what is looked for here.
        let open = Quantity {
            qualifiers: Qualifiers {
                part: false,
                ..quantity.qualifiers
            },
            ..**quantity
        };
        if !UNITS.contains(&prose.text(quantity.unit)) || !speaks_of_this_year(report, &open) {
            return false;
        }
        let between = TextRange::new(anchor.number.start as usize, quantity.number.start as usize);
        // What stands farther away is not told of the same requests, and need not be read.
        if between.end - between.start > FARTHEST {
            return false;
        }
        let text = prose.text(between);
        !OTHERS.iter().any(|word| text.contains(word))
            && !names_a_body(text)
            && !within(&prose.quantities, between).any(|other| {
                between.contains(other.number)
                    && (other.qualifiers.own_level
                        || other.qualifiers.comparison
                            && !is_difference(report, other)
                            && !is_base(report, other))
            })
    })
}

/// The numbers that begin in a range.
fn within(quantities: &[Quantity], range: TextRange) -> impl Iterator<Item = &Quantity> {
    let first = quantities.partition_point(|other| other.number.start < range.start);
    quantities[first..]
        .iter()
        .take_while(move |other| other.number.start < range.end)
}

/// Whether words name a department, a township or a government.
pub fn names_a_body(text: &str) -> bool {
    [
        "局",
        "委",
        "厅",
        "街道",
        "镇",
        "乡",
        "政府办",
        "县政府",
        "区政府",
        "市政府",
        "本级",
        "中心",
    ]
    .iter()
    .any(|word| {
        text.match_indices(word)
            .any(|(at, _)| !text[..at].ends_with(['全', '我', '本']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::base_report;
    use crate::testing::with_facts;
    use nianbao_core::SourceText;

    fn read(words: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let start = base_report().find("全年共收到").unwrap();
        let end = base_report().find("全年因政府信息公开被申请").unwrap();
        let text = format!(
            "{}{words}{}",
            &base_report()[..start],
            &base_report()[end..]
        );
        let report = Report::parse(SourceText::new(text).unwrap());
        with_facts(&report, |facts| {
            (
                answered(facts)
                    .iter()
                    .map(|said| said.value.to_string())
                    .collect(),
                carried(facts)
                    .iter()
                    .map(|(row, said)| format!("{} {}", row.as_str(), said.value))
                    .collect(),
                outcomes(facts)
                    .iter()
                    .map(|(outcome, said)| format!("{} {}", outcome.name(), said.value))
                    .collect(),
            )
        })
    }

    #[test]
    fn growth_in_between_is_an_aside() {
        let (answered, carried, outcomes) = read(
            "全年共收到依申请公开件51件，较2022年增加9件，增长21.4%，上年结转3件，已按期办结50件，其中予以公开23件，\
             部分公开6件；结转下年继续办理4件。",
        );
        assert_eq!(answered, ["50"]);
        assert_eq!(carried, ["carried_in 3", "carried_out 4"]);
        assert_eq!(outcomes, ["予以公开 23", "部分公开 6"]);
        let (answered, ..) =
            read("全年共收到政府信息公开申请51件，较2022年的42件增加9件，办结50件。");
        assert_eq!(answered, ["50"]);
        // Last year's own number is none: what follows may be of that year.
        let (answered, ..) = read("全年共收到政府信息公开申请51件，2022年收到42件，办结40件。");
        assert!(answered.is_empty(), "{answered:?}");
    }

    #[test]
    fn one_sentence_gives_everything() {
        let (answered, carried, outcomes) = read(
            "2023年，全县共收到政府信息公开申请60件，答复58件（含上年度结转申请5件，另有7件顺延到下年度答复），\
             其中予以公开30件、部分公开9件、不予公开4件、作其他处理（含申请人撤回）2件。",
        );
        assert_eq!(answered, ["58"]);
        assert_eq!(carried, ["carried_in 5", "carried_out 7"]);
        assert_eq!(
            outcomes,
            ["予以公开 30", "部分公开 9", "不予公开 4", "其他处理 2"]
        );
    }

    #[test]
    fn outcomes_in_short_words() {
        let (answered, carried, outcomes) = read(
            "2023年共收到政府信息公开申请51件，上年结转3件，办结50件，结转4件到下年度继续办理。在办结的50件中，公开23件、\
             部分公开6件，不予公开类8件。",
        );
        assert_eq!(answered, ["50"]);
        assert_eq!(carried, ["carried_in 3", "carried_out 4"]);
        assert_eq!(outcomes, ["予以公开 23", "部分公开 6", "不予公开 8"]);
        let (.., outcomes) =
            read("2023年共收到政府信息公开申请51件，依申请公开23件、部分公开6件。");
        assert_eq!(outcomes, [""; 0]);
        let (.., outcomes) = read(
            "2023年共收到政府信息公开申请51件，同意公开23件、已主动公开6件、部分公开2件、不予公开3件。",
        );
        assert_eq!(outcomes, ["部分公开 2", "不予公开 3"]);
    }

    #[test]
    fn what_was_carried_out_to_the_year_after() {
        for words in [
            "2023年共收到政府信息公开申请51件，办结50件，未到期4件结转下年。",
            "2023年共收到政府信息公开申请51件，较2022年的42件增长21.4%，结转下年度4件。",
        ] {
            assert_eq!(read(words).1, ["carried_out 4"], "{words}");
        }
    }

    #[test]
    fn outcomes_as_answers() {
        let (answered, carried, outcomes) = read(
            "2023年，全县各职能部门、镇街共收到政府信息依申请公开51件。2023年，全县共完成政府信息依申请公开答复50件，             包括上年结转信息公开申请3件。其中，予以公开答复23件，占46%；无法提供的6件，占12%。",
        );
        assert_eq!(answered, ["50"]);
        assert_eq!(carried, ["carried_in 3"]);
        assert_eq!(outcomes, ["予以公开 23", "无法提供 6"]);
    }

    #[test]
    fn other_things_are_not_read() {
        for words in [
            "收到群众来信60封，答复58封，结转下年度2封。",
            "全县共收到政府信息公开申请60件。县公安局答复12件，结转下年度3件。",
            "全县共收到政府信息公开申请60件。办理人大代表建议30件，办结30件。",
            "全县共收到政府信息公开申请60件，网上答复12件，主动公开12件。",
            "全县共收到政府信息公开申请60件，行政复议结转下年度3件。",
            "全县共收到政府信息公开申请60件，因属于国家秘密不予公开1件、因不掌握无法提供2件。",
        ] {
            let (answered, carried, outcomes) = read(words);
            assert!(
                answered.is_empty() && carried.is_empty() && outcomes.is_empty(),
                "{words}: {answered:?} {carried:?} {outcomes:?}"
            );
        }
    }
}
