"""Random reports: a true one, what of it is left blank, and mistakes put into it."""

import random
from dataclasses import dataclass, field

EQUAL, AT_MOST, ZERO = 0, 1, 2


@dataclass
class Claim:
    relation: int
    number: int
    readings: list  # of lists of (cell, sign)


@dataclass
class Report:
    id: int
    form: object
    truth: list
    values: list  # None for a cell that says nothing
    claims: list = field(default_factory=list)
    changed: list = field(default_factory=list)  # cells and "c" + index of claims
    style: str = ""

    def line(self):
        numbers = [self.id, self.form.year]
        numbers += [-1 if value is None else value for value in self.values]
        numbers.append(len(self.claims))
        for claim in self.claims:
            numbers += [claim.relation, claim.number, len(claim.readings)]
            for reading in claim.readings:
                numbers.append(len(reading))
                for cell, sign in reading:
                    numbers += [cell, sign]
        return " ".join(map(str, numbers))


def draw(rng, mean):
    """A count: mostly small, sometimes large."""
    if mean <= 0 or rng.random() < 0.45:
        return 0
    return int(rng.expovariate(1 / mean)) + (rng.random() < 0.5)


def truth(rng, form):
    values = [0] * len(form.cells)
    size = rng.choice([0, 0.5, 2, 8, 40, 300])
    few = rng.random() < 0.5
    for column in form.columns[:-1]:
        weight = 1 if column == form.columns[0] else rng.choice([0, 0.1, 0.4])
        handled = 0
        for row in form.outcomes:
            value = 0 if few and rng.random() < 0.5 else draw(rng, size * weight)
            values[form.request(row, column)] = value
            handled += value
        out = draw(rng, size * weight / 2)
        came = min(draw(rng, size * weight / 2), handled + out)
        values[form.request("total_handled", column)] = handled
        values[form.request("carried_out", column)] = out
        values[form.request("carried_in", column)] = came
        values[form.request("new_requests", column)] = handled + out - came
    for row in form.rows:
        values[form.request(row)] = sum(values[form.request(row, c)] for c in form.columns[:-1])
    for row in form.blocks:
        for column in form.results[:-1]:
            values[form.at[4, row, column]] = draw(rng, size / 4)
        values[form.at[4, row, "total"]] = sum(values[form.at[4, row, c]] for c in form.results[:-1])
    for cell in form.loose:
        values[cell] = draw(rng, 20)
    return values


def blank(rng, form, values):
    style = rng.choice(["full", "full", "zeros", "totals", "column", "row", "few", "many", "mixed", "stress"])
    known = list(values)

    def remove(cells, share=1.0):
        for cell in cells:
            if rng.random() < share:
                known[cell] = None

    everything = range(len(known))
    if style in ("zeros", "mixed"):
        remove([cell for cell in everything if known[cell] == 0], rng.choice([0.5, 0.9, 1.0]))
    if style in ("totals", "mixed"):
        total = rng.random() < 0.5
        remove([form.request(row) for row in form.rows] if total
               else [form.request("total_handled", column) for column in form.columns],
               rng.choice([0.3, 1.0]))
    if style == "column":
        column = rng.choice(form.columns)
        remove([form.request(row, column) for row in form.rows])
    if style == "row":
        for row in rng.sample(form.rows, rng.randint(1, 3)):
            remove([form.request(row, column) for column in form.columns])
    if style in ("few", "mixed"):
        remove(rng.sample(everything, rng.randint(1, 8)))
    if style == "many":
        remove(everything, rng.uniform(0.05, 0.3))
    if style == "stress":
        remove(everything, rng.uniform(0.3, 0.9))
    if rng.random() < 0.1:
        remove([cell for cell in everything if form.cells[cell][0] == 4])
    return style, known


def claims(rng, form, values):
    cell = form.request
    plus = lambda *rows: [(cell(row), 1) for row in rows]
    due = plus("new_requests", "carried_in")
    others = form.group("other_")
    block = lambda rows, column="total": [(form.at[4, row, column], 1) for row in rows]
    litigation = [row for row in form.blocks if row.startswith("litigation")]
    pending = lambda rows: [(form.at[4, row, "pending"], -1) for row in rows]
    organisations = [(cell("new_requests", column), 1) for column in form.columns[1:-1]]
    organisations_all = [(cell(row, column), 1) for row in ("new_requests", "carried_in") for column in form.columns[1:-1]]
    natural = [(cell("new_requests", form.columns[0]), 1)]
    bodies = [natural, natural + [(cell("carried_in", form.columns[0]), 1)]]
    shapes = [
        (EQUAL, [due[:1], due, plus("total_handled")]),
        (EQUAL, [due[:1], due]),
        (EQUAL, [due]),
        (EQUAL, [plus("total_handled")]),
        (EQUAL, [plus("total_handled"), plus("total_handled") + [(form.request(row), -1) for row in others]]),
        (EQUAL, [plus("carried_in")]),
        (EQUAL, [plus("carried_out")]),
        (EQUAL, [plus("granted")]),
        (EQUAL, [plus("granted"), plus("granted", "partially_granted")]),
        (EQUAL, [plus(*form.group("denied"))]),
        (EQUAL, [plus(*form.group("unavailable"))]),
        (EQUAL, [plus(*form.group("rejected"))]),
        (EQUAL, [plus(*others)]),
        (EQUAL, [plus(*form.group("rejected"), *others), plus(*form.group("rejected"))]),
        (EQUAL, bodies),
        (EQUAL, [organisations, organisations_all]),
        (EQUAL, [block(form.blocks[:1]), block(form.blocks[:1]) + pending(form.blocks[:1])]),
        (EQUAL, [block(litigation), block(litigation) + pending(litigation)]),
        (EQUAL, [block(form.blocks)]),
        (EQUAL, [[(rng.choice(form.loose), 1)]]),
        (AT_MOST, [plus("granted")]),
        (AT_MOST, [due[:1], due]),
        (ZERO, [plus("carried_out")]),
        (ZERO, [block(litigation)]),
        (ZERO, [plus(*form.group("denied"))]),
        (ZERO, [[(form.at[4, row, column], 1) for row in form.blocks for column in ("corrected", "other")]]),
    ]
    found = []
    for relation, readings in rng.sample(shapes, rng.choice([0, 0, 2, 4, 8])):
        meant = rng.choice(readings)
        number = sum(values[at] * sign for at, sign in meant)
        if relation == ZERO and number != 0 or number < 0:
            continue
        if relation == AT_MOST:
            number = rng.randint(0, number)
        found.append(Claim(relation, number, readings))
    return found


def other_number(rng, value):
    kind = rng.randrange(5)
    if kind == 0:
        return value + rng.choice([-1, 1])
    if kind == 1:
        return value + rng.choice([-1, 1]) * rng.randint(1, 12)
    if kind == 2:
        return value * 10 + rng.randrange(10)
    if kind == 3:
        return value // 10
    digits = list(str(value))
    rng.shuffle(digits)
    return int("".join(digits))


def mistakes(rng, report):
    """Changes up to three facts; a report's claims agree with the truth before."""
    form, values = report.form, report.values
    known = [cell for cell, value in enumerate(values) if value is not None]
    count = rng.choice([0, 0, 1, 1, 1, 2, 3])
    if count and rng.random() < 0.12:
        row = rng.choice(form.rows)
        cells = [form.request(row, column) for column in form.columns]
        old = [values[cell] for cell in cells]
        if None not in old and len(set(old)) > 2:
            for cell, value in zip(cells, [0] + old[:-1]):
                if values[cell] != value:
                    report.changed.append(cell)
                values[cell] = value
            return
    if count and rng.random() < 0.12:
        a, b = rng.sample(known, 2) if len(known) > 1 else (0, 0)
        same = form.cells[a][:2] == form.cells[b][:2] or form.cells[a][2] == form.cells[b][2]
        if same and values[a] != values[b]:
            values[a], values[b] = values[b], values[a]
            report.changed += [a, b]
            return
    for _ in range(count):
        if report.claims and rng.random() < 0.3:
            index = rng.randrange(len(report.claims))
            claim = report.claims[index]
            new = max(0, other_number(rng, claim.number))
            if claim.relation != ZERO and new != claim.number and f"c{index}" not in report.changed:
                claim.number = new
                report.changed.append(f"c{index}")
        elif known:
            cell = rng.choice(known)
            new = max(0, other_number(rng, values[cell]))
            if new != values[cell] and cell not in report.changed:
                values[cell] = new
                report.changed.append(cell)


def report(forms, number, seed):
    rng = random.Random(f"{seed}/{number}")
    form = forms[2019 if rng.random() < 0.2 else 2021]
    values = truth(rng, form)
    style, known = blank(rng, form, values)
    made = Report(number, form, values, known, claims(rng, form, values), style=style)
    mistakes(rng, made)
    return made
