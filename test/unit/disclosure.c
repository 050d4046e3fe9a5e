/*-------------------------------------------------------------------------
 *
 * disclosure.c
 *		Property test of src/sdc: random tables against an independent checker.
 *
 *		build/disclosure [TABLES [SEED [ONLY]]]
 *
 * The checker shares nothing with the elimination. It knows the atoms of a
 * table, the finest units that any cell could be made of, and writes every
 * cell as a 0/1 vector over them. What the reader knows is a span of vectors;
 * a hidden cell is given away if and only if its vector is in it. Dense
 * Gaussian elimination, over two primes of 31 bits.
 *
 * A table is a product of axes: flat, hierarchical (ROLLUP), periods (years and
 * overlapping windows), or two geographies that are not nested. Of the product
 * of their levels all grouping sets are printed (CUBE) or some.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/cube.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_AXES 4
#define MAX_COLUMNS 8
#define MAX_AXIS_ATOMS 40
#define MAX_SELECTIONS 160
#define MAX_LEVELS 5
#define MAX_ATOMS 1200

/* Random numbers that are the same everywhere. */

static uint64_t random_state;

static uint64_t
random_bits(void)
{
	uint64_t	z = (random_state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static int
below(int n)
{
	return (int) (random_bits() % (uint64_t) n);
}

static int
between(int low, int high)
{
	return low + below(high - low + 1);
}

static bool
chance(int percent)
{
	return below(100) < percent;
}

/* Memory, counted so that leaks show. */

static int64_t blocks;

static void *
test_allocate(void *context, size_t size)
{
	void	   *memory = malloc(size);

	if (!memory)
		abort();
	blocks++;
	return memory;
}

static void
test_release(void *context, void *memory)
{
	blocks--;
	free(memory);
}

static void
test_interrupts(void *context)
{
}

static const SdcHooks hooks = {test_allocate, test_release, test_interrupts, NULL};

/* A table */

/* What an axis can select: a value of one of its levels, or its total. */
typedef struct Selection
{
	int			level;
	int32_t		code[3];		/* of the columns of the axis */
	bool		atom[MAX_AXIS_ATOMS];
} Selection;

typedef struct Axis
{
	int			columns;
	int			atoms;
	int			levels;			/* level 0 is the total */
	int			working_level;	/* never published, or -1 */
	int			years_level;	/* single years, or -1 */
	int			selections;
	Selection	selection[MAX_SELECTIONS];
	int			codes;			/* of a range column */
	int			points;
	int32_t		low[MAX_SELECTIONS];
	int32_t		high[MAX_SELECTIONS];
} Axis;

typedef struct Table
{
	int			axes;
	Axis		axis[MAX_AXES];
	int			atoms;
	int64_t		count[MAX_ATOMS];
	int64_t		denominator[MAX_ATOMS];

	/* Cells, those that are not among the rows because they are empty too. */
	int			cells;
	int			capacity;
	int			(*pick)[MAX_AXES];	/* selection of each axis */
	bool	   *absent;			/* empty, and so not a row */
	int32_t    *codes;			/* cells x columns */
	SdcInputCell *input;
	bool	   *protected;		/* of the outcome */
	SdcOutcome *outcome;

	int			columns;
	SdcCube		rules;
	int64_t		min_count;
	bool		protect_zero;
} Table;

static void
axis_add(Axis *axis, int level, int32_t a, int32_t b, int32_t c, int from, int to)
{
	Selection  *s = &axis->selection[axis->selections++];

	if (axis->selections > MAX_SELECTIONS)
		abort();
	memset(s, 0, sizeof(Selection));
	s->level = level;
	s->code[0] = a;
	s->code[1] = b;
	s->code[2] = c;
	for (int i = from; i < to; i++)
		s->atom[i] = true;
	if (level >= axis->levels)
		axis->levels = level + 1;
}

static void
make_flat(Axis *axis, int size)
{
	axis->columns = 1;
	axis->atoms = size;
	axis_add(axis, 0, SDC_TOTAL, 0, 0, 0, size);
	for (int i = 0; i < size; i++)
		axis_add(axis, 1, i, 0, 0, i, i + 1);
}

static void
make_hierarchy(Axis *axis, int size, bool missing_inner)
{
	int			top = 0;
	int			at = 0;
	bool		three = chance(30);

	axis->columns = three ? 3 : 2;
	axis->atoms = size;
	axis_add(axis, 0, SDC_TOTAL, SDC_TOTAL, SDC_TOTAL, 0, size);
	while (at < size)
	{
		int			parts = chance(20) ? 1 : between(1, 5);
		bool		inner = !(missing_inner && chance(30));

		if (parts > size - at)
			parts = size - at;
		axis_add(axis, 1, top, SDC_TOTAL, SDC_TOTAL, at, at + parts);
		if (three && inner)
		{
			int			split = between(1, parts);

			axis_add(axis, 2, top, 2 * top, SDC_TOTAL, at, at + split);
			if (split < parts)
				axis_add(axis, 2, top, 2 * top + 1, SDC_TOTAL, at + split, at + parts);
			for (int i = at; i < at + parts; i++)
				axis_add(axis, 3, top, 2 * top + (i >= at + split), i, i, i + 1);
		}
		else if (inner)
			for (int i = at; i < at + parts; i++)
				axis_add(axis, 2, top, i, 0, i, i + 1);
		at += parts;
		top++;
	}
}

static void
add_period(Axis *axis, int level, int from, int to)
{
	axis->low[axis->codes] = from;
	axis->high[axis->codes] = to;
	axis_add(axis, level, axis->codes++, 0, 0, from, to);
}

static void
make_periods(Axis *axis, int size, bool years)
{
	int			width = between(2, size < 5 ? size : 5);

	axis->columns = 1;
	axis->atoms = size;
	axis_add(axis, 0, SDC_TOTAL, 0, 0, 0, size);
	for (int i = 0; i + width <= size; i++)
		add_period(axis, 1, i, i + width);
	if (years)
	{
		axis->years_level = 2;
		for (int i = 0; i < size; i++)
			add_period(axis, 2, i, i + 1);
	}
	axis->points = size;

	/* Without years the points are the stretches between bounds. */
	if (!years)
	{
		bool		bound[MAX_AXIS_ATOMS + 1] = {false};
		int			point[MAX_AXIS_ATOMS + 1];
		int			points = 0;

		for (int i = 0; i < axis->codes; i++)
			bound[axis->low[i]] = bound[axis->high[i]] = true;
		for (int i = 0; i <= size; i++)
			if (bound[i])
				point[i] = points++;
		for (int i = 0; i < axis->codes; i++)
		{
			axis->low[i] = point[axis->low[i]];
			axis->high[i] = point[axis->high[i]];
		}
		axis->points = points - 1;
	}
}

/* Two geographies; their crossing is printed, working, or not there at all. */
static void
make_linked(Axis *axis, int a, int b, bool with_crossing, bool working, bool sparse)
{
	bool		exists[MAX_AXIS_ATOMS];
	int			number[MAX_AXIS_ATOMS];

	axis->columns = 2;
	for (int i = 0; i < a * b; i++)
	{
		/*
		 * Every area of either kind has a part. That some do not overlap is
		 * only known where all sets are printed.
		 */
		exists[i] = !with_crossing || !sparse || i % a % b == i / a || i / a % a == i % a || chance(45);
		number[i] = exists[i] ? axis->atoms++ : -1;
	}
	axis_add(axis, 0, SDC_TOTAL, SDC_TOTAL, 0, 0, axis->atoms);
	for (int i = 0; i < a; i++)
	{
		axis_add(axis, 1, i, SDC_TOTAL, 0, 0, 0);
		for (int k = 0; k < b; k++)
			if (exists[k * a + i])
				axis->selection[axis->selections - 1].atom[number[k * a + i]] = true;
	}
	for (int k = 0; k < b; k++)
	{
		axis_add(axis, 2, SDC_TOTAL, k, 0, 0, 0);
		for (int i = 0; i < a; i++)
			if (exists[k * a + i])
				axis->selection[axis->selections - 1].atom[number[k * a + i]] = true;
	}
	if (!with_crossing)
		return;
	if (working)
		axis->working_level = 3;
	for (int i = 0; i < a * b; i++)
		if (exists[i])
			axis_add(axis, 3, i % a, i / a, 0, number[i], number[i] + 1);
}

static bool
cell_has_atom(const Table *t, int cell, int atom)
{
	for (int i = 0; i < t->axes; i++)
	{
		if (!t->axis[i].selection[t->pick[cell][i]].atom[atom % t->axis[i].atoms])
			return false;
		atom /= t->axis[i].atoms;
	}
	return true;
}

static void
make_room(Table *t)
{
	if (t->cells < t->capacity)
		return;
	t->capacity = t->capacity * 2 + 64;
	t->pick = realloc(t->pick, t->capacity * sizeof(*t->pick));
	t->absent = realloc(t->absent, t->capacity);
	t->codes = realloc(t->codes, (size_t) t->capacity * MAX_COLUMNS * 2 * sizeof(int32_t));
	t->input = realloc(t->input, t->capacity * sizeof(SdcInputCell));
	t->protected = realloc(t->protected, t->capacity);
	t->outcome = realloc(t->outcome, t->capacity * sizeof(SdcOutcome));
}

static uint64_t
label_hash(const int32_t *codes, int columns)
{
	uint64_t	hash = 0;

	for (int i = 0; i < columns; i++)
	{
		hash = (hash + (uint64_t) (codes[i] + 2)) * UINT64_C(0xbf58476d1ce4e5b9);
		hash ^= hash >> 29;
	}
	return hash;
}

static void
free_table(Table *t)
{
	free(t->pick);
	free(t->absent);
	free(t->codes);
	free(t->input);
	free(t->protected);
	free(t->outcome);
	free(t);
}

/* What the generator may do; printed when a table fails. */
typedef struct Recipe
{
	bool		large;
	bool		is_rate;
	bool		group_by;		/* empty cells are not among the rows */
	bool		all_sets;
	bool		known;
	bool		distinct;		/* counts large enough to have no ties */
	bool		null_cells;
	uint64_t	counts;			/* seed of the counts, or 0 */
} Recipe;

static bool
too_small(const Table *t, int64_t count)
{
	return count < t->min_count && (count > 0 || t->protect_zero);
}

static Table *
make_table(const Recipe *recipe)
{
	Table	   *t = calloc(1, sizeof(Table));
	int			limit = recipe->large ? MAX_ATOMS : 90;
	bool		printed[MAX_LEVELS * MAX_LEVELS * MAX_LEVELS * MAX_LEVELS];
	int			combinations = 1;
	int			pick[MAX_AXES] = {0};
	int			small_share = between(5, 40);
	int			period_axes = 0;
	bool		group_by = recipe->group_by;

	t->axes = recipe->large ? between(2, 4) : between(1, 4);
	t->atoms = 1;
	for (int i = 0; i < t->axes; i++)
	{
		Axis	   *axis = &t->axis[i];
		int			size = recipe->large ? between(3, 16) : between(1, t->axes == 1 ? 20 : 7);

		axis->working_level = axis->years_level = -1;
		switch (i == 0 ? below(4) : below(6))
		{
			case 0:
			case 4:
			case 5:
				make_flat(axis, size);
				break;
			case 1:
				make_hierarchy(axis, size < 2 ? 2 : size, recipe->all_sets && chance(20));
				break;
			case 2:
				make_periods(axis, size < 3 ? 3 : size, chance(60));
				break;
			case 3:
				make_linked(axis, between(2, 4), between(2, recipe->large ? 5 : 3), chance(50), chance(60), recipe->all_sets);
				break;
		}
		if (t->atoms * axis->atoms > limit)
		{
			memset(axis, 0, sizeof(Axis));
			t->axes = i;
			break;
		}
		t->atoms *= axis->atoms;
		t->columns += axis->columns;
		combinations *= axis->levels;
	}
	if (t->axes == 0)
	{
		free(t);
		return make_table(recipe);
	}

	if (recipe->counts)
		random_state = recipe->counts;
	for (int i = 0; i < t->atoms; i++)
	{
		t->count[i] = chance(small_share) ? below(12) : chance(50) ? between(10, 60) :
			between(10, recipe->distinct ? 1000000 : 400);
		if (chance(8))
			t->count[i] = 0;
		if (recipe->is_rate)
			t->denominator[i] = t->count[i] + (chance(10) ? below(10) : between(0, 500));
	}

	t->rules.dimensions = t->columns;
	t->rules.memory_limit = 64 * 1024 * 1024;
	t->rules.is_rate = recipe->is_rate;
	t->min_count = chance(50) ? 10 : between(2, 6);
	t->protect_zero = chance(40);
	t->rules.protect_singletons = chance(40);
	t->rules.prefer_totals = chance(60);
	t->rules.min_suppressed_sum = chance(25) ? t->min_count * (chance(70) ? 1 : 4) : t->protect_zero;
	t->rules.min_complement_sum = recipe->is_rate ? t->rules.min_suppressed_sum : 0;
	t->rules.max_share = !recipe->is_rate && chance(10) ? 90 : 100;

	/* What follows of several rows without value at once is not tested. */
	for (int i = 0; i < t->axes; i++)
		period_axes += t->axis[i].codes > 0;
	group_by = group_by && !(recipe->null_cells && period_axes > 1);

	for (int i = 0; i < combinations; i++)
		printed[i] = recipe->all_sets || chance(55);
	printed[below(combinations)] = true;
	for (;;)
	{
		int			combination = 0;
		int			i;
		SdcInputCell *cell;
		int			column = 0;
		bool		working = false;

		for (i = t->axes; i-- > 0;)
			combination = combination * t->axis[i].levels + t->axis[i].selection[pick[i]].level;
		if (printed[combination])
		{
			make_room(t);
			memcpy(t->pick[t->cells], pick, sizeof(pick));
			cell = &t->input[t->cells];
			memset(cell, 0, sizeof(SdcInputCell));
			for (i = 0; i < t->axes; i++)
			{
				const Selection *s = &t->axis[i].selection[pick[i]];

				working = working || s->level == t->axis[i].working_level;
				for (int k = 0; k < t->axis[i].columns; k++)
					t->codes[t->cells * t->columns + column++] = s->code[k];
			}
			for (int atom = 0; atom < t->atoms; atom++)
				if (cell_has_atom(t, t->cells, atom))
				{
					cell->count += t->count[atom];
					cell->denominator += t->denominator[atom];
				}
			cell->label = label_hash(&t->codes[t->cells * t->columns], t->columns);
			cell->has_value = !(recipe->null_cells && chance(3));
			if (cell->has_value)
			{
				bool		empty = recipe->is_rate && cell->count == 0 && cell->denominator == 0;

				cell->is_primary = too_small(t, cell->count) ||
					(recipe->is_rate && (too_small(t, cell->denominator) ||
										 too_small(t, cell->denominator - cell->count)));
				if (empty && !cell->is_primary)
					cell->is_known = true;
				if (working)
					cell->is_working = !cell->is_known;
				else if (recipe->known && !cell->is_primary && chance(7))
					cell->is_known = true;
			}
			else
				cell->count = cell->denominator = 0;
			if (recipe->known && chance(20))
				cell->preference = between(-2, 2);
			/* That a window is nowhere tells nothing: it has no code either. */
			t->absent[t->cells] = group_by && !(t->axes == 1 && t->axis[0].codes > 0) && cell->has_value &&
				cell->count == 0 && cell->denominator == 0;
			t->cells++;
		}
		for (i = 0; i < t->axes && ++pick[i] == t->axis[i].selections; i++)
			pick[i] = 0;
		if (i == t->axes)
			break;
	}
	return t;
}

/* The ranges of an axis, point by point. */
static SdcPoints
points_of(const Axis *axis)
{
	int64_t    *start = calloc(axis->codes + 1, sizeof(int64_t));
	int32_t    *point = calloc((size_t) axis->codes * axis->points + 1, sizeof(int32_t));

	for (int code = 0; code < axis->codes; code++)
	{
		start[code + 1] = start[code];
		for (int p = axis->low[code]; p < axis->high[code]; p++)
			point[start[code + 1]++] = p;
	}
	return (SdcPoints) {axis->codes, axis->points, start, point};
}

/*
 * Hand the rows of a table over, in some order of rows, columns and codes, and
 * perhaps beside other rows; bring the outcome back to the cells.
 */
typedef struct Variant
{
	bool		shuffle_rows;
	bool		shuffle_columns;
	bool		shuffle_codes;
	const Table *beside;		/* an unrelated table of as many columns */
} Variant;

static void
shuffle(int *order, int n)
{
	for (int i = 0; i < n; i++)
		order[i] = i;
	for (int i = n; i-- > 1;)
	{
		int			k = below(i + 1);
		int			swap = order[i];

		order[i] = order[k];
		order[k] = swap;
	}
}

static SdcProblem
protect_table(const Table *t, const Variant *variant, SdcOutcome *outcome, SdcReport *report)
{
	SdcCube		cube = t->rules;
	int			extra = variant->beside ? 1 : 0;
	int			total = t->cells + (variant->beside ? variant->beside->cells : 0);
	int			columns = variant->beside && variant->beside->columns > t->columns ? variant->beside->columns : t->columns;
	int		   *order = malloc((total + 1) * sizeof(int));
	int			column_order[MAX_COLUMNS * 2 + 1];
	int		   *new_code[MAX_COLUMNS * 2];
	int32_t    *codes = malloc(((size_t) total + 1) * (columns + 1) * sizeof(int32_t));
	SdcInputCell *input = malloc(((size_t) total + 1) * sizeof(SdcInputCell));
	SdcOutcome *result = calloc(total + 1, sizeof(SdcOutcome));
	SdcPoints	points[MAX_COLUMNS * 2 + 1];
	int			rows = 0;
	int			column = 0;
	SdcProblem	problem;
	int64_t		blocks_before = blocks;

	memset(points, 0, sizeof(points));
	shuffle(order, total);
	if (!variant->shuffle_rows)
		for (int i = 0; i < total; i++)
			order[i] = i;
	shuffle(column_order, columns);
	if (!variant->shuffle_columns)
		for (int i = 0; i < columns; i++)
			column_order[i] = i;
	for (int i = 0; i < columns; i++)
	{
		new_code[i] = malloc(MAX_SELECTIONS * 4 * sizeof(int));
		shuffle(new_code[i], MAX_SELECTIONS * 4);
	}

	/* Ranges keep their codes. */
	for (int a = 0; a < t->axes; a++)
	{
		const Axis *axis = &t->axis[a];

		if (axis->codes > 0)
			points[column_order[column]] = points_of(axis);
		column += axis->columns;
	}
	for (int i = 0; i < total; i++)
	{
		const Table *from = order[i] < t->cells ? t : variant->beside;
		int			cell = from == t ? order[i] : order[i] - t->cells;
		int32_t    *to = codes + rows * (columns + extra);

		if (from->absent[cell])
			continue;
		for (int k = 0; k < columns; k++)
		{
			int32_t		code = k < from->columns ? from->codes[cell * from->columns + k] : SDC_TOTAL;

			to[column_order[k]] = variant->shuffle_codes && code != SDC_TOTAL && points[column_order[k]].codes == 0 ?
				new_code[k][code] : code;
		}
		if (extra)
			to[columns] = from != t;
		input[rows] = from->input[cell];
		if (variant->shuffle_codes || variant->shuffle_columns)
			input[rows].label = label_hash(to, columns + extra);
		order[rows++] = order[i];
	}
	cube.cells = rows;
	cube.dimensions = columns + extra;
	cube.codes = codes;
	cube.input = input;
	cube.points = points;
	problem = sdc_protect_cube(&cube, &hooks, result, report);
	for (int i = 0; i < rows; i++)
		if (order[i] < t->cells)
			outcome[order[i]] = result[i];
	for (int i = 0; i < t->cells; i++)
		if (t->absent[i])
			outcome[i] = SDC_OUT_PUBLISH;
	for (int i = 0; i < columns; i++)
	{
		free(new_code[i]);
		free((void *) points[i].start);
		free((void *) points[i].point);
	}
	free(order);
	free(codes);
	free(input);
	free(result);
	if (problem == SDC_OK && blocks != blocks_before)
	{
		printf("%lld blocks of memory are left\n", (long long) (blocks - blocks_before));
		exit(1);
	}
	blocks = blocks_before;
	return problem;
}

/* The checker */

static const uint64_t primes[2] = {2147483647, 2147483629};

typedef struct Span
{
	uint64_t	prime;
	int			atoms;
	int			rank;
	int		   *pivot;			/* column of each basis vector */
	uint32_t  **basis;			/* pivot coefficient is 1 */
} Span;

static uint64_t
power(uint64_t a, uint64_t n, uint64_t prime)
{
	uint64_t	result = 1;

	for (; n; n >>= 1, a = a * a % prime)
		if (n & 1)
			result = result * a % prime;
	return result;
}

static void
open_span(Span *span, int atoms, uint64_t prime)
{
	span->prime = prime;
	span->atoms = atoms;
	span->rank = 0;
	span->pivot = malloc(atoms * sizeof(int));
	span->basis = malloc(atoms * sizeof(uint32_t *));
}

static void
close_span(Span *span)
{
	while (span->rank > 0)
		free(span->basis[--span->rank]);
	free(span->pivot);
	free(span->basis);
}

/* Take from a vector what is in the span; scale the rest to begin with 1. */
static int
reduce(const Span *span, uint32_t *vector)
{
	int			first = -1;
	uint64_t	inverse;

	for (int i = 0; i < span->rank; i++)
	{
		uint64_t	factor = vector[span->pivot[i]];

		if (factor == 0)
			continue;
		factor = span->prime - factor;
		for (int k = span->pivot[i]; k < span->atoms; k++)
			vector[k] = (uint32_t) ((vector[k] + factor * span->basis[i][k]) % span->prime);
	}
	for (int k = 0; k < span->atoms && first < 0; k++)
		if (vector[k])
			first = k;
	if (first < 0)
		return -1;
	inverse = power(vector[first], span->prime - 2, span->prime);
	for (int k = first; k < span->atoms; k++)
		vector[k] = (uint32_t) (vector[k] * inverse % span->prime);
	return first;
}

/* The basis is kept in order of pivots, so one pass reduces. */
static void
extend(Span *span, const uint32_t *vector, int first)
{
	int			at = span->rank++;
	uint32_t   *copy = malloc(span->atoms * sizeof(uint32_t));

	memcpy(copy, vector, span->atoms * sizeof(uint32_t));
	for (; at > 0 && span->pivot[at - 1] > first; at--)
	{
		span->pivot[at] = span->pivot[at - 1];
		span->basis[at] = span->basis[at - 1];
	}
	span->pivot[at] = first;
	span->basis[at] = copy;
}

static void
cell_vector(const Table *t, int cell, uint32_t *vector)
{
	for (int i = 0; i < t->atoms; i++)
		vector[i] = cell_has_atom(t, cell, i);
}

typedef struct Tally
{
	int64_t		tables;
	int64_t		cells;
	int64_t		protected;
	int64_t		secondary;
	int64_t		unprotectable;
	int64_t		not_additive;
	int64_t		checked_superfluous;
	int64_t		checked_singletons;
	int64_t		checked_sums;
	int64_t		sums_through_hidden;
	int64_t		failures;
	int64_t		order_differs;
	int64_t		ties_differ;
	int64_t		ties_differ_in_value;
	int64_t		ties_compared;
	int64_t		superfluous_in_large;
	int64_t		secondary_in_large;
} Tally;

static Tally tally;
static uint64_t table_seed;

static void
show_table(const Table *t)
{
	printf("  min_count %lld zero %s singletons %d sum %lld share %d prefer %s rate %d\n",
		   (long long) t->min_count, t->protect_zero ? "protect" : "publish", t->rules.protect_singletons,
		   (long long) t->rules.min_suppressed_sum, t->rules.max_share,
		   t->rules.prefer_totals ? "totals" : "large", t->rules.is_rate);
	for (int c = 0; c < t->cells && c < 150; c++)
	{
		printf("  ");
		for (int k = 0; k < t->columns; k++)
			printf("%3d", t->codes[c * t->columns + k]);
		if (t->input[c].has_value)
			printf("  %6lld", (long long) t->input[c].count);
		else
			printf("    null");
		if (t->rules.is_rate)
			printf("/%lld", (long long) t->input[c].denominator);
		printf(" %s%s%s%s\n", t->absent[c] ? "absent " : "", t->input[c].is_known ? "known " : "",
			   t->input[c].is_working ? "working " : "",
			   (const char *[]) {"", "primary", "group", "secondary"}[t->outcome[c]]);
	}
	for (int a = 0; a < t->axes; a++)
		for (int i = 0; i < t->axis[a].codes; i++)
			printf("  axis %d code %d: points %d..%d\n", a, i, t->axis[a].low[i], t->axis[a].high[i] - 1);
}

static void
fail(const Table *t, const char *what, int cell)
{
	tally.failures++;
	printf("FAILED: %s (table seed %llu, %d cells, cell %d)\n", what, (unsigned long long) table_seed, t->cells, cell);
	if (tally.failures <= 3 || getenv("VERBOSE"))
		show_table(t);
}

/* A single unit with, or without, the event. */
static int
lone(const Table *t, int cell)
{
	const SdcInputCell *input = &t->input[cell];

	if (!input->has_value)
		return 0;
	return (input->count == 1) | (t->rules.is_rate && input->denominator - input->count == 1) << 1;
}

/* Is each lone unit of one cell, with the event or without it, the lone unit of the other? */
static bool
same_unit(const Table *t, int a, int b)
{
	int			others = lone(t, a);

	for (int i = 0; i < t->atoms; i++)
		if (cell_has_atom(t, a, i) && cell_has_atom(t, b, i))
		{
			if ((lone(t, b) & 1) && t->count[i] == 1)
				others &= ~1;
			if ((lone(t, b) & 2) && t->denominator[i] - t->count[i] == 1)
				others &= ~2;
		}
	return others == 0;
}

static bool
is_zero_vector(const uint32_t *vector, int atoms)
{
	for (int i = 0; i < atoms; i++)
		if (vector[i])
			return false;
	return true;
}

/*
 * Whatever is published, are the protected cells safe? Returns the first that
 * is not, or -1. "residues" are the protected cells modulo the span.
 */
static int
find_leak(const Table *t, const int *protected, int count, uint32_t *const *residues, bool *by_unit)
{
	for (int i = 0; i < count; i++)
		if (is_zero_vector(residues[i], t->atoms))
		{
			*by_unit = false;
			return protected[i];
		}
	if (!t->rules.protect_singletons)
		return -1;
	for (int i = 0; i < count; i++)
	{
		if (!lone(t, protected[i]))
			continue;
		for (int k = 0; k < count; k++)
			if (k != i && memcmp(residues[i], residues[k], t->atoms * sizeof(uint32_t)) == 0 &&
				!same_unit(t, protected[i], protected[k]))
			{
				*by_unit = true;
				return protected[k];
			}
	}
	return -1;
}

static bool
reader_knows(const Table *t, int cell, bool only_given)
{
	if (t->absent[cell] || t->input[cell].is_known)
		return true;
	return !only_given && t->outcome[cell] == SDC_OUT_PUBLISH && t->input[cell].has_value && !t->input[cell].is_working;
}

static void
check_table(Table *t, uint64_t prime, bool only_given, bool superfluous)
{
	Span		span;
	uint32_t   *vector = malloc(t->atoms * sizeof(uint32_t));
	int		   *protected = malloc(t->cells * sizeof(int));
	uint32_t  **residues = malloc(t->cells * sizeof(uint32_t *));
	int			count = 0;
	int			leak;
	bool		by_unit = false;

	open_span(&span, t->atoms, prime);
	/* All that is in an empty cell is empty. */
	for (int atom = 0; atom < t->atoms; atom++)
		for (int c = 0; c < t->cells; c++)
			if (t->absent[c] && cell_has_atom(t, c, atom))
			{
				memset(vector, 0, t->atoms * sizeof(uint32_t));
				vector[atom] = 1;
				extend(&span, vector, atom);
				break;
			}
	for (int c = 0; c < t->cells; c++)
		if (!t->absent[c] && reader_knows(t, c, only_given))
		{
			int			first;

			cell_vector(t, c, vector);
			first = reduce(&span, vector);
			if (first >= 0)
				extend(&span, vector, first);
		}
	for (int c = 0; c < t->cells; c++)
	{
		if (!t->protected[c])
			continue;
		residues[count] = malloc(t->atoms * sizeof(uint32_t));
		cell_vector(t, c, residues[count]);
		reduce(&span, residues[count]);
		protected[count++] = c;
	}
	leak = find_leak(t, protected, count, residues, &by_unit);
	if (only_given)
	{
		if (leak < 0)
			fail(t, "refused, though hiding everything else would be safe", -1);
	}
	else if (leak >= 0)
		fail(t, by_unit ? "a single unit can compute a protected cell" : "a protected cell can be computed", leak);

	/* No hidden cell can be computed, whatever it is hidden for. */
	for (int c = 0; c < t->cells && !only_given; c++)
	{
		if (t->outcome[c] != SDC_OUT_SECONDARY || !t->input[c].has_value || t->input[c].is_working)
			continue;
		cell_vector(t, c, vector);
		if (reduce(&span, vector) < 0)
			fail(t, "a secondary cell can be computed anyhow", c);
	}

	/* Publishing any secondary cell would give a protected one away. */
	if (superfluous && leak < 0)
	{
		uint32_t  **after = malloc(count * sizeof(uint32_t *));

		for (int i = 0; i < count; i++)
			after[i] = malloc(t->atoms * sizeof(uint32_t));
		for (int c = 0; c < t->cells; c++)
		{
			Span		one;
			int			first;

			if (t->outcome[c] != SDC_OUT_SECONDARY || !t->input[c].has_value || t->input[c].is_working)
				continue;
			if (superfluous)
				tally.checked_superfluous++;
			cell_vector(t, c, vector);
			first = reduce(&span, vector);
			if (first < 0)
				continue;
			open_span(&one, t->atoms, prime);
			extend(&one, vector, first);
			for (int i = 0; i < count; i++)
			{
				memcpy(after[i], residues[i], t->atoms * sizeof(uint32_t));
				reduce(&one, after[i]);
			}
			if (find_leak(t, protected, count, after, &by_unit) < 0)
				fail(t, "a secondary cell is superfluous", c);
			close_span(&one);
		}
		for (int i = 0; i < count; i++)
			free(after[i]);
		free(after);
	}
	while (count > 0)
		free(residues[--count]);
	free(residues);
	free(protected);
	free(vector);
	close_span(&span);
}

/*
 * Sums of hidden parts. A box is a product of selections, of a grouping set that
 * is printed or that printed ones share; box number = selections in mixed radix.
 * It is split into the boxes of a next finer set, or a window into its years.
 * The least that a hidden box can be found to hold is its printed value, or the
 * least of one of its splits.
 */
typedef struct BoxSum
{
	int64_t		value;			/* or UNKNOWN */
	bool		can_grow;		/* a published cell was taken off */
} BoxSum;

#define UNKNOWN INT64_MAX
#define MAX_BOXES 20000

typedef struct Boxes
{
	const Table *table;
	int			boxes;
	int			stride[MAX_AXES];
	int		   *printed;		/* cell of each box, or -1 */
	int		   *set_of;			/* grouping set of each box, or -1 */
	int			sets;
	uint32_t   *columns;		/* of each set */
	bool	   *is_next;		/* sets x sets: no other set in between */
	bool	   *known;			/* to the reader */
	bool	   *given;			/* cells that cannot be hidden */
	bool		complements;
	bool	   *done;
	BoxSum	   *least;
	BoxSum	   *protected;		/* the least with a protected cell in it */
	bool	   *through_hidden; /* less than what is printed */
} Boxes;

static int
selection_of(const Boxes *b, int box, int axis)
{
	return box / b->stride[axis] % b->table->axis[axis].selections;
}

/* The columns of an axis that a selection has a value in. */
static uint32_t
columns_of(const Axis *axis, int selection)
{
	uint32_t	columns = 0;

	for (int k = 0; k < axis->columns; k++)
		if (axis->selection[selection].code[k] != SDC_TOTAL)
			columns |= UINT32_C(1) << k;
	return columns;
}

static void
find_sets(Boxes *b)
{
	const Table *t = b->table;
	int			possible = 1 << t->columns;
	uint32_t   *columns = calloc(b->boxes, sizeof(uint32_t));
	int		   *number = malloc(possible * sizeof(int));

	for (int box = 0; box < b->boxes; box++)
		for (int axis = 0, column = 0; axis < t->axes; column += t->axis[axis++].columns)
			columns[box] |= columns_of(&t->axis[axis], selection_of(b, box, axis)) << column;
	memset(number, 0xff, possible * sizeof(int));
	for (int box = 0; box < b->boxes; box++)
		if (b->printed[box] >= 0 && !t->absent[b->printed[box]])
			number[columns[box]] = 0;

	/* What two sets share comes before both, so it is met in its turn. */
	for (int x = possible; x-- > 0;)
		for (int y = possible; number[x] >= 0 && y-- > 0;)
			if (number[y] >= 0)
				number[x & y] = 0;
	b->columns = malloc(possible * sizeof(uint32_t));
	for (int x = 0; x < possible; x++)
		if (number[x] >= 0)
		{
			b->columns[b->sets] = x;
			number[x] = b->sets++;
		}

	/* A window that is not printed is no cell: its years are. */
	for (int box = 0; box < b->boxes; box++)
	{
		b->set_of[box] = number[columns[box]];
		for (int axis = 0; axis < t->axes && b->printed[box] < 0; axis++)
			if (t->axis[axis].codes > 0 && t->axis[axis].selection[selection_of(b, box, axis)].level == 1)
				b->set_of[box] = -1;
	}

	b->is_next = calloc((size_t) b->sets * b->sets, sizeof(bool));
	for (int x = 0; x < b->sets; x++)
		for (int y = 0; y < b->sets; y++)
		{
			bool	   *is_next = &b->is_next[x * b->sets + y];

			*is_next = x != y && (b->columns[x] & ~b->columns[y]) == 0;
			for (int between = 0; between < b->sets && *is_next; between++)
				*is_next = between == x || between == y || (b->columns[x] & ~b->columns[between]) != 0 ||
					(b->columns[between] & ~b->columns[y]) != 0;
		}
	free(columns);
	free(number);
}

/*
 * The parts of a box, when they make it up: into those of a set, or, beyond the
 * number of sets, into the years of an axis. Returns how many; 0 if there is no
 * such split.
 */
static int
split_box(const Boxes *b, int box, int way, int **parts)
{
	const Table *t = b->table;
	int			count = 1;

	*parts = NULL;
	if (b->set_of[box] < 0 || (way < b->sets && !b->is_next[b->set_of[box] * b->sets + way]))
		return 0;
	*parts = malloc(b->boxes * sizeof(int));
	(*parts)[0] = box;
	for (int axis = 0, column = 0; axis < t->axes; column += t->axis[axis++].columns)
	{
		const Axis *a = &t->axis[axis];
		int			selection = selection_of(b, box, axis);
		const Selection *whole = &a->selection[selection];
		uint32_t	columns = way < b->sets ? b->columns[way] >> column & ((1 << a->columns) - 1) : 0;
		int			times[MAX_AXIS_ATOMS] = {0};
		int			before = count;

		if (way < b->sets ? columns == columns_of(a, selection) : axis != way - b->sets)
			continue;
		for (int i = 0; i < a->selections; i++)
		{
			const Selection *part = &a->selection[i];
			bool		inside = a->codes > 0 ? part->level == a->years_level : columns_of(a, i) == columns;

			for (int k = 0; k < a->atoms && inside; k++)
				inside = whole->atom[k] || !part->atom[k];
			if (!inside || i == selection)
				continue;
			for (int k = 0; k < a->atoms; k++)
				times[k] += part->atom[k];
			for (int k = 0; k < before; k++)
				(*parts)[count++] = (*parts)[k] + (i - selection) * b->stride[axis];
		}

		/* The boxes before the split give way to their parts. */
		count -= before;
		memmove(*parts, *parts + before, count * sizeof(int));
		for (int k = 0; k < a->atoms; k++)
			if (times[k] != whole->atom[k])
				count = 0;
		if (count == 0)
			return 0;
	}
	for (int i = 0; i < count; i++)
		if (b->set_of[(*parts)[i]] < 0)
			return 0;
	return count;
}

/*
 * What the reader knows of the boxes: what is printed, and what follows, one
 * split at a time.
 */
static void
know_boxes(Boxes *b)
{
	bool		found = true;

	for (int box = 0; box < b->boxes; box++)
		b->known[box] = b->printed[box] >= 0 && reader_knows(b->table, b->printed[box], false);
	while (found)
	{
		found = false;
		for (int box = 0; box < b->boxes; box++)
			for (int way = 0; way < b->sets + b->table->axes; way++)
			{
				int		   *parts;
				int			count = split_box(b, box, way, &parts);
				int			last = box;
				int			unknown = !b->known[box];

				for (int i = 0; i < count; i++)
					if (!b->known[parts[i]])
					{
						unknown++;
						last = parts[i];
					}
				if (count > 0 && unknown == 1)
					found = b->known[last] = true;
				free(parts);
			}
	}
}

static int64_t
box_value(const Boxes *b, int cell)
{
	const SdcInputCell *input = &b->table->input[cell];

	return b->complements ? input->denominator - input->count : input->count;
}

static BoxSum
plus(BoxSum x, BoxSum y)
{
	if (x.value == UNKNOWN || y.value == UNKNOWN)
		return (BoxSum) {UNKNOWN, false};
	return (BoxSum) {x.value + y.value, x.can_grow || y.can_grow};
}

static BoxSum
smaller(BoxSum x, BoxSum y)
{
	return x.value < y.value || (x.value == y.value && x.can_grow) ? x : y;
}

static void find_box(Boxes *b, int box);

/* What the parts of a box hold at least. */
static void
sum_parts(Boxes *b, const int *parts, int count, BoxSum *least, BoxSum *protected, bool *through_hidden)
{
	*least = (BoxSum) {0, false};
	*protected = (BoxSum) {UNKNOWN, false};
	*through_hidden = false;
	for (int i = 0; i < count; i++)
	{
		int			part = parts[i];
		int			cell = b->printed[part];

		if (b->known[part])
		{
			if (cell >= 0 && !b->table->absent[cell] && !b->given[cell] &&
				b->table->outcome[cell] == SDC_OUT_PUBLISH && box_value(b, cell) > 0)
				least->can_grow = protected->can_grow = true;
			continue;
		}
		find_box(b, part);
		*through_hidden = *through_hidden || b->through_hidden[part];
		*protected = smaller(plus(*protected, b->least[part]), plus(*least, b->protected[part]));
		*least = plus(*least, b->least[part]);
	}
}

static void
find_box(Boxes *b, int box)
{
	int			cell = b->printed[box];

	if (b->done[box])
		return;
	b->done[box] = true;
	b->least[box] = b->protected[box] = (BoxSum) {UNKNOWN, false};
	if (cell >= 0 && b->table->input[cell].has_value)
	{
		b->least[box].value = box_value(b, cell);
		if (b->table->protected[cell])
			b->protected[box] = b->least[box];
	}
	for (int way = 0; way < b->sets + b->table->axes; way++)
	{
		BoxSum		least;
		BoxSum		protected;
		bool		through_hidden;
		int		   *parts;
		int			count = split_box(b, box, way, &parts);

		if (count > 0)
		{
			sum_parts(b, parts, count, &least, &protected, &through_hidden);
			if (cell >= 0 && b->table->input[cell].has_value && least.value < box_value(b, cell))
				b->through_hidden[box] = true;
			b->least[box] = smaller(least, b->least[box]);
			b->protected[box] = smaller(protected, b->protected[box]);
		}
		free(parts);
	}
}

/* Is the cell, or one that is the same, known from elsewhere? */
static bool
is_given(const Table *t, int cell)
{
	for (int c = 0; c < t->cells; c++)
	{
		bool		same = t->input[c].is_known;

		for (int i = 0; i < t->atoms && same; i++)
			same = cell_has_atom(t, c, i) == cell_has_atom(t, cell, i) || (t->count[i] == 0 && t->denominator[i] == 0);
		if (same)
			return true;
	}
	return false;
}

/*
 * The hidden parts of what the reader knows, a protected cell among them, sum
 * to enough, or nothing is left to hide.
 */
static void
check_sums(const Table *t)
{
	Boxes		b = {.table = t, .boxes = 1};

	for (int axis = 0; axis < t->axes; axis++)
	{
		b.stride[axis] = b.boxes;
		b.boxes *= t->axis[axis].selections;
	}
	if (b.boxes > MAX_BOXES)
		return;
	b.printed = malloc(b.boxes * sizeof(int));
	b.set_of = malloc(b.boxes * sizeof(int));
	b.known = malloc(b.boxes);
	b.given = malloc(t->cells);
	b.done = malloc(b.boxes);
	b.least = malloc(b.boxes * sizeof(BoxSum));
	b.protected = malloc(b.boxes * sizeof(BoxSum));
	b.through_hidden = malloc(b.boxes);
	memset(b.printed, 0xff, b.boxes * sizeof(int));
	for (int c = 0; c < t->cells; c++)
	{
		int			box = 0;

		for (int axis = 0; axis < t->axes; axis++)
			box += t->pick[c][axis] * b.stride[axis];
		b.printed[box] = c;
		b.given[c] = is_given(t, c);
	}
	find_sets(&b);
	know_boxes(&b);
	for (int complements = 0; complements < 1 + t->rules.is_rate; complements++)
	{
		int64_t		enough = complements ? t->rules.min_complement_sum : t->rules.min_suppressed_sum;

		b.complements = complements;
		memset(b.done, 0, b.boxes);
		memset(b.through_hidden, 0, b.boxes);
		for (int box = 0; box < b.boxes && enough > 0; box++)
			for (int way = 0; way < b.sets + t->axes && b.known[box]; way++)
			{
				BoxSum		least;
				BoxSum		protected;
				bool		through_hidden;
				int		   *parts;
				int			count = split_box(&b, box, way, &parts);

				if (count > 1)
				{
					sum_parts(&b, parts, count, &least, &protected, &through_hidden);
					tally.checked_sums += protected.value < UNKNOWN;
					tally.sums_through_hidden += protected.value < UNKNOWN && through_hidden;
					if (protected.value < enough && protected.can_grow)
						fail(t, complements ? "complements of hidden parts sum to too little" :
							 "hidden parts sum to too little", b.printed[box]);
				}
				free(parts);
			}
	}
	free(b.printed);
	free(b.set_of);
	free(b.columns);
	free(b.is_next);
	free(b.known);
	free(b.given);
	free(b.done);
	free(b.least);
	free(b.protected);
	free(b.through_hidden);
}

/* The same table, differently written. */
static void
check_variant(Table *t, const Variant *variant, const char *what, bool exact)
{
	SdcOutcome *outcome = calloc(t->cells, sizeof(SdcOutcome));
	SdcReport	report;
	int			different = -1;
	int64_t		balance = 0;
	int64_t		value = 0;

	if (protect_table(t, variant, outcome, &report) != SDC_OK)
		fail(t, what, -1 - report.problem);
	else
	{
		for (int c = 0; c < t->cells; c++)
		{
			bool		hidden = t->outcome[c] != SDC_OUT_PUBLISH;
			bool		hidden_now = outcome[c] != SDC_OUT_PUBLISH;

			if (t->outcome[c] != outcome[c] && different < 0)
				different = c;
			balance += (int) hidden - (int) hidden_now;
			value += ((int) hidden - (int) hidden_now) * t->input[c].count;
		}
		if (exact && different >= 0)
			fail(t, what, different);
		if (!exact)
		{
			tally.ties_compared++;
			tally.ties_differ += different >= 0;
			tally.ties_differ_in_value += balance != 0 || value != 0;
		}
	}
	free(outcome);
}

static void
test_table(uint64_t seed, bool large)
{
	Recipe		recipe = {.large = large};
	Table	   *t;
	Variant		plain = {0};
	SdcReport	report;
	SdcProblem	problem;

	random_state = table_seed = seed;
	recipe.is_rate = chance(25);
	recipe.group_by = chance(50);
	recipe.all_sets = chance(65);
	recipe.known = chance(15);
	recipe.distinct = chance(50);
	recipe.null_cells = chance(8);
	t = make_table(&recipe);
	problem = protect_table(t, &plain, t->outcome, &report);
	for (int c = 0; c < t->cells; c++)
	{
		t->protected[c] = !t->absent[c] && !t->input[c].is_known && t->input[c].has_value &&
			(t->input[c].is_primary || (problem == SDC_OK && t->outcome[c] == SDC_OUT_GROUP)) &&
			!(t->input[c].is_working && is_given(t, c));	/* published elsewhere, as another cell */
		tally.protected += t->protected[c];
		tally.cells += !t->absent[c];
		if (problem == SDC_OK)
		{
			tally.secondary += t->outcome[c] == SDC_OUT_SECONDARY;
			if (t->input[c].is_known && t->outcome[c] != SDC_OUT_PUBLISH)
				fail(t, "a known cell is hidden", c);
			if (t->protected[c] && t->outcome[c] == SDC_OUT_PUBLISH)
				fail(t, "a protected cell is published", c);
			if (t->input[c].is_working && t->outcome[c] == SDC_OUT_PUBLISH && !t->absent[c])
				fail(t, "a working cell is published", c);
		}
	}
	tally.tables++;
	if (problem == SDC_UNPROTECTABLE)
	{
		tally.unprotectable++;
		if (t->rules.max_share == 100 && t->rules.min_suppressed_sum == 0)
			check_table(t, primes[0], true, false);
	}
	else if (problem == SDC_NOT_ADDITIVE)
	{
		tally.not_additive++;
		if (recipe.all_sets)
			fail(t, "a sum of parts is said to differ", -1);
	}
	else if (problem != SDC_OK)
		fail(t, "refused", -1);
	else
	{
		bool		exact_path = t->cells < 60;
		bool		sums = t->rules.min_suppressed_sum > 0;

		check_table(t, primes[seed % 2], false, exact_path && !sums && !recipe.null_cells);
		if (exact_path)
			check_table(t, primes[1 - seed % 2], false, false);
		check_sums(t);
		check_variant(t, &(Variant) {.shuffle_rows = true}, "the order of rows changes the outcome", true);
		check_variant(t, &(Variant) {.shuffle_rows = true, .shuffle_codes = true}, "labels change the outcome", false);
		check_variant(t, &(Variant) {.shuffle_columns = true}, "the order of dimensions changes the outcome", false);
	}
	free_table(t);
}

/* Beside an unrelated table the outcome stays the same. */
static void
test_unrelated(uint64_t seed, bool large)
{
	Recipe		recipe = {.large = large, .all_sets = true, .distinct = true};
	Table	   *t;
	Table	   *other;
	SdcReport	report;
	Variant		plain = {0};

	/* Tables of the same shape. */
	random_state = table_seed = seed;
	t = make_table(&recipe);
	random_state = seed;
	recipe.counts = ~seed;
	other = make_table(&recipe);
	tally.tables++;
	tally.cells += t->cells;
	if (protect_table(t, &plain, t->outcome, &report) == SDC_OK)
		check_variant(t, &(Variant) {.beside = other}, "an unrelated table changes the outcome", true);
	free_table(t);
	free_table(other);
}

int
main(int argc, char **argv)
{
	int64_t		tables = argc > 1 ? atoll(argv[1]) : 6000;
	uint64_t	seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;

	if (argc > 3)
	{
		setenv("VERBOSE", "1", 1);
		test_table(strtoull(argv[3], NULL, 10), strtoull(argv[3], NULL, 10) % 64 == 0);
	}
	else
		for (int64_t i = 0; i < tables; i++)
		{
			uint64_t	this_seed = seed * 1000000 + i;

			if (getenv("TRACE"))
				fprintf(stderr, "%llu\n", (unsigned long long) this_seed);

			test_table(this_seed, this_seed % 64 == 0);
			if (i % 8 == 0)
				test_unrelated(this_seed, this_seed % 64 == 0);
		}
	printf("%lld tables, %lld cells, %lld protected, %lld secondary; %lld refused as given away, %lld as not additive\n",
		   (long long) tally.tables, (long long) tally.cells, (long long) tally.protected, (long long) tally.secondary,
		   (long long) tally.unprotectable, (long long) tally.not_additive);
	printf("%lld secondary cells needed, %lld sums of hidden parts, %lld of them through a hidden total; "
		   "other labels or order of dimensions: %lld of %lld patterns differ by ties, %lld in number or value\n",
		   (long long) tally.checked_superfluous, (long long) tally.checked_sums, (long long) tally.sums_through_hidden,
		   (long long) tally.ties_differ, (long long) tally.ties_compared, (long long) tally.ties_differ_in_value);
	printf("%lld failures\n", (long long) tally.failures);
	return tally.failures > 0;
}
