//! Runs a pattern over tokens.

/// A Glushkov automaton: one state for each token of the pattern, in the bits of a number. All states
/// are followed at once, so that a run takes one step a token and never goes back.
#[derive(Debug)]
pub(crate) struct Automaton {
    /// Whether it matches nothing at all.
    pub(crate) empty: bool,
    /// The states that a match begins with.
    pub(crate) first: u128,
    /// The states that a match ends with.
    pub(crate) last: u128,
    /// The states after each state.
    pub(crate) follow: &'static [u128],
    /// For each concept, the states that take it.
    pub(crate) takes: &'static [(u8, u128)],
    /// Concepts of which every match holds one; 0 when there are no such.
    pub(crate) needs: u128,
}

impl Automaton {
    /// Runs over tokens, given by their concepts in the direction of the pattern: how many of the
    /// first ones the longest match takes, `None` when there is no match, and the number of tokens
    /// after which nothing could follow any more.
    pub(crate) fn run(&self, tokens: impl Iterator<Item = u128>) -> (Option<usize>, usize) {
        let mut longest = self.empty.then_some(0);
        let mut reached = 0;
        let mut next = self.first;
        for (at, concepts) in tokens.enumerate() {
            let mut here = 0;
            for &(concept, states) in self.takes {
                if concepts >> concept & 1 == 1 {
                    here |= states;
                }
            }
            here &= next;
            if here == 0 {
                break;
            }
            reached = at + 1;
            if here & self.last != 0 {
                longest = Some(at + 1);
            }
            next = 0;
            let mut left = here;
            while left != 0 {
                let state = left.trailing_zeros() as usize;
                next |= self.follow.get(state).copied().unwrap_or_default();
                left &= left - 1;
            }
        }
        (longest, reached)
    }
}
