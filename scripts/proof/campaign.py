# SPDX-License-Identifier: Apache-2.0
"""A campaign in a folder of its own, run as a user runs it, with or without something that goes wrong."""

import copy
import csv
import glob
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

from provider import ACCOUNT, TOKEN, Provider

from rails import Rails

import make_recipients  # from Tests/Acceptance, where `provider` has pointed the way

SENDER = "+12025550100"
# No run of these campaigns takes more than a few seconds; a machine that does much else may need longer.
LIMIT_SECONDS = 120
# What the report is called for the moment between its link and its place.
DRAFT = ".sms-campaign-"


def add_binary(parser):
    built = os.path.join(os.path.dirname(__file__), "..", "..", ".build", "debug", "sms-campaign")
    parser.add_argument("--binary", default=built, help="the program; default: the debug build")


def check_binary(settings):
    settings.binary = os.path.abspath(settings.binary)
    if not os.access(settings.binary, os.X_OK):
        sys.exit("%s: no program there; build it with 'swift build', or name another with --binary" % settings.binary)


class List:
    """Recipients, what the provider knows of them, and what has to become of them."""

    def __init__(self, rows, seed):
        self.rows, self.answers, self.expected = make_recipients.make(rows, seed)

    def first_to_be_sent(self, count):
        """A short list of people who get a message."""
        chosen = [index for index, entry in enumerate(self.expected) if entry["status"] == "sent"][:count]
        short = copy.copy(self)
        short.rows = [self.rows[index] for index in chosen]
        short.expected = [dict(self.expected[index], row=place) for place, index in enumerate(chosen, start=1)]
        return short

    def write(self, folder):
        make_recipients.write(folder, self.rows, self.answers, self.expected)


class ManyMobiles(List):
    """A list of nothing but people who get a message, for which no lookup is needed."""

    def __init__(self, count, seed):
        chance = random.Random(seed)
        numbers = make_recipients.Numbers(chance).american[:count]
        self.answers = {number: "mobile" for number in numbers}
        self.rows = [[str(row), "Ada", number, "Springfield", "A%05d" % row, ""] for row, number in enumerate(numbers, start=1)]
        self.expected = [
            {"row": row, "kind": "mobile", "status": "sent", "reason": "", "number": number, "looked_up": False,
             "text": "Hi Ada, order A%05d is on its way to Springfield. Reply STOP to opt out." % row}
            for row, number in enumerate(numbers, start=1)]


class Ended:
    """How a run ended."""

    def __init__(self, status, output, errors):
        self.status, self.output, self.errors = status, output, errors

    @property
    def was_killed(self):
        return self.status == -9

    def __str__(self):
        return "exit %d: %s" % (self.status, self.errors.strip()[-600:] or "(says nothing)")


class Campaign:
    """One campaign and its provider. To be used in a `with`: it leaves nothing behind.

    `provider` is one that is there already, `entry` what the provider's entry says besides, `retry` that section's contents; with `rails`
    all guard rails are on. `settings` are further keys of the configuration.
    """

    def __init__(
            self, binary, recipients, send_rate=1000, in_flight=4, latency_ms=2, places=None, provider=None, entry=None,
            retry=None, rails=False, settings=None):
        self.rails = Rails(recipients) if rails else None
        self.binary, self.list, self.in_flight = binary, self.rails.list if rails else recipients, in_flight
        self.folder = tempfile.mkdtemp(prefix="sms-campaign-proof-")
        self.provider = provider or Provider(recipients.answers, latency_ms)
        places = places or {}
        self.ledger = places.get("ledger", os.path.join(self.folder, "ledger.sqlite"))
        self.report = places.get("report", os.path.join(self.folder, "report.csv"))
        self.settings = settings or {}
        # Where the program keeps the mirrors of ledgers: never the user's own.
        self.state = os.path.join(self.folder, "state")
        self.environment = {**os.environ, "HOME": self.folder, "XDG_STATE_HOME": self.state}
        self.list.write(self.folder)
        self.configure(send_rate, entry or {}, retry or {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.provider.end()
        shutil.rmtree(self.folder)

    def configure(self, send_rate, entry, retry):
        settings = {
            "provider": "plivo", "from": SENDER, "defaultRegion": "US", "ledger": self.ledger,
            "lookup": {"ratePerSecond": 1000, "maxConcurrent": self.in_flight},
            "send": {"ratePerSecond": send_rate, "maxConcurrent": self.in_flight},
            "retry": retry, **(self.rails.settings() if self.rails else {}),
            "providers": {"plivo": {
                "authID": ACCOUNT, "authToken": TOKEN, "baseURL": self.provider.address,
                "lookupBaseURL": self.provider.address, **entry}},
        }
        settings.update(self.settings)
        if self.rails:
            self.rails.write(self.folder)
            settings["send"]["per"] = "segment"
        with open(os.path.join(self.folder, "config.json"), "w", encoding="utf-8") as file:
            json.dump(settings, file)

    def words(self, report=None):
        return [
            "send", "recipients.csv", "--template", "template.txt", "--campaign", "proof", "--report",
            report or self.report, "--yes", "--quiet"]

    def start(self, before=(), report=None, options=(), words=None, **streams):
        """Starts the program, behind the words of another one that runs it; `words` is another command than `send`."""
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
        words = list(before) + [self.binary] + list(words or self.words(report)) + list(options)
        return subprocess.Popen(
            words, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, text=True, errors="replace", **streams)

    def finish(self, process):
        try:
            output, errors = process.communicate(timeout=LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
            return Ended(-999, output or "", "did not end within %d s" % LIMIT_SECONDS)
        return Ended(process.returncode, output or "", errors or "")

    def run(self, before=(), report=None, options=(), words=None, **streams):
        return self.finish(self.start(before, report, options, words, **streams))

    def mirrors(self):
        """The files that remember how far each ledger came, kept apart from it."""
        return sorted(glob.glob(os.path.join(self.state, "sms-campaign", "ledgers", "*.mirror")))

    def report_rows(self):
        with open(self.report, encoding="utf-8", newline="") as file:
            return list(csv.reader(file, strict=True))

    def files(self):
        """Every file of the program's own, by name, with its mode."""
        folders = {os.path.dirname(self.ledger), os.path.dirname(self.report)}
        paths = [os.path.join(folder, name) for folder in folders for name in os.listdir(folder)]
        own = tuple(os.path.basename(path) for path in (self.ledger, self.report))
        found = [path for path in paths if os.path.basename(path).startswith(own + (DRAFT,))] + self.mirrors()
        return {os.path.basename(path): os.stat(path).st_mode & 0o777 for path in found}
