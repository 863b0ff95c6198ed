# SPDX-License-Identifier: Apache-2.0
"""The provider of the proofs: the acceptance tests' look-alike of Plivo, in this process, which outlives every run.

Its log is the oracle: what it accepted was sent, whatever the program, its ledger or its report believe.
"""

import datetime
import os
import sys
import threading
import time
import types
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "Acceptance"))

import plivo_lookalike  # noqa: E402

ACCOUNT, TOKEN = "MALOOKALIKE000000000", "look-alike-token"


class Log:
    """Takes the entries that the look-alike would write to a file."""

    def __init__(self):
        self.entries = []

    def write(self, entry):
        self.entries.append(entry)


class Handler(plivo_lookalike.Handler):
    # A client that was killed closes its sockets; this is for the case that one lives on.
    timeout = 60

    def body(self):
        body = super().body()
        if len(body) < int(self.headers.get("Content-Length") or 0):
            # Killed between head and body: no provider accepts that, and no client is to blame for it.
            raise ConnectionResetError("the request ends before its end")
        return body

    def route(self, entry, body):
        path, _, query = self.path.partition("?")
        if self.command == "GET" and path == "/v1/Account/%s/Message/" % ACCOUNT:
            self.check_credentials()
            return 200, self.messages(dict(urllib.parse.parse_qsl(query)))
        return super().route(entry, body)

    def messages(self, query):
        """The log of messages, as Plivo's documentation has it, of one recipient."""
        found = [
            entry for entry in self.server.record.entries
            if entry["kind"] == "send" and entry["status"] == 202 and entry["number"].lstrip("+") == query["to_number"]]
        offset, limit = int(query["offset"]), int(query["limit"])
        meta = {"limit": limit, "offset": offset, "next": None, "previous": None, "total_count": len(found)}
        return {"api_id": "log", "meta": meta, "objects": [logged(entry) for entry in found[offset:offset + limit]]}


def logged(entry):
    # The look-alike keeps monotonic times.
    accepted = datetime.datetime.fromtimestamp(time.time() - time.monotonic() + entry["answered"], datetime.timezone.utc)
    return {
        "message_uuid": entry["uuid"], "message_state": "delivered", "message_direction": "outbound", "message_type": "sms",
        "to_number": entry["number"].lstrip("+"), "from_number": entry["src"].lstrip("+"), "error_code": None,
        "message_time": accepted.strftime("%Y-%m-%d %H:%M:%S.%f") + "+00:00", "total_amount": "0.00350", "units": 1}


class Provider(plivo_lookalike.Server):
    """Listens as soon as it is made."""

    # Closing waits for all requests that have arrived, so that the log is complete.
    daemon_threads = False
    block_on_close = True

    def __init__(self, answers, latency_ms, port=0):
        settings = types.SimpleNamespace(
            port=port, record=os.devnull, auth_id=ACCOUNT, auth_token=TOKEN, latency_ms=latency_ms)
        super().__init__(settings, answers)
        self.RequestHandlerClass = Handler
        self.record.file.close()
        self.record = Log()
        self.open, self.idle = 0, threading.Condition()
        self.loop = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self.loop.start()

    @property
    def address(self):
        return "http://127.0.0.1:%d" % self.server_address[1]

    @property
    def sends(self):
        """The requests for messages, accepted or not, in the order of their answers."""
        return [entry for entry in self.record.entries if entry["kind"] == "send"]

    @property
    def lookups(self):
        """The requests for line types."""
        return [entry for entry in self.record.entries if entry["kind"] == "lookup"]

    def process_request(self, request, client_address):
        with self.idle:
            self.open += 1
        super().process_request(request, client_address)

    def process_request_thread(self, request, client_address):
        super().process_request_thread(request, client_address)
        with self.idle:
            self.open -= 1
            self.idle.notify_all()

    def wait_until_idle(self):
        """Returns when no connection is open any more: what a run that has ended sent is in the log then."""
        with self.idle:
            self.idle.wait_for(lambda: self.open == 0, timeout=Handler.timeout)

    def end(self):
        """Finishes what has arrived, and closes; the log is complete then."""
        self.shutdown()
        self.loop.join()
        self.server_close()
