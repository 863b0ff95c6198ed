# SPDX-License-Identifier: Apache-2.0
"""Damage to the files that a run relies on, and the verdict: it was noticed, or it did no harm; nobody twice, nobody lost."""

import collections
import os
import re
import time

import oracle
from stand import change, contents, overwrite
from verdict import facts_of, ledger_problems

FILES = ("ledger", "-wal", "-shm", ".lock", ".outcomes", "mirror", "report")
# How the sentence of a run names what to do, and what is done then; the first one that is named.
ACCEPT_OLDER = "--accept-older-ledger"
OPTIONS = (ACCEPT_OLDER, "--moved-ledger", "--accept-new-template", "--accept-new-provider", "--keep-earlier")
# Those that are said once.
ONCE = OPTIONS[:2]
# A version that nobody knows is a bit of the header.
PUT_BACK = (
    "put the ledger back", "put the ledger of the last run back", "put a backup back", "restore it from a backup", "put it back first",
    "install the newer")
RUN_AGAIN = ("run again", "running it again", "Run the same command again", "the same command")
MOST_RUNS = 6


def flip(data, chance):
    """One bit; of a byte that is used, mostly."""
    data = bytearray(data)
    places = range(len(data)) if chance.random() < 0.2 else [place for place, byte in enumerate(data) if byte not in (0, 0x20)]
    place = chance.choice(places or range(len(data)))
    data[place] ^= 1 << chance.randrange(8)
    return bytes(data), "bit at %d" % place


def hole(data, chance):
    size = chance.choice((512, 4096, 16384))
    begin = chance.randrange(max(1, len(data))) // 512 * 512
    end = min(len(data), begin + size)
    return data[:begin] + bytes(end - begin) + data[end:], "%d zeros at %d" % (end - begin, begin)


def cut(data, chance):
    size = chance.randrange(len(data))
    return data[:size], "cut to %d" % size


def emptied(data, chance):
    return b"", "emptied"


WORDS = re.compile(rb"\+\d{11}|proof|intent|sent|unconfirmed|not_accepted|[0-9a-f]{32}")


def digit(data, chance):
    """One bit of a number, of the campaign's name, of a state or of an id."""
    found = list(WORDS.finditer(data))
    if not found:
        return data, ""
    match = chance.choice(found)
    # Mostly the lower bits: a digit becomes another one.
    place, bit = chance.randrange(*match.span()), chance.choice((0, 0, 0, 1, 1, 2, 3))
    data = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1:]
    return data, "%s becomes %s" % (match.group().decode(), data[match.start():match.end()].decode(errors="replace"))


CHANGES = {"flip": flip, "digit": digit, "hole": hole, "cut": cut, "emptied": emptied}
# Besides, a file may be `missing`, `stale` (as it was earlier), `swapped` (another ledger's), and `replaced` (another file with the
# earlier contents).
KINDS = (*CHANGES, "missing", "stale", "swapped", "replaced")


REPEATED = ("flip", "digit", "hole", "cut")


class Case:
    """Damage of a kind to files of a campaign in a state: `killed`, `clean`, `outcomes` or `running`."""

    def __init__(self, state, kind, files, seed, without_mirror=False, by_design=False):
        self.state, self.kind, self.files, self.seed = state, kind, files, seed
        self.without_mirror, self.by_design, self.detail = without_mirror, by_design, ""

    def __str__(self):
        return "%s, %s of %s%s (%s, case %s)" % (
            self.state, self.kind, "+".join(self.files), ", no mirror" if self.without_mirror else "", self.detail, self.seed)

    @property
    def base(self):
        return "clean, earlier" if self.state == "running" else self.state

    def earlier(self, stand):
        return stand.states["killed, earlier" if self.state == "killed" else "clean, earlier"].files

    def harm(self, stand, stranger, chance):
        """Does it; returns whether there was anything to damage."""
        if self.without_mirror:
            stand.remove("mirror")
        done = [self.harm_file(stand, stranger, what, chance) for what in self.files]
        return any(done)

    def harm_file(self, stand, stranger, what, chance):
        path = stand.paths()[what]
        old = contents(path) if os.path.exists(path) else None
        if self.kind in ("stale", "swapped", "replaced"):
            strangers = stranger.states.get(self.base) or stranger.states["killed"]
            new = (strangers.files if self.kind == "swapped" else self.earlier(stand)).get(what)
            if new is None or new == old:
                return False
            (stand.replace if self.kind == "replaced" else lambda _, data: overwrite(path, data))(what, new)
            return True
        if not old:
            return False
        if self.kind == "missing":
            stand.remove(what)
        else:
            new, self.detail = CHANGES[self.kind](old, chance)
            if new == old:
                return False
            change(path, old, new)
        return True


class Verdict:
    """What came of a case."""

    def __init__(self):
        self.label, self.found, self.twice, self.facts, self.words = "harmless", [], 0, None, []
        # Whether an earlier copy of the ledger was put back, as a sentence said.
        self.put_back = False


def tried(stand, stranger, case, chance):
    """Does the damage, goes on as the program says, and judges; nothing where there was nothing to damage."""
    stand.back(case.base)
    verdict, campaign = Verdict(), stand.campaign
    if case.state == "running":
        ended = harmed_while_running(stand, stranger, case, chance)
        if ended is None:
            return None
        verdict.words.append(str(ended)[:300])
        if ended.status not in (0, 1, 2, 3, -7):
            verdict.found.append("the damage ended the run: %s" % ended)
        if ended.status == -7:
            verdict.label = "ended by SIGBUS"
        if ended.status in (2, 3):
            verdict.label = "noticed"
    elif not case.harm(stand, stranger, chance):
        return None
    options = gone_on(stand, case, verdict)
    judged(campaign, case, verdict, options)
    return verdict


def harmed_while_running(stand, stranger, case, chance):
    """Damages files while messages leave; returns how the run ended, nothing where there was nothing to damage."""
    campaign = stand.campaign
    process = campaign.start()
    goal = len(campaign.provider.sends) + chance.randrange(1, 10)
    while process.poll() is None and len(campaign.provider.sends) < goal:
        time.sleep(0.001)
    done = process.poll() is None and case.harm(stand, stranger, chance)
    ended = campaign.finish(process)
    campaign.provider.wait_until_idle()
    return ended if done else None


def gone_on(stand, case, verdict):
    """Runs until the campaign comes to its end, doing what the program says; returns the options of the last run."""
    campaign, options = stand.campaign, []
    for _ in range(MOST_RUNS):
        before = len(campaign.provider.sends)
        ended = campaign.run(options=options)
        campaign.provider.wait_until_idle()
        if ended.status in (0, 1):
            verdict.ended = ended
            return options
        verdict.label = "noticed"
        verdict.words.append(str(ended)[:300])
        if ended.status not in (2, 3):
            verdict.found.append("neither refused nor stopped: %s" % ended)
        if ended.status == 2 and len(campaign.provider.sends) != before:
            verdict.found.append("exit code 2, but messages were sent: %s" % ended)
        option = remedy(stand, case, ended, verdict)
        options = sorted({*options, option} - {None})
    verdict.ended = ended
    verdict.found.append("no end after %d runs: %s" % (MOST_RUNS, " / ".join(verdict.words)))
    return options


def remedy(stand, case, ended, verdict):
    """Does what the sentence says; returns the option that it names, if it does."""
    for option in OPTIONS:
        if option + " " in ended.errors.replace("\n", " ") + " ":
            return option
    if any(words in ended.errors for words in PUT_BACK):
        # The newest copy that anybody has: of a run that went on that is the one from before it.
        log = list(stand.campaign.provider.record.entries)
        mirror = stand.paths()["mirror"]
        newest = contents(mirror) if os.path.exists(mirror) else None
        stand.back(case.base)
        verdict.put_back = True
        stand.campaign.provider.record.entries[:] = log
        if newest is not None and not case.without_mirror and "mirror" not in case.files:
            overwrite(mirror, newest)
        return None
    if not any(words in ended.errors for words in RUN_AGAIN):
        verdict.found.append("a sentence that does not say what to do: %s" % ended)
    return None


def judged(campaign, case, verdict, options):
    before = len(campaign.provider.sends)
    again = campaign.run(options=[option for option in options if option not in ONCE])
    if again.status != verdict.ended.status:
        verdict.found.append("a run with nothing left to do: %s, not %s" % (again, verdict.ended.status))
    if len(campaign.provider.sends) != before:
        verdict.found.append("a run with nothing left to do sent messages")
    verdict.facts = facts_of(campaign)
    verdict.twice = len(list(oracle.never_twice(verdict.facts)))
    # Without a mirror nobody can know that a copy is an old one.
    case.by_design |= case.without_mirror and case.state == "running" and verdict.put_back
    if case.by_design:
        return
    verdict.found += violations(verdict.facts, ACCEPT_OLDER in options)
    # A number that was damaged, or is another ledger's, is not of the list.
    listed = {entry["number"] for entry in verdict.facts.expected}
    verdict.found += ledger_problems(campaign, verdict.facts, listed)


def violations(facts, accepted):
    """What must not be; where a loss was accepted, any row may be in doubt."""
    found = list(oracle.never_twice(facts)) + list(oracle.only_whom(facts)) + list(oracle.every_row(facts))
    ids = oracle.accepted(facts)
    for line, entry in zip(oracle.lines(facts), facts.expected):
        what, number = "row %d (%s)" % (entry["row"], entry["number"]), entry["number"]
        result = (line["status"], line["reason"])
        if result == ("unconfirmed", "crashed") and (accepted or entry["status"] == "sent"):
            continue
        if entry["status"] != "sent":
            if result != (entry["status"], entry["reason"]):
                found.append("%s is %s, not %s" % (what, result, (entry["status"], entry["reason"])))
        elif line["status"] != "sent":
            found.append("%s is %s, and was accepted %d times" % (what, result, len(ids.get(number, ()))))
        elif not ids.get(number):
            found.append("%s is called sent, and the provider never accepted it" % what)
    return found


def cases(settings, chance):
    """Every kind of damage to every file in every state, flips and holes and cuts many times; then several files at once."""
    found = []
    for state in ("killed", "clean", "outcomes", "running"):
        for what in FILES:
            if state == "outcomes" and what not in (".outcomes", "ledger", "mirror"):
                continue
            for kind in KINDS:
                count = settings.positions if kind in REPEATED else 1
                found += [Case(state, kind, (what,), chance.random()) for _ in range(count)]
    main = ("ledger", "-wal", "-shm")
    for state in ("killed", "clean", "running"):
        for kind in ("missing", "stale", "swapped", "replaced"):
            for files in (main, ("ledger", "-wal"), ("ledger", "-shm"), ("-wal", "-shm"), main + (".lock",)):
                found.append(Case(state, kind, files, chance.random()))
        for kind in CHANGES:
            found += [Case(state, kind, ("ledger",), chance.random(), without_mirror=True) for _ in range(settings.positions)]
    found += [Case("outcomes", "missing", (".outcomes", "mirror"), chance.random())]
    return found + unnoticed(settings, chance)


def unnoticed(settings, chance):
    """What nobody can notice, as docs/ledger.md says: it is counted, and nothing is demanded but that the program ends in order."""
    main = ("ledger", "-wal", "-shm")
    found = [Case("killed", kind, ("-wal", "-shm"), chance.random(), True, True) for kind in ("missing", "stale", "cut")]
    found += [Case("killed", kind, ("-wal",), chance.random(), True, True) for kind in ("flip", "hole", "cut") for _ in range(3)]
    found += [Case(state, "stale", main, chance.random(), True, True) for state in ("killed", "clean")]
    found += [Case(state, "stale", main + ("mirror",), chance.random(), False, True) for state in ("killed", "clean")]
    return found


class Counts:
    """Verdicts by state and kind."""

    def __init__(self):
        self.labels = collections.defaultdict(collections.Counter)
        self.twice_by_design = 0

    def add(self, case, verdict):
        name = "not to be noticed" if case.by_design else "%s: %s" % (case.state, "+".join(case.files))
        self.labels[name][verdict.label] += 1
        if case.by_design:
            self.twice_by_design += verdict.twice

    def lines(self):
        for name, counter in self.labels.items():
            yield "  %-34s %s" % (name, ", ".join("%d %s" % (count, label) for label, count in sorted(counter.items())))
