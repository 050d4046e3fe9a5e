/*-------------------------------------------------------------------------
 *
 * tally.h
 *		Counters of many definitions at once, as small as they can be.
 *
 * A scan over microdata has many groups, and most of them are small: counters
 * have 32 bits for as long as each is known to fit, and 64 from then on. Free
 * of PostgreSQL; the caller brings the memory.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_TALLY_H
#define KANSRIJK_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The counters stand behind the struct: numerator, denominator and unknown of
 * each definition.
 */
typedef struct Tally
{
	uint32_t	bound;			/* no counter is more, or TALLY_WIDE */
	int32_t		definitions;
} Tally;

#define TALLY_WIDE			UINT32_MAX	/* counters of 64 bits */
#define TALLY_NARROW_MAX	(UINT32_MAX - 1)

/* What a boolean of a row is. */
typedef enum TallyAnswer
{
	TALLY_NO,
	TALLY_YES,
	TALLY_UNKNOWN
} TallyAnswer;

/* Of each definition: the booleans that are its scope and its event. */
typedef struct TallyPair
{
	uint8_t		scope;
	uint8_t		event;
} TallyPair;

extern size_t tally_size(int32_t definitions, bool is_wide);

/* All counters 0; "absent": no definition has counts, until some are added. */
extern void tally_init(Tally *tally, int32_t definitions, bool is_wide, bool absent);

/* The same in counters of 64 bits. */
extern void tally_widen(const Tally *narrow, Tally *wide);

/* Whether each counter can become this much more; a narrow tally is widened before. */
static inline bool
tally_has_room(const Tally *tally, uint64_t more)
{
	return tally->bound == TALLY_WIDE || more <= TALLY_NARROW_MAX - tally->bound;
}

/* One row, for which there is room. */
extern void tally_count(Tally *tally, const TallyPair *pairs, const uint8_t *answers);

/*
 * Counts of one definition, for which there is room; the bound is then raised by
 * tally_raise(), once for all definitions. False: more than 64 bits.
 */
extern bool tally_add(Tally *tally, int32_t definition, const int64_t counts[3]);
extern void tally_raise(Tally *tally, uint64_t more);

/* The counts of a definition; false: it has none. */
extern bool tally_get(const Tally *tally, int32_t definition, int64_t counts[3]);

#endif							/* KANSRIJK_TALLY_H */
