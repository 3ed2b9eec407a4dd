/*
 * The conversions of a printf format, read one by one: for writers that put
 * the values in themselves, and for checks that two formats ask the same.
 */
#ifndef DANGJIAN_BASE_CONVERSION_H
#define DANGJIAN_BASE_CONVERSION_H

#include <stddef.h>

struct conversion {
	size_t position;   /* counted from 1 where the format says so (%2$s), else 0: the next value */
	const char *size;  /* "", "l", "ll", "z", "j", "h" */
	char type;         /* d i u s c x; '%' for a per cent sign; 0 for no conversion at all */
};

/* Reads the conversion at text[0] == '%' and returns its bytes; one that is malformed has type 0 and one byte. */
size_t conversion_read(const char *text, struct conversion *ret_conversion);

#endif
