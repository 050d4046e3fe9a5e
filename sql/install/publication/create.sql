-- Creating a publication.

CREATE FUNCTION kansrijk_intern.publication_owner(target text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 10
	RETURN (SELECT pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = kansrijk_intern.publication_schema(target) AND c.relname = 'publication' AND c.relkind = 'r');
COMMENT ON FUNCTION kansrijk_intern.publication_owner(text) IS
'Internal: The owner of a publication; NULL: there is none of that name.';

CREATE FUNCTION kansrijk_intern.check_target(source text, target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	reason text;
BEGIN
	reason := CASE
		WHEN octet_length(target) NOT BETWEEN 1 AND 56 THEN format('Its name has %s bytes.', octet_length(target))
		WHEN target = source OR source = private THEN 'The source is there.'
		WHEN target IN ('information_schema', 'public') OR target ~ '^pg_' THEN 'It is for everybody, or the server''s own.'
		WHEN target IN ('@extschema@', 'kansrijk_intern') OR private IN ('@extschema@', 'kansrijk_intern')
			THEN 'It would be the extension''s own.'
		WHEN EXISTS (SELECT FROM pg_namespace n WHERE kansrijk_intern.publication_schema(n.nspname) = target
				AND kansrijk_intern.is_publication(n.nspname))
			OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE n.nspname = target AND c.relname IN ('refresh_log', 'release_cell') AND c.relkind = 'r')
			THEN 'It holds the evidence of another publication.'
		WHEN kansrijk_intern.is_publication(private)
			THEN format('Its evidence would be in "%s", where another publication is read.', private) END;
	IF reason IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
			MESSAGE = format('schema "%s" cannot be the target of a publication', target),
			DETAIL = reason, HINT = 'Name a schema of its own, of 1 to 56 bytes.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_target(text, text) IS
'Internal: Nothing when a schema can be the target of a publication, else error 3F000: it is the source, one of the '
'server, of the extension or of another publication, or its name is too long.';

-- What somebody else put there under one of our names would be taken over, and be his to read.
CREATE FUNCTION kansrijk_intern.check_unclaimed(target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	found_name text;
BEGIN
	SELECT format('%I.%I', n.nspname, o.name) INTO found_name
		FROM (SELECT c.relnamespace AS schema, c.relname AS name FROM pg_class c
			UNION ALL SELECT p.pronamespace, p.proname FROM pg_proc p WHERE p.proname IN ('refresh', 'refresh_step')) o
			JOIN pg_namespace n ON n.oid = o.schema
		WHERE n.nspname = private AND (o.name IN ('refresh', 'refresh_step') OR EXISTS (SELECT FROM pg_class m
				WHERE m.relnamespace = 'kansrijk_intern'::regnamespace AND m.relname = o.name))
			OR n.nspname = target AND o.name IN ('released', 'releases', 'latest', 'latest_wide', 'data_as_of',
				'deducible')
		ORDER BY 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('%s exists already', found_name),
			DETAIL = 'It is no part of a publication, and its owner would have what is kept there.',
			HINT = 'Drop it, or name another target.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_unclaimed(text) IS
'Internal: Nothing when no relation or procedure of a new publication is there already, else error 42P07.';

-- Only plain tables are read: with a row level policy another's function would run.
CREATE FUNCTION kansrijk_intern.other_publications(source text, target text) RETURNS text[]
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private name;
	others text[] := '{}'::text[];
	found_targets text[];
BEGIN
	FOR private IN
		SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relname = 'publication' AND c.relkind = 'r' AND NOT c.relrowsecurity AND n.nspname ~ '_intern$'
			AND n.nspname NOT IN ('kansrijk_intern', kansrijk_intern.publication_schema(target))
			AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
			AND 2 = (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('source', 'target')
				AND a.atttypid = 'text'::regtype)
		ORDER BY n.nspname
	LOOP
		BEGIN
			EXECUTE format('LOCK TABLE %I.publication IN ACCESS SHARE MODE NOWAIT', private);
			EXECUTE format('SELECT ARRAY(SELECT p.target FROM %I.publication p WHERE p.source = $1)', private)
				INTO found_targets USING source;
			others := others || found_targets;
			-- Who drops it need not wait for this transaction.
			RAISE EXCEPTION 'read' USING ERRCODE = 'KS000';
		EXCEPTION WHEN SQLSTATE 'KS000' OR lock_not_available OR undefined_table OR invalid_schema_name THEN
			NULL;
		END;
	END LOOP;
	RETURN others;
END $$;
COMMENT ON FUNCTION kansrijk_intern.other_publications(text, text) IS
'Internal: The other publications of a source, of those that the caller may read.';

CREATE PROCEDURE create_indicator_views(source text DEFAULT 'bron', target text DEFAULT 'publicatie',
	policy sdc_policy DEFAULT 'rivm', families text[] DEFAULT NULL,
	local_definitions text[] DEFAULT NULL, area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel,wijk,pc4}',
	annual_area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel}',
		breakdown_area_types text[] DEFAULT '{land,provincie,gemeente}',
	window_years integer DEFAULT 5, organisation_policy sdc_policy DEFAULT 'none',
	owner text DEFAULT NULL, refresher text DEFAULT NULL, reader text DEFAULT NULL, create_roles boolean DEFAULT false,
		populate boolean DEFAULT true, readers_see text DEFAULT NULL, long_window_years integer DEFAULT NULL,
		on_source_error text DEFAULT 'stop', division_year integer DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	owner_was text;
	owner_name text;
	kept jsonb := '[]'::jsonb;
	plan @extschema@.indicator_view_relation[];
	held text[];
	missing text;
	local text[];
	beside text;
	facts text[];
	findings jsonb;
	chosen jsonb;
	is_same boolean := false;
	is_replaced boolean := false;
	messages constant text := current_setting('client_min_messages');
	citus constant text := current_setting('citus.enable_ddl_propagation', true);
	problems text;
	code text;
BEGIN
	IF readers_see NOT IN ('live', 'released') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'readers can see live or released figures',
			HINT = 'readers_see => ''live'': the views and what has been released; ''released'': that only; left out: as it '
				'was.';
	END IF;
	PERFORM kansrijk_intern.check_on_source_error(on_source_error);
	IF num_nulls(source, target, create_roles, populate, on_source_error) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'source, target, create_roles, populate and on_source_error must not be null';
	END IF;
	IF long_window_years NOT BETWEEN window_years + 1 AND 40 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('long window of %s years', long_window_years),
			HINT = 'Use more than window_years, at most 40; NULL: none.';
	END IF;
	IF division_year NOT BETWEEN 1900 AND 2100 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('division of %s', division_year),
			HINT = 'Name the year of the division of municipalities, that of 1 January; NULL: as the source has them.';
	END IF;
	-- Where Citus is, views over a distributed source are made on the coordinator alone.
	IF citus IS NOT NULL THEN
		PERFORM set_config('citus.enable_ddl_propagation', 'off', true);
	END IF;
	PERFORM kansrijk_intern.lock_publication(target);
	PERFORM kansrijk_intern.check_target(source, target);
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;

	IF to_regclass(format('%I.release_cell', private)) IS NOT NULL
		AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.release_cell', private))
			AND a.attname = 'key' AND NOT a.attisdropped)
	THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('schema "%s" has the remains of a publication', target),
			DETAIL = 'The extension was dropped, and with it the counts of all releases.',
			HINT = format('Restore a backup, to stay protected against what is out; or CALL kansrijk.forget_releases(%1$L) '
				'and kansrijk.drop_indicator_views(%1$L) first.', target);
	END IF;

	CALL kansrijk_intern.create_publication_roles(owner, refresher, reader, create_roles);
	-- Another session may have created it while this one waited.
	PERFORM kansrijk_intern.lock_publication(target);
	owner_was := kansrijk_intern.publication_owner(target);
	owner_name := coalesce(owner, owner_was, current_user);
	PERFORM kansrijk_intern.check_owner(owner_was);
	PERFORM kansrijk_intern.check_owner(owner_name);
	PERFORM kansrijk_intern.check_reader(source, owner_name, refresher, r.reader)
		FROM (SELECT create_indicator_views.reader WHERE create_indicator_views.reader IS NOT NULL
			UNION SELECT p.reader FROM kansrijk_intern.publication_readers(target) p) r;
	kept := kansrijk_intern.publication_rights(target);

	held := kansrijk_intern.source_definitions(source, families);
	local := coalesce(local_definitions, kansrijk_intern.default_local_definitions(held));
	IF NOT kansrijk_intern.source_covers_country(source) THEN
		SELECT string_agg(h, ', ' ORDER BY h COLLATE "C") INTO missing FROM unnest(held) h WHERE h <> ALL (local);
		IF missing IS NOT NULL THEN
			RAISE NOTICE USING MESSAGE = 'without what would be published of a whole country only: ' || missing,
				DETAIL = 'The source does not have births of all twelve provinces.',
					HINT = 'local_definitions names the definitions that are published.';
		END IF;
	END IF;
	SELECT string_agg(format('"%s"', o), ', ') INTO missing
		FROM unnest(kansrijk_intern.other_publications(source, target)) o;
	IF missing IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = format('source "%s" is published elsewhere too: %s', source, missing),
			DETAIL = 'Publications know nothing of each other: who reads both can subtract figures of one from those of the '
				'other.',
			HINT = 'Publish all of it once, or give nobody both. See "What is left to you" in doc/security.md.';
	END IF;
	IF @extschema@.sdc_primary(@extschema@.make_rate(1, 2, 0), policy) = 'publish' THEN
		RAISE WARNING USING MESSAGE = 'the policy hides nothing: figures about single persons are published',
			HINT = 'SELECT * FROM kansrijk.sdc_policy_presets() lists policies that publishers use.';
	END IF;
	SELECT string_agg(d.id, ', ' ORDER BY d.id COLLATE "C") INTO missing
		FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE (families IS NULL OR i.family = ANY (families)) AND i.per IS NOT NULL AND d.id <> ALL (held);
	IF missing IS NOT NULL AND held <> '{}' THEN
		RAISE NOTICE USING MESSAGE = 'without the definitions that the source does not hold: ' || missing;
	END IF;
	SELECT array_agg(p) INTO plan
		FROM @extschema@.indicator_view_plan(source, target, policy, families, local, area_types, annual_area_types,
		breakdown_area_types, window_years, organisation_policy, division_year) p;
	SELECT string_agg(array_to_string(u.definitions, ', '), '; ' ORDER BY u.name) INTO beside
		FROM unnest(plan) u WHERE u.stage = 'states';
	IF beside IS NOT NULL THEN
		RAISE NOTICE USING MESSAGE = 'protected together, in this order of preference: ' || beside,
			DETAIL = 'They count the same units, so that a figure can be the difference between two others.',
			HINT = 'local_definitions names them in another order, for another preference.';
	END IF;
	SELECT string_agg(DISTINCT u.family, ', ') INTO beside
		FROM unnest(plan) u JOIN @extschema@.indicator_definition d ON d.id = ANY (u.definitions)
		WHERE u.stage = 'cells' AND d.id = ANY (local) AND d.relation ~ '@source@[.]birth\M';
	IF beside ~ ',' THEN
		RAISE NOTICE USING MESSAGE = 'counted from the same births, each protected by itself: ' || beside,
			DETAIL = 'By how many units the denominators of two families differ is in sight.',
			HINT = 'See "What two families tell" in doc/security.md.';
	END IF;
	SELECT string_agg(t.ids, '; ' ORDER BY t.ids) INTO beside FROM (
		SELECT string_agg(d.id, ', ' ORDER BY d.id COLLATE "C") AS ids
		FROM unnest(plan) u JOIN @extschema@.indicator_definition d ON d.id = ANY (u.definitions)
		WHERE u.stage = 'cells' AND d.id = ANY (local) AND d.relation ~ '@source@[.]birth\M'
		GROUP BY d.indicator HAVING count(DISTINCT u.name) > 1) t;
	IF beside IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = 'one thing counted by different units, each protected by itself: ' || beside,
			DETAIL = 'They differ by few children, mothers or deliveries, and whoever subtracts one from the other sees how '
				'many.',
			HINT = 'Name one of them in local_definitions. See "What two families tell" in doc/security.md.';
	END IF;
	IF local_definitions IS NOT NULL AND ARRAY(SELECT l FROM unnest(local) WITH ORDINALITY u(l, i)
			WHERE l = ANY (held) ORDER BY i) = kansrijk_intern.default_local_definitions(held) THEN
		RAISE NOTICE 'local_definitions names what is published for every area anyway';
	END IF;
	facts := ARRAY(SELECT u.name FROM unnest(plan) u WHERE u.stage = 'fact' ORDER BY u.family COLLATE "C");
	IF ARRAY(SELECT left(f, -5)
		FROM unnest(facts) f)
		&& '{all_families,wide,cijfers,released,releases,latest,latest_wide,data_as_of,deducible}'::text[] THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'a family has the name of a view of every publication',
			HINT = 'all_families, wide, cijfers, released, releases, latest, latest_wide, data_as_of and deducible cannot be '
				'families.';
	END IF;
	plan := plan || ARRAY(SELECT r FROM kansrijk_intern.indicator_view_readers(target, facts, local) r);
	SELECT array_agg((i, u.family, u.stage, u.schema_name, u.name, u.query, u.definitions, u.dimensions,
			u.breakdowns)::@extschema@.indicator_view_relation ORDER BY i)
		INTO plan
		FROM unnest(plan) WITH ORDINALITY u(position, family, stage, schema_name, name, query, definitions, dimensions,
			breakdowns, i);

	-- Unchanged: only comments and rights are renewed.
	chosen := jsonb_build_object('source', source, 'target', target, 'policy', policy::text,
		'organisation_policy', organisation_policy::text, 'window_years', window_years,
		'long_window_years', long_window_years, 'division_year', division_year, 'area_types', area_types,
		'annual_area_types', annual_area_types, 'breakdown_area_types', breakdown_area_types, 'local_definitions', local,
		'covers_country', kansrijk_intern.source_covers_country(source));
	IF to_regclass(format('%I.publication', private)) IS NOT NULL THEN
		CALL kansrijk_intern.migrate_publication(target);
		is_same := kansrijk_intern.is_as_planned(private, plan, chosen);
		IF NOT is_same THEN
			PERFORM kansrijk_intern.check_told_apart(private, plan);
			is_replaced := kansrijk_intern.is_readable(private, NULL);
			CALL kansrijk_intern.drop_publication_relations(target);
		END IF;
	ELSE
		PERFORM kansrijk_intern.check_unclaimed(target);
	END IF;
	IF division_year IS NOT NULL AND NOT kansrijk_intern.source_has_rows(source, 'area_transition') THEN
		RAISE WARNING USING MESSAGE = format('source "%s" does not say what became of municipalities', source),
			HINT = 'Its relation area_transition has no rows, so that division_year makes no difference.';
	END IF;
	IF populate AND NOT is_same THEN
		findings := (SELECT jsonb_object_agg(n, kansrijk_intern.relation_findings(source, n, d.relations))
			FROM (SELECT kansrijk_intern.definition_relations(held) AS relations) d, unnest(d.relations) n);
		PERFORM kansrijk_intern.pass_gate(source, kansrijk_intern.findings_in_order(findings), on_source_error);
	END IF;
	CALL kansrijk_intern.create_publication_schemas(target, coalesce(owner_was, owner_name));
	CALL kansrijk_intern.own_publication(target, owner_name);
	IF NOT is_same THEN
		CALL kansrijk_intern.enter_publication(private, chosen);
	END IF;
	-- What was checked above, is not checked again below.
	PERFORM kansrijk_intern.set_on_source_error(private, CASE WHEN is_same THEN on_source_error ELSE 'checked' END);
	CALL kansrijk_intern.create_relations(target, plan, is_same, owner_name);
	CALL kansrijk_intern.create_reader_views(target, local);
	CALL kansrijk_intern.own_publication(target, owner_name);
	IF owner_name <> current_user THEN
		CALL kansrijk_intern.grant_source(source, owner_name);
	END IF;
	CALL kansrijk_intern.grant_publication(target, refresher, reader, readers_see, kept);

	IF populate AND NOT is_same THEN
		CALL kansrijk_intern.keep_findings(private, findings);
		-- The state that readers would keep is gone with the views, unless all of this is
		-- undone: then what failed is an error, and its log is gone.
		IF is_replaced THEN
			PERFORM set_config('client_min_messages', 'error', true);
		END IF;
		CALL kansrijk_intern.refresh_at_once(target, problems, code);
		PERFORM set_config('client_min_messages', messages, true);
		IF is_replaced AND problems IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = code, MESSAGE = format('the views of schema "%s" were not replaced', target),
				DETAIL = problems,
				HINT = 'The old views stay as they were, and so does the log. Mend what failed, and call again.';
		END IF;
	END IF;
	PERFORM kansrijk_intern.set_on_source_error(private, on_source_error);
	IF citus IS NOT NULL THEN
		PERFORM set_config('citus.enable_ddl_propagation', citus, true);
	END IF;
END $$;
COMMENT ON PROCEDURE create_indicator_views(text, text, sdc_policy, text[], text[], text[], text[], text[], integer,
	sdc_policy, text, text, text, boolean, boolean, text, integer, text, integer) IS
'Publishes a canonical source. For each family of indicators: a materialized view target_intern.FAMILY_fact with every '
'area, year, window and breakdown, masked, and on top of it the security-barrier view target.FAMILY; also '
'target.all_families and target.wide. Unprotected counts stay in the schema target_intern. policy: for figures about '
'persons; organisation_policy: about organisations (the programme). families: NULL is all that the source holds. '
'local_definitions: those published for every area and breakdown, others for the country only, and not at all when '
'the source has no births of all twelve provinces; NULL: the headline ones, indicator_definition.preference of 50 and '
'more. Those of a family that count the same units are protected together, in order of preference: as named here, or '
'as preference says (54000: too many). area_types: also groupings of the relation '
'area_group of the source; annual_area_types: those with annual figures and every window, others have consecutive '
'windows; breakdown_area_types: land, provincie, gemeente, groupings of those. long_window_years: windows of so many '
'years too, of what has annual figures; NULL: none. owner gets the objects and SELECT on the source; refresher '
'may call target_intern.refresh() and read the log; reader may read the views and what has been released; readers_see '
'says what all readers see from now on: live, or released only. on_source_error: what errors that check_source() '
'finds in the relations that are read do, now and at refreshes and releases: stop, or warn and go on. division_year: '
'municipalities are those of 1 January of that year, by area_transition of the source and the day of birth; years '
'that were released keep theirs; NULL: as the source has them. Roles are created only by create_roles. Called again, '
'owner is who it was when left out, and else all of it moves; rights that '
'were given stay; refresher and reader come to those that there are: revoke_access() takes them away. A role that may '
'read the source, or what its views read, is refused as a reader, also one that is a reader already. Again with the '
'same arguments: rights and comments are renewed, nothing else; with other arguments: views are replaced, the log is '
'kept; when a new one cannot be filled, everything stays as it was, with the error of that. Whoever creates views for '
'another owner must be a member of that role, and becomes one of an owner that is created. Errors: 3F000, 42704 '
'(role), 42501 (no right to read the source, or to pass on to the owner), 22023, 22004, 42P07, 55000 (remains of a '
'dropped extension, or areas that released years do not tell apart), 55P03, 25000, KS001 (errors in the source).';
