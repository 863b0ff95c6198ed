# SPDX-License-Identifier: Apache-2.0
"""What a gateway does by itself, without the provider's doing: cases of the proof, each with an nginx of its own."""

import threading
import time

from faults import BAD, FAULTS, LOST, SERVER, FaultyProvider, Plan
from front import HTTP2, Front
from verdict import judge, run_to_the_end

# How many requests the campaigns have in flight.
IN_FLIGHT = 4


def campaign_through(setting, way, tally, name, count, reasons, plan=None, latency_ms=2, meanwhile=None, **directives):
    """Runs one campaign; `count` gives how many requests nginx left in doubt, by its log."""
    provider = FaultyProvider(setting.recipients.answers, plan, latency_ms)
    front = Front(setting.authority, way, provider.server_address[1], **directives)
    with front, setting.campaign(provider, front, in_flight=IN_FLIGHT) as campaign:
        if meanwhile:
            with meanwhile(front, provider, campaign):
                ended, runs, found = run_to_the_end(campaign)
        else:
            ended, runs, found = run_to_the_end(campaign)
        front.stop()
        given = count(front.requests())
        front.start()
        judge(campaign, ended, runs - 1, tally, "%s, %s" % (name, way), found, given, reasons)
        tally.add("", [], faults=given)


def with_status(*statuses):
    return lambda requests: sum(1 for _, _, status, _ in requests if status in statuses)


def none(requests):
    return 0


def ended_streams(setting, way, tally):
    """nginx ends a connection, or a stream of HTTP/2, after it has read the request."""
    campaign_through(
        setting, way, tally, "nginx 444", with_status("444"), {LOST},
        http='split_clients "$request_id" $unlucky { 20% 1; * ""; }', location="if ($unlucky) { return 444; }")


def too_fast(setting, way, tally):
    """nginx limits the rate."""
    campaign_through(
        setting, way, tally, "nginx 429", none, (), http="limit_req_zone $server_name zone=z:1m rate=40r/s;",
        location="limit_req zone=z burst=2 nodelay; limit_req_status 429;")


def beside_the_last(requests):
    """What may be under way on a connection when nginx says that it takes no more: all but the one that it answers."""
    return len({connection for connection, *_ in requests}) * (IN_FLIGHT - 1)


def few_requests(setting, way, tally):
    """nginx takes so many requests on a connection.

    In HTTP/2 it says so by GOAWAY and drops what is under way besides, which was certainly not processed (RFC 9113, section 6.8);
    but libcurl does not tell that end from others, so the rows are in doubt.
    """
    count, reasons = (beside_the_last, {LOST}) if way == HTTP2 else (none, ())
    campaign_through(setting, way, tally, "nginx, 7 requests a connection", count, reasons, server="keepalive_requests 7;")


def impatient(setting, way, tally):
    """nginx answers 504 while the provider has accepted the message."""
    campaign_through(
        setting, way, tally, "nginx 504", with_status("504"), {SERVER},
        plan=Plan(FAULTS["stalls after it accepted"], setting.arguments.seed), location="proxy_read_timeout 300ms;")


class Killed:
    """Kills nginx with all its workers in the middle, and starts it again."""

    def __init__(self, front, provider, campaign):
        self.front, self.provider = front, provider
        self.thread = threading.Thread(target=self.kill)

    def kill(self):
        while len(self.provider.sends) < 20:
            time.sleep(0.005)
        self.front.kill()
        self.front.start()

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.thread.join()


def killed(setting, way, tally):
    campaign_through(setting, way, tally, "nginx killed", lambda _: IN_FLIGHT, {LOST, BAD}, latency_ms=20, meanwhile=Killed)


def nobody_behind(setting, way, tally):
    """nginx answers 502: the client cannot know that nothing was accepted."""
    provider = FaultyProvider(setting.recipients.answers)
    front = Front(setting.authority, way, 1)
    with front, setting.campaign(provider, front) as campaign:
        ended = campaign.run()
        found = [] if ended.status == 3 and "not known" in ended.errors else ["nobody behind nginx: %s" % ended]
        front.stop()
        given = with_status("502")(front.requests())
        behind = Front(setting.authority, way, provider.server_address[1])
        with behind:
            campaign.configure(1000, {"baseURL": behind.address, "caFile": setting.authority.file}, {})
            ended, runs, more = run_to_the_end(campaign)
            judge(campaign, ended, runs, tally, "nobody behind nginx, " + way, found + more, given, {SERVER})
        tally.add("", [], faults=given)


CASES = [ended_streams, too_fast, few_requests, impatient, killed, nobody_behind]
