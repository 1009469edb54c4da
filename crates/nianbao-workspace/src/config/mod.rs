//! `nianbao.toml`: from its text to a typed [`Config`], and from there to [`Settings`].
//!
//! Nothing here reads a file. Who found one gives its text to [`Config::parse`], asks [`Config::check`]
//! whether the names in it exist, and lays the command line (or an editor's settings) over it with
//! [`Config::settings`]. Both give everything that is wrong, each with its place.

mod error;
mod keys;
mod read;
mod resolve;

pub use error::{ConfigError, Expected, Problem};
pub use keys::{DEADLINES, KEYS, Key, Kind, THRESHOLDS};
pub use nianbao_packs::{Deadline, Place};
pub use resolve::Overrides;

use std::sync::Arc;

use nianbao_lint::{Lang, Registry, Settings, Severity, UnknownRule};
use nianbao_packs::PackSet;

/// A value with its place in the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// How much the findings of a rule weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// They have this severity, whatever the rule says.
    As(Severity),
}

/// What a configuration says; what it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `select`.
    pub select: Option<Located<Vec<Located<String>>>>,
    /// `extend-select`.
    pub extend_select: Option<Located<Vec<Located<String>>>>,
    /// `ignore`.
    pub ignore: Option<Located<Vec<Located<String>>>>,
    /// `severity`: selectors of rules with their levels.
    pub severity: Vec<(Located<String>, Level)>,
    /// `packs`: names or paths.
    pub packs: Option<Located<Vec<Located<String>>>>,
    /// `previous`: a file or a folder.
    pub previous: Option<Located<String>>,
    /// `exclude`: patterns as in `.gitignore`.
    pub exclude: Option<Located<Vec<Located<String>>>>,
    /// `per-file-ignores`: patterns with selectors of rules.
    pub per_file_ignores: Vec<(Located<String>, Vec<Located<String>>)>,
    /// `thresholds.overview-longest`.
    pub overview_longest: Option<Located<usize>>,
    /// `thresholds.problems-shortest`.
    pub problems_shortest: Option<Located<usize>>,
    /// `deadlines.department`.
    pub department: Option<Located<Deadline>>,
    /// `deadlines.government`.
    pub government: Option<Located<Deadline>>,
    /// `deadlines.township`.
    pub township: Option<Located<Deadline>>,
    /// `lang`.
    pub lang: Option<Located<Lang>>,
}

impl Config {
    /// Reads the text of a configuration.
    ///
    /// # Errors
    /// Everything that is no TOML, no key or of a wrong type, in the order of the text.
    pub fn parse(text: &str) -> Result<Self, Vec<ConfigError>> {
        read::read(text)
    }

    /// Complains about rules and packs that there are not; `packs` are the names of those there are.
    /// A pack that is written as a path is left to who opens it.
    pub fn check(&self, packs: &[&str], registry: &'static Registry) -> Vec<ConfigError> {
        self.check_with(packs, &PackSet::empty(registry))
    }

    /// As [`Config::check`], where rules of `loaded` may be named too.
    pub fn check_with(&self, packs: &[&str], loaded: &PackSet) -> Vec<ConfigError> {
        resolve::check(self, packs, loaded)
    }

    /// The settings of the rules, the configuration first and what was said elsewhere over it.
    ///
    /// A `select` elsewhere takes the place of all that the configuration selects and ignores;
    /// `extend_select` and `ignore` elsewhere add to it. `off` counts as ignoring.
    ///
    /// # Errors
    /// [`UnknownRule`] for a selector that names no rule; for those of the configuration
    /// [`Config::check`] says where.
    pub fn settings(
        &self,
        registry: &'static Registry,
        over: &Overrides,
    ) -> Result<Settings, UnknownRule> {
        self.settings_with(&Arc::new(PackSet::empty(registry)), over)
    }

    /// As [`Config::settings`], over the settings that packs want, and with their rules.
    ///
    /// # Errors
    /// As [`Config::settings`].
    pub fn settings_with(
        &self,
        packs: &Arc<PackSet>,
        over: &Overrides,
    ) -> Result<Settings, UnknownRule> {
        resolve::settings(self, packs, over)
    }
}

/// Whether a pack is given by its path rather than by its name.
pub fn is_pack_path(pack: &str) -> bool {
    pack.contains(['/', '\\', '.'])
}

#[cfg(test)]
mod tests;
