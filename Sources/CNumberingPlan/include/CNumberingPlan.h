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

/// By which layouts a number is written: at home, and with its country code.
struct np_format {
    uint16_t national;
    uint16_t international;
};

/// A row of up to five groups of digits, four bits each from the lowest: the fewest digits of each group, and how many
/// more it may have. `text` says what stands between them; there the bytes 1 to 5 stand for the groups.
struct np_layout {
    uint32_t least;
    uint32_t more;
    uint16_t text;
};

/// One country code: its regions (the main one first), the nodes where the walks of a national number begin (`root` to its
/// region and line type, `formats` to its format), the zones of numbers that belong to no place.
struct np_country {
    uint16_t code;
    uint16_t first_region;
    uint16_t root;
    uint16_t zones;
    uint16_t formats;
    uint8_t region_count;
    uint8_t mobile_is_geographic;
    uint8_t extension_prefix;
};

extern const char np_version[];
extern const uint16_t np_successors[];
extern const uint16_t np_branch_answers[];
extern const uint16_t np_leaf_starts[];
extern const uint8_t np_leaf_counts[];
extern const uint16_t np_leaf_answers[];
extern const struct np_answer np_answers[];
extern const uint16_t np_programs[];
extern const struct np_rule np_rules[];
extern const struct np_region np_regions[];
extern const struct np_country np_countries[];
extern const struct np_format np_formats[];
extern const struct np_layout np_layouts[];
extern const char np_layout_texts[][NP_LAYOUT_TEXT_SIZE];
extern const char np_extension_prefixes[][NP_EXTENSION_PREFIX_SIZE];
extern const uint16_t np_country_by_code[];
extern const uint16_t np_region_by_name[];
extern const uint16_t np_zone_list_starts[];
extern const uint16_t np_zone_list_zones[];
extern const char np_zone_names[][NP_ZONE_NAME_SIZE];

static inline const char *np_version_text(void) { return np_version; }
static inline const uint16_t *np_successor_table(void) { return np_successors; }
static inline const uint16_t *np_branch_answer_table(void) { return np_branch_answers; }
static inline const uint16_t *np_leaf_start_table(void) { return np_leaf_starts; }
static inline const uint8_t *np_leaf_count_table(void) { return np_leaf_counts; }
static inline const uint16_t *np_leaf_answer_table(void) { return np_leaf_answers; }
static inline const struct np_answer *np_answer_table(void) { return np_answers; }
static inline const uint16_t *np_program_table(void) { return np_programs; }
static inline const struct np_rule *np_rule_table(void) { return np_rules; }
static inline const struct np_region *np_region_table(void) { return np_regions; }
static inline const struct np_country *np_country_table(void) { return np_countries; }
static inline const struct np_format *np_format_table(void) { return np_formats; }
static inline const struct np_layout *np_layout_table(void) { return np_layouts; }
static inline const char *np_layout_text(uint16_t text) { return np_layout_texts[text]; }
static inline const char *np_extension_prefix(uint8_t prefix) { return np_extension_prefixes[prefix]; }
static inline const uint16_t *np_country_by_code_table(void) { return np_country_by_code; }
static inline const uint16_t *np_region_by_name_table(void) { return np_region_by_name; }
static inline const uint16_t *np_zone_list_start_table(void) { return np_zone_list_starts; }
static inline const uint16_t *np_zone_list_zone_table(void) { return np_zone_list_zones; }
static inline const char *np_zone_name(uint16_t zone) { return np_zone_names[zone]; }

#ifdef __clang__
#pragma clang assume_nonnull end
#endif

#endif
