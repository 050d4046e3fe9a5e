/*-------------------------------------------------------------------------
 *
 * growth.c
 *		Large tables of shapes that are easily cubic or quadratic: how long the
 *		protection goes on without a look at interrupts, and how its time grows.
 *
 *		VERBOSE=1 build/growth prints the times.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/cube.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A cancel is to be answered within a second, also on a slower or a busy machine. */
#define LONGEST_SILENCE 0.5

static int	tests;
static int	failures;
static double last_look;
static double longest_silence;

/* Time of the processor, so that other work on the machine does not count. */
static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

static void
look(void *context)
{
	double		time = now();

	if (time - last_look > longest_silence)
		longest_silence = time - last_look;
	last_look = time;
}

static void *
allocate(void *context, size_t size)
{
	void	   *memory = malloc(size);

	if (!memory)
		abort();
	return memory;
}

static void
release(void *context, void *memory)
{
	free(memory);
}

static const SdcHooks hooks = {allocate, release, look, NULL};

static uint64_t random_state;

static uint64_t
random_bits(void)
{
	uint64_t	z = (random_state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* A table that grows as cells are entered. */
typedef struct Table
{
	SdcCube		cube;
	SdcPoints	points[SDC_MAX_DIMENSIONS];
	SdcInputCell *input;
	int32_t    *codes;
	int32_t		capacity;
} Table;

static void
open_table(Table *table, int32_t dimensions)
{
	memset(table, 0, sizeof(Table));
	table->cube.dimensions = dimensions;
	table->cube.max_share = 100;
	table->cube.prefer_totals = true;
	table->cube.protect_singletons = true;
}

static SdcInputCell *
enter(Table *table, const int32_t *codes, int64_t count)
{
	int32_t		dimensions = table->cube.dimensions;
	int32_t		cell = table->cube.cells++;

	if (cell == table->capacity)
	{
		table->capacity = 2 * table->capacity + 1024;
		table->input = realloc(table->input, table->capacity * sizeof(SdcInputCell));
		table->codes = realloc(table->codes, (size_t) table->capacity * dimensions * sizeof(int32_t));
	}
	memcpy(table->codes + (size_t) cell * dimensions, codes, dimensions * sizeof(int32_t));
	table->input[cell] = (SdcInputCell) {.has_value = true, .count = count, .label = random_bits()};
	return &table->input[cell];
}

/* Protect cells of fewer than "least"; returns the seconds that it took. */
static double
protect(Table *table, int64_t least, const char *what)
{
	SdcOutcome *outcome = malloc(table->cube.cells * sizeof(SdcOutcome));
	SdcReport	report;
	double		began = now();
	double		took;

	table->cube.codes = table->codes;
	table->cube.input = table->input;
	table->cube.points = table->points;
	table->cube.min_suppressed_sum = least;
	for (int32_t c = 0; c < table->cube.cells; c++)
		table->input[c].is_primary = !table->input[c].is_known && table->input[c].count > 0 && table->input[c].count < least;
	last_look = began;
	longest_silence = 0;
	sdc_protect_cube(&table->cube, &hooks, outcome, &report);
	look(NULL);
	took = now() - began;
	tests++;
	if (longest_silence > LONGEST_SILENCE)
	{
		failures++;
		printf("not ok: %s: %.2f s without a look at interrupts\n", what, longest_silence);
	}
	if (getenv("VERBOSE"))
		printf("%s: %d cells, problem %d, %.2f s, at most %.3f s without a look at interrupts\n",
			   what, table->cube.cells, report.problem, took, longest_silence);
	for (int d = 0; d < table->cube.dimensions; d++)
	{
		free((void *) table->points[d].start);
		free((void *) table->points[d].point);
	}
	free(outcome);
	free(table->input);
	free(table->codes);
	return took;
}

static void
grows(double before, double after, double times, const char *what)
{
	tests++;
	if (after <= times * (before > 0.02 ? before : 0.02))
		return;
	failures++;
	printf("not ok: %s: %.2f s, and %.2f s for %.0f times as much\n", what, before, after, times / 2);
}

/* All windows of "width" points of a dimension, and the counts of the points. */
static void
make_windows(Table *table, int32_t dimension, int32_t windows, int32_t width)
{
	int64_t    *start = malloc((windows + 1) * sizeof(int64_t));
	int32_t    *point = malloc((size_t) windows * width * sizeof(int32_t));

	for (int32_t i = 0; i <= windows; i++)
		start[i] = (int64_t) i * width;
	for (int32_t i = 0; i < windows * width; i++)
		point[i] = i / width + i % width;
	table->points[dimension] = (SdcPoints) {windows, windows + width - 1, start, point};
}

static double
overlapping_windows(int32_t windows, const char *what)
{
	Table		table;
	int64_t		year[5];

	open_table(&table, 1);
	make_windows(&table, 0, windows, 5);
	for (int i = 0; i < 5; i++)
		year[i] = (int64_t) (random_bits() % 30);
	for (int32_t i = 0; i < windows; i++)
	{
		enter(&table, &i, year[0] + year[1] + year[2] + year[3] + year[4]);
		year[i % 5] = (int64_t) (random_bits() % 30);
	}
	return protect(&table, 5, what);
}

/* A CUBE of yes and no: a unit is in one cell of each grouping set. */
static double
whole_cube(int dimensions, int units, const char *what)
{
	Table		table;
	uint32_t   *unit = malloc(units * sizeof(uint32_t));
	int32_t    *slot;
	size_t		mask = 1;
	int32_t		codes[SDC_MAX_DIMENSIONS];

	open_table(&table, dimensions);
	for (int i = 0; i < units; i++)
		unit[i] = (uint32_t) (random_bits() & random_bits()) & ((UINT32_C(1) << dimensions) - 1);
	while (mask < 2 * (size_t) units)
		mask *= 2;
	slot = malloc(mask * sizeof(int32_t));
	for (uint32_t set = 0; set < UINT32_C(1) << dimensions; set++)
	{
		memset(slot, 0xff, mask * sizeof(int32_t));
		for (int i = 0; i < units; i++)
		{
			size_t		at = (size_t) (unit[i] & set) * 40503 % mask;

			while (slot[at] >= 0)
			{
				bool		same = true;

				for (int d = 0; d < dimensions && same; d++)
					same = (set >> d & 1) == 0 ||
						table.codes[(size_t) slot[at] * dimensions + d] == (int32_t) (unit[i] >> d & 1);
				if (same)
					break;
				at = (at + 1) % mask;
			}
			if (slot[at] >= 0)
			{
				table.input[slot[at]].count++;
				continue;
			}
			for (int d = 0; d < dimensions; d++)
				codes[d] = set >> d & 1 ? (int32_t) (unit[i] >> d & 1) : SDC_TOTAL;
			slot[at] = table.cube.cells;
			enter(&table, codes, 1);
		}
	}
	free(slot);
	free(unit);
	return protect(&table, 2, what);
}

/* Areas by category in overlapping windows, of which half is known already. */
static void
known_cells(int32_t areas, int32_t windows, const char *what)
{
	Table		table;
	int64_t    *sum = calloc((size_t) windows * 5, sizeof(int64_t));

	open_table(&table, 3);
	make_windows(&table, 2, windows, 5);
	for (int32_t area = 0; area <= areas; area++)
	{
		int64_t		of_area[5][5] = {{0}};

		for (int32_t w = 0; w < windows; w++)
		{
			int64_t		total = 0;

			for (int k = 0; k < 5; k++)
			{
				int32_t		codes[3] = {area == areas ? SDC_TOTAL : area, k == 4 ? SDC_TOTAL : k, w};
				int64_t		count = 0;

				if (area == areas)
					count = sum[(size_t) w * 5 + k];
				else if (k == 4)
					count = total;
				else
				{
					for (int y = w == 0 ? 0 : 4; y < 5; y++)
						of_area[k][(w + y) % 5] = (int64_t) (random_bits() % 4 * (random_bits() % 3));
					for (int y = 0; y < 5; y++)
						count += of_area[k][y];
				}
				total += count;
				if (area < areas)
					sum[(size_t) w * 5 + k] += count;
				enter(&table, codes, count)->is_known = count >= 10 && random_bits() % 2 == 0;
			}
		}
	}
	free(sum);
	protect(&table, 10, what);
}

int
main(void)
{
	double		before = overlapping_windows(15000, "15,000 overlapping windows");

	grows(before, overlapping_windows(60000, "60,000 overlapping windows"), 8, "overlapping windows");
	before = whole_cube(10, 40, "a CUBE of 10 dimensions");
	grows(before, whole_cube(12, 40, "a CUBE of 12 dimensions"), 20, "a CUBE");
	known_cells(60, 60, "areas in overlapping windows, half of them known");
	printf("%d checks, %d failures\n", tests, failures);
	return failures ? 1 : 0;
}
