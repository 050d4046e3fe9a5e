/*-------------------------------------------------------------------------
 *
 * lint_view.c
 *		What the definition of a view gives away.
 *
 * The query tree of a view, and of the views beneath it, is followed from the
 * tables up. Each aggregate over units is a figure; a column carries the
 * figures that it tells about, until a status that decides about them masks
 * them. What arrives at the top unmasked is reported, and so is whatever on the
 * way changes the system that sdc_status sees or shows where a figure is
 * hidden, and each table of units of which single rows arrive. No row is read.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "access/relation.h"
#include "catalog/catalog.h"
#include "catalog/dependency.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "rewrite/prs2lock.h"
#include "rewrite/rewriteManip.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

#include "sdc/policy.h"

PG_FUNCTION_INFO_V1(kansrijk_lint_view_query);
PG_FUNCTION_INFO_V1(kansrijk_lint_view_relations);

/* What an expression is, besides the figures that it tells. */
#define HIDES		(1 << 0)	/* is NULL, or reads otherwise, where a figure is hidden */
#define REASON		(1 << 1)	/* tells which rule hid a figure */
#define PRIMARY		(1 << 2)	/* decided by the primary rules alone */
#define MISMASKED	(1 << 3)	/* masked by a status that is about other figures */
#define FROM_TABLE	(1 << 4)	/* depends on a column, not on constants alone */
#define NUMBER		(1 << 5)	/* a number of a table, as it is */
#define EXTREME		(1 << 6)	/* the least, largest or another value that one unit has */
#define OWNER_ONLY	(1 << 7)	/* prints what is hidden */
#define COLLECTED	(1 << 8)	/* a figure that holds the values of single units */
#define ZERO		(1 << 9)	/* whether there is any unit of some kind */

/*
 * A figure has three members: a rate has a numerator, a denominator and a
 * number of unknowns; any other figure has the first only.
 */
#define PARTS		3
#define NUMERATOR	0
#define DENOMINATOR 1
#define UNKNOWN		2

typedef struct Trace
{
	Bitmapset  *exposed;		/* figures that it tells, also hidden ones */
	Bitmapset  *shown;			/* figures that it tells only when published */
	Bitmapset  *exact;			/* of both, those that were not rounded on the way */
	Bitmapset  *protects;		/* of a status: the figures that it decides about */
	int			traits;
} Trace;

/* An expression that is a figure by itself. */
typedef struct Known
{
	Node	   *node;
	Trace	   *trace;
} Known;

/* A query in the tree of queries. */
typedef struct Level
{
	struct Lint *lint;
	Query	   *query;
	struct Level *parent;		/* of a subquery, else NULL */
	char	   *name;			/* of the relation that it is in */
	bool		is_of_publication;	/* that is evidence of a publication */
	Bitmapset  *used;			/* members of rtable that rows come from */
	struct Level **children;	/* by member of rtable */
	struct Level **ctes;		/* by member of cteList */
	List	   *sublinks;		/* levels of subqueries in expressions */
	List	   *known;
	Trace	   *published;		/* the status that WHERE compares with publish */
	bool		has_window;		/* calls sdc_status or the like itself */
	bool		is_busy;		/* a recursive query sees itself */
	bool		is_reported;
	bool		is_below_figures;	/* reported as what figures are counted from */
	bool		is_in_sight;	/* reported as what readers see the rows of */
	bool		has_sources;	/* sources is known */
	List	   *sources;		/* tables beneath, but for protected cells */
	int8		is_protected;	/* -1: not known yet */
	int8		is_from_units;	/* -1: not known yet */
	int			columns;
	Trace	  **column;			/* once they are known */
} Level;

/* A relation that was met: its columns, and what it is to the view. */
typedef struct Relative
{
	Oid			relid;
	char	   *name;
	char		relkind;
	Level	   *level;			/* of a view */
	int			columns;
	Trace	  **column;			/* of a table */
	bool		is_evidence;	/* has figures, or what they are counted from */
	bool		is_of_units;	/* a table whose rows may be units: not labels alone */
	bool		is_counted;		/* figures are computed from its columns */
} Relative;

typedef struct Lint
{
	ReturnSetInfo *result;		/* or NULL: report nothing */
	Oid			extension;
	Oid			schema;			/* that of the extension */
	Oid			rate;
	Oid			cell_status;
	int			figures;
	Bitmapset  *rates;			/* the figures that are rates */
	Bitmapset  *to_round;		/* by the policy */
	List	   *relatives;
} Lint;

static Trace *judge(Node *node, Level *level);
static Trace **level_columns(Level *level);
static bool level_is_protected(Level *level);
static bool level_shows_units(Level *level);
static Relative *relative_of(Lint *lint, Oid relid);

/*
 * ---- What is reported ----
 */

typedef enum Rule
{
	RULE_UNPROTECTED,
	RULE_UNMASKED,
	RULE_OTHER_STATUS,
	RULE_PRIMARY_ONLY,
	RULE_OWNER_ONLY,
	RULE_ROWS,
	RULE_COLLECTED,
	RULE_ZERO,
	RULE_UNKNOWN,
	RULE_EXACT_COUNT,
	RULE_DECIMALS,
	RULE_FILTER,
	RULE_PARTITION_DIMENSION,
	RULE_PARTITION,
	RULE_SAMPLE,
	RULE_ORDER,
	RULE_EXTREME,
	RULE_NUMBER,
	RULE_REASON
} Rule;

static const struct
{
	const char *name;
	const char *severity;
	const char *advice;
}			rules[] = {
	[RULE_UNPROTECTED] = {"unprotected", "error",
	"Group with GROUPING SETS, call sdc_status(figure, policy, GROUPING(...), ...) OVER () above that, and mask with sdc_mask or sdc_publish."},
	[RULE_UNMASKED] = {"unmasked", "error",
	"Mask it: sdc_mask(value, status), sdc_publish(rate, status), or CASE WHEN status = 'publish' THEN value END. Everything derived from a hidden count goes with it."},
	[RULE_OTHER_STATUS] = {"other_status", "error",
	"Call sdc_status for this figure too, with a rate for what is computed from numerator and denominator, and mask with sdc_derived_status of all statuses that it depends on."},
	[RULE_PRIMARY_ONLY] = {"primary_only", "error",
	"Mask with the result of sdc_status: a small count that is hidden alone follows from its total."},
	[RULE_OWNER_ONLY] = {"owner_only", "error",
	"Leave the column out: sdc_explain and sdc_interval print what is hidden."},
	[RULE_ROWS] = {"rows", "error",
	"Count them: group with GROUPING SETS, call sdc_status(figure, policy, GROUPING(...), ...) OVER () above that, and mask. Nothing, when they are labels, or figures that were protected before."},
	[RULE_COLLECTED] = {"collected", "error",
	"Leave the column out: no status protects the values of single units, and how many there are is their count."},
	[RULE_ZERO] = {"zero", "warning",
	"Leave it out, or count the units and mask the count: whether there is any tells that a count is zero, or is not."},
	[RULE_UNKNOWN] = {"unknown", "warning",
	"Show numerator(rate), denominator(rate) or sdc_publish(rate, status): the status of a rate does not protect its number of unknowns."},
	[RULE_EXACT_COUNT] = {"exact_count", "warning",
	"Round it as well, with sdc_round_by(count, policy), or rounding protects nothing."},
	[RULE_DECIMALS] = {"decimals", "warning",
	"Compute it from the rounded counts, or print no more decimals than sdc_rate_digits(denominator): else the exact count follows."},
	[RULE_FILTER] = {"filter", "warning",
	"Keep all rows and mask the values: which rows are absent, and EXPLAIN ANALYZE, tell what is hidden. A filter beneath sdc_status changes the system."},
	[RULE_PARTITION_DIMENSION] = {"partition", "error",
	"Use OVER (): each partition is protected as if there were no others, and a total over them gives their hidden cells away."},
	[RULE_PARTITION] = {"partition", "warning",
	"Use OVER () with this column as a dimension, unless no two partitions are about the same people; a reader's filter on it reaches below the window."},
	[RULE_SAMPLE] = {"sample", "warning",
	"Take all rows: a table system without some of them is another system, and a total then differs from the sum of its parts."},
	[RULE_ORDER] = {"order", "warning",
	"Order by labels: the place of a hidden figure among others tells between which values it lies."},
	[RULE_EXTREME] = {"extreme", "warning",
	"Leave it out, or take a percentile of many: the least, the largest or another picked value is that of one unit."},
	[RULE_NUMBER] = {"number", "notice",
	"Nothing, when it is a label; a count or a sum needs sdc_status."},
	[RULE_REASON] = {"reason", "notice",
	"Show sdc_publish(rate, status).status, which says hidden for every reason: primary_count under min_count=10 says 1 to 9."},
};

static void report(Lint *lint, Rule rule, const char *object, const char *finding, ...) pg_attribute_printf(4, 5);

static void
report(Lint *lint, Rule rule, const char *object, const char *finding,...)
{
	Datum		values[5];
	bool		nulls[5] = {false};
	StringInfoData text;
	va_list		arguments;
	int			missing;

	if (lint->result == NULL)
		return;
	initStringInfo(&text);
	do
	{
		va_start(arguments, finding);
		missing = appendStringInfoVA(&text, finding, arguments);
		va_end(arguments);
		if (missing > 0)
			enlargeStringInfo(&text, missing);
	} while (missing > 0);

	values[0] = CStringGetTextDatum(rules[rule].name);
	values[1] = CStringGetTextDatum(rules[rule].severity);
	values[2] = CStringGetTextDatum(object);
	values[3] = CStringGetTextDatum(text.data);
	values[4] = CStringGetTextDatum(rules[rule].advice);
	tuplestore_putvalues(lint->result->setResult, lint->result->setDesc, values, nulls);
}

/*
 * ---- Traces ----
 */

static Trace *
new_trace(int traits)
{
	Trace	   *trace = palloc0(sizeof(Trace));

	trace->traits = traits;
	return trace;
}

static void
add_trace(Trace *to, const Trace *from)
{
	to->exposed = bms_union(to->exposed, from->exposed);
	to->shown = bms_union(to->shown, from->shown);
	to->exact = bms_union(to->exact, from->exact);
	to->protects = bms_union(to->protects, from->protects);
	to->traits |= from->traits;
}

static bool
has_figures(const Trace *trace)
{
	return !bms_is_empty(trace->exposed) || !bms_is_empty(trace->shown);
}

static Trace *
new_figure(Lint *lint, Oid type)
{
	Trace	   *trace = new_trace(FROM_TABLE);
	int			figure = lint->figures++;

	trace->exposed = bms_make_singleton(figure * PARTS + NUMERATOR);
	if (type == lint->rate)
	{
		lint->rates = bms_add_member(lint->rates, figure);
		trace->exposed = bms_add_range(trace->exposed, figure * PARTS, figure * PARTS + PARTS - 1);
	}
	trace->exact = bms_copy(trace->exposed);
	return trace;
}

/* Only the parts of rates that mask has (1 << part); other figures stay. */
static Bitmapset *
parts_of(Lint *lint, const Bitmapset *members, int mask)
{
	Bitmapset  *result = NULL;
	int			member = -1;

	while ((member = bms_next_member(members, member)) >= 0)
		if (!bms_is_member(member / PARTS, lint->rates) || (mask >> (member % PARTS)) & 1)
			result = bms_add_member(result, member);
	return result;
}

static Trace *
keep_parts(Lint *lint, Trace *trace, int mask)
{
	trace->exposed = parts_of(lint, trace->exposed, mask);
	trace->shown = parts_of(lint, trace->shown, mask);
	trace->exact = parts_of(lint, trace->exact, mask);
	return trace;
}

#define WITHOUT_UNKNOWN ((1 << NUMERATOR) | (1 << DENOMINATOR))

static bool
only_unknowns(Lint *lint, const Bitmapset *members)
{
	return !bms_is_empty(members) && bms_is_empty(parts_of(lint, members, WITHOUT_UNKNOWN));
}

/* The value where the status is publish, else nothing. */
static Trace *
mask(Lint *lint, const Trace *value, const Trace *status)
{
	Trace	   *result = new_trace(0);
	Bitmapset  *covered = bms_intersect(value->exposed, status->protects);

	add_trace(result, value);
	result->exposed = bms_difference(value->exposed, covered);
	result->shown = bms_union(value->shown, covered);
	result->traits |= HIDES | (status->traits & FROM_TABLE);
	if (!bms_is_empty(parts_of(lint, result->exposed, WITHOUT_UNKNOWN)))
		result->traits |= status->traits & PRIMARY ? PRIMARY : MISMASKED;
	return result;
}

/*
 * ---- Functions with a meaning ----
 */

typedef enum Meaning
{
	MEANS_NOTHING,
	MEANS_STATUS,
	MEANS_PRIMARY,
	MEANS_DERIVED_STATUS,
	MEANS_MASK,
	MEANS_PUBLISH,
	MEANS_ROUND,
	MEANS_PERTURB,
	MEANS_OWNER_ONLY,
	MEANS_NUMERATOR,
	MEANS_DENOMINATOR,
	MEANS_UNKNOWN,
	MEANS_FIRST,				/* an earlier value of the same figure */
	MEANS_PRESENCE,				/* whether there is a value */
	MEANS_SAME					/* a number stays that number */
} Meaning;

/* Those of the extension; dimensions: where those of a window begin. */
static const struct
{
	const char *name;
	Meaning		meaning;
	int			dimensions;
}			meanings[] = {
	{"sdc_status", MEANS_STATUS, 3},
	{"sdc_status_given", MEANS_STATUS, 5},
	{"sdc_status_released", MEANS_STATUS, 5},
	{"sdc_primary", MEANS_PRIMARY},
	{"sdc_derived_status", MEANS_DERIVED_STATUS},
	{"sdc_mask", MEANS_MASK},
	{"sdc_label", MEANS_MASK},
	{"sdc_publish", MEANS_PUBLISH},
	{"sdc_round", MEANS_ROUND},
	{"sdc_round_by", MEANS_ROUND},
	{"sdc_round_small", MEANS_PERTURB, 3},
	{"sdc_round_small_given", MEANS_PERTURB, 4},
	{"cell_key_perturb", MEANS_PERTURB},
	{"cell_key_perturb_sum", MEANS_PERTURB},
	{"sdc_interval", MEANS_OWNER_ONLY, 3},
	{"sdc_interval_given", MEANS_OWNER_ONLY, 5},
	{"sdc_explain", MEANS_OWNER_ONLY, 5},
	{"sdc_exposed", MEANS_OWNER_ONLY, 3},
	{"numerator", MEANS_NUMERATOR},
	{"denominator", MEANS_DENOMINATOR},
	{"unknown", MEANS_UNKNOWN},
	{"released_rate", MEANS_FIRST},
};

static Meaning
meaning_of(Lint *lint, Oid function, int *dimensions)
{
	static const char *const same[] = {"round", "trunc", "ceil", "ceiling", "floor", "abs"};
	static const char *const presence[] = {"num_nonnulls", "num_nulls"};
	char	   *name = get_func_name(function);
	Oid			schema = get_func_namespace(function);

	if (dimensions)
		*dimensions = 0;
	if (name && schema == lint->schema)
	{
		for (int i = 0; i < lengthof(meanings); i++)
			if (strcmp(name, meanings[i].name) == 0)
			{
				if (dimensions)
					*dimensions = meanings[i].dimensions;
				return meanings[i].meaning;
			}
	}
	else if (name && schema == PG_CATALOG_NAMESPACE)
	{
		for (int i = 0; i < lengthof(same); i++)
			if (strcmp(name, same[i]) == 0)
				return MEANS_SAME;
		for (int i = 0; i < lengthof(presence); i++)
			if (strcmp(name, presence[i]) == 0)
				return MEANS_PRESENCE;
	}
	return MEANS_NOTHING;
}

static bool
is_built_in(Oid function, const char *name)
{
	char	   *found = get_func_name(function);

	return found && get_func_namespace(function) == PG_CATALOG_NAMESPACE && strcmp(found, name) == 0;
}

/*
 * ---- Levels ----
 */

static bool
used_members_walker(Node *node, void *context)
{
	Level	   *level = context;

	if (node == NULL)
		return false;
	if (IsA(node, RangeTblRef))
	{
		level->used = bms_add_member(level->used, ((RangeTblRef *) node)->rtindex);
		return false;
	}
	/* Subqueries have members of their own. */
	if (IsA(node, SubLink) || IsA(node, Query))
		return false;
	return expression_tree_walker(node, used_members_walker, context);
}

static bool
own_windows_walker(Node *node, void *context)
{
	List	  **windows = context;

	if (node == NULL)
		return false;
	if (IsA(node, WindowFunc))
		*windows = lappend(*windows, node);
	if (IsA(node, Query))
		return false;
	return expression_tree_walker(node, own_windows_walker, context);
}

/* The calls of the window functions that see a table system. */
static List *
system_windows(Level *level)
{
	List	   *windows = NIL;
	List	   *result = NIL;
	ListCell   *lc;

	own_windows_walker((Node *) level->query->targetList, &windows);
	foreach(lc, windows)
	{
		int			dimensions;

		meaning_of(level->lint, lfirst_node(WindowFunc, lc)->winfnoid, &dimensions);
		if (dimensions > 0)
			result = lappend(result, lfirst(lc));
	}
	return result;
}

static Level *
new_level(Lint *lint, Query *query, Level *parent, char *name)
{
	Level	   *level = palloc0(sizeof(Level));
	ListCell   *lc;

	level->lint = lint;
	level->query = query;
	level->parent = parent;
	level->name = name;
	level->is_of_publication = parent && parent->is_of_publication;
	level->is_protected = -1;
	level->is_from_units = -1;
	level->children = palloc0((list_length(query->rtable) + 1) * sizeof(Level *));
	level->ctes = palloc0((list_length(query->cteList) + 1) * sizeof(Level *));
	used_members_walker((Node *) query->jointree, level);
	used_members_walker(query->setOperations, level);
	foreach(lc, system_windows(level))
	{
		Meaning		meaning = meaning_of(lint, lfirst_node(WindowFunc, lc)->winfnoid, NULL);

		if (meaning == MEANS_STATUS || meaning == MEANS_PERTURB)
			level->has_window = true;
	}
	return level;
}

static Level *
cte_level(Level *level, RangeTblEntry *rte)
{
	ListCell   *lc;

	for (Index up = 0; up < rte->ctelevelsup && level; up++)
		level = level->parent;
	if (level == NULL)
		return NULL;
	foreach(lc, level->query->cteList)
	{
		CommonTableExpr *cte = lfirst_node(CommonTableExpr, lc);
		int			i = foreach_current_index(lc);

		if (strcmp(cte->ctename, rte->ctename) != 0)
			continue;
		if (level->ctes[i] == NULL && IsA(cte->ctequery, Query))
			level->ctes[i] = new_level(level->lint, (Query *) cte->ctequery, level, level->name);
		return level->ctes[i];
	}
	return NULL;
}

/* The query that a member of rtable takes its rows from, or NULL. */
static Level *
child_level(Level *level, int member)
{
	RangeTblEntry *rte = rt_fetch(member, level->query->rtable);

	if (rte->rtekind == RTE_CTE)
		return cte_level(level, rte);
	if (rte->rtekind == RTE_RELATION)
		return relative_of(level->lint, rte->relid)->level;
	if (rte->rtekind == RTE_SUBQUERY && level->children[member] == NULL)
		level->children[member] = new_level(level->lint, rte->subquery, level, level->name);
	return level->children[member];
}

static Level *
sublink_level(Level *level, Query *query)
{
	Level	   *result;
	ListCell   *lc;

	foreach(lc, level->sublinks)
		if (((Level *) lfirst(lc))->query == query)
			return lfirst(lc);
	result = new_level(level->lint, query, level, level->name);
	level->sublinks = lappend(level->sublinks, result);
	return result;
}

static bool
member_is_protected(Level *level, int member)
{
	Level	   *child = child_level(level, member);

	return child && level_is_protected(child);
}

/* Whether its rows are cells that were protected, here or beneath. */
static bool
level_is_protected(Level *level)
{
	int			member = -1;

	if (level->is_protected < 0)
	{
		/* For a recursive query that asks for itself. */
		level->is_protected = level->has_window;
		while (!level->is_protected && (member = bms_next_member(level->used, member)) >= 0)
			level->is_protected = member_is_protected(level, member);
	}
	return level->is_protected;
}

/*
 * ---- Units ----
 */

/* A table that a member of rtable is, or NULL. */
static Relative *
member_table(Level *level, int member)
{
	RangeTblEntry *rte = rt_fetch(member, level->query->rtable);

	return rte->rtekind == RTE_RELATION && child_level(level, member) == NULL ? relative_of(level->lint, rte->relid) : NULL;
}

/* The tables that its rows come from, also through groups; none for protected cells. */
static List *
level_sources(Level *level)
{
	int			member = -1;

	check_stack_depth();
	if (level->has_sources)
		return level->sources;
	/* For a recursive query that asks for itself. */
	level->has_sources = true;
	if (level_is_protected(level) && level->query->setOperations == NULL)
		return NIL;
	while ((member = bms_next_member(level->used, member)) >= 0)
	{
		Relative   *table = member_table(level, member);
		Level	   *child = child_level(level, member);

		if (table)
			level->sources = list_append_unique_ptr(level->sources, table);
		else if (child)
			level->sources = list_concat_unique_ptr(level->sources, level_sources(child));
	}
	return level->sources;
}

/* only_counted: where other tables may be labels of protected cells. */
static bool
level_reads_units(Level *level, bool only_counted)
{
	ListCell   *lc;

	foreach(lc, level_sources(level))
	{
		Relative   *table = lfirst(lc);

		if (table->is_of_units && (table->is_counted || !only_counted))
			return true;
	}
	return false;
}

static bool
member_shows_units(Level *level, int member)
{
	Relative   *table = member_table(level, member);
	Level	   *child = child_level(level, member);

	return table ? table->is_of_units : child && level_shows_units(child);
}

/* Whether its FROM has rows of single units. */
static bool
level_is_from_units(Level *level)
{
	int			member = -1;

	check_stack_depth();
	if (level->is_from_units < 0)
	{
		level->is_from_units = false;
		if (!level_is_protected(level) || level->query->setOperations)
			while (!level->is_from_units && (member = bms_next_member(level->used, member)) >= 0)
				level->is_from_units = member_shows_units(level, member);
	}
	return level->is_from_units;
}

/* Grouped rows are cells when something is computed of each; else they are the values that occur. */
static bool
level_shows_units(Level *level)
{
	return level_is_from_units(level) && (level->query->setOperations || !contain_aggs_of_level((Node *) level->query->targetList, 0));
}

/*
 * ---- Relations ----
 */

static Query *
view_query(Relation relation)
{
	RuleLock   *lock = relation->rd_rules;

	for (int i = 0; lock && i < lock->numLocks; i++)
		if (lock->rules[i]->event == CMD_SELECT && list_length(lock->rules[i]->actions) == 1)
			return copyObject(linitial_node(Query, lock->rules[i]->actions));
	return NULL;
}

static char *
relation_name(Relation relation)
{
	return quote_qualified_identifier(get_namespace_name(RelationGetNamespace(relation)), RelationGetRelationName(relation));
}

/* The schema of the evidence of a publication, which release() audits. */
static bool
is_publication_schema(Oid schema)
{
	return OidIsValid(get_relname_relid("publication", schema)) && OidIsValid(get_relname_relid("refresh_log", schema));
}

/*
 * Whether the rows of a table may be units, or counts of them. Not those of a
 * table of labels: only texts, or further what keeps apart the versions of a
 * label, in a key that has a text, or as a range beside such a key. Nor those
 * of a publication, in the schema of its evidence, nor rates, which are figures.
 */
static bool
has_rows_of_units(Lint *lint, Relation relation)
{
	TupleDesc	descriptor = RelationGetDescr(relation);
	Oid			schema = RelationGetNamespace(relation);
	Bitmapset  *key;
	bool		key_has_text = false;
	bool		has_units = false;

	if (is_publication_schema(schema))
		return false;
	key = RelationGetIndexAttrBitmap(relation, INDEX_ATTR_BITMAP_PRIMARY_KEY);
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < descriptor->natts; i++)
		{
			Form_pg_attribute attribute = TupleDescAttr(descriptor, i);
			bool		is_in_key = bms_is_member(attribute->attnum - FirstLowInvalidHeapAttributeNumber, key);
			char		category;
			bool		is_preferred;

			if (attribute->attisdropped)
				continue;
			if (attribute->atttypid == lint->rate)
				return false;
			get_type_category_preferred(attribute->atttypid, &category, &is_preferred);
			if (category == TYPCATEGORY_STRING || category == TYPCATEGORY_ENUM || category == TYPCATEGORY_GEOMETRIC)
				key_has_text |= is_in_key;
			else if (pass == 1 && !(key_has_text && (is_in_key || category == TYPCATEGORY_RANGE)))
				has_units = true;
		}
	return has_units;
}

static Relative *
relative_of(Lint *lint, Oid relid)
{
	Relative   *relative;
	Relation	relation;
	TupleDesc	descriptor;
	bool		is_ours;
	ListCell   *lc;

	foreach(lc, lint->relatives)
	{
		relative = lfirst(lc);
		if (relative->relid == relid)
			return relative;
	}
	relative = palloc0(sizeof(Relative));
	relative->relid = relid;
	lint->relatives = lappend(lint->relatives, relative);

	relation = relation_open(relid, AccessShareLock);
	relative->name = relation_name(relation);
	relative->relkind = relation->rd_rel->relkind;
	is_ours = IsCatalogNamespace(RelationGetNamespace(relation)) ||
		(OidIsValid(lint->extension) && getExtensionOfObject(RelationRelationId, relid) == lint->extension);
	if (!is_ours && (relative->relkind == RELKIND_VIEW || relative->relkind == RELKIND_MATVIEW))
	{
		Query	   *query = view_query(relation);

		if (query)
		{
			relative->level = new_level(lint, query, NULL, relative->name);
			relative->level->is_of_publication = is_publication_schema(RelationGetNamespace(relation));
		}
	}
	descriptor = RelationGetDescr(relation);
	relative->columns = descriptor->natts;
	relative->column = palloc0(descriptor->natts * sizeof(Trace *));
	for (int i = 0; i < descriptor->natts; i++)
	{
		Oid			type = TupleDescAttr(descriptor, i)->atttypid;
		char		category = 0;
		bool		is_preferred;

		if (OidIsValid(type))
			get_type_category_preferred(type, &category, &is_preferred);
		relative->column[i] = is_ours ? new_trace(FROM_TABLE) :
			type == lint->rate ? new_figure(lint, type) :
			new_trace(FROM_TABLE | (category == TYPCATEGORY_NUMERIC ? NUMBER : 0));
	}
	relative->is_of_units = !is_ours && relative->level == NULL && has_rows_of_units(lint, relation);
	relation_close(relation, NoLock);
	return relative;
}

/*
 * ---- Following expressions ----
 */

static bool
judge_walker(Node *node, void *context)
{
	void	  **both = context;

	if (node)
		add_trace(both[0], judge(node, both[1]));
	return false;
}

/* All that the parts of an expression tell. */
static Trace *
judge_parts(Node *node, Level *level)
{
	Trace	   *result = new_trace(0);
	void	   *both[2] = {result, level};

	expression_tree_walker(node, judge_walker, both);
	return result;
}

static Trace *
judge_list(List *nodes, Level *level)
{
	Trace	   *result = new_trace(0);
	ListCell   *lc;

	foreach(lc, nodes)
		if (lfirst(lc))
			add_trace(result, judge(lfirst(lc), level));
	return result;
}

static Node *
without_casts(Node *node)
{
	while (node)
	{
		if (IsA(node, RelabelType))
			node = (Node *) ((RelabelType *) node)->arg;
		else if (IsA(node, CoerceViaIO))
			node = (Node *) ((CoerceViaIO *) node)->arg;
		else
			break;
	}
	return node;
}

static bool
is_shown_constant(Node *node)
{
	Const	   *constant = (Const *) without_casts(node);
	Oid			output;
	bool		is_varlena;
	char	   *text;

	if (constant == NULL || !IsA(constant, Const) || constant->constisnull)
		return false;
	getTypeOutputInfo(constant->consttype, &output, &is_varlena);
	text = OidOutputFunctionCall(output, constant->constvalue);
	return strcmp(text, "publish") == 0 || strcmp(text, "empty") == 0;
}

typedef enum Test
{
	TEST_OTHER,
	TEST_PUBLISHED,				/* true only when the status is publish */
	TEST_HIDDEN					/* false only when the status is publish */
} Test;

/*
 * What a condition says about a status; compared: of CASE status WHEN ..., the
 * status.
 */
static Test
publish_test(Node *node, Node *compared, Level *level, Trace **status)
{
	if (compared)
	{
		if (IsA(node, OpExpr) && list_length(((OpExpr *) node)->args) == 2 && is_shown_constant(lsecond(((OpExpr *) node)->args)))
		{
			*status = judge(compared, level);
			if ((*status)->traits & (HIDES | REASON))
				return TEST_PUBLISHED;
		}
		return TEST_OTHER;
	}
	if (IsA(node, OpExpr) || IsA(node, DistinctExpr))
	{
		OpExpr	   *op = (OpExpr *) node;
		char	   *name = get_opname(op->opno);
		Node	   *left;
		Node	   *right;

		if (name == NULL || list_length(op->args) != 2)
			return TEST_OTHER;
		left = linitial(op->args);
		right = lsecond(op->args);
		if (is_shown_constant(left))
		{
			left = lsecond(op->args);
			right = linitial(op->args);
		}
		if (!is_shown_constant(right))
			return TEST_OTHER;
		*status = judge(left, level);
		if (!((*status)->traits & (HIDES | REASON)))
			return TEST_OTHER;
		if (IsA(node, DistinctExpr) || strcmp(name, "<>") == 0)
			return TEST_HIDDEN;
		return strcmp(name, "=") == 0 ? TEST_PUBLISHED : TEST_OTHER;
	}
	if (IsA(node, ScalarArrayOpExpr))
	{
		ScalarArrayOpExpr *op = (ScalarArrayOpExpr *) node;
		Node	   *array = without_casts(lsecond(op->args));
		ListCell   *lc;

		if (!op->useOr || !IsA(array, ArrayExpr) || strcmp(get_opname(op->opno), "=") != 0)
			return TEST_OTHER;
		foreach(lc, ((ArrayExpr *) array)->elements)
			if (!is_shown_constant(lfirst(lc)))
				return TEST_OTHER;
		*status = judge(linitial(op->args), level);
		return (*status)->traits & (HIDES | REASON) ? TEST_PUBLISHED : TEST_OTHER;
	}
	if (IsA(node, BoolExpr))
	{
		BoolExpr   *bool_expr = (BoolExpr *) node;
		ListCell   *lc;

		foreach(lc, bool_expr->args)
		{
			Test		test = publish_test(lfirst(lc), NULL, level, status);

			if (bool_expr->boolop == NOT_EXPR)
				return test == TEST_PUBLISHED ? TEST_HIDDEN : test == TEST_HIDDEN ? TEST_PUBLISHED : TEST_OTHER;
			if (test == (bool_expr->boolop == AND_EXPR ? TEST_PUBLISHED : TEST_HIDDEN))
				return test;
		}
	}
	return TEST_OTHER;
}

static Trace *
judge_case(CaseExpr *expression, Level *level)
{
	Trace	   *result = new_trace(0);
	Trace	   *rest = NULL;	/* the status that is publish by now */
	ListCell   *lc;

	foreach(lc, expression->args)
	{
		CaseWhen   *when = lfirst_node(CaseWhen, lc);
		Trace	   *value = judge((Node *) when->result, level);
		Trace	   *status = NULL;
		Test		test = publish_test((Node *) when->expr, (Node *) expression->arg, level, &status);

		if (rest)
			value = mask(level->lint, value, rest);
		if (test == TEST_PUBLISHED)
			value = mask(level->lint, value, status);
		else if (test == TEST_HIDDEN)
		{
			rest = status;
			result->traits |= HIDES;
		}
		else
			add_trace(result, judge((Node *) when->expr, level));
		add_trace(result, value);
	}
	if (expression->arg)
	{
		Trace	   *compared = judge((Node *) expression->arg, level);

		/* CASE status WHEN 'publish' THEN ... does not tell the reason. */
		if (compared->traits & REASON)
			result->traits |= HIDES;
		else
			add_trace(result, compared);
	}
	if (expression->defresult)
	{
		Trace	   *value = judge((Node *) expression->defresult, level);

		add_trace(result, rest ? mask(level->lint, value, rest) : value);
	}
	return result;
}

/* Comparing a status with publish does not tell the reason. */
static Trace *
judge_comparison(Node *node, Level *level)
{
	Trace	   *status = NULL;
	Trace	   *result = new_trace(0);
	int			variables = 0;
	ListCell   *lc;

	if (publish_test(node, NULL, level, &status) != TEST_OTHER)
		return new_trace(HIDES | (status->traits & (FROM_TABLE | PRIMARY)));
	foreach(lc, IsA(node, ScalarArrayOpExpr) ? ((ScalarArrayOpExpr *) node)->args : ((OpExpr *) node)->args)
	{
		Trace	   *operand = judge(lfirst(lc), level);

		add_trace(result, operand);
		if (operand->traits & FROM_TABLE)
			variables++;
	}
	/* Beside a constant the largest stays that, or tells whether there is a larger one. */
	if ((result->traits & EXTREME) && variables == 1 && exprType(node) == BOOLOID)
		result->traits |= ZERO;
	if (variables != 1 || exprType(node) == BOOLOID)
		result->traits &= ~EXTREME;
	result->traits &= ~NUMBER;
	result->protects = NULL;
	return result;
}

/* Whether a figure is there tells nothing of its value; whether a masked one is, that it is hidden. */
static Trace *
presence_of(const Trace *value)
{
	Trace	   *result = new_trace(value->traits & (HIDES | REASON | PRIMARY | FROM_TABLE));

	/* The values of units are there when there are units. */
	if (value->traits & (COLLECTED | EXTREME | ZERO))
		result->traits |= ZERO;
	return result;
}

static Trace *
judge_function(FuncExpr *expression, Level *level)
{
	Lint	   *lint = level->lint;
	Trace	   *result = judge_list(expression->args, level);
	Meaning		meaning = meaning_of(lint, expression->funcid, NULL);
	bool		of_rate = list_length(expression->args) > 0 && exprType(linitial(expression->args)) == lint->rate;

	switch (meaning)
	{
		case MEANS_PRIMARY:
			return new_trace(REASON | HIDES | PRIMARY | FROM_TABLE);
		case MEANS_DERIVED_STATUS:
			return result;
		case MEANS_MASK:
		case MEANS_PUBLISH:
			{
				Trace	   *value = judge(linitial(expression->args), level);

				if (meaning == MEANS_PUBLISH)
					value = keep_parts(lint, value, WITHOUT_UNKNOWN);
				return mask(lint, value, judge(lsecond(expression->args), level));
			}
		case MEANS_ROUND:
			result->exact = NULL;
			return result;
		case MEANS_PERTURB:
			result->shown = bms_union(result->shown, result->exposed);
			result->exposed = NULL;
			result->exact = NULL;
			return result;
		case MEANS_OWNER_ONLY:
			return new_trace(OWNER_ONLY);
		case MEANS_NUMERATOR:
			return keep_parts(lint, result, 1 << NUMERATOR);
		case MEANS_DENOMINATOR:
			return keep_parts(lint, result, 1 << DENOMINATOR);
		case MEANS_UNKNOWN:
			return keep_parts(lint, result, 1 << UNKNOWN);
		case MEANS_FIRST:
			return judge(linitial(expression->args), level);
		case MEANS_PRESENCE:
			return presence_of(result);
		case MEANS_SAME:
			return result;
		default:
			break;
	}
	result->protects = NULL;
	if (expression->funcformat == COERCE_EXPLICIT_CAST || expression->funcformat == COERCE_IMPLICIT_CAST)
		return result;
	result->traits &= ~(NUMBER | EXTREME);
	/* What is computed from a rate leaves its unknowns out, as does unknown_as_no. */
	if (of_rate && (expression->funcresulttype != lint->rate || list_length(expression->args) == 1))
		keep_parts(lint, result, WITHOUT_UNKNOWN);
	return result;
}

/* The columns of this level in an expression, by the member of rtable that each comes from. */
typedef struct ColumnSearch
{
	Level	   *level;
	bool		(*is_wanted) (Level *level, int member);
} ColumnSearch;

static bool
column_walker(Node *node, void *context)
{
	ColumnSearch *search = context;

	if (node == NULL)
		return false;
	if (IsA(node, Var) && ((Var *) node)->varlevelsup == 0)
	{
		Var		   *var = (Var *) node;
		RangeTblEntry *rte = rt_fetch(var->varno, search->level->query->rtable);

		if (rte->rtekind == RTE_JOIN && var->varattno > 0)
			return column_walker(list_nth(rte->joinaliasvars, var->varattno - 1), search);
		return search->is_wanted(search->level, var->varno);
	}
	return expression_tree_walker(node, column_walker, context);
}

/* Whether there is a column of a member that is wanted: all are asked until one is. */
static bool
has_column(Node *node, Level *level, bool (*is_wanted) (Level *level, int member))
{
	ColumnSearch search = {level, is_wanted};

	return column_walker(node, &search);
}

static bool
member_is_unprotected(Level *level, int member)
{
	return !member_is_protected(level, member);
}

/* Whether units are counted: rows that are not protected cells. */
static bool
counts_units(List *arguments, Level *level)
{
	int			member = -1;
	bool		has_protected = false;

	while ((member = bms_next_member(level->used, member)) >= 0)
		has_protected |= member_is_protected(level, member);
	return !has_protected || has_column((Node *) arguments, level, member_is_unprotected);
}

/* The tables whose columns a figure is computed from. */
static bool
mark_member_counted(Level *level, int member)
{
	Relative   *table = member_table(level, member);
	Level	   *child = child_level(level, member);
	ListCell   *lc;

	if (table)
		table->is_counted = true;
	else if (child)
		foreach(lc, level_sources(child))
			((Relative *) lfirst(lc))->is_counted = true;
	return false;
}

/* count(*) is of all. */
static void
mark_counted(List *arguments, Level *level)
{
	ListCell   *lc;

	has_column((Node *) arguments, level, mark_member_counted);
	if (!contain_var_clause((Node *) arguments) && !level_is_protected(level))
		foreach(lc, level_sources(level))
			((Relative *) lfirst(lc))->is_counted |= list_length(level_sources(level)) == 1;
}

static Trace *
add_figure(Node *node, Oid type, Level *level)
{
	Known	   *known = palloc(sizeof(Known));

	known->node = node;
	known->trace = new_figure(level->lint, type);
	level->known = lappend(level->known, known);
	return known->trace;
}

static Trace *
add_collection(Node *node, Level *level)
{
	Trace	   *result = add_figure(node, exprType(node), level);

	result->traits |= COLLECTED;
	return result;
}

/*
 * An aggregate, also one over a window: of what was a figure already, or of
 * units, which makes it one.
 */
static Trace *
judge_aggregate(Node *node, Oid function, Oid type, List *arguments, Expr *filter, Level *level)
{
	Lint	   *lint = level->lint;
	Trace	   *result = judge_list(arguments, level);
	bool		is_max = is_built_in(function, "max");
	bool		is_extreme = is_max || is_built_in(function, "min");
	bool		is_of_units = IsA(node, Aggref) ? level_is_from_units(level) : level_shows_units(level);
	bool		is_number;
	char		category;
	bool		is_preferred;

	if (!is_max)
		result->protects = NULL;
	if (filter)
	{
		Trace	   *status = NULL;

		if (publish_test((Node *) filter, NULL, level, &status) == TEST_PUBLISHED)
			result = mask(lint, result, status);
		else
		{
			Trace	   *condition = judge((Node *) filter, level);

			result->exposed = bms_union(result->exposed, condition->exposed);
			result->exact = bms_union(result->exact, condition->exact);
		}
	}
	get_type_category_preferred(type, &category, &is_preferred);
	is_number = !is_extreme &&
		(type == lint->rate || category == TYPCATEGORY_NUMERIC || category == TYPCATEGORY_COMPOSITE || get_func_namespace(function) == lint->schema ||
		 is_built_in(function, "sum") || is_built_in(function, "avg") || is_built_in(function, "percentile_cont"));

	if (result->traits & (HIDES | REASON | OWNER_ONLY))
		return result;
	/* What a window made of units is a figure, but not the one that is counted from it. */
	if (has_figures(result) && !(is_number && is_of_units && IsA(node, Aggref)))
		return result;

	if (is_extreme && (result->traits & (NUMBER | EXTREME)))
	{
		result->traits = (result->traits & ~NUMBER) | EXTREME;
		return result;
	}
	if (is_number && counts_units(arguments, level))
	{
		mark_counted(arguments, level);
		return add_figure(node, type, level);
	}
	result->traits &= ~NUMBER;
	if (!is_of_units)
		return result;
	if (is_extreme || is_built_in(function, "mode") || is_built_in(function, "percentile_disc") || is_built_in(function, "any_value"))
		result->traits |= has_column((Node *) arguments, level, member_shows_units) ? EXTREME : 0;
	else if (type == BOOLOID)
		result->traits |= ZERO;
	else
		return add_collection(node, level);
	return result;
}

static Trace *
judge_window(WindowFunc *window, Level *level)
{
	Lint	   *lint = level->lint;
	Trace	   *arguments = judge_list(window->args, level);
	WindowClause *clause = NULL;
	ListCell   *lc;

	switch (meaning_of(lint, window->winfnoid, NULL))
	{
		case MEANS_STATUS:
			{
				Trace	   *value = judge(linitial(window->args), level);
				Trace	   *status = new_trace(HIDES | REASON | FROM_TABLE);
				Node	   *policy = lsecond(window->args);

				status->protects = parts_of(lint, bms_union(value->exposed, value->shown), WITHOUT_UNKNOWN);
				if (IsA(policy, Const) && !((Const *) policy)->constisnull && sdc_policy_of(((Const *) policy)->constvalue)->round > 1)
					lint->to_round = bms_union(lint->to_round, status->protects);
				return status;
			}
		case MEANS_PERTURB:
			{
				Trace	   *value = judge(linitial(window->args), level);
				Trace	   *result = new_trace(FROM_TABLE);

				result->shown = bms_union(value->exposed, value->shown);
				return result;
			}
		case MEANS_OWNER_ONLY:
			return new_trace(OWNER_ONLY);
		default:
			break;
	}
	if (window->winagg)
		return judge_aggregate((Node *) window, window->winfnoid, window->wintype, window->args, window->aggfilter, level);

	/* A rank tells about what it is the rank of. */
	foreach(lc, level->query->windowClause)
		if (lfirst_node(WindowClause, lc)->winref == window->winref)
			clause = lfirst_node(WindowClause, lc);
	arguments->protects = NULL;
	foreach(lc, clause ? clause->orderClause : NIL)
		add_trace(arguments, keep_parts(lint, judge(get_sortgroupclause_expr(lfirst(lc), level->query->targetList), level), WITHOUT_UNKNOWN));
	/* Among units a place is a count, and a value that of another unit. */
	if (level_shows_units(level) && !has_figures(arguments) && !(arguments->traits & (HIDES | REASON | OWNER_ONLY)))
	{
		if (judge_list(window->args, level)->traits & FROM_TABLE)
			return add_collection((Node *) window, level);
		return add_figure((Node *) window, window->wintype, level);
	}
	arguments->traits &= ~(NUMBER | EXTREME);
	return arguments;
}

static Trace *
judge_column(Var *var, Level *level)
{
	Trace	   *result = new_trace(0);
	RangeTblEntry *rte;
	Trace	  **column = NULL;
	int			columns = 0;
	Level	   *child;

	for (Index up = 0; up < var->varlevelsup && level; up++)
		level = level->parent;
	if (level == NULL || var->varno < 1 || var->varno > list_length(level->query->rtable))
		return result;
	rte = rt_fetch(var->varno, level->query->rtable);

	switch (rte->rtekind)
	{
		case RTE_JOIN:
			return var->varattno > 0 ? judge(list_nth(rte->joinaliasvars, var->varattno - 1), level) : judge_list(rte->joinaliasvars, level);
#if PG_VERSION_NUM >= 180000
		case RTE_GROUP:
			return judge(list_nth(rte->groupexprs, var->varattno - 1), level);
#endif
		case RTE_FUNCTION:
			{
				ListCell   *lc;

				foreach(lc, rte->functions)
					add_trace(result, judge(((RangeTblFunction *) lfirst(lc))->funcexpr, level));
				result->traits &= ~(NUMBER | EXTREME);
				return result;
			}
		case RTE_VALUES:
			{
				ListCell   *lc;

				foreach(lc, rte->values_lists)
					add_trace(result, var->varattno > 0 ? judge(list_nth(lfirst(lc), var->varattno - 1), level) : judge_list(lfirst(lc), level));
				return result;
			}
		case RTE_RELATION:
		case RTE_SUBQUERY:
		case RTE_CTE:
			child = child_level(level, var->varno);
			if (child)
			{
				column = level_columns(child);
				columns = column ? child->columns : 0;
			}
			else if (rte->rtekind == RTE_RELATION)
			{
				column = relative_of(level->lint, rte->relid)->column;
				columns = relative_of(level->lint, rte->relid)->columns;
			}
			for (int i = 0; i < columns; i++)
				if (var->varattno == 0 || var->varattno == i + 1)
					add_trace(result, column[i]);
			return result;
		default:
			return new_trace(FROM_TABLE);
	}
}

static Trace *
judge_sublink(SubLink *sublink, Level *level)
{
	Trace	   *result = sublink->testexpr ? judge(sublink->testexpr, level) : new_trace(0);
	bool		is_presence = sublink->subLinkType == EXISTS_SUBLINK || sublink->subLinkType == ANY_SUBLINK || sublink->subLinkType == ALL_SUBLINK;
	bool		is_protected = level_is_protected(level);
	Level	   *child;
	int			member = -1;

	if (!IsA(sublink->subselect, Query))
		return result;
	child = sublink_level(level, (Query *) sublink->subselect);
	if (sublink->subLinkType != EXISTS_SUBLINK)
	{
		Trace	  **column = level_columns(child);

		for (int i = 0; column && i < child->columns; i++)
			add_trace(result, column[i]);
	}
	/* What is counted is known once the columns beneath are. */
	while (is_protected && (member = bms_next_member(level->used, member)) >= 0)
		if (member_is_protected(level, member))
			level_columns(child_level(level, member));
	/*
	 * Beside a unit it is something of that unit; whether one cell of a system
	 * has another is how the system is built.
	 */
	if (is_presence && !level_shows_units(level) && level_reads_units(child, is_protected) &&
		(level_is_from_units(child) || !level_reads_units(level, false)))
		result->traits = (result->traits & ~(NUMBER | EXTREME)) | ZERO;
	if (!is_presence && !level_is_from_units(level) && level_shows_units(child) && level_reads_units(child, is_protected) && !has_figures(result))
		return add_collection((Node *) sublink, level);
	return result;
}

static Trace *
judge_node(Node *node, Level *level)
{
	ListCell   *lc;
	Trace	   *result = new_trace(0);

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node == NULL)
		return result;
	foreach(lc, level->known)
	{
		Known	   *known = lfirst(lc);

		if (equal(known->node, node))
		{
			add_trace(result, known->trace);
			return result;
		}
	}

	switch (nodeTag(node))
	{
		case T_Var:
			return judge_column((Var *) node, level);
		case T_GroupingFunc:
		case T_Const:
			return result;
		case T_Aggref:
			{
				Aggref	   *aggref = (Aggref *) node;

				for (Index up = 0; up < aggref->agglevelsup && level->parent; up++)
					level = level->parent;
				return judge_aggregate(node, aggref->aggfnoid, aggref->aggtype, list_concat_copy(aggref->aggdirectargs, aggref->args), aggref->aggfilter, level);
			}
		case T_WindowFunc:
			return judge_window((WindowFunc *) node, level);
		case T_FuncExpr:
			return judge_function((FuncExpr *) node, level);
		case T_OpExpr:
		case T_DistinctExpr:
		case T_ScalarArrayOpExpr:
			return judge_comparison(node, level);
		case T_NullTest:
			return presence_of(judge((Node *) ((NullTest *) node)->arg, level));
		case T_CaseExpr:
			return judge_case((CaseExpr *) node, level);
		case T_SubLink:
			return judge_sublink((SubLink *) node, level);
		default:
			return judge_parts(node, level);
	}
}

/*
 * What an expression tells.
 */
static Trace *
judge(Node *node, Level *level)
{
	Trace	   *result = judge_node(node, level);

	if (!has_figures(result))
		return result;
	/* A status is decided from figures, and tells the reason only. */
	if ((IsA(node, Var) || IsA(node, FuncExpr) || IsA(node, CaseExpr) || IsA(node, CoalesceExpr)) && exprType(node) == level->lint->cell_status)
	{
		result->exposed = result->shown = result->exact = NULL;
		result->traits |= HIDES | REASON;
	}
	/* A figure that was chosen by a status tells the figure. */
	else
		result->traits &= ~REASON;
	return result;
}

/*
 * ---- The columns of a query ----
 */

static bool
quals_walker(Node *node, void *context)
{
	List	  **quals = context;

	if (node == NULL)
		return false;
	if (IsA(node, FromExpr))
	{
		if (((FromExpr *) node)->quals)
			*quals = lappend(*quals, ((FromExpr *) node)->quals);
		return expression_tree_walker((Node *) ((FromExpr *) node)->fromlist, quals_walker, context);
	}
	if (IsA(node, JoinExpr))
	{
		JoinExpr   *join = (JoinExpr *) node;

		if (join->jointype == JOIN_INNER && join->quals)
			*quals = lappend(*quals, join->quals);
		return quals_walker(join->larg, context) || quals_walker(join->rarg, context);
	}
	if (IsA(node, List))
		return expression_tree_walker(node, quals_walker, context);
	return false;
}

/* The conditions that take rows away; not those of outer joins. */
static List *
row_conditions(Query *query)
{
	List	   *quals = NIL;

	quals_walker((Node *) query->jointree, &quals);
	if (query->havingQual)
		quals = lappend(quals, query->havingQual);
	return quals;
}

static void
add_set_columns(Node *node, Level *level)
{
	if (IsA(node, SetOperationStmt))
	{
		add_set_columns(((SetOperationStmt *) node)->larg, level);
		add_set_columns(((SetOperationStmt *) node)->rarg, level);
	}
	else
	{
		Level	   *child = child_level(level, ((RangeTblRef *) node)->rtindex);
		Trace	  **column = child ? level_columns(child) : NULL;

		for (int i = 0; column && i < Min(level->columns, child->columns); i++)
			add_trace(level->column[i], column[i]);
	}
}

/*
 * NULL when a recursive query asks for its own.
 */
static Trace **
level_columns(Level *level)
{
	Query	   *query = level->query;
	Trace	  **column;
	ListCell   *lc;
	int			i = 0;

	if (level->column || level->is_busy)
		return level->column;
	level->is_busy = true;

	/* What is protected is a figure, whatever else it looks like. */
	foreach(lc, system_windows(level))
	{
		WindowFunc *window = lfirst_node(WindowFunc, lc);
		Node	   *value = linitial(window->args);

		if (meaning_of(level->lint, window->winfnoid, NULL) != MEANS_STATUS || has_figures(judge(value, level)))
			continue;
		add_figure(without_casts(value), exprType(value), level);
	}
	foreach(lc, row_conditions(query))
	{
		Trace	   *status = NULL;

		if (publish_test(lfirst(lc), NULL, level, &status) == TEST_PUBLISHED)
			level->published = status;
	}

	level->columns = list_length(query->targetList);
	column = palloc0((level->columns + 1) * sizeof(Trace *));
	if (query->setOperations)
	{
		for (i = 0; i < level->columns; i++)
			column[i] = new_trace(0);
		level->column = column;
		add_set_columns(query->setOperations, level);
	}
	else
	{
		foreach(lc, query->targetList)
		{
			TargetEntry *entry = lfirst_node(TargetEntry, lc);
			Trace	   *trace = new_trace(0);

			add_trace(trace, judge((Node *) entry->expr, level));
			/* What rows are grouped by is a label. */
			if (entry->ressortgroupref > 0 && (query->groupClause || query->groupingSets) && get_sortgroupref_clause_noerr(entry->ressortgroupref, query->groupClause))
				trace->traits &= ~(NUMBER | EXTREME | (level_is_from_units(level) ? ZERO : 0));
			column[i++] = level->published ? mask(level->lint, trace, level->published) : trace;
		}
		level->column = column;
	}
	level->is_busy = false;
	return level->column;
}

/*
 * ---- Reports about a query, and those beneath it ----
 */

static bool
columns_walker(Node *node, void *context)
{
	List	  **columns = context;

	if (node == NULL)
		return false;
	if (IsA(node, Var))
		*columns = lappend(*columns, node);
	return expression_tree_walker(node, columns_walker, context);
}

/* Whether two lists of expressions have a column in common, or are the same. */
static bool
share_column(Node *one, List *others)
{
	List	   *of_one = NIL;
	List	   *of_others = NIL;
	ListCell   *lc;

	columns_walker(one, &of_one);
	columns_walker((Node *) others, &of_others);
	foreach(lc, of_one)
		if (list_member(of_others, lfirst(lc)))
			return true;
	return list_member(others, one);
}

static char *
expression_name(Node *node, Level *level)
{
	ListCell   *lc;

	node = without_casts(node);
	if (IsA(node, Var) && ((Var *) node)->varlevelsup == 0 && ((Var *) node)->varattno > 0)
	{
		RangeTblEntry *rte = rt_fetch(((Var *) node)->varno, level->query->rtable);

		return psprintf("column \"%s\"", get_rte_attribute_name(rte, ((Var *) node)->varattno));
	}
	foreach(lc, level->query->targetList)
	{
		TargetEntry *entry = lfirst_node(TargetEntry, lc);

		if (!entry->resjunk && entry->resname && equal(without_casts((Node *) entry->expr), node))
			return psprintf("column \"%s\"", entry->resname);
	}
	return pstrdup("an expression");
}

static void
report_partitions(Level *level)
{
	ListCell   *lc;
	ListCell   *wc;
	ListCell   *pc;

	foreach(lc, system_windows(level))
	{
		WindowFunc *window = lfirst_node(WindowFunc, lc);
		int			dimensions;

		meaning_of(level->lint, window->winfnoid, &dimensions);
		foreach(wc, level->query->windowClause)
		{
			WindowClause *clause = lfirst_node(WindowClause, wc);

			if (clause->winref != window->winref)
				continue;
			foreach(pc, clause->partitionClause)
			{
				Node	   *key = get_sortgroupclause_expr(lfirst(pc), level->query->targetList);
				char	   *name = expression_name(key, level);
				char	   *function = get_func_name(window->winfnoid);

				if (share_column(key, list_copy_tail(window->args, dimensions)))
					report(level->lint, RULE_PARTITION_DIMENSION, level->name, "%s is partitioned by %s, which is a dimension of the table system", function, name);
				else if (judge(key, level)->traits & FROM_TABLE)
					report(level->lint, RULE_PARTITION, level->name, "%s is partitioned by %s, so each of its values is a system of its own", function, name);
			}
		}
	}
}

/* LIMIT 1 looks up a value. */
static bool
takes_some_rows(Query *query)
{
	Const	   *count = (Const *) eval_const_expressions(NULL, query->limitCount);

	return count && !(IsA(count, Const) && (count->constisnull || DatumGetInt64(count->constvalue) == 1));
}

/* Whether rows are left out by a figure; what a window made of units only chooses units. */
static bool
filters_by_figure(Expr *condition, Level *level)
{
	ListCell   *lc;

	foreach(lc, make_ands_implicit(condition))
	{
		Node	   *part = lfirst(lc);

		if (!bms_is_empty(judge(part, level)->exposed) && (contain_aggs_of_level(part, 0) || !has_column(part, level, member_shows_units)))
			return true;
	}
	return false;
}

static void
report_rows(Level *level)
{
	Query	   *query = level->query;
	Trace	   *all = new_trace(0);
	int			member = -1;
	ListCell   *lc;

	for (int i = 0; i < level->columns; i++)
		add_trace(all, level->column[i]);
	foreach(lc, row_conditions(query))
	{
		Trace	   *condition = judge(lfirst(lc), level);

		if (condition->traits & (HIDES | REASON))
			report(level->lint, RULE_FILTER, level->name, "rows are left out by whether a figure is hidden");
		/* In a publication: the years of a window, whatever is counted in them. */
		else if (!level->is_of_publication && has_figures(all) && filters_by_figure(lfirst(lc), level))
			report(level->lint, RULE_FILTER, level->name, "rows are left out by a figure that is not masked");
	}
	if (takes_some_rows(query))
		report(level->lint, RULE_SAMPLE, level->name, "LIMIT takes only some of the rows");
	while ((member = bms_next_member(level->used, member)) >= 0)
		if (rt_fetch(member, query->rtable)->tablesample)
			report(level->lint, RULE_SAMPLE, level->name, "TABLESAMPLE takes only some of the rows");
	/* The order of rows beneath is not seen. */
	foreach(lc, level->parent == NULL && has_figures(all) ? query->sortClause : NIL)
	{
		Node	   *key = get_sortgroupclause_expr(lfirst(lc), query->targetList);

		if (!bms_is_empty(judge(key, level)->exposed))
			report(level->lint, RULE_ORDER, level->name, "rows are ordered by %s, a figure that is not masked", expression_name(key, level));
	}
}

/*
 * is_beside: its rows only add labels to protected ones, so that what it reads
 * is not what figures are counted from.
 */
static void
report_level(Level *level, bool is_beside)
{
	bool		has_protected = false;
	int			member = -1;
	ListCell   *lc;

	check_stack_depth();
	if (level_columns(level) == NULL)
		return;
	if (level->is_below_figures || (level->is_reported && is_beside))
		return;
	if (!level->is_reported)
	{
		report_partitions(level);
		report_rows(level);
	}
	level->is_reported = true;
	level->is_below_figures = !is_beside;

	while ((member = bms_next_member(level->used, member)) >= 0)
		has_protected |= member_is_protected(level, member);
	member = -1;
	while ((member = bms_next_member(level->used, member)) >= 0)
	{
		RangeTblEntry *rte = rt_fetch(member, level->query->rtable);
		Level	   *child = child_level(level, member);
		bool		child_is_beside = is_beside || (has_protected && !level->has_window && !member_is_protected(level, member));

		if (rte->rtekind == RTE_RELATION && !child_is_beside)
		{
			Relative   *relative = relative_of(level->lint, rte->relid);
			bool		is_masked = child && level_is_protected(child);
			Trace	  **column = child ? level_columns(child) : NULL;

			for (int i = 0; column && i < child->columns; i++)
				is_masked &= bms_is_empty(column[i]->exposed);
			relative->is_evidence |= !is_masked;
		}
		if (child)
			report_level(child, child_is_beside);
	}
	foreach(lc, level->sublinks)
		report_level(lfirst(lc), is_beside || has_protected);
}

/*
 * ---- Reports about the rows and columns that readers see ----
 */

/*
 * Tables of units of which single rows arrive at the top, and conditions that
 * tell whether there are units; returns whether there are such rows. Beside
 * protected cells a table has labels, unless it is what they are counted from.
 */
static bool
report_units(Level *level)
{
	Query	   *query = level->query;
	bool		is_protected = level_is_protected(level) && query->setOperations == NULL;
	bool		shows_units = is_protected || query->setOperations || !contain_aggs_of_level((Node *) query->targetList, 0);
	bool		result = false;
	int			member = -1;
	ListCell   *lc;

	check_stack_depth();
	if (level->is_in_sight)
		return false;
	level->is_in_sight = true;
	/* What a system consists of is its own affair. */
	foreach(lc, level_is_from_units(level) || level->has_window ? NIL : row_conditions(query))
		if (judge(lfirst(lc), level)->traits & ZERO)
			report(level->lint, RULE_ZERO, level->name, "rows are left out by whether there are units");
	while (shows_units && (member = bms_next_member(level->used, member)) >= 0)
	{
		Relative   *table = member_table(level, member);
		Level	   *child = child_level(level, member);

		if (table)
		{
			if (table->is_of_units && (!is_protected || (table->is_counted && !level->has_window)))
			{
				report(level->lint, RULE_ROWS, level->name, "single rows of %s are in sight", table->name);
				result = true;
			}
		}
		else if (child && (!is_protected || member_is_protected(level, member)))
			result |= report_units(child);
	}
	return result;
}

static void
report_columns(Lint *lint, Level *level, bool has_units)
{
	Bitmapset  *rounded = bms_copy(lint->to_round);
	bool		is_protected = level_is_protected(level);
	ListCell   *lc;
	int			i = 0;

	for (int j = 0; j < level->columns; j++)
		rounded = bms_union(rounded, bms_difference(bms_union(level->column[j]->exposed, level->column[j]->shown), level->column[j]->exact));

	foreach(lc, level->query->targetList)
	{
		TargetEntry *entry = lfirst_node(TargetEntry, lc);
		Trace	   *trace = level->column[i++];
		Oid			type = exprType((Node *) entry->expr);
		char	   *object;

		if (entry->resjunk)
			continue;
		object = psprintf("%s.%s", level->name, quote_identifier(entry->resname));
		if (trace->traits & OWNER_ONLY)
			report(lint, RULE_OWNER_ONLY, object, "the column prints what can be deduced of hidden figures");
		else if (only_unknowns(lint, trace->exposed))
			report(lint, RULE_UNKNOWN, object, "the column shows the number of unknowns, which no status protects");
		else if (bms_is_empty(trace->exposed))
		{
			if (trace->traits & EXTREME)
				report(lint, RULE_EXTREME, object, "the column shows the least, largest or another picked value of single units");
			else if (has_units)
				;				/* all that is in a row is in sight */
			else if (trace->traits & ZERO)
				report(lint, RULE_ZERO, object, "the column tells whether there are units");
			else if (trace->traits & NUMBER)
				report(lint, RULE_NUMBER, object, "the column shows a number of a table as it is");
		}
		else if (trace->traits & COLLECTED)
			report(lint, RULE_COLLECTED, object, "the column holds the values of single units");
		else if (trace->traits & PRIMARY)
			report(lint, RULE_PRIMARY_ONLY, object, "the column is masked by the primary rules alone");
		else if (trace->traits & MISMASKED)
			report(lint, RULE_OTHER_STATUS, object, "the column also tells a figure that its status does not decide about");
		else if (!is_protected)
			report(lint, RULE_UNPROTECTED, object, "the column shows a figure, and nothing in the view decides about its status");
		else
			report(lint, RULE_UNMASKED, object, "the column shows a figure, or is computed from one, whatever its status");

		if ((trace->traits & REASON) && (type == lint->cell_status || type == TEXTOID))
			report(lint, RULE_REASON, object, "the column tells which rule hid a figure");
		if (bms_overlap(trace->exact, rounded) && bms_is_empty(trace->exposed))
		{
			if (type == INT8OID || type == INT4OID || type == INT2OID || type == lint->rate)
				report(lint, RULE_EXACT_COUNT, object, "the column shows the exact count of what is to be rounded");
			else
				report(lint, RULE_DECIMALS, object, "the column is computed from the exact count of what is to be rounded");
		}
	}
}

/*
 * ---- Called from SQL ----
 */

static Relative *
lint_view(FunctionCallInfo fcinfo, Lint *lint)
{
	Oid			relid = PG_GETARG_OID(0);
	Relation	relation;
	char	   *name;
	char		relkind;

	relation = try_relation_open(relid, AccessShareLock);
	if (relation == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relid)));
	relkind = relation->rd_rel->relkind;
	name = relation_name(relation);
	relation_close(relation, NoLock);
	if (relkind != RELKIND_VIEW && relkind != RELKIND_MATVIEW)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s is not a view or materialized view", name),
				 errhint("Lint the views that readers use, and the materialized views beneath them.")));

	InitMaterializedSRF(fcinfo, 0);
	memset(lint, 0, sizeof(Lint));
	lint->result = (ReturnSetInfo *) fcinfo->resultinfo;
	lint->extension = getExtensionOfObject(ProcedureRelationId, fcinfo->flinfo->fn_oid);
	lint->schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	lint->rate = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("rate"), ObjectIdGetDatum(lint->schema));
	lint->cell_status = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("cell_status"), ObjectIdGetDatum(lint->schema));
	return relative_of(lint, relid);
}

/* lint_view_query(view regclass) */
Datum
kansrijk_lint_view_query(PG_FUNCTION_ARGS)
{
	Lint		lint;
	Relative   *view = lint_view(fcinfo, &lint);

	if (view->level)
	{
		report_level(view->level, false);
		report_columns(&lint, view->level, report_units(view->level));
	}
	return (Datum) 0;
}

/* lint_view_relations(view regclass) */
Datum
kansrijk_lint_view_relations(PG_FUNCTION_ARGS)
{
	Lint		lint;
	Relative   *view = lint_view(fcinfo, &lint);
	ReturnSetInfo *result = lint.result;
	ListCell   *lc;

	lint.result = NULL;
	if (view->level)
		report_level(view->level, false);
	foreach(lc, lint.relatives)
	{
		Relative   *relative = lfirst(lc);
		Datum		values[2] = {ObjectIdGetDatum(relative->relid), BoolGetDatum(relative->is_evidence)};
		bool		nulls[2] = {false, false};

		if (relative != view)
			tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
