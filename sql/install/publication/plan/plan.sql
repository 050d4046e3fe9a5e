-- The relations of a publication, before there are any.

-- A column that is not there is a reason to do without; one of another type, or
-- that may not be read, is not.
CREATE FUNCTION kansrijk_intern.source_can_compute(source text, relation text, expressions text, name text) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN kansrijk_intern.sql_can_read(kansrijk_intern.bind_source(format('SELECT %s FROM %s', expressions, relation), source));
EXCEPTION
	WHEN insufficient_privilege THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot read source "%s": %s', current_user, source, SQLERRM),
			HINT = format('It needs USAGE on schema %I, and SELECT on the relations in it.', source);
	WHEN syntax_error_or_access_rule_violation OR data_exception THEN
		RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('%s cannot be computed from source "%s"', name, source),
			DETAIL = format('Reading %s: %s.', replace(relation, '@source@', quote_ident(source)), SQLERRM),
			HINT = format('A column of the source has another type than it should, or the expression is wrong: SELECT * FROM kansrijk.check_source(%L) tells what is wrong with the source.', source);
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_can_compute(text, text, text, text) IS
'Internal: Whether a source has the relations and columns that these expressions over a FROM list (with @source@) need. name: of what is computed, for the error when they are there, and of the wrong type. Reads no row. Errors: 42501 (no right to read the source), those of the expressions.';

CREATE FUNCTION kansrijk_intern.source_definitions(source text, families text[] DEFAULT NULL) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	d record;
	held text[] := '{}';
BEGIN
	FOR d IN SELECT n.* FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE (families IS NULL OR i.family = ANY (families)) AND i.per IS NOT NULL ORDER BY n.id COLLATE "C"
	LOOP
		IF kansrijk_intern.source_can_compute(source, d.relation, format('(%s)::integer, (%s)::boolean, (%s)::boolean', d.year_expression, d.scope, d.event), format('definition "%s"', d.id)) THEN
			held := held || d.id;
		END IF;
	END LOOP;
	RETURN held;
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_definitions(text, text[]) IS 'Internal: The definitions of the catalogue that a source schema holds the relations and columns for. families: NULL is all.';

CREATE FUNCTION kansrijk_intern.default_local_definitions(definitions text[]) RETURNS text[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(array_agg(d.id ORDER BY d.id COLLATE "C"), '{}') FROM indicator_definition d WHERE d.is_local AND d.id = ANY (definitions);
	END;
COMMENT ON FUNCTION kansrijk_intern.default_local_definitions(text[]) IS
'Internal: Of these definitions, those that create_indicator_views() publishes for every area unless told otherwise: indicator_definition.is_local. No two of them are part of one another.';

CREATE FUNCTION indicator_view_plan(source text, target text, policy sdc_policy DEFAULT 'rivm', families text[] DEFAULT NULL, local_definitions text[] DEFAULT NULL,
	area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel,wijk,pc4}', annual_area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel}',
	breakdown_area_types text[] DEFAULT '{land,provincie,gemeente}', window_years integer DEFAULT 5, organisation_policy sdc_policy DEFAULT 'none')
	RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 25
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	covers_country boolean;
	known_area_types constant text[] := '{land,provincie,gemeente,stadsdeel,wijk,pc4}';
	usable text[];
	chosen text[];
	one_family text;
	scan record;
	dimensions text[];
	breakdowns text[];
	expressions text[];
	protected text[];
	scans integer;
	cells text;
	step @extschema@.indicator_view_relation;
	x text;
BEGIN
	IF num_nulls(source, target, policy, area_types, annual_area_types, breakdown_area_types, window_years, organisation_policy) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'only families and local_definitions may be null';
	END IF;
	IF window_years NOT BETWEEN 1 AND 20 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('window of %s years', window_years), HINT = 'Use 1 to 20 years; 1 publishes annual figures only.';
	END IF;
	FOREACH x IN ARRAY area_types || annual_area_types || breakdown_area_types LOOP
		IF x IS NULL OR x <> ALL (known_area_types) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('area type "%s" does not exist', x), HINT = 'Known are: ' || array_to_string(known_area_types, ', ') || '.';
		END IF;
	END LOOP;
	IF families = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no families to publish', HINT = 'Leave families out, or NULL, for all that the source holds.';
	END IF;
	SELECT f INTO x FROM unnest(families) f WHERE NOT EXISTS (SELECT FROM @extschema@.indicator i WHERE i.family = f) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('family "%s" does not exist', x), HINT = 'SELECT DISTINCT family FROM kansrijk.indicator lists them.';
	END IF;
	SELECT l INTO x FROM unnest(local_definitions) l WHERE NOT EXISTS (SELECT FROM @extschema@.indicator_definition i WHERE i.id = l) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('definition "%s" does not exist', x), HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;

	usable := kansrijk_intern.source_definitions(source, families);
	IF usable = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('source "%s" holds nothing that an indicator can be computed from', source),
			HINT = format('SELECT * FROM kansrijk.check_source(%L) tells what is missing.', source);
	END IF;
	chosen := coalesce(local_definitions, kansrijk_intern.default_local_definitions(usable));
	covers_country := kansrijk_intern.source_covers_country(source);
	IF NOT covers_country THEN
		usable := ARRAY(SELECT u FROM unnest(usable) u WHERE u = ANY (chosen) ORDER BY u COLLATE "C");
	END IF;

	PERFORM kansrijk_intern.source_can_compute(source, '@source@.area', 'coalesce(kind, code, name, ''''::text), classification_year::integer', 'names of areas');
	PERFORM kansrijk_intern.source_can_compute(source, '@source@.birth', format('coalesce(%I, ''''::text)', c), format('area "%s"', c)) FROM unnest('{province,municipality,stadsdeel,wijk}'::text[]) c;
	RETURN NEXT (0, NULL, 'area_path', private, 'area_path', kansrijk_intern.publication_area_path_query(source))::@extschema@.indicator_view_relation;

	FOR one_family IN SELECT DISTINCT i.family COLLATE "C" FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator WHERE n.id = ANY (usable) ORDER BY 1 LOOP
		protected := '{}';
		scans := 0;
		FOR scan IN
			SELECT array_agg(n.id ORDER BY n.id COLLATE "C") AS definitions, n.relation, n.unit_counted IN ('municipality', 'jgz_organisation', 'midwifery_practice') AS organisations,
					array_remove(array_agg(DISTINCT n.breakdown), NULL) AS own
				FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
				WHERE i.family = one_family AND n.id = ANY (usable)
				GROUP BY n.relation, n.unit_key, n.year_expression, n.unit_counted IN ('municipality', 'jgz_organisation', 'midwifery_practice'),
					CASE WHEN n.unit_key IS NOT NULL THEN n.unit_rule END
				ORDER BY 1
		LOOP
			scans := scans + 1;
			dimensions := ARRAY(SELECT c FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(c, i)
				WHERE kansrijk_intern.source_can_compute(source, scan.relation, format(CASE c WHEN 'pc4' THEN 'b.%I' ELSE 'coalesce(b.%I, ''''::text)' END, c), format('area "%s"', c))
					OR c = 'province' AND kansrijk_intern.source_can_compute(source, scan.relation, 'b.municipality', 'area "municipality"')
				ORDER BY i);
			IF cardinality(scan.own) > 1 THEN
				RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = format('definitions of family "%s" have more than one breakdown of their own', one_family),
					HINT = 'Put the breakdowns in kansrijk.indicator_breakdown.';
			END IF;
			SELECT array_agg(k.id ORDER BY k.id COLLATE "C"), array_agg(k.expression ORDER BY k.id COLLATE "C") INTO breakdowns, expressions
				FROM (SELECT k.id, k.expression FROM @extschema@.indicator_breakdown k
						WHERE one_family = ANY (k.families) AND breakdown_area_types <> '{}' AND k.id <> ALL (dimensions)
							AND kansrijk_intern.source_can_compute(source, scan.relation, format('(%s)::text', k.expression), format('breakdown "%s"', k.id))
					UNION ALL SELECT 'indeling', o FROM unnest(scan.own) o WHERE breakdown_area_types <> '{}') k;
			breakdowns := coalesce(breakdowns, '{}');

			step := (0, one_family, 'cells', private, left(one_family, 40) || '_cells' || CASE WHEN scans > 1 THEN '_' || scans ELSE '' END,
				kansrijk_intern.publication_cells_query(scan.definitions, source, private, dimensions, breakdowns, coalesce(expressions, '{}')));
			RETURN NEXT step;
			cells := step.name;
			step.query := kansrijk_intern.publication_known_query(scan.definitions, private, format('%I.%I', private, cells), format('%I.%I', private, left(one_family, 40) || '_released'), one_family, dimensions || breakdowns);
			step.stage := 'known';
			step.name := replace(cells, '_cells', '_known');
			RETURN NEXT step;
			protected := protected || format('%I.%I', private, replace(cells, '_cells', '_protected'));
			-- The same figures twice: to be decided about, and to be audited.
			FOREACH step.stage IN ARRAY '{protected,audit}'::text[] LOOP
				step.name := replace(cells, '_cells', '_' || step.stage);
				step.query := (SELECT string_agg(kansrijk_intern.publication_protected_query(d.id, d.id = ANY (chosen), d.breakdown IS NOT NULL, format('%I.%I', private, replace(cells, '_cells', '_known')),
							CASE WHEN scan.organisations THEN organisation_policy ELSE policy END, dimensions, breakdowns, area_types, annual_area_types, breakdown_area_types, window_years, private,
							CASE step.stage WHEN 'audit' THEN protected[cardinality(protected)] END),
						E'\nUNION ALL\n' ORDER BY d.id COLLATE "C")
					FROM @extschema@.indicator_definition d WHERE d.id = ANY (scan.definitions));
				RETURN NEXT step;
			END LOOP;
		END LOOP;
		RETURN NEXT (0, one_family, 'fact', private, left(one_family, 40) || '_fact', kansrijk_intern.publication_fact_query(protected, source, covers_country))::@extschema@.indicator_view_relation;
	END LOOP;
END $$;
COMMENT ON FUNCTION indicator_view_plan(text, text, sdc_policy, text[], text[], text[], text[], text[], integer, sdc_policy) IS
'The materialized views, and the audits of them, that create_indicator_views() would create with the same arguments, in order, with their queries. Creates nothing. Errors as there.';

-- The views that readers use.
CREATE FUNCTION kansrijk_intern.indicator_view_readers(target text, facts text[], wide_definitions text[]) RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place) FROM kansrijk_intern.indicator_view_columns() c);
	fact text;
BEGIN
	FOREACH fact IN ARRAY facts LOOP
		RETURN NEXT (0, left(fact, -5), 'view', target, left(fact, -5), format('SELECT %s FROM %I.%I', columns, private, fact))::@extschema@.indicator_view_relation;
	END LOOP;
	RETURN NEXT (0, NULL, 'view', target, 'all_families',
		(SELECT string_agg(format('SELECT %L::text AS family, %s FROM %I.%I', left(f, -5), columns, private, f), E'\nUNION ALL\n' ORDER BY i) FROM unnest(facts) WITH ORDINALITY u(f, i)))::@extschema@.indicator_view_relation;
	RETURN NEXT (0, NULL, 'view', target, 'wide',
		format(E'SELECT area_type, area, max(area_name) AS area_name, max(province) AS province, max(municipality) AS municipality, max(period_type) AS period_type, max(period_label) AS period_label, first_year, year,\n%s\nFROM (%s) f\nGROUP BY area_type, area, first_year, year',
			(SELECT string_agg(format('max(value) FILTER (WHERE definition = %1$L) AS %2$I, max(lower) FILTER (WHERE definition = %1$L) AS %3$I, max(upper) FILTER (WHERE definition = %1$L) AS %4$I, max(status) FILTER (WHERE definition = %1$L) AS %5$I',
				d, n, n || '_lower', n || '_upper', n || '_status'), E',\n' ORDER BY i)
				FROM (SELECT d, i, replace(left(d, 50), '-', '_') AS n FROM unnest(wide_definitions) WITH ORDINALITY u(d, i)) w),
			(SELECT string_agg(format('SELECT * FROM %I.%I WHERE breakdown = ''totaal''', private, f), E'\nUNION ALL\n' ORDER BY i) FROM unnest(facts) WITH ORDINALITY u(f, i))))::@extschema@.indicator_view_relation;
END $$;
COMMENT ON FUNCTION kansrijk_intern.indicator_view_readers(text, text[], text[]) IS
'Internal: The views on top of the fact relations: one for each family, all_families, and wide, with a row for an area and period and columns for each definition. For create_indicator_views().';
