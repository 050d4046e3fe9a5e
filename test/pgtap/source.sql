-- The canonical source: its tables, the checker, and proposed mappings.
BEGIN;
SELECT no_plan();

CALL create_source_schema('bron');
SELECT tables_are('bron', ARRAY['birth', 'parent_year', 'episode', 'kraamzorg', 'child_examination', 'area',
	'area_transition', 'programme_unit', 'programme_status', 'source_delivery', 'area_group', 'population']);
SELECT is_empty($$
	SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	WHERE c.relnamespace = 'bron'::regnamespace AND c.relkind = 'r'
		AND (obj_description(c.oid) IS NULL OR col_description(c.oid, a.attnum) IS NULL) $$,
		'every table and column has a Dutch comment');
SELECT lives_ok($$ CALL create_source_schema('bron') $$, 'again: nothing happens');
SELECT throws_ok($$ CALL create_source_schema(NULL) $$, '22004');
SELECT lives_ok($$ CALL create_source_schema('x"; DROP SCHEMA bron CASCADE; --') $$, 'a name is a name');
SELECT has_table('bron', 'birth', 'and no SQL');
SELECT throws_ok($$ INSERT INTO bron.birth (birth_id, ga_days) VALUES (1, 316) $$, '23514', NULL,
	'a duration out of range');
SELECT throws_ok($$ INSERT INTO bron.birth (birth_id, birthweight) VALUES (1, 9999) $$, '23514', NULL,
	'the code for an unknown weight is no weight');
SELECT throws_ok($$ INSERT INTO bron.birth (birth_id, sex) VALUES (1, 9) $$, '23514', NULL,
	'sex is 1, 2, 3 or unknown');

-- check_source on empty tables: nothing fails, everything was looked at.
SELECT is_empty($$ SELECT * FROM check_source('bron') WHERE failing IS DISTINCT
	FROM 0 $$, 'an empty source breaks no rule');
SELECT results_eq($$ SELECT severity FROM check_source('bron') WHERE rule = 'birth.empty' $$, ARRAY['warning'],
	'but a required relation without rows is said');
SELECT throws_ok($$ SELECT * FROM check_source('nowhere') $$, '3F000', 'schema "nowhere" does not exist');
SELECT is_empty($$ SELECT * FROM check_source(NULL) $$, 'NULL: no rows');

-- Rules on tables, one deliberate failure each.
INSERT INTO bron.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	plurality, birth_order, mortality, death_date, first_visit_ga_days, mother_kind, mother_id, child_kind, child_id,
	municipality, wijk) VALUES
	(1, 1, 't', 2018, '2018-05-01', true, 280, 3500, 1, 1, 1, 0, NULL, 60, 'R', 'm1', 'R', 'c1', '0363', '036301'),
	(2, 2, 't', 2018, '2018-05-01', true, NULL, NULL, 3, 1, 2, 3, '2018-05-09', NULL, 'R', '000000000', 'R', 'c1',
		'0363', '036401'),
	(3, 3, 't', 2020, '2021-01-01', true, 150, 3500, NULL, 2, 1, 1, '2020-12-31', 160, 'G', NULL, 'G', NULL, NULL,
		NULL),
	(4, 4, 't', 2020, '2020-06-01', false, 170, 500, 2, 1, 1, 6, NULL, 100, 'R', 'm4', 'D', 'c4', '0363', '036301'),
	(5, 4, 't', 2020, '2020-06-01', false, 170, 520, 2, 1, 1, 1, NULL, 100, 'R', 'm5', 'D', 'c5', '0363', '036301');
INSERT INTO bron.episode VALUES ('R', 'c1', 'hospital', '[2018-05-01,2018-05-03)'),
	('R', 'c1', 'hospital', '[2018-05-01,2018-05-03)'), ('R', 'c1', 'wsnp', '[2018-05-01,9999-12-31)');
INSERT INTO bron.kraamzorg VALUES (1, 'R', 'm1', '2018-05-01', 480, false, true),
	(2, 'R', 'm4', '2020-06-01', NULL, NULL, false);
INSERT INTO bron.area VALUES ('gemeente', '0363', 2018, 'Amsterdam', 'provincie', 'PV27', NULL);
INSERT INTO bron.area_transition VALUES ('0001', 2018, '0002', 2019, NULL, 0.5);
SELECT results_eq($$ SELECT rule, failing FROM check_source('bron') WHERE failing > 0 AND rule NOT LIKE '%.empty'
	AND rule !~ 'disorder|threatened' ORDER BY rule COLLATE "C" $$, $$ VALUES
	('area.parent_missing', 1::bigint), ('area_transition.share_sum', 1),
	('birth.death_before_birth', 1), ('birth.death_code_differs', 1), ('birth.duplicate_child', 1),
	('birth.first_visit_after_birth', 1),
	('birth.first_visit_unknown', 1), ('birth.ga_unknown', 1), ('birth.id_placeholder', 1),
	('birth.mortality_unclear', 1), ('birth.mother_unlinked', 1),
	('birth.municipality_not_in_area', 1), ('birth.municipality_unknown', 1), ('birth.order_above_plurality', 1),
	('birth.plurality_incomplete', 1),
	('birth.pregnancy_two_mothers', 1), ('birth.sex_unknown', 2), ('birth.stillborn_alive', 1),
	('birth.weight_implausible', 1), ('birth.weight_unknown', 1),
	('birth.wijk_outside_municipality', 1), ('birth.year_differs', 1), ('birth.year_gap', 1),
	('episode.duplicate', 1), ('episode.excessive_crying.not_delivered', 2), ('episode.far_end', 1),
	('kraamzorg.coverage', 1), ('kraamzorg.hours_unknown', 1), ('kraamzorg.minutes', 1),
	('parent_year.mother_missing', 4), ('parent_year.not_delivered', 2) $$,
	'each rule finds what it is for, and nothing else');

-- Of some years only.
CREATE FUNCTION pg_temp.findings(years int4multirange) RETURNS TABLE (rule text, rows bigint, failing bigint)
	LANGUAGE sql AS $$
	SELECT c.rule, c.rows, c.failing FROM source_table t, kansrijk_intern.check_source_relations('bron', ARRAY[t.name],
		years => (SELECT jsonb_object_agg(o.name, findings.years) FROM source_table o)) c WHERE c.rule !~ 'empty$' $$;
SELECT bag_eq($$ SELECT * FROM pg_temp.findings('{[1900,2100)}') $$, $$ SELECT * FROM pg_temp.findings('{(,)}') $$,
	'of all years there are, and of all rows: the same');
SELECT bag_eq($$ SELECT f.rule, sum(f.rows)::bigint AS rows, sum(f.failing)::bigint AS failing
	FROM unnest('{"{(,2019)}","{[2019,)}"}'::int4multirange[]) y, pg_temp.findings(y) f
	JOIN source_rule r ON r.id = f.rule
		WHERE r.kind = 'row' AND r.source_table IN ('birth', 'kraamzorg') GROUP BY f.rule $$,
	$$ SELECT f.* FROM pg_temp.findings(NULL) f JOIN source_rule r ON r.id = f.rule WHERE r.kind = 'row'
		AND r.source_table IN ('birth', 'kraamzorg') $$, 'each row is of one year');
SELECT set_eq($$ SELECT rule, failing FROM pg_temp.findings('{[2020,2021)}')
	WHERE rule IN ('birth.duplicate_child', 'birth.pregnancy_two_mothers', 'birth.mother_unlinked', 'episode.duplicate',
	'episode.far_end') $$,
	$$ VALUES ('birth.duplicate_child', 0::bigint), ('birth.pregnancy_two_mothers', 1), ('birth.mother_unlinked', 1),
		('episode.duplicate', 0), ('episode.far_end', 1) $$, 'an episode is of each year in which it goes on');
UPDATE bron.birth SET child_id = 'c1', child_kind = 'R' WHERE birth_id = 4;
SELECT set_eq($$ SELECT rows, failing FROM pg_temp.findings('{[2020,2021)}') WHERE rule = 'birth.duplicate_child' $$, $$
	VALUES (4::bigint, 2::bigint) $$, 'what shares a key with a row of the year is looked at, of whatever year');
UPDATE bron.birth SET child_id = 'c4', child_kind = 'D' WHERE birth_id = 4;

-- Views: missing and mistyped columns, codes out of range, a view that cannot be read.
CREATE SCHEMA own;
CREATE TABLE own.register (jaar int, sterfte text, gewicht int, geslacht text);
INSERT INTO own.register VALUES (2019, '0', 3400, '1'), (2019, '1', 9999, '2'), (2019, '0', 0, '1'),
	(2020, 'x', 3000, '1');
CREATE VIEW own.birth AS SELECT row_number() OVER () AS birth_id, 0 AS pregnancy_id, 'own'::varchar AS source,
	jaar AS year, true AS live_born, 280::bigint AS ga_days, gewicht AS birthweight, geslacht AS sex, NULL::smallint
	AS mortality FROM own.register;
CREATE VIEW own.episode AS SELECT 'R' AS person_kind, 'x' AS person_id, 'wsnp' AS kind,
	daterange((sterfte || '')::date, NULL) AS period FROM own.register;
SELECT results_eq($$ SELECT rule, severity, rows, failing FROM check_source('own')
	WHERE rule IN ('birth.birthweight.range', 'birth.ga_days.type', 'birth.sex.type', 'birth.source.type',
	'birth.parity.missing', 'birth.mortality.empty', 'episode.period.unreadable', 'kraamzorg.missing',
	'parent_year.missing') ORDER BY rule COLLATE "C" $$, $$ VALUES
	('birth.birthweight.range', 'error', 4::bigint, 2::bigint), ('birth.ga_days.type', 'error', NULL, 1),
	('birth.mortality.empty', 'notice', 4, 4),
	('birth.parity.missing', 'notice', NULL, 1), ('birth.sex.type', 'error', NULL, 1),
	('episode.period.unreadable', 'error', NULL, 1),
	('kraamzorg.missing', 'notice', NULL, 1), ('parent_year.missing', 'notice', NULL, 1) $$,
	'a view: integer for smallint and varchar for text are fine, bigint and text for smallint are not');
SELECT is(failing, NULL::bigint, 'a rule without its columns is not met but not checked: ' || hint)
	FROM check_source('own') WHERE rule = 'birth.sex_unknown';
SELECT is(count(*), 4::bigint, 'check_source changes nothing') FROM own.register;
SELECT is(provolatile, 's', 'it could not: a stable function cannot write') FROM pg_proc WHERE proname = 'check_source'
	AND pronamespace = 'kansrijk'::regnamespace;
SELECT lives_ok($$ CALL create_source_schema('own') $$, 'the other relations are created beside the views');
SELECT has_view('own', 'birth', 'and the views stay');

-- suggest_mapping
CREATE TABLE own."Perined" (id int, jaar text, amddd text, amww int, gesl text, geboortegew text, sterfte text, omv int,
	rangnummer int, amddd1ond int, "RINPERSOONS_Kind" char(1), "RINPERSOON_Kind" text, "CBKSoortNr_Moeder" text,
	"Rinpersoon_Moeder" text, pc4 text, ddgeb text, hoftiezer text);
INSERT INTO own."Perined" VALUES
	(1, '2019', '258', 36, '1', '2400', '0', 1, 1, 70, 'R', '012345678', 'R', '000000007', '1011', '20190301', '9,99'),
	(2, '2019', '', 40, 'UNK', '9999', '6', 1, 1, NULL, 'G', '---------', 'G', '000000000', '----', '', '');
SELECT matches(suggest_mapping('own."Perined"'), '^CREATE VIEW bron.birth AS', 'the target is recognised');
SELECT matches(suggest_mapping('own."Perined"'), 'Not found, now NULL: death_date, parity', 'what is missing is named');
SELECT matches(suggest_mapping('own."Perined"'), 'not used: id$', 'what is not used too');
CREATE SCHEMA mapped;
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own."Perined"', NULL, 'mapped'); END $$;
SELECT results_eq($$ SELECT year::int, birth_date, live_born, ga_days::int, ga_source, birthweight::int, sex::int,
	mortality::int, child_id, mother_kind, mother_id, pc4, supplied_percentile FROM mapped.birth ORDER BY sex $$,
	$$ VALUES (2019, '2019-03-01'::date, true, 258, 'days', 2400, 1, 0, '012345678', 'R', '000000007', '1011', 9.99),
		(2019, NULL, NULL, 280, 'weeks', NULL, NULL, 6, NULL, 'G', NULL, NULL, NULL) $$,
		'the proposed view runs: codes become NULL, leading zeros stay, weeks where there are no days');
SELECT is_empty($$ SELECT * FROM check_source('mapped') WHERE rule LIKE 'birth.%'
	AND (rule LIKE '%.type' OR rule LIKE '%.range' AND failing > 0) $$, 'and passes the types and ranges');

CREATE TABLE own.jeugdbescherming ("RINPERSOONS" text, "RINPERSOON" text, "JGDBMAATREGEL" text,
	"JGDBGELDIGHEIDBEGINDATUM" text, "JGDBGELDIGHEIDEINDDATUM" text);
INSERT INTO own.jeugdbescherming VALUES ('R', '000000001', '11', '20190101', '88888888'),
	('R', '000000002', '11', '20190101', '20190131');
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.jeugdbescherming', source => 'mapped'); END $$;
SELECT results_eq($$ SELECT kind, period FROM mapped.episode ORDER BY person_id $$, $$
	VALUES ('child_protection', '[2019-01-01,)'::daterange), ('child_protection', '[2019-01-01,2019-02-01)') $$,
	'an open end is unbounded, a last day included');
CREATE TABLE own.vektis (trajectid int, rinpersoons text, rinpersoon text, bevallingsmaand text, aantal int);
INSERT INTO own.vektis VALUES (1, 'R', '000000001', '201903', 1470);
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.vektis', source => 'mapped'); END $$;
SELECT results_eq('SELECT birth_month, hours FROM mapped.kraamzorg', $$ VALUES ('2019-03-01'::date, 24.50) $$,
	'minutes become hours');

CREATE TABLE own."o'dd ""name" ("we""ird" int, "jaar; DROP TABLE own.register" int, "a
b" int, jaar int);
SELECT lives_ok($$ SELECT suggest_mapping('own."o''dd ""name"', 'birth') $$, 'odd names');
SELECT throws_ok($$ SELECT suggest_mapping('own."o''dd ""name"') $$, '42703',
	E'only one column of own."o''dd ""name" is known: jaar', 'one known name is no table of births');
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own."o''dd ""name"', 'birth', 'mapped2');
EXCEPTION WHEN invalid_schema_name THEN NULL; END $$;
SELECT has_table('own', 'register', 'are quoted');
CREATE TABLE own.nothing (x int);
SELECT throws_ok($$ SELECT suggest_mapping('own.nothing') $$, '42703', NULL, 'nothing recognised');
SELECT matches(suggest_mapping('own.nothing', 'kraamzorg'), 'CREATE VIEW bron.kraamzorg', 'unless the target is named');
SELECT throws_ok($$ SELECT suggest_mapping('own.nothing', 'pg_class') $$, '22023', NULL, 'an unknown target');
SELECT is(suggest_mapping(NULL), NULL, 'NULL in, NULL out');
INSERT INTO source_synonym (id, source_table, source_column, known_names, expression)
	VALUES (1000, 'kraamzorg', 'hours', 'x', '$1 / 2.0');
SELECT matches(suggest_mapping('own.nothing', 'kraamzorg'), '\(s\.x / 2\.0\)::numeric AS hours',
	'a synonym of your own');
-- How a delivery went: words and codes that are known are read, others stay, and are told as out of range.
CREATE TABLE own.bevalling (geboorte_id text, type_partus text, gebplaats text, ligging text, beginbaring_basis text);
INSERT INTO own.bevalling VALUES ('1', '200148001', 'Thuis', 'hoofdligging', 'spontaan'),
	('2', '200149009 ', 'ziekenhuis', 'Stuitligging', 'inleiding'), ('3', '48782003', 'elders', NULL, '');
CREATE SCHEMA verloop;
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.bevalling', 'birth', 'verloop'); END $$;
SELECT results_eq('SELECT delivery_mode, delivery_place, presentation, labour_onset FROM verloop.birth ORDER BY '
	'birth_id',
	$$ VALUES ('caesarean_planned', 'home', 'cephalic', 'spontaneous'), ('caesarean_unplanned', 'hospital', 'breech',
		'induced'), ('48782003', 'elders', NULL, NULL) $$, 'mode, place, presentation and onset');
SELECT results_eq($$ SELECT rule, failing FROM source_findings('verloop', '{birth}')
	WHERE rule ~ 'delivery_|presentation|labour' ORDER BY rule COLLATE "C" $$,
	$$ VALUES ('birth.delivery_mode.range', 1::bigint), ('birth.delivery_place.range', 1) $$,
		'a code that nobody knows is not taken for unknown');

-- A file as text, with what a file can have. What is not known is an error in the view,
-- never NULL, and check_source counts it by column.
CREATE TABLE own.bestand ("JAAR" text, "GESL" text, "Sterfte" text, amddd text, amww text, geboortegew text, pc4 text,
	gemeente text, ddgeb text, nicuopname text, rinpersoon_kind text, rinpersoon_moeder text, omv text, hoftiezer text);
CREATE FUNCTION file_row(sex text DEFAULT '1', death text DEFAULT '0', days text DEFAULT '280',
	weight text DEFAULT '3400', postcode text DEFAULT '1012', gemeente text DEFAULT '0363',
	born text DEFAULT '20200229',
	nicu text DEFAULT '0', child text DEFAULT '000000001', mother text DEFAULT '000000002', weeks text DEFAULT NULL,
		plurality text DEFAULT '1', percentile text DEFAULT '50') RETURNS own.bestand LANGUAGE sql AS
	$$ SELECT ROW('2020', sex, death, days, weeks, weight, postcode, gemeente, born, nicu, child, mother, plurality,
		percentile)::own.bestand $$;
CREATE SCHEMA file;
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.bestand', source => 'file'); END $$;
CREATE FUNCTION mapped_as(r own.bestand, name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
	DELETE FROM own.bestand;
	INSERT INTO own.bestand SELECT r.*;
	EXECUTE format('SELECT %I::text FROM file.birth', name) INTO STRICT result;
	RETURN coalesce(result, 'NULL');
EXCEPTION WHEN data_exception THEN
	RETURN 'error';
END $$;
SELECT is(mapped_as(r, name), expected, format('%s of a file: %s', name, label)) FROM (VALUES
	(file_row(sex => 'meisje'), 'sex', '2', 'meisje'), (file_row(sex => 'F'), 'sex', '2', 'F'),
	(file_row(sex => E'V\r'), 'sex', '2', 'V and CR'), (file_row(sex => '1.000000'), 'sex', '1', '1.000000'),
	(file_row(sex => 'x'), 'sex', 'error', 'x'), (file_row(sex => '-9'), 'sex', 'error', '-9'),
	(file_row(sex => ''), 'sex', 'NULL', 'empty'),
	(file_row(death => '7'), 'mortality', 'error', '7'), (file_row(death => '7'), 'live_born', 'error', '7'),
	(file_row(death => '2.0'), 'live_born', 'false', '2.0'), (file_row(death => '6'), 'live_born', 'NULL', '6'),
	(file_row(days => '280.0'), 'ga_days', '280', '280.0'), (file_row(days => 'a'), 'ga_days', 'error', 'a'),
	(file_row(days => '', weeks => '38'), 'ga_days', '266', 'weeks only'),
	(file_row(days => '', weeks => '38'), 'ga_source', 'weeks', 'weeks only'),
	(file_row(), 'ga_source', 'days', 'days'), (file_row(weight => '3.400'), 'birthweight', 'error', '3.400'),
	(file_row(weight => '3400.000000'), 'birthweight', '3400', '3400.000000'),
	(file_row(weight => '9999'), 'birthweight', 'NULL', '9999'),
	(file_row(weight => '-9.000000'), 'birthweight', '-9', '-9.000000, which is out of range'),
	(file_row(postcode => '1012AB'), 'pc4', '1012', '1012AB'), (file_row(postcode => 'AB12'), 'pc4', 'error', 'AB12'),
	(file_row(gemeente => '363'), 'municipality', '0363', '363'), (file_row(gemeente => 'GM0363    '), 'municipality',
		'0363', 'GM0363'),
	(file_row(gemeente => 'Amsterdam'), 'municipality', 'error', 'Amsterdam'),
	(file_row(born => '31-12-2020'), 'birth_date', '2020-12-31'::date::text, '31-12-2020'),
	(file_row(born => '02/29/2020'), 'birth_date', '2020-02-29'::date::text, 'pspp'),
	(file_row(born => '13802313600.000000'), 'birth_date', '2020-02-29'::date::text, 'readstat'),
	(file_row(born => '88888888'), 'birth_date', 'NULL', '88888888'), (file_row(born => '31-02-2020'), 'birth_date',
		'error', 'no such day'),
	(file_row(nicu => 'ja'), 'nicu', 'true', 'ja'), (file_row(nicu => '9'), 'nicu', 'error', '9'),
	(file_row(mother => E'999999999\r'), 'mother_id', 'NULL', 'nines and CR'),
	(file_row(mother => '12345678.0'), 'mother_id', '012345678', 'lost zero'),
	(file_row(percentile => '9,99'), 'supplied_percentile', '9.99', 'comma'),
	(file_row(percentile => '9.999'), 'supplied_percentile', '9.999', 'point')) v(r, name, expected, label);
DELETE FROM own.bestand;
INSERT INTO own.bestand SELECT (file_row(child => lpad(i::text, 9, '0'), mother => lpad((i + 100)::text, 9, '0'))).*
	FROM generate_series(1, 20) i;
UPDATE own.bestand SET "GESL" = 'x' WHERE rinpersoon_kind <= '000000003';
UPDATE own.bestand SET "Sterfte" = '7' WHERE rinpersoon_kind = '000000003';
UPDATE own.bestand SET geboortegew = '-9' WHERE rinpersoon_kind >= '000000019';
SELECT results_eq($$ SELECT rule, severity, rows, failing FROM check_source('file') WHERE severity = 'error'
	AND failing > 0 AND rule LIKE 'birth%' ORDER BY rule COLLATE "C" $$, $$ VALUES
	('birth.birthweight.range', 'error', 17::bigint, 2::bigint), ('birth.live_born.unreadable', 'error', 20, 1),
	('birth.mortality.unreadable', 'error', 20, 1), ('birth.sex.unreadable', 'error', 20, 3) $$,
	'what did not convert, by column; the other rules are about the rest');
SELECT throws_ok('SELECT count(sex) FROM file.birth', '22023', 'sex code does not exist: "x"',
	'and no figure is made of it');
SELECT results_eq($$ SELECT count(*) FROM file.birth WHERE 'sex' = ANY (unreadable) $$, ARRAY[3::bigint],
	'the rows can be found');
CREATE SCHEMA with_missing;
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.bestand', source => 'with_missing', missing => '{-9,x,7}'); END $$;
SELECT is_empty($$ SELECT rule FROM check_source('with_missing') WHERE severity = 'error' AND failing > 0
	AND rule LIKE 'birth%' $$, 'codes for unknown can be named');
SELECT results_eq($$ SELECT count(*), count(sex), count(mortality), count(birthweight) FROM with_missing.birth $$, $$
	VALUES (20::bigint, 17::bigint, 19::bigint, 18::bigint) $$, 'and are unknown then');

-- Numbers for births and pregnancies.
UPDATE own.bestand SET "GESL" = '1', "Sterfte" = '0', geboortegew = '3000';
UPDATE own.bestand SET omv = '2', rinpersoon_moeder = '000000500' WHERE rinpersoon_kind <= '000000002';
UPDATE own.bestand SET rinpersoon_kind = '---------', geboortegew = 3000 + substr(rinpersoon_moeder, 7)::integer
	WHERE rinpersoon_kind >= '000000018';
SELECT results_eq('SELECT count(DISTINCT birth_id), count(DISTINCT pregnancy_id), count(*) FROM file.birth', $$
	VALUES (20::bigint, 19::bigint, 20::bigint) $$, 'every birth has its number, twins one pregnancy');
CREATE TEMP TABLE numbered AS SELECT child_id, birth_id, pregnancy_id FROM file.birth WHERE child_id IS NOT NULL;
UPDATE own.bestand SET "Sterfte" = '3' WHERE rinpersoon_kind = '000000005';
INSERT INTO own.bestand SELECT (file_row(child => '000000000', mother => '---------')).*;
SELECT set_has('SELECT child_id, birth_id, pregnancy_id FROM file.birth', 'TABLE numbered',
	'which it keeps when the delivery is corrected or grows');
SELECT is_empty($$ SELECT rule FROM check_source('file')
	WHERE rule IN ('birth.duplicate_id', 'birth.pregnancy_two_mothers', 'birth.plurality_incomplete',
	'birth.id_missing') AND failing > 0 $$, 'and the checks are met');

-- Columns that have a type, or the canonical name in whatever case.
CREATE TABLE own.typed ("BIRTH_ID" bigint, "Pregnancy_Id" bigint, "Year" double precision, "SEX" double precision,
	ga_days numeric(10,3), birthweight real, ddgeb date, live_born boolean, "Municipality" integer, mother_id numeric);
INSERT INTO own.typed VALUES (1, 1, 2020, 2, 280.000, 3400, '2020-02-29', true, 363, 12345678),
	(2, 2, 2020, 1, 280.500, 3400, '2020-02-29', true, 363, 'NaN');
CREATE SCHEMA typed;
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.typed', source => 'typed'); END $$;
SET LOCAL DateStyle = 'SQL, DMY';
SELECT results_eq($$ SELECT birth_id, year, sex, ga_days, birthweight, birth_date, live_born, municipality, mother_id
	FROM typed.birth WHERE birth_id = 1 $$,
	$$ VALUES (1::bigint, 2020, 2, 280, 3400, '2020-02-29'::date, true, '0363', '12345678') $$,
		'numbers and dates are not read as they would be written');
SELECT results_eq($$ SELECT birth_id, unreadable FROM typed.birth ORDER BY 1 $$, $$ VALUES (1::bigint, '{}'::text[]),
	(2, '{ga_days}') $$, 'a fraction is an error');
RESET DateStyle;
SELECT is_empty($$ SELECT y.id, c[1] FROM source_synonym y,
	regexp_matches(y.expression || coalesce((SELECT reader FROM source_column c
	WHERE (c.source_table, c.name) = (y.source_table, y.source_column)), ''), 'kansrijk\.(\w+)\(', 'g') c
	WHERE y.builtin AND c[1] NOT IN ('visible_text')
		AND kansrijk_intern.reading_conditions('kansrijk.' || c[1] || '($1::text)') IS NULL $$,
		'every reader of the synonyms can be counted');
SELECT is_empty($$ SELECT id, source_column FROM source_synonym WHERE builtin AND expression ~ '\mtrim\(|~' $$,
	'no synonym has a reader of its own');

-- A weight has no effect, so it is refused; weeks are weeks.
CREATE SCHEMA weighed;
CALL create_source_schema('weighed');
INSERT INTO weighed.birth (birth_id, source, year, live_born, ga_days, ga_source, birthweight, sex, weighting,
	supplied_percentile, area_date, mother_id) VALUES
	(1, 't', 2018, true, 266, 'weeks', 3300, 1, 1, 50, '2018-12-31', '000000001'),
	(2, 't', 2018, true, 266, 'days', 3300, 1, 0.5, 50, '2019-01-01', E'000000002\r'),
	(3, 'synthetisch', 2018, true, 267, 'weeks', 2000, 1, NULL, 50, NULL, '999999999'),
	(4, 't', 2018, true, 266, NULL, birthweight_p10(266, 1), 1, 1, NULL, NULL, NULL),
	(5, 't', 2018, true, 266, 'weeks', birthweight_p10(266, 1), 1, 1, NULL, NULL, NULL);
INSERT INTO weighed.parent_year (person_kind, person_id, year, reference_date, birth_year)
	VALUES ('R', '1', 2018, '2019-01-01', 1990), ('R', '2', 2018, '2018-12-31', 2010),
	('R', '---------', 2018, NULL, NULL);
INSERT INTO weighed.child_examination (child_kind, child_id, examination_date, age_months, sex, two_word_sentences,
	points_to_body_parts, organisation) VALUES ('R', '1', '2020-05-01', 25, 1, true, true, 'a'),
	('R', E'2\t', '2020-05-01', 25, 1, NULL, true, 'b');
INSERT INTO weighed.area (kind, code, classification_year, name, valid) VALUES ('gemeente', '0363', 2018, 'Amsterdam',
	'[2019-01-01,)'), ('gemeente', '0457', 2018, 'Weesp', '[2018-01-01,2022-03-24)');
INSERT INTO weighed.area_transition VALUES ('0457', 2017, '0363', 2018, NULL, 0.5),
	('0457', 2017, '0364', 2018, NULL, 0.5);
INSERT INTO weighed.programme_status (indicator, unit_kind, unit_code, reference_date, achieved, responded)
	VALUES ('i1', 'municipality', '0363', '2020-10-01', true, false);
SELECT results_eq($$ SELECT rule, severity, failing FROM check_source('weighed') WHERE failing > 0
	AND rule ~
	'^(birth\.(weighted|ga_not|percentile_d|synthetic_among|area_date_d|id_pl)|parent_year\.(ref|age|id)|child_examination\.(id|org)|area\.valid_o|area_transition\.to_u|programme_status\.answer)' ORDER BY rule COLLATE "C" $$, $$ VALUES
	('area.valid_outside_year', 'warning', 1::bigint), ('area_transition.to_unknown', 'warning', 1),
	('birth.area_date_differs', 'notice', 1), ('birth.ga_not_in_weeks', 'error', 1),
	('birth.id_placeholder', 'error', 2),
	('birth.percentile_differs', 'warning', 1), ('birth.synthetic_among_real', 'error', 1),
	('birth.weighted', 'error', 1), ('child_examination.id_placeholder', 'error', 1),
	('child_examination.organisation_silent', 'warning', 1),
	('parent_year.age_implausible', 'warning', 1), ('parent_year.id_placeholder', 'error', 1),
	('parent_year.reference_date_differs', 'warning', 1), ('programme_status.answer_without_response', 'error', 1) $$,
	'columns that were ignored are looked at');
CREATE FUNCTION count_definition(definition text, source text, OUT r rate) LANGUAGE plpgsql
	AS $$ BEGIN EXECUTE format('SELECT kansrijk.rate(rate) FROM (%s) q',
	kansrijk.definition_query(definition, source)) INTO r; END $$;
DELETE FROM weighed.birth WHERE birth_id < 4;
SELECT is(ARRAY[count_definition('sga-24w-all', 'weighed'), count_definition('big2-24w-all', 'weighed'),
	count_definition('preterm-24w-all', 'weighed')], '{0/1 ?1,0/1 ?1,0/2}'::rate[],
	'exactly p10 of the first day of the week: not small by day, and not known by week');
SELECT is(count_definition(id, 'weighed'), (SELECT rate(is_big2(birthweight, CASE WHEN ga_source IS DISTINCT
	FROM 'weeks' THEN ga_days END, sex, ga_weeks => CASE WHEN ga_source = 'weeks' THEN ga_days / 7 END))
	FROM weighed.birth), id || ' is is_big2(..., ga_weeks)')
	FROM indicator_definition WHERE id LIKE 'big2-2%' AND id NOT LIKE '%deaths%' AND missing_rule = 'excluded'
		ORDER BY id;
SELECT is_empty($$ SELECT id FROM indicator_definition WHERE event ~ 'is_(sga|big2)\(' AND event !~ 'b\.ga_source' $$,
	'every definition that judges a weight by day asks for weeks');
SELECT is_empty($$ SELECT id FROM source_rule WHERE builtin AND kind = 'query'
	AND expression ~ 'EXISTS \(SELECT FROM @source@\.(?!source_delivery)' $$,
	'no rule looks a relation through for every row of another');

-- What Perined and CBS write about the mother.
CREATE TABLE own.moeder (rinpersoons text, rinpersoon text, oplnivsoi2021agg4hbmetnirwo text);
INSERT INTO own.moeder SELECT 'R', lpad(i::text, 9, '0'), o FROM unnest('{1110,2132,3111,9999,----}'::text[])
	WITH ORDINALITY u(o, i);
CREATE TABLE own.roken (jaar text, gesl text, rookgedrag text, lft text, bmi text, sectio_ia text);
INSERT INTO own.roken SELECT '2020', '1', r, '31', '24,5', '0' FROM unnest('{1,2,4,5,6,UNK,unk}'::text[]) r;
CREATE SCHEMA over_moeder;
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.moeder', 'parent_year', 'over_moeder');
EXECUTE kansrijk.suggest_mapping('own.roken', 'birth', 'over_moeder'); END $$;
SELECT results_eq('SELECT education FROM over_moeder.parent_year ORDER BY person_id', ARRAY[1, 2, 3, NULL, NULL],
	'education by its first digit');
SELECT results_eq($$ SELECT s.rookgedrag, b.smoking, b.mother_age, b.mother_bmi, b.previous_caesarean FROM own.roken s
	JOIN over_moeder.birth b ON b.birth_id = hashtextextended((s.*)::text, 0) ORDER BY s.rookgedrag COLLATE "C" $$,
	$$ VALUES ('1', false, 31, 24.5, false), ('2', true, 31, 24.5, false), ('4', true, 31, 24.5, false),
		('5', false, 31, 24.5, false), ('6', true, 31, 24.5, false), ('UNK', NULL, 31, 24.5, false),
	('unk', NULL, 31, 24.5, false) $$, 'smoking: stopped before is no, stopped during is yes');
SELECT is_empty($$ SELECT rule FROM check_source('over_moeder') WHERE rule ~ 'unreadable' AND failing > 0 $$,
	'all of it can be read');

-- Buurten and groups of areas.
CREATE SCHEMA ingedeeld;
CALL create_source_schema('ingedeeld');
INSERT INTO ingedeeld.birth (birth_id, year, municipality, wijk, buurt) VALUES (1, 2019, '0363', '036301', '03630101'),
	(2, 2019, '0457', '045701', '04570201'), (3, 2019, '0384', NULL, NULL);
INSERT INTO ingedeeld.area (kind, code, classification_year, name) VALUES ('gemeente', '0363', 2019, 'Amsterdam'),
	('gemeente', '0457', 2019, 'Weesp');
INSERT INTO ingedeeld.area_group VALUES ('ggd', 'GG3406', 'Amsterdam', 'gemeente', '0363', 2019),
	('ggd', 'GG3406', 'GGD Amsterdam', 'gemeente', '0457', 2019), ('ggd', 'GG3407', 'Elders', 'gemeente', '0457', 2019),
	('ggd', 'GG3406', 'Amsterdam', 'gemeente', '9999', 2019);
SELECT results_eq($$ SELECT rule, severity, failing FROM check_source('ingedeeld') WHERE failing > 0
	AND rule ~ '^(area_group|birth.buurt_)' ORDER BY rule COLLATE "C" $$, $$ VALUES
	('area_group.municipality_without_group', 'warning', 1::bigint), ('area_group.several_groups', 'error', 1),
	('area_group.several_names', 'warning', 1), ('area_group.unknown_area', 'warning', 1),
	('birth.buurt_outside_wijk', 'error', 1) $$, 'groups that do not fit the areas');

-- A transition has a day: Weesp went into Amsterdam on 24 March 2022.
INSERT INTO ingedeeld.area_transition (from_code, from_year, to_code, to_year, share, transition_date)
	VALUES ('0457', 2022, '0363', 2023, 1, '2022-03-24'), ('0236', 2022, '0244', 2023, 1, '2024-01-01');
SELECT is(failing, 1::bigint, 'a day outside the two divisions') FROM check_source('ingedeeld')
	WHERE rule = 'area_transition.date_outside';

-- Sources that were made before: with the columns that went, or without ga_source.
ALTER TABLE weighed.birth ADD COLUMN congenital_anomaly boolean;
SELECT is_empty($$ SELECT rule FROM check_source('weighed') WHERE rule ~ 'congenital' $$,
	'a column that the source does not ask for is no matter');
ALTER TABLE weighed.birth DROP COLUMN ga_source;
SELECT is(count_definition('sga-24w-all', 'weighed'), '0/2'::rate, 'without ga_source days are days');
SELECT is('sga-24w-all' = ANY (kansrijk_intern.source_definitions('weighed')), true,
	'and the definition can be computed');

-- What is asked for is used: without the column a definition, a breakdown, a rule or the
-- queries of a publication are no longer what they were.
CREATE SCHEMA whole;
CALL create_source_schema('whole');
CREATE TEMP TABLE reads AS
	SELECT format('SELECT (%s)::integer, %s, %s, %s FROM %s', year_expression, scope, event,
		coalesce(breakdown, 'NULL'), relation) AS query FROM indicator_definition
	UNION ALL SELECT format('SELECT %s FROM @source@.birth b', expression) FROM indicator_breakdown
	-- What the procedures of a publication read by themselves.
	UNION ALL VALUES ('SELECT kind, code, name, classification_year FROM @source@.area')
	UNION ALL SELECT format('SELECT count(*) FILTER (WHERE %s) FROM @source@.%I', expression, source_table)
		FROM source_rule WHERE kind = 'row'
	UNION ALL SELECT expression FROM source_rule WHERE kind = 'query';
CREATE FUNCTION readable_queries() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM reads
	WHERE kansrijk_intern.sql_can_read(kansrijk_intern.bind_rule(query, 'whole', '{}', '{}')) $$;
CREATE FUNCTION publication_queries() RETURNS text LANGUAGE sql AS $$
	SELECT md5(string_agg(p.query, '' ORDER BY p.position)) FROM kansrijk.indicator_view_plan('whole', 'gebruik') p $$;
CREATE TEMP TABLE complete AS SELECT readable_queries() AS readable, publication_queries() AS queries;
CREATE FUNCTION is_used(relation text, name text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	changes boolean;
BEGIN
	EXECUTE format('ALTER TABLE whole.%I DROP COLUMN %I CASCADE', relation, name);
	SELECT CASE WHEN readable_queries() < c.readable THEN true ELSE publication_queries() <> c.queries END INTO changes
		FROM complete c;
	RAISE EXCEPTION USING ERRCODE = 'KS000';
EXCEPTION WHEN SQLSTATE 'KS000' THEN
	RETURN changes;
END $$;
SELECT is(readable, (SELECT count(*) FROM reads), 'every definition, breakdown and rule reads the canonical source')
	FROM complete;
SELECT is_empty('SELECT source_table, name FROM source_column WHERE NOT is_used(source_table, name)',
	'no column is accepted and ignored');

SELECT * FROM finish();
ROLLBACK;
