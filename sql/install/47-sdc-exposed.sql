-- Statistical disclosure control: an exact audit of what is published.

CREATE FUNCTION sdc_exposed(count bigint, status cell_status, grouping_mask integer, VARIADIC dimensions "any") RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed';
CREATE FUNCTION sdc_exposed(r rate, status cell_status, grouping_mask integer, VARIADIC dimensions "any") RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed';
COMMENT ON FUNCTION sdc_exposed(bigint, cell_status, integer, "any") IS
'Window function: whether a hidden cell is a combination (sums and differences) of published ones; NULL for a cell that is not hidden. The window partition, the mask and the dimensions are those of sdc_status, and status is its result; a NULL status is a cell that nobody publishes and that may be found out. It looks at the equations only, and not at the rules. Errors: those of sdc_status.';
COMMENT ON FUNCTION sdc_exposed(rate, cell_status, integer, "any") IS
'As for counts.';
