# SPDX-License-Identifier: Apache-2.0
"""What may be on the disk when the power is lost: reconstructed from a trace of all writes, syncs and requests of a campaign.

A killed program leaves everything to the system, which writes it out later; a lost power supply does not. What a completed sync
covers is on the disk. Of the rest any part may be, down to single sectors, in any order. A file that was removed may be there
again until the next completed sync, as in a file system that journals its directories. The mirror is never synced: it may be
missing, older, or as it was.
"""

import os
import re
import tempfile

from disk import MARK, MIRROR, Disk, counter_of, cutting, writing

CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,sendto,linkat,rename,unlink"

LINE = re.compile(r"^(\d+) +(?:(\w+)\((.*)|<\.\.\. (\w+) resumed>.*= (-?\d+).*)$", re.S)
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
PLACE = re.compile(r"^(\d+)<([^>]*)>")
RESULT = re.compile(r"= (-?\d+)(?: .*)?$")
RECIPIENT = re.compile(rb'"dst"\s*:\s*"([^"]+)"')


def decoded(text):
    return bytes.fromhex(text.replace("\\x", ""))


def files_in(folder):
    """Every file below a folder with its contents."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                found[os.path.join(place, name)] = file.read()
    return found


class Trace:
    """A run under strace, to be asked for the moments at which its power may be lost.

    `words` is another command than `send`; what lies in the campaign's folder already is on the disk.
    """

    def __init__(self, campaign, words=None):
        self.folder, self.ledger, self.report = campaign.folder, os.path.basename(campaign.ledger), campaign.report
        self.before, self.found = list(campaign.provider.record.entries), files_in(campaign.folder)
        self.begin()
        with tempfile.NamedTemporaryFile("r", prefix="sms-campaign-trace-") as trace:
            tracer = ["strace", "-f", "-qq", "-y", "-xx", "-s", "1000000", "-e", "trace=" + CALLS, "-o", trace.name]
            ended = campaign.run(tracer, words=words)
            if ended.status not in (0, 1):
                self.problems.append("a run that nothing happens to fails: %s" % ended)
            campaign.provider.wait_until_idle()
            self.sends = {entry["number"]: entry for entry in campaign.provider.sends if entry not in self.before}
            for line in trace:
                self.read(line.rstrip("\n"))

    def begin(self):
        self.problems, self.events = [], []
        # By thread, the call that has begun; by socket, the POST whose number is still to come.
        self.begun, self.posts = {}, {}
        # By descriptor, the file that was written or synced through it last: a report has no name while it is written.
        self.open = {}

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

    def numbers(self, kind):
        """Where the events of a kind are: `post`, `mirror`, `ledger` (writes to the main file) or `any`."""
        wanted = {
            "post": lambda event: event[0] == "post" and event[1] in self.sends,
            "mirror": lambda event: event[0] == "change" and event[1].endswith(MIRROR) and getattr(event[2], "new", b"").startswith(MARK),
            "ledger": lambda event: event[0] == "change" and os.path.basename(event[1]) == self.ledger,
            "any": lambda event: True,
        }[kind]
        return [index for index, event in enumerate(self.events) if wanted(event)]

    def chosen(self, chance, **most):
        """So many events of each kind, by chance; all of them where there are no more."""
        found = {}
        for kind, count in most.items():
            indexes = self.numbers(kind)
            found[kind] = set(chance.sample(indexes, min(count, len(indexes))))
        return found

    def moments(self, chance, **most):
        """Gives states of the disk: two at each of so many POSTs, with nothing and with any part of what was not synced, and one
        after each of so many other events, by kind; what must not be is in `problems` afterwards."""
        wanted = self.chosen(chance, **most)
        others = wanted.get("any", set()) | wanted.get("ledger", set())
        disk, log = Disk(self.folder, self.ledger, self.report, self.found), list(self.before)
        for index, event in enumerate(self.events):
            if event[0] == "post" and event[1] in self.sends:
                # As soon as the first byte leaves, the message may be accepted.
                log.append(self.sends[event[1]])
            if index in wanted.get("post", ()):
                yield from self.at_post(disk, log, event[1], chance)
            if index in wanted.get("mirror", ()):
                self.check_mirror(disk, event[2].new)
            disk.apply(event)
            if index in others:
                yield disk.moment("after event %d (%s)" % (index, event[0]), log, chance)
        self.problems += disk.problems

    def at_post(self, disk, log, number, chance):
        least = disk.moment("at the POST to %s" % number, log)
        state = least.state(number)
        if state != "intent":
            self.problems.append("the POST to %s left when the disk held %s" % (number, state))
        yield least
        yield disk.moment("at the POST to %s" % number, log, chance)

    def check_mirror(self, disk, piece):
        """What a mirror says is on the disk in the ledger, before the mirror says it."""
        held = disk.moment("as a mirror is written", []).ask("SELECT counter FROM identity")
        if not isinstance(held, int) or held < counter_of(piece):
            self.problems.append("the mirror counts %d when the disk holds %s" % (counter_of(piece), held))
