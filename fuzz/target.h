/* What every target of this folder offers (libFuzzer's own name for it). */
#ifndef DANGJIAN_FUZZ_TARGET_H
#define DANGJIAN_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Ends the process where something that must hold does not. */
#define MUST(condition) ((condition) ? (void)0 : __builtin_trap())

#endif
