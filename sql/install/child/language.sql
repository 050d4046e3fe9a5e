-- Language development at two and three years, Van Wiechen.

CREATE FUNCTION van_wiechen_code(written text) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_van_wiechen_code';
COMMENT ON FUNCTION van_wiechen_code(text) IS
'Outcome of a Van Wiechen item as the code used here and in the BDS: 1 positive (+), 2 negative (-), 3 mentioned by '
'the parent (M). Empty: NULL. Anything else: error 22023.';

CREATE FUNCTION language_delay(item41 integer, item42 integer, negatives integer DEFAULT 2) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_language_delay';
COMMENT ON FUNCTION language_delay(integer, integer, integer) IS
'Negative score for language at about two years (Monitor Kansrijke Start 2020): items 41 (sentences of two words) and '
'42 (points at six parts of the body) both negative; negatives => 1: at least one. M is not negative. NULL when the '
'unknown items decide it. Codes as van_wiechen_code; others, or negatives not 1 or 2: error 22023.';

CREATE FUNCTION language_delay(
	item41 double precision, item42 double precision, negatives double precision DEFAULT 2) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_language_delay_numbers';
COMMENT ON FUNCTION language_delay(double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION language_score(item41 integer, item42 integer) RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_language_score';
COMMENT ON FUNCTION language_score(integer, integer) IS
'Score of the guideline of youth health care at two years, 0 to 4: for each item 2 when positive, 1 when mentioned, 0 '
'when negative. NULL when an item is unknown.';

CREATE FUNCTION language_score(item41 double precision, item42 double precision) RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_language_score_numbers';
COMMENT ON FUNCTION language_score(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION language_advice(age_months double precision, item41 integer DEFAULT NULL, item42 integer DEFAULT NULL,
	item43 integer DEFAULT NULL, item44 integer DEFAULT NULL, item45 integer DEFAULT NULL, item46 integer DEFAULT NULL,
	score_at_2 integer DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_language_advice';
COMMENT ON FUNCTION language_advice(double precision, integer, integer, integer, integer, integer, integer, integer) IS
'Advice of the guideline of youth health care (2012): good, ask further, doubtful, refer or speech therapist. From 23 '
'to 28 months by language_score of 41 and 42; from 29 to 34, for a score_at_2 below 4, by 41, 43 and 44; from 34 to 40 '
'by 45 and 46. NULL at other ages, or when what decides is unknown. A score_at_2 not from 0 to 4: error 22023.';

CREATE FUNCTION language_advice(
	age_months double precision, item41 double precision, item42 double precision DEFAULT NULL,
	item43 double precision DEFAULT NULL, item44 double precision DEFAULT NULL,
	item45 double precision DEFAULT NULL, item46 double precision DEFAULT NULL,
	score_at_2 double precision DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_language_advice_numbers';
COMMENT ON FUNCTION language_advice(double precision, double precision, double precision, double precision,
	double precision, double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';
