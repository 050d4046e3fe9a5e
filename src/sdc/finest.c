/*-------------------------------------------------------------------------
 *
 * finest.c
 *		Cells with all labels, where no grouping set has all dimensions.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/finest.h"
#include "sdc/memory.h"

/* Of more combinations of labels than these no cells are made. */
#define MOST_COMBINATIONS 2000

/* The labels of the dimensions that are grouped by, and their combinations. */
typedef struct Combinations
{
	const Builder *b;
	uint32_t	all;			/* dimensions, a bit each */
	int32_t		sets;			/* grouping sets of the rows */
	uint32_t	set[SDC_MAX_DIMENSIONS];
	int32_t		labels[SDC_MAX_DIMENSIONS];
	int32_t	   *label[SDC_MAX_DIMENSIONS];
	int32_t		count;
} Combinations;

static bool
find_sets(Combinations *k)
{
	const Builder *b = k->b;

	for (int32_t c = 0; c < b->cube->cells; c++)
	{
		int32_t		i = 0;

		while (i < k->sets && k->set[i] != b->cell[c].grouped)
			i++;
		if (i == SDC_MAX_DIMENSIONS)
			return false;
		k->set[i] = b->cell[c].grouped;
		k->sets += i == k->sets;
		k->all |= b->cell[c].grouped;
	}
	for (int32_t i = 0; i < k->sets; i++)
		if (k->set[i] == k->all)
			return false;
	for (int32_t d = 0; d < b->cube->dimensions; d++)
		if ((k->all >> d & 1) && b->points[d].codes > 0)
			return false;
	return true;
}

/* The labels of each dimension; false when they have too many combinations. */
static bool
find_labels(Combinations *k)
{
	const Builder *b = k->b;
	int64_t		count = 1;

	for (int32_t d = 0; d < b->cube->dimensions && count <= MOST_COMBINATIONS; d++)
	{
		int32_t	   *label;
		int32_t		found = 0;

		if (!(k->all >> d & 1))
			continue;
		label = k->label[d] = allocate(b->hooks, MOST_COMBINATIONS * sizeof(int32_t));
		for (int32_t c = 0; c < b->cube->cells && found < MOST_COMBINATIONS; c++)
		{
			int32_t		code = b->codes[(size_t) c * b->cube->dimensions + d];
			int32_t		at = 0;

			check_interrupts_at(b->hooks, c);
			if (code == SDC_TOTAL)
				continue;
			while (at < found && label[at] != code)
				at++;
			label[at] = code;
			found += at == found;
		}
		k->labels[d] = found;
		count *= found;
	}
	k->count = (int32_t) count;
	return count <= MOST_COMBINATIONS;
}

static void
codes_of(const Combinations *k, int32_t combination, int32_t *codes)
{
	for (int32_t d = 0; d < k->b->cube->dimensions; d++)
	{
		codes[d] = SDC_TOTAL;
		if (!(k->all >> d & 1))
			continue;
		codes[d] = k->label[d][combination % k->labels[d]];
		combination /= k->labels[d];
	}
}

/* The row of a grouping set that a combination would be in, or -1. */
static int32_t
row_of(const Combinations *k, const int32_t *combined, uint32_t grouped)
{
	int32_t		codes[SDC_MAX_DIMENSIONS];

	for (int32_t d = 0; d < k->b->cube->dimensions; d++)
		codes[d] = grouped >> d & 1 ? combined[d] : SDC_TOTAL;
	return *find_slot(k->b, codes);
}

/* Which combinations may have something in them. */
static bool *
find_possible(const Combinations *k)
{
	const SdcHooks *hooks = k->b->hooks;
	bool	   *is_possible = allocate(hooks, k->count);
	bool	   *is_split = allocate_zero(hooks, k->b->cube->cells);
	int32_t		codes[SDC_MAX_DIMENSIONS];

	for (int32_t i = 0; i < k->count; i++)
	{
		check_interrupts_at(hooks, i);
		codes_of(k, i, codes);
		is_possible[i] = true;
		for (int32_t s = 0; s < k->sets; s++)
			is_possible[i] = is_possible[i] && row_of(k, codes, k->set[s]) >= 0;
		for (int32_t s = 0; s < k->sets && is_possible[i]; s++)
			is_split[row_of(k, codes, k->set[s])] = true;
	}
	for (int32_t i = 0; i < k->count; i++)
	{
		codes_of(k, i, codes);
		for (int32_t s = 0; s < k->sets && !is_possible[i]; s++)
		{
			int32_t		row = row_of(k, codes, k->set[s]);

			is_possible[i] = row >= 0 && !is_split[row];
		}
	}
	release(hooks, is_split);
	return is_possible;
}

bool
add_finest_cells(Builder *b)
{
	Combinations k = {.b = b};
	bool		is_fit = find_sets(&k) && find_labels(&k);

	if (is_fit)
	{
		bool	   *is_possible = find_possible(&k);
		int32_t		codes[SDC_MAX_DIMENSIONS];

		for (int32_t i = 0; i < k.count && b->report->problem == SDC_OK; i++)
		{
			if (!is_possible[i])
				continue;
			codes_of(&k, i, codes);
			find_or_add(b, codes);
		}
		release(b->hooks, is_possible);
	}
	for (int32_t d = 0; d < b->cube->dimensions; d++)
		release(b->hooks, k.label[d]);
	return is_fit;
}
