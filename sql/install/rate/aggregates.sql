-- Aggregates over rows and groups. One state, several final functions: see src/rate/rate_aggregate.c.

CREATE FUNCTION kansrijk_intern.rate_accum(rate, boolean) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_event';
COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, boolean) IS
'Transition function of rate(boolean) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum_inv(rate, boolean) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_event_inv';
COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, boolean) IS
'Inverse transition (moving windows) function of rate(boolean) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum(rate, smallint, smallint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_smallint';
COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, smallint, smallint) IS
'Transition function of rate(smallint, smallint) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum(rate, integer, integer) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_integer';
COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, integer, integer) IS
'Transition function of rate(integer, integer) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum(rate, bigint, bigint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_bigint';
COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, bigint, bigint) IS
'Transition function of rate(bigint, bigint) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum_inv(rate, smallint, smallint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_smallint_inv';
COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, smallint, smallint) IS
'Inverse transition (moving windows) function of rate(smallint, smallint) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum_inv(rate, integer, integer) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_integer_inv';
COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, integer, integer) IS
'Inverse transition (moving windows) function of rate(integer, integer) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum_inv(rate, bigint, bigint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_bigint_inv';
COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, bigint, bigint) IS
'Inverse transition (moving windows) function of rate(bigint, bigint) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum(rate, double precision, double precision) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_double';
COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, double precision, double precision) IS
'Transition function of rate(double precision, double precision) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum_inv(rate, double precision, double precision) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_double_inv';
COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, double precision, double precision) IS
'Inverse transition (moving windows) function of rate(double precision, double precision) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum(rate, double precision) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_flag';
COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, double precision) IS
'Transition function of rate(double precision) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum_inv(rate, double precision) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_flag_inv';
COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, double precision) IS
'Inverse transition (moving windows) function of rate(double precision) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum(rate, numeric, numeric) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_numeric';
COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, numeric, numeric) IS
'Transition function of rate(numeric, numeric) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum_inv(rate, numeric, numeric) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_numeric_inv';
COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, numeric, numeric) IS
'Inverse transition (moving windows) function of rate(numeric, numeric) and its siblings.';

CREATE FUNCTION kansrijk_intern.rate_accum(rate, rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_rate';
COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, rate) IS
'Transition function of rate(rate) and its siblings; combines partial states.';

CREATE FUNCTION kansrijk_intern.rate_accum_inv(rate, rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_rate_inv';
COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, rate) IS
'Inverse transition (moving windows) function of rate(rate) and its siblings.';

CREATE AGGREGATE rate(boolean) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(boolean) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: true counts as event, false as none, NULL '
'as unknown (in neither numerator nor denominator).';

CREATE AGGREGATE rate(double precision) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(double precision) IS
'Rate of a group, of a column of 1 (event), 0 (none) and NULL or NaN (unknown). Others: error 22023.';

CREATE AGGREGATE rate(smallint, smallint) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(smallint, smallint) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its '
'units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE rate(integer, integer) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(integer, integer) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its '
'units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE rate(bigint, bigint) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(bigint, bigint) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its '
'units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE rate(double precision, double precision) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(double precision, double precision) IS
'Rate of a group, of counts that a data frame wrote as 7.0. As with bigint; a fraction is error 22023.';

CREATE AGGREGATE rate(numeric, numeric) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(numeric, numeric) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. As with bigint, for sum(bigint), which is numeric in '
'SQL. A count that is not whole: error 22023.';

CREATE AGGREGATE rate(rate) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(rate) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Roll-up of rates of disjoint groups; NULL is '
'skipped.';

CREATE AGGREGATE rate_per_1000(boolean) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_1000,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_1000,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_per_1000(boolean) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Per row: true counts as event, false as none, NULL as '
'unknown (in neither numerator nor denominator).';

CREATE AGGREGATE rate_per_1000(double precision) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_1000,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_1000,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_per_1000(double precision) IS
'Rate per 1000 of a group, of a column of 1 (event), 0 (none) and NULL or NaN (unknown). Others: error 22023.';

CREATE AGGREGATE rate_per_1000(smallint, smallint) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_1000,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_1000,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_per_1000(smallint, smallint) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE rate_per_1000(integer, integer) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_1000,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_1000,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_per_1000(integer, integer) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE rate_per_1000(bigint, bigint) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_1000,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_1000,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_per_1000(bigint, bigint) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE rate_per_1000(double precision, double precision) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_1000,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_1000,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_per_1000(double precision, double precision) IS
'Rate per 1000 of a group, of counts that a data frame wrote as 7.0. As with bigint; a fraction is error 22023.';

CREATE AGGREGATE rate_per_1000(numeric, numeric) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_1000,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_1000,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_per_1000(numeric, numeric) IS
'Rate per 1000 of a group; NULL when the denominator is 0. As with bigint, for sum(bigint), which is numeric in SQL. A '
'count that is not whole: error 22023.';

CREATE AGGREGATE rate_per_1000(rate) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_1000,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_1000,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_per_1000(rate) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Roll-up of rates of disjoint groups; NULL is skipped.';

CREATE AGGREGATE percentage(boolean) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_100,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_100,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE percentage(boolean) IS
'Percentage of a group; NULL when the denominator is 0. Per row: true counts as event, false as none, NULL as unknown '
'(in neither numerator nor denominator).';

CREATE AGGREGATE percentage(double precision) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_100,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_100,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE percentage(double precision) IS
'Percentage of a group, of a column of 1 (event), 0 (none) and NULL or NaN (unknown). Others: error 22023.';

CREATE AGGREGATE percentage(smallint, smallint) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_100,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_100,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE percentage(smallint, smallint) IS
'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE percentage(integer, integer) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_100,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_100,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE percentage(integer, integer) IS
'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE percentage(bigint, bigint) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_100,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_100,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE percentage(bigint, bigint) IS
'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE AGGREGATE percentage(double precision, double precision) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_100,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_100,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE percentage(double precision, double precision) IS
'Percentage of a group, of counts that a data frame wrote as 7.0. As with bigint; a fraction is error 22023.';

CREATE AGGREGATE percentage(numeric, numeric) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_100,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_100,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE percentage(numeric, numeric) IS
'Percentage of a group; NULL when the denominator is 0. As with bigint, for sum(bigint), which is numeric in SQL. A '
'count that is not whole: error 22023.';

CREATE AGGREGATE percentage(rate) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = per_100,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = per_100,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE percentage(rate) IS
'Percentage of a group; NULL when the denominator is 0. Roll-up of rates of disjoint groups; NULL is skipped.';

-- Rolling years

CREATE FUNCTION rolling_rate(r rate, year integer, span integer DEFAULT 5) RETURNS rate
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate';
COMMENT ON FUNCTION rolling_rate(rate, integer, integer) IS
'Window function: pooled rate of the last span calendar years, OVER (PARTITION BY area ORDER BY year). NULL unless '
'every one of those years has rows in the partition, all with a rate. Rows of one year are added up. A NULL year is '
'error 22004, years out of order, or a span that is not from 1 to 100 or not constant within the partition, error '
'22023.';

CREATE FUNCTION rolling_rate_per_1000(numerator bigint, denominator bigint, year integer, span integer DEFAULT 5)
RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000';
COMMENT ON FUNCTION rolling_rate_per_1000(bigint, bigint, integer, integer) IS
'Window function: rolling_rate from counts, per 1000. A year in which a count is NULL is incomplete, and so is every '
'window over it. NULL also when the pooled denominator is 0.';

CREATE FUNCTION rolling_rate_per_1000(numerator smallint, denominator smallint, year integer, span integer DEFAULT 5)
RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000_smallint';
COMMENT ON FUNCTION rolling_rate_per_1000(smallint, smallint, integer, integer) IS
'Window function: rolling_rate from counts, per 1000. As with bigint.';

CREATE FUNCTION rolling_rate_per_1000(numerator integer, denominator integer, year integer, span integer DEFAULT 5)
RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000_integer';
COMMENT ON FUNCTION rolling_rate_per_1000(integer, integer, integer, integer) IS
'Window function: rolling_rate from counts, per 1000. As with bigint.';

CREATE FUNCTION rolling_rate_per_1000(numerator numeric, denominator numeric, year integer, span integer DEFAULT 5)
RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000_numeric';
COMMENT ON FUNCTION rolling_rate_per_1000(numeric, numeric, integer, integer) IS
'Window function: rolling_rate from counts, per 1000. As with bigint, for sum(bigint), which is numeric in SQL. A '
'count that is not whole: error 22023.';

-- Of any number type, which double precision takes: extract(year FROM date) is numeric.
CREATE FUNCTION rolling_rate(r rate, year double precision, span integer DEFAULT 5) RETURNS rate
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_float8_year';
COMMENT ON FUNCTION rolling_rate(rate, double precision, integer) IS
'Window function: as with an integer year, for a year of any number type, as extract(year FROM date) gives it.'
' A year that is not whole: error 22023; beyond integer: 22003.';

CREATE FUNCTION rolling_rate_per_1000(numerator numeric, denominator numeric, year double precision,
		span integer DEFAULT 5) RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000_numeric_float8_year';
COMMENT ON FUNCTION rolling_rate_per_1000(numeric, numeric, double precision, integer) IS
'Window function: rolling_rate from counts, per 1000, for counts and years of any number type.'
' A count or a year that is not whole: error 22023; a year beyond integer: 22003.';
