# SPDX-License-Identifier: Apache-2.0
"""All rules, in the order of the house."""

import circles
import files
import words

RULES = sorted(files.RULES + circles.RULES + words.RULES, key=lambda rule: rule.house)
