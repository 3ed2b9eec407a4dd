#include "party/twins.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"
#include "names/codes.h"
#include "registry/input.h"

#define KEY_MAX 1000
#define GROUP_MAX 20        /* of one name; more of them are shown once some are settled */
#define CITY_DIGITS 4

const struct twin_name twin_names[] = {
	{TWIN_SAME_NAME, {"名称相同", "same name"}},
	{TWIN_NEAR_NAME, {"名称相近", "names alike"}},
	{TWIN_SAME_REGION, {"同一行政区划", "same region"}},
	{TWIN_SAME_CITY, {"同一市", "same city"}},
	{TWIN_SAME_ADDRESS, {"地址相同", "same address"}},
	{TWIN_SAME_FOUNDED, {"成立日期相同", "founded on one day"}},
	{TWIN_ONE_CODE, {"其中一条没有信用代码", "one has no credit code"}},
	{TWIN_NO_CODE, {"都没有信用代码", "neither has a credit code"}},
	{TWIN_SAME_BIRTH, {"出生日期相同", "same date of birth"}},
	{TWIN_ONE_BIRTH, {"其中一条没有出生日期", "one has no date of birth"}},
	{TWIN_ONE_ID, {"其中一条没有公民身份号码", "one has no resident ID"}},
	{TWIN_NO_ID, {"都没有公民身份号码", "neither has a resident ID"}},
	{0},
};

/* --- names ------------------------------------------------------------------------------ */

/* Chinese characters, letters and digits tell; signs and spaces do not. */
static bool
tells(uint32_t rune)
{
	if (rune < 0x80)
		return (rune >= '0' && rune <= '9') || (rune >= 'a' && rune <= 'z');
	return (rune >= 0x3400 && rune <= 0x9FFF) || (rune >= 0x20000 && rune <= 0x3FFFF) || (rune >= 0x3041 && rune <= 0x30FF) ||
	       (rune >= 0xC0 && rune <= 0x24F);
}

static const char *
telling(struct arena *arena, const char *name)
{
	char *text = text_tidy(arena, name), *out = text ? arena_alloc(arena, strlen(text) + 1) : NULL;
	size_t len = 0;

	if (!out)
		return NULL;
	for (const char *at = text; *at;) {
		uint32_t rune = utf8_next(&at);

		if (rune >= 'A' && rune <= 'Z')
			rune += 'a' - 'A';
		if (tells(rune))
			len += utf8_put(rune, out + len);
	}
	out[len] = '\0';
	return out;
}

/*
 * The name without a place it begins with, where enough is left of it.  Only
 * places above the county: a district's association is not the city's.
 */
static const char *
without_place(const char *name, const char *place)
{
	static const char *const levels[] = {"特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "区", "县"};
	size_t len = place ? strlen(place) : 0;

	if (len == 0)
		return name;
	if (strncmp(name, place, len) == 0 && utf8_length(name + len) >= 3)
		return name + len;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		size_t level = strlen(levels[i]);

		if (len > level + 3 && strcmp(place + len - level, levels[i]) == 0 && strncmp(name, place, len - level) == 0 &&
		    utf8_length(name + len - level) >= 4) /* 北京家具协会 for 北京市家具协会 */
			return name + len - level;
	}
	return name;
}

const char *
name_key(struct arena *arena, const char *name, const char *region)
{
	static const char *const kinds_of_company[] = {"有限责任公司", "股份有限公司", "有限公司", "公司", "筹备组", "筹"};
	const char *key = telling(arena, name);
	char code[REGION_CODE] = "000000", *cut;

	for (size_t digits = 2; key && strlen(region) == 6 && digits <= CITY_DIGITS; digits += 2) {
		memcpy(code, region, digits);
		key = without_place(key, region_name(code));
	}
	cut = key ? arena_strdup(arena, key) : NULL;
	for (size_t i = 0; cut && i < sizeof kinds_of_company / sizeof *kinds_of_company; i++) {
		size_t len = strlen(cut), tail = strlen(kinds_of_company[i]);

		if (len > tail + 3 && strcmp(cut + len - tail, kinds_of_company[i]) == 0)
			cut[len - tail] = '\0';
	}
	return cut;
}

/* --- pairs --------------------------------------------------------------------------------- */

/* One record as far as it is compared. */
struct one {
	int64_t id;
	const char *name, *key;
	const char *ground;        /* records of different grounds are not compared: the city, or the body */
	const char *place;         /* the region's code, or the body's name */
	const char *address;
	const char *code;          /* null where there is none */
	day_no day;                /* founded, or born */
	bool identified;           /* has a resident ID */
};

struct search {
	struct db *db;
	struct arena *arena;
	const struct kind *kind;
	struct one *ones;
	size_t count, room;
	struct twins *twins;
	size_t twin_count, twin_room;
	bool more;
};

static int
take(struct search *search, const struct one *one)
{
	int status = ARENA_GROW(search->arena, search->ones, search->count, search->room);

	if (status < 0)
		return status;
	if (!one->name || !one->key || !one->ground)
		return FAIL_MEMORY;
	search->ones[search->count++] = *one;
	return 0;
}

static int
by_key(const void *a, const void *b)
{
	const struct one *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	if (order == 0)
		order = strcmp(x->ground, y->ground);
	return order ? order : x->id < y->id ? -1 : x->id > y->id;
}

STATEMENT(apart, "select count(*) from apart where kind = $1 and a = $2 and b = $3 and ended is null");

static int
add_pair(struct search *search, const struct one *a, const struct one *b, unsigned why)
{
	int64_t known = 0;
	int status;

	if (search->twin_count == TWINS_MAX) {
		search->more = true;
		return 0;
	}
	status = db_number(search->db, apart, ARGS(TEXT(search->kind->name), INT(a->id), INT(b->id)), &known);
	if (status < 0 || known)
		return status;
	status = ARENA_GROW(search->arena, search->twins, search->twin_count, search->twin_room);
	if (status < 0)
		return status;
	search->twins[search->twin_count++] = (struct twins){a->id, b->id, a->name, b->name, a->place, why};
	return 0;
}

/* Why two of one key may be one, or 0 where they are not. */
static int
pair_up(struct search *search, unsigned (*compare)(const struct one *a, const struct one *b))
{
	int status = 0;

	if (search->count > 1)
		qsort(search->ones, search->count, sizeof *search->ones, by_key);
	for (size_t i = 0; i < search->count && status == 0; i++)
		for (size_t j = i + 1; j < search->count && j < i + GROUP_MAX && status == 0; j++) {
			unsigned why;

			if (strcmp(search->ones[i].key, search->ones[j].key) != 0 ||
			    strcmp(search->ones[i].ground, search->ones[j].ground) != 0)
				break;
			why = compare(&search->ones[i], &search->ones[j]);
			if (why)
				status = add_pair(search, &search->ones[i], &search->ones[j], why);
		}
	return status;
}

/* --- units ------------------------------------------------------------------------------------ */

#define VALID(alias) alias ".ended is null and " alias ".since <= $1 and " alias ".until > $1"

STATEMENT(all_units, "select u.id, u.name, u.region, u.address, u.code, u.founded from unit u where " VALID("u"));
STATEMENT(units_under,
	"select u.id, u.name, u.region, u.address, u.code, u.founded from placement p cross join unit u where " VALID("p")
	" and p.path >= $2 and p.path < $3 and u.id = p.subject and " VALID("u"));

static unsigned
compare_units(const struct one *a, const struct one *b)
{
	bool region = strcmp(a->place, b->place) == 0;

	if (a->code && b->code && strcmp(a->code, b->code) != 0)
		return 0;
	return (strcmp(a->name, b->name) == 0 ? TWIN_SAME_NAME : TWIN_NEAR_NAME) | (region ? TWIN_SAME_REGION : TWIN_SAME_CITY) |
	       (*a->address && strcmp(a->address, b->address) == 0 ? (unsigned)TWIN_SAME_ADDRESS : 0) |
	       (a->day != DAY_NONE && a->day == b->day ? (unsigned)TWIN_SAME_FOUNDED : 0) |
	       (a->code || b->code ? TWIN_ONE_CODE : TWIN_NO_CODE);
}

int
twins_of_units(struct db *db, struct arena *arena, const char *scope, day_no today, struct twins **ret_twins,
               size_t *ret_count, bool *ret_more)
{
	struct search search = {.db = db, .arena = arena, .kind = &unit_kind};
	const char *end = scope ? path_end(arena, scope) : "";
	struct rows *rows;
	int status = end ? db_query(db, scope ? units_under : all_units,
	                            (const struct value[]){INT(today), TEXT(scope), TEXT(end)}, scope ? 3 : 1, &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		struct one one = {.id = rows_int(rows, 0), .name = rows_dup(rows, 1, arena), .place = rows_dup(rows, 2, arena),
		                  .address = rows_null(rows, 3) ? "" : rows_dup(rows, 3, arena), .code = rows_dup(rows, 4, arena),
		                  .day = rows_day(rows, 5)};

		one.ground = one.place ? arena_strndup(arena, one.place, CITY_DIGITS) : NULL;
		one.key = one.name && one.place && one.address ? name_key(arena, one.name, one.place) : NULL;
		if ((status = take(&search, &one)) < 0)
			break;
	}
	rows_close(rows);
	if (status == 0)
		status = pair_up(&search, compare_units);
	if (status < 0)
		return status;
	*ret_twins = search.twins;
	*ret_count = search.twin_count;
	*ret_more = search.more;
	return 0;
}

/* --- persons ------------------------------------------------------------------------------------ */

STATEMENT(persons_of,
	"select p.id, p.name, p.birth, case when p.resident_id is null then 0 else 1 end from person p where " VALID("p") " and p.id in"
	" (select m.person from membership m where m.body = $2 and m.ended is null and m.until > $1"
	" union select o.person from post o where o.body = $2 and o.ended is null and o.until > $1)");

static unsigned
compare_persons(const struct one *a, const struct one *b)
{
	bool born = a->day != DAY_NONE && b->day != DAY_NONE;

	if ((a->identified && b->identified) || (born && a->day != b->day))
		return 0;
	return TWIN_SAME_NAME | (born ? TWIN_SAME_BIRTH : a->day != b->day ? TWIN_ONE_BIRTH : 0u) |
	       (a->identified || b->identified ? TWIN_ONE_ID : TWIN_NO_ID);
}

static int
take_persons(struct search *search, int64_t body, day_no today)
{
	const char *name;
	struct rows *rows;
	int status = ref_title(search->db, search->arena, &body_kind, body, today, &name);

	if (status == 0)
		status = db_query(search->db, persons_of, ARGS(INT(today), INT(body)), &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		struct one one = {.id = rows_int(rows, 0), .name = rows_dup(rows, 1, search->arena), .place = name, .ground = name, .address = "",
		                  .day = rows_day(rows, 2), .identified = rows_int(rows, 3) != 0};

		one.key = one.name ? telling(search->arena, one.name) : NULL;
		if ((status = take(search, &one)) < 0)
			break;
	}
	rows_close(rows);
	return status;
}

/* Whether a grant is of work in a branch, and the first for that body. */
static bool
works_in(const struct actor *actor, size_t grant)
{
	if (!(actor->grants[grant].role & ROLE_BRANCH) || !actor->grants[grant].path || !actor->grants[grant].node)
		return false;
	for (size_t i = 0; i < grant; i++)
		if ((actor->grants[i].role & ROLE_BRANCH) && actor->grants[i].node == actor->grants[grant].node)
			return false;
	return true;
}

int
twins_of_persons(struct db *db, struct arena *arena, const struct actor *actor, day_no today, struct twins **ret_twins,
                 size_t *ret_count, bool *ret_more)
{
	struct search search = {.db = db, .arena = arena, .kind = &person_kind};
	int status = 0;

	for (size_t i = 0; i < actor->count && status == 0; i++)
		if (works_in(actor, i))
			status = take_persons(&search, actor->grants[i].node, today);
	if (status == 0)
		status = pair_up(&search, compare_persons);
	if (status < 0)
		return status;
	*ret_twins = search.twins;
	*ret_count = search.twin_count;
	*ret_more = search.more;
	return 0;
}

/* --- decisions ------------------------------------------------------------------------------------- */

#define WITHIN_REACH(subject) \
	" and ($2 = '' or exists (select 1 from placement p where p.subject = " subject " and p.ended is null and p.path >= $2" \
	" and p.path < $3)) order by number desc limit 200"

STATEMENT(decisions_apart,
	"select x.made as number, x.id, x.a, x.b, j.at, j.actor, x.reason from apart x join journal j on j.number = x.made"
	" where x.kind = $1 and x.ended is null" WITHIN_REACH("x.a"));
STATEMENT(decisions_merged,
	"select x.number as number, 0, x.stays, x.goes, j.at, j.actor, x.reason from merged x join journal j on j.number = x.number"
	" where x.kind = $1 and x.followed = 0" WITHIN_REACH("x.stays"));

_Static_assert(DECISIONS_MAX == 200, "the statements say so, too");

static int
take_decision(struct arena *arena, const struct rows *rows, struct twin_decision *decision)
{
	*decision = (struct twin_decision){
		.number = rows_int(rows, 0), .id = rows_int(rows, 1), .a = rows_int(rows, 2), .b = rows_int(rows, 3),
		.at = rows_int(rows, 4), .actor = rows_dup(rows, 5, arena), .reason = rows_dup(rows, 6, arena),
	};
	return decision->actor && decision->reason ? 0 : FAIL_MEMORY;
}

/* Of persons only those of the branch one works in. */
static int
keep_own(struct db *db, const struct actor *actor, day_no today, struct twin_decision *decisions, size_t *count)
{
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++) {
		int within = person_within(db, actor, ROLE_BRANCH, true, decisions[i].a, today);

		if (within < 0)
			return within;
		if (within)
			decisions[kept++] = decisions[i];
	}
	*count = kept;
	return 0;
}

int
twin_decisions(struct db *db, struct arena *arena, const struct kind *kind, const struct actor *actor, const char *scope,
               day_no today, bool merged, struct twin_decision **ret_decisions, size_t *ret_count)
{
	bool units = kind == &unit_kind && scope;
	const char *end = units ? path_end(arena, scope) : "";
	struct twin_decision *decisions = ARENA_ARRAY(arena, DECISIONS_MAX, struct twin_decision);
	size_t count = 0;
	struct rows *rows;
	int status = decisions && end ? db_query(db, merged ? decisions_merged : decisions_apart,
	                                         ARGS(TEXT(kind->name), TEXT(units ? scope : ""), TEXT(end)), &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	while (count < DECISIONS_MAX && (status = rows_next(rows)) > 0)
		if ((status = take_decision(arena, rows, &decisions[count])) < 0 || !++count)
			break;
	rows_close(rows);
	if (status >= 0 && kind == &person_kind)
		status = keep_own(db, actor, today, decisions, &count);
	for (size_t i = 0; i < count && status >= 0; i++)
		status = actor_name(db, arena, decisions[i].actor, &decisions[i].actor);
	if (status < 0)
		return status;
	*ret_decisions = decisions;
	*ret_count = count;
	return 0;
}
