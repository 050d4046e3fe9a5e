-- Why a cell is hidden: the rule, or the sum that would give another cell away.
BEGIN;
SELECT no_plan();

CREATE VIEW risk AS
SELECT area, risks, sum(n)::bigint AS n, GROUPING(area, risks) AS mask
FROM (VALUES ('Centrum', '0-1', 635), ('Centrum', '2', 60), ('Centrum', '3+', 8), ('Noord', '0-1', 1120),
	('Noord', '2', 170), ('Noord', '3+', 30),
	('Oost', '0-1', 1555), ('Oost', '2', 155), ('Oost', '3+', 30)) v (area, risks, n) GROUP BY CUBE (area, risks);
CREATE FUNCTION explained(language text) RETURNS TABLE (area text, risks text, status cell_status, why text)
	LANGUAGE sql AS $$
	SELECT area, risks, status, sdc_explain(n, 'rivm', status, language, mask, area, risks) OVER ()
	FROM (SELECT *, sdc_status(n, 'rivm', mask, area, risks) OVER () AS status FROM risk) s $$;
SELECT is(why, 'Te klein: 8 is minder dan 10 (min_count).', 'a primary cell names its rule') FROM explained('nl')
	WHERE status = 'primary_count';
SELECT is(why, 'Too small: 8 is less than 10 (min_count).', 'in English') FROM explained('en')
	WHERE status = 'primary_count';
SELECT is(why, 'Beschermt Centrum, 3+ (8). Zou deze cel er staan, dan volgde: Centrum, 3+ = Centrum (703) - Centrum, '
	'0-1 (635) - deze cel (60) = (8).', 'beside it in its row')
	FROM explained('nl') WHERE area = 'Centrum' AND risks = '2';
SELECT matches(why, '^Protects Centrum, 3\+ \(8\). If this cell were shown, then: .* = \(30\), and with that Centrum, '
	'3\+ = .* = \(8\).$', 'across: two sums in a row')
	FROM explained('en') WHERE status = 'secondary' AND area <> 'Centrum' AND risks = '2';
SELECT is(count(*), 0::bigint, 'every hidden cell has an explanation, no other has')
	FROM explained('nl') WHERE (why IS NULL) <> (status = 'publish');

-- A long sum names its largest parts
SELECT is(why, 'Protects p01 (3). If this cell were shown, then: p01 = total (215) - p20 (20) - p19 (19) - p18 (18) - '
	'p17 (17) - p16 (16) - p15 (15) - p14 (14) - 11 others - this cell (5) = (3).', 'a sum of many parts')
	FROM (SELECT d, sdc_explain(sum(n)::bigint, 'min_count=4', CASE WHEN d = 'p01' THEN 'primary_count'
		WHEN d = 'p02' THEN 'secondary' ELSE 'publish' END::cell_status, 'en', GROUPING(d), d) OVER () AS why
		FROM (SELECT 'p' || to_char(i, 'FM00') AS d, CASE i WHEN 1 THEN 3 WHEN 2 THEN 5 ELSE i END AS n
			FROM generate_series(1, 20) i) v GROUP BY ROLLUP (d)) s WHERE d = 'p02';

-- A long chain: years of which one is unsafe, and the sum of every two years that follow each other.
CREATE VIEW chain AS
SELECT y, int4range(y, y + 1) AS period, 2::bigint AS n, CASE y WHEN 30000 THEN 'primary_count'
	ELSE 'secondary' END::cell_status AS status FROM generate_series(1, 30000) y
UNION ALL SELECT 100000 + y, int4range(y, y + 2), 4, 'publish' FROM generate_series(1, 29999) y;
CREATE TEMP TABLE chained (y integer, why text, used numeric);
DO $$
DECLARE
	chain CURSOR FOR SELECT y, sdc_explain(n, 'min_count=3', status, 'en', 0, period) OVER () AS why FROM chain;
	row record;
	before bigint := (SELECT sum(used_bytes) FROM pg_backend_memory_contexts);
BEGIN
	OPEN chain;
	FOR i IN 1 .. 200 LOOP
		FETCH chain INTO row;
		INSERT INTO chained VALUES (row.y, row.why, (SELECT sum(used_bytes) FROM pg_backend_memory_contexts) - before);
	END LOOP;
END $$;
SELECT matches(why, '^Protects \[30000,30001\) \(2\)\. If this cell were shown, then: \[2,3\) = \[1,3\) \(4\) - this '
	'cell \(2\) = \(2\), and with that .*\[10,11\) = \[9,11\) \(4\) - \[9,10\) \(2\) = \(2\), and so on for 29989 more '
	'steps, and with that \[30000,30001\) = \[29999,30001\) \(4\) - \[29999,30000\) \(2\) = \(2\)\.$',
	'a chain of 29,999 sums: the first ones and the last') FROM chained WHERE y = 1;
SELECT is(array_length(string_to_array(why, 'and with that'), 1), 10, 'ten steps are named') FROM chained WHERE y = 1;
SELECT cmp_ok(max(length(why)), '<', 1000, 'however long the chain') FROM chained;
SELECT cmp_ok(max(used), '<', 64 * 1024 * 1024::numeric, 'and the memory grows with the table only') FROM chained;
SELECT cmp_ok(max(used) - min(used), '<', 1024 * 1024::numeric, 'not with the explanations that were given')
	FROM chained;
-- Eleven steps, of which ten are named; ten are all named.
SELECT is(array_agg(CASE WHEN why ~ 'more steps' THEN substring(why, 'for (\d+) more')::integer ELSE 0 END ORDER BY y),
	'{1,0}', 'a step too many is counted')
	FROM (SELECT y, sdc_explain(n, 'min_count=3', status, 'en', 0, period) OVER () AS why
		FROM (SELECT y, int4range(y, y + 1) AS period, 2::bigint AS n, CASE y WHEN 12 THEN 'primary_count'
			ELSE 'secondary' END::cell_status AS status FROM generate_series(1, 12) y
			UNION ALL SELECT 100 + y, int4range(y, y + 2), 4, 'publish' FROM generate_series(1, 11) y) c) s
				WHERE y IN (1, 2);
SELECT is(why, 'Protects ' || repeat('é', 50) || '... (3). If this cell were shown, then: ' || repeat('é', 50)
	|| '... = total (8) - this cell (5) = (3).', 'a long label is clipped, between two characters')
	FROM (SELECT d, sdc_explain(n, 'min_count=4', status, 'en', mask, d) OVER () AS why
		FROM (VALUES (repeat('é', 1000), 3::bigint, 0, 'primary_count'::cell_status), ('b', 5, 0, 'secondary'),
			(NULL, 8, 1, 'publish')) v (d, n, mask, status)) s WHERE d = 'b';

-- The other rules
SELECT is(sdc_explain(r, policy::sdc_policy, sdc_primary(r, policy::sdc_policy), 'en', 0, 'a'::text) OVER (), why, why)
	FROM (VALUES ('95/100'::rate, 'rivm', 'Too few without the event: 5 is less than 10 (min_complement).')) v (r,
		policy, why);
SELECT is(sdc_explain(r, policy::sdc_policy, sdc_primary(r, policy::sdc_policy), 'en', 0, 'a'::text) OVER (), why, why)
	FROM (VALUES ('4/8'::rate, 'rivm', 'Too few persons: 8 is less than 10 (min_denominator).')) v (r, policy, why);
SELECT matches(sdc_explain(r, policy::sdc_policy, sdc_primary(r, policy::sdc_policy), 'nl', 0, 'a'::text) OVER (),
	'meer dan 90 procent', 'max_share')
	FROM (VALUES ('95/100'::rate, 'max_share=90')) v (r, policy);
SELECT matches(why, 'Keeps uncertain', 'hidden for the sum of hidden cells only') FROM (
	SELECT d, sdc_explain(n, 'none', status, 'en', mask, d) OVER () AS why
	FROM (VALUES ('a', 2::bigint, 0, 'primary_count'::cell_status), ('b', 3, 0, 'primary_count'),
		('c', 40, 0, 'secondary'), (NULL, 45, 1, 'publish')) v (d, n, mask, status)) s WHERE d = 'c';
SELECT matches(why, 'unknown', 'a NULL label is the category of unknowns') FROM (
	SELECT d, mask, sdc_explain(n, 'min_count=5', status, 'en', mask, d) OVER () AS why
	FROM (VALUES (NULL, 2::bigint, 0, 'primary_count'::cell_status), ('c', 40, 0, 'secondary'),
		(NULL, 42, 1, 'publish')) v (d, n, mask, status)) s WHERE d = 'c';
SELECT throws_ok($$SELECT sdc_explain(5, 'rivm', 'publish', 'fr', 0, 'a'::text) OVER ()$$, '22023', 'unknown language',
	'other languages are refused');
SELECT throws_ok($$SELECT sdc_explain(5, 'rivm', NULL, 'nl', 0, 'a'::text) OVER ()$$, '22004',
	'cell status must not be null', 'a NULL status is an error');
SELECT matches(why, '\(3/50\) = .*total \(43/350\)|total \(43/350\).* = \(3/50\)', 'rates are written as rates') FROM (
	SELECT d, sdc_explain(r, 'min_count=5', status, 'en', mask, d) OVER () AS why
	FROM (VALUES ('a', '3/50'::rate, 0, 'primary_count'::cell_status), ('b', '40/300', 0, 'secondary'),
		(NULL, '43/350', 1, 'publish')) v (d, r, mask, status)) s WHERE d = 'b';

SELECT * FROM finish();
ROLLBACK;
