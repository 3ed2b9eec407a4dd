/*
 * Where in a page a template stands: the part of HTML's tokenizer that decides
 * what may be written at a place and how it must be escaped.  Stricter than
 * browsers: what it refuses is either unsafe, against the page's content
 * security policy, or a mistake nearly always.
 */
#ifndef DANGJIAN_TOOLS_TEMPLATE_HTML_H
#define DANGJIAN_TOOLS_TEMPLATE_HTML_H

#include <stdbool.h>
#include <stddef.h>

#define HTML_NAME_MAX 32
#define HTML_DEPTH_MAX 64

enum place {
	PLACE_TEXT,       /* between tags */
	PLACE_TAG_OPEN,   /* behind '<' */
	PLACE_TAG_NAME,
	PLACE_CLOSE_NAME, /* behind "</" */
	PLACE_DOCTYPE,
	PLACE_TAG,        /* between attributes */
	PLACE_ATTR_NAME,
	PLACE_EQUALS,     /* behind '=' */
	PLACE_VALUE,      /* inside "…" */
	PLACE_VALUE_END,  /* behind the closing quote */
};

/* How far an address has been read; what is safe next depends on it. */
enum url_part {
	URL_NONE,         /* not an address */
	URL_START,
	URL_SLASH,        /* "/" */
	URL_VALUE,        /* one whole address from a struct href */
	URL_GOING,        /* inside this site for certain */
};

struct html_element {
	char name[HTML_NAME_MAX];
	size_t at;        /* byte of its '<' */
};

struct html_place {
	enum place place;
	enum url_part url;
	char name[HTML_NAME_MAX];  /* tag or attribute name being read */
	size_t name_len;
	struct html_element tag;   /* the tag being read */
	struct html_element open[HTML_DEPTH_MAX];
	size_t depth;
};

/* Moves behind one byte of literal HTML at `at`; the sentence of an error, or null. */
const char *html_feed(struct html_place *html, char c, size_t at);

/* Ends what a directive ends: a name being read.  The sentence of an error, or null. */
const char *html_pause(struct html_place *html);

/* How a value must be written here. */
enum html_verb {
	VERB_TEXT,        /* between tags */
	VERB_ATTR,        /* in an attribute */
	VERB_HREF,        /* an attribute's whole address */
	VERB_URL_ARG,     /* a later part of an address */
};

/* The verb for a value here, moving behind it; the sentence of an error, or null. */
const char *html_value_place(struct html_place *html, enum html_verb *ret_verb);

/* Whether white space may be drawn together here. */
bool html_space_collapses(const struct html_place *html);

/* Whether two branches that end here and there can go on alike. */
bool html_same_place(const struct html_place *a, const struct html_place *b);

#endif
