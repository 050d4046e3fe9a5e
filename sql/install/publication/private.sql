-- The schemas of a publication, and the procedures in them.

CREATE PROCEDURE kansrijk_intern.create_publication_procedures(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	steps constant text := '(families text[], INOUT run timestamptz, INOUT more boolean, INOUT problems text, INOUT '
		'code text)';
	signature text;
	grantee record;
BEGIN
	-- Two: only one without rights of its own can COMMIT, and only one with the
	-- rights of the owner can refresh.
	EXECUTE format('CREATE OR REPLACE PROCEDURE %I.refresh(families text[] DEFAULT NULL) LANGUAGE plpgsql AS %L', private,
		format('BEGIN CALL kansrijk_intern.run_refresh(%L, families); END', target));
	EXECUTE format('COMMENT ON PROCEDURE %I.refresh(text[]) IS %L', private,
		'Ververst de publicatie, of enkele families ervan, met de rechten van de eigenaar, en verder niets. Een familie '
			'per transactie; een fout aan het eind als er een mislukte.');
	EXECUTE format('CREATE OR REPLACE PROCEDURE %I.refresh_step%s LANGUAGE plpgsql SECURITY DEFINER
		SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS %L', private, steps,
		format('BEGIN CALL kansrijk_intern.refresh_step(%L, families, run, more, problems, code); END', target));
	EXECUTE format('COMMENT ON PROCEDURE %I.refresh_step(text[], timestamptz, boolean, text, text) IS %L', private,
		'Een stap van refresh: een familie, met de rechten van de eigenaar.');
	FOREACH signature IN ARRAY '{refresh(text[]),"refresh_step(text[], timestamptz, boolean, text, text)"}'::text[] LOOP
		EXECUTE format('REVOKE ALL ON PROCEDURE %I.%s FROM PUBLIC', private, signature);
		EXECUTE format('ALTER PROCEDURE %I.%s OWNER TO %I', private, signature, owner);
	END LOOP;
	FOR grantee IN SELECT pg_get_userbyid(a.grantee)::text AS role FROM pg_proc p, aclexplode(p.proacl) a
		WHERE p.oid = to_regprocedure(format('%I.refresh(text[])', private)) AND a.grantee NOT IN (0, p.proowner)
	LOOP
		CALL kansrijk_intern.grant_refresher(target, grantee.role);
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_procedures(text, text) IS
'Internal: Creates the procedures refresh and refresh_step of a publication, or makes those of an earlier version what '
'they should be. Who may refresh, keeps that.';

CREATE PROCEDURE kansrijk_intern.create_first_objects(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	timeout constant text := current_setting('lock_timeout');
	x record;
BEGIN
	-- There is nothing to lock yet: of two sessions that create the same, the second
	-- waits for the first, but not long.
	PERFORM set_config('lock_timeout', '5s', true);
	FOR x IN VALUES (target, 'Publicatie van kansrijk: alleen beveiligde cijfers.'),
		(private, 'Bewijs achter de publicatie: onbeveiligde tellingen. Niet voor lezers.')
	LOOP
		CONTINUE WHEN EXISTS (SELECT FROM pg_namespace WHERE nspname = x.column1);
		EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', x.column1, owner);
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', x.column1, x.column2);
		IF x.column1 = private THEN
			EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', private);
		END IF;
	END LOOP;
	CALL kansrijk_intern.create_publication_tables(private);
	CALL kansrijk_intern.create_publication_views(private);
	PERFORM set_config('lock_timeout', timeout, true);
EXCEPTION WHEN lock_not_available OR unique_violation OR duplicate_schema OR duplicate_table THEN
	RAISE EXCEPTION USING ERRCODE = 'lock_not_available',
		MESSAGE = format('schema "%s" is being refreshed, released or changed by another session', target),
		HINT = 'Try again when that is done.';
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_first_objects(text, text) IS
'Internal: Creates the schemas of a publication, and its private relations. Part of create_publication_schemas(). '
'Error 55P03: another session does so.';

CREATE PROCEDURE kansrijk_intern.create_publication_schemas(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL kansrijk_intern.create_first_objects(target, owner);
	CALL kansrijk_intern.create_publication_procedures(target, owner);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_schemas(text, text) IS
'Internal: Creates the schemas of a publication, the tables in which it keeps what it is and how it was refreshed, and '
'its procedures; what is there, stays. Part of create_indicator_views() and refresh().';
