/* A page's template, as it stands in views/. */
#include "template.h"

#include "target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct source source = {"page.html", (const char *)bytes, len};
	struct output output;
	struct buf errors;

	buf_init(&errors, SOURCE_MAX);
	output_init(&output);
	if (!template_compile(&source, &output, &errors))
		MUST(errors.len > 0);
	output_free(&output);
	buf_free(&errors);
	return 0;
}
