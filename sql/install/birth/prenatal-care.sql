-- Care in pregnancy.

CREATE FUNCTION starts_late(ga_days_first_visit integer, after_days integer DEFAULT 70) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN CASE WHEN ga_days_first_visit BETWEEN 1 AND 315 THEN ga_days_first_visit > after_days END;
COMMENT ON FUNCTION starts_late(integer, integer) IS
'Prenatal care starts late: the first visit is after day 70 (10+0), as RIVM (amddd1ond > 70). NULL when the visit is '
'unknown (NULL, outside 1 to 315 days); the monitor of 2023 counted that as not late (use unknown_as_no).';

CREATE FUNCTION starts_late(
	ga_days_first_visit double precision, after_days double precision DEFAULT 70) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN starts_late(whole_number(ga_days_first_visit), whole_number(after_days));
COMMENT ON FUNCTION starts_late(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION starts_early(ga_days_first_visit integer, before_days integer DEFAULT 70) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN CASE WHEN ga_days_first_visit BETWEEN 1 AND 315 THEN ga_days_first_visit < before_days END;
COMMENT ON FUNCTION starts_early(integer, integer) IS
'Prenatal care starts early: the first visit is before day 70, as waarstaatjegemeente (before 10 weeks). Not the '
'complement of starts_late: day 70 itself is neither. NULL as there.';

CREATE FUNCTION starts_early(
	ga_days_first_visit double precision, before_days double precision DEFAULT 70) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN starts_early(whole_number(ga_days_first_visit), whole_number(before_days));
COMMENT ON FUNCTION starts_early(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION in_care_line(line integer, wanted integer DEFAULT 1) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_in_care_line';
COMMENT ON FUNCTION in_care_line(integer, integer) IS
'Whether a line of care (1 primary care, midwife; 2 hospital) is the wanted one; once for each moment: start of '
'pregnancy, start of labour, end of labour. NULL: NULL. Another code: error 22023.';

CREATE FUNCTION in_care_line(line double precision, wanted double precision DEFAULT 1) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_in_care_line_numbers';
COMMENT ON FUNCTION in_care_line(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION counts_once(rank_in_pregnancy integer, unit text DEFAULT 'pregnancy') RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_counts_once';
COMMENT ON FUNCTION counts_once(integer, text) IS
'For FILTER, on rows that are children: unit ''pregnancy'' keeps the first child (Perined: rangnummer 1) of each, so '
'that twins are one pregnancy; ''child'' keeps every row. Rank NULL or below 1: NULL, which FILTER leaves out. Another '
'unit: error 22023.';

CREATE FUNCTION counts_once(rank_in_pregnancy double precision, unit text DEFAULT 'pregnancy') RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_counts_once_numbers';
COMMENT ON FUNCTION counts_once(double precision, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';
