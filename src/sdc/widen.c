/*-------------------------------------------------------------------------
 *
 * widen.c
 *		What to hide so that a hidden cell can be larger than a reader can tell now.
 *
 * In a table that fits and in which the cell has more, other cells differ too, so
 * that all sums are kept: hidden ones, which costs nothing, and published ones, which
 * must be hidden for that. A linear programme finds differences that are cheap: each
 * published cell costs its worth times by how much it differs. It looks at the
 * cells around only.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/widen.h"
#include "sdc/lp.h"
#include "sdc/memory.h"

#include <math.h>
#include <stdlib.h>

/* The published cells that are taken from a relation, the least wanted ones. */
#define FROM_RELATION 16

/* Worth beyond this, or of a higher level of preference, is as good as not to be had. */
#define LARGEST_WORTH 100000
#define HIGHER_LEVEL 10000000

typedef struct Surroundings
{
	const Elimination *e;
	const SdcValues *values;
	const bool *given;
	int32_t    *place;			/* of each cell: in the list, or -1 */
	bool	   *is_listed;		/* of each relation */
	int32_t		cells;
	int32_t		cell[SDC_MOST_HELPERS];
	int32_t		relations;
	int32_t    *relation;
} Surroundings;

static void
list_cell(Surroundings *s, int32_t cell)
{
	if (s->place[cell] >= 0 || s->cells == SDC_MOST_HELPERS || s->values->value[cell] >= SDC_UNKNOWN_VALUE - 1)
		return;
	s->place[cell] = s->cells;
	s->cell[s->cells++] = cell;
}

/* A sum with a hidden cell that may be anything says nothing. */
static bool
says_nothing(const Surroundings *s, int32_t relation)
{
	const SdcSystem *system = s->e->system;

	for (int64_t m = system->start[relation]; m < system->start[relation + 1]; m++)
		if (system->cell[system->members[m]].state != SDC_PUBLISHED &&
			s->values->value[system->members[m]] >= SDC_UNKNOWN_VALUE - 1)
			return true;
	return false;
}

/* The relations of a cell, and with_members the hidden cells in them and the least wanted others. */
static void
list_relations(Surroundings *s, int32_t cell, bool with_members)
{
	const Elimination *e = s->e;

	for (int64_t k = e->relations_start[cell]; k < e->relations_start[cell + 1]; k++)
	{
		int32_t		r = e->relations_of[k];
		int			found = 0;

		if (s->is_listed[r])
			continue;
		s->is_listed[r] = true;
		if (says_nothing(s, r))
			continue;
		s->relation[s->relations++] = r;
		for (int64_t m = e->system->start[r + 1] - 1; m >= e->system->start[r] && with_members; m--)
		{
			int32_t		member = e->system->members[m];

			check_interrupts_at(e->hooks, m);
			if (e->system->cell[member].state != SDC_PUBLISHED)
				list_cell(s, member);
			else if (!s->given[member] && (found < FROM_RELATION || m == e->system->start[r]))
			{
				list_cell(s, member);
				found++;
			}
		}
	}
}

static int32_t
worth_of(const SdcCell *cell, int32_t least_level)
{
	if (cell->level > least_level)
		return HIGHER_LEVEL;
	return (int32_t) (cell->weight < LARGEST_WORTH ? cell->weight : LARGEST_WORTH) + 1;
}

/* Two columns for every published cell, more and less; one for a hidden one; and the cost. */
static int32_t
solve(Surroundings *s, size_t memory_limit, int64_t more, int32_t *helpers)
{
	const Elimination *e = s->e;
	const SdcSystem *system = e->system;
	int32_t		columns = 2 * s->cells + 1;
	int64_t		entries = columns;
	int64_t    *low = allocate_zero(e->hooks, columns * sizeof(int64_t));
	int64_t    *high = allocate_zero(e->hooks, columns * sizeof(int64_t));
	int64_t    *zero = allocate_zero(e->hooks, ((size_t) s->relations + 1) * sizeof(int64_t));
	int64_t    *start = allocate(e->hooks, ((size_t) s->relations + 2) * sizeof(int64_t));
	int32_t    *sum = allocate_zero(e->hooks, s->cells * sizeof(int32_t));
	int32_t		cost = 2 * s->cells;
	int32_t		count = 0;
	int32_t		least_level = INT32_MAX;
	int32_t    *column;
	int32_t    *coefficient;
	SdcLpProblem problem;
	SdcLpOptimum optimum;
	SdcLpStatus status;

	for (int32_t i = 0; i < s->relations; i++)
		entries += 2 * (system->start[s->relation[i] + 1] - system->start[s->relation[i]]);
	column = allocate(e->hooks, entries * sizeof(int32_t));
	coefficient = allocate(e->hooks, entries * sizeof(int32_t));
	for (int32_t i = 0; i < s->cells; i++)
		if (system->cell[s->cell[i]].state == SDC_PUBLISHED && system->cell[s->cell[i]].level < least_level)
			least_level = system->cell[s->cell[i]].level;
	start[0] = entries = 0;
	for (int32_t i = 0; i < s->relations; i++)
	{
		int64_t		total = system->start[s->relation[i]];

		for (int64_t m = total; m < system->start[s->relation[i] + 1]; m++)
			if (s->place[system->members[m]] >= 0)
				sum[s->place[system->members[m]]] += m == total ? -1 : 1;
		for (int64_t m = total; m < system->start[s->relation[i] + 1]; m++)
		{
			int32_t		place = s->place[system->members[m]];

			if (place < 0 || sum[place] == 0)
				continue;
			column[entries] = 2 * place;
			coefficient[entries++] = sum[place];
			column[entries] = 2 * place + 1;
			coefficient[entries++] = -sum[place];
			sum[place] = 0;
		}
		start[i + 1] = entries;
	}
	column[entries] = cost;
	coefficient[entries++] = -1;
	for (int32_t i = 0; i < s->cells; i++)
	{
		const SdcCell *cell = &system->cell[s->cell[i]];
		int64_t		least = s->values->least[s->cell[i]];
		int64_t		value = s->values->value[s->cell[i]];

		high[2 * i] = SDC_UNBOUNDED;
		high[2 * i + 1] = value > least ? value - least : 0;
		if (cell->state != SDC_PUBLISHED)
			continue;
		for (int side = 0; side < 2; side++)
		{
			column[entries] = 2 * i + side;
			coefficient[entries++] = worth_of(cell, least_level);
		}
	}
	start[s->relations + 1] = entries;
	high[cost] = SDC_UNBOUNDED;
	low[0] = high[0] = more;
	high[1] = 0;

	problem = (SdcLpProblem) {columns, low, high, s->relations + 1, zero, zero, start, column, coefficient};
	status = sdc_lp_open(e->hooks, memory_limit);
	if (status == SDC_LP_DONE)
		status = sdc_lp_load(&problem);
	if (status == SDC_LP_DONE)
		status = sdc_lp_optimise(&cost, 1, false, &optimum);
	if (status == SDC_LP_DONE && optimum.is_vertex)
		for (int32_t i = 0; i < s->cells; i++)
			if (system->cell[s->cell[i]].state == SDC_PUBLISHED &&
				fabs(optimum.value[2 * i] - optimum.value[2 * i + 1]) > 1e-6)
				helpers[count++] = s->cell[i];
	sdc_lp_close();
	release(e->hooks, coefficient);
	release(e->hooks, column);
	release(e->hooks, sum);
	release(e->hooks, start);
	release(e->hooks, zero);
	release(e->hooks, high);
	release(e->hooks, low);
	return count;
}

int32_t
sdc_widen(const Elimination *e, const SdcValues *values, const bool *given, size_t memory_limit,
		  int32_t cell, int64_t more, int32_t *helpers)
{
	Surroundings *s = allocate_zero(e->hooks, sizeof(Surroundings));
	int32_t		count = 0;

	s->e = e;
	s->values = values;
	s->given = given;
	s->place = allocate(e->hooks, e->system->cells * sizeof(int32_t));
	memset(s->place, 0xff, e->system->cells * sizeof(int32_t));
	s->is_listed = allocate_zero(e->hooks, e->system->relations);
	s->relation = allocate(e->hooks, e->system->relations * sizeof(int32_t));
	list_cell(s, cell);
	for (int32_t i = 0; i < s->cells; i++)
		list_relations(s, s->cell[i], true);

	/* The last ones are in sums that have not been looked at. */
	for (int32_t i = 0; i < s->cells; i++)
		list_relations(s, s->cell[i], false);
	if (s->cells > 0)
		count = solve(s, memory_limit, more, helpers);
	release(e->hooks, s->relation);
	release(e->hooks, s->is_listed);
	release(e->hooks, s->place);
	release(e->hooks, s);
	return count;
}
