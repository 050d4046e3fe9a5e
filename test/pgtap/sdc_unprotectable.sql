-- A unit that knows itself, and what cannot be protected whatever is hidden.
BEGIN;
SELECT plan(41);

CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	EXECUTE query;
	RETURN 'no error';
EXCEPTION WHEN data_exception THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN detail;
END $$;

-- One event of a small municipality is in several windows: they are the same person.
CREATE TABLE windows AS SELECT area, period, sum(n)::bigint AS n, 0 AS mask
FROM (SELECT 'Klein' AS area, 2018 AS year, 1 AS n UNION ALL SELECT 'Groot', y, 40 + y % 5 FROM
	generate_series(2014, 2022) y) events
	JOIN (SELECT int4range(y, y + 1) AS period FROM generate_series(2014, 2022) y UNION ALL SELECT int4range(y,
		y + 5) FROM generate_series(2014, 2018) y) periods ON year <@ period
GROUP BY area, period;
SELECT results_eq($$ SELECT area, status, count(*) FROM (SELECT area, sdc_status(n,
	'min_count=5, singletons=protect', mask, area, period) OVER () AS status FROM windows) s GROUP BY 1,
	2 ORDER BY 1 DESC $$,
	$$ VALUES ('Klein', 'primary_count'::cell_status, 6::bigint), ('Groot', 'publish', 14) $$,
		'one event in six cells of a municipality is one person');
SELECT results_eq($$ SELECT area, status, count(*) FROM (SELECT area, sdc_status(make_rate(199 - 198 * (area =
	'Klein')::integer + 0, 200, 0), 'min_count=1, min_complement=5, singletons=protect', mask, area, period)
	OVER () AS status
		FROM (SELECT area, period, mask FROM windows WHERE upper(period) - lower(period)
			= 1 AND area = 'Groot' AND lower(period) < 2016) w) s GROUP BY 1, 2 $$,
	$$ VALUES ('Groot', 'primary_complement'::cell_status, 2::bigint) $$,
		'one unit without the event, in two years, is two persons');
SELECT results_eq($$ SELECT area, status, count(*) FROM (SELECT area, sdc_status(make_rate(CASE area WHEN 'Klein'
	THEN d - n ELSE n END, d, 0), 'min_count=5, min_complement=5, singletons=protect', mask, area, period) OVER ()
	AS status
		FROM (SELECT *, CASE area WHEN 'Klein' THEN 20 * (upper(period) - lower(period))
			ELSE 3 * n END AS d FROM windows) w WHERE area = 'Groot' OR upper(period) - lower(period) = 5)
			s GROUP BY 1, 2 ORDER BY 1 DESC $$,
	$$ VALUES ('Klein', 'primary_complement'::cell_status, 5::bigint), ('Groot', 'publish', 14) $$,
		'a unit without the event in five windows is one as well');

-- Where nobody is, a unit that knows itself learns nothing of anybody: of x and y together it knows the rest.
SELECT results_eq($$ SELECT y::text, sdc_status_given(r, 'rivm, unprotectable=unsafe', area IS NULL, 0,
	(area IS NULL)::integer, area) OVER (PARTITION BY y)
		FROM (VALUES ('0/0 ?1'::rate), ('2/5')) nobody(y), LATERAL (VALUES ('x', '1/2'::rate), ('y', y),
			(NULL, '1/2'::rate + y)) v(area, r) ORDER BY y DESC, area $$,
	$$ VALUES ('2/5', 'primary_denominator'::cell_status), ('2/5', 'unsafe'), ('2/5', 'publish'),
		('0/0 ?1', 'primary_denominator'), ('0/0 ?1', 'primary_denominator'), ('0/0 ?1', 'publish') $$,
		'the unit of x may know that nobody is in y');

-- The unit of a province is that of its only municipality with an event, and of the part of a breakdown that it must
-- be in.
SELECT is_empty($$ SELECT * FROM (SELECT prov, gem, sex, n, sdc_status(n, 'min_count=3, singletons=protect', mask,
	prov, gem, sex) OVER () AS status
		FROM (VALUES ('P', NULL, NULL, 1::bigint, 3), ('P', 'G', NULL, 1, 1), ('P', NULL, 'V', 1, 2), ('Q', NULL,
			NULL, 90, 3), ('Q', 'H', NULL, 40, 1), ('Q', 'I', NULL, 50, 1), ('Q', NULL, 'V', 44, 2), ('Q', NULL,
			'M', 46, 2),
			(NULL, NULL, NULL, 91, 7), (NULL, NULL, 'V', 45, 6), (NULL, NULL, 'M', 46, 6)) v(prov, gem, sex, n,
				mask)) s WHERE prov = 'P' AND status NOT IN ('primary_count') $$,
				'a unit is in every cell of 1 that covers its own');

-- Two municipalities without annual figures, an event in each: 2017 in A, 2018 in B. Nothing is known, and nothing
-- may be refused.
SELECT results_eq($$ SELECT DISTINCT sdc_status(n, 'min_count=5, singletons=protect', mask, prov, gem, period)
	OVER () FROM (SELECT 'P' AS prov, gem, int4range(f, u) AS period, n::bigint, (gem IS NULL)::integer * 2 AS mask
		FROM (VALUES (NULL, 2017, 2018, 1), (NULL, 2018, 2019, 1), (NULL, 2016, 2018, 1), (NULL, 2017, 2019, 2),
			(NULL, 2018, 2020, 1), ('A', 2016, 2018, 1), ('A', 2017, 2019, 1), ('B', 2017, 2019, 1), ('B', 2018,
			2020, 1)) v(gem, f, u, n)) t $$,
	$$ VALUES ('primary_count'::cell_status) $$,
		'one event in two windows and in a year of its province is one person');

-- The audit's single units are the same ones.
SELECT is_empty($$ SELECT FROM (SELECT n, sdc_interval_given(n, 'min_count=5, singletons=protect', 'secondary', NULL,
			mask, prov, gem, period) OVER () AS seen
		FROM (SELECT 'P' AS prov, gem, int4range(f, u) AS period, n::bigint, (gem IS NULL)::integer * 2 AS mask
			FROM (VALUES (NULL, 2017, 2018, 1), (NULL, 2018, 2019, 1), (NULL, 2016, 2018, 1), (NULL, 2017, 2019, 2),
				(NULL, 2018, 2020, 1), ('A', 2016, 2018, 1), ('A', 2017, 2019, 1), ('B', 2017, 2019, 1),
				('B', 2018, 2020, 1)) v(gem, f, u, n)) t) s WHERE n = 1 AND seen = '[1,1]' $$,
	'a unit that knows itself learns nothing of another from its own windows');

-- What is known gives away more than may be: who can tell, and of which cells.
CREATE TABLE pair AS SELECT * FROM (VALUES ('Noord', 1::bigint, NULL::boolean, 0), ('Zuid', 1, NULL, 0), ('West',
	30, NULL, 0), ('Oost', 40, true, 0), (NULL, 72, true, 1)) v(area, n, known, mask);
SELECT matches(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5, singletons=protect',
	known OR area = 'West', 0, mask, area) OVER () FROM pair $$),
	'^(Cell of dimension 1 = "(Noord|Zuid)": the single unit of another hidden cell can compute it\. ?){2}$',
		'each of two single units knows the other: the cells are named');
SELECT is(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5, singletons=ignore, zero=protect',
	known OR area = 'West', 0, mask, area) OVER () FROM pair $$), 'no error', 'unless single units are ignored');
SELECT matches(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5, singletons=ignore', known OR area = 'West',
	0, mask, area) OVER () FROM pair $$),
	'^(Cell of dimension 1 = "(Noord|Zuid)": no other whole number fits what is known\. ?){2}$',
	'and zeros are secret: else two that add up to 2 are both 1');
SELECT is(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5, singletons=protect', known, 0, mask, area)
	OVER () FROM pair $$), 'no error', 'or something is left to hide');
SELECT is(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5', area IS DISTINCT FROM 'Zuid', 0, mask, area)
	OVER () FROM pair $$), 'Cell of dimension 1 = "Zuid": sums and differences of known cells give it away.',
	'a cell that anybody can compute');
SELECT matches(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5, min_interval=9, zero=protect',
	known OR area = 'West', 0, mask, area) OVER () FROM pair $$),
	'^(Cell of dimension 1 = "(Noord|Zuid)": its interval is narrower than min_interval\. ?){2}$',
	'and cells that are too narrow');
SELECT matches(pg_temp.refusal($$ SELECT sdc_status_given(i % 4::bigint, 'min_count=5', mask = 1 OR NULL, 0, mask,
	area, sex) OVER () FROM (SELECT i, i AS area, 'x' AS sex, 0 AS mask FROM generate_series(1, 12) i
		UNION ALL SELECT i, i, NULL, 1 FROM generate_series(1, 12) i) v $$), '^no error$',
			'a total of one part is that part');
SELECT matches(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5', sex = 'm' OR sex IS NULL OR NULL, 0,
	mask, area, sex) OVER () FROM (SELECT area, sex, sum(n)::bigint AS n, GROUPING(area, sex) AS mask
		FROM (SELECT a AS area, s AS sex, CASE s WHEN 'm' THEN 20 ELSE 2 END AS n FROM generate_series(1, 9) a,
			unnest('{m,v}'::text[]) s) c GROUP BY GROUPING SETS ((area, sex), (area), ())) t $$), ' And 4 more\.$',
			'many are counted');

-- Nobody is in area B, so also in none of its postal codes: the one of A who is in postal code q knows that nobody
-- of A is in p, and so all of p.
CREATE TABLE mapped AS SELECT * FROM (VALUES ('A', NULL, 1::bigint, NULL::boolean, 1), ('B', NULL, 0, NULL, 1),
	('C', NULL, 95, NULL, 1), (NULL, 'p', 58, true, 2), (NULL, 'q', 38, NULL, 2), ('A', 'p', 0, false, 0),
	('A', 'q', 1, false, 0), ('B', 'p', 0, false, 0), ('B', 'q', 0, false, 0), ('C', 'p', 58, false, 0),
	('C', 'q', 37, false, 0)) v(area, code, n, known, mask);
SELECT is(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5, max_share=90, singletons=protect', known, 0,
	mask, area, code) OVER () FROM mapped $$),
	'Cell of dimension 1 = "C", dimension 2 = "p": the single unit of another hidden cell can compute it.',
	'zeros within a zero that is shown are known to units too');

-- Nobody has a row of 2016, and blocks are made of the other years, so windows of one without the event that differ by
-- it are the same person.
CREATE TABLE gap AS SELECT v.block, v.period::int4range, v.birth, v.r::rate, v.mask FROM (VALUES
	(1, NULL, 'single', '0/1', 2), (2, NULL, 'single', '1/6', 2), (3, NULL, 'single', '1/5', 2),
	(1, '[2013,2014)', NULL, '0/1', 1), (2, '[2014,2015)', NULL, '0/2', 1), (2, '[2015,2016)', NULL, '1/4', 1),
	(3, '[2017,2018)', NULL, '0/1', 1), (3, '[2018,2019)', NULL, '0/2', 1), (3, '[2019,2020)', NULL, '1/2', 1),
	(NULL, '[2013,2016)', NULL, '1/7', 5), (NULL, '[2014,2017)', NULL, '1/6', 5), (NULL, '[2015,2018)', NULL, '1/5', 5),
	(NULL, '[2016,2019)', NULL, '0/3', 5), (NULL, '[2017,2020)', NULL, '1/5', 5)) v(block, period, birth, r, mask);
SELECT is(pg_temp.refusal($$ SELECT sdc_status(r, 'rivm', mask, block, period, birth) OVER () FROM gap $$), 'no error',
	'a year without rows is nothing where blocks are made of the others');

-- unprotectable=unsafe goes on, and says what it is.
CREATE TABLE judged AS SELECT area, n, mask, sdc_status_given(n,
	'min_count=5, singletons=protect, unprotectable=unsafe', known OR area = 'West', 0, mask, area) OVER () AS by_unit,
	sdc_status_given(n, 'min_count=5, unprotectable=unsafe', area IS DISTINCT FROM 'Zuid', 0, mask, area) OVER ()
		AS by_anybody,
	sdc_status_given(n, 'min_count=5, min_interval=9, unprotectable=unsafe', known OR area = 'West', 0, mask, area)
		OVER () AS by_width FROM pair;
SELECT results_eq($$ SELECT area, by_unit::text, by_anybody::text, by_width::text FROM judged ORDER BY area $$,
	$$ VALUES ('Noord', 'unsafe', 'publish', 'unsafe'), ('Oost', 'publish', 'publish', 'publish'), ('West',
		'publish', 'publish', 'publish'), ('Zuid', 'unsafe', 'unsafe', 'unsafe'), (NULL, 'publish', 'publish',
		'publish') $$,
	'unprotectable=unsafe: what known cells give away is unsafe');
SELECT is_empty($$ SELECT FROM judged WHERE by_unit = 'unsafe' AND (sdc_mask(n, by_unit)
	IS NOT NULL OR sdc_label(n, by_unit, 'en') <> 'hidden' OR sdc_derived_status(by_unit, 'publish') <> 'secondary'
	OR (sdc_publish(make_rate(n, 9, 0), by_unit)).status <> 'hidden' OR (sdc_publish(make_rate(n, 9, 0),
		by_unit)).numerator IS NOT NULL) $$, 'and hidden as any other');
SELECT is_empty($$ SELECT FROM (SELECT by_unit, sdc_explain(n, 'min_count=5', by_unit, 'en', mask, area) OVER ()
	AS why FROM judged) e WHERE by_unit = 'unsafe' AND why NOT LIKE 'Unsafe, and yet%' $$, 'the owner is told');
SELECT results_eq($$ SELECT area, sdc_exposed(n, by_anybody, mask, area) OVER () FROM judged WHERE by_anybody IS
	NOT NULL ORDER BY area $$,
	$$ VALUES ('Noord', NULL::boolean), ('Oost', NULL), ('West', NULL), ('Zuid', true), (NULL, NULL) $$,
		'the audit finds it too');
SELECT results_eq($$ SELECT area, sdc_status_released(n, 'min_count=5, singletons=protect, unprotectable=unsafe',
	by_unit, 0, mask, area) OVER () FROM judged ORDER BY area $$,
	$$ SELECT area, by_unit FROM judged ORDER BY area $$, 'released as unsafe, it is unsafe again');
SELECT is(pg_temp.refusal($$ SELECT sdc_status_released(n, 'min_count=5, singletons=protect', by_unit, 0, mask,
	area) OVER () FROM judged $$) LIKE 'Cell of%', true, 'and without the option it is an error again');
SELECT results_eq($$ SELECT area, status FROM (SELECT area, sdc_status(n, 'min_count=5, unprotectable=unsafe',
	mask, area) OVER () AS status, sdc_status(n, 'min_count=5', mask, area) OVER () AS plain FROM pair)
	s WHERE status <> plain $$,
	$$ SELECT NULL::text, NULL::cell_status LIMIT 0 $$, 'where all can be protected the option changes nothing');
SELECT is_empty($$ SELECT s FROM unnest('{primary_contributors,primary_own,unsafe}'::cell_status[])
	s WHERE sdc_mask(1, s) IS NOT NULL OR sdc_label(1, s) <> 'verborgen' OR sdc_derived_status(s) <> 'secondary'
	OR (sdc_publish('1/2'::rate, s)).status <> 'hidden' $$, 'every later label is of a hidden cell');
SELECT is(sdc_derived_status('publish', 'empty'), 'empty', 'a figure with an empty cell is empty');

-- What is hidden for a sum need not be kept from a unit, and is no reason to refuse.
SELECT lives_ok($$ SELECT sdc_status_given(n, 'min_count=5, min_suppressed_sum=5, singletons=protect', known, 0,
	mask, area) OVER ()
	FROM (VALUES ('a', 1::bigint, NULL::boolean, 0), ('b', 2, NULL, 0), ('c', 30, NULL, 0), ('d', 40, true, 0),
		(NULL, 73, true, 1)) v(area, n, known, mask) $$, 'a sum that includes a single unit');
-- Here [2019,2020) follows from what is known, so to hide it for the sum would be of no use.
SELECT lives_ok($$ SELECT sdc_status_given(n, 'min_count=5, min_suppressed_sum=10', known, 0, mask, area, period)
	OVER () FROM (VALUES
	('a', int4range(2018, 2019), 3::bigint, NULL::boolean, 0), ('a', int4range(2019, 2020), 30, NULL, 0), ('a',
		int4range(2018, 2020), 33, NULL, 0),
	('b', int4range(2018, 2019), 4, NULL, 0), ('b', int4range(2019, 2020), 60, true, 0), ('b', int4range(2018,
		2020), 64, NULL, 0),
	(NULL, int4range(2018, 2019), 7, true, 2), (NULL, int4range(2019, 2020), 90, true, 2), (NULL, int4range(2018,
		2020), 97, true, 2)) v(area, period, n, known, mask) $$, 'a sum that nothing can be hidden for');

-- A large system that known cells give away is refused at once: all but the small cells, and a few others, is known.
CREATE TABLE large AS SELECT GROUPING(a, b) AS mask, a, b, sum(n)::bigint AS n FROM (SELECT i / 60 AS a,
	i % 60 AS b, CASE WHEN i % 60 IN (i / 60 % 60, (i / 60 + 1) % 60) THEN 1 ELSE 10 + i % 50 END AS n FROM
	generate_series(0, 7199) i) c GROUP BY CUBE (a, b);
SET LOCAL statement_timeout = '60s';
SELECT matches(pg_temp.refusal($$ SELECT sdc_status_given(n, 'min_count=5, singletons=protect',
	NULLIF(n <> 1 AND coalesce(NOT (a % 3 = 0 AND b % 5 = 0), true), false), 0, mask, a, b) OVER () FROM large $$),
	'(single unit|give it away).* And \d+ more\.$', 'a large system is refused at once');
SELECT is_empty($$ SELECT FROM (SELECT n, sdc_status_given(n,
	'min_count=5, singletons=protect, unprotectable=unsafe', NULLIF(n <> 1 AND coalesce(NOT (a % 3 = 0 AND b % 5 =
	0), true), false), 0, mask, a, b) OVER () AS status FROM large) s
	WHERE n = 1 AND status NOT IN ('primary_count', 'unsafe') $$, 'or judged');
-- A database of 0.1.0 on this library, before ALTER EXTENSION UPDATE: its type has no such labels.
DELETE FROM pg_enum WHERE enumtypid = 'cell_status'::regtype
	AND enumlabel IN ('primary_contributors', 'primary_own', 'unsafe');
PREPARE as_before AS SELECT string_agg(sdc_mask(n, status)::text || status, ' ' ORDER BY area)
	FROM (SELECT *, sdc_status_given(n, 'min_count=5', known, 0, mask, area) OVER () AS status FROM pair) s;
SELECT results_eq('as_before', $$ VALUES ('40publish 72publish') $$, 'without the new labels all works that did');
SELECT throws_ok($$ SELECT sdc_status_given(n, 'min_count=5, singletons=protect, unprotectable=unsafe',
		known OR area = 'West', 0, mask, area) OVER () FROM pair $$,
	'55000', 'type cell_status has no label "unsafe"', 'and what needs them says so');
SELECT is(sdc_derived_status('publish', 'secondary'), 'secondary', 'also of several cells');
-- Districts and postal codes that cross, by sex and by plurality, and nothing is shown. No row says who lives in a
-- district and is one of two: that no row says who is one of one there either does not tell that nobody is.
CREATE TABLE born AS SELECT town, pc4, district, sex, plurality, n::rate FROM (VALUES
	('A', 1, 'a', 'boy', 'one', '0/1'), ('A', 1, 'a', 'girl', 'one', '0/1'), ('B', 2, 'b', 'boy', 'one', '1/2'),
	('C', 3, 'c', 'boy', 'one', '0/0'), ('D', 4, 'd', 'boy', 'one', '0/2'), ('D', 5, 'e', 'boy', 'one', '1/3'),
	('D', 5, 'f', 'girl', 'one', '0/0'), ('D', 6, 'g', 'boy', 'one', '0/2'), ('D', 6, 'g', 'boy', 'two', '1/1'),
	('D', 6, 'g', 'girl', 'one', '0/1'), ('D', 6, 'g', 'girl', 'two', '1/1'), ('D', 7, 'h', 'boy', 'one', '0/1'),
	('D', 7, 'h', 'girl', 'one', '1/1'), ('D', 8, 'i', 'boy', 'one', '0/1'), ('D', 8, 'i', 'girl', 'one', '0/1'),
	('D', 8, 'j', 'girl', 'one', '0/1'), ('D', 9, 'j', 'girl', 'one', '0/1'), ('D', 10, 'j', 'boy', 'one', '0/2'),
	('D', 11, 'k', 'boy', 'one', '0/1'), ('D', 11, 'k', 'girl', 'one', '1/1'), ('D', 11, 'l', 'boy', 'one', '0/1'),
	('D', 11, 'l', 'girl', 'one', '0/1')) v(town, pc4, district, sex, plurality, n);
CREATE VIEW crossed AS SELECT town, pc4, district, sex, plurality, rate(n) AS n,
		GROUPING(town, pc4, district, sex, plurality) AS mask FROM born
	GROUP BY GROUPING SETS ((town, pc4, district), (town, pc4, sex), (town, pc4, plurality), (), (sex), (plurality));
SELECT is_empty($$ SELECT * FROM (SELECT n, sdc_exposed(n, 'rivm', 'secondary', mask, town, pc4, district, sex,
	plurality) OVER () AS exposed FROM crossed) s WHERE exposed $$, 'nothing follows where nothing is shown');
SELECT isnt_empty($$ SELECT sdc_status_given(n, 'rivm', CASE WHEN town IS NOT NULL THEN false END, 0, mask, town, pc4,
	district, sex, plurality) OVER () FROM crossed $$, 'so that the system can be protected');

-- One child is in several cells that no cell of 1 covers, but the labels of all of them do.
CREATE FUNCTION pg_temp.refusal_of_children(children text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.refusal(format('SELECT sdc_status(n, %L, mask, province, town, year, sex) OVER () FROM (
		SELECT province, town, year, sex, rate(n) AS n, GROUPING(province, town, year, sex) AS mask
		FROM (SELECT province, town, int4range(y, y + 1) AS year, sex, n::rate FROM (VALUES %s)
			v(province, town, y, sex, n)) child
		GROUP BY GROUPING SETS ((province, town, year), (province, town, sex), (province, year, sex), (province, year))
		) cells', 'rivm', children)) $$;
SELECT is(pg_temp.refusal_of_children($$ ('P', 'a', 2013, 'girl', '0/1'), ('P', 'b', 2013, 'boy', '0/1'),
	('P', 'c', 2015, 'girl', '0/1'), ('P', 'd', 2014, 'girl', '0/0 ?1'),
	('Q', 'e', 2013, 'boy', '0/2'), ('Q', 'e', 2013, 'girl', '0/2'), ('Q', 'f', 2013, 'girl', '0/2'),
	('Q', 'f', 2014, 'boy', '0/1'), ('Q', 'f', 2014, 'girl', '0/2'), ('Q', 'g', 2013, 'boy', '0/2'),
	('Q', 'g', 2013, 'girl', '0/5'), ('Q', 'g', 2014, 'boy', '0/2'), ('Q', 'g', 2014, 'girl', '0/3'),
	('Q', 'g', 2015, 'boy', '1/9'), ('Q', 'g', 2015, 'girl', '0/8') $$), 'no error',
	'the only child of a town, a girl, of 2013, is the girl of 2013');
SELECT is(pg_temp.refusal_of_children($$ ('P', 'a', 2019, 'boy', '0/1'), ('P', 'a', 2020, 'boy', '0/1'),
	('P', 'b', 2020, 'girl', '0/1'), ('Q', 'c', 2019, 'boy', '1/4'), ('Q', 'c', 2019, 'girl', '0/8'),
	('Q', 'c', 2020, 'boy', '1/4'), ('Q', 'c', 2020, 'girl', '1/4'), ('Q', 'd', 2020, 'boy', '0/1'),
	('Q', 'd', 2020, 'girl', '0/1') $$), 'no error',
	'the only child of 2020 of a town that has boys only is the boy of 2020');

-- What lies in a cell of the unit, as everybody sees, is no news to it, also where no sum says so.
CREATE FUNCTION pg_temp.refusal_beside_others(children text, more text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.refusal(format('SELECT sdc_status(n, %L, mask, period, province, town, sex) OVER () FROM (
		SELECT period, province, town, sex, sum(n)::bigint AS n, GROUPING(period, province, town, sex) AS mask
		FROM (SELECT province, town, int4range(y, y + 1) AS period, sex, n FROM (VALUES %s) v(province, town, y, sex, n)
			UNION ALL SELECT %L, town, int4range(y, y + 1), sex, 20 + y %% 4 + length(sex || town)
			FROM unnest(ARRAY[%L, %L]) town, generate_series(2014, 2016) y, unnest(ARRAY[%L, %L]) sex) child
		GROUP BY GROUPING SETS ((period, province, town), (period, province, sex), (period, province), (period, sex),
			(period), (province, town, sex), (province, town), ())) cells',
		'min_count=5, zero=protect, singletons=protect' || more, children, 'Q', 'y', 'zz', 'girl', 'boy')) $$;
SELECT is(pg_temp.refusal_beside_others($$ ('P', 'a', 2014, 'girl', 0), ('P', 'a', 2015, 'girl', 1),
	('P', 'a', 2016, 'boy', 1), ('P', 'b', 2015, 'girl', 1) $$), 'no error',
	'all of P in 2014 are girls of a: nobody beside the girl of a whom she knows of');
SELECT is(pg_temp.refusal_beside_others($$ ('P', 'a', 2015, 'boy', 1), ('P', 'a', 2015, 'girl', 0),
	('P', 'a', 2016, 'girl', 1), ('P', 'a', 2014, 'girl', 1), ('P', 'b', 2015, 'boy', 1), ('P', 'c', 2016, 'girl', 1) $$),
	'no error', 'where towns that have girls have none in 2015 but for a, her brother of 2015 is beside nobody');
SELECT is(pg_temp.refusal_beside_others($$ ('P', 'a', 2015, 'boy', 1), ('P', 'a', 2015, 'girl', 0),
	('P', 'a', 2016, 'girl', 1), ('P', 'a', 2014, 'girl', 1), ('P', 'b', 2015, 'boy', 1), ('P', 'c', 2016, 'girl', 1) $$,
	', min_interval=5'), 'no error', 'where whole numbers are looked at too');
CREATE TABLE delivered AS
	SELECT town, y, y / 3 AS block, int4range(y, y + 1) AS period, parity, n
	FROM (VALUES ('a', 2019, 'first', 1), ('a', 2020, 'later', 0), ('a', 2021, 'later', 0),
		('b', 2018, 'first', 1), ('b', 2019, 'later', 0), ('b', 2020, 'later', 0)) v(town, y, parity, n)
	UNION ALL SELECT town, y, y / 3, int4range(y, y + 1), parity, 20 + y % 4 + 3 * length(parity || town)
	FROM unnest('{c,dd}'::text[]) town, generate_series(2016, 2021) y, unnest('{first,later}'::text[]) parity;
SELECT is(pg_temp.refusal($$ SELECT sdc_status(n, 'min_count=5, zero=protect, singletons=protect, min_interval=5', mask,
		block, period, town, parity) OVER () FROM (
	SELECT block, period, town, parity, sum(n)::bigint AS n, GROUPING(block, period, town, parity) AS mask FROM delivered
	GROUP BY GROUPING SETS ((block, period, town), (block, town, parity), (block, period, parity), (block, period))
	UNION ALL
	SELECT NULL, w, town, parity, sum(n), 8 + GROUPING(town, parity)
	FROM delivered, generate_series(2016, 2019) first, int4range(first, first + 3) w WHERE y <@ w
	GROUP BY GROUPING SETS ((w, town), (w, parity), (w))) cells $$), 'no error',
	'nor what is in a block of years that is her window, but for a year in which everybody sees nobody');

SELECT * FROM finish();
ROLLBACK;
