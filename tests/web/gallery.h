/*
 * Every page once, with invented data: for the eye, for axe and for the
 * sanitizers.  The program `gallery FOLDER` writes them as files.
 */
#ifndef DANGJIAN_TESTS_WEB_GALLERY_H
#define DANGJIAN_TESTS_WEB_GALLERY_H

#include "base/arena.h"
#include "web/views.h"

#define COUNT(array) (sizeof (array) / sizeof *(array))

struct gallery {
	struct arena *arena;
	struct html html;
	struct page_view page;   /* made ready for a signed-in clerk; pages change title, crumbs and the like */
	struct as_of_view as_of;
};

struct gallery_page {
	const char *name;        /* of the file, without ".html" */
	void (*write)(struct gallery *g);
};

extern const struct gallery_page gallery_lists[];  /* end with a null name */
extern const struct gallery_page gallery_others[];

/* The text in the page's language. */
const char *say(const struct gallery *g, const char *zh, const char *en);

/* Sets title, navigation entry (by number) and crumbs. */
void gallery_title(struct gallery *g, const char *title, size_t nav, const struct link_view *crumbs, size_t count);

/* The tree of the demonstration city. */
const struct tree_view *gallery_tree(void);

#endif
