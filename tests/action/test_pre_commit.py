"""The hooks, run by pre-commit in a copy of the sample repository."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

from runner import PROGRAM, ROOT

# Building takes minutes and is what all other tests do; here it only counts that it is asked for rightly.
CARGO = """#!/usr/bin/env bash
set -eu
printf '%s\\n' "$*" >> "{log}"
while [ $# -gt 0 ]; do
  if [ "$1" = --target-dir ]; then target=$2; fi
  shift
done
mkdir -p "$target/release"
cp "{program}" "$target/release/nianbao"
"""


class PreCommit(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.bin, self.log = self.folder / "bin", self.folder / "log"
        self.bin.mkdir()
        (self.bin / "nianbao").symlink_to(PROGRAM)
        cargo = self.bin / "cargo"
        cargo.write_text(CARGO.format(log=self.log, program=PROGRAM), "utf-8")
        cargo.chmod(0o755)
        self.hooks = self.folder / "hooks"
        (self.hooks / ".ci").mkdir(parents=True)
        for name in (".pre-commit-hooks.yaml", ".ci/pre-commit"):
            shutil.copy(ROOT / name, self.hooks / name)
        self.revision = self.commit(self.hooks)
        self.reports = self.folder / "reports"
        shutil.copytree(ROOT / "tests/sample-repository", self.reports)
        self.commit(self.reports)

    def run_in(self, folder, *command):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment |= {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "PRE_COMMIT_HOME": str(self.folder / "cache"),
        }
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    def commit(self, folder):
        for command in (
            ["git", "init", "--quiet"],
            ["git", "add", "--all"],
            ["git", "-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "--quiet", "-m", "All"],
        ):
            done = self.run_in(folder, *command)
            self.assertEqual(done.returncode, 0, done.stderr)
        return self.run_in(folder, "git", "rev-parse", "HEAD").stdout.strip()

    def check(self, change=lambda hook: None):
        """Runs the hook of the sample repository's configuration, fetched from the copy of the hooks."""
        path = self.reports / ".pre-commit-config.yaml"
        config = yaml.safe_load((ROOT / "tests/sample-repository/.pre-commit-config.yaml").read_text("utf-8"))
        config["repos"][0] |= {"repo": str(self.hooks), "rev": self.revision}
        change(config["repos"][0]["hooks"][0])
        path.write_text(yaml.safe_dump(config), "utf-8")
        self.run_in(self.reports, "git", "add", "--all")
        return self.run_in(self.reports, "pre-commit", "run", "--all-files", "--verbose")

    def test_the_sample_repository_passes_and_the_program_is_built_once(self):
        for _ in range(2):
            done = self.check()
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn("yunxi/boast", done.stdout)
        asked = self.log.read_text("utf-8").splitlines()
        self.assertEqual(len(asked), 1)
        for word in ("build", "--release", "--locked", "--package nianbao"):
            self.assertIn(word, asked[0])

    def test_what_is_known_no_more_fails(self):
        done = self.check(lambda hook: hook.update(args=["reports"]))
        self.assertEqual(done.returncode, 1)
        self.assertIn("reports/2022-county.md:11:115", done.stdout)

    def test_the_installed_program(self):
        done = self.check(lambda hook: hook.update(id="nianbao-system"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        done = self.check(lambda hook: hook.update(id="nianbao-system", args=[]))
        # All of the repository: its README is no report and is left alone.
        self.assertEqual(done.returncode, 1)
        self.assertNotIn("README.md", done.stdout)
        self.assertFalse(self.log.exists())
