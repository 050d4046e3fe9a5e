-- Why a figure of a publication is hidden, for its owner: in words, without counts.

CREATE FUNCTION kansrijk_intern.reason_in_words(reason text, language text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10
	BEGIN ATOMIC
		SELECT CASE language WHEN 'nl' THEN w.nl ELSE w.en END
		FROM (VALUES
			('publish', 'Getoond.', 'Shown.'),
			('empty', 'Er is niets te tellen, en dat wordt getoond.', 'There is nothing to count, which is shown.'),
			('primary_count', 'Te weinig gevallen (min_count).', 'Too few events (min_count).'),
			('primary_complement', 'Te weinig zonder de gebeurtenis (min_complement).',
				'Too few without the event (min_complement).'),
			('primary_denominator', 'Te weinig in de noemer (min_denominator).', 'Too few units (min_denominator).'),
			('primary_group', 'Bijna iedereen heeft de gebeurtenis (max_share).', 'Nearly all have the event (max_share).'),
			('primary_contributors', 'Te weinig bijdragers (min_contributors).', 'Too few contributors (min_contributors).'),
			('primary_own', 'Naast wat verwante definities tonen zou een te kleine groep volgen.',
				'Beside what related definitions show, too small a group would follow.'),
			('unsafe', 'Onveilig, en toch af te leiden uit wat al bekend is.',
				'Unsafe, and yet it can be deduced from what is known already.'),
			('released', 'Verborgen toen het werd vrijgegeven, en zo blijft het.',
				'Hidden when it was released, and so it stays.'),
			('secondary', 'Hieruit zou volgen wat verborgen moet blijven.', 'What must stay hidden would follow from it.'),
			('uncertain', 'Houdt onzeker wat over andere verborgen cijfers, ook van verwante definities, is af te leiden: niet '
				'één volgt er alleen uit, maar een som, een interval of wat iemand van zichzelf weet zou te veel zeggen.',
				'Keeps uncertain what can be deduced of other hidden figures, also of related definitions: none follows from it '
				'alone, but a sum, an interval, or what somebody knows of himself would tell too much.'),
			('protects', 'Zou volgen.', 'Would follow.'),
			('protected by', 'Daarom mee verborgen: het gevraagde cijfer zou eruit volgen.',
				'Hidden for its sake: the figure that is asked about would follow from it.'),
			('together', 'Samen hiermee zou een te kleine groep volgen.', 'Together with it, too small a group would follow.')
			) w(reason, nl, en)
		WHERE w.reason = reason_in_words.reason;
	END;
COMMENT ON FUNCTION kansrijk_intern.reason_in_words(text, text) IS
'Internal: What explain_publication() says of a figure, in Dutch (nl) or else in English.';

CREATE FUNCTION kansrijk_intern.status_if_shown(status cell_status, shown boolean, waived boolean, counted rate,
	policy sdc_policy, is_asked boolean) RETURNS cell_status
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN CASE WHEN is_asked OR shown AND status = 'publish' THEN 'publish'
		WHEN status = 'empty' OR status::text ~ '^primary' THEN status
		WHEN NOT waived AND sdc_primary(counted, policy) NOT IN ('publish', 'empty') THEN sdc_primary(counted, policy) END;
COMMENT ON FUNCTION kansrijk_intern.status_if_shown(cell_status, boolean, boolean, rate, sdc_policy, boolean) IS
'Internal: What a figure of a publication is to who audits it, if the one that is_asked about were shown: published, '
'empty, unsafe by a rule, or NULL, hidden for the sake of others.';

CREATE FUNCTION kansrijk_intern.figures_protected(private text, one_definition smallint, one_key text)
	RETURNS TABLE (role text, definition smallint, key text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
#variable_conflict use_column
DECLARE
	helpers_tried constant integer := 40;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY
	WITH system AS MATERIALIZED (
		SELECT p.*, d.policy, k.key, k.key = one_key AS is_asked
		FROM protected p JOIN definition d ON d.number = p.definition
			CROSS JOIN LATERAL (SELECT kansrijk_intern.release_key(p.area_type, p.province, p.municipality, p.stadsdeel,
				p.wijk, p.pc4, p.period, p.breakdown, p.category) AS key) k
		WHERE p.definition = one_definition
	), asked AS (
		SELECT s.*, kansrijk_intern.publication_area(s.area_type, s.province, s.municipality, s.stadsdeel, s.wijk, s.pc4)
			AS area, s.status::text ~ '^primary' AS is_unsafe
		FROM system s WHERE s.is_asked
	), tried AS (
		-- Of one that is hidden for the sake of others: itself. Of another: what is hidden for the sake of others around it.
		SELECT a.key, a.is_unsafe FROM asked a WHERE a.status = 'secondary'
		UNION ALL
		(SELECT s.key, a.is_unsafe
		FROM asked a JOIN system s ON s.shown AND s.status = 'secondary'
			AND (kansrijk_intern.publication_area(s.area_type, s.province, s.municipality, s.stadsdeel, s.wijk, s.pc4) = a.area
				OR (s.period, s.breakdown, s.category) = (a.period, a.breakdown, a.category))
		WHERE a.is_unsafe
		ORDER BY s.area_type = a.area_type DESC, s.breakdown = a.breakdown DESC, s.period = a.period DESC,
			s.province = a.province DESC NULLS LAST, s.key COLLATE "C"
		LIMIT helpers_tried)
	), computed AS (
		SELECT t.key AS tried_key, t.is_unsafe, s.key, s.is_asked, kansrijk_intern.exposed_of(s.counted, s.policy,
				kansrijk_intern.status_if_shown(s.status, s.shown, s.waived, s.counted, s.policy, s.key = t.key), s.mask, s.block,
				s.window_period, s.labels) OVER (PARTITION BY t.key) AS follows
		FROM tried t CROSS JOIN system s
	)
	SELECT CASE WHEN c.is_unsafe THEN 'protected by' ELSE 'protects' END, one_definition, o.key
	FROM computed c CROSS JOIN LATERAL (SELECT CASE WHEN c.is_unsafe THEN c.tried_key ELSE c.key END AS key) o
	WHERE c.follows AND (c.is_asked OR NOT c.is_unsafe)
	ORDER BY o.key COLLATE "C";
END $$;
COMMENT ON FUNCTION kansrijk_intern.figures_protected(text, smallint, text) IS
'Internal: Of a figure that is hidden for the sake of others, those that would follow if it were shown; of one that is '
'unsafe, those from which it would, of at most forty around it. By the sums of its own definition.';

CREATE FUNCTION kansrijk_intern.figures_together(private text, one_definition smallint, one_key text)
	RETURNS TABLE (role text, definition smallint, key text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	SET enable_nestloop = off
	SET jit = off
	AS $$
#variable_conflict use_column
DECLARE
	keys_named constant integer := 10;
	one record;
	plan kansrijk_intern.joint_system;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT d.scan, d.joint_place INTO STRICT one FROM definition d WHERE d.number = one_definition;
	IF one.joint_place IS NULL THEN
		RETURN;
	END IF;
	plan := kansrijk_intern.joint_system(private, one.scan);
	IF plan.rank IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH known AS (
		SELECT k.key, array_agg(k.place) AS places, array_agg(k.r) AS rates, array_agg(k.numerator_known) AS numerators,
			array_agg(k.denominator_known) AS denominators, array_agg(k.exact_numerator) AS exact_numerators,
			array_agg(k.exact_denominator) AS exact_denominators
		FROM kansrijk_intern.joint_known(private, one.scan, plan, false, one.joint_place, one_key) k GROUP BY k.key
	), told AS MATERIALIZED (
		SELECT k.* FROM known k
		WHERE kansrijk_intern.joint_tells(k.places, k.rates, k.numerators, k.denominators, k.exact_numerators,
			k.exact_denominators, plan)
		ORDER BY k.key = one_key DESC, k.key COLLATE "C" LIMIT keys_named
	)
	-- Those without which nothing follows.
	SELECT 'together', d.number, t.key
	FROM told t CROSS JOIN LATERAL unnest(t.places) WITH ORDINALITY p(place, i)
		JOIN definition d ON d.scan = one.scan AND d.joint_place = p.place
		CROSS JOIN LATERAL (SELECT array_agg(t.places[j] ORDER BY j) AS places, array_agg(t.rates[j] ORDER BY j) AS rates,
			array_agg(t.numerators[j] ORDER BY j) AS numerators, array_agg(t.denominators[j] ORDER BY j) AS denominators,
			array_agg(t.exact_numerators[j] ORDER BY j) AS exact_numerators,
			array_agg(t.exact_denominators[j] ORDER BY j) AS exact_denominators
			FROM generate_subscripts(t.places, 1) j WHERE j <> p.i) w
	WHERE d.number <> one_definition
		AND kansrijk_intern.joint_tells(w.places, w.rates, w.numerators, w.denominators, w.exact_numerators,
			w.exact_denominators, plan) IS NOT TRUE
	ORDER BY t.key = one_key DESC, t.key COLLATE "C", d.joint_place;
END $$;
COMMENT ON FUNCTION kansrijk_intern.figures_together(text, smallint, text) IS
'Internal: The figures of other definitions which, with one figure, would tell a small difference: those without which '
'none would follow, of at most ten cells.';

CREATE FUNCTION kansrijk_intern.no_such_figure(target text, named text[]) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	columns constant text[] := '{definition,area_type,area,year,first_year,breakdown,category}'::text[];
	values_told constant integer := 12;
	first_wrong integer;
	others text[];
BEGIN
	PERFORM set_config('search_path',
		kansrijk_intern.publication_path(kansrijk_intern.publication_schema(target)), true);
	WITH figure AS (
		SELECT ARRAY[d.id, p.area_type,
			kansrijk_intern.publication_area(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4),
			(upper(p.period) - 1)::text, lower(p.period)::text, p.breakdown, p.category] AS called
		FROM protected p JOIN definition d ON d.number = p.definition WHERE p.shown
	), agreeing AS (
		SELECT f.called, (SELECT count(*) FROM generate_subscripts(named, 1) i WHERE f.called[1:i] = named[1:i]) AS n
		FROM figure f
	)
	SELECT max(a.n) + 1, (array_agg(DISTINCT a.called[a.n + 1]) FILTER (WHERE a.n = (SELECT max(b.n) FROM agreeing b)))
		INTO first_wrong, others FROM agreeing a;
	RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
		MESSAGE = format('publication "%s" has no such figure', target),
		DETAIL = format('%s has no figure with %s "%s".', CASE WHEN first_wrong > 1 THEN (SELECT string_agg(format('%s "%s"',
			columns[i], named[i]), ', ' ORDER BY i) FROM generate_series(1, first_wrong - 1) i) ELSE 'It' END,
			columns[first_wrong], named[first_wrong]),
		HINT = format('It has: %s.', array_to_string(others[:values_told], ', ')
			|| CASE WHEN cardinality(others) > values_told THEN ' and others' ELSE '' END);
END $$;
COMMENT ON FUNCTION kansrijk_intern.no_such_figure(text, text[]) IS
'Internal: The error of a figure that a publication does not have: what of its name is wrong, and what there is '
'instead. Named in the order definition, area_type, area, year, first_year, breakdown, category.';

CREATE FUNCTION explain_publication(target text, of_definition text, of_area_type text, of_area text, of_year integer,
	of_first_year integer DEFAULT NULL, of_breakdown text DEFAULT 'totaal', of_category text DEFAULT 'totaal',
	language text DEFAULT 'nl')
	RETURNS TABLE (role text, definition text, area_type text, area text, first_year integer, year integer,
		breakdown text, category text, status cell_status, explanation text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	SET enable_nestloop = off
	AS $$
#variable_conflict use_column
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	one record;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.check_rights(target, true);
	IF num_nulls(of_definition, of_area_type, of_area, of_year, of_breakdown, of_category) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('%s must not be null', (SELECT string_agg(a.name, ' and ') FROM (VALUES
				('of_definition', of_definition), ('of_area_type', of_area_type), ('of_area', of_area),
				('of_year', of_year::text), ('of_breakdown', of_breakdown), ('of_category', of_category)) a(name, given)
				WHERE a.given IS NULL)),
			HINT = 'Only of_first_year may be null: it is then a figure of one year.';
	END IF;
	IF language IS NULL OR language NOT IN ('nl', 'en') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('language "%s" does not exist', language), HINT = 'Use nl or en.';
	END IF;
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.definition, p.status, p.previous, kansrijk_intern.release_key(p.area_type, p.province, p.municipality,
			p.stadsdeel, p.wijk, p.pc4, p.period, p.breakdown, p.category) AS key
		INTO one
		FROM protected p JOIN definition d ON d.number = p.definition
		WHERE d.id = of_definition AND p.shown AND p.area_type = of_area_type
			AND kansrijk_intern.publication_area(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4) = of_area
			AND (lower(p.period), upper(p.period)) = (coalesce(of_first_year, of_year), of_year + 1)
			AND (p.breakdown, p.category) = (of_breakdown, of_category);
	IF NOT FOUND THEN
		PERFORM kansrijk_intern.no_such_figure(target, ARRAY[of_definition, of_area_type, of_area, of_year::text,
			coalesce(of_first_year, of_year)::text, of_breakdown, of_category]);
	END IF;
	RETURN QUERY
	WITH related AS MATERIALIZED (
		SELECT r.role, r.definition, r.key, row_number() OVER () AS place
		FROM (
			SELECT * FROM kansrijk_intern.figures_protected(private, one.definition, one.key)
				WHERE one.status NOT IN ('publish', 'empty')
			UNION ALL
			SELECT * FROM kansrijk_intern.figures_together(private, one.definition, one.key)
				WHERE one.status IN ('secondary', 'primary_own')) r
	), told AS (
		SELECT 0 AS place, 'figure' AS role, one.definition AS number, one.key AS key,
			CASE WHEN one.status <> 'secondary' THEN one.status::text WHEN EXISTS (SELECT FROM related) THEN 'secondary'
				WHEN one.previous NOT IN ('publish', 'empty') THEN 'released' ELSE 'uncertain' END AS reason
		UNION ALL
		SELECT r.place, r.role, r.definition, r.key, r.role FROM related r
	)
	SELECT t.role, d.id, p.area_type,
		kansrijk_intern.publication_area(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4),
		lower(p.period), upper(p.period) - 1, p.breakdown, p.category, p.status,
		kansrijk_intern.reason_in_words(t.reason, language)
	FROM told t JOIN definition d ON d.number = t.number
		JOIN protected p ON p.definition = t.number AND kansrijk_intern.release_key(p.area_type, p.province,
			p.municipality, p.stadsdeel, p.wijk, p.pc4, p.period, p.breakdown, p.category) = t.key
	ORDER BY t.place;
END $$;
COMMENT ON FUNCTION explain_publication(text, text, text, text, integer, integer, text, text, text) IS
'For the owner: why a figure of a publication is hidden, and with which others; without counts. The figure is named as '
'in the views: definition, area_type, area, year (the last of a window), first_year (NULL: that year alone), breakdown '
'and category. One row for each figure concerned, by role. figure: the one that is asked about, with its status and '
'the reason. protects: it is hidden for the sake of this one, which would follow if it were shown. protected by: this '
'one is hidden for its sake, of at most forty around it. together: with this figure of a related definition, and the '
'others of that cell, too small a group would follow if it were shown; of at most ten cells. A status other than '
'publish and empty is hidden; area_type overlap: where two geographies cross, which nobody shows. language: nl or en. '
'Everything is found anew from what is shown, by the audit of release(); it takes about as long as that of one '
'definition, or of all that are protected together. Errors: 3F000, 42501, 22004, 22023 (no such figure, another '
'language).';
