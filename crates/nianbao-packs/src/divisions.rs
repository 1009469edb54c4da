//! The province of a body, told by the county, district, city or prefecture that its name begins with.

use std::collections::HashMap;
use std::sync::LazyLock;

static DATA: &str = include_str!("../data/divisions.tsv");

fn lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
    DATA.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((
                fields.next()?,
                fields.next()?,
                fields.next()?,
                fields.next()?,
            ))
        })
}

/// The short names of the provinces, in the order of their codes.
pub(super) fn provinces() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    lines().filter_map(move |(_, short, _, _)| {
        (std::mem::replace(&mut last, short) != short).then_some(short)
    })
}

pub(super) fn is_province(name: &str) -> bool {
    provinces().any(|province| province == name)
}

/// Names with the province that they tell; `None` where several provinces have one of the name.
struct Names {
    provinces: HashMap<&'static str, Option<&'static str>>,
    /// The longest name, in characters.
    longest: usize,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut provinces: HashMap<&str, Option<&str>> = HashMap::new();
    let mut add = |name: &'static str, short: &'static str| {
        let known = provinces.entry(name).or_insert(Some(short));
        if *known != Some(short) {
            *known = None;
        }
    };
    for (full, short, prefecture, counties) in lines() {
        add(full, short);
        for name in std::iter::once(prefecture).chain(counties.split(' ')) {
            if !name.is_empty() {
                add(name, short);
            }
        }
    }
    let longest = provinces
        .keys()
        .map(|name| name.chars().count())
        .max()
        .unwrap_or(0);
    Names { provinces, longest }
});

/// The short name of the province that a body belongs to, by its name alone; `None` where the name tells
/// none, or one that several provinces have.
///
/// The longest division that the name begins with decides. What it does not decide (a district whose
/// name several provinces have) is left open, as is a township whose name stands without its county.
pub fn province_of(body: &str) -> Option<&'static str> {
    let names = &*NAMES;
    let ends: Vec<usize> = body
        .char_indices()
        .take(names.longest)
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let longest = ends
        .iter()
        .rev()
        .find_map(|&end| names.provinces.get(&body[..end]));
    longest.copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_one_province_has_tells_it() {
        assert_eq!(provinces().count(), 34);
        assert_eq!(province_of("宁夏回族自治区人民政府办公厅"), Some("宁夏"));
        assert_eq!(province_of("银川市财政局"), Some("宁夏"));
        assert_eq!(province_of("上海市浦东新区人民政府"), Some("上海"));
        assert_eq!(province_of("云溪县人民政府"), None);
        assert_eq!(province_of(""), None);
    }

    #[test]
    fn a_name_that_several_provinces_have_tells_none() {
        let mut seen: HashMap<&str, Vec<&str>> = HashMap::new();
        for (_, short, _, counties) in lines() {
            for county in counties.split(' ').filter(|county| !county.is_empty()) {
                seen.entry(county).or_default().push(short);
            }
        }
        let mut ambiguous = 0;
        for (county, provinces) in seen {
            let one = provinces.iter().all(|province| *province == provinces[0]);
            let told = province_of(county);
            if one && told.is_some() {
                assert_eq!(told, Some(provinces[0]), "{county}");
            } else {
                assert_eq!(told, None, "{county}");
                ambiguous += 1;
            }
        }
        // Such names exist: 朝阳区, 鼓楼区 and their like.
        assert!((10..100).contains(&ambiguous), "{ambiguous}");
    }
}
