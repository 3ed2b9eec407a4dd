/* The facts of matters against what their types declare. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/matter.h"
#include "party/verification.h"

#define SQL_MAX ((size_t)2 << 10)

STATEMENT(facts_of_matters,
	"select f.matter, coalesce((select min(m.kind) from matter m where m.id = f.matter), 0), f.name, f.number,"
	" coalesce(f.text, ''), coalesce(f.refers, '') from matter_fact f where f.ended is null order by f.matter, f.name" WALKED);

static const struct field *
declared(const struct matter_type *type, const char *name)
{
	for (size_t i = 0; i < type->field_count; i++)
		if (strcmp(type->fields[i].name, name) == 0)
			return &type->fields[i];
	return NULL;
}

/* Why a row is none of the field's, or null. */
static const char *
fault_of(const struct field *field, const struct rows *rows)
{
	bool number = !rows_null(rows, 3), text = *rows_text(rows, 4) != '\0';
	bool is_text = field->type == FIELD_TEXT || field->type == FIELD_CREDIT || field->type == FIELD_REGION;

	if (number == text || text != is_text)
		return "type";
	if (strcmp(rows_text(rows, 5), field->type == FIELD_REF ? field->refers : "") != 0)
		return "refers";
	return field->type == FIELD_CHOICE && !choice_by_number(field, rows_int(rows, 3)) ? "choice" : NULL;
}

static void
judge(struct verification *to, const struct rows *rows)
{
	const struct matter_type *type = rows_int(rows, 1) ? matter_type((enum matter_number)rows_int(rows, 1)) : NULL;
	const struct field *field = type ? declared(type, rows_text(rows, 2)) : NULL;
	int64_t matter = rows_int(rows, 0);
	const char *fault;

	if (rows_int(rows, 1) == 0)
		verification_find(to, "事实 %s 所属的第 %" PRId64 " 号事项不存在", "fact %s of matter %" PRId64 ": there is no such matter",
		                  rows_text(rows, 2), matter);
	else if (!field)
		verification_find(to, "事实 %s（第 %" PRId64 " 号事项）：这一类事项没有这一项",
		                  "fact %s of matter %" PRId64 ": matters of its kind have no such fact", rows_text(rows, 2), matter);
	else if ((fault = fault_of(field, rows)))
		verification_find(to, "事实 %s（第 %" PRId64 " 号事项）与规定的类型不符（%s）",
		                  "fact %s of matter %" PRId64 " is not as declared (%s)", rows_text(rows, 2), matter, fault);
}

static void
dangling(struct verification *to, const char *table, const char *column, const struct rows *rows)
{
	verification_find(to, "%s 第 %" PRId64 " 号的 %s 指向不存在的第 %" PRId64 " 号",
	                  "%s %" PRId64 ": %s names %" PRId64 ", which does not exist", table, rows_int(rows, 0), column,
	                  rows_int(rows, 1));
}

int
verify_matters(struct verification *to)
{
	struct rows *rows;
	struct buf sql;
	int status = db_query(to->db, facts_of_matters, NO_ARGS, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		judge(to, rows);
	rows_close(rows);
	buf_init(&sql, SQL_MAX);
	for (size_t k = 0; kinds[k] && status == 0; k++) {
		const char *name = kinds[k]->name;

		buf_printf(&sql, "select distinct f.matter, f.number from matter_fact f where f.refers = '%s' and not exists"
		                 " (select 1 from %s t where t.id = f.number) order by 1, 2", name, name);
		status = verification_each(to, &sql, "matter_fact", name, dangling);
	}
	buf_free(&sql);
	return status;
}
