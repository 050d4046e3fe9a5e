-- Birthweight for gestational age and sex, on a chart.

CREATE FUNCTION birthweight_chart(
	chart text DEFAULT 'hoftiezer_2019',
	OUT sex integer, OUT ga_days integer,
	OUT p3 integer, OUT p5 integer, OUT p10 integer, OUT p50 integer,
	OUT p90 integer, OUT p95 integer, OUT p97 integer) RETURNS SETOF record
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 268
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_chart';
COMMENT ON FUNCTION birthweight_chart(text) IS
'The chart itself: percentiles of birthweight in grams by sex (1 boy, 2 girl) and completed days of gestation. hoftiezer_2019: Hoftiezer et al., Am J Obstet Gynecol 2019;220:383, 23+0 to 42+0. Another chart or NULL: error 22023.';

CREATE FUNCTION birthweight_p10(ga_days integer, sex integer, out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_p10';
COMMENT ON FUNCTION birthweight_p10(integer, integer, text, text) IS
'10th percentile of birthweight, in grams. NULL when sex or gestational age is unknown, or when the chart does not have the day (out_of_range => ''clamp'' takes its nearest day instead). Sex not 1, 2, 3 or NULL: error 22023.';

CREATE FUNCTION birthweight_p10(ga_days integer, sex text, out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_p10(ga_days, sex_code(sex), out_of_range, chart);
COMMENT ON FUNCTION birthweight_p10(integer, text, text, text) IS
'10th percentile of birthweight, in grams, with sex as sex_code(text) takes it.';

CREATE FUNCTION is_sga(grams integer, ga_days integer, sex integer, out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_sga';
COMMENT ON FUNCTION is_sga(integer, integer, integer, text, text, integer) IS
'Small for gestational age: weight strictly below p10 of the chart, by sex and completed day. Unknown sex (3, NULL): true below both curves, false at or above both, else NULL. ga_weeks: completed weeks, read where ga_days is unknown; known only when every day of that week gives the same answer. NULL also when weight is unknown (NULL, outside 100 to 7000 g), age is (NULL, outside 1 to 315 days), or the chart does not have the day (out_of_range => ''clamp'' takes its nearest day instead). Sex not 1, 2, 3 or NULL: error 22023.';

CREATE FUNCTION is_sga(grams integer, ga_days integer, sex text, out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_sga(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);
COMMENT ON FUNCTION is_sga(integer, integer, text, text, text, integer) IS
'Small for gestational age, with sex as sex_code(text) takes it.';

CREATE FUNCTION is_big2(grams integer, ga_days integer, sex integer, out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_big2';
COMMENT ON FUNCTION is_big2(integer, integer, integer, text, text, integer) IS
'Big2: preterm (before 37 weeks) or small for gestational age (is_sga, same arguments), in three-valued logic: a preterm birth is Big2 whatever its weight, a term birth whose weight cannot be judged is unknown. Source: RIVM, Monitor Kansrijke Start.';

CREATE FUNCTION is_big2(grams integer, ga_days integer, sex text, out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_big2(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);
COMMENT ON FUNCTION is_big2(integer, integer, text, text, text, integer) IS
'Big2, with sex as sex_code(text) takes it.';
