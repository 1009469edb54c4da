//! Packs that are asked for, with all that they extend: read, put in their order and brought together.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use nianbao_lint::{
    Applicability, FixAvailability, Message, PackRule, Registry, RuleRef, Severity,
};
use toml::Spanned;

use super::error::{Complaints, PackError, did_you_mean};
use super::format::RuleFile;
use super::read::{Pack, merged, parse};
use super::rule::{Check, Guards, Loaded, Use};
use super::scope::Scope;
use super::set::PackSet;
use super::source::PackSource;
use super::{built_in, rule};
use crate::Place;

/// How many packs may come together.
const MOST_PACKS: usize = 64;

/// A pack that is asked for.
pub enum Wanted<'a> {
    /// A built-in one, by its name.
    BuiltIn(&'a str),
    /// The one in a folder.
    Source(&'a dyn PackSource),
}

/// Reads one pack from where it stands.
pub(super) fn open(source: &dyn PackSource, path: &str) -> Result<Pack, Vec<PackError>> {
    let label = source.label(path);
    let text = source.read(path).map_err(|message| {
        vec![PackError {
            file: label.clone(),
            place: Place::of("", 0..0),
            message,
        }]
    })?;
    let mut pack = parse(&text).map_err(|errors| labelled(errors, &label))?;
    pack.path = label;
    Ok(pack)
}

fn open_built_in(name: &str) -> Option<Result<Pack, Vec<PackError>>> {
    let text = built_in::text(name)?;
    let label = format!("{name}/pack.toml");
    Some(
        parse(text)
            .map_err(|errors| labelled(errors, &label))
            .map(|mut pack| {
                pack.path = label;
                pack
            }),
    )
}

fn labelled(mut errors: Vec<PackError>, label: &str) -> Vec<PackError> {
    for error in &mut errors {
        label.clone_into(&mut error.file);
    }
    errors
}

struct Gathering {
    packs: Vec<Pack>,
    /// The files of the packs that are being read, each extended by the one before it.
    open: Vec<String>,
    /// What the outermost pack names at the moment, and the files that were come to through it.
    entry: Range<usize>,
    origins: Origins,
    errors: Vec<PackError>,
}

/// The files of packs that another one extends, each with the entry of `extends` that leads to it.
pub(super) type Origins = BTreeMap<String, Range<usize>>;

impl Gathering {
    fn complain(&mut self, pack: &Pack, span: Range<usize>, zh: String, en: String) {
        self.errors.push(PackError {
            file: pack.path.clone(),
            place: Place::of(&pack.text, span),
            message: Message::new(zh, en),
        });
    }

    fn take(
        &mut self,
        pack: Result<Pack, Vec<PackError>>,
        source: Option<(&dyn PackSource, &str)>,
    ) {
        let pack = match pack {
            Ok(pack) => pack,
            Err(errors) => return self.errors.extend(errors),
        };
        if let Some(known) = self.packs.iter().find(|known| known.name == pack.name) {
            if known.path != pack.path {
                let (name, at) = (pack.name.clone(), pack.file.name.span());
                self.complain(
                    &pack,
                    at,
                    format!("已有名为 {name} 的规则包，请换一个名称"),
                    format!("there is another pack called {name}; choose another name"),
                );
            }
            return;
        }
        self.open.push(pack.path.clone());
        for (base, at) in pack.extends.iter().zip(&pack.extends_at) {
            self.extend(&pack, base, at.clone(), source);
        }
        self.open.pop();
        self.packs.push(pack);
    }

    fn extend(
        &mut self,
        pack: &Pack,
        base: &str,
        at: Range<usize>,
        source: Option<(&dyn PackSource, &str)>,
    ) {
        if self.open.len() == 1 {
            self.entry = at.clone();
        }
        let is_path = base.starts_with('.');
        let (found, label, source) = if is_path {
            let Some((source, folder)) = source else {
                let (zh, en) = (
                    "内置的规则包不能引用文件夹",
                    "a built-in pack cannot extend a folder",
                );
                return self.complain(pack, at, zh.to_owned(), en.to_owned());
            };
            let path = joined(folder, base);
            let label = source.label(&path);
            if self.open.contains(&label) {
                return self.circle(pack, base, at);
            }
            let inner = path
                .trim_end_matches("pack.toml")
                .trim_end_matches('/')
                .to_owned();
            let found = open(source, &path);
            (Some(found), label, Some((source, inner)))
        } else {
            let label = format!("{base}/pack.toml");
            if self.open.contains(&label) {
                return self.circle(pack, base, at);
            }
            (open_built_in(base), label, None)
        };
        let Some(found) = found else {
            let (zh, en) = did_you_mean(base, built_in::names());
            return self.complain(
                pack,
                at,
                format!("没有规则包“{base}”{zh}"),
                format!("no pack is called \"{base}\"{en}"),
            );
        };
        if self.open.len() >= MOST_PACKS || self.packs.len() >= MOST_PACKS {
            return self.complain(
                pack,
                at,
                format!("规则包太多：最多 {MOST_PACKS} 个"),
                format!("too many packs: at most {MOST_PACKS}"),
            );
        }
        self.origins
            .entry(label.clone())
            .or_insert_with(|| self.entry.clone());
        // A file of the pack that cannot be read is complained of where it is named.
        if let Err(errors) = &found
            && let [only] = &errors[..]
            && only.file == label
            && only.place == Place::of("", 0..0)
        {
            let message = only.message.clone();
            return self.complain(pack, at, message.zh, message.en);
        }
        self.take(
            found,
            source
                .as_ref()
                .map(|(source, folder)| (*source, folder.as_str())),
        );
    }

    fn circle(&mut self, pack: &Pack, base: &str, at: Range<usize>) {
        let name = &pack.name;
        let (zh, en) = (
            format!("规则包循环引用：{name} 引用的 {base} 又引用了它"),
            format!("packs extend each other in a circle: {name} extends {base}, which extends it"),
        );
        self.complain(pack, at, zh, en);
    }
}

/// The `pack.toml` that a path in `extends` names, relative to the folder of the source.
fn joined(folder: &str, base: &str) -> String {
    let base = base
        .strip_prefix("./")
        .unwrap_or(base)
        .trim_end_matches('/');
    let base = if base.ends_with("/pack.toml") {
        base.to_owned()
    } else {
        format!("{base}/pack.toml")
    };
    if folder.is_empty() {
        base
    } else {
        format!("{folder}/{base}")
    }
}

/// Reads packs and everything that they extend, and makes them ready to run.
///
/// # Errors
/// Everything that is wrong with any of them.
pub fn load(registry: &'static Registry, wanted: &[Wanted<'_>]) -> Result<PackSet, Vec<PackError>> {
    load_with_origins(registry, wanted).0
}

/// As [`load`], with what led to each file.
pub(super) fn load_with_origins(
    registry: &'static Registry,
    wanted: &[Wanted<'_>],
) -> (Result<PackSet, Vec<PackError>>, Origins) {
    let mut gathering = Gathering {
        packs: Vec::new(),
        open: Vec::new(),
        entry: 0..0,
        origins: Origins::new(),
        errors: Vec::new(),
    };
    for one in wanted {
        match one {
            Wanted::BuiltIn(name) => {
                if let Some(pack) = open_built_in(name) {
                    gathering.take(pack, None);
                } else {
                    let (zh, en) = did_you_mean(name, built_in::names());
                    gathering.errors.push(PackError {
                        file: String::new(),
                        place: Place::of("", 0..0),
                        message: Message::new(
                            format!("没有规则包“{name}”{zh}"),
                            format!("no pack is called \"{name}\"{en}"),
                        ),
                    });
                }
            }
            Wanted::Source(source) => {
                gathering.take(
                    open(*source, source.main().unwrap_or("pack.toml")),
                    Some((*source, "")),
                );
            }
        }
    }
    let set = if gathering.errors.is_empty() {
        assemble(registry, gathering.packs)
    } else {
        Err(gathering.errors)
    };
    (set, gathering.origins)
}

fn assemble(registry: &'static Registry, packs: Vec<Pack>) -> Result<PackSet, Vec<PackError>> {
    let mut errors = Vec::new();
    let mut rules: Vec<Loaded> = Vec::new();
    let mut written: BTreeMap<String, Spanned<RuleFile>> = BTreeMap::new();
    for pack in &packs {
        let mut complaints = Complaints::new(&pack.text);
        rules.extend(pack.rules.iter().cloned());
        for (name, file) in &pack.written {
            written.insert(format!("{}/{name}", pack.name), file.clone());
        }
        for name in &pack.derived {
            derive(pack, name, &mut written, &mut rules, &mut complaints);
        }
        rules.extend(words_of_settings(registry, pack));
        errors.extend(labelled(complaints.into_errors(), &pack.path));
    }
    PackSet::new(registry, packs, rules, errors)
}

/// Makes the rule that extends one of another pack, in whose place it comes.
fn derive(
    pack: &Pack,
    name: &str,
    written: &mut BTreeMap<String, Spanned<RuleFile>>,
    rules: &mut Vec<Loaded>,
    complaints: &mut Complaints<'_>,
) {
    let code = format!("{}/{name}", pack.name);
    let Some(own) = written.get(&code).cloned() else {
        return;
    };
    let Some(extends) = own.get_ref().extends.clone() else {
        return;
    };
    let base_code = extends.get_ref().as_str();
    let base = written.get(base_code).filter(|_| base_code != code);
    let Some(base) = base.filter(|base| base.get_ref().extends.is_none()) else {
        let known = written
            .keys()
            .map(String::as_str)
            .filter(|known| *known != code);
        let (zh, en) = did_you_mean(base_code, known);
        complaints.add(
            extends.span(),
            format!("没有可扩展的规则 {base_code}{zh}；它所在的规则包要写进 extends"),
            format!("there is no rule {base_code} to extend{en}; its pack must be in extends"),
        );
        return;
    };
    let mut rule = merged(base.get_ref(), own.get_ref());
    rule.extends = None;
    rules.retain(|known| known.rule.code() != base_code);
    rules.extend(rule::load(
        &pack.name,
        &rule,
        own.get_ref().name.span(),
        complaints,
    ));
    written.insert(code, Spanned::new(own.span(), rule));
}

/// The rules that `settings.typos` and `settings.terms` stand for.
fn words_of_settings(registry: &Registry, pack: &Pack) -> Vec<Loaded> {
    let guards = Guards {
        in_quotes: true,
        ..Guards::default()
    };
    let loaded = |rule: RuleRef, message: Message, items: &[rule::Item], how| Loaded {
        rule,
        scope: Scope::anywhere(),
        message,
        check: Check::Words {
            items: items.to_vec(),
            guards: guards.clone(),
            purpose: Use::Substitution(how),
        },
    };
    let mut rules = Vec::new();
    let settings = &pack.settings;
    // Words that are wrongly written are found in the name of the rule that has such a list.
    let typos = registry
        .by_code("W005")
        .filter(|_| !settings.typos.is_empty());
    if let Some(rule) = typos {
        let message = Message::new(
            "“{match}”疑为“{with}”之误，请核对。",
            "\"{match}\" is a misspelling of \"{with}\".",
        );
        let rule = RuleRef::BuiltIn(rule);
        rules.push(loaded(
            rule,
            message,
            &settings.typos,
            Applicability::Suggested,
        ));
    }
    if !settings.terms.is_empty() {
        let message = Message::new(
            "“{match}”宜用“{with}”。",
            "The term to use for \"{match}\" is \"{with}\".",
        );
        let summary = Message::new("本规则包规定的用语", "The terms of this pack");
        let rule = RuleRef::Pack(Arc::new(PackRule {
            code: format!("{}/terms", pack.name),
            name: "terms".to_owned(),
            severity: Severity::Info,
            default_on: true,
            fix: FixAvailability::Suggested,
            summary,
            explanation: Message::new("", ""),
            basis: Vec::new(),
        }));
        rules.push(loaded(
            rule,
            message,
            &settings.terms,
            Applicability::Suggested,
        ));
    }
    rules
}
