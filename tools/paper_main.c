/* paper NAME.paper …: the command line of generate.h. */
#include "paper.h"

int
main(int argc, char **argv)
{
	return generate_main(argc, argv, &(struct generator){
		"tools/paper", "#include \"print/document.h\"\n", "", paper_compile});
}
