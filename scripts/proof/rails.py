# SPDX-License-Identifier: Apache-2.0
"""All guard rails at once: a configuration that leaves exactly enough room, and the people whom a suppression list leaves out."""

import copy
import datetime
import os

SUPPRESSED = 3
# In whole units, so that sums are exact.
LOOKUP, SEGMENT = 1, 2


class Rails:
    """The rails of one campaign."""

    def __init__(self, recipients):
        self.list, self.suppressed = without_some(recipients)
        # A campaign that has come to its end has spent just that: what is in doubt counts, and nobody is in doubt twice.
        # A number that turns out not to exist needs room until a lookup has told so, and no ledger remembers that.
        self.messages = sum(
            1 for entry in self.list.expected if entry["status"] == "sent" or entry["kind"] == "nonexistent")
        lookups = sum(1 for entry in self.list.expected if entry["looked_up"])
        # Each kill may let some lookups be paid for again; texts of these lists have up to four segments.
        self.cost = 10 * LOOKUP * lookups + 4 * SEGMENT * self.messages

    def write(self, folder):
        with open(os.path.join(folder, "suppressed.csv"), "w", encoding="utf-8") as file:
            file.writelines("%s\n" % line for line in ["phone"] + [respelled(number) for number in self.suppressed])

    def settings(self):
        return {
            "caps": {
                "messages": self.messages, "cost": self.cost, "perDay": self.messages,
                "segmentsPerDay": 4 * self.messages, "timeZone": "UTC"},
            "prices": {"perLookup": LOOKUP, "perSegment": SEGMENT},
            "minHoursBetweenCampaigns": 24,
            "quietHours": quiet_elsewhere(datetime.datetime.now(datetime.timezone.utc)),
            "suppressionLists": ["suppressed.csv"],
        }

    def violations(self, sends, lookups):
        """What the provider's log says against the caps; whom nobody may text is in the list's expected results."""
        accepted = sum(1 for entry in sends if entry["status"] == 202)
        if accepted > self.messages:
            yield "%d messages were accepted over the cap of %d" % (accepted, self.messages)
        cost = LOOKUP * len(lookups) + SEGMENT * accepted
        if cost > self.cost:
            yield "%d at the least was spent over the cap of %d" % (cost, self.cost)


def without_some(recipients):
    """The same list with the first few on a suppression list."""
    numbers = [entry["number"] for entry in recipients.expected if entry["status"] == "sent"][:SUPPRESSED]
    changed = copy.copy(recipients)
    # The others of several rows with such a number are no duplicates: none is kept.
    changed.expected = [
        dict(entry, status="skipped", reason="suppressed", text=None, looked_up=False)
        if entry["number"] in numbers and entry["reason"] in ("", "duplicate") else entry
        for entry in recipients.expected]
    return changed, numbers


def respelled(number):
    """The same person, as somebody else writes the number; the list's own region is the USA."""
    return "(%s) %s.%s" % (number[2:5], number[5:8], number[8:]) if number.startswith("+1") else "011 " + number[1:]


def quiet_elsewhere(now):
    """Two hours that it is now in Asia, and nowhere in the lists' zones, which lie from Hawaii to Sweden."""
    return {"start": "%02d:00" % ((now.hour + 6) % 24), "end": "%02d:00" % ((now.hour + 8) % 24)}
