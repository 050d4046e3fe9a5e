/*-------------------------------------------------------------------------
 *
 * rules_of_columns.c
 *		What the columns of a view give away.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/rule.h"

#include "catalog/pg_type.h"
#include "lint/units.h"
#include "nodes/nodeFuncs.h"
#include "utils/builtins.h"

typedef struct ShownColumn
{
	Lint	   *lint;
	const Trace *trace;
	Oid			type;
	bool		is_beside_status;	/* something in the view is protected */
	bool		is_beside_units;	/* single units are in sight */
	const Bitmapset *rounded;	/* members that are to be rounded, or that a column rounds */
} ShownColumn;

typedef struct ColumnRule
{
	Rule		rule;
	const char *finding;
	bool		(*applies) (const ShownColumn *column);
} ColumnRule;

static bool
has_trait(const ShownColumn *column, int trait)
{
	return column->trace->traits & trait;
}

static bool
exposes(const ShownColumn *column)
{
	return !bms_is_empty(column->trace->exposed);
}

/*
 * ---- The value of a column: the gravest is reported ----
 */

static bool
is_owner_only(const ShownColumn *column)
{
	return has_trait(column, TRAIT_OWNER_ONLY);
}

static bool
exposes_unknowns(const ShownColumn *column)
{
	return only_unknowns(column->lint, column->trace->exposed);
}

static bool
exposes_collection(const ShownColumn *column)
{
	return exposes(column) && has_trait(column, TRAIT_COLLECTED);
}

static bool
is_masked_by_primary(const ShownColumn *column)
{
	return exposes(column) && has_trait(column, TRAIT_PRIMARY);
}

static bool
is_masked_by_other(const ShownColumn *column)
{
	return exposes(column) && has_trait(column, TRAIT_MISMASKED);
}

static bool
exposes_without_status(const ShownColumn *column)
{
	return exposes(column) && !column->is_beside_status;
}

static bool
is_extreme(const ShownColumn *column)
{
	return has_trait(column, TRAIT_EXTREME);
}

/* Of rows that are in sight all is. */
static bool
tells_presence(const ShownColumn *column)
{
	return has_trait(column, TRAIT_ZERO) && !column->is_beside_units;
}

static bool
is_number(const ShownColumn *column)
{
	return has_trait(column, TRAIT_NUMBER) && !column->is_beside_units;
}

static const ColumnRule value_rules[] = {
	{
		.rule.name = "owner_only",
		.rule.severity = "error",
		.applies = is_owner_only,
		.finding = "the column prints what can be deduced of hidden figures",
		.rule.advice = "Leave the column out: sdc_explain and sdc_interval print what is hidden."
	},
	{
		.rule.name = "unknown",
		.rule.severity = "warning",
		.applies = exposes_unknowns,
		.finding = "the column shows the number of unknowns, which no status protects",
		.rule.advice = "Show numerator(rate), denominator(rate) or sdc_publish(rate, status): the status of a rate"
		" does not protect its number of unknowns."
	},
	{
		.rule.name = "collected",
		.rule.severity = "error",
		.applies = exposes_collection,
		.finding = "the column holds the values of single units",
		.rule.advice = "Leave the column out: no status protects the values of single units, and how many there are"
		" is their count."
	},
	{
		.rule.name = "primary_only",
		.rule.severity = "error",
		.applies = is_masked_by_primary,
		.finding = "the column is masked by the primary rules alone",
		.rule.advice = "Mask with the result of sdc_status: a small count that is hidden alone follows from its"
		" total."
	},
	{
		.rule.name = "other_status",
		.rule.severity = "error",
		.applies = is_masked_by_other,
		.finding = "the column also tells a figure that its status does not decide about",
		.rule.advice = "Call sdc_status for this figure too, with a rate for what is computed from numerator and"
		" denominator, and mask with sdc_derived_status of all statuses that it depends on."
	},
	{
		.rule.name = "unprotected",
		.rule.severity = "error",
		.applies = exposes_without_status,
		.finding = "the column shows a figure, and nothing in the view decides about its status",
		.rule.advice = "Group with GROUPING SETS, call sdc_status(figure, policy, GROUPING(...), ...) OVER () above"
		" that, and mask with sdc_mask or sdc_publish."
	},
	{
		.rule.name = "unmasked",
		.rule.severity = "error",
		.applies = exposes,
		.finding = "the column shows a figure, or is computed from one, whatever its status",
		.rule.advice = "Mask it: sdc_mask(value, status), sdc_publish(rate, status), or CASE WHEN status = 'publish'"
		" THEN value END. Everything derived from a hidden count goes with it."
	},
	{
		.rule.name = "extreme",
		.rule.severity = "warning",
		.applies = is_extreme,
		.finding = "the column shows the least, largest or another picked value of single units",
		.rule.advice = "Leave it out, or take a percentile of many: the least, the largest or another picked value"
		" is that of one unit."
	},
	{
		.rule.name = "zero",
		.rule.severity = "warning",
		.applies = tells_presence,
		.finding = "the column tells whether there are units",
		.rule.advice = ADVICE_PRESENCE
	},
	{
		.rule.name = "number",
		.rule.severity = "notice",
		.applies = is_number,
		.finding = "the column shows a number of a table as it is",
		.rule.advice = "Nothing, when it is a label; a count or a sum needs sdc_status."
	},
};

/*
 * ---- What a column tells besides: each is reported ----
 */

static bool
tells_reason(const ShownColumn *column)
{
	return has_trait(column, TRAIT_REASON) && (column->type == column->lint->cell_status || column->type == TEXTOID);
}

static bool
is_count(const ShownColumn *column)
{
	return column->type == INT8OID || column->type == INT4OID || column->type == INT2OID ||
		column->type == column->lint->rate;
}

static bool
undoes_rounding(const ShownColumn *column)
{
	return !exposes(column) && bms_overlap(column->trace->exact, column->rounded);
}

static bool
is_exact_count(const ShownColumn *column)
{
	return undoes_rounding(column) && is_count(column);
}

static bool
has_exact_decimals(const ShownColumn *column)
{
	return undoes_rounding(column) && !is_count(column);
}

static const ColumnRule other_rules[] = {
	{
		.rule.name = "reason",
		.rule.severity = "notice",
		.applies = tells_reason,
		.finding = "the column tells which rule hid a figure",
		.rule.advice = "Show sdc_publish(rate, status).status, which says hidden for every reason: primary_count"
		" under min_count=10 says 1 to 9."
	},
	{
		.rule.name = "exact_count",
		.rule.severity = "warning",
		.applies = is_exact_count,
		.finding = "the column shows the exact count of what is to be rounded",
		.rule.advice = "Round it as well, with sdc_round_by(count, policy), or rounding protects nothing."
	},
	{
		.rule.name = "decimals",
		.rule.severity = "warning",
		.applies = has_exact_decimals,
		.finding = "the column is computed from the exact count of what is to be rounded",
		.rule.advice = "Compute it from the rounded counts, or print no more decimals than"
		" sdc_rate_digits(denominator): else the exact count follows."
	},
};

static bool
check_column(const ColumnRule *rule, const ShownColumn *column, const char *name)
{
	if (!rule->applies(column))
		return false;
	report(column->lint, &rule->rule, name, "%s", rule->finding);
	return true;
}

/* What the policies want rounded, and what any column shows rounded. */
static Bitmapset *
rounded_members(Level *view)
{
	Bitmapset  *rounded = bms_copy(view->lint->to_round);

	for (int i = 0; i < view->columns; i++)
		rounded = bms_union(rounded, bms_difference(told_members(view->column[i]), view->column[i]->exact));
	return rounded;
}

void
check_columns(Level *view, bool has_units)
{
	ShownColumn column = {
		.lint = view->lint,
		.is_beside_status = level_is_protected(view),
		.is_beside_units = has_units,
		.rounded = rounded_members(view)
	};
	ListCell   *lc;

	foreach(lc, view->query->targetList)
	{
		TargetEntry *entry = lfirst_node(TargetEntry, lc);
		char	   *name;

		if (entry->resjunk)
			continue;
		column.trace = view->column[foreach_current_index(lc)];
		column.type = exprType((Node *) entry->expr);
		name = psprintf("%s.%s", view->name, quote_identifier(entry->resname));
		for (int i = 0; i < lengthof(value_rules); i++)
			if (check_column(&value_rules[i], &column, name))
				break;
		for (int i = 0; i < lengthof(other_rules); i++)
			check_column(&other_rules[i], &column, name);
	}
}
