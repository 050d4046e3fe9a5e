-- Numbers of units and means as published figures, recounted by SQL that knows nothing of the publication.
BEGIN;
SELECT no_plan();
SET LOCAL client_min_messages = warning;

CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 3000, 1, 2018, 2);
DELETE FROM bron.source_delivery WHERE relation IN ('birth', 'kraamzorg');
INSERT INTO bron.source_delivery (relation, first_year, last_year) VALUES ('birth', 2018, 2019),
	('kraamzorg', 2018, 2019);
-- Minutes in the place of hours: implausible, so unknown.
UPDATE bron.kraamzorg SET hours = 900 WHERE trajectory_id IN (SELECT trajectory_id FROM bron.kraamzorg WHERE hours > 0
	ORDER BY trajectory_id LIMIT 40);
CALL create_indicator_views('bron', 'publicatie', families => '{birth,kraamzorg,parents}', window_years => 1,
	breakdown_area_types => '{land,provincie}',
	local_definitions => '{births-live,kraamzorg-mean-hours,kraamzorg-below-24}',
		area_types => '{land,provincie,gemeente}');

-- Births a year.
SELECT results_eq($$ SELECT area_type, coalesce(municipality, province, 'NL') COLLATE "C" AS area, year, numerator,
	value FROM publicatie.birth
		WHERE definition = 'births-live' AND status = 'publish' AND breakdown = 'totaal' AND area !~ '[?]$' ORDER BY 1,
			2, 3 $$,
	$$ SELECT p.area_type, coalesce(p.municipality, p.province, 'NL') COLLATE "C", b.year::integer, count(*),
		count(*)::double precision
		FROM publicatie.birth p JOIN bron.birth b ON b.live_born AND b.year = p.year
			AND CASE p.area_type WHEN 'land' THEN true WHEN 'provincie' THEN b.province = p.province
				ELSE b.municipality = p.municipality END
		WHERE p.definition = 'births-live' AND p.status = 'publish' AND p.breakdown = 'totaal' AND p.area !~ '[?]$'
			GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 $$, 'births a year, of every area that is shown');
SELECT cmp_ok(count(*) FILTER (WHERE status = 'publish'), '>', 30::bigint, 'of which there are many')
	FROM publicatie.birth WHERE definition = 'births-live';
SELECT cmp_ok(count(*) FILTER (WHERE status = 'hidden'), '>', 0::bigint, 'and some are hidden') FROM publicatie.birth
	WHERE definition = 'births-live';
SELECT is_empty($$ SELECT FROM publicatie.birth WHERE definition = 'births-live'
	AND (lower IS NOT NULL OR upper IS NOT NULL OR comparison IS NOT NULL OR trend IS NOT NULL OR unit <> 'births') $$,
	'a number has no limits, and is not compared');
SELECT is((SELECT label FROM publicatie.birth WHERE definition = 'births-live' AND area_type = 'land' AND year = 2018
	AND breakdown = 'totaal'),
	(SELECT count(*)::text FROM bron.birth WHERE year = 2018 AND live_born), 'its label is the number');
SELECT is_empty($$ SELECT FROM publicatie.birth WHERE definition = 'births-live' AND area_type <> 'land'
	AND breakdown = 'totaal' AND country_value IS DISTINCT FROM
	(SELECT count(*) FROM bron.birth b WHERE b.year = birth.year AND live_born) $$, 'beside that of the country');

-- Mean hours of kraamzorg.
CREATE TEMP TABLE of_delivery AS
	SELECT b.year::integer, min(b.province) AS province, min(b.municipality) AS municipality, k.hours
	FROM bron.birth b JOIN (SELECT b.pregnancy_id, CASE WHEN count(k.hours) = count(*) THEN sum(k.hours) END AS hours,
		bool_or(k.hospital_stay) AS stay, count(k.hospital_stay) = count(*) AS known
		FROM (SELECT pregnancy_id, mother_kind, mother_id, date_trunc('month', min(birth_date))::date AS month
			FROM bron.birth GROUP BY 1, 2, 3) b
			JOIN bron.kraamzorg k ON (k.mother_kind, k.mother_id) = (b.mother_kind, b.mother_id)
				AND abs(k.birth_month - b.month) <= 31
		GROUP BY b.pregnancy_id) k USING (pregnancy_id)
	WHERE b.live_born AND k.known AND NOT k.stay GROUP BY b.year, b.pregnancy_id, k.hours;
SELECT is_empty($$ SELECT p.area, p.year, p.value, m.value FROM publicatie.kraamzorg p
		LEFT JOIN LATERAL (SELECT sum(hours) FILTER (WHERE hours <= 150) / count(*) FILTER (WHERE hours <= 150)
			AS value, count(*) FILTER (WHERE hours <= 150) AS n FROM of_delivery d
			WHERE d.year = p.year AND CASE p.area_type WHEN 'land' THEN true WHEN 'provincie'
				THEN d.province = p.province ELSE d.municipality = p.municipality END) m ON true
		WHERE p.definition = 'kraamzorg-mean-hours' AND p.breakdown = 'totaal' AND p.status = 'publish'
			AND p.area_type = 'land'
			AND (p.denominator <> m.n OR abs(p.value - m.value) > 1e-9) $$, 'the mean is that of the deliveries');
SELECT cmp_ok(count(*), '>', 10::bigint, 'of provinces too') FROM publicatie.kraamzorg
	WHERE definition = 'kraamzorg-mean-hours' AND status = 'publish' AND area_type = 'provincie' AND unit = 'hours'
	AND value BETWEEN 20 AND 60;
SELECT is_empty($$ SELECT FROM publicatie.kraamzorg WHERE definition = 'kraamzorg-mean-hours'
	AND (lower IS NOT NULL OR upper IS NOT NULL OR comparison IS NOT NULL OR trend IS NOT NULL) $$, 'without limits');
SELECT ok(bool_and(label = replace(round(value::numeric, 1)::text, '.', ',')), 'in hours and tenths')
	FROM publicatie.kraamzorg WHERE definition = 'kraamzorg-mean-hours' AND status = 'publish';
SELECT is_empty($$ SELECT FROM publicatie_intern.kraamzorg_protected WHERE definition = 'kraamzorg-mean-hours'
	AND status = 'publish'
		AND (denominator(r) < 10 OR numerator(r) < sdc_safe_sum(15000,
			'dominance_count=1, dominance_share=50, p_percent=10')) $$,
		'no mean of few, nor one that somebody could dominate');
SELECT cmp_ok(count(*), '>', 0::bigint, 'though there are such') FROM publicatie_intern.kraamzorg_protected
	WHERE definition = 'kraamzorg-mean-hours'
	AND denominator(r) >= 10 AND numerator(r) < sdc_safe_sum(15000,
		'dominance_count=1, dominance_share=50, p_percent=10');
SELECT is_empty($$ SELECT FROM publicatie_intern.kraamzorg_audit WHERE definition IN ('kraamzorg-mean-hours')
	AND exposed AND status <> 'publish' $$, 'and none follows from what is shown');
-- What a policy says of numbers and means.
SELECT is(kansrijk_intern.definition_policy(policy::sdc_policy, is_number, value_limit)::text,
	expected::sdc_policy::text, format('%s, number %s, at most %s', policy, is_number, value_limit))
	FROM (VALUES ('rivm', false, NULL::bigint, 'rivm'), ('rivm, max_share=90', true, NULL, 'rivm, min_complement=0'),
		('none', false, 15000, 'none'),
		('rivm', false, 15000, 'rivm, min_count=31500, min_complement=0, dominance_count=1, dominance_share=50, '
			'p_percent=10'),
		('statline', false, 15000, 'statline, min_count=31500, min_denominator=5, dominance_count=1, '
			'dominance_share=50, p_percent=10'),
		('rivm, dominance_count=2, dominance_share=85', false, 15000,
			'rivm, min_count=35295, min_complement=0, dominance_count=2, dominance_share=85'),
		('rivm, p_percent=10', false, 1, 'rivm, min_complement=0, p_percent=10')) v(policy, is_number, value_limit,
		expected);

-- Age of mothers: a distribution, and what follows from it.
SELECT results_eq($$ SELECT category COLLATE "C", numerator FROM publicatie.parents WHERE definition = 'mothers-by-age'
	AND breakdown = 'leeftijd' AND year = 2018 AND status = 'publish' AND category <> 'onbekend' ORDER BY 1 $$,
	$$ SELECT CASE WHEN mother_age < 20 THEN 'jonger dan 20' WHEN mother_age < 45 THEN mother_age::text
		ELSE '45 en ouder' END COLLATE "C" AS c, count(DISTINCT pregnancy_id) FROM bron.birth
		WHERE year = 2018 AND in_scope(ga_days, birthweight, 24) AND mother_age IS NOT NULL GROUP BY 1
		HAVING CASE WHEN min(mother_age) < 20 THEN 'jonger dan 20' WHEN min(mother_age) < 45 THEN min(mother_age)::text
			ELSE '45 en ouder' END IN
			(SELECT category FROM publicatie.parents WHERE definition = 'mothers-by-age' AND year = 2018
				AND status = 'publish') ORDER BY 1 $$, 'women by age');
SELECT is(count_quantile(f, ages, counts), (SELECT percentile_disc(f) WITHIN GROUP (ORDER BY a)
	FROM unnest(ages, counts) u(a, n), generate_series(1, n))::numeric, format('quantile %s as of the units', f))
	FROM (SELECT array_agg(a::numeric ORDER BY a) AS ages, array_agg(n ORDER BY a) AS counts
		FROM (SELECT mother_age AS a, count(*) AS n FROM bron.birth WHERE mother_age IS NOT NULL GROUP BY 1) d) d,
		unnest('{0,0.1,0.25,0.5,0.75,0.999,1}'::double precision[]) f;
SELECT is(count_quantile(f, '{NULL,20,21,NULL}', '{3,4,2,1}'), expected, format('%s with open classes', f))
	FROM (VALUES (0.3, NULL::numeric), (0.31, 20), (0.7, 20), (0.71, 21), (0.95, NULL)) v(f, expected);
SELECT is(count_quantile(0.5, '{20,21}', '{3,NULL}'), NULL, 'of a hidden count nothing follows');
SELECT is(count_quantile(0.5, '{}', '{}'), NULL, 'no units');
SELECT is(count_quantile(0.5, '{20,21}', '{0,0}'), NULL, 'nor any in these classes');
SELECT is(count_quantile(NULL, '{20}', '{1}'), NULL, 'NULL');
SELECT throws_ok(format('SELECT count_quantile(%s, %L, %L)', f, v, n), code, NULL, what)
	FROM (VALUES ('1.1', '{1}', '{1}', '22023', 'more than all'), ('''NaN''', '{1}', '{1}', '22023', 'not a number'),
	('0.5', '{1,2}', '{1}', '2202E', 'lists that differ'),
	('0.5', '{1}', '{-1}', '22023', 'a negative count'), ('0.5', '{2,1}', '{1,1}', '22023', 'values that go down'),
	('0.5', '{{1,2}}', '{1,1}', '2202E', 'a table')) v(f, v, n, code, what);

SELECT throws_ok($$ INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, population,
	residence_rule, missing_rule, unit_counted, period_rule, relation, year_expression, event, value_expression)
	VALUES ('own-mean', 'K06', '1', 'a', 'a', 'all', 'own', 'excluded', 'child', 'year', '@source@.birth b', 'b.year',
		'true', 'b.birthweight') $$, '23514', NULL, 'a mean has a limit');
-- One of rows that are units themselves, in grams.
INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, population, residence_rule, missing_rule,
	unit_counted, period_rule, relation, year_expression, event, value_expression, value_limit, unit, per)
	VALUES ('own-mean', 'P17', '1', 'Gemiddeld gewicht', 'Mean weight', 'all', 'own', 'excluded', 'child', 'year',
		'@source@.birth b', 'b.year', 'true', 'b.birthweight', 7000, 'gram', 1);
CREATE FUNCTION pg_temp.run(query text) RETURNS TABLE (year integer, r rate) LANGUAGE plpgsql
	AS $$ BEGIN RETURN QUERY EXECUTE 'SELECT year::integer, rate FROM (' || query || ') q ORDER BY 1'; END $$;
SELECT results_eq($$ SELECT * FROM pg_temp.run(definition_query('own-mean', 'bron')) $$,
	$$ SELECT year::integer, make_rate(sum(birthweight), count(birthweight), count(*) - count(birthweight))
		FROM bron.birth GROUP BY 1 ORDER BY 1 $$, 'a mean of children');
SELECT results_eq($$ SELECT year, numerator(r), denominator(r)
	FROM pg_temp.run(definition_query('kraamzorg-mean-hours', 'bron')) $$,
	$$ SELECT year, sum(round(hours * 100))::bigint, count(*) FROM of_delivery WHERE hours <= 150
		GROUP BY 1 ORDER BY 1 $$, 'and one of deliveries, twins once');
CALL create_indicator_views('bron', 'gewicht', families => '{birth}', window_years => 1, area_types => '{land}',
	breakdown_area_types => '{}', local_definitions => '{big2-24w-all}');
SELECT results_eq($$ SELECT year, numerator, denominator, round(value::numeric, 6) FROM gewicht.birth
	WHERE definition = 'own-mean' AND breakdown = 'totaal' ORDER BY 1 $$,
	$$ SELECT year::integer, sum(birthweight)::bigint, count(birthweight), round(avg(birthweight), 6) FROM bron.birth
		GROUP BY 1 ORDER BY 1 $$, 'and as a published figure, in the scan of the others');
SELECT is((SELECT count(*) FROM gewicht_intern.scan WHERE definitions @> '{own-mean,big2-24w-all}'), 1::bigint,
	'which it shares');

-- Several breakdowns of definitions in one scan: each has its own, and nothing of the others.
CALL create_source_schema('bron2');
CALL load_synthetic_source('bron2', 1500, 2, 2018, 3);
DELETE FROM bron2.source_delivery WHERE relation IN ('birth', 'kraamzorg', 'parent_year', 'episode');
INSERT INTO bron2.source_delivery (relation, first_year, last_year) SELECT name, 2017, 2024 FROM source_table
	WHERE name IN ('birth', 'kraamzorg', 'parent_year', 'episode');
CALL create_indicator_views('bron2', 'groepen', families => '{kraamzorg,placement}', window_years => 1,
	area_types => '{land,provincie}', local_definitions => '{kraamzorg-below-24,placement-overlap}');
CREATE FUNCTION pg_temp.by_group(definition text) RETURNS TABLE (year integer, category text, r rate) LANGUAGE plpgsql
	AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT year::integer, coalesce(breakdown::text, ''onbekend''), rate FROM (%s) q WHERE '
		'rate <> ''0/0''', definition_query(definition, 'bron2'));
END $$;
SELECT set_eq(format($$ SELECT lower(period), category, r FROM groepen_intern.%I WHERE definition = %L
	AND breakdown <> 'totaal' AND r <> '0/0' $$, family || '_protected', id),
		format($$ SELECT year, category, r FROM pg_temp.by_group(%L)
			WHERE year IN (SELECT lower(period) FROM groepen_intern.%I WHERE definition = %1$L) $$, id,
			family || '_protected'), id || ', by ' || breakdown_id)
	FROM (SELECT d.id, d.breakdown_id, i.family FROM indicator_definition d JOIN indicator i ON i.id = d.indicator
		WHERE d.breakdown IS NOT NULL AND i.family IN ('kraamzorg', 'placement') ORDER BY 1) d;
SELECT is((SELECT count(DISTINCT scan) FROM groepen_intern.definition WHERE own_breakdown IS NOT NULL), 2::bigint,
	'in one scan for each family');
SELECT set_eq($$ SELECT DISTINCT category FROM groepen_intern.placement_protected
	WHERE definition = 'placement-by-income-and-household' AND breakdown <> 'totaal' $$,
	ARRAY['laag inkomen en een ouder', 'alleen laag inkomen', 'alleen een ouder', 'geen van beide', 'onbekend'],
		'placement by low income and one parent, apart and together');

SELECT * FROM finish();
ROLLBACK;
