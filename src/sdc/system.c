/*-------------------------------------------------------------------------
 *
 * system.c
 *		The relations as a system for elimination.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/system.h"
#include "sdc/memory.h"
#include "sdc/reader.h"
#include "sdc/union_find.h"

#include <stdlib.h>

/*
 * A total that is split twice into sums of the same cells gives one equation
 * and not two. Parts come before the totals that they make up, so the cells that
 * a total is made of in the end are known, by a sum of random numbers, when it
 * is split. "order" lists the relations; NULL stands for their own order.
 */
void
find_implied(const Builder *b, int32_t relations, const int64_t *start, const int32_t *members,
			 const RankedRelation *order, bool *implied)
{
	uint64_t   *made_of = allocate(b->hooks, b->cells * sizeof(uint64_t));
	bool	   *is_split = allocate(b->hooks, b->cells);

	memset(is_split, 0, b->cells);
	for (int32_t c = 0; c < b->cells; c++)
		made_of[c] = mix((uint64_t) c + UINT64_C(0x9e3779b97f4a7c15));
	for (int32_t i = 0; i < relations; i++)
	{
		int32_t		r = order ? order[i].place : i;
		int32_t		total = members[start[r]];
		uint64_t	sum = 0;

		check_interrupts_at(b->hooks, i);
		for (int64_t k = start[r] + 1; k < start[r + 1]; k++)
			sum += made_of[members[k]];
		implied[r] = is_split[total] && sum == made_of[total];
		if (!is_split[total])
			made_of[total] = sum;
		is_split[total] = true;
	}
	release(b->hooks, is_split);
	release(b->hooks, made_of);
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

/* The only part of a total, or the only one that is not seen to be nothing; else -1. */
static int32_t
lone_part(const Builder *b, int32_t relation)
{
	int64_t		first = b->start[relation] + 1;
	int32_t		lone = -1;

	if (b->start[relation + 1] == first + 1)
		return b->members[first];
	for (int64_t k = first; k < b->start[relation + 1]; k++)
	{
		if (is_seen_nothing(b, b->members[k]))
			continue;
		if (lone >= 0)
			return -1;
		lone = b->members[k];
	}
	return lone;
}

/*
 * The relations between the cells that are left when cells that are the same
 * count as one; in an order that does not depend on that of the rows.
 */
SdcSystem *
build_system(const Builder *b, SdcCell *cells, const int32_t *same)
{
	SdcSystem  *system = allocate(b->hooks, sizeof(SdcSystem));
	int64_t    *start = allocate(b->hooks, ((size_t) b->relations + 1) * sizeof(int64_t));
	int32_t    *members = allocate(b->hooks, b->start[b->relations] * sizeof(int32_t));
	bool	   *implied = allocate(b->hooks, b->relations);
	RankedRelation *order = allocate(b->hooks, b->relations * sizeof(RankedRelation));
	RankedMember *sorted = allocate(b->hooks, b->start[b->relations] * sizeof(RankedMember));
	int32_t		count = 0;
	int64_t		at = 0;

	for (int64_t k = 0; k < b->start[b->relations]; k++)
		sorted[k] = (RankedMember) {cells[same[b->members[k]]].rank, same[b->members[k]]};
	for (int32_t r = 0; r < b->relations; r++)
	{
		int64_t		length = b->start[r + 1] - b->start[r];

		check_interrupts_at(b->hooks, r);
		if (lone_part(b, r) >= 0)
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
	release(b->hooks, sorted);
	release(b->hooks, order);
	return system;
}

void
extend_system(const Builder *b, SdcSystem *system, const int32_t *same)
{
	int32_t		count = b->cells - system->cells;
	int64_t		from = system->relations ? system->start[system->relations] : 0;
	int64_t		added = b->start[b->relations] - b->start[b->relations - count];
	RankedRelation *order = allocate(b->hooks, count * sizeof(RankedRelation));
	RankedMember *sorted = allocate(b->hooks, added * sizeof(RankedMember));
	int64_t    *start = enlarge(b->hooks, (void *) system->start, ((size_t) system->relations + 1) * sizeof(int64_t),
								((size_t) system->relations + count + 1) * sizeof(int64_t));
	int32_t    *members = enlarge(b->hooks, (void *) system->members, from * sizeof(int32_t),
									(from + added) * sizeof(int32_t));
	bool	   *implied = enlarge(b->hooks, (void *) system->implied, system->relations, system->relations + count);
	int64_t		at = 0;

	system->cell = enlarge(b->hooks, system->cell, system->cells * sizeof(SdcCell), b->cells * sizeof(SdcCell));
	for (int32_t c = system->cells; c < b->cells; c++)
		system->cell[c] = (SdcCell) {
			.state = SDC_PROTECTED, .rank = INT32_MAX, .unit = {-1, -1}, .is_from_readers = true
		};
	for (int32_t i = 0; i < count; i++)
	{
		int32_t		r = b->relations - count + i;
		int64_t		length = b->start[r + 1] - b->start[r];

		/* New cells have no rank yet; a total stays out of the order. */
		order[i] = (RankedRelation) {sorted + at, length - 1, r};
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1]; k++)
		{
			int32_t		member = b->members[k] < system->cells ? same[b->members[k]] : b->members[k];

			sorted[at++] = (RankedMember) {system->cell[member].rank, member};
		}
		qsort((void *) order[i].members, length - 1, sizeof(RankedMember), compare_members);
	}
	qsort(order, count, sizeof(RankedRelation), compare_relations);
	for (int32_t i = 0; i < count; i++)
	{
		int32_t		r = system->relations + i;
		int32_t		total = b->members[b->start[order[i].relation]];
		int32_t		last = order[i].members[order[i].length - 1].member;

		/* The new cell is the last in rank, or the total. */
		system->cell[last >= system->cells ? last : total].rank = system->cells + i;
		start[r + 1] = start[r];
		members[start[r + 1]++] = total;
		for (int64_t k = 0; k < order[i].length; k++)
			members[start[r + 1]++] = order[i].members[k].member;
		implied[r] = false;
	}
	system->cells = b->cells;
	system->relations += count;
	system->start = start;
	system->members = members;
	system->implied = implied;
	release(b->hooks, sorted);
	release(b->hooks, order);
}

void
release_system(const Builder *b, SdcSystem *system)
{
	release(b->hooks, (void *) system->start);
	release(b->hooks, (void *) system->members);
	release(b->hooks, (void *) system->implied);
	release(b->hooks, system);
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
 * Which cells are the same? A total with a single part is that part, also where there
 * are others in which everybody sees nothing; and two totals of the same parts (all
 * years, and a window of all years) are one.
 */
void
find_same(const Builder *b, int32_t *same)
{
	PartsOf    *totals = allocate(b->hooks, b->relations * sizeof(PartsOf));

	for (int32_t c = 0; c < b->cells; c++)
		same[c] = c;
	for (int32_t r = 0; r < b->relations; r++)
	{
		int32_t		lone = lone_part(b, r);

		totals[r] = (PartsOf) {0, b->members[b->start[r]]};
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1]; k++)
			totals[r].parts += mix((uint64_t) b->members[k] + UINT64_C(0x9e3779b97f4a7c15));
		if (lone >= 0)
			unite(same, b->members[b->start[r]], lone);
	}
	qsort(totals, b->relations, sizeof(PartsOf), compare_parts);
	for (int32_t r = 1; r < b->relations; r++)
		if (totals[r].parts == totals[r - 1].parts)
			unite(same, totals[r].total, totals[r - 1].total);
	for (int32_t c = 0; c < b->cells; c++)
		same[c] = leader(same, c);
	release(b->hooks, totals);
}

/* Unite totals whose parts are the same, by the leaders so far; true when there were any that were not united. */
static bool
unite_totals(const Builder *b, PartsOf *totals, int32_t *same)
{
	bool		united = false;

	for (int32_t r = 0; r < b->relations; r++)
	{
		int32_t		total = b->members[b->start[r]];

		check_interrupts_at(b->hooks, r);
		totals[r] = (PartsOf) {0, total};
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1]; k++)
			if (!is_seen_nothing(b, b->members[k]))
				totals[r].parts += mix((uint64_t) leader(same, b->members[k]) + UINT64_C(0x9e3779b97f4a7c15));
	}
	qsort(totals, b->relations, sizeof(PartsOf), compare_parts);
	for (int32_t r = 1; r < b->relations; r++)
	{
		if (totals[r].parts != totals[r - 1].parts || totals[r].parts == 0 ||
			leader(same, totals[r].total) == leader(same, totals[r - 1].total))
			continue;
		unite(same, totals[r].total, totals[r - 1].total);
		united = true;
	}
	return united;
}

/* Totals of totals of totals: more levels than areas and periods have. */
#define MAX_LEVELS 8

int32_t *
find_alike(const Builder *b, const int32_t *same)
{
	PartsOf    *totals = allocate(b->hooks, b->relations * sizeof(PartsOf));
	int32_t    *all = allocate(b->hooks, b->cells * sizeof(int32_t));
	int32_t    *alike = allocate(b->hooks, b->cells * sizeof(int32_t));

	memcpy(all, same, b->cells * sizeof(int32_t));
	for (int level = 0; level < MAX_LEVELS && unite_totals(b, totals, all); level++)
		;
	for (int32_t c = 0; c < b->cells; c++)
		alike[c] = c;
	for (int32_t c = 0; c < b->cells; c++)
	{
		int32_t		first = leader(all, c);

		/* A secret sum has no labels. */
		if (first == c || b->cell[c].is_secret)
			continue;
		alike[c] = alike[first];
		alike[first] = c;
	}
	release(b->hooks, all);
	release(b->hooks, totals);
	return alike;
}
