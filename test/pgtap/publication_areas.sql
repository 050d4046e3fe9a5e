-- Areas below the municipality are told apart only where some of that size are published.
BEGIN;
SELECT no_plan();
SET client_min_messages = error;

CREATE SCHEMA bron;
CREATE TABLE bron.source_delivery (relation text, kind text, first_year integer, last_year integer);
INSERT INTO bron.source_delivery VALUES ('birth', NULL, 2015, 2025), ('parent_year', NULL, 2015, 2025);
CREATE TABLE bron.birth (birth_id bigint PRIMARY KEY, pregnancy_id bigint, mother_kind text, mother_id text,
	year smallint, birth_date date, live_born boolean, municipality text, province text, stadsdeel text, wijk text,
	pc4 text, ga_days smallint, birthweight integer, sex smallint, parity smallint, plurality smallint,
	first_visit_ga_days smallint);
-- Each tenth birth is the second of a mother on one day, in another municipality; of one of the two the wijk is not
-- known.
INSERT INTO bron.birth
	SELECT n, n, 'R', (n - (n % 10 = 0)::integer)::text, year, make_date(year, 6, 1 + (n / 10 % 20)::integer), true,
		lpad(m::text, 4, '0'), 'Provincie', NULL,
		CASE WHEN n % 20 <> 9 AND n % 40 <> 0 THEN lpad(m::text, 4, '0') || lpad((n % 3)::text, 2, '0') END,
		(1000 + m)::text, CASE WHEN n % 7 = 0 THEN 250 ELSE 280 END, 3500, 1, n % 2, 1,
		CASE WHEN n % 5 = 0 THEN 120 ELSE 60 END
	FROM (SELECT row_number() OVER (ORDER BY year, i, m) AS n, year, m
		FROM generate_series(2015, 2017) year, generate_series(1, 40) i, generate_series(1, 5) m) b;
CREATE TABLE bron.parent_year (person_kind text, person_id text, year smallint, wsnp boolean,
	insurance_arrears boolean);
INSERT INTO bron.parent_year SELECT mother_kind, mother_id, year, false, bool_or(birth_id % 3 = 0)
	FROM bron.birth GROUP BY mother_kind, mother_id, year;
CREATE FUNCTION pg_temp.publish(target text, area_types text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CALL create_indicator_views('bron', target, policy => 'none', families => '{care,parents}',
		local_definitions => '{late-care-22w,mother-debt}', area_types => area_types, window_years => 3,
		on_source_error => 'warn');
END $$;

SELECT pg_temp.publish('grof', '{land,provincie,gemeente}');
SELECT pg_temp.publish('fijn', '{land,provincie,gemeente,wijk}');
\set shown 'SELECT definition, area_type, area, first_year, year, breakdown, category, numerator, denominator, status'
CREATE TEMP TABLE fine AS :shown FROM fijn.all_families;
\set coarse :shown ' FROM grof.all_families'
SELECT isnt_empty($$ SELECT FROM grof.all_families WHERE definition = 'mother-debt' AND area_type = 'gemeente' $$,
	'mothers are counted by municipality');
SELECT set_eq(:'coarse', $$ SELECT * FROM fine WHERE area_type <> 'wijk' $$,
	'figures of municipalities and what they are part of are the same');
SELECT is_empty($$ SELECT FROM grof_intern.place WHERE num_nonnulls(stadsdeel, wijk, pc4) > 0 $$,
	'below the municipality nothing is told apart');
SELECT isnt_empty($$ SELECT FROM fijn_intern.place WHERE wijk IS NOT NULL $$, 'where it is published, it is');

-- What was released tells them apart no more than it did.
CALL release('grof', 'Eerste');
SELECT throws_ok($$ SELECT pg_temp.publish('grof', '{land,provincie,gemeente,wijk}') $$, '55000',
	'released years do not tell these areas apart: pc4, stadsdeel, wijk');
SELECT set_eq(:'coarse', $$ SELECT * FROM fine WHERE area_type <> 'wijk' $$,
	'which leaves the publication as it was');
SELECT lives_ok($$ SELECT pg_temp.publish('grof', '{land,gemeente}') $$, 'less can be published');
CALL reopen_years('grof', '2015-2017');
SELECT lives_ok($$ SELECT pg_temp.publish('grof', '{land,provincie,gemeente,wijk}') $$,
	'and more, when they are counted anew');
SELECT set_eq(:'coarse', 'TABLE fine', 'with the same figures of small areas');
SELECT throws_ok($$ CALL close_years('grof', '2015-2017') $$, '55000',
	'as they were released, these years do not tell all areas apart that are published now');
CALL release('grof', 'Tweede');
SELECT lives_ok($$ SELECT pg_temp.publish('grof', '{land,provincie,gemeente,wijk,pc4}') $$,
	'what was released anew tells them apart');

SELECT finish();
ROLLBACK;
