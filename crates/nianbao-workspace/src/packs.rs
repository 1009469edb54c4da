//! Which rule packs are used: those that are named, and that of the province of a report's body.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use nianbao_core::Report;
use nianbao_lint::{Lang, Registry, Settings, tr};
use nianbao_packs::{Folder, PackError, PackSet, PackSource, Wanted};

use crate::config::{Config, Overrides, is_pack_path};

/// The word for the pack of the province of a report's body.
pub const AUTO: &str = "auto";

/// A pack that is named.
enum Named {
    BuiltIn(String),
    Folder(Folder),
}

/// Packs that are named, with their folders open.
pub struct Wished {
    registry: &'static Registry,
    named: Vec<Named>,
    /// Whether a pack is to be chosen by province too.
    pub auto: bool,
}

impl std::fmt::Debug for Wished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Wished {{ {} packs, auto: {} }}",
            self.named.len(),
            self.auto
        )
    }
}

impl Wished {
    /// Packs by their names or by paths relative to folders, beside the rules of a registry.
    ///
    /// # Errors
    /// What is wrong with the first folder that cannot be opened.
    pub fn new<'a>(
        registry: &'static Registry,
        packs: impl IntoIterator<Item = (&'a str, &'a Path)>,
        lang: Lang,
    ) -> Result<Self, String> {
        let mut wished = Self {
            registry,
            named: Vec::new(),
            auto: false,
        };
        for (pack, base) in packs {
            let path = base.join(pack);
            if pack == AUTO {
                wished.auto = true;
            } else if nianbao_packs::built_in_text(pack).is_some()
                || !(is_pack_path(pack) || path.exists())
            {
                // A name that is none is complained of with the nearest when it is loaded.
                wished.named.push(Named::BuiltIn(pack.to_owned()));
            } else {
                let folder = Folder::open(&path, pack).map_err(|error| {
                    tr!(
                        lang,
                        "规则包 {pack} 无法打开：{error}",
                        "the pack {pack} cannot be opened: {error}"
                    )
                })?;
                wished.named.push(Named::Folder(folder));
            }
        }
        Ok(wished)
    }

    /// Reads the packs, after the one of a province if there is one.
    ///
    /// # Errors
    /// What is wrong with them, a line for each.
    pub fn load(&self, first: Option<&str>, lang: Lang) -> Result<Arc<PackSet>, String> {
        let set = self
            .try_load(first)
            .map_err(|errors| complaints(&errors, lang))?;
        Ok(Arc::new(set))
    }

    /// As [`Wished::load`], with everything that is wrong at its place.
    ///
    /// # Errors
    /// Everything that is wrong with any of them.
    pub fn try_load(&self, first: Option<&str>) -> Result<PackSet, Vec<PackError>> {
        let first = first.map(Wanted::BuiltIn);
        let named = self.named.iter().map(|named| match named {
            Named::BuiltIn(name) => Wanted::BuiltIn(name),
            Named::Folder(folder) => Wanted::Source(folder),
        });
        nianbao_packs::load(
            self.registry,
            &first.into_iter().chain(named).collect::<Vec<_>>(),
        )
    }

    /// The files of the last pack, if it is one in a folder.
    pub fn source(&self) -> Option<&dyn PackSource> {
        match self.named.last() {
            Some(Named::Folder(folder)) => Some(folder),
            _ => None,
        }
    }
}

/// What is wrong with packs, a line for each.
pub fn complaints(errors: &[PackError], lang: Lang) -> String {
    let lines: Vec<_> = errors
        .iter()
        .map(|error| {
            let (file, message) = (&error.file, error.message.get(lang));
            let (line, column) = (error.place.line, error.place.column);
            if file.is_empty() {
                message.to_owned()
            } else {
                tr!(
                    lang,
                    "{file}:{line}:{column}：{message}",
                    "{file}:{line}:{column}: {message}"
                )
            }
        })
        .collect();
    lines.join("\n")
}

/// The pack that was chosen for a report.
#[derive(Debug)]
pub struct Choice {
    /// `None` where the body's name tells no province, or one that there is no pack for.
    pub pack: Option<&'static str>,
    /// The settings with it.
    pub settings: Option<Arc<Settings>>,
}

/// Packs chosen by the province of a body, each read when a report first needs it.
#[derive(Debug)]
pub(crate) struct ByProvince {
    wished: Wished,
    over: Overrides,
    lang: Lang,
    by_pack: Mutex<HashMap<&'static str, Option<Arc<Settings>>>>,
}

impl ByProvince {
    pub(crate) fn new(wished: Wished, over: Overrides, lang: Lang) -> Self {
        Self {
            wished,
            over,
            lang,
            by_pack: Mutex::default(),
        }
    }

    pub(crate) fn choose(&self, config: &Config, plain: &Settings, report: &Report) -> Choice {
        let body = report.body.as_ref();
        let Some(pack) = body.and_then(|body| nianbao_packs::for_body(&body.name)) else {
            return Choice {
                pack: None,
                settings: None,
            };
        };
        let mut known = self.by_pack.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = known.entry(pack).or_insert_with(|| {
            // A pack that is named anyhow is in the plain settings.
            if plain.packs.names().contains(&pack) {
                return None;
            }
            // Built-in packs are right, and what is named loaded without them; a selector that names no
            // rule was complained of before.
            let packs = self.wished.load(Some(pack), self.lang).ok()?;
            config.settings_with(&packs, &self.over).ok().map(Arc::new)
        });
        Choice {
            pack: Some(pack),
            settings: settings.clone(),
        }
    }
}
