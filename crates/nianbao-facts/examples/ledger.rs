//! Judges reports given as numbers, one a line on standard input, and prints one line of JSON each:
//! what `tests/ledger` compares with an exact solver.
//!
//! ```text
//! ledger [--bench]                          < reports
//! ledger --form 2021|2019                   the cells and identities, as JSON
//!
//! line    := id edition value{n} claims claim{claims}
//! value   := a whole number, or -1 for a cell that says nothing; the cells in the order of --form
//! claim   := relation number readings reading{readings}     relation: 0 equal, 1 at most, 2 zero
//! reading := terms (cell sign){terms}
//! ```

use std::fmt::Write as _;
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

use nianbao_core::form::{CellRef, Edition, TableId, identities, table};
use nianbao_core::{Decimal, Span, TextRange};
use nianbao_facts::claims::{Claim, Kind, Reading, Relation, Term};
use nianbao_facts::ledger::{
    Cause, Consequence, Fact, Ledger, NewNumber, Proof, Repair, Standing, Verdict,
};

/// How often each report is judged when times are taken; the fastest counts.
const ROUNDS: usize = 7;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["--form", year] => writeln!(out, "{}", form(edition(year)?))?,
        ["--bench"] => bench(&mut out)?,
        [] => {
            for line in std::io::stdin().lock().lines() {
                let input = Input::read(&line?)?;
                writeln!(out, "{}", input.answer())?;
            }
        }
        _ => return Err("usage: ledger [--bench | --form YEAR]".into()),
    }
    Ok(())
}

fn edition(year: &str) -> Result<Edition> {
    match year {
        "2019" => Ok(Edition::V2019),
        "2021" => Ok(Edition::V2021),
        _ => Err("no such edition".into()),
    }
}

/// The cells of 表三 and 表四 in the order of the form, then the whole-number cells of 表二.
fn cells(edition: Edition) -> Vec<CellRef> {
    let mut cells = Vec::new();
    for id in [TableId::Requests, TableId::Disputes, TableId::Proactive] {
        for row in table(edition, id).rows {
            let columns = row.columns.iter().filter(|column| !column.amount);
            cells.extend(columns.map(|column| CellRef::new(id, row.key, column.key)));
        }
    }
    cells
}

fn form(edition: Edition) -> String {
    let cells = cells(edition);
    let at = |cell: &CellRef| cells.iter().position(|other| other == cell);
    let names: Vec<String> = cells
        .iter()
        .map(|cell| {
            let (row, column) = (cell.row.as_str(), cell.column.as_str());
            format!("[{},\"{row}\",\"{column}\"]", cell.table.number())
        })
        .collect();
    let identities: Vec<String> = identities(edition)
        .iter()
        .map(|identity| {
            let terms: Vec<usize> = identity.terms.iter().filter_map(at).collect();
            let totals: Vec<usize> = identity.totals.iter().filter_map(at).collect();
            format!("[{terms:?},{totals:?}]")
        })
        .collect();
    format!(
        "{{\"cells\":[{}],\"identities\":[{}]}}",
        names.join(","),
        identities.join(",")
    )
}

struct Input {
    id: i64,
    edition: Edition,
    cells: Vec<CellRef>,
    values: Vec<(CellRef, Decimal)>,
    claims: Vec<Claim>,
}

impl Input {
    fn read(line: &str) -> Result<Self> {
        let mut numbers = line.split_ascii_whitespace();
        let mut next = || -> Result<i64> { Ok(numbers.next().ok_or("too short")?.parse()?) };
        let id = next()?;
        let edition = edition(&next()?.to_string())?;
        let cells = cells(edition);
        let mut values = Vec::new();
        for &cell in &cells {
            let value = next()?;
            if value != -1 {
                values.push((cell, value.into()));
            }
        }
        let mut claims = Vec::new();
        for _ in 0..next()? {
            let relation = match next()? {
                0 => Relation::Equal,
                1 => Relation::AtMost,
                _ => Relation::Zero,
            };
            let value = next()?.into();
            let mut readings = Vec::new();
            for _ in 0..next()? {
                let mut terms = Vec::new();
                for _ in 0..next()? {
                    let cell = *cells.get(usize::try_from(next()?)?).ok_or("no such cell")?;
                    let minus = next()? < 0;
                    terms.push(Term { cell, minus });
                }
                readings.push(Reading { terms });
            }
            claims.push(claim(relation, value, readings));
        }
        Ok(Self {
            id,
            edition,
            cells,
            values,
            claims,
        })
    }

    fn ledger(&self) -> Ledger {
        Ledger::from_cells(self.edition, self.values.iter().copied(), &self.claims)
    }

    fn answer(&self) -> String {
        let ledger = self.ledger();
        let mut forced = Vec::new();
        let mut ranges = Vec::new();
        for (index, &cell) in self.cells.iter().enumerate() {
            match ledger.cell(cell) {
                Standing::Forced(value) => {
                    let facts = self.facts(ledger.proof(cell).as_ref());
                    forced.push(format!("[{index},{value},{facts}]"));
                }
                Standing::Range(low, high) => {
                    ranges.push(format!("[{index},{low},{}]", optional(high)));
                }
                Standing::Said(_) | Standing::Free => {}
            }
        }
        let verdicts = |all: &mut dyn Iterator<Item = Verdict>| -> String {
            all.map(|verdict| match verdict {
                Verdict::Holds => 'H',
                Verdict::Forced => 'F',
                Verdict::Broken => 'B',
                Verdict::Open => 'O',
            })
            .collect()
        };
        let identities = verdicts(
            &mut ledger
                .identities()
                .iter()
                .map(|identity| ledger.identity(identity)),
        );
        let claims = verdicts(&mut (0..self.claims.len()).map(|index| ledger.claim(index)));
        let causes: Vec<String> = ledger
            .causes()
            .iter()
            .map(|cause| self.cause(cause))
            .collect();
        format!(
            "{{\"id\":{},\"consistent\":{},\"forced\":[{}],\"ranges\":[{}],\"identities\":\"{identities}\",\"claims\":\"{claims}\",\"causes\":[{}]}}",
            self.id,
            ledger.consistent(),
            forced.join(","),
            ranges.join(","),
            causes.join(",")
        )
    }

    fn fact(&self, fact: &Fact) -> String {
        match fact {
            Fact::Cell(cell) => {
                let at = self.cells.iter().position(|other| other == cell);
                at.map_or_else(|| "null".to_owned(), |at| at.to_string())
            }
            Fact::Claim(index) => format!("\"c{index}\""),
        }
    }

    fn facts(&self, proof: Option<&Proof>) -> String {
        let facts = proof.map_or(&[][..], |proof| &proof.facts);
        let facts: Vec<String> = facts.iter().map(|fact| self.fact(fact)).collect();
        format!("[{}]", facts.join(","))
    }

    fn repair(&self, repair: &Repair) -> String {
        let changes: Vec<String> = repair
            .changes
            .iter()
            .map(|change| {
                let to = match &change.to {
                    NewNumber::Value(value) => format!("[{value},{value}]"),
                    NewNumber::Range(low, high) => format!("[{low},{}]", optional(*high)),
                    NewNumber::AnyOf(values) => {
                        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
                        format!("{{\"any\":[{}]}}", values.join(","))
                    }
                };
                format!("[{},{to}]", self.fact(&change.fact))
            })
            .collect();
        let slip = match repair.slip {
            Some(slip) => format!("\"{slip:?}\""),
            None => "null".to_owned(),
        };
        format!("{{\"slip\":{slip},\"changes\":[{}]}}", changes.join(","))
    }

    fn cause(&self, cause: &Cause) -> String {
        let repairs: Vec<String> = cause.repairs.iter().map(|one| self.repair(one)).collect();
        let core: Vec<String> = cause.core.iter().map(|fact| self.fact(fact)).collect();
        let mut consequences = String::new();
        for consequence in &cause.consequences {
            let comma = if consequences.is_empty() { "" } else { "," };
            let _ = match consequence {
                Consequence::Identity(identity) => {
                    let all = identities(self.edition);
                    let at = all.iter().position(|other| std::ptr::eq(other, *identity));
                    write!(consequences, "{comma}{}", at.unwrap_or(all.len()))
                }
                Consequence::Claim(index) => write!(consequences, "{comma}\"c{index}\""),
            };
        }
        format!(
            "{{\"core\":[{}],\"proved\":{},\"steps\":{},\"repairs\":[{}],\"count\":{},\"complete\":{},\"consequences\":[{consequences}]}}",
            core.join(","),
            self.facts(Some(&cause.proof)),
            cause.proof.steps.len(),
            repairs.join(","),
            cause.repair_count,
            cause.complete
        )
    }
}

fn optional(number: Option<Decimal>) -> String {
    number.map_or_else(|| "null".to_owned(), |number| number.to_string())
}

fn claim(relation: Relation, value: Decimal, readings: Vec<Reading>) -> Claim {
    Claim {
        kind: Kind::Received,
        shape: "example",
        value,
        relation,
        readings,
        quantity: None,
        soft: false,
        words: TextRange::new(0, 0),
        range: TextRange { start: 0, end: 0 },
        span: Span { start: 0, end: 0 },
    }
}

/// Prints how long the verdicts and the causes take.
fn bench(out: &mut impl Write) -> Result<()> {
    let mut building = Vec::new();
    let mut judging = Vec::new();
    let mut searching = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let input = Input::read(&line?)?;
        let mut best = [Duration::MAX; 3];
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            let ledger = input.ledger();
            let built = Instant::now();
            let consistent = std::hint::black_box(ledger.consistent());
            let judged = Instant::now();
            let count = std::hint::black_box(ledger.causes().len());
            let searched = if count == 0 && consistent {
                Duration::ZERO
            } else {
                judged.elapsed()
            };
            for (best, time) in best
                .iter_mut()
                .zip([built - begin, judged - built, searched])
            {
                *best = (*best).min(time);
            }
        }
        building.push(best[0]);
        judging.push(best[1]);
        if best[2] > Duration::ZERO {
            searching.push(best[2]);
        }
    }
    for (name, mut times) in [
        ("construction", building),
        ("verdicts", judging),
        ("causes", searching),
    ] {
        times.sort_unstable();
        let at = |permille: usize| {
            let index = times.len().saturating_sub(1) * permille / 1_000;
            let nanoseconds = times.get(index).copied().unwrap_or_default().as_nanos();
            format!("{}.{}", nanoseconds / 1_000, nanoseconds / 100 % 10)
        };
        writeln!(
            out,
            "{name}: {} reports, µs: median {}, p90 {}, p95 {}, p99 {}, most {}",
            times.len(),
            at(500),
            at(900),
            at(950),
            at(990),
            at(1_000)
        )?;
    }
    Ok(())
}
