/* What tools/asset generates; for asset.c and its tests alone. */
#ifndef DANGJIAN_WEB_ASSET_TABLE_H
#define DANGJIAN_WEB_ASSET_TABLE_H

#include "web/asset.h"

extern const struct asset assets[];
extern const size_t asset_count;

#endif
