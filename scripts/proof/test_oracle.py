#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: Apache-2.0
"""Tests the oracle itself: what is as it should be passes, and each thing that must not be is found."""

import datetime
import types
import unittest

import provider  # points the way to Tests/Acceptance
import make_recipients
import oracle
import rails

HEADER = ["row", "number", "status", "reason", "message_id", "id"]


def right(unconfirmed=()):
    """The facts of a campaign in which nothing is wrong; these rows are unconfirmed."""
    rows, _, expected = make_recipients.make(100, 1)
    sends, report = [], [HEADER]
    for cells, entry in zip(rows, expected):
        line = [str(entry["row"]), entry["number"] or "", entry["status"], entry["reason"], "", cells[0]]
        if entry["status"] == "sent":
            line[4] = "id-%d" % entry["row"]
            sends.append({
                "number": entry["number"], "text": entry["text"], "status": 202, "uuid": line[4], "violation": None})
            if entry["row"] in unconfirmed:
                line[2:5] = ["unconfirmed", "crashed", ""]
        report.append(line)
    return oracle.Facts(expected, rows, sends, report)


def first(facts, status, skip=0):
    """The report's line of the first row with this status."""
    return [line for line in facts.report[1:] if line[2] == status][skip]


class OracleTests(unittest.TestCase):
    def found(self, change, most=0):
        facts = right()
        change(facts)
        return "; ".join(oracle.violations(facts, most))

    def test_what_is_right_passes(self):
        self.assertEqual(oracle.violations(right(), 0), [])
        row = int(first(right(), "sent")[0])
        facts = right([row])
        self.assertEqual(oracle.violations(facts, 1), [])
        self.assertEqual(oracle.count(facts), (len(facts.sends), 1, 1))

    def test_an_unconfirmed_row_that_never_left_passes(self):
        facts = right([int(first(right(), "sent")[0])])
        del facts.sends[0]
        self.assertEqual(oracle.violations(facts, 1), [])
        self.assertEqual(oracle.count(facts)[1:], (1, 0))

    def test_a_second_message_is_found(self):
        self.assertIn("accepted 2 times", self.found(lambda facts: facts.sends.append(dict(facts.sends[0], uuid="other"))))

    def test_a_second_message_that_was_refused_is_none(self):
        self.assertEqual(self.found(lambda facts: facts.sends.append(dict(facts.sends[0], status=429))), "")

    def test_a_message_that_nobody_accepted_is_found(self):
        self.assertIn("never accepted it", self.found(lambda facts: facts.sends.pop()))

    def test_another_message_id_is_found(self):
        self.assertIn("another message's id", self.found(lambda facts: first(facts, "sent").__setitem__(4, "id-0")))

    def test_an_accepted_message_that_the_report_denies_is_found(self):
        for status in ("failed", "pending", "skipped"):
            self.assertIn("was accepted and is called", self.found(lambda facts: first(facts, "sent").__setitem__(2, status)))

    def test_a_row_without_an_end_is_found(self):
        def change(facts):
            number = first(facts, "sent")[1]
            first(facts, "sent")[2] = "pending"
            facts.sends = [entry for entry in facts.sends if entry["number"] != number]
        self.assertIn("has not come to an end", self.found(change))

    def test_a_message_to_a_landline_and_anothers_text_are_found(self):
        def landline(facts):
            facts.sends[0]["number"] = next(entry["number"] for entry in facts.expected if entry["reason"] == "fixed_line")
        self.assertIn("must not be", self.found(landline))
        self.assertIn("another's text", self.found(lambda facts: facts.sends[0].update(text="Hi")))

    def test_a_request_against_the_rules_is_found(self):
        self.assertIn("breaks the provider's rules", self.found(lambda facts: facts.sends[0].update(violation="two dst")))

    def test_lost_and_moved_lines_are_found(self):
        self.assertIn("the list has 100", self.found(lambda facts: facts.report.pop()))
        self.assertIn("is where that of row", self.found(lambda facts: facts.report.insert(1, facts.report.pop())))
        self.assertIn("the cells of another", self.found(lambda facts: facts.report[1].__setitem__(5, "999")))

    def test_another_reason_for_a_skipped_row_is_found(self):
        self.assertIn("not ('skipped'", self.found(lambda facts: first(facts, "skipped").__setitem__(3, "suppressed")))

    def test_too_many_unconfirmed_rows_are_found(self):
        def change(facts):
            for skip in range(3):
                first(facts, "sent")[2:5] = ["unconfirmed", "crashed", ""]
        self.assertIn("at most 2 were in flight", self.found(change, most=2))
        self.assertEqual(self.found(change, most=3), "")

    def test_a_reason_that_nobody_gave_cause_for_is_found(self):
        def change(facts):
            first(facts, "sent")[2:5] = ["unconfirmed", "timed_out", ""]
        self.assertIn("for the reason timed_out", self.found(change, most=1))

    def test_more_than_the_caps_allow_is_found(self):
        recipients = types.SimpleNamespace(expected=right().expected)
        rail = rails.Rails(recipients)
        left = [entry for entry in right().sends if "+" + entry["number"].lstrip("+") not in rail.suppressed]
        self.assertEqual(list(rail.violations(left, [])), [])
        self.assertIn("over the cap of %d" % rail.messages, "; ".join(rail.violations(right().sends, [])))
        self.assertIn("was spent over", "; ".join(rail.violations(left, [{}] * rail.cost)))

    def test_a_message_to_a_suppressed_person_is_found(self):
        facts = right()
        recipients = types.SimpleNamespace(expected=facts.expected)
        facts.expected, numbers = rails.without_some(recipients)[0].expected, rails.without_some(recipients)[1]
        self.assertEqual(len(numbers), rails.SUPPRESSED)
        self.assertIn("%s was sent a message and must not be" % numbers[0], "; ".join(oracle.violations(facts, 0)))

    def test_quiet_hours_of_the_rails_are_over_in_all_zones_of_the_list(self):
        for hour in range(24):
            quiet = rails.quiet_elsewhere(datetime.datetime(2026, 1, 1, hour))
            local = [(hour + offset) % 24 for offset in range(-11, 4)]
            begin, end = (int(quiet[key][:2]) for key in ("start", "end"))
            self.assertFalse([clock for clock in local if (clock - begin) % 24 < (end - begin) % 24], hour)


if __name__ == "__main__":
    unittest.main()
