"""The step that finds the program or installs a release, with a stand-in for curl."""

import hashlib
import os
import shutil
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

from runner import PROGRAM, context, step

CURL = """#!/usr/bin/env bash
# Serves the files of a folder; refuses what the action must not ask for.
printf '%s\\n' "$*" >> "{log}"
while [ $# -gt 0 ]; do
  case $1 in
    --output) output=$2; shift ;;
    https://*) url=$1 ;;
  esac
  shift
done
cp "{releases}/${{url##*/}}" "$output"
"""


class Install(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.releases, self.bin = self.folder / "releases", self.folder / "bin"
        self.temp, self.log = self.folder / "temp folder", self.folder / "log"
        for it in (self.releases, self.bin, self.temp):
            it.mkdir()
        self.script(self.bin / "curl", CURL.format(log=self.log, releases=self.releases))
        # The program of a release only has to answer to --version.
        release = self.script(self.folder / "nianbao", '#!/bin/sh\necho "nianbao 9.9.9 $*"\n')
        for target in ("x86_64-unknown-linux-musl", "x86_64-apple-darwin", "aarch64-apple-darwin"):
            archive = self.releases / f"nianbao-{target}.tar.xz"
            with tarfile.open(archive, "w:xz") as file:
                file.add(release, f"nianbao-{target}/nianbao")
            self.sum(archive)
        archive = self.releases / "nianbao-x86_64-pc-windows-msvc.zip"
        with zipfile.ZipFile(archive, "w") as file:
            file.write(release, "nianbao.exe")
        self.sum(archive)

    def script(self, path, text):
        path.write_text(text, "utf-8")
        path.chmod(0o755)
        return path

    def sum(self, archive):
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        archive.with_name(archive.name + ".sha256").write_text(f"{digest} *{archive.name}\n", "utf-8")

    def install(self, inputs=None, path=None, **more):
        given = context(inputs or {}, **{"runner.temp": str(self.temp)}, **more)
        return step("install", given, self.folder, path or f"{self.bin}:{os.environ['PATH']}")

    def asked(self):
        words = self.log.read_text("utf-8").split() if self.log.exists() else []
        return [word for word in words if word.startswith("https://")]

    def test_a_program_that_is_named_is_used(self):
        run = self.install({"program": PROGRAM, "version": "0.1.0"})
        self.assertEqual((run.status, run.outputs["program"], self.asked()), (0, PROGRAM, []))
        run = self.install({"program": "./none"})
        self.assertEqual(run.status, 2)
        self.assertIn("::error title=nianbao::./none does not run", run.stdout)

    def test_a_program_on_the_path_is_used_unless_a_version_is_asked_for(self):
        shutil.copy(self.folder / "nianbao", self.bin)
        run = self.install()
        self.assertEqual((run.status, run.outputs["program"]), (0, str(self.bin / "nianbao")))
        self.assertEqual(self.asked(), [])
        run = self.install({"version": "0.1.0"})
        self.assertEqual(run.status, 0, run.stderr)
        self.assertNotEqual(run.outputs["program"], str(self.bin / "nianbao"))

    def test_a_release_is_installed(self):
        base = "https://host.invalid/maker/nianbao/releases"
        archive = "nianbao-x86_64-unknown-linux-musl.tar.xz"
        for inputs, ref, folder in (
            ({"version": "0.1.0"}, "main", "download/v0.1.0"),
            ({"version": "v1.2.3-rc.1"}, "main", "download/v1.2.3-rc.1"),
            ({"version": "latest"}, "v0.1.0", "latest/download"),
            ({}, "v0.1.0", "download/v0.1.0"),
            ({}, "main", "latest/download"),
            ({}, "", "latest/download"),
        ):
            self.log.unlink(missing_ok=True)
            run = self.install(inputs, **{"github.action_ref": ref})
            self.assertEqual(run.status, 0, run.stdout + run.stderr)
            self.assertEqual(self.asked(), [f"{base}/{folder}/{archive}", f"{base}/{folder}/{archive}.sha256"])
            self.assertEqual(run.outputs["program"], str(self.temp / "nianbao/nianbao"))
            self.assertEqual(run.path.strip(), str(self.temp / "nianbao"))
            self.assertIn("nianbao 9.9.9 --version", run.stdout)

    def test_each_system_gets_its_archive(self):
        for system, machine, archive in (
            ("macOS", "X64", "x86_64-apple-darwin.tar.xz"),
            ("macOS", "ARM64", "aarch64-apple-darwin.tar.xz"),
            ("Windows", "X64", "x86_64-pc-windows-msvc.zip"),
        ):
            if system == "Windows" and not shutil.which("unzip"):
                self.skipTest("unzip is not installed")
            self.log.unlink(missing_ok=True)
            run = self.install(**{"runner.os": system, "runner.arch": machine})
            self.assertEqual(run.status, 0, run.stdout + run.stderr)
            self.assertTrue(self.asked()[0].endswith(f"/nianbao-{archive}"))
        run = self.install(**{"runner.arch": "S390X"})
        self.assertEqual(run.status, 2)
        self.assertIn("there is no release for Linux on S390X", run.stdout)

    def test_another_repository_and_a_local_action(self):
        self.install({"repository": "mirror/nianbao"})
        self.install(**{"github.action_repository": ""})
        bases = [url.split("/releases/")[0] for url in self.asked()[::2]]
        self.assertEqual(bases, ["https://host.invalid/mirror/nianbao", "https://host.invalid/office/reports"])

    def test_an_archive_without_its_checksum_is_refused(self):
        archive = self.releases / "nianbao-x86_64-unknown-linux-musl.tar.xz"
        archive.write_bytes(archive.read_bytes() + b"\0")
        run = self.install()
        self.assertEqual((run.status, run.outputs), (2, {}))
        self.assertIn("does not have the checksum", run.stdout)
        archive.with_name(archive.name + ".sha256").write_text("", "utf-8")
        self.assertEqual(self.install().status, 2)
        archive.with_name(archive.name + ".sha256").unlink()
        run = self.install()
        self.assertEqual(run.status, 2)
        self.assertIn("cannot be downloaded", run.stdout)

    def test_nothing_else_is_asked_for(self):
        for inputs in (
            {"version": "0.1.0/../../../../evil/evil/releases/download/v1"},
            {"version": "$(touch run)"},
            {"version": "1"},
            {"repository": "evil"},
            {"repository": "a/b/../../c"},
            {"repository": '"; touch run; "/x'},
        ):
            run = self.install(inputs)
            self.assertEqual((run.status, run.outputs), (2, {}), inputs)
        self.assertEqual(self.asked(), [])
        self.assertFalse((self.folder / "run").exists())
