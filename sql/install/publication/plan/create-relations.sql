-- The relations of a publication, made as they were planned.

CREATE PROCEDURE kansrijk_intern.create_relations(target text, plan indicator_view_relation[], exist boolean, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	step @extschema@.indicator_view_relation;
	is_view boolean;
	comment_nl text;
	x record;
BEGIN
	FOREACH step IN ARRAY plan LOOP
		is_view := step.stage IN ('view', 'audit');
		IF NOT exist THEN
			IF step.stage = 'known' THEN
				CALL kansrijk_intern.create_released_cells(private, step.family, replace(step.name, '_known', '_cells'), owner);
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
		IF NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass(format('%I.%I', step.schema_name, step.name)) AND pg_get_userbyid(c.relowner) = owner) THEN
			EXECUTE format('ALTER %s %I.%I OWNER TO %I', CASE WHEN is_view THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, step.schema_name, step.name, owner);
		END IF;
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_relations(text, indicator_view_relation[], boolean, text) IS
'Internal: Creates the planned relations of a publication, with indexes and comments, owned by owner, and enters them in its table relation. When they exist: comments and owner are renewed. Rights are given by grant_publication(). Part of create_indicator_views().';
