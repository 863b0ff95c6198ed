# SPDX-License-Identifier: Apache-2.0
"""A certificate authority to be thrown away, and the certificates of servers: a good one and those that must not be trusted."""

import os
import subprocess
import tempfile

HERE = "IP:127.0.0.1,DNS:localhost"


class Authority:
    """Lives in a folder of its own while a `with` lasts."""

    def __init__(self):
        self.place = tempfile.TemporaryDirectory(prefix="sms-campaign-authority-")
        self.file = self.path("authority.pem")
        self.make_authority("authority")
        self.make("good", HERE)

    def path(self, name):
        return os.path.join(self.place.name, name)

    def make_authority(self, name):
        self.openssl(
            "req", "-x509", *self.key(name), "-days", "2", "-subj", "/CN=" + name,
            "-addext", "basicConstraints=critical,CA:TRUE", "-out", self.path(name + ".pem"))

    def make(self, name, hosts, authority="authority", days=2):
        """Makes NAME.pem and NAME.key for a server."""
        with open(self.path(name + ".ext"), "w", encoding="utf-8") as file:
            file.write("subjectAltName=%s\n" % hosts)
        self.openssl("req", "-new", *self.key(name), "-subj", "/CN=" + name, "-out", self.path(name + ".csr"))
        self.openssl(
            "x509", "-req", "-in", self.path(name + ".csr"), "-CA", self.path(authority + ".pem"),
            "-CAkey", self.path(authority + ".key"), "-CAcreateserial", "-days", str(days),
            "-extfile", self.path(name + ".ext"), "-out", self.path(name + ".pem"))

    def key(self, name):
        return [
            "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", self.path(name + ".key")]

    def openssl(self, *words):
        subprocess.run(["openssl", *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.place.cleanup()
