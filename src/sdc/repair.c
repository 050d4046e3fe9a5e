/*-------------------------------------------------------------------------
 *
 * repair.c
 *		Hiding more for what sums and bounds of hidden cells tell.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/repair.h"
#include "sdc/component.h"
#include "sdc/exchange.h"
#include "sdc/memory.h"
#include "sdc/minmax.h"
#include "sdc/remedy.h"
#include "sdc/span.h"
#include "sdc/sums.h"
#include "sdc/union_find.h"
#include "sdc/unit.h"
#include "sdc/unit_sums.h"
#include "sdc/whole.h"

#include <stdlib.h>

int64_t
own_value(const Cell *cell, SdcFigure figure)
{
	return figure == SDC_COUNTS ? cell->count :
		figure == SDC_DENOMINATORS ? cell->denominator : cell->denominator - cell->count;
}

uint8_t
least_value(const Builder *b, int32_t cell, SdcFigure figure)
{
	const SdcInputCell *input = &b->cube->input[cell];

	return cell < b->cube->cells && b->cube->shows_zero[figure] && input->has_value && !input->is_known &&
		!input->is_working && own_value(&b->cell[cell], figure) > 0;
}

bool
find_values(const Builder *b, const int32_t *same, SdcFigure figure, int64_t *value, uint8_t *least)
{
	memset(least, 0, b->cells);
	for (int32_t c = 0; c < b->cells; c++)
		value[c] = SDC_UNKNOWN_VALUE;
	for (int32_t c = 0; c < b->cells; c++)
	{
		int64_t		own = own_value(&b->cell[c], figure);

		/* A secret sum is only there to be hidden: it tells nothing itself. */
		if (b->cell[c].is_secret)
			value[same[c]] = Min(value[same[c]], SDC_UNKNOWN_VALUE - 1);
		if (!b->cell[c].has_value)
			continue;
		if (own < 0)
			return false;
		value[same[c]] = Min(value[same[c]], own);
		if (least_value(b, c, figure))
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

/* Where helpers are looked for: cells that may be hidden beside those that are told. */
typedef struct Helpers
{
	const SdcSystem *system;
	const SdcValues *values;
	const bool *given;
	Elimination e;
	Search		search;			/* of the cells around one */
	Search		in_span;
	Span		span;			/* of what hangs together with the told cells */
} Helpers;

static void
open_helpers(const Builder *b, SdcSystem *system, const SdcValues *values, const bool *given, const bool *told,
			 Helpers *h)
{
	*h = (Helpers) {.system = system, .values = values, .given = given};
	open_elimination(&h->e, system, b->hooks);
	new_search(&h->e, &h->search);
	new_search(&h->e, &h->in_span);
	open_span(&h->e, &h->in_span, told, &h->span);
}

static void
close_helpers(Helpers *h)
{
	close_span(&h->span);
	release_search(&h->e, &h->in_span);
	release_search(&h->e, &h->search);
	close_elimination(&h->e);
}

/* Can a published cell not be computed once it is hidden, with nothing else? */
static bool
is_safe_alone(const Helpers *h, int32_t cell)
{
	for (int64_t k = h->e.relations_start[cell]; k < h->e.relations_start[cell + 1]; k++)
		if (!h->in_span.relation_reached[h->e.relations_of[k]] && !h->system->implied[h->e.relations_of[k]])
			return false;
	return part_in_nothing(&h->span, cell) == 0;
}

/* A cell that may be hidden for a group of others. */
typedef struct Helper
{
	int32_t		group;
	bool		is_alone;		/* nothing else is to be hidden so that it cannot be computed */
	int32_t		rank;
	int32_t		cell;
} Helper;

/* By group, the best first: those alone, and the least wanted. */
static int
compare_helpers(const void *a, const void *b)
{
	const Helper *x = a;
	const Helper *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->is_alone != y->is_alone)
		return x->is_alone ? -1 : 1;
	return x->rank > y->rank ? -1 : x->rank < y->rank;
}

/* Of the published cells of a sum that have more than their least, the best one if it is better than that before. */
static void
find_helper(const Helpers *h, int32_t relation, Helper *best)
{
	const SdcSystem *s = h->system;

	for (int64_t k = s->start[relation]; k < s->start[relation + 1]; k++)
	{
		int32_t		cell = s->members[k];
		Helper		other = {best->group, false, s->cell[cell].rank, cell};

		if (s->cell[cell].state != SDC_PUBLISHED || h->given[cell] ||
			h->values->value[cell] == SDC_UNKNOWN_VALUE || h->values->value[cell] <= h->values->least[cell])
			continue;
		other.is_alone = is_safe_alone(h, cell);
		if (best->cell < 0 || compare_helpers(&other, best) < 0)
			*best = other;
	}
}

/* The same of the sums of the cells around a cell, the nearest first. */
static void
find_helper_around(Helpers *h, int32_t cell, Helper *best)
{
	Search	   *search = &h->search;

	start_search(&h->e, search, false);
	begin_component(search, cell);
	for (int32_t i = 0; i < search->found && best->cell < 0; i++)
	{
		int32_t		around = search->queue[i];

		check_interrupts_at(h->e.hooks, i);
		for (int64_t k = h->e.relations_start[around]; k < h->e.relations_start[around + 1]; k++)
			find_helper(h, h->e.relations_of[k], best);
		reach_neighbours(&h->e, search, i);
	}
}

/* A group gets no more helpers at a time than one for so many cells in it. */
#define CELLS_OF_HELPER 2

/*
 * Published cells for every group of told cells that share sums, "each" of them if the group is
 * large: the best ones that are in such a sum, or else one in a sum of the cells around it.
 * Where only what is given is left to hide, nothing can be done.
 */
static int32_t
hide_beside(const Builder *b, SdcSystem *system, const SdcValues *values, const bool *given, const bool *told,
			int32_t each)
{
	int32_t    *group = allocate(b->hooks, b->cells * sizeof(int32_t));
	int32_t    *size = allocate_zero(b->hooks, b->cells * sizeof(int32_t));
	bool	   *has_helper = allocate_zero(b->hooks, b->cells);
	Helper	   *helper = allocate(b->hooks, ((size_t) system->relations + system->cells) * sizeof(Helper));
	int32_t		helpers = 0;
	Helpers		h;
	int32_t		hidden = 0;

	open_helpers(b, system, values, given, told, &h);
	for (int32_t c = 0; c < b->cells; c++)
		group[c] = c;
	for (int pass = 0; pass < 2; pass++)
		for (int32_t r = 0; r < system->relations; r++)
		{
			int32_t		first = -1;
			Helper		best = {.cell = -1};

			check_interrupts_at(b->hooks, r);
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
			best.group = leader(group, first);
			find_helper(&h, r, &best);
			if (best.cell < 0)
				continue;
			has_helper[best.group] = true;
			helper[helpers++] = best;
		}
	for (int32_t c = 0; c < system->cells; c++)
	{
		Helper		best = {.group = leader(group, c), .cell = -1};

		size[best.group] += told[c];
		if (!told[c] || has_helper[best.group])
			continue;
		find_helper_around(&h, c, &best);
		if (best.cell < 0)
			continue;
		has_helper[best.group] = true;
		helper[helpers++] = best;
	}
	qsort(helper, helpers, sizeof(Helper), compare_helpers);
	for (int32_t i = 0, taken = 0; i < helpers; i++)
	{
		SdcCell    *cell = &system->cell[helper[i].cell];

		taken = i > 0 && helper[i].group == helper[i - 1].group ? taken : 0;
		if (taken > 0 && (taken == each || taken >= size[helper[i].group] / CELLS_OF_HELPER ||
						  helper[i].cell == helper[i - 1].cell))
			continue;
		taken++;
		if (cell->state != SDC_PUBLISHED)
			continue;
		cell->state = SDC_PROTECTED;
		hidden++;
	}
	close_helpers(&h);
	release(b->hooks, helper);
	release(b->hooks, has_helper);
	release(b->hooks, size);
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

/* Sums that were secret before, by their hashes, in order: where one is, or would be. */
static int32_t
find_hash(const SdcHashes *present, uint64_t hash)
{
	int32_t		at = 0;

	for (int32_t to = present->count; at < to;)
	{
		int32_t		middle = at + (to - at) / 2;

		if (present->hash[middle] < hash)
			at = middle + 1;
		else
			to = middle;
	}
	return at;
}

static bool
has_hash(const SdcHashes *present, uint64_t hash)
{
	int32_t		at = find_hash(present, hash);

	return at < present->count && present->hash[at] == hash;
}

/* False when it is one of them. */
static bool
add_hash(const SdcHooks *hooks, SdcHashes *present, uint64_t hash)
{
	int32_t		at = find_hash(present, hash);

	if (has_hash(present, hash))
		return false;
	if (present->count == present->capacity)
	{
		int32_t		capacity = present->capacity * 2 + 64;

		present->hash = enlarge(hooks, present->hash, present->count * sizeof(uint64_t), capacity * sizeof(uint64_t));
		present->capacity = capacity;
	}
	memmove(present->hash + at + 1, present->hash + at, (present->count - at) * sizeof(uint64_t));
	present->hash[at] = hash;
	present->count++;
	return true;
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
	for (SdcFigure figure = SDC_COUNTS; figure < SDC_FIGURES; figure++)
		for (int32_t r = 0; r < relations && b->cube->shows_zero[figure] && b->cube->tolerance == 0; r++)
		{
			int64_t		count = 0;

			check_interrupts_at(b->hooks, r);
			for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && !b->implied[r]; k++)
			{
				int32_t		cell = b->members[k];

				if (least_value(b, cell, figure) && own_value(&b->cell[cell], figure) == 1 &&
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
 * simple enough, more is hidden: "each" cells for those that hang together. Sums that may be off
 * give nothing away exactly.
 */
int32_t
hide_for_bounds(Builder *b, SdcSystem *system, const int32_t *same, const bool *given, int32_t each)
{
	int32_t		cells = b->cells;
	int64_t    *value = allocate(b->hooks, cells * sizeof(int64_t));
	uint8_t    *least = allocate(b->hooks, cells);
	bool	   *exposed = allocate(b->hooks, cells);
	bool	   *tight = allocate(b->hooks, cells);
	int32_t		hidden = 0;

	for (SdcFigure figure = SDC_COUNTS; figure < SDC_FIGURES && b->cube->tolerance == 0; figure++)
	{
		SdcValues	values = {value, least};
		SdcSums		sums = {0};

		if (b->cube->is_bounded[figure] && b->cells == cells &&
			find_values(b, same, figure, value, least) &&
			sdc_exposed_by_bounds(system, &values, b->hooks, b->cube->memory_limit, exposed, tight, &sums) > 0)
		{
			hidden += add_new_sums(b, &sums);
			for (int32_t c = 0; c < cells; c++)
				tight[c] = tight[c] || exposed[c];
			if (hidden == 0)
				hidden += hide_beside(b, system, &values, given, tight, each);
		}
		sdc_release_sums(&sums, b->hooks);
	}
	release(b->hooks, tight);
	release(b->hooks, exposed);
	release(b->hooks, least);
	release(b->hooks, value);
	return hidden;
}

static uint64_t
hash_of_unit_sum(const SdcUnitSum *sum)
{
	return hash_of_sum(sum->member, sum->added) + mix(hash_of_sum(sum->member + sum->added, sum->subtracted));
}

/* Where everybody sees nobody with the event, or without it, of the cells that lead their like. */
static void
find_nobody(const Builder *b, const SdcSystem *system, const int32_t *same, int without, bool *nobody)
{
	memset(nobody, 0, system->cells);
	for (int32_t c = 0; c < b->cells; c++)
	{
		const Cell *cell = &b->cell[c];
		bool		is_shown = c < b->cube->cells && cell->has_value && system->cell[same[c]].state == SDC_PUBLISHED;

		if (cell->is_empty || (is_shown && own_value(cell, without) == 0))
			nobody[same[c]] = true;
	}
}

/* A builder, the cells that are the same, and which kind of unit. */
typedef struct UnitsOf
{
	const Builder *b;
	const Alike *alike;
	int			without;
} UnitsOf;

static bool
is_in_cell(const void *context, int32_t cell, int32_t coverer)
{
	const UnitsOf *of = context;

	return covers_cell(of->b, of->alike, of->without, coverer, cell);
}

/* What units were told before. */
typedef struct Told
{
	const SdcSystem *system;
	const SdcHashes *present;
	const bool *nobody[2];
	const SdcHooks *hooks;
} Told;

/* Of what keeping it secret was no use for: is it no secret to the unit? */
static bool
is_within_unit(const void *context, const SdcUnitSum *sum)
{
	const Told *told = context;

	return has_hash(told->present, hash_of_unit_sum(sum)) &&
		sdc_is_within_unit(told->system, sum->cell, sum->member, sum->added + sum->subtracted,
						   told->nobody[sum->without], told->hooks);
}

/*
 * What single units in several hidden cells compute becomes a secret of its own. Where that is one already,
 * and was found to follow from what is given, nothing can be done.
 */
int32_t
hide_for_units(Builder *b, SdcSystem *system, const int32_t *same, const Alike *alike, const bool *given,
			   SdcHashes *present)
{
	SdcUnitSums sums = {0};
	bool	   *told = allocate(b->hooks, system->cells);
	bool	   *nobody[2] = {allocate(b->hooks, system->cells), allocate(b->hooks, system->cells)};
	UnitsOf		of[2] = {{b, alike, 0}, {b, alike, 1}};
	Told		before = {system, present, {nobody[0], nobody[1]}, b->hooks};
	SdcWhere	where = {{nobody[0], nobody[1]}, is_in_cell, {&of[0], &of[1]}, is_within_unit, &before};
	int32_t		hidden = 0;

	for (int without = 0; without < 2; without++)
		find_nobody(b, system, same, without, nobody[without]);
	if (sdc_find_unit_sums(system, &where, b->hooks, &sums, told) > 0)
	{
		int64_t    *value = allocate(b->hooks, b->cells * sizeof(int64_t));
		uint8_t    *least = allocate_zero(b->hooks, b->cells);

		find_values(b, same, SDC_COUNTS, value, least);
		memset(least, 0, b->cells);
		hidden = hide_beside(b, system, &(SdcValues) {value, least}, given, told, 1);
		release(b->hooks, least);
		release(b->hooks, value);
	}
	for (int32_t i = 0; i < sums.count; i++)
	{
		const SdcUnitSum *sum = &sums.sum[i];

		if (!add_hash(b->hooks, present, hash_of_unit_sum(sum)))
		{
			system->cell[sum->cell].leak = SDC_LEAK_TO_UNIT;
			if (!b->cube->go_on_unsafe)
				b->report->problem = SDC_UNPROTECTABLE;
			continue;
		}
		add_secret_difference(b, sum->member, sum->added, sum->member + sum->added, sum->subtracted);
		hidden++;
	}
	release(b->hooks, sums.sum);
	release(b->hooks, nobody[0]);
	release(b->hooks, nobody[1]);
	release(b->hooks, told);
	return hidden;
}

/* Is a figure of a cell a reason to hide it? */
static bool
is_reason_to_hide(const Builder *b, int32_t cell, SdcFigure figure)
{
	const SdcInputCell *input = &b->cube->input[cell];

	if (!b->cube->is_rate)
		return true;
	if (figure == SDC_DENOMINATORS)
		return input->is_safe[SDC_COUNTS] && input->is_safe[SDC_COMPLEMENTS];
	return !input->is_safe[figure];
}

/* Cells that have one value only leak where nothing is left to hide for them. */
static void
find_leaks(const Builder *b, const SdcSystem *system, const int32_t *same, const SdcWholeNumbers *whole,
		   SdcFigure figure, SdcLeak *leak)
{
	for (int32_t c = 0; c < b->cube->cells; c++)
	{
		SdcLeak		found = whole->leak[same[c]];

		if (found != SDC_NO_LEAK && system->cell[same[c]].state == SDC_PROTECTED &&
			is_reason_to_hide(b, c, figure))
			leak[same[c]] = found;
	}
}

int32_t
hide_for_whole_numbers(const Builder *b, SdcSystem *system, const int32_t *same, const Alike *alike,
					   const bool *given, const bool *unsafe, bool *const settled[SDC_FIGURES], int32_t each)
{
	int64_t    *value = allocate(b->hooks, b->cells * sizeof(int64_t));
	uint8_t    *least = allocate(b->hooks, b->cells);
	int32_t    *unit = allocate(b->hooks, b->cells * sizeof(int32_t));
	bool	   *pinned = allocate(b->hooks, b->cells);
	bool	   *nobody = allocate(b->hooks, system->cells);
	SdcLeak    *found = allocate(b->hooks, b->cells * sizeof(SdcLeak));
	SdcLeak    *leak = allocate_zero(b->hooks, b->cells * sizeof(SdcLeak));
	int32_t		hidden = 0;

	for (SdcFigure figure = SDC_COUNTS; figure < SDC_FIGURES && b->cube->tolerance == 0; figure++)
	{
		/* To units only where the policy asks for intervals: it hides a third more. */
		bool		has_units = b->cube->protect_singletons && b->cube->min_interval > 0 && figure != SDC_DENOMINATORS;
		UnitsOf		of = {b, alike, figure};
		SdcWholeNumbers whole = {
			{value, least}, unsafe, has_units ? unit : NULL, nobody, is_in_cell, &of, b->cube->memory_limit,
			settled[figure], found
		};

		if (!b->cube->is_bounded[figure] || !find_values(b, same, figure, value, least))
			continue;
		for (int32_t c = 0; c < b->cells && has_units; c++)
			unit[c] = system->cell[c].unit[figure];
		if (has_units)
			find_nobody(b, system, same, figure, nobody);
		if (sdc_find_pinned(system, &whole, b->hooks, pinned) == 0)
			continue;
		hidden += hide_beside(b, system, &whole.values, given, pinned, each);
		find_leaks(b, system, same, &whole, figure, leak);
	}
	for (int32_t c = 0; c < system->cells && hidden == 0; c++)
	{
		if (leak[c] == SDC_NO_LEAK)
			continue;
		give_up(&system->cell[c], leak[c]);
		if (!b->cube->go_on_unsafe)
			b->report->problem = SDC_UNPROTECTABLE;
	}
	release(b->hooks, leak);
	release(b->hooks, found);
	release(b->hooks, nobody);
	release(b->hooks, pinned);
	release(b->hooks, unit);
	release(b->hooks, least);
	release(b->hooks, value);
	return hidden;
}

/*
 * What is hidden for the sake of others is hidden by one cell after the other.
 * Look whether others would do that are worth less.
 */
void
exchange_hidden(const Builder *b, SdcSystem *system, const int32_t *same, const bool *given, const bool *may_differ)
{
	SdcDemands	demands = {
		.enough = {b->cube->min_suppressed_sum, b->cube->is_rate ? b->cube->min_complement_sum : 0},
		.given = given
	};
	int64_t    *value[2];
	uint8_t    *least = allocate(b->hooks, b->cells);

	for (int of_complements = 0; of_complements < 2; of_complements++)
	{
		value[of_complements] = allocate(b->hooks, b->cells * sizeof(int64_t));
		if ((b->cube->is_rate || !of_complements) && find_values(b, same, of_complements, value[of_complements], least))
			demands.values[of_complements] = value[of_complements];
	}
	sdc_exchange(system, &demands, may_differ, b->hooks);
	release(b->hooks, least);
	release(b->hooks, value[0]);
	release(b->hooks, value[1]);
}
