//! A bar that shows how far a long run is, on a terminal and nowhere else.

use std::io::{IsTerminal as _, stderr, stdout};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it is drawn in a second.
const RATE: u8 = 10;

/// How far a run is.
pub(super) struct Progress {
    total: usize,
    done: usize,
    started: Instant,
    wanted: bool,
    /// Whether results appear on the terminal too.
    shared: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// A run over so many files; a quiet one shows no bar. `to_stdout` says where results go.
    pub(super) fn new(total: usize, quiet: bool, to_stdout: bool) -> Self {
        Self {
            total,
            done: 0,
            started: Instant::now(),
            wanted: !quiet && total > 1 && stderr().is_terminal(),
            shared: to_stdout && stdout().is_terminal(),
            bar: None,
        }
    }

    /// One more file is done, and `tell` says what became of it: its result, and where it `remarks`
    /// something also a line on standard error.
    pub(super) fn step<T>(&mut self, remarks: bool, tell: impl FnOnce() -> T) -> T {
        self.done += 1;
        if !self.wanted {
            return tell();
        }
        if self.bar.is_none() && self.started.elapsed() >= PATIENCE {
            let target = ProgressDrawTarget::stderr_with_hz(RATE);
            let bar = ProgressBar::with_draw_target(Some(self.total as u64), target);
            if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {eta}") {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
        match &self.bar {
            Some(bar) => {
                bar.set_position(self.done as u64);
                if remarks || self.shared {
                    bar.suspend(tell)
                } else {
                    tell()
                }
            }
            None => tell(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
