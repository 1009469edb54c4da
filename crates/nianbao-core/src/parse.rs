//! From text to [`Report`]: the one way through the crate.

use std::sync::Arc;

use crate::prose::Prose;
use crate::report::{Layout, Report, Signature};
use crate::text::SourceText;

impl Report {
    /// Understands a text. Never fails: what is not there is absent in the result.
    pub fn parse(source: impl Into<Arc<SourceText>>) -> Self {
        Self {
            source: source.into(),
            layout: Layout::Lines,
            evidence: 0,
            edition: None,
            legacy_2019: Vec::new(),
            legacy_2007: Vec::new(),
            title: None,
            body: None,
            year: None,
            period: None,
            published: None,
            signature: Signature::default(),
            sections: Vec::new(),
            tables: [None, None, None],
            prose: Prose::default(),
            damage: Vec::new(),
        }
    }
}
