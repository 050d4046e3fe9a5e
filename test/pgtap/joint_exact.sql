-- What is known of a count but for units of which something is unknown, is not known of all units: deciding and audit
-- must not take the one for the other. The units of one province and year, in which they did.
BEGIN;
SELECT plan(21);
SET client_min_messages = error;
CREATE SCHEMA eigen;
CREATE TABLE eigen.birth (year integer, state text);
INSERT INTO eigen.birth SELECT 2020, split_part(s, ' ', 1)
	FROM unnest('{nnnnnnnnn 96,nnnnnnnny 1,nnnynnynn 10,nnnynynnn 5,nnnyynnnn 2,nnyynyynn 1,unnuunnnn 5,ynnnnnnnn 1,
		ynnynnnyn 7,ynnynnnyy 3,ynnynynnn 5,ynnynynny 1,ynnyynnnn 5,ynnyynnny 1,ynyynnyyy 1,ynyyyynnn 1,ynyyyynny 2,
		yuyyuyyny 1,yyyynyyyn 2,yyyyyyynn 1,yyyyyyyny 1}'::text[]) s, generate_series(1, split_part(s, ' ', 2)::integer);
-- In another year is what units there are besides.
INSERT INTO eigen.birth SELECT 2019, s FROM unnest('{
		nnnnnnnnn,nnnnnnnny,nnnunnunn,nnnynnynn,nnnynnyny,nnnynynnn,nnnynynny,nnnyynnnn,nnnyynnny,
		nnyynyynn,nnyynyyny,nnyyynynn,nnyyynyny,nnyyyynnn,nnyyyynny,nyyyyyynn,nyyyyyyny,ooooooooo,
		unnuunnnn,unnyynnnn,unnyynnny,unuyunynn,unuyuynnn,unyyynynn,uuyyuyyny,ynnnnnnnn,ynnnnnnny,
		ynnynnnyn,ynnynnnyy,ynnynnynn,ynnynnyny,ynnynynnn,ynnynynny,ynnyynnnn,ynnyynnny,ynuyuynnn,
		ynuyuynny,ynuyynunn,ynuyynuny,ynyynnyyn,ynyynnyyy,ynyynynyn,ynyynynyy,ynyynyynn,ynyynyyny,
		ynyyynnyn,ynyyynnyy,ynyyynynn,ynyyynyny,ynyyyynnn,ynyyyynny,yuyyunyyn,yuyyuyyny,yuyyyyunn,
		yyyynyyyn,yyyynyyyy,yyyyynyyn,yyyyynyyy,yyyyyynyn,yyyyyynyy,yyyyyyynn,yyyyyyyny,yyyyyyyyn,
		yyyyyyyyy}'::text[]) s,
	generate_series(1, 20);

\ir ../checker/joint/definitions.sql

CREATE PROCEDURE publish_states(target text, letters integer, source text DEFAULT 'eigen',
	area_types text[] DEFAULT '{land}', policy sdc_policy DEFAULT 'rivm') LANGUAGE plpgsql AS $$
DECLARE
	ids constant text[] := ARRAY(SELECT target || '-' || d FROM generate_series(1, letters) d);
BEGIN
	CALL define_by_state(target, ids);
	CALL create_indicator_views(source, target, families => ARRAY[target], local_definitions => ids, policy => policy,
		area_types => area_types, annual_area_types => area_types, breakdown_area_types => '{}', window_years => 1,
		on_source_error => 'warn');
END $$;
CALL publish_states('negen', 9);
SELECT is_empty($$ SELECT relation, message FROM negen_intern.refresh_log WHERE outcome <> 'refreshed' $$,
	'nine definitions are published');
SELECT isnt_empty($$ SELECT FROM negen_intern.joint_cell WHERE denominator_known AND NOT exact_denominator $$,
	'some denominators are known, but for units of which something is unknown');
SELECT is(kansrijk_intern.joint_problems('negen_intern', 'negen'), '{}', 'the audit finds nothing');
SELECT lives_ok($$ CALL release('negen', '2020') $$, 'and it can be released');

/*
 * What can be deduced, by hand: 1 is 2, or 3, or both. Of A 96 of 1000 are 1 and 51 are 3, of B 30 of 2000 are 3, and
 * of both together 150 are 2.
 */
CALL publish_states('drie', 3);
DELETE FROM drie_intern.joint_state;
INSERT INTO drie_intern.joint_state (scan, year, state) SELECT s.name, 2018, state
	FROM drie_intern.scan s, unnest('{nnn,yny,yyn,yyy}'::text[]) state;
CREATE TEMP TABLE hand (definition text, area_type text, area text, province text, municipality text, status text,
	numerator bigint, denominator bigint, breakdown text DEFAULT 'totaal', first_year integer DEFAULT 2018,
	year integer DEFAULT 2019);
INSERT INTO hand VALUES ('drie-1', 'gemeente', 'A', 'P', 'A', 'publish', 96, 1000),
	('drie-3', 'gemeente', 'A', 'P', 'A', 'publish', 51, 1000),
	('drie-3', 'gemeente', 'B', 'P', 'B', 'publish', 30, 2000);
INSERT INTO hand (definition, area_type, area, province, municipality, status) VALUES
	('drie-2', 'gemeente', 'A', 'P', 'A', 'hidden'), ('drie-2', 'gemeente', 'B', 'P', 'B', 'hidden'),
	('drie-1', 'gemeente', 'B', 'P', 'B', 'hidden');
INSERT INTO hand SELECT 'drie-2', t, a, p, NULL, 'publish', 150, 3000
	FROM (VALUES ('land', 'NL', NULL), ('provincie', 'P', 'P')) v(t, a, p);
PREPARE together AS SELECT area, numerator_range, complement_range
	FROM kansrijk_intern.deduced('hand', 'drie-2', 'rivm', 'drie_intern') ORDER BY 1;
PREPARE apart AS SELECT area, numerator_range, complement_range
	FROM kansrijk_intern.deduced('hand', 'drie-2', 'rivm') ORDER BY 1;
-- Every table that fits: so many of A are 3 alone, 2 alone and both, and of B.
CREATE TEMP TABLE fits AS
	SELECT preterm, 1000 - preterm AS others, 150 - preterm AS preterm_b, 2000 - (150 - preterm) AS others_b
	FROM generate_series(0, 96) small, generate_series(0, 96) early, generate_series(0, 96) both_,
		LATERAL (SELECT early + both_ AS preterm) s
	WHERE small + early + both_ = 96 AND small + both_ = 51 AND preterm <= 150 AND 150 - preterm <= 2000;
SELECT results_eq('together', $$ SELECT 'A', numrange(min(preterm), max(preterm), '[]'),
		numrange(min(others), max(others), '[]') FROM fits
	UNION ALL SELECT 'B', numrange(min(preterm_b), max(preterm_b), '[]'), numrange(min(others_b), max(others_b), '[]')
	FROM fits $$, 'as much as all tables that fit say');
SELECT results_eq('apart', $$ VALUES ('A', '[0,150]'::numrange, '[0,2850]'::numrange), ('B', '[0,150]', '[0,2850]') $$,
	'without the others, less');
UPDATE hand SET numerator = 45 WHERE definition = 'drie-1' AND area = 'A';
UPDATE hand SET numerator = 45 WHERE definition = 'drie-3' AND area = 'A';
SELECT results_eq('together', $$ VALUES ('A', '[0,45]'::numrange, '[955,1000]'::numrange),
	('B', '[105,150]', '[1850,1895]') $$, 'all of 1 are 3: any of them may be 2');
INSERT INTO drie_intern.joint_state (scan, year, state) SELECT s.name, 2018, 'uyu' FROM drie_intern.scan s;
SELECT results_eq('together', $$ VALUES ('A', '[0,150]'::numrange, '[955,1000]'::numrange),
	('B', '[0,150]', '[1850,1895]') $$, 'what 1 and 3 do not know, 2 may have besides');
UPDATE hand SET numerator = 44 WHERE definition = 'drie-1' AND area = 'A';
SELECT throws_ok('together', '22000', NULL, 'counts of which no table fits');
/*
 * Where what 4 counts is known to be nothing, what 1 counts is of the units that 2 does not know: 3 less what 2 knows,
 * where that is known. Over the units of which all is known nothing hangs together.
 */
SELECT results_eq($$ SELECT known, kansrijk_intern.joint_tells('{1,2,3,4}', '{2/5,0/3,5/5,0/5}',
	ARRAY[false, known, true, zero],
		ARRAY[false, known, true, zero], ARRAY[false, known, true, zero], ARRAY[false, known, true, zero],
		'{yuyn,ynyy,nnyn,nnyy}', 2, 2, 2, false)
		FROM (VALUES (true, true), (false, true), (true, false)) v(known, zero) $$,
	$$ VALUES (true, true), (false, false), (true, false) $$,
	'what is known to be nothing tells of units with an unknown');

/*
 * Where nobody is in scope of 1, all units are the same to 2 and 3: what 2 shows is known of 3. Of A 3 has one event,
 * which must not follow as what is left of a total.
 */
SELECT results_eq($$ SELECT kansrijk_intern.joint_follows('{1,2}', ARRAY[nobody, '4/10'],
		'{t,t}', '{t,t}', '{t,t}', '{t,t}', '{oyy,onn,yyn,nny,ynn,nyn}') FROM unnest('{0/0,3/9}'::rate[]) nobody $$,
	$$ VALUES ('{9,11}'::smallint[]), ('{}') $$, 'what 2 counts is what 3 counts, where 1 is known to have nobody');
SELECT results_eq($$ SELECT kansrijk_intern.joint_follows('{1}', ARRAY[nobody], '{t}', '{t}', '{t}', '{t}',
		'{yy,yn,oy}') FROM unnest('{0/0,3/3}'::rate[]) nobody $$,
	$$ VALUES ('{-5,-6}'::smallint[]), ('{}') $$, 'all of 2 have the event then: one count tells the other');
CREATE SCHEMA plaatsen;
CREATE TABLE plaatsen.birth (year integer, province text, municipality text, state text);
INSERT INTO plaatsen.birth SELECT 2020, 'P', split_part(s, ' ', 1), split_part(s, ' ', 2)
	FROM unnest('{A yyn 6,A nyn 7,A ynn 20,A nnn 30,A nny 1,A onn 3,B oyy 4,B onn 6,
		C yyn 9,C nyn 8,C nny 9,C ynn 8,C nnn 10,C onn 3}'::text[]) s,
		generate_series(1, split_part(s, ' ', 3)::integer);
CALL publish_states('buren', 3, 'plaatsen', '{land,provincie,gemeente}', 'min_count=2, zero=publish');
CREATE TEMP VIEW buren_figure AS SELECT p.*, d.id FROM buren_intern.protected p JOIN buren_intern.definition d
	ON d.number = p.definition WHERE p.area_type = 'gemeente';
SELECT results_eq($$ SELECT id, status::text FROM buren_figure WHERE municipality = 'B' ORDER BY id $$,
	$$ VALUES ('buren-1', 'empty'), ('buren-2', 'publish'), ('buren-3', 'publish') $$, 'what is known of 3 is shown');
SELECT results_eq($$ SELECT municipality, status::text FROM buren_figure WHERE id = 'buren-3' AND municipality <> 'B'
		ORDER BY 1 $$, $$ VALUES ('A', 'primary_count'), ('C', 'secondary') $$, 'and another is hidden for the one event');
SELECT is(kansrijk_intern.joint_problems('buren_intern', 'buren'), '{}', 'the audit finds nothing');
SAVEPOINT as_decided;
UPDATE buren_intern.protected p
	SET status = CASE p.municipality WHEN 'C' THEN 'publish'::cell_status ELSE 'secondary' END
	FROM buren_intern.definition d WHERE d.number = p.definition AND d.id = 'buren-3' AND p.municipality IN ('B', 'C');
SELECT is(kansrijk_intern.joint_problems('buren_intern', 'buren'),
	'{"together they tell too much: buren-1, buren-2, buren-3 gemeente A [2020,2021)"}',
	'the audit reckons with what is known of a figure that is hidden');
ROLLBACK TO as_decided;
SELECT lives_ok($$ CALL release('buren', '2020') $$, 'and it can be released');

-- 2 less 1 is a set only where 3 tells that there is nothing of what 1 counts and 2 does not: one, by what 3 shows.
SELECT results_eq($$ SELECT kansrijk_intern.joint_marks(
			(SELECT kansrijk_intern.joint_figures(place, r, true, true, true, true)
				FROM unnest('{1,2}'::smallint[], '{5/20,6/20}'::rate[]) f(place, r)),
		third, 3::smallint, '{yyn,yny,nyn,nnn,nny}', 2, 2, 2, false) & 256 > 0
		FROM unnest('{0/20,8/20}'::rate[]) third $$,
	$$ VALUES (true), (false) $$, 'what is nothing tells of figures that are known');

-- What can be computed of a figure may be one of its counts: two that are not nothing and add up to two.
CREATE TEMP VIEW counted AS SELECT area, mask, make_rate(n, d) AS r, status
	FROM (VALUES ('A', 1, 5, 0, 'primary_count'::cell_status), ('B', 1, 6, 0, 'primary_count'),
		(NULL, 2, 11, 1, 'publish'))
		v(area, n, d, mask, status);
CREATE FUNCTION parts(policy sdc_policy) RETURNS TABLE (area text, parts smallint, exposed boolean) LANGUAGE sql AS $$
	SELECT area, kansrijk_intern.exposed_parts_of(r, policy, status, mask, NULL, NULL, ARRAY[area]) OVER (),
		kansrijk_intern.exposed_of(r, policy, status, mask, NULL, NULL, ARRAY[area]) OVER () FROM counted ORDER BY area $$;
SELECT results_eq($$ SELECT * FROM parts('min_count=2, zero=publish') $$,
	$$ VALUES ('A', 1::smallint, true), ('B', 1::smallint, true), (NULL, 7::smallint, NULL) $$,
	'the numerators are one each');
SELECT results_eq($$ SELECT * FROM parts('min_count=2, zero=protect') $$,
	$$ VALUES ('A', 0::smallint, false), ('B', 0::smallint, false), (NULL, 7::smallint, NULL) $$,
	'unless they can be nothing');
CREATE OR REPLACE TEMP VIEW counted AS SELECT area, mask, make_rate(n, d) AS r, status
	FROM (VALUES ('A', 1, 5, 0, 'primary_count'::cell_status), ('B', 1, 6, 0, 'publish'), (NULL, 2, 11, 1, 'publish'))
		v(area, n, d, mask, status);
SELECT results_eq($$ SELECT * FROM parts('min_count=2, zero=protect') $$,
	$$ VALUES ('A', 7::smallint, true), ('B', 7::smallint, NULL), (NULL, 7::smallint, NULL) $$,
	'by a difference all of them');
SELECT * FROM finish();
ROLLBACK;
