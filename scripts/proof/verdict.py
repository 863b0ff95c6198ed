# SPDX-License-Identifier: Apache-2.0
"""Resumes what something happened to, judges it, and counts."""

import collections
import sqlite3
import sys
import threading

import oracle
from campaign import DRAFT


class Tally:
    """Counts, and everything that must not be."""

    def __init__(self):
        self.counts, self.violations = collections.Counter(), []
        self.lock = threading.Lock()

    def add(self, name, found, facts=None, **counts):
        messages, unconfirmed, after_all = oracle.count(facts) if facts else (0, 0, 0)
        with self.lock:
            self.violations += ["%s: %s" % (name, violation) for violation in found]
            self.counts.update(counts, messages=messages, unconfirmed=unconfirmed, accepted_after_all=after_all)

    def line(self, title):
        count = self.counts
        words = "%-34s %4d ends, %4d further runs, %5d messages, %4d unconfirmed (%d accepted), %3d drafts left, %d violations"
        return words % (
            title, count["ends"], count["resumes"], count["messages"], count["unconfirmed"], count["accepted_after_all"],
            count["drafts"], len(self.violations))


def facts_of(campaign):
    """To be asked when no run goes on."""
    campaign.provider.wait_until_idle()
    return oracle.Facts(campaign.list.expected, campaign.list.rows, campaign.provider.sends, campaign.report_rows())


def ending_problems(campaign, ended, facts):
    """A run that nothing happened to comes to an end, and says by its exit code what the report says."""
    found = []
    unconfirmed = oracle.count(facts)[1]
    if ended.status != (1 if unconfirmed else 0):
        found.append("%d rows are unconfirmed, and the exit code is %d" % (unconfirmed, ended.status))
    readable = ["%s (%o)" % (name, mode) for name, mode in campaign.files().items() if mode & 0o077]
    if readable:
        found.append("others can read %s" % ", ".join(readable))
    if campaign.rails:
        found += campaign.rails.violations(facts.sends, campaign.provider.lookups)
    return found + ledger_problems(campaign, facts)


def ledger_problems(campaign, facts, numbers=None):
    """The ledger, which the next run and `reconcile` rely on, says what the report says; of these numbers, or of all."""
    database = sqlite3.connect("file:%s?mode=ro" % campaign.ledger, uri=True)
    try:
        states = dict(database.execute(
            "SELECT number, state FROM messages JOIN campaigns ON campaigns.id = campaign_id WHERE name = 'proof'"))
    except sqlite3.Error as error:
        return ["the ledger cannot be read: %s" % error]
    finally:
        database.close()
    if numbers is not None:
        states = {number: state for number, state in states.items() if number in numbers}
    told = {line["number"]: line["status"] for line in oracle.lines(facts) if line["status"] in ("sent", "unconfirmed")}
    if states == told:
        return []
    other = {(states.get(number), told.get(number)) for number in states | told}
    other = sorted((pair for pair in other if pair[0] != pair[1]), key=str)
    return ["the ledger and the report differ: %s" % ", ".join("%s there, %s here" % pair for pair in other)]


# More runs than that for one campaign are as bad as no end.
MOST_RUNS = 20


def run_to_the_end(campaign, before=()):
    """Runs a campaign until it has come to its end; returns the last run, how many there were, and what is wrong with those before."""
    found = []
    for runs in range(1, MOST_RUNS + 1):
        ended = campaign.run(before)
        if ended.status in (0, 1):
            return ended, runs, found
        if ended.status != 3 or not ended.errors.strip():
            found.append("a run ended without a word, or in another way than by stopping: %s" % ended)
    return ended, runs, found + ["no end after %d runs: %s" % (runs, ended)]


def settle_and_judge(campaign, ends, tally, name, earlier=(), options=()):
    """Resumes, runs once more, and judges; `ends` is how often something ended a run, `earlier` what is wrong already, `options`
    what the first run is told besides."""
    found = list(earlier)
    ended = campaign.run(options=options)
    if ended.status not in (0, 1):
        tally.add(name, found + ["a resumed run did not come to an end: %s" % ended], ends=ends, resumes=ends)
        return
    judge(campaign, ended, ends, tally, name, found, ends * campaign.in_flight)


def judge(campaign, ended, ends, tally, name, found, most_unconfirmed, reasons=("crashed",)):
    """Judges a campaign that has come to its end, by a run with nothing left to do, the provider's log, report and ledger."""
    before = len(campaign.provider.sends)
    again = campaign.run()
    if again.status != ended.status:
        found.append("a run with nothing left to do: %s, not %d" % (again, ended.status))
    if len(campaign.provider.sends) != before:
        found.append("a run with nothing left to do sent messages")
    facts = facts_of(campaign)
    found += oracle.violations(facts, most_unconfirmed, reasons) + ending_problems(campaign, ended, facts)
    drafts = sum(1 for name in campaign.files() if name.startswith((DRAFT, "report.csv.")))
    tally.add(name, found, facts, ends=ends, resumes=ends + 1, drafts=drafts)


def print_verdict(tallies, title):
    """Prints the sum and everything that must not be; ends the program."""
    whole = Tally()
    for tally in tallies:
        whole.counts.update(tally.counts)
        whole.violations += tally.violations
    print(whole.line(title))
    for violation in whole.violations:
        print("VIOLATION " + violation)
    sys.exit(1 if whole.violations else 0)
