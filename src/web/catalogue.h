/*
 * The texts of pages.  A text's key is its plain English; locale/zh_CN.po and
 * locale/en.po are compiled into one table (tools/catalogue).  Texts of
 * declarations, clauses and failures are not here: those carry both languages
 * where they stand.
 */
#ifndef DANGJIAN_WEB_CATALOGUE_H
#define DANGJIAN_WEB_CATALOGUE_H

#include "base/lang.h"

/*
 * The text in one language; `msgid` itself where the catalogue has none (a
 * test keeps that from happening).  Called with a literal, so that the check
 * finds it; both languages take the values of the msgid's conversions.
 */
const char *tr(enum lang lang, const char *msgid) __attribute__((format_arg(2)));

#endif
