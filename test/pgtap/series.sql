-- Series that do not mix: one division of areas, breaks that no window and no trend crosses, definitions that changed.
BEGIN;
SELECT no_plan();
SET client_min_messages = error;

-- Weesp (0457) went into Amsterdam (0363) on 24 March 2022. Haaren (0788) was split on 1 January 2021 over 0757 and
-- 0824, by postcode. Leerdam (0545) and Zederik (0707) moved to another province, as Vijfheerenlanden (1961), on
-- 1 January 2019. 0001 changes nothing but a corner.
CREATE SCHEMA stad;
CALL create_source_schema('stad');
INSERT INTO stad.area_transition (from_code, from_year, to_code, to_year, pc4, share, transition_date) VALUES
	('0457', 2022, '0363', 2023, NULL, 1, '2022-03-24'), ('0788', 2020, '0757', 2021, '5076', 1, NULL), ('0788', 2020,
		'0824', 2021, '5296', 1, NULL),
	('0545', 2018, '1961', 2019, NULL, 1, NULL), ('0707', 2018, '1961', 2019, NULL, 1, NULL),
	('0001', 2019, '0001', 2020, NULL, 0.97, NULL), ('0001', 2019, '0002', 2020, NULL, 0.03, NULL);
INSERT INTO stad.source_delivery (relation, first_year, last_year) VALUES ('birth', 2016, 2023);
-- 40 births a year in each place, nine days apart; some start care late.
CREATE TABLE stad.lives (municipality text, province text, pc4 text, days daterange);
INSERT INTO stad.lives VALUES
	('0363', 'Noord-Holland', '1012', NULL), ('0457', 'Noord-Holland', '1381', daterange(NULL, '2022-03-24')), ('0363',
		'Noord-Holland', '1381', daterange('2022-03-24', NULL)),
	('0788', 'Noord-Brabant', '5076', daterange(NULL, '2021-01-01')), ('0788', 'Noord-Brabant', '5296', daterange(NULL,
		'2021-01-01')),
	('0757', 'Noord-Brabant', '5076', daterange('2021-01-01', NULL)), ('0824', 'Noord-Brabant', '5296',
		daterange('2021-01-01', NULL)),
	('0757', 'Noord-Brabant', '5281', NULL), ('0824', 'Noord-Brabant', '5061', NULL),
	('0545', 'Zuid-Holland', '4141', daterange(NULL, '2019-01-01')), ('0707', 'Zuid-Holland', '4230', daterange(NULL,
		'2019-01-01')), ('1961', 'Utrecht', '4141', daterange('2019-01-01', NULL)),
	('0344', 'Utrecht', '3511', NULL), ('0599', 'Zuid-Holland', '3011', NULL), ('0001', 'Groningen', '9901', NULL),
		('0002', 'Groningen', '9902', NULL);
INSERT INTO stad.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	plurality, parity, province, municipality, pc4, first_visit_ga_days)
	SELECT row_number() OVER (ORDER BY d, l.pc4, i), row_number() OVER (ORDER BY d, l.pc4, i), 'test', extract(year FROM
		d), d, true, 280, 3500, 1 + i % 2, 1, i % 2, l.province, l.municipality, l.pc4,
		CASE WHEN (i * 7 + y * 3 + l.pc4::integer) % 5 < 1 + i % 2 THEN 120 ELSE 60 END
	FROM generate_series(2017, 2023) y, generate_series(0, 39) i, LATERAL (SELECT make_date(y, 1, 1) + i * 9 AS d) u JOIN
		stad.lives l ON l.days IS NULL OR d <@ l.days;
CREATE FUNCTION late(area_type text, area text, years int4range DEFAULT NULL) RETURNS TABLE (period text, figure text,
	series_break integer) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'SELECT f.period_label, f.numerator || ''/'' || f.denominator, f.series_break FROM uit.care f '
		'WHERE f.definition = ''early-care-24w'' AND f.breakdown = ''totaal''
		AND f.area_type = $1 AND f.area = $2 AND ($3 IS NULL OR f.year <@ $3) ORDER BY f.first_year = f.year DESC,
			f.first_year' USING area_type, area, years;
END $$;
CREATE FUNCTION counted(municipality text[], period int4range) RETURNS text LANGUAGE sql AS $$
	SELECT count(*) FILTER (WHERE first_visit_ga_days < 70) || '/' || count(*) FROM stad.birth b WHERE b.municipality =
		ANY (counted.municipality) AND b.year::integer <@ period $$;

-- As registered: an area that grew is another one.
CALL create_indicator_views('stad', 'uit', 'none', '{care}', area_types => '{land,provincie,gemeente}', window_years =>
	3);
SELECT results_eq($$ SELECT period, series_break FROM late('gemeente', '0363') $$, $$ VALUES ('2017', NULL), ('2018',
	NULL), ('2019', NULL), ('2020', NULL), ('2021', NULL), ('2022', 2022), ('2023', 2023),
	('2017-2019', NULL), ('2018-2020', NULL), ('2019-2021', NULL) $$,
		'of Amsterdam neither 2021 and 2022 nor 2022 and 2023 are one: Weesp came on 24 March 2022; no window crosses');
SELECT results_eq($$ SELECT period, series_break FROM late('gemeente', '0757') WHERE period ~ '-' $$, $$ VALUES
	('2017-2019', NULL::integer), ('2018-2020', NULL), ('2021-2023', 2021) $$, 'one that a part came to');
SELECT results_eq($$ SELECT period, figure, series_break FROM late('provincie', 'Utrecht') WHERE period ~ '2017' $$, $$
	VALUES ('2017', counted('{0545,0707,0344}', '[2017,2017]'), NULL::integer), ('2017-2019',
	counted('{0545,0707,0344,1961}', '[2017,2019]'), NULL) $$,
	'a municipality that was dissolved lies in the province of its successor: provinces do not change');
SELECT results_eq($$ SELECT period, series_break FROM late('provincie', 'Noord-Holland') WHERE period ~ '2020-|2023'
	$$, $$ VALUES ('2023', NULL::integer), ('2020-2022', NULL), ('2021-2023', NULL) $$,
	'nor does one within which a municipality grew');
SELECT is((SELECT count(DISTINCT period_label) FROM uit.care WHERE area_type = 'land'), 12::bigint, 'nor the country');
SELECT matches(notes, 'Niet vergelijkbaar met jaren voor 2023: herindeling van gemeenten\.', 'the notes say why') FROM
	uit.care WHERE (definition, area, year, breakdown, period_type) = ('early-care-24w', '0363', 2023, 'totaal', 'jaar');
SELECT is_empty($$ SELECT FROM uit.care WHERE area = '0363' AND trend IS NOT NULL AND year > 2021 $$,
	'no trend crosses a break');
SELECT isnt_empty($$ SELECT FROM uit.care WHERE area = '0363' AND trend IS NOT NULL AND year = 2021 $$,
	'one that does not is there');
SELECT is_empty($$ SELECT FROM uit.care WHERE area = '0363' AND change_since IS NOT NULL AND year > 2021 $$,
	'nor does a change since the first year');
SELECT isnt_empty($$ SELECT FROM uit.care WHERE area = '0344' AND change_since = '2017' AND year = 2023 $$,
	'which others have');

-- The division of 2023.
CALL create_indicator_views('stad', 'uit', 'none', '{care}', area_types => '{land,provincie,gemeente}', window_years =>
	3, division_year => 2023);
SELECT is_empty($$ SELECT FROM uit.care WHERE series_break IS NOT NULL $$, 'one division: no breaks');
SELECT set_eq($$ SELECT DISTINCT area FROM uit.care WHERE area_type = 'gemeente' $$, $$ VALUES ('0363'), ('0757'),
	('0824'), ('1961'), ('0344'), ('0599'), ('0001'), ('0002') $$, 'all areas are those of 2023');
SELECT is((SELECT figure FROM late('gemeente', '0363') WHERE period = '2020-2022'), counted('{0363,0457}',
	'[2020,2022]'), 'Amsterdam with Weesp');
SELECT is((SELECT figure FROM late('gemeente', '1961') WHERE period = '2017-2019'), counted('{0545,0707,1961}',
	'[2017,2019]'), 'Vijfheerenlanden before there was one');
SELECT is((SELECT figure FROM late('provincie', 'Utrecht') WHERE period = '2017'), counted('{0545,0707,0344}',
	'[2017,2017]'), 'in the province of now');
SELECT is((SELECT figure FROM late('gemeente', '0757') WHERE period = '2020'), (SELECT count(*) FILTER (WHERE
	first_visit_ga_days < 70) || '/' || count(*) FROM stad.birth WHERE year = 2020 AND pc4 IN ('5076', '5281')),
	'a municipality that was split, by postcode');
SELECT is((SELECT figure FROM late('gemeente', '0001') WHERE period = '2018'), counted('{0001}', '[2018,2018]'),
	'a corner that went elsewhere moves nobody');
SELECT results_eq($$ SELECT denominator FROM uit.care WHERE (definition, area_type, breakdown, period_label) =
	('early-care-24w', 'land', 'totaal', '2017-2019') $$, $$ SELECT count(*) FROM stad.birth WHERE year <= 2019 $$,
	'and nobody is lost');
CREATE TEMP TABLE of_2023 AS TABLE uit.care;

-- Back, to before a change: what is known by the day and by postcodes.
CALL create_indicator_views('stad', 'uit', 'none', '{care}', area_types => '{land,provincie,gemeente}', window_years =>
	3, division_year => 2022);
SELECT is((SELECT figure FROM late('gemeente', '0363') WHERE period = '2022'), (SELECT count(*) FILTER (WHERE
	first_visit_ga_days < 70) || '/' || count(*) FROM stad.birth WHERE municipality = '0363' AND birth_date BETWEEN
	'2022-01-01' AND '2022-03-23'),
	'until 23 March 0363 is Amsterdam; later nobody said who was of Weesp');
SELECT isnt_empty($$ SELECT FROM late('gemeente', 'Noord-Holland/?', '[2022,2024)') $$,
	'that is unknown, in a known province');
UPDATE stad.area_transition SET pc4 = '1381' WHERE from_code = '0457';
CALL refresh('uit');
SELECT is((SELECT figure FROM late('gemeente', '0457') WHERE period = '2021-2023'), (SELECT count(*) FILTER (WHERE
	first_visit_ga_days < 70) || '/' || count(*) FROM stad.birth WHERE pc4 = '1381' AND year >= 2021),
	'with its postcode it is known: another crosswalk counts anew');
UPDATE stad.area_transition SET pc4 = NULL WHERE from_code = '0457';
CALL refresh('uit');

-- One step, by all that the crosswalk can say.
CREATE FUNCTION pg_temp.lies(code text, day date, pc4 text, division date) RETURNS text LANGUAGE sql AS $$ SELECT
	kansrijk_intern.area_in_division('uit_intern', code, day, pc4, division) $$;
SELECT is(pg_temp.lies(c, d, p, v), expected, format('%s of %s at %s, in the division of %s', c, d, p, v)) FROM (VALUES
	('0457', '2022-03-23'::date, '?', '2023-01-01'::date, '0363'), ('0457', '2022-03-24', '?', '2023-01-01', '0363'),
		('0457', '2022-03-23', '?', '2022-03-23', '0457'), ('0457', '2021-12-31', '?', '2022-01-01', '0457'),
	('0363', '2022-03-23', '?', '2022-01-01', '0363'), ('0363', '2022-03-24', '?', '2022-01-01', NULL), ('0788',
		'2020-12-31', '5076', '2021-01-01', '0757'), ('0788', '2020-12-31', '?', '2021-01-01', NULL),
	('0788', '2020-12-31', '', '2021-01-01', '0788'), ('0757', '2021-01-01', '5281', '2020-01-01', '0757'), ('0757',
		'2021-01-01', '5076', '2020-01-01', '0788'), ('0757', '2021-01-01', '?', '2020-01-01', NULL),
	('1961', '2019-01-01', '4141', '2018-01-01', NULL), ('0599', '2019-01-01', '?', '2018-01-01', '0599')) x(c, d, p, v,
		expected);
INSERT INTO uit_intern.area_change VALUES ('A', 'B', NULL, 1, '2019-01-01'), ('B', 'C', NULL, 1, '2021-01-01'), ('X',
	'Y', NULL, 1, '2019-01-01'), ('Y', 'X', NULL, 1, '2019-01-01');
SELECT is(pg_temp.lies('A', '2015-01-01', '?', '2023-01-01'), 'C', 'step after step');
SELECT is(pg_temp.lies('X', '2015-01-01', '?', '2023-01-01'), 'Y', 'a swap is a swap');
SELECT is(pg_temp.lies('A', '2022-06-01', '?', '2023-01-01'), 'C', 'a code in use long after it was dissolved');

-- Released years keep the division they were released in.
DELETE FROM stad.birth WHERE year = 2023;
CALL create_indicator_views('stad', 'uit', 'none', '{care}', area_types => '{land,provincie,gemeente}', window_years =>
	3);
CALL release('uit', 'tot 2022');
SELECT is(division_year, NULL, 'the release is in the division of each year') FROM uit_intern.release;
INSERT INTO stad.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	plurality, parity, province, municipality, pc4, first_visit_ga_days)
	SELECT birth_id + 100000, pregnancy_id + 100000, source, 2023, make_date(2023, 1, 1) + extract(doy FROM
		birth_date)::integer % 365, live_born, ga_days, birthweight, sex, plurality, parity, province, CASE municipality WHEN
		'0457' THEN '0363' ELSE municipality END, pc4, first_visit_ga_days
	FROM stad.birth WHERE year = 2022;
CALL create_indicator_views('stad', 'uit', 'none', '{care}', area_types => '{land,provincie,gemeente}', window_years =>
	3, division_year => 2023);
SELECT results_eq($$ SELECT figure, series_break FROM late('gemeente', '0457', '[2021,2024)') WHERE period !~ '-' $$,
	$$ VALUES (counted('{0457}', '[2021,2021]'), NULL::integer), (counted('{0457}', '[2022,2022]'), 2022) $$,
	'Weesp of released years is Weesp');
SELECT results_eq($$ SELECT period, series_break FROM late('gemeente', '0363', '[2022,2024)') $$, $$ VALUES ('2022',
	2022), ('2023', 2023) $$, 'and 2023, in another division, another series');
SELECT is((SELECT series_break FROM late('gemeente', '0001') WHERE period = '2023'), 2020,
	'areas that did not change since, have no break there');
UPDATE stad.birth SET province = 'Drenthe' WHERE municipality = '0002' AND year = 2023;
CALL refresh('uit');
SELECT results_eq($$ SELECT DISTINCT province, series_break FROM uit.care WHERE definition = 'early-care-24w' AND
	area_type = 'gemeente' AND area IN ('0002') AND year = 2023 $$, $$ VALUES ('Groningen', 2020) $$,
	'a municipality that was released in a province stays in it');
UPDATE stad.birth SET province = 'Groningen' WHERE municipality = '0002' AND year = 2023;
CALL refresh('uit');
CALL release('uit', 'tot 2023');
SELECT results_eq($$ SELECT label, division_year FROM uit_intern.release ORDER BY id $$, $$ VALUES ('tot 2022', NULL),
	('tot 2023', 2023) $$, 'releases know their division');
SELECT is((SELECT series_break FROM uit.released WHERE (release, definition, area, year, breakdown, period_type) =
	('tot 2023', 'early-care-24w', '0363', 2023, 'totaal', 'jaar')), 2023, 'readers of releases see breaks too');

CREATE TEMP TABLE later AS SELECT * FROM stad.birth WHERE year > 2018;
CREATE TEMP TABLE transitions AS TABLE stad.area_transition;
DELETE FROM stad.birth WHERE year > 2018;
DELETE FROM stad.area_transition;
CALL create_indicator_views('stad', 'oud', 'none', '{care}', '{early-care-24w}', '{land,provincie}', annual_area_types
	=> '{land,provincie}', window_years => 3);
CALL release('oud', '2018');
INSERT INTO stad.area_transition TABLE transitions;
INSERT INTO stad.birth TABLE later;
CALL refresh('oud');
SELECT results_eq($$ SELECT DISTINCT province, series_break FROM oud.care WHERE area_type = 'provincie' AND year = 2019
	AND period_type = 'jaar' AND breakdown = 'totaal' AND province ~ 'Utrecht|Zuid|Brabant' ORDER BY 1 $$,
	$$ VALUES ('Noord-Brabant', NULL::integer), ('Utrecht', 2019), ('Zuid-Holland', 2019) $$,
		'with released years from before, provinces break where a municipality goes to another one');
CALL create_indicator_views('stad', 'oud', 'none', '{care}', '{early-care-24w}', '{land,provincie}', annual_area_types
	=> '{land,provincie}', window_years => 3, division_year => 2023);
SELECT results_eq($$ SELECT DISTINCT province, series_break FROM oud.care WHERE area_type = 'provincie' AND year > 2018
	AND breakdown = 'totaal' AND province ~ 'Utrecht|Zuid|Brabant' ORDER BY 1 $$,
	$$ VALUES ('Noord-Brabant', NULL::integer), ('Utrecht', 2019), ('Zuid-Holland', 2019) $$,
		'and so they do in one division');

-- Breaks that the owner tells of.
CALL mark_series_break('uit', 2021, 'andere aanleveraars');
CALL mark_series_break('uit', 2020, 'praktijk gesloten', '{early-care-24w}', 'gemeente', '{0344}');
CALL refresh('uit');
SELECT results_eq($$ SELECT DISTINCT series_break FROM uit.care WHERE first_year >= 2021 AND area = 'NL' $$,
	$$ VALUES (2021)
	$$, 'of all areas and definitions');
SELECT results_eq($$ SELECT period FROM late('land', 'NL') WHERE period ~ '-' $$,
	$$ VALUES ('2017-2019'), ('2018-2020'),
	('2019-2021'), ('2020-2022'), ('2021-2023') $$, 'what was released stays');
CALL forget_releases('uit');
CALL refresh('uit');
SELECT results_eq($$ SELECT period FROM late('land', 'NL') WHERE period ~ '-' $$, $$ VALUES ('2017-2019'),
	('2018-2020'), ('2021-2023') $$, 'no window crosses it');
SELECT is_empty($$ SELECT FROM uit.care WHERE area = 'NL' AND trend IS NOT NULL AND year > 2021 $$, 'nor a trend');
SELECT results_eq($$ SELECT period, series_break FROM late('gemeente', '0344') WHERE period ~ '-|2020|2021' $$, $$
	VALUES ('2020', 2020), ('2021', 2021), ('2017-2019', NULL), ('2021-2023', 2021) $$, 'of one area, beside it');
SELECT is((SELECT series_break FROM late('gemeente', '0599') WHERE period = '2020'), NULL, 'and no other');
SELECT matches((SELECT DISTINCT notes FROM uit.care WHERE (definition, area, year, breakdown, period_type) =
	('early-care-24w', '0344', 2021, 'totaal', 'jaar')), 'voor 2021: andere aanleveraars; praktijk gesloten',
	'with their reasons');
CALL unmark_series_break('uit', 2021);
CALL unmark_series_break('uit', 2020, '{early-care-24w}', 'gemeente', '{0344}');
CALL refresh('uit');
SELECT is_empty($$ SELECT FROM uit.care WHERE area IN ('NL', '0344') AND series_break IS NOT NULL $$,
	'until they are taken back');
SELECT throws_ok(format('CALL mark_series_break(%s)', a), '22023', NULL, a) FROM unnest(ARRAY['''uit'', 1899, ''x''',
	'''uit'', NULL, ''x''', '''uit'', 2020, '' ''', '''uit'', 2020, NULL', '''uit'', 2020, ''x'', ''{nergens}''',
	'''uit'', 2020, ''x'', ''{NULL}''', '''uit'', 2020, ''x'', NULL, ''gemeente''',
		'''uit'', 2020, ''x'', NULL, NULL, ''{0344}''', '''uit'', 2020, ''x'', NULL, ''gemeente'', ''{NULL}''']) a;
SELECT throws_ok($$ CALL mark_series_break('nergens', 2020, 'x') $$, '3F000', NULL, 'a publication that is none');
SELECT throws_ok(format($$ CALL create_indicator_views('stad', 'uit', division_year => %s) $$, y), '22023', NULL, y ||
	' is no division') FROM unnest('{1899,2101}'::integer[]) y;

-- A definition that is another one than was released.
INSERT INTO indicator SELECT 'eigen', indicator_group, family, 'Eigen', 'Own', description_nl, description_en,
	numerator_nl, numerator_en, denominator_nl, denominator_en, unit, per, polarity, attribution_nl FROM indicator WHERE
	id = 'P10';
INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, population, residence_rule, missing_rule,
	unit_counted, period_rule, relation, year_expression, event, preference)
	VALUES ('eigen', 'eigen', 'eigen', 'Eigen', 'Own', 'all', 'at_birth', 'excluded', 'child', 'year', '@source@.birth b',
		'b.year', 'b.first_visit_ga_days < 84', 50);
DELETE FROM stad.birth WHERE year = 2023;
CREATE FUNCTION make_again() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
	CALL kansrijk.create_indicator_views('stad', 'weg', 'none', '{care}', '{eigen}', '{land}', window_years => 3); END $$;
CREATE FUNCTION own() RETURNS TABLE (period text, figure text, series_break integer) LANGUAGE plpgsql AS $$ BEGIN
	RETURN QUERY SELECT period_label, numerator || '/' || denominator, f.series_break FROM weg.care f WHERE definition =
		'eigen' AND breakdown = 'totaal' ORDER BY f.first_year = f.year DESC, first_year; END $$;
SELECT make_again();
CALL release('weg', 'eerste');
CREATE TEMP TABLE was AS SELECT * FROM own();
UPDATE indicator_definition SET event = E'b.first_visit_ga_days\n\t< 84', note_nl = 'anders opgeschreven' WHERE id =
	'eigen';
SELECT lives_ok('SELECT make_again()', 'a definition that is written on two lines is the same');
UPDATE indicator_definition SET event = 'b.first_visit_ga_days < 77' WHERE id = 'eigen';
SELECT throws_ok('SELECT make_again()', '55000', 'the views of schema "weg" were not replaced',
	'one that asks something else is refused');
SELECT lives_ok($$ CALL refresh('weg') $$, 'what was there stays, and counts as it did');
CREATE FUNCTION pg_temp.detail(call text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE detail text; BEGIN EXECUTE call;
	RETURN NULL; EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL; RETURN detail; END $$;
SELECT matches(pg_temp.detail('SELECT make_again()'), 'definition eigen: it is not the definition that was released',
	'the detail names it');
SELECT throws_ok($$ CALL mark_series_break('weg', 2022, 'elf weken', '{eigen}') $$, '22023',
	'2022 of definition "eigen" was released as it was before', 'a break goes before no year that was released so');
CALL mark_series_break('weg', 2023, 'elf weken', '{eigen}');
SELECT lives_ok('SELECT make_again()', 'when that is said, it goes on');
SELECT results_eq('SELECT * FROM own()', 'TABLE was', 'released years stay what they were');
INSERT INTO stad.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	plurality, parity, province, municipality, pc4, first_visit_ga_days)
	SELECT birth_id + 10000 * y, birth_id + 10000 * y, source, y, birth_date, live_born, ga_days, birthweight, sex,
		plurality, parity, province, municipality, pc4, 80 FROM stad.birth, unnest('{2016,2023}'::integer[]) y WHERE year =
		2022;
CALL refresh('weg');
SELECT results_eq($$ SELECT period, split_part(figure, '/', 1), series_break FROM own() WHERE period ~ '2023|2016' $$,
	$$ VALUES ('2023', '0', 2023) $$, 'later ones are counted as it is now, earlier ones not, and no window has both');
SELECT is_empty($$ SELECT FROM weg.care WHERE definition = 'eigen' AND year = 2023 AND (trend IS NOT NULL OR
	change_since IS NOT NULL) $$, 'nor trend or change');
CALL release('weg', 'tweede');
CALL reopen_years('weg', 2020, '{eigen}');
SELECT throws_ok($$ CALL refresh('weg') $$, '55000', NULL,
	'a year of before the break is not counted by the definition of after it');
SELECT throws_ok($$ CALL release('weg', 'derde') $$, '22000', 'release "derde" is refused', 'nor released');
CALL close_years('weg', 2020, '{eigen}');
SELECT lives_ok($$ CALL refresh('weg') $$, 'closed again, all is well');
UPDATE indicator_definition SET event = '84 > b.first_visit_ga_days' WHERE id = 'eigen';
SELECT throws_ok('SELECT make_again()', '55000', NULL, 'a third');
CALL mark_series_break('weg', NULL, 'hetzelfde als eerst', '{eigen}');
SELECT lives_ok('SELECT make_again()', 'of which the owner says that it counts the same as one before');
CALL unmark_series_break('weg', 2023, '{eigen}');
CALL refresh('weg');
SELECT is_empty($$ SELECT FROM weg.care WHERE series_break IS NOT NULL $$, 'has no break');

-- A mother with two deliveries in a year counts where the first was; of one day, or without a date, where one of them
-- was, and not the first in the alphabet.
CREATE SCHEMA moeder;
CALL create_source_schema('moeder');
INSERT INTO moeder.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	mother_kind, mother_id, province, municipality)
	SELECT 2 * i + d, i, 'test', 2020, CASE WHEN i > 400 THEN NULL WHEN i > 200 THEN '2020-05-05' WHEN d = (i % 2) THEN
		'2020-01-01' ELSE date '2020-12-01' END, true, 280, 3400, 1, 'R', 'm' || i, CASE d WHEN 0 THEN 'Drenthe' ELSE
		'Zeeland' END, CASE d WHEN 0 THEN '0106' ELSE '0687' END
	FROM generate_series(1, 600) i, generate_series(0, 1) d;
INSERT INTO moeder.source_delivery (relation, first_year, last_year) VALUES ('birth', 2020, 2020);
INSERT INTO moeder.parent_year (person_kind, person_id, year, wsnp, insurance_arrears) SELECT 'R', 'm' || i, y, false,
	false FROM generate_series(1, 600) i, generate_series(2019, 2020) y;
SELECT is(kansrijk.denominator(kansrijk.rate(x.one)), 600::bigint, 'every mother once') FROM (SELECT (r.rates)[1] AS
	one FROM kansrijk_intern.run_scan(kansrijk_intern.scan_query('{mother-debt}', 'moeder', '{}', '{}', '{}'), '{(,)}') r)
	x;
CREATE FUNCTION pg_temp.mothers(condition text) RETURNS TABLE (province text, mothers bigint) LANGUAGE sql AS $$
	SELECT r.province, denominator((r.rates)[1]) FROM
		kansrijk_intern.run_scan(replace(kansrijk_intern.scan_query('{mother-debt}', 'moeder', '{province,municipality}',
		'{}', '{}'), 'moeder.birth b', '(SELECT * FROM moeder.birth WHERE ' || condition || ') b'), '{(,)}') r $$;
SELECT set_eq($$ SELECT * FROM pg_temp.mothers('pregnancy_id <= 200') $$, $$ VALUES ('Drenthe', 100), ('Zeeland', 100)
	$$, 'where the first birth of the year was');
SELECT ok(mothers BETWEEN 70 AND 130, format('of one day: %s of 200 in %s', mothers, province)) FROM
	pg_temp.mothers('pregnancy_id > 200 AND pregnancy_id <= 400');
SELECT ok(mothers BETWEEN 70 AND 130, format('without a date: %s of 200 in %s', mothers, province)) FROM
	pg_temp.mothers('pregnancy_id > 400');

SELECT * FROM finish();
ROLLBACK;
