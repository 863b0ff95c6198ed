#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests the checker itself: a campaign that did everything right passes, and each mistake is found."""

import contextlib
import copy
import io
import unittest

import check_campaign as checker
import make_recipients as maker

LOOKUP_RATE, SEND_RATE = 200.0, 50.0


def perfect(count=400, seed=7):
    """A record and a report as a campaign without a mistake would leave them."""
    rows, answers, expected = maker.make(count, seed)
    record, report = [], [checker.REPORT_COLUMNS + maker.HEADER]
    lookup_time, send_time = 100.0, 100.1
    for cells, entry in zip(rows, expected):
        number = entry["number"]
        if entry["looked_up"]:
            lookup_time += 1 / LOOKUP_RATE
            status = answers[number] if isinstance(answers[number], int) else 200
            record.append(request("lookup", lookup_time, number, status))
        if entry["status"] == "sent":
            send_time = max(send_time + 1 / SEND_RATE, lookup_time + 0.02)
            send = request("send", send_time, number, 202)
            send.update({"text": entry["text"], "src": "+12025550100", "uuid": "id-%d" % entry["row"]})
            record.append(send)
        report.append(line(cells, entry))
    return checker.Campaign(expected, record, [maker.HEADER] + rows, report, settings())


def request(kind, time, number, status):
    return {
        "kind": kind, "arrived": time, "answered": time + 0.01, "connection": 1, "violation": None, "number": number,
        "status": status,
    }


def line(cells, entry):
    sent = entry["status"] == "sent"
    values = dict.fromkeys(checker.REPORT_COLUMNS, "")
    values.update({
        "row": str(entry["row"]), "phone": cells[2] if len(cells) > 2 else "", "number": entry["number"] or "",
        "line_type": "fixed_line" if entry["reason"] == "fixed_line" else "mobile", "line_type_source": "lookup",
        "status": entry["status"], "reason": entry["reason"], "detail": "" if sent else "a sentence",
    })
    if sent:
        encoding, segments = checker.counted(entry["text"])
        values.update({
            "encoding": encoding, "segments": str(segments), "message_id": "id-%d" % entry["row"], "attempts": "1",
            "sent_at": "2026-03-01T12:00:00.000Z", "updated_at": "2026-03-01T12:00:00.000Z",
        })
    values["phone"] = checker.guarded(values["phone"])
    fitted = (cells + [""] * 6)[:6]
    return [values[name] for name in checker.REPORT_COLUMNS] + [checker.guarded(cell) for cell in fitted]


def settings(*words):
    rates = ["--lookup-rate", str(LOOKUP_RATE), "--send-rate", str(SEND_RATE)]
    return checker.arguments().parse_args(["--list", "", "--record", "", "--report", ""] + rates + list(words))


class CheckerTests(unittest.TestCase):
    def kinds(self, campaign):
        again = checker.Campaign(
            campaign.expected, campaign.record, campaign.recipients, campaign.report, campaign.settings)
        with contextlib.redirect_stdout(io.StringIO()):
            return list(checker.check(again).by_kind)

    def found(self, change):
        campaign = perfect()
        change(campaign)
        return self.kinds(campaign)

    def first(self, campaign, kind, skip=0):
        return [entry for entry in campaign.record if entry["kind"] == kind][skip]

    def test_a_perfect_campaign_passes(self):
        for seed in range(5):
            self.assertEqual(self.kinds(perfect(seed=seed)), [])

    def test_a_second_message_is_found(self):
        def change(campaign):
            campaign.record.append(copy.deepcopy(self.first(campaign, "send")))
        self.assertIn("more than one message", self.found(change))

    def test_a_lost_message_is_found(self):
        def change(campaign):
            campaign.record.remove(self.first(campaign, "send"))
        self.assertIn("no message", self.found(change))

    def test_a_message_to_a_fixed_line_is_found(self):
        def change(campaign):
            fixed = next(entry["number"] for entry in campaign.expected if entry["kind"] == "fixed")
            self.first(campaign, "send")["number"] = fixed
        self.assertIn("a fixed line was sent a message", self.found(change))

    def test_another_recipients_text_is_found(self):
        def change(campaign):
            self.first(campaign, "send")["text"] = self.first(campaign, "send", 1)["text"]
        self.assertEqual(self.found(change), ["not its own text"])

    def test_a_message_before_its_lookup_is_found(self):
        def change(campaign):
            send = self.first(campaign, "send", 50)
            for entry in campaign.record:
                if entry["kind"] == "lookup" and entry["number"] == send["number"]:
                    entry["answered"] = send["arrived"] + 1
        self.assertIn("sent before its lookup was answered", self.found(change))

    def test_lookups_for_nothing_and_twice_are_found(self):
        def change(campaign):
            campaign.record.append(request("lookup", 105.0, "+447700900999", 200))
            campaign.record.append(copy.deepcopy(self.first(campaign, "lookup")))
        found = self.found(change)
        self.assertIn("looked up for nothing", found)
        self.assertIn("looked up more than once", found)

    def test_lines_out_of_order_are_found(self):
        def change(campaign):
            campaign.report[5], campaign.report[6] = campaign.report[6], campaign.report[5]
        self.assertIn("not in input order", self.found(change))

    def test_a_missing_line_is_found(self):
        def change(campaign):
            del campaign.report[-1]
        self.assertEqual(self.found(change), ["the number of lines"])

    def test_a_wrong_result_and_a_wrong_id_are_found(self):
        def change(campaign):
            sent = [cells for cells in campaign.report[1:] if cells[7] == "sent"]
            sent[0][7] = "failed"
            sent[1][13] = "id-0"
        self.assertEqual(sorted(self.found(change)), ["another message's id", "another result"])

    def test_a_changed_input_cell_is_found(self):
        def change(campaign):
            line = next(cells for cells in campaign.report[1:] if cells[7] == "sent")
            line[-2] = "changed"
        self.assertEqual(self.found(change), ["an input cell has changed"])

    def test_a_changed_header_is_found(self):
        def change(campaign):
            campaign.report[0][0] = "line"
        self.assertEqual(self.found(change), ["the report's header"])

    def test_sends_after_all_lookups_are_found(self):
        def change(campaign):
            for entry in campaign.record:
                if entry["kind"] == "send":
                    entry["arrived"] += 100
        self.assertIn("lookups and sends did not overlap", self.found(change))

    def test_a_burst_is_found(self):
        def change(campaign):
            for skip in range(60, 66):
                self.first(campaign, "send", skip)["arrived"] = self.first(campaign, "send", 66)["arrived"]
        self.assertIn("sends too fast", self.found(change))

    def test_an_unused_rate_is_found(self):
        def change(campaign):
            late = self.first(campaign, "send", 100)["arrived"]
            for entry in campaign.record:
                if entry["kind"] == "send" and entry["arrived"] > late:
                    entry["arrived"] += 0.3
        self.assertEqual(self.found(change), ["the send rate was not used"])

    def test_a_broken_rule_is_found(self):
        def change(campaign):
            self.first(campaign, "send")["violation"] = "unknown field"
        self.assertEqual(self.found(change), ["a request broke the provider's rules"])

    def test_cells_are_guarded_as_the_contract_says(self):
        for cell, wanted in [
            ("=1+1", "'=1+1"), ("+1 (202) 555-0101", "+1 (202) 555-0101"), ("-", "-"), ("+a", "'+a"), ("@x", "'@x"),
            ("plain", "plain"), ("", ""),
        ]:
            self.assertEqual(checker.guarded(cell), wanted)
            self.assertEqual(checker.unguarded(wanted), cell)


if __name__ == "__main__":
    unittest.main()
