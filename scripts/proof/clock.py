# SPDX-License-Identifier: Apache-2.0
"""Campaigns during which the wall clock jumps; monotonic time, by which requests are paced, goes on."""

import datetime
import mmap
import os
import shutil
import struct
import subprocess
import threading
import time

import oracle
from verdict import facts_of, judge, run_to_the_end

HOUR, DAY = 3600, 86_400
# By how many seconds the wall clock is wrong, one after the other.
JUMPS = [(HOUR,), (-HOUR,), (DAY, -DAY), (-DAY, DAY, 0), (HOUR, -HOUR, DAY, -DAY)]
RATE = 50


def library(folder):
    """Builds the library that gives the wrong time; any C compiler will do, and Swift brings one."""
    path = os.path.join(folder, "wall_clock.so")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "wall_clock.c")
    compiler = shutil.which("cc") or shutil.which("clang") or "gcc"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", path, source, "-ldl"], check=True)
    return path


class Jumping:
    """Changes a program's wall clock every third of a second during a `with`."""

    def __init__(self, folder, jumps):
        path = os.path.join(folder, "wall-clock-error")
        with open(path, "w+b") as file:
            file.write(bytes(8))
            file.flush()
            self.page = mmap.mmap(file.fileno(), 8)
        self.words = ["env", "LD_PRELOAD=" + library(folder), "WALL_CLOCK_ERROR=" + path]
        self.jumps, self.ended = jumps, threading.Event()
        self.thread = threading.Thread(target=self.jump)

    def jump(self):
        for seconds in self.jumps:
            if self.ended.wait(0.33):
                return
            self.page[:] = struct.pack("=q", seconds)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


def too_fast(sends):
    """Whether more arrived in some second than may leave: the rate, one, and what 50 ms of lateness catch up; and as much for the way."""
    arrived = [entry["arrived"] for entry in sends]
    most = max(sum(1 for other in arrived if begin <= other < begin + 1) for begin in arrived)
    return ["%d messages in a second" % most] if most > RATE * 1.1 + 1 else []


def spread(facts):
    """The seconds between the first and the last message by the report's times."""
    times = [line["sent_at"] for line in oracle.lines(facts) if line["sent_at"]]
    times = [datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ") for text in times]
    return (max(times) - min(times)).total_seconds()


def jumped(setting, jumps, tally):
    """One campaign of some seconds."""
    with setting.campaign(None, send_rate=RATE, in_flight=20) as campaign, Jumping(campaign.folder, jumps) as clock:
        begin = time.monotonic()
        ended, runs, found = run_to_the_end(campaign, clock.words)
        seconds = time.monotonic() - begin
        facts = facts_of(campaign)
        found += too_fast(campaign.provider.sends)
        if runs != 1:
            found.append("it took %d runs" % runs)
        # A clock that paces by the wall would wait for an hour; a machine that does much else may need some seconds.
        if seconds > len(campaign.provider.sends) / RATE + 20:
            found.append("it took %.1f s" % seconds)
        if spread(facts) < HOUR / 2:
            found.append("no time of the report shows the jump")
        judge(campaign, ended, 1, tally, "clock %s" % (jumps,), found, 0, ())
        tally.add("", [], faults=len(jumps))
