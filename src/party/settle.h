/*
 * What follows from a change of records: every act that touched any calls
 * settle() once, last, before act_end.  It checks what must hold between
 * records and refuses the act where it does not, brings the placement in the
 * tree up to date, and the tallies.  Acts of any size: 60,000 records are
 * settled set-wise.
 *
 * Refused, each with its clause:
 *   OPIN-6.7   two LEADS edges on one day; an edge that names no lower
 *              organization or two; a body under itself; a lower body without
 *              a superior (see below); an edge before its superior was set up
 *   OPIN-21.3  a gap or overlap where leadership passes from one superior to
 *              another, or leadership that ends before the led does
 *   BJ-4       under a comprehensive committee: a unit not under exactly one
 *              joint committee
 *   OPIN-10.1  a unit in two joint or in two regional bodies on one day
 *   OPIN-11.6  organization coverage that names no body
 *   OPIN-11.2  coverage by a mass organization that names none
 *   GRP-7      a term of a leading Party members' group
 *   ELEC-3.1   two terms of one body on one day
 *   OPIN-15.8  relations of one person in two bodies on one day
 *   OPIN-8.5b  a unit closed, or a body abolished, while members' relations
 *              are still in it
 *
 * A role is held at a body or unit no longer than it is there (DP-12), a post
 * at and a term of a body neither (OPIN-21.3): what reaches past the end an
 * act gives one ends with it, and undo restores it.
 *
 * Not refused, because workbooks come incomplete; what is due names them: a
 * unit without any LEADS edge, and the days before its first.  A body needs a
 * superior from its first day, or from its superior's first day where that is
 * later (branches are older than joint committees), unless it is of a type
 * whose superior may lie outside the installation (body_may_be_root in
 * party/place.h).  BJ-9 is not settled here either: the action that registers
 * one unit asks pledge_on_file (party/tree.h) and refuses, under the Beijing
 * rule pack; a unit that came by a workbook gets a duty.
 */
#ifndef DANGJIAN_PARTY_SETTLE_H
#define DANGJIAN_PARTY_SETTLE_H

#include "base/fail.h"
#include "registry/version.h"

/* Checks and follows up; 0, FAIL_REFUSED with its clause, or another failure. */
int settle(struct edit *edit);

/* The same without the tallies, where an act is only supposed (store/suppose.h). */
int settle_places(struct edit *edit);

/*
 * The same of one act of many in one transaction: what they change in the
 * figures is gathered, and the caller writes it after the last (changes.h).
 */
struct changes;
int settle_gathering(struct edit *edit, struct changes *changes);

/*
 * Only the checks: calls `report` with the record each fault lies in (a unit,
 * body or person) and its sentence, and returns the number of faults, or a
 * failure.  For an import, which names all of them; settle() stops at the first.
 */
int settle_faults(struct edit *edit,
                  void (*report)(void *arg, const struct kind *kind, int64_t id,
                                 const struct failure_record *fault),
                  void *arg);

/*
 * Undoes a whole act in a new one (`edit`): refused as batch_undo_check
 * refuses it, or where what stood before no longer fits what stands beside
 * it.  Afterwards every table but the journal is as it was before the batch,
 * placement and tallies included, unless later acts have written elsewhere.
 */
int settle_undo(struct edit *edit, int64_t batch);

#endif
