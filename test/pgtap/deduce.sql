-- What a reader can deduce of hidden figures, and the view with Dutch columns.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 6000, 1, 2015, 5);
CALL create_indicator_views('bron', 'publicatie', families => '{birth}', local_definitions => '{big2-24w-all,births-live}', area_types => '{land,provincie,gemeente}', populate => false);
SELECT throws_ok($$ CALL deduce('publicatie') $$, '55000', 'schema "publicatie" was not refreshed');
CALL refresh('publicatie');
SELECT is_empty($$ TABLE publicatie.deducible $$, 'nothing is told until the owner asks');
CALL deduce('publicatie');

-- Each hidden municipal total over a window, and no other figure.
SELECT set_eq($$ SELECT family, definition, area_type, area, first_year, year FROM publicatie.deducible $$,
	$$ SELECT family, definition, area_type, area, first_year, year FROM publicatie.all_families WHERE area_type = 'gemeente' AND status = 'hidden' AND breakdown = 'totaal' AND first_year < year AND definition IN (SELECT id FROM publicatie_intern.definition WHERE is_local) $$, 'bounds for each hidden total of a municipality over a window');
SELECT isnt_empty('TABLE publicatie.deducible', 'there are some');
CREATE TEMP VIEW truth AS SELECT b.*, numerator(p.counted) AS n, denominator(p.counted) AS d FROM publicatie.deducible b JOIN publicatie_intern.definition f ON f.id = b.definition
	JOIN publicatie_intern.protected p ON p.definition = f.number AND p.area_type = 'gemeente' AND coalesce(p.municipality, p.province || '/?', '?') = b.area AND p.period = int4range(b.first_year, b.year + 1) AND p.breakdown = 'totaal';
SELECT is((SELECT count(*) FROM truth), (SELECT count(*) FROM publicatie.deducible), 'each is a figure');
SELECT is_empty($$ SELECT FROM truth WHERE n < numerator_low OR n > numerator_high $$, 'the count lies between them');
SELECT is_empty($$ SELECT FROM truth JOIN definition_unit u ON u.id = definition WHERE d > 0 AND u.per IS NOT NULL AND (u.per * n / d < deducible_low - 1e-9 OR u.per * n / d > deducible_high + 1e-9) $$, 'and so does the value');
SELECT is_empty($$ SELECT FROM publicatie.deducible JOIN definition_unit u ON u.id = definition WHERE deducible_low < 0 OR deducible_high > u.per OR deducible_low > deducible_high $$, 'values are between nothing and all');
SELECT isnt_empty($$ SELECT FROM publicatie.deducible WHERE numerator_high < 100 $$, 'some say something');

-- What follows by hand: no more than the province without the municipalities that are shown, no less than the years that are.
SELECT is_empty($$ SELECT b.* FROM publicatie.deducible b JOIN publicatie.birth g USING (definition, area_type, area, first_year, year)
	JOIN publicatie.birth p ON (p.definition, p.area_type, p.area, p.first_year, p.year, p.breakdown, p.status) = (b.definition, 'provincie', g.province, b.first_year, b.year, 'totaal', 'publish')
	WHERE b.numerator_high > p.numerator - (SELECT coalesce(sum(o.numerator), 0) FROM publicatie.birth o WHERE (o.definition, o.area_type, o.province, o.first_year, o.year, o.breakdown, o.status) = (b.definition, 'gemeente', g.province, b.first_year, b.year, 'totaal', 'publish')) $$, 'at most what is left of the province');
SELECT is_empty($$ SELECT FROM publicatie.deducible b WHERE b.numerator_low < (SELECT coalesce(sum(y.numerator), 0) FROM publicatie.birth y WHERE (y.definition, y.area_type, y.area, y.breakdown, y.status) = (b.definition, b.area_type, b.area, 'totaal', 'publish')
	AND y.first_year = y.year AND y.year BETWEEN b.first_year AND b.year) $$, 'at least what its shown years add up to');

-- From what is shown alone: other hidden counts, the same bounds. In a copy of what readers see hidden figures have no
-- counts at all; one that has them, of others, gives the same.
CREATE TEMP TABLE copy AS TABLE publicatie_intern.birth_fact;
CREATE TEMP TABLE was AS TABLE publicatie_intern.birth_fact;
PREPARE of_fact AS SELECT * FROM kansrijk_intern.deduced('publicatie_intern.birth_fact', 'big2-24w-all', 'rivm') ORDER BY area, first_year, year;
PREPARE of_copy AS SELECT * FROM kansrijk_intern.deduced('copy', 'big2-24w-all', 'rivm') ORDER BY area, first_year, year;
SELECT results_eq('of_copy', 'of_fact', 'bounds follow from what readers see');
UPDATE copy SET numerator = 3 + length(area) % 5, denominator = 100 WHERE status = 'hidden';
SELECT results_eq('of_copy', 'of_fact', 'whatever the counts are that it does not show');
-- The whole way, from other counts of what is hidden.
CREATE TEMP TABLE told AS TABLE publicatie.deducible;
UPDATE publicatie_intern.protected p SET r = make_rate(numerator(r) + 1, denominator(r) + 7), counted = make_rate(numerator(r) + 1, denominator(r) + 7) WHERE status NOT IN ('publish', 'empty');
REFRESH MATERIALIZED VIEW publicatie_intern.birth_fact;
SELECT is_empty($$ (TABLE publicatie_intern.birth_fact EXCEPT TABLE was) UNION ALL (TABLE was EXCEPT TABLE publicatie_intern.birth_fact) $$, 'other counts of hidden figures do not show');
CALL deduce('publicatie');
SELECT set_eq('TABLE publicatie.deducible', 'TABLE told', 'nor do they change what is deduced');
UPDATE copy SET status = 'hidden', numerator = NULL, denominator = NULL WHERE area_type = 'provincie';
SELECT isnt_empty($$ SELECT FROM kansrijk_intern.deduced('publicatie_intern.birth_fact', 'big2-24w-all', 'rivm') f JOIN kansrijk_intern.deduced('copy', 'big2-24w-all', 'rivm') c USING (area, first_year, year) WHERE c.numerator_range <> f.numerator_range AND c.numerator_range @> f.numerator_range $$, 'what is not shown is not used');
UPDATE copy SET numerator = numerator + 1 WHERE area_type = 'land' AND first_year < year;
UPDATE copy c SET status = o.status, numerator = o.numerator, denominator = o.denominator FROM was o WHERE c.area_type = 'provincie' AND (o.definition, o.area_type, o.area, o.first_year, o.year, o.breakdown, o.category) = (c.definition, c.area_type, c.area, c.first_year, c.year, c.breakdown, c.category);
SELECT throws_ok('EXECUTE of_copy', '22000', NULL, 'figures that do not add up are an error');
SAVEPOINT contradiction;
UPDATE publicatie_intern.relation SET schema_name = pg_my_temp_schema()::regnamespace::text, name = 'copy' WHERE stage = 'fact';
SELECT lives_ok($$ CALL deduce('publicatie') $$, 'but not of all definitions');
SELECT is_empty($$ SELECT FROM publicatie.deducible WHERE definition = 'big2-24w-all' $$, 'of which one has nothing then');
ROLLBACK TO contradiction;

-- By hand: B and C share 12 of 600, and of B a year is shown, 3 of 100.
CREATE TEMP TABLE hand (definition text, breakdown text, area_type text, area text, province text, municipality text, first_year integer, year integer, status text, numerator bigint, denominator bigint);
INSERT INTO hand SELECT 'd', 'totaal', v.* FROM (VALUES
	('land', 'NL', NULL, NULL, 2018, 2019, 'publish', 20, 1000), ('provincie', 'P', 'P', NULL, 2018, 2019, 'publish', 20, 1000),
	('gemeente', 'A', 'P', 'A', 2018, 2019, 'publish', 8, 400), ('gemeente', 'B', 'P', 'B', 2018, 2019, 'hidden', NULL::bigint, NULL::bigint), ('gemeente', 'C', 'P', 'C', 2018, 2019, 'hidden', NULL, NULL),
	('gemeente', 'B', 'P', 'B', 2018, 2018, 'publish', 3, 100), ('gemeente', 'B', 'P', 'B', 2019, 2019, 'hidden', NULL, NULL)) v;
INSERT INTO hand SELECT 'd', 'totaal', t, a, p, m, y, y, 'hidden' FROM (VALUES ('land', 'NL', NULL, NULL), ('provincie', 'P', 'P', NULL), ('gemeente', 'A', 'P', 'A'), ('gemeente', 'C', 'P', 'C')) v(t, a, p, m), generate_series(2018, 2019) y;
SELECT results_eq($$ SELECT * FROM kansrijk_intern.deduced('hand', 'd', 'rivm') ORDER BY 1 $$, $$ VALUES ('B', 2018, 2019, '[3,12]'::numrange, '[97,588]'::numrange), ('C', 2018, 2019, '[0,9]', '[0,491]') $$, 'what follows by hand');
-- D began in 2019: it is no figure of the window, and may have some of it.
INSERT INTO hand VALUES ('d', 'totaal', 'gemeente', 'D', 'P', 'D', 2019, 2019, 'publish', 2, 50);
SELECT results_eq($$ SELECT * FROM kansrijk_intern.deduced('hand', 'd', 'rivm') ORDER BY 1 $$, $$ VALUES ('B', 2018, 2019, '[3,10]'::numrange, '[97,540]'::numrange), ('C', 2018, 2019, '[0,7]', '[0,443]') $$, 'also beside a municipality that began in the window');
-- What is unknown has no row under merge, and may have all that is left of the province.
DELETE FROM hand WHERE area = 'D';
UPDATE hand SET status = 'publish', numerator = 8, denominator = 300 WHERE area = 'B' AND first_year < year;
SELECT results_eq($$ SELECT * FROM kansrijk_intern.deduced('hand', 'd', 'rivm') $$, $$ VALUES ('C', 2018, 2019, '[4,4]'::numrange, '[296,296]'::numrange) $$, 'all of it is in the one hidden municipality');
SELECT results_eq($$ SELECT * FROM kansrijk_intern.deduced('hand', 'd', 'rivm, unknown=merge') $$, $$ VALUES ('C', 2018, 2019, '[0,4]'::numrange, '[0,296]'::numrange) $$, 'or of unknown municipality, where those are merged');

-- The view with Dutch columns: the same figures, as they are printed.
SELECT results_eq($$ SELECT count(*), count(*) FILTER (WHERE weergave = 'verborgen'), sum(teller) FROM publicatie.cijfers $$, $$ SELECT count(*), count(*) FILTER (WHERE status = 'hidden'), sum(numerator) FROM publicatie.all_families $$, 'cijfers: the same figures');
SELECT is_empty($$ SELECT FROM publicatie.cijfers WHERE waarde IS NOT NULL AND waarde <> replace(cijfer, ',', '.')::double precision $$, 'a value is what is printed');
SELECT is_empty($$ SELECT FROM publicatie.cijfers WHERE weergave = 'verborgen' AND (num_nonnulls(teller, noemer, waarde, ondergrens, bovengrens, vergelijking, trend) > 0 OR cijfer <> 'verborgen') $$, 'hidden is hidden, and says so');
SELECT is_empty($$ SELECT FROM publicatie.cijfers c JOIN publicatie.all_families f ON (f.definition, f.area_type, f.area, f.first_year, f.year, f.breakdown, f.category) = (c.definitiecode, c.gebiedssoort, c.gebiedscode, c.eerste_jaar, c.laatste_jaar, c.uitsplitsing, c.categorie)
	WHERE (c.gebied, c.indicator, c.teller, c.noemer) IS DISTINCT FROM (f.area_name, f.indicator_name, f.numerator, f.denominator) OR abs(c.ondergrens - f.lower) > 0.5 $$, 'with names of areas and indicators');
SELECT is_empty($$ SELECT a.attname FROM pg_attribute a WHERE a.attrelid = 'publicatie.cijfers'::regclass AND a.attnum > 0 AND col_description(a.attrelid, a.attnum) IS NULL $$, 'each column has its comment');
SELECT is_empty($$ SELECT * FROM lint_view('publicatie.cijfers') UNION ALL SELECT * FROM lint_view('publicatie.deducible') $$, 'lint_view finds nothing');
SELECT is(kansrijk_intern.printed(12.345, '12,3'), 12.3::double precision, 'as many decimals as the label');
SELECT is(kansrijk_intern.printed(12.345, '1.012'), 12::double precision, 'none where it has none');
SELECT is(kansrijk_intern.printed(12.345, 'verborgen'), 12.3::double precision, 'one where it is no number');
SELECT is(kansrijk_intern.printed(NULL, '12,3'), NULL, 'no value, nothing');

-- A refresh that changes figures empties it; one that does not leaves it.
CALL refresh('publicatie');
SELECT isnt_empty('TABLE publicatie.deducible', 'as long as figures are as they were, it stays');
DELETE FROM bron.birth WHERE year = 2019;
CALL refresh('publicatie');
SELECT is_empty('TABLE publicatie.deducible', 'what was deduced of other figures goes');
SELECT throws_ok($$ CALL deduce(NULL) $$, '22004');
SELECT throws_ok($$ CALL deduce('nergens') $$, '3F000');
CALL create_indicator_views('bron', 'rond', policy => 'ahti', families => '{birth}', local_definitions => '{big2-24w-all}', area_types => '{land,provincie,gemeente}');
SELECT throws_like($$ CALL deduce('rond') $$, 'counts of schema "rond" are rounded to %');
SELECT * FROM finish();
ROLLBACK;
