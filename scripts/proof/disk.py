# SPDX-License-Identifier: Apache-2.0
"""A model of a disk that loses its power: what a completed sync covers is there, of the rest any part, down to single sectors."""

import os
import sqlite3
import tempfile
from contextlib import contextmanager

SECTOR = 512
# Its contents are rebuilt after every crash.
REBUILT = "-shm"
# What a mirror begins with; its counter stands behind it.
MIRROR, MARK = ".mirror", b"sms-campaign-mirror-1\n"


class File:
    """A file as the disk has it, and the writes that no sync has covered."""

    def __init__(self, durable=b""):
        self.durable, self.waiting = bytearray(durable), []

    def settle(self, count):
        for change in self.waiting[:count]:
            change(self.durable)
        del self.waiting[:count]

    def contents(self, chance):
        """What the disk may hold; without a chance only what was synced."""
        data = bytearray(self.durable)
        for change in self.waiting if chance else ():
            change(data, chance)
        return bytes(data)


def extend(data, size):
    data.extend(bytes(max(0, size - len(data))))


def writing(offset, new):
    def change(data, chance=None):
        extend(data, offset + len(new))
        # All of it, nothing of it, or some sectors.
        likely = chance.choice((0, 0.5, 1)) if chance else 1
        for start in range(0, len(new), SECTOR):
            if not chance or chance.random() < likely:
                piece = new[start:start + SECTOR]
                data[offset + start:offset + start + len(piece)] = piece
    change.offset, change.new = offset, new
    return change


def cutting(size):
    def change(data, chance=None):
        if chance and chance.random() < 0.5:
            return
        del data[size:]
        extend(data, size)
    return change


class Disk:
    """The files of a campaign while the events of a trace pass by."""

    def __init__(self, folder, ledger, report, files=()):
        self.folder, self.ledger, self.report = folder, ledger, report
        self.files = {path: File(data) for path, data in dict(files).items()}
        # What was there at the beginning stays.
        self.kept = set(self.files)
        self.removed, self.syncs, self.problems = {}, {}, []

    def apply(self, event):
        kind = event[0]
        if kind == "change":
            self.files.setdefault(event[1], File()).waiting.append(event[2])
        elif kind == "sync":
            file = self.files.get(event[2])
            self.syncs[event[1]] = (event[2], len(file.waiting) if file else 0, set(self.removed))
        elif kind == "synced":
            path, count, gone = self.syncs.pop(event[1])
            if event[2] == 0:
                self.settle(path, count, gone)
        elif kind == "unlink" and event[1] in self.files:
            self.removed[event[1]] = self.files.pop(event[1])
        elif kind == "link" and event[1] in self.files:
            self.files[event[2]] = self.files[event[1]]
        elif kind == "rename" and event[2] == self.report:
            # One that was never seen to be written would prove nothing.
            file = self.files.pop(event[1], File())
            if file.waiting or not file.durable:
                self.problems.append("the report took its place before it was on the disk")
            self.files[event[2]] = file

    def settle(self, path, count, gone):
        if path in self.files:
            self.files[path].settle(count)
        for name in gone:
            self.removed.pop(name, None)

    def is_own(self, path):
        """Whether a file is one that the next run relies on."""
        if path.endswith(MIRROR):
            return True
        return os.path.basename(path).startswith(self.ledger) and not path.endswith((REBUILT, ".lock"))

    def moment(self, name, log, chance=None):
        """A state in which the disk may be now; without a chance the one with the least in it."""
        contents = {path: file.contents(chance) for path, file in self.files.items() if self.is_own(path)}
        for path, file in self.removed.items():
            if chance and self.is_own(path) and path not in contents and chance.random() < 0.5:
                contents[path] = file.contents(chance)
        # No mirror is ever synced: a disk need not have its name either.
        gone = [path for path in contents if path.endswith(MIRROR) and path not in self.kept and (not chance or chance.random() < 0.2)]
        for path in gone:
            del contents[path]
        return Moment(name, self.folder, self.ledger, contents, [dict(entry) for entry in log])


class Moment:
    """One possible state of the disk, and what the provider had seen by then."""

    def __init__(self, name, folder, ledger, contents, log):
        self.name, self.folder, self.ledger, self.log = name, folder, ledger, log
        self.contents = {os.path.relpath(path, folder): data for path, data in contents.items()}

    def __str__(self):
        return "power lost " + self.name

    def restore(self, folder):
        """Puts the files into another campaign's folder, as if they had always lain there."""
        for name, data in self.contents.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            if name.endswith(MIRROR) and len(folder) == len(self.folder):
                # A mirror says where its ledger lies.
                data = data.replace(self.folder.encode(), folder.encode())
            with open(path, "wb") as file:
                file.write(data)
            os.chmod(path, 0o600)

    @contextmanager
    def opened(self):
        """What the next run finds in the ledger, recovered in another place."""
        with tempfile.TemporaryDirectory(prefix="sms-campaign-power-") as folder:
            self.restore(folder)
            database = sqlite3.connect(os.path.join(folder, self.ledger))
            try:
                yield database
            finally:
                database.close()

    def ask(self, question, *values):
        try:
            with self.opened() as database:
                row = database.execute(question, values).fetchone()
        except sqlite3.Error as error:
            return "an error: %s" % error
        return row[0] if row else "nothing"

    def state(self, number):
        """What the ledger would say of a number."""
        return self.ask("SELECT state FROM messages WHERE number = ? ORDER BY campaign_id DESC", number)

    def problems(self):
        """A mirror that knows more than its ledger would accuse an honest disk."""
        for name, data in self.contents.items():
            known = counter_of(data) if name.endswith(MIRROR) else None
            if known is None:
                continue
            held = self.ask("SELECT counter FROM identity WHERE id = ?", os.path.basename(name)[:-len(MIRROR)])
            if not isinstance(held, int) or held < known:
                yield "the mirror may hold the counter %d while the ledger holds %s" % (known, held)


def counter_of(mirror):
    """The counter in the first piece of a mirror; nothing where it has none."""
    words = mirror[:64].split(b"\n")
    return int(words[1]) if mirror.startswith(MARK) and words[1].isdigit() else None
