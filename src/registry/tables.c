#include "registry/tables.h"

#include <string.h>

#include "base/fail.h"
#include "registry/gram.h"

#define SQL_MAX ((size_t)16 << 10)
#define FIXED_COLUMNS COL_FIELDS

static const struct column fixed_columns[FIXED_COLUMNS] = {
	[COL_ID] = {"id", COLUMN_INT, .required = true},
	[COL_SINCE] = {"since", COLUMN_INT, .required = true},
	[COL_UNTIL] = {"until", COLUMN_INT, .required = true},
	[COL_MADE] = {"made", COLUMN_INT, .required = true},
	[COL_ENDED] = {"ended", COLUMN_INT},
};

static const struct column placement_columns[] = {
	{"subject", COLUMN_INT, .required = true}, /* identity of a body or unit */
	{"since", COLUMN_INT, .required = true},
	{"until", COLUMN_INT, .required = true},
	{"path", COLUMN_TEXT, .required = true},   /* "/1/17/203/", the subject itself last */
	{"standing", COLUMN_INT, .required = true, .initial = "0"}, /* STANDING_OF_UNIT, STANDING_OF_BODY */
	{"due", COLUMN_INT},                       /* last day of a body's term in force */
	{"made", COLUMN_INT, .required = true},
	{"ended", COLUMN_INT},
};

static const struct index placement_indexes[] = {
	{"placement_path", "path, subject, since, until, standing, due", "ended is null"},
	{"placement_subject", "subject, since, until, path, standing, due", "ended is null"},
	{"placement_standing", "standing, until, since, subject, path", "ended is null"},
	{"placement_due", "until, due, since, subject, path", "ended is null and due is not null"},
	{"placement_made", "made"},
	{"placement_ended", "ended", "ended is not null"},
};

static const struct table placement = {
	"placement", placement_columns, sizeof placement_columns / sizeof *placement_columns,
	"subject, since, made", placement_indexes, sizeof placement_indexes / sizeof *placement_indexes,
	.undone = true,
};

bool
field_is_text(const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_CREDIT:
	case FIELD_REGION:
	case FIELD_RESIDENT:
		return true;
	default:
		return false;
	}
}

/*
 * A field of a handful of values gets no index: it never beats the index of
 * the list's order, and without statistics SQLite would take it before the
 * one that finds the row.
 */
bool
field_is_indexed(const struct field *field)
{
	if (field->type == FIELD_CHOICE || field->type == FIELD_BOOL)
		return false;
	return field->type == FIELD_REF || (field->flags & (SHOW_FILTER | SHOW_SORT)) != 0;
}

void
sort_sql(const struct field *field, const char *alias, struct buf *out)
{
	const char *dot = *alias ? "." : "";

	if (field->flags & REQUIRED)
		buf_printf(out, "%s%s%s", alias, dot, field->name);
	else
		buf_printf(out, "coalesce(%s%s%s, %s)", alias, dot, field->name,
		           field_is_text(field) ? "''" : "-1");
}

void
fields_sql(const struct kind *kind, const char *alias, struct buf *out)
{
	for (size_t i = 0; i < kind->field_count; i++)
		buf_printf(out, ", %s.%s", alias, kind->fields[i].name);
}

/* The keyed hash of a sealed field stands in a column of its own behind the fields. */
static size_t
fill_columns(struct arena *arena, const struct kind *kind, struct column *columns)
{
	size_t count = FIXED_COLUMNS;

	memcpy(columns, fixed_columns, sizeof fixed_columns);
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field *field = &kind->fields[i];

		columns[count++] = (struct column){
			field->name, field_is_text(field) ? COLUMN_TEXT : COLUMN_INT,
			.required = (field->flags & REQUIRED) != 0,
		};
	}
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].type == FIELD_RESIDENT)
			columns[count++] = (struct column){
				arena_printf(arena, "%s_key", kind->fields[i].name), COLUMN_TEXT};
	return count;
}

static const char *
index_columns(struct arena *arena, const struct field *field)
{
	struct buf buf;
	char *columns;

	buf_init(&buf, SQL_MAX);
	if (field->type == FIELD_RESIDENT)
		buf_printf(&buf, "%s_key", field->name);
	else if (field->type == FIELD_REF)
		buf_puts(&buf, field->name); /* looked up, not sorted by */
	else
		sort_sql(field, "", &buf);
	buf_puts(&buf, ", id, since, until");
	if (field->with)
		buf_printf(&buf, ", %s", field->with);
	columns = arena_strdup(arena, buf_text(&buf));
	buf_free(&buf);
	return columns;
}

static size_t
fill_indexes(struct arena *arena, const struct kind *kind, struct index *indexes)
{
	size_t count = 0;

	indexes[count++] = (struct index){arena_printf(arena, "%s_made", kind->name), "made"};
	indexes[count++] = (struct index){arena_printf(arena, "%s_ended", kind->name), "ended", "ended is not null"};
	indexes[count++] = (struct index){arena_printf(arena, "%s_id", kind->name), "id, since, until", "ended is null"};
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field *field = &kind->fields[i];

		/* Persons are found by their whole name, which is no filter of their list. */
		if (field_is_indexed(field) || field->type == FIELD_RESIDENT ||
		    (kind->title && strcmp(kind->title, field->name) == 0))
			indexes[count++] = (struct index){
				arena_printf(arena, "%s_%s", kind->name, field->name),
				index_columns(arena, field), "ended is null"};
	}
	for (const struct index *index = kind->indexes; index && index->name; index++)
		indexes[count++] = *index;
	return count;
}

static struct table *
table_of(struct arena *arena, const struct kind *kind)
{
	struct column *columns = ARENA_ARRAY(arena, FIXED_COLUMNS + 2 * kind->field_count, struct column);
	struct index *indexes;
	struct table *table = ARENA_NEW(arena, struct table);
	size_t more = 0;

	while (kind->indexes && kind->indexes[more].name)
		more++;
	indexes = ARENA_ARRAY(arena, 3 + kind->field_count + more, struct index);
	if (!columns || !indexes || !table)
		return NULL;
	*table = (struct table){
		.name = kind->name,
		.columns = columns, .column_count = fill_columns(arena, kind, columns),
		.primary_key = "id, since, made",
		.indexes = indexes, .index_count = fill_indexes(arena, kind, indexes),
		.undone = true,
	};
	return table;
}

static const struct column gram_columns[] = {
	{"gram", COLUMN_TEXT, .required = true},
	{"start", COLUMN_TEXT, .required = true}, /* of the title */
	{"id", COLUMN_INT, .required = true},
};

static struct table *
gram_table_of(struct arena *arena, const struct kind *kind)
{
	struct table *table = ARENA_NEW(arena, struct table);
	char *name = arena_printf(arena, "%s_gram", kind->name);

	if (!table || !name)
		return NULL;
	*table = (struct table){name, gram_columns, sizeof gram_columns / sizeof *gram_columns, "gram, start, id",
	                        .clustered = true, .undone = true};
	return table;
}

const struct table *const *
registry_tables(struct arena *arena, size_t *ret_count)
{
	const struct table **tables;
	size_t count = 0;

	while (kinds[count])
		count++;
	tables = ARENA_ARRAY(arena, 2 * count + 1, const struct table *);
	if (!tables)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (!(tables[i] = table_of(arena, kinds[i])))
			return NULL;
	for (size_t i = 0; kinds[i]; i++)
		if (kind_is_searched(kinds[i]) && !(tables[count++] = gram_table_of(arena, kinds[i])))
			return NULL;
	tables[count++] = &placement;
	*ret_count = count;
	return tables;
}

int
registry_schema(struct arena *arena, const struct table *const *more, size_t more_count,
                struct schema *ret_schema)
{
	size_t own_count, count = 0;
	const struct table *const *own = registry_tables(arena, &own_count);
	const struct table **all;

	if (!own)
		return FAIL_MEMORY;
	all = ARENA_ARRAY(arena, store_table_count + own_count + more_count, const struct table *);
	if (!all)
		return FAIL_MEMORY;
	for (size_t i = 0; i < store_table_count; i++)
		all[count++] = &store_tables[i];
	for (size_t i = 0; i < own_count; i++)
		all[count++] = own[i];
	for (size_t i = 0; i < more_count; i++)
		all[count++] = more[i];
	*ret_schema = (struct schema){all, count};
	return 0;
}
