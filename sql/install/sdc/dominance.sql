-- Statistical disclosure control: sums, and means, that are mostly those of a few.

CREATE FUNCTION sdc_dominated(total bigint, largest bigint[], policy sdc_policy) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated';
COMMENT ON FUNCTION sdc_dominated(bigint, bigint[], sdc_policy) IS
'Whether a sum is dominated by the rules of a policy: the dominance_count largest contributions are dominance_share '
'percent of the total or more, or total - largest - second largest is less than p_percent percent of the largest. '
'largest: the largest contributions in any order, at least as many as the rules look at, or all there are. Whole '
'numbers: multiply first. NULL: NULL. Errors: 22004 (a contribution that is NULL), 22023 (a negative one, too few, or '
'more than the total).';

CREATE FUNCTION kansrijk_intern.sdc_dominated_accum(internal, value bigint, policy sdc_policy) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_accum';
COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_accum(internal, bigint, sdc_policy) IS
'Transition function of sdc_dominated(bigint, sdc_policy).';

CREATE FUNCTION kansrijk_intern.sdc_dominated_combine(internal, internal) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_combine';
COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_combine(internal, internal) IS
'Combines states of sdc_dominated(bigint, sdc_policy).';

CREATE FUNCTION kansrijk_intern.sdc_dominated_serialize(internal) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_serialize';
COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_serialize(internal) IS
'State of sdc_dominated(bigint, sdc_policy), as bytes.';

CREATE FUNCTION kansrijk_intern.sdc_dominated_deserialize(bytea, internal) RETURNS internal
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_deserialize';
COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_deserialize(bytea, internal) IS
'State of sdc_dominated(bigint, sdc_policy), from bytes.';

CREATE FUNCTION kansrijk_intern.sdc_dominated_final(internal) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_final';
COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_final(internal) IS
'Final function of sdc_dominated(bigint, sdc_policy).';

CREATE AGGREGATE sdc_dominated(value bigint, policy sdc_policy) (
	SFUNC = kansrijk_intern.sdc_dominated_accum,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.sdc_dominated_final,
	COMBINEFUNC = kansrijk_intern.sdc_dominated_combine,
	SERIALFUNC = kansrijk_intern.sdc_dominated_serialize,
	DESERIALFUNC = kansrijk_intern.sdc_dominated_deserialize,
	SSPACE = 112,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sdc_dominated(bigint, sdc_policy) IS
'Whether the sum of these values is dominated by the rules of a policy, one value a contributor (of a contributor with '
'several rows, their sum). Give it to sdc_status_given() as unsafe: the mean and its count then have one status. NULL '
'values are left out; over no others NULL. Errors: 22023 (a negative value, or a policy that differs between rows), '
'22003 (a sum beyond bigint).';

CREATE FUNCTION sdc_safe_sum(largest bigint, policy sdc_policy) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_safe_sum';
COMMENT ON FUNCTION sdc_safe_sum(bigint, sdc_policy) IS
'The sum from which on nobody can dominate it by the rules of a policy, whoever contributes, when no contribution is '
'above largest. 0 when the policy has no such rule. NULL: NULL. Errors: 22023 (negative), 22003.';
