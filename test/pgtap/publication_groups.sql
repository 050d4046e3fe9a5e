-- Groupings of the user's own as area types, and long windows: in one protected system
-- with the areas, over releases and new years.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 3000, 1, 2015, 6);
INSERT INTO bron.area_group (grouping, group_code, group_name, area_kind, area_code, year)
	SELECT 'pc4groep', left(pc4, 2), 'Postcodes ' || left(pc4, 2), 'pc4', pc4, 2020 FROM bron.birth WHERE pc4 IS NOT NULL GROUP BY pc4;
-- A municipality without a group, one that changed its group, and names that are no area type.
CREATE TEMP TABLE town AS SELECT area_code FROM bron.area_group WHERE grouping = 'ggd' AND year = 2020 GROUP BY 1 ORDER BY 1 LIMIT 2;
DELETE FROM bron.area_group WHERE grouping = 'ggd' AND area_code = (SELECT min(area_code) FROM town);
UPDATE bron.area_group SET group_code = 'SGG99', group_name = 'Andere' WHERE grouping = 'ggd' AND area_code = (SELECT max(area_code) FROM town) AND year >= 2019;
INSERT INTO bron.area_group VALUES ('gemeente', 'X', 'X', 'gemeente', 'S001', 2020), ('wijken', 'X', 'X', 'wijk', 'S00101', 2020);
SELECT set_eq($$ SELECT unnest(kansrijk_intern.source_groupings('bron')) $$, '{ggd,pc4groep}'::text[], 'groupings of municipalities and postal codes, none with the name of an area type');
SELECT is(kansrijk_intern.source_groupings('nergens'), '{}', 'a source without groups has none');
CREATE TEMP TABLE later AS SELECT * FROM bron.birth WHERE year >= 2019;
DELETE FROM bron.birth WHERE year >= 2019;

SELECT throws_ok($$ CALL create_indicator_views('bron', 'publicatie', area_types => '{land,roaz}') $$, '22023', 'area type "roaz" does not exist');
SELECT throws_ok($$ CALL create_indicator_views('bron', 'publicatie', long_window_years => 5) $$, '22023', 'long window of 5 years');
SELECT throws_ok($$ CALL create_indicator_views('bron', 'publicatie', long_window_years => 41) $$, '22023', 'long window of 41 years');
CALL create_indicator_views('bron', 'publicatie', families => '{birth}', local_definitions => '{big2-24w-all}', area_types => '{land,provincie,gemeente,ggd}',
	annual_area_types => '{land,provincie,gemeente,ggd}', breakdown_area_types => '{land,provincie,gemeente,ggd}', window_years => 2, long_window_years => 4);
SELECT is_empty($$ SELECT relation, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'created with groupings and long windows');

-- What is counted is what the source says: the last group of a municipality, for all its years.
CREATE TEMP VIEW lies_in AS SELECT DISTINCT ON (grouping, area_code) grouping, area_code, group_code FROM bron.area_group ORDER BY grouping, area_code, year DESC;
CREATE TEMP VIEW counted AS
	SELECT p.area_type, p.municipality, p.pc4, p.period, p.breakdown, p.category, p.shown, coalesce(numerator(p.counted), 0) AS n, coalesce(denominator(p.counted), 0) AS d, p.status
	FROM publicatie_intern.protected p JOIN publicatie_intern.definition d ON d.number = p.definition WHERE d.id = 'big2-24w-all';
CREATE TEMP VIEW of_year AS SELECT municipality, lower(period) AS year, sum(n) AS n, sum(d) AS d FROM counted WHERE area_type = 'gemeente' AND upper(period) - lower(period) = 1 AND breakdown = 'totaal' GROUP BY 1, 2;
SELECT set_eq($$ SELECT pc4, lower(period), upper(period) - 1 AS last, n, d FROM counted WHERE area_type = 'ggd' AND breakdown = 'totaal' AND shown $$,
	$$ SELECT g.group_code, w.first, w.first + w.years - 1 AS last, sum(y.n)::bigint AS n, sum(y.d)::bigint AS d
		FROM (SELECT years, generate_series(2015, 2018 - years + 1) FROM unnest('{1,2,4}'::integer[]) years) w(years, first)
			JOIN of_year y ON y.year BETWEEN w.first AND w.first + w.years - 1 LEFT JOIN lies_in g ON g.grouping = 'ggd' AND g.area_code = y.municipality GROUP BY 1, 2, 3 $$, 'a group is the sum of its municipalities, in every year and window');
SELECT cmp_ok((SELECT count(*) FROM counted WHERE area_type = 'ggd' AND pc4 IN ('SGG99', 'SGG01')), '>', 0::bigint, 'among them one of which a municipality went over');
SELECT set_eq($$ SELECT DISTINCT area_type, period_type FROM publicatie.birth WHERE period_type = '4 jaar' AND definition = 'big2-24w-all' AND breakdown = 'totaal' $$,
	$$ SELECT t, '4 jaar' FROM unnest('{land,provincie,gemeente,ggd}'::text[]) t $$, 'long windows are there where annual figures are');
SELECT is_empty($$ SELECT FROM publicatie.birth WHERE period_type = '4 jaar' AND breakdown <> 'totaal' $$, 'of totals only');
SELECT isnt_empty($$ SELECT FROM publicatie.birth WHERE area_type = 'ggd' AND breakdown = 'geslacht' AND status = 'publish' $$, 'groups are broken down when asked');
SELECT set_eq($$ SELECT DISTINCT area, area_name, province, municipality FROM publicatie.birth WHERE area_type = 'ggd' $$,
	$$ SELECT DISTINCT ON (1) coalesce(g.group_code, '?') AS area, coalesce(a.group_name, 'Onbekend') AS name, NULL::text AS province, NULL::text AS municipality FROM of_year y LEFT JOIN lies_in g ON g.grouping = 'ggd' AND g.area_code = y.municipality
		LEFT JOIN bron.area_group a ON a.grouping = 'ggd' AND a.group_code = g.group_code ORDER BY 1, a.year DESC $$, 'a group has its code and its name; what has no group is unknown');

-- In one system: no hidden figure follows.
SELECT is_empty($$ SELECT area_type, period FROM publicatie_intern.birth_audit WHERE exposed $$, 'no hidden figure follows from groups, areas and windows together');
SELECT isnt_empty($$ SELECT FROM counted WHERE area_type = 'gemeente' AND status = 'secondary' $$, 'some are hidden for the sake of others');

-- Both kinds of grouping in one system, where postal codes cross municipalities.
CALL create_indicator_views('bron', 'postcodes', families => '{birth}', local_definitions => '{big2-24w-all}', area_types => '{land,gemeente,ggd,pc4groep}', annual_area_types => '{land}', breakdown_area_types => '{}', window_years => 4);
SELECT set_eq($$ SELECT id, kind, place, groupings FROM postcodes_intern.grouping_in_use $$, $$ VALUES ('ggd', 'gemeente', 1, 2), ('pc4groep', 'pc4', 2, 2) $$, 'groupings of municipalities come first');
CREATE TEMP VIEW of_postcodes AS SELECT p.*, numerator(counted) AS n, denominator(counted) AS d FROM postcodes_intern.protected p JOIN postcodes_intern.definition f ON f.number = p.definition AND f.id = 'big2-24w-all';
SELECT set_eq($$ SELECT pc4, sum(n) AS n, sum(d) AS d FROM of_postcodes WHERE area_type = 'pc4groep' AND shown GROUP BY 1 $$,
	$$ SELECT g.group_code, sum(p.n) AS n, sum(p.d) AS d FROM of_postcodes p LEFT JOIN lies_in g ON g.grouping = 'pc4groep' AND g.area_code = p.pc4 WHERE p.area_type = 'pc4' AND p.window_period IS NULL AND p.block = 0 GROUP BY 1 $$, 'a group of postal codes is the sum of those, which are not shown themselves');
SELECT is((SELECT count(*) FROM of_postcodes WHERE area_type = 'pc4' AND shown), 0::bigint, 'as nobody asked for them');
SELECT isnt_empty($$ SELECT FROM postcodes.birth WHERE area_type = 'pc4groep' AND status = 'publish' $$, 'it has figures');
SELECT is_empty($$ SELECT area_type, period FROM postcodes_intern.birth_audit WHERE exposed $$, 'and no hidden one follows, of the common parts neither');
DROP VIEW of_postcodes;
CALL drop_indicator_views('postcodes');

-- Groups of postal codes by year: then what they have in common with municipalities is told apart by year too.
CALL create_source_schema('klein');
CALL load_synthetic_source('klein', 400, 1, 2015, 4);
INSERT INTO klein.area_group (grouping, group_code, group_name, area_kind, area_code, year)
	SELECT 'pc4groep', left(pc4, 2), 'Postcodes ' || left(pc4, 2), 'pc4', pc4, 2018 FROM klein.birth WHERE pc4 IS NOT NULL GROUP BY pc4;
CALL create_indicator_views('klein', 'postcodes', families => '{birth}', local_definitions => '{big2-24w-all}', area_types => '{land,provincie,gemeente,pc4groep}',
	annual_area_types => '{land,provincie,gemeente,pc4groep}', breakdown_area_types => '{land}', window_years => 3);
CREATE TEMP VIEW of_postcodes AS SELECT p.*, coalesce(numerator(counted), 0) AS n, coalesce(denominator(counted), 0) AS d FROM postcodes_intern.protected p JOIN postcodes_intern.definition f ON f.number = p.definition AND f.id = 'big2-24w-all';
CREATE TEMP VIEW known AS SELECT g.group_code, b.municipality, b.pc4, b.year, CASE b.sex WHEN 1 THEN 'jongen' WHEN 2 THEN 'meisje' ELSE 'onbekend' END AS sex, is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM 'weeks' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7) AS event
	FROM klein.birth b LEFT JOIN klein.area_group g ON g.grouping = 'pc4groep' AND g.area_code = b.pc4 WHERE in_scope(b.ga_days, b.birthweight, 24);
SELECT set_eq($$ SELECT pc4, lower(period), upper(period) - 1 AS last, n, d FROM of_postcodes WHERE area_type = 'pc4groep' AND shown AND breakdown = 'totaal' $$,
	$$ SELECT k.group_code, w.first, w.first + w.years - 1 AS last, count(*) FILTER (WHERE k.event) AS n, count(k.event) AS d
		FROM (SELECT years, generate_series(2015, 2018 - years + 1) FROM unnest('{1,3}'::integer[]) years) w(years, first) JOIN known k ON k.year BETWEEN w.first AND w.first + w.years - 1 GROUP BY 1, 2, 3 $$,
	'a group of postal codes has the births of those in every year and window, before the first whole block too');
SELECT set_eq($$ SELECT municipality, pc4, lower(period), sum(n)::bigint AS n, sum(d)::bigint AS d FROM of_postcodes WHERE area_type = 'overlap' AND breakdown = 'totaal' AND upper(period) - lower(period) = 1 GROUP BY 1, 2, 3 HAVING sum(d) > 0 $$,
	$$ SELECT municipality, pc4, year, count(*) FILTER (WHERE event) AS n, count(event) AS d FROM known GROUP BY 1, 2, 3 HAVING count(event) > 0 $$, 'common parts with municipalities are in the system, by year');
SELECT isnt_empty($$ SELECT FROM postcodes.birth WHERE area_type = 'pc4groep' AND status = 'publish' AND period_type = 'jaar' $$, 'groups have figures of years');
-- A municipality that the source names in a year, and one that it does not.
DELETE FROM klein.area WHERE kind = 'gemeente' AND code IN (SELECT municipality FROM known GROUP BY 1 HAVING min(year) = 2016 AND max(year) = 2018 ORDER BY 1 LIMIT 1);
CREATE TEMP VIEW lasted AS SELECT municipality, min(year) AS first, max(year) AS last, count(DISTINCT year) FILTER (WHERE has_births) AS years,
		min(year) FILTER (WHERE has_births) AS first_births
	FROM (SELECT municipality, year, true AS has_births FROM known UNION ALL SELECT code, classification_year, false FROM klein.area WHERE kind = 'gemeente' AND classification_year BETWEEN 2015 AND 2018) y
	WHERE municipality IN (SELECT k.municipality FROM known k) GROUP BY 1;
CALL refresh('postcodes');
SELECT isnt_empty('SELECT FROM lasted WHERE years < last - first + 1', 'municipalities have years without births');
SELECT isnt_empty('SELECT FROM lasted WHERE first < first_births', 'some before their first births');
SELECT isnt_empty('SELECT FROM lasted WHERE first > 2015', 'and some are not named then');
SELECT set_eq($$ SELECT municipality, lower(period) FROM of_postcodes WHERE area_type = 'gemeente' AND shown AND breakdown = 'totaal' AND upper(period) - lower(period) = 3 AND municipality IS NOT NULL $$,
	$$ SELECT municipality, w.first FROM lasted l JOIN generate_series(2015, 2016) w(first) ON w.first >= l.first AND w.first + 2 <= l.last
		WHERE EXISTS (SELECT FROM known k WHERE k.municipality = l.municipality AND k.year BETWEEN w.first AND w.first + 2) $$, 'which are part of their windows, before their first births and after their last too where the source names them');
DROP VIEW lasted;
SELECT is_empty($$ SELECT area_type, period FROM postcodes_intern.birth_audit WHERE exposed $$, 'and no hidden one follows');
DROP VIEW of_postcodes;
CALL drop_indicator_views('postcodes');

-- Broken down, they have consecutive windows: here the last three years, and a year that is no window.
CALL create_indicator_views('klein', 'postcodes', families => '{birth}', local_definitions => '{big2-24w-all}', area_types => '{land,gemeente,pc4groep}',
	annual_area_types => '{land}', breakdown_area_types => '{land,gemeente,pc4groep}', window_years => 3);
SELECT is_empty($$ SELECT relation, message FROM postcodes_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'groups of postal codes are broken down beside municipalities');
CREATE TEMP VIEW of_postcodes AS SELECT p.*, coalesce(numerator(counted), 0) AS n, coalesce(denominator(counted), 0) AS d FROM postcodes_intern.protected p JOIN postcodes_intern.definition f ON f.number = p.definition AND f.id = 'big2-24w-all';
SELECT set_eq($$ SELECT pc4, category, period, n, d FROM of_postcodes WHERE area_type = 'pc4groep' AND shown AND breakdown = 'geslacht' AND d > 0 $$,
	$$ SELECT group_code, sex, int4range(2016, 2019), count(*) FILTER (WHERE event) AS n, count(event) AS d FROM known WHERE year > 2015 GROUP BY 1, 2 HAVING count(event) > 0 $$,
	'they have the boys and the girls of their postal codes');
SELECT set_eq($$ SELECT municipality, pc4, category, n, d FROM of_postcodes WHERE area_type = 'overlap' AND breakdown = 'geslacht' AND period = '[2016,2019)' AND d > 0 $$,
	$$ SELECT municipality, pc4, sex, count(*) FILTER (WHERE event) AS n, count(event) AS d FROM known WHERE year > 2015 GROUP BY 1, 2, 3 HAVING count(event) > 0 $$, 'and so has in the system what they have in common with municipalities');
SELECT isnt_empty($$ SELECT FROM postcodes.birth WHERE area_type = 'pc4groep' AND status = 'publish' AND breakdown = 'geslacht' $$, 'they have figures');
SELECT is_empty($$ SELECT area_type, period FROM postcodes_intern.birth_audit WHERE exposed $$, 'and no hidden one follows, where births out of scope leave cells of 0/0');
SELECT isnt_empty('SELECT FROM of_postcodes WHERE d = 0', 'of which there are some');
DROP VIEW of_postcodes, known;

-- Years that are out without it do not tell it.
CALL create_indicator_views('klein', 'postcodes', families => '{birth}', local_definitions => '{big2-24w-all}', area_types => '{land,gemeente,pc4groep}',
	annual_area_types => '{land}', breakdown_area_types => '{land,gemeente}', window_years => 3);
CALL release('postcodes', '2018');
SELECT throws_ok($$ CALL create_indicator_views('klein', 'postcodes', families => '{birth}', local_definitions => '{big2-24w-all}', area_types => '{land,gemeente,pc4groep}',
	annual_area_types => '{land}', breakdown_area_types => '{land,gemeente,pc4groep}', window_years => 3) $$, '55000', 'released years do not tell these areas apart: pc4 by breakdown', 'released years have no breakdown of postal codes');
CALL forget_releases('postcodes');
CALL drop_indicator_views('postcodes');

-- A release, a new year, a release; then the grouping changes.
SELECT lives_ok($$ CALL release('publicatie', '2018') $$, 'released with groupings');
INSERT INTO bron.birth SELECT * FROM later WHERE year = 2019;
SELECT lives_ok($$ CALL refresh('publicatie') $$, 'refreshed with a new year beside groupings');
SELECT isnt_empty($$ SELECT FROM publicatie.birth WHERE area_type = 'ggd' AND period_label = '2018-2019' AND status = 'publish' $$, 'which groups have figures of');
SELECT lives_ok($$ CALL release('publicatie', '2019') $$, 'and released');
CREATE TEMP TABLE was AS TABLE counted;
UPDATE bron.area_group SET group_code = 'SGG98', group_name = 'Nog anders' WHERE grouping = 'ggd' AND group_code = 'SGG02';
INSERT INTO bron.area_group SELECT 'ggd', 'SGG98', 'Nog anders', 'gemeente', min(area_code), 2020 FROM town;
INSERT INTO bron.birth SELECT * FROM later WHERE year = 2020;
SELECT lives_ok($$ CALL refresh('publicatie') $$, 'and refreshed with another, when groups changed');
SELECT is_empty($$ SELECT area_type, pc4, period, breakdown, category, n, d FROM was WHERE area_type = 'ggd' AND shown AND pc4 IS NOT NULL EXCEPT SELECT area_type, pc4, period, breakdown, category, n, d FROM counted $$,
	'what is out stays: areas stay in the group in which they were released');
SELECT lives_ok($$ CALL release('publicatie', '2020') $$, 'and released');
SELECT is_empty($$ SELECT area_type, period FROM publicatie_intern.birth_audit WHERE exposed $$, 'no hidden figure follows after all that');
SELECT isnt_empty('SELECT FROM publicatie_intern.release_cell') UNION ALL
	SELECT isnt_empty('SELECT FROM publicatie_intern.released_cell') UNION ALL
	SELECT isnt_empty('SELECT FROM publicatie_intern.release_figure');
CALL forget_releases('publicatie');
SELECT is_empty($$ SELECT FROM publicatie_intern.release_cell UNION ALL SELECT FROM publicatie_intern.released_cell
	UNION ALL SELECT FROM publicatie_intern.release_figure UNION ALL SELECT FROM publicatie_intern.final_year $$,
	'with a release go its cells and figures');
CALL refresh('publicatie');
SELECT isnt_empty($$ SELECT FROM publicatie.birth WHERE area_type = 'ggd' AND area = 'SGG98' $$, 'without releases the groups are those of the source again');
DROP VIEW counted CASCADE;
CALL drop_indicator_views('publicatie');
SELECT hasnt_schema('publicatie_intern', 'all of it goes');
SELECT * FROM finish();
ROLLBACK;
