"""The step that checks: what it prints, what it leaves, how it ends."""

import json
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import yaml

from runner import ACTION, PROGRAM, ROOT, context, step

SAMPLE = ROOT / "tests/sample-repository"


class Check(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "repository"
        shutil.copytree(SAMPLE, self.folder)

    def check(self, **inputs):
        inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        given = context(inputs, **{"steps.install.outputs.program": PROGRAM})
        return step("check", given, self.folder)

    def counts(self, run):
        return [run.outputs[name] for name in ("exit-code", "errors", "warnings", "notices")]

    def test_scripts_hold_no_expressions(self):
        for it in ACTION["runs"]["steps"]:
            self.assertNotIn("${{", it["run"])
            self.assertNotIn("uses", it)

    def test_findings_fail_the_step_and_stand_beside_their_lines(self):
        run = self.check()
        self.assertEqual((run.status, self.counts(run)), (1, ["1", "1", "1", "0"]), run.stderr)
        lines = run.stdout.splitlines()
        self.assertTrue(lines[0].startswith("::error file=reports/2022-county.md,line=11,"), lines)
        self.assertTrue(lines[1].startswith("::warning file=reports/2023-county.md,line=7,"), lines)
        self.assertIn("reports/2022-county.md", run.summary)
        self.assertIn("yunxi/boast", run.summary)

    def test_a_baseline_leaves_the_warning(self):
        run = self.check(baseline="baseline.json", paths="reports")
        self.assertEqual((run.status, self.counts(run)), (0, ["0", "0", "1", "0"]))
        run = self.check(baseline="baseline.json", fail_on="warning", summary="false")
        self.assertEqual((run.status, run.summary), (1, ""))

    def test_sarif_is_written_whether_or_not_the_step_fails(self):
        for inputs in ({}, {"baseline": "baseline.json"}):
            run = self.check(sarif_file="out file.sarif", **inputs)
            self.assertEqual(run.outputs["sarif-file"], "out file.sarif")
            sarif = json.loads((self.folder / "out file.sarif").read_text("utf-8"))
            open_, found = [], []
            for it in sarif["runs"][0]["results"]:
                (open_ if it.get("kind") == "open" else found).append(it["ruleId"])
            self.assertEqual(len(found), 1 if inputs else 2)
        run = self.check(sarif_file="no/such/folder/out.sarif")
        self.assertEqual(run.status, 2)
        self.assertNotIn("sarif-file", run.outputs)
        self.assertIn("::error title=nianbao::the SARIF file", run.stdout)

    def test_paths_and_arguments_stand_on_lines(self):
        (self.folder / "two words").mkdir()
        shutil.copy(self.folder / "reports/2022-county.md", self.folder / "two words/a b.md")
        run = self.check(paths="two words/a b.md\r\nreports/2023-finance.md\n\n", args="--select\nX\n--ignore=X001")
        self.assertEqual(self.counts(run), ["1", "1", "0", "0"])
        self.assertIn("file=two words/a b.md,", run.stdout)

    def test_configuration_and_language(self):
        (self.folder / "other.toml").write_text('ignore = ["X012"]\n', "utf-8")
        run = self.check(config="other.toml")
        self.assertEqual(self.counts(run), ["0", "0", "0", "0"])
        run = self.check(lang="en")
        self.assertRegex(run.stdout, r"(?m)^::warning .*::Give figures and facts")

    def test_what_cannot_be_done_ends_with_two(self):
        for inputs in ({"fail_on": "sometimes"}, {"config": "none.toml"}, {"paths": "none.md"}):
            run = self.check(**inputs)
            self.assertEqual((run.status, run.outputs["exit-code"]), (2, "2"), inputs)
            self.assertNotEqual(run.stdout + run.stderr, "")

    def test_inputs_are_never_run(self):
        before = sorted(self.folder.rglob("*"))
        text = (self.folder / "reports/2022-county.md").read_bytes()
        for name in ("paths", "config", "baseline", "fail_on", "lang", "args", "summary"):
            for evil in ("$(touch run)", '"; touch run; "', "`touch run`", "a\n$(touch run)", "' || touch run || '"):
                self.check(**{name: evil})
        # A path is a path, even if it looks like an option that changes files.
        self.assertEqual(self.check(paths="--fix").status, 2)
        self.assertEqual(sorted(self.folder.rglob("*")), before)
        self.assertEqual((self.folder / "reports/2022-county.md").read_bytes(), text)

    def test_a_file_name_is_no_command(self):
        # A runner takes `##[…]` for a command wherever it stands in a line that begins with none. The
        # program tells on standard error of an entry of the baseline that is gone, with its file.
        name = "##[add-mask]x.md"
        shutil.copy(self.folder / "reports/2022-county.md", self.folder / name)
        baseline = json.loads((self.folder / "baseline.json").read_text("utf-8"))
        known = baseline["files"]["reports/2022-county.md"][0]
        baseline["files"][name] = [known | {"fingerprint": "0" * 32}]
        (self.folder / "baseline.json").write_text(json.dumps(baseline), "utf-8")
        run = self.check(baseline="baseline.json")
        lines, stopped, seen = run.stdout.splitlines(), None, 0
        for line in lines:
            if start := re.fullmatch(r"::stop-commands::(.+)", line):
                stopped = start[1]
            elif line == f"::{stopped}::":
                stopped = None
            elif name in line and not line.startswith("::error "):
                self.assertIsNotNone(stopped, line)
                seen += 1
        self.assertIsNone(stopped)
        self.assertEqual(seen, 1, lines)
        self.assertEqual(run.stderr, "")

    def test_the_workflow_of_the_sample_repository(self):
        text = (SAMPLE / ".github/workflows/reports.yml").read_text("utf-8")
        steps = yaml.safe_load(text)["jobs"]["nianbao"]["steps"]
        inputs = next(it for it in steps if "/nianbao@" in it.get("uses", ""))["with"]
        given = context(inputs, **{"steps.install.outputs.program": PROGRAM})
        run = step("check", given, self.folder)
        self.assertEqual((run.status, self.counts(run)), (0, ["0", "0", "1", "0"]))
        self.assertTrue((self.folder / run.outputs["sarif-file"]).exists())
        used = set(re.findall(r"steps\.nianbao\.outputs\.([a-z-]+)", text))
        self.assertLessEqual(used, set(ACTION["outputs"]))
