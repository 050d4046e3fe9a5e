/*-------------------------------------------------------------------------
 *
 * memory.h
 *		Memory and interrupts by the hooks, in the words of every file here.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_MEMORY_H
#define KANSRIJK_SDC_MEMORY_H

#include "sdc/eliminate.h"

#include <string.h>

static inline void *
allocate(const SdcHooks *hooks, size_t size)
{
	return hooks->allocate(hooks->context, size ? size : 1);
}

static inline void *
allocate_zero(const SdcHooks *hooks, size_t size)
{
	return memset(allocate(hooks, size), 0, size);
}

static inline void
release(const SdcHooks *hooks, void *memory)
{
	if (memory)
		hooks->release(hooks->context, memory);
}

/* A larger copy of an array; the old one is released. */
static inline void *
enlarge(const SdcHooks *hooks, void *array, size_t used, size_t size)
{
	void	   *larger = allocate(hooks, size);

	if (used)
		memcpy(larger, array, used);
	release(hooks, array);
	return larger;
}

static inline void
check_interrupts(const SdcHooks *hooks)
{
	hooks->check_interrupts(hooks->context);
}

/*
 * For the i-th round of a loop over data: every 1024th looks at interrupts. A
 * pass over all cells with a few operations a cell takes some milliseconds (the
 * memory limit sees to that) and may do without.
 */
static inline void
check_interrupts_at(const SdcHooks *hooks, int64_t i)
{
	if ((i & 1023) == 0)
		check_interrupts(hooks);
}

#endif							/* KANSRIJK_SDC_MEMORY_H */
