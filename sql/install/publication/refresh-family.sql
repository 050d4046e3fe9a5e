-- One family of a publication, refreshed in order of dependency.

CREATE PROCEDURE kansrijk_intern.refresh_family(target text, family text, run timestamptz)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	began timestamptz;
	relation record;
	has_failed boolean := false;
	populated boolean;
	readable boolean;
	sorting constant text := current_setting('enable_sort');
	nested_loops constant text := current_setting('enable_nestloop');
	key constant text := $key$hashtextextended(concat_ws('|', definition, area_type, area, first_year, year, breakdown, category), 0)$key$;
	n bigint;
	hidden bigint;
	shown bigint;
BEGIN
	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r WHERE r.stage NOT IN (''view'', ''audit'') AND r.family IS NOT DISTINCT FROM $1 ORDER BY r.position', private) USING family LOOP
		began := clock_timestamp();
		PERFORM kansrijk_intern.show_progress(relation.position, relation.name);
		-- The planner takes the cells of small areas for as many as there are births,
		-- and would sort the births instead of hashing them.
		PERFORM set_config('enable_sort', CASE relation.stage WHEN 'cells' THEN 'off' ELSE sorting END, true);
		-- It knows nothing of how many rows come out of a table system, and a nested
		-- loop over two of them never ends.
		PERFORM set_config('enable_nestloop', CASE relation.stage WHEN 'fact' THEN 'off' ELSE nested_loops END, true);
		hidden := NULL;
		shown := NULL;
		IF has_failed THEN
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, outcome, refreshed_by) VALUES ($1, $2, $3, $4, $5, ''skipped'', session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began;
			CONTINUE;
		END IF;
		BEGIN
			SELECT c.relispopulated INTO STRICT populated FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = relation.schema_name AND c.relname = relation.name;
			IF relation.stage = 'fact' AND populated THEN
				EXECUTE format('INSERT INTO %I.status_before SELECT %L, %s, status FROM %I.%I', private, relation.name, key, relation.schema_name, relation.name);
				EXECUTE format('REFRESH MATERIALIZED VIEW CONCURRENTLY %I.%I', relation.schema_name, relation.name);
			ELSE
				-- Nobody reads the evidence meanwhile, so it need not be compared.
				EXECUTE format('REFRESH MATERIALIZED VIEW %I.%I', relation.schema_name, relation.name);
			END IF;
			EXECUTE format('ANALYZE %I.%I', relation.schema_name, relation.name);
			EXECUTE format('SELECT count(*) FROM %I.%I', relation.schema_name, relation.name) INTO n;
			IF relation.stage = 'fact' AND populated THEN
				EXECUTE format('SELECT count(*) FILTER (WHERE b.status = ''publish'' AND f.status = ''hidden''), count(*) FILTER (WHERE b.status = ''hidden'' AND f.status = ''publish'')
					FROM %I.status_before b JOIN (SELECT %s AS key, status FROM %I.%I) f USING (key) WHERE b.relation = %L', private, key, relation.schema_name, relation.name, relation.name) INTO hidden, shown;
				EXECUTE format('DELETE FROM %I.status_before WHERE relation = %L', private, relation.name);
			END IF;
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, duration, rows, newly_hidden, newly_published, outcome, refreshed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ''refreshed'', session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began, clock_timestamp() - began, n, hidden, shown;
		EXCEPTION WHEN OTHERS THEN
			has_failed := true;
			-- No details: they may hold values of the source.
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, duration, outcome, sqlstate, message, refreshed_by) VALUES ($1, $2, $3, $4, $5, $6, ''failed'', $7, $8, session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began, clock_timestamp() - began, SQLSTATE, kansrijk_intern.message_without_values(SQLSTATE, SQLERRM);
			EXECUTE format('SELECT bool_and(c.relispopulated) FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) WHERE r.stage = ''fact'' AND ($1 IS NULL OR r.family = $1)', private) INTO readable USING relation.family;
			RAISE WARNING USING ERRCODE = SQLSTATE, MESSAGE = format('%s.%s was not refreshed', relation.schema_name, relation.name),
				HINT = format('The log says why: SELECT * FROM %I.refresh_log. %s', private, CASE WHEN readable THEN 'Readers keep the last good state.' ELSE 'There is no earlier state: until it is refreshed, readers get an error.' END);
		END;
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_family(text, text, timestamptz) IS
'Internal: Refreshes the relations of one family, or, of NULL, those that all families share, with a row in the log for each: after one that failed, which is a warning, the others are skipped. run: begin of the whole refresh, in the log. Part of refresh().';
