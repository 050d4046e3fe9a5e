-- Of one figure of a publication: its area, its key, its counts.

CREATE FUNCTION kansrijk_intern.publication_area(area_type text, province text, municipality text, stadsdeel text,
	wijk text,
	pc4 text) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_publication_area';
COMMENT ON FUNCTION kansrijk_intern.publication_area(text, text, text, text, text, text) IS
'Internal: Code under which an area is published; a question mark stands for what is unknown within the area above it.';

CREATE FUNCTION kansrijk_intern.rounded_rate(r rate, policy sdc_policy) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rounded_rate';
COMMENT ON FUNCTION kansrijk_intern.rounded_rate(rate, sdc_policy) IS
'Internal: The counts of a rate, rounded as the policy says, without those that are unknown.';

CREATE FUNCTION sdc_difference_is_small(a rate, b rate, policy sdc_policy) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_difference_is_small';
COMMENT ON FUNCTION sdc_difference_is_small(rate, rate, sdc_policy) IS
'Whether two figures of the same cell differ by so little that the difference is itself a count to be hidden: in '
'numerators, in complements or in denominators, by the primary rules. False for equal counts.';

CREATE FUNCTION kansrijk_intern.release_key(area_type text, province text, municipality text, stadsdeel text, wijk text,
	pc4 text,
	period int4range, breakdown text, category text) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_release_key';
COMMENT ON FUNCTION kansrijk_intern.release_key(text, text, text, text, text, text, int4range, text, text) IS
'Internal: Which figure of a definition this is, as one text, to find what was released of it.';

CREATE FUNCTION kansrijk_intern.released_rate(r rate, policy sdc_policy, published rate[]) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'kansrijk_released_rate';
COMMENT ON FUNCTION kansrijk_intern.released_rate(rate, sdc_policy, rate[]) IS
'Internal: The first of these published values from which a figure differs too little to be revised: it stays what it '
'was. NULL without such a one.';

CREATE FUNCTION kansrijk_intern.value_in_unit(r rate, per double precision) RETURNS double precision
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 2
	RETURN CASE WHEN per IS NULL THEN @extschema@.numerator(r)::double precision
		WHEN @extschema@.denominator(r) > 0
		THEN @extschema@.numerator(r)::double precision * per / @extschema@.denominator(r)::double precision END;
COMMENT ON FUNCTION kansrijk_intern.value_in_unit(rate, double precision) IS
'Internal: Value of a figure: a number of units (per NULL), a rate or a mean, of which per may be below 1. NULL rate, '
'or no denominator: NULL.';
