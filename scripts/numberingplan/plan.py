# SPDX-License-Identifier: Apache-2.0
"""Reads libphonenumber's metadata (through the `phonenumbers` package) and compiles it into plain lists of numbers."""

from phonenumbers import timezone
from phonenumbers.data import _COUNTRY_CODE_TO_REGION_CODE as REGIONS_BY_CODE
from phonenumbers.phonemetadata import PhoneMetadata
from phonenumbers.phonenumber import PhoneNumber
from phonenumbers.phonenumberutil import is_number_type_geographical
from phonenumbers.tzdata import TIMEZONE_DATA

from .formats import Formats, FormatQuestion
from .graph import HORIZON, Graph, compile_automaton, compile_prefixes
from .patterns import Automaton, group_count, program

# Line types by number, as `LineType` in Swift numbers them. Zero is "not a number of this plan".
UNKNOWN, MOBILE, FIXED, FIXED_OR_MOBILE = 0, 1, 2, 3
# In the order in which libphonenumber asks (PhoneNumberUtil.getNumberTypeHelper).
SPECIAL_TYPES = (
    ("premium_rate", 6),
    ("toll_free", 5),
    ("shared_cost", 7),
    ("voip", 4),
    ("personal_number", 8),
    ("pager", 9),
    ("uan", 10),
    ("voicemail", 11),
)
NO_REGION = 255
NON_GEOGRAPHIC = "001"


class Plan:
    """Everything the tables hold."""

    def __init__(self):
        self.graph = Graph()
        self.answers = {}  # (index of the region in its country, line type) -> answer number
        self.regions = []  # one dictionary a region, in the order of country codes
        self.countries = []  # one dictionary a country code
        self.programs = {}  # program -> offset
        self.code = []
        self.rules = {}  # (program offset, groups, transform) -> rule number
        self.formats = Formats()
        self.zones = []  # names of time zones
        self.zone_lists = {}  # tuple of zone numbers -> list number
        self._answer(NO_REGION, UNKNOWN)
        self._zone_list(())
        self._rule(None, None)
        for country_code in sorted(REGIONS_BY_CODE):
            self._add_country(country_code)
        self._add_zones()

    def _add_country(self, code):
        region_codes = REGIONS_BY_CODE[code]
        first_region = len(self.regions)
        plans = [metadata(code, region) for region in region_codes]
        for region, data in zip(region_codes, plans):
            self._add_region(region, data)
        self.countries.append(
            {
                "code": code,
                "first_region": first_region,
                "region_count": len(region_codes),
                "root": self._classifier(plans),
                "zones": self._country_zones(code),
                "formats": self._formatter(plans[0]),
                "extension_prefix": self.formats.extension_prefix(plans[0]),
                "mobile_is_geographic": is_number_type_geographical(1, code),
            }
        )

    def _add_region(self, region, data):
        general = data.general_desc
        self.regions.append(
            {
                "name": region,
                "country": len(self.countries),
                "lengths": length_bits(general.possible_length),
                "local_lengths": length_bits(general.possible_length_local_only),
                "international_prefix": self._program(data.international_prefix),
                "rule": self._rule(data.national_prefix_for_parsing, data.national_prefix_transform_rule),
                "general": self._matcher(general.national_number_pattern),
            }
        )

    def _matcher(self, pattern):
        """The graph that answers 1 for what matches the pattern as a whole."""
        automaton = Automaton()
        start, end = automaton.add(pattern)
        yes = self._answer(0, FIXED)

        def answer(states, length):
            if end in states and length == HORIZON:
                raise ValueError(f"a pattern takes more digits than the graph sees: {pattern}")
            return yes if end in states else 0

        return compile_automaton(self.graph, automaton, [start], answer)

    def _classifier(self, plans):
        """The graph that answers region and line type of a country's numbers."""
        automaton = Automaton()
        questions = [RegionQuestion(automaton, data) for data in plans]
        starts = [start for question in questions for start in question.starts]

        def answer(states, length):
            for index, question in enumerate(questions):
                if len(plans) == 1 or question.owns(states, length):
                    return self._answer(index, question.line_type(states, length))
            return self._answer(NO_REGION, UNKNOWN)

        return compile_automaton(self.graph, automaton, starts, answer)

    def _formatter(self, data):
        """The graph that answers by which rules a country's numbers are written; its main region has them all."""
        question = FormatQuestion(data, self.formats)
        return compile_automaton(self.graph, question.automaton, question.starts, question.answer)

    def _answer(self, region, line_type):
        return self.answers.setdefault((region, line_type), len(self.answers))

    def _program(self, pattern):
        if not pattern:
            return 0xFFFF
        code = program(pattern)
        if code not in self.programs:
            self.programs[code] = len(self.code)
            self.code.extend(code)
        return self.programs[code]

    def _rule(self, pattern, transform):
        key = (self._program(pattern), group_count(pattern or ""), transform or "")
        return self.rules.setdefault(key, len(self.rules))

    def _country_zones(self, code):
        """Zones of numbers that have no place, asked of the package itself: its loop has its own idea of prefixes."""
        return self._zone_list(timezone._country_level_time_zones_for_number(PhoneNumber(country_code=code)))

    def _add_zones(self):
        lists = {prefix: self._zone_list(zones) for prefix, zones in TIMEZONE_DATA.items()}
        self.zone_root = compile_prefixes(self.graph, lists, 0)

    def _zone_list(self, names):
        numbers = []
        for name in names:
            if name == timezone.UNKNOWN_TIMEZONE:
                continue
            if name not in self.zones:
                self.zones.append(name)
            numbers.append(self.zones.index(name))
        return self.zone_lists.setdefault(tuple(numbers), len(self.zone_lists))


class RegionQuestion:
    """One region's patterns inside its country's automaton."""

    def __init__(self, automaton, data):
        self.automaton = automaton
        self.starts = []
        self.same_pattern = data.same_mobile_and_fixed_line_pattern
        self.leading = self._add(data.leading_digits, then_anything=True)
        self.general = self._description(data.general_desc)
        self.special = [(self._description(getattr(data, name)), number) for name, number in SPECIAL_TYPES]
        self.fixed = self._description(data.fixed_line)
        self.mobile = self._description(data.mobile)

    def owns(self, states, length):
        """Whether a number belongs to the region (PhoneNumberUtil.getRegionCodeForNumberFromRegionList)."""
        if self.leading is not None:
            return self.leading in states
        return self.line_type(states, length) != UNKNOWN

    def line_type(self, states, length):
        """The line type (PhoneNumberUtil.getNumberTypeHelper)."""
        if not matches(self.general, states, length):
            return UNKNOWN
        for description, number in self.special:
            if matches(description, states, length):
                return number
        if matches(self.fixed, states, length):
            both = self.same_pattern or matches(self.mobile, states, length)
            return FIXED_OR_MOBILE if both else FIXED
        is_mobile = not self.same_pattern and matches(self.mobile, states, length)
        return MOBILE if is_mobile else UNKNOWN

    def _description(self, description):
        if description is None or not description.national_number_pattern:
            return None
        return self._add(description.national_number_pattern), frozenset(description.possible_length)

    def _add(self, pattern, then_anything=False):
        if pattern is None:
            return None
        start, end = self.automaton.add(pattern, then_anything)
        self.starts.append(start)
        return end


def matches(description, states, length):
    """Whether a number of this length matches a pattern and its possible lengths."""
    if description is None:
        return False
    end, lengths = description
    return end in states and (not lengths or length in lengths)


def metadata(code, region):
    """The metadata of a region, or of a country code that belongs to none."""
    if region == NON_GEOGRAPHIC:
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region(region)


def length_bits(lengths):
    """Lengths as bits of one number."""
    return sum(1 << length for length in lengths if length > 0)
