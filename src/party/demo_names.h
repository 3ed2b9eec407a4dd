/* Invented names and codes for the demonstration; demo.c's own. */
#ifndef DANGJIAN_PARTY_DEMO_NAMES_H
#define DANGJIAN_PARTY_DEMO_NAMES_H

#include "base/arena.h"
#include "base/day.h"
#include "law/opinions.h"
#include "names/codes.h"

/* A generator of numbers that depends on the seed alone (splitmix64). */
struct dice {
	uint64_t state;
};

uint64_t dice_next(struct dice *dice);
int64_t dice_below(struct dice *dice, int64_t sides);          /* 0 … sides-1 */
int64_t dice_between(struct dice *dice, int64_t low, int64_t high);
bool dice_chance(struct dice *dice, int per_mille);

extern const char *const demo_industries[];
extern const size_t demo_industry_count;

/* The place in the n-th organization's name: 0 for the city itself, else one of `places` districts from 1 on. */
int64_t demo_place(int64_t number, int64_t places);

/*
 * The name of the n-th organization, of the place demo_place gives it; no two
 * numbers give one name.
 */
const char *demo_unit_name(struct arena *arena, int64_t number, int64_t places, const char *place,
                           enum category category, const char *industry);

const char *demo_person_name(struct arena *arena, struct dice *dice);
const char *demo_address(struct arena *arena, struct dice *dice, const char *region);

/* A credit code of the category in a region, from the n-th organization code; "" for category 5. */
void demo_credit_code(int64_t number, enum category category, const char *region, char ret_code[CREDIT_CODE]);

/* A resident ID of nobody: region, birth date and running number with its check digit. */
void demo_resident_id(const char *region, day_no birth, int64_t number, char ret_id[RESIDENT_ID]);

#endif
