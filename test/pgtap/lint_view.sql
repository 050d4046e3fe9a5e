-- lint_view: for each rule a view that breaks it and nothing else, and views that
-- break none.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CREATE SCHEMA lint_source;
CREATE SCHEMA lint;
CREATE TABLE lint_source.birth (provincie text, gemeente text, year integer, preterm boolean, sga boolean,
	grams integer, maand integer);
CREATE TABLE lint_source.counts (provincie text, gemeente text, births bigint);
CREATE TABLE lint_source.area (code text, name text);
CREATE TABLE lint_source.classification (code text, year integer, name text, valid daterange, PRIMARY KEY (code, year));
CREATE TABLE lint_source.person (id integer PRIMARY KEY, code text, name text);

-- What most views below start from: a cube, and the same with its status.
CREATE VIEW lint_source.cube AS
	SELECT provincie, gemeente, year, GROUPING(provincie, gemeente, year) AS mask, rate(preterm) AS r, rate(sga) AS r2,
		count(*) AS n
	FROM lint_source.birth GROUP BY ROLLUP (provincie, gemeente), year;
CREATE VIEW lint_source.protected AS
	SELECT *, sdc_status(r, 'rivm', mask, provincie, gemeente, year) OVER () AS status FROM lint_source.cube;

-- Creates a view as a careful owner would, and says what lint_view finds in it.
CREATE FUNCTION found(query text, options text DEFAULT 'security_barrier') RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'DROP VIEW IF EXISTS lint.subject';
	EXECUTE format('CREATE VIEW lint.subject %s AS %s', CASE WHEN options <> '' THEN format('WITH (%s)', options)
		ELSE '' END, query);
	RETURN QUERY SELECT concat_ws(' ', l.severity, l.rule, substring(l.object FROM '^lint\.subject\.(.*)'))
		FROM kansrijk.lint_view('lint.subject') l;
END $$;

-- Clean.
SELECT is_empty($$ SELECT found('SELECT provincie, gemeente, year, sdc_mask(per_1000(r), status) AS per_1000 FROM '
	'lint_source.protected') $$, 'clean: sdc_mask');
SELECT is_empty($$ SELECT found('SELECT provincie, (p).* FROM (SELECT provincie, sdc_publish(r, status) AS p FROM '
	'lint_source.protected) x') $$, 'clean: sdc_publish, and a status that does not tell why');
SELECT is_empty($$ SELECT found('SELECT provincie, CASE WHEN status = ''publish'' THEN numerator(r) END AS n, CASE '
	'status WHEN ''publish'' THEN one_in(r) END AS o, CASE WHEN status <> ''publish'' THEN NULL ELSE denominator(r) '
	'END AS d FROM lint_source.protected') $$, 'clean: three ways to write CASE');
SELECT is_empty($$ SELECT found('SELECT provincie, CASE WHEN status IN (''publish'', ''empty'') AND year > 2015 THEN '
	'rate_ci(r) END AS n FROM lint_source.protected') $$, 'clean: IN, and other conditions beside the status');
SELECT is_empty($$ SELECT found('SELECT b.provincie, a.name, sdc_mask(per_1000(b.r), b.status) AS per_1000 FROM '
	'lint_source.protected b LEFT JOIN lint_source.area a ON a.code = b.gemeente WHERE year = 2020') $$,
	'clean: names joined, and a filter on a label, above the window');
SELECT is_empty($$ SELECT found('SELECT max(per_1000) FILTER (WHERE year = 2020) AS y2020, max(per_1000) FILTER (WHERE '
	'year = 2021) AS y2021, provincie FROM (SELECT provincie, year, sdc_mask(per_1000(r), status) AS per_1000 FROM '
	'lint_source.protected) m GROUP BY provincie') $$, 'clean: masked values, turned');
SELECT is_empty($$ SELECT found('SELECT provincie, count(*) AS areas FROM lint_source.protected GROUP BY provincie') $$,
	'clean: a count of cells is no count of people');
SELECT is_empty($$ SELECT found('WITH c AS (SELECT provincie, gemeente, GROUPING(provincie, gemeente) AS mask, '
	'sum(births)::bigint AS births FROM lint_source.counts GROUP BY CUBE (provincie, gemeente)), s AS (SELECT *, '
	'sdc_status(births, ''rivm'', mask, provincie, gemeente) OVER () AS status FROM c) SELECT provincie, gemeente, '
	'sdc_mask(births, status) AS births, rank() OVER (ORDER BY sdc_mask(births, status)) FROM s') $$,
	'clean: WITH, counts of a table, a rank of masked values');
SELECT is_empty($$ SELECT found('SELECT provincie, sdc_mask(births, sdc_status(births, ''rivm'', 0, provincie, '
	'gemeente) OVER ()) AS births FROM lint_source.counts') $$,
	'clean: a column of a table, known to be a figure because it is protected');
CREATE VIEW lint_source.labelled AS SELECT *, int4range(year, year + 1) AS period, ARRAY[provincie, gemeente] AS labels
	FROM lint_source.cube;
SELECT is_empty($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM (SELECT *,
		kansrijk_intern.status_of(r, ''rivm'', NULL, 0, mask, 1, period, labels, false) OVER () AS status FROM '
			'lint_source.labelled) x') $$,
	'clean: the status of cells with their labels in an array');
SELECT set_eq(format($$ SELECT found('SELECT provincie, %s OVER () AS x FROM (SELECT *, ''publish''::cell_status AS '
	'status FROM lint_source.labelled) l') $$, call),
	format($$ SELECT found('SELECT provincie, %s OVER () AS x FROM (SELECT *, ''publish''::cell_status AS status FROM '
		'lint_source.labelled) l') $$, known), call)
FROM (VALUES ('kansrijk_intern.interval_of(r, ''''rivm'''', status, mask, 1, period, labels)',
	'sdc_interval(r, ''''rivm'''', status, mask, period, provincie, gemeente)'),
	('kansrijk_intern.exposed_of(r, ''''rivm'''', status, mask, 1, period, labels)',
		'sdc_exposed(r, ''''rivm'''', status, mask, period, provincie, gemeente)')) v(call, known);
SELECT is_empty($$ SELECT found('SELECT provincie, gemeente, sdc_round_small(n, 5, mask, provincie, gemeente, year) '
	'OVER () AS n FROM lint_source.cube') $$, 'clean: small counts rounded as a system');
SELECT is_empty($$ SELECT found('SELECT provincie, sdc_mask(numerator(r) - numerator(r2), sdc_derived_status(status, '
	'status2)) AS more FROM (SELECT *, sdc_status(r, ''rivm'', mask, provincie, gemeente, year) OVER () AS status, '
	'sdc_status(r2, ''rivm'', mask, provincie, gemeente, year) OVER () AS status2 FROM lint_source.cube) p') $$,
	'clean: a difference of two figures, masked by both');
SELECT is_empty($$ SELECT found('SELECT kind, provincie, sdc_mask(per_1000(v), status) AS v FROM (SELECT *, '
	'sdc_status(v, ''rivm'', mask, provincie, gemeente, year) OVER (PARTITION BY kind) AS status FROM (SELECT c.*, '
	'kind, v FROM lint_source.cube c, LATERAL (VALUES (1, r), (2, r2)) k(kind, v)) l) p') $$,
	'clean: partitioned by the number of a definition, which is no column of the data');

SELECT is_empty($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM '
	'lint_source.protected WHERE r IS NOT NULL AND num_nonnulls(n, r2) > 0') $$,
	'clean: whether there is a figure at all');

-- Figures that arrive unmasked.
SELECT results_eq($$ SELECT found('SELECT provincie, rate(preterm) AS r, count(*) AS n, avg(grams) AS grams FROM '
	'lint_source.birth GROUP BY provincie') $$,
	ARRAY['error unprotected grams', 'error unprotected n', 'error unprotected r'],
		'unprotected: rates, counts and means without a status');
SELECT results_eq($$ SELECT found('SELECT provincie, CASE WHEN numerator(r) >= 10 THEN per_1000(r) END AS per_1000 '
	'FROM lint_source.cube') $$, ARRAY['error unprotected per_1000'],
	'unprotected: a threshold in the view is no status');
SELECT results_eq($$ SELECT found('SELECT provincie, row_number() OVER (ORDER BY r) AS place FROM lint_source.cube') $$,
	ARRAY['error unprotected place'], 'unprotected: a rank tells');
SELECT results_eq($$ SELECT found('SELECT provincie, (SELECT count(*) FROM lint_source.birth b WHERE b.provincie = '
	'c.provincie) AS n FROM lint_source.cube c') $$, ARRAY['error unprotected n'],
	'unprotected: a subquery in the list');
SELECT results_eq($$ SELECT found('SELECT provincie, rank() OVER (ORDER BY rate(preterm)) AS place, '
	'unknown(rate(preterm)) AS u FROM lint_source.birth GROUP BY provincie') $$,
	ARRAY['error unprotected place', 'warning unknown u'],
		'unknown: also when the rate was first met where its unknowns do not matter');
SELECT results_eq($$ SELECT found('SELECT provincie, n FROM lint_source.cube UNION ALL SELECT provincie, 0 FROM '
	'lint_source.cube') $$, ARRAY['error unprotected n'], 'unprotected: in one part of a UNION');
SELECT results_eq($$ SELECT found('WITH RECURSIVE w AS (SELECT provincie, n, 1 AS i FROM lint_source.cube UNION ALL '
	'SELECT provincie, n, i + 1 FROM w WHERE i < 3) SELECT * FROM w') $$, ARRAY['error unprotected n'],
	'unprotected: through a recursive query');
SELECT results_eq($$ SELECT found('SELECT * FROM (SELECT provincie FROM lint_source.cube) a JOIN (SELECT provincie, '
	'per_1000(r) AS v FROM lint_source.cube) b USING (provincie)') $$, ARRAY['error unprotected v'],
	'unprotected: through a join');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000, per_1000(r) - 5 AS '
	'change FROM lint_source.protected') $$, ARRAY['error unmasked change'], 'unmasked: computed from a hidden value');
SELECT results_eq($$ SELECT found('SELECT provincie, CASE WHEN status <> ''publish'' THEN ''< '' || numerator(r) ELSE '
	'''ok'' END AS label FROM lint_source.protected') $$, ARRAY['error unmasked label'],
	'unmasked: the branch for hidden ones');
SELECT results_eq($$ SELECT found('SELECT b.provincie, sdc_mask(b.n, b.status) AS n, c.births FROM (SELECT *, '
	'sdc_status(n, ''rivm'', mask, provincie, gemeente, year) OVER () AS status FROM lint_source.cube) b JOIN (SELECT '
	'gemeente, sum(births) AS births FROM lint_source.counts GROUP BY gemeente) c USING (gemeente)') $$,
	ARRAY['error unmasked births'], 'unmasked: joined from elsewhere');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r2), status) AS per_1000 FROM '
	'lint_source.protected') $$, ARRAY['error other_status per_1000'],
	'other_status: masked by the status of another rate');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM (SELECT *, '
	'sdc_status(denominator(r), ''rivm'', mask, provincie, gemeente, year) OVER () AS status FROM lint_source.cube) '
	'p') $$,
	ARRAY['error other_status per_1000'], 'other_status: a rate, masked by the status of its denominator');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(n, status) AS n FROM lint_source.protected') $$,
	ARRAY['error other_status n'], 'other_status: count(*) has the unknowns that the rate leaves out');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(n, sdc_primary(n, ''rivm'')) AS n FROM '
	'lint_source.cube') $$, ARRAY['error primary_only n'], 'primary_only: without secondary cells');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(numerator(r), status) AS n, sdc_interval(r, status, '
	'mask, provincie, gemeente, year) OVER () AS feasible, sdc_explain(r, ''rivm'', status, ''nl'', mask, provincie, '
	'gemeente, year) OVER () AS why FROM lint_source.protected') $$,
	ARRAY['error owner_only feasible', 'error owner_only why'], 'owner_only: what explains hidden cells prints them');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(r, status) AS r, sdc_mask(unknown(r), status) AS '
	'unknown, unknown_as_no(sdc_mask(r, status)) AS kept FROM lint_source.protected') $$,
	ARRAY['warning unknown r', 'warning unknown unknown'],
		'unknown: the status of a rate does not protect its unknowns');

-- Rounding that is undone.
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(sdc_round(numerator(r), 5), status) AS rounded, '
	'sdc_mask(numerator(r), status) AS exact FROM lint_source.protected') $$, ARRAY['warning exact_count exact'],
	'exact_count: the same count, rounded and not');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(sdc_round(numerator(r), 5), status) AS rounded, '
	'sdc_mask(round(per_1000(r)::numeric, 1), status) AS per_1000 FROM lint_source.protected') $$,
	ARRAY['warning decimals per_1000'], 'decimals: a rate of the exact count beside a rounded one');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(births, status) AS births FROM (SELECT *, '
	'sdc_status(births, ''ahti'', 0, provincie, gemeente) OVER () AS status FROM lint_source.counts) p') $$,
	ARRAY['warning exact_count births'], 'exact_count: the policy asks for rounding');
SELECT is_empty($$ SELECT found('SELECT provincie, sdc_mask(sdc_round_by(births, ''ahti''), status) AS births FROM '
	'(SELECT *, sdc_status(births, ''ahti'', 0, provincie, gemeente) OVER () AS status FROM lint_source.counts) p') $$,
	'exact_count: not when it is rounded');

-- Rows.
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM '
	'lint_source.protected WHERE status = ''publish''') $$, ARRAY['warning filter'], 'filter: on the status');
SELECT results_eq($$ SELECT found('SELECT * FROM (SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM '
	'lint_source.protected) m WHERE per_1000 IS NOT NULL') $$, ARRAY['warning filter'],
	'filter: on whether a masked value is there');
SELECT results_eq($$ SELECT found('SELECT a.name, sdc_mask(per_1000(r), status) AS per_1000 FROM lint_source.area a '
	'JOIN lint_source.protected p ON p.gemeente = a.code AND p.status = ''publish''') $$, ARRAY['warning filter'],
	'filter: in an inner join');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM '
	'lint_source.protected WHERE numerator(r) >= 10') $$, ARRAY['warning filter'], 'filter: on a count');
SELECT results_eq($$ SELECT found('SELECT provincie, count(*) AS n FROM lint_source.birth GROUP BY provincie HAVING '
	'count(*) >= 10') $$, ARRAY['error unprotected n', 'warning filter'], 'filter: HAVING');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM '
	'lint_source.protected LIMIT 10') $$, ARRAY['warning sample'], 'sample: LIMIT');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(births, sdc_status(births, ''rivm'', 0, provincie, '
	'gemeente) OVER ()) AS births FROM lint_source.counts TABLESAMPLE BERNOULLI (10)') $$, ARRAY['warning sample'],
	'sample: TABLESAMPLE');
SELECT is_empty($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM (SELECT * FROM '
	'lint_source.protected OFFSET 0) p') $$, 'sample: not OFFSET 0, which takes nothing away');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000 FROM '
	'lint_source.protected ORDER BY r') $$, ARRAY['warning order'], 'order: by a hidden value');

CREATE FUNCTION lint_source.trap() RETURNS bigint LANGUAGE plpgsql IMMUTABLE
	AS $$ BEGIN RAISE EXCEPTION 'executed by who lints it'; END $$;
SELECT results_eq($$ SELECT found('SELECT provincie FROM lint_source.protected LIMIT lint_source.trap()') $$,
	ARRAY['warning sample'], 'no function of a view is executed, constant as it may be');
SELECT results_eq($$ SELECT found('SELECT provincie FROM lint_source.protected LIMIT 1 / 0') $$,
	ARRAY['warning sample'],
	'sample: LIMIT is not evaluated');
SELECT is_empty($$ SELECT found('SELECT provincie FROM lint_source.protected LIMIT ' || l)
	FROM unnest('{ALL,"NULL",1,1::bigint}'::text[]) l $$, 'sample: not LIMIT ALL, nor that of a look-up');

-- Partitions.
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), sdc_status(r, ''rivm'', mask, provincie, '
	'gemeente, year) OVER (PARTITION BY year)) AS per_1000 FROM lint_source.cube') $$, ARRAY['error partition'],
	'partition: by a dimension');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), sdc_status(r, ''rivm'', mask, provincie, '
	'gemeente, year) OVER (PARTITION BY year / 5)) AS per_1000 FROM lint_source.cube') $$, ARRAY['error partition'],
	'partition: by what is computed from a dimension');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), sdc_status(r, ''rivm'', mask, provincie, '
	'gemeente) OVER (PARTITION BY year)) AS per_1000 FROM lint_source.cube') $$, ARRAY['warning partition'],
	'partition: by a column that is no dimension');

SELECT results_eq($$ SELECT found('SELECT y, provincie, sdc_mask(per_1000(r), sdc_status(r, ''rivm'', mask, provincie)
		OVER (PARTITION BY y)) AS v
	FROM (SELECT y, provincie, GROUPING(provincie) AS mask, rate(preterm) AS r
		FROM lint_source.birth, ' || years || ' WHERE year BETWEEN y - 4 AND y GROUP BY y, ROLLUP (provincie)) c')
	FROM unnest('{generate_series(2016\, 2020) y,(VALUES (2016)\, (2020)) k(y)}'::text[]) years $$,
	ARRAY['warning partition', 'warning partition'], 'partition: by what cells were grouped by, though from no table');
SELECT results_eq($$ SELECT found('SELECT y, provincie, sdc_mask(per_1000(rate(preterm)), sdc_status(rate(preterm),
		''rivm'', GROUPING(provincie), provincie) OVER (PARTITION BY y)) AS v
	FROM lint_source.birth, generate_series(2016, 2020) y WHERE year BETWEEN y - 4 AND y
	GROUP BY y, ROLLUP (provincie)') $$,
	ARRAY['warning partition'], 'partition: by what cells are grouped by in the same query');
SELECT results_eq($$ SELECT found('SELECT known, provincie, sdc_mask(per_1000(r), sdc_status(r, ''rivm'', mask, '
	'provincie)
		OVER (PARTITION BY known)) AS v
	FROM (SELECT EXISTS (SELECT FROM lint_source.area WHERE code = gemeente) AS known, provincie,
			GROUPING(provincie) AS mask, rate(preterm) AS r
		FROM lint_source.birth GROUP BY 1, ROLLUP (provincie)) c') $$,
	ARRAY['warning partition'], 'partition: by a subquery that cells were grouped by');

-- Policies.
CREATE FUNCTION found_with(policy text, figure text DEFAULT 'r') RETURNS SETOF text LANGUAGE sql
	AS $$ SELECT line
		FROM found(format('SELECT provincie, sdc_mask(%2$s, sdc_status(%2$s, %1$L, mask, provincie, gemeente, year)
		OVER ()) AS v FROM lint_source.cube', policy, figure)) AS f (line) WHERE line <> 'warning unknown v' $$;
SELECT results_eq(format('SELECT found_with(%L)', p), ARRAY['error policy'], 'policy: a rate under ' || p)
	FROM unnest('{none,"min_count=0","min_count=1","min_count=1, min_interval=5","none, '
		'min_suppressed_sum=10"}'::text[]) p;
SELECT results_eq(format('SELECT found_with(%L, %L)', p, 'n'), ARRAY['error policy'], 'policy: a count under ' || p)
	FROM unnest('{none,"min_denominator=10","max_share=90"}'::text[]) p;
SELECT is_empty(format('SELECT found_with(%L)', p), 'policy: one that protects a rate: ' || p)
	FROM unnest('{rivm,statline,"min_count=2","min_count=1, '
		'zero=protect",min_denominator=10,min_complement=3,max_share=90}'
		::text[]) p;
SELECT is_empty($$ SELECT found('SELECT provincie, sdc_round_by(n, ''round=5'') AS n FROM (SELECT provincie, n,
	sdc_status(n, ''round=5'', mask, provincie, gemeente, year) OVER () AS status FROM lint_source.cube) p')
	EXCEPT VALUES ('error unmasked n') $$, 'policy: one that rounds');

-- Single units.
SELECT results_eq($$ SELECT found('SELECT provincie, max(grams) AS heaviest FROM lint_source.birth GROUP BY '
	'provincie') $$, ARRAY['warning extreme heaviest'], 'extreme: the weight of one child');
SELECT results_eq($$ SELECT found('SELECT provincie, grams, year FROM lint_source.birth') $$, ARRAY['error rows'],
	'rows: of single births, without a notice of each column');
SELECT results_eq($$ SELECT found('SELECT DISTINCT provincie FROM lint_source.birth') $$, ARRAY['error rows'],
	'rows: the values that occur among births');
SELECT results_eq($$ SELECT found('SELECT provincie, status, status::text AS why, status = ''publish'' AS is_shown '
	'FROM lint_source.protected') $$, ARRAY['notice reason status', 'notice reason why'],
	'reason: which rule hid a figure');

-- Rows of single units; labels are no units.
SELECT results_eq($$ SELECT found('SELECT * FROM lint_source.birth') $$, ARRAY['error rows'], 'rows: the table itself');
SELECT results_eq($$ SELECT found('SELECT provincie FROM lint_source.birth WHERE preterm') $$, ARRAY['error rows'],
	'rows: without their numbers: how many there are is a count');
SELECT results_eq($$ SELECT found('SELECT a.name, b.sga FROM lint_source.area a JOIN lint_source.birth b ON b.gemeente '
	'= a.code') $$, ARRAY['error rows'], 'rows: joined to labels');
SELECT results_eq($$ SELECT found('SELECT a.name FROM lint_source.area a LEFT JOIN lint_source.birth b ON b.gemeente = '
	'a.code AND b.preterm WHERE b.gemeente IS NULL') $$, ARRAY['error rows'], 'rows: an anti-join');
SELECT results_eq($$ SELECT found('SELECT DISTINCT ON (provincie) provincie, grams FROM lint_source.birth') $$,
	ARRAY['error rows'], 'rows: DISTINCT ON');
SELECT results_eq($$ SELECT found('SELECT provincie FROM lint_source.birth GROUP BY provincie HAVING count(*) > 10') $$,
	ARRAY['error rows'], 'rows: groups of which nothing is computed, chosen by their count');
SELECT results_eq($$ SELECT found('SELECT code FROM lint_source.area UNION SELECT gemeente FROM lint_source.birth') $$,
	ARRAY['error rows'], 'rows: in one part of a UNION');
SELECT results_eq($$ SELECT found('SELECT code FROM lint_source.area EXCEPT SELECT gemeente FROM lint_source.birth') $$,
	ARRAY['error rows'], 'rows: what does not occur');
SELECT results_eq($$ SELECT found('SELECT gemeente, sdc_mask(per_1000(r), status) FROM lint_source.protected UNION ALL '
	'SELECT gemeente, grams FROM lint_source.birth') $$, ARRAY['error rows'], 'rows: in a UNION with protected cells');
SELECT results_eq($$ SELECT found('WITH b AS MATERIALIZED (SELECT * FROM lint_source.birth) SELECT x.maand FROM '
	'(SELECT * FROM b) x, lint_source.area') $$, ARRAY['error rows'], 'rows: through WITH and a subquery');
SELECT results_eq($$ SELECT found('SELECT p.provincie, sdc_mask(per_1000(r), status) AS per_1000, b.sga FROM '
	'lint_source.protected p JOIN lint_source.birth b USING (gemeente)') $$, ARRAY['error rows'],
	'rows: of what is counted, beside its protected cells');
SELECT results_eq($$ SELECT found('SELECT gemeente, births FROM lint_source.counts') $$, ARRAY['error rows'],
	'rows: counts in a table, which may be small');
SELECT is_empty($$ SELECT found('SELECT DISTINCT name FROM lint_source.area') $$, 'rows: not a table of labels');
SELECT is_empty($$ SELECT found('SELECT code, name FROM lint_source.classification WHERE valid @> '
	'daterange(''2020-01-01'', ''2020-12-31'')') $$,
	'rows: not the versions of labels, told apart by a year in the key');
CREATE TABLE lint_source.version (code text, year integer NOT NULL, name text, UNIQUE (code, year));
CREATE TABLE lint_source.area_of_source
	(kind text, code text, classification_year smallint, name text, parent_code text, valid daterange);
CREATE TABLE lint_source.register (id integer PRIMARY KEY, code text UNIQUE, name text);
SELECT is_empty($$ SELECT found('SELECT code, name FROM lint_source.version') $$,
	'rows: not the versions of labels in a unique key, though no primary one');
SELECT is_empty($$ SELECT found('SELECT code, name FROM lint_source.area_of_source WHERE valid @> current_date') $$,
	'rows: not the areas of a source, though without a key, as a foreign table is');
SELECT results_eq($$ SELECT found('SELECT code, name FROM lint_source.register') $$, ARRAY['error rows'],
	'rows: a unique text makes no labels of numbered persons');
SELECT results_eq($$ SELECT found('SELECT code, name FROM lint_source.person') $$, ARRAY['error rows'],
	'rows: a number as key makes no table of labels');

-- Collections and picked values.
SELECT results_eq($$ SELECT found('SELECT provincie, array_agg(gemeente) AS a, string_agg(gemeente, '','') AS b, '
	'json_agg(birth) AS c, jsonb_agg(grams) AS d, jsonb_object_agg(gemeente, grams) AS e, xmlagg(xmlelement(name x, '
	'grams)) AS f FROM lint_source.birth GROUP BY provincie') $$, ARRAY['error collected a', 'error collected b',
	'error collected c', 'error collected d', 'error collected e', 'error collected f'],
	'collected: every aggregate that keeps its values');
SELECT results_eq($$ SELECT found('SELECT provincie, array_length(array_agg(1), 1) AS n FROM lint_source.birth GROUP '
	'BY provincie') $$, ARRAY['error collected n'], 'collected: also of constants: their number is a count');
SELECT results_eq($$ SELECT found('SELECT a.code, ARRAY(SELECT grams FROM lint_source.birth b WHERE b.gemeente = '
	'a.code) AS grams, (SELECT sga FROM lint_source.birth b WHERE b.gemeente = a.code LIMIT 1) AS sga FROM '
	'lint_source.area a') $$, ARRAY['error collected grams', 'error collected sga'],
	'collected: by a subquery in the list');
SELECT results_eq($$ SELECT found('SELECT a.code, x.l FROM lint_source.area a, LATERAL (SELECT array_agg(sga) AS l '
	'FROM lint_source.birth b WHERE b.gemeente = a.code) x') $$, ARRAY['error collected l'],
	'collected: in a LATERAL subquery');
SELECT results_eq($$ SELECT found('SELECT provincie, sdc_mask(l[1], status) AS l FROM (SELECT *, sdc_status(r, '
	'''rivm'', mask, provincie) OVER () AS status FROM (SELECT provincie, GROUPING(provincie) AS mask, rate(preterm) '
	'AS r, array_agg(grams) AS l FROM lint_source.birth GROUP BY ROLLUP (provincie)) c) p') $$,
	ARRAY['error collected l'], 'collected: no status protects it');
SELECT is_empty($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), status) AS v FROM (SELECT *, sdc_status(r, '
	'''rivm'', mask, provincie) OVER () AS status FROM (SELECT provincie, GROUPING(provincie) AS mask, rate(preterm) '
	'AS r, array_agg(grams) AS l FROM lint_source.birth GROUP BY ROLLUP (provincie)) c) p') $$,
	'collected: not when it is not shown');
SELECT is_empty($$ SELECT found('SELECT name, array_agg(code), string_agg(code, '','') FROM lint_source.area GROUP BY '
	'name') $$, 'collected: not labels');
SELECT is_empty($$ SELECT found('SELECT provincie, array_agg(v), jsonb_agg(m), string_agg(gemeente, '','') FROM '
	'(SELECT provincie, gemeente, sdc_mask(per_1000(r), status) AS v FROM lint_source.protected) m GROUP BY '
	'provincie') $$, 'collected: not masked values');
SELECT results_eq($$ SELECT found('SELECT provincie, min(gemeente) AS a, mode() WITHIN GROUP (ORDER BY gemeente) AS b, '
	'percentile_disc(0.5) WITHIN GROUP (ORDER BY gemeente) AS c, max(grams) + 0 AS d FROM lint_source.birth GROUP BY '
	'provincie') $$, ARRAY['warning extreme a', 'warning extreme b', 'warning extreme c', 'warning extreme d'],
	'extreme: a picked value of one birth, also of a text');
SELECT results_eq($$ SELECT found('SELECT provincie, mode() WITHIN GROUP (ORDER BY grams) AS a, '
	'percentile_cont(ARRAY[0, 1]::float8[]) WITHIN GROUP (ORDER BY grams) AS b, sum(make_interval(days => grams)) AS c '
	'FROM lint_source.birth GROUP BY provincie') $$, ARRAY['error unprotected a', 'error unprotected b',
	'error unprotected c'], 'unprotected: numbers of units, of any type');
SELECT is_empty($$ SELECT found('SELECT left(code, 2), min(name) FROM lint_source.area GROUP BY 1') $$,
	'extreme: not of labels');

SELECT results_eq($$ SELECT found('SELECT gemeente, (SELECT max(b.grams)) AS a, (SELECT array_agg(b.grams)) AS b,
		(SELECT bool_or(b.sga)) AS c, (SELECT (SELECT count(*) FILTER (WHERE b.sga)) FROM lint_source.area LIMIT 1) AS d
	FROM lint_source.birth b GROUP BY gemeente') $$,
	ARRAY['error collected b', 'error unprotected d', 'warning extreme a', 'warning zero c'],
	'an aggregate of the query around it, in a subquery');

-- Windows.
SELECT results_eq($$ SELECT found('SELECT row_number() OVER (PARTITION BY provincie) AS a, rank() OVER (ORDER BY '
	'grams) AS b, ntile(4) OVER (ORDER BY grams) AS c, lag(sga) OVER () AS d, first_value(gemeente) OVER () AS e FROM '
	'lint_source.birth') $$, ARRAY['error collected d', 'error collected e', 'error rows', 'error unprotected a',
	'error unprotected b', 'error unprotected c'], 'windows over units: places are counts, and values those of others');
SELECT results_eq($$ SELECT found('SELECT provincie, max(n) AS n, max(v) AS v FROM (SELECT provincie, row_number() '
	'OVER (PARTITION BY provincie) AS n, first_value(gemeente) OVER () AS v FROM lint_source.birth) x GROUP BY '
	'provincie') $$, ARRAY['error collected v', 'error unprotected n'],
	'windows over units: the largest place is the count');
SELECT is_empty($$ SELECT found('SELECT code, row_number() OVER (ORDER BY name), lag(code) OVER (ORDER BY name) FROM '
	'lint_source.area') $$, 'windows over labels');
SELECT is_empty($$ SELECT found('SELECT provincie, row_number() OVER (PARTITION BY provincie), lag(v) OVER (ORDER BY '
	'gemeente), first_value(v) OVER (), max(v) OVER () FROM (SELECT provincie, gemeente, sdc_mask(per_1000(r), status) '
	'AS v FROM lint_source.protected) m') $$, 'windows over masked figures');
SELECT is_empty($$ SELECT found('SELECT provincie, sdc_mask(per_1000(r), sdc_status(r, ''rivm'', mask, provincie) OVER '
	'()) AS v FROM (SELECT provincie, GROUPING(provincie) AS mask, rate(preterm) AS r FROM (SELECT *, row_number() '
	'OVER (PARTITION BY gemeente, grams) AS n FROM lint_source.birth) x WHERE n = 1 GROUP BY ROLLUP (provincie)) c') $$,
	'windows that choose the units that are counted');

-- Whether a count is zero.
SELECT results_eq($$ SELECT found('SELECT a.name, EXISTS (SELECT FROM lint_source.birth b WHERE b.gemeente = a.code '
	'AND sga) AS there FROM lint_source.area a') $$, ARRAY['warning zero there'], 'zero: EXISTS');
SELECT results_eq($$ SELECT found('SELECT a.name FROM lint_source.area a WHERE EXISTS (SELECT FROM lint_source.birth b '
	'WHERE b.gemeente = a.code AND sga)') $$, ARRAY['warning zero'], 'zero: EXISTS in WHERE');
SELECT results_eq($$ SELECT found('SELECT a.name, NOT EXISTS (SELECT FROM lint_source.birth b WHERE b.gemeente = '
	'a.code AND sga) AS there FROM lint_source.area a') $$, ARRAY['warning zero there'], 'zero: NOT EXISTS');
SELECT results_eq($$ SELECT found('SELECT a.name FROM lint_source.area a WHERE NOT EXISTS (SELECT FROM '
	'lint_source.birth b WHERE b.gemeente = a.code AND sga)') $$, ARRAY['warning zero'], 'zero: NOT EXISTS in WHERE');
SELECT results_eq($$ SELECT found('SELECT a.name, a.code IN (SELECT gemeente FROM lint_source.birth WHERE sga) AS '
	'there FROM lint_source.area a') $$, ARRAY['warning zero there'], 'zero: IN');
SELECT results_eq($$ SELECT found('SELECT a.name FROM lint_source.area a WHERE a.code IN (SELECT gemeente FROM '
	'lint_source.birth WHERE sga)') $$, ARRAY['warning zero'], 'zero: IN in WHERE');
SELECT results_eq($$ SELECT found('SELECT a.name, a.code <> ALL (SELECT gemeente FROM lint_source.cube) AS there FROM '
	'lint_source.area a') $$, ARRAY['warning zero there'], 'zero: ALL, of cells');
SELECT results_eq($$ SELECT found('SELECT a.name FROM lint_source.area a WHERE a.code <> ALL (SELECT gemeente FROM '
	'lint_source.cube)') $$, ARRAY['warning zero'], 'zero: ALL, of cells in WHERE');
SELECT results_eq($$ SELECT found('SELECT provincie, bool_or(sga) AS a, every(sga) AS b, max(grams) > 4500 AS c, '
	'max(gemeente) FILTER (WHERE sga) IS NULL AS d, (SELECT max(grams) FROM lint_source.birth) > 5000 AS e FROM '
	'lint_source.birth GROUP BY provincie') $$, ARRAY['warning zero a', 'warning zero b', 'warning zero c',
	'warning zero d', 'warning zero e'], 'zero: aggregates and comparisons that tell the same');
SELECT results_eq($$ SELECT found('SELECT p.gemeente, EXISTS (SELECT FROM lint_source.birth b WHERE b.gemeente = '
	'p.gemeente AND b.sga) AS there, sdc_mask(per_1000(r), status) AS v FROM lint_source.protected p') $$,
	ARRAY['warning zero there'], 'zero: of what is counted, beside its protected cells');
SELECT is_empty($$ SELECT found('SELECT a.name FROM lint_source.area a WHERE EXISTS (SELECT FROM lint_source.area b '
	'WHERE b.name = a.name)') $$, 'zero: not labels');
SELECT is_empty($$ SELECT found('SELECT p.gemeente, p.gemeente IN (SELECT code FROM lint_source.area) AS known, '
	'sdc_mask(per_1000(r), status) AS v FROM lint_source.protected p WHERE EXISTS (SELECT FROM lint_source.person q '
	'WHERE q.code = p.gemeente)') $$, 'zero: not of labels beside protected cells, also when these have numbers');
SELECT is_empty($$ SELECT found('SELECT a.name, EXISTS (SELECT FROM lint_source.protected p WHERE p.gemeente = a.code) '
	'FROM lint_source.area a') $$, 'zero: not of protected cells');
SELECT is_empty($$ SELECT found('SELECT late, sdc_mask(per_1000(r), sdc_status(r, ''rivm'', mask, late) OVER ()) AS v '
	'FROM (SELECT late, GROUPING(late) AS mask, rate(preterm) AS r FROM (SELECT b.*, EXISTS (SELECT FROM '
	'lint_source.birth c WHERE c.gemeente = b.gemeente AND c.maand > b.maand) AS late FROM lint_source.birth b) x '
	'WHERE provincie IN (SELECT provincie FROM lint_source.birth) GROUP BY ROLLUP (late)) c') $$,
	'zero: not what a unit is counted by');

-- Deep and long queries: an error of the stack, and nothing worse; and no time that doubles with each nesting.
CREATE VIEW lint_source.statuses AS
	SELECT provincie, count(*) AS n, sdc_status(count(*), 'rivm', 0, provincie) OVER () AS status
	FROM lint_source.birth GROUP BY provincie;
CREATE FUNCTION nested(before text, inside text, after text, times integer) RETURNS text LANGUAGE sql IMMUTABLE
	AS $$ SELECT repeat(before, times) || inside || repeat(after, times) $$;
CREATE TABLE deep (shape text, query text);
INSERT INTO deep VALUES
	('subqueries', nested('SELECT * FROM (', 'SELECT * FROM lint_source.cube', ') x', 600)),
	('subqueries without columns', nested('SELECT FROM (', 'SELECT FROM lint_source.cube', ') x', 1000)),
	('subqueries in expressions', nested('SELECT (', 'SELECT max(n) FROM lint_source.cube', ') AS x', 600)),
	('WITH', (SELECT 'WITH w0 AS (SELECT * FROM lint_source.cube)'
			|| string_agg(format(', w%s AS (SELECT * FROM w%s)', i, i - 1), '') || 'SELECT * FROM w1000'
		FROM generate_series(1, 1000) i)),
	('UNION', 'SELECT n FROM lint_source.cube' || nested(' UNION ALL SELECT n FROM lint_source.cube', '', '', 2500)),
	('a sum', 'SELECT n' || nested(' + n', '', '', 1000) || ' FROM lint_source.cube'),
	('CASE', 'SELECT ' || nested('CASE WHEN n > 3 THEN ', 'n', ' END', 800) || ' FROM lint_source.cube'),
	('masks', 'SELECT ' || nested('sdc_mask(', 'n', ', status)', 1000) || ' FROM lint_source.statuses'),
	('conditions', 'SELECT * FROM lint_source.protected WHERE '
		|| nested('NOT (year > 0 AND ', 'status = ''publish''', ')', 400));
CREATE FUNCTION depth_error(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text := 'none';
BEGIN
	EXECUTE 'CREATE VIEW lint.deep AS ' || query;
	SET LOCAL max_stack_depth = '100kB';
	BEGIN
		PERFORM count(*) FROM lint_view_query('lint.deep');
	EXCEPTION WHEN OTHERS THEN
		result := SQLSTATE;
	END;
	BEGIN
		PERFORM count(*) FROM lint_view_relations('lint.deep');
	EXCEPTION WHEN OTHERS THEN
		result := result || ' ' || SQLSTATE;
	END;
	RESET max_stack_depth;
	DROP VIEW lint.deep;
	RETURN result;
END $$;
SELECT is(depth_error(query), '54001 54001', 'too deep: ' || shape) FROM deep;
DO $$
BEGIN
	CREATE VIEW lint.deep_0 AS SELECT FROM lint_source.birth;
	FOR i IN 1..2000 LOOP
		EXECUTE format('CREATE VIEW lint.deep_%s AS SELECT FROM lint.deep_%s', i, i - 1);
	END LOOP;
END $$;
SELECT is(depth_error('SELECT FROM lint.deep_2000'), '54001 54001', 'too deep: views over views, without columns');
SELECT results_eq($$ SELECT rule FROM lint_view_query('lint.deep_2000') $$, ARRAY['rows'], 'not too deep: 2,000 views');
DO $$
BEGIN
	FOR i IN REVERSE 2000..0 LOOP
		EXECUTE format('DROP VIEW lint.deep_%s', i);
	END LOOP;
END $$;
SET statement_timeout = '20s';
SELECT is_empty(
	format('SELECT found(%L)', 'SELECT provincie, ' || nested('sdc_mask(', 'n', ', status)', 40)
		|| ' AS n FROM lint_source.statuses'),
	'40 masks over each other take 40 times as long as one');
RESET statement_timeout;

-- What is around the query.
SELECT results_eq($$ SELECT found('SELECT provincie FROM lint_source.protected', '') $$, ARRAY['warning barrier'],
	'barrier: a view without security_barrier');
SELECT results_eq($$ SELECT found('SELECT provincie FROM lint_source.protected',
	'security_barrier, security_invoker') $$, ARRAY['error invoker'],
	'invoker: a view that runs with the rights of the reader');

CREATE ROLE lint_reader;
CREATE ROLE lint_other;
GRANT USAGE ON SCHEMA lint, lint_source TO lint_reader, lint_other;
CREATE VIEW lint.rights WITH (security_barrier) AS SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000
	FROM lint_source.protected LEFT JOIN lint_source.area ON code = gemeente;
CREATE FUNCTION rights_found() RETURNS SETOF text LANGUAGE sql AS $$ SELECT concat_ws(' ', severity, rule, object)
	FROM kansrijk.lint_view('lint.rights') $$;
GRANT SELECT ON lint.rights TO lint_reader;
GRANT SELECT ON lint_source.area TO lint_reader;
GRANT SELECT ON lint_source.birth TO lint_other;
SELECT is_empty('SELECT rights_found()', 'rights: labels may be read, and another role may read the source');
GRANT SELECT (year) ON lint_source.birth TO lint_reader;
SELECT results_eq('SELECT rights_found()', ARRAY['error rights lint_source.birth'], 'rights: one column of the source');
CREATE FUNCTION relations_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'CREATE VIEW lint.reading AS ' || query;
	RETURN QUERY SELECT relation::text FROM lint_view_relations('lint.reading') WHERE is_evidence;
	DROP VIEW lint.reading;
END $$;
SELECT set_has(format('SELECT relations_of(%L)', 'SELECT a.code FROM lint_source.area a ' || rest),
		$$ VALUES ('lint_source.birth') $$, 'what a view reads, in ' || place)
	FROM (VALUES ('the condition of an outer join',
			'LEFT JOIN lint_source.area b ON EXISTS (SELECT FROM lint_source.birth WHERE gemeente = b.code)'),
		('a function', ', generate_series(1, (SELECT max(year) FROM lint_source.birth))'),
		('VALUES', ', (VALUES ((SELECT max(year) FROM lint_source.birth))) v'),
		('LIMIT', 'LIMIT (SELECT max(year) FROM lint_source.birth)'),
		('TABLESAMPLE', 'TABLESAMPLE bernoulli ((SELECT max(year) FROM lint_source.birth))')) p(place, rest);
SELECT matches((SELECT finding FROM lint_view('lint.rights')),
	'^role lint_reader may read the view and also lint_source.birth', 'rights: the role is named');
REVOKE SELECT (year) ON lint_source.birth FROM lint_reader;
GRANT SELECT ON lint_source.cube TO PUBLIC;
SELECT results_eq('SELECT rights_found()', ARRAY['error rights lint_source.cube'],
	'rights: a view with unmasked figures in between');
CREATE TABLE lint_source.diagnosis (person text, code text);
CREATE VIEW lint_source.named_area AS SELECT code, upper(name) AS name FROM lint_source.area;
GRANT SELECT ON lint_source.area, lint_source.named_area, lint_source.diagnosis TO lint_reader;
CREATE FUNCTION rights_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'CREATE VIEW lint.counted WITH (security_barrier) AS SELECT name, sdc_mask(per_1000(r),'
		' sdc_status(r, ''rivm'', mask, name) OVER ()) AS v FROM (' || query || ') c';
	GRANT SELECT ON lint.counted TO lint_reader;
	RETURN QUERY SELECT l.object FROM kansrijk.lint_view('lint.counted') l WHERE l.rule = 'rights' ORDER BY 1;
	DROP VIEW lint.counted;
END $$;
SELECT is_empty($$ SELECT rights_of('SELECT name, GROUPING(name) AS mask, rate(preterm) AS r
	FROM lint_source.birth JOIN lint_source.area ON code = gemeente GROUP BY ROLLUP (name)') $$,
	'rights: names of areas, which were joined before births were counted');
SELECT is_empty($$ SELECT rights_of('SELECT name, GROUPING(name) AS mask, rate(preterm) AS r
	FROM lint_source.birth JOIN (SELECT code, upper(name) AS name FROM lint_source.area) a ON code = gemeente
	WHERE EXISTS (SELECT FROM lint_source.area b WHERE b.code = provincie) GROUP BY ROLLUP (name)') $$,
	'rights: names of areas, in subqueries');
SELECT results_eq($$ SELECT rights_of('SELECT name, GROUPING(name) AS mask, rate(d.code = ''P07'') AS r
	FROM lint_source.diagnosis d JOIN lint_source.area a ON a.code = d.person GROUP BY ROLLUP (name)') $$,
	ARRAY['lint_source.area', 'lint_source.diagnosis'], 'rights: texts, among which one table is counted');
SELECT results_eq($$ SELECT rights_of('SELECT name, GROUPING(name) AS mask, rate(d.code = ''P07'') AS r
	FROM lint_source.birth b JOIN lint_source.area a ON a.code = gemeente
		JOIN lint_source.diagnosis d ON d.person = provincie GROUP BY ROLLUP (name)') $$,
	ARRAY['lint_source.diagnosis'], 'rights: texts that are counted, beside births');
SELECT results_eq($$ SELECT rights_of('SELECT name, GROUPING(name) AS mask, rate(u.code = ''P07'') AS r
	FROM (SELECT person, code FROM lint_source.diagnosis UNION ALL SELECT provincie, gemeente FROM lint_source.birth) u
		JOIN lint_source.area a ON a.code = u.person GROUP BY ROLLUP (name)') $$,
	ARRAY['lint_source.diagnosis'], 'rights: texts in a UNION with births');
CREATE VIEW lint.at_once WITH (security_barrier) AS
	SELECT name, sdc_mask(per_1000(rate(preterm)), sdc_status(rate(preterm), 'rivm', GROUPING(name), name) OVER ()) AS v
	FROM lint_source.birth JOIN lint_source.area ON code = gemeente GROUP BY ROLLUP (name);
GRANT SELECT ON lint.at_once TO lint_reader;
SELECT is_empty($$ SELECT * FROM lint_view('lint.at_once') $$,
	'rights: names of areas, where one query counts and protects');
REVOKE SELECT ON lint_source.named_area, lint_source.diagnosis FROM lint_reader;
REVOKE USAGE ON SCHEMA lint_source FROM lint_reader;
SELECT is_empty('SELECT rights_found()', 'rights: not without USAGE on the schema');
GRANT USAGE ON SCHEMA lint_source TO lint_reader;
REVOKE SELECT ON lint_source.cube FROM PUBLIC;
GRANT lint_other TO lint_reader;
SELECT results_eq('SELECT rights_found()', ARRAY['error rights lint_source.birth'], 'rights: through another role');
REVOKE lint_other FROM lint_reader;
GRANT pg_read_all_data TO lint_reader;
SELECT is((SELECT count(*) FROM rights_found() f WHERE f LIKE 'error rights lint_source.%'), 3::bigint,
	'rights: through pg_read_all_data');
REVOKE pg_read_all_data FROM lint_reader;
GRANT USAGE ON SCHEMA lint TO PUBLIC;
GRANT SELECT ON lint.rights TO PUBLIC;
SELECT results_eq('SELECT rights_found()', ARRAY['error rights lint_source.birth', 'warning public lint.rights'],
	'public: everybody reads it, and somebody reads the source');
REVOKE SELECT ON lint.rights FROM PUBLIC;
GRANT CREATE ON SCHEMA lint TO lint_reader;
SELECT results_eq('SELECT rights_found()', ARRAY['warning create lint.rights'],
	'create: the reader may put functions beside the view');
REVOKE CREATE ON SCHEMA lint FROM lint_reader;
GRANT pg_monitor TO lint_reader;
SELECT results_eq('SELECT rights_found()', ARRAY['warning statistics pg_read_all_stats'],
	'statistics: queries of others');
REVOKE pg_monitor FROM lint_reader;
GRANT SELECT ON pg_statistic TO lint_reader;
SELECT results_eq('SELECT rights_found()', ARRAY['warning statistics pg_statistic'],
	'statistics: common values of hidden columns');
REVOKE SELECT ON pg_statistic FROM lint_reader;
ALTER TABLE lint_source.birth ENABLE ROW LEVEL SECURITY;
SELECT results_eq('SELECT rights_found()', ARRAY['warning row_security lint_source.birth'],
	'row_security: the rows depend on who reads');
ALTER TABLE lint_source.birth DISABLE ROW LEVEL SECURITY;
SELECT is_empty('SELECT rights_found()', 'rights: all of them taken back');

CREATE FUNCTION lint_source.f(text) RETURNS text LANGUAGE sql IMMUTABLE LEAKPROOF AS 'SELECT $1';
CREATE FUNCTION lint_source.g(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION lint_source.h(text) RETURNS text LANGUAGE sql STABLE AS 'SELECT $1';
CREATE OPERATOR lint_source.~>~ (RIGHTARG = text, FUNCTION = lint_source.g);
SELECT results_eq($$ SELECT found('SELECT lint_source.f(provincie) FROM lint_source.protected') $$,
	ARRAY['error leakproof'], 'leakproof: a function of the owner');
SELECT results_eq($$ SELECT found('SELECT lint_source.g(provincie) FROM lint_source.protected') $$,
	ARRAY['warning volatile'], 'volatile: a function of the owner');
SELECT results_eq($$ SELECT found('SELECT OPERATOR(lint_source.~>~) provincie FROM lint_source.protected') $$,
	ARRAY['warning volatile'], 'volatile: behind an operator');
SELECT is_empty($$ SELECT found('SELECT lint_source.h(provincie) FROM lint_source.protected') $$,
	'volatile: a stable one is none');

CREATE MATERIALIZED VIEW lint.matview AS SELECT provincie, sdc_mask(per_1000(r), status) AS per_1000
	FROM lint_source.protected;
SELECT is_empty($$ SELECT rule FROM lint_view('lint.matview') $$,
	'barrier: not of a materialized view that nobody may read');
GRANT SELECT ON lint.matview TO lint_reader;
SELECT results_eq($$ SELECT rule, severity FROM lint_view('lint.matview') $$, $$ VALUES ('barrier', 'warning') $$,
	'barrier: a materialized view in the hands of readers');
SELECT is_empty($$ SELECT found('SELECT * FROM lint.matview') $$, 'rights: masked figures beneath may be read');

-- What create_indicator_views makes.
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 50, 1, 2015, 5);
CALL create_indicator_views('bron', 'publicatie', owner => 'lint_owner', refresher => 'lint_refresher',
	reader => 'lint_reader', create_roles => true, populate => false);
SELECT is_empty($$ SELECT l.* FROM pg_class c, lint_view(c.oid) l WHERE c.relnamespace = 'publicatie'::regnamespace
	AND c.relkind IN ('v', 'm') AND l.severity <> 'notice' $$,
	'clean: every relation of a publication that is for readers');
SELECT is_empty($$ SELECT * FROM lint_view('publicatie.birth') UNION ALL SELECT * FROM lint_view('publicatie.wide') $$,
	'clean: not a notice either');
SELECT cmp_ok((SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'publicatie'::regnamespace
	AND c.relkind IN ('v', 'm')), '>', 10::bigint, 'clean: there are some');
SELECT set_has($$ SELECT relation::text FROM lint_view_relations('publicatie.birth') WHERE is_evidence $$, $$
	VALUES ('publicatie_intern.protected') $$, 'lint_view_relations: what readers must not read');
SELECT set_has($$ SELECT relation::text FROM lint_view_relations('publicatie.birth') WHERE NOT is_evidence $$, $$
	VALUES ('publicatie_intern.birth_fact'), ('publicatie_intern.area_name') $$,
	'lint_view_relations: masked figures, and labels');
-- Under other policies, and with areas of one kind.
CALL create_indicator_views('bron', 'afgerond', policy => 'rivm, round=5', owner => 'lint_owner',
	refresher => 'lint_refresher', reader => 'lint_reader', populate => false);
SELECT is_empty($$ SELECT l.* FROM pg_class c, lint_view_query(c.oid) l
	WHERE c.relnamespace = 'afgerond'::regnamespace AND c.relkind IN ('v', 'm') AND l.severity <> 'notice' $$,
	'clean: a publication whose counts are rounded');
CALL create_indicator_views('bron', 'alles', policy => 'none', owner => 'lint_owner',
	refresher => 'lint_refresher', reader => 'lint_reader', families => '{birth,programme}', populate => false);
SELECT results_eq($$ SELECT severity, rule, object FROM lint_view('alles.birth') $$, $$
	VALUES ('error', 'policy', 'alles_intern.birth_fact') $$,
	'policy: that of a publication, which is in a table');
SELECT is_empty($$ SELECT * FROM lint_view('alles.programme') $$, 'policy: figures about organisations may have none');
CALL create_indicator_views('bron', 'tienen', policy => 'none, round=10', owner => 'lint_owner',
	refresher => 'lint_refresher', reader => 'lint_reader', families => '{birth}', populate => false);
SELECT is_empty($$ SELECT * FROM lint_view('tienen.birth') $$, 'policy: that of a publication which rounds');
CREATE SCHEMA streek;
CREATE VIEW streek.birth AS SELECT year, birth_id, province, municipality, ga_days, live_born, birthweight, sex,
	mortality
	FROM bron.birth;
CALL create_indicator_views('streek', 'streekcijfers', owner => 'lint_owner', refresher => 'lint_refresher',
	reader => 'lint_reader', populate => false);
SELECT is_empty($$ SELECT l.* FROM pg_class c, lint_view_query(c.oid) l
	WHERE c.relnamespace = 'streekcijfers'::regnamespace AND c.relkind = 'v' AND l.severity <> 'notice' $$,
	'clean: order is that of the view, not that of a DISTINCT ON in a view beneath');

GRANT USAGE ON SCHEMA bron TO lint_reader;
GRANT SELECT ON bron.birth TO PUBLIC;
SELECT results_eq($$ SELECT rule, object FROM lint_view('publicatie.care') $$, $$ VALUES ('rights', 'bron.birth') $$,
	'rights: a grant on the source, made later');
SELECT isnt_empty($$ SELECT FROM lint_view('publicatie_intern.birth_protected') WHERE rule = 'unmasked' $$,
	'unmasked: the evidence itself');

-- Everything that is reported says what to do.
SELECT is_empty($$ SELECT l.*
	FROM unnest('{lint_source.cube,lint_source.protected,publicatie_intern.birth_protected}'::regclass[]) v,
	lint_view(v) l WHERE l.advice !~ '\.$' OR l.finding = '' OR l.severity NOT IN ('error', 'warning', 'notice') $$,
	'a finding, a severity and an advice');
SELECT throws_ok($$ SELECT * FROM lint_view('bron.birth') $$, '42809', 'bron.birth is not a view or materialized view');
SELECT throws_ok($$ SELECT * FROM lint_view(0) $$, '42P01');
SELECT is_empty($$ SELECT * FROM lint_view(NULL) $$, 'NULL: nothing');
SELECT lives_ok($$ SELECT count(*) FROM pg_class c, lint_view_query(c.oid) l WHERE c.relkind IN ('v', 'm') $$,
	'every view of the catalogs can be linted');

SELECT * FROM finish();
ROLLBACK;
