use nianbao_rules::REGISTRY;
use proptest::prelude::*;

use super::*;

fn parse(text: &str) -> Config {
    Config::parse(text).unwrap()
}

/// What is wrong with a text: line, column and the Chinese words.
fn wrong(text: &str) -> Vec<(usize, usize, String)> {
    let errors = match Config::parse(text) {
        Ok(config) => config.check(&["guangxi"], &REGISTRY),
        Err(errors) => errors,
    };
    let told = |error: ConfigError| {
        let Place { line, column, span } = error.place;
        assert!(text.get(span).is_some());
        (line, column, error.problem.message().zh)
    };
    errors.into_iter().map(told).collect()
}

#[test]
fn every_key_is_read() {
    let config = parse(
        r#"
select = ["A", "t3-row-sum"]
extend-select = ["W"]
ignore = ["A003"]
packs = ["guangxi", "packs/own.toml"]
previous = "2023"
exclude = ["drafts/"]
lang = "en"
[severity]
A002 = "warning"
S = "off"
[per-file-ignores]
"old/*.md" = ["S015"]
[thresholds]
overview-longest = 2_000
problems-shortest = 0x10
[deadlines]
department = "02-15"
government = "none"
township = "03-31"
"#,
    );
    assert_eq!(config.check(&["guangxi"], &REGISTRY), []);
    let settings = config.settings(&REGISTRY, &Overrides::default()).unwrap();
    let runs = |code| settings.selection.contains(REGISTRY.by_code(code).unwrap());
    assert!(runs("A001") && runs("W001") && !runs("A003") && !runs("S001"));
    assert_eq!(settings.thresholds.overview_longest, 2000);
    assert_eq!(settings.thresholds.problems_shortest, 16);
    let day = |month, day| Some(nianbao_facts::deadlines::MonthDay { month, day });
    assert_eq!(settings.deadlines.department, day(2, 15));
    assert_eq!(settings.deadlines.government, None);
    assert_eq!(settings.deadlines.township, day(3, 31));
    assert_eq!(config.lang.map(|lang| lang.value), Some(Lang::En));
    assert_eq!(config.per_file_ignores[0].0.value, "old/*.md");
    assert_eq!(settings.severity.of("A002"), Some(Severity::Warning));
}

#[test]
fn an_empty_text_changes_nothing() {
    let settings = parse("# nothing\n")
        .settings(&REGISTRY, &Overrides::default())
        .unwrap();
    assert_eq!(settings.selection, nianbao_lint::Selection::new(&REGISTRY));
    assert_eq!(settings.thresholds, nianbao_lint::Thresholds::default());
    assert_eq!(
        settings.deadlines,
        nianbao_facts::deadlines::Deadlines::default()
    );
}

/// What is wrong, in which line and column, and the words for it.
const WRONG: &[(&str, usize, usize, &str)] = &[
    ("\nselct = []", 2, 1, "没有配置项 selct；是否想写 select？"),
    (
        "per_file_ignores = {}",
        1,
        1,
        "没有配置项 per_file_ignores；是否想写 per-file-ignores？",
    ),
    (
        "ignore = [\"A001\", \"A0o2\"]",
        1,
        19,
        "没有规则“A0o2”；是否想写 A002？",
    ),
    (
        "# 注\nlang = \"fr\"",
        2,
        8,
        "lang 不接受 \"fr\"，应为\"zh\" 或 \"en\"",
    ),
    (
        "select = \"A\"",
        1,
        10,
        "select 应为字符串的列表，如 [\"…\"]，此处是 string",
    ),
    (
        "exclude = [\"a\", 1]",
        1,
        17,
        "exclude 应为字符串的列表，如 [\"…\"]，此处是 integer",
    ),
    (
        "packs = [\"guangx\"]",
        1,
        10,
        "没有规则包“guangx”；是否想写 guangxi？",
    ),
    (
        "[severity]\nA002 = \"fatal\"",
        2,
        8,
        "severity.A002 不接受 \"fatal\"，应为\"error\"、\"warning\"、\"info\" 或 \"off\"",
    ),
    (
        "[severity]\n\"t3-detial-sum\" = \"off\"",
        2,
        1,
        "没有规则“t3-detial-sum”；是否想写 t3-detail-sum？",
    ),
    ("[per-file-ignores]\n'*.md' = ['Q']", 2, 11, "没有规则“Q”"),
    (
        "thresholds = 3",
        1,
        14,
        "thresholds 应为一个表，此处是 integer",
    ),
    (
        "[thresholds]\noverview-longest = 0",
        2,
        20,
        "thresholds.overview-longest 不接受 0，应为大于零的整数",
    ),
    (
        "[thresholds]\noverview-longest = -5",
        2,
        20,
        "thresholds.overview-longest 不接受 -5，应为大于零的整数",
    ),
    (
        "[thresholds]\noverview = 5",
        2,
        1,
        "没有配置项 thresholds.overview；可用的有：overview-longest、problems-shortest",
    ),
    (
        "[deadlines]\ngoverment = \"none\"",
        2,
        1,
        "没有配置项 deadlines.goverment；是否想写 government？",
    ),
    (
        "[deadlines]\ngovernment = \"02-30\"",
        2,
        14,
        "deadlines.government 不接受 \"02-30\"，应为\"月-日\"，如 \"01-31\"，或 \"none\"",
    ),
    (
        "[deadlines]\ngovernment = \"+3-30\"",
        2,
        14,
        "deadlines.government 不接受 \"+3-30\"，应为\"月-日\"，如 \"01-31\"，或 \"none\"",
    ),
];

#[test]
fn what_is_wrong_has_a_place_and_the_nearest_name() {
    for (text, line, column, message) in WRONG {
        assert_eq!(
            wrong(text),
            [(*line, *column, (*message).to_owned())],
            "{text}"
        );
    }
    let all = wrong("selct = 1\nlang = 2\nnothing = 3");
    assert_eq!(all.len(), 3);
    let syntax = wrong("lang = \"zh\"\nselect = [\n");
    assert!(syntax[0].2.starts_with("不是有效的 TOML："), "{syntax:?}");
    assert!(syntax[0].0 >= 2);
}

#[test]
fn the_command_line_comes_over_the_file() {
    let config = parse(
        "select = [\"A\", \"S\"]\nignore = [\"A003\"]\n[severity]\nS = \"off\"\nS001 = \"info\"",
    );
    let runs = |over: &Overrides, code| {
        let settings = config.settings(&REGISTRY, over).unwrap();
        settings.selection.contains(REGISTRY.by_code(code).unwrap())
    };
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    let alone = Overrides::default();
    assert!(runs(&alone, "A001") && !runs(&alone, "A003") && !runs(&alone, "S001"));
    let select = Overrides {
        select: words(&["A003", "S"]),
        ..alone.clone()
    };
    assert!(runs(&select, "A003") && runs(&select, "S001") && !runs(&select, "A001"));
    let extend = Overrides {
        extend_select: words(&["A003"]),
        ignore: words(&["A001"]),
        ..alone
    };
    assert!(runs(&extend, "A003") && runs(&extend, "A002") && !runs(&extend, "A001"));
}

#[test]
fn the_more_specific_severity_decides() {
    let config = parse("[severity]\nA002 = \"info\"\nALL = \"error\"\nA = \"warning\"");
    let settings = config.settings(&REGISTRY, &Overrides::default()).unwrap();
    let of = |code| settings.severity.of(code);
    assert_eq!(of("A002"), Some(Severity::Info));
    assert_eq!(of("A001"), Some(Severity::Warning));
    assert_eq!(of("S001"), Some(Severity::Error));
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in "(?s)([a-z\\[\\]\\.=\"'{}#\\n年报 0-9-]|select|severity|deadlines|= \\[\"A|\\r\\n){0,40}") {
        match Config::parse(&text) {
            Ok(config) => drop(config.check(&[], &REGISTRY)),
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for error in errors {
                    prop_assert!(text.get(error.place.span).is_some());
                }
            }
        }
    }
}
