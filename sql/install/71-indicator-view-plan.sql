-- From the catalogue to the relations of a publication: three for a family.
--
-- cells		what one scan of the source counts: annual rates of the smallest areas
-- known		a view: those, with the years that were released as they were then
-- protected	every area, period and breakdown from those, each with its status
-- fact			what may be seen, and what follows from that alone
-- audit		a view: what could be deduced from what is shown
--
-- All but fact are evidence, in the private schema; which only the owner reads.

CREATE TYPE indicator_view_relation AS (
	position integer,
	family text,
	stage text,
	schema_name text,
	name text,
	query text
);
COMMENT ON TYPE indicator_view_relation IS 'A materialized view or view of a publication: its place in the order of refresh, family, stage (area_path, cells, known, protected, fact or audit), schema, name and query.';
COMMENT ON COLUMN indicator_view_relation.position IS 'Place in the order of refresh: a relation reads earlier ones only.';
COMMENT ON COLUMN indicator_view_relation.family IS 'Family of indicators; NULL for what all families share.';
COMMENT ON COLUMN indicator_view_relation.stage IS 'area_path, cells, known, protected, audit (in the private schema) or fact (in the target); known and audit are plain views.';
COMMENT ON COLUMN indicator_view_relation.schema_name IS 'The target, or the private schema.';
COMMENT ON COLUMN indicator_view_relation.name IS 'Name of the materialized view or view.';
COMMENT ON COLUMN indicator_view_relation.query IS 'Its query.';

CREATE FUNCTION publication_schema(target text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN left(target, 56) || '_intern';
COMMENT ON FUNCTION publication_schema(text) IS 'Name of the private schema of a publication: the target with _intern. It holds unprotected counts; readers get no right on it.';

CREATE FUNCTION sql_can_read(query text) RETURNS boolean
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	EXECUTE 'SELECT FROM (' || query || ') q LIMIT 0';
	RETURN true;
EXCEPTION WHEN undefined_table OR undefined_column OR invalid_schema_name THEN
	RETURN false;
END $$;
COMMENT ON FUNCTION sql_can_read(text) IS 'Whether the relations and columns of a query exist. It runs with the rights of the caller, and reads no row.';

-- The units of a cell, in one number: hashes add up, in whatever order and
-- over whatever level.
CREATE FUNCTION publication_unit_hash(relation text, unit_key text, source text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	source_name text := substring(relation FROM '@source@[.](\w+) [bc]\M');
	columns text[] := string_to_array((SELECT t.primary_key FROM @extschema@.source_table t WHERE t.name = source_name), ', ');
BEGIN
	IF unit_key IS NULL THEN
		IF columns IS NULL THEN
			columns := ARRAY(SELECT c.name FROM @extschema@.source_column c WHERE c.source_table = source_name ORDER BY c.position);
		END IF;
		SELECT string_agg(format('b.%I', c), ', ' ORDER BY i) INTO unit_key FROM unnest(columns) WITH ORDINALITY u(c, i)
			WHERE @extschema@.sql_can_read(replace(format('SELECT b.%I FROM %s', c, relation), '@source@', quote_ident(source)));
	END IF;
	RETURN coalesce(format('hash_record_extended(ROW(%s), 0)', unit_key), 'hashtextextended(b::text, 0)');
END $$;
COMMENT ON FUNCTION publication_unit_hash(text, text, text) IS
'SQL expression of the hash of a unit: of its key, else of the primary key of the source relation b, else of all columns of it. The sum over a cell is its fingerprint: equal for the same units. For create_indicator_views().';

-- One scan: all definitions that count the same units of the same relation.
CREATE FUNCTION publication_cells_query(definitions text[], source text, private text, dimensions text[], breakdowns text[], expressions text[]) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first @extschema@.indicator_definition;
	small text[] := ARRAY(SELECT x FROM unnest(dimensions) x WHERE x IN ('stadsdeel', 'wijk', 'pc4'));
	-- A municipality lies in the province of its last year, a wijk in one
	-- municipality: levels nest, whatever one row of the source says.
	area text := concat_ws(E'\n\t\t',
		CASE WHEN 'municipality' = ANY (dimensions) THEN format('LEFT JOIN %I.area_path gemeente_path ON gemeente_path.kind = ''gemeente'' AND gemeente_path.code = b.municipality', private) END,
		CASE WHEN 'wijk' = ANY (dimensions) THEN format('LEFT JOIN %I.area_path wijk_path ON wijk_path.kind = ''wijk'' AND wijk_path.code = b.wijk AND wijk_path.municipality = b.municipality%s', private,
			CASE WHEN 'stadsdeel' = ANY (dimensions) THEN ' AND wijk_path.stadsdeel IS NOT DISTINCT FROM b.stadsdeel' ELSE '' END) END);
	labels text[] := dimensions || breakdowns;
	values_of text[];
	row_set text;
	rates text;
	sets text;
	unit text;
BEGIN
	SELECT * INTO STRICT first FROM @extschema@.indicator_definition d WHERE d.id = definitions[1];
	unit := @extschema@.publication_unit_hash(first.relation, first.unit_key, source);
	values_of := ARRAY(SELECT CASE x
			WHEN 'province' THEN CASE WHEN 'municipality' = ANY (dimensions)
				THEN CASE WHEN @extschema@.sql_can_read(replace(format('SELECT b.province FROM %s', first.relation), '@source@', quote_ident(source)))
					THEN 'coalesce(gemeente_path.province, b.province)' ELSE 'gemeente_path.province' END
				ELSE 'b.province' END
			WHEN 'wijk' THEN 'wijk_path.code'
			ELSE format('b.%I', x) END
		FROM unnest(dimensions) WITH ORDINALITY u(x, i) ORDER BY i) || expressions;

	IF first.unit_key IS NULL THEN
		-- OFFSET 0: classify each row once, however many rates use it.
		SELECT format(E'SELECT (%s)::integer AS year, %s AS unit%s,\n\t\t%s\n\tFROM %s\n\t\t%s\n\tOFFSET 0', first.year_expression, unit,
				(SELECT coalesce(string_agg(format(', (%s)::text AS %I', v, l), '' ORDER BY i), '') FROM unnest(values_of, labels) WITH ORDINALITY u(v, l, i)),
				(SELECT string_agg(format('(%s) AS s%s', scope, number), ', ' ORDER BY number) FROM (SELECT d.scope, min(i) AS number FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id) GROUP BY d.scope) s)
					|| E',\n\t\t' || (SELECT string_agg(format('(%s) AS e%s', event, number), ', ' ORDER BY number) FROM (SELECT d.event, min(i) AS number FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id) GROUP BY d.event) e),
				first.relation, area)
			INTO row_set;
	ELSE
		-- A unit of several rows counts once, in one area: that of the first by code.
		SELECT format(E'SELECT year, unit%s,\n\t\t%s\n\tFROM (SELECT (%s)::integer AS year, %s AS unit, min(ARRAY[%s]::text[] COLLATE "C") AS labels,\n\t\t%s\n\t\tFROM %s\n\t\t%s\n\t\tGROUP BY (%s)::integer, %s) unit',
				(SELECT coalesce(string_agg(format(', labels[%s] AS %I', i, l), '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
				(SELECT string_agg(format('s%1$s, e%1$s', i), ', ' ORDER BY i) FROM generate_subscripts(definitions, 1) i),
				first.year_expression, unit,
				array_to_string(values_of, ', '),
				(SELECT string_agg(format('bool_or(%1$s) AS s%3$s, CASE WHEN bool_%4$s(%2$s) FILTER (WHERE %1$s) = %5$L THEN %5$L::boolean WHEN bool_or((%2$s) IS NULL) FILTER (WHERE %1$s) THEN NULL ELSE NOT %5$L::boolean END AS e%3$s',
						d.scope, d.event, i, CASE d.unit_rule WHEN 'any' THEN 'or' ELSE 'and' END, d.unit_rule = 'any'), E',\n\t\t' ORDER BY i)
					FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)),
				first.relation, area, first.year_expression, first.unit_key)
			INTO row_set;
	END IF;

	SELECT string_agg(format(E'kansrijk.rate(e%s) FILTER (WHERE s%s) AS %I',
			CASE WHEN first.unit_key IS NULL THEN array_position(events, d.event) ELSE i END,
			CASE WHEN first.unit_key IS NULL THEN array_position(scopes, d.scope) ELSE i END, d.id), E',\n\t' ORDER BY i)
		INTO rates
		FROM (SELECT array_agg(d.event ORDER BY i) AS events, array_agg(d.scope ORDER BY i) AS scopes
				FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)) f,
			unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id);

	-- The smallest areas without breakdown, municipalities with every breakdown:
	-- together far fewer cells than all of it at once.
	sets := format('(year%s)', (SELECT coalesce(string_agg(format(', %I', x), '' ORDER BY i), '') FROM unnest(dimensions) WITH ORDINALITY u(x, i)));
	IF breakdowns <> '{}' THEN
		sets := sets || format(', (year%s%s)',
			(SELECT coalesce(string_agg(format(', %I', x), '' ORDER BY i), '') FROM unnest(dimensions) WITH ORDINALITY u(x, i) WHERE x <> ALL (small)),
			(SELECT string_agg(format(', %I', x), '' ORDER BY i) FROM unnest(breakdowns) WITH ORDINALITY u(x, i)));
	END IF;
	RETURN replace(format(E'SELECT %s AS by_breakdown, year%s, sum(unit) AS fingerprint,\n\t%s\nFROM (%s) classified\nWHERE year IS NOT NULL\nGROUP BY GROUPING SETS (%s)',
			CASE WHEN breakdowns <> '{}' THEN format('GROUPING(%I) = 0', breakdowns[1]) ELSE 'false' END,
			(SELECT coalesce(string_agg(format(', %I', x), '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(x, i)),
			rates, row_set, sets), '@source@', quote_ident(source));
END $$;
COMMENT ON FUNCTION publication_cells_query(text[], text, text, text[], text[], text[]) IS
'Text of the query that counts definitions of the same relation and unit in one scan: annual rates of the smallest areas, and of municipalities by every breakdown. dimensions: columns of the areas, from large to small; breakdowns and expressions: names and SQL. For create_indicator_views().';

-- What a scan found, and what was released: released years are final, whatever
-- the source says of them now.
CREATE FUNCTION publication_known_query(definitions text[], private text, cells text, released text, labels text[]) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	RETURN format($query$WITH final AS (SELECT %1$s, (SELECT array_agg(year) FROM (SELECT year FROM %2$s WHERE definition = ANY (%3$L) GROUP BY year HAVING count(*) = %4$s) e) AS every
	FROM %2$s)
SELECT c.by_breakdown, c.year%5$s, %6$s, c.fingerprint FROM %7$s c, final WHERE (c.year = ANY (every)) IS NOT TRUE
UNION ALL
SELECT c.by_breakdown, c.year%5$s, %8$s, c.fingerprint FROM %9$s c, final WHERE num_nonnulls(%10$s) > 0$query$,
		(SELECT string_agg(format('array_agg(year) FILTER (WHERE definition = %L) AS y%s', d, i), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		format('(SELECT * FROM %I.final_year WHERE reopened IS NULL) y', private), definitions, cardinality(definitions),
		(SELECT coalesce(string_agg(format(', c.%I', l), '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
		(SELECT string_agg(format('CASE WHEN c.year = ANY (y%s) THEN NULL ELSE c.%I END AS %2$I', i, d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		cells,
		(SELECT string_agg(format('CASE WHEN c.year = ANY (y%s) THEN c.%I END AS %2$I', i, d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		released,
		(SELECT string_agg(format('c.%I', d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)));
COMMENT ON FUNCTION publication_known_query(text[], text, text, text, text[]) IS
'Text of the query that reads the cells of one scan, with the years that have been released as they were then. labels: columns of areas and breakdowns. For create_indicator_views().';

-- All levels of one scan, protected: one table system for each definition.
CREATE FUNCTION publication_protected_query(definitions text[], local_definitions text[], private text, family text, cells text, policy sdc_policy, dimensions text[], breakdowns text[],
	own_breakdowns text[], area_types text[], annual_area_types text[], breakdown_area_types text[], window_years integer, protected text DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	-- block: consecutive windows counted back from the last year, the only
	-- periods of small areas. A year lies in one block, so it is a level above.
	all_dimensions text[] := ARRAY['block', 'year'] || dimensions || breakdowns;
	n integer := cardinality(all_dimensions);
	nest text[] := ARRAY(SELECT x FROM unnest(dimensions) WITH ORDINALITY u(x, i) WHERE x IN ('province', 'municipality') ORDER BY i);
	level record;
	sets text[] := '{}';
	breakdown_sets text[] := '{}';
	area_case text := '';
	cube text := '';
	part integer;
	queries text[] := '{}';
	masks text;
	names text;
	dimension_names text;
	area_columns text;
BEGIN
	FOR level IN
		SELECT l.kind, l.columns FROM (VALUES
			(1, 'land', '{}'::text[], true),
			(2, 'provincie', '{province}', 'province' = ANY (dimensions)),
			(3, 'gemeente', nest, 'municipality' = ANY (dimensions)),
			(4, 'stadsdeel', nest || '{stadsdeel}', 'stadsdeel' = ANY (dimensions) AND 'stadsdeel' = ANY (area_types)),
			(5, 'wijk', nest || CASE WHEN 'stadsdeel' = ANY (dimensions) THEN '{stadsdeel}'::text[] ELSE '{}' END || '{wijk}', 'wijk' = ANY (dimensions) AND 'wijk' = ANY (area_types)),
			(6, 'pc4', '{pc4}', 'pc4' = ANY (dimensions) AND 'pc4' = ANY (area_types)),
			-- Where two geographies cross, readers know the map: what lies in both
			-- is protected as well, though nobody shows it.
			(7, 'overlap', dimensions, 'pc4' = ANY (dimensions) AND 'pc4' = ANY (area_types) AND cardinality(dimensions) > 1)) l(rank, kind, columns, present)
		WHERE l.present ORDER BY l.rank
	LOOP
		IF level.kind IN ('land', 'provincie', 'gemeente') OR level.kind = ANY (annual_area_types) AND level.kind <> 'overlap' THEN
			sets := sets || format('(%s)', array_to_string(ARRAY(SELECT quote_ident(x) FROM unnest(ARRAY['block', 'year'] || level.columns) x), ', '));
		ELSE
			sets := sets || format('(%s)', array_to_string(ARRAY(SELECT quote_ident(x) FROM unnest(ARRAY['block'] || level.columns) x), ', '));
		END IF;
		area_case := area_case || format(' WHEN %s THEN %L', (
				SELECT sum(CASE WHEN x = ANY (level.columns) THEN 0 ELSE 1 << (cardinality(dimensions) - i::integer) END)
				FROM unnest(dimensions) WITH ORDINALITY u(x, i)), level.kind);
		IF level.kind = ANY (breakdown_area_types) AND level.kind IN ('land', 'provincie', 'gemeente') THEN
			breakdown_sets := breakdown_sets || ARRAY(
				SELECT format('(%s)', array_to_string(ARRAY(SELECT quote_ident(x) FROM unnest(
					CASE WHEN level.kind = 'gemeente' THEN ARRAY['block'] ELSE ARRAY['block', 'year'] END || level.columns || b) x), ', '))
				FROM unnest(breakdowns) b);
		END IF;
	END LOOP;
	IF dimensions = '{}' THEN
		area_case := ' WHEN 0 THEN ''land''';
	END IF;

	-- Two passes over the cells: areas, then breakdowns.
	FOR part IN 0..1 LOOP
		CONTINUE WHEN part = 1 AND breakdown_sets = '{}';
		SELECT string_agg(CASE WHEN used THEN format('(GROUPING(%I) << %s)', x, n - i) ELSE (1 << (n - i::integer))::text END, ' + ' ORDER BY i),
				string_agg(CASE WHEN used THEN quote_ident(x) WHEN x IN ('block', 'year') THEN 'NULL::integer AS ' || quote_ident(x) ELSE 'NULL::text AS ' || quote_ident(x) END, ', ' ORDER BY i)
			INTO masks, names
			FROM (SELECT x, i, (SELECT bool_or(s LIKE '%(' || quote_ident(x) || '%' OR s LIKE '% ' || quote_ident(x) || ',%' OR s LIKE '% ' || quote_ident(x) || ')%')
					FROM unnest(CASE part WHEN 0 THEN sets ELSE breakdown_sets END) s) AS used
				FROM unnest(all_dimensions) WITH ORDINALITY u(x, i)) d;
		queries := queries || format(E'SELECT %s AS mask, %s, %s\n\tFROM cell WHERE %s by_breakdown\n\tGROUP BY GROUPING SETS (%s)', masks, names,
			(SELECT string_agg(format('kansrijk.rate(%I) AS %1$I', d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
			CASE part WHEN 0 THEN 'NOT' ELSE '' END, array_to_string(CASE part WHEN 0 THEN sets ELSE breakdown_sets END, ', '));
	END LOOP;
	cube := array_to_string(queries, E'\n\tUNION ALL\n\t');

	names := array_to_string(ARRAY(SELECT quote_ident(x) FROM unnest(dimensions || breakdowns) WITH ORDINALITY u(x, i) ORDER BY i), ', ');
	dimension_names := CASE WHEN names <> '' THEN ', ' || names ELSE '' END;
	area_columns := (SELECT string_agg(CASE WHEN x = ANY (dimensions) THEN quote_ident(x) ELSE 'NULL::text AS ' || quote_ident(x) END, ', ' ORDER BY i)
		FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	RETURN format($query$WITH bounds AS MATERIALIZED (SELECT min(year) AS first_year, max(year) AS last_year,
	-- Blocks stay where they were at the first release, so that none overlaps.
	coalesce((SELECT (block_years ->> %26$L)::integer FROM %22$I.release WHERE block_years ? %26$L ORDER BY id LIMIT 1), max(year)) AS block_year FROM %1$s),
-- Years before the first whole block have no small areas: all of them are one
-- unknown area there, so that the sums still fit.
cell AS (SELECT %20$s, block FROM bounds, (SELECT k.*, (block_year - year + 1000 * %2$s) / %2$s - 1000 AS block FROM %1$s k, bounds) c),
cube AS (
	%3$s),
figure AS (
	SELECT v.number, c.mask, block, year%4$s, v.r
	FROM cube c, LATERAL (VALUES %5$s) v(number, is_local, own, r)
	WHERE (v.is_local OR mask & %6$s = %6$s)
		AND (v.own OR %7$s)
		AND %8$s),
-- Not rolling_rate(), which wants every year of an area present: those of an area
-- that was dissolved are part of the windows of what lies around it.
period AS (
	SELECT number, mask, block, CASE WHEN year IS NOT NULL THEN int4range(year, year + 1) END AS period%4$s, r, year IS NULL AS is_block FROM figure
	UNION ALL
	SELECT number, mask | %9$s, NULL, int4range(last - %2$s + 1, last + 1)%4$s, kansrijk.rate(r), false
	FROM figure, bounds, generate_series(greatest(year, first_year + %2$s - 1), least(year + %2$s - 1, last_year)) last
	WHERE year IS NOT NULL AND %2$s > 1
	GROUP BY number, mask, last%4$s),
whole AS (SELECT municipality, last FROM (SELECT DISTINCT municipality, year FROM %1$s WHERE NOT by_breakdown) y, generate_series(year, year + %2$s - 1) last
	WHERE municipality IS NOT NULL GROUP BY 1, 2 HAVING count(*) = %2$s),
system AS (
	SELECT p.*, CASE (mask >> %10$s) & %11$s%12$s END AS area_type,
		CASE WHEN is_block THEN int4range(block_year - %2$s * (block + 1) + 1, block_year - %2$s * block + 1) ELSE period END AS shown_period,
		%18$s AS breakdown, %19$s AS category
	FROM period p, bounds),
-- Every value that was ever released of a figure.
released AS (
	SELECT definition, area_type, %23$s period, breakdown, category,
		array_agg(r ORDER BY release DESC) FILTER (WHERE status = 'publish') AS published, array_agg(r) FILTER (WHERE status NOT IN ('publish', 'empty')) AS hidden
	FROM %22$I.release_cell WHERE definition = ANY (%16$L::text[])
	GROUP BY definition, area_type, %23$s period, breakdown, category),
remembered AS (
	SELECT s.*, m.published, CASE WHEN kansrijk.numerator(m.published[1]) = kansrijk.numerator(s.r) AND kansrijk.denominator(m.published[1]) = kansrijk.denominator(s.r) THEN 'publish'
			WHEN m.definition IS NOT NULL THEN kansrijk.released_status(s.r, %14$L::kansrijk.sdc_policy, m.published, m.hidden) END AS previous
	FROM system s LEFT JOIN released m ON m.definition = (%16$L::text[])[s.number] AND m.area_type = s.area_type AND m.period = s.shown_period
		AND m.breakdown = s.breakdown AND m.category = s.category%24$s),
candidate AS (
	-- A block that begins before the first year or ends after the last, and a window in which a
	-- municipality began or ended, are no figures of so many years.
	SELECT s.*,
		-- What is missed most is published first; the steps are wide, because one
		-- large cell would else be cheaper to hide than several small ones.
		CASE area_type WHEN 'land' THEN 2000 WHEN 'provincie' THEN 200 WHEN 'gemeente' THEN 20 ELSE 1 END
			* CASE WHEN mask & %21$s = %21$s THEN 5 ELSE 1 END AS preference,
		-- Figures of the country are given, when each is safe by itself: then there
		-- is always enough to hide elsewhere.
		CASE WHEN area_type = 'land' AND mask & %21$s = %21$s
			THEN bool_and(kansrijk.sdc_primary(r, %14$L::kansrijk.sdc_policy) = 'publish' AND coalesce(previous, 'publish') = 'publish') FILTER (WHERE area_type = 'land' AND mask & %21$s = %21$s) OVER (PARTITION BY number) END AS is_given,
		s.area_type = ANY (%13$L::text[])
			AND lower(shown_period) >= first_year AND upper(shown_period) <= last_year + 1
			AND (s.municipality IS NULL OR upper(shown_period) - lower(shown_period) < %2$s OR w.municipality IS NOT NULL) AS shown
	FROM bounds, remembered s LEFT JOIN whole w ON w.municipality = s.municipality AND w.last = upper(shown_period) - 1)%25$s$query$,
		cells, window_years, cube,
		dimension_names,
		(SELECT string_agg(format('(%s, %L::boolean, %L::boolean, c.%I)', i, d = ANY (local_definitions), own_breakdowns[i] IS NOT NULL, d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		((1 << (n - 2)) - 1),
		CASE WHEN 'indeling' = ANY (breakdowns) THEN format('(mask >> %s) & 1 = 1', n - array_position(all_dimensions, 'indeling')) ELSE 'true' END,
		-- Where a municipality has no stadsdelen, there is nothing to add.
		CASE WHEN 'stadsdeel' = ANY (dimensions) AND 'stadsdeel' = ANY (area_types) AND 'stadsdeel' = ANY (annual_area_types)
			THEN format('(mask & %s <> %s OR municipality IN (SELECT c.municipality FROM cell c WHERE c.stadsdeel IS NOT NULL))',
				(SELECT sum(1 << (n - i::integer)) FROM unnest(all_dimensions) WITH ORDINALITY u(x, i) WHERE x IN ('stadsdeel', 'wijk', 'pc4')),
				(SELECT sum(1 << (n - i::integer)) FROM unnest(all_dimensions) WITH ORDINALITY u(x, i) WHERE x IN ('wijk', 'pc4')))
			ELSE 'true' END,
		1 << (n - 1),
		cardinality(breakdowns), (1 << cardinality(dimensions)) - 1, area_case,
		area_types, policy::text,
		dimension_names,
		definitions,
		area_columns,
		CASE WHEN breakdowns = '{}' THEN '''totaal''' ELSE (SELECT 'CASE' || string_agg(format(' WHEN (mask >> %s) & 1 = 0 THEN %L', n - array_position(all_dimensions, b), b), '') || ' ELSE ''totaal'' END' FROM unnest(breakdowns) b) END,
		CASE WHEN breakdowns = '{}' THEN '''totaal''' ELSE (SELECT 'CASE' || string_agg(format(' WHEN (mask >> %s) & 1 = 0 THEN coalesce(%I, ''onbekend'')', n - array_position(all_dimensions, b), b), '') || ' ELSE ''totaal'' END' FROM unnest(breakdowns) b) END,
		(SELECT 'c.by_breakdown, c.year' || coalesce(string_agg(CASE WHEN x IN ('wijk', 'pc4') THEN format(', CASE WHEN block_year - %s * (block + 1) + 1 >= first_year AND block_year - %1$s * block <= last_year THEN c.%I END AS %2$I', window_years, x) ELSE format(', c.%I', x) END, '' ORDER BY i), '')
			FROM unnest(dimensions || breakdowns || definitions) WITH ORDINALITY u(x, i)),
		(1 << cardinality(breakdowns)) - 1, private,
		(SELECT coalesce(string_agg(quote_ident(x) || ', ', '' ORDER BY i), '') FROM unnest(dimensions) WITH ORDINALITY u(x, i)),
		(SELECT coalesce(string_agg(format(' AND coalesce(m.%I, '''') = coalesce(s.%1$I, '''')', x), '' ORDER BY i), '') FROM unnest(dimensions) WITH ORDINALITY u(x, i)),
		CASE WHEN protected IS NULL THEN
			-- A figure that may not be revised by so little stays as it was released.
			format($query$,
decided AS (
	SELECT c.*, kansrijk.sdc_status_released(r, %1$L::kansrijk.sdc_policy, CASE WHEN is_given THEN 'publish' ELSE previous END, CASE WHEN previous = 'secondary' THEN -2 WHEN shown THEN preference ELSE -1 END, mask, block, period%2$s) OVER (PARTITION BY number) AS status,
		CASE WHEN previous = 'primary_count' THEN kansrijk.released_rate(r, %1$L::kansrijk.sdc_policy, published) END AS final
	FROM candidate c)
SELECT (%3$L::text[])[number] AS definition, area_type, %4$s, shown_period AS period, breakdown, category,
	coalesce(final, r) AS r, CASE WHEN final IS NULL THEN status ELSE 'publish' END AS status
FROM decided
WHERE shown$query$, policy::text, dimension_names, definitions, area_columns)
		ELSE format($query$,
judged AS (
	SELECT c.*, p.status AS shown_status,
		CASE WHEN c.previous = 'primary_count' THEN c.previous
			WHEN c.r IS NOT NULL AND NOT coalesce(shown AND p.status = 'publish', false) THEN kansrijk.sdc_primary(c.r, %1$L::kansrijk.sdc_policy) END AS reason,
		shown AND (p.r IS NULL OR (kansrijk.numerator(p.r), kansrijk.denominator(p.r)) <> (kansrijk.numerator(f.r), kansrijk.denominator(f.r))) AS is_stale
	FROM candidate c LEFT JOIN %5$s p ON c.shown AND p.definition = (%3$L::text[])[c.number] AND p.area_type = c.area_type AND p.period = c.shown_period
			AND p.breakdown = c.breakdown AND p.category = c.category%6$s,
		LATERAL (SELECT coalesce(CASE WHEN c.previous = 'primary_count' THEN kansrijk.released_rate(c.r, %1$L::kansrijk.sdc_policy, c.published) END, c.r) AS r OFFSET 0) f),
-- Unsafe figures must not be found. Others that are hidden may be, as may what
-- nobody shows.
known AS (
	SELECT j.*, CASE WHEN reason NOT IN ('publish', 'secondary', 'empty') THEN reason
			WHEN shown_status = 'publish' THEN 'publish'::kansrijk.cell_status
			WHEN reason = 'empty' THEN reason END AS status
	FROM judged j)
SELECT (%3$L::text[])[number] AS definition, area_type, %4$s, shown_period AS period, breakdown, category, shown, is_stale, r, status,
	kansrijk.sdc_exposed(r, status, mask, block, period%2$s) OVER (PARTITION BY number) AS exposed,
	kansrijk.sdc_interval(r, coalesce(status, 'secondary'), mask, block, period%2$s) OVER (PARTITION BY number) AS numerator_range,
	kansrijk.sdc_interval(kansrijk.denominator(r) - kansrijk.numerator(r), coalesce(status, 'secondary'), mask, block, period%2$s) OVER (PARTITION BY number) AS complement_range
FROM known$query$, policy::text, dimension_names, definitions, area_columns, protected,
			(SELECT coalesce(string_agg(format(' AND coalesce(p.%I, '''') = coalesce(c.%1$I, '''')', x), '' ORDER BY i), '') FROM unnest(dimensions) WITH ORDINALITY u(x, i)))
		END, family);
END $$;
COMMENT ON FUNCTION publication_protected_query(text[], text[], text, text, text, sdc_policy, text[], text[], text[], text[], text[], text[], integer, text) IS
'Text of the query that adds the cells of one scan up to every area, period and breakdown and decides about each: one table system for a definition, over all of these together, and what was released before. With protected, the name of the relation that it fills: the query that audits that. For create_indicator_views().';
