-- Who owns a publication, who refreshes it and who reads it.

CREATE PROCEDURE kansrijk_intern.create_publication_roles(source text, owner text, refresher text, reader text, create_roles boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	owner_name text := coalesce(owner, current_user);
	role text;
	x record;
BEGIN
	-- Roles, and rights on the source, are of all publications: granted by two at once, one would fail.
	IF owner IS NOT NULL OR create_roles THEN
		PERFORM pg_advisory_xact_lock(hashtextextended('kansrijk.roles', 0));
	END IF;
	FOREACH role IN ARRAY ARRAY[owner, refresher, reader] LOOP
		CONTINUE WHEN role IS NULL OR EXISTS (SELECT FROM pg_roles WHERE rolname = role);
		IF NOT create_roles THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', role), HINT = 'Create it, or call with create_roles => true.';
		END IF;
		EXECUTE format('CREATE ROLE %I NOLOGIN', role);
		IF role = owner AND NOT pg_has_role(role, 'USAGE') THEN
			EXECUTE format('GRANT %I TO CURRENT_USER', role);
		END IF;
	END LOOP;
	-- To give objects away, and to grant rights on them afterwards.
	IF NOT (pg_has_role(owner_name, 'USAGE') AND pg_has_role(owner_name, CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot create objects of role "%s"', current_user, owner_name),
			DETAIL = 'It is no member, or one that does not inherit or cannot set the role.', HINT = format('GRANT %I TO %I; that takes CREATEROLE or ADMIN OPTION on the role.', owner_name, current_user);
	END IF;
	IF reader IS NOT NULL THEN
		IF reader IN (owner_name, refresher) OR pg_has_role(reader, owner_name, 'MEMBER') OR (SELECT rolsuper FROM pg_roles WHERE rolname = reader) OR pg_has_role(reader, 'pg_read_all_data', 'MEMBER') THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" can read what is not published', reader),
				DETAIL = 'It is the owner or the refresher, a member of the owner or of pg_read_all_data, or a superuser.', HINT = 'Name a role for readers only.';
		END IF;
		SELECT c.relname INTO x FROM pg_class c JOIN @extschema@.source_table t ON t.name = c.relname WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source)
			AND has_schema_privilege(reader, source, 'USAGE') AND has_any_column_privilege(reader, c.oid, 'SELECT') LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" can read the source', reader),
				DETAIL = format('It may select from %I.%I.', source, x.relname), HINT = 'Revoke that, also from PUBLIC and from the roles it is a member of.';
		END IF;
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_roles(text, text, text, text, boolean) IS
'Internal: Creates the roles of a publication that do not exist, when create_roles says so, and refuses an owner whose objects the caller cannot create and a reader who may read what is not published. Part of create_indicator_views(). Errors: 42704, 42501, 22023.';

CREATE PROCEDURE kansrijk_intern.grant_publication(source text, target text, owner text, refresher text, reader text, readers_see text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	step record;
	x record;
BEGIN
	FOR step IN EXECUTE format('SELECT r.* FROM %I.relation r WHERE r.stage NOT IN (''area_path'', ''cells'') ORDER BY r.position', private) LOOP
		-- Default privileges may have given these to everybody.
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC%s', step.schema_name, step.name, coalesce(', ' || quote_ident(reader), ''));
		IF reader IS NOT NULL AND step.stage = 'view' AND readers_see = 'live' THEN
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', step.schema_name, step.name, reader);
		END IF;
	END LOOP;
	EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM PUBLIC%s', private, coalesce(', ' || quote_ident(reader), ''));
	IF owner IS NOT NULL AND owner <> current_user THEN
		FOR x IN SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN (source, '@extschema@') AND NOT has_schema_privilege(owner, n.oid, 'USAGE') LOOP
			IF NOT has_schema_privilege(x.nspname, 'USAGE WITH GRANT OPTION') THEN
				RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot let role "%s" use schema "%s"', current_user, owner, x.nspname),
					HINT = format('Have the owner of the schema GRANT USAGE ON SCHEMA %I TO %I.', x.nspname, owner);
			END IF;
			EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', x.nspname, owner);
		END LOOP;
		FOR x IN SELECT c.oid, c.relname FROM pg_class c JOIN @extschema@.source_table t ON t.name = c.relname WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source) LOOP
			CONTINUE WHEN has_table_privilege(owner, x.oid, 'SELECT');
			IF NOT has_table_privilege(x.oid, 'SELECT WITH GRANT OPTION') THEN
				RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot let role "%s" read %I.%I', current_user, owner, source, x.relname),
					HINT = format('Have the owner of the source GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I.', source, owner);
			END IF;
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', source, x.relname, owner);
		END LOOP;
	END IF;
	IF refresher IS NOT NULL THEN
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', private, refresher);
		EXECUTE format('GRANT EXECUTE ON PROCEDURE %I.refresh(text[]) TO %I', private, refresher);
		EXECUTE format('GRANT SELECT ON %I.refresh_log TO %I', private, refresher);
	END IF;
	IF reader IS NOT NULL THEN
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', private, reader);
		EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC, %I', target, reader);
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', target, reader);
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.grant_publication(text, text, text, text, text, text) IS
'Internal: Rights on the relations of a publication, and on the source for its owner. Part of create_indicator_views(). Error 42501.';
