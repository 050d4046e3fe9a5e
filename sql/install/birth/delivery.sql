-- Values as registers deliver them in text files. All of them leave away what cannot
-- be seen around a value, and read a code that a programme made a number of (280.0).

CREATE FUNCTION visible_text(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_visible_text';
COMMENT ON FUNCTION visible_text(text) IS
'Text without what cannot be seen around it: blanks, tabs, ends of lines, no-break and zero-width spaces, byte order '
'marks, control characters. What is inside stays. NULL: NULL. Every function that reads a code does this first.';

CREATE FUNCTION known_text(written text, missing text[]) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_known_text';
COMMENT ON FUNCTION known_text(text, text[]) IS
'The text, or NULL when it is one of the codes that stand for unknown in its file, such as {-9}. Both are read as '
'codes, so that -9.000000 is -9. For around any reader: register_integer(known_text(x, ''{-9}'')).';

CREATE FUNCTION can_read(reader text, written text, argument text DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_can_read';
COMMENT ON FUNCTION can_read(text, text, text) IS
'Whether a reader reads a text, where it would be an error otherwise: sex_code, ga_days, sterfte_code, '
'van_wiechen_code, decimal_comma, area_code, pc4_code, or register_ with id, kind, boolean, integer, bigint, decimal, '
'date or month. argument: the second argument of the reader (kind of area, width of an identifier, order of a date). '
'written NULL: true. To count what a column has that is not known. Another reader: error 22023.';

CREATE FUNCTION sterfte_code(written text) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sterfte_code';
COMMENT ON FUNCTION sterfte_code(text) IS
'Perined''s code of death from text: 0 to 6; UNK and empty: NULL. Anything else: error 22023.';

CREATE FUNCTION register_boolean(written text) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_boolean';
COMMENT ON FUNCTION register_boolean(text) IS
'Yes or no from text: 1, ja, j, true, t, yes, y, waar; 0, nee, n, false, f, no, onwaar; UNK and empty: NULL. Upper or '
'lower case. Anything else, such as 2 or 9: error 22023.';

CREATE FUNCTION register_kind(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_kind';
COMMENT ON FUNCTION register_kind(text) IS
'Kind of an identifier of CBS (RINPERSOONS): R person, D stillborn, G not linked. Empty and dashes: NULL. Anything '
'else: error 22023.';

CREATE FUNCTION register_date(written text) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_date';
COMMENT ON FUNCTION register_date(text) IS
'Date written yyyymmdd, yyyy-mm-dd (a time behind it is left away), dd-mm-yyyy, dd.mm.yyyy, with slashes day or month '
'first where only one of both can be (02/29/2020, as pspp writes; 03/04/2020 is an error), or in seconds since 14 '
'October 1582 (SPSS). Open ends 88888888 and 99991231: infinity. Empty, dashes, or year, month or day unknown (zeros): '
'NULL. Another form: error 22007; a day that does not exist: error 22008.';

CREATE FUNCTION register_date(written text, date_order text) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_date_ordered';
COMMENT ON FUNCTION register_date(text, text) IS
'Date of a file of which the order is known: dmy (day before month) or mdy, for dates of which the year is last; the '
'other forms as in register_date(text). Another order: error 22023.';

-- Here, for it reads dates. Literals without a type are texts before they are
-- anything else, and two of them would else be dates or a code and a window.
CREATE FUNCTION neonatal_death(born text, died text, until_days integer DEFAULT 28, stillborn boolean DEFAULT false)
RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 3
	RETURN neonatal_death(register_date(born), register_date(died), until_days, stillborn);
COMMENT ON FUNCTION neonatal_death(text, text, integer, boolean) IS
'Death of a live-born child, with dates as register_date(text) reads them; so that dates may be written as literals '
'without a type.';

CREATE FUNCTION register_month(written text) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_month';
COMMENT ON FUNCTION register_month(text) IS
'Month written yyyymm or yyyy-mm, as its first day. Empty, dashes, or a part unknown (zeros): NULL. Another form: '
'error 22007; a month that does not exist: error 22008.';

CREATE FUNCTION register_period(first_day text, last_day text) RETURNS daterange
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 10
	RETURN CASE WHEN register_date(first_day) IS NOT NULL AND register_date(last_day) IS NOT NULL
		THEN daterange(register_date(first_day), nullif(register_date(last_day), 'infinity'), '[]') END;
COMMENT ON FUNCTION register_period(text, text) IS
'Episode from its first to its last day, both included, written as register_date reads it; an open end has no upper '
'bound. NULL when one of the days is unknown. Last before first: error 22000. Errors as in register_date.';

CREATE FUNCTION register_id(written text, width integer DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_id';
COMMENT ON FUNCTION register_id(text, integer) IS
'Identifier as text, without what cannot be seen around it; empty, only zeros, only dashes, or nine or more nines and '
'nothing else (000000000, ---------, 999999999) stand for none: NULL. width (9 for a RIN) puts lost leading zeros '
'back; a longer identifier, or an invisible character inside: error 22023.';

CREATE FUNCTION register_integer(written text) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_integer';
COMMENT ON FUNCTION register_integer(text) IS
'Whole number, also as pandas and SPSS write it (280.0, 280.000000). Empty and dashes: NULL. A fraction, digits that '
'could be grouped (3.400), a word: error 22P02; out of range: error 22003.';

CREATE FUNCTION register_bigint(written text) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_bigint';
COMMENT ON FUNCTION register_bigint(text) IS
'Whole number as register_integer reads it, as bigint.';

CREATE FUNCTION register_decimal(written text) RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_decimal';
COMMENT ON FUNCTION register_decimal(text) IS
'Number of which the comma or the point is the decimal sign: 9,99 or 9.99, and so 1.234 is less than two. For files in '
'which digits are never grouped. Empty and dashes: NULL. Both signs, or anything else: error 22P02.';

CREATE FUNCTION decimal_comma(written text) RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_decimal_comma';
COMMENT ON FUNCTION decimal_comma(text) IS
'Number with a decimal comma, such as 10,5. Empty: NULL. A point or grouped digits: error 22P02, because 1.234 could '
'mean either.';

CREATE FUNCTION area_code(written text, kind text DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_area_code';
COMMENT ON FUNCTION area_code(text, text) IS
'Code of an area in one form, from all in which CBS and others deliver it: GM0363 (also padded), 0363, 363 and 363.0 '
'are 0363; WK036301 and 36301 are 036301; BU03630101 is 03630101; PV27 stays PV27. kind (gemeente, wijk, buurt): '
'another form is error 22023; without it the number of digits tells, and a code of another form is somebody''s own and '
'stays as it is. Empty, dashes and zeros: NULL.';

CREATE FUNCTION pc4_code(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_pc4_code';
COMMENT ON FUNCTION pc4_code(text) IS
'Four digits of a postcode: of 1012, 1012AB and 1012 ab the first four. Empty, dashes and zeros: NULL. Anything else: '
'error 22023.';
