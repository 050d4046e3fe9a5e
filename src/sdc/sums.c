/*-------------------------------------------------------------------------
 *
 * sums.c
 *		What the hidden parts of a total add up to.
 *
 * A total less its published parts is the sum of its hidden parts, and none of
 * those is larger than that sum. A hidden part is in turn a total: put its own
 * parts in its place, by any relation, take off those that are published, and
 * the sum is smaller. The least sum of a hidden cell is its value or that of
 * its parts by one of its relations, whichever is smallest; of those it takes
 * the smallest that has a protected cell in it to tell whether a known total
 * gives too much away.
 *
 * These are the sums that a reader finds going down from one total. Those that
 * combine several totals are left to intervals (interval.c).
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/sums.h"
#include "sdc/memory.h"

#include <string.h>

/*
 * A sum that the reader can make, or SDC_UNKNOWN_VALUE; and the rank of the
 * least wanted published cell that was taken off to make it, or -1.
 */
typedef struct Sum
{
	int64_t		value;
	int32_t		taken_off;
} Sum;

typedef struct Sums
{
	SdcSystem  *system;
	const SdcHooks *hooks;
	const int64_t *value;
	const bool *given;
	bool	   *is_known;		/* published, or computed from what is */
	Sum		   *least;			/* of each hidden cell */
	Sum		   *protected;		/* the least with a protected cell in it */
	bool	   *is_chosen;		/* hidden here */
	int32_t    *cell_of;		/* each rank */
} Sums;

static const Sum no_sum = {SDC_UNKNOWN_VALUE, -1};

static Sum
add(Sum a, Sum b)
{
	Sum			sum;

	if (a.value == SDC_UNKNOWN_VALUE || b.value == SDC_UNKNOWN_VALUE ||
		__builtin_add_overflow(a.value, b.value, &sum.value))
		return no_sum;
	sum.taken_off = a.taken_off > b.taken_off ? a.taken_off : b.taken_off;
	return sum;
}

/* Of equal sums, the one that can be made larger. */
static Sum
lesser(Sum a, Sum b)
{
	if (a.value != b.value)
		return a.value < b.value ? a : b;
	return a.taken_off > b.taken_off ? a : b;
}

static bool
equal(Sum a, Sum b)
{
	return a.value == b.value && a.taken_off == b.taken_off;
}

/*
 * Published cells are known, and so is the last unknown cell of a relation; but
 * not a protected one: what was hidden here is yet to be protected.
 */
static void
find_known(Sums *s)
{
	const SdcSystem *system = s->system;
	bool		found = true;

	for (int32_t c = 0; c < system->cells; c++)
		s->is_known[c] = system->cell[c].state == SDC_PUBLISHED;
	while (found)
	{
		found = false;
		check_interrupts(s->hooks);
		for (int32_t r = 0; r < system->relations; r++)
		{
			int32_t		unknown = 0;
			int32_t		last = -1;

			check_interrupts_at(s->hooks, r);
			for (int64_t k = system->start[r]; k < system->start[r + 1] && unknown < 2; k++)
				if (!s->is_known[system->members[k]])
				{
					unknown++;
					last = system->members[k];
				}
			if (unknown == 1 && system->cell[last].state == SDC_HIDDEN)
				found = s->is_known[last] = true;
		}
	}
}

/* The least sum of the parts of a relation, and the least with a protected cell. */
static void
add_parts(const Sums *s, int32_t relation, Sum *least, Sum *protected)
{
	const SdcSystem *system = s->system;

	*least = (Sum) {0, -1};
	*protected = no_sum;
	for (int64_t k = system->start[relation] + 1; k < system->start[relation + 1]; k++)
	{
		int32_t		part = system->members[k];
		const SdcCell *cell = &system->cell[part];

		if (s->is_known[part])
		{
			if (cell->state == SDC_PUBLISHED && s->value[part] > 0 && !s->given[part])
			{
				Sum			taken = {0, cell->rank};

				*least = add(*least, taken);
				*protected = add(*protected, taken);
			}
			continue;
		}
		*protected = lesser(add(*protected, s->least[part]), add(*least, s->protected[part]));
		*least = add(*least, s->least[part]);
	}
}

/*
 * The least sums of all hidden cells. Relations come with their totals more or
 * less from high to low, so most are final after one pass upwards.
 */
static void
find_least(Sums *s)
{
	const SdcSystem *system = s->system;
	bool		found = true;

	for (int32_t c = 0; c < system->cells; c++)
	{
		s->least[c] = (Sum) {s->value[c], -1};
		s->protected[c] = system->cell[c].state == SDC_PROTECTED ? s->least[c] : no_sum;
	}
	while (found)
	{
		found = false;
		check_interrupts(s->hooks);
		for (int32_t r = system->relations; r-- > 0;)
		{
			int32_t		total = system->members[system->start[r]];
			Sum			least;
			Sum			protected;

			check_interrupts_at(s->hooks, r);

			/* A cell that was chosen just now still has to be protected. */
			if (s->is_known[total] || s->is_chosen[total])
				continue;
			add_parts(s, r, &least, &protected);
			least = lesser(s->least[total], least);
			protected = lesser(s->protected[total], protected);
			found = found || !equal(least, s->least[total]) || !equal(protected, s->protected[total]);
			s->least[total] = least;
			s->protected[total] = protected;
		}
	}
}

/*
 * One more cell for every total whose sum is too small: each total for itself,
 * so that their order does not matter.
 */
static int32_t
choose(Sums *s, int64_t enough)
{
	SdcSystem  *system = s->system;
	int32_t		chosen = 0;

	for (int32_t r = 0; r < system->relations; r++)
	{
		Sum			least;
		Sum			protected;

		check_interrupts_at(s->hooks, r);
		if (!s->is_known[system->members[system->start[r]]])
			continue;
		add_parts(s, r, &least, &protected);
		if (protected.value < enough && protected.taken_off >= 0)
			s->is_chosen[s->cell_of[protected.taken_off]] = true;
	}
	for (int32_t c = 0; c < system->cells; c++)
		if (s->is_chosen[c] && system->cell[c].state == SDC_PUBLISHED)
		{
			system->cell[c].state = SDC_PROTECTED;
			chosen++;
		}
	return chosen;
}

static void
open_sums(Sums *s)
{
	int32_t		cells = s->system->cells;

	s->is_known = allocate(s->hooks, cells);
	s->least = allocate(s->hooks, cells * sizeof(Sum));
	s->protected = allocate(s->hooks, cells * sizeof(Sum));
	s->is_chosen = allocate_zero(s->hooks, cells);
	s->cell_of = allocate(s->hooks, cells * sizeof(int32_t));
	for (int32_t c = 0; c < cells; c++)
		if (s->system->cell[c].state == SDC_PUBLISHED)
			s->cell_of[s->system->cell[c].rank] = c;
}

static void
close_sums(Sums *s)
{
	release(s->hooks, s->is_known);
	release(s->hooks, s->least);
	release(s->hooks, s->protected);
	release(s->hooks, s->is_chosen);
	release(s->hooks, s->cell_of);
}

int32_t
sdc_hide_for_sums(SdcSystem *system, const int64_t *value, const bool *given, int64_t enough, const SdcHooks *hooks)
{
	int32_t		hidden = 0;
	int32_t		chosen;
	Sums		s = {system, hooks, value, given};

	open_sums(&s);
	do
	{
		find_known(&s);
		find_least(&s);
		chosen = choose(&s, enough);
		hidden += chosen;
	} while (chosen > 0);
	close_sums(&s);
	return hidden;
}

void
sdc_small_sums(const SdcSystem *system, const int64_t *value, const bool *given, int64_t enough, const SdcHooks *hooks,
			   bool *small)
{
	Sums		s = {(SdcSystem *) system, hooks, value, given};

	open_sums(&s);
	find_known(&s);
	find_least(&s);
	for (int32_t r = 0; r < system->relations; r++)
	{
		Sum			least;
		Sum			protected;

		check_interrupts_at(hooks, r);
		if (!s.is_known[system->members[system->start[r]]])
			continue;
		add_parts(&s, r, &least, &protected);
		small[r] = small[r] || (protected.value < enough && protected.taken_off >= 0);
	}
	close_sums(&s);
}
