#include <string.h>

#include "base/fail.h"
#include "party/accounts.h"
#include "party/demo_city.h"
#include "party/grants.h"

STATEMENT(demo_account_add,
	"insert into account (id, name, password, person, made, must_change) values ($1, $2, $3, $4, $5, 0)");

struct account_draft {
	struct demo_account *account;
	enum role role;
	int64_t node, person;
	char hash[PASSWORD_TEXT];
};

struct accounts_step {
	struct account_draft *drafts;
	size_t count;
};

/* Twelve letters that depend on the seed alone, so that a demonstration can be written about. */
static const char *
seeded_password(struct city *city, struct dice *dice)
{
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
	char *password = arena_alloc(city->arena, 13);

	for (int i = 0; password && i < 12; i++)
		password[i] = letters[dice_below(dice, 32)];
	return password;
}

/* Where each role is held in the demonstration. */
static void
place_account(const struct city *city, const struct role_info *role, struct account_draft *draft)
{
	bool branch = (role->role & (ROLE_MEMBER | ROLE_BRANCH | ROLE_SUPERVISOR | ROLE_TELLER)) != 0;
	bool machine = (role->role & (ROLE_ADMINISTRATOR | ROLE_AUDITOR)) != 0;

	draft->role = role->role;
	draft->node = machine ? 0 : branch ? city->branch : role->role == ROLE_UNIT_OFFICE ? city->unit
	              : role->role == ROLE_JOINT_CLERK ? city->joint
	              : role->role == ROLE_REGION_CLERK ? city->agency : city->top;
	draft->person = role->role == ROLE_MEMBER ? city->member : 0;
	draft->account->name = role->name;
	draft->account->role = role->name;
	draft->account->node = branch ? city->branch_name : role->role == ROLE_UNIT_OFFICE ? city->unit_name
	                       : role->role == ROLE_JOINT_CLERK ? city->joint_name
	                       : role->role == ROLE_REGION_CLERK ? city->agency_name : city->top_name;
}

/* A country has somebody at its root, too. */
static void
place_at_root(const struct city *city, struct account_draft *draft)
{
	draft->role = ROLE_REGION_CLERK;
	draft->node = city->root;
	draft->account->name = "national_clerk";
	draft->account->role = "region_clerk";
	draft->account->node = city->root_name;
}

static int
give_password(struct city *city, struct dice *dice, struct account_draft *draft)
{
	draft->account->password = seeded_password(city, dice);
	if (!draft->account->password)
		return FAIL_MEMORY;
	return password_hash(&city->cost, draft->account->password, draft->hash);
}

static int
add_account(struct city *city, const struct account_draft *draft)
{
	int64_t id = act_new_id(&city->act), grant;
	int status = db_exec(city->act.db, demo_account_add,
	                     ARGS(INT(id), TEXT(draft->account->name), TEXT(draft->hash),
	                          draft->person ? INT(draft->person) : SQL_NULL, INT(city->act.number)), NULL);

	if (status < 0)
		return status;
	return grant_add(&city->act, id, draft->role, draft->node, city->order->today, DAY_OPEN, &grant);
}

static int
add_accounts(struct city *city, void *arg)
{
	const struct accounts_step *step = arg;
	int status = 0;

	for (size_t i = 0; i < step->count && status == 0; i++)
		status = add_account(city, &step->drafts[i]);
	return status;
}

int
city_accounts(struct city *city, struct demo_account **ret_accounts, size_t *ret_count)
{
	struct demo_account *accounts = ARENA_ARRAY(city->arena, ROLES + 1, struct demo_account);
	struct account_draft *drafts = ARENA_ARRAY(city->arena, ROLES + 1, struct account_draft);
	struct accounts_step step = {.drafts = drafts};
	struct dice dice = {city->order->seed ^ 0x5DEECE66Du};
	int status = accounts && drafts ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i <= ROLES && status == 0; i++) {
		struct account_draft *draft = &drafts[step.count];

		draft->account = &accounts[step.count];
		if (i < ROLES)
			place_account(city, &role_table[i], draft);
		else
			place_at_root(city, draft);
		status = give_password(city, &dice, draft);
		/* A city too small for a branch or an office has no account for it. */
		if (draft->node || (draft->role & (ROLE_ADMINISTRATOR | ROLE_AUDITOR)))
			step.count++;
	}
	if (status == 0)
		status = city_act(city, add_accounts, &step);
	if (status < 0)
		return status;
	*ret_accounts = accounts;
	*ret_count = step.count;
	return 0;
}
