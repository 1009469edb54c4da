//! Prints the claims of reports, a JSON object a line, for programs that measure the grammar.

use nianbao_core::{Report, SourceText};
use nianbao_facts::claims::claims;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let report = Report::parse(SourceText::new(text)?);
        for claim in claims(&report) {
            let readings: Vec<String> = claim
                .readings
                .iter()
                .map(|reading| {
                    let cells: Vec<String> = reading
                        .terms
                        .iter()
                        .map(|term| {
                            let sign = if term.minus { "-" } else { "" };
                            let cell = term.cell;
                            format!(
                                "{sign}t{}.{}.{}",
                                cell.table.number(),
                                cell.row.as_str(),
                                cell.column.as_str()
                            )
                        })
                        .collect();
                    cells.join("+")
                })
                .collect();
            println!(
                "{path}\t{}\t{}\t{:?}\t{}\t{:?}\t{}\t{}",
                claim.span.start,
                claim.span.end,
                claim.kind,
                claim.value,
                claim.relation,
                claim.shape,
                readings.join("|")
            );
        }
    }
    Ok(())
}
