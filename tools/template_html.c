#include "template_html.h"

#include <string.h>

struct refusal {
	const char *name;
	const char *why;
};

static const struct refusal refused_elements[] = {
	{"style", "no <style>: the page's security policy forbids it; styles stand in assets/"},
	{"iframe", "no <iframe>: the page's security policy forbids it"},
	{"frame", "no <frame>: the page's security policy forbids it"},
	{"object", "no <object>: the page's security policy forbids it"},
	{"embed", "no <embed>: the page's security policy forbids it"},
	{"base", "no <base>: the page's security policy forbids it"},
	{NULL, NULL},
};

static const struct refusal refused_attributes[] = {
	{"style", "no style attribute: the page's security policy forbids it; use a class"},
	{"srcdoc", "no srcdoc attribute: no escaping is safe in it"},
	{"srcset", "no srcset attribute: no escaping is safe in it"},
	{"http-equiv", "no http-equiv: the server sends headers"},
	{NULL, NULL},
};

static const char *const url_attributes[] = {
	"href", "src", "action", "formaction", "poster", "cite", "background", "data", "ping", "xlink:href",
	NULL,
};

static const char *const void_elements[] = {
	"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr", NULL,
};

/* Elements whose content is text alone. */
static const char *const text_elements[] = {"title", "textarea", NULL};

static bool
listed(const char *const *list, const char *name)
{
	for (; *list; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

static const char *
refusal_of(const struct refusal *list, const char *name)
{
	for (; list->name; list++)
		if (strcmp(list->name, name) == 0)
			return list->why;
	return NULL;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

static const char *
add_to_name(struct html_place *html, char c)
{
	if (html->name_len + 1 >= HTML_NAME_MAX)
		return "a name longer than 31 characters";
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	html->name[html->name_len++] = c;
	html->name[html->name_len] = '\0';
	return NULL;
}

static void
clear_name(struct html_place *html)
{
	memset(html->name, 0, sizeof html->name);
	html->name_len = 0;
}

static const char *
innermost(const struct html_place *html)
{
	return html->depth > 0 ? html->open[html->depth - 1].name : "";
}

/* The opening tag's name is complete. */
static const char *
name_tag(struct html_place *html)
{
	const char *why = refusal_of(refused_elements, html->name);

	if (why)
		return why;
	memcpy(html->tag.name, html->name, sizeof html->name);
	clear_name(html);
	html->place = PLACE_TAG;
	return NULL;
}

/* The '>' of an opening tag. */
static const char *
open_element(struct html_place *html)
{
	html->place = PLACE_TEXT;
	html->url = URL_NONE;
	if (!listed(void_elements, html->tag.name)) {
		if (html->depth == HTML_DEPTH_MAX)
			return "elements are nested more than 64 deep";
		html->open[html->depth++] = html->tag;
	}
	html->tag = (struct html_element){0};
	return NULL;
}

/* The '>' of a closing tag. */
static const char *
close_element(struct html_place *html)
{
	if (html->depth == 0)
		return "this closing tag has no opening tag in its view";
	if (strcmp(innermost(html), html->name) != 0)
		return "this closing tag does not close the innermost element";
	html->open[--html->depth] = (struct html_element){0};
	clear_name(html);
	html->tag = (struct html_element){0};
	html->place = PLACE_TEXT;
	return NULL;
}

static const char *
feed_text(struct html_place *html, char c, size_t at)
{
	if (c == '<') {
		html->place = PLACE_TAG_OPEN;
		html->tag.at = at;
		return NULL;
	}
	if (!is_space(c) && strcmp(innermost(html), "script") == 0)
		return "no text inside <script>: the page's security policy forbids it; use assets/app.js";
	return NULL;
}

static const char *
feed_tag_open(struct html_place *html, char c)
{
	if (c == '/') {
		html->place = PLACE_CLOSE_NAME;
		return NULL;
	}
	if (listed(text_elements, innermost(html)) || strcmp(innermost(html), "script") == 0)
		return "only text may stand inside this element";
	if (c == '!') {
		html->place = PLACE_DOCTYPE;
		return NULL;
	}
	if (!is_letter(c))
		return "a '<' that begins no tag: write &lt;";
	html->place = PLACE_TAG_NAME;
	return add_to_name(html, c);
}

static const char *
feed_tag_name(struct html_place *html, char c, size_t at)
{
	const char *why;

	if (is_name(c))
		return add_to_name(html, c);
	why = name_tag(html);
	return why ? why : html_feed(html, c, at);
}

static const char *
feed_close_name(struct html_place *html, char c)
{
	if (c == '>')
		return close_element(html);
	return is_name(c) ? add_to_name(html, c) : "a closing tag holds its name alone";
}

static const char *
feed_doctype(struct html_place *html, char c)
{
	if (c != '>')
		return is_letter(c) || c == ' ' ? (is_space(c) ? NULL : add_to_name(html, c))
		                                : "of declarations only <!doctype html>; comments are {# … #}";
	if (strcmp(html->name, "doctypehtml") != 0)
		return "of declarations only <!doctype html>; comments are {# … #}";
	clear_name(html);
	html->tag = (struct html_element){0};
	html->place = PLACE_TEXT;
	return NULL;
}

static const char *
feed_tag(struct html_place *html, char c)
{
	if (is_space(c)) {
		html->place = PLACE_TAG;
		return NULL;
	}
	if (c == '>')
		return open_element(html);
	if (c == '/')
		return "no '/' in a tag: an element without content needs none, others need a closing tag";
	if (html->place == PLACE_VALUE_END)
		return "a space belongs between attributes";
	if (!is_letter(c))
		return "an attribute's name begins with a letter";
	html->place = PLACE_ATTR_NAME;
	return add_to_name(html, c);
}

/* An attribute's name is complete. */
static const char *
name_attribute(struct html_place *html)
{
	const char *why = refusal_of(refused_attributes, html->name);

	if (why)
		return why;
	if (html->name[0] == 'o' && html->name[1] == 'n')
		return "no on… attribute: the page's security policy forbids it; use assets/app.js";
	html->url = listed(url_attributes, html->name) ? URL_START : URL_NONE;
	clear_name(html);
	return NULL;
}

static const char *
feed_attr_name(struct html_place *html, char c, size_t at)
{
	const char *why;

	if (is_name(c))
		return add_to_name(html, c);
	why = name_attribute(html);
	if (why)
		return why;
	if (c == '=') {
		html->place = PLACE_EQUALS;
		return NULL;
	}
	html->place = PLACE_TAG;
	html->url = URL_NONE;
	return html_feed(html, c, at);
}

static const char *
feed_equals(struct html_place *html, char c)
{
	if (c != '"')
		return "an attribute's value stands in double quotes";
	html->place = PLACE_VALUE;
	return NULL;
}

/* One literal byte of an address: it must stay on this site whatever values follow. */
static const char *
feed_url(struct html_place *html, char c)
{
	switch (html->url) {
	case URL_START:
		if (c == '/')
			html->url = URL_SLASH;
		else if (c == '?' || c == '#')
			html->url = URL_GOING;
		else
			return "an address begins with '/', '?' or '#', or is one struct href";
		return NULL;
	case URL_SLASH:
		if (!is_name(c) && c != '?' && c != '#')
			return "behind the first '/' of an address stands a name";
		html->url = URL_GOING;
		return NULL;
	case URL_VALUE:
		if (c != '?' && c != '&' && c != '#')
			return "behind a struct href stands '?', '&' or '#', or nothing";
		html->url = URL_GOING;
		return NULL;
	default:
		return NULL;
	}
}

static const char *
feed_value(struct html_place *html, char c)
{
	if (c != '"')
		return feed_url(html, c);
	if (html->url == URL_START)
		return "an empty address";
	html->place = PLACE_VALUE_END;
	html->url = URL_NONE;
	return NULL;
}

const char *
html_feed(struct html_place *html, char c, size_t at)
{
	switch (html->place) {
	case PLACE_TEXT: return feed_text(html, c, at);
	case PLACE_TAG_OPEN: return feed_tag_open(html, c);
	case PLACE_TAG_NAME: return feed_tag_name(html, c, at);
	case PLACE_CLOSE_NAME: return feed_close_name(html, c);
	case PLACE_DOCTYPE: return feed_doctype(html, c);
	case PLACE_TAG:
	case PLACE_VALUE_END: return feed_tag(html, c);
	case PLACE_ATTR_NAME: return feed_attr_name(html, c, at);
	case PLACE_EQUALS: return feed_equals(html, c);
	case PLACE_VALUE: return feed_value(html, c);
	}
	return NULL;
}

const char *
html_pause(struct html_place *html)
{
	const char *why;

	switch (html->place) {
	case PLACE_TEXT:
	case PLACE_TAG:
	case PLACE_VALUE:
		return NULL;
	case PLACE_VALUE_END:
		html->place = PLACE_TAG;
		return NULL;
	case PLACE_TAG_NAME:
		return name_tag(html);
	case PLACE_ATTR_NAME:
		why = name_attribute(html);
		html->place = PLACE_TAG;
		html->url = URL_NONE;
		return why;
	default:
		return "no directive here: a tag's name, a doctype or the place before a quote is not complete";
	}
}

const char *
html_value_place(struct html_place *html, enum html_verb *ret_verb)
{
	if (html->place == PLACE_TEXT) {
		if (strcmp(innermost(html), "script") == 0)
			return "no value inside <script>: no escaping is safe there";
		*ret_verb = VERB_TEXT;
		return NULL;
	}
	if (html->place == PLACE_EQUALS)
		return "no value outside double quotes: no escaping is safe there";
	if (html->place != PLACE_VALUE)
		return "no value inside a tag, but in an attribute's double quotes";
	switch (html->url) {
	case URL_NONE:
		*ret_verb = VERB_ATTR;
		return NULL;
	case URL_START:
		html->url = URL_VALUE;
		*ret_verb = VERB_HREF;
		return NULL;
	case URL_GOING:
		*ret_verb = VERB_URL_ARG;
		return NULL;
	default:
		return "no value as the first part of an address: with an empty one it could lead to another site";
	}
}

bool
html_space_collapses(const struct html_place *html)
{
	if (html->place == PLACE_VALUE)
		return false;
	for (size_t i = 0; i < html->depth; i++)
		if (strcmp(html->open[i].name, "pre") == 0 || strcmp(html->open[i].name, "textarea") == 0)
			return false;
	return true;
}

bool
html_same_place(const struct html_place *a, const struct html_place *b)
{
	if (a->place != b->place || a->url != b->url || a->depth != b->depth ||
	    strcmp(a->tag.name, b->tag.name) != 0)
		return false;
	for (size_t i = 0; i < a->depth; i++)
		if (a->open[i].at != b->open[i].at)
			return false;
	return true;
}
