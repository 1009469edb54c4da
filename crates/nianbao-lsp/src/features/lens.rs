//! A line above each table: how its identities stand.

use std::fmt::Write as _;

use nianbao_core::form::TableId;
use nianbao_lint::Lang;
use nianbao_lint::query::table_name;
use nianbao_rules::arithmetic::{Judged, Standing, identities_of};
use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command};

use super::extent;
use super::hover::identity_line;
use crate::documents::Snapshot;

/// The command that lists the identities of a table.
pub(crate) const IDENTITIES: &str = "nianbao.showIdentities";

/// The lenses of a document.
pub(crate) fn lenses(snapshot: &Snapshot) -> Option<Vec<CodeLens>> {
    let report = &snapshot.report()?.report;
    let judged = identities_of(report);
    let mut lenses = Vec::new();
    for table in report.tables.iter().flatten() {
        let of_table: Vec<&Judged> = judged.iter().filter(|it| is_of(it, table.id)).collect();
        if of_table.is_empty() {
            continue;
        }
        let count = |wanted: fn(&Standing) -> bool| {
            of_table.iter().filter(|it| wanted(&it.standing)).count()
        };
        let holding = count(|it| matches!(it, Standing::Holds | Standing::Forced));
        let failing = count(|it| *it == Standing::Fails);
        let rest = of_table.len() - holding - failing;
        let title = match snapshot.config.lang {
            Lang::Zh => format!(
                "{}勾稽关系：{holding} 项成立，{failing} 项不成立，{rest} 项无法核对",
                table.id.name_zh()
            ),
            Lang::En => format!(
                "{}: {holding} identities hold, {failing} fail, {rest} cannot be verified",
                table_name(table.id).en
            ),
        };
        let start = snapshot.range(extent(table)).start;
        lenses.push(CodeLens {
            range: tower_lsp::ls_types::Range::new(start, start),
            command: Some(Command {
                title,
                command: IDENTITIES.to_owned(),
                arguments: Some(vec![json!(snapshot.uri), json!(table.id.number())]),
            }),
            data: None,
        });
    }
    Some(lenses)
}

fn is_of(judged: &Judged, id: TableId) -> bool {
    judged.identity.totals.iter().all(|cell| cell.table == id)
}

/// The identities of a table as Markdown: what fails first.
pub(crate) fn page(snapshot: &Snapshot, number: u64) -> Option<String> {
    let report = &snapshot.report()?.report;
    let id = TableId::ALL
        .into_iter()
        .find(|id| u64::from(id.number()) == number)?;
    let mut judged: Vec<Judged> = identities_of(report);
    judged.retain(|it| is_of(it, id));
    judged.sort_by_key(|it| match it.standing {
        Standing::Fails => 0,
        Standing::Unverifiable(_) => 1,
        Standing::Forced => 2,
        Standing::Holds => 3,
    });
    let lang = snapshot.config.lang;
    let mut page = format!("# {}\n", table_name(id).get(lang));
    for it in &judged {
        let _ = write!(page, "{}", identity_line(it, lang));
    }
    page.push('\n');
    Some(page)
}
