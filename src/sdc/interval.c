/*-------------------------------------------------------------------------
 *
 * interval.c
 *		The feasibility intervals of hidden cells.
 *
 * Two linear programmes a cell would do it. Most need not be solved:
 *
 * - Published cells are constants. A sum with one unknown gives it away, a sum
 *	 of zero makes its parts zero, and every sum bounds its parts by what the
 *	 others leave; this is repeated until nothing changes. These outer bounds
 *	 hold for every table that fits.
 * - What is left falls apart into components that share no sum. Sums that
 *	 repeat another are dropped, and so is a cell that is in the same sums as
 *	 another: only what they make together matters.
 * - The true table fits, and so does every corner that the solver visits. Each
 *	 is an inner bound for all cells at once. A cell whose inner bound reaches
 *	 its outer bound is done.
 *
 * First all cells that share no sum are pushed up (or down) together, as long
 * as that settles many; then the remaining ones one by one, from the basis
 * where the last one ended.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/interval.h"
#include "sdc/memory.h"
#include "sdc/union_find.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rounds of outer bounds; more only tighten slowly converging chains. */
#define MAX_ROUNDS 50

/* Push together while this share of the open cells is settled. */
#define WORTHWHILE 20

typedef struct Row
{
	uint64_t	hash;
	int32_t		relation;
	int32_t		first_cell;		/* of its component, later */
} Row;

typedef struct Solver
{
	const SdcKnowledge *known;
	const SdcHooks *hooks;
	const bool *wanted;
	int64_t		enough;
	size_t		memory_limit;
	SdcInterval *outer;			/* of each cell: of what it has above its least */
	int32_t    *same;			/* of each cell: one in the same sums */
	int32_t    *component;		/* of each cell: leader, by union-find */
	int32_t    *coefficient;	/* of each cell, within one relation; scratch */
	int32_t    *column;			/* of each cell, within one component */
	int32_t		rows;
	Row		   *row;
	bool		is_open;		/* the session of lp.c */
} Solver;

/* The unknowns of a relation: the sum of their multiples is within low .. high. */
typedef struct Equation
{
	int32_t		count;
	int32_t    *cell;
	int64_t		low;
	int64_t		high;
} Equation;

/* What is taken off a cell, so that all are 0 or more. */
static int64_t
least_of(const SdcKnowledge *k, int32_t cell)
{
	return k->least && !(k->is_known[cell] && k->has_value[cell]) ? k->least[cell] : 0;
}

static bool
is_fixed(const Solver *s, int32_t cell)
{
	return s->outer[cell].low == s->outer[cell].high;
}

/*
 * What a relation says of the cells that are not fixed. Coefficients are left
 * in s->coefficient until clear_equation().
 */
static void
write_equation(const Solver *s, int32_t relation, Equation *equation)
{
	const SdcKnowledge *k = s->known;
	int64_t		sum = 0;

	equation->count = 0;
	for (int64_t i = k->start[relation]; i < k->start[relation + 1]; i++)
	{
		int32_t		cell = k->members[i];
		int			sign = i == k->start[relation] ? -1 : 1;

		sum += sign * least_of(k, cell);
		if (is_fixed(s, cell))
		{
			sum += sign * s->outer[cell].low;
			continue;
		}
		if (s->coefficient[cell] == 0)
			equation->cell[equation->count++] = cell;
		s->coefficient[cell] += sign;
	}
	equation->low = -sum - k->tolerance;
	equation->high = -sum + k->tolerance;
}

static void
clear_equation(const Solver *s, const Equation *equation)
{
	for (int32_t i = 0; i < equation->count; i++)
		s->coefficient[equation->cell[i]] = 0;
}

/*
 * Bound each cell of an equation by what the others leave. True when a bound
 * moved; *fits becomes false when no value is left.
 */
static bool
tighten(Solver *s, const Equation *equation, bool *fits)
{
	__int128	least = 0;
	__int128	most = 0;
	int32_t		unbounded = 0;	/* cells that make "most" infinite */
	int32_t		sunk = 0;		/* cells that make "least" infinite */
	bool		moved = false;

	for (int32_t i = 0; i < equation->count; i++)
	{
		int32_t		c = s->coefficient[equation->cell[i]];
		const SdcInterval *bound = &s->outer[equation->cell[i]];
		bool		infinite = bound->high == SDC_UNBOUNDED;

		if (c > 0)
		{
			least += (__int128) c * bound->low;
			unbounded += infinite;
			most += infinite ? 0 : (__int128) c * bound->high;
		}
		else if (c < 0)
		{
			most += (__int128) c * bound->low;
			sunk += infinite;
			least += infinite ? 0 : (__int128) c * bound->high;
		}
	}
	for (int32_t i = 0; i < equation->count; i++)
	{
		int32_t		c = s->coefficient[equation->cell[i]];
		SdcInterval *bound = &s->outer[equation->cell[i]];
		bool		infinite = bound->high == SDC_UNBOUNDED;
		SdcInterval old = *bound;
		__int128	size = c < 0 ? -c : c;
		bool		upper_known;
		bool		lower_known;
		__int128	up;
		__int128	down;

		if (c == 0)
			continue;

		/* c * x <= high - least of the others; c * x >= low - most of them. */
		if (c > 0)
		{
			upper_known = sunk == 0;
			lower_known = unbounded == 0 || (unbounded == 1 && infinite);
			up = equation->high - (least - size * old.low);
			down = equation->low - (most - (infinite ? 0 : size * old.high));
		}
		else
		{
			upper_known = unbounded == 0;
			lower_known = sunk == 0 || (sunk == 1 && infinite);
			up = most + size * old.low - equation->low;
			down = least + (infinite ? 0 : size * old.high) - equation->high;
		}
		if (upper_known && up < 0)
			*fits = false;
		if (upper_known && up >= 0 && up / size < bound->high)
			bound->high = (int64_t) (up / size);
		if (lower_known && down > 0 && (down + size - 1) / size > bound->low)
			bound->low = (int64_t) ((down + size - 1) / size);
		if (bound->low > bound->high)
			*fits = false;
		if (!*fits)
			return true;
		if (old.low == bound->low && old.high == bound->high)
			continue;

		/* The others see the new bound. */
		moved = true;
		if (c > 0)
		{
			least += size * (bound->low - old.low);
			if (infinite && bound->high != SDC_UNBOUNDED)
			{
				unbounded--;
				most += size * bound->high;
			}
			else if (!infinite)
				most += size * (bound->high - old.high);
		}
		else
		{
			most -= size * (bound->low - old.low);
			if (infinite && bound->high != SDC_UNBOUNDED)
			{
				sunk--;
				least -= size * bound->high;
			}
			else if (!infinite)
				least -= size * (bound->high - old.high);
		}
	}
	return moved;
}

/* What is known beforehand of what a cell has above its least. */
static SdcInterval
above_least(const SdcKnowledge *k, int32_t cell)
{
	SdcInterval prior = k->prior[cell];
	int64_t		least = least_of(k, cell);

	prior.low = prior.low > least ? prior.low - least : 0;
	if (prior.high != SDC_UNBOUNDED)
		prior.high -= least;
	return prior;
}

/* Outer bounds for all cells; false when nothing fits. */
static bool
bound_cells(Solver *s, Equation *equation)
{
	const SdcKnowledge *k = s->known;
	bool		fits = true;
	bool		moved = true;

	for (int32_t c = 0; c < k->cells; c++)
	{
		if (k->is_known[c] && k->has_value[c])
			s->outer[c] = (SdcInterval) {k->value[c], k->value[c]};
		else if (k->prior)
			s->outer[c] = above_least(k, c);
		else
			s->outer[c] = (SdcInterval) {0, SDC_UNBOUNDED};
	}
	for (int round = 0; round < MAX_ROUNDS && moved && fits; round++)
	{
		moved = false;
		check_interrupts(s->hooks);
		for (int32_t r = 0; r < k->relations && fits; r++)
		{
			check_interrupts_at(s->hooks, r);
			write_equation(s, r, equation);
			moved |= tighten(s, equation, &fits);
			clear_equation(s, equation);
		}
	}
	return fits;
}

static int
compare_rows(const void *a, const void *b)
{
	const Row  *x = a;
	const Row  *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->relation < y->relation ? -1 : x->relation > y->relation;
}

static int
compare_by_component(const void *a, const void *b)
{
	const Row  *x = a;
	const Row  *y = b;

	if (x->first_cell != y->first_cell)
		return x->first_cell < y->first_cell ? -1 : 1;
	return x->relation < y->relation ? -1 : x->relation > y->relation;
}

/*
 * The equations that say something of their own, and the cells that are only
 * found together. Equal sets of unknowns are told by a 64-bit sum of random
 * numbers, as find_implied() of system.c does.
 */
static void
collect_rows(Solver *s, Equation *equation)
{
	const SdcKnowledge *k = s->known;
	uint64_t   *sums = allocate(s->hooks, k->cells * sizeof(uint64_t));
	int32_t    *slot;
	uint32_t	mask = 63;
	int32_t		kept = 0;

	s->row = allocate(s->hooks, k->relations * sizeof(Row));
	for (int32_t r = 0; r < k->relations; r++)
	{
		uint64_t	hash = 0;

		check_interrupts_at(s->hooks, r);
		if (k->implied[r] && k->tolerance == 0)
			continue;
		write_equation(s, r, equation);
		for (int32_t i = 0; i < equation->count; i++)
			hash += s->coefficient[equation->cell[i]] * mix((uint64_t) equation->cell[i] + UINT64_C(0x9e3779b97f4a7c15));
		clear_equation(s, equation);
		if (equation->count > 0)
			s->row[s->rows++] = (Row) {hash, r, 0};
	}
	/* Sums that may be off say different things, even of the same cells. */
	qsort(s->row, s->rows, sizeof(Row), compare_rows);
	for (int32_t i = 0; i < s->rows; i++)
		if (i == 0 || k->tolerance > 0 || s->row[i].hash != s->row[i - 1].hash)
			s->row[kept++] = s->row[i];
	s->rows = kept;

	memset(sums, 0, k->cells * sizeof(uint64_t));
	for (int32_t i = 0; i < s->rows; i++)
	{
		check_interrupts_at(s->hooks, i);
		write_equation(s, s->row[i].relation, equation);
		for (int32_t j = 0; j < equation->count; j++)
			sums[equation->cell[j]] += s->coefficient[equation->cell[j]] * mix((uint64_t) s->row[i].relation + 1);
		for (int32_t j = 1; j < equation->count; j++)
			unite(s->component, equation->cell[0], equation->cell[j]);
		clear_equation(s, equation);
	}

	/* Only where nothing but the sign is known beforehand. */
	while (mask < (uint32_t) k->cells * 2)
		mask = mask * 2 + 1;
	slot = allocate(s->hooks, ((size_t) mask + 1) * sizeof(int32_t));
	memset(slot, 0xff, ((size_t) mask + 1) * sizeof(int32_t));
	for (int32_t c = 0; c < k->cells && !k->prior; c++)
	{
		uint32_t	at = sums[c] & mask;

		if (sums[c] == 0 || is_fixed(s, c))
			continue;
		while (slot[at] >= 0 && sums[slot[at]] != sums[c])
			at = (at + 1) & mask;
		if (slot[at] < 0)
			slot[at] = c;
		s->same[c] = slot[at];
	}
	release(s->hooks, slot);
	release(s->hooks, sums);

	for (int32_t i = 0; i < s->rows; i++)
	{
		check_interrupts_at(s->hooks, i);
		write_equation(s, s->row[i].relation, equation);
		s->row[i].first_cell = leader(s->component, equation->cell[0]);
		clear_equation(s, equation);
	}
	qsort(s->row, s->rows, sizeof(Row), compare_by_component);
}

/* One component as a problem, and what is known of its columns so far. */
typedef struct Component
{
	SdcLpProblem problem;
	int32_t    *cell;			/* of each column */
	int32_t    *copies;			/* of each column: cells that it stands for */
	bool	   *wanted;
	SdcInterval *outer;
	double	   *seen_low;		/* over the tables seen */
	double	   *seen_high;
	int64_t    *by_column_start;	/* rows of each column */
	int32_t    *by_column;
} Component;

static void
release_component(const Solver *s, Component *m)
{
	release(s->hooks, m->cell);
	release(s->hooks, m->copies);
	release(s->hooks, m->wanted);
	release(s->hooks, m->outer);
	release(s->hooks, m->seen_low);
	release(s->hooks, m->seen_high);
	release(s->hooks, m->by_column_start);
	release(s->hooks, m->by_column);
	release(s->hooks, (void *) m->problem.low);
	release(s->hooks, (void *) m->problem.high);
	release(s->hooks, (void *) m->problem.row_low);
	release(s->hooks, (void *) m->problem.row_high);
	release(s->hooks, (void *) m->problem.start);
	release(s->hooks, (void *) m->problem.column);
	release(s->hooks, (void *) m->problem.coefficient);
}

/* The problem of rows first .. last - 1. */
static void
build_component(Solver *s, int32_t first, int32_t last, const int32_t *cells, int32_t count,
				Equation *equation, Component *m)
{
	const SdcKnowledge *k = s->known;
	int32_t		rows = last - first;
	int64_t		entries = 0;
	int64_t		at = 0;
	int64_t    *low = allocate(s->hooks, count * sizeof(int64_t));
	int64_t    *high = allocate(s->hooks, count * sizeof(int64_t));
	int64_t    *row_low = allocate(s->hooks, rows * sizeof(int64_t));
	int64_t    *row_high = allocate(s->hooks, rows * sizeof(int64_t));
	int64_t    *start = allocate(s->hooks, ((size_t) rows + 1) * sizeof(int64_t));
	int32_t    *column;
	int32_t    *coefficient;
	int64_t    *next;
	int32_t		columns = 0;
	bool		all_values = true;

	memset(m, 0, sizeof(Component));
	m->cell = allocate(s->hooks, count * sizeof(int32_t));
	m->copies = allocate(s->hooks, count * sizeof(int32_t));
	m->wanted = allocate(s->hooks, count);
	m->outer = allocate(s->hooks, count * sizeof(SdcInterval));
	m->seen_low = allocate(s->hooks, count * sizeof(double));
	m->seen_high = allocate(s->hooks, count * sizeof(double));
	for (int32_t i = 0; i < count; i++)
	{
		int32_t		cell = cells[i];
		bool		is_copy = s->same[cell] != cell;
		int32_t		c = is_copy ? s->column[s->same[cell]] : columns++;

		s->column[cell] = c;
		if (!is_copy)
		{
			m->cell[c] = cell;
			m->copies[c] = 0;
			m->wanted[c] = false;
			m->outer[c] = s->outer[cell];
			m->seen_low[c] = 0;
		}
		m->copies[c]++;
		m->wanted[c] |= s->wanted[cell];

		/* What bounds one of several, when the others are zero, bounds their sum. */
		if (s->outer[cell].high < m->outer[c].high)
			m->outer[c].high = s->outer[cell].high;
		m->seen_low[c] += (double) (k->value[cell] - least_of(k, cell));
		all_values = all_values && k->has_value[cell];
	}
	for (int32_t c = 0; c < columns; c++)
	{
		m->seen_high[c] = all_values ? m->seen_low[c] : -1;
		if (!all_values)
			m->seen_low[c] = INFINITY;

		/* The simplex method likes few bounds: those that are implied stay out. */
		low[c] = k->prior ? above_least(k, m->cell[c]).low : 0;
		high[c] = k->prior ? above_least(k, m->cell[c]).high : SDC_UNBOUNDED;
	}

	for (int32_t i = first; i < last; i++)
		entries += k->start[s->row[i].relation + 1] - k->start[s->row[i].relation];
	column = allocate(s->hooks, entries * sizeof(int32_t));
	coefficient = allocate(s->hooks, entries * sizeof(int32_t));
	m->by_column_start = allocate(s->hooks, ((size_t) columns + 1) * sizeof(int64_t));
	memset(m->by_column_start, 0, ((size_t) columns + 1) * sizeof(int64_t));
	start[0] = 0;
	for (int32_t i = first; i < last; i++)
	{
		write_equation(s, s->row[i].relation, equation);
		for (int32_t j = 0; j < equation->count; j++)
		{
			int32_t		cell = equation->cell[j];

			if (s->same[cell] != cell || s->coefficient[cell] == 0)
				continue;
			column[at] = s->column[cell];
			coefficient[at++] = s->coefficient[cell];
			m->by_column_start[s->column[cell] + 1]++;
		}
		start[i - first + 1] = at;
		row_low[i - first] = equation->low;
		row_high[i - first] = equation->high;
		clear_equation(s, equation);
	}

	m->by_column = allocate(s->hooks, at * sizeof(int32_t));
	next = allocate(s->hooks, columns * sizeof(int64_t));
	for (int32_t c = 0; c < columns; c++)
	{
		m->by_column_start[c + 1] += m->by_column_start[c];
		next[c] = m->by_column_start[c];
	}
	for (int32_t r = 0; r < rows; r++)
		for (int64_t i = start[r]; i < start[r + 1]; i++)
			m->by_column[next[column[i]]++] = r;
	release(s->hooks, next);
	m->problem = (SdcLpProblem) {columns, low, high, rows, row_low, row_high, start, column, coefficient};
}

/* Is there nothing more to find out about this side of a column? */
static bool
is_settled(const Solver *s, const Component *m, int32_t c, bool high)
{
	if (!m->wanted[c])
		return true;
	if (s->enough != SDC_UNBOUNDED && m->copies[c] == 1 &&
		floor(m->seen_high[c]) - ceil(m->seen_low[c]) >= (double) s->enough)
		return true;
	if (high)
		return m->seen_high[c] >= (double) m->outer[c].high;
	/* Of cells that are only found together each may be zero. */
	return m->copies[c] > 1 || m->seen_low[c] <= (double) m->outer[c].low;
}

/* Solve for the sum of some columns, and look at where all others are. */
static SdcLpStatus
push(Solver *s, Component *m, const int32_t *columns, int32_t count, bool high)
{
	SdcLpOptimum optimum;
	SdcLpStatus status = sdc_lp_optimise(columns, count, high, &optimum);

	if (status != SDC_LP_DONE)
		return status;
	if (optimum.is_vertex)
		for (int32_t c = 0; c < m->problem.columns; c++)
		{
			if (optimum.value[c] < m->seen_low[c])
				m->seen_low[c] = optimum.value[c];
			if (optimum.value[c] > m->seen_high[c])
				m->seen_high[c] = optimum.value[c];
		}
	if (count == 1)
	{
		SdcInterval *outer = &m->outer[columns[0]];

		/* The outer bound moves to the optimum, and is reached by that. */
		if (high)
		{
			if (optimum.bound < outer->high)
				outer->high = optimum.bound;
			m->seen_high[columns[0]] = INFINITY;
		}
		else
		{
			if (optimum.bound > outer->low)
				outer->low = optimum.bound;
			m->seen_low[columns[0]] = -1;
		}
	}
	return SDC_LP_DONE;
}

/* Columns without a row in common are pushed together, while it pays. */
static SdcLpStatus
push_together(Solver *s, Component *m, bool high)
{
	int32_t    *columns = allocate(s->hooks, m->problem.columns * sizeof(int32_t));
	bool	   *used = allocate(s->hooks, m->problem.rows);
	SdcLpStatus status = SDC_LP_DONE;

	for (;;)
	{
		int32_t		open = 0;
		int32_t		left = 0;
		int32_t		count = 0;

		check_interrupts(s->hooks);
		memset(used, 0, m->problem.rows);
		for (int32_t c = 0; c < m->problem.columns; c++)
		{
			bool		is_free = true;

			/* What has no outer bound cannot be settled by meeting it. */
			if (is_settled(s, m, c, high) || (high && m->outer[c].high == SDC_UNBOUNDED))
				continue;
			open++;
			for (int64_t i = m->by_column_start[c]; i < m->by_column_start[c + 1]; i++)
				is_free = is_free && !used[m->by_column[i]];
			if (!is_free && high)
				continue;
			for (int64_t i = m->by_column_start[c]; i < m->by_column_start[c + 1]; i++)
				used[m->by_column[i]] = true;
			columns[count++] = c;
		}
		if (count < 2)
			break;
		status = push(s, m, columns, count, high);
		if (status != SDC_LP_DONE)
			break;
		for (int32_t c = 0; c < m->problem.columns; c++)
			left += !is_settled(s, m, c, high) && !(high && m->outer[c].high == SDC_UNBOUNDED);
		if ((int64_t) (open - left) * WORTHWHILE < open)
			break;
	}
	release(s->hooks, used);
	release(s->hooks, columns);
	return status;
}

static SdcLpStatus
solve_component(Solver *s, Component *m)
{
	SdcLpStatus status = SDC_LP_DONE;

	if (!s->is_open)
		status = sdc_lp_open(s->hooks, s->memory_limit);
	s->is_open = true;
	if (status == SDC_LP_DONE)
		status = sdc_lp_load(&m->problem);
	if (status == SDC_LP_DONE)
		status = push_together(s, m, true);
	if (status == SDC_LP_DONE)
		status = push_together(s, m, false);
	for (int32_t c = 0; c < m->problem.columns && status == SDC_LP_DONE; c++)
	{
		if (!is_settled(s, m, c, true))
			status = push(s, m, &c, 1, true);
		if (status == SDC_LP_DONE && !is_settled(s, m, c, false))
			status = push(s, m, &c, 1, false);
	}
	return status;
}

/* What was found out about each cell of a component. */
static void
report_component(const Solver *s, const Component *m, const int32_t *cells, int32_t count, SdcInterval *interval)
{
	for (int32_t i = 0; i < count; i++)
	{
		int32_t		c = s->column[cells[i]];
		const SdcInterval *outer = &m->outer[c];

		if (!m->wanted[c])
			continue;

		/* Settled by the outer bound, or by being wide enough. */
		interval[cells[i]].low = m->copies[c] > 1 ? 0 :
			m->seen_low[c] <= (double) outer->low ? outer->low : (int64_t) ceil(m->seen_low[c]);
		interval[cells[i]].high = m->seen_high[c] >= (double) outer->high ? outer->high : (int64_t) floor(m->seen_high[c]);
	}
}

/* The cells that are not fixed, by component. */
typedef struct Placed
{
	int32_t		component;
	int32_t		cell;
} Placed;

static int
compare_placed(const void *a, const void *b)
{
	const Placed *x = a;
	const Placed *y = b;

	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

static SdcLpStatus
solve_all(Solver *s, Equation *equation, SdcInterval *interval)
{
	const SdcKnowledge *k = s->known;
	Placed	   *placed = allocate(s->hooks, k->cells * sizeof(Placed));
	int32_t    *cells = allocate(s->hooks, k->cells * sizeof(int32_t));
	int32_t		count = 0;
	int32_t		row = 0;
	SdcLpStatus status = SDC_LP_DONE;

	for (int32_t c = 0; c < k->cells; c++)
	{
		interval[c] = s->outer[c];
		if (!is_fixed(s, c))
			placed[count++] = (Placed) {leader(s->component, c), c};
	}
	qsort(placed, count, sizeof(Placed), compare_placed);
	for (int32_t i = 0; i < count && status == SDC_LP_DONE;)
	{
		int32_t		component = placed[i].component;
		int32_t		size = 0;
		int32_t		first;
		bool		wanted = false;
		Component	m;

		for (; i < count && placed[i].component == component; i++)
		{
			cells[size++] = placed[i].cell;
			wanted = wanted || s->wanted[placed[i].cell];
		}
		while (row < s->rows && s->row[row].first_cell < component)
			row++;
		for (first = row; row < s->rows && s->row[row].first_cell == component;)
			row++;
		if (!wanted || first == row)
			continue;
		build_component(s, first, row, cells, size, equation, &m);
		status = solve_component(s, &m);
		if (status == SDC_LP_DONE)
			report_component(s, &m, cells, size, interval);
		release_component(s, &m);
	}
	release(s->hooks, cells);
	release(s->hooks, placed);
	return status;
}

SdcLpStatus
sdc_intervals(const SdcKnowledge *known, const bool *wanted, int64_t enough,
			  const SdcHooks *hooks, size_t memory_limit, SdcInterval *interval)
{
	Solver		s = {.known = known, .hooks = hooks, .wanted = wanted, .enough = enough, .memory_limit = memory_limit};
	Equation	equation;
	SdcLpStatus status = SDC_LP_INFEASIBLE;

	s.outer = allocate(hooks, known->cells * sizeof(SdcInterval));
	s.same = allocate(hooks, known->cells * sizeof(int32_t));
	s.component = allocate(hooks, known->cells * sizeof(int32_t));
	s.coefficient = allocate(hooks, known->cells * sizeof(int32_t));
	s.column = allocate(hooks, known->cells * sizeof(int32_t));
	equation.cell = allocate(hooks, known->cells * sizeof(int32_t));
	memset(s.coefficient, 0, known->cells * sizeof(int32_t));
	for (int32_t c = 0; c < known->cells; c++)
		s.same[c] = s.component[c] = c;

	if (bound_cells(&s, &equation))
	{
		collect_rows(&s, &equation);
		status = solve_all(&s, &equation, interval);
		for (int32_t c = 0; c < known->cells; c++)
		{
			interval[c].low += least_of(known, c);
			if (interval[c].high != SDC_UNBOUNDED)
				interval[c].high += least_of(known, c);
		}
		if (s.is_open)
			sdc_lp_close();
	}
	release(hooks, s.row);
	release(hooks, equation.cell);
	release(hooks, s.column);
	release(hooks, s.coefficient);
	release(hooks, s.component);
	release(hooks, s.same);
	release(hooks, s.outer);
	return status;
}

/* The hidden cells that hang together. */
static void
find_groups(const SdcKnowledge *k, int32_t *component)
{
	for (int32_t c = 0; c < k->cells; c++)
		component[c] = c;
	for (int32_t r = 0; r < k->relations; r++)
	{
		int32_t		first = -1;

		for (int64_t i = k->start[r]; i < k->start[r + 1]; i++)
		{
			int32_t		cell = k->members[i];

			if (k->is_known[cell] && k->has_value[cell])
				continue;
			if (first >= 0)
				unite(component, first, cell);
			first = cell;
		}
	}
}

SdcLpStatus
sdc_intervals_of_units(const SdcKnowledge *known, const bool *wanted, const bool *lone,
					   const int32_t *unit, const SdcHooks *hooks, size_t memory_limit, SdcInterval *interval)
{
	SdcKnowledge more = *known;
	SdcInterval *seen = allocate(hooks, known->cells * sizeof(SdcInterval));
	int32_t    *component = allocate(hooks, known->cells * sizeof(int32_t));
	bool	   *is_known = allocate(hooks, known->cells);
	bool	   *others = allocate(hooks, known->cells);
	SdcLpStatus status = sdc_intervals(known, wanted, SDC_UNBOUNDED, hooks, memory_limit, interval);

	find_groups(known, component);
	memcpy(is_known, known->is_known, known->cells);
	more.is_known = is_known;
	for (int32_t c = 0; c < known->cells && status == SDC_LP_DONE; c++)
	{
		int32_t		group = leader(component, c);
		bool		any = false;

		if (!lone[c] || known->is_known[c])
			continue;
		check_interrupts(hooks);
		for (int32_t i = 0; i < known->cells; i++)
		{
			others[i] = wanted[i] && leader(component, i) == group && unit[i] != unit[c];
			any = any || others[i];
		}
		if (!any)
			continue;
		is_known[c] = true;
		status = sdc_intervals(&more, others, SDC_UNBOUNDED, hooks, memory_limit, seen);
		is_known[c] = false;
		for (int32_t i = 0; i < known->cells && status == SDC_LP_DONE; i++)
			if (others[i] && seen[i].high - seen[i].low < interval[i].high - interval[i].low)
				interval[i] = seen[i];
	}
	release(hooks, others);
	release(hooks, is_known);
	release(hooks, component);
	release(hooks, seen);
	return status;
}
