# SPDX-License-Identifier: Apache-2.0
"""A server on loopback that records every request and answers as a case says."""

import base64
import http.server
import json
import threading
import urllib.parse
from dataclasses import dataclass

# The header under which `redirect.py` passes on the host that an SDK meant to talk to.
MEANT_HOST = "X-Contract-Host"


@dataclass
class Recorded:
    """One request, as it came in."""

    method: str
    target: str
    headers: dict
    body: bytes

    @property
    def host(self):
        return self.headers.get(MEANT_HOST.lower(), "")

    def facts(self, extra_headers=()):
        """What is compared, as flat names and values: order of fields and spelling of escapes do not matter."""
        parts = urllib.parse.urlsplit(self.target)
        facts = {"method": self.method, "path": urllib.parse.unquote(parts.path)}
        for name, value in urllib.parse.parse_qsl(parts.query, keep_blank_values=True):
            facts[f"query {name}"] = value
        facts["authorization"] = self._authorization()
        if self.body:
            facts["content type"] = self._media_type()
            facts.update(self._fields())
        for name in extra_headers:
            facts[f"header {name}"] = self.headers.get(name.lower())
        return facts

    def _authorization(self):
        scheme, _, value = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            return "Basic " + base64.b64decode(value).decode()
        return f"{scheme} {value}"

    def _media_type(self):
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def _fields(self):
        text = self.body.decode()
        if self._media_type() == "application/json":
            return dict(_flat("field", json.loads(text)))
        pairs = urllib.parse.parse_qsl(text, keep_blank_values=True, strict_parsing=True)
        return {f"field {name}": value for name, value in pairs}


def _flat(name, value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{name} {key}", inner)
    else:
        yield name, value


class Recorder:
    """Listens while it is used as a context; `answer(method, path)` gives a status and a JSON value."""

    def __init__(self, answer):
        self.requests = []
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.requests, answer))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def take(self):
        """The requests since the last time."""
        taken, self.requests[:] = list(self.requests), []
        return taken

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


def _handler(requests, answer):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            requests.append(Recorded(self.command, self.path, headers, body))
            status, value = answer(self.command, urllib.parse.urlsplit(self.path).path)
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = _serve

        def log_message(self, *_):
            pass

    return Handler
