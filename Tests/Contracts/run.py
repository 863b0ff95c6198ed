# SPDX-License-Identifier: Apache-2.0
"""Compares the requests of sms-campaign with those of each provider's official SDK. See README.md.

    run.py --binary PATH [CASE ...]
"""

import argparse
import csv
import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from recorder import Recorder

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "Sources" / "Providers"
RECIPIENT = "+14154305555"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True, type=pathlib.Path)
    parser.add_argument("cases", nargs="*")
    arguments = parser.parse_args()
    names = arguments.cases or sorted(path.stem for path in (HERE / "cases").glob("[a-z]*.py"))
    sys.path.insert(0, str(HERE))
    faults = []
    for name in names:
        case = importlib.import_module(f"cases.{name}")
        found = check(name, case, arguments.binary.resolve()) + log(name, case, arguments.binary.resolve())
        print(f"{name}: {len(case.SCENARIOS)} scenarios, {len(found)} faults")
        faults += found
    for fault in faults:
        print(f"  {fault}")
    sys.exit(1 if faults else 0)


def check(name, case, binary):
    """All scenarios of a case: what differs and is not explained, and what is explained and does not differ."""
    faults, explained, hosts = [], set(), set()
    with Recorder(case.answer) as recorder:
        for title, sender, text in case.SCENARIOS:
            case.sdk(recorder.url, sender, RECIPIENT, text)
            theirs = recorder.take()
            hosts |= {request.host for request in theirs if request.host}
            problem = run(binary, case, recorder.url, sender, text)
            ours = recorder.take()
            faults += [f"{name}, {title}: {problem}"] if problem else []
            for difference, sentence in differences(theirs, ours, getattr(case, "HEADERS", ())):
                if difference in case.EXPLAINED:
                    explained.add(difference)
                else:
                    faults.append(f"{name}, {title}: {sentence}")
    faults += [f"{name}: “{d}” is explained but does not differ" for d in case.EXPLAINED if d not in explained]
    faults += [f"{name}: the SDK talks to {host}, which is no default of ours" for host in hosts if not known(name, host)]
    return faults


def differences(theirs, ours, headers, name=None):
    """Pairs of a difference's short name, such as `send field From`, and a sentence about it."""
    if [r.method for r in theirs] != [r.method for r in ours]:
        yield "requests", f"the SDK made {shape(theirs)}, we made {shape(ours)}"
        return
    for their, our in zip(theirs, ours):
        step = name or ("lookup" if their.method == "GET" else "send")
        their, our = their.facts(headers), our.facts(headers)
        for key in sorted(their.keys() | our.keys()):
            if their.get(key) != our.get(key):
                yield f"{step} {key}", f"{step}: {key} is {their.get(key)!r} of the SDK and {our.get(key)!r} of ours"


def shape(requests):
    return ", ".join(f"{r.method} {r.target}" for r in requests) or "nothing"


def run(binary, case, url, sender, text):
    """One campaign with one recipient; gives what went wrong, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        prepare(folder, case, url, sender)
        done = command(binary, folder, "send", "list.csv", "--message", text, "--yes", "--quiet")
        report = folder / "list-report.csv"
        if not report.exists():
            return f"sms-campaign ended with {done.returncode}: {done.stderr.strip()}"
        (row,) = csv.DictReader(report.open(newline=""))
        expected = {"status": "sent", "message_id": case.MESSAGE_ID, "line_type": "mobile", "line_type_source": "lookup"}
        wrong = {key: row[key] for key, value in expected.items() if row[key] != value}
        return f"the report says {wrong} ({row['detail']})" if wrong else None


def prepare(folder, case, url, sender):
    entry = {"baseURL": url, "lookupBaseURL": url} | case.ENTRY
    settings = {
        "provider": "account", "from": sender, "ledger": "ledger.sqlite", "lookup": {"mode": "always"},
        "providers": {"account": entry},
    }
    (folder / "config.json").write_text(json.dumps(settings))
    (folder / "list.csv").write_text(f"phone\n{RECIPIENT}\n")


def command(binary, folder, *words):
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.run(
        [str(binary), *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )


def log(name, case, binary):
    """The question for the message log, after a message whose outcome is not known: the faults."""
    if not hasattr(case, "sdk_log"):
        return []
    with Recorder(lambda method, path: (500, {}) if method == "POST" else case.answer(method, path)) as recorder:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            prepare(folder, case, recorder.url, case.SCENARIOS[0][1])
            command(binary, folder, "send", "list.csv", "--message", "Hi", "--yes", "--quiet")
            recorder.take()
            command(binary, folder, "reconcile", "list")
            ours = recorder.take()
        case.sdk_log(recorder.url, RECIPIENT)
        return [f"{name}, log: {sentence}" for _, sentence in differences(recorder.take(), ours, (), "log")]


def known(name, host):
    """Whether a host of the SDK's stands as a default in the provider's source."""
    folder = next((f for f in SOURCES.iterdir() if f.name.lower() == name), None)
    return folder is not None and any(f'"https://{host}"' in f.read_text() for f in folder.glob("*.swift"))


if __name__ == "__main__":
    main()
