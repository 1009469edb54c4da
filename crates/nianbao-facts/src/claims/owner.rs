//! Whose numbers a sentence gives: whether a name in it is the report's own body or another.

use nianbao_core::{BodyKind, Report};

use crate::grammar::token::Owner;

/// With what the names of bodies end.
const TAILS: &[&str] = &[
    "局",
    "委",
    "办",
    "厅",
    "中心",
    "分局",
    "大队",
    "支队",
    "镇",
    "乡",
    "街道",
    "办事处",
    "公司",
    "检察院",
    "学校",
    "医院",
    "管委会",
    "政府",
    "办公室",
    "委员会",
    "股",
    "科",
    "处",
    "所",
    "部门",
    "集团",
];

/// With what the names of areas end.
const AREAS: &[char] = &['县', '区', '市', '州', '旗', '省', '镇', '乡', '会'];

/// The offices within a body that may handle its requests.
const OFFICES: &[&str] = &[
    "党政办",
    "党政办公室",
    "党政综合办",
    "党政综合办公室",
    "综合办",
    "综合办公室",
    "政务公开办",
];

/// Words after which a name says by what rules something is done, not who did it.
const BASES: &[&str] = &["根据", "依据", "按照", "遵照", "对照", "贯彻", "落实"];

/// Whose name a stretch of text that the vocabulary does not cover is.
pub(super) fn owner(report: &Report, text: &str) -> Owner {
    // Most stretches end as no name does.
    let text = text.trim_end_matches(is_preposition_after);
    if !text.chars().next_back().is_some_and(ends_names) {
        return Owner::Nobody;
    }
    if BASES.iter().any(|word| text.starts_with(word)) {
        return Owner::Nobody;
    }
    let text = text.trim_start_matches([
        '向', '由', '经', '对', '与', '和', '为', '在', '于', '及', '从', '到', '以', '至',
    ]);
    // `收到政府依申请公开31件`: no particular one.
    if text.chars().nth(1).is_none() || text == "政府" {
        return Owner::Nobody;
    }
    if !TAILS.iter().any(|tail| text.ends_with(tail)) && !is_area(report, text) {
        return Owner::Nobody;
    }
    let own = text.starts_with(['我', '本'])
        || report.body.as_ref().is_none_or(|body| {
            is_short_for(text, &body.name) || is_office_of(text, &body.name, body.kind)
        });
    if own { Owner::Own } else { Owner::Foreign }
}

fn is_preposition_after(character: char) -> bool {
    matches!(character, '向' | '对' | '与' | '在' | '从' | '就' | '于')
}

/// Whether a character ends the name of a body or an area: the last ones of [`TAILS`] and [`AREAS`].
fn ends_names(character: char) -> bool {
    matches!(
        character,
        '局' | '委'
            | '办'
            | '厅'
            | '心'
            | '队'
            | '镇'
            | '乡'
            | '道'
            | '处'
            | '司'
            | '院'
            | '校'
            | '会'
            | '府'
            | '室'
            | '股'
            | '科'
            | '所'
            | '门'
            | '团'
            | '县'
            | '区'
            | '市'
            | '州'
            | '旗'
            | '省'
    )
}

/// Whether a name is that of an office within a body, as the one that handles its requests: 镇党政办.
fn is_office_of(text: &str, name: &str, kind: BodyKind) -> bool {
    let office = OFFICES
        .iter()
        .find_map(|office| text.strip_suffix(office))
        .or_else(|| {
            text.strip_suffix("办公室")
                .filter(|_| kind != BodyKind::Government)
        });
    office.is_some_and(|rest| is_short_for(rest, name))
}

/// Whether a name is that of the area of the report's body: 章丘区 in the report of 济南市章丘区人民政府.
fn is_area(report: &Report, text: &str) -> bool {
    text.chars().count() >= 2
        && text.ends_with(AREAS)
        && report
            .body
            .as_ref()
            .is_some_and(|body| body.name.contains(text))
}

/// Whether a string is a short form of a name: its characters are in the name in their order, as those
/// of 市科委 do in 市科学技术委员会.
fn is_short_for(text: &str, name: &str) -> bool {
    let mut rest = name.chars();
    text.chars()
        .all(|wanted| rest.any(|character| character == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tail_ends_as_names_do() {
        let tails = TAILS.iter().filter_map(|tail| tail.chars().next_back());
        assert!(tails.chain(AREAS.iter().copied()).all(ends_names));
    }

    #[test]
    fn short_forms_keep_the_order_of_the_characters() {
        assert!(is_short_for("市科委", "某某市科学技术委员会"));
        assert!(is_short_for(
            "云溪区人社局",
            "江州市云溪区人力资源和社会保障局"
        ));
        assert!(!is_short_for("县公安局", "云溪县人民政府"));
    }
}
