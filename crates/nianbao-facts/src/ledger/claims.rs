//! Claims as statements about sums of variables.

use nianbao_core::Decimal;

use super::forms::{Form, forms, terms_of};
use super::net::{Net, VARIABLES, Var, scaled};
use super::state::{Conflict, INFINITE, Reason, Side, State, System};
use crate::claims::{Claim, Relation};

/// What a number may be: a sum between two bounds.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) least: i64,
    pub(super) most: i64,
    /// How many of the value are one unit of the form.
    pub(super) scale: i64,
    /// The same sum in several forms; each lets propagation see something else. At least one.
    pub(super) forms: Vec<Form>,
}

/// A claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Statement {
    /// The readings, by their index in the claim; `None` for one that no sum of variables gives.
    pub(super) readings: Vec<Option<Reading>>,
    /// Whether a reading is no sum of variables, so that the claim cannot be contradicted.
    pub(super) loose: bool,
}

/// How a reading compares with the bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It cannot be meant.
    Dead,
    /// It can be meant.
    Alive,
    /// It holds.
    Sure,
}

impl Statement {
    fn new(net: &Net, claim: &Claim) -> Self {
        let readings: Vec<Option<Reading>> = claim
            .readings
            .iter()
            .map(|reading| {
                let cells = reading.terms.iter().map(|term| (term.cell, term.minus));
                let mut terms = terms_of(net, cells)?;
                if claim.relation == Relation::Zero {
                    // Every cell is 0, so their plain sum is, and the other way.
                    for (_, sign) in &mut terms {
                        *sign = 1;
                    }
                }
                let scale = terms.first().map(|&(var, _)| net.scale(var))?;
                let value = match claim.relation {
                    Relation::Zero => Decimal::ZERO,
                    Relation::Equal | Relation::AtMost => claim.value,
                };
                let least = scaled(value, scale)?;
                let most = match claim.relation {
                    Relation::Equal | Relation::Zero => least,
                    Relation::AtMost => INFINITE,
                };
                let forms = forms(net, terms);
                Some(Reading {
                    least,
                    most,
                    scale,
                    forms,
                })
            })
            .collect();
        let loose = readings.is_empty() || readings.iter().any(Option::is_none);
        Self { readings, loose }
    }

    /// The readings that can be expressed, with their indices.
    pub(super) fn readings(&self) -> impl Iterator<Item = (u16, &Reading)> {
        self.readings
            .iter()
            .enumerate()
            .filter_map(|(index, reading)| Some((index as u16, reading.as_ref()?)))
    }

    /// The variables of all forms, some more than once.
    fn vars(&self) -> impl Iterator<Item = Var> {
        self.readings()
            .flat_map(|(_, reading)| &reading.forms)
            .flat_map(|form| form.iter().map(|&(var, _)| var))
    }
}

/// The claims of a report.
#[derive(Clone, Debug)]
pub(super) struct Statements {
    all: Vec<Statement>,
    /// The claims of each variable.
    users: Vec<u32>,
    starts: Box<[u32; VARIABLES + 1]>,
}

impl Statements {
    pub(super) fn new(net: &Net, claims: &[Claim]) -> Self {
        let all: Vec<Statement> = claims
            .iter()
            .map(|claim| Statement::new(net, claim))
            .collect();
        let mut mentions: Vec<(Var, u32)> = Vec::new();
        for (index, claim) in all.iter().enumerate() {
            if !claim.loose {
                mentions.extend(claim.vars().map(|var| (var, index as u32)));
            }
        }
        mentions.sort_unstable();
        mentions.dedup();
        let mut starts = Box::new([0; VARIABLES + 1]);
        let mut before = 0;
        for (var, start) in starts.iter_mut().enumerate() {
            while mentions
                .get(before)
                .is_some_and(|&(of, _)| usize::from(of) < var)
            {
                before += 1;
            }
            *start = before as u32;
        }
        Self {
            all,
            users: mentions.into_iter().map(|(_, claim)| claim).collect(),
            starts,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, claim: u32) -> &Statement {
        &self.all[claim as usize]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Statement)> {
        self.all
            .iter()
            .enumerate()
            .map(|(index, statement)| (index as u32, statement))
    }

    /// The claims about a variable.
    #[inline]
    pub(super) fn users(&self, var: Var) -> &[u32] {
        let var = usize::from(var);
        &self.users[self.starts[var] as usize..self.starts[var + 1] as usize]
    }

    /// A variable of a claim, from which its component is known.
    pub(super) fn vars(&self, claim: u32) -> impl Iterator<Item = Var> {
        self.get(claim).vars()
    }
}

impl State {
    /// The bounds of a sum. `None` where there is no lower or no upper one.
    pub(super) fn range(&self, form: &[(Var, i8)]) -> (Option<i64>, Option<i64>) {
        let (mut least, mut most) = (Some(0_i64), Some(0_i64));
        for &(var, sign) in form {
            let (low, high) = (self.low(var), self.high(var));
            let high = (high < INFINITE).then_some(high);
            let add = |sum: Option<i64>, value: Option<i64>| sum?.checked_add(value?);
            if sign > 0 {
                (least, most) = (add(least, Some(low)), add(most, high));
            } else {
                let minus = high.map(|high| -high);
                (least, most) = (add(least, minus), add(most, Some(-low)));
            }
        }
        (least, most)
    }

    /// How a reading compares with the bounds.
    pub(super) fn fit(&self, reading: &Reading) -> Fit {
        let mut sure = false;
        for form in &reading.forms {
            let (least, most) = self.range(form);
            let bounded = reading.most < INFINITE;
            if least.is_some_and(|least| bounded && least > reading.most)
                || most.is_some_and(|most| most < reading.least)
            {
                return Fit::Dead;
            }
            let enough = least.is_some_and(|least| least >= reading.least);
            let within = !bounded || most.is_some_and(|most| most <= reading.most);
            sure |= enough && within;
        }
        if sure { Fit::Sure } else { Fit::Alive }
    }

    /// The readings that can still be meant, unless one holds for sure: `None` then.
    pub(super) fn alive(&self, system: System<'_>, claim: u32) -> Option<Vec<u16>> {
        let mut alive = Vec::new();
        let choice = self.choice[claim as usize];
        for (index, reading) in system.claims.get(claim).readings() {
            if choice.is_some_and(|choice| choice != index) {
                continue;
            }
            match self.fit(reading) {
                Fit::Sure => return None,
                Fit::Alive => alive.push(index),
                Fit::Dead => {}
            }
        }
        Some(alive)
    }

    /// Propagates a claim of which one reading is left.
    pub(super) fn visit_claim(&mut self, system: System<'_>, claim: u32) -> Result<(), Conflict> {
        let choice = self.choice[claim as usize];
        let mut alive = None;
        for (index, reading) in system.claims.get(claim).readings() {
            if choice.is_some_and(|choice| choice != index) {
                continue;
            }
            match self.fit(reading) {
                Fit::Dead => {}
                Fit::Sure => return Ok(()),
                Fit::Alive if alive.is_some() => return Ok(()),
                Fit::Alive => alive = Some((index, reading)),
            }
        }
        let Some((index, reading)) = alive else {
            return Err(Conflict::Claim(claim));
        };
        for (form, terms) in reading.forms.iter().enumerate() {
            let reason = Reason::Claim {
                claim,
                reading: index,
                form: form as u16,
            };
            self.visit_form(system, terms, (reading.least, reading.most), reason)?;
        }
        Ok(())
    }

    /// Narrows the terms of a sum that lies between two bounds.
    fn visit_form(
        &mut self,
        system: System<'_>,
        form: &[(Var, i8)],
        (least, most): (i64, i64),
        reason: Reason,
    ) -> Result<(), Conflict> {
        // What the other terms leave for one. Sums are short: this is cheaper than it looks.
        for (at, &(var, sign)) in form.iter().enumerate() {
            let (mut low, mut high) = (Some(0_i64), Some(0_i64));
            for (other, &term) in form.iter().enumerate() {
                if other != at {
                    let (term_low, term_high) = self.range(&[term]);
                    low = low.zip(term_low).and_then(|(a, b)| a.checked_add(b));
                    high = high.zip(term_high).and_then(|(a, b)| a.checked_add(b));
                }
            }
            let at_most = low.filter(|_| most < INFINITE).map(|low| most - low);
            let at_least = high.map(|high| least - high);
            let (at_least, at_most) = if sign > 0 {
                (at_least, at_most)
            } else {
                (at_most.map(|value| -value), at_least.map(|value| -value))
            };
            if let Some(value) = at_least {
                self.narrow(system, var, Side::Low, value, reason)?;
            }
            if let Some(value) = at_most {
                self.narrow(system, var, Side::High, value, reason)?;
            }
        }
        Ok(())
    }
}
