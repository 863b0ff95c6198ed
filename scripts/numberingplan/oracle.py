# SPDX-License-Identifier: Apache-2.0
"""What libphonenumber says of an input, as one line of words."""

import phonenumbers
from phonenumbers import re_util, timezone
from phonenumbers.phonenumber import PhoneNumber
from phonenumbers.phonenumberutil import NumberParseException, PhoneNumberFormat, PhoneNumberType

# As `ParseFailure` in Swift calls them, in the order of libphonenumber's numbers.
FAILURES = [
    "invalid_country_code",
    "not_a_number",
    "too_short_after_international_prefix",
    "too_short",
    "too_long",
]
ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}

re_util.enable_pattern_cache()


def answer(text, region):
    """`failure`, or number, extension, validity, region and line type between tabs; the time zones; the formats."""
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as error:
        return FAILURES[error.error_type], (), ""
    kind = phonenumbers.number_type(number)
    zones = timezone.time_zones_for_number(number)
    fields = (
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        number.extension or "",
        "valid" if phonenumbers.is_valid_number(number) else "invalid",
        phonenumbers.region_code_for_number(number) or "",
        PhoneNumberType.to_string(kind).lower(),
    )
    zones = tuple(zone for zone in zones if zone != timezone.UNKNOWN_TIMEZONE)
    return "\t".join(fields), zones, formats(number)


def number_of(code, digits, extension=""):
    """A number from its country code and the digits behind it."""
    zeros = min(len(digits) - len(digits.lstrip("0")), len(digits) - 1)
    return PhoneNumber(
        country_code=code,
        national_number=int(digits),
        extension=extension or None,
        italian_leading_zero=zeros > 0,
        number_of_leading_zeros=zeros or None,
    )


def formats(number):
    """The number in the national and the international form and as a link, between tabs."""
    forms = (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.RFC3966)
    return "\t".join(phonenumbers.format_number(number, form) for form in forms)


def escaped(text):
    """The text on one line, without tabs."""
    return "".join(ESCAPES.get(character, character) for character in text)
