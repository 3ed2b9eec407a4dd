/*
 * Every route with every role, in their own part of the tree, in a
 * neighbour's and in another one, by session and by token, and signed out:
 * what answers is compared with the table of tests/doors.h, which is written
 * by hand, not with what the program declares.
 */
#include "../check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../doors.h"
#include "house.h"
#include "print/printer.h"
#include "web/visit.h"

#define REGISTERS_COUNT (sizeof register_doors / sizeof *register_doors)

enum part { OWN, SIBLING, ELSEWHERE, PARTS };

/* What the addresses name in one part of the tree. */
struct ground {
	int64_t joint, branch, unit, person;
	int64_t colleague; /* of the same branch, whose record a case is opened for */
	int64_t records[REGISTERS_COUNT];
	int64_t account, grant, matter, request, voice;
};

static struct house house;
static struct routes *routes;
static struct db *db;
static struct arena *arena;
static struct ground grounds[PARTS];
static int engine, faults;

/* --- the stage ------------------------------------------------------------------------ */

static const char *
text_of(int64_t number)
{
	return arena_printf(arena, "%" PRId64, number);
}

static int64_t
number(const char *sql, int64_t id)
{
	int64_t found = 0;

	if (db_number(db, sql, ARGS(INT(id)), &found) < 0)
		test_failed(sql);
	return found;
}

/* As the operator; gives the first identity. */
#define made(...) house_made(&house, db, arena, (const char *const[]){__VA_ARGS__})

static int64_t
body(const char *name, const char *type, int64_t superior)
{
	return made("add-body", "name", name, "type", type, "since", "2020-01-01", "superior",
	            superior ? text_of(superior) : "", NULL);
}

/* Branch, unit and person of a part that has none yet. */
static void
settle_in(struct ground *ground, const char *name)
{
	ground->branch = body(arena_printf(arena, "%s党支部", name), "branch", ground->joint);
	ground->unit = made("add-unit", "name", arena_printf(arena, "%s社区协会", name), "category", "5",
	                    "registration_level", "street", "region", "110105", "since", "2020-01-01", "superior",
	                    text_of(ground->joint), NULL);
	ground->person = made("add-person", "name", arena_printf(arena, "%s测试", name), "since", "2021-01-01", "body",
	                      text_of(ground->branch), "category", "full", "joined", "2010-07-01", NULL);
}

/* An election; how many seats it has depends on how large the branch is. */
static int64_t
begun(const struct ground *ground)
{
	const struct input inputs[] = {
		{"body", text_of(ground->branch)}, {"cause", "first"}, {"meeting", "2026-12-31"}, {"secretaries", "1"},
		{"seats", "3"}, {"reason", "试用"},
	};
	struct actor operator;
	struct outcome outcome = {0};
	const struct call call = {.installation = house.installation, .db = db, .actor = &operator, .arena = arena,
	                          .today = LIVE_DAY, .at = house_now};

	if (actor_operator(arena, "test", &operator) < 0 ||
	    (action_run(&call, "begin-election", inputs, 4, 0, &outcome) < 0 &&
	     action_run(&call, "begin-election", inputs, 6, 0, &outcome) < 0))
		test_failed("begin-election");
	made("record-election-step", "election", text_of(outcome.ids[0]), "step", "roll_published", "day", "2026-11-20", NULL);
	return outcome.ids[0];
}

/* What stands of a register about a record, or what is added now. */
static int64_t
standing(const char *kind, const char *field, int64_t id)
{
	return number(arena_printf(arena, "select min(id) from %s where %s = $1 and ended is null and until = 2932896", kind,
	                           field), id);
}

static int64_t
record_of(const struct ground *ground, const char *kind)
{
	const char *unit = text_of(ground->unit), *branch = text_of(ground->branch), *person = text_of(ground->person);
	const char *about = strcmp(kind, "membership") == 0 || strcmp(kind, "post") == 0 || strcmp(kind, "restriction") == 0
	                            ? "person" : strcmp(kind, "term") == 0 ? "body" : "unit";
	int64_t id = standing(kind, about, strcmp(about, "person") == 0 ? ground->person
	                                   : strcmp(about, "body") == 0 ? ground->branch : ground->unit);

	if (id)
		return id;
	if (strcmp(kind, "charter") == 0)
		return made("add-charter", "unit", unit, "has_article", "no", "since", "2025-01-01", NULL);
	if (strcmp(kind, "pledge") == 0)
		return made("add-pledge", "unit", unit, "since", "2025-01-01", NULL);
	if (strcmp(kind, "coverage") == 0)
		return made("add-coverage", "unit", unit, "mode", "joint", "body", branch, "since", "2025-01-01", NULL);
	if (strcmp(kind, "dispatch") == 0)
		return made("add-dispatch", "unit", unit, "person_name", "孙测试", "role", "liaison", "since", "2025-01-01", NULL);
	if (strcmp(kind, "mass_org") == 0)
		return made("add-mass_org", "name", "妇联", "type", "women", "unit", unit, "since", "2025-01-01", NULL);
	if (strcmp(kind, "post") == 0)
		return made("add-post", "body", branch, "person", person, "position", "publicity_member", "origin", "appointed",
		            "since", "2025-01-01", NULL);
	if (strcmp(kind, "restriction") == 0)
		return made("add-restriction", "person", person, "body", branch, "measure", "suspended", "organ", "某委", "document",
		            "文九号", "since", "2025-01-01", NULL);
	if (strcmp(kind, "term") == 0)
		return made("add-term", "body", branch, "years", "3", "since", "2025-01-01", NULL);
	print_error("no record of %s to open: tests/web/doors.c makes one in record_of()\n", kind);
	assert_true(false);
	return 0;
}

static void
fill_records(struct ground *ground)
{
	for (size_t i = 0; i < REGISTERS_COUNT; i++) {
		const char *path = register_doors[i].path;

		if (strcmp(path, "/units") == 0)
			ground->records[i] = ground->unit;
		else if (strcmp(path, "/bodies") == 0)
			ground->records[i] = ground->branch;
		else if (strcmp(path, "/members") == 0)
			ground->records[i] = ground->person;
		else if (strcmp(path, "/elections") == 0)
			ground->records[i] = begun(ground);
		else if (strncmp(path, "/registers/", 11) == 0)
			ground->records[i] = record_of(ground, path + 11);
	}
}

static void
fill_account(struct ground *ground, const char *name)
{
	struct actor actor;

	made("add-account", "name", name, NULL);
	ground->grant = made("grant-role", "account", name, "role", "inspector", "node", text_of(ground->joint), NULL);
	if (actor_by_name(db, arena, name, LIVE_DAY, &actor) < 0)
		test_failed(name);
	ground->account = actor.account;
}

static int64_t
colleague_of(const struct ground *ground)
{
	return made("add-person", "name", "同事测试", "since", "2021-01-01", "body", text_of(ground->branch), "category", "full",
	            "joined", "2010-07-01", NULL);
}

/* Asked so long ago that it is late. */
static int64_t
request_of(const struct ground *ground)
{
	struct actor actor = {.account = 1, .name = "test", .tag = "account:1", .person = ground->colleague};
	const struct input inputs[] = {{"kind", "copy"}, {"text", "查阅"}};
	struct outcome outcome = {0};

	if (action_run(&(struct call){.installation = house.installation, .db = db, .actor = &actor, .arena = arena,
	                              .today = LIVE_DAY - 16, .at = house_now}, "ask-about-own-data", inputs, 2, 0, &outcome) < 0)
		test_failed("ask-about-own-data");
	return outcome.ids[0];
}

static int64_t
voice_of(const struct ground *ground)
{
	struct actor actor = {.account = 1, .name = "test", .tag = "account:1", .person = ground->colleague};
	const struct input inputs[] = {{"kind", "motion"}, {"text", "动议"}};
	struct outcome outcome = {0};

	if (action_run(&(struct call){.installation = house.installation, .db = db, .actor = &actor, .arena = arena, .today = LIVE_DAY,
	                              .at = house_now}, "hand-in-voice", inputs, 2, 0, &outcome) < 0)
		test_failed("hand-in-voice");
	return outcome.ids[0];
}

static int64_t
node_of(const char *account)
{
	struct actor actor;

	if (actor_by_name(db, arena, account, LIVE_DAY, &actor) < 0)
		test_failed(account);
	return actor.grants[0].node;
}

static void
make_stage(void)
{
	struct actor member;
	int64_t top = node_of("comprehensive_clerk"), far;

	if (actor_by_name(db, arena, "member", LIVE_DAY, &member) < 0)
		test_failed("member");
	grounds[OWN] = (struct ground){.joint = node_of("joint_clerk"), .branch = node_of("branch_secretary"),
	                               .unit = node_of("unit_office"), .person = member.person};
	grounds[SIBLING].joint = body("邻近联合党委", "joint_committee", top);
	settle_in(&grounds[SIBLING], "邻近");
	far = body("远方综合党委", "comprehensive_committee", 0);
	grounds[ELSEWHERE].joint = body("远方联合党委", "joint_committee", far);
	settle_in(&grounds[ELSEWHERE], "远方");
	for (int part = OWN; part < PARTS; part++) {
		static const char *const names[PARTS] = {"reader_here", "reader_near", "reader_far"};

		fill_records(&grounds[part]);
		grounds[part].matter = made("draft-postpone-term", "body", text_of(grounds[part].branch), "new_date", "2031-12-31",
		                            "reason", "试用", NULL);
		grounds[part].colleague = colleague_of(&grounds[part]);
		grounds[part].request = request_of(&grounds[part]);
		grounds[part].voice = voice_of(&grounds[part]);
		fill_account(&grounds[part], names[part]);
	}
	/* An administrator of the joint committee's part, who reaches no account elsewhere. */
	house_add_account(&house, "local_administrator");
	made("grant-role", "account", "local_administrator", "role", "administrator", "node", text_of(grounds[OWN].joint),
	     NULL);
}

static int
start(void **state)
{
	(void)state;
	house_open_on(&house, engine);
	arena = arena_new(ARENA_REQUEST_MAX);
	if (db_open(house.database.url, DB_READ, &db) < 0)
		test_failed("db_open");
	make_stage();
	return routes_new(house.tables, &routes);
}

static int
stop(void **state)
{
	(void)state;
	routes_free(routes);
	db_close(db);
	arena_free(arena);
	house_close(&house);
	return 0;
}

/* --- what the table expects -------------------------------------------------------------- */

/* Statuses beside those of HTTP. */
enum {
	PAST = -1,    /* past the door: whatever is said of the form or what it names, but no refusal and no fault */
	UNKNOWN = -2, /* the table has no line */
};

struct expected {
	int status;
	const char *fields;      /* posted, or null for none */
	const char *address;
};

static bool
is_api(const char *path)
{
	return strncmp(path, "/api/v1", 7) == 0;
}

/* Whether a role that is held in its own part reaches another part. */
static bool
covers(enum role role, enum part part)
{
	return part == OWN || (part == SIBLING && letters_have("CRI", role));
}

static int
expect_register(const struct register_door *door, const struct route *route, enum role role, enum part part)
{
	const char *tail = route->pattern + strlen(is_api(route->pattern) ? "/api/v1" : "") + strlen(door->path);
	bool post = strcmp(route->method, "POST") == 0;

	if (!*tail) {
		if (letters_have(door->numbers, role))
			return 403; /* the page says how many there are */
		return letters_have(door->read, role) ? 200 : 403;
	}
	if (strcmp(tail, "/new") == 0)
		return letters_have(door->write, role) ? PAST : 403;
	if (strcmp(tail, "/{id}") == 0)
		return letters_have(door->read, role) && letters_have(door->opens, role) && covers(role, part) ? 200 : 403;
	if (!letters_have(door->write, role) || !letters_have(door->opens, role) || !covers(role, part))
		return 403;
	return post ? PAST : 200;
}

static const struct register_door *
register_of(const char *pattern, size_t *ret_place)
{
	const char *path = is_api(pattern) ? pattern + strlen("/api/v1") : pattern;

	for (size_t i = 0; i < REGISTERS_COUNT; i++) {
		size_t len = strlen(register_doors[i].path);
		const char *tail = path + len;

		if (strncmp(path, register_doors[i].path, len) != 0)
			continue;
		if (!*tail || strcmp(tail, "/new") == 0 || strcmp(tail, "/{id}") == 0 || strcmp(tail, "/{id}/change") == 0 ||
		    strcmp(tail, "/{id}/correct") == 0 || strcmp(tail, "/{id}/close") == 0) {
			*ret_place = i;
			return &register_doors[i];
		}
	}
	return NULL;
}

static const struct door *
door_of(const struct route *route)
{
	for (size_t i = 0; i < sizeof doors / sizeof *doors; i++)
		if (strcmp(doors[i].method, route->method) == 0 && strcmp(doors[i].pattern, route->pattern) == 0)
			return &doors[i];
	return NULL;
}

static int
expect_door(const struct door *door, enum role role, enum part part)
{
	if (!letters_have(door->who, role))
		return 403;
	switch (door->reach) {
	case REACH_ACCOUNT:
	case REACH_GRANT:
		return covers(role, part) ? PAST : 404; /* not even that it is there */
	case REACH_NODE:
	case REACH_PERSON:
	case REACH_UNIT:
	case REACH_MATTER:
	case REACH_REQUEST:
	case REACH_VOICE:
	case REACH_DECISION:
	case REACH_ELECTION:
		return covers(role, part) ? PAST : 403;
	default:
		return PAST;
	}
}

static size_t
place_of(const char *path)
{
	for (size_t i = 0; i < REGISTERS_COUNT; i++)
		if (strcmp(register_doors[i].path, path) == 0)
			return i;
	assert_true(false);
	return 0;
}

/* What {id} stands for. */
static int64_t
id_of(const struct door *door, size_t place, const struct ground *ground)
{
	if (!door)
		return ground->records[place];
	switch (door->reach) {
	case REACH_ACCOUNT:
		return ground->account;
	case REACH_GRANT:
		return ground->grant;
	case REACH_UNIT:
		return ground->unit;
	case REACH_ELECTION:
		return ground->records[place_of("/elections")];
	case REACH_DECISION:
		return ground->records[place_of("/registers/restriction")];
	case REACH_MATTER:
		return ground->matter;
	case REACH_REQUEST:
		return ground->request;
	case REACH_VOICE:
		return ground->voice;
	default:
		return ground->colleague;
	}
}

static const char *
value_of(const char *name, const struct route *route, int64_t id)
{
	static const struct { const char *name, *value; } known[] = {
		{"{clause}", "ELEC-19.1"}, {"{kind}", "person"}, {"{round}", "1"}, {"{action}", "move-election"},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strncmp(name, known[i].name, strlen(known[i].name)) == 0)
			return known[i].value;
	if (strncmp(name, "{name}", 6) == 0)
		return strncmp(route->pattern, "/assets/", 8) == 0 ? "none" : "session_idle";
	return text_of(id);
}

/* The pattern with what it names in a part of the tree. */
static const char *
address_of(const struct route *route, const struct door *door, size_t place, enum part part)
{
	const struct ground *ground = &grounds[part];
	const char *address = "", *rest = route->pattern;

	if (door && door->reach == REACH_NODE)
		return arena_printf(arena, "%s?node=%" PRId64, route->pattern, ground->joint);
	for (const char *at; (at = strchr(rest, '{')); rest = strchr(at, '}') + 1)
		address = arena_printf(arena, "%s%.*s%s", address, (int)(at - rest), rest,
		                       value_of(at, route, id_of(door, place, ground)));
	return arena_printf(arena, "%s%s", address, rest);
}

static struct expected
expect(const struct route *route, enum role role, enum part part)
{
	static const char actions[] = "/api/v1/actions/";
	struct expected expected = {.status = UNKNOWN};
	const struct door *door = door_of(route);
	const struct register_door *list;
	const char *who;
	size_t place = 0;

	if (strncmp(route->pattern, actions, strlen(actions)) == 0) {
		who = action_who(route->pattern + strlen(actions));
		expected.status = !who ? UNKNOWN : letters_have(who, role) ? PAST : 403;
		expected.address = route->pattern;
		return expected;
	}
	if (door)
		expected.status = expect_door(door, role, part);
	else if ((list = register_of(route->pattern, &place)))
		expected.status = expect_register(list, route, role, part);
	if (door && door->reach == REACH_PERSON && strcmp(route->method, "POST") == 0)
		expected.fields = "purpose=relation&reason=checking+the+relation";
	expected.address = address_of(route, door, place, part);
	/* Of one's own node everybody may ask; the joint committee's stands above a branch. */
	if (door && door->reach == REACH_NODE && expected.status == PAST && !letters_have("JCRI", role))
		expected.address = arena_printf(arena, "%s?node=%" PRId64, route->pattern,
		                                role == ROLE_UNIT_OFFICE ? grounds[part].unit : grounds[part].branch);
	return expected;
}

/* --- asking ---------------------------------------------------------------------------------- */

static bool
is_right(int status, int expected)
{
	if (expected == PAST)
		return status >= 200 && status < 500 && status != 401 && status != 403;
	return status == expected;
}

static void
compare(const struct route *route, const char *who, const struct expected *expected, const struct answer *answer)
{
	if (expected->status == UNKNOWN) {
		print_error("%s %s has no line in tests/doors.h: say there who may use it\n", route->method,
		            route->pattern);
		faults++;
	} else if (!is_right(answer->status, expected->status)) {
		print_error("%s %s by %s: %d, expected %d\n", route->method, expected->address, who, answer->status,
		            expected->status);
		faults++;
	}
}

static void
ask(const struct route *route, const struct guest *guest, const struct expected *expected, struct answer *ret_answer)
{
	if (strcmp(route->method, "POST") == 0)
		house_post(&house, guest, expected->address, expected->fields ? expected->fields : "", ret_answer);
	else
		house_get(&house, guest, expected->address, ret_answer);
}

static void
try_route(const struct route *route, const struct guest *guest, enum role role, enum part part, const char *who)
{
	struct expected expected = expect(route, role, part);
	struct answer answer = {0};

	if (expected.status != UNKNOWN)
		ask(route, guest, &expected, &answer);
	compare(route, who, &expected, &answer);
	live_free(&answer);
}

/* The administrator of the tests is one of a part of the tree. */
static const char *
account_of(const struct role_info *role)
{
	return role->role == ROLE_ADMINISTRATOR ? "local_administrator" : role->name;
}

/* Whether the route names something that hangs in the tree, so that each part is asked for. */
static bool
names_a_part(const struct route *route)
{
	const struct door *door = door_of(route);
	size_t place;

	return door ? door->reach != REACH_NONE : register_of(route->pattern, &place) && strchr(route->pattern, '{');
}

static void
try_all(const struct guest *guest, const struct role_info *role, bool by_token)
{
	const struct route *route;

	for (size_t i = 0; (route = routes_at(routes, i)); i++) {
		if (strcmp(route->pattern, "/logout") == 0 || (by_token && !is_api(route->pattern)))
			continue;
		for (int part = OWN; part < (names_a_part(route) ? PARTS : SIBLING); part++)
			try_route(route, guest, role->role, (enum part)part, role->name);
	}
}

/* --- tests --------------------------------------------------------------------------------------- */

static void
DP_12_every_route_opens_to_whom_design_7_names_and_within_their_part_alone(void **state)
{
	(void)state;
	for (size_t r = 0; r < ROLES; r++) {
		struct guest guest = house_sign_in(&house, account_of(&role_table[r]));

		try_all(&guest, &role_table[r], false);
	}
	assert_int_equal(faults, 0);
}

static void
DP_12_a_token_opens_what_its_account_opens_and_no_page(void **state)
{
	const struct route *route;

	(void)state;
	for (size_t r = 0; r < ROLES; r++) {
		struct guest guest = house_token(&house, account_of(&role_table[r]));

		try_all(&guest, &role_table[r], true);
		for (size_t i = 0; r == 0 && (route = routes_at(routes, i)); i++)
			if (!is_api(route->pattern) && strcmp(route->method, "GET") == 0 && door_of(route) &&
			    !strchr(door_of(route)->who, '*'))
				assert_int_equal(house_get_status(&house, &guest, address_of(route, door_of(route), 0, OWN)), 303);
	}
	assert_int_equal(faults, 0);
}

static void
DP_12_signed_out_nothing_opens_but_what_is_for_everybody(void **state)
{
	const struct route *route;

	(void)state;
	for (size_t i = 0; (route = routes_at(routes, i)); i++) {
		const struct door *door = door_of(route);
		struct expected expected = expect(route, ROLE_JOINT_CLERK, OWN);
		struct answer answer;

		expected.status = door && strchr(door->who, '*') ? PAST : is_api(route->pattern) ? 401 : 303;
		ask(route, NULL, &expected, &answer);
		compare(route, "nobody", &expected, &answer);
		if (answer.status == 303 && expected.status == 303)
			assert_int_equal(strncmp(live_header(&answer, "Location"), LOGIN_PATH, strlen(LOGIN_PATH)), 0);
		live_free(&answer);
	}
	assert_int_equal(faults, 0);
}

static void
a_post_without_csrf_is_403_for_every_role(void **state)
{
	static const char *const exempt[] = {LOGIN_PATH, "/law/{clause}", "/api/v1/law/{clause}"};
	const struct route *route;

	(void)state;
	for (size_t r = 0; r < ROLES; r++) {
		struct guest guest = house_sign_in(&house, account_of(&role_table[r]));

		guest.csrf[0] = '\0';
		for (size_t i = 0; (route = routes_at(routes, i)); i++) {
			struct expected expected = expect(route, role_table[r].role, OWN);
			bool is_exempt = false;
			struct answer answer;

			for (size_t e = 0; e < sizeof exempt / sizeof *exempt; e++)
				is_exempt |= strcmp(route->pattern, exempt[e]) == 0;
			if (strcmp(route->method, "POST") != 0 || is_exempt || expected.status == UNKNOWN)
				continue;
			expected.status = 403;
			ask(route, &guest, &expected, &answer);
			compare(route, role_table[r].name, &expected, &answer);
			live_free(&answer);
		}
		assert_int_equal(house_get_status(&house, &guest, "/me"), 200); /* /logout, too */
	}
	assert_int_equal(faults, 0);
}

/* DP-6: lists of persons give no files by address; all others give theirs to whoever reads them. */
static void
DP_6_lists_give_files_to_their_readers_but_never_of_persons(void **state)
{
	(void)state;
	for (size_t r = 0; r < ROLES; r++) {
		struct guest guest = house_sign_in(&house, account_of(&role_table[r]));

		for (size_t i = 0; i < REGISTERS_COUNT; i++) {
			const struct register_door *door = &register_doors[i];
			const char *file = arena_printf(arena, "%s.csv", door->path);
			int expected = door->persons ? 404 : letters_have(door->read, role_table[r].role) ? 200 : 403;
			int status = house_get_status(&house, &guest, file);

			if (status != expected)
				print_error("%s by %s: %d, expected %d\n", file, role_table[r].name, status, expected);
			assert_int_equal(status, expected);
		}
	}
}

/* A line of the table that no route has is out of date. */
static void
the_table_has_no_line_too_many(void **state)
{
	const struct route *route;

	(void)state;
	for (size_t d = 0; d < sizeof doors / sizeof *doors; d++) {
		bool found = false;

		for (size_t i = 0; (route = routes_at(routes, i)) && !found; i++)
			found = door_of(route) == &doors[d];
		if (!found)
			print_error("%s %s stands in tests/doors.h and is no route\n", doors[d].method, doors[d].pattern);
		assert_true(found);
	}
	for (size_t d = 0; d < REGISTERS_COUNT; d++) {
		struct route_match match = routes_find(routes, "GET", register_doors[d].path);

		assert_non_null(match.route);
		assert_string_equal(match.route->pattern, register_doors[d].path);
	}
	for (size_t d = 0; d < sizeof action_doors / sizeof *action_doors; d++)
		if (action_doors[d].action[0] != '*')
			assert_non_null(action_find(house.installation, action_doors[d].action));
}

static void
only_signing_in_and_open_calculators_take_posts_without_csrf(void **state)
{
	const struct route *route;

	(void)state;
	for (size_t i = 0; (route = routes_at(routes, i)); i++)
		if (route->csrf_exempt)
			assert_true(strcmp(route->pattern, LOGIN_PATH) == 0 || strcmp(route->pattern, "/law/{clause}") == 0 ||
			            strcmp(route->pattern, "/api/v1/law/{clause}") == 0);
}

static void
every_action_has_its_call(void **state)
{
	(void)state;
	for (size_t i = 0; i < house.installation->action_count; i++) {
		const struct action *action = &house.installation->actions[i];
		struct route_match match;
		char path[128];

		snprintf(path, sizeof path, "/api/v1/actions/%s", action->name);
		match = routes_find(routes, "POST", path);
		assert_non_null(match.route);
		assert_int_equal(match.route->who, action->who);
		assert_int_equal(match.route->lane == LANE_PASSWORD, action->pace == PACE_PASSWORD);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_12_every_route_opens_to_whom_design_7_names_and_within_their_part_alone),
		cmocka_unit_test(DP_12_a_token_opens_what_its_account_opens_and_no_page),
		cmocka_unit_test(DP_12_signed_out_nothing_opens_but_what_is_for_everybody),
		cmocka_unit_test(a_post_without_csrf_is_403_for_every_role),
		cmocka_unit_test(DP_6_lists_give_files_to_their_readers_but_never_of_persons),
		cmocka_unit_test(the_table_has_no_line_too_many),
		cmocka_unit_test(only_signing_in_and_open_calculators_take_posts_without_csrf),
		cmocka_unit_test(every_action_has_its_call),
	};
	int failed = 0;

	/* The server starts itself to print: here that is this test, which must not begin anew. */
	if (argc == 2 && strcmp(argv[1], PRINT_COMMAND) == 0)
		printer_child();
	for (engine = 0; engine < test_engines(); engine++)
		failed += cmocka_run_group_tests(tests, start, stop);
	return failed;
}
