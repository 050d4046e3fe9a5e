-- Areas over time.
BEGIN;
SELECT no_plan();

-- 2018 -> 2019: A splits over B and C, of 2 % nobody knows; D is dissolved into E, which keeps its code; P is split by
-- postcode. 2021 -> 2022: W joins V, which keeps its code.
INSERT INTO area_transition VALUES
	('A', 2018, 'B', 2019, NULL, 0.60), ('A', 2018, 'C', 2019, NULL, 0.38),
	('B', 2018, 'B', 2019, NULL, 1),
	('D', 2018, 'E', 2019, NULL, 1), ('E', 2018, 'E', 2019, NULL, 1),
	('P', 2018, 'Q', 2019, '1111', 1), ('P', 2018, 'R', 2019, '2222', 1), ('P', 2018, 'Q', 2019, '3333', 0.25),
	('P', 2018, 'R', 2019, '3333', 0.75),
	('W', 2021, 'V', 2022, NULL, 1), ('V', 2021, 'V', 2022, NULL, 1);

CREATE FUNCTION recoded(code text, y int, target int, postcode text DEFAULT NULL) RETURNS text LANGUAGE sql AS
	$$ SELECT string_agg(coalesce(area, 'NULL') || ' ' || share, ', ' ORDER BY area)
		FROM recode_area(code, y, target, postcode) $$;

SELECT is(recoded('X', 2018, 2023), 'X 1', 'an area that nobody touched is itself');
SELECT is(recoded('X', 2018, 2018), 'X 1', 'and so is any in its own year');
SELECT is(recoded('D', 2018, 2018), 'D 1', 'also one that will be dissolved');
SELECT is(recoded('D', 2018, 2023), 'E 1', 'a dissolved area is found in its successor, years later');
SELECT is(recoded('A', 2018, 2019), 'B 0.6, C 0.38, unallocated 0.02', 'a split leaves what nobody knows, visibly');
SELECT is(recoded(NULL, 2018, 2019), 'NULL 1', 'an unknown area stays unknown');
SELECT is(recoded('V', 2022, 2021), 'unallocated 1',
	'a merged municipality that kept its code is not itself of the year before');
SELECT is(recoded('E', 2019, 2018), 'unallocated 1', 'nor is one of another merger');
SELECT is(recoded('C', 2019, 2018), 'A 1', 'what came from one area goes back to it');
SELECT is(recoded('W', 2022, 2023), 'W 1', 'without a list of areas a code is believed');
SELECT is(recoded('P', 2018, 2019), 'unallocated 1', 'split by postcode, but the postcode is not given');
SELECT is(recoded('P', 2018, 2019, '1111'), 'Q 1', 'by postcode');
SELECT is(recoded('P', 2018, 2022, '3333'), 'Q 0.25, R 0.75', 'a postcode that straddles');
SELECT is(recoded('P', 2018, 2019, '9999'), 'unallocated 1', 'a postcode that the crosswalk does not have');
SELECT is(recoded('A', 2018, 2019, '1111'), 'B 0.6, C 0.38, unallocated 0.02',
	'a postcode where the crosswalk has only the area as a whole');

INSERT INTO area_division VALUES ('V', 2022, 'Vee'), ('X', 2022, 'Ix');
SELECT is(recoded('W', 2022, 2023), 'unallocated 1', 'a code that its year does not have');
SELECT is(recoded('Y', 2021, 2022), 'unallocated 1',
	'a code that the target year does not have: the crosswalk forgot it');
SELECT is(recoded('W', 2021, 2023), 'V 1', 'one that it did not forget');

-- A direct crosswalk goes before the years in between
INSERT INTO area_transition VALUES ('A', 2018, 'Z', 2023, NULL, 1);
SELECT is(recoded('A', 2018, 2023), 'Z 1', 'straight to the target year');
DELETE FROM area_transition WHERE new_code = 'Z';

-- Totals are conserved
SELECT is(sum(share), count(DISTINCT (code, y, target))::numeric,
	'the shares of every area, to every year, add up to 1')
	FROM unnest('{A,B,C,D,E,P,Q,V,W,X}'::text[]) code, generate_series(2018, 2022) y,
		generate_series(2017, 2024) target, recode_area(code, y, target);
CREATE TEMP TABLE births AS
	SELECT (ARRAY['A', 'B', 'D', 'E', 'P', 'V', 'W', NULL])[1 + i % 8] AS code, 2017 + i % 5 AS year, i % 7 = 0 AS event
		FROM generate_series(1, 10007) i;
CREATE TEMP TABLE yearly AS SELECT code, year, rate(event) AS r FROM births GROUP BY code, year;
SELECT is((SELECT rate(p.rate) FROM yearly y, recode_rate(y.r, y.code, y.year, 2022) p), rate(event),
	'counts are conserved to the unit') FROM births;
SELECT bag_eq($$SELECT area, sum(denominator(rate)) FROM recode_rate('7/10 ?3', 'A', 2018, 2019) GROUP BY area$$,
	$$VALUES ('B', 6::numeric), ('C', 4), ('unallocated', 0)$$, 'by largest remainder');
SELECT is(count(*), 0::bigint, 'no rate, no parts') FROM recode_rate(NULL, 'A', 2018, 2019);
SELECT is(area || ' ' || rate::text, 'E 7/10 ?3', 'moved as a whole') FROM recode_rate('7/10 ?3', 'D', 2018, 2019);

-- A five-year window over a reorganisation, on one division
SELECT is(rolling, 10::bigint, 'five years of D and E pooled on the division of 2019')
	FROM (SELECT year, denominator(rolling_rate(rate(part.rate), year) OVER (ORDER BY year)) AS rolling
		FROM (VALUES ('D', 2015), ('D', 2016), ('D', 2017), ('D', 2018), ('E', 2015), ('E', 2016), ('E', 2017),
			('E', 2018), ('E', 2019)) v(code, year),
			recode_rate(CASE WHEN code = 'E' AND year = 2019 THEN '1/2'::rate ELSE '0/1' END, code, year, 2019) part
		WHERE part.area = 'E' GROUP BY year) w WHERE year = 2019;

-- Mistakes in the crosswalk
INSERT INTO area_transition VALUES ('S', 2018, 'T', 2019, NULL, 0.7), ('S', 2018, 'U', 2019, NULL, 0.7);
SELECT throws_ok($$SELECT * FROM recode_area('S', 2018, 2019)$$, '22000', NULL, 'shares above 1 would make births');
SELECT throws_ok($$INSERT INTO area_transition VALUES ('S', 2018, 'T', 2019, NULL, 0.3)$$, '23505', NULL,
	'the same row twice');
SELECT throws_ok($$INSERT INTO area_transition VALUES ('S', 2018, 'T', 2018, NULL, 1)$$, '23514', NULL,
	'within one year nothing moves');
SELECT throws_ok($$SELECT * FROM recode_area('X', 2018, 2000000000)$$, '22023', NULL, 'a target that no division has');
SELECT is(recoded('X', NULL, 2019), 'unallocated 1', 'an area of an unknown year');
SELECT throws_ok($$SELECT * FROM recode_rate('5/0', 'A', 2018, 2019)$$, '22023', NULL, 'more events than units');


-- Codes in every form in which they are delivered, here and in the crosswalk.
TRUNCATE area_division, area_transition;
INSERT INTO area_transition VALUES ('GM0457', 2021, '363', 2022, NULL, 1), ('0363 ', 2021, 'GM0363    ', 2022, NULL, 1),
	('0344', 2021, '0344', 2022, '3511AB', 0.5);
SELECT is_empty($$ SELECT c, recoded(c, 2018, 2023)
	FROM unnest(ARRAY['0457', 'GM0457', 'GM0457   ', '457', '0457 ', E'0457\r', E'\ufeff0457', E'0457\u00a0', '457.0',
	'gm457']) c WHERE recoded(c, 2018, 2023) <> '0363 1' $$, 'Weesp is found in Amsterdam, however it is written');
SELECT is_empty($$ SELECT c, recoded(c, 2021, 2022, '3511') FROM unnest(ARRAY['0344', 'GM0344', '344']) c
	WHERE recoded(c, 2021, 2022, '3511') <> '0344 0.5, unallocated 0.5' $$, 'by postcode too');
SELECT is(recoded('344', 2021, 2022, '3511 ab'), '0344 0.5, unallocated 0.5', 'with its letters');
SELECT throws_ok($$ SELECT * FROM recode_area('0344', 2021, 2022, 'x') $$, '22023', 'postcode does not exist: "x"');
INSERT INTO area_division VALUES ('GM0363', 2022, 'Amsterdam');
SELECT is(recoded('363', 2022, 2022), '0363 1', 'and in the list of areas');
SELECT is(ARRAY[recoded('', 2018, 2019), recoded('----', 2018, 2019)], '{"NULL 1","NULL 1"}',
	'an unknown code is an unknown area');

-- Shares that are rounded when they are written leave nothing.
INSERT INTO area_transition SELECT a, 2018, b, 2019, NULL, share
	FROM (VALUES ('K', 1::numeric / 3), ('L', 0.333333), ('M', 0.33333333333333333334)) s(a, share),
	unnest('{B,C,D}'::text[]) b;
SELECT is(concat_ws(' ', count(*), trim_scale(sum(share)), count(*) FILTER (WHERE area = 'unallocated')), '3 1 0',
	a || ': three thirds are three areas and a whole')
	FROM unnest('{K,L,M}'::text[]) a, recode_area(a, 2018, 2020) GROUP BY a ORDER BY a;
INSERT INTO area_transition SELECT 'N', 2018, b, 2019, NULL, 0.333 FROM unnest('{B,C,D}'::text[]) b;
SELECT is(recoded('N', 2018, 2019), 'B 0.333, C 0.333, D 0.333, unallocated 0.001',
	'more than a rounding stays visible');
SELECT is((SELECT rate(p.rate) FROM recode_rate('1000/3001 ?7', 'K', 2018, 2020) p), '1000/3001 ?7'::rate,
	'and counts are conserved');

SELECT * FROM finish();
ROLLBACK;
