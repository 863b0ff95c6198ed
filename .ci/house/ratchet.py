# SPDX-License-Identifier: Apache-2.0
"""The numbers that may only fall: how often each rule is broken today."""

import json


class RatchetError(Exception):
    """The file of numbers cannot be used."""


def read(path, names):
    try:
        with open(path, encoding="utf-8") as file:
            numbers = json.load(file)
    except OSError as error:
        raise RatchetError("%s: %s" % (path, error.strerror)) from error
    except ValueError as error:
        raise RatchetError("%s: not JSON: %s" % (path, error)) from error
    if not isinstance(numbers, dict):
        raise RatchetError("%s: not an object of rules and numbers" % path)
    for name, number in numbers.items():
        if name not in names:
            raise RatchetError("%s: no rule is called %s" % (path, name))
        if type(number) is not int or number < 0:
            raise RatchetError("%s: the number of %s is none" % (path, name))
    return numbers


def lowered(numbers, counts):
    """The numbers after `--lower`: none is higher than before, and a rule without one must hold."""
    return {name: min(count, numbers.get(name, 0)) for name, count in counts.items()}


def write(path, numbers):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(numbers, file, indent=4)
        file.write("\n")
