-- Throughput of the birthweight definitions: rows a second, and the ratio to a
-- join with the reference table in plain SQL. Medians of five rounds, the ratio
-- within each round, one process. psql -v births=2000000 -f bench/definitions.sql
\set QUIET on
\if :{?births}
\else
	\set births 2000000
\endif
\pset footer off
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SET work_mem = '64MB';
SET search_path = kansrijk, public;

CREATE SCHEMA bench_definitions;
-- Ages and weights spread about as they are: 8 % preterm, most between 38 and 41 weeks
SELECT setseed(0.5) \g /dev/null
CREATE UNLOGGED TABLE bench_definitions.birth AS
	SELECT least(294, greatest(165, ga))::int AS ga_days, (3500 + 26 * (ga - 280) + 1560 * noise)::int AS grams, sex
	FROM (SELECT 288 + 12 * ln(1 - random()) + 8 * (random() - 0.5) AS ga, (random() + random() + random() - 1.5) / 1.5 AS noise,
			1 + (random() < 0.487)::int AS sex
		FROM generate_series(1, :births)) b;
CREATE UNLOGGED TABLE bench_definitions.chart AS SELECT * FROM birthweight_chart();
CREATE UNIQUE INDEX ON bench_definitions.chart (sex, ga_days);
VACUUM (ANALYZE, FREEZE) bench_definitions.birth;
VACUUM (ANALYZE, FREEZE) bench_definitions.chart;

CREATE TEMP TABLE candidate (name text PRIMARY KEY, query text);
INSERT INTO candidate VALUES
	('scan', 'SELECT count(*) FROM bench_definitions.birth'),
	('is_big2', 'SELECT rate(is_big2(grams, ga_days, sex)) FROM bench_definitions.birth'),
	('is_big2, join', 'SELECT rate(b.ga_days < 259 OR b.grams < c.p10) FROM bench_definitions.birth b LEFT JOIN bench_definitions.chart c ON c.sex = b.sex AND c.ga_days = b.ga_days'),
	-- With is_big2's rules for unknown sex and impossible values, so that every row has the same answer
	('is_big2, join with the same rules', $$SELECT rate(CASE WHEN b.ga_days BETWEEN 46 AND 315 THEN b.ga_days < 259 END
			OR CASE WHEN b.grams BETWEEN 100 AND 7000 THEN
				CASE WHEN b.sex IN (1, 2) THEN b.grams < c.p10 WHEN b.grams < u.lower THEN true WHEN b.grams >= u.higher THEN false END END)
		FROM bench_definitions.birth b
			LEFT JOIN bench_definitions.chart c ON c.sex = b.sex AND c.ga_days = b.ga_days
			LEFT JOIN (SELECT ga_days, min(p10) AS lower, max(p10) AS higher FROM bench_definitions.chart GROUP BY ga_days) u
				ON u.ga_days = b.ga_days AND (b.sex IS NULL OR b.sex = 3)$$),
	('is_sga', 'SELECT rate(is_sga(grams, ga_days, sex)) FROM bench_definitions.birth'),
	('birthweight_percentile', 'SELECT count((birthweight_percentile(grams, ga_days, sex, extrapolate => true)).z) FROM bench_definitions.birth'),
	('birthweight_percentile, join',
		-- Straight lines between the percentiles, which plain SQL can do: less work than PCHIP, and not the same figures
		$$SELECT count(CASE
			WHEN b.grams < c.p5 THEN -1.880794 + 0.235940 * (b.grams - c.p3) / (c.p5 - c.p3)
			WHEN b.grams < c.p10 THEN -1.644854 + 0.363302 * (b.grams - c.p5) / (c.p10 - c.p5)
			WHEN b.grams < c.p50 THEN -1.281552 + 1.281552 * (b.grams - c.p10) / (c.p50 - c.p10)
			WHEN b.grams < c.p90 THEN 1.281552 * (b.grams - c.p50) / (c.p90 - c.p50)
			WHEN b.grams < c.p95 THEN 1.281552 + 0.363302 * (b.grams - c.p90) / (c.p95 - c.p90)
			ELSE 1.644854 + 0.235940 * (b.grams - c.p95) / (c.p97 - c.p95) END)
			FROM bench_definitions.birth b LEFT JOIN bench_definitions.chart c ON c.sex = b.sex AND c.ga_days = b.ga_days$$);

CREATE TEMP TABLE run (round int, name text, seconds float8);
DO $$
DECLARE
	c record;
	started timestamptz;
BEGIN
	FOR round IN 1..5 LOOP
		FOR c IN SELECT * FROM candidate LOOP
			started := clock_timestamp();
			EXECUTE c.query;
			INSERT INTO run VALUES (round, c.name, extract(epoch FROM clock_timestamp() - started));
		END LOOP;
	END LOOP;
END $$;

\echo
\echo 'is_big2 and birthweight_percentile against a join with the reference table'
SELECT name AS "what", to_char(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), '990.000') AS "seconds",
	to_char(percentile_cont(0.5) WITHIN GROUP (ORDER BY :births / seconds / 1e6), '990.00') AS "million rows/s",
	to_char(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds / f.function_seconds), '990.00') AS "times the function"
FROM run LEFT JOIN (SELECT round, name AS function_name, seconds AS function_seconds FROM run) f USING (round)
WHERE f.function_name = split_part(name, ',', 1)
GROUP BY name ORDER BY name = 'scan' DESC, name;

DROP SCHEMA bench_definitions CASCADE;
