#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A strict look-alike of Plivo's lookup and messaging APIs, on loopback.

Written from Plivo's documentation and from nothing of this project, so that a mistake that the client and the
built-in sandbox might share is found here. Anything the documentation does not allow is answered with an error and
recorded as a violation. Needs nothing but Python 3's standard library.

The record has one JSON object a line, for each request in order of its end:
  {"kind": "lookup" | "send" | "other", "arrived": seconds on the monotonic clock, "answered": ..., "status": 202,
   "number": "+12025550123", "src": ..., "text": ..., "uuid": ..., "connection": 3, "violation": null | "what is wrong"}
"""

import argparse
import base64
import http.server
import json
import os
import re
import signal
import socket
import sys
import threading
import time
import urllib.parse
import uuid

LINE_TYPES = {"fixed", "mobile", "voip", "toll-free", "unknown"}
SEND_FIELDS = {
    "src": str, "powerpack_uuid": str, "dst": str, "text": str, "type": str, "url": str, "method": str, "log": str,
    "trackable": bool, "message_expiry": int, "media_urls": list, "media_ids": list, "dlt_entity_id": str,
    "dlt_template_id": str, "dlt_template_category": str,
}
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà" "\f^{}\\[~]|€"
)


class Violation(Exception):
    """A request that the documentation does not allow."""

    def __init__(self, status, words):
        super().__init__(words)
        self.status = status
        self.words = words


class Record:
    """The file of requests; whole lines only, whatever thread writes them."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")
        self.lock = threading.Lock()

    def write(self, entry):
        line = json.dumps(entry, ensure_ascii=False) + "\n"
        with self.lock:
            self.file.write(line)
            self.file.flush()


class Server(http.server.ThreadingHTTPServer):
    """One thread a connection."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self, arguments, numbers):
        super().__init__(("127.0.0.1", arguments.port), Handler)
        self.arguments = arguments
        self.numbers = numbers
        self.record = Record(arguments.record)
        self.connections = 0
        self.lock = threading.Lock()

    def handle_error(self, request, client_address):
        # A client that goes away in the middle of an answer is its own affair.
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "lookalike"
    sys_version = ""

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self.server.lock:
            self.server.connections += 1
            self.number_of_connection = self.server.connections

    def parse_request(self):
        # As near to the arrival as the standard library lets one: the request line has just been read.
        self.arrived = time.monotonic()
        return super().parse_request()

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.serve()

    do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = do_GET

    def serve(self):
        arrived = self.arrived
        entry = {"kind": "other", "arrived": arrived, "connection": self.number_of_connection, "violation": None}
        try:
            body = self.body()
            status, answer = self.route(entry, body)
        except Violation as violation:
            entry["violation"] = violation.words
            status, answer = violation.status, self.error(entry, violation.status, violation.words)
        entry["status"] = status
        delay = self.server.arguments.latency_ms / 1000
        if delay:
            time.sleep(max(0, arrived + delay - time.monotonic()))
        # Recorded before it is answered: what the client knows of is in the record.
        entry["answered"] = time.monotonic()
        self.server.record.write(entry)
        self.answer(status, answer)

    def body(self):
        if self.headers.get("Transfer-Encoding"):
            raise Violation(411, "a body without Content-Length")
        lengths = self.headers.get_all("Content-Length") or []
        if len(lengths) > 1 or any(not re.fullmatch(r"\d{1,7}", length) for length in lengths):
            raise Violation(400, "Content-Length is not one number")
        return self.rfile.read(int(lengths[0])) if lengths else b""

    def route(self, entry, body):
        if self.headers.get("Host") != "127.0.0.1:%d" % self.server.server_address[1]:
            raise Violation(400, "Host is not the address that was called")
        if len(self.headers.get_all("Authorization") or []) != 1:
            raise Violation(401, "no credentials, or several")
        path, _, query = self.path.partition("?")
        if path.startswith("/v1/Number/"):
            entry["kind"] = "lookup"
            self.check_credentials()
            return self.lookup(entry, path[len("/v1/Number/"):], query, body)
        account = "/v1/Account/%s/Message/" % self.server.arguments.auth_id
        if path == account and self.command == "POST":
            entry["kind"] = "send"
            self.check_credentials()
            return self.send(entry, query, body)
        self.check_credentials()
        if path.rstrip("/") == account.rstrip("/"):
            raise Violation(405 if path == account else 404, "%s %s" % (self.command, "with or without its slash"))
        raise Violation(404, "no such path")

    def check_credentials(self):
        arguments = self.server.arguments
        wanted = base64.b64encode(("%s:%s" % (arguments.auth_id, arguments.auth_token)).encode()).decode()
        if self.headers["Authorization"] != "Basic " + wanted:
            raise Violation(401, "wrong credentials")

    def lookup(self, entry, number, query, body):
        if self.command != "GET":
            raise Violation(405, "a lookup is a GET")
        if body:
            raise Violation(400, "a lookup has no body")
        if query != "type=carrier":
            raise Violation(400, "the query of a lookup is type=carrier")
        number = urllib.parse.unquote(number)
        entry["number"] = number
        if not re.fullmatch(r"\+[1-9]\d{6,14}", number):
            raise Violation(404, "not a number in E.164 form, or a slash behind it")
        known = self.server.numbers.get(number)
        if known is None:
            return 404, self.error(entry, 404, "Phone number is invalid or does not exist.")
        if isinstance(known, int):
            return known, self.error(entry, known, "as the list of numbers says")
        return 200, self.carrier(number, known)

    def carrier(self, number, line_type):
        mobile = line_type == "mobile"
        return {
            "api_id": str(uuid.uuid4()),
            "phone_number": number,
            "country": {"name": "United States", "iso2": "US", "iso3": "USA"},
            "format": {"e164": number, "national": number, "international": number, "rfc3966": "tel:" + number},
            "carrier": {
                "mobile_country_code": "310" if mobile else "",
                "mobile_network_code": "150" if mobile else "",
                "name": "Look-Alike Wireless" if mobile else "Look-Alike Lines",
                "type": line_type,
                "ported": "unknown" if line_type == "unknown" else "no",
            },
            "resource_uri": "/v1/Number/%s?type=carrier" % number,
        }

    def send(self, entry, query, body):
        if query:
            raise Violation(400, "a message has no query")
        fields = self.fields(body)
        entry.update({"number": fields.get("dst"), "src": fields.get("src"), "text": fields.get("text")})
        self.check_fields(fields)
        entry["uuid"] = str(uuid.uuid4())
        answer = {"api_id": str(uuid.uuid4()), "message": "message(s) queued", "message_uuid": [entry["uuid"]]}
        return 202, answer

    def fields(self, body):
        if (self.headers.get("Content-Type") or "").split(";")[0].strip().lower() != "application/json":
            raise Violation(400, "the Content-Type is not application/json")
        try:
            fields = json.loads(body.decode("utf-8"), object_pairs_hook=unique)
        except (UnicodeDecodeError, ValueError) as error:
            raise Violation(400, "the body is not JSON in UTF-8: %s" % error) from None
        if not isinstance(fields, dict):
            raise Violation(400, "the body is not an object")
        return fields

    def check_fields(self, fields):
        for name, value in fields.items():
            if name not in SEND_FIELDS:
                raise Violation(400, "unknown field %s" % name)
            if type(value) is not SEND_FIELDS[name]:
                raise Violation(400, "%s has the wrong type" % name)
        if ("src" in fields) == ("powerpack_uuid" in fields):
            raise Violation(400, "exactly one of src and powerpack_uuid")
        if not re.fullmatch(r"\+?\d{1,14}", fields.get("dst", "")):
            raise Violation(400, "dst is not exactly one number")
        source = fields.get("src", "-")
        if not re.fullmatch(r"\+?\d{3,14}|[A-Za-z0-9]{1,11}|-", source):
            raise Violation(400, "src is neither a number nor a name")
        if source.lstrip("+") == fields["dst"].lstrip("+"):
            raise Violation(400, "src and dst are the same")
        self.check_text(fields)

    def check_text(self, fields):
        text = fields.get("text", "")
        if not text:
            raise Violation(400, "text is missing")
        limit = 1600 if set(text) <= GSM else 737
        if len(text.encode("utf-16-le")) // 2 > limit:
            raise Violation(400, "text is longer than %d" % limit)
        if fields.get("type", "sms") != "sms":
            raise Violation(400, "type is not sms")
        if fields.get("log", "true") not in {"true", "false", "content_only", "number_only"}:
            raise Violation(400, "log has an unknown value")
        if not 5 <= fields.get("message_expiry", 5) <= 10799:
            raise Violation(400, "message_expiry is out of range")

    def error(self, entry, status, words):
        """The two APIs have an error format each."""
        if entry["kind"] == "lookup":
            return {"api_id": str(uuid.uuid4()), "error_code": status, "message": words}
        return {"api_id": str(uuid.uuid4()), "error": words}

    def answer(self, status, value):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def unique(pairs):
    """Refuses an object that names a field twice."""
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a field is named twice")
    return dict(pairs)


def numbers_of(path):
    with open(path, encoding="utf-8") as file:
        numbers = json.load(file)
    for number, value in numbers.items():
        if value not in LINE_TYPES and not isinstance(value, int):
            sys.exit("%s: %s: unknown line type %r" % (path, number, value))
    return numbers


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--numbers", required=True, help="JSON: number in E.164 form to carrier type, or error status")
    parser.add_argument("--record", required=True, help="where to write the requests")
    parser.add_argument("--auth-id", default="MALOOKALIKE000000000")
    parser.add_argument("--auth-token", default="look-alike-token")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency-ms", type=float, default=20)
    parser.add_argument("--limit-seconds", type=float, default=600, help="end by itself after this time")
    arguments = parser.parse_args()
    # Threads take turns often, so that arrival times are not bunched by the interpreter.
    sys.setswitchinterval(0.0005)
    server = Server(arguments, numbers_of(arguments.numbers))
    # `shutdown` waits for the loop that the handler interrupts, so a handler may not call it.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    timer = threading.Timer(arguments.limit_seconds, lambda: os._exit(3))
    timer.daemon = True
    timer.start()
    print(server.server_address[1], flush=True)
    server.serve_forever(poll_interval=1)


if __name__ == "__main__":
    main()
