/*
 * The template compiler: views/NAME.html to C.
 *
 *   {% include "web/views_model.h" %}        a header the views need
 *   {% view card(const struct card *d) %}    … {% end %}: void view_card(struct html *h, const struct card *d)
 *   {% body %}                               once in a view, outside blocks: it wraps others
 *   {% wrap layout(p) %} … {% end %}         writes its content where layout has {% body %}
 *   {% call card(&d->card) %}                another view
 *   {% if EXPR %} {% else if EXPR %} {% else %} {% end %}
 *   {% for const struct row *r in rows, count %} … {% end %}   r points to each element in turn
 *   {% let const char *name = EXPR %}        a name for the rest of the block
 *   {{ EXPR }}                               text, number, struct bilingual; struct fragment between tags;
 *                                            struct href as an attribute's whole address
 *   {{ arg EXPR }}                           percent-encoded, wherever it stands
 *   {{ date EXPR }}  {{ num EXPR }}          a day_no; a number with its thousands grouped
 *   {{ t "English text" EXPR, EXPR }}        catalogue text; a value may be `date EXPR` or `num EXPR`
 *   {{ asset "app.css" }}  {{ icon "home" }} the address of an asset; an icon
 *   {# a comment #}
 *
 * EXPR is a C expression without ';', braces and comments.  Escaping follows
 * from the HTML around a value; where none is safe the template is refused.
 */
#ifndef DANGJIAN_TOOLS_TEMPLATE_H
#define DANGJIAN_TOOLS_TEMPLATE_H

#include <stdbool.h>

#include "generate.h"

/* Compiles one template, appending to `output`; false with messages in `errors`. */
bool template_compile(const struct source *source, struct output *output, struct buf *errors);

#endif
