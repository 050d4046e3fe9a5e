-- What a source holds: which definitions can be computed from it, in which areas.

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
COMMENT ON FUNCTION kansrijk_intern.sql_can_read(text) IS
'Internal: Whether the relations and columns of a query exist. It runs with the rights of the caller, and reads no '
'row.';

CREATE FUNCTION kansrijk_intern.has_birth_date(relation text, source text) RETURNS boolean
	LANGUAGE sql STABLE STRICT PARALLEL UNSAFE COST 1000
	RETURN kansrijk_intern.sql_can_read(replace(format('SELECT b.birth_date - CURRENT_DATE FROM %s', relation), '@source@',
		quote_ident(source)));
COMMENT ON FUNCTION kansrijk_intern.has_birth_date(text, text) IS
'Internal: Whether the relation b of a FROM list (with @source@) tells on which day its units were born.';

-- A column that is not there is a reason to do without; one of another type, or
-- that may not be read, is not.
CREATE FUNCTION kansrijk_intern.source_can_compute(source text, relation text, expressions text, name text)
RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN kansrijk_intern.sql_can_read(kansrijk_intern.bind_source(format('SELECT %s FROM %s', expressions, relation),
		source));
EXCEPTION
	WHEN insufficient_privilege THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('role "%s" cannot read source "%s": %s', current_user, source, SQLERRM),
			HINT = format('It needs USAGE on schema %I, and SELECT on the relations in it.', source);
	WHEN syntax_error_or_access_rule_violation OR data_exception THEN
		RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('%s cannot be computed from source "%s"', name, source),
			DETAIL = format('Reading %s: %s.', replace(relation, '@source@', quote_ident(source)), SQLERRM),
			HINT = format('A column of the source has another type than it should, or the expression is wrong: '
				'SELECT * FROM kansrijk.check_source(%L) tells what is wrong with the source.', source);
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_can_compute(text, text, text, text) IS
'Internal: Whether a source has the relations and columns that these expressions over a FROM list (with @source@) '
'need. name: of what is computed, for the error when they are there, and of the wrong type. Reads no row. Errors: '
'42501 (no right to read the source), those of the expressions.';

CREATE FUNCTION kansrijk_intern.source_definitions(source text, families text[] DEFAULT NULL) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	d record;
	held text[] := '{}'::text[];
BEGIN
	FOR d IN SELECT n.* FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE (families IS NULL OR i.family = ANY (families)) ORDER BY n.id COLLATE "C"
	LOOP
		IF kansrijk_intern.source_can_compute(source, d.relation,
			format('(%s)::integer, (%s)::boolean, (%s)::boolean, (%s)::bigint',
			d.year_expression, d.scope, d.event,
				coalesce(d.value_expression, '0')), format('definition "%s"', d.id)) THEN
			held := held || d.id;
		END IF;
	END LOOP;
	RETURN held;
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_definitions(text, text[]) IS
'Internal: The definitions of the catalogue that a source schema holds the relations and columns for. families: NULL '
'is all.';

CREATE FUNCTION kansrijk_intern.default_local_definitions(definitions text[]) RETURNS text[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(array_agg(d.id ORDER BY d.preference DESC, d.id COLLATE "C"), '{}') FROM indicator_definition d
			WHERE d.preference >= 50 AND d.id = ANY (definitions);
	END;
COMMENT ON FUNCTION kansrijk_intern.default_local_definitions(text[]) IS
'Internal: Of these definitions, those that create_indicator_views() publishes for every area unless told otherwise, '
'in order of indicator_definition.preference: 50 and more.';

-- Which area lies in which: as in the last year in which that is known. Units of
-- the programme tell of municipalities without births.
CREATE FUNCTION kansrijk_intern.publication_area_path_query(source text, private text DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	area record;
	found_in text;
	paths text[] := '{}'::text[];
	-- Births; units of the programme are in the division of their year.
	municipality constant text := CASE WHEN private IS NULL THEN 'b.municipality'
		ELSE kansrijk_intern.municipality_in_division(private, source, '@source@.birth b', 'b.year') END;
BEGIN
	FOR area IN SELECT * FROM (VALUES ('gemeente', 'municipality', '{province}'::text[]),
		('wijk', 'wijk', '{municipality,stadsdeel}')) l(kind, code, above) LOOP
		SELECT string_agg(kansrijk_intern.fill('SELECT {place} AS place, {code}::text AS code, {above}, year FROM {table} b',
				'place', t.place::text, 'table', format('%I.%I', source, t.name),
				'code', CASE WHEN area.code = 'municipality' AND t.name = 'birth' THEN municipality ELSE 'b.' || area.code END,
				'above', (SELECT string_agg(format(CASE WHEN c <> ALL (area.above) OR NOT kansrijk_intern.sql_can_read(
						format('SELECT %I FROM %I.%I', c, source, t.name)) THEN 'NULL::text AS %I'
						WHEN c = 'municipality' AND t.name = 'birth' THEN municipality || '::text AS %I' ELSE 'b.%I::text AS %1$I' END,
					c), ', ' ORDER BY i)
					FROM unnest('{province,municipality,stadsdeel}'::text[]) WITH ORDINALITY u(c, i))),
				' UNION ALL ' ORDER BY t.place)
			INTO found_in
			FROM (VALUES (1, 'birth'), (2, 'programme_unit')) t(place, name)
			WHERE kansrijk_intern.sql_can_read(format('SELECT %I, year FROM %I.%I', area.code, source, t.name));
		CONTINUE WHEN found_in IS NULL;
		paths := paths || kansrijk_intern.fill($query$(
			SELECT DISTINCT ON (code) {kind} AS kind, code, province, municipality, stadsdeel
			FROM (
				SELECT place, code, province, municipality, stadsdeel, max(year) AS year, count(*) AS n
				FROM ({found_in}) b WHERE code IS NOT NULL GROUP BY 1, 2, 3, 4, 5) a
			ORDER BY code, place, {above} IS NULL, year DESC, n DESC, province, municipality, stadsdeel)$query$,
			'kind', quote_literal(area.kind), 'found_in', found_in, 'above', area.above[1]);
	END LOOP;
	RETURN coalesce(nullif(array_to_string(paths, E'\nUNION ALL\n'), ''), 'SELECT NULL::text AS kind, NULL::text AS code,
		NULL::text AS province, NULL::text AS municipality, NULL::text AS stadsdeel WHERE false');
END $$;
COMMENT ON FUNCTION kansrijk_intern.publication_area_path_query(text, text) IS
'Internal: Text of the query that tells in which province each municipality lies, and in which municipality and '
'stadsdeel each wijk. private: of a publication that recodes municipalities; else NULL.';

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
		EXECUTE format('SELECT count(*) >= 12 FROM (SELECT DISTINCT province FROM %I.birth WHERE province IS NOT NULL) p',
			source) INTO covers;
	END IF;
	RETURN covers;
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_covers_country(text) IS
'Internal: Whether a source has births of all twelve provinces, or no births at all but of organisations only. Else '
'its total is that of a region, where a difference between two definitions is a few children.';

CREATE FUNCTION kansrijk_intern.counts_organisations(unit_counted text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
	RETURN unit_counted IN ('municipality', 'jgz_organisation', 'midwifery_practice');
COMMENT ON FUNCTION kansrijk_intern.counts_organisations(text) IS
'Internal: Whether what a definition counts are no persons.';
