/*-------------------------------------------------------------------------
 *
 * interval.c
 *		What a reader can deduce of hidden cells, of any small table: the true
 *		value always lies within, other tables that fit do too, and a cell that
 *		can be computed is a point.
 *
 * The harness knows the true table and hides cells of it at random. Sums may be
 * off, when there is a tolerance; the reader may know bounds beforehand.
 *
 *-------------------------------------------------------------------------
 */
#include "table.h"

/* Counts that no sign bounds: then what cannot be computed has a width. */
#define FAR_FROM_ZERO 1000

typedef struct Audit
{
	SdcCube		cube;
	SdcRelations *relations;
	SdcKnowledge known;
	SdcInterval *interval;
	bool	   *hidden;
} Audit;

static void
check(bool good)
{
	if (!good)
		abort();
}

/*
 * A move to another table: along some dimensions what one code gains another
 * loses, so that totals over those stay; of the others one code takes part.
 */
typedef struct Move
{
	int32_t		gains[3];
	int32_t		loses[3];		/* or the same code */
} Move;

static int
gain(const SdcCube *cube, int32_t cell, const Move *move)
{
	int			change = 1;

	for (int d = 0; d < cube->dimensions; d++)
	{
		int32_t		code = cube->codes[cell * cube->dimensions + d];

		if (move->gains[d] == move->loses[d])
			change *= code == SDC_TOTAL || code == move->gains[d];
		else
			change *= (code == move->gains[d]) - (code == move->loses[d]);
	}
	return change;
}

/* How far a move can go before the reader could tell, or a count is impossible. */
static int64_t
longest_move(const Audit *audit, const int64_t *table, const Move *move)
{
	int64_t		most = 40;

	for (int32_t c = 0; c < audit->cube.cells; c++)
	{
		int			change = gain(&audit->cube, c, move);
		SdcInterval bounds = {0, SDC_UNBOUNDED};

		if (change == 0)
			continue;
		if (!audit->hidden[c])
			return 0;
		if (audit->known.prior)
			bounds = audit->known.prior[c];
		if (change < 0 && table[c] - bounds.low < most)
			most = table[c] - bounds.low;
		if (change > 0 && bounds.high != SDC_UNBOUNDED && bounds.high - table[c] < most)
			most = bounds.high - table[c];
	}
	return most;
}

/* Walk over tables that fit as well as the true one: all are inside every interval. */
static void
check_other_tables(const Audit *audit, Bytes *bytes)
{
	const SdcCube *cube = &audit->cube;
	uint64_t	random = take(bytes, 8);
	int			sizes[3] = {1, 1, 1};
	int64_t    *table = calloc(cube->cells, sizeof(int64_t));

	for (int32_t c = 0; c < cube->cells; c++)
	{
		table[c] = cube->input[c].count;
		for (int d = 0; d < cube->dimensions; d++)
			if (cube->codes[c * cube->dimensions + d] >= sizes[d])
				sizes[d] = cube->codes[c * cube->dimensions + d] + 1;
	}
	for (int step = 0; step < 100; step++)
	{
		Move		move;
		int64_t		length;

		random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		for (int d = 0; d < 3; d++)
		{
			move.gains[d] = (random >> (32 + 4 * d)) % sizes[d];
			move.loses[d] = (random >> (48 + 4 * d)) % sizes[d];
		}
		length = longest_move(audit, table, &move);
		for (int32_t c = 0; c < cube->cells && length > 0; c++)
		{
			table[c] += gain(cube, c, &move) * length;
			if (audit->hidden[c])
				check(audit->interval[c].low <= table[c] && table[c] <= audit->interval[c].high);
		}
	}
	free(table);
}

/* A cell that elimination computes is a point; and far from zero, only that. */
static void
check_against_elimination(const Audit *audit, bool far)
{
	const SdcRelations *relations = audit->relations;
	SdcCell    *cells = calloc(relations->cells + 1, sizeof(SdcCell));
	bool	   *computable = calloc(relations->cells + 1, sizeof(bool));
	SdcSystem	system = {
		relations->cells, cells, relations->relations, relations->start, relations->members, relations->implied
	};

	for (int32_t c = 0; c < relations->cells; c++)
		cells[c] = (SdcCell) {.state = audit->known.is_known[c] ? SDC_PUBLISHED : SDC_HIDDEN, .unit = {-1, -1}};
	sdc_computable(&system, &hooks, computable);
	for (int32_t c = 0; c < audit->cube.cells; c++)
	{
		const SdcInterval *interval = &audit->interval[c];

		if (!audit->hidden[c])
			continue;
		if (computable[c])
			check(interval->low == interval->high);
		else if (far)
			check(interval->low < interval->high);
	}
	free(cells);
	free(computable);
}

static void
audit_table(Audit *audit, Bytes *bytes, int options)
{
	const SdcRelations *relations = audit->relations;
	int64_t    *value = calloc(relations->cells + 1, sizeof(int64_t));
	bool	   *has_value = calloc(relations->cells + 1, sizeof(bool));
	bool	   *is_known = calloc(relations->cells + 1, sizeof(bool));
	bool	   *lone = calloc(relations->cells + 1, sizeof(bool));
	SdcInterval *prior = calloc(relations->cells + 1, sizeof(SdcInterval));
	SdcInterval *of_units = calloc(relations->cells + 1, sizeof(SdcInterval));

	int			hidden_share = 16 - take(bytes, 1) % 8;

	audit->hidden = calloc(relations->cells + 1, sizeof(bool));
	audit->interval = calloc(relations->cells + 1, sizeof(SdcInterval));
	for (int32_t c = 0; c < relations->cells; c++)
	{
		value[c] = relations->cell[c].count;
		has_value[c] = relations->cell[c].has_value;
		is_known[c] = relations->cell[c].is_empty;
		prior[c] = (SdcInterval) {0, SDC_UNBOUNDED};
		if (c >= audit->cube.cells)
			continue;
		audit->hidden[c] = take(bytes, 1) % 16 < hidden_share;
		is_known[c] = !audit->hidden[c];
		lone[c] = audit->hidden[c] && value[c] == 1;
		if (take(bytes, 1) % 2)
		{
			prior[c].low = value[c] > 4 ? value[c] - 4 : 0;
			prior[c].high = value[c] + take(bytes, 1) % 16;
		}
	}
	audit->known = (SdcKnowledge) {
		.cells = relations->cells,
		.value = value,
		.has_value = has_value,
		.is_known = is_known,
		.prior = options & 1 ? prior : NULL,
		.relations = relations->relations,
		.start = relations->start,
		.members = relations->members,
		.implied = relations->implied,
		.tolerance = audit->cube.tolerance,
	};

	/* The true table fits, so a solver that says otherwise is wrong. */
	check(sdc_intervals(&audit->known, audit->hidden, SDC_UNBOUNDED, &hooks, 64 * 1024 * 1024,
						audit->interval) == SDC_LP_DONE);
	for (int32_t c = 0; c < audit->cube.cells; c++)
		if (audit->hidden[c])
		{
			check(audit->interval[c].low >= 0);
			check(audit->interval[c].low <= value[c] && value[c] <= audit->interval[c].high);
		}
	if (audit->cube.tolerance == 0)
	{
		check_other_tables(audit, bytes);
		check_against_elimination(audit, (options & 2) && !(options & 1));
	}
	check(sdc_intervals_of_units(&audit->known, audit->hidden, lone, &hooks, 64 * 1024 * 1024, of_units) == SDC_LP_DONE);
	for (int32_t c = 0; c < audit->cube.cells; c++)
		if (audit->hidden[c])
		{
			check(of_units[c].low <= value[c] && value[c] <= of_units[c].high);
			/* Nobody knows less than an outsider. */
			check(audit->interval[c].high == SDC_UNBOUNDED ||
				  of_units[c].high - of_units[c].low <= audit->interval[c].high - audit->interval[c].low);
		}

	free(value);
	free(has_value);
	free(is_known);
	free(lone);
	free(prior);
	free(of_units);
	free(audit->hidden);
	free(audit->interval);
}

/* What sdc_relate_cube() returns is in a memory context of the server's, which goes as a whole. */
typedef struct Arena
{
	void	   *blocks[20000];
	int			count;
} Arena;

static void *
allocate_in_arena(void *context, size_t size)
{
	Arena	   *arena = context;

	if (arena->count == 20000)
		abort();
	return arena->blocks[arena->count++] = allocate(NULL, size);
}

static void
release_in_arena(void *context, void *memory)
{
	Arena	   *arena = context;

	for (int i = arena->count - 1; i >= 0; i--)
		if (arena->blocks[i] == memory)
		{
			arena->blocks[i] = arena->blocks[--arena->count];
			break;
		}
	free(memory);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Bytes		bytes = {data, size};
	int			shape = take(&bytes, 1);
	int			options = take(&bytes, 1);
	static Arena arena;
	const SdcHooks in_arena = {allocate_in_arena, release_in_arena, check_interrupts, &arena};
	SdcPoints	points[3] = {0};
	int32_t    *codes = calloc(MAX_CELLS * 3, sizeof(int32_t));
	SdcInputCell *input = calloc(MAX_CELLS, sizeof(SdcInputCell));
	Audit		audit = {0};
	SdcReport	report;

	audit.cube.dimensions = 1 + shape % 3;
	audit.cube.max_share = 100;
	audit.cube.memory_limit = 64 * 1024 * 1024;
	audit.cube.tolerance = options & 4 ? 1 + (options >> 6) : 0;
	audit.cube.points = points;
	audit.cube.codes = codes;
	audit.cube.input = input;
	audit.cube.cells = whole_cube(&bytes, &audit.cube, codes, input, options & 2 ? FAR_FROM_ZERO : 0);
	for (int32_t i = 0; i < audit.cube.cells; i++)
	{
		input[i].has_value = true;
		input[i].label = i * UINT64_C(0x9E3779B97F4A7C15);
		/* Rounded sums are off by as much as is tolerated. */
		if (audit.cube.tolerance > 0 && i == 0)
			input[i].count += shape >> 7;
	}
	audit.relations = sdc_relate_cube(&audit.cube, &in_arena, &report);
	check(audit.relations != NULL);
	audit_table(&audit, &bytes, options);
	for (int i = 0; i < arena.count; i++)
		free(arena.blocks[i]);
	arena.count = 0;
	free(codes);
	free(input);
	return 0;
}
