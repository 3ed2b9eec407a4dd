/* The system calls of a sandboxed process; sandbox.c's own. */
#ifndef DANGJIAN_BASE_SANDBOX_CALLS_H
#define DANGJIAN_BASE_SANDBOX_CALLS_H

#include "base/sandbox.h"

/* A build whose run-time library traces the process itself. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif

/* 0, or -1 with errno. */
int sandbox_confine_calls(const struct sandbox_plan *plan);

#endif
