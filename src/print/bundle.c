#include "print/bundle.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/fail.h"

static int
zip_failed(zip_error_t *error)
{
	int status = fail(FAIL_SYSTEM, NULL, NULL, "不能打包：%s。", "The archive cannot be made: %s.", zip_error_strerror(error));

	zip_error_fini(error);
	return status;
}

/* What may not stand in a name of a file on some machines becomes a space. */
static char *
file_name(struct arena *arena, size_t place, const char *name)
{
	char *text = arena_printf(arena, "%02zu %s.pdf", place, name);

	for (char *at = text; at && *at; at++)
		if ((unsigned char)*at < 0x20 || strchr("/\\:*?\"<>|", *at))
			*at = ' ';
	return text;
}

static int
add_file(struct arena *arena, zip_t *archive, const struct job *job, const struct printed *printed, size_t i)
{
	const char *name = file_name(arena, i + 1, job->documents[i]->name);
	zip_source_t *source = name ? zip_source_buffer(archive, printed->files[i].bytes, printed->files[i].len, 0) : NULL;
	zip_int64_t index;

	if (!source)
		return FAIL_MEMORY;
	index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return FAIL_MEMORY;
	}
	/* A PDF is pressed already; the time is the papers' day, so that nothing tells when it was packed. */
	zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_STORE, 0);
	zip_file_set_mtime(archive, (zip_uint64_t)index, (time_t)job->made * 86400, 0);
	return 0;
}

static int
take_archive(zip_source_t *memory, struct buf *out)
{
	char part[1 << 14];
	zip_int64_t n = 0;

	if (zip_source_open(memory) < 0)
		return FAIL_SYSTEM;
	while ((n = zip_source_read(memory, part, sizeof part)) > 0)
		buf_add(out, part, (size_t)n);
	zip_source_close(memory);
	return n < 0 ? FAIL_SYSTEM : buf_status(out);
}

int
bundle_zip(struct arena *arena, const struct job *job, const struct printed *printed, struct buf *out)
{
	zip_error_t error;
	zip_source_t *memory;
	zip_t *archive;
	int status = 0;

	zip_error_init(&error);
	memory = zip_source_buffer_create(NULL, 0, 0, &error);
	if (!memory)
		return zip_failed(&error);
	zip_source_keep(memory); /* to read it once the archive is closed */
	archive = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
	if (!archive) {
		zip_source_free(memory);
		zip_source_free(memory);
		return zip_failed(&error);
	}
	for (size_t i = 0; i < printed->count && status == 0; i++)
		status = add_file(arena, archive, job, printed, i);
	if (status < 0) {
		zip_discard(archive);
	} else if (zip_close(archive) < 0) {
		zip_error_set(&error, zip_error_code_zip(zip_get_error(archive)), 0);
		zip_discard(archive);
		status = zip_failed(&error);
	} else {
		status = take_archive(memory, out);
	}
	zip_source_free(memory);
	zip_error_fini(&error);
	return status;
}
