/*-------------------------------------------------------------------------
 *
 * table.h
 *		A table system out of bytes; what the harnesses share.
 *
 *-------------------------------------------------------------------------
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sdc/cube.h"

#define MAX_CELLS 600

typedef struct Bytes
{
	const uint8_t *next;
	size_t		left;
} Bytes;

static int64_t
take(Bytes *bytes, int width)
{
	uint64_t	value = 0;

	for (; width > 0; width--)
	{
		value = value << 8 | (bytes->left > 0 ? *bytes->next : 0);
		if (bytes->left > 0)
		{
			bytes->next++;
			bytes->left--;
		}
	}
	return (int64_t) value;
}

static void *
allocate(void *context, size_t size)
{
	void	   *memory = malloc(size);

	(void) context;
	if (memory == NULL)
		abort();
	return memory;
}

static void
release(void *context, void *memory)
{
	(void) context;
	free(memory);
}

static void
check_interrupts(void *context)
{
	(void) context;
}

static const SdcHooks hooks = {allocate, release, check_interrupts, NULL};

static void
take_flags(Bytes *bytes, SdcInputCell *cell)
{
	int			flags = take(bytes, 1);

	cell->has_value = (flags & 15) != 1;
	cell->is_known = (flags >> 4) == 1;
	cell->is_working = (flags >> 4) == 2;
	cell->preference = (flags >> 4) == 3 ? flags & 15 : 0;
}

/* Inner cells of at least "least", and every total of them. */
static int32_t
whole_cube(Bytes *bytes, const SdcCube *cube, int32_t *codes, SdcInputCell *input, int64_t least)
{
	int			sizes[3] = {1, 1, 1};
	int64_t		counts[4][4][4] = {0};
	int64_t		others[4][4][4] = {0};
	int32_t		cells = 0;

	for (int d = 0; d < cube->dimensions; d++)
		sizes[d] = 1 + take(bytes, 1) % 4;
	for (int i = 0; i < sizes[0]; i++)
		for (int j = 0; j < sizes[1]; j++)
			for (int k = 0; k < sizes[2]; k++)
			{
				counts[i][j][k] = least + take(bytes, 1) % 32;
				others[i][j][k] = cube->is_rate ? take(bytes, 1) : 0;
			}
	for (int i = -1; i < sizes[0]; i++)
		for (int j = cube->dimensions > 1 ? -1 : 0; j < sizes[1]; j++)
			for (int k = cube->dimensions > 2 ? -1 : 0; k < sizes[2]; k++)
			{
				SdcInputCell *cell = &input[cells];
				int			code[3] = {i, j, k};

				for (int a = 0; a < sizes[0]; a++)
					for (int b = 0; b < sizes[1]; b++)
						for (int c = 0; c < sizes[2]; c++)
							if ((i < 0 || i == a) && (j < 0 || j == b) && (k < 0 || k == c))
							{
								cell->count += counts[a][b][c];
								cell->denominator += cube->is_rate ? counts[a][b][c] + others[a][b][c] : 0;
							}
				take_flags(bytes, cell);
				memcpy(&codes[cells * cube->dimensions], code, cube->dimensions * sizeof(int32_t));
				cells++;
			}
	return cells;
}

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
