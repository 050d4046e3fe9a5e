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
	SELECT *, sdc_status(n, 'rivm', mask, country, region, area) OVER (PARTITION BY country) AS status FROM cell WHERE country IS NOT NULL;

SELECT is_empty($$ SELECT country FROM joint WHERE region IS NULL AND status <> 'publish' $$, 'the totals of the countries are shown');
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

-- As in one system: as many hidden, and safe together. Where two choices are as good, the other may be taken.
SELECT results_eq($$ SELECT country, count(*) FILTER (WHERE status = 'secondary'), sum(n) FILTER (WHERE status = 'publish') > 0 FROM part GROUP BY 1 ORDER BY 1 $$,
	$$ SELECT country, count(*) FILTER (WHERE status = 'secondary'), true FROM joint WHERE country IS NOT NULL GROUP BY 1 ORDER BY 1 $$, 'as many cells are hidden in each as in one system');
SELECT is_empty($$ SELECT country, region, area FROM (
		SELECT *, sdc_exposed(n, 'rivm', status, mask, country, region, area) OVER () AS exposed
		FROM (SELECT * FROM part UNION ALL SELECT * FROM joint WHERE country IS NULL) t) e WHERE exposed $$, 'together they expose nothing');

SELECT * FROM finish();
ROLLBACK;
