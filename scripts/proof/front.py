# SPDX-License-Identifier: Apache-2.0
"""The ways to the provider: called directly, or behind nginx, which speaks TLS and HTTP/2."""

from nginx import Nginx

# A provider that breaks down is asked once, and the client is told: nginx would else ask again by itself.
SERVERS = """
    %(http)s
    server {
        listen 127.0.0.1:%(port)d ssl %(http2)s backlog=1024;
        ssl_certificate %(certificate)s.pem;
        ssl_certificate_key %(certificate)s.key;
        %(server)s
        location / {
            %(location)s
            proxy_pass http://127.0.0.1:%(backend)d;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_next_upstream off;
        }
    }
"""
HTTP1, HTTP2 = "TLS, HTTP/1.1", "TLS, HTTP/2"
DIRECT = "HTTP/1.1"
FRONTS = (DIRECT, HTTP1, HTTP2)


class Front(Nginx):
    """An nginx before a provider; `http`, `server` and `location` are further directives."""

    def __init__(self, authority, protocol, backend, certificate="good", http="", server="", location=""):
        super().__init__(
            SERVERS, log=True, http2="http2" if protocol == HTTP2 else "", certificate=authority.path(certificate),
            backend=backend, http=http, server=server, location=location)

    @property
    def address(self):
        return "https://127.0.0.1:%d" % self.port
