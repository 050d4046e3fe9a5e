-- Which schemas are a publication, and who changes it now.

CREATE FUNCTION kansrijk_intern.publication_schema(target text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN left(target, 56) || '_intern';
COMMENT ON FUNCTION kansrijk_intern.publication_schema(text) IS
'Internal: Name of the private schema of a publication: the target with _intern. It holds unprotected counts; readers '
'get no right on it.';

CREATE FUNCTION kansrijk_intern.is_publication(target text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE COST 10
	RETURN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = kansrijk_intern.publication_schema(target) AND c.relname = 'publication' AND c.relkind = 'r');
COMMENT ON FUNCTION kansrijk_intern.is_publication(text) IS
'Internal: Whether a schema is the target of a publication: whether its private schema has the table publication.';

CREATE FUNCTION kansrijk_intern.check_rights(target text, is_for_owner boolean) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	one record;
BEGIN
	SELECT n.oid AS schema, c.oid AS publication, pg_get_userbyid(n.nspowner) AS owner INTO STRICT one
		FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
		WHERE n.nspname = kansrijk_intern.publication_schema(target) AND c.relname = 'publication';
	IF NOT has_schema_privilege(one.schema, 'USAGE')
		OR is_for_owner AND NOT has_table_privilege(one.publication, 'SELECT, UPDATE')
	THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('permission denied for publication "%s"', target),
			HINT = CASE WHEN is_for_owner THEN format('It takes a member of its owner, role "%s".', one.owner)
				ELSE format('It takes a member of its owner, role "%s", or a refresher.', one.owner) END;
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_rights(text, boolean) IS
'Internal: Nothing when the caller has the rights of the owner of a publication, or of a refresher where it is not for '
'the owner alone; else error 42501, which says who does.';

CREATE FUNCTION kansrijk_intern.check_publication(target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF target IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the target schema must not be null';
	END IF;
	IF NOT kansrijk_intern.is_publication(target) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" has no indicator views', target),
			HINT = 'CALL kansrijk.create_indicator_views(source, target) creates them.';
	END IF;
	PERFORM kansrijk_intern.check_rights(target, false);
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_publication(text) IS
'Internal: Nothing when a schema is the target of a publication and the caller may see how it is made, else error '
'3F000 or 42501; NULL is error 22004.';

CREATE FUNCTION kansrijk_intern.check_families(target text, families text[]) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	published text[];
	family text;
BEGIN
	EXECUTE format('SELECT array_agg(r.family ORDER BY r.family COLLATE "C") FROM %I.relation r WHERE r.stage = ''fact''',
		kansrijk_intern.publication_schema(target)) INTO published;
	FOREACH family IN ARRAY coalesce(families, '{}') LOOP
		IF family IS NULL OR family <> ALL (published) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = format('publication "%s" has no family "%s"', target, family),
				HINT = format('It has: %s.', array_to_string(published, ', '));
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_families(text, text[]) IS
'Internal: Nothing when a publication has all these families, else error 22023, which says which it has. NULL: all of '
'them; a NULL among them is one that it does not have.';

-- One writer at a time: a release that another session does not see yet, or that
-- its snapshot is too old for, would not be protected against. Rows of tables
-- of the publication are locked, which takes the right to change them, and no
-- autovacuum, ANALYZE or pg_dump waits for; anybody could take an advisory lock.
CREATE FUNCTION kansrijk_intern.lock_publication(target text, families text[] DEFAULT NULL,
	patiently boolean DEFAULT false)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	how text := CASE WHEN patiently THEN '' ELSE 'NOWAIT' END;
	n bigint := 0;
BEGIN
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state',
			MESSAGE = format('a publication cannot be changed at isolation level %s', current_setting('transaction_isolation')),
			DETAIL = 'What others released since the transaction began would not be seen.', HINT = 'Use READ COMMITTED.';
	END IF;
	IF NOT kansrijk_intern.is_publication(target) THEN
		RETURN;
	END IF;
	PERFORM kansrijk_intern.check_rights(target, families IS NULL);
	-- Sessions may share the families of a publication among them.
	-- Who was waited for may have put another row in its place.
	FOR attempt IN 1 .. 10 LOOP
		EXECUTE format('SELECT 1 FROM %I.publication FOR %s %s', private,
			CASE WHEN families IS NULL THEN 'UPDATE' ELSE 'SHARE' END, how);
		GET DIAGNOSTICS n = ROW_COUNT;
		EXIT WHEN n > 0;
	END LOOP;
	IF families IS NOT NULL THEN
		EXECUTE format('SELECT 1 FROM %I.relation r
			WHERE r.family = ANY ($1) OR $1 = ''{}'' AND r.family IS NULL AND r.stage <> ''view''
			ORDER BY r.position FOR UPDATE %s', private, how) USING families;
	END IF;
EXCEPTION WHEN lock_not_available THEN
	RAISE EXCEPTION USING ERRCODE = 'lock_not_available',
		MESSAGE = format('schema "%s" is being refreshed, released or changed by another session', target),
		HINT = 'Try again when that is done.';
END $$;
COMMENT ON FUNCTION kansrijk_intern.lock_publication(text, text[], boolean) IS
'Internal: Keeps other sessions from refreshing, releasing or changing a publication until the transaction ends; with '
'families, from doing so with these or with all; with ''{}'', with what families share. Takes the rights of the owner. '
'Waits only when patiently. Without a publication: nothing. Errors: 55P03 (another session does so), 42501, 25000 '
'(REPEATABLE READ or SERIALIZABLE, which would not see what others released meanwhile).';

CREATE FUNCTION kansrijk_intern.publication_writers(target text) RETURNS integer[]
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(array_agg(DISTINCT l.pid), '{}') FROM pg_locks l
			WHERE l.locktype = 'relation' AND l.mode = 'RowShareLock' AND l.granted
				AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
				AND l.relation = (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
					WHERE n.nspname = kansrijk_intern.publication_schema(target) AND c.relname = 'publication');
	END;
COMMENT ON FUNCTION kansrijk_intern.publication_writers(text) IS
'Internal: The server processes that hold, or wait for, the lock of lock_publication().';

CREATE FUNCTION kansrijk_intern.can_commit() RETURNS boolean
	AS 'MODULE_PATHNAME', 'kansrijk_can_commit' LANGUAGE c STABLE STRICT PARALLEL RESTRICTED COST 1;
COMMENT ON FUNCTION kansrijk_intern.can_commit() IS
'Internal: Whether the procedure that asks may COMMIT: it was called by itself, not in a transaction block, nor by a '
'function.';
