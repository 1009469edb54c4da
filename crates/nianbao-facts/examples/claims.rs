//! Prints the claims of reports, one a line with tabs between its fields, for programs that measure the
//! grammar. With NEAR=1 it prints the numbers that no shape reads.

#![allow(clippy::print_stdout, reason = "it prints for programs")]

use nianbao_core::{Report, SourceText};
use nianbao_facts::claims::{Stop, claims_and_near_misses};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let near = std::env::var_os("NEAR").is_some();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let report = Report::parse(SourceText::new(text)?);
        let (claims, misses) = claims_and_near_misses(&report);
        if near {
            for miss in misses {
                let quantity = &report.prose.quantities[miss.quantity];
                let text = report.prose.as_str();
                let number = quantity.number.cover(quantity.unit).range();
                let from = text.floor_char_boundary(number.start.saturating_sub(120));
                let to = text.ceil_char_boundary((number.end + 60).min(text.len()));
                let name = path.rsplit('/').next().unwrap_or(&path);
                let stop = match &miss.stop {
                    Stop::Words(span) => report
                        .source
                        .as_str()
                        .get(span.range())
                        .unwrap_or("")
                        .to_owned(),
                    other => format!("{other:?}"),
                };
                println!(
                    "{name}\t{}\t{stop}\t{}【{}】{}",
                    miss.shape,
                    text[from..number.start].replace('\n', "¶"),
                    &text[number.clone()],
                    text[number.end..to].replace('\n', "¶")
                );
            }
            continue;
        }
        for claim in claims {
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
