-- Classes in which counts are published, and the median and quartiles of those.

CREATE FUNCTION class_label(value integer, lower_bounds integer[]) RETURNS text
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 5
	RETURN CASE width_bucket(value, lower_bounds)
		WHEN 0 THEN '<' || lower_bounds[1]
		WHEN cardinality(lower_bounds) THEN lower_bounds[cardinality(lower_bounds)] || '+'
		ELSE concat_ws('-', lower_bounds[width_bucket(value, lower_bounds)],
			nullif(lower_bounds[width_bucket(value, lower_bounds) + 1] - 1, lower_bounds[width_bucket(value, lower_bounds)]))
	END;
COMMENT ON FUNCTION class_label(integer, integer[]) IS
'The class of whole numbers that a value is in, as text: with the lower bounds {22,24,28} those are <22, 22-23, 24-27 '
'and 28+; a class of one number is that number. lower_bounds: ascending, else the class is wrong, as in '
'width_bucket(). NULL: NULL. Errors: 22004 (a bound is NULL), 2202E (no list of one dimension).';

CREATE FUNCTION count_quantile(fraction double precision, "values" numeric[], counts bigint[]) RETURNS numeric
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF fraction NOT BETWEEN 0 AND 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('%s is not between 0 and 1', fraction);
	END IF;
	IF cardinality("values") <> cardinality(counts) OR array_ndims("values") > 1 OR array_ndims(counts) > 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'array_subscript_error',
			MESSAGE = 'values and counts must be lists of the same length';
	END IF;
	IF EXISTS (SELECT FROM unnest(counts) c WHERE c < 0) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'count must not be negative';
	END IF;
	IF EXISTS (SELECT FROM (SELECT v, lag(v) OVER (ORDER BY i) AS before
			FROM unnest("values") WITH ORDINALITY u(v, i) WHERE v IS NOT NULL) o WHERE v <= before) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'values must go up';
	END IF;
	RETURN (SELECT v FROM (SELECT v, i, n, sum(n) OVER (ORDER BY i) AS until, sum(n) OVER () AS total
			FROM unnest("values", counts) WITH ORDINALITY u(v, n, i)) u
		WHERE n > 0 AND until >= fraction * total AND array_position(counts, NULL) IS NULL ORDER BY i LIMIT 1);
END $$;
COMMENT ON FUNCTION count_quantile(double precision, numeric[], bigint[]) IS
'Quantile of a distribution that is known as counts: the first of the values, which go up, at or below which this '
'fraction of all units lies, as percentile_disc() of the units would give. It is made of the counts alone, so it '
'tells no more than they do. values: NULL is an open class (the first or the last), which gives NULL when the '
'quantile is in it. counts: NULL (hidden) gives NULL; so do no units, and NULL arguments. Errors: 2202E (lists that '
'differ in length), 22023 (a fraction outside 0 to 1, a negative count, values that do not go up).';
