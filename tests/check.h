/* cmocka with the headers it wants in front. */
#ifndef DANGJIAN_TESTS_CHECK_H
#define DANGJIAN_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#undef fail /* the product's own fail() (base/fail.h) is meant */

#endif
