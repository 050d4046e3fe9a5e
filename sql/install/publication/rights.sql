-- Who owns a publication, who refreshes it and who reads it. The rights are those
-- of the server: what was granted, by us or by hand, stays until it is revoked.

CREATE PROCEDURE kansrijk_intern.create_publication_roles(owner text, refresher text, reader text, create_roles boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	timeout constant text := current_setting('lock_timeout');
	role text;
BEGIN
	-- Roles, and rights on the source, are of all publications: granted by two at
	-- once, one would fail. Anybody can take this lock: who holds it for nothing
	-- makes us wait, and no more.
	BEGIN
		PERFORM set_config('lock_timeout', '5s', true);
		PERFORM pg_advisory_xact_lock(hashtextextended('kansrijk.roles', 0));
	EXCEPTION WHEN lock_not_available THEN
		NULL;
	END;
	PERFORM set_config('lock_timeout', timeout, true);
	FOREACH role IN ARRAY ARRAY[owner, refresher, reader] LOOP
		CONTINUE WHEN role IS NULL OR EXISTS (SELECT FROM pg_roles WHERE rolname = role);
		IF NOT create_roles THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', role),
				HINT = 'Create it, or call with create_roles => true.';
		END IF;
		EXECUTE format('CREATE ROLE %I NOLOGIN', role);
		IF role = owner AND NOT pg_has_role(role, 'USAGE') THEN
			EXECUTE format('GRANT %I TO CURRENT_USER', role);
		END IF;
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_roles(text, text, text, boolean) IS
'Internal: Creates the roles of a publication that do not exist, when create_roles says so. Part of '
'create_indicator_views(). Error 42704.';

CREATE FUNCTION kansrijk_intern.check_owner(owner text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	-- To give objects away, and to grant rights on them afterwards.
	IF NOT (pg_has_role(owner, 'USAGE')
		AND pg_has_role(owner, CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET'
			ELSE 'MEMBER' END))
	THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('role "%s" cannot create objects of role "%s"', current_user, owner),
			DETAIL = 'It is no member, or one that does not inherit or cannot set the role.',
			HINT = format('GRANT %I TO %I; that takes CREATEROLE or ADMIN OPTION on the role.', owner, current_user);
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_owner(text) IS
'Internal: Nothing when the caller can own what this role owns, else error 42501.';

-- What a source is made of: its relations, what their views read, and the parts
-- of partitioned tables. Not what everybody has: the catalogues, and extensions.
CREATE FUNCTION kansrijk_intern.source_relations(source text) RETURNS SETOF oid
	LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 20
	BEGIN ATOMIC
		WITH RECURSIVE beneath(id) AS (
			SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN source_table t ON t.name = c.relname
				WHERE n.nspname = source_relations.source
			UNION
			SELECT x.id FROM beneath b CROSS JOIN LATERAL (
				SELECT d.refobjid AS id FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
					WHERE r.ev_class = b.id AND d.refclassid = 'pg_class'::regclass
				UNION ALL SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = b.id
				UNION ALL SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = b.id) x)
		SELECT b.id FROM beneath b JOIN pg_class c ON c.oid = b.id JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
				AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = b.id
					AND e.deptype = 'e');
	END;
COMMENT ON FUNCTION kansrijk_intern.source_relations(text) IS
'Internal: The relations that a source is made of: those of the schema, and whatever its views read, however deep. '
'What functions in views read is not seen.';

CREATE FUNCTION kansrijk_intern.check_reader(source text, owner text, refresher text, reader text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
BEGIN
	IF reader IN (owner, refresher) OR pg_has_role(reader, owner, 'MEMBER')
		OR pg_has_role(reader, 'pg_read_all_data', 'MEMBER')
		OR (SELECT rolsuper FROM pg_roles WHERE rolname = reader)
	THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('role "%s" can read what is not published', reader),
			DETAIL = 'It is the owner or the refresher, a member of the owner or of pg_read_all_data, or a superuser.',
			HINT = 'Name a role for readers only.';
	END IF;
	SELECT n.nspname, c.relname INTO x FROM kansrijk_intern.source_relations(source) s(id)
		JOIN pg_class c ON c.oid = s.id JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE has_schema_privilege(reader, n.oid, 'USAGE') AND has_any_column_privilege(reader, c.oid, 'SELECT')
		ORDER BY n.nspname <> source, n.nspname, c.relname LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" can read the source', reader),
			DETAIL = format('It may select from %I.%I.', x.nspname, x.relname)
				|| CASE WHEN x.nspname = source THEN '' ELSE ' A view of the source reads that.' END,
			HINT = 'Revoke that, also from PUBLIC and from the roles it is a member of. A list of names that readers need: '
				'give them a copy.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_reader(text, text, text, text) IS
'Internal: Nothing when a role may read no more than is published, else error 22023: it is the owner, the refresher, a '
'member of the owner or of pg_read_all_data, a superuser, or may read what the source is made of.';

CREATE FUNCTION kansrijk_intern.publication_readers(target text)
	RETURNS TABLE (reader text, sees_live boolean, sees_released boolean)
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000 ROWS 5
	BEGIN ATOMIC
		SELECT pg_get_userbyid(a.grantee), bool_or(c.relname = 'all_families'), bool_or(c.relname = 'released')
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
			WHERE n.nspname = publication_readers.target AND c.relkind = 'v'
				AND a.privilege_type = 'SELECT' AND a.grantee NOT IN (0, c.relowner)
			GROUP BY a.grantee ORDER BY 1;
	END;
COMMENT ON FUNCTION kansrijk_intern.publication_readers(text) IS
'Internal: The roles that may read a view of a publication; whether they see the live figures, all_families, and what '
'was released.';

CREATE FUNCTION kansrijk_intern.publication_rights(target text) RETURNS jsonb
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(jsonb_agg(jsonb_build_object('name', c.relname, 'role', pg_get_userbyid(a.grantee), 'privilege',
			a.privilege_type,
				'grantable', a.is_grantable)), '[]')
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
			WHERE n.nspname = publication_rights.target AND c.relkind = 'v' AND a.grantee NOT IN (0, c.relowner);
	END;
COMMENT ON FUNCTION kansrijk_intern.publication_rights(text) IS
'Internal: The rights of others than the owner on the views of a publication, to be given again when views are '
'replaced.';

-- Comments and indexes have no owner; sequences follow their tables.
CREATE PROCEDURE kansrijk_intern.own_publication(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	was name;
	x record;
BEGIN
	SELECT pg_get_userbyid(c.relowner) INTO was FROM pg_class c
		WHERE c.oid = to_regclass(format('%I.publication', private));
	FOR x IN
		SELECT format('SCHEMA %I', n.nspname) AS object FROM pg_namespace n
			WHERE n.nspname IN (target, private) AND was <> owner AND pg_get_userbyid(n.nspowner) = was
		UNION ALL SELECT format('%s %I.%I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
			ELSE 'TABLE' END,
				n.nspname, c.relname)
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname IN (target, private) AND c.relkind IN ('r', 'v', 'm')
				AND pg_get_userbyid(c.relowner) <> owner AND pg_get_userbyid(c.relowner) IN (was, current_user)
				AND (n.nspname = private OR c.relname = ANY (kansrijk_intern.own_views(target)))
		UNION ALL SELECT format('PROCEDURE %s', p.oid::regprocedure) FROM pg_proc p JOIN pg_namespace n
			ON n.oid = p.pronamespace
			WHERE n.nspname = private AND p.proname IN ('refresh', 'refresh_step') AND pg_get_userbyid(p.proowner) <> owner
	LOOP
		EXECUTE format('ALTER %s OWNER TO %I', x.object, owner);
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.own_publication(text, text) IS
'Internal: Makes a role the owner of all of a publication: schemas, relations and procedures, what belongs to others '
'left alone. Part of create_indicator_views().';

CREATE FUNCTION kansrijk_intern.own_views(target text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	names text[];
BEGIN
	EXECUTE format('SELECT array_agg(r.name) FROM %I.relation r WHERE r.schema_name = $1',
		kansrijk_intern.publication_schema(target))
		INTO names USING target;
	RETURN names || '{released,releases,latest,latest_wide,data_as_of,deducible}'::text[];
END $$;
COMMENT ON FUNCTION kansrijk_intern.own_views(text) IS
'Internal: The names of the views of a publication in its target.';

CREATE PROCEDURE kansrijk_intern.grant_source(source text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
BEGIN
	FOR x IN SELECT n.nspname FROM pg_namespace n
		WHERE n.nspname IN (source, '@extschema@') AND NOT has_schema_privilege(owner, n.oid, 'USAGE')
	LOOP
		IF NOT has_schema_privilege(x.nspname, 'USAGE WITH GRANT OPTION') THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
				MESSAGE = format('role "%s" cannot let role "%s" use schema "%s"', current_user, owner, x.nspname),
				HINT = format('Have the owner of the schema GRANT USAGE ON SCHEMA %I TO %I.', x.nspname, owner);
		END IF;
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', x.nspname, owner);
	END LOOP;
	FOR x IN SELECT c.oid, c.relname FROM pg_class c
		WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source)
			AND (c.relname = 'source_version' OR c.relname IN (SELECT t.name FROM @extschema@.source_table t))
			AND NOT has_table_privilege(owner, c.oid, 'SELECT')
	LOOP
		IF NOT has_table_privilege(x.oid, 'SELECT WITH GRANT OPTION') THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
				MESSAGE = format('role "%s" cannot let role "%s" read ', current_user, owner)
					|| format('%I.%I', source, x.relname),
				HINT = format('Have the owner of the source GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I.', source, owner);
		END IF;
		EXECUTE format('GRANT SELECT ON %I.%I TO %I', source, x.relname, owner);
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.grant_source(text, text) IS
'Internal: Lets the owner of a publication read its source. Part of create_indicator_views(). Error 42501.';

CREATE PROCEDURE kansrijk_intern.grant_refresher(target text, refresher text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', private, refresher);
	EXECUTE format('GRANT EXECUTE ON PROCEDURE %1$I.refresh(text[]), %1$I.refresh_step(text[], timestamptz, boolean, '
		'text, text) TO %2$I',
		private, refresher);
	EXECUTE format('GRANT SELECT ON %1$I.refresh_log, %1$I.refresh_attempt TO %2$I', private, refresher);
	EXECUTE format('GRANT SELECT (position, family, stage, schema_name, name) ON %I.relation TO %I', private, refresher);
	EXECUTE format('GRANT SELECT (created) ON %I.publication TO %I', private, refresher);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.grant_refresher(text, text) IS
'Internal: What a role needs to refresh a publication, and to see how that went. Part of create_indicator_views().';

CREATE PROCEDURE kansrijk_intern.grant_reader(target text, reader text, sees_live boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	name text;
BEGIN
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', target, reader);
	FOREACH name IN ARRAY kansrijk_intern.own_views(target) LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', target, name)) IS NULL;
		IF sees_live OR name IN ('released', 'releases', 'latest', 'latest_wide') THEN
			EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON %I.%I FROM %I', target, name,
				reader);
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', target, name, reader);
		ELSIF NOT sees_live THEN
			EXECUTE format('REVOKE ALL ON %I.%I FROM %I', target, name, reader);
		END IF;
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.grant_reader(text, text, boolean) IS
'Internal: Lets a role read what a publication has released, and the live views: yes, no, or, NULL, as it was. Part of '
'create_indicator_views().';

CREATE PROCEDURE kansrijk_intern.grant_publication(target text, refresher text, reader text, readers_see text,
	kept jsonb)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	all_see_live boolean;
	x record;
BEGIN
	-- Default privileges may have given these to everybody, and to readers.
	FOR x IN SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'v', 'm')
			AND (n.nspname = private OR n.nspname = target AND c.relname = ANY (kansrijk_intern.own_views(target)))
	LOOP
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', x.nspname, x.relname);
	END LOOP;
	EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', target);

	FOR x IN SELECT k.* FROM jsonb_to_recordset(kept) k(name text, role text, privilege text, grantable boolean)
		WHERE to_regclass(format('%I.%I', target, k.name)) IS NOT NULL
			AND EXISTS (SELECT FROM pg_roles r WHERE r.rolname = k.role)
	LOOP
		EXECUTE format('GRANT %s ON %I.%I TO ', x.privilege, target, x.name) || quote_ident(x.role)
			|| CASE WHEN x.grantable THEN ' WITH GRANT OPTION' ELSE '' END;
	END LOOP;
	-- One who comes to readers of what is released only, becomes one of them.
	all_see_live := (SELECT coalesce(bool_or(r.sees_live), true) FROM kansrijk_intern.publication_readers(target) r);
	FOR x IN
		SELECT coalesce(r.reader, grant_publication.reader) AS name, coalesce(r.sees_live, all_see_live) AS sees_live,
				coalesce(r.sees_released, true) OR r.reader = grant_publication.reader AS sees_released
			FROM kansrijk_intern.publication_readers(target) r
				FULL JOIN (SELECT grant_publication.reader AS name WHERE grant_publication.reader IS NOT NULL) n
					ON n.name = r.reader
	LOOP
		IF readers_see IS NOT NULL OR x.sees_live OR x.sees_released THEN
			CALL kansrijk_intern.grant_reader(target, x.name,
				CASE readers_see WHEN 'live' THEN true WHEN 'released' THEN false ELSE nullif(x.sees_live, false) END);
		END IF;
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', private, x.name);
		EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM %I', target, x.name);
		EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', private, x.name);
	END LOOP;
	IF refresher IS NOT NULL THEN
		CALL kansrijk_intern.grant_refresher(target, refresher);
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.grant_publication(text, text, text, text, jsonb) IS
'Internal: Rights on the relations of a publication: those that were kept, and those of a refresher and a reader who '
'come to it. readers_see: live or released, for all readers; NULL: each as before, and one who is new as the others, '
'alone: live. Part of create_indicator_views().';

CREATE PROCEDURE revoke_access(target text, role text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	x record;
	had boolean := false;
BEGIN
	IF role IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'target and role must not be null';
	END IF;
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', role);
	END IF;
	IF (SELECT pg_get_userbyid(c.relowner) FROM pg_class c
		WHERE c.oid = to_regclass(format('%I.publication', private))) = role THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" owns the publication', role),
			HINT = 'CALL kansrijk.create_indicator_views(..., owner => ''another role'') gives it to another.';
	END IF;
	FOR x IN SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN (target, private) LOOP
		had := had OR has_schema_privilege(role, x.nspname, 'USAGE');
		EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', x.nspname, role);
		EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA %I FROM %I', x.nspname, role);
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', x.nspname, role);
		IF has_schema_privilege(role, x.nspname, 'USAGE') THEN
			RAISE WARNING USING MESSAGE = format('role "%s" can still use schema "%s"', role, x.nspname),
				HINT = 'Through PUBLIC, through a role it is a member of, or because another role granted it.';
		END IF;
	END LOOP;
	IF NOT had THEN
		RAISE NOTICE USING MESSAGE = format('role "%s" had no rights on "%s"', role, target);
	END IF;
END $$;
COMMENT ON PROCEDURE revoke_access(text, text) IS
'Takes from a role, a reader or a refresher, all that it was given on the two schemas of a publication, and what is in '
'them. What it has through another role, it keeps, with a warning. Without rights: a notice. Errors: 3F000, 42704 '
'(role), 22023 (the owner), 22004, 55P03, 25000.';
