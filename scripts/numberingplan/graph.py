# SPDX-License-Identifier: Apache-2.0
"""One minimal deterministic graph for every pattern: walk the digits, read the answer.

A node is a *branch* (ten successors, and the answer for a number that ends there) or a *leaf*, where only the number of digits still to come
matters. Most of a plan is "six more digits, whichever", so a walk ends after three to six digits instead of after the last.
"""

# No number has as many digits, so the answer for this many stands for all longer ones too.
HORIZON = 18


class Graph:
    """Hash-consed nodes, shared by all countries. A leaf is its tuple of answers, a branch its number."""

    def __init__(self):
        self.branches = {}  # (answer, successors) -> branch number
        self.leaves = {}  # answers by digits left, without the repeated tail -> leaf number

    def leaf(self, answer):
        """The node that gives the same answer whatever follows."""
        return self._leaf((answer,))

    def branch(self, answer, successors):
        """The node with this answer and these ten successors: a leaf if all successors are the same leaf."""
        first = successors[0]
        if isinstance(first, tuple) and all(node == first for node in successors):
            return self._leaf((answer,) + first)
        return self.branches.setdefault((answer, tuple(successors)), len(self.branches))

    def number(self, node):
        """A node's number in the written table: branches first, leaves after them."""
        return len(self.branches) + self.leaves[node] if isinstance(node, tuple) else node

    def rows(self):
        """Answers and successor rows of all branches, in order."""
        answers = [answer for answer, _ in self.branches]
        successors = [[self.number(node) for node in row] for _, row in self.branches]
        return answers, successors

    def leaf_rows(self):
        """Where each leaf's answers begin, how many of them there are, and all answers.

        "Then seven digits" ends as "then six digits" does, so a leaf that another one ends with is kept inside it.
        """
        flat, places, keeper = [], {}, ()
        for leaf in sorted(self.leaves, key=lambda leaf: leaf[::-1], reverse=True):
            if keeper[-len(leaf) :] != leaf:
                keeper = leaf
                flat.extend(leaf)
            places[leaf] = len(flat) - len(leaf)
        return [places[leaf] for leaf in self.leaves], [len(leaf) for leaf in self.leaves], flat

    def _leaf(self, answers):
        while len(answers) > 1 and answers[-1] == answers[-2]:
            answers = answers[:-1]
        self.leaves.setdefault(answers, len(self.leaves))
        return answers


def compile_automaton(graph, automaton, starts, answer):
    """Adds to the graph what `answer(states, length)` says of every digit string; answers the first node."""
    known = {}

    def node(states, length):
        key = (states, length)
        if key not in known:
            known[key] = build(states, length)
        return known[key]

    def build(states, length):
        if not states or length == HORIZON:
            return graph.leaf(answer(states, length))
        successors = [node(automaton.step(states, digit), length + 1) for digit in range(10)]
        return graph.branch(answer(states, length), successors)

    return node(automaton.closure(starts), 0)


def compile_prefixes(graph, prefixes, default):
    """Adds a graph that gives the value of the longest of the given prefixes; answers its first node."""
    heads = {prefix[:length] for prefix in prefixes for length in range(len(prefix) + 1)}

    def node(prefix, inherited):
        value = prefixes.get(prefix, inherited)
        if prefix not in heads:
            return graph.leaf(value)
        return graph.branch(value, [node(prefix + digit, value) for digit in "0123456789"])

    return node("", default)
