#include "party/matter_types.h"

const struct matter_type *const matter_types[] = {term_matters, election_matters, NULL};
