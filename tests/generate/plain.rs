//! Tables as pipes, tabs, single cells and space-separated rows.

use super::{Grid, GridCell, Random};

/// Markdown pipes.
pub(super) fn pipes(grid: &Grid, repeat: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut above: Vec<String> = vec![String::new(); grid.width];
    for (y, places) in grid.places().iter().enumerate() {
        let mut row = Vec::with_capacity(grid.width);
        let mut covered_by: Option<&GridCell> = None;
        for (x, place) in places.iter().enumerate() {
            let text = match place {
                Some(cell) => {
                    covered_by = Some(cell);
                    above[x] = if cell.value {
                        String::new()
                    } else {
                        cell.text.clone()
                    };
                    cell.text.clone()
                }
                None if repeat => {
                    // Covered from the left in this row, or from above.
                    let left = covered_by.filter(|cell| !cell.value || cell.columns > 1);
                    let text = left.map_or_else(|| above[x].clone(), |cell| cell.text.clone());
                    above[x].clone_from(&text);
                    text
                }
                None => String::new(),
            };
            row.push(text);
        }
        lines.push(format!("| {} |", row.join(" | ")));
        if y == 0 {
            lines.push(format!("|{}", " --- |".repeat(grid.width)));
        }
    }
    lines
}

/// Tabs between cells.
pub(super) fn tabs(grid: &Grid, leading: usize, ragged: bool, random: &mut Random) -> Vec<String> {
    let labels = grid.label_columns;
    let mut lines = Vec::new();
    for (y, places) in grid.places().iter().enumerate() {
        let mut row: Vec<String> = Vec::with_capacity(grid.width);
        for (x, place) in places.iter().enumerate() {
            let text = place.map_or("", |cell| cell.text.as_str());
            // Labels that have no cell of their own share the last one.
            let shared = row.last_mut().filter(|_| x >= leading && x < labels);
            if let Some(last) = shared {
                if !last.is_empty() && !text.is_empty() {
                    last.push(' ');
                }
                last.push_str(text);
                continue;
            }
            row.push(text.to_owned());
        }
        if ragged && grid.is_data(y) {
            if random.chance(30) {
                let empty = row
                    .iter()
                    .take(leading.min(labels))
                    .take_while(|cell| cell.is_empty())
                    .count();
                row.drain(..empty);
            }
            for _ in 0..random.below(3) {
                row.push(String::new());
            }
        }
        lines.push(row.join("\t"));
    }
    lines
}

/// One cell per line.
pub(super) fn cell_lines(grid: &Grid, blank_lines: bool, broken: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for cell in grid.rows.iter().flatten() {
        if cell.text.is_empty() {
            continue;
        }
        let characters: Vec<char> = cell.text.chars().collect();
        if broken && !cell.value && characters.len() > 6 {
            let (first, second) = characters.split_at(characters.len() / 2);
            lines.push(first.iter().collect());
            lines.push(second.iter().collect());
        } else {
            lines.push(cell.text.clone());
        }
        if blank_lines {
            lines.push(String::new());
        }
    }
    lines
}

/// A cell to a line with a stroke behind or below it; a cell that spans columns is followed by as many
/// strokes as it covers more.
pub(super) fn stacked(grid: &Grid, below: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for cell in grid.rows.iter().flatten() {
        match (below, cell.text.is_empty()) {
            (true, false) => lines.extend([cell.text.clone(), "|".to_owned()]),
            (_, true) => lines.push("|".to_owned()),
            (false, false) => lines.push(format!("{} |", cell.text)),
        }
        if !below && cell.columns > 2 {
            lines.push("|".repeat(cell.columns - 1));
        }
    }
    lines
}

/// Label and numbers separated by single spaces.
pub(super) fn spaces(grid: &Grid) -> Vec<String> {
    grid.rows
        .iter()
        .map(|row| {
            let filled: Vec<&str> = row
                .iter()
                .map(|cell| cell.text.as_str())
                .filter(|text| !text.is_empty())
                .collect();
            filled.join(" ")
        })
        .collect()
}
