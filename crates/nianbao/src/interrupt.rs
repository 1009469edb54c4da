//! What is left behind when the user interrupts the program: nothing.
//!
//! A file that is being written has another name until it is whole; an interrupt removes it. Until
//! the first such file there is nothing to remove, and the system's own handling is left as it is.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// The exit status of a program that was interrupted, as shells count it.
const STATUS: i32 = 130;

static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static INSTALLED: Once = Once::new();

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Creates a temporary file that an interrupt removes; none is created once one has come.
pub(crate) fn guarded<T>(
    create: impl FnOnce() -> io::Result<T>,
    path: impl FnOnce(&T) -> &Path,
) -> io::Result<T> {
    // Where no handler can be installed, an interrupt leaves a file with a name of its own.
    INSTALLED.call_once(|| drop(ctrlc::set_handler(leave)));
    let mut unfinished = unfinished();
    let file = create()?;
    unfinished.insert(path(&file).to_owned());
    Ok(file)
}

/// Says that a temporary file has taken its place or is gone.
pub(crate) fn finished(path: &Path) {
    unfinished().remove(path);
}

fn leave() {
    // Held to the end of the program, so that no thread creates another file.
    let unfinished = unfinished();
    for path in unfinished.iter() {
        drop(fs::remove_file(path));
    }
    std::process::exit(STATUS);
}
