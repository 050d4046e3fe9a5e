-- Direct and indirect standardisation. Rows are strata, joined to their standard or reference by key in SQL.

CREATE FUNCTION kansrijk_intern.collect_combine(internal, internal) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_combine';
COMMENT ON FUNCTION kansrijk_intern.collect_combine(internal, internal) IS
'Combine function of the aggregates over strata, areas and periods.';
CREATE FUNCTION kansrijk_intern.collect_serialize(internal) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_serialize';
COMMENT ON FUNCTION kansrijk_intern.collect_serialize(internal) IS
'Serialisation function of the aggregates over strata, areas and periods.';
CREATE FUNCTION kansrijk_intern.collect_deserialize(bytea, internal) RETURNS internal
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_deserialize';
COMMENT ON FUNCTION kansrijk_intern.collect_deserialize(bytea, internal) IS
'Deserialisation function of the aggregates over strata, areas and periods.';

CREATE FUNCTION kansrijk_intern.collect(internal, double precision, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';
COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';
COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision,
	double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';
COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision,
	double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE FUNCTION kansrijk_intern.collect(internal, rate) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate';
COMMENT ON FUNCTION kansrijk_intern.collect(internal, rate) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE FUNCTION kansrijk_intern.collect(internal, rate, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate';
COMMENT ON FUNCTION kansrijk_intern.collect(internal, rate, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE TYPE dsr_sums AS (
	events double precision,
	value double precision,
	variance double precision,
	max_weight double precision
);
COMMENT ON TYPE dsr_sums IS
'What the strata of a directly standardised rate add up to; dsr_ci turns it into an estimate.';
COMMENT ON COLUMN dsr_sums.events IS 'Number of events.';
COMMENT ON COLUMN dsr_sums.value IS 'Standardised rate per 1: sum(w x / n) / sum(w).';
COMMENT ON COLUMN dsr_sums.variance IS 'Its variance: sum(w^2 v / n^2) / sum(w)^2, v the variance of the events.';
COMMENT ON COLUMN dsr_sums.max_weight IS 'Largest weight of one event: max(w / n) / sum(w).';

CREATE TYPE indirect_sums AS (
	observed double precision,
	expected double precision,
	reference_rate double precision
);
COMMENT ON TYPE indirect_sums IS
'What the strata of an indirectly standardised figure add up to; smr_ci and isr_ci turn it into an estimate.';
COMMENT ON COLUMN indirect_sums.observed IS 'Events observed.';
COMMENT ON COLUMN indirect_sums.expected IS
'Events expected at the rates of the reference: sum(n * reference events / reference size).';
COMMENT ON COLUMN indirect_sums.reference_rate IS
'Crude rate of the reference per 1; NULL when expected events were given as they are.';

CREATE FUNCTION kansrijk_intern.dsr_sums_final(internal) RETURNS dsr_sums
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_dsr_sums_final';
COMMENT ON FUNCTION kansrijk_intern.dsr_sums_final(internal) IS
'Final function of dsr_sums.';

CREATE FUNCTION kansrijk_intern.dsr_final(internal) RETURNS estimate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_dsr_final';
COMMENT ON FUNCTION kansrijk_intern.dsr_final(internal) IS
'Final function of dsr.';

CREATE FUNCTION kansrijk_intern.mean_of_rates_final(internal) RETURNS estimate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_mean_of_rates_final';
COMMENT ON FUNCTION kansrijk_intern.mean_of_rates_final(internal) IS
'Final function of mean_of_rates.';

CREATE FUNCTION kansrijk_intern.smr_sums_final(internal) RETURNS indirect_sums
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_smr_sums_final';
COMMENT ON FUNCTION kansrijk_intern.smr_sums_final(internal) IS
'Final function of smr_sums.';

CREATE FUNCTION kansrijk_intern.smr_final(internal) RETURNS estimate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_smr_final';
COMMENT ON FUNCTION kansrijk_intern.smr_final(internal) IS
'Final function of smr.';

CREATE FUNCTION kansrijk_intern.isr_final(internal) RETURNS estimate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_isr_final';
COMMENT ON FUNCTION kansrijk_intern.isr_final(internal) IS
'Final function of isr.';

CREATE AGGREGATE dsr_sums(events double precision, size double precision, standard_population double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.dsr_sums_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE dsr_sums(events double precision, size double precision, standard_population double precision) IS
'Direct standardisation: one row a stratum. Gives the sums, for dsr_ci. A stratum with standard population 0 has no '
'weight; one with weight and nobody at risk makes the result NULL. A stratum with a NULL makes the result NULL: '
'unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE AGGREGATE dsr(events double precision, size double precision, standard_population double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.dsr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE dsr(events double precision, size double precision, standard_population double precision) IS
'Direct standardisation: one row a stratum. Per 1000, Dobson''s 95 % limits; NULL below 10 events. '
'dsr_ci(dsr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: unknown '
'is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE AGGREGATE dsr_sums(events double precision, variance double precision, size double precision,
	standard_population double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.dsr_sums_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE dsr_sums(events double precision, variance double precision, size double precision,
	standard_population double precision) IS
'Direct standardisation of events that are not independent: one row a stratum, with the variance of its number of '
'events, for f events to a person sum(f^2 * persons) (twins, siblings). Gives the sums, for dsr_ci. A stratum with '
'standard population 0 has no weight; one with weight and nobody at risk makes the result NULL. A stratum with a NULL '
'makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE AGGREGATE dsr(events double precision, variance double precision, size double precision,
	standard_population double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.dsr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE dsr(events double precision, variance double precision, size double precision,
	standard_population double precision) IS
'Direct standardisation of events that are not independent: one row a stratum, with the variance of its number of '
'events, for f events to a person sum(f^2 * persons) (twins, siblings). Per 1000, Dobson''s 95 % limits; NULL below 10 '
'events. dsr_ci(dsr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: '
'unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE AGGREGATE dsr_sums(r rate, standard_population double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.dsr_sums_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE dsr_sums(r rate, standard_population double precision) IS
'Direct standardisation: one row a stratum. Gives the sums, for dsr_ci. A stratum with standard population 0 has no '
'weight; one with weight and nobody at risk makes the result NULL. A stratum with a NULL makes the result NULL: '
'unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE AGGREGATE dsr(r rate, standard_population double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.dsr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE dsr(r rate, standard_population double precision) IS
'Direct standardisation: one row a stratum. Per 1000, Dobson''s 95 % limits; NULL below 10 events. '
'dsr_ci(dsr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: unknown '
'is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE FUNCTION dsr_ci(sums dsr_sums, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
	method text DEFAULT 'dobson', min_events double precision DEFAULT 10) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_dsr_ci';
COMMENT ON FUNCTION dsr_ci(dsr_sums, double precision, double precision, text, double precision) IS
'Directly standardised rate with limits. Methods: dobson (1991: value + sqrt(variance/events) (limit of events - '
'events), with exact limits of the events), phe (the same with PHE''s limits of the events, Byar from 10), gamma (Fay '
'& Feuer 1997). NULL below min_events: Dobson''s approximation is poor there; gamma holds from 0 (min_events => 0). '
'Error 22023 for bad arguments.';

CREATE AGGREGATE mean_of_rates(events double precision, size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.mean_of_rates_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE mean_of_rates(events double precision, size double precision) IS
'Mean of annual rates, per 1000: every row (year) weighs the same, whatever its size. The named alternative to the '
'pooled rate, rate(r), which is what the Dutch monitors publish as five-year average. A directly standardised rate '
'with equal weights: 95 % gamma limits (Fay & Feuer 1997); dsr_ci(dsr_sums(r, 1), ...) has the options. A stratum with '
'a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of '
'rows.';

CREATE AGGREGATE mean_of_rates(r rate) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.mean_of_rates_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE mean_of_rates(r rate) IS
'Mean of annual rates, per 1000: every row (year) weighs the same, whatever its size. The named alternative to the '
'pooled rate, rate(r), which is what the Dutch monitors publish as five-year average. A directly standardised rate '
'with equal weights: 95 % gamma limits (Fay & Feuer 1997); dsr_ci(dsr_sums(r, 1), ...) has the options. A stratum with '
'a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of '
'rows.';

CREATE AGGREGATE smr_sums(observed double precision, expected double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.smr_sums_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE smr_sums(observed double precision, expected double precision) IS
'Indirect standardisation: rows of observed and expected events. Gives the sums, for smr_ci and isr_ci. NULL when no '
'events are expected. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it '
'is). Independent of the order of rows.';

CREATE AGGREGATE smr(observed double precision, expected double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.smr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE smr(observed double precision, expected double precision) IS
'Indirect standardisation: rows of observed and expected events. Observed / expected with exact 95 % Poisson limits of '
'the observed; smr_ci(smr_sums(...), ...) has the options and shares the state. NULL when no events are expected. A '
'stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of '
'the order of rows.';

CREATE AGGREGATE smr_sums(events double precision, size double precision, reference_events double precision,
	reference_size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.smr_sums_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE smr_sums(events double precision, size double precision, reference_events double precision,
	reference_size double precision) IS
'Indirect standardisation: one row a stratum, with the events and the size of the reference in it. A stratum without '
'anybody at risk expects nothing; a reference of size 0 makes the result NULL. Gives the sums, for smr_ci and isr_ci. '
'NULL when no events are expected. A stratum with a NULL makes the result NULL: unknown is not 0 (write '
'coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE AGGREGATE smr(events double precision, size double precision, reference_events double precision,
	reference_size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.smr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE smr(events double precision, size double precision, reference_events double precision,
	reference_size double precision) IS
'Indirect standardisation: one row a stratum, with the events and the size of the reference in it. A stratum without '
'anybody at risk expects nothing; a reference of size 0 makes the result NULL. Observed / expected with exact 95 % '
'Poisson limits of the observed; smr_ci(smr_sums(...), ...) has the options and shares the state. NULL when no events '
'are expected. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). '
'Independent of the order of rows.';

CREATE AGGREGATE isr(events double precision, size double precision, reference_events double precision,
	reference_size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.isr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE isr(events double precision, size double precision, reference_events double precision,
	reference_size double precision) IS
'Indirect standardisation: one row a stratum, with the events and the size of the reference in it. A stratum without '
'anybody at risk expects nothing; a reference of size 0 makes the result NULL. Observed / expected times the crude '
'rate of the reference, per 1000, with exact 95 % limits; isr_ci(smr_sums(...), ...) has the options and shares the '
'state. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). '
'Independent of the order of rows.';

CREATE FUNCTION smr_ci(sums indirect_sums, per double precision DEFAULT 1, confidence double precision DEFAULT 0.95,
	method text DEFAULT 'exact') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_smr_ci';
COMMENT ON FUNCTION smr_ci(indirect_sums, double precision, double precision, text) IS
'Standardised ratio, per times observed / expected, with limits of the observed by exact, phe or byar (see rate_ci). '
'Error 22023 for bad arguments.';

CREATE FUNCTION isr_ci(sums indirect_sums, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
	method text DEFAULT 'exact') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_isr_ci';
COMMENT ON FUNCTION isr_ci(indirect_sums, double precision, double precision, text) IS
'Indirectly standardised rate, per times observed / expected times the crude rate of the reference, with limits of the '
'observed by exact, phe or byar (see rate_ci). NULL when the sums have no reference rate. Error 22023 for bad '
'arguments.';
