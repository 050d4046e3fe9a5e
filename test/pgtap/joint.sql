-- Definitions that count the same units, protected together: Big2 is preterm, or small for gestational age, or both.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

/*
 * The plan. Differences as sets of what units can be: found here by trying every combination of small factors.
 */
CREATE FUNCTION differences(states text[]) RETURNS SETOF text[] LANGUAGE sql AS $$
	SELECT DISTINCT ARRAY(SELECT s FROM unnest(states) s WHERE (SELECT sum(p.coefficients[2 * i - 1] * CASE substr(s, i, 1) WHEN 'y' THEN 1 ELSE 0 END
			+ p.coefficients[2 * i] * CASE WHEN substr(s, i, 1) IN ('y', 'n') THEN 1 ELSE 0 END) / p.divisor FROM generate_series(1, length(s)) i) = 1 ORDER BY s)
	FROM kansrijk_intern.joint_plan(states) p WHERE p.place IS NULL $$;
CREATE FUNCTION tried(states text[]) RETURNS SETOF text[] LANGUAGE sql AS $$
	WITH vector AS (
		SELECT v, ARRAY(SELECT CASE WHEN substr(s, (v + 1) / 2, 1) = 'y' OR (v % 2 = 0 AND substr(s, (v + 1) / 2, 1) = 'n') THEN 1 ELSE 0 END FROM unnest(states) WITH ORDINALITY u(s, i) ORDER BY i) AS units
		FROM generate_series(1, 2 * length(states[1])) v
	), combination AS (
		SELECT ARRAY[a, b, c, d, e, f] AS factor FROM generate_series(-2, 2) a, generate_series(-2, 2) b, generate_series(-2, 2) c, generate_series(-2, 2) d, generate_series(-2, 2) e, generate_series(-2, 2) f
	), made AS (
		SELECT factor, ARRAY(SELECT (SELECT sum(factor[v] * units[i]) FROM vector) FROM generate_subscripts(states, 1) i ORDER BY i) AS units FROM combination
	)
	SELECT DISTINCT ARRAY(SELECT states[i] FROM generate_subscripts(states, 1) i WHERE units[i] = 1 ORDER BY 1) FROM made WHERE 0 <= ALL (units) AND 1 >= ALL (units) $$;
CREATE TEMP TABLE example (name text, states text[]);
INSERT INTO example VALUES ('preterm, small, either', '{nnn,nyy,yny,yyy}'), ('nested', '{nnn,nny,nyy,yyy}'), ('22 and 24 weeks', '{noo,yoo,nnn,ynn,yyn}'), ('classes', '{nny,nyn,ynn}'), ('with unknown', '{nnn,nyy,yny,yyy,yuy,nuu}');
SELECT is_empty(format('SELECT differences(%L) EXCEPT SELECT tried(%1$L)', states), name || ': a difference is a set that follows') FROM example;
-- What is not in the plan is a set of one definition, or consists of sets that are; but for what is unknown.
SELECT is_empty(format($q$
	SELECT t FROM tried(%1$L) t
	WHERE cardinality(t) > 0 AND t NOT IN (SELECT differences(%1$L))
		AND NOT EXISTS (SELECT FROM generate_series(1, 3) d WHERE (SELECT bool_and(v.basis IS NOT NULL) FROM kansrijk_intern.joint_plan(%1$L) v WHERE v.place = d AND v.place IS NOT NULL) AND ARRAY(SELECT s FROM unnest(t) s WHERE s !~ 'u' ORDER BY s) IN (
			SELECT ARRAY(SELECT s FROM unnest(%1$L::text[]) s WHERE substr(s, d, 1) = ANY (string_to_array(l, ',')) AND s !~ 'u' ORDER BY s) FROM unnest('{y,n,"y,n"}'::text[]) l))
		AND NOT EXISTS (SELECT FROM differences(%1$L) p, tried(%1$L) r WHERE p <@ t AND r <@ t AND NOT p && r AND cardinality(p) + cardinality(r) = cardinality(t) AND r <> '{}')
		-- nor a set of nothing but units of which something is unknown; these make no difference
		AND EXISTS (SELECT FROM unnest(t) s WHERE s !~ 'u')$q$, states), name || ': none is left out') FROM example;
SELECT ok('{nny}' IN (SELECT differences('{nny,nyn,ynn}')), 'the last class is what the others leave');
SELECT ok('{yyyy}' IN (SELECT differences('{nnnn,nyyn,ynyn,yyyy}')), 'both is preterm and small less Big2, also where it is a definition');
SELECT throws_ok($$ SELECT * FROM kansrijk_intern.joint_plan('{nn,n}') $$, '22023');
SELECT throws_ok($$ SELECT * FROM kansrijk_intern.joint_plan('{nx}') $$, '22023');
SELECT throws_ok($$ SELECT * FROM kansrijk_intern.joint_plan(ARRAY[repeat('n', 65)]) $$, '54000');
-- Of classes that exclude each other each set of them is a set; the least are as many as there are classes.
SELECT results_eq($$ SELECT count(*), bool_and(is_exact) FROM kansrijk_intern.joint_plan(ARRAY(SELECT repeat('n', i - 1) || 'y' || repeat('n', 60 - i) FROM generate_series(1, 60) i)) WHERE place IS NULL $$,
	$$ VALUES (60::bigint, true) $$, 'of sixty classes sixty sets follow');
SELECT throws_ok($$ SELECT kansrijk_intern.fail_too_many_together('{big2,preterm}') $$, '54000', 'too many related definitions to be protected together', 'the error of too many');
SELECT is_empty($$ SELECT * FROM kansrijk_intern.joint_plan('{}') $$, 'of nothing nothing follows');
SELECT is((SELECT array_agg(is_new ORDER BY place, is_numerator DESC) FROM kansrijk_intern.joint_plan('{yy,nn,oo}') WHERE place IS NOT NULL), '{t,t,f,f}'::boolean[], 'of two ways to say the same one is new');
-- Over all units, what one definition knows and another does not tells of it: 5 of 56 are unknown to the second, and
-- these are the complement of the fourth.
CREATE FUNCTION figures(places smallint[], rates rate[], known boolean[]) RETURNS bytea LANGUAGE sql AS $$
	SELECT coalesce(kansrijk_intern.joint_figures(p, r, k, k, k, k), '') FROM unnest(places, rates, known) u(p, r, k) $$;
CREATE FUNCTION marks(figures bytea, r rate, my_place integer, states text[], small bigint DEFAULT 0) RETURNS integer LANGUAGE sql AS $$
	SELECT kansrijk_intern.joint_marks(figures, r, my_place::smallint, states, small, small, small, true) $$;
SELECT results_eq($$ SELECT marks(figures(places, ARRAY(SELECT '1/2'::rate FROM unnest(places)), known), '1/2', 4, '{nnnon,nnnyn,nnyyy,ynyoy,yuyny}') & 32 > 0
		FROM (VALUES ('{1,3}'::smallint[], '{t,t}'::boolean[]), ('{1,2,3}', '{t,f,t}'), ('{1,2,3}', '{t,t,t}')) v(places, known) $$,
	$$ VALUES (true), (true), (false) $$, 'a figure tells of another that is not known');
SELECT is(marks('', '1/2', 1, '{yy,nn,oo}') & 32, 0, 'not where nothing is unknown');
-- Both is preterm and small less Big2; that of others is what it takes, and not its own.
SELECT results_eq($$ SELECT marks(kansrijk_intern.joint_figures(p, '1/2', k, p = 1, false, false), '1/2', mine, '{nnnn,nyyn,ynyn,yyyy}') & 32 > 0
		FROM (VALUES (1, '{t,t,f}'::boolean[], 4), (2, '{t,t,t}', 4), (3, '{t,f,t}', 4)) v(i, known, mine), unnest('{1,2,3}'::smallint[], known) u(p, k) GROUP BY i, mine ORDER BY i $$,
	$$ VALUES (true), (false), (true) $$, 'a figure that is made of others wants all of them');
SELECT is(marks(figures('{2,3,4}', '{1/2,1/2,1/2}', '{f,f,f}'), '1/2', 1, '{nnnn,nyyn,ynyn,yyyy}') & 32, 0, 'the first is made of none');
SELECT results_eq($$ SELECT marks(figures('{1}', '{7/56}', '{t}'), '45/50', 4, '{nnnon,nnnyn,nnyyy,ynyoy,yuyny}', least) & 448 FROM unnest('{2,3}'::bigint[]) least $$,
	$$ VALUES (0), (448) $$, '7 less the complement of 5 are 2');
SELECT results_eq($$ SELECT zero, kansrijk_intern.joint_tells('{1,2}', '{0/0,0/0}', '{f,t}', '{f,f}', '{f,t}', '{f,t}', '{nn,oo,un,yn,yy}', 5, 0, 0, zero) FROM unnest('{f,t}'::boolean[]) zero $$,
	$$ VALUES (false, false), (true, true) $$, 'where zeros are shown, that there is nothing tells of no others');
SELECT throws_ok($$ SELECT kansrijk_intern.joint_tells('{1}', '{0/0}', '{t,f}', '{t}', '{t}', '{t}', '{yy,nn}', 5, 0, 0, true) $$, '2202E');
SELECT throws_ok($$ SELECT kansrijk_intern.joint_tells('{1}', '{0/0}', '{NULL}', '{t}', '{t}', '{t}', '{yy,nn}', 5, 0, 0, true) $$, '22004');
SELECT throws_ok($$ SELECT marks('', '0/0', 3, '{yy,nn}') $$, '2202E');
SELECT throws_ok($$ SELECT marks(figures('{3}', '{0/0}', '{t}'), '0/0', 1, '{yy,nn}') $$, '2202E');
SELECT throws_ok($$ SELECT marks('abc', '0/0', 1, '{yy,nn}') $$, '2202E', NULL, 'bytes that are no figures');

-- Births of a small map: eight municipalities in three provinces.
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 6000, 1, 2014, 6);
DELETE FROM bron.area;
DELETE FROM bron.area_transition;
UPDATE bron.birth b SET province = 'Provincie ' || chr(64 + (m.municipality + 2) / 3), municipality = (9000 + m.municipality)::text, stadsdeel = NULL, buurt = NULL,
		wijk = (900000 + m.municipality * 100 + m.wijk)::text, pc4 = (9000 + m.municipality * 10 + m.wijk + CASE WHEN m.wijk < 3 AND m.street < 3 THEN 1 ELSE 0 END)::text
	FROM (SELECT birth_id, width_bucket(sqrt(h % 10000), 0, 100, 8) AS municipality, 1 + h / 10000 % 3 AS wijk, h / 30000 % 100 AS street
		FROM (SELECT birth_id, ('x' || substr(md5(birth_id::text), 1, 7))::bit(28)::integer AS h FROM bron.birth) hashed) m
	WHERE m.birth_id = b.birth_id;
UPDATE bron.birth SET province = NULL, municipality = NULL, wijk = NULL, pc4 = NULL WHERE birth_id IN (SELECT birth_id FROM bron.birth ORDER BY md5(birth_id::text) LIMIT 60);
-- Of some the weight is unknown.
UPDATE bron.birth SET birthweight = NULL WHERE birth_id IN (SELECT birth_id FROM bron.birth ORDER BY md5('w' || birth_id) LIMIT 50);
CREATE TABLE bron.later AS SELECT * FROM bron.birth WHERE year = 2019;
DELETE FROM bron.birth WHERE year = 2019;

CREATE TEMP TABLE chosen AS SELECT '{big2-24w-all,perinatal-24w-7d,preterm-24w-all,sga-24w-all,preterm-22w-all,preterm-and-sga-22w-all}'::text[] AS ids;
SELECT ids FROM chosen \gset
SET client_min_messages = error;
CALL create_indicator_views('bron', 'apart', families => '{birth}', local_definitions => '{big2-24w-all}', area_types => '{land,provincie,gemeente}');
CALL create_indicator_views('bron', 'alleen', families => '{birth}', local_definitions => '{perinatal-24w-7d,sga-24w-all}', area_types => '{land,provincie,gemeente}');
CALL create_indicator_views('bron', 'samen', families => '{birth}', local_definitions => :'ids', area_types => '{land,provincie,gemeente}');
SELECT is_empty($$ SELECT relation, message FROM samen_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'the publication is there');
SELECT results_eq('SELECT definitions FROM samen_intern.relation WHERE stage = ''states''', 'SELECT ids FROM chosen', 'they are protected together, as they were named');
SELECT is_empty($$ SELECT FROM apart_intern.relation WHERE stage = 'states' UNION ALL SELECT FROM apart_intern.definition WHERE joint_place IS NOT NULL $$, 'one alone is protected by itself');

SELECT results_eq($$ SELECT t, kansrijk_intern.other_publications(s, t) FROM (VALUES ('bron', 'samen'), ('bron', 'apart'), ('bron', 'nieuw'), ('anders', 'samen')) v(s, t) $$,
	$$ VALUES ('samen', '{alleen,apart}'::text[]), ('apart', '{alleen,samen}'), ('nieuw', '{alleen,apart,samen}'), ('samen', '{}') $$, 'another publication of the source is seen');

-- No headline figure is lost.
CREATE TEMP TABLE figure AS SELECT definition, area_type, area, first_year, year, breakdown, category, status, numerator, denominator FROM samen.birth WHERE definition IN (SELECT unnest(ids) FROM chosen);
SELECT set_eq($$ SELECT * FROM figure WHERE definition = 'big2-24w-all' $$,
	$$ SELECT definition, area_type, area, first_year, year, breakdown, category, status, numerator, denominator FROM apart.birth WHERE definition = 'big2-24w-all' $$, 'what comes first is shown as if it were alone');
-- Both count the same births: hidden in one, the number of births of unknown sex must not follow from the other.
SELECT cmp_ok((SELECT count(*) FROM figure WHERE definition = 'perinatal-24w-7d' AND status = 'publish'), '>=', (SELECT count(*) * 98 / 100 FROM alleen.birth WHERE definition = 'perinatal-24w-7d' AND status = 'publish'), 'the second loses little');
SELECT cmp_ok(count(*) FILTER (WHERE status = 'publish'), '>', 20::bigint, definition || ' is shown for municipalities') FROM figure WHERE area_type = 'gemeente' AND definition IN ('preterm-24w-all', 'sga-24w-all') GROUP BY definition ORDER BY definition;
SELECT isnt_empty($$ SELECT FROM samen_intern.protected WHERE status = 'primary_own' AND shown $$, 'some are hidden for what they would tell beside others');

/*
 * An attacker who knows what the definitions mean, and subtracts. He has no need of our arithmetic: in each cell he
 * tries the sets that he can think of, and in one cell after the other also totals less all other parts.
 */
CREATE TEMP TABLE birth AS SELECT b.*, is_preterm(ga_days) AS preterm, is_sga(birthweight, CASE WHEN ga_source IS DISTINCT FROM 'weeks' THEN ga_days END, sex, ga_weeks => ga_days / 7) AS small,
	is_big2(birthweight, CASE WHEN ga_source IS DISTINCT FROM 'weeks' THEN ga_days END, sex, ga_weeks => ga_days / 7) AS big2, in_scope(ga_days, birthweight, 24) AS from_24, in_scope(ga_days, birthweight, 22) AS from_22 FROM bron.birth b;
CREATE VIEW shown AS SELECT area_type, area, first_year, year, breakdown, category,
		max(numerator) FILTER (WHERE definition = 'big2-24w-all') AS big2, max(numerator) FILTER (WHERE definition = 'preterm-24w-all') AS preterm, max(numerator) FILTER (WHERE definition = 'sga-24w-all') AS small,
		max(numerator) FILTER (WHERE definition = 'preterm-22w-all') AS preterm_22, max(denominator) FILTER (WHERE definition = 'preterm-22w-all') AS births_22, max(denominator) FILTER (WHERE definition = 'preterm-24w-all') AS births,
		max(numerator) FILTER (WHERE definition = 'preterm-and-sga-22w-all') AS both_22
	FROM samen.birth WHERE status = 'publish' GROUP BY 1, 2, 3, 4, 5, 6;
CREATE VIEW tells AS SELECT s.*, difference.what, difference.n FROM shown s, LATERAL (VALUES ('small alone', big2 - preterm), ('preterm alone', big2 - small), ('both', preterm + small - big2), ('22 to 24 weeks', births_22 - births),
	('preterm of 22 to 24 weeks', preterm_22 - preterm)) difference(what, n) WHERE n < 10;
SELECT is_empty('SELECT * FROM tells', 'no difference in sight is small');
SELECT isnt_empty($$ SELECT FROM shown WHERE num_nulls(big2, preterm, small) = 0 AND area_type = 'gemeente' $$, 'Big2, preterm and small are shown together for municipalities');
SELECT isnt_empty($$ SELECT FROM birth WHERE from_22 AND NOT from_24 $$, 'there are births of 22 to 24 weeks');
-- Apart, they would tell.
CREATE TEMP TABLE alone AS
	SELECT kind, area, period, r, sdc_status(r, 'rivm', mask, kind, area, period) OVER () AS status
	FROM (SELECT kind, municipality AS area, year AS period, GROUPING(kind, municipality, year) AS mask, rate(event) AS r
		FROM birth b, LATERAL (VALUES ('big2', big2), ('preterm', preterm), ('small', small)) e(kind, event) WHERE from_24 GROUP BY kind, CUBE (municipality, year)) t;
SELECT isnt_empty($$ SELECT area, period FROM alone a WHERE status = 'publish' GROUP BY area, period HAVING count(*) = 3 AND sum(numerator(r)) - 2 * max(numerator(r)) FILTER (WHERE kind = 'big2') < 10 $$,
	'one by one they tell how many are both');

-- Nothing is decided anew where nothing changed, and when it is, the outcome is the same.
CREATE TEMP TABLE before AS SELECT * FROM samen_intern.protected;
CALL refresh('samen');
SELECT is((SELECT count(*) FROM samen_intern.refresh_log WHERE relation = 'birth_fact' AND coalesce(newly_hidden, 0) + coalesce(newly_published, 0) > 0), 0::bigint, 'a second refresh changes nothing');
DELETE FROM samen_intern.decided;
CALL refresh('samen');
SELECT set_eq('SELECT * FROM samen_intern.protected', 'SELECT * FROM before', 'decided again, all is as it was');

-- What can be deduced by the others is narrower, and true.
CALL deduce('samen');
CREATE TEMP TABLE by_itself AS SELECT d.id, x.* FROM samen_intern.definition d, kansrijk_intern.deduced('samen_intern.birth_fact', d.id, d.policy) x WHERE d.joint_place > 0;
SELECT is_empty($$ SELECT FROM samen.deducible b JOIN samen_intern.definition f ON f.id = b.definition JOIN samen_intern.protected p ON p.definition = f.number AND p.area_type = 'gemeente' AND coalesce(p.municipality, p.province || '/?', '?') = b.area
	AND p.period = int4range(b.first_year, b.year + 1) AND p.breakdown = 'totaal' WHERE NOT numerator(p.counted) BETWEEN numerator_low AND coalesce(numerator_high, 1000000) $$, 'each count lies between what is deduced');
SELECT is_empty($$ SELECT FROM samen.deducible b JOIN by_itself a ON (a.id, a.area, a.first_year, a.year) = (b.definition, b.area, b.first_year, b.year) WHERE NOT numrange(numerator_low, numerator_high, '[]') <@ numerator_range $$, 'the others do not make it wider');
SELECT isnt_empty($$ SELECT FROM samen.deducible b JOIN by_itself a ON (a.id, a.area, a.first_year, a.year) = (b.definition, b.area, b.first_year, b.year) WHERE numerator_high < upper(numerator_range) $$, 'and often narrower');

-- The audit.
SELECT is(kansrijk_intern.joint_problems('samen_intern', 'birth'), '{}', 'the audit finds nothing');
SAVEPOINT tampered;
UPDATE samen_intern.protected SET status = 'publish' WHERE status = 'primary_own' AND shown;
SELECT isnt(kansrijk_intern.joint_problems('samen_intern', 'birth'), '{}', 'it finds what should be hidden');
SELECT matches((kansrijk_intern.joint_problems('samen_intern', 'birth'))[1], '^together they tell too much: big2-24w-all, perinatal-24w-7d', 'and names it');
SELECT throws_ok($$ CALL release('samen', 'fout') $$, '22000', NULL, 'which is not released');
ROLLBACK TO tampered;
-- What is published of the country only must not show what another definition hides.
SELECT is(kansrijk_intern.country_problems('samen_intern', 'birth'), '{}', 'nothing hidden is shown by a definition of the country only');
UPDATE samen_intern.definition SET is_local = false, joint_place = NULL WHERE id = 'preterm-22w-all';
UPDATE samen_intern.protected q SET status = 'publish', counted = p.counted FROM samen_intern.protected p, samen_intern.definition d, samen_intern.definition e
	WHERE d.id = 'preterm-24w-all' AND p.definition = d.number AND p.area_type = 'land' AND p.shown AND p.status NOT IN ('publish', 'empty') AND denominator(p.counted) > 0
		AND e.id = 'preterm-22w-all' AND q.definition = e.number AND (q.area_type, q.period, q.breakdown, q.category) = (p.area_type, p.period, p.breakdown, p.category);
SELECT matches((kansrijk_intern.country_problems('samen_intern', 'birth'))[1], '^shown by preterm-22w-all: .* land', 'which is found');
ROLLBACK TO tampered;
-- Who reads two publications of one source can subtract what neither would show beside the other: therefore the warning.
SELECT isnt_empty($$ SELECT FROM samen.birth b JOIN alleen.birth a USING (area_type, area, first_year, year, breakdown, category) JOIN samen.birth s USING (area_type, area, first_year, year, breakdown, category)
	WHERE b.definition = 'big2-24w-all' AND a.definition = 'sga-24w-all' AND s.definition = 'sga-24w-all' AND b.status = 'publish' AND a.status = 'publish' AND s.status = 'hidden' AND b.numerator - a.numerator < 10 $$, 'two publications tell what one does not');

-- Why a figure is hidden, and with which others.
CREATE FUNCTION explained(id text, one_status cell_status, number integer) RETURNS SETOF record LANGUAGE sql AS $$
	SELECT e.* FROM (SELECT d.id, b.area_type, b.area, b.year, b.first_year, row_number() OVER (ORDER BY b.area, b.first_year, b.year) AS place
		FROM samen.birth b JOIN samen_intern.definition d ON d.id = b.definition JOIN samen_intern.protected p ON p.definition = d.number AND p.shown AND p.status = one_status
			AND (p.area_type, p.breakdown, p.category, p.period) = (b.area_type, b.breakdown, b.category, int4range(b.first_year, b.year + 1)) AND coalesce(p.municipality, p.province || '/?', '?') = b.area
		WHERE d.id = explained.id AND b.area_type = 'gemeente' AND b.breakdown = 'totaal') f
		CROSS JOIN LATERAL explain_publication('samen', f.id, f.area_type, f.area, f.year, f.first_year, language => 'en') e WHERE f.place = number $$;
CREATE TEMP TABLE explained AS
	SELECT status_asked, number, e.* FROM unnest('{publish,primary_count,primary_own,secondary}'::cell_status[]) status_asked, generate_series(1, 3) number,
		explained('sga-24w-all', status_asked, number) AS e(role text, definition text, area_type text, area text, first_year integer, year integer, breakdown text, category text, status cell_status, explanation text);
SELECT set_eq($$ SELECT status_asked, number FROM explained WHERE role = 'figure' AND status = status_asked AND definition = 'sga-24w-all' $$, $$ SELECT status_asked, number FROM explained $$, 'each is explained itself');
SELECT is_empty($$ SELECT FROM explained WHERE explanation IS NULL OR explanation ~ '[0-9]' OR role <> 'figure' AND status_asked = 'publish' $$, 'in words, and without counts');
SELECT is_empty($$ SELECT FROM explained WHERE role = 'protects' AND (status_asked <> 'secondary' OR status::text !~ '^primary') OR role = 'protected by' AND status <> 'secondary' $$, 'what is hidden for the sake of another protects what is unsafe');
SELECT set_eq($$ SELECT DISTINCT number FROM explained WHERE status_asked = 'primary_own' AND role = 'together' $$, $$ SELECT DISTINCT number FROM explained WHERE status_asked = 'primary_own' $$, 'it is said beside which definitions a figure would tell');
-- Another way: show it, and ask the audit.
CREATE FUNCTION if_shown(one_status cell_status, one_number integer) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	found text[];
BEGIN
	UPDATE samen_intern.protected p SET status = 'publish' FROM explained e, samen_intern.definition d
		WHERE e.status_asked = one_status AND e.number = one_number AND e.role = 'figure' AND d.id = e.definition AND p.definition = d.number AND p.shown
			AND (p.area_type, p.breakdown, p.category, p.period) = (e.area_type, e.breakdown, e.category, int4range(e.first_year, e.year + 1)) AND coalesce(p.municipality, p.province || '/?', '?') = e.area;
	found := (kansrijk_intern.audit_family('samen_intern', 'birth', 0)).problems;
	RAISE EXCEPTION USING ERRCODE = 'KS000', MESSAGE = array_to_string(found, '|');
EXCEPTION WHEN SQLSTATE 'KS000' THEN
	RETURN string_to_array(SQLERRM, '|');
END $$;
SELECT ok(if_shown('primary_own', 1) <> '{}', 'the audit agrees with the first that would tell');
SELECT is_empty($$ SELECT p FROM (SELECT DISTINCT number FROM explained WHERE status_asked = 'secondary' AND number < 3) f, unnest(if_shown('secondary', f.number)) p
	WHERE p ~ '^follows' AND NOT EXISTS (SELECT FROM explained e WHERE e.status_asked = 'secondary' AND e.number = f.number AND e.role = 'protects'
		AND p LIKE '%' || e.definition || ' ' || e.area_type || '%[' || e.first_year || ',' || e.year + 1 || ')%') $$, 'what the audit would find is named');
-- What is not there is told by what is wrong with it, and what there is.
CREATE FUNCTION no_figure(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text; hint text;
BEGIN
	EXECUTE query;
	RETURN 'found';
EXCEPTION WHEN invalid_parameter_value THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' ', SQLERRM, detail, hint);
END $$;
SELECT matches(no_figure($$ SELECT * FROM explain_publication('samen', 'sga', 'gemeente', '9001', 2016) $$),
	'no such figure It has no figure with definition "sga"[.] It has: .*sga-24w-all', 'a definition that it does not have');
SELECT matches(no_figure($$ SELECT * FROM explain_publication('samen', 'sga-24w-all', 'gemeente', '9999', 2016) $$),
	'definition "sga-24w-all", area_type "gemeente" has no figure with area "9999"[.] It has: .*9001', 'an area');
SELECT matches(no_figure($$ SELECT * FROM explain_publication('samen', 'sga-24w-all', 'gemeente', '9001', 1999) $$),
	'area "9001" has no figure with year "1999"[.] It has: .*2016', 'a year');
SELECT throws_ok($$ SELECT * FROM explain_publication('samen', 'sga-24w-all', 'gemeente', '9001', 2016, language => 'de') $$, '22023');
SELECT throws_ok($$ SELECT * FROM explain_publication('samen', NULL, 'gemeente', '9001', NULL) $$, '22004', 'of_definition and of_year must not be null');
SELECT throws_ok($$ SELECT * FROM explain_publication('geen', 'sga-24w-all', 'gemeente', '9001', 2016) $$, '3F000');
CREATE ROLE ks_uitlegger;
GRANT USAGE ON SCHEMA kansrijk TO ks_uitlegger;
SET LOCAL ROLE ks_uitlegger;
SELECT throws_ok($$ SELECT * FROM kansrijk.explain_publication('samen', 'sga-24w-all', 'gemeente', '9001', 2016) $$, '42501', 'permission denied for publication "samen"', 'only the owner is told');
RESET ROLE;

-- Released, refreshed, with another year, and released again.
SELECT lives_ok($$ CALL release('samen', '2018') $$, 'it can be released');
CREATE TEMP TABLE out AS SELECT definition, area_type, area, first_year, year, breakdown, category, status, numerator, denominator FROM samen.released WHERE release = '2018';
CALL refresh('samen');
DELETE FROM samen_intern.decided;
CALL refresh('samen');
SELECT set_eq('SELECT definition, area_type, area, first_year, year, breakdown, category, status, numerator, denominator FROM samen.birth', 'TABLE out', 'what is released stays so');
SELECT is(verify_release('samen', 'birth'), '{}', 'verify_release() finds it as it was');
INSERT INTO bron.birth SELECT * FROM bron.later;
CALL refresh('samen');
SELECT is_empty($$ SELECT relation, message FROM samen_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'another year is added');
SELECT set_eq($$ SELECT o.* FROM out o JOIN samen.birth v USING (definition, area_type, area, first_year, year, breakdown, category) WHERE (v.status, v.numerator, v.denominator) IS NOT DISTINCT FROM (o.status, o.numerator, o.denominator) $$,
	$$ SELECT o.* FROM out o JOIN samen.birth v USING (definition, area_type, area, first_year, year, breakdown, category) $$, 'beside what was released');
SELECT isnt_empty($$ SELECT FROM samen.birth WHERE year = 2019 AND area_type = 'gemeente' AND definition = 'preterm-24w-all' AND status = 'publish' $$, 'of the new year figures are shown');
SELECT is_empty('SELECT * FROM tells', 'no difference in sight is small, with another year');
SELECT lives_ok($$ CALL release('samen', '2019') $$, 'it can be released again');

-- Named in another order, another comes first.
DROP VIEW tells, shown;
CALL create_indicator_views('bron', 'samen', families => '{birth}', local_definitions => '{sga-24w-all,preterm-24w-all,big2-24w-all}', area_types => '{land,provincie,gemeente}', populate => false);
SELECT results_eq('SELECT definitions FROM samen_intern.relation WHERE stage = ''states''', $$ VALUES ('{sga-24w-all,preterm-24w-all,big2-24w-all}'::text[]) $$, 'the order is that of the user');
-- By default the headline definitions are there, Big2 first.
SELECT results_eq($$ SELECT (kansrijk_intern.default_local_definitions(ARRAY(SELECT d.id FROM indicator_definition d JOIN indicator i ON i.id = d.indicator WHERE i.family = 'birth'))) $$,
	$$ VALUES ('{big2-24w-all,perinatal-24w-7d,preterm-24w-all,sga-24w-all}'::text[]) $$, 'of the births four are published for every area by default');
SELECT results_eq($$ SELECT definitions FROM indicator_view_plan('bron', 'samen', families => '{birth}') WHERE stage = 'states' $$,
	$$ VALUES ('{big2-24w-all,perinatal-24w-7d,preterm-24w-all,sga-24w-all}'::text[]) $$, 'which are protected together, in that order');

SELECT * FROM finish();
ROLLBACK;
