//! `check --pack`, `packs` of the configuration, and the commands for authors of packs.

use super::{CORPUS, folder, run};

const COUNTY: &[u8] = r#"
name = "county"
extends = ["ningxia"]
[settings]
disable = ["ningxia"]
[[rule]]
name = "office"
kind = "substitution"
severity = "warning"
fix = "safe"
swap = { "门户网站" = "政府网站" }
basis = ["本县规定"]
[[test]]
name = "旧称"
edits = [["县政府门户网站主动公开", "县门户网站主动公开"]]
expect = ["office: 门户网站"]
[[test]]
name = "写错的期望"
forbid = ["office"]
"#
.as_bytes();

fn base() -> &'static [u8] {
    nianbao_lint::base_report().as_bytes()
}

#[test]
fn a_pack_in_a_folder_finds_and_fixes() {
    let folder = folder(&[("our/pack.toml", COUNTY), ("报告.md", base())]);
    let path = folder.path();
    let checked = run(
        path,
        ["check", "--pack", "./our", "--format", "json", "报告.md"],
    );
    assert_eq!(checked.status, 0, "{}", checked.stderr);
    let json = checked.json();
    let found = &json["files"][0]["diagnostics"];
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!(found[0]["code"], "county/office");
    assert_eq!(found[0]["name"], "office");
    assert_eq!(found[0]["basis"][0], "本县规定");
    assert_eq!(found[0]["fixes"][0]["applicability"], "safe");
    let text = run(
        path,
        ["check", "--pack", "our", "--select", "county", "报告.md"],
    );
    assert!(
        text.stdout.contains("警告[county/office]"),
        "{}",
        text.stdout
    );
    for format in ["sarif", "github", "gitlab", "junit", "markdown"] {
        let other = run(
            path,
            ["check", "--pack", "our", "--format", format, "报告.md"],
        );
        assert!(
            other.stdout.contains("county/office"),
            "{format}: {}",
            other.stdout
        );
    }
    let fixed = run(path, ["check", "--pack", "our", "--fix", "报告.md"]);
    assert_eq!(fixed.status, 0);
    let text = std::fs::read_to_string(path.join("报告.md")).unwrap();
    assert!(text.contains("县政府政府网站") && !text.contains("门户网站"));
}

#[test]
fn the_configuration_names_packs_and_overrides_them() {
    let config = "packs = [\"./our\"]\nseverity = { \"county/office\" = \"error\" }\n";
    let folder = folder(&[
        ("sub/our/pack.toml", COUNTY),
        ("sub/nianbao.toml", config.as_bytes()),
        ("sub/报告.md", base()),
    ]);
    let checked = run(folder.path(), ["check", "--quiet", "sub/报告.md"]);
    assert_eq!(checked.status, 1);
    assert!(
        checked.stdout.contains("错误[county/office]"),
        "{}",
        checked.stdout
    );
    let ignored = [
        "check",
        "--quiet",
        "--ignore",
        "county/office",
        "sub/报告.md",
    ];
    assert_eq!(run(folder.path(), ignored).stdout, "");
}

#[test]
fn the_province_of_the_body_chooses_and_the_choice_is_said() {
    let folder = folder(&[("nianbao.toml", b"packs = \"auto\"\n"), ("报告.md", base())]);
    let corpus = run(
        folder.path(),
        ["check", "--pack", "auto", "--fail-on", "never", CORPUS],
    );
    assert_eq!(corpus.status, 0, "{}", corpus.stderr);
    for said in [
        "ningxia（3 个文件）",
        "shaanxi（1 个文件）",
        "qinghai（1 个文件）",
    ] {
        assert!(corpus.stderr.contains(said), "{}", corpus.stderr);
    }
    let none = run(folder.path(), ["check", "报告.md", "--lang", "en"]);
    assert!(
        none.stderr
            .contains("packs chosen by province: none (1 files"),
        "{}",
        none.stderr
    );
    assert_eq!(none.stdout, "");
}

#[test]
fn a_wrong_pack_ends_the_run_with_its_place() {
    let wrong = b"name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"existance\"\n";
    let folder = folder(&[("our/pack.toml", wrong), ("报告.md", base())]);
    let checked = run(folder.path(), ["check", "--pack", "our", "报告.md"]);
    assert_eq!(checked.status, 2);
    assert_eq!(checked.stdout, "");
    assert!(
        checked
            .stderr
            .contains("our/pack.toml:4:8：rule.kind 不接受“existance”"),
        "{}",
        checked.stderr
    );
    assert!(
        checked.stderr.contains("是否想写 existence"),
        "{}",
        checked.stderr
    );
    let linted = run(
        folder.path(),
        ["pack", "check", "our", "ningxia", "--lang", "en"],
    );
    assert_eq!(linted.status, 1);
    assert!(
        linted
            .stdout
            .starts_with("our/pack.toml:4:8: rule.kind does not take \"existance\"")
    );
    assert!(
        linted.stdout.contains("ningxia: right, 4 rules"),
        "{}",
        linted.stdout
    );
    let unknown = run(folder.path(), ["check", "--pack", "ningxai", "报告.md"]);
    assert_eq!(unknown.status, 2);
    assert!(
        unknown.stderr.contains("是否想写 ningxia"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn tests_of_a_pack_are_run() {
    let folder = folder(&[("our/pack.toml", COUNTY)]);
    let tested = run(folder.path(), ["pack", "test", "our"]);
    assert_eq!(tested.status, 1);
    assert!(
        tested.stdout.contains("county 旧称 … 通过"),
        "{}",
        tested.stdout
    );
    assert!(
        tested.stdout.contains("county 写错的期望 … 失败"),
        "{}",
        tested.stdout
    );
    assert!(
        tested.stdout.ends_with("county：1 个通过，1 个失败\n"),
        "{}",
        tested.stdout
    );
    assert_eq!(
        run(folder.path(), ["pack", "test", "qinghai", "shanghai"]).status,
        0
    );
}

#[test]
fn a_new_pack_is_right_and_passes_its_tests() {
    let folder = folder(&[]);
    let path = folder.path();
    assert_eq!(run(path, ["pack", "new", "our-county"]).status, 0);
    assert_eq!(run(path, ["pack", "check", "our-county"]).status, 0);
    assert_eq!(run(path, ["pack", "test", "our-county"]).status, 0);
    let again = run(path, ["pack", "new", "our-county"]);
    assert_eq!(again.status, 2);
    let unfit = run(path, ["pack", "new", "Our County"]);
    assert_eq!(unfit.status, 2);
    assert!(!path.join("Our County").exists());
    let schema = std::fs::read_to_string(path.join("our-county/pack.schema.json")).unwrap();
    assert_eq!(run(path, ["pack", "schema"]).stdout, schema);
}

#[test]
fn packs_and_their_rules_are_listed_and_explained() {
    let folder = folder(&[("our/pack.toml", COUNTY)]);
    let list = run(folder.path(), ["pack", "list"]).stdout;
    assert_eq!(
        list.lines().count(),
        nianbao_packs::built_in_names().count()
    );
    let rules = run(folder.path(), ["pack", "list", "our"]).stdout;
    assert!(
        rules.contains("county/office  警告") && rules.contains("ningxia/region-name"),
        "{rules}"
    );
    let page = run(folder.path(), ["explain", "ningxia/region-name"]);
    assert_eq!(page.status, 0);
    assert!(
        page.stdout.starts_with("# ningxia/region-name\n"),
        "{}",
        page.stdout
    );
}
