/* Parts of election papers that are more than text: lists, ballots, sheets to count on. */
#ifndef DANGJIAN_PRINT_ELECTION_LISTS_H
#define DANGJIAN_PRINT_ELECTION_LISTS_H

#include "print/election_paper.h"

#define BUNDLE_BALLOTS 25 /* in one bundle, counted on one sheet */

/* For templates (.call): the names of the roll; the rows of the sign-in sheet. */
void paper_names_table(struct document *document, const struct election_paper *paper);
void paper_sign_in_rows(struct document *document, const struct election_paper *paper);

/*
 * Ballots of 1 to 100 and more candidates: names row by row in the order of
 * the list, all in the same size, a box to mark beside each; as many columns
 * as keep it on one page, else as fit the width.  Every copy is the same
 * (ELEC-24.1a): no number, no mark, nothing that differs.
 */
void paper_ballot(struct document *document, const struct contest_paper *paper);
void paper_sample_ballot(struct document *document, const struct contest_paper *paper);
void paper_runoff_ballot(struct document *document, const struct contest_paper *paper);

/* A sheet for each bundle of 25, with room for 正 strokes, and one to add them up. */
void paper_tally_sheets(struct document *document, const struct contest_paper *paper);

/* Fills in what the election is called, from its cause, form, committee and contests. */
int election_words(struct arena *arena, struct election_paper *paper);

#endif
