"""The form as `ledger --form` prints it: cells, identities, and sums that claims are about."""

import json
import subprocess


class Form:
    """Cells and identities of an edition, cells by index."""

    def __init__(self, binary, year):
        data = json.loads(subprocess.check_output([binary, "--form", str(year)]))
        self.year = year
        self.cells = [tuple(cell) for cell in data["cells"]]
        self.at = {cell: index for index, cell in enumerate(self.cells)}
        self.identities = data["identities"]
        self.rows = list(dict.fromkeys(row for table, row, _ in self.cells if table == 3))
        self.columns = list(dict.fromkeys(column for table, _, column in self.cells if table == 3))
        self.blocks = list(dict.fromkeys(row for table, row, _ in self.cells if table == 4))
        self.results = list(dict.fromkeys(column for table, _, column in self.cells if table == 4))
        # 本年增/减 may be negative: the ledger has no variable for it.
        self.loose = [i for i, cell in enumerate(self.cells) if cell[0] == 2 and cell[2] != "change"]
        self.outcomes = [
            row for row in self.rows
            if row not in ("new_requests", "carried_in", "total_handled", "carried_out")
        ]
        self._check()

    def _check(self):
        """The identities as the form has them, written down a second time."""
        wanted = set()
        for column in self.columns:
            cell = lambda row: self.at[3, row, column]
            balance = ([cell("new_requests"), cell("carried_in")], [cell("total_handled"), cell("carried_out")])
            wanted.add(canonical(*balance))
            wanted.add(canonical([cell(row) for row in self.outcomes], [cell("total_handled")]))
        for row in self.rows:
            parts = [self.at[3, row, column] for column in self.columns if column != "total"]
            wanted.add(canonical(parts, [self.at[3, row, "total"]]))
        for row in self.blocks:
            parts = [self.at[4, row, column] for column in self.results if column != "total"]
            wanted.add(canonical(parts, [self.at[4, row, "total"]]))
        assert wanted == {canonical(*identity) for identity in self.identities}, "identities differ"

    def request(self, row, column="total"):
        return self.at[3, row, column]

    def group(self, prefix):
        return [row for row in self.outcomes if row.startswith(prefix)]


def canonical(terms, totals):
    return tuple(sorted(terms)), tuple(sorted(totals))
