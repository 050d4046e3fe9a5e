-- The rates of all definitions of a scan at once: see src/rate/rates.c.

CREATE FUNCTION kansrijk_intern.rates_accum(internal, pairs smallint[], VARIADIC booleans "any") RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_accum';
COMMENT ON FUNCTION kansrijk_intern.rates_accum(internal, smallint[], "any") IS
'Transition function of rates(smallint[], "any").';

CREATE FUNCTION kansrijk_intern.rates_accum(internal, rate[]) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_accum_rates';
COMMENT ON FUNCTION kansrijk_intern.rates_accum(internal, rate[]) IS 'Transition function of rates(rate[]).';

CREATE FUNCTION kansrijk_intern.rates_combine(internal, internal) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_combine';
COMMENT ON FUNCTION kansrijk_intern.rates_combine(internal, internal) IS 'Combines states of rates(...).';

CREATE FUNCTION kansrijk_intern.rates_serialize(internal) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_serialize';
COMMENT ON FUNCTION kansrijk_intern.rates_serialize(internal) IS 'State of rates(...), as bytes.';

CREATE FUNCTION kansrijk_intern.rates_deserialize(bytea, internal) RETURNS internal
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_deserialize';
COMMENT ON FUNCTION kansrijk_intern.rates_deserialize(bytea, internal) IS 'State of rates(...), from bytes.';

CREATE FUNCTION kansrijk_intern.rates_final(internal) RETURNS rate[]
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_final';
COMMENT ON FUNCTION kansrijk_intern.rates_final(internal) IS 'Final function of rates(...).';

CREATE AGGREGATE kansrijk_intern.rates(pairs smallint[], VARIADIC booleans "any") (
	SFUNC = kansrijk_intern.rates_accum,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.rates_final,
	COMBINEFUNC = kansrijk_intern.rates_combine,
	SERIALFUNC = kansrijk_intern.rates_serialize,
	DESERIALFUNC = kansrijk_intern.rates_deserialize,
	SSPACE = 500,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE kansrijk_intern.rates(smallint[], "any") IS
'Internal: Rates of several definitions in one pass: of definition i, rate(event) FILTER (WHERE scope), scope being '
'boolean number pairs[2i - 1] of those that follow and event number pairs[2i], both from 1; 0/0 where no row was in '
'scope. NULL over no rows. At most 98 booleans, and 10000 pairs, the same in all rows. Errors: 22004 (pairs NULL), '
'2202E (pairs of another form, or that name no boolean), 22023 (pairs that differ between rows), 42804 (an argument '
'that is not boolean), 54023, 54000.';

CREATE AGGREGATE kansrijk_intern.rates(rates rate[]) (
	SFUNC = kansrijk_intern.rates_accum,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.rates_final,
	COMBINEFUNC = kansrijk_intern.rates_combine,
	SERIALFUNC = kansrijk_intern.rates_serialize,
	DESERIALFUNC = kansrijk_intern.rates_deserialize,
	SSPACE = 500,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE kansrijk_intern.rates(rate[]) IS
'Internal: Sums of rates, element by element. NULL elements are left out, and an element that is NULL in all arrays is '
'so in the result; NULL arrays are left out, and over no others the result is NULL. Errors: 2202E (arrays of different '
'length, or of more than one dimension), 22003 (a count beyond bigint), 54000 (more than 10000 elements).';
