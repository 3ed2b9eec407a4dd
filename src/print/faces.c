/* Which installed family stands for each face. */
#include <fontconfig/fontconfig.h>
#include <string.h>

#include "print/typeset.h"

/* Whether a family of that name, in any language, is installed. */
static bool
is_installed(const char *family)
{
	FcPattern *pattern = FcPatternCreate(), *match;
	FcResult result;
	FcChar8 *name;
	bool found = false;

	if (!pattern)
		return false;
	FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
	FcConfigSubstitute(NULL, pattern, FcMatchPattern);
	FcDefaultSubstitute(pattern);
	match = FcFontMatch(NULL, pattern, &result);
	for (int i = 0; match && !found && FcPatternGetString(match, FC_FAMILY, i, &name) == FcResultMatch; i++)
		found = FcStrCmpIgnoreCase(name, (const FcChar8 *)family) == 0;
	if (match)
		FcPatternDestroy(match);
	FcPatternDestroy(pattern);
	return found;
}

/* The first of a list that is installed, else its last: fontconfig then finds something. */
static PangoFontDescription *
find_face(const char *list, bool *ret_first)
{
	*ret_first = true;
	for (const char *at = list;; *ret_first = false) {
		size_t blank = strspn(at, " "), len = strcspn(at + blank, ";");
		char *one = g_strndup(at + blank, len);
		PangoFontDescription *description = pango_font_description_from_string(one);
		const char *family = pango_font_description_get_family(description);

		at += blank;
		g_free(one);
		if (at[len] == '\0' || (family && is_installed(family))) {
			if (at[len] == '\0' && !(family && is_installed(family)))
				*ret_first = false;
			return description;
		}
		pango_font_description_free(description);
		at += len + 1;
	}
}

void
faces_find(const struct print_fonts *fonts, struct faces *ret_faces)
{
	*ret_faces = (struct faces){0};
	for (int face = 0; face < FACES; face++) {
		bool first;

		ret_faces->face[face] = find_face(fonts->face[face], &first);
		if (!first)
			ret_faces->substituted |= 1u << face;
	}
}

void
faces_free(struct faces *faces)
{
	for (int face = 0; face < FACES; face++)
		pango_font_description_free(faces->face[face]);
}
