-- Values as registers deliver them in text files.

CREATE FUNCTION sterfte_code(written text) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sterfte_code';
COMMENT ON FUNCTION sterfte_code(text) IS
'Perined''s code of death from text: 0 to 6; UNK and empty: NULL. Anything else: error 22023.';

CREATE FUNCTION register_date(written text) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_date';
COMMENT ON FUNCTION register_date(text) IS
'Date written yyyymmdd. Open ends 88888888 and 99991231: infinity. Empty, dashes, or year, month or day unknown (zeros): NULL. Another form: error 22007; a day that does not exist: error 22008.';

CREATE FUNCTION register_period(first_day text, last_day text) RETURNS daterange
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 10
	RETURN CASE WHEN register_date(first_day) IS NOT NULL AND register_date(last_day) IS NOT NULL
		THEN daterange(register_date(first_day), nullif(register_date(last_day), 'infinity'), '[]') END;
COMMENT ON FUNCTION register_period(text, text) IS
'Episode from its first to its last day, both included, written yyyymmdd; an open end has no upper bound. NULL when one of the days is unknown. Last before first: error 22000. Errors as in register_date.';

CREATE FUNCTION register_id(written text, width integer DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_id';
COMMENT ON FUNCTION register_id(text, integer) IS
'Identifier as text, without blanks around it; empty, only zeros or only dashes (000000000, ---------) stand for none: NULL. width (9 for a RIN) puts lost leading zeros back; a longer identifier is error 22023.';

CREATE FUNCTION decimal_comma(written text) RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_decimal_comma';
COMMENT ON FUNCTION decimal_comma(text) IS
'Number with a decimal comma, such as 10,5. Empty: NULL. A point or grouped digits: error 22P02, because 1.234 could mean either.';
