#include "party/first_accounts.h"

#include <sodium.h>
#include <string.h>

#include "base/fail.h"
#include "party/accounts.h"
#include "party/founding.h"
#include "party/grants.h"
#include "party/settle.h"
#include "registry/input.h"

#define CLERK "clerk"
#define CLERK_BESIDE "committee-clerk" /* where the administrator is called clerk */

struct site {
	struct arena *arena;
	const struct founding *founding;
	struct db *db;
	struct act act;
	struct founded accounts[FOUNDED_MAX];
	char hashes[FOUNDED_MAX][PASSWORD_TEXT];
	size_t count;
	int64_t body;              /* identity of the committee, or 0 */
};

/* --- before the transaction ----------------------------------------------------------- */

static int
name_account(struct site *site, const char *name, const char *role, const char *node)
{
	char *password = arena_alloc(site->arena, ONE_TIME_TEXT);
	int status = account_name_check(name);

	if (!password)
		return FAIL_MEMORY;
	if (status < 0)
		return status;
	password_one_time(password);
	site->accounts[site->count] = (struct founded){name, password, role, node};
	return password_hash(&PASSWORD_COST, password, site->hashes[site->count++]);
}

static int
name_all(struct site *site)
{
	const struct founding *founding = site->founding;
	struct value body;
	int status = name_account(site, founding->administrator, "administrator", "");

	if (status < 0 || !founding->body)
		return status;
	status = field_read(site->arena, &body_kind.fields[field_index(&body_kind, "name")], founding->body, &body);
	if (status == 0 && body.type == VALUE_NULL)
		status = fail(FAIL_INPUT, NULL, "body", "党组织的名称不能为空。", "The organization's name is empty.");
	if (status < 0)
		return status;
	return name_account(site, strcmp(founding->administrator, CLERK) == 0 ? CLERK_BESIDE : CLERK,
	                    "comprehensive_clerk", body.text);
}

/* --- inside it ------------------------------------------------------------------------ */

static int
add_committee(struct site *site)
{
	struct edit edit = {.act = &site->act};
	struct record *body = record_new(site->arena, &body_kind);
	int status;

	if (!body)
		return FAIL_MEMORY;
	body->since = site->founding->today;
	*record_value(body, "name") = TEXT(site->accounts[1].node);
	*record_value(body, "type") = INT(COMPREHENSIVE_COMMITTEE);
	status = record_check(site->db, body);
	if (status == 0)
		status = record_add(&edit, body);
	if (status == 0)
		status = settle(&edit);
	if (status == 0)
		site->body = body->id;
	return status;
}

static int
add_accounts(struct site *site)
{
	int64_t grant;
	int status = 0;

	for (size_t i = 0; i < site->count && status == 0; i++) {
		const struct founded *account = &site->accounts[i];
		int64_t id;

		if (*account->node)
			status = add_committee(site);
		if (status == 0)
			status = account_add(&site->act, account->account, site->hashes[i], 0, &id);
		if (status == 0)
			status = grant_add(&site->act, id, role_find(account->role)->role,
			                   *account->node ? site->body : 0,
			                   site->founding->today, DAY_OPEN, &grant);
	}
	return status;
}

static int
write_all(struct site *site)
{
	const struct founding *founding = site->founding;
	int status = act_begin(&site->act, site->db, site->arena, founding->tag, founding->today, founding->at);

	if (status == 0)
		status = add_accounts(site);
	return status < 0 ? status : act_end(&site->act, &(struct entry){
		.action = "init", .kind = site->body ? body_kind.name : "", .subject = site->body, .node = site->body,
		.facts = "{}"});
}

int
first_accounts(struct arena *arena, const struct founding *founding,
               struct founded ret_accounts[FOUNDED_MAX], size_t *ret_count)
{
	struct site site = {.arena = arena, .founding = founding};
	int status;

	if (sodium_init() < 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "没有可用的随机数来源。", "There is no source of randomness.");
	status = name_all(&site);
	if (status == 0)
		status = founding_make(founding->url, founding->key);
	if (status == 0)
		status = db_open(founding->url, DB_WRITE, &site.db);
	if (status == 0)
		status = db_begin_write(site.db);
	if (status == 0) {
		status = write_all(&site);
		if (status == 0)
			status = db_commit(site.db);
		if (status < 0)
			db_rollback(site.db);
	}
	db_close(site.db);
	if (status < 0)
		return status;
	memcpy(ret_accounts, site.accounts, sizeof site.accounts);
	*ret_count = site.count;
	return 0;
}
