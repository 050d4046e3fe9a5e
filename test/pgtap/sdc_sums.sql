-- The hidden parts of a total add up to enough, also where the reader goes down
-- through totals that are hidden themselves: min_suppressed_sum, and secret zeros.
BEGIN;
SELECT no_plan();

-- A cell that is never published (known = false) stands for a subtotal that is hidden for whatever reason.
CREATE TEMP TABLE cell (test text, mask int, province text, municipality text, district text, n bigint, known boolean);
CREATE FUNCTION pg_temp.hidden(which text, policy sdc_policy, as_complement boolean DEFAULT false) RETURNS text
	LANGUAGE plpgsql AS $$
DECLARE
	pattern text;
	patterns text[] = '{}';
BEGIN
	FOR i IN 1 .. 5 LOOP
		CREATE TEMP TABLE shuffled AS SELECT * FROM cell WHERE test = which ORDER BY random();
		IF as_complement THEN
			SELECT string_agg(n || ' ' || s, ', ' ORDER BY n, s) FILTER (WHERE s <> 'publish') FROM (
				SELECT n, sdc_status_given(make_rate(1000 * n, 1001 * n), policy, known, NULL, mask, province,
					municipality, district) OVER () AS s FROM shuffled) x
			INTO pattern;
		ELSE
			SELECT string_agg(n || ' ' || s, ', ' ORDER BY n, s) FILTER (WHERE s <> 'publish') FROM (
				SELECT n, sdc_status_given(n, policy, known, NULL, mask, province, municipality, district) OVER () AS s
					FROM shuffled) x
			INTO pattern;
		END IF;
		patterns := patterns || coalesce(pattern, 'nothing');
		DROP TABLE shuffled;
	END LOOP;
	RETURN (SELECT string_agg(DISTINCT p, ' or ') FROM unnest(patterns) p);
END $$;

-- 155 - 100 - 50 = 5 is the sum of 2 and 3.
INSERT INTO cell VALUES
	('one', 7, NULL, NULL, NULL, 155, NULL),
	('one', 3, 'Noord', NULL, NULL, 55, false), ('one', 3, 'Zuid', NULL, NULL, 100, NULL),
	('one', 1, 'Noord', 'a', NULL, 2, NULL), ('one', 1, 'Noord', 'b', NULL, 3, NULL),
	('one', 1, 'Noord', 'c', NULL, 50, NULL);
SELECT is(pg_temp.hidden('one', 'min_count=5'), '2 primary_count, 3 primary_count, 55 secondary',
	'without the rule no sum matters');
SELECT is(pg_temp.hidden('one', 'min_count=5, min_suppressed_sum=5'), '2 primary_count, 3 primary_count, 55 secondary',
	'a sum of 5 is enough for 5');
SELECT is(pg_temp.hidden('one', 'min_count=5, min_suppressed_sum=6'),
	'2 primary_count, 3 primary_count, 50 secondary, 55 secondary',
	'the total less what is published within a hidden part: 5 is too little for 6');
SELECT is(pg_temp.hidden('one', 'min_complement=5, min_suppressed_sum=6', true),
	'2 primary_complement, 3 primary_complement, 50 secondary, 55 secondary',
	'the same for those without the event');

-- Two hidden levels in between: 170 - 15 - 100 - 50 = 5.
INSERT INTO cell VALUES
	('two', 7, NULL, NULL, NULL, 170, NULL),
	('two', 3, 'Noord', NULL, NULL, 155, false), ('two', 3, 'Zuid', NULL, NULL, 15, NULL),
	('two', 1, 'Noord', 'Aa', NULL, 55, false), ('two', 1, 'Noord', 'Bee', NULL, 100, NULL),
	('two', 0, 'Noord', 'Aa', 'a', 2, NULL), ('two', 0, 'Noord', 'Aa', 'b', 3, NULL),
	('two', 0, 'Noord', 'Aa', 'c', 50, NULL);
SELECT is(pg_temp.hidden('two', 'min_count=5, min_suppressed_sum=10'),
	'2 primary_count, 3 primary_count, 50 secondary, 55 secondary, 155 secondary',
	'through two hidden totals');

-- Only as many as are needed: 2 + 3 + 6 = 11.
INSERT INTO cell VALUES
	('few', 7, NULL, NULL, NULL, 68, NULL), ('few', 3, 'Noord', NULL, NULL, 2, NULL),
	('few', 3, 'Zuid', NULL, NULL, 3, NULL),
	('few', 3, 'Oost', NULL, NULL, 6, NULL), ('few', 3, 'West', NULL, NULL, 7, NULL),
	('few', 3, 'Midden', NULL, NULL, 50, NULL);
SELECT is(pg_temp.hidden('few', 'min_count=5, min_suppressed_sum=10'), '2 primary_count, 3 primary_count, 6 secondary',
	'the least wanted cell that makes the sum enough');
SELECT is(pg_temp.hidden('few', 'min_count=5, min_suppressed_sum=12'), '2 primary_count, 3 primary_count, 7 secondary',
	'another one when it does not');
SELECT is(pg_temp.hidden('few', 'min_count=5, min_suppressed_sum=13'),
	'2 primary_count, 3 primary_count, 6 secondary, 7 secondary', 'and one more when none does');
SELECT is(pg_temp.hidden('few', 'min_count=5, zero=protect, min_suppressed_sum=12'),
	'2 primary_count, 3 primary_count, 7 secondary', 'also where zeros are protected');
SELECT is(pg_temp.hidden('few', 'min_count=5, zero=protect, min_suppressed_sum=13'),
	'2 primary_count, 3 primary_count, 6 secondary, 7 secondary', 'and one more there too');
SELECT is(pg_temp.hidden('few', 'min_count=5, min_suppressed_sum=1000'),
	'2 primary_count, 3 primary_count, 6 secondary, 7 secondary, 50 secondary', 'or all when no sum is enough');

-- Two geographies without a total among the rows: 30 + 20 - 45 = 5.
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (
		SELECT n, sdc_status(n, 'min_count=5, min_suppressed_sum=10', mask, wijk, pc4) OVER () AS s
		FROM (VALUES (1, 'a', NULL, 20::bigint), (1, 'b', NULL, 30), (2, NULL, '1011', 2), (2, NULL, '1012', 3),
			(2, NULL, '1013', 45)) v(mask, wijk, pc4, n)) x),
	'2 primary_count, 3 primary_count, 20 publish, 30 publish, 45 secondary',
	'a total that follows from the rows counts as published');

-- Secret zeros: 25 - 20 - 5 = 0 tells that two cells are zero.
INSERT INTO cell VALUES
	('zero', 7, NULL, NULL, NULL, 25, NULL),
	('zero', 3, 'Noord', NULL, NULL, 5, false), ('zero', 3, 'Zuid', NULL, NULL, 20, NULL),
	('zero', 1, 'Noord', 'a', NULL, 0, NULL), ('zero', 1, 'Noord', 'b', NULL, 0, NULL),
	('zero', 1, 'Noord', 'c', NULL, 5, NULL);
SELECT is(pg_temp.hidden('zero', 'min_count=3, zero=protect'),
	'0 primary_count, 0 primary_count, 5 secondary, 5 secondary', 'a sum of zero through a hidden total');
SELECT is(pg_temp.hidden('zero', 'min_count=3'), '5 secondary', 'zeros that are no secret may be known');
SELECT is((SELECT string_agg(r || ' ' || s, ', ' ORDER BY r) FROM (
		SELECT r, sdc_status(r, 'min_complement=5, zero=protect', mask, area) OVER () AS s
		FROM (VALUES (0, 'a', '10/10'::rate), (0, 'b', '20/20'), (0, 'c', '30/60'), (0, 'd', '40/90'),
			(1, NULL, '100/180')) v(mask, area, r)) x),
	'40/90 publish, 30/60 secondary, 100/180 publish, 10/10 primary_complement, 20/20 primary_complement',
	'nobody without the event: that is a zero as well');

SELECT * FROM finish();
ROLLBACK;
