//! Puts the version and the commit into `--version`: the commit that `NIANBAO_COMMIT` names, for a build
//! from an archive of the source, else that of the git repository, else none. Nothing here depends on
//! when or where it is built, so that the same source gives the same program.

use std::process::Command;

fn main() {
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let told = std::env::var("NIANBAO_COMMIT").ok();
    let told =
        told.filter(|it| !it.is_empty() && it.chars().all(|c| c.is_ascii_graphic() || c == ' '));
    let commit = told.or_else(|| {
        // As many digits whatever else the clone holds.
        git(&["log", "-1", "--abbrev=9", "--format=%h %cs"]).filter(|_| is_own_repository())
    });
    let full = match commit {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    };
    println!("cargo::rustc-env=NIANBAO_VERSION={full}");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=NIANBAO_COMMIT");
    // The commit changes when what HEAD points to does.
    for path in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--path-format=absolute", "--git-path", path]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
}

/// Whether the repository is that of this program, and not one that a copy of its source lies in.
fn is_own_repository() -> bool {
    git(&["ls-files", "--error-unmatch", "build.rs"]).is_some()
}

/// What git says; nothing when there is no git, no repository, or it fails.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let text = text.trim();
    (output.status.success() && !text.is_empty()).then(|| text.to_owned())
}
