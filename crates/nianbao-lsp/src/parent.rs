//! Watches the process that the client named at `initialize`: when it is gone, so is the server, even
//! if something else holds the stream open.

use std::sync::OnceLock;
use std::time::Duration;

/// How often it is looked for.
const INTERVAL: Duration = Duration::from_millis(250);

/// Waits until the process has ended; for ever if none is named.
pub(crate) async fn ended(process: &OnceLock<u32>) {
    let mut interval = tokio::time::interval(INTERVAL);
    loop {
        interval.tick().await;
        if process.get().is_some_and(|&process| !is_alive(process)) {
            return;
        }
    }
}

#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    let Some(pid) = i32::try_from(process).ok().and_then(Pid::from_raw) else {
        return true;
    };
    // A process of somebody else is alive too.
    !matches!(test_kill_process(pid), Err(Errno::SRCH))
}

/// Elsewhere the end of the stream tells.
#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    true
}
