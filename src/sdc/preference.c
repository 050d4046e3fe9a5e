/*-------------------------------------------------------------------------
 *
 * preference.c
 *		Order of publication.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/preference.h"
#include "sdc/memory.h"
#include "sdc/union_find.h"

#include <stdlib.h>

#define Max(a, b) ((a) > (b) ? (a) : (b))

/*
 * Order of publication. Ties are broken by what the cell is connected with,
 * so that renaming labels or reordering rows leaves the pattern as it is, and
 * only between cells that look alike all around by the labels themselves.
 */
typedef struct Order
{
	int32_t		cell;
	int32_t		preference;
	int32_t		height;
	bool		is_zero;
	int64_t		weight;
	uint64_t	shape;
	uint64_t	label;
	bool		prefer_totals;
} Order;

static int
compare_orders(const void *a, const void *b)
{
	const Order *x = a;
	const Order *y = b;

#define FIRST_IS_HIGHER(field) \
	do { if (x->field != y->field) return x->field > y->field ? -1 : 1; } while (0)
	FIRST_IS_HIGHER(preference);
	FIRST_IS_HIGHER(is_zero);
	if (x->prefer_totals)
		FIRST_IS_HIGHER(height);
	FIRST_IS_HIGHER(weight);
	FIRST_IS_HIGHER(height);
	FIRST_IS_HIGHER(shape);
	FIRST_IS_HIGHER(label);
#undef FIRST_IS_HIGHER
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* What hiding a cell costs, coarse. */
static int32_t
cost_of(const Order *order)
{
	int32_t		cost = 0;
	int32_t		preference = order->preference;

	for (int64_t weight = order->weight; weight; weight >>= 1)
		cost++;
	if (order->is_zero)
		cost = 127;
	cost += 128 * (order->prefer_totals ? (order->height < 127 ? order->height : 127) : 0);
	if (preference > 10000)
		preference = 10000;
	if (preference < -10000)
		preference = -10000;
	return cost + 128 * 128 * preference;
}

/* Which worth does not make up for. */
static int32_t
level_of(const Order *order)
{
	int32_t		preference = order->preference;

	if (preference > 1000000)
		preference = 1000000;
	if (preference < -1000000)
		preference = -1000000;
	return preference * 2 + order->is_zero;
}

static int64_t
weight_of(const Builder *b, int32_t cell)
{
	if (cell < b->cube->cells && b->cube->input[cell].cost > 0)
		return b->cube->input[cell].cost;
	return b->cube->is_rate ? b->cell[cell].denominator : b->cell[cell].count;
}

/*
 * Mix into the mark of each cell what the cells around it are marked with, in
 * whatever order they come.
 */
static void
mix_with_neighbours(const Builder *b, uint64_t *mark, uint64_t *next)
{
	for (int round = 0; round < 3; round++)
	{
		memcpy(next, mark, b->cells * sizeof(uint64_t));
		for (int32_t r = 0; r < b->relations; r++)
		{
			uint64_t	sum = 0;

			check_interrupts_at(b->hooks, r);
			for (int64_t k = b->start[r]; k < b->start[r + 1]; k++)
				sum += mix(mark[b->members[k]] + (k == b->start[r]));
			for (int64_t k = b->start[r]; k < b->start[r + 1]; k++)
				next[b->members[k]] += mix(sum + (k == b->start[r] ? 7 : 11));
		}
		for (int32_t c = 0; c < b->cells; c++)
			mark[c] = mix(next[c]);
	}
}

void
order_cells(const Builder *b, const int32_t *same, SdcCell *cells)
{
	uint64_t   *shape = allocate(b->hooks, b->cells * sizeof(uint64_t));
	uint64_t   *label = allocate(b->hooks, b->cells * sizeof(uint64_t));
	uint64_t   *next = allocate(b->hooks, b->cells * sizeof(uint64_t));
	Order	   *orders = allocate(b->hooks, b->cells * sizeof(Order));
	int32_t    *place = allocate(b->hooks, b->cells * sizeof(int32_t));
	int32_t		count = 0;

	/* Added cells have no label of their own, only labelled neighbours. */
	for (int32_t c = 0; c < b->cells; c++)
	{
		shape[c] = mix(mix((uint64_t) b->cell[c].count) + (uint64_t) b->cell[c].denominator * 3 +
					   (uint64_t) b->cell[c].height * 5 + cells[same[c]].state);
		label[c] = c < b->cube->cells ? mix(b->cube->input[c].label) : 0;
	}
	mix_with_neighbours(b, shape, next);
	mix_with_neighbours(b, label, next);

	/* Cells that are the same have one order, whichever of them leads. */
	for (int32_t c = 0; c < b->cells; c++)
	{
		bool		from_input = c < b->cube->cells;
		Order	   *order;

		if (same[c] == c)
		{
			place[c] = count;
			orders[count++] = (Order) {
				.cell = c,
				.preference = INT32_MIN,
				.prefer_totals = b->cube->prefer_totals,
			};
		}
		order = &orders[place[same[c]]];
		order->height = Max(order->height, b->cell[c].height);
		order->weight = Max(order->weight, weight_of(b, c));
		order->is_zero = order->is_zero ||
			(b->cell[c].has_value && b->cell[c].count == 0 && !b->cube->is_rate);
		order->shape += shape[c];
		order->label += label[c];
		if (from_input)
			order->preference = Max(order->preference, b->cube->input[c].preference);
	}
	qsort(orders, count, sizeof(Order), compare_orders);
	for (int32_t i = 0; i < count; i++)
	{
		cells[orders[i].cell].rank = i;
		cells[orders[i].cell].cost = cost_of(&orders[i]);
		cells[orders[i].cell].level = level_of(&orders[i]);
		cells[orders[i].cell].weight = orders[i].weight;
	}
	release(b->hooks, place);
	release(b->hooks, orders);
	release(b->hooks, next);
	release(b->hooks, label);
	release(b->hooks, shape);
}
