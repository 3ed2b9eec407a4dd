#include "party/matter_types.h"

const struct matter_type *const matter_types[] = {
	body_matters, reform_matters, unit_matters, head_matters, term_matters, election_matters, notice_matters, NULL,
};
