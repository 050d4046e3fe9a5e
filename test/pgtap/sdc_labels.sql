-- The window functions of a publication, with the labels as an array: as sdc_status_released, sdc_exposed and
-- sdc_interval with the elements as arguments.
BEGIN;
SELECT no_plan();
SET LOCAL search_path = kansrijk_intern, kansrijk, public;

-- Random table systems: two blocks, years and windows of three years over each other, up to four dimensions of text
-- with unknown categories, and what a release of slightly other rows under a looser policy said before.
CREATE TABLE pg_temp.cell (system integer, dimensions integer, policy sdc_policy, r rate, previous cell_status,
	preference integer, mask integer, block integer, period int4range, labels text[]);
CREATE FUNCTION pg_temp.make_system(system integer, dimensions integer,
	policy text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	columns text := concat_ws(', ', VARIADIC (ARRAY['d1', 'd2', 'd3', 'd4'])[:dimensions]);
BEGIN
	PERFORM setseed(system / 1000.0);
	CREATE TEMP TABLE unit AS
		SELECT g % 2 AS block, 2015 + (5 * random())::integer AS year, random() < 0.2 AS event, random() < 0.97 AS before,
			NULLIF('a' || (2 * random())::integer, 'a0') AS d1, 'b' || (2 * random())::integer AS d2,
			NULLIF(repeat('long ', 600) || (2 * random())::integer, repeat('long ', 600) || '1') AS d3,
			(random() < 0.3)::text AS d4
		FROM generate_series(1, 260) g;
	EXECUTE format('CREATE TEMP TABLE cube AS
		SELECT block, period, %1$s AS mask, ARRAY[%2$s]::text[] AS labels, rate(event) AS r,
			coalesce(rate(event) FILTER (WHERE before), ''0/0'') AS old, (3 * random())::integer - 1 AS preference
		FROM unit, LATERAL (SELECT int4range(year, year + 1) UNION ALL SELECT int4range(y, y + 3)
			FROM generate_series(2015, 2018) y WHERE year BETWEEN y AND y + 2) w(period)
		GROUP BY block, period%3$s',
		CASE WHEN dimensions = 0 THEN '0' ELSE format('GROUPING(%s)', columns) END, columns,
		CASE WHEN dimensions = 0 THEN '' ELSE format(', CUBE (%s)', columns) END);
	INSERT INTO pg_temp.cell
		SELECT system, dimensions, (policy || ', unprotectable=unsafe')::sdc_policy, r,
			CASE WHEN random() < 0.8 THEN sdc_primary(old, 'min_count=2') END, NULLIF(preference, 0), mask, block, period,
				labels
		FROM pg_temp.cube;
	DROP TABLE unit, cube;
END $$;
SELECT pg_temp.make_system(i, i % 5, (ARRAY['rivm', 'min_count=4', 'ahti', 'min_count=5, zero=publish',
	'min_count=3, min_interval=4', 'min_count=3, singletons=protect'])[1 + i % 6]) FROM generate_series(1, 30) i;
SELECT cmp_ok((SELECT count(*) FROM pg_temp.cell), '>', 3000::bigint, 'there are cells to compare');

CREATE TABLE pg_temp.answer (way text, system integer, mask integer, block integer, period int4range, labels text[],
	status cell_status, exposed boolean, numerator_range numrange, complement_range numrange);
CREATE FUNCTION pg_temp.answer_all(way text, status text, exposed text, interval_name text,
	spread boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	arguments text;
	s integer;
BEGIN
	FOR n IN 0..4 LOOP
		arguments := 'mask, block, period' || CASE WHEN spread
			THEN (SELECT coalesce(string_agg(format(', labels[%s]', i), '' ORDER BY i), '') FROM generate_series(1, n) i)
			ELSE ', labels' END;
		FOREACH s IN ARRAY ARRAY(SELECT DISTINCT c.system FROM pg_temp.cell c WHERE dimensions = n) LOOP
			EXECUTE format('INSERT INTO pg_temp.answer
				SELECT %1$L, system, mask, block, period, labels, status, %3$s(r, policy, shown, %5$s) OVER (),
					CASE WHEN mask < 4 THEN %4$s(r, policy, coalesce(shown, ''secondary''), %5$s) OVER w END,
					CASE WHEN mask < 4 THEN %4$s(denominator(r) - numerator(r), policy, coalesce(shown, ''secondary''),
						%5$s) OVER w END
				FROM (SELECT *, CASE WHEN preference IS NULL THEN status ELSE NULLIF(status, ''secondary'') END AS shown
					FROM (SELECT *, %2$s(r, policy, previous, preference, %5$s%7$s) OVER () AS status
						FROM pg_temp.cell WHERE system = %6$s) c) d WINDOW w AS (PARTITION BY mask)',
				way, status, exposed, interval_name, arguments, s, CASE WHEN spread THEN '' ELSE ', false' END);
		END LOOP;
	END LOOP;
END $$;
SELECT pg_temp.answer_all('array', 'status_of', 'exposed_of', 'interval_of', false);
SELECT pg_temp.answer_all('variadic', 'sdc_status_released', 'sdc_exposed', 'sdc_interval', true);
CREATE TEMP VIEW as_array AS SELECT * FROM pg_temp.answer WHERE way = 'array';
CREATE TEMP VIEW as_variadic AS SELECT * FROM pg_temp.answer WHERE way = 'variadic';
SELECT is((SELECT count(*) FROM pg_temp.as_array), (SELECT count(*) FROM pg_temp.cell), 'a row a cell');
SELECT is_empty($$ SELECT a.* FROM pg_temp.as_array a FULL JOIN pg_temp.as_variadic v USING (system, mask, block,
	period, labels)
	WHERE a.status IS DISTINCT FROM v.status $$, 'status_of is sdc_status_released');
SELECT is_empty($$ SELECT a.* FROM pg_temp.as_array a FULL JOIN pg_temp.as_variadic v USING (system, mask, block,
	period, labels)
	WHERE a.exposed IS DISTINCT FROM v.exposed $$, 'exposed_of is sdc_exposed');
SELECT is_empty($$ SELECT a.* FROM pg_temp.as_array a FULL JOIN pg_temp.as_variadic v USING (system, mask, block,
	period, labels)
	WHERE a.numerator_range IS DISTINCT FROM v.numerator_range OR a.complement_range IS DISTINCT
		FROM v.complement_range $$,
	'interval_of is sdc_interval, of rates and of counts');
CREATE TEMP VIEW cell_asked AS
SELECT d1, d2, mask, r, CASE WHEN d2 < 'b5' THEN d1 > 'a2' END AS asked,
	sdc_status(r, 'rivm', mask, d1, d2) OVER () AS status
FROM (SELECT d1, d2, GROUPING(d1, d2) AS mask, make_rate(sum(n)::bigint, sum(9 * n)::bigint) AS r
	FROM (SELECT 'a' || i AS d1, 'b' || j AS d2, i * j * j % 17 AS n
		FROM generate_series(1, 5) i, generate_series(1, 6) j) x
	GROUP BY CUBE (d1, d2)) c;
SELECT ok(bool_and(found IS NOT DISTINCT FROM CASE WHEN asked THEN of_all END)
		AND count(found) > 3 AND count(of_all) > count(found) + 3,
	'interval_asked is sdc_interval where it is asked, else NULL')
FROM (SELECT asked, interval_asked(r, 'rivm', status, NULL, asked, mask, d1, d2) OVER () AS found,
		sdc_interval(r, 'rivm', status, mask, d1, d2) OVER () AS of_all FROM pg_temp.cell_asked) i;
SELECT cmp_ok((SELECT count(DISTINCT status) FROM pg_temp.as_array), '>=', 4::bigint, 'statuses of several kinds');
SELECT is((SELECT array_agg(DISTINCT exposed ORDER BY exposed) FROM pg_temp.as_array), '{f,t,NULL}',
	'exposed, safe, not hidden');
SELECT cmp_ok((SELECT count(DISTINCT numerator_range) + count(DISTINCT complement_range) FROM pg_temp.as_array), '>',
	10::bigint,
	'intervals of many kinds');

SELECT results_eq($$ SELECT status_of('3/9', 'min_count=5', NULL, 0, m, 1, '[2020,2021)', l, NULL) OVER ()
	FROM (VALUES (0, ARRAY[NULL]::text[]), (1, ARRAY[NULL])) v(m, l) $$, $$ VALUES ('primary_count'::cell_status),
		('primary_count') $$,
	'a NULL element is a category, or a total');

-- Errors, for each of the functions
CREATE TEMP VIEW function AS SELECT * FROM (VALUES
	('status_of(''3/9'', ''none'', NULL, NULL, m, 1, ''[2020,2021)'', l, false) OVER ()'),
	('exposed_of(''3/9'', ''none'', NULL, m, 1, ''[2020,2021)'', l) OVER ()'),
	('interval_of(3, ''none'', ''secondary'', m, 1, ''[2020,2021)'', l) OVER ()'),
	('interval_of(''3/9''::rate, ''none'', ''secondary'', m, 1, ''[2020,2021)'', l) OVER ()')) v(call);
CREATE TEMP VIEW mistake AS SELECT * FROM (VALUES
	('22004', 'labels must not be null', '(0, ARRAY[''a'']), (0, NULL)'),
	('22004', 'labels must not be null', '(0, NULL::text[]), (0, ARRAY[''a''])'),
	('2202E', 'labels must be an array of one dimension', '(0, ''{{a,b},{c,d}}''::text[])'),
	('2202E', 'all rows of a table system must have the same number of labels',
		'(0, ARRAY[''a'']), (0, ARRAY[''a'', ''b''])'),
	('2202E', 'all rows of a table system must have the same number of labels', '(0, ARRAY[''a'']), (0, ''{}'')'),
	('2202E', 'all rows of a table system must have the same number of labels',
		'(0, ''{}''::text[]), (0, ARRAY[''a''])'),
	('22023', 'grouping mask does not fit the dimensions', '(1, ARRAY[''a''])'),
	('22023', 'grouping mask does not fit the dimensions', '(8, ARRAY[''a''])'),
	('22023', 'grouping mask does not fit the dimensions', '(1, ''{}''::text[])'),
	('21000', 'two rows for the same cell', '(0, ARRAY[''a'']), (0, ARRAY[''a''])'),
	('54000', 'a table system has at most 31 dimensions', '(0, array_fill(''a''::text, ''{30}''))')) v(state, message,
		rows);
SELECT throws_ok(format('SELECT %s FROM (VALUES %s) v(m, l)', call, rows), state, message, format('%s: %s', call,
	rows))
FROM pg_temp.function, pg_temp.mistake;
SELECT lives_ok(format('SELECT %s FROM (VALUES (0, array_fill(''a''::text, ''{29}''))) v(m, l)', call),
	'29 labels are 31 dimensions')
FROM pg_temp.function;

SELECT * FROM finish();
ROLLBACK;
