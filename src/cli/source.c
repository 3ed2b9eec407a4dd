#include "cli/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"

static int
system_fault(const struct source *source)
{
	struct bilingual reason = system_reason(errno);

	return fail(FAIL_SYSTEM, NULL, NULL, "不能读取 %s：%s%.0s。", "Cannot read %s: %.0s%s.", source->name,
	            reason.zh, reason.en);
}

int
source_open(struct arena *arena, const char *name, struct source *ret_source)
{
	struct source source = {.name = name, .data = arena_alloc(arena, SOURCE_BUFFER + 1)};

	if (!source.data)
		return FAIL_MEMORY;
	source.fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	if (source.fd < 0)
		return system_fault(&source);
	*ret_source = source;
	return 0;
}

void
source_close(struct source *source)
{
	if (source->fd > STDIN_FILENO)
		close(source->fd);
	source->fd = -1;
}

int
source_fill(struct source *source)
{
	ssize_t got;

	if (source->at > 0) {
		memmove(source->data, source->data + source->at, source->end - source->at);
		source->end -= source->at;
		source->at = 0;
	}
	if (source->ended || source->end == SOURCE_BUFFER)
		return 0;
	do
		got = read(source->fd, source->data + source->end, SOURCE_BUFFER - source->end);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return system_fault(source);
	source->ended = got == 0;
	source->end += (size_t)got;
	return 0;
}

int
source_skip_mark(struct source *source)
{
	while (!source->ended && source->end - source->at < 3) {
		int r = source_fill(source);

		if (r < 0)
			return r;
	}
	if (source->end - source->at >= 3 && memcmp(source->data + source->at, "\xEF\xBB\xBF", 3) == 0)
		source->at += 3;
	return 0;
}
