-- Statistical disclosure control: what a reader can deduce of hidden cells.

CREATE FUNCTION sdc_interval(count bigint, status cell_status, grouping_mask integer, VARIADIC dimensions "any")
RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval';
CREATE FUNCTION sdc_interval(r rate, status cell_status, grouping_mask integer, VARIADIC dimensions "any")
RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval';
CREATE FUNCTION sdc_interval(count bigint, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_policy';
CREATE FUNCTION sdc_interval(r rate, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_policy';
CREATE FUNCTION sdc_interval_given(count bigint, policy sdc_policy, status cell_status, prior numrange,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_given';
CREATE FUNCTION sdc_interval_given(r rate, policy sdc_policy, status cell_status, prior numrange, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_given';
COMMENT ON FUNCTION sdc_interval(bigint, cell_status, integer, "any") IS
'Window function: the smallest and the largest whole count that each hidden cell has in any table of non-negative '
'counts that fits what is published (of counts of 1 or more, where a zero is shown and none is hidden); NULL for a '
'cell that is not hidden. For the owner of the data only. The window partition, the mask and the dimensions are those '
'of sdc_status, and status is its result. A range of one value is exact disclosure; without an upper bound nothing '
'limits the cell. Errors: 22004 (NULL status), 54000 (too large), and those of sdc_status. Two linear programmes a '
'cell, by GLPK, confirmed in whole numbers; see doc/audit.md.';
COMMENT ON FUNCTION sdc_interval(rate, cell_status, integer, "any") IS
'As for counts, of the numerator of each hidden rate. The complement is a system of its own: pass denominator(r) - '
'numerator(r) with the same status.';
COMMENT ON FUNCTION sdc_interval_given(bigint, sdc_policy, cell_status, numrange, integer, "any") IS
'As sdc_interval, for a reader who knows more. prior: the counts that this reader knows a cell to be within ([1,10) '
'when a printed reason says so, [1,1] for a cell of which it is the only unit); NULL = 0 or more. Of the policy, '
'tolerance says how far totals may be off, and with singletons=protect the interval is the narrowest that an outsider '
'or the single unit of any other hidden cell finds. Errors: 22023 (a prior without any count), 22000 (no table fits), '
'and those of sdc_interval.';
COMMENT ON FUNCTION sdc_interval_given(rate, sdc_policy, cell_status, numrange, integer, "any") IS
'As for counts, of the numerator of each hidden rate; prior is about the numerator.';
COMMENT ON FUNCTION sdc_interval(bigint, sdc_policy, cell_status, integer, "any") IS
'As without the policy, of which is taken whether zeros are always shown (a hidden cell is at least 1 then), '
'tolerance, and with singletons=protect the narrowest interval that an outsider or the single unit of any other '
'hidden cell finds.';
COMMENT ON FUNCTION sdc_interval(rate, sdc_policy, cell_status, integer, "any") IS
'As for counts, of the numerator. It is at least 1 only where the policy hides no cell for its denominator or '
'complement.';
