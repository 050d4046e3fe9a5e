-- What definitions that are protected together tell of each other, for the audit.

-- For the audit all is found once more, from what is shown: not what was noted when it was decided.
CREATE FUNCTION kansrijk_intern.joint_known(private text, one_scan text, plan kansrijk_intern.joint_system,
		released_only boolean, if_shown_place smallint DEFAULT NULL, if_shown_key text DEFAULT NULL,
		told_numbers smallint[] DEFAULT '{}', told_keys text[] DEFAULT '{}')
	RETURNS TABLE (key text, place smallint, r rate, numerator_known boolean, denominator_known boolean,
		exact_numerator boolean, exact_denominator boolean)
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
			k.key, p.status = 'empty' OR p.shown AND CASE WHEN released_only THEN coalesce(p.previous = 'publish', false)
				OR p.r OPERATOR(@extschema@.<>) p.counted ELSE p.status = 'publish' END
				OR coalesce((d.joint_place, k.key) = (if_shown_place, if_shown_key), false) AS is_seen
		FROM protected p JOIN definition d ON d.number = p.definition
			CROSS JOIN LATERAL (SELECT kansrijk_intern.release_key(p.area_type, p.province, p.municipality, p.stadsdeel,
				p.wijk, p.pc4, p.period, p.breakdown, p.category) AS key) k
		WHERE d.scan = one_scan AND d.joint_place IS NOT NULL
	), figure AS (
		SELECT s.place, s.key, s.counted, kansrijk_intern.exposed_parts_of(s.counted, s.policy,
			CASE WHEN s.is_seen THEN 'publish' ELSE 'secondary' END::@extschema@.cell_status, s.mask, s.block,
			s.window_period, s.labels) OVER (PARTITION BY s.place) AS parts
		FROM seen s
	), vector AS (
		SELECT i::smallint AS place, plan.basis[2 * i - 1] AS numerator, plan.basis[2 * i] AS denominator,
			plan.exact[2 * i - 1] AS exact_numerator, plan.exact[2 * i] AS exact_denominator
		FROM generate_series(1, cardinality(plan.basis) / 2) i
	), shows AS (
		SELECT DISTINCT v.place, n.number
		FROM vector v CROSS JOIN LATERAL unnest(ARRAY[v.numerator, v.denominator, v.exact_numerator, v.exact_denominator])
			AS n(number)
		WHERE n.number > 0
	), shared AS (
		SELECT v.number, min(v.place) AS first_place FROM shows v GROUP BY v.number
		HAVING count(*) > 1 OR v.number = ANY (told_numbers)
	), told AS (
		SELECT v.number, s.key, bool_or(s.is_seen OR t.key IS NOT NULL) AS is_seen
		FROM seen s JOIN shows v ON v.place = s.place JOIN shared h ON h.number = v.number
			LEFT JOIN unnest(told_numbers, told_keys) t(number, key) ON t.number = v.number AND t.key = s.key
		GROUP BY v.number, s.key
	), computed AS (
		-- A vector that several definitions have is one system, whichever shows it.
		SELECT h.number, s.key, kansrijk_intern.exposed_of(s.counted, 'zero=protect',
			CASE WHEN t.is_seen THEN 'publish' ELSE 'secondary' END::@extschema@.cell_status, s.mask, s.block,
			s.window_period, s.labels) OVER (PARTITION BY h.number) IS NOT FALSE AS is_known
		FROM shared h JOIN seen s ON s.place = h.first_place JOIN told t ON t.number = h.number AND t.key = s.key
	)
	SELECT f.key, f.place, f.counted, o.numerator OR coalesce(n.is_known, false),
		o.denominator OR coalesce(d.is_known, false), o.numerator OR coalesce(en.is_known, false),
		o.denominator OR coalesce(ed.is_known, false)
	FROM figure f CROSS JOIN LATERAL (SELECT f.parts & 1 > 0 AS numerator, f.parts & 2 > 0 AS denominator) o
		JOIN vector v ON v.place = f.place
		LEFT JOIN computed n ON n.number = v.numerator AND n.key = f.key
		LEFT JOIN computed d ON d.number = v.denominator AND d.key = f.key
		LEFT JOIN computed en ON en.number = v.exact_numerator AND en.key = f.key
		LEFT JOIN computed ed ON ed.number = v.exact_denominator AND ed.key = f.key;
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_known(text, text, kansrijk_intern.joint_system,
	boolean, smallint, text, smallint[], text[]) IS
'Internal: The figures of definitions that are protected together, and what a reader can compute of them from all that '
'these show; released_only: from what of that was released before. if_shown_place and if_shown_key: of a figure that '
'is taken to be shown too; NULL: none. told_numbers and told_keys: vectors, by number, that are known in cells too.';

CREATE FUNCTION kansrijk_intern.joint_told(private text, one_scan text, plan kansrijk_intern.joint_system,
		released_only boolean) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
DECLARE
	numbers smallint[] := '{}'::smallint[];
	keys text[] := '{}'::text[];
	told text[];
	more_numbers smallint[];
	more_keys text[];
BEGIN
	LOOP
		WITH cell AS MATERIALIZED (
			SELECT k.key, array_agg(k.place) AS places, array_agg(k.r) AS rates, array_agg(k.numerator_known) AS numerators,
				array_agg(k.denominator_known) AS denominators, array_agg(k.exact_numerator) AS exact_numerators,
				array_agg(k.exact_denominator) AS exact_denominators
			FROM kansrijk_intern.joint_known(private, one_scan, plan, released_only, told_numbers => numbers,
				told_keys => keys) k
			GROUP BY k.key
		), suspect AS MATERIALIZED (
			SELECT c.* FROM cell c
			WHERE kansrijk_intern.joint_tells(c.places, c.rates, c.numerators, c.denominators, c.exact_numerators,
				c.exact_denominators, plan)
		), follows AS (
			-- A vector of several definitions is one.
			SELECT DISTINCT n.number, c.key
			FROM cell c CROSS JOIN LATERAL kansrijk_intern.joint_follows(c.places, c.rates, c.numerators,
					c.denominators, c.exact_numerators, c.exact_denominators, plan.states) AS parts
				CROSS JOIN LATERAL unnest(parts) AS part
				CROSS JOIN LATERAL (SELECT 2 * ((part - 1) / 4) + (part - 1) % 2 + 1 AS at, (part - 1) % 4 < 2 AS is_certain) v
				CROSS JOIN LATERAL (SELECT CASE WHEN is_certain THEN plan.basis[at] ELSE plan.exact[at] END AS number) n
			-- Where zeros are protected, one that follows is told.
			WHERE part > 0 AND (NOT plan.protect_zero OR EXISTS (SELECT FROM suspect)) AND n.number > 0
				-- What is one vector over all units is not known because it is but for those that are unknown.
				AND NOT (is_certain AND plan.basis[at] = plan.exact[at] AND (part + 2)::smallint <> ALL (parts))
			EXCEPT SELECT * FROM unnest(numbers, keys)
		)
		SELECT ARRAY(SELECT s.key FROM suspect s), array_agg(f.number), array_agg(f.key)
			INTO told, more_numbers, more_keys
			FROM follows f;
		EXIT WHEN more_keys IS NULL;
		-- What follows in a cell is known, and more may follow.
		numbers := numbers || more_numbers;
		keys := keys || more_keys;
	END LOOP;
	RETURN told;
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_told(text, text, kansrijk_intern.joint_system, boolean) IS
'Internal: The keys of the cells in which definitions that are protected together tell a small difference between '
'them; the arguments are as of joint_known().';

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
	told text[];
	told_before text[];
	problems text[] := '{}'::text[];
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	FOR one IN SELECT d.scan, string_agg(d.id, ', ' ORDER BY d.joint_place) AS definitions
		FROM definition d JOIN scan s ON s.name = d.scan
		WHERE s.family = one_family AND d.joint_place IS NOT NULL GROUP BY d.scan ORDER BY d.scan COLLATE "C"
	LOOP
		plan := kansrijk_intern.joint_system(private, one.scan);
		CONTINUE WHEN plan.rank IS NULL;
		told := kansrijk_intern.joint_told(private, one.scan, plan, false);
		IF told <> '{}' AND EXISTS (SELECT FROM protected p JOIN definition d ON d.number = p.definition
			WHERE d.scan = one.scan AND d.joint_place IS NOT NULL AND p.previous IS NOT NULL)
		THEN
			-- What is out cannot be taken back.
			told_before := kansrijk_intern.joint_told(private, one.scan, plan, true);
			told := ARRAY(SELECT unnest(told) EXCEPT SELECT unnest(told_before));
		END IF;
		CONTINUE WHEN told = '{}';
		problems := problems || ARRAY(
			SELECT p.problem FROM (SELECT kansrijk_intern.audit_problem('together they tell too much', one.definitions,
					f.area_type, coalesce(f.pc4, f.wijk, f.stadsdeel, f.municipality, f.province), f.period, f.breakdown,
					f.category) AS problem
				FROM protected f JOIN definition d ON d.number = f.definition
				WHERE d.scan = one.scan AND d.joint_place = 1 AND NOT f.waived
					AND kansrijk_intern.release_key(f.area_type, f.province, f.municipality, f.stadsdeel, f.wijk, f.pc4,
						f.period, f.breakdown, f.category) = ANY (told)) p
			ORDER BY p.problem COLLATE "C");
	END LOOP;
	RETURN problems;
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_problems(text, text) IS
'Internal: Where figures of definitions of a family that are protected together tell a small difference between them, '
'a text each, which names the cell and no counts. What releases told already is no problem. For audit_family().';

-- What is published of the whole country only is protected by itself: it must not show what others hide.
CREATE FUNCTION kansrijk_intern.country_problems(private text, one_family text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN ARRAY(
		-- Found once: not for each figure of the others.
		WITH hidden AS MATERIALIZED (
			SELECT s.name AS scan, h.*
			FROM scan s CROSS JOIN LATERAL kansrijk_intern.hidden_of_country(private, s.name) h WHERE s.family = one_family
		)
		SELECT kansrijk_intern.audit_problem('shown by ' || e.id, h.definition, 'land', NULL, h.period, h.breakdown,
			h.category)
		FROM hidden h JOIN definition e ON e.scan = h.scan AND NOT e.is_local
			JOIN protected q ON q.definition = e.number AND q.area_type = 'land'
				AND (q.period, q.breakdown, q.category) = (h.period, h.breakdown, h.category)
		WHERE q.shown AND q.status = 'publish' AND coalesce(q.previous <> 'publish', true)
			AND q.counted OPERATOR(@extschema@.=) h.counted
		ORDER BY 1);
END $$;
COMMENT ON FUNCTION kansrijk_intern.country_problems(text, text) IS
'Internal: Where a definition that is published of the country only shows a figure that is hidden of one that is '
'published for every area: the same counts in the same period and category. A text each, which names the figure and no '
'counts. For audit_family().';
