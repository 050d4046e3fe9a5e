-- What is known of a count but for units of which something is unknown, is not known of all units: deciding and audit
-- must not take the one for the other. The units of one province and year, in which they did.
BEGIN;
SELECT plan(4);
SET client_min_messages = error;
CREATE SCHEMA eigen;
CREATE TABLE eigen.birth (year integer, state text);
INSERT INTO eigen.birth SELECT 2020, split_part(s, ' ', 1)
	FROM unnest('{nnnnnnnnn 96,nnnnnnnny 1,nnnynnynn 10,nnnynynnn 5,nnnyynnnn 2,nnyynyynn 1,unnuunnnn 5,ynnnnnnnn 1,
		ynnynnnyn 7,ynnynnnyy 3,ynnynynnn 5,ynnynynny 1,ynnyynnnn 5,ynnyynnny 1,ynyynnyyy 1,ynyyyynnn 1,ynyyyynny 2,
		yuyyuyyny 1,yyyynyyyn 2,yyyyyyynn 1,yyyyyyyny 1}'::text[]) s, generate_series(1, split_part(s, ' ', 2)::integer);
-- In another year is what units there are besides.
INSERT INTO eigen.birth SELECT 2019, s FROM unnest('{nnnnnnnnn,nnnnnnnny,nnnunnunn,nnnynnynn,nnnynnyny,nnnynynnn,nnnynynny,nnnyynnnn,nnnyynnny,nnyynyynn,
		nnyynyyny,nnyyynynn,nnyyynyny,nnyyyynnn,nnyyyynny,nyyyyyynn,nyyyyyyny,ooooooooo,unnuunnnn,unnyynnnn,
		unnyynnny,unuyunynn,unuyuynnn,unyyynynn,uuyyuyyny,ynnnnnnnn,ynnnnnnny,ynnynnnyn,ynnynnnyy,ynnynnynn,
		ynnynnyny,ynnynynnn,ynnynynny,ynnyynnnn,ynnyynnny,ynuyuynnn,ynuyuynny,ynuyynunn,ynuyynuny,ynyynnyyn,
		ynyynnyyy,ynyynynyn,ynyynynyy,ynyynyynn,ynyynyyny,ynyyynnyn,ynyyynnyy,ynyyynynn,ynyyynyny,ynyyyynnn,
		ynyyyynny,yuyyunyyn,yuyyuyyny,yuyyyyunn,yyyynyyyn,yyyynyyyy,yyyyynyyn,yyyyynyyy,yyyyyynyn,yyyyyynyy,
		yyyyyyynn,yyyyyyyny,yyyyyyyyn,yyyyyyyyy}'::text[]) s,
	generate_series(1, 20);

CREATE PROCEDURE publish_states(target text, letters integer) LANGUAGE plpgsql AS $$
DECLARE
	ids constant text[] := ARRAY(SELECT target || '-' || d FROM generate_series(1, letters) d);
BEGIN
	INSERT INTO indicator (id, family, indicator_group, name_nl, name_en, description_nl, description_en, numerator_nl,
			numerator_en, denominator_nl, denominator_en, unit, per, polarity, attribution_nl)
		SELECT i, target, 'outcome', i, i, '', '', '', '', '', '', '%', 100, 'neutral', '' FROM unnest(ids) i;
	INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, population, residence_rule, missing_rule,
			unit_counted, period_rule, relation, year_expression, scope, event)
		SELECT i, i, '1', '', '', 'all', 'at_birth', 'excluded', 'child', 'year', '@source@.birth b', 'b.year',
			format('substr(b.state, %s, 1) <> ''o''', d),
			format('CASE substr(b.state, %s, 1) WHEN ''y'' THEN true WHEN ''n'' THEN false END', d)
		FROM unnest(ids) WITH ORDINALITY u(i, d);
	CALL create_indicator_views('eigen', target, families => ARRAY[target], local_definitions => ids, area_types => '{land}',
		annual_area_types => '{land}', breakdown_area_types => '{}', window_years => 1, on_source_error => 'warn');
END $$;
CALL publish_states('negen', 9);
SELECT is_empty($$ SELECT relation, message FROM negen_intern.refresh_log WHERE outcome <> 'refreshed' $$,
	'nine definitions are published');
SELECT isnt_empty($$ SELECT FROM negen_intern.joint_cell WHERE denominator_known AND NOT exact_denominator $$,
	'some denominators are known, but for units of which something is unknown');
SELECT is(kansrijk_intern.joint_problems('negen_intern', 'negen'), '{}', 'the audit finds nothing');
SELECT lives_ok($$ CALL release('negen', '2020') $$, 'and it can be released');
SELECT * FROM finish();
ROLLBACK;
