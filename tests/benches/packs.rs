//! What rule packs cost: loading all built-in ones, and 200 pattern rules against the rules of the program.
//!
//! Run with `cargo bench -p nianbao-tests --bench packs`. The aims: loading under 5 ms, and a pack of 200
//! patterns at most twice the time of the built-in rules.

#![allow(
    clippy::expect_used,
    reason = "a benchmark without its samples has nothing to measure"
)]

use std::fmt::Write as _;
use std::sync::Arc;

use divan::Bencher;
use mimalloc::MiMalloc;
use nianbao_core::{Report, SourceText};
use nianbao_lint::{Message, Settings, check};
use nianbao_packs::{PackSet, PackSource, Wanted};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

/// A pack in memory.
struct Text(String);

impl PackSource for Text {
    fn read(&self, _: &str) -> Result<String, Message> {
        Ok(self.0.clone())
    }

    fn label(&self, path: &str) -> String {
        path.to_owned()
    }
}

fn of_text(text: String) -> Arc<PackSet> {
    let set = nianbao_packs::load(&nianbao_rules::REGISTRY, &[Wanted::Source(&Text(text))]);
    Arc::new(set.expect("the pack is right"))
}

/// Rules as an office would write them: each with a pattern of two words and a number.
fn patterns(count: usize) -> String {
    const WORDS: [&str; 8] = [
        "公开", "申请", "答复", "信息", "培训", "解读", "栏目", "平台",
    ];
    let mut text = "name = \"many\"\n".to_owned();
    for index in 0..count {
        let (one, other) = (WORDS[index % 8], WORDS[index / 8 % 8]);
        let _ = write!(
            text,
            "[[rule]]\nname = \"r{index}\"\nkind = \"existence\"\npatterns = ['{one}[^。]{{0,{}}}{other}[0-9]+(?:余|多)?件次{index}']\n",
            index % 20 + 1
        );
    }
    text
}

fn words(count: usize) -> String {
    let mut text = "name = \"many\"\n".to_owned();
    for index in 0..count {
        let _ = write!(
            text,
            "[[rule]]\nname = \"r{index}\"\nkind = \"existence\"\nwords = [\"公开信息{index}条\", \"申请{index}件\"]\n"
        );
    }
    text
}

#[divan::bench]
fn load_all_built_in() -> PackSet {
    let all: Vec<_> = nianbao_packs::built_in_names()
        .map(Wanted::BuiltIn)
        .collect();
    nianbao_packs::load(&nianbao_rules::REGISTRY, &all).expect("built-in packs are right")
}

#[divan::bench(args = ["ningxia", "guangdong", "sichuan"])]
fn load_one(name: &str) -> PackSet {
    nianbao_packs::load(&nianbao_rules::REGISTRY, &[Wanted::BuiltIn(name)])
        .expect("built-in packs are right")
}

#[divan::bench]
fn load_none() -> PackSet {
    nianbao_packs::load(&nianbao_rules::REGISTRY, &[]).expect("nothing is right")
}

#[divan::bench]
fn load_200_patterns(bencher: Bencher<'_, '_>) {
    let text = Text(patterns(200));
    bencher.bench(|| {
        nianbao_packs::load(&nianbao_rules::REGISTRY, &[Wanted::Source(&text)])
            .expect("the pack is right")
    });
}

fn reports() -> Vec<Report> {
    let samples: [&[u8]; 5] = [
        include_bytes!("../corpus/haiyuan-county-office-2023.txt"),
        include_bytes!("../corpus/tongxin-county-office-2023.txt"),
        include_bytes!("../corpus/haicheng-town-2022.txt"),
        include_bytes!("../corpus/hanyin-county-2023.txt"),
        include_bytes!("../corpus/minhe-county-2023.txt"),
    ];
    let parse = |bytes: &[u8]| Report::parse(SourceText::decode(bytes).expect("samples are text"));
    samples.into_iter().map(parse).collect()
}

/// The five samples checked, parsing aside.
fn rules(bencher: Bencher<'_, '_>, settings: &Settings) {
    let reports = reports();
    let run = || {
        let found = reports.iter().map(|report| check(report, settings));
        found.map(|found| found.diagnostics.len()).sum::<usize>()
    };
    run();
    bencher.bench_local(run);
}

#[divan::bench]
fn check_without_packs(bencher: Bencher<'_, '_>) {
    rules(bencher, &nianbao_rules::settings());
}

#[divan::bench]
fn check_with_all_built_in(bencher: Bencher<'_, '_>) {
    rules(bencher, &Arc::new(load_all_built_in()).settings());
}

#[divan::bench]
fn check_with_200_patterns(bencher: Bencher<'_, '_>) {
    rules(bencher, &of_text(patterns(200)).settings());
}

#[divan::bench]
fn check_with_200_word_rules(bencher: Bencher<'_, '_>) {
    rules(bencher, &of_text(words(200)).settings());
}
