-- Many areas: funnel, over-dispersion, smoothing, ranks.

CREATE FUNCTION funnel_limits(reference double precision, size double precision, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson', method text DEFAULT 'exact',
	phi double precision DEFAULT 1, tau2 double precision DEFAULT 0) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_funnel_limits';
COMMENT ON FUNCTION funnel_limits(double precision, double precision, double precision, double precision, text, text,
	double precision, double precision) IS
'Limits within which an area of this size (for an SMR: of this many expected events, per => 1) is likely to fall when '
'its true figure is the reference. model: poisson or binomial. Methods: exact (the rates at which the exact interval '
'of the area just excludes the reference; right for rare events), normal (reference -+ z sqrt(phi s^2 + tau2), s^2 = '
'reference/n or reference (1 - reference)/n; for a binomial without over-dispersion that is PHE''s inverted Wilson '
'limit). Over-dispersion, phi multiplicative or tau2 additive in squared units per 1 (Spiegelhalter 2005), needs '
'normal. Limits lie in 0..per for a binomial. NULL when size is 0. Error 22023 for bad arguments.';

CREATE FUNCTION funnel_label(r rate, reference double precision, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998,
	model text DEFAULT 'poisson', method text DEFAULT 'exact', phi double precision DEFAULT 1,
	tau2 double precision DEFAULT 0) RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_funnel_label';
COMMENT ON FUNCTION funnel_label(rate, double precision, double precision, double precision, double precision, text,
	text, double precision, double precision) IS
'Label of an area in a funnel: far_lower, lower, similar, higher, far_higher than the reference (in units of per), at '
'two confidence levels. Methods as funnel_limits, and phe (exact below 10 events, else Byar, as Fingertips labels '
'rates and ratios). NULL when the denominator is 0 or, of a proportion (binomial), the numerator exceeds it. Error '
'22023 for bad arguments.';

CREATE FUNCTION funnel_label(numerator double precision, denominator double precision, reference double precision,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson', method text DEFAULT 'exact',
	phi double precision DEFAULT 1, tau2 double precision DEFAULT 0) RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_funnel_label_counts';
COMMENT ON FUNCTION funnel_label(double precision, double precision, double precision, double precision,
	double precision, double precision, text, text, double precision, double precision) IS
'The same from numbers; expected events are a denominator too, with per => 1 and reference 1. Label of an area in a '
'funnel: far_lower, lower, similar, higher, far_higher than the reference (in units of per), at two confidence levels. '
'Methods as funnel_limits, and phe (exact below 10 events, else Byar, as Fingertips labels rates and ratios). NULL '
'when the denominator is 0 or, of a proportion (binomial), the numerator exceeds it. Error 22023 for bad arguments.';

CREATE TYPE overdispersion AS (
	phi double precision,
	tau2 double precision,
	p_value double precision,
	target double precision,
	areas bigint
);
COMMENT ON TYPE overdispersion IS 'How much more areas differ than chance explains.';
COMMENT ON COLUMN overdispersion.phi IS 'Multiplicative: mean of the squared (winsorised) z-scores; 1 is chance.';
COMMENT ON COLUMN overdispersion.tau2 IS 'Additive: variance between areas, squared rate per 1; 0 is chance.';
COMMENT ON COLUMN overdispersion.p_value IS
'P-value of phi = 1: chi-squared of the sum of squared z-scores, with as many degrees of freedom as areas.';
COMMENT ON COLUMN overdispersion.target IS 'Pooled rate per 1.';
COMMENT ON COLUMN overdispersion.areas IS 'Number of areas with a denominator.';

CREATE TYPE eb_prior AS (
	mean double precision,
	variance double precision,
	areas bigint
);
COMMENT ON TYPE eb_prior IS 'Distribution of the true rates of areas, for eb_rate.';
COMMENT ON COLUMN eb_prior.mean IS 'Pooled rate per 1.';
COMMENT ON COLUMN eb_prior.variance IS
'Variance between the true rates; 0 when areas differ no more than chance explains.';
COMMENT ON COLUMN eb_prior.areas IS 'Number of areas with a denominator.';

CREATE TYPE rank_interval AS (
	rank bigint,
	lower bigint,
	upper bigint,
	areas bigint
);
COMMENT ON TYPE rank_interval IS 'Rank of an area, 1 the lowest rate, with the ranks it may truly have.';
COMMENT ON COLUMN rank_interval.rank IS '1 + the number of areas with a lower rate.';
COMMENT ON COLUMN rank_interval.lower IS '1 + the number of areas with a significantly lower rate.';
COMMENT ON COLUMN rank_interval.upper IS 'areas - the number of areas with a significantly higher rate.';
COMMENT ON COLUMN rank_interval.areas IS 'Number of areas ranked.';

CREATE FUNCTION kansrijk_intern.overdispersion_final(internal) RETURNS overdispersion
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_overdispersion_final';
COMMENT ON FUNCTION kansrijk_intern.overdispersion_final(internal) IS
'Final function of overdispersion.';

CREATE FUNCTION kansrijk_intern.overdispersion_binomial_final(internal) RETURNS overdispersion
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_overdispersion_binomial_final';
COMMENT ON FUNCTION kansrijk_intern.overdispersion_binomial_final(internal) IS
'Final function of overdispersion_binomial.';

CREATE FUNCTION kansrijk_intern.eb_fit_final(internal) RETURNS eb_prior
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_eb_fit_final';
COMMENT ON FUNCTION kansrijk_intern.eb_fit_final(internal) IS
'Final function of eb_fit.';

CREATE AGGREGATE overdispersion(events double precision, size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdispersion(events double precision, size double precision) IS
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = '
'max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without '
'events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE AGGREGATE overdispersion(r rate) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdispersion(r rate) IS
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = '
'max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without '
'events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE AGGREGATE overdispersion(events double precision, size double precision, winsorise double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdispersion(events double precision, size double precision, winsorise double precision) IS
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = '
'max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without '
'events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE AGGREGATE overdispersion(r rate, winsorise double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdispersion(r rate, winsorise double precision) IS
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = '
'max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without '
'events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE AGGREGATE overdispersion_binomial(events double precision, size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_binomial_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdispersion_binomial(events double precision, size double precision) IS
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = '
'sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two '
'areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and '
'are left out. Independent of the order of rows.';

CREATE AGGREGATE overdispersion_binomial(r rate) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_binomial_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdispersion_binomial(r rate) IS
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = '
'sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two '
'areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and '
'are left out. Independent of the order of rows.';

CREATE AGGREGATE overdispersion_binomial(events double precision, size double precision, winsorise double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_binomial_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdispersion_binomial(events double precision, size double precision,
	winsorise double precision) IS
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = '
'sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two '
'areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and '
'are left out. Independent of the order of rows.';

CREATE AGGREGATE overdispersion_binomial(r rate, winsorise double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_binomial_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdispersion_binomial(r rate, winsorise double precision) IS
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = '
'sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two '
'areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and '
'are left out. Independent of the order of rows.';

CREATE AGGREGATE eb_fit(events double precision, size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.eb_fit_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE eb_fit(events double precision, size double precision) IS
'Empirical Bayes prior of areas (Marshall 1991, global): mean b = sum d/sum n, variance a = max(0, sum(n (r - '
'b)^2)/sum n - b/nbar), nbar the mean size. For eb_rate. Also as window: eb_fit(r) OVER (PARTITION BY region). Rows '
'with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE AGGREGATE eb_fit(r rate) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.eb_fit_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE eb_fit(r rate) IS
'Empirical Bayes prior of areas (Marshall 1991, global): mean b = sum d/sum n, variance a = max(0, sum(n (r - '
'b)^2)/sum n - b/nbar), nbar the mean size. For eb_rate. Also as window: eb_fit(r) OVER (PARTITION BY region). Rows '
'with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE FUNCTION eb_rate(r rate, prior eb_prior, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_eb_rate';
COMMENT ON FUNCTION eb_rate(rate, eb_prior, double precision, double precision) IS
'Smoothed rate of an area, b + a (r - b)/(a + b/n), with equal-tailed limits of the gamma posterior (shape b^2/a + d, '
'rate b/a + n). Never negative. When the prior variance a is 0 every area gets the mean b, and there are no limits. '
'NULL when the denominator is 0. Error 22023 for bad arguments.';

CREATE FUNCTION eb_rate(numerator double precision, denominator double precision, prior eb_prior,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_eb_rate_counts';
COMMENT ON FUNCTION eb_rate(double precision, double precision, eb_prior, double precision, double precision) IS
'The same from numbers. Smoothed rate of an area, b + a (r - b)/(a + b/n), with equal-tailed limits of the gamma '
'posterior (shape b^2/a + d, rate b/a + n). Never negative. When the prior variance a is 0 every area gets the mean b, '
'and there are no limits. NULL when the denominator is 0. Error 22023 for bad arguments.';

CREATE FUNCTION smoothed_rate(r rate, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95)
RETURNS estimate
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_smoothed_rate';
COMMENT ON FUNCTION smoothed_rate(rate, double precision, double precision) IS
'Window function: the prior of the areas of the partition (eb_fit), and with it the smoothed rate (eb_rate) of every '
'area. One row an area: OVER (), or OVER (PARTITION BY region) to draw towards the region. The order and frame of the '
'window do not matter. NULL without a rate; such an area is not in the prior.';

CREATE FUNCTION smoothed_rate(numerator double precision, denominator double precision,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_smoothed_rate_counts';
COMMENT ON FUNCTION smoothed_rate(double precision, double precision, double precision, double precision) IS
'The same from numbers. Window function: the prior of the areas of the partition (eb_fit), and with it the smoothed '
'rate (eb_rate) of every area. One row an area: OVER (), or OVER (PARTITION BY region) to draw towards the region. The '
'order and frame of the window do not matter. NULL without a rate; such an area is not in the prior.';

CREATE FUNCTION rank_ci(r rate, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson')
RETURNS rank_interval
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_rank_ci';
COMMENT ON FUNCTION rank_ci(rate, double precision, text) IS
'Window function: rank of each area of the partition, 1 the lowest rate, with its interval: the ranks left when areas '
'that are significantly lower or higher than this one keep their side. Tests of this area against each other one '
'(exact for poisson, score for binomial, as compare) at level (1 - confidence)/(areas - 1) (Bonferroni), so that the '
'interval holds for this area with the given confidence (pairwise-test rank intervals: Mohamad, Goeman & van Zwet '
'2022). Work grows with the square of the number of areas. NULL without a rate, or for binomial with a numerator above '
'the denominator; such an area is not ranked.';
