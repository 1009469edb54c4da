//! Each kind of rule finds what it should and nothing else.

use nianbao_lint::{FixMode, fix};

use super::*;

const BODY: &str = "发布政策解读材料36篇。";

#[test]
fn existence_finds_words_and_patterns_where_it_looks() {
    let set = loaded(
        r#"
        name = "county"
        [[rule]]
        name = "boast"
        kind = "existence"
        words = ["圆满完成"]
        patterns = ["第[一二三]名，"]
        not-before = ["整改"]
        in-quotes = false
        scope = { section = ["overview"] }
        message = { zh = "不宜写“{match}”。", en = "Avoid {match}." }
        "#,
    );
    assert_eq!(found(&set, &[]), [""; 0]);
    let one = found(
        &set,
        &[(
            BODY,
            "圆满完成任务，获得第一名，圆满完成整改，被称为“圆满完成”。",
        )],
    );
    assert_eq!(one, ["county/boast: 圆满完成", "county/boast: 第一名，"]);
    let elsewhere = [(
        "## 六、其他需要报告的事项",
        "## 六、其他需要报告的事项\n\n圆满完成。",
    )];
    assert_eq!(found(&set, &elsewhere), [""; 0]);
    let (_, findings) = run_on(&set.settings(), &[(BODY, "圆满完成。")]);
    assert_eq!(findings.diagnostics[0].message.zh, "不宜写“圆满完成”。");
}

#[test]
fn substitution_replaces_what_it_finds() {
    let set = loaded(
        r#"
        name = "county"
        [[rule]]
        name = "unit"
        kind = "substitution"
        fix = "safe"
        swap = { "政务大厅" = "政务服务中心" }
        swap-patterns = { "(\\d+)余件" = "$1件" }
        "#,
    );
    let edits = [(BODY, "在政务大厅受理30余件。")];
    assert_eq!(
        found(&set, &edits),
        ["county/unit: 政务大厅", "county/unit: 30余件"]
    );
    let text = base_report().replace(BODY, edits[0].1);
    let report = Report::parse(SourceText::new(text).unwrap());
    let settings = Settings {
        selection: Selection::with_packs(
            &nianbao_rules::REGISTRY,
            &*set,
            &["county".to_owned()],
            &[],
            &[],
        )
        .unwrap(),
        ..set.settings()
    };
    let fixed = fix(report, &settings, FixMode::Safe);
    assert!(
        fixed
            .report
            .source
            .as_str()
            .contains("在政务服务中心受理30件。")
    );
    assert_eq!(fixed.findings.diagnostics.len(), 0);
}

#[test]
fn occurrence_counts() {
    let set = loaded(
        r#"
        name = "county"
        [[rule]]
        name = "too-often"
        kind = "occurrence"
        words = ["高度重视"]
        max = 1
        message = { zh = "出现 {count} 次。", en = "{count} times." }
        [[rule]]
        name = "too-seldom"
        kind = "occurrence"
        patterns = ["[0-9]+期"]
        min = 2
        scope = { section = ["overview"] }
        message = { zh = "只有 {count} 处，至少 {min} 处。", en = "{count} of {min}." }
        "#,
    );
    assert_eq!(found(&set, &[]), ["county/too-seldom: 一、总体情况"]);
    let edits = [(BODY, "高度重视。高度重视。简报3期。")];
    let (text, findings) = run_on(&set.settings(), &edits);
    let [one] = &findings.diagnostics[..] else {
        panic!("{findings:?}")
    };
    assert_eq!(one.message.zh, "出现 2 次。");
    assert_eq!(one.span.start as usize, text.rfind("高度重视").unwrap());
}

#[test]
fn required_content_is_missed_and_put_in() {
    let set = loaded(
        r#"
        name = "county"
        [[rule]]
        name = "open-day"
        kind = "required"
        severity = "warning"
        words = ["政府开放日"]
        scope = { section = ["other"], body = ["government"], from = 2022 }
        insert = "举办政府开放日活动0次。"
        message = { zh = "缺少政府开放日。", en = "No open day." }
        "#,
    );
    assert_eq!(
        found(&set, &[]),
        ["county/open-day: 六、其他需要报告的事项"]
    );
    let report = Report::parse(SourceText::new(base_report()).unwrap());
    let fixed = fix(report, &set.settings(), FixMode::SafeAndSuggested);
    assert_eq!(fixed.findings.diagnostics.len(), 0);
    assert!(
        fixed
            .report
            .source
            .as_str()
            .trim_end()
            .ends_with("举办政府开放日活动0次。")
            || fixed
                .report
                .source
                .as_str()
                .contains("\n\n举办政府开放日活动0次。\n")
    );
    let years = [("2023年", "2021年")];
    assert!(
        !found(&set, &years)
            .iter()
            .any(|it| it.starts_with("county"))
    );
    let office = [("云溪县人民政府2023年", "云溪县财政局2023年")];
    assert!(
        !found(&set, &office)
            .iter()
            .any(|it| it.starts_with("county"))
    );
}

#[test]
fn headings_are_accepted_and_required() {
    let set = loaded(
        r#"
        name = "county"
        [[rule]]
        name = "sixth"
        kind = "heading"
        scope = { section = ["other"] }
        accept = ["其他事项"]
        subheadings = [["信息处理费"], ["建议", "提案"]]
        "#,
    );
    let (_, findings) = run_on(&set.settings(), &[]);
    assert_eq!(
        findings.diagnostics[0].message.zh,
        "这一部分缺少小标题：信息处理费、建议。"
    );
    let complete = (
        "## 六、其他需要报告的事项",
        "## 六、其他事项\n\n（一）信息处理费情况\n\n无。\n\n（二）政协提案办理情况\n\n无。",
    );
    let found = found(&set, &[complete]);
    assert!(
        !found.iter().any(|it| it.contains("S003")
            || it.contains("S006")
            || it.contains("S001")
            || it.contains("county")),
        "{found:?}"
    );
    let plain = nianbao_rules::settings();
    let (_, findings) = run_on(&plain, &[complete]);
    assert!(
        findings
            .diagnostics
            .iter()
            .any(|it| it.rule.code().starts_with('S'))
    );
}

#[test]
fn an_assertion_that_lacks_a_number_is_unverified() {
    let set = loaded(
        r#"
        name = "county"
        [[rule]]
        name = "few"
        kind = "assertion"
        assert = "table3.new_requests.total <= 50 || body_kind != 'government'"
        at = "table3.new_requests.total"
        message = { zh = "新收 {value} 件，超过 50 件。", en = "{value} are more than 50." }
        "#,
    );
    let (text, findings) = run_on(&set.settings(), &[]);
    let [one] = &findings.diagnostics[..] else {
        panic!("{findings:?}")
    };
    assert_eq!(one.message.zh, "新收 51 件，超过 50 件。");
    assert_eq!(&text[one.span.range()], "51");
    assert_eq!(one.cell.map(|cell| cell.table.number()), Some(3));
    let blank = [("| 2 | 0 | 51 |", "| 2 | 0 |  |")];
    let (_, findings) = run_on(&set.settings(), &blank);
    assert!(
        findings
            .diagnostics
            .iter()
            .all(|it| it.rule.code() != "county/few")
    );
    assert!(
        findings
            .unverified
            .iter()
            .any(|it| it.rule.code() == "county/few")
    );
    // Where the other side decides, the blank cell does not matter.
    let office = [blank[0], ("# 云溪县人民政府2023年", "# 云溪县财政局2023年")];
    let (_, findings) = run_on(&set.settings(), &office);
    assert!(
        findings
            .unverified
            .iter()
            .all(|it| it.rule.code() != "county/few")
    );
}

#[test]
fn tables_can_be_looked_at() {
    let set = loaded(
        r#"
        name = "county"
        [[rule]]
        name = "mark"
        kind = "existence"
        words = ["/"]
        scope = { part = ["table"] }
        "#,
    );
    let found = found(&set, &[("| 行政强制 | 86 |", "| 行政强制 | / |")]);
    assert!(found.contains(&"county/mark: /".to_owned()), "{found:?}");
}

#[test]
fn settings_reach_the_rules_of_the_program() {
    let set = loaded(
        r#"
        name = "county"
        [settings]
        enable = ["X023"]
        disable = ["S014"]
        severity = { P001 = "warning" }
        measure-words = ["条"]
        thresholds = { overview-longest = 5, problems-shortest = 4 }
        deadlines = { government = "none", township = "01-31" }
        headings = { problems = ["存在的不足"] }
        typos = { "公开申情" = "公开申请" }
        terms = { "政务大厅" = "政务服务中心" }
        [[settings.documents]]
        number = "云政办发〔2022〕7号"
        title = "云溪县政府信息公开办法"
        "#,
    );
    let settings = set.settings();
    assert!(
        settings
            .selection
            .contains(nianbao_rules::REGISTRY.by_code("X023").unwrap())
    );
    assert!(
        !settings
            .selection
            .contains(nianbao_rules::REGISTRY.by_code("S014").unwrap())
    );
    assert_eq!(
        settings.severity.of("P001"),
        Some(nianbao_lint::Severity::Warning)
    );
    assert_eq!(settings.thresholds.overview_longest, 5);
    assert_eq!(settings.deadlines.government, None);
    assert_eq!(
        settings.deadlines.township.map(|day| (day.month, day.day)),
        Some((1, 31))
    );
    let found = |edits: &[(&str, &str)]| found(&set, edits);
    assert_eq!(
        found(&[("政府信息公开申请51件", "政府信息公开申请51条")]),
        [""; 0]
    );
    assert_eq!(
        found(&[(BODY, "公开申情在政务大厅受理。")]),
        ["W005: 公开申情", "county/terms: 政务大厅"]
    );
    assert_eq!(
        found(&[("## 五、存在的主要问题及改进情况", "## 五、存在的不足")]),
        [""; 0]
    );
    assert_eq!(
        found(&[(
            BODY,
            "修订《云溪县政府信息公开办法》（云政办发〔2022〕9号）。"
        )]),
        ["C001: 云政办发〔2022〕9号"]
    );
}
