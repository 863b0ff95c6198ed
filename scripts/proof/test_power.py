#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: Apache-2.0
"""Tests the model of the disk: what a completed sync covers is there, of the rest any part may be."""

import random
import unittest

import power
from disk import MARK, Disk, Moment

FOLDER = "/campaign/"
LEDGER = FOLDER + "ledger.sqlite"
MIRROR = FOLDER + "state/a.mirror"


def quoted(text):
    return '"%s"' % "".join("\\x%02x" % byte for byte in text)


def written(text, offset=0, path=LEDGER, thread=1):
    return "%d pwrite64(3<%s>, %s, %d, %d) = %d" % (thread, path, quoted(text), len(text), offset, len(text))


class Traced(power.Trace):
    """A trace of lines that were written by hand; every number in it has an entry in the provider's log."""

    def __init__(self, lines, sends=()):
        self.folder, self.ledger, self.report = "/campaign", "ledger.sqlite", FOLDER + "report.csv"
        self.before, self.found = [], {}
        self.begin()
        self.sends = {number: {"number": number} for number in sends}
        for line in lines:
            self.read(line)

    def after(self, chance=None):
        """What may be on the disk after all of it."""
        disk = Disk(self.folder, self.ledger, self.report)
        for event in self.events:
            disk.apply(event)
        self.problems += disk.problems
        return disk.moment("in a test", [], chance).contents


SYNCED = "1 fdatasync(3<%s>) = 0" % LEDGER


class PowerTests(unittest.TestCase):
    def test_only_what_a_sync_covers_is_there(self):
        self.assertEqual(Traced([written(b"one")]).after(), {"ledger.sqlite": b""})
        self.assertEqual(Traced([written(b"one"), SYNCED, written(b"two")]).after(), {"ledger.sqlite": b"one"})
        self.assertEqual(Traced([written(b"one"), written(b"two", 5), SYNCED]).after(), {"ledger.sqlite": b"one\0\0two"})

    def test_a_sync_that_failed_covers_nothing(self):
        failed = "1 fdatasync(3<%s>) = -1 EIO (Input/output error) (INJECTED)" % LEDGER
        self.assertEqual(Traced([written(b"one"), failed]).after(), {"ledger.sqlite": b""})

    def test_a_sync_covers_what_was_written_before_it_began(self):
        lines = [
            written(b"one"), "1 fdatasync(3<%s> <unfinished ...>" % LEDGER, written(b"two", 3, thread=2),
            "1 <... fdatasync resumed>)             = 0"]
        self.assertEqual(Traced(lines).after(), {"ledger.sqlite": b"one"})
        self.assertEqual(Traced(lines[:-1]).after(), {"ledger.sqlite": b""})

    def test_a_file_is_cut(self):
        lines = [written(b"one two"), "1 ftruncate(3<%s>, 3) = 0" % LEDGER, SYNCED]
        self.assertEqual(Traced(lines).after(), {"ledger.sqlite": b"one"})

    def test_of_the_rest_any_sectors_may_be_there(self):
        trace = Traced([written(b"a" * 1024), SYNCED, written(b"b" * 1024)])
        states = {trace.after(random.Random(seed))["ledger.sqlite"][::512] for seed in range(50)}
        self.assertEqual(states, {b"aa", b"ab", b"ba", b"bb"})

    def test_a_removed_file_may_be_there_again_until_the_next_sync(self):
        journal = LEDGER + "-journal"
        lines = [written(b"old", path=journal), "1 fsync(3<%s>) = 0" % journal, "1 unlink(%s) = 0" % quoted(journal.encode())]
        trace = Traced(lines)
        states = {trace.after(random.Random(seed)).get("ledger.sqlite-journal") for seed in range(20)}
        self.assertEqual(states, {None, b"old"})
        trace = Traced(lines + [SYNCED])
        self.assertEqual({trace.after(random.Random(seed)).get("ledger.sqlite-journal") for seed in range(20)}, {None})

    def test_a_post_without_a_durable_intent_is_found(self):
        post = "1 sendto(9<socket:[1]>, %s, 5, MSG_NOSIGNAL, NULL, 0) = 5"
        trace = Traced(
            [post % quoted(b"POST /v1/"), post % quoted(b'{"dst":"+12025550101"}')], sends=["+12025550101"])
        self.assertEqual(len(list(trace.moments(random.Random(1), post=9))), 2)
        self.assertIn("the POST to +12025550101 left when the disk held", trace.problems[0])

    def test_a_report_in_its_place_before_it_was_synced_is_found(self):
        draft = FOLDER + "report.csv.abc"
        lines = [written(b"row", path=draft), "1 rename(%s, %s) = 0" % (quoted(draft.encode()), quoted((FOLDER + "report.csv").encode()))]
        trace = Traced(lines)
        trace.after()
        self.assertEqual(trace.problems, ["the report took its place before it was on the disk"])
        trace = Traced([lines[0], "1 fsync(3<%s>) = 0" % draft, lines[1]])
        trace.after()
        self.assertEqual(trace.problems, [])

    def test_a_report_without_a_name_is_followed_to_its_place(self):
        nameless, draft = FOLDER + "#123 (deleted)", FOLDER + ".sms-campaign-7-0.tmp"
        taking = [
            '1 linkat(AT_FDCWD, %s, AT_FDCWD, %s, AT_SYMLINK_FOLLOW) = 0' % (quoted(b"/proc/self/fd/3"), quoted(draft.encode())),
            "1 rename(%s, %s) = 0" % (quoted(draft.encode()), quoted((FOLDER + "report.csv").encode()))]
        trace = Traced([written(b"row", path=nameless)] + taking)
        trace.after()
        self.assertEqual(trace.problems, ["the report took its place before it was on the disk"])
        trace = Traced([written(b"row", path=nameless), "1 fsync(3<%s>) = 0" % nameless] + taking)
        trace.after()
        self.assertEqual(trace.problems, [])
        trace = Traced(taking)
        trace.after()
        self.assertEqual(trace.problems, ["the report took its place before it was on the disk"])

    def test_a_mirror_may_be_missing_older_or_as_it_was(self):
        trace = Traced([written(b"one", path=MIRROR), written(b"two", path=MIRROR)])
        self.assertEqual(trace.after(), {})
        states = {trace.after(random.Random(seed)).get("state/a.mirror") for seed in range(50)}
        self.assertEqual(states, {None, b"\0\0\0", b"one", b"two"})

    def test_a_mirror_that_was_there_stays(self):
        disk = Disk("/campaign", "ledger.sqlite", "", {MIRROR: b"one"})
        states = {disk.moment("", [], random.Random(seed)).contents["state/a.mirror"] for seed in range(9)}
        self.assertEqual(states, {b"one"})

    def test_a_mirror_ahead_of_the_disk_is_found(self):
        trace = Traced([written(MARK + b"7\n", path=MIRROR)])
        self.assertEqual(list(trace.moments(random.Random(1), mirror=9)), [])
        self.assertIn("the mirror counts 7 when the disk holds", trace.problems[0])
        moment = Moment("in a test", "/campaign", "ledger.sqlite", {MIRROR: MARK + b"7\n"}, [])
        self.assertIn("may hold the counter 7", list(moment.problems())[0])


if __name__ == "__main__":
    unittest.main()
