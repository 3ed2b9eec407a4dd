#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "base/num.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/interrupt.h"
#include "party/demo.h"
#include "party/founding.h"

#define DEMO_MEMBERS_MAX 10000000

static int
read_number(const struct invocation *call, int *at, int64_t most, int64_t *ret_number)
{
	const char *name = call->argv[*at];
	int64_t number;

	if (*at + 1 == call->argc || num_parse(call->argv[*at + 1], &number) < 0 || number < 0 || number > most)
		return command_misused(call, "%s 后面应是 0 到 %lld 之间的整数。",
		                       "%s takes a whole number from 0 to %lld.", name, (long long)most);
	*ret_number = number;
	++*at;
	return 0;
}

static int
read_order(const struct invocation *call, struct demo_order *order)
{
	int64_t seed = 1;
	int status = 0;

	order->members = -1;
	for (int i = 0; i < call->argc && status == 0; i++) {
		if (strcmp(call->argv[i], "--units") == 0)
			status = read_number(call, &i, DEMO_UNITS_MAX, &order->units);
		else if (strcmp(call->argv[i], "--members") == 0)
			status = read_number(call, &i, DEMO_MEMBERS_MAX, &order->members);
		else if (strcmp(call->argv[i], "--seed") == 0)
			status = read_number(call, &i, INT64_MAX, &seed);
		else
			return command_misused(call, "用法：dangjian demo [--units N] [--members M] [--seed S]",
			                       "Usage: dangjian demo [--units N] [--members M] [--seed S]");
	}
	if (status == 0 && order->units < 1)
		return command_misused(call, "--units 至少为 1。", "--units is at least 1.");
	order->seed = (uint64_t)seed;
	if (order->members < 0)
		order->members = order->units * DEMO_MEMBERS_EACH;
	return status;
}

/* account, password, role, node: one line each */
static void
print_accounts(const struct demo_account *accounts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		printf("%s\t%s\t%s\t%s\n", accounts[i].name, accounts[i].password, accounts[i].role, accounts[i].node);
}

struct filling {
	const struct demo_order *order;
	const struct invocation *call;
	struct arena *arena;
	struct demo_account *accounts;
	size_t count;
};

/* Elections are held by the actions people use, once the city stands: in its own transaction, so that there is no city without. */
static int
hold_elections(const struct filling *filling, struct db *db, const struct secret *secret)
{
	struct installation *installation = NULL;
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct actor actor;
	const char *user = arena ? desk_user(arena) : NULL;
	int status = user ? actor_operator(arena, user, &actor) : FAIL_MEMORY;

	if (status == 0)
		status = installation_within(db, secret, &installation);
	if (status == 0)
		status = demo_elections(&(struct call){
			.installation = installation, .db = db, .actor = &actor, .arena = arena, .today = filling->order->today,
			.at = filling->order->at,
		});
	installation_close(installation);
	arena_free(arena);
	return status;
}

static int
fill(struct db *db, const struct secret *secret, void *arg)
{
	struct filling *filling = arg;
	int status = demo_make(db, secret, PASSWORD_COST, filling->arena, filling->order, &filling->accounts, &filling->count);

	if (status == 0)
		status = hold_elections(filling, db, secret);
	interrupt_finish(filling->call->interrupt); /* the accounts are told once it stands, and never again */
	return status;
}

int
demo_command(const struct invocation *call)
{
	struct demo_order order = {.units = DEMO_UNITS, .today = call->today, .at = (int64_t)time(NULL)};
	struct filling filling = {.order = &order, .call = call};
	int status = read_order(call, &order);

	if (status != 0)
		return status;
	filling.arena = arena_new(ARENA_IMPORT_MAX);
	status = filling.arena ? founding_fill(call->db, call->key, fill, &filling) : FAIL_MEMORY;
	if (status == 0)
		print_accounts(filling.accounts, filling.count);
	arena_free(filling.arena);
	return status < 0 ? command_failed(call) : EXIT_HOLDS;
}
