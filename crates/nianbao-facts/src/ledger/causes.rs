//! Root causes: the repairs of a part taken apart into those that have nothing to do with each other,
//! ranked.

use std::cmp::Reverse;

use nianbao_core::form::Edition;

use super::explain::{CLAIMS, FactId, fact};
use super::model::{Change, Fact, NewNumber, Proof, Repair, Slip};
use super::net::{Var, scaled};
use super::search::{Candidate, MOST_CHANGES, Search};
use super::slips::transposed;
use super::state::End;

/// How many repairs of a cause are named.
const NAMED_REPAIRS: usize = 3;

/// A cause before its consequences are known.
#[derive(Clone, Debug)]
pub(super) struct Root {
    pub(super) core: Vec<Fact>,
    pub(super) proof: Proof,
    pub(super) repairs: Vec<Repair>,
    pub(super) others: Vec<Repair>,
    pub(super) repair_count: usize,
    pub(super) complete: bool,
}

/// The causes of the contradictions in a part of the system; none when there is none.
pub(super) fn roots(search: &mut Search<'_>, edition: Edition) -> Vec<Root> {
    let packed = search.pack();
    if packed.is_empty() {
        return Vec::new();
    }
    // A slip of several cells is worth naming only where one changed fact is not enough.
    let mut complete = packed.len() <= MOST_CHANGES;
    if packed.len() == 1 {
        complete = search.deepen(1..=1);
    }
    let mut slips = Vec::new();
    if search.found.is_empty() {
        slips = search.slips(edition, &packed);
        complete = complete && search.deepen(packed.len().max(2)..=MOST_CHANGES);
    }
    let found = std::mem::take(&mut search.found);
    if !slips.is_empty() {
        // One slip explains everything: what else would is another reading of the same mistake.
        return vec![search.root(found, slips, complete)];
    }
    let factors = if independent(&found) {
        factors(&found)
    } else {
        Vec::new()
    };
    if found.is_empty()
        && packed.len() > 1
        && let Some(roots) = search.many(edition, packed)
    {
        return roots;
    }
    if factors.len() < 2 {
        return vec![search.root(found, Vec::new(), complete)];
    }
    let best: Vec<Vec<FactId>> = factors
        .iter()
        .map(|sets| search.best(sets, &found))
        .collect();
    let mut roots = Vec::new();
    for (index, sets) in factors.iter().enumerate() {
        let others: Vec<FactId> = best
            .iter()
            .enumerate()
            .filter(|&(other, _)| other != index)
            .flat_map(|(_, set)| set.iter().copied())
            .collect();
        let candidates = sets.iter().map(|set| {
            let whole = found.iter().find(|candidate| {
                let of = |ids: &[FactId]| ids.iter().all(|id| candidate.facts.contains(id));
                of(set) && of(&others)
            });
            whole.map(|whole| only(whole, set))
        });
        let candidates = candidates.flatten().collect();
        roots.push(search.root(candidates, Vec::new(), complete));
    }
    roots
}

/// The part of a repair that changes these facts.
pub(super) fn only(whole: &Candidate, set: &[FactId]) -> Candidate {
    let mut part = Candidate {
        facts: Vec::new(),
        repair: Repair {
            slip: None,
            changes: Vec::new(),
        },
        digits: Vec::new(),
    };
    let all = whole
        .facts
        .iter()
        .zip(&whole.repair.changes)
        .zip(&whole.digits);
    for ((id, change), digits) in all.filter(|((id, _), _)| set.contains(id)) {
        part.facts.push(*id);
        part.repair.changes.push(change.clone());
        part.digits.push(*digits);
    }
    part
}

/// Whether what becomes of a fact does not depend on the other facts of its repair.
fn independent(found: &[Candidate]) -> bool {
    let mut seen: Vec<&Change> = Vec::new();
    let mut changes = found.iter().flat_map(|one| &one.repair.changes);
    changes.all(|change| {
        let known = seen.iter().find(|known| known.fact == change.fact);
        let same = known.is_none_or(|known| known.to == change.to);
        seen.push(change);
        same
    })
}

/// The sets of facts as a product of families that do not depend on each other; one family when they
/// are no product.
fn factors(found: &[Candidate]) -> Vec<Vec<Vec<FactId>>> {
    let sets: Vec<Vec<FactId>> = found.iter().map(|one| one.facts.clone()).collect();
    let Some(first) = sets.first() else {
        return Vec::new();
    };
    if first.len() > 1 {
        for &id in first {
            let rest: Vec<FactId> = first.iter().copied().filter(|&other| other != id).collect();
            // What may take the place of this fact while the others stay, and the other way.
            let family: Vec<FactId> = sets
                .iter()
                .filter(|set| rest.iter().all(|other| set.contains(other)))
                .filter_map(|set| set.iter().copied().find(|other| !rest.contains(other)))
                .collect();
            let others: Vec<Vec<FactId>> = sets
                .iter()
                .filter(|set| set.contains(&id))
                .map(|set| set.iter().copied().filter(|&other| other != id).collect())
                .collect();
            let apart = others.iter().flatten().all(|other| !family.contains(other));
            let product = sets.iter().all(|set| {
                let mut own = set.iter().filter(|id| family.contains(id));
                let one = own.next().copied();
                let rest: Vec<FactId> = set
                    .iter()
                    .copied()
                    .filter(|&other| Some(other) != one)
                    .collect();
                one.is_some() && others.contains(&rest)
            });
            if apart && product && family.len() * others.len() == sets.len() {
                let mut all = vec![family.into_iter().map(|id| vec![id]).collect()];
                all.extend(split(others));
                return all;
            }
        }
    }
    vec![sets]
}

/// Families of sets of two facts, taken apart once more if they are a product.
fn split(sets: Vec<Vec<FactId>>) -> Vec<Vec<Vec<FactId>>> {
    let Some([a, b]) = sets.first().map(Vec::as_slice) else {
        return vec![sets];
    };
    let with = |id: FactId| {
        sets.iter()
            .filter(|set| set.contains(&id))
            .filter_map(|set| set.iter().copied().find(|&other| other != id))
            .collect::<Vec<FactId>>()
    };
    let (second, first) = (with(*a), with(*b));
    let apart = first.iter().all(|id| !second.contains(id));
    let product = sets.iter().all(|set| {
        set.iter().filter(|id| first.contains(id)).count() == 1
            && set.iter().filter(|id| second.contains(id)).count() == 1
    });
    if apart && product && first.len() * second.len() == sets.len() {
        let single = |ids: Vec<FactId>| ids.into_iter().map(|id| vec![id]).collect();
        return vec![single(first), single(second)];
    }
    vec![sets]
}

/// What a repair is ranked by, the likeliest first.
type Rank = (bool, usize, Reverse<usize>, u64, u64, Vec<FactId>);

impl Search<'_> {
    /// The likeliest set of a family, by the repairs that it is part of.
    fn best(&self, family: &[Vec<FactId>], found: &[Candidate]) -> Vec<FactId> {
        let parts = family.iter().filter_map(|set| {
            let whole = found
                .iter()
                .find(|candidate| set.iter().all(|id| candidate.facts.contains(id)))?;
            Some(only(whole, set))
        });
        let best = parts.min_by_key(|part| self.rank(part));
        best.map(|part| part.facts).unwrap_or_default()
    }

    /// A cause with these repairs.
    pub(super) fn root(
        &mut self,
        mut found: Vec<Candidate>,
        slips: Vec<Candidate>,
        complete: bool,
    ) -> Root {
        // The core that every repair touches, or the first one.
        let touched = |core: &&Vec<FactId>| {
            let mut all = found.iter();
            all.all(|one| one.facts.iter().any(|id| core.contains(id)))
        };
        let core = self
            .cores
            .iter()
            .filter(touched)
            .min_by_key(|core| core.len());
        let core = core.or(self.cores.first()).cloned().unwrap_or_default();
        let repair_count = found.len();
        for one in &mut found {
            if let ([(from, Some(to))], true) = (one.digits.as_slice(), one.repair.slip.is_none())
                && transposed(*from, *to)
            {
                one.repair.slip = Some(Slip::DigitsTransposed);
            }
        }
        for slip in slips {
            let same = |one: &&mut Candidate| one.repair.changes == slip.repair.changes;
            match found.iter_mut().find(same) {
                Some(one) => one.repair.slip = slip.repair.slip,
                None => found.push(slip),
            }
        }
        found.sort_by_cached_key(|candidate| self.rank(candidate));
        let (facts, proof) = self.prove(&core);
        let repair_count = repair_count.max(found.len());
        let others = found.split_off(NAMED_REPAIRS.min(found.len()));
        let repairs = |found: Vec<Candidate>| found.into_iter().map(|one| one.repair).collect();
        Root {
            core: facts,
            proof,
            repairs: repairs(found),
            others: repairs(others),
            repair_count,
            complete,
        }
    }

    /// The names of the facts of a core, and why they contradict each other.
    fn prove(&mut self, core: &[FactId]) -> (Vec<Fact>, Proof) {
        let net = self.system.net;
        let names: Vec<Fact> = core.iter().filter_map(|&id| fact(net, id)).collect();
        self.load_only(core);
        let proof = match self.state.run(self.system) {
            End::Conflict(conflict) => {
                let explanation = self.state.explain(self.system, conflict);
                self.state.proof(self.system, &explanation)
            }
            // The readings of a claim have to be tried one after another.
            End::Fixed | End::Exhausted => Proof {
                facts: names.clone(),
                steps: Vec::new(),
            },
        };
        (names, proof)
    }

    pub(super) fn rank(&self, candidate: &Candidate) -> Rank {
        let slip = candidate.repair.slip;
        let size = match slip {
            Some(_) => 1,
            None => candidate.facts.len(),
        };
        let against = candidate.facts.iter().map(|&id| self.against(id)).sum();
        let pairs = candidate.digits.iter();
        let (mut edits, mut distance) = (0, 0_u64);
        for &(from, to) in pairs {
            edits += to.map_or(UNKNOWN_EDIT, |to| digit_edits(from, to));
            distance = distance.saturating_add(to.map_or(0, |to| to.abs_diff(from)));
        }
        let facts = candidate.facts.clone();
        (
            slip.is_none(),
            size,
            Reverse(against),
            edits,
            distance,
            facts,
        )
    }

    /// How many disjoint cores, but for this fact itself, speak against a fact.
    fn against(&self, id: FactId) -> usize {
        let mut used: Vec<FactId> = Vec::new();
        let mut count = 0;
        for core in self.cores.iter().filter(|core| core.contains(&id)) {
            let others = || core.iter().filter(|&&other| other != id);
            if !others().any(|other| used.contains(other)) {
                count += 1;
                used.extend(others());
            }
        }
        count
    }
}

/// What an edit costs whose result is not known.
const UNKNOWN_EDIT: u64 = 3;

/// How many digits are changed, added or left out.
fn digit_edits(from: i64, to: i64) -> u64 {
    let (from, to) = (from.to_string(), to.to_string());
    let mut row: Vec<u64> = (0..=to.len() as u64).collect();
    for (at, a) in from.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = at as u64 + 1;
        for (column, b) in to.bytes().enumerate() {
            let replace = diagonal + u64::from(a != b);
            diagonal = row[column + 1];
            row[column + 1] = replace.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The cells that a repair changes, with what they then hold.
pub(super) fn cells_of(search: &Search<'_>, repair: &Repair) -> Vec<(Var, Option<i64>)> {
    let net = search.system.net;
    let changes = repair.changes.iter().filter_map(|change| {
        let Fact::Cell(cell) = change.fact else {
            return None;
        };
        let var = net.var(cell)?;
        let value = match change.to {
            NewNumber::Value(number) => scaled(number, net.scale(var)),
            NewNumber::AnyOf(_) | NewNumber::Range(..) => None,
        };
        Some((var, value))
    });
    changes.collect()
}

/// The claims that a repair changes.
pub(super) fn claims_of(repair: &Repair) -> Vec<FactId> {
    let claims = repair
        .changes
        .iter()
        .filter_map(|change| match change.fact {
            Fact::Claim(index) => Some(CLAIMS + index as FactId),
            Fact::Cell(_) => None,
        });
    claims.collect()
}
