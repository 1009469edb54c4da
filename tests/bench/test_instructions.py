"""python3 -m unittest discover -s tests/bench"""

import unittest

from instructions import judge


class Judge(unittest.TestCase):
    def test_a_tenth_more_is_borne_and_no_more(self):
        known = {"check": 1000, "extract": 1000}
        self.assertEqual(judge({"check": 1100, "extract": 900}, known), ([], []))
        worse, stale = judge({"check": 1101, "extract": 1000}, known)
        self.assertEqual((len(worse), stale), (1, []))
        self.assertIn("check", worse[0])

    def test_a_count_of_figures_lowered_by_15_percent_fails(self):
        counted = {"check": 37_626_938}
        worse, _ = judge(counted, {"check": int(37_626_938 * 0.85)})
        self.assertEqual(len(worse), 1)
        self.assertIn("+17.6%", worse[0])

    def test_far_fewer_and_unknown_work_ask_for_new_counts_and_do_not_fail(self):
        worse, stale = judge({"check": 899, "new": 5}, {"check": 1000, "gone": 7})
        self.assertEqual(worse, [])
        self.assertEqual([line.split(":")[0] for line in stale], ["check", "new", "gone"])


if __name__ == "__main__":
    unittest.main()
