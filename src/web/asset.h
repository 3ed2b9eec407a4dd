/*
 * Styles, scripts and icons inside the program (tools/asset).  An asset's
 * address holds the hash of its bytes, so it may be cached for ever.
 */
#ifndef DANGJIAN_WEB_ASSET_H
#define DANGJIAN_WEB_ASSET_H

#include <stddef.h>

struct asset {
	const char *name;          /* "app.css" */
	const char *path;          /* "/assets/app.3f2a9c….css" */
	const char *type;          /* "text/css; charset=utf-8" */
	const unsigned char *bytes;
	size_t len;
	const unsigned char *gzip; /* the same, compressed; null where that is not smaller */
	size_t gzip_len;
};

/* The asset at a path, or null. */
const struct asset *asset_find(const char *path);

/*
 * The path of a named asset, or null.  Templates write {{ asset "app.css" }},
 * which does not compile for an unknown name.
 */
const char *asset_url(const char *name);

#endif
