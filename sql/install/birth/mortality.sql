-- Which births a figure is about, and who of them died.

CREATE FUNCTION in_scope(ga_days integer, grams integer DEFAULT NULL, min_weeks integer DEFAULT 22,
	population text DEFAULT 'all', stillborn boolean DEFAULT NULL, fallback_grams integer DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_in_scope';
COMMENT ON FUNCTION in_scope(integer, integer, integer, text, boolean, integer) IS
'Whether a birth belongs to the population of a figure, for FILTER or WHERE: at least min_weeks completed weeks (22 '
'RIVM and Perined, 24 waarstaatjegemeente, 28 WHO); population ''all'' (live and still) or ''live'', which needs '
'stillborn. Unknown age: at 22 weeks in scope from 500 g (WHO; NULL when the weight is unknown too), at other limits '
'not in scope; fallback_grams sets the weight, 0 for none. From completed weeks: in_scope(7 * weeks, ...). Limit not '
'from 1 to 45, or another population: error 22023.';

CREATE FUNCTION in_scope(
	ga_days double precision, grams double precision DEFAULT NULL, min_weeks double precision DEFAULT 22,
	population text DEFAULT 'all', stillborn boolean DEFAULT NULL,
	fallback_grams double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_in_scope_numbers';
COMMENT ON FUNCTION in_scope(double precision, double precision, double precision, text, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE TYPE ga_band AS ENUM ('<22', '22-23', '24-36', '37-40', '41+', 'onbekend');
COMMENT ON TYPE ga_band IS
'Bands of gestational age in completed weeks; unknown age is a band of its own, so that the bands add up to the total.';

CREATE FUNCTION ga_band(ga_days integer) RETURNS ga_band
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN CASE
		WHEN ga_days IS NULL OR ga_days < 46 OR ga_days > 315 THEN 'onbekend'::ga_band
		WHEN ga_days < 154 THEN '<22'::ga_band
		WHEN ga_days < 168 THEN '22-23'::ga_band
		WHEN ga_days < 259 THEN '24-36'::ga_band
		WHEN ga_days < 287 THEN '37-40'::ga_band
		ELSE '41+'::ga_band
	END;
COMMENT ON FUNCTION ga_band(integer) IS
'Band of gestational age as in the Kamerbrief of 25 November 2019: 22-23, 24-36, 37-40 and 41 or more completed weeks. '
'NULL or outside 46 to 315 days: onbekend.';

CREATE FUNCTION ga_band(ga_days double precision) RETURNS ga_band
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN ga_band(whole_number(ga_days));
COMMENT ON FUNCTION ga_band(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION fetal_death(mortality integer) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_fetal_death_code';
COMMENT ON FUNCTION fetal_death(integer) IS
'Stillbirth, from Perined''s code sterfte: 1 ante partum, 2 durante partu. 6 (phase unknown) and NULL: NULL. Not 0 to '
'6: error 22023. Its denominator is live and still births; for deaths from 28 weeks (Euro-Peristat) add FILTER (WHERE '
'in_scope(ga_days, min_weeks => 28)).';

CREATE FUNCTION fetal_death(mortality double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_fetal_death_code_numbers';
COMMENT ON FUNCTION fetal_death(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION perinatal_death(mortality integer, until_days integer DEFAULT 7) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_code';
COMMENT ON FUNCTION perinatal_death(integer, integer) IS
'Stillbirth or death up to and including day 7 (28), from Perined''s code sterfte: 1, 2, 3 (and 4). 6 (phase unknown) '
'and NULL: NULL, where RIVM counts 6 as alive. until_days not 7 or 28, or sterfte not 0 to 6: error 22023. Its '
'denominator is live and still births.';

CREATE FUNCTION perinatal_death(mortality double precision, until_days double precision DEFAULT 7) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_code_numbers';
COMMENT ON FUNCTION perinatal_death(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION perinatal_death(stillborn boolean, born date, died date, until_days integer DEFAULT 7) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_dates';
COMMENT ON FUNCTION perinatal_death(boolean, date, date, integer) IS
'Stillbirth or death up to and including day until_days after birth (day 0), from dates; count it in the year of '
'birth. died NULL or infinity: alive. stillborn NULL: true when died in the window, else NULL. A death before the '
'birth, or born NULL with a death: unknown. Strictly 0-6 days (Euro-Peristat): until_days => 6. until_days not from 0 '
'to 366: error 22023.';

CREATE FUNCTION perinatal_death(stillborn boolean, born date, died date, until_days double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_dates_numbers';
COMMENT ON FUNCTION perinatal_death(boolean, date, date, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION neonatal_death(mortality integer, until_days integer DEFAULT 28) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_neonatal_death_code';
COMMENT ON FUNCTION neonatal_death(integer, integer) IS
'Death after live birth up to and including day 28 (early: 7), from Perined''s code sterfte: 3 (and 4); stillbirths '
'are false. Per live birth, its usual denominator: FILTER (WHERE NOT fetal_death(sterfte)); without it, the neonatal '
'part of perinatal mortality. NULL and errors as in perinatal_death.';

CREATE FUNCTION neonatal_death(mortality double precision, until_days double precision DEFAULT 28) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_neonatal_death_code_numbers';
COMMENT ON FUNCTION neonatal_death(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION neonatal_death(born date, died date, until_days integer DEFAULT 28, stillborn boolean DEFAULT false)
RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates';
COMMENT ON FUNCTION neonatal_death(date, date, integer, boolean) IS
'Death of a live-born child up to and including day until_days after birth (day 0): 28 as Perined and StatLine, 27 as '
'WHO, 7 or 6 for early neonatal. died NULL or infinity: alive. NULL: born unknown with a death, a death before the '
'birth, stillborn unknown with a death. until_days not from 0 to 366: error 22023.';

CREATE FUNCTION neonatal_death(
	born date, died date, until_days double precision, stillborn boolean DEFAULT false) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates_numbers';
COMMENT ON FUNCTION neonatal_death(date, date, double precision, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION infant_death(mortality integer) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_infant_death_code';
COMMENT ON FUNCTION infant_death(integer) IS
'Death after live birth in the first year, from Perined''s code sterfte: 3, 4, 5 (RIVM). 6 and NULL: NULL. Not 0 to 6: '
'error 22023.';

CREATE FUNCTION infant_death(mortality double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_infant_death_code_numbers';
COMMENT ON FUNCTION infant_death(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION infant_death(born date, died date, until_days integer DEFAULT 364, stillborn boolean DEFAULT false)
RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates';
COMMENT ON FUNCTION infant_death(date, date, integer, boolean) IS
'Death of a live-born child on day 0 to 364 after birth. NULL and errors as in neonatal_death.';

CREATE FUNCTION infant_death(
	born date, died date, until_days double precision, stillborn boolean DEFAULT false) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates_numbers';
COMMENT ON FUNCTION infant_death(date, date, double precision, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';
