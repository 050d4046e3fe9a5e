-- Whether a source can have changed since it was read: it states its version, or its tables are watched.

CREATE FUNCTION kansrijk_intern.query_reads(query text, OUT relations oid[], OUT beyond text)
	AS 'MODULE_PATHNAME', 'kansrijk_query_reads' LANGUAGE c STABLE STRICT PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION kansrijk_intern.query_reads(text) IS
'Internal: The relations that a query reads, through views as well, and the first thing that its rows depend on beyond '
'those: a function that is not immutable, or what time it is. Not of functions of the server that are stable '
'otherwise, nor of the extension. $1 is an int4multirange. Runs nothing. Errors: those of the query.';

CREATE FUNCTION kansrijk_intern.source_reads(source text, queries text[], OUT relations oid[], OUT beyond text)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000
	BEGIN ATOMIC
		-- The calendar reads all relations of the source.
		WITH RECURSIVE asked AS (
			SELECT q AS query FROM unnest(queries) q
			UNION ALL
			SELECT format('SELECT * FROM %I.%I', n.nspname, c.relname) FROM pg_class c
				JOIN pg_namespace n ON n.oid = c.relnamespace JOIN source_table t ON t.name = c.relname
			WHERE n.nspname = source_reads.source AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
		), answered AS MATERIALIZED (
			SELECT r.relations, r.beyond FROM asked a CROSS JOIN LATERAL kansrijk_intern.query_reads(a.query) r
		), beneath(id) AS (
			SELECT r.id FROM answered a CROSS JOIN LATERAL unnest(a.relations) r(id)
			UNION
			SELECT i.inhrelid FROM beneath b JOIN pg_inherits i ON i.inhparent = b.id
		)
		SELECT ARRAY(SELECT b.id FROM beneath b JOIN pg_class c ON c.oid = b.id JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT EXISTS (SELECT FROM pg_depend e
					WHERE e.classid = 'pg_class'::regclass AND e.objid = b.id AND e.deptype = 'e')
				ORDER BY b.id),
			(SELECT min(a.beyond) FROM answered a);
	END;
COMMENT ON FUNCTION kansrijk_intern.source_reads(text, text[]) IS
'Internal: The relations that the rows of a source, and of these queries, follow from, parts of partitioned tables '
'included, and what they depend on beyond those (see query_reads()). Errors: those of the queries.';

-- Other rows for the same version: only after somebody made something another thing.
CREATE FUNCTION kansrijk_intern.made_when(relations oid[]) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	RETURN (SELECT md5(string_agg(x.made, ',' ORDER BY x.made COLLATE "C")) FROM (
		SELECT concat_ws(':', 'r', c.oid, c.xmin) AS made FROM pg_catalog.pg_class c WHERE c.oid = ANY (relations)
		UNION ALL
		SELECT concat_ws(':', 'a', a.attrelid, a.attnum, a.xmin) FROM pg_catalog.pg_attribute a
			WHERE a.attrelid = ANY (relations) AND a.attnum > 0
		UNION ALL
		SELECT concat_ws(':', 'v', v.oid, v.xmin) FROM pg_catalog.pg_rewrite v WHERE v.ev_class = ANY (relations)
		UNION ALL
		SELECT concat_ws(':', 'i', i.inhrelid, i.inhparent, i.xmin) FROM pg_catalog.pg_inherits i
			WHERE i.inhrelid = ANY (relations)
		UNION ALL
		SELECT concat_ws(':', 'p', p.oid, p.xmin) FROM pg_catalog.pg_policy p WHERE p.polrelid = ANY (relations)
		UNION ALL
		SELECT concat_ws(':', 't', t.oid, t.xmin, f.xmin) FROM pg_catalog.pg_trigger t
				JOIN pg_catalog.pg_proc f ON f.oid = t.tgfoid
			WHERE t.tgrelid = ANY (relations) AND t.tgname = 'kansrijk_source_changed'
		UNION ALL
		-- What functions say, of which views are made.
		SELECT concat_ws(':', 'f', f.oid, f.xmin) FROM pg_catalog.pg_rewrite v
				JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = v.oid
					AND d.refclassid = 'pg_catalog.pg_proc'::regclass
				JOIN pg_catalog.pg_proc f ON f.oid = d.refobjid
			WHERE v.ev_class = ANY (relations)) x);
COMMENT ON FUNCTION kansrijk_intern.made_when(oid[]) IS
'Internal: A fingerprint of what relations are: columns, views, parts, policies, triggers of watch_source(). Rows do '
'not count.';

CREATE FUNCTION kansrijk_intern.not_watched(source text, relations oid[]) RETURNS TABLE (relation oid, reason text)
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000 ROWS 1
	BEGIN ATOMIC
		SELECT x.oid, x.reason FROM (
			SELECT c.oid, CASE
					WHEN c.relkind = 'm' THEN 'a materialized view changes without a trigger'
					WHEN c.relkind = 'f' THEN 'another server''s table changes without a trigger'
					WHEN c.relpersistence = 'u' THEN 'an unlogged table is emptied by a crash'
					WHEN EXISTS (SELECT FROM pg_subscription_rel s WHERE s.srrelid = c.oid)
						THEN 'a subscription fills it without a trigger'
					-- Of statements (INSERT, DELETE, UPDATE, TRUNCATE), after them, and in every session.
					WHEN NOT EXISTS (SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
							JOIN pg_namespace n ON n.oid = f.pronamespace
						WHERE t.tgrelid = c.oid AND t.tgname = 'kansrijk_source_changed' AND t.tgenabled = 'A' AND t.tgtype = 60
							AND t.tgqual IS NULL AND cardinality(t.tgattr::int2[]) = 0
							AND n.nspname = not_watched.source AND f.proname = 'source_changed')
						THEN 'no trigger' END AS reason
			FROM pg_class c WHERE c.oid = ANY (relations) AND c.relkind IN ('r', 'p', 'm', 'f')) x
		WHERE x.reason IS NOT NULL ORDER BY x.reason = 'no trigger', x.oid;
	END;
COMMENT ON FUNCTION kansrijk_intern.not_watched(text, oid[]) IS
'Internal: Which of these relations may change without watch_source() knowing, and why; those that only want a trigger '
'come last.';

-- Read before the rows are: what is committed in between is seen the next time.
CREATE FUNCTION kansrijk_intern.source_state(source text, queries text[], OUT state text, OUT relations oid[])
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
DECLARE
	stated constant regclass := to_regclass(format('%I.source_version', source));
	is_watched constant boolean := to_regclass(format('%I.source_change', source)) IS NOT NULL;
	version text;
	reads record;
BEGIN
	IF stated IS NULL OR NOT has_table_privilege(stated, 'SELECT')
		OR NOT kansrijk_intern.source_has_columns(source, 'source_version', '{version}')
	THEN
		RETURN;
	END IF;
	EXECUTE format('SELECT CASE WHEN count(*) = 1 THEN min(v.version::text) END FROM %I.source_version v', source)
		INTO version;
	SELECT * INTO reads FROM kansrijk_intern.source_reads(source, queries);
	IF version IS NULL OR is_watched AND (reads.beyond IS NOT NULL
			OR EXISTS (SELECT FROM kansrijk_intern.not_watched(source, reads.relations)))
	THEN
		RETURN;
	END IF;
	relations := reads.relations;
	state := md5(concat_ws('|', version, @extschema@.library_version(), kansrijk_intern.made_when(reads.relations),
		(SELECT e.extversion FROM pg_extension e WHERE e.extname = 'kansrijk'),
		-- Of a copy of the database the same transactions are others.
		(SELECT d.oid FROM pg_database d WHERE d.datname = current_database())));
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_state(text, text[]) IS
'Internal: A fingerprint of what the rows of these queries over a source, and its calendar, follow from; equal only '
'when none of it changed; and the relations that these are. NULL: that is not known. source_version, a relation of '
'the source with one row and a column version, says whether rows changed; that of watch_source() counts only while '
'all that is read is watched.';

CREATE FUNCTION kansrijk_intern.publication_state(private text, OUT state text, OUT relations oid[])
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT s.state, s.relations INTO state, relations
		FROM publication p CROSS JOIN LATERAL kansrijk_intern.source_state(p.source, '{}') s;
END $$;
COMMENT ON FUNCTION kansrijk_intern.publication_state(text) IS
'Internal: source_state() of the source of a publication, without a query.';

-- What the calendar reads is the same for all steps, and most queries read nothing else.
CREATE FUNCTION kansrijk_intern.step_basis(private text, step text, source_state text, source_relations oid[])
	RETURNS text
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	one record;
	reads record;
	query text;
	state text := source_state;
BEGIN
	IF state IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT r.query, r.definitions, (SELECT d.scan FROM definition d WHERE d.id = r.definitions[1]) AS scan INTO STRICT one
		FROM relation r WHERE r.name = step AND r.stage IN ('area_path', 'cells', 'states');
	-- What the publication itself adds to the query is no part of the source: its rows are in the basis.
	query := replace(one.query, format('%I.area_recode', private), 'kansrijk_intern.area_recode');
	SELECT * INTO reads FROM kansrijk_intern.query_reads(query);
	IF reads.beyond IS NOT NULL OR NOT reads.relations <@ source_relations THEN
		SELECT s.state INTO state FROM publication p
			CROSS JOIN LATERAL kansrijk_intern.source_state(p.source, ARRAY[query]) s;
	END IF;
	RETURN CASE WHEN state IS NOT NULL THEN md5(concat_ws('|', state, one.query,
		kansrijk_intern.open_years(private, one.scan),
		(SELECT sum(hash_record_extended(a, 0)) FROM area_path a WHERE step <> 'area_path'),
		(SELECT sum(hash_record_extended(g, 0)) FROM area_recode g WHERE step <> 'area_path'),
		(SELECT string_agg(concat_ws(':', m.definition, m.first_year, m.identity), ',' ORDER BY m.definition, m.first_year)
			FROM marked_break m WHERE m.definition = ANY (one.definitions) AND m.identity IS NOT NULL),
		(SELECT string_agg(md5(n::text), ',' ORDER BY d.number) FROM definition d
			JOIN @extschema@.indicator_definition n ON n.id = d.id WHERE d.id = ANY (one.definitions)))) END;
END $$;
COMMENT ON FUNCTION kansrijk_intern.step_basis(text, text, text, oid[]) IS
'Internal: A fingerprint of what a step of a refresh that reads the source follows from: the source, open years, '
'places of areas, definitions. NULL: that is not known, so that it has to be read. source_state and source_relations: '
'as of publication_state().';

CREATE FUNCTION kansrijk_intern.is_counted(private text, step text, basis text) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN EXISTS (SELECT FROM counted c WHERE c.step = is_counted.step AND c.basis = is_counted.basis);
END $$;
COMMENT ON FUNCTION kansrijk_intern.is_counted(text, text, text) IS
'Internal: Whether a step has read what its basis (step_basis()) says. NULL: no.';

CREATE PROCEDURE kansrijk_intern.enter_counted(private text, step text, basis text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	DELETE FROM counted c WHERE c.step = enter_counted.step;
	IF basis IS NOT NULL THEN
		INSERT INTO counted VALUES (step, basis);
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.enter_counted(text, text, text) IS
'Internal: Enters what a step has read. basis NULL: nobody knows.';

CREATE PROCEDURE kansrijk_intern.create_watch(source text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
BEGIN
	EXECUTE kansrijk_intern.fill($query$CREATE TABLE IF NOT EXISTS {source}.source_change (
			transaction xid8 DEFAULT pg_current_xact_id(), began timestamptz DEFAULT now(),
			PRIMARY KEY (transaction, began))$query$, 'source', quote_ident(source));
	EXECUTE format('COMMENT ON TABLE %I.source_change IS %L', source,
		'Laatste transacties die een tabel van de bron wijzigden.');
	-- Who changed the source, and may do so again before the end of the transaction, is told of no version.
	EXECUTE kansrijk_intern.fill($query$CREATE OR REPLACE VIEW {source}.source_version AS
		SELECT CASE WHEN bool_or(c.transaction = pg_current_xact_id_if_assigned()) IS NOT TRUE THEN
			md5(string_agg(c.transaction || ' ' || extract(epoch FROM c.began), ','
				ORDER BY c.transaction, c.began)) END AS version
		FROM {source}.source_change c$query$, 'source', quote_ident(source));
	EXECUTE format('COMMENT ON VIEW %I.source_version IS %L', source,
		'Versie van de bron: een andere na elke wijziging van een tabel.');
	EXECUTE kansrijk_intern.fill($query$CREATE OR REPLACE FUNCTION {source}.source_changed() RETURNS trigger
		LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS {body}$query$,
		'source', quote_ident(source), 'body', quote_literal(kansrijk_intern.fill($body$
BEGIN
	INSERT INTO {source}.source_change DEFAULT VALUES ON CONFLICT DO NOTHING;
	-- Nobody waits, nor fails, for another who changes the source: older rows go when they can.
	IF FOUND AND current_setting('transaction_isolation') IN ('read committed', 'read uncommitted') THEN
		DELETE FROM {source}.source_change d WHERE d.ctid = ANY (ARRAY(SELECT c.ctid FROM {source}.source_change c
			WHERE c.transaction <> pg_current_xact_id() LIMIT 100 FOR UPDATE SKIP LOCKED));
	END IF;
	RETURN NULL;
END $body$, 'source', quote_ident(source))));
	EXECUTE format('COMMENT ON FUNCTION %I.source_changed() IS %L', source,
		'Onthoudt dat een tabel van de bron is gewijzigd.');
	EXECUTE format('REVOKE ALL ON FUNCTION %I.source_changed() FROM PUBLIC', source);
	EXECUTE format('REVOKE ALL ON %1$I.source_change, %1$I.source_version FROM PUBLIC', source);
	-- Whatever was read before may have changed meanwhile.
	EXECUTE format('INSERT INTO %I.source_change DEFAULT VALUES ON CONFLICT DO NOTHING', source);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_watch(text) IS
'Internal: Creates what watch_source() keeps in the schema of a source: the transactions that changed it, its version, '
'and the function of the triggers.';

CREATE PROCEDURE watch_source(source text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reads record;
	x record;
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the source schema must not be null';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;
	IF to_regclass(format('%I.source_version', source)) IS NOT NULL
		AND to_regclass(format('%I.source_change', source)) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('source "%s" states its version itself', source),
			HINT = format('Then nothing need be watched; or DROP %I.source_version first.', source);
	END IF;
	SELECT * INTO reads FROM kansrijk_intern.source_reads(source, ARRAY(
		SELECT kansrijk_intern.bind_source(format('SELECT %s, %s FROM %s', d.scope, d.event, d.relation), source)
		FROM @extschema@.indicator_definition d
		WHERE NOT d.builtin AND d.id = ANY (kansrijk_intern.source_definitions(source))));
	SELECT c.relname, n.nspname, w.reason INTO x FROM kansrijk_intern.not_watched(source, reads.relations) w
		JOIN pg_class c ON c.oid = w.relation JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE w.reason <> 'no trigger' LIMIT 1;
	IF FOUND OR reads.beyond IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('triggers cannot tell whether source "%s" changed', source),
			DETAIL = CASE WHEN reads.beyond IS NOT NULL THEN format('A view depends on %s too.', reads.beyond)
				ELSE format('It reads %I.%I: %s.', x.nspname, x.relname, x.reason) END,
			HINT = format('State its version instead: a view %I.source_version of one row with a column version.', source);
	END IF;
	-- Whoever owned them could change what the triggers do, which all who write in the tables execute.
	SELECT o.name INTO x FROM pg_namespace n CROSS JOIN LATERAL (
			SELECT c.relname AS name, c.relowner AS owner FROM pg_class c WHERE c.relnamespace = n.oid
				AND c.relname IN ('source_change', 'source_version')
			UNION ALL
			SELECT p.proname, p.proowner FROM pg_proc p WHERE p.pronamespace = n.oid AND p.proname = 'source_changed'
				AND p.pronargs = 0) o
		WHERE n.nspname = source AND o.owner NOT IN (current_user::regrole, n.nspowner) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('%I.%I exists already', source, x.name),
			DETAIL = 'It belongs neither to you nor to the owner of the schema.',
			HINT = 'Drop it, or let its owner watch the source.';
	END IF;
	CALL kansrijk_intern.create_watch(source);
	FOR x IN SELECT n.nspname, c.relname FROM kansrijk_intern.not_watched(source, reads.relations) w
		JOIN pg_class c ON c.oid = w.relation JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY w.relation
	LOOP
		EXECUTE kansrijk_intern.fill($query$CREATE OR REPLACE TRIGGER kansrijk_source_changed
			AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT
			EXECUTE FUNCTION {source}.source_changed()$query$, 'table', format('%I.%I', x.nspname, x.relname), 'source',
			quote_ident(source));
		EXECUTE format('ALTER TABLE %I.%I ENABLE ALWAYS TRIGGER kansrijk_source_changed', x.nspname, x.relname);
	END LOOP;
	FOR x IN SELECT DISTINCT a.grantee::regrole AS role FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			JOIN @extschema@.source_table t ON t.name = c.relname CROSS JOIN LATERAL aclexplode(c.relacl) a
		WHERE n.nspname = source AND a.privilege_type = 'SELECT' AND a.grantee NOT IN (0, c.relowner)
	LOOP
		EXECUTE format('GRANT SELECT ON %I.source_version TO %s', source, x.role);
	END LOOP;
END $$;
COMMENT ON PROCEDURE watch_source(text) IS
'Has triggers on the tables that a source is made of tell whether any changed, so that a refresh need not read one '
'that did not: every INSERT, UPDATE, DELETE, TRUNCATE and COPY, of every session. Makes source.source_version, with '
'one row and another version after each change, source_change and source_changed(), which belong to the caller; who '
'may read relations of the source, may read its version. Again after other tables came to it; then, too, everything '
'counts as changed. What is altered is seen without it. Needs CREATE on the schema and TRIGGER on the tables. '
'Writers wait for nobody; the first change in a transaction costs a row. Errors: 22004, 3F000, 42P07 (the source '
'states its version itself, or somebody else has objects of these names), 55000 (rows that can change without a '
'trigger: materialized views, foreign, unlogged and subscribed tables, views that depend on the time or on functions '
'that are not immutable), 42501.';

CREATE PROCEDURE unwatch_source(source text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the source schema must not be null';
	END IF;
	IF to_regclass(format('%I.source_change', source)) IS NULL THEN
		RAISE NOTICE USING MESSAGE = format('source "%s" is not watched', source);
		RETURN;
	END IF;
	FOR x IN SELECT t.tgrelid::regclass AS relation FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
			JOIN pg_namespace n ON n.oid = f.pronamespace
		WHERE t.tgname = 'kansrijk_source_changed' AND n.nspname = source AND f.proname = 'source_changed'
			AND t.tgparentid = 0 ORDER BY 1
	LOOP
		EXECUTE format('DROP TRIGGER kansrijk_source_changed ON %s', x.relation);
	END LOOP;
	EXECUTE format('DROP FUNCTION %I.source_changed()', source);
	EXECUTE format('DROP VIEW %I.source_version', source);
	EXECUTE format('DROP TABLE %I.source_change', source);
END $$;
COMMENT ON PROCEDURE unwatch_source(text) IS
'Takes away what watch_source() made. A refresh reads the source again, every time. Not watched: a notice. Errors: '
'22004, 42501.';
