/*-------------------------------------------------------------------------
 *
 * meaning.h
 *		Functions that do something to what is known of their arguments.
 *
 * The law: only functions of the extension and of pg_catalog have a meaning, by
 * name, whatever their arguments. Any other tells what its arguments tell.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LINT_MEANING_H
#define KANSRIJK_LINT_MEANING_H

#include "lint/lint.h"
#include "nodes/nodes.h"
#include "sdc/policy.h"

typedef enum Meaning
{
	MEANS_NOTHING,
	MEANS_STATUS,				/* a window: decides about a figure */
	MEANS_PRIMARY,				/* decides, by the primary rules alone */
	MEANS_DERIVED_STATUS,		/* of several statuses, for all their figures */
	MEANS_MASK,					/* value, status: the value, or nothing */
	MEANS_PUBLISH,				/* the same, without unknowns */
	MEANS_ROUND,
	MEANS_ROUND_BY,				/* value, policy: as the policy says */
	MEANS_PERTURB,				/* changes small counts, and protects them so */
	MEANS_OWNER_ONLY,			/* prints what is hidden */
	MEANS_NUMERATOR,
	MEANS_DENOMINATOR,
	MEANS_UNKNOWN,
	MEANS_FIRST,				/* an earlier value of the same figure */
	MEANS_PRESENCE,				/* whether there is a value */
	MEANS_SAME					/* a number stays that number */
} Meaning;

extern bool is_of_extension(Lint *lint, Oid function);
extern Meaning meaning_of(Lint *lint, Oid function);

/*
 * Of a window function that sees a table system: which argument is its first
 * dimension; 0 of any other function.
 */
extern int	first_dimension_of(Lint *lint, Oid function);

/* The policy of an argument, NULL where it is no constant: then nothing is known of it. */
extern SdcPolicy *constant_policy(Node *argument);

extern bool is_built_in(Oid function, const char *name);

#endif							/* KANSRIJK_LINT_MEANING_H */
