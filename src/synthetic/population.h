/*-------------------------------------------------------------------------
 *
 * population.h
 *		A synthetic population of births: nobody in it exists.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_POPULATION_H
#define KANSRIJK_POPULATION_H

#include "postgres.h"

/* Rows are made in blocks, so that a multiple never straddles two of them. */
#define BLOCK_ROWS 6

#define MAX_ROWS INT64CONST(999999999)
#define MIN_YEAR 1990
#define MAX_YEAR 2090

#define NOT_KNOWN (-1)			/* of a field that is not negative when known */

#define MUNICIPALITIES 355
#define DISSOLVED 3				/* municipalities that end with 2018 */
#define PROVINCES 12
#define DISTRICTS 7				/* stadsdelen of Amsterdam */
#define LAST_YEAR_DISSOLVED 2018

typedef struct Municipality
{
	int			province;
	double		share;			/* of all births */
	double		cumulative;		/* up to and including this one */
	int			wijken;
	int			postcodes;
	int			first_postcode;
} Municipality;

/* A part of today's municipality that was in another one up to 2018. */
typedef struct Dissolution
{
	int			from;			/* index of the dissolved one, from MUNICIPALITIES */
	int			into;
	double		part;			/* of the area of "into", counted from its start */
	int			province;		/* of the dissolved one */
} Dissolution;

#define DISSOLUTIONS 4

typedef struct Place
{
	int			municipality;	/* NOT_KNOWN when the mother lives abroad */
	int			then;			/* the same in the classification of the year */
	int			province;		/* in that classification */
	int			district;		/* of Amsterdam, or NOT_KNOWN */
	int			wijk;			/* within the municipality */
	int			postcode;		/* NOT_KNOWN or number in the country */
} Place;

/* What is known of the parents' household on 31 December before the birth. */
typedef struct Household
{
	bool		single_parent;
	bool		low_income;
	bool		debts;
	bool		mental;
	int			factors;		/* how many of these four */
	bool		assistance;
	int			social_minimum; /* income in percent of it, or NOT_KNOWN */
	int			percentile;		/* of income, or NOT_KNOWN */
	enum
	{
		DEBT_NONE, DEBT_PROBLEMATIC, DEBT_ARREARS, DEBT_WSNP
	}			debt_kind;
	bool		debt_of_mother; /* else of the father */
	bool		mental_of_mother;
	bool		mental_care;
	bool		medication;
	bool		insured_mother; /* health insurance data are known */
	bool		insured_father;
	bool		vulnerable;
	int			education[2];	/* mother, father; NOT_KNOWN */
	int			origin[2];		/* 0 NL, 1 western, 2 non-western */
	int			birth_year[2];
} Household;

typedef struct Child
{
	int64		row;			/* its own, also for a duplicate */
	int			ga_days;		/* NOT_KNOWN */
	bool		ga_in_weeks;
	int			grams;			/* NOT_KNOWN, or a code for unknown: 0, 9999 */
	int			percentile;		/* in hundredths; NOT_KNOWN */
	int			sex;			/* 1, 2, 3, NOT_KNOWN */
	int			birth_order;
	int			mortality;		/* code 0-6 */
	bool		live_born;
	int			death_day;		/* after birth, or NOT_KNOWN */
	int			apgar5;			/* NOT_KNOWN */
	bool		nicu;
	bool		picu;
	bool		anomaly;
	bool		has_id;
	int64		id_row;			/* row that names the child: differs for a duplicate */
	uint64		later;			/* seed of what happens after birth */
} Child;

typedef struct Pregnancy
{
	int64		first_row;
	int64		mother_row;		/* row that names the mother */
	bool		mother_linked;
	bool		father_linked;
	int			children;
	int			birth_day;		/* days after 1 January of the year; may fall in the next year */
	int			parity;
	int			first_visit;	/* days, NOT_KNOWN */
	int			line[3];		/* booking, onset, delivery */
	Place		place;
	bool		moved;			/* area known on 31 December only */
	Household	household;
	double		kraamzorg_hours;	/* negative: unknown */
	bool		hospital_stay;
	bool		any_live_birth;
	Child		child[3];
} Pregnancy;

typedef struct Random
{
	uint64		state;
} Random;

extern const char *const synthetic_province[PROVINCES];
extern const char *const synthetic_district[DISTRICTS];
extern const Dissolution synthetic_dissolution[DISSOLUTIONS];

extern const Municipality *synthetic_municipalities(void);
extern int	synthetic_pregnancies(int64 n, int64 seed, int year, int64 block,
								  Pregnancy *pregnancies);
extern double synthetic_uniform(Random *random);
extern int	synthetic_below(Random *random, int limit);
extern int	synthetic_days_in_year(int year);

#endif							/* KANSRIJK_POPULATION_H */
