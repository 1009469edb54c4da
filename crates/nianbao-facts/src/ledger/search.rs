//! The search for repairs: the smallest sets of facts without which the others can all be right
//! (hitting sets of the cores).

use std::ops::RangeInclusive;

use super::check::{Found, Part};
use super::explain::fact;
use super::explain::{CLAIMS, FactId};
use super::model::{Change, Fact, NewNumber, Repair, Slip};
use super::net::{Net, Var, unscaled};
use super::state::{INFINITE, State, System, Values};
use crate::claims::{Claim, Relation};

/// Repairs of more facts than this are not looked for.
pub(super) const MOST_CHANGES: usize = 3;
/// The number of repairs of one size from which none is suggested.
const MOST_REPAIRS: usize = 256;
/// Runs of one search.
const MOST_RUNS: u32 = 5_000;
/// Visits of equalities and claims in the searches of a report: what keeps them under 5 ms.
pub(super) const MOST_WORK: u64 = 80_000;
/// How many visits beginning a run costs, about.
const RUN_WORK: u64 = 20;
/// How many visits reading the cores at a node costs, about.
const NODE_WORK: u64 = 2;

/// A repair that was found.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The facts that it changes, in order.
    pub(super) facts: Vec<FactId>,
    /// The repair.
    pub(super) repair: Repair,
    /// The old and new numbers that are known, for ranking.
    pub(super) digits: Vec<(i64, Option<i64>)>,
}

/// A search in one part of the system.
pub(super) struct Search<'a> {
    pub(super) system: System<'a>,
    pub(super) claims: &'a [Relation],
    pub(super) values: &'a Values,
    pub(super) part: &'a Part,
    pub(super) state: State,
    /// Cores that were found, each shrunk.
    pub(super) cores: Vec<Vec<FactId>>,
    /// The minimal sets of facts that were found.
    pub(super) found: Vec<Candidate>,
    /// What the search may cost.
    budget: u64,
    runs: u32,
    nodes: u64,
    /// Whether a set of facts was passed over because no completion was found.
    unconfirmed: bool,
}

/// What claims relate to their readings; all that the search needs of them.
pub(super) fn relations(claims: &[Claim]) -> Vec<Relation> {
    claims.iter().map(|claim| claim.relation).collect()
}

impl<'a> Search<'a> {
    pub(super) fn new(
        system: System<'a>,
        claims: &'a [Relation],
        values: &'a Values,
        part: &'a Part,
        budget: u64,
    ) -> Self {
        let state = State::new(values, system.claims.len());
        Self {
            system,
            claims,
            values,
            part,
            state,
            cores: Vec::new(),
            found: Vec::new(),
            budget,
            runs: 0,
            nodes: 0,
            unconfirmed: false,
        }
    }

    /// What the search has cost.
    pub(super) fn cost(&self) -> u64 {
        self.state.work + u64::from(self.runs) * RUN_WORK + self.nodes * NODE_WORK
    }

    /// Whether the bound on the work is met.
    pub(super) fn spent(&self) -> bool {
        self.runs >= MOST_RUNS || self.cost() >= self.budget || self.found.len() >= MOST_REPAIRS
    }

    /// Loads all facts but those removed, with some cells changed, and queues the part.
    pub(super) fn load(&mut self, removed: &[FactId], changed: &[(Var, Option<i64>)]) {
        self.runs += 1;
        self.state.reset(self.values);
        for &claim in &self.part.claims {
            self.state.active[claim as usize] = !removed.contains(&(CLAIMS + claim));
        }
        for &id in removed.iter().filter(|&&id| id < CLAIMS) {
            self.state.values.set(id as Var, None);
        }
        for &(var, value) in changed {
            self.state.values.set(var, value);
        }
        for &(var, _) in changed {
            for &user in self.system.net.users(var) {
                self.state.queue(user);
            }
        }
        self.state.begin(self.system, self.part);
    }

    /// Loads nothing but these facts.
    pub(super) fn load_only(&mut self, facts: &[FactId]) {
        self.runs += 1;
        self.state.reset(&EMPTY);
        for &claim in &self.part.claims {
            self.state.active[claim as usize] = false;
        }
        for &id in facts {
            if id >= CLAIMS {
                self.state.activate(id - CLAIMS);
            } else {
                let var = id as Var;
                self.state.values.set(var, self.values.get(var));
                for &user in self.system.net.users(var) {
                    self.state.queue(user);
                }
            }
        }
    }

    /// A core of the facts that are not removed, shrunk.
    pub(super) fn conflict(&mut self, removed: &[FactId]) -> Found {
        self.load(removed, &[]);
        match self.state.run_and_check(self.system, self.part, false) {
            Found::Core(core) => Found::Core(self.shrink(core)),
            other => other,
        }
    }

    /// Drops the facts that a contradiction does not need, one after another.
    fn shrink(&mut self, mut core: Vec<FactId>) -> Vec<FactId> {
        let mut next = 0;
        while next < core.len() && core.len() > 1 && !self.spent() {
            let without: Vec<FactId> = core
                .iter()
                .copied()
                .filter(|&id| id != core[next])
                .collect();
            self.load_only(&without);
            match self.state.run_and_check(self.system, self.part, false) {
                Found::Core(smaller) => {
                    // What was shown to be needed comes first, and still is.
                    next = smaller.partition_point(|&id| id < core[next]);
                    core = smaller;
                }
                Found::Fits | Found::Open => next += 1,
            }
        }
        core
    }

    /// Disjoint cores, at most one more than a repair can have facts.
    pub(super) fn pack(&mut self) -> Vec<Vec<FactId>> {
        let mut packed = Vec::new();
        self.pack_more(&mut packed, MOST_CHANGES + 1);
        packed
    }

    /// Adds disjoint cores, until there are `most` or no more.
    pub(super) fn pack_more(&mut self, packed: &mut Vec<Vec<FactId>>, most: usize) {
        let mut gone: Vec<FactId> = packed.iter().flatten().copied().collect();
        while packed.len() < most {
            let Found::Core(core) = self.conflict(&gone) else {
                break;
            };
            gone.extend_from_slice(&core);
            self.cores.push(core.clone());
            packed.push(core);
        }
    }

    /// Finds every repair of the smallest of these sizes that has one. Whether all were looked at.
    pub(super) fn deepen(&mut self, sizes: RangeInclusive<usize>) -> bool {
        for size in sizes {
            self.node(&mut Vec::new(), &mut Vec::new(), size);
            if self.spent() {
                return false;
            }
            if !self.found.is_empty() {
                break;
            }
        }
        !self.unconfirmed
    }

    /// Removes `left` more facts. Those in `kept` are not: sets with them are found elsewhere.
    fn node(&mut self, removed: &mut Vec<FactId>, kept: &mut Vec<FactId>, left: usize) {
        if self.spent() {
            return;
        }
        self.nodes += 1 + self.cores.len() as u64 / 4;
        let unhit = |core: &&Vec<FactId>| !core.iter().any(|id| removed.contains(id));
        let core = self
            .cores
            .iter()
            .filter(unhit)
            .min_by_key(|core| core.len());
        let core = match core.cloned() {
            Some(core) => core,
            None => match self.conflict(removed) {
                Found::Core(core) => {
                    self.cores.push(core.clone());
                    core
                }
                Found::Fits | Found::Open => {
                    if left == 0 {
                        self.confirm(removed);
                    }
                    return;
                }
            },
        };
        if left == 0 || self.disjoint_from(removed, left) > left {
            return;
        }
        let length = kept.len();
        for id in core {
            if kept.contains(&id) {
                continue;
            }
            removed.push(id);
            self.node(removed, kept, left - 1);
            removed.pop();
            kept.push(id);
        }
        kept.truncate(length);
    }

    /// How many disjoint cores the removed facts leave, as far as is of interest.
    fn disjoint_from(&self, removed: &[FactId], enough: usize) -> usize {
        let mut used = removed.to_vec();
        let mut count = 0;
        for core in &self.cores {
            if !core.iter().any(|id| used.contains(id)) {
                count += 1;
                if count > enough {
                    break;
                }
                used.extend_from_slice(core);
            }
        }
        count
    }

    /// Keeps a set of facts if the others can be completed.
    fn confirm(&mut self, removed: &[FactId]) {
        match self.try_repair(removed, &[], None) {
            Some(candidate) => self.found.push(candidate),
            None => self.unconfirmed = true,
        }
    }

    /// The repair that removes some facts and changes some cells, if what is left can be completed.
    pub(super) fn try_repair(
        &mut self,
        removed: &[FactId],
        changed: &[(Var, Option<i64>)],
        slip: Option<Slip>,
    ) -> Option<Candidate> {
        self.load(removed, changed);
        let found = self.state.run_and_check(self.system, self.part, true);
        (found == Found::Fits).then(|| self.candidate(removed, changed, slip))?
    }

    /// The repair that removes some facts, if no contradiction is left that is seen.
    pub(super) fn guess_repair(&mut self, removed: &[FactId]) -> Option<Candidate> {
        self.load(removed, &[]);
        match self.state.run_and_check(self.system, self.part, false) {
            Found::Core(_) => None,
            Found::Fits | Found::Open => self.candidate(removed, &[], None),
        }
    }

    /// A repair with what becomes of its facts by the bounds as they are.
    fn candidate(
        &self,
        removed: &[FactId],
        changed: &[(Var, Option<i64>)],
        slip: Option<Slip>,
    ) -> Option<Candidate> {
        let mut facts: Vec<FactId> = match slip {
            None => removed.to_vec(),
            Some(_) => changed.iter().map(|&(var, _)| var.into()).collect(),
        };
        facts.sort_unstable();
        let mut all = Vec::new();
        let mut digits = Vec::new();
        for &id in &facts {
            let (change, pair) = self.change(id)?;
            all.push(change);
            digits.push(pair);
        }
        Some(Candidate {
            facts,
            repair: Repair { slip, changes: all },
            digits,
        })
    }

    /// What a fact that is removed or changed becomes, by the bounds as they are.
    fn change(&self, id: FactId) -> Option<(Change, (i64, Option<i64>))> {
        let net = self.system.net;
        let fact = fact(net, id)?;
        if let Fact::Claim(index) = fact {
            let (from, to, digits) = self.claim_change(id - CLAIMS, self.claims[index]);
            return Some((Change { fact, from, to }, digits));
        }
        let var = id as Var;
        let from = self.values.get(var);
        let (low, high) = (self.state.low(var), self.state.high(var));
        let most = (high < INFINITE).then_some(high);
        let to = new_number(net, net.scale(var), &[(low, most)]);
        let change = Change {
            fact,
            from: from.map(|value| net.number(var, value)),
            to,
        };
        let value = (Some(low) == most).then_some(low);
        Some((change, (from.unwrap_or(0), value)))
    }

    fn claim_change(
        &self,
        claim: u32,
        relation: Relation,
    ) -> (Option<nianbao_core::Decimal>, NewNumber, (i64, Option<i64>)) {
        let mut ranges: Vec<(i64, Option<i64>)> = Vec::new();
        let (mut from, mut scale) = (0, 1);
        for (_, reading) in self.system.claims.get(claim).readings() {
            (from, scale) = (reading.least, reading.scale);
            let (mut low, mut high) = (0, None);
            for form in &reading.forms {
                let (least, most) = self.state.range(form);
                low = low.max(least.unwrap_or(0));
                high = match (high, most) {
                    (Some(high), Some(most)) => Some(most.min(high)),
                    (high, most) => high.or(most),
                };
            }
            if relation == Relation::AtMost {
                low = 0;
            }
            if !ranges.contains(&(low, high)) {
                ranges.push((low, high));
            }
        }
        let nearest = ranges.iter().filter(|&&(low, high)| high == Some(low));
        let nearest = nearest
            .map(|&(low, _)| low)
            .min_by_key(|low| low.abs_diff(from));
        let to = new_number(self.system.net, scale, &ranges);
        (Some(unscaled(from, scale)), to, (from, nearest))
    }
}

/// Nothing known.
static EMPTY: std::sync::LazyLock<Values> = std::sync::LazyLock::new(Values::new);

fn new_number(_: &Net, scale: i64, ranges: &[(i64, Option<i64>)]) -> NewNumber {
    let number = |value| unscaled(value, scale);
    match ranges {
        [(low, Some(high))] if low == high => NewNumber::Value(number(*low)),
        _ if ranges.iter().all(|&(low, high)| high == Some(low)) => {
            NewNumber::AnyOf(ranges.iter().map(|&(low, _)| number(low)).collect())
        }
        _ => {
            let low = ranges.iter().map(|&(low, _)| low).min().unwrap_or(0);
            let all: Option<Vec<i64>> = ranges.iter().map(|&(_, high)| high).collect();
            let high = all.and_then(|all| all.into_iter().max());
            NewNumber::Range(number(low), high.map(number))
        }
    }
}
