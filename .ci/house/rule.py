# SPDX-License-Identifier: Apache-2.0
"""A rule of the house, and where it is broken."""


class Finding:
    """A place where a rule is broken. `weight` is by how much it counts: a file of 410 lines may be 10 too long."""

    def __init__(self, path, line, what, weight=1):
        self.path, self.line, self.what, self.weight = path, line, what, weight

    def __repr__(self):
        return "%s:%d: %s" % (self.path, self.line, self.what)


class Rule:
    """`find` gives the findings in a tree, `remedy` says what to do about one."""

    def __init__(self, house, name, find, remedy):
        self.house, self.name, self.find, self.remedy = house, name, find, remedy


def count(findings):
    return sum(finding.weight for finding in findings)


def at(file, offset, what, weight=1):
    return Finding(file.path, file.line(offset), what, weight)
