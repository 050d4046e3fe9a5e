-- Publications of 0.1.0, which kept their cells a column for each definition.

CREATE PROCEDURE kansrijk_intern.migrate_released(private text, old regclass)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	columns constant text[] := ARRAY(SELECT a.attname::text FROM pg_attribute a
		WHERE a.attrelid = old AND a.attnum > 0 AND NOT a.attisdropped);
	areas constant text := (SELECT string_agg(CASE WHEN x = ANY (columns) THEN quote_ident(x)
		ELSE 'NULL::text' END || ' AS ' || x, ', ' ORDER BY i)
		FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	municipality constant text := (SELECT string_agg(CASE WHEN x = ANY (columns) AND i < 3 THEN quote_ident(x)
		ELSE 'NULL::text' END, ', ' ORDER BY i)
		FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	x text;
	b text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	EXECUTE kansrijk_intern.fill('INSERT INTO place (province, municipality, stadsdeel, wijk, pc4)
		SELECT {areas} FROM {old} UNION SELECT {municipality} FROM {old} ON CONFLICT DO NOTHING',
		'areas', areas, 'municipality', municipality, 'old', old::text);
	FOR x IN SELECT a.attname FROM pg_attribute a WHERE a.attrelid = old AND a.atttypid = '@extschema@.rate'::regtype
		AND NOT a.attisdropped LOOP
		INSERT INTO definition (id) VALUES (x) ON CONFLICT DO NOTHING;
		EXECUTE kansrijk_intern.fill('INSERT INTO released_cell (definition, year, place, breakdown, category, r, release)
			SELECT (SELECT d.number FROM definition d WHERE d.id = {name}), c.year, p.id, NULL, NULL, @extschema@.rate(c.r),
				max(c.release)
			FROM (SELECT {areas}, year, {column} AS r, release FROM {old} WHERE NOT by_breakdown) c
				JOIN place p ON ARRAY[p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4]
					= ARRAY[c.province, c.municipality, c.stadsdeel, c.wijk, c.pc4]
			WHERE c.r IS NOT NULL GROUP BY c.year, p.id',
			'name', quote_literal(x), 'areas', areas, 'column', quote_ident(x), 'old', old::text);
		-- Every breakdown apart: they were kept by all of them at once.
		FOR b IN SELECT a.attname FROM pg_attribute a WHERE a.attrelid = old AND a.attnum > 0 AND NOT a.attisdropped
			AND a.atttypid = 'text'::regtype
			AND a.attname <> ALL ('{province,municipality,stadsdeel,wijk,pc4}')
		LOOP
			EXECUTE kansrijk_intern.fill('INSERT INTO released_cell (definition, year, place, breakdown, category, r, release)
				SELECT (SELECT d.number FROM definition d WHERE d.id = {name}), c.year, p.id, {breakdown}, c.category,
					@extschema@.rate(c.r), max(c.release)
				FROM (SELECT ARRAY[{municipality}] AS labels, {category} AS category, year, {column} AS r, release FROM {old}
					WHERE by_breakdown) c
					JOIN place p ON ARRAY[p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4] = c.labels
				WHERE c.r IS NOT NULL GROUP BY c.year, p.id, c.category',
				'name', quote_literal(x), 'breakdown', quote_literal(b), 'municipality', municipality, 'category', quote_ident(b),
				'column', quote_ident(x), 'old', old::text);
		END LOOP;
	END LOOP;
	EXECUTE format('DROP TABLE %s', old);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.migrate_released(text, regclass) IS
'Internal: Takes the released cells of a family over from a table of 0.1.0, which goes.';

-- Released by a definition that is another one now: its series goes on after a break.
CREATE PROCEDURE kansrijk_intern.migrate_definitions(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	changed text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE release r SET definitions = (
		SELECT coalesce(jsonb_object_agg(o.key, o.value || jsonb_build_object('identity',
			CASE WHEN (o.value ->> 'relation', o.value ->> 'scope', o.value ->> 'event') = (n.relation, n.scope, n.event)
				THEN kansrijk_intern.definition_identity(n) ELSE md5(o.value::text) END)), '{}')
		FROM jsonb_each(r.definitions) o LEFT JOIN @extschema@.indicator_definition n ON n.id = o.key);
	WITH marked AS (
		INSERT INTO marked_break (definition, first_year, reason, identity)
			SELECT n.id, max(f.year) + 1, 'andere definitie sinds kansrijk 0.2.0', kansrijk_intern.definition_identity(n)
			FROM final_year f JOIN release r ON r.id = f.release JOIN @extschema@.indicator_definition n ON n.id = f.definition
			WHERE r.definitions -> n.id ->> 'identity' <> kansrijk_intern.definition_identity(n) GROUP BY n.id, n
			RETURNING definition, first_year)
	SELECT string_agg(format('%s (%s)', m.definition, m.first_year), ', ' ORDER BY m.definition COLLATE "C") INTO changed
		FROM marked m;
	IF changed IS NOT NULL THEN
		RAISE NOTICE USING MESSAGE = 'series with a break, because their definition is another one now: ' || changed,
			HINT = 'unmark_series_break() and mark_series_break() with first_year NULL, for those of which that makes no '
				'difference.';
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.migrate_definitions(text) IS
'Internal: Marks a break, after the last released year, in the series of definitions that 0.1.0 released as something '
'else. Part of migrate_publication().';

CREATE FUNCTION kansrijk_intern.is_of_old_layout(private text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE COST 10
	RETURN NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.publication', private))
		AND a.attname = 'layout' AND NOT a.attisdropped);
COMMENT ON FUNCTION kansrijk_intern.is_of_old_layout(text) IS 'Internal: Whether a publication was made by 0.1.0.';

CREATE FUNCTION kansrijk_intern.check_layout(target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	IF kansrijk_intern.is_of_old_layout(kansrijk_intern.publication_schema(target)) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('schema "%s" holds a publication of an earlier version', target),
			HINT = 'CALL kansrijk.create_indicator_views() as when it was made: releases are taken over. Readers read on.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_layout(text) IS
'Internal: Nothing when a schema is the target of a publication of this version, else error 55000 (of 0.1.0), 3F000 or '
'22004.';

CREATE PROCEDURE kansrijk_intern.migrate_publication(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	old regclass;
BEGIN
	IF NOT kansrijk_intern.is_of_old_layout(private) THEN
		RETURN;
	END IF;
	CALL kansrijk_intern.drop_publication_relations(target);
	EXECUTE format('DROP TABLE %I.publication', private);
	EXECUTE format('DROP TABLE %1$I.relation, %1$I.status_before', private);
	CALL kansrijk_intern.create_publication_tables(private);
	FOR old IN SELECT c.oid::regclass FROM pg_class c
		WHERE c.relnamespace = to_regnamespace(quote_ident(private)) AND c.relkind = 'r'
		AND c.relname LIKE '%\_released' AND EXISTS (SELECT FROM pg_attribute a
			WHERE a.attrelid = c.oid AND a.attname = 'by_breakdown')
	LOOP
		CALL kansrijk_intern.migrate_released(private, old);
	END LOOP;
	EXECUTE format('INSERT INTO %1$I.block_year (definition, year, release)
		SELECT DISTINCT ON (c.definition) c.definition, max(upper(c.period)) - 1, c.release FROM %1$I.release_cell c
		GROUP BY c.definition, c.release ORDER BY c.definition, c.release', private);
	EXECUTE format('INSERT INTO %1$I.released_area (municipality, province, release)
		SELECT DISTINCT ON (p.municipality) p.municipality, p.province, c.release FROM %1$I.released_cell c
			JOIN %1$I.place p ON p.id = c.place WHERE num_nulls(p.municipality, p.province) = 0
		ORDER BY p.municipality, c.release', private);
	CALL kansrijk_intern.create_publication_views(private);
	CALL kansrijk_intern.migrate_definitions(private);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.migrate_publication(text) IS
'Internal: A publication of 0.1.0 in the layout of now: its releases and its log stay. Part of '
'create_indicator_views().';
