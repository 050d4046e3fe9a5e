/*-------------------------------------------------------------------------
 *
 * determined.c
 *		Cells with the labels that follow from those they have.
 *
 * The rows by municipality and province tell in which province each lies. So
 * the boys of a municipality are boys of that province, and the boys of a
 * province the sum of those, though no row has all three labels.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/determined.h"
#include "sdc/memory.h"

/* More than so many cells for each row of the table are not added. */
#define MOST_CELLS_FOR_A_ROW 16

/* How many labels go with more than one, each counted as often. */
static int32_t
ambiguity_of(const SdcDependency *dependency)
{
	int32_t		ambiguity = 0;

	for (int32_t code = 0; code < dependency->codes; code++)
	{
		int32_t		labels = dependency->start[code + 1] - dependency->start[code];

		ambiguity += labels > 1 ? labels - 1 : 0;
	}
	return ambiguity;
}

/*
 * Of what follows from known labels next, what is told best: the municipality by
 * the district and not by a postal code, of which an unknown one lies in all.
 */
static const SdcDependency *
clearest_dependency(const SdcEvidence *evidence, uint32_t known)
{
	const SdcDependency *clearest = NULL;

	for (int32_t i = 0; i < evidence->dependencies; i++)
	{
		const SdcDependency *dependency = &evidence->dependency[i];

		if ((known >> dependency->from & 1) != 0 && (known >> dependency->to & 1) == 0 &&
			(!clearest || ambiguity_of(dependency) < ambiguity_of(clearest)))
			clearest = dependency;
	}
	return clearest;
}

static int32_t
order_dependencies(const SdcEvidence *evidence, uint32_t grouped, uint32_t closure, const SdcDependency **order)
{
	int32_t		count = 0;

	for (uint32_t known = grouped; known != closure; known |= UINT32_C(1) << order[count++]->to)
		order[count] = clearest_dependency(evidence, known);
	return count;
}

/*
 * Would there be many more cells than rows? Where data are few, an unknown
 * postal code lies in most of the municipalities, and in half of the provinces.
 */
static bool
are_too_many(const Builder *b, uint32_t grouped, uint32_t closure)
{
	const SdcDependency *order[SDC_MAX_DIMENSIONS];
	int32_t		count = order_dependencies(b->evidence, grouped, closure, order);
	double		cells = 0;

	for (int32_t c = 0; c < b->cube->cells; c++)
	{
		double		combinations = b->cell[c].grouped == grouped;

		for (int32_t i = 0; i < count && combinations > 0; i++)
		{
			int32_t		code = b->codes[(size_t) c * b->cube->dimensions + order[i]->from];

			if ((grouped >> order[i]->from & 1) != 0)
				combinations *= code < order[i]->codes ? order[i]->start[code + 1] - order[i]->start[code] : 0;
		}
		cells += combinations;
	}
	return cells > MOST_CELLS_FOR_A_ROW * (double) b->cube->cells;
}

/*
 * The cells of a grouping set once more, with the labels of other dimensions
 * that follow from theirs: what is in a municipality is in its province too.
 * Only when every label was ever seen beside such labels.
 */
static void
add_determined(Builder *b, uint32_t grouped, uint32_t closure)
{
	int32_t		dimensions = b->cube->dimensions;
	const SdcDependency *order[SDC_MAX_DIMENSIONS];
	int32_t		added = order_dependencies(b->evidence, grouped, closure, order);
	int32_t		at[SDC_MAX_DIMENSIONS];
	int32_t		codes[SDC_MAX_DIMENSIONS];

	for (int32_t c = 0; c < b->cube->cells; c++)
	{
		bool		more = true;

		if (b->cell[c].grouped != grouped)
			continue;
		memcpy(codes, b->codes + (size_t) c * dimensions, dimensions * sizeof(int32_t));
		memset(at, 0, sizeof(at));

		/* All combinations of the labels that go with those of the cell. */
		while (more && b->report->problem == SDC_OK)
		{
			bool		is_one = true;
			int32_t		cells = b->cells;
			int32_t		cell;

			for (int32_t i = 0; i < added && more; i++)
			{
				const SdcDependency *dependency = order[i];
				int32_t		from = codes[dependency->from];
				int32_t		labels = from < dependency->codes ? dependency->start[from + 1] - dependency->start[from] : 0;

				more = labels > 0;
				is_one = is_one && labels == 1;
				if (more)
					codes[dependency->to] = dependency->label[dependency->start[from] + at[i] % labels];
			}
			if (!more)
				break;
			cell = find_or_add(b, codes);
			b->cell[cell].has_rows = true;
			if (is_one && b->cells > cells)
			{
				/* The row itself, also when nobody knows its value. */
				b->cell[cell].added = false;
				b->cell[cell].has_value = b->cell[c].has_value;
				b->cell[cell].count = b->cell[c].count;
				b->cell[cell].denominator = b->cell[c].denominator;
			}
			more = false;
			for (int32_t i = added; i-- > 0 && !more;)
			{
				int32_t		from = codes[order[i]->from];

				more = ++at[i] < order[i]->start[from + 1] - order[i]->start[from];
				if (!more)
					at[i] = 0;
			}
		}
		check_interrupts(b->hooks);
	}
}

/* Does each label that the cells of a grouping set have tell all that should follow from it? */
static bool
is_determined(const Builder *b, uint32_t grouped, uint32_t closure)
{
	for (int32_t i = 0; i < b->evidence->dependencies; i++)
	{
		const SdcDependency *dependency = &b->evidence->dependency[i];

		if ((closure >> dependency->from & 1) == 0 || (grouped >> dependency->from & 1) == 0)
			continue;
		for (int32_t c = 0; c < b->cube->cells; c++)
		{
			int32_t		from = b->codes[(size_t) c * b->cube->dimensions + dependency->from];

			if (b->cell[c].grouped == grouped &&
				(from >= dependency->codes || dependency->start[from] == dependency->start[from + 1]))
				return false;
		}
	}
	return true;
}

void
add_determined_cells(Builder *b)
{
	for (int32_t i = 0; i < b->evidence->sets && b->evidence->dependencies > 0; i++)
	{
		uint32_t	grouped = b->evidence->set[i];
		uint32_t	closure = sdc_useful_closure(b->evidence, grouped);

		if (closure == grouped || !is_determined(b, grouped, closure) || are_too_many(b, grouped, closure))
			continue;
		add_determined(b, grouped, closure);
		b->has_determined = true;
	}
}
