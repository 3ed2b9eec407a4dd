#include "law/elections.h"

#include "law/rules.h"

const struct rule elections_rules[] = {
	{0},
};
