-- Statistical disclosure control: why a cell is hidden, for the owner of the data.

CREATE FUNCTION sdc_explain(count bigint, policy sdc_policy, status cell_status, language text, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS text
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_explain';
CREATE FUNCTION sdc_explain(r rate, policy sdc_policy, status cell_status, language text, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS text
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_explain';
COMMENT ON FUNCTION sdc_explain(bigint, sdc_policy, cell_status, text, integer, "any") IS
'Window function, for the owner of the data only, because it prints hidden counts: why a cell is hidden, in Dutch (nl) '
'or English (en); NULL for a cell that is not. A primary cell names the rule of the policy. A secondary cell names an '
'unsafe cell and the sums, over published cells, that would give it away if this cell were shown; where no single cell '
'gives one away, the explanation says that it takes several. The window partition, the policy, the mask and the '
'dimensions are those of sdc_status, and status is its result. Errors: 22023 (another language), 22004 (NULL status), '
'and those of sdc_status.';
COMMENT ON FUNCTION sdc_explain(rate, sdc_policy, cell_status, text, integer, "any") IS
'As for counts; counts are printed as numerator/denominator.';
