/*-------------------------------------------------------------------------
 *
 * reader.c
 *		What the reader knows of cells that are absent from the rows.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/reader.h"
#include "sdc/memory.h"
#include "sdc/union_find.h"

#include <stdlib.h>

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

		check_interrupts_at(b->hooks, r);
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
 * Windows in groups, to count those of a group that cover a point. A key is the
 * group and a point: as every window begins and ends within its group, those
 * before the group cancel out.
 */
typedef struct Windows
{
	int64_t		count;
	uint64_t   *low;			/* keys, sorted */
	uint64_t   *high;
} Windows;

static uint64_t
key_of(int32_t group, int32_t number)
{
	return (uint64_t) group << 32 | (uint32_t) number;
}

static int
compare_keys(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *) a;
	uint64_t	y = *(const uint64_t *) b;

	return x < y ? -1 : x > y;
}

static void
new_windows(const Builder *b, Windows *windows, int64_t most)
{
	windows->count = 0;
	windows->low = allocate(b->hooks, most * sizeof(uint64_t));
	windows->high = allocate(b->hooks, most * sizeof(uint64_t));
}

static void
add_window(Windows *windows, int32_t group, int32_t low, int32_t high)
{
	windows->low[windows->count] = key_of(group, low);
	windows->high[windows->count++] = key_of(group, high);
}

static void
sort_windows(Windows *windows)
{
	qsort(windows->low, windows->count, sizeof(uint64_t), compare_keys);
	qsort(windows->high, windows->count, sizeof(uint64_t), compare_keys);
}

static void
release_windows(const Builder *b, Windows *windows)
{
	release(b->hooks, windows->low);
	release(b->hooks, windows->high);
}

/* How many keys are no larger than this one. */
static int64_t
count_up_to(const uint64_t *keys, int64_t count, uint64_t key)
{
	int64_t		from = 0;

	while (from < count)
	{
		int64_t		middle = from + (count - from) / 2;

		if (keys[middle] <= key)
			from = middle + 1;
		else
			count = middle;
	}
	return from;
}

static int64_t
count_covering(const Windows *windows, int32_t group, int32_t point)
{
	uint64_t	key = key_of(group, point);

	return count_up_to(windows->low, windows->count, key) - count_up_to(windows->high, windows->count, key);
}

/*
 * Number the cells that are the same but for one dimension, which they are
 * grouped by: line[c], or -1.
 */
static void
number_lines(const Builder *b, int32_t dimension, int32_t *line)
{
	int32_t		dimensions = b->cube->dimensions;
	int32_t		lines = 0;
	uint64_t	mask = 63;
	int32_t    *slot;

	while (mask < (uint64_t) b->cells * 2)
		mask = mask * 2 + 1;
	slot = allocate(b->hooks, (mask + 1) * sizeof(int32_t));
	memset(slot, 0xff, (mask + 1) * sizeof(int32_t));
	for (int32_t c = 0; c < b->cells; c++)
	{
		const int32_t *codes = b->codes + (size_t) c * dimensions;
		uint64_t	hash = 0;
		uint64_t	at;

		check_interrupts_at(b->hooks, c);
		line[c] = -1;
		if (codes[dimension] == SDC_TOTAL)
			continue;
		for (int32_t d = 0; d < dimensions; d++)
			if (d != dimension)
				hash = mix(hash * 31 + (uint32_t) codes[d] + 1);
		for (at = hash & mask; slot[at] >= 0; at = (at + 1) & mask)
		{
			const int32_t *other = b->codes + (size_t) slot[at] * dimensions;

			if (memcmp(other, codes, dimension * sizeof(int32_t)) == 0 &&
				memcmp(other + dimension + 1, codes + dimension + 1,
					   ((size_t) dimensions - dimension - 1) * sizeof(int32_t)) == 0)
				break;
		}
		if (slot[at] < 0)
		{
			slot[at] = c;
			line[c] = lines++;
		}
		else
			line[c] = line[slot[at]];
	}
	release(b->hooks, slot);
}

/*
 * The single points of one dimension that are within a window which has no row,
 * or an empty cell, where their grouping set has that window: of the windows of
 * the set that cover the point, fewer are there.
 */
static void
find_points_without_window(Builder *b, int32_t dimension)
{
	int32_t		dimensions = b->cube->dimensions;
	const int32_t *low = b->low[dimension];
	const int32_t *high = b->high[dimension];
	int32_t    *line = allocate(b->hooks, b->cells * sizeof(int32_t));
	uint64_t   *occurring = allocate(b->hooks, b->cube->cells * sizeof(uint64_t));	/* set and code, distinct */
	int64_t		kinds = 0;
	int64_t		distinct = 0;
	Windows		of_set;
	Windows		of_line;

#define CODE_OF(c) b->codes[(size_t) (c) * dimensions + dimension]
	number_lines(b, dimension, line);
	for (int32_t c = 0; c < b->cube->cells; c++)
		if (is_wide(b, dimension, CODE_OF(c)))
			occurring[kinds++] = key_of(number_of_set(b, b->cell[c].grouped), CODE_OF(c));
	qsort(occurring, kinds, sizeof(uint64_t), compare_keys);
	new_windows(b, &of_set, kinds);
	for (int64_t i = 0; i < kinds; i++)
	{
		int32_t		code = (int32_t) (uint32_t) occurring[i];

		if (distinct > 0 && occurring[i] == occurring[distinct - 1])
			continue;
		occurring[distinct++] = occurring[i];
		add_window(&of_set, (int32_t) (occurring[i] >> 32), low[code], high[code]);
	}
	sort_windows(&of_set);

	new_windows(b, &of_line, b->cells);
	for (int32_t c = 0; c < b->cells; c++)
	{
		int32_t		code = CODE_OF(c);
		uint64_t	kind;
		int64_t		place;

		check_interrupts_at(b->hooks, c);
		if (!is_wide(b, dimension, code) || (b->cell[c].is_empty && b->cell[c].has_value))
			continue;
		kind = key_of(number_of_set(b, b->cell[c].grouped), code);
		place = count_up_to(occurring, distinct, kind);
		if (place > 0 && occurring[place - 1] == kind)
			add_window(&of_line, line[c], low[code], high[code]);
	}
	sort_windows(&of_line);

	for (int32_t c = b->cube->cells; c < b->cells; c++)
	{
		int32_t		code = CODE_OF(c);

		check_interrupts_at(b->hooks, c);
		if (code == SDC_TOTAL || is_wide(b, dimension, code) || b->cell[c].has_value)
			continue;
		if (count_covering(&of_line, line[c], low[code]) <
			count_covering(&of_set, number_of_set(b, b->cell[c].grouped), low[code]))
			b->cell[c].is_empty = true;
	}
#undef CODE_OF
	release_windows(b, &of_line);
	release_windows(b, &of_set);
	release(b->hooks, occurring);
	release(b->hooks, line);
}

/*
 * A window without a row, where other cells of its grouping set have that
 * window, is empty, and so are its years. That is only taken to be so where it
 * leaves no total without parts: rows may be missing for other reasons.
 */
void
find_empty_windows(Builder *b)
{
	bool	   *is_denied;

	for (int32_t d = 0; d < b->cube->dimensions; d++)
		if (b->cube->ranges[d].codes > 0)
			find_points_without_window(b, d);

	/* Every total is looked at before any part is taken back, in whatever order they come. */
	is_denied = allocate(b->hooks, b->relations);
	for (int32_t r = 0; r < b->relations; r++)
	{
		const Cell *total = &b->cell[b->members[b->start[r]]];

		check_interrupts_at(b->hooks, r);
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
