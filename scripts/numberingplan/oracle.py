# SPDX-License-Identifier: Apache-2.0
"""What libphonenumber says of an input, as one line of words."""

import phonenumbers
from phonenumbers import re_util, timezone
from phonenumbers.phonenumberutil import NumberParseException, PhoneNumberType

FAILURES = ["invalidCountryCode", "notANumber", "tooShortAfterInternationalPrefix", "tooShort", "tooLong"]
ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}

re_util.enable_pattern_cache()


def answer(text, region):
    """`failure`, or number, extension, validity, region and line type between tabs; and the time zones."""
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as error:
        return FAILURES[error.error_type], ()
    kind = phonenumbers.number_type(number)
    zones = timezone.time_zones_for_number(number)
    fields = (
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        number.extension or "",
        "valid" if phonenumbers.is_valid_number(number) else "invalid",
        phonenumbers.region_code_for_number(number) or "",
        PhoneNumberType.to_string(kind).lower(),
    )
    return "\t".join(fields), tuple(zone for zone in zones if zone != timezone.UNKNOWN_TIMEZONE)


def escaped(text):
    """The text on one line, without tabs."""
    return "".join(ESCAPES.get(character, character) for character in text)
