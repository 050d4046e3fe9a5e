/*-------------------------------------------------------------------------
 *
 * rules_of_queries.c
 *		What on the way changes the table system that sdc_status sees, or shows
 *		where a figure is hidden.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/rule.h"

#include "catalog/pg_type.h"
#include "lint/judge.h"
#include "lint/meaning.h"
#include "lint/units.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteManip.h"
#include "sdc/policy.h"
#include "utils/lsyscache.h"

/*
 * ---- What is seen of a query ----
 */

static char *
expression_name(Node *node, Level *level)
{
	Var		   *var;
	ListCell   *lc;

	node = without_casts(node);
	var = (Var *) node;
	if (IsA(var, Var) && var->varlevelsup == 0 && var->varattno > 0)
		return psprintf("column \"%s\"",
						get_rte_attribute_name(rt_fetch(var->varno, level->query->rtable), var->varattno));
	foreach(lc, level->query->targetList)
	{
		TargetEntry *entry = lfirst_node(TargetEntry, lc);

		if (!entry->resjunk && entry->resname && equal(without_casts((Node *) entry->expr), node))
			return psprintf("column \"%s\"", entry->resname);
	}
	return pstrdup("an expression");
}

static bool
tells_figures(Level *level)
{
	for (int i = 0; i < level->columns; i++)
		if (has_figures(level->column[i]))
			return true;
	return false;
}

static bool
vars_walker(Node *node, void *context)
{
	List	  **vars = context;

	CHECK_FOR_INTERRUPTS();
	if (node == NULL)
		return false;
	if (IsA(node, Var))
		*vars = lappend(*vars, node);
	return expression_tree_walker(node, vars_walker, context);
}

/* Whether it is one of the others, or has a column in common with them. */
static bool
shares_column(Node *one, List *others)
{
	List	   *of_one = NIL;
	List	   *of_others = NIL;
	ListCell   *lc;

	vars_walker(one, &of_one);
	vars_walker((Node *) others, &of_others);
	foreach(lc, of_one)
		if (list_member(of_others, lfirst(lc)))
			return true;
	return list_member(others, one);
}

/*
 * ---- partition ----
 */

typedef struct SplittingKey
{
	Node	   *key;
	char	   *function;
	bool		is_dimension;	/* or shares a column with one */
	bool		is_data;		/* comes from a table, or cells were grouped by it */
} SplittingKey;

/*
 * Whether the rows that are counted differ by it. What they were grouped by says
 * which of them are counted, whether it comes from a table or not.
 */
static bool
tells_rows_apart(Node *key, Level *level)
{
	if (judge(key, level)->traits & (TRAIT_FROM_TABLE | TRAIT_GROUPED))
		return true;
	return level->query->groupClause && contain_vars_of_level(key, 0);
}

static List *
keys_of_window(WindowFunc *window, WindowClause *clause, Level *level)
{
	List	   *dimensions = list_copy_tail(window->args, first_dimension_of(level->lint, window->winfnoid));
	List	   *keys = NIL;
	ListCell   *lc;

	foreach(lc, clause->partitionClause)
	{
		SplittingKey *key = palloc(sizeof(SplittingKey));

		key->key = get_sortgroupclause_expr(lfirst(lc), level->query->targetList);
		key->function = get_func_name(window->winfnoid);
		key->is_dimension = shares_column(key->key, dimensions);
		key->is_data = tells_rows_apart(key->key, level);
		keys = lappend(keys, key);
	}
	return keys;
}

static List *
partition_keys(Level *level)
{
	List	   *keys = NIL;
	ListCell   *lc;
	ListCell   *wc;

	foreach(lc, system_windows(level))
	{
		WindowFunc *window = lfirst_node(WindowFunc, lc);

		foreach(wc, level->query->windowClause)
			if (lfirst_node(WindowClause, wc)->winref == window->winref)
				keys = list_concat(keys, keys_of_window(window, lfirst(wc), level));
	}
	return keys;
}

static void
check_partition_by_dimension(const Rule *rule, Level *level)
{
	ListCell   *lc;

	foreach(lc, partition_keys(level))
	{
		SplittingKey *key = lfirst(lc);

		if (key->is_dimension)
			report(level->lint, rule, level->name,
				   "%s is partitioned by %s, which is a dimension of the table system",
				   key->function, expression_name(key->key, level));
	}
}

static void
check_partition_by_other(const Rule *rule, Level *level)
{
	ListCell   *lc;

	foreach(lc, partition_keys(level))
	{
		SplittingKey *key = lfirst(lc);

		if (!key->is_dimension && key->is_data)
			report(level->lint, rule, level->name,
				   "%s is partitioned by %s, so each of its values is a system of its own",
				   key->function, expression_name(key->key, level));
	}
}

/*
 * ---- policy ----
 */

static bool
hides_small(int64 smallest, bool protect_zero)
{
	return smallest > 1 || (smallest == 1 && protect_zero);
}

/* Whether a figure can be hidden by itself, or is rounded; the rest of a policy follows from hidden ones. */
static bool
protects_anything(const SdcPolicy *policy, bool is_rate)
{
	if (policy->round > 1 || hides_small(policy->min_count, policy->protect_zero))
		return true;
	return is_rate &&
		(hides_small(policy->min_denominator, policy->protect_zero) ||
		 hides_small(policy->min_complement, policy->protect_zero) ||
		 policy->max_share < 100);
}

/* In a publication organisations have a policy of their own, which may show all. */
static void
check_policy(const Rule *rule, Level *level)
{
	ListCell   *lc;

	if (level->is_of_publication && !level_reads_persons(level))
		return;
	foreach(lc, system_windows(level))
	{
		WindowFunc *window = lfirst_node(WindowFunc, lc);
		SdcPolicy  *policy;
		bool		is_rate;

		if (meaning_of(level->lint, window->winfnoid) != MEANS_STATUS)
			continue;
		policy = constant_policy(lsecond(window->args));
		is_rate = exprType(linitial(window->args)) == level->lint->rate;
		if (policy && !protects_anything(policy, is_rate))
			report(level->lint, rule, level->name, "%s has a policy that hides no %s, however small",
				   get_func_name(window->winfnoid), is_rate ? "rate" : "count");
	}
}

/*
 * ---- filter ----
 */

static bool
is_about_status(Node *condition, Level *level)
{
	return judge(condition, level)->traits & TRAITS_OF_STATUS;
}

static void
check_filter_by_status(const Rule *rule, Level *level)
{
	ListCell   *lc;

	foreach(lc, row_conditions(level->query))
		if (is_about_status(lfirst(lc), level))
			report(level->lint, rule, level->name, "rows are left out by whether a figure is hidden");
}

/* Whether rows are left out by a figure; what a window made of units only chooses units. */
static bool
leaves_out_by_figure(Expr *condition, Level *level)
{
	ListCell   *lc;

	foreach(lc, make_ands_implicit(condition))
	{
		Node	   *part = lfirst(lc);

		if (!bms_is_empty(judge(part, level)->exposed) &&
			(contain_aggs_of_level(part, 0) || !has_column(part, level, member_shows_units)))
			return true;
	}
	return false;
}

/* Not in a publication: there it is the years of a window, whatever is counted in them. */
static void
check_filter_by_figure(const Rule *rule, Level *level)
{
	ListCell   *lc;

	if (level->is_of_publication || !tells_figures(level))
		return;
	foreach(lc, row_conditions(level->query))
		if (!is_about_status(lfirst(lc), level) && leaves_out_by_figure(lfirst(lc), level))
			report(level->lint, rule, level->name, "rows are left out by a figure that is not masked");
}

/*
 * ---- sample ----
 */

/* LIMIT ALL takes none away, and LIMIT 1 looks up a value. */
static bool
limits_rows(Node *limit)
{
	Const	   *count;

	/* Behind the cast from integer; not evaluated: to lint is to run nothing of what is linted. */
	if (limit && IsA(limit, FuncExpr) && ((FuncExpr *) limit)->funcformat != COERCE_EXPLICIT_CALL &&
		list_length(((FuncExpr *) limit)->args) == 1)
		limit = linitial(((FuncExpr *) limit)->args);
	if (limit == NULL)
		return false;
	if (!IsA(limit, Const))
		return true;
	count = (Const *) limit;
	if (count->constisnull)
		return false;
	return !(count->consttype == INT4OID && DatumGetInt32(count->constvalue) == 1) &&
		!(count->consttype == INT8OID && DatumGetInt64(count->constvalue) == 1);
}

static void
check_limit(const Rule *rule, Level *level)
{
	if (limits_rows(level->query->limitCount))
		report(level->lint, rule, level->name, "LIMIT takes only some of the rows");
}

static void
check_tablesample(const Rule *rule, Level *level)
{
	int			member = -1;

	while ((member = bms_next_member(level->used, member)) >= 0)
		if (rt_fetch(member, level->query->rtable)->tablesample)
			report(level->lint, rule, level->name, "TABLESAMPLE takes only some of the rows");
}

/*
 * ---- order ----
 */

/* The order of rows beneath is not seen, nor that of a view beneath. */
static void
check_order(const Rule *rule, Level *level)
{
	ListCell   *lc;

	if (level != level->lint->top || !tells_figures(level))
		return;
	foreach(lc, level->query->sortClause)
	{
		Node	   *key = get_sortgroupclause_expr(lfirst(lc), level->query->targetList);

		if (!bms_is_empty(judge(key, level)->exposed))
			report(level->lint, rule, level->name, "rows are ordered by %s, a figure that is not masked",
				   expression_name(key, level));
	}
}

/*
 * ---- The table ----
 */

#define ADVICE_FILTER \
	"Keep all rows and mask the values: which rows are absent, and EXPLAIN ANALYZE, tell what is hidden." \
	" A filter beneath sdc_status changes the system."

#define ADVICE_SAMPLE \
	"Take all rows: a table system without some of them is another system, and a total then differs from the sum of" \
	" its parts."

static const struct
{
	Rule		rule;
	void		(*check) (const Rule *rule, Level *level);
}			query_rules[] = {
	{
		.rule.name = "partition",
		.rule.severity = "error",
		.check = check_partition_by_dimension,
		.rule.advice = "Use OVER (): each partition is protected as if there were no others, and a total over them"
		" gives their hidden cells away."
	},
	{
		.rule.name = "partition",
		.rule.severity = "warning",
		.check = check_partition_by_other,
		.rule.advice = "Use OVER () with this column as a dimension, unless no two partitions are about the same"
		" people; a reader's filter on it reaches below the window."
	},
	{
		.rule.name = "policy",
		.rule.severity = "error",
		.check = check_policy,
		.rule.advice = "Use a policy with a rule for this figure, such as 'rivm': a count is hidden by min_count, a rate also"
		" by min_denominator, min_complement or max_share. Nothing, when only the owner of the data may read it."
	},
	{
		.rule.name = "filter",
		.rule.severity = "warning",
		.check = check_filter_by_status,
		.rule.advice = ADVICE_FILTER
	},
	{
		.rule.name = "filter",
		.rule.severity = "warning",
		.check = check_filter_by_figure,
		.rule.advice = ADVICE_FILTER
	},
	{
		.rule.name = "sample",
		.rule.severity = "warning",
		.check = check_limit,
		.rule.advice = ADVICE_SAMPLE
	},
	{
		.rule.name = "sample",
		.rule.severity = "warning",
		.check = check_tablesample,
		.rule.advice = ADVICE_SAMPLE
	},
	{
		.rule.name = "order",
		.rule.severity = "warning",
		.check = check_order,
		.rule.advice = "Order by labels: the place of a hidden figure among others tells between which values it lies."
	},
};

void
check_query(Level *query)
{
	for (int i = 0; i < lengthof(query_rules); i++)
		query_rules[i].check(&query_rules[i].rule, query);
}
