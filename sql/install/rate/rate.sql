-- The counting value: type rate.

CREATE FUNCTION library_version() RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_library_version';
COMMENT ON FUNCTION library_version() IS
'Version of the loaded library. Differs from the version of the extension (\dx) when a session still has an older '
'library loaded, or when ALTER EXTENSION kansrijk UPDATE was forgotten: reconnect, or update.';

CREATE TYPE rate;

CREATE FUNCTION rate_in(cstring) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_in';
CREATE FUNCTION rate_out(rate) RETURNS cstring
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_out';
CREATE FUNCTION rate_recv(internal) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_recv';
CREATE FUNCTION rate_send(rate) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_send';

CREATE TYPE rate (
	INPUT = rate_in,
	OUTPUT = rate_out,
	RECEIVE = rate_recv,
	SEND = rate_send,
	INTERNALLENGTH = 24,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE rate IS
'Counted units: numerator (with the event), denominator (outcome known), unknown (outcome not known). Text form '
'7/1000, or 7/1000 ?12 with 12 unknown. No count is negative; a count above bigint is error 22003.';
COMMENT ON FUNCTION rate_in(cstring) IS 'Text input of rate; errors 22P02 and 22003.';
COMMENT ON FUNCTION rate_out(rate) IS 'Text output of rate.';
COMMENT ON FUNCTION rate_recv(internal) IS 'Binary input of rate; error 22P03 for a negative count.';
COMMENT ON FUNCTION rate_send(rate) IS 'Binary output of rate: three bigint, network byte order.';

-- Constructor and accessors

CREATE FUNCTION make_rate(numerator bigint, denominator bigint, unknown bigint DEFAULT 0) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_make_rate';
COMMENT ON FUNCTION make_rate(bigint, bigint, bigint) IS
'One rate from counts. NULL numerator: all units of the denominator are of unknown outcome. NULL denominator or '
'unknown: NULL. Negative count: error 22023.';

CREATE FUNCTION make_rate(numerator smallint, denominator smallint, unknown smallint DEFAULT 0) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_make_rate_smallint';
COMMENT ON FUNCTION make_rate(smallint, smallint, smallint) IS 'One rate from counts. As with bigint.';

CREATE FUNCTION make_rate(numerator integer, denominator integer, unknown integer DEFAULT 0) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_make_rate_integer';
COMMENT ON FUNCTION make_rate(integer, integer, integer) IS 'One rate from counts. As with bigint.';

CREATE FUNCTION make_rate(numerator numeric, denominator numeric, unknown numeric DEFAULT 0) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_make_rate_numeric';
CREATE FUNCTION make_rate(
	numerator double precision, denominator double precision, unknown double precision DEFAULT 0) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_make_rate_double';
COMMENT ON FUNCTION make_rate(double precision, double precision, double precision) IS
'One rate from counts that a data frame wrote as 7.0. A fraction: error 22023; above 2^53: error 22003.';
COMMENT ON FUNCTION make_rate(numeric, numeric, numeric) IS
'One rate from counts. As with bigint, for sum(bigint), which is numeric in SQL. A count that is not whole: error '
'22023.';

CREATE FUNCTION numerator(rate) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_numerator';
COMMENT ON FUNCTION numerator(rate) IS 'Number of units with the event.';

CREATE FUNCTION denominator(rate) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_denominator';
COMMENT ON FUNCTION denominator(rate) IS 'Number of units whose outcome is known.';

CREATE FUNCTION unknown(rate) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_unknown';
COMMENT ON FUNCTION unknown(rate) IS 'Number of units whose outcome is not known; they are not in the denominator.';

CREATE FUNCTION per(r rate, per double precision) RETURNS double precision
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_per';
COMMENT ON FUNCTION per(rate, double precision) IS
'per * numerator / denominator. NULL when the denominator is 0. A per below 1, or infinite, is error 22023.';

CREATE FUNCTION per_100(rate) RETURNS double precision
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_per_100';
COMMENT ON FUNCTION per_100(rate) IS 'The rate as a percentage. NULL when the denominator is 0.';

CREATE FUNCTION per_1000(rate) RETURNS double precision
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_per_1000';
COMMENT ON FUNCTION per_1000(rate) IS 'The rate per 1000. NULL when the denominator is 0.';

-- Rounded for print: once, exactly, half away from zero.

CREATE FUNCTION per(r rate, per double precision, digits integer) RETURNS numeric
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	-- 40 decimals: no quotient of two bigint is so close to a half. per(r, per) refuses what it refuses.
	RETURN CASE WHEN per(r, per) IS NOT NULL THEN
		round(round(numerator(r) * per::numeric, 40) / denominator(r), digits) END;
COMMENT ON FUNCTION per(rate, double precision, integer) IS
'The rate per so many, rounded to so many decimals: exactly, half away from zero. NULL and errors as per(r, per).';

CREATE FUNCTION per_100(r rate, digits integer) RETURNS numeric
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN per(r, 100, digits);
COMMENT ON FUNCTION per_100(rate, integer) IS
'Percentage, rounded to so many decimals: exactly, half away from zero. NULL when the denominator is 0.';

CREATE FUNCTION per_1000(r rate, digits integer) RETURNS numeric
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN per(r, 1000, digits);
COMMENT ON FUNCTION per_1000(rate, integer) IS
'Rate per 1000, rounded to so many decimals: exactly, half away from zero. NULL when the denominator is 0.';

CREATE FUNCTION one_in(rate) RETURNS double precision
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_one_in';
COMMENT ON FUNCTION one_in(rate) IS 'N of "1 in N": denominator / numerator. NULL when either is 0.';

CREATE FUNCTION unknown_as_no(rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_unknown_as_no';
COMMENT ON FUNCTION unknown_as_no(rate) IS
'The same rate with its unknown units in the denominator: the convention of monitors that read a missing outcome as '
'"no". It biases the rate downwards; here it is visible in the query.';

-- Operators

CREATE FUNCTION rate_plus(rate, rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_plus';
CREATE FUNCTION rate_minus(rate, rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_minus';
CREATE FUNCTION rate_eq(rate, rate) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_eq';
CREATE FUNCTION rate_ne(rate, rate) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_ne';
CREATE FUNCTION rate_lt(rate, rate) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_lt';
CREATE FUNCTION rate_le(rate, rate) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_le';
CREATE FUNCTION rate_gt(rate, rate) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_gt';
CREATE FUNCTION rate_ge(rate, rate) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_ge';
CREATE FUNCTION rate_cmp(rate, rate) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_cmp';
CREATE FUNCTION rate_hash(rate) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_hash';
CREATE FUNCTION rate_hash_extended(rate, bigint) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_hash_extended';

COMMENT ON FUNCTION rate_plus(rate, rate) IS
'Rate of the union of two disjoint groups; error 22003 when a count exceeds bigint.';
COMMENT ON FUNCTION rate_minus(rate, rate) IS
'Rate of the rest when a part is taken out of the whole; error 22003 when the whole does not contain the part.';
COMMENT ON FUNCTION rate_eq(rate, rate) IS 'Same numerator, denominator and unknown: 1/2 is not 500/1000.';
COMMENT ON FUNCTION rate_ne(rate, rate) IS 'Not the same numerator, denominator and unknown.';
COMMENT ON FUNCTION rate_lt(rate, rate) IS 'Sorts before: see rate_cmp.';
COMMENT ON FUNCTION rate_le(rate, rate) IS 'Sorts before or is equal: see rate_cmp.';
COMMENT ON FUNCTION rate_gt(rate, rate) IS 'Sorts after: see rate_cmp.';
COMMENT ON FUNCTION rate_ge(rate, rate) IS 'Sorts after or is equal: see rate_cmp.';
COMMENT ON FUNCTION rate_cmp(rate, rate) IS
'Order by value, exactly (128-bit cross products), then denominator, numerator, unknown; denominator 0 last.';
COMMENT ON FUNCTION rate_hash(rate) IS 'Hash of rate, for hash operator class.';
COMMENT ON FUNCTION rate_hash_extended(rate, bigint) IS 'Seeded hash of rate, for hash operator class.';

CREATE OPERATOR + (LEFTARG = rate, RIGHTARG = rate, FUNCTION = rate_plus, COMMUTATOR = +);
CREATE OPERATOR - (LEFTARG = rate, RIGHTARG = rate, FUNCTION = rate_minus);
CREATE OPERATOR = (LEFTARG = rate, RIGHTARG = rate, FUNCTION = rate_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = rate, RIGHTARG = rate, FUNCTION = rate_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = rate, RIGHTARG = rate, FUNCTION = rate_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = rate, RIGHTARG = rate, FUNCTION = rate_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR > (LEFTARG = rate, RIGHTARG = rate, FUNCTION = rate_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR >= (LEFTARG = rate, RIGHTARG = rate, FUNCTION = rate_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR + (rate, rate) IS 'union of two disjoint groups';
COMMENT ON OPERATOR - (rate, rate) IS 'the whole without a part';
COMMENT ON OPERATOR = (rate, rate) IS 'same counts';
COMMENT ON OPERATOR <> (rate, rate) IS 'not the same counts';
COMMENT ON OPERATOR < (rate, rate) IS 'lower value';
COMMENT ON OPERATOR <= (rate, rate) IS 'lower value or same counts';
COMMENT ON OPERATOR > (rate, rate) IS 'higher value';
COMMENT ON OPERATOR >= (rate, rate) IS 'higher value or same counts';

CREATE OPERATOR CLASS rate_ops DEFAULT FOR TYPE rate USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 rate_cmp(rate, rate);
CREATE OPERATOR CLASS rate_ops DEFAULT FOR TYPE rate USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 rate_hash(rate),
	FUNCTION 2 rate_hash_extended(rate, bigint);
COMMENT ON OPERATOR CLASS rate_ops USING btree IS 'order of rates by value, exactly';
COMMENT ON OPERATOR CLASS rate_ops USING hash IS 'equality of rates';
COMMENT ON OPERATOR FAMILY rate_ops USING btree IS 'order of rates by value, exactly';
COMMENT ON OPERATOR FAMILY rate_ops USING hash IS 'equality of rates';
