-- A guard, for those who want one: what has been released is reproduced by every
-- refresh, or the refresh is undone.

CREATE FUNCTION verify_release(target text, family text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	problems text[];
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.check_families(target, ARRAY[family]);
	EXECUTE format($query$
		WITH latest AS (SELECT f.* FROM %1$I.release_figure f WHERE f.family = $1
			AND f.release = (SELECT r.label FROM %1$I.release r
				WHERE EXISTS (SELECT FROM %1$I.release_cell c WHERE c.release = r.id AND c.family = $1)
				AND (to_jsonb(r) ->> 'withdrawn_at' IS NULL OR to_jsonb(r) ->> 'withdrawn_until' IS NOT NULL)
					ORDER BY r.id DESC LIMIT 1)),
		reopened AS (SELECT y.definition, y.year FROM %1$I.final_year y WHERE y.reopened IS NOT NULL),
		held AS (SELECT DISTINCT definition, area_type, breakdown FROM %1$I.%2$I)
		SELECT array_agg(problem || ': ' || concat_ws(' ', definition, area_type, area, first_year,
				nullif(year, first_year), nullif(breakdown, 'totaal'), nullif(category, 'totaal')) COLLATE "C"
			ORDER BY problem COLLATE "C", definition COLLATE "C", area_type COLLATE "C", area COLLATE "C", first_year,
				year, breakdown COLLATE "C", category COLLATE "C")
		FROM (SELECT l.definition, l.area_type, l.area, l.first_year, l.year, l.breakdown, l.category,
				CASE WHEN f.definition IS NULL THEN 'is missing' WHEN l.status = 'publish' AND f.status <> 'publish'
					THEN 'is hidden' WHEN l.status <> 'publish' AND f.status = 'publish' THEN 'is published'
					ELSE 'has another value' END AS problem
			FROM latest l JOIN held h ON (h.definition, h.area_type, h.breakdown) = (l.definition, l.area_type, l.breakdown)
				LEFT JOIN %1$I.%2$I f ON (f.definition, f.area_type, f.area, f.first_year, f.year, f.breakdown,
					f.category) = (l.definition, l.area_type, l.area, l.first_year, l.year, l.breakdown, l.category)
			WHERE (f.status, f.numerator, f.denominator) IS DISTINCT FROM (l.status, l.numerator, l.denominator)
				AND NOT EXISTS (SELECT FROM reopened y WHERE y.definition = l.definition AND y.year BETWEEN l.first_year
					AND l.year)) p$query$,
		private, left(family, 40) || '_fact') INTO problems USING family;
	RETURN coalesce(problems, '{}');
END $$;
COMMENT ON FUNCTION verify_release(text, text) IS
'For the owner: where the views of a family do not show what its latest release did, of those that were not withdrawn '
'for good: figures that are missing (while others of the same definition, kind of area and breakdown are there), '
'hidden, published or of another value. Figures of reopened years may differ. A text each, without counts; none: all '
'is reproduced. Errors: 3F000, 22023 (no such family).';

CREATE FUNCTION kansrijk_intern.verify_refreshed_release() RETURNS event_trigger
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
	target text;
	problems text[];
BEGIN
	FOR x IN SELECT n.nspname, c.relname FROM pg_event_trigger_ddl_commands() d
		JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'm' AND c.relispopulated AND c.relname LIKE '%\_fact'
			AND EXISTS (SELECT FROM pg_class p WHERE p.relnamespace = n.oid AND p.relname = 'release_figure'
				AND p.relowner = c.relowner)
	LOOP
		EXECUTE format($query$SELECT p.target FROM %I.publication p, %1$I.relation r
				WHERE r.stage = 'fact' AND (r.schema_name, r.name) = ($1, $2)$query$, x.nspname)
			INTO target USING x.nspname, x.relname;
		CONTINUE WHEN target IS NULL;
		problems := @extschema@.verify_release(target, left(x.relname, -5));
		IF problems <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'triggered_data_change_violation',
				MESSAGE = format('%I.%I no longer shows what has been released', x.nspname, x.relname),
				DETAIL = array_to_string(problems[1:20], E'\n') || CASE WHEN cardinality(problems) > 20
					THEN format(E'\nand %s more', cardinality(problems) - 20) ELSE '' END,
				HINT = 'The last state stays. CALL kansrijk.reopen_years() lets years be revised.';
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION kansrijk_intern.verify_refreshed_release() IS
'Internal: Event trigger function: error 27000, which undoes the refresh, when the fact relation of a publication does '
'not show what verify_release() asks for. Other materialized views are none of its business.';

CREATE PROCEDURE verify_releases_on()
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'kansrijk_verify_releases') THEN
		RETURN;
	END IF;
	CREATE EVENT TRIGGER kansrijk_verify_releases ON ddl_command_end WHEN TAG IN ('REFRESH MATERIALIZED VIEW')
		EXECUTE FUNCTION kansrijk_intern.verify_refreshed_release();
	COMMENT ON EVENT TRIGGER kansrijk_verify_releases IS
		'A refresh of a publication must show what has been released, else it is undone.';
EXCEPTION WHEN insufficient_privilege THEN
	RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
		MESSAGE = 'event triggers can be created by a superuser only',
		HINT = 'Ask one to CALL kansrijk.verify_releases_on(); without it, '
			'SELECT kansrijk.verify_release(target, family) tells the same.';
END $$;
COMMENT ON PROCEDURE verify_releases_on() IS
'Creates, in this database, the event trigger kansrijk_verify_releases: whoever refreshes the fact relation of a '
'publication, it must show what its latest release did, else the refresh fails and the last state stays. Again: '
'nothing. Error 42501: it takes a superuser.';

CREATE PROCEDURE verify_releases_off()
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	DROP EVENT TRIGGER IF EXISTS kansrijk_verify_releases;
END $$;
COMMENT ON PROCEDURE verify_releases_off() IS
'Drops the event trigger of verify_releases_on(). Its owner, a superuser, may.';
