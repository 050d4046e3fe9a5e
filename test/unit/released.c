/*-------------------------------------------------------------------------
 *
 * released.c
 *		Property test: what was decided once is decided again in the same way.
 *
 *		build/released [SYSTEMS [SEED]]
 *
 * A system of areas, years and windows, sparse, of counts or of rates, with
 * protection from single units, is decided. No normal system is refused. Then
 * all that it shows is released: what is published is known, what is hidden
 * stays so, and what was never shown is decided again. The outcome must be the
 * same, without an error. So it must be when years are added, for the cells of
 * those before.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/cube.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIMENSIONS 4
#define MAX_AREAS 13
#define MAX_PROVINCES 4
#define MAX_YEARS 10
#define MAX_PARTS 3
#define MAX_PERIODS (2 * MAX_YEARS)
#define MAX_ROWS ((1 + MAX_PROVINCES + MAX_AREAS) * MAX_PERIODS * (1 + MAX_PARTS))

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
between(int low, int high)
{
	return low + (int) (random_bits() % (uint64_t) (high - low + 1));
}

static bool
chance(int percent)
{
	return between(1, 100) <= percent;
}

static double
uniform(void)
{
	return (double) (random_bits() >> 11) * 0x1p-53;
}

static int64_t
poisson(double mean)
{
	double		product = 1;
	double		least = exp(-mean);
	int64_t		count = -1;

	if (mean > 50)
		return (int64_t) (mean + sqrt(mean) * 1.7 * (uniform() + uniform() + uniform() + uniform() - 2));
	do
	{
		count++;
		product *= uniform();
	} while (product > least);
	return count;
}

static void *
test_allocate(void *context, size_t size)
{
	void	   *memory = malloc(size);

	if (!memory)
		abort();
	return memory;
}

static void
test_release(void *context, void *memory)
{
	free(memory);
}

static void
test_interrupts(void *context)
{
}

static const SdcHooks hooks = {test_allocate, test_release, test_interrupts, NULL};

/* The population, and what is grouped of it. */
typedef struct Country
{
	int			provinces;
	int			areas;
	int			years;
	int			window;
	int			parts;			/* of another dimension; 0: there is none */
	bool		years_of_areas; /* areas have annual cells too */
	int			province[MAX_AREAS];
	int64_t		events[MAX_AREAS][MAX_YEARS][MAX_PARTS];
	int64_t		others[MAX_AREAS][MAX_YEARS][MAX_PARTS];
} Country;

typedef struct System
{
	SdcCube		cube;
	SdcPoints	points[DIMENSIONS];
	int64_t		start[MAX_PERIODS + 1];
	int32_t		point[MAX_PERIODS * MAX_YEARS];
	int32_t		low[MAX_PERIODS];
	int32_t		high[MAX_PERIODS];
	int			rows;
	int32_t		codes[MAX_ROWS * DIMENSIONS];
	SdcInputCell input[MAX_ROWS];
	bool		is_shown[MAX_ROWS];
	SdcOutcome	outcome[MAX_ROWS];
} System;

static void
draw_country(Country *country)
{
	double		events = exp(log(0.2) + uniform() * log(60));
	double		others = events * exp(uniform() * log(30));

	memset(country, 0, sizeof(Country));
	country->provinces = between(1, MAX_PROVINCES);
	country->areas = between(1, MAX_AREAS);
	country->years = between(2, MAX_YEARS - 1);
	country->window = between(2, country->years < 5 ? country->years : 5);
	country->parts = chance(40) ? between(2, MAX_PARTS) : 0;
	country->years_of_areas = chance(60);
	for (int area = 0; area < country->areas; area++)
	{
		double		size = exp((uniform() - 0.5) * 4) / (country->parts ? country->parts : 1);

		country->province[area] = between(0, country->provinces - 1);
		for (int year = 0; year < MAX_YEARS; year++)
			for (int part = 0; part == 0 || part < country->parts; part++)
			{
				country->events[area][year][part] = poisson(events * size);
				country->others[area][year][part] = poisson(others * size);
			}
	}
}

static bool
too_small(int64_t count, int64_t least, bool protect_zero)
{
	return count < least && (count > 0 || protect_zero);
}

/* One cell of a level: 0 the country, 1 a province, 2 an area. */
static void
add_row(System *system, const Country *country, int level, int place, int period, int part, int64_t least,
		bool protect_zero)
{
	SdcInputCell *cell = &system->input[system->rows];
	int32_t    *codes = &system->codes[system->rows * DIMENSIONS];
	int64_t		events = 0;
	int64_t		others = 0;

	for (int area = 0; area < country->areas; area++)
	{
		if (level > 0 && place != (level == 1 ? country->province[area] : area))
			continue;
		for (int year = system->low[period]; year < system->high[period]; year++)
			for (int p = 0; p == 0 || p < country->parts; p++)
				if (part < 0 || part == p)
				{
					events += country->events[area][year][p];
					others += country->others[area][year][p];
				}
	}
	if (events == 0 && (!system->cube.is_rate || others == 0))
		return;					/* as GROUP BY does */
	codes[0] = level == 0 ? SDC_TOTAL : level == 1 ? place : country->province[place];
	codes[1] = level == 2 ? place : SDC_TOTAL;
	codes[2] = period;
	codes[3] = part < 0 ? SDC_TOTAL : part;
	*cell = (SdcInputCell) {
		.has_value = true,
		.is_primary = too_small(events, least, protect_zero) ||
		(system->cube.is_rate &&
		 (too_small(others, least, protect_zero) || too_small(events + others, least, protect_zero))),
		.preference = (level == 0 ? 2000 : level == 1 ? 200 : 20) * (part < 0 ? 5 : 1),
		.count = events,
		.denominator = system->cube.is_rate ? events + others : 0,
		.label = random_bits()
	};
	system->is_shown[system->rows] = !chance(10);
	if (!system->is_shown[system->rows])
		cell->preference = -1;
	system->rows++;
}

static void
group(System *system, const Country *country, int years, const SdcCube *rules, int64_t least, bool protect_zero)
{
	int			periods = 0;

	memset(system, 0, sizeof(System));
	system->cube = *rules;
	for (int width = 1; width <= country->window; width += country->window - 1)
		for (int year = 0; year + width <= years; year++)
		{
			system->low[periods] = year;
			system->high[periods++] = year + width;
		}
	for (int level = 0; level < 3; level++)
		for (int place = 0; place < (level == 0 ? 1 : level == 1 ? country->provinces : country->areas); place++)
			for (int period = 0; period < periods; period++)
				for (int part = -1; part < country->parts; part++)
					if (level < 2 || period >= years || (country->years_of_areas && part < 0))
						add_row(system, country, level, place, period, part, least, protect_zero);
	for (int period = 0; period < periods; period++)
	{
		system->start[period + 1] = system->start[period];
		for (int year = system->low[period]; year < system->high[period]; year++)
			system->point[system->start[period + 1]++] = year;
	}
	system->points[2] = (SdcPoints) {periods, years, system->start, system->point};
	system->cube.cells = system->rows;
	system->cube.dimensions = DIMENSIONS;
	system->cube.codes = system->codes;
	system->cube.input = system->input;
	system->cube.points = system->points;
}

/* What the first decision showed is known to the second. */
static void
release_all(System *system, const System *before)
{
	for (int row = 0; row < system->rows; row++)
		for (int old = 0; old < before->rows; old++)
		{
			const int32_t *x = &system->codes[row * DIMENSIONS];
			const int32_t *y = &before->codes[old * DIMENSIONS];

			if (!before->is_shown[old] || x[0] != y[0] || x[1] != y[1] || x[3] != y[3] ||
				system->low[x[2]] != before->low[y[2]] || system->high[x[2]] != before->high[y[2]])
				continue;
			system->input[row].is_known = before->outcome[old] == SDC_OUT_PUBLISH;
			system->input[row].is_withheld = !system->input[row].is_known;
			system->input[row].preference = system->input[row].is_withheld ? -2 : system->input[row].preference;
			system->outcome[row] = before->outcome[old];
		}
}

static const char *
problem_name(SdcProblem problem)
{
	return problem == SDC_UNPROTECTABLE ? "unprotectable" : "not what a system should be";
}

int
main(int argc, char **argv)
{
	int64_t		systems = argc > 1 ? atoll(argv[1]) : 4000;
	uint64_t	seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	Country	   *country = malloc(sizeof(Country));
	System	   *first = malloc(sizeof(System));
	System	   *again = malloc(sizeof(System));
	int64_t		cells = 0;
	int64_t		known = 0;
	int64_t		failures = 0;
	int64_t		refused_later = 0;

	for (int64_t i = 0; i < systems; i++)
	{
		uint64_t	this_seed = seed * 1000003 + i;
		SdcCube		rules = {.max_share = 100, .protect_singletons = true, .prefer_totals = true};
		SdcReport	report;
		SdcProblem	problem;
		int64_t		least;
		bool		protect_zero;

		random_state = this_seed;
		draw_country(country);
		rules.is_rate = chance(60);
		least = chance(50) ? 10 : 5;
		protect_zero = chance(50);
		rules.min_suppressed_sum = chance(70) ? least : protect_zero;
		rules.shows_zero[0] = !rules.is_rate && !protect_zero;
		rules.memory_limit = (size_t) 256 * 1024 * 1024;
		rules.min_complement_sum = rules.is_rate ? (chance(70) ? least : protect_zero) : 0;
		group(first, country, country->years, &rules, least, protect_zero);
		problem = first->rows ? sdc_protect_cube(&first->cube, &hooks, first->outcome, &report) : SDC_OK;
		if (problem != SDC_OK)
		{
			failures++;
			printf("FAILED: a normal system is %s (seed %llu)\n", problem_name(problem),
				   (unsigned long long) this_seed);
			continue;
		}

		/* The same years. */
		memcpy(again, first, sizeof(System));
		again->cube.codes = again->codes;
		again->cube.input = again->input;
		again->cube.points = again->points;
		again->points[2].start = again->start;
		again->points[2].point = again->point;
		release_all(again, first);
		problem = again->rows ? sdc_protect_cube(&again->cube, &hooks, again->outcome, &report) : SDC_OK;
		if (problem != SDC_OK)
		{
			failures++;
			printf("FAILED: what was released is %s (seed %llu)\n", problem_name(problem),
				   (unsigned long long) this_seed);
		}
		else
			for (int row = 0; row < first->rows; row++)
			{
				cells++;
				known += again->input[row].is_known;
				if (first->is_shown[row] && again->outcome[row] != first->outcome[row])
				{
					failures++;
					printf("FAILED: another outcome of row %d (seed %llu)\n", row, (unsigned long long) this_seed);
					break;
				}
			}

		/* A year more: all before stays as it was. Seldom something cannot be protected from it. */
		group(again, country, country->years + 1, &rules, least, protect_zero);
		release_all(again, first);
		again->cube.go_on_unsafe = true;
		problem = again->rows ? sdc_protect_cube(&again->cube, &hooks, again->outcome, &report) : SDC_OK;
		if (problem != SDC_OK)
		{
			failures++;
			printf("FAILED: a year more is %s (seed %llu)\n", problem_name(problem), (unsigned long long) this_seed);
			continue;
		}
		for (int row = 0; row < again->rows; row++)
		{
			refused_later += again->outcome[row] == SDC_OUT_UNSAFE;
			if ((again->input[row].is_known && again->outcome[row] != SDC_OUT_PUBLISH) ||
				(again->input[row].is_withheld && again->outcome[row] == SDC_OUT_PUBLISH))
			{
				failures++;
				printf("FAILED: a year more changes row %d (seed %llu)\n", row, (unsigned long long) this_seed);
				break;
			}
		}
	}
	printf("%lld systems of %lld cells released, %lld of them published; with a year more %lld cells are unsafe\n",
		   (long long) systems, (long long) cells, (long long) known, (long long) refused_later);
	printf("%lld failures\n", (long long) failures);
	free(country);
	free(first);
	free(again);
	return failures > 0;
}
