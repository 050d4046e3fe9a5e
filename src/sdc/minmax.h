/*-------------------------------------------------------------------------
 *
 * minmax.h
 *		The smaller and the larger of two, where PostgreSQL's headers are not.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_MINMAX_H
#define KANSRIJK_SDC_MINMAX_H

#define Min(a, b) ((a) < (b) ? (a) : (b))
#define Max(a, b) ((a) > (b) ? (a) : (b))

#endif
