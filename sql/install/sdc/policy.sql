-- Statistical disclosure control: the policy, the primary rules, one cell at a time.

CREATE TYPE sdc_policy;
CREATE FUNCTION sdc_policy_in(cstring) RETURNS sdc_policy
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_in';
CREATE FUNCTION sdc_policy_out(sdc_policy) RETURNS cstring
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_out';
CREATE FUNCTION sdc_policy_recv(internal) RETURNS sdc_policy
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_recv';
CREATE FUNCTION sdc_policy_send(sdc_policy) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_send';
CREATE TYPE sdc_policy (
	INPUT = sdc_policy_in,
	OUTPUT = sdc_policy_out,
	RECEIVE = sdc_policy_recv,
	SEND = sdc_policy_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE sdc_policy IS
'A disclosure policy: a preset (see sdc_policy_presets()) and/or key=value pairs, as in ''rivm, min_count=5''. Printed '
'with all fields, so that a stored view keeps its meaning when a preset changes. Fields: min_count (smaller counts '
'and numerators are hidden), min_complement (the same for denominator - numerator), min_denominator, zero '
'(publish|protect), max_share (a larger share of the whole, in percent, is hidden), min_suppressed_sum (least sum of '
'the hidden cells of one total), singletons (ignore|protect: against a unit that knows its own cell), tolerance (how '
'far a total may be from the sum of its parts: weighted counts), round (rounding base), prefer (totals|large: what '
'is published first), min_interval (least width of what a reader can deduce of a hidden cell), min_contributors '
'(cells of fewer contributors are hidden), unprotectable (error|unsafe: what becomes of a cell that known cells give '
'away), dominance_count and dominance_share (of a sum, or the mean made of it: one of which so many contributors '
'have so much, in percent, or more is hidden), p_percent (the second largest contributor knows the largest to within '
'less than this); see sdc_dominated(), unknown (protect|merge|publish: in a publication, areas and categories of what '
'is unknown are protected like others, only part of their total, or shown whatever they count). Without a preset, '
'fields that are not named hide nothing. Anything else is error 22023 with a list of what is allowed.';
COMMENT ON FUNCTION sdc_policy_in(cstring) IS 'Text input of sdc_policy; error 22023 lists what is allowed.';
COMMENT ON FUNCTION sdc_policy_out(sdc_policy) IS 'Text output of sdc_policy: all fields.';
COMMENT ON FUNCTION sdc_policy_recv(internal) IS 'Binary input of sdc_policy; error 22P03.';
COMMENT ON FUNCTION sdc_policy_send(sdc_policy) IS 'Binary output of sdc_policy.';

CREATE FUNCTION sdc_policy_eq(sdc_policy, sdc_policy) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_eq';
CREATE FUNCTION sdc_policy_ne(sdc_policy, sdc_policy) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_ne';
CREATE FUNCTION sdc_policy_hash(sdc_policy) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_hash';
COMMENT ON FUNCTION sdc_policy_eq(sdc_policy, sdc_policy) IS 'The same in every field, however written.';
COMMENT ON FUNCTION sdc_policy_ne(sdc_policy, sdc_policy) IS 'Not the same in every field.';
COMMENT ON FUNCTION sdc_policy_hash(sdc_policy) IS 'Hash of sdc_policy, for hash operator class.';
CREATE OPERATOR = (LEFTARG = sdc_policy, RIGHTARG = sdc_policy, FUNCTION = sdc_policy_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
CREATE OPERATOR <> (LEFTARG = sdc_policy, RIGHTARG = sdc_policy, FUNCTION = sdc_policy_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR = (sdc_policy, sdc_policy) IS 'same policy';
COMMENT ON OPERATOR <> (sdc_policy, sdc_policy) IS 'not the same policy';
CREATE OPERATOR CLASS sdc_policy_ops DEFAULT FOR TYPE sdc_policy USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 sdc_policy_hash(sdc_policy);
COMMENT ON OPERATOR CLASS sdc_policy_ops USING hash IS 'equality of policies';
COMMENT ON OPERATOR FAMILY sdc_policy_ops USING hash IS 'equality of policies';

CREATE FUNCTION sdc_policy_presets(OUT name text, OUT policy sdc_policy, OUT source text) RETURNS SETOF record
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 9
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_presets';
COMMENT ON FUNCTION sdc_policy_presets() IS
'The presets of sdc_policy with all fields and the practice that each follows, of publishers and of publishers in a '
'year.';

CREATE TYPE cell_status AS ENUM (
	'publish', 'primary_count', 'primary_complement', 'primary_denominator', 'primary_group', 'secondary', 'empty',
	'primary_contributors', 'primary_own', 'unsafe');
COMMENT ON TYPE cell_status IS
'What becomes of a cell. publish: shown. primary_count, _complement, _denominator, _group, _contributors, _own: unsafe '
'by itself (too few events, too few others, too few units, too large a share, too few contributors, by the caller''s '
'own rule). secondary: hidden because another hidden cell could be computed from it. empty: there is nothing to show. '
'unsafe: hidden, but can be deduced from what is known already (policies with unprotectable=unsafe). Which primary '
'rule applied is itself information: show readers sdc_label instead.';

CREATE FUNCTION sdc_primary(count bigint, policy sdc_policy) RETURNS cell_status
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_primary_count';
COMMENT ON FUNCTION sdc_primary(bigint, sdc_policy) IS
'What the primary rules say about a count, looking at nothing else: publish or primary_count. NULL count: NULL. '
'Negative count: error 22023. It is not enough to publish by: a hidden cell may follow from totals; see sdc_status.';

CREATE FUNCTION sdc_primary(r rate, policy sdc_policy) RETURNS cell_status
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_primary_rate';
COMMENT ON FUNCTION sdc_primary(rate, sdc_policy) IS
'What the primary rules say about a rate: numerator, complement (denominator - numerator) and denominator must each '
'pass. 0/0 is empty, or primary_denominator under zero=protect.';

CREATE FUNCTION sdc_mask(value anyelement, status cell_status) RETURNS anyelement
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_mask';
COMMENT ON FUNCTION sdc_mask(anyelement, cell_status) IS
'The value when the status is publish, else NULL; also NULL for a NULL status. Everything derived from a hidden count '
'(rate, interval, rank, label, difference) must be masked with the same status.';

CREATE FUNCTION sdc_label(value numeric, status cell_status, language text DEFAULT 'nl') RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_label';
COMMENT ON FUNCTION sdc_label(numeric, cell_status, text) IS
'A cell as text for a printed table, in Dutch (nl, decimal comma) or English (en). All hidden cells read the same, '
'because the reason is information too. Never put it in a column that is meant to be a number.';

CREATE FUNCTION sdc_round(count bigint, base bigint) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_round';
COMMENT ON FUNCTION sdc_round(bigint, bigint) IS
'The nearest multiple of base; halfway goes to the even multiple (5 to base 10 is 0, 15 is 20). Base below 1: error '
'22023. Rounded cells need not add up to rounded totals.';

CREATE FUNCTION sdc_round_by(count bigint, policy sdc_policy) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_round_by';
COMMENT ON FUNCTION sdc_round_by(bigint, sdc_policy) IS
'sdc_round to the rounding base of the policy, as ahti rounds to 5.';

CREATE FUNCTION sdc_rate_digits(denominator bigint, per double precision DEFAULT 1000, candidates integer DEFAULT 2)
RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_rate_digits';
COMMENT ON FUNCTION sdc_rate_digits(bigint, double precision, integer) IS
'How many decimals a rate (per so many) may be printed with beside its denominator so that at least candidates '
'numerators print alike. Negative: round before the decimal point (-1 = to tens). NULL for denominator 0.';

CREATE FUNCTION kansrijk_intern.policy_field(policy text, field text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10
	RETURN substring(policy FROM '\m' || field || '=([a-z0-9_.]+)');
COMMENT ON FUNCTION kansrijk_intern.policy_field(text, text) IS
'Internal: A field of a policy, as it is written in full.';

CREATE FUNCTION kansrijk_intern.policy_with(policy text, field text, value bigint) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10
	RETURN regexp_replace(policy, '\m' || field || '=[a-z0-9_.]+', field || '=' || value);
COMMENT ON FUNCTION kansrijk_intern.policy_with(text, text, bigint) IS
'Internal: A policy, as it is written in full, with another value of a field.';
