-- Death around birth, from codes and from dates, and the population of a figure.
BEGIN;
SELECT no_plan();

-- The matrix: every code of sterfte
SELECT is(ARRAY[fetal_death(code), perinatal_death(code), perinatal_death(code, 28), neonatal_death(code, 7),
	neonatal_death(code), infant_death(code)], expected,
	format('sterfte %s: %s', coalesce(code::text, 'NULL'), meaning))
	FROM (VALUES
		(0, '{f,f,f,f,f,f}'::boolean[], 'not deceased'),
		(1, '{t,t,t,f,f,f}', 'ante partum'),
		(2, '{t,t,t,f,f,f}', 'durante partu'),
		(3, '{f,t,t,t,t,t}', 'day 0 to 7'),
		(4, '{f,f,t,f,t,t}', 'day 8 to 28'),
		(5, '{f,f,f,f,f,t}', 'after day 28'),
		(6, '{NULL,NULL,NULL,NULL,NULL,NULL}', 'phase unknown'),
		(NULL, '{NULL,NULL,NULL,NULL,NULL,NULL}', 'unknown')) v(code, expected, meaning);

-- The same from dates
SELECT is(ARRAY[perinatal_death(false, '2020-05-01', '2020-05-01'::date + day),
	perinatal_death(false, '2020-05-01', '2020-05-01'::date + day, 28),
		neonatal_death('2020-05-01', '2020-05-01'::date + day), neonatal_death('2020-05-01', '2020-05-01'::date + day,
			27), infant_death('2020-05-01', '2020-05-01'::date + day)],
	expected, format('death on day %s', day))
	FROM (VALUES
		(0, '{t,t,t,t,t}'::boolean[]), (6, '{t,t,t,t,t}'), (7, '{t,t,t,t,t}'), (8, '{f,t,t,t,t}'), (27, '{f,t,t,t,t}'),
		(28, '{f,t,t,f,t}'), (29, '{f,f,f,f,t}'), (364, '{f,f,f,f,t}'), (365, '{f,f,f,f,f}')) v(day, expected);
SELECT is(ARRAY[perinatal_death(false, '2020-05-01', NULL), perinatal_death(false, '2020-05-01', 'infinity'),
	neonatal_death('2020-05-01'::date, NULL), infant_death(NULL::date, NULL)], '{f,f,f,f}',
	'no date of death is alive');
SELECT is(perinatal_death(true, '2020-05-01', '2020-04-30'), true, 'a stillbirth counts whatever its dates');
SELECT is(perinatal_death(false, '2020-05-01', '2020-04-30'), NULL, 'born alive and dead before: a mistake, unknown');
SELECT is(ARRAY[perinatal_death(NULL, '2020-05-01', '2020-05-03'), perinatal_death(NULL, '2020-05-01', NULL),
	perinatal_death(false, NULL, '2020-05-01')], ARRAY[true, NULL, NULL], 'stillbirth or birth unknown');
SELECT is(ARRAY[neonatal_death('2020-05-01', '2020-05-01', stillborn => true),
	neonatal_death('2020-05-01', '2020-05-01', stillborn => NULL), neonatal_death('2020-05-01'::date, NULL,
	stillborn => NULL)],
	ARRAY[false, NULL, false], 'a stillbirth is no neonatal death, where kansenkaart has it as one');
SELECT is(perinatal_death(false, '2020-05-01', '2020-05-08', until_days => 6), false, 'Euro-Peristat: day 0 to 6');

-- Population
SELECT is(ARRAY[in_scope(153), in_scope(154), in_scope(167, min_weeks => 24), in_scope(168, min_weeks => 24),
	in_scope(195, min_weeks => 28), in_scope(196, min_weeks => 28)], '{f,t,f,t,f,t}', '22, 24 and 28 weeks');
SELECT is(ARRAY[in_scope(NULL, 500), in_scope(NULL, 499), in_scope(NULL, NULL), in_scope(NULL, 9999),
	in_scope(7 * 99, 3000)], ARRAY[true, false, NULL, NULL, true],
	'unknown age at 22 weeks: from 500 g; unknown weight too is unknown');
SELECT is(ARRAY[in_scope(NULL, 3000, 24), in_scope(NULL, 3000, 28)], '{f,f}',
	'unknown age at other limits is not in scope');
SELECT is(ARRAY[in_scope(NULL, 1000, 28, fallback_grams => 1000), in_scope(NULL, 999, 28, fallback_grams => 1000),
	in_scope(NULL, 3000, 22, fallback_grams => 0)], '{t,f,f}', 'another weight, or none');
SELECT is(ARRAY[in_scope(280, population => 'live', stillborn => false),
	in_scope(280, population => 'live', stillborn => true), in_scope(280, population => 'live'),
	in_scope(150, population => 'live')],
	ARRAY[true, false, NULL, false], 'live births only');
SELECT is(in_scope(24 * 7, min_weeks => 24), true, 'from completed weeks');

-- The four definitions of Big2, by argument, on births that tell them apart
CREATE TEMP TABLE birth (grams int, ga_days int, sex int, sterfte int, n int);
INSERT INTO birth VALUES
	(400, 155, 1, 0, 1), (380, 156, 2, 1, 2), (700, 170, 1, 0, 4), (650, 171, 2, 2, 8), (2000, 280, 1, 0, 16),
	(2000, 280, 2, 1, 32), (3500, 280, 1, 0, 64), (3500, 280, 2, 2, 128),
	(520, NULL, 1, 0, 256), (520, NULL, 1, 1, 512), (450, NULL, 1, 0, 1024), (300, 150, 1, 1, 2048);
SELECT is(rate(is_big2(grams, ga_days, sex)) FILTER (WHERE in_scope(ga_days, grams, min_weeks, population,
	fetal_death(sterfte))), expected::rate, label)
	FROM (VALUES
		(22, 'all', '63/255 ?768', 'Big2, from 22 weeks, all births: Perined yearbook 2019, Monitor Kansrijke Start '
			'2020'),
		(24, 'all', '60/252', 'Big2, from 24 weeks, all births: waarstaatjegemeente'),
		(22, 'live', '21/85 ?256', 'Big2, from 22 weeks, live births: Perined yearbook 2018, VZinfo'),
		(24, 'live', '20/84', 'Big2, from 24 weeks, live births')) d(min_weeks, population, expected, label),
		LATERAL (SELECT b.* FROM birth b, generate_series(1, b.n)) b
	GROUP BY min_weeks, population, expected, label;

-- Share of deaths that are Big2; deaths by band, unknown age its own
SELECT is(rate(is_big2(grams, ga_days, sex)) FILTER (WHERE perinatal_death(sterfte)), '4/5 ?1',
	'share of perinatal deaths that are preterm or small') FROM birth;
SELECT is(array_agg(format('%s: %s', band, deaths) ORDER BY band),
	'{<22: 1/1,22-23: 1/2,24-36: 1/2,37-40: 2/4,onbekend: 1/3}', 'deaths by band of gestational age')
	FROM (SELECT ga_band(ga_days) AS band, rate(perinatal_death(sterfte)) AS deaths FROM birth GROUP BY 1) s;
SELECT is(array_agg(ga_band(d) ORDER BY o),
	'{<22,22-23,22-23,24-36,24-36,37-40,37-40,41+,41+,onbekend,onbekend,onbekend}', 'limits of the bands')
	FROM unnest('{153,154,167,168,258,259,286,287,315,316,0,NULL}'::int[]) WITH ORDINALITY v(d, o);

SELECT throws_ok('SELECT perinatal_death(7)', '22023', NULL, 'a code that Perined does not have');
SELECT throws_ok('SELECT perinatal_death(3, 14)', '22023', NULL, 'codes know 7 and 28 days only');
SELECT throws_ok($$SELECT perinatal_death(false, '2020-01-01', NULL, NULL)$$, '22023', NULL, 'no window');
SELECT throws_ok($$SELECT in_scope(160, population => 'x')$$, '22023', NULL, 'no such population');

-- Dates as literals without a type.
SELECT is(ARRAY[neonatal_death('2019-01-01', '2019-01-29'), neonatal_death('2019-01-01', '2019-01-30'),
	neonatal_death('2019-01-01', '08-01-2019', 7), neonatal_death('2019-01-01', NULL),
	neonatal_death(NULL, '2019-01-29'),
	neonatal_death('2019-01-01', '2019-01-01', stillborn => true), neonatal_death('2019-01-01', '2019-01-29', 28,
		NULL)], ARRAY[true, false, true, false, NULL, false, NULL], 'dates without a type, as with one');
SELECT is(ARRAY[neonatal_death('2019-01-01'::date, '2019-01-29'), neonatal_death(3), neonatal_death(4, 7)],
	ARRAY[true, true, false], 'the other forms are what they were');

SELECT * FROM finish();
ROLLBACK;
