//! Tables drawn with strokes, a rule between all rows.

use unicode_width::UnicodeWidthStr;

use super::look::wrap;
use super::{Grid, GridCell};

/// The strokes of a table: down, across, and crossing.
struct Strokes {
    down: char,
    across: char,
    cross: [char; 3],
}

const ASCII: Strokes = Strokes {
    down: '|',
    across: '-',
    cross: ['+', '+', '+'],
};

const BOX: Strokes = Strokes {
    down: '│',
    across: '─',
    cross: ['├', '┼', '┤'],
};

/// The lines of a table whose cells are at most `width` full-width characters wide.
pub(super) fn lines(grid: &Grid, ascii: bool, width: usize) -> Vec<String> {
    let strokes = if ascii { &ASCII } else { &BOX };
    let rows: Vec<Vec<Vec<String>>> = grid
        .places()
        .iter()
        .map(|places| {
            let cell = |place: Option<&GridCell>| match place {
                // A number is never parted.
                Some(cell) if cell.value => vec![cell.text.clone()],
                Some(cell) => wrap(&cell.text, width),
                None => Vec::new(),
            };
            places.iter().copied().map(cell).collect()
        })
        .collect();
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widths = cells.flatten().map(|line| line.width());
        widths.max().unwrap_or(0).max(2)
    };
    let widths: Vec<usize> = (0..grid.width).map(widest).collect();
    let rule = |[left, middle, right]: [char; 3]| {
        let stroke = |width: &usize| strokes.across.to_string().repeat(width + 2);
        let strokes: Vec<String> = widths.iter().map(stroke).collect();
        format!("{left}{}{right}", strokes.join(&middle.to_string()))
    };
    let edge = |top: bool| match (ascii, top) {
        (true, _) => rule(strokes.cross),
        (false, true) => rule(['┌', '┬', '┐']),
        (false, false) => rule(['└', '┴', '┘']),
    };
    let mut lines = vec![edge(true)];
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            lines.push(rule(strokes.cross));
        }
        let height = row.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for y in 0..height {
            let mut line = strokes.down.to_string();
            for (cell, width) in row.iter().zip(&widths) {
                let text = cell.get(y).map_or("", String::as_str);
                let gap = " ".repeat(width - text.width());
                line.push_str(&format!(" {text}{gap} {}", strokes.down));
            }
            lines.push(line);
        }
    }
    lines.push(edge(false));
    lines
}
