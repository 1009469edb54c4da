//! Which `nianbao.toml` governs a file: the nearest one upwards from it, unless one was named.
//!
//! Files of one run may lie in folders with configurations of their own. Every configuration is read
//! once, and every folder is looked into once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use nianbao_core::Report;
use nianbao_lint::{Lang, Message, Registry, Settings, tr};
use thiserror::Error;

use crate::config::{Config, ConfigError, Located, Overrides, Problem, is_pack_path};
use crate::packs::{AUTO, ByProvince, Choice, Wished};

/// The name of a configuration.
pub const NAME: &str = "nianbao.toml";
/// The variable of the environment that names one.
pub const VARIABLE: &str = "NIANBAO_CONFIG";

/// A configuration that cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FileError {
    /// The current folder is not known.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// What is wrong, in the language of messages, a line for each.
    #[error("{0}")]
    Wrong(String),
}

type Result<T, E = FileError> = std::result::Result<T, E>;

/// What governs the files of a folder.
#[derive(Debug)]
pub struct Governing {
    /// The configuration as messages show it; `None` where there is none.
    pub file: Option<String>,
    /// What it says.
    pub config: Config,
    settings: Settings,
    /// Packs chosen by the province of a body, where that is wanted.
    by_province: Option<ByProvince>,
    exclude: Patterns,
    per_file: Vec<(Patterns, Vec<String>)>,
}

impl Governing {
    /// Whether a file is not to be checked.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.match_file(path)
    }

    /// The settings for a report with the pack that was chosen by the province of its body; `None` in
    /// the place of the choice where none was wanted.
    pub fn settings_for(
        &self,
        path: &Path,
        report: &Report,
    ) -> (Cow<'_, Settings>, Option<Choice>) {
        let Some(by_province) = &self.by_province else {
            return (self.settings(path), None);
        };
        let choice = by_province.choose(&self.config, &self.settings, report);
        let settings = match &choice.settings {
            Some(settings) => self.without_ignored(Cow::Owned(Settings::clone(settings)), path),
            None => self.settings(path),
        };
        (settings, Some(choice))
    }

    /// The settings for a file, whoever issues it.
    pub fn settings(&self, path: &Path) -> Cow<'_, Settings> {
        self.without_ignored(Cow::Borrowed(&self.settings), path)
    }

    fn without_ignored<'s>(
        &self,
        mut settings: Cow<'s, Settings>,
        path: &Path,
    ) -> Cow<'s, Settings> {
        for (patterns, rules) in &self.per_file {
            if patterns.match_file(path) {
                let selection = settings.selection.clone();
                // The names were checked when the file was read.
                if let Ok(selection) = selection.without(&*settings.packs, rules) {
                    settings.to_mut().selection = selection;
                }
            }
        }
        settings
    }
}

/// Patterns as in `.gitignore`, relative to a folder.
#[derive(Debug)]
struct Patterns {
    root: PathBuf,
    matcher: Gitignore,
}

impl Patterns {
    fn new<'a>(
        root: &Path,
        patterns: impl IntoIterator<Item = &'a Located<String>>,
    ) -> Result<Self, ConfigError> {
        let mut builder = GitignoreBuilder::new(root);
        for pattern in patterns {
            let wrong = |error: ignore::Error| ConfigError {
                place: pattern.place.clone(),
                problem: Problem::WrongPattern {
                    pattern: pattern.value.clone(),
                    reason: error.to_string(),
                },
            };
            builder.add_line(None, &pattern.value).map_err(wrong)?;
        }
        // What is wrong with a pattern was said when it was added.
        let matcher = builder.build().unwrap_or_else(|_| Gitignore::empty());
        Ok(Self {
            root: root.to_owned(),
            matcher,
        })
    }

    fn match_file(&self, path: &Path) -> bool {
        if self.matcher.is_empty() {
            return false;
        }
        let Ok(path) = place(path) else {
            return false;
        };
        let Ok(relative) = path.strip_prefix(&self.root) else {
            return false;
        };
        let found = self.matcher.matched_path_or_any_parents(relative, false);
        found.is_ignore()
    }
}

/// The configurations of a run.
#[derive(Debug)]
pub struct ConfigFiles {
    registry: &'static Registry,
    over: Overrides,
    /// Packs of the command line.
    packs: Vec<String>,
    lang: Lang,
    /// The one that was named and governs everything.
    named: Option<Arc<Governing>>,
    by_folder: HashMap<PathBuf, Arc<Governing>>,
    without: Option<Arc<Governing>>,
}

impl ConfigFiles {
    /// Reads the configuration that `--config` or the environment names, if one is named.
    ///
    /// # Errors
    /// [`FileError`] if it cannot be used.
    pub fn open(
        registry: &'static Registry,
        option: Option<&Path>,
        over: Overrides,
        packs: &[String],
        lang: Lang,
    ) -> Result<Self> {
        let mut files = Self {
            registry,
            over,
            packs: packs.to_owned(),
            lang,
            named: None,
            by_folder: HashMap::new(),
            without: None,
        };
        let variable = std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
        let named = option
            .map(Path::to_owned)
            .or_else(|| variable.map(|value: OsString| value.into()));
        if let Some(path) = named {
            let base = std::env::current_dir()?;
            files.named = Some(Arc::new(files.read(&path, &base)?));
        }
        Ok(files)
    }

    /// What governs a file, which need not exist.
    ///
    /// # Errors
    /// [`FileError`] if a configuration cannot be used.
    pub fn of(&mut self, file: &Path) -> Result<Arc<Governing>> {
        if let Some(named) = &self.named {
            return Ok(Arc::clone(named));
        }
        let file = place(file)?;
        match file.parent() {
            Some(folder) => self.of_folder(folder),
            None => self.without(),
        }
    }

    /// What governs the files of a folder, given by its absolute path.
    fn of_folder(&mut self, folder: &Path) -> Result<Arc<Governing>> {
        let mut passed = Vec::new();
        let mut found = None;
        for candidate in folder.ancestors() {
            if let Some(known) = self.by_folder.get(candidate) {
                found = Some(Arc::clone(known));
                break;
            }
            passed.push(candidate.to_owned());
            let path = candidate.join(NAME);
            if path.is_file() {
                found = Some(Arc::new(self.read(&path, candidate)?));
                break;
            }
        }
        let governing = match found {
            Some(found) => found,
            None => self.without()?,
        };
        for folder in passed {
            self.by_folder.insert(folder, Arc::clone(&governing));
        }
        Ok(governing)
    }

    /// What governs files without a configuration: the defaults and the command line.
    fn without(&mut self) -> Result<Arc<Governing>> {
        if let Some(without) = &self.without {
            return Ok(Arc::clone(without));
        }
        let without = self.governing(None, Config::default(), Path::new(""));
        let without = without.map_err(FileError::Wrong)?;
        let without = Arc::new(without);
        self.without = Some(Arc::clone(&without));
        Ok(without)
    }

    fn read(&self, path: &Path, base: &Path) -> Result<Governing> {
        let name = near(path);
        let bytes = fs::read(path).map_err(|error| {
            let lang = self.lang;
            FileError::Wrong(tr!(
                lang,
                "配置文件 {name} 无法读取：{error}",
                "the configuration {name} cannot be read: {error}"
            ))
        })?;
        let complain = |errors: Vec<ConfigError>| FileError::Wrong(self.complaints(&name, &errors));
        let text = String::from_utf8(bytes).map_err(|error| {
            let lang = self.lang;
            FileError::Wrong(tr!(
                lang,
                "配置文件 {name} 不是 UTF-8 编码：{error}",
                "the configuration {name} is not UTF-8: {error}"
            ))
        })?;
        // An editor on Windows may have put a mark at the front, which TOML does not know.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let config = Config::parse(text).map_err(complain)?;
        let governing = self.governing(Some(name), config, base);
        governing.map_err(FileError::Wrong)
    }

    fn governing(
        &self,
        file: Option<String>,
        config: Config,
        base: &Path,
    ) -> Result<Governing, String> {
        let wrong =
            |error: ConfigError| self.complaints(file.as_deref().unwrap_or_default(), &[error]);
        let excluded = config.exclude.iter().flat_map(|list| &list.value);
        let exclude = Patterns::new(base, excluded).map_err(wrong)?;
        let mut per_file = Vec::with_capacity(config.per_file_ignores.len());
        for (pattern, rules) in &config.per_file_ignores {
            let rules = rules.iter().map(|rule| rule.value.clone()).collect();
            let pattern = Patterns::new(base, [pattern]).map_err(wrong)?;
            per_file.push((pattern, rules));
        }
        // Only a name on the command line can be wrong here: those of the file were checked.
        let names: Vec<&str> = nianbao_packs::built_in_names().chain([AUTO]).collect();
        let unknown_pack =
            |error: &ConfigError| matches!(error.problem, Problem::UnknownPack { .. });
        let errors = config.check(&names, self.registry);
        if errors.iter().any(unknown_pack) {
            return Err(self.complaints(file.as_deref().unwrap_or_default(), &errors));
        }
        let listed = config.packs.iter().flat_map(|list| &list.value);
        let listed = listed.map(|pack| (pack.value.as_str(), base));
        let here = PathBuf::new();
        let given = self
            .packs
            .iter()
            .map(|pack| (pack.as_str(), here.as_path()));
        let wanted = Wished::new(self.registry, listed.chain(given), self.lang)?;
        let packs = wanted.load(None, self.lang)?;
        let errors = config.check_with(&names, &packs);
        if !errors.is_empty() {
            return Err(self.complaints(file.as_deref().unwrap_or_default(), &errors));
        }
        let settings = config.settings_with(&packs, &self.over);
        let settings = settings.map_err(|error| error.message().get(self.lang).to_owned())?;
        let by_province = wanted
            .auto
            .then(|| ByProvince::new(wanted, self.over.clone(), self.lang));
        Ok(Governing {
            file,
            config,
            settings,
            by_province,
            exclude,
            per_file,
        })
    }

    /// What is wrong with a configuration, a line for each.
    fn complaints(&self, name: &str, errors: &[ConfigError]) -> String {
        let lines: Vec<_> = errors
            .iter()
            .map(|ConfigError { place, problem }| {
                let message = problem.message();
                let message = message.get(self.lang);
                let (line, column) = (place.line, place.column);
                let lang = self.lang;
                tr!(
                    lang,
                    "{name}:{line}:{column}：{message}",
                    "{name}:{line}:{column}: {message}"
                )
            })
            .collect();
        lines.join("\n")
    }
}

/// Everything that is wrong with the text of a configuration whose file lies in the folder `base`, each
/// with its place.
pub fn errors(
    registry: &'static Registry,
    text: &str,
    base: &Path,
    lang: Lang,
) -> Vec<ConfigError> {
    let config = match Config::parse(text) {
        Ok(config) => config,
        Err(errors) => return errors,
    };
    let mut errors = Vec::new();
    let excluded = config.exclude.iter().flat_map(|list| &list.value);
    let by_path = config.per_file_ignores.iter().map(|(pattern, _)| pattern);
    for pattern in excluded.chain(by_path) {
        errors.extend(Patterns::new(base, [pattern]).err());
    }
    let names: Vec<&str> = nianbao_packs::built_in_names().chain([AUTO]).collect();
    let unusable = |pack: &Located<String>, reason: String| ConfigError {
        place: pack.place.clone(),
        problem: Problem::Unusable {
            reason: Message::new(reason.clone(), reason),
        },
    };
    let mut usable = Vec::new();
    for pack in config.packs.iter().flat_map(|list| &list.value) {
        let name = pack.value.as_str();
        let alone = Wished::new(registry, [(name, base)], lang);
        match alone.and_then(|alone| alone.load(None, lang)) {
            Ok(_) => usable.push(pack),
            // The check of names says which one is near.
            Err(_) if !is_pack_path(name) && !names.contains(&name) => {}
            Err(reason) => errors.push(unusable(pack, reason)),
        }
    }
    let together = Wished::new(
        registry,
        usable.iter().map(|pack| (pack.value.as_str(), base)),
        lang,
    );
    match together.and_then(|together| together.load(None, lang)) {
        Ok(loaded) => errors.extend(config.check_with(&names, &loaded)),
        Err(reason) => errors.extend(usable.last().map(|pack| unusable(pack, reason))),
    }
    // Rules of a pack that cannot be loaded are not unknown for that.
    let broken = errors.iter().any(|error| {
        matches!(
            error.problem,
            Problem::Unusable { .. } | Problem::UnknownPack { .. }
        )
    });
    errors.retain(|error| match &error.problem {
        Problem::UnknownRule { rule, .. } => !(broken && is_of_pack(registry, rule)),
        _ => true,
    });
    errors.sort_by_key(|error| error.place.span.start);
    errors
}

/// Whether a selector may name rules of a pack: `pack/rule`, or the name of a pack.
fn is_of_pack(registry: &Registry, selector: &str) -> bool {
    selector.contains('/')
        || !registry.rules().iter().any(|rule| {
            let group = rule.code.get(..1).unwrap_or_default();
            selector.starts_with(group)
        })
}

/// A path from the root on, without `..`.
fn place(path: &Path) -> io::Result<PathBuf> {
    let mut place = PathBuf::new();
    for component in std::path::absolute(path)?.components() {
        match component {
            // At the root there is nothing above.
            Component::ParentDir => drop(place.pop()),
            other => place.push(other),
        }
    }
    Ok(place)
}

/// A path as messages show it: relative to the current folder where it lies in it.
fn near(path: &Path) -> String {
    let relative = std::env::current_dir()
        .ok()
        .and_then(|folder| path.strip_prefix(folder).ok());
    shown(relative.unwrap_or(path))
}

/// A path as output shows it: with `/` on every system.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}
