-- Birthweight for gestational age and sex, on a chart.

CREATE FUNCTION birthweight_chart(
	chart text DEFAULT 'hoftiezer_2019',
	OUT sex integer, OUT ga_days integer,
	OUT p3 integer, OUT p5 integer, OUT p10 integer, OUT p50 integer,
	OUT p90 integer, OUT p95 integer, OUT p97 integer) RETURNS SETOF record
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 268
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_chart';
COMMENT ON FUNCTION birthweight_chart(text) IS
'The chart itself: percentiles of birthweight in grams by sex (1 boy, 2 girl) and completed days of gestation. '
'hoftiezer_2019: Hoftiezer et al., Am J Obstet Gynecol 2019;220:383, 23+0 to 42+0. intergrowth_21st: Villar et al., '
'Lancet 2014;384:857 and 2016;387:844, 24+0 to 42+6, in units of 10 g. Another chart or NULL: error 22023.';

CREATE FUNCTION birthweight_p10(ga_days integer, sex integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_p10';
COMMENT ON FUNCTION birthweight_p10(integer, integer, text, text) IS
'10th percentile of birthweight, in grams. NULL when sex or gestational age is unknown, or when the chart does not '
'have the day (out_of_range => ''clamp'' takes its nearest day instead). Sex not 1, 2, 3 or NULL: error 22023.';

CREATE FUNCTION birthweight_p10(
	ga_days double precision, sex double precision, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_p10_numbers';
COMMENT ON FUNCTION birthweight_p10(double precision, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION birthweight_p10(ga_days integer, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_p10(ga_days, sex_code(sex), out_of_range, chart);
COMMENT ON FUNCTION birthweight_p10(integer, text, text, text) IS
'10th percentile of birthweight, in grams, with sex as sex_code(text) takes it.';

CREATE FUNCTION birthweight_p10(
	ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_p10(ga_days, sex_code(sex), out_of_range, chart);
COMMENT ON FUNCTION birthweight_p10(double precision, text, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_sga(grams integer, ga_days integer, sex integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_sga';
COMMENT ON FUNCTION is_sga(integer, integer, integer, text, text, integer) IS
'Small for gestational age: weight strictly below p10 of the chart, by sex and completed day. Unknown sex (3, NULL): '
'true below both curves, false at or above both, else NULL. ga_weeks: completed weeks, read where ga_days is unknown; '
'known only when every day of that week gives the same answer. NULL also when weight is unknown (NULL, outside 100 to '
'7000 g), age is (NULL, outside 46 to 315 days), or the chart does not have the day (out_of_range => ''clamp'' takes '
'its nearest day instead). Sex not 1, 2, 3 or NULL: error 22023.';

CREATE FUNCTION is_sga(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_sga_numbers';
COMMENT ON FUNCTION is_sga(double precision, double precision, double precision, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_sga(grams integer, ga_days integer, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_sga(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);
COMMENT ON FUNCTION is_sga(integer, integer, text, text, text, integer) IS
'Small for gestational age, with sex as sex_code(text) takes it.';

CREATE FUNCTION is_sga(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_sga(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);
COMMENT ON FUNCTION is_sga(double precision, double precision, text, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_big2(grams integer, ga_days integer, sex integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_big2';
COMMENT ON FUNCTION is_big2(integer, integer, integer, text, text, integer) IS
'Big2: preterm (before 37 weeks) or small for gestational age (is_sga, same arguments), in three-valued logic: a '
'preterm birth is Big2 whatever its weight, a term birth whose weight cannot be judged is unknown. Source: RIVM, '
'Monitor Kansrijke Start.';

CREATE FUNCTION is_big2(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_big2_numbers';
COMMENT ON FUNCTION is_big2(double precision, double precision, double precision, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_big2(grams integer, ga_days integer, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_big2(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);
COMMENT ON FUNCTION is_big2(integer, integer, text, text, text, integer) IS
'Big2, with sex as sex_code(text) takes it.';

CREATE FUNCTION is_big2(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_big2(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);
COMMENT ON FUNCTION is_big2(double precision, double precision, text, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION birthweight_cutoff(ga_days integer, sex integer, percentile integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_cutoff';
COMMENT ON FUNCTION birthweight_cutoff(integer, integer, integer, text, text) IS
'Percentile 3, 5, 10, 50, 90, 95 or 97 of birthweight, in grams; another percentile: error 22023. NULL as in '
'birthweight_p10.';

CREATE FUNCTION birthweight_cutoff(
	ga_days double precision, sex double precision, percentile double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_cutoff_numbers';
COMMENT ON FUNCTION birthweight_cutoff(double precision, double precision, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION birthweight_cutoff(ga_days integer, sex text, percentile integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_cutoff(ga_days, sex_code(sex), percentile, out_of_range, chart);
COMMENT ON FUNCTION birthweight_cutoff(integer, text, integer, text, text) IS
'Percentile of birthweight, in grams, with sex as sex_code(text) takes it.';

CREATE FUNCTION birthweight_cutoff(
	ga_days double precision, sex text, percentile double precision, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_cutoff(ga_days, sex_code(sex), percentile, out_of_range, chart);
COMMENT ON FUNCTION birthweight_cutoff(double precision, text, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE TYPE percentile_result AS (
	percentile double precision,
	z double precision,
	band text,
	extrapolated boolean
);
COMMENT ON TYPE percentile_result IS 'Where a birthweight stands on a chart; result of birthweight_percentile.';
COMMENT ON COLUMN percentile_result.percentile IS
'Percentile, 0 to 100; exact on the percentiles of the chart. NULL outside p3 to p97 unless extrapolated.';
COMMENT ON COLUMN percentile_result.z IS 'The same in standard deviations.';
COMMENT ON COLUMN percentile_result.band IS
'<p3, p3-p5, p5-p10, p10-p50, p50-p90, p90-p95, p95-p97 or >p97. A band includes its lower limit, p95-p97 also p97.';
COMMENT ON COLUMN percentile_result.extrapolated IS
'Whether the figures rest on something the chart does not have: the weights beyond p3 and p97, or a day that was '
'clamped.';

CREATE FUNCTION birthweight_percentile(grams integer, ga_days integer, sex integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_percentile';
COMMENT ON FUNCTION birthweight_percentile(integer, integer, integer, text, text, boolean) IS
'Percentile of a birthweight by sex and completed day: monotone cubic interpolation (PCHIP) of the normal quantile on '
'weight between the seven percentiles of the chart. Beyond p3 and p97 the chart knows the band only; extrapolate => '
'true continues the curve straight. NULL when weight, age or sex is unknown, or when the chart does not have the day '
'(out_of_range => ''clamp'' takes its nearest day instead). Below 10 exactly where is_sga is true. Call it in LATERAL '
'to use several fields of one result.';

CREATE FUNCTION birthweight_percentile(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_percentile_numbers';
COMMENT ON FUNCTION birthweight_percentile(double precision, double precision, double precision, text, text, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION birthweight_percentile(grams integer, ga_days integer, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN birthweight_percentile(grams, ga_days, sex_code(sex), out_of_range, chart, extrapolate);
COMMENT ON FUNCTION birthweight_percentile(integer, integer, text, text, text, boolean) IS
'Percentile of a birthweight, with sex as sex_code(text) takes it.';

CREATE FUNCTION birthweight_percentile(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN birthweight_percentile(grams, ga_days, sex_code(sex), out_of_range, chart, extrapolate);
COMMENT ON FUNCTION birthweight_percentile(double precision, double precision, text, text, text, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_sga(percentile double precision, inclusive boolean DEFAULT false) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN CASE WHEN percentile BETWEEN 0 AND 100 THEN percentile < 10 OR (inclusive AND percentile = 10) END;
COMMENT ON FUNCTION is_sga(double precision, boolean) IS
'Small for gestational age from a percentile that was delivered (Perined: hoftiezer): strictly below 10, as RIVM; '
'inclusive => true counts 10 itself, as some projects do. NULL or outside 0 to 100: NULL.';

CREATE FUNCTION nl5def_birthweight_z(grams integer, ga_days integer, sex integer) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'kansrijk_nl5def_birthweight_z';
COMMENT ON FUNCTION nl5def_birthweight_z(integer, integer, integer) IS
'Birthweight in standard deviations on the LMS reference of the growth guideline of Dutch youth health care (nl5def, '
'completed weeks 25 to 42). Not the definition of SGA for Big2: below p10 is not below -2. NULL when weight, age or '
'sex is unknown, or outside those weeks.';

CREATE FUNCTION nl5def_birthweight_z(
	grams double precision, ga_days double precision, sex double precision) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'kansrijk_nl5def_birthweight_z_numbers';
COMMENT ON FUNCTION nl5def_birthweight_z(double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION nl5def_birthweight_z(grams integer, ga_days integer, sex text) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 5
	RETURN nl5def_birthweight_z(grams, ga_days, sex_code(sex));
COMMENT ON FUNCTION nl5def_birthweight_z(integer, integer, text) IS
'Birthweight in standard deviations on nl5def, with sex as sex_code(text) takes it.';

CREATE FUNCTION nl5def_birthweight_z(
	grams double precision, ga_days double precision, sex text) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 5
	RETURN nl5def_birthweight_z(grams, ga_days, sex_code(sex));
COMMENT ON FUNCTION nl5def_birthweight_z(double precision, double precision, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';
