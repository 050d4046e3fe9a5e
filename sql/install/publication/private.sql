-- What a publication keeps in its private schema, besides evidence: what it is,
-- and how it was refreshed. Publications of earlier versions get what they lack.

CREATE PROCEDURE kansrijk_intern.create_publication_table(target text, name text, owner text, definition text,
	comments text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	IF to_regclass(format('%I.%I', private, name)) IS NOT NULL THEN
		RETURN;
	END IF;
	EXECUTE format('CREATE %s TABLE %I.%I (%s)', CASE name WHEN 'status_before' THEN 'UNLOGGED' ELSE '' END, private,
		name, definition);
	EXECUTE format('COMMENT ON TABLE %I.%I IS %L', private, name, comments[1]);
	FOR i IN 2 .. cardinality(comments) LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', private, name, split_part(comments[i], ': ', 1),
			substr(comments[i], strpos(comments[i], ': ') + 2));
	END LOOP;
	IF owner <> current_user THEN
		EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', private, name, owner);
	END IF;
	EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', private, name);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_table(text, text, text, text, text[]) IS
'Internal: Creates a private table of a publication, when it does not exist. definition: its columns; comments: of the table, then COLUMN: COMMENT each.';

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
'Internal: Creates the procedures refresh and refresh_step of a publication, or makes those of an earlier version what they should be. Who may refresh, keeps that.';

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
	CALL kansrijk_intern.create_publication_table(target, 'publication', owner,
		'source text NOT NULL, target text NOT NULL, policy text NOT NULL, organisation_policy text NOT NULL,
		created timestamptz NOT NULL DEFAULT now()', ARRAY[
			'Wat hier wordt gepubliceerd: een rij, die wordt vergrendeld door wie ververst, vrijgeeft of verandert.',
			'source: Schema van de bron.',
			'target: Schema van de publicatie.',
			'policy: Beleid voor cijfers over personen.',
			'organisation_policy: Beleid voor cijfers over organisaties.',
			'created: Wanneer de views zijn gemaakt.']);
	PERFORM set_config('lock_timeout', timeout, true);
EXCEPTION WHEN lock_not_available OR unique_violation OR duplicate_schema OR duplicate_table THEN
	RAISE EXCEPTION USING ERRCODE = 'lock_not_available',
		MESSAGE = format('schema "%s" is being refreshed, released or changed by another session', target),
		HINT = 'Try again when that is done.';
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_first_objects(text, text) IS
'Internal: Creates the schemas of a publication, and the table that is locked by whoever changes it. Part of create_publication_schemas(). Error 55P03: another session does so.';

CREATE PROCEDURE kansrijk_intern.create_publication_schemas(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	CALL kansrijk_intern.create_first_objects(target, owner);
	CALL kansrijk_intern.create_publication_table(target, 'relation', owner,
		'position integer PRIMARY KEY, family text, stage text NOT NULL, schema_name text NOT NULL, name text NOT NULL,
		query text NOT NULL', ARRAY[
			'Relaties van de publicatie, in de volgorde van verversen.',
			'position: Volgorde.',
			'family: Familie van indicatoren.',
			'stage: Stap: area_path, cells, protected, fact of view.',
			'schema_name: Schema.',
			'name: Naam.',
			'query: De query.']);
	CALL kansrijk_intern.create_publication_table(target, 'refresh_log', owner,
		'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run timestamptz NOT NULL, schema_name text NOT NULL,
		relation text NOT NULL, stage text NOT NULL, started timestamptz NOT NULL, duration interval, rows bigint,
		newly_hidden bigint, newly_published bigint, outcome text NOT NULL CHECK (outcome IN '
			'(''refreshed'', ''failed'', ''skipped'')),
		sqlstate text, message text, refreshed_by text NOT NULL', ARRAY[
			'Elke verversing van elke relatie.',
			'id: Volgnummer.',
			'run: Begin van de hele verversing.',
			'schema_name: Schema van de relatie.',
			'relation: Naam van de relatie.',
			'stage: Stap: area_path, cells, protected of fact.',
			'started: Begin van deze relatie.',
			'duration: Duur.',
			'rows: Aantal rijen daarna.',
			'newly_hidden: Cijfers die eerst werden getoond en nu zijn verborgen (alleen bij fact).',
			'newly_published: Cijfers die eerst waren verborgen en nu worden getoond (alleen bij fact).',
			'outcome: refreshed: ververst; failed: mislukt, de vorige stand blijft; skipped: overgeslagen omdat een eerdere '
				'stap mislukte.',
			'sqlstate: Foutcode.',
			'message: Foutmelding, zonder details en zonder waarden: die kunnen gegevens bevatten.',
			'refreshed_by: Sessiegebruiker die ververste.']);
	CALL kansrijk_intern.create_publication_table(target, 'status_before', owner,
		'relation text NOT NULL, key bigint NOT NULL, status text NOT NULL', ARRAY[
			'Werktabel van de verversing: de stand ervoor.',
			'relation: Relatie die wordt ververst.',
			'key: Hash van de sleutel van een cijfer.',
			'status: Status voor de verversing.']);
	IF to_regclass(format('%I.refresh_attempt', private)) IS NULL THEN
		CALL kansrijk_intern.create_refresh_attempt(target, owner);
	END IF;
	CALL kansrijk_intern.create_publication_procedures(target, owner);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_schemas(text, text) IS
'Internal: Creates the schemas of a publication, the tables in which it keeps what it is and how it was refreshed, and its procedures; what is there, stays. Part of create_indicator_views() and refresh().';

CREATE PROCEDURE kansrijk_intern.create_refresh_attempt(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	CALL kansrijk_intern.create_publication_table(target, 'refresh_attempt', owner,
		'run timestamptz NOT NULL, place integer NOT NULL, family text, outcome text NOT NULL
			CHECK (outcome IN (''waiting'', ''running'', ''refreshed'', ''failed'', ''skipped'', ''interrupted'')),
		started timestamptz, finished timestamptz, sqlstate text, message text, pid integer NOT NULL, refreshed_by text '
			'NOT NULL,
		PRIMARY KEY (run, place)', ARRAY[
			'Elke poging om een familie te verversen, hoe die ook eindigde; vastgelegd voordat zij begon.',
			'run: Begin van de hele verversing.',
			'place: Volgorde daarin.',
			'family: Familie; leeg: wat families delen.',
			'outcome: waiting: nog niet begonnen; running: bezig; refreshed: ververst; failed: mislukt, de vorige stand '
				'blijft; skipped: overgeslagen omdat wat families delen mislukte; interrupted: afgebroken.',
			'started: Begin: gegevens van daarna zijn er niet in.',
			'finished: Einde.',
			'sqlstate: Foutcode.',
			'message: Foutmelding, zonder waarden.',
			'pid: Proces van de server dat ververst.',
			'refreshed_by: Sessiegebruiker die ververst.']);
	EXECUTE format('CREATE INDEX refresh_attempt_unfinished ON %I.refresh_attempt (run) WHERE outcome IN '
		'(''waiting'', ''running'')', private);
	EXECUTE format('COMMENT ON INDEX %I.refresh_attempt_unfinished IS %L', private, 'Wat nog bezig is, of afgebroken.');
	-- What an earlier version logged.
	EXECUTE format('INSERT INTO %1$I.refresh_attempt (run, place, family, outcome, started, finished, sqlstate, '
		'message, pid, refreshed_by)
		SELECT l.run, min(r.position), r.family,
			CASE WHEN bool_or(l.outcome = ''failed'') THEN ''failed'' WHEN bool_or(l.outcome = ''skipped'') '
				'THEN ''skipped'' ELSE ''refreshed'' END,
			min(l.started), max(l.started + coalesce(l.duration, ''0'')), max(l.sqlstate), max(l.message), 0, min(l.refreshed_by)
		FROM %1$I.refresh_log l JOIN %1$I.relation r ON (r.schema_name, r.name) = (l.schema_name, l.relation)
		GROUP BY l.run, r.family', private);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_refresh_attempt(text, text) IS
'Internal: Creates the private table of attempts to refresh, and fills it from the log. Part of create_publication_schemas().';
