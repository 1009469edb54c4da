//! What proptest chooses from.

use nianbao_core::BodyKind;
use nianbao_core::form::{Edition, TableId, table};
use proptest::prelude::*;

use super::{Dress, HeadingLook, HtmlLook, Look, Model, PageMark, ProseLook, TableLook};

const BODIES: [(&str, BodyKind); 5] = [
    ("云溪县人民政府办公室", BodyKind::Office),
    ("云溪县人民政府", BodyKind::Government),
    ("云溪县发展和改革局", BodyKind::Department),
    ("石桥镇人民政府", BodyKind::Township),
    ("东山街道办事处", BodyKind::Township),
];

/// Sentences of reports; `#` becomes a number.
const SENTENCES: [&str; 12] = [
    "本机关全年通过政府网站主动公开政府信息#条，其中概况类信息#条，政务动态类信息#条。",
    "（一）主动公开情况。坚持以公开为常态、不公开为例外，及时发布群众关心的信息。",
    "全年共收到政府信息公开申请#件，均在法定期限内办结，未发生因此引起的行政复议。",
    "一是加强组织领导，明确分管领导和专职人员；二是完善制度，修订工作规程#项；三是开展培训#次。",
    "开展政府开放日活动#场，参与群众#余人，收集意见建议#条，办理答复率达到100%。",
    "利用微信公众号发布信息#条，阅读量超过#万次，较上年增长12.5%。",
    "存在的问题：政策解读形式较为单一，部分栏目更新不够及时，工作人员业务水平有待提高。",
    "下一步将进一步健全机制，强化业务培训，提升依申请公开办理质量，确保各项要求落到实处。",
    "按照《政府信息公开信息处理费管理办法》规定，本年度未收取信息处理费。",
    "承办人大代表建议#件、政协提案#件，办结率100%，结果均已在门户网站公开。",
    "制发行政规范性文件#件，废止#件，现行有效#件，均已通过县政府门户网站集中公开。",
    "没有其他需要报告的事项。",
];

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => Just("0".to_owned()),
        4 => (1_u32..60).prop_map(|n| n.to_string()),
        1 => (1000_u32..1_000_000).prop_map(|n| n.to_string()),
    ]
}

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let sentence = (0..SENTENCES.len(), 1_u32..9000).prop_map(|(index, number)| {
        let mut number = number;
        let mut text = String::new();
        for part in SENTENCES[index].split_inclusive('#') {
            text.push_str(part.trim_end_matches('#'));
            if part.ends_with('#') {
                text.push_str(&number.to_string());
                number = number * 7 / 5 + 3;
            }
        }
        text
    });
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|parts| parts.concat());
    prop::collection::vec(paragraph, 1..3)
}

/// A report; `blanks` is how many cells in a hundred may be blank.
pub fn model(edition: Edition, blanks: usize) -> impl Strategy<Value = Model> {
    let count: usize = TableId::ALL
        .iter()
        .map(|id| table(edition, *id).cell_count())
        .sum();
    (
        0..BODIES.len(),
        0_u16..4,
        prop::collection::vec(number(), count),
        prop::collection::vec(any::<prop::sample::Index>(), 0..=count * blanks / 100),
        (0_u32..99_999, 0_usize..7),
        prop::array::uniform6(paragraphs()),
    )
        .prop_map(move |(body, year, numbers, blanks, (fee, digits), prose)| {
            let mut model = Model::zeros(edition);
            model.body = BODIES[body];
            model.year = match edition {
                Edition::V2019 => 2019 + year % 2,
                Edition::V2021 => 2021 + year,
            };
            let mut numbers = numbers;
            for blank in &blanks {
                numbers[blank.index(count)].clear();
            }
            let cells = model.cells.iter_mut().flatten().flatten();
            cells.zip(numbers).for_each(|(cell, number)| *cell = number);
            // Amounts have decimals, all of which must survive.
            if edition == Edition::V2021 && digits > 0 {
                let fees = model.row_mut(TableId::Proactive, nianbao_core::form::RowKey::Fees);
                if !fees[0].is_empty() {
                    fees[0] = format!("{fee}.{:0digits$}", 12);
                }
            }
            model.prose = prose;
            // What stands between a heading and its table is prose; behind it is nothing.
            model
        })
}

/// The look of a table.
pub fn table_look() -> impl Strategy<Value = TableLook> {
    prop_oneof![
        any::<bool>().prop_map(|repeat| TableLook::Pipes { repeat }),
        (1_usize..4, any::<bool>())
            .prop_map(|(leading, ragged)| TableLook::Tabs { leading, ragged }),
        (any::<bool>(), any::<bool>()).prop_map(|(blank_lines, broken)| TableLook::CellLines {
            blank_lines,
            broken
        }),
        Just(TableLook::Spaces),
        (4_usize..20, any::<[bool; 3]>()).prop_map(|(width, [below, last_alone, blank_lines])| {
            TableLook::Flowing {
                width,
                below,
                last_alone,
                blank_lines,
            }
        }),
        (4_usize..12, 0_usize..3, any::<bool>()).prop_map(|(width, beside, still)| {
            TableLook::Aligned {
                width,
                beside,
                still,
            }
        }),
        any::<bool>().prop_map(|below| TableLook::Stacked { below }),
        (any::<bool>(), 2_usize..20).prop_map(|(ascii, width)| TableLook::Drawn { ascii, width }),
        Just(TableLook::Html),
    ]
}

fn prose_look() -> impl Strategy<Value = ProseLook> {
    let page = prop::sample::select(vec![
        PageMark::None,
        PageMark::Dashes,
        PageMark::LongDashes,
        PageMark::Words,
        PageMark::Bare,
    ]);
    let heading = prop::sample::select(vec![
        HeadingLook::Plain,
        HeadingLook::Hashes,
        HeadingLook::Bold,
    ]);
    (
        prop::option::of(22_usize..=40),
        any::<bool>(),
        page,
        12_usize..40,
        heading,
    )
        .prop_map(|(wrap, blank_lines, page, page_lines, heading)| ProseLook {
            wrap,
            blank_lines,
            page,
            page_lines,
            // Converters that wrap lines write no Markdown.
            heading: if wrap.is_some() {
                HeadingLook::Plain
            } else {
                heading
            },
        })
}

/// No converter writes tags and strokes, or tables drawn and stacked, into one document.
fn together(mut tables: [TableLook; 3]) -> [TableLook; 3] {
    if tables.contains(&TableLook::Html) {
        for table in &mut tables {
            if matches!(table, TableLook::Drawn { .. } | TableLook::Stacked { .. }) {
                *table = TableLook::Pipes { repeat: false };
            }
        }
    }
    let drawn = |table: &TableLook| matches!(table, TableLook::Drawn { .. });
    if tables.iter().any(drawn) {
        for table in &mut tables {
            if matches!(table, TableLook::Stacked { .. }) {
                *table = TableLook::Spaces;
            }
        }
    }
    tables
}

/// The look of a document, each table with its own.
pub fn look() -> impl Strategy<Value = Look> {
    let dress = prop::sample::select(vec![
        Dress::Official,
        Dress::HalfWidth,
        Dress::Spaced,
        Dress::Radicals,
    ]);
    (
        prose_look(),
        prop::array::uniform3(table_look()).prop_map(together),
        dress,
        any::<bool>(),
        any::<u64>(),
    )
        .prop_map(|(prose, tables, dress, crlf, seed)| Look {
            prose,
            tables,
            dress,
            crlf,
            seed,
        })
}

/// The look of a web page.
pub fn html_look() -> impl Strategy<Value = HtmlLook> {
    (any::<[bool; 4]>(), any::<u64>()).prop_map(
        |([nested, empty_cells, framed, unclosed], seed)| HtmlLook {
            nested,
            empty_cells,
            framed,
            unclosed,
            seed,
        },
    )
}
