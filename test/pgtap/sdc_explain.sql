-- Why a cell is hidden: the rule, or the sum that would give another cell away.
BEGIN;
SELECT no_plan();

CREATE VIEW risk AS
SELECT area, risks, sum(n)::bigint AS n, GROUPING(area, risks) AS mask
FROM (VALUES ('Centrum', '0-1', 635), ('Centrum', '2', 60), ('Centrum', '3+', 8), ('Noord', '0-1', 1120), ('Noord', '2', 170), ('Noord', '3+', 30),
	('Oost', '0-1', 1555), ('Oost', '2', 155), ('Oost', '3+', 30)) v (area, risks, n) GROUP BY CUBE (area, risks);
CREATE FUNCTION explained(language text) RETURNS TABLE (area text, risks text, status cell_status, why text) LANGUAGE sql AS $$
	SELECT area, risks, status, sdc_explain(n, 'rivm', status, language, mask, area, risks) OVER ()
	FROM (SELECT *, sdc_status(n, 'rivm', mask, area, risks) OVER () AS status FROM risk) s $$;
SELECT is(why, 'Te klein: 8 is minder dan 10 (min_count).', 'a primary cell names its rule') FROM explained('nl') WHERE status = 'primary_count';
SELECT is(why, 'Too small: 8 is less than 10 (min_count).', 'in English') FROM explained('en') WHERE status = 'primary_count';
SELECT is(why, 'Beschermt Centrum, 3+ (8). Zou deze cel er staan, dan volgde: Centrum, 3+ = Centrum (703) - Centrum, 0-1 (635) - deze cel (60) = (8).', 'beside it in its row')
	FROM explained('nl') WHERE area = 'Centrum' AND risks = '2';
SELECT matches(why, '^Protects Centrum, 3\+ \(8\). If this cell were shown, then: .* = \(30\), and with that Centrum, 3\+ = .* = \(8\).$', 'across: two sums in a row')
	FROM explained('en') WHERE status = 'secondary' AND area <> 'Centrum' AND risks = '2';
SELECT is(count(*), 0::bigint, 'every hidden cell has an explanation, no other has')
	FROM explained('nl') WHERE (why IS NULL) <> (status = 'publish');

-- A long sum names its largest parts
SELECT is(why, 'Protects p01 (3). If this cell were shown, then: p01 = total (215) - p20 (20) - p19 (19) - p18 (18) - p17 (17) - p16 (16) - p15 (15) - p14 (14) - 11 others - this cell (5) = (3).', 'a sum of many parts')
	FROM (SELECT d, sdc_explain(sum(n)::bigint, 'min_count=4', CASE WHEN d = 'p01' THEN 'primary_count' WHEN d = 'p02' THEN 'secondary' ELSE 'publish' END::cell_status, 'en', GROUPING(d), d) OVER () AS why
		FROM (SELECT 'p' || to_char(i, 'FM00') AS d, CASE i WHEN 1 THEN 3 WHEN 2 THEN 5 ELSE i END AS n FROM generate_series(1, 20) i) v GROUP BY ROLLUP (d)) s WHERE d = 'p02';

-- The other rules
SELECT is(sdc_explain(r, policy::sdc_policy, sdc_primary(r, policy::sdc_policy), 'en', 0, 'a'::text) OVER (), why, why)
	FROM (VALUES ('95/100'::rate, 'rivm', 'Too few without the event: 5 is less than 10 (min_complement).')) v (r, policy, why);
SELECT is(sdc_explain(r, policy::sdc_policy, sdc_primary(r, policy::sdc_policy), 'en', 0, 'a'::text) OVER (), why, why)
	FROM (VALUES ('4/8'::rate, 'rivm', 'Too few persons: 8 is less than 10 (min_denominator).')) v (r, policy, why);
SELECT matches(sdc_explain(r, policy::sdc_policy, sdc_primary(r, policy::sdc_policy), 'nl', 0, 'a'::text) OVER (), 'meer dan 90 procent', 'max_share')
	FROM (VALUES ('95/100'::rate, 'max_share=90')) v (r, policy);
SELECT matches(why, 'Keeps uncertain', 'hidden for the sum of hidden cells only') FROM (
	SELECT d, sdc_explain(n, 'none', status, 'en', mask, d) OVER () AS why
	FROM (VALUES ('a', 2::bigint, 0, 'primary_count'::cell_status), ('b', 3, 0, 'primary_count'), ('c', 40, 0, 'secondary'), (NULL, 45, 1, 'publish')) v (d, n, mask, status)) s WHERE d = 'c';
SELECT matches(why, 'unknown', 'a NULL label is the category of unknowns') FROM (
	SELECT d, mask, sdc_explain(n, 'min_count=5', status, 'en', mask, d) OVER () AS why
	FROM (VALUES (NULL, 2::bigint, 0, 'primary_count'::cell_status), ('c', 40, 0, 'secondary'), (NULL, 42, 1, 'publish')) v (d, n, mask, status)) s WHERE d = 'c';
SELECT throws_ok($$SELECT sdc_explain(5, 'rivm', 'publish', 'fr', 0, 'a'::text) OVER ()$$, '22023', 'unknown language', 'other languages are refused');
SELECT throws_ok($$SELECT sdc_explain(5, 'rivm', NULL, 'nl', 0, 'a'::text) OVER ()$$, '22004', 'cell status must not be null', 'a NULL status is an error');
SELECT matches(why, '\(3/50\) = .*total \(43/350\)|total \(43/350\).* = \(3/50\)', 'rates are written as rates') FROM (
	SELECT d, sdc_explain(r, 'min_count=5', status, 'en', mask, d) OVER () AS why
	FROM (VALUES ('a', '3/50'::rate, 0, 'primary_count'::cell_status), ('b', '40/300', 0, 'secondary'), (NULL, '43/350', 1, 'publish')) v (d, r, mask, status)) s WHERE d = 'b';

SELECT * FROM finish();
ROLLBACK;
