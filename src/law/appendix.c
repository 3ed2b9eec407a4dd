#include "law/rules.h"

const struct rule appendix_rules[] = {
	{0},
};
