/* The tree beside a page: the way down to the node the page is about, and what hangs there. */
#ifndef DANGJIAN_WEB_TREE_PART_H
#define DANGJIAN_WEB_TREE_PART_H

#include "web/reach.h"
#include "web/views_model.h"

#define TREE_SHOWN 12 /* of the bodies under one; the others stand on a page of their own */

/*
 * Nodes lead to `path` with ?node=, keeping the other arguments of the
 * request but its page.  Null in *ret_tree where there is nothing to choose.
 */
int tree_part(const struct request *request, const struct reach *reach, unsigned roles, const char *path,
              const struct tree_view **ret_tree);

/* The same beside a list of a kind, each node narrowing it to what hangs there. */
int tree_of_list(const struct request *request, const struct reach *reach, const struct kind *kind,
                 const struct tree_view **ret_tree);

/*
 * The tree beside a record: the way to where it hangs, each node leading to
 * that body's own page.
 */
struct opened;
int tree_around(const struct request *request, const struct opened *opened, const struct tree_view **ret_tree);

/* GET /tree: what hangs directly under a node, all of it. */
struct response;
int show_tree(struct request *request, struct response *response);

#endif
