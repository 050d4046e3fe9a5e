/*-------------------------------------------------------------------------
 *
 * faults.c
 *		What is wrong with a pattern of hidden cells: sums that are too small, looked at
 *		without changing the pattern.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/faults.h"
#include "sdc/memory.h"
#include "sdc/sums.h"

/* The system as the reader has it: what he can compute, and protects nothing, is known. */
static SdcSystem
copy_as_read(const SdcSystem *system, const int64_t *values, const SdcHooks *hooks)
{
	SdcSystem	copy = *system;
	bool	   *computable = allocate(hooks, system->cells);

	copy.cell = allocate(hooks, system->cells * sizeof(SdcCell));
	memcpy(copy.cell, system->cell, system->cells * sizeof(SdcCell));
	sdc_computable(system, hooks, computable);
	for (int32_t c = 0; c < system->cells; c++)
		if (computable[c] && copy.cell[c].state == SDC_HIDDEN && copy.cell[c].leak == SDC_NO_LEAK &&
			values[c] < SDC_UNKNOWN_VALUE - 1)
			copy.cell[c].state = SDC_PUBLISHED;
	release(hooks, computable);
	return copy;
}

void
sdc_find_small_sums(const SdcSystem *system, const SdcDemands *demands, const SdcHooks *hooks, bool *small)
{
	for (int i = 0; i < 2; i++)
	{
		SdcSystem	copy;

		if (!demands->values[i] || demands->enough[i] == 0)
			continue;
		copy = copy_as_read(system, demands->values[i], hooks);
		sdc_small_sums(&copy, demands->values[i], demands->given, demands->enough[i], hooks, small);
		release(hooks, copy.cell);
	}
}
