-- Groups of municipalities (GGD, an own division) as a breakdown: in one system with the areas, so that what is hidden of
-- a municipality does not follow from its group.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 1500, 1, 2019, 1);
-- Teams of seven municipalities, wherever these are; some municipalities are in none.
INSERT INTO bron.area_group (grouping, group_code, group_name, area_kind, area_code, year)
	SELECT 'team', 'T' || n / 7, 'Team ' || n / 7, 'gemeente', code, 2019
	FROM (SELECT code, row_number() OVER (ORDER BY md5(code)) AS n FROM bron.area WHERE kind = 'gemeente' AND classification_year = 2019) m WHERE n > 5;
INSERT INTO indicator_breakdown (id, name_nl, name_en, families, expression)
	SELECT 'team', 'Team', 'Team', '{birth}'::text[], replace(expression, quote_literal('ggd'), quote_literal('team')) FROM indicator_breakdown WHERE id = 'ggd'
	UNION ALL SELECT 'ggd_regio', 'GGD-regio''s', 'Regions', '{birth}', expression FROM indicator_breakdown WHERE id = 'ggd';
CALL create_indicator_views('bron', 'publicatie', 'min_count=5, min_complement=5, zero=protect', families => '{birth}', window_years => 1, local_definitions => '{big2-24w-all}',
	area_types => '{land,provincie,gemeente}', annual_area_types => '{land,provincie,gemeente}', breakdown_area_types => '{land,provincie,gemeente}');

CREATE TEMP TABLE of_group AS
	SELECT g.grouping, g.group_name, count(*) FILTER (WHERE e) AS numerator, count(e) AS denominator
	FROM (SELECT b.municipality, is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM 'weeks' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7) AS e
			FROM bron.birth b WHERE in_scope(b.ga_days, b.birthweight, 24)) b
		JOIN (SELECT DISTINCT grouping, group_name, area_code FROM bron.area_group) g ON g.area_code = b.municipality
	GROUP BY 1, 2;
CREATE TEMP TABLE shown AS SELECT * FROM publicatie.birth WHERE definition = 'big2-24w-all' AND breakdown IN ('team', 'ggd_regio');
SELECT is_empty($$ SELECT s.breakdown, s.category FROM shown s JOIN of_group g ON g.group_name = s.category WHERE s.area_type = 'land' AND s.status = 'publish' AND (s.numerator, s.denominator) <> (g.numerator, g.denominator) $$,
	'a group that is shown has the births of its municipalities');
SELECT set_eq($$ SELECT category FROM shown WHERE area_type = 'land' AND breakdown = 'team' AND category <> 'onbekend' $$, $$ SELECT group_name FROM of_group WHERE grouping = 'team' $$, 'every group has its row');
SELECT cmp_ok((SELECT count(*) FROM shown WHERE area_type = 'land' AND status = 'publish'), '>', 10::bigint, 'many are shown');
SELECT cmp_ok((SELECT count(*) FROM shown WHERE area_type = 'land' AND status = 'hidden'), '>', 0::bigint, 'not all');
SELECT is_empty($$ SELECT s.area FROM shown s JOIN publicatie.birth t ON (t.definition, t.area_type, t.area, t.year, t.breakdown) = (s.definition, s.area_type, s.area, s.year, 'totaal')
	WHERE s.area_type = 'gemeente' AND s.status = 'publish' AND t.status = 'hidden' $$, 'a municipality that is hidden is hidden in its group too');
SELECT is_empty($$ SELECT area_type, municipality, breakdown, category FROM publicatie_intern.birth_audit WHERE definition = 'big2-24w-all' AND exposed AND status <> 'publish' $$, 'nothing that is hidden follows from what is shown');

SELECT * FROM finish();
ROLLBACK;
