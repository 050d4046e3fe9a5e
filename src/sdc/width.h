/*-------------------------------------------------------------------------
 *
 * width.h
 *		Hiding more for the width of intervals.
 *
 * Law: this comes last, and what is hidden for it is no more than hidden.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_WIDTH_H
#define KANSRIJK_SDC_WIDTH_H

#include "sdc/relations.h"

/*
 * Hide until every hidden cell is as wide as is asked for. What is safe before
 * is so afterwards, as hiding more tells no less.
 */
extern void hide_for_width(const Builder *b, SdcSystem *system, const int32_t *same, const bool *given);

#endif							/* KANSRIJK_SDC_WIDTH_H */
