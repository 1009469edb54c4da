#!/usr/bin/env python3
"""Counts the instructions that the program takes for fixed work, and compares them with the committed
counts. A count is the same from run to run where a time is not: hash seeds make it vary by about 0.1 %.

    tests/bench/instructions.py [PROGRAM]            default: target/debug/nianbao
    tests/bench/instructions.py --write [PROGRAM]    takes the counts as the new ones

The exit status is 1 when a count is more than 10 % above the committed one. Counts of another compiler or
machine say nothing about the program, so they are printed and not compared. The program is the one that
`cargo build` makes (profile dev, which optimises a little), because a release takes minutes to build; its
counts are about twice those of a release. Nothing is subtracted: start,
reading and output count too. Needs valgrind, and installs Debian's as root or with sudo."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "tests/bench/instructions.json"
# Above this share of the committed count the step fails, as far below it asks for new counts.
TOLERANCE = 0.10


def work(samples: list[str]) -> dict[str, list[str]]:
    """What is counted, by name: arguments in a folder that holds the samples, and in `batch` three files
    of three samples each. One job, so that no waiting of threads is counted."""
    check = ["check", "--jobs", "1", "--format", "json"]
    return {
        **{f"check {Path(name).stem}": [*check, name] for name in samples},
        "check 3 files of 3 reports": [*check, "batch"],
        "check --format html": ["check", "--jobs", "1", "--format", "html", samples[0]],
        "check --pack auto": [*check, "--pack", "auto", samples[0]],
        "check --diff": ["check", "--jobs", "1", "--diff", samples[0]],
        "extract": ["extract", samples[0]],
        "rules": ["rules", "--format", "json"],
    }


def prepare(folder: Path) -> list[str]:
    """Copies the samples, so that paths are as long on every machine. Returns their names."""
    samples = sorted((ROOT / "tests/corpus").glob("*.txt"))
    (folder / "batch").mkdir()
    for at, sample in enumerate(samples):
        shutil.copy(sample, folder)
        if at < 3:
            three = [samples[(at + step) % len(samples)] for step in range(3)]
            text = b"".join(path.read_bytes() for path in three)
            (folder / "batch" / f"{at}.txt").write_bytes(text)
    return [sample.name for sample in samples]


def count(program: Path, arguments: list[str], folder: Path) -> int:
    """The instructions of one run. The environment is empty, since the program reads it."""
    valgrind = shutil.which("valgrind")
    command = [valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *arguments]
    environment = {"HOME": "/nonexistent", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    messages = run.stderr.decode(errors="replace")
    found = re.search(r"Collected : (\d+)", messages)
    # 1 says that there are findings.
    if run.returncode not in (0, 1) or not found:
        sys.exit(f"{' '.join(arguments)}: status {run.returncode}\n{messages}")
    return int(found[1])


def compiler() -> dict[str, str]:
    """What a count depends on beside the program."""
    told = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    host = re.search(r"^host: (.*)$", told, re.MULTILINE)[1]
    built = {"rustc": told.splitlines()[0], "host": host, "profile": "dev"}
    flags = os.environ.get("RUSTFLAGS")
    return {**built, "flags": flags} if flags else built


def judge(counted: dict[str, int], known: dict[str, int]) -> tuple[list[str], list[str]]:
    """Whatever took more instructions than it may, and what asks for new counts: far fewer, work that has
    no committed count, and counts of work that is done no more."""
    worse, stale = [], []
    for name, now in counted.items():
        before = known.get(name)
        if before is None:
            stale.append(f"{name}: no committed count")
        elif now > before * (1 + TOLERANCE):
            worse.append(f"{name}: {now:,} is {now / before - 1:+.1%} from {before:,}")
        elif now < before * (1 - TOLERANCE):
            stale.append(f"{name}: {now:,} is {now / before - 1:+.1%} from {before:,}")
    stale += [f"{name}: not counted any more" for name in known if name not in counted]
    return worse, stale


def install() -> None:
    """Installs valgrind where it is missing."""
    if shutil.which("valgrind"):
        return
    sudo = [] if os.getuid() == 0 else ["sudo"]
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt, "update"], check=True)
    packages = ["install", "-y", "--no-install-recommends", "valgrind"]
    subprocess.run([*apt, *packages], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="take the counts as the new ones")
    parser.add_argument("program", nargs="?", default=ROOT / "target/debug/nianbao", type=Path)
    options = parser.parse_args()
    install()
    program = options.program.resolve(strict=True)
    committed = json.loads(COMMITTED.read_text()) if COMMITTED.exists() else {}
    known, built = committed.get("counts", {}), compiler()
    same = committed.get("built") == built
    counted = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in work(prepare(Path(folder))).items():
            counted[name] = now = count(program, arguments, Path(folder))
            change = f"{now / known[name] - 1:+8.2%}" if same and name in known else ""
            print(f"{name:<40} {now:>12,} instructions {change}", flush=True)
    if options.write:
        COMMITTED.write_text(json.dumps({"built": built, "counts": counted}, indent=2) + "\n")
        print(f"written to {COMMITTED.relative_to(ROOT)}")
        return 0
    if not same:
        print(f"not compared: the committed counts are of {committed.get('built')}, these of {built}")
        return 0
    worse, stale = judge(counted, known)
    for line in stale:
        print(f"take new counts (--write): {line}")
    for line in worse:
        print(f"more than {TOLERANCE:.0%} above the committed count: {line}", file=sys.stderr)
    if worse:
        print("if that is meant, take new counts (--write) and say why", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
