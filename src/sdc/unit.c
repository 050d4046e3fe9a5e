/*-------------------------------------------------------------------------
 *
 * unit.c
 *		The single unit in a cell, and in which other cells it is known to be.
 *
 * The cells of 1 are sorted by their grouping set and the labels that are no
 * periods. Of each of them, and of all that hold one unit, the labels without
 * those of some dimensions are looked up among the rest, which finds the cells
 * that may cover it.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/unit.h"
#include "sdc/memory.h"
#include "sdc/system.h"
#include "sdc/union_find.h"

#include <stdlib.h>
#include <string.h>

typedef struct LoneCell
{
	uint64_t	key;			/* of the set, and of its labels that are no periods */
	int32_t		cell;
} LoneCell;

static int
compare_lone_cells(const void *a, const void *b)
{
	const LoneCell *x = a;
	const LoneCell *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* How many units are in each cell, with the event or without it. */
typedef struct Units
{
	int64_t    *low;
	int64_t    *high;			/* or UNBOUNDED */
} Units;

#define UNBOUNDED INT64_MAX

/* The sums of the parts of a relation narrow its total, and that each of them. */
static bool
narrow_by_relation(const Builder *b, int32_t relation, Units *units)
{
	int64_t		first = b->start[relation] + 1;
	int64_t		end = b->start[relation + 1];
	int64_t    *total_low = &units->low[b->members[first - 1]];
	int64_t    *total_high = &units->high[b->members[first - 1]];
	__int128	low = 0;
	__int128	high = 0;		/* of the bounded parts */
	int64_t		unbounded = 0;
	bool		narrowed = false;

	for (int64_t k = first; k < end; k++)
	{
		int64_t		part_high = units->high[b->members[k]];

		low += units->low[b->members[k]];
		unbounded += part_high == UNBOUNDED;
		high += part_high == UNBOUNDED ? 0 : part_high;
	}
	if (low > *total_low && low <= *total_high)
	{
		*total_low = (int64_t) low;
		narrowed = true;
	}
	if (unbounded == 0 && high < *total_high && high >= *total_low)
	{
		*total_high = (int64_t) high;
		narrowed = true;
	}
	for (int64_t k = first; k < end; k++)
	{
		int64_t    *part_low = &units->low[b->members[k]];
		int64_t    *part_high = &units->high[b->members[k]];
		bool		is_unbounded = *part_high == UNBOUNDED;
		__int128	most = *total_high - (low - *part_low);
		__int128	least = *total_low - (high - (is_unbounded ? 0 : *part_high));

		if (*total_high != UNBOUNDED && most < *part_high && most >= *part_low)
		{
			high += most - (is_unbounded ? 0 : *part_high);
			unbounded -= is_unbounded;
			is_unbounded = false;
			*part_high = (int64_t) most;
			narrowed = true;
		}
		if (unbounded == is_unbounded && least > *part_low && least <= *part_high)
		{
			low += least - *part_low;
			*part_low = (int64_t) least;
			narrowed = true;
		}
	}
	return narrowed;
}

/* Passes over all relations: what is left for more is little. */
#define MAX_PASSES 8

/*
 * What the sums tell of the cells that are not among the rows, to us who know
 * the others.
 */
static void
find_units_in(const Builder *b, int without, Units *units)
{
	bool		is_count = b->cube->tolerance == 0;
	bool		narrowed = true;

	for (int32_t c = 0; c < b->cells; c++)
	{
		const Cell *cell = &b->cell[c];

		units->low[c] = 0;
		if (cell->has_value && !cell->is_empty)
			units->low[c] = without ? cell->denominator - cell->count : cell->count;
		units->high[c] = cell->is_empty || cell->has_value ? units->low[c] : UNBOUNDED;
		is_count = is_count && units->low[c] >= 0;
	}
	for (int pass = 0; is_count && narrowed && pass < MAX_PASSES; pass++)
	{
		narrowed = false;
		for (int32_t r = 0; r < b->relations; r++)
		{
			check_interrupts_at(b->hooks, r);
			narrowed |= narrow_by_relation(b, r, units);
		}
	}
}

static const int32_t *
codes_of(const Builder *b, int32_t cell)
{
	return b->codes + (size_t) cell * b->cube->dimensions;
}

/* The labels in the dimensions of a set, but for periods. */
static uint64_t
key_of(const Builder *b, const int32_t *codes, uint32_t grouped)
{
	uint64_t	key = mix((uint64_t) grouped + 1);

	for (int32_t d = 0; d < b->cube->dimensions; d++)
		if (grouped >> d & 1 && b->points[d].codes == 0)
			key = mix(key * 31 + (uint32_t) codes[d] + 1);
	return key;
}

/* The cell of a grouping set that has some labels, as far as that is grouped by them; or -1. */
static int32_t
find_with_labels(const Builder *b, int32_t set, const int32_t *labels, int32_t *codes)
{
	for (int32_t d = 0; d < b->cube->dimensions; d++)
		codes[d] = b->set[set] >> d & 1 ? labels[d] : SDC_TOTAL;
	return *find_slot(b, codes);
}

/* Does everybody see that there is nobody in a cell? */
static bool
is_seen_empty(const Builder *b, int without, int32_t cell)
{
	const Cell *found = &b->cell[cell];

	if (found->is_empty)
		return true;
	return cell < b->cube->cells && found->has_value && !b->cube->input[cell].is_working &&
		(b->cube->shows_zero[without] || b->cube->input[cell].is_known) &&
		(without ? found->denominator == found->count : found->count == 0);
}

/* Does everybody see that nobody has some labels, by a cell that has one of them, and others or not? */
static bool
nobody_has(const Builder *b, int without, const int32_t *labels, int32_t dimension)
{
	uint32_t	grouped = sdc_grouped_by(labels, b->cube->dimensions);
	int32_t		codes[SDC_MAX_DIMENSIONS];

	for (int32_t s = 0; s < b->sets; s++)
	{
		int32_t		found;

		if ((b->set[s] & ~grouped) != 0 || !(b->set[s] >> dimension & 1))
			continue;
		found = find_with_labels(b, s, labels, codes);
		if (found >= 0 && is_seen_empty(b, without, found))
			return true;
	}
	return false;
}

/* Is nobody with some labels in those points of their period that another one lacks, as everybody sees? */
static bool
nobody_outside(const Builder *b, int without, const int32_t *labels, int32_t dimension, int32_t period)
{
	const SdcPoints *points = &b->points[dimension];
	int64_t		other = points->start[period];
	int32_t		codes[SDC_MAX_DIMENSIONS];
	int32_t		own;

	memcpy(codes, labels, b->cube->dimensions * sizeof(int32_t));
	own = codes[dimension];
	for (int64_t k = points->start[own]; k < points->start[own + 1]; k++)
	{
		while (other < points->start[period + 1] && points->point[other] < points->point[k])
			other++;
		if (other < points->start[period + 1] && points->point[other] == points->point[k])
			continue;
		codes[dimension] = b->point_code[dimension][points->point[k]];
		if (!nobody_has(b, without, codes, dimension))
			return false;
	}
	return true;
}

/* Is all that has some labels in a cell, as everybody sees? */
static bool
covers_labels(const Builder *b, int without, int32_t coverer, const int32_t *narrow)
{
	const int32_t *wide = codes_of(b, coverer);

	for (int32_t d = 0; d < b->cube->dimensions; d++)
		if (wide[d] != SDC_TOTAL && wide[d] != narrow[d] &&
			!(b->points[d].codes > 0 && narrow[d] != SDC_TOTAL && nobody_outside(b, without, narrow, d, wide[d])))
			return false;
	return true;
}

/* The first cell with a key, or the place where it would be. */
static int32_t
find_key(const LoneCell *lone, int32_t count, uint64_t key)
{
	int32_t		low = 0;
	int32_t		high = count;

	while (low < high)
	{
		int32_t		middle = low + (high - low) / 2;

		if (lone[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_lone(const Units *units, int32_t cell)
{
	return units->low[cell] == 1 && units->high[cell] == 1;
}

/*
 * Unite the cells of 1 that are the same, or total and part. Without periods
 * that is all, as every cell between two sets is there, and found to be 1.
 */
static void
unite_related(const Builder *b, const Units *units, const int32_t *same, int32_t *unit)
{
	int32_t    *first_of = allocate(b->hooks, b->cells * sizeof(int32_t));

	memset(first_of, 0xff, b->cells * sizeof(int32_t));
	for (int32_t c = 0; c < b->cells; c++)
	{
		if (!is_lone(units, c))
			continue;
		if (first_of[same[c]] < 0)
			first_of[same[c]] = c;
		unite(unit, c, first_of[same[c]]);
	}
	for (int32_t r = 0; r < b->relations; r++)
	{
		check_interrupts_at(b->hooks, r);
		if (!is_lone(units, b->members[b->start[r]]))
			continue;
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1]; k++)
			if (is_lone(units, b->members[k]))
				unite(unit, b->members[b->start[r]], b->members[k]);
	}
	release(b->hooks, first_of);
}

/* A part of a total that all units of the total are in. */
typedef struct FullPart
{
	int32_t		part;
	int32_t		next;			/* of the same total, or -1 */
} FullPart;

/* The cells of which who is in a cell has the labels too. */
typedef struct Implied
{
	const Alike *alike;
	int32_t    *first;			/* by cell: of the parts that hold all that is in it, or -1; NULL: to everybody */
	FullPart   *full;
} Implied;

/* The cells of 1, with the event or without it, and which are known to hold the same unit. */
typedef struct Lone
{
	const Builder *b;
	int			without;
	LoneCell   *cell;			/* by key */
	int32_t		count;
	int32_t    *unit;			/* by cell: something nearer to the leader */
	Implied		implied;
} Lone;

/* Unite a cell of 1 with those that cover some labels of its unit; false when they are with it already. */
static bool
unite_with_coverers(const Lone *lone, int32_t cell, const int32_t *labels)
{
	const Builder *b = lone->b;
	uint32_t	grouped = sdc_grouped_by(labels, b->cube->dimensions);
	bool		united = false;

	for (int32_t s = 0; s < b->sets; s++)
	{
		uint64_t	key;

		check_interrupts_at(b->hooks, s);
		if ((b->set[s] & ~grouped) != 0)
			continue;
		key = key_of(b, labels, b->set[s]);
		for (int32_t k = find_key(lone->cell, lone->count, key); k < lone->count && lone->cell[k].key == key; k++)
		{
			int32_t		coverer = lone->cell[k].cell;

			if (leader(lone->unit, coverer) == leader(lone->unit, cell) ||
				!covers_labels(b, lone->without, coverer, labels))
				continue;
			unite(lone->unit, cell, coverer);
			united = true;
		}
	}
	return united;
}

/* Of a total with several units, one that is in a part like all the others has the labels of that part. */
static void
find_full_parts(const Builder *b, const Units *units, Lone *lone)
{
	int64_t		count = 0;

	lone->implied.first = allocate(b->hooks, b->cells * sizeof(int32_t));
	lone->implied.full = allocate(b->hooks, b->start[b->relations] * sizeof(FullPart));
	memset(lone->implied.first, 0xff, b->cells * sizeof(int32_t));
	for (int32_t r = 0; r < b->relations; r++)
	{
		int32_t		total = b->members[b->start[r]];

		check_interrupts_at(b->hooks, r);
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && units->high[total] > 1; k++)
			if (units->low[b->members[k]] == units->high[total])
			{
				lone->implied.full[count] = (FullPart) {b->members[k], lone->implied.first[total]};
				lone->implied.first[total] = (int32_t) count++;
			}
	}
}

/* Add labels to others, of two periods the shorter one; false when there is nothing to add. */
static bool
add_labels(const Builder *b, const int32_t *codes, int32_t *labels)
{
	bool		added = false;

	for (int32_t d = 0; d < b->cube->dimensions; d++)
	{
		const int64_t *start = b->points[d].start;

		if (codes[d] == SDC_TOTAL || codes[d] == labels[d] ||
			(labels[d] != SDC_TOTAL &&
			 (b->points[d].codes == 0 ||
			  start[codes[d] + 1] - start[codes[d]] >= start[labels[d] + 1] - start[labels[d]])))
			continue;
		labels[d] = codes[d];
		added = true;
	}
	return added;
}

static int32_t *
labels_of_ring(const Builder *b, const Alike *alike, int32_t cell)
{
	return alike->labels + (size_t) alike->ring[cell] * b->cube->dimensions;
}

Alike *
open_alike(const Builder *b, const int32_t *same)
{
	Alike	   *alike = allocate(b->hooks, sizeof(Alike));
	int32_t		rings = 0;

	*alike = (Alike) {find_alike(b, same), allocate(b->hooks, b->cells * sizeof(int32_t))};
	memset(alike->ring, 0xff, b->cells * sizeof(int32_t));
	for (int32_t c = 0; c < b->cells; c++)
	{
		check_interrupts_at(b->hooks, c);
		if (alike->next[c] == c || alike->ring[c] >= 0)
			continue;
		alike->ring[c] = rings;
		for (int32_t i = alike->next[c]; i != c; i = alike->next[i])
			alike->ring[i] = rings;
		rings++;
	}
	alike->labels = allocate(b->hooks, (size_t) rings * b->cube->dimensions * sizeof(int32_t));
	for (int64_t i = 0; i < (int64_t) rings * b->cube->dimensions; i++)
		alike->labels[i] = SDC_TOTAL;
	for (int32_t c = 0; c < b->cells; c++)
	{
		check_interrupts_at(b->hooks, c);
		if (alike->ring[c] >= 0)
			add_labels(b, codes_of(b, c), labels_of_ring(b, alike, c));
	}
	return alike;
}

void
close_alike(const Builder *b, Alike *alike)
{
	release(b->hooks, alike->labels);
	release(b->hooks, alike->ring);
	release(b->hooks, alike->next);
	release(b->hooks, alike);
}

/* Add what follows from labels; false when nothing does. */
static bool
add_implied_labels(const Builder *b, const Implied *implied, int32_t *labels)
{
	uint32_t	grouped = sdc_grouped_by(labels, b->cube->dimensions);
	int32_t		codes[SDC_MAX_DIMENSIONS];
	bool		added = false;

	for (int32_t s = 0; s < b->sets; s++)
	{
		int32_t		found;

		if ((b->set[s] & ~grouped) != 0)
			continue;
		found = find_with_labels(b, s, labels, codes);
		if (found < 0)
			continue;
		if (implied->alike->ring[found] >= 0)
			added |= add_labels(b, labels_of_ring(b, implied->alike, found), labels);
		for (int32_t i = implied->first ? implied->first[found] : -1; i >= 0; i = implied->full[i].next)
			added |= add_labels(b, codes_of(b, implied->full[i].part), labels);
	}
	return added;
}

bool
covers_cell(const Builder *b, const Alike *alike, int without, int32_t coverer, int32_t cell)
{
	const Implied implied = {alike};
	int32_t		labels[SDC_MAX_DIMENSIONS];
	int32_t		same = coverer;

	memcpy(labels, codes_of(b, cell), b->cube->dimensions * sizeof(int32_t));
	if (alike->ring[cell] >= 0)
		add_labels(b, labels_of_ring(b, alike, cell), labels);
	while (add_implied_labels(b, &implied, labels))
		;
	do
	{
		if (covers_labels(b, without, same, labels))
			return true;
		same = alike->next[same];
	} while (same != coverer);
	return false;
}

/*
 * The labels that a unit has in any of its cells, and what follows from them. False when one of the cells has
 * them all, so that they tell nothing new.
 */
static bool
join_labels(const Lone *lone, const LoneCell *member, int32_t count, int32_t *labels)
{
	const Builder *b = lone->b;

	for (int32_t d = 0; d < b->cube->dimensions; d++)
		labels[d] = SDC_TOTAL;
	for (int32_t i = 0; i < count; i++)
		add_labels(b, codes_of(b, member[i].cell), labels);
	while (add_implied_labels(b, &lone->implied, labels))
		;
	for (int32_t i = 0; i < count; i++)
		if (memcmp(labels, codes_of(b, member[i].cell), b->cube->dimensions * sizeof(int32_t)) == 0)
			return false;
	return true;
}

/* Unite the cells of 1 that cover the labels of a unit, with what follows from them; false when there are none. */
static bool
unite_joined(const Lone *lone)
{
	const Builder *b = lone->b;
	LoneCell   *member = allocate(b->hooks, lone->count * sizeof(LoneCell));
	int32_t		labels[SDC_MAX_DIMENSIONS];
	bool		united = false;

	for (int32_t i = 0; i < lone->count; i++)
		member[i] = (LoneCell) {leader(lone->unit, lone->cell[i].cell), lone->cell[i].cell};
	qsort(member, lone->count, sizeof(LoneCell), compare_lone_cells);
	for (int32_t from = 0, to; from < lone->count; from = to)
	{
		check_interrupts_at(b->hooks, from);
		for (to = from; to < lone->count && member[to].key == member[from].key; to++)
			;
		if (join_labels(lone, member + from, to - from, labels))
			united |= unite_with_coverers(lone, member[from].cell, labels);
	}
	release(b->hooks, member);
	return united;
}

static bool
has_periods(const Builder *b)
{
	for (int32_t d = 0; d < b->cube->dimensions; d++)
		if (b->points[d].codes > 0)
			return true;
	return false;
}

int32_t *
units_with(const Builder *b, const int32_t *same, const Alike *alike, int without)
{
	Lone		lone = {b, without};
	bool		united = true;
	int32_t		covered;
	Units		units;

	lone.implied.alike = alike;
	lone.cell = allocate(b->hooks, b->cells * sizeof(LoneCell));
	lone.unit = allocate(b->hooks, b->cells * sizeof(int32_t));
	units.low = allocate(b->hooks, b->cells * sizeof(int64_t));
	units.high = allocate(b->hooks, b->cells * sizeof(int64_t));
	find_units_in(b, without, &units);
	for (int32_t c = 0; c < b->cells; c++)
	{
		lone.unit[c] = c;
		if (is_lone(&units, c))
			lone.cell[lone.count++] = (LoneCell) {key_of(b, codes_of(b, c), b->cell[c].grouped), c};
	}
	unite_related(b, &units, same, lone.unit);
	qsort(lone.cell, lone.count, sizeof(LoneCell), compare_lone_cells);
	covered = has_periods(b) ? lone.count : 0;
	for (int32_t i = 0; i < covered; i++)
		unite_with_coverers(&lone, lone.cell[i].cell, codes_of(b, lone.cell[i].cell));
	find_full_parts(b, &units, &lone);
	for (int pass = 0; united && pass < MAX_PASSES; pass++)
		united = unite_joined(&lone);
	for (int32_t c = b->cells; c-- > 0;)
		lone.unit[c] = is_lone(&units, c) ? leader(lone.unit, c) : -1;
	release(b->hooks, units.low);
	release(b->hooks, units.high);
	release(b->hooks, lone.implied.full);
	release(b->hooks, lone.implied.first);
	release(b->hooks, lone.cell);
	return lone.unit;
}

void
find_units(const Builder *b, const int32_t *same, const Alike *alike, SdcCell *cells)
{
	for (int without = 0; without < (b->cube->is_rate ? 2 : 1); without++)
	{
		int32_t    *unit = units_with(b, same, alike, without);

		for (int32_t c = 0; c < b->cells; c++)
			if (unit[c] >= 0 && cells[same[c]].state == SDC_PROTECTED)
				cells[same[c]].unit[without] = unit[c];
		release(b->hooks, unit);
	}
}
