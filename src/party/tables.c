#include "party/tables.h"

#include "base/fail.h"
#include "party/data_request.h"
#include "party/election.h"
#include "party/matter.h"
#include "party/series.h"
#include "party/voice.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct column account_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"name", COLUMN_TEXT, .required = true},
	{"password", COLUMN_TEXT, .required = true},   /* argon2id, with its salt and cost */
	{"person", COLUMN_INT},                        /* whom it belongs to */
	{"made", COLUMN_INT, .required = true},        /* journal number */
	{"disabled", COLUMN_INT},                      /* journal number, null while it may sign in */
	{"must_change", COLUMN_INT, .required = true}, /* 1: the password is a one-time one */
};

static const struct index account_indexes[] = {
	{"account_name", "name", .unique = true},
	{"account_person", "person", "person is not null"},
};

static const struct column role_grant_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"since", COLUMN_INT, .required = true},
	{"until", COLUMN_INT, .required = true},
	{"made", COLUMN_INT, .required = true},
	{"ended", COLUMN_INT},
	{"account", COLUMN_INT, .required = true},
	{"role", COLUMN_INT, .required = true},        /* enum role */
	{"node", COLUMN_INT, .required = true},        /* a body or unit; 0: the whole installation */
};

static const struct index role_grant_indexes[] = {
	{"role_grant_account", "account, since, until", "ended is null"},
	{"role_grant_node", "node, since, until", "ended is null"},
};

static const struct column session_columns[] = {
	{"token", COLUMN_TEXT, .required = true},      /* its hash */
	{"account", COLUMN_INT, .required = true},
	{"csrf", COLUMN_TEXT, .required = true},
	{"created", COLUMN_INT, .required = true},     /* seconds since 1970, as below */
	{"seen", COLUMN_INT, .required = true},
	{"expires", COLUMN_INT, .required = true},
	{"idle", COLUMN_INT, .required = true, .initial = "7200"}, /* seconds without a request after which it ends */
};

static const struct index session_indexes[] = {
	{"session_account", "account"},
	{"session_expires", "expires"},
};

static const struct column token_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"token", COLUMN_TEXT, .required = true},      /* its hash */
	{"account", COLUMN_INT, .required = true},
	{"label", COLUMN_TEXT, .required = true},
	{"created", COLUMN_INT, .required = true},
	{"used", COLUMN_INT},
	{"ended", COLUMN_INT},                         /* journal number */
	{"until", COLUMN_INT, .required = true, .initial = "0"}, /* the day from which it is good for nothing */
};

static const struct index token_indexes[] = {
	{"api_token_token", "token", .unique = true},
	{"api_token_account", "account"},
};

static const struct column login_attempt_columns[] = {
	{"subject", COLUMN_TEXT, .required = true},    /* keyed hash of an account's name, an address or both */
	{"since", COLUMN_INT, .required = true},       /* when the last was made; with 0 failures: the last that succeeded */
	{"failures", COLUMN_INT, .required = true},
};

static const struct index login_attempt_indexes[] = {{"login_attempt_since", "since"}};

static const struct column second_factor_columns[] = {
	{"account", COLUMN_INT, .required = true},
	{"secret", COLUMN_TEXT, .required = true},     /* sealed with the installation's key */
	{"step", COLUMN_INT, .required = true},        /* of the last code that was used */
	{"made", COLUMN_INT, .required = true},        /* journal number */
};

static const struct column recovery_code_columns[] = {
	{"account", COLUMN_INT, .required = true},
	{"code", COLUMN_TEXT, .required = true},       /* its hash; the row goes when it is used */
};

static const struct column account_reset_columns[] = {
	{"number", COLUMN_INT, .required = true},      /* of the journal */
	{"account", COLUMN_INT, .required = true},
	{"at", COLUMN_INT, .required = true},
	{"actor", COLUMN_TEXT, .required = true},
	{"what", COLUMN_TEXT, .required = true},       /* RESET_PASSWORD, RESET_FACTOR */
	{"reason", COLUMN_TEXT, .required = true},
	{"told", COLUMN_INT},                          /* when the holder signed in next */
};

static const struct index account_reset_indexes[] = {{"account_reset_account", "account, number"}};

static const struct column person_access_columns[] = {
	{"person", COLUMN_INT, .required = true},
	{"at", COLUMN_INT, .required = true},
	{"actor", COLUMN_TEXT, .required = true},
	{"reason", COLUMN_TEXT, .required = true},
	{"node", COLUMN_INT},                          /* the office, null for everything */
	{"by_case", COLUMN_INT},
};

static const struct column person_case_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"account", COLUMN_INT, .required = true},
	{"person", COLUMN_INT, .required = true},
	{"since", COLUMN_INT, .required = true},
	{"until", COLUMN_INT, .required = true},
	{"purpose", COLUMN_INT, .required = true},     /* enum purpose */
	{"matter", COLUMN_TEXT},
	{"reason", COLUMN_TEXT, .required = true},     /* for the person to read */
	{"made", COLUMN_INT, .required = true},        /* journal number */
};

static const struct index person_case_indexes[] = {{"person_case_account", "account, person, until"}};

#define TABLE(name, key) \
	{#name, name##_columns, COUNT(name##_columns), key, name##_indexes, COUNT(name##_indexes)}

const struct table access_tables[] = {
	TABLE(account, "id"),
	TABLE(role_grant, "id, since, made"),
	TABLE(session, "token"),
	{"api_token", token_columns, COUNT(token_columns), "id", token_indexes, COUNT(token_indexes)},
	TABLE(login_attempt, "subject"),
	{"second_factor", second_factor_columns, COUNT(second_factor_columns), "account"},
	{"recovery_code", recovery_code_columns, COUNT(recovery_code_columns), "account, code"},
	TABLE(account_reset, "number"),
	{"person_access", person_access_columns, COUNT(person_access_columns), "person, at, actor",
	 .append_only = true},
	{"person_case", person_case_columns, COUNT(person_case_columns), "id", person_case_indexes,
	 COUNT(person_case_indexes), .append_only = true},
};
const size_t access_table_count = COUNT(access_tables);

/* Each part of this floor that keeps tables of its own has its line here. */
static const struct {
	const struct table *tables;
	const size_t *count;
} parts[] = {
	{access_tables, &access_table_count},
	{merge_tables, &merge_table_count},
	{setting_tables, &setting_table_count},
	{tally_tables, &tally_table_count},
	{workbook_tables, &workbook_table_count},
	{election_tables, &election_table_count},
	{matter_tables, &matter_table_count},
	{data_request_tables, &data_request_table_count},
	{voice_tables, &voice_table_count},
};

int
party_schema(struct arena *arena, struct schema *ret_schema)
{
	const struct table **more;
	size_t count = 0;

	for (size_t p = 0; p < COUNT(parts); p++)
		count += *parts[p].count;
	more = ARENA_ARRAY(arena, count, const struct table *);
	if (!more)
		return FAIL_MEMORY;
	count = 0;
	for (size_t p = 0; p < COUNT(parts); p++)
		for (size_t i = 0; i < *parts[p].count; i++)
			more[count++] = &parts[p].tables[i];
	return registry_schema(arena, more, count, ret_schema);
}
