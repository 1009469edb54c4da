//! What a body's name tells of its level.

/// Whether a name shows that the body is of a county or district, or of a township or street within
/// one. A city's name tells nothing: it may be of either level.
pub fn is_county_or_below(name: &str) -> bool {
    let mut name = name.to_owned();
    for other in ["自治区", "地区", "开发区", "新区"] {
        name = name.replace(other, "");
    }
    ["县", "旗", "区", "镇", "乡", "街道"]
        .iter()
        .any(|word| name.contains(word))
}

/// Whether a name shows that the body is local: not one of the State Council.
pub fn is_local(name: &str) -> bool {
    is_county_or_below(name)
        || ["省", "市", "州", "盟", "自治区", "地区"]
            .iter()
            .any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_by_name() {
        for county in [
            "云溪县人民政府",
            "云岭回族土族自治县人民政府",
            "宁夏回族自治区云溪县石桥镇人民政府",
            "云州市东山区人民政府",
            "云溪县发展和改革局",
        ] {
            assert!(is_county_or_below(county) && is_local(county), "{county}");
        }
        for above in [
            "云州市人民政府",
            "广东省人民政府",
            "广西壮族自治区人民政府",
            "延边朝鲜族自治州人民政府",
            "阿里地区行政公署",
        ] {
            assert!(!is_county_or_below(above) && is_local(above), "{above}");
        }
        for national in ["", "财政部", "国家税务总局", "国家发展和改革委员会"] {
            assert!(!is_local(national), "{national}");
        }
    }
}
