-- What becomes of each figure of a definition.

CREATE FUNCTION kansrijk_intern.joint_basis(private text, one_scan text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (
		SELECT string_agg(concat_ws(':', d.joint_place, d.id, d.policy,
			(SELECT string_agg(concat_ws(':', c.year, c.content), ',' ORDER BY c.year) FROM known_year c
				WHERE c.definition = d.number),
			kansrijk_intern.breaks_of(private, d.id)), '|' ORDER BY d.joint_place)
		FROM definition d WHERE d.scan = one_scan AND d.joint_place IS NOT NULL)
		|| coalesce((SELECT string_agg(DISTINCT s.state, ',' ORDER BY s.state) FROM joint_state s WHERE s.scan = one_scan),
			'');
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_basis(text, text) IS
'Internal: All that the statuses of definitions that are protected together follow from, of a scan, as a text.';

CREATE FUNCTION kansrijk_intern.decision_basis(private text, one_definition smallint) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (
		SELECT md5(concat_ws('|', @extschema@.library_version(), d.policy, d.is_local, p.window_years,
			p.long_window_years, p.area_types, p.annual_area_types, p.breakdown_area_types, s.dimensions, y.first_year,
			y.last_year, y.block_year,
			(SELECT string_agg(b.id, ',' ORDER BY b.place) FROM breakdown b WHERE b.family = s.family),
			(SELECT md5(string_agg(concat_ws(':', u.place, u.id, u.kind, g.code, g.group_code), ',' ORDER BY u.place,
				g.code COLLATE "C")) FROM grouping_in_use u LEFT JOIN area_grouping g ON g.grouping = u.id),
			(SELECT string_agg(concat_ws(':', c.year, c.content), ',' ORDER BY c.year) FROM known_year c
				WHERE c.definition = d.number),
			(SELECT string_agg(r.id::text, ',' ORDER BY r.id) FROM release r),
			kansrijk_intern.breaks_of(private, d.id),
			CASE WHEN d.joint_place IS NOT NULL THEN kansrijk_intern.joint_basis(private, d.scan) END))
		FROM publication p, definition d JOIN scan s ON s.name = d.scan LEFT JOIN scan_years y ON y.scan = d.scan
		WHERE d.number = one_definition);
END $$;
COMMENT ON FUNCTION kansrijk_intern.decision_basis(text, smallint) IS
'Internal: A fingerprint of all that the statuses of a definition follow from: cells, releases, policy, plan and '
'version.';

-- A figure that may not be revised by so little stays as it was released.
CREATE FUNCTION kansrijk_intern.judged_candidates(private text, one_definition smallint)
	RETURNS TABLE (area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text,
		period int4range, breakdown text, category text, shown boolean, preference integer, r rate,
		mask integer, block integer, window_period int4range, labels text[], waived boolean, key text, final rate,
		previous cell_status)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	rules @extschema@.sdc_policy;
	id text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT d.policy, d.id INTO STRICT rules, id FROM definition d WHERE d.number = one_definition;
	RETURN QUERY
	WITH released AS (
		SELECT c.key, array_agg(c.r ORDER BY c.release DESC) FILTER (WHERE c.status = 'publish') AS published,
			array_agg(counts) FILTER (WHERE c.status = 'publish') AS published_counts,
			array_agg(counts) FILTER (WHERE c.status NOT IN ('publish', 'empty')) AS hidden_counts
		FROM release_cell c
			CROSS JOIN LATERAL @extschema@.make_rate(@extschema@.numerator(c.r), @extschema@.denominator(c.r), 0) AS counts
		WHERE c.definition = id GROUP BY c.key
	), compared AS (
		SELECT c.*, k.key, coalesce(counts OPERATOR(@extschema@.=) ANY (e.published_counts), false) AS was_published,
			e.key IS NOT NULL AS is_released,
			coalesce(counts OPERATOR(@extschema@.=) ANY (e.hidden_counts), false) AS was_hidden,
			e.published
		FROM kansrijk_intern.candidates(private, one_definition) c
			CROSS JOIN LATERAL (SELECT @extschema@.make_rate(@extschema@.numerator(c.r), @extschema@.denominator(c.r), 0)
					AS counts, kansrijk_intern.release_key(c.area_type, c.province, c.municipality, c.stadsdeel, c.wijk, c.pc4,
						c.period, c.breakdown, c.category) AS key OFFSET 0) k
			LEFT JOIN released e ON e.key = k.key
	), remembered AS (
		SELECT c.*, CASE WHEN NOT was_published THEN kansrijk_intern.released_rate(r, rules, published) END AS final
		FROM compared c
	)
	SELECT m.area_type, m.province, m.municipality, m.stadsdeel, m.wijk, m.pc4, m.period, m.breakdown, m.category,
		m.shown AND (NOT m.crosses_break OR m.is_released), m.preference, m.r, m.mask, m.block, m.window_period, m.labels,
		m.waived, m.key, m.final,
		CASE WHEN m.final IS NOT NULL THEN 'primary_count' WHEN m.was_published THEN 'publish'
			WHEN m.was_hidden THEN 'secondary' END::@extschema@.cell_status
	FROM remembered m;
END $$;
COMMENT ON FUNCTION kansrijk_intern.judged_candidates(text, smallint) IS
'Internal: The table system of a definition of a publication (candidates()) with what was released of each figure: '
'previous, and final when a revision is too small to be shown.';

CREATE PROCEDURE kansrijk_intern.decide(private text, one_definition smallint, INOUT newly_hidden bigint,
	INOUT newly_published bigint)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	rules @extschema@.sdc_policy;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT d.policy INTO STRICT rules FROM definition d WHERE d.number = one_definition;
	WITH judged AS (
		SELECT * FROM kansrijk_intern.judged_candidates(private, one_definition)
	), outcome AS MATERIALIZED (
		SELECT j.*, kansrijk_intern.status_of(r, rules, previous,
			CASE WHEN previous = 'secondary' THEN -2 WHEN shown OR waived THEN preference ELSE -1 END,
			mask, block, window_period, labels, waived) OVER () AS status
		FROM judged j
	), gone AS (
		DELETE FROM protected p WHERE p.definition = one_definition RETURNING p.*
	), filled AS (
		INSERT INTO protected SELECT one_definition, area_type, province, municipality, stadsdeel, wijk, pc4, period,
			breakdown, category, shown, coalesce(final, r), r, CASE WHEN final IS NULL THEN status ELSE 'publish' END,
			previous, mask, block, window_period, labels, waived
		FROM outcome
	)
	SELECT count(*) FILTER (WHERE g.status = 'publish' AND o.status <> 'publish' AND o.final IS NULL),
			count(*) FILTER (WHERE g.status <> 'publish' AND (o.status = 'publish' OR o.final IS NOT NULL))
		INTO newly_hidden, newly_published
		FROM gone g JOIN outcome o ON (g.period, g.area_type, g.labels, g.breakdown) = (o.period, o.area_type, o.labels,
			o.breakdown)
		WHERE g.shown AND o.shown;
	INSERT INTO decided VALUES (one_definition, kansrijk_intern.decision_basis(private, one_definition))
		ON CONFLICT (definition) DO UPDATE SET basis = excluded.basis;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.decide(text, smallint, bigint, bigint) IS
'Internal: Decides about every figure of a definition of a publication: one table system, over all areas, periods and '
'breakdowns together and what was released before. Tells how many figures are newly hidden and newly published.';
