# SPDX-License-Identifier: Apache-2.0
"""Where the library differs from libphonenumber's Python port on purpose, and why. docs/phone-numbers.md lists the same."""

import unicodedata


def reason(line, theirs, ours):
    """Why the two answers to a line differ; None if nothing explains it."""
    if any(unicodedata.category(character) == "Cn" for character in line):
        return "the line has characters that this Python's Unicode version does not know"
    return None
