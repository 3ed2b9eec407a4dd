/* A list as a file: every field that is nobody's personal one, references by name. */
#include "base/fail.h"
#include "web/election_list.h"
#include "web/labels.h"
#include "web/listing.h"
#include "web/matter_list.h"
#include "web/table_answer.h"
#include "web/visit.h"

#define LABELS_MAX ((size_t)8 << 20) /* bytes of names kept at a time */

/* A file in the making. */
struct export {
	const struct listing *listing;
	struct table_writer *table;
	struct arena *names;
	struct labels *labels;
	const struct field **fields; /* one for each column but the days */
	size_t *places;              /* where each stands in the record */
	size_t count;
};

static enum table_column_kind
column_kind(const struct field *field)
{
	switch (field->type) {
	case FIELD_INT:
		return TABLE_COLUMN_WHOLE;
	case FIELD_DAY:
		return TABLE_COLUMN_DATE;
	default:
		return TABLE_COLUMN_TEXT;
	}
}

static int
choose_fields(struct export *export)
{
	const struct kind *kind = export->listing->kind;
	struct arena *arena = export->listing->request->arena;

	export->fields = ARENA_ARRAY(arena, kind->field_count, const struct field *);
	export->places = ARENA_ARRAY(arena, kind->field_count, size_t);
	if (!export->fields || !export->places)
		return FAIL_MEMORY;
	for (size_t i = 0; i < kind->field_count; i++)
		if (field_is_listed(kind, &kind->fields[i])) {
			export->fields[export->count] = &kind->fields[i];
			export->places[export->count++] = i;
		}
	return 0;
}

static int
begin_sheet(struct export *export)
{
	const struct listing *listing = export->listing;
	const struct kind *kind = listing->kind;
	enum lang lang = listing->request->lang;
	size_t days = kind_shows_days(kind) ? 2 : kind == &matter_kind ? 1 : 0;
	size_t more = kind == &election_kind ? ELECTION_FILE_COLUMNS : 0;
	struct table_column *columns = ARENA_ARRAY(listing->request->arena, export->count + days + more,
	                                           struct table_column);

	if (!columns)
		return FAIL_MEMORY;
	for (size_t i = 0; i < export->count; i++)
		columns[i] = (struct table_column){.header = in_lang(export->fields[i]->label, lang),
		                                   .kind = column_kind(export->fields[i])};
	if (kind == &matter_kind)
		columns[export->count] = (struct table_column){.header = matter_waiting_column(lang).label,
		                                               .kind = TABLE_COLUMN_WHOLE};
	if (kind_shows_days(kind)) {
		columns[export->count] = (struct table_column){.header = in_lang(kind->since_label, lang),
		                                               .kind = TABLE_COLUMN_DATE};
		columns[export->count + 1] = (struct table_column){.header = in_lang(kind->until_label, lang),
		                                                   .kind = TABLE_COLUMN_DATE};
	}
	if (more)
		election_file_columns(lang, &columns[export->count + days]);
	table_sheet(export->table, in_lang(kind->plural, lang), NULL, columns, export->count + days + more);
	return 0;
}

static int
write_value(struct export *export, const struct field *field, const struct value *value)
{
	struct label label;
	int status;

	if (value->type == VALUE_NULL) {
		table_empty(export->table);
	} else if (field->type == FIELD_INT) {
		table_whole(export->table, value->number);
	} else if (field->type == FIELD_DAY) {
		table_day(export->table, (day_no)value->number);
	} else {
		status = value_label(export->labels, field, value, &label);
		if (status < 0)
			return status;
		table_text(export->table, label.text);
	}
	return 0;
}

static int
write_fields(struct export *export, const struct record *record)
{
	int status = 0;

	if (arena_used(export->names) > LABELS_MAX)
		labels_forget(export->labels);
	for (size_t i = 0; i < export->count && status == 0; i++)
		status = write_value(export, export->fields[i], &record->values[export->places[i]]);
	if (kind_shows_days(record->kind)) {
		table_day(export->table, record->since);
		table_day(export->table, record->until == DAY_OPEN ? DAY_OPEN : record->until - 1);
	}
	if (record->kind == &matter_kind)
		matter_waiting_write(export->table, record, export->listing->query.as_of);
	return status;
}

static int
write_row(void *arg, const struct record *record)
{
	struct export *export = arg;
	int status = write_fields(export, record);

	table_end_row(export->table);
	return status;
}

/* Page by page, since how each stands is read for a page at once. */
static int
write_elections(struct export *export)
{
	const struct request *request = export->listing->request;
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct election_standing *standings;
	const char *page = NULL;
	struct list list;
	int status;

	if (!arena)
		return FAIL_MEMORY;
	do {
		status = election_list_run(export->listing, arena, page, &list, &standings);
		for (size_t i = 0; status == 0 && i < list.count; i++) {
			status = write_fields(export, list.rows[i]);
			if (status == 0)
				status = election_file_cells(export->table, arena, request->lang, standings ? &standings[i] : NULL);
			table_end_row(export->table);
		}
		page = status == 0 && list.next ? arena_strdup(request->arena, list.next) : NULL;
		if (status == 0 && list.next && !page)
			status = FAIL_MEMORY;
		arena_reset(arena);
	} while (page && status == 0);
	arena_free(arena);
	return status;
}

static int
write_rows(struct table_writer *table, void *arg)
{
	struct export *export = arg;
	int status;

	export->table = table;
	status = choose_fields(export);
	if (status == 0)
		status = begin_sheet(export);
	if (status == 0 && export->listing->kind == &election_kind)
		return write_elections(export);
	if (status == 0)
		status = list_each(visit_of(export->listing->request)->db, &export->listing->query, write_row, export);
	return status;
}

int
list_file(const struct listing *listing, struct response *response)
{
	const struct request *request = listing->request;
	struct export export = {.listing = listing, .names = arena_new(ARENA_REQUEST_MAX)};
	int status = FAIL_MEMORY;

	export.labels = export.names ? labels_new(request, export.names, false) : NULL;
	if (export.labels)
		status = table_answer(request, response, in_lang(listing->kind->plural, request->lang), write_rows, &export);
	arena_free(export.names);
	return status;
}
