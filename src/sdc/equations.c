/*-------------------------------------------------------------------------
 *
 * equations.c
 *		Rows modulo the prime as equations with small whole coefficients.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/equations.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

#include <stdlib.h>

/* A number modulo the prime as a fraction of small numbers, if it is one. */
static bool
find_fraction(uint64_t residue, int64_t *numerator, int64_t *denominator)
{
	int64_t		last = (int64_t) PRIME;
	int64_t		rest = (int64_t) residue;
	int64_t		last_factor = 0;
	int64_t		factor = 1;

	while (rest > LARGEST_COEFFICIENT)
	{
		int64_t		quotient = last / rest;
		int64_t		next = last % rest;
		int64_t		next_factor = last_factor - quotient * factor;

		last = rest;
		rest = next;
		last_factor = factor;
		factor = next_factor;
		if (factor > LARGEST_COEFFICIENT || factor < -LARGEST_COEFFICIENT)
			return false;
	}
	*numerator = factor < 0 ? -rest : rest;
	*denominator = factor < 0 ? -factor : factor;
	return true;
}

int64_t
greatest_divisor(int64_t a, int64_t b)
{
	while (b != 0)
	{
		int64_t		rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

bool
find_equation(const SdcHooks *hooks, const Matrix *m, int32_t row, int32_t pivot, Equation *equation)
{
	const Row  *r = &m->row[row];
	uint64_t	scale = 0;
	uint64_t	rest = 0;
	int64_t		common = 1;

	*equation = (Equation) {.row = row, .pivot = pivot, .is_open = true};
	for (int32_t k = 0; k < r->length; k++)
	{
		if (m->cell[r->entries[k].column] < 0)
			rest = add_mod(rest, r->entries[k].value);
		else if (r->entries[k].column == pivot)
			scale = inverse_mod(r->entries[k].value);
	}
	equation->column = allocate(hooks, r->length * sizeof(int32_t));
	equation->coefficient = allocate(hooks, r->length * sizeof(int32_t));
	for (int pass = 0; pass < 2; pass++)
		for (int32_t k = 0; k < r->length; k++)
		{
			int64_t		numerator;
			int64_t		denominator;

			if (m->cell[r->entries[k].column] < 0)
				continue;
			if (!find_fraction(multiply_mod(r->entries[k].value, scale), &numerator, &denominator))
				return false;
			if (pass == 0)
				common *= denominator / greatest_divisor(common, denominator);
			else
			{
				int64_t		whole = numerator * (common / denominator);

				if (whole > INT32_MAX / 2 || whole < -INT32_MAX / 2)
					return false;
				equation->column[equation->length] = r->entries[k].column;
				equation->coefficient[equation->length++] = (int32_t) whole;
			}
			if (common > LARGEST_COEFFICIENT)
				return false;
		}
	rest = multiply_mod(multiply_mod(rest, scale), (uint64_t) common);
	equation->constant = signed_residue(rest);
	return equation->constant < INT32_MAX && equation->constant > -INT32_MAX;
}

void
release_equation(const SdcHooks *hooks, Equation *equation)
{
	release(hooks, equation->column);
	release(hooks, equation->coefficient);
}

int64_t
pivot_coefficient(const Equation *equation)
{
	for (int32_t k = 0; k < equation->length; k++)
		if (equation->column[k] == equation->pivot)
			return equation->coefficient[k];
	return 0;
}

bool
reduce_rows(const SdcHooks *hooks, History *history, int32_t columns, int64_t most)
{
	uint64_t   *value = allocate_zero(hooks, columns * sizeof(uint64_t));
	int32_t    *place = allocate(hooks, columns * sizeof(int32_t));
	int32_t    *touched = allocate(hooks, columns * sizeof(int32_t));
	bool	   *is_touched = allocate_zero(hooks, columns);
	int64_t		entries = 0;
	int32_t		i;

	memset(place, 0xff, columns * sizeof(int32_t));
	for (i = 0; i < history->count; i++)
		place[history->pivots[i].column] = i;
	for (i = history->count; i-- > 0 && entries <= most;)
	{
		Pivot	   *pivot = &history->pivots[i];
		Row			row = pivot->row;
		int32_t		count = 0;
		int32_t		length = 0;

		check_interrupts(hooks);
		for (int32_t k = 0; k < row.length; k++)
		{
			int32_t		column = row.entries[k].column;
			uint64_t	factor = multiply_mod(row.entries[k].value, pivot->inverse);
			const Row  *later = place[column] > i ? &history->pivots[place[column]].row : NULL;

			if (!later)
			{
				if (!is_touched[column])
					touched[count++] = column;
				is_touched[column] = true;
				value[column] = add_mod(value[column], factor);
				continue;
			}
			for (int32_t n = 0; n < later->length; n++)
			{
				int32_t		other = later->entries[n].column;

				if (other == column)
					continue;
				if (!is_touched[other])
					touched[count++] = other;
				is_touched[other] = true;
				value[other] = add_mod(value[other], negate_mod(multiply_mod(factor, later->entries[n].value)));
			}
		}
		for (int32_t k = 0; k < count; k++)
			length += value[touched[k]] != 0;
		release_row(hooks, &row);
		row = (Row) {.entries = allocate(hooks, length * sizeof(Entry))};
		for (int32_t k = 0; k < count; k++)
		{
			if (value[touched[k]] != 0)
				row.entries[row.length++] = (Entry) {value[touched[k]], touched[k]};
			value[touched[k]] = 0;
			is_touched[touched[k]] = false;
		}
		pivot->row = row;
		pivot->inverse = 1;
		entries += length;
	}
	release(hooks, is_touched);
	release(hooks, touched);
	release(hooks, place);
	release(hooks, value);
	return entries <= most;
}
