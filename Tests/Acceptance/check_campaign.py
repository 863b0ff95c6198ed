#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks a finished campaign against what it had to do.

Reads what `make_recipients.py` wrote, the record of `plivo_lookalike.py` and the report of the campaign. Prints one line
for each kind of mistake with its first examples, then the measured rates; exits 1 if there was a mistake.
"""

import argparse
import bisect
import collections
import csv
import json
import os
import re
import sys

REPORT_COLUMNS = [
    "row", "phone", "number", "region", "line_type", "line_type_source", "carrier", "status", "reason", "detail",
    "encoding", "segments", "provider", "message_id", "error_code", "attempts", "cost", "currency", "sent_at",
    "updated_at",
]
LINE_TYPES = {
    "mobile", "fixed_line", "fixed_line_or_mobile", "voip", "toll_free", "premium_rate", "shared_cost",
    "personal_number", "pager", "uan", "voicemail", "unknown",
}
WINDOWS = (1, 2, 5)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
# Answers that the client may try again.
RETRIED = {408, 429, 500, 502, 503, 504}


class Findings:
    """The mistakes, by kind."""

    def __init__(self):
        self.by_kind = collections.OrderedDict()

    def add(self, kind, example=""):
        self.by_kind.setdefault(kind, []).append(str(example))

    def expect(self, condition, kind, example=""):
        if not condition:
            self.add(kind, example)
        return condition

    def print(self):
        for kind, examples in self.by_kind.items():
            shown = "; ".join(example for example in examples[:3] if example)
            print("WRONG (%d x) %s%s" % (len(examples), kind, ": " + shown if shown else ""))


class Campaign:
    """Everything that is read."""

    def __init__(self, expected, record, recipients, report, settings):
        self.expected = expected
        self.record = sorted(record, key=lambda entry: entry["arrived"])
        self.recipients = recipients
        self.report = report
        self.settings = settings
        self.lookups = [entry for entry in self.record if entry["kind"] == "lookup"]
        self.sends = [entry for entry in self.record if entry["kind"] == "send"]


def check_requests(campaign, findings):
    for entry in campaign.record:
        findings.expect(entry["violation"] is None, "a request broke the provider's rules", entry["violation"])
        findings.expect(entry["kind"] != "other", "a request that belongs to no campaign", entry)


def check_messages(campaign, findings):
    """Every mobile exactly one message with its own text; nobody else any."""
    wanted = {entry["number"]: entry for entry in campaign.expected if entry["status"] == "sent"}
    fixed = {entry["number"] for entry in campaign.expected if entry["reason"] == "fixed_line"}
    counts = collections.Counter(e164(entry["number"]) for entry in campaign.sends if entry["status"] == 202)
    for entry in campaign.sends:
        number = e164(entry["number"])
        if number in fixed:
            findings.add("a fixed line was sent a message", number)
        elif number not in wanted:
            findings.add("a message to a number that gets none", number)
        else:
            text = wanted[number]["text"]
            findings.expect(entry["text"] == text, "not its own text", "%s got %r, not %r" % (number, entry["text"], text))
        findings.expect(entry["src"] in (None, campaign.settings.sender), "another sender", entry["src"])
    for number in wanted:
        findings.expect(counts[number] > 0, "no message", number)
        findings.expect(counts[number] <= 1, "more than one message", "%s: %d" % (number, counts[number]))


def check_lookups(campaign, findings):
    """What only a lookup can tell is looked up, is paid for once, and before its message."""
    wanted = {entry["number"] for entry in campaign.expected if entry["looked_up"]}
    paid = collections.Counter(entry["number"] for entry in campaign.lookups if entry["status"] not in RETRIED)
    asked = {entry["number"] for entry in campaign.lookups}
    answered = {entry["number"]: entry["answered"] for entry in campaign.lookups}
    for number in sorted(wanted - asked):
        findings.add("not looked up", number)
    for number in sorted(asked - wanted):
        if campaign.settings.lookup_mode == "auto":
            findings.add("looked up for nothing", number)
    for number, count in paid.items():
        findings.expect(count == 1, "looked up more than once", "%s: %d" % (number, count))
    for entry in campaign.sends:
        number = e164(entry["number"])
        if number in wanted and number in answered:
            findings.expect(answered[number] <= entry["arrived"], "sent before its lookup was answered", number)


def check_report(campaign, findings):
    """One line for each recipient, in input order, which says what happened."""
    header, rows = campaign.report[0], campaign.report[1:]
    input_header = campaign.recipients[0]
    wanted = REPORT_COLUMNS + ["input_" + name if name in REPORT_COLUMNS else name for name in input_header]
    if not findings.expect(header in (wanted, wanted + ["message"]), "the report's header", header):
        return
    findings.expect(len(rows) == len(campaign.expected), "the number of lines", "%d, not %d" % (len(rows), len(campaign.expected)))
    ids = {e164(entry["number"]): entry.get("uuid") for entry in campaign.sends if entry["status"] == 202}
    for index, (cells, entry) in enumerate(zip(rows, campaign.expected), start=1):
        if not findings.expect(len(cells) == len(header), "a line with another number of cells", index):
            continue
        line = dict(zip(header, cells))
        check_line(line, index, entry, ids, findings)
        check_input(cells, index, entry, campaign.recipients, findings)


def check_line(line, index, entry, ids, findings):
    findings.expect(line["row"] == str(index), "not in input order", "line %d says row %s" % (index, line["row"]))
    got, wanted = (line["status"], line["reason"]), (entry["status"], entry["reason"])
    if not findings.expect(got == wanted, "another result", "row %d (%s): %s, not %s" % (index, entry["kind"], got, wanted)):
        return
    findings.expect(line["line_type"] in LINE_TYPES | {""}, "an unknown line type", line["line_type"])
    findings.expect(line["status"] == "sent" or line["detail"], "no detail", "row %d" % index)
    if entry["number"] and entry["reason"] not in ("bad_row", "extension"):
        findings.expect(line["number"] == entry["number"], "another number", "row %d: %s" % (index, line["number"]))
    if entry["looked_up"] and entry["kind"] not in ("nonexistent", "failing"):
        findings.expect(line["line_type_source"] == "lookup", "another source", "row %d: %s" % (index, line["line_type_source"]))
    if entry["reason"] == "fixed_line":
        findings.expect(line["line_type"] == "fixed_line", "another line type", "row %d: %s" % (index, line["line_type"]))
    if line["status"] == "sent":
        check_sent(line, index, entry, ids, findings)
    else:
        findings.expect(not line["message_id"], "an id without a message", "row %d" % index)


def check_sent(line, index, entry, ids, findings):
    findings.expect(line["message_id"] == ids.get(entry["number"]), "another message's id", "row %d" % index)
    findings.expect(line["attempts"] == "1", "another number of attempts", "row %d: %s" % (index, line["attempts"]))
    findings.expect(TIME.fullmatch(line["sent_at"]), "sent_at is no time", "row %d: %s" % (index, line["sent_at"]))
    findings.expect(TIME.fullmatch(line["updated_at"]), "updated_at is no time", "row %d: %s" % (index, line["updated_at"]))
    encoding, segments = counted(entry["text"])
    got = (line["encoding"], line["segments"])
    findings.expect(got == (encoding, str(segments)), "another segment count", "row %d: %s" % (index, got))
    if "message" in line:
        findings.expect(unguarded(line["message"]) == entry["text"], "another text", "row %d" % index)


def check_input(cells, index, entry, recipients, findings):
    """The input columns come as they were; what a spreadsheet would run has an apostrophe in front."""
    if entry["reason"] == "bad_row":
        return
    source = recipients[index]
    given = cells[len(REPORT_COLUMNS):len(REPORT_COLUMNS) + len(source)]
    for before, after in zip(source, given):
        findings.expect(after == guarded(before), "an input cell has changed", "row %d: %r to %r" % (index, before, after))
    phone = source[recipients[0].index("Mobile Phone")]
    findings.expect(cells[1] == guarded(phone), "the phone as written", "row %d: %r" % (index, cells[1]))


def check_overlap(campaign, findings):
    """Sends begin while most lookups are still to come."""
    if not campaign.lookups or not campaign.sends:
        findings.add("nothing to overlap")
        return
    first = campaign.sends[0]["arrived"]
    later = sum(1 for entry in campaign.lookups if entry["arrived"] > first)
    findings.expect(
        later * 2 > len(campaign.lookups), "lookups and sends did not overlap",
        "%d of %d lookups came after the first message" % (later, len(campaign.lookups)))


def check_rate(name, entries, rate, burst, jitter, findings):
    """In no window more than rate x W + burst, and what 50 ms of lateness may catch up."""
    times = [entry["arrived"] for entry in entries]
    for window in WINDOWS:
        limit = rate * (window + jitter) + burst + 0.05 * rate
        peak = max((bisect.bisect_left(times, start + window) - index for index, start in enumerate(times)), default=0)
        print("%s: at most %d in %d s; allowed are %.1f" % (name, peak, window, limit))
        findings.expect(peak <= limit, "%s too fast" % name, "%d in %d s, allowed are %.1f" % (peak, window, limit))


def backlog_periods(campaign, depth):
    """The periods in which at least so many messages were ready to be sent and had not been."""
    wanted = {entry["number"] for entry in campaign.expected if entry["status"] == "sent"}
    changes = [(entry["answered"], 1) for entry in campaign.lookups if entry["number"] in wanted]
    looked_up = {entry["number"] for entry in campaign.lookups}
    changes += [(entry["arrived"], -1) for entry in campaign.sends if e164(entry["number"]) in looked_up]
    periods, ready, start = [], 0, None
    for time, change in sorted(changes):
        ready += change
        if ready >= depth and start is None:
            start = time
        elif ready < depth and start is not None:
            periods.append((start, time))
            start = None
    if start is not None:
        periods.append((start, max(time for time, _ in changes)))
    return [period for period in periods if period[1] - period[0] >= 1]


def check_send_use(campaign, findings):
    """While messages wait, at least 99 % of the rate is used."""
    rate, least = campaign.settings.send_rate, campaign.settings.least_use
    # A message that was ready a moment ago is no backlog yet: it is on its way through the ledger.
    periods = backlog_periods(campaign, max(3, 0.1 * rate))
    seconds = sum(end - start for start, end in periods)
    times = [entry["arrived"] for entry in campaign.sends]
    inside = sum(bisect.bisect_right(times, end) - bisect.bisect_left(times, start) for start, end in periods)
    if seconds < 2:
        findings.add("no backlog of messages to measure the use of the rate by", "%.1f s; lower the send rate" % seconds)
        return
    # A period of n intervals has n + 1 messages or n of them, as it falls: each may be one short.
    use = (inside + len(periods)) / (rate * seconds)
    print("sends: %d in %.2f s of backlog, %.2f %% of the rate" % (inside, seconds, 100 * use))
    findings.expect(use >= least, "the send rate was not used", "%.2f %%" % (100 * use))


def check_lookup_use(campaign, findings):
    times = [entry["arrived"] for entry in campaign.lookups]
    if len(times) < 2 or times[-1] - times[0] < 2:
        findings.add("too few lookups to measure the use of the rate by")
        return
    use = (len(times) - 1) / (times[-1] - times[0]) / campaign.settings.lookup_rate
    print("lookups: %d in %.2f s, %.2f %% of the rate" % (len(times), times[-1] - times[0], 100 * use))
    findings.expect(use >= campaign.settings.least_use, "the lookup rate was not used", "%.2f %%" % (100 * use))


def check(campaign):
    settings = campaign.settings
    findings = Findings()
    check_requests(campaign, findings)
    check_messages(campaign, findings)
    check_lookups(campaign, findings)
    check_report(campaign, findings)
    check_overlap(campaign, findings)
    check_rate("lookups", campaign.lookups, settings.lookup_rate, settings.lookup_burst, settings.jitter_ms / 1000, findings)
    check_rate("sends", campaign.sends, settings.send_rate, settings.send_burst, settings.jitter_ms / 1000, findings)
    if "send" in settings.must_use:
        check_send_use(campaign, findings)
    if "lookup" in settings.must_use:
        check_lookup_use(campaign, findings)
    return findings


def e164(number):
    return "+" + (number or "").lstrip("+")


GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED = set("\f^{}\\[~]|€")


def counted(text):
    """Encoding and segments; exact for texts in which no character falls on the end of a segment."""
    if set(text) <= GSM | GSM_EXTENDED:
        units = len(text) + sum(1 for letter in text if letter in GSM_EXTENDED)
        return "GSM-7", 1 if units <= 160 else -(-units // 153)
    units = len(text.encode("utf-16-le")) // 2
    return "UCS-2", 1 if units <= 70 else -(-units // 67)


def guarded(cell):
    """A cell that a spreadsheet would run gets an apostrophe, unless it is made of a phone number's signs only."""
    risky = cell[:1] in ("=", "+", "-", "@", "\t", "\r") and cell != ""
    return "'" + cell if risky and not re.fullmatch(r"[0-9 ()+\-./\u00a0]*", cell) else cell


def unguarded(cell):
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", required=True, help="the folder that make_recipients.py wrote")
    parser.add_argument("--record", required=True, help="the record of plivo_lookalike.py")
    parser.add_argument("--report", required=True, help="the report of the campaign")
    parser.add_argument("--sender", default="+12025550100")
    parser.add_argument("--lookup-rate", type=float, required=True)
    parser.add_argument("--lookup-burst", type=float, default=1)
    parser.add_argument("--send-rate", type=float, required=True)
    parser.add_argument("--send-burst", type=float, default=1)
    parser.add_argument("--lookup-mode", choices=["auto", "always"], default="auto")
    parser.add_argument("--must-use", nargs="*", choices=["send", "lookup"], default=["send"], help="rates with a backlog")
    parser.add_argument("--least-use", type=float, default=0.99)
    parser.add_argument("--jitter-ms", type=float, default=0, help="how much later than it came a request may be recorded")
    return parser


def main():
    settings = arguments().parse_args()
    with open(os.path.join(settings.list, "expected.json"), encoding="utf-8") as file:
        expected = json.load(file)
    with open(settings.record, encoding="utf-8") as file:
        record = [json.loads(line) for line in file]
    recipients = read_csv(os.path.join(settings.list, "recipients.csv"))
    campaign = Campaign(expected, record, recipients, read_csv(settings.report), settings)
    if not campaign.report:
        sys.exit("the report is empty")
    findings = check(campaign)
    findings.print()
    if findings.by_kind:
        sys.exit(1)
    sent = len(campaign.sends)
    print("right: %d rows, %d lookups, %d messages" % (len(expected), len(campaign.lookups), sent))


if __name__ == "__main__":
    main()
