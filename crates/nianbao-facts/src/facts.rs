//! The facts of one report.

use std::sync::OnceLock;

use nianbao_core::Report;

use crate::claims::{self, Claim};
use crate::ledger::Ledger;
use crate::punctuation::{HalfWidth, Marks};
use crate::readers::claims::ReceivedAt;
use crate::words::{Lexicon, OWN_LEXICON, Scanned};

/// One report and what it states; each fact is found once, when first asked for.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The report.
    pub report: &'a Report,
    lexicon: &'a Lexicon,
    scanned: OnceLock<Scanned>,
    /// Punctuation marks and spaces as the source has them.
    pub(crate) marks: OnceLock<Marks>,
    /// Those of the marks that are half-width and should not be.
    pub(crate) half_width: OnceLock<HalfWidth>,
    claims: OnceLock<Vec<Claim>>,
    ledger: OnceLock<Ledger>,
    /// The numbers of requests received.
    pub(crate) received: OnceLock<Vec<ReceivedAt>>,
}

impl<'a> Facts<'a> {
    /// The facts of a report.
    pub fn new(report: &'a Report) -> Self {
        Self::with(report, &OWN_LEXICON)
    }

    /// The facts of a report whose prose is searched for further words too.
    pub fn with(report: &'a Report, lexicon: &'a Lexicon) -> Self {
        Self {
            report,
            lexicon,
            scanned: OnceLock::new(),
            marks: OnceLock::new(),
            half_width: OnceLock::new(),
            claims: OnceLock::new(),
            ledger: OnceLock::new(),
            received: OnceLock::new(),
        }
    }

    /// What the prose states about the tables, in the order of the text.
    pub fn claims(&self) -> &[Claim] {
        self.claims.get_or_init(|| claims::claims(self.report))
    }

    /// Cells, identities and the certain claims ([`claims::certain`]) as one system; a claim has the index
    /// that it has in [`Self::claims`].
    pub fn ledger(&self) -> &Ledger {
        self.ledger
            .get_or_init(|| Ledger::new(self.report, &claims::certain(self.claims())))
    }

    /// The words of the lexicon that the prose has.
    pub fn scanned(&self) -> &Scanned {
        self.scanned
            .get_or_init(|| self.lexicon.scan(self.report.prose.as_str()))
    }
}
