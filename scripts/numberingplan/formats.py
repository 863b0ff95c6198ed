# SPDX-License-Identifier: Apache-2.0
"""libphonenumber's formatting rules: which groups a number is written in, and what stands between them.

Which rule a number takes depends on its digits only, so the choice is a walk through the graph, as the line type is. A rule is
a list of groups (the fewest and the most digits of each) and a text in which the bytes 1 to 5 stand for the groups.
"""

import re

from .patterns import Automaton, constants, parser

# As many digits as there are, in one group: what has no rule is written without gaps.
NO_RULE = (((2, 17),), "\x01")
GROUPS = 5


class Formats:
    """The rules of all country codes; each is a pair, for writing at home and abroad."""

    def __init__(self):
        self.pairs = {(NO_RULE, NO_RULE): 0}
        self.extension_prefixes = {" ext. ": 0}

    def pair(self, national, international):
        return self.pairs.setdefault((national, international), len(self.pairs))

    def extension_prefix(self, data):
        """What libphonenumber writes between a number and its extension."""
        prefix = data.preferred_extn_prefix or " ext. "
        return self.extension_prefixes.setdefault(prefix, len(self.extension_prefixes))

    def layouts(self):
        """All rules, without repeats."""
        return list(dict.fromkeys(rule for pair in self.pairs for rule in pair))

    def texts(self):
        """All texts, without repeats."""
        return list(dict.fromkeys(text for _, text in self.layouts()))


class FormatQuestion:
    """Which rule of a country code a number takes (PhoneNumberUtil.chooseFormattingPatternForNumber)."""

    def __init__(self, data, formats):
        self.formats = formats
        self.automaton = Automaton()
        self.starts = []
        self.national = [self._rule(item, is_national=True) for item in data.number_format]
        abroad = data.intl_number_format or data.number_format
        self.international = [self._rule(item, is_national=False) for item in abroad]

    def answer(self, states, length):
        return self.formats.pair(choice(self.national, states), choice(self.international, states))

    def _rule(self, item, is_national):
        # The last pattern is the most detailed one; the others are for formatting while somebody types.
        leading = item.leading_digits_pattern[-1] if item.leading_digits_pattern else ""
        text = item.format
        if is_national and item.national_prefix_formatting_rule:
            # The rule's \1 is the first group of the format, which need not be the first of the number.
            first = re.search(r"\\\d", text).group()
            rule = item.national_prefix_formatting_rule.replace(r"\1", first)
            text = text.replace(first, rule, 1)
        rule = groups(item.pattern), marked(text, is_national)
        return self._add(leading, True), self._add(item.pattern, False), rule

    def _add(self, pattern, then_anything):
        start, end = self.automaton.add(pattern, then_anything)
        self.starts.append(start)
        return end


def choice(rules, states):
    for leading, whole, rule in rules:
        if leading in states and whole in states:
            return rule
    return NO_RULE


def groups(pattern):
    """The fewest and the most digits of each group; a pattern has nothing else."""
    found = []
    for op, argument in parser.parse(pattern):
        if op is not constants.SUBPATTERN or len(argument[3]) != 1:
            raise ValueError(f"not a row of groups: {pattern}")
        ((op, argument),) = argument[3]
        low, high = (argument[0], argument[1]) if op is constants.MAX_REPEAT else (1, 1)
        if high - low > 15 or low > 15:
            raise ValueError(f"a group is too wide for the tables: {pattern}")
        found.append((low, high))
    if len(found) > GROUPS or sum(high for _, high in found) > 17:
        raise ValueError(f"too many groups or digits for the tables: {pattern}")
    return tuple(found)


def marked(text, is_national):
    """The text with a byte in the place of each group.

    It ends with a group, and abroad has separators and nothing else between them: RFC 3966 is written from that.
    """
    result = re.sub(r"\\(\d)", lambda match: chr(int(match.group(1))), text)
    if not all(1 <= ord(character) <= GROUPS or 32 <= ord(character) < 127 for character in result):
        raise ValueError(f"not a format: {text!r}")
    if ord(result[-1]) > GROUPS or not is_national and re.search("[0-9]|[\x01-\x05]{2}", result):
        raise ValueError(f"not a format that RFC 3966 can be written from: {text!r}")
    return result
