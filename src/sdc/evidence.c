/*-------------------------------------------------------------------------
 *
 * evidence.c
 *		What the rows of a whole partition show, whatever their figures say.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/evidence.h"
#include "sdc/memory.h"

#include <stdlib.h>

uint32_t
sdc_grouped_by(const int32_t *codes, int32_t dimensions)
{
	uint32_t	grouped = 0;

	for (int32_t d = 0; d < dimensions; d++)
		if (codes[d] != SDC_TOTAL)
			grouped |= UINT32_C(1) << d;
	return grouped;
}

static int
compare_uint32(const void *a, const void *b)
{
	uint32_t	x = *(const uint32_t *) a;
	uint32_t	y = *(const uint32_t *) b;

	return x < y ? -1 : x > y;
}

int32_t
sdc_place_of_set(const SdcEvidence *evidence, uint32_t grouped)
{
	const uint32_t *found = evidence->sets == 0 ? NULL :
		bsearch(&grouped, evidence->set, evidence->sets, sizeof(uint32_t), compare_uint32);

	return found ? (int32_t) (found - evidence->set) : -1;
}

/* The distinct grouping sets, and that of each row. */
static void
find_sets(SdcEvidence *evidence, const SdcCube *cube, const SdcHooks *hooks, uint32_t *set_of)
{
	uint32_t   *sorted = allocate(hooks, (size_t) cube->cells * sizeof(uint32_t));

	for (int32_t c = 0; c < cube->cells; c++)
		sorted[c] = set_of[c] = sdc_grouped_by(cube->codes + (size_t) c * cube->dimensions, cube->dimensions);
	check_interrupts(hooks);
	qsort(sorted, cube->cells, sizeof(uint32_t), compare_uint32);
	for (int32_t c = 0; c < cube->cells; c++)
		if (c == 0 || sorted[c] != sorted[evidence->sets - 1])
			sorted[evidence->sets++] = sorted[c];
	evidence->set = sorted;
}

/* The values of a dimension that occur in each grouping set, each once. */
static void
find_occurrence(SdcEvidence *evidence, const SdcCube *cube, const SdcHooks *hooks, const uint32_t *set_of,
				int32_t dimension)
{
	int32_t		codes = cube->points[dimension].codes;
	bool	   *seen = allocate_zero(hooks, (size_t) evidence->sets * codes);
	int32_t		place = -1;

	for (int32_t c = 0; c < cube->cells; c++)
	{
		int32_t		code = cube->codes[(size_t) c * cube->dimensions + dimension];

		if (code == SDC_TOTAL)
			continue;
		if (place < 0 || evidence->set[place] != set_of[c])
			place = sdc_place_of_set(evidence, set_of[c]);
		seen[(size_t) place * codes + code] = true;
	}
	for (int32_t i = 0; i < evidence->sets; i++)
	{
		const bool *seen_here = seen + (size_t) i * codes;
		SdcOccurrence *occurrence = &evidence->occurrence[evidence->occurrences];

		if ((evidence->set[i] >> dimension & 1) == 0)
			continue;
		*occurrence = (SdcOccurrence) {evidence->set[i], dimension};
		for (int32_t code = 0; code < codes; code++)
			occurrence->count += seen_here[code];
		occurrence->code = allocate(hooks, (size_t) occurrence->count * sizeof(int32_t));
		occurrence->count = 0;
		for (int32_t code = 0; code < codes; code++)
			if (seen_here[code])
				occurrence->code[occurrence->count++] = code;
		evidence->occurrences++;
		check_interrupts(hooks);
	}
	release(hooks, seen);
}

static void
find_occurrences(SdcEvidence *evidence, const SdcCube *cube, const SdcHooks *hooks, const uint32_t *set_of)
{
	evidence->occurrence = allocate(hooks, (size_t) evidence->sets * cube->dimensions * sizeof(SdcOccurrence));
	for (int32_t d = 0; d < cube->dimensions; d++)
		if (cube->points[d].codes > 0)
			find_occurrence(evidence, cube, hooks, set_of, d);
}

/*
 * Could it tell anything that one dimension tells another? Only where one is
 * grouped by without the other, and the finer set that has both is not there.
 */
static bool
may_be_of_use(const SdcEvidence *evidence, int32_t from, int32_t to)
{
	uint32_t	from_bit = UINT32_C(1) << from;
	uint32_t	to_bit = UINT32_C(1) << to;
	bool		lacks = false;
	bool		gives = false;

	for (int32_t i = 0; i < evidence->sets; i++)
	{
		uint32_t	set = evidence->set[i];

		lacks = lacks || ((set & from_bit) && !(set & to_bit) && sdc_place_of_set(evidence, set | to_bit) < 0);
		gives = gives || ((set & to_bit) && !(set & from_bit));
	}
	return lacks && gives;
}

typedef struct Pair
{
	int32_t		from;
	int32_t		to;
} Pair;

static int
compare_pairs(const void *a, const void *b)
{
	const Pair *x = a;
	const Pair *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->to < y->to ? -1 : x->to > y->to;
}

/*
 * Does one dimension tell another, by all rows that are grouped by both? A few
 * labels may go with several, as a municipality does that changed province.
 */
static bool
find_dependency(const SdcCube *cube, const SdcHooks *hooks, const uint32_t *set_of, int32_t from, int32_t to,
				SdcDependency *dependency)
{
	uint32_t	both = UINT32_C(1) << from | UINT32_C(1) << to;
	Pair	   *pairs = allocate(hooks, (size_t) cube->cells * sizeof(Pair));
	int32_t		rows = 0;
	int32_t		count = 0;
	int32_t		labels = 0;

	for (int32_t c = 0; c < cube->cells; c++)
		if ((set_of[c] & both) == both)
			pairs[rows++] = (Pair) {
				cube->codes[(size_t) c * cube->dimensions + from], cube->codes[(size_t) c * cube->dimensions + to]
			};
	check_interrupts(hooks);
	qsort(pairs, rows, sizeof(Pair), compare_pairs);
	for (int32_t i = 0; i < rows; i++)
	{
		if (i > 0 && compare_pairs(&pairs[i], &pairs[count - 1]) == 0)
			continue;
		labels += count == 0 || pairs[i].from != pairs[count - 1].from;
		pairs[count++] = pairs[i];
	}
	if (count > 0 && count - labels <= labels / 4)
	{
		int32_t		codes = pairs[count - 1].from + 1;

		*dependency = (SdcDependency) {from, to, codes};
		dependency->start = allocate_zero(hooks, ((size_t) codes + 1) * sizeof(int32_t));
		dependency->label = allocate(hooks, (size_t) count * sizeof(int32_t));
		for (int32_t i = 0; i < count; i++)
		{
			dependency->start[pairs[i].from + 1]++;
			dependency->label[i] = pairs[i].to;
		}
		for (int32_t code = 0; code < codes; code++)
			dependency->start[code + 1] += dependency->start[code];
	}
	release(hooks, pairs);
	return dependency->codes > 0;
}

static void
find_dependencies(SdcEvidence *evidence, const SdcCube *cube, const SdcHooks *hooks, const uint32_t *set_of)
{
	int32_t		dimensions = cube->dimensions;

	evidence->dependency = allocate_zero(hooks, (size_t) dimensions * dimensions * sizeof(SdcDependency));
	for (int32_t from = 0; from < dimensions; from++)
		for (int32_t to = 0; to < dimensions; to++)
		{
			if (from == to || cube->points[from].codes > 0 || cube->points[to].codes > 0 ||
				!may_be_of_use(evidence, from, to))
				continue;
			if (find_dependency(cube, hooks, set_of, from, to, &evidence->dependency[evidence->dependencies]))
				evidence->dependencies++;
		}
}

uint32_t
sdc_closure(const SdcEvidence *evidence, uint32_t grouped)
{
	for (uint32_t before = ~grouped; before != grouped;)
	{
		before = grouped;
		for (int32_t i = 0; i < evidence->dependencies; i++)
			if (grouped >> evidence->dependency[i].from & 1)
				grouped |= UINT32_C(1) << evidence->dependency[i].to;
	}
	return grouped;
}

uint32_t
sdc_useful_closure(const SdcEvidence *evidence, uint32_t grouped)
{
	uint32_t	closure = sdc_closure(evidence, grouped);

	if (closure == grouped || sdc_place_of_set(evidence, closure) >= 0)
		return grouped;
	for (int32_t i = 0; i < evidence->sets; i++)
	{
		uint32_t	set = evidence->set[i];

		/* What follows from the part that both share is linked through that part. */
		if ((set & ~closure) == 0 && (set & ~grouped) != 0 && (set & ~sdc_closure(evidence, set & grouped)) != 0)
			return closure;
	}
	return grouped;
}

SdcEvidence *
sdc_find_evidence(const SdcCube *cube, const SdcHooks *hooks)
{
	SdcEvidence *evidence = allocate_zero(hooks, sizeof(SdcEvidence));
	uint32_t   *set_of = allocate(hooks, (size_t) cube->cells * sizeof(uint32_t));

	find_sets(evidence, cube, hooks, set_of);
	find_occurrences(evidence, cube, hooks, set_of);
	find_dependencies(evidence, cube, hooks, set_of);
	release(hooks, set_of);
	return evidence;
}

void
sdc_release_evidence(SdcEvidence *evidence, const SdcHooks *hooks)
{
	for (int32_t i = 0; i < evidence->occurrences; i++)
		release(hooks, evidence->occurrence[i].code);
	for (int32_t i = 0; i < evidence->dependencies; i++)
	{
		release(hooks, evidence->dependency[i].start);
		release(hooks, evidence->dependency[i].label);
	}
	release(hooks, evidence->set);
	release(hooks, evidence->occurrence);
	release(hooks, evidence->dependency);
	release(hooks, evidence);
}
