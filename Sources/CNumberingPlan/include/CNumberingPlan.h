// SPDX-License-Identifier: Apache-2.0
//
// The numbering plan of the world as constant arrays: nothing to load, nothing to allocate, shared by all processes.
// The arrays are in numbering_plan.c, which scripts/generate-numbering-plan writes; docs/phone-numbers.md explains them.
// Swift does not import arrays of this size, so each has a function that gives its address.

#ifndef C_NUMBERING_PLAN_H
#define C_NUMBERING_PLAN_H

#include <stdint.h>

#include "numbering_plan_sizes.h"

#ifdef __clang__
#pragma clang assume_nonnull begin
#endif

/// No entry, in tables of indices.
#define NP_NONE 0xFFFF

/// The room for a time zone's name and its zero.
#define NP_ZONE_NAME_SIZE 40

/// What the end of a walk says: the region as an index inside its country (255: none) and the line type's number (0: unknown).
struct np_answer {
    uint8_t region;
    uint8_t line_type;
};

/// How a national prefix is taken off: a program, and what is put in the match's place (`prefix`, then group `group`; none if 0).
struct np_rule {
    uint16_t program;
    uint16_t prefix;
    uint8_t prefix_digits;
    uint8_t groups;
    uint8_t group;
};

/// One region's rules for parsing. Lengths are bits; `general` is the node that answers whether a number can be the region's.
struct np_region {
    uint32_t lengths;
    uint32_t local_lengths;
    uint16_t country;
    uint16_t international_prefix;
    uint16_t rule;
    uint16_t general;
    char name[4];
};

/// One country code: its regions (the main one first), the node where a national number's walk begins, the zones of
/// numbers that belong to no place.
struct np_country {
    uint16_t code;
    uint16_t first_region;
    uint16_t root;
    uint16_t zones;
    uint8_t region_count;
    uint8_t mobile_is_geographic;
};

extern const char np_version[];
extern const uint16_t np_successors[];
extern const uint16_t np_branch_answers[];
extern const uint16_t np_leaf_starts[];
extern const uint16_t np_leaf_answers[];
extern const struct np_answer np_answers[];
extern const uint16_t np_programs[];
extern const struct np_rule np_rules[];
extern const struct np_region np_regions[];
extern const struct np_country np_countries[];
extern const uint16_t np_country_by_code[];
extern const uint16_t np_region_by_name[];
extern const uint16_t np_zone_list_starts[];
extern const uint16_t np_zone_list_zones[];
extern const char np_zone_names[][NP_ZONE_NAME_SIZE];

static inline const char *np_version_text(void) { return np_version; }
static inline const uint16_t *np_successor_table(void) { return np_successors; }
static inline const uint16_t *np_branch_answer_table(void) { return np_branch_answers; }
static inline const uint16_t *np_leaf_start_table(void) { return np_leaf_starts; }
static inline const uint16_t *np_leaf_answer_table(void) { return np_leaf_answers; }
static inline const struct np_answer *np_answer_table(void) { return np_answers; }
static inline const uint16_t *np_program_table(void) { return np_programs; }
static inline const struct np_rule *np_rule_table(void) { return np_rules; }
static inline const struct np_region *np_region_table(void) { return np_regions; }
static inline const struct np_country *np_country_table(void) { return np_countries; }
static inline const uint16_t *np_country_by_code_table(void) { return np_country_by_code; }
static inline const uint16_t *np_region_by_name_table(void) { return np_region_by_name; }
static inline const uint16_t *np_zone_list_start_table(void) { return np_zone_list_starts; }
static inline const uint16_t *np_zone_list_zone_table(void) { return np_zone_list_zones; }
static inline const char *np_zone_name(uint16_t zone) { return np_zone_names[zone]; }

#ifdef __clang__
#pragma clang assume_nonnull end
#endif

#endif
