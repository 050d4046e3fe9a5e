-- Which schemas are a publication, and who changes it now.

CREATE FUNCTION kansrijk_intern.publication_schema(target text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN left(target, 56) || '_intern';
COMMENT ON FUNCTION kansrijk_intern.publication_schema(text) IS 'Internal: Name of the private schema of a publication: the target with _intern. It holds unprotected counts; readers get no right on it.';

CREATE FUNCTION kansrijk_intern.check_publication(target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF target IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the target schema must not be null';
	END IF;
	IF to_regclass(format('%I.publication', kansrijk_intern.publication_schema(target))) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" has no indicator views', target),
			HINT = 'CALL kansrijk.create_indicator_views(source, target) creates them.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_publication(text) IS 'Internal: Nothing when a schema is the target of a publication, else error 3F000; NULL is error 22004.';

-- One writer at a time: a release that another session does not see yet, or that
-- its snapshot is too old for, would not be protected against.
CREATE FUNCTION kansrijk_intern.lock_publication(target text, families text[] DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	publication constant text := 'kansrijk.refresh ' || target;
	locked boolean;
BEGIN
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state', MESSAGE = format('a publication cannot be changed at isolation level %s', current_setting('transaction_isolation')),
			DETAIL = 'What others released since the transaction began would not be seen.', HINT = 'Use READ COMMITTED.';
	END IF;
	-- Sessions may share the families of a publication among them.
	locked := CASE WHEN families IS NULL THEN pg_try_advisory_xact_lock(hashtextextended(publication, 0))
		ELSE pg_try_advisory_xact_lock_shared(hashtextextended(publication, 0))
			AND (SELECT bool_and(pg_try_advisory_xact_lock(hashtextextended(publication || ' ' || f, 0))) FROM unnest(CASE families WHEN '{}' THEN '{""}' ELSE families END) f) END;
	IF NOT locked THEN
		RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = format('schema "%s" is being refreshed, released or changed by another session', target), HINT = 'Try again when that is done.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.lock_publication(text, text[]) IS
'Internal: Keeps other sessions from refreshing, releasing or changing a publication until the transaction ends; with families, from doing so with these or with all. Never waits. Errors: 55P03 (another session does so), 25000 (REPEATABLE READ or SERIALIZABLE, which would not see what others released meanwhile).';
