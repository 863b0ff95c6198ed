# SPDX-License-Identifier: Apache-2.0
"""Random phone numbers, good and bad, in the spellings that people, programs and accidents give them."""

import phonenumbers
from phonenumbers.data import _COUNTRY_CODE_TO_REGION_CODE as REGIONS_BY_CODE
from phonenumbers.phonenumber import PhoneNumber

from .patterns import constants, digit_mask, parser
from .plan import NON_GEOGRAPHIC, SPECIAL_TYPES, metadata

PLACES = [(code, region) for code in sorted(REGIONS_BY_CODE) for region in REGIONS_BY_CODE[code]]
REGIONS = sorted({region for _, region in PLACES if region != NON_GEOGRAPHIC})
TYPES = ["fixed_line", "mobile", "general_desc"] + [name for name, _ in SPECIAL_TYPES]
ZEROS = "\uff10\u0660\u06f0\u0966\u09e6\u0e50\U0001d7ce"
SEPARATORS = [" ", "-", ".", "/", "", "  ", " - ", "\u00a0", "\u2011", "\u2013", "\u2014", "\u2212", "\u30fc", "\uff0d", "\u3000", "\u200b", "\u2060", "\u00ad"]
BEFORE = ["Tel: ", "phone ", "(", "T.", "mobile: ", "'", "\u260e ", "call me on ", "\t", "#", "[", '"', "~", "Fax ", "+", "\u202a", "o"]
AFTER = [" ", ".", ")", " (home)", "\n", "?", ";", ",", "]", "'", " / ", "#", " x", " ask for Bob", "/", "_", "\u202c", "*", "\r\n", " \u00e9", "\u4e00"]
EXTENSIONS = [
    " ext. {}", " ext {}", " x{}", "x{}", " #{}", ";ext={}", " extension {}", ",,{}", ";{}", " EXT:{}", " xtn {}", " int. {}", " anexo {}",
    " \u0434\u043e\u0431. {}", " - {}#", ",{}", "~{}", " extensi\u00f3n {}", " \uff45\uff58\uff54{}", " \uff58{}", "ext{}#", ", ext.\u00a0{}", " Ext-{}", ",,,{}",
    " x{}/x12", " extensio\u0301n {}", " e{}", ";isub={}", " , , x . {}", " \u0414\u041e\u0411 {}", "-{}#", " 0x{}", " exten\u017fion {}", " \u0130nt {}",
]
LETTERS = {"2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ"}
JUNK = "0123456789+-() ./x#*~,;:eXtnabcZ\uff0b\uff11\u0661\u00a0\u2010\u2212\u00ad\n\t\\_=\u00b2\u0301\u017f\u212a\u0130\u0131\u00bd\u4e00"
CONTEXTS = ["+{}", "+{}-", "example.com", "+", "", "+abc", "a-b.c.", "1.2", "+{}.(2)", "-a.com", "+1\uff12", "x"]


class Speller:
    """Makes inputs from a random source."""

    def __init__(self, random):
        self.random = random

    def example(self, place=None, kind=None):
        """An input and the default region it is read in (or None)."""
        code, region = place or self.random.choice(PLACES)
        kind = kind or self.random.choice(TYPES)
        digits = self.national(code, region, kind)
        style = self.random.random()
        if style < 0.04:
            return self.junk(), self.random.choice(REGIONS + [None])
        text = self.spell(code, region, digits)
        return self.disturb(text, code), self.home(region)

    def home(self, region):
        """Mostly the number's own region."""
        chance = self.random.random()
        if chance < 0.12 or region == NON_GEOGRAPHIC:
            return self.random.choice(REGIONS)
        if chance < 0.17:
            return None
        if chance < 0.18:
            return self.random.choice(["ZZ", "XX", NON_GEOGRAPHIC])
        return region

    def national(self, code, region, kind):
        """A national number: mostly of the wanted kind, sometimes spoilt."""
        data = metadata(code, region)
        description = getattr(data, kind) or data.general_desc
        pattern = description.national_number_pattern or data.general_desc.national_number_pattern
        digits = self.from_pattern(pattern)
        for _ in range(8):
            if len(digits) in description.possible_length:
                break
            digits = self.from_pattern(pattern)
        return self.spoil(digits)

    def number(self, place=None):
        """A country code, digits that some format may fit or just miss, and seldom an extension."""
        code, region = place or self.random.choice(PLACES)
        rules = self.rules(code)
        digits = ""
        while not 2 <= len(digits) <= 17:
            if rules and self.random.random() < 0.5:
                digits = self.spoil(self.from_rule(self.random.choice(rules)))
            else:
                digits = self.national(code, region, self.random.choice(TYPES))
        count = self.random.randint(1, 20) if self.random.random() < 0.1 else 0
        return code, digits, "".join(str(self.random.randrange(10)) for _ in range(count))

    def rules(self, code):
        """The formats of a country code; its main region has them all."""
        data = metadata(code, REGIONS_BY_CODE[code][0])
        return data.number_format + data.intl_number_format

    def from_rule(self, rule):
        """Digits that a format may fit; an earlier format may take them."""
        head = self.from_pattern(rule.leading_digits_pattern[-1]) if rule.leading_digits_pattern else ""
        return head + self.from_pattern(rule.pattern)[len(head) :]

    def spoil(self, digits):
        """Sometimes a digit too many, too few, or wrong; sometimes any digits at all."""
        chance = self.random.random()
        place = self.random.randrange(len(digits)) if digits else 0
        digit = str(self.random.randrange(10))
        if chance < 0.05:
            return digits[:place] + digit + digits[place + 1 :]
        if chance < 0.08:
            return digits[:place] + digits[place + 1 :]
        if chance < 0.11:
            return digits[:place] + digit + digits[place:]
        if chance < 0.14:
            return "".join(str(self.random.randrange(10)) for _ in range(self.random.randrange(1, 19)))
        return digits

    def from_pattern(self, pattern):
        """A string that a pattern matches."""
        return "".join(self._from_item(op, argument) for op, argument in parser.parse(pattern))

    def _from_item(self, op, argument):
        if op is constants.SUBPATTERN:
            return "".join(self._from_item(*item) for item in argument[3])
        if op is constants.BRANCH:
            return "".join(self._from_item(*item) for item in self.random.choice(argument[1]))
        if op is constants.MAX_REPEAT:
            low, high, body = argument
            return "".join(self._from_item(*item) for _ in range(self.random.randint(low, high)) for item in body)
        if op is constants.AT:
            return ""
        mask = digit_mask(op, argument)
        return str(self.random.choice([digit for digit in range(10) if mask >> digit & 1]))

    def spell(self, code, region, digits):
        """One of the ways to write a number."""
        style = self.random.random()
        data = metadata(code, region)
        if style < 0.2:
            return f"+{code}{digits}"
        if style < 0.3:
            return "+" + self.separated(f"{code} {digits}")
        if style < 0.36:
            return f"{code}{digits}"
        if style < 0.5 and data.national_prefix_for_parsing:
            return self.separated(self.from_pattern(data.national_prefix_for_parsing) + digits)
        if style < 0.62:
            return self.separated((data.national_prefix or "") + digits)
        if style < 0.7:
            abroad = metadata(0, self.random.choice([region, self.random.choice(REGIONS)]) if region != NON_GEOGRAPHIC else "US")
            return self.separated(self.from_pattern(abroad.international_prefix or "00") + f"{code}{digits}")
        if style < 0.75:
            return self.separated(f"+{code} ({data.national_prefix or 0}) {digits}")
        if style < 0.95 and digits.isdigit() and 0 < int(digits) < 10**17:
            return self.formatted(code, digits)
        return digits

    def formatted(self, code, digits):
        """As libphonenumber itself would write it."""
        zeros = len(digits) - len(digits.lstrip("0"))
        number = PhoneNumber(code, int(digits), italian_leading_zero=zeros > 0, number_of_leading_zeros=zeros or None)
        return phonenumbers.format_number(number, self.random.choice([1, 2, 2, 3]))

    def separated(self, digits):
        """With punctuation between the digits, here and there."""
        separator = self.random.choice(SEPARATORS)
        pieces, rest = [], digits
        while rest:
            length = self.random.randint(1, 5)
            pieces.append(rest[:length])
            rest = rest[length:]
        if self.random.random() < 0.2 and len(pieces) > 2:
            pieces[0] = f"({pieces[0]})"
        return separator.join(pieces)

    def disturb(self, text, code):
        """Sometimes with an extension, letters, other digits, words around it, or as a URI."""
        chance = self.random.random
        if chance() < 0.04:
            text = self.vanity(text)
        if chance() < 0.10:
            length = self.random.choice([1, 2, 3, 3, 4, 4, 5, 6, 7, 9, 10, 15, 16, 20, 21])
            text += self.random.choice(EXTENSIONS).format("".join(str(self.random.randrange(10)) for _ in range(length)))
        if chance() < 0.06:
            zero = ord(self.random.choice(ZEROS))
            share = self.random.choice([0.2, 1])
            text = "".join(chr(zero + int(c)) if c in "0123456789" and chance() < share else c for c in text)
        if chance() < 0.06:
            text = self.random.choice(BEFORE) + text
        if chance() < 0.06:
            text += self.random.choice(AFTER)
        if chance() < 0.03:
            text = self.uri(text, code)
        if chance() < 0.04:
            place = self.random.randrange(len(text) + 1)
            text = text[:place] + self.random.choice(JUNK) + text[place + self.random.randrange(2) :]
        return text

    def vanity(self, text):
        """With letters for some of the last digits."""
        count = self.random.randint(1, 7)
        head, tail = text[:-count], text[-count:]
        tail = "".join(self.random.choice(LETTERS[c]) if c in LETTERS else c for c in tail)
        return head + (tail.lower() if self.random.random() < 0.3 else tail)

    def uri(self, text, code):
        """In the form of RFC 3966, or nearly."""
        scheme = self.random.choice(["tel:", "", "TEL:", "Tel: tel:"])
        context = ";phone-context=" + self.random.choice(CONTEXTS).format(code) if self.random.random() < 0.7 else ""
        end = self.random.choice(["", "", ";isub=12", ";ext=7", ";a=b"])
        return scheme + text + context + end if self.random.random() < 0.5 else scheme + text + end + context

    def junk(self):
        """Nearly no number at all."""
        length = self.random.choice([0, 1, 2, 3, 5, 8, 12, 20, 40])
        return "".join(self.random.choice(JUNK) for _ in range(length))
