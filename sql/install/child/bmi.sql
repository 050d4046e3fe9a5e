-- Body mass index of children.

CREATE FUNCTION age_months(born date, on_date date) RETURNS double precision
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_age_months';
COMMENT ON FUNCTION age_months(date, date) IS
'Exact age in months: completed months and the part of the running one; 24 on the second birthday. Born on a day that '
'a month does not have: its last day. Before birth, before the year 1, infinite or NULL: NULL.';

CREATE FUNCTION bmi(weight_kg double precision, height_cm double precision) RETURNS double precision
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_bmi';
COMMENT ON FUNCTION bmi(double precision, double precision) IS
'Body mass index, kg/m2. Weight outside 0.3 to 300 kg or height outside 20 to 250 cm is unknown: NULL. Lying length is '
'about 0.7 cm more than standing height, 0.26 kg/m2 at two years.';

CREATE TYPE bmi_grade AS ENUM ('thinness 3', 'thinness 2', 'thinness 1', 'normal', 'overweight', 'obesity',
	'morbid obesity');
COMMENT ON TYPE bmi_grade IS
'IOTF grades of body mass index. Overweight in this type excludes obesity; in is_overweight it includes it.';

CREATE FUNCTION iotf_cutoff(age_months double precision, sex integer, grade text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_cutoff';
COMMENT ON FUNCTION iotf_cutoff(double precision, integer, text, integer, boolean, integer) IS
'Cut-off of body mass index, kg/m2, at an exact age from 24 to 216 months, by sex and grade (bmi_grade). Edition 2000 '
'(Cole 2000 and 2007, in the guideline of Dutch youth health care): straight lines between half-years, no morbid '
'obesity. Edition 2012 (Cole and Lobstein): natural cubic spline of L, M and S. south_asian: cut-offs for children of '
'South-Asian descent (de Wilde) instead, in either edition. min_age_months 23: at 23 months the cut-offs of 24. NULL: '
'age or sex unknown, other ages, or no such cut-off. Another edition or grade, min_age_months not 23 or 24: error '
'22023.';

CREATE FUNCTION iotf_cutoff(
	age_months double precision, sex double precision, grade text, edition double precision DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_cutoff_numbers';
COMMENT ON FUNCTION iotf_cutoff(double precision, double precision, text, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION iotf_cutoff(age_months double precision, sex text, grade text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_cutoff(age_months, sex_code(sex), grade, edition, south_asian, min_age_months);
COMMENT ON FUNCTION iotf_cutoff(double precision, text, text, integer, boolean, integer) IS
'Cut-off of body mass index, with sex as sex_code(text) takes it.';

CREATE FUNCTION iotf_cutoff(
	age_months double precision, sex text, grade text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_cutoff(age_months, sex_code(sex), grade, edition, south_asian, min_age_months);
COMMENT ON FUNCTION iotf_cutoff(double precision, text, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_overweight(bmi double precision, age_months double precision, sex integer,
	edition integer DEFAULT 2000, south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_overweight';
COMMENT ON FUNCTION is_overweight(double precision, double precision, integer, integer, boolean, integer) IS
'Overweight including obesity: body mass index on or above the cut-off at exact age (IOTF; growthscreener has above). '
'Variants as in iotf_cutoff. Below 24 months NULL, because there is no cut-off, so that a visit at 23 months counts as '
'unknown; min_age_months => 23 judges it as at 24. Unknown sex: known when it would be the same for a boy and a girl.';

CREATE FUNCTION is_overweight(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_overweight_numbers';
COMMENT ON FUNCTION is_overweight(double precision, double precision, double precision, double precision,
	boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_overweight(bmi double precision, age_months double precision, sex text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_overweight(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);
COMMENT ON FUNCTION is_overweight(double precision, double precision, text, integer, boolean, integer) IS
'Overweight including obesity, with sex as sex_code(text) takes it.';

CREATE FUNCTION is_overweight(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_overweight(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);
COMMENT ON FUNCTION is_overweight(double precision, double precision, text, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_obese(bmi double precision, age_months double precision, sex integer, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_obese';
COMMENT ON FUNCTION is_obese(double precision, double precision, integer, integer, boolean, integer) IS
'Obesity: body mass index on or above the cut-off at exact age. Variants and NULL as in is_overweight.';

CREATE FUNCTION is_obese(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_obese_numbers';
COMMENT ON FUNCTION is_obese(double precision, double precision, double precision, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_obese(bmi double precision, age_months double precision, sex text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_obese(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);
COMMENT ON FUNCTION is_obese(double precision, double precision, text, integer, boolean, integer) IS
'Obesity, with sex as sex_code(text) takes it.';

CREATE FUNCTION is_obese(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_obese(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);
COMMENT ON FUNCTION is_obese(double precision, double precision, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION iotf_grade(bmi double precision, age_months double precision, sex integer, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS bmi_grade
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_grade';
COMMENT ON FUNCTION iotf_grade(double precision, double precision, integer, integer, boolean, integer) IS
'Grade of body mass index at exact age: thinness below its cut-off, overweight and obesity on or above theirs. '
'Variants and NULL as in is_overweight. Edition 2000 ends at obesity; the South-Asian cut-offs have thinness 2, '
'overweight and obesity.';

CREATE FUNCTION iotf_grade(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS bmi_grade
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_grade_numbers';
COMMENT ON FUNCTION iotf_grade(double precision, double precision, double precision, double precision,
	boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION iotf_grade(bmi double precision, age_months double precision, sex text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS bmi_grade
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN iotf_grade(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);
COMMENT ON FUNCTION iotf_grade(double precision, double precision, text, integer, boolean, integer) IS
'Grade of body mass index, with sex as sex_code(text) takes it.';

CREATE FUNCTION iotf_grade(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS bmi_grade
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN iotf_grade(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);
COMMENT ON FUNCTION iotf_grade(double precision, double precision, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION iotf_z(bmi double precision, age_months double precision, sex integer,
	min_age_months integer DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_z';
COMMENT ON FUNCTION iotf_z(double precision, double precision, integer, integer) IS
'Body mass index in standard deviations, by the L, M and S of the IOTF edition of 2012 (edition 2000 has cut-offs '
'only). NULL: sex, age or index unknown, or other ages.';

CREATE FUNCTION iotf_z(
	bmi double precision, age_months double precision, sex double precision,
	min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_z_numbers';
COMMENT ON FUNCTION iotf_z(double precision, double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION iotf_z(bmi double precision, age_months double precision, sex text, min_age_months integer DEFAULT 24)
RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_z(bmi, age_months, sex_code(sex), min_age_months);
COMMENT ON FUNCTION iotf_z(double precision, double precision, text, integer) IS
'Body mass index in standard deviations, with sex as sex_code(text) takes it.';

CREATE FUNCTION iotf_z(
	bmi double precision, age_months double precision, sex text,
	min_age_months double precision) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_z(bmi, age_months, sex_code(sex), min_age_months);
COMMENT ON FUNCTION iotf_z(double precision, double precision, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';
