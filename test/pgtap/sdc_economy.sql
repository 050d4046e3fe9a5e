-- How much is hidden: near what must be, in tables whose least possible pattern
-- was found by a mixed integer programme; and never less for a stricter policy
BEGIN;
SELECT no_plan();

CREATE TABLE cell ("table" text, cell integer, n bigint, grouping_mask integer, d1 text, d2 text, d3 text, d4 text,
	d5 text);
\copy cell FROM 'test/data/sdc/economy_cells.csv' CSV HEADER
CREATE TABLE result ("table" text, policy text, primaries bigint, cells_0_1_0 bigint, value_0_1_0 bigint,
	cells_gauss bigint, value_gauss bigint,
	cells_bound numeric, cells_best numeric, value_bound numeric, value_best numeric);
\copy result FROM 'test/data/sdc/economy_results.csv' CSV HEADER
CREATE VIEW economy AS
SELECT "table", cell, n, d1, d2, d3, d4, d5, (grouping_mask << 5 - dimensions) | (1 << 5 - dimensions) - 1 AS mask
FROM cell JOIN (SELECT "table", num_nonnulls(max(d1), max(d2), max(d3), max(d4), max(d5)) AS dimensions FROM cell
	GROUP BY 1) d USING ("table");

CREATE TABLE decided AS
SELECT *, sdc_status(n, policy::sdc_policy, mask, d1, d2, d3, d4, d5) OVER (PARTITION BY "table", policy) AS status
FROM economy, (SELECT DISTINCT policy FROM result) p;
CREATE TABLE hidden AS
SELECT "table", policy, count(*) FILTER (WHERE status = 'secondary') AS cells, sum(n)
	FILTER (WHERE status = 'secondary') AS value,
	count(*) FILTER (WHERE status NOT IN ('publish', 'secondary')) AS primaries
FROM decided GROUP BY 1, 2;

SELECT is(h.primaries, r.primaries, format('%s, %s: the same primary cells', "table", policy)) FROM hidden h
	JOIN result r USING ("table", policy);
SELECT cmp_ok(h.value, '<=', 1.03 * r.value_bound, format('%s, %s: near the least that is possible', "table", policy))
	FROM hidden h JOIN result r USING ("table", policy) WHERE policy ~ 'protect';
SELECT cmp_ok(h.cells, '<=', least(r.cells_0_1_0, r.cells_gauss),
	format('%s, %s: no more cells than before, and than GaussSuppression', "table", policy))
	FROM hidden h JOIN result r USING ("table", policy) WHERE policy ~ 'protect';
-- The bounds are for readers who do not know that zeros are shown, and that the others are 1 or more.
SELECT cmp_ok(h.value, '<=', least(r.value_0_1_0, 1.1 * r.value_bound), format('%s, %s: near it where zeros are shown',
	"table", policy))
	FROM hidden h JOIN result r USING ("table", policy) WHERE policy !~ 'protect';
SELECT cmp_ok(h.cells, '<=', least(r.cells_0_1_0, r.cells_gauss), format('%s, %s: no more cells either', "table",
	policy))
	FROM hidden h JOIN result r USING ("table", policy) WHERE policy !~ 'protect';
SELECT is(count(*) FILTER (WHERE e), 0::bigint, format('%s, %s: nothing is exposed', "table", policy))
	FROM (SELECT "table", policy, sdc_exposed(n, policy::sdc_policy, status, mask, d1, d2, d3, d4, d5)
		OVER (PARTITION BY "table", policy) AS e FROM decided) x GROUP BY "table", policy;
SELECT is_empty($$SELECT "table", policy, cell, status FROM decided
	EXCEPT SELECT "table", policy, cell, sdc_status(n, policy::sdc_policy, mask, d1, d2, d3, d4, d5)
		OVER (PARTITION BY "table", policy)
		FROM (SELECT * FROM economy, (SELECT DISTINCT policy FROM result) p ORDER BY n DESC, cell DESC) r$$,
			'the order of rows changes nothing');
SELECT is_empty($$SELECT "table", policy, sum(n) FILTER (WHERE status = 'secondary') FROM decided GROUP BY 1, 2
	EXCEPT SELECT "table", policy, sum(n) FILTER (WHERE s = 'secondary')
		FROM (SELECT "table", policy, n, sdc_status(n, policy::sdc_policy, mask, md5(d1), md5(d2), md5(d3), md5(d4),
			md5(d5)) OVER (PARTITION BY "table", policy) AS s
			FROM economy, (SELECT DISTINCT policy FROM result) p) r GROUP BY 1, 2$$,
			'nor do the labels change what is hidden in all');

-- What was released is decided again as it was
SELECT is_empty($$SELECT "table", policy, cell, status FROM decided
	EXCEPT SELECT "table", policy, cell, sdc_status_released(n, policy::sdc_policy, status, 0, mask, d1, d2, d3, d4, d5)
		OVER (PARTITION BY "table", policy) FROM decided$$,
	'given its own outcome a table has that outcome');

-- A width on top, and a larger one, never hides less
CREATE TABLE wide AS
SELECT *, sdc_status(n, format('%s, min_interval=%s', policy, width)::sdc_policy, mask, d1, d2, d3, d4, d5)
	OVER (PARTITION BY "table", policy, width) AS status
FROM economy, (SELECT DISTINCT policy FROM result) p, (VALUES (0), (3), (5), (10), (20)) w (width);
SELECT ok(value >= 0.95 * coalesce(lag(value) OVER (PARTITION BY "table", policy ORDER BY width), 0),
	format('%s, %s, width %s: no less than with a smaller width', "table", policy, width))
	FROM (SELECT "table", policy, width, sum(n) FILTER (WHERE status = 'secondary') AS value FROM wide
		GROUP BY 1, 2, 3) w;
SELECT cmp_ok(min(upper(i) - lower(i)), '>=', width::numeric, format('%s, %s, width %s: no hidden cell is narrower',
	"table", policy, width))
	FROM (SELECT "table", policy, width, sdc_interval(n, policy::sdc_policy, status, mask, d1, d2, d3, d4, d5)
		OVER (PARTITION BY "table", policy, width) AS i FROM wide WHERE width > 0) w
	GROUP BY "table", policy, width;

SELECT * FROM finish();
ROLLBACK;
