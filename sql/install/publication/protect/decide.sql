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

CREATE FUNCTION kansrijk_intern.decision_bases(private text, numbers smallint[])
	RETURNS TABLE (definition smallint, basis text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000 ROWS 20
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY
	-- Once for all definitions of a scan.
	WITH counted AS MATERIALIZED (
		SELECT y.* FROM scan_years y
	), together AS MATERIALIZED (
		SELECT t.scan, kansrijk_intern.joint_basis(private, t.scan) AS basis
		FROM (SELECT DISTINCT d.scan FROM definition d
			WHERE d.number = ANY (numbers) AND (d.joint_place IS NOT NULL OR NOT d.is_local)) t
	)
	SELECT d.number, md5(concat_ws('|', @extschema@.library_version(), d.policy, d.is_local, p.window_years,
		p.long_window_years, p.area_types, p.annual_area_types, p.breakdown_area_types, s.dimensions, y.first_year,
		y.last_year, y.block_year,
		(SELECT string_agg(b.id, ',' ORDER BY b.place) FROM breakdown b WHERE b.family = s.family),
		(SELECT md5(string_agg(concat_ws(':', u.place, u.id, u.kind, g.code, g.group_code), ',' ORDER BY u.place,
			g.code COLLATE "C")) FROM grouping_in_use u LEFT JOIN area_grouping g ON g.grouping = u.id),
		(SELECT md5(string_agg(concat_ws(':', m.code, m.years), ',' ORDER BY m.code COLLATE "C")) FROM municipality_years m),
		p.division_year,
		(SELECT string_agg(concat_ws(':', c.year, c.content), ',' ORDER BY c.year) FROM known_year c
			WHERE c.definition = d.number),
		(SELECT string_agg(r.id::text, ',' ORDER BY r.id) FROM release r),
		kansrijk_intern.breaks_of(private, d.id), CASE WHEN d.joint_place IS NOT NULL OR NOT d.is_local THEN t.basis END))
	FROM publication p CROSS JOIN definition d JOIN scan s ON s.name = d.scan LEFT JOIN counted y ON y.scan = d.scan
		LEFT JOIN together t ON t.scan = d.scan
	WHERE d.number = ANY (numbers);
END $$;
COMMENT ON FUNCTION kansrijk_intern.decision_bases(text, smallint[]) IS
'Internal: A fingerprint of all that the statuses of definitions, by number, follow from: cells, releases, policy, '
'plan and version. A row each; none of one that is not published.';

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
		m.shown AND (NOT m.only_released OR m.is_released), m.preference, m.r, m.mask, m.block, m.window_period, m.labels,
		m.waived, m.key, m.final,
		CASE WHEN m.final IS NOT NULL THEN 'primary_count' WHEN m.was_published THEN 'publish'
			WHEN m.was_hidden THEN 'secondary' END::@extschema@.cell_status
	FROM remembered m;
END $$;
COMMENT ON FUNCTION kansrijk_intern.judged_candidates(text, smallint) IS
'Internal: The table system of a definition of a publication (candidates()) with what was released of each figure: '
'previous, and final when a revision is too small to be shown.';

-- What a definition of the country only does not show, where it counts the same.
CREATE FUNCTION kansrijk_intern.hidden_of_country(private text, one_scan text)
	RETURNS TABLE (definition text, key text, period int4range, breakdown text, category text, counted rate)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY
	SELECT d.id, kansrijk_intern.release_key(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4,
		p.period, p.breakdown, p.category), p.period, p.breakdown, p.category, p.counted
	FROM definition d JOIN protected p ON p.definition = d.number
	WHERE d.scan = one_scan AND d.joint_place IS NOT NULL AND p.area_type = 'land' AND p.shown
		AND p.status NOT IN ('publish', 'empty') AND coalesce(p.previous <> 'publish', true)
		AND @extschema@.denominator(p.counted) > 0;
END $$;
COMMENT ON FUNCTION kansrijk_intern.hidden_of_country(text, text) IS
'Internal: The figures of the country that are hidden of definitions of a scan that are protected together, but for '
'those that were published before.';

CREATE FUNCTION kansrijk_intern.is_nested(period int4range, mask integer, labels text[], other_period int4range,
		other_mask integer, other_labels text[]) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 50
	RETURN (period @> other_period OR period <@ other_period)
		AND (SELECT period @> other_period AND bool_and(l.is_total OR NOT l.is_other_total AND l.is_same)
				OR period <@ other_period AND bool_and(l.is_other_total OR NOT l.is_total AND l.is_same)
			FROM (SELECT u.a IS NOT DISTINCT FROM u.b AS is_same,
					mask >> (cardinality(labels) - u.i::integer) & 1 = 1 AS is_total,
					other_mask >> (cardinality(labels) - u.i::integer) & 1 = 1 AS is_other_total
				FROM unnest(labels, other_labels) WITH ORDINALITY u(a, b, i)) l);
COMMENT ON FUNCTION kansrijk_intern.is_nested(int4range, integer, text[], int4range, integer, text[]) IS
'Internal: Whether the units of one of two cells, as of candidates(), are all units of the other.';

CREATE FUNCTION kansrijk_intern.zeros_around(private text, one_definition smallint, rules sdc_policy, given_away text[])
	RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	protecting constant @extschema@.sdc_policy :=
		replace(rules::text, 'zero=publish', 'zero=protect')::@extschema@.sdc_policy;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (
		WITH cell AS MATERIALIZED (
			SELECT p.*, kansrijk_intern.release_key(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4,
				p.period, p.breakdown, p.category) AS key
			FROM protected p WHERE p.definition = one_definition AND coalesce(p.previous <> 'publish', true)
				AND (p.status = 'unsafe' OR @extschema@.sdc_primary(p.counted, rules) IN ('publish', 'empty')
					AND @extschema@.sdc_primary(p.counted, protecting) NOT IN ('publish', 'empty'))
		), unsafe AS MATERIALIZED (
			SELECT c.* FROM cell c WHERE c.status = 'unsafe'
		), known AS MATERIALIZED (
			-- Where it was not enough to hide its totals and its parts, those of these too.
			SELECT u.* FROM unsafe u
			UNION ALL
			SELECT c.* FROM cell c WHERE c.key = ANY (given_away) AND EXISTS (SELECT FROM unsafe u
				WHERE kansrijk_intern.is_nested(u.period, u.mask, u.labels, c.period, c.mask, c.labels))
		)
		SELECT array_agg(c.key) FROM cell c
		WHERE c.status IN ('publish', 'empty') AND NOT c.key = ANY (given_away) AND EXISTS (SELECT FROM known k
			-- What is cheap to see first.
			WHERE coalesce(c.province = k.province, true) AND coalesce(c.municipality = k.municipality, true)
				AND kansrijk_intern.is_nested(k.period, k.mask, k.labels, c.period, c.mask, c.labels)));
END $$;
COMMENT ON FUNCTION kansrijk_intern.zeros_around(text, smallint, sdc_policy, text[]) IS
'Internal: Of a definition that is decided, the keys of zeros that are shown and are totals or parts of figures that '
'cannot be protected, or of those given_away that are. NULL: none.';

/*
 * A figure is protected by the system of its definition. What it counts may be what definitions before count: that is
 * a system too, in which is known what any of them tells, for the numerator and the denominator, but for units of which
 * something is unknown (parts 1 and 2) and over all units, where other definitions have these (3 and 4). So is what
 * follows in some cells because others tell there that there is nothing of some units: it is known, and shown.
 * What is revised by too little stays as it was released (final): what is counted now is hidden, and must not be found;
 * nor may anything be found by a reader who takes what is shown for it, so that all is decided both ways.
 * A policy that shows zeros hides none for the sake of others. Where one that tells too much of others follows from
 * such zeros, its totals and its parts, these are hidden too, and all is decided once more (given_away).
 */
CREATE PROCEDURE kansrijk_intern.decide_once(private text, one_definition smallint, alone boolean, given_away text[],
	INOUT newly_hidden bigint, INOUT newly_published bigint, INOUT unsafe text[], INOUT more text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	-- Keys and labels are texts, which sort slowly and hash well.
	SET enable_mergejoin = off
	AS $$
#variable_conflict use_column
DECLARE
	work_memory constant text := current_setting('work_mem');
	linear constant @extschema@.sdc_policy := 'zero=protect, unprotectable=unsafe'::@extschema@.sdc_policy;
	one record;
	rules @extschema@.sdc_policy;
	lenient @extschema@.sdc_policy;
	plan kansrijk_intern.joint_system;
	is_joint boolean;
	hidden_keys text[];
	hidden_rates @extschema@.rate[];
	first integer;
	number smallint[];
	shared_parts integer;
	min_denominator bigint;
	told bigint;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT d.scan, d.joint_place, d.is_local, d.policy, d.id INTO STRICT one
		FROM definition d WHERE d.number = one_definition;
	IF one.joint_place IS NOT NULL AND NOT alone THEN
		plan := kansrijk_intern.joint_system(private, one.scan);
	END IF;
	is_joint := plan.rank IS NOT NULL;
	-- Where it cannot be hidden any more, the release tells.
	SELECT array_agg(h.key), array_agg(h.counted) INTO hidden_keys, hidden_rates
		FROM kansrijk_intern.hidden_of_country(private, one.scan) h WHERE NOT one.is_local;
	lenient := replace(one.policy::text, 'unprotectable=error', 'unprotectable=unsafe')::@extschema@.sdc_policy;
	rules := CASE WHEN is_joint OR hidden_keys <> '{}' THEN lenient ELSE one.policy END;
	first := 2 * one.joint_place - 1;
	number := ARRAY[plan.basis[first], plan.basis[first + 1], plan.exact[first], plan.exact[first + 1]];
	shared_parts := (SELECT coalesce(sum(1 << i::integer - 1), 0)
		FROM unnest(number) WITH ORDINALITY u(n, i)
		WHERE n > 0 AND (i <= 2 OR n > plan.rank) AND n = ANY (plan.basis[:first - 1] || plan.exact[:first - 1]));
	min_denominator := kansrijk_intern.policy_field(one.policy::text, 'min_denominator')::bigint;
	-- Each look at the system reads its rows again, which else are on disk.
	IF pg_size_bytes(work_memory) < pg_size_bytes('64MB') THEN
		PERFORM set_config('work_mem', '64MB', true);
	END IF;

	WITH weighed AS (
		SELECT j.*, CASE WHEN is_joint THEN @extschema@.sdc_primary(j.r, rules) END AS own, m.marks,
			m.marks & 16 > 0 AS is_told, m.marks & 32 > 0 AS adds, m.marks & 256 > 0 AS tells,
			shared_parts & ~m.marks > 0 AS hides
		FROM kansrijk_intern.judged_candidates(private, one_definition) j
			LEFT JOIN kansrijk_intern.joint_others(private, one_definition) o ON o.key = j.key
			CROSS JOIN LATERAL (SELECT CASE WHEN is_joint THEN
				kansrijk_intern.joint_marks(coalesce(o.figures, ''), j.r, one.joint_place, plan) ELSE 0 END AS marks OFFSET 0) m
	), marked AS (
		-- Once: each look at the system would ask it again.
		SELECT b.area_type, b.province, b.municipality, b.stadsdeel, b.wijk, b.pc4, b.period, b.breakdown, b.category,
			b.shown, b.preference, b.r, b.mask, b.block, b.window_period, b.labels, b.waived, b.key, b.final, b.previous,
			b.marks, b.is_told, b.hides,
			CASE WHEN b.previous = 'publish' THEN b.previous
			WHEN b.key = ANY (hidden_keys) AND @extschema@.sdc_primary(b.r, rules) IN ('publish', 'empty')
				AND EXISTS (SELECT FROM unnest(hidden_keys, hidden_rates) h(key, counted)
					WHERE h.key = b.key AND h.counted OPERATOR(@extschema@.=) b.r) THEN 'primary_own'
			WHEN NOT b.waived AND b.own IN ('publish', 'empty') AND b.tells THEN 'primary_own'
			-- That there is nothing is told of what others hide.
			WHEN b.own = 'empty' AND (b.adds OR b.hides) AND NOT b.is_told THEN 'primary_own'
			WHEN b.previous IS NOT NULL THEN b.previous
			WHEN b.own = 'publish' AND b.is_told THEN 'publish'
			WHEN b.adds OR b.key = ANY (given_away) THEN 'secondary' END::@extschema@.cell_status AS given
		FROM weighed b OFFSET 0
	), judged AS (
		SELECT m.*, kansrijk_intern.status_of(m.r, rules, m.given,
			-- Where others hide what it has in common with them, it hides.
			CASE WHEN m.given = 'secondary' THEN -2 WHEN NOT (m.shown OR m.waived) THEN -1 WHEN m.hides THEN m.preference - 1
				ELSE m.preference END,
			m.mask, m.block, m.window_period, m.labels, m.waived) OVER () AS alone_status,
			bool_or(m.shown AND m.final IS NOT NULL) OVER () AS has_final,
			shared_parts | bit_or(m.marks) OVER () & 15 AS parts, bit_or(m.marks) OVER () >> 9 & 3 AS bound_parts
		FROM marked m
	), alone AS MATERIALIZED (
		SELECT j.*, j.shown AND j.alone_status = 'publish' AS is_seen, j.shown AND coalesce(j.previous = 'publish', false)
			AS was_seen, j.shown AND j.final IS NOT NULL AS is_final
		FROM judged j
	), shared AS (
		-- What only hangs together with others in a cell, and is hidden, must not be found, and hides nothing: both ways.
		SELECT a.key, kansrijk_intern.status_of(a.r, linear, CASE WHEN a.was_seen OR a.alone_status = 'empty'
					OR a.marks & ~CASE WHEN w.is_bound_known THEN 0 ELSE a.marks >> 9 END & p.part > 0
					OR b.is_believed AND a.is_final THEN 'publish'
				-- All parts of nothing are nothing, which is no sum or difference.
				WHEN p.is_numerator AND NOT plan.protect_zero AND @extschema@.numerator(a.r) = 0 THEN 'primary_own'
				WHEN CASE WHEN p.is_numerator THEN a.alone_status NOT IN ('publish', 'secondary', 'empty')
						ELSE @extschema@.denominator(a.r) < min_denominator END
					OR a.marks & CASE WHEN a.is_seen THEN 256 WHEN p.is_numerator THEN 64 ELSE 128 END > 0
					OR NOT a.is_seen AND a.marks >> 9 & p.part > 0 THEN 'primary_own'
				WHEN NOT a.is_seen THEN 'secondary' END::@extschema@.cell_status,
			a.preference, a.mask, a.block, a.window_period, a.labels, a.waived)
			OVER (PARTITION BY p.part, b.is_believed, w.is_bound_known) AS status
		FROM alone a JOIN (VALUES (1, true), (2, false), (4, true), (8, false)) p(part, is_numerator) ON a.parts & p.part > 0
			JOIN (VALUES (false), (true)) b(is_believed) ON a.has_final OR NOT b.is_believed
			JOIN (VALUES (false), (true)) w(is_bound_known) ON a.bound_parts & p.part > 0 OR w.is_bound_known
		UNION ALL
		SELECT a.key, kansrijk_intern.status_of(a.r, lenient, CASE WHEN a.is_final THEN 'publish'
				WHEN a.given IS NOT NULL THEN a.given
				WHEN a.alone_status = 'secondary' OR NOT (a.shown OR a.waived) THEN 'secondary' END::@extschema@.cell_status,
			a.preference, a.mask, a.block, a.window_period, a.labels, a.waived) OVER ()
		FROM alone a WHERE a.has_final
	), outcome AS MATERIALIZED (
		SELECT a.*, CASE WHEN a.is_seen AND NOT a.was_seen AND s.is_hidden THEN 'secondary' ELSE a.alone_status END AS status
		FROM alone a LEFT JOIN (SELECT s.key, bool_or(s.status <> 'publish') AS is_hidden FROM shared s GROUP BY s.key) s
			ON s.key = a.key
	), seen AS (
		SELECT o.key, o.r, o.mask, o.block, o.window_period, o.labels,
			CASE WHEN o.status = 'empty' OR (o.shown OR o.is_told) AND o.status = 'publish'
					OR o.shown AND o.final IS NOT NULL THEN 'publish'
				ELSE 'secondary' END::@extschema@.cell_status AS status, o.marks, o.parts
		FROM outcome o WHERE is_joint
	), figure AS (
		SELECT s.key, s.r, kansrijk_intern.exposed_parts_of(s.r, one.policy, s.status, s.mask, s.block, s.window_period,
			s.labels) OVER () AS own
		FROM seen s
	), computed AS (
		-- What was only taken for known is not: later definitions would show what it tells there.
		SELECT s.key, p.part, kansrijk_intern.exposed_of(s.r, linear,
			CASE WHEN s.marks & ~(s.marks >> 9) & p.part > 0 THEN 'publish' ELSE s.status END, s.mask, s.block,
			s.window_period, s.labels) OVER (PARTITION BY p.part) IS NOT FALSE AS is_known
		FROM seen s JOIN unnest('{1,2,4,8}'::integer[]) p(part) ON s.parts & p.part > 0
	), known AS (
		SELECT f.key, f.r, f.own & 1 > 0 AS own_numerator, f.own & 2 > 0 AS own_denominator,
			coalesce(c.parts, 0) AS parts
		FROM figure f LEFT JOIN (SELECT c.key, bit_or(c.part) FILTER (WHERE c.is_known) AS parts FROM computed c
			GROUP BY c.key) c ON c.key = f.key
	), forgotten AS (
		DELETE FROM joint_cell c WHERE c.definition = one_definition
	), remembered AS (
		INSERT INTO joint_cell (definition, key, r, numerator_known, denominator_known, exact_numerator, exact_denominator)
		SELECT one_definition, k.key, k.r, k.own_numerator OR k.parts & 1 > 0, k.own_denominator OR k.parts & 2 > 0,
			k.own_numerator OR k.parts & CASE WHEN number[3] = number[1] THEN 1 ELSE 4 END > 0,
			k.own_denominator OR k.parts & CASE WHEN number[4] = number[2] THEN 2 ELSE 8 END > 0
		FROM known k
	), gone AS (
		DELETE FROM protected p WHERE p.definition = one_definition RETURNING p.*
	), filled AS (
		INSERT INTO protected SELECT one_definition, area_type, province, municipality, stadsdeel, wijk, pc4, period,
			breakdown, category, shown, coalesce(final, r), r, CASE WHEN final IS NULL THEN status ELSE 'publish' END,
			previous, mask, block, window_period, labels, waived
		FROM outcome
	)
	SELECT count(*) FILTER (WHERE g.status = 'publish' AND o.status <> 'publish' AND o.final IS NULL),
			count(*) FILTER (WHERE g.status <> 'publish' AND (o.status = 'publish' OR o.final IS NOT NULL)),
			array_agg(concat_ws(' ', o.area_type, coalesce(o.pc4, o.wijk, o.stadsdeel, o.municipality, o.province), o.period,
				o.breakdown, o.category) ORDER BY o.key)
				FILTER (WHERE o.status = 'unsafe' AND o.given IS DISTINCT FROM 'primary_own'),
			count(*) FILTER (WHERE o.status = 'unsafe')
		INTO newly_hidden, newly_published, unsafe, told
		FROM gone g RIGHT JOIN outcome o ON (g.period, g.area_type, g.labels, g.breakdown) = (o.period, o.area_type,
			o.labels, o.breakdown)
		WHERE coalesce(g.shown, true) AND o.shown;
	PERFORM set_config('work_mem', work_memory, true);
	more := CASE WHEN is_joint AND told > 0
		THEN kansrijk_intern.zeros_around(private, one_definition, lenient, given_away) END;
	IF NOT is_joint OR kansrijk_intern.policy_field(one.policy::text, 'unprotectable') <> 'error' THEN
		unsafe := NULL;
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.decide_once(text, smallint, boolean, text[], bigint, bigint, text[], text[]) IS
'Internal: Decides about every figure of a definition of a publication: one table system, over all areas, periods and '
'breakdowns together and what was released before. Where it is protected together with others, those of a lower place '
'were decided before: what these tell is known, and no small difference with them may follow; alone: not so. '
'given_away: keys of zeros that are hidden for others. Tells how many figures are newly hidden and newly published, '
'which cannot be protected that should be an error, and more of such zeros, by which others follow; NULL: none.';

CREATE PROCEDURE kansrijk_intern.decide(private text, one_definition smallint, INOUT newly_hidden bigint,
	INOUT newly_published bigint)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	given_away text[] := '{}'::text[];
	more text[];
	unsafe text[];
	told text[];
BEGIN
	LOOP
		BEGIN
			CALL kansrijk_intern.decide_once(private, one_definition, false, given_away, newly_hidden, newly_published, unsafe,
				more);
			EXIT WHEN more IS NULL;
			RAISE EXCEPTION USING ERRCODE = 'KS007', MESSAGE = 'zeros give away what others hide';
		EXCEPTION WHEN SQLSTATE 'KS007' THEN
			-- What was decided is undone with it.
			given_away := given_away || more;
		END;
	END LOOP;
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	IF unsafe IS NOT NULL THEN
		-- By itself it says to whom; where it can be protected by itself, it is for what others tell.
		CALL kansrijk_intern.decide_once(private, one_definition, true, '{}', newly_hidden, newly_published, told, more);
		RAISE EXCEPTION USING ERRCODE = 'data_exception',
			MESSAGE = 'cells that are known already give away a cell that must be hidden',
			DETAIL = format('What is shown of other definitions tells of %s%s.', array_to_string(unsafe[:5], ', '),
				CASE WHEN cardinality(unsafe) > 5 THEN format(' and %s more', cardinality(unsafe) - 5) END),
			HINT = 'Leave it out of local_definitions, or go on with unprotectable=unsafe in the policy, which gives such '
				'figures the status unsafe.';
	END IF;
	INSERT INTO decided SELECT b.definition, b.basis FROM kansrijk_intern.decision_bases(private, ARRAY[one_definition]) b
		ON CONFLICT (definition) DO UPDATE SET basis = excluded.basis;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.decide(text, smallint, bigint, bigint) IS
'Internal: Decides about a definition of a publication as decide_once() does, once more where zeros that are shown '
'give away what others hide, and enters what that followed from.';
