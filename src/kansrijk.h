/*-------------------------------------------------------------------------
 *
 * kansrijk.h
 *		What every file of the extension shares.
 *
 * Differences between the supported PostgreSQL versions are settled here, so
 * that the logic elsewhere reads the same for all of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_H
#define KANSRIJK_H

#include "postgres.h"

#include "fmgr.h"

/* Before 16 postgres.h itself knew variable-length values. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

#if PG_VERSION_NUM < 150000
#error "kansrijk needs PostgreSQL 15 or later"
#endif

#ifndef HAVE_INT128
#error "kansrijk needs a compiler with 128-bit integers"
#endif

/*
 * Input functions report bad text "softly" where the server can take that
 * (pg_input_is_valid(), COPY ... ON_ERROR); before 16 it is a plain error.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#else
#define ereturn(context, dummy_value, ...) \
	do { (void) (context); ereport(ERROR, __VA_ARGS__); return dummy_value; } while (0)
#endif

/*
 * RESPECT NULLS and IGNORE NULLS, which every function accepts from 19 on until
 * it says no itself. For window functions, before they read an argument.
 */
#if PG_VERSION_NUM >= 190000
#define refuse_null_treatment(fcinfo) \
	WinCheckAndInitializeNullTreatment((WindowObject) (fcinfo)->context, false, fcinfo)
#else
#define refuse_null_treatment(fcinfo) ((void) 0)
#endif

/* make_range() reports errors softly since 16. */
#if PG_VERSION_NUM >= 160000
#define make_range_hard(typcache, lower, upper, empty) make_range(typcache, lower, upper, empty, NULL)
#else
#define make_range_hard(typcache, lower, upper, empty) make_range(typcache, lower, upper, empty)
#endif

/* Since 18 a mark before the declaration, as in C11. */
#if PG_VERSION_NUM < 180000
#define pg_noreturn pg_attribute_noreturn()
#endif

/* Since 18 grouped columns are those of a step of their own in the range table. */
#if PG_VERSION_NUM >= 180000
#define is_grouping_step(rte) ((rte)->rtekind == RTE_GROUP)
#define grouping_step_expressions(rte) ((rte)->groupexprs)
#else
#define is_grouping_step(rte) false
#define grouping_step_expressions(rte) NIL
#endif

/* What funcapi.h brought along before 19. */
#if PG_VERSION_NUM >= 190000
#include "access/htup_details.h"
#include "utils/tuplestore.h"
#endif

#endif							/* KANSRIJK_H */
