-- Creating and dropping a publication.

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

CREATE PROCEDURE drop_indicator_views(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	relation record;
	releases bigint;
BEGIN
	IF target IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the target schema must not be null';
	END IF;
	PERFORM kansrijk_intern.lock_publication(target);
	IF to_regclass(format('%I.publication', private)) IS NULL THEN
		RAISE NOTICE USING MESSAGE = format('schema "%s" has no indicator views', target);
		RETURN;
	END IF;
	EXECUTE format('SELECT count(*) FROM %I.release', private) INTO releases;
	IF releases > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist', MESSAGE = format('schema "%s" has releases', target),
			DETAIL = format('%s releases, which later figures are protected against.', releases),
			HINT = format('To give that protection up: CALL kansrijk.forget_releases(%L).', target);
	END IF;
	CALL kansrijk_intern.drop_publication_relations(target);
	CALL kansrijk_intern.drop_release_relations(target);
	EXECUTE format('DROP PROCEDURE IF EXISTS %I.refresh(text[])', private);
	EXECUTE format('DROP TABLE %1$I.publication, %1$I.relation, %1$I.refresh_log, %1$I.status_before', private);
	-- The schemas go as well, when nothing of anybody else is in them.
	FOR relation IN SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN (target, private)
		AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid)
		AND NOT EXISTS (SELECT FROM pg_proc c WHERE c.pronamespace = n.oid)
		AND NOT EXISTS (SELECT FROM pg_type c WHERE c.typnamespace = n.oid)
		AND pg_has_role(n.nspowner, 'USAGE')
	LOOP
		EXECUTE format('DROP SCHEMA %I', relation.nspname);
	END LOOP;
END $$;
COMMENT ON PROCEDURE drop_indicator_views(text) IS
'Drops what create_indicator_views() made, the log included, unless there are releases, and the two schemas when nothing else is in them. What others built on top stops it with an error that names it. Without a publication: a notice. Errors: 2BP01, 55P03, 25000.';

CREATE PROCEDURE kansrijk_intern.drop_publication_relations(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	relation record;
BEGIN
	FOR relation IN EXECUTE format('SELECT r.schema_name, r.name, CASE WHEN r.stage IN (''view'', ''audit'') THEN ''VIEW'' ELSE ''MATERIALIZED VIEW'' END AS kind FROM %I.relation r ORDER BY r.position DESC', private) LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', relation.schema_name, relation.name)) IS NULL;
		EXECUTE format('DROP %s %I.%I', relation.kind, relation.schema_name, relation.name);
	END LOOP;
	EXECUTE format('DELETE FROM %I.relation', private);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.drop_publication_relations(text) IS 'Internal: Drops the views of a publication and keeps its log. Part of drop_indicator_views() and create_indicator_views().';

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

CREATE PROCEDURE create_indicator_views(source text DEFAULT 'bron', target text DEFAULT 'publicatie', policy sdc_policy DEFAULT 'rivm', families text[] DEFAULT NULL,
	local_definitions text[] DEFAULT NULL, area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel,wijk,pc4}',
	annual_area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel}', breakdown_area_types text[] DEFAULT '{land,provincie,gemeente}',
	window_years integer DEFAULT 5, organisation_policy sdc_policy DEFAULT 'none',
	owner text DEFAULT NULL, refresher text DEFAULT NULL, reader text DEFAULT NULL, create_roles boolean DEFAULT false, populate boolean DEFAULT true, readers_see text DEFAULT 'live')
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	owner_name text := coalesce(owner, current_user);
	plan @extschema@.indicator_view_relation[];
	step @extschema@.indicator_view_relation;
	held text[];
	missing text;
	local text[];
	beside text;
	facts text[];
	is_same boolean := false;
	is_replaced boolean := false;
	messages constant text := current_setting('client_min_messages');
	failed record;
	is_view boolean;
	comment_nl text;
	role text;
	x record;
BEGIN
	IF readers_see IS NULL OR readers_see NOT IN ('live', 'released') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'readers can see live or released figures', HINT = 'readers_see => ''live'': the views and what has been released; ''released'': that only.';
	END IF;
	IF num_nulls(source, target, create_roles, populate) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'source, target, create_roles and populate must not be null';
	END IF;
	PERFORM kansrijk_intern.lock_publication(target);
	IF octet_length(target) NOT BETWEEN 1 AND 56 OR target IN (source, '@extschema@', 'information_schema', 'public') OR target ~ '^pg_' OR source = private THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" cannot be the target of a publication', target),
			HINT = 'Name a schema of its own, of 1 to 56 bytes.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source), HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;

	IF to_regclass(format('%I.release_cell', private)) IS NOT NULL
		AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.release_cell', private)) AND a.attname = 'key' AND NOT a.attisdropped)
	THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('schema "%s" has the remains of a publication', target),
			DETAIL = 'The extension was dropped, and with it the counts of all releases.',
			HINT = format('Restore a backup, to stay protected against what is out; or CALL kansrijk.forget_releases(%1$L) and kansrijk.drop_indicator_views(%1$L) first.', target);
	END IF;

	-- Roles, and rights on the source, are of all publications: granted by two at once, one would fail.
	IF owner IS NOT NULL OR create_roles THEN
		PERFORM pg_advisory_xact_lock(hashtextextended('kansrijk.roles', 0));
	END IF;
	FOREACH role IN ARRAY ARRAY[owner, refresher, reader] LOOP
		CONTINUE WHEN role IS NULL OR EXISTS (SELECT FROM pg_roles WHERE rolname = role);
		IF NOT create_roles THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', role), HINT = 'Create it, or call with create_roles => true.';
		END IF;
		EXECUTE format('CREATE ROLE %I NOLOGIN', role);
		IF role = owner AND NOT pg_has_role(role, 'USAGE') THEN
			EXECUTE format('GRANT %I TO CURRENT_USER', role);
		END IF;
	END LOOP;
	-- To give objects away, and to grant rights on them afterwards.
	IF NOT (pg_has_role(owner_name, 'USAGE') AND pg_has_role(owner_name, CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot create objects of role "%s"', current_user, owner_name),
			DETAIL = 'It is no member, or one that does not inherit or cannot set the role.', HINT = format('GRANT %I TO %I; that takes CREATEROLE or ADMIN OPTION on the role.', owner_name, current_user);
	END IF;
	IF reader IS NOT NULL THEN
		IF reader IN (owner_name, refresher) OR pg_has_role(reader, owner_name, 'MEMBER') OR (SELECT rolsuper FROM pg_roles WHERE rolname = reader) OR pg_has_role(reader, 'pg_read_all_data', 'MEMBER') THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" can read what is not published', reader),
				DETAIL = 'It is the owner or the refresher, a member of the owner or of pg_read_all_data, or a superuser.', HINT = 'Name a role for readers only.';
		END IF;
		SELECT c.relname INTO x FROM pg_class c JOIN @extschema@.source_table t ON t.name = c.relname WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source)
			AND has_schema_privilege(reader, source, 'USAGE') AND has_any_column_privilege(reader, c.oid, 'SELECT') LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" can read the source', reader),
				DETAIL = format('It may select from %I.%I.', source, x.relname), HINT = 'Revoke that, also from PUBLIC and from the roles it is a member of.';
		END IF;
	END IF;

	held := kansrijk_intern.source_definitions(source, families);
	local := coalesce(local_definitions, kansrijk_intern.default_local_definitions(held));
	SELECT string_agg(d.id, ', ' ORDER BY d.id COLLATE "C") INTO beside
		FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE d.id = ANY (local) AND d.id = ANY (held) AND NOT d.is_local
			AND EXISTS (SELECT FROM @extschema@.indicator_definition o JOIN @extschema@.indicator k ON k.id = o.indicator WHERE o.id <> d.id AND o.id = ANY (local) AND o.id = ANY (held) AND k.family = i.family);
	IF NOT kansrijk_intern.source_covers_country(source) THEN
		SELECT string_agg(h, ', ' ORDER BY h COLLATE "C") INTO missing FROM unnest(held) h WHERE h <> ALL (local);
		IF missing IS NOT NULL THEN
			RAISE NOTICE USING MESSAGE = 'without what would be published of a whole country only: ' || missing,
				DETAIL = 'The source does not have births of all twelve provinces.', HINT = 'local_definitions names the definitions that are published; no two of them should differ by few units.';
		END IF;
	END IF;
	IF beside IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = 'published for small areas beside definitions of about the same units: ' || beside,
			HINT = 'Each definition is protected by itself. Where one is part of another, or differs from it by a few units, the difference of the two is in sight: see "What is left to you" in doc/security.md.';
	END IF;
	SELECT string_agg(d.id, ', ' ORDER BY d.id COLLATE "C") INTO missing
		FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE (families IS NULL OR i.family = ANY (families)) AND i.per IS NOT NULL AND d.id <> ALL (held);
	IF missing IS NOT NULL AND held <> '{}' THEN
		RAISE NOTICE USING MESSAGE = 'without the definitions that the source does not hold: ' || missing;
	END IF;
	SELECT array_agg(p) INTO plan FROM @extschema@.indicator_view_plan(source, target, policy, families, local, area_types, annual_area_types, breakdown_area_types, window_years, organisation_policy) p;
	facts := ARRAY(SELECT u.name FROM unnest(plan) WITH ORDINALITY u(position, family, stage, schema_name, name, query, i) WHERE u.stage = 'fact' ORDER BY i);
	plan := plan || ARRAY(SELECT r FROM kansrijk_intern.indicator_view_readers(target, facts, local) r);
	SELECT array_agg((i, u.family, u.stage, u.schema_name, u.name, u.query)::@extschema@.indicator_view_relation ORDER BY i) INTO plan FROM unnest(plan) WITH ORDINALITY u(position, family, stage, schema_name, name, query, i);

	-- Unchanged: only comments and rights are renewed.
	IF to_regclass(format('%I.publication', private)) IS NOT NULL THEN
		EXECUTE format('SELECT coalesce(array_agg((r.position, r.family, r.stage, r.schema_name, r.name, r.query)::kansrijk.indicator_view_relation ORDER BY r.position), ''{}'') = $1
			AND bool_and(to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) IS NOT NULL) FROM %I.relation r', private) INTO is_same USING plan;
		IF NOT is_same THEN
			EXECUTE format('SELECT coalesce(bool_or(c.relispopulated), false) FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) WHERE r.stage = ''fact''', private) INTO is_replaced;
			CALL kansrijk_intern.drop_publication_relations(target);
		END IF;
	ELSE
		FOR x IN VALUES (target, 'Publicatie van kansrijk: alleen beveiligde cijfers.'), (private, 'Bewijs achter de publicatie: onbeveiligde tellingen. Niet voor lezers.') LOOP
			CONTINUE WHEN EXISTS (SELECT FROM pg_namespace WHERE nspname = x.column1);
			EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', x.column1, owner_name);
			EXECUTE format('COMMENT ON SCHEMA %I IS %L', x.column1, x.column2);
		END LOOP;
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', private);
		EXECUTE format($ddl$
			CREATE TABLE %1$I.publication (source text NOT NULL, target text NOT NULL, policy text NOT NULL, organisation_policy text NOT NULL, created timestamptz NOT NULL DEFAULT now());
			COMMENT ON TABLE %1$I.publication IS 'Wat hier wordt gepubliceerd: een rij.';
			COMMENT ON COLUMN %1$I.publication.source IS 'Schema van de bron.';
			COMMENT ON COLUMN %1$I.publication.target IS 'Schema van de publicatie.';
			COMMENT ON COLUMN %1$I.publication.policy IS 'Beleid voor cijfers over personen.';
			COMMENT ON COLUMN %1$I.publication.organisation_policy IS 'Beleid voor cijfers over organisaties.';
			COMMENT ON COLUMN %1$I.publication.created IS 'Wanneer de views zijn gemaakt.';
			CREATE TABLE %1$I.relation (position integer PRIMARY KEY, family text, stage text NOT NULL, schema_name text NOT NULL, name text NOT NULL, query text NOT NULL);
			COMMENT ON TABLE %1$I.relation IS 'Relaties van de publicatie, in de volgorde van verversen.';
			COMMENT ON COLUMN %1$I.relation.position IS 'Volgorde.';
			COMMENT ON COLUMN %1$I.relation.family IS 'Familie van indicatoren.';
			COMMENT ON COLUMN %1$I.relation.stage IS 'Stap: area_path, cells, protected, fact of view.';
			COMMENT ON COLUMN %1$I.relation.schema_name IS 'Schema.';
			COMMENT ON COLUMN %1$I.relation.name IS 'Naam.';
			COMMENT ON COLUMN %1$I.relation.query IS 'De query.';
			CREATE TABLE %1$I.refresh_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run timestamptz NOT NULL, schema_name text NOT NULL, relation text NOT NULL, stage text NOT NULL,
				started timestamptz NOT NULL, duration interval, rows bigint, newly_hidden bigint, newly_published bigint,
				outcome text NOT NULL CHECK (outcome IN ('refreshed', 'failed', 'skipped')), sqlstate text, message text, refreshed_by text NOT NULL);
			COMMENT ON TABLE %1$I.refresh_log IS 'Elke verversing van elke relatie.';
			COMMENT ON COLUMN %1$I.refresh_log.id IS 'Volgnummer.';
			COMMENT ON COLUMN %1$I.refresh_log.run IS 'Begin van de hele verversing.';
			COMMENT ON COLUMN %1$I.refresh_log.schema_name IS 'Schema van de relatie.';
			COMMENT ON COLUMN %1$I.refresh_log.relation IS 'Naam van de relatie.';
			COMMENT ON COLUMN %1$I.refresh_log.stage IS 'Stap: area_path, cells, protected of fact.';
			COMMENT ON COLUMN %1$I.refresh_log.started IS 'Begin van deze relatie.';
			COMMENT ON COLUMN %1$I.refresh_log.duration IS 'Duur.';
			COMMENT ON COLUMN %1$I.refresh_log.rows IS 'Aantal rijen daarna.';
			COMMENT ON COLUMN %1$I.refresh_log.newly_hidden IS 'Cijfers die eerst werden getoond en nu zijn verborgen (alleen bij fact).';
			COMMENT ON COLUMN %1$I.refresh_log.newly_published IS 'Cijfers die eerst waren verborgen en nu worden getoond (alleen bij fact).';
			COMMENT ON COLUMN %1$I.refresh_log.outcome IS 'refreshed: ververst; failed: mislukt, de vorige stand blijft; skipped: overgeslagen omdat een eerdere stap mislukte.';
			COMMENT ON COLUMN %1$I.refresh_log.sqlstate IS 'Foutcode.';
			COMMENT ON COLUMN %1$I.refresh_log.message IS 'Foutmelding, zonder details en zonder waarden: die kunnen gegevens bevatten.';
			COMMENT ON COLUMN %1$I.refresh_log.refreshed_by IS 'Sessiegebruiker die ververste.';
			CREATE UNLOGGED TABLE %1$I.status_before (relation text NOT NULL, key bigint NOT NULL, status text NOT NULL);
			COMMENT ON TABLE %1$I.status_before IS 'Werktabel van de verversing: de stand ervoor.';
			COMMENT ON COLUMN %1$I.status_before.relation IS 'Relatie die wordt ververst.';
			COMMENT ON COLUMN %1$I.status_before.key IS 'Hash van de sleutel van een cijfer.';
			COMMENT ON COLUMN %1$I.status_before.status IS 'Status voor de verversing.';
			CREATE PROCEDURE %1$I.refresh(families text[] DEFAULT NULL) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
				AS %2$L;
			REVOKE ALL ON PROCEDURE %1$I.refresh(text[]) FROM PUBLIC;
			COMMENT ON PROCEDURE %1$I.refresh(text[]) IS 'Ververst de publicatie, of enkele families ervan, met de rechten van de eigenaar, en verder niets.'
			$ddl$, private, format('BEGIN CALL kansrijk.refresh(%L, families); END', target));
		FOR x IN SELECT unnest('{publication,relation,refresh_log,status_before}'::text[]) AS name LOOP
			EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', private, x.name, owner_name);
		END LOOP;
		EXECUTE format('ALTER PROCEDURE %I.refresh(text[]) OWNER TO %I', private, owner_name);
	END IF;

	IF NOT is_same THEN
		EXECUTE format('DELETE FROM %I.publication', private);
		EXECUTE format('INSERT INTO %I.publication VALUES ($1, $2, $3, $4)', private) USING source, target, policy::text, organisation_policy::text;
	END IF;
	CALL kansrijk_intern.create_release_relations(target, owner_name);
	FOREACH step IN ARRAY plan LOOP
		is_view := step.stage IN ('view', 'audit');
		IF NOT is_same THEN
			IF step.stage = 'known' THEN
				CALL kansrijk_intern.create_released_cells(private, step.family, replace(step.name, '_known', '_cells'), owner_name);
			END IF;
			IF is_view THEN
				EXECUTE format('CREATE VIEW %I.%I %s AS %s', step.schema_name, step.name, CASE WHEN step.stage = 'view' THEN 'WITH (security_barrier)' ELSE '' END, step.query);
			ELSE
				EXECUTE format('CREATE MATERIALIZED VIEW %I.%I AS %s WITH NO DATA', step.schema_name, step.name, step.query);
			END IF;
			IF step.stage = 'fact' THEN
				EXECUTE format('CREATE UNIQUE INDEX %I ON %I.%I (definition, area_type, area, first_year, year, breakdown, category)', step.name || '_key', step.schema_name, step.name);
				EXECUTE format('COMMENT ON INDEX %I.%I IS %L', step.schema_name, step.name || '_key', 'Sleutel van een cijfer; nodig om te verversen terwijl lezers doorlezen.');
			END IF;
			EXECUTE format('INSERT INTO %I.relation SELECT ($1).*', private) USING step;
		END IF;
		comment_nl := CASE step.stage
			WHEN 'area_path' THEN 'In welk gebied elk gebied ligt.'
			WHEN 'cells' THEN 'Onbeveiligde jaarcijfers van de kleinste gebieden. Niet voor lezers.'
			WHEN 'known' THEN 'Onbeveiligde jaarcijfers, met vrijgegeven jaren zoals ze toen waren. Niet voor lezers.'
			WHEN 'audit' THEN 'Wat uit de getoonde cijfers is af te leiden. Niet voor lezers.'
			WHEN 'protected' THEN 'Onbeveiligde cijfers met hun status. Niet voor lezers.'
			WHEN 'fact' THEN format('Beveiligde cijfers van familie %s; lezers gebruiken de view %1$s.', step.family)
			ELSE CASE step.name WHEN 'wide' THEN 'Een rij per gebied en periode, met van elke definitie waarde, grenzen en status.'
				WHEN 'all_families' THEN 'Alle beveiligde cijfers.' ELSE format('Beveiligde cijfers van familie %s.', step.family) END END;
		EXECUTE format('COMMENT ON %s %I.%I IS %L', CASE WHEN is_view THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, step.schema_name, step.name, comment_nl);
		FOR x IN
			SELECT a.attname AS name, coalesce(c.comment_nl,
					CASE WHEN a.attname = 'family' THEN 'Familie van indicatoren.' END,
					d.name_nl || coalesce(' (' || i.unit || ')', '') || CASE w.suffix WHEN '_lower' THEN ': ondergrens van het 95%-interval.' WHEN '_upper' THEN ': bovengrens van het 95%-interval.' WHEN '_status' THEN ': status.' ELSE '.' END) AS comment_nl
				FROM pg_attribute a LEFT JOIN kansrijk_intern.indicator_view_columns() c ON c.name = a.attname
				CROSS JOIN LATERAL (SELECT CASE WHEN step.name = 'wide' THEN coalesce(substring(a.attname FROM '(_lower|_upper|_status)$'), '') END AS suffix) w
				LEFT JOIN @extschema@.indicator_definition d ON replace(left(d.id, 50), '-', '_') || w.suffix = a.attname
				LEFT JOIN @extschema@.indicator i ON i.id = d.indicator
				WHERE a.attrelid = to_regclass(format('%I.%I', step.schema_name, step.name)) AND a.attnum > 0 AND step.stage IN ('fact', 'view')
		LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', step.schema_name, step.name, x.name, x.comment_nl);
		END LOOP;
		-- Even to the same owner, this would lock readers out, and could end them by a deadlock.
		IF NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass(format('%I.%I', step.schema_name, step.name)) AND pg_get_userbyid(c.relowner) = owner_name) THEN
			EXECUTE format('ALTER %s %I.%I OWNER TO %I', CASE WHEN is_view THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, step.schema_name, step.name, owner_name);
		END IF;
		-- Default privileges may have given these to everybody.
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC%s', step.schema_name, step.name, coalesce(', ' || quote_ident(reader), ''));
		IF reader IS NOT NULL AND step.stage = 'view' AND readers_see = 'live' THEN
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', step.schema_name, step.name, reader);
		END IF;
	END LOOP;

	FOR x IN SELECT unnest('{publication,relation,refresh_log,status_before}'::text[]) AS name LOOP
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC%s', private, x.name, coalesce(', ' || quote_ident(reader), ''));
	END LOOP;
	CALL kansrijk_intern.create_released_view(target, facts[1], owner_name, reader);
	IF owner IS NOT NULL AND owner <> current_user THEN
		FOR x IN SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN (source, '@extschema@') AND NOT has_schema_privilege(owner, n.oid, 'USAGE') LOOP
			IF NOT has_schema_privilege(x.nspname, 'USAGE WITH GRANT OPTION') THEN
				RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot let role "%s" use schema "%s"', current_user, owner, x.nspname),
					HINT = format('Have the owner of the schema GRANT USAGE ON SCHEMA %I TO %I.', x.nspname, owner);
			END IF;
			EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', x.nspname, owner);
		END LOOP;
		FOR x IN SELECT c.oid, c.relname FROM pg_class c JOIN @extschema@.source_table t ON t.name = c.relname WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source) LOOP
			CONTINUE WHEN has_table_privilege(owner, x.oid, 'SELECT');
			IF NOT has_table_privilege(x.oid, 'SELECT WITH GRANT OPTION') THEN
				RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot let role "%s" read %I.%I', current_user, owner, source, x.relname),
					HINT = format('Have the owner of the source GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I.', source, owner);
			END IF;
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', source, x.relname, owner);
		END LOOP;
	END IF;
	IF refresher IS NOT NULL THEN
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', private, refresher);
		EXECUTE format('GRANT EXECUTE ON PROCEDURE %I.refresh(text[]) TO %I', private, refresher);
		EXECUTE format('GRANT SELECT ON %I.refresh_log TO %I', private, refresher);
	END IF;
	IF reader IS NOT NULL THEN
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', private, reader);
		EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC, %I', target, reader);
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', target, reader);
	END IF;

	IF populate AND NOT is_same THEN
		-- The state that readers would keep is gone with the views, unless all of this is
		-- undone: then what refresh() warns of is an error, and its log is gone.
		IF is_replaced THEN
			PERFORM set_config('client_min_messages', 'error', true);
		END IF;
		CALL @extschema@.refresh(target);
		PERFORM set_config('client_min_messages', messages, true);
		IF is_replaced THEN
			EXECUTE format('SELECT (array_agg(l.sqlstate ORDER BY l.id))[1] AS code, string_agg(format(''%%s: %%s (%%s)'', l.relation, l.message, l.sqlstate), ''; '' ORDER BY l.id) AS problems FROM %1$I.refresh_log l
				WHERE l.run = (SELECT max(run) FROM %1$I.refresh_log) AND l.outcome = ''failed''', private) INTO failed;
			IF failed.code IS NOT NULL THEN
				RAISE EXCEPTION USING ERRCODE = failed.code, MESSAGE = format('the views of schema "%s" were not replaced', target), DETAIL = failed.problems || '.',
					HINT = 'The old views stay as they were, and so does the log. Mend what failed, and call again.';
			END IF;
		END IF;
	END IF;
END $$;
COMMENT ON PROCEDURE create_indicator_views(text, text, sdc_policy, text[], text[], text[], text[], text[], integer, sdc_policy, text, text, text, boolean, boolean, text) IS
'Publishes a canonical source. For each family of indicators: a materialized view target_intern.FAMILY_fact with every area, year, window and breakdown, masked, and on top of it the security-barrier view target.FAMILY; also target.all_families and target.wide. Unprotected counts stay in the schema target_intern. policy: for figures about persons; organisation_policy: about organisations (the programme). families: NULL is all that the source holds. local_definitions: those published for every area and breakdown; others, which differ from them by few units, for the country only, and not at all when the source has no births of all twelve provinces; NULL: one way of counting an indicator. area_types; annual_area_types: those with annual figures and every window, others have consecutive windows; breakdown_area_types: land, provincie, gemeente. owner gets the objects and SELECT on the source; refresher may call target_intern.refresh() and read the log; reader may read the views, or, with readers_see => released, target.released and target.releases only. Roles are created only by create_roles. Again with the same arguments: rights and comments are renewed, nothing else; with other arguments: views are replaced, the log is kept; when a new one cannot be filled, everything stays as it was, with the error of that. Whoever creates views for another owner must be a member of that role, and becomes one of an owner that is created. Errors: 3F000, 42704 (role), 42501 (no right to read the source, or to pass on to the owner), 22023, 22004, 42P07, 55000 (remains of a dropped extension), 55P03, 25000.';
