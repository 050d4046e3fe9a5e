/*-------------------------------------------------------------------------
 *
 * remedy.c
 *		What to hide where a cell is exposed: one cell of what gives it away.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/remedy.h"
#include "sdc/exposure.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

#include <stdlib.h>

/* What it costs that a cell would be the lone hidden one of a relation. */
#define LONE_CELL_COST 3

/*
 * How many cells are chosen, at most, that break nothing yet; and how many
 * numbers these may take.
 */
#define MOST_TESTED 64
#define MOST_NUMBERS (INT64_C(1) << 21)

/* A round that leaves all but one in so many exposed is of little use. */
#define SLOW_PROGRESS 10

/* The most tries that count: then MOST_TESTED cells are chosen. */
#define MOST_TRIES 4

/* What more may be paid for a cell that breaks a combination by itself. */
#define PREFERENCE 2

/* Work on combinations that are broken already, for all work of elimination. */
#define IDLE_WORK 2

void
new_remedy(const Elimination *e, Remedy *remedy, const bool *may_hide, const int32_t *hidden_in)
{
	remedy->may_hide = may_hide;
	remedy->hidden_in = hidden_in;
	remedy->chosen = allocate(e->hooks, e->system->cells);
	remedy->leak = allocate(e->hooks, e->system->cells * sizeof(SdcLeak));
	remedy->coefficient = allocate_zero(e->hooks, e->system->cells * sizeof(uint64_t));
	remedy->is_member = allocate_zero(e->hooks, e->system->cells);
	remedy->choices = allocate(e->hooks, e->system->cells * sizeof(Choice));
	remedy->tries = allocate_zero(e->hooks, e->system->cells);
	remedy->breaks = allocate(e->hooks, e->system->cells);
	remedy->row_of = allocate(e->hooks, e->system->relations * sizeof(int32_t));
	memset(remedy->row_of, 0xff, e->system->relations * sizeof(int32_t));
}

void
release_remedy(const Elimination *e, Remedy *remedy)
{
	release(e->hooks, remedy->chosen);
	release(e->hooks, remedy->leak);
	release(e->hooks, remedy->coefficient);
	release(e->hooks, remedy->is_member);
	release(e->hooks, remedy->choices);
	release(e->hooks, remedy->breaks);
	release(e->hooks, remedy->tries);
	release(e->hooks, remedy->row_of);
}

/*
 * What anybody can compute is no longer protected, what a unit can compute is
 * from the others.
 */
void
give_up(SdcCell *cell, SdcLeak leak)
{
	cell->leak = leak;
	if (leak == SDC_LEAK_TO_READERS)
		cell->state = SDC_HIDDEN;
	else
		cell->is_from_readers = true;
}

/* Little wanted, and in relations that have hidden cells already, so not alone. */
int64_t
cost_of_hiding(const Elimination *e, const int32_t *hidden_in, int32_t cell)
{
	int64_t		cost = e->system->cell[cell].cost;

	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		if (hidden_in[e->relations_of[r]] == 0)
			cost += LONE_CELL_COST;
	return cost;
}

/*
 * A cell that is in a combination of relations without hidden cells can be
 * computed by it, once it is hidden: it breaks no other combination, but that
 * one is gone. A sample of them tells which cells break something, as if those
 * that were chosen were hidden already.
 */
typedef struct Sample
{
	int32_t		size;			/* of the sample: combinations */
	uint64_t   *weight;			/* rows x size */
	int32_t		gone;			/* of these, by what was chosen */
	int32_t    *gone_at;		/* the place of each in a vector */
	uint64_t   *gone_by;		/* and its vector, which is 1 there: size x size */
	uint64_t   *vector;			/* scratch */
} Sample;

static void
open_sample(const Elimination *e, const Combinations *c, int32_t rows, Sample *sample)
{
	int32_t		size = rows - c->history->count;

	if (size > MOST_TESTED)
		size = MOST_TESTED;
	while (size > 1 && (int64_t) size * rows > MOST_NUMBERS)
		size /= 2;
	*sample = (Sample) {.size = size};
	if (size == 0)
		return;
	sample->weight = sample_nothing(c, rows, size);
	sample->gone_at = allocate(e->hooks, size * sizeof(int32_t));
	sample->gone_by = allocate(e->hooks, (size_t) size * size * sizeof(uint64_t));
	sample->vector = allocate(e->hooks, size * sizeof(uint64_t));
}

static void
close_sample(const Elimination *e, Sample *sample)
{
	release(e->hooks, sample->weight);
	release(e->hooks, sample->gone_at);
	release(e->hooks, sample->gone_by);
	release(e->hooks, sample->vector);
}

/* What the first combinations of the sample, so many, have of a cell. */
static void
find_vector(const Elimination *e, const Remedy *remedy, const Sample *sample, int32_t cell, int32_t count, uint64_t *vector)
{
	const SdcSystem *s = e->system;

	memset(vector, 0, count * sizeof(uint64_t));
	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
	{
		int32_t		relation = e->relations_of[r];
		const uint64_t *weight = sample->weight + (size_t) remedy->row_of[relation] * sample->size;

		if (remedy->row_of[relation] < 0)
			continue;
		for (int32_t n = 0; n < count; n++)
			vector[n] = add_mod(vector[n], s->members[s->start[relation]] == cell ? negate_mod(weight[n]) : weight[n]);
	}
}

/* Choose a cell: does it break something? Else a combination of the sample is gone. */
static bool
breaks_something(const Elimination *e, const Remedy *remedy, Sample *sample, int32_t cell)
{
	uint64_t   *vector = sample->vector;
	int32_t		size = sample->size;
	int32_t		at = 0;
	uint64_t	inverse;

	find_vector(e, remedy, sample, cell, size, vector);
	for (int32_t i = 0; i < sample->gone; i++)
	{
		uint64_t	factor = negate_mod(vector[sample->gone_at[i]]);

		for (int32_t n = 0; n < size && factor != 0; n++)
			vector[n] = add_mod(vector[n], multiply_mod(factor, sample->gone_by[(size_t) i * size + n]));
	}
	while (at < size && vector[at] == 0)
		at++;
	if (at == size)
		return true;
	inverse = inverse_mod(vector[at]);
	for (int32_t n = 0; n < size; n++)
		sample->gone_by[(size_t) sample->gone * size + n] = multiply_mod(vector[n], inverse);
	sample->gone_at[sample->gone++] = at;
	return false;
}

static int
compare_costs(const void *a, const void *b)
{
	const Choice *x = a;
	const Choice *y = b;

	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/*
 * The candidates in a combination of relations of the last component that are
 * not chosen yet; and whether others are, and break it.
 */
static int32_t
find_choices(const Elimination *e, const Search *search, const Combinations *combination, Remedy *remedy,
			 int32_t *chosen, bool *is_broken)
{
	const SdcSystem *s = e->system;
	int32_t		count = 0;
	int32_t		left = 0;

	*chosen = 0;
	*is_broken = false;
	for (int32_t i = 0; i < combination->rows; i++)
	{
		int32_t		relation = search->relations[combination->row[i].row];
		uint64_t	weight = combination->row[i].weight;
		int64_t		total = s->start[relation];

		check_interrupts_at(e->hooks, i);
		for (int64_t k = total; k < s->start[relation + 1]; k++)
		{
			int32_t		cell = s->members[k];

			if (!remedy->may_hide[cell])
				continue;
			if (!remedy->is_member[cell])
				remedy->choices[count++].cell = cell;
			remedy->is_member[cell] = true;
			remedy->coefficient[cell] = add_mod(remedy->coefficient[cell], k == total ? negate_mod(weight) : weight);
		}
	}
	for (int32_t i = 0; i < count; i++)
	{
		int32_t		cell = remedy->choices[i].cell;

		remedy->is_member[cell] = false;
		if (remedy->coefficient[cell] == 0)
			continue;
		remedy->coefficient[cell] = 0;
		*chosen += remedy->chosen[cell];
		*is_broken = *is_broken || (remedy->chosen[cell] && remedy->breaks[cell]);
		if (!remedy->chosen[cell])
			remedy->choices[left++] = (Choice) {0, -s->cell[cell].rank, cell};
	}
	return left;
}

/*
 * Choose until the combination is broken, or the sample tells no more. A cell
 * that breaks it by itself is better than several that are as cheap.
 */
static void
choose(const Elimination *e, Remedy *remedy, Sample *sample, int32_t count)
{
	Choice	   *choices = remedy->choices;
	int32_t		cheapest = 0;
	int32_t		breaking = -1;

	for (int32_t i = 0; i < count; i++)
	{
		uint64_t	first = 0;

		check_interrupts_at(e->hooks, i);
		choices[i].cost = cost_of_hiding(e, remedy->hidden_in, choices[i].cell);
		if (compare_costs(&choices[i], &choices[cheapest]) < 0)
			cheapest = i;
		if (sample->size > 0)
			find_vector(e, remedy, sample, choices[i].cell, 1, &first);
		if (first == 0 && (breaking < 0 || compare_costs(&choices[i], &choices[breaking]) < 0))
			breaking = i;
	}
	if (breaking >= 0 && choices[breaking].cost <= choices[cheapest].cost + PREFERENCE)
	{
		remedy->chosen[choices[breaking].cell] = remedy->breaks[choices[breaking].cell] = true;
		return;
	}
	qsort(choices, count, sizeof(Choice), compare_costs);
	for (int32_t i = 0; i < count && i < remedy->at_once && sample->gone < sample->size; i++)
	{
		check_interrupts_at(e->hooks, i);
		remedy->chosen[choices[i].cell] = true;
		remedy->breaks[choices[i].cell] = breaks_something(e, remedy, sample, choices[i].cell);
		if (remedy->breaks[choices[i].cell])
			break;
	}
}

/*
 * One cell of a combination does nearly always; where what hangs together was
 * looked at before, to little use, more and more.
 */
static void
follow_progress(const Matrix *m, const bool *exposed, int32_t count, Remedy *remedy)
{
	int32_t		before = 0;
	uint8_t		tries = 0;

	for (int32_t c = 0; c < m->columns; c++)
	{
		before += remedy->tries[m->cell[c]] > 0;
		if (remedy->tries[m->cell[c]] > tries)
			tries = remedy->tries[m->cell[c]];
	}
	if (before > 0 && (int64_t) count * SLOW_PROGRESS > (int64_t) before * (SLOW_PROGRESS - 1))
		tries += tries < MOST_TRIES;
	else
		tries -= tries > 1;
	if (tries == 0)
		tries = 1;
	for (int32_t c = 0; c < m->columns; c++)
		remedy->tries[m->cell[c]] = exposed[c] ? tries : 0;
	remedy->at_once = 1 << 2 * (tries - 1);
}

static void
find_remedies(const Elimination *e, const Search *search, const Matrix *m, History *history,
			  const bool *exposed, const Exposure *why, Remedy *remedy)
{
	Ranked	   *ranked = allocate(e->hooks, m->columns * sizeof(Ranked));
	int32_t		count = 0;
	int64_t		work = history->taken + m->columns;
	int64_t		idle = 0;
	Combinations combinations;
	Sample		sample;

	for (int32_t i = 0; i < history->count; i++)
		work += history->pivots[i].row.length;
	for (int32_t i = 0; i < search->relations_found; i++)
		remedy->row_of[search->relations[i]] = i;
	for (int32_t c = 0; c < m->columns; c++)
		if (exposed[c])
			ranked[count++] = (Ranked) {rank_of(e, m, c), c};
	qsort(ranked, count, sizeof(Ranked), compare_ranked);
	open_combinations(e->hooks, history, m->columns, m->rows, &combinations);
	open_sample(e, &combinations, m->rows, &sample);
	for (int32_t i = 0; i < count && idle < IDLE_WORK * work; i++)
	{
		int32_t		column = ranked[i].cell;
		int32_t		chosen;
		int32_t		choices;
		bool		is_broken;

		combine_rows(&combinations, column, &why[column]);
		choices = find_choices(e, search, &combinations, remedy, &chosen, &is_broken);
		idle += 8 * combinations.rows;
		if (is_broken)
			continue;
		if (choices == 0)
		{
			if (chosen == 0)
				remedy->leak[m->cell[column]] = why[column].by < 0 ? SDC_LEAK_TO_READERS : SDC_LEAK_TO_UNIT;
			continue;
		}
		if (sample.size > 0 && sample.gone == sample.size)
			break;
		choose(e, remedy, &sample, choices);
		idle = 0;
	}
	for (int32_t i = 0; i < search->relations_found; i++)
		remedy->row_of[search->relations[i]] = -1;
	close_sample(e, &sample);
	close_combinations(&combinations);
	release(e->hooks, ranked);
}

/*
 * Which protected cells are exposed while only hidden cells are unknown, and
 * which hidden cells are needed? With "among", only the components of those
 * cells are looked at. Returns the number of exposed cells; arrays are by cell;
 * need and remedy may be NULL.
 */
int32_t
exposed_now(const Elimination *e, Search *search, const bool *among,
			bool *exposed, Need *need, Remedy *remedy)
{
	SdcSystem  *s = e->system;
	Ranked	   *ranked = allocate(e->hooks, s->cells * sizeof(Ranked));
	int32_t		protected = 0;
	int32_t		count = 0;

	memset(exposed, 0, s->cells);
	if (remedy)
	{
		memset(remedy->chosen, 0, s->cells);
		memset(remedy->breaks, 0, s->cells);
		memset(remedy->leak, 0, s->cells * sizeof(SdcLeak));
	}
	start_search(e, search, false);

	/* In order of rank, so that nothing depends on the order of the cells. */
	for (int32_t c = 0; c < s->cells; c++)
		if (s->cell[c].state == SDC_PROTECTED && (!among || among[c]))
			ranked[protected++] = (Ranked) {s->cell[c].rank, c};
	qsort(ranked, protected, sizeof(Ranked), compare_ranked);
	for (int32_t i = 0; i < protected; i++)
	{
		Matrix	   *m;
		History    *history;
		bool	   *column_exposed;
		bool	   *column_needed;
		Exposure   *why;
		int32_t		found;

		if (search->reached[ranked[i].cell])
			continue;
		search_component(e, search, ranked[i].cell);
		m = component_matrix(e, search);
		history = remedy ? new_history(e->hooks, m) : NULL;
		column_exposed = allocate(e->hooks, m->columns);
		column_needed = need ? allocate(e->hooks, m->columns) : NULL;
		why = remedy ? allocate(e->hooks, m->columns * sizeof(Exposure)) : NULL;
		found = find_exposed(e, m, history, column_exposed, why, column_needed);
		count += found;
		for (int32_t k = 0; k < m->columns; k++)
		{
			exposed[m->cell[k]] = column_exposed[k];
			if (need)
			{
				need->is_needed[m->cell[k]] = column_needed[k];
				need->part[m->cell[k]] = ranked[i].cell;
			}
		}
		if (remedy)
			follow_progress(m, column_exposed, found, remedy);
		if (remedy && found > 0)
			find_remedies(e, search, m, history, column_exposed, why, remedy);
		if (history)
			release_history(e->hooks, history);
		release(e->hooks, why);
		release(e->hooks, column_exposed);
		release(e->hooks, column_needed);
		release_matrix(e->hooks, m);
	}
	release(e->hooks, ranked);
	return count;
}
