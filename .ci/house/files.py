# SPDX-License-Identifier: Apache-2.0
"""House rules about files, functions and lines."""

import re
import statistics

from lists import COLUMNS, FILE_LINES, FUNCTION_LINES, MEDIAN_LINES, README_LINES, SMALL_LINES, SOURCE_FILES, UNLABELLED
from rule import Finding, Rule, at
from swift import split_arguments
from tree import is_manifest

SPDX = "// SPDX-License-Identifier: Apache-2.0"


def long_files(tree):
    return [
        Finding(file.path, FILE_LINES + 1, "%d lines, more than %d" % (len(file.lines), FILE_LINES))
        for file in tree.all if len(file.lines) > FILE_LINES]


def small_files(tree):
    return [
        Finding(file.path, 1, "%d lines, a topic has more than %d" % (len(file.lines), SMALL_LINES))
        for file in tree.sources if len(file.lines) <= SMALL_LINES]


def many_files(tree):
    excess = len(tree.sources) - SOURCE_FILES
    what = "%d Swift files, %d more than %d" % (len(tree.sources), excess, SOURCE_FILES)
    return [Finding("Sources", 1, what, excess)] if excess > 0 else []


def short_median(tree):
    median = int(statistics.median([len(file.lines) for file in tree.sources] or [MEDIAN_LINES]))
    what = "the median file has %d lines, %d fewer than %d" % (median, MEDIAN_LINES - median, MEDIAN_LINES)
    return [Finding("Sources", 1, what, MEDIAN_LINES - median)] if median < MEDIAN_LINES else []


def plus_files(tree):
    return [
        Finding(file.path, 1, "neither a conformance nor a part for a platform")
        for file in tree.all if "+" in file.path.rpartition("/")[2] and not is_conformance(file)]


def is_conformance(file):
    if re.search(r"(?m)^(?:@?\w+ )*extension [\w.]+\s*:", file.code):
        return True
    return any(
        line.strip() and not line.strip().startswith(("#", "import ", "internal import ", "package import "))
        for block in re.findall(r"(?ms)^[ \t]*#if .*?^[ \t]*#endif", file.code) for line in block.split("\n"))


def long_functions(tree):
    found = []
    for file in tree.all:
        for function in file.functions:
            lines = file.line(function.body[1]) - file.line(function.start) + 1
            if lines > FUNCTION_LINES:
                found.append(at(file, function.start, "%s has %d lines, more than %d" % (
                    function.name, lines, FUNCTION_LINES)))
    return found


def unlabelled(tree):
    found = []
    for file in tree.all:
        for function in file.functions:
            text = file.code[slice(*function.parameters)]
            count = sum(
                re.match(r"\s*(?:@\w+\s+)*_\s", text[start:end]) is not None for start, end in split_arguments(text))
            if function.name[0].isalpha() and count >= UNLABELLED:
                found.append(at(file, function.start, "%s has %d parameters without a label" % (function.name, count)))
    return found


ECHO = re.compile(
    r"\b(?:let|var)\s+(\w+)\s*(?::[^=\n]+)?=\s*(?:try[?!]?\s+|await\s+)*(?:(?:self|Self)\s*\.\s*)?\1\s*\(")


def echo_locals(tree):
    return [
        at(file, found.start(), "%s is called like the function that fills it" % found.group(1))
        for file in tree.all for found in ECHO.finditer(file.code)]


def wide_swift(tree):
    return [
        Finding(file.path, number, "%d columns" % len(line))
        for file in tree.all for number, line in enumerate(file.lines, start=1) if len(line) > COLUMNS]


def wide_markdown(tree):
    found = []
    for path, text in tree.markdown.items():
        for number, line in prose(text):
            shown = re.sub(r"\]\([^)]*\)", "]", line)
            if len(shown) > COLUMNS and len(shown.split()) > 2:
                found.append(Finding(path, number, "%d columns" % len(line)))
    return found


def prose(text):
    """The lines that can be broken: no tables, no code, no definitions of links."""
    fence = None
    for number, line in enumerate(text.split("\n"), start=1):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark:
            fence = mark.group(1)[0] if fence is None else None if mark.group(1)[0] == fence else fence
        elif fence is None and not line.lstrip().startswith("|") and not re.match(r"\s*\[[^\]]+\]: ", line):
            yield number, line


def long_readme(tree):
    lines = tree.files.get("README.md", "").count("\n")
    what = "%d lines, more than %d" % (lines, README_LINES)
    return [Finding("README.md", README_LINES + 1, what, lines - README_LINES)] if lines > README_LINES else []


ESCAPES = [
    (re.compile(r"@unchecked\s+Sendable"), "@unchecked Sendable"),
    (re.compile(r"\b(?:nonisolated|unowned)\(unsafe\)|@unsafe\b"), "unsafe"),
    (re.compile(r"\btry!"), "try!"),
    (re.compile(r"\bas!"), "as!"),
    (re.compile(r"(?<!\btry)(?<!\bas)(?<=[\w)\]}>\"?])!(?![=\w(])"), "force unwrap"),
    (re.compile(r"\b(?:fatalError|preconditionFailure)\("), "a way to crash"),
    (re.compile(r"\bTask\s*(?:\.\s*(?:detached|immediate)\s*)?(?:<[^<>{}]*>\s*)?(?:\([^()]*\)\s*)?\{"), "a task of no group"),
]
NOTES = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def escape_hatches(tree):
    found = []
    for file in tree.all:
        for pattern, name in ESCAPES:
            found += [at(file, place.start(), name) for place in pattern.finditer(file.code)]
        for start, end in file.comments:
            found += [at(file, start, note) for note in NOTES.findall(file.text[start:end])]
    return found


SLEEP = re.compile(r"\bTask\s*\.\s*sleep\b|\bThread\s*\.\s*sleep\b|(?<![\w.])(?:usleep|nanosleep|sleep)\(")


def sleeps(tree):
    return [
        at(file, place.start(), "%s waits for a time" % place.group().rstrip("("))
        for file in tree.below("Tests") for place in SLEEP.finditer(file.code)
        if not file.code[:place.start()].endswith("func ")]


def licences(tree):
    return [
        Finding(path, 1, "does not begin with its licence")
        for path, file in tree.swift.items() if not is_manifest(path) and file.lines[:1] != [SPDX]]


RULES = [
    Rule(1, "long-file", long_files, "cut it where its topic ends"),
    Rule(1, "small-file", small_files, "put it where its topic lives"),
    Rule(1, "many-files", many_files, "put types where their topic lives"),
    Rule(1, "short-median", short_median, "put types where their topic lives"),
    Rule(1, "plus-file", plus_files, "put it with its type or give the file its topic's name; X+Y is for conformances"),
    Rule(9, "echo-local", echo_locals, "name the local for what it is, or use the value at once"),
    Rule(9, "unlabelled", unlabelled, "label all but two, or make one value of them"),
    Rule(10, "wide-swift", wide_swift, "break the line"),
    Rule(10, "wide-markdown", wide_markdown, "break the line"),
    Rule(10, "long-readme", long_readme, "move it to docs/"),
    Rule(11, "escape-hatch", escape_hatches, "let the compiler see that it is safe, throw an error, do it now"),
    Rule(11, "sleep", sleeps, "wait for what happens, or use the manual clock"),
    Rule(11, "long-function", long_functions, "give its parts names"),
    Rule(12, "licence", licences, "begin with " + SPDX),
]
