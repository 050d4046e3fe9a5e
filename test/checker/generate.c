/*-------------------------------------------------------------------------
 *
 * generate.c
 *		Random table systems of every family.
 *
 * The truth is a count for each point of a product of axes (areas, sexes,
 * years). A dimension is a column over one axis: its codes are sets of points,
 * single ones for a flat dimension, a region's areas, a window's years. A level
 * is a grouping set, of which periods of some widths only may be printed. All
 * rows of a level are printed, but for those that are empty where GROUP BY
 * would have left them out.
 *
 *-------------------------------------------------------------------------
 */
#include "generate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Random numbers that are the same everywhere. */

static uint64_t random_state;

static uint64_t
random_bits(void)
{
	uint64_t	z = (random_state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static int
between(int low, int high)
{
	return low + (int) (random_bits() % (uint64_t) (high - low + 1));
}

static bool
chance(int percent)
{
	return between(1, 100) <= percent;
}

/* Sizes of axes: of large systems they are beyond those of others. */
static bool is_large;

static int
size_of(int low, int high)
{
	return is_large ? between(high, 2 * high) : between(low, high);
}

static int
poisson(double mean)
{
	double		limit = exp(-mean);
	double		product = 1;
	int			count = -1;

	do
	{
		product *= (double) (random_bits() >> 11) / (double) (UINT64_C(1) << 53);
		count++;
	} while (product > limit);
	return count;
}

/* The truth */

#define MAX_AXES 3
#define MAX_TRUTH 4096
#define ANY_WIDTH (~0u)

static System *made;

static struct Truth
{
	int			axes;
	int			size[MAX_AXES];
	int64_t		count[MAX_TRUTH];
	int64_t		denominator[MAX_TRUTH];
	int			axis[MAX_DIMENSIONS];	/* of each dimension */
	uint64_t	points[MAX_DIMENSIONS][MAX_CODES];
	unsigned	width[MAX_DIMENSIONS][MAX_CODES];	/* of a period: which kind, a bit */
	bool		leave_out_empty;
	uint64_t	unsplit;		/* points of the first axis without finer rows */
	int			unsplit_dimension;	/* which those rows would be grouped by */
} truth;

static int
add_axis(int size)
{
	truth.size[truth.axes] = size;
	return truth.axes++;
}

static int
truth_points(void)
{
	int			points = 1;

	for (int a = 0; a < truth.axes; a++)
		points *= truth.size[a];
	return points;
}

static int
coordinate(int point, int axis)
{
	for (int a = 0; a < axis; a++)
		point /= truth.size[a];
	return point % truth.size[axis];
}

static int
add_dimension(DimensionType type, int axis)
{
	truth.axis[made->dimensions] = axis;
	made->dimension[made->dimensions].type = type;
	made->dimension[made->dimensions].unknown = -1;
	return made->dimensions++;
}

/* A code that is there already is not added again. */
static void
add_code(int dimension, uint64_t points, unsigned width)
{
	Dimension  *d = &made->dimension[dimension];

	for (int i = 0; i < d->codes && d->type != LABELS; i++)
		if (d->points[i] == points)
		{
			truth.width[dimension][i] |= width;
			return;
		}
	if (points == 0)
		return;
	if (d->codes == MAX_CODES)
		abort();
	truth.points[dimension][d->codes] = d->points[d->codes] = points;
	truth.width[dimension][d->codes++] = width;
}

/* An axis of its own, and a dimension with a code for each of its points. */
static int
add_flat(int axis)
{
	int			dimension = add_dimension(LABELS, axis);

	for (int i = 0; i < truth.size[axis]; i++)
		add_code(dimension, UINT64_C(1) << i, 1);
	if (chance(10))
		made->dimension[dimension].unknown = 0;
	return dimension;
}

/* Regions of areas that lie together. */
static int
add_regions(int axis, int most)
{
	int			dimension = add_dimension(LABELS, axis);

	for (int at = 0, size; at < truth.size[axis]; at += size)
	{
		size = between(1, most);
		if (size > truth.size[axis] - at)
			size = truth.size[axis] - at;
		add_code(dimension, years(at, at + size), 1);
	}
	return dimension;
}

#define SINGLE_YEARS 1u
#define WINDOWS 2u

static int
add_rolling(int axis, int width, int percent_left_out)
{
	int			dimension = add_dimension(RANGES, axis);

	for (int i = 0; i + width <= truth.size[axis]; i++)
		if (i == 0 || i + width == truth.size[axis] || !chance(percent_left_out))
			add_code(dimension, years(i, i + width), WINDOWS);
	return dimension;
}

static void
add_single_years(int dimension, int axis, int percent)
{
	for (int i = 0; i < truth.size[axis]; i++)
		if (chance(percent))
			add_code(dimension, years(i, i + 1), SINGLE_YEARS);
}

/* A point of an axis that no code of a dimension has cannot be printed. */
static bool
is_covered(int point)
{
	for (int d = 0; d < made->dimensions; d++)
	{
		bool		covered = false;

		for (int i = 0; i < made->dimension[d].codes; i++)
			covered |= truth.points[d][i] >> coordinate(point, truth.axis[d]) & 1;
		if (!covered)
			return false;
	}
	return true;
}

/*
 * Counts of every point: empty, small, or not, and of some points of the first
 * axis ten times as rare. Denominators where the system is one of rates.
 */
static void
fill(int percent_empty, int percent_small, int smallest, int largest)
{
	uint64_t	rare = chance(40) ? UINT64_C(1) << between(0, truth.size[0] - 1) : 0;

	for (int i = 0; i < truth_points(); i++)
	{
		int			empty = rare >> coordinate(i, 0) & 1 ? percent_empty * 2 + 10 : percent_empty;

		if (!is_covered(i) || chance(empty))
			continue;
		truth.count[i] = chance(percent_small) ? between(1, 4) : between(smallest, largest);
		if (made->is_rate)
		{
			truth.denominator[i] = truth.count[i] + (chance(20) ? between(0, 6) : between(5, 200));
			if (chance(10))
				truth.count[i] = 0;
		}
	}
}

static void
fill_sparse(double mean)
{
	for (int i = 0; i < truth_points(); i++)
		if (is_covered(i))
		{
			truth.count[i] = poisson(mean);
			if (made->is_rate)
				truth.denominator[i] = truth.count[i] + poisson(mean * 3);
		}
}

/* Printing */

static void
print_cell(unsigned grouped, const int *code)
{
	uint64_t	chosen[MAX_AXES];
	Row		   *row = &made->row[made->rows];

	for (int a = 0; a < truth.axes; a++)
		chosen[a] = ~UINT64_C(0);
	for (int d = 0; d < made->dimensions; d++)
		if (grouped >> d & 1)
			chosen[truth.axis[d]] &= truth.points[d][code[d]];
	for (int a = 0; a < truth.axes; a++)
		if ((chosen[a] & years(0, truth.size[a])) == 0)
			return;				/* an area that is not in the region */
	if (truth.unsplit && grouped >> truth.unsplit_dimension & 1 && (chosen[0] & truth.unsplit))
		return;
	if (made->rows == MAX_ROWS)
		abort();
	memset(row, 0, sizeof(Row));
	for (int i = 0; i < truth_points(); i++)
	{
		bool		is_in = true;

		for (int a = 0; a < truth.axes; a++)
			is_in = is_in && (chosen[a] >> coordinate(i, a) & 1);
		if (is_in)
		{
			row->count += truth.count[i];
			row->denominator += truth.denominator[i];
		}
	}
	if (row->count == 0 && row->denominator == 0 && (truth.leave_out_empty || made->is_rate))
		return;
	row->grouped = grouped;
	row->exposed = -1;
	for (int d = 0; d < MAX_DIMENSIONS; d++)
		row->code[d] = grouped >> d & 1 ? code[d] : TOTAL;
	made->rows++;
}

/* All cells grouped by some dimensions, of periods those of some widths. */
static void
print_level(unsigned grouped, unsigned widths)
{
	int			code[MAX_DIMENSIONS] = {0};
	int			d;

	for (int i = 0; i < made->rows; i++)
		if (made->row[i].grouped == grouped && made->dimension[made->dimensions - 1].type == LABELS)
			return;				/* printed already */
	do
	{
		bool		wanted = true;

		for (d = 0; d < made->dimensions; d++)
			wanted = wanted && (!(grouped >> d & 1) || made->dimension[d].type == LABELS ||
								(truth.width[d][code[d]] & widths));
		if (wanted)
			print_cell(grouped, code);
		for (d = 0; d < made->dimensions; d++)
		{
			if (!(grouped >> d & 1))
				continue;
			if (++code[d] < made->dimension[d].codes)
				break;
			code[d] = 0;
		}
	} while (d < made->dimensions);
}

/* Sets of dimensions: all, or each with some chance, but always one. */
static void
print_sets(unsigned always, int percent)
{
	unsigned	sets = 1u << made->dimensions;

	for (unsigned set = sets; set-- > 0;)
		if ((set & always) == always && (set == sets - 1 || chance(percent)))
			print_level(set, ANY_WIDTH);
}

/* Policies */

static void
choose_policy(void)
{
	Policy	   *p = &made->policy;

	p->min_count = (const int[]) {3, 5, 5, 10}[between(0, 3)];
	p->protect_zero = chance(25);
	p->protect_singletons = chance(30);
	p->max_share = chance(5) && !made->is_rate ? 90 : 100;
	p->min_suppressed_sum = chance(15) ? p->min_count : 0;
	p->prefer_large = chance(30);
	if (!made->is_rate)
		return;
	if (chance(60))
		p->min_complement = chance(70) ? p->min_count : between(1, 5);
	if (chance(60))
		p->min_denominator = chance(70) ? p->min_count : between(1, 10);
}

/* The families */

static void
make_windows_of(DimensionType type)
{
	int			area = add_axis(size_of(2, 4));
	int			year = add_axis(size_of(5, 9));
	int			period;
	int			singles = between(0, 2);	/* none, some, or all years */

	add_flat(area);
	period = add_rolling(year, between(2, 4), 15);
	made->dimension[period].type = type;
	if (singles > 0)
		add_single_years(period, year, singles == 2 ? 100 : 35);
	if (chance(10))
	{
		/* Births of which the year is not known. */
		made->dimension[period].unknown = made->dimension[period].codes;
		add_code(period, UINT64_C(1) << truth.size[year]++, WINDOWS | SINGLE_YEARS);
	}
	truth.leave_out_empty = chance(80);
	fill(between(5, 35), between(5, 40), 5, 40);
	print_level(3, chance(70) ? ANY_WIDTH : WINDOWS);
	if (chance(30))
		print_level(2, chance(50) ? ANY_WIDTH : SINGLE_YEARS);
}

static void
make_windows(System *system)
{
	make_windows_of(RANGES);
}

/* Wide periods, some single years beside them, some of those missing. */
static void
make_missing_years(System *system)
{
	int			area = add_axis(size_of(2, 4));
	int			year = add_axis(size_of(4, 8));
	int			periods = between(3, 4);
	int			period;

	add_flat(area);
	period = add_dimension(RANGES, year);
	while (periods-- > 0)
	{
		int			width = between(2, truth.size[year]);
		int			from = between(0, truth.size[year] - width);

		add_code(period, years(from, from + width), WINDOWS);
	}
	add_single_years(period, year, 60);
	if (made->dimension[period].codes == 1)
		add_code(period, years(0, 1), SINGLE_YEARS);
	truth.leave_out_empty = true;
	fill(between(30, 50), between(10, 40), 5, 40);
	print_level(3, ANY_WIDTH);
	if (chance(25))
		print_level(2, ANY_WIDTH);
}

/* Groups and areas that no total is over: each is a system of its own. */
static void
make_independent(System *system)
{
	int			area = add_axis(size_of(1, 3));
	int			group = add_axis(size_of(2, 3));
	int			year = add_axis(size_of(4, 7));
	int			period;

	add_flat(area);
	add_flat(group);
	period = add_rolling(year, between(2, 3), 25);
	add_single_years(period, year, 40);
	truth.leave_out_empty = true;
	fill(between(10, 35), between(10, 40), 5, 40);
	print_level(7, ANY_WIDTH);
	if (chance(30))
		print_level(6, ANY_WIDTH);
}

/* Regions or areas, sexes and windows, with totals over any of them. */
static void
make_window_cubes(System *system)
{
	int			area = add_axis(size_of(2, 3));
	int			sex = add_axis(2);
	int			year = add_axis(size_of(3, 6));
	int			period;

	if (chance(30))
		add_regions(area, 2);
	else
		add_flat(area);
	add_flat(sex);
	period = add_rolling(year, between(2, 3), 15);
	add_single_years(period, year, between(0, 2) * 50);
	truth.leave_out_empty = chance(60);
	fill(between(5, 35), between(5, 40), 5, 40);
	print_level(7, ANY_WIDTH);
	print_level(5, chance(70) ? ANY_WIDTH : WINDOWS);
	for (unsigned set = 0; set < 7; set++)
		if (set != 5 && chance(set & 4 ? 70 : 25))
			print_level(set, chance(80) ? ANY_WIDTH : set & 1 ? WINDOWS : SINGLE_YEARS);
}

/* As in a publication: small areas in blocks of years only, others in years too. */
static void
make_blocks(System *system)
{
	int			area = add_axis(size_of(3, 6));
	int			year = add_axis(size_of(4, 6));
	int			width = between(2, 3);
	int			block;
	int			single;

	add_regions(area, 3);
	add_flat(area);
	block = add_dimension(RANGES, year);
	for (int from = truth.size[year] % width; from < truth.size[year]; from += width)
		add_code(block, years(from, from + width), WINDOWS);
	single = add_dimension(RANGES, year);
	add_single_years(single, year, 100);
	truth.leave_out_empty = chance(70);
	fill(between(5, 35), between(5, 40), 5, 40);
	print_level(7, ANY_WIDTH);
	for (unsigned set = 0; set < 15; set++)
		if (set != 7 && (!(set & 2) || (set & 1)) && ((set & 12) == 12 || (set & 12) == 4))
			if (chance(set & 2 ? 20 : 75))
				print_level(set, ANY_WIDTH);
}

/* Municipalities, provinces, sexes: who lies where, only the rows say. */
static void
make_dependent(System *system)
{
	int			area = add_axis(size_of(2, 6));
	int			sex;

	if (chance(60))
	{
		/* Each area is in a region, or has a name beside its code. */
		sex = add_axis(between(2, 3));
		add_flat(area);
		add_regions(area, chance(30) ? 1 : 4);
		add_flat(sex);
		truth.leave_out_empty = chance(80);
		fill(between(5, 25), between(10, 40), 5, 40);
	}
	else
	{
		/* Two columns that depend by chance, because little is not empty. */
		int			other = add_axis(between(2, 3));
		uint64_t	pairs[16];

		sex = add_axis(2);
		add_flat(area);
		add_flat(other);
		add_flat(sex);
		truth.leave_out_empty = true;
		fill(10, between(10, 40), 5, 40);
		for (int i = 0; i < truth.size[area]; i++)
			pairs[i] = chance(75) ? UINT64_C(1) << between(0, truth.size[other] - 1) : ~UINT64_C(0);
		for (int i = 0; i < truth_points(); i++)
			if (!(pairs[coordinate(i, area)] >> coordinate(i, other) & 1))
				truth.count[i] = 0;
	}
	print_level(3, ANY_WIDTH);
	if (chance(90))
		print_level(5, ANY_WIDTH);
	if (chance(90))
		print_level(6, ANY_WIDTH);
	for (unsigned set = 0; set < 8; set++)
		if (chance(set == 7 ? 5 : 25))
			print_level(set, ANY_WIDTH);
}

static void
make_hierarchies(System *system)
{
	int			area = add_axis(size_of(3, 9));
	int			sex = add_axis(size_of(1, 3));

	add_regions(area, 4);
	add_flat(area);
	add_flat(sex);
	truth.leave_out_empty = chance(50);
	fill(between(0, 20), between(5, 40), 5, 60);
	if (chance(20))
	{
		/* Only some regions have rows of their areas. */
		truth.unsplit = truth.points[0][0];
		truth.unsplit_dimension = 1;
	}
	print_level(7, ANY_WIDTH);
	print_level(5, ANY_WIDTH);
	for (unsigned set = 0; set < 5; set++)
		if (set != 2 && chance(60))
			print_level(set, ANY_WIDTH);
}

static void
make_cubes(System *system)
{
	int			axes = between(1, 3);

	for (int i = 0; i < 3; i++)
		add_flat(add_axis(i < axes ? size_of(2, axes == 3 ? 4 : 6) : 1));
	truth.leave_out_empty = chance(50);
	fill(between(0, 25), between(5, 40), 5, 60);
	print_sets(0, chance(60) ? 100 : 60);
}

/* Of sparse tables all zeros are printed, or none. */
static void
make_sparse(System *system)
{
	int			axes = between(2, 3);

	for (int i = 0; i < 3; i++)
		add_flat(add_axis(i < axes ? size_of(2, axes == 3 ? 3 : 6) : 1));
	made->policy.protect_zero = false;
	truth.leave_out_empty = chance(30);
	fill_sparse(between(5, 50) / 10.0);
	print_sets(0, chance(70) ? 100 : 60);
}

static void
make_rates(System *system)
{
	int			axes = between(1, 2);

	for (int i = 0; i < 2; i++)
		add_flat(add_axis(i < axes ? size_of(2, 5) : 1));
	if (chance(30))
		fill_sparse(between(10, 60) / 10.0);
	else
		fill(between(0, 20), between(5, 40), 5, 60);
	print_sets(0, chance(70) ? 100 : 60);
}

static void
make_rate_windows(System *system)
{
	int			area = add_axis(size_of(2, 4));
	int			year = add_axis(size_of(4, 7));
	int			period;

	add_flat(area);
	period = add_rolling(year, between(2, 3), 15);
	add_single_years(period, year, 40);
	if (chance(20))
		fill_sparse(between(10, 60) / 10.0);
	else
		fill(between(5, 35), between(5, 40), 5, 60);
	print_level(3, ANY_WIDTH);
	if (chance(30))
		print_level(2, ANY_WIDTH);
}

/* Two geographies that cross, their parts as working cells; and known cells. */
static void
make_given(System *system)
{
	int			a = size_of(2, 4);
	int			b = size_of(2, 3);
	int			part = add_axis(a * b);
	int			year = add_axis(chance(40) ? 1 : between(2, 3));
	int			district = add_dimension(LABELS, part);
	int			postcode = add_dimension(LABELS, part);
	bool		has_parts = chance(75);

	for (int i = 0; i < a; i++)
		add_code(district, years(i * b, i * b + b), 1);
	for (int k = 0; k < b; k++)
	{
		uint64_t	points = 0;

		for (int i = 0; i < a; i++)
			points |= UINT64_C(1) << (i * b + k);
		add_code(postcode, points, 1);
	}
	add_flat(year);
	truth.leave_out_empty = chance(50);
	fill(between(0, 30), between(5, 40), 5, 60);
	for (unsigned set = 0; set < 8; set++)
		if ((set & 3) == 3 ? has_parts : chance(set & 4 ? 95 : 60))
			print_level(set, ANY_WIDTH);
	for (int i = 0; i < made->rows; i++)
	{
		Row		   *row = &made->row[i];

		if ((row->grouped & 3) == 3)
			row->given = WORKING;
		else if (chance(6) && (row->count >= made->policy.min_count || chance(5)))
			row->given = KNOWN;
	}
}

/* One event is in several windows. */
static void
make_units(System *system)
{
	int			area = add_axis(size_of(1, 3));
	int			year = add_axis(size_of(4, 7));
	int			period;
	int			mean = between(1, 12);

	add_flat(area);
	period = add_rolling(year, between(2, 4), 10);
	if (chance(60))
		add_single_years(period, year, 70);
	made->policy.protect_singletons = true;
	truth.leave_out_empty = chance(60);
	for (int i = 0; i < truth_points(); i++)
		truth.count[i] = !is_covered(i) ? 0 : coordinate(i, area) % 2 == 0 ? poisson(mean / 10.0) : between(0, 30);
	print_level(3, ANY_WIDTH);
	if (chance(50))
		print_level(2, ANY_WIDTH);
	made->policy.min_interval = chance(20);
}

static void
make_multiranges(System *system)
{
	int			area = add_axis(size_of(1, 3));
	int			year = add_axis(size_of(4, 8));
	int			period;
	int			codes = between(2, 6);

	add_flat(area);
	period = add_dimension(MULTIRANGES, year);
	while (codes-- > 0)
	{
		uint64_t	points = random_bits() & years(0, truth.size[year]);

		add_code(period, points, WINDOWS);
		if (chance(50) && (points & (points - 1)))
			add_code(period, points & (points - 1), WINDOWS);	/* without its first year */
	}
	add_single_years(period, year, 50);
	if (made->dimension[period].codes == 0)
		add_code(period, 1, SINGLE_YEARS);
	truth.leave_out_empty = chance(50);
	fill(between(0, 25), between(10, 40), 5, 40);
	print_level(3, ANY_WIDTH);
	if (chance(40))
		print_level(2, ANY_WIDTH);
}

const Family families[] = {
	{"fixed", {"text", "text", "int4range"}, false, false, FIXED_CASES, make_fixed},
	{"fixed_multirange", {"text", "int4multirange"}, false, false, FIXED_MULTIRANGES, make_fixed_multirange},
	{"fixed_rates", {"text", "int4range"}, true, false, FIXED_RATES, make_fixed_rates},
	{"windows", {"text", "int4range"}, false, false, 0, make_windows},
	{"missing_years", {"text", "int4range"}, false, false, 0, make_missing_years},
	{"independent", {"text", "integer", "int4range"}, false, false, 0, make_independent},
	{"window_cubes", {"text", "text", "int4range"}, false, false, 0, make_window_cubes},
	{"blocks", {"text", "text", "int4range", "int4range"}, false, false, 0, make_blocks},
	{"dependent", {"text", "text", "text"}, false, false, 0, make_dependent},
	{"hierarchies", {"text", "text", "integer"}, false, false, 0, make_hierarchies},
	{"cubes", {"text", "text", "text"}, false, false, 0, make_cubes},
	{"sparse", {"text", "text", "text"}, false, false, 0, make_sparse},
	{"rates", {"text", "text"}, true, false, 0, make_rates},
	{"rate_windows", {"text", "int4range"}, true, false, 0, make_rate_windows},
	{"given", {"text", "text", "integer"}, false, true, 0, make_given},
	{"units", {"text", "int4range"}, false, false, 0, make_units},
	{"multiranges", {"text", "int4multirange"}, false, false, 0, make_multiranges},
	{"domains", {"checker_label", "checker_period"}, false, false, 0, make_windows},
};

const int	family_count = sizeof(families) / sizeof(Family);

void
make_system(System *system, int family, int number, uint64_t seed)
{
	memset(system, 0, sizeof(System));
	memset(&truth, 0, sizeof(truth));
	made = system;
	random_state = seed * 64 + (uint64_t) family;
	random_state = random_bits() ^ (uint64_t) number;
	random_state = random_bits();
	system->family = family;
	system->number = number;
	system->is_rate = families[family].is_rate;
	system->is_sampled = families[family].cases > 0 || number % 16 == 0;
	is_large = families[family].cases == 0 && number % 50 == 49;
	choose_policy();
	families[family].make(system);
}
