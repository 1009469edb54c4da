//! Compares the names of bodies: the same body has a long name, a short one, and an office that signs
//! for it.

/// What a name tells of the body behind it: without 人民政府, its office and their like.
pub fn core(name: &str) -> &str {
    let name = match name.split_once("人民政府") {
        Some((place, rest)) if !place.is_empty() && !rest.ends_with("街道办事处") => {
            if rest.is_empty() || rest.ends_with(['室', '厅', '办', '处']) {
                place
            } else {
                name
            }
        }
        _ => name,
    };
    [
        "街道办事处",
        "办事处",
        "政府办公室",
        "政府办公厅",
        "办公室",
        "办公厅",
        "政府",
    ]
    .iter()
    .find_map(|ending| name.strip_suffix(ending))
    .filter(|core| core.chars().count() >= 2)
    .unwrap_or(name)
}

/// Whether two names may mean the same body: when in doubt they do.
pub fn may_be_same(a: &str, b: &str) -> bool {
    let (a, b) = (core(a), core(b));
    // 县政府, 区教育局, 本机关: the body's own, without the name of the place.
    let is_bare = |name: &str| {
        name.starts_with([
            '县', '市', '区', '省', '州', '旗', '盟', '镇', '乡', '街', '本', '我',
        ])
    };
    is_bare(a) || is_bare(b) || is_subsequence(a, b) || is_subsequence(b, a)
}

/// Whether the characters of `short` stand in `long` in the same order, as in an abbreviation.
fn is_subsequence(short: &str, long: &str) -> bool {
    let mut characters = long.chars();
    short
        .chars()
        .all(|wanted| characters.any(|character| character == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_and_offices_are_of_the_same_body() {
        for (a, b) in [
            ("云溪县人民政府", "云溪县人民政府办公室"),
            ("云溪县人民政府", "红河市云溪县人民政府办公室"),
            ("云溪县", "云溪彝族自治县人民政府"),
            ("云溪县发展和改革局", "云溪县发改局"),
            ("石桥镇人民政府", "云溪县石桥镇人民政府党政综合办公室"),
            ("云溪县人民政府", "云溪县政务服务管理局"),
            ("云溪县财政局", "县财政局"),
            ("东山街道办事处", "云溪县人民政府东山街道办事处"),
        ] {
            assert!(may_be_same(a, b), "{a} {b}");
            assert!(may_be_same(b, a), "{b} {a}");
        }
    }

    #[test]
    fn other_bodies_are_told_apart() {
        for (a, b) in [
            ("云溪县人民政府", "安平县人民政府"),
            ("云溪县石桥镇人民政府", "云溪县柳河镇人民政府"),
            ("云溪县财政局", "云溪县教育局"),
            ("石桥镇人民政府", "石桥乡人民政府"),
        ] {
            assert!(!may_be_same(a, b), "{a} {b}");
        }
    }
}
