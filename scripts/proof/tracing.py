# SPDX-License-Identifier: Apache-2.0
"""The words that run a program under strace, and how often it makes a call."""

import collections
import re
import sys
import tempfile

from campaign import Campaign


def trace_words(syscall, *more):
    # `?`: not every machine has every call. Without --seccomp-bpf, with which strace 6.1 forgets its counts.
    return ["strace", "-f", "-qq", "-e", "trace=?" + syscall, *more]


def highest_count(binary, recipients, syscall):
    """The most calls that one thread of an undisturbed campaign makes: strace counts each thread on its own."""
    with tempfile.NamedTemporaryFile("r", prefix="sms-campaign-trace-") as trace:
        with Campaign(binary, recipients) as campaign:
            ended = campaign.run(trace_words(syscall, "-o", trace.name))
        if ended.status != 0:
            sys.exit("a campaign that nothing happens to fails: %s" % ended)
        calls = re.findall(r"^(\d+) +%s\(" % syscall, trace.read(), re.M)
    return max(collections.Counter(calls).values(), default=0)
