# SPDX-License-Identifier: Apache-2.0
"""Compiles libphonenumber's metadata into the tables of Sources/CNumberingPlan."""
