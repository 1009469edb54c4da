//! M005: a report speaks of its own body as another kind of unit.

use nianbao_core::prose::{Prose, SelfWord};
use nianbao_core::{Body, BodyKind, Report, TextRange};
use nianbao_facts::passages::{after, before, is_quoted, is_running, occurrences, paragraph};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M005",
    name: "unit-type-mismatch",
    group: Group::Metadata,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "自称应与机关类型一致",
        "A report speaks of its body as what it is",
    ),
    explanation: Text::new(
        "镇的报告写“全乡”，办公室的报告写“我局”，县的报告写“我办”，多是套用其他单位的文本，数据也可能没有改。",
        "全乡 in the report of a 镇, 我局 in that of an office or 我办 in that of a county is mostly copied \
         from another body's text.",
    ),
    basis: &["文内称谓一致的一般要求"],
    traps: Text::new(
        "“乡镇”连用、其他机关的名称、书名号和引号内的文字不算；下级报告里的“我县”“全市”等上级称谓不算。",
        "乡镇, names of other bodies, quotations and titles do not count; nor do words for the county or \
         city above.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "我办" },
            title: Text::new("县的报告写“我办”", "A county says 我办"),
            edits: &[("2023年，我县认真", "2023年，我办认真")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "全乡" },
            title: Text::new("镇的报告写“全乡”", "A 镇 says 全乡"),
            edits: &[
                (
                    "云溪县人民政府2023年政府信息公开工作年度报告",
                    "石桥镇人民政府2023年政府信息公开工作年度报告",
                ),
                ("2023年，全县未收取", "2023年，全乡未收取"),
            ],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "乡" },
            title: Text::new("镇的报告写“乡综合办”", "A 镇 has a 乡综合办"),
            edits: &[
                (
                    "云溪县人民政府2023年政府信息公开工作年度报告",
                    "石桥镇人民政府2023年政府信息公开工作年度报告",
                ),
                ("2023年，全县未收取", "办公室设在乡综合办，2023年未收取"),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("“乡镇”、文件名和其他机关", "乡镇, titles and other bodies"),
            edits: &[
                (
                    "云溪县人民政府2023年政府信息公开工作年度报告",
                    "石桥镇人民政府2023年政府信息公开工作年度报告",
                ),
                (
                    "2023年，全县未收取",
                    "全乡镇均已落实《全乡公开清单》和“我局主办”要求，与红星乡政府联系，2023年，全县未收取",
                ),
            ],
        },
    ],
    check,
};

/// Parts of a township's body, as they follow 乡 or 镇.
const PARTS: [&str; 7] = ["综合办", "党政办", "政府", "党委", "人大", "纪委", "机关"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some((body, own)) = report
        .body
        .as_ref()
        .and_then(|body| Some((body, own_unit(body)?)))
    else {
        return;
    };
    let prose = &report.prose;
    // One finding for each wrong word: the places with the unit in them.
    let mut found: Vec<(&str, Vec<Place>)> = Vec::new();
    for reference in &prose.self_references {
        let text = prose.text(reference.range);
        let lead = text.chars().next().map_or(0, char::len_utf8);
        let unit = &text[lead..];
        if !contradicts(body.kind, own, reference.word, unit)
            || paragraph(prose, reference.paragraph, is_running).is_none()
            || after(prose, reference.range.end).starts_with(['镇', '乡'])
            || is_quoted(prose, reference.range.start)
        {
            continue;
        }
        let place = Place {
            shown: reference.range,
            unit: TextRange {
                start: reference.range.start + lead as u32,
                end: reference.range.end,
            },
        };
        match found.iter_mut().find(|(word, _)| *word == text) {
            Some((_, places)) => places.push(place),
            None => found.push((text, vec![place])),
        }
    }
    if body.kind == BodyKind::Township {
        for unit in ["乡", "镇"].into_iter().filter(|unit| *unit != own) {
            let places: Vec<Place> = own_parts(prose, unit);
            if !places.is_empty() {
                found.push((unit, places));
            }
        }
    }
    for (word, places) in &found {
        if let Some(diagnostic) = diagnose(report, body, own, word, places) {
            sink.report(diagnostic);
        }
    }
}

/// A place where the wrong unit stands.
#[derive(Clone, Copy)]
struct Place {
    /// What is flagged.
    shown: TextRange,
    /// The unit alone.
    unit: TextRange,
}

/// The word for its unit by which a body may call itself.
fn own_unit(body: &Body) -> Option<&'static str> {
    let name = body.name.as_str();
    let place = name.find("人民政府").map_or(name, |at| &name[..at]);
    let ending = |text: &str, units: &[&'static str]| {
        units.iter().copied().find(|unit| text.ends_with(unit))
    };
    match body.kind {
        BodyKind::Township if name.contains("街道") => Some("街道"),
        BodyKind::Township => ending(place, &["镇", "乡"]),
        BodyKind::Office if name.ends_with('厅') => Some("厅"),
        BodyKind::Office => Some("办"),
        BodyKind::Government if place.ends_with("自治区") => Some("自治区"),
        BodyKind::Government => ending(place, &["县", "市", "区", "旗", "州", "盟", "省"]),
        BodyKind::Department if name.ends_with("办公室") => Some("办"),
        BodyKind::Department if name.ends_with("委员会") => Some("委"),
        BodyKind::Department => ending(name, &["局", "委", "厅"]),
        BodyKind::Unknown => None,
    }
}

/// Whether a body with the unit `own` cannot speak of itself by `unit`.
fn contradicts(kind: BodyKind, own: &str, word: SelfWord, unit: &str) -> bool {
    const AGENCIES: [&str; 3] = ["局", "委", "厅"];
    const TOWNSHIPS: [&str; 3] = ["镇", "乡", "街道"];
    if unit == own || word == SelfWord::Office {
        return false;
    }
    let of_itself = matches!(word, SelfWord::Our | SelfWord::This);
    match kind {
        BodyKind::Township => TOWNSHIPS.contains(&unit) || (of_itself && AGENCIES.contains(&unit)),
        // A district has no counties; an autonomous region is 我区 to its counties.
        BodyKind::Government if own == "区" && unit == "县" => word != SelfWord::Office,
        BodyKind::Government => {
            of_itself
                && (unit == "办"
                    || AGENCIES.contains(&unit)
                    || TOWNSHIPS.contains(&unit)
                    || (unit == "县" && matches!(own, "市" | "旗")))
        }
        BodyKind::Office | BodyKind::Department => {
            of_itself && (AGENCIES.contains(&unit) || TOWNSHIPS.contains(&unit))
        }
        BodyKind::Unknown => false,
    }
}

/// Where the prose speaks of parts of the township itself by the wrong unit: `设在乡综合办`, but not
/// `红星乡政府`.
fn own_parts(prose: &Prose, unit: &str) -> Vec<Place> {
    occurrences(prose, unit, is_running)
        .filter(|range| {
            let lead = before(prose, range.start).chars().next_back();
            let rest = after(prose, range.end);
            lead.is_none_or(|c| "在由经向报对与将从把按请,。;:、(".contains(c))
                && PARTS.iter().any(|part| rest.starts_with(part))
                && !is_quoted(prose, range.start)
        })
        .map(|range| Place {
            shown: range,
            unit: range,
        })
        .collect()
}

fn diagnose(
    report: &Report,
    body: &Body,
    own: &str,
    word: &str,
    places: &[Place],
) -> Option<Diagnostic> {
    let first = places.first()?;
    let name = &body.name;
    let times = match places.len() {
        1 => String::new(),
        count => format!("（共 {count} 处）"),
    };
    let shown = if word.chars().count() == 1 {
        let rest = after(&report.prose, first.shown.end);
        PARTS
            .iter()
            .find(|part| rest.starts_with(**part))
            .map_or(word.to_owned(), |part| format!("{word}{part}"))
    } else {
        word.to_owned()
    };
    let mut found = Diagnostic::new(
        &RULE,
        report.prose.source_span(first.shown),
        Message::new(
            format!("这是{name}的报告，却写“{shown}”{times}。请核对是否套用了其他单位的文本。"),
            format!(
                "{shown} in the report of {name}: check whether it was copied from another body."
            ),
        ),
    );
    for place in places.iter().skip(1) {
        found = found.with_related(
            report.prose.source_span(place.shown),
            Message::new(format!("又见“{word}”"), format!("{word} again")),
        );
    }
    let edits: Vec<Edit> = places
        .iter()
        .map(|place| Edit::new(report.prose.source_span(place.unit), own.to_owned()))
        .collect();
    if own == "自治区" || !edits.iter().all(|edit| is_bare(report, edit.span)) {
        return Some(found);
    }
    Some(found.with_fix(Fix {
        title: Message::new(format!("改为“{own}”"), format!("Write {own}")),
        applicability: Applicability::Suggested,
        edits,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contradicted(name: &str, kind: BodyKind, text: &str) -> bool {
        let body = Body {
            name: name.to_owned(),
            span: nianbao_core::Span::empty(0),
            kind,
            is_government: false,
        };
        let word = match text.chars().next() {
            Some('我') => SelfWord::Our,
            Some('本') => SelfWord::This,
            _ => SelfWord::Whole,
        };
        let unit = &text["我".len()..];
        own_unit(&body).is_some_and(|own| contradicts(kind, own, word, unit))
    }

    #[test]
    fn kinds_of_bodies_and_their_words() {
        use BodyKind as K;
        for (name, kind, text, expected) in [
            ("石桥镇人民政府", K::Township, "全乡", true),
            ("石桥镇人民政府", K::Township, "我县", false),
            ("石桥镇人民政府", K::Township, "我办", false),
            ("石桥镇人民政府", K::Township, "我局", true),
            ("东山街道办事处", K::Township, "全镇", true),
            ("东山街道办事处", K::Township, "我街道", false),
            ("云溪县人民政府办公室", K::Office, "我局", true),
            ("云溪县人民政府办公室", K::Office, "我县", false),
            ("云溪县人民政府办公室", K::Office, "我办", false),
            ("云溪省人民政府办公厅", K::Office, "我厅", false),
            ("云溪县人民政府", K::Government, "我办", true),
            ("云溪县人民政府", K::Government, "我市", false),
            ("云溪县人民政府", K::Government, "我区", false),
            ("云溪区人民政府", K::Government, "全县", true),
            ("云溪市人民政府", K::Government, "全县", false),
            ("云溪市人民政府", K::Government, "我县", true),
            ("云溪自治区人民政府", K::Government, "全县", false),
            ("云溪县教育局", K::Department, "我委", true),
            ("云溪县发展和改革委员会", K::Department, "我局", true),
            ("云溪县发展和改革委员会", K::Department, "我委", false),
            ("云溪县公安局交警大队", K::Department, "我局", false),
        ] {
            assert_eq!(contradicted(name, kind, text), expected, "{name} {text}");
        }
    }
}
