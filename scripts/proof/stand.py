# SPDX-License-Identifier: Apache-2.0
"""A campaign that is brought back to the same states again and again, its files in the same places on the disk."""

import os
import subprocess
import threading

from campaign import Campaign
from faults import FaultyProvider, error, with_body
from losses import killed_halfway

# How many messages a run is limited to that comes to its end, and the next one.
FIRST, SECOND = 10, 20
SEND_RATE = 200


class State:
    """The files of a campaign and the provider's log, as a run left them."""

    def __init__(self, stand):
        self.files = {name: contents(path) for name, path in stand.paths().items() if os.path.exists(path)}
        self.log = list(stand.campaign.provider.record.entries)


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def overwrite(path, data):
    """Changes a file without making another one of it."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        file.write(data)
        file.truncate()


def change(path, old, new):
    """Changes only what differs: others may be writing the rest at this moment."""
    with open(path, "r+b") as file:
        differing = [place for place in range(min(len(old), len(new))) if old[place] != new[place]]
        if differing:
            file.seek(differing[0])
            file.write(new[differing[0]:differing[-1] + 1])
            file.flush()
        if len(new) < len(old):
            file.truncate(len(new))


class Refusing:
    """Refuses every other message from one on, for a reason of the account, and calls somebody when it begins."""

    def __init__(self):
        self.left, self.begins, self.lock = None, None, threading.Lock()

    def draw(self, handler):
        with self.lock:
            if self.left is None:
                return None
            self.left -= 1
            if self.left == 0:
                self.begins()
            return self if self.left < 0 and self.left % 2 else None

    @staticmethod
    def act(handler):
        with_body(error(401))(handler)


class Stand:
    """One campaign with its states by name; to be used in a `with`."""

    def __init__(self, settings, recipients):
        self.plan = Refusing()
        self.campaign = Campaign(
            settings.binary, recipients, in_flight=8, send_rate=SEND_RATE, provider=FaultyProvider(recipients.answers, self.plan, 10))
        self.parked = os.path.join(self.campaign.folder, "parked")
        self.id, self.states = None, {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.campaign.__exit__()

    def paths(self):
        """Where the files are that a run relies on, by what they are."""
        ledger = self.campaign.ledger
        found = {name: ledger + name for name in ("-wal", "-shm", ".lock", ".outcomes")}
        found.update(ledger=ledger, report=self.campaign.report)
        if self.id:
            found["mirror"] = os.path.join(self.campaign.state, "sms-campaign", "ledgers", self.id + ".mirror")
        return found

    def prepare(self, outcomes=True):
        """Makes the states: after a kill, after a clean end, and with outcomes that could not be written; earlier and later ones."""
        self.limited(FIRST)
        self.id = os.path.basename(self.campaign.mirrors()[0])[:-len(".mirror")]
        self.keep("clean, earlier")
        self.limited(SECOND)
        self.keep("clean")
        self.back("clean, earlier")
        killed_halfway(self.campaign, 0.5)
        self.keep("killed, earlier")
        killed_halfway(self.campaign, 0.8)
        self.keep("killed")
        if outcomes:
            self.back("clean, earlier")
            self.held_back()
            self.keep("outcomes")

    def limited(self, count):
        self.must_end(self.campaign.run(options=["--limit", str(count)]), 0, 3)

    def held_back(self):
        """A run whose disk fails in the middle, so that outcomes are kept beside the ledger: of accepted and of refused messages."""
        process, tracers = self.campaign.start(), []

        def fail():
            words = ["strace", "-f", "-p", str(process.pid), "-o", "/dev/null", "-e", "trace=pwrite64", "-e", "inject=pwrite64:error=EIO"]
            tracers.append(subprocess.Popen(words, stderr=subprocess.PIPE, text=True))
            while "attached" not in tracers[0].stderr.readline():
                pass
        self.plan.begins, self.plan.left = fail, FIRST // 2
        ended = self.campaign.finish(process)
        self.plan.left = None
        tracers[0].communicate()
        self.must_end(ended, 3)
        if not os.path.exists(self.paths()[".outcomes"]):
            raise SystemExit("no outcome was kept beside the ledger: %s" % ended)

    @staticmethod
    def must_end(ended, *statuses):
        if ended.status not in statuses:
            raise SystemExit("a run that nothing happens to fails: %s" % ended)

    def keep(self, name):
        self.campaign.provider.wait_until_idle()
        self.states[name] = State(self)

    def back(self, name):
        """Brings the campaign into a state; the ledger lies in the file in which it always lay."""
        state = self.states[name]
        if os.path.exists(self.parked):
            os.replace(self.parked, self.campaign.ledger)
        for what, path in self.paths().items():
            if what in state.files:
                if os.path.islink(path):
                    os.unlink(path)
                overwrite(path, state.files[what])
            elif os.path.lexists(path):
                os.unlink(path)
        for path in self.campaign.mirrors() + [self.paths()["-wal"] + ".orphaned"]:
            if os.path.exists(path) and path not in self.paths().values():
                os.unlink(path)
        self.campaign.provider.record.entries[:] = state.log

    def remove(self, what):
        """Takes a file away; the ledger is kept, so that it can be brought back as the same file."""
        path = self.paths()[what]
        if what == "ledger":
            os.rename(path, self.parked)
        else:
            os.unlink(path)

    def replace(self, what, data):
        """Puts another file in the place of one."""
        if os.path.exists(self.paths()[what]):
            self.remove(what)
        overwrite(self.paths()[what], data)
