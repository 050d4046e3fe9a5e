-- Sex and gestational age.

CREATE FUNCTION sex_code(written text) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sex_code';
COMMENT ON FUNCTION sex_code(text) IS
'Sex as delivered in Dutch files, as the code used here: 1 boy (1, M, jongen), 2 girl (2, V, F, meisje), 3 '
'undetermined (3), NULL unknown (UNK, empty, NULL). Upper or lower case, and as 1.0 too; what cannot be seen around it '
'is not looked at. Anything else: error 22023.';

CREATE FUNCTION ga_days(weeks integer, days integer) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_days';
COMMENT ON FUNCTION ga_days(integer, integer) IS
'Gestational age in completed days, from completed weeks and days. Days not from 0 to 6: error 22023. Outside 1 to 315 '
'days in all (registers write 99 weeks for unknown), or an argument NULL: NULL.';

CREATE FUNCTION ga_days(weeks double precision, days double precision) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_days_numbers';
COMMENT ON FUNCTION ga_days(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION ga_days(written text) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_days_text';
COMMENT ON FUNCTION ga_days(text) IS
'Gestational age in completed days, from text such as 36+5. Another form: error 22P02; days above 6, as in 36+7: error '
'22023. Empty, or outside 1 to 315 days: NULL.';

CREATE FUNCTION ga_text(ga_days integer) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_text';
COMMENT ON FUNCTION ga_text(integer) IS
'Gestational age as completed weeks and days, such as 36+5. Outside 1 to 315 days: NULL.';

CREATE FUNCTION ga_text(ga_days double precision) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_text_numbers';
COMMENT ON FUNCTION ga_text(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_preterm(ga_days integer, weeks integer DEFAULT 37) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_is_preterm';
COMMENT ON FUNCTION is_preterm(integer, integer) IS
'Preterm birth: fewer completed days than the given weeks (37; 32 very preterm, 28 extremely preterm). From completed '
'weeks: is_preterm(7 * weeks). Unknown when ga_days is NULL or outside 1 to 315. Limit not from 1 to 45 weeks: error '
'22023.';

CREATE FUNCTION is_preterm(ga_days double precision, weeks double precision DEFAULT 37) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_is_preterm_numbers';
COMMENT ON FUNCTION is_preterm(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';
