/*-------------------------------------------------------------------------
 *
 * whole.c
 *		Which protected cells have one value only, as all are whole numbers.
 *
 * Nearly every cell has another value a small step away (move.h), in which no
 * single unit has a part. For the others a linear programme looks for a table
 * with one more, or one less, and branches on what is not whole. Floating point
 * may err: a table counts when it fits exactly, and where it overlooks one more is
 * hidden than is needed.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/whole.h"
#include "sdc/component.h"
#include "sdc/lp.h"
#include "sdc/memory.h"
#include "sdc/move.h"
#include "sdc/rank.h"
#include "sdc/unit_sums.h"

#include <math.h>
#include <stdlib.h>

/*
 * Beyond these a search is given up. Programmes: of a cell, first and last, and of all
 * cells that hang together, the fewer the more they are.
 */
#define MOST_COLUMNS 3000
#define FEW_BRANCHES 4
#define MOST_BRANCHES 100
#define MOST_PROGRAMMES(columns) (20 + (int32_t) (30000000 / ((int64_t) (columns) * (columns))))

/* Entries of shifts to look at for a move: before a programme is asked, before it is to branch, and of all cells. */
#define QUICK INT64_C(200000)
#define THOROUGH INT64_C(4000000)
#define MOST_PATIENCE INT64_C(50000000)

/* Where no more cells hang together, a search that was given up counts as if it had found nothing: more is hidden. */
#define FEW_COLUMNS 500

typedef struct Component
{
	const SdcSystem *system;
	const SdcWholeNumbers *whole;
	Unknowns	u;
	Moves		moves;
	int32_t    *unit;			/* of each column, or -1 */
	bool		has_units;
	SdcLpProblem problem;		/* columns are 0 until it is needed */
	int64_t    *low;			/* of the problem */
	int64_t    *high;
	int64_t    *table;			/* the last one that was found, by column */
	int32_t		branches;		/* left of a search */
	int32_t		programmes;		/* left of all */
	int64_t		patience;		/* the same, in entries of shifts */
	bool		is_given_up;	/* the last search */
} Component;

static void
open_component(const Elimination *e, const SdcWholeNumbers *whole, Component *m)
{
	const Unknowns *u = &m->u;

	m->system = e->system;
	m->whole = whole;
	open_moves(u, whole->memory_limit, &m->moves);
	m->unit = allocate(u->hooks, u->columns * sizeof(int32_t));
	m->has_units = false;
	for (int32_t c = 0; c < u->columns; c++)
	{
		m->unit[c] = whole->unit ? whole->unit[u->cell[c]] : -1;
		m->has_units = m->has_units || m->unit[c] >= 0;
	}
	m->problem.columns = 0;
	m->programmes = MOST_PROGRAMMES(u->columns);
	m->patience = MOST_PATIENCE;
	m->low = m->high = m->table = NULL;
}

static void
close_component(Component *m)
{
	const SdcHooks *hooks = m->u.hooks;

	if (m->problem.columns > 0)
		sdc_lp_close();
	release(hooks, m->low);
	release(hooks, m->high);
	release(hooks, m->table);
	release(hooks, m->unit);
	close_moves(&m->moves);
	close_unknowns(&m->u);
}

/* Tables */

static bool
open_programme(Component *m)
{
	const Unknowns *u = &m->u;

	if (m->problem.columns > 0)
		return true;
	if (u->columns > MOST_COLUMNS)
		return false;
	m->low = allocate_zero(u->hooks, u->columns * sizeof(int64_t));
	m->high = allocate(u->hooks, u->columns * sizeof(int64_t));
	m->table = allocate(u->hooks, u->columns * sizeof(int64_t));
	for (int32_t c = 0; c < u->columns; c++)
		m->high[c] = SDC_UNBOUNDED;
	m->problem = (SdcLpProblem) {
		u->columns, m->low, m->high, u->rows, u->sum, u->sum, u->row_start, u->column, u->coefficient, .is_rough = true
	};
	return sdc_lp_open(u->hooks, m->whole->memory_limit) == SDC_LP_DONE && sdc_lp_load(&m->problem) == SDC_LP_DONE;
}

/* Narrow a column for the search within; true when that worked. */
static bool
set_bounds(Component *m, int32_t column, int64_t low, int64_t high)
{
	m->low[column] = low;
	m->high[column] = high;
	return sdc_lp_change_bounds(column) == SDC_LP_DONE;
}

/* Is there a table of whole numbers within the bounds? */
static bool
branch(Component *m)
{
	SdcLpOptimum optimum;
	SdcLpStatus status;
	int32_t		column = -1;
	double		value = 0;
	int64_t		low;
	int64_t		high;
	bool		found;

	check_interrupts(m->u.hooks);
	if (m->branches-- <= 0 || m->programmes-- <= 0)
	{
		m->is_given_up = true;
		return false;
	}
	status = sdc_lp_optimise(NULL, 0, false, &optimum);
	if (status != SDC_LP_DONE)
	{
		m->is_given_up = m->is_given_up || status == SDC_LP_FAILED;
		return false;
	}
	for (int32_t c = 0; c < m->u.columns && column < 0; c++)
	{
		value = optimum.value[c];
		m->table[c] = (int64_t) round(value);
		if (fabs(value - round(value)) > 1e-6)
			column = c;
	}
	if (column < 0)
	{
		m->is_given_up = m->is_given_up || !optimum.is_vertex;
		return optimum.is_vertex;
	}
	low = m->low[column];
	high = m->high[column];
	found = set_bounds(m, column, low, (int64_t) floor(value)) && branch(m);
	found = found || (set_bounds(m, column, (int64_t) ceil(value), high) && branch(m));
	set_bounds(m, column, low, high);
	return found;
}

/*
 * A table in which a column has another value, and the columns of a unit, or -1, are what
 * they are, within so many programmes each way.
 */
static bool
find_table(Component *m, int32_t column, int32_t unit, int32_t branches)
{
	const Unknowns *u = &m->u;
	int64_t		slack = u->slack[column];
	bool		found = false;

	m->is_given_up = !open_programme(m);
	if (m->is_given_up)
		return false;
	for (int32_t c = 0; c < u->columns && unit >= 0; c++)
		if (m->unit[c] == unit)
			set_bounds(m, c, u->slack[c], u->slack[c]);
	m->branches = branches;
	found = set_bounds(m, column, slack + 1, SDC_UNBOUNDED) && branch(m);
	m->branches = branches;
	if (!found && slack > 0)
		found = set_bounds(m, column, 0, slack - 1) && branch(m);
	set_bounds(m, column, 0, SDC_UNBOUNDED);
	for (int32_t c = 0; c < u->columns && unit >= 0; c++)
		if (m->unit[c] == unit)
			set_bounds(m, c, 0, SDC_UNBOUNDED);
	return found;
}

/* Cells */

/* Everything in a move without units has another value, to all of them. */
static void
settle_moved(Component *m, int32_t column)
{
	bool		is_free = true;

	for (int32_t i = 0; i < m->moves.moved; i++)
		is_free = is_free && m->unit[m->moves.column[i]] < 0;
	for (int32_t i = 0; i < m->moves.moved; i++)
		if (is_free || m->moves.column[i] == column)
			m->whole->settled[m->u.cell[m->moves.column[i]]] = true;
}

/* The same of the last table, for readers. */
static void
settle_table(Component *m)
{
	for (int32_t c = 0; c < m->u.columns; c++)
		if (m->table[c] != m->u.slack[c] && (!m->has_units || m->system->cell[m->u.cell[c]].is_from_readers))
			m->whole->settled[m->u.cell[c]] = true;
}

/* Is all of a column in a cell of the unit? */
static bool
is_in_unit(const Component *m, int32_t column, int32_t unit)
{
	if (m->u.slack[column] > 1)
		return false;
	for (int32_t c = 0; c < m->u.columns; c++)
		if (m->unit[c] == unit && m->whole->is_in(m->whole->context, m->u.cell[column], m->u.cell[c]))
			return true;
	return false;
}

/* Does a column follow from those of the unit whatever is shown, so that it is no news to it? */
static bool
is_made_of_unit(const Component *m, int32_t column, int32_t unit)
{
	const SdcHooks *hooks = m->u.hooks;
	int32_t    *own = allocate(hooks, m->u.columns * sizeof(int32_t));
	int32_t		owned = 0;
	bool		is_made;

	for (int32_t c = 0; c < m->u.columns; c++)
		if (m->unit[c] == unit)
			own[owned++] = m->u.cell[c];
	is_made = sdc_is_within_unit(m->system, m->u.cell[column], own, owned, m->whole->nobody, hooks);
	release(hooks, own);
	return is_made;
}

/* The units that have a part in the last move, or table, by number; returns how many. */
static int32_t
units_with_part(const Component *m, bool is_move, int32_t own, int32_t *units)
{
	int32_t		count = 0;
	int32_t		different = 0;

	for (int32_t i = 0; is_move && i < m->moves.moved; i++)
		units[count++] = m->unit[m->moves.column[i]];
	for (int32_t c = 0; !is_move && c < m->u.columns; c++)
		if (m->table[c] != m->u.slack[c])
			units[count++] = m->unit[c];
	qsort(units, count, sizeof(int32_t), compare_int32);
	for (int32_t i = 0; i < count; i++)
		if (units[i] >= 0 && units[i] != own && (different == 0 || units[different - 1] != units[i]))
			units[different++] = units[i];
	return different;
}

/* A move of a column within so many entries of shifts, if as many are left. */
static bool
try_move(Component *m, int32_t column, int64_t patience, const Fixed *fixed)
{
	int64_t		most = patience < m->patience ? patience : m->patience;
	bool		found = find_move(&m->moves, column, most, fixed);

	m->patience -= m->moves.looked_at;
	return found;
}

typedef enum Other
{
	IN_NONE,
	IN_MOVE,
	IN_TABLE
} Other;

/* Where a column has another value, with the columns of a unit, or -1, what they are. */
static Other
find_other(Component *m, int32_t column, int32_t unit)
{
	Fixed		fixed = {m->unit, unit, -1};
	Fixed	   *of_unit = unit >= 0 ? &fixed : NULL;

	if (try_move(m, column, QUICK, of_unit))
		return IN_MOVE;
	if (find_table(m, column, unit, FEW_BRANCHES))
		return IN_TABLE;
	if (!m->is_given_up)
		return IN_NONE;
	if (try_move(m, column, THOROUGH, of_unit))
		return IN_MOVE;
	return find_table(m, column, unit, MOST_BRANCHES) ? IN_TABLE : IN_NONE;
}

/* Does that nothing was found mean that there is nothing? */
static bool
is_found_out(const Component *m)
{
	return !m->is_given_up || m->u.columns <= FEW_COLUMNS;
}

/* Has a column another value to readers, and to each single unit? */
static bool
is_pinned(Component *m, int32_t column, int32_t *units)
{
	int32_t		own = m->unit[column];
	bool		from_units = m->has_units && !m->system->cell[m->u.cell[column]].is_from_readers;
	SdcLeak    *leak = &m->whole->leak[m->u.cell[column]];
	Other		other;
	int32_t		count;

	if (from_units && try_move(m, column, QUICK, &(Fixed) {m->unit, -1, own}))
	{
		settle_moved(m, column);
		return false;
	}
	other = find_other(m, column, -1);
	if (other == IN_NONE)
	{
		*leak = m->is_given_up ? SDC_NO_LEAK : SDC_LEAK_OF_NUMBERS;
		return is_found_out(m);
	}
	if (other == IN_TABLE)
		settle_table(m);
	else if (!from_units)
		settle_moved(m, column);
	if (!from_units)
		return false;
	count = units_with_part(m, other == IN_MOVE, own, units);
	for (int32_t i = 0; i < count; i++)
	{
		check_interrupts(m->u.hooks);
		if (!is_in_unit(m, column, units[i]) && find_other(m, column, units[i]) == IN_NONE && !m->is_given_up &&
			!is_made_of_unit(m, column, units[i]))
		{
			*leak = SDC_LEAK_TO_UNIT;
			return true;
		}
	}
	return false;
}

static int32_t
find_pinned_in(Component *m, bool *pinned)
{
	const SdcWholeNumbers *whole = m->whole;
	int32_t    *units = allocate(m->u.hooks, m->u.columns * sizeof(int32_t));
	int32_t		count = 0;

	for (int32_t c = 0; c < m->u.columns; c++)
	{
		int32_t		cell = m->u.cell[c];

		if (!whole->wanted[cell] || whole->settled[cell] || m->system->cell[cell].state != SDC_PROTECTED ||
			m->u.slack[c] == SDC_UNKNOWN_VALUE)
			continue;
		pinned[cell] = is_pinned(m, c, units);
		whole->settled[cell] = !pinned[cell];
		count += pinned[cell];
	}
	release(m->u.hooks, units);
	return count;
}

int32_t
sdc_find_pinned(const SdcSystem *system, const SdcWholeNumbers *whole, const SdcHooks *hooks, bool *pinned)
{
	Elimination e;
	Search		search;
	Ranked	   *ranked = allocate(hooks, (size_t) system->cells * sizeof(Ranked));
	int32_t		open;
	int32_t		count = 0;

	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	start_search(&e, &search, false);

	/* In order of rank, so that nothing depends on the order of the cells. */
	for (int32_t c = 0; c < system->cells; c++)
		pinned[c] = system->cell[c].state == SDC_PROTECTED && whole->wanted[c] && !whole->settled[c];
	open = rank_cells(&e, pinned, ranked);
	memset(pinned, 0, system->cells);
	for (int32_t c = 0; c < system->cells; c++)
		whole->leak[c] = SDC_NO_LEAK;
	for (int32_t i = 0; i < open; i++)
	{
		Component	m;

		if (search.reached[ranked[i].cell])
			continue;
		search_component(&e, &search, ranked[i].cell);
		if (!open_unknowns(&e, &search, &whole->values, &m.u))
			continue;
		open_component(&e, whole, &m);
		count += find_pinned_in(&m, pinned);
		close_component(&m);
	}
	release_search(&e, &search);
	close_elimination(&e);
	release(hooks, ranked);
	return count;
}
