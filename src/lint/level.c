/*-------------------------------------------------------------------------
 *
 * level.c
 *		The tree of queries that a view is made of.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/level.h"

#include "lint/meaning.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "parser/parsetree.h"

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
windows_walker(Node *node, void *context)
{
	List	  **windows = context;

	if (node == NULL)
		return false;
	if (IsA(node, WindowFunc))
		*windows = lappend(*windows, node);
	if (IsA(node, Query))
		return false;
	return expression_tree_walker(node, windows_walker, context);
}

List *
system_windows(Level *level)
{
	List	   *windows = NIL;
	List	   *result = NIL;
	ListCell   *lc;

	windows_walker((Node *) level->query->targetList, &windows);
	foreach(lc, windows)
		if (first_dimension_of(level->lint, lfirst_node(WindowFunc, lc)->winfnoid) > 0)
			result = lappend(result, lfirst(lc));
	return result;
}

Level *
new_level(Lint *lint, Query *query, Level *parent, char *name)
{
	Level	   *level = palloc0(sizeof(Level));
	ListCell   *lc;

	level->lint = lint;
	level->query = query;
	level->parent = parent;
	level->name = name;
	level->is_of_publication = parent && parent->is_of_publication;
	level->children = palloc0((list_length(query->rtable) + 1) * sizeof(Level *));
	level->ctes = palloc0((list_length(query->cteList) + 1) * sizeof(Level *));
	used_members_walker((Node *) query->jointree, level);
	used_members_walker(query->setOperations, level);
	foreach(lc, system_windows(level))
	{
		Meaning		meaning = meaning_of(lint, lfirst_node(WindowFunc, lc)->winfnoid);

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

Level *
member_level(Level *level, int member)
{
	RangeTblEntry *rte = rt_fetch(member, level->query->rtable);

	if (rte->rtekind == RTE_CTE)
		return cte_level(level, rte);
	if (rte->rtekind == RTE_RELATION)
		return met_relation(level->lint, rte->relid)->level;
	if (rte->rtekind == RTE_SUBQUERY && level->children[member] == NULL)
		level->children[member] = new_level(level->lint, rte->subquery, level, level->name);
	return level->children[member];
}

MetRelation *
member_table(Level *level, int member)
{
	RangeTblEntry *rte = rt_fetch(member, level->query->rtable);
	MetRelation *relation;

	if (rte->rtekind != RTE_RELATION)
		return NULL;
	relation = met_relation(level->lint, rte->relid);
	return relation->level ? NULL : relation;
}

Level *
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
sublinks_walker(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, SubLink) && IsA(((SubLink *) node)->subselect, Query))
		sublink_level(context, (Query *) ((SubLink *) node)->subselect);
	/* Into no query: what is in that is of its own level. */
	if (IsA(node, Query))
		return false;
	return expression_tree_walker(node, sublinks_walker, context);
}

List *
all_sublinks(Level *level)
{
	query_tree_walker(level->query, sublinks_walker, level,
					  QTW_IGNORE_RT_SUBQUERIES | QTW_IGNORE_CTE_SUBQUERIES | QTW_IGNORE_JOINALIASES);
	return level->sublinks;
}

static bool
row_conditions_walker(Node *node, void *context)
{
	List	  **conditions = context;

	check_stack_depth();
	if (node == NULL)
		return false;
	if (IsA(node, FromExpr))
	{
		FromExpr   *from = (FromExpr *) node;

		if (from->quals)
			*conditions = lappend(*conditions, from->quals);
		return row_conditions_walker((Node *) from->fromlist, context);
	}
	if (IsA(node, JoinExpr))
	{
		JoinExpr   *join = (JoinExpr *) node;

		if (join->jointype == JOIN_INNER && join->quals)
			*conditions = lappend(*conditions, join->quals);
		return row_conditions_walker(join->larg, context) || row_conditions_walker(join->rarg, context);
	}
	if (IsA(node, List))
		return expression_tree_walker(node, row_conditions_walker, context);
	return false;
}

List *
row_conditions(Query *query)
{
	List	   *conditions = NIL;

	row_conditions_walker((Node *) query->jointree, &conditions);
	if (query->havingQual)
		conditions = lappend(conditions, query->havingQual);
	return conditions;
}

Node *
expression_behind(const Var *var, const RangeTblEntry *rte)
{
	if (rte->rtekind == RTE_JOIN && var->varattno > 0)
		return list_nth(rte->joinaliasvars, var->varattno - 1);
	if (is_grouping_step(rte) && var->varattno > 0)
		return list_nth(grouping_step_expressions(rte), var->varattno - 1);
	return NULL;
}

typedef struct ColumnSearch
{
	Level	   *level;
	bool		(*is_wanted) (Level *level, int member);
} ColumnSearch;

static bool
column_walker(Node *node, void *context)
{
	ColumnSearch *search = context;

	check_stack_depth();
	if (node == NULL)
		return false;
	if (IsA(node, Var) && ((Var *) node)->varlevelsup == 0)
	{
		Var		   *var = (Var *) node;
		Node	   *behind = expression_behind(var, rt_fetch(var->varno, search->level->query->rtable));

		return behind ? column_walker(behind, search) : search->is_wanted(search->level, var->varno);
	}
	return expression_tree_walker(node, column_walker, context);
}

bool
has_column(Node *node, Level *level, bool (*is_wanted) (Level *level, int member))
{
	ColumnSearch search = {level, is_wanted};

	return column_walker(node, &search);
}
