/* template NAME.html …: the command line of generate.h. */
#include "template.h"

int
main(int argc, char **argv)
{
	return generate_main(argc, argv, &(struct generator){
		"tools/template", "#include \"web/html.h\"\n", "#include \"web/asset_names.h\"\n", template_compile});
}
