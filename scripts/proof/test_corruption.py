#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: Apache-2.0
"""Tests the battery of damage: it does what it says, follows what the program says, and finds what must not be."""

import os
import random
import sqlite3
import tempfile
import types
import unittest

import corruption
import earlier
import stand
from campaign import Ended
from corruption import Case, Verdict
from test_oracle import first, right

LEDGER = b"SQLite format 3\0" + b"+12025550101 proof sent " * 200 + bytes(4096)


def accepted_rows(facts):
    return [entry for entry in facts.expected if entry["status"] == "sent"]


class ChangeTests(unittest.TestCase):
    def test_a_flip_is_one_bit(self):
        for seed in range(20):
            for flip in (corruption.flip, corruption.digit):
                changed, _ = flip(LEDGER, random.Random(seed))
                bits = [one ^ other for one, other in zip(LEDGER, changed) if one != other]
                self.assertEqual((len(changed), len(bits), bits[0].bit_count()), (len(LEDGER), 1, 1))

    def test_a_digit_is_one_of_a_word(self):
        for seed in range(20):
            changed, words = corruption.digit(LEDGER, random.Random(seed))
            self.assertEqual(changed[:16], LEDGER[:16])
            self.assertIn(" becomes ", words)

    def test_a_hole_is_of_zeros_and_a_cut_is_shorter(self):
        for seed in range(20):
            changed, _ = corruption.hole(LEDGER, random.Random(seed))
            self.assertEqual(len(changed), len(LEDGER))
            self.assertTrue(all(new in (old, 0) for old, new in zip(LEDGER, changed)))
            changed, _ = corruption.cut(LEDGER, random.Random(seed))
            self.assertTrue(len(changed) < len(LEDGER) and LEDGER.startswith(changed))

    def test_only_what_differs_is_written(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "file")
            for new, expected in ((b"0x234567", b"9x999999"), (b"01", b"99")):
                with open(path, "wb") as file:
                    file.write(b"9" * 8)
                stand.change(path, b"01234567", new)
                self.assertEqual(stand.contents(path), expected)


class RemedyTests(unittest.TestCase):
    def setUp(self):
        self.backs = []
        provider = types.SimpleNamespace(record=types.SimpleNamespace(entries=[]))
        self.stand = types.SimpleNamespace(
            campaign=types.SimpleNamespace(provider=provider), paths=lambda: {"mirror": "/nowhere"}, back=self.backs.append)
        self.verdict = Verdict()

    def remedy(self, sentence):
        return corruption.remedy(self.stand, Case("killed", "flip", ("ledger",), 1), Ended(2, "", sentence), self.verdict)

    def test_the_option_that_is_named_is_taken(self):
        self.assertEqual(self.remedy("older; put it back, or send --accept-older-ledger"), "--accept-older-ledger")
        self.assertEqual((self.backs, self.verdict.found), ([], []))

    def test_a_backup_is_put_back_where_that_is_said(self):
        self.assertIsNone(self.remedy("damaged; restore it from a backup"))
        self.assertEqual((self.backs, self.verdict.found), (["killed"], []))

    def test_a_sentence_without_advice_is_found(self):
        self.remedy("something is wrong")
        self.assertIn("does not say what to do", self.verdict.found[0])


class JudgeTests(unittest.TestCase):
    def found(self, change, accepted=False):
        facts = right()
        change(facts)
        return "; ".join(corruption.violations(facts, accepted))

    def test_what_is_right_passes(self):
        self.assertEqual(self.found(lambda facts: None), "")

    def test_a_second_message_is_found_also_where_a_loss_was_accepted(self):
        for accepted in (False, True):
            self.assertIn("accepted 2 times", self.found(lambda facts: facts.sends.append(dict(facts.sends[0])), accepted))

    def test_an_accepted_message_that_the_report_denies_is_found(self):
        for status in ("failed", "pending", "skipped"):
            self.assertIn("was accepted 1 times", self.found(lambda facts: first(facts, "sent").__setitem__(2, status), True))

    def test_a_message_that_nobody_accepted_is_found(self):
        self.assertIn("never accepted it", self.found(lambda facts: facts.sends.pop(), True))

    def test_a_row_in_doubt_that_needs_no_message_is_right_only_where_a_loss_was_accepted(self):
        def change(facts):
            first(facts, "skipped")[2:4] = ["unconfirmed", "crashed"]
        self.assertIn("('unconfirmed', 'crashed'), not", self.found(change))
        self.assertEqual(self.found(change, True), "")


class CaseTests(unittest.TestCase):
    def test_each_file_is_damaged_in_each_way_in_each_state(self):
        made = corruption.cases(types.SimpleNamespace(positions=2), random.Random(1))
        seen = {(case.state, case.kind, case.files) for case in made}
        for state in ("killed", "clean", "running"):
            for what in corruption.FILES:
                for kind in corruption.KINDS:
                    self.assertIn((state, kind, (what,)), seen)
        self.assertEqual(len({case.seed for case in made}), len(made))


class EarlierTests(unittest.TestCase):
    def test_ledgers_of_all_earlier_versions_are_made_with_their_contents(self):
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "source")
            database = sqlite3.connect(source)
            for sql in earlier.scripts():
                database.executescript(sql)
            database.execute("INSERT INTO opt_outs VALUES ('+12025550101', 'plivo', 'user', NULL, 'now')")
            database.commit()
            database.close()
            for version in earlier.VERSIONS:
                path = os.path.join(folder, str(version))
                earlier.made(path, version, source)
                made = sqlite3.connect(path)
                self.assertEqual(made.execute("PRAGMA user_version").fetchone(), (version,))
                self.assertEqual(made.execute("SELECT number FROM opt_outs").fetchall(), [("+12025550101",)])
                tables = {name for name, in made.execute("SELECT name FROM sqlite_schema")}
                self.assertEqual(("deliveries" in tables, "lookup_requests" in tables, "identity" in tables),
                                 (version >= 3, version >= 4, False))
                made.close()


if __name__ == "__main__":
    unittest.main()
