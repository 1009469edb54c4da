//! Many mistakes in one part: a repair for each of several disjoint cores.
//!
//! No repair can have fewer facts than there are disjoint cores. So where one fact of each does, those
//! are a smallest repair, and nothing larger has to be searched.

use std::cmp::Reverse;

use nianbao_core::form::{Edition, identities};

use super::causes::{Root, only};
use super::explain::FactId;
use super::net::Var;
use super::search::{Candidate, Search};

/// The number of disjoint cores from which a table counts as wrong all over.
const MOST_CORES: usize = 12;
/// How many facts of each core are examined again with the best ones of the others.
const MOST_EACH: usize = 4;
/// How many facts of each core are examined, those first on whose number most identities agree.
const MOST_TRIED: usize = 12;

impl Search<'_> {
    /// What each broken identity of known cells alone would have its cells hold, one line for each.
    fn votes(&self, edition: Edition) -> Vec<(FactId, i64)> {
        let net = self.system.net;
        let mut votes = Vec::new();
        for identity in identities(edition) {
            let terms = identity.terms.iter().map(|&cell| (cell, 1));
            let totals = identity.totals.iter().map(|&cell| (cell, -1));
            let cells = terms.chain(totals).map(|(cell, sign)| {
                let var = net.var(cell).filter(|var| self.part.vars.contains(var))?;
                Some((var, sign, self.values.get(var)?))
            });
            let Some(cells) = cells.collect::<Option<Vec<(Var, i64, i64)>>>() else {
                continue;
            };
            let excess: i64 = cells.iter().map(|&(_, sign, value)| sign * value).sum();
            if excess != 0 {
                let wanted = cells.iter();
                votes.extend(wanted.map(|&(var, sign, value)| (var.into(), value - sign * excess)));
            }
        }
        votes
    }

    /// A cause for each disjoint core, if one fact of each is a repair together; nothing else
    /// otherwise.
    pub(super) fn many(
        &mut self,
        edition: Edition,
        mut packed: Vec<Vec<FactId>>,
    ) -> Option<Vec<Root>> {
        self.pack_more(&mut packed, MOST_CORES);
        if packed.len() >= MOST_CORES {
            return None;
        }
        let votes = self.votes(edition);
        let families = (0..packed.len()).map(|index| self.family(&packed, index, &votes));
        let families: Vec<Vec<Candidate>> = families.collect::<Option<_>>()?;
        let best: Vec<FactId> = families
            .iter()
            .filter_map(|family| family.first()?.facts.first().copied())
            .collect();
        let together = self.try_repair(&best, &[], None)?;
        let mut roots = Vec::new();
        for (index, family) in families.iter().enumerate() {
            let own = best.get(index).copied()?;
            let others: Vec<FactId> = best.iter().copied().filter(|&id| id != own).collect();
            let mut found = vec![only(&together, &[own])];
            for candidate in family.iter().skip(1).take(MOST_EACH) {
                if self.spent() {
                    break;
                }
                let set: Vec<FactId> = others.iter().chain(&candidate.facts).copied().collect();
                let Some(whole) = self.try_repair(&set, &[], None) else {
                    continue;
                };
                // The others are to become what they become with the best one.
                if only(&whole, &others).repair == only(&together, &others).repair {
                    found.push(only(&whole, &candidate.facts));
                }
            }
            roots.push(self.root(found, Vec::new(), false));
        }
        Some(roots)
    }

    /// The facts of one core without which the facts of no other core are needed for a repair, the
    /// likeliest first. `None` when there are none.
    fn family(
        &mut self,
        packed: &[Vec<FactId>],
        index: usize,
        votes: &[(FactId, i64)],
    ) -> Option<Vec<Candidate>> {
        // How many identities agree on what a fact should be.
        let agree = |id: FactId| {
            let of = |vote: &&(FactId, i64)| vote.0 == id && vote.1 >= 0;
            let own = votes.iter().filter(of);
            let counts = own.map(|vote| votes.iter().filter(|other| *other == vote).count());
            counts.max().unwrap_or(0)
        };
        let others = packed.iter().enumerate().filter(|&(at, _)| at != index);
        let others: Vec<FactId> = others.flat_map(|(_, core)| core.iter().copied()).collect();
        let mut family = Vec::new();
        let mut own = packed.get(index)?.clone();
        own.sort_by_cached_key(|&id| Reverse(agree(id)));
        for id in own.into_iter().take(MOST_TRIED) {
            if self.spent() {
                return None;
            }
            let mut removed = others.clone();
            removed.push(id);
            let found = self.guess_repair(&removed);
            family.extend(found.map(|found| only(&found, &[id])));
        }
        family.sort_by_cached_key(|one: &Candidate| {
            let agree = one.facts.first().map_or(0, |&id| agree(id));
            (Reverse(agree), self.rank(one))
        });
        (!family.is_empty()).then_some(family)
    }
}
