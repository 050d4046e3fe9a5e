-- The catalogue: complete, consistent with itself, and what pg_dump keeps of it.
BEGIN;
SELECT no_plan();

-- Every indicator of the source documents has its row.
SELECT is_empty($$
	SELECT id FROM (
		SELECT 'P' || to_char(i, 'FM00') AS id FROM generate_series(1, 14) i
		UNION ALL SELECT 'S' || to_char(i, 'FM00') FROM generate_series(1, 13) i
		UNION ALL SELECT 'K' || to_char(i, 'FM00') FROM generate_series(1, 6) i
		UNION ALL SELECT 'J' || to_char(i, 'FM00') FROM generate_series(1, 3) i
		UNION ALL VALUES ('P03b'), ('P07b'), ('U01')) e
	EXCEPT SELECT id FROM indicator $$, 'P01-P14, S01-S13, K01-K06, J01-J03, U01 are there');
SELECT is_empty($$
	SELECT 'i' || i FROM generate_series(1, 15) i
	EXCEPT SELECT code FROM indicator_set_member WHERE indicator_set = 'rivm-2020' $$,
		'the fifteen indicators of RIVM resolve');
SELECT set_eq($$ SELECT indicator FROM indicator_set_member WHERE indicator_set = 'wsjg' AND position <= 3 $$,
	ARRAY['P03', 'P04', 'P07b'], 'the three of waarstaatjegemeente');
SELECT is_empty($$ SELECT id FROM source_document WHERE file IS NOT NULL EXCEPT SELECT source_document
	FROM indicator_set $$, 'every document of the collection has its set');
SELECT is_empty($$ SELECT id FROM indicator EXCEPT SELECT indicator FROM indicator_set_member $$,
	'every indicator is published somewhere');

-- Published figures: all of them, and consistent with their own counts.
SELECT is(count(*), 258::bigint, '202 figures of the documents, 28 of risk factors and 28 of PICU by stadsdeel')
	FROM published_figure WHERE source_document IN (SELECT id FROM source_document WHERE file IS NOT NULL);
SELECT is(count(*), 28::bigint, 'PICU by stadsdeel and year') FROM published_figure WHERE indicator = 'P13'
	AND area LIKE 'Amsterdam/%' AND locator = 'PICU per stadsdeel';
SELECT is_empty($$
	SELECT id, numerator, denominator, value FROM published_figure
	WHERE numerator IS NOT NULL AND denominator IS NOT NULL AND value IS NOT NULL AND unit = '%' AND qualifier = 'exact'
		AND rounding_base IS NULL
		AND round(100 * numerator / denominator, scale(value)) <> value $$,
			'a percentage with both counts is their quotient, half up');
SELECT cmp_ok(count(*), '>=', 15::bigint, 'and there are enough of them to mean something') FROM published_figure
	WHERE numerator IS NOT NULL AND denominator IS NOT NULL AND value IS NOT NULL AND unit = '%' AND rounding_base
		IS NULL;
SELECT is_empty($$
	SELECT area, sum(numerator), max(denominator) FROM published_figure
	WHERE indicator = 'S04' AND area LIKE 'Amsterdam/%' GROUP BY area
	HAVING abs(sum(numerator) - max(denominator)) > 5 * 2.5 $$,
		'risk factor counts add up to the births within their rounding');
SELECT results_eq($$ SELECT value FROM published_figure WHERE indicator = 'P03' AND first_year = 2019
	ORDER BY definition $$,
	ARRAY[15.6, 15.2, 15.4, 15.2], 'Big2 of 2019 in its four definitions');
SELECT is(value, 6.9, 'preterm birth 2019: the swapped labels of the source are put right') FROM published_figure
	WHERE indicator = 'P01' AND first_year = 2019;
SELECT is(inconsistency, 'label-swap', 'and it says so') FROM published_figure WHERE indicator = 'P01'
	AND first_year = 2019;
SELECT cmp_ok(count(DISTINCT inconsistency), '>=', 9::bigint, 'known inconsistencies are flagged at their figures')
	FROM published_figure;
SELECT is(count(*), 14::bigint, 'all known inconsistencies are listed') FROM source_inconsistency;
SELECT is(row(value_low, value_high), row(0::numeric, 9::numeric), 'a hidden count is a range') FROM published_figure
	WHERE qualifier = 'suppressed';

-- Definitions: SQL that PostgreSQL accepts. Functions of other parts of the extension
-- may be absent while it is being built; that is said, not hidden.
CALL create_source_schema('catalogue_test');
CREATE FUNCTION definition_problem(definition text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'EXPLAIN ' || definition_query(definition, 'catalogue_test', '{}');
	RETURN NULL;
EXCEPTION WHEN undefined_function THEN
	RETURN CASE WHEN SQLERRM ~ '^function kansrijk\.' THEN 'waits: ' ELSE 'error: ' END || SQLERRM;
WHEN OTHERS THEN
	RETURN 'error: ' || SQLERRM;
END $$;
CREATE TEMP TABLE problem AS SELECT id, definition_problem(id) AS problem FROM indicator_definition;
SELECT is_empty($$ SELECT * FROM problem WHERE problem LIKE 'error:%' $$,
	'every definition is a valid query over the canonical source');
SELECT CASE WHEN EXISTS (SELECT FROM problem WHERE problem LIKE 'waits:%')
	THEN skip('definitions that wait for a function: '
		|| (SELECT string_agg(DISTINCT substring(problem, 'kansrijk\.([a-z_0-9]+)'), ', ') FROM problem
		WHERE problem LIKE 'waits:%'), 1)
	ELSE pass('and every function that they call exists') END;
SELECT cmp_ok(count(*), '>=', 30::bigint, 'definitions that run already') FROM problem WHERE problem IS NULL;
SELECT throws_ok($$ SELECT definition_query('no such') $$, '22023', 'definition "no such" does not exist',
	'an unknown definition is an error');
SELECT is(definition_query(NULL), NULL, 'NULL in, NULL out');
SELECT matches(definition_query('nicu', 'Odd "schema'), '"Odd ""schema"\.birth', 'the schema is quoted');
SELECT matches(definition_query('nicu', 'bron', ARRAY['x; drop table y']), 'b\."x; drop table y"',
	'dimensions are quoted');
SELECT is_empty($$ SELECT indicator, version, name_en, count(*) FROM indicator_definition GROUP BY 1, 2, 3
	HAVING count(*) > 1 $$, 'no two definitions of one name');

SELECT is_empty($$ SELECT supersedes FROM indicator_definition WHERE supersedes IS NOT NULL EXCEPT SELECT id
	FROM indicator_definition $$, 'what is superseded exists');

-- Where the extension has a function, a definition calls it: it knows what is unknown.
CREATE TEMP TABLE raw (function text, pattern text);
INSERT INTO raw VALUES
	('neonatal_death', 'death_date\s*-'), ('starts_early, starts_late', '(?<!\()\mb\.first_visit_ga_days\s*[<>=]'),
	('in_scope, is_preterm', 'ga_days\s*([<>=]|BETWEEN)'),
	('kraamzorg_class', '\mk\.hours\s*[<>=]'), ('in_kraamzorg_scope', 'NOT k\.hospital_stay'),
	('in_care_line', 'care_at_\w+\s*='),
	('fetal_death, perinatal_death', 'mortality\s*(=|IN|BETWEEN)'), ('is_low_income', 'income_social_minimum\s*[<>=]'),
	('has_debt', 'wsnp OR \w\.insurance_arrears'),
	('has_risk_factors', 'risk_factor_count\([^;]*\) >='), ('is_placed_out_of_home', 'period \* '),
	('is_sga', 'birthweight\s*<(?! [12]500)'), ('is_overweight', 'weight_kg\s*/');
SELECT is_empty($$ SELECT d.id, r.function FROM indicator_definition d
	JOIN raw r ON concat_ws(' ', d.scope, d.event) ~ r.pattern WHERE d.builtin $$,
	'no definition has an expression of its own for what a function does');
SELECT is_empty($$ SELECT trim(f) FROM raw, unnest(string_to_array(function, ',')) f EXCEPT SELECT proname FROM pg_proc
	WHERE pronamespace = 'kansrijk'::regnamespace $$, 'these functions are there');

-- What is counted in one scan has one expression for each breakdown of its own.
SELECT is_empty($$ SELECT i.family, d.breakdown_id, array_agg(d.id ORDER BY d.id) FROM indicator_definition d
	JOIN indicator i ON i.id = d.indicator WHERE d.builtin
	GROUP BY i.family, d.relation, d.unit_key, d.year_expression, d.unit_rule, d.breakdown_id
		HAVING count(DISTINCT d.breakdown) > 1 $$, 'a breakdown means one thing in a scan');

-- Units are counted once, three-valued.
CREATE SCHEMA unit_test;
CREATE TABLE unit_test.birth (pregnancy_id bigint, year int, parity int, care_at_booking int, live_born boolean,
	mother_kind text, mother_id text, birth_date date);
CREATE TABLE unit_test.kraamzorg (mother_kind text, mother_id text, birth_month date, hours numeric);
INSERT INTO unit_test.birth SELECT p, 2019, 0, line, true, 'R', 'm' || mother, make_date(2019, month, 5)
	FROM (VALUES (1, 1, 1, 1), (1, 1, 1, 1), (2, 2, 2, 1), (3, NULL, 3, 1), (4, 1, 3, 12), (5, 2, 4, 1),
		(6, 2, 4, 12)) v(p, line, mother, month);
INSERT INTO unit_test.kraamzorg VALUES ('R', 'm1', '2019-01-01', 0), ('R', 'm2', '2019-01-01', 40),
	('R', 'm3', '2019-01-01', NULL), ('R', 'm3', '2019-12-01', 0), ('R', 'm4', '2019-01-01', 0),
	('R', 'm4', '2019-12-01', 30);
CREATE FUNCTION counted(definition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
	EXECUTE format('SELECT string_agg(rate::text, '' '') FROM (%s) q',
		definition_query(definition, 'unit_test')) INTO result;
	RETURN result;
END $$;
SELECT is(counted('care-start-primary'), '2/5 ?1', 'twins are one pregnancy; unknown stays unknown');
SELECT is(counted('no-kraamzorg-mother'), '1/3 ?1',
	'without care at every delivery; one delivery with care decides, one unknown does not');

-- Notes, by definition and years; targets and ranks.
SELECT is(definition_notes('perinatal-24w-7d', 2021, 2021, 'en'),
	'Neonatal deaths of 2021 are under-registered at Perined, and so is perinatal mortality.',
	'a note of one definition and year');
SELECT is(definition_notes('perinatal-24w-7d', 2017, 2020), NULL, 'not in other years');
SELECT is(definition_notes('perinatal-cbs-24w', 2021, 2021), NULL, 'nor of another definition');
SELECT matches(definition_notes('perinatal-24w-7d', 2017, 2021), '^Neonatale sterfte is in 2021',
	'a window has those of each of its years');
SELECT matches(definition_notes('sga-22w-all', 2021, 2021),
	'^Laag geboortegewicht is bij VZinfo onder 2500 gram.*30,9%', 'breaks come first');
SELECT is(definition_notes('overweight-iotf-2000', 2019, 2019, kinds => '{coverage}'),
	'Gegevens van 9 van de 37 JGZ-organisaties.', 'coverage');
SELECT is(definition_notes('none'), NULL, 'no such definition, no note');
SELECT results_eq($$ SELECT indicator, kind, year::integer, value, out_of FROM indicator_target ORDER BY 1, 3 $$,
	$$ VALUES ('C08', 'target', 2020, 5::numeric, NULL::numeric), ('C09', 'target', 2040, 4, NULL),
		('P15', 'rank', 2010, 15, 28), ('P15', 'rank', 2015, 11, 28) $$, 'targets and ranks');

-- What pg_dump keeps: rows of users, not those of the extension.
SELECT is(count(*), 9::bigint, 'tables whose user rows are dumped')
	FROM pg_extension e, unnest(e.extconfig, e.extcondition) c(relation, condition)
	WHERE extname = 'kansrijk' AND relation::regclass::text IN ('source_document', 'source_inconsistency', 'indicator',
		'indicator_definition', 'indicator_set', 'indicator_set_member', 'published_figure', 'definition_note',
	'source_synonym')
		AND condition = 'WHERE NOT builtin';
SELECT is_empty($$ SELECT 1 FROM indicator WHERE NOT builtin UNION ALL SELECT 1 FROM published_figure WHERE NOT builtin
	UNION ALL SELECT 1 FROM indicator_definition WHERE NOT builtin $$, 'all installed rows are builtin');
SELECT lives_ok($$ INSERT INTO indicator SELECT 'X01', indicator_group, family, 'Eigen', 'Own', description_nl,
	description_en, numerator_nl, numerator_en, denominator_nl, denominator_en, unit, per, polarity, attribution_nl
	FROM indicator WHERE id = 'P01' $$, 'users add indicators');
SELECT is(builtin, false, 'which are not builtin') FROM indicator WHERE id = 'X01';
SELECT throws_ok($$ INSERT INTO published_figure (id, indicator, definition, source_document, period, area, value, unit,
	qualifier) VALUES ('x', 'P01', 'big2-22w-all', 'pharos', '2019', 'NL', 1, '%', 'exact') $$,
	'23503', NULL, 'a figure cannot be of a definition of another indicator');
SELECT throws_ok($$ INSERT INTO published_figure (id, indicator, source_document, period, area, unit, qualifier)
	VALUES ('x', 'P01', 'pharos', '2019', 'NL', '%', 'exact') $$, '23514', NULL, 'a figure has a number');

-- Names of which views, columns, files and addresses are made.
CREATE FUNCTION insert_indicator(id text, family text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO indicator (id, indicator_group, family, name_nl, name_en, description_nl, description_en, numerator_nl,
		numerator_en,
			denominator_nl, denominator_en, unit, per, polarity, attribution_nl)
		SELECT $1, indicator_group, $2, 'naam van ' || $1, 'name of ' || $1, description_nl, description_en,
			numerator_nl, numerator_en,
			denominator_nl, denominator_en, unit, per, polarity, attribution_nl FROM indicator
				WHERE indicator.id = 'P01' $$;
CREATE FUNCTION insert_definition(id text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, population, residence_rule,
		missing_rule, unit_counted,
			period_rule, relation, year_expression, event)
		SELECT $1, indicator, version, name_nl, name_en, population, residence_rule, missing_rule, unit_counted,
			period_rule, relation, year_expression, event FROM indicator_definition d WHERE d.id = 'big2-24w-all' $$;
SELECT throws_ok(format('SELECT insert_indicator(''X1'', %L)', family), '23514',
		format('new row for relation "indicator" violates check constraint "%s"', broken),
			'family ' || replace(family, E'\n', '\n'))
	FROM (VALUES ('kind (nieuw)', 'family_is_a_name'), ('wide', 'family_is_no_other_view'),
		('released', 'family_is_no_other_view'),
		('releases', 'family_is_no_other_view'), ('all_families', 'family_is_no_other_view'),
		('cijfers', 'family_is_no_other_view'), ('deducible', 'family_is_no_other_view'), ('a.b', 'family_is_a_name'),
		('', 'family_is_a_name'), (repeat('x', 41), 'family_is_a_name'), ('a/b', 'family_is_a_name'),
		(E'a\nb', 'family_is_a_name')) v(family, broken);
SELECT throws_ok(format('SELECT insert_indicator(%L, ''birth'')', id), '23514',
	'new row for relation "indicator" violates check constraint "indicator_id_is_a_name"',
		'indicator ' || replace(id, E'\n', '\n')) FROM unnest(ARRAY['a b', 'a/b', '', 'é', '-a', '..', E'a\n']) id;
SELECT lives_ok(format('SELECT insert_indicator(''X-%s'', %L)', n, family), 'family ' || family)
	FROM unnest('{kind_nieuw,Kind,kind-nieuw,wide_2}'::text[]) WITH ORDINALITY u(family, n);
SELECT throws_ok(format('SELECT insert_definition(%L)', id), '23514',
	format('new row for relation "indicator_definition" violates check constraint "%s"', broken),
		'definition ' || id)
	FROM (VALUES ('a b', 'definition_id_is_a_name'), ('a/b', 'definition_id_is_a_name'),
		('', 'definition_id_is_a_name'),
		('a-lower', 'definition_id_is_no_other_column'), ('a_status', 'definition_id_is_no_other_column')) v(id,
		broken);
SELECT lives_ok($$ SELECT insert_definition('a-b'), insert_definition('a.b'),
	insert_definition(rpad('c', 50, 'x') || 1) $$, 'ids that are names');
SELECT throws_ok(format('SELECT insert_definition(%L)', id), '23505',
	'duplicate key value violates unique constraint "definition_id_gives_one_column"',
		'one column of wide: ' || id) FROM unnest(ARRAY['a_b', 'big2_24w_all', rpad('c', 50, 'x') || 2]) id;

-- Documented, all of it.
SELECT is_empty($$
	SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		AND NOT a.attisdropped
	WHERE c.relnamespace = 'kansrijk'::regnamespace AND c.relkind = 'r'
		AND (obj_description(c.oid) IS NULL OR col_description(c.oid, a.attnum) IS NULL) $$,
			'every table and column has a comment');

SELECT * FROM finish();
ROLLBACK;
