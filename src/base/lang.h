/* The two languages of every text the program shows.  Chinese stands first. */
#ifndef DANGJIAN_BASE_LANG_H
#define DANGJIAN_BASE_LANG_H

enum lang { LANG_ZH, LANG_EN };

/* One text in both languages.  Neither part is ever null where one is given. */
struct bilingual {
	const char *zh;
	const char *en;
};

static inline const char *
in_lang(struct bilingual text, enum lang lang)
{
	return lang == LANG_EN ? text.en : text.zh;
}

#endif
