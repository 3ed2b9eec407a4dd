/* Setting a value from a day on at a node of the tree, and ending one. */
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/action.h"
#include "party/setting.h"
#include "party/tables.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- the table -------------------------------------------------------------------------- */

static const struct column setting_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"since", COLUMN_INT, .required = true},
	{"until", COLUMN_INT, .required = true},
	{"made", COLUMN_INT, .required = true},
	{"ended", COLUMN_INT},
	{"name", COLUMN_TEXT, .required = true},
	{"node", COLUMN_INT, .required = true},        /* a body or unit; 0: the whole installation */
	{"value", COLUMN_TEXT, .required = true},
	{"source", COLUMN_TEXT, .required = true},     /* on what it rests: a document, a decision */
};

static const struct index setting_indexes[] = {{"setting_name", "name, node, since", "ended is null"}};

const struct table setting_tables[] = {
	{"setting", setting_columns, COUNT(setting_columns), "id, since, made", setting_indexes, COUNT(setting_indexes)},
};
const size_t setting_table_count = COUNT(setting_tables);

/* --- rows --------------------------------------------------------------------------------- */

STATEMENT(setting_insert, "insert into setting (id, since, until, made, name, node, value, source)"
                          " values ($1, $2, $3, $4, $5, $6, $7, $8)");
STATEMENT(setting_end, "update setting set ended = $3 where id = $1 and since = $2 and ended is null");
STATEMENT(setting_covering, "select id, since, until, value, source from setting where name = $1 and node = $2"
                            " and ended is null and since <= $3 and until > $3");
STATEMENT(setting_after, "select min(since) from setting where name = $1 and node = $2 and ended is null and since > $3");
STATEMENT(setting_by_id, "select s.id, s.since, s.until, s.value, s.source, s.name, s.node from setting s"
                         " where s.id = $1 and s.ended is null");

struct row {
	int64_t id;             /* 0: there is none */
	day_no since, until;
	const char *value, *source;
	enum setting setting;
	int64_t node;
};

static int
take_row(struct running *running, const struct rows *rows, struct row *row)
{
	struct arena *arena = running->call->arena;

	row->id = rows_int(rows, 0);
	row->since = rows_day(rows, 1);
	row->until = rows_day(rows, 2);
	row->value = rows_dup(rows, 3, arena);
	row->source = rows_dup(rows, 4, arena);
	return row->value && row->source ? 0 : FAIL_MEMORY;
}

static int
insert(struct running *running, const struct row *row)
{
	return db_exec(running->db, setting_insert,
	               ARGS(INT(row->id), INT(row->since), INT(row->until), INT(running->act.number),
	                    TEXT(setting_table[row->setting].name), INT(row->node), TEXT(row->value), TEXT(row->source)), NULL);
}

/* Ends a row; what it said before a day stands. */
static int
cut(struct running *running, const struct row *row, day_no until)
{
	struct row head = *row;
	int status = db_exec(running->db, setting_end, ARGS(INT(row->id), INT(row->since), INT(running->act.number)), NULL);

	head.until = until;
	return status == 0 && row->since < until ? insert(running, &head) : status;
}

static int
read_covering(struct running *running, const struct row *fresh, struct row *ret_row)
{
	struct row row = {.setting = fresh->setting, .node = fresh->node};
	struct rows *rows;
	int status = db_query(running->db, setting_covering,
	                      ARGS(TEXT(setting_table[fresh->setting].name), INT(fresh->node), INT(fresh->since)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		status = take_row(running, rows, &row);
	rows_close(rows);
	if (status == 0)
		*ret_row = row;
	return status;
}

/* --- who may, and what fits ------------------------------------------------------------------ */

static int
need_node(struct running *running, enum setting setting, int64_t node)
{
	const struct setting_info *info = &setting_table[setting];
	const struct call *call = running->call;
	const char *path = "/";
	int status = 0;

	if (node && info->installation)
		return fail_named(FAIL_INPUT, info->clause, "node", info->label,
		                  (struct bilingual){"只能为整个系统设置。", "is set for the whole installation only."});
	if (node)
		status = placement_path(running->db, call->arena, node, call->today, &path);
	if (status == FAIL_NOT_FOUND && call->actor->operator)
		status = 0;
	if (status < 0)
		return status;
	if (!actor_may(call->actor, info->who, path))
		return running_forbidden();
	return running_needs(running, path);
}

/* The values that bound this one, as they hold at the same node and day. */
static int
check_order(struct running *running, const struct row *row)
{
	const struct call *call = running->call;
	struct settings settings = {0};
	const char *path = NULL;
	int64_t number;
	int status = settings_read(running->db, call->arena, row->since, &settings);

	if (status == 0 && row->node)
		status = placement_path(running->db, call->arena, row->node, row->since, &path);
	if (status == FAIL_NOT_FOUND)
		status = 0; /* not placed yet on that day: by what holds for all */
	if (status == 0)
		status = num_parse(row->value, &number);
	for (size_t i = 0; i < setting_order_count && status == 0; i++) {
		enum setting less = setting_orders[i].less, more = setting_orders[i].more;

		if ((less == row->setting && number > setting_whole(&settings, more, path)) ||
		    (more == row->setting && number < setting_whole(&settings, less, path)))
			return fail_bilingual(FAIL_REFUSED, setting_table[less].clause, "value", (struct bilingual){
				arena_printf(call->arena, "“%s”不能大于“%s”。", setting_table[less].label.zh, setting_table[more].label.zh),
				arena_printf(call->arena, "“%s” may not be above “%s”.", setting_table[less].label.en,
				             setting_table[more].label.en)});
	}
	return status;
}

/* --- actions ------------------------------------------------------------------------------------ */

#define SOURCE_MAX 200
#define VALUE_CHARACTERS 1000

static const struct field set_fields[] = {
	{"name", {"设置项", "Setting"}, FIELD_TEXT, REQUIRED, "OPIN-23.6", .max = 60},
	{"node", {"在哪个党组织或社会组织", "At which organization"}, FIELD_INT, 0, "OPIN-23.6",
	 .hint = {"编号；不填表示整个系统", "its number; empty means the whole installation"}},
	{"value", {"取值", "Value"}, FIELD_TEXT, REQUIRED, "OPIN-23.6", .max = VALUE_CHARACTERS},
	{"since", {"从哪天起", "From"}, FIELD_DAY, 0, "OPIN-23.6", .hint = {"不填即今天", "today if left empty"}},
	{"source", {"依据", "Source"}, FIELD_TEXT, REQUIRED, "OPIN-23.6", .max = SOURCE_MAX,
	 .hint = {"文件名称、文号或决定", "a document, its number or a decision"}},
};

static void
facts_of(struct running *running, const struct row *row, const char *old)
{
	struct json *json = running->facts;

	running->entry.kind = "setting";
	running->entry.subject = row->id;
	running->entry.node = row->node;
	json_key(json, "setting");
	json_text(json, setting_table[row->setting].name);
	json_key(json, "old");
	if (old)
		json_text(json, old);
	else
		json_none(json);
}

static int
read_row(struct running *running, struct row *row)
{
	const struct value *since = running_value(running, "since");
	int setting = setting_find(running_text(running, "name")), year = 0, status;

	if (setting < 0)
		return fail(FAIL_INPUT, NULL, "name", "没有这个设置项。", "There is no such setting.");
	*row = (struct row){
		.setting = (enum setting)setting, .node = running_int(running, "node"),
		.since = since->type == VALUE_NULL ? running->call->today : (day_no)since->number, .until = DAY_OPEN,
		.source = running_text(running, "source"),
	};
	status = setting_value_read(running->call->arena, row->setting, running_text(running, "value"), &row->value, &year);
	if (status == 0 && year) { /* its own days say from when it holds, and until when */
		row->since = day_of(year, 1, 1);
		row->until = day_of(year + 1, 1, 1);
	}
	return status;
}

static int
run_set(struct running *running)
{
	struct row row, standing;
	int64_t next = DAY_OPEN;
	int status = read_row(running, &row);

	if (status == 0)
		status = need_node(running, row.setting, row.node);
	if (status == 0 && setting_table[row.setting].type == SETTING_WHOLE)
		status = check_order(running, &row);
	if (status == 0)
		status = read_covering(running, &row, &standing);
	if (status == 0)
		status = db_number(running->db, setting_after,
		                   ARGS(TEXT(setting_table[row.setting].name), INT(row.node), INT(row.since)), &next);
	if (status < 0)
		return status;
	if (row.until > next)
		row.until = (day_no)next;
	if (standing.id && standing.until == row.until && strcmp(standing.value, row.value) == 0 &&
	    strcmp(standing.source, row.source) == 0) {
		running->unchanged = true;
		return running_id(running, standing.id);
	}
	row.id = act_new_id(&running->act);
	if (standing.id)
		status = cut(running, &standing, row.since);
	if (status == 0)
		status = insert(running, &row);
	facts_of(running, &row, standing.id ? standing.value : NULL);
	json_key(running->facts, "new");
	json_text(running->facts, row.value);
	json_key(running->facts, "since");
	json_day(running->facts, row.since);
	json_key(running->facts, "source");
	json_text(running->facts, row.source);
	return status < 0 ? status : running_id(running, row.id);
}

static const struct field end_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "OPIN-23.6"},
	{"last", {"最后一天", "Last day"}, FIELD_DAY, 0, "OPIN-23.6",
	 .hint = {"不填则立即失效，改用上级或默认的取值", "it ends at once if left empty; then the value above or the default holds"}},
};

static int
read_by_id(struct running *running, int64_t id, struct row *ret_row)
{
	struct rows *rows;
	int setting = -1, status = db_query(running->db, setting_by_id, ARGS(INT(id)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		setting = setting_find(rows_text(rows, 5));
		ret_row->node = rows_int(rows, 6);
		status = take_row(running, rows, ret_row);
	}
	rows_close(rows);
	if (status < 0)
		return status;
	if (setting < 0)
		return fail(FAIL_NOT_FOUND, NULL, "id", "没有这项设置。", "There is no such setting.");
	ret_row->setting = (enum setting)setting;
	return 0;
}

static int
run_end(struct running *running)
{
	const struct value *last = running_value(running, "last");
	day_no until = last->type == VALUE_NULL ? running->call->today : (day_no)last->number + 1;
	struct row row;
	int status = read_by_id(running, running_int(running, "id"), &row);

	if (status == 0)
		status = need_node(running, row.setting, row.node);
	if (status < 0)
		return status;
	if (until >= row.until) {
		running->unchanged = true;
		return running_id(running, row.id);
	}
	status = cut(running, &row, until);
	facts_of(running, &row, row.value);
	json_key(running->facts, "last");
	json_day(running->facts, until - 1);
	return status < 0 ? status : running_id(running, row.id);
}

#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

const struct action setting_actions[] = {
	{"set-setting", {"更改设置", "Change a setting"}, FIELDS(set_fields), .who = ROLE_CLERKS | ROLE_ADMINISTRATOR,
	 .within = WITHIN_NODE, .clauses = "OPIN-23.6", .run = run_set},
	{"end-setting", {"取消设置", "End a setting"}, FIELDS(end_fields), .who = ROLE_CLERKS | ROLE_ADMINISTRATOR,
	 .within = WITHIN_NODE, .clauses = "OPIN-23.6", .run = run_end},
	{0},
};
