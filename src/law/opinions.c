#include "law/rules.h"

const struct rule opinions_rules[] = {
	{0},
};
