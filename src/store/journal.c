#include "store/journal.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/json.h"

#define ENTRY_MAX ((size_t)8 << 20) /* bytes of one entry's canonical form */

STATEMENT(journal_tip, "select number, at, last_id, hash from journal order by number desc limit 1");
STATEMENT(journal_add,
	"insert into journal (number, at, today, actor, action, kind, subject, node, facts, last_id,"
	" previous, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
STATEMENT(journal_all,
	"select number, at, today, actor, action, kind, subject, node, facts, last_id, previous, hash"
	" from journal order by number" WALKED);
STATEMENT(journal_height, "select max(number) from journal");

int
journal_last(struct db *db, int64_t *ret_number)
{
	*ret_number = 0;
	return db_number(db, journal_height, NO_ARGS, ret_number);
}

/* A journal that ran backwards would tell nothing of the order of things. */
static int
check_clock(int64_t behind)
{
	if (behind <= CLOCK_SLACK)
		return 0;
	return fail(FAIL_UNAVAILABLE, NULL, "clock",
	            "本机时钟比日志最后一条的时间早 %" PRId64 " 分钟，没有写入任何内容；请校正时钟。"
	            "如果是那一条的时间错了，由操作员运行 dangjian clock accept。",
	            "The clock of this machine lies %" PRId64 " minutes behind the last entry of the journal; nothing was written. "
	            "Set the clock right; if it was that entry's time that was wrong, the operator runs dangjian clock accept.",
	            behind / 60);
}

static int
check_behind(int64_t behind)
{
	if (behind > 0)
		return 0;
	return fail(FAIL_REFUSED, NULL, "clock", "本机时钟不早于日志最后一条，没有什么要确认。",
	            "The clock of this machine is not behind the last entry of the journal; there is nothing to accept.");
}

static int
begin(struct act *act, const struct act *asked, bool earlier)
{
	struct act begun = *asked;
	struct rows *rows;
	int64_t behind = 0;
	int status = db_query(asked->db, journal_tip, NO_ARGS, &rows);

	if (status < 0)
		return status;
	begun.number = 1;
	status = rows_next(rows);
	if (status > 0) {
		begun.number = rows_int(rows, 0) + 1;
		behind = rows_int(rows, 1) - asked->at;
		begun.at = behind > 0 && !earlier ? rows_int(rows, 1) : asked->at;
		begun.last_id = rows_int(rows, 2);
		snprintf(begun.previous, sizeof begun.previous, "%s", rows_text(rows, 3));
	}
	rows_close(rows);
	if (status >= 0)
		status = earlier ? check_behind(behind) : check_clock(behind);
	if (status < 0)
		return status;
	*act = begun;
	return 0;
}

int
act_begin(struct act *act, struct db *db, struct arena *arena, const char *actor,
          day_no today, int64_t at)
{
	return begin(act, &(struct act){.db = db, .arena = arena, .actor = actor, .today = today, .at = at}, false);
}

int
act_begin_earlier(struct act *act, struct db *db, struct arena *arena, const char *actor,
                  day_no today, int64_t at)
{
	return begin(act, &(struct act){.db = db, .arena = arena, .actor = actor, .today = today, .at = at}, true);
}

int64_t
act_new_id(struct act *act)
{
	return ++act->last_id;
}

/* One entry as it is hashed: a JSON array of its columns in order. */
struct line {
	int64_t number, at, today;
	const char *actor, *action, *kind;
	int64_t subject, node;
	const char *facts;
	int64_t last_id;
	const char *previous;
};

static int
hash_line(const struct line *line, char ret_hash[HASH_TEXT])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	struct buf buf;
	struct json json;
	int status;

	buf_init(&buf, ENTRY_MAX);
	json = json_to(&buf);
	json_open(&json, '[');
	json_int(&json, line->number);
	json_int(&json, line->at);
	json_int(&json, line->today);
	json_text(&json, line->actor);
	json_text(&json, line->action);
	json_text(&json, line->kind);
	json_int(&json, line->subject);
	json_int(&json, line->node);
	json_text(&json, line->facts);
	json_int(&json, line->last_id);
	json_text(&json, line->previous);
	json_close(&json, ']');
	status = buf_status(&buf);
	if (status == 0) {
		crypto_hash_sha256(digest, (const unsigned char *)buf_text(&buf), buf.len);
		sodium_bin2hex(ret_hash, HASH_TEXT, digest, sizeof digest);
	}
	buf_free(&buf);
	return status;
}

int
act_end(struct act *act, const struct entry *entry)
{
	const struct line line = {
		act->number, act->at, act->today, act->actor, entry->action, entry->kind, entry->subject,
		entry->node, entry->facts, act->last_id, act->previous,
	};
	char hash[HASH_TEXT];
	int status = hash_line(&line, hash);

	if (status < 0)
		return status;
	return db_exec(act->db, journal_add,
	               ARGS(INT(line.number), INT(line.at), INT(line.today), TEXT(line.actor),
	                    TEXT(line.action), TEXT(line.kind), INT(line.subject), INT(line.node),
	                    TEXT(line.facts), INT(line.last_id), TEXT(line.previous), TEXT(hash)),
	               NULL);
}

static void
report_break(void (*report)(void *, struct bilingual), void *arg, const char *zh, const char *en,
             int64_t number)
{
	char zh_text[160], en_text[160];

	snprintf(zh_text, sizeof zh_text, zh, number);
	snprintf(en_text, sizeof en_text, en, number);
	report(arg, (struct bilingual){zh_text, en_text});
}

/* What the entry before says of the next one. */
struct link {
	int64_t number, at;
	char hash[HASH_TEXT];
};

/* Checks one row against the entry before it; returns the number of breaks. */
static int
check_row(const struct rows *rows, struct link *before, void (*report)(void *, struct bilingual), void *arg)
{
	const struct line line = {
		rows_int(rows, 0), rows_int(rows, 1), rows_int(rows, 2), rows_text(rows, 3),
		rows_text(rows, 4), rows_text(rows, 5), rows_int(rows, 6), rows_int(rows, 7),
		rows_text(rows, 8), rows_int(rows, 9), rows_text(rows, 10),
	};
	char hash[HASH_TEXT];
	int breaks = 0;
	int status = hash_line(&line, hash);

	if (status < 0)
		return status;
	if (line.number != before->number + 1) {
		report_break(report, arg, "日志第 %" PRId64 " 条之前缺少条目",
		             "entries are missing before journal entry %" PRId64, line.number);
		breaks++;
	}
	if (strcmp(line.previous, before->hash) != 0) {
		report_break(report, arg, "日志第 %" PRId64 " 条与前一条接不上",
		             "journal entry %" PRId64 " does not follow from the one before", line.number);
		breaks++;
	}
	if (strcmp(hash, rows_text(rows, 11)) != 0) {
		report_break(report, arg, "日志第 %" PRId64 " 条被改动过",
		             "journal entry %" PRId64 " was altered", line.number);
		breaks++;
	}
	if (line.at < before->at && strcmp(line.action, CLOCK_ACCEPT) != 0) {
		report_break(report, arg, "日志第 %" PRId64 " 条的时间早于前一条",
		             "journal entry %" PRId64 " is earlier than the one before", line.number);
		breaks++;
	}
	*before = (struct link){.number = line.number, .at = line.at};
	snprintf(before->hash, HASH_TEXT, "%s", rows_text(rows, 11));
	return breaks;
}

int
journal_verify(struct db *db, void (*report)(void *arg, struct bilingual finding), void *arg)
{
	struct link before = {.at = INT64_MIN};
	int breaks = 0;
	struct rows *rows;
	int status = db_query(db, journal_all, NO_ARGS, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		int found = check_row(rows, &before, report, arg);

		if (found < 0) {
			status = found;
			break;
		}
		breaks += found;
	}
	rows_close(rows);
	return status < 0 ? status : breaks;
}
