//! Bounds of the variables, and their propagation to a fixed point.

use super::claims::Statements;
use super::net::{LARGEST, Net, VARIABLES, Var};

/// No upper bound.
pub(super) const INFINITE: i64 = 1 << 50;
const _: () = assert!(INFINITE > LARGEST + 1);
/// How many equalities and claims one run may visit beyond one visit of each. Bounds of unknown cells
/// can climb for ever (x ≥ y + 1 ≥ x + 2 …); what is left then is open.
const MOST_VISITS: u32 = 1_500;
/// No step.
pub(super) const NONE: u32 = u32::MAX;
/// Equalities that wait; more than there are.
const RING: usize = 256;

/// Which bound of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Low,
    High,
}

impl Side {
    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Low => Self::High,
            Self::High => Self::Low,
        }
    }

    /// The bound of a term with this sign that the same bound of the sum rests on.
    pub(super) fn of_term(self, sign: i8) -> Self {
        if sign > 0 { self } else { self.opposite() }
    }
}

/// Why a bound was moved.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reason {
    /// By an equality of the net.
    Equality(u16),
    /// By a form of a reading of a claim.
    Claim { claim: u32, reading: u16, form: u16 },
    /// Supposed, to see what follows.
    Supposed,
}

/// A bound that was moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub(super) var: Var,
    pub(super) side: Side,
    pub(super) reason: Reason,
    pub(super) value: i64,
    pub(super) old: i64,
    /// The move of the same bound before this one.
    pub(super) before: u32,
}

/// What cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conflict {
    /// The lower bound of a variable is above the upper one.
    Bounds(Var),
    /// No reading of a claim is left.
    Claim(u32),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing more follows.
    Fixed,
    /// The facts contradict each other.
    Conflict(Conflict),
    /// The bound on the work was met.
    Exhausted,
}

/// Net and claims: what the bounds are propagated over.
#[derive(Clone, Copy)]
pub(super) struct System<'a> {
    pub(super) net: &'static Net,
    pub(super) claims: &'a Statements,
}

/// The numbers that the cells give.
#[derive(Clone)]
pub(super) struct Values {
    pub(super) low: [i64; VARIABLES],
    pub(super) high: [i64; VARIABLES],
    pub(super) known: [bool; VARIABLES],
}

impl Values {
    pub(super) fn new() -> Self {
        Self {
            low: [0; VARIABLES],
            high: [INFINITE; VARIABLES],
            known: [false; VARIABLES],
        }
    }

    pub(super) fn set(&mut self, var: Var, value: Option<i64>) {
        let var = usize::from(var);
        self.known[var] = value.is_some();
        self.low[var] = value.unwrap_or(0);
        self.high[var] = value.unwrap_or(INFINITE);
    }

    pub(super) fn get(&self, var: Var) -> Option<i64> {
        let var = usize::from(var);
        self.known[var].then_some(self.low[var])
    }
}

/// Bounds with the trail of how they came about. The trail is the proof of each of them.
#[derive(Clone)]
pub(super) struct State {
    pub(super) values: Values,
    /// The last move of each bound.
    pub(super) top: [[u32; 2]; VARIABLES],
    pub(super) trail: Vec<Move>,
    /// Which claims take part.
    pub(super) active: Vec<bool>,
    /// The reading that is supposed of a claim.
    pub(super) choice: Vec<Option<u16>>,
    ring: [u16; RING],
    head: usize,
    tail: usize,
    queued: [bool; RING],
    waiting: Vec<u32>,
    waits: Vec<bool>,
    /// Visits since the state was made.
    pub(super) work: u64,
}

impl State {
    /// The bounds that the cells give; no claim takes part.
    pub(super) fn new(values: &Values, claims: usize) -> Self {
        Self {
            values: values.clone(),
            top: [[NONE; 2]; VARIABLES],
            trail: Vec::with_capacity(256),
            active: vec![false; claims],
            choice: vec![None; claims],
            ring: [0; RING],
            head: 0,
            tail: 0,
            queued: [false; RING],
            waiting: Vec::new(),
            waits: vec![false; claims],
            work: 0,
        }
    }

    /// Begins anew from these values.
    pub(super) fn reset(&mut self, values: &Values) {
        self.values.clone_from(values);
        self.top = [[NONE; 2]; VARIABLES];
        self.trail.clear();
        self.clear_queues();
    }

    fn clear_queues(&mut self) {
        while self.head != self.tail {
            let equality = self.ring[self.head % RING];
            self.queued[usize::from(equality) % RING] = false;
            self.head += 1;
        }
        for claim in self.waiting.drain(..) {
            self.waits[claim as usize] = false;
        }
    }

    pub(super) fn low(&self, var: Var) -> i64 {
        self.values.low[usize::from(var)]
    }

    pub(super) fn high(&self, var: Var) -> i64 {
        self.values.high[usize::from(var)]
    }

    /// The one value that a variable can have.
    pub(super) fn fixed(&self, var: Var) -> Option<i64> {
        let (low, high) = (self.low(var), self.high(var));
        (low == high).then_some(low)
    }

    pub(super) fn queue(&mut self, equality: u16) {
        let queued = &mut self.queued[usize::from(equality) % RING];
        if !*queued {
            *queued = true;
            self.ring[self.tail % RING] = equality;
            self.tail += 1;
        }
    }

    /// Lets a claim take part, and be visited.
    pub(super) fn activate(&mut self, claim: u32) {
        self.active[claim as usize] = true;
        self.wait(claim);
    }

    /// Puts a claim that takes part in the queue.
    pub(super) fn wait(&mut self, claim: u32) {
        let index = claim as usize;
        if self.active[index] && !self.waits[index] {
            self.waits[index] = true;
            self.waiting.push(claim);
        }
    }

    /// Takes moves back until the trail is as long as it was.
    pub(super) fn undo(&mut self, length: usize) {
        while self.trail.len() > length {
            let Some(last) = self.trail.pop() else { break };
            let var = usize::from(last.var);
            match last.side {
                Side::Low => self.values.low[var] = last.old,
                Side::High => self.values.high[var] = last.old,
            }
            self.top[var][last.side as usize] = last.before;
        }
        self.clear_queues();
    }

    /// Moves a bound, if that narrows it, and queues what it concerns.
    #[inline]
    pub(super) fn narrow(
        &mut self,
        system: System<'_>,
        var: Var,
        side: Side,
        value: i64,
        reason: Reason,
    ) -> Result<(), Conflict> {
        let index = usize::from(var);
        let bound = match side {
            Side::Low => &mut self.values.low[index],
            Side::High => &mut self.values.high[index],
        };
        // A weaker bound than the true one is always right.
        let value = value.min(INFINITE - 1);
        let narrower = match side {
            Side::Low => value > *bound,
            Side::High => value < *bound,
        };
        if !narrower {
            return Ok(());
        }
        let old = std::mem::replace(bound, value);
        let before = &mut self.top[index][side as usize];
        self.trail.push(Move {
            var,
            side,
            reason,
            value,
            old,
            before: *before,
        });
        *before = self.trail.len() as u32 - 1;
        if self.values.low[index] > self.values.high[index] {
            return Err(Conflict::Bounds(var));
        }
        // An equality leaves nothing that it could narrow once more by itself.
        let own = match reason {
            Reason::Equality(own) => own,
            _ => u16::MAX,
        };
        for &equality in system.net.users(var) {
            if equality != own {
                self.queue(equality);
            }
        }
        for &claim in system.claims.users(var) {
            self.wait(claim);
        }
        Ok(())
    }

    /// Propagates until nothing more follows.
    pub(super) fn run(&mut self, system: System<'_>) -> End {
        let mut left = MOST_VISITS + (self.tail - self.head) as u32 + self.waiting.len() as u32;
        let end = loop {
            if left == 0 {
                break End::Exhausted;
            }
            left -= 1;
            self.work += 1;
            let result = if self.head != self.tail {
                let equality = self.ring[self.head % RING];
                self.head += 1;
                self.queued[usize::from(equality) % RING] = false;
                self.visit(system, equality)
            } else if let Some(claim) = self.waiting.pop() {
                self.waits[claim as usize] = false;
                self.visit_claim(system, claim)
            } else {
                break End::Fixed;
            };
            if let Err(conflict) = result {
                break End::Conflict(conflict);
            }
        };
        self.clear_queues();
        end
    }

    fn visit(&mut self, system: System<'_>, index: u16) -> Result<(), Conflict> {
        let equality = &system.net.equalities()[usize::from(index)];
        let parts = system.net.parts(equality);
        let (mut least, mut most, mut endless) = (0_i64, 0_i64, 0_u32);
        for &part in parts {
            least += self.low(part);
            let high = self.high(part);
            if high >= INFINITE {
                endless += 1;
            } else {
                most += high;
            }
        }
        let reason = Reason::Equality(index);
        let whole = equality.whole;
        self.narrow(system, whole, Side::Low, least, reason)?;
        if endless == 0 {
            self.narrow(system, whole, Side::High, most, reason)?;
            if least == most {
                return Ok(());
            }
        }
        let (low, high) = (self.low(whole), self.high(whole));
        let before = self.trail.len();
        if high < INFINITE {
            let room = high - least;
            for &part in parts {
                let own = self.low(part);
                if self.high(part) - own > room {
                    self.narrow(system, part, Side::High, own + room, reason)?;
                }
            }
        }
        if self.trail.len() != before {
            let highs = parts.iter().map(|&part| self.high(part));
            (most, endless) = highs.fold((0, 0), |(most, endless), high| {
                if high >= INFINITE {
                    (most, endless + 1)
                } else {
                    (most + high, endless)
                }
            });
        }
        // The parts must reach the lower bound of the whole: a part without an upper bound, if it is
        // the only one, alone takes what the others cannot.
        for &part in parts {
            let own = self.high(part);
            let others = match (endless, own >= INFINITE) {
                (0, _) => most - own,
                (1, true) => most,
                _ => continue,
            };
            if low - others > self.low(part) {
                self.narrow(system, part, Side::Low, low - others, reason)?;
            }
        }
        Ok(())
    }
}
