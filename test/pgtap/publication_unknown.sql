-- What becomes of areas and categories of what is unknown: unknown=protect, merge or publish in the policy.
BEGIN;
SELECT no_plan();
SET client_min_messages = error;

-- Twelve provinces would be the country; three are enough to hide in. Every year three late births have no known area,
-- and two of every municipality no known parity. Of 0009, which is small, no parity is known at all.
CREATE SCHEMA bron;
CREATE TABLE bron.source_delivery AS SELECT 'birth' AS relation, NULL::text AS kind, 2015 AS first_year,
	2025 AS last_year;
CREATE TABLE bron.birth AS SELECT row_number() OVER () AS birth_id, row_number() OVER () AS pregnancy_id,
	year::smallint, make_date(year, 6, 1) AS birth_date, municipality, province, 280::smallint AS ga_days,
	3500 AS birthweight, 1::smallint AS sex, CASE WHEN municipality = '0009' OR late AND i <= 2 THEN NULL
		ELSE i % 2 END::smallint AS parity, 1::smallint AS plurality,
	CASE WHEN late THEN 120 ELSE 60 END::smallint AS first_visit_ga_days
	FROM (VALUES ('0001', 'Noord', 40, 60), ('0002', 'Noord', 45, 70), ('0003', 'Zuid', 50, 65),
		('0004', 'Zuid', 38, 62), ('0005', 'West', 44, 75), ('0006', 'West', 47, 77), ('0009', 'West', 1, 12),
			(NULL, NULL, 3, 15)) m(municipality, province, n, early),
		generate_series(2015, 2020) year, LATERAL (SELECT i, true AS late
			FROM generate_series(1, n + CASE WHEN n > 9 THEN year % 5 ELSE 0 END) i UNION ALL SELECT i, false
			FROM generate_series(1, early) i) b;
-- Of what is unknown, nothing may be known.
INSERT INTO bron.birth SELECT 50000 + year, 50000 + year, year, make_date(year, 6, 1), '0004', 'Zuid', 280, 3500, 1,
	NULL, 1, NULL FROM generate_series(2015, 2020) year;
UPDATE bron.birth SET parity = 1 WHERE municipality = '0004' AND first_visit_ga_days IS NOT NULL;
INSERT INTO bron.birth SELECT 60000 + year, 60000 + year, year, make_date(year, 6, 1), NULL, 'Noord', 280, 3500, 1, 1,
	1, NULL FROM generate_series(2015, 2020) year;
CREATE FUNCTION pg_temp.publish(policy text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CALL create_indicator_views('bron', 'publicatie', policy => policy::sdc_policy, families => '{care}',
		local_definitions => '{late-care-22w}', area_types => '{land,provincie,gemeente}');
END $$;
CREATE FUNCTION pg_temp.shown(type text) RETURNS TABLE (area text, years text, breakdown text, category text,
	numerator bigint, status text) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY SELECT c.area, c.period_label, c.breakdown, c.category, c.numerator, c.status FROM publicatie.care c
		WHERE c.definition = 'late-care-22w' AND c.area_type = type;
END $$;

-- protect: a handful of births without a known province hide one that has hundreds.
SELECT pg_temp.publish('rivm, zero=publish, unknown=protect') \g /dev/null
SELECT is((SELECT count(*) FROM pg_temp.shown('provincie') WHERE area = '?' AND breakdown = 'totaal'
	AND length(years) = 4 AND status = 'hidden'), 6::bigint, 'protect: what is unknown is hidden when it is small');
SELECT cmp_ok((SELECT count(*) FROM pg_temp.shown('provincie') WHERE area <> '?' AND breakdown = 'totaal'
	AND length(years) = 4 AND status = 'hidden'), '>=', 6::bigint, 'and with it a province every year');
CALL release('publicatie', 'protect');

-- merge: part of the total, and nothing else.
CALL forget_releases('publicatie');
SELECT pg_temp.publish('rivm, zero=publish, unknown=merge') \g /dev/null
SELECT is_empty($$ SELECT * FROM pg_temp.shown('provincie') WHERE area = '?' OR category = 'onbekend' $$,
	'merge: it is no row');
SELECT is_empty($$ SELECT * FROM pg_temp.shown('provincie') WHERE breakdown = 'totaal' AND status <> 'publish' $$,
	'no province is hidden for it');
SELECT is((SELECT numerator FROM pg_temp.shown('land') WHERE breakdown = 'totaal' AND years = '2016'),
	(SELECT count(*) FROM bron.birth WHERE year = 2016 AND first_visit_ga_days = 120), 'the total has it');
SELECT results_eq($$ SELECT DISTINCT status FROM pg_temp.shown('gemeente') WHERE area = '0009' $$, $$
	VALUES ('hidden') $$, 'a small municipality is hidden as before');
SELECT is_empty($$ SELECT years FROM pg_temp.shown('gemeente') JOIN (SELECT DISTINCT municipality, province
	FROM bron.birth) m ON municipality = area WHERE breakdown = 'totaal'
	GROUP BY province, years HAVING count(*) FILTER (WHERE status = 'hidden') = 1 $$,
		'and never alone: unknown areas are nothing to hide behind');
SELECT is_empty($$ SELECT municipality, period FROM publicatie_intern.protected WHERE area_type = 'gemeente'
	AND breakdown IN ('totaal', 'pariteit') AND municipality IS NOT NULL GROUP BY municipality, period
	HAVING bool_and(status = 'publish') FILTER (WHERE breakdown = 'totaal' OR category = 'onbekend') AND count(*)
		FILTER (WHERE status <> 'publish') = 1 $$, 'nor is an unknown parity');
SELECT is_empty($$ SELECT FROM publicatie_intern.care_audit WHERE exposed $$,
	'nothing unsafe follows, also for who knows what is unknown');
CALL release('publicatie', 'merge');
SELECT is((SELECT count(*) FROM publicatie_intern.release), 1::bigint, 'so it can be released');
SELECT matches(release_report('publicatie', 'merge'), '\| unknown \| merge \|', 'and the report says how');

-- publish: shown as it is, unless it is all there is of what must be hidden.
CALL forget_releases('publicatie');
SELECT pg_temp.publish('rivm, zero=publish, unknown=publish') \g /dev/null
SELECT results_eq($$ SELECT numerator, status FROM pg_temp.shown('provincie') WHERE area = '?' AND breakdown = 'totaal'
	AND years = '2016' $$, $$ VALUES (3::bigint, 'publish') $$, 'publish: it is shown, however small');
SELECT is_empty($$ SELECT * FROM pg_temp.shown('provincie') WHERE breakdown = 'totaal' AND status <> 'publish' $$,
	'and no province is hidden');
SELECT cmp_ok((SELECT count(*) FROM pg_temp.shown('gemeente') WHERE area BETWEEN '0001' AND '0006'
	AND category = 'onbekend' AND years = '2016-2020' AND status = 'publish' AND numerator < 13), '>=', 4::bigint,
	'categories too');
SELECT results_eq($$ SELECT DISTINCT status FROM pg_temp.shown('gemeente') WHERE area = '0009'
	AND category = 'onbekend' $$, $$ VALUES ('hidden') $$, 'but not where it is the municipality itself');
SELECT is_empty($$ SELECT FROM publicatie_intern.care_audit WHERE exposed $$, 'nothing unsafe follows');
CALL release('publicatie', 'publish');

-- What was shown is out: it cannot be protected afterwards.
SELECT pg_temp.publish('rivm, zero=publish, unknown=protect, unprotectable=unsafe') \g /dev/null
SELECT results_eq($$ SELECT status FROM pg_temp.shown('provincie') WHERE area = '?' AND breakdown = 'totaal'
	AND years = '2016' $$, $$ VALUES ('publish') $$, 'it stays shown');

-- The other way round, as for a publication of an earlier version: what was hidden stays hidden, what is new is not.
CALL forget_releases('publicatie');
SELECT pg_temp.publish('rivm, zero=publish, unknown=protect') \g /dev/null
CALL release('publicatie', 'protect');
CREATE TEMP TABLE protect AS SELECT * FROM pg_temp.shown('provincie');
INSERT INTO bron.birth SELECT birth_id + 100000, pregnancy_id + 100000, 2021, '2021-06-01', municipality, province,
	ga_days, birthweight, sex, parity, plurality, first_visit_ga_days FROM bron.birth WHERE year = 2020;
SELECT pg_temp.publish('rivm, zero=publish, unknown=merge') \g /dev/null
SELECT is_empty($$ SELECT FROM protect JOIN pg_temp.shown('provincie') s USING (area, years, breakdown, category)
	WHERE protect.status <> s.status $$, 'a change of policy changes no released figure');
SELECT is_empty($$ SELECT * FROM pg_temp.shown('provincie') WHERE breakdown = 'totaal' AND years = '2021'
	AND status <> 'publish' $$, 'and a new year hides no province');
SELECT is_empty($$ SELECT FROM publicatie_intern.care_audit WHERE exposed $$, 'nothing unsafe follows from both');
CALL release('publicatie', 'merge');

-- Groups of municipalities: small ones are protected like any other; what lies in none is unknown where its
-- municipality is.
CALL forget_releases('publicatie');
CREATE TABLE bron.area_group (grouping text, group_code text, group_name text, area_kind text, area_code text,
	year smallint);
INSERT INTO bron.area_group SELECT grouping, code, code, 'gemeente', area, 2021
	FROM (VALUES ('regio', 'R1', '{0001,0002,0003}'::text[]), ('regio', 'R2', '{0004,0005,0006}'),
	('regio', 'R9', '{0009}'), ('deel', 'D1', '{0001,0002}')) g(grouping, code, areas), unnest(areas) area;
CREATE FUNCTION pg_temp.publish_groups(policy text) RETURNS TABLE (type text, area text, shown boolean, status text)
	LANGUAGE plpgsql AS $$
BEGIN
	CALL create_indicator_views('bron', 'publicatie', policy => policy::sdc_policy, families => '{care}',
		local_definitions => '{late-care-22w}', area_types => '{land,provincie,gemeente,regio,deel}',
		annual_area_types => '{land,provincie,gemeente,regio,deel}');
	RETURN QUERY SELECT p.area_type, coalesce(p.pc4, '?'), p.shown, p.status::text FROM publicatie_intern.protected p
		JOIN publicatie_intern.definition d ON d.number = p.definition AND d.id = 'late-care-22w'
		WHERE p.area_type IN ('regio', 'deel') AND p.period = '[2016,2017)' AND p.breakdown = 'totaal';
END $$;
SELECT set_eq($$ SELECT type, area, shown, CASE WHEN type = 'regio' THEN status = 'publish' END
	FROM pg_temp.publish_groups('rivm, zero=publish, unknown=merge') WHERE area NOT IN ('R1', 'R2') $$,
	$$ VALUES ('regio', 'R9', true, false), ('regio', '?', false, true), ('deel', 'D1', true, NULL),
		('deel', '?', true, NULL) $$, 'merge: a small group is hidden, what is unknown is no group, what is in none is '
		'one');
SELECT is_empty($$ SELECT FROM publicatie_intern.care_audit WHERE exposed $$, 'nothing unsafe follows from groups');
SELECT set_eq($$ SELECT type, area, shown, CASE WHEN type = 'regio' THEN status = 'publish' END
	FROM pg_temp.publish_groups('rivm, zero=publish, unknown=publish') WHERE area NOT IN ('R1', 'R2') $$,
	$$ VALUES ('regio', 'R9', true, false), ('regio', '?', true, true), ('deel', 'D1', true, NULL),
		('deel', '?', true, NULL) $$, 'publish: a small group is hidden, what is unknown is shown');
SELECT is_empty($$ SELECT FROM publicatie_intern.care_audit WHERE exposed $$,
	'nothing unsafe follows from those either');

-- The policy.
SELECT is('min_count=5'::sdc_policy, 'min_count=5, unknown=protect', 'without a word it is protected');
SELECT is_empty($$ SELECT name FROM sdc_policy_presets() WHERE policy::text !~ 'unknown=protect' $$,
	'also by every preset');
SELECT throws_ok($$ SELECT 'rivm, unknown=hide'::sdc_policy $$, '22023',
	'invalid disclosure policy: "rivm, unknown=hide"');
SELECT set_eq($$ SELECT u, p FROM (VALUES ('protect'), ('merge'), ('publish')) v(u),
	LATERAL (SELECT kansrijk_intern.policy_field(('rivm, unknown=' || u)::sdc_policy::text, 'unknown')) x(p) $$,
	$$ VALUES ('protect', 'protect'), ('merge', 'merge'), ('publish', 'publish') $$, 'three words');

SELECT * FROM finish();
ROLLBACK;
