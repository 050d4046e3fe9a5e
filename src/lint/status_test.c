/*-------------------------------------------------------------------------
 *
 * status_test.c
 *		Conditions that compare a status with publish.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/judge.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"

Node *
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

/* Whether it reads as a status that shows a figure: a text, or a label of an enum. */
static bool
is_shown_constant(Node *node)
{
	Const	   *constant = (Const *) without_casts(node);
	Oid			output;
	bool		is_varlena;
	char	   *text;
	bool		result;

	if (constant == NULL || !IsA(constant, Const) || constant->constisnull)
		return false;
	getTypeOutputInfo(constant->consttype, &output, &is_varlena);
	text = OidOutputFunctionCall(output, constant->constvalue);
	result = strcmp(text, "publish") == 0 || strcmp(text, "empty") == 0;
	pfree(text);				/* it is as long as its author likes */
	return result;
}

static StatusTest
opposite(StatusTest test)
{
	if (test == TEST_OTHER)
		return TEST_OTHER;
	return test == TEST_PUBLISHED ? TEST_HIDDEN : TEST_PUBLISHED;
}

/* What a test of this expression is about: TEST_OTHER unless it is a status. */
static StatusTest
about_status(StatusTest test, Node *node, Level *level, Trace **status)
{
	*status = judge(node, level);
	return (*status)->traits & TRAITS_OF_STATUS ? test : TEST_OTHER;
}

/* status = 'publish', status <> 'publish', status IS DISTINCT FROM 'publish' */
static StatusTest
test_operator(OpExpr *operator, Level *level, Trace **status)
{
	char	   *name = get_opname(operator->opno);
	Node	   *operand;
	Node	   *constant;
	StatusTest	test = TEST_OTHER;

	if (name == NULL || list_length(operator->args) != 2)
		return TEST_OTHER;
	operand = linitial(operator->args);
	constant = lsecond(operator->args);
	if (is_shown_constant(operand))
	{
		operand = lsecond(operator->args);
		constant = linitial(operator->args);
	}
	if (!is_shown_constant(constant))
		return TEST_OTHER;
	if (IsA(operator, DistinctExpr) || strcmp(name, "<>") == 0)
		test = TEST_HIDDEN;
	else if (strcmp(name, "=") == 0)
		test = TEST_PUBLISHED;
	return about_status(test, operand, level, status);
}

/* status IN ('publish', 'empty') */
static StatusTest
test_array(ScalarArrayOpExpr *operator, Level *level, Trace **status)
{
	Node	   *array = without_casts(lsecond(operator->args));
	ListCell   *lc;

	if (!operator->useOr || !IsA(array, ArrayExpr) || strcmp(get_opname(operator->opno), "=") != 0)
		return TEST_OTHER;
	foreach(lc, ((ArrayExpr *) array)->elements)
		if (!is_shown_constant(lfirst(lc)))
			return TEST_OTHER;
	return about_status(TEST_PUBLISHED, linitial(operator->args), level, status);
}

/* One test among others makes it published with AND, hidden with OR. */
static StatusTest
test_bool(BoolExpr *expression, Level *level, Trace **status)
{
	StatusTest	wanted = expression->boolop == AND_EXPR ? TEST_PUBLISHED : TEST_HIDDEN;
	ListCell   *lc;

	if (expression->boolop == NOT_EXPR)
		return opposite(test_status(linitial(expression->args), level, status));
	foreach(lc, expression->args)
		if (test_status(lfirst(lc), level, status) == wanted)
			return wanted;
	return TEST_OTHER;
}

StatusTest
test_status(Node *condition, Level *level, Trace **status)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	switch (nodeTag(condition))
	{
		case T_OpExpr:
		case T_DistinctExpr:
			return test_operator((OpExpr *) condition, level, status);
		case T_ScalarArrayOpExpr:
			return test_array((ScalarArrayOpExpr *) condition, level, status);
		case T_BoolExpr:
			return test_bool((BoolExpr *) condition, level, status);
		default:
			return TEST_OTHER;
	}
}

StatusTest
test_compared(Node *comparison, Node *compared, Level *level, Trace **status)
{
	OpExpr	   *operator = (OpExpr *) comparison;

	if (!IsA(operator, OpExpr) || list_length(operator->args) != 2 || !is_shown_constant(lsecond(operator->args)))
		return TEST_OTHER;
	return about_status(TEST_PUBLISHED, compared, level, status);
}
