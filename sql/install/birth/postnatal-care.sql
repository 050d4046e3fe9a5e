-- Maternity care at home (kraamzorg) and intensive care of the newborn.

CREATE TYPE kraamzorg_class AS ENUM ('geen', '<24', '24-48', '>=49');
COMMENT ON TYPE kraamzorg_class IS
'Classes of hours of kraamzorg, with the labels of the source; half-open, so that every number of hours is in one of '
'them: none, above 0 to below 24, 24 to below 49, 49 and more.';

CREATE FUNCTION kraamzorg_class(hours numeric) RETURNS kraamzorg_class
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN CASE
		WHEN hours < 0 THEN NULL
		WHEN hours = 0 THEN 'geen'::kraamzorg_class
		WHEN hours < 24 THEN '<24'::kraamzorg_class
		WHEN hours < 49 THEN '24-48'::kraamzorg_class
		WHEN hours < 'Infinity' THEN '>=49'::kraamzorg_class
	END;
COMMENT ON FUNCTION kraamzorg_class(numeric) IS
'Class of hours of kraamzorg (Regiobeeld Kansrijke Start Amsterdam 2024). Use the hours received, not those indicated; '
'Vektis delivers minutes: kraamzorg_class(minutes / 60.0). NULL, negative, infinite or NaN: NULL.';

CREATE FUNCTION kraamzorg_class(hours double precision) RETURNS kraamzorg_class
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN kraamzorg_class(hours::numeric);
COMMENT ON FUNCTION kraamzorg_class(double precision) IS
'Class of hours of kraamzorg. As with numeric.';

CREATE FUNCTION received_kraamzorg(claims_after_birth integer, insurance_known boolean DEFAULT true) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN CASE WHEN insurance_known AND claims_after_birth >= 0 THEN claims_after_birth > 0 END;
COMMENT ON FUNCTION received_kraamzorg(integer, boolean) IS
'Whether a mother has a claim for kraamzorg after birth (no intake, no partus assistance). The published share without '
'kraamzorg is its complement: percentage(NOT received_kraamzorg(...)). Without insurance data (2 to 3 % of mothers) '
'unknown, not without care.';

CREATE FUNCTION received_kraamzorg(
	claims_after_birth double precision, insurance_known boolean DEFAULT true) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN received_kraamzorg(whole_number(claims_after_birth), insurance_known);
COMMENT ON FUNCTION received_kraamzorg(double precision, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION in_kraamzorg_scope(hospital_stay boolean, insurance_known boolean DEFAULT true,
	exclude_stay boolean DEFAULT true) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN insurance_known AND NOT (exclude_stay AND hospital_stay);
COMMENT ON FUNCTION in_kraamzorg_scope(boolean, boolean, boolean) IS
'Whether a mother belongs to the population of kraamzorg figures, for FILTER: her insurance data are known and, '
'strictly (Regiobeeld 2024), neither she nor the child stayed in hospital in the first days; exclude_stay => false '
'keeps those. Stay unknown: NULL.';

CREATE FUNCTION admitted_in_birth_year(born date, admitted date) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN CASE
		WHEN born IS NULL OR NOT isfinite(born) OR admitted < born THEN NULL
		WHEN admitted IS NULL THEN false
		ELSE date_part('year', admitted) = date_part('year', born)
	END;
COMMENT ON FUNCTION admitted_in_birth_year(date, date) IS
'Whether the first admission (NICU, PICU) falls in the calendar year of birth (Regiobeeld 2024). admitted NULL: never, '
'false. A child born in December is followed for weeks, one born in January for a year: do not compare months. born '
'unknown, or admitted before birth: NULL.';
