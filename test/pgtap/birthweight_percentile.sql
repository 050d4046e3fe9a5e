-- Percentiles of birthweight, cut-offs, and the other charts.
BEGIN;
SELECT no_plan();
\set share 1
\getenv share KANSRIJK_TEST_SHARE

-- On the percentiles of the chart: exact
SELECT is(count(*), 1876::bigint, 'every figure of the chart has exactly its own percentile, and is its cut-off')
	FROM birthweight_chart() c, LATERAL (VALUES (3, p3), (5, p5), (10, p10), (50, p50), (90, p90), (95, p95),
		(97, p97)) k(p, grams),
		LATERAL birthweight_percentile(grams, ga_days, sex) r
	WHERE r.percentile = p AND NOT r.extrapolated AND birthweight_cutoff(ga_days, sex, p) = grams;
SELECT is(round(z::numeric, 12), q, format('z of p%s is the quantile of the normal distribution', p))
	FROM (VALUES (3, -1.880793608151), (5, -1.644853626951), (10, -1.281551565545), (50, 0.0), (90, 1.281551565545),
		(95, 1.644853626951), (97, 1.880793608151)) v(p, q),
		LATERAL birthweight_percentile(birthweight_cutoff(280, 1, p), 280, 1) r;

-- Between them
CREATE TEMP TABLE every_weight AS
	SELECT c.*, grams, r.percentile, r.z, r.band, lag(r.percentile) OVER (PARTITION BY sex, ga_days ORDER BY grams)
		AS before
	FROM birthweight_chart() c, generate_series(p3, p97) grams, LATERAL birthweight_percentile(grams, ga_days, sex) r
	WHERE ga_days % (1 / :share)::int = 0;
SELECT is(count(*), 0::bigint, 'each gram more has a higher percentile, on every day') FROM every_weight
	WHERE percentile <= before;
SELECT is(count(*), 0::bigint, 'a percentile below 10 is what is_sga says, for every weight, day and sex')
	FROM every_weight WHERE (percentile < 10) IS DISTINCT FROM is_sga(grams, ga_days, sex);
SELECT is(count(*), 0::bigint, 'and its band agrees') FROM every_weight WHERE (band IN ('p3-p5', 'p5-p10')) IS DISTINCT
	FROM is_sga(grams, ga_days, sex);
SELECT ok(max(abs(percentile - straight)) BETWEEN 0.90 AND 0.975,
	format('at most 0.97 percentile points from straight lines, as reported for PCHIP on this chart (here %s)',
		round(max(abs(percentile - straight))::numeric, 4)))
	FROM (SELECT percentile, 50 * (1 + CASE WHEN x < 0 THEN -1 ELSE 1 END *
			-- error function, Abramowitz and Stegun 7.1.26: to 1.5e-7
			(1 - (((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t *
				exp(-x * x))) AS straight
		FROM (SELECT percentile, x, 1 / (1 + 0.3275911 * abs(x)) AS t
			FROM (SELECT e.percentile, (z0 + (z1 - z0) * (e.grams - g0) / (g1 - g0)) / sqrt(2) AS x
				FROM every_weight e, LATERAL (VALUES
					('p3-p5', p3, p5, -1.880793608151, -1.644853626951),
					('p5-p10', p5, p10, -1.644853626951, -1.281551565545),
					('p10-p50', p10, p50, -1.281551565545, 0), ('p50-p90', p50, p90, 0, 1.281551565545),
					('p90-p95', p90, p95, 1.281551565545, 1.644853626951),
					('p95-p97', p95, p97, 1.644853626951, 1.880793608151)) k(label, g0, g1, z0, z1)
				WHERE k.label = e.band) s1) s2) s3;

-- PCHIP once more, from its definition: Fritsch-Butland slopes and the cubic in powers of the distance
CREATE FUNCTION plain_z(grams float8, w float8[]) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	z float8[] :=
		'{-1.8807936081512509,-1.6448536269514722,-1.2815515655446004,0,1.2815515655446004,1.6448536269514722,1.8807936081512509}';
	h float8[]; d float8[]; m float8[]; k int; s float8;
BEGIN
	FOR k IN 1..6 LOOP h[k] := w[k + 1] - w[k]; d[k] := (z[k + 1] - z[k]) / h[k]; END LOOP;
	m[1] := ((2 * h[1] + h[2]) * d[1] - h[1] * d[2]) / (h[1] + h[2]);
	m[7] := ((2 * h[6] + h[5]) * d[6] - h[6] * d[5]) / (h[6] + h[5]);
	FOR k IN 2..6 LOOP
		m[k] := (3 * h[k - 1] + 3 * h[k]) / ((2 * h[k] + h[k - 1]) / d[k - 1] + (h[k] + 2 * h[k - 1]) / d[k]);
	END LOOP;
	k := 6;
	WHILE grams < w[k] LOOP k := k - 1; END LOOP;
	s := grams - w[k];
	RETURN z[k] + s * (m[k] + s * ((3 * d[k] - 2 * m[k] - m[k + 1]) / h[k] + s * (m[k] + m[k + 1] - 2 * d[k]) /
		(h[k] * h[k])));
END $$;
SELECT ok(max(abs(z - plain_z(grams, ARRAY[p3, p5, p10, p50, p90, p95, p97]))) < 1e-12,
	'z is the PCHIP of its definition')
	FROM every_weight WHERE ga_days IN (161, 200, 258, 280, 294);

-- Outside p3 to p97 the chart knows no more than that
SELECT is(r::text, '(,,<p3,f)', 'below p3: the band only')
	FROM birthweight_percentile(birthweight_cutoff(280, 1, 3) - 1, 280, 1) r;
SELECT is(r::text, '(,,>p97,f)', 'above p97: the band only')
	FROM birthweight_percentile(birthweight_cutoff(280, 1, 97) + 1, 280, 1) r;
SELECT is(band, 'p95-p97', 'p97 itself is on the chart') FROM birthweight_percentile(birthweight_cutoff(280, 1, 97),
	280, 1);
SELECT is(band, 'p3-p5', 'so is p3') FROM birthweight_percentile(birthweight_cutoff(280, 1, 3), 280, 1);
SELECT ok(r.percentile < 3 AND r.percentile > 0 AND extrapolated, 'extrapolated by request, and it says so')
	FROM birthweight_percentile(birthweight_cutoff(280, 1, 3) - 100, 280, 1, extrapolate => true) r;
SELECT ok(bool_and(percentile > before), 'extrapolation goes on rising, from 100 to 7000 g on every tenth day')
	FROM (SELECT r.z AS percentile, lag(r.z) OVER (PARTITION BY ga_days, sex ORDER BY grams) AS before
		FROM generate_series(161, 294, 10) ga_days, generate_series(1, 2) sex, generate_series(100, 7000, 25) grams,
			LATERAL birthweight_percentile(grams, ga_days, sex, extrapolate => true) r) s WHERE before IS NOT NULL;
SELECT ok(r.percentile = 10 AND extrapolated, 'clamped to 42+0, and it says so')
	FROM birthweight_percentile(birthweight_p10(294, 2), 300, 2, out_of_range => 'clamp') r;
SELECT is(ARRAY[birthweight_percentile(3000, 300, 2), birthweight_percentile(3000, NULL, 2),
	birthweight_percentile(3000, 280, 3), birthweight_percentile(NULL, 280, 2), birthweight_percentile(9999, 280, 2)],
	array_fill(NULL::percentile_result, '{5}'), 'unknown: no percentile');
SELECT is(birthweight_cutoff(280, 1, NULL), NULL, 'no percentile asked, none given');
SELECT is(birthweight_cutoff(NULL, 1, 50), NULL, 'no day, none given');
SELECT is(birthweight_cutoff(280, 'V', 50), 3573, 'sex as text') WHERE birthweight_cutoff(280, 2, 50) = 3573;
SELECT throws_ok('SELECT birthweight_cutoff(280, 1, 20)', '22023', NULL, 'a chart has seven percentiles');

-- Delivered percentiles
SELECT is(ARRAY[is_sga(10, inclusive => true), is_sga(9.99), is_sga(10.01, true), is_sga(-1), is_sga(100.5),
	is_sga('NaN'::float8), is_sga(NULL::float8)],
	ARRAY[true, true, false, NULL, NULL, NULL, NULL],
		'a delivered percentile: < 10, or <= 10 as some; outside 0 to 100 unknown');

-- INTERGROWTH-21st, against the published tables (kg in two decimals: tolerance 0.005)
CREATE TEMP TABLE intergrowth (sex text, ga text, ga_days int, p3 numeric, p5 numeric, p10 numeric, p50 numeric,
	p90 numeric, p95 numeric, p97 numeric);
\copy intergrowth FROM 'test/data/intergrowth_nbs_weight_percentiles.csv' WITH (FORMAT csv, HEADER)
SELECT is(count(*) * 7, 1862::bigint, 'INTERGROWTH-21st: 133 days x 2 sexes x 7 percentiles within 0.005 kg')
	FROM intergrowth i JOIN birthweight_chart('intergrowth_21st') c ON c.sex = sex_code(i.sex) AND c.ga_days = i.ga_days
		AND c.ga_days = ga_days(i.ga)
	WHERE greatest(abs(c.p3 / 1000.0 - i.p3), abs(c.p5 / 1000.0 - i.p5), abs(c.p10 / 1000.0 - i.p10),
		abs(c.p50 / 1000.0 - i.p50),
		abs(c.p90 / 1000.0 - i.p90), abs(c.p95 / 1000.0 - i.p95), abs(c.p97 / 1000.0 - i.p97)) < 0.005;
SELECT is(ARRAY[is_sga(2870, 280, 1, chart => 'intergrowth_21st'), is_sga(2870, 280, 1)], ARRAY[true, true],
	'a chart is an argument');
SELECT is(ARRAY[is_sga(2950, 280, 1, chart => 'intergrowth_21st'), is_sga(2950, 280, 1)], ARRAY[false, true],
	'and changes who is small');
SELECT is(ARRAY[is_sga(2500, 300, 1, chart => 'intergrowth_21st'), is_sga(2500, 300, 1)], ARRAY[true, NULL],
	'and where the chart ends');
SELECT is(count(*), 0::bigint, 'completed weeks agree with their days on this chart too, also where its two standards '
	'meet')
	FROM generate_series(23, 43) w, generate_series(400, 3600, (17 / :share)::int) g, unnest('{1,2,3}'::int[]) s
	WHERE is_sga(g, NULL, s, chart => 'intergrowth_21st', ga_weeks => w) IS DISTINCT FROM
		(SELECT CASE WHEN count(x) = 7 AND bool_and(x) = bool_or(x) THEN bool_and(x) END
		FROM generate_series(0, 6) d, LATERAL (SELECT is_sga(g, 7 * w + d, s, chart => 'intergrowth_21st')) t(x));
SELECT is(count(DISTINCT chart), 2::bigint, 'a chart that differs from row to row')
	FROM (VALUES ('hoftiezer_2019', 2950, true), ('intergrowth_21st', 2950, false)) v(chart, grams, small)
		WHERE is_sga(grams, 280, 1, chart => chart) = small;

CREATE FUNCTION charts_in_turn() RETURNS boolean[] LANGUAGE plpgsql AS $$
DECLARE
	name text;
	answers boolean[] := '{}';
	answer boolean;
BEGIN
	FOREACH name IN ARRAY ARRAY['hoftiezer_2019', 'intergrowth_21st', 'hoftiezer_2019'] LOOP
		answer := is_sga(2950, 280, 1, chart => name);
		answers := answers || answer;
	END LOOP;
	RETURN answers;
END $$;
SELECT is(charts_in_turn(), '{t,f,t}', 'a chart in a variable of plpgsql, which keeps its expressions from call to '
	'call');

-- nl5def, against growthscreener's tests (3 decimals)
CREATE TEMP TABLE birth_z (sex text, ga_weeks numeric, bw_g int, expected_z numeric);
\copy birth_z FROM 'test/data/growthscreener_birth_z.csv' WITH (FORMAT csv, HEADER)
SELECT is(round(nl5def_birthweight_z(bw_g, floor(ga_weeks * 7)::int, CASE sex WHEN 'male' THEN 1 END)::numeric, 3),
	CASE WHEN bw_g > 0 THEN expected_z END,
	format('growthscreener: %s, %s weeks, %s g%s', sex, ga_weeks, coalesce(bw_g::text, 'unknown'), CASE
		WHEN bw_g = 0 THEN ' (it has -5.833; here 0 g is unknown)' END))
	FROM birth_z;

SELECT * FROM finish();
ROLLBACK;
