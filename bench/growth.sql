-- How the cost of counting grows with rows and with groups (how that of disclosure
-- control grows with cells: disclosure.sql). One core, seconds, best of three.
CREATE UNLOGGED TABLE birth AS
	SELECT i, (2200 + i::bigint * 7919 % 2600)::int AS grams, (200 + i::bigint * 104729 % 95)::int AS ga_days,
		1 + i % 2 AS sex, i % 7 = 0 AS event
	FROM generate_series(1, 8000000) i;
CREATE INDEX ON birth (i);
VACUUM (FREEZE, ANALYZE) birth;

-- Tables of their own: a WHERE would be part of what is measured.
DO $$
BEGIN
	FOR size IN 1 .. 4 LOOP
		EXECUTE format('CREATE UNLOGGED TABLE birth_%s AS SELECT * FROM birth WHERE i <= %s', size,
			1000000 << (size - 1));
	END LOOP;
END $$;
VACUUM (FREEZE, ANALYZE);

DO $$
DECLARE
	rows bigint;
BEGIN
	FOR size IN 1 .. 4 LOOP
		rows := 1000000 << (size - 1);
		CALL measure_growth('rows', 'count(*)', rows, format('SELECT count(*) FROM birth_%s', size));
		CALL measure_growth('rows', 'rate(event)', rows, format('SELECT rate(event) FROM birth_%s', size));
		CALL measure_growth('rows', 'rate(is_big2(…))', rows,
			format('SELECT rate(is_big2(grams, ga_days, sex)) FROM birth_%s', size));
		CALL measure_growth('rows', 'birthweight_percentile', rows,
			format('SELECT count(birthweight_percentile(grams, ga_days, sex)) FROM birth_%s', size));
	END LOOP;
	FOREACH rows IN ARRAY '{10,100,1000,10000,100000,1000000}'::bigint[] LOOP
		CALL measure_growth('groups', 'count(*)', rows,
			format('SELECT count(*) FROM birth_2 GROUP BY i %% %s OFFSET 1000000000', rows));
		CALL measure_growth('groups', 'two FILTERed counts', rows,
			format('SELECT count(*) FILTER (WHERE event)::float8 / nullif(count(*) FILTER (WHERE event IS NOT NULL), '
			'0) FROM birth_2 GROUP BY i %% %s OFFSET 1000000000', rows));
		CALL measure_growth('groups', 'rate(event)', rows,
			format('SELECT rate(event) FROM birth_2 GROUP BY i %% %s OFFSET 1000000000', rows));
		CALL measure_growth('groups', 'rate_ci(event)', rows,
			format('SELECT rate_ci(event) FROM birth_2 GROUP BY i %% %s OFFSET 1000000000', rows));
	END LOOP;
END $$;

\echo 'Seconds for a number of rows:'
SELECT series AS "one group", max(round(seconds::numeric, 2)) FILTER (WHERE size = 1000000) AS "1 million",
	max(round(seconds::numeric, 2)) FILTER (WHERE size = 2000000) AS "2 million",
	max(round(seconds::numeric, 2)) FILTER (WHERE size = 4000000) AS "4 million", max(round(seconds::numeric, 2))
		FILTER (WHERE size = 8000000) AS "8 million"
FROM growth WHERE panel = 'rows' GROUP BY series ORDER BY max(seconds);
\echo 'Seconds for 2 million rows in a number of groups:'
SELECT series AS "2 million rows", max(round(seconds::numeric, 2)) FILTER (WHERE size = 10) AS "10",
	max(round(seconds::numeric, 2)) FILTER (WHERE size = 1000) AS "1000",
	max(round(seconds::numeric, 2)) FILTER (WHERE size = 100000) AS "100 000", max(round(seconds::numeric, 2))
		FILTER (WHERE size = 1000000) AS "1 million"
FROM growth WHERE panel = 'groups' GROUP BY series ORDER BY max(seconds);
