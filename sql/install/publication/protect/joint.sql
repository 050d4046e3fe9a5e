-- Definitions that count the same units, protected together: see src/publication/joint.c.

CREATE FUNCTION kansrijk_intern.joint_plan(states text[])
	RETURNS TABLE (place smallint, is_numerator boolean, is_new boolean, basis smallint, whole_basis smallint,
		support boolean[], coefficients bigint[], divisor bigint, is_exact boolean)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 20
	AS 'MODULE_PATHNAME', 'kansrijk_joint_plan';
COMMENT ON FUNCTION kansrijk_intern.joint_plan(text[]) IS
'Internal: How definitions that count the same units hang together. states: what they say of a unit, a letter each: o '
'out of scope, y and n with and without the event, u unknown; all that occur. First a row for the numerator and the '
'denominator of each definition: whether it is_new in the basis over units of which nothing is unknown, its number '
'there (NULL: it is none of it), its number among those that are unlike over all units, and of which of the basis it '
'is made (support). Then, with place NULL, the least sets of units that follow: coefficients / divisor of numerator '
'and denominator of each definition; is_exact: over all units. Errors: 22023 (another letter or length), 54000 (too '
'many definitions, or ways to combine them).';

CREATE FUNCTION kansrijk_intern.joint_tells(places smallint[], rates rate[], numerators_known boolean[],
		denominators_known boolean[], figures_known boolean[], mine boolean[], my_place smallint, states text[],
		min_count bigint, min_complement bigint, min_denominator bigint, protect_zero boolean) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_joint_tells';
COMMENT ON FUNCTION kansrijk_intern.joint_tells(smallint[], rate[], boolean[], boolean[], boolean[], boolean[],
	smallint, text[], bigint, bigint, bigint, boolean) IS
'Internal: Whether figures of one cell tell a small set of units by what is mine, and not without. places, rates and '
'what is known of them, of all definitions that show it (numerator, denominator) and of its own figures alone: of the '
'definitions, in any order. mine: the vectors of the basis that would be known as well, and my_place the definition '
'(0: none); mine NULL: whether one is told at all. Another NULL: NULL. states: as of joint_plan(). The rest says what '
'is small: as a numerator or as no figure of one definition, as a complement, as a denominator, and whether zero is. '
'Errors: 2202E (arrays that do not fit), 22004 (nulls), and those of joint_plan().';

CREATE FUNCTION kansrijk_intern.joint_adds(places smallint[], figures_known boolean[], my_place smallint,
		states text[]) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_joint_adds';
COMMENT ON FUNCTION kansrijk_intern.joint_adds(smallint[], boolean[], smallint, text[]) IS
'Internal: Whether the figure of the definition my_place, in a cell, tells over all units of vectors that are not '
'known there: it is made of them. The other arguments are as of joint_tells(), with the same errors.';

-- What the decisions about a scan read of the plan and the policy.
CREATE TYPE kansrijk_intern.joint_system AS (
	states text[],
	rank integer,
	basis smallint[],
	is_new boolean[],
	support boolean[],
	min_count bigint,
	min_complement bigint,
	min_denominator bigint,
	protect_zero boolean
);
COMMENT ON TYPE kansrijk_intern.joint_system IS
'Definitions that are protected together: their plan, an element for the numerator and one for the denominator of '
'each, and what is small.';
COMMENT ON COLUMN kansrijk_intern.joint_system.states IS 'What the definitions say of a unit, of all units.';
COMMENT ON COLUMN kansrijk_intern.joint_system.rank IS 'Number of vectors of the basis.';
COMMENT ON COLUMN kansrijk_intern.joint_system.basis IS 'Number in the basis; 0: none.';
COMMENT ON COLUMN kansrijk_intern.joint_system.is_new IS 'Whether it is itself one of the basis.';
COMMENT ON COLUMN kansrijk_intern.joint_system.support IS
'Of which vectors of the basis it is made: as many elements as the basis has for each.';
COMMENT ON COLUMN kansrijk_intern.joint_system.min_count IS 'Smaller sets are protected.';
COMMENT ON COLUMN kansrijk_intern.joint_system.min_complement IS
'Those that are the complement, and not the numerator, of a definition.';
COMMENT ON COLUMN kansrijk_intern.joint_system.min_denominator IS
'Those that are the denominator, and not the numerator, of a definition.';
COMMENT ON COLUMN kansrijk_intern.joint_system.protect_zero IS 'Also those of 0.';

CREATE FUNCTION kansrijk_intern.joint_system(private text, one_scan text) RETURNS kansrijk_intern.joint_system
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (
		WITH vector AS MATERIALIZED (
			SELECT s.states, p.*, 2 * p.place - p.is_numerator::integer AS number
			FROM (SELECT array_agg(DISTINCT t.state) AS states FROM joint_state t WHERE t.scan = one_scan) s
				CROSS JOIN LATERAL kansrijk_intern.joint_plan(s.states) p
			WHERE p.place IS NOT NULL
		)
		SELECT ROW(min(v.states), max(cardinality(v.support)),
			array_agg(coalesce(v.basis, 0::smallint) ORDER BY v.number), array_agg(v.is_new ORDER BY v.number),
			(SELECT array_agg(x ORDER BY w.number, i) FROM vector w, unnest(w.support) WITH ORDINALITY u(x, i)),
			min(kansrijk_intern.policy_field(b.policy, 'min_count')::bigint),
			min(kansrijk_intern.policy_field(b.policy, 'min_complement')::bigint),
			min(kansrijk_intern.policy_field(b.policy, 'min_denominator')::bigint),
			bool_and(kansrijk_intern.policy_field(b.policy, 'zero') = 'protect'))::kansrijk_intern.joint_system
		FROM vector v CROSS JOIN publication b
		HAVING count(*) > 0);
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_system(text, text) IS
'Internal: The definitions of a scan that are protected together, as a system. NULL when no unit is known.';

CREATE FUNCTION kansrijk_intern.joint_tells(places smallint[], rates rate[], numerators_known boolean[],
		denominators_known boolean[], figures_known boolean[], mine boolean[], my_place smallint,
		plan kansrijk_intern.joint_system) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
	RETURN kansrijk_intern.joint_tells(places, rates, numerators_known, denominators_known, figures_known, mine, my_place,
		(plan).states, (plan).min_count, (plan).min_complement, (plan).min_denominator, (plan).protect_zero);
COMMENT ON FUNCTION kansrijk_intern.joint_tells(smallint[], rate[], boolean[], boolean[], boolean[], boolean[],
	smallint, kansrijk_intern.joint_system) IS
'Internal: joint_tells() with a system as it is.';

-- Years that were released are not scanned again; what units there were is known from then.
CREATE PROCEDURE kansrijk_intern.find_states(private text, step text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
DECLARE
	one record;
	years int4multirange;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT r.query, d.scan INTO STRICT one FROM relation r JOIN definition d ON d.id = r.definitions[1]
		WHERE r.stage = 'states' AND r.name = step;
	years := '{(,)}'::int4multirange;
	IF EXISTS (SELECT FROM joint_state s WHERE s.scan = one.scan) THEN
		years := kansrijk_intern.open_years(private, one.scan);
	END IF;
	DELETE FROM joint_state s WHERE s.scan = one.scan AND s.year <@ years;
	EXECUTE kansrijk_intern.fill('INSERT INTO {private}.joint_state (scan, year, state) SELECT $2, s.year, s.state
		FROM ({query}) s', 'private', quote_ident(private), 'query', one.query) USING years, one.scan;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.find_states(text, text) IS
'Internal: Finds what definitions that are protected together say of the units of the source.';

-- What a reader has of the other definitions: those decided before, and of those that follow what was released.
CREATE FUNCTION kansrijk_intern.joint_others(private text, one_definition smallint)
	RETURNS TABLE (key text, place smallint, r rate, numerator_known boolean, denominator_known boolean,
		figure_known boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	one record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT d.scan, d.joint_place INTO STRICT one FROM definition d WHERE d.number = one_definition;
	RETURN QUERY
	SELECT c.key, d.joint_place, c.r, c.numerator_known, c.denominator_known, c.figure_known
	FROM joint_cell c JOIN definition d ON d.number = c.definition
	WHERE d.scan = one.scan AND d.joint_place < one.joint_place
	UNION ALL
	SELECT c.key, d.joint_place, (array_agg(c.r ORDER BY c.release DESC))[1], true, true, true
	FROM release_cell c JOIN definition d ON d.id = c.definition
	WHERE d.scan = one.scan AND d.joint_place > one.joint_place AND c.status = 'publish' AND c.r IS NOT NULL
	GROUP BY c.key, d.joint_place;
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_others(text, smallint) IS
'Internal: The figures of the other definitions that are protected together with one, and what is known of them when '
'it is decided.';

CREATE FUNCTION kansrijk_intern.joint_knows(places smallint[], numerators_known boolean[],
		denominators_known boolean[], needed boolean[], vector_basis smallint[]) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	RETURN NOT EXISTS (SELECT FROM generate_subscripts(needed, 1) b WHERE needed[b] AND NOT EXISTS (
		SELECT FROM generate_subscripts(places, 1) i
		WHERE vector_basis[2 * places[i] - 1] = b AND numerators_known[i]
			OR vector_basis[2 * places[i]] = b AND denominators_known[i]));
COMMENT ON FUNCTION kansrijk_intern.joint_knows(smallint[], boolean[], boolean[], boolean[], smallint[]) IS
'Internal: Whether all needed vectors of the basis are known in a cell; the other arguments are as of joint_tells().';

/*
 * A vector that no definition before has, is protected by the system of this one; one that others have too, in a
 * second system, where what they tell is known.
 */
CREATE PROCEDURE kansrijk_intern.decide_together(private text, one_definition smallint, INOUT newly_hidden bigint,
	INOUT newly_published bigint)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
#variable_conflict use_column
DECLARE
	linear constant @extschema@.sdc_policy := 'zero=protect, unprotectable=unsafe'::@extschema@.sdc_policy;
	one record;
	rules @extschema@.sdc_policy;
	plan kansrijk_intern.joint_system;
	numerator smallint;
	denominator smallint;
	is_shared_numerator boolean;
	is_shared_denominator boolean;
	of_numerator boolean[];
	of_denominator boolean[];
	mine boolean[];
	needed boolean[];
	min_denominator bigint;
	unsafe bigint;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT d.scan, d.joint_place, d.policy, d.id INTO STRICT one FROM definition d WHERE d.number = one_definition;
	plan := kansrijk_intern.joint_system(private, one.scan);
	IF plan.rank IS NULL THEN
		CALL kansrijk_intern.decide(private, one_definition, newly_hidden, newly_published);
		RETURN;
	END IF;
	-- Where it cannot be hidden any more, the release tells.
	rules := replace(one.policy::text, 'unprotectable=error', 'unprotectable=unsafe')::@extschema@.sdc_policy;
	numerator := plan.basis[2 * one.joint_place - 1];
	denominator := plan.basis[2 * one.joint_place];
	is_shared_numerator := numerator > 0 AND NOT plan.is_new[2 * one.joint_place - 1];
	-- Its own numerator may be its denominator.
	is_shared_denominator := denominator > 0 AND NOT plan.is_new[2 * one.joint_place]
		AND NOT (plan.is_new[2 * one.joint_place - 1] AND numerator = denominator);
	of_numerator := ARRAY(SELECT b = numerator FROM generate_series(1, plan.rank) b ORDER BY b);
	of_denominator := ARRAY(SELECT b = denominator FROM generate_series(1, plan.rank) b ORDER BY b);
	mine := ARRAY(SELECT b IN (numerator, denominator) FROM generate_series(1, plan.rank) b ORDER BY b);
	-- What is made of vectors of others adds nothing where these are known.
	needed := ARRAY(SELECT (plan.support[(2 * one.joint_place - 2) * plan.rank + b]
			OR plan.support[(2 * one.joint_place - 1) * plan.rank + b]) AND NOT mine[b]
		FROM generate_series(1, plan.rank) b ORDER BY b);
	min_denominator := kansrijk_intern.policy_field(one.policy::text, 'min_denominator')::bigint;

	WITH others AS (
		SELECT o.key, array_agg(o.place) AS places, array_agg(o.r) AS rates, array_agg(o.numerator_known) AS numerators,
			array_agg(o.denominator_known) AS denominators, array_agg(o.figure_known) AS figures,
			bool_or(o.numerator_known AND plan.basis[2 * o.place - 1] = numerator
				OR o.denominator_known AND plan.basis[2 * o.place] = numerator) AS numerator_known,
			bool_or(o.numerator_known AND plan.basis[2 * o.place - 1] = denominator
				OR o.denominator_known AND plan.basis[2 * o.place] = denominator) AS denominator_known
		FROM kansrijk_intern.joint_others(private, one_definition) o GROUP BY o.key
	), beside AS (
		SELECT j.*, coalesce(o.places, '{}') || one.joint_place AS places, coalesce(o.rates, '{}') || j.r AS rates,
			coalesce(o.numerators, '{}') || false AS numerators, coalesce(o.denominators, '{}') || false AS denominators,
			coalesce(o.figures, '{}') || false AS figures,
			coalesce(o.numerator_known, false) AS numerator_known, coalesce(o.denominator_known, false) AS denominator_known
		FROM kansrijk_intern.judged_candidates(private, one_definition) j LEFT JOIN others o ON o.key = j.key
	), weighed AS (
		SELECT b.*, @extschema@.sdc_primary(b.r, rules) AS own,
			true = ANY (needed) AND NOT kansrijk_intern.joint_knows(b.places, b.numerators, b.denominators, needed,
				plan.basis) OR kansrijk_intern.joint_adds(b.places, b.figures, one.joint_place, plan.states) AS adds
		FROM beside b
	), marked AS (
		SELECT b.*, CASE WHEN b.previous = 'publish' THEN b.previous
			WHEN NOT b.waived AND b.own IN ('publish', 'empty')
				AND kansrijk_intern.joint_tells(b.places, b.rates, b.numerators, b.denominators, b.figures, mine,
					one.joint_place, plan) THEN 'primary_own'
			-- That there is nothing is told of what others hide.
			WHEN b.own = 'empty' AND (b.adds OR is_shared_numerator AND NOT b.numerator_known
				OR is_shared_denominator AND NOT b.denominator_known) THEN 'primary_own'
			WHEN b.previous IS NOT NULL THEN b.previous
			WHEN b.adds THEN 'secondary' END::@extschema@.cell_status AS given
		FROM weighed b
	), judged AS (
		SELECT m.*, kansrijk_intern.status_of(m.r, rules, m.given,
			-- Where others hide what it has in common with them, it hides.
			CASE WHEN m.given = 'secondary' THEN -2 WHEN NOT (m.shown OR m.waived) THEN -1
				WHEN is_shared_numerator AND NOT m.numerator_known OR is_shared_denominator AND NOT m.denominator_known
					THEN m.preference - 1
				ELSE m.preference END,
			m.mask, m.block, m.window_period, m.labels, m.waived) OVER () AS alone_status
		FROM marked m
	), alone AS MATERIALIZED (
		SELECT j.*, j.shown AND j.alone_status = 'publish' AS is_seen, j.shown AND coalesce(j.previous = 'publish', false)
			AS was_seen
		FROM judged j
	), of_numerators AS (
		SELECT a.key, kansrijk_intern.status_of(a.r, linear, CASE WHEN a.numerator_known OR a.was_seen THEN 'publish'
				-- All parts of nothing are nothing, which is no sum or difference.
				WHEN NOT plan.protect_zero AND @extschema@.numerator(a.r) = 0 THEN 'primary_own'
				WHEN a.alone_status NOT IN ('publish', 'secondary', 'empty') OR kansrijk_intern.joint_tells(a.places, a.rates,
					a.numerators, a.denominators, a.figures, CASE WHEN a.is_seen THEN mine ELSE of_numerator END,
					one.joint_place, plan) THEN 'primary_own'
				WHEN NOT a.is_seen THEN 'secondary' END::@extschema@.cell_status,
			a.preference, a.mask, a.block, a.window_period, a.labels, a.waived) OVER () AS status
		FROM alone a WHERE is_shared_numerator
	), of_denominators AS (
		SELECT a.key, kansrijk_intern.status_of(a.r, linear, CASE WHEN a.denominator_known OR a.was_seen THEN 'publish'
				WHEN @extschema@.denominator(a.r) < min_denominator OR kansrijk_intern.joint_tells(a.places, a.rates,
					a.numerators, a.denominators, a.figures, CASE WHEN a.is_seen THEN mine ELSE of_denominator END,
					one.joint_place, plan) THEN 'primary_own'
				WHEN NOT a.is_seen THEN 'secondary' END::@extschema@.cell_status,
			a.preference, a.mask, a.block, a.window_period, a.labels, a.waived) OVER () AS status
		FROM alone a WHERE is_shared_denominator
	), outcome AS MATERIALIZED (
		SELECT a.*, CASE WHEN a.is_seen AND NOT a.was_seen
				AND (n.status <> 'publish' OR d.status <> 'publish') THEN 'secondary' ELSE a.alone_status END AS status
		FROM alone a LEFT JOIN of_numerators n ON n.key = a.key LEFT JOIN of_denominators d ON d.key = a.key
	), seen AS (
		SELECT o.key, o.r, o.mask, o.block, o.window_period, o.labels,
			CASE WHEN o.status = 'empty' OR o.shown AND (o.status = 'publish' OR o.final IS NOT NULL) THEN 'publish'
				ELSE 'secondary' END::@extschema@.cell_status AS status, o.numerator_known, o.denominator_known
		FROM outcome o
	), known AS (
		SELECT s.key, s.r, kansrijk_intern.exposed_of(s.r, one.policy, s.status, s.mask, s.block, s.window_period, s.labels)
				OVER () IS NOT FALSE AS figure_known,
			CASE WHEN is_shared_numerator THEN kansrijk_intern.exposed_of(s.r, linear, CASE WHEN s.numerator_known
				THEN 'publish' ELSE s.status END, s.mask, s.block, s.window_period, s.labels) OVER () IS NOT FALSE END
				AS numerator_known,
			CASE WHEN is_shared_denominator THEN kansrijk_intern.exposed_of(s.r, linear, CASE WHEN s.denominator_known
				THEN 'publish' ELSE s.status END, s.mask, s.block, s.window_period, s.labels) OVER () IS NOT FALSE END
				AS denominator_known
		FROM seen s
	), forgotten AS (
		DELETE FROM joint_cell c WHERE c.definition = one_definition
	), remembered AS (
		INSERT INTO joint_cell SELECT one_definition, k.key, k.r, coalesce(k.numerator_known, k.figure_known),
			coalesce(k.denominator_known, k.figure_known), k.figure_known FROM known k
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
			count(*) FILTER (WHERE o.status = 'unsafe' AND o.given IS DISTINCT FROM 'primary_own')
		INTO newly_hidden, newly_published, unsafe
		FROM gone g RIGHT JOIN outcome o ON (g.period, g.area_type, g.labels, g.breakdown) = (o.period, o.area_type,
			o.labels, o.breakdown)
		WHERE coalesce(g.shown, true) AND o.shown;
	IF unsafe > 0 AND kansrijk_intern.policy_field(one.policy::text, 'unprotectable') = 'error' THEN
		-- It says which, and to whom.
		CALL kansrijk_intern.decide(private, one_definition, newly_hidden, newly_published);
	END IF;
	INSERT INTO decided VALUES (one_definition, kansrijk_intern.decision_basis(private, one_definition))
		ON CONFLICT (definition) DO UPDATE SET basis = excluded.basis;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.decide_together(text, smallint, bigint, bigint) IS
'Internal: As decide(), for a definition that is protected together with others, of which those of a lower place were '
'decided before: what these tell is known, and no small difference with them may follow.';

-- For the audit all is found once more, from what is shown: not what was noted when it was decided.
CREATE FUNCTION kansrijk_intern.joint_known(private text, one_scan text, vector_basis smallint[], released_only boolean)
	RETURNS TABLE (key text, place smallint, r rate, numerator_known boolean, denominator_known boolean,
		figure_known boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	SET enable_nestloop = off
	SET jit = off
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY
	WITH seen AS MATERIALIZED (
		SELECT d.joint_place AS place, d.policy, p.counted, p.mask, p.block, p.window_period, p.labels,
			kansrijk_intern.release_key(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4, p.period,
				p.breakdown, p.category) AS key,
			p.status = 'empty' OR p.shown AND CASE WHEN released_only THEN coalesce(p.previous = 'publish', false)
				OR p.r OPERATOR(@extschema@.<>) p.counted ELSE p.status = 'publish' END AS is_seen
		FROM protected p JOIN definition d ON d.number = p.definition
		WHERE d.scan = one_scan AND d.joint_place IS NOT NULL
	), figure AS (
		SELECT s.place, s.key, s.counted, kansrijk_intern.exposed_of(s.counted, s.policy,
			CASE WHEN s.is_seen THEN 'publish' ELSE 'secondary' END::@extschema@.cell_status, s.mask, s.block,
			s.window_period, s.labels) OVER (PARTITION BY s.place) IS NOT FALSE AS is_known
		FROM seen s
	), vector AS (
		SELECT ((i + 1) / 2)::smallint AS place, i % 2 = 1 AS is_numerator, b AS basis
		FROM unnest(vector_basis) WITH ORDINALITY u(b, i)
	), shared AS (
		SELECT v.basis, min(v.place) AS first_place FROM vector v WHERE v.basis > 0
		GROUP BY v.basis HAVING count(DISTINCT v.place) > 1
	), told AS (
		SELECT v.basis, s.key, bool_or(s.is_seen) AS is_seen FROM seen s JOIN (SELECT DISTINCT o.place, o.basis
			FROM vector o JOIN shared h ON h.basis = o.basis) v ON v.place = s.place
		GROUP BY v.basis, s.key
	), computed AS (
		-- A vector that several definitions have is one system, whichever shows it.
		SELECT h.basis, s.key, kansrijk_intern.exposed_of(s.counted, 'zero=protect',
			CASE WHEN t.is_seen THEN 'publish' ELSE 'secondary' END::@extschema@.cell_status, s.mask, s.block,
			s.window_period, s.labels) OVER (PARTITION BY h.basis) IS NOT FALSE AS is_known
		FROM shared h JOIN seen s ON s.place = h.first_place JOIN told t ON t.basis = h.basis AND t.key = s.key
	)
	SELECT f.key, f.place, f.counted, coalesce(cn.is_known, f.is_known), coalesce(cd.is_known, f.is_known), f.is_known
	FROM figure f
		JOIN vector n ON n.place = f.place AND n.is_numerator
		JOIN vector d ON d.place = f.place AND NOT d.is_numerator
		LEFT JOIN computed cn ON cn.basis = n.basis AND cn.key = f.key
		LEFT JOIN computed cd ON cd.basis = d.basis AND cd.key = f.key;
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_known(text, text, smallint[], boolean) IS
'Internal: The figures of definitions that are protected together, and what a reader can compute of them from all that '
'these show; released_only: from what of that was released before.';

CREATE FUNCTION kansrijk_intern.joint_problems(private text, one_family text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000
	SET search_path = pg_catalog, pg_temp
	SET enable_nestloop = off
	SET jit = off
	AS $$
#variable_conflict use_column
DECLARE
	one record;
	plan kansrijk_intern.joint_system;
	was_released boolean;
	problems text[] := '{}'::text[];
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	FOR one IN SELECT d.scan, string_agg(d.id, ', ' ORDER BY d.joint_place) AS definitions
		FROM definition d JOIN scan s ON s.name = d.scan
		WHERE s.family = one_family AND d.joint_place IS NOT NULL GROUP BY d.scan ORDER BY d.scan COLLATE "C"
	LOOP
		plan := kansrijk_intern.joint_system(private, one.scan);
		CONTINUE WHEN plan.rank IS NULL;
		was_released := EXISTS (SELECT FROM protected p JOIN definition d ON d.number = p.definition
			WHERE d.scan = one.scan AND d.joint_place IS NOT NULL AND p.previous IS NOT NULL);
		problems := problems || ARRAY(
			WITH known AS (
				SELECT k.key, array_agg(k.place) AS places, array_agg(k.r) AS rates, array_agg(k.numerator_known) AS numerators,
					array_agg(k.denominator_known) AS denominators, array_agg(k.figure_known) AS figures
				FROM kansrijk_intern.joint_known(private, one.scan, plan.basis, false) k GROUP BY k.key
			), released AS (
				SELECT k.key, array_agg(k.place) AS places, array_agg(k.r) AS rates, array_agg(k.numerator_known) AS numerators,
					array_agg(k.denominator_known) AS denominators, array_agg(k.figure_known) AS figures
				FROM kansrijk_intern.joint_known(private, one.scan, plan.basis, true) k WHERE was_released GROUP BY k.key
			), told AS (
				SELECT k.key FROM known k LEFT JOIN released b ON b.key = k.key
				WHERE kansrijk_intern.joint_tells(k.places, k.rates, k.numerators, k.denominators, k.figures, NULL, NULL, plan)
					-- What is out cannot be taken back.
					AND NOT coalesce(kansrijk_intern.joint_tells(b.places, b.rates, b.numerators, b.denominators,
						b.figures, NULL, NULL, plan), false)
			), figure AS (
				SELECT p.*, kansrijk_intern.release_key(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4,
					p.period, p.breakdown, p.category) AS key
				FROM protected p JOIN definition d ON d.number = p.definition
				WHERE d.scan = one.scan AND d.joint_place = 1 AND NOT p.waived
			)
			SELECT p.problem FROM (SELECT kansrijk_intern.audit_problem('together they tell too much', one.definitions,
				f.area_type, coalesce(f.pc4, f.wijk, f.stadsdeel, f.municipality, f.province), f.period, f.breakdown,
					f.category) AS problem
				FROM told t JOIN figure f ON f.key = t.key) p
			ORDER BY p.problem COLLATE "C");
	END LOOP;
	RETURN problems;
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_problems(text, text) IS
'Internal: Where figures of definitions of a family that are protected together tell a small difference between them, '
'a text each, which names the cell and no counts. What releases told already is no problem. For audit_family().';
