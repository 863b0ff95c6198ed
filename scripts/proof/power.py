# SPDX-License-Identifier: Apache-2.0
"""What may be on the disk when the power is lost: reconstructed from a trace of all writes, syncs and requests of a campaign.

A killed program leaves everything to the system, which writes it out later; a lost power supply does not. What a completed sync
covers is on the disk. Of the rest any part may be, down to single sectors, in any order. A file that was removed may be there
again until the next completed sync, as in a file system that journals its directories.
"""

import os
import re
import sqlite3
import tempfile

SECTOR = 512
CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,sendto,linkat,rename,unlink"
# Its contents are rebuilt after every crash.
REBUILT = "-shm"

LINE = re.compile(r"^(\d+) +(?:(\w+)\((.*)|<\.\.\. (\w+) resumed>.*= (-?\d+).*)$")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
PLACE = re.compile(r"^(\d+)<([^>]*)>")
RESULT = re.compile(r"= (-?\d+)(?: .*)?$")
RECIPIENT = re.compile(rb'"dst"\s*:\s*"([^"]+)"')


def decoded(text):
    return bytes.fromhex(text.replace("\\x", ""))


class File:
    """A file as the disk has it, and the writes that no sync has covered."""

    def __init__(self, durable=b"", waiting=()):
        self.durable, self.waiting = durable, list(waiting)

    def copy(self):
        return File(self.durable, self.waiting)

    def settle(self, count):
        for change in self.waiting[:count]:
            self.durable = change(self.durable)
        del self.waiting[:count]

    def contents(self, chance):
        """What the disk may hold; without a chance only what was synced."""
        data = self.durable
        for change in self.waiting if chance else ():
            data = change(data, chance)
        return data


def writing(offset, new):
    def change(data, chance=None):
        data = bytearray(data.ljust(offset + len(new), b"\0"))
        # All of it, nothing of it, or some sectors.
        likely = chance.choice((0, 0.5, 1)) if chance else 1
        for start in range(0, len(new), SECTOR):
            if not chance or chance.random() < likely:
                data[offset + start:offset + start + SECTOR] = new[start:start + SECTOR]
        return bytes(data)
    return change


def cutting(size):
    def change(data, chance=None):
        return data if chance and chance.random() < 0.5 else data[:size].ljust(size, b"\0")
    return change


class Moment:
    """One possible state of the disk, and what the provider had seen by then."""

    def __init__(self, name, files, removed, log, chance):
        self.name, self.log = name, log
        self.contents = {path: file.contents(chance) for path, file in files.items()}
        for path, file in removed.items():
            if chance and path not in self.contents and chance.random() < 0.5:
                self.contents[path] = file.contents(chance)

    def __str__(self):
        return "power lost " + self.name

    def restore(self, folder):
        for name, data in self.contents.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
            os.chmod(os.path.join(folder, name), 0o600)

    def state(self, ledger, number):
        """What the ledger would say of a number."""
        with tempfile.TemporaryDirectory(prefix="sms-campaign-power-") as folder:
            self.restore(folder)
            database = sqlite3.connect(os.path.join(folder, ledger))
            try:
                row = database.execute("SELECT state FROM messages WHERE number = ?", (number,)).fetchone()
            except sqlite3.Error as error:
                return "an error: %s" % error
            finally:
                database.close()
        return row[0] if row else "nothing"


class Trace:
    """A campaign under strace, to be asked for the moments at which its power may be lost."""

    def __init__(self, campaign):
        self.ledger = os.path.basename(campaign.ledger)
        self.report = campaign.report
        self.problems, self.events = [], []
        with tempfile.NamedTemporaryFile("r", prefix="sms-campaign-trace-") as trace:
            words = ["strace", "-f", "-qq", "-y", "-xx", "-s", "1000000", "-e", "trace=" + CALLS, "-o", trace.name]
            ended = campaign.run(words)
            if ended.status != 0:
                self.problems.append("a campaign that nothing happens to fails: %s" % ended)
            self.lines = trace.read().splitlines()
        self.sends = {entry["number"]: entry for entry in campaign.provider.sends}
        # By thread, the call that has begun; by socket, the POST whose number is still to come.
        self.begun, self.posts = {}, {}
        # By descriptor, the file that was written or synced through it last: a report has no name while it is written.
        self.open = {}
        for line in self.lines:
            self.read(line)
        if not any(event[0] == "post" for event in self.events):
            self.problems.append("the trace shows no POST")

    def read(self, line):
        match = LINE.match(line)
        if not match:
            return
        thread, call, rest, resumed, result = match.groups()
        if resumed:
            call, rest = self.begun.pop(thread, (None, None))
            if call in ("fsync", "fdatasync"):
                self.events.append(("synced", thread, int(result)))
            return
        self.enter(thread, call, rest)
        if rest.endswith("<unfinished ...>"):
            self.begun[thread] = (call, rest)
        elif call in ("fsync", "fdatasync"):
            self.events.append(("synced", thread, int(RESULT.search(rest).group(1))))

    def enter(self, thread, call, rest):
        place = PLACE.match(rest)
        path = (decoded(place.group(2)).decode(errors="replace") if place.group(2).startswith("\\x") else place.group(2)) if place else ""
        texts = [decoded(text) for text in TEXT.findall(rest)]
        if place:
            self.open[place.group(1)] = path
        if call == "sendto":
            self.send(path or rest, texts[0] if texts else b"")
        elif call == "linkat":
            source, name = [text.decode(errors="replace") for text in texts[-2:]]
            self.events.append(("link", self.open.get(os.path.basename(source), source), name))
        elif call in ("rename", "unlink"):
            self.events.append((call, *[text.decode(errors="replace") for text in texts]))
        elif call in ("fsync", "fdatasync"):
            self.events.append(("sync", thread, path))
        elif call == "ftruncate":
            self.events.append(("change", path, cutting(int(re.search(r", (\d+)\)?", rest).group(1)))))
        elif path.startswith("/") and not path.startswith("/dev/"):
            offset = re.search(r", (\d+)(?:\)| <)", rest)
            # The report is written from its beginning to its end: only its syncs count here, not its contents.
            self.events.append(("change", path, writing(int(offset.group(1)) if call == "pwrite64" else 0, texts[0])))

    def send(self, socket, data):
        if data.startswith(b"POST "):
            self.posts[socket] = len(self.events)
            self.events.append(("post", None))
        recipient = RECIPIENT.search(data)
        if recipient and socket in self.posts:
            number = recipient.group(1).decode()
            self.events[self.posts.pop(socket)] = ("post", "+" + number.lstrip("+"))

    def moments(self, count, chance):
        """Two at every POST, with nothing and with any part of what was not synced, and `count` at other times."""
        others = set(chance.sample(range(len(self.events)), min(count, len(self.events))))
        found, log = [], []
        files, removed, syncs = {}, {}, {}
        for index, event in enumerate(self.events):
            if event[0] == "post" and event[1] in self.sends:
                # As soon as the first byte leaves, the message may be accepted.
                log.append(self.sends[event[1]])
                found += [self.moment("at the POST to %s" % event[1], files, removed, log, luck) for luck in (None, chance)]
                state = found[-2].state(self.ledger, event[1])
                if state != "intent":
                    self.problems.append("the POST to %s left when the disk held %s" % (event[1], state))
            self.apply(event, files, removed, syncs)
            if index in others:
                found.append(self.moment("after event %d (%s)" % (index, event[0]), files, removed, log, chance))
        return found

    def moment(self, name, files, removed, log, chance):
        own = {
            os.path.basename(path): file for path, file in files.items()
            if os.path.basename(path).startswith(self.ledger) and not path.endswith((REBUILT, ".lock"))}
        gone = {
            os.path.basename(path): file for path, file in removed.items()
            if os.path.basename(path).startswith(self.ledger) and not path.endswith((REBUILT, ".lock"))}
        return Moment(name, own, gone, [dict(entry) for entry in log], chance)

    def apply(self, event, files, removed, syncs):
        kind = event[0]
        if kind == "change":
            files.setdefault(event[1], File()).waiting.append(event[2])
        elif kind == "sync":
            file = files.get(event[2])
            syncs[event[1]] = (event[2], len(file.waiting) if file else 0, set(removed))
        elif kind == "synced" and event[2] == 0:
            path, count, gone = syncs.pop(event[1])
            if path in files:
                files[path].settle(count)
            for name in gone:
                removed.pop(name, None)
        elif kind == "unlink" and event[1] in files:
            removed[event[1]] = files.pop(event[1])
        elif kind == "link" and event[1] in files:
            files[event[2]] = files[event[1]]
        elif kind == "rename" and event[2] == self.report:
            # One that was never seen to be written would prove nothing.
            file = files.pop(event[1], File())
            if file.waiting or not file.durable:
                self.problems.append("the report took its place before it was on the disk")
            files[event[2]] = file
