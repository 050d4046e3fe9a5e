/*-------------------------------------------------------------------------
 *
 * reader.c
 *		What the reader knows of cells that are absent from the rows.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/reader.h"
#include "sdc/memory.h"

/*
 * Where the parts that have a value make up their total, the others that were
 * added are empty cells that GROUP BY left out: a year of a window without a row, beside
 * years that have one. The reader knows them as well.
 */
bool
find_empty_parts(Builder *b)
{
	bool		found = false;

	for (int32_t r = 0; r < b->relations; r++)
	{
		const int32_t *members = b->members + b->start[r];
		int64_t		count = b->start[r + 1] - b->start[r];
		const Cell *total = &b->cell[members[0]];
		__int128	rest = total->count;
		__int128	rest_of_denominator = total->denominator;
		bool		any_value = false;
		bool		any_without_value = false;
		bool		adds_up;

		if (!total->has_value)
			continue;
		for (int64_t k = 1; k < count; k++)
		{
			const Cell *part = &b->cell[members[k]];

			rest -= part->count;
			rest_of_denominator -= part->denominator;
			any_value = any_value || !part->added || part->has_value;
			any_without_value = any_without_value || (!part->added && !part->has_value);
		}
		adds_up = !any_without_value &&
			rest <= b->cube->tolerance && rest_of_denominator <= b->cube->tolerance;

		/*
		 * All that is in an empty cell is empty. Else a row without value may
		 * be all of the rest: that is no way to tell.
		 */
		if (!total->is_empty && (!any_value || !(adds_up || (any_without_value && b->is_range[r]))))
			continue;
		for (int64_t k = 1; k < count; k++)
		{
			Cell	   *part = &b->cell[members[k]];

			if (part->added && !part->has_value && (total->is_empty || adds_up || part->height == 0))
				found = part->has_value = part->is_empty = true;
		}
	}
	return found;
}

/*
 * A window without a row, where other cells of its grouping set have that
 * window, is empty, and so are its years. That is only taken to be so where it
 * leaves no total without parts: rows may be missing for other reasons.
 */
void
find_empty_windows(Builder *b)
{
	int32_t		dimensions = b->cube->dimensions;
	int32_t		codes[SDC_MAX_DIMENSIONS];
	bool	   *is_denied;

	for (int32_t d = 0; d < dimensions; d++)
	{
		int32_t		windows = b->cube->ranges[d].codes;
		bool	   *occurs = allocate(b->hooks, (size_t) b->sets * windows);

		memset(occurs, 0, (size_t) b->sets * windows);
		for (int32_t c = 0; c < b->cube->cells && windows > 0; c++)
		{
			int32_t		code = b->codes[(size_t) c * dimensions + d];

			if (is_wide(b, d, code))
				occurs[(size_t) number_of_set(b, b->cell[c].grouped) * windows + code] = true;
		}
		for (int32_t c = b->cube->cells; c < b->cells && windows > 0; c++)
		{
			const bool *occurs_here = occurs + (size_t) number_of_set(b, b->cell[c].grouped) * windows;
			int32_t		point;
			int32_t		found;

			memcpy(codes, b->codes + (size_t) c * dimensions, dimensions * sizeof(int32_t));
			if (codes[d] == SDC_TOTAL || is_wide(b, d, codes[d]) || b->cell[c].has_value)
				continue;
			point = b->low[d][codes[d]];
			for (int32_t window = 0; window < windows && !b->cell[c].is_empty; window++)
			{
				if (!occurs_here[window] || point < b->low[d][window] || point >= b->high[d][window])
					continue;
				codes[d] = window;
				found = *find_slot(b, codes);
				b->cell[c].is_empty = found < 0 ||
					(b->cell[found].is_empty && b->cell[found].has_value);
			}
		}
		release(b->hooks, occurs);
	}

	/* Every total is looked at before any part is taken back, in whatever order they come. */
	is_denied = allocate(b->hooks, b->relations);
	for (int32_t r = 0; r < b->relations; r++)
	{
		const Cell *total = &b->cell[b->members[b->start[r]]];

		is_denied[r] = total->count > 0 || total->denominator > 0;
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && is_denied[r]; k++)
			is_denied[r] = b->cell[b->members[k]].is_empty;
	}
	for (int32_t r = 0; r < b->relations; r++)
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && is_denied[r]; k++)
			if (!b->cell[b->members[k]].has_value)
				b->cell[b->members[k]].is_empty = false;
	release(b->hooks, is_denied);
}
