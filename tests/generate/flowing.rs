//! Tables as a PDF gives them in reading order: labels broken anywhere, numbers behind or below.

use super::Grid;
use super::look::wrap;

pub(super) fn lines(
    grid: &Grid,
    width: usize,
    below: bool,
    last_alone: bool,
    blank_lines: bool,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (y, row) in grid.rows.iter().enumerate() {
        if !grid.is_data(y) {
            for cell in row {
                lines.extend(wrap(&cell.text, width));
            }
            continue;
        }
        for cell in row.iter().filter(|cell| !cell.value) {
            // Headings over several rows stand in narrow cells.
            let width = if cell.rows > 1 { 3 } else { width };
            lines.extend(wrap(&cell.text, width));
        }
        let mut numbers: Vec<&str> = row
            .iter()
            .filter(|cell| cell.value && !cell.text.is_empty())
            .map(|cell| cell.text.as_str())
            .collect();
        let alone = if last_alone && numbers.len() > 1 {
            numbers.pop()
        } else {
            None
        };
        match lines
            .last_mut()
            .filter(|_| !below && grid.label_columns > 0)
        {
            Some(last) if !numbers.is_empty() => {
                last.push(' ');
                last.push_str(&numbers.join(" "));
            }
            _ if !numbers.is_empty() => lines.push(numbers.join(" ")),
            _ => {}
        }
        lines.extend(alone.map(str::to_owned));
    }
    if blank_lines {
        lines = lines
            .into_iter()
            .flat_map(|line| [line, String::new()])
            .collect();
    }
    lines
}
