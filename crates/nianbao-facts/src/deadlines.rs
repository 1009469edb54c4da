//! When a report is due.

use nianbao_core::prose::Day;
use nianbao_core::{Body, BodyKind};

/// A day of any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl MonthDay {
    /// The day in a year; `None` when that year has no such day.
    pub fn in_year(self, year: u16) -> Option<Day> {
        Day::new(year, self.month, self.day)
    }
}

/// The last day of the following year on which a report is published in time; `None` for none.
///
/// The defaults are those of 条例 art. 49, which sets no day for townships and sub-district offices;
/// a local rule may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// Departments of governments at county level and above, general offices included.
    pub department: Option<MonthDay>,
    /// Governments at county level and above.
    pub government: Option<MonthDay>,
    /// Township governments and sub-district offices.
    pub township: Option<MonthDay>,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            department: Some(MonthDay { month: 1, day: 31 }),
            government: Some(MonthDay { month: 3, day: 31 }),
            township: None,
        }
    }
}

impl Deadlines {
    /// The day that binds a body, if one does.
    pub fn of(&self, body: &Body) -> Option<MonthDay> {
        match body.kind {
            BodyKind::Government => self.government,
            BodyKind::Department | BodyKind::Office => {
                self.department.filter(|_| !is_no_department(&body.name))
            }
            BodyKind::Township => self.township,
            BodyKind::Unknown => None,
        }
    }
}

/// Bodies that are named like departments but are none: enterprises and institutions, and the
/// committees that run development zones in the place of a government.
fn is_no_department(name: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    ends(&["公司", "学校", "医院", "学院", "银行", "法院", "检察院"])
        || ["区管委会", "区管理委员会", "园管委会", "园管理委员会"]
            .iter()
            .any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::Span;

    fn due(name: &str, kind: BodyKind) -> Option<(u8, u8)> {
        let body = Body {
            name: name.to_owned(),
            span: Span::empty(0),
            kind,
            is_government: false,
        };
        let day = Deadlines::default().of(&body)?;
        Some((day.month, day.day))
    }

    #[test]
    fn the_kind_of_body_decides() {
        assert_eq!(due("云溪县人民政府", BodyKind::Government), Some((3, 31)));
        assert_eq!(due("云溪县财政局", BodyKind::Department), Some((1, 31)));
        assert_eq!(due("云溪县人民政府办公室", BodyKind::Office), Some((1, 31)));
        assert_eq!(due("石桥镇人民政府", BodyKind::Township), None);
        assert_eq!(due("云溪经济开发区管理委员会", BodyKind::Department), None);
        assert_eq!(
            due("云溪县城市管理委员会", BodyKind::Department),
            Some((1, 31))
        );
        assert_eq!(due("云溪供水公司", BodyKind::Department), None);
    }
}
