/*
 * Draws the addresses of a load from a database, as bench/load takes them:
 *
 *   bench-draw DB COUNT [SEED]
 *
 * COUNT each of: pages of organizations drawn at random; their list filtered,
 * in the order of names and of other fields, there also by two filters and searched; searched for two to four
 * characters that stand in a name, and for such as are put together by chance; the tree opened at a
 * random organization of the tree; its overview today and at last year's end;
 * and that of everything.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "registry/kind.h"
#include "store/db.h"

#define RUNES_MAX 200

static struct db *db;
static int64_t last_id;

static int64_t
below(int64_t limit)
{
	return (int64_t)(((uint64_t)random() << 31 | (uint64_t)random()) % (uint64_t)limit);
}

static void
give_up(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, failure_text(LANG_EN));
	exit(1);
}

struct drawn {
	int64_t id;
	char name[800], region[16], industry[200];
};

/* The one that stands next behind a random identity. */
static void
draw(const char *sql, struct drawn *ret_drawn)
{
	for (;;) {
		struct rows *rows;
		int more;

		if (db_query(db, sql, ARGS(INT(below(last_id))), &rows) < 0)
			give_up("drawing");
		more = rows_next(rows);
		if (more > 0) {
			ret_drawn->id = rows_int(rows, 0);
			snprintf(ret_drawn->name, sizeof ret_drawn->name, "%s", rows_text(rows, 1));
			snprintf(ret_drawn->region, sizeof ret_drawn->region, "%s", rows_text(rows, 2));
			snprintf(ret_drawn->industry, sizeof ret_drawn->industry, "%s", rows_text(rows, 3) ? rows_text(rows, 3) : "");
		}
		rows_close(rows);
		if (more > 0)
			return;
	}
}

static void
draw_unit(struct drawn *ret_drawn)
{
	draw("select id, name, region, industry from unit where id >= $1 and ended is null and until = 2932896"
	     " order by id limit 1", ret_drawn);
}

/* One that leads others. */
static void
draw_body(struct drawn *ret_drawn)
{
	draw("select id, name, region, null from body where id >= $1 and ended is null and unit is null and type in (1, 2, 9)"
	     " order by id limit 1", ret_drawn);
}

static void
print_argument(const char *text)
{
	for (; *text; text++)
		printf("%%%02X", (unsigned)(unsigned char)*text);
}

static const char *const words[] = {
	"due=open", "due=due", "due=established", "covered=none", "covered=own", "covered=joint", "covered=work_only",
	"category=1", "category=2", "category=3",
};
#define WORDS (sizeof words / sizeof *words)

static void
print_filtered(const char *group, const char *sort, const struct drawn *unit)
{
	int64_t choice = below(4);

	printf("%s\t/units?sort=%s&", group, sort);
	if (choice == 0) {
		printf("region=%.*s", (int)(2 * (1 + below(3))), unit->region);
	} else if (choice == 1 && *unit->industry) {
		printf("industry=");
		print_argument(unit->industry);
	} else {
		printf("%s", words[below(WORDS)]);
	}
	printf("\n");
}

/* Two to four characters side by side; `from` says of which names each is taken. */
static void
print_search(const char *group, const char *more, const char **names, size_t count)
{
	int64_t length = 2 + below(3);
	char text[40] = "";

	for (int64_t i = 0; i < length; i++) {
		const char *name = names[(size_t)i % count];
		int64_t runes = (int64_t)utf8_length(name), at = count == 1 ? 0 : below(runes);
		const char *from = name, *to;

		if (count == 1 && i == 0 && runes > length)
			for (int64_t skip = below(runes - length); skip > 0; skip--)
				utf8_next(&names[0]);
		from = name = names[(size_t)i % count];
		for (; at > 0; at--)
			utf8_next(&from);
		to = from;
		utf8_next(&to);
		if (to == from)
			break;
		snprintf(text + strlen(text), sizeof text - strlen(text), "%.*s", (int)(to - from), from);
		if (count == 1)
			utf8_next(&names[0]);
	}
	printf("%s\t/units?%sq=", group, more);
	print_argument(text);
	printf("\n");
}

static void
print_one(void)
{
	static const char *const sorts[] = {"staff", "-staff", "full_members", "-full_members", "founded", "-founded", "region"};
	struct drawn unit, others[4], body;
	const char *names[4] = {unit.name};
	char filters[120];

	draw_unit(&unit);
	draw_body(&body);
	printf("page of an organization\t/units/%lld\n", (long long)unit.id);
	print_filtered("filtered list", below(2) ? "name" : "-name", &unit);
	print_filtered("filtered list, in the order of another field", sorts[below(sizeof sorts / sizeof *sorts)], &unit);
	snprintf(filters, sizeof filters, "%s&region=%.2s&sort=%s&", words[below(WORDS)], unit.region,
	         sorts[below(sizeof sorts / sizeof *sorts)]);
	printf("filtered twice, in the order of another field\t/units?%s\n", filters);
	snprintf(filters, sizeof filters, "%s&sort=%s&", words[below(WORDS)], sorts[below(sizeof sorts / sizeof *sorts)]);
	print_search("searched and filtered, in the order of another field", filters, names, 1);
	names[0] = unit.name;
	print_search("searched list, in a name", "", names, 1);
	for (size_t i = 0; i < 4; i++) {
		draw_unit(&others[i]);
		names[i] = others[i].name;
	}
	print_search("searched list, by chance", "", names, 4);
	printf("tree\t/tree?node=%lld\n", (long long)body.id);
	printf("overview today\t/?node=%lld\n", (long long)body.id);
	printf("overview at last year's end\t/?node=%lld&as_of=2025-12-31\n", (long long)body.id);
	printf("overview of everything\t/\n");
	printf("overview of everything, last year's end\t/?as_of=2025-12-31\n");
}

int
main(int argc, char **argv)
{
	int64_t count = 0;

	if (argc < 3 || num_parse(argv[2], &count) < 0 || count < 1) {
		fprintf(stderr, "usage: bench-draw DB COUNT [SEED]\n");
		return 2;
	}
	srandom(argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 1);
	if (db_open(argv[1], DB_READ, &db) < 0 || db_number(db, "select max(id) from unit", NO_ARGS, &last_id) < 0)
		give_up(argv[1]);
	for (int64_t i = 0; i < count; i++)
		print_one();
	db_close(db);
	return 0;
}
