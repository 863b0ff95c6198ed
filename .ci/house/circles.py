# SPDX-License-Identifier: Apache-2.0
"""House rules about arrows: between targets, and between the folders of a target."""

import re

from lists import TARGET_FILES
from rule import Finding, Rule, at
from tree import floors, target_of

WORD = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
IMPORT = re.compile(
    r"(?m)^[ \t]*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)\s+)?(\w+)")
# Up to so many folders the cheapest order is found for certain.
EXACT = 12


def big_targets(tree):
    return [
        Finding("Sources/" + name, 1, "%d files, more than %d" % (len(files), TARGET_FILES), len(files) - TARGET_FILES)
        for name, files in tree.by_target.items() if len(files) > TARGET_FILES]


class Use:
    """A file that names what another one of its target defines."""

    def __init__(self, file, other, name, offset):
        self.file, self.other, self.name, self.offset = file, other, name, offset


def uses_within(files):
    """For each pair of files of a target the first place where one uses the other."""
    homes = {}
    for file in files:
        for entry in file.declarations:
            if entry.depth == 0 and entry.keyword != "extension" and not entry.is_hidden:
                homes.setdefault(entry.name, set()).add(file)
    only = {name: next(iter(found)) for name, found in homes.items() if len(found) == 1}
    nested = {}
    for file in files:
        for entry in file.types:
            owner = file.owner(entry.offset) if entry.depth > 0 and entry.name in only else None
            if owner:
                nested.setdefault(entry.name, set()).add(owner.name.split(".")[-1])
    return [use for file in files for use in uses_of(file, only, nested)]


def uses_of(file, only, nested):
    """A name means what is nested in a type or an extension of the file, if something there is called so."""
    own = {entry.name.split(".")[-1] for entry in file.declarations if entry.body}
    declared = {entry.name for entry in file.declarations if entry.keyword != "extension"}
    seen = {}
    for found in WORD.finditer(file.code):
        name = found.group()
        other = only.get(name)
        if other is None or other is file or other in seen or own & nested.get(name, set()) or name in declared:
            continue
        if name[0].islower() and not is_call(file, found):
            continue
        seen[other] = Use(file, other, name, found.start())
    return seen.values()


def is_call(file, found):
    """Whether a small word is called; it may be a label or somebody's local otherwise."""
    return file.code[found.end():found.end() + 1] == "(" and not file.code[:found.start()].endswith("func ")


def circles(tree):
    found, _ = all_circles(tree)
    return found


def root_circles(tree):
    _, found = all_circles(tree)
    return found


def all_circles(tree):
    if not hasattr(tree, "found_circles"):
        between, beside = [], []
        for name, files in tree.by_target.items():
            uses = uses_within(files) if any(path.count("/") > 2 for path in (file.path for file in files)) else []
            for level in sorted({level for file in files for level in folders_around(file.path)}):
                one, other = circles_at(level, uses)
                between += one
                beside += other
        tree.found_circles = between, beside
    return tree.found_circles


def folders_around(path):
    """The target's folder, and each of its folders around a file."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) + "/" for count in range(2, len(parts) + 1)]


def circles_at(level, uses):
    """The circles between what lies directly in a folder: its folders, and each of its files."""
    inside = [use for use in uses if use.file.path.startswith(level) and use.other.path.startswith(level)]
    # Files side by side may use one another: together they count as one.
    one = {}
    for group in components(arrows_between(inside, level, one, lambda name: name.endswith(".swift"))):
        one.update((name, group[0]) for name in group)
    arrows = arrows_between(inside, level, one, lambda name: True)
    between, beside = [], []
    for circle in components(arrows):
        folders = [name for name in circle if not name.endswith(".swift")]
        if folders:
            (between if len(folders) > 1 else beside).extend(wrong_way(circle, arrows, level))
    return between, beside


def arrows_between(uses, level, one, is_meant):
    arrows = {}
    for use in uses:
        source, goal = (file.path[len(level):].split("/")[0] for file in (use.file, use.other))
        if is_meant(source) and is_meant(goal) and one.get(source, source) != one.get(goal, goal):
            arrows.setdefault((one.get(source, source), one.get(goal, goal)), []).append(use)
    return arrows


def wrong_way(circle, arrows, level):
    """The cheapest set of uses without which there is no circle; cheap is what few files do."""
    order = cheapest_order(circle, arrows)
    found = []
    for source, goal in sorted(arrows):
        if source in order and goal in order and order.index(source) < order.index(goal):
            way = path_back(goal, source, circle, arrows)
            for use in arrows[source, goal]:
                found.append(at(use.file, use.offset, "%s uses %s of %s, and so closes the circle %s" % (
                    use.file.path[len(level):], use.name, use.other.path[len(level):], " → ".join([source] + way))))
    return found


def path_back(start, end, circle, arrows):
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == end:
            return way
        for name in circle:
            if (way[-1], name) in arrows and name not in seen:
                seen.add(name)
                ways.append(way + [name])
    return [start, end]


def cheapest_order(circle, arrows):
    """From the lowest to the highest, so that as few uses as possible go up."""
    names = sorted(circle)
    cost = {(one, other): len(arrows.get((one, other), ())) for one in names for other in names}
    if len(names) > EXACT:
        return greedy_order(names, cost)
    best = {0: (0, ())}
    for chosen in range(1, 1 << len(names)):
        options = []
        for index, name in enumerate(names):
            if chosen >> index & 1:
                before, order = best[chosen & ~(1 << index)]
                options.append((before + sum(cost[other, name] for other in order), order + (name,)))
        best[chosen] = min(options)
    return list(best[(1 << len(names)) - 1][1])


def greedy_order(names, cost):
    """Takes out what is used much and uses little, and then moves single names as long as that helps."""
    order, left = [], list(names)
    while left:
        lowest = min(left, key=lambda name: sum(cost[name, other] - cost[other, name] for other in left))
        left.remove(lowest)
        order.append(lowest)
    is_better = True
    while is_better:
        is_better = False
        for name in names:
            moved = best_place(order, name, cost)
            if moved != order:
                order, is_better = moved, True
    return order


def best_place(order, name, cost):
    """Where a name makes the fewest uses go up; where it is, unless another place is really better."""
    rest = [other for other in order if other != name]
    price = sum(cost[name, other] for other in rest)
    prices = [price]
    for other in rest:
        price += cost[other, name] - cost[name, other]
        prices.append(price)
    place = order.index(name)
    best = min(range(len(prices)), key=prices.__getitem__)
    place = best if prices[best] < prices[place] else place
    return rest[:place] + [name] + rest[place:]


def components(arrows):
    """The sets of names that all reach one another (Tarjan), of two names at least."""
    goals = {}
    for source, goal in sorted(arrows):
        goals.setdefault(source, []).append(goal)
    number, low, stack, found = {}, {}, [], []

    def visit(name):
        number[name] = low[name] = len(number)
        stack.append(name)
        for goal in goals.get(name, []):
            if goal not in number:
                visit(goal)
            if goal in stack:
                low[name] = min(low[name], low[goal])
        if low[name] == number[name]:
            start = stack.index(name)
            if len(stack) - start > 1:
                found.append(sorted(stack[start:]))
            del stack[start:]

    for name in list(goals):
        if name not in number:
            visit(name)
    return found


def undeclared(tree):
    """Imports of targets that Package.swift does not allow, which build by luck as long as somebody else needs the target."""
    found = []
    for name, (folder, allowed) in tree.manifest.items():
        for file in tree.below(folder.rstrip("/")):
            for place in IMPORT.finditer(file.code):
                module = place.group(1)
                if module in tree.manifest and module not in allowed and module != name:
                    found.append(at(file, place.start(), "imports %s, which %s does not depend on" % (module, name)))
    return found


def upward(tree):
    """Arrows of Package.swift from a lower to a higher floor, and targets that have none."""
    levels = floors(tree)
    found = []
    for name, (folder, uses) in sorted(tree.manifest.items()):
        if not folder.startswith("Sources/") or target_of(folder + "/") not in tree.by_target:
            continue
        if name not in levels:
            found.append(Finding("docs/architecture.md", 1, "the table of targets does not name %s" % name))
        found += [
            Finding("Package.swift", 1, "%s uses %s, which docs/architecture.md puts above it" % (name, other))
            for other in sorted(uses) if name in levels and other in levels and levels[other] > levels[name]]
    return found


RULES = [
    Rule(2, "big-target", big_targets, "make two targets of it"),
    Rule(2, "circle", circles, "move what is used to the folder that uses it, or below both"),
    Rule(2, "root-circle", root_circles, "a file beside a folder uses it and is used by it: move one of them"),
    Rule(2, "undeclared-import", undeclared, "name the dependency in Package.swift, or do without"),
    Rule(2, "floor", upward, "a target uses lower ones only; the table's order is the order of floors"),
]
