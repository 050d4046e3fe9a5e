-- Statistical disclosure control: rounding of small counts that stays additive.

CREATE FUNCTION sdc_round_small(count bigint, base bigint, grouping_mask integer, VARIADIC dimensions "any")
RETURNS bigint
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_round_small';
CREATE FUNCTION sdc_round_small_given(count bigint, base bigint, published boolean, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS bigint
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_round_small_given';
COMMENT ON FUNCTION sdc_round_small(bigint, bigint, integer, "any") IS
'Window function: counts in which no cell is 1 up to base - 1, and every total is still the sum of its parts. Small '
'inner cells become 0 or base, chosen so that totals stay near the truth; all others change only by that. The window '
'partition, the mask and the dimensions are those of sdc_status. Unchanged data are rounded the same way at every '
'refresh. Errors: 22023 (base below 1), 22004 (a cell without count), 22000 (totals over different splits without '
'their joint level), and those of sdc_status. Method: Langsrud and Heldal, small-count rounding; ties by a hash of the '
'labels.';
COMMENT ON FUNCTION sdc_round_small_given(bigint, bigint, boolean, integer, "any") IS
'As sdc_round_small, when not all rows are published (NULL = published). Rows that are not get NULL, and may stay '
'small unless a published cell, or one that follows from published ones, is.';
