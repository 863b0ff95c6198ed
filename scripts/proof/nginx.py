# SPDX-License-Identifier: Apache-2.0
"""An nginx of our own: in a temporary folder, on a loopback port of its own, ended by its process id."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

FRAME = """
daemon off;
worker_rlimit_nofile 8192;
pid %(folder)s/nginx.pid;
error_log %(folder)s/error.log warn;
events { worker_connections 4096; }
http {
    log_format proof '$connection $server_protocol $request_method $status $upstream_status';
    access_log %(log)s;
    client_body_temp_path %(folder)s/body;
    proxy_temp_path %(folder)s/proxy;
    fastcgi_temp_path %(folder)s/fastcgi;
    uwsgi_temp_path %(folder)s/uwsgi;
    scgi_temp_path %(folder)s/scgi;
%(servers)s
}
"""


def program():
    """nginx's path, also where the folders of administrators are not searched."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """Runs while a `with` lasts. `servers` is what stands in `http { }`; %(port)d, %(folder)s and `values` are filled in."""

    def __init__(self, servers, log=False, **values):
        self.folder = tempfile.mkdtemp(prefix="sms-campaign-nginx-")
        self.port = free_port()
        values = dict(values, folder=self.folder, port=self.port)
        values.update(servers=servers % values, log="%s/access.log proof" % self.folder if log else "off")
        path = os.path.join(self.folder, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(FRAME % values)
        self.words = [program(), "-e", os.path.join(self.folder, "error.log"), "-p", self.folder, "-c", path]
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.words)
        while self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.01)
        sys.exit("nginx does not start:\n" + self.text("error.log"))

    def stop(self):
        """Finishes what is under way, as far as it ends within a moment."""
        if self.process:
            self.process.terminate()
            self.process.wait()
        self.process = None

    def kill(self):
        """Ends the master and its workers at once, without a word to anybody."""
        with open("/proc/%d/task/%d/children" % (self.process.pid, self.process.pid), encoding="ascii") as file:
            workers = [int(word) for word in file.read().split()]
        for process in [self.process.pid] + workers:
            os.kill(process, signal.SIGKILL)
        self.process.wait()

    def text(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def requests(self):
        """What the log says of each request for a message: connection, protocol, status, the backend's status; complete once nginx has ended."""
        lines = [line.split(" ", 4) for line in self.text("access.log").splitlines()]
        return [(line[0], line[1], line[3], line[4]) for line in lines if len(line) == 5 and line[2] == "POST"]

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder)
