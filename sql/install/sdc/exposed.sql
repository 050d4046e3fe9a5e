-- Statistical disclosure control: an exact audit of what is published.

CREATE FUNCTION sdc_exposed(count bigint, status cell_status, grouping_mask integer, VARIADIC dimensions "any")
RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed';
CREATE FUNCTION sdc_exposed(r rate, status cell_status, grouping_mask integer, VARIADIC dimensions "any")
RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed';
CREATE FUNCTION sdc_exposed(count bigint, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed_policy';
CREATE FUNCTION sdc_exposed(r rate, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed_policy';
COMMENT ON FUNCTION sdc_exposed(bigint, cell_status, integer, "any") IS
'Window function: whether a hidden cell can be computed from published ones; NULL for a cell that is not hidden. '
'By sums and differences, and because counts are not negative: two hidden cells that add up to 0 are both 0. '
'Where a zero is shown and none is hidden a hidden cell is at least 1, so two that add up to 2 are 1 each. '
'The window partition, the mask and the dimensions are those of sdc_status, and status is its result; '
'a NULL status is a cell that nobody publishes and that may be found out. It does not look at the rules. '
'Errors: those of sdc_status.';
COMMENT ON FUNCTION sdc_exposed(rate, cell_status, integer, "any") IS
'As for counts.';
COMMENT ON FUNCTION sdc_exposed(bigint, sdc_policy, cell_status, integer, "any") IS
'As without the policy, of which is taken whether zeros are always shown, and tolerance: how far totals may be off.';
COMMENT ON FUNCTION sdc_exposed(rate, sdc_policy, cell_status, integer, "any") IS
'As for counts. A numerator is at least 1 only where the policy hides no cell for its denominator or its complement. '
'By bounds only what a cell is hidden for is looked for: its numerator, complement or denominator.';
