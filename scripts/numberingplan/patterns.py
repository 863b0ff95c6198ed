# SPDX-License-Identifier: Apache-2.0
"""Regular expressions over digits, as non-deterministic automata and as programs for a small backtracking matcher.

libphonenumber's patterns use digits, classes, alternatives, groups, bounded repeats and `$`: nothing else is accepted.
"""

import re

try:
    from re import _constants as constants
    from re import _parser as parser
except ImportError:  # Python 3.10 and earlier
    import sre_constants as constants
    import sre_parse as parser

ANY_DIGIT = 0b11_1111_1111


def digit_mask(op, argument):
    """The set of digits that one character of a pattern stands for, as ten bits."""
    if op is constants.LITERAL:
        return 1 << (argument - ord("0"))
    if op is not constants.IN:
        raise ValueError(f"not a digit: {op} {argument}")
    mask = 0
    for kind, value in argument:
        if kind is constants.LITERAL:
            mask |= 1 << (value - ord("0"))
        elif kind is constants.RANGE:
            for digit in range(value[0], value[1] + 1):
                mask |= 1 << (digit - ord("0"))
        elif kind is constants.CATEGORY and value is constants.CATEGORY_DIGIT:
            mask |= ANY_DIGIT
        else:
            raise ValueError(f"not a digit: {kind} {value}")
    return mask


class Automaton:
    """A Thompson automaton that holds any number of patterns over digits."""

    def __init__(self):
        self.silent = []  # state -> states reached without a digit
        self.steps = []  # state -> (mask, state) or None

    def add(self, pattern, then_anything=False):
        """Adds a pattern; answers its first state and its accepting one. With `then_anything` every
        continuation of a match is a match too."""
        end = self._state()
        if then_anything:
            self.steps[end] = (ANY_DIGIT, end)
        return self._sequence(parser.parse(pattern), end), end

    def closure(self, states):
        """All states reached from the given ones without a digit."""
        found, open_states = set(states), list(states)
        while open_states:
            for state in self.silent[open_states.pop()]:
                if state not in found:
                    found.add(state)
                    open_states.append(state)
        return frozenset(found)

    def step(self, states, digit):
        """The states after one more digit."""
        bit = 1 << digit
        reached = {step[1] for step in (self.steps[state] for state in states) if step and step[0] & bit}
        return self.closure(reached)

    def _state(self):
        self.silent.append([])
        self.steps.append(None)
        return len(self.silent) - 1

    def _sequence(self, items, end):
        for op, argument in reversed(list(items)):
            end = self._item(op, argument, end)
        return end

    def _item(self, op, argument, end):
        if op is constants.SUBPATTERN:
            return self._sequence(argument[3], end)
        if op is constants.BRANCH:
            start = self._state()
            self.silent[start] = [self._sequence(branch, end) for branch in argument[1]]
            return start
        if op is constants.MAX_REPEAT:
            low, high, body = argument
            if high is constants.MAXREPEAT:
                raise ValueError("an unbounded repeat")
            after = end
            for _ in range(high - low):
                start = self._state()
                self.silent[start] = [self._sequence(body, end), after]
                end = start
            for _ in range(low):
                end = self._sequence(body, end)
            return end
        start = self._state()
        self.steps[start] = (digit_mask(op, argument), end)
        return start


# A program is a list of 16-bit instructions: the operation in the upper four bits, its argument in the lower twelve.
DIGIT, SPLIT, JUMP, SAVE, END, MATCH = (code << 12 for code in range(6))


def program(pattern):
    """The backtracking program of a pattern; jumps are relative to its start. `SPLIT` tries the next instruction first.

    Order matters in these patterns (the first way to match wins), so they cannot all be sets of strings.
    """
    code = []
    _emit(parser.parse(pattern), code)
    code.append(MATCH)
    if len(code) >= 1 << 12:
        raise ValueError("a pattern is too long for twelve-bit jumps")
    return tuple(code)


def group_count(pattern):
    """How many groups of a pattern capture."""
    return re.compile(pattern).groups


def _emit(items, code):
    for op, argument in items:
        if op is constants.SUBPATTERN:
            _emit_group(argument, code)
        elif op is constants.BRANCH:
            _emit_branches(argument[1], code)
        elif op is constants.MAX_REPEAT:
            _emit_repeat(*argument, code)
        elif op is constants.AT and argument is constants.AT_END:
            code.append(END)
        else:
            code.append(DIGIT | digit_mask(op, argument))


def _emit_group(argument, code):
    group, _, _, body = argument
    if group is None:
        _emit(body, code)
        return
    code.append(SAVE | 2 * (group - 1))
    _emit(body, code)
    code.append(SAVE | 2 * (group - 1) + 1)


def _emit_branches(branches, code):
    jumps = []
    for branch in branches[:-1]:
        split = len(code)
        code.append(SPLIT)
        _emit(branch, code)
        jumps.append(len(code))
        code.append(JUMP)
        code[split] = SPLIT | len(code)
    _emit(branches[-1], code)
    for jump in jumps:
        code[jump] = JUMP | len(code)


def _emit_repeat(low, high, body, code):
    if high is constants.MAXREPEAT:
        raise ValueError("an unbounded repeat")
    for _ in range(low):
        _emit(body, code)
    splits = []
    for _ in range(high - low):
        splits.append(len(code))
        code.append(SPLIT)
        _emit(body, code)
    for split in splits:
        code[split] = SPLIT | len(code)
