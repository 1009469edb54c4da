//! Whether facts can all be right: propagation, cases over the readings of claims, and a completion
//! of what is unknown.

use super::explain::{CLAIMS, FactId};
use super::net::{TIED, Var};
use super::state::{End, INFINITE, Reason, Side, State, System};

/// How many suppositions about readings are tried in one check.
const MOST_CASES: u32 = 256;
/// For how many claims at once readings are supposed.
const MOST_DEPTH: u32 = 24;
/// How many values of unknown cells are taken back while a completion is sought.
const MOST_RETRIES: u32 = 64;
/// How many equalities and claims are visited while a completion is sought.
const MOST_COMPLETION: u64 = 6_000;
/// As how many cases a completion counts that was not found.
const INCOMPLETE_COST: u32 = 64;

/// A part of the system that shares no variable with the rest: components that claims tie together.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// The components with equalities.
    pub(super) components: Vec<u8>,
    /// The claims.
    pub(super) claims: Vec<u32>,
    /// The variables.
    pub(super) vars: Vec<Var>,
}

/// The outcome of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// These facts contradict each other; in order, each once.
    Core(Vec<FactId>),
    /// Everything fits; with the values that show it, if a completion was wanted.
    Fits,
    /// Neither was shown.
    Open,
}

/// What one check may still do.
struct Limits {
    cases: u32,
    /// Whether a completion is wanted before facts are said to fit.
    complete: bool,
}

impl State {
    /// Queues every equality of a part and lets its claims take part.
    pub(super) fn begin(&mut self, system: System<'_>, part: &Part) {
        for &component in part.components.iter().filter(|&&of| usize::from(of) < TIED) {
            for equality in system.net.equalities_of(component) {
                self.queue(equality);
            }
        }
        for &claim in &part.claims {
            self.wait(claim);
        }
    }

    /// Checks the facts of a part of which bounds are propagated already and claims take part.
    /// The bounds are left as they were.
    pub(super) fn check(&mut self, system: System<'_>, part: &Part, complete: bool) -> Found {
        let mut limits = Limits {
            // Each case looks at every claim of the part.
            cases: MOST_CASES / (1 + part.claims.len() as u32 / 32),
            complete,
        };
        self.by_cases(system, part, &mut limits, MOST_DEPTH)
    }

    /// Runs, and checks what is left.
    pub(super) fn run_and_check(
        &mut self,
        system: System<'_>,
        part: &Part,
        complete: bool,
    ) -> Found {
        match self.run(system) {
            End::Conflict(conflict) => Found::Core(self.explain(system, conflict).facts),
            End::Fixed => self.check(system, part, complete),
            End::Exhausted => Found::Open,
        }
    }

    fn by_cases(
        &mut self,
        system: System<'_>,
        part: &Part,
        limits: &mut Limits,
        depth: u32,
    ) -> Found {
        let mut pick: Option<(u32, usize)> = None;
        for &claim in &part.claims {
            let index = claim as usize;
            self.work += 1;
            if !self.active[index] || self.choice[index].is_some() {
                continue;
            }
            let Some(alive) = self.alive(system, claim) else {
                continue;
            };
            if alive.len() > 1 && pick.is_none_or(|(_, fewest)| alive.len() < fewest) {
                pick = Some((claim, alive.len()));
            }
        }
        let Some((claim, _)) = pick else {
            if !limits.complete || self.complete(system, part) {
                return Found::Fits;
            }
            limits.cases = limits.cases.saturating_sub(INCOMPLETE_COST);
            return Found::Open;
        };
        if depth == 0 || limits.cases == 0 {
            return Found::Open;
        }
        let length = self.trail.len();
        let mut core = vec![CLAIMS + claim];
        let mut open = false;
        for (reading, _) in system.claims.get(claim).readings() {
            limits.cases = limits.cases.saturating_sub(1);
            self.choice[claim as usize] = Some(reading);
            self.wait(claim);
            let found = match self.run(system) {
                End::Conflict(conflict) => Found::Core(self.explain(system, conflict).facts),
                End::Fixed => self.by_cases(system, part, limits, depth - 1),
                End::Exhausted => Found::Open,
            };
            self.undo(length);
            self.choice[claim as usize] = None;
            match found {
                Found::Fits => return Found::Fits,
                Found::Open => open = true,
                Found::Core(facts) => core.extend(facts),
            }
        }
        if open {
            return Found::Open;
        }
        core.sort_unstable();
        core.dedup();
        Found::Core(core)
    }

    /// Whether the unknown variables of a part can be given values that fit. Each in turn is given
    /// the least that it can have or, in another try, the greatest: where rows and columns have
    /// their sums, that fills one cell after another. Other tries take the variable with the fewest
    /// values first. The bounds are left as they were.
    fn complete(&mut self, system: System<'_>, part: &Part) -> bool {
        let length = self.trail.len();
        let tries = [
            (Side::Low, false),
            (Side::High, false),
            (Side::Low, true),
            (Side::High, true),
        ];
        tries.into_iter().any(|(side, narrow)| {
            let fits = self.dive(system, part, side, narrow) && self.holds(system, part);
            self.undo(length);
            fits
        })
    }

    fn dive(&mut self, system: System<'_>, part: &Part, first: Side, narrow: bool) -> bool {
        let mut retries = MOST_RETRIES;
        let most = self.work + MOST_COMPLETION;
        loop {
            let mut unknown = part.vars.iter().filter(|&&var| self.fixed(var).is_none());
            let next = if narrow {
                unknown.min_by_key(|&&var| self.high(var) - self.low(var))
            } else {
                unknown.next()
            };
            let Some(&var) = next else { return true };
            while self.fixed(var).is_none() {
                let length = self.trail.len();
                let (low, high) = (self.low(var), self.high(var));
                let least = first == Side::Low || high >= INFINITE;
                // The bound that is moved to the other one, and what is left when that does not do.
                let (side, value, other, next) = if least {
                    (Side::High, low, Side::Low, low + 1)
                } else {
                    (Side::Low, high, Side::High, high - 1)
                };
                let supposed = self.narrow(system, var, side, value, Reason::Supposed);
                if supposed.is_ok() && self.run(system) == End::Fixed {
                    break;
                }
                self.undo(length);
                if retries == 0 || self.work > most {
                    return false;
                }
                retries -= 1;
                let rest = self.narrow(system, var, other, next, Reason::Supposed);
                if rest.is_err() || self.run(system) != End::Fixed {
                    return false;
                }
            }
            if self.work > most {
                return false;
            }
        }
    }

    /// Whether every variable of a part has one value, and the values meet every equality and claim.
    fn holds(&self, system: System<'_>, part: &Part) -> bool {
        let sum = |vars: &[Var]| {
            vars.iter()
                .try_fold(0_i64, |sum, &var| Some(sum + self.fixed(var)?))
        };
        let net = system.net;
        let tied = part.components.iter().filter(|&&of| usize::from(of) < TIED);
        let mut equalities = tied.flat_map(|&of| net.equalities_of(of));
        equalities.all(|index| {
            let equality = &net.equalities()[usize::from(index)];
            self.fixed(equality.whole).is_some()
                && sum(net.parts(equality)) == self.fixed(equality.whole)
        }) && part
            .claims
            .iter()
            .all(|&claim| !self.active[claim as usize] || self.alive(system, claim).is_none())
    }
}

/// The parts of a system: components that claims tie together.
pub(super) fn parts(system: System<'_>) -> Vec<Part> {
    let net = system.net;
    let mut root: [u8; 256] = std::array::from_fn(|index| index as u8);
    let count = (0..net.len()).map(|var| usize::from(net.component(var as Var)) + 1);
    let count = count.max().unwrap_or(0);
    let find = |root: &[u8; 256], mut of: u8| {
        while root[usize::from(of)] != of {
            of = root[usize::from(of)];
        }
        of
    };
    for (claim, statement) in system.claims.iter() {
        if statement.loose {
            continue;
        }
        let mut components = system.claims.vars(claim).map(|var| net.component(var));
        let Some(first) = components.next() else {
            continue;
        };
        for other in components {
            let (a, b) = (find(&root, first), find(&root, other));
            root[usize::from(a.max(b))] = a.min(b);
        }
    }
    let mut parts = vec![Part::default(); count];
    for (component, part) in (0..count as u8).map(|of| (of, find(&root, of))) {
        parts[usize::from(part)].components.push(component);
    }
    for var in 0..net.len() as Var {
        let part = find(&root, net.component(var));
        parts[usize::from(part)].vars.push(var);
    }
    for (claim, statement) in system.claims.iter() {
        if statement.loose {
            continue;
        }
        if let Some(var) = system.claims.vars(claim).next() {
            let part = find(&root, net.component(var));
            parts[usize::from(part)].claims.push(claim);
        }
    }
    parts.retain(|part| !part.components.is_empty());
    parts
}
