//! What the overview needs of each report; small, because it is kept for all of them.

use std::collections::BTreeMap;

use nianbao_json::check::{body_name, edition};
use nianbao_lint::{Diagnostic, Group, Lang, RuleRef, Severity};

use super::super::CheckedFile;
use super::super::figures::{Figure, Share};
use crate::lang::pick;

/// The groups of rules in the order of their columns.
const GROUPS: [Group; 11] = [
    Group::Structure,
    Group::Metadata,
    Group::Tables,
    Group::Arithmetic,
    Group::ProseTables,
    Group::Citations,
    Group::Dates,
    Group::Wording,
    Group::Punctuation,
    Group::Privacy,
    Group::Directives,
];

/// A group of rules, or all rules of packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GroupKey(usize);

impl GroupKey {
    pub(super) fn of(rule: &RuleRef) -> Self {
        let at = rule
            .group()
            .and_then(|group| GROUPS.iter().position(|it| *it == group));
        Self(at.unwrap_or(GROUPS.len()))
    }

    /// Its letter; rules of packs have none.
    pub(super) fn letter(self, lang: Lang) -> &'static str {
        GROUPS
            .get(self.0)
            .map_or(pick(lang, "规则包", "packs"), |group| group.letter())
    }

    pub(super) fn title(self, lang: Lang) -> &'static str {
        GROUPS
            .get(self.0)
            .map_or(pick(lang, "规则包", "Rule packs"), |group| {
                group.title(lang)
            })
    }

    /// The word in the page's data.
    pub(super) fn word(self) -> &'static str {
        GROUPS.get(self.0).map_or("pack", |group| group.letter())
    }
}

/// The word for a finding in the page's data: its severity and its group.
pub(super) fn kind(diagnostic: &Diagnostic) -> String {
    let group = GroupKey::of(&diagnostic.rule);
    format!("{}/{}", diagnostic.severity.as_str(), group.word())
}

/// The same for a check that could not be made.
pub(super) fn open_kind(rule: &RuleRef) -> String {
    format!("open/{}", GroupKey::of(rule).word())
}

/// A report in the overview.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) path: String,
    pub(super) body: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) edition: &'static str,
    /// Findings by severity: errors, warnings, infos.
    pub(super) counts: [usize; 3],
    pub(super) unverified: usize,
    pub(super) groups: BTreeMap<GroupKey, usize>,
    /// What the page filters by.
    pub(super) kinds: Vec<String>,
    pub(super) shares: [Share; 4],
}

impl Row {
    pub(super) fn new(file: &CheckedFile<'_>) -> Self {
        let (report, findings) = (file.report, file.findings);
        let mut counts = [0; 3];
        let mut groups = BTreeMap::new();
        let mut kinds = Vec::new();
        for found in &findings.diagnostics {
            let at = match found.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            };
            counts[at] += 1;
            *groups.entry(GroupKey::of(&found.rule)).or_insert(0) += 1;
            kinds.push(kind(found));
        }
        kinds.extend(findings.unverified.iter().map(|it| open_kind(&it.rule)));
        kinds.sort_unstable();
        kinds.dedup();
        Self {
            number: file.number,
            path: file.path.to_owned(),
            body: body_name(report).map(str::to_owned),
            year: report.year,
            edition: edition(report),
            counts,
            unverified: findings.unverified.len(),
            groups,
            kinds,
            shares: Figure::ALL.map(|figure| figure.of(report, findings)),
        }
    }

    /// What the report is called: by its body, else by its path.
    pub(super) fn name(&self) -> &str {
        self.body.as_deref().unwrap_or(&self.path)
    }

    pub(super) fn findings(&self) -> usize {
        self.counts.iter().sum()
    }
}
