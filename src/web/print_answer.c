#include "web/print_answer.h"

#include "party/setting.h"
#include "print/bundle.h"
#include "print/printer.h"

#define TYPE_ZIP "application/zip"

int
print_answer(struct request *request, struct response *response, const struct job *job, const char *name)
{
	struct printer printer = {0};
	struct settings settings;
	struct printed printed;
	const char *file = arena_printf(request->arena, "%s.%s", name, job->bundle ? "pdf" : "zip");
	int status = file ? settings_read(visit_of(request)->db, request->arena, request->today, &settings) : FAIL_MEMORY;

	if (status < 0)
		return status;
	printer.fonts = printer_fonts(&settings);
	status = printer_print(&printer, request->arena, job, &printed);
	if (status < 0)
		return status;
	response->body.max = PDF_BYTES_MAX;
	if (job->bundle)
		buf_add(&response->body, printed.files[0].bytes, printed.files[0].len);
	else
		status = bundle_zip(request->arena, job, &printed, &response->body);
	if (status == 0)
		status = buf_status(&response->body);
	return status == 0 ? response_download(response, job->bundle ? TYPE_PDF : TYPE_ZIP, file) : status;
}
