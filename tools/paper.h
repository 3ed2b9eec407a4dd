/*
 * The compiler of document templates: papers/NAME.paper to C.
 *
 *   # a comment
 *   .use "print/election.h"                a header that declares the facts
 *   .paper notice of struct election       void paper_notice(struct document *d, const struct election *p)
 *   .zh  .en  .both                        what follows stands in one language, or in both
 *   .title 关于召开{meeting_name}的通知      a piece of the document (print/document.h) and its text;
 *   lines without a dot go on with it
 *   .1 会议时间  .2 时间。 | 另行通知       headings of level 1 to 4, numbered by themselves; behind | runs on body type
 *   .table large tall 10 : 10c 40l         style bits, least height of rows in mm, columns
 *   .row {person.name} | {person.sex}      cells are parted by " | "
 *   .tall 40                               the least height of the table's rows that follow
 *   .if seats > 1 and not congress  .else if …  .else  .end
 *   .for person in candidates  …  .end     candidates is a struct with `items` and `count`
 *   .call roll   .call roll with contest   another paper's pieces
 *
 * In a text {name} is a field of the facts or of a loop's element: text,
 * bilingual text, int64_t or size_t.  {date day} is a day, {hanzi number} a
 * number in Chinese, {#person} the element's place from 1, {join people.name}
 * all of a list (a line to write on where it is empty), {blank 6} such a line.  Lower-case words are fields,
 * upper-case ones constants of C: a field that does not exist does not build.
 */
#ifndef DANGJIAN_TOOLS_PAPER_H
#define DANGJIAN_TOOLS_PAPER_H

#include <stdbool.h>

#include "generate.h"

/* Compiles one file, appending to `output`; false with messages in `errors`. */
bool paper_compile(const struct source *source, struct output *output, struct buf *errors);

#endif
