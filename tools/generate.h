/* What the compilers of templates make, and the command line they share. */
#ifndef DANGJIAN_TOOLS_GENERATE_H
#define DANGJIAN_TOOLS_GENERATE_H

#include <stdbool.h>

#include "source.h"

struct output {
	struct buf includes;   /* "#include …" lines */
	struct buf prototypes;
	struct buf code;
	struct buf messages;   /* of pages: "LINE<tab>MSGID" lines, the msgid as a C literal without its quotes */
};

void output_init(struct output *output);
void output_free(struct output *output);

struct generator {
	const char *name;      /* "tools/paper" */
	const char *header;    /* #include lines of the header it writes */
	const char *code;      /* and of the code, behind that of --use */
	bool (*compile)(const struct source *source, struct output *output, struct buf *errors);
};

/*
 * NAME FILE … --header FILE          the prototypes of all files
 * NAME FILE --code FILE --use FILE   the functions; --use names the header to include
 */
int generate_main(int argc, char **argv, const struct generator *generator);

#endif
