//! X019: a counted list with more or fewer items than it says.

use nianbao_core::prose::{Enumeration, ParagraphKind, Quantity};
use nianbao_core::{Decimal, Report, TextRange};
use nianbao_facts::passages::{before, tail};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X019",
    name: "prose-list-count",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "写明几项的，列出的项数应当相同",
        "A counted list has as many items as it says",
    ),
    explanation: Text::new(
        "“六个专题：”“三个方面的问题：一是…”之后逐一列出的，项数应与写明的数字相同。不同的，不是漏列，就是改了内容没有改\
         数字。",
        "What is announced as so many and then listed in full has that many items.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "有“等”字、项内有逗号或者数字的，不算逐一列出；项内可能含“、”“和”的，按最宽的数法都对不上才报。",
        "等 and items with commas or numbers make no full list; where 、 or 和 may stand inside an item, only a count \
         that no reading gives is reported.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "六个" },
            title: Text::new("说六个，列了五个", "Six said, five listed"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "门户网站设有六个专题：财政预决算、重大项目、社会救助、稳岗就业、乡村振兴。优化县政府门户网站栏目设置，",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "两个" },
            title: Text::new("说两个方面，列了三项", "Two said, three enumerated"),
            edits: &[(
                "一是部分单位主动公开的信息更新不够及时；",
                "主要存在以下两个方面的问题：一是部分单位主动公开的信息更新不够及时；",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "四大" },
            title: Text::new("引号里列了三个", "Three in quotes"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "集成设置“看公开”“查政策”“提意见”四大板块，优化县政府门户网站栏目设置，",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("项数相同", "As many as said"),
            edits: &[(
                "一是部分单位主动公开的信息更新不够及时；",
                "主要存在三个方面的问题：一是部分单位主动公开的信息更新不够及时；",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("项内有“、”和“和”", "Marks inside an item"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "门户网站设有三个专题：财政预算、决算，重大项目和社会救助。专区有三个栏目：规划计划、预算、决算公开和采购\
                 招标。优化县政府门户网站栏目设置，",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只举几项", "Some of them"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "落实“放管服”“一网通办”八项举措，门户网站设有六个专题：财政预决算、重大项目、社会救助等。优化县政府门户网站栏目设置，",
            )],
        },
    ],
    check,
};

/// Counts larger than this are not those of lists in prose.
const MOST: usize = 20;

/// How long a list may be, in bytes.
const LONGEST_LIST: usize = 900;

/// What the words behind a count must name for 一是…二是… to be its items.
const ENUMERATED: [&str; 16] = [
    "方面", "措施", "问题", "不足", "举措", "做法", "差距", "短板", "环节", "要求", "对策", "特点",
    "困难", "原因", "工作", "任务",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for quantity in &report.prose.quantities {
        if !stands_by_list(report, quantity) {
            continue;
        }
        let Some(count) = counted(report, quantity) else {
            continue;
        };
        if let Some(listed) = listed_after(report, quantity) {
            if !listed.may_be(count) {
                diagnose(quantity, count, &listed, sink);
            }
        } else if let Some(listed) = quoted_before(report, quantity)
            && !listed.may_be(count)
        {
            diagnose(quantity, count, &listed, sink);
        }
    }
    for run in &report.prose.enumerations {
        if let Some((quantity, count)) = announced(report, run)
            && run.items.len() != count
        {
            let listed = Listed {
                least: run.items.len(),
                most: run.items.len(),
            };
            diagnose(quantity, count, &listed, sink);
        }
    }
}

/// Whether what stands next to a number lets it count a list: most numbers do not.
fn stands_by_list(report: &Report, quantity: &Quantity) -> bool {
    let text = report.prose.as_str();
    let from = quantity.object.end.max(quantity.unit.end) as usize;
    let after = text.get(from..).is_some_and(|rest| {
        rest.starts_with(':') || rest.starts_with(",分别") || rest.starts_with(",即")
    });
    let before = text.get(..quantity.number.start as usize);
    quantity.number.len() <= "二十".len()
        && (after || before.is_some_and(|before| before.ends_with('”')))
}

/// How many items a list has, by the narrowest and the widest reading.
struct Listed {
    least: usize,
    most: usize,
}

impl Listed {
    fn may_be(&self, count: usize) -> bool {
        (self.least..=self.most).contains(&count)
    }
}

/// The number that counts the items of a list, if it can.
fn counted(report: &Report, quantity: &Quantity) -> Option<usize> {
    let of = quantity.qualifiers;
    let count = usize::try_from(quantity.value).ok()?;
    let paragraph = report.prose.paragraphs.get(quantity.paragraph)?;
    let read = matches!(
        paragraph.kind,
        ParagraphKind::Body | ParagraphKind::SubHeading
    );
    let exact = quantity.value == Decimal::from(count) && !of.approximate && !of.comparison;
    ((2..=MOST).contains(&count) && exact && read).then_some(count)
}

/// The items between a colon right behind a count and the end of the sentence: `六个专题:甲、乙、丙`.
fn listed_after(report: &Report, quantity: &Quantity) -> Option<Listed> {
    let prose = &report.prose;
    let object = prose.text(quantity.object);
    if object.chars().count() > 12 || object.contains('等') {
        return None;
    }
    let from = quantity.object.end.max(quantity.unit.end);
    let end = prose.paragraphs.get(quantity.paragraph)?.range.end;
    let rest = prose.text(TextRange {
        start: from,
        end: end.max(from),
    });
    let rest = [":", ",分别是", ",分别为", ",即"]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let near = &rest[..rest.floor_char_boundary(LONGEST_LIST)];
    items(&near[..near.find(['。', ';', '\n'])?])
}

/// Counts the items of a list; `None` where it is not plainly one.
fn items(list: &str) -> Option<Listed> {
    let mut depth = 0_u32;
    let mut parts: Vec<&str> = Vec::new();
    let mut from = 0;
    for (at, c) in list.char_indices() {
        match c {
            '“' | '《' | '(' | '〈' | '‘' => depth += 1,
            '”' | '》' | ')' | '〉' | '’' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                parts.push(&list[from..at]);
                from = at + c.len_utf8();
            }
            ',' | ':' | '"' if depth == 0 => return None,
            _ if depth == 0 && c.is_ascii_digit() => return None,
            _ => {}
        }
    }
    parts.push(&list[from..]);
    // A bracket that is not closed hides what follows.
    if depth > 0 || parts.len() < 2 || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let mut quoted = true;
    let mut joins = 0;
    for part in &parts {
        let bare = unquoted(part);
        if bare.contains('等') || bare.contains("其他") || bare.contains("以及其") {
            return None;
        }
        quoted &= bare.is_empty();
        joins += ["和", "及", "与", "并", "或"]
            .iter()
            .map(|word| bare.matches(word).count())
            .sum::<usize>();
        // “甲”“乙” side by side.
        let inner = part.matches(['“', '《']).count();
        joins += inner.saturating_sub(1);
    }
    let count = parts.len();
    let alike = quoted || joins == 0 && end_alike(&parts);
    Some(Listed {
        // Where 、 may stand inside an item, there may be fewer than it parts.
        least: if alike { count } else { 1 },
        most: count + joins,
    })
}

/// What of a text stands outside quotes and book marks.
fn unquoted(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| match c {
            '“' | '《' | '(' | '〈' | '‘' => {
                depth += 1;
                false
            }
            '”' | '》' | ')' | '〉' | '’' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// Whether all items end with the same two characters: each is a name by itself.
fn end_alike(parts: &[&str]) -> bool {
    let Some(first) = parts.first() else {
        return false;
    };
    let end = tail(first, 2);
    end.chars().count() == 2
        && parts
            .iter()
            .all(|part| part.ends_with(end) && part.len() > end.len())
}

/// The names in quotes side by side before a count in Chinese numerals: `“甲”“乙”“丙”三大板块`.
fn quoted_before(report: &Report, quantity: &Quantity) -> Option<Listed> {
    let prose = &report.prose;
    if prose
        .text(quantity.number)
        .starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let mut rest = tail(before(prose, quantity.number.start), LONGEST_LIST / 3);
    let mut count = 0;
    while let Some(inner) = rest.strip_suffix('”') {
        let open = inner.rfind('“')?;
        let name = &inner[open..];
        if name.len() > 60 || name.contains(['”', '。', '、']) {
            return None;
        }
        count += 1;
        rest = &inner[..open];
        rest = rest.strip_suffix(['、', '和', '与']).unwrap_or(rest);
        if count > MOST {
            return None;
        }
    }
    // 国家、“甲”“乙”三级: an item without quotes begins the list. A number far off counts something else
    // of what is named: “甲”“乙”十八项举措.
    let near = quantity.value - Decimal::from(count);
    (count >= 2 && near.abs() <= Decimal::TWO && !rest.ends_with('、')).then_some(Listed {
        least: count,
        most: count,
    })
}

/// The count that announces a run of 一是…二是…: the last number of the clause right before it.
fn announced<'a>(report: &'a Report, run: &Enumeration) -> Option<(&'a Quantity, usize)> {
    let prose = &report.prose;
    let whole = run.items.len() >= 2
        && run
            .items
            .iter()
            .zip(1..)
            .all(|(item, ordinal)| item.ordinal == ordinal);
    let first = run.items.first().filter(|_| whole)?;
    let at = prose
        .quantities
        .partition_point(|quantity| quantity.number.start < first.marker.start);
    let quantity = prose.quantities.get(at.checked_sub(1)?)?;
    let count = counted(report, quantity)?;
    let between = prose.text(TextRange {
        start: quantity.unit.end,
        end: first.marker.start.max(quantity.unit.end),
    });
    let words = between.strip_suffix([':', ','])?;
    let named = prose.text(quantity.unit).ends_with("方面")
        || ENUMERATED.iter().any(|word| words.contains(word));
    let plain = words.chars().count() <= 16 && !words.contains([',', ';', ':', '。', '、', '\n']);
    (named && plain).then_some((quantity, count))
}

fn diagnose(quantity: &Quantity, count: usize, listed: &Listed, sink: &mut Sink<'_>) {
    let found = if count > listed.most {
        listed.most
    } else {
        listed.least
    };
    sink.report(Diagnostic::new(
        &RULE,
        quantity.span,
        Message::new(
            format!("写明 {count} 项，列出的是 {found} 项。请核对，补上漏列的或者改正数字。"),
            format!("{count} are announced, but {found} are listed."),
        ),
    ));
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn only_plain_lists_are_counted() {
        for (list, expected) in [
            ("权力清单、责任清单、负面清单", Some((3, 3))),
            ("甲类、乙类、丙类", Some((1, 3))),
            ("财政、就业、医疗和教育", Some((1, 4))),
            ("“甲、乙”、“丙”、《丁》", Some((3, 3))),
            ("“甲”“乙”、“丙”", Some((2, 3))),
            ("财政、就业等", None),
            ("财政,就业、医疗", None),
            ("财政12条、就业8条", None),
            ("财政", None),
        ] {
            let found = items(list).map(|listed| (listed.least, listed.most));
            assert_eq!(found, expected, "{list}");
        }
    }
}
