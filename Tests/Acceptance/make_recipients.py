#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a mixed list of recipients with the result that a campaign to it must have.

Writes into the folder of --out:
  recipients.csv   the list: CRLF, quoted commas, quotes and newlines, names in many scripts, messy spellings
  template.txt     the template, without a newline at its end
  numbers.json     what `plivo_lookalike.py` answers: number to carrier type, or the status of an error
  expected.json    one object for each row, in order: row, status, reason, number, text, looked_up

All numbers are kept for fiction (555-01XX in North America, Ofcom's drama ranges). The settings that the result is
true for: defaultRegion US, lookup mode auto, unknownLineType send, the default skipLineTypes.
"""

import argparse
import csv
import json
import os
import random

HEADER = ["id", "first_name", "Mobile Phone", "city", "order", "notes"]
TEMPLATE = 'Hi {{First Name}}, order {{order}} is on its way to {{city | default: "your door"}}. Reply STOP to opt out.'
# In service, geographic, in the United States: their numbers may be mobile or fixed, so only a lookup can tell.
AREA_CODES = [
    201, 202, 206, 212, 213, 214, 215, 216, 303, 305, 312, 313, 314, 315, 404, 405, 410, 412, 415, 503, 504, 505, 508,
    512, 513, 515, 602, 603, 605, 608, 612, 614, 615, 617, 619, 702, 703, 704, 713, 714, 716, 718, 801, 802, 803, 804,
    808, 812, 816, 817, 901, 904, 907, 913, 914, 915, 916, 918,
]
NAMES = [
    "Ada", "Ben", "Chloé", "Dov", "Élodie", "Fatima", "Günther", "Hana", "Iñaki", "José", "Kofi", "Łukasz", "Mei", "Noor",
    "O'Brien", "Priya", "Quentin", "Rosa", "Søren", "Theo", "Ursula", "Violet", "Wendy", "李雷", "Мария", "יעל", "Zoë",
    'Anne "Annie"', "Smith, Pat",
]
CITIES = ["Springfield", "Portland", "Saint Paul", "San José", "New York, NY", ""]
NOTES = ["", "prefers mornings", "line one\nline two", 'says "hello"', "a, b, c", "=1+1"]
NO_NUMBERS = ["n/a", "12345", "555-0101", "+1 202 555 01", "none", "", "202 555 0101 / 202 555 0102", "+999 12345678"]

# How many rows of a thousand are of each kind; the rest are mobiles.
SHARES = {
    "fixed": 200, "voip": 30, "toll-free": 10, "unknown": 20, "nonexistent": 10, "plan_mobile": 30, "plan_fixed": 30,
    "plan_toll_free": 10, "duplicate": 60, "no_number": 40, "extension": 10, "no_name": 40, "ragged": 20,
}
RESULTS = {
    "mobile": ("sent", ""), "fixed": ("skipped", "fixed_line"), "voip": ("sent", ""),
    "toll-free": ("skipped", "toll_free"), "unknown": ("sent", ""), "nonexistent": ("skipped", "invalid_number"),
    "failing": ("skipped", "lookup_failed"), "plan_mobile": ("sent", ""), "plan_fixed": ("skipped", "fixed_line"),
    "plan_toll_free": ("skipped", "toll_free"), "no_number": ("skipped", "invalid_number"),
    "extension": ("skipped", "extension"), "no_name": ("skipped", "missing_value"), "ragged": ("skipped", "bad_row"),
}
LOOKED_UP = {"mobile", "fixed", "voip", "toll-free", "unknown", "nonexistent", "failing"}
PLAN_TYPES = {"plan_mobile": "mobile", "plan_fixed": "fixed", "plan_toll_free": "toll-free"}


class Numbers:
    """Fictional numbers, each given out once."""

    def __init__(self, chance):
        self.american = ["+1%d55501%02d" % (code, last) for code in AREA_CODES for last in range(100)]
        self.toll_free = ["+1%d55501%02d" % (code, last) for code in (800, 888, 877) for last in range(100)]
        # Mobile numbers that regulators keep for films: the Bundesnetzagentur's and the PTS's. Ofcom's and ARCEP's lie outside
        # the numbering plan that libphonenumber knows.
        self.foreign_mobile = ["+4917139200%02d" % last for last in range(100)]
        self.foreign_mobile += ["+467017406%02d" % last for last in range(5, 100)]
        self.british_fixed = ["+442079460%03d" % last for last in range(1000)]
        # The sender of the campaign.
        self.american.remove("+12025550100")
        for pool in (self.american, self.toll_free, self.foreign_mobile, self.british_fixed):
            chance.shuffle(pool)

    def take(self, kind):
        pools = {"plan_mobile": self.foreign_mobile, "plan_fixed": self.british_fixed, "plan_toll_free": self.toll_free}
        return pools.get(kind, self.american).pop()


def spelled(number, chance):
    """One of the ways in which people write a number."""
    if not number.startswith("+1"):
        code, digits = number[1:3], number[3:]
        return chance.choice([
            number, "+%s %s %s" % (code, digits[:3], digits[3:]), "011 %s %s" % (code, digits), "+%s (0) %s" % (code, digits),
        ])
    area, exchange, line = number[2:5], number[5:8], number[8:]
    return chance.choice([
        number, "(%s) %s-%s" % (area, exchange, line), "%s-%s-%s" % (area, exchange, line), area + exchange + line,
        "%s.%s.%s" % (area, exchange, line), "1 %s %s %s" % (area, exchange, line), "1-%s-%s-%s" % (area, exchange, line),
        "+1 (%s) %s-%s" % (area, exchange, line), "%s\u00a0%s\u00a0%s" % (area, exchange, line),
        "  %s %s %s" % (area, exchange, line),
    ])


def kinds(count, failing, chance):
    """The kind of each row, in the order of the list."""
    found = [kind for kind, share in SHARES.items() for _ in range(count * share // 1000)]
    found += ["failing"] * failing
    found += ["mobile"] * (count - len(found))
    chance.shuffle(found)
    # A duplicate is one of a row before it, so the list may not begin with one.
    first = found.index("mobile")
    found[0], found[first] = found[first], found[0]
    return found


def row(index, kind, numbers, earlier, chance):
    """The cells of a row, its number and its name."""
    name = "" if kind == "no_name" else chance.choice(NAMES)
    number = chance.choice(earlier) if kind == "duplicate" else numbers.take(kind) if kind != "no_number" else None
    phone = spelled(number, chance) if number else chance.choice(NO_NUMBERS)
    if kind == "extension":
        phone = "(%s) %s-%s" % (number[2:5], number[5:8], number[8:]) + chance.choice([" x12", " ext. 7", " ext 204"])
    cells = [str(index), name, phone, chance.choice(CITIES), "A%05d" % index, chance.choice(NOTES)]
    if kind == "ragged":
        cells = cells[:chance.randint(2, 5)] if chance.random() < 0.5 else cells + ["left", "over"]
    return cells, number


def make(count, seed, failing=0):
    """Returns the rows, the answers of the look-alike and the expected result."""
    chance = random.Random(seed)
    numbers = Numbers(chance)
    rows, answers, expected, earlier = [], {}, [], []
    for index, kind in enumerate(kinds(count, failing, chance), start=1):
        cells, number = row(index, kind, numbers, earlier, chance)
        rows.append(cells)
        status, reason = RESULTS.get(kind, ("skipped", "duplicate"))
        text = None
        if status == "sent":
            earlier.append(number)
            text = "Hi %s, order %s is on its way to %s. Reply STOP to opt out." % (cells[1], cells[4], cells[3] or "your door")
        if kind in LOOKED_UP:
            answers[number] = {"nonexistent": 404, "failing": 500}.get(kind, kind)
        elif kind in PLAN_TYPES:
            answers[number] = PLAN_TYPES[kind]
        expected.append({
            "row": index, "kind": kind, "status": status, "reason": reason, "number": number, "text": text,
            "looked_up": kind in LOOKED_UP,
        })
    return rows, answers, expected


def write(folder, rows, answers, expected):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "recipients.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([HEADER] + rows)
    with open(os.path.join(folder, "template.txt"), "w", encoding="utf-8", newline="") as file:
        file.write(TEMPLATE)
    for name, value in (("numbers.json", answers), ("expected.json", expected)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False, indent=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failing-lookups", type=int, default=0, help="numbers whose lookup answers 500 every time")
    parser.add_argument("--out", required=True, help="the folder to write into")
    arguments = parser.parse_args()
    if not 20 <= arguments.rows <= 5000:
        parser.error("--rows: 20 to 5000, as there are no more fictional numbers")
    rows, answers, expected = make(arguments.rows, arguments.seed, arguments.failing_lookups)
    write(arguments.out, rows, answers, expected)
    sent = sum(1 for entry in expected if entry["status"] == "sent")
    lookups = sum(1 for entry in expected if entry["looked_up"])
    print("%d rows: %d to be sent, %d to be looked up" % (len(rows), sent, lookups))


if __name__ == "__main__":
    main()
