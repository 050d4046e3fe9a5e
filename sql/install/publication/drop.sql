-- Dropping a publication.

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
	CALL kansrijk_intern.migrate_publication(target);
	CALL kansrijk_intern.drop_publication_relations(target);
	EXECUTE format('DROP VIEW IF EXISTS %1$I.released, %1$I.releases, %1$I.latest, %1$I.latest_wide, %1$I.data_as_of,
			%1$I.deducible',
		target);
	EXECUTE format('DROP PROCEDURE IF EXISTS %1$I.refresh(text[]),
		%1$I.refresh_step(text[], timestamptz, boolean, text, text)', private);
	CALL kansrijk_intern.drop_publication_tables(private);
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
'Drops what create_indicator_views() made, the log included, unless there are releases, and the two schemas when '
'nothing else is in them. What others built on top stops it with an error that names it. Without a publication: a '
'notice. Errors: 2BP01, 55P03, 25000.';

CREATE PROCEDURE kansrijk_intern.drop_publication_relations(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	relation record;
BEGIN
	FOR relation IN EXECUTE format($query$
		SELECT r.schema_name, r.name, CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END AS kind
		FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format('%%I.%%I', r.schema_name, r.name))
		WHERE c.relkind IN ('v', 'm') ORDER BY r.position DESC$query$, private)
	LOOP
		EXECUTE format('DROP %s %I.%I', relation.kind, relation.schema_name, relation.name);
	END LOOP;
	EXECUTE format('DELETE FROM %I.relation', private);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.drop_publication_relations(text) IS
'Internal: Drops the views of a publication and keeps its log. Part of drop_indicator_views() and '
'create_indicator_views().';
