//! A contradiction as a finding: the identity that fails, how it can be repaired, and what else fails
//! for the same reason.

use std::fmt::Write as _;

use nianbao_core::form::{CellRef, Identity, IdentityKind};
use nianbao_core::{Decimal, Span};
use nianbao_facts::ledger::{Cause, Consequence, Fact, Verdict};
use nianbao_facts::reasons;
use nianbao_lint::{Context, Diagnostic, Message, Rule};

use super::derive::Contradiction;
use super::explain::explain;
use super::roots::Root;
use super::view::{Numbers, View, duty};

/// The longest words of the prose that are quoted, in bytes.
const LONGEST_QUOTED: u32 = 90;
/// How many steps of a proof are named.
const NAMED_STEPS: usize = 3;

/// The finding.
pub(super) fn diagnose(
    context: &Context<'_>,
    view: &View<'_>,
    rule: &'static Rule,
    root: &Root<'_>,
) -> Diagnostic {
    let identity = root.identity;
    let message = message(view, root);
    // The cell that says most is the total, if it is there.
    let totals = || identity.totals.iter().copied();
    let place = totals()
        .find(|&cell| view.cell(cell).is_some())
        .or(totals().next());
    let mut diagnostic = Diagnostic::new(
        rule,
        place.map_or(view.table.span, |cell| view.span(cell)),
        message,
    );
    if let Some(place) = place {
        diagnostic = diagnostic.at_cell(place);
    }
    for &cell in identity.terms.iter().chain(&identity.totals) {
        let Ok(number) = view.number(cell) else {
            continue;
        };
        if Some(cell) != place && !number.is_zero() {
            diagnostic = diagnostic.with_related(
                view.span(cell),
                Message::new(
                    format!("{} {number}", view.term_zh(identity, cell)),
                    format!("{} {number}", View::term_en(identity, cell)),
                ),
            );
        }
    }
    if let Some(cause) = root.cause {
        explain(context, view, &mut diagnostic, identity, cause);
    }
    with_consequences(context, view, diagnostic, root)
}

/// Adds what fails for the same reason.
fn with_consequences(
    context: &Context<'_>,
    view: &View<'_>,
    mut diagnostic: Diagnostic,
    root: &Root<'_>,
) -> Diagnostic {
    for other in &root.others {
        let comparison = comparison(view, other);
        let place = other
            .totals
            .iter()
            .find_map(|&cell| view.cell(cell))
            .map_or(view.table.span, |cell| cell.span);
        diagnostic = diagnostic.with_consequence(
            place,
            Message::new(
                format!("同一原因：{}", comparison.zh),
                format!("for the same reason: {}", comparison.en),
            ),
        );
    }
    let consequences = root.cause.into_iter().flat_map(|cause| &cause.consequences);
    let claims = consequences.filter_map(|one| match one {
        Consequence::Claim(index) => quote(context, *index),
        Consequence::Identity(_) => None,
    });
    for (quote, span) in claims {
        diagnostic = diagnostic.with_consequence(
            span,
            Message::new(
                format!("同一原因：正文“{quote}”与表不符"),
                format!("for the same reason: the prose says \"{quote}\""),
            ),
        );
    }
    diagnostic
}

/// What fails and what the form demands.
fn message(view: &View<'_>, root: &Root<'_>) -> Message {
    let identity = root.identity;
    let said = |cell: CellRef| view.number(cell).ok();
    let words = if view.ledger.identity(identity) == Verdict::Broken {
        comparison(view, identity)
    } else if let Some(found) = Contradiction::of(view, identity) {
        let number = |cell: CellRef| said(cell).or_else(|| found.number(identity, cell));
        let sides = sides(view, identity, &number);
        let blank = found.words(view, identity);
        let (zh, en) = place(view, identity);
        Message::new(
            format!("{zh}：{}；{}", blank.zh, sides.zh),
            format!("{en}: {}; {}", blank.en, sides.en),
        )
    } else {
        proof(view, identity, root.cause)
    };
    let (duty_zh, duty_en) = duty(identity.kind);
    let document = view.document;
    Message::new(
        format!(
            "{}。按{document}所附格式，{duty_zh}，请对照台账核对。",
            words.zh
        ),
        format!(
            "{}. By the form of {document}, {duty_en}; check against the register.",
            words.en
        ),
    )
}

/// An identity that its own cells break, with its place.
fn comparison(view: &View<'_>, identity: &Identity) -> Message {
    let sides = sides(view, identity, &|cell| view.number(cell).ok());
    let (zh, en) = place(view, identity);
    Message::new(format!("{zh}：{}", sides.zh), format!("{en}: {}", sides.en))
}

/// What follows from the identities together, for a contradiction that no single one shows.
fn proof(view: &View<'_>, identity: &Identity, cause: Option<&Cause>) -> Message {
    let (zh, en) = place(view, identity);
    let said = cause.is_some_and(|cause| {
        let mut core = cause.core.iter();
        core.any(|fact| matches!(fact, Fact::Claim(_)))
    });
    let (with_zh, with_en) = if said {
        (
            "与其他行列和正文的数不能同时成立",
            "its numbers, those of other rows and columns and the prose exclude each other",
        )
    } else {
        (
            "与其他行列的数不能同时成立",
            "its numbers and those of other rows and columns exclude each other",
        )
    };
    let Some(cause) = cause.filter(|cause| !cause.proof.steps.is_empty()) else {
        return Message::new(format!("{zh}{with_zh}"), format!("{en}: {with_en}"));
    };
    let (steps, all) = reasons::steps(view.ledger.edition(), &cause.proof, NAMED_STEPS);
    let (steps_zh, steps_en): (Vec<String>, Vec<String>) =
        steps.into_iter().map(|step| (step.zh, step.en)).unzip();
    let (more_zh, more_en) = if all > NAMED_STEPS {
        (
            format!("（推算共 {all} 步，这里列出最后 {NAMED_STEPS} 步）"),
            format!(" (the last {NAMED_STEPS} of {all} steps)"),
        )
    } else {
        (String::new(), String::new())
    };
    Message::new(
        format!(
            "{zh}{with_zh}：{}，与已填的数相矛盾{more_zh}",
            steps_zh.join("；")
        ),
        format!("{en}: {with_en}: {}{more_en}", steps_en.join("; ")),
    )
}

/// Where an identity runs: `表三“自然人”列`.
fn place(view: &View<'_>, identity: &Identity) -> (String, String) {
    let axis = if identity.column().is_some() {
        ("列", "column")
    } else {
        ("行", "row")
    };
    (
        format!(
            "{}“{}”{}",
            view.table.id.name_zh(),
            view.line_zh(identity),
            axis.0
        ),
        format!(
            "Table {}, {} \"{}\"",
            view.table.id.number(),
            axis.1,
            View::line_en(identity)
        ),
    )
}

/// Both sides of an identity and their difference.
fn sides(view: &View<'_>, identity: &Identity, number: &Numbers<'_>) -> Message {
    let balance = identity.kind == IdentityKind::Balance;
    let left = view.side(identity, &identity.terms, number, balance);
    let (left_sum, right_sum) = (
        View::sum(&identity.terms, number),
        View::sum(&identity.totals, number),
    );
    let total = identity.totals.first().copied();
    let right = match total {
        Some(total) if !balance => {
            let right = right_sum.normalize();
            let fills = if view.number(total).is_ok() {
                "填"
            } else {
                ""
            };
            Message::new(
                format!("{}{fills} {right}", view.term_zh(identity, total)),
                format!("{} says {right}", View::term_en(identity, total)),
            )
        }
        _ => view.side(identity, &identity.totals, number, true),
    };
    let mut words = Message::new(
        format!("{}，但{}", left.zh, right.zh),
        format!("{}, but {}", left.en, right.en),
    );
    let difference: Decimal = (left_sum - right_sum).abs().normalize();
    let cells = identity.terms.iter().chain(&identity.totals);
    let partial = cells.clone().any(|&cell| number(cell).is_none());
    let derived = cells
        .into_iter()
        .any(|&cell| number(cell).is_some() && view.number(cell).is_err());
    if partial && derived {
        let _ = write!(
            words.zh,
            "；其余空白的单元格还没有计入，就已经多出 {difference}"
        );
        let _ = write!(
            words.en,
            "; without its other blank cells they already exceed it by {difference}"
        );
    } else if partial {
        let _ = write!(
            words.zh,
            "；空白或缺失的单元格还没有计入，已填的数字就已经多出 {difference}"
        );
        let _ = write!(
            words.en,
            "; without its blank or missing cells the known numbers already exceed it by {difference}"
        );
    } else {
        let _ = write!(words.zh, "，相差 {difference}");
        let _ = write!(words.en, ", a difference of {difference}");
    }
    words
}

/// The words of a claim: `新收政府信息公开申请17件`.
pub(super) fn quote<'c>(context: &'c Context<'_>, index: usize) -> Option<(&'c str, Span)> {
    let claim = context.facts.claims().get(index)?;
    let prose = &context.report.prose;
    let whole = claim.words.cover(claim.range);
    let range = if whole.end - whole.start <= LONGEST_QUOTED {
        whole
    } else {
        claim.range
    };
    Some((prose.text(range), claim.span))
}
