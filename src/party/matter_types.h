/* The tables of types of matters, one for each file that declares some. */
#ifndef DANGJIAN_PARTY_MATTER_TYPES_H
#define DANGJIAN_PARTY_MATTER_TYPES_H

#include "party/matter.h"

extern const struct matter_type term_matters[];   /* matter_terms.c */
extern const struct matter_type body_matters[];   /* matter_bodies.c */
extern const struct matter_type reform_matters[]; /* matter_reform.c */
extern const struct matter_type unit_matters[];   /* matter_units.c */
extern const struct matter_type head_matters[];   /* matter_heads.c */
extern const struct matter_type notice_matters[]; /* matter_notices.c */
extern const struct matter_type election_matters[]; /* election_matters.c */

#endif
