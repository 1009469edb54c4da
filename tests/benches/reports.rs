//! What a whole check costs: one sample on one core, each rule, and a batch in memory.
//!
//! Run with `cargo bench -p nianbao-tests`. A sample is decoded, parsed and checked with the rules that
//! run by default; the batch is 2,000 texts of three samples each, about 59 MB, as a province's
//! reports would be, without the file system.

#![allow(
    clippy::expect_used,
    reason = "a benchmark without its samples has nothing to measure"
)]

use divan::Bencher;
use divan::counter::BytesCount;
use mimalloc::MiMalloc;
use nianbao_core::{Report, SourceText};
use nianbao_lint::{Checker, Findings, check};
use rayon::prelude::*;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const SAMPLES: [(&str, &[u8]); 5] = [
    (
        "000 haiyuan, tabs",
        include_bytes!("../corpus/haiyuan-county-office-2023.txt"),
    ),
    (
        "001 tongxin, one cell a line",
        include_bytes!("../corpus/tongxin-county-office-2023.txt"),
    ),
    (
        "002 haicheng, tabs",
        include_bytes!("../corpus/haicheng-town-2022.txt"),
    ),
    (
        "003 hanyin, Markdown, cut",
        include_bytes!("../corpus/hanyin-county-2023.txt"),
    ),
    (
        "004 minhe, hard-wrapped",
        include_bytes!("../corpus/minhe-county-2023.txt"),
    ),
];

fn main() {
    divan::main();
}

fn parse_bytes(bytes: &[u8]) -> Report {
    Report::parse(SourceText::decode(bytes).expect("samples are text"))
}

#[divan::bench(args = SAMPLES.map(|(name, _)| name))]
fn parse(bencher: Bencher<'_, '_>, name: &str) {
    let bytes = sample(name);
    bencher
        .counter(BytesCount::of_slice(bytes))
        .bench(|| parse_bytes(bytes));
}

#[divan::bench(args = SAMPLES.map(|(name, _)| name))]
fn whole_check(bencher: Bencher<'_, '_>, name: &str) {
    let bytes = sample(name);
    let settings = nianbao_rules::settings();
    bencher
        .counter(BytesCount::of_slice(bytes))
        .bench(|| check(&parse_bytes(bytes), &settings));
}

/// What each rule that runs by default costs over the five samples, what it shares with others (the
/// scan for words, the marks) already found.
#[divan::bench(args = default_rules())]
fn rule(bencher: Bencher<'_, '_>, code: &str) {
    let settings = nianbao_rules::settings();
    let reports: Vec<Report> = SAMPLES
        .iter()
        .map(|(_, bytes)| parse_bytes(bytes))
        .collect();
    let checkers: Vec<Checker<'_>> = reports
        .iter()
        .map(|report| Checker::new(report, &settings))
        .collect();
    let rule = nianbao_rules::REGISTRY
        .by_code(code)
        .expect("codes come from the list of rules");
    let run = || {
        let mut findings = Findings::default();
        for checker in &checkers {
            checker.run(rule, &mut findings);
        }
        findings
    };
    run();
    bencher.bench_local(run);
}

fn default_rules() -> impl Iterator<Item = &'static str> {
    let rules = nianbao_rules::REGISTRY
        .rules()
        .iter()
        .filter(|rule| rule.default_on);
    rules.map(|rule| rule.code)
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn batch_of_2000(bencher: Bencher<'_, '_>, threads: usize) {
    let texts = batch();
    let bytes: usize = texts.iter().map(Vec::len).sum();
    let settings = nianbao_rules::settings();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads can be started");
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        pool.install(|| {
            texts
                .par_iter()
                .map(|text| check(&parse_bytes(text), &settings).diagnostics.len())
                .sum::<usize>()
        })
    });
}

fn sample(name: &str) -> &'static [u8] {
    SAMPLES
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(&[][..], |(_, bytes)| bytes)
}

/// Three samples each, in an order that a small generator picks, so that every run has the same.
fn batch() -> Vec<Vec<u8>> {
    let mut state = 7_u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        SAMPLES[(state >> 16) as usize % SAMPLES.len()].1
    };
    (0..2000)
        .map(|_| [next(), next(), next()].join(&b"\n\n"[..]))
        .collect()
}
