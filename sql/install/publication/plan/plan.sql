-- From the catalogue to the steps of a publication.

CREATE FUNCTION kansrijk_intern.check_choices(source text, families text[], local_definitions text[], area_types text[],
	window_years integer)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	known_area_types constant text[] := '{land,provincie,gemeente,stadsdeel,wijk,pc4}'::text[]
		|| kansrijk_intern.source_groupings(source);
	x text;
BEGIN
	IF window_years NOT BETWEEN 1 AND 20 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('window of %s years', window_years),
			HINT = 'Use 1 to 20 years; 1 publishes annual figures only.';
	END IF;
	FOREACH x IN ARRAY area_types LOOP
		IF x IS NULL OR x <> ALL (known_area_types) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('area type "%s" does not exist', x),
				HINT = 'Known are: ' || array_to_string(known_area_types, ', ') || '.';
		END IF;
	END LOOP;
	IF families = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no families to publish',
			HINT = 'Leave families out, or NULL, for all that the source holds.';
	END IF;
	SELECT f INTO x FROM unnest(families) f WHERE NOT EXISTS (SELECT FROM @extschema@.indicator i
		WHERE i.family = f) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('family "%s" does not exist', x),
			HINT = 'SELECT DISTINCT family FROM kansrijk.indicator lists them.';
	END IF;
	SELECT l INTO x FROM unnest(local_definitions) l
		WHERE NOT EXISTS (SELECT FROM @extschema@.indicator_definition i WHERE i.id = l) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('definition "%s" does not exist', x),
			HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;
	SELECT l INTO x FROM unnest(local_definitions) l GROUP BY l HAVING count(*) > 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('local_definitions names "%s" more than once', x),
			HINT = 'Name each definition once: their order is your order of preference.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_choices(text, text[], text[], text[], integer) IS
'Internal: Nothing when these are what indicator_view_plan() takes, else error 22023.';

-- Two ways of counting one thing differ by few units.
CREATE FUNCTION kansrijk_intern.definitions_together(counted text[], local_definitions text[]) RETURNS text[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT CASE WHEN count(*) > 1 THEN array_agg(d.id ORDER BY array_position(local_definitions, d.id)) ELSE '{}' END
		FROM indicator_definition d
		WHERE d.id = ANY (counted) AND d.id = ANY (local_definitions) AND d.value_expression IS NULL
			AND NOT kansrijk_intern.counts_organisations(d.unit_counted);
	END;
COMMENT ON FUNCTION kansrijk_intern.definitions_together(text[], text[]) IS
'Internal: Of the definitions of a scan, those that are protected together, in order of preference: as they are named '
'in local_definitions. None when there is one.';

CREATE FUNCTION kansrijk_intern.fail_too_many_together(definitions text[]) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'program_limit_exceeded',
		MESSAGE = 'too many related definitions to be protected together',
		DETAIL = 'They count the same units: ' || array_to_string(definitions, ', ') || '.',
		HINT = 'Name fewer of them in local_definitions, at most 64; the others are published of the whole country.';
END $$;
COMMENT ON FUNCTION kansrijk_intern.fail_too_many_together(text[]) IS
'Internal: Error 54000, which names definitions that cannot be protected together.';

-- The scans of a family: definitions that count the same units of the same relation.
CREATE FUNCTION kansrijk_intern.plan_scans(source text, private text, usable text[], local_definitions text[],
	one_family text,
	has_breakdowns boolean, is_recoded boolean DEFAULT false, has_small_areas boolean DEFAULT true,
	breaks_down_postcodes boolean DEFAULT false)
	RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 3
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	scan record;
	number integer := 0;
	held text[];
	told_apart text[];
	held_breakdowns text[];
	expressions text[];
	together text[];
BEGIN
	FOR scan IN
		SELECT array_agg(n.id ORDER BY n.value_expression IS NOT NULL, n.id COLLATE "C") AS definitions, n.relation,
			n.year_expression, bool_and(kansrijk_intern.counts_organisations(n.unit_counted)) AS of_organisations,
			jsonb_object_agg(coalesce(n.breakdown_id, 'indeling'), n.breakdown) FILTER (WHERE n.breakdown IS NOT NULL) AS own
		FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE i.family = one_family AND n.id = ANY (usable)
		GROUP BY n.relation, n.unit_key, n.year_expression, kansrijk_intern.counts_organisations(n.unit_counted),
			CASE WHEN n.unit_key IS NOT NULL THEN n.unit_rule END
		ORDER BY 1
	LOOP
		number := number + 1;
		held := ARRAY(
			SELECT c FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(c, i)
			WHERE kansrijk_intern.source_can_compute(source, scan.relation,
					format(CASE c WHEN 'pc4' THEN 'b.%I' ELSE 'coalesce(b.%I, ''''::text)' END, c), format('area "%s"', c))
				OR c = 'province' AND kansrijk_intern.source_can_compute(source, scan.relation, 'b.municipality',
					'area "municipality"')
			ORDER BY i);
		-- Below what is published, areas need not be told apart.
		told_apart := ARRAY(SELECT h FROM unnest(held) WITH ORDINALITY u(h, i)
			WHERE has_small_areas OR h IN ('province', 'municipality') ORDER BY i);
		SELECT coalesce(array_agg(k.id ORDER BY k.id COLLATE "C"), '{}'),
			coalesce(array_agg(k.expression ORDER BY k.id COLLATE "C"), '{}')
			INTO held_breakdowns, expressions
			FROM (
				SELECT k.id, k.expression FROM @extschema@.indicator_breakdown k
				WHERE one_family = ANY (k.families) AND has_breakdowns AND k.id <> ALL (held)
					AND kansrijk_intern.source_can_compute(source, scan.relation, format('(%s)::text', k.expression),
						format('breakdown "%s"', k.id))
				UNION ALL
				SELECT o.key, o.value FROM jsonb_each_text(scan.own) o WHERE has_breakdowns) k;
		RETURN NEXT (0, one_family, 'cells', private,
			left(one_family, 40) || '_cells' || CASE WHEN number > 1 THEN '_' || number ELSE '' END,
			-- Of what is published of the country only, areas need not be told apart.
			kansrijk_intern.scan_query(scan.definitions, source, CASE WHEN scan.definitions && local_definitions THEN held
				ELSE '{}' END,
				held_breakdowns, expressions, municipality => CASE WHEN is_recoded AND NOT scan.of_organisations
					AND '{municipality}' <@ held THEN kansrijk_intern.municipality_in_division(private, source, scan.relation,
						scan.year_expression) ELSE 'b.municipality' END, told_apart => told_apart,
				broken_down => '{province,municipality}'::text[] || CASE WHEN breaks_down_postcodes THEN '{pc4}'::text[] END),
			scan.definitions, told_apart, held_breakdowns)::@extschema@.indicator_view_relation;
		together := kansrijk_intern.definitions_together(scan.definitions, local_definitions);
		IF cardinality(together) > 64 THEN
			PERFORM kansrijk_intern.fail_too_many_together(together);
		END IF;
		IF together <> '{}' THEN
			RETURN NEXT (0, one_family, 'states', private,
				left(one_family, 40) || '_states' || CASE WHEN number > 1 THEN '_' || number ELSE '' END,
				kansrijk_intern.scan_query(together, source, '{}', '{}', '{}', of_states => true), together, NULL,
				NULL)::@extschema@.indicator_view_relation;
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION kansrijk_intern.plan_scans(text, text, text[], text[], text, boolean, boolean, boolean, boolean) IS
'Internal: The scans of the source that count these definitions of a family; is_recoded: in the division of the '
'publication; has_small_areas: of areas below the municipality too; breaks_down_postcodes: these by breakdown too. '
'For indicator_view_plan().';

CREATE FUNCTION indicator_view_plan(source text, target text, policy sdc_policy DEFAULT 'rivm',
	families text[] DEFAULT NULL,
	local_definitions text[] DEFAULT NULL, area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel,wijk,pc4}',
	annual_area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel}',
	breakdown_area_types text[] DEFAULT '{land,provincie,gemeente}', window_years integer DEFAULT 5,
	organisation_policy sdc_policy DEFAULT 'none', division_year integer DEFAULT NULL)
	RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 25
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	usable text[];
	local text[];
	one_family text;
	short text;
	step record;
BEGIN
	IF num_nulls(source, target, policy, area_types, annual_area_types, breakdown_area_types, window_years,
		organisation_policy) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', 
			MESSAGE = 'only families, local_definitions and division_year may be null';
	END IF;
	PERFORM kansrijk_intern.check_choices(source, families, local_definitions,
		area_types || annual_area_types || breakdown_area_types, window_years);

	usable := kansrijk_intern.source_definitions(source, families);
	IF usable = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_table',
			MESSAGE = format('source "%s" holds nothing that an indicator can be computed from', source),
			HINT = format('SELECT * FROM kansrijk.check_source(%L) tells what is missing.', source);
	END IF;
	local := coalesce(local_definitions, kansrijk_intern.default_local_definitions(usable));
	IF NOT kansrijk_intern.source_covers_country(source) THEN
		usable := ARRAY(SELECT u FROM unnest(usable) u WHERE u = ANY (local) ORDER BY u COLLATE "C");
	END IF;
	PERFORM kansrijk_intern.source_can_compute(source, '@source@.area',
		'coalesce(kind, code, name, ''''::text), classification_year::integer', 'names of areas');
	PERFORM kansrijk_intern.source_can_compute(source, '@source@.birth', format('coalesce(%I, ''''::text)', c),
		format('area "%s"', c))
		FROM unnest('{province,municipality,stadsdeel,wijk}'::text[]) c;

	RETURN NEXT (0, NULL, 'area_path', private, 'area_path', kansrijk_intern.publication_area_path_query(source,
		CASE WHEN division_year IS NOT NULL THEN private END), NULL, NULL, NULL)::@extschema@.indicator_view_relation;
	FOR one_family IN
		SELECT DISTINCT i.family COLLATE "C"
		FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE n.id = ANY (usable) ORDER BY 1
	LOOP
		short := left(one_family, 40);
		RETURN QUERY SELECT * FROM kansrijk_intern.plan_scans(source, private, usable, local, one_family,
			breakdown_area_types <> '{}', division_year IS NOT NULL, NOT area_types <@ '{land,provincie,gemeente}',
			kansrijk_intern.breaks_down_postcodes(source, area_types, breakdown_area_types));
		FOR step IN VALUES ('protected', 'evidence', '*'), ('audit', 'audit', '*'),
			('fact', 'figure', (SELECT string_agg(c.name, ', ' ORDER BY c.place)
				FROM kansrijk_intern.indicator_view_columns() c))
		LOOP
			RETURN NEXT (0, one_family, step.column1, private, short || '_' || step.column1,
				kansrijk_intern.fill('SELECT {columns} FROM {private}.{view} WHERE family = {family}', 'columns', step.column3,
					'private', quote_ident(private), 'view', step.column2, 'family', quote_literal(one_family)),
				NULL, NULL, NULL)::@extschema@.indicator_view_relation;
		END LOOP;
	END LOOP;
END $$;
COMMENT ON FUNCTION indicator_view_plan(text, text, sdc_policy, text[], text[], text[], text[], text[], integer,
	sdc_policy, integer) IS
'The steps of the publication that create_indicator_views() would create with the same arguments, in order, with their '
'queries: scans of the source, and views. Creates nothing. Errors as there.';
