/*-------------------------------------------------------------------------
 *
 * cube.c
 *		From the rows of GROUPING SETS to the equations a reader could use.
 *
 * A grouping set is the set of dimensions that its cells are grouped by. Every
 * cell of a set is the sum of the cells below it in a finer set, so each pair
 * of a set and a next finer one gives a relation for every total.
 *
 * Two sets that are not nested (by district and by postcode) are linked through
 * the set of the dimensions that they share, also when no row of that set is
 * among the input: such cells are added as unknowns that nobody publishes. So
 * are the single points (years) that overlapping ranges have in common.
 *
 * Rows that are absent stand for empty cells, which is what GROUP BY leaves
 * out; that the sums fit is checked.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/cube.h"
#include "sdc/sums.h"
#include "sdc/union_find.h"

#include <stdlib.h>
#include <string.h>

#define Max(a, b) ((a) > (b) ? (a) : (b))
#define Min(a, b) ((a) < (b) ? (a) : (b))

#define MAX_SETS 4096
#define MAX_CELLS 100000000

typedef SdcRelatedCell Cell;

typedef struct Builder
{
	const SdcCube *cube;
	const SdcHooks *hooks;
	SdcReport  *report;
	int32_t		cells;
	int32_t		capacity;
	Cell	   *cell;
	int32_t    *codes;			/* cells x dimensions */
	int32_t    *table;			/* hash table of cells by codes */
	uint32_t	table_mask;
	int32_t    *point_code[SDC_MAX_DIMENSIONS]; /* code of each single point */
	int32_t    *low[SDC_MAX_DIMENSIONS];
	int32_t    *high[SDC_MAX_DIMENSIONS];

	int32_t		sets;
	uint32_t	set[MAX_SETS];	/* dimensions grouped by */

	int32_t		relations;
	int32_t		relation_capacity;
	int64_t    *start;			/* relations + 1 */
	bool	   *is_range;		/* relation of a range to its points */
	bool	   *implied;		/* relation that follows from earlier ones */
	int64_t		member_capacity;
	int32_t    *members;
} Builder;

static void *
allocate(const Builder *b, size_t size)
{
	return b->hooks->allocate(b->hooks->context, size ? size : 1);
}

static void
release(const Builder *b, void *memory)
{
	if (memory)
		b->hooks->release(b->hooks->context, memory);
}

/* A larger copy of an array; the old one is released. */
static void *
enlarge(const Builder *b, void *array, size_t used, size_t size)
{
	void	   *larger = allocate(b, size);

	if (used)
		memcpy(larger, array, used);
	release(b, array);
	return larger;
}

/* Cells by their codes */

static uint32_t
hash_codes(const int32_t *codes, int32_t dimensions)
{
	uint64_t	hash = 0;

	for (int32_t d = 0; d < dimensions; d++)
		hash = mix(hash * 31 + (uint32_t) codes[d] + 1);
	return (uint32_t) hash;
}

static int32_t *
find_slot(const Builder *b, const int32_t *codes)
{
	int32_t		dimensions = b->cube->dimensions;
	uint32_t	at = hash_codes(codes, dimensions) & b->table_mask;

	while (b->table[at] >= 0 &&
		   memcmp(b->codes + (size_t) b->table[at] * dimensions, codes,
				  dimensions * sizeof(int32_t)) != 0)
		at = (at + 1) & b->table_mask;
	return &b->table[at];
}

static void
build_table(Builder *b, int32_t expected)
{
	uint32_t	size = 64;

	while (size < (uint32_t) expected * 2)
		size *= 2;
	release(b, b->table);
	b->table = allocate(b, (size_t) size * sizeof(int32_t));
	b->table_mask = size - 1;
	memset(b->table, 0xff, (size_t) size * sizeof(int32_t));
	for (int32_t c = 0; c < b->cells; c++)
		*find_slot(b, b->codes + (size_t) c * b->cube->dimensions) = c;
}

static uint32_t
grouped_by(const Builder *b, const int32_t *codes)
{
	uint32_t	grouped = 0;

	for (int32_t d = 0; d < b->cube->dimensions; d++)
		if (codes[d] != SDC_TOTAL)
			grouped |= UINT32_C(1) << d;
	return grouped;
}

/*
 * The cell with these codes; added as an unknown when there is none.
 */
static int32_t
find_or_add(Builder *b, const int32_t *codes)
{
	int32_t		dimensions = b->cube->dimensions;
	int32_t    *slot = find_slot(b, codes);
	int32_t		cell;

	if (*slot >= 0)
		return *slot;
	if (b->cells == MAX_CELLS)
	{
		b->report->problem = SDC_TOO_LARGE;
		return 0;
	}
	if (b->cells == b->capacity)
	{
		size_t		capacity = (size_t) b->capacity * 2 + 16;

		b->cell = enlarge(b, b->cell, b->cells * sizeof(Cell), capacity * sizeof(Cell));
		b->codes = enlarge(b, b->codes, (size_t) b->cells * dimensions * sizeof(int32_t),
						   capacity * dimensions * sizeof(int32_t));
		b->capacity = (int32_t) capacity;
	}
	cell = b->cells++;
	memset(&b->cell[cell], 0, sizeof(Cell));
	b->cell[cell].added = true;
	b->cell[cell].grouped = grouped_by(b, codes);
	memcpy(b->codes + (size_t) cell * dimensions, codes, dimensions * sizeof(int32_t));
	*slot = cell;
	if ((uint32_t) b->cells * 2 > b->table_mask)
		build_table(b, b->cells * 2);
	return cell;
}

/* Relations: the total is the first member. */

static void
add_member(Builder *b, int32_t cell)
{
	if (b->start[b->relations] == b->member_capacity)
	{
		b->member_capacity = b->member_capacity * 2 + 256;
		b->members = enlarge(b, b->members, b->start[b->relations] * sizeof(int32_t),
							 b->member_capacity * sizeof(int32_t));
	}
	b->members[b->start[b->relations]++] = cell;
}

static void
begin_relation(Builder *b, int32_t total, bool is_range)
{
	if (b->relations == b->relation_capacity)
	{
		int32_t		capacity = b->relation_capacity * 2 + 64;

		b->start = enlarge(b, b->start, ((size_t) b->relations + 1) * sizeof(int64_t),
						   ((size_t) capacity + 1) * sizeof(int64_t));
		b->is_range = enlarge(b, b->is_range, b->relations, capacity);
		b->relation_capacity = capacity;
	}
	b->is_range[b->relations] = is_range;
	b->relations++;
	b->start[b->relations] = b->start[b->relations - 1];
	add_member(b, total);
}

/* Does the code of a range dimension cover more than one point? */
static bool
is_wide(const Builder *b, int32_t dimension, int32_t code)
{
	return code != SDC_TOTAL && b->low[dimension] &&
		b->high[dimension][code] - b->low[dimension][code] > 1;
}

/*
 * Every cell of a wide range is the sum of the cells of its points.
 */
static void
relate_ranges(Builder *b, int32_t first_cell)
{
	int32_t		dimensions = b->cube->dimensions;
	int32_t		codes[SDC_MAX_DIMENSIONS];

	/* Cells added on the way are looked at in their turn. */
	for (int32_t c = first_cell; c < b->cells && b->report->problem == SDC_OK; c++)
	{
		memcpy(codes, b->codes + (size_t) c * dimensions, dimensions * sizeof(int32_t));
		for (int32_t d = 0; d < dimensions; d++)
		{
			int32_t		code = codes[d];

			if (!is_wide(b, d, code))
				continue;
			begin_relation(b, c, true);
			for (int32_t point = b->low[d][code]; point < b->high[d][code]; point++)
			{
				codes[d] = b->point_code[d][point];
				add_member(b, find_or_add(b, codes));
			}
			codes[d] = code;
		}
	}
}

/* Where a grouping set is in the list, or -1. */
static int32_t
number_of_set(const Builder *b, uint32_t grouped)
{
	for (int32_t i = 0; i < b->sets; i++)
		if (b->set[i] == grouped)
			return i;
	return -1;
}

static bool
add_set(Builder *b, uint32_t grouped)
{
	if (number_of_set(b, grouped) >= 0)
		return true;
	if (b->sets == MAX_SETS)
	{
		b->report->problem = SDC_TOO_MANY_SETS;
		return false;
	}
	b->set[b->sets++] = grouped;
	return true;
}

static int
compare_sets(const void *a, const void *b)
{
	uint32_t	x = *(const uint32_t *) a;
	uint32_t	y = *(const uint32_t *) b;
	int			difference = __builtin_popcount(y) - __builtin_popcount(x);

	return difference ? difference : x < y ? -1 : x > y;
}

/* The sets of the input and all their intersections, finest first. */
static bool
collect_sets(Builder *b)
{
	for (int32_t c = 0; c < b->cells; c++)
		if (!add_set(b, b->cell[c].grouped))
			return false;
	for (int32_t i = 1; i < b->sets; i++)
		for (int32_t k = 0; k < i; k++)
			if (!add_set(b, b->set[i] & b->set[k]))
				return false;
	qsort(b->set, b->sets, sizeof(uint32_t), compare_sets);
	return true;
}

/*
 * The relations between the totals of one set and their parts of a finer one.
 */
static void
relate_sets(Builder *b, uint32_t total_set, uint32_t part_set, const int32_t *parts, int32_t count)
{
	int32_t		dimensions = b->cube->dimensions;
	int32_t    *total_of = allocate(b, count * sizeof(int32_t));
	int32_t    *next = allocate(b, count * sizeof(int32_t));
	int32_t    *first;
	int32_t		before = b->cells;
	int32_t		codes[SDC_MAX_DIMENSIONS];

	for (int32_t i = 0; i < count; i++)
	{
		bool		wide = false;

		memcpy(codes, b->codes + (size_t) parts[i] * dimensions, dimensions * sizeof(int32_t));
		for (int32_t d = 0; d < dimensions; d++)
		{
			if (((part_set & ~total_set) >> d & 1) == 0)
				continue;
			/* A total over a range dimension is the sum over its points. */
			wide = wide || is_wide(b, d, codes[d]);
			codes[d] = SDC_TOTAL;
		}
		total_of[i] = wide ? -1 : find_or_add(b, codes);
	}
	relate_ranges(b, before);

	/* Chain the parts of each total, then write the chains out. */
	first = allocate(b, b->cells * sizeof(int32_t));
	memset(first, 0xff, b->cells * sizeof(int32_t));
	for (int32_t i = count; i-- > 0;)
	{
		if (total_of[i] < 0)
			continue;
		next[i] = first[total_of[i]];
		first[total_of[i]] = i;
	}
	for (int32_t i = 0; i < count; i++)
	{
		if (total_of[i] < 0 || first[total_of[i]] != i)
			continue;
		begin_relation(b, total_of[i], false);
		for (int32_t part = i; part >= 0; part = next[part])
			add_member(b, parts[part]);
	}
	release(b, first);
	release(b, next);
	release(b, total_of);
	b->hooks->check_interrupts(b->hooks->context);
}

/*
 * The height of each cell, in as many passes as relations of ranges come before
 * those that split their points.
 */
static void
find_heights(Builder *b)
{
	bool		higher = true;

	while (higher)
	{
		higher = false;
		for (int32_t r = 0; r < b->relations; r++)
		{
			Cell	   *total = &b->cell[b->members[b->start[r]]];

			for (int64_t k = b->start[r] + 1; k < b->start[r + 1]; k++)
			{
				const Cell *part = &b->cell[b->members[k]];

				if (part->height >= total->height)
				{
					total->height = part->height + 1;
					higher = true;
				}
			}
		}
	}
}

/*
 * Where the parts that have a value make up their total, the others that were
 * added are empty cells that GROUP BY left out: a year of a window without a row, beside
 * years that have one. The reader knows them as well.
 */
static bool
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
 * Of totals that do not add up the smallest group is named, and of several the
 * same one whatever the order of the rows.
 */
static bool
is_named_before(const Builder *b, int32_t relation, int32_t other)
{
	int32_t		x = b->members[b->start[relation]];
	int32_t		y = b->members[b->start[other]];
	int			difference = __builtin_popcount(b->cell[x].grouped) - __builtin_popcount(b->cell[y].grouped);

	if (difference != 0)
		return difference > 0;
	if (x != y && x < b->cube->cells && y < b->cube->cells)
		return b->cube->input[x].label < b->cube->input[y].label;
	return x == y && b->cell[b->members[b->start[relation] + 1]].grouped < b->cell[b->members[b->start[other] + 1]].grouped;
}

/*
 * Fill in the values of added cells, and check that what is known adds up.
 */
static bool
check_sums(Builder *b, bool *filled)
{
	int32_t		wrong = -1;

	*filled = false;
	for (int32_t r = 0; r < b->relations; r++)
	{
		const int32_t *members = b->members + b->start[r];
		int64_t		count = b->start[r + 1] - b->start[r];
		Cell	   *total = &b->cell[members[0]];
		__int128	sum = 0;
		__int128	denominators = 0;
		bool		known = true;

		for (int64_t k = 1; k < count; k++)
		{
			const Cell *part = &b->cell[members[k]];

			known = known && part->has_value;
			sum += part->count;
			denominators += part->denominator;
		}
		if (!known)
			continue;
		if (!total->has_value && total->added && sum <= INT64_MAX && denominators <= INT64_MAX)
		{
			*filled = total->has_value = true;
			total->count = (int64_t) sum;
			total->denominator = (int64_t) denominators;
		}
		if (total->has_value &&
			(sum - total->count > b->cube->tolerance || total->count - sum > b->cube->tolerance ||
			 denominators - total->denominator > b->cube->tolerance ||
			 total->denominator - denominators > b->cube->tolerance))
		{
			if (wrong < 0 || is_named_before(b, r, wrong))
				wrong = r;
		}
	}
	if (wrong < 0)
		return true;
	b->report->problem = SDC_NOT_ADDITIVE;
	b->report->part_grouped = b->cell[b->members[b->start[wrong] + 1]].grouped;
	memcpy(b->report->total, b->codes + (size_t) b->members[b->start[wrong]] * b->cube->dimensions,
		   b->cube->dimensions * sizeof(int32_t));
	return false;
}

/*
 * A window without a row, where other cells of its grouping set have that
 * window, is empty, and so are its years. That is only taken to be so where it
 * leaves no total without parts: rows may be missing for other reasons.
 */
static void
find_empty_windows(Builder *b)
{
	int32_t		dimensions = b->cube->dimensions;
	int32_t		codes[SDC_MAX_DIMENSIONS];
	bool	   *is_denied;

	for (int32_t d = 0; d < dimensions; d++)
	{
		int32_t		windows = b->cube->ranges[d].codes;
		bool	   *occurs = allocate(b, (size_t) b->sets * windows);

		memset(occurs, 0, (size_t) b->sets * windows);
		for (int32_t c = 0; c < b->cube->cells && windows > 0; c++)
		{
			int32_t		code = b->codes[(size_t) c * dimensions + d];

			if (is_wide(b, d, code))
				occurs[(size_t) number_of_set(b, b->cell[c].grouped) * windows + code] = true;
		}
		for (int32_t c = b->cube->cells; c < b->cells && windows > 0; c++)
		{
			const bool *occurs_here = occurs + (size_t) number_of_set(b, b->cell[c].grouped) * windows;
			int32_t		point;
			int32_t		found;

			memcpy(codes, b->codes + (size_t) c * dimensions, dimensions * sizeof(int32_t));
			if (codes[d] == SDC_TOTAL || is_wide(b, d, codes[d]) || b->cell[c].has_value)
				continue;
			point = b->low[d][codes[d]];
			for (int32_t window = 0; window < windows && !b->cell[c].is_empty; window++)
			{
				if (!occurs_here[window] || point < b->low[d][window] || point >= b->high[d][window])
					continue;
				codes[d] = window;
				found = *find_slot(b, codes);
				b->cell[c].is_empty = found < 0 ||
					(b->cell[found].is_empty && b->cell[found].has_value);
			}
		}
		release(b, occurs);
	}

	/* Every total is looked at before any part is taken back, in whatever order they come. */
	is_denied = allocate(b, b->relations);
	for (int32_t r = 0; r < b->relations; r++)
	{
		const Cell *total = &b->cell[b->members[b->start[r]]];

		is_denied[r] = total->count > 0 || total->denominator > 0;
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && is_denied[r]; k++)
			is_denied[r] = b->cell[b->members[k]].is_empty;
	}
	for (int32_t r = 0; r < b->relations; r++)
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && is_denied[r]; k++)
			if (!b->cell[b->members[k]].has_value)
				b->cell[b->members[k]].is_empty = false;
	release(b, is_denied);
}

typedef struct RankedMember
{
	int32_t		rank;
	int32_t		member;
} RankedMember;

/* A relation, to be sorted: by its total, then by its parts. */
typedef struct RankedRelation
{
	const RankedMember *members;
	int64_t		length;
	int32_t		relation;
	int32_t		place;			/* in the system */
	int32_t		height;			/* of the total */
} RankedRelation;

/*
 * A total that is split twice into sums of the same cells gives one equation
 * and not two. Parts come before the totals that they make up, so the cells that
 * a total is made of in the end are known, by a sum of random numbers, when it
 * is split. "order" lists the relations; NULL stands for their own order.
 */
static void
find_implied(const Builder *b, int32_t relations, const int64_t *start, const int32_t *members,
			 const RankedRelation *order, bool *implied)
{
	uint64_t   *made_of = allocate(b, b->cells * sizeof(uint64_t));
	bool	   *is_split = allocate(b, b->cells);

	memset(is_split, 0, b->cells);
	for (int32_t c = 0; c < b->cells; c++)
		made_of[c] = mix((uint64_t) c + UINT64_C(0x9e3779b97f4a7c15));
	for (int32_t i = 0; i < relations; i++)
	{
		int32_t		r = order ? order[i].place : i;
		int32_t		total = members[start[r]];
		uint64_t	sum = 0;

		for (int64_t k = start[r] + 1; k < start[r + 1]; k++)
			sum += made_of[members[k]];
		implied[r] = is_split[total] && sum == made_of[total];
		if (!is_split[total])
			made_of[total] = sum;
		is_split[total] = true;
	}
	release(b, is_split);
	release(b, made_of);
}

static bool
build(Builder *b)
{
	const SdcCube *cube = b->cube;
	int32_t    *parts;
	bool		filled;

	for (int32_t d = 0; d < cube->dimensions; d++)
	{
		const SdcRanges *ranges = &cube->ranges[d];
		int32_t		codes = ranges->codes;

		if (codes == 0)
			continue;
		/* Every point gets a code, an existing one where there is one. */
		b->low[d] = allocate(b, ((size_t) codes + ranges->points) * sizeof(int32_t));
		b->high[d] = allocate(b, ((size_t) codes + ranges->points) * sizeof(int32_t));
		b->point_code[d] = allocate(b, ranges->points * sizeof(int32_t));
		memcpy(b->low[d], ranges->low, codes * sizeof(int32_t));
		memcpy(b->high[d], ranges->high, codes * sizeof(int32_t));
		memset(b->point_code[d], 0xff, ranges->points * sizeof(int32_t));
		for (int32_t code = 0; code < ranges->codes; code++)
			if (ranges->high[code] - ranges->low[code] == 1)
				b->point_code[d][ranges->low[code]] = code;
		for (int32_t point = 0; point < ranges->points; point++)
		{
			if (b->point_code[d][point] >= 0)
				continue;
			b->low[d][codes] = point;
			b->high[d][codes] = point + 1;
			b->point_code[d][point] = codes++;
		}
	}

	b->capacity = cube->cells;
	b->cell = allocate(b, b->capacity * sizeof(Cell));
	b->codes = allocate(b, (size_t) b->capacity * cube->dimensions * sizeof(int32_t));
	memcpy(b->codes, cube->codes, (size_t) cube->cells * cube->dimensions * sizeof(int32_t));
	build_table(b, cube->cells * 2);
	for (int32_t c = 0; c < cube->cells; c++)
	{
		int32_t    *slot = find_slot(b, b->codes + (size_t) c * cube->dimensions);

		if (*slot >= 0)
		{
			b->report->problem = SDC_DUPLICATE;
			return false;
		}
		*slot = c;
		b->cell[c] = (Cell) {
			.has_value = cube->input[c].has_value,
			.grouped = grouped_by(b, b->codes + (size_t) c * cube->dimensions),
			.count = cube->input[c].count,
			.denominator = cube->input[c].denominator,
		};
		b->cells++;
	}

	b->start = allocate(b, sizeof(int64_t));
	b->start[0] = 0;
	relate_ranges(b, 0);
	if (b->report->problem != SDC_OK || !collect_sets(b))
		return false;

	for (int32_t i = 0; i < b->sets; i++)
	{
		int32_t		count = 0;

		/* Cells of this set: those added by finer sets are there by now. */
		for (int32_t c = 0; c < b->cells; c++)
			count += b->cell[c].grouped == b->set[i];
		parts = allocate(b, count * sizeof(int32_t));
		count = 0;
		for (int32_t c = 0; c < b->cells; c++)
			if (b->cell[c].grouped == b->set[i])
				parts[count++] = c;

		/* The next coarser sets: no other set lies in between. */
		for (int32_t k = i + 1; k < b->sets; k++)
		{
			bool		next = (b->set[k] & ~b->set[i]) == 0;

			for (int32_t between = i + 1; between < k && next; between++)
				if ((b->set[between] & ~b->set[i]) == 0 && (b->set[k] & ~b->set[between]) == 0)
					next = false;
			if (next)
				relate_sets(b, b->set[k], b->set[i], parts, count);
			if (b->report->problem != SDC_OK)
				return false;
		}
		release(b, parts);
	}
	find_heights(b);
	do
		if (!check_sums(b, &filled))
			return false;
	while (find_empty_parts(b) || filled);
	b->implied = allocate(b, b->relations);
	find_implied(b, b->relations, b->start, b->members, NULL, b->implied);
	find_empty_windows(b);
	return true;
}

/*
 * Order of publication. Ties are broken by what the cell is connected with,
 * so that renaming labels or reordering rows leaves the pattern as it is, and
 * only between cells that look alike all around by the labels themselves.
 */
typedef struct Order
{
	int32_t		cell;
	int32_t		preference;
	int32_t		height;
	bool		is_zero;
	int64_t		weight;
	uint64_t	shape;
	uint64_t	label;
	bool		prefer_totals;
} Order;

static int
compare_orders(const void *a, const void *b)
{
	const Order *x = a;
	const Order *y = b;

#define FIRST_IS_HIGHER(field) \
	do { if (x->field != y->field) return x->field > y->field ? -1 : 1; } while (0)
	FIRST_IS_HIGHER(preference);
	FIRST_IS_HIGHER(is_zero);
	if (x->prefer_totals)
		FIRST_IS_HIGHER(height);
	FIRST_IS_HIGHER(weight);
	FIRST_IS_HIGHER(height);
	FIRST_IS_HIGHER(shape);
	FIRST_IS_HIGHER(label);
#undef FIRST_IS_HIGHER
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* What hiding a cell costs, coarse. */
static int32_t
cost_of(const Order *order)
{
	int32_t		cost = 0;
	int32_t		preference = order->preference;

	for (int64_t weight = order->weight; weight; weight >>= 1)
		cost++;
	if (order->is_zero)
		cost = 127;
	cost += 128 * (order->prefer_totals ? (order->height < 127 ? order->height : 127) : 0);
	if (preference > 10000)
		preference = 10000;
	if (preference < -10000)
		preference = -10000;
	return cost + 128 * 128 * preference;
}

static int64_t
weight_of(const Builder *b, int32_t cell)
{
	return b->cube->is_rate ? b->cell[cell].denominator : b->cell[cell].count;
}

/*
 * Is a single unit alone in the cell: with the event, or without it?
 */
static int
lone_unit(const Builder *b, int32_t cell)
{
	const Cell *c = &b->cell[cell];

	if (!c->has_value)
		return 0;
	return (c->count == 1 ? 1 : 0) |
		(b->cube->is_rate && c->denominator - c->count == 1 ? 2 : 0);
}

/*
 * Mix into the mark of each cell what the cells around it are marked with, in
 * whatever order they come.
 */
static void
mix_with_neighbours(const Builder *b, uint64_t *mark, uint64_t *next)
{
	for (int round = 0; round < 3; round++)
	{
		memcpy(next, mark, b->cells * sizeof(uint64_t));
		for (int32_t r = 0; r < b->relations; r++)
		{
			uint64_t	sum = 0;

			for (int64_t k = b->start[r]; k < b->start[r + 1]; k++)
				sum += mix(mark[b->members[k]] + (k == b->start[r]));
			for (int64_t k = b->start[r]; k < b->start[r + 1]; k++)
				next[b->members[k]] += mix(sum + (k == b->start[r] ? 7 : 11));
		}
		for (int32_t c = 0; c < b->cells; c++)
			mark[c] = mix(next[c]);
	}
}

static void
order_cells(const Builder *b, const int32_t *same, SdcCell *cells)
{
	uint64_t   *shape = allocate(b, b->cells * sizeof(uint64_t));
	uint64_t   *label = allocate(b, b->cells * sizeof(uint64_t));
	uint64_t   *next = allocate(b, b->cells * sizeof(uint64_t));
	Order	   *orders = allocate(b, b->cells * sizeof(Order));
	int32_t    *place = allocate(b, b->cells * sizeof(int32_t));
	int32_t		count = 0;

	/* Added cells have no label of their own, only labelled neighbours. */
	for (int32_t c = 0; c < b->cells; c++)
	{
		shape[c] = mix(mix((uint64_t) b->cell[c].count) + (uint64_t) b->cell[c].denominator * 3 +
					   (uint64_t) b->cell[c].height * 5 + cells[same[c]].state);
		label[c] = c < b->cube->cells ? mix(b->cube->input[c].label) : 0;
	}
	mix_with_neighbours(b, shape, next);
	mix_with_neighbours(b, label, next);

	/* Cells that are the same have one order, whichever of them leads. */
	for (int32_t c = 0; c < b->cells; c++)
	{
		bool		from_input = c < b->cube->cells;
		Order	   *order;

		if (same[c] == c)
		{
			place[c] = count;
			orders[count++] = (Order) {
				.cell = c,
				.preference = INT32_MIN,
				.prefer_totals = b->cube->prefer_totals,
			};
		}
		order = &orders[place[same[c]]];
		order->height = Max(order->height, b->cell[c].height);
		order->weight = Max(order->weight, weight_of(b, c));
		order->is_zero = order->is_zero ||
			(b->cell[c].has_value && b->cell[c].count == 0 && !b->cube->is_rate);
		order->shape += shape[c];
		order->label += label[c];
		if (from_input)
			order->preference = Max(order->preference, b->cube->input[c].preference);
	}
	qsort(orders, count, sizeof(Order), compare_orders);
	for (int32_t i = 0; i < count; i++)
	{
		cells[orders[i].cell].rank = i;
		cells[orders[i].cell].cost = cost_of(&orders[i]);
	}
	release(b, place);
	release(b, orders);
	release(b, next);
	release(b, label);
	release(b, shape);
}

/*
 * The sums of hidden parts, of counts and of complements. Of cells that are the
 * same, of which weighted counts may differ, the smallest value stands.
 */
static int32_t
hide_for_sums(const Builder *b, SdcSystem *system, const int32_t *same, const bool *given)
{
	const int64_t enough[2] = {b->cube->min_suppressed_sum, b->cube->is_rate ? b->cube->min_complement_sum : 0};
	int64_t    *value = allocate(b, b->cells * sizeof(int64_t));
	int32_t		hidden = 0;

	for (int of_complements = 0; of_complements < 2; of_complements++)
	{
		int64_t		smallest = 0;

		if (enough[of_complements] == 0)
			continue;
		for (int32_t c = 0; c < b->cells; c++)
			value[c] = SDC_UNKNOWN_VALUE;
		for (int32_t c = 0; c < b->cells; c++)
		{
			const Cell *cell = &b->cell[c];
			int64_t		own = of_complements ? cell->denominator - cell->count : cell->count;

			if (!cell->has_value)
				continue;
			smallest = Min(smallest, own);
			value[same[c]] = Min(value[same[c]], own);
		}

		/* More events than units: then the others are no count. */
		if (smallest >= 0)
			hidden += sdc_hide_for_sums(system, value, given, enough[of_complements], b->hooks);
	}
	release(b, value);
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
	repair->value = allocate(b, b->cells * sizeof(int64_t));
	repair->has_value = allocate(b, b->cells);
	repair->is_known = allocate(b, b->cells);
	repair->wanted = allocate(b, b->cells);
	repair->interval = allocate(b, b->cells * sizeof(SdcInterval));
	repair->width = allocate(b, b->cells * sizeof(int64_t));
	repair->component = allocate(b, b->cells * sizeof(int32_t));
	repair->worst = allocate(b, b->cells * sizeof(int32_t));
	repair->choice = allocate(b, b->cells * sizeof(int32_t));
	for (int32_t c = 0; c < b->cells; c++)
	{
		bool		is_hidden = cells[same[c]].state != SDC_PUBLISHED;

		repair->has_value[c] = b->cell[c].has_value;
		repair->is_known[c] = !is_hidden;
		repair->wanted[c] = is_hidden && c < b->cube->cells && b->cell[c].has_value && !b->cube->input[c].is_working;
		repair->width[c] = SDC_UNBOUNDED;
		repair->component[c] = c;
		repair->worst[c] = repair->choice[c] = -1;
	}
	repair->known = (SdcKnowledge) {
		b->cells, repair->value, repair->has_value, repair->is_known, NULL,
		b->relations, b->start, b->members, b->implied, b->cube->tolerance
	};
}

static void
close_repair(const Builder *b, Repair *repair)
{
	release(b, repair->value);
	release(b, repair->has_value);
	release(b, repair->is_known);
	release(b, repair->wanted);
	release(b, repair->interval);
	release(b, repair->width);
	release(b, repair->component);
	release(b, repair->worst);
	release(b, repair->choice);
}

/* How wide the cells are, in counts or in complements. */
static bool
measure_widths(const Builder *b, Repair *repair, bool complements)
{
	for (int32_t c = 0; c < b->cells; c++)
	{
		repair->value[c] = complements ? b->cell[c].denominator - b->cell[c].count : b->cell[c].count;

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
static int32_t
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

	has_choice = allocate(b, b->cells);
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
	release(b, has_choice);
	for (int32_t c = 0; c < b->cells; c++)
		if (repair.choice[c] >= 0 && cells[repair.choice[c]].state == SDC_PUBLISHED)
		{
			cells[repair.choice[c]].state = SDC_PROTECTED;
			hidden++;
		}
	if (narrow > 0 && hidden == 0)
		b->report->problem = SDC_TOO_NARROW;
	close_repair(b, &repair);
	return hidden;
}

static int
compare_members(const void *a, const void *b)
{
	int32_t		x = ((const RankedMember *) a)->rank;
	int32_t		y = ((const RankedMember *) b)->rank;

	return x < y ? -1 : x > y;
}

static int
compare_relations(const void *a, const void *b)
{
	const RankedRelation *x = a;
	const RankedRelation *y = b;

	for (int64_t k = 0; k < x->length && k < y->length; k++)
		if (x->members[k].rank != y->members[k].rank)
			return x->members[k].rank < y->members[k].rank ? -1 : 1;
	return x->length < y->length ? -1 : x->length > y->length;
}

static int
compare_heights(const void *a, const void *b)
{
	const RankedRelation *x = a;
	const RankedRelation *y = b;

	if (x->height != y->height)
		return x->height < y->height ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}


/*
 * The relations between the cells that are left when cells that are the same
 * count as one; in an order that does not depend on that of the rows.
 */
static SdcSystem *
build_system(const Builder *b, SdcCell *cells, const int32_t *same)
{
	SdcSystem  *system = allocate(b, sizeof(SdcSystem));
	int64_t    *start = allocate(b, ((size_t) b->relations + 1) * sizeof(int64_t));
	int32_t    *members = allocate(b, b->start[b->relations] * sizeof(int32_t));
	bool	   *implied = allocate(b, b->relations);
	RankedRelation *order = allocate(b, b->relations * sizeof(RankedRelation));
	RankedMember *sorted = allocate(b, b->start[b->relations] * sizeof(RankedMember));
	int32_t		count = 0;
	int64_t		at = 0;

	for (int64_t k = 0; k < b->start[b->relations]; k++)
		sorted[k] = (RankedMember) {cells[same[b->members[k]]].rank, same[b->members[k]]};
	for (int32_t r = 0; r < b->relations; r++)
	{
		int64_t		length = b->start[r + 1] - b->start[r];

		if (length == 2)
			continue;
		qsort(sorted + b->start[r] + 1, length - 1, sizeof(RankedMember), compare_members);
		order[count++] = (RankedRelation) {sorted + b->start[r], length, r};
	}
	qsort(order, count, sizeof(RankedRelation), compare_relations);

	start[0] = 0;
	for (int32_t i = 0; i < count; i++)
	{
		int32_t		r = order[i].relation;

		for (int64_t k = b->start[r]; k < b->start[r + 1]; k++)
			members[at++] = sorted[k].member;
		start[i + 1] = at;
	}
	*system = (SdcSystem) {b->cells, cells, count, start, members, implied};
	for (int32_t i = 0; i < count; i++)
	{
		order[i].place = i;
		order[i].height = b->cell[b->members[b->start[order[i].relation]]].height;
	}
	qsort(order, count, sizeof(RankedRelation), compare_heights);
	find_implied(b, count, start, members, order, implied);
	release(b, sorted);
	release(b, order);
	return system;
}

static void
release_system(const Builder *b, SdcSystem *system)
{
	release(b, (void *) system->start);
	release(b, (void *) system->members);
	release(b, (void *) system->implied);
	release(b, system);
}

typedef struct PartsOf
{
	uint64_t	parts;			/* a sum of random numbers of them */
	int32_t		total;
} PartsOf;

static int
compare_parts(const void *a, const void *b)
{
	uint64_t	x = ((const PartsOf *) a)->parts;
	uint64_t	y = ((const PartsOf *) b)->parts;

	return x < y ? -1 : x > y;
}

/*
 * Which cells are the same? A total with a single part is that part, and two
 * totals of the same parts (all years, and a window of all years) are one.
 */
static void
find_same(const Builder *b, int32_t *same)
{
	PartsOf    *totals = allocate(b, b->relations * sizeof(PartsOf));

	for (int32_t c = 0; c < b->cells; c++)
		same[c] = c;
	for (int32_t r = 0; r < b->relations; r++)
	{
		totals[r] = (PartsOf) {0, b->members[b->start[r]]};
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1]; k++)
			totals[r].parts += mix((uint64_t) b->members[k] + UINT64_C(0x9e3779b97f4a7c15));
		if (b->start[r + 1] - b->start[r] == 2)
			unite(same, b->members[b->start[r]], b->members[b->start[r] + 1]);
	}
	qsort(totals, b->relations, sizeof(PartsOf), compare_parts);
	for (int32_t r = 1; r < b->relations; r++)
		if (totals[r].parts == totals[r - 1].parts)
			unite(same, totals[r].total, totals[r - 1].total);
	for (int32_t c = 0; c < b->cells; c++)
		same[c] = leader(same, c);
	release(b, totals);
}

/* What can be computed anyway is no secret: to hide it is of no use to anybody. */
static void
publish_computable(const Builder *b, const SdcSystem *system, const int32_t *same)
{
	bool	   *computable = allocate(b, b->cells);

	sdc_computable(system, b->hooks, computable);
	for (int32_t c = 0; c < b->cube->cells; c++)
		if (computable[same[c]] && system->cell[same[c]].state == SDC_HIDDEN &&
			b->cube->input[c].has_value && !b->cube->input[c].is_working)
			system->cell[same[c]].state = SDC_PUBLISHED;
	release(b, computable);
}

static void
protect(Builder *b, SdcOutcome *outcome)
{
	const SdcCube *cube = b->cube;
	int32_t    *same = allocate(b, b->cells * sizeof(int32_t));
	int32_t    *unit = allocate(b, b->cells * sizeof(int32_t));
	SdcCell    *cells = allocate(b, b->cells * sizeof(SdcCell));
	bool	   *group = allocate(b, b->cells);
	bool	   *given = allocate(b, b->cells);
	SdcSystem  *system;

	memset(group, 0, b->cells);
	if (cube->max_share < 100)
		for (int32_t r = 0; r < b->relations; r++)
			for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && !b->is_range[r]; k++)
			{
				const Cell *part = &b->cell[b->members[k]];
				const Cell *total = &b->cell[b->members[b->start[r]]];

				if (part->has_value && total->has_value && part->count > 0 && !cube->is_rate &&
					(__int128) part->count * 100 > (__int128) total->count * cube->max_share)
					group[b->members[k]] = true;
			}

	for (int32_t c = 0; c < b->cells; c++)
		unit[c] = c;
	find_same(b, same);

	for (int32_t c = 0; c < b->cells; c++)
	{
		cells[c].state = SDC_HIDDEN;
		cells[c].is_from_readers = false;
	}
	for (int32_t c = cube->cells; c < b->cells; c++)
		if (b->cell[c].is_empty)
			cells[same[c]].state = SDC_PUBLISHED;
	for (int32_t c = 0; c < cube->cells; c++)
	{
		const SdcInputCell *input = &cube->input[c];
		SdcCell    *cell = &cells[same[c]];

		/* Of cells that are the same, the strictest wins, but known is known. */
		if (input->is_known)
			cell->state = SDC_PUBLISHED;
		else if (cell->state == SDC_PUBLISHED || !(input->has_value || input->is_primary))
			continue;
		else if (input->is_primary || group[c])
		{
			/*
			 * What a revision hides is who was reported late; whoever is that
			 * one learns nothing from it.
			 */
			cell->is_from_readers = input->is_revised && !group[c] && (cell->state != SDC_PROTECTED || cell->is_from_readers);
			cell->state = SDC_PROTECTED;
		}
		else if (cell->state == SDC_HIDDEN && !input->is_working)
			cell->state = SDC_CANDIDATE;
	}
	order_cells(b, same, cells);

	/* What the reader has already is decided. */
	memset(given, 0, b->cells);
	for (int32_t c = 0; c < b->cells; c++)
		if (c < cube->cells ? cube->input[c].is_known : b->cell[c].is_empty)
			given[same[c]] = true;

	for (int32_t r = 0; r < b->relations && cube->protect_singletons; r++)
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1]; k++)
			if (lone_unit(b, b->members[b->start[r]]) & lone_unit(b, b->members[k]))
				unite(unit, b->members[b->start[r]], b->members[k]);
	for (int32_t c = 0; c < b->cells; c++)
		cells[c].unit = -1;
	for (int32_t c = 0; c < b->cells && cube->protect_singletons; c++)
		if (lone_unit(b, c) && cells[same[c]].state == SDC_PROTECTED)
			cells[same[c]].unit = leader(unit, c);

	system = build_system(b, cells, same);
	for (;;)
	{
		if (sdc_eliminate(system, b->hooks) > 0)
		{
			b->report->problem = SDC_UNPROTECTABLE;
			break;
		}
		publish_computable(b, system, same);
		if (hide_for_sums(b, system, same, given) == 0 && hide_for_width(b, cells, same, given) == 0)
			break;
		/* What was published may have to be hidden now for the new cells. */
		for (int32_t c = 0; c < cube->cells; c++)
			if (cells[same[c]].state == SDC_PUBLISHED && !given[same[c]])
				cells[same[c]].state = SDC_CANDIDATE;
	}

	for (int32_t c = 0; c < cube->cells; c++)
	{
		/* A working cell stays out of sight also where a total equals it. */
		if (cells[same[c]].state == SDC_PUBLISHED && !cube->input[c].is_working)
			outcome[c] = SDC_OUT_PUBLISH;
		else if (cube->input[c].is_primary)
			outcome[c] = SDC_OUT_PRIMARY;
		else
			outcome[c] = group[c] ? SDC_OUT_GROUP : SDC_OUT_SECONDARY;
	}
	release_system(b, system);
	release(b, given);
	release(b, group);
	release(b, cells);
	release(b, unit);
	release(b, same);
}

static Builder *
open_builder(const SdcCube *cube, const SdcHooks *hooks, SdcReport *report)
{
	Builder    *b = hooks->allocate(hooks->context, sizeof(Builder));

	memset(b, 0, sizeof(Builder));
	b->cube = cube;
	b->hooks = hooks;
	b->report = report;
	return b;
}

static void
close_builder(Builder *b)
{
	for (int32_t d = 0; d < b->cube->dimensions; d++)
	{
		release(b, b->point_code[d]);
		release(b, b->low[d]);
		release(b, b->high[d]);
	}
	release(b, b->cell);
	release(b, b->codes);
	release(b, b->table);
	release(b, b->start);
	release(b, b->is_range);
	release(b, b->implied);
	release(b, b->members);
	release(b, b);
}

SdcRelations *
sdc_relate_cube(const SdcCube *cube, const SdcHooks *hooks, SdcReport *report)
{
	Builder    *b = open_builder(cube, hooks, report);
	SdcRelations *relations = NULL;

	memset(report, 0, sizeof(SdcReport));
	if (build(b))
	{
		relations = allocate(b, sizeof(SdcRelations));
		*relations = (SdcRelations) {b->cells, b->cell, b->codes, b->relations, b->start, b->members, b->implied};
		b->cell = NULL;
		b->codes = NULL;
		b->start = NULL;
		b->members = NULL;
		b->implied = NULL;
	}
	close_builder(b);
	return relations;
}

static SdcProblem
protect_table(const SdcCube *cube, const SdcHooks *hooks, SdcOutcome *outcome, SdcReport *report)
{
	Builder    *b = open_builder(cube, hooks, report);

	if (build(b))
		protect(b, outcome);
	close_builder(b);
	return report->problem;
}

/*
 * Tables without a common total are protected one by one, so that none changes
 * for what stands beside it. They differ in a dimension that is never summed
 * over and is no range.
 */
typedef struct TableRow
{
	int32_t		row;
	int32_t		table;
} TableRow;

static int
compare_table_rows(const void *a, const void *b)
{
	const TableRow *x = a;
	const TableRow *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* The ranges of a dimension, in the points that the rows of one table need. */
static void
ranges_of_table(const SdcHooks *hooks, const SdcRanges *all, const int32_t *codes, int32_t dimensions,
				int32_t cells, SdcRanges *ranges)
{
	bool	   *used = hooks->allocate(hooks->context, (size_t) all->codes + 1);
	int32_t    *point = hooks->allocate(hooks->context, ((size_t) all->points + 1) * sizeof(int32_t));
	int32_t    *low = hooks->allocate(hooks->context, ((size_t) all->codes + 1) * sizeof(int32_t));
	int32_t    *high = hooks->allocate(hooks->context, ((size_t) all->codes + 1) * sizeof(int32_t));
	int32_t		bounds = 0;

	memset(used, 0, all->codes);
	memset(point, 0, ((size_t) all->points + 1) * sizeof(int32_t));
	for (int32_t c = 0; c < cells; c++)
	{
		int32_t		code = codes[(size_t) c * dimensions];

		if (code == SDC_TOTAL)
			continue;
		used[code] = true;
		point[all->low[code]] = point[all->high[code]] = 1;
	}
	for (int32_t i = 0; i <= all->points; i++)
		if (point[i])
			point[i] = bounds++;
	for (int32_t code = 0; code < all->codes; code++)
	{
		low[code] = used[code] ? point[all->low[code]] : 0;
		high[code] = used[code] ? point[all->high[code]] : 0;
	}
	hooks->release(hooks->context, used);
	hooks->release(hooks->context, point);
	*ranges = (SdcRanges) {all->codes, bounds > 1 ? bounds - 1 : 0, low, high};
}

static SdcProblem
protect_rows(const SdcCube *all, const SdcHooks *hooks, const TableRow *rows, int32_t count,
			 SdcOutcome *outcome, SdcReport *report)
{
	SdcCube		cube = *all;
	SdcRanges	ranges[SDC_MAX_DIMENSIONS] = {{0}};
	SdcInputCell *input = hooks->allocate(hooks->context, count * sizeof(SdcInputCell));
	int32_t    *codes = hooks->allocate(hooks->context, ((size_t) count * all->dimensions + 1) * sizeof(int32_t));
	SdcOutcome *table_outcome = hooks->allocate(hooks->context, count * sizeof(SdcOutcome));

	for (int32_t i = 0; i < count; i++)
	{
		input[i] = all->input[rows[i].row];
		memcpy(codes + (size_t) i * all->dimensions, all->codes + (size_t) rows[i].row * all->dimensions,
			   all->dimensions * sizeof(int32_t));
	}
	for (int32_t d = 0; d < all->dimensions; d++)
		if (all->ranges[d].codes > 0)
			ranges_of_table(hooks, &all->ranges[d], codes + d, all->dimensions, count, &ranges[d]);
	cube.cells = count;
	cube.codes = codes;
	cube.input = input;
	cube.ranges = ranges;
	if (protect_table(&cube, hooks, table_outcome, report) == SDC_OK)
		for (int32_t i = 0; i < count; i++)
			outcome[rows[i].row] = table_outcome[i];

	for (int32_t d = 0; d < all->dimensions; d++)
		if (all->ranges[d].codes > 0)
		{
			hooks->release(hooks->context, (void *) ranges[d].low);
			hooks->release(hooks->context, (void *) ranges[d].high);
		}
	hooks->release(hooks->context, table_outcome);
	hooks->release(hooks->context, codes);
	hooks->release(hooks->context, input);
	return report->problem;
}

SdcProblem
sdc_protect_cube(const SdcCube *cube, const SdcHooks *hooks, SdcOutcome *outcome, SdcReport *report)
{
	TableRow   *rows = hooks->allocate(hooks->context, ((size_t) cube->cells + 1) * sizeof(TableRow));

	memset(report, 0, sizeof(SdcReport));
	for (int32_t i = 0; i < cube->cells; i++)
		rows[i] = (TableRow) {i, 0};

	/* Number the tables by one dimension after the other. */
	for (int32_t d = 0; d < cube->dimensions; d++)
	{
		bool		summed_over = cube->ranges[d].codes > 0;
		int32_t		tables = 0;

		for (int32_t i = 0; i < cube->cells && !summed_over; i++)
			summed_over = cube->codes[(size_t) i * cube->dimensions + d] == SDC_TOTAL;
		if (summed_over)
			continue;
		for (int32_t from = 0, to; from < cube->cells; from = to)
		{
			int32_t		table = rows[from].table;

			for (to = from; to < cube->cells && rows[to].table == table; to++)
				rows[to].table = cube->codes[(size_t) rows[to].row * cube->dimensions + d];
			qsort(rows + from, to - from, sizeof(TableRow), compare_table_rows);
			for (int32_t i = from, code = -1; i < to; i++)
			{
				if (rows[i].table != code)
				{
					code = rows[i].table;
					tables++;
				}
				rows[i].table = -tables;
			}
		}
		for (int32_t i = 0; i < cube->cells; i++)
			rows[i].table = -rows[i].table;
	}

	for (int32_t from = 0, to; from < cube->cells && report->problem == SDC_OK; from = to)
	{
		for (to = from; to < cube->cells && rows[to].table == rows[from].table; to++)
			;
		protect_rows(cube, hooks, rows + from, to - from, outcome, report);
	}
	hooks->release(hooks->context, rows);
	return report->problem;
}
