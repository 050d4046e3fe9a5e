-- From the catalogue to the relations of a publication, for each family:
--
-- cells		what one scan of the source counts: annual rates of the smallest areas
-- known		those, with the years that were released as they were then
-- protected	every area, period and breakdown from those, each with its status
-- fact			what may be seen, and what follows from that alone
-- audit		a view: what could be found from what is shown
--
-- All but fact is evidence, in the private schema; only fact is in the target.

CREATE TYPE indicator_view_relation AS (
	position integer,
	family text,
	stage text,
	schema_name text,
	name text,
	query text
);
COMMENT ON TYPE indicator_view_relation IS 'A materialized view of a publication: its place in the order of refresh, family, stage (area_path, cells, known, protected, fact or audit), schema, name and query.';
COMMENT ON COLUMN indicator_view_relation.position IS 'Place in the order of refresh: a relation reads earlier ones only.';
COMMENT ON COLUMN indicator_view_relation.family IS 'Family of indicators; NULL for what all families share.';
COMMENT ON COLUMN indicator_view_relation.stage IS 'area_path, cells, known, protected, audit (in the private schema) or fact (in the target); audit is a plain view.';
COMMENT ON COLUMN indicator_view_relation.schema_name IS 'The target, or the private schema.';
COMMENT ON COLUMN indicator_view_relation.name IS 'Name of the materialized view.';
COMMENT ON COLUMN indicator_view_relation.query IS 'Its query.';

CREATE FUNCTION kansrijk_intern.publication_schema(target text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN left(target, 56) || '_intern';
COMMENT ON FUNCTION kansrijk_intern.publication_schema(text) IS 'Internal: Name of the private schema of a publication: the target with _intern. It holds unprotected counts; readers get no right on it.';

CREATE FUNCTION kansrijk_intern.check_publication(target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF target IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the target schema must not be null';
	END IF;
	IF to_regclass(format('%I.publication', kansrijk_intern.publication_schema(target))) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" has no indicator views', target),
			HINT = 'CALL kansrijk.create_indicator_views(source, target) creates them.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_publication(text) IS 'Internal: Nothing when a schema is the target of a publication, else error 3F000; NULL is error 22004.';

-- One writer at a time: a release that another session does not see yet, or that
-- its snapshot is too old for, would not be protected against.
CREATE FUNCTION kansrijk_intern.lock_publication(target text, families text[] DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	publication constant text := 'kansrijk.refresh ' || target;
	locked boolean;
BEGIN
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state', MESSAGE = format('a publication cannot be changed at isolation level %s', current_setting('transaction_isolation')),
			DETAIL = 'What others released since the transaction began would not be seen.', HINT = 'Use READ COMMITTED.';
	END IF;
	-- Sessions may share the families of a publication among them.
	locked := CASE WHEN families IS NULL THEN pg_try_advisory_xact_lock(hashtextextended(publication, 0))
		ELSE pg_try_advisory_xact_lock_shared(hashtextextended(publication, 0))
			AND (SELECT bool_and(pg_try_advisory_xact_lock(hashtextextended(publication || ' ' || f, 0))) FROM unnest(CASE families WHEN '{}' THEN '{""}' ELSE families END) f) END;
	IF NOT locked THEN
		RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = format('schema "%s" is being refreshed, released or changed by another session', target), HINT = 'Try again when that is done.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.lock_publication(text, text[]) IS
'Internal: Keeps other sessions from refreshing, releasing or changing a publication until the transaction ends; with families, from doing so with these or with all. Never waits. Errors: 55P03 (another session does so), 25000 (REPEATABLE READ or SERIALIZABLE, which would not see what others released meanwhile).';

CREATE FUNCTION kansrijk_intern.sql_can_read(query text) RETURNS boolean
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	EXECUTE 'SELECT FROM (' || query || ') q LIMIT 0';
	RETURN true;
EXCEPTION WHEN undefined_table OR undefined_column OR invalid_schema_name THEN
	RETURN false;
END $$;
COMMENT ON FUNCTION kansrijk_intern.sql_can_read(text) IS 'Internal: Whether the relations and columns of a query exist. It runs with the rights of the caller, and reads no row.';

-- The units of a cell, in one number: hashes add up, in whatever order and
-- over whatever level.
CREATE FUNCTION kansrijk_intern.publication_unit_hash(relation text, unit_key text, source text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
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
			WHERE kansrijk_intern.sql_can_read(replace(format('SELECT b.%I FROM %s', c, relation), '@source@', quote_ident(source)));
	END IF;
	RETURN coalesce(format('hash_record_extended(ROW(%s), 0)', unit_key), 'hashtextextended(b::text, 0)');
END $$;
COMMENT ON FUNCTION kansrijk_intern.publication_unit_hash(text, text, text) IS
'Internal: SQL expression of the hash of a unit: of its key, else of the primary key of the source relation b, else of all columns of it. The sum over a cell is its fingerprint: equal for the same units. For create_indicator_views().';

-- Which area lies in which: as in the last year in which that is known. Units of
-- the programme tell of municipalities without births.
CREATE FUNCTION kansrijk_intern.publication_area_path_query(source text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	area record;
	found_in text;
	paths text[] := '{}';
BEGIN
	FOR area IN SELECT * FROM (VALUES ('gemeente', 'municipality', '{province}'::text[]), ('wijk', 'wijk', '{municipality,stadsdeel}')) l(kind, code, above) LOOP
		SELECT string_agg(format('SELECT %s AS place, %I::text AS code, %s, year FROM %I.%I', t.place, area.code,
				(SELECT string_agg(CASE WHEN c = ANY (area.above) AND kansrijk_intern.sql_can_read(format('SELECT %I FROM %I.%I', c, source, t.name)) THEN format('%I::text AS %1$I', c) ELSE format('NULL::text AS %I', c) END, ', ' ORDER BY i)
					FROM unnest('{province,municipality,stadsdeel}'::text[]) WITH ORDINALITY u(c, i)), source, t.name), ' UNION ALL ' ORDER BY t.place)
			INTO found_in
			FROM (VALUES (1, 'birth'), (2, 'programme_unit')) t(place, name)
			WHERE kansrijk_intern.sql_can_read(format('SELECT %I, year FROM %I.%I', area.code, source, t.name));
		CONTINUE WHEN found_in IS NULL;
		paths := paths || format('(SELECT DISTINCT ON (code) %L AS kind, code, province, municipality, stadsdeel FROM (SELECT place, code, province, municipality, stadsdeel, max(year) AS year, count(*) AS n FROM (%s) b WHERE code IS NOT NULL GROUP BY 1, 2, 3, 4, 5) a ORDER BY code, place, %I IS NULL, year DESC, n DESC, province, municipality, stadsdeel)',
			area.kind, found_in, area.above[1]);
	END LOOP;
	RETURN coalesce(nullif(array_to_string(paths, E'\nUNION ALL\n'), ''), 'SELECT NULL::text AS kind, NULL::text AS code, NULL::text AS province, NULL::text AS municipality, NULL::text AS stadsdeel WHERE false');
END $$;
COMMENT ON FUNCTION kansrijk_intern.publication_area_path_query(text) IS
'Internal: Text of the query that tells in which province each municipality lies, and in which municipality and stadsdeel each wijk. For create_indicator_views().';

CREATE FUNCTION kansrijk_intern.source_covers_country(source text) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	covers boolean := false;
BEGIN
	IF NOT kansrijk_intern.sql_can_read(format('SELECT FROM %I.birth', source)) THEN
		RETURN true;
	END IF;
	IF kansrijk_intern.sql_can_read(format('SELECT province FROM %I.birth', source)) THEN
		EXECUTE format('SELECT count(*) >= 12 FROM (SELECT DISTINCT province FROM %I.birth WHERE province IS NOT NULL) p', source) INTO covers;
	END IF;
	RETURN covers;
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_covers_country(text) IS
'Internal: Whether a source has births of all twelve provinces, or no births at all but of organisations only. Else its total is that of a region, where a difference between two definitions is a few children.';

-- One scan: all definitions that count the same units of the same relation.
CREATE FUNCTION kansrijk_intern.publication_cells_query(definitions text[], source text, private text, dimensions text[], breakdowns text[], expressions text[]) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first @extschema@.indicator_definition;
	small text[] := ARRAY(SELECT x FROM unnest(dimensions) x WHERE x IN ('stadsdeel', 'wijk', 'pc4'));
	-- A municipality lies in the province of its last year, a wijk in one
	-- municipality: levels nest, whatever one row of the source says.
	area_paths text := concat_ws(E'\n\t\t',
		CASE WHEN 'municipality' = ANY (dimensions) THEN format('LEFT JOIN %I.area_path gemeente_path ON gemeente_path.kind = ''gemeente'' AND gemeente_path.code = b.municipality', private) END,
		CASE WHEN 'wijk' = ANY (dimensions) THEN format('LEFT JOIN %I.area_path wijk_path ON wijk_path.kind = ''wijk'' AND wijk_path.code = b.wijk AND wijk_path.municipality = b.municipality%s', private,
			CASE WHEN 'stadsdeel' = ANY (dimensions) THEN ' AND wijk_path.stadsdeel IS NOT DISTINCT FROM b.stadsdeel' ELSE '' END) END);
	labels text[] := dimensions || breakdowns;
	large text[] := ARRAY(SELECT x FROM unnest(dimensions) WITH ORDINALITY u(x, i) WHERE x <> ALL (small) ORDER BY i) || breakdowns;
	of_row text[];
	located text[];
	row_set text;
	rates text;
	names text;
	counted text;
	place text;
	unit text;
BEGIN
	SELECT * INTO STRICT first FROM @extschema@.indicator_definition d WHERE d.id = definitions[1];
	unit := kansrijk_intern.publication_unit_hash(first.relation, first.unit_key, source);
	of_row := ARRAY(SELECT CASE WHEN x <> 'province' OR kansrijk_intern.sql_can_read(replace(format('SELECT b.province FROM %s', first.relation), '@source@', quote_ident(source)))
			THEN format('b.%I', x) ELSE 'NULL::text' END
		FROM unnest(dimensions) WITH ORDINALITY u(x, i) ORDER BY i);
	located := ARRAY(SELECT CASE WHEN x = 'province' AND 'municipality' = ANY (dimensions) THEN format('coalesce(gemeente_path.province, %s)', v) WHEN x = 'wijk' THEN 'wijk_path.code' ELSE v END
		FROM unnest(dimensions, of_row) WITH ORDINALITY u(x, v, i) ORDER BY i);

	IF first.unit_key IS NULL THEN
		SELECT format(E'SELECT (%s)::integer AS year, %s AS unit%s,\n\t\t%s\n\tFROM %s', first.year_expression, unit,
				(SELECT coalesce(string_agg(format(', (%s)::text AS %I', v, l), '' ORDER BY i), '') FROM unnest(of_row || expressions, labels) WITH ORDINALITY u(v, l, i)),
				(SELECT string_agg(format('(%s) AS s%s', scope, number), ', ' ORDER BY number) FROM (SELECT d.scope, min(i) AS number FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id) GROUP BY d.scope) s)
					|| E',\n\t\t' || (SELECT string_agg(format('(%s) AS e%s', event, number), ', ' ORDER BY number) FROM (SELECT d.event, min(i) AS number FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id) GROUP BY d.event) e),
				first.relation)
			INTO row_set;
	ELSE
		-- A unit of several rows counts once, in one area: that of the first by code.
		SELECT format(E'SELECT year, unit%s,\n\t\t%s\n\tFROM (SELECT (%s)::integer AS year, %s AS unit, min(ARRAY[%s]::text[] COLLATE "C") AS labels,\n\t\t%s\n\t\tFROM %s\n\t\t%s\n\t\tGROUP BY (%s)::integer, %s) unit',
				(SELECT coalesce(string_agg(format(', labels[%s] AS %I', i, l), '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
				(SELECT string_agg(format('s%1$s, e%1$s', i), ', ' ORDER BY i) FROM generate_subscripts(definitions, 1) i),
				first.year_expression, unit,
				array_to_string(located || expressions, ', '),
				(SELECT string_agg(format('bool_or(%1$s) AS s%3$s, CASE WHEN bool_%4$s(%2$s) FILTER (WHERE %1$s) = %5$L THEN %5$L::boolean WHEN bool_or((%2$s) IS NULL) FILTER (WHERE %1$s) THEN NULL ELSE NOT %5$L::boolean END AS e%3$s',
						d.scope, d.event, i, CASE d.unit_rule WHEN 'any' THEN 'or' ELSE 'and' END, d.unit_rule = 'any'), E',\n\t\t' ORDER BY i)
					FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)),
				first.relation, area_paths, first.year_expression, first.unit_key)
			INTO row_set;
	END IF;

	SELECT string_agg(format('kansrijk.rate(e%s) FILTER (WHERE s%s) AS %I',
			CASE WHEN first.unit_key IS NULL THEN array_position(events, d.event) ELSE i END,
			CASE WHEN first.unit_key IS NULL THEN array_position(scopes, d.scope) ELSE i END, d.id), E',\n\t' ORDER BY i),
			string_agg(format('kansrijk.rate(%1$I) AS %1$I', d.id), E',\n\t' ORDER BY i)
		INTO rates, names
		FROM (SELECT array_agg(d.event ORDER BY i) AS events, array_agg(d.scope ORDER BY i) AS scopes
				FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)) f,
			unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id);

	-- Units are counted first, and what costs more follows for far fewer groups.
	-- With several breakdowns there would be nearly as many groups as units: then
	-- by the smallest areas and by every breakdown apart, of one set of rows,
	-- classified once; as GROUPING SETS they would be sorted.
	SELECT string_agg(format(E'SELECT %s AS by_breakdown, year%s, sum(unit) AS unit,\n\t%s\n\tFROM classified WHERE year IS NOT NULL\n\tGROUP BY year%s', g.by_breakdown,
			(SELECT coalesce(string_agg(CASE WHEN l = ANY (g.columns) THEN format(', %I', l) ELSE format(', NULL::text AS %I', l) END, '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
			rates,
			(SELECT coalesce(string_agg(format(', %I', l), '' ORDER BY i), '') FROM unnest(g.columns) WITH ORDINALITY u(l, i))), E'\n\tUNION ALL\n\t' ORDER BY g.by_breakdown)
		INTO counted
		FROM (VALUES ('NULL::boolean', labels, cardinality(breakdowns) < 2), ('false', dimensions, cardinality(breakdowns) > 1), ('true', large, cardinality(breakdowns) > 1)) g(by_breakdown, columns, used)
		WHERE g.used;

	-- The area of a unit of several rows is that of its areas: it has been looked up.
	place := CASE WHEN first.unit_key IS NULL
		THEN format(E'SELECT by_breakdown, year%s, unit, %s\n\tFROM counted b\n\t\t%s',
			(SELECT coalesce(string_agg(format(', %s AS %I', v, l), '' ORDER BY i), '') FROM unnest(located || ARRAY(SELECT quote_ident(x) FROM unnest(breakdowns) WITH ORDINALITY u(x, i) ORDER BY i), labels) WITH ORDINALITY u(v, l, i)),
			(SELECT string_agg(quote_ident(d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)), area_paths)
		ELSE 'SELECT * FROM counted' END;

	RETURN kansrijk_intern.bind_source(format(E'WITH classified AS (%s),\ncounted AS (\n\t%s),\nlocated AS (%s),\ncell AS (\n\t%s)\nSELECT *, min(year) OVER () AS first_year, max(year) OVER () AS last_year FROM cell', row_set, counted, place,
		(SELECT string_agg(format(E'SELECT %s AS by_breakdown, year%s, sum(unit) AS fingerprint,\n\t%s\n\tFROM located%s\n\tGROUP BY year%s', g.by_breakdown::text,
				(SELECT coalesce(string_agg(CASE WHEN l = ANY (g.columns) THEN format(', %I', l) ELSE format(', NULL::text AS %I', l) END, '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
				names,
				CASE WHEN cardinality(breakdowns) < 2 THEN '' WHEN g.by_breakdown THEN ' WHERE by_breakdown' ELSE ' WHERE NOT by_breakdown' END,
				(SELECT coalesce(string_agg(format(', %I', l), '' ORDER BY i), '') FROM unnest(g.columns) WITH ORDINALITY u(l, i))), E'\n\tUNION ALL\n\t' ORDER BY g.by_breakdown)
			FROM (VALUES (false, dimensions), (true, large)) g(by_breakdown, columns)
			WHERE NOT g.by_breakdown OR breakdowns <> '{}')), source);
END $$;
COMMENT ON FUNCTION kansrijk_intern.publication_cells_query(text[], text, text, text[], text[], text[]) IS
'Internal: Text of the query that counts definitions of the same relation and unit in one scan: annual rates of the smallest areas, and of municipalities by every breakdown. dimensions: columns of the areas, from large to small; breakdowns and expressions: names and SQL. For create_indicator_views().';

-- What a scan found, and what was released: released years are final, whatever
-- the source says of them now.
CREATE FUNCTION kansrijk_intern.publication_known_query(definitions text[], private text, cells text, released text, family text, labels text[]) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	RETURN format($query$WITH final AS (SELECT %1$s, (SELECT array_agg(year) FROM (SELECT year FROM %2$s WHERE definition = ANY (%3$L) GROUP BY year HAVING count(*) = %4$s) e) AS every
	FROM %2$s),
cell AS (
	SELECT c.by_breakdown, c.year%5$s, %6$s FROM %7$s c, final WHERE (c.year = ANY (every)) IS NOT TRUE
	UNION ALL
	SELECT c.by_breakdown, c.year%5$s, %8$s FROM %9$s c, final WHERE num_nonnulls(%10$s) > 0)
-- Blocks stay where they were at the first release, so that none overlaps: its last
-- figures end with the last year of these cells; other scans of the family may go on longer.
SELECT *, min(year) OVER () AS first_year, max(year) OVER () AS last_year,
	coalesce((SELECT max(upper(period)) - 1 FROM %12$I.release_cell
		WHERE definition = ANY (%3$L)
			AND release = (SELECT min(release) FROM %12$I.release_cell WHERE definition = ANY (%3$L))),
		max(year) OVER ()) AS block_year
FROM cell$query$,
		(SELECT string_agg(format('array_agg(year) FILTER (WHERE definition = %L) AS y%s', d, i), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		format('(SELECT * FROM %I.final_year WHERE reopened IS NULL) y', private), definitions, cardinality(definitions),
		(SELECT coalesce(string_agg(format(', c.%I', l), '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
		(SELECT string_agg(format('CASE WHEN c.year = ANY (y%s) THEN NULL ELSE c.%I END AS %2$I', i, d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		cells,
		(SELECT string_agg(format('CASE WHEN c.year = ANY (y%s) THEN c.%I END AS %2$I', i, d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		released,
		(SELECT string_agg(format('c.%I', d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)), family, private);
COMMENT ON FUNCTION kansrijk_intern.publication_known_query(text[], text, text, text, text, text[]) IS
'Internal: Text of the query that reads the cells of one scan, with the years that have been released as they were then. labels: columns of areas and breakdowns. For create_indicator_views().';

CREATE FUNCTION kansrijk_intern.rounded_rate(r rate, policy sdc_policy) RETURNS rate
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5
	RETURN make_rate(sdc_round_by(numerator(r), policy), sdc_round_by(denominator(r), policy), 0);
COMMENT ON FUNCTION kansrijk_intern.rounded_rate(rate, sdc_policy) IS 'Internal: The counts of a rate, rounded as the policy says, without those that are unknown.';

-- All levels of one definition, protected as one table system. The cells are not
-- joined, so that the planner, which knows nothing of how many come out of a
-- table system, has nothing to guess.
CREATE FUNCTION kansrijk_intern.publication_protected_query(definition text, is_local boolean, has_indeling boolean, cells text, policy sdc_policy, dimensions text[], breakdowns text[],
	area_types text[], annual_area_types text[], breakdown_area_types text[], window_years integer, private text, protected text DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	-- block: consecutive windows counted back from the last year, the only
	-- periods of small areas. A year lies in one block, so it is a level above.
	all_dimensions text[] := ARRAY['block', 'year'] || dimensions || breakdowns;
	n integer := cardinality(all_dimensions);
	nest text[] := ARRAY(SELECT x FROM unnest(dimensions) WITH ORDINALITY u(x, i) WHERE x IN ('province', 'municipality') ORDER BY i);
	own_breakdowns text[] := ARRAY(SELECT x FROM unnest(breakdowns) WITH ORDINALITY u(x, i) WHERE is_local AND (has_indeling OR x <> 'indeling') ORDER BY i);
	no_breakdown integer := (1 << cardinality(breakdowns)) - 1;
	names text := (SELECT coalesce(string_agg(format(', %I', x), '' ORDER BY i), '') FROM unnest(dimensions || breakdowns) WITH ORDINALITY u(x, i));
	level record;
	sets text[] := '{}';
	breakdown_sets text[] := '{}';
	part_sets text[];
	parts text[] := '{}';
	area_case text := '';
	with_stadsdelen text := '';
	whole_windows text := '';
	whole_years text := '';
	area_columns text := (SELECT string_agg(CASE WHEN x = ANY (dimensions) THEN quote_ident(x) ELSE 'NULL::text' END, ', ' ORDER BY i) FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	area_names text := (SELECT string_agg(CASE WHEN x = ANY (dimensions) THEN quote_ident(x) ELSE 'NULL::text AS ' || quote_ident(x) END, ', ' ORDER BY i) FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	breakdown text := '''totaal''';
	category text := '''totaal''';
	candidates text;
	key text;
BEGIN
	IF breakdowns <> '{}' THEN
		SELECT 'CASE' || string_agg(format(' WHEN (mask >> %s) & 1 = 0 THEN %L', n - array_position(all_dimensions, b), b), '') || ' ELSE ''totaal'' END',
				'CASE' || string_agg(format(' WHEN (mask >> %s) & 1 = 0 THEN coalesce(%I, ''onbekend'')', n - array_position(all_dimensions, b), b), '') || ' ELSE ''totaal'' END'
			INTO breakdown, category FROM unnest(breakdowns) b;
	END IF;

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
		WHERE l.present AND (is_local OR l.kind = 'land') ORDER BY l.rank
	LOOP
		sets := sets || array_to_string(ARRAY(SELECT quote_ident(x) FROM unnest(
			CASE WHEN level.kind IN ('land', 'provincie', 'gemeente') OR level.kind = ANY (annual_area_types) AND level.kind <> 'overlap' THEN ARRAY['block', 'year'] ELSE ARRAY['block'] END
				|| level.columns) x), ', ');
		area_case := area_case || format(' WHEN %s THEN %L', (
				SELECT sum(CASE WHEN x = ANY (level.columns) THEN 0 ELSE 1 << (cardinality(dimensions) - i::integer) END)
				FROM unnest(dimensions) WITH ORDINALITY u(x, i)), level.kind);
		IF level.kind = ANY (breakdown_area_types) AND level.kind IN ('land', 'provincie', 'gemeente') THEN
			breakdown_sets := breakdown_sets || ARRAY(
				SELECT array_to_string(ARRAY(SELECT quote_ident(x) FROM unnest(
					CASE WHEN level.kind = 'gemeente' THEN ARRAY['block'] ELSE ARRAY['block', 'year'] END || level.columns || b) x), ', ')
				FROM unnest(own_breakdowns) b);
		END IF;
	END LOOP;
	IF dimensions = '{}' THEN
		area_case := ' WHEN 0 THEN ''land''';
	END IF;

	-- Two passes over the cells: areas, then breakdowns.
	FOR by_breakdown IN 0..1 LOOP
		part_sets := CASE by_breakdown WHEN 0 THEN sets ELSE breakdown_sets END;
		CONTINUE WHEN part_sets = '{}';
		parts := parts || (SELECT format(E'SELECT %s AS mask, %s, kansrijk.rate(r) AS r, min(first_year) AS first_year, max(last_year) AS last_year, max(block_year) AS block_year\n\t\tFROM cell WHERE %s by_breakdown\n\t\tGROUP BY GROUPING SETS (%s)',
				string_agg(CASE WHEN used THEN format('(GROUPING(%I) << %s)', x, n - i) ELSE (1 << (n - i::integer))::text END, ' + ' ORDER BY i),
				string_agg(CASE WHEN used THEN quote_ident(x) WHEN x IN ('block', 'year') THEN 'NULL::integer AS ' || quote_ident(x) ELSE 'NULL::text AS ' || quote_ident(x) END, ', ' ORDER BY i),
				CASE by_breakdown WHEN 0 THEN 'NOT' ELSE '' END, '(' || array_to_string(part_sets, '), (') || ')')
			FROM (SELECT x, i, (SELECT bool_or(quote_ident(x) = ANY (string_to_array(s, ', '))) FROM unnest(part_sets) s) AS used
				FROM unnest(all_dimensions) WITH ORDINALITY u(x, i)) d);
	END LOOP;

	key := format('kansrijk_intern.release_key(area_type, %s, shown_period, %s, %s)', area_columns, breakdown, category);
	IF is_local AND '{stadsdeel,municipality}' <@ dimensions AND 'stadsdeel' = ANY (area_types) THEN
		-- Where a municipality has no stadsdelen, there is nothing to add.
		with_stadsdelen := (SELECT format(E'\n\t\tWHERE (mask >> %s) & %s <> %s OR municipality IN (SELECT municipality FROM %s WHERE stadsdeel IS NOT NULL)',
				cardinality(breakdowns), (1 << cardinality(dimensions)) - 1, sum(CASE WHEN x IN ('wijk', 'pc4') THEN 1 << (cardinality(dimensions) - i::integer) ELSE 0 END), cells)
			FROM unnest(dimensions) WITH ORDINALITY u(x, i));
	END IF;
	IF window_years > 1 THEN
		whole_windows := E'\n\t\t\tAND (years = 1 OR shown_period <@ whole_years)';
		whole_years := format(E'\n\t\t-- A year that nobody delivered, or of which nothing is known, makes a window no figure of so many years.\n\t\trange_agg(period) FILTER (WHERE area_type = ''land'' AND years = 1 AND mask & %1$s = %1$s AND (kansrijk.denominator(r) > 0 OR kansrijk.unknown(r) = 0)) OVER () AS whole_years,',
			no_breakdown);
	END IF;
	IF is_local AND 'municipality' = ANY (dimensions) AND window_years > 1 THEN
		whole_windows := whole_windows || E' AND (municipality IS NULL OR years = 1 OR shown_period <@ years_of_municipality)';
		whole_years := whole_years || format(E'\n\t\trange_agg(period) FILTER (WHERE area_type = ''gemeente'' AND years = 1 AND mask & %1$s = %1$s) OVER (PARTITION BY municipality) AS years_of_municipality,',
			no_breakdown);
	END IF;

	candidates := format($query$SELECT *,
		-- What is missed most is published first; the steps are wide, because one
		-- large cell would else be cheaper to hide than several small ones.
		CASE area_type WHEN 'land' THEN 2000 WHEN 'provincie' THEN 200 WHEN 'gemeente' THEN 20 ELSE 1 END * CASE WHEN mask & %7$s = %7$s THEN 5 ELSE 1 END AS preference,
		-- A block that begins before the first year or ends after the last, a window with a year that is missing,
		-- and one in which a municipality began or ended, are no figures of so many years.
		area_type = ANY (%8$L::text[]) AND lower(shown_period) >= first_year AND upper(shown_period) <= last_year + 1%9$s AS shown
		FROM (SELECT *,%25$s CASE WHEN final IS NULL THEN previously ELSE 'primary_count' END AS previous
		-- Hashed subplans, which cost nothing as long as there are no releases.
		FROM (SELECT *,
			CASE WHEN %21$s THEN 'publish' WHEN %22$s THEN 'secondary' END::kansrijk.cell_status AS previously,
			kansrijk_intern.released_rate(r, %5$L::kansrijk.sdc_policy, CASE WHEN %23$s AND NOT %21$s THEN %24$s END) AS final
		FROM (SELECT *, CASE (mask >> %10$s) & %11$s%12$s END AS area_type,
				CASE WHEN years = 0 THEN int4range(block_year - %13$s * (block + 1) + 1, block_year - %13$s * block + 1) ELSE period END AS shown_period
			FROM (
				-- Every year, and every window that it is part of. Not rolling_rate(), which
				-- wants every year of an area present: those of an area that was dissolved
				-- are part of the windows of what lies around it.
				SELECT mask + CASE WHEN place > 0 THEN %14$s ELSE 0 END AS mask, CASE WHEN place = 0 THEN block END AS block%6$s,
					CASE WHEN years > 0 THEN int4range(until - years + 1, until + 1) END AS period, years, kansrijk.rate(r) AS r, min(first_year) AS first_year, max(last_year) AS last_year, max(block_year) AS block_year
				FROM (SELECT *, CASE WHEN year IS NULL THEN 0 WHEN place = 0 THEN 1 ELSE %13$s END AS years, CASE WHEN place = 0 THEN year ELSE year + place - 1 END AS until
					FROM (SELECT *, generate_series(0, CASE WHEN year IS NULL THEN 0 ELSE %15$s END) AS place FROM (
		-- Years before the first whole block have no small areas: all of them are
		-- one unknown area there, so that the sums still fit.
		WITH cell AS NOT MATERIALIZED (SELECT by_breakdown, year, first_year, last_year, block_year, block, %16$I AS r%17$s
			FROM (SELECT *, (block_year - year + 1000 * %13$s) / %13$s - 1000 AS block FROM %18$s WHERE %16$I IS NOT NULL) k)
		%19$s) cube%20$s) placed) windowed
				WHERE place = 0 OR until BETWEEN first_year + %13$s - 1 AND last_year
				GROUP BY mask, place > 0, CASE WHEN place = 0 THEN block END%6$s, until, years) periods) systems) compared OFFSET 0) remembered$query$,
		definition,
		area_columns, breakdown, category,
		policy::text, names, no_breakdown, area_types, whole_windows, cardinality(breakdowns), (1 << cardinality(dimensions)) - 1, area_case,
		window_years, 1 << (n - 1), CASE WHEN window_years > 1 THEN window_years ELSE 0 END, definition,
		(SELECT coalesce(string_agg(CASE WHEN x IN ('wijk', 'pc4') THEN format(', CASE WHEN block_year - %s * (block + 1) + 1 >= first_year AND block_year - %1$s * block <= last_year THEN %I END AS %2$I', window_years, x) ELSE format(', %I', x) END, '' ORDER BY i), '')
			FROM unnest(dimensions || own_breakdowns) WITH ORDINALITY u(x, i)),
		cells, array_to_string(parts, E'\n\t\tUNION ALL\n\t\t'), with_stadsdelen,
		format('(%s, kansrijk.numerator(r), kansrijk.denominator(r)) IN (SELECT c.key, kansrijk.numerator(c.r), kansrijk.denominator(c.r) FROM %I.release_cell c WHERE c.definition = %L AND c.status = ''publish'')', key, private, definition),
		format('(%s, kansrijk.numerator(r), kansrijk.denominator(r)) IN (SELECT c.key, kansrijk.numerator(c.r), kansrijk.denominator(c.r) FROM %I.release_cell c WHERE c.definition = %L AND c.status NOT IN (''publish'', ''empty''))', key, private, definition),
		format('%s IN (SELECT c.key FROM %I.release_cell c WHERE c.definition = %L AND c.status = ''publish'')', key, private, definition),
		format('(SELECT array_agg(c.was ORDER BY c.number DESC) FROM (SELECT c.key AS one_key, c.r AS was, c.release AS number FROM %I.release_cell c WHERE c.definition = %L AND c.status = ''publish'') c WHERE c.one_key = %s)', private, definition, key), whole_years);

	IF protected IS NULL THEN
		-- A figure that may not be revised by so little stays as it was released.
		RETURN format($query$SELECT %1$L AS definition, area_type, %2$s, shown_period AS period,
	%3$s AS breakdown,
	%4$s AS category,
	coalesce(final, r) AS r, CASE WHEN final IS NULL THEN status ELSE 'publish' END AS status,
	kansrijk_intern.rounded_rate(coalesce(final, r), %5$L) AS rounded
FROM (SELECT *, kansrijk.sdc_status_released(r, %5$L::kansrijk.sdc_policy, previous, CASE WHEN previous = 'secondary' THEN -2 WHEN shown THEN preference ELSE -1 END, mask, block, period%6$s) OVER () AS status
	FROM (%7$s) candidates) decided
WHERE shown$query$, definition, area_names, breakdown, category, policy::text, names, candidates);
	END IF;
	-- The audit. Unsafe figures must not be found; others that are hidden may be,
	-- as may what nobody shows.
	RETURN format($query$SELECT %1$L AS definition, area_type, %2$s, shown_period AS period, %3$s AS breakdown, %4$s AS category, shown, is_stale, r, status,
	kansrijk.sdc_exposed(r, %5$L::kansrijk.sdc_policy, status, mask, block, period%6$s) OVER () AS exposed,
	kansrijk.sdc_interval(r, coalesce(status, 'secondary'), mask, block, period%6$s) OVER () AS numerator_range,
	kansrijk.sdc_interval(kansrijk.denominator(r) - kansrijk.numerator(r), coalesce(status, 'secondary'), mask, block, period%6$s) OVER () AS complement_range
FROM (SELECT *, CASE WHEN reason NOT IN ('publish', 'secondary', 'empty') THEN reason WHEN shown_status = 'publish' THEN shown_status WHEN reason = 'empty' THEN reason END AS status
	FROM (SELECT c.*, p.status AS shown_status,
			CASE WHEN previous = 'primary_count' THEN previous WHEN p.status = 'publish' THEN NULL ELSE kansrijk.sdc_primary(c.r, %5$L::kansrijk.sdc_policy) END AS reason,
			shown AND (p.r IS NULL OR (kansrijk.numerator(p.r), kansrijk.denominator(p.r)) <> (kansrijk.numerator(coalesce(final, c.r)), kansrijk.denominator(coalesce(final, c.r)))) AS is_stale
		FROM (SELECT *, %8$s AS key FROM (%7$s) candidates) c
			LEFT JOIN (SELECT kansrijk_intern.release_key(area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category) AS key, r, status FROM %9$s WHERE definition = %1$L) p ON c.shown AND p.key = c.key) judged) known$query$,
		definition, area_names, breakdown, category, policy::text, names, candidates, key, protected);
END $$;
COMMENT ON FUNCTION kansrijk_intern.publication_protected_query(text, boolean, boolean, text, sdc_policy, text[], text[], text[], text[], text[], integer, text, text) IS
'Internal: Text of the query that adds the cells of one scan up to every area, period and breakdown of a definition and decides about each: one table system, over all of these together and what was released before. With protected, the name of the relation that it fills: the query that audits that. For create_indicator_views().';
