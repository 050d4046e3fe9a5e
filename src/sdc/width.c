/*-------------------------------------------------------------------------
 *
 * width.c
 *		Hiding more for the width of intervals.
 *
 * What a reader can deduce of a hidden cell should be at least min_interval wide,
 * in numerators and in complements.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/width.h"
#include "sdc/memory.h"
#include "sdc/rank.h"
#include "sdc/repair.h"
#include "sdc/widen.h"

#include <stdlib.h>

typedef struct Repair
{
	const Builder *b;
	SdcSystem  *system;
	const int32_t *same;
	const bool *given;
	Elimination e;
	Search		search;
	SdcKnowledge known;
	int64_t    *value;
	uint8_t    *least;
	bool	   *has_value;
	bool	   *is_known;
	bool	   *wanted;
	SdcInterval *interval;
	int64_t    *width;			/* of each hidden cell, the narrowest so far ... */
	int64_t    *low;			/* ... where that begins ... */
	bool	   *of_complements; /* ... and of what */
	int64_t    *values[2];		/* of cells that lead their like */
	uint8_t    *leasts[2];
	bool	   *is_open;		/* of each cell that leads its like: to be measured again */
	Ranked	   *ranked;
} Repair;

static void
open_repair(const Builder *b, SdcSystem *system, const int32_t *same, const bool *given, Repair *repair)
{
	int32_t		relations = 0;

	memset(repair, 0, sizeof(Repair));
	repair->b = b;
	repair->system = system;
	repair->same = same;
	repair->given = given;
	repair->value = allocate(b->hooks, b->cells * sizeof(int64_t));
	repair->least = allocate(b->hooks, b->cells);
	repair->has_value = allocate(b->hooks, b->cells);
	repair->is_known = allocate(b->hooks, b->cells);
	repair->wanted = allocate(b->hooks, b->cells);
	repair->interval = allocate(b->hooks, b->cells * sizeof(SdcInterval));
	repair->width = allocate(b->hooks, b->cells * sizeof(int64_t));
	repair->low = allocate_zero(b->hooks, b->cells * sizeof(int64_t));
	repair->of_complements = allocate_zero(b->hooks, b->cells);
	for (int of_complements = 0; of_complements <= b->cube->is_rate; of_complements++)
	{
		repair->values[of_complements] = allocate(b->hooks, b->cells * sizeof(int64_t));
		repair->leasts[of_complements] = allocate(b->hooks, b->cells);
		find_values(b, same, of_complements, repair->values[of_complements], repair->leasts[of_complements]);
	}
	repair->is_open = allocate(b->hooks, b->cells);
	repair->ranked = allocate(b->hooks, b->cells * sizeof(Ranked));
	for (int32_t c = 0; c < b->cells; c++)
	{
		repair->has_value[c] = b->cell[c].has_value;
		repair->width[c] = SDC_UNBOUNDED;
	}
	/* Secret sums, which come last, tell nothing. */
	while (relations < b->relations && !b->cell[b->members[b->start[relations]]].is_secret)
		relations++;
	repair->known = (SdcKnowledge) {
		b->cells, repair->value, repair->has_value, repair->is_known, NULL, repair->least,
		relations, b->start, b->members, b->implied, b->cube->tolerance
	};
	open_elimination(&repair->e, system, b->hooks);
	new_search(&repair->e, &repair->search);
}

static void
close_repair(const Builder *b, Repair *repair)
{
	release_search(&repair->e, &repair->search);
	close_elimination(&repair->e);
	release(b->hooks, repair->value);
	release(b->hooks, repair->least);
	release(b->hooks, repair->has_value);
	release(b->hooks, repair->is_known);
	release(b->hooks, repair->wanted);
	release(b->hooks, repair->interval);
	release(b->hooks, repair->width);
	release(b->hooks, repair->low);
	release(b->hooks, repair->of_complements);
	for (int of_complements = 0; of_complements <= b->cube->is_rate; of_complements++)
	{
		release(b->hooks, repair->values[of_complements]);
		release(b->hooks, repair->leasts[of_complements]);
	}
	release(b->hooks, repair->is_open);
	release(b->hooks, repair->ranked);
}

static SdcCellState *
state_of(const Repair *repair, int32_t cell)
{
	return &repair->system->cell[repair->same[cell]].state;
}

/* Must the cell be wide? */
static bool
is_to_be_wide(const Repair *repair, int32_t cell)
{
	return cell < repair->b->cube->cells && *state_of(repair, cell) != SDC_PUBLISHED &&
		repair->system->cell[repair->same[cell]].leak == SDC_NO_LEAK &&
		repair->has_value[cell] && !repair->b->cube->input[cell].is_working;
}

/* How wide the wanted cells are, in counts or in complements. */
static bool
measure_in(Repair *repair, bool complements)
{
	const Builder *b = repair->b;

	for (int32_t c = 0; c < b->cells; c++)
	{
		repair->value[c] = own_value(&b->cell[c], complements);
		repair->least[c] = least_value(b, c, complements);

		/* More events than units: then the others are no count. */
		if (repair->value[c] < 0)
			return true;
	}
	if (b->cube->intervals(&repair->known, repair->wanted, b->cube->min_interval, b->hooks,
						   b->cube->memory_limit, repair->interval) != SDC_LP_DONE)
	{
		b->report->problem = SDC_UNSOLVED;
		return false;
	}
	for (int32_t c = 0; c < b->cells; c++)
	{
		const SdcInterval *interval = &repair->interval[c];
		int32_t		cell = repair->same[c];

		if (!repair->wanted[c] || interval->high == SDC_UNBOUNDED || interval->high - interval->low >= repair->width[cell])
			continue;
		repair->width[cell] = interval->high - interval->low;
		repair->low[cell] = interval->low;
		repair->of_complements[cell] = complements;
	}
	return true;
}

/* How wide the open cells are. */
static bool
measure_widths(Repair *repair)
{
	const Builder *b = repair->b;

	for (int32_t c = 0; c < b->cells; c++)
	{
		repair->is_known[c] = *state_of(repair, c) == SDC_PUBLISHED;
		repair->wanted[c] = repair->is_open[repair->same[c]] && is_to_be_wide(repair, c);
		if (repair->wanted[c])
			repair->width[repair->same[c]] = SDC_UNBOUNDED;
	}
	return measure_in(repair, false) && (!b->cube->is_rate || measure_in(repair, true));
}

static bool
is_narrow(const Repair *repair, int32_t cell)
{
	return is_to_be_wide(repair, cell) && repair->width[repair->same[cell]] < repair->b->cube->min_interval;
}

typedef struct NarrowCell
{
	int64_t		width;
	int32_t		rank;
	int32_t		cell;
} NarrowCell;

static int
compare_narrow(const void *a, const void *b)
{
	const NarrowCell *x = a;
	const NarrowCell *y = b;

	if (x->width != y->width)
		return x->width < y->width ? -1 : 1;
	return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* The cells that are too narrow, the narrowest first; returns how many. */
static int32_t
find_narrow(Repair *repair, NarrowCell *narrow)
{
	bool	   *is_found = allocate_zero(repair->b->hooks, repair->b->cells);
	int32_t		count = 0;

	for (int32_t c = 0; c < repair->b->cube->cells; c++)
	{
		int32_t		cell = repair->same[c];

		if (is_found[cell] || !is_narrow(repair, c))
			continue;
		is_found[cell] = true;
		narrow[count++] = (NarrowCell) {repair->width[cell], repair->system->cell[cell].rank, cell};
	}
	release(repair->b->hooks, is_found);
	qsort(narrow, count, sizeof(NarrowCell), compare_narrow);
	return count;
}

/* A published cell that shares a sum with a narrow one, or else with a cell around it: the least wanted one. */
static int32_t
find_helper(Repair *repair, int32_t narrow)
{
	const SdcSystem *s = repair->system;
	int32_t		best = -1;

	start_search(&repair->e, &repair->search, false);
	begin_component(&repair->search, narrow);
	for (int32_t i = 0; i < repair->search.found && best < 0; i++)
	{
		int32_t		cell = repair->search.queue[i];

		for (int64_t k = repair->e.relations_start[cell]; k < repair->e.relations_start[cell + 1]; k++)
			for (int64_t m = s->start[repair->e.relations_of[k]]; m < s->start[repair->e.relations_of[k] + 1]; m++)
			{
				int32_t		member = s->members[m];

				check_interrupts_at(repair->b->hooks, m);
				if (s->cell[member].state == SDC_PUBLISHED && !repair->given[member] && repair->has_value[member] &&
					(best < 0 || s->cell[member].rank > s->cell[best].rank))
					best = member;
			}
		reach_neighbours(&repair->e, &repair->search, i);
	}
	return best;
}

/*
 * What to hide for a narrow cell: what lets it have as much more as it lacks, or
 * else one cell that is near. Returns how many.
 */
static int32_t
find_helpers(Repair *repair, int32_t narrow, int32_t *helpers)
{
	const Builder *b = repair->b;
	int			kind = repair->of_complements[narrow];
	SdcValues	values = {repair->values[kind], repair->leasts[kind]};
	int64_t		more = repair->low[narrow] + b->cube->min_interval - values.value[narrow];
	int32_t		count = sdc_widen(&repair->e, &values, repair->given, b->cube->memory_limit, narrow, more, helpers);

	if (count > 0)
		return count;
	helpers[0] = find_helper(repair, narrow);
	return helpers[0] >= 0;
}

/*
 * Hide until nothing is too narrow: in each round for every narrow cell that has no
 * cell beside it that was hidden in the same round. Cells that are wide remain so.
 * Marks what was hidden; false when nothing is left to hide.
 */
static bool
hide_until_wide(Repair *repair, bool *added)
{
	const Builder *b = repair->b;
	NarrowCell *narrow = allocate(b->hooks, b->cells * sizeof(NarrowCell));
	bool	   *is_served = allocate(b->hooks, repair->system->relations);
	int32_t    *helpers = allocate(b->hooks, SDC_MOST_HELPERS * sizeof(int32_t));
	int32_t		count = 0;
	int32_t		hidden = 1;

	memset(repair->is_open, true, b->cells);
	while (hidden > 0 && measure_widths(repair) && (count = find_narrow(repair, narrow)) > 0)
	{
		hidden = 0;
		memset(repair->is_open, 0, b->cells);
		memset(is_served, 0, repair->system->relations);
		for (int32_t i = 0; i < count; i++)
		{
			int32_t		cell = narrow[i].cell;
			bool		has_helper = false;
			int32_t		found;

			repair->is_open[cell] = true;
			for (int64_t k = repair->e.relations_start[cell]; k < repair->e.relations_start[cell + 1]; k++)
				has_helper = has_helper || is_served[repair->e.relations_of[k]];
			found = has_helper ? 0 : find_helpers(repair, cell, helpers);
			for (int32_t h = 0; h < found; h++)
			{
				repair->system->cell[helpers[h]].state = SDC_HIDDEN;
				repair->is_open[helpers[h]] = added[helpers[h]] = true;
				for (int64_t k = repair->e.relations_start[helpers[h]]; k < repair->e.relations_start[helpers[h] + 1]; k++)
					is_served[repair->e.relations_of[k]] = true;
			}
			hidden += found;
		}
	}
	release(b->hooks, helpers);
	release(b->hooks, is_served);
	release(b->hooks, narrow);
	return count == 0;
}

typedef enum InBatch
{
	NOT_IN_BATCH,
	IS_PUBLISHED,
	IS_BACK						/* hidden again, since the last look */
} InBatch;

/*
 * Of the cells of a batch that are nearest to a narrow one, hide the least wanted
 * again, unless that was just done for another. False when none hangs together with it.
 */
static bool
hide_nearest(Repair *repair, int32_t narrow, InBatch *batch)
{
	const SdcSystem *s = repair->system;

	start_search(&repair->e, &repair->search, false);
	begin_component(&repair->search, narrow);
	for (int32_t i = 0; i < repair->search.found; i++)
	{
		int32_t		cell = repair->search.queue[i];
		int32_t		best = -1;

		for (int64_t k = repair->e.relations_start[cell]; k < repair->e.relations_start[cell + 1]; k++)
			for (int64_t m = s->start[repair->e.relations_of[k]]; m < s->start[repair->e.relations_of[k] + 1]; m++)
			{
				int32_t		member = s->members[m];

				if (batch[member] == IS_BACK)
					return true;
				if (batch[member] == IS_PUBLISHED && (best < 0 || s->cell[member].rank > s->cell[best].rank))
					best = member;
			}
		if (best >= 0)
		{
			batch[best] = IS_BACK;
			s->cell[best].state = SDC_HIDDEN;
			repair->is_open[best] = true;
			return true;
		}
		reach_neighbours(&repair->e, &repair->search, i);
	}
	return false;
}

/*
 * Two cells may be hidden for the sake of each other only: what follows without the
 * first is published as well, once. Returns whether there was any.
 */
static bool
publish_computed(Repair *repair, const NarrowCell *narrow, int32_t count, bool *is_helper, InBatch *batch)
{
	bool		found = false;

	for (int32_t i = 0; i < count; i++)
	{
		int32_t		cell = narrow[i].cell;

		if (narrow[i].width > 0 || !is_helper[cell])
			continue;
		start_search(&repair->e, &repair->search, false);
		search_component(&repair->e, &repair->search, cell);
		for (int32_t q = 0; q < repair->search.found; q++)
			repair->is_open[repair->search.queue[q]] = true;
		repair->system->cell[cell].state = SDC_PUBLISHED;
		is_helper[cell] = false;
		batch[cell] = IS_PUBLISHED;
		found = true;
	}
	return found;
}

/* How many looks at widths the taking back may take. */
#define MOST_LOOKS 100

/*
 * Publish again what was hidden without need, in batches of the most wanted cells
 * that have no relation in common. Where something is too narrow without them, those
 * that are nearest to it are hidden again, for good.
 */
static void
publish_while_wide(Repair *repair, bool *may_publish)
{
	const Builder *b = repair->b;
	SdcSystem  *s = repair->system;
	NarrowCell *narrow = allocate(b->hooks, b->cells * sizeof(NarrowCell));
	InBatch    *batch = allocate(b->hooks, b->cells * sizeof(InBatch));
	bool	   *is_touched = allocate(b->hooks, s->relations);
	bool	   *is_helper = allocate(b->hooks, b->cells);
	int32_t		looks = 0;

	memcpy(is_helper, may_publish, b->cells);

	while (looks < MOST_LOOKS)
	{
		int32_t		count;
		int32_t		narrow_cells;

		for (int32_t c = 0; c < b->cells; c++)
			may_publish[c] = may_publish[c] && s->cell[c].state != SDC_PUBLISHED;
		count = rank_cells(&repair->e, may_publish, repair->ranked);

		if (count == 0)
			break;
		memset(batch, 0, b->cells * sizeof(InBatch));
		memset(is_touched, 0, s->relations);
		for (int32_t i = 0; i < count; i++)
		{
			int32_t		cell = repair->ranked[i].cell;
			bool		is_clear = true;

			for (int64_t k = repair->e.relations_start[cell]; k < repair->e.relations_start[cell + 1]; k++)
				is_clear = is_clear && !is_touched[repair->e.relations_of[k]];
			if (!is_clear)
				continue;
			for (int64_t k = repair->e.relations_start[cell]; k < repair->e.relations_start[cell + 1]; k++)
				is_touched[repair->e.relations_of[k]] = true;
			batch[cell] = IS_PUBLISHED;
			may_publish[cell] = false;
		}
		/* What hangs together with them now. */
		memset(repair->is_open, 0, b->cells);
		start_search(&repair->e, &repair->search, false);
		for (int32_t c = 0; c < b->cells; c++)
		{
			if (batch[c] != IS_PUBLISHED || repair->search.reached[c])
				continue;
			search_component(&repair->e, &repair->search, c);
			for (int32_t i = 0; i < repair->search.found; i++)
				repair->is_open[repair->search.queue[i]] = true;
		}
		for (int32_t c = 0; c < b->cells; c++)
			if (batch[c] == IS_PUBLISHED)
				s->cell[c].state = SDC_PUBLISHED;
		/* That a cell is wide is not always found again, so that is no reason to go on. */
		for (bool found = true; found && measure_widths(repair) && (narrow_cells = find_narrow(repair, narrow)) > 0; looks++)
		{
			found = publish_computed(repair, narrow, narrow_cells, is_helper, batch);
			if (found)
				continue;
			memset(repair->is_open, 0, b->cells);
			for (int32_t i = 0; i < narrow_cells; i++)
			{
				repair->is_open[narrow[i].cell] = true;
				found = hide_nearest(repair, narrow[i].cell, batch) || found;
			}
			for (int32_t c = 0; c < b->cells; c++)
				if (batch[c] == IS_BACK)
					batch[c] = NOT_IN_BATCH;
			if (found)
				continue;
			for (int32_t c = 0; c < b->cells; c++)
				if (batch[c] == IS_PUBLISHED)
				{
					batch[c] = NOT_IN_BATCH;
					s->cell[c].state = SDC_HIDDEN;
					repair->is_open[c] = true;
					found = true;
				}
		}
		looks++;
	}
	release(b->hooks, is_helper);
	release(b->hooks, is_touched);
	release(b->hooks, batch);
	release(b->hooks, narrow);
}

void
hide_for_width(const Builder *b, SdcSystem *system, const int32_t *same, const bool *given)
{
	Repair		repair;
	bool	   *added;

	if (b->cube->min_interval == 0)
		return;
	open_repair(b, system, same, given, &repair);
	added = allocate_zero(b->hooks, b->cells);
	if (hide_until_wide(&repair, added))
		publish_while_wide(&repair, added);
	else if (b->report->problem == SDC_OK)
	{
		for (int32_t c = 0; c < b->cube->cells; c++)
			if (is_narrow(&repair, c))
				system->cell[same[c]].leak = SDC_LEAK_OF_WIDTH;
		if (!b->cube->go_on_unsafe)
			b->report->problem = SDC_TOO_NARROW;
	}
	release(b->hooks, added);
	close_repair(b, &repair);
}
