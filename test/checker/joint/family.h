/*-------------------------------------------------------------------------
 *
 * family.h
 *		Definitions that count the same units, and the units.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CHECKER_JOINT_FAMILY_H
#define CHECKER_JOINT_FAMILY_H

#include <stdbool.h>
#include <stdint.h>

#define MAX_DEFINITIONS 5
#define MAX_STATES 12
#define MAX_LOCATIONS 64

/* A publication of the server, and what there is of it. */
typedef struct Layout
{
	int			definitions;
	int			window_years;
	int			years;
	int			municipalities;
	int			categories;		/* 1: no breakdown */
	bool		has_districts;	/* two wijken and two postal codes a municipality, which cross */
} Layout;

#define LAYOUTS 6
extern const Layout layouts[LAYOUTS];

#define FIRST_YEAR 2001

/* Where and when a unit is counted: the smallest parts of the table. */
typedef struct Location
{
	int			year;
	int			province;
	int			municipality;
	int			district;
	int			postcode;
	int			category;
} Location;

typedef struct Family
{
	int			layout;
	int			states;
	char		state[MAX_STATES][MAX_DEFINITIONS + 1]; /* a letter of "oynu" for each definition */
	int			locations;
	Location	location[MAX_LOCATIONS];
	int			units[MAX_STATES][MAX_LOCATIONS];
	int			min_count;		/* also of complements and denominators */
	bool		protect_zero;
	int			min_suppressed_sum;
	int			released_years;	/* so many were released before the others came */
} Family;

extern void make_family(Family *family, uint64_t seed, int number);

#endif							/* CHECKER_JOINT_FAMILY_H */
