-- Systems that touch only at totals that are given (countries, say) can be protected one
-- by one, also in sessions beside each other: what comes out is the same whatever the
-- others are, and put together again nothing is exposed.
BEGIN;
SELECT no_plan();

CREATE TEMP TABLE cell AS
	SELECT country, region, area, sum(n)::bigint AS n, GROUPING(country, region, area) AS mask
	FROM (SELECT country, 'r' || area / 6 AS region, 'a' || area AS area, abs(hashint8(country * 1000 + area)) % 23 AS n
		FROM generate_series(1, 12) country, generate_series(0, 59) area) counts
	GROUP BY ROLLUP (country, region, area);
CREATE TEMP TABLE joint AS SELECT *, sdc_status(n, 'rivm', mask, country, region, area) OVER () AS status FROM cell;
CREATE TEMP TABLE part AS
	SELECT *, sdc_status(n, 'rivm', mask, country, region, area) OVER (PARTITION BY country) AS status FROM cell
	WHERE country IS NOT NULL;

SELECT is_empty($$ SELECT country FROM joint WHERE region IS NULL AND status <> 'publish' $$,
	'the totals of the countries are shown');
SELECT isnt_empty($$ SELECT FROM part WHERE status = 'secondary' $$, 'there is something to protect');

-- By itself: what a session does that sees nothing else.
CREATE TEMP TABLE alone (LIKE part);
DO $$
BEGIN
	FOR i IN 1 .. 12 LOOP
		INSERT INTO alone SELECT *, sdc_status(n, 'rivm', mask, country, region, area) OVER () FROM cell WHERE country = i;
	END LOOP;
END $$;
SELECT set_eq('TABLE alone', 'TABLE part', 'a country by itself has the outcome that it has as a partition');
CREATE TEMP TABLE backwards (LIKE part);
DO $$
BEGIN
	FOR i IN REVERSE 12 .. 1 LOOP
		INSERT INTO backwards SELECT *, sdc_status(n, 'rivm', mask, country, region, area) OVER ()
			FROM (SELECT * FROM cell WHERE country = i ORDER BY random()) shuffled;
	END LOOP;
END $$;
SELECT set_eq('TABLE backwards', 'TABLE part', 'in any order');

-- As in one system, but that of equal counts in a region another may be taken; and safe together.
SELECT set_eq($$ SELECT country, mask, region, n, count(*) FILTER (WHERE status = 'publish') FROM part
		GROUP BY 1, 2, 3, 4 $$,
	$$ SELECT country, mask, region, n, count(*) FILTER (WHERE status = 'publish') FROM joint WHERE country IS NOT NULL
		GROUP BY 1, 2, 3, 4 $$, 'the counts that are shown in one system');
SELECT is_empty($$ SELECT country, region, area FROM (
		SELECT *, sdc_exposed(n, 'rivm', status, mask, country, region, area) OVER () AS exposed
		FROM (SELECT * FROM part UNION ALL SELECT * FROM joint WHERE country IS NULL) t) e WHERE exposed $$,
	'together they expose nothing');

-- With windows of years: the countries in sessions beside each other, and in one query.
SELECT $$ SELECT country, region, area, period, n, status::text, exposed FROM (
	SELECT *, sdc_exposed(n, 'rivm', status, mask, country, region, area, period)
			OVER (PARTITION BY country) AS exposed FROM (
		SELECT *, sdc_status(n, 'rivm', mask, country, region, area, period) OVER (PARTITION BY country) AS status FROM (
			SELECT country, region, area, period, sum(n)::bigint AS n, GROUPING(region, area) * 2 AS mask
			FROM (SELECT country, 'r' || area / 6 AS region, 'a' || area AS area, y,
					abs(hashint8(country * 100000 + area * 100 + y)) %% 9 AS n
				FROM generate_series(%s, %s) country, generate_series(0, 29) area, generate_series(2015, 2020) y) counts
				JOIN (SELECT int4range(first, first + length) AS period FROM generate_series(2015, 2020) first,
					(VALUES (1), (3)) v(length) WHERE first + length <= 2021) p ON period @> y
			GROUP BY country, period, ROLLUP (region, area)) c) s) e $$ AS system \gset
SELECT format(:'system', 1, 3) AS three \gset
CREATE TEMP TABLE one_query AS :three;
SELECT isnt_empty($$ SELECT FROM one_query WHERE status = 'secondary' $$, 'there is something to protect');
SELECT is_empty('SELECT FROM one_query WHERE exposed', 'and it is');
SELECT count(*) > 0 AS has_sessions FROM pg_available_extensions WHERE name = 'dblink' \gset
\if :has_sessions
CREATE EXTENSION IF NOT EXISTS dblink SCHEMA public;
CREATE TEMP TABLE in_session (LIKE one_query);
SELECT public.dblink_connect('session ' || i, format(
	'host=%s port=%s dbname=%s user=%s options=''-c search_path=kansrijk,public''',
	:'HOST', :'PORT', current_database(), current_user)) FROM generate_series(1, 3) i \g /dev/null
SELECT public.dblink_send_query('session ' || i, format(:'system', i, i)) FROM generate_series(1, 3) i \g /dev/null
INSERT INTO in_session SELECT r.* FROM generate_series(3, 1, -1) i, public.dblink_get_result('session ' || i)
	r(country integer, region text, area text, period int4range, n bigint, status text, exposed boolean);
SELECT public.dblink_disconnect('session ' || i) FROM generate_series(1, 3) i \g /dev/null
SELECT set_eq('TABLE in_session', 'TABLE one_query', 'sessions beside each other have the outcome of one query');
\else
SELECT skip('dblink is not available', 1);
\endif

SELECT * FROM finish();
ROLLBACK;
