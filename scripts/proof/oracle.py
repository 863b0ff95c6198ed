# SPDX-License-Identifier: Apache-2.0
"""What has to be true of a campaign that something happened to, once it was resumed to its end.

The provider's log decides. Nothing here asks the ledger.
"""

import collections

SENT, UNCONFIRMED = "sent", "unconfirmed"


class Facts:
    """All that the oracle looks at."""

    def __init__(self, expected, recipients, sends, report):
        # As `make_recipients.py` gives them: what each row has to become, and its cells.
        self.expected, self.recipients = expected, recipients
        # The provider's log of messages.
        self.sends = sends
        # The report's lines, header first.
        self.report = report


def violations(facts, most_unconfirmed, reasons=("crashed",)):
    """Returns a sentence for everything that must not be; none is how it should be.

    `most_unconfirmed` is what may have been in flight at all the ends together.
    """
    return list(never_twice(facts)) + list(only_whom(facts)) + list(every_row(facts)) + list(
        as_it_was(facts)) + list(not_too_cautious(facts, most_unconfirmed, reasons))


def accepted(facts):
    """The ids of the messages that the provider accepted, by number."""
    ids = collections.defaultdict(list)
    for entry in facts.sends:
        if entry["status"] == 202:
            ids["+" + entry["number"].lstrip("+")].append(entry["uuid"])
    return ids


def lines(facts):
    header = facts.report[0] if facts.report else []
    return [dict(zip(header, cells)) for cells in facts.report[1:]]


def never_twice(facts):
    for number, ids in accepted(facts).items():
        if len(ids) > 1:
            yield "%s was accepted %d times" % (number, len(ids))


def only_whom(facts):
    """Nobody else gets a message, nobody another's, and no request is one that the provider does not know."""
    texts = {entry["number"]: entry["text"] for entry in facts.expected if entry["status"] == SENT}
    for entry in facts.sends:
        number = "+" + (entry.get("number") or "").lstrip("+")
        if entry["violation"]:
            yield "a request that breaks the provider's rules: %s" % entry["violation"]
        elif number not in texts:
            yield "%s was sent a message and must not be" % number
        elif entry["text"] != texts[number]:
            yield "%s was sent another's text" % number


def every_row(facts):
    """One line for each recipient, in order, with the recipient's own cells."""
    if len(facts.report) != len(facts.expected) + 1:
        yield "the report has %d lines and a header, the list has %d" % (len(facts.report) - 1, len(facts.expected))
        return
    for line, entry, cells in zip(lines(facts), facts.expected, facts.recipients):
        if line["row"] != str(entry["row"]):
            yield "the line of row %s is where that of row %d belongs" % (line["row"], entry["row"])
        if line["id"] != cells[0]:
            yield "row %d has the cells of another" % entry["row"]


def as_it_was(facts):
    """What the report says of a row is what has to become of it and what the provider did."""
    ids = accepted(facts)
    for line, entry in zip(lines(facts), facts.expected):
        what, number = "row %d" % entry["row"], entry["number"]
        result = (line["status"], line["reason"])
        if entry["status"] != SENT:
            if result != (entry["status"], entry["reason"]):
                yield "%s is %s, not %s" % (what, result, (entry["status"], entry["reason"]))
        elif line["status"] == SENT:
            if not ids.get(number):
                yield "%s (%s) is called sent, and the provider never accepted it" % (what, number)
            elif line["message_id"] not in ids[number]:
                yield "%s (%s) has another message's id" % (what, number)
        elif ids.get(number) and line["status"] != UNCONFIRMED:
            yield "%s (%s) was accepted and is called %s" % (what, number, result)
        elif line["status"] != UNCONFIRMED:
            yield "%s (%s) has not come to an end: %s" % (what, number, result)


def not_too_cautious(facts, most, reasons):
    """To call everything unconfirmed would be safe, and of no use."""
    unconfirmed = [line for line in lines(facts) if line["status"] == UNCONFIRMED]
    if len(unconfirmed) > most:
        yield "%d rows are unconfirmed; at most %d were in flight" % (len(unconfirmed), most)
    for line in unconfirmed:
        if line["reason"] not in reasons:
            yield "row %s is unconfirmed for the reason %s" % (line["row"], line["reason"])


def count(facts):
    """The accepted messages, the unconfirmed rows, and those of them that were accepted after all."""
    ids = accepted(facts)
    unconfirmed = [line["number"] for line in lines(facts) if line["status"] == UNCONFIRMED]
    return sum(map(len, ids.values())), len(unconfirmed), sum(1 for number in unconfirmed if ids.get(number))
