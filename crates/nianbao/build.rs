//! Puts the version and, where the source is a git repository, its commit into `--version`.

use std::process::Command;

fn main() {
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let commit = git(&["log", "-1", "--format=%h %cs"]).filter(|_| is_own_repository());
    let full = match commit {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    };
    println!("cargo::rustc-env=NIANBAO_VERSION={full}");
    println!("cargo::rerun-if-changed=build.rs");
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
