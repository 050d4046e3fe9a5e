-- What release() asks of the figures of a publication, and what it keeps of them.

-- Views, figures and cells must have been refreshed together.
CREATE FUNCTION kansrijk_intern.stale_steps(private text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	problems text[];
	one record;
	now_protected numeric;
	now_shown numeric;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	problems := ARRAY(
		SELECT c.problem || ': ' || c.definition FROM kansrijk_intern.changed_definitions(private) c
		ORDER BY c.definition COLLATE "C");
	problems := problems || ARRAY(
		SELECT 'not refreshed with its cells: ' || d.id
		FROM kansrijk_intern.decision_bases(private, ARRAY(SELECT o.number FROM definition o WHERE o.scan IS NOT NULL)) n
			JOIN definition d ON d.number = n.definition LEFT JOIN decided c ON c.definition = n.definition
		WHERE c.basis IS DISTINCT FROM n.basis
		ORDER BY d.id COLLATE "C");
	FOR one IN SELECT r.family, format('%I.%I', r.schema_name, r.name) AS relation, r.name FROM relation r
		WHERE r.stage = 'fact' ORDER BY r.position LOOP
		IF kansrijk_intern.time_to_tell(statement_timestamp()) THEN
			RAISE NOTICE USING MESSAGE = 'comparing with what is protected: ' || one.name;
		END IF;
		SELECT sum(hash_record_extended(ROW(m.definition, m.area_type, m.area, lower(m.period), upper(m.period) - 1,
				m.breakdown, m.category, m.status = 'publish', @extschema@.numerator(m.r), @extschema@.denominator(m.r)), 0))
			INTO now_protected FROM masked m WHERE m.family = one.family;
		EXECUTE format($query$SELECT sum(hash_record_extended(ROW(definition, area_type, area, first_year, year, breakdown,
			category, status = 'publish', numerator, denominator), 0)) FROM %s$query$, one.relation) INTO now_shown;
		IF now_shown IS DISTINCT FROM now_protected THEN
			problems := problems || ('not refreshed with its figures: ' || one.name);
		END IF;
	END LOOP;
	RETURN problems;
END $$;
COMMENT ON FUNCTION kansrijk_intern.stale_steps(text) IS
'Internal: What of a publication was not refreshed with what it follows from, a text each. For release().';

CREATE FUNCTION kansrijk_intern.audit_problem(reason text, definition text, area_type text, area text, period int4range,
	breakdown text, category text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN reason || ': ' || concat_ws(' ', definition, area_type, area, period, nullif(breakdown, 'totaal'),
		nullif(category, 'totaal'));
COMMENT ON FUNCTION kansrijk_intern.audit_problem(text, text, text, text, int4range, text, text) IS
'Internal: What is wrong with a figure, as a text that names it and no counts.';

CREATE FUNCTION kansrijk_intern.audit_family(private text, one_family text, min_interval bigint)
	RETURNS TABLE (figures bigint, shown bigint, narrowest numeric, problems text[])
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000 ROWS 1
	SET search_path = pg_catalog, pg_temp
	-- One definition at a time, by its index.
	SET enable_nestloop = on
	AS $$
#variable_conflict use_column
DECLARE
	one text;
	figures_of bigint;
	shown_of bigint;
	narrowest_of numeric;
	problems_of text[];
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	figures := 0;
	shown := 0;
	problems := '{}';
	FOR one IN SELECT d.id FROM definition d JOIN scan s ON s.name = d.scan
		WHERE s.family = one_family ORDER BY d.id COLLATE "C" LOOP
		IF kansrijk_intern.time_to_tell(statement_timestamp()) THEN
			PERFORM kansrijk_intern.tell_progress(statement_timestamp(), 'audit of ' || one,
				count(*) FILTER (WHERE (s.family COLLATE "C", d.id COLLATE "C") < (one_family, one)), count(*))
				FROM definition d JOIN scan s ON s.name = d.scan;
		END IF;
		IF min_interval > 0 THEN
			-- Intervals take linear programmes: only where a width is asked for.
			WITH audited AS (
				SELECT a.*, least(upper(a.numerator_range) - lower(a.numerator_range),
					upper(a.complement_range) - lower(a.complement_range)) AS width
				FROM audit a WHERE a.family = one_family AND a.definition = one
			), judged AS (
				SELECT a.*, CASE WHEN a.exposed THEN 'follows from published figures'
					WHEN a.status NOT IN ('publish', 'empty') AND a.width < min_interval THEN 'interval is too narrow' END AS reason
				FROM audited a
			)
			SELECT count(*), count(*) FILTER (WHERE j.status = 'publish'), min(j.width),
					array_agg(kansrijk_intern.audit_problem(j.reason, j.definition, j.area_type,
						coalesce(j.pc4, j.wijk, j.stadsdeel, j.municipality, j.province), j.period, j.breakdown,
							j.category)) FILTER (WHERE j.reason IS NOT NULL)
				INTO figures_of, shown_of, narrowest_of, problems_of
				FROM judged j WHERE j.shown OR j.reason IS NOT NULL;
		ELSE
			SELECT count(*), count(*) FILTER (WHERE a.status = 'publish'),
					array_agg(kansrijk_intern.audit_problem('follows from published figures', a.definition, a.area_type,
						coalesce(a.pc4, a.wijk, a.stadsdeel, a.municipality, a.province), a.period, a.breakdown,
							a.category)) FILTER (WHERE a.exposed)
				INTO figures_of, shown_of, problems_of
				FROM audit a WHERE a.family = one_family AND a.definition = one AND (a.shown OR a.exposed);
		END IF;
		figures := figures + figures_of;
		shown := shown + shown_of;
		narrowest := least(narrowest, narrowest_of);
		problems := problems || ARRAY(SELECT p FROM unnest(problems_of) p ORDER BY p COLLATE "C");
	END LOOP;
	problems := problems || kansrijk_intern.joint_problems(private, one_family)
		|| kansrijk_intern.country_problems(private, one_family);
	RETURN NEXT;
END $$;
COMMENT ON FUNCTION kansrijk_intern.audit_family(text, text, bigint) IS
'Internal: Audits the figures of a family of a publication: none that is unsafe may follow from published ones, and, '
'with min_interval above 0, each must be that uncertain. Returns how many figures there are and are shown, the '
'narrowest interval, and the problems, a text each, which name figures but no counts; also what definitions that are '
'protected together tell of each other. For release().';

CREATE PROCEDURE kansrijk_intern.keep_release(private text, release_id integer)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	columns constant text := (SELECT string_agg(c.name, ', ' ORDER BY c.place)
		FROM kansrijk_intern.indicator_view_columns() c);
	fact record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	INSERT INTO release_cell (release, family, definition, area_type, province, municipality, stadsdeel, wijk, pc4, period,
		breakdown,
			category, r, status)
		SELECT release_id, e.family, e.definition, e.area_type, e.province, e.municipality, e.stadsdeel, e.wijk, e.pc4,
			e.period,
			e.breakdown, e.category, e.r, e.status
		FROM evidence e JOIN definition d ON d.id = e.definition WHERE d.scan IS NOT NULL;
	FOR fact IN SELECT r.family, format('%I.%I', r.schema_name, r.name) AS relation FROM relation r
		WHERE r.stage = 'fact' LOOP
		EXECUTE kansrijk_intern.fill('INSERT INTO {private}.release_figure (release, family, {columns})
			SELECT (SELECT label FROM {private}.release WHERE id = $1), $2, {columns} FROM {fact}',
			'private', quote_ident(private), 'columns', columns, 'fact', fact.relation) USING release_id, fact.family;
	END LOOP;

	INSERT INTO block_year (definition, year, release)
		SELECT d.id, y.block_year, release_id FROM definition d JOIN scan_years y ON y.scan = d.scan
		ON CONFLICT DO NOTHING;
	-- Years that are not final yet become so. What is counted no longer in a reopened one stays, as nothing.
	UPDATE released_cell c SET r = @extschema@.make_rate(0, 0), release = release_id FROM vanished_cell v
		WHERE (c.definition, c.year, c.place) = (v.definition, v.year, v.place)
			AND (c.breakdown, c.category) IS NOT DISTINCT FROM (v.breakdown, v.category);
	DELETE FROM released_cell c USING final_year y JOIN definition d ON d.id = y.definition
		WHERE c.definition = d.number AND c.year = y.year AND y.reopened IS NOT NULL AND d.scan IS NOT NULL
			AND c.release <> release_id;
	INSERT INTO released_cell (definition, year, place, breakdown, category, r, release)
		SELECT k.definition, k.year, k.place, k.breakdown, k.category, k.r, release_id
		FROM cell k JOIN definition d ON d.number = k.definition
		WHERE d.scan IS NOT NULL
			AND NOT EXISTS (SELECT FROM final_year y WHERE y.definition = d.id AND y.year = k.year AND y.reopened IS NULL);
	INSERT INTO final_year AS f (definition, year, release, r, fingerprint, content)
		SELECT d.id, n.year, release_id, n.r, y.units, y.content
		FROM (SELECT k.definition, k.year, @extschema@.rate(k.r) AS r FROM cell k
			WHERE k.breakdown IS NULL GROUP BY k.definition, k.year) n
			JOIN definition d ON d.number = n.definition
			LEFT JOIN cell_year y ON y.definition = n.definition AND y.year = n.year
		WHERE d.scan IS NOT NULL
		ON CONFLICT (definition, year) DO UPDATE SET release = excluded.release, r = excluded.r,
			fingerprint = excluded.fingerprint, content = excluded.content,
			reopened = NULL WHERE f.reopened IS NOT NULL;
	CALL kansrijk_intern.keep_groupings(private, release_id);
	CALL kansrijk_intern.keep_provinces(private, release_id);
	DELETE FROM cell;
	DELETE FROM cell_year;
	-- The same figures, in another release: nothing is to be decided anew.
	UPDATE decided c SET basis = b.basis
		FROM kansrijk_intern.decision_bases(private, ARRAY(SELECT d.number FROM definition d WHERE d.scan IS NOT NULL)) b
		WHERE b.definition = c.definition;
	UPDATE shown_family s SET basis = kansrijk_intern.show_basis(private, s.family);
	UPDATE release r SET
		source_fingerprint = (SELECT coalesce(jsonb_object_agg(s.name, s.units), '{}')
			FROM (SELECT s.name, sum(f.fingerprint) AS units FROM scan s JOIN definition d ON d.scan = s.name AND d.place = 1
				JOIN final_year f ON f.definition = d.id GROUP BY s.name) s),
		block_years = (SELECT coalesce(jsonb_object_agg(b.family, b.last_year), '{}')
			FROM (SELECT s.family, max(y.last_year) AS last_year FROM scan s
				JOIN scan_years y ON y.scan = s.name GROUP BY s.family) b),
		definitions = (SELECT coalesce(jsonb_object_agg(n.id,
			jsonb_build_object('version', n.version, 'name', n.name_nl, 'name_en', n.name_en,
				'relation', n.relation, 'scope', n.scope, 'event', n.event, 'identity', d.identity)), '{}')
			FROM @extschema@.indicator_definition n JOIN definition d ON d.id = n.id WHERE d.scan IS NOT NULL)
		WHERE r.id = release_id;
	-- Of what queries join and choose by.
	ANALYZE release_cell (release, family, definition, key, status), released_cell (definition, year, place, release),
		release_figure (release, family, definition, area_type, area, first_year, year, breakdown, category), final_year;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.keep_release(text, integer) IS
'Internal: Keeps what a release shows and follows from, and makes its years final. For release().';
