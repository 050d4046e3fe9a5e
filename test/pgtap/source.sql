-- The canonical source: its tables, the checker, and proposed mappings.
BEGIN;
SELECT no_plan();

CALL create_source_schema('bron');
SELECT tables_are('bron', ARRAY['birth', 'parent_year', 'episode', 'kraamzorg', 'child_examination', 'area', 'area_transition', 'programme_unit', 'programme_status']);
SELECT is_empty($$
	SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	WHERE c.relnamespace = 'bron'::regnamespace AND c.relkind = 'r' AND (obj_description(c.oid) IS NULL OR col_description(c.oid, a.attnum) IS NULL) $$, 'every table and column has a Dutch comment');
SELECT lives_ok($$ CALL create_source_schema('bron') $$, 'again: nothing happens');
SELECT throws_ok($$ CALL create_source_schema(NULL) $$, '22004');
SELECT lives_ok($$ CALL create_source_schema('x"; DROP SCHEMA bron CASCADE; --') $$, 'a name is a name');
SELECT has_table('bron', 'birth', 'and no SQL');
SELECT throws_ok($$ INSERT INTO bron.birth (birth_id, ga_days) VALUES (1, 316) $$, '23514', NULL, 'a duration out of range');
SELECT throws_ok($$ INSERT INTO bron.birth (birth_id, birthweight) VALUES (1, 9999) $$, '23514', NULL, 'the code for an unknown weight is no weight');
SELECT throws_ok($$ INSERT INTO bron.birth (birth_id, sex) VALUES (1, 9) $$, '23514', NULL, 'sex is 1, 2, 3 or unknown');

-- check_source on empty tables: nothing fails, everything was looked at.
SELECT is_empty($$ SELECT * FROM check_source('bron') WHERE failing IS DISTINCT FROM 0 $$, 'an empty source breaks no rule');
SELECT results_eq($$ SELECT severity FROM check_source('bron') WHERE rule = 'birth.empty' $$, ARRAY['warning'], 'but a required relation without rows is said');
SELECT throws_ok($$ SELECT * FROM check_source('nowhere') $$, '3F000', 'schema "nowhere" does not exist');
SELECT is_empty($$ SELECT * FROM check_source(NULL) $$, 'NULL: no rows');

-- Rules on tables, one deliberate failure each.
INSERT INTO bron.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex, plurality, birth_order, mortality, death_date, first_visit_ga_days, mother_kind, mother_id, child_kind, child_id, municipality, wijk) VALUES
	(1, 1, 't', 2018, '2018-05-01', true, 280, 3500, 1, 1, 1, 0, NULL, 60, 'R', 'm1', 'R', 'c1', '0363', '036301'),
	(2, 2, 't', 2018, '2018-05-01', true, NULL, NULL, 3, 1, 2, 3, '2018-05-09', NULL, 'R', '000000000', 'R', 'c1', '0363', '036401'),
	(3, 3, 't', 2020, '2021-01-01', true, 150, 3500, NULL, 2, 1, 1, '2020-12-31', 160, 'G', NULL, 'G', NULL, NULL, NULL),
	(4, 4, 't', 2020, '2020-06-01', false, 170, 500, 2, 1, 1, 6, NULL, 100, 'R', 'm4', 'D', 'c4', '0363', '036301'),
	(5, 4, 't', 2020, '2020-06-01', false, 170, 520, 2, 1, 1, 1, NULL, 100, 'R', 'm5', 'D', 'c5', '0363', '036301');
INSERT INTO bron.episode VALUES ('R', 'c1', 'hospital', '[2018-05-01,2018-05-03)'), ('R', 'c1', 'hospital', '[2018-05-01,2018-05-03)'), ('R', 'c1', 'wsnp', '[2018-05-01,9999-12-31)');
INSERT INTO bron.kraamzorg VALUES (1, 'R', 'm1', '2018-05-01', 480, false, true), (2, 'R', 'm4', '2020-06-01', NULL, NULL, false);
INSERT INTO bron.area VALUES ('gemeente', '0363', 2018, 'Amsterdam', 'provincie', 'PV27', NULL);
INSERT INTO bron.area_transition VALUES ('0001', 2018, '0002', 2019, NULL, 0.5);
SELECT results_eq($$ SELECT rule, failing FROM check_source('bron') WHERE failing > 0 AND rule NOT LIKE '%.empty' ORDER BY rule COLLATE "C" $$, $$ VALUES
	('area.parent_missing', 1::bigint), ('area_transition.share_sum', 1),
	('birth.death_before_birth', 1), ('birth.death_code_differs', 1), ('birth.duplicate_child', 1), ('birth.first_visit_after_birth', 1),
	('birth.first_visit_unknown', 1), ('birth.ga_unknown', 1), ('birth.id_placeholder', 1), ('birth.mortality_unclear', 1), ('birth.mother_unlinked', 1),
	('birth.municipality_not_in_area', 1), ('birth.municipality_unknown', 1), ('birth.order_above_plurality', 1), ('birth.plurality_incomplete', 1),
	('birth.pregnancy_two_mothers', 1), ('birth.sex_unknown', 2), ('birth.stillborn_alive', 1), ('birth.weight_implausible', 1), ('birth.weight_unknown', 1),
	('birth.wijk_outside_municipality', 1), ('birth.year_differs', 1), ('birth.year_gap', 1),
	('episode.duplicate', 1), ('episode.far_end', 1), ('kraamzorg.coverage', 1), ('kraamzorg.hours_unknown', 1), ('kraamzorg.minutes', 1),
	('parent_year.mother_missing', 4) $$, 'each rule finds what it is for, and nothing else');

-- Views: missing and mistyped columns, codes out of range, a view that cannot be read.
CREATE SCHEMA own;
CREATE TABLE own.register (jaar int, sterfte text, gewicht int, geslacht text);
INSERT INTO own.register VALUES (2019, '0', 3400, '1'), (2019, '1', 9999, '2'), (2019, '0', 0, '1'), (2020, 'x', 3000, '1');
CREATE VIEW own.birth AS SELECT row_number() OVER () AS birth_id, 0 AS pregnancy_id, 'own'::varchar AS source, jaar AS year, true AS live_born, 280::bigint AS ga_days, gewicht AS birthweight, geslacht AS sex, NULL::smallint AS mortality FROM own.register;
CREATE VIEW own.episode AS SELECT 'R' AS person_kind, 'x' AS person_id, 'wsnp' AS kind, daterange((sterfte || '')::date, NULL) AS period FROM own.register;
SELECT results_eq($$ SELECT rule, severity, rows, failing FROM check_source('own') WHERE rule IN ('birth.birthweight.range', 'birth.ga_days.type', 'birth.sex.type', 'birth.source.type', 'birth.parity.missing', 'birth.mortality.empty', 'episode.unreadable', 'kraamzorg.missing', 'parent_year.missing') ORDER BY rule COLLATE "C" $$, $$ VALUES
	('birth.birthweight.range', 'error', 4::bigint, 2::bigint), ('birth.ga_days.type', 'error', NULL, 1), ('birth.mortality.empty', 'notice', 4, 4),
	('birth.parity.missing', 'notice', NULL, 1), ('birth.sex.type', 'error', NULL, 1), ('episode.unreadable', 'error', NULL, 1),
	('kraamzorg.missing', 'notice', NULL, 1), ('parent_year.missing', 'notice', NULL, 1) $$,
	'a view: integer for smallint and varchar for text are fine, bigint and text for smallint are not');
SELECT is(failing, NULL::bigint, 'a rule without its columns is not met but not checked: ' || hint) FROM check_source('own') WHERE rule = 'birth.sex_unknown';
SELECT is(count(*), 4::bigint, 'check_source changes nothing') FROM own.register;
SELECT is(provolatile, 's', 'it could not: a stable function cannot write') FROM pg_proc WHERE proname = 'check_source' AND pronamespace = 'kansrijk'::regnamespace;
SELECT lives_ok($$ CALL create_source_schema('own') $$, 'the other relations are created beside the views');
SELECT has_view('own', 'birth', 'and the views stay');

-- suggest_mapping
CREATE TABLE own."Perined" (id int, jaar text, amddd text, amww int, gesl text, geboortegew text, sterfte text, omv int, rangnummer int, amddd1ond int, "RINPERSOONS_Kind" char(1), "RINPERSOON_Kind" text, "CBKSoortNr_Moeder" text, "Rinpersoon_Moeder" text, pc4 text, ddgeb text, hoftiezer text);
INSERT INTO own."Perined" VALUES
	(1, '2019', '258', 36, '1', '2400', '0', 1, 1, 70, 'R', '012345678', 'R', '000000007', '1011', '20190301', '9,99'),
	(2, '2019', '', 40, 'UNK', '9999', '6', 1, 1, NULL, 'G', '---------', 'G', '000000000', '----', '', '');
SELECT matches(suggest_mapping('own."Perined"'), '^CREATE VIEW bron.birth AS', 'the target is recognised');
SELECT matches(suggest_mapping('own."Perined"'), 'Not found, now NULL: birth_id \(required\), pregnancy_id \(required\)', 'what is missing is named');
SELECT matches(suggest_mapping('own."Perined"'), 'not used: id, amww', 'what is not used too: days win over weeks');
CREATE SCHEMA mapped;
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own."Perined"', NULL, 'mapped'); END $$;
SELECT results_eq($$ SELECT year::int, birth_date, live_born, ga_days::int, birthweight::int, sex::int, mortality::int, child_id, mother_kind, mother_id, pc4, supplied_percentile FROM mapped.birth ORDER BY sex $$,
	$$ VALUES (2019, '2019-03-01'::date, true, 258, 2400, 1, 0, '012345678', 'R', '000000007', '1011', 9.99),
		(2019, NULL, NULL, NULL, NULL, NULL, 6, NULL, 'G', NULL, NULL, NULL) $$, 'the proposed view runs: codes become NULL, leading zeros stay');
SELECT is_empty($$ SELECT * FROM check_source('mapped') WHERE rule LIKE 'birth.%' AND (rule LIKE '%.type' OR rule LIKE '%.range' AND failing > 0) $$, 'and passes the types and ranges');

CREATE TABLE own.jeugdbescherming ("RINPERSOONS" text, "RINPERSOON" text, "JGDBMAATREGEL" text, "JGDBGELDIGHEIDBEGINDATUM" text, "JGDBGELDIGHEIDEINDDATUM" text);
INSERT INTO own.jeugdbescherming VALUES ('R', '000000001', '11', '20190101', '88888888'), ('R', '000000002', '11', '20190101', '20190131');
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.jeugdbescherming', source => 'mapped'); END $$;
SELECT results_eq($$ SELECT kind, period FROM mapped.episode ORDER BY person_id $$, $$ VALUES ('child_protection', '[2019-01-01,)'::daterange), ('child_protection', '[2019-01-01,2019-02-01)') $$, 'an open end is unbounded, a last day included');
CREATE TABLE own.vektis (trajectid int, rinpersoons text, rinpersoon text, bevallingsmaand text, aantal int);
INSERT INTO own.vektis VALUES (1, 'R', '000000001', '201903', 1470);
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own.vektis', source => 'mapped'); END $$;
SELECT results_eq('SELECT birth_month, hours FROM mapped.kraamzorg', $$ VALUES ('2019-03-01'::date, 24.50) $$, 'minutes become hours');

CREATE TABLE own."o'dd ""name" ("we""ird" int, "jaar; DROP TABLE own.register" int, "a
b" int, jaar int);
SELECT lives_ok($$ SELECT suggest_mapping('own."o''dd ""name"') $$, 'odd names');
DO $$ BEGIN EXECUTE kansrijk.suggest_mapping('own."o''dd ""name"', 'birth', 'mapped2'); EXCEPTION WHEN invalid_schema_name THEN NULL; END $$;
SELECT has_table('own', 'register', 'are quoted');
CREATE TABLE own.nothing (x int);
SELECT throws_ok($$ SELECT suggest_mapping('own.nothing') $$, '42703', NULL, 'nothing recognised');
SELECT matches(suggest_mapping('own.nothing', 'kraamzorg'), 'CREATE VIEW bron.kraamzorg', 'unless the target is named');
SELECT throws_ok($$ SELECT suggest_mapping('own.nothing', 'pg_class') $$, '22023', NULL, 'an unknown target');
SELECT is(suggest_mapping(NULL), NULL, 'NULL in, NULL out');
INSERT INTO source_synonym (id, source_table, source_column, known_names, expression) VALUES (1000, 'kraamzorg', 'hours', 'x', '$1 / 2.0');
SELECT matches(suggest_mapping('own.nothing'), '\(s\.x / 2\.0\)::numeric\(6,2\) AS hours', 'a synonym of your own');

SELECT * FROM finish();
ROLLBACK;
