/*-------------------------------------------------------------------------
 *
 * cube.c
 *		Any table system into sdc_protect_cube: no crash, no leak, and no
 *		protected cell shown.
 *
 * The first byte chooses between cells as they come, of any codes and counts,
 * most of which are refused, and a cube that is made from inner cells, so that
 * its totals are right.
 *
 *-------------------------------------------------------------------------
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sdc/cube.h"

#define MAX_CELLS 600

typedef struct Bytes
{
	const uint8_t *next;
	size_t		left;
} Bytes;

static int64_t
take(Bytes *bytes, int width)
{
	uint64_t	value = 0;

	for (; width > 0; width--)
	{
		value = value << 8 | (bytes->left > 0 ? *bytes->next : 0);
		if (bytes->left > 0)
		{
			bytes->next++;
			bytes->left--;
		}
	}
	return (int64_t) value;
}

static void *
allocate(void *context, size_t size)
{
	void	   *memory = malloc(size);

	(void) context;
	if (memory == NULL)
		abort();
	return memory;
}

static void
release(void *context, void *memory)
{
	(void) context;
	free(memory);
}

static void
check_interrupts(void *context)
{
	(void) context;
}

static const SdcHooks hooks = {allocate, release, check_interrupts, NULL};

static void
take_flags(Bytes *bytes, SdcInputCell *cell)
{
	int			flags = take(bytes, 1);

	cell->has_value = (flags & 15) != 1;
	cell->is_known = (flags >> 4) == 1;
	cell->is_working = (flags >> 4) == 2;
	cell->preference = (flags >> 4) == 3 ? flags & 15 : 0;
}

/* Cells as they come. */
static int32_t
any_cells(Bytes *bytes, const SdcCube *cube, int32_t *codes, SdcInputCell *input)
{
	int32_t		cells = 0;

	while (bytes->left > 0 && cells < 60)
	{
		SdcInputCell *cell = &input[cells];
		int			width = take(bytes, 1) % 8 == 0 ? 8 : 1;

		for (int d = 0; d < cube->dimensions; d++)
			codes[cells * cube->dimensions + d] = take(bytes, 1) % 5 - 1;
		take_flags(bytes, cell);
		cell->count = take(bytes, width) & INT64_MAX;
		cell->denominator = cube->is_rate ? take(bytes, width) & INT64_MAX : 0;
		if (cube->is_rate && cell->denominator < cell->count)
			cell->denominator = cell->count;
		cells++;
	}
	return cells;
}

/* Inner cells, and every total of them. */
static int32_t
whole_cube(Bytes *bytes, const SdcCube *cube, int32_t *codes, SdcInputCell *input)
{
	int			sizes[3] = {1, 1, 1};
	int64_t		counts[4][4][4] = {0};
	int64_t		others[4][4][4] = {0};
	int32_t		cells = 0;

	for (int d = 0; d < cube->dimensions; d++)
		sizes[d] = 1 + take(bytes, 1) % 4;
	for (int i = 0; i < sizes[0]; i++)
		for (int j = 0; j < sizes[1]; j++)
			for (int k = 0; k < sizes[2]; k++)
			{
				counts[i][j][k] = take(bytes, 1) % 32;
				others[i][j][k] = cube->is_rate ? take(bytes, 1) : 0;
			}
	for (int i = -1; i < sizes[0]; i++)
		for (int j = cube->dimensions > 1 ? -1 : 0; j < sizes[1]; j++)
			for (int k = cube->dimensions > 2 ? -1 : 0; k < sizes[2]; k++)
			{
				SdcInputCell *cell = &input[cells];
				int			code[3] = {i, j, k};

				for (int a = 0; a < sizes[0]; a++)
					for (int b = 0; b < sizes[1]; b++)
						for (int c = 0; c < sizes[2]; c++)
							if ((i < 0 || i == a) && (j < 0 || j == b) && (k < 0 || k == c))
							{
								cell->count += counts[a][b][c];
								cell->denominator += cube->is_rate ? counts[a][b][c] + others[a][b][c] : 0;
							}
				take_flags(bytes, cell);
				memcpy(&codes[cells * cube->dimensions], code, cube->dimensions * sizeof(int32_t));
				cells++;
			}
	return cells;
}

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Bytes		bytes = {data, size};
	int			shape = take(&bytes, 1);
	int			policy = take(&bytes, 1);
	int			limits = take(&bytes, 1);
	SdcCube		cube = {0};
	SdcRanges	ranges[3] = {0};
	static const int32_t low[4] = {0, 1, 0, 2};
	static const int32_t high[4] = {1, 2, 3, 4};
	int32_t    *codes = calloc(MAX_CELLS * 3, sizeof(int32_t));
	SdcInputCell *input = calloc(MAX_CELLS, sizeof(SdcInputCell));
	SdcOutcome *outcome = calloc(MAX_CELLS, sizeof(SdcOutcome));
	SdcReport	report;
	bool		is_any_known = false;

	cube.dimensions = 1 + shape % 3;
	cube.is_rate = shape & 4;
	cube.protect_zero = policy & 1;
	cube.protect_singletons = policy & 2;
	cube.prefer_totals = policy & 4;
	cube.tolerance = policy & 8 ? limits % 4 : 0;
	cube.min_suppressed_sum = policy & 16 ? limits % 16 : 0;
	cube.min_complement_sum = policy & 32 ? limits % 16 : 0;
	cube.max_share = policy & 64 ? 50 + limits % 51 : 100;
	cube.memory_limit = 64 * 1024 * 1024;
	/* Overlapping periods, of cells as they come. */
	if ((shape & 24) == 8)
		ranges[0] = (SdcRanges) {4, 4, low, high};
	cube.ranges = ranges;
	cube.codes = codes;
	cube.input = input;
	cube.cells = (shape & 16 ? whole_cube : any_cells) (&bytes, &cube, codes, input);
	for (int32_t i = 0; i < cube.cells; i++)
	{
		is_any_known |= input[i].is_known;
		input[i].label = i * UINT64_C(0x9E3779B97F4A7C15);
		input[i].is_primary = input[i].has_value && (input[i].count < limits % 12 || (cube.is_rate && input[i].denominator - input[i].count < limits % 12));
	}

	/*
	 * A total of one part is the same cell: known when that is. And a cell whose
	 * total is not among the rows is a known zero, which only happens to cells
	 * as they come.
	 */
	if (sdc_protect_cube(&cube, &hooks, outcome, &report) == SDC_OK && !is_any_known && (shape & 16))
		for (int32_t i = 0; i < cube.cells; i++)
			if (input[i].is_primary && !input[i].is_working && outcome[i] == SDC_OUT_PUBLISH)
				abort();
	free(codes);
	free(input);
	free(outcome);
	return 0;
}
