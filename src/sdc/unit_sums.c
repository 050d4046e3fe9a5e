/*-------------------------------------------------------------------------
 *
 * unit_sums.c
 *		What the single unit in several hidden cells can compute by sums.
 *
 * The values that a cell has in some random vectors of the kernel are its profile.
 * With one vector more than a unit has cells, a cell is known to it when its profile
 * is a combination of theirs, but for a chance of 1 in 2^61. So of each profile a unit
 * looks at the beginning, as much as it needs.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/unit_sums.h"
#include "sdc/circuit.h"
#include "sdc/exposure.h"
#include "sdc/memory.h"
#include "sdc/modular.h"
#include "sdc/rank.h"

#include <stdlib.h>

/* A unit with more cells that tell different things is looked at with these. */
#define MOST_OWN 24

/* What to multiply a combination with, at most, so that it is whole. */
#define LARGEST_MULTIPLE 12

/* A hidden cell of a unit. */
typedef struct Own
{
	int64_t		unit;			/* twice its number, and one more of those without the event */
	int32_t		first;			/* rank of the first cell of that unit */
	int32_t		rank;
	int32_t		column;
} Own;

static int
compare_units(const void *a, const void *b)
{
	const Own  *x = a;
	const Own  *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* The same in an order that the numbers of units do not matter to. */
static int
compare_own(const void *a, const void *b)
{
	const Own  *x = a;
	const Own  *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if ((x->unit & 1) != (y->unit & 1))
		return x->unit & 1 ? 1 : -1;
	return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* A protected cell that a unit may find out, what it is asked for side by side. */
typedef struct News
{
	int32_t		column;
	int32_t		unit[2];
	bool		is_open[2];
	bool		is_found;
} News;

/* The hidden cells that hang together, and their profiles. */
typedef struct Profiles
{
	const SdcSystem *system;
	const SdcHooks *hooks;
	int32_t		columns;
	const int32_t *cell;		/* of each column */
	int32_t		length;			/* of a profile */
	uint64_t   *profile;		/* length of each column */
	News	   *news;
	int32_t		newsworthy;
	int64_t    *news_start;		/* by column, see index_news() */
	int32_t    *news_of;		/* or NULL: all are asked for */
	int32_t    *asked;			/* scratch, for a unit */
	bool	   *is_asked;		/* scratch, all false */
	Own		   *own;			/* by unit */
	int32_t		owned;
} Profiles;

/* The profiles of own cells of a unit, each reduced by those before it. */
typedef struct Basis
{
	int32_t		length;			/* of profiles here */
	int32_t		count;
	int32_t		column[MOST_OWN];
	int32_t		pivot[MOST_OWN];
	uint64_t	profile[MOST_OWN][MOST_OWN + 1];
	uint64_t	weight[MOST_OWN][MOST_OWN];	/* of the own cells that it is made of */
} Basis;

static uint64_t
minus_product(uint64_t value, uint64_t factor, uint64_t other)
{
	return add_mod(value, negate_mod(multiply_mod(factor, other)));
}

/* Take the basis out of a profile; weight: how much of each own cell went. True when nothing is left. */
static bool
reduce_profile(const Basis *basis, uint64_t *profile, uint64_t *weight)
{
	int32_t		length = basis->length;
	bool		is_nothing = true;

	memset(weight, 0, MOST_OWN * sizeof(uint64_t));
	for (int32_t i = 0; i < basis->count; i++)
	{
		uint64_t	factor = profile[basis->pivot[i]];

		if (factor == 0)
			continue;
		for (int32_t k = 0; k < length; k++)
			profile[k] = minus_product(profile[k], factor, basis->profile[i][k]);
		for (int32_t k = 0; k <= i; k++)
			weight[k] = add_mod(weight[k], multiply_mod(factor, basis->weight[i][k]));
	}
	for (int32_t k = 0; k < length; k++)
		is_nothing = is_nothing && profile[k] == 0;
	return is_nothing;
}

static const uint64_t *
profile_of(const Profiles *p, int32_t column)
{
	return p->profile + (size_t) column * p->length;
}

static void
extend_basis(const Profiles *p, Basis *basis, int32_t column)
{
	int32_t		at = basis->count;
	uint64_t	scale;

	if (at == MOST_OWN)
		return;
	memcpy(basis->profile[at], profile_of(p, column), basis->length * sizeof(uint64_t));
	if (reduce_profile(basis, basis->profile[at], basis->weight[at]))
		return;
	for (basis->pivot[at] = 0; basis->profile[at][basis->pivot[at]] == 0; basis->pivot[at]++)
		;
	scale = inverse_mod(basis->profile[at][basis->pivot[at]]);
	for (int32_t k = 0; k < basis->length; k++)
		basis->profile[at][k] = multiply_mod(basis->profile[at][k], scale);
	for (int32_t k = 0; k < at; k++)
		basis->weight[at][k] = multiply_mod(negate_mod(basis->weight[at][k]), scale);
	basis->weight[at][at] = scale;
	basis->column[at] = column;
	basis->count++;
}

/* Numbers that give 0 with every profile of the basis, and no other one but by chance. */
static void
find_test(const Basis *basis, uint64_t *test)
{
	uint64_t	seed = 0;

	for (int32_t k = 0; k < basis->length; k++)
		test[k] = next_random(&seed);
	for (int32_t i = basis->count; i-- > 0;)
	{
		test[basis->pivot[i]] = 0;
		test[basis->pivot[i]] = negate_mod(sum_of_products(basis->profile[i], test, basis->length));
	}
}

/* The numbers as whole ones that are small, times the same; 0 when they are not. */
static int32_t
find_multiple(const uint64_t *weight, int32_t count, int32_t *whole)
{
	for (int32_t multiple = 1; multiple <= LARGEST_MULTIPLE; multiple++)
	{
		bool		is_small = true;

		for (int32_t i = 0; i < count && is_small; i++)
		{
			int64_t		value = signed_residue(multiply_mod(weight[i], multiple));

			is_small = value > -SDC_MOST_IN_UNIT_SUM && value < SDC_MOST_IN_UNIT_SUM;
			whole[i] = (int32_t) value;
		}
		if (is_small)
			return multiple;
	}
	return 0;
}

static void
repeat_member(SdcUnitSum *sum, int32_t cell, int32_t times)
{
	for (; times > 0 && sum->added + sum->subtracted < SDC_MOST_IN_UNIT_SUM; times--)
		sum->member[sum->added + sum->subtracted++] = cell;
}

/* Add the combination of a column and own cells of a unit; false when it is not simple. */
static bool
add_unit_sum(const Profiles *p, const Basis *basis, int32_t column, int without, SdcUnitSums *sums)
{
	uint64_t	profile[MOST_OWN + 1];
	uint64_t	weight[MOST_OWN];
	int32_t		whole[MOST_OWN];
	int32_t		multiple;
	int32_t		members;
	SdcUnitSum	sum = {.cell = p->cell[column], .without = without};

	memcpy(profile, profile_of(p, column), basis->length * sizeof(uint64_t));
	if (!reduce_profile(basis, profile, weight))
		return true;
	members = multiple = find_multiple(weight, basis->count, whole);
	for (int32_t i = 0; i < basis->count; i++)
		members += abs(whole[i]);
	if (multiple == 0 || members > SDC_MOST_IN_UNIT_SUM)
		return false;
	repeat_member(&sum, sum.cell, multiple);
	for (int32_t i = 0; i < basis->count; i++)
		repeat_member(&sum, p->cell[basis->column[i]], -whole[i]);
	sum.added = sum.subtracted;
	sum.subtracted = 0;
	for (int32_t i = 0; i < basis->count; i++)
		repeat_member(&sum, p->cell[basis->column[i]], whole[i]);
	if (sums->count == sums->capacity)
	{
		int32_t		capacity = sums->capacity * 2 + 16;

		sums->sum = enlarge(p->hooks, sums->sum, sums->count * sizeof(SdcUnitSum), capacity * sizeof(SdcUnitSum));
		sums->capacity = capacity;
	}
	sums->sum[sums->count++] = sum;
	return true;
}

/* Cells that are all within cells of one unit. */
typedef struct Inside
{
	const Elimination *e;
	const SdcWhere *where;
	bool	   *is_inside;		/* by cell of the system */
	int32_t    *queue;
	int32_t		found;
} Inside;

static void
add_inside(Inside *in, int32_t cell)
{
	if (in->is_inside[cell])
		return;
	in->is_inside[cell] = true;
	in->queue[in->found++] = cell;
}

/* Of the cells of a unit the parts, and what is made of nothing but those. */
static void
find_inside(Inside *in, const int32_t *cell, const Own *own, int32_t count)
{
	const SdcSystem *s = in->e->system;
	const bool *nobody = in->where->nobody[own->unit & 1];

	while (in->found > 0)
		in->is_inside[in->queue[--in->found]] = false;
	for (int32_t i = 0; i < count; i++)
		add_inside(in, cell[own[i].column]);
	for (int32_t i = 0; i < in->found; i++)
	{
		int32_t		from = in->queue[i];

		check_interrupts_at(in->e->hooks, i);
		for (int64_t k = in->e->relations_start[from]; k < in->e->relations_start[from + 1]; k++)
		{
			int32_t		relation = in->e->relations_of[k];
			int64_t		total = s->start[relation];
			bool		is_all = true;

			for (int64_t m = total + 1; m < s->start[relation + 1] && s->members[total] == from; m++)
				add_inside(in, s->members[m]);
			for (int64_t m = total + 1; m < s->start[relation + 1] && is_all; m++)
				is_all = in->is_inside[s->members[m]] || nobody[s->members[m]];
			if (is_all)
				add_inside(in, s->members[total]);
		}
	}
}

/* Is a cell within those of a unit? */
static bool
is_within(const Inside *in, int32_t cell, const int32_t *cells, const Own *own, int32_t count)
{
	if (in->is_inside[cell])
		return true;
	for (int32_t i = 0; i < count; i++)
		if (in->where->is_in(in->where->context[own->unit & 1], cell, cells[own[i].column]))
			return true;
	return false;
}

/* What everybody can compute is no news. */
static void
list_news(Profiles *p)
{
	p->news = allocate(p->hooks, p->columns * sizeof(News));
	p->newsworthy = 0;
	for (int32_t c = 0; c < p->columns; c++)
	{
		const SdcCell *cell = &p->system->cell[p->cell[c]];
		bool		is_computed = true;

		for (int32_t k = 0; k < p->length && is_computed; k++)
			is_computed = profile_of(p, c)[k] == 0;
		if (cell->state == SDC_PROTECTED && !cell->is_from_readers && cell->leak == SDC_NO_LEAK && !is_computed)
			p->news[p->newsworthy++] = (News) {c, {cell->unit[0], cell->unit[1]}, {cell->is_open[0], cell->is_open[1]}};
	}
}

/* Where more than one in so many news has no small circuit, every unit is asked for all. */
#define MANY_WITHOUT_CIRCUIT 4

/*
 * By column the news that a unit which has it may find out: what has a small circuit
 * (circuit.h) is found out with a cell of that only. The rest stands behind the last column.
 */
static void
index_news(Profiles *p, const History *history)
{
	int64_t    *next = allocate(p->hooks, ((size_t) p->columns + 1) * sizeof(int64_t));
	int32_t		without = 0;
	Circuits	circuits;

	open_circuits(p->hooks, history, p->columns, &circuits);
	for (int32_t i = 0; i < p->newsworthy; i++)
		without += circuits.circuit_of[p->news[i].column] < 0;
	p->news_start = allocate_zero(p->hooks, ((size_t) p->columns + 2) * sizeof(int64_t));
	for (int pass = 0; pass < 2 && without <= p->newsworthy / MANY_WITHOUT_CIRCUIT; pass++)
	{
		for (int32_t i = 0; i < p->newsworthy; i++)
		{
			int32_t		circuit = circuits.circuit_of[p->news[i].column];
			const int32_t *member = circuit < 0 ? &p->columns : circuits.member + circuits.start[circuit];
			int64_t		length = circuit < 0 ? 1 : circuits.start[circuit + 1] - circuits.start[circuit];

			check_interrupts_at(p->hooks, i);
			for (int64_t k = 0; k < length; k++)
				if (pass == 0)
					p->news_start[member[k] + 1]++;
				else
					p->news_of[next[member[k]]++] = i;
		}
		if (pass == 1)
			break;
		for (int32_t c = 0; c <= p->columns; c++)
			p->news_start[c + 1] += next[c] = p->news_start[c];
		p->news_of = allocate(p->hooks, p->news_start[p->columns + 1] * sizeof(int32_t));
	}
	p->asked = allocate(p->hooks, p->newsworthy * sizeof(int32_t));
	p->is_asked = allocate_zero(p->hooks, p->newsworthy);
	close_circuits(p->hooks, &circuits);
	release(p->hooks, next);
}

/* List the news that a unit may find out, in order; returns how many. */
static int32_t
ask_news(const Profiles *p, const Own *own, int32_t count)
{
	int32_t		asked = 0;

	for (int32_t i = 0; i <= count; i++)
	{
		int32_t		column = i < count ? own[i].column : p->columns;

		for (int64_t k = p->news_start[column]; k < p->news_start[column + 1]; k++)
		{
			if (!p->is_asked[p->news_of[k]])
				p->asked[asked++] = p->news_of[k];
			p->is_asked[p->news_of[k]] = true;
		}
	}
	for (int32_t i = 0; i < asked; i++)
		p->is_asked[p->asked[i]] = false;
	qsort(p->asked, asked, sizeof(int32_t), compare_int32);
	return asked;
}

/* What one unit finds out; returns how many cells have no simple combination. */
static int32_t
find_sums_of_unit(const Profiles *p, Inside *in, const Own *own, int32_t count, SdcUnitSums *sums, bool *told)
{
	bool		has_inside = false;
	int			without = own->unit & 1;
	Basis		basis = {.length = (count < MOST_OWN ? count : MOST_OWN) + 1};
	uint64_t	test[MOST_OWN + 1];
	int32_t		complex = 0;
	int32_t		asked;

	for (int32_t i = 0; i < count; i++)
		extend_basis(p, &basis, own[i].column);
	if (basis.count < 2)
		return 0;
	find_test(&basis, test);
	asked = p->news_of ? ask_news(p, own, count) : p->newsworthy;
	for (int32_t i = 0; i < asked; i++)
	{
		News	   *news = &p->news[p->news_of ? p->asked[i] : i];

		check_interrupts_at(p->hooks, i);
		if (news->is_found || news->is_open[without] || news->unit[without] == own->unit / 2 ||
			sum_of_products(profile_of(p, news->column), test, basis.length) != 0)
			continue;
		if (!has_inside)
			find_inside(in, p->cell, own, count);
		has_inside = true;
		if (is_within(in, p->cell[news->column], p->cell, own, count))
			continue;
		news->is_found = true;
		if (add_unit_sum(p, &basis, news->column, without, sums))
		{
			if (sums->count == 0 || sums->sum[sums->count - 1].cell != p->cell[news->column] ||
				!in->where->is_no_news(in->where->sums_context, &sums->sum[sums->count - 1]))
				continue;
			/* Another unit may be told the cell. */
			sums->count--;
			news->is_found = false;
			continue;
		}
		told[p->cell[news->column]] = true;
		complex++;
	}
	return complex;
}

/* Random vectors of the kernel, by the history of its elimination. */
static void
find_profiles(Profiles *p, const History *history)
{
	uint64_t	seed = 0;
	int32_t		n = p->length;
	uint64_t   *sum = allocate(p->hooks, n * sizeof(uint64_t));

	for (int64_t i = 0; i < (int64_t) n * p->columns; i++)
		p->profile[i] = next_random(&seed);
	for (int32_t i = history->count; i-- > 0;)
	{
		const Pivot *pivot = &history->pivots[i];

		check_interrupts_at(p->hooks, i);
		memset(sum, 0, n * sizeof(uint64_t));
		for (int32_t e = 0; e < pivot->row.length; e++)
		{
			const Entry *entry = &pivot->row.entries[e];

			for (int32_t k = 0; k < n && entry->column != pivot->column; k++)
				sum[k] = minus_product(sum[k], entry->value, p->profile[(size_t) entry->column * n + k]);
		}
		for (int32_t k = 0; k < n; k++)
			p->profile[(size_t) pivot->column * n + k] = multiply_mod(sum[k], pivot->inverse);
	}
	release(p->hooks, sum);
}

/* The own cells of units; returns how many the unit has that has most. */
static int32_t
list_own(Profiles *p)
{
	int32_t		most = 0;

	p->own = allocate(p->hooks, (size_t) p->columns * 2 * sizeof(Own));
	p->owned = 0;
	for (int32_t c = 0; c < p->columns; c++)
		for (int without = 0; without < 2; without++)
		{
			const SdcCell *cell = &p->system->cell[p->cell[c]];

			if (cell->unit[without] >= 0)
				p->own[p->owned++] = (Own) {(int64_t) cell->unit[without] * 2 + without, -1, cell->rank, c};
		}
	qsort(p->own, p->owned, sizeof(Own), compare_units);
	for (int32_t from = 0, to; from < p->owned; from = to)
	{
		for (to = from; to < p->owned && p->own[to].unit == p->own[from].unit; to++)
			p->own[to].first = p->own[from].rank;
		most = to - from > most ? to - from : most;
	}
	qsort(p->own, p->owned, sizeof(Own), compare_own);
	return most;
}

static int32_t
find_sums_in_component(const Elimination *e, const Search *search, Inside *in, SdcUnitSums *sums, bool *told)
{
	Profiles	p = {.system = e->system, .hooks = e->hooks, .columns = search->found, .cell = search->queue};
	int32_t		most = list_own(&p);
	int32_t		complex = 0;

	if (most > 1)
	{
		Matrix	   *m = component_matrix(e, search);
		History    *history = new_history(e->hooks, m);

		eliminate_roles(e->hooks, m, ~0u, history);
		p.length = (most < MOST_OWN ? most : MOST_OWN) + 1;
		p.profile = allocate(e->hooks, (size_t) p.columns * p.length * sizeof(uint64_t));
		find_profiles(&p, history);
		list_news(&p);
		index_news(&p, history);
		for (int32_t from = 0, to; from < p.owned; from = to)
		{
			for (to = from; to < p.owned && p.own[to].unit == p.own[from].unit; to++)
				;
			if (to - from > 1)
				complex += find_sums_of_unit(&p, in, p.own + from, to - from, sums, told);
		}
		release(e->hooks, p.is_asked);
		release(e->hooks, p.asked);
		release(e->hooks, p.news_of);
		release(e->hooks, p.news_start);
		release(e->hooks, p.news);
		release(e->hooks, p.profile);
		release_history(e->hooks, history);
		release_matrix(e->hooks, m);
	}
	release(e->hooks, p.own);
	return complex;
}

int32_t
sdc_find_unit_sums(const SdcSystem *system, const SdcWhere *where, const SdcHooks *hooks, SdcUnitSums *sums, bool *told)
{
	Elimination e;
	Inside		in = {&e, where, allocate_zero(hooks, system->cells), allocate(hooks, system->cells * sizeof(int32_t))};
	Search		search;
	Ranked	   *ranked = allocate(hooks, (size_t) system->cells * sizeof(Ranked));
	int32_t		count;
	int32_t		complex = 0;

	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	start_search(&e, &search, false);

	/* In order of rank, so that nothing depends on the order of the cells. */
	for (int32_t c = 0; c < system->cells; c++)
		told[c] = knows_itself(&system->cell[c]) && system->cell[c].state != SDC_PUBLISHED;
	count = rank_cells(&e, told, ranked);
	memset(told, 0, system->cells);
	for (int32_t i = 0; i < count; i++)
	{
		if (search.reached[ranked[i].cell])
			continue;
		search_component(&e, &search, ranked[i].cell);
		complex += find_sums_in_component(&e, &search, &in, sums, told);
	}
	release_search(&e, &search);
	close_elimination(&e);
	release(hooks, ranked);
	release(hooks, in.queue);
	release(hooks, in.is_inside);
	return complex;
}

/* What holds for every table holds for the table of any one unit: counted in that cell, it is counted in others. */
bool
sdc_is_within_unit(const SdcSystem *system, int32_t cell, const int32_t *own, int32_t owned, const bool *nobody,
				   const SdcHooks *hooks)
{
	SdcSystem	nothing_shown = *system;
	bool	   *is_looked_at = allocate_zero(hooks, system->cells);
	bool	   *computable = allocate(hooks, system->cells);
	bool		is_within;

	nothing_shown.cell = allocate(hooks, system->cells * sizeof(SdcCell));
	for (int32_t c = 0; c < system->cells; c++)
		nothing_shown.cell[c] = (SdcCell) {
			.state = nobody[c] ? SDC_PUBLISHED : SDC_HIDDEN, .unit = {-1, -1}, .rank = system->cell[c].rank
		};
	for (int32_t k = 0; k < owned; k++)
		nothing_shown.cell[own[k]].state = SDC_PUBLISHED;
	nothing_shown.cell[cell].state = SDC_HIDDEN;
	nothing_shown.changed = is_looked_at;
	is_looked_at[cell] = true;
	sdc_computable(&nothing_shown, hooks, computable);
	is_within = computable[cell];
	release(hooks, nothing_shown.cell);
	release(hooks, computable);
	release(hooks, is_looked_at);
	return is_within;
}
