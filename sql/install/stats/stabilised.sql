-- Rates of areas, adjusted for who lives there and drawn towards those that are alike.

CREATE FUNCTION stabilised_rates(figures regclass, definition text, breakdown text, area_type text,
	comparator_groups jsonb DEFAULT '{}', per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95)
	RETURNS TABLE (area text, area_name text, first_year integer, year integer, comparator_group text, observed numeric,
		expected double precision, crude double precision, adjusted double precision, stabilised double precision,
		lower double precision, upper double precision)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF num_nulls(figures, definition, breakdown, area_type, comparator_groups, per, confidence) > 0 THEN
		RETURN;
	END IF;
	IF jsonb_typeof(comparator_groups) <> 'object' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'comparator groups must be a JSON object',
			HINT = 'With the code of an area and its group: {"0363": "large", "0014": "large"}.';
	END IF;
	IF per < 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('a rate per %s', per),
			HINT = 'per must be 1 or more.';
	END IF;
	RETURN QUERY EXECUTE format($query$
		WITH figure AS (
			SELECT f.area_type::text, f.area::text, f.area_name::text, f.first_year::integer, f.year::integer,
				f.category::text, f.numerator::numeric, f.denominator::numeric, f.status::text = 'hidden' AS is_hidden
			FROM %s f
			WHERE f.definition::text = $1 AND f.breakdown::text = $2 AND f.area_type::text IN ('land', $3)),
		country AS (SELECT * FROM figure WHERE area_type = 'land'),
		crude AS (SELECT first_year, year, sum(numerator) / nullif(sum(denominator), 0) AS rate
			FROM country GROUP BY first_year, year HAVING NOT bool_or(is_hidden)),
		-- A stratum that is hidden leaves both numbers of its area unknown.
		area AS (
			SELECT f.area, max(f.area_name) AS area_name, f.first_year, f.year, $4 ->> f.area AS comparator_group,
				CASE WHEN NOT bool_or(f.is_hidden) THEN sum(f.numerator) END AS observed,
				CASE WHEN NOT bool_or(f.is_hidden) THEN sum(f.denominator) END AS units,
				CASE WHEN NOT bool_or(f.is_hidden) AND bool_and(c.numerator IS NOT NULL OR f.denominator IS NOT DISTINCT FROM 0)
					THEN sum(f.denominator * c.numerator / nullif(c.denominator, 0))::double precision END AS expected
			FROM figure f LEFT JOIN country c USING (first_year, year, category)
			WHERE f.area_type = $3
			GROUP BY f.area, f.first_year, f.year),
		smoothed AS (
			SELECT a.*, r.rate::double precision * $5 AS rate,
				kansrijk.smoothed_rate(CASE WHEN r.rate IS NOT NULL THEN a.observed END::double precision,
					a.expected, 1, $6) OVER (PARTITION BY a.first_year, a.year, a.comparator_group) AS ratio
			FROM area a LEFT JOIN crude r USING (first_year, year))
		SELECT s.area, s.area_name, s.first_year, s.year, s.comparator_group, s.observed, s.expected,
			s.observed::double precision / nullif(s.units, 0)::double precision * $5,
			s.observed::double precision / nullif(s.expected, 0) * s.rate, (s.ratio).value * s.rate, (s.ratio).lower * s.rate,
			(s.ratio).upper * s.rate
		FROM smoothed s
		ORDER BY s.first_year, s.year, s.comparator_group COLLATE "C", s.area COLLATE "C"$query$, figures)
		USING definition, breakdown, area_type, comparator_groups, per, confidence;
END $$;
COMMENT ON FUNCTION stabilised_rates(regclass, text, text, text, jsonb, double precision, double precision) IS
'Stabilised and adjusted rates of areas, as MBRRACE-UK gives them for mortality, made of published figures alone: '
'figures is a view of a publication (publicatie.birth, publicatie.latest), so that they tell no more than it does, and '
'where one stratum of an area is hidden, there is none. Adjusted is indirect standardisation by the categories of a '
'breakdown: observed events over those expected at the rates of the country, times its crude rate. Stabilised draws '
'that ratio towards the areas of the same comparator group, the more the fewer events are expected (empirical Bayes, '
'Marshall 1991, with limits of the gamma posterior: smoothed_rate; without spread between areas, all have the ratio of '
'the group and no limits); MBRRACE uses a model with random effects. comparator_groups: an object with the group of an '
'area by its code; areas that are not in it are one group. A row for each area and period; rates per so many. A NULL '
'argument: no rows. Errors: 22023 (per below 1, confidence outside 0 to 1, groups that are no object), 42703 (no view '
'of figures).';
