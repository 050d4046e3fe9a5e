-- What a reader can deduce of a hidden figure: of municipalities, over windows. From the figures that readers see, and
-- from nothing else, so that it tells nobody more than they could find.

-- What the other definitions say of the same units: which combinations of answers occur is taken to be known.
CREATE FUNCTION kansrijk_intern.deduced_beside(private text, fact regclass, one_definition text)
	RETURNS TABLE (area_type text, area text, first_year integer, year integer, numerator_range numrange,
		complement_range numrange)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000 ROWS 1000
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	-- The planner takes what it knows no statistics of for a row or two.
	SET enable_nestloop = off
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY EXECUTE kansrijk_intern.fill($query$
	WITH joint AS (
		SELECT o.id, o.joint_place, o.scan FROM definition d JOIN definition o ON o.scan = d.scan
		WHERE d.id = $1 AND d.joint_place IS NOT NULL AND o.joint_place IS NOT NULL
	), atom AS (
		SELECT s.state, int4range(s.number, s.number + 1) AS unit
		FROM (SELECT s.state, row_number() OVER (ORDER BY s.state)::integer AS number
			FROM joint_state s WHERE s.scan IN (SELECT j.scan FROM joint j) GROUP BY s.state) s
	), counted AS MATERIALIZED (
		SELECT j.id, range_agg(a.unit) FILTER (WHERE answer = 'y') AS numerator,
			range_agg(a.unit) FILTER (WHERE answer = 'n') AS complement,
			range_agg(a.unit) FILTER (WHERE answer IN ('y', 'n')) AS denominator
		FROM joint j CROSS JOIN atom a CROSS JOIN LATERAL substr(a.state, j.joint_place, 1) AS answer
		GROUP BY j.id
	), seen AS MATERIALIZED (
		SELECT f.definition, f.area_type, f.area, f.first_year, f.year, f.status,
			CASE f.status WHEN 'publish' THEN f.numerator WHEN 'empty' THEN 0 END AS numerator,
			CASE f.status WHEN 'publish' THEN f.denominator WHEN 'empty' THEN 0 END AS denominator
		FROM {fact} f WHERE f.definition IN (SELECT j.id FROM joint j) AND f.breakdown = 'totaal'
			AND f.area_type IN ('provincie', 'gemeente') AND f.first_year < f.year
	), hidden AS MATERIALIZED (
		SELECT row_number() OVER () AS place, s.* FROM seen s WHERE s.definition = $1 AND s.status = 'hidden'
	), told AS (
		SELECT h.place, v.units, v.n
		FROM hidden h JOIN seen s ON s.status <> 'hidden'
				AND (s.area_type, s.area, s.first_year, s.year) = (h.area_type, h.area, h.first_year, h.year)
			JOIN counted c ON c.id = s.definition
			CROSS JOIN LATERAL (VALUES (c.numerator, s.numerator), (c.complement, s.denominator - s.numerator),
				(c.denominator, s.denominator)) v(units, n)
	), cell AS (
		-- Each set once, whichever definitions count it.
		SELECT p.place, p.units, max(p.n) AS n
		FROM (TABLE told
			UNION ALL SELECT h.place, v.units, NULL FROM hidden h JOIN counted c ON c.id = h.definition
				CROSS JOIN LATERAL (VALUES (c.numerator), (c.complement)) v(units)
			UNION ALL SELECT h.place, a.unit::int4multirange, NULL FROM hidden h CROSS JOIN atom a
				WHERE h.place IN (SELECT t.place FROM told t)) p
		WHERE p.units IS NOT NULL GROUP BY p.place, p.units
	), bounded AS (
		SELECT c.place, c.units, coalesce(kansrijk_intern.interval_asked(@extschema@.make_rate(c.n, c.n, 0), 'zero=protect',
				CASE WHEN c.n IS NULL THEN 'secondary' ELSE 'publish' END::@extschema@.cell_status, NULL,
				c.units IN (o.numerator, o.complement), 0, c.units) OVER (PARTITION BY c.place),
				CASE WHEN c.n IS NOT NULL THEN numrange(c.n, c.n, '[]') END) AS counts
		FROM cell c CROSS JOIN (SELECT * FROM counted WHERE id = $1) o
	)
	SELECT h.area_type, h.area, h.first_year, h.year, n.counts, m.counts
	FROM hidden h JOIN counted c ON c.id = h.definition
		LEFT JOIN bounded n ON n.place = h.place AND n.units = c.numerator
		LEFT JOIN bounded m ON m.place = h.place AND m.units = c.complement$query$,
		'fact', fact::text) USING one_definition;
END $$;
COMMENT ON FUNCTION kansrijk_intern.deduced_beside(text, regclass, text) IS
'Internal: Between which numbers the numerator and the complement of each hidden total of a province or municipality '
'over a window lie, by what definitions that are protected together with this one show of the same area and window. '
'Nothing where it is protected by itself. For deduced().';

CREATE FUNCTION kansrijk_intern.deduced(fact regclass, one_definition text, policy sdc_policy,
		private text DEFAULT NULL)
	RETURNS TABLE (area text, first_year integer, year integer, numerator_range numrange, complement_range numrange)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000 ROWS 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN QUERY EXECUTE kansrijk_intern.fill($query$
	WITH beside AS MATERIALIZED (
		SELECT * FROM kansrijk_intern.deduced_beside($3, $4, $1) WHERE $3 IS NOT NULL
	), seen AS MATERIALIZED (
		SELECT area_type, area, province, municipality, first_year, year, status,
			CASE status WHEN 'publish' THEN @extschema@.make_rate(numerator, denominator, 0) WHEN 'empty' THEN '0/0' END AS r
		FROM {fact} WHERE definition = $1 AND breakdown = 'totaal' AND area_type IN ('land', 'provincie', 'gemeente')
	), wanted AS (
		SELECT DISTINCT first_year AS since, year AS until FROM seen WHERE first_year < year AND area_type = 'land'
	), cell AS (
		-- A system for each window: its figures, and those of its years.
		SELECT w.since, w.until, s.area_type, s.area, s.province, s.municipality, s.first_year, s.year, s.status, s.r
		FROM wanted w JOIN seen s ON (s.first_year, s.year) = (w.since, w.until)
			OR s.first_year = s.year AND s.year BETWEEN w.since AND w.until
		UNION ALL
		-- A municipality that began or ended is no figure of the window, and part of its province all the same.
		SELECT a.since, a.until, 'gemeente', NULL, a.province, a.municipality, a.since, a.until, 'hidden',
			NULL::@extschema@.rate
		FROM (SELECT w.since, w.until, s.province, s.municipality
				FROM wanted w JOIN seen s ON s.area_type = 'gemeente' AND s.first_year = s.year
					AND s.year BETWEEN w.since AND w.until
			EXCEPT SELECT first_year, year, province, municipality FROM seen WHERE area_type = 'gemeente') a
		UNION ALL
		-- Nor is what is unknown, under merge, which is part of its province or of the land.
		SELECT w.since, w.until, u.area_type, NULL, u.province, NULL, p.first_year, p.year, 'hidden', NULL
		FROM wanted w JOIN (SELECT DISTINCT s.first_year, s.year FROM seen s) p ON (p.first_year, p.year) = (w.since, w.until)
				OR p.first_year = p.year AND p.year BETWEEN w.since AND w.until
			CROSS JOIN (SELECT DISTINCT 'gemeente', s.province FROM seen s
				UNION VALUES ('gemeente', NULL), ('provincie', NULL)) u(area_type, province)
		WHERE kansrijk_intern.policy_field($2::text, 'unknown') = 'merge'
	), bounded AS (
		SELECT c.*, kansrijk_intern.interval_asked(c.r, $2, c.known, c.numerator_prior, c.asked, c.mask, c.period,
				c.province, c.municipality) OVER system AS numerator_range,
			kansrijk_intern.interval_asked(@extschema@.make_rate(@extschema@.denominator(c.r) - @extschema@.numerator(c.r),
				@extschema@.denominator(c.r), 0), $2, c.known, c.complement_prior, c.asked, c.mask, c.period, c.province,
				c.municipality) OVER system AS complement_range
		FROM (SELECT o.*, int4range(o.first_year, o.year + 1) AS period,
				o.area_type = 'gemeente' AND o.area IS NOT NULL AND o.status = 'hidden'
					AND (o.first_year, o.year) = (o.since, o.until) AS asked,
				CASE o.area_type WHEN 'land' THEN 3 WHEN 'provincie' THEN 1 ELSE 0 END AS mask,
				CASE o.status WHEN 'hidden' THEN 'secondary' ELSE 'publish' END::@extschema@.cell_status AS known,
				b.numerator_range AS numerator_prior, b.complement_range AS complement_prior
			FROM cell o LEFT JOIN beside b ON (b.area_type, b.area, b.first_year, b.year) =
				(o.area_type, o.area, o.first_year, o.year)) c
		WINDOW system AS (PARTITION BY c.since, c.until)
	)
	SELECT b.area, b.first_year, b.year, b.numerator_range, b.complement_range FROM bounded b WHERE b.asked$query$,
		'fact', fact::text)
		USING one_definition, policy, private, fact;
END $$;
COMMENT ON FUNCTION kansrijk_intern.deduced(regclass, text, sdc_policy, text) IS
'Internal: Between which numbers the numerator and the complement of each hidden total of a municipality over a window '
'lie, by sdc_interval over the published totals of land, provinces and municipalities in that window and its years. '
'What lies in no known area is any number under unknown=merge. fact: what readers see of the family. '
'private: its publication; then also by what definitions that are protected together with it show of the same units '
'(deduced_beside()); NULL: not so. For deduce().';

CREATE PROCEDURE deduce(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	began constant timestamptz := clock_timestamp();
	rounding text;
	x record;
BEGIN
	PERFORM kansrijk_intern.check_layout(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF NOT kansrijk_intern.is_readable(private, NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('schema "%s" was not refreshed', target), HINT = format('CALL kansrijk.refresh(%L) first.', target);
	END IF;
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	DELETE FROM deduced_figure;
	FOR x IN
		SELECT i.family, d.id, d.policy, u.per::double precision AS per, format('%I.%I', r.schema_name, r.name) AS fact,
			row_number() OVER (ORDER BY d.number) AS place, count(*) OVER () AS todo
		FROM definition d JOIN @extschema@.indicator_definition n ON n.id = d.id
			JOIN @extschema@.indicator i ON i.id = n.indicator JOIN @extschema@.definition_unit u ON u.id = d.id
			JOIN relation r ON r.stage = 'fact' AND r.family = i.family
		-- What is left of a sum is no count.
		WHERE d.scan IS NOT NULL AND d.is_local AND n.value_expression IS NULL
		ORDER BY d.number
	LOOP
		IF kansrijk_intern.time_to_tell(began) THEN
			PERFORM kansrijk_intern.tell_progress(began, 'what can be deduced of ' || x.id, x.place - 1, x.todo);
		END IF;
		rounding := kansrijk_intern.policy_field(x.policy::text, 'round');
		IF rounding::integer > 1 THEN
			RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
				MESSAGE = format('counts of schema "%s" are rounded to %s', target, rounding),
				DETAIL = 'Sums of rounded counts do not fit, so nothing follows from them exactly.';
		END IF;
		BEGIN
			INSERT INTO deduced_figure (family, definition, area_type, area, first_year, year, numerator_low, numerator_high,
					deducible_low, deducible_high)
				SELECT x.family, x.id, 'gemeente', d.area, d.first_year, d.year, n.low, n.high,
					CASE WHEN x.per IS NULL THEN n.low WHEN n.low = 0 OR c.high IS NULL THEN 0
						ELSE x.per * n.low / (n.low + c.high) END,
					CASE WHEN x.per IS NULL THEN n.high WHEN n.high IS NULL THEN x.per WHEN n.high = 0 THEN 0
						ELSE x.per * n.high / (n.high + c.low) END
				FROM kansrijk_intern.deduced(x.fact::regclass, x.id, x.policy, private) d
					CROSS JOIN LATERAL (SELECT lower(d.numerator_range)::bigint AS low, upper(d.numerator_range)::bigint AS high) n
					CROSS JOIN LATERAL (SELECT lower(d.complement_range)::bigint AS low, upper(d.complement_range)::bigint AS high) c;
		EXCEPTION WHEN data_exception THEN
			RAISE WARNING USING ERRCODE = SQLSTATE, MESSAGE = format('nothing is deduced of %s', x.id),
				DETAIL = 'Its published figures do not add up, as after a revision that was too small to show.';
		END;
	END LOOP;
END $$;
COMMENT ON PROCEDURE deduce(text) IS
'Fills target.deducible: between which values each hidden total of a municipality over a window lies, deduced from '
'published figures alone (totals of the land, provinces and municipalities, of the window and its years, and what '
'definitions that are protected together show of the same area and window), by sdc_interval. Which combinations of '
'answers to these occur in the source is taken to be known. It takes linear programmes, so it is no part of '
'a refresh; a refresh that changes figures of a family empties it. Called by the owner, who so decides that readers '
'are told. No means. Of a definition whose published figures do not add up, after a revision that was too small to '
'show, nothing, with a warning. Errors: 0A000 (the policy rounds), 55000 (not refreshed), 3F000, 22004, 55P03, 25000.';
