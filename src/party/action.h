/*
 * Actions: the one way to change anything.  Form, API call and
 * command line all come through action_run, which reads the declared fields,
 * checks role and part of the tree, and writes in one transaction with one
 * journal entry, or not at all.
 */
#ifndef DANGJIAN_PARTY_ACTION_H
#define DANGJIAN_PARTY_ACTION_H

#include "base/json.h"
#include "party/access.h"
#include "party/installation.h"

/* Who asks, when, and through which installation. */
struct call {
	struct installation *installation;
	struct db *db;        /* the caller's own connection, for reading */
	const struct actor *actor;
	struct arena *arena;
	day_no today;
	int64_t at;           /* seconds since 1970 */
	/* Told now and then how far a long action has come (enum import_phase), from the thread that works; may be null. */
	void (*progress)(void *arg, int phase, size_t done, size_t total);
	void *progress_arg;
};

struct input {
	const char *name;
	const char *text;
};

/* A person found by find-person. */
struct found {
	int64_t id;
	const char *name;
	int64_t body;         /* where the relation is today, or 0 */
	const char *body_name;
};

struct outcome {
	int64_t journal;      /* the entry's number; 0 where nothing was written */
	const int64_t *ids;   /* what was made or changed, the subject first */
	size_t id_count;
	const char *secret;   /* a password or token, shown this once, or null */
	const struct found *found;
	size_t found_count;
	bool more;            /* there were more than FOUND_MAX */
	bool made_file;       /* then `file` is an open file without a name, which the caller closes */
	int file;
	uint64_t file_len;
};

#define FOUND_MAX 50

/* Runs an action by name.  `seen`: the journal number that was read (If-Match), or 0. */
int action_run(const struct call *call, const char *name, const struct input *inputs, size_t count,
               int64_t seen, struct outcome *ret_outcome);

enum within {
	WITHIN_RECORD,     /* where the record hangs today, before the change and after it */
	WITHIN_NODE,       /* where the node named hangs today */
	WITHIN_ACCOUNT,    /* where all roles of the account named are held */
	WITHIN_EVERYTHING, /* the whole installation */
	WITHIN_ONESELF,    /* the actor's own account */
};

enum pace {
	PACE_QUICK,
	PACE_PASSWORD,     /* hashes a password */
	PACE_SLOW,
};

struct running;

struct action {
	const char *name;              /* "add-unit" */
	struct bilingual label;        /* on the button */
	const struct field *fields;
	size_t field_count;
	unsigned who;                  /* role bits, or ANY_ACCOUNT; never 0 */
	enum within within;
	const char *clauses;           /* it answers to, separated by blanks */
	enum pace pace;
	const struct kind *kind;       /* of the dictionary's own actions, else null */
	bool reads;                    /* changes nothing: no act, no entry; runs on call->db */
	bool unlogged;                 /* its call leaves no line in the log and no count: whoever made it shall not be found */
	bool alone;                    /* brings its own transaction and entry; runs on call->db */
	int (*prepare)(struct running *running); /* before the transaction, may be slow; or null */
	int (*run)(struct running *running);     /* inside it */
};

/*
 * All actions, sorted by name: those of the tables below and, for each kind,
 * add-, change-, correct- and close-.  From the arena; null without memory.
 */
const struct action *actions_all(struct arena *arena, size_t *ret_count);

/* The action of a name, or null. */
const struct action *action_find(const struct installation *installation, const char *name);

/* What an entry of the journal is called: by its action, or by what the command line did. */
struct bilingual entry_label(const struct installation *installation, const char *action);

/* Whether the actor's roles allow it anywhere at all: whether a button is shown. */
bool action_offered(const struct action *action, const struct actor *actor);

/*
 * Whether an entry can be undone: FAIL_REFUSED names the oldest entry that
 * rests on what it made or changed.  The action `undo` judges the actor, too.
 */
int undo_check(struct db *db, int64_t batch);

/* --- for those who write actions --------------------------------------------- */

/* Tables end with a null name; a new one is registered in action.c. */
extern const struct action account_actions[], own_actions[], opening_actions[], grant_actions[], affiliation_actions[],
                           common_actions[], merge_actions[], setting_actions[], workbook_actions[];

#define RECORD_ACTIONS 4 /* add, change, correct, close */

/* Writes the actions of one kind behind `actions`; 0 or FAIL_MEMORY. */
int record_actions(struct arena *arena, const struct kind *kind, struct action *actions);

/* An action while it runs. */
struct running {
	const struct call *call;
	const struct action *action;
	const struct value *values;    /* one for each declared field */
	const bool *given;
	int64_t seen;
	struct db *db;                 /* the writer's; call->db where the action only reads, null in `prepare` */
	struct edit edit;              /* inside the transaction, except where the action only reads */
	struct act act;
	bool scope_checked;            /* by running_allow or running_needs; without it the action fails */
	bool unchanged;                /* the run found nothing to write: no entry */
	bool settled;                  /* the run has settled what follows itself */
	struct entry entry;            /* kind, subject and node; the frame sets the rest */
	struct json *facts;            /* inside the entry's JSON object */
	const char *kept;              /* from prepare to run */
	int64_t new_person;            /* whom this very action has put on record, or 0 */
	struct outcome outcome;
};

/* The value of a declared field, by name. */
const struct value *running_value(const struct running *running, const char *field);
const char *running_text(const struct running *running, const char *field); /* null where empty */
int64_t running_int(const struct running *running, const char *field);      /* 0 where empty */
bool running_given(const struct running *running, const char *field);

/* 0 where the actor holds one of the action's roles at or above the path, else FAIL_FORBIDDEN. */
int running_needs(struct running *running, const char *path);

/* For actions whose scope is the actor's own account or was judged by other means. */
void running_allow(struct running *running);

/* FAIL_FORBIDDEN with its sentence: the place is outside what the actor's roles reach. */
int running_forbidden(void);

/* Adds an identity to the outcome. */
int running_id(struct running *running, int64_t id);

/*
 * Writes what differs as members of the entry's object: bounds, and "fields"
 * with old and new; of personal fields, persons named apart, only the names (DP-6).
 * Either record may be null.
 */
void facts_changes(struct json *json, const struct record *old, const struct record *new);

#endif
