//! The packs that come with the program. A pack costs nothing until it is asked for.

macro_rules! packs {
    ($($name:literal,)+) => {
        /// The names of the built-in packs with their texts.
        const PACKS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../packs/", $name, "/pack.toml"))),)+
        ];
    };
}

packs! {
    "anhui",
    "chongqing",
    "guangdong",
    "hunan",
    "ningxia",
    "qinghai",
    "shaanxi",
    "shandong",
    "shanghai",
    "sichuan",
}

/// The short names of provinces with the built-in packs for them.
const PROVINCES: &[(&str, &str)] = &[
    ("安徽", "anhui"),
    ("重庆", "chongqing"),
    ("广东", "guangdong"),
    ("湖南", "hunan"),
    ("宁夏", "ningxia"),
    ("青海", "qinghai"),
    ("陕西", "shaanxi"),
    ("山东", "shandong"),
    ("上海", "shanghai"),
    ("四川", "sichuan"),
];

/// The names of the built-in packs, in the order of the alphabet.
pub fn names() -> impl Iterator<Item = &'static str> {
    PACKS.iter().map(|(name, _)| *name)
}

/// The text of the `pack.toml` of a built-in pack.
pub fn text(name: &str) -> Option<&'static str> {
    PACKS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The built-in pack for the province that a body's name tells.
pub fn for_body(body: &str) -> Option<&'static str> {
    let province = super::divisions::province_of(body)?;
    PROVINCES
        .iter()
        .find(|(known, _)| *known == province)
        .map(|(_, pack)| *pack)
}
