-- What the statistics cost: rate with interval for each of 355 x 20 groups over
-- 5,000,000 events against plain SQL, and intervals a second. Ratios of medians of
-- five runs, alternating, in one session without parallel workers.
--
--   tools/throwaway-cluster psql -qAtX -f bench/statistics.sql
--
-- ROWS=1000000 in the environment makes it smaller.
\set ON_ERROR_STOP on
\set rows `echo ${ROWS:-5000000}`
CREATE EXTENSION IF NOT EXISTS kansrijk;
SET search_path = kansrijk, public;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SET work_mem = '256MB';

CREATE UNLOGGED TABLE bench_event AS
	SELECT (i * 7919 % 355)::smallint AS area, (2000 + i * 104729 % 20)::smallint AS year, i * 31 % 137 = 0 AS event FROM generate_series(1, :rows::bigint) i;
VACUUM ANALYZE bench_event;
CREATE UNLOGGED TABLE bench_rate AS
	SELECT i % 60 AS x, 100 + i % 5000 AS n FROM generate_series(1, 20000) i;
VACUUM ANALYZE bench_rate;

CREATE FUNCTION pg_temp.milliseconds(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE started timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	RETURN 1000 * extract(epoch FROM clock_timestamp() - started);
END $$;
CREATE TEMPORARY TABLE candidate (place integer, title text, query text, baseline integer, results bigint);
-- Byar's and Wilson's limits can be written in plain SQL; exact ones cannot.
INSERT INTO candidate VALUES
	(1, 'plain SQL: count(*) by group', 'SELECT sum(c) FROM (SELECT count(*) AS c FROM bench_event GROUP BY area, year) s', 2, NULL),
	(2, 'plain SQL: rate with Byar limits by group', $$
		SELECT sum(l), sum(u) FROM (
			SELECT x * (1 - 1 / (9 * x) - 1.959963984540054 / (3 * sqrt(x))) ^ 3 / n * 1000 AS l, (x + 1) * (1 - 1 / (9 * (x + 1)) + 1.959963984540054 / (3 * sqrt(x + 1))) ^ 3 / n * 1000 AS u
			FROM (SELECT count(*) FILTER (WHERE event)::float8 AS x, count(event)::float8 AS n FROM bench_event GROUP BY area, year) c WHERE x > 0) s$$, 2, NULL),
	(3, 'rate_ci(rate(event), byar) by group', $$SELECT sum((e).lower), sum((e).upper) FROM (SELECT rate_ci(rate(event), method => 'byar') AS e FROM bench_event GROUP BY area, year OFFSET 0) s$$, 2, NULL),
	(4, 'rate_ci(event), exact, by group', $$SELECT sum((e).lower), sum((e).upper) FROM (SELECT rate_ci(event) AS e FROM bench_event GROUP BY area, year OFFSET 0) s$$, 2, NULL),
	(5, 'rate_ci(event), proportion_ci(event), rate(event) by group', $$SELECT sum((e).lower), sum((p).upper) FROM (SELECT rate_ci(event) AS e, proportion_ci(event) AS p, rate(event) AS r FROM bench_event GROUP BY area, year OFFSET 0) s$$, 2, NULL);
INSERT INTO candidate
	SELECT 10 + row_number() OVER (), format('%s, %s', f, m), format('SELECT sum((%s(x::float8, n::float8, method => %L)).upper) FROM bench_rate', f, m), NULL, 20000
	FROM (SELECT 'rate_ci' AS f, unnest(ARRAY['exact', 'byar', 'midp', 'jeffreys', 'score']) AS m
		UNION ALL SELECT 'proportion_ci', unnest(ARRAY['wilson', 'clopper_pearson', 'midp', 'jeffreys'])) s;
INSERT INTO candidate VALUES
	(30, 'rate_test, exact', 'SELECT sum((rate_test(x, n, 30, 4000)).p_value) FROM bench_rate', NULL, 20000),
	(31, 'proportion_test, score and Newcombe', 'SELECT sum((proportion_test(x, n, 30, 4000)).p_value) FROM bench_rate', NULL, 20000),
	(32, 'funnel_label', 'SELECT max(funnel_label(x, n, 7)) FROM bench_rate', NULL, 20000),
	(33, 'smoothed_rate OVER ()', 'SELECT sum((s).value) FROM (SELECT smoothed_rate(x, n) OVER () AS s FROM bench_rate OFFSET 0) q', NULL, 20000),
	(34, 'rank_ci OVER () of 355 areas', 'SELECT sum((k).rank) FROM (SELECT rank_ci(make_rate(x, n)) OVER () AS k FROM (SELECT * FROM bench_rate LIMIT 355) r OFFSET 0) q', NULL, 355);

SELECT format('%s events, %s', :rows, version());
CREATE TEMPORARY TABLE timing AS
	SELECT place, run, pg_temp.milliseconds(query) AS ms FROM (SELECT * FROM generate_series(1, 5) run, candidate ORDER BY run, place OFFSET 0) q;
CREATE TEMPORARY TABLE median AS SELECT place, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms FROM timing GROUP BY place;
SELECT format('%-62s %8s ms%s', title, round(m.ms::numeric, 1),
	CASE WHEN results IS NOT NULL THEN format('  %10s a second', round((results / m.ms * 1000)::numeric, -3))
		ELSE format('  %6s x plain SQL with limits', round((m.ms / b.ms)::numeric, 2)) END)
FROM candidate JOIN median m USING (place) LEFT JOIN median b ON b.place = baseline ORDER BY m.place;
DROP TABLE bench_event, bench_rate;
