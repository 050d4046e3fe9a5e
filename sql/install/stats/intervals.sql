-- Estimates with confidence limits.

CREATE TYPE estimate AS (
	value double precision,
	lower double precision,
	upper double precision,
	confidence double precision,
	method text
);
COMMENT ON TYPE estimate IS
'A figure with its confidence limits. A limit that does not exist is NULL: that of the side not asked for, or one that '
'is infinite.';
COMMENT ON COLUMN estimate.value IS 'The figure, in the unit asked for (per 100, per 1000, ...).';
COMMENT ON COLUMN estimate.lower IS 'Lower confidence limit, in the same unit.';
COMMENT ON COLUMN estimate.upper IS 'Upper confidence limit, in the same unit.';
COMMENT ON COLUMN estimate.confidence IS 'Confidence level, 0.95 for 95 %.';
COMMENT ON COLUMN estimate.method IS 'Method of the limits.';

CREATE FUNCTION rate_ci(r rate, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
	method text DEFAULT 'exact', sides text DEFAULT 'two') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_rate_ci';
COMMENT ON FUNCTION rate_ci(rate, double precision, double precision, text, text) IS
'Rate with confidence limits, its count being Poisson. per: unit of the result. sides: two (each tail '
'(1-confidence)/2), lower or upper (one limit, tail 1-confidence). Methods, x events: exact (Garwood 1936: gamma '
'quantiles; the default), phe (exact below 10 events, else byar: Public Health England, Technical Guide), byar '
'(Breslow & Day 1987), byar_midp (Rothman & Greenland: both limits at x + 0.5), midp, jeffreys (gamma, x + 0.5), score '
'(x + z^2/2 -+ z sqrt(x + z^2/4)), wald (for comparison only). The lower limit is 0 when x is 0. NULL when the '
'denominator is 0. Refused with error 22023: negative counts, NaN, infinity, a per below 1, a confidence outside '
'(0,1), an unknown method or sides.';

CREATE FUNCTION rate_ci(numerator double precision, denominator double precision, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95, method text DEFAULT 'exact', sides text DEFAULT 'two') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_rate_ci_counts';
COMMENT ON FUNCTION rate_ci(double precision, double precision, double precision, double precision, text, text) IS
'The same from numbers, which may be fractional: published counts are often weighted. Rate with confidence limits, its '
'count being Poisson. per: unit of the result. sides: two (each tail (1-confidence)/2), lower or upper (one limit, '
'tail 1-confidence). Methods, x events: exact (Garwood 1936: gamma quantiles; the default), phe (exact below 10 '
'events, else byar: Public Health England, Technical Guide), byar (Breslow & Day 1987), byar_midp (Rothman & '
'Greenland: both limits at x + 0.5), midp, jeffreys (gamma, x + 0.5), score (x + z^2/2 -+ z sqrt(x + z^2/4)), wald '
'(for comparison only). The lower limit is 0 when x is 0. NULL when the denominator is 0. Refused with error 22023: '
'negative counts, NaN, infinity, a per below 1, a confidence outside (0,1), an unknown method or sides.';

CREATE FUNCTION proportion_ci(r rate, per double precision DEFAULT 100, confidence double precision DEFAULT 0.95,
	method text DEFAULT 'wilson', sides text DEFAULT 'two') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_ci';
COMMENT ON FUNCTION proportion_ci(rate, double precision, double precision, text, text) IS
'Proportion with confidence limits, its count being binomial. per: unit of the result. sides: two (each tail '
'(1-confidence)/2), lower or upper (one limit, tail 1-confidence). Methods: wilson (Wilson 1927, Newcombe & Altman '
'2000; the default), wilson_cc (with continuity correction, Newcombe 1998), clopper_pearson (exact, 1934), midp, '
'agresti_coull (1998), jeffreys (equal tails of Beta(x + 0.5, n - x + 0.5)), wald (for comparison only). Limits lie in '
'0..per; the lower is 0 at 0 events, the upper per at n events. NULL when the denominator is 0 or the numerator '
'exceeds it. Refused with error 22023: negative counts, NaN, infinity, a per below 1, a confidence outside (0,1), an '
'unknown method or sides.';

CREATE FUNCTION proportion_ci(numerator double precision, denominator double precision,
	per double precision DEFAULT 100, confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson',
	sides text DEFAULT 'two') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_ci_counts';
COMMENT ON FUNCTION proportion_ci(double precision, double precision, double precision, double precision, text, text) IS
'The same from numbers, which may be fractional: published counts are often weighted. Proportion with confidence '
'limits, its count being binomial. per: unit of the result. sides: two (each tail (1-confidence)/2), lower or upper '
'(one limit, tail 1-confidence). Methods: wilson (Wilson 1927, Newcombe & Altman 2000; the default), wilson_cc (with '
'continuity correction, Newcombe 1998), clopper_pearson (exact, 1934), midp, agresti_coull (1998), jeffreys (equal '
'tails of Beta(x + 0.5, n - x + 0.5)), wald (for comparison only). Limits lie in 0..per; the lower is 0 at 0 events, '
'the upper per at n events. NULL when the denominator is 0 or the numerator exceeds it. Refused with error 22023: '
'negative counts, NaN, infinity, a per below 1, a confidence outside (0,1), an unknown method or sides.';

CREATE FUNCTION mean_ci(count double precision, mean double precision, sd double precision,
	confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_mean_ci';
COMMENT ON FUNCTION mean_ci(double precision, double precision, double precision, double precision) IS
'Mean with Student''s confidence limits, mean -+ t(count - 1) sd / sqrt(count), from what SQL already has: '
'mean_ci(count(x), avg(x), stddev_samp(x)). NULL below two values. Errors 22023 as rate_ci.';

-- The same as aggregates. They keep the state of rate(...): next to it they cost only their final function.

CREATE FUNCTION kansrijk_intern.rate_ci_final(rate) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_rate_ci_final';
COMMENT ON FUNCTION kansrijk_intern.rate_ci_final(rate) IS
'Final function of rate_ci(boolean) and pooled_rate_ci(rate): rate_ci with its defaults.';

CREATE FUNCTION kansrijk_intern.proportion_ci_final(rate) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_ci_final';
COMMENT ON FUNCTION kansrijk_intern.proportion_ci_final(rate) IS
'Final function of proportion_ci(boolean) and pooled_proportion_ci(rate): proportion_ci with its defaults.';

CREATE AGGREGATE rate_ci(boolean) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = kansrijk_intern.rate_ci_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = kansrijk_intern.rate_ci_final,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_ci(boolean) IS
'Rate per 1000 of a group with exact 95 % Poisson limits; rate_ci(rate(event), ...) has every option and shares the '
'state. Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator). NULL '
'when the denominator is 0.';

CREATE AGGREGATE rate_ci(double precision) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = kansrijk_intern.rate_ci_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = kansrijk_intern.rate_ci_final,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_ci(double precision) IS
'Rate per 1000 with exact 95 % Poisson limits, of a column of 1, 0 and NULL. Other numbers: error 22023.';

CREATE AGGREGATE proportion_ci(boolean) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = kansrijk_intern.proportion_ci_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = kansrijk_intern.proportion_ci_final,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE proportion_ci(boolean) IS
'Percentage of a group with 95 % Wilson limits; proportion_ci(rate(event), ...) has every option and shares the state. '
'Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator). NULL when the '
'denominator is 0.';

CREATE AGGREGATE proportion_ci(double precision) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = kansrijk_intern.proportion_ci_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = kansrijk_intern.proportion_ci_final,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE proportion_ci(double precision) IS
'Percentage with 95 % Wilson limits, of a column of 1, 0 and NULL. Other numbers: error 22023.';

CREATE AGGREGATE pooled_rate_ci(rate) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = kansrijk_intern.rate_ci_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = kansrijk_intern.rate_ci_final,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE pooled_rate_ci(rate) IS
'Rate per 1000 of the union of disjoint groups with exact 95 % Poisson limits: rate_ci(rate(r)). It has its own name '
'because rate_ci(r) is the interval of a single rate. NULL is skipped.';

CREATE AGGREGATE pooled_proportion_ci(rate) (
	SFUNC = kansrijk_intern.rate_accum,
	STYPE = rate,
	INITCOND = '0/0',
	FINALFUNC = kansrijk_intern.proportion_ci_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.rate_accum,
	MSFUNC = kansrijk_intern.rate_accum,
	MINVFUNC = kansrijk_intern.rate_accum_inv,
	MSTYPE = rate,
	MINITCOND = '0/0',
	MFINALFUNC = kansrijk_intern.proportion_ci_final,
	MFINALFUNC_MODIFY = READ_ONLY,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE pooled_proportion_ci(rate) IS
'Percentage of the union of disjoint groups with 95 % Wilson limits: proportion_ci(rate(r)). It has its own name '
'because proportion_ci(r) is the interval of a single rate. NULL is skipped.';
