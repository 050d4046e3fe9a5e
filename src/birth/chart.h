/*-------------------------------------------------------------------------
 *
 * chart.h
 *		Birthweight charts: percentiles of weight by sex and completed day of
 *		gestation. Pure arithmetic, no SQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_CHART_H
#define KANSRIJK_CHART_H

#include "birth/birth.h"

/* Every chart holds these percentiles, p3 to p97. */
#define CHART_PERCENTILES 7
#define P10 2

extern const int chart_percentiles[CHART_PERCENTILES];

typedef struct Chart
{
	const char *name;
	int32		first_day;		/* completed days of gestation */
	int32		last_day;
	const int16 *grams;			/* [sex][day][percentile] */
} Chart;

/* Ends with an entry without a name. */
extern const Chart charts[];

static inline const int16 *
chart_row(const Chart *chart, Sex sex, int32 ga_days)
{
	int32		days = chart->last_day - chart->first_day + 1;

	return chart->grams + (sex * days + ga_days - chart->first_day) * CHART_PERCENTILES;
}

/*
 * Small for gestational age: strictly below p10, as every source has it.
 *
 * What is not known exactly (sex, or the day within a completed week) leaves
 * several curves possible. The answer is known when all of them agree. Within
 * a completed week p10 goes up in every chart, so its first and last day speak
 * for the week.
 */
static inline Truth
chart_is_sga(const Chart *chart, int32 grams, int32 first_day, int32 last_day,
			 Sex sex, bool clamp)
{
	int16		lowest;
	int16		highest;

	if (grams == GRAMS_UNKNOWN || first_day == GA_UNKNOWN)
		return UNKNOWN;
	if (unlikely(first_day < chart->first_day || last_day > chart->last_day))
	{
		if (!clamp)
			return UNKNOWN;
		first_day = Min(Max(first_day, chart->first_day), chart->last_day);
		last_day = Min(Max(last_day, chart->first_day), chart->last_day);
	}

	if (likely(sex != SEX_UNKNOWN))
	{
		lowest = chart_row(chart, sex, first_day)[P10];
		if (likely(first_day == last_day))
			return grams < lowest ? YES : NO;
		highest = chart_row(chart, sex, last_day)[P10];
	}
	else
	{
		lowest = Min(chart_row(chart, BOY, first_day)[P10],
					 chart_row(chart, GIRL, first_day)[P10]);
		highest = Max(chart_row(chart, BOY, last_day)[P10],
					  chart_row(chart, GIRL, last_day)[P10]);
	}
	if (grams < lowest)
		return YES;
	return grams >= highest ? NO : UNKNOWN;
}

/* Where a weight stands on a chart. */
typedef struct ChartPosition
{
	int			above;			/* how many percentiles are at or below it */
	bool		beyond;			/* below p3 or above p97, where there is no chart */
	double		z;				/* standard deviations; beyond: continued straight */
	double		percentile;
} ChartPosition;

extern ChartPosition chart_position(const int16 *row, int32 grams);

#endif							/* KANSRIJK_CHART_H */
