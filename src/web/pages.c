#include "web/pages.h"

#include <stddef.h>

const struct route *const page_tables[] = {
	basic_routes,
	NULL,
};
