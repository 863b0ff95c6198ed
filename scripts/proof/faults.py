# SPDX-License-Identifier: Apache-2.0
"""A provider that fails: the look-alike of Plivo, which does to some requests for a message what networks and providers do.

What it accepts is in its log before anything goes wrong, so the oracle knows what the client cannot know.
"""

import json
import os
import random
import socket
import struct
import threading
import time

import provider

TIMED_OUT, LOST, SERVER, BAD = "timed_out", "connection_lost", "server_error", "bad_response"


class Fault:
    """Something that is done to a request for a message.

    `reasons` are what the report may say then, when the provider is called directly and through nginx, which answers 502 or 504
    for a provider that breaks down; none where it is certain, in the end, whether the message was accepted.
    """

    def __init__(self, act, direct=(), proxied=(), most=25, timeout=30, applies=lambda handler: True):
        self.act, self.direct, self.proxied, self.most, self.timeout = act, direct, proxied, most, timeout
        self.applies = applies

    @property
    def is_for_gateways(self):
        """Whether it can happen to nginx, which asks the provider once a connection."""
        return self.proxied is not None


def reset(handler):
    """Ends the connection with RST."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    # The server would say goodbye (FIN) before it closes.
    os.close(handler.connection.detach())
    handler.leave()


def stall(handler):
    """Returns when the client has given up."""
    handler.connection.settimeout(60)
    while handler.connection.recv(4096):
        pass
    handler.leave()


def with_body(act):
    """Reads the request and forgets it."""
    def body_read(handler):
        handler.body()
        act(handler)
    return body_read


def accepting(act):
    """Accepts the message, and then does something else than to say so."""
    def accepted(handler):
        act(handler, *handler.accept())
    return accepted


def raw(handler, data):
    handler.wfile.write(data)
    handler.wfile.flush()


def head(length, status="202 ACCEPTED", kind="application/json"):
    return ("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (status, kind, length)).encode()


def cut_body(handler, status, answer):
    data = json.dumps(answer).encode()
    raw(handler, head(len(data)) + data[:len(data) // 2])
    handler.leave()


def cut_json(handler, status, answer):
    data = json.dumps(answer).encode()
    raw(handler, head(len(data) // 2) + data[:len(data) // 2])


def cut_head(handler, status, answer):
    raw(handler, head(10)[:30])
    handler.leave()


def html(handler, *_):
    page = b"<html><body>It works!</body></html>"
    raw(handler, head(len(page), "200 OK", "text/html") + page)


def error(status, **fields):
    def answered(handler, *_):
        handler.send_response(status)
        for name, value in fields.items():
            handler.send_header(name.replace("_", "-"), value)
        data = json.dumps({"api_id": "a", "error": "as planned"}).encode()
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)
    return answered


def drip(pause):
    def dripped(handler, status, answer):
        data = json.dumps(answer).encode()
        data = head(len(data)) + data
        try:
            for start in range(0, len(data), 4):
                raw(handler, data[start:start + 4])
                time.sleep(pause)
        except OSError:
            handler.leave()
    return dripped


def leave(handler, *_):
    handler.leave()


FAULTS = {
    "stalls before it accepts": Fault(with_body(stall), {TIMED_OUT}, {TIMED_OUT}, most=16, timeout=2),
    "stalls after it accepted": Fault(accepting(lambda h, *_: stall(h)), {TIMED_OUT}, {TIMED_OUT}, most=16, timeout=2),
    "resets before it reads": Fault(reset, {LOST}, {SERVER}),
    "resets before it accepts": Fault(with_body(reset), {LOST}, {SERVER}),
    "resets after it accepted": Fault(accepting(lambda h, *_: reset(h)), {LOST}, {SERVER}),
    "closes after it accepted": Fault(accepting(leave), {LOST}, {SERVER}),
    "closes a kept-alive connection": Fault(with_body(leave), {LOST}, None, applies=lambda h: h.served > 1),
    "accepts, answers 500": Fault(accepting(error(500)), {SERVER}, {SERVER}),
    "answers 503": Fault(with_body(error(503)), {SERVER}, {SERVER}),
    "accepts, cuts its JSON": Fault(accepting(cut_json), {BAD}, {BAD}),
    "accepts, cuts its answer": Fault(accepting(cut_body), {LOST}, {LOST, BAD}),
    "accepts, cuts its head": Fault(accepting(cut_head), {LOST, BAD}, {SERVER}),
    "accepts, answers HTML": Fault(accepting(html), {BAD}, {BAD}),
    "answers HTML": Fault(with_body(html), {BAD}, {BAD}),
    "answers what is not HTTP": Fault(with_body(lambda h: (raw(h, b"220 mail\r\n"), h.leave())), {BAD}, {SERVER, BAD, LOST}),
    "accepts, drips": Fault(accepting(drip(0.002))),
    "accepts, drips for ever": Fault(accepting(drip(0.2)), {TIMED_OUT}, {TIMED_OUT}, most=16, timeout=2),
    "answers 429": Fault(with_body(error(429))),
    "answers 429 with Retry-After": Fault(with_body(error(429, Retry_After="1")), most=8),
}


class Plan:
    """Which requests something is done to: some by chance, and a stretch of them in a row, which stops a run."""

    STRETCH = range(12, 26)

    def __init__(self, fault, seed):
        self.fault, self.chance, self.lock = fault, random.Random(seed), threading.Lock()
        self.seen = self.given = 0

    def draw(self, handler):
        """The fault for the next request, or nothing."""
        with self.lock:
            self.seen += 1
            hit = self.chance.random() < 0.25 or self.seen in self.STRETCH
            if not hit or not self.fault.applies(handler) or self.given >= self.fault.most:
                return None
            self.given += 1
            return self.fault


class Handler(provider.Handler):
    served = 0

    def serve(self):
        self.served += 1
        fault = self.server.plan.draw(self) if self.command == "POST" and self.server.plan else None
        if fault:
            fault.act(self)
        else:
            super().serve()

    def accept(self):
        """Accepts a message and logs it, but does not answer."""
        entry = {"kind": "other", "arrived": self.arrived, "connection": self.number_of_connection, "violation": None}
        status, answer = self.route(entry, self.body())
        entry.update(status=status, answered=time.monotonic())
        self.server.record.write(entry)
        return status, answer

    def leave(self):
        self.close_connection = True


class FaultyProvider(provider.Provider):
    def __init__(self, answers, plan=None, latency_ms=2, port=0):
        super().__init__(answers, latency_ms, port)
        self.RequestHandlerClass = Handler
        self.plan = plan
