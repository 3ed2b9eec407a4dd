#include "store/replica.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "base/text.h"

#define LOOK_SECONDS 1   /* between two looks at how the replica stands */
#define IDENTITY 256     /* bytes of a database's identity, with its NUL */

struct replica {
	char *url;
	char identity[IDENTITY];    /* of the primary */
	struct writer *writer;
	replica_tell *tell;
	void *arg;
	struct db *db;              /* the watching thread's own */
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;        /* it is time to stop */
	bool stopping;
	int64_t asked;              /* what it should have replayed by the next look */
	_Atomic int state;
	_Atomic int64_t replayed;
	_Atomic uint64_t here, at_primary;
};

/* ---- how it stands ---- */

static int
no_replica(void)
{
	return fail(FAIL_INPUT, NULL, "replica", "--replica 指的不是这个数据库的流复制副本。",
	            "What --replica names is no streaming replica of this database.");
}

static int
check_identity(const struct replica *replica, struct db *db)
{
	char identity[IDENTITY] = "";
	int status = db_identity(db, identity, sizeof identity);

	return status < 0 ? status : strcmp(identity, replica->identity) == 0 ? 0 : no_replica();
}

static int
connect_to(const struct replica *replica, struct db **ret_db)
{
	struct db *db;
	int status = db_open(replica->url, DB_READ, &db);

	if (status < 0)
		return status;
	status = check_identity(replica, db);
	if (status < 0)
		db_close(db);
	else
		*ret_db = db;
	return status;
}

/* An enum replica_state, or why it is away. */
static int
look(struct replica *replica)
{
	int64_t replayed = 0, asked = replica->asked;
	int status = replica->db ? 0 : connect_to(replica, &replica->db);

	if (status == 0)
		status = db_replayed(replica->db, &replayed);
	if (status < 0) {
		db_close(replica->db);
		replica->db = NULL;
		return status;
	}
	replica->asked = writer_position(replica->writer);
	atomic_store(&replica->replayed, replayed);
	return replayed < asked ? REPLICA_BEHIND : REPLICA_CURRENT;
}

static void
look_and_tell(struct replica *replica)
{
	int found = look(replica), state = found < 0 ? REPLICA_AWAY : found;

	if (atomic_exchange(&replica->state, state) != state)
		replica->tell(replica->arg, (enum replica_state)state);
}

static void *
watch(void *arg)
{
	struct replica *replica = arg;

	pthread_mutex_lock(&replica->mutex);
	while (!replica->stopping) {
		struct timespec next;

		clock_gettime(CLOCK_MONOTONIC, &next);
		next.tv_sec += LOOK_SECONDS;
		if (pthread_cond_timedwait(&replica->wake, &replica->mutex, &next) != ETIMEDOUT)
			continue;
		pthread_mutex_unlock(&replica->mutex);
		look_and_tell(replica);
		pthread_mutex_lock(&replica->mutex);
	}
	pthread_mutex_unlock(&replica->mutex);
	return NULL;
}

/* ---- open and close ---- */

static void
dispose(struct replica *replica)
{
	db_close(replica->db);
	pthread_cond_destroy(&replica->wake);
	pthread_mutex_destroy(&replica->mutex);
	free(replica->url);
	free(replica);
}

static void
init_members(struct replica *replica)
{
	pthread_condattr_t monotonic;

	pthread_mutex_init(&replica->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&replica->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

static int
identify(struct replica *replica, const char *primary)
{
	struct db *db;
	int status = db_open(primary, DB_READ, &db);

	if (status < 0)
		return status;
	status = db_identity(db, replica->identity, sizeof replica->identity);
	db_close(db);
	return status;
}

/* A replica that is away at the start may come later; what is none never will. */
static int
start(struct replica *replica, const char *primary)
{
	int status = identify(replica, primary);

	if (status < 0)
		return status;
	status = text_starts(replica->url, "sqlite:") ? no_replica() : look(replica);
	if (status == FAIL_INPUT)
		return status;
	atomic_store(&replica->state, status < 0 ? REPLICA_AWAY : status);
	replica->tell(replica->arg, status < 0 ? REPLICA_AWAY : (enum replica_state)status);
	if (pthread_create(&replica->thread, NULL, watch, replica) != 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "无法启动看守副本的线程。", "The thread that watches the replica cannot be started.");
	return 0;
}

int
replica_open(const char *primary, const char *url, struct writer *writer, replica_tell *tell, void *arg,
             struct replica **ret_replica)
{
	struct replica *replica = calloc(1, sizeof *replica);
	int status;

	if (!replica)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	init_members(replica);
	replica->url = strdup(url);
	replica->writer = writer;
	replica->tell = tell;
	replica->arg = arg;
	status = replica->url ? writer_mark(writer) : fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	if (status == 0)
		status = start(replica, primary);
	if (status < 0)
		dispose(replica);
	else
		*ret_replica = replica;
	return status;
}

void
replica_close(struct replica *replica)
{
	if (!replica)
		return;
	pthread_mutex_lock(&replica->mutex);
	replica->stopping = true;
	pthread_cond_signal(&replica->wake);
	pthread_mutex_unlock(&replica->mutex);
	pthread_join(replica->thread, NULL);
	dispose(replica);
}

/* ---- reading ---- */

void
replica_reader_close(struct replica_reader *reader)
{
	db_close(reader->db);
	*reader = (struct replica_reader){0};
}

/*
 * Whether the reader's connection has replayed enough.  That is asked before
 * the transaction takes its snapshot: asked within it, the answer could be of a
 * later moment than what is seen.
 */
static bool
has_enough(struct replica *replica, struct replica_reader *reader)
{
	int64_t needed = writer_position(replica->writer);

	if (reader->replayed >= needed)
		return true;
	return db_replayed(reader->db, &reader->replayed) == 0 && reader->replayed >= needed;
}

static bool
begin(struct replica *replica, struct replica_reader *reader)
{
	if (atomic_load(&replica->state) == REPLICA_AWAY)
		return false;
	if (!reader->db && connect_to(replica, &reader->db) < 0)
		return false;
	if (has_enough(replica, reader) && db_begin_read(reader->db) == 0)
		return true;
	if (db_lost(reader->db))
		replica_reader_close(reader);
	return false;
}

int
replica_begin(struct replica *replica, struct replica_reader *reader)
{
	struct failure_record kept = *last_failure();
	bool begun = begin(replica, reader);

	fail_again(&kept); /* what kept it from the replica is nobody's failure */
	atomic_fetch_add_explicit(begun ? &replica->here : &replica->at_primary, 1, memory_order_relaxed);
	return begun;
}

struct replica_figures
replica_figures(struct replica *replica)
{
	int64_t position = writer_position(replica->writer), replayed = atomic_load(&replica->replayed);

	return (struct replica_figures){
		.state = (enum replica_state)atomic_load(&replica->state),
		.behind = position == INT64_MAX || position < replayed ? 0 : position - replayed,
		.here = atomic_load_explicit(&replica->here, memory_order_relaxed),
		.at_primary = atomic_load_explicit(&replica->at_primary, memory_order_relaxed),
	};
}
