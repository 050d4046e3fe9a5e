-- The relations of a publication, made as they were planned.

-- A number of units has no complement. A mean takes the status that its sum and its number of units have together: a
-- sum that is large enough cannot be mostly one contributor's. Where no such rule is asked for, but small counts are
-- hidden, it is the usual one.
CREATE FUNCTION kansrijk_intern.definition_policy(policy sdc_policy, is_number boolean, value_limit bigint)
	RETURNS sdc_policy
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	rules text := policy::text;
	min_count bigint := kansrijk_intern.policy_field(rules, 'min_count')::bigint;
	safe bigint;
BEGIN
	IF NOT is_number AND value_limit IS NULL THEN
		RETURN policy;
	END IF;
	rules := kansrijk_intern.policy_with(kansrijk_intern.policy_with(rules, 'min_complement', 0), 'max_share', 100);
	IF value_limit IS NOT NULL AND min_count > 0 THEN
		IF kansrijk_intern.policy_field(rules, 'dominance_count') = '0'
			AND kansrijk_intern.policy_field(rules, 'p_percent') = '0' THEN
			rules := kansrijk_intern.policy_with(kansrijk_intern.policy_with(kansrijk_intern.policy_with(rules,
				'dominance_count', 1), 'dominance_share', 50), 'p_percent', 10);
		END IF;
		safe := @extschema@.sdc_safe_sum(value_limit, rules::@extschema@.sdc_policy);
		rules := kansrijk_intern.policy_with(kansrijk_intern.policy_with(rules, 'min_denominator',
				greatest(min_count, kansrijk_intern.policy_field(rules, 'min_denominator')::bigint)),
			'min_count', greatest(min_count, safe));
	END IF;
	RETURN rules::@extschema@.sdc_policy;
END $$;
COMMENT ON FUNCTION kansrijk_intern.definition_policy(sdc_policy, boolean, bigint) IS
'Internal: The policy of a definition: of a number of units (is_number) and of a mean (value_limit: the most that one '
'unit adds) another than that of the publication. Without a rule of dominance, that of a mean is that nobody has half '
'of the sum, and that the second largest does not know the largest to within 10 percent.';

-- Definitions keep their number, also those that are no longer published.
CREATE PROCEDURE kansrijk_intern.number_definitions(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE definition SET scan = NULL, place = NULL, joint_place = NULL;
	INSERT INTO definition (id, scan, place, is_local, own_breakdown, policy, identity)
		SELECT d.id, s.name, d.place, d.id = ANY (local_definitions), CASE WHEN n.breakdown IS NOT NULL
			THEN coalesce(n.breakdown_id, 'indeling') END,
			kansrijk_intern.definition_policy(CASE WHEN kansrijk_intern.counts_organisations(n.unit_counted)
				THEN p.organisation_policy ELSE p.policy END::@extschema@.sdc_policy, u.per IS NULL, n.value_limit),
			kansrijk_intern.definition_identity(n)
		FROM publication p, scan s CROSS JOIN LATERAL unnest(s.definitions) WITH ORDINALITY AS d(id, place)
			JOIN @extschema@.indicator_definition n ON n.id = d.id JOIN @extschema@.definition_unit u ON u.id = d.id
		ON CONFLICT (id) DO UPDATE SET scan = excluded.scan, place = excluded.place, is_local = excluded.is_local,
			own_breakdown = excluded.own_breakdown, policy = excluded.policy, identity = excluded.identity;
	UPDATE definition d SET joint_place = t.place
		FROM relation r CROSS JOIN LATERAL unnest(r.definitions) WITH ORDINALITY AS t(id, place)
		WHERE r.stage = 'states' AND d.id = t.id;
	DELETE FROM breakdown;
	INSERT INTO breakdown (family, place, id)
		SELECT b.family, row_number() OVER (PARTITION BY b.family ORDER BY b.id COLLATE "C"), b.id
		FROM (SELECT DISTINCT s.family, b.id FROM scan s, unnest(s.breakdowns) AS b(id)) b;
	-- What was counted before was counted otherwise.
	DELETE FROM cell;
	DELETE FROM cell_year;
	DELETE FROM counted;
	DELETE FROM source_finding;
	INSERT INTO source_finding (relation, version, findings)
		SELECT r, '', '[]' FROM unnest(kansrijk_intern.definition_relations(ARRAY(SELECT d.id FROM definition d
			WHERE d.scan IS NOT NULL))) r;
	DELETE FROM joint_state;
	DELETE FROM joint_cell;
	DELETE FROM protected;
	DELETE FROM decided;
	DELETE FROM shown_family;
	DELETE FROM deduced_figure;
	DELETE FROM series_part;
	-- Small tables that are in every query: the planner takes those that it does not know for larger ones.
	ANALYZE publication, relation, definition, breakdown;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.number_definitions(text) IS
'Internal: Enters the definitions and breakdowns of the scans of a publication, and forgets what was counted before.';

CREATE PROCEDURE kansrijk_intern.comment_relation(step indicator_view_relation)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	the_relation constant regclass := to_regclass(format('%I.%I', step.schema_name, step.name));
	x record;
BEGIN
	EXECUTE format('COMMENT ON %s %s IS %L', CASE step.stage WHEN 'fact' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
		the_relation,
		CASE step.stage
			WHEN 'audit' THEN 'Wat uit de getoonde cijfers is af te leiden. Niet voor lezers.'
			WHEN 'protected' THEN 'Onbeveiligde cijfers met hun status. Niet voor lezers.'
			WHEN 'fact' THEN format('Beveiligde cijfers van familie %s; lezers gebruiken de view %1$s.', step.family)
			ELSE CASE step.name
				WHEN 'wide' THEN 'Een rij per gebied en periode, met van elke definitie waarde, grenzen en status.'
				WHEN 'all_families' THEN 'Alle beveiligde cijfers.'
				WHEN 'cijfers' THEN 'Alle beveiligde cijfers voor een rekenblad: Nederlandse kolommen, afgeronde waarden.'
				ELSE format('Beveiligde cijfers van familie %s.', step.family) END END);
	FOR x IN
		SELECT a.attname AS name, coalesce(c.comment_nl,
				CASE WHEN a.attname IN ('family', 'familie') THEN 'Familie van indicatoren.' END,
			d.name_nl || coalesce(' (' || coalesce(d.unit, i.unit) || ')', '') || CASE w.suffix
				WHEN '_lower' THEN ': ondergrens van het 95%-interval.'
				WHEN '_upper' THEN ': bovengrens van het 95%-interval.' WHEN '_status' THEN ': status.' ELSE '.' END) AS comment_nl
		FROM pg_attribute a LEFT JOIN kansrijk_intern.cijfers_columns() k ON step.name = 'cijfers' AND k.name = a.attname
			LEFT JOIN kansrijk_intern.indicator_view_columns() c ON c.name = coalesce(k.of_column, a.attname)
			CROSS JOIN LATERAL (SELECT CASE WHEN step.name = 'wide'
				THEN coalesce(substring(a.attname FROM '(_lower|_upper|_status)$'), '') END AS suffix) w
			LEFT JOIN @extschema@.indicator_definition d ON replace(left(d.id, 50), '-', '_') || w.suffix = a.attname
			LEFT JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE a.attrelid = the_relation AND a.attnum > 0 AND step.stage IN ('fact', 'view')
	LOOP
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', the_relation, x.name, x.comment_nl);
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.comment_relation(indicator_view_relation) IS
'Internal: Comments, in Dutch, on a relation of a publication and on its columns.';

CREATE PROCEDURE kansrijk_intern.create_relations(target text, plan indicator_view_relation[], exist boolean,
	owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	step @extschema@.indicator_view_relation;
	is_materialized boolean;
BEGIN
	FOREACH step IN ARRAY plan LOOP
		is_materialized := step.stage = 'fact';
		IF NOT exist THEN
			EXECUTE format('INSERT INTO %I.relation SELECT ($1).*', private) USING step;
		END IF;
		CONTINUE WHEN step.stage IN ('area_path', 'cells', 'states');
		IF NOT exist THEN
			IF is_materialized THEN
				EXECUTE format('CREATE MATERIALIZED VIEW %I.%I AS %s WITH NO DATA', step.schema_name, step.name, step.query);
			ELSE
				EXECUTE format('CREATE VIEW %I.%I %s AS %s', step.schema_name, step.name,
					CASE WHEN step.stage = 'view' THEN 'WITH (security_barrier)' ELSE '' END, step.query);
			END IF;
			IF step.stage = 'fact' THEN
				EXECUTE format('CREATE UNIQUE INDEX %I ON %I.%I
					(definition, area_type, area, first_year, year, breakdown, category)',
					step.name || '_key', step.schema_name, step.name);
				EXECUTE format('COMMENT ON INDEX %I.%I IS %L', step.schema_name, step.name || '_key',
					'Sleutel van een cijfer; nodig om te verversen terwijl lezers doorlezen.');
			END IF;
		END IF;
		CALL kansrijk_intern.comment_relation(step);
		-- Even to the same owner, this would lock readers out, and could end them by a deadlock.
		IF NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass(format('%I.%I', step.schema_name, step.name))
				AND pg_get_userbyid(c.relowner) = owner) THEN
			EXECUTE format('ALTER %s %I.%I OWNER TO %I', CASE WHEN is_materialized THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
				step.schema_name, step.name, owner);
		END IF;
	END LOOP;
	IF NOT exist THEN
		CALL kansrijk_intern.number_definitions(private);
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_relations(text, indicator_view_relation[], boolean, text) IS
'Internal: Creates the planned relations of a publication, with indexes and comments, owned by owner, and enters them '
'in its table relation. When they exist: comments and owner are renewed. Part of create_indicator_views().';

CREATE PROCEDURE kansrijk_intern.enter_publication(private text, chosen jsonb)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE refresh_attempt SET outcome = 'interrupted' WHERE outcome IN ('waiting', 'running');
	DELETE FROM publication;
	INSERT INTO publication (source, target, policy, organisation_policy, window_years, long_window_years, area_types,
			annual_area_types, breakdown_area_types, local_definitions, covers_country, division_year)
		SELECT source, target, policy, organisation_policy, window_years, long_window_years, area_types,
			annual_area_types, breakdown_area_types, local_definitions, covers_country, division_year
		FROM jsonb_populate_record(NULL::publication, chosen);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.enter_publication(text, jsonb) IS
'Internal: Enters what create_indicator_views() was asked for in the table publication.';

CREATE FUNCTION kansrijk_intern.is_as_planned(private text, plan indicator_view_relation[], chosen jsonb)
RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	-- Not @>, by which a list contains each of its parts.
	RETURN coalesce((SELECT bool_and(to_jsonb(p) -> c.key = c.value) FROM publication p, jsonb_each(chosen) c), false)
		AND (SELECT array_agg(ROW(r.position, r.family, r.stage, r.schema_name, r.name, r.query, r.definitions, r.dimensions,
				r.breakdowns)::@extschema@.indicator_view_relation ORDER BY r.position) FROM relation r) IS NOT DISTINCT FROM plan
		AND NOT EXISTS (SELECT FROM relation r WHERE r.stage NOT IN ('cells', 'states')
			AND to_regclass(format('%I.%I', r.schema_name, r.name)) IS NULL);
END $$;
COMMENT ON FUNCTION kansrijk_intern.is_as_planned(text, indicator_view_relation[], jsonb) IS
'Internal: Whether a publication is what create_indicator_views() would make now: the same steps, choices and '
'relations.';

-- A window over years of which not all tell an area apart would be a figure of the others alone.
CREATE FUNCTION kansrijk_intern.check_told_apart(private text, plan indicator_view_relation[],
	breaks_down_postcodes boolean) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	x record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT min(f.year) AS first_year, max(f.year) AS last_year,
			string_agg(DISTINCT b.areas, ', ') AS areas INTO x
		FROM unnest(plan) n
			JOIN definition d ON d.id = ANY (n.definitions) AND d.is_local
			JOIN scan s ON s.name = d.scan
			JOIN final_year f ON f.definition = d.id AND f.reopened IS NULL
			CROSS JOIN LATERAL (
				(SELECT unnest(n.dimensions) EXCEPT SELECT unnest(s.dimensions))
				UNION ALL
				SELECT 'pc4 by breakdown' WHERE breaks_down_postcodes AND n.breakdowns <> '{}'
					AND NOT EXISTS (SELECT FROM publication p JOIN grouping_in_use g
						ON g.kind = 'pc4' AND g.id = ANY (p.breakdown_area_types))) b(areas)
		WHERE n.stage = 'cells' AND b.areas IN ('stadsdeel', 'wijk', 'pc4', 'pc4 by breakdown');
	IF x.areas IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('released years do not tell these areas apart: %s', x.areas),
			DETAIL = format('Final years between %s and %s were counted when nobody asked for areas of that size.',
				x.first_year, x.last_year),
			HINT = 'CALL kansrijk.reopen_years for them first, so that they are counted anew; or leave area_types and '
				'breakdown_area_types as they were.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_told_apart(text, indicator_view_relation[], boolean) IS
'Internal: Nothing when the final years of a publication tell the areas apart that are planned to be published, else '
'error 55000. Part of create_indicator_views().';
