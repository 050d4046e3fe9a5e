-- A release every year, as publishers do: new years, and windows that end in them, are protected against all that was
-- released of the same births, also of definitions that are decided later.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CALL create_source_schema('registratie');
CALL load_synthetic_source('registratie', 2000, 1, 2015, 5);
CREATE SCHEMA bron;
CREATE TABLE bron.delivered AS SELECT 2017 AS last_year;
CREATE VIEW bron.birth AS SELECT b.* FROM registratie.birth b WHERE b.year <= (SELECT last_year FROM bron.delivered);
CALL create_indicator_views('bron', 'publicatie', families => '{care}', window_years => 3,
	area_types => '{land,provincie}', annual_area_types => '{land,provincie}',
	breakdown_area_types => '{land,provincie}');
SELECT lives_ok($$ CALL release('publicatie', '2017') $$, 'the first three years are released');

UPDATE bron.delivered SET last_year = 2018;
SELECT lives_ok($$ CALL refresh('publicatie') $$, '2018 is delivered');
SELECT lives_ok($$ CALL release('publicatie', '2018') $$, 'and released');
UPDATE bron.delivered SET last_year = 2019;
SELECT lives_ok($$ CALL refresh('publicatie') $$, '2019 is delivered');
SELECT lives_ok($$ CALL release('publicatie', '2019') $$, 'and released');
SELECT set_eq($$ SELECT DISTINCT year::integer FROM publicatie.care WHERE status = 'publish' $$,
	ARRAY[2015, 2016, 2017, 2018, 2019], 'every year has figures');

SELECT * FROM finish();
ROLLBACK;
