"""What is true of a report, by exact solvers.

Linear programs (HiGHS) decide most questions: one without a solution has no whole-number solution
either, and a solution in whole numbers is one. What is left is decided by CP-SAT.
"""

import highspy
import numpy
from ortools.sat.python import cp_model

from generate import AT_MOST, EQUAL, ZERO

LARGEST = 10**7
# So long may one question take.
SECONDS = 15


class Undecided(Exception):
    """The oracle did not finish."""


def rows_of(claim, reading):
    """A reading as (cells, least, most)."""
    if claim.relation == ZERO:
        return [(cell, 1) for cell, _ in reading], 0, 0
    most = LARGEST * 1000 if claim.relation == AT_MOST else claim.number
    return reading, claim.number, most


class Program:
    """The tables as a linear program, with what a report says taken as bounds."""

    def __init__(self, form, values):
        self.count = len(form.cells)
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("presolve", "off")
        for value in values:
            low, high = (0, LARGEST * 10) if value is None else (value, value)
            self.highs.addVar(low, high)
        for terms, totals in form.identities:
            self.add([(cell, 1) for cell in terms] + [(cell, -1) for cell in totals], 0, 0)
        self.rows = len(form.identities)

    def add(self, terms, least, most):
        index = numpy.array([cell for cell, _ in terms], dtype=numpy.int32)
        weight = numpy.array([sign for _, sign in terms], dtype=numpy.float64)
        self.highs.addRow(least, most, len(terms), index, weight)

    def drop(self):
        """Takes back the rows beyond the identities."""
        extra = self.highs.getNumRow() - self.rows
        if extra:
            first = self.rows
            self.highs.deleteRows(extra, numpy.arange(first, first + extra, dtype=numpy.int32))

    def objective(self, weights):
        cells = numpy.arange(self.count, dtype=numpy.int32)
        self.highs.changeColsCost(self.count, cells, numpy.array(weights, dtype=numpy.float64))

    def solve(self):
        """None without a solution; else the solution, and whether it is in whole numbers."""
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        assert status == highspy.HighsModelStatus.kOptimal, status
        found = numpy.array(self.highs.getSolution().col_value[: self.count])
        rounded = numpy.rint(found)
        return rounded.astype(int), bool(numpy.abs(found - rounded).max() < 1e-6)


class Model:
    """A CP-SAT model of a report; facts may be left out at will."""

    def __init__(self, report):
        form = report.form
        self.report = report
        self.model = cp_model.CpModel()
        top = LARGEST
        self.cells = [self.model.new_int_var(0, top, "") for _ in form.cells]
        for terms, totals in form.identities:
            self.model.add(sum(self.cells[c] for c in terms) == sum(self.cells[c] for c in totals))

    def fix(self, values):
        for cell, value in enumerate(values):
            if value is not None:
                self.model.add(self.cells[cell] == value)

    def sum(self, reading):
        return sum(self.cells[cell] * sign for cell, sign in reading)

    def claim(self, claim, unless=None):
        choices = []
        for reading in claim.readings:
            terms, least, most = rows_of(claim, reading)
            choice = self.model.new_bool_var("")
            choices.append(choice)
            self.model.add(self.sum(terms) >= least).only_enforce_if(choice)
            self.model.add(self.sum(terms) <= most).only_enforce_if(choice)
        self.model.add_bool_or(choices + ([unless] if unless is not None else []))

    def solve(self):
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = SECONDS
        status = solver.solve(self.model)
        if status == cp_model.UNKNOWN:
            raise Undecided
        assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE), status
        return None if status == cp_model.INFEASIBLE else solver


def completes(report, values, skip=()):
    """Whether cells with these values and all claims but those skipped can be completed."""
    model = Model(report)
    model.fix(values)
    for index, claim in enumerate(report.claims):
        if index not in skip:
            model.claim(claim)
    return model.solve() is not None


def tables_complete(report):
    return Program(report.form, report.values).solve() is not None


def forced(report, rng, wanted):
    """The blank cells with one value each. `wanted` are those that may be."""
    program = Program(report.form, report.values)
    blanks = {cell for cell, value in enumerate(report.values) if value is None}
    first, _ = program.solve()
    open_ = set(blanks)
    for _ in range(4):
        program.objective([rng.uniform(-1, 1) if rng.random() < 0.5 else rng.uniform(0, 1) for _ in report.values])
        other, _ = program.solve()
        open_ = {cell for cell in open_ if first[cell] == other[cell]}
    result = {}
    for cell in open_ | wanted:
        ends = []
        for sign in (1, -1):
            weights = [0] * program.count
            weights[cell] = sign
            program.objective(weights)
            ends.append(program.solve()[0][cell])
        if ends[0] == ends[1]:
            result[cell] = int(ends[0])
    return result


def claim_verdict(report, index):
    """"B" when no reading is possible, "H" when one holds whatever the blanks are, else "O"."""
    claim = report.claims[index]
    program = Program(report.form, report.values)
    possible = False
    for reading in claim.readings:
        terms, least, most = rows_of(claim, reading)
        weights = [0] * program.count
        ends = []
        for sign in (1, -1):
            for cell, weight in terms:
                weights[cell] = weight * sign
            program.objective(weights)
            found, whole = program.solve()
            assert whole
            ends.append(int(sum(found[cell] * weight for cell, weight in terms)))
        low, high = ends
        if low >= least and high <= most:
            return "H"
        # Between the ends every whole number is met if the program with that sum has a solution in
        # whole numbers.
        if high >= least and low <= most:
            program.add(terms, least, most)
            found = program.solve()
            program.drop()
            if found is None:
                continue
            possible |= found[1] or exactly(report, claim, reading)
    return "O" if possible else "B"


def exactly(report, claim, reading):
    model = Model(report)
    model.fix(report.values)
    terms, least, most = rows_of(claim, reading)
    model.model.add(model.sum(terms) >= least)
    model.model.add(model.sum(terms) <= most)
    return model.solve() is not None


class Repairs:
    """The smallest sets of facts whose change lets everything hold."""

    def __init__(self, report):
        self.model = Model(report)
        self.facts = {}
        for cell, value in enumerate(report.values):
            if value is not None:
                gone = self.model.model.new_bool_var("")
                self.facts[cell] = gone
                self.model.model.add(self.model.cells[cell] == value).only_enforce_if(gone.negated())
        for index, claim in enumerate(report.claims):
            gone = self.model.model.new_bool_var("")
            self.facts[f"c{index}"] = gone
            self.model.claim(claim, unless=gone)

    def smallest(self):
        self.model.model.minimize(sum(self.facts.values()))
        solver = self.model.solve()
        return int(round(solver.objective_value))

    def all(self, size, limit):
        """Every set of that size, or None when there are more than `limit`."""
        model = self.model.model
        model.clear_objective()
        model.add(sum(self.facts.values()) == size)
        found = []
        while True:
            solver = self.model.solve()
            if solver is None:
                return found
            if len(found) == limit:
                return None
            one = frozenset(fact for fact, gone in self.facts.items() if solver.value(gone))
            found.append(one)
            model.add_bool_or([self.facts[fact].negated() for fact in one])
