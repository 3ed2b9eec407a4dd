/*
 * Faults on demand: the n-th allocation, statement, file operation or write of
 * the database fails, for n = 1, 2, … until what is tested gets through.  The
 * linker puts these between the program and its libraries (--wrap, see
 * tests/meson.build), so the program knows nothing of them.  Of the faults
 * inside SQLite, thousands in each trial, one in seven is met, others each
 * time; with DANGJIAN_EVERY_FAULT in the environment none is left out.
 */
#ifndef DANGJIAN_TESTS_FAULTS_H
#define DANGJIAN_TESTS_FAULTS_H

#include <stdbool.h>

#include "db.h"
#include "store/schema.h"

enum fault {
	FAULT_MEMORY,      /* an allocation of ours, from the heap or an arena */
	FAULT_FILE,        /* opening, writing, syncing or naming a file of ours */
	FAULT_STATEMENT,   /* a statement; its transaction stands */
	FAULT_DROPPED,     /* a statement, and with it the transaction (SQLite) or the connection (PostgreSQL) */
	FAULT_ENGINE,      /* SQLite: an allocation inside it */
	FAULT_DISK,        /* SQLite: a read, write, sync, opening or deletion of its files */
	FAULT_DISK_STAYS,  /* the same, and all that follow */
	FAULT_UNANSWERED,  /* PostgreSQL: a statement is carried out, and the connection is lost before the answer */
	FAULTS,
};

/* Puts the faults in place; first of all in main(). */
void faults_install(void);

/* Whether the engine knows faults of this kind. */
bool fault_possible(enum fault fault, enum db_engine engine);

/* From here on the n-th occasion of the kind fails. */
void fault_arm(enum fault fault, long nth);

/* Nothing fails any more; whether something did. */
bool fault_disarm(void);

/* What is tried with faults in its way. */
struct trial {
	const char *name;
	int (*run)(void *arg);      /* 0 and done, or a failure and nothing done */
	void (*before)(void *arg);  /* makes ready for a run, without faults; or null */
	void (*after)(void *arg, int status); /* looks at what came of it, without faults; or null */
	void *arg;
};

/* Runs the trial with each fault of a kind in turn, until it gets through without meeting one. */
void faults_sweep(const struct trial *trial, enum fault fault);

/* The same with every kind the engine knows. */
void faults_sweep_all(const struct trial *trial, enum db_engine engine);

/* How many faults were met so far. */
long faults_met(void);

/* A number that stands for all that the tables of a database hold. */
uint64_t tables_digest(struct db *db, const struct schema *schema);

#endif
