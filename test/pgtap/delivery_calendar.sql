-- The delivery calendar: which years of a source are whole, for each definition. Absent is not zero.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

-- A source of four years: 240 births a year, with one child in ten of which something is told.
CALL create_source_schema('bron');
INSERT INTO bron.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	mortality,
		mother_kind, mother_id, child_kind, child_id)
	SELECT i, i, 'test', extract(year FROM d), d, true, 280, 3400, 1, 0, 'R', 'm' || i, 'R', 'c' || i
	FROM (SELECT i, date '2015-01-02' + (i * 1.52)::integer AS d FROM generate_series(0, 959) i) b;
SELECT is(count(*), 4::bigint, 'births of four years') FROM (SELECT DISTINCT year FROM bron.birth) y;
CREATE FUNCTION years(definition text) RETURNS int4multirange LANGUAGE sql AS $$
	SELECT kansrijk.whole_years('bron', definition) $$;

SELECT results_eq($$ SELECT relation, kind, first_year, last_year, complete_until, provisional
	FROM propose_delivery('bron') $$,
	$$ VALUES ('birth', NULL::text, 2015, 2018, NULL::date, false) $$, 'births are proposed, empty relations are not');
SELECT is(years('big2-24w-all'), '{[2015,2019)}', 'births that are there are whole years');
SELECT is(years(id), '{}', id || ': what was not delivered has no year') FROM indicator_definition
	WHERE id IN ('placement-overlap', 'excessive-crying', 'plan-2020', 'language-both-items', 'hospital-stay',
		'low-income') ORDER BY id;
SELECT results_eq($$ SELECT rule, severity, rows, failing FROM check_source('bron')
	WHERE rule ~ 'not_(delivered|whole)$' AND rule !~ 'disorder|threatened' AND failing > 0 $$,
	$$ VALUES ('episode.child_protection.not_delivered', 'warning', 3::bigint, 3::bigint),
		('episode.excessive_crying.not_delivered', 'warning', 4, 4),
		('episode.residential_care.not_delivered', 'warning', 3, 3), ('kraamzorg.not_delivered', 'warning', 4, 4),
		('parent_year.not_delivered', 'warning', 4, 4) $$, 'which check_source says');

-- What looks beyond the year of birth.
INSERT INTO bron.episode SELECT 'R', child_id, k, daterange(birth_date + 30, birth_date + 90)
	FROM bron.birth, unnest('{child_protection,residential_care,excessive_crying}'::text[]) k WHERE birth_id % 10 = 0;
SELECT is(years('placement-overlap'), '{[2016,2019)}',
	'children of 0 and 1: not the first year, which has infants only, nor the one after the last');
SELECT is(years('excessive-crying'), '{[2015,2017)}', 'to age 2: not the children whose second year was not delivered');
SELECT results_eq($$ SELECT rule, severity, rows, failing FROM check_source('bron')
	WHERE rule ~ '^episode.*not_(delivered|whole)$' AND rule !~ 'disorder|threatened' $$,
	$$ VALUES ('episode.excessive_crying.not_whole', 'notice', 4::bigint, 4::bigint) $$,
		'check_source tells for how many years, to age 4 for all');
INSERT INTO bron.parent_year (person_kind, person_id, year) SELECT 'R', mother_id, y FROM bron.birth,
	generate_series(2014, 2016) y;
SELECT is(years('low-income'), '{[2015,2018)}', 'the year before');
SELECT is(years('mother-debt'), '{[2015,2017)}', 'the year itself');
INSERT INTO bron.programme_unit (unit_kind, unit_code, year, impuls_tranche) SELECT 'municipality', '0' || u, y, 1
	FROM generate_series(100, 120) u, generate_series(2017, 2019) y;
INSERT INTO bron.programme_status (indicator, unit_kind, unit_code, reference_date, achieved)
	VALUES ('i1', 'municipality', '0100', '2017-10-01', true),
	('i1', 'municipality', '0100', '2019-10-01', true), ('i2', 'municipality', '0100', '2019-10-01', true);
SELECT is(years('coalition-2020'), '{[2017,2018),[2019,2020)}', 'a year in which nobody asked');
SELECT is(years('plan-2020'), '{[2019,2020)}', 'an indicator that was asked later than another');

-- A delivery that ends in the course of a year, one that begins in it, and one stray row.
DELETE FROM bron.birth WHERE birth_date > '2018-08-20';
SELECT results_eq($$ SELECT first_year, last_year, complete_until FROM propose_delivery('bron')
	WHERE relation = 'birth' $$,
	$$ SELECT 2015, 2018, max(birth_date) FROM bron.birth $$, 'complete until');
SELECT is(years('big2-24w-all'), '{[2015,2018)}', 'and the last year is not whole');
DELETE FROM bron.birth WHERE birth_date < '2015-04-01';
UPDATE bron.birth SET year = 2027 WHERE birth_id = 700;
SELECT is(years('big2-24w-all'), '{[2016,2018)}', 'nor the first, nor one of a single birth');
DELETE FROM bron.birth WHERE year = 2016;
SELECT is(years('big2-24w-all'), '{[2017,2018)}', 'a year that nobody delivered');

-- The user says otherwise.
INSERT INTO bron.source_delivery (relation, kind, first_year, last_year, complete_until, provisional) VALUES
	('birth', NULL, 2015, 2017, NULL, false), ('birth', NULL, 2018, 2018, NULL, true),
	('episode', 'residential_care', 2015, 2020, NULL, false),
	('episode', 'child_protection', 2015, 2020, '2018-06-30', false), ('kraamzorg', NULL, NULL, NULL, NULL, NULL);
SELECT is(years('big2-24w-all'), '{[2015,2019)}', 'that all of it is there');
SELECT is(years('placement-overlap'), '{[2016,2018)}', 'until a day');
SELECT is(years('no-kraamzorg-mother'), '{}', 'or nothing');
SELECT is(years('excessive-crying'), '{[2015,2017)}', 'what is not said is proposed as before');
SELECT results_eq($$ SELECT whole, provisional FROM definition_years('bron', '{big2-24w-all,placement-overlap}') $$,
	$$ VALUES ('{[2015,2019)}'::int4multirange, '{[2018,2019)}'::int4multirange), ('{[2016,2018)}', '{}') $$,
		'and what is provisional');
SELECT is_empty($$ SELECT rule FROM check_source('bron') WHERE rule ~ '^source_delivery' AND severity = 'error'
	AND failing IS DISTINCT FROM 0 $$, 'a good calendar');
SELECT results_eq($$ SELECT rule, failing FROM check_source('bron') WHERE rule ~ '^source_delivery' AND failing > 0
	AND rule !~ 'empty$' ORDER BY 1 $$,
	$$ VALUES ('source_delivery.provisional', 1::bigint) $$, 'with what is good to know');
INSERT INTO bron.source_delivery (relation, kind, first_year, last_year, complete_until)
	VALUES ('geboorten', NULL, 2015, 2017, NULL),
	('birth', NULL, 2017, 2019, NULL), ('parent_year', NULL, 2016, 2015, NULL),
	('programme_unit', NULL, 2010, 2012, '2010-11-30');
SELECT results_eq($$ SELECT rule, severity, failing FROM check_source('bron') WHERE rule ~ '^source_delivery'
	AND failing > 0 AND rule !~ 'empty$' ORDER BY 1 $$,
	$$ VALUES ('source_delivery.no_whole_year', 'warning', 1::bigint), ('source_delivery.nothing_there', 'warning', 2),
		('source_delivery.overlap', 'error', 2),
		('source_delivery.provisional', 'notice', 1), ('source_delivery.rows_outside', 'notice', 6),
		('source_delivery.unknown_relation', 'error', 1),
		('source_delivery.years_reversed', 'error', 1) $$, 'a calendar that contradicts itself or the data');
TRUNCATE bron.source_delivery;
INSERT INTO bron.source_delivery SELECT * FROM propose_delivery('bron');
SELECT results_eq($$ SELECT * FROM source_years('bron') ORDER BY 1, 2, 3 $$, $$ SELECT relation::text, kind,
	first_year::integer, last_year::integer, complete_until, provisional, false FROM bron.source_delivery ORDER BY 1, 2,
	3 $$, 'a proposal can be taken over');
DROP TABLE bron.source_delivery;
SELECT is(years('big2-24w-all'), '{[2017,2018)}', 'a source without a calendar');

-- Texts for numbers and dates, as check_source() will say: they can still be read.
CREATE SCHEMA tekst;
CREATE TABLE tekst.birth (year text, birth_date text);
INSERT INTO tekst.birth SELECT '2019', (date '2019-01-01' + i)::text FROM generate_series(0, 364) i;
CREATE TABLE tekst.kraamzorg (birth_month timestamp);
INSERT INTO tekst.kraamzorg SELECT date '2019-01-01' + i * 31 FROM generate_series(0, 5) i;
SELECT results_eq($$ SELECT relation, first_year, last_year, complete_until FROM propose_delivery('tekst') $$, $$
	VALUES ('birth', 2019, 2019, NULL::date), ('kraamzorg', 2019, 2019, NULL) $$, 'of other types');

-- Every definition says what it needs, the relation that it counts first.
SELECT is_empty($$ SELECT id FROM indicator_definition
	WHERE builtin AND (needs IS NULL OR split_part(split_part(needs[1], ' ', 1), '.', 1) <> substring(relation
	FROM '@source@\.(\w+) [bc]\M')) $$, 'every definition says what it needs');
SELECT is_empty($$ SELECT d.id, r[1] FROM indicator_definition d, regexp_matches(concat_ws(' ', relation, scope, event),
	'@source@\.(\w+)', 'g') r
	WHERE r[1] NOT IN (SELECT split_part(split_part(n, ' ', 1), '.', 1) FROM unnest(needs) n) $$, 'all that it reads');
SELECT is_empty($$ SELECT d.id, k[1] FROM indicator_definition d,
	regexp_matches(event || relation, '(?:\.kind|s\.indicator) = ''(\w+)''', 'g') k
	WHERE NOT EXISTS (SELECT FROM unnest(needs) n WHERE split_part(split_part(n, ' ', 1), '.', 2) = k[1]) $$,
		'and every kind');
SELECT is(needs, '{birth,episode.excessive_crying 0..4,episode.sleeping_disorder 0..4,episode.eating_disorder '
	'0..4,episode.threatened_development 0..4}', 'of a follow-up to age 4 too')
	FROM indicator_definition WHERE id = 'psychosocial-4y';
INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, population, residence_rule, missing_rule,
	unit_counted, period_rule, relation, year_expression, scope, event)
	VALUES ('own', 'P12', '1', 'Eigen', 'Own', 'all', 'at_birth', 'excluded', 'child', 'year',
		'@source@.birth b JOIN @source@.programme_unit u ON u.year = b.year', 'b.year', 'true', 'true');
SELECT is(years('own'), '{[2017,2018)}', 'one that does not needs what it reads');
SELECT throws_ok($$ UPDATE indicator_definition SET needs = '{birth -1...0}' WHERE id = 'own' $$, '23514');
SELECT throws_ok($$ SELECT whole_years('bron', 'none') $$, '22023', 'definition "none" does not exist');
SELECT throws_ok($$ SELECT whole_years('nergens', 'own') $$, '3F000', 'schema "nergens" does not exist');
SELECT is(whole_years(NULL, 'own'), NULL, 'NULL in, NULL out');
SELECT is_empty('SELECT definition_years(NULL)', 'no source, no rows');

-- One rule that fails does not end the others; findings for a gate.
INSERT INTO bron.birth (birth_id, pregnancy_id, source, year, live_born, mortality)
	VALUES (5000, 5000, 'test', NULL, true, 1);
INSERT INTO source_rule VALUES ('birth.aa', 'birth', 'birth.year', 'warning', 'row', '1 / (year - 2017) > 5', 'x'),
	('birth.ab', 'birth', 'birth.year', 'warning', 'query', 'SELECT 1 / 0, 1', 'x');
SELECT results_eq($$ SELECT rule, severity, failing FROM source_findings('bron', '{birth}', '{error}') $$,
	$$ VALUES ('birth.aa', 'error', 1::bigint), ('birth.ab', 'error', 1), ('birth.stillborn_alive', 'error', 1),
		('birth.year_missing', 'error', 1) $$, 'errors of a relation, whatever fails beside them');
SELECT matches(hint, 'division by zero \(22012\)', 'and why') FROM check_source('bron') WHERE rule = 'birth.aa';
SELECT bag_eq($$ SELECT rule, failing FROM source_findings('bron') $$, $$ SELECT rule, failing FROM check_source('bron')
	WHERE failing > 0 AND severity <> 'notice' $$, 'errors and warnings');

-- Whoever waits sees how far it is: in a session of its own, which keeps nothing.
\setenv CALENDAR_DATABASE :DBNAME
\set rule 'INSERT INTO source_rule VALUES (''birth.slow'', ''birth'', ''birth.year'', ''warning'', ''query'', '
\set rule :rule '''SELECT count(*), 0 FROM pg_sleep(2.1)'', ''x''); '
\set check 'BEGIN; SET LOCAL search_path = kansrijk, public; CALL create_source_schema(''traag''); '
\set check :check :rule 'SELECT FROM (SELECT count(*) FROM check_source(''traag'')) c WHERE count < 0; ROLLBACK'
\setenv CALENDAR_CHECK :check
\set told `psql -qXAt -d "$CALENDAR_DATABASE" -v ON_ERROR_STOP=1 -c "$CALENDAR_CHECK" 2>&1 | grep -v '^$'`
SELECT is(:'told'::text, 'NOTICE:  checked: birth.slow', 'a rule that takes long is told when it is done');

SELECT * FROM finish();
ROLLBACK;
