-- Creating a publication.

CREATE PROCEDURE kansrijk_intern.create_publication_schemas(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	x record;
BEGIN
	FOR x IN VALUES (target, 'Publicatie van kansrijk: alleen beveiligde cijfers.'), (private, 'Bewijs achter de publicatie: onbeveiligde tellingen. Niet voor lezers.') LOOP
		CONTINUE WHEN EXISTS (SELECT FROM pg_namespace WHERE nspname = x.column1);
		EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', x.column1, owner);
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', x.column1, x.column2);
	END LOOP;
	EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', private);
	EXECUTE format($ddl$
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
		CREATE PROCEDURE %1$I.refresh(families text[] DEFAULT NULL) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
			AS %2$L;
		REVOKE ALL ON PROCEDURE %1$I.refresh(text[]) FROM PUBLIC;
		COMMENT ON PROCEDURE %1$I.refresh(text[]) IS 'Ververst de publicatie, of enkele families ervan, met de rechten van de eigenaar, en verder niets.'
		$ddl$, private, format('BEGIN CALL kansrijk.refresh(%L, families); END', target));
	EXECUTE format('ALTER TABLE %I.refresh_log OWNER TO %I', private, owner);
	EXECUTE format('ALTER PROCEDURE %I.refresh(text[]) OWNER TO %I', private, owner);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_schemas(text, text) IS 'Internal: Creates the schemas of a publication, the tables in which it keeps what it is and how it was refreshed, and its procedure refresh. Part of create_indicator_views().';

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
	held text[];
	missing text;
	local text[];
	beside text;
	facts text[];
	chosen jsonb;
	is_same boolean := false;
	is_replaced boolean := false;
	messages constant text := current_setting('client_min_messages');
	failed record;
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

	CALL kansrijk_intern.create_publication_roles(source, owner, refresher, reader, create_roles);

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
	facts := ARRAY(SELECT u.name FROM unnest(plan) u WHERE u.stage = 'fact' ORDER BY u.family COLLATE "C");
	plan := plan || ARRAY(SELECT r FROM kansrijk_intern.indicator_view_readers(target, facts, local) r);
	SELECT array_agg((i, u.family, u.stage, u.schema_name, u.name, u.query, u.definitions, u.dimensions, u.breakdowns)::@extschema@.indicator_view_relation ORDER BY i)
		INTO plan FROM unnest(plan) WITH ORDINALITY u(position, family, stage, schema_name, name, query, definitions, dimensions, breakdowns, i);

	-- Unchanged: only comments and rights are renewed.
	chosen := jsonb_build_object('source', source, 'target', target, 'policy', policy::text, 'organisation_policy', organisation_policy::text,
		'window_years', window_years, 'area_types', area_types, 'annual_area_types', annual_area_types,
		'breakdown_area_types', breakdown_area_types, 'local_definitions', local, 'covers_country', kansrijk_intern.source_covers_country(source));
	IF to_regclass(format('%I.publication', private)) IS NULL THEN
		CALL kansrijk_intern.create_publication_schemas(target, owner_name);
	ELSE
		CALL kansrijk_intern.migrate_publication(target);
		is_same := kansrijk_intern.is_as_planned(private, plan, chosen);
		IF NOT is_same THEN
			is_replaced := kansrijk_intern.is_readable(private, NULL);
			CALL kansrijk_intern.drop_publication_relations(target);
		END IF;
	END IF;
	IF NOT is_same THEN
		CALL kansrijk_intern.create_publication_tables(private);
		CALL kansrijk_intern.create_publication_views(private);
		CALL kansrijk_intern.enter_publication(private, chosen);
	END IF;
	CALL kansrijk_intern.create_relations(target, plan, is_same, owner_name);
	CALL kansrijk_intern.own_publication(private, owner_name);
	CALL kansrijk_intern.create_released_view(target, facts[1], owner_name, reader);
	CALL kansrijk_intern.grant_publication(source, target, owner, refresher, reader, readers_see);

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
