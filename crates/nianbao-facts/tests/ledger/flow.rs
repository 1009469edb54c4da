//! 表三 with blanks, compared with a maximum flow.
//!
//! Without the row （七）总计, which follows from the others, every cell of 表三 is in at most two
//! identities, on one side of one and on the other side of the other. So the cells are the arcs of a
//! network and the identities its nodes; numbers that meet all identities are a circulation, and
//! whether there is one between given bounds is decided by a maximum flow.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, Edition, IdentityKind, RowKey as R, TableId, identities};
use nianbao_facts::ledger::Standing;

use crate::sheet::{Random, Sheet};

const ENDLESS: i64 = 1_000_000;
const REPORTS: u64 = 260;

/// The cells of 表三 as arcs between nodes.
struct Network {
    nodes: usize,
    arcs: Vec<(CellRef, usize, usize)>,
}

impl Network {
    fn new(sheet: &Sheet) -> Self {
        // One node for each identity but the dependent one, and one for what is in one identity only.
        let kept: Vec<_> = identities(sheet.edition)
            .iter()
            .filter(|identity| {
                identity.kind != IdentityKind::DisputeSum && identity.row() != Some(R::TotalHandled)
            })
            .collect();
        let outside = kept.len();
        // The sign of an identity in the incidence matrix: chosen so that each cell has both signs.
        let mut sign = vec![0_i8; kept.len()];
        let side = |node: usize, cell: CellRef| -> i8 {
            let identity = kept[node];
            i8::from(identity.terms.contains(&cell)) - i8::from(identity.totals.contains(&cell))
        };
        let cells: Vec<CellRef> = sheet
            .cells
            .iter()
            .map(|&(cell, _)| cell)
            .filter(|cell| cell.table == TableId::Requests)
            .collect();
        let of = |cell: CellRef| -> Vec<usize> {
            (0..kept.len())
                .filter(|&node| side(node, cell) != 0)
                .collect()
        };
        sign[0] = 1;
        for _ in 0..kept.len() {
            for &cell in &cells {
                if let [a, b] = of(cell)[..] {
                    let opposite = -side(a, cell) * side(b, cell);
                    if sign[a] != 0 && sign[b] == 0 {
                        sign[b] = sign[a] * opposite;
                    } else if sign[b] != 0 && sign[a] == 0 {
                        sign[a] = sign[b] * opposite;
                    }
                }
            }
        }
        let arcs = cells.iter().map(|&cell| {
            let mut ends = [outside, outside];
            for node in of(cell) {
                let sign = sign[node] * side(node, cell);
                assert_ne!(sign, 0);
                let end = usize::from(sign > 0);
                assert_eq!(ends[end], outside, "{cell:?} has one sign twice");
                ends[end] = node;
            }
            (cell, ends[0], ends[1])
        });
        Self {
            nodes: kept.len() + 1,
            arcs: arcs.collect(),
        }
    }

    /// Whether there are numbers within these bounds, one for each arc, that meet all identities.
    fn feasible(&self, bounds: &[(i64, i64)]) -> bool {
        if bounds.iter().any(|(low, high)| low > high) {
            return false;
        }
        let (source, sink) = (self.nodes, self.nodes + 1);
        let mut graph = Graph::new(self.nodes + 2);
        let mut surplus = vec![0_i64; self.nodes];
        for (&(_, from, to), &(low, high)) in self.arcs.iter().zip(bounds) {
            graph.arc(from, to, high - low);
            surplus[to] += low;
            surplus[from] -= low;
        }
        let mut wanted = 0;
        for (node, &surplus) in surplus.iter().enumerate() {
            if surplus > 0 {
                graph.arc(source, node, surplus);
                wanted += surplus;
            } else if surplus < 0 {
                graph.arc(node, sink, -surplus);
            }
        }
        graph.flow(source, sink) == wanted
    }
}

/// A residual graph; the reverse of arc `i` is `i ^ 1`.
struct Graph {
    of: Vec<Vec<usize>>,
    to: Vec<usize>,
    room: Vec<i64>,
}

impl Graph {
    fn new(nodes: usize) -> Self {
        Self {
            of: vec![Vec::new(); nodes],
            to: Vec::new(),
            room: Vec::new(),
        }
    }

    fn arc(&mut self, from: usize, to: usize, room: i64) {
        for (from, to, room) in [(from, to, room), (to, from, 0)] {
            self.of[from].push(self.to.len());
            self.to.push(to);
            self.room.push(room);
        }
    }

    /// Augments along shortest paths.
    fn flow(&mut self, source: usize, sink: usize) -> i64 {
        let mut total = 0;
        loop {
            let mut by = vec![usize::MAX; self.of.len()];
            let mut queue = vec![source];
            let mut head = 0;
            while head < queue.len() && by[sink] == usize::MAX {
                let node = queue[head];
                head += 1;
                for &arc in &self.of[node] {
                    let to = self.to[arc];
                    if self.room[arc] > 0 && by[to] == usize::MAX && to != source {
                        by[to] = arc;
                        queue.push(to);
                    }
                }
            }
            if by[sink] == usize::MAX {
                return total;
            }
            let mut path = Vec::new();
            let mut node = sink;
            while node != source {
                path.push(by[node]);
                node = self.to[by[node] ^ 1];
            }
            let room = path.iter().map(|&arc| self.room[arc]).min().unwrap_or(0);
            for arc in path {
                self.room[arc] -= room;
                self.room[arc ^ 1] += room;
            }
            total += room;
        }
    }
}

/// A report of one of several styles of blanks, right but for up to two changed cells.
fn draw(random: &mut Random) -> Sheet {
    let size = [2, 4, 20][random.below(3) as usize];
    let edition = if random.chance(20) {
        Edition::V2019
    } else {
        Edition::V2021
    };
    let mut sheet = Sheet::right(edition, || {
        if random.chance(60) {
            0
        } else {
            i64::from(random.below(size))
        }
    });
    let style = random.below(4);
    let share = [10, 30, 60, 85][random.below(4) as usize];
    for (cell, value) in &mut sheet.cells {
        let blank = match style {
            0 => *value == Some(0),
            1 => cell.column == nianbao_core::form::ColumnKey::Total,
            2 => random.chance(share),
            _ => *value == Some(0) && random.chance(90) || random.chance(5),
        };
        if blank {
            *value = None;
        }
    }
    for _ in 0..random.below(3) {
        let at = random.below(161) as usize;
        if let Some(value) = &mut sheet.cells[at].1 {
            *value = (*value + i64::from(random.below(7)) - 3).max(0);
        }
    }
    sheet
}

#[test]
fn tables_with_blanks_are_judged_as_by_a_maximum_flow() {
    let mut random = Random(0x6c65_6467_6572);
    let (mut contradictory, mut forced, mut missed) = (0, 0, 0);
    for report in 0..REPORTS {
        let sheet = draw(&mut random);
        let network = Network::new(&sheet);
        let bound = |value: Option<i64>| value.map_or((0, ENDLESS), |value| (value, value));
        let bounds: Vec<(i64, i64)> = network
            .arcs
            .iter()
            .map(|&(cell, ..)| bound(sheet.value(cell)))
            .collect();
        let ledger = sheet.ledger();
        let feasible = network.feasible(&bounds);
        assert_eq!(
            !ledger.contradictory(TableId::Requests),
            feasible,
            "report {report}"
        );
        if !feasible {
            contradictory += 1;
            continue;
        }
        for (at, &(cell, ..)) in network.arcs.iter().enumerate() {
            let known = sheet.value(cell).is_some();
            let (low, high) = ledger.cell(cell).range();
            let low = i64::try_from(low).unwrap();
            let high = high.map(|high| i64::try_from(high).unwrap());
            let within = |range: (i64, i64)| {
                let mut bounds = bounds.clone();
                bounds[at] = range;
                network.feasible(&bounds)
            };
            if known {
                continue;
            }
            // Nothing outside of the range, and with one value exactly that one.
            assert!(
                low == 0 || !within((0, low - 1)),
                "report {report} {cell:?}"
            );
            assert!(
                high.is_none_or(|high| !within((high + 1, ENDLESS))),
                "report {report} {cell:?}"
            );
            if high == Some(low) {
                forced += 1;
                assert_eq!(ledger.cell(cell), Standing::Forced(Decimal::from(low)));
            } else if let Some(high) = high {
                // Whether one end alone is possible after all.
                let only = |value: i64| {
                    let below = value > low && within((low, value - 1));
                    let above = value < high && within((value + 1, high));
                    !(below || above)
                };
                missed += usize::from(only(low) || only(high));
            }
        }
    }
    assert!(
        contradictory > 60 && forced > 4_000,
        "{contradictory} {forced}"
    );
    assert!(missed <= 2, "{missed} forced cells were not seen");
}
