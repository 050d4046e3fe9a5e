/*-------------------------------------------------------------------------
 *
 * rules_of_rows.c
 *		What the rows that arrive at the top give away, whatever their columns.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/rule.h"

#include "lint/judge.h"
#include "lint/units.h"

static const Rule single_rows = {
	.name = "rows",
	.severity = "error",
	.advice = "Count them: group with GROUPING SETS, call sdc_status(figure, policy, GROUPING(...), ...) OVER () above"
	" that, and mask. Nothing, when they are labels, or figures that were protected before."
};

void
check_units(Level *query, MetRelation *units)
{
	report(query->lint, &single_rows, query->name, "single rows of %s are in sight", units->name);
}

static const Rule presence = {
	.name = "zero",
	.severity = "warning",
	.advice = ADVICE_PRESENCE
};

/* What a system consists of is its own affair. */
void
check_rows(Level *query)
{
	ListCell   *lc;

	if (level_is_from_units(query) || query->has_window)
		return;
	foreach(lc, row_conditions(query->query))
		if (judge(lfirst(lc), query)->traits & TRAIT_ZERO)
			report(query->lint, &presence, query->name, "rows are left out by whether there are units");
}
