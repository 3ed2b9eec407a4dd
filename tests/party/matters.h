/* Matters in tests: drafted, sent and answered in the town of town.h. */
#ifndef DANGJIAN_TESTS_PARTY_MATTERS_H
#define DANGJIAN_TESTS_PARTY_MATTERS_H

#include "party/matter.h"
#include "town.h"

/* An account of its own for each role, so that nobody answers what they sent. */
static inline struct actor
account_at(struct town *town, enum role role, int64_t node, int64_t account)
{
	struct actor actor = actor_at(town, role, node);

	actor.account = account;
	actor.tag = arena_printf(town->ground.arena, "account:%lld", (long long)account);
	return actor;
}

static inline struct matter
matter_now(struct town *town, int64_t id)
{
	struct matter matter;

	if (matter_read(town->ground.db, town->ground.arena, id, town->ground.today, &matter) < 0)
		test_failed("matter_read");
	return matter;
}

static inline int64_t __attribute__((sentinel))
made_as(struct ground *ground, const struct actor *actor, const char *name, ...)
{
	struct outcome outcome = {0};
	va_list args;
	int status;

	va_start(args, name);
	status = act_with(ground, actor, &outcome, name, args);
	va_end(args);
	if (status < 0) {
		fprintf(stderr, "%s: %s\n", name, failure_text(LANG_EN));
		test_failed(name);
	}
	return outcome.ids[0];
}

static inline int
submit_as(struct town *town, const struct actor *actor, int64_t id)
{
	return act_as(&town->ground, actor, NULL, "submit-matter", "id", text_of(&town->ground, id), NULL);
}

static inline int
approve_as(struct town *town, const struct actor *actor, int64_t id, const char *document_on)
{
	return act_as(&town->ground, actor, NULL, "approve-matter", "id", text_of(&town->ground, id), "document",
	              "某党〔2026〕12号", "document_on", document_on, NULL);
}

#define assert_refused(call, by)                                        \
	do {                                                            \
		assert_int_equal((call), FAIL_REFUSED);                 \
		assert_string_equal(last_failure()->clause, (by));      \
	} while (0)

#endif
