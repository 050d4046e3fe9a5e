/*-------------------------------------------------------------------------
 *
 * joint_span.c
 *		Vectors of atoms: what is a combination of what, modulo a prime.
 *
 *-------------------------------------------------------------------------
 */
#include "publication/joint.h"

#include "sdc/modular.h"

void
joint_too_many(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many related definitions to be protected together"),
			 errhint("Name fewer definitions that count the same units in local_definitions.")));
}

uint64 *
joint_numbers(const bool *set, int atoms)
{
	uint64	   *numbers = palloc0(Max(atoms, 1) * sizeof(uint64));

	for (int i = 0; i < atoms; i++)
		numbers[i] = set[i];
	return numbers;
}

void
joint_subtract(uint64 *from, const uint64 *row, uint64 factor, int length)
{
	factor = negate_mod(factor);
	for (int i = 0; i < length; i++)
		from[i] = add_mod(from[i], multiply_mod(row[i], factor));
}

/* Write a vector as a combination of vectors of the basis: false when it is none. What is left of it is in "vector". */
bool
joint_express(const Span *span, uint64 *vector, uint64 *combination)
{
	memset(combination, 0, MAX_VECTORS * sizeof(uint64));
	for (int r = 0; r < span->rank; r++)
	{
		uint64		factor = vector[span->pivot[r]];

		if (factor == 0)
			continue;
		joint_subtract(vector, span->row[r], factor, span->atoms);
		joint_subtract(combination, span->made_of[r], negate_mod(factor), MAX_VECTORS);
	}
	for (int i = 0; i < span->atoms; i++)
		if (vector[i] != 0)
			return false;
	return true;
}

void
joint_add_to_span(Span *span, uint64 *rest, const uint64 *combination, int vector)
{
	uint64	   *made_of = palloc0(MAX_VECTORS * sizeof(uint64));
	int			pivot = 0;
	uint64		inverse;

	while (rest[pivot] == 0)
		pivot++;
	made_of[vector] = 1;
	joint_subtract(made_of, combination, 1, MAX_VECTORS);
	inverse = inverse_mod(rest[pivot]);
	for (int i = 0; i < span->atoms; i++)
		rest[i] = multiply_mod(rest[i], inverse);
	for (int i = 0; i < MAX_VECTORS; i++)
		made_of[i] = multiply_mod(made_of[i], inverse);
	for (int r = 0; r < span->rank; r++)
	{
		uint64		factor = span->row[r][pivot];

		joint_subtract(span->row[r], rest, factor, span->atoms);
		joint_subtract(span->made_of[r], made_of, factor, MAX_VECTORS);
	}
	span->row[span->rank] = rest;
	span->pivot[span->rank] = pivot;
	span->made_of[span->rank] = made_of;
	span->member[span->rank] = vector;
	span->rank++;
}

/* The vectors of a basis that are in a combination, a bit each. */
VectorSet
joint_support(const Span *span, const uint64 *combination)
{
	VectorSet	support = 0;

	for (int r = 0; r < span->rank; r++)
		if (combination[span->member[r]] != 0)
			support |= VECTOR_BIT(r);
	return support;
}

/* Fractions with one small denominator, from what they are modulo the prime. */
int64
joint_fractions(const uint64 *combination, int64 *numerator)
{
	for (int64 divisor = 1; divisor < 10000; divisor++)
	{
		bool		fits = true;

		for (int i = 0; i < MAX_VECTORS && fits; i++)
		{
			numerator[i] = signed_residue(multiply_mod(combination[i], divisor));
			fits = numerator[i] > -100000000 && numerator[i] < 100000000;
		}
		if (fits)
			return divisor;
	}
	joint_too_many();
}
