/*
 * A streaming replica of a PostgreSQL database, to read from.  A read is its
 * only where it has replayed all that this program had written, and all that
 * anybody had written a few seconds ago; else the primary is read.  So nobody
 * misses an act of their own, and a replica that lags or is lost costs speed
 * and nothing else.
 */
#ifndef DANGJIAN_STORE_REPLICA_H
#define DANGJIAN_STORE_REPLICA_H

#include "store/writer.h"

struct replica;

enum replica_state {
	REPLICA_AWAY,    /* it cannot be read */
	REPLICA_BEHIND,  /* it has not replayed what was written a second ago */
	REPLICA_CURRENT,
};

/*
 * Told of each change of state, from a thread of the replica's own; where it is away last_failure() says why.
 */
typedef void replica_tell(void *arg, enum replica_state state);

/*
 * Watches the replica at `url` of the database the writer writes to, which is
 * at `primary`.  FAIL_INPUT where either is not PostgreSQL or the one is no
 * replica of the other; a replica that is away is waited for.
 */
int replica_open(const char *primary, const char *url, struct writer *writer, replica_tell *tell, void *arg,
                 struct replica **ret_replica);
void replica_close(struct replica *replica); /* takes null; before the writer */

/* A thread's own connection to it; begin with {0}. */
struct replica_reader {
	struct db *db;
	int64_t replayed; /* what is known of it, at least */
};

/*
 * 1: a reading transaction has begun on reader->db, which the caller ends with
 * db_rollback(); 0: the primary is to be read.  Never fails.
 */
int replica_begin(struct replica *replica, struct replica_reader *reader);
void replica_reader_close(struct replica_reader *reader);

struct replica_figures {
	enum replica_state state;
	int64_t behind;              /* bytes of the log not replayed at the last look */
	uint64_t here, at_primary;   /* reads begun on the replica, and on the primary for want of it */
};

struct replica_figures replica_figures(struct replica *replica);

#endif
