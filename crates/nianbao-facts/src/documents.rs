//! The documents that annual reports cite, as data: their titles, numbers and periods of validity.
//!
//! A document that is not listed here is never judged. A [`Register`] takes further ones.

use std::borrow::Cow;

use nianbao_core::normal::fold_onto;

/// How a document is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number<'a> {
    /// `国办公开办函〔2021〕30号`: issuer's code, year, serial.
    Document {
        /// The issuer's code.
        code: &'a str,
        /// The year.
        year: u16,
        /// The serial.
        serial: u32,
    },
    /// `国务院令第711号`.
    Order {
        /// The issuer with 令; the first is the usual one.
        issuers: &'a [&'a str],
        /// The serial.
        serial: u32,
    },
    /// Cited without a number.
    None,
}

/// A document that is known.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Its number.
    pub number: Number<'a>,
    /// Its title in normal form (see [`title_key`]), then its short titles.
    titles: &'a [&'a str],
    /// Another title; empty when there is none.
    other_title: &'a str,
    /// A short name for messages.
    pub name: Cow<'a, str>,
    /// The first report year that it governs.
    pub from: u16,
    /// The last one.
    pub until: Option<u16>,
    /// The number of the document in its place.
    pub superseded_by: Option<Number<'a>>,
}

/// A document that is known besides those of the program, as a pack brings it along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedDocument {
    /// The issuer's code of its number.
    pub code: String,
    /// The year of its number.
    pub year: u16,
    /// The serial of its number.
    pub serial: u32,
    /// Its title in normal form (see [`title_key`]).
    pub title: String,
    /// Its title as messages give it.
    pub name: String,
    /// The first report year that it governs.
    pub from: u16,
    /// The last one.
    pub until: Option<u16>,
}

/// Known documents: those of the program and those added to them.
#[derive(Clone, Copy, Debug)]
pub struct Register<'a> {
    documents: &'a [Document<'a>],
    added: &'a [AddedDocument],
}

const ORDER: &[&str] = &[
    "国务院令",
    "国令",
    "中华人民共和国国务院令",
    "中华人民共和国国务院",
    "国务院",
];

const REGULATIONS: Number<'static> = Number::Order {
    issuers: ORDER,
    serial: 711,
};

/// Where documents are published, as far as their addresses have been seen.
const ADDRESSES: [(Number<'static>, &str); 1] = [(
    REGULATIONS,
    "http://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm",
)];

/// Where a document is published, if that is known.
pub fn address(number: Number<'_>) -> Option<&'static str> {
    ADDRESSES
        .iter()
        .find(|(known, _)| *known == number)
        .map(|(_, address)| *address)
}

const FORM: Number<'static> = Number::Document {
    code: "国办公开办函",
    year: 2021,
    serial: 30,
};

static DOCUMENTS: [Document<'static>; 8] = [
    Document {
        number: REGULATIONS,
        titles: &["中华人民共和国政府信息公开条例", "政府信息公开条例"],
        other_title: "",
        name: Cow::Borrowed("《中华人民共和国政府信息公开条例》"),
        from: 2019,
        until: None,
        superseded_by: None,
    },
    Document {
        number: Number::Order {
            issuers: ORDER,
            serial: 492,
        },
        titles: &["中华人民共和国政府信息公开条例", "政府信息公开条例"],
        other_title: "",
        name: Cow::Borrowed("2007年公布的《中华人民共和国政府信息公开条例》"),
        from: 2008,
        until: Some(2018),
        superseded_by: Some(REGULATIONS),
    },
    Document {
        number: FORM,
        titles: &[
            "中华人民共和国政府信息公开工作年度报告格式",
            "政府信息公开工作年度报告格式",
        ],
        other_title: "",
        name: Cow::Borrowed("《中华人民共和国政府信息公开工作年度报告格式》"),
        from: 2021,
        until: None,
        superseded_by: None,
    },
    Document {
        number: Number::Document {
            code: "国办公开办函",
            year: 2019,
            serial: 60,
        },
        titles: &[
            "中华人民共和国政府信息公开工作年度报告格式(试行)",
            "政府信息公开工作年度报告格式(试行)",
            // 试行 is often left out.
            "中华人民共和国政府信息公开工作年度报告格式",
            "政府信息公开工作年度报告格式",
        ],
        other_title: "",
        name: Cow::Borrowed("《中华人民共和国政府信息公开工作年度报告格式（试行）》"),
        from: 2019,
        until: Some(2020),
        superseded_by: Some(FORM),
    },
    Document {
        number: Number::Document {
            code: "国办函",
            year: 2020,
            serial: 109,
        },
        titles: &["政府信息公开信息处理费管理办法"],
        other_title: "",
        name: Cow::Borrowed("《政府信息公开信息处理费管理办法》"),
        from: 2021,
        until: None,
        superseded_by: None,
    },
    Document {
        number: Number::Document {
            code: "国办公开办函",
            year: 2016,
            serial: 201,
        },
        titles: &[],
        other_title: "",
        name: Cow::Borrowed("国办公开办函〔2016〕201号"),
        from: 2016,
        until: None,
        superseded_by: None,
    },
    Document {
        number: Number::None,
        titles: &["中华人民共和国行政复议法", "行政复议法"],
        other_title: "",
        name: Cow::Borrowed("《中华人民共和国行政复议法》"),
        from: 1999,
        until: None,
        superseded_by: None,
    },
    Document {
        number: Number::None,
        titles: &["中华人民共和国行政诉讼法", "行政诉讼法"],
        other_title: "",
        name: Cow::Borrowed("《中华人民共和国行政诉讼法》"),
        from: 1990,
        until: None,
        superseded_by: None,
    },
];

impl<'a> Document<'a> {
    /// Its titles in normal form, the full ones first.
    pub fn titles(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let other = (!self.other_title.is_empty()).then_some(self.other_title);
        self.titles.iter().copied().chain(other)
    }
}

impl<'a> Register<'a> {
    /// The documents of the program and further ones.
    pub fn with(added: &'a [AddedDocument]) -> Self {
        Self {
            documents: &DOCUMENTS,
            added,
        }
    }

    /// The documents of a title; several where one replaced the other under the same name.
    pub fn by_title(self, title: &str) -> impl Iterator<Item = Document<'a>> {
        let key = title_key(title);
        self.all()
            .filter(move |document| document.titles().any(|title| title == key))
    }

    /// The document of a number.
    pub fn by_number(self, cited: &Written<'_>) -> Option<Document<'a>> {
        self.all().find(|document| document.number.is(cited))
    }

    /// Every document.
    pub fn all(self) -> impl Iterator<Item = Document<'a>> {
        let added = self.added.iter().map(|own| Document {
            number: Number::Document {
                code: &own.code,
                year: own.year,
                serial: own.serial,
            },
            titles: &[],
            other_title: &own.title,
            name: Cow::Owned(format!("《{}》", own.name)),
            from: own.from,
            until: own.until,
            superseded_by: None,
        });
        self.documents.iter().cloned().chain(added)
    }
}

/// A number as a report writes it, folded.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Issuer or issuer's code.
    pub issuer: &'a str,
    /// The year; `None` for orders.
    pub year: Option<&'a str>,
    /// The serial.
    pub serial: &'a str,
}

impl<'n> Number<'n> {
    /// Whether a written number is this one; superfluous zeros and a year of two digits do not
    /// matter.
    pub fn is(self, written: &Written<'_>) -> bool {
        let serial_is = |serial: u32| written.serial.parse() == Ok(serial);
        match self {
            Self::Document { code, year, serial } => {
                let years = [year.to_string(), format!("{:02}", year % 100)];
                written.issuer == code
                    && written
                        .year
                        .is_some_and(|written| years.iter().any(|year| year == written))
                    && serial_is(serial)
            }
            Self::Order { issuers, serial } => {
                written.year.is_none() && issuers.contains(&written.issuer) && serial_is(serial)
            }
            Self::None => false,
        }
    }

    /// In how many characters a written number differs from this one, where both are of one kind and
    /// by one issuer but for at most one character; `None` where they have nothing to do with each
    /// other.
    pub fn distance(self, written: &Written<'_>) -> Option<usize> {
        match self {
            Self::Document { code, year, serial } => {
                let issuer = edits(written.issuer, code);
                let year_written = written.year?;
                let year = if year_written.len() == 2 {
                    edits(year_written, &format!("{:02}", year % 100))
                } else {
                    edits(year_written, &year.to_string())
                };
                let zeros = written.serial.trim_start_matches('0');
                (issuer <= 1).then(|| issuer + year + edits(zeros, &serial.to_string()))
            }
            Self::Order { issuers, serial } => {
                let known = written.year.is_none() && issuers.contains(&written.issuer);
                known.then(|| edits(written.serial, &serial.to_string()))
            }
            Self::None => None,
        }
    }

    /// The issuer, the year and the serial as they should be written.
    pub fn parts(self) -> (&'n str, Option<String>, String) {
        match self {
            Self::Document { code, year, serial } => {
                (code, Some(year.to_string()), serial.to_string())
            }
            Self::Order { issuers, serial } => (
                issuers.first().copied().unwrap_or_default(),
                None,
                serial.to_string(),
            ),
            Self::None => ("", None, String::new()),
        }
    }
}

impl std::fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.parts() {
            (_, _, serial) if serial.is_empty() => Ok(()),
            (issuer, Some(year), serial) => write!(f, "{issuer}〔{year}〕{serial}号"),
            (issuer, None, serial) => write!(f, "{issuer}第{serial}号"),
        }
    }
}

/// The normal form of a title: folded, without book marks, quotes, the name of the issuer and the
/// words round a document that another one issues (关于印发…的通知).
pub fn title_key(title: &str) -> String {
    const ISSUERS: [&str; 6] = [
        "国务院办公厅政府信息与政务公开办公室",
        "国务院办公厅政府信息与政务信息公开办公室",
        "国办政府信息与政务公开办公室",
        "国办公开办",
        "国务院办公厅",
        "国务院",
    ];
    let is_mark = |c| {
        matches!(
            c,
            '《' | '》' | '〈' | '〉' | '<' | '>' | '“' | '”' | '"' | '*'
        )
    };
    let mut key = String::with_capacity(title.len());
    fold_onto(&mut key, title, |c| !is_mark(c));
    if let Some(issuer) = ISSUERS.iter().find(|issuer| key.starts_with(**issuer)) {
        key.drain(..issuer.len());
    }
    for issuing in ["关于印发", "印发"] {
        if key.starts_with(issuing) {
            if let Some(end) = key.strip_suffix("的通知").map(str::len)
                && end >= issuing.len()
            {
                key.truncate(end);
                key.drain(..issuing.len());
            }
            break;
        }
    }
    key
}

/// How many characters must be inserted, deleted or replaced to make one text of the other.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let cost = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: Written<'_> = Written {
        issuer: "国办公开办函",
        year: Some("2021"),
        serial: "30",
    };

    #[test]
    fn titles_are_known_in_every_nesting() {
        let register = Register::with(&[]);
        for title in [
            "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
            "《国务院办公厅政府信息与政务公开办公室关于印发<中华人民共和国政府信息公开工作年度报告格式>的通知》",
            "《关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知》",
            "《中华人民共和国政府信息公开工作年度报告格式》",
        ] {
            assert_eq!(register.by_title(title).count(), 2, "{title}");
        }
        for unknown in [
            "《云溪县政府信息公开条例》",
            "《云溪县人民政府办公室关于印发〈政府信息公开工作年度报告格式〉的通知》",
            "《条例》",
        ] {
            assert_eq!(register.by_title(unknown).count(), 0, "{unknown}");
        }
    }

    #[test]
    fn numbers_are_told_apart() {
        assert!(FORM.is(&WRITTEN));
        assert_eq!(FORM.to_string(), "国办公开办函〔2021〕30号");
        assert_eq!(REGULATIONS.to_string(), "国务院令第711号");
        let slip = Written {
            issuer: "国办开办函",
            ..WRITTEN
        };
        assert_eq!(FORM.distance(&slip), Some(1));
        let other = Written {
            issuer: "云政办发",
            ..WRITTEN
        };
        assert_eq!(FORM.distance(&other), None);
        let order = Written {
            issuer: "国务院令",
            year: None,
            serial: "771",
        };
        assert_eq!(REGULATIONS.distance(&order), Some(1));
        assert_eq!(FORM.distance(&order), None);
        assert!(Register::with(&[]).by_number(&order).is_none());
    }

    #[test]
    fn edits_are_counted() {
        for (a, b, count) in [
            ("国办开办函", "国办公开办函", 1),
            ("30", "30", 0),
            ("13", "30", 2),
            ("", "30", 2),
        ] {
            assert_eq!(edits(a, b), count, "{a} {b}");
        }
    }
}
