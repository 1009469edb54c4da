//! How the text of a report comes out, and the plain-text renderer of whole documents.

use nianbao_core::form::TableId;

use super::{Model, Random, SECTION_TITLES, aligned, drawn, flowing, grid, html, plain};

/// How labels and headings are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    /// As the form prints them.
    Official,
    /// Half-width brackets and commas, straight quotes.
    HalfWidth,
    /// Spaces between the characters, as justified cells give.
    Spaced,
    /// Kangxi radicals in place of characters, as PDF fonts give.
    Radicals,
}

/// How headings are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingLook {
    /// Nothing but the words.
    Plain,
    /// `## 一、…`
    Hashes,
    /// `**一、…**`
    Bold,
}

/// Page numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageMark {
    /// No pages.
    None,
    /// `- 3 -`
    Dashes,
    /// `— 3 —`
    LongDashes,
    /// `第3页`
    Words,
    /// A bare number before a form feed.
    Bare,
}

/// How running text is laid out.
#[derive(Clone, Copy, Debug)]
pub struct ProseLook {
    /// Hard-wrapped after so many full-width characters.
    pub wrap: Option<usize>,
    /// Blank lines between all lines.
    pub blank_lines: bool,
    /// Page numbers, in wrapped text.
    pub page: PageMark,
    /// Lines of a page.
    pub page_lines: usize,
    /// How headings are marked.
    pub heading: HeadingLook,
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableLook {
    /// Markdown pipes; a covered cell is blank or repeats what covers it.
    Pipes {
        /// Repeat the text of spanning cells.
        repeat: bool,
    },
    /// Tabs between cells.
    Tabs {
        /// Cells before the first number, 1 to 3; labels share a cell where there are fewer.
        leading: usize,
        /// Leave out covered cells before labels, and add empty ones behind rows, at random.
        ragged: bool,
    },
    /// One cell per line.
    CellLines {
        /// A blank line behind each.
        blank_lines: bool,
        /// Long labels broken over two lines.
        broken: bool,
    },
    /// Label and numbers separated by single spaces.
    Spaces,
    /// Text as a PDF gives it in reading order.
    Flowing {
        /// Characters of a label on a line.
        width: usize,
        /// Numbers below the label, not behind it.
        below: bool,
        /// The last number of a row on a line of its own.
        last_alone: bool,
        /// Blank lines between all lines.
        blank_lines: bool,
    },
    /// Columns aligned by spaces.
    Aligned {
        /// Characters of a label on a line.
        width: usize,
        /// Beside which line of a label its numbers stand: 0 first, 1 middle, 2 last.
        beside: usize,
        /// The columns stand still on all pages.
        still: bool,
    },
    /// A cell to a line and a stroke behind each, as crawlers of web pages write them.
    Stacked {
        /// The stroke stands on a line of its own.
        below: bool,
    },
    /// Drawn with strokes, as terminals and converters to Markdown do.
    Drawn {
        /// `+---+`, else `┌───┐`.
        ascii: bool,
        /// Characters of a cell on a line.
        width: usize,
    },
    /// `<table>`
    Html,
}

/// What a layout can show of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Every cell, the blank ones too.
    Everything,
    /// Whole rows; which number of a row is missing cannot be told.
    WholeRows,
    /// Torn labels: a blank cell may cost its neighbours.
    WholeTables,
}

impl TableLook {
    /// What the layout can show.
    pub fn shows(self) -> Shows {
        match self {
            Self::Pipes { .. }
            | Self::Html
            | Self::Drawn { .. }
            | Self::Tabs { ragged: false, .. } => Shows::Everything,
            Self::Tabs { .. } | Self::CellLines { .. } | Self::Stacked { .. } | Self::Spaces => {
                Shows::WholeRows
            }
            Self::Flowing { .. } | Self::Aligned { .. } => Shows::WholeTables,
        }
    }

    /// Whether it comes from pages.
    fn paged(self) -> bool {
        !matches!(
            self,
            Self::Pipes { .. } | Self::Drawn { .. } | Self::Stacked { .. } | Self::Html
        )
    }
}

/// How a document looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Running text.
    pub prose: ProseLook,
    /// The three tables.
    pub tables: [TableLook; 3],
    /// Labels and headings.
    pub dress: Dress,
    /// Line ends.
    pub crlf: bool,
    /// All choices that are made on the way.
    pub seed: u64,
}

/// A line with whether a page may end before it.
type PageLine = (String, bool);

/// The text of a report in a look.
pub fn render(model: &Model, look: &Look) -> String {
    let mut random = Random::new(look.seed);
    let mut lines: Vec<PageLine> = Vec::new();
    let blank = |lines: &mut Vec<PageLine>| lines.push((String::new(), true));
    text(&mut lines, &model.title(), look, false);
    blank(&mut lines);
    text(&mut lines, &model.preamble(), look, true);
    for (index, title) in SECTION_TITLES.iter().enumerate() {
        blank(&mut lines);
        let words = dress(title, look.dress);
        let heading = match look.prose.heading {
            HeadingLook::Plain => words,
            HeadingLook::Hashes => format!("## {words}"),
            HeadingLook::Bold => format!("**{words}**"),
        };
        text(&mut lines, &heading, look, false);
        blank(&mut lines);
        for paragraph in &model.prose[index] {
            text(&mut lines, paragraph, look, true);
            if look.prose.wrap.is_none() {
                blank(&mut lines);
            }
        }
        if let Some(id) = TableId::ALL.get(index.wrapping_sub(1)) {
            blank(&mut lines);
            let table = look.tables[id.index()];
            for line in table_lines(model, *id, table, look.dress, &mut random) {
                lines.push((line, table.paged()));
            }
            blank(&mut lines);
        }
    }
    let mut text = paged(&lines, look, &mut random);
    if look.dress == Dress::Radicals {
        text = radicals(&text);
    }
    if look.crlf {
        text = text.replace('\n', "\r\n");
    }
    text
}

fn table_lines(
    model: &Model,
    id: TableId,
    look: TableLook,
    dress: Dress,
    random: &mut Random,
) -> Vec<String> {
    let mut grid = grid(model, id);
    for cell in grid.rows.iter_mut().flatten().filter(|cell| !cell.value) {
        cell.text = self::dress(&cell.text, dress);
    }
    match look {
        TableLook::Pipes { repeat } => plain::pipes(&grid, repeat),
        TableLook::Tabs { leading, ragged } => plain::tabs(&grid, leading, ragged, random),
        TableLook::CellLines {
            blank_lines,
            broken,
        } => plain::cell_lines(&grid, blank_lines, broken),
        TableLook::Spaces => plain::spaces(&grid),
        TableLook::Flowing {
            width,
            below,
            last_alone,
            blank_lines,
        } => flowing::lines(&grid, width, below, last_alone, blank_lines),
        TableLook::Aligned {
            width,
            beside,
            still,
        } => aligned::lines(&grid, width, beside, still, random),
        TableLook::Stacked { below } => plain::stacked(&grid, below),
        TableLook::Drawn { ascii, width } => drawn::lines(&grid, ascii, width),
        TableLook::Html => html::table(&grid, false, false)
            .lines()
            .map(str::to_owned)
            .collect(),
    }
}

/// Adds a paragraph or heading.
fn text(lines: &mut Vec<PageLine>, paragraph: &str, look: &Look, indent: bool) {
    let Some(width) = look.prose.wrap else {
        lines.push((paragraph.to_owned(), true));
        return;
    };
    let whole = if indent {
        format!("\u{3000}\u{3000}{paragraph}")
    } else {
        paragraph.to_owned()
    };
    for piece in wrap(&whole, width) {
        lines.push((piece, true));
        if look.prose.blank_lines {
            lines.push((String::new(), true));
        }
    }
}

/// Cuts a text where `width` full-width characters are full (two half-width ones take the room of
/// one); a number is never cut.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut count = 0;
    let mut before = ' ';
    for character in text.chars() {
        let inside = before.is_ascii_alphanumeric() && character.is_ascii_alphanumeric();
        // A mark that ends a clause never begins a line.
        let hangs = "，。、；：）》”".contains(character);
        if count + 1 >= width * 2 && !inside && !hangs {
            pieces.push(std::mem::take(&mut piece));
            count = 0;
        }
        piece.push(character);
        count += if character.is_ascii() { 1 } else { 2 };
        before = character;
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}

/// Joins lines, with page breaks in between.
fn paged(lines: &[PageLine], look: &Look, random: &mut Random) -> String {
    let mut text = String::new();
    let mut on_page = 0;
    let mut page = 1;
    for (line, breakable) in lines {
        let full = on_page >= look.prose.page_lines && !line.is_empty() && *breakable;
        if full && look.prose.page != PageMark::None && look.prose.wrap.is_some() {
            let mark = match look.prose.page {
                PageMark::Dashes => format!("- {page} -"),
                PageMark::LongDashes => format!("— {page} —"),
                PageMark::Words => format!("第{page}页"),
                PageMark::Bare | PageMark::None => format!("          {page}"),
            };
            text.push_str(if random.chance(50) { "\n\n" } else { "\n" });
            text.push_str(&mark);
            text.push('\n');
            if look.prose.page == PageMark::Bare || random.chance(50) {
                text.push('\u{C}');
            } else {
                text.push('\n');
            }
            page += 1;
            on_page = 0;
        }
        text.push_str(line);
        text.push('\n');
        on_page += usize::from(!line.is_empty());
    }
    text
}

/// A label or heading as typed.
pub(super) fn dress(text: &str, dress: Dress) -> String {
    match dress {
        Dress::Official | Dress::Radicals => text.to_owned(),
        Dress::HalfWidth => text
            .chars()
            .map(|character| match character {
                '（' => '(',
                '）' => ')',
                '，' => ',',
                '：' => ':',
                '“' | '”' => '"',
                other => other,
            })
            .collect(),
        Dress::Spaced => text
            .chars()
            .flat_map(|character| [character, ' '])
            .collect::<String>()
            .trim_end()
            .to_owned(),
    }
}

fn radicals(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '一' => '⼀',
            '人' => '⼈',
            '行' => '⾏',
            '自' => '⾃',
            '工' => '⼯',
            '大' => '⼤',
            '理' | '公' => character,
            '力' => '⼒',
            '方' => '⽅',
            '止' => '⽌',
            other => other,
        })
        .collect()
}
