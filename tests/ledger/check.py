"""Compares the ledger with an exact oracle on random reports.

    cargo build --release -p nianbao-facts --example ledger
    pip install -r tests/ledger/requirements.txt
    python tests/ledger/check.py --count 10000 [--seed 1] [--repairs 1.0]
    python tests/ledger/check.py --count 3000 --bench

Prints figures; ends with 1 when anything the ledger says is wrong, or when it misses more than
`MISSED` allows. What it leaves open is counted, not wrong.
"""

import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import time

from form import Form
from generate import report as draw_report
import oracle

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Of what the ledger may leave open, the share that is allowed.
MISSED = {"contradiction": 0.001, "forced": 0.002, "claim": 0.002}
SETS = 40


class Figures:
    def __init__(self):
        self.count = collections.Counter()
        self.wrong = []
        self.missed = []

    def add(self, name, by=1):
        self.count[name] += by

    def error(self, report, what):
        self.wrong.append(f"report {report.id}: {what}")
        print("WRONG:", self.wrong[-1], file=sys.stderr, flush=True)

    def miss(self, kind, report, what):
        self.count[f"{kind}: missed"] += 1
        self.missed.append(f"report {report.id}: {kind}: {what}")


def check_tables(report, answer, figures):
    """Contradictions of the tables, forced values, identities and claims; whether they hold alone."""
    feasible = not report.changed or oracle.tables_complete(report)
    figures.add("tables consistent" if feasible else "tables contradictory")
    forced = {cell: value for cell, value, _ in answer["forced"]}
    for (terms, totals), verdict in zip(report.form.identities, answer["identities"]):
        figures.add(f"identity {verdict}")
        cells = [report.values[cell] for cell in terms + totals]
        if None not in cells:
            holds = sum(report.values[c] for c in terms) == sum(report.values[c] for c in totals)
            if verdict != ("H" if holds else "B"):
                figures.error(report, f"identity {verdict} where all cells are known")
        elif feasible and verdict == "B":
            figures.error(report, "identity broken in a consistent table")
        elif verdict == "F" and not all(c in forced or report.values[c] is not None for c in terms + totals):
            figures.error(report, "identity forced with a cell that is not")
    if not feasible:
        if answer["consistent"]:
            figures.miss("contradiction", report, "tables")
        return False
    rng = random.Random(report.id)
    truly = oracle.forced(report, rng, set(forced))
    figures.add("forced values", len(truly))
    for cell, value in forced.items():
        if truly.get(cell) != value:
            figures.error(report, f"cell {cell} forced to {value}, truly {truly.get(cell)}")
    for cell in truly.keys() - forced.keys():
        figures.miss("forced", report, f"cell {cell}")
    if not report.changed:
        for cell, low, high in answer["ranges"]:
            if not low <= report.truth[cell] <= (high if high is not None else report.truth[cell]):
                figures.error(report, f"cell {cell} is {report.truth[cell]}, outside {low}..{high}")
    for index, verdict in enumerate(answer["claims"]):
        true = oracle.claim_verdict(report, index)
        figures.add(f"claim {true}")
        said = verdict.replace("F", "H")
        if said != true:
            if said == "O":
                figures.miss("claim", report, f"claim {index} is {true}")
            else:
                figures.error(report, f"claim {index} said {verdict}, truly {true}")
    return True


def check_joint(report, answer, tables, figures):
    """Contradictions of tables and claims together; whether everything fits."""
    fits = not report.changed or tables and oracle.completes(report, report.values)
    figures.add("all consistent" if fits else "all contradictory")
    if fits and not answer["consistent"]:
        figures.error(report, "contradiction in a report that can be completed")
    if not fits and answer["consistent"] and tables:
        figures.miss("contradiction", report, "joint")
    if fits != (not answer["causes"]) and not answer["consistent"]:
        figures.error(report, "causes do not fit the contradiction")
    return fits


def values_after(report, changes, end):
    """Values with cells changed, those with a range at one of its ends or blank; claims left out."""
    values, skip = list(report.values), set()
    for fact, to in changes:
        if isinstance(fact, str):
            skip.add(int(fact[1:]))
        elif to[0] == to[1]:
            values[fact] = to[0]
        elif end == "blank":
            values[fact] = None
        else:
            values[fact] = to[0] if end == "low" or to[1] is None else to[1]
    return values, skip


def check_cores(report, answer, figures):
    for cause in answer["causes"]:
        values = [None] * len(report.values)
        for fact in cause["core"]:
            if not isinstance(fact, str):
                values[fact] = report.values[fact]
        others = {i for i in range(len(report.claims)) if f"c{i}" not in cause["core"]}
        if oracle.completes(report, values, others):
            figures.error(report, f"core {cause['core']} is no contradiction")
        if not set(cause["proved"]) <= set(cause["core"]):
            figures.error(report, "a proof uses facts beyond the core")
        figures.add("causes")
        figures.add("proofs by cases", cause["steps"] == 0)


def check_repairs(report, answer, figures):
    causes = answer["causes"]
    best = [cause["repairs"][0] for cause in causes if cause["repairs"]]
    slips = [repair["slip"] for repair in best]
    every = all(cause["repairs"] for cause in causes)
    figures.add("contradictory reports looked at")
    if every:
        figures.add("contradictory reports with a repair for each cause")
        # Each named repair, with the best ones of the other causes.
        for index, cause in enumerate(causes):
            for repair in cause["repairs"]:
                figures.add("repairs named")
                others = best[:index] + best[index + 1:]
                changes = repair["changes"] + [change for other in others for change in other["changes"]]
                if not oracle.completes(report, *values_after(report, changes, "blank")):
                    figures.error(report, f"repair {repair} does not do")
                    continue
                if any(not isinstance(fact, str) and to[0] != to[1] for fact, to in repair["changes"]):
                    figures.add("repairs with a range")
                    for end in ("low", "high"):
                        figures.add("range ends reached", oracle.completes(report, *values_after(report, changes, end)))
    if not all(cause["complete"] for cause in causes):
        figures.add("search given up")
    repairs = oracle.Repairs(report)
    size = repairs.smallest()
    figures.add(f"smallest repair: {size if size <= 3 else 'more'}")
    if not every:
        if size <= 3 and all(cause["complete"] for cause in causes):
            figures.error(report, f"no repair offered though {size} facts do")
        elif size <= 3:
            figures.add("repairs missed for the bound on the work")
        return
    if any(slips):
        figures.add("causes with a slip first", sum(slip is not None for slip in slips))
        return
    said = sum(len(repair["changes"]) for repair in best)
    if said < size:
        figures.error(report, f"repairs of {said} facts, the smallest has {size}")
    elif said > size:
        figures.error(report, f"repairs of {said} facts, though {size} do")
    if said != size or not all(cause["complete"] for cause in causes):
        return
    product = 1
    for cause in causes:
        product *= cause["count"]
    if product > SETS:
        return
    sets = repairs.all(size, SETS)
    figures.add("reports with all repairs compared")
    if sets is None or len(sets) != product:
        figures.add("counts of repairs that differ")
        figures.missed.append(f"report {report.id}: {product} repairs said, {sets and len(sets)} found")
    for index, cause in enumerate(causes):
        for repair in cause["repairs"]:
            whole = frozenset(
                fact for one in [repair] + best[:index] + best[index + 1:] for fact, _ in one["changes"]
            )
            if sets is not None and whole not in sets:
                figures.error(report, f"{sorted(map(str, whole))} is no smallest repair")


def check_found(report, answer, figures):
    """Whether the mistakes that were put in are named."""
    if not report.changed or not answer["causes"]:
        return
    wanted = set(report.changed)
    named = [
        {fact for fact, _ in repair["changes"]} for cause in answer["causes"] for repair in cause["repairs"]
    ]
    key = f"{min(len(wanted), 4)} changed, style {report.style if report.style == 'full' else 'blanks'}"
    figures.add(f"mistake {key}")
    first = set()
    for cause in answer["causes"]:
        if cause["repairs"]:
            first |= {fact for fact, _ in cause["repairs"][0]["changes"]}
    figures.add(f"mistake {key}: first repair is it", first == wanted)
    union = set().union(*named) if named else set()
    figures.add(f"mistake {key}: named", wanted <= union)


def check(report, answer, figures, repairs):
    tables = check_tables(report, answer, figures)
    fits = check_joint(report, answer, tables, figures)
    if answer["causes"]:
        check_cores(report, answer, figures)
        check_found(report, answer, figures)
        if not fits and random.Random(report.id).random() < repairs:
            check_repairs(report, answer, figures)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--repairs", type=float, default=1.0, help="share of contradictory reports whose repairs are compared")
    parser.add_argument("--binary", default=str(ROOT / "target/release/examples/ledger"))
    parser.add_argument("--bench", action="store_true", help="only print how long the ledger takes for these reports")
    arguments = parser.parse_args()
    forms = {year: Form(arguments.binary, year) for year in (2019, 2021)}
    numbers = range(arguments.first, arguments.first + arguments.count)
    if arguments.bench:
        lines = "\n".join(draw_report(forms, number, arguments.seed).line() for number in numbers)
        sys.exit(subprocess.run([arguments.binary, "--bench"], input=lines, text=True).returncode)
    figures = Figures()
    begin = time.time()
    for start in range(0, len(numbers), 500):
        reports = [draw_report(forms, number, arguments.seed) for number in numbers[start : start + 500]]
        lines = "\n".join(report.line() for report in reports)
        output = subprocess.run([arguments.binary], input=lines, capture_output=True, text=True, check=True)
        for report, line in zip(reports, output.stdout.splitlines(), strict=True):
            answer = json.loads(line)
            figures.add("reports")
            try:
                check(report, answer, figures, arguments.repairs)
            except oracle.Undecided:
                figures.add("reports that the oracle did not finish")
        done = start + len(reports)
        print(f"{done} reports, {time.time() - begin:.0f} s, {len(figures.wrong)} wrong", file=sys.stderr, flush=True)
    for name, count in sorted(figures.count.items()):
        print(f"{count:8} {name}")
    for line in figures.missed[:40]:
        print("missed:", line)
    for line in figures.wrong[:40]:
        print("WRONG:", line)
    count = figures.count
    totals = {
        "contradiction": count["all contradictory"],
        "forced": count["forced values"],
        "claim": count["claim B"] + count["claim H"],
    }
    too_many = [
        kind for kind, share in MISSED.items() if count[f"{kind}: missed"] > share * max(totals[kind], 1)
    ]
    if too_many:
        print("too much missed:", ", ".join(too_many))
    sys.exit(bool(figures.wrong or too_many))


if __name__ == "__main__":
    main()
