-- Statistical disclosure control: a whole table system.

CREATE FUNCTION sdc_status(count bigint, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';
CREATE FUNCTION sdc_status(r rate, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';
CREATE FUNCTION sdc_status_given(count bigint, policy sdc_policy, known boolean, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';
CREATE FUNCTION sdc_status_given(r rate, policy sdc_policy, known boolean, preference integer, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';
CREATE FUNCTION sdc_status_released(count bigint, policy sdc_policy, released cell_status, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_released';
CREATE FUNCTION sdc_status_released(r rate, policy sdc_policy, released cell_status, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_released';
COMMENT ON FUNCTION sdc_status(bigint, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system, so that no hidden cell can be computed from published '
'ones. The window partition is the system, normally OVER (): rows of GROUP BY GROUPING SETS, ROLLUP or CUBE, all of '
'them. Never PARTITION BY a dimension that totals are published over: each part is then protected as if they were not, '
'and the function cannot see it. grouping_mask is GROUPING() of the same dimensions in the same order: a masked '
'dimension is a total, a NULL that is not masked a category. A range dimension (int4range of years) covers its points. '
'Counts. NULL: nothing to show (empty), but the cell is part of the system. Errors: 22023 (mask, negative count), '
'21000 (two rows for a cell), 22000 (a total is not the sum of its parts), 54000 (more than 31 dimensions, too much '
'memory). Method: primary rules, then elimination over a prime field (after Langsrud, PSD 2024); see '
'doc/disclosure.md.';
COMMENT ON FUNCTION sdc_status(rate, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system, so that no hidden cell can be computed from published '
'ones. The window partition is the system, normally OVER (): rows of GROUP BY GROUPING SETS, ROLLUP or CUBE, all of '
'them. Never PARTITION BY a dimension that totals are published over: each part is then protected as if they were not, '
'and the function cannot see it. grouping_mask is GROUPING() of the same dimensions in the same order: a masked '
'dimension is a total, a NULL that is not masked a category. A range dimension (int4range of years) covers its points. '
'Rates: numerator, complement and denominator are protected together, a row is shown or hidden as a whole. NULL: '
'nothing to show (empty), but the cell is part of the system. Errors: 22023 (mask, negative count), 21000 (two rows '
'for a cell), 22000 (a total is not the sum of its parts), 54000 (more than 31 dimensions, too much memory). Method: '
'primary rules, then elimination over a prime field (after Langsrud, PSD 2024); see doc/disclosure.md.';
COMMENT ON FUNCTION sdc_status_given(bigint, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell: known true = published elsewhere already, so the reader has it; '
'false = a working cell that is never published, but protected like any other (a common refinement of two '
'geographies); NULL = to be decided. Cells of higher preference (NULL = 0) are published before others. Counts. Error '
'22000 also when known cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in the '
'policy it is unsafe instead.';
COMMENT ON FUNCTION sdc_status_given(rate, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell: known true = published elsewhere already, so the reader has it; '
'false = a working cell that is never published, but protected like any other (a common refinement of two '
'geographies); NULL = to be decided. Cells of higher preference (NULL = 0) are published before others. Rates: '
'numerator, complement and denominator are protected together, a row is shown or hidden as a whole. Error 22000 also '
'when known cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in the policy it '
'is unsafe instead.';
COMMENT ON FUNCTION sdc_status_released(bigint, sdc_policy, cell_status, integer, integer, "any") IS
'As sdc_status, with what an earlier release said of each cell: publish = the reader has it, so it stays; secondary = '
'it stays hidden; a primary reason = it stays hidden, and is protected whatever the policy says, also when the count '
'is NULL (of which only is known that it must not be found); NULL or empty = to be decided. Cells of higher preference '
'(NULL = 0) are published before others. Counts. Given the outcome of the same rows, the outcome is the same. Error '
'22000 also when released cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in '
'the policy it is unsafe instead.';
COMMENT ON FUNCTION sdc_status_released(rate, sdc_policy, cell_status, integer, integer, "any") IS
'As for counts. Rates: numerator, complement and denominator are protected together, a row is shown or hidden as a '
'whole.';

-- Counts of other types: an integer, and what sum(bigint) gives.

CREATE FUNCTION sdc_status(count smallint, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';
CREATE FUNCTION sdc_status_given(count smallint, policy sdc_policy, known boolean, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';
COMMENT ON FUNCTION sdc_status(smallint, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system. As with bigint.';
COMMENT ON FUNCTION sdc_status_given(smallint, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell. As with bigint.';

CREATE FUNCTION sdc_status(count integer, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';
CREATE FUNCTION sdc_status_given(count integer, policy sdc_policy, known boolean, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';
COMMENT ON FUNCTION sdc_status(integer, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system. As with bigint.';
COMMENT ON FUNCTION sdc_status_given(integer, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell. As with bigint.';

CREATE FUNCTION sdc_status(count numeric, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';
CREATE FUNCTION sdc_status_given(count numeric, policy sdc_policy, known boolean, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';
COMMENT ON FUNCTION sdc_status(numeric, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system. As with bigint, for sum(bigint), which is numeric in '
'SQL. A count that is not whole: error 22023.';
COMMENT ON FUNCTION sdc_status_given(numeric, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell. As with bigint, for sum(bigint), which is numeric in SQL. A count '
'that is not whole: error 22023.';

-- With marks of the user's own.

CREATE FUNCTION sdc_status_given(count bigint, policy sdc_policy, known boolean, preference integer, unsafe boolean,
		contributors bigint, cost bigint, grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given_marks';

CREATE FUNCTION sdc_status_given(count numeric, policy sdc_policy, known boolean, preference integer, unsafe boolean,
		contributors bigint, cost bigint, grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given_marks';

CREATE FUNCTION sdc_status_given(r rate, policy sdc_policy, known boolean, preference integer, unsafe boolean,
		contributors bigint, cost bigint, grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given_marks';
COMMENT ON FUNCTION sdc_status_given(bigint, sdc_policy, boolean, integer, boolean, bigint, bigint, integer, "any") IS
'As sdc_status_given, with marks of your own. unsafe: true = hidden by a rule of yours (status primary_own), whatever '
'its count; NULL or false = the policy decides. contributors: how many organisations the count comes from; fewer than '
'min_contributors of the policy are hidden (primary_contributors), a zero that is no secret excepted; NULL = that '
'rule does not apply to the cell. cost: of hiding the cell for the sake of others, in the place of its count or '
'denominator: cells of lower cost go first; NULL or 0 = that. Errors: 22023 (a negative cost or number), and those of '
'sdc_status_given.';
COMMENT ON FUNCTION sdc_status_given(numeric, sdc_policy, boolean, integer, boolean, bigint, bigint, integer, "any") IS
'As with bigint, for sum(bigint), which is numeric in SQL.';
COMMENT ON FUNCTION sdc_status_given(rate, sdc_policy, boolean, integer, boolean, bigint, bigint, integer, "any") IS
'As for counts. Rates: numerator, complement and denominator are protected together, a row is shown or hidden as a '
'whole.';
