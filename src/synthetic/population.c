/*-------------------------------------------------------------------------
 *
 * population.c
 *		A synthetic population of births, calibrated to published figures.
 *
 * Every pregnancy is drawn from a generator of its own, seeded with (seed,
 * year, row), so that it is the same whatever is made before it, after it or
 * at the same time. Only +, -, *, / and comparisons of doubles are used: the
 * same seed gives the same population on every machine.
 *
 * Published figures are matched in distribution: births by gestational age and
 * death by gestational age (StatLine 2016), preterm birth, small for
 * gestational age and Big2 (Monitor Kansrijke Start 2020), late start, lines
 * of care (Kamerbrief 2019), risk factors (Regiobeeld Amsterdam 2024). What is
 * not published is invented. doc/source.md lists the rates of the edge cases.
 *
 *-------------------------------------------------------------------------
 */
#include "synthetic/population.h"

#include "birth/chart.h"

const char *const synthetic_province[PROVINCES] = {
	"Groningen", "Fryslân", "Drenthe", "Overijssel", "Flevoland", "Gelderland",
	"Utrecht", "Noord-Holland", "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg"
};

/* Number of municipalities in 2019, and share of births in percent. */
static const struct
{
	int			municipalities;
	double		share;
}			province_size[PROVINCES] = {
	{12, 3.1}, {18, 3.5}, {12, 2.4}, {25, 6.9}, {6, 2.8}, {51, 11.3},
	{26, 8.5}, {47, 17.0}, {52, 22.6}, {13, 1.9}, {62, 14.2}, {31, 5.8}
};

const char *const synthetic_district[DISTRICTS] = {
	"Centrum", "Noord", "Nieuw-West", "Oost", "West", "Zuid", "Zuidoost"
};

#define AMSTERDAM 0				/* index of the municipality */
#define AMSTERDAM_PROVINCE 7
#define AMSTERDAM_SHARE 6.0

/* Births of 2021 by number of risk factors (0, 1, 2, 3 or more), and PICU per 1000. */
static const struct
{
	int			births[4];
	double		picu;
}			district_2021[DISTRICTS] = {
	{{435, 200, 60, 10}, 21}, {{640, 480, 170, 30}, 23}, {{1040, 655, 245, 30}, 23},
	{{1055, 500, 155, 30}, 23}, {{1140, 575, 185, 35}, 18}, {{1090, 395, 105, 30}, 28},
	{{380, 330, 160, 50}, 60}
};
static const double country_risk[4] = {0.703, 0.219, 0.061, 0.017};

const Dissolution synthetic_dissolution[DISSOLUTIONS] = {
	{MUNICIPALITIES + 0, 60, 0.3, 3},	/* merged */
	{MUNICIPALITIES + 1, 80, 0.5, 5},	/* split over two */
	{MUNICIPALITIES + 1, 81, 0.2, 5},
	{MUNICIPALITIES + 2, 175, 0.4, 6},	/* merged into another province */
};

/* Births by completed week of gestation, from 22: preterm, then from 37. */
static const double single_preterm[15] = {245, 212, 120, 109, 133, 120, 150, 186, 260, 347, 440, 601, 1050, 1790, 3539};
static const double multiple_preterm[15] = {18, 16, 36, 32, 47, 58, 65, 76, 78, 105, 170, 250, 400, 583, 900};
static const double single_term[6] = {10300, 27340, 43500, 46539, 28000, 2342};
static const double multiple_term[6] = {1300, 800, 200, 25, 2, 0};

/* By week from 22: stillborn; of live births, dead by day 7, 28 and 365. */
static const double death[21][4] = {
	{0.697, 0.990, 0.995, 1.000}, {0.643, 0.957, 0.960, 0.971}, {0.327, 0.396, 0.547, 0.594},
	{0.194, 0.161, 0.223, 0.295}, {0.128, 0.0705, 0.090, 0.115}, {0.124, 0.0513, 0.0805, 0.1026},
	{0.098, 0.0258, 0.072, 0.0928}, {0.042, 0.012, 0.016, 0.020}, {0.0532, 0.025, 0.0313, 0.0375},
	{0.0553, 0.0211, 0.0273, 0.0367}, {0.034, 0.020, 0.0225, 0.028}, {0.0297, 0.0162, 0.0188, 0.024},
	{0.022, 0.0055, 0.006, 0.0095}, {0.016, 0.0043, 0.0048, 0.008}, {0.013, 0.0035, 0.0039, 0.0069},
	{0.0025, 0.0014, 0.0021, 0.0032}, {0.0013, 0.0009, 0.00145, 0.0022}, {0.0010, 0.00035, 0.00055, 0.0011},
	{0.00085, 0.0003, 0.0005, 0.00105}, {0.0009, 0.00055, 0.00072, 0.00125}, {0.0025, 0.0018, 0.0020, 0.0030}
};

/* Standard normal quantiles of the lower half. */
static const struct
{
	double		percentile;
	double		z;
}			normal[] = {
	{0.1, -3.090}, {0.5, -2.576}, {1, -2.326}, {2, -2.054}, {3, -1.881}, {5, -1.645}, {7.5, -1.440},
	{10, -1.2816}, {15, -1.0364}, {20, -0.8416}, {25, -0.6745}, {30, -0.5244}, {40, -0.2533}, {50, 0}
};
static const double chart_z[7] = {-1.881, -1.645, -1.2816, 0, 1.2816, 1.645, 1.881};

/* A value that changes linearly between years and is constant outside them. */
typedef struct Trend
{
	int			first_year;
	double		first;
	int			last_year;
	double		last;
} Trend;

/* Until the year in the middle, and from it. */
static const Trend preterm_percent[2] = {{2015, 7.35, 2018, 7.1}, {2018, 7.1, 2019, 6.9}};
static const Trend sga_percent[2] = {{2015, 10.75, 2018, 10.5}, {2018, 10.5, 2019, 10.2}};
static const Trend no_kraamzorg_percent[2] = {{2015, 5.7, 2017, 3.6}, {2017, 3.6, 2019, 5.0}};
static const Trend insolvent_share[2] = {{2015, 0.587, 2018, 0.422}, {2018, 0.422, 2021, 0.305}};

static double
trend_in(const Trend trends[2], int year)
{
	const Trend *trend = &trends[year > trends[0].last_year];

	if (year <= trend->first_year)
		return trend->first;
	if (year >= trend->last_year)
		return trend->last;
	return trend->first + (trend->last - trend->first) *
		(year - trend->first_year) / (trend->last_year - trend->first_year);
}

/* The generator: splitmix64, a counter whose values are mixed. */

static inline uint64
mix(uint64 x)
{
	x = (x ^ (x >> 30)) * UINT64CONST(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64CONST(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static inline uint64
next_random(Random *random)
{
	return mix(random->state += UINT64CONST(0x9e3779b97f4a7c15));
}

static Random
random_of(int64 seed, int year, int64 row)
{
	Random		random;

	random.state = mix(mix((uint64) seed + UINT64CONST(0x9e3779b97f4a7c15)) ^
					   mix(((uint64) year << 40) + (uint64) row + 1));
	return random;
}

/* In [0, 1). */
double
synthetic_uniform(Random *random)
{
	return (double) (next_random(random) >> 11) * (1.0 / 9007199254740992.0);
}

static inline bool
chance(Random *random, double probability)
{
	return synthetic_uniform(random) < probability;
}

/* In 0 .. limit - 1. */
int
synthetic_below(Random *random, int limit)
{
	return (int) (synthetic_uniform(random) * limit);
}

static int
choose(Random *random, const double *weight, int n)
{
	double		total = 0;
	double		x;
	int			i;

	for (i = 0; i < n; i++)
		total += weight[i];
	x = synthetic_uniform(random) * total;
	for (i = 0; i < n - 1; i++)
	{
		if (x < weight[i])
			break;
		x -= weight[i];
	}
	return i;
}

int
synthetic_days_in_year(int year)
{
	return (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 366 : 365;
}

/* The country */

/*
 * Amsterdam, then the municipalities of each province by size: large ones few,
 * small ones many, the smallest with about a dozen births a year.
 */
const Municipality *
synthetic_municipalities(void)
{
	static Municipality municipality[MUNICIPALITIES];
	static bool made = false;
	int			next = 0;
	int			postcode = 0;
	double		cumulative = 0;

	if (made)
		return municipality;

	municipality[next].province = AMSTERDAM_PROVINCE;
	municipality[next++].share = AMSTERDAM_SHARE / 100;
	for (int province = 0; province < PROVINCES; province++)
	{
		int			count = province_size[province].municipalities;
		double		share = province_size[province].share / 100;
		double		total = 0;

		if (province == AMSTERDAM_PROVINCE)
		{
			count--;
			share -= AMSTERDAM_SHARE / 100;
		}
		for (int rank = 1; rank <= count; rank++)
			total += 1 / (rank + 1.5) - 1 / (count + 4.0);
		for (int rank = 1; rank <= count; rank++)
		{
			municipality[next].province = province;
			municipality[next++].share = share * (1 / (rank + 1.5) - 1 / (count + 4.0)) / total;
		}
	}
	Assert(next == MUNICIPALITIES);

	for (int i = 0; i < MUNICIPALITIES; i++)
	{
		double		births = 170000 * municipality[i].share;

		cumulative += municipality[i].share;
		municipality[i].cumulative = cumulative;
		municipality[i].wijken = (i == AMSTERDAM) ? 14 * DISTRICTS : Max(1, Min(98, (int) (births / 55)));
		municipality[i].postcodes = Max(1, (int) (births / 42));
		municipality[i].first_postcode = postcode;
		/* Every tenth municipality shares its last postcode with the next. */
		postcode += municipality[i].postcodes - (i % 10 == 0);
	}
	municipality[MUNICIPALITIES - 1].cumulative = 1;
	made = true;
	return municipality;
}

static Place
draw_place(Random *random, int year)
{
	const Municipality *municipality = synthetic_municipalities();
	double		x = synthetic_uniform(random);
	int			low = 0;
	int			high = MUNICIPALITIES - 1;
	Place		place;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (x < municipality[middle].cumulative)
			high = middle;
		else
			low = middle + 1;
	}
	place.municipality = place.then = low;
	place.province = municipality[low].province;
	place.district = NOT_KNOWN;

	/* From here on x is the place within the municipality. */
	x = (x - (municipality[low].cumulative - municipality[low].share)) / municipality[low].share;
	x = Max(0, Min(x, 0.999999999));
	place.wijk = (int) (x * municipality[low].wijken);
	place.postcode = municipality[low].first_postcode + (int) (x * municipality[low].postcodes);
	if (low == AMSTERDAM)
	{
		double		births[DISTRICTS];
		double		total = 0;
		double		y;
		int			district;

		for (district = 0; district < DISTRICTS; district++)
		{
			births[district] = 0;
			for (int k = 0; k < 4; k++)
				births[district] += district_2021[district].births[k];
			total += births[district];
		}
		y = x * total;
		for (district = 0; district < DISTRICTS - 1 && y >= births[district]; district++)
			y -= births[district];
		place.district = district;
		place.wijk = 14 * district + Min(13, (int) (14 * y / births[district]));
	}
	if (year <= LAST_YEAR_DISSOLVED)
		for (int i = 0; i < DISSOLUTIONS; i++)
			if (synthetic_dissolution[i].into == low && x < synthetic_dissolution[i].part)
			{
				place.then = synthetic_dissolution[i].from;
				place.province = synthetic_dissolution[i].province;
			}
	if (chance(random, 0.003))
		place.municipality = place.then = place.province = place.district = NOT_KNOWN;
	if (place.municipality == NOT_KNOWN || chance(random, 0.005))
		place.postcode = NOT_KNOWN;
	return place;
}

/* How much more or less often than elsewhere, for maps that show something. */
static double
local_factor(const Place *place, double spread)
{
	if (place->municipality == NOT_KNOWN)
		return 1;
	return 1 - spread + 2 * spread * ((double) (mix(place->municipality + 7) >> 11) / 9007199254740992.0);
}

/* The parents */

static void
draw_parent(Random *random, const Place *place, int year, int parent, Household *household)
{
	static const double education[3] = {0.15, 0.38, 0.47};
	bool		amsterdam = place->municipality == AMSTERDAM;
	double		origin[3];
	int			age;

	age = 18 + (int) (9 * (synthetic_uniform(random) + synthetic_uniform(random) + synthetic_uniform(random)));
	if (chance(random, 0.01))
		age = 15 + synthetic_below(random, 5);
	else if (chance(random, 0.02))
		age = 41 + synthetic_below(random, 8);
	household->birth_year[parent] = year - age - 2 * parent;
	household->education[parent] = chance(random, 0.03) ? NOT_KNOWN : 1 + choose(random, education, 3);
	origin[0] = amsterdam ? 0.36 : 0.72;
	origin[1] = amsterdam ? 0.20 : 0.10;
	origin[2] = amsterdam ? 0.44 : 0.18;
	household->origin[parent] = choose(random, origin, 3);
}

static void
draw_household(Random *random, const Place *place, int year, Household *household)
{
	/* How often each factor is the one, in the country and in Amsterdam. */
	static const double country_factor[4] = {0.042, 0.072, 0.108, 0.148};
	static const double city_factor[4] = {0.072, 0.175, 0.160, 0.162};
	bool		amsterdam = place->municipality == AMSTERDAM;
	double		risk[4];
	double		factor[4];
	bool		has[4] = {false, false, false, false};
	double		at_least_one;

	for (int k = 0; k < 4; k++)
	{
		risk[k] = amsterdam ? district_2021[place->district].births[k] : country_risk[k];
		factor[k] = amsterdam ? city_factor[k] : country_factor[k];
	}
	/* At least one: Amsterdam 35, 36, 36, 43 and country 29, 29, 29, 30 in 2018-2021. */
	at_least_one = year >= 2021 ? 1 : !amsterdam ? 29.0 / 30 : year <= 2018 ? 35.0 / 43 : 36.0 / 43;
	for (int k = 1; k < 4; k++)
	{
		risk[0] += (1 - at_least_one) * risk[k];
		risk[k] *= at_least_one;
	}
	household->factors = choose(random, risk, 4);
	if (household->factors == 3 && chance(random, 0.04))
		household->factors = 4;
	for (int k = 0; k < household->factors; k++)
	{
		int			which = choose(random, factor, 4);

		has[which] = true;
		factor[which] = 0;
	}
	household->single_parent = has[0];
	household->low_income = has[1];
	household->debts = has[2];
	household->mental = has[3];

	household->assistance = has[1] && chance(random, amsterdam ? 0.75 : 0.6);
	household->social_minimum = has[1] ? 60 + synthetic_below(random, 60) : 120 + synthetic_below(random, 400);
	household->percentile = has[1] ? synthetic_below(random, 16) : 10 + synthetic_below(random, 91);
	if (chance(random, 0.015))
		household->social_minimum = household->percentile = NOT_KNOWN;

	household->debt_kind = !has[2] ? DEBT_NONE :
		!chance(random, trend_in(insolvent_share, year)) ? DEBT_PROBLEMATIC :
		chance(random, 0.1) ? DEBT_WSNP : DEBT_ARREARS;
	household->debt_of_mother = chance(random, 0.58);
	household->mental_of_mother = chance(random, 0.6);
	household->mental_care = chance(random, 0.6);
	household->medication = !household->mental_care || chance(random, 0.4);
	household->insured_mother = !chance(random, 0.025);
	household->insured_father = !chance(random, 0.025);
	household->vulnerable = chance(random, household->factors >= 2 ? 0.6 : household->factors == 1 ? 0.1 : 0.01);
	draw_parent(random, place, year, 0, household);
	draw_parent(random, place, year, 1, household);
}

/* The child */

static double
normal_quantile(double percentile)
{
	double		p = Min(percentile, 100 - percentile);
	int			i = 1;
	double		z;

	if (p <= normal[0].percentile)
		z = normal[0].z;
	else
	{
		while (p > normal[i].percentile)
			i++;
		z = normal[i - 1].z + (normal[i].z - normal[i - 1].z) *
			(p - normal[i - 1].percentile) / (normal[i].percentile - normal[i - 1].percentile);
	}
	return percentile <= 50 ? z : -z;
}

/*
 * Grams at a percentile of the chart: linear in z between its curves, and on
 * beyond the outermost. Before its first day the weight shrinks with the cube
 * of the duration.
 */
static int
weight_at(int ga_days, int sex, double percentile)
{
	const Chart *chart = &charts[0];
	const int16 *curve = chart_row(chart, sex == 2 ? GIRL : BOY,
								   Min(Max(ga_days, chart->first_day), chart->last_day));
	double		z = normal_quantile(percentile);
	int			i = 1;
	double		grams;

	while (i < 6 && z > chart_z[i])
		i++;
	grams = curve[i - 1] + (curve[i] - curve[i - 1]) * (z - chart_z[i - 1]) / (chart_z[i] - chart_z[i - 1]);
	if (ga_days < chart->first_day)
	{
		double		ratio = (double) ga_days / chart->first_day;

		grams *= ratio * ratio * ratio;
	}
	grams = Max(120, Min(grams, 6900));

	/* Below p10 is below it in whole grams too. */
	if (ga_days >= chart->first_day && ga_days <= chart->last_day)
		grams = (percentile < 10) ? Min(grams, curve[P10] - 1) : Max(grams, curve[P10]);
	return (int) grams;
}

static void
draw_weight(Random *random, int year, double factor, bool multiple, Child *child)
{
	bool		preterm = child->ga_days < 259;
	double		small;
	double		percentile;

	if (preterm)
		small = !child->live_born ? 0.38 : multiple ? 0.30 : 0.185;
	else
		small = !child->live_born ? 0.12 : multiple ? 0.33 : 0.0903;
	small *= factor * trend_in(sga_percent, year) / 10.2;
	percentile = chance(random, small) ? 10 * synthetic_uniform(random) : 10 + 90 * synthetic_uniform(random);
	if (chance(random, 0.002))
		percentile = 10;
	child->percentile = (int) (100 * percentile);
	child->grams = weight_at(child->ga_days, child->sex, percentile);
	if (child->ga_days < 161 || child->ga_days > 294 || child->sex > 2)
		child->percentile = NOT_KNOWN;
	if (child->ga_days < 154 && chance(random, 0.02))
		child->grams = 3000 + synthetic_below(random, 900);
}

static void
draw_death(Random *random, int week, Child *child)
{
	const double *p = death[Max(0, Min(week, 42) - 22)];

	child->mortality = 0;
	child->death_day = NOT_KNOWN;
	child->live_born = true;
	if (chance(random, week < 22 ? 0.75 : p[0]))
	{
		child->live_born = false;
		child->mortality = chance(random, 0.15) ? 2 : 1;
	}
	else
	{
		double		x = week < 22 ? 0 : synthetic_uniform(random);

		if (x < p[1])
		{
			/* Half of the early deaths on the day itself. */
			child->mortality = 3;
			child->death_day = chance(random, 0.5) ? 0 : 1 + synthetic_below(random, 7);
		}
		else if (x < p[2])
		{
			child->mortality = 4;
			child->death_day = 8 + synthetic_below(random, 21);
		}
		else if (x < p[3])
		{
			child->mortality = 5;
			child->death_day = 29 + synthetic_below(random, 336);
		}
	}
	if (child->mortality > 0 && chance(random, 0.005))
	{
		child->mortality = 6;
		child->death_day = NOT_KNOWN;
	}
}

static void
draw_child(Random *random, int year, int ga_days, bool ga_in_weeks, const Pregnancy *pregnancy, int order, Child *child)
{
	const Place *place = &pregnancy->place;
	bool		risk = pregnancy->household.factors > 0;
	bool		multiple = pregnancy->children > 1;
	int			week = ga_days / 7;
	int			day_of_year = pregnancy->birth_day % synthetic_days_in_year(year);
	double		picu;

	child->row = child->id_row = pregnancy->first_row + order;
	child->birth_order = order + 1;
	child->ga_days = ga_days;
	child->ga_in_weeks = ga_in_weeks;
	child->sex = chance(random, 0.513) ? 1 : 2;
	draw_death(random, week, child);
	draw_weight(random, year, local_factor(place, 0.08) * (risk ? 1.15 : 0.936), multiple, child);

	child->apgar5 = NOT_KNOWN;
	if (child->live_born && !chance(random, 0.01))
		child->apgar5 = chance(random, child->mortality == 3 ? 0.75 : week < 32 ? 0.18 : week < 37 ? 0.035 : 0.0115)
			? synthetic_below(random, 7) : 7 + Max(synthetic_below(random, 4), synthetic_below(random, 4));

	/* Care counts in the calendar year of birth only. */
	child->nicu = child->live_born &&
		chance(random, week < 26 ? 0.5 : week < 32 ? 0.37 : week < 37 ? 0.01 : 0.0003) &&
		day_of_year + synthetic_below(random, 3) < synthetic_days_in_year(year);
	picu = place->district == NOT_KNOWN ? 0.020 : district_2021[place->district].picu / 1000;
	child->picu = child->live_born && chance(random, picu * (risk ? 1.25 : 0.89) / 0.84) &&
		day_of_year + synthetic_below(random, 120) < synthetic_days_in_year(year);
	child->anomaly = chance(random, child->live_born ? 0.027 : 0.15);
	child->has_id = child->live_born ? !chance(random, 0.004) : chance(random, 0.7);

	/* What a registration gets wrong or leaves out, after everything that depends on it. */
	if (chance(random, 0.0010))
		child->sex = chance(random, 0.3) ? 3 : NOT_KNOWN;
	if (chance(random, 0.0019))
	{
		double		x = synthetic_uniform(random);

		child->grams = x < 0.1 ? 0 : x < 0.2 ? 9999 : NOT_KNOWN;
	}
	if (chance(random, 0.0025))
	{
		child->ga_days = NOT_KNOWN;
		child->ga_in_weeks = false;
	}
	if (child->grams == NOT_KNOWN || child->ga_days == NOT_KNOWN || child->sex == NOT_KNOWN || child->sex == 3 ||
		child->grams == 0 || child->grams == 9999)
		child->percentile = NOT_KNOWN;
	child->later = next_random(random);
}

/* The pregnancy */

static int
draw_ga_days(Random *random, int year, double factor, bool multiple)
{
	double		preterm = (multiple ? 0.549 : 0.0552) * factor * trend_in(preterm_percent, year) / 7.0;
	int			week;

	if (chance(random, 0.0012))
		return 140 + synthetic_below(random, 14);
	if (chance(random, preterm))
		week = 22 + choose(random, multiple ? multiple_preterm : single_preterm, 15);
	else
		week = 37 + choose(random, multiple ? multiple_term : single_term, 6);
	return 7 * week + synthetic_below(random, 7);
}

static void
draw_kraamzorg(Random *random, int year, Pregnancy *pregnancy)
{
	static const double hours_class[4] = {0.09, 0.62, 0.15, 0.14};	/* below 24, to 48, to 49, from 49 */
	double		none = trend_in(no_kraamzorg_percent, year) / 100;

	pregnancy->hospital_stay = chance(random, 0.18);
	if (!pregnancy->household.insured_mother)
		pregnancy->kraamzorg_hours = -1;
	else if (chance(random, none))
		pregnancy->kraamzorg_hours = 0;
	else
	{
		/* In quarters of an hour; 24, 48.5 and 49 exactly are among them. */
		switch (choose(random, hours_class, 4))
		{
			case 0:
				pregnancy->kraamzorg_hours = 3 + synthetic_below(random, 84) / 4.0;
				break;
			case 1:
				pregnancy->kraamzorg_hours = 24 + synthetic_below(random, 96) / 4.0;
				break;
			case 2:
				pregnancy->kraamzorg_hours = 48 + synthetic_below(random, 4) / 4.0;
				break;
			default:
				pregnancy->kraamzorg_hours = 49 + synthetic_below(random, 125) / 4.0;
		}
	}
}

static void
draw_pregnancy(int64 seed, int year, int64 row, int children, Pregnancy *pregnancy)
{
	static const double parity[5] = {0.45, 0.36, 0.13, 0.04, 0.02};
	Random		random = random_of(seed, year, row);
	int			days = synthetic_days_in_year(year);
	bool		risk;
	int			ga_days;
	bool		ga_in_weeks;
	double		x;

	pregnancy->first_row = pregnancy->mother_row = row;
	pregnancy->children = children;
	pregnancy->place = draw_place(&random, year);
	pregnancy->moved = chance(&random, 0.015);
	draw_household(&random, &pregnancy->place, year, &pregnancy->household);
	risk = pregnancy->household.factors > 0;
	pregnancy->mother_linked = !chance(&random, 0.012);
	pregnancy->father_linked = pregnancy->mother_linked && !chance(&random, 0.036);

	pregnancy->birth_day = synthetic_below(&random, days);
	/* Registered in December, born in the first days of January. */
	if (pregnancy->birth_day == days - 1 && chance(&random, 0.05))
		pregnancy->birth_day = days + synthetic_below(&random, 2);
	pregnancy->parity = choose(&random, parity, 5);

	ga_days = draw_ga_days(&random, year, local_factor(&pregnancy->place, 0.06) * (risk ? 1.2 : 0.914), children > 1);
	ga_in_weeks = chance(&random, 0.02);
	if (ga_in_weeks)
		ga_days -= ga_days % 7;

	pregnancy->first_visit = NOT_KNOWN;
	if (!chance(&random, 0.02))
	{
		double		late = 0.150 * local_factor(&pregnancy->place, 0.2) * (risk ? 1.4 : 0.829);

		if (chance(&random, late))
		{
			x = synthetic_uniform(&random);
			pregnancy->first_visit = 71 + (int) (120 * x * x * x);
		}
		else
			pregnancy->first_visit = 40 + synthetic_below(&random, 16) + synthetic_below(&random, 16);
		pregnancy->first_visit = Min(pregnancy->first_visit, ga_days);
	}

	/* Once in secondary care, there until the end. */
	x = synthetic_uniform(&random);
	pregnancy->line[0] = x < (pregnancy->parity == 0 ? 0.899 : 0.86) ? 1 : 2;
	pregnancy->line[1] = x < (pregnancy->parity == 0 ? 0.532 : 0.60) ? 1 : 2;
	pregnancy->line[2] = x < (pregnancy->parity == 0 ? 0.185 : 0.39) ? 1 : 2;

	draw_kraamzorg(&random, year, pregnancy);
	pregnancy->any_live_birth = false;
	for (int i = 0; i < children; i++)
	{
		draw_child(&random, year, ga_days, ga_in_weeks, pregnancy, i, &pregnancy->child[i]);
		pregnancy->any_live_birth |= pregnancy->child[i].live_born;
	}
}

/*
 * The pregnancies of one block of rows, and how many they are. The last block
 * of n rows has no multiples when it is not complete.
 */
int
synthetic_pregnancies(int64 n, int64 seed, int year, int64 block, Pregnancy *pregnancies)
{
	int64		first_row = block * BLOCK_ROWS;
	int			rows = (int) Min(n - first_row, BLOCK_ROWS);
	Random		random = random_of(seed, year, -1 - block);
	bool		triplets = chance(&random, 0.0002) && rows == BLOCK_ROWS;
	int			count = 0;
	int			children;

	for (int row = 0; row < rows; row += children)
	{
		children = triplets ? 3 : 1;
		if (!triplets && row % 2 == 0 && chance(&random, 0.0297) && rows == BLOCK_ROWS)
			children = 2;
		draw_pregnancy(seed, year, first_row + row, children, &pregnancies[count++]);
	}

	/* One woman, two deliveries in one calendar year. */
	if (count > 1 && chance(&random, 0.0006))
	{
		Pregnancy  *first = &pregnancies[0];
		Pregnancy  *second = &pregnancies[count - 1];

		first->birth_day = synthetic_below(&random, 15);
		second->birth_day = synthetic_days_in_year(year) - 1 - synthetic_below(&random, 15);
		second->mother_row = first->mother_row;
		second->mother_linked = first->mother_linked = true;
		second->household = first->household;
		second->place = first->place;
		second->parity = first->parity + 1;
	}
	/* The same child entered twice. */
	else if (count == BLOCK_ROWS && chance(&random, 0.00012))
	{
		Pregnancy  *copy = &pregnancies[count - 1];

		*copy = pregnancies[count - 2];
		copy->child[0].row = first_row + count - 1;
	}
	return count;
}
