/*
 * Codes with check digits: the unified social credit code (统一社会信用代码,
 * GB 32100-2015, A-21), the region code (行政区划代码, GB/T 2260) and the
 * resident ID (公民身份号码, GB 11643, A-22).  All take the code in its
 * standard form: no spaces, ASCII digits, capital letters (see text_tidy).
 */
#ifndef DANGJIAN_NAMES_CODES_H
#define DANGJIAN_NAMES_CODES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/day.h"

#define REGION_CODE 7   /* bytes of a region code with its NUL */
#define CREDIT_CODE 19  /* of a credit code */
#define RESIDENT_ID 19  /* of a resident ID */

/* --- regions ------------------------------------------------------------ */

enum region_state {
	REGION_UNKNOWN,      /* in none of the lists: a flag, not a fault */
	REGION_KNOWN,        /* in force, or 100000 for the whole country (GB 32100) */
	REGION_STATISTICAL,  /* a development zone's number (71-80) of the statistics bureau; not in GB/T 2260 */
	REGION_ABOLISHED,    /* in force once; old IDs and codes keep it: a flag */
};

enum region_level { REGION_COUNTRY, REGION_PROVINCE, REGION_PREFECTURE, REGION_COUNTY };

struct region {
	char code[REGION_CODE];
	enum region_state state;
	const char *name;    /* zh; its last one where it is abolished */
};

/* All regions by ascending code; the count is in *ret_count. */
const struct region *regions(size_t *ret_count);

/* The region of a code of exactly six digits, or null. */
const struct region *region_find(const char *code);

enum region_state region_state(const char *code);

/* 朝阳区; null for an unknown code. */
const char *region_name(const char *code);

/* 北京市朝阳区, from the arena; null for an unknown code or without memory. */
const char *region_full_name(struct arena *arena, const char *code);

/* What the zeros of six digits say: 110000 is a province, 110100 a prefecture. */
enum region_level region_level(const char *code);

/* --- credit codes --------------------------------------------------------- */

/* What a code's first two places say about the registrant (OPIN-1.1, A-21). */
enum credit_standing {
	CREDIT_CATEGORY,       /* a social organization of `category` */
	CREDIT_CLERK_DECIDES,  /* may be an intermediary (category 4), or the source is silent */
	CREDIT_NOT_SOCIAL,     /* no social organization's code */
};

struct credit_code {
	enum credit_standing standing;
	int category;                  /* OPIN-1.1: 1-4, or 0 for none; 5 may have no code */
	char region[REGION_CODE];      /* of the registrar; 100000 for the country */
	enum region_state region_state;
};

/*
 * Checks alphabet and both check digits.  0, or FAIL_INPUT with a
 * sentence that names the place at fault and what it should be.  The region
 * is only reported.  `ret_code` may be null.
 */
int credit_code_check(const char *code, struct credit_code *ret_code);

/* Place 17 from the eight before it; NUL unless these are digits and capital letters. */
char organization_check_digit(const char eight[8]);

/* Place 18 from places 1 to 17; NUL unless these are of the standard's alphabet. */
char credit_check_digit(const char seventeen[17]);

/* --- resident IDs ----------------------------------------------------------- */

/*
 * Checks digits, a real birth date and the check digit.  0, or
 * FAIL_INPUT with a sentence that names the place and repeats nothing of the
 * number (DP-6).  A birth date in the future or an unknown region is the
 * caller's matter.  Both ret_ parameters may be null.
 */
int resident_id_check(const char *id, day_no *ret_birth, char ret_region[REGION_CODE]);

/* Place 18 from places 1 to 17; NUL unless these are digits. */
char resident_check_digit(const char seventeen[17]);

#endif
