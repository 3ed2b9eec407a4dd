/* What tests/web/sample.html shows. */
#ifndef DANGJIAN_TESTS_WEB_SAMPLE_MODEL_H
#define DANGJIAN_TESTS_WEB_SAMPLE_MODEL_H

#include "web/html.h"

struct sample_row {
	const char *name;
	int count;
};

struct sample {
	const char *text;
	struct bilingual both;
	int64_t number;
	size_t size;
	day_no day;
	struct href href, outside;
	struct fragment mark;
	const struct sample_row *rows;
	size_t row_count;
};

#endif
