//! The forms of a sum of cells.

use nianbao_core::form::CellRef;

use super::net::{Net, Var};

/// A sum of variables with the signs +1 and −1.
pub(super) type Form = Vec<(Var, i8)>;

/// How many forms of one sum are kept.
const MOST_FORMS: usize = 4;
/// Sums of more terms are no sums that a claim is about.
const MOST_TERMS: usize = 64;

/// The sum of cells as a form; `None` when a cell has no variable, when one is there twice, and when
/// counts and amounts are mixed.
pub(super) fn terms_of(net: &Net, cells: impl Iterator<Item = (CellRef, bool)>) -> Option<Form> {
    let mut form = Form::new();
    for (cell, minus) in cells {
        let var = net.var(cell)?;
        let other = form.first().map_or(var, |&(first, _)| first);
        if form.len() == MOST_TERMS
            || net.scale(other) != net.scale(var)
            || form.iter().any(|&(known, _)| known == var)
        {
            return None;
        }
        form.push((var, if minus { -1 } else { 1 }));
    }
    (!form.is_empty()).then_some(form)
}

/// The shortest form of a sum that was found, and a few others that use other variables.
pub(super) fn forms(net: &Net, mut form: Form) -> Vec<Form> {
    // Every replacement makes the form shorter, so this ends.
    loop {
        let shorter = replacements(net, &form).find(|other| other.len() < form.len());
        match shorter {
            Some(shorter) => form = shorter,
            None => break,
        }
    }
    let mut found = vec![form.clone()];
    for other in replacements(net, &form) {
        if found.len() == MOST_FORMS {
            break;
        }
        if !found.contains(&other) {
            found.push(other);
        }
    }
    found
}

/// What one equality makes of a form of at least two of its variables.
fn replacements<'a>(net: &'a Net, form: &'a Form) -> impl Iterator<Item = Form> + 'a {
    let mut tried: Vec<u16> = Vec::new();
    let uses = form
        .iter()
        .flat_map(|&(var, sign)| net.users(var).iter().map(move |&user| (var, sign, user)));
    uses.filter_map(move |(var, sign, user)| {
        if tried.contains(&user) {
            return None;
        }
        tried.push(user);
        let equality = &net.equalities()[usize::from(user)];
        let parts = net.parts(equality);
        // The equality, parts less whole, is taken away with the sign that cancels this variable.
        let factor = if var == equality.whole { -sign } else { sign };
        let terms = || {
            let parts = parts.iter().map(move |&part| (part, factor));
            parts.chain([(equality.whole, -factor)])
        };
        let shared = terms().filter(|term| form.contains(term)).count();
        let clash = terms().any(|(var, sign)| form.contains(&(var, -sign)));
        if shared < 2 || clash {
            return None;
        }
        let mut other: Form = form
            .iter()
            .copied()
            .filter(|term| !terms().any(|taken| taken == *term))
            .collect();
        let added = terms().filter(|term| !form.contains(term));
        other.extend(added.map(|(var, sign)| (var, -sign)));
        other.sort_unstable();
        (!other.is_empty() && other.len() <= MOST_TERMS).then_some(other)
    })
}
