/*-------------------------------------------------------------------------
 *
 * joint.h
 *		Definitions that count the same units, as sets of atoms.
 *
 * What the definitions say of a unit is its state: a letter each, "o" out of
 * scope, "y" and "n" with and without the event, "u" unknown. Units in the same
 * state are an atom, so a numerator and a denominator are sets of atoms: vectors
 * of zeros and ones. Vector 2 * i is the numerator of definition i, counted from
 * 0, and the next its denominator.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_PUBLICATION_JOINT_H
#define KANSRIJK_PUBLICATION_JOINT_H

#include "kansrijk.h"

#include "utils/array.h"

#define MAX_DEFINITIONS 64
#define MAX_VECTORS (2 * MAX_DEFINITIONS)
#define MAX_ATOMS 8192

typedef uint128 VectorSet;		/* a bit for each vector, for each that is unlike, or for each of a basis */

#define VECTOR_BIT(i) ((VectorSet) 1 << (i))

typedef struct Atoms
{
	int			definitions;
	int			count;
	bool	   *set[MAX_VECTORS];	/* by atom */
	int		   *place;			/* by atom: among all */
} Atoms;

/* Independent vectors: reduced, with how each is made of the originals. */
typedef struct Span
{
	int			atoms;
	int			rank;
	uint64	   *row[MAX_VECTORS];	/* by atom; 1 at its pivot, where other rows are 0 */
	int			pivot[MAX_VECTORS];
	uint64	   *made_of[MAX_VECTORS];	/* by vector */
	int			member[MAX_VECTORS];	/* the vectors of the basis */
} Span;

/* A set that vectors add up to. */
typedef struct FoundSet
{
	int			size;
	uint64	   *has_atom;		/* a bit each */
	bool	   *has_row;		/* by row of the span */
} FoundSet;

typedef struct LeastSets
{
	int			count;
	FoundSet   *set;
} LeastSets;

/* What a set is of some definition. */
#define ROLE_NUMERATOR 1
#define ROLE_COMPLEMENT 2
#define ROLE_DENOMINATOR 4
#define ROLE_EVERYBODY 8		/* a denominator, of which others are known to be nobody */

/* A set that can be computed: the sum of factors times vectors, divided. */
typedef struct KnownSet
{
	bool	   *in_all;			/* by atom, of all */
	int			terms;
	int16	   *vector;
	int64	   *factor;
	int64		divisor;
	VectorSet	vectors;		/* those of the basis, or those that are unlike, that it takes */
	int			roles;
	bool		is_exact;		/* over all atoms */
	bool		is_certain;		/* not only of units of which something is unknown */
} KnownSet;

/* What follows from vectors that are known, where some atoms are known to be empty. */
typedef struct Consequences
{
	int			sets;			/* all others are unions of these, without overlap */
	KnownSet   *set;
	VectorSet	zeros_of_basis; /* vectors that are not known, and zero by it, of the basis */
	VectorSet	zeros_of_every; /* ... and of those that are unlike */
	VectorSet	told_of_basis;	/* vectors that are not known, and follow by it */
	VectorSet	told_of_every;
	VectorSet	bound_of_basis; /* vectors that hang together by it */
	bool		tells_others;	/* that others hang together, here or in cells that this one consists of */
} Consequences;

typedef struct JointPlan
{
	MemoryContext context;
	ArrayType  *states;			/* as it was called */
	Atoms		all;
	Atoms		certain;		/* those in which nothing is unknown */
	int			unlike;			/* vectors that are unlike over all atoms */
	int			every[MAX_VECTORS];	/* the first of each */
	int16		in_every[MAX_VECTORS];	/* number among those, from 1; 0: it is nothing */
	VectorSet	made_of[MAX_VECTORS];	/* by number: of which others it is made, of earlier ones; 0: of none */
	Span		basis;			/* a basis over the atoms that are certain */
	int16		in_basis[MAX_VECTORS];	/* number in the basis, from 1; 0: it is a combination */
	VectorSet	support[MAX_VECTORS];	/* of which vectors of that basis each is made */
	bool		is_alike[MAX_VECTORS];	/* equal in the basis is equal over all atoms, and the other way round */
	struct HTAB *emptinesses;	/* sets of atoms that were seen to be empty, and a number for each */
	MemoryContext of_consequences;
	struct HTAB *consequences;
} JointPlan;

pg_noreturn extern void joint_too_many(void);
extern uint64 *joint_numbers(const bool *set, int atoms);
extern void joint_subtract(uint64 *from, const uint64 *row, uint64 factor, int length);
extern bool joint_express(const Span *span, uint64 *vector, uint64 *combination);
extern void joint_add_to_span(Span *span, uint64 *rest, const uint64 *combination, int vector);
extern VectorSet joint_support(const Span *span, const uint64 *combination);
extern int64 joint_fractions(const uint64 *combination, int64 *numerator);

extern LeastSets joint_least_sets(const Span *span);

extern JointPlan *joint_plan_of(ArrayType *states);
extern const Consequences *joint_consequences(JointPlan *plan, VectorSet of_basis, VectorSet of_every,
											  const bool *is_empty);

#endif							/* KANSRIJK_PUBLICATION_JOINT_H */
