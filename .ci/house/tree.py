# SPDX-License-Identifier: Apache-2.0
"""The files that the house rules are about, and what `Package.swift` says of them."""

import functools
import os
import re

from swift import Swift, split_arguments

SWIFT_FOLDERS = ("Sources", "Tests", "Benchmarks")


class Tree:
    """Swift and Markdown files by their path from the root."""

    def __init__(self, files):
        self.files = files
        self.swift = {
            path: Swift(path, text) for path, text in sorted(files.items())
            if path.endswith(".swift") and path.split("/")[0] in SWIFT_FOLDERS}
        self.markdown = {path: text for path, text in sorted(files.items()) if path.endswith(".md")}

    @classmethod
    def read(cls, root):
        files = {}
        for folder, folders, names in os.walk(root):
            folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith((".swift", ".md")) and not os.path.islink(path):
                    with open(path, encoding="utf-8") as file:
                        files[os.path.relpath(path, root).replace(os.sep, "/")] = file.read()
        return cls(files)

    @functools.cached_property
    def sources(self):
        return self.below("Sources")

    @functools.cached_property
    def trials(self):
        """Tests and benchmarks."""
        return self.below("Tests", "Benchmarks")

    def below(self, *folders):
        starts = tuple(folder + "/" for folder in folders)
        return [file for path, file in self.swift.items() if path.startswith(starts) and not is_manifest(path)]

    @property
    def all(self):
        return self.sources + self.trials

    @functools.cached_property
    def by_target(self):
        """The files of each folder of Sources."""
        targets = {}
        for file in self.sources:
            targets.setdefault(target_of(file.path), []).append(file)
        return targets

    @functools.cached_property
    def manifest(self):
        """What `Package.swift` says: each target's folder and what it may import."""
        text = self.files.get("Package.swift")
        return read_manifest(Swift("Package.swift", text)) if text is not None else {}


def is_manifest(path):
    return path.endswith("/Package.swift")


def target_of(path):
    return path.split("/")[1]


def read_manifest(file):
    """Reads the calls in `targets: […]`; whichever function is called, a name comes first and then an array of dependencies."""
    places = list(re.finditer(r"(?m)^([ \t]*)targets:\s*\[", file.code))
    if not places:
        return {}
    # The products have targets, too, but further to the right.
    found = min(places, key=lambda place: len(place.group(1)))
    targets = {}
    body = file.code[found.end():closing_bracket(file.code, found.end())]
    for start, end in split_arguments(body):
        call = re.match(r"\s*([.\w]+)\(", body[start:end])
        if call:
            name, folder, dependencies = read_target(file, call.group(1), found.end() + start + call.end())
            if name:
                targets[name] = (folder, dependencies)
    return targets


def closing_bracket(code, at):
    depth = 1
    for found in re.compile(r"[\[\]]").finditer(code, at):
        depth += 1 if found.group() == "[" else -1
        if depth == 0:
            return found.start()
    return len(code)


def read_target(file, callee, at):
    end = file.closing_parenthesis(at - 1)
    name, path, dependencies, position = None, None, set(), 0
    for start, stop in split_arguments(file.code[at:end]):
        label = re.match(r"\s*(\w+):", file.code[at + start:at + stop])
        words = [
            file.text[first + 1:last - 1] for first, last in file.strings if at + start <= first < at + stop]
        label = label.group(1) if label else ("name", "dependencies")[min(position, 1)]
        if label == "name":
            name = words[0] if words else None
        elif label == "path":
            path = words[0] if words else None
        elif label == "dependencies":
            dependencies = set(words)
        position += 1
    return name, path or "%s/%s" % ("Tests" if "test" in callee.lower() else "Sources", name), dependencies


def floors(tree):
    """How high each target stands in the first table of docs/architecture.md that names three of them; the lowest is first."""
    levels, rank = {}, 0
    for line in tree.files.get("docs/architecture.md", "").split("\n"):
        if not line.startswith("|"):
            if len(levels) >= 3:
                break
            levels, rank = {}, 0
            continue
        names = named_in_row(line, tree.manifest)
        rank += 1
        for name in names:
            levels.setdefault(name, rank)
    return upright(levels, tree.manifest) if len(levels) >= 3 else {}


def named_in_row(line, manifest):
    """The targets of the first cell that names some."""
    for cell in line.strip("|").split("|"):
        names = [name for name in re.findall(r"`([^`]+)`", cell) if name in manifest]
        if names:
            return names
    return []


def upright(levels, manifest):
    """A table may begin with the roof as well: the way round that agrees with more arrows is meant."""
    pairs = [
        (levels[name], levels[other]) for name, (_, uses) in manifest.items() if name in levels
        for other in uses if other in levels]
    up = sum(own < other for own, other in pairs)
    down = sum(own > other for own, other in pairs)
    return {name: -rank for name, rank in levels.items()} if up > down else levels
