-- One family of a publication, refreshed: its scans, then the definitions whose cells
-- changed, then what readers see, when any of those did.

CREATE FUNCTION kansrijk_intern.log_step(private text, run timestamptz, relation text, stage text, began timestamptz,
	outcome text, rows bigint DEFAULT NULL, newly_hidden bigint DEFAULT NULL, newly_published bigint DEFAULT NULL,
	sqlstate text DEFAULT NULL, message text DEFAULT NULL, detail text DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	WITH logged AS (
		INSERT INTO refresh_log (run, schema_name, relation, stage, started, duration, rows, newly_hidden, newly_published,
				outcome, sqlstate, message, refreshed_by)
			VALUES (run, private, relation, stage, began, CASE WHEN outcome <> 'skipped' THEN clock_timestamp() - began END,
				rows, newly_hidden, newly_published, outcome, sqlstate, message, session_user)
			RETURNING id
	)
	INSERT INTO refresh_detail SELECT l.id, detail FROM logged l WHERE detail IS NOT NULL;
END $$;
COMMENT ON FUNCTION kansrijk_intern.log_step(text, timestamptz, text, text, timestamptz, text, bigint, bigint, bigint,
	text, text, text) IS
'Internal: A row in the log of a publication; detail: what the owner only is told.';

-- Areas that all families share: where each lies, and its name.
CREATE PROCEDURE kansrijk_intern.refresh_areas(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	the_source text;
	the_query text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.source, r.query INTO STRICT the_source, the_query FROM publication p, relation r WHERE r.stage = 'area_path';
	DELETE FROM area_path;
	CALL kansrijk_intern.refresh_divisions(private);
	EXECUTE format('INSERT INTO %I.area_path (kind, code, province, municipality, stadsdeel) %s', private, the_query);
	CALL kansrijk_intern.settle_provinces(private);
	ANALYZE area_path;
	CALL kansrijk_intern.refresh_groupings(private);
	DELETE FROM area_name;
	DELETE FROM municipality_years;
	IF kansrijk_intern.sql_can_read(format('SELECT kind, code, name, classification_year FROM %I.area', the_source)) THEN
		EXECUTE kansrijk_intern.fill($query$INSERT INTO {private}.area_name
			SELECT DISTINCT ON (kind, code) kind, code, name FROM {source}.area WHERE num_nulls(kind, code, name) = 0
			ORDER BY kind, code, classification_year DESC$query$, 'private', quote_ident(private), 'source',
				quote_ident(the_source));
		EXECUTE kansrijk_intern.fill($query$INSERT INTO {private}.municipality_years
			SELECT code, range_agg(int4range(classification_year::integer, classification_year::integer + 1))
			FROM {source}.area WHERE kind = 'gemeente' AND num_nulls(code, classification_year) = 0
			GROUP BY code$query$, 'private', quote_ident(private), 'source', quote_ident(the_source));
	END IF;
	CALL kansrijk_intern.name_groups(private);
	ANALYZE area_name, municipality_years;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_areas(text) IS
'Internal: Refreshes what the families of a publication share: the places of areas in others, their names, and in '
'which years there are municipalities.';

CREATE FUNCTION kansrijk_intern.show_basis(private text, one_family text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN md5(concat_ws('|',
		(SELECT string_agg(concat_ws(':', d.id, c.basis, d.provisional_years), ',' ORDER BY d.number)
			FROM definition d JOIN scan s ON s.name = d.scan LEFT JOIN decided c ON c.definition = d.number
				WHERE s.family = one_family),
		(SELECT sum(hash_record_extended(ROW(n.kind, n.code, n.name), 0)) FROM area_name n),
		(SELECT sum(hash_record_extended(b, 0)) FROM series_part b
			JOIN definition d ON d.id = b.definition JOIN scan s ON s.name = d.scan WHERE s.family = one_family),
		(SELECT sum(hash_record_extended(ROW(e.definition, e.kind, e.first_year, e.last_year, e.text_nl), 0))
			FROM @extschema@.definition_note e JOIN @extschema@.indicator i ON i.id = e.indicator WHERE i.family = one_family),
		(SELECT sum(hash_record_extended(ROW(i.id, i.name_nl, i.indicator_group, i.polarity, i.unit, i.per, n.id, n.name_nl,
				n.unit, n.per, n.model), 0))
			FROM @extschema@.indicator i JOIN @extschema@.indicator_definition n ON n.indicator = i.id
				WHERE i.family = one_family)));
END $$;
COMMENT ON FUNCTION kansrijk_intern.show_basis(text, text) IS
'Internal: A fingerprint of all that the figures of a family follow from: statuses, names of areas, what is '
'provisional, breaks, and the catalogue with its notes.';

-- Sessions that share the families of a publication do not wait for each other's ANALYZE, which keeps its lock until
-- the end of the transaction.
CREATE PROCEDURE kansrijk_intern.analyze_shared(private text, relation text, columns text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	EXECUTE format('LOCK TABLE %I.%I IN SHARE UPDATE EXCLUSIVE MODE NOWAIT', private, relation);
	EXECUTE format('ANALYZE %I.%I (%s)', private, relation,
		(SELECT string_agg(quote_ident(c), ', ') FROM unnest(columns) c));
EXCEPTION WHEN lock_not_available THEN
	NULL;		-- another session does, or vacuums
END $$;
COMMENT ON PROCEDURE kansrijk_intern.analyze_shared(text, text, text[]) IS
'Internal: ANALYZE of these columns of a private table of a publication, unless another session is at it: of those '
'that queries join and choose by, because it costs as much as writing the rows.';

-- Returns how many figures of the family are new to readers, or no longer there.
CREATE PROCEDURE kansrijk_intern.decide_family(private text, one_family text, INOUT newly_hidden bigint,
	INOUT newly_published bigint,
	INOUT decided_now integer)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	began constant timestamptz := clock_timestamp();
	began_alike timestamptz;
	x record;
	hidden bigint;
	published bigint;
	detail text;
	hint text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	newly_hidden := 0;
	newly_published := 0;
	decided_now := 0;
	CALL kansrijk_intern.refresh_breaks(private, one_family);
	FOR x IN
		SELECT d.number, d.id, count(*) OVER () AS todo, count(*) OVER kind AS alike, row_number() OVER kind_in_order AS place
		FROM kansrijk_intern.decision_bases(private, ARRAY(SELECT o.number FROM definition o
				JOIN scan s ON s.name = o.scan WHERE s.family = one_family)) n
			JOIN definition d ON d.number = n.definition LEFT JOIN decided c ON c.definition = n.definition
		WHERE c.basis IS DISTINCT FROM n.basis
		WINDOW kind AS (PARTITION BY d.is_local),
			kind_in_order AS (PARTITION BY d.is_local ORDER BY d.joint_place NULLS FIRST, d.number)
		-- Those of the country only hide what the others hide.
		ORDER BY d.is_local DESC, d.joint_place NULLS FIRST, d.number
	LOOP
		IF decided_now = 0 THEN
			CALL kansrijk_intern.analyze_shared(private, 'cell', '{definition,year,place,breakdown}');
			CALL kansrijk_intern.analyze_shared(private, 'place', '{id,family}');
		END IF;
		-- One of every area takes as long as all those of the country only.
		IF x.place = 1 THEN
			began_alike := clock_timestamp();
		END IF;
		IF kansrijk_intern.time_to_tell(began) THEN
			PERFORM kansrijk_intern.tell_progress(began, 'deciding about ' || x.id, decided_now, x.todo,
				(clock_timestamp() - began_alike) * (x.alike - x.place + 1) / nullif(x.place - 1, 0));
		END IF;
		BEGIN
			CALL kansrijk_intern.decide(private, x.number, hidden, published);
		EXCEPTION WHEN data_exception THEN
			GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
			RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM, DETAIL = concat_ws(': ', x.id, nullif(detail, '')),
				HINT = hint;
		END;
		newly_hidden := newly_hidden + hidden;
		newly_published := newly_published + published;
		decided_now := decided_now + 1;
	END LOOP;
	IF decided_now > 0 THEN
		CALL kansrijk_intern.analyze_shared(private, 'protected', '{definition,area_type,breakdown,shown,status}');
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.decide_family(text, text, bigint, bigint, integer) IS
'Internal: Decides about the definitions of a family whose cells, releases or rules changed, and tells how many those '
'are.';

CREATE PROCEDURE kansrijk_intern.show_family(private text, one_family text, INOUT is_new boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	-- The planner knows nothing of how many rows come out of a table system: a nested
	-- loop over two of them never ends, and texts sort slowly and hash well.
	SET enable_nestloop = off
	SET enable_mergejoin = off
	SET quote_all_identifiers = off
	AS $$
#variable_conflict use_column
DECLARE
	fact constant text := format('%I.%I', private, left(one_family, 40) || '_fact');
	now_shown constant text := kansrijk_intern.show_basis(private, one_family);
	is_populated constant boolean := (SELECT c.relispopulated FROM pg_class c WHERE c.oid = to_regclass(fact));
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	is_new := is_new OR NOT is_populated OR now_shown IS DISTINCT FROM
		(SELECT s.basis FROM shown_family s WHERE s.family = one_family);
	IF is_new THEN
		EXECUTE format('REFRESH MATERIALIZED VIEW %s %s', CASE WHEN is_populated THEN 'CONCURRENTLY' ELSE '' END, fact);
		-- Of what readers ask by; values are all different.
		EXECUTE format('ANALYZE %s (indicator, definition, area_type, area, area_name, province, municipality, period_type,
			period_label, first_year, year, breakdown, category, status)', fact);
		DELETE FROM deduced_figure d WHERE d.family = one_family;
		INSERT INTO shown_family VALUES (one_family, now_shown) ON CONFLICT (family) DO UPDATE SET basis = excluded.basis;
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.show_family(text, text, boolean) IS
'Internal: Refreshes what readers see of a family when is_new says that something was decided anew, or when something '
'else changed; tells whether it did.';

CREATE FUNCTION kansrijk_intern.is_readable(private text, family text) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	one_family constant text := family;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (SELECT bool_and(c.relispopulated) FROM relation r
		JOIN pg_class c ON c.oid = to_regclass(format('%I.%I', r.schema_name, r.name))
		WHERE r.stage = 'fact' AND (one_family IS NULL OR r.family = one_family));
END $$;
COMMENT ON FUNCTION kansrijk_intern.is_readable(text, text) IS
'Internal: Whether a family of a publication, or all of them, were ever refreshed, so that readers have a last good '
'state.';

CREATE FUNCTION kansrijk_intern.rows_before(private text, relation text) RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (SELECT l.rows FROM refresh_log l WHERE l.relation = rows_before.relation AND l.outcome = 'refreshed'
		ORDER BY l.id DESC LIMIT 1);
END $$;
COMMENT ON FUNCTION kansrijk_intern.rows_before(text, text) IS
'Internal: How many rows a step had when it was last refreshed; NULL: the log does not say.';

CREATE PROCEDURE kansrijk_intern.read_source(private text, run timestamptz, step text, stage text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	years_changed bigint := 0;
BEGIN
	IF stage = 'area_path' THEN
		CALL kansrijk_intern.refresh_areas(private);
	ELSIF stage = 'states' THEN
		CALL kansrijk_intern.find_states(private, step);
	ELSE
		CALL kansrijk_intern.count_cells(private, step, years_changed);
		IF years_changed > 0 THEN
			CALL kansrijk_intern.check_counted(private, run, step);
		END IF;
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.read_source(text, timestamptz, text, text) IS
'Internal: A step of a refresh that reads the source: areas, a scan, or the states of definitions that are protected '
'together. Where a scan finds other units than before, the source is checked. run: as for refresh_family().';

CREATE PROCEDURE kansrijk_intern.refresh_family(target text, family text, run timestamptz)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	step record;
	began timestamptz;
	has_failed boolean := false;
	n bigint;
	hidden bigint;
	published bigint;
	changed integer;
	is_new boolean;
	basis text;
	is_as_it_was boolean;
	has_state boolean := false;
	state text;
	relations oid[];
	detail text;
BEGIN
	FOR step IN EXECUTE format($query$SELECT r.position, r.name, r.stage FROM %I.relation r
			WHERE r.stage IN ('area_path', 'cells', 'states', 'protected', 'fact') AND r.family IS NOT DISTINCT FROM $1
			ORDER BY r.position$query$, private) USING family
	LOOP
		began := clock_timestamp();
		PERFORM kansrijk_intern.show_progress(private, run, step.position, step.name);
		IF has_failed THEN
			PERFORM kansrijk_intern.log_step(private, run, step.name, step.stage, began, 'skipped');
			CONTINUE;
		END IF;
		BEGIN
			IF step.stage = 'protected' THEN
				CALL kansrijk_intern.decide_family(private, family, hidden, published, changed);
				is_as_it_was := changed = 0;
			ELSIF step.stage = 'fact' THEN
				is_new := changed > 0;
				CALL kansrijk_intern.show_family(private, family, is_new);
				is_as_it_was := NOT is_new;
			ELSE
				IF NOT has_state THEN
					SELECT s.state, s.relations INTO state, relations FROM kansrijk_intern.publication_state(private) s;
					has_state := true;
				END IF;
				basis := kansrijk_intern.step_basis(private, step.name, state, relations);
				is_as_it_was := kansrijk_intern.is_counted(private, step.name, basis);
				IF NOT is_as_it_was THEN
					CALL kansrijk_intern.read_source(private, run, step.name, step.stage);
					CALL kansrijk_intern.enter_counted(private, step.name, basis);
				END IF;
			END IF;
			n := CASE WHEN is_as_it_was THEN kansrijk_intern.rows_before(private, step.name) END;
			IF n IS NULL THEN
				EXECUTE CASE step.stage WHEN 'cells' THEN format('SELECT count(*) FROM %1$I.cell c
						WHERE c.definition = ANY (ARRAY(SELECT d.number FROM %1$I.definition d WHERE d.scan = $1))', private)
					WHEN 'states' THEN format('SELECT count(*) FROM %I.joint_state', private)
					ELSE format('SELECT count(*) FROM %I.%I', private, step.name) END INTO n USING step.name;
			END IF;
			PERFORM kansrijk_intern.log_step(private, run, step.name, step.stage, began, 'refreshed', n,
				CASE step.stage WHEN 'fact' THEN hidden END, CASE step.stage WHEN 'fact' THEN published END);
		EXCEPTION WHEN OTHERS THEN
			has_failed := true;
			GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
			-- No other details: they may hold values of the source.
			detail := kansrijk_intern.detail_without_values(SQLSTATE, SQLERRM, detail);
			PERFORM kansrijk_intern.log_step(private, run, step.name, step.stage, began, 'failed', sqlstate => SQLSTATE,
				message => kansrijk_intern.message_without_values(SQLSTATE, SQLERRM), detail => detail);
			RAISE WARNING USING ERRCODE = SQLSTATE, MESSAGE = format('%s.%s was not refreshed', private, step.name),
				HINT = format('The log says why: SELECT * FROM %I.refresh_log. %s%s', private,
					CASE WHEN detail IS NOT NULL THEN format('The owner is told which cells: SELECT * FROM %I.refresh_detail. ',
						private) END,
					CASE WHEN kansrijk_intern.is_readable(private, family) THEN 'Readers keep the last good state.'
						ELSE 'There is no earlier state: until it is refreshed, readers get an error.' END);
		END;
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_family(text, text, timestamptz) IS
'Internal: Refreshes the relations of one family, or, of NULL, those that all families share, with a row in the log '
'for each step: after one that failed, which is a warning, the others are skipped. run: begin of the whole refresh.';
