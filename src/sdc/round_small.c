/*-------------------------------------------------------------------------
 *
 * round_small.c
 *		Small-count rounding (Langsrud and Heldal).
 *
 * Only inner cells change, and only small ones that a small published cell is
 * made of: some become the base, the others zero. All published cells are then
 * added up anew, so they stay consistent. Which cells become the base is chosen
 * so that the published cells stay near the truth in least squares: first
 * greedily, then by exchanging one for another while that helps.
 *
 * Adding up may leave other small cells, which takes another round; and so does
 * a small inner cell that is not published, was left as it is, and follows from
 * what is.
 *
 * The method is that of the R package SmallCountRounding. There ties are random;
 * here a hash of the labels breaks them, so that a refresh of unchanged data
 * rounds the same cells.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/round_small.h"
#include "sdc/memory.h"
#include "sdc/union_find.h"

#include <stdlib.h>
#include <string.h>

/* Cells to take back for an exchange before giving up. */
#define EXCHANGES_TRIED 16

typedef struct Rounder
{
	const SdcRelations *relations;
	const SdcHooks *hooks;
	const bool *published;
	const uint64_t *label;
	int64_t		base;
	int32_t    *split;			/* relation that splits a cell, or -1 */
	int64_t    *totals_start;	/* index: the published cells that hold an inner cell */
	int32_t    *totals;
	int64_t    *residual;		/* truth minus rounded, of each published cell */
	int64_t    *rounded;
	bool	   *is_done;		/* inner cells that were rounded */
} Rounder;

/* An inner cell that is to be rounded. */
typedef struct Candidate
{
	int64_t		gain;			/* sum of the residuals of its totals, as last seen */
	uint64_t	label;
	int32_t		cell;
} Candidate;

typedef struct Split
{
	int32_t		height;			/* of the total */
	int32_t		relation;
} Split;

static int
compare_splits(const void *a, const void *b)
{
	const Split *x = a;
	const Split *y = b;

	if (x->height != y->height)
		return x->height < y->height ? -1 : 1;
	return x->relation < y->relation ? -1 : x->relation > y->relation;
}

/*
 * Which relation splits each cell. A second one must come down to the same
 * inner cells: a window, to the years of each area and to the windows of each area.
 * So totals come after their parts, and what a cell is made of in the end is known
 * by a sum of random numbers when it is split.
 */
static SdcRoundProblem
find_splits(Rounder *r)
{
	const SdcRelations *x = r->relations;
	Split	   *split = allocate(r->hooks, x->relations * sizeof(Split));
	uint64_t   *made_of = allocate(r->hooks, x->cells * sizeof(uint64_t));
	SdcRoundProblem problem = SDC_ROUND_OK;

	memset(r->split, 0xff, x->cells * sizeof(int32_t));
	for (int32_t c = 0; c < x->cells; c++)
	{
		made_of[c] = mix((uint64_t) c + UINT64_C(0x9e3779b97f4a7c15));
		if (!x->cell[c].has_value)
			problem = SDC_ROUND_UNKNOWN;
	}
	for (int32_t i = 0; i < x->relations; i++)
		split[i] = (Split) {x->cell[x->members[x->start[i]]].height, i};
	qsort(split, x->relations, sizeof(Split), compare_splits);
	for (int32_t i = 0; i < x->relations; i++)
	{
		int32_t		relation = split[i].relation;
		int32_t		total = x->members[x->start[relation]];
		uint64_t	sum = 0;

		check_interrupts_at(r->hooks, i);
		for (int64_t k = x->start[relation] + 1; k < x->start[relation + 1]; k++)
			sum += made_of[x->members[k]];
		if (r->split[total] >= 0 && sum != made_of[total])
			problem = SDC_ROUND_NOT_NESTED;
		if (r->split[total] >= 0)
			continue;
		r->split[total] = relation;
		made_of[total] = sum;
	}
	release(r->hooks, made_of);
	release(r->hooks, split);
	return problem;
}

/* Call visit for each inner cell of a cell. "stack" has room for all cells. */
static void
visit_inner(const Rounder *r, int32_t cell, int32_t *stack,
			void (*visit) (const Rounder *, int32_t, int32_t, int64_t *),
			int64_t *argument)
{
	const SdcRelations *x = r->relations;
	int32_t		depth = 0;

	stack[depth++] = cell;
	for (int64_t steps = 1; depth > 0; steps++)
	{
		int32_t		next = stack[--depth];

		check_interrupts_at(r->hooks, steps);
		if (r->split[next] < 0)
		{
			visit(r, cell, next, argument);
			continue;
		}
		for (int64_t k = x->start[r->split[next]] + 1; k < x->start[r->split[next] + 1]; k++)
			stack[depth++] = x->members[k];
	}
}

static void
count_total(const Rounder *r, int32_t total, int32_t inner, int64_t *next)
{
	next[inner + 1]++;
}

static void
enter_total(const Rounder *r, int32_t total, int32_t inner, int64_t *next)
{
	r->totals[next[inner]++] = total;
}

static void
index_totals(Rounder *r, int32_t *stack)
{
	int32_t		cells = r->relations->cells;
	int64_t    *next = allocate(r->hooks, ((size_t) cells + 1) * sizeof(int64_t));

	memset(next, 0, ((size_t) cells + 1) * sizeof(int64_t));
	for (int32_t c = 0; c < cells; c++)
		if (r->published[c])
			visit_inner(r, c, stack, count_total, next);
	for (int32_t c = 0; c < cells; c++)
		next[c + 1] += next[c];
	r->totals_start = allocate(r->hooks, ((size_t) cells + 1) * sizeof(int64_t));
	memcpy(r->totals_start, next, ((size_t) cells + 1) * sizeof(int64_t));
	r->totals = allocate(r->hooks, next[cells] * sizeof(int32_t));
	for (int32_t c = 0; c < cells; c++)
		if (r->published[c])
			visit_inner(r, c, stack, enter_total, next);
	release(r->hooks, next);
}

/* An inner cell gets more (or less): its totals do. */
static void
add(Rounder *r, int32_t cell, int64_t amount)
{
	r->rounded[cell] += amount;
	for (int64_t i = r->totals_start[cell]; i < r->totals_start[cell + 1]; i++)
	{
		int32_t		total = r->totals[i];

		r->residual[total] -= amount;
		if (total != cell)
			r->rounded[total] += amount;
	}
}

static int64_t
gain(const Rounder *r, int32_t cell)
{
	int64_t		sum = 0;

	for (int64_t i = r->totals_start[cell]; i < r->totals_start[cell + 1]; i++)
		sum += r->residual[r->totals[i]];
	return sum;
}

/* By how much adding the base lessens the sum of squares, over the base. */
static int64_t
improvement(const Rounder *r, int32_t cell)
{
	return 2 * gain(r, cell) - r->base * (r->totals_start[cell + 1] - r->totals_start[cell]);
}

static bool
comes_first(const Candidate *a, const Candidate *b)
{
	if (a->gain != b->gain)
		return a->gain > b->gain;
	return a->label != b->label ? a->label > b->label : a->cell < b->cell;
}

static void
sift_down(Candidate *heap, int32_t count, int32_t at)
{
	for (;;)
	{
		int32_t		child = 2 * at + 1;
		Candidate	moved = heap[at];

		if (child + 1 < count && comes_first(&heap[child + 1], &heap[child]))
			child++;
		if (child >= count || !comes_first(&heap[child], &moved))
			return;
		heap[at] = heap[child];
		heap[child] = moved;
		at = child;
	}
}

/*
 * Raise "wanted" candidates to the base, each time the one that helps most.
 * Raising one never makes another more welcome, so a candidate whose gain is
 * still what the heap says is the best. Those raised end up behind the others;
 * returns how many are left before them.
 */
static int32_t
raise_greedily(Rounder *r, Candidate *heap, int32_t count, int64_t wanted)
{
	for (int32_t i = count / 2; i-- > 0;)
		sift_down(heap, count, i);
	for (int64_t steps = 0; wanted > 0 && count > 0; steps++)
	{
		int64_t		now = gain(r, heap[0].cell);

		check_interrupts_at(r->hooks, steps);
		if (now == heap[0].gain)
		{
			Candidate	best = heap[0];

			add(r, best.cell, r->base);
			heap[0] = heap[--count];
			heap[count] = best;
			wanted--;
		}
		else
			heap[0].gain = now;
		sift_down(heap, count, 0);
	}
	return count;
}

static int
compare_regret(const void *a, const void *b)
{
	const Candidate *x = a;
	const Candidate *y = b;

	if (x->gain != y->gain)
		return x->gain < y->gain ? -1 : 1;
	return x->label < y->label ? -1 : x->label > y->label ? 1 : x->cell < y->cell ? -1 : x->cell > y->cell;
}

/*
 * Take one candidate back and raise a better one, while there is one. The
 * first "low" candidates are not raised, the others are.
 */
static void
exchange(Rounder *r, Candidate *candidate, int32_t low, int32_t count)
{
	bool		improved = low > 0 && low < count;

	while (improved)
	{
		improved = false;
		check_interrupts(r->hooks);
		for (int32_t i = low; i < count; i++)
			candidate[i].gain = gain(r, candidate[i].cell);
		qsort(candidate + low, count - low, sizeof(Candidate), compare_regret);
		for (int32_t i = low; i < count && i < low + EXCHANGES_TRIED && !improved; i++)
		{
			int32_t		best = 0;
			int64_t		back;

			add(r, candidate[i].cell, -r->base);
			back = improvement(r, candidate[i].cell);
			for (int32_t k = 0; k < low; k++)
			{
				check_interrupts_at(r->hooks, k);
				candidate[k].gain = improvement(r, candidate[k].cell);
				if (k > 0 && comes_first(&candidate[k], &candidate[best]))
					best = k;
			}
			improved = candidate[best].gain > back;
			add(r, candidate[improved ? best : i].cell, r->base);
			if (improved)
			{
				Candidate	swapped = candidate[best];

				candidate[best] = candidate[i];
				candidate[i] = swapped;
			}
		}
	}
}

/* Half goes up. */
static int64_t
divide_rounded(int64_t number, int64_t by)
{
	return number <= 0 ? 0 : (number + by / 2) / by;
}

static void
round_cells(Rounder *r, Candidate *candidate, int32_t count, int64_t *error)
{
	int64_t		wanted;
	int32_t		low;

	for (int32_t i = 0; i < count; i++)
	{
		int32_t		cell = candidate[i].cell;

		check_interrupts_at(r->hooks, i);
		*error += r->rounded[cell];
		r->is_done[cell] = true;
		add(r, cell, -r->rounded[cell]);
	}
	/* The total over all inner cells is kept, as near as can be. */
	wanted = divide_rounded(*error, r->base);
	if (wanted > count)
		wanted = count;
	for (int32_t i = 0; i < count; i++)
		candidate[i].gain = gain(r, candidate[i].cell);
	low = raise_greedily(r, candidate, count, wanted);
	exchange(r, candidate, low, count);
	*error -= wanted * r->base;
}

static bool
is_small(const Rounder *r, int32_t cell)
{
	return r->rounded[cell] > 0 && r->rounded[cell] < r->base;
}

static void
enter_candidate(const Rounder *r, int32_t total, int32_t inner, int64_t *marks)
{
	if (is_small(r, inner) && !r->is_done[inner])
		marks[inner] = 1;
}

/* Small inner cells that are not published, but follow from what is. */
static void
mark_exposed(const Rounder *r, int64_t *marks)
{
	const SdcRelations *x = r->relations;
	SdcCell    *cells = allocate(r->hooks, x->cells * sizeof(SdcCell));
	bool	   *exposed = allocate(r->hooks, x->cells);
	SdcSystem	system = {x->cells, cells, x->relations, x->start, x->members, x->implied};
	bool		any = false;

	for (int32_t c = 0; c < x->cells; c++)
	{
		bool		protect = r->split[c] < 0 && is_small(r, c) && !r->is_done[c];

		cells[c] = (SdcCell) {r->published[c] ? SDC_PUBLISHED : protect ? SDC_PROTECTED : SDC_HIDDEN, c, 0, {-1, -1}};
		any = any || cells[c].state == SDC_PROTECTED;
	}
	if (any && sdc_exposed(&system, r->hooks, exposed) > 0)
		for (int32_t c = 0; c < x->cells; c++)
			if (exposed[c] && cells[c].state == SDC_PROTECTED)
				marks[c] = 1;
	release(r->hooks, exposed);
	release(r->hooks, cells);
}

SdcRoundProblem
sdc_round_small(const SdcRelations *relations, const bool *published, const uint64_t *label, int64_t base,
				const SdcHooks *hooks, int64_t *rounded)
{
	Rounder		r = {
		.relations = relations, .hooks = hooks, .published = published, .label = label, .base = base, .rounded = rounded
	};
	int32_t		cells = relations->cells;
	int32_t    *stack = allocate(hooks, cells * sizeof(int32_t));
	int64_t    *marks = allocate(hooks, cells * sizeof(int64_t));
	Candidate  *candidate = allocate(hooks, cells * sizeof(Candidate));
	int64_t		error = 0;
	SdcRoundProblem problem;

	r.split = allocate(hooks, cells * sizeof(int32_t));
	r.residual = allocate(hooks, cells * sizeof(int64_t));
	r.is_done = allocate(hooks, cells);
	memset(r.residual, 0, cells * sizeof(int64_t));
	memset(r.is_done, 0, cells);
	for (int32_t c = 0; c < cells; c++)
		rounded[c] = relations->cell[c].count;
	problem = find_splits(&r);
	if (problem == SDC_ROUND_OK)
		index_totals(&r, stack);

	while (problem == SDC_ROUND_OK)
	{
		int32_t		count = 0;

		check_interrupts(hooks);
		memset(marks, 0, cells * sizeof(int64_t));
		for (int32_t c = 0; c < cells; c++)
			if (published[c] && is_small(&r, c))
				visit_inner(&r, c, stack, enter_candidate, marks);
		mark_exposed(&r, marks);
		for (int32_t c = 0; c < cells; c++)
			if (marks[c])
				candidate[count++] = (Candidate) {0, label[c], c};
		if (count == 0)
			break;
		round_cells(&r, candidate, count, &error);
	}
	release(hooks, r.totals);
	release(hooks, r.totals_start);
	release(hooks, r.is_done);
	release(hooks, r.residual);
	release(hooks, r.split);
	release(hooks, candidate);
	release(hooks, marks);
	release(hooks, stack);
	return problem;
}
