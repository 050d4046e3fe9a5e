/*-------------------------------------------------------------------------
 *
 * synthetic.c
 *		The synthetic population as SQL functions that return rows.
 *
 * Every function walks the same blocks of the same population and puts out its
 * own part of it, so that their rows fit together when they are called with
 * the same arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "synthetic/population.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/rangetypes.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(kansrijk_synthetic_births);
PG_FUNCTION_INFO_V1(kansrijk_synthetic_parents);
PG_FUNCTION_INFO_V1(kansrijk_synthetic_kraamzorg);
PG_FUNCTION_INFO_V1(kansrijk_synthetic_episodes);
PG_FUNCTION_INFO_V1(kansrijk_synthetic_examinations);
PG_FUNCTION_INFO_V1(kansrijk_synthetic_mothers);
PG_FUNCTION_INFO_V1(kansrijk_synthetic_areas);
PG_FUNCTION_INFO_V1(kansrijk_synthetic_area_transitions);

#define MAX_COLUMNS 40
#define TEXT_BUFFERS 16
#define TEXT_LENGTH 64

/* One row while it is put together; its short texts live in it. */
typedef struct Row
{
	Tuplestorestate *store;
	TupleDesc	descriptor;
	int			columns;
	int			texts;
	Datum		value[MAX_COLUMNS];
	bool		isnull[MAX_COLUMNS];
	union
	{
		int32		header;
		char		bytes[VARHDRSZ + TEXT_LENGTH];
	}			text[TEXT_BUFFERS];
} Row;

/* The arguments that most of the functions share. */
typedef struct Population
{
	int64		n;
	int64		seed;
	int			year;
	DateADT		first_day;
	TypeCacheEntry *daterange;
} Population;

typedef void (*PutPregnancy) (Row *row, const Population *population, const Pregnancy *pregnancy);

static void
begin_rows(FunctionCallInfo fcinfo, Row *row)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	row->store = result->setResult;
	row->descriptor = result->setDesc;
	row->columns = row->texts = 0;
}

static void
end_row(Row *row)
{
	Assert(row->columns == row->descriptor->natts);
	tuplestore_putvalues(row->store, row->descriptor, row->value, row->isnull);
	row->columns = row->texts = 0;
}

static inline void
put(Row *row, Datum value, bool isnull)
{
	row->value[row->columns] = value;
	row->isnull[row->columns++] = isnull;
}

static void
put_text_n(Row *row, const char *text, int length)
{
	char	   *buffer;

	if (text == NULL)
	{
		put(row, (Datum) 0, true);
		return;
	}
	Assert(row->texts < TEXT_BUFFERS && length <= TEXT_LENGTH);
	buffer = row->text[row->texts++].bytes;
	SET_VARSIZE(buffer, VARHDRSZ + length);
	memcpy(VARDATA(buffer), text, length);
	put(row, PointerGetDatum(buffer), false);
}

static inline void
put_text(Row *row, const char *text)
{
	put_text_n(row, text, text == NULL ? 0 : (int) strlen(text));
}

static inline void
put_int16(Row *row, int value)
{
	put(row, Int16GetDatum((int16) value), value == NOT_KNOWN);
}

static inline void
put_bool(Row *row, bool value)
{
	put(row, BoolGetDatum(value), false);
}

static inline void
put_date(Row *row, DateADT value)
{
	put(row, DateADTGetDatum(value), false);
}

/* Decimal digits of a number, with leading zeros. */
static inline void
digits(char *buffer, int64 number, int length)
{
	for (int i = length - 1; i >= 0; i--)
	{
		buffer[i] = '0' + number % 10;
		number /= 10;
	}
}

/* The number of a row: unique over the years. */
static inline int64
row_id(const Population *population, int64 row)
{
	return population->year * (MAX_ROWS + 1) + row + 1;
}

/*
 * Kind of identifier, and the identifier: SM, SC or SF (mother, child, father),
 * year and row, visibly no pseudonym of anybody. Kind G is not linked.
 */
static void
put_person(Row *row, const Population *population, char kind, char role, int64 person)
{
	char		id[15] = {'S', role};

	digits(id + 2, population->year, 4);
	digits(id + 6, person + 1, 9);
	put_text_n(row, &kind, 1);
	put_text_n(row, kind == 'G' ? NULL : id, sizeof(id));
}

/* S and three digits; number 1 is Amsterdam. */
static void
municipality_code(char *buffer, int municipality)
{
	buffer[0] = 'S';
	digits(buffer + 1, municipality + 1, 3);
}

static void
put_municipality(Row *row, int municipality)
{
	char		code[4];

	municipality_code(code, municipality);
	put_text_n(row, municipality == NOT_KNOWN ? NULL : code, sizeof(code));
}

static void
put_wijk(Row *row, int municipality, int wijk)
{
	char		code[6];

	municipality_code(code, municipality);
	digits(code + 4, wijk + 1, 2);
	put_text_n(row, municipality == NOT_KNOWN ? NULL : code, sizeof(code));
}

static void
put_postcode(Row *row, int postcode)
{
	static const char digit[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	char		code[4] = {'S'};

	if (postcode == NOT_KNOWN)
	{
		put_text(row, NULL);
		return;
	}
	code[1] = digit[postcode / 1296 % 36];
	code[2] = digit[postcode / 36 % 36];
	code[3] = digit[postcode % 36];
	put_text_n(row, code, sizeof(code));
}

/*
 * Call put_pregnancy for every pregnancy of the population.
 */
static Datum
put_population(FunctionCallInfo fcinfo, PutPregnancy put_pregnancy)
{
	Population	population;
	Row		   *row;
	Pregnancy	pregnancies[BLOCK_ROWS];
	MemoryContext row_context;
	MemoryContext old_context;

	population.n = PG_GETARG_INT64(0);
	population.seed = PG_GETARG_INT64(1);
	population.year = PG_GETARG_INT32(2);
	if (population.n < 0 || population.n > MAX_ROWS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of synthetic births must be from 0 to " INT64_FORMAT, MAX_ROWS)));
	if (population.year < MIN_YEAR || population.year > MAX_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("year of synthetic births must be from %d to %d", MIN_YEAR, MAX_YEAR)));
	population.first_day = date2j(population.year, 1, 1) - POSTGRES_EPOCH_JDATE;
	population.daterange = lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO);

	row = palloc(sizeof(Row));
	begin_rows(fcinfo, row);
	row_context = AllocSetContextCreate(CurrentMemoryContext, "synthetic rows", ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(row_context);
	for (int64 block = 0; block * BLOCK_ROWS < population.n; block++)
	{
		int			count;

		CHECK_FOR_INTERRUPTS();
		count = synthetic_pregnancies(population.n, population.seed, population.year, block, pregnancies);
		for (int i = 0; i < count; i++)
			put_pregnancy(row, &population, &pregnancies[i]);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(row_context);
	return (Datum) 0;
}

/* An entry that repeats another one; its people are there already. */
static inline bool
is_copy(const Pregnancy *pregnancy)
{
	return pregnancy->child[0].row != pregnancy->first_row;
}

static void
put_births(Row *row, const Population *population, const Pregnancy *pregnancy)
{
	const Place *place = &pregnancy->place;
	DateADT		birth_date = population->first_day + pregnancy->birth_day;

	for (int i = 0; i < pregnancy->children; i++)
	{
		const Child *child = &pregnancy->child[i];

		put(row, Int64GetDatum(row_id(population, child->row)), false);
		put(row, Int64GetDatum(row_id(population, pregnancy->first_row)), false);
		put_text(row, "synthetisch");
		put_int16(row, population->year);
		put_date(row, birth_date);
		put_bool(row, child->live_born);
		put_int16(row, child->ga_days);
		put_text(row, child->ga_days == NOT_KNOWN ? NULL : child->ga_in_weeks ? "weeks" : "days");
		put_int16(row, child->grams);
		put_int16(row, child->sex);
		put_int16(row, pregnancy->children);
		put_int16(row, child->birth_order);
		put_int16(row, child->mortality);
		put(row, DateADTGetDatum(birth_date + child->death_day), child->death_day == NOT_KNOWN);
		put_int16(row, pregnancy->parity);
		put_int16(row, pregnancy->first_visit);
		if (child->percentile == NOT_KNOWN)
			put(row, (Datum) 0, true);
		else
			put(row, NumericGetDatum(int64_div_fast_to_numeric(child->percentile, 2)), false);
		put_int16(row, child->apgar5);
		put_bool(row, child->nicu);
		put_bool(row, child->picu);
		put_bool(row, child->anomaly);
		for (int moment = 0; moment < 3; moment++)
			put_int16(row, pregnancy->line[moment]);
		put_person(row, population, pregnancy->mother_linked ? 'R' : 'G', 'M', pregnancy->mother_row);
		/* A stillborn child has an id of a kind of its own. */
		put_person(row, population, !child->has_id ? 'G' : child->live_born ? 'R' : 'D', 'C', child->id_row);
		put_person(row, population, pregnancy->father_linked ? 'R' : 'G', 'F', pregnancy->mother_row);
		put_text(row, place->province == NOT_KNOWN ? NULL : synthetic_province[place->province]);
		put_municipality(row, place->then);
		put_postcode(row, place->postcode);
		put_wijk(row, place->then, place->wijk);
		put_text(row, place->district == NOT_KNOWN ? NULL : synthetic_district[place->district]);
		put_date(row, pregnancy->moved ? population->first_day + synthetic_days_in_year(population->year) - 1 : birth_date);
		put(row, NumericGetDatum(int64_to_numeric(1)), false);
		end_row(row);
	}
}

Datum
kansrijk_synthetic_births(PG_FUNCTION_ARGS)
{
	return put_population(fcinfo, put_births);
}

/*
 * The mother and the delivery, as a registration has them. What happened at
 * the delivery follows from one draw a pregnancy, so that twins agree.
 */
static void
put_mothers(Row *row, const Population *population, const Pregnancy *pregnancy)
{
	static const char *const languages[] = {"nl", "ar", "tr", "pl", "en"};
	const Household *household = &pregnancy->household;
	Random		random = {pregnancy->child[0].later + 1};
	int			age = population->year - household->birth_year[0] - synthetic_below(&random, 2);
	bool		smokes = synthetic_uniform(&random) < 0.04 + 0.06 * household->factors;
	bool		smoking_known = synthetic_uniform(&random) >= 0.02;
	bool		previous = pregnancy->parity > 0 && synthetic_uniform(&random) < 0.17;
	double		lie = synthetic_uniform(&random) / (pregnancy->children > 1 ? 5 : 1);
	const char *presentation = lie < 0.04 ? "breech" : lie < 0.045 ? "other" : "cephalic";
	bool		primary = pregnancy->line[2] == 1;	/* the midwife: nothing happened */
	double		begin = primary ? 1 : synthetic_uniform(&random) / (lie < 0.045 || previous ? 3 : 1);
	const char *onset = begin < 0.1 ? "caesarean" : begin < 0.4 ? "induced" : "spontaneous";
	double		end = primary ? 1 : synthetic_uniform(&random) /
		(lie < 0.045 || previous ? 3 : pregnancy->parity == 0 ? 1.5 : 0.5);
	const char *mode = begin < 0.1 ? "caesarean_planned" : end < 0.08 ? "caesarean_unplanned" :
		end < 0.16 ? "instrumental" : "spontaneous";
	const char *place = !primary ? "hospital" : synthetic_uniform(&random) < 0.6 ? "home" : "birth_centre";
	int			bmi = 190 + (int) (30 * (synthetic_uniform(&random) + synthetic_uniform(&random) + synthetic_uniform(&random)));
	bool		bmi_known;
	const char *language;

	if (synthetic_uniform(&random) < 0.12)
		bmi += synthetic_below(&random, 120);
	bmi_known = synthetic_uniform(&random) >= 0.05;
	language = languages[household->origin[0] == 0 || synthetic_uniform(&random) < 0.6 ? 0 :
						 1 + synthetic_below(&random, 4)];

	for (int i = 0; i < pregnancy->children; i++)
	{
		put(row, Int64GetDatum(row_id(population, pregnancy->child[i].row)), false);
		put_int16(row, age);
		put(row, BoolGetDatum(smokes), !smoking_known);
		put_text(row, mode);
		put_text(row, onset);
		put_text(row, place);
		put_text(row, presentation);
		put_bool(row, previous);
		put(row, bmi_known ? NumericGetDatum(int64_div_fast_to_numeric(bmi, 1)) : (Datum) 0, !bmi_known);
		put_text(row, language);
		end_row(row);
	}
}

Datum
kansrijk_synthetic_mothers(PG_FUNCTION_ARGS)
{
	return put_population(fcinfo, put_mothers);
}

static void
put_parent(Row *row, const Population *population, const Pregnancy *pregnancy, int parent, int year)
{
	static const char *const origin[3] = {"NL", "westers", "niet-westers"};
	const Household *household = &pregnancy->household;
	bool		in_debt = household->debts && household->debt_of_mother == (parent == 0);
	bool		in_care = household->mental && household->mental_of_mother == (parent == 0);
	bool		insured = parent == 0 ? household->insured_mother : household->insured_father;

	put_person(row, population, 'R', parent == 0 ? 'M' : 'F', pregnancy->mother_row);
	put_int16(row, year);
	put_date(row, date2j(year, 12, 31) - POSTGRES_EPOCH_JDATE);
	put_bool(row, household->single_parent);
	put_int16(row, household->percentile);
	put(row, NumericGetDatum(int64_to_numeric(household->social_minimum)), household->social_minimum == NOT_KNOWN);
	put_bool(row, household->assistance);
	put_bool(row, in_debt && household->debt_kind == DEBT_WSNP);
	put_bool(row, in_debt && household->debt_kind == DEBT_ARREARS);
	put_bool(row, in_debt && (household->debt_kind == DEBT_PROBLEMATIC || household->debt_kind == DEBT_WSNP));
	put(row, BoolGetDatum(in_care && household->mental_care), !insured);
	put(row, BoolGetDatum(in_care && household->medication), !insured);
	put_bool(row, household->vulnerable);
	put_int16(row, household->education[parent]);
	put_text(row, origin[household->origin[parent]]);
	put_int16(row, household->birth_year[parent]);
	end_row(row);
}

static void
put_parents(Row *row, const Population *population, const Pregnancy *pregnancy)
{
	/* A mother of two pregnancies was put out with the first. */
	if (is_copy(pregnancy) || pregnancy->mother_row != pregnancy->first_row)
		return;
	if (pregnancy->mother_linked)
	{
		put_parent(row, population, pregnancy, 0, population->year - 1);
		put_parent(row, population, pregnancy, 0, population->year);
	}
	if (pregnancy->father_linked)
		put_parent(row, population, pregnancy, 1, population->year - 1);
}

Datum
kansrijk_synthetic_parents(PG_FUNCTION_ARGS)
{
	return put_population(fcinfo, put_parents);
}

static void
put_trajectory(Row *row, const Population *population, const Pregnancy *pregnancy, int64 number, DateADT month,
			   int64 hundredths)
{
	bool		known = pregnancy->kraamzorg_hours >= 0;

	put(row, Int64GetDatum(number), false);
	put_person(row, population, 'R', 'M', pregnancy->mother_row);
	put_date(row, month);
	put(row, known ? NumericGetDatum(int64_div_fast_to_numeric(hundredths, 2)) : (Datum) 0, !known);
	put(row, BoolGetDatum(pregnancy->hospital_stay), !known);
	put_bool(row, known);
	end_row(row);
}

static void
put_kraamzorg(Row *row, const Population *population, const Pregnancy *pregnancy)
{
	int64		number = row_id(population, pregnancy->first_row);
	int64		hundredths = (int64) (pregnancy->kraamzorg_hours * 100);
	int64		second = 0;
	DateADT		first_of_month;
	int			year;
	int			month;
	int			day;

	if (is_copy(pregnancy) || !pregnancy->mother_linked || !pregnancy->any_live_birth)
		return;
	j2date(population->first_day + pregnancy->birth_day + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	/* Some claims name the month before. */
	if (pregnancy->child[0].later % 500 == 0 && month > 1)
		month--;
	first_of_month = date2j(year, month, 1) - POSTGRES_EPOCH_JDATE;
	/* Who changes her insurer has a second trajectory, under a number of its own. */
	if (hundredths > 0 && pregnancy->child[0].later % 200 == 7)
		second = hundredths / 3;
	put_trajectory(row, population, pregnancy, number, first_of_month, hundredths - second);
	if (second > 0)
		put_trajectory(row, population, pregnancy, -number, first_of_month, second);
}

Datum
kansrijk_synthetic_kraamzorg(PG_FUNCTION_ARGS)
{
	return put_population(fcinfo, put_kraamzorg);
}

/* From start up to but not including end; end 0 is open. */
static void
put_episode(Row *row, const Population *population, char role, int64 person, const char *kind, DateADT start,
			DateADT end)
{
	RangeBound	lower = {.val = DateADTGetDatum(start), .inclusive = true, .lower = true};
	RangeBound	upper = {.val = DateADTGetDatum(end), .infinite = (end == 0)};

	put_person(row, population, 'R', role, person);
	put_text(row, kind);
	put(row, RangeTypePGetDatum(make_range_hard(population->daterange, &lower, &upper, false)), false);
	end_row(row);
}

static void
put_episodes(Row *row, const Population *population, const Pregnancy *pregnancy)
{
	static const struct
	{
		const char *kind;
		double		rate;
	}			problem[] = {
		{"excessive_crying", 0.0178}, {"sleeping_disorder", 0.001}, {"eating_disorder", 0.002},
		{"threatened_development", 0.001}
	};
	const Household *household = &pregnancy->household;
	DateADT		birth_date = population->first_day + pregnancy->birth_day;

	if (is_copy(pregnancy))
		return;
	if (pregnancy->mother_linked && pregnancy->mother_row == pregnancy->first_row &&
		household->debts && household->debt_of_mother && household->debt_kind == DEBT_WSNP)
		put_episode(row, population, 'M', pregnancy->mother_row, "wsnp", birth_date - 400, birth_date + 695);
	if (pregnancy->mother_linked && pregnancy->any_live_birth && pregnancy->hospital_stay)
		put_episode(row, population, 'M', pregnancy->mother_row, "hospital", birth_date, birth_date + 3);

	for (int i = 0; i < pregnancy->children; i++)
	{
		const Child *child = &pregnancy->child[i];
		Random		random = {child->later};
		double		x;
		DateADT		start;
		DateADT		end;

		if (!child->live_born || !child->has_id || child->mortality != 0)
			continue;
		x = synthetic_uniform(&random) / (household->factors > 1 ? 3.5 : household->factors == 1 ? 1.3 : 0.7);
		start = birth_date + synthetic_below(&random, 500);
		end = start + 30 + synthetic_below(&random, 600);
		if (x < 0.0026)
		{
			/* At the same time; one in five still lasts. */
			put_episode(row, population, 'C', child->id_row, "child_protection", start,
						synthetic_below(&random, 5) == 0 ? 0 : end);
			put_episode(row, population, 'C', child->id_row, "residential_care", start + synthetic_below(&random, 20), end - 5);
		}
		else if (x < 0.0029)
		{
			/* One after the other: they touch and do not overlap. */
			put_episode(row, population, 'C', child->id_row, "child_protection", start, end);
			put_episode(row, population, 'C', child->id_row, "residential_care", end, end + 100);
		}
		else if (x < 0.0089)
			put_episode(row, population, 'C', child->id_row, "child_protection", start, end);
		else if (x < 0.0109)
			put_episode(row, population, 'C', child->id_row, "residential_care", start, end);
		for (int p = 0; p < lengthof(problem); p++)
			if (synthetic_uniform(&random) < problem[p].rate)
			{
				start = birth_date + 20 + synthetic_below(&random, 300);
				put_episode(row, population, 'C', child->id_row, problem[p].kind, start,
							start + 10 + synthetic_below(&random, 120));
			}
	}
}

Datum
kansrijk_synthetic_episodes(PG_FUNCTION_ARGS)
{
	return put_population(fcinfo, put_episodes);
}

/*
 * Examinations around the second birthday, of the 9 of 37 organisations that
 * deliver data; one of these has no language items.
 */
static void
put_examinations(Row *row, const Population *population, const Pregnancy *pregnancy)
{
	int			organisation = pregnancy->place.municipality * 37 / MUNICIPALITIES;

	if (is_copy(pregnancy) || pregnancy->place.municipality == NOT_KNOWN || organisation % 4 != 1)
		return;
	for (int i = 0; i < pregnancy->children; i++)
	{
		const Child *child = &pregnancy->child[i];
		Random		random = {~child->later};
		bool		recent = population->year + 2 > 2018;
		bool		has_language = organisation != 33;
		int			age_days;
		double		age_months;
		double		cutoff;
		double		bmi;
		double		height;
		double		language;
		char		name[3] = {'J'};

		if (!child->live_born || !child->has_id || child->mortality != 0)
			continue;
		age_days = 729 + synthetic_below(&random, 60);
		age_months = age_days / 30.4375;
		/* IOTF 2000: 18.41 (boys) and 18.02 (girls) at 24 months, then lower. */
		cutoff = (child->sex == 2 ? 18.02 - 0.26 * (age_months - 24) / 6 : 18.41 - 0.28 * (age_months - 24) / 6);
		if (synthetic_uniform(&random) < (recent ? 0.082 : 0.078))
		{
			double		u = synthetic_uniform(&random);

			bmi = cutoff + 0.06 + 3 * u * u;
		}
		else
			bmi = cutoff - 0.06 - 1.9 * (synthetic_uniform(&random) + synthetic_uniform(&random));
		height = (child->sex == 2 ? 81 : 82) + synthetic_below(&random, 120) / 10.0;
		language = synthetic_uniform(&random) / (recent ? 0.062 : 0.055);

		put_person(row, population, 'R', 'C', child->id_row);
		put_date(row, population->first_day + pregnancy->birth_day + age_days);
		put(row, NumericGetDatum(int64_div_fast_to_numeric((int64) (age_months * 100), 2)), false);
		put_int16(row, child->sex);
		put(row, NumericGetDatum(int64_div_fast_to_numeric((int64) (bmi * height * height / 100 + 0.5), 2)), false);
		put(row, NumericGetDatum(int64_div_fast_to_numeric((int64) (height * 10 + 0.5), 1)), false);
		put(row, BoolGetDatum(language >= 1.5), !has_language);
		put(row, BoolGetDatum(language >= 1 && (language < 1.5 || language >= 2)), !has_language);
		digits(name + 1, organisation + 1, 2);
		put_text_n(row, name, sizeof(name));
		put_municipality(row, pregnancy->place.municipality);
		end_row(row);
	}
}

Datum
kansrijk_synthetic_examinations(PG_FUNCTION_ARGS)
{
	return put_population(fcinfo, put_examinations);
}

/* Areas */

typedef struct AreaWriter
{
	Row		   *row;
	int			year;
	TypeCacheEntry *daterange;
} AreaWriter;

/* kind, code, year, name, parent and validity of one area; texts as in C. */
static void
put_area(const AreaWriter *writer, const char *kind, const char *code, const char *name,
		 const char *parent_kind, const char *parent_code, int last_year)
{
	Row		   *row = writer->row;
	RangeBound	lower = {.infinite = true, .lower = true, .inclusive = true};
	RangeBound	upper = {.infinite = true};

	if (last_year != 0)
	{
		upper.infinite = false;
		upper.val = DateADTGetDatum(date2j(last_year + 1, 1, 1) - POSTGRES_EPOCH_JDATE);
	}
	put_text(row, kind);
	put_text(row, code);
	put_int16(row, writer->year);
	put_text(row, name);
	put_text(row, parent_kind);
	put_text(row, parent_code);
	put(row, RangeTypePGetDatum(make_range_hard(writer->daterange, &lower, &upper, false)), false);
	end_row(row);
}

/* The first wijk of a municipality of today that is still its own in the year. */
static double
part_dissolved(int municipality, int year)
{
	if (year <= LAST_YEAR_DISSOLVED)
		for (int i = 0; i < DISSOLUTIONS; i++)
			if (synthetic_dissolution[i].into == municipality)
				return synthetic_dissolution[i].part;
	return 0;
}

static void
put_wijken(const AreaWriter *writer, int municipality, int first, int last)
{
	char		code[8];
	char		parent[8];
	char		name[TEXT_LENGTH];

	for (int wijk = first; wijk <= last; wijk++)
	{
		const char *parent_kind = "gemeente";

		snprintf(code, sizeof(code), "S%03d%02d", municipality + 1, wijk + 1);
		snprintf(name, sizeof(name), "Synthetische wijk %s", code);
		snprintf(parent, sizeof(parent), "S%03d", municipality + 1);
		/* In Amsterdam a wijk lies in a stadsdeel. */
		if (municipality == 0)
			put_area(writer, "wijk", code, name, "stadsdeel", synthetic_district[wijk / 14], 0);
		else
			put_area(writer, "wijk", code, name, parent_kind, parent, 0);
	}
}

Datum
kansrijk_synthetic_areas(PG_FUNCTION_ARGS)
{
	const Municipality *municipality = synthetic_municipalities();
	int			year = PG_GETARG_INT32(0);
	Row		   *row = palloc(sizeof(Row));
	AreaWriter	writer = {row, year, lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO)};
	char		code[8];
	char		name[TEXT_LENGTH];
	int			postcodes;

	if (year < MIN_YEAR || year > MAX_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("year of synthetic areas must be from %d to %d", MIN_YEAR, MAX_YEAR)));
	begin_rows(fcinfo, row);

	put_area(&writer, "land", "NL", "Nederland", NULL, NULL, 0);
	for (int i = 0; i < PROVINCES; i++)
		put_area(&writer, "provincie", synthetic_province[i], synthetic_province[i], "land", "NL", 0);
	for (int i = 0; i < MUNICIPALITIES; i++)
	{
		snprintf(code, sizeof(code), "S%03d", i + 1);
		if (i == 0)
			snprintf(name, sizeof(name), "Amsterdam (synthetisch)");
		else
			snprintf(name, sizeof(name), "Synthetische gemeente %s", code);
		put_area(&writer, "gemeente", code, name, "provincie", synthetic_province[municipality[i].province], 0);
		if (i == 0)
			for (int district = 0; district < DISTRICTS; district++)
				put_area(&writer, "stadsdeel", synthetic_district[district], synthetic_district[district], "gemeente", code, 0);
		put_wijken(&writer, i, (int) (part_dissolved(i, year) * municipality[i].wijken), municipality[i].wijken - 1);
	}
	if (year <= LAST_YEAR_DISSOLVED)
		for (int i = 0; i < DISSOLUTIONS; i++)
		{
			const Dissolution *dissolution = &synthetic_dissolution[i];
			int			wijken = municipality[dissolution->into].wijken;

			snprintf(code, sizeof(code), "S%03d", dissolution->from + 1);
			snprintf(name, sizeof(name), "Synthetische gemeente %s", code);
			if (i == 0 || dissolution->from != synthetic_dissolution[i - 1].from)
			{
				put_area(&writer, "gemeente", code, name, "provincie", synthetic_province[dissolution->province],
					 LAST_YEAR_DISSOLVED);
				put_wijken(&writer, dissolution->from, 0, Min(wijken - 1, (int) (dissolution->part * wijken)));
			}
			/* The second part of a split one: the wijken that the first had not. */
			else
			{
				int			before = (int) (synthetic_dissolution[i - 1].part * municipality[synthetic_dissolution[i - 1].into].wijken);

				put_wijken(&writer, dissolution->from, before + 1, Min(wijken - 1, (int) (dissolution->part * wijken)));
			}
		}
	postcodes = municipality[MUNICIPALITIES - 1].first_postcode + municipality[MUNICIPALITIES - 1].postcodes;
	for (int i = 0; i < postcodes; i++)
	{
		static const char digit[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

		snprintf(code, sizeof(code), "S%c%c%c", digit[i / 1296 % 36], digit[i / 36 % 36], digit[i % 36]);
		snprintf(name, sizeof(name), "Synthetische postcode %s", code);
		put_area(&writer, "pc4", code, name, NULL, NULL, 0);
	}
	return (Datum) 0;
}

Datum
kansrijk_synthetic_area_transitions(PG_FUNCTION_ARGS)
{
	const Municipality *municipality = synthetic_municipalities();
	Row		   *row = palloc(sizeof(Row));

	begin_rows(fcinfo, row);
	for (int i = 0; i < DISSOLUTIONS; i++)
	{
		const Dissolution *dissolution = &synthetic_dissolution[i];
		double		total = 0;
		double		mine = dissolution->part * municipality[dissolution->into].share;

		for (int j = 0; j < DISSOLUTIONS; j++)
			if (synthetic_dissolution[j].from == dissolution->from)
				total += synthetic_dissolution[j].part * municipality[synthetic_dissolution[j].into].share;
		put_municipality(row, dissolution->from);
		put_int16(row, LAST_YEAR_DISSOLVED);
		put_municipality(row, dissolution->into);
		put_int16(row, LAST_YEAR_DISSOLVED + 1);
		put_text(row, NULL);
		put(row, NumericGetDatum(int64_div_fast_to_numeric((int64) (10000 * mine / total + 0.5), 4)), false);
		end_row(row);
	}
	return (Datum) 0;
}
