#include "party/verify.h"

#include <stdarg.h>
#include <stdio.h>

#include "party/verification.h"

#define SENTENCE 400

void
verification_count(void *verification, struct bilingual finding)
{
	struct verification *to = verification;

	to->findings++;
	to->report(to->arg, finding);
}

void
verification_find(struct verification *to, const char *zh, const char *en, ...)
{
	char zh_text[SENTENCE], en_text[SENTENCE];
	va_list args;

	va_start(args, en);
	vsnprintf(zh_text, sizeof zh_text, zh, args);
	va_end(args);
	va_start(args, en);
	vsnprintf(en_text, sizeof en_text, en, args);
	va_end(args);
	verification_count(to, (struct bilingual){zh_text, en_text});
}

int
verification_each(struct verification *to, struct buf *sql, const char *table, const char *column,
                  void (*each)(struct verification *to, const char *table, const char *column,
                               const struct rows *rows))
{
	struct rows *rows;
	int status;

	buf_puts(sql, WALKED);
	status = buf_status(sql);
	if (status == 0)
		status = db_query(to->db, buf_text(sql), NO_ARGS, &rows);
	buf_clear(sql);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		each(to, table, column, rows);
	rows_close(rows);
	return status;
}

int
verify(struct db *db, const struct schema *schema,
       void (*report)(void *arg, struct bilingual finding), void *arg)
{
	struct verification to = {.db = db, .report = report, .arg = arg};
	int status = store_sound(db, verification_count, &to);

	if (status == 0 && to.findings == 0)
		status = schema_compare(db, schema, verification_count, &to);
	if (status < 0 || to.findings > 0)
		return status < 0 ? status : to.findings;
	status = verify_journal(&to, schema);
	if (status == 0)
		status = verify_records(&to);
	if (status == 0)
		status = verify_matters(&to);
	if (status == 0)
		status = verify_followed(&to);
	return status < 0 ? status : to.findings;
}
