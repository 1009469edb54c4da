//! Tells the client how far a long piece of work has come.

use tower_lsp::ls_types::{
    ProgressToken, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};

use crate::outbox::Outbox;

/// Reports on one piece of work, if the client gave a token for it. For threads that may wait.
pub(crate) struct Reporter {
    outbox: Outbox,
    token: Option<ProgressToken>,
    percentage: u32,
}

impl Reporter {
    /// Says that the work begins.
    pub(crate) fn begin(outbox: Outbox, token: Option<ProgressToken>, title: &str) -> Self {
        let reporter = Self {
            outbox,
            token,
            percentage: 0,
        };
        reporter.send(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: title.to_owned(),
            cancellable: Some(true),
            message: None,
            percentage: Some(0),
        }));
        reporter
    }

    /// Says how many things of how many are done, where that changes the percentage.
    pub(crate) fn report(&mut self, done: usize, all: usize) {
        let percentage = (done * 100 / all.max(1)) as u32;
        if percentage > self.percentage {
            self.percentage = percentage;
            self.send(WorkDoneProgress::Report(WorkDoneProgressReport {
                cancellable: Some(true),
                message: Some(format!("{done}/{all}")),
                percentage: Some(percentage),
            }));
        }
    }

    /// Says that the work is done.
    pub(crate) fn end(self) {
        self.send(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    }

    fn send(&self, value: WorkDoneProgress) {
        let Some(token) = &self.token else {
            return;
        };
        // None of it can fail to be JSON.
        let value = serde_json::to_value(value).unwrap_or_default();
        self.outbox.progress(token, value);
    }
}
