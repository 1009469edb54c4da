//! Tables in aligned columns, as `pdftotext -layout` makes them.

use super::look::wrap;
use super::{Grid, GridCell, Random};

/// A grid row as lines under construction: text at columns, in characters.
#[derive(Default)]
struct Band {
    lines: Vec<Vec<(usize, String)>>,
}

impl Band {
    fn put(&mut self, line: usize, column: usize, text: &str) {
        while self.lines.len() <= line {
            self.lines.push(Vec::new());
        }
        self.lines[line].push((column, text.to_owned()));
    }
}

pub(super) fn lines(
    grid: &Grid,
    width: usize,
    beside: usize,
    still: bool,
    random: &mut Random,
) -> Vec<String> {
    let places = grid.places();
    let starts = column_starts(grid, width);
    let mut bands: Vec<Band> = Vec::new();
    let mut open: Vec<(usize, usize, usize, Vec<String>)> = Vec::new();
    for (y, row) in places.iter().enumerate() {
        let mut band = Band::default();
        let data = grid.is_data(y);
        let mut height = 1;
        for (x, cell) in row.iter().enumerate() {
            let Some(cell) = cell.filter(|cell| !cell.value) else {
                continue;
            };
            let room = room(&starts, x, cell);
            let pieces = wrap(&cell.text, room);
            if cell.rows > 1 {
                open.push((x, y, y + cell.rows, pieces));
                continue;
            }
            height = height.max(pieces.len());
            for (line, piece) in pieces.iter().enumerate() {
                band.put(line, starts[x], piece);
            }
        }
        // Headings over several rows go on beside the rows, a line each.
        for (x, _, end, pieces) in &mut open {
            let last = y + 1 == *end;
            let mut line = 0;
            while !pieces.is_empty() && (line < height || last) {
                let piece = pieces.remove(0);
                band.put(line, starts[*x], &piece);
                line += 1;
            }
        }
        open.retain(|(_, _, end, _)| y + 1 < *end);
        if data {
            let at = match beside {
                0 => 0,
                1 => (height - 1) / 2,
                _ => height - 1,
            };
            for (x, cell) in row.iter().enumerate() {
                if let Some(cell) = cell.filter(|cell| cell.value && !cell.text.is_empty()) {
                    band.put(at, starts[x], &cell.text);
                }
            }
        }
        bands.push(band);
    }
    let mut lines = Vec::new();
    let mut shift = 2;
    for (y, band) in bands.into_iter().enumerate() {
        // Columns move at page breaks and after wide rows. A row with blank cells stays where the
        // rows before it stand: of one that is alone out of line nobody can tell the columns.
        let whole = grid.rows[y].iter().all(|cell| !cell.text.is_empty());
        if random.chance(10) && grid.is_data(y) && whole && !still {
            shift = random.below(8);
        }
        for mut line in band.lines {
            line.sort_by_key(|(column, _)| *column);
            let mut text = String::new();
            for (column, piece) in line {
                let now = text.chars().count();
                let column = column + shift;
                let gap = column.saturating_sub(now).max(if now == 0 { 0 } else { 2 });
                text.push_str(&" ".repeat(gap));
                text.push_str(&piece);
            }
            lines.push(text);
        }
    }
    lines
}

/// How many characters a cell has room for.
fn room(starts: &[usize], column: usize, cell: &GridCell) -> usize {
    let end = (column + cell.columns).min(starts.len() - 1);
    (starts[end] - starts[column]).saturating_sub(4).max(2)
}

fn column_starts(grid: &Grid, width: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    for column in 0..=grid.width {
        starts.push(at);
        at += match (column < grid.label_columns, grid.label_columns) {
            (true, 1) => 14,
            (true, _) => width + 3,
            (false, 0) => 4,
            (false, 1) => 11,
            (false, _) => 9,
        };
    }
    starts
}
