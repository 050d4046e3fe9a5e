-- Trend over time.

CREATE FUNCTION kansrijk_intern.collect_series(internal, double precision, double precision, double precision)
RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_series';
COMMENT ON FUNCTION kansrijk_intern.collect_series(internal, double precision, double precision, double precision) IS
'Transition function of the aggregates over periods: as collect, the last argument being a time, which may be '
'negative.';

CREATE FUNCTION kansrijk_intern.collect_series(internal, rate, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate_series';
COMMENT ON FUNCTION kansrijk_intern.collect_series(internal, rate, double precision) IS
'Transition function of the aggregates over periods: as collect, the last argument being a time, which may be '
'negative.';

CREATE TYPE trend AS (
	slope double precision,
	se double precision,
	dispersion double precision,
	periods bigint
);
COMMENT ON TYPE trend IS 'A fitted trend, for rate_trend_test or proportion_trend_test.';
COMMENT ON COLUMN trend.slope IS
'Per unit of time: of the logarithm of the rate (rate_trend_fit), or of the proportion itself (proportion_trend_fit).';
COMMENT ON COLUMN trend.se IS 'Standard error of the slope.';
COMMENT ON COLUMN trend.dispersion IS
'Pearson chi-squared divided by periods - 2: above 1 when periods vary more around the trend than chance explains.';
COMMENT ON COLUMN trend.periods IS 'Number of periods with a denominator.';

CREATE FUNCTION kansrijk_intern.rate_trend_fit_final(internal) RETURNS trend
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_trend_fit_final';
COMMENT ON FUNCTION kansrijk_intern.rate_trend_fit_final(internal) IS
'Final function of rate_trend_fit.';

CREATE FUNCTION kansrijk_intern.rate_trend_final(internal) RETURNS test_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_rate_trend_final';
COMMENT ON FUNCTION kansrijk_intern.rate_trend_final(internal) IS
'Final function of rate_trend.';

CREATE FUNCTION kansrijk_intern.proportion_trend_fit_final(internal) RETURNS trend
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_trend_fit_final';
COMMENT ON FUNCTION kansrijk_intern.proportion_trend_fit_final(internal) IS
'Final function of proportion_trend_fit.';

CREATE FUNCTION kansrijk_intern.proportion_trend_final(internal) RETURNS test_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_trend_final';
COMMENT ON FUNCTION kansrijk_intern.proportion_trend_final(internal) IS
'Final function of proportion_trend.';

CREATE AGGREGATE rate_trend_fit(events double precision, size double precision, year double precision) (
	SFUNC = kansrijk_intern.collect_series,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.rate_trend_fit_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_trend_fit(events double precision, size double precision, year double precision) IS
'Poisson log-linear trend: log E(events) = log size + b0 + slope * year, by maximum likelihood; standard error from '
'the information. For rate_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer '
'than three periods, without events, or when all events are in the first or all in the last period. Independent of the '
'order of rows.';

CREATE AGGREGATE rate_trend(events double precision, size double precision, year double precision) (
	SFUNC = kansrijk_intern.collect_series,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.rate_trend_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_trend(events double precision, size double precision, year double precision) IS
'Rate ratio per unit of time (year) by Poisson log-linear regression, with 95 % limits, z and p. Annual percentage '
'change: 100 (estimate - 1). rate_trend_test(rate_trend_fit(...), ...) has the options (quasi-likelihood, confidence) '
'and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, or when all events are in the first or all in the last period. Independent of the order of '
'rows.';

CREATE AGGREGATE proportion_trend_fit(events double precision, size double precision, year double precision) (
	SFUNC = kansrijk_intern.collect_series,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.proportion_trend_fit_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE proportion_trend_fit(events double precision, size double precision, year double precision) IS
'Linear trend of a proportion: weighted regression on time with the variance p(1 - p)/sum(n (t - mean)^2) of no trend. '
'For proportion_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of '
'rows.';

CREATE AGGREGATE proportion_trend(events double precision, size double precision, year double precision) (
	SFUNC = kansrijk_intern.collect_series,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.proportion_trend_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE proportion_trend(events double precision, size double precision, year double precision) IS
'Cochran-Armitage test for trend; z squared is the chi-squared of R''s prop.trend.test. estimate: slope in percentage '
'points per unit of time (year), with 95 % limits. proportion_trend_test(proportion_trend_fit(...), ...) has the '
'options and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of '
'rows.';

CREATE AGGREGATE rate_trend_fit(r rate, year double precision) (
	SFUNC = kansrijk_intern.collect_series,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.rate_trend_fit_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_trend_fit(r rate, year double precision) IS
'Poisson log-linear trend: log E(events) = log size + b0 + slope * year, by maximum likelihood; standard error from '
'the information. For rate_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer '
'than three periods, without events, or when all events are in the first or all in the last period. Independent of the '
'order of rows.';

CREATE AGGREGATE rate_trend(r rate, year double precision) (
	SFUNC = kansrijk_intern.collect_series,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.rate_trend_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_trend(r rate, year double precision) IS
'Rate ratio per unit of time (year) by Poisson log-linear regression, with 95 % limits, z and p. Annual percentage '
'change: 100 (estimate - 1). rate_trend_test(rate_trend_fit(...), ...) has the options (quasi-likelihood, confidence) '
'and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, or when all events are in the first or all in the last period. Independent of the order of '
'rows.';

CREATE AGGREGATE proportion_trend_fit(r rate, year double precision) (
	SFUNC = kansrijk_intern.collect_series,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.proportion_trend_fit_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE proportion_trend_fit(r rate, year double precision) IS
'Linear trend of a proportion: weighted regression on time with the variance p(1 - p)/sum(n (t - mean)^2) of no trend. '
'For proportion_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of '
'rows.';

CREATE AGGREGATE proportion_trend(r rate, year double precision) (
	SFUNC = kansrijk_intern.collect_series,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.proportion_trend_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE proportion_trend(r rate, year double precision) IS
'Cochran-Armitage test for trend; z squared is the chi-squared of R''s prop.trend.test. estimate: slope in percentage '
'points per unit of time (year), with 95 % limits. proportion_trend_test(proportion_trend_fit(...), ...) has the '
'options and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of '
'rows.';

CREATE FUNCTION rate_trend_test(fit trend, quasi boolean DEFAULT false, confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_trend_test';
COMMENT ON FUNCTION rate_trend_test(trend, boolean, double precision) IS
'Rate ratio per unit of time, exp(slope), with limits, z and p. quasi: standard error times sqrt(dispersion) when that '
'is above 1. Error 22023 for bad arguments.';

CREATE FUNCTION proportion_trend_test(fit trend, per double precision DEFAULT 100,
	confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_trend_test';
COMMENT ON FUNCTION proportion_trend_test(trend, double precision, double precision) IS
'Slope of a proportion per unit of time, in units of per, with limits, z and p (Cochran-Armitage). Error 22023 for bad '
'arguments.';
