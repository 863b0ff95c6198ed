# SPDX-License-Identifier: Apache-2.0
"""House rules about words: names, texts and comments, and what has one home."""

import re

from lists import (
    BARE_NAMES, COPIES, FILLERS, HOME, METAPHORS, PARTS, PROVIDERS, READING_TARGETS, TERMINAL_TARGETS, TWIN_LINES)
from rule import Finding, Rule, at
from tree import target_of

MADE = re.compile(r"(?<![\w.])(%s)(?:\s*\.\s*init)?\s*\(" % "|".join(sorted(PARTS)))


def assemblies(tree):
    found = []
    for file in tree.trials:
        stem = file.path.rpartition("/")[2]
        own = {entry.name for entry in file.types}
        for place in MADE.finditer(file.code):
            name = place.group(1)
            if not stem.startswith(name) and name not in own:
                found.append(at(file, place.start(), "makes a %s by hand" % name))
    return found


OPTION = re.compile(r"(?<![\w\-!])(?<!var\()--[a-z][a-z\-]+(?!\w*\s*:)")
TERMINAL = [
    (re.compile(r"\b128\s*\+|\+\s*128\b"), "the exit code of a signal"),
    (re.compile(r"\b\w*[eE]xitCode\b|\bEXIT_\w+|(?<![\w.])_?exit\("), "an exit code"),
    (re.compile(r"\bisatty\(|\bTIOCGWINSZ\b"), "a terminal"),
]


def terminal_words(tree):
    found = []
    for file in tree.sources:
        if target_of(file.path) in TERMINAL_TARGETS:
            continue
        for start, end in file.pieces:
            found += [
                at(file, start + place.start(), "the option %s" % place.group())
                for place in OPTION.finditer(file.text[start:end])]
        for pattern, name in TERMINAL:
            found += [at(file, place.start(), name) for place in pattern.finditer(file.code)]
    return found


SPELT_ENUM = re.compile(r"\benum\s+\w+\s*:[^{]*\bString\b[^{]*\{")
SPELT_CASES = re.compile(r"(?m)^[ \t]*case[ ]+([^:(\n]+(?:,\n[^:(\n]+)*)$")
CASE = re.compile(r"\bcase\s+(\"[a-z][\w\-]+\")")
COMPARISON = re.compile(r"[=!]=\s*(\")|(\")\s*[=!]=")


def closed_words(tree):
    """What the enumerations spell, and the providers."""
    words = set(PROVIDERS)
    for file in tree.sources:
        for place in SPELT_ENUM.finditer(file.code):
            body = file.bare[place.end():file.end_of_block(place.end() - 1)]
            for line in SPELT_CASES.findall(body):
                for name, text in re.findall(r"`?(\w+)`?(?:\s*=\s*\"([^\"]*)\")?", line):
                    words.add(text or name)
    return words


def string_switches(tree):
    words = closed_words(tree)
    found = []
    for file in tree.sources:
        if target_of(file.path) in READING_TARGETS:
            continue
        strings = dict(file.strings) | {end: start for start, end in file.strings}
        for place in COMPARISON.finditer(file.code):
            quote = place.start(1) if place.group(1) else place.start(2) + 1
            start, end = sorted((quote, strings.get(quote, quote)))
            if file.text[start + 1:end - 1] in words:
                found.append(at(file, start, "compares with %s" % file.text[start:end]))
        for place in CASE.finditer(file.text):
            if file.code[place.start():place.start() + 4] == "case":
                found.append(at(file, place.start(), "switches on %s" % place.group(1)))
    return found


def twins(tree):
    """Functions of several lines that do the same, whatever their parameters and locals are called."""
    shapes = {}
    for file in tree.all:
        for function in file.functions:
            lines = file.line(function.body[1]) - file.line(function.body[0]) - 1
            if lines >= TWIN_LINES and not is_memberwise(file, function):
                shapes.setdefault(shape(file, function), []).append((file, function))
    found = []
    for places in shapes.values():
        (first, one), rest = places[0], places[1:]
        found += [
            at(file, function.start, "%s does what %s does in %s:%d" % (
                function.name, one.name, first.path, first.line(one.start)))
            for file, function in rest]
    return found


def is_memberwise(file, function):
    """Whether an initialiser only keeps what it is given."""
    lines = file.code[function.body[0] + 1:function.body[1]].strip().split("\n")
    return function.name == "init" and all(re.fullmatch(r"\s*(?:self\.)?\w+ = [\w.]+", line) for line in lines)


def shape(file, function):
    parameters, body = file.code[slice(*function.parameters)], file.bare[slice(*function.body)]
    names = re.findall(r"(\w+)\s*:", parameters) + re.findall(r"\b(?:let|var|for)\s+(\w+)", body)
    places = {name: "v%d" % index for index, name in enumerate(dict.fromkeys(names))}
    words = re.findall(r"\w+|[^\w\s]", body)
    return " ".join(places.get(word, word) for word in words)


def copies(tree):
    found = []
    for file in tree.sources:
        if target_of(file.path) == HOME:
            continue
        for pattern, what in COPIES:
            lines = {file.line(place.start()) for place in re.finditer(pattern, file.bare)}
            found += [Finding(file.path, line, "%s: the home of that is %s" % (what, HOME)) for line in sorted(lines)]
    return found


def homonyms(tree):
    homes = {}
    for file in tree.sources:
        for entry in file.types:
            if entry.depth == 0 and not entry.is_hidden:
                homes.setdefault(entry.name, {}).setdefault(target_of(file.path), (file, entry))
    return [
        at(file, entry.offset, "%s is another type in %s" % (name, next(iter(places))))
        for name, places in sorted(homes.items()) for file, entry in list(places.values())[1:]]


def metaphors(tree):
    found = []
    for file in tree.sources:
        for entry in file.types:
            words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+", entry.name)
            found += [
                at(file, entry.offset, "%s: the field says %s" % (entry.name, METAPHORS[word]))
                for word in words if word in METAPHORS]
            if entry.depth == 0 and entry.name in BARE_NAMES:
                found.append(at(file, entry.offset, "%s: say %s" % (entry.name, BARE_NAMES[entry.name])))
    return found


DOCUMENTED = re.compile(r"(?:^[ \t]*///[^\n]*\n)+", re.M)
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
OWNER = re.compile("['’]s?\\b")
CODE = re.compile(r"`([^`]*)`")


def echo_comments(tree):
    found = []
    for file in tree.all:
        starts = {start for start, _ in file.comments}
        for block in DOCUMENTED.finditer(file.text):
            lines = [line.strip()[3:].strip() for line in block.group().rstrip("\n").split("\n")]
            mark = block.start() + block.group().index("/")
            summary = " ".join(lines[:lines.index("") if "" in lines else len(lines)])
            rest = [line for line in lines[lines.index("") + 1:] if line] if "" in lines else []
            if mark in starts and (not rest or rest[0].startswith("- Parameter")) and is_echo(
                    summary, signature(file, block.end())):
                found.append(at(file, mark, "“%s” says no more than the declaration" % summary))
    return found


def signature(file, start):
    """A declaration up to its body or value, and the type that it is in."""
    attributes = re.compile(r"(?:\s*@\w+(?:\([^)\n]*\))?)*\s*").match(file.code, start)
    at = attributes.end()
    depth = 0
    for found in re.compile(r"[(){=\n]").finditer(file.code, at):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        if depth == 0 and found.group() in "{=\n":
            break
    owner = file.owner(at)
    return file.code[at:found.start() if found else at] + " " + (owner.name if owner else "")


def is_echo(comment, signature):
    if any(re.search(r"[^\w.:()\-]", code) for code in CODE.findall(comment)):
        return False
    said = {stem(word) for word in WORDS.findall(OWNER.sub("", comment))} - STEMS
    known = {stem(word) for word in WORDS.findall(signature)}
    return said <= known


def stem(word):
    word = word.lower()
    if word in FILLERS:
        return word
    for ending in ("ations", "ation", "ings", "ing", "ers", "er", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[:-len(ending)]
    return word


STEMS = {stem(word) for word in FILLERS}

RULES = [
    Rule(3, "assembly", assemblies, "let the program's own factory make it; test a part alone in <Part>Tests.swift"),
    Rule(4, "terminal-word", terminal_words, "give a value that Commands puts into words"),
    Rule(5, "string-switch", string_switches, "read the word into an enumeration where it comes in"),
    Rule(6, "twin", twins, "keep one of them, below both"),
    Rule(6, "copy", copies, "use what %s has, or put it there" % HOME),
    Rule(7, "homonym", homonyms, "give one of them another name"),
    Rule(7, "metaphor", metaphors, "take the field's word; .ci/house/lists.py has the list"),
    Rule(8, "echo-comment", echo_comments, "say why, in which unit, when it fails, from where; or nothing: a list of parameters may stand alone"),
]
