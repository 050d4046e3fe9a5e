-- One definition of a release as a JSON-stat dataset.

CREATE FUNCTION release_json_stat(target text, label text, definition text) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	result jsonb;
BEGIN
	IF definition IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'definition must not be null';
	END IF;
	PERFORM kansrijk_intern.require_release(target, label, definition);
	EXECUTE format($query$
		WITH figure AS (
			SELECT f.*, area_type || ':' || area AS area_key,
				CASE WHEN breakdown = 'totaal' THEN 'totaal' ELSE breakdown || ':' || category END AS category_key
			FROM %1$I.released f WHERE f.release = $1 AND f.definition = $2),
		named AS (
			SELECT area_key, min(area_type) AS type, min(area) AS code, coalesce(min(area_name), min(area)) AS name
			FROM figure GROUP BY area_key),
		-- Toolkits find a category by its label, so that one that two have loses figures:
		-- a province and its capital, areas that are unknown.
		labelled AS (
			SELECT area_key, type, CASE WHEN count(*) OVER (PARTITION BY name) = 1 THEN name
				WHEN count(*) OVER (PARTITION BY name, type) = 1 THEN format('%%s (%%s)', name, type)
				ELSE format('%%s (%%s %%s)', name, type, code) END AS label
			FROM named),
		area AS (
			SELECT area_key, CASE WHEN count(*) OVER (PARTITION BY label) = 1 THEN label ELSE area_key END AS name,
				row_number() OVER (ORDER BY array_position('{land,provincie,gemeente,stadsdeel,wijk,pc4}', type),
					area_key COLLATE "C") - 1 AS i
			FROM labelled),
		period AS (
			SELECT first_year, year, min(period_label) AS key, row_number() OVER (ORDER BY year, first_year DESC) - 1 AS i
			FROM figure GROUP BY first_year, year),
		category AS (
			SELECT category_key, row_number() OVER (ORDER BY category_key <> 'totaal', category_key COLLATE "C") - 1 AS i
			FROM figure GROUP BY category_key),
		measure AS (
			SELECT * FROM (VALUES (0, 'value', 'Waarde'), (1, 'numerator', 'Teller'), (2, 'denominator', 'Noemer'),
				(3, 'lower', 'Ondergrens (95%%)'), (4, 'upper', 'Bovengrens (95%%)')) m(i, key, name)),
		size AS (
			SELECT (SELECT count(*) FROM area) AS areas, (SELECT count(*) FROM period) AS periods,
				(SELECT count(*) FROM category) AS categories, (SELECT count(*) FROM measure) AS measures),
		value AS (
			SELECT (((a.i * s.periods + p.i) * s.categories + c.i) * s.measures + m.i)::text AS i, f.status,
				trim_scale(round(CASE m.i WHEN 0 THEN f.value::numeric WHEN 1 THEN f.numerator::numeric
					WHEN 2 THEN f.denominator::numeric WHEN 3 THEN f.lower::numeric ELSE f.upper::numeric END, 6)) AS value
			FROM figure f JOIN area a USING (area_key) JOIN period p USING (first_year, year)
				JOIN category c USING (category_key),
				measure m, size s)
		SELECT jsonb_build_object('version', '2.0', 'class', 'dataset', 'label', min(f.definition_name),
			'updated', to_char((SELECT r.released_at FROM %1$I.releases r WHERE r.release = $1) AT TIME ZONE 'UTC',
				'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
			'id', '["area", "period", "category", "measure"]'::jsonb,
			'size', (SELECT jsonb_build_array(s.areas, s.periods, s.categories, s.measures) FROM size s),
			'role', '{"geo": ["area"], "time": ["period"], "metric": ["measure"]}'::jsonb,
			'dimension', jsonb_build_object(
				'area', jsonb_build_object('label', 'Gebied', 'category', (
					SELECT jsonb_build_object('index', jsonb_object_agg(area_key, i), 'label', jsonb_object_agg(area_key, name))
					FROM area)),
				'period', jsonb_build_object('label', 'Periode', 'category', (
					SELECT jsonb_build_object('index', jsonb_object_agg(key, i), 'label', jsonb_object_agg(key, key)) FROM period)),
				'category', jsonb_build_object('label', 'Uitsplitsing', 'category', (
					SELECT jsonb_build_object('index', jsonb_object_agg(category_key, i),
						'label', jsonb_object_agg(category_key, category_key))
					FROM category)),
				'measure', jsonb_build_object('label', 'Maat', 'category', (
					SELECT jsonb_build_object('index', jsonb_object_agg(key, i), 'label', jsonb_object_agg(key, name),
						'unit', jsonb_object_agg(key, jsonb_build_object('label',
							CASE WHEN i IN (1, 2) THEN 'aantal' ELSE (SELECT min(unit) FROM figure) END)))
					FROM measure))),
			'value', (SELECT jsonb_object_agg(i, value) FROM value),
			'status', (SELECT coalesce(jsonb_object_agg(i, status) FILTER (WHERE status <> 'publish'), '{}') FROM value),
			'extension', jsonb_build_object('release', $1, 'definition', $2, 'status', jsonb_build_object(
				'hidden', 'verborgen om herleidbaarheid te voorkomen', 'empty', 'er valt niets te tonen')))
		FROM figure f$query$, target) INTO result USING label, definition;
	RETURN result;
END $$;
COMMENT ON FUNCTION release_json_stat(text, text, text) IS
'One definition of a release as a JSON-stat 2.0 dataset with the dimensions area, period, category and measure '
'(value, numerator, denominator, lower, upper). value and status are objects by cell number: a hidden figure is '
'null with status hidden, a combination that is no figure is absent. Labels are unique: where areas have one '
'name, or are unknown (?), with their kind, and with their code where that does not tell either. Reads '
'target.released with the rights of the caller. Errors: 42704, 22004.';
