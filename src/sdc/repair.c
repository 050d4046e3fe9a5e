/*-------------------------------------------------------------------------
 *
 * repair.c
 *		Hiding more for the sums of hidden parts, and for the width of intervals.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/repair.h"
#include "sdc/memory.h"
#include "sdc/sums.h"
#include "sdc/union_find.h"

#include <stdlib.h>

#define Min(a, b) ((a) < (b) ? (a) : (b))

/* A count, or what is without the event. */
static int64_t
own_value(const Cell *cell, bool of_complements)
{
	return of_complements ? cell->denominator - cell->count : cell->count;
}

/* What a row is at least when it is hidden, as every reader knows: a zero would be shown. */
static uint8_t
least_value(const Builder *b, int32_t cell, bool of_complements)
{
	const SdcInputCell *input = &b->cube->input[cell];

	return cell < b->cube->cells && b->cube->shows_zero[of_complements] && input->has_value && !input->is_known &&
		!input->is_working && own_value(&b->cell[cell], of_complements) > 0;
}

/*
 * Of counts or of complements. Of cells that are the same, of which weighted
 * counts may differ, the smallest value stands. False when there are more events
 * than units: then the others are no count.
 */
static bool
find_values(const Builder *b, const int32_t *same, bool of_complements, int64_t *value, uint8_t *least)
{
	memset(least, 0, b->cells);
	for (int32_t c = 0; c < b->cells; c++)
		value[c] = SDC_UNKNOWN_VALUE;
	for (int32_t c = 0; c < b->cells; c++)
	{
		int64_t		own = own_value(&b->cell[c], of_complements);

		/* A secret sum is only there to be hidden: it tells nothing itself. */
		if (b->cell[c].is_secret)
			value[same[c]] = Min(value[same[c]], SDC_UNKNOWN_VALUE - 1);
		if (!b->cell[c].has_value)
			continue;
		if (own < 0)
			return false;
		value[same[c]] = Min(value[same[c]], own);
		if (least_value(b, c, of_complements))
			least[same[c]] = 1;
	}
	return true;
}

/* The sums of hidden parts, of counts and of complements. */
int32_t
hide_for_sums(const Builder *b, SdcSystem *system, const int32_t *same, const bool *given)
{
	const int64_t enough[2] = {b->cube->min_suppressed_sum, b->cube->is_rate ? b->cube->min_complement_sum : 0};
	int64_t    *value = allocate(b->hooks, b->cells * sizeof(int64_t));
	uint8_t    *least = allocate(b->hooks, b->cells);
	int32_t		hidden = 0;

	for (int of_complements = 0; of_complements < 2; of_complements++)
		if (enough[of_complements] > 0 && find_values(b, same, of_complements, value, least))
			hidden += sdc_hide_for_sums(system, value, given, enough[of_complements], b->hooks);
	release(b->hooks, least);
	release(b->hooks, value);
	return hidden;
}

/* Of published cells, the least wanted one that has more than its least. */
static int32_t
least_wanted(const SdcSystem *system, int32_t relation, const SdcValues *values, const bool *given)
{
	int32_t		found = -1;

	for (int64_t k = system->start[relation]; k < system->start[relation + 1]; k++)
	{
		int32_t		cell = system->members[k];

		if (system->cell[cell].state != SDC_PUBLISHED || given[cell] ||
			values->value[cell] == SDC_UNKNOWN_VALUE || values->value[cell] <= values->least[cell])
			continue;
		if (found < 0 || system->cell[cell].rank > system->cell[found].rank)
			found = cell;
	}
	return found;
}

/*
 * One published cell for every group of tight or exposed cells that share sums:
 * the least wanted one that is in such a sum. Where only what is given is left
 * to hide, nothing can be done.
 */
static int32_t
hide_beside(const Builder *b, SdcSystem *system, const SdcValues *values, const bool *given, const bool *told)
{
	int32_t    *group = allocate(b->hooks, b->cells * sizeof(int32_t));
	int32_t    *choice = allocate(b->hooks, b->cells * sizeof(int32_t));
	int32_t		hidden = 0;

	for (int32_t c = 0; c < b->cells; c++)
	{
		group[c] = c;
		choice[c] = -1;
	}
	for (int pass = 0; pass < 2; pass++)
		for (int32_t r = 0; r < system->relations; r++)
		{
			int32_t		first = -1;
			int32_t		best;

			for (int64_t k = system->start[r]; k < system->start[r + 1]; k++)
			{
				if (!told[system->members[k]])
					continue;
				if (first >= 0)
					unite(group, first, system->members[k]);
				first = system->members[k];
			}
			if (pass == 0 || first < 0)
				continue;
			first = leader(group, first);
			best = least_wanted(system, r, values, given);
			if (best >= 0 && (choice[first] < 0 || system->cell[best].rank > system->cell[choice[first]].rank))
				choice[first] = best;
		}
	for (int32_t c = 0; c < b->cells; c++)
		if (choice[c] >= 0 && system->cell[choice[c]].state == SDC_PUBLISHED)
		{
			system->cell[choice[c]].state = SDC_PROTECTED;
			hidden++;
		}
	release(b->hooks, choice);
	release(b->hooks, group);
	return hidden;
}

/* Sums by their members, to know those that are there already. */

static uint64_t
hash_of_sum(const int32_t *members, int64_t count)
{
	uint64_t	hash = 0;

	for (int64_t k = 0; k < count; k++)
		hash += mix((uint64_t) members[k] + UINT64_C(0x9e3779b97f4a7c15));
	return hash;
}

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *) a;
	uint64_t	y = *(const uint64_t *) b;

	return x < y ? -1 : x > y;
}

/* Make those sums secret that are not yet; returns how many that are. */
static int32_t
add_new_sums(Builder *b, const SdcSums *sums)
{
	uint64_t   *present = allocate(b->hooks, (size_t) b->relations * sizeof(uint64_t));
	int32_t		count = 0;
	int32_t		added = 0;

	for (int32_t r = 0; r < b->relations; r++)
		if (b->cell[b->members[b->start[r]]].is_secret)
			present[count++] = hash_of_sum(b->members + b->start[r] + 1, b->start[r + 1] - b->start[r] - 1);
	qsort(present, count, sizeof(uint64_t), compare_hashes);
	for (int32_t i = 0; i < sums->count; i++)
	{
		const int32_t *members = sums->member + sums->start[i];
		int64_t		length = sums->start[i + 1] - sums->start[i];
		uint64_t	hash = hash_of_sum(members, length);

		if (count > 0 && bsearch(&hash, present, count, sizeof(uint64_t), compare_hashes))
			continue;
		add_secret_sum(b, members, length);
		added++;
	}
	release(b->hooks, present);
	return added;
}

void
add_sums_of_ones(Builder *b)
{
	int32_t		relations = b->relations;
	int64_t		longest = 0;
	int32_t    *ones;

	for (int32_t r = 0; r < relations; r++)
		if (b->start[r + 1] - b->start[r] > longest)
			longest = b->start[r + 1] - b->start[r];
	ones = allocate(b->hooks, (size_t) longest * sizeof(int32_t));
	for (int of_complements = 0; of_complements < 2; of_complements++)
		for (int32_t r = 0; r < relations && b->cube->shows_zero[of_complements] && b->cube->tolerance == 0; r++)
		{
			int64_t		count = 0;

			check_interrupts_at(b->hooks, r);
			for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && !b->implied[r]; k++)
			{
				int32_t		cell = b->members[k];

				if (least_value(b, cell, of_complements) && own_value(&b->cell[cell], of_complements) == 1 &&
					b->cube->input[cell].is_primary)
					ones[count++] = cell;
			}
			if (count > 1)
				add_secret_sum(b, ones, count);
		}
	release(b->hooks, ones);
}

/*
 * What is given away where zeros are shown, so that hidden cells are 1 or more:
 * sums of hidden cells that are all 1. Such sums become secrets; where none is
 * simple enough, more is hidden. Sums that may be off give nothing away exactly.
 */
int32_t
hide_for_bounds(Builder *b, SdcSystem *system, const int32_t *same, const bool *given)
{
	int32_t		cells = b->cells;
	int64_t    *value = allocate(b->hooks, cells * sizeof(int64_t));
	uint8_t    *least = allocate(b->hooks, cells);
	bool	   *exposed = allocate(b->hooks, cells);
	bool	   *tight = allocate(b->hooks, cells);
	int32_t		hidden = 0;

	for (int of_complements = 0; of_complements <= (b->cube->is_rate ? 1 : 0) && b->cube->tolerance == 0; of_complements++)
	{
		SdcValues	values = {value, least};
		SdcSums		sums = {0};

		if (b->cube->is_bounded[of_complements] && b->cells == cells &&
			find_values(b, same, of_complements, value, least) &&
			sdc_exposed_by_bounds(system, &values, b->hooks, b->cube->memory_limit, exposed, tight, &sums) > 0)
		{
			hidden += add_new_sums(b, &sums);
			for (int32_t c = 0; c < cells; c++)
				tight[c] = tight[c] || exposed[c];
			if (hidden == 0)
				hidden += hide_beside(b, system, &values, given, tight);
		}
		sdc_release_sums(&sums, b->hooks);
	}
	release(b->hooks, tight);
	release(b->hooks, exposed);
	release(b->hooks, least);
	release(b->hooks, value);
	return hidden;
}

/*
 * Repair of narrow intervals. What a reader can deduce of a hidden cell should
 * be at least min_interval wide, in numerators and in complements.
 */
typedef struct Repair
{
	SdcKnowledge known;
	int64_t    *value;
	uint8_t    *least;
	bool	   *has_value;
	bool	   *is_known;
	bool	   *wanted;
	SdcInterval *interval;
	int64_t    *width;			/* of each wanted cell, the narrowest so far */
	int32_t    *component;		/* of each cell: leader among hidden ones, by union-find */
	int32_t    *worst;			/* of each component: its narrowest cell, or -1 */
	int32_t    *choice;			/* of each component: the cell to hide, or -1 */
} Repair;

static void
open_repair(const Builder *b, const SdcCell *cells, const int32_t *same, Repair *repair)
{
	memset(repair, 0, sizeof(Repair));
	repair->value = allocate(b->hooks, b->cells * sizeof(int64_t));
	repair->least = allocate(b->hooks, b->cells);
	repair->has_value = allocate(b->hooks, b->cells);
	repair->is_known = allocate(b->hooks, b->cells);
	repair->wanted = allocate(b->hooks, b->cells);
	repair->interval = allocate(b->hooks, b->cells * sizeof(SdcInterval));
	repair->width = allocate(b->hooks, b->cells * sizeof(int64_t));
	repair->component = allocate(b->hooks, b->cells * sizeof(int32_t));
	repair->worst = allocate(b->hooks, b->cells * sizeof(int32_t));
	repair->choice = allocate(b->hooks, b->cells * sizeof(int32_t));
	for (int32_t c = 0; c < b->cells; c++)
	{
		bool		is_hidden = cells[same[c]].state != SDC_PUBLISHED;

		repair->has_value[c] = b->cell[c].has_value;
		repair->is_known[c] = !is_hidden;
		repair->wanted[c] = is_hidden && cells[same[c]].leak == SDC_NO_LEAK && c < b->cube->cells &&
			b->cell[c].has_value && !b->cube->input[c].is_working;
		repair->width[c] = SDC_UNBOUNDED;
		repair->component[c] = c;
		repair->worst[c] = repair->choice[c] = -1;
	}
	repair->known = (SdcKnowledge) {
		b->cells, repair->value, repair->has_value, repair->is_known, NULL, repair->least,
		b->relations, b->start, b->members, b->implied, b->cube->tolerance
	};
}

static void
close_repair(const Builder *b, Repair *repair)
{
	release(b->hooks, repair->value);
	release(b->hooks, repair->least);
	release(b->hooks, repair->has_value);
	release(b->hooks, repair->is_known);
	release(b->hooks, repair->wanted);
	release(b->hooks, repair->interval);
	release(b->hooks, repair->width);
	release(b->hooks, repair->component);
	release(b->hooks, repair->worst);
	release(b->hooks, repair->choice);
}

/* How wide the cells are, in counts or in complements. */
static bool
measure_widths(const Builder *b, Repair *repair, bool complements)
{
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

		if (repair->wanted[c] && interval->high != SDC_UNBOUNDED && interval->high - interval->low < repair->width[c])
			repair->width[c] = interval->high - interval->low;
	}
	return true;
}

/* Is a published cell a better one to hide than another, for a lack of width? */
static bool
hides_better(const Builder *b, const SdcCell *cells, int32_t cell, int32_t other, int64_t lack)
{
	bool		enough;
	bool		other_enough;

	if (other < 0)
		return true;
	enough = b->cell[cell].count >= lack;
	other_enough = b->cell[other].count >= lack;
	return enough != other_enough ? enough : cells[cell].rank > cells[other].rank;
}

/*
 * In every part of the table that hangs together and has a cell that is too
 * narrow, hide the least wanted published cell that shares a sum with the
 * narrowest one, or else with any hidden cell of that part; preferably one
 * that is large enough to make up for the lack. Returns how many were hidden.
 */
int32_t
hide_for_width(const Builder *b, SdcCell *cells, const int32_t *same, const bool *given)
{
	int64_t		required = b->cube->min_interval;
	Repair		repair;
	bool	   *has_choice;
	int32_t		hidden = 0;
	int32_t		narrow = 0;

	if (required == 0)
		return 0;
	open_repair(b, cells, same, &repair);
	if (!measure_widths(b, &repair, false) || (b->cube->is_rate && !measure_widths(b, &repair, true)))
	{
		close_repair(b, &repair);
		return 0;
	}

	has_choice = allocate(b->hooks, b->cells);
	for (int32_t r = 0; r < b->relations; r++)
	{
		int32_t		first = -1;

		for (int64_t k = b->start[r]; k < b->start[r + 1]; k++)
		{
			if (repair.is_known[b->members[k]])
				continue;
			if (first >= 0)
				unite(repair.component, first, b->members[k]);
			first = b->members[k];
		}
	}
	for (int32_t c = 0; c < b->cube->cells; c++)
	{
		int32_t    *worst = &repair.worst[leader(repair.component, c)];

		if (!repair.wanted[c] || repair.width[c] >= required)
			continue;
		narrow++;
		if (*worst < 0 || repair.width[c] < repair.width[*worst] ||
			(repair.width[c] == repair.width[*worst] && cells[same[c]].rank < cells[same[*worst]].rank))
			*worst = c;
	}

	/* First the sums of the narrowest cell itself; if that is no use, all others. */
	for (int pass = 0; pass < 2 && narrow > 0; pass++)
	{
		for (int32_t c = 0; c < b->cells; c++)
			has_choice[c] = repair.choice[c] >= 0;
		for (int32_t r = 0; r < b->relations; r++)
		{
			int32_t		part = -1;
			bool		is_near = pass == 1;

			check_interrupts_at(b->hooks, r);
			for (int64_t k = b->start[r]; k < b->start[r + 1]; k++)
			{
				int32_t		group = repair.is_known[b->members[k]] ? -1 : leader(repair.component, b->members[k]);

				if (group < 0 || repair.worst[group] < 0)
					continue;
				part = group;
				is_near = is_near || same[b->members[k]] == same[repair.worst[group]];
			}
			if (part < 0 || !is_near || has_choice[part])
				continue;
			for (int64_t k = b->start[r]; k < b->start[r + 1]; k++)
			{
				int32_t		cell = same[b->members[k]];

				if (repair.is_known[cell] && b->cell[cell].has_value && !given[cell] &&
					hides_better(b, cells, cell, repair.choice[part], required - repair.width[repair.worst[part]]))
					repair.choice[part] = cell;
			}
		}
	}
	release(b->hooks, has_choice);
	for (int32_t c = 0; c < b->cells; c++)
		if (repair.choice[c] >= 0 && cells[repair.choice[c]].state == SDC_PUBLISHED)
		{
			cells[repair.choice[c]].state = SDC_PROTECTED;
			hidden++;
		}
	if (narrow > 0 && hidden == 0)
	{
		for (int32_t c = 0; c < b->cube->cells; c++)
			if (repair.wanted[c] && repair.width[c] < required)
				cells[same[c]].leak = SDC_LEAK_OF_WIDTH;
		if (!b->cube->go_on_unsafe)
			b->report->problem = SDC_TOO_NARROW;
	}
	close_repair(b, &repair);
	return hidden;
}
