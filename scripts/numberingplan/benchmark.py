# SPDX-License-Identifier: Apache-2.0
"""The inputs of the benchmark, and its Python side."""

import random
import time

import phonenumbers
from phonenumbers.phonenumberutil import NumberParseException

from . import oracle
from .plan import metadata
from .spellings import PLACES, REGIONS, Speller

SEED = 4711
COUNT = 100_000
PUNCTUATION = [" ", "-", ".", "/", " - ", ") "]


def e164(speller):
    """A valid number in E.164 form."""
    while True:
        code, region = speller.random.choice(PLACES)
        digits = speller.national(code, region, speller.random.choice(["fixed_line", "mobile"]))
        text = f"+{code}{digits}"
        if phonenumbers.is_possible_number_string(text, None) and phonenumbers.is_valid_number(phonenumbers.parse(text)):
            return text, region


def national(speller):
    """A valid number with its national prefix and ASCII punctuation, in its own region."""
    while True:
        text, region = e164(speller)
        if region not in REGIONS:
            continue
        number = phonenumbers.parse(text)
        data = metadata(number.country_code, region)
        digits = (data.national_prefix or "") + phonenumbers.national_significant_number(number)
        separator = speller.random.choice(PUNCTUATION)
        place = speller.random.randint(1, 4)
        spelling = f"({digits[:place]}{separator}{digits[place : place + 3]}{separator.strip() or ' '}{digits[place + 3 :]}"
        if speller.random.random() < 0.5:
            spelling = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        if spelling.isascii():
            return spelling, region


def messy(speller):
    """A valid national number with what people put into it: other dashes, spaces and digits, words, an extension."""
    text, region = national(speller)
    chance = speller.random.random
    text = text.replace(" ", speller.random.choice([" ", "\u00a0", "\u2013", "\u2011"]))
    if chance() < 0.2:
        text = speller.random.choice(["Tel: ", "mobile ", "\t", "'"]) + text
    if chance() < 0.2:
        text += speller.random.choice([" ext. 12", " x12", " (home)", ";"])
    if chance() < 0.1:
        text = "".join(chr(0xFF10 + int(c)) if c in "0123456789" else c for c in text)
    return text, region


KINDS = {
    "E.164, valid": e164,
    "national, punctuated": national,
    "national, messy": messy,
    "everything (the oracle's inputs)": lambda speller: speller.example(),
}


def inputs(kind):
    """The inputs of one kind: the same for all libraries."""
    speller = Speller(random.Random(SEED))
    return [KINDS[kind](speller) for _ in range(COUNT)]


def lines(examples):
    """The inputs as the programs read them."""
    return "".join(f"{region or ''}\t{oracle.escaped(text)}\n" for text, region in examples)


def nanoseconds(examples, rounds=2):
    """Python's time for a number: parse, validity, line type, E.164; the best of the rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for text, region in examples:
            try:
                number = phonenumbers.parse(text, region)
            except NumberParseException:
                continue
            phonenumbers.is_valid_number(number)
            phonenumbers.number_type(number)
            phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        best = min(best, time.perf_counter() - start)
    return best / len(examples) * 1e9
