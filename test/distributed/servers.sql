-- What is computed on which server. The nodes of doc/distributed.md each have half
-- of the births; local_birth has all of them here, and every answer must be the
-- same as from there.
BEGIN;
SELECT no_plan();
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = public, kansrijk;
\i test/distributed/coordinator.sql
\set ON_ERROR_STOP on

CREATE TABLE local_birth AS
	SELECT CASE WHEN province IN ('Groningen', 'Fryslân', 'Drenthe', 'Overijssel', 'Flevoland', 'Noord-Holland')
		THEN 'noord' ELSE 'zuid' END AS region,
		province, municipality, year, birthweight, ga_days, sex, mortality
	FROM synthetic_births(20000, 1, 2019) WHERE province IS NOT NULL;
ANALYZE local_birth;
SELECT is(count(*), (SELECT count(*) FROM local_birth), 'all births are there, on one of the nodes') FROM birth;
SELECT bag_eq('SELECT * FROM birth', 'SELECT * FROM local_birth', 'and they are the same births');

CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) ' || query LOOP plan := plan || line || E'\n'; END LOOP;
	RETURN plan;
END $$;
-- What the nodes are asked, a row a node, and what is done here.
CREATE FUNCTION remote_sql(query text) RETURNS SETOF text LANGUAGE sql AS
	$$ SELECT substring(line FROM 'Remote SQL: (.*)') FROM regexp_split_to_table(plan_of(query), '\n') line
		WHERE line ~ 'Remote SQL: ' $$;
CREATE FUNCTION on_nodes(query text, asked text) RETURNS boolean LANGUAGE sql AS
	$$ SELECT count(*) = 2 AND bool_and(strpos(q, asked) > 0) FROM remote_sql(query) q $$;
CREATE FUNCTION here(query text) RETURNS text[] LANGUAGE sql AS
	$$ SELECT coalesce(array_agg(DISTINCT m[1] ORDER BY m[1]), '{}')
		FROM regexp_matches(plan_of(query), '\m(Aggregate|HashAggregate|GroupAggregate|MixedAggregate|WindowAgg)\M(?! '
		'on)', 'g') m $$;
SET LOCAL enable_partitionwise_aggregate = on;

-- Counting
\set by_area 'SELECT region, municipality, rate(is_big2(birthweight, ga_days, sex)) FROM %s GROUP BY region, municipality'
SELECT ok(on_nodes(format(:'by_area', 'birth'), 'kansrijk.rate(kansrijk.is_big2('),
	'rate() by area is computed on both nodes');
SELECT is(here(format(:'by_area', 'birth')), '{}', 'and no aggregate is left to compute here');
SELECT bag_eq(format(:'by_area', 'birth'), format(:'by_area', 'local_birth'),
	'the rates by area are those of one server');
SELECT is((SELECT count(*) FROM regexp_matches(plan_of(format(:'by_area', 'birth')), 'Async Foreign Scan', 'g')),
	2::bigint, 'the nodes work at the same time');

\set everything 'SELECT region, rate(is_preterm(ga_days)) FILTER (WHERE in_scope(ga_days, birthweight, min_weeks => 24)) AS preterm, rate_per_1000(perinatal_death(mortality)) AS deaths, percentage(is_sga(birthweight, ga_days, sex)) AS sga, ga_band(ga_days) AS band FROM %s WHERE is_big2(birthweight, ga_days, sex) GROUP BY region, ga_band(ga_days) HAVING denominator(rate(is_preterm(ga_days))) > 10'
SELECT ok(on_nodes(format(:'everything', 'birth'), piece), 'sent to the nodes: ' || piece)
	FROM unnest(ARRAY['kansrijk.rate(kansrijk.is_preterm(', 'FILTER (WHERE kansrijk.in_scope(',
		'kansrijk.rate_per_1000(kansrijk.perinatal_death(', 'kansrijk.percentage(kansrijk.is_sga(',
		'WHERE (kansrijk.is_big2(', '''41+''::kansrijk.ga_band', 'HAVING ((kansrijk.denominator(kansrijk.rate(']) piece;
SELECT bag_eq(format(:'everything', 'birth'), format(:'everything', 'local_birth'),
	'definitions, FILTER, WHERE, GROUP BY and HAVING give the same there and here');

\set rows 'SELECT province, municipality, ga_days, birthweight FROM %s WHERE is_big2(birthweight, ga_days, sex) AND region = ''zuid'''
SELECT matches((SELECT string_agg(q, '; ') FROM remote_sql(format(:'rows', 'birth')) q),
	'^SELECT [^;]*WHERE[^;]*kansrijk\.is_big2\([^;]*$',
	'is_big2 in WHERE is sent, to the node that the partition says');
SELECT bag_eq(format(:'rows', 'birth'), format(:'rows', 'local_birth'), 'and finds the same births');

-- What postgres_fdw does not send gives the same, computed here.
\set by_sex 'SELECT sex, rate(is_big2(birthweight, ga_days, sex)) FROM %s GROUP BY sex'
SELECT ok(NOT on_nodes(format(:'by_sex', 'birth'), 'kansrijk.rate('),
	'parts of a group are not counted on nodes: postgres_fdw has no partial aggregates');
SELECT bag_eq(format(:'by_sex', 'birth'), format(:'by_sex', 'local_birth'),
	'a group that is on both nodes is counted here');
\set by_sex_by_region 'SELECT sex, rate(r) FROM (SELECT region, sex, rate(is_big2(birthweight, ga_days, sex)) AS r FROM birth GROUP BY region, sex) s GROUP BY sex'
SELECT ok(on_nodes(:'by_sex_by_region', 'kansrijk.rate(kansrijk.is_big2('),
	'grouped by the partition column too, it is counted on the nodes');
SELECT bag_eq(:'by_sex_by_region', format(:'by_sex', 'local_birth'), 'and the roll-up is the same');
\set cube 'SELECT region, sex, rate(is_big2(birthweight, ga_days, sex)) FROM %s GROUP BY CUBE (region, sex)'
SELECT ok(NOT on_nodes(format(:'cube', 'birth'), 'GROUP BY'), 'grouping sets are not sent');
SELECT bag_eq(format(:'cube', 'birth'), format(:'cube', 'local_birth'), 'and are right');

\set clamp 'SELECT region, rate(is_sga(birthweight, ga_days, sex, out_of_range => ''clamp'')) FROM %s GROUP BY region'
SELECT ok(NOT on_nodes(format(:'clamp', 'birth'), 'is_sga'),
	'an option that is a text has a collation of its own, so the call is not sent');
SELECT bag_eq(format(:'clamp', 'birth'), format(:'clamp', 'local_birth'), 'and is right');
\set coded 'SELECT region, rate(is_big2(birthweight, ga_days, sex_code(province))) FROM birth WHERE birthweight IS NULL GROUP BY region'
SELECT ok(on_nodes(:'coded', 'kansrijk.is_big2(birthweight, ga_days, kansrijk.sex_code('),
	'sex as text is sent when sex_code is written out');
SELECT ok(NOT on_nodes(replace(:'coded', 'sex_code(province)', 'province'), 'is_big2'), 'and is not sent without');

ALTER SERVER north OPTIONS (DROP extensions);
SELECT is((SELECT count(*) FILTER (WHERE q ~ 'kansrijk') FROM remote_sql(format(:'by_area', 'birth')) q), 1::bigint,
	'a server without the option gets nothing of kansrijk');
SELECT bag_eq(format(:'by_area', 'birth'), format(:'by_area', 'local_birth'), 'and the answer is the same');
ALTER SERVER north OPTIONS (ADD extensions 'kansrijk');

-- Rates that the nodes have counted in views of their own: doc/distributed.md made
-- big2 on the south.
CREATE FOREIGN TABLE south_big2 (region text, province text, municipality text, year smallint,
	r rate) SERVER south OPTIONS (table_name 'big2');
\set south 'SELECT municipality, rate(r) FROM south_big2 GROUP BY municipality'
SELECT bag_eq(:'south', 'SELECT municipality, rate(is_big2(birthweight, ga_days, sex)) FROM local_birth WHERE region = '
	'''zuid'' GROUP BY municipality', 'rates from a view on a node');
SELECT is((SELECT rate(r) FROM south_big2), (SELECT rate(is_big2(birthweight, ga_days, sex)) FROM local_birth
	WHERE region = 'zuid'), 'roll up to the total');
SELECT matches((SELECT string_agg(q, '; ')
	FROM remote_sql('SELECT municipality, r FROM south_big2 WHERE r > ''200/1000'' ORDER BY r DESC LIMIT 5') q),
	'WHERE \(\(r OPERATOR\(kansrijk\.>\) ''200/1000''\)\) ORDER BY r DESC', 'comparison and order of rates are sent');
SELECT results_eq('SELECT r FROM south_big2 WHERE r > ''200/1000'' ORDER BY r DESC LIMIT 5',
	'SELECT r FROM (SELECT rate(is_big2(birthweight, ga_days, sex)) AS r FROM local_birth WHERE region = ''zuid'' '
		'GROUP BY municipality) s WHERE r > ''200/1000'' ORDER BY r DESC LIMIT 5', 'and order the same');

-- Window functions over what the nodes counted
\set protected 'SELECT region, municipality, sex, r, sdc_status(r, ''rivm'', mask, region, municipality, sex) OVER () AS status FROM (SELECT region, municipality, sex, GROUPING(region, municipality, sex) AS mask, rate(r) AS r FROM (SELECT region, municipality, sex, rate(is_big2(birthweight, ga_days, sex)) AS r FROM %s WHERE sex IN (1, 2) GROUP BY region, municipality, sex) cells GROUP BY ROLLUP (region, municipality), CUBE (sex)) cube'
SELECT ok(on_nodes(format(:'protected', 'birth'), 'kansrijk.rate(kansrijk.is_big2('),
	'the cells of a protected table are counted on the nodes');
SELECT ok('WindowAgg' = ANY (here(format(:'protected', 'birth'))), 'and protected here');
SELECT ok((SELECT bool_and(q !~ 'sdc_status') FROM remote_sql(format(:'protected', 'birth')) q),
	'sdc_status is not sent');
SELECT format(:'protected', 'local_birth') AS protected_here \gset
SELECT bag_eq(format(:'protected', 'birth'), :'protected_here', 'the pattern of suppression is that of one server');
SELECT is((SELECT count(DISTINCT status = 'publish') FROM (:protected_here) p), 2::bigint,
	'in which some is hidden and some is shown');

\set rolling 'SELECT region, year, rolling_rate(r, year, 1) OVER (PARTITION BY region ORDER BY year) FROM (SELECT region, year, rate(perinatal_death(mortality)) AS r FROM %s GROUP BY region, year) s'
SELECT ok(on_nodes(format(:'rolling', 'birth'), 'kansrijk.rate(kansrijk.perinatal_death('),
	'annual rates are counted on the nodes');
SELECT bag_eq(format(:'rolling', 'birth'), format(:'rolling', 'local_birth'), 'and rolled here');

-- The largest counts travel whole, in text and back.
SELECT is(r, '9223372036854775807/9223372036854775807 ?9223372036854775807', 'a rate keeps every digit between servers')
	FROM (SELECT municipality, r + '9223372036854770000/9223372036854770000 '
		'?9223372036854775807'::rate - r + '5807/5807' AS r FROM south_big2 WHERE unknown(r) = 0 LIMIT 1) s;

SELECT * FROM finish();
ROLLBACK;
