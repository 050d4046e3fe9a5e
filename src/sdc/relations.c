/*-------------------------------------------------------------------------
 *
 * relations.c
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
#include "sdc/relations.h"
#include "sdc/determined.h"
#include "sdc/finest.h"
#include "sdc/memory.h"
#include "sdc/minmax.h"
#include "sdc/reader.h"
#include "sdc/system.h"
#include "sdc/union_find.h"
#include "sdc/unit.h"

#include <stdlib.h>

#define MAX_CELLS 100000000
#define MAX_SETS 4096

/* Cells by their codes */

static uint32_t
hash_codes(const int32_t *codes, int32_t dimensions)
{
	uint64_t	hash = 0;

	for (int32_t d = 0; d < dimensions; d++)
		hash = mix(hash * 31 + (uint32_t) codes[d] + 1);
	return (uint32_t) hash;
}

int32_t *
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
	release(b->hooks, b->table);
	b->table = allocate(b->hooks, (size_t) size * sizeof(int32_t));
	b->table_mask = size - 1;
	memset(b->table, 0xff, (size_t) size * sizeof(int32_t));
	for (int32_t c = 0; c < b->cells; c++)
		*find_slot(b, b->codes + (size_t) c * b->cube->dimensions) = c;
}

/* Grouping sets by their dimensions */

/* The slot of a set: where its number is, or would be. */
static int32_t *
find_set_slot(const Builder *b, uint32_t grouped)
{
	uint32_t	mask = 4 * (uint32_t) b->set_capacity - 1;
	uint32_t	at = (uint32_t) mix((uint64_t) grouped + UINT64_C(0x9e3779b97f4a7c15)) & mask;

	while (b->set_slot[at] && b->set[b->set_slot[at] - 1] != grouped)
		at = (at + 1) & mask;
	return &b->set_slot[at];
}

/* Make the table anew, for a capacity that is a power of 2. */
static void
index_sets(Builder *b, int32_t capacity)
{
	b->set = enlarge(b->hooks, b->set, b->sets * sizeof(uint32_t), capacity * sizeof(uint32_t));
	release(b->hooks, b->set_slot);
	b->set_slot = allocate_zero(b->hooks, 4 * (size_t) capacity * sizeof(int32_t));
	b->set_capacity = capacity;
	for (int32_t i = 0; i < b->sets; i++)
		*find_set_slot(b, b->set[i]) = i + 1;
}

int32_t
number_of_set(const Builder *b, uint32_t grouped)
{
	return *find_set_slot(b, grouped) - 1;
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
	if (b->sets == b->set_capacity)
		index_sets(b, 2 * b->set_capacity);
	*find_set_slot(b, grouped) = b->sets + 1;
	b->set[b->sets++] = grouped;
	return true;
}

/* Put a cell at the end of the list of its set. */
static void
list_in_set(Builder *b, int32_t cell)
{
	int32_t		set = number_of_set(b, b->cell[cell].grouped);

	b->next_in_set[cell] = -1;
	if (b->first_in_set[set] < 0)
		b->first_in_set[set] = cell;
	else
		b->next_in_set[b->last_in_set[set]] = cell;
	b->last_in_set[set] = cell;
}

/* A cell that is not among the rows; 0 when there are too many. */
static int32_t
new_cell(Builder *b)
{
	if (b->cells == MAX_CELLS)
	{
		b->report->problem = SDC_TOO_LARGE;
		return 0;
	}
	if (b->cells == b->capacity)
	{
		size_t		dimensions = b->cube->dimensions;
		size_t		capacity = (size_t) b->capacity * 2 + 16;

		b->cell = enlarge(b->hooks, b->cell, b->cells * sizeof(Cell), capacity * sizeof(Cell));
		b->codes = enlarge(b->hooks, b->codes, b->cells * dimensions * sizeof(int32_t),
						   capacity * dimensions * sizeof(int32_t));
		if (b->next_in_set)
			b->next_in_set = enlarge(b->hooks, b->next_in_set, b->cells * sizeof(int32_t), capacity * sizeof(int32_t));
		b->capacity = (int32_t) capacity;
	}
	memset(&b->cell[b->cells], 0, sizeof(Cell));
	b->cell[b->cells].added = true;
	return b->cells++;
}

int32_t
find_or_add(Builder *b, const int32_t *codes)
{
	int32_t		dimensions = b->cube->dimensions;
	int32_t    *slot = find_slot(b, codes);
	int32_t		cells = b->cells;
	int32_t		cell;

	if (*slot >= 0)
		return *slot;
	cell = new_cell(b);
	if (b->cells == cells)
		return cell;
	b->cell[cell].grouped = sdc_grouped_by(codes, dimensions);
	memcpy(b->codes + (size_t) cell * dimensions, codes, dimensions * sizeof(int32_t));
	*slot = cell;
	if (b->next_in_set)
		list_in_set(b, cell);
	if ((uint32_t) b->cells * 2 > b->table_mask)
		build_table(b, b->cells * 2);
	check_interrupts_at(b->hooks, cell);
	return cell;
}

/* Relations: the total is the first member. */

static void
add_member(Builder *b, int32_t cell)
{
	if (b->start[b->relations] == b->member_capacity)
	{
		b->member_capacity = b->member_capacity * 2 + 256;
		b->members = enlarge(b->hooks, b->members, b->start[b->relations] * sizeof(int32_t),
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

		b->start = enlarge(b->hooks, b->start, ((size_t) b->relations + 1) * sizeof(int64_t),
						   ((size_t) capacity + 1) * sizeof(int64_t));
		b->is_range = enlarge(b->hooks, b->is_range, b->relations, capacity);
		b->relation_capacity = capacity;
	}
	b->is_range[b->relations] = is_range;
	b->relations++;
	b->start[b->relations] = b->start[b->relations - 1];
	add_member(b, total);
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
			for (int64_t k = b->points[d].start[code]; k < b->points[d].start[code + 1]; k++)
			{
				check_interrupts_at(b->hooks, k);
				codes[d] = b->point_code[d][b->points[d].point[k]];
				add_member(b, find_or_add(b, codes));
			}
			codes[d] = code;
		}
	}
}

static int
compare_sets(const void *a, const void *b)
{
	uint32_t	x = *(const uint32_t *) a;
	uint32_t	y = *(const uint32_t *) b;
	int			difference = __builtin_popcount(y) - __builtin_popcount(x);

	return difference ? difference : x < y ? -1 : x > y;
}

/*
 * The sets of the input and all their intersections, finest first; and which
 * cells are in each.
 */
static bool
collect_sets(Builder *b)
{
	index_sets(b, 16);
	for (int32_t c = 0; c < b->cells; c++)
		if (!add_set(b, b->cell[c].grouped))
			return false;
	for (int32_t i = 1; i < b->sets; i++)
	{
		check_interrupts(b->hooks);
		for (int32_t k = 0; k < i; k++)
			if (!add_set(b, b->set[i] & b->set[k]))
				return false;
	}
	qsort(b->set, b->sets, sizeof(uint32_t), compare_sets);
	index_sets(b, b->set_capacity);
	b->first_in_set = allocate(b->hooks, b->sets * sizeof(int32_t));
	b->last_in_set = allocate(b->hooks, b->sets * sizeof(int32_t));
	memset(b->first_in_set, 0xff, b->sets * sizeof(int32_t));
	b->next_in_set = allocate(b->hooks, b->capacity * sizeof(int32_t));
	for (int32_t c = 0; c < b->cells; c++)
		list_in_set(b, c);
	return true;
}

/*
 * The relations between the totals of one set and their parts of a finer one.
 */
static void
relate_sets(Builder *b, uint32_t total_set, uint32_t part_set, const int32_t *parts, int32_t count)
{
	int32_t		dimensions = b->cube->dimensions;
	int32_t    *total_of = allocate(b->hooks, count * sizeof(int32_t));
	int32_t    *next = allocate(b->hooks, count * sizeof(int32_t));
	int32_t		before = b->cells;
	int32_t		codes[SDC_MAX_DIMENSIONS];

	for (int32_t i = 0; i < count; i++)
	{
		bool		wide = false;

		check_interrupts_at(b->hooks, i);
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
	if (b->chains < b->cells)
	{
		b->first_part = enlarge(b->hooks, b->first_part, b->chains * sizeof(int32_t), b->capacity * sizeof(int32_t));
		memset(b->first_part + b->chains, 0xff, ((size_t) b->capacity - b->chains) * sizeof(int32_t));
		b->chains = b->capacity;
	}
	for (int32_t i = count; i-- > 0;)
	{
		if (total_of[i] < 0)
			continue;
		next[i] = b->first_part[total_of[i]];
		b->first_part[total_of[i]] = i;
	}
	for (int32_t i = 0; i < count; i++)
	{
		if (total_of[i] < 0 || b->first_part[total_of[i]] != i)
			continue;
		check_interrupts_at(b->hooks, b->relations);
		begin_relation(b, total_of[i], false);
		for (int32_t part = i; part >= 0; part = next[part])
			add_member(b, parts[part]);
	}
	for (int32_t i = 0; i < count; i++)
		if (total_of[i] >= 0)
			b->first_part[total_of[i]] = -1;
	release(b->hooks, next);
	release(b->hooks, total_of);
	check_interrupts(b->hooks);
}

/*
 * The relations between the next coarser sets, those without another in between,
 * and this one. False when there is a problem.
 */
static bool
relate_to_coarser(Builder *b, int32_t part_set)
{
	int32_t    *parts;
	int32_t    *next_sets = allocate(b->hooks, b->sets * sizeof(int32_t));
	int32_t		count = 0;
	int32_t		found = 0;

	/* Cells of this set: those added by finer sets are there by now. */
	for (int32_t c = b->first_in_set[part_set]; c >= 0; c = b->next_in_set[c])
		count++;
	parts = allocate(b->hooks, count * sizeof(int32_t));
	count = 0;
	for (int32_t c = b->first_in_set[part_set]; c >= 0; c = b->next_in_set[c])
		parts[count++] = c;

	/* Finer sets come first, so what is between comes before what it hides. */
	for (int32_t k = part_set + 1; k < b->sets && b->report->problem == SDC_OK; k++)
	{
		bool		is_next = (b->set[k] & ~b->set[part_set]) == 0;

		for (int32_t i = 0; i < found && is_next; i++)
			is_next = (b->set[k] & ~b->set[next_sets[i]]) != 0;
		if (!is_next)
			continue;
		next_sets[found++] = k;
		relate_sets(b, b->set[k], b->set[part_set], parts, count);
	}
	check_interrupts(b->hooks);
	release(b->hooks, parts);
	release(b->hooks, next_sets);
	return b->report->problem == SDC_OK;
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

			check_interrupts_at(b->hooks, r);
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

/* Of which cells there are rows: that these are zero nobody knows by absence. */
static void
find_rows(Builder *b)
{
	bool		found = true;

	for (int32_t c = 0; c < b->cells; c++)
		b->cell[c].has_rows = b->cell[c].has_rows || !b->cell[c].added;
	while (found)
	{
		found = false;
		for (int32_t r = 0; r < b->relations; r++)
		{
			Cell	   *total = &b->cell[b->members[b->start[r]]];

			check_interrupts_at(b->hooks, r);
			for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && !total->has_rows; k++)
				if (b->cell[b->members[k]].has_rows)
					found = total->has_rows = true;
		}
	}
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
	return x == y &&
		b->cell[b->members[b->start[relation] + 1]].grouped < b->cell[b->members[b->start[other] + 1]].grouped;
}

/*
 * Fill in the values of added cells. Returns a relation of which all is known
 * and that does not add up, or -1.
 */
static int32_t
fill_sums(Builder *b, bool *filled)
{
	int32_t		wrong = -1;

	*filled = false;
	check_interrupts(b->hooks);
	for (int32_t r = 0; r < b->relations; r++)
	{
		const int32_t *members = b->members + b->start[r];
		int64_t		count = b->start[r + 1] - b->start[r];
		Cell	   *total = &b->cell[members[0]];
		__int128	sum = 0;
		__int128	denominators = 0;
		bool		known = true;

		check_interrupts_at(b->hooks, r);
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
	return wrong;
}

/* The same, with what does not add up as a problem. */
static bool
check_sums(Builder *b, bool *filled)
{
	int32_t		wrong = fill_sums(b, filled);

	if (wrong < 0)
		return true;
	b->report->problem = SDC_NOT_ADDITIVE;
	b->report->part_grouped = b->cell[b->members[b->start[wrong] + 1]].grouped;
	memcpy(b->report->total, b->codes + (size_t) b->members[b->start[wrong]] * b->cube->dimensions,
		   b->cube->dimensions * sizeof(int32_t));
	return false;
}

/* Every point gets a code, an existing one where a set is just that point. */
static void
number_single_points(Builder *b, int32_t dimension)
{
	const SdcPoints *points = &b->cube->points[dimension];
	size_t		most_codes = (size_t) points->codes + points->points;
	int64_t    *start = allocate(b->hooks, (most_codes + 1) * sizeof(int64_t));
	int32_t    *point = allocate(b->hooks, ((size_t) points->start[points->codes] + points->points) * sizeof(int32_t));
	int32_t    *code_of = allocate(b->hooks, (size_t) points->points * sizeof(int32_t));
	int32_t		codes = points->codes;

	memcpy(start, points->start, ((size_t) codes + 1) * sizeof(int64_t));
	memcpy(point, points->point, (size_t) start[codes] * sizeof(int32_t));
	memset(code_of, 0xff, (size_t) points->points * sizeof(int32_t));
	for (int32_t code = 0; code < points->codes; code++)
		if (start[code + 1] - start[code] == 1)
			code_of[point[start[code]]] = code;
	for (int32_t p = 0; p < points->points; p++)
	{
		if (code_of[p] >= 0)
			continue;
		point[start[codes]] = p;
		start[codes + 1] = start[codes] + 1;
		code_of[p] = codes++;
	}
	b->points[dimension] = (SdcPoints) {codes, points->points, start, point};
	b->point_code[dimension] = code_of;
}

static bool
build(Builder *b)
{
	const SdcCube *cube = b->cube;
	bool		filled;

	for (int32_t d = 0; d < cube->dimensions; d++)
		if (cube->points[d].codes > 0)
			number_single_points(b, d);

	b->capacity = cube->cells;
	b->cell = allocate(b->hooks, b->capacity * sizeof(Cell));
	b->codes = allocate(b->hooks, (size_t) b->capacity * cube->dimensions * sizeof(int32_t));
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
			.grouped = sdc_grouped_by(b->codes + (size_t) c * cube->dimensions, cube->dimensions),
			.count = cube->input[c].count,
			.denominator = cube->input[c].denominator,
		};
		b->cells++;
	}

	b->start = allocate(b->hooks, sizeof(int64_t));
	b->start[0] = 0;
	if (!add_finest_cells(b) && b->trusts_labels)
		add_determined_cells(b);
	relate_ranges(b, 0);
	if (b->report->problem != SDC_OK || !collect_sets(b))
		return false;

	for (int32_t i = 0; i < b->sets; i++)
		if (!relate_to_coarser(b, i))
			return false;
	release(b->hooks, b->first_part);
	b->first_part = NULL;
	find_heights(b);
	find_rows(b);
	do
		if (!check_sums(b, &filled))
			return false;
	while (find_empty_parts(b) || filled || find_empty_periods(b));
	if (find_absent(b))
		do
			fill_sums(b, &filled);
		while (find_empty_parts(b) || filled);
	while (find_zero_parts(b))
		do
			fill_sums(b, &filled);
		while (filled);
	release(b->hooks, b->next_in_set);
	b->next_in_set = NULL;
	b->implied = allocate(b->hooks, b->relations);
	find_implied(b, b->relations, b->start, b->members, NULL, b->implied);
	return true;
}

static void
release_relations(Builder *b)
{
	for (int32_t d = 0; d < b->cube->dimensions; d++)
	{
		sdc_release_points(&b->points[d], b->hooks);
		release(b->hooks, b->point_code[d]);
	}
	release(b->hooks, b->cell);
	release(b->hooks, b->codes);
	release(b->hooks, b->table);
	release(b->hooks, b->set);
	release(b->hooks, b->set_slot);
	release(b->hooks, b->first_in_set);
	release(b->hooks, b->last_in_set);
	release(b->hooks, b->next_in_set);
	release(b->hooks, b->first_part);
	release(b->hooks, b->start);
	release(b->hooks, b->is_range);
	release(b->hooks, b->implied);
	release(b->hooks, b->members);
}

/*
 * Where sums that follow from labels do not fit, the labels did not mean what
 * they seemed to: then only what is grouped together counts.
 */
bool
build_relations(Builder *b)
{
	b->trusts_labels = true;
	if (build(b))
		return true;
	if (b->report->problem != SDC_NOT_ADDITIVE || !b->has_determined)
		return false;
	release_relations(b);
	*b = (Builder) {
		.cube = b->cube, .hooks = b->hooks, .report = b->report, .evidence = b->evidence, .own_evidence = b->own_evidence
	};
	memset(b->report, 0, sizeof(SdcReport));
	return build(b);
}

/* A cell that is the total or, where that is another one, the last part of a new relation. */
static void
add_secret(Builder *b, int32_t total, const int32_t *members, int64_t count)
{
	int32_t		relations = b->relations;
	int32_t		secret = new_cell(b);

	if (b->report->problem != SDC_OK)
		return;
	b->cell[secret].is_secret = true;
	for (int32_t d = 0; d < b->cube->dimensions; d++)
		b->codes[(size_t) secret * b->cube->dimensions + d] = SDC_TOTAL;
	begin_relation(b, total < 0 ? secret : total, true);
	for (int64_t k = 0; k < count; k++)
	{
		add_member(b, members[k]);
		b->cell[secret].height = Max(b->cell[secret].height, b->cell[members[k]].height + 1);
	}
	if (total >= 0)
		add_member(b, secret);
	b->implied = enlarge(b->hooks, b->implied, relations, b->relation_capacity);
	b->implied[relations] = false;
}

void
add_secret_sum(Builder *b, const int32_t *members, int64_t count)
{
	add_secret(b, -1, members, count);
}

void
add_secret_difference(Builder *b, const int32_t *added, int64_t added_count,
					  const int32_t *subtracted, int64_t subtracted_count)
{
	add_secret(b, -1, added, added_count);
	if (subtracted_count > 0)
		add_secret(b, b->cells - 1, subtracted, subtracted_count);
}

Builder *
open_builder(const SdcCube *cube, const SdcHooks *hooks, SdcReport *report)
{
	Builder    *b = hooks->allocate(hooks->context, sizeof(Builder));

	memset(b, 0, sizeof(Builder));
	b->cube = cube;
	b->hooks = hooks;
	b->report = report;
	b->own_evidence = cube->evidence ? NULL : sdc_find_evidence(cube, hooks);
	b->evidence = cube->evidence ? cube->evidence : b->own_evidence;
	return b;
}

void
close_builder(Builder *b)
{
	release_relations(b);
	if (b->own_evidence)
		sdc_release_evidence(b->own_evidence, b->hooks);
	release(b->hooks, b);
}

SdcRelations *
sdc_relate_cube(const SdcCube *cube, const SdcHooks *hooks, SdcReport *report)
{
	Builder    *b = open_builder(cube, hooks, report);
	SdcRelations *relations = NULL;
	int32_t    *unit = NULL;

	memset(report, 0, sizeof(SdcReport));
	if (build_relations(b))
	{
		relations = allocate(b->hooks, sizeof(SdcRelations));
		if (cube->protect_singletons)
		{
			int32_t    *same = allocate(b->hooks, b->cells * sizeof(int32_t));
			Alike	   *alike;

			find_same(b, same);
			alike = open_alike(b, same);
			unit = units_with(b, same, alike, 0);
			close_alike(b, alike);
			release(b->hooks, same);
		}
		*relations = (SdcRelations) {b->cells, b->cell, b->codes, b->relations, b->start, b->members, b->implied, unit};
		b->cell = NULL;
		b->codes = NULL;
		b->start = NULL;
		b->members = NULL;
		b->implied = NULL;
	}
	close_builder(b);
	return relations;
}
