-- The synthetic population: reproducible, complete in its edge cases, and close
-- to the published figures.
BEGIN;
SELECT no_plan();
\set share 1
\getenv share KANSRIJK_TEST_SHARE
SELECT :share = 1 AS whole \gset

-- The same for the same arguments; every row independent of how many there are.
SELECT is_empty($$ SELECT * FROM synthetic_births(3000, 42, 2018) EXCEPT SELECT *
	FROM synthetic_births(6000, 42, 2018) $$, 'more rows change none of the first');
SELECT is_empty($$ SELECT * FROM synthetic_births(3000, 42, 2018) EXCEPT ALL SELECT *
	FROM synthetic_births(3000, 42, 2018) $$, 'twice the same');
SELECT is(count(*), 0::bigint, 'another seed, another population') FROM synthetic_births(300, 1) a
	JOIN synthetic_births(300, 2) b USING (birth_id)
	WHERE (a.birth_date, a.birthweight, a.municipality) = (b.birth_date, b.birthweight, b.municipality);
SELECT is(count(*), 0::bigint, 'another year too') FROM synthetic_births(300, 1, 2018) a
	JOIN synthetic_births(300, 1, 2019) b USING (child_id);
SELECT is(md5(string_agg(b::text, E'\n' ORDER BY birth_id)), '6ac4f286646be4a2ff9b37e1e0fcb6c6', 'on every machine')
	FROM synthetic_births(600, 7, 2019) b;
SELECT is(count(*), n, n || ' rows') FROM unnest(ARRAY[0, 1, 5, 6, 7, 1000]::bigint[]) n, synthetic_births(n)
	GROUP BY n;
SELECT is_empty('SELECT * FROM synthetic_births(NULL)', 'NULL: no rows');
SELECT throws_ok('SELECT * FROM synthetic_births(-1)', '22023',
	'number of synthetic births must be from 0 to 999999999');
SELECT throws_ok('SELECT * FROM synthetic_births(1, 1, 1850)', '22023',
	'year of synthetic births must be from 1990 to 2090');
SELECT throws_ok('SELECT * FROM synthetic_areas(1850)', '22023');
SELECT lives_ok('SELECT count(*) FROM synthetic_births(10, -9223372036854775808, 2090)',
	'the smallest seed and the last year');

-- With a share of the births the figures below cannot be near the published ones.
\if :whole
-- It says that it is synthetic.
CREATE TEMP TABLE b AS
	SELECT b.* FROM generate_series(2018, 2019) y, synthetic_births(170000, 20190101, y) b;
SELECT is_empty($$ SELECT * FROM b WHERE source <> 'synthetisch' OR mother_id !~ '^SM' OR child_id !~ '^SC'
	OR municipality !~ '^S' OR pc4 !~ '^S' OR wijk !~ '^S' $$, 'source and codes say it in every row');

-- Published figures. Bounds: what rounding and chance allow at this size (three and a
-- half standard errors) plus 0.15 of a percentage point or 0.2 per 1000 for the model.
CREATE TEMP TABLE chart (sex text, ga_days int, p3 int, p5 int, p10 int, p50 int, p90 int, p95 int, p97 int);
\copy chart from 'data/hoftiezer_2019.csv' csv header
CREATE TEMP TABLE c AS
	SELECT b.*, b.ga_days < 259 AS preterm,
		CASE WHEN b.birthweight BETWEEN 100 AND 7000 THEN b.birthweight < h.p10 END AS sga
	FROM b LEFT JOIN chart h ON h.ga_days = b.ga_days AND h.sex = CASE b.sex WHEN 1 THEN 'M' WHEN 2 THEN 'F' END;
SELECT set_eq('SELECT DISTINCT sex FROM chart', ARRAY['M', 'F'], 'the chart has these sexes');
CREATE TEMP TABLE computed (definition text, year int, category text, r rate);
INSERT INTO computed
	SELECT v.d, x.year, NULL, v.r FROM (
		SELECT year, rate(preterm OR sga) FILTER (WHERE ga_days >= 154) AS a, rate(preterm OR sga)
			FILTER (WHERE ga_days >= 168) AS b,
			rate(preterm OR sga) FILTER (WHERE ga_days >= 154 AND live_born) AS c, rate(preterm OR sga)
				FILTER (WHERE ga_days >= 168 AND live_born) AS d,
			rate(preterm) FILTER (WHERE ga_days >= 154) AS e, rate(sga) FILTER (WHERE ga_days >= 154) AS f,
				rate(preterm AND sga) FILTER (WHERE ga_days >= 154) AS g,
			rate(CASE WHEN mortality < 6 THEN mortality IN (1, 2, 3, 4) END) FILTER (WHERE ga_days >= 154) AS h,
			rate(CASE WHEN mortality < 6 THEN mortality IN (1, 2, 3, 4) END) FILTER (WHERE ga_days >= 168) AS i,
			rate(first_visit_ga_days > 70) FILTER (WHERE birth_order = 1 AND ga_days >= 154) AS j,
			rate(care_at_booking = 1) FILTER (WHERE parity = 0 AND birth_order = 1) AS k, rate(care_at_onset = 1)
				FILTER (WHERE parity = 0 AND birth_order = 1) AS l,
			rate(care_at_delivery = 1) FILTER (WHERE parity = 0 AND birth_order = 1) AS m, rate(care_at_delivery = 2)
				FILTER (WHERE parity = 0 AND birth_order = 1) AS n
		FROM c GROUP BY year) x,
	LATERAL (VALUES ('big2-22w-all', a), ('big2-24w-all', b), ('big2-22w-live', c), ('big2-24w-live', d),
		('preterm-22w-all', e), ('sga-22w-all', f), ('preterm-and-sga-22w-all', g),
		('perinatal-22w-28d', h), ('perinatal-24w-28d', i), ('late-care-22w', j), ('care-start-primary', k),
		('care-onset-primary', l), ('care-end-primary', m), ('care-end-secondary', n)) v(d, r);
CREATE FUNCTION close_to(r rate, published numeric, unit text, model numeric) RETURNS boolean LANGUAGE sql AS $$
	SELECT abs(per(r, m) - published::float8) <= model + 0.5 * 10.0 ^ -scale(published)
			+ 3.5 * m * sqrt(greatest(published::float8 / m * (1 - published::float8 / m), 1e-9) / denominator(r))
	FROM (SELECT CASE unit WHEN '%' THEN 100.0::float8 ELSE 1000 END AS m) s $$;
SELECT ok(close_to(c.r, f.value, f.unit, CASE f.unit WHEN '%' THEN 0.15 ELSE 0.2 END),
		format('%s %s: %s published, %s synthetic', c.definition, c.year, f.value,
			round(per(c.r, CASE f.unit WHEN '%' THEN 100 ELSE 1000 END)::numeric, 2)))
	FROM computed c JOIN published_figure f ON f.definition = c.definition AND f.first_year = c.year
		AND f.last_year = c.year AND f.value IS NOT NULL
	ORDER BY c.definition, c.year;
SELECT cmp_ok(count(*), '>=', 18::bigint, 'all of these figures were compared')
	FROM computed c JOIN published_figure f ON f.definition = c.definition AND f.first_year = c.year
		AND f.value IS NOT NULL;
SELECT ok(percentage(preterm OR sga) BETWEEN 68 AND 82, format('about three quarters of perinatal deaths are Big2: %s',
	round(percentage(preterm OR sga)::numeric, 1)))
	FROM c WHERE mortality IN (1, 2, 3, 4) AND ga_days >= 154;
SELECT ok(percentage(preterm) BETWEEN 50 AND 60, 'over half of multiples are preterm (StatLine 2016)') FROM c
	WHERE plurality > 1;
SELECT ok(percentage(plurality > 1) BETWEEN 2.7 AND 3.3,
	'three in a hundred children are of a multiple (StatLine 2016)') FROM c;
-- Death by week: StatLine 2016, all births, stillborn or dead by day 7.
SELECT ok(close_to(rate(mortality IN (1, 2, 3)) , published, '1000', 15),
	format('perinatal mortality of weeks %s to %s: %s published, %s synthetic', low, high, published,
	round(rate_per_1000(mortality IN (1, 2, 3))::numeric, 1)))
	FROM c, (VALUES (22, 23, 991.0), (24, 25, 464.6), (26, 27, 178.8), (28, 31, 78.9), (32, 33, 49.0), (34, 36, 19.2),
		(37, 38, 2.7), (39, 40, 1.3)) v(low, high, published)
	WHERE ga_days / 7 BETWEEN low AND high AND mortality < 6 GROUP BY low, high, published ORDER BY low;

-- Edge cases of real registrations, at about their documented rates.
SELECT ok(n BETWEEN 1 AND 0.03 * total, what) FROM (
	SELECT count(*) AS total, ARRAY[
		count(*) FILTER (WHERE ga_days IS NULL),
		count(*) FILTER (WHERE ga_days = 153),
		count(*) FILTER (WHERE ga_days = 154),
		count(*) FILTER (WHERE ga_days = 167),
		count(*) FILTER (WHERE ga_days = 168),
		count(*) FILTER (WHERE ga_days = 258),
		count(*) FILTER (WHERE ga_days = 259),
		count(*) FILTER (WHERE ga_days > 294),
		count(*) FILTER (WHERE ga_source = 'weeks'),
		count(*) FILTER (WHERE sex = 3),
		count(*) FILTER (WHERE sex IS NULL),
		count(*) FILTER (WHERE birthweight IS NULL),
		count(*) FILTER (WHERE birthweight = 0),
		count(*) FILTER (WHERE birthweight = 9999),
		count(*) FILTER (WHERE ga_days < 154 AND birthweight > 2900),
		count(*) FILTER (WHERE supplied_percentile = 10.00),
		count(*) FILTER (WHERE plurality = 3),
		count(*) FILTER (WHERE death_date = birth_date),
		count(*) FILTER (WHERE death_date = birth_date + 7),
		count(*) FILTER (WHERE death_date = birth_date + 8),
		count(*) FILTER (WHERE death_date = birth_date + 28),
		count(*) FILTER (WHERE death_date > birth_date + 28),
		count(*) FILTER (WHERE extract(year FROM death_date) > year),
		count(*) FILTER (WHERE mortality = 6),
		count(*) FILTER (WHERE child_kind = 'D'),
		count(*) FILTER (WHERE NOT live_born AND child_id IS NULL),
		count(*) FILTER (WHERE mother_id IS NULL),
		count(*) FILTER (WHERE mother_id IS NOT NULL AND father_id IS NULL AND birth_id % 2 = 0),
		count(*) FILTER (WHERE municipality IS NULL),
		count(*) FILTER (WHERE pc4 IS NULL AND municipality IS NOT NULL),
		count(*) FILTER (WHERE extract(year FROM birth_date) <> year),
		count(*) FILTER (WHERE area_date > birth_date + 1),
		count(*) FILTER (WHERE municipality IN ('S356', 'S357', 'S358')),
		count(*) FILTER (WHERE first_visit_ga_days = 70),
		count(*) FILTER (WHERE first_visit_ga_days = 71)] AS counts
	FROM b) s,
	unnest(counts, ARRAY[
		'unknown duration',
		'day 153',
		'day 154',
		'day 167',
		'day 168',
		'day 258',
		'day 259',
		'beyond 42+0',
		'duration in weeks only',
		'sex not to be determined',
		'unknown sex',
		'unknown weight',
		'weight 0',
		'weight 9999',
		'too heavy for its duration',
		'percentile 10 exactly',
		'triplets',
		'death on day 0',
		'day 7',
		'day 8',
		'day 28',
		'day 29 and later',
		'death in the next year',
		'phase of death unclear',
		'stillborn with id',
		'stillborn without',
		'no mother linked',
		'father only missing',
		'area unknown',
		'postcode unknown',
		'registered in another year',
		'area known at the end of the year',
		'dissolved municipality',
		'first visit on day 70',
		'on day 71']) u(n, what);
SELECT is(count(*), 0::bigint, 'dissolved municipalities end with 2018') FROM b WHERE year = 2019 AND municipality
	IN ('S356', 'S357', 'S358');
SELECT cmp_ok(count(*), '>', 10::bigint, 'weights of exactly p10, which are not small') FROM c
	JOIN chart h ON h.ga_days = c.ga_days AND h.sex = CASE c.sex WHEN 1 THEN 'M' ELSE 'F' END
	WHERE c.birthweight = h.p10 AND NOT sga;
SELECT is(count(*), 0::bigint, 'a supplied percentile below 10 is small, any other is not') FROM c
	WHERE supplied_percentile IS NOT NULL AND sga IS DISTINCT FROM (supplied_percentile < 10);
SELECT cmp_ok(count(*), '>', 5::bigint, 'two deliveries of a woman in a year')
	FROM (SELECT FROM b WHERE mother_id IS NOT NULL GROUP BY mother_id, year HAVING count(DISTINCT pregnancy_id) = 2
	AND max(birth_date) - min(birth_date) > 300) m;
SELECT cmp_ok(count(*), '>', 0::bigint, 'exact duplicates') FROM (SELECT FROM b WHERE child_id IS NOT NULL
	GROUP BY child_id HAVING count(*) = 2 AND count(DISTINCT birth_id) = 2) d;
SELECT cmp_ok(count(*), '>', 5::bigint, 'twins of which one is stillborn') FROM (SELECT FROM b WHERE plurality = 2
	GROUP BY pregnancy_id HAVING bool_or(live_born) AND NOT bool_and(live_born)) t;
SELECT cmp_ok(count(*), '>', 20::bigint, 'postcodes straddle municipalities')
	FROM (SELECT FROM b WHERE year = 2019 AND pc4 IS NOT NULL GROUP BY pc4 HAVING count(DISTINCT municipality) > 1) p;
SELECT cmp_ok(count(*), '>', 500::bigint, 'and do not nest in wijken')
	FROM (SELECT FROM b WHERE year = 2019 AND pc4 IS NOT NULL GROUP BY pc4 HAVING count(DISTINCT wijk) > 1) p;
SELECT ok(min(n) < 30 AND max(n) > 5000 AND count(*) = 355, '355 municipalities, from a dozen births to thousands')
	FROM (SELECT count(*) AS n FROM b WHERE year = 2019 AND municipality IS NOT NULL GROUP BY municipality) m;
SELECT is_empty($$ SELECT municipality, wijk FROM b WHERE year = 2019 AND municipality IS NOT NULL
	EXCEPT SELECT CASE parent_kind WHEN 'stadsdeel' THEN 'S001' ELSE parent_code END, code FROM synthetic_areas(2019)
	WHERE kind = 'wijk' $$, 'every wijk of 2019 is in its area table');
SELECT is_empty($$ SELECT municipality, wijk FROM b WHERE year = 2018 AND municipality IS NOT NULL
	EXCEPT SELECT CASE parent_kind WHEN 'stadsdeel' THEN 'S001' ELSE parent_code END, code FROM synthetic_areas(2018)
	WHERE kind = 'wijk' $$, 'and of 2018 in its own');

-- A loaded source: nothing that the checker calls an error, definitions that work.
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 60000, 5, 2020, 2);
CREATE TEMP TABLE checked AS SELECT * FROM check_source('bron');
SELECT is_empty($$ SELECT * FROM checked WHERE severity = 'error' AND failing IS DISTINCT
	FROM 0 $$, 'the loaded source has no errors');
SELECT is(count(*), 119400::bigint, '0.98 and 1.01 of the births asked for') FROM bron.birth;
SELECT ok(bool_and(obj_description(c.oid) LIKE 'SYNTHETISCH%'), 'every table says that it is synthetic') FROM pg_class c
	WHERE relnamespace = 'bron'::regnamespace AND relkind = 'r';
SELECT throws_ok($$ CALL load_synthetic_source('bron', 0) $$, '22023',
	'births a year must be from 1 to 900000000, years from 1 to 100');
SELECT throws_ok($$ CALL load_synthetic_source(NULL) $$, '22004');
CREATE FUNCTION counted(definition text, of_year int, dimension text DEFAULT NULL, of_value text DEFAULT NULL)
	RETURNS rate LANGUAGE plpgsql AS $$
DECLARE result rate;
BEGIN
	EXECUTE format('SELECT rate(q.rate) FROM (%s) q WHERE year = %s %s', definition_query(definition, 'bron', CASE
		WHEN dimension IS NULL THEN '{}' ELSE ARRAY[dimension] END),
		of_year, CASE WHEN dimension IS NOT NULL THEN format('AND %I = %L', dimension, of_value) END) INTO result;
	RETURN result;
END $$;
-- Model bound: one percentage point for factors of parents, which are drawn to a
-- joint count; two in Amsterdam, where fewer are drawn.
SELECT ok(close_to(counted(definition, first_year), value, unit, 1), format('%s %s: %s published, %s synthetic',
	definition, first_year, value, counted(definition, first_year)))
	FROM published_figure WHERE area = 'NL' AND first_year = last_year AND value IS NOT NULL
		AND definition IN ('parent-mental-health', 'parent-debt', 'parent-debt-wsnp', 'parent-debt-arrears',
			'parent-debt-problematic') AND first_year = 2021 ORDER BY definition;
SELECT ok(close_to(counted(definition, 2021, 'municipality', 'S001'), value, unit, 2),
	format('%s 2021 Amsterdam: %s published, %s synthetic', definition, value, counted(definition, 2021, 'municipality',
	'S001')))
	FROM published_figure WHERE area = 'Amsterdam' AND first_year = 2021 AND last_year = 2021 AND value IS NOT NULL
		AND unit = '%'
		AND definition IN ('parent-mental-health', 'parent-debt', 'parent-debt-arrears', 'parent-debt-problematic')
			ORDER BY definition;
SELECT cmp_ok(failing, '>', 100::bigint, 'mothers with two trajectories') FROM checked WHERE rule = 'kraamzorg.several';
-- The mother and the delivery fit what else is told of them.
SELECT is_empty($$ SELECT b.birth_id FROM bron.birth b JOIN bron.parent_year p ON (p.person_kind, p.person_id,
	p.year) = (b.mother_kind, b.mother_id, b.year)
	WHERE b.year - p.birth_year - b.mother_age NOT IN (0, 1) $$, 'the age of a mother is that of her year of birth');
SELECT is_empty($$ SELECT birth_id FROM bron.birth WHERE care_at_delivery = 1
	AND (delivery_mode <> 'spontaneous' OR delivery_place = 'hospital') OR delivery_place = 'home'
	AND care_at_delivery = 2
	OR previous_caesarean AND parity = 0 OR (labour_onset = 'caesarean') <> (delivery_mode = 'caesarean_planned') $$,
		'a midwife sees no caesarean, and what is planned is planned');
SELECT is_empty($$ SELECT pregnancy_id FROM bron.birth GROUP BY 1
	HAVING count(DISTINCT (mother_age, smoking, delivery_mode, presentation, mother_bmi)) > 1 $$,
	'twins have one mother');
SELECT ok(count(*) = 12 AND bool_and(n >= 100), 'and every code is there')
	FROM (SELECT count(*) AS n FROM bron.birth,
	unnest(ARRAY[delivery_mode, labour_onset, delivery_place, presentation]) v GROUP BY v) c;
SELECT is(md5(string_agg(m::text, E'\n' ORDER BY birth_id)), 'cb91cc5c773967849e41965790c96da6', 'on every machine')
	FROM synthetic_mothers(600, 7, 2019) m;
-- Risk factors by stadsdeel, from a larger population of Amsterdam.
CREATE TEMP TABLE k AS
	SELECT b.stadsdeel, f.single + f.low + f.debt + f.mental AS k
	FROM synthetic_births(500000, 3, 2021) b
		JOIN (SELECT substr(person_id, 3) AS household, bool_or(single_parent)::int AS single,
			coalesce(bool_or(social_assistance OR income_social_minimum < 120), false)::int AS low,
				bool_or(wsnp OR insurance_arrears OR problematic_debt)::int AS debt,
					coalesce(bool_or(mental_health_care OR psychotropic_medication), false)::int AS mental
			FROM synthetic_parents(500000, 3, 2021) WHERE year = 2020 GROUP BY 1) f
				ON f.household = substr(b.mother_id, 3)
	WHERE b.stadsdeel IS NOT NULL;
SELECT ok(abs(round(percentage(CASE category WHEN '>=3' THEN k >= 3 ELSE k = category::int END)::numeric,
	1) - value) <= 3,
		format('%s, %s risk factors: %s%% published, %s%% synthetic', area, category, value,
			round(percentage(CASE category WHEN '>=3' THEN k >= 3 ELSE k = category::int END)::numeric, 1)))
	FROM k JOIN published_figure f ON f.area = 'Amsterdam/' || stadsdeel AND f.indicator = 'S04' GROUP BY area,
		category, value ORDER BY area, category;
-- Programme indicators are exact.
SELECT is(counted(definition, 2020), make_rate(numerator::bigint, denominator::bigint, CASE definition
	WHEN 'home-visit-2020' THEN 75 ELSE 0 END), definition || ' as published')
	FROM published_figure WHERE definition ~ '^(coalition|plan|nu-niet|home-visit|voorzorg|centering)'
		AND last_year = 2020 AND numerator IS NOT NULL AND denominator IS NOT NULL ORDER BY definition;
-- Care after birth.
SELECT ok(abs(percentage(hours = 0) - 5.0) < 0.5, '5.0% without kraamzorg from 2019') FROM bron.kraamzorg;
SELECT ok(count(*) FILTER (WHERE hours = 24) > 0 AND count(*) FILTER (WHERE hours > 48 AND hours < 49) > 0 AND count(*)
	FILTER (WHERE hours = 49) > 0, 'hours on the boundaries of the classes') FROM bron.kraamzorg;
SELECT ok(abs(percentage(NOT two_word_sentences AND NOT points_to_body_parts) - 6.2) < 0.9,
	'negative language score of 6.2%') FROM bron.child_examination;
SELECT ok(count(DISTINCT organisation) = 9 AND count(DISTINCT organisation)
	FILTER (WHERE two_word_sentences IS NOT NULL) = 8, 'of 8 organisations, and 9 for weight')
	FROM bron.child_examination;
SELECT ok(close_to(counted('placement-overlap', 2021), 1.6, '1000', 0.3), format('1.6 per 1000 placed out of home: %s',
	counted('placement-overlap', 2021)));
SELECT ok(bool_or(upper_inf(period)), 'open-ended episodes') FROM bron.episode;
SELECT cmp_ok(count(*), '>', 0::bigint, 'episodes that touch and do not overlap') FROM bron.episode p
	JOIN bron.episode r USING (person_kind, person_id) WHERE p.kind = 'child_protection' AND r.kind = 'residential_care'
	AND p.period -|- r.period;
\else
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 600, 5, 2020, 2);
SELECT is_empty($$ SELECT * FROM check_source('bron') WHERE severity = 'error' AND failing IS DISTINCT
	FROM 0 $$, 'the loaded source has no errors');
\endif
SELECT is(sum(share), 1.0000, 'a dissolved municipality goes somewhere, all of it') FROM synthetic_area_transitions()
	GROUP BY from_code;

SELECT * FROM finish();
ROLLBACK;
