/*-------------------------------------------------------------------------
 *
 * decide.c
 *		Which candidates can be published, by halving.
 *
 * Candidates are decided in order of rank: each is published unless that
 * exposes a protected cell. To judge the more wanted half the other half is
 * eliminated from the relations, then what was published is dropped, what was
 * hidden eliminated, and the other half judged.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/decide.h"
#include "sdc/exposure.h"
#include "sdc/memory.h"
#include "sdc/pivot.h"
#include "sdc/rank.h"

#include <stdlib.h>

/* Is nothing exposed when all candidates of the matrix are published? */
static bool
safe_to_publish(const Elimination *e, const Matrix *m)
{
	Matrix	   *without = copy_without(e->hooks, m, 1u << ROLE_CANDIDATE);
	bool		safe = find_exposed(e, without, NULL, NULL, NULL, NULL) == 0;

	release_matrix(e->hooks, without);
	return safe;
}

static void
publish_candidates(const Elimination *e, const Matrix *m)
{
	for (int32_t c = 0; c < m->columns; c++)
		if (m->role[c] == ROLE_CANDIDATE)
			e->system->cell[m->cell[c]].state = SDC_PUBLISHED;
}

/*
 * Decide the candidates of a matrix, most wanted first. While all of them are
 * hidden nothing is exposed. The matrix has candidates, columns to protect and
 * columns to keep.
 */
void
decide(const Elimination *e, const Matrix *whole)
{
	Matrix	  **parts;
	int32_t		count;

	/* Columns that are in no relation go free. */
	publish_candidates(e, whole);
	parts = split_components(e->hooks, whole, &count);
	for (int32_t p = 0; p < count; p++)
	{
		Matrix	   *m = parts[p];
		int32_t		candidates = count_role(m, ROLE_CANDIDATE);
		int32_t    *ranks;
		int32_t		middle;
		Matrix	   *half;

		check_interrupts(e->hooks);
		if (candidates == 0 || count_role(m, ROLE_PROTECT) == 0 || safe_to_publish(e, m))
		{
			release_matrix(e->hooks, m);
			continue;
		}
		if (candidates == 1)
		{
			for (int32_t c = 0; c < m->columns; c++)
				if (m->role[c] == ROLE_CANDIDATE)
					e->system->cell[m->cell[c]].state = SDC_HIDDEN;
			release_matrix(e->hooks, m);
			continue;
		}

		ranks = allocate(e->hooks, candidates * sizeof(int32_t));
		candidates = 0;
		for (int32_t c = 0; c < m->columns; c++)
			if (m->role[c] == ROLE_CANDIDATE)
				ranks[candidates++] = rank_of(e, m, c);
		qsort(ranks, candidates, sizeof(int32_t), compare_int32);
		middle = ranks[candidates / 2];
		release(e->hooks, ranks);

		/* The more wanted half, while the other half is hidden. */
		half = copy_without(e->hooks, m, 0);
		for (int32_t c = 0; c < half->columns; c++)
			if (half->role[c] == ROLE_CANDIDATE && rank_of(e, half, c) >= middle)
				half->role[c] = ROLE_HIDDEN;
		eliminate_roles(e->hooks, half, 1u << ROLE_HIDDEN, NULL);
		decide(e, half);
		release_matrix(e->hooks, half);

		/* The other half, now that the first is decided. */
		for (int32_t c = 0; c < m->columns; c++)
			if (m->role[c] == ROLE_CANDIDATE && rank_of(e, m, c) < middle)
				m->role[c] = e->system->cell[m->cell[c]].state == SDC_PUBLISHED ?
					ROLE_PUBLISHED : ROLE_HIDDEN;
		half = copy_without(e->hooks, m, 1u << ROLE_PUBLISHED);
		release_matrix(e->hooks, m);
		eliminate_roles(e->hooks, half, 1u << ROLE_HIDDEN, NULL);
		decide(e, half);
		release_matrix(e->hooks, half);
	}
	release(e->hooks, parts);
}
