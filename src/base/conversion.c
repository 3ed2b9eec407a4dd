#include "base/conversion.h"

#include <string.h>

#define POSITION_MAX 99

/* Digits followed by '$'; 0 and no movement where there are none. */
static size_t
read_position(const char **at)
{
	const char *c = *at;
	size_t position = 0;

	while (*c >= '0' && *c <= '9' && position <= POSITION_MAX)
		position = position * 10 + (size_t)(*c++ - '0');
	if (*c != '$' || position == 0 || position > POSITION_MAX)
		return 0;
	*at = c + 1;
	return position;
}

size_t
conversion_read(const char *text, struct conversion *ret_conversion)
{
	static const char *const sizes[] = {"ll", "l", "z", "j", "h"};
	const char *at = text + 1;
	struct conversion found = {.size = ""};

	*ret_conversion = found;
	found.position = read_position(&at);
	at += strspn(at, "0123456789.-+");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		if (strncmp(at, sizes[i], strlen(sizes[i])) == 0) {
			found.size = sizes[i];
			at += strlen(sizes[i]);
			break;
		}
	if (!*at || !strchr("diuscx%", *at))
		return 1;
	found.type = *at;
	*ret_conversion = found;
	return (size_t)(at + 1 - text);
}
