-- Numbers of any type where a whole number is meant.

CREATE FUNCTION whole_number(number double precision) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_whole_number';
COMMENT ON FUNCTION whole_number(double precision) IS
'The number as integer. NaN: NULL. A fraction is error 22023, a number beyond integer error 22003.';
