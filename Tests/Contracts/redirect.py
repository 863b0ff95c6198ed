# SPDX-License-Identifier: Apache-2.0
"""Leads the requests of SDKs that are built on `requests` to the recorder, whatever host they mean."""

import contextlib
import urllib.parse

import requests

from recorder import MEANT_HOST


@contextlib.contextmanager
def to(base_url):
    """While this lasts, every request goes to `base_url`; the host that was meant travels in a header."""
    send = requests.Session.send

    def redirected(session, request, **options):
        meant = urllib.parse.urlsplit(request.url)
        request.headers[MEANT_HOST] = meant.netloc
        request.url = base_url + meant.path + (f"?{meant.query}" if meant.query else "")
        options.pop("proxies", None)
        session.trust_env = False
        return send(session, request, **options)

    requests.Session.send = redirected
    try:
        yield
    finally:
        requests.Session.send = send
