/*-------------------------------------------------------------------------
 *
 * matrix.c
 *		A sparse matrix, copied and taken apart.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/matrix.h"
#include "sdc/memory.h"
#include "sdc/union_find.h"

Matrix *
new_matrix(const SdcHooks *hooks, int32_t columns, int32_t rows)
{
	Matrix	   *m = allocate(hooks, sizeof(Matrix));

	m->columns = columns;
	m->rows = rows;
	m->row = allocate_zero(hooks, rows * sizeof(Row));
	m->cell = allocate(hooks, columns * sizeof(int32_t));
	m->role = allocate(hooks, columns * sizeof(Role));
	return m;
}

void
release_row(const SdcHooks *hooks, Row *row)
{
	release(hooks, row->entries);
	release(hooks, row->slots);
	memset(row, 0, sizeof(Row));
}

void
release_matrix(const SdcHooks *hooks, Matrix *m)
{
	for (int32_t i = 0; i < m->rows; i++)
		release_row(hooks, &m->row[i]);
	release(hooks, m->row);
	release(hooks, m->cell);
	release(hooks, m->role);
	release(hooks, m);
}

/*
 * A copy of a matrix without the columns of some roles, and without the rows
 * that are then empty.
 */
Matrix *
copy_without(const SdcHooks *hooks, const Matrix *m, unsigned dropped_roles)
{
	int32_t    *new_column = allocate(hooks, m->columns * sizeof(int32_t));
	int32_t		columns = 0;
	Matrix	   *copy;

	for (int32_t c = 0; c < m->columns; c++)
		new_column[c] = (dropped_roles >> m->role[c]) & 1 ? -1 : columns++;
	copy = new_matrix(hooks, columns, m->rows);
	copy->rows = 0;
	for (int32_t c = 0; c < m->columns; c++)
	{
		if (new_column[c] < 0)
			continue;
		copy->cell[new_column[c]] = m->cell[c];
		copy->role[new_column[c]] = m->role[c];
	}
	for (int32_t i = 0; i < m->rows; i++)
	{
		Row		   *to = &copy->row[copy->rows];
		const Row  *from = &m->row[i];

		to->length = 0;
		for (int32_t k = 0; k < from->length; k++)
			if (new_column[from->entries[k].column] >= 0)
				to->length++;
		if (to->length == 0)
			continue;
		to->entries = allocate(hooks, to->length * sizeof(Entry));
		to->length = 0;
		for (int32_t k = 0; k < from->length; k++)
		{
			int32_t		column = new_column[from->entries[k].column];

			if (column < 0)
				continue;
			to->entries[to->length].column = column;
			to->entries[to->length++].value = from->entries[k].value;
		}
		copy->rows++;
	}
	release(hooks, new_column);
	return copy;
}

/*
 * The connected components of a matrix: component[c] for each column, numbered
 * from 0; columns in no row are -1. Returns how many.
 */
static int32_t
find_components(const SdcHooks *hooks, const Matrix *m, int32_t *component)
{
	int32_t    *of = allocate(hooks, m->columns * sizeof(int32_t));
	int32_t		count = 0;

	for (int32_t c = 0; c < m->columns; c++)
	{
		of[c] = c;
		component[c] = -1;
	}
	for (int32_t i = 0; i < m->rows; i++)
		for (int32_t k = 1; k < m->row[i].length; k++)
			unite(of, m->row[i].entries[0].column, m->row[i].entries[k].column);
	for (int32_t i = 0; i < m->rows; i++)
		if (m->row[i].length > 0)
		{
			int32_t		first = leader(of, m->row[i].entries[0].column);

			if (component[first] < 0)
				component[first] = count++;
		}
	for (int32_t c = 0; c < m->columns; c++)
		component[c] = component[leader(of, c)];
	release(hooks, of);
	return count;
}

/*
 * Split a matrix into its components. The caller releases them and the array.
 */
Matrix **
split_components(const SdcHooks *hooks, const Matrix *m, int32_t *count)
{
	int32_t    *component = allocate(hooks, m->columns * sizeof(int32_t));
	int32_t    *column = allocate(hooks, m->columns * sizeof(int32_t));
	int32_t    *columns;
	int32_t    *rows;
	Matrix	  **parts;

	*count = find_components(hooks, m, component);
	columns = allocate_zero(hooks, *count * sizeof(int32_t));
	rows = allocate_zero(hooks, *count * sizeof(int32_t));
	parts = allocate(hooks, *count * sizeof(Matrix *));
	for (int32_t c = 0; c < m->columns; c++)
		if (component[c] >= 0)
			column[c] = columns[component[c]]++;
	for (int32_t i = 0; i < m->rows; i++)
		if (m->row[i].length > 0)
			rows[component[m->row[i].entries[0].column]]++;
	for (int32_t p = 0; p < *count; p++)
	{
		parts[p] = new_matrix(hooks, columns[p], rows[p]);
		rows[p] = 0;
	}
	for (int32_t c = 0; c < m->columns; c++)
	{
		if (component[c] < 0)
			continue;
		parts[component[c]]->cell[column[c]] = m->cell[c];
		parts[component[c]]->role[column[c]] = m->role[c];
	}
	for (int32_t i = 0; i < m->rows; i++)
	{
		const Row  *from = &m->row[i];
		Row		   *to;
		int32_t		p;

		if (from->length == 0)
			continue;
		p = component[from->entries[0].column];
		to = &parts[p]->row[rows[p]++];
		to->length = from->length;
		to->entries = allocate(hooks, from->length * sizeof(Entry));
		for (int32_t k = 0; k < from->length; k++)
		{
			to->entries[k].column = column[from->entries[k].column];
			to->entries[k].value = from->entries[k].value;
		}
	}
	release(hooks, component);
	release(hooks, column);
	release(hooks, columns);
	release(hooks, rows);
	return parts;
}

int32_t
count_role(const Matrix *m, Role role)
{
	int32_t		count = 0;

	for (int32_t c = 0; c < m->columns; c++)
		count += m->role[c] == role;
	return count;
}
