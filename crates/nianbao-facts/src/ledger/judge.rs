//! Verdicts: what follows from the tables alone, and from tables and claims together.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, Identity};

use super::Ledger;
use super::causes::{Root, cells_of, claims_of, roots};
use super::check::{Found, Part};
use super::claims::{Fit, Reading};
use super::explain::{CLAIMS, FactId};
use super::forms::{Form, forms, terms_of};
use super::model::{Cause, Consequence, Proof, Verdict};
use super::net::{TIED, Var, unscaled};
use super::search::{MOST_WORK, Search};
use super::state::{End, INFINITE, Reason, Side, State, System, Values};

/// What the tables say without the claims.
pub(super) struct Tables {
    /// Bounds at their fixed point; those of a contradictory component are only what its cells say.
    pub(super) state: State,
    /// The facts that contradict each other, by component.
    pub(super) cores: [Option<Vec<FactId>>; TIED],
}

impl Tables {
    pub(super) fn new(system: System<'_>, values: &Values) -> Self {
        let mut state = State::new(values, system.claims.len());
        let cores = std::array::from_fn(|component| {
            for equality in system.net.equalities_of(component as u8) {
                state.queue(equality);
            }
            let length = state.trail.len();
            match state.run(system) {
                End::Conflict(conflict) => {
                    let core = state.explain(system, conflict).facts;
                    state.undo(length);
                    Some(core)
                }
                End::Fixed | End::Exhausted => None,
            }
        });
        Self { state, cores }
    }

    fn contradictory(&self, component: u8) -> bool {
        let core = self.cores.get(usize::from(component));
        core.is_some_and(Option::is_some)
    }
}

/// What follows from tables and claims.
pub(super) struct Judged {
    /// By claim.
    pub(super) claims: Vec<Verdict>,
    /// Whether each part is contradictory; empty when none is.
    pub(super) parts: Vec<bool>,
}

/// Values and claims before and after a repair.
struct Repaired<'a> {
    state: State,
    removed: &'a [FactId],
}

impl Ledger {
    pub(super) fn judge(&self) -> Judged {
        let system = self.system();
        let tables = self.tables();
        let mut probes: Vec<(u32, Vec<u16>)> = Vec::new();
        let mut claims: Vec<Verdict> = Vec::with_capacity(system.claims.len());
        for (claim, _) in system.claims.iter() {
            let (verdict, readings) = self.look_at(claim);
            claims.push(verdict);
            if !readings.is_empty() {
                probes.push((claim, readings));
            }
        }
        let settled = tables.cores.iter().all(Option::is_none)
            && claims.iter().all(|verdict| verdict.holds());
        if settled {
            let parts = Vec::new();
            return Judged { claims, parts };
        }
        let mut state = tables.state.clone();
        for (claim, readings) in probes {
            if self.all_dead(&mut state, claim, readings) {
                claims[claim as usize] = Verdict::Broken;
            }
        }
        let parts = self.parts().iter();
        let parts = parts.map(|part| self.judge_part(&mut state, part, &claims));
        let parts = parts.collect();
        Judged { claims, parts }
    }

    /// Whether the facts of a part contradict each other, as far as is shown.
    fn judge_part(&self, state: &mut State, part: &Part, claims: &[Verdict]) -> bool {
        let tables = self.tables();
        if part.components.iter().any(|&of| tables.contradictory(of)) {
            return true;
        }
        let some = |wanted: Verdict| {
            let mut verdicts = part.claims.iter().map(|&claim| claims[claim as usize]);
            verdicts.any(|verdict| verdict == wanted)
        };
        if some(Verdict::Broken) || !some(Verdict::Open) {
            return some(Verdict::Broken);
        }
        let length = state.trail.len();
        for &claim in &part.claims {
            state.activate(claim);
        }
        let found = state.run_and_check(self.system(), part, false);
        state.undo(length);
        for &claim in &part.claims {
            state.active[claim as usize] = false;
        }
        matches!(found, Found::Core(_))
    }

    /// The verdict on a claim by the bounds of the tables, and where it is open the readings that
    /// are to be tried.
    fn look_at(&self, claim: u32) -> (Verdict, Vec<u16>) {
        let statement = self.system().claims.get(claim);
        let tables = self.tables();
        let mut alive: Vec<u16> = Vec::new();
        let (mut sound, mut forced) = (true, false);
        for (index, reading) in statement.readings() {
            match self.fit_said(&self.values, reading) {
                Fit::Sure => return (Verdict::Holds, Vec::new()),
                Fit::Dead => continue,
                Fit::Alive => {}
            }
            match tables.state.fit(reading) {
                Fit::Sure => forced = true,
                Fit::Dead => continue,
                Fit::Alive => {}
            }
            let mut vars = reading.forms.iter().flatten();
            sound &= vars.all(|&(var, _)| !tables.contradictory(self.net.component(var)));
            alive.push(index);
        }
        if forced {
            (Verdict::Forced, Vec::new())
        } else if statement.loose {
            (Verdict::Open, Vec::new())
        } else if alive.is_empty() {
            (Verdict::Broken, Vec::new())
        } else if sound {
            (Verdict::Open, alive)
        } else {
            (Verdict::Open, Vec::new())
        }
    }

    /// Whether each of these readings of a claim contradicts the tables.
    fn all_dead(&self, state: &mut State, claim: u32, readings: Vec<u16>) -> bool {
        let length = state.trail.len();
        state.active[claim as usize] = true;
        let dead = readings.into_iter().all(|reading| {
            state.choice[claim as usize] = Some(reading);
            state.wait(claim);
            let end = state.run(self.system());
            state.undo(length);
            matches!(end, End::Conflict(_))
        });
        state.choice[claim as usize] = None;
        state.active[claim as usize] = false;
        dead
    }

    /// How a reading compares with what its cells say, without any identity.
    fn fit_said(&self, values: &Values, reading: &Reading) -> Fit {
        let mut sure = false;
        for form in &reading.forms {
            let (least, most) = said_range(self, values, form);
            let above = reading.most < INFINITE && least.is_some_and(|least| least > reading.most);
            if above || most.is_some_and(|most| most < reading.least) {
                return Fit::Dead;
            }
            let within = reading.most >= INFINITE || most.is_some_and(|most| most <= reading.most);
            sure |= within && least.is_some_and(|least| least >= reading.least);
        }
        if sure { Fit::Sure } else { Fit::Alive }
    }

    pub(super) fn sum_bounds(
        &self,
        cells: impl Iterator<Item = (CellRef, bool)>,
    ) -> (Option<Decimal>, Option<Decimal>) {
        let Some(form) = terms_of(self.net, cells) else {
            return (None, None);
        };
        let scale = form.first().map_or(1, |&(var, _)| self.net.scale(var));
        let state = &self.tables().state;
        let (mut low, mut high) = said_range(self, &self.values, &form);
        for form in forms(self.net, form) {
            let (least, most) = state.range(&form);
            low = low.max(least);
            high = match (high, most) {
                (Some(high), Some(most)) => Some(high.min(most)),
                (high, most) => high.or(most),
            };
        }
        let number = |value| unscaled(value, scale);
        (low.map(number), high.map(number))
    }

    pub(super) fn judge_identity(&self, identity: &Identity) -> Verdict {
        let said = self.identity_by(identity, &self.values);
        if said != Verdict::Open {
            return said;
        }
        let cells = identity.terms.iter().chain(&identity.totals);
        let state = &self.tables().state;
        let forced = cells.clone().all(|&cell| {
            let var = self.net.var(cell);
            var.is_some_and(|var| state.fixed(var).is_some())
        });
        let sound = cells.take(1).all(|&cell| {
            let var = self.net.var(cell);
            var.is_some_and(|var| !self.tables().contradictory(self.net.component(var)))
        });
        if forced && sound {
            Verdict::Forced
        } else {
            Verdict::Open
        }
    }

    /// An identity by what its cells say alone.
    fn identity_by(&self, identity: &Identity, values: &Values) -> Verdict {
        let terms = identity.terms.iter().map(|&cell| (cell, false));
        let totals = identity.totals.iter().map(|&cell| (cell, true));
        let Some(form) = terms_of(self.net, terms.chain(totals)) else {
            return Verdict::Open;
        };
        match said_range(self, values, &form) {
            (Some(0), Some(0)) => Verdict::Holds,
            (Some(least), _) if least > 0 => Verdict::Broken,
            (_, Some(most)) if most < 0 => Verdict::Broken,
            _ => Verdict::Open,
        }
    }

    pub(super) fn try_cells(&self, cells: &[(CellRef, Decimal)]) -> Option<bool> {
        let system = self.system();
        let mut state = self.tables().state.clone();
        let mut parts: Vec<usize> = Vec::new();
        for &(cell, number) in cells {
            let var = self.net.var(cell)?;
            if self.tables().contradictory(self.net.component(var)) {
                return None;
            }
            if let Some(said) = self.values.get(var) {
                if Some(said) != self.net.value(var, number) {
                    return Some(false);
                }
                continue;
            }
            let value = self.net.value(var, number)?;
            let part = self
                .parts()
                .iter()
                .position(|part| part.vars.contains(&var))?;
            if !parts.contains(&part) {
                parts.push(part);
            }
            for side in [Side::Low, Side::High] {
                if state
                    .narrow(system, var, side, value, Reason::Supposed)
                    .is_err()
                {
                    return Some(false);
                }
            }
        }
        let mut open = false;
        for part in parts {
            let part = &self.parts()[part];
            state.begin(system, part);
            for &claim in &part.claims {
                state.activate(claim);
            }
            match state.run_and_check(system, part, true) {
                Found::Core(_) => return Some(false),
                Found::Open => open = true,
                Found::Fits => {}
            }
        }
        (!open).then_some(true)
    }

    fn search<'a>(&'a self, part: &'a Part, budget: u64) -> Search<'a> {
        Search::new(self.system(), &self.relations, &self.values, part, budget)
    }

    /// Why a variable has one value by the tables, from as few facts as do.
    pub(super) fn prove_forced(&self, var: Var) -> Proof {
        let system = self.system();
        let Some(part) = self.parts().iter().find(|part| part.vars.contains(&var)) else {
            return Proof::default();
        };
        let state = &self.tables().state;
        let mut facts = state.explain_var(system, var).facts;
        let mut search = self.search(part, MOST_WORK);
        let fixes = |search: &mut Search<'_>, facts: &[FactId]| {
            search.load_only(facts);
            search.state.run(system) == End::Fixed && search.state.fixed(var).is_some()
        };
        let mut next = 0;
        while next < facts.len() && !search.spent() {
            let dropped = facts[next];
            let without = facts.iter().copied().filter(|&id| id != dropped);
            let without: Vec<FactId> = without.collect();
            if fixes(&mut search, &without) {
                facts = search.state.explain_var(system, var).facts;
                next = facts.partition_point(|&id| id < dropped);
            } else {
                next += 1;
            }
        }
        if fixes(&mut search, &facts) {
            let explanation = search.state.explain_var(system, var);
            return search.state.proof(system, &explanation);
        }
        state.proof(system, &state.explain_var(system, var))
    }

    pub(super) fn find_causes(&self) -> Vec<Cause> {
        let judged = self.judged();
        let mut causes = Vec::new();
        if judged.parts.is_empty() {
            return causes;
        }
        let mut budget = MOST_WORK;
        let parts = self.parts().iter().zip(&judged.parts);
        for (part, _) in parts.filter(|(_, contradictory)| **contradictory) {
            let mut search = self.search(part, budget);
            let found = roots(&mut search, self.edition);
            // What is left still finds the cores of the other parts.
            budget = budget.saturating_sub(search.cost());
            for root in found {
                let consequences = self.consequences(part, &root);
                causes.push(Cause {
                    core: root.core,
                    proof: root.proof,
                    repairs: root.repairs,
                    others: root.others,
                    repair_count: root.repair_count,
                    complete: root.complete,
                    consequences,
                });
            }
        }
        causes.sort_by_cached_key(Cause::place);
        causes
    }

    /// The broken identities and contradicted claims of a part that the first repair cures; all when
    /// there is none.
    fn consequences(&self, part: &Part, root: &Root) -> Vec<Consequence> {
        let search = self.search(part, 0);
        let mut values = Values::clone(&self.values);
        let mut removed = Vec::new();
        if let Some(repair) = root.repairs.first() {
            for (var, value) in cells_of(&search, repair) {
                values.set(var, value);
            }
            removed = claims_of(repair);
        }
        let cures_all = root.repairs.is_empty();
        let mut found = Vec::new();
        for identity in self.identities() {
            let within = identity.totals.iter().any(|&cell| {
                let var = self.net.var(cell);
                var.is_some_and(|var| part.components.contains(&self.net.component(var)))
            });
            if within
                && self.identity_by(identity, &self.values) == Verdict::Broken
                && (cures_all || self.identity_by(identity, &values) != Verdict::Broken)
            {
                found.push(Consequence::Identity(identity));
            }
        }
        let after = self.after(part, &values, &removed);
        for &claim in &part.claims {
            let id = CLAIMS + claim;
            if self.claim(claim as usize) == Verdict::Broken
                && !after.removed.contains(&id)
                && (cures_all || !self.dead(&after.state, &values, claim))
            {
                found.push(Consequence::Claim(claim as usize));
            }
        }
        found
    }

    /// The bounds of a part after a repair, without the claims; what the cells say when it is still
    /// contradictory.
    fn after<'a>(&self, part: &Part, values: &Values, removed: &'a [FactId]) -> Repaired<'a> {
        let system = self.system();
        let mut state = State::new(values, system.claims.len());
        state.begin(system, part);
        if let End::Conflict(_) = state.run(system) {
            state.undo(0);
        }
        Repaired { state, removed }
    }

    /// Whether no reading of a claim is left.
    fn dead(&self, state: &State, values: &Values, claim: u32) -> bool {
        let statement = self.system().claims.get(claim);
        !statement.loose
            && statement.readings().all(|(_, reading)| {
                state.fit(reading) == Fit::Dead || self.fit_said(values, reading) == Fit::Dead
            })
    }
}

/// The bounds of a sum by what the cells say alone; a virtual sum is the sum of its cells.
fn said_range(ledger: &Ledger, values: &Values, form: &Form) -> (Option<i64>, Option<i64>) {
    let (mut least, mut most) = (Some(0_i64), Some(0_i64));
    let mut add = |low: i64, high: Option<i64>, sign: i8| {
        let plus = |sum: Option<i64>, value: Option<i64>| sum?.checked_add(value?);
        if sign > 0 {
            (least, most) = (plus(least, Some(low)), plus(most, high));
        } else {
            let minus = high.map(|high| -high);
            (least, most) = (plus(least, minus), plus(most, Some(-low)));
        }
    };
    let one = |var: Var| match values.get(var) {
        Some(value) => (value, Some(value)),
        None => (0, None),
    };
    for &(var, sign) in form {
        if ledger.net.cell(var).is_some() {
            let (low, high) = one(var);
            add(low, high, sign);
            continue;
        }
        for &cell in ledger.net.cells(var) {
            let (low, high) = ledger.net.var(cell).map_or((0, None), one);
            add(low, high, sign);
        }
    }
    (least, most)
}
