#include "cli/desk.h"

#include <pwd.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"

int64_t
desk_now(void)
{
	return (int64_t)time(NULL);
}

const char *
desk_user(struct arena *arena)
{
	const struct passwd *user = getpwuid(getuid());

	return user ? arena_strdup(arena, user->pw_name) : arena_printf(arena, "%u", (unsigned)getuid());
}

static int
take_actor(const struct invocation *call, struct desk *desk)
{
	const char *user;
	int status;

	if (!call->as) {
		user = desk_user(desk->arena);
		return user ? actor_operator(desk->arena, user, &desk->actor) : FAIL_MEMORY;
	}
	status = actor_by_name(desk->db, desk->arena, call->as, call->today, &desk->actor);
	/* Whoever runs the machine may use any account; the password is asked for at the door to the network. */
	desk->actor.must_change = desk->actor.must_enrol = false;
	return status;
}

int
desk_open(const struct invocation *call, struct desk *ret_desk)
{
	struct desk *desk = ret_desk;
	int status;

	*desk = (struct desk){.arena = arena_new(ARENA_IMPORT_MAX)};
	status = desk->arena ? installation_open(call->db, call->key, &desk->installation) : FAIL_MEMORY;
	if (status == 0)
		status = db_open(call->db, DB_READ, &desk->db);
	if (status == 0)
		status = take_actor(call, desk);
	if (status < 0) {
		desk_close(desk);
		return status;
	}
	desk->call = (struct call){
		.installation = desk->installation, .db = desk->db, .actor = &desk->actor, .arena = desk->arena,
		.today = call->today, .at = desk_now(),
	};
	return 0;
}

void
desk_close(struct desk *desk)
{
	db_close(desk->db);
	installation_close(desk->installation);
	arena_free(desk->arena);
	*desk = (struct desk){0};
}
