/*-------------------------------------------------------------------------
 *
 * cases.c
 *		Table systems made by hand: rows as they are written here.
 *
 * Each is an example of what a reader finds, mostly of issue 15 (its points are
 * named), which version 0.1.0 got wrong, but for cases 6, 7 and 9.
 *
 *-------------------------------------------------------------------------
 */
#include "generate.h"

#include <string.h>

static void
print_given(System *system, unsigned grouped, int a, int b, int c, int64_t count)
{
	Row		   *row = &system->row[system->rows++];

	memset(row, 0, sizeof(Row));
	row->grouped = grouped;
	row->exposed = -1;
	for (int d = 0; d < MAX_DIMENSIONS; d++)
		row->code[d] = d < 3 && grouped >> d & 1 ? (int[]) {a, b, c}[d] : TOTAL;
	row->count = count;
}

static void
add_labels(System *system, int codes)
{
	Dimension  *d = &system->dimension[system->dimensions++];

	d->type = LABELS;
	d->codes = codes;
	d->unknown = -1;
}

/*
 * The dimensions are text, text and int4range; a period is the third, of the
 * years 2016 and later.
 */
void
make_fixed(System *system)
{
	Dimension  *period;

	system->policy = (Policy) {.min_count = 5, .max_share = 100};
	add_labels(system, 4);
	add_labels(system, 4);
	period = &system->dimension[system->dimensions++];
	period->type = RANGES;
	period->unknown = -1;
	switch (system->number)
	{
		case 0:

			/*
			 * Issue 15, A1(a). B (code 1) has no row [2016,2019): its 2018 is 0,
			 * and [2021,2022) = 2 is [2019,2022) - [2018,2021) = 29 - 27.
			 */
			period->codes = 7;
			for (int i = 0; i < 5; i++)
				period->points[i] = years(i, i + 3);
			period->points[5] = years(5, 6);
			period->points[6] = years(6, 7);
			for (int i = 0; i < 7; i++)
				print_given(system, 5, 0, 0, i, (int[]) {60, 63, 66, 69, 72, 23, 24}[i]);
			for (int i = 1; i < 7; i++)
				print_given(system, 5, 1, 0, i, (int[]) {0, 14, 27, 29, 31, 2, 16}[i]);
			break;
		case 1:

			/*
			 * A1(b). B has no row [2019,2020), the others have: [2020,2021) is 26 - 25.
			 */
			period->codes = 5;
			period->points[0] = years(0, 5);
			period->points[1] = years(0, 3);
			period->points[2] = years(3, 4);
			period->points[3] = years(4, 5);
			period->points[4] = years(1, 2);
			for (int i = 0; i < 5; i++)
			{
				print_given(system, 5, 0, 0, i, (int[]) {50, 30, 9, 11, 10}[i]);
				print_given(system, 5, 2, 0, i, (int[]) {70, 40, 18, 12, 10}[i]);
				if (i != 2)
					print_given(system, 5, 1, 0, i, (int[]) {26, 25, 0, 1, 8}[i]);
			}
			break;
		case 2:

			/*
			 * A3. Municipality 0 lies in province 0, 1 and 2 in province 1, say
			 * the rows of (municipality, province); the third dimension is the
			 * sex, as a range. In municipality 1 there are 2 boys: 22 - 20.
			 */
			period->codes = 2;
			period->points[0] = 1;
			period->points[1] = 2;
			print_given(system, 3, 0, 0, 0, 5);
			print_given(system, 3, 1, 1, 0, 13);
			print_given(system, 3, 2, 1, 0, 39);
			for (int sex = 0; sex < 2; sex++)
			{
				print_given(system, 5, 0, 0, sex, (int[]) {4, 1}[sex]);
				print_given(system, 5, 1, 0, sex, (int[]) {2, 11}[sex]);
				print_given(system, 5, 2, 0, sex, (int[]) {20, 19}[sex]);
				print_given(system, 6, 0, 0, sex, (int[]) {4, 1}[sex]);
				print_given(system, 6, 0, 1, sex, (int[]) {22, 30}[sex]);
			}
			break;
		case 3:

			/* A2. Three hidden cells that add up to three. */
			for (int i = 0; i < 4; i++)
				print_given(system, 1, i, 0, 0, (int[]) {1, 1, 1, 40}[i]);
			print_given(system, 0, 0, 0, 0, 43);
			break;
		case 4:

			/* A2. The zero of 2020 is shown; what is then known is one unit, in both windows. */
			system->policy = (Policy) {
				.min_count = 10, .min_suppressed_sum = 10, .protect_singletons = true, .max_share = 100
			};
			period->codes = 5;
			period->points[0] = years(0, 4);
			period->points[1] = years(1, 5);
			period->points[2] = years(0, 1);
			period->points[3] = years(3, 4);
			period->points[4] = years(4, 5);
			for (int i = 0; i < 5; i++)
				print_given(system, 5, 0, 0, i, i < 2);
			break;
		case 5:

			/*
			 * A5. B has one event, of 2017, as its absent rows tell: the windows
			 * that have it are one unit, and no reason to refuse the table.
			 */
			system->policy.protect_singletons = true;
			period->codes = 6;
			for (int i = 0; i < 3; i++)
			{
				period->points[i] = years(i, i + 2);
				period->points[i + 3] = (const uint64_t[]) {1, 4, 8}[i];
			}
			for (int i = 0; i < 6; i++)
				print_given(system, 5, 0, 0, i, (int[]) {40, 33, 29, 27, 20, 9}[i]);
			for (int i = 0; i < 6; i++)
				print_given(system, 4, 0, 0, i, (int[]) {41, 34, 29, 27, 20, 9}[i]);
			print_given(system, 5, 1, 0, 0, 1);
			print_given(system, 5, 1, 0, 1, 1);
			break;
		case 6:

			/* A1, across systems: what area 0 shows tells which windows there are. */
			period->codes = 3;
			period->points[0] = years(0, 2);
			period->points[1] = years(1, 3);
			period->points[2] = years(2, 3);
			for (int i = 0; i < 3; i++)
				print_given(system, 5, 0, 0, i, (int[]) {20, 25, 12}[i]);
			print_given(system, 5, 1, 0, 1, 3);
			print_given(system, 5, 1, 0, 2, 3);
			break;
		case 7:

			/* One set says that a name belongs to a code, another has the names. */
			print_given(system, 3, 0, 0, 0, 23);
			print_given(system, 3, 1, 1, 0, 39);
			print_given(system, 1, 0, 0, 0, 23);
			print_given(system, 1, 1, 0, 0, 39);
			period->codes = 2;
			period->points[0] = 1;
			period->points[1] = 2;
			for (int i = 0; i < 2; i++)
			{
				print_given(system, 5, 0, 0, i, (int[]) {3, 20}[i]);
				print_given(system, 5, 1, 0, i, (int[]) {19, 20}[i]);
				print_given(system, 6, 0, 0, i, (int[]) {3, 20}[i]);
				print_given(system, 6, 0, 1, i, (int[]) {19, 20}[i]);
			}
			break;
		case 8:

			/*
			 * A5. The unit of area 0 is in [2016,2018) and in 2017, so knows that 2016 is 0
			 * there: 13 - 10 = 3 for area 1. It takes both of its cells.
			 */
			system->policy.protect_zero = true;
			system->policy.protect_singletons = true;
			period->codes = 3;
			period->points[0] = years(0, 2);
			period->points[1] = years(0, 1);
			period->points[2] = years(1, 2);
			for (int i = 0; i < 3; i++)
			{
				for (int area = 0; area < 3; area++)
					print_given(system, 5, area, 0, i, (int[]) {1, 0, 1, 23, 3, 20, 22, 10, 12}[3 * area + i]);
				print_given(system, 4, 0, 0, i, (int[]) {46, 13, 33}[i]);
			}
			break;
		case 9:

			/*
			 * No row tells that nobody is in 2016 in area 0: what [2016,2018) and
			 * [2017,2018) have in common is not known from whom both are hidden. Not to be refused.
			 */
			system->policy.min_count = 3;
			system->policy.protect_zero = true;
			system->policy.protect_singletons = true;
			period->codes = 6;
			for (int i = 0; i < 4; i++)
				period->points[i] = years((int[]) {0, 1, 3, 4}[i], (int[]) {2, 3, 5, 6}[i]);
			period->points[4] = years(2, 3);
			period->points[5] = years(5, 6);
			for (int i = 0; i < 6; i++)
			{
				print_given(system, 5, 0, 0, i, (int[]) {1, 17, 0, 17, 16, 17}[i]);
				print_given(system, 5, 1, 0, i, (int[]) {35, 12, 25, 29, 0, 4}[i]);
				print_given(system, 4, 0, 0, i, (int[]) {36, 29, 25, 46, 16, 21}[i]);
			}
			break;
	}
}

/* A4. What lies in a multirange is what its points are: 53 - 50 = 3. */
void
make_fixed_multirange(System *system)
{
	Dimension  *period;

	system->policy = (Policy) {.min_count = 5, .max_share = 100};
	add_labels(system, 1);
	period = &system->dimension[system->dimensions++];
	period->type = MULTIRANGES;
	period->unknown = -1;
	period->codes = 3;
	period->points[0] = years(0, 2) | years(3, 4);
	period->points[1] = years(0, 2);
	period->points[2] = years(3, 4);
	for (int i = 0; i < 3; i++)
		print_given(system, 3, 0, i, 0, (int[]) {53, 50, 3}[i]);
}

/*
 * A2, of rates. Area 0 has no event in 2016 and 2017, so all 22 of [2017,2019)
 * are of 2018, and of 2019 there are 26 - 22 = 4; the denominators do not tell.
 */
void
make_fixed_rates(System *system)
{
	Dimension  *period;

	system->policy = (Policy) {.min_count = 5, .min_complement = 5, .min_denominator = 5, .max_share = 100};
	add_labels(system, 1);
	period = &system->dimension[system->dimensions++];
	period->type = RANGES;
	period->unknown = -1;
	period->codes = 4;
	for (int i = 0; i < 4; i++)
	{
		period->points[i] = years(i, i < 3 ? i + 2 : i + 1);
		print_given(system, 3, 0, i, 0, (int[]) {0, 22, 26, 4}[i]);
		system->row[i].denominator = (int[]) {207, 251, 204, 160}[i];
	}
}
