/*
 * What pages show: plain structs that handlers fill and views (in views/)
 * write out.  Texts are in the reader's language already.  Nothing here is
 * owned: everything lives in the request's arena or in constants.  A null
 * text, href or pointer and a count of 0 mean "leave it out" unless the field
 * says otherwise.
 */
#ifndef DANGJIAN_WEB_VIEWS_MODEL_H
#define DANGJIAN_WEB_VIEWS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/lang.h"
#include "web/html.h"

#define NO_COUNT INT64_MIN  /* a number that is not shown */

/* How something stands; colour never says it alone. */
enum tone { TONE_PLAIN, TONE_GOOD, TONE_SOON, TONE_LATE, TONE_INFO, TONES };


/* A link with its words. */
struct link_view {
	const char *label;
	struct href href;     /* no path: the words alone */
	bool current;         /* aria-current */
	int64_t count;        /* behind the words where above 0 */
};

/* One hidden field of a form. */
struct hidden_view {
	const char *name;
	const char *value;
};

/* ---- around every page ---- */

/* The day a page is asked for. */
struct as_of_view {
	day_no day;
	bool today;                   /* false: a line says that the page shows another day */
	struct href action;           /* the page's own path, without query */
	struct href back;             /* the same page today */
	const struct hidden_view *keep; /* the page's other arguments */
	size_t keep_count;
};

struct page_view {
	const char *title;
	const char *subtitle;         /* behind the title, e.g. a state */
	const struct link_view *crumbs;
	size_t crumb_count;
	const struct link_view *nav;  /* top navigation: `current` marks where the page belongs */
	size_t nav_count;
	const char *account;          /* who is signed in; null: nobody, and no menu */
	const char *place;            /* the node of that account's role */
	const struct link_view *menu; /* the account's own pages: own record, administration */
	size_t menu_count;
	const struct link_view *from; /* the parts of the tree to look from, of whoever has several */
	size_t from_count;
	const char *csrf;             /* goes with every form that is posted */
	struct href language;         /* switches to the other language and comes back */
	struct href large_print;      /* switches large print and comes back */
	bool large;                   /* large print is on */
	const struct as_of_view *as_of;
	const char *flash;            /* what the action before this page did */
	enum tone flash_tone;
};

/* ---- parts that several pages have ---- */

enum cell_kind { CELL_TEXT, CELL_NUMBER, CELL_AMOUNT, CELL_DAY, CELL_BADGE, CELL_CLAUSE };

/* One value.  AMOUNT is a text set like a number ("129.00", "75.5%"). */
struct cell_view {
	enum cell_kind kind;
	enum tone tone;       /* of a BADGE */
	const char *text;     /* TEXT, AMOUNT, BADGE, and the ID of a CLAUSE; null: a dash */
	int64_t number;       /* NUMBER; NO_COUNT: a dash */
	day_no day;           /* DAY; DAY_NONE and DAY_OPEN: a dash */
	struct href href;
	const char *note;     /* small, below the value */
};

enum sorted { SORTED_NOT, SORTED_UP, SORTED_DOWN };

struct column_view {
	const char *label;
	enum cell_kind kind;  /* numbers and amounts stand at the right */
	struct href sort;     /* sorts by this column, or turns its order round */
	enum sorted sorted;
	const char *clause;
};

struct row_view {
	const struct cell_view *cells; /* one for each column; the first with an href names the row */
	bool total;                    /* a row of sums */
};

struct table_view {
	const char *caption;           /* for screen readers; never null */
	const struct column_view *columns;
	size_t column_count;
	const struct row_view *rows;
	size_t row_count;
	const char *empty;             /* what stands where no row is; default: 没有记录 */
};

enum input_kind {
	INPUT_TEXT, INPUT_LONG_TEXT, INPUT_NUMBER, INPUT_MONEY, INPUT_DAY, INPUT_CHECK,
	INPUT_CHOICE,    /* one of `choices` from a list */
	INPUT_RADIO,     /* one of a few `choices`, all in sight */
	INPUT_SEVERAL,   /* any of `choices`; each is sent under the field's name */
	INPUT_REFERENCE, /* another record, found by a search (below) */
	INPUT_PASSWORD, INPUT_NEW_PASSWORD, INPUT_FILE,
	INPUT_CODE,      /* of the second factor */
};

struct choice_view {
	const char *value;
	const char *label;
	const char *note;     /* tells twins apart */
	bool chosen;
};

/*
 * A reference without JavaScript: a text field NAME.search and a button
 * find=NAME that sends the whole form; the handler answers with the same form
 * and the matches in `choices`.  Once chosen, the record goes with the form as
 * NAME=ID.
 */
struct field_view {
	const char *name;
	const char *label;
	enum input_kind kind;
	bool required;
	bool checked;               /* CHECK */
	bool searched;              /* REFERENCE: a search was made; no choices: none matches */
	const char *value;          /* as typed; DAY: YYYY-MM-DD; REFERENCE: the words searched for */
	const char *unit;           /* behind the input */
	const char *hint;
	const char *clause;         /* the clause that needs the field */
	const char *problem;        /* why the value was refused */
	const struct choice_view *choices;
	size_t choice_count;
};

/* Something that is due, or stands open. */
struct due_view {
	enum tone tone;
	const char *when;           /* "逾期 156 天" */
	const char *title;          /* subject and what is due */
	struct href href;           /* the subject */
	const char *sentence;       /* why, in one line */
	const char *clause;
	const char *action;         /* what to do about it */
	struct href action_href;
};

/* A button: a link, or a form of its own that is posted. */
struct button_view {
	const char *label;
	struct href href;           /* a link … */
	struct href post;           /* … or a form */
	const struct hidden_view *hidden; /* csrf is added */
	size_t hidden_count;
	bool primary;
	bool danger;                /* cannot be taken back */
	const char *why_not;        /* set: not possible now, and why; shown instead */
};

/* A share with its base, drawn as a bar. */
struct share_view {
	const char *label;
	int64_t tenths;             /* of a per cent; negative: there is nothing to share */
	const char *sentence;       /* "53 家中 40 家" */
	const char *clause;
	struct href href;           /* the list behind it */
};

/* A number with its name. */
struct figure_view {
	const char *label;
	int64_t number;
	const char *text;           /* instead of the number */
	struct href href;
};

/* A drawing with what it says in words. */
struct chart_view {
	const char *title;
	struct fragment drawing;    /* web/chart.h */
	const char *sentence;
	struct href href;
};

/* One step of a procedure. */
enum step_state { STEP_AHEAD, STEP_NOW, STEP_DONE, STEP_LATE };

struct step_view {
	enum step_state state;
	const char *title;
	const char *clause;
	const char *detail;         /* days, document number */
	struct href href;
};

/* A node of the tree with the nodes shown below it. */
struct tree_view {
	const char *label;
	struct href href;
	int64_t count;              /* NO_COUNT: none */
	bool current;
	bool within;                /* current, but the page is about something that hangs there */
	const struct tree_view *children;
	size_t child_count;
};

/* ---- signing in, failures ---- */

/* GET and POST /login */
struct login_view {
	const struct page_view *page;
	struct href action;
	const char *account;          /* as typed, after a failed attempt */
	const char *problem;          /* why it failed */
	bool code_wanted;             /* its field stands open; else it is opened by who has a second factor */
	const struct hidden_view *hidden;
	size_t hidden_count;
};

/* Any failure that ends a request. */
struct error_view {
	const struct page_view *page;
	int status;                   /* HTTP status */
	const char *sentence;
	const char *clause;           /* null or "": none */
	struct href back;
};

/* ---- / ---- */

struct overview_view {
	const struct page_view *page;
	const struct tree_view *tree; /* its root */
	const struct due_view *due;   /* the most pressing first */
	size_t due_count;
	const struct link_view *due_totals; /* "逾期 3", "一个月内 5"; each leads to its list */
	size_t due_total_count;
	struct href due_all;
	const struct share_view *shares;
	size_t share_count;
	const char *table_title;
	const struct link_view *table_choices; /* other ways to divide */
	size_t table_choice_count;
	struct href table_csv, table_xlsx;
	const struct table_view *table; /* figures by category */
	const char *inbox_title;
	const struct due_view *inbox;   /* requests and reports: `when` is the badge */
	size_t inbox_count;
	struct href inbox_all;
	const struct chart_view *charts;
	size_t chart_count;
};

/* ---- any list ---- */

struct list_view {
	const struct page_view *page;
	const char *lead;               /* what the list holds, if the title does not say it */
	const struct tree_view *tree;
	struct href action;             /* the list's own path, without query */
	const char *search_label;       /* null: no search box */
	const char *query;              /* words searched for */
	const struct field_view *filters;
	size_t filter_count;
	size_t filters_set;             /* how many are not empty */
	struct href clear;              /* the list without filters */
	const struct hidden_view *keep; /* other arguments: as_of, sort */
	size_t keep_count;
	const struct button_view *buttons; /* e.g. a new record */
	size_t button_count;
	const char *summary;            /* "2,986 家，第 1–50 家" */
	struct table_view table;
	struct href first, next;        /* pages */
	struct href csv, xlsx;
	const char *export_note;        /* instead, where persons are exported by an action only (DP-16) */
};

/* ---- any record ---- */

struct fact_view {
	const char *label;
	struct cell_view value;
	const char *clause;
	bool missing;                   /* required and not there yet; note says what is needed */
};

struct section_view {
	const char *title;
	const struct fact_view *facts;
	size_t fact_count;
};

struct related_view {
	const char *title;
	const char *note;
	struct table_view table;
	struct href all;                /* the whole list */
	const struct button_view *buttons;
	size_t button_count;
};

/* One field of a change: old → new. */
struct difference_view {
	const char *label;
	const char *old_text;           /* null: there was none */
	const char *new_text;           /* null: taken away */
};

struct change_view {
	const char *when;               /* "2026-11-16 10:02" */
	const char *who;
	const char *what;               /* the action's name */
	const char *reason;
	int64_t journal;                /* number of its entry; NO_COUNT: none */
	const struct difference_view *differences;
	size_t difference_count;
};

struct paper_view {
	const char *label;
	struct href href;
	day_no day;
	bool missing;
};

struct record_view {
	const struct page_view *page;
	const struct tree_view *tree;
	const char *notice;             /* e.g. closed since; why fields are masked */
	enum tone notice_tone;
	const struct button_view *buttons;
	size_t button_count;
	const struct section_view *sections;
	size_t section_count;
	const struct related_view *related;
	size_t related_count;
	const struct change_view *changes;
	size_t change_count;
	struct href changes_all;
	const struct due_view *due;
	size_t due_count;
	const char *figures_title;
	const struct figure_view *figures;
	size_t figure_count;
	const char *papers_title;
	const struct paper_view *papers;
	size_t paper_count;
};

/* ---- /elections/ID ---- */

struct candidate_view {
	const char *name;
	int64_t yes, no, abstain;       /* NO_COUNT: a write-in has no such count */
	struct fragment bar;            /* chart_majority */
	const char *result;             /* 当选, 未过半数 … */
	enum tone tone;
	const char *note;               /* 另选他人 */
};

/* One contest of one round, with its numbers. */
struct contest_view {
	const char *title;              /* "支部委员会委员选举 · 正式选举" */
	const struct figure_view *figures; /* who should attend, came, ballots issued, returned, valid … */
	size_t figure_count;
	const char *order;              /* "按姓氏笔画为序" */
	const struct candidate_view *candidates;
	size_t candidate_count;
	const char *const *sentences;   /* which number decides, which ballots are invalid and why */
	const char *const *clauses;     /* of each sentence; a null one has none */
	size_t sentence_count;
	const struct button_view *buttons;
	size_t button_count;
};

struct election_view {
	const struct page_view *page;
	const char *notice;
	enum tone notice_tone;
	const struct step_view *steps;
	size_t step_count;
	const struct contest_view *contests;
	size_t contest_count;
	const struct related_view *related; /* roll, those not counted, papers */
	size_t related_count;
	const struct button_view *buttons;
	size_t button_count;
};

/* ---- /elections/ID/rehearsal ---- */

struct remark_view {
	enum tone tone;
	const char *sentence;
	const char *clause;             /* null: none */
};

struct rehearsal_view {
	const struct page_view *page;
	struct href action;             /* the page's own path: a form that only asks */
	const struct hidden_view *hidden;
	size_t hidden_count;
	const char *lead;
	const struct field_group_view *groups;
	size_t group_count;
	const char *problem;
	const char *problem_clause;
	const struct button_view *buttons; /* the other contests */
	size_t button_count;
	struct href back;
	const struct remark_view *remarks; /* what it comes to */
	size_t remark_count;
	const struct contest_view *rounds; /* each step with its clause, the votes */
	size_t round_count;
};

/* ---- /matters/ID ---- */

struct matter_view {
	struct record_view record;      /* its facts, buttons, history, papers */
	const char *findings_title;
	const struct due_view *findings; /* what the law says: `when` is the verdict */
	size_t finding_count;
	const struct step_view *steps;  /* from the draft to the reply, with who acts and since when */
	size_t step_count;
};

/* ---- any form ---- */

struct field_group_view {
	const char *title;
	const char *note;
	const struct field_view *fields;
	size_t field_count;
};

struct form_view {
	const struct page_view *page;
	struct href action;             /* posted there, with csrf and seen */
	int64_t seen;                   /* journal number the record was read at; NO_COUNT: none */
	const struct hidden_view *hidden;
	size_t hidden_count;
	const char *lead;
	struct fragment drawing;        /* above the fields: a QR code */
	const char *drawing_words;      /* the same to be typed */
	const char *const *notes;       /* sentences that stand out above the form */
	size_t note_count;
	const char *problem;            /* why the whole was refused */
	const char *problem_clause;
	const struct field_group_view *groups;
	size_t group_count;
	const char *submit;             /* the button's words */
	struct href cancel;
	bool files;                     /* has an INPUT_FILE */
};

/* Asks before something that weighs. */
struct confirm_view {
	const struct page_view *page;
	const char *question;
	const char *clause;
	const struct fact_view *facts;  /* what it concerns */
	size_t fact_count;
	const char *const *prevented;   /* why it cannot be done; then there is no button */
	size_t prevented_count;
	struct href action;
	int64_t seen;
	const struct hidden_view *hidden;
	size_t hidden_count;
	const struct field_view *fields; /* e.g. a reason */
	size_t field_count;
	const char *submit;
	struct href cancel;
	bool danger;
};

/* Two records that may be one, side by side, and what is decided about them. */
struct twins_view {
	const struct page_view *page;
	const char *lead;
	struct table_view table;
	struct href action;
	int64_t seen;
	struct field_group_view group;
	const char *problem;            /* why it was refused, where no field is named */
	const char *problem_clause;
	const char *merge, *apart;      /* on the buttons */
	struct href cancel;
};

/* Shown once: a one-time password, a new token. */
struct secret_view {
	const struct page_view *page;
	const char *sentence;
	const char *label;
	const char *secret;
	struct fragment drawing;        /* a QR code */
	struct href next;
};

/* ---- /duties ---- */

struct due_group_view {
	const char *title;
	enum tone tone;
	int64_t total;                  /* of the group, also of what is not shown */
	const struct due_view *items;
	size_t item_count;
	struct href all;
};

struct duties_view {
	const struct page_view *page;
	const struct tree_view *tree;
	struct href action;
	const struct field_view *filters;
	size_t filter_count;
	size_t filters_set;
	struct href clear;
	const struct hidden_view *keep;
	size_t keep_count;
	const char *summary;
	const struct due_group_view *groups;
	size_t group_count;
	struct href first, next, csv, xlsx;
};

/* ---- /law ---- */

struct clause_line_view {
	const char *id;
	const char *title;
	const char *kind;               /* 门槛, 期限 … */
	bool computes;
};

struct instrument_view {
	const char *id;                 /* anchor: "ELEC" */
	const char *title;
	int64_t total;
	const struct clause_line_view *clauses;
	size_t clause_count;
};

struct law_view {
	const struct page_view *page;
	const char *lead;
	struct href action;
	const char *search_label;
	const char *query;
	const struct field_view *filters; /* instrument, kind, computes */
	size_t filter_count;
	size_t filters_set;
	struct href clear;
	const char *summary;
	const struct instrument_view *instruments;
	size_t instrument_count;
};

/* ---- /law/CLAUSE ---- */

struct verdict_view {
	enum tone tone;
	const char *verdict;            /* 符合, 不符合 … */
	const char *why;
	const char *clause;             /* cited, where it is another */
	const struct fact_view *outputs;
	size_t output_count;
};

struct clause_view {
	const struct page_view *page;
	const char *line;               /* instrument · kind · in force since */
	const char *summary;
	const char *breach;
	const char *note;               /* how an unclear source is read */
	const struct link_view *enforced; /* where the program holds to it */
	size_t enforced_count;
	const struct field_view *facts; /* the calculator; none: the clause computes nothing */
	size_t fact_count;
	bool post;                      /* facts that may name persons do not go into the address */
	struct href action;
	const char *problem;            /* facts that cannot be */
	const struct verdict_view *result;
	struct link_view previous, next;
};

/* ---- /import ---- */

struct batch_view {
	const char *number;
	const char *when;
	const char *who;
	const char *effective;          /* from which day its changes hold */
	const char *counts;             /* "新增 12，更改 3" */
	const char *state;
	enum tone tone;
	struct href href;
	struct href undo;               /* asks first */
	const char *undo_why_not;
};

struct import_view {
	const struct page_view *page;
	struct href action;
	const char *problem;            /* the file was no workbook, too large … */
	const struct field_view *fields; /* file, effective */
	size_t field_count;
	struct href template_href;      /* an empty workbook */
	struct href export_href;        /* the workbook of what is on record */
	const struct batch_view *batches;
	size_t batch_count;
	struct href batches_all;
};

struct sheet_view {
	const char *name;
	int64_t rows, added, changed, same, faults;
};

struct fault_view {
	const char *sheet;
	const char *cell;               /* "C17" */
	const char *sentence;
};

struct preview_view {
	const struct page_view *page;
	const char *file;
	const char *batch;
	day_no effective;
	struct href action;             /* posted batch and do=import|cancel */
	const struct sheet_view *sheets;
	size_t sheet_count;
	const struct fault_view *faults; /* any: it cannot be imported */
	size_t fault_count;
	int64_t fault_total;
	const struct fault_view *warnings;
	size_t warning_count;
	int64_t warning_total;
	const char *phase;              /* it is being imported: what is done now; null: not yet */
	int64_t written, to_write;      /* of that phase; to_write 0: not known */
};

/* ---- /privacy, /privacy/KIND ---- */

struct privacy_field_view {
	const char *label;
	const char *purpose;
	const char *clause;
	const char *basis;
	const char *keeper;
	const char *retention;
	const char *recipients;
	bool sensitive;                 /* DP-9 */
};

struct privacy_view {
	const struct page_view *page;
	const char *lead;
	const struct link_view *kinds;
	size_t kind_count;
	const struct privacy_field_view *fields;
	size_t field_count;
	const char *rights;             /* whom to ask to see, correct or delete (DP-24) */
};

/* ---- /me ---- */

struct right_view {
	const char *label;              /* 表决权, 选举权, 被选举权 */
	bool held;
	const char *why;
	const char *clause;
};

struct token_view {
	const char *name;
	day_no made;
	day_no last;                    /* day on which it is good */
	const char *used;               /* when last; null: never */
	struct button_view revoke;
};

struct session_view {
	const char *begun;
	const char *seen;               /* when last */
	const char *expires;            /* at the latest */
	bool this_one;
	struct button_view end;         /* not of this one: that is signing out */
};

struct me_view {
	const struct page_view *page;
	const char *const *notes;       /* sentences that stand out: what somebody else did to the account */
	size_t note_count;
	const struct section_view *sections; /* account, membership */
	size_t section_count;
	day_no rights_on;
	const struct right_view *rights;
	size_t right_count;
	const char *rights_note;        /* what they rest on */
	struct table_view rolls;        /* published for correction, to be read now (DP-19); no columns: none */
	struct table_view opened;       /* who opened my record, when and why (DP-13) */
	struct href opened_all;
	struct table_view roles;
	const struct session_view *sessions; /* where the account is signed in */
	size_t session_count;
	const struct token_view *tokens;
	size_t token_count;
	struct href token_action;       /* makes one; none: no tokens here */
	const struct field_view *token_fields;
	size_t token_field_count;
	const struct button_view *buttons; /* change password, second factor, copy of my data */
	size_t button_count;
};

/* ---- /admin ---- */

struct admin_link_view {
	const char *label;
	const char *sentence;
	struct href href;
	int64_t count;
};

struct admin_view {
	const struct page_view *page;
	const struct admin_link_view *links;
	size_t link_count;
	const struct fact_view *facts;  /* version, schema, engine, last backup */
	size_t fact_count;
};

/* Settings in parts: on a phone each is folded, on paper all stand open. */
struct settings_part_view {
	const char *title;
	const char *set;                /* how many of them are not left at their default; null: none */
	struct table_view table;
};

struct settings_view {
	const struct page_view *page;
	const char *lead;
	const struct tree_view *tree;
	const struct settings_part_view *parts;
	size_t part_count;
};

/* ---- what views ask of these structs ---- */

const char *tone_name(enum tone tone);            /* names for classes */
const char *step_name(enum step_state state);
const char *cell_class(enum cell_kind kind);
const char *input_name(enum input_kind kind);
const char *field_type(const struct field_view *field); /* attributes of <input> */
const char *input_mode(enum input_kind kind);
const char *input_complete(enum input_kind kind);
bool cell_shown(const struct cell_view *cell);    /* has a value; else a dash stands there */
/* The problem without the field's name before it, where that stands beside it already. */
const char *problem_alone(const struct field_view *field);

size_t fields_refused(const struct field_group_view *groups, size_t count);
bool asks_password(const struct field_group_view *groups, size_t count);

#endif
