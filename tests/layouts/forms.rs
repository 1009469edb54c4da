//! Forms beside the form: other editions, rows and columns of the drafter's own, other labels.

use nianbao_core::damage::{Damage, DamageKind};
use nianbao_core::form::{ColumnKey, Edition, RowKey, TableId};
use nianbao_core::table::Value;
use nianbao_core::{Decimal, Report};
use nianbao_tests::generate::{Model, Shows, TableLook, compare, render, verify_spans};

use crate::{LOOKS, parse, plain};

/// The number in a cell of 表三.
fn requests(report: &Report, row: RowKey, column: ColumnKey) -> Option<Decimal> {
    report.table(TableId::Requests)?.number(row, column)
}

/// The number that a model has in a cell of 表三.
fn meant(model: &Model, row: RowKey, column: usize) -> Option<Decimal> {
    model.row(TableId::Requests, row)[column].parse().ok()
}

#[test]
fn a_report_of_2021_with_the_merged_row_of_2019() {
    let (new, old) = (
        Model::numbered(Edition::V2021),
        Model::numbered(Edition::V2019),
    );
    for look in LOOKS {
        let (new_text, old_text) = (render(&new, &plain(look)), render(&old, &plain(look)));
        let part = |text: &str| {
            (
                text.find("三、收到").unwrap(),
                text.find("四、政府").unwrap(),
            )
        };
        let (mut text, (from, to)) = (new_text.clone(), part(&new_text));
        let (old_from, old_to) = part(&old_text);
        text.replace_range(from..to, &old_text[old_from..old_to]);
        let report = parse(text);
        assert_eq!(report.edition, Some(Edition::V2021), "{look:?}");
        for row in [
            RowKey::OtherMerged,
            RowKey::TotalHandled,
            RowKey::CarriedOut,
        ] {
            let total = requests(&report, row, ColumnKey::Total);
            assert_eq!(total, meant(&old, row, 6), "{look:?} {row:?}");
        }
    }
}

#[test]
fn a_report_of_the_old_regulation_has_no_tables() {
    let report = parse(
        "云溪县2012年政府信息公开工作年度报告\n\n一、概述\n全年公开信息120条。\n\n\
         二、主动公开政府信息的情况\n共公开规范性文件12件、行政许可30件。\n\n\
         三、依申请公开政府信息和不予公开政府信息的情况\n受理申请5件，予以公开3件，不予公开2件。\n\n\
         四、政府信息公开的收费及减免情况\n未收取费用。\n\n\
         五、因政府信息公开申请行政复议、提起行政诉讼的情况\n行政复议1件。\n",
    );
    assert_eq!(report.year, Some(2012));
    assert!(
        report.tables.iter().all(Option::is_none),
        "{:?}",
        report.tables
    );
    assert!(!report.legacy_2007.is_empty());
}

#[test]
fn rows_and_columns_of_the_drafters_own() {
    let model = Model::numbered(Edition::V2021);
    let tabs = TableLook::Tabs {
        leading: 3,
        ragged: false,
    };
    for look in [tabs, TableLook::Pipes { repeat: false }] {
        let separator = if look == tabs { "\t" } else { " | " };
        let mut text = String::new();
        for line in render(&model, &plain(look)).lines() {
            let row = |cells: &[&str]| cells.join(separator);
            if line.contains("自然人") {
                text.push_str(&format!("{line}{separator}备注\n"));
            } else if line.contains("8.属于行政查询事项") {
                let own = row(&["", "", "小计", "9", "9", "9", "9", "9", "9", "9", "含上年"]);
                let (start, end) = if look == tabs { ("", "") } else { ("| ", " |") };
                text.push_str(&format!("{line}{separator}见附件\n{start}{own}{end}\n"));
            } else {
                text.push_str(line);
                text.push('\n');
            }
        }
        let report = parse(text);
        compare(&report, &model, [Shows::Everything; 3]).unwrap();
        let extras = &report.table(TableId::Requests).unwrap().extras;
        assert!(
            extras.iter().any(|extra| !extra.column),
            "{look:?}: no extra row"
        );
        assert!(
            extras.iter().any(|extra| extra.column),
            "{look:?}: no extra column"
        );
    }
}

#[test]
fn rows_in_another_order_keep_their_numbers() {
    let model = Model::numbered(Edition::V2021);
    for look in [TableLook::Pipes { repeat: false }, TableLook::Spaces] {
        let text = render(&model, &plain(look));
        let line = |label: &str| text.lines().find(|line| line.contains(label)).unwrap();
        let (first, second) = (line("2.重复申请"), line("3.要求提供公开出版物"));
        let swapped = text
            .replace(first, "@")
            .replace(second, first)
            .replace('@', second);
        compare(&parse(swapped), &model, [Shows::Everything; 3]).unwrap();
    }
}

#[test]
fn the_first_of_two_equal_rows_is_read() {
    let model = Model::numbered(Edition::V2021);
    for look in [TableLook::Pipes { repeat: false }, TableLook::Spaces] {
        let text = render(&model, &plain(look));
        let line = text
            .lines()
            .find(|line| line.contains("2.重复申请"))
            .unwrap();
        let again: String = line
            .chars()
            .map(|c| if c == '1' { '9' } else { c })
            .collect();
        let doubled = text.replace(line, &format!("{line}\n{again}"));
        compare(&parse(doubled), &model, [Shows::Everything; 3]).unwrap();
    }
}

#[test]
fn other_words_for_the_same_rows() {
    let model = Model::numbered(Edition::V2021);
    let variants = [
        ("行政规范性文件", "规范性文件"),
        ("一、本年新收政府信息公开申请数量", "本年新收件数"),
        ("二、上年结转政府信息公开申请数量", "上年结转件数"),
        ("2.其他法律行政法规禁止公开", "2.法律行政法规禁止公开"),
        ("3.危及“三安全一稳定”", "3、危及「三安全一稳定」"),
        ("5.属于三类内部事务信息", "5．属于内部管理信息"),
        ("1.信访举报投诉类申请", "1.信访、举报、投诉类申请"),
        ("3.其他", "3.其他原因"),
        ("（七）总计", "(七)合计"),
        ("四、结转下年度继续办理", "四、结转下一年度继续办理"),
    ];
    for look in LOOKS {
        for (label, other) in variants {
            let text = render(&model, &plain(look));
            if !text.contains(label) {
                continue;
            }
            let report = parse(text.replace(label, other));
            if let Err(error) = compare(&report, &model, [Shows::Everything; 3]) {
                panic!("{look:?} {other}: {error}");
            }
        }
    }
}

#[test]
fn a_row_that_the_drafter_left_out_is_absent() {
    for row in [
        RowKey::RejectedRepeat,
        RowKey::OtherRemaining,
        RowKey::TotalHandled,
    ] {
        let mut model = Model::numbered(Edition::V2021);
        model.missing = vec![row];
        for look in LOOKS {
            let report = parse(render(&model, &plain(look)));
            if let Err(error) = compare(&report, &model, [Shows::Everything; 3]) {
                panic!("{look:?} without {row:?}: {error}");
            }
        }
    }
}

#[test]
fn numbers_as_offices_type_them() {
    for (typed, number) in [
        ("1,234", "1234"),
        ("１２３４", "1234"),
        ("12件", "12"),
        ("0.50", "0.50"),
    ] {
        let mut model = Model::numbered(Edition::V2021);
        model.row_mut(TableId::Requests, RowKey::Granted)[0] = typed.to_owned();
        for look in [LOOKS[0], LOOKS[2], LOOKS[7]] {
            let report = parse(render(&model, &plain(look)));
            let found = requests(&report, RowKey::Granted, ColumnKey::NaturalPerson);
            assert_eq!(found, number.parse().ok(), "{look:?} {typed}");
            verify_spans(&report).unwrap();
        }
    }
}

/// 表三 between its heading and the next one.
fn section_three(table: &str) -> Report {
    parse(format!(
        "云溪县2023年政府信息公开工作年度报告\n\n一、总体情况\n\n二、主动公开政府信息情况\n\n\
         三、收到和处理政府信息公开申请情况\n\n{table}\n\n\
         四、政府信息公开行政复议、行政诉讼情况\n\n五、存在的主要问题及改进情况\n\n\
         六、其他需要报告的事项\n"
    ))
}

/// What a row of 表三 holds: digits, `_` for a blank cell, `?` for one that is not known.
fn row(report: &Report, row: RowKey) -> String {
    let row = report.table(TableId::Requests).and_then(|t| t.row(row));
    let cells = row.map_or(&[][..], |row| &row.cells);
    let shown = cells.iter().map(|cell| match cell.map(|cell| cell.value) {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Blank) => "_".to_owned(),
        None => "?".to_owned(),
        Some(other) => format!("{other:?}"),
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_wu_of_a_justified_label_is_no_placeholder() {
    let report = section_three(
        "   （ 五 ）  3 . 要   1      2      3      4      5      6      21\n\
         \u{20}  不 予   求 提 供 公\n\
         \u{20}  处 理   开 出 版 物\n\
         \u{20}         4 . 无   1      2      3      4      5      6      21\n\
         \u{20}         正 当 理 由\n\
         \u{20}         大 量 反 复\n\
         \u{20}         申 请\n\
         \u{20} （ 六 ）  1 . 申 请 人 无   1      2      3      4      5      6      21\n\
         \u{20} 其 他   正 当 理 由 逾 期\n\
         \u{20} 处 理   不 补 正 、 行 政\n\
         \u{20}         机 关 不 再 处 理\n\
         \u{20}         其 政 府 信 息 公\n\
         \u{20}         开 申 请\n",
    );
    for key in [RowKey::RejectedExcessive, RowKey::OtherCorrectionOverdue] {
        assert_eq!(row(&report, key), "1 2 3 4 5 6 21");
    }
    // Where it is one it stays one.
    let report = section_three("（一）予以公开 无 0 0 0 0 0 0\n（二）部分公开 0 0 0 0 0 0 无\n");
    let granted = row(&report, RowKey::Granted);
    assert_eq!(granted, "Placeholder 0 0 0 0 0 0");
}

#[test]
fn a_row_by_tabs_with_blank_corners_beside_a_table_of_tags() {
    let report = section_three(
        "（一）予以公开\t\t1\t2\t3\t4\t5\t6\t21\n\
         （七）总计\t\t1\t2\t3\t4\t5\t6\t21\n\
         四、结转下年度继续办理\t\t\t2\t3\t4\t5\t6\t\n\
         <table><tr><td>注</td></tr></table>\n",
    );
    assert_eq!(row(&report, RowKey::CarriedOut), "_ 2 3 4 5 6 _");
}

#[test]
fn the_columns_tell_which_cells_are_blank() {
    let report = section_three(
        "（一）予以公开                     10     0     0    20     0     0    30\n\
         （二）部分公开                      1                                 1\n\
         2.重复申请                                0          5          100   105\n\
         （七）总计                         11     0     0    25     0   100   136\n",
    );
    assert_eq!(row(&report, RowKey::PartiallyGranted), "1 _ _ _ _ _ 1");
    assert_eq!(row(&report, RowKey::RejectedRepeat), "_ 0 _ 5 _ 100 105");
    let misfit = |damage: &Damage| matches!(damage.kind, DamageKind::RowMisfit { .. });
    assert!(!report.damage.iter().any(misfit));
}

#[test]
fn rows_that_all_have_blank_cells_show_the_columns_together() {
    let report = section_three(
        "一、本年新收政府信息公开申请数量   10     1     1     4                16\n\
         二、上年结转政府信息公开申请数量                            2     3     5\n\
         （一）予以公开                     10     1           4     2          17\n\
         （七）总计                                      1           2     3     6\n",
    );
    assert_eq!(row(&report, RowKey::NewRequests), "10 1 1 4 _ _ 16");
    assert_eq!(row(&report, RowKey::CarriedIn), "_ _ _ _ 2 3 5");
    assert_eq!(row(&report, RowKey::TotalHandled), "_ _ 1 _ 2 3 6");
}

#[test]
fn numbers_whose_column_is_not_certain_are_given_to_none() {
    let above = "（一）予以公开                     10     0     0    20     0     0    30\n";
    for partial in [
        // Between two columns.
        "（二）部分公开                      1        7                        1\n",
        // Over two columns.
        "（二）部分公开                      1    20000000                      1\n",
        // Pushed aside by the number before it.
        "（二）部分公开                      1     1000000  7                   1\n",
        // On another page, where the columns stand elsewhere.
        "\u{C}（二）部分公开              1                                 1\n",
    ] {
        let report = section_three(&format!("{above}{partial}"));
        assert_eq!(
            row(&report, RowKey::PartiallyGranted),
            "? ? ? ? ? ? ?",
            "{partial}"
        );
        assert_eq!(row(&report, RowKey::Granted), "10 0 0 20 0 0 30");
    }
}

#[test]
fn a_shorter_row_by_tabs_whose_cells_behind_the_label_are_all_there() {
    // The empty cell before （二） is gone; （七） lost one of its cells, nobody knows which.
    let report = section_three(
        "三、本年度办理结果\t（一）予以公开\t1\t2\t3\t4\t5\t6\t21\n\
         （二）部分公开\t\t2\t3\t\t5\t6\t\n\
         \t（七）总计\t\t2\t3\t4\t5\t6\n",
    );
    assert_eq!(row(&report, RowKey::PartiallyGranted), "_ 2 3 _ 5 6 _");
    assert_eq!(row(&report, RowKey::TotalHandled), "? ? ? ? ? ? ?");
}

#[test]
fn an_excerpt_that_begins_inside_table_two() {
    let report = parse(
        "行政许可 12\n第二十条第（六）项\n信息内容 本年处理决定数量\n行政处罚 5\n行政强制 6\n\
         第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 1.5\n\
         三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n",
    );
    let cut: Vec<&[RowKey]> = report
        .table_damage(TableId::Proactive)
        .filter_map(|damage| match &damage.kind {
            DamageKind::TableCut { rows, .. } => Some(rows.as_slice()),
            _ => None,
        })
        .collect();
    assert_eq!(cut, [[RowKey::Rules, RowKey::NormativeDocuments]]);
    let table = report.table(TableId::Proactive).unwrap();
    let decisions = |row| table.number(row, ColumnKey::Decisions);
    assert_eq!(decisions(RowKey::Licensing), Some(Decimal::from(12)));
    assert_eq!(decisions(RowKey::CoerciveMeasures), Some(Decimal::from(6)));
}

#[test]
fn a_table_in_an_unknown_layout_is_not_missing() {
    let model = Model::numbered(Edition::V2021);
    let text = render(&model, &plain(TableLook::Spaces)).replace(' ', "，");
    let report = parse(text);
    for id in TableId::ALL {
        assert!(report.table(id).is_none(), "{id:?}");
        let kinds: Vec<&DamageKind> = report.table_damage(id).map(|damage| &damage.kind).collect();
        assert_eq!(kinds, [&DamageKind::TableTorn { table: id }]);
    }
}

#[test]
fn a_table_in_a_picture_is_not_readable() {
    let report = section_three("![](table.png)");
    let kinds: Vec<&DamageKind> = report.damage.iter().map(|damage| &damage.kind).collect();
    let table = TableId::Requests;
    assert_eq!(kinds, [&DamageKind::NotReadable { table }]);
}
