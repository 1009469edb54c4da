//! Explanations: which facts and which moves of the trail a bound or a conflict rests on.

use nianbao_core::Decimal;

use super::model::{Fact, Law, Proof, Step};
use super::net::{Net, VARIABLES, Var, unscaled};
use super::state::{Conflict, INFINITE, NONE, Reason, Side, State, System};

/// A fact by its number: a variable, or [`CLAIMS`] and the index of a claim.
pub(super) type FactId = u32;
/// The first number of a claim.
pub(super) const CLAIMS: FactId = VARIABLES as FactId;

/// The name of a fact.
pub(super) fn fact(net: &Net, id: FactId) -> Option<Fact> {
    if id >= CLAIMS {
        return Some(Fact::Claim((id - CLAIMS) as usize));
    }
    net.cell(id as Var).map(Fact::Cell)
}

/// What something rests on.
#[derive(Clone, Debug, Default)]
pub(super) struct Explanation {
    /// Facts, in order, each once.
    pub(super) facts: Vec<FactId>,
    /// Moves, in order.
    moves: Vec<u32>,
}

/// A walk down the trail. The pointers only ever move down, so that the walk is linear.
struct Walk<'a> {
    state: &'a State,
    at: [[u32; 2]; VARIABLES],
    needed: Vec<bool>,
    facts: Vec<FactId>,
}

impl Walk<'_> {
    /// Asks for the bound as it was when the trail was so long.
    fn want(&mut self, var: Var, side: Side, length: usize) {
        let index = usize::from(var);
        let at = &mut self.at[index][side as usize];
        while *at != NONE && *at as usize >= length {
            *at = self.state.trail[*at as usize].before;
        }
        if *at != NONE {
            self.needed[*at as usize] = true;
        } else if self.state.values.known[index] {
            self.facts.push(var.into());
        }
    }

    /// Asks for one bound of each term.
    fn want_form(&mut self, form: &[(Var, i8)], side: Side, length: usize) {
        for &(var, sign) in form {
            self.want(var, side.of_term(sign), length);
        }
    }

    /// Asks why a claim cannot be read otherwise.
    fn want_excluded(
        &mut self,
        system: System<'_>,
        claim: u32,
        except: Option<u16>,
        length: usize,
    ) {
        self.facts.push(CLAIMS + claim);
        if self.state.choice[claim as usize].is_some() && except.is_some() {
            return;
        }
        let choice = self.state.choice[claim as usize];
        for (index, reading) in system.claims.get(claim).readings() {
            if Some(index) == except || choice.is_some_and(|choice| choice != index) {
                continue;
            }
            for form in &reading.forms {
                let least = self.extreme(form, Side::Low, length);
                if least.is_some_and(|least| reading.most < INFINITE && least > reading.most) {
                    self.want_form(form, Side::Low, length);
                    break;
                }
                let most = self.extreme(form, Side::High, length);
                if most.is_some_and(|most| most < reading.least) {
                    self.want_form(form, Side::High, length);
                    break;
                }
            }
        }
    }

    /// A bound of a sum as it was when the trail was so long.
    fn extreme(&self, form: &[(Var, i8)], side: Side, length: usize) -> Option<i64> {
        form.iter().try_fold(0_i64, |sum, &(var, sign)| {
            let value = self.bound(var, side.of_term(sign), length);
            let value = (value < INFINITE).then_some(value)?;
            sum.checked_add(value * i64::from(sign))
        })
    }

    fn bound(&self, var: Var, side: Side, length: usize) -> i64 {
        let index = usize::from(var);
        let mut top = self.state.top[index][side as usize];
        while top != NONE {
            let step = &self.state.trail[top as usize];
            if (top as usize) < length {
                return step.value;
            }
            if step.before == NONE {
                return step.old;
            }
            top = step.before;
        }
        match side {
            Side::Low => self.state.low(var),
            Side::High => self.state.high(var),
        }
    }

    fn down(&mut self, system: System<'_>) -> Vec<u32> {
        let mut moves = Vec::new();
        for at in (0..self.needed.len()).rev() {
            if !self.needed[at] {
                continue;
            }
            moves.push(at as u32);
            let step = self.state.trail[at];
            match step.reason {
                Reason::Supposed => {}
                Reason::Equality(index) => {
                    let equality = &system.net.equalities()[usize::from(index)];
                    let of_whole = step.var == equality.whole;
                    if !of_whole {
                        self.want(equality.whole, step.side, at);
                    }
                    for &part in system.net.parts(equality) {
                        if of_whole {
                            self.want(part, step.side, at);
                        } else if part != step.var {
                            self.want(part, step.side.opposite(), at);
                        }
                    }
                }
                Reason::Claim {
                    claim,
                    reading,
                    form,
                } => {
                    self.want_excluded(system, claim, Some(reading), at);
                    let reading = system.claims.get(claim).readings.get(usize::from(reading));
                    let Some(terms) = reading
                        .and_then(Option::as_ref)
                        .and_then(|reading| reading.forms.get(usize::from(form)))
                    else {
                        continue;
                    };
                    let own = terms.iter().find(|&&(var, _)| var == step.var);
                    let side = own.map_or(step.side, |&(_, sign)| step.side.of_term(sign));
                    for &(var, sign) in terms.iter().filter(|&&(var, _)| var != step.var) {
                        self.want(var, side.opposite().of_term(sign), at);
                    }
                }
            }
        }
        moves.reverse();
        moves
    }
}

impl State {
    fn walk(&self, system: System<'_>, begin: impl FnOnce(&mut Walk<'_>, usize)) -> Explanation {
        let length = self.trail.len();
        let mut walk = Walk {
            state: self,
            at: self.top,
            needed: vec![false; length],
            facts: Vec::new(),
        };
        begin(&mut walk, length);
        let moves = walk.down(system);
        let mut facts = walk.facts;
        facts.sort_unstable();
        facts.dedup();
        Explanation { facts, moves }
    }

    /// What a conflict rests on.
    pub(super) fn explain(&self, system: System<'_>, conflict: Conflict) -> Explanation {
        self.walk(system, |walk, length| match conflict {
            Conflict::Bounds(var) => {
                walk.want(var, Side::Low, length);
                walk.want(var, Side::High, length);
            }
            Conflict::Claim(claim) => walk.want_excluded(system, claim, None, length),
        })
    }

    /// What both bounds of a variable rest on.
    pub(super) fn explain_var(&self, system: System<'_>, var: Var) -> Explanation {
        self.explain(system, Conflict::Bounds(var))
    }

    /// An explanation as a proof with names.
    pub(super) fn proof(&self, system: System<'_>, explanation: &Explanation) -> Proof {
        let net = system.net;
        let mut steps: Vec<Step> = Vec::with_capacity(explanation.moves.len());
        for &at in &explanation.moves {
            let step = &self.trail[at as usize];
            let law = match step.reason {
                Reason::Equality(index) => {
                    Law::Line(net.equalities()[usize::from(index)].line.clone())
                }
                Reason::Claim { claim, reading, .. } => Law::Claim {
                    index: claim as usize,
                    reading: reading.into(),
                },
                Reason::Supposed => continue,
            };
            steps.push(Step {
                law,
                cells: net.cells(step.var).to_vec(),
                at_most: step.side == Side::High,
                value: number(net, step.var, step.value),
            });
        }
        let facts = explanation.facts.iter();
        Proof {
            facts: facts.filter_map(|&id| fact(net, id)).collect(),
            steps,
        }
    }
}

fn number(net: &Net, var: Var, value: i64) -> Decimal {
    unscaled(value, net.scale(var))
}
