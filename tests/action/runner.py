"""As much of a GitHub runner as the steps of a composite action need."""

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
PROGRAM = os.environ["NIANBAO"]


@dataclass
class Step:
    status: int
    stdout: str
    stderr: str
    outputs: dict = field(default_factory=dict)
    summary: str = ""
    path: str = ""


def evaluate(text, context):
    """A `${{ }}` of names joined by `||`; anything else is a mistake of the action or of this."""

    def value(match):
        for name in match[1].split("||"):
            name = name.strip()
            if not re.fullmatch(r"[a-z_.-]+", name):
                raise ValueError(f"not understood: {match[0]}")
            if found := context.get(name, ""):
                return found
        return ""

    return re.sub(r"\$\{\{(.*?)\}\}", value, text)


def context(inputs, **more):
    unknown = set(inputs) - set(ACTION["inputs"])
    if unknown:
        raise ValueError(f"no such input: {unknown}")
    given = {f"inputs.{name}": str(it.get("default", "")) for name, it in ACTION["inputs"].items()}
    given |= {f"inputs.{name}": value for name, value in inputs.items()}
    given |= {
        "github.server_url": "https://host.invalid",
        "github.repository": "office/reports",
        "github.action_repository": "maker/nianbao",
        "github.action_ref": "main",
        "runner.os": "Linux",
        "runner.arch": "X64",
    }
    return given | more


def step(name, given, folder, path=os.environ["PATH"]):
    """Runs one step of the action in a folder."""
    it = next(it for it in ACTION["runs"]["steps"] if it["id"] == name)
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        given = {"runner.temp": str(work)} | given
        files = {key: work / key.lower() for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        for file in files.values():
            file.touch()
        script = work / "script.sh"
        script.write_text(it["run"], "utf-8")
        environment = {key: evaluate(value, given) for key, value in it["env"].items()}
        environment |= {key: str(file) for key, file in files.items()} | {"PATH": path, "HOME": str(work)}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=folder, env=environment, capture_output=True, check=False,
        )
        return Step(
            done.returncode,
            done.stdout.decode("utf-8"),
            done.stderr.decode("utf-8"),
            dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()),
            files["GITHUB_STEP_SUMMARY"].read_text("utf-8"),
            files["GITHUB_PATH"].read_text("utf-8"),
        )
