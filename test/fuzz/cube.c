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
#include "table.h"

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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Bytes		bytes = {data, size};
	int			shape = take(&bytes, 1);
	int			policy = take(&bytes, 1);
	int			limits = take(&bytes, 1);
	SdcCube		cube = {0};
	SdcPoints	points[3] = {0};
	static const int64_t start[5] = {0, 1, 2, 5, 7};
	static const int32_t point[7] = {0, 1, 0, 1, 2, 2, 3};
	int32_t    *codes = calloc(MAX_CELLS * 3, sizeof(int32_t));
	SdcInputCell *input = calloc(MAX_CELLS, sizeof(SdcInputCell));
	SdcOutcome *outcome = calloc(MAX_CELLS, sizeof(SdcOutcome));
	SdcReport	report;
	bool		is_any_known = false;

	cube.dimensions = 1 + shape % 3;
	cube.is_rate = shape & 4;
	cube.protect_singletons = policy & 2;
	cube.prefer_totals = policy & 4;
	cube.tolerance = policy & 8 ? limits % 4 : 0;
	cube.min_suppressed_sum = policy & 16 ? limits % 16 : 0;
	cube.min_complement_sum = policy & 32 ? limits % 16 : 0;
	cube.max_share = policy & 64 ? 50 + limits % 51 : 100;
	cube.memory_limit = 64 * 1024 * 1024;
	/* Overlapping periods, of cells as they come. */
	if ((shape & 24) == 8)
		points[0] = (SdcPoints) {4, 4, start, point};
	cube.points = points;
	cube.codes = codes;
	cube.input = input;
	cube.cells = shape & 16 ? whole_cube(&bytes, &cube, codes, input, 0) : any_cells(&bytes, &cube, codes, input);
	for (int32_t i = 0; i < cube.cells; i++)
	{
		is_any_known |= input[i].is_known;
		input[i].label = i * UINT64_C(0x9E3779B97F4A7C15);
		input[i].is_primary = input[i].has_value && (input[i].count < limits % 12 ||
			(cube.is_rate && input[i].denominator - input[i].count < limits % 12));
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
