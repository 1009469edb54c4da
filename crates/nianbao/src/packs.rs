//! Which packs were chosen by the province of a body, for the summary of a run.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use nianbao_lint::Lang;
use nianbao_workspace::packs::Choice;

use crate::lang::tr;

/// How many reports each pack was chosen for.
#[derive(Default)]
pub(crate) struct Chosen {
    counts: Mutex<BTreeMap<Option<&'static str>, usize>>,
}

impl Chosen {
    pub(crate) fn note(&self, choice: &Choice) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(choice.pack).or_insert(0) += 1;
    }

    /// What was chosen, if a choice was wanted.
    pub(crate) fn sentence(&self, lang: Lang) -> Option<String> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.is_empty() {
            return None;
        }
        let parts: Vec<_> = counts
            .iter()
            .rev()
            .map(|(pack, count)| match pack {
                Some(pack) => tr!(lang, "{pack}（{count} 个文件）", "{pack} ({count} files)"),
                None => tr!(
                    lang,
                    "无（{count} 个文件的机关名称看不出省份，或该省没有规则包）",
                    "none ({count} files whose body tells no province that has a pack)"
                ),
            })
            .collect();
        let parts = parts.join(crate::lang::pick(lang, "、", ", "));
        Some(tr!(
            lang,
            "按机关所在省选用的规则包：{parts}",
            "packs chosen by province: {parts}"
        ))
    }
}
