/*
 * The law as data: every clause of the rulebook with its texts, and for a
 * clause that computes, one pure function from facts to a finding.  No I/O,
 * no clock and no database here (design: "law has an address").
 */
#ifndef DANGJIAN_LAW_RULE_H
#define DANGJIAN_LAW_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/json.h"
#include "base/lang.h"

enum clause_kind { KIND_DEF, KIND_THR, KIND_DLN, KIND_STEP, KIND_RIGHT, KIND_PROH, KIND_REC,
                   KIND_REP, KIND_GUID };

enum instrument { ELEC, OPIN, GRP, CONSULT, DECOUPLE, CPPCC, PUBINST, RURAL, INSP, BJ, MASS, DP, A,
                  INSTRUMENTS };

/* One clause's texts, in our own words. */
struct clause {
	const char *id;             /* "ELEC-19.1" */
	enum instrument instrument;
	enum clause_kind kind;
	struct bilingual title;     /* a few words */
	struct bilingual summary;   /* one to three plain sentences: the rule itself */
	struct bilingual breach;    /* what breaks it; empty strings where nothing can */
	struct bilingual note;      /* how an unclear source is read; empty where it is clear */
};

/* All 372 clauses in the rulebook's order; the count is in *ret_count. */
const struct clause *clauses(size_t *ret_count);

/* The clause of an ID, or null. */
const struct clause *clause_find(const char *id);

/*
 * The first day a clause bound anybody, by an ID or DAY_NONE where the sources
 * give none; of elections, that of the first rule set known here (ELEC-41.1).
 */
day_no clause_since(const char *id);

const char *clause_kind_name(enum clause_kind kind);              /* "THR" */
struct bilingual clause_kind_label(enum clause_kind kind);        /* 门槛 / threshold */
/* The members clause, kind, instrument, title, summary, computes, facts and outputs
 * of an object that the caller opens, adds to and closes. */
void clause_json(const struct clause *clause, struct json *json);

const char *instrument_name(enum instrument instrument);          /* "ELEC" */
struct bilingual instrument_title(enum instrument instrument);    /* 基层组织选举工作条例 / … */

enum verdict { HOLDS, BREACH, FLAG, NOT_APPLICABLE };

const char *verdict_name(enum verdict verdict);                   /* "not_applicable" */
struct bilingual verdict_label(enum verdict verdict);
/* The members clause and verdict of an object that the caller opens, adds to and closes. */
void verdict_json(const char *clause, enum verdict verdict, struct json *json);

enum rule_set { RULES_NONE, RULES_1990, RULES_2020 };

/* ELEC-41.1: the rule set in force on a day; RULES_NONE before 1990-06-27. */
enum rule_set rule_set_on(day_no day);

const char *rule_set_name(enum rule_set rule_set);  /* "1990"; null for RULES_NONE */

enum fact_type { FACT_INT, FACT_MONEY, FACT_DATE, FACT_BOOL, FACT_ENUM, FACT_TEXT };

/*
 * The largest int and amount (fen) a fact may be.  Far above anything counted
 * here, and so small that no product by 1,000 and no sum of a list overflows.
 */
#define FACT_INT_MAX INT64_C(1000000000000)
#define FACT_MONEY_MAX INT64_C(1000000000000)
#define FACT_LIST_MAX ((size_t)5000)   /* elements of a list */

/* One fact a rule asks for.  A table of them ends with a null name. */
struct fact {
	const char *name;           /* as in the contracts: "entitled" */
	enum fact_type type;
	bool list;
	bool required;
	struct bilingual label;     /* 应到会有选举权人数 / entitled to vote who should attend */
	struct bilingual unit;      /* 人 / persons; may be empty */
	const char *const *words;   /* FACT_ENUM: the allowed words, null-terminated */
	int64_t least;              /* FACT_INT and FACT_MONEY (fen): smallest value allowed, default 0 */
	const char *const *also;    /* other names accepted for it, null-terminated; or null */
};

/* A word of a fact or output as a person reads it; the word itself where it says enough ("2014"). */
struct bilingual fact_word_label(const char *word);

/* One output a rule gives.  A table of them ends with a null name. */
struct output {
	const char *name;
	struct bilingual label;
};

/* The facts given to one judgement, already typed and complete (see rule_judge). */
struct facts;

bool fact_given(const struct facts *facts, const char *name);
int64_t fact_int(const struct facts *facts, const char *name);      /* money: fen */
bool fact_bool(const struct facts *facts, const char *name);        /* false where absent */
day_no fact_day(const struct facts *facts, const char *name);       /* DAY_NONE where absent */
const char *fact_word(const struct facts *facts, const char *name); /* enum or text; null where absent */
size_t fact_count(const struct facts *facts, const char *name);     /* elements of a list */
int64_t fact_int_at(const struct facts *facts, const char *name, size_t i);
bool fact_bool_at(const struct facts *facts, const char *name, size_t i);
day_no fact_day_at(const struct facts *facts, const char *name, size_t i);
const char *fact_word_at(const struct facts *facts, const char *name, size_t i);
enum rule_set fact_rule_set(const struct facts *facts);  /* from rule_set= or on=, default 2020 */

/*
 * What a judge returns for facts that cannot be: FAIL_INPUT with a sentence
 * that begins with the fact's name and label.  fact_at_most and fact_needed
 * return 0 where nothing is wrong; fact_at_most passes absent facts, checks
 * every element of a list, and compares days too.
 */
int fact_refused(const struct facts *facts, const char *name, const char *zh, const char *en);
int fact_at_most(const struct facts *facts, const char *name, const char *bound);
int fact_needed(const struct facts *facts, const char *name);

/* What a judgement found: verdict, outputs in the order given, reason. */
struct finding;

/* The arena of this judgement; what comes from it lives as long as the finding. */
struct arena *finding_arena(const struct finding *finding);

/* Sets verdict and reason; both formats take the same arguments. */
void finding_set(struct finding *finding, enum verdict verdict, const char *zh, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* The clause cited where it is not the one asked (ELEC-8.1a above 300 cites ELEC-8.1b). */
void finding_cite(struct finding *finding, const char *clause);

void output_int(struct finding *finding, const char *name, int64_t value);
void output_bool(struct finding *finding, const char *name, bool value);
void output_text(struct finding *finding, const char *name, const char *text); /* null: JSON null */
void output_day(struct finding *finding, const char *name, day_no day);
void output_money(struct finding *finding, const char *name, int64_t fen);      /* "129.00" */
void output_tenths(struct finding *finding, const char *name, int64_t tenths);  /* number 42.5; negative: null */
void output_percent_text(struct finding *finding, const char *name, int64_t tenths); /* "86.8"; negative: null */
void output_list(struct finding *finding, const char *name);  /* begins an empty list; the two below append */
void output_list_int(struct finding *finding, const char *name, int64_t value);
void output_list_text(struct finding *finding, const char *name, const char *text);

/* A clause that computes. `judge` returns 0, or FAIL_INPUT for facts that cannot be. */
struct rule {
	const char *clause;
	const struct fact *facts;
	const struct output *outputs;
	bool dated;  /* takes rule_set= or on= (ELEC-41.1); a fact `on` of its own dates it too */
	int (*judge)(const struct facts *facts, struct finding *finding);
};

/* The rule of a clause, or null.  ELEC-8.1b, OPIN-6.3e and OPIN-8.4 give their twin's. */
const struct rule *rule_find(const char *clause);

/* The facts a rule takes, one by one: its own, then rule_set and on where it is dated; null past the last. */
const struct fact *rule_fact(const struct rule *rule, size_t i);

/* One fact as it was given: name=text.  Lists are comma-separated, or a JSON array. */
struct given {
	const char *name;
	const char *text;
};

/*
 * Judges one clause.  0 with *ret_finding from the arena, or FAIL_INPUT with
 * a sentence that names the fact: missing, unknown, negative, overflowing or
 * malformed, a word outside the allowed ones, or a clause that computes nothing.
 */
int rule_judge(struct arena *arena, const char *clause, const struct given *given, size_t count,
               const struct finding **ret_finding);

/* The same from a JSON object. */
int rule_judge_json(struct arena *arena, const char *clause, const char *json,
                    const struct finding **ret_finding);

enum verdict finding_verdict(const struct finding *finding);
const char *finding_clause(const struct finding *finding);      /* the clause cited */
struct bilingual finding_why(const struct finding *finding);
/* The whole answer: {"clause","rule_set","verdict","outputs","why"}; rule_set is null where not dated. */
void finding_json(const struct finding *finding, struct json *json);
/* Outputs one by one, as a person reads them; false past the last. */
bool finding_output(const struct finding *finding, struct arena *arena, enum lang lang, size_t i,
                    const struct output **ret_output, const char **ret_text);

#endif
