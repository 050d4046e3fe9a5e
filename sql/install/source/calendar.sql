-- The delivery calendar: of which years a source has what. Figures of a year are
-- made of whole years only, and what was not delivered is not zero.

CREATE FUNCTION kansrijk_intern.source_has_columns(source text, relation text, columns text[]) RETURNS boolean
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100
	RETURN coalesce((SELECT columns <@ array_agg(a.attname::text) FROM pg_catalog.pg_attribute a
		JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = source AND c.relname = relation AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
			AND a.attnum > 0 AND NOT a.attisdropped), false);
COMMENT ON FUNCTION kansrijk_intern.source_has_columns(text, text, text[]) IS
'Internal: Whether a source has a relation with these columns.';

CREATE FUNCTION propose_delivery(source text, without text[] DEFAULT '{}')
	RETURNS TABLE (relation text, kind text, first_year integer, last_year integer,
		complete_until date, provisional boolean)
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 20
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	part record;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;
	FOR part IN
		SELECT p.name, p.rows, p.place
		FROM (VALUES
			(1, 'birth', '{year,birth_date}'::text[],
				'SELECT NULL::text AS kind, year::integer, count(*) AS n,
					min(birth_date::date) FILTER (WHERE extract(year FROM birth_date::date) = year::integer) AS first_day,
					max(birth_date::date) FILTER (WHERE extract(year FROM birth_date::date) = year::integer) AS last_day
				FROM %I.birth WHERE year IS NOT NULL GROUP BY 2'),
			(2, 'birth', '{year}',
				'SELECT NULL::text AS kind, year::integer, count(*) AS n, NULL::date AS first_day, NULL::date AS last_day
				FROM %I.birth WHERE year IS NOT NULL GROUP BY 2'),
			(3, 'parent_year', '{year}',
				'SELECT NULL::text AS kind, year::integer, count(*) AS n, NULL::date AS first_day, NULL::date AS last_day
				FROM %I.parent_year WHERE year IS NOT NULL GROUP BY 2'),
			-- Of a kind that is rare a year may have none: from the first that begins to the last.
			(4, 'episode', '{kind,period}',
				'SELECT kind, y AS year, CASE WHEN y = last THEN n END AS n, NULL::date AS first_day, last_day
				FROM (SELECT kind::text, min(extract(year FROM lower(period)))::integer AS first, max(lower(period)) AS last_day,
						extract(year FROM max(lower(period)))::integer AS last,
						count(*) FILTER (WHERE lower(period) >= date_trunc(''year'', last_begin)) AS n
					FROM (SELECT *, max(lower(period)) OVER (PARTITION BY kind) AS last_begin
						FROM %I.episode WHERE isfinite(lower(period)) AND kind IS NOT NULL) e
					GROUP BY kind) k, generate_series(first, last) y'),
			(5, 'kraamzorg', '{birth_month}',
				'SELECT NULL::text AS kind, extract(year FROM birth_month::date)::integer AS year,
					count(*) AS n, min(birth_month::date) AS first_day,
					(max(birth_month::date) + interval ''1 month'')::date - 1 AS last_day
				FROM %I.kraamzorg WHERE isfinite(birth_month::date) GROUP BY 2'),
			(6, 'child_examination', '{examination_date}',
				'SELECT NULL::text AS kind, extract(year FROM examination_date::date)::integer AS year, count(*) AS n,
					min(examination_date::date) AS first_day, max(examination_date::date) AS last_day
				FROM %I.child_examination WHERE isfinite(examination_date::date) GROUP BY 2'),
			(7, 'programme_unit', '{year}',
				'SELECT DISTINCT NULL::text AS kind, year::integer, NULL::bigint AS n,
					NULL::date AS first_day, NULL::date AS last_day
				FROM %I.programme_unit WHERE year IS NOT NULL'),
			(8, 'programme_status', '{indicator,reference_date}',
				'SELECT DISTINCT indicator::text AS kind, extract(year FROM reference_date::date)::integer AS year,
					NULL::bigint AS n,
					NULL::date AS first_day, NULL::date AS last_day
				FROM %I.programme_status WHERE isfinite(reference_date::date) AND indicator IS NOT NULL'),
			(9, 'population', '{year}',
				'SELECT NULL::text AS kind, year::integer, count(*) AS n, NULL::date AS first_day, NULL::date AS last_day
				FROM %I.population WHERE year IS NOT NULL GROUP BY 2'))
				p(place, name, columns, rows)
		WHERE p.name <> ALL (without) AND kansrijk_intern.source_has_columns(source, p.name, p.columns)
			AND NOT (p.place = 2 AND kansrijk_intern.source_has_columns(source, p.name, '{birth_date}'))
		ORDER BY p.place
	LOOP
		-- A year with less than a quarter of what is usual is a part of one. So is one that begins late or ends early:
		-- where seven more were to be expected, chance leaves none once in a thousand times.
		RETURN QUERY EXECUTE format($query$
			WITH seen AS (%s),
			judged AS (SELECT s.*,
					coalesce((make_date(s.year, 12, 31) - last_day) * n
						> 7 * (last_day - make_date(s.year, 1, 1) + 1), false) AS early_end,
					coalesce((first_day - make_date(s.year, 1, 1)) * n
						> 7 * (make_date(s.year, 12, 31) - first_day + 1), false) AS late_start
				FROM seen s WHERE s.n IS NULL OR s.kind IS NOT NULL OR
					4 * s.n >= (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY n) FROM seen)),
			begun AS (SELECT *, (lag(year) OVER w = year - 1 AND NOT lag(early_end) OVER w) IS NOT TRUE AS begins
				FROM judged WHERE NOT late_start WINDOW w AS (PARTITION BY kind ORDER BY year))
			SELECT %L::text, kind, min(year), max(year), max(last_day) FILTER (WHERE early_end), false
			FROM (SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY kind ORDER BY year) AS row FROM begun) r
			WHERE kind IS NULL OR %2$L || '.' || kind <> ALL (%3$L::text[])
			GROUP BY kind, row ORDER BY kind COLLATE "C", row$query$,
			format(part.rows, source), part.name, without);
	END LOOP;
END $$;
COMMENT ON FUNCTION propose_delivery(text, text[]) IS
'Proposes the delivery calendar of a source from what is in it, one row for consecutive years: years of births, '
'parents, kraamzorg, examinations, programmes and population, and for each kind of episode from the year in which '
'the first begins to that in which the last does. A year with less than a quarter of the usual number of rows is '
'left out, and one that ends early has complete_until. Not proposed: without, a list of relations or relation.kind. '
'To correct it: INSERT INTO source.source_delivery SELECT * FROM kansrijk.propose_delivery(source), and change the '
'rows. NULL: no rows. No such schema: error 3F000.';

CREATE FUNCTION source_years(source text, relations text[] DEFAULT NULL)
	RETURNS TABLE (relation text, kind text, first_year integer, last_year integer,
		complete_until date, provisional boolean,
		proposed boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 20
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	said text[] := '{}'::text[];
BEGIN
	IF source IS NULL THEN
		RETURN;
	END IF;
	IF kansrijk_intern.source_has_columns(source, 'source_delivery', '{relation,kind,first_year,last_year}') THEN
		EXECUTE format('SELECT coalesce(array_agg(DISTINCT concat_ws(''.'', relation, kind)), ''{}'')
			FROM %I.source_delivery', source) INTO said;
		RETURN QUERY EXECUTE format('SELECT relation::text, kind::text, first_year::integer, last_year::integer, %s, %s, false
				FROM %I.source_delivery WHERE $1 IS NULL OR relation = ANY ($1) ORDER BY 1, 2, 3',
			CASE WHEN kansrijk_intern.source_has_columns(source, 'source_delivery', '{complete_until}')
				THEN 'complete_until' ELSE 'NULL::date' END,
			CASE WHEN kansrijk_intern.source_has_columns(source, 'source_delivery', '{provisional}')
				THEN 'coalesce(provisional, false)'
				ELSE 'false' END, source) USING relations;
	END IF;
	RETURN QUERY SELECT p.*, true FROM @extschema@.propose_delivery(source, said || ARRAY(
		SELECT t.name FROM @extschema@.source_table t WHERE t.name <> ALL (relations))) p;
END $$;
COMMENT ON FUNCTION source_years(text, text[]) IS
'The delivery calendar of a source: the rows of its relation source_delivery, and for the relations and kinds that it '
'is silent about what propose_delivery() makes of the data (proposed is true). relations: those that are looked at; '
'NULL: all. source NULL: no rows. No such schema: error 3F000.';

-- What a definition does not say it needs is what it reads, of the same year.
CREATE FUNCTION kansrijk_intern.definition_needs(definitions text[])
	RETURNS TABLE (id text, place integer, relation text, kind text, first integer, last integer)
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000 ROWS 200
	BEGIN ATOMIC
		SELECT d.id, u.place::integer, n.part[1], n.part[2], coalesce(n.part[3]::integer, 0),
			coalesce(n.part[4], n.part[3], '0')::integer
		FROM indicator_definition d,
			LATERAL unnest(coalesce(d.needs, ARRAY(SELECT m[1]
				FROM regexp_matches(concat_ws(' ', d.relation, d.scope, d.event), '@source@\.(\w+)', 'g') WITH ORDINALITY r(m, i)
				GROUP BY m[1] ORDER BY min(i)))) WITH ORDINALITY u(written, place),
			LATERAL regexp_match(u.written, '^([a-z_]+)(?:\.(\w+))?(?: (-?\d+)(?:\.\.(-?\d+))?)?$') n(part)
		WHERE definitions IS NULL OR d.id = ANY (definitions);
	END;
COMMENT ON FUNCTION kansrijk_intern.definition_needs(text[]) IS
'Internal: What each of these definitions (NULL: all) needs of a source: indicator_definition.needs, in that order, '
'with the first and the last year, counted from its own.';

CREATE FUNCTION kansrijk_intern.need_years(source text, definitions text[] DEFAULT NULL)
	RETURNS TABLE (definition text, place integer, relation text, kind text, years int4multirange,
		provisional int4multirange)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000 ROWS 200
	BEGIN ATOMIC
		WITH need AS (SELECT * FROM kansrijk_intern.definition_needs(definitions)),
		calendar AS MATERIALIZED (
			SELECT y.relation, y.kind, y.provisional, int4range(y.first_year, y.until + 1) AS years
			FROM (SELECT c.*, CASE WHEN c.complete_until < make_date(c.last_year, 12, 31)
					THEN extract(year FROM c.complete_until + 1)::integer - 1 ELSE c.last_year END AS until
				FROM source_years(need_years.source,
					CASE WHEN definitions IS NOT NULL THEN ARRAY(SELECT DISTINCT n.relation FROM need n) END) c) y
			WHERE y.first_year <= y.until),
		delivered AS (
			-- Rows of the kind, where the calendar has any; else those of the relation as a whole.
			SELECT n.id, n.place, n.relation, n.kind, o.later, c.provisional,
				CASE WHEN c.years IS NOT NULL THEN int4range(lower(c.years) - o.later, upper(c.years) - o.later) END AS years
			FROM need n CROSS JOIN LATERAL generate_series(n.first, n.last) o(later)
				LEFT JOIN calendar c ON c.relation = n.relation AND (n.kind IS NULL OR c.kind = n.kind
					OR c.kind IS NULL AND NOT EXISTS (SELECT FROM calendar k WHERE k.relation = n.relation AND k.kind = n.kind))),
		each AS (
			SELECT v.id, v.place, v.relation, v.kind, coalesce(range_agg(v.years), '{}') AS years,
				coalesce(range_agg(v.years) FILTER (WHERE v.provisional), '{}') AS provisional
			FROM delivered v GROUP BY v.id, v.place, v.relation, v.kind, v.later)
		SELECT e.id, e.place, e.relation, e.kind, range_intersect_agg(e.years), range_agg(e.provisional)
		FROM each e WHERE need_years.source IS NOT NULL
		GROUP BY e.id, e.place, e.relation, e.kind ORDER BY e.id COLLATE "C", e.place;
	END;
COMMENT ON FUNCTION kansrijk_intern.need_years(text, text[]) IS
'Internal: For each definition (NULL: all) and each thing that it needs (indicator_definition.needs, in that order) '
'the years of the definition for which the source has it, and those for which that is provisional. By source_years(). '
'source NULL: no rows.';

CREATE FUNCTION definition_years(source text, definitions text[] DEFAULT NULL)
	RETURNS TABLE (definition text, whole int4multirange, provisional int4multirange)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000 ROWS 100
	BEGIN ATOMIC
		SELECT n.definition, range_intersect_agg(n.years), range_agg(n.provisional) * range_intersect_agg(n.years)
		FROM kansrijk_intern.need_years(source, definitions) n GROUP BY n.definition ORDER BY n.definition COLLATE "C";
	END;
COMMENT ON FUNCTION definition_years(text, text[]) IS
'Of each definition (NULL: all) the years of which the source has all that it needs: its cohort, and whatever it '
'looks back or ahead at (indicator_definition.needs), by source_years(). Years outside have no figure, in no window, '
'trend or comparison. provisional: those of them that rest on a delivery that is. source NULL: no rows. No such '
'schema: error 3F000.';

CREATE FUNCTION whole_years(source text, definition text) RETURNS int4multirange
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.indicator_definition d WHERE d.id = definition) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('definition "%s" does not exist', definition),
			HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;
	RETURN (SELECT y.whole FROM @extschema@.definition_years(source, ARRAY[definition]) y);
END $$;
COMMENT ON FUNCTION whole_years(text, text) IS
'The years of which a source has all that a definition needs, as definition_years() tells for many at once. NULL: '
'NULL. Errors: 22023 (no such definition), 3F000 (no such schema).';
