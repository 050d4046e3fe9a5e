-- What the statistics cost: rates with limits for each of 355 x 20 groups over
-- 5 million events against plain SQL, and limits a second.
\if :{?events} \else \set events 5000000 \endif
CREATE UNLOGGED TABLE event AS
	SELECT (i * 7919 % 355)::smallint AS area, (2000 + i * 104729 % 20)::smallint AS year, i * 31 % 137 = 0 AS event
		FROM generate_series(1, :events::bigint) i;
CREATE UNLOGGED TABLE annual AS
	SELECT i % 60 AS x, 100 + i % 5000 AS n FROM generate_series(1, 20000) i;
VACUUM (FREEZE, ANALYZE) event;
VACUUM (FREEZE, ANALYZE) annual;

-- Byar's limits can be written in plain SQL; exact ones cannot.
\set byar 'SELECT x * (1 - 1 / (9 * x) - 1.959963984540054 / (3 * sqrt(x))) ^ 3 / n * 1000, (x + 1) * (1 - 1 / (9 * (x + 1)) + 1.959963984540054 / (3 * sqrt(x + 1))) ^ 3 / n * 1000 FROM (SELECT count(*) FILTER (WHERE event)::float8 AS x, count(event)::float8 AS n FROM event GROUP BY area, year) c WHERE x > 0 OFFSET 1000000000'
INSERT INTO contest (what, numerator, denominator) VALUES
	('rate_ci(rate(event), byar) by group / Byar''s limits in plain SQL',
		'SELECT rate_ci(rate(event), method => ''byar'') FROM event GROUP BY area, year OFFSET 1000000000', :'byar'),
	('rate_ci(event), exact, by group / Byar''s limits in plain SQL',
		'SELECT rate_ci(event) FROM event GROUP BY area, year OFFSET 1000000000', :'byar'),
	('rate_ci, proportion_ci and rate by group / Byar''s limits in plain SQL',
		'SELECT rate_ci(event), proportion_ci(event), rate(event) FROM event GROUP BY area, year OFFSET 1000000000',
	:'byar'),
	('count(*) by group / Byar''s limits in plain SQL',
		'SELECT count(*) FROM event GROUP BY area, year OFFSET 1000000000', :'byar');

CREATE TABLE candidate (place int GENERATED ALWAYS AS IDENTITY, what text, query text, results int DEFAULT 20000);
INSERT INTO candidate (what, query)
	SELECT format('%s, %s', f, m), format('SELECT sum((%s(x::float8, n::float8, method => %L)).upper) FROM annual',
		f, m)
	FROM (SELECT 'rate_ci' AS f, unnest(ARRAY['exact', 'byar', 'midp', 'jeffreys', 'score']) AS m
		UNION ALL SELECT 'proportion_ci', unnest(ARRAY['wilson', 'clopper_pearson', 'midp', 'jeffreys'])) s;
INSERT INTO candidate (what, query) VALUES
	('rate_test, exact', 'SELECT sum((rate_test(x, n, 30, 4000)).p_value) FROM annual'),
	('proportion_test, score and Newcombe', 'SELECT sum((proportion_test(x, n, 30, 4000)).p_value) FROM annual'),
	('funnel_label', 'SELECT max(funnel_label(x, n, 7)) FROM annual'),
	('smoothed_rate OVER ()', 'SELECT smoothed_rate(x, n) OVER () FROM annual OFFSET 1000000000');
INSERT INTO candidate (what, query, results) VALUES
	('rank_ci OVER () of 355 areas', 'SELECT rank_ci(make_rate(x, n)) OVER () FROM (SELECT * FROM annual LIMIT 355) r '
		'OFFSET 1000000000', 355);
SELECT what, round((results / milliseconds * 1000)::numeric, -3) AS "a second"
FROM (SELECT place, what, results, min(milliseconds(query)) AS milliseconds FROM candidate, generate_series(1, 5)
	GROUP BY place, what, results) best ORDER BY place;
