//! Assertions: expressions in CEL over the report model.
//!
//! The model has the names of `extract --format json`, with cells as plain numbers. What the report does
//! not have (a blank cell, a table that is missing) is absent, so an expression that needs it ends in an
//! error and the assertion is unverified; `||` and `&&` still decide where one side is enough. That is the
//! logic of CEL itself, so blank is never zero and never false.
//!
//! # Limits
//! The text is at most [`MAX_LENGTH`] bytes with brackets at most [`MAX_DEPTH`] deep, comprehensions stand
//! at most two deep over lists of the model, and lists of more than [`MAX_LIST`] items are absent. A check
//! thus ends after a bounded number of steps, some ten thousand at worst.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use cel::common::ast::{EntryExpr, Expr};
use cel::objects::{Key, Map};
use cel::{Context, Env, ExecutionError, Program, Value};
use nianbao_core::form::{CellRef, ColumnKey, Edition, RowKey, TableId, table};
use nianbao_core::{BodyKind, Decimal, Report, SourceText};
use nianbao_lint::{Message, base_report};

use super::error::did_you_mean;

/// The longest expression, in bytes.
pub(super) const MAX_LENGTH: usize = 1000;
/// The deepest brackets.
pub(super) const MAX_DEPTH: usize = 16;
/// The longest list that expressions see.
pub(super) const MAX_LIST: usize = 300;

/// The variables of an expression with what they hold, for the guide and the errors.
pub const VARIABLES: &[(&str, &str)] = &[
    ("title", "string"),
    ("body", "string"),
    (
        "body_kind",
        "string: government, department, office, township, unknown",
    ),
    ("is_government", "bool"),
    ("year", "int"),
    ("format", "string: 2021, 2019, unknown"),
    ("published", "string: 2024-01-22"),
    ("period", "{from, to}: strings"),
    ("sections", "list of {ordinal, kind, heading, length}"),
    ("quantities", "list of {text, value, unit, subject}"),
    ("table2", "rows of columns of numbers"),
    ("table3", "rows of columns of numbers"),
    ("table4", "rows of columns of numbers"),
];

const FUNCTIONS: &[&str] = &[
    "size",
    "contains",
    "startsWith",
    "endsWith",
    "int",
    "double",
    "string",
    "min",
    "max",
];

/// An expression that was checked.
#[derive(Clone)]
pub(super) struct Assertion {
    program: Arc<Program>,
    /// The variables that it reads.
    reads: Vec<&'static str>,
}

impl std::fmt::Debug for Assertion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Assertion")
    }
}

/// What an expression says of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Holds,
    Fails,
    /// It needs something that the report does not have.
    Unknown,
}

/// The functions that expressions may use, put together once.
static ENV: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

/// What is wrong with an expression, with the piece of its text.
pub(super) type Wrong = (Range<usize>, Message);

impl Assertion {
    pub(super) fn compile(text: &str) -> Result<Self, Wrong> {
        let whole = || 0..text.len();
        if text.len() > MAX_LENGTH
            || depth(text) > MAX_DEPTH
            || text.matches('?').count() > MAX_DEPTH
        {
            return Err((
                whole(),
                Message::new(
                    format!("表达式太长或太深：最多 {MAX_LENGTH} 字节、{MAX_DEPTH} 层括号或条件"),
                    format!(
                        "the expression is too long or too deep: at most {MAX_LENGTH} bytes and {MAX_DEPTH} \
                         nested brackets or conditions"
                    ),
                ),
            ));
        }
        let program = Program::compile(text).map_err(|errors| {
            let first = errors.errors.first();
            let message = first.map_or_else(String::new, |error| error.msg.clone());
            let at = first.map_or(0, |error| offset(text, error.pos));
            (
                at..text.len().max(at),
                Message::new(
                    format!("表达式有语法错误：{message}"),
                    format!("the expression is not valid CEL: {message}"),
                ),
            )
        })?;
        let mut names = Vec::new();
        Check { names: &mut names }
            .expr(&program.expression().expr, 0)
            .map_err(|(word, message)| {
                let at = text.find(word.as_str()).unwrap_or(0);
                (at..at + word.len().min(text.len() - at), message)
            })?;
        let reads = {
            let used = program.references();
            let names = VARIABLES.iter().map(|(name, _)| *name);
            names.filter(|name| used.has_variable(name)).collect()
        };
        let assertion = Self {
            program: Arc::new(program),
            reads,
        };
        assertion.try_out().map_err(|message| (whole(), message))?;
        Ok(assertion)
    }

    /// Evaluates the expression over a complete report: what fails there for another reason than
    /// absence is a mistake of the author's.
    fn try_out(&self) -> Result<(), Message> {
        thread_local! {
            static SAMPLE: OnceCell<Model> = const { OnceCell::new() };
        }
        let result = SAMPLE.with(|sample| {
            let model = sample.get_or_init(|| {
                // The sample is far below the limit of a text's size.
                SourceText::new(base_report())
                    .map(|source| Model::new(&Report::parse(source), |_| true))
                    .unwrap_or_default()
            });
            self.run(model)
        });
        let wrong = |error: String| {
            Message::new(
                format!("表达式无法求值：{error}"),
                format!("the expression cannot be evaluated: {error}"),
            )
        };
        match result {
            Ok(Value::Bool(_)) => Ok(()),
            Ok(other) => {
                let kind = format!("{:?}", other.type_of()).to_lowercase();
                Err(Message::new(
                    format!("表达式的值应为真或假，此处是 {kind}"),
                    format!("the expression must be true or false, not of type {kind}"),
                ))
            }
            Err(error) if is_absence(&error) => Ok(()),
            Err(ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_)) => Ok(()),
            Err(error) => Err(wrong(error.to_string())),
        }
    }

    fn run(&self, model: &Model) -> Result<Value, ExecutionError> {
        let mut context = Context::with_env(Arc::clone(&ENV));
        let read = model.variables.iter();
        for (name, value) in read.filter(|(name, _)| self.reads.contains(name)) {
            context.add_variable_from_value(*name, value.clone());
        }
        self.program.execute(&context)
    }

    /// Whether it reads a variable.
    pub(super) fn reads(&self, name: &str) -> bool {
        self.reads.contains(&name)
    }

    pub(super) fn judge(&self, model: &Model) -> Verdict {
        match self.run(model) {
            Ok(Value::Bool(true)) => Verdict::Holds,
            Ok(Value::Bool(false)) => Verdict::Fails,
            _ => Verdict::Unknown,
        }
    }
}

fn is_absence(error: &ExecutionError) -> bool {
    matches!(
        error,
        ExecutionError::NoSuchKey(_) | ExecutionError::UndeclaredReference(_)
    )
}

/// How deep brackets of any kind nest, those in strings too.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => {
                now += 1;
                most = most.max(now);
            }
            b')' | b']' | b'}' => now = now.saturating_sub(1),
            _ => {}
        }
    }
    most
}

fn offset(text: &str, (line, column): (isize, isize)) -> usize {
    let line = usize::try_from(line).unwrap_or(1).max(1) - 1;
    let column = usize::try_from(column).unwrap_or(1).max(1) - 1;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    let at = rest
        .char_indices()
        .nth(column)
        .map_or(rest.len(), |(at, _)| at);
    start + at
}

/// Looks at every name of an expression before it is ever run.
struct Check<'a> {
    /// Variables of comprehensions round the place that is looked at.
    names: &'a mut Vec<String>,
}

type Found = Result<(), (String, Message)>;

impl Check<'_> {
    fn expr(&mut self, expr: &Expr, comprehensions: usize) -> Found {
        match expr {
            Expr::Ident(name) => self.name(name),
            Expr::Select(select) => {
                if let Some(path) = path_of(expr) {
                    check_path(&path)?;
                }
                self.expr(&select.operand.expr, comprehensions)
            }
            Expr::Call(call) => {
                let operator = !call
                    .func_name
                    .starts_with(|c: char| c.is_ascii_alphabetic());
                if !operator && !FUNCTIONS.contains(&call.func_name.as_str()) {
                    let (zh, en) = did_you_mean(&call.func_name, FUNCTIONS.iter().copied());
                    let name = &call.func_name;
                    return Err((
                        name.clone(),
                        Message::new(
                            format!("没有函数 {name}{zh}"),
                            format!("there is no function {name}{en}"),
                        ),
                    ));
                }
                let target = call.target.iter().map(|target| &target.expr);
                let mut all = target.chain(call.args.iter().map(|arg| &arg.expr));
                all.try_for_each(|inner| self.expr(inner, comprehensions))
            }
            Expr::List(list) => {
                let mut all = list.elements.iter();
                all.try_for_each(|item| self.expr(&item.expr, comprehensions))
            }
            Expr::Map(map) => map.entries.iter().try_for_each(|entry| match &entry.expr {
                EntryExpr::MapEntry(entry) => {
                    self.expr(&entry.key.expr, comprehensions)?;
                    self.expr(&entry.value.expr, comprehensions)
                }
                EntryExpr::StructField(_) => Ok(()),
            }),
            Expr::Comprehension(inner) => {
                let plain = matches!(
                    inner.iter_range.expr,
                    Expr::Ident(_) | Expr::Select(_) | Expr::List(_) | Expr::Comprehension(_)
                );
                if comprehensions >= 2 || !plain {
                    return Err((
                        String::new(),
                        Message::new(
                            "表达式太费时：all、exists、map、filter 最多套两层，且只能用于模型中的列表",
                            "the expression costs too much: all, exists, map and filter nest at most twice \
                             and run over lists of the model",
                        ),
                    ));
                }
                self.expr(&inner.iter_range.expr, comprehensions + 1)?;
                let before = self.names.len();
                self.names.push(inner.iter_var.clone());
                self.names.extend(inner.iter_var2.clone());
                self.names.push(inner.accu_var.clone());
                for part in [
                    &inner.accu_init,
                    &inner.loop_cond,
                    &inner.loop_step,
                    &inner.result,
                ] {
                    self.expr(&part.expr, comprehensions + 1)?;
                }
                self.names.truncate(before);
                Ok(())
            }
            Expr::Literal(_) | Expr::Struct(_) | Expr::Unspecified => Ok(()),
        }
    }

    fn name(&self, name: &str) -> Found {
        let known = || VARIABLES.iter().map(|(name, _)| *name);
        if known().any(|it| it == name) || self.names.iter().any(|it| it == name) {
            return Ok(());
        }
        let (zh, en) = did_you_mean(name, known());
        Err((
            name.to_owned(),
            Message::new(
                format!("报告模型没有 {name}{zh}"),
                format!("the report model has no {name}{en}"),
            ),
        ))
    }
}

/// The names of a chain of selections that starts at a variable.
fn path_of(expr: &Expr) -> Option<Vec<&str>> {
    match expr {
        Expr::Ident(name) => Some(vec![name]),
        Expr::Select(select) => {
            let mut path = path_of(&select.operand.expr)?;
            path.push(&select.field);
            Some(path)
        }
        _ => None,
    }
}

/// What the tables are called.
const TABLES: [&str; 3] = ["table2", "table3", "table4"];

fn table_of(name: &str) -> Option<TableId> {
    let ids = TableId::ALL.into_iter();
    ids.zip(TABLES)
        .find(|(_, it)| *it == name)
        .map(|(id, _)| id)
}

/// The rows of a table in either edition, with their columns.
fn rows_of(id: TableId) -> impl Iterator<Item = (RowKey, Vec<ColumnKey>)> {
    [Edition::V2021, Edition::V2019]
        .into_iter()
        .flat_map(move |edition| {
            table(edition, id).rows.iter().map(|row| {
                let columns = row.columns.iter().map(|column| column.key).collect();
                (row.key, columns)
            })
        })
}

fn check_path(path: &[&str]) -> Found {
    let unknown = |name: &str, known: &[&str]| {
        let (zh, en) = did_you_mean(name, known.iter().copied());
        let full = path.join(".");
        Err((
            full.clone(),
            Message::new(
                format!("报告模型没有 {full}{zh}"),
                format!("the report model has no {full}{en}"),
            ),
        ))
    };
    match path {
        [root, row, rest @ ..] => {
            let Some(id) = table_of(root) else {
                let fields: &[&str] = match *root {
                    "period" => &["from", "to"],
                    _ => return Ok(()),
                };
                return if fields.contains(row) {
                    Ok(())
                } else {
                    unknown(row, fields)
                };
            };
            let rows: Vec<_> = rows_of(id).collect();
            let Some((_, columns)) = rows.iter().find(|(key, _)| key.as_str() == *row) else {
                let known: Vec<_> = rows.iter().map(|(key, _)| key.as_str()).collect();
                return unknown(row, &known);
            };
            let known: Vec<_> = columns.iter().map(|key| key.as_str()).collect();
            match rest {
                [] => Ok(()),
                [column] if known.contains(column) => Ok(()),
                [column, ..] => unknown(column, &known),
            }
        }
        _ => Ok(()),
    }
}

/// The paths of all cells that an expression can name (`table3.new_requests.total`).
pub fn cell_paths() -> impl Iterator<Item = String> {
    let tables = TableId::ALL.into_iter().zip(TABLES);
    tables.flat_map(|(id, name)| {
        rows_of(id).flat_map(move |(row, columns)| {
            let columns = columns.into_iter();
            columns.map(move |column| format!("{name}.{}.{}", row.as_str(), column.as_str()))
        })
    })
}

/// The cell that a path (`table3.new_requests.total`) names.
pub(super) fn cell_of(path: &str) -> Result<CellRef, Message> {
    let parts: Vec<&str> = path.split('.').collect();
    if let Err((_, message)) = check_path(&parts) {
        return Err(message);
    }
    let cell = match parts[..] {
        [root, row, column] => table_of(root)
            .zip(RowKey::from_name(row))
            .zip(ColumnKey::from_name(column))
            .map(|((id, row), column)| CellRef::new(id, row, column)),
        _ => None,
    };
    cell.ok_or_else(|| {
        Message::new(
            "应为一个单元格，如 table3.new_requests.total",
            "it should be a cell, as table3.new_requests.total",
        )
    })
}

/// A report as expressions see it.
#[derive(Debug, Default)]
pub(super) struct Model {
    variables: Vec<(&'static str, Value)>,
}

impl Model {
    /// The variables of a report that are wanted; making the others would cost more than the rest.
    pub(super) fn new(report: &Report, wanted: impl Fn(&str) -> bool) -> Self {
        let names = VARIABLES.iter().map(|(name, _)| *name);
        let variables = names
            .filter(|name| wanted(name))
            .filter_map(|name| Some((name, variable(report, name)?)));
        Self {
            variables: variables.collect(),
        }
    }
}

/// A variable, if the report has what it stands for.
fn variable(report: &Report, name: &str) -> Option<Value> {
    let body = report.body.as_ref();
    let prose = &report.prose;
    match name {
        "title" => report.title.as_ref().map(|title| text(&title.text)),
        "body" => body.map(|body| text(&body.name)),
        "body_kind" => {
            let kind = body.map_or(BodyKind::Unknown, |body| body.kind);
            Some(text(kind.as_str()))
        }
        "is_government" => body.map(|body| Value::Bool(body.is_government)),
        "year" => report.year.map(|year| Value::Int(year.into())),
        "format" => {
            let edition = report.edition.map_or("unknown", |edition| edition.as_str());
            Some(text(edition))
        }
        "published" => report.published.map(|(day, _)| text(&day.to_string())),
        "period" => period(report),
        "sections" => list(&report.sections, |section| {
            let kind = section.kind.map_or("extra", |kind| kind.as_str());
            let length = nianbao_facts::sections::length(prose.text(section.prose));
            map([
                ("ordinal", section.ordinal.map(|it| Value::Int(it.into()))),
                ("kind", Some(text(kind))),
                ("heading", Some(text(&section.heading))),
                ("length", i64::try_from(length).ok().map(Value::Int)),
            ])
        }),
        "quantities" => list(&prose.quantities, |quantity| {
            let written = quantity.number.cover(quantity.unit);
            map([
                ("text", Some(text(prose.text(written)))),
                ("value", number(quantity.value, false)),
                ("unit", Some(text(prose.text(quantity.unit)))),
                ("subject", Some(text(prose.text(quantity.subject)))),
            ])
        }),
        _ => report.table(table_of(name)?).map(cells),
    }
}

fn cells(found: &nianbao_core::table::Table) -> Value {
    let mut rows: HashMap<Key, Value> = HashMap::new();
    for row in &found.rows {
        let definition = found.definition().row(row.key);
        let columns = definition.map_or(&[][..], |definition| definition.columns);
        let numbers = columns.iter().map(|column| {
            let cell = found.cell(row.key, column.key);
            let value = cell.and_then(nianbao_core::table::Cell::number);
            (
                column.key.as_str(),
                value.and_then(|it| number(it, column.amount)),
            )
        });
        rows.insert(key(row.key.as_str()), map(numbers));
    }
    Value::Map(Map {
        map: Arc::new(rows),
    })
}

fn period(report: &Report) -> Option<Value> {
    let period = report.prose.periods.get(report.period?)?;
    Some(map([
        ("from", Some(text(&period.from?.to_string()))),
        ("to", Some(text(&period.to?.to_string()))),
    ]))
}

fn list<T>(items: &[T], value: impl Fn(&T) -> Value) -> Option<Value> {
    (items.len() <= MAX_LIST).then(|| Value::List(Arc::new(items.iter().map(value).collect())))
}

fn key(name: &str) -> Key {
    Key::String(Arc::new(name.to_owned()))
}

fn text(text: &str) -> Value {
    Value::String(Arc::new(text.to_owned()))
}

fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Value {
    let entries = entries.into_iter();
    let map = entries
        .filter_map(|(name, value)| Some((key(name), value?)))
        .collect();
    Value::Map(Map { map: Arc::new(map) })
}

/// A count is whole, an amount is not; a count that is not whole stays as it is.
fn number(value: Decimal, amount: bool) -> Option<Value> {
    if !amount && value.fract().is_zero() {
        return i64::try_from(value.trunc()).ok().map(Value::Int);
    }
    value.to_string().parse().ok().map(Value::Float)
}
