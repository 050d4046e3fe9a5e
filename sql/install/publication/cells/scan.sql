-- One scan of the source: all definitions that count the same units of the same
-- relation. The only queries of a publication that are generated.

-- The units of a cell, in one number: hashes add up, in whatever order and
-- over whatever level.
CREATE FUNCTION kansrijk_intern.unit_hash(relation text, unit_key text, source text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	source_name text := substring(relation FROM '@source@[.](\w+) [bc]\M');
	columns text[] := string_to_array((SELECT t.primary_key FROM @extschema@.source_table t WHERE t.name = source_name),
		', ');
BEGIN
	IF unit_key IS NULL THEN
		IF columns IS NULL THEN
			columns := ARRAY(SELECT c.name FROM @extschema@.source_column c
				WHERE c.source_table = source_name ORDER BY c.position);
		END IF;
		SELECT string_agg(format('b.%I', c), ', ' ORDER BY i) INTO unit_key FROM unnest(columns) WITH ORDINALITY u(c, i)
			WHERE kansrijk_intern.sql_can_read(replace(format('SELECT b.%I FROM %s', c, relation), '@source@',
				quote_ident(source)));
	END IF;
	RETURN coalesce(format('hash_record_extended(ROW(%s), 0)', unit_key), 'hashtextextended(b::text, 0)');
END $$;
COMMENT ON FUNCTION kansrijk_intern.unit_hash(text, text, text) IS
'Internal: SQL expression of the hash of a unit: of its key, else of the primary key of the source relation b, else of '
'all columns of it. The sum over a cell is its fingerprint: equal for the same units.';

CREATE FUNCTION kansrijk_intern.scan_query(definitions text[], source text, dimensions text[], breakdowns text[],
	expressions text[], of_states boolean DEFAULT false, municipality text DEFAULT 'b.municipality',
	told_apart text[] DEFAULT '{province,municipality,stadsdeel,wijk,pc4}',
	broken_down text[] DEFAULT '{province,municipality}')
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	areas constant text[] := '{province,municipality,stadsdeel,wijk,pc4}'::text[];
	first @extschema@.indicator_definition;
	of_area text[];
	known text;
	in_order text;
	counted text[];
	summed text[];
	said text[];
	pairs smallint[];
	units text;
BEGIN
	SELECT coalesce(array_agg(id ORDER BY i) FILTER (WHERE d.value_expression IS NULL), '{}'),
			coalesce(array_agg(id ORDER BY i) FILTER (WHERE d.value_expression IS NOT NULL), '{}')
		INTO counted, summed
		FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id);
	SELECT * INTO STRICT first FROM @extschema@.indicator_definition d WHERE d.id = definitions[1];
	-- A province may follow from the municipality alone.
	of_area := ARRAY(SELECT CASE WHEN x = ANY (dimensions) AND (x <> 'province' OR kansrijk_intern.sql_can_read(
				replace(format('SELECT b.province FROM %s', first.relation), '@source@', quote_ident(source))))
			THEN CASE x WHEN 'municipality' THEN municipality ELSE format('b.%I', x) END || '::text' ELSE 'NULL::text' END
		FROM unnest(areas) WITH ORDINALITY u(x, i) ORDER BY i);
	known := array_to_string(of_area, ', ');
	of_area := ARRAY(SELECT CASE WHEN areas[i] = ANY (told_apart) THEN x ELSE 'NULL::text' END
		FROM unnest(of_area) WITH ORDINALITY u(x, i) ORDER BY i);

	IF first.unit_key IS NULL THEN
		-- Each scope and event once, however many definitions share it.
		SELECT array_agg(x ORDER BY first_place) INTO said FROM (
			SELECT x, min(2 * i + part) AS first_place FROM unnest(counted) WITH ORDINALITY u(id, i)
				JOIN @extschema@.indicator_definition d USING (id)
				CROSS JOIN LATERAL (VALUES (0, d.scope), (1, d.event)) e(part, x) GROUP BY x) e;
		SELECT array_agg(array_position(said, x)::smallint ORDER BY i, part) INTO pairs
			FROM unnest(counted) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)
				CROSS JOIN LATERAL (VALUES (0, d.scope), (1, d.event)) e(part, x);
		units := kansrijk_intern.fill($query$SELECT ({year})::integer AS year, {hash} AS unit, {labels},
		{said}
	FROM {relation}
	WHERE ({year})::integer <@ $1$query$,
			'labels', (SELECT string_agg(format('(%s)::text AS %I', v, l), ', ' ORDER BY i)
				FROM unnest(of_area || expressions, areas || breakdowns) WITH ORDINALITY u(v, l, i)),
			'said', (SELECT string_agg(c, E',\n\t\t') FROM (
				SELECT format('(%s)::boolean AS x%s', x, i) AS c FROM unnest(said) WITH ORDINALITY u(x, i)
				UNION ALL SELECT format('(%s)::boolean AS m%s, %s AS v%2$s', d.scope, i, kansrijk_intern.value_of(d))
					FROM unnest(summed) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)) e),
			'year', first.year_expression,
			'hash', kansrijk_intern.unit_hash(first.relation, first.unit_key, source),
			'relation', first.relation);
	ELSE
		-- A unit of several rows counts once, in one area: that of its first birth in the year. Of births of one day, or
		-- without a date, it is one of which most is known, by chance and always the same.
		in_order := CASE WHEN kansrijk_intern.has_birth_date(first.relation, source)
			THEN '(b.birth_date - DATE ''0001-01-01'')::text' ELSE 'NULL::text' END;
		said := ARRAY(SELECT x || i FROM generate_series(1, cardinality(counted)) i,
			unnest('{s,e}'::text[]) WITH ORDINALITY u(x, p) ORDER BY i, p);
		pairs := ARRAY(SELECT generate_series(1, 2 * cardinality(counted))::smallint);
		units := kansrijk_intern.fill($query$SELECT year, unit, {labels}, {said}
	FROM (SELECT ({year})::integer AS year, {hash} AS unit,
			min(ARRAY[{ordered}]::text[] COLLATE "C") AS labels,
			{events}
		FROM {relation}
		WHERE ({year})::integer <@ $1
		GROUP BY ({year})::integer, {key}) unit$query$,
			'labels', (SELECT string_agg(format('labels[%s] AS %I', i + 3, l), ', ' ORDER BY i)
				FROM unnest(areas || breakdowns) WITH ORDINALITY u(l, i)),
			'said', (SELECT string_agg(c, ', ') FROM (
				SELECT format('%s AS x%s', x, i) AS c FROM unnest(said) WITH ORDINALITY u(x, i)
				UNION ALL SELECT format('m%s, v%1$s', i) FROM generate_subscripts(summed, 1) i) e),
			'ordered', array_to_string(ARRAY[in_order, format('num_nulls(%s)::text', known),
				kansrijk_intern.unit_hash(first.relation, NULL, source) || '::text'] || of_area || expressions, ', '),
			'events', (SELECT string_agg(c, E',\n\t\t\t') FROM (SELECT kansrijk_intern.fill($event$bool_or({scope}) AS s{i},
			CASE WHEN bool_{rule}({event}) FILTER (WHERE {scope}) = {decides} THEN {decides}
				WHEN bool_or(({event}) IS NULL) FILTER (WHERE {scope}) THEN NULL ELSE NOT {decides} END AS e{i}$event$,
						'scope', d.scope, 'event', d.event, 'i', i::text, 'rule', CASE d.unit_rule WHEN 'any' THEN 'or' ELSE 'and' END,
						'decides', (d.unit_rule = 'any')::text) AS c
				FROM unnest(counted) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)
				-- Rows of one unit tell the same, or it is not known.
				UNION ALL SELECT kansrijk_intern.fill($event$bool_or({scope}) AS m{i},
			CASE WHEN min({value}) FILTER (WHERE {scope}) = max({value}) FILTER (WHERE {scope})
				AND bool_and({value} IS NOT NULL) FILTER (WHERE {scope})
					THEN max({value}) FILTER (WHERE {scope}) END AS v{i}$event$,
						'scope', d.scope, 'value', kansrijk_intern.value_of(d), 'i', i::text)
				FROM unnest(summed) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)) e),
			'year', first.year_expression,
			'hash', kansrijk_intern.unit_hash(first.relation, first.unit_key, source),
			'relation', first.relation,
			'key', first.unit_key);
	END IF;

	IF of_states THEN
		RETURN kansrijk_intern.bind_source(kansrijk_intern.fill($query$WITH classified AS (
	{units})
SELECT DISTINCT year, {states} AS state FROM classified WHERE year IS NOT NULL$query$,
			'units', units,
			'states', (SELECT string_agg(kansrijk_intern.fill($state$CASE WHEN x{scope} IS NOT TRUE THEN 'o'
	WHEN x{event} THEN 'y' WHEN NOT x{event} THEN 'n' ELSE 'u' END$state$,
					'scope', pairs[2 * i - 1]::text, 'event', pairs[2 * i]::text), ' || ' ORDER BY i)
				FROM generate_series(1, cardinality(counted)) i)), source);
	END IF;

	RETURN kansrijk_intern.bind_source(kansrijk_intern.fill($query$WITH classified AS (
	{units})
SELECT year, province, municipality, stadsdeel, wijk, pc4, {breakdown} AS breakdown, {category} AS category,
	sum(unit) AS units, {rates} AS rates
FROM classified
GROUP BY GROUPING SETS ((year, province, municipality, stadsdeel, wijk, pc4){sets})$query$,
		'units', units,
		'rates', concat_ws(' || ', CASE WHEN counted <> '{}' THEN format('kansrijk_intern.rates(%L::smallint[], %s)', pairs,
				(SELECT string_agg('x' || i, ', ' ORDER BY i) FROM generate_subscripts(said, 1) i)) END,
			(SELECT 'ARRAY[' || string_agg(kansrijk_intern.sum_rate('m' || i, 'v' || i), ', ' ORDER BY i) || ']'
				FROM generate_subscripts(summed, 1) i)),
		'breakdown', CASE breakdowns WHEN '{}' THEN 'NULL::text' ELSE 'CASE ' ||
			(SELECT string_agg(format('WHEN GROUPING(%I) = 0 THEN %L', b, b), ' ' ORDER BY i)
				FROM unnest(breakdowns) WITH ORDINALITY u(b, i)) || ' END' END,
		'category', CASE breakdowns WHEN '{}' THEN 'NULL::text' ELSE 'CASE ' ||
			(SELECT string_agg(format('WHEN GROUPING(%I) = 0 THEN %I', b, b), ' ' ORDER BY i)
				FROM unnest(breakdowns) WITH ORDINALITY u(b, i)) || ' END' END,
		'sets', coalesce((SELECT string_agg(format(', (year, %s, %I)', array_to_string(broken_down, ', '), b), ''
				ORDER BY i) FROM unnest(breakdowns) WITH ORDINALITY u(b, i)), '')), source);
END $$;
COMMENT ON FUNCTION kansrijk_intern.scan_query(text[], text, text[], text[], text[], boolean, text, text[], text[]) IS
'Internal: Text of the query that counts definitions of the same relation and unit in one scan of the years $1 '
'(int4multirange): annual rates, a place in the array for each definition, of the smallest areas, and of '
'municipalities by every breakdown. dimensions: columns of the areas; breakdowns and expressions: names and SQL; '
'broken_down: the areas that have them, postal codes too where groups of those have. '
'of_states: instead, the states of units that occur in a year, a letter for each definition: o out of scope, y and n '
'with and without the event, u unknown. municipality: SQL of it. told_apart: of dimensions, those that the cells have; '
'the others only say of which row of a unit most is known.';
