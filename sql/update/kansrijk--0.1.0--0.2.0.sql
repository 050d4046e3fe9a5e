/* made by make update-script, of the install scripts and of sql/update/parts: edit there */
\echo Use "ALTER EXTENSION kansrijk UPDATE" to load this file. \quit

CREATE SCHEMA kansrijk_intern;

COMMENT ON SCHEMA kansrijk_intern IS 'Internals of the extension kansrijk: nothing to call, and nothing to build on.';

GRANT USAGE ON SCHEMA kansrijk_intern TO PUBLIC;

ALTER ROUTINE area_step(text, integer, integer, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE cell_key_accumulate(internal, numeric) SET SCHEMA kansrijk_intern;
ALTER ROUTINE cell_key_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE check_publication(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect(internal, double precision, double precision) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect(internal, double precision, double precision, double precision) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect(internal, double precision, double precision, double precision, double precision) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect(internal, rate) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect(internal, rate, double precision) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect_combine(internal, internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect_deserialize(bytea, internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect_serialize(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect_series(internal, double precision, double precision, double precision) SET SCHEMA kansrijk_intern;
ALTER ROUTINE collect_series(internal, rate, double precision) SET SCHEMA kansrijk_intern;
ALTER ROUTINE create_release_relations(text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE create_released_cells(text, text, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE create_released_view(text, text, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE csv_field(text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE csv_text(text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE default_local_definitions(text[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE drop_publication_relations(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE drop_release_relations(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE dsr_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE dsr_sums_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE eb_fit_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE indicator_view_columns() SET SCHEMA kansrijk_intern;
ALTER ROUTINE indicator_view_readers(text, text[], text[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE isr_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE lock_publication(text, text[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE mean_of_rates_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE overdispersion_binomial_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE overdispersion_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE proportion_ci_final(rate) SET SCHEMA kansrijk_intern;
ALTER ROUTINE proportion_trend_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE proportion_trend_fit_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_area(text, text, text, text, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_area_path_query(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_audit(regclass, bigint) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_cells_query(text[], text, text, text[], text[], text[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_fact_query(text[], text, boolean) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_known_query(text[], text, text, text, text, text[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_protected_query(text, boolean, boolean, text, sdc_policy, text[], text[], text[], text[], text[], integer, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_schema(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_unit_hash(text, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum(rate, bigint, bigint) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum(rate, boolean) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum(rate, integer, integer) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum(rate, numeric, numeric) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum(rate, rate) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum(rate, smallint, smallint) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum_inv(rate, bigint, bigint) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum_inv(rate, boolean) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum_inv(rate, integer, integer) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum_inv(rate, numeric, numeric) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum_inv(rate, rate) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_accum_inv(rate, smallint, smallint) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_ci_final(rate) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rate_trend_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE release_columns() SET SCHEMA kansrijk_intern;
ALTER ROUTINE release_key(text, text, text, text, text, text, int4range, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE released_rate(rate, sdc_policy, rate[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE require_release(text, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE rounded_rate(rate, sdc_policy) SET SCHEMA kansrijk_intern;
ALTER ROUTINE set_reopened(text, int4range, text[], timestamptz) SET SCHEMA kansrijk_intern;
ALTER ROUTINE smr_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE smr_sums_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE source_can_compute(text, text, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE source_covers_country(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE source_definitions(text, text[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE sql_can_read(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE verify_refreshed_release() SET SCHEMA kansrijk_intern;

-- Reasons that a rule of the caller's own gives, and what can be deduced whatever is hidden.
ALTER TYPE cell_status ADD VALUE 'primary_contributors';
ALTER TYPE cell_status ADD VALUE 'primary_own';
ALTER TYPE cell_status ADD VALUE 'unsafe';

-- per comes before confidence, confidence before language. What was built on the function that 0.1.0 had goes on
-- with it, under another name.
ALTER FUNCTION compare(rate, double precision, double precision, double precision, text) RENAME TO compare_confidence_first;
ALTER FUNCTION compare(double precision, double precision, double precision, double precision, double precision, text)
	RENAME TO compare_confidence_first;
ALTER FUNCTION compare_two_levels(rate, double precision, double precision, double precision, double precision, text)
	RENAME TO compare_two_levels_confidence_first;
ALTER FUNCTION compare_two_levels(double precision, double precision, double precision, double precision, double precision, double precision, text)
	RENAME TO compare_two_levels_confidence_first;
ALTER FUNCTION change_words(rate, rate, text, double precision, text) RENAME TO change_words_language_first;

-- Named as proportion_trend_fit and proportion_trend_test.
ALTER AGGREGATE trend_fit(double precision, double precision, double precision) RENAME TO rate_trend_fit;
ALTER AGGREGATE trend_fit(rate, double precision) RENAME TO rate_trend_fit;
ALTER FUNCTION trend_fit_final(internal) RENAME TO rate_trend_fit_final;
ALTER FUNCTION rate_trend_fit_final(internal) SET SCHEMA kansrijk_intern;
ALTER FUNCTION trend_test(trend, boolean, double precision) RENAME TO rate_trend_test;

-- Looked up by area_code(code) now.
DROP INDEX area_transition_new_code_new_division_year_idx;

ALTER TABLE source_column ADD reader text;

-- It has an argument more.
DROP FUNCTION suggest_mapping(regclass, text, text);

DELETE FROM source_synonym WHERE builtin AND (id) IN (('28'), ('60'), ('61'));

DELETE FROM source_column WHERE builtin AND (source_table, name) IN (('birth', 'congenital_anomaly'), ('parent_year', 'education'), ('parent_year', 'origin'), ('programme_unit', 'name'), ('programme_unit', 'gids'), ('programme_status', 'status'));

DO $update$
DECLARE
	argument record;
	dependents text;
BEGIN
	FOR argument IN SELECT * FROM (VALUES
		('per(rate, double precision)'::regprocedure, 'multiplier', 'per'),
		('fetal_death(integer)'::regprocedure, 'sterfte', 'mortality'),
		('perinatal_death(integer, integer)'::regprocedure, 'sterfte', 'mortality'),
		('neonatal_death(integer, integer)'::regprocedure, 'sterfte', 'mortality'),
		('infant_death(integer)'::regprocedure, 'sterfte', 'mortality'),
		('rate_test_value(rate, double precision, text, double precision, text, double precision)'::regprocedure, 'value', 'reference'),
		('rate_test_value(double precision, double precision, double precision, text, double precision, text, double precision)'::regprocedure, 'value', 'reference'),
		('proportion_test_value(rate, double precision, text, double precision, text, double precision)'::regprocedure, 'value', 'reference'),
		('proportion_test_value(double precision, double precision, double precision, text, double precision, text, double precision)'::regprocedure, 'value', 'reference'),
		('over_representation(rate, rate, double precision)'::regprocedure, 'group_rate', 'part'),
		('funnel_limits(double precision, double precision, double precision, double precision, text, text, double precision, double precision)'::regprocedure, 'target', 'reference'),
		('funnel_label(rate, double precision, double precision, double precision, double precision, text, text, double precision, double precision)'::regprocedure, 'target', 'reference'),
		('funnel_label(double precision, double precision, double precision, double precision, double precision, double precision, text, text, double precision, double precision)'::regprocedure, 'target', 'reference'),
		('sdc_rate_digits(bigint, double precision, integer)'::regprocedure, 'multiplier', 'per')) v (routine, old_name, new_name)
	LOOP
		SELECT string_agg(DISTINCT pg_describe_object(t.classid, t.objid, 0), ', ') INTO dependents
		FROM pg_depend d JOIN (
			SELECT 'pg_rewrite'::regclass, oid, ev_action::text FROM pg_rewrite
			UNION ALL SELECT 'pg_proc'::regclass, oid, prosqlbody::text FROM pg_proc
			UNION ALL SELECT 'pg_attrdef'::regclass, oid, adbin::text FROM pg_attrdef
			UNION ALL SELECT 'pg_constraint'::regclass, oid, conbin::text FROM pg_constraint
			UNION ALL SELECT 'pg_class'::regclass, indexrelid, concat(indexprs, indpred) FROM pg_index
			UNION ALL SELECT 'pg_policy'::regclass, oid, concat(polqual, polwithcheck) FROM pg_policy
			UNION ALL SELECT 'pg_trigger'::regclass, oid, tgqual::text FROM pg_trigger
		) t (classid, objid, tree) USING (classid, objid)
		WHERE (refclassid, refobjid) = ('pg_proc'::regclass, argument.routine)
			AND tree ~ format('\{NAMEDARGEXPR .*:name %s :argnumber ', argument.old_name);
		IF dependents IS NOT NULL THEN
			RAISE EXCEPTION 'argument % of % has another name now: %', argument.old_name, argument.routine, argument.new_name
				USING ERRCODE = 'dependent_objects_still_exist', DETAIL = 'It is named in: ' || dependents,
					HINT = 'Write the arguments there by position, and update again.';
		END IF;
		UPDATE pg_proc SET proargnames = array_replace(proargnames, argument.old_name, argument.new_name) WHERE oid = argument.routine;
	END LOOP;
END $update$;

CREATE OR REPLACE FUNCTION make_rate(
	numerator double precision, denominator double precision, unknown double precision DEFAULT 0) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_make_rate_double';

COMMENT ON FUNCTION make_rate(double precision, double precision, double precision) IS
'One rate from counts that a data frame wrote as 7.0. A fraction: error 22023; above 2^53: error 22003.';

CREATE OR REPLACE FUNCTION per(r rate, per double precision) RETURNS double precision
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_per';

COMMENT ON FUNCTION per(rate, double precision) IS
'per * numerator / denominator. NULL when the denominator is 0. A per below 1, or infinite, is error 22023.';

CREATE OR REPLACE FUNCTION per(r rate, per double precision, digits integer) RETURNS numeric
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	-- 40 decimals: no quotient of two bigint is so close to a half. per(r, per) refuses what it refuses.
	RETURN CASE WHEN per(r, per) IS NOT NULL THEN
		round(round(numerator(r) * per::numeric, 40) / denominator(r), digits) END;

COMMENT ON FUNCTION per(rate, double precision, integer) IS
'The rate per so many, rounded to so many decimals: exactly, half away from zero. NULL and errors as per(r, per).';

CREATE OR REPLACE FUNCTION per_100(r rate, digits integer) RETURNS numeric
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN per(r, 100, digits);

COMMENT ON FUNCTION per_100(rate, integer) IS
'Percentage, rounded to so many decimals: exactly, half away from zero. NULL when the denominator is 0.';

CREATE OR REPLACE FUNCTION per_1000(r rate, digits integer) RETURNS numeric
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN per(r, 1000, digits);

COMMENT ON FUNCTION per_1000(rate, integer) IS
'Rate per 1000, rounded to so many decimals: exactly, half away from zero. NULL when the denominator is 0.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, boolean) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_event';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, boolean) IS 'Transition function of rate(boolean) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, boolean) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_event_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, boolean) IS 'Inverse transition (moving windows) function of rate(boolean) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, smallint, smallint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_smallint';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, smallint, smallint) IS 'Transition function of rate(smallint, smallint) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, integer, integer) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_integer';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, integer, integer) IS 'Transition function of rate(integer, integer) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, bigint, bigint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_bigint';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, bigint, bigint) IS 'Transition function of rate(bigint, bigint) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, smallint, smallint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_smallint_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, smallint, smallint) IS 'Inverse transition (moving windows) function of rate(smallint, smallint) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, integer, integer) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_integer_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, integer, integer) IS 'Inverse transition (moving windows) function of rate(integer, integer) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, bigint, bigint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_bigint_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, bigint, bigint) IS 'Inverse transition (moving windows) function of rate(bigint, bigint) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, double precision, double precision) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_double';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, double precision, double precision) IS
'Transition function of rate(double precision, double precision) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, double precision, double precision) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_double_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, double precision, double precision) IS
'Inverse transition (moving windows) function of rate(double precision, double precision) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, double precision) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_flag';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, double precision) IS
'Transition function of rate(double precision) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, double precision) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_flag_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, double precision) IS
'Inverse transition (moving windows) function of rate(double precision) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, numeric, numeric) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_numeric';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, numeric, numeric) IS 'Transition function of rate(numeric, numeric) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, numeric, numeric) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_numeric_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, numeric, numeric) IS 'Inverse transition (moving windows) function of rate(numeric, numeric) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_rate';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, rate) IS 'Transition function of rate(rate) and its siblings; combines partial states.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_rate_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, rate) IS 'Inverse transition (moving windows) function of rate(rate) and its siblings.';

CREATE OR REPLACE AGGREGATE rate(boolean) (
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

COMMENT ON AGGREGATE rate(boolean) IS 'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator).';

CREATE OR REPLACE AGGREGATE rate(double precision) (
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

CREATE OR REPLACE AGGREGATE rate(smallint, smallint) (
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

COMMENT ON AGGREGATE rate(smallint, smallint) IS 'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE rate(integer, integer) (
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

COMMENT ON AGGREGATE rate(integer, integer) IS 'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE rate(bigint, bigint) (
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

COMMENT ON AGGREGATE rate(bigint, bigint) IS 'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE rate(double precision, double precision) (
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

CREATE OR REPLACE AGGREGATE rate(numeric, numeric) (
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

COMMENT ON AGGREGATE rate(numeric, numeric) IS 'Numerator, denominator and unknown of a group; 0/0 over no rows. As with bigint, for sum(bigint), which is numeric in SQL. A count that is not whole: error 22023.';

CREATE OR REPLACE AGGREGATE rate(rate) (
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

COMMENT ON AGGREGATE rate(rate) IS 'Numerator, denominator and unknown of a group; 0/0 over no rows. Roll-up of rates of disjoint groups; NULL is skipped.';

CREATE OR REPLACE AGGREGATE rate_per_1000(boolean) (
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

COMMENT ON AGGREGATE rate_per_1000(boolean) IS 'Rate per 1000 of a group; NULL when the denominator is 0. Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator).';

CREATE OR REPLACE AGGREGATE rate_per_1000(double precision) (
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

CREATE OR REPLACE AGGREGATE rate_per_1000(smallint, smallint) (
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

COMMENT ON AGGREGATE rate_per_1000(smallint, smallint) IS 'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE rate_per_1000(integer, integer) (
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

COMMENT ON AGGREGATE rate_per_1000(integer, integer) IS 'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE rate_per_1000(bigint, bigint) (
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

COMMENT ON AGGREGATE rate_per_1000(bigint, bigint) IS 'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE rate_per_1000(double precision, double precision) (
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

CREATE OR REPLACE AGGREGATE rate_per_1000(numeric, numeric) (
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

COMMENT ON AGGREGATE rate_per_1000(numeric, numeric) IS 'Rate per 1000 of a group; NULL when the denominator is 0. As with bigint, for sum(bigint), which is numeric in SQL. A count that is not whole: error 22023.';

CREATE OR REPLACE AGGREGATE rate_per_1000(rate) (
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

COMMENT ON AGGREGATE rate_per_1000(rate) IS 'Rate per 1000 of a group; NULL when the denominator is 0. Roll-up of rates of disjoint groups; NULL is skipped.';

CREATE OR REPLACE AGGREGATE percentage(boolean) (
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

COMMENT ON AGGREGATE percentage(boolean) IS 'Percentage of a group; NULL when the denominator is 0. Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator).';

CREATE OR REPLACE AGGREGATE percentage(double precision) (
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

CREATE OR REPLACE AGGREGATE percentage(smallint, smallint) (
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

COMMENT ON AGGREGATE percentage(smallint, smallint) IS 'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE percentage(integer, integer) (
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

COMMENT ON AGGREGATE percentage(integer, integer) IS 'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE percentage(bigint, bigint) (
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

COMMENT ON AGGREGATE percentage(bigint, bigint) IS 'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

CREATE OR REPLACE AGGREGATE percentage(double precision, double precision) (
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

CREATE OR REPLACE AGGREGATE percentage(numeric, numeric) (
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

COMMENT ON AGGREGATE percentage(numeric, numeric) IS 'Percentage of a group; NULL when the denominator is 0. As with bigint, for sum(bigint), which is numeric in SQL. A count that is not whole: error 22023.';

CREATE OR REPLACE AGGREGATE percentage(rate) (
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

COMMENT ON AGGREGATE percentage(rate) IS 'Percentage of a group; NULL when the denominator is 0. Roll-up of rates of disjoint groups; NULL is skipped.';

COMMENT ON FUNCTION rolling_rate(rate, integer, integer) IS
'Window function: pooled rate of the last span calendar years, OVER (PARTITION BY area ORDER BY year). NULL unless every one of those years has rows in the partition, all with a rate. Rows of one year are added up. A NULL year is error 22004, years out of order, or a span that is not from 1 to 100 or not constant within the partition, error 22023.';

CREATE OR REPLACE FUNCTION rolling_rate(r rate, year double precision, span integer DEFAULT 5) RETURNS rate
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_float8_year';

COMMENT ON FUNCTION rolling_rate(rate, double precision, integer) IS
'Window function: as with an integer year, for a year of any number type, as extract(year FROM date) gives it.'
' A year that is not whole: error 22023; beyond integer: 22003.';

CREATE OR REPLACE FUNCTION rolling_rate_per_1000(numerator numeric, denominator numeric, year double precision,
		span integer DEFAULT 5) RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000_numeric_float8_year';

COMMENT ON FUNCTION rolling_rate_per_1000(numeric, numeric, double precision, integer) IS
'Window function: rolling_rate from counts, per 1000, for counts and years of any number type.'
' A count or a year that is not whole: error 22023; a year beyond integer: 22003.';

CREATE OR REPLACE FUNCTION whole_number(number double precision) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_whole_number';

COMMENT ON FUNCTION whole_number(double precision) IS
'The number as integer. NaN: NULL. A fraction is error 22023, a number beyond integer error 22003.';

COMMENT ON FUNCTION sex_code(text) IS
'Sex as delivered in Dutch files, as the code used here: 1 boy (1, M, jongen), 2 girl (2, V, F, meisje), 3 undetermined (3), NULL unknown (UNK, empty, NULL). Upper or lower case, and as 1.0 too; what cannot be seen around it is not looked at. Anything else: error 22023.';

CREATE OR REPLACE FUNCTION ga_days(weeks double precision, days double precision) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_days_numbers';

COMMENT ON FUNCTION ga_days(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION ga_text(ga_days double precision) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_text_numbers';

COMMENT ON FUNCTION ga_text(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_preterm(ga_days double precision, weeks double precision DEFAULT 37) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_is_preterm_numbers';

COMMENT ON FUNCTION is_preterm(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_p10(
	ga_days double precision, sex double precision, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_p10_numbers';

COMMENT ON FUNCTION birthweight_p10(double precision, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_p10(
	ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_p10(ga_days, sex_code(sex), out_of_range, chart);

COMMENT ON FUNCTION birthweight_p10(double precision, text, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_sga(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_sga_numbers';

COMMENT ON FUNCTION is_sga(double precision, double precision, double precision, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_sga(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_sga(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);

COMMENT ON FUNCTION is_sga(double precision, double precision, text, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_big2(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_big2_numbers';

COMMENT ON FUNCTION is_big2(double precision, double precision, double precision, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_big2(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_big2(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);

COMMENT ON FUNCTION is_big2(double precision, double precision, text, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_cutoff(
	ga_days double precision, sex double precision, percentile double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_cutoff_numbers';

COMMENT ON FUNCTION birthweight_cutoff(double precision, double precision, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_cutoff(
	ga_days double precision, sex text, percentile double precision, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_cutoff(ga_days, sex_code(sex), percentile, out_of_range, chart);

COMMENT ON FUNCTION birthweight_cutoff(double precision, text, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_percentile(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_percentile_numbers';

COMMENT ON FUNCTION birthweight_percentile(double precision, double precision, double precision, text, text, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_percentile(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN birthweight_percentile(grams, ga_days, sex_code(sex), out_of_range, chart, extrapolate);

COMMENT ON FUNCTION birthweight_percentile(double precision, double precision, text, text, text, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION nl5def_birthweight_z(
	grams double precision, ga_days double precision, sex double precision) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'kansrijk_nl5def_birthweight_z_numbers';

COMMENT ON FUNCTION nl5def_birthweight_z(double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION nl5def_birthweight_z(
	grams double precision, ga_days double precision, sex text) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 5
	RETURN nl5def_birthweight_z(grams, ga_days, sex_code(sex));

COMMENT ON FUNCTION nl5def_birthweight_z(double precision, double precision, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION in_scope(
	ga_days double precision, grams double precision DEFAULT NULL, min_weeks double precision DEFAULT 22,
	population text DEFAULT 'all', stillborn boolean DEFAULT NULL,
	fallback_grams double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_in_scope_numbers';

COMMENT ON FUNCTION in_scope(double precision, double precision, double precision, text, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION ga_band(ga_days double precision) RETURNS ga_band
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN ga_band(whole_number(ga_days));

COMMENT ON FUNCTION ga_band(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION fetal_death(mortality integer) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_fetal_death_code';

COMMENT ON FUNCTION fetal_death(integer) IS
'Stillbirth, from Perined''s code sterfte: 1 ante partum, 2 durante partu. 6 (phase unknown) and NULL: NULL. Not 0 to 6: error 22023. Its denominator is live and still births; for deaths from 28 weeks (Euro-Peristat) add FILTER (WHERE in_scope(ga_days, min_weeks => 28)).';

CREATE OR REPLACE FUNCTION fetal_death(mortality double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_fetal_death_code_numbers';

COMMENT ON FUNCTION fetal_death(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION perinatal_death(mortality integer, until_days integer DEFAULT 7) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_code';

COMMENT ON FUNCTION perinatal_death(integer, integer) IS
'Stillbirth or death up to and including day 7 (28), from Perined''s code sterfte: 1, 2, 3 (and 4). 6 (phase unknown) and NULL: NULL, where RIVM counts 6 as alive. until_days not 7 or 28, or sterfte not 0 to 6: error 22023. Its denominator is live and still births.';

CREATE OR REPLACE FUNCTION perinatal_death(mortality double precision, until_days double precision DEFAULT 7) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_code_numbers';

COMMENT ON FUNCTION perinatal_death(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION perinatal_death(stillborn boolean, born date, died date, until_days double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_dates_numbers';

COMMENT ON FUNCTION perinatal_death(boolean, date, date, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION neonatal_death(mortality integer, until_days integer DEFAULT 28) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_neonatal_death_code';

COMMENT ON FUNCTION neonatal_death(integer, integer) IS
'Death after live birth up to and including day 28 (early: 7), from Perined''s code sterfte: 3 (and 4); stillbirths are false. Per live birth, its usual denominator: FILTER (WHERE NOT fetal_death(sterfte)); without it, the neonatal part of perinatal mortality. NULL and errors as in perinatal_death.';

CREATE OR REPLACE FUNCTION neonatal_death(mortality double precision, until_days double precision DEFAULT 28) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_neonatal_death_code_numbers';

COMMENT ON FUNCTION neonatal_death(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION neonatal_death(
	born date, died date, until_days double precision, stillborn boolean DEFAULT false) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates_numbers';

COMMENT ON FUNCTION neonatal_death(date, date, double precision, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION infant_death(mortality integer) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_infant_death_code';

COMMENT ON FUNCTION infant_death(integer) IS
'Death after live birth in the first year, from Perined''s code sterfte: 3, 4, 5 (RIVM). 6 and NULL: NULL. Not 0 to 6: error 22023.';

CREATE OR REPLACE FUNCTION infant_death(mortality double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_infant_death_code_numbers';

COMMENT ON FUNCTION infant_death(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION infant_death(
	born date, died date, until_days double precision, stillborn boolean DEFAULT false) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates_numbers';

COMMENT ON FUNCTION infant_death(date, date, double precision, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION starts_late(
	ga_days_first_visit double precision, after_days double precision DEFAULT 70) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN starts_late(whole_number(ga_days_first_visit), whole_number(after_days));

COMMENT ON FUNCTION starts_late(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION starts_early(
	ga_days_first_visit double precision, before_days double precision DEFAULT 70) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN starts_early(whole_number(ga_days_first_visit), whole_number(before_days));

COMMENT ON FUNCTION starts_early(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION in_care_line(line double precision, wanted double precision DEFAULT 1) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_in_care_line_numbers';

COMMENT ON FUNCTION in_care_line(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION counts_once(rank_in_pregnancy double precision, unit text DEFAULT 'pregnancy') RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_counts_once_numbers';

COMMENT ON FUNCTION counts_once(double precision, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION risk_factor_class(factors double precision) RETURNS text
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN risk_factor_class(whole_number(factors));

COMMENT ON FUNCTION risk_factor_class(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION has_risk_factors(
	single_parent boolean, low_income boolean, debt boolean, mental_health boolean,
	at_least double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_has_risk_factors_numbers';

COMMENT ON FUNCTION has_risk_factors(boolean, boolean, boolean, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_low_income(
	income_percent double precision, welfare boolean DEFAULT false, limit_percent double precision DEFAULT 120,
	inclusive boolean DEFAULT false) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN is_low_income(income_percent::numeric, welfare, limit_percent::numeric, inclusive);

COMMENT ON FUNCTION is_low_income(double precision, boolean, double precision, boolean) IS
'Low income. As with numeric.';

CREATE OR REPLACE FUNCTION income_quintile(percentile double precision) RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN income_quintile(whole_number(percentile));

COMMENT ON FUNCTION income_quintile(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION kraamzorg_class(hours double precision) RETURNS kraamzorg_class
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN kraamzorg_class(hours::numeric);

COMMENT ON FUNCTION kraamzorg_class(double precision) IS
'Class of hours of kraamzorg. As with numeric.';

CREATE OR REPLACE FUNCTION received_kraamzorg(
	claims_after_birth double precision, insurance_known boolean DEFAULT true) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN received_kraamzorg(whole_number(claims_after_birth), insurance_known);

COMMENT ON FUNCTION received_kraamzorg(double precision, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION visible_text(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_visible_text';

COMMENT ON FUNCTION visible_text(text) IS
'Text without what cannot be seen around it: blanks, tabs, ends of lines, no-break and zero-width spaces, byte order marks, control characters. What is inside stays. NULL: NULL. Every function that reads a code does this first.';

CREATE OR REPLACE FUNCTION known_text(written text, missing text[]) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_known_text';

COMMENT ON FUNCTION known_text(text, text[]) IS
'The text, or NULL when it is one of the codes that stand for unknown in its file, such as {-9}. Both are read as codes, so that -9.000000 is -9. For around any reader: register_integer(known_text(x, ''{-9}'')).';

CREATE OR REPLACE FUNCTION can_read(reader text, written text, argument text DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_can_read';

COMMENT ON FUNCTION can_read(text, text, text) IS
'Whether a reader reads a text, where it would be an error otherwise: sex_code, ga_days, sterfte_code, van_wiechen_code, decimal_comma, area_code, pc4_code, or register_ with id, kind, boolean, integer, bigint, decimal, date or month. argument: the second argument of the reader (kind of area, width of an identifier, order of a date). written NULL: true. To count what a column has that is not known. Another reader: error 22023.';

CREATE OR REPLACE FUNCTION register_boolean(written text) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_boolean';

COMMENT ON FUNCTION register_boolean(text) IS
'Yes or no from text: 1, ja, j, true, t, yes, y, waar; 0, nee, n, false, f, no, onwaar; UNK and empty: NULL. Upper or lower case. Anything else, such as 2 or 9: error 22023.';

CREATE OR REPLACE FUNCTION register_kind(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_kind';

COMMENT ON FUNCTION register_kind(text) IS
'Kind of an identifier of CBS (RINPERSOONS): R person, D stillborn, G not linked. Empty and dashes: NULL. Anything else: error 22023.';

COMMENT ON FUNCTION register_date(text) IS
'Date written yyyymmdd, yyyy-mm-dd (a time behind it is left away), dd-mm-yyyy, dd.mm.yyyy, with slashes day or month first where only one of both can be (02/29/2020, as pspp writes; 03/04/2020 is an error), or in seconds since 14 October 1582 (SPSS). Open ends 88888888 and 99991231: infinity. Empty, dashes, or year, month or day unknown (zeros): NULL. Another form: error 22007; a day that does not exist: error 22008.';

CREATE OR REPLACE FUNCTION register_date(written text, date_order text) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_date_ordered';

COMMENT ON FUNCTION register_date(text, text) IS
'Date of a file of which the order is known: dmy (day before month) or mdy, for dates of which the year is last; the other forms as in register_date(text). Another order: error 22023.';

CREATE OR REPLACE FUNCTION neonatal_death(born text, died text, until_days integer DEFAULT 28, stillborn boolean DEFAULT false) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 3
	RETURN neonatal_death(register_date(born), register_date(died), until_days, stillborn);

COMMENT ON FUNCTION neonatal_death(text, text, integer, boolean) IS
'Death of a live-born child, with dates as register_date(text) reads them; so that dates may be written as literals without a type.';

CREATE OR REPLACE FUNCTION register_month(written text) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_month';

COMMENT ON FUNCTION register_month(text) IS
'Month written yyyymm or yyyy-mm, as its first day. Empty, dashes, or a part unknown (zeros): NULL. Another form: error 22007; a month that does not exist: error 22008.';

COMMENT ON FUNCTION register_period(text, text) IS
'Episode from its first to its last day, both included, written as register_date reads it; an open end has no upper bound. NULL when one of the days is unknown. Last before first: error 22000. Errors as in register_date.';

COMMENT ON FUNCTION register_id(text, integer) IS
'Identifier as text, without what cannot be seen around it; empty, only zeros, only dashes, or nine or more nines and nothing else (000000000, ---------, 999999999) stand for none: NULL. width (9 for a RIN) puts lost leading zeros back; a longer identifier, or an invisible character inside: error 22023.';

CREATE OR REPLACE FUNCTION register_integer(written text) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_integer';

COMMENT ON FUNCTION register_integer(text) IS
'Whole number, also as pandas and SPSS write it (280.0, 280.000000). Empty and dashes: NULL. A fraction, digits that could be grouped (3.400), a word: error 22P02; out of range: error 22003.';

CREATE OR REPLACE FUNCTION register_bigint(written text) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_bigint';

COMMENT ON FUNCTION register_bigint(text) IS
'Whole number as register_integer reads it, as bigint.';

CREATE OR REPLACE FUNCTION register_decimal(written text) RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_decimal';

COMMENT ON FUNCTION register_decimal(text) IS
'Number of which the comma or the point is the decimal sign: 9,99 or 9.99, and so 1.234 is less than two. For files in which digits are never grouped. Empty and dashes: NULL. Both signs, or anything else: error 22P02.';

CREATE OR REPLACE FUNCTION area_code(written text, kind text DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_area_code';

COMMENT ON FUNCTION area_code(text, text) IS
'Code of an area in one form, from all in which CBS and others deliver it: GM0363 (also padded), 0363, 363 and 363.0 are 0363; WK036301 and 36301 are 036301; BU03630101 is 03630101; PV27 stays PV27. kind (gemeente, wijk, buurt): another form is error 22023; without it the number of digits tells, and a code of another form is somebody''s own and stays as it is. Empty, dashes and zeros: NULL.';

CREATE OR REPLACE FUNCTION pc4_code(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_pc4_code';

COMMENT ON FUNCTION pc4_code(text) IS
'Four digits of a postcode: of 1012, 1012AB and 1012 ab the first four. Empty, dashes and zeros: NULL. Anything else: error 22023.';

CREATE OR REPLACE FUNCTION iotf_cutoff(
	age_months double precision, sex double precision, grade text, edition double precision DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_cutoff_numbers';

COMMENT ON FUNCTION iotf_cutoff(double precision, double precision, text, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_cutoff(
	age_months double precision, sex text, grade text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_cutoff(age_months, sex_code(sex), grade, edition, south_asian, min_age_months);

COMMENT ON FUNCTION iotf_cutoff(double precision, text, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_overweight(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_overweight_numbers';

COMMENT ON FUNCTION is_overweight(double precision, double precision, double precision, double precision,
	boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_overweight(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_overweight(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION is_overweight(double precision, double precision, text, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_obese(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_obese_numbers';

COMMENT ON FUNCTION is_obese(double precision, double precision, double precision, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_obese(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_obese(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION is_obese(double precision, double precision, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_grade(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS bmi_grade
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_grade_numbers';

COMMENT ON FUNCTION iotf_grade(double precision, double precision, double precision, double precision,
	boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_grade(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS bmi_grade
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN iotf_grade(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION iotf_grade(double precision, double precision, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_z(
	bmi double precision, age_months double precision, sex double precision,
	min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_z_numbers';

COMMENT ON FUNCTION iotf_z(double precision, double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_z(
	bmi double precision, age_months double precision, sex text,
	min_age_months double precision) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_z(bmi, age_months, sex_code(sex), min_age_months);

COMMENT ON FUNCTION iotf_z(double precision, double precision, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION language_delay(
	item41 double precision, item42 double precision, negatives double precision DEFAULT 2) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_language_delay_numbers';

COMMENT ON FUNCTION language_delay(double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION language_score(item41 double precision, item42 double precision) RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_language_score_numbers';

COMMENT ON FUNCTION language_score(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION language_advice(
	age_months double precision, item41 double precision, item42 double precision DEFAULT NULL,
	item43 double precision DEFAULT NULL, item44 double precision DEFAULT NULL,
	item45 double precision DEFAULT NULL, item46 double precision DEFAULT NULL,
	score_at_2 double precision DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_language_advice_numbers';

COMMENT ON FUNCTION language_advice(double precision, double precision, double precision, double precision,
	double precision, double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION episodes_overlap(a daterange, b daterange, days double precision) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 4
	RETURN episodes_overlap(a, b, whole_number(days));

COMMENT ON FUNCTION episodes_overlap(daterange, daterange, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_placed_out_of_home(
	protection datemultirange, residential_care datemultirange, year double precision,
	days double precision DEFAULT 1) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_placed_out_of_home(protection, residential_care, whole_number(year), whole_number(days));

COMMENT ON FUNCTION is_placed_out_of_home(datemultirange, datemultirange, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE INDEX area_division_area_code ON area_division (division_year, area_code(code));

COMMENT ON COLUMN area_division.code IS 'Code of the area, in any form that area_code(text) reads: 0363, GM0363.';

CREATE INDEX area_transition_area_code ON area_transition (area_code(code), division_year);

CREATE INDEX area_transition_new_area_code ON area_transition (area_code(new_code), new_division_year);

CREATE OR REPLACE FUNCTION kansrijk_intern.area_step(code text, division_year integer, target_year integer, postcode text DEFAULT NULL, OUT new_code text, OUT new_division_year integer, OUT share numeric) RETURNS SETOF record
	LANGUAGE SQL STABLE PARALLEL SAFE COST 100 ROWS 1
BEGIN ATOMIC
	WITH step AS (
		-- A direct crosswalk if there is one, else a year at a time
		SELECT CASE WHEN EXISTS (SELECT FROM area_transition t
				WHERE area_code(t.code) = area_step.code AND t.division_year = area_step.division_year AND t.new_division_year = target_year)
			THEN target_year ELSE area_step.division_year + sign(target_year - area_step.division_year)::integer END AS year
	), written AS (
		SELECT area_code(t.new_code) AS new_code, t.share, pc4_code(t.postcode) AS postcode
		FROM area_transition t, step
		WHERE area_code(t.code) = area_step.code AND t.division_year = area_step.division_year AND t.new_division_year = step.year
	), chosen AS (
		-- The rows of the postcode where it has any, else those of the area as a whole
		SELECT w.new_code, w.share FROM written w
		WHERE w.postcode IS NOT DISTINCT FROM
			(SELECT area_step.postcode WHERE EXISTS (SELECT FROM written p WHERE p.postcode = area_step.postcode))
	), backward AS (
		-- What the way there tells about the way back
		SELECT DISTINCT area_code(t.code) AS code
		FROM area_transition t, step
		WHERE area_code(t.new_code) = area_step.code AND t.new_division_year = area_step.division_year AND t.division_year = step.year
	)
	SELECT c.new_code, step.year, c.share FROM chosen c, step
	UNION ALL
	-- All of it came from one area: back to that one
	SELECT min(b.code), step.year, 1 FROM backward b, step
	WHERE NOT EXISTS (SELECT FROM written) GROUP BY step.year HAVING count(*) = 1
	UNION ALL
	-- Nobody says that the area changed: it is itself, if the year has it
	SELECT area_step.code, step.year, 1 FROM step
	WHERE NOT EXISTS (SELECT FROM written) AND NOT EXISTS (SELECT FROM backward)
		AND NOT EXISTS (SELECT FROM area_transition t
			WHERE (area_code(t.new_code) = area_step.code AND t.new_division_year = step.year AND t.division_year = area_step.division_year)
				OR (area_code(t.code) = area_step.code AND t.division_year = step.year AND t.new_division_year = area_step.division_year))
		AND (NOT EXISTS (SELECT FROM area_division a WHERE a.division_year = step.year)
			OR EXISTS (SELECT FROM area_division a WHERE a.division_year = step.year AND area_code(a.code) = area_step.code));
END;

COMMENT ON FUNCTION kansrijk_intern.area_step(text, integer, integer, text) IS
'Internal: One step of recode_area: from an area in the division of a year to the areas that it becomes, in the target year if area_transition has rows straight to it, else in the next year on the way. Codes as area_code writes them, the postcode as pc4_code. No row where that is not known.';

CREATE OR REPLACE FUNCTION recode_area(code text, division_year integer, target_year integer, postcode text DEFAULT NULL, OUT area text, OUT share numeric) RETURNS SETOF record
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 ROWS 1
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known_code constant text := kansrijk.area_code(code);
	pc4 constant text := kansrijk.pc4_code(postcode);
	-- Shares such as 1/3 are rounded when they are written down.
	rounding constant numeric := 0.000001;
	areas text[];
	shares numeric[];
	remainder numeric;
	largest integer;
BEGIN
	IF known_code IS NULL THEN
		share := 1;
		RETURN NEXT;
		RETURN;
	END IF;

	IF abs(target_year::bigint - division_year) > 200 THEN
		RAISE EXCEPTION 'divisions of % and % are more than 200 years apart', division_year, target_year
			USING ERRCODE = 'invalid_parameter_value';
	END IF;

	WITH RECURSIVE route AS (
		SELECT known_code AS code, recode_area.division_year AS year, 1::numeric AS share
		WHERE NOT EXISTS (SELECT FROM kansrijk.area_division a WHERE a.division_year = recode_area.division_year)
			OR EXISTS (SELECT FROM kansrijk.area_division a WHERE a.division_year = recode_area.division_year AND kansrijk.area_code(a.code) = known_code)
		UNION ALL
		SELECT s.new_code, s.new_division_year, r.share * s.share
		FROM route r, kansrijk_intern.area_step(r.code, r.year, target_year, pc4) s
		WHERE r.year <> target_year
	), arrived AS (
		SELECT r.code, sum(r.share) AS share FROM route r WHERE r.year = target_year GROUP BY r.code
	)
	SELECT array_agg(a.code ORDER BY a.code COLLATE "C"), array_agg(a.share ORDER BY a.code COLLATE "C"),
			1 - coalesce(sum(a.share), 0)
		INTO areas, shares, remainder FROM arrived a;

	IF remainder < -rounding THEN
		RAISE EXCEPTION 'shares of area % of % add up to % in the division of %', known_code, division_year, trim_scale(1 - remainder), target_year
			USING ERRCODE = 'data_exception', HINT = 'Correct its rows in area_transition: together at most 1.';
	ELSIF remainder <= rounding THEN
		SELECT i INTO largest FROM unnest(shares) WITH ORDINALITY u(x, i) ORDER BY x DESC, i LIMIT 1;
		shares[largest] := shares[largest] + remainder;
	ELSE
		areas := areas || 'unallocated'::text;
		shares := shares || remainder;
	END IF;
	RETURN QUERY SELECT u.a, trim_scale(u.s) FROM unnest(areas, shares) WITH ORDINALITY u(a, s, i) ORDER BY i;
END
$$;

COMMENT ON FUNCTION recode_area(text, integer, integer, text) IS
'Areas, in the division of the target year, that an area of another year''s division became, with their shares; by area_transition, where there are rows by the postcode. Codes are read by area_code(text), here and in the tables, and come out as it writes them: GM0457, 457 and ''0457 '' are 0457; the postcode by pc4_code. The shares always add up to 1: what the crosswalk does not tell goes to area ''unallocated'', but for a rounding (up to 0.000001), which goes to the largest share. NULL (area unknown) stays NULL. Shares above 1 in all: error 22000. Divisions more than 200 years apart, or no postcode: error 22023. For many rows recode each area once and join.';

COMMENT ON FUNCTION rate_ci(rate, double precision, double precision, text, text) IS
'Rate with confidence limits, its count being Poisson. per: unit of the result. sides: two (each tail (1-confidence)/2), lower or upper (one limit, tail 1-confidence). Methods, x events: exact (Garwood 1936: gamma quantiles; the default), phe (exact below 10 events, else byar: Public Health England, Technical Guide), byar (Breslow & Day 1987), byar_midp (Rothman & Greenland: both limits at x + 0.5), midp, jeffreys (gamma, x + 0.5), score (x + z^2/2 -+ z sqrt(x + z^2/4)), wald (for comparison only). The lower limit is 0 when x is 0. NULL when the denominator is 0. Refused with error 22023: negative counts, NaN, infinity, a per below 1, a confidence outside (0,1), an unknown method or sides.';

COMMENT ON FUNCTION rate_ci(double precision, double precision, double precision, double precision, text, text) IS
'The same from numbers, which may be fractional: published counts are often weighted. Rate with confidence limits, its count being Poisson. per: unit of the result. sides: two (each tail (1-confidence)/2), lower or upper (one limit, tail 1-confidence). Methods, x events: exact (Garwood 1936: gamma quantiles; the default), phe (exact below 10 events, else byar: Public Health England, Technical Guide), byar (Breslow & Day 1987), byar_midp (Rothman & Greenland: both limits at x + 0.5), midp, jeffreys (gamma, x + 0.5), score (x + z^2/2 -+ z sqrt(x + z^2/4)), wald (for comparison only). The lower limit is 0 when x is 0. NULL when the denominator is 0. Refused with error 22023: negative counts, NaN, infinity, a per below 1, a confidence outside (0,1), an unknown method or sides.';

COMMENT ON FUNCTION proportion_ci(rate, double precision, double precision, text, text) IS
'Proportion with confidence limits, its count being binomial. per: unit of the result. sides: two (each tail (1-confidence)/2), lower or upper (one limit, tail 1-confidence). Methods: wilson (Wilson 1927, Newcombe & Altman 2000; the default), wilson_cc (with continuity correction, Newcombe 1998), clopper_pearson (exact, 1934), midp, agresti_coull (1998), jeffreys (equal tails of Beta(x + 0.5, n - x + 0.5)), wald (for comparison only). Limits lie in 0..per; the lower is 0 at 0 events, the upper per at n events. NULL when the denominator is 0 or the numerator exceeds it. Refused with error 22023: negative counts, NaN, infinity, a per below 1, a confidence outside (0,1), an unknown method or sides.';

COMMENT ON FUNCTION proportion_ci(double precision, double precision, double precision, double precision, text, text) IS
'The same from numbers, which may be fractional: published counts are often weighted. Proportion with confidence limits, its count being binomial. per: unit of the result. sides: two (each tail (1-confidence)/2), lower or upper (one limit, tail 1-confidence). Methods: wilson (Wilson 1927, Newcombe & Altman 2000; the default), wilson_cc (with continuity correction, Newcombe 1998), clopper_pearson (exact, 1934), midp, agresti_coull (1998), jeffreys (equal tails of Beta(x + 0.5, n - x + 0.5)), wald (for comparison only). Limits lie in 0..per; the lower is 0 at 0 events, the upper per at n events. NULL when the denominator is 0 or the numerator exceeds it. Refused with error 22023: negative counts, NaN, infinity, a per below 1, a confidence outside (0,1), an unknown method or sides.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_ci_final(rate) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_rate_ci_final';

COMMENT ON FUNCTION kansrijk_intern.rate_ci_final(rate) IS
'Final function of rate_ci(boolean) and pooled_rate_ci(rate): rate_ci with its defaults.';

CREATE OR REPLACE FUNCTION kansrijk_intern.proportion_ci_final(rate) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_ci_final';

COMMENT ON FUNCTION kansrijk_intern.proportion_ci_final(rate) IS
'Final function of proportion_ci(boolean) and pooled_proportion_ci(rate): proportion_ci with its defaults.';

CREATE OR REPLACE AGGREGATE rate_ci(boolean) (
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
'Rate per 1000 of a group with exact 95 % Poisson limits; rate_ci(rate(event), ...) has every option and shares the state. Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator). NULL when the denominator is 0.';

CREATE OR REPLACE AGGREGATE rate_ci(double precision) (
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

CREATE OR REPLACE AGGREGATE proportion_ci(boolean) (
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
'Percentage of a group with 95 % Wilson limits; proportion_ci(rate(event), ...) has every option and shares the state. Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator). NULL when the denominator is 0.';

CREATE OR REPLACE AGGREGATE proportion_ci(double precision) (
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

CREATE OR REPLACE AGGREGATE pooled_rate_ci(rate) (
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
'Rate per 1000 of the union of disjoint groups with exact 95 % Poisson limits: rate_ci(rate(r)). It has its own name because rate_ci(r) is the interval of a single rate. NULL is skipped.';

CREATE OR REPLACE AGGREGATE pooled_proportion_ci(rate) (
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
'Percentage of the union of disjoint groups with 95 % Wilson limits: proportion_ci(rate(r)). It has its own name because proportion_ci(r) is the interval of a single rate. NULL is skipped.';

COMMENT ON FUNCTION rate_test(rate, int4range, rate, int4range, text, double precision, text, double precision) IS
'Two windows of years of the same area: rate_test, refused with error 22023 when the windows overlap, because the shared years contribute the same events to both rates. Then use window_change or rate_trend.';

CREATE OR REPLACE FUNCTION window_change(before rate, after rate, shared rate, per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_window_change';

COMMENT ON FUNCTION window_change(rate, rate, rate, double precision, text, double precision) IS
'Difference between two overlapping windows of years of one area, of which shared is the rate of the years in both. With s shared events, a and b the others: variance s (1/N1 - 1/N2)^2 + a/N1^2 + b/N2^2, normal limits. For equal N this is (a + b)/N^2: only the years that enter and leave count. Error 22003 when a window does not contain the shared years. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. Error 22023 for bad arguments.';

COMMENT ON FUNCTION proportion_test(rate, rate, text, text, double precision, text, double precision) IS
'Are two proportions equal? method, of the p-value: score (z pooled; its square is chi-squared without correction), chi2_cc (Yates), fisher (two-sided: all tables no more likely, as R), midp (Fisher mid-p, central). limits, of the estimate a - b in units of per: newcombe (1998, method 10), miettinen_nurminen (1985), agresti_caffo (2000), wald; of the ratio a/b: koopman (1984), katz (log, 0.5 added when a count is 0); of the odds ratio: woolf (log, 0.5 added when a cell is 0). Fisher and midp need whole numbers, and groups of at most 10^8 (error 22023: score, or rate_test for few events, says the same then). 0 against 0: p = 1, and the difference has limits. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator exceeds it. Error 22023 for bad arguments.';

COMMENT ON FUNCTION proportion_test(double precision, double precision, double precision, double precision, text, text, double precision, text, double precision) IS
'The same from numbers. Are two proportions equal? method, of the p-value: score (z pooled; its square is chi-squared without correction), chi2_cc (Yates), fisher (two-sided: all tables no more likely, as R), midp (Fisher mid-p, central). limits, of the estimate a - b in units of per: newcombe (1998, method 10), miettinen_nurminen (1985), agresti_caffo (2000), wald; of the ratio a/b: koopman (1984), katz (log, 0.5 added when a count is 0); of the odds ratio: woolf (log, 0.5 added when a cell is 0). Fisher and midp need whole numbers, and groups of at most 10^8 (error 22023: score, or rate_test for few events, says the same then). 0 against 0: p = 1, and the difference has limits. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION rate_test_value(r rate, reference double precision, method text DEFAULT 'exact', per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_value';

COMMENT ON FUNCTION rate_test_value(rate, double precision, text, double precision, text, double precision) IS
'Does a rate differ from a fixed value, given in units of per? estimate: the rate itself, with the exact, midp and score limits of rate_ci. Methods: exact (central), midp (central), score (z). For a value that contains the area itself, such as the national figure, use rate_test_part. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION rate_test_value(numerator double precision, denominator double precision, reference double precision, method text DEFAULT 'exact', per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_value_counts';

COMMENT ON FUNCTION rate_test_value(double precision, double precision, double precision, text, double precision, text, double precision) IS
'The same from numbers. Does a rate differ from a fixed value, given in units of per? estimate: the rate itself, with the exact, midp and score limits of rate_ci. Methods: exact (central), midp (central), score (z). For a value that contains the area itself, such as the national figure, use rate_test_part. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION proportion_test_value(r rate, reference double precision, method text DEFAULT 'score', per double precision DEFAULT 100, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test_value';

COMMENT ON FUNCTION proportion_test_value(rate, double precision, text, double precision, text, double precision) IS
'Does a proportion differ from a fixed value, given in units of per? estimate: the proportion itself, with the clopper_pearson, midp and wilson limits of proportion_ci. Methods: exact (central), midp (central), score (z). For a value that contains the area itself, such as the national figure, use proportion_test_part. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION proportion_test_value(numerator double precision, denominator double precision, reference double precision, method text DEFAULT 'score', per double precision DEFAULT 100, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test_value_counts';

COMMENT ON FUNCTION proportion_test_value(double precision, double precision, double precision, text, double precision, text, double precision) IS
'The same from numbers. Does a proportion differ from a fixed value, given in units of per? estimate: the proportion itself, with the clopper_pearson, midp and wilson limits of proportion_ci. Methods: exact (central), midp (central), score (z). For a value that contains the area itself, such as the national figure, use proportion_test_part. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare(r rate, reference double precision, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_reference';

COMMENT ON FUNCTION compare(rate, double precision, double precision, double precision, text) IS
'Lower, similar or higher than a fixed value (in units of per), at the confidence level: significant exactly when the exact (Wilson) interval of r excludes the reference. model: poisson (exact test, for rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare(numerator double precision, denominator double precision, reference double precision, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_reference_counts';

COMMENT ON FUNCTION compare(double precision, double precision, double precision, double precision, double precision, text) IS
'The same from numbers. Lower, similar or higher than a fixed value (in units of per), at the confidence level: significant exactly when the exact (Wilson) interval of r excludes the reference. model: poisson (exact test, for rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

COMMENT ON FUNCTION compare(rate, rate, double precision, text) IS
'Lower, similar or higher than another, independent group, at the confidence level: by the p-value of rate_test (exact) or proportion_test (score). model: poisson (exact test, for rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare_two_levels(r rate, reference double precision, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_reference';

COMMENT ON FUNCTION compare_two_levels(rate, double precision, double precision, double precision, double precision, text) IS
'Lower, similar or higher than a fixed value (in units of per), at two confidence levels, as Public Health England does: significant exactly when the exact (Wilson) interval of r excludes the reference. model: poisson (exact test, for rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare_two_levels(numerator double precision, denominator double precision, reference double precision, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_reference_counts';

COMMENT ON FUNCTION compare_two_levels(double precision, double precision, double precision, double precision, double precision, double precision, text) IS
'The same from numbers. Lower, similar or higher than a fixed value (in units of per), at two confidence levels, as Public Health England does: significant exactly when the exact (Wilson) interval of r excludes the reference. model: poisson (exact test, for rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

COMMENT ON FUNCTION compare_two_levels(rate, rate, double precision, double precision, text) IS
'Lower, similar or higher than another, independent group, at two confidence levels, as Public Health England does: by the p-value of rate_test (exact) or proportion_test (score). model: poisson (exact test, for rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

COMMENT ON FUNCTION change_factor(rate, rate, double precision, text) IS
'Factor by which a rate changed, after/before, with exact (poisson) or Koopman (binomial) limits. The groups must be independent: for overlapping windows see window_change. NULL value when there were no events before. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it.';

CREATE OR REPLACE FUNCTION over_representation(part rate, whole rate, confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_over_representation';

COMMENT ON FUNCTION over_representation(rate, rate, double precision) IS
'Share of the group in the events of the whole, divided by its share in the denominator of the whole; 2 means twice as often as its size suggests. It equals the rate of the group over the rate of the whole that contains it. Limits: Clopper-Pearson of the share, given the events of the whole. NULL without events in the whole or without members of the group. Error 22003 when the whole does not contain the group.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_combine(internal, internal) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_combine';

COMMENT ON FUNCTION kansrijk_intern.collect_combine(internal, internal) IS 'Combine function of the aggregates over strata, areas and periods.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_serialize(internal) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_serialize';

COMMENT ON FUNCTION kansrijk_intern.collect_serialize(internal) IS 'Serialisation function of the aggregates over strata, areas and periods.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_deserialize(bytea, internal) RETURNS internal
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_deserialize';

COMMENT ON FUNCTION kansrijk_intern.collect_deserialize(bytea, internal) IS 'Deserialisation function of the aggregates over strata, areas and periods.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, double precision, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, rate) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, rate) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, rate, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, rate, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.dsr_sums_final(internal) RETURNS dsr_sums
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_dsr_sums_final';

COMMENT ON FUNCTION kansrijk_intern.dsr_sums_final(internal) IS
'Final function of dsr_sums.';

CREATE OR REPLACE FUNCTION kansrijk_intern.dsr_final(internal) RETURNS estimate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_dsr_final';

COMMENT ON FUNCTION kansrijk_intern.dsr_final(internal) IS
'Final function of dsr.';

CREATE OR REPLACE FUNCTION kansrijk_intern.mean_of_rates_final(internal) RETURNS estimate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_mean_of_rates_final';

COMMENT ON FUNCTION kansrijk_intern.mean_of_rates_final(internal) IS
'Final function of mean_of_rates.';

CREATE OR REPLACE FUNCTION kansrijk_intern.smr_sums_final(internal) RETURNS indirect_sums
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_smr_sums_final';

COMMENT ON FUNCTION kansrijk_intern.smr_sums_final(internal) IS
'Final function of smr_sums.';

CREATE OR REPLACE FUNCTION kansrijk_intern.smr_final(internal) RETURNS estimate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_smr_final';

COMMENT ON FUNCTION kansrijk_intern.smr_final(internal) IS
'Final function of smr.';

CREATE OR REPLACE FUNCTION kansrijk_intern.isr_final(internal) RETURNS estimate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_isr_final';

COMMENT ON FUNCTION kansrijk_intern.isr_final(internal) IS
'Final function of isr.';

CREATE OR REPLACE AGGREGATE dsr_sums(events double precision, size double precision, standard_population double precision) (
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
'Direct standardisation: one row a stratum. Gives the sums, for dsr_ci. A stratum with standard population 0 has no weight; one with weight and nobody at risk makes the result NULL. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE dsr(events double precision, size double precision, standard_population double precision) (
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
'Direct standardisation: one row a stratum. Per 1000, Dobson''s 95 % limits; NULL below 10 events. dsr_ci(dsr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE dsr_sums(events double precision, variance double precision, size double precision, standard_population double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.dsr_sums_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE dsr_sums(events double precision, variance double precision, size double precision, standard_population double precision) IS
'Direct standardisation of events that are not independent: one row a stratum, with the variance of its number of events, for f events to a person sum(f^2 * persons) (twins, siblings). Gives the sums, for dsr_ci. A stratum with standard population 0 has no weight; one with weight and nobody at risk makes the result NULL. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE dsr(events double precision, variance double precision, size double precision, standard_population double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.dsr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE dsr(events double precision, variance double precision, size double precision, standard_population double precision) IS
'Direct standardisation of events that are not independent: one row a stratum, with the variance of its number of events, for f events to a person sum(f^2 * persons) (twins, siblings). Per 1000, Dobson''s 95 % limits; NULL below 10 events. dsr_ci(dsr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE dsr_sums(r rate, standard_population double precision) (
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
'Direct standardisation: one row a stratum. Gives the sums, for dsr_ci. A stratum with standard population 0 has no weight; one with weight and nobody at risk makes the result NULL. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE dsr(r rate, standard_population double precision) (
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
'Direct standardisation: one row a stratum. Per 1000, Dobson''s 95 % limits; NULL below 10 events. dsr_ci(dsr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE mean_of_rates(events double precision, size double precision) (
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
'Mean of annual rates, per 1000: every row (year) weighs the same, whatever its size. The named alternative to the pooled rate, rate(r), which is what the Dutch monitors publish as five-year average. A directly standardised rate with equal weights: 95 % gamma limits (Fay & Feuer 1997); dsr_ci(dsr_sums(r, 1), ...) has the options. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE mean_of_rates(r rate) (
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
'Mean of annual rates, per 1000: every row (year) weighs the same, whatever its size. The named alternative to the pooled rate, rate(r), which is what the Dutch monitors publish as five-year average. A directly standardised rate with equal weights: 95 % gamma limits (Fay & Feuer 1997); dsr_ci(dsr_sums(r, 1), ...) has the options. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE smr_sums(observed double precision, expected double precision) (
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
'Indirect standardisation: rows of observed and expected events. Gives the sums, for smr_ci and isr_ci. NULL when no events are expected. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE smr(observed double precision, expected double precision) (
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
'Indirect standardisation: rows of observed and expected events. Observed / expected with exact 95 % Poisson limits of the observed; smr_ci(smr_sums(...), ...) has the options and shares the state. NULL when no events are expected. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE smr_sums(events double precision, size double precision, reference_events double precision, reference_size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.smr_sums_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE smr_sums(events double precision, size double precision, reference_events double precision, reference_size double precision) IS
'Indirect standardisation: one row a stratum, with the events and the size of the reference in it. A stratum without anybody at risk expects nothing; a reference of size 0 makes the result NULL. Gives the sums, for smr_ci and isr_ci. NULL when no events are expected. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE smr(events double precision, size double precision, reference_events double precision, reference_size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.smr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE smr(events double precision, size double precision, reference_events double precision, reference_size double precision) IS
'Indirect standardisation: one row a stratum, with the events and the size of the reference in it. A stratum without anybody at risk expects nothing; a reference of size 0 makes the result NULL. Observed / expected with exact 95 % Poisson limits of the observed; smr_ci(smr_sums(...), ...) has the options and shares the state. NULL when no events are expected. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE isr(events double precision, size double precision, reference_events double precision, reference_size double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.isr_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE isr(events double precision, size double precision, reference_events double precision, reference_size double precision) IS
'Indirect standardisation: one row a stratum, with the events and the size of the reference in it. A stratum without anybody at risk expects nothing; a reference of size 0 makes the result NULL. Observed / expected times the crude rate of the reference, per 1000, with exact 95 % limits; isr_ci(smr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE FUNCTION funnel_limits(reference double precision, size double precision, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson', method text DEFAULT 'exact', phi double precision DEFAULT 1, tau2 double precision DEFAULT 0) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_funnel_limits';

COMMENT ON FUNCTION funnel_limits(double precision, double precision, double precision, double precision, text, text, double precision, double precision) IS
'Limits within which an area of this size (for an SMR: of this many expected events, per => 1) is likely to fall when its true figure is the reference. model: poisson or binomial. Methods: exact (the rates at which the exact interval of the area just excludes the reference; right for rare events), normal (reference -+ z sqrt(phi s^2 + tau2), s^2 = reference/n or reference (1 - reference)/n; for a binomial without over-dispersion that is PHE''s inverted Wilson limit). Over-dispersion, phi multiplicative or tau2 additive in squared units per 1 (Spiegelhalter 2005), needs normal. Limits lie in 0..per for a binomial. NULL when size is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION funnel_label(r rate, reference double precision, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson', method text DEFAULT 'exact', phi double precision DEFAULT 1, tau2 double precision DEFAULT 0) RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_funnel_label';

COMMENT ON FUNCTION funnel_label(rate, double precision, double precision, double precision, double precision, text, text, double precision, double precision) IS
'Label of an area in a funnel: far_lower, lower, similar, higher, far_higher than the reference (in units of per), at two confidence levels. Methods as funnel_limits, and phe (exact below 10 events, else Byar, as Fingertips labels rates and ratios). NULL when the denominator is 0 or, of a proportion (binomial), the numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION funnel_label(numerator double precision, denominator double precision, reference double precision, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson', method text DEFAULT 'exact', phi double precision DEFAULT 1, tau2 double precision DEFAULT 0) RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_funnel_label_counts';

COMMENT ON FUNCTION funnel_label(double precision, double precision, double precision, double precision, double precision, double precision, text, text, double precision, double precision) IS
'The same from numbers; expected events are a denominator too, with per => 1 and reference 1. Label of an area in a funnel: far_lower, lower, similar, higher, far_higher than the reference (in units of per), at two confidence levels. Methods as funnel_limits, and phe (exact below 10 events, else Byar, as Fingertips labels rates and ratios). NULL when the denominator is 0 or, of a proportion (binomial), the numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION kansrijk_intern.overdispersion_final(internal) RETURNS overdispersion
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_overdispersion_final';

COMMENT ON FUNCTION kansrijk_intern.overdispersion_final(internal) IS
'Final function of overdispersion.';

CREATE OR REPLACE FUNCTION kansrijk_intern.overdispersion_binomial_final(internal) RETURNS overdispersion
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_overdispersion_binomial_final';

COMMENT ON FUNCTION kansrijk_intern.overdispersion_binomial_final(internal) IS
'Final function of overdispersion_binomial.';

CREATE OR REPLACE FUNCTION kansrijk_intern.eb_fit_final(internal) RETURNS eb_prior
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_eb_fit_final';

COMMENT ON FUNCTION kansrijk_intern.eb_fit_final(internal) IS
'Final function of eb_fit.';

CREATE OR REPLACE AGGREGATE overdispersion(events double precision, size double precision) (
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
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, s^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE overdispersion(r rate) (
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
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, s^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE overdispersion(events double precision, size double precision, winsorise double precision) (
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
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, s^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE overdispersion(r rate, winsorise double precision) (
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
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, s^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE overdispersion_binomial(events double precision, size double precision) (
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
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, s^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE overdispersion_binomial(r rate) (
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
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, s^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE overdispersion_binomial(events double precision, size double precision, winsorise double precision) (
	SFUNC = kansrijk_intern.collect,
	STYPE = internal,
	FINALFUNC = kansrijk_intern.overdispersion_binomial_final,
	FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = kansrijk_intern.collect_combine,
	SERIALFUNC = kansrijk_intern.collect_serialize,
	DESERIALFUNC = kansrijk_intern.collect_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overdispersion_binomial(events double precision, size double precision, winsorise double precision) IS
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, s^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE overdispersion_binomial(r rate, winsorise double precision) (
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
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, s^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE eb_fit(events double precision, size double precision) (
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
'Empirical Bayes prior of areas (Marshall 1991, global): mean b = sum d/sum n, variance a = max(0, sum(n (r - b)^2)/sum n - b/nbar), nbar the mean size. For eb_rate. Also as window: eb_fit(r) OVER (PARTITION BY region). Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE eb_fit(r rate) (
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
'Empirical Bayes prior of areas (Marshall 1991, global): mean b = sum d/sum n, variance a = max(0, sum(n (r - b)^2)/sum n - b/nbar), nbar the mean size. For eb_rate. Also as window: eb_fit(r) OVER (PARTITION BY region). Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

COMMENT ON FUNCTION rank_ci(rate, double precision, text) IS
'Window function: rank of each area of the partition, 1 the lowest rate, with its interval: the ranks left when areas that are significantly lower or higher than this one keep their side. Tests of this area against each other one (exact for poisson, score for binomial, as compare) at level (1 - confidence)/(areas - 1) (Bonferroni), so that the interval holds for this area with the given confidence (pairwise-test rank intervals: Mohamad, Goeman & van Zwet 2022). Work grows with the square of the number of areas. NULL without a rate, or for binomial with a numerator above the denominator; such an area is not ranked.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_series(internal, double precision, double precision, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_series';

COMMENT ON FUNCTION kansrijk_intern.collect_series(internal, double precision, double precision, double precision) IS
'Transition function of the aggregates over periods: as collect, the last argument being a time, which may be negative.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_series(internal, rate, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate_series';

COMMENT ON FUNCTION kansrijk_intern.collect_series(internal, rate, double precision) IS
'Transition function of the aggregates over periods: as collect, the last argument being a time, which may be negative.';

COMMENT ON TYPE trend IS 'A fitted trend, for rate_trend_test or proportion_trend_test.';

COMMENT ON COLUMN trend.slope IS 'Per unit of time: of the logarithm of the rate (rate_trend_fit), or of the proportion itself (proportion_trend_fit).';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_trend_fit_final(internal) RETURNS trend
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_trend_fit_final';

COMMENT ON FUNCTION kansrijk_intern.rate_trend_fit_final(internal) IS
'Final function of rate_trend_fit.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_trend_final(internal) RETURNS test_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_rate_trend_final';

COMMENT ON FUNCTION kansrijk_intern.rate_trend_final(internal) IS
'Final function of rate_trend.';

CREATE OR REPLACE FUNCTION kansrijk_intern.proportion_trend_fit_final(internal) RETURNS trend
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_trend_fit_final';

COMMENT ON FUNCTION kansrijk_intern.proportion_trend_fit_final(internal) IS
'Final function of proportion_trend_fit.';

CREATE OR REPLACE FUNCTION kansrijk_intern.proportion_trend_final(internal) RETURNS test_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_trend_final';

COMMENT ON FUNCTION kansrijk_intern.proportion_trend_final(internal) IS
'Final function of proportion_trend.';

CREATE OR REPLACE AGGREGATE rate_trend_fit(events double precision, size double precision, year double precision) (
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
'Poisson log-linear trend: log E(events) = log size + b0 + slope * year, by maximum likelihood; standard error from the information. For rate_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three periods, without events, or when all events are in the first or all in the last period. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE rate_trend(events double precision, size double precision, year double precision) (
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
'Rate ratio per unit of time (year) by Poisson log-linear regression, with 95 % limits, z and p. Annual percentage change: 100 (estimate - 1). rate_trend_test(rate_trend_fit(...), ...) has the options (quasi-likelihood, confidence) and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three periods, without events, or when all events are in the first or all in the last period. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE proportion_trend_fit(events double precision, size double precision, year double precision) (
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
'Linear trend of a proportion: weighted regression on time with the variance p(1 - p)/sum(n (t - mean)^2) of no trend. For proportion_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE proportion_trend(events double precision, size double precision, year double precision) (
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
'Cochran-Armitage test for trend; z squared is the chi-squared of R''s prop.trend.test. estimate: slope in percentage points per unit of time (year), with 95 % limits. proportion_trend_test(proportion_trend_fit(...), ...) has the options and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE rate_trend_fit(r rate, year double precision) (
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
'Poisson log-linear trend: log E(events) = log size + b0 + slope * year, by maximum likelihood; standard error from the information. For rate_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three periods, without events, or when all events are in the first or all in the last period. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE rate_trend(r rate, year double precision) (
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
'Rate ratio per unit of time (year) by Poisson log-linear regression, with 95 % limits, z and p. Annual percentage change: 100 (estimate - 1). rate_trend_test(rate_trend_fit(...), ...) has the options (quasi-likelihood, confidence) and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three periods, without events, or when all events are in the first or all in the last period. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE proportion_trend_fit(r rate, year double precision) (
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
'Linear trend of a proportion: weighted regression on time with the variance p(1 - p)/sum(n (t - mean)^2) of no trend. For proportion_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE proportion_trend(r rate, year double precision) (
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
'Cochran-Armitage test for trend; z squared is the chi-squared of R''s prop.trend.test. estimate: slope in percentage points per unit of time (year), with 95 % limits. proportion_trend_test(proportion_trend_fit(...), ...) has the options and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of rows.';

CREATE OR REPLACE FUNCTION rate_trend_test(fit trend, quasi boolean DEFAULT false, confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_trend_test';

COMMENT ON FUNCTION rate_trend_test(trend, boolean, double precision) IS
'Rate ratio per unit of time, exp(slope), with limits, z and p. quasi: standard error times sqrt(dispersion) when that is above 1. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION change_words(before rate, after rate, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson', language text DEFAULT 'nl') RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 80
	AS 'MODULE_PATHNAME', 'kansrijk_change_in_words';

COMMENT ON FUNCTION change_words(rate, rate, double precision, text, text) IS
'A change in words, by its factor f = after/before and by compare(after, before). Not significant: "vrijwel onveranderd" (virtually unchanged) when 0.95 <= f <= 1.05, else "verschilt niet significant". Significant: "verdubbeld" (doubled) when 1.9 <= f <= 2.1, "gehalveerd" (halved) when 0.475 <= f <= 0.525, "factor 2,2 hoger" above 2.1, "licht hoger" or "licht lager" (slightly) when f is from 0.9 to 1.1, else "hoger (+23,5 %)" or "lager (-21,0 %)". Significant with no events before: "hoger" alone. 0 against 0: "vrijwel onveranderd". The periods must be independent (no shared years). NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Another language is error 22023.';

CREATE OR REPLACE FUNCTION compare_confidence_first(
	r rate, reference double precision, confidence double precision DEFAULT 0.95,
	per double precision DEFAULT 1000, model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_value';

COMMENT ON FUNCTION compare_confidence_first(rate, double precision, double precision, double precision, text) IS
'Deprecated: compare of version 0.1.0, with confidence before per. Use compare.';

CREATE OR REPLACE FUNCTION compare_confidence_first(
	numerator double precision, denominator double precision, reference double precision,
	confidence double precision DEFAULT 0.95, per double precision DEFAULT 1000,
	model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_value_counts';

COMMENT ON FUNCTION compare_confidence_first(double precision, double precision, double precision,
	double precision, double precision, text) IS
'Deprecated: compare of version 0.1.0, with confidence before per. Use compare.';

CREATE OR REPLACE FUNCTION compare_two_levels_confidence_first(
	r rate, reference double precision, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, per double precision DEFAULT 1000,
	model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_value';

COMMENT ON FUNCTION compare_two_levels_confidence_first(rate, double precision, double precision,
	double precision, double precision, text) IS
'Deprecated: compare_two_levels of version 0.1.0, with confidence before per. Use compare_two_levels.';

CREATE OR REPLACE FUNCTION compare_two_levels_confidence_first(
	numerator double precision, denominator double precision, reference double precision,
	confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998,
	per double precision DEFAULT 1000, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_value_counts';

COMMENT ON FUNCTION compare_two_levels_confidence_first(double precision, double precision, double precision,
	double precision, double precision, double precision, text) IS
'Deprecated: compare_two_levels of version 0.1.0, with confidence before per. Use compare_two_levels.';

CREATE OR REPLACE FUNCTION change_words_language_first(
	before rate, after rate, language text DEFAULT 'nl', confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson') RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 80
	AS 'MODULE_PATHNAME', 'kansrijk_change_words';

COMMENT ON FUNCTION change_words_language_first(rate, rate, text, double precision, text) IS
'Deprecated: change_words of version 0.1.0, with language before confidence and model. Use change_words.';

CREATE OR REPLACE FUNCTION window_difference(
	later rate, earlier rate, shared rate, per double precision DEFAULT 1000,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_window_difference';

COMMENT ON FUNCTION window_difference(rate, rate, rate, double precision, text, double precision) IS
'Deprecated: as window_change(before, after, shared), but with the later window first. Use window_change.';

COMMENT ON TYPE sdc_policy IS
'A disclosure policy: a preset (see sdc_policy_presets()) and/or key=value pairs, as in ''rivm, min_count=5''. Printed with all fields, so that a stored view keeps its meaning when a preset changes. Fields: min_count (smaller counts and numerators are hidden), min_complement (the same for denominator - numerator), min_denominator, zero (publish|protect), max_share (a larger share of the whole, in percent, is hidden), min_suppressed_sum (least sum of the hidden cells of one total), singletons (ignore|protect: against a unit that knows its own cell), tolerance (how far a total may be from the sum of its parts: weighted counts), round (rounding base), prefer (totals|large: what is published first), min_interval (least width of what a reader can deduce of a hidden cell), min_contributors (cells of fewer contributors are hidden), unprotectable (error|unsafe: what becomes of a cell that known cells give away). Without a preset, fields that are not named hide nothing. Anything else is error 22023 with a list of what is allowed.';

COMMENT ON TYPE cell_status IS
'What becomes of a cell. publish: shown. primary_count, _complement, _denominator, _group, _contributors, _own: unsafe by itself (too few events, too few others, too few units, too large a share, too few contributors, by the caller''s own rule). secondary: hidden because another hidden cell could be computed from it. empty: there is nothing to show. unsafe: hidden, but can be deduced from what is known already (policies with unprotectable=unsafe). Which primary rule applied is itself information: show readers sdc_label instead.';

CREATE OR REPLACE FUNCTION sdc_rate_digits(denominator bigint, per double precision DEFAULT 1000, candidates integer DEFAULT 2) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_rate_digits';

COMMENT ON FUNCTION sdc_rate_digits(bigint, double precision, integer) IS
'How many decimals a rate (per so many) may be printed with beside its denominator so that at least candidates numerators print alike. Negative: round before the decimal point (-1 = to tens). NULL for denominator 0.';

COMMENT ON FUNCTION sdc_status_given(bigint, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell: known true = published elsewhere already, so the reader has it; false = a working cell that is never published, but protected like any other (a common refinement of two geographies); NULL = to be decided. Cells of higher preference (NULL = 0) are published before others. Counts. Error 22000 also when known cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in the policy it is unsafe instead.';

COMMENT ON FUNCTION sdc_status_given(rate, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell: known true = published elsewhere already, so the reader has it; false = a working cell that is never published, but protected like any other (a common refinement of two geographies); NULL = to be decided. Cells of higher preference (NULL = 0) are published before others. Rates: numerator, complement and denominator are protected together, a row is shown or hidden as a whole. Error 22000 also when known cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in the policy it is unsafe instead.';

COMMENT ON FUNCTION sdc_status_released(bigint, sdc_policy, cell_status, integer, integer, "any") IS
'As sdc_status, with what an earlier release said of each cell: publish = the reader has it, so it stays; secondary = it stays hidden; a primary reason = it stays hidden, and is protected whatever the policy says, also when the count is NULL (of which only is known that it must not be found); NULL or empty = to be decided. Cells of higher preference (NULL = 0) are published before others. Counts. Given the outcome of the same rows, the outcome is the same. Error 22000 also when released cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in the policy it is unsafe instead.';

CREATE OR REPLACE FUNCTION sdc_status_given(count bigint, policy sdc_policy, known boolean, preference integer, unsafe boolean,
		contributors bigint, cost bigint, grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given_marks';

CREATE OR REPLACE FUNCTION sdc_status_given(count numeric, policy sdc_policy, known boolean, preference integer, unsafe boolean,
		contributors bigint, cost bigint, grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given_marks';

CREATE OR REPLACE FUNCTION sdc_status_given(r rate, policy sdc_policy, known boolean, preference integer, unsafe boolean,
		contributors bigint, cost bigint, grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given_marks';

COMMENT ON FUNCTION sdc_status_given(bigint, sdc_policy, boolean, integer, boolean, bigint, bigint, integer, "any") IS
'As sdc_status_given, with marks of your own. unsafe: true = hidden by a rule of yours (status primary_own), whatever its '
'count; NULL or false = the policy decides. contributors: how many organisations the count comes from; fewer than '
'min_contributors of the policy are hidden (primary_contributors), a zero that is no secret excepted; NULL = that rule does '
'not apply to the cell. cost: of hiding the cell for the sake of others, in the place of its count or denominator: cells of '
'lower cost go first; NULL or 0 = that. Errors: 22023 (a negative cost or number), and those of sdc_status_given.';

COMMENT ON FUNCTION sdc_status_given(numeric, sdc_policy, boolean, integer, boolean, bigint, bigint, integer, "any") IS
'As with bigint, for sum(bigint), which is numeric in SQL.';

COMMENT ON FUNCTION sdc_status_given(rate, sdc_policy, boolean, integer, boolean, bigint, bigint, integer, "any") IS
'As for counts. Rates: numerator, complement and denominator are protected together, a row is shown or hidden as a whole.';

CREATE OR REPLACE FUNCTION sdc_derived_status(VARIADIC statuses cell_status[]) RETURNS cell_status
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN CASE
		WHEN array_position(statuses, NULL) IS NOT NULL THEN NULL
		WHEN 'publish' = ALL (statuses) THEN 'publish'
		WHEN statuses <@ ARRAY['publish', 'empty']::cell_status[] THEN 'empty'
		ELSE 'secondary'
	END::cell_status;

COMMENT ON FUNCTION sdc_derived_status(cell_status[]) IS
'Status of a figure that is computed from several cells (a difference, a ratio, a rank): publish only when all of them are; secondary when one is hidden; empty when one is empty. NULL when one is NULL.';

CREATE OR REPLACE FUNCTION sdc_interval(count bigint, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_policy';

CREATE OR REPLACE FUNCTION sdc_interval(r rate, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_policy';

COMMENT ON FUNCTION sdc_interval(bigint, cell_status, integer, "any") IS
'Window function: the smallest and the largest whole count that each hidden cell has in any table of non-negative counts that fits what is published (of counts of 1 or more, where a zero is shown and none is hidden); NULL for a cell that is not hidden. For the owner of the data only. The window partition, the mask and the dimensions are those of sdc_status, and status is its result. A range of one value is exact disclosure; without an upper bound nothing limits the cell. Errors: 22004 (NULL status), 54000 (too large), and those of sdc_status. Two linear programmes a cell, by GLPK, confirmed in whole numbers; see doc/audit.md.';

COMMENT ON FUNCTION sdc_interval(bigint, sdc_policy, cell_status, integer, "any") IS
'As without the policy, of which is taken whether zeros are always shown (a hidden cell is at least 1 then), tolerance, '
'and with singletons=protect the narrowest interval that an outsider or the single unit of any other hidden cell finds.';

COMMENT ON FUNCTION sdc_interval(rate, sdc_policy, cell_status, integer, "any") IS
'As for counts, of the numerator. It is at least 1 only where the policy hides no cell for its denominator or complement.';

CREATE OR REPLACE FUNCTION kansrijk_intern.cell_key_accumulate(internal, numeric) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_cell_key_accumulate';

CREATE OR REPLACE FUNCTION kansrijk_intern.cell_key_final(internal) RETURNS numeric
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_cell_key_final';

COMMENT ON FUNCTION kansrijk_intern.cell_key_accumulate(internal, numeric) IS 'Transition function of cell_key.';

COMMENT ON FUNCTION kansrijk_intern.cell_key_final(internal) IS 'Final function of cell_key.';

CREATE OR REPLACE AGGREGATE cell_key(numeric) (
	SFUNC = kansrijk_intern.cell_key_accumulate,
	STYPE = internal,
	SSPACE = 128,
	FINALFUNC = kansrijk_intern.cell_key_final,
	COMBINEFUNC = numeric_avg_combine,
	SERIALFUNC = numeric_avg_serialize,
	DESERIALFUNC = numeric_avg_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE cell_key(numeric) IS
'The key of a cell: the fractional part of the sum of its records'' keys; 0 for no record. The same records give the same key in every table and at every refresh. A record key is a random number from 0 up to 1, drawn once a person and stored where no reader can see it. Errors: 22004 (a record without key), 22023 (a key outside 0 up to 1; divide whole keys by their number).';

CREATE OR REPLACE FUNCTION sdc_exposed(count bigint, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed_policy';

CREATE OR REPLACE FUNCTION sdc_exposed(r rate, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed_policy';

COMMENT ON FUNCTION sdc_exposed(bigint, cell_status, integer, "any") IS
'Window function: whether a hidden cell can be computed from published ones; NULL for a cell that is not hidden. '
'By sums and differences, and because counts are not negative: two hidden cells that add up to 0 are both 0. '
'Where a zero is shown and none is hidden a hidden cell is at least 1, so two that add up to 2 are 1 each. '
'The window partition, the mask and the dimensions are those of sdc_status, and status is its result; '
'a NULL status is a cell that nobody publishes and that may be found out. It does not look at the rules. '
'Errors: those of sdc_status.';

COMMENT ON FUNCTION sdc_exposed(bigint, sdc_policy, cell_status, integer, "any") IS
'As without the policy, of which is taken whether zeros are always shown, and tolerance: how far totals may be off.';

COMMENT ON FUNCTION sdc_exposed(rate, sdc_policy, cell_status, integer, "any") IS
'As for counts. A numerator is at least 1 only where the policy hides no cell for its denominator or its complement.';

INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, min_ga_weeks, population, death_window_days, residence_rule, missing_rule, unit_counted, unit_rule, period_rule, relation, unit_key, year_expression, scope, event, breakdown, supersedes, note_nl, is_local, builtin) VALUES
	('big2-24w-all', 'P03', 'wsjg', 'Big2 vanaf 24 weken, levend en dood', 'Big2 from 24 weeks, live and still', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', '5 years', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, 'waarstaatjegemeente.nl, daar per 1000 over vijf jaar.', 'true', true),
	('big2-22w-live', 'P03', '2019', 'Big2 vanaf 22 weken, levendgeboren', 'Big2 from 22 weeks, live births', '22', 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22) AND b.live_born', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, 'Perined-jaarboek 2018, factsheet Kansrijke Start 2019, VZinfo; opgevolgd door levend en dood.', 'false', true),
	('big2-22w-all', 'P03', '2020', 'Big2 vanaf 22 weken, levend en dood', 'Big2 from 22 weeks, live and still', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, 'big2-22w-live', 'Perined-jaarboek 2019 en Monitor Kansrijke Start 2020.', 'false', true),
	('big2-24w-live', 'P03', '2020', 'Big2 vanaf 24 weken, levendgeboren', 'Big2 from 24 weeks, live births', '24', 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24) AND b.live_born', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, NULL, 'false', true),
	('sga-22w-all', 'P02', '2020', 'Laag gewicht vanaf 22 weken', 'Small for gestational age from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.is_sga(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, 'De curve begint bij 23+0: daaronder onbekend.', 'false', true),
	('sga-24w-all', 'P02', '2021', 'Laag gewicht vanaf 24 weken', 'Small for gestational age from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.is_sga(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, NULL, 'false', true),
	('preterm-and-sga-22w-all', 'P03b', '2020', 'Te vroeg en te licht vanaf 22 weken', 'Preterm and small from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.is_preterm(b.ga_days) AND kansrijk.is_sga(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, NULL, 'false', true),
	('big2-in-deaths-22w-28d', 'P08', '2019', 'Aandeel Big2 in perinatale sterfte', 'Share of Big2 in perinatal deaths', '22', 'all', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22) AND kansrijk.perinatal_death(b.mortality, 28)', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, NULL, 'false', true)
ON CONFLICT (id) DO UPDATE SET (indicator, version, name_nl, name_en, min_ga_weeks, population, death_window_days, residence_rule, missing_rule, unit_counted, unit_rule, period_rule, relation, unit_key, year_expression, scope, event, breakdown, supersedes, note_nl, is_local, builtin) = ROW (EXCLUDED.indicator, EXCLUDED.version, EXCLUDED.name_nl, EXCLUDED.name_en, EXCLUDED.min_ga_weeks, EXCLUDED.population, EXCLUDED.death_window_days, EXCLUDED.residence_rule, EXCLUDED.missing_rule, EXCLUDED.unit_counted, EXCLUDED.unit_rule, EXCLUDED.period_rule, EXCLUDED.relation, EXCLUDED.unit_key, EXCLUDED.year_expression, EXCLUDED.scope, EXCLUDED.event, EXCLUDED.breakdown, EXCLUDED.supersedes, EXCLUDED.note_nl, EXCLUDED.is_local, EXCLUDED.builtin)
	WHERE indicator_definition.builtin;

CREATE OR REPLACE FUNCTION definition_query(definition text, source text DEFAULT 'bron', dimensions text[] DEFAULT '{}') RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	d @extschema@.indicator_definition;
	columns text;
	events text;
	groups text;
BEGIN
	SELECT * INTO d FROM @extschema@.indicator_definition i WHERE i.id = definition;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('definition "%s" does not exist', definition),
			HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;
	SELECT coalesce(string_agg(format('b.%I, ', x), '' ORDER BY i), '') INTO columns FROM unnest(dimensions) WITH ORDINALITY u(x, i);
	columns := columns || d.year_expression || ' AS year' || coalesce(', ' || d.breakdown || ' AS breakdown', '');
	groups := (SELECT string_agg(g::text, ', ') FROM generate_series(1, cardinality(dimensions) + 1 + (d.breakdown IS NOT NULL)::integer) g);
	IF d.unit_key IS NULL THEN
		RETURN kansrijk_intern.bind_source(format('SELECT %s, kansrijk.rate(%s) AS rate FROM %s WHERE %s GROUP BY %s',
			columns, d.event, d.relation, d.scope, groups), source);
	END IF;

	-- First the units, three-valued, then their number.
	events := CASE d.unit_rule
		WHEN 'any' THEN 'CASE WHEN bool_or(%1$s) THEN true WHEN bool_or((%1$s) IS NULL) THEN NULL ELSE false END'
		ELSE 'CASE WHEN NOT bool_and(%1$s) THEN false WHEN bool_or((%1$s) IS NULL) THEN NULL ELSE true END' END;
	RETURN kansrijk_intern.bind_source(format('SELECT %s, kansrijk.rate(event) AS rate FROM (SELECT %s, %s AS event FROM %s WHERE %s GROUP BY %s, %s) unit GROUP BY %s',
			coalesce((SELECT string_agg(format('%I, ', x), '' ORDER BY i) FROM unnest(dimensions) WITH ORDINALITY u(x, i)), '')
				|| 'year' || CASE WHEN d.breakdown IS NOT NULL THEN ', breakdown' ELSE '' END,
			columns, format(events, d.event), d.relation, d.scope, groups, d.unit_key, groups), source);
END $$;

COMMENT ON FUNCTION definition_query(text, text, text[]) IS
'Text of the query that counts a definition of the catalogue over a canonical source: the dimensions (columns of the relation that carries the areas, such as province or municipality), year, breakdown where the definition has one, and rate. Units with several rows are counted once, three-valued. Unknown definition: error 22023.';

CREATE OR REPLACE FUNCTION find(word text) RETURNS TABLE (kind text, name text, purpose text)
	LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 20
	BEGIN ATOMIC
		WITH object AS (
			SELECT CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function'
					WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind, p.proname::text AS called,
				format('%s(%s)', p.proname, pg_get_function_arguments(p.oid)) AS name, obj_description(p.oid, 'pg_proc') AS said
			FROM pg_proc p WHERE p.pronamespace = to_regnamespace('kansrijk')
				-- What the server calls by itself is of no use to anybody else.
				AND NOT EXISTS (SELECT FROM pg_type t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend))
				AND NOT EXISTS (SELECT FROM pg_operator o WHERE o.oprcode = p.oid)
				AND NOT EXISTS (SELECT FROM pg_amproc a WHERE a.amproc = p.oid)
			UNION ALL
			SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END, c.relname, c.relname, obj_description(c.oid, 'pg_class')
			FROM pg_class c WHERE c.relnamespace = to_regnamespace('kansrijk') AND c.relkind IN ('r', 'v')
			UNION ALL
			SELECT 'type', t.typname, t.typname, obj_description(t.oid, 'pg_type')
			FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
			WHERE t.typnamespace = to_regnamespace('kansrijk') AND t.typcategory <> 'A' AND c.relkind IS DISTINCT FROM 'r'
		), sentence AS (
			SELECT o.kind, o.called, o.name, substring(o.said FROM '^(.*?[.:])(?:\s|$)') AS purpose FROM object o
		)
		SELECT s.kind, s.name, s.purpose FROM sentence s
		WHERE strpos(lower(s.called), lower(trim(word))) > 0 OR strpos(lower(s.purpose), lower(trim(word))) > 0
		ORDER BY strpos(lower(s.called), lower(trim(word))) = 0, s.called COLLATE "C", s.name COLLATE "C";
	END;

COMMENT ON FUNCTION find(text) IS
'What the extension has for a word: SELECT * FROM kansrijk.find(''window''). Functions, aggregates, procedures, types and tables whose name, or the first sentence of whose comment, holds it; names first. Case does not matter; an empty word finds all, NULL nothing.';

COMMENT ON COLUMN source_column.reader IS 'SQL expression that reads a text of a file, $1, for this column: in suggest_mapping(). NULL: none.';

COMMENT ON COLUMN source_synonym.id IS 'Number; of several synonyms that fit, that of the most columns wins, then the lowest.';

COMMENT ON COLUMN source_synonym.known_names IS 'Names, separated by blanks, compared without regard to case; NULL: a constant.';

COMMENT ON COLUMN source_synonym.expression IS 'SQL expression over $1, $2 and so on: the named columns. Functions that read texts, with schema, are errors where a text is not known; suggest_mapping() has check_source() count those.';

CREATE OR REPLACE FUNCTION check_source(source text)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 200
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	relation record;
	definition record;
	checks record;
	counts bigint[];
	total bigint;
	failed bigint;
	usable text[] := '{}';		-- relation.column, of the right type
	names text[];
	severities text[];
	hints text[];
	select_list text;
	readable text;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;

	-- The shape: relations, columns, types.
	FOR relation IN
		SELECT t.*, c.oid FROM @extschema@.source_table t
			LEFT JOIN pg_class c ON c.relname = t.name AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
				AND c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source)
			ORDER BY t.position
	LOOP
		IF relation.oid IS NULL THEN
			RETURN QUERY SELECT relation.name || '.missing', CASE WHEN relation.required THEN 'error' ELSE 'notice' END, NULL::bigint, 1::bigint,
				format('Create %I.%I as a table or a view; indicators that need it cannot be computed. %s', source, relation.name, relation.comment_nl);
			CONTINUE;
		END IF;
		FOR definition IN
			SELECT d.*, a.atttypid IS NOT NULL AS present, format_type(a.atttypid, a.atttypmod) AS actual_type,
					EXISTS (SELECT FROM (SELECT coalesce(nullif(y.typbasetype, 0), y.oid) AS base FROM pg_type y WHERE y.oid = a.atttypid) b,
							(SELECT CASE WHEN d.type = 'smallint' THEN 'integer'::regtype ELSE split_part(d.type, '(', 1)::regtype END::oid AS wanted) w
						WHERE base = wanted OR EXISTS (SELECT FROM pg_cast k WHERE k.castsource = base AND k.casttarget = wanted AND k.castcontext = 'i')) AS fits
				FROM @extschema@.source_column d
				LEFT JOIN pg_attribute a ON a.attrelid = relation.oid AND a.attname = d.name AND a.attnum > 0 AND NOT a.attisdropped
				WHERE d.source_table = relation.name ORDER BY d.position
		LOOP
			IF definition.fits THEN
				usable := usable || (relation.name || '.' || definition.name);
			ELSIF definition.present THEN
				RETURN QUERY SELECT format('%s.%s.type', relation.name, definition.name), 'error', NULL::bigint, 1::bigint,
					format('The column is of type %s; cast it to %s in the view.', definition.actual_type, definition.type);
			ELSE
				RETURN QUERY SELECT format('%s.%s.missing', relation.name, definition.name), CASE WHEN definition.required THEN 'error' ELSE 'notice' END,
					NULL::bigint, 1::bigint,
					format('Add the column, NULL::%s where it is not known. %s', definition.type, definition.comment_nl);
			END IF;
		END LOOP;

		-- What a view of suggest_mapping() cannot read. Of its columns none but
		-- this one is computed here, so that none of them fails.
		readable := '';
		IF EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = relation.oid AND a.attname = 'unreadable'
				AND a.atttypid = 'text[]'::regtype AND NOT a.attisdropped) THEN
			BEGIN
				FOR checks IN EXECUTE format('SELECT u.name, count(*) AS failing, (SELECT count(*) FROM %1$I.%2$I) AS rows
						FROM (SELECT unnest(unreadable) AS name FROM %1$I.%2$I) u GROUP BY u.name ORDER BY u.name COLLATE "C"', source, relation.name)
				LOOP
					RETURN QUERY SELECT format('%s.%s.unreadable', relation.name, checks.name), 'error', checks.rows, checks.failing,
						format('A text is not known, so that reading it is an error. Show them by kansrijk.can_read(); make codes for unknown NULL with suggest_mapping(..., missing => ''{-9}''). The other rules are about the rows that can be read.');
					readable := ' WHERE unreadable = ''{}''';
				END LOOP;
			EXCEPTION WHEN OTHERS THEN
				NULL;	-- said below
			END;
		END IF;

		-- The values: everything that one scan can tell.
		SELECT array_agg(c.name ORDER BY c.rank, c.name), array_agg(c.severity ORDER BY c.rank, c.name), array_agg(c.hint ORDER BY c.rank, c.name),
				string_agg(format('count(*) FILTER (WHERE %s)', c.condition), ', ' ORDER BY c.rank, c.name)
			INTO names, severities, hints, select_list
			FROM (
				SELECT 1 AS rank, format('%s.%s.empty', relation.name, d.name) AS name, 'notice' AS severity, format('%I IS NOT NULL', d.name) AS condition,
						'No row has a value: map the column, or everything that needs it is unknown.' AS hint
					FROM @extschema@.source_column d WHERE d.source_table = relation.name AND relation.name || '.' || d.name = ANY (usable)
				UNION ALL
				SELECT 2, format('%s.%s.range', relation.name, d.name), 'error', format('NOT (%s)', d.check_expression),
						format('Expected is: %s. Make codes for unknown NULL in the view.', d.check_expression)
					FROM @extschema@.source_column d WHERE d.source_table = relation.name AND d.check_expression IS NOT NULL AND relation.name || '.' || d.name = ANY (usable)
				UNION ALL
				SELECT 3, r.id, r.severity, r.expression, r.hint
					FROM @extschema@.source_rule r WHERE r.source_table = relation.name AND r.kind = 'row' AND string_to_array(r.columns, ' ') <@ usable) c;
		BEGIN
			EXECUTE format('SELECT ARRAY[count(*), %s] FROM %I.%I%s', coalesce(select_list, '0'), source, relation.name, readable) INTO counts;
			RETURN QUERY
				SELECT n.name, severities[n.i], counts[1], CASE WHEN n.name LIKE '%.empty' THEN counts[1] ELSE counts[n.i + 1] END, hints[n.i]
				FROM unnest(names) WITH ORDINALITY n(name, i)
				-- "empty" is said only of a column without any value.
				WHERE n.name NOT LIKE '%.empty' OR counts[1] > 0 AND counts[n.i + 1] = 0;
			IF counts[1] = 0 THEN
				RETURN QUERY SELECT relation.name || '.empty', CASE WHEN relation.required THEN 'warning' ELSE 'notice' END, 0::bigint, 0::bigint, 'The relation has no rows.';
			END IF;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT relation.name || '.unreadable', 'error', NULL::bigint, 1::bigint, format('Reading %I.%I fails: %s (%s).', source, relation.name, SQLERRM, SQLSTATE);
			usable := ARRAY(SELECT u FROM unnest(usable) u WHERE split_part(u, '.', 1) <> relation.name);
		END;
	END LOOP;

	-- What needs a query of its own.
	FOR checks IN SELECT r.* FROM @extschema@.source_rule r WHERE r.kind = 'query' AND string_to_array(r.columns, ' ') <@ usable ORDER BY r.id LOOP
		BEGIN
			EXECUTE replace(checks.expression, '@source@', quote_ident(source)) INTO total, failed;
			RETURN QUERY SELECT checks.id, checks.severity, total, failed, checks.hint;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT checks.id, 'error', NULL::bigint, 1::bigint, format('The rule cannot be checked: %s (%s).', SQLERRM, SQLSTATE);
		END;
	END LOOP;

	-- A rule that could not be looked at is not a rule that was met.
	RETURN QUERY
		SELECT r.id, r.severity, NULL::bigint, NULL::bigint,
			'Not checked, for want of: ' || (SELECT string_agg(c, ', ') FROM unnest(string_to_array(r.columns, ' ')) c WHERE c <> ALL (usable)) || '.'
		FROM @extschema@.source_rule r WHERE NOT string_to_array(r.columns, ' ') <@ usable ORDER BY r.id;
END $$;

COMMENT ON FUNCTION check_source(text) IS
'Checks a schema against the canonical source: missing relations and columns, wrong types, texts that could not be read (by column, of views that suggest_mapping proposed), values out of range, duplicates, contradictions, gaps. One row a rule: how many rows were looked at, how many fail, and what to do; failing 0 is good, NULL was not checked. Reads only. Needs SELECT on the relations; error 3F000 when the schema does not exist.';

CREATE OR REPLACE FUNCTION kansrijk_intern.bind_source(query text, source text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 100
	RETURN replace(
		CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
				WHERE n.nspname = source AND c.relname = 'birth'
					AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
						WHERE a.attrelid = c.oid AND a.attname = 'ga_source' AND NOT a.attisdropped))
			THEN regexp_replace(query, '\mb\.ga_source\M', 'NULL::text', 'g')
			ELSE query END,
		'@source@', quote_ident(source));

COMMENT ON FUNCTION kansrijk_intern.bind_source(text, text) IS
'Internal: Text of a query of the catalogue over one source: @source@ becomes the schema, and ga_source NULL (days) where its births do not have that column.';

INSERT INTO source_column (source_table, position, name, type, required, check_expression, reader, comment_nl, builtin) VALUES
	('birth', '1', 'birth_id', 'bigint', 'true', NULL, 'kansrijk.register_bigint($1::text)', 'Nummer van de geboorte, uniek.', true),
	('birth', '2', 'pregnancy_id', 'bigint', 'true', NULL, 'kansrijk.register_bigint($1::text)', 'Nummer van de zwangerschap: gelijk voor kinderen van een meerling.', true),
	('birth', '3', 'source', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Bron van de rij. Gegenereerde rijen hebben hier "synthetisch".', true),
	('birth', '4', 'year', 'smallint', 'true', 'year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Geboortejaar volgens de registratie; beslist in welk jaar de geboorte telt.', true),
	('birth', '5', 'birth_date', 'date', 'false', NULL, 'nullif(kansrijk.register_date($1::text), ''infinity'')', 'Geboortedatum.', true),
	('birth', '6', 'live_born', 'boolean', 'true', NULL, 'kansrijk.register_boolean($1::text)', 'Levend geboren.', true),
	('birth', '7', 'ga_days', 'smallint', 'true', 'ga_days BETWEEN 140 AND 315', 'kansrijk.register_integer($1::text)', 'Zwangerschapsduur in voltooide dagen; leeg is onbekend.', true),
	('birth', '8', 'ga_source', 'text', 'false', 'ga_source IN (''days'', ''weeks'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Precisie van de zwangerschapsduur: days, of weeks als alleen voltooide weken bekend zijn (ga_days is dan zeven maal dat aantal). Leeg: dagen.', true),
	('birth', '9', 'birthweight', 'smallint', 'true', 'birthweight BETWEEN 100 AND 7000', 'kansrijk.register_integer($1::text)', 'Geboortegewicht in gram; leeg is onbekend, ook voor 0 en 9999 van de bron.', true),
	('birth', '10', 'sex', 'smallint', 'true', 'sex IN (1, 2, 3)', 'kansrijk.sex_code($1::text)', 'Geslacht: 1 jongen, 2 meisje, 3 niet vast te stellen; leeg is onbekend.', true),
	('birth', '11', 'plurality', 'smallint', 'false', 'plurality BETWEEN 1 AND 8', 'kansrijk.register_integer($1::text)', 'Aantal kinderen van de zwangerschap.', true),
	('birth', '12', 'birth_order', 'smallint', 'false', 'birth_order >= 1', 'kansrijk.register_integer($1::text)', 'Rangnummer binnen de meerling.', true),
	('birth', '13', 'mortality', 'smallint', 'true', 'mortality BETWEEN 0 AND 6', 'kansrijk.sterfte_code($1::text)', 'Sterfte: 0 niet overleden, 1 voor de bevalling, 2 tijdens, 3 dag 0-7, 4 dag 8-28, 5 na dag 28, 6 fase onduidelijk.', true),
	('birth', '14', 'death_date', 'date', 'false', NULL, 'nullif(kansrijk.register_date($1::text), ''infinity'')', 'Datum van overlijden na de geboorte.', true),
	('birth', '15', 'parity', 'smallint', 'false', 'parity BETWEEN 0 AND 25', 'kansrijk.register_integer($1::text)', 'Aantal eerdere bevallingen van de moeder.', true),
	('birth', '16', 'first_visit_ga_days', 'smallint', 'false', 'first_visit_ga_days BETWEEN 0 AND 315', 'kansrijk.register_integer($1::text)', 'Zwangerschapsduur in dagen bij het eerste onderzoek.', true),
	('birth', '17', 'supplied_percentile', 'numeric(5,2)', 'false', 'supplied_percentile BETWEEN 0 AND 100', 'kansrijk.register_decimal($1::text)', 'Geleverd Hoftiezer-percentiel, alleen ter vergelijking met het berekende (check_source).', true),
	('birth', '18', 'apgar5', 'smallint', 'false', 'apgar5 BETWEEN 0 AND 10', 'kansrijk.register_integer($1::text)', 'Apgarscore na vijf minuten.', true),
	('birth', '19', 'nicu', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'NICU-zorg in het kalenderjaar van geboorte.', true),
	('birth', '20', 'picu', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'PICU-zorg in het kalenderjaar van geboorte.', true),
	('birth', '22', 'care_at_booking', 'smallint', 'false', 'care_at_booking IN (1, 2)', 'kansrijk.register_integer($1::text)', 'Verantwoordelijke lijn bij start van de zwangerschap: 1 of 2.', true),
	('birth', '23', 'care_at_onset', 'smallint', 'false', 'care_at_onset IN (1, 2)', 'kansrijk.register_integer($1::text)', 'Verantwoordelijke lijn bij begin van de bevalling.', true),
	('birth', '24', 'care_at_delivery', 'smallint', 'false', 'care_at_delivery IN (1, 2)', 'kansrijk.register_integer($1::text)', 'Verantwoordelijke lijn bij einde van de bevalling.', true),
	('birth', '25', 'mother_kind', 'text', 'false', 'mother_kind IN (''R'', ''D'', ''G'')', 'kansrijk.register_kind($1::text)', 'Soort nummer van de moeder: R persoon, D doodgeboren, G niet gekoppeld.', true),
	('birth', '26', 'mother_id', 'text', 'false', NULL, 'kansrijk.register_id($1::text)', 'Pseudoniem van de moeder; leeg is niet gekoppeld. Tekst, vanwege voorloopnullen.', true),
	('birth', '27', 'child_kind', 'text', 'false', 'child_kind IN (''R'', ''D'', ''G'')', 'kansrijk.register_kind($1::text)', 'Soort nummer van het kind.', true),
	('birth', '28', 'child_id', 'text', 'false', NULL, 'kansrijk.register_id($1::text)', 'Pseudoniem van het kind; leeg is niet gekoppeld.', true),
	('birth', '29', 'father_kind', 'text', 'false', 'father_kind IN (''R'', ''D'', ''G'')', 'kansrijk.register_kind($1::text)', 'Soort nummer van de andere juridische ouder.', true),
	('birth', '30', 'father_id', 'text', 'false', NULL, 'kansrijk.register_id($1::text)', 'Pseudoniem van de andere juridische ouder; leeg is onbekend of niet gekoppeld.', true),
	('birth', '31', 'province', 'text', 'false', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Provincie op de datum van het gebied.', true),
	('birth', '32', 'municipality', 'text', 'false', 'municipality ~ ''^([0-9]{4}|S[0-9]{3})$''', 'kansrijk.area_code($1::text, ''gemeente'')', 'Gemeentecode, vier cijfers; S en drie cijfers is synthetisch. Leeg: onbekend of buitenland, telt landelijk mee.', true),
	('birth', '33', 'pc4', 'text', 'false', 'pc4 ~ ''^([1-9][0-9]{3}|S[0-9A-Z]{3})$''', 'kansrijk.pc4_code($1::text)', 'Viercijferige postcode; S en drie tekens is synthetisch.', true),
	('birth', '34', 'wijk', 'text', 'false', 'wijk ~ ''^([0-9]{6}|S[0-9]{5})$''', 'kansrijk.area_code($1::text, ''wijk'')', 'Wijkcode: gemeentecode en twee cijfers.', true),
	('birth', '35', 'stadsdeel', 'text', 'false', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Stadsdeel, naam.', true),
	('birth', '36', 'area_date', 'date', 'false', NULL, 'kansrijk.register_date($1::text)', 'Datum waarop gemeente, postcode en wijk golden; check_source vergelijkt het jaar.', true),
	('birth', '37', 'weighting', 'numeric', 'false', NULL, 'kansrijk.register_decimal($1::text)', 'Weegfactor: 1, of leeg. Een cijfer telt geboorten: weeg vooraf.', true),
	('parent_year', '1', 'person_kind', 'text', 'true', 'person_kind IN (''R'', ''D'', ''G'')', 'kansrijk.register_kind($1::text)', 'Soort nummer van de persoon.', true),
	('parent_year', '2', 'person_id', 'text', 'true', NULL, 'kansrijk.register_id($1::text)', 'Pseudoniem van de persoon.', true),
	('parent_year', '3', 'year', 'smallint', 'true', 'year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Kalenderjaar van de kenmerken.', true),
	('parent_year', '4', 'reference_date', 'date', 'false', NULL, 'kansrijk.register_date($1::text)', 'Peildatum van de kenmerken, meestal 31 december.', true),
	('parent_year', '5', 'single_parent', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Eenouderhuishouden.', true),
	('parent_year', '6', 'income_percentile', 'smallint', 'false', 'income_percentile BETWEEN 0 AND 100', 'kansrijk.register_integer($1::text)', 'Percentielgroep van het huishoudinkomen; negatieve en bijzondere codes van de bron zijn hier leeg.', true),
	('parent_year', '7', 'income_social_minimum', 'numeric', 'false', 'income_social_minimum >= 0', 'kansrijk.register_decimal($1::text)', 'Huishoudinkomen in procenten van het sociaal minimum.', true),
	('parent_year', '8', 'social_assistance', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Bijstand.', true),
	('parent_year', '9', 'wsnp', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Wettelijke schuldsanering.', true),
	('parent_year', '10', 'insurance_arrears', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Wanbetaler zorgverzekering: zes maanden premieachterstand.', true),
	('parent_year', '11', 'problematic_debt', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Problematische schulden volgens het CBS, ook als wsnp of wanbetaler waar is.', true),
	('parent_year', '12', 'mental_health_care', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Basis- of gespecialiseerde geestelijke gezondheidszorg.', true),
	('parent_year', '13', 'psychotropic_medication', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Psychofarmaca.', true),
	('parent_year', '14', 'predicted_vulnerable', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Voorspelde kwetsbaarheid van het gezin, geleverd.', true),
	('parent_year', '17', 'birth_year', 'smallint', 'false', 'birth_year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Geboortejaar van de persoon.', true),
	('episode', '1', 'person_kind', 'text', 'true', 'person_kind IN (''R'', ''D'', ''G'')', 'kansrijk.register_kind($1::text)', 'Soort nummer van de persoon.', true),
	('episode', '2', 'person_id', 'text', 'true', NULL, 'kansrijk.register_id($1::text)', 'Pseudoniem van de persoon.', true),
	('episode', '3', 'kind', 'text', 'true', 'kind IN (''child_protection'', ''residential_care'', ''wsnp'', ''hospital'', ''excessive_crying'', ''sleeping_disorder'', ''eating_disorder'', ''threatened_development'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Soort periode: child_protection, residential_care, wsnp, hospital, excessive_crying, sleeping_disorder, eating_disorder, threatened_development.', true),
	('episode', '4', 'period', 'daterange', 'true', 'NOT isempty(period)', NULL, 'Periode; zonder einde zolang hij loopt.', true),
	('kraamzorg', '1', 'trajectory_id', 'bigint', 'true', NULL, 'kansrijk.register_bigint($1::text)', 'Nummer van het traject, uniek.', true),
	('kraamzorg', '2', 'mother_kind', 'text', 'true', 'mother_kind IN (''R'', ''D'', ''G'')', 'kansrijk.register_kind($1::text)', 'Soort nummer van de moeder.', true),
	('kraamzorg', '3', 'mother_id', 'text', 'true', NULL, 'kansrijk.register_id($1::text)', 'Pseudoniem van de moeder.', true),
	('kraamzorg', '4', 'birth_month', 'date', 'true', 'extract(day FROM birth_month) = 1', 'kansrijk.register_month($1::text)', 'Maand van de bevalling, als eerste dag van die maand.', true),
	('kraamzorg', '5', 'hours', 'numeric(6,2)', 'true', 'hours BETWEEN 0 AND 999', 'kansrijk.register_decimal($1::text)', 'Ontvangen uren na de bevalling; 0 is geen kraamzorg, leeg is onbekend.', true),
	('kraamzorg', '6', 'hospital_stay', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Verblijf van moeder of kind in het ziekenhuis in de eerste dagen.', true),
	('kraamzorg', '7', 'insurance_known', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Gegevens van de zorgverzekeringswet zijn bekend.', true),
	('child_examination', '1', 'child_kind', 'text', 'true', 'child_kind IN (''R'', ''D'', ''G'')', 'kansrijk.register_kind($1::text)', 'Soort nummer van het kind.', true),
	('child_examination', '2', 'child_id', 'text', 'true', NULL, 'kansrijk.register_id($1::text)', 'Pseudoniem van het kind.', true),
	('child_examination', '3', 'examination_date', 'date', 'true', NULL, 'kansrijk.register_date($1::text)', 'Datum van het onderzoek.', true),
	('child_examination', '4', 'age_months', 'numeric(5,2)', 'true', 'age_months BETWEEN 0 AND 240', 'kansrijk.register_decimal($1::text)', 'Exacte leeftijd in maanden.', true),
	('child_examination', '5', 'sex', 'smallint', 'true', 'sex IN (1, 2, 3)', 'kansrijk.sex_code($1::text)', 'Geslacht: 1 jongen, 2 meisje, 3 niet vast te stellen.', true),
	('child_examination', '6', 'weight_kg', 'numeric(5,2)', 'false', 'weight_kg BETWEEN 2 AND 100', 'kansrijk.register_decimal($1::text)', 'Gewicht in kilogram.', true),
	('child_examination', '7', 'height_cm', 'numeric(5,1)', 'false', 'height_cm BETWEEN 40 AND 220', 'kansrijk.register_decimal($1::text)', 'Lengte in centimeter.', true),
	('child_examination', '8', 'two_word_sentences', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Van Wiechen: maakt zinnen van twee woorden.', true),
	('child_examination', '9', 'points_to_body_parts', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Van Wiechen: wijst zes lichaamsdelen aan bij een pop.', true),
	('child_examination', '10', 'organisation', 'text', 'false', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'JGZ-organisatie.', true),
	('child_examination', '11', 'municipality', 'text', 'false', 'municipality ~ ''^([0-9]{4}|S[0-9]{3})$''', 'kansrijk.area_code($1::text, ''gemeente'')', 'Gemeentecode.', true),
	('area', '1', 'kind', 'text', 'true', 'kind IN (''land'', ''provincie'', ''gemeente'', ''stadsdeel'', ''wijk'', ''pc4'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Soort gebied: land, provincie, gemeente, stadsdeel, wijk, pc4.', true),
	('area', '2', 'code', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Code van het gebied.', true),
	('area', '3', 'classification_year', 'smallint', 'true', 'classification_year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Indelingsjaar.', true),
	('area', '4', 'name', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Naam.', true),
	('area', '5', 'parent_kind', 'text', 'false', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Soort van het gebied waarin dit ligt; leeg voor pc4, die niet in wijken past.', true),
	('area', '6', 'parent_code', 'text', 'false', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Code van het gebied waarin dit ligt.', true),
	('area', '7', 'valid', 'daterange', 'false', NULL, NULL, 'Geldigheid van het gebied.', true),
	('area_transition', '1', 'from_code', 'text', 'true', NULL, 'kansrijk.area_code($1::text, ''gemeente'')', 'Gemeentecode voor de overgang.', true),
	('area_transition', '2', 'from_year', 'smallint', 'true', 'from_year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Laatste indelingsjaar met die code.', true),
	('area_transition', '3', 'to_code', 'text', 'true', NULL, 'kansrijk.area_code($1::text, ''gemeente'')', 'Gemeentecode na de overgang.', true),
	('area_transition', '4', 'to_year', 'smallint', 'true', 'to_year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Eerste indelingsjaar met die code.', true),
	('area_transition', '5', 'pc4', 'text', 'false', NULL, 'kansrijk.pc4_code($1::text)', 'Postcode waarvoor dit geldt; leeg: de hele gemeente.', true),
	('area_transition', '6', 'share', 'numeric', 'true', 'share > 0 AND share <= 1', 'kansrijk.register_decimal($1::text)', 'Aandeel van het oude gebied dat overgaat.', true),
	('programme_unit', '1', 'unit_kind', 'text', 'true', 'unit_kind IN (''municipality'', ''jgz_organisation'', ''midwifery_practice'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Soort eenheid: municipality, jgz_organisation of midwifery_practice.', true),
	('programme_unit', '2', 'unit_code', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Code van de gemeente of organisatie.', true),
	('programme_unit', '3', 'year', 'smallint', 'true', 'year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Jaar waarvoor dit geldt.', true),
	('programme_unit', '5', 'province', 'text', 'false', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Provincie.', true),
	('programme_unit', '6', 'municipality', 'text', 'false', NULL, 'kansrijk.area_code($1::text, ''gemeente'')', 'Gemeentecode, als de eenheid in een gemeente ligt.', true),
	('programme_unit', '7', 'impuls_tranche', 'smallint', 'false', 'impuls_tranche BETWEEN 1 AND 3', 'kansrijk.register_integer($1::text)', 'Tranche van de Impuls Kansrijke Start; leeg: geen Impuls.', true),
	('programme_unit', '9', 'centre_municipality', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Centrumgemeente voor maatschappelijke opvang.', true),
	('programme_status', '1', 'indicator', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Programma-indicator, zoals in de catalogus: i1 tot en met i9.', true),
	('programme_status', '2', 'unit_kind', 'text', 'true', 'unit_kind IN (''municipality'', ''jgz_organisation'', ''midwifery_practice'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Soort eenheid.', true),
	('programme_status', '3', 'unit_code', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Code van de gemeente of organisatie.', true),
	('programme_status', '4', 'reference_date', 'date', 'true', NULL, 'kansrijk.register_date($1::text)', 'Peildatum.', true),
	('programme_status', '5', 'achieved', 'boolean', 'true', NULL, 'kansrijk.register_boolean($1::text)', 'Bereikt: ja of nee; leeg is geen antwoord.', true),
	('programme_status', '7', 'responded', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Heeft geantwoord.', true)
ON CONFLICT (source_table, name) DO UPDATE SET (position, type, required, check_expression, reader, comment_nl, builtin) = ROW (EXCLUDED.position, EXCLUDED.type, EXCLUDED.required, EXCLUDED.check_expression, EXCLUDED.reader, EXCLUDED.comment_nl, EXCLUDED.builtin)
	WHERE source_column.builtin;

INSERT INTO source_rule (id, source_table, columns, severity, kind, expression, hint, builtin) VALUES
	('birth.ga_in_weeks', 'birth', 'birth.ga_days birth.ga_source', 'warning', 'query', 'SELECT count(ga_days), CASE WHEN count(ga_days) >= 100 AND bool_and(ga_days % 7 = 0) THEN count(ga_days) ELSE 0 END FROM @source@.birth WHERE ga_source IS DISTINCT FROM ''weeks''', 'All gestational ages are whole weeks, but ga_source does not say weeks: small for gestational age is then judged as if every child were born on the first day of its week.', true),
	('birth.ga_not_in_weeks', 'birth', 'birth.ga_days birth.ga_source', 'error', 'row', 'ga_source = ''weeks'' AND ga_days % 7 <> 0', 'ga_source says that only completed weeks are known, so ga_days must be seven times their number.', true),
	('birth.weighted', 'birth', 'birth.weighting', 'error', 'row', 'weighting <> 1', 'A figure counts births, in whole numbers: a weight has no effect. Weigh first, and publish what comes out; or write 1.', true),
	('birth.percentile_differs', 'birth', 'birth.supplied_percentile birth.birthweight birth.ga_days birth.ga_source birth.sex', 'warning', 'row', 'kansrijk.is_sga(supplied_percentile) <> kansrijk.is_sga(birthweight, CASE WHEN ga_source IS DISTINCT FROM ''weeks'' THEN ga_days END, sex, ga_weeks => ga_days / 7)', 'The percentile that was supplied and the one from weight, age and sex are on different sides of 10: another chart, or an error in one of the four.', true),
	('birth.synthetic_among_real', 'birth', 'birth.source', 'error', 'query', 'SELECT count(*), CASE WHEN bool_and(source = ''synthetisch'') THEN 0 ELSE count(*) FILTER (WHERE source = ''synthetisch'') END FROM @source@.birth', 'Generated births among births of another source: nobody in them exists. Keep them in a schema of their own.', true),
	('birth.id_placeholder', 'birth', 'birth.mother_id birth.child_id birth.father_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (mother_id), (child_id), (father_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('birth.area_date_differs', 'birth', 'birth.area_date birth.year', 'notice', 'row', 'extract(year FROM area_date) <> year', 'The areas are of another year than the birth is counted in: it counts where it was then, and in the division of then.', true),
	('parent_year.id_placeholder', 'parent_year', 'parent_year.person_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (person_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('parent_year.reference_date_differs', 'parent_year', 'parent_year.reference_date parent_year.year', 'warning', 'row', 'extract(year FROM reference_date) <> year', 'The characteristics are of another year than the row says: definitions take the row of a year.', true),
	('parent_year.age_implausible', 'parent_year', 'parent_year.birth_year parent_year.year', 'warning', 'row', 'year - birth_year NOT BETWEEN 12 AND 80', 'A parent younger than 12 or older than 80: one of the years is probably wrong, or the row belongs to somebody else.', true),
	('episode.id_placeholder', 'episode', 'episode.person_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (person_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('kraamzorg.id_placeholder', 'kraamzorg', 'kraamzorg.mother_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (mother_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('child_examination.id_placeholder', 'child_examination', 'child_examination.child_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (child_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('child_examination.organisation_silent', 'child_examination', 'child_examination.organisation child_examination.two_word_sentences child_examination.points_to_body_parts', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE NOT recorded) FROM (SELECT bool_or(two_word_sentences IS NOT NULL AND points_to_body_parts IS NOT NULL) AS recorded FROM @source@.child_examination WHERE organisation IS NOT NULL GROUP BY organisation) o', 'Organisations that never recorded both language items: their children are unknown, and the figure is about the others.', true),
	('area.valid_outside_year', 'area', 'area.valid area.classification_year', 'warning', 'row', 'NOT valid && daterange(make_date(classification_year, 1, 1), make_date(classification_year + 1, 1, 1))', 'The area is not valid in any part of its classification year.', true),
	('area_transition.to_unknown', 'area_transition', 'area_transition.to_code area_transition.to_year area.kind area.code area.classification_year', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM @source@.area a WHERE a.kind = ''gemeente'' AND a.code = t.to_code AND a.classification_year = t.to_year)) FROM (SELECT DISTINCT to_code, to_year FROM @source@.area_transition WHERE to_year IN (SELECT classification_year FROM @source@.area WHERE kind = ''gemeente'')) t', 'Municipalities that an area becomes, but that the classification of that year does not know.', true),
	('programme_status.answer_without_response', 'programme_status', 'programme_status.responded programme_status.achieved', 'error', 'row', 'NOT responded AND achieved IS NOT NULL', 'Who did not respond has no answer: make achieved NULL, or responded true.', true)
ON CONFLICT (id) DO UPDATE SET (source_table, columns, severity, kind, expression, hint, builtin) = ROW (EXCLUDED.source_table, EXCLUDED.columns, EXCLUDED.severity, EXCLUDED.kind, EXCLUDED.expression, EXCLUDED.hint, EXCLUDED.builtin)
	WHERE source_rule.builtin;

INSERT INTO source_synonym (id, source_table, source_column, delivery, known_names, expression, note, builtin) VALUES
	('2', 'birth', 'year', 'Perined', 'jaar', 'kansrijk.register_integer($1::text)', NULL, true),
	('3', 'birth', 'birth_date', 'Perined', 'ddgeb', 'nullif(kansrijk.register_date($1::text), ''infinity'')', NULL, true),
	('4', 'birth', 'birth_date', 'CBS DGGBAPERSOONTAB', 'dgdatumpartus', 'nullif(kansrijk.register_date($1::text), ''infinity'')', NULL, true),
	('5', 'birth', 'birth_date', 'CBS GBAPERSOONTAB', 'gbageboortejaar gbageboortemaand gbageboortedag', 'kansrijk.register_date($1::text || lpad($2::text, 2, ''0'') || lpad($3::text, 2, ''0''))', NULL, true),
	('6', 'birth', 'live_born', 'Perined', 'sterfte', 'CASE WHEN kansrijk.sterfte_code($1::text) IN (1, 2) THEN false WHEN kansrijk.sterfte_code($1::text) <> 6 THEN true END', 'code 6 (phase unclear) is unknown', true),
	('7', 'birth', 'ga_days', 'Perined', 'amddd', 'kansrijk.register_integer($1::text)', NULL, true),
	('8', 'birth', 'ga_days', 'CBS PRN', 'dgzwangerschapsduur', '7 * nullif(kansrijk.register_integer($1::text), 99)', 'completed weeks, 99 is unknown', true),
	('9', 'birth', 'ga_days', 'Perined', 'amww', '7 * kansrijk.register_integer($1::text)', 'completed weeks: small for gestational age is known where every day of the week agrees', true),
	('10', 'birth', 'ga_source', 'Perined', 'amddd', 'CASE WHEN kansrijk.register_integer($1::text) IS NOT NULL THEN ''days'' END', NULL, true),
	('11', 'birth', 'ga_source', 'Perined', 'amww', 'CASE WHEN kansrijk.register_integer($1::text) IS NOT NULL THEN ''weeks'' END', NULL, true),
	('12', 'birth', 'ga_source', 'CBS PRN', 'dgzwangerschapsduur', 'CASE WHEN nullif(kansrijk.register_integer($1::text), 99) IS NOT NULL THEN ''weeks'' END', NULL, true),
	('13', 'birth', 'birthweight', 'Perined', 'geboortegew', 'nullif(nullif(kansrijk.register_integer($1::text), 0), 9999)', '0 and 9999 are unknown', true),
	('14', 'birth', 'birthweight', 'CBS PRN', 'gewichtkind_ruw', 'nullif(nullif(kansrijk.register_integer($1::text), 0), 9999)', '0 and 9999 are unknown', true),
	('15', 'birth', 'sex', 'Perined', 'gesl', 'kansrijk.sex_code($1::text)', 'UNK and empty are unknown', true),
	('16', 'birth', 'sex', 'CBS PRN', 'geslachtkind', 'kansrijk.sex_code($1::text)', 'UNK and empty are unknown', true),
	('17', 'birth', 'sex', 'CBS GBAPERSOONTAB', 'gbageslacht', 'kansrijk.sex_code($1::text)', 'UNK and empty are unknown', true),
	('18', 'birth', 'plurality', 'Perined', 'omv', 'kansrijk.register_integer($1::text)', NULL, true),
	('19', 'birth', 'birth_order', 'Perined', 'rangnummer', 'kansrijk.register_integer($1::text)', NULL, true),
	('20', 'birth', 'mortality', 'Perined', 'sterfte', 'kansrijk.sterfte_code($1::text)', NULL, true),
	('21', 'birth', 'death_date', 'Perined', 'ddmort', 'nullif(kansrijk.register_date($1::text), ''infinity'')', NULL, true),
	('22', 'birth', 'death_date', 'CBS GBAOVERLIJDENTAB', 'gbadatumoverlijden', 'nullif(kansrijk.register_date($1::text), ''infinity'')', NULL, true),
	('23', 'birth', 'parity', 'Perined', 'par', 'kansrijk.register_integer($1::text)', 'check whether your delivery counts this delivery too: canonical are earlier deliveries', true),
	('24', 'birth', 'first_visit_ga_days', 'Perined', 'amddd1ond', 'kansrijk.register_integer($1::text)', NULL, true),
	('25', 'birth', 'supplied_percentile', 'Perined', 'hoftiezer', 'kansrijk.register_decimal($1::text)', NULL, true),
	('26', 'birth', 'apgar5', 'Perined', 'apgar5', 'kansrijk.register_integer($1::text)', NULL, true),
	('27', 'birth', 'nicu', 'Perined', 'nicuopname', 'kansrijk.register_boolean($1::text)', NULL, true),
	('29', 'birth', 'care_at_booking', 'Perined', 'verantw_zw', 'kansrijk.register_integer($1::text)', 'check the codes of your delivery: canonical 1 is primary, 2 secondary care', true),
	('30', 'birth', 'care_at_onset', 'Perined', 'verantw_bb', 'kansrijk.register_integer($1::text)', 'check the codes of your delivery: canonical 1 is primary, 2 secondary care', true),
	('31', 'birth', 'care_at_delivery', 'Perined', 'verantw_eb', 'kansrijk.register_integer($1::text)', 'check the codes of your delivery: canonical 1 is primary, 2 secondary care', true),
	('32', 'birth', 'child_kind', 'CBS Perined', 'rinpersoons_kind', 'kansrijk.register_kind($1::text)', NULL, true),
	('33', 'birth', 'child_kind', 'CBS Perined', 'cbksoortnr_kind', 'kansrijk.register_kind($1::text)', NULL, true),
	('34', 'birth', 'child_kind', 'CBS Perined', 'rinpersoons_kind_uitgebreid', 'kansrijk.register_kind($1::text)', NULL, true),
	('35', 'birth', 'child_id', 'CBS Perined', 'rinpersoon_kind', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('36', 'birth', 'mother_kind', 'CBS Perined', 'rinpersoons_moeder', 'kansrijk.register_kind($1::text)', NULL, true),
	('37', 'birth', 'mother_kind', 'CBS Perined', 'cbksoortnr_moeder', 'kansrijk.register_kind($1::text)', NULL, true),
	('38', 'birth', 'mother_kind', 'CBS Perined', 'rinpersoons_moeder_uitgebreid', 'kansrijk.register_kind($1::text)', NULL, true),
	('39', 'birth', 'mother_id', 'CBS Perined', 'rinpersoon_moeder', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('40', 'birth', 'father_kind', 'CBS Perined', 'rinpersoons_vader', 'kansrijk.register_kind($1::text)', NULL, true),
	('41', 'birth', 'father_kind', 'CBS Perined', 'cbksoortnr_vader', 'kansrijk.register_kind($1::text)', NULL, true),
	('42', 'birth', 'father_kind', 'CBS Perined', 'rinpersoons_vader_uitgebreid', 'kansrijk.register_kind($1::text)', NULL, true),
	('43', 'birth', 'father_id', 'CBS Perined', 'rinpersoon_vader', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('44', 'birth', 'mother_kind', 'CBS KINDOUDERTAB', 'rinpersoonsma', 'kansrijk.register_kind($1::text)', NULL, true),
	('45', 'birth', 'mother_id', 'CBS KINDOUDERTAB', 'rinpersoonma', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('46', 'birth', 'father_kind', 'CBS KINDOUDERTAB', 'rinpersoonspa', 'kansrijk.register_kind($1::text)', NULL, true),
	('47', 'birth', 'father_id', 'CBS KINDOUDERTAB', 'rinpersoonpa', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('48', 'birth', 'pc4', 'Perined', 'pc4', 'kansrijk.pc4_code($1::text)', NULL, true),
	('49', 'birth', 'pc4', 'CBS VSLPOSTCODEBUS', 'postcodenum', 'kansrijk.pc4_code($1::text)', '"----" is unknown', true),
	('50', 'birth', 'municipality', 'CBS GBASTANDBEVOLKINGTAB', 'gbagemeenteinschrijving31december', 'kansrijk.area_code($1::text, ''gemeente'')', NULL, true),
	('52', 'parent_year', 'person_kind', 'CBS', 'rinpersoons', 'kansrijk.register_kind($1::text)', NULL, true),
	('53', 'parent_year', 'person_kind', 'CBS INHATAB', 'rinpersoonshkw', 'kansrijk.register_kind($1::text)', 'main earner of the household: join KOPPELPERSOONHUISHOUDEN for every member', true),
	('54', 'parent_year', 'person_id', 'CBS', 'rinpersoon', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('55', 'parent_year', 'person_id', 'CBS INHATAB', 'rinpersoonhkw', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('56', 'parent_year', 'income_percentile', 'CBS INHATAB', 'inhp100hgest', 'CASE WHEN kansrijk.register_integer($1::text) NOT BETWEEN -4 AND -1 THEN kansrijk.register_integer($1::text) END', 'codes -1 to -4 are special, not low income', true),
	('57', 'parent_year', 'income_percentile', 'CBS INHATAB', 'inhp100hgestes', 'CASE WHEN kansrijk.register_integer($1::text) NOT BETWEEN -4 AND -1 THEN kansrijk.register_integer($1::text) END', 'codes -1 to -4 are special, not low income', true),
	('58', 'parent_year', 'single_parent', 'CBS INHATAB', 'inhsamhh', 'kansrijk.register_integer($1::text) IN (41, 42, 43, 55, 56, 57)', NULL, true),
	('59', 'parent_year', 'single_parent', 'CBS GBAHUISHOUDENSBUS', 'plhh', 'kansrijk.register_integer($1::text) = 7', 'spells: keep the one on the reference date', true),
	('62', 'parent_year', 'mental_health_care', 'CBS ZVWZORGKOSTENTAB', 'zvwkgenbasggz zvwkspecggz', 'kansrijk.register_decimal($1::text) > 0 OR kansrijk.register_decimal($2::text) > 0', 'until 2021', true),
	('63', 'parent_year', 'mental_health_care', 'CBS ZVWZORGKOSTENTAB', 'zvwkggzzpmtotaal', 'kansrijk.register_decimal($1::text) > 0', 'from 2022: a series break', true),
	('64', 'parent_year', 'birth_year', 'CBS GBAPERSOONTAB', 'gbageboortejaar', 'kansrijk.register_integer($1::text)', NULL, true),
	('65', 'episode', 'person_kind', 'CBS', 'rinpersoons', 'kansrijk.register_kind($1::text)', NULL, true),
	('66', 'episode', 'person_id', 'CBS', 'rinpersoon', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('67', 'episode', 'kind', 'CBS JGDBESCHERMBUS', 'jgdbmaatregel', 'CASE WHEN nullif(kansrijk.visible_text($1::text), '''') IS NOT NULL THEN ''child_protection'' END', NULL, true),
	('68', 'episode', 'kind', 'CBS JGDHULPBUS', 'jgdhhulpvorm', 'CASE WHEN kansrijk.register_integer($1::text) BETWEEN 11 AND 14 THEN ''residential_care'' END', '11 to 14 are with residence: leave the others out with WHERE', true),
	('69', 'episode', 'kind', 'CBS WSNPPERSBUS', 'wsnpdatumtoelaat', 'CASE WHEN nullif(kansrijk.visible_text($1::text), '''') IS NOT NULL THEN ''wsnp'' END', NULL, true),
	('70', 'episode', 'period', 'CBS JGDBESCHERMBUS', 'jgdbgeldigheidbegindatum jgdbgeldigheideinddatum', 'CASE WHEN kansrijk.register_date($1::text) IS NOT NULL THEN daterange(kansrijk.register_date($1::text), nullif(kansrijk.register_date($2::text), ''infinity''), ''[]'') END', 'an open end is unbounded, and so is one that is not filled in', true),
	('71', 'episode', 'period', 'CBS JGDHULPBUS', 'jgdhgeldigheidbegindatum jgdhgeldigheideinddatum', 'CASE WHEN kansrijk.register_date($1::text) IS NOT NULL THEN daterange(kansrijk.register_date($1::text), nullif(kansrijk.register_date($2::text), ''infinity''), ''[]'') END', 'an open end is unbounded, and so is one that is not filled in', true),
	('72', 'episode', 'period', 'CBS WSNPPERSBUS', 'wsnpdatumtoelaat wsnpdatumbeein', 'CASE WHEN kansrijk.register_date($1::text) IS NOT NULL THEN daterange(kansrijk.register_date($1::text), nullif(kansrijk.register_date($2::text), ''infinity''), ''[]'') END', 'an open end is unbounded, and so is one that is not filled in', true),
	('73', 'kraamzorg', 'trajectory_id', 'Vektis', 'trajectid', 'kansrijk.register_bigint($1::text)', NULL, true),
	('74', 'kraamzorg', 'mother_kind', 'Vektis', 'rinpersoons', 'kansrijk.register_kind($1::text)', NULL, true),
	('75', 'kraamzorg', 'mother_id', 'Vektis', 'rinpersoon', 'kansrijk.register_id($1::text, ''9'')', 'nine digits; placeholders are unknown', true),
	('76', 'kraamzorg', 'birth_month', 'Vektis', 'bevallingsmaand', 'kansrijk.register_month($1::text)', NULL, true),
	('77', 'kraamzorg', 'hours', 'Vektis', 'aantal', 'kansrijk.register_decimal($1::text) / 60.0', 'minutes: keep "Kraamzorg per uur" and add up by trajectory', true),
	('78', 'area', 'code', 'CBS', 'gemeentecode', 'kansrijk.area_code($1::text, ''gemeente'')', NULL, true),
	('79', 'area', 'name', 'CBS', 'gemeentenaam', 'nullif(kansrijk.visible_text($1::text), '''')', NULL, true),
	('81', 'birth', 'ga_days', 'Perined', 'amddd amww', 'coalesce(kansrijk.register_integer($1::text), 7 * kansrijk.register_integer($2::text))', 'days where they are known, else completed weeks', true),
	('82', 'birth', 'ga_source', 'Perined', 'amddd amww', 'CASE WHEN kansrijk.register_integer($1::text) IS NOT NULL THEN ''days'' WHEN kansrijk.register_integer($2::text) IS NOT NULL THEN ''weeks'' END', NULL, true),
	('83', 'birth', 'ga_days', NULL, 'zwangerschapsduur_weken zwangerschapsduur_dagen', '7 * kansrijk.register_integer($1::text) + coalesce(kansrijk.register_integer($2::text), 0)', 'weeks, and days beyond them', true),
	('84', 'birth', 'ga_source', NULL, 'zwangerschapsduur_weken zwangerschapsduur_dagen', 'CASE WHEN kansrijk.register_integer($1::text) IS NULL THEN NULL WHEN kansrijk.register_integer($2::text) IS NULL THEN ''weeks'' ELSE ''days'' END', NULL, true),
	('85', 'birth', 'ga_days', NULL, 'zwangerschapsduur', 'kansrijk.ga_days($1::text)', 'written as 36+5', true),
	('86', 'birth', 'birth_id', NULL, 'geboorte_id', 'kansrijk.register_bigint($1::text)', NULL, true),
	('87', 'birth', 'birth_id', NULL, 'geboortenummer', 'kansrijk.register_bigint($1::text)', NULL, true),
	('88', 'birth', 'pregnancy_id', NULL, 'zwangerschap_id', 'kansrijk.register_bigint($1::text)', NULL, true),
	('89', 'birth', 'pregnancy_id', NULL, 'zwangerschapsnummer', 'kansrijk.register_bigint($1::text)', NULL, true),
	('90', 'birth', 'municipality', NULL, 'gemeentecode', 'kansrijk.area_code($1::text, ''gemeente'')', NULL, true),
	('91', 'birth', 'municipality', NULL, 'gemeente', 'kansrijk.area_code($1::text, ''gemeente'')', 'a code; join your own list when it is a name', true),
	('92', 'birth', 'pc4', NULL, 'postcode', 'kansrijk.pc4_code($1::text)', NULL, true)
ON CONFLICT (id) DO UPDATE SET (source_table, source_column, delivery, known_names, expression, note, builtin) = ROW (EXCLUDED.source_table, EXCLUDED.source_column, EXCLUDED.delivery, EXCLUDED.known_names, EXCLUDED.expression, EXCLUDED.note, EXCLUDED.builtin)
	WHERE source_synonym.builtin;

CREATE OR REPLACE FUNCTION kansrijk_intern.bind_column(expression text, place integer, name name, type oid, missing text[]) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	base constant regtype := coalesce((SELECT nullif(t.typbasetype, 0) FROM pg_type t WHERE t.oid = type), type);
	parameter constant text := '$' || place;
	written constant text := parameter || '::text';
	value constant text := format('s.%I', name);
	as_text text := value || '::text';
BEGIN
	IF base IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
		expression := replace(expression, format('kansrijk.register_date(%s)', written), value || '::date');
		expression := replace(expression, format('kansrijk.register_month(%s)', written), format('date_trunc(''month'', %s)::date', value));
	ELSIF base = 'boolean'::regtype THEN
		expression := replace(expression, format('kansrijk.register_boolean(%s)', written), value);
	ELSIF base IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) AND missing = '{}' THEN
		expression := regexp_replace(expression, format('kansrijk\.register_(?:integer|bigint|decimal)\(\$%s::text\)', place), value, 'g');
	ELSIF base IN ('numeric'::regtype, 'real'::regtype, 'double precision'::regtype) THEN
		IF missing = '{}' THEN
			expression := replace(expression, format('kansrijk.register_decimal(%s)', written), value || '::numeric');
		END IF;
		as_text := format('trim_scale(%s::numeric)::text', value);
	END IF;
	IF missing <> '{}' THEN
		as_text := format('kansrijk.known_text(%s, %L)', as_text, missing);
	END IF;
	RETURN replace(replace(expression, written, as_text), parameter, value);
END $$;

COMMENT ON FUNCTION kansrijk_intern.bind_column(text, integer, name, oid, text[]) IS
'Internal: Expression of a mapping with the column of that name and type, of alias s, for $place. missing: codes for unknown. '
'For suggest_mapping().';

CREATE OR REPLACE FUNCTION kansrijk_intern.reading_conditions(expression text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	-- What is no parenthesis, and arguments with parentheses three deep.
	plain constant text := '[^()"'']|"[^"]*"|''[^'']*''';
	arguments text := format('\((?:%s)*\)', plain);
BEGIN
	FOR depth IN 1..3 LOOP
		arguments := format('\((?:%s|%s)*\)', plain, arguments);
	END LOOP;
	RETURN (SELECT string_agg(DISTINCT format('kansrijk.can_read(%L, %s', m.call[1], substr(m.call[2], 2)), ' AND ')
		FROM regexp_matches(expression,
			'kansrijk\.((?:sex|sterfte|van_wiechen|area|pc4)_code|ga_days|decimal_comma|register_(?!period)[a-z]+)(' || arguments || ')',
			'g') m(call));
END $$;

COMMENT ON FUNCTION kansrijk_intern.reading_conditions(text) IS
'Internal: SQL condition that every reader that an expression calls can read its text; NULL when it calls none. For suggest_mapping().';

CREATE OR REPLACE FUNCTION suggest_mapping(relation regclass, canonical text DEFAULT NULL, source text DEFAULT 'bron', missing text[] DEFAULT '{}')
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	target text := canonical;
	columns name[];
	types oid[];
	recognised text[];
	definition record;
	known record;
	place integer;
	bound jsonb := '{}';
	notes jsonb := '{}';
	condition text;
	unreadable text[] := '{}';
	lines text[] := '{}';
	unmapped text[] := '{}';
	used name[] := '{}';
BEGIN
	IF relation IS NULL OR source IS NULL THEN
		RETURN NULL;
	END IF;
	missing := coalesce(missing, '{}');
	SELECT array_agg(a.attname ORDER BY a.attnum), array_agg(a.atttypid ORDER BY a.attnum) INTO columns, types
		FROM pg_attribute a WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped;
	IF target IS NULL THEN
		-- The canonical relation of which most columns are recognised. One column
		-- that has a known name is a coincidence.
		SELECT y.source_table, (SELECT array_agg(DISTINCT n) FROM unnest(string_to_array(string_agg(y.names, ' '), ' ')) n)
			INTO target, recognised
			FROM (SELECT z.source_table, z.source_column, lower(z.known_names) AS names FROM @extschema@.source_synonym z
					UNION SELECT c.source_table, c.name, c.name FROM @extschema@.source_column c) y
				JOIN @extschema@.source_table t ON t.name = y.source_table
			WHERE string_to_array(y.names, ' ') <@ ARRAY(SELECT lower(c) FROM unnest(columns) c)
			GROUP BY y.source_table, t.position ORDER BY count(DISTINCT y.source_column) DESC, t.position LIMIT 1;
		IF target IS NULL OR cardinality(recognised) < 2 THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column',
				MESSAGE = CASE WHEN target IS NULL THEN format('no column of %s is known', relation)
					ELSE format('only one column of %s is known: %s', relation, recognised[1]) END,
				HINT = 'Name the canonical relation as second argument, or add your column names to kansrijk.source_synonym.';
		END IF;
	ELSIF NOT EXISTS (SELECT FROM @extschema@.source_table t WHERE t.name = target) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('"%s" is no relation of the canonical source', target),
			HINT = 'SELECT name, comment_nl FROM kansrijk.source_table lists them.';
	END IF;

	FOR definition IN SELECT * FROM @extschema@.source_column c WHERE c.source_table = target ORDER BY c.position LOOP
		-- A known name first, for it knows the codes, and of those the one of most
		-- columns; then the canonical name, then a constant.
		SELECT y.expression, y.note, actual.places INTO known
			FROM (SELECT z.id, z.known_names, z.expression, z.note FROM @extschema@.source_synonym z
					WHERE z.source_table = target AND z.source_column = definition.name
				UNION ALL SELECT NULL, definition.name, coalesce(definition.reader, '$1'), NULL) y,
				LATERAL (SELECT array_agg((SELECT i FROM unnest(columns) WITH ORDINALITY u(c, i) WHERE lower(c) = lower(n.name) ORDER BY i LIMIT 1)
						ORDER BY n.i) AS places
					FROM unnest(coalesce(string_to_array(y.known_names, ' '), '{}')) WITH ORDINALITY n(name, i)) actual
			WHERE y.known_names IS NULL OR array_position(actual.places, NULL) IS NULL
			ORDER BY y.known_names IS NULL, y.id IS NULL, cardinality(actual.places) DESC, y.id LIMIT 1;
		CONTINUE WHEN NOT FOUND;
		FOR place IN REVERSE coalesce(cardinality(known.places), 0)..1 LOOP
			known.expression := kansrijk_intern.bind_column(known.expression, place, columns[known.places[place]], types[known.places[place]], missing);
			used := used || columns[known.places[place]];
		END LOOP;
		bound := bound || jsonb_build_object(definition.name, known.expression);
		notes := notes || jsonb_strip_nulls(jsonb_build_object(definition.name, known.note));
		condition := kansrijk_intern.reading_conditions(known.expression);
		IF condition IS NOT NULL THEN
			unreadable := unreadable || format('CASE WHEN NOT (%s) THEN %L END', condition, definition.name);
		END IF;
	END LOOP;

	-- Numbers for births and pregnancies of a delivery that has none: the same at
	-- every delivery, as long as what they are made of is.
	IF target = 'birth' AND NOT bound ? 'birth_id' THEN
		bound := bound || jsonb_build_object('birth_id', CASE WHEN bound ? 'child_id'
			THEN format('CASE WHEN %s IS NOT NULL THEN hashtextextended(concat_ws('' '', %s), 0) ELSE hashtextextended((s.*)::text, 0) END',
				bound ->> 'child_id', concat_ws(', ', bound ->> 'child_kind', bound ->> 'child_id'))
			ELSE 'hashtextextended((s.*)::text, 0)' END);
		notes := notes || '{"birth_id": "of the child, else of the whole row: take a number of your own if you have one"}'::jsonb;
	END IF;
	IF target = 'birth' AND NOT bound ? 'pregnancy_id' THEN
		bound := bound || jsonb_build_object('pregnancy_id', CASE WHEN bound ? 'mother_id' AND bound ?| '{year,birth_date}'
			THEN format('CASE WHEN %s THEN hashtextextended(concat_ws('' '', %s), 0) ELSE %s END',
				concat_ws(' AND ', (bound ->> 'mother_id') || ' IS NOT NULL', (bound ->> 'plurality') || ' > 1'),
				concat_ws(', ', bound ->> 'mother_kind', bound ->> 'mother_id',
					CASE WHEN bound ? 'birth_date' AND NOT (bound ?& '{plurality,year}')
						THEN format('to_char(%s, ''YYYYMMDD'')', bound ->> 'birth_date') ELSE bound ->> 'year' END),
				bound ->> 'birth_id')
			ELSE bound ->> 'birth_id' END);
		notes := notes || jsonb_build_object('pregnancy_id', CASE WHEN bound ? 'mother_id'
			THEN 'of the mother and the year or day, for a multiple: check_source() tells whether all children are there'
			ELSE 'without a mother every child is a pregnancy of its own' END);
	END IF;

	FOR definition IN SELECT * FROM @extschema@.source_column c WHERE c.source_table = target ORDER BY c.position LOOP
		-- Wider than the table of create_source_schema(): check_source() tells what is out of range.
		lines := lines || format(E'\t%s%s::%s AS %I',
			'/* ' || replace(notes ->> definition.name, '*/', '* /') || ' */ ',
			coalesce('(' || (bound ->> definition.name) || ')', 'NULL'),
			CASE definition.type WHEN 'smallint' THEN 'integer' ELSE split_part(definition.type, '(', 1) END, definition.name);
		IF NOT bound ? definition.name THEN
			unmapped := unmapped || (definition.name || CASE WHEN definition.required THEN ' (required)' ELSE '' END);
		END IF;
	END LOOP;
	IF unreadable <> '{}' THEN
		lines := lines || format(E'\t/* for check_source(), which counts what is an error above */ array_remove(ARRAY[\n\t\t%s], NULL) AS unreadable',
			array_to_string(unreadable, E',\n\t\t'));
	END IF;

	RETURN format('CREATE VIEW %I.%I AS', source, target) || E'\nSELECT\n' || array_to_string(lines, E',\n') || format(E'\nFROM %s s;', relation)
		|| CASE WHEN unmapped <> '{}' THEN E'\n-- Not found, now NULL: ' || array_to_string(unmapped, ', ') ELSE '' END
		|| CASE WHEN NOT columns <@ used THEN E'\n-- Columns of the relation that are not used: '
			|| (SELECT string_agg(quote_ident(regexp_replace(c, '[\n\r]', ' ', 'g')), ', ') FROM unnest(columns) c WHERE c <> ALL (used)) ELSE '' END;
END $$;

COMMENT ON FUNCTION suggest_mapping(regclass, text, text, text[]) IS
'Text of a CREATE VIEW that maps a relation to one of the canonical source by known column names of Perined, CBS and Vektis '
'(source_synonym), names compared without regard to case; columns that have the canonical name already are taken too. Texts are read by '
'sex_code, sterfte_code, register_date and the like: one that is not known is an error, never NULL, and the column unreadable tells '
'check_source() in which columns a row has one. canonical: the target, by default the one of which most columns are recognised, at least '
'two. source: the schema of the view. missing: codes for unknown in this file, such as {-9}. Without numbers of births and pregnancies '
'they are made of those of child and mother. Columns that were not found are NULL and listed in a comment, those not used as well. '
'Nothing is executed: read it, complete it, run it. Unknown names: error 42703.';

CREATE OR REPLACE PROCEDURE load_synthetic_source(source text, births bigint DEFAULT 170000, seed bigint DEFAULT 1, first_year integer DEFAULT 2015, years integer DEFAULT 5)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	of_year integer;
	n bigint;
	relation text;
	part record;
	has_rows boolean;
BEGIN
	IF source IS NULL OR births IS NULL OR seed IS NULL OR first_year IS NULL OR years IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'arguments of load_synthetic_source must not be null';
	END IF;
	IF births NOT BETWEEN 1 AND 900000000 OR years NOT BETWEEN 1 AND 100 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'births a year must be from 1 to 900000000, years from 1 to 100';
	END IF;
	FOR relation IN SELECT t.name FROM @extschema@.source_table t ORDER BY t.position LOOP
		IF to_regclass(format('%I.%I', source, relation)) IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('source "%s" has no table "%s"', source, relation),
				HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
		END IF;
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', source, relation) INTO has_rows;
		IF has_rows THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('table "%s" of source "%s" is not empty', relation, source),
				HINT = 'Synthetic births are loaded into empty tables: use a schema of their own.';
		END IF;
	END LOOP;
	FOR of_year IN first_year..first_year + years - 1 LOOP
		-- The number of births went up and down as in the country.
		n := round(births * CASE of_year WHEN 2014 THEN 1.03 WHEN 2015 THEN 1.01 WHEN 2016 THEN 1.01 WHEN 2017 THEN 0.99
			WHEN 2018 THEN 0.98 WHEN 2019 THEN 0.98 WHEN 2020 THEN 0.98 WHEN 2021 THEN 1.01 ELSE 1 END);
		-- By name: the population tells more than the source asks for.
		FOR part IN
			SELECT t.name, t.call, c.names, c.readers
			FROM (VALUES ('birth', 'synthetic_births($1, $2, $3)', true), ('parent_year', 'synthetic_parents($1, $2, $3)', true),
					('kraamzorg', 'synthetic_kraamzorg($1, $2, $3)', true), ('episode', 'synthetic_episodes($1, $2, $3)', true),
					('child_examination', 'synthetic_examinations($1, $2, $3)', true), ('area', 'synthetic_areas($3)', true),
					('area_transition', 'synthetic_area_transitions()', false),
					('programme_unit', 'synthetic_programme_units()', false),
					('programme_status', 'synthetic_programme_status()', false)) t(name, call, yearly),
				LATERAL (
					-- What a mapping of real data does too: codes for an unknown weight become NULL.
					SELECT string_agg(quote_ident(d.name), ', ' ORDER BY d.position) AS names,
						string_agg(CASE d.name WHEN 'birthweight' THEN 'CASE WHEN birthweight BETWEEN 100 AND 7000 THEN birthweight END'
							ELSE quote_ident(d.name) END, ', ' ORDER BY d.position) AS readers
					FROM @extschema@.source_column d WHERE d.source_table = t.name) c
			WHERE t.yearly OR of_year = first_year
		LOOP
			EXECUTE format('INSERT INTO %I.%I (%s) SELECT %s FROM @extschema@.%s', source, part.name, part.names, part.readers, part.call)
				USING n, seed, of_year;
		END LOOP;
	END LOOP;
	FOR relation IN SELECT t.name FROM @extschema@.source_table t ORDER BY t.position LOOP
		EXECUTE format('ANALYZE %I.%I', source, relation);
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', source, relation,
			'SYNTHETISCH: niemand hierin bestaat. ' || (SELECT t.comment_nl FROM @extschema@.source_table t WHERE t.name = relation));
	END LOOP;
END $$;

COMMENT ON PROCEDURE load_synthetic_source(text, bigint, bigint, integer, integer) IS
'Fills the empty tables of create_source_schema() with the synthetic population: births is the number a year (170000 is the country; the years 2014 to 2021 vary as they did), seed and first_year choose the population. The tables then say in their comment that they are synthetic. Errors: 22004 and 22023 (arguments), 42P01 (no such tables), 55000 (tables with rows).';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_schema(target text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN left(target, 56) || '_intern';

COMMENT ON FUNCTION kansrijk_intern.publication_schema(text) IS 'Internal: Name of the private schema of a publication: the target with _intern. It holds unprotected counts; readers get no right on it.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_publication(target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF target IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the target schema must not be null';
	END IF;
	IF to_regclass(format('%I.publication', kansrijk_intern.publication_schema(target))) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" has no indicator views', target),
			HINT = 'CALL kansrijk.create_indicator_views(source, target) creates them.';
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_publication(text) IS 'Internal: Nothing when a schema is the target of a publication, else error 3F000; NULL is error 22004.';

CREATE OR REPLACE FUNCTION kansrijk_intern.lock_publication(target text, families text[] DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	publication constant text := 'kansrijk.refresh ' || target;
	locked boolean;
BEGIN
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state', MESSAGE = format('a publication cannot be changed at isolation level %s', current_setting('transaction_isolation')),
			DETAIL = 'What others released since the transaction began would not be seen.', HINT = 'Use READ COMMITTED.';
	END IF;
	-- Sessions may share the families of a publication among them.
	locked := CASE WHEN families IS NULL THEN pg_try_advisory_xact_lock(hashtextextended(publication, 0))
		ELSE pg_try_advisory_xact_lock_shared(hashtextextended(publication, 0))
			AND (SELECT bool_and(pg_try_advisory_xact_lock(hashtextextended(publication || ' ' || f, 0))) FROM unnest(CASE families WHEN '{}' THEN '{""}' ELSE families END) f) END;
	IF NOT locked THEN
		RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = format('schema "%s" is being refreshed, released or changed by another session', target), HINT = 'Try again when that is done.';
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.lock_publication(text, text[]) IS
'Internal: Keeps other sessions from refreshing, releasing or changing a publication until the transaction ends; with families, from doing so with these or with all. Never waits. Errors: 55P03 (another session does so), 25000 (REPEATABLE READ or SERIALIZABLE, which would not see what others released meanwhile).';

CREATE OR REPLACE FUNCTION kansrijk_intern.sql_can_read(query text) RETURNS boolean
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	EXECUTE 'SELECT FROM (' || query || ') q LIMIT 0';
	RETURN true;
EXCEPTION WHEN undefined_table OR undefined_column OR invalid_schema_name THEN
	RETURN false;
END $$;

COMMENT ON FUNCTION kansrijk_intern.sql_can_read(text) IS 'Internal: Whether the relations and columns of a query exist. It runs with the rights of the caller, and reads no row.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_unit_hash(relation text, unit_key text, source text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	source_name text := substring(relation FROM '@source@[.](\w+) [bc]\M');
	columns text[] := string_to_array((SELECT t.primary_key FROM @extschema@.source_table t WHERE t.name = source_name), ', ');
BEGIN
	IF unit_key IS NULL THEN
		IF columns IS NULL THEN
			columns := ARRAY(SELECT c.name FROM @extschema@.source_column c WHERE c.source_table = source_name ORDER BY c.position);
		END IF;
		SELECT string_agg(format('b.%I', c), ', ' ORDER BY i) INTO unit_key FROM unnest(columns) WITH ORDINALITY u(c, i)
			WHERE kansrijk_intern.sql_can_read(replace(format('SELECT b.%I FROM %s', c, relation), '@source@', quote_ident(source)));
	END IF;
	RETURN coalesce(format('hash_record_extended(ROW(%s), 0)', unit_key), 'hashtextextended(b::text, 0)');
END $$;

COMMENT ON FUNCTION kansrijk_intern.publication_unit_hash(text, text, text) IS
'Internal: SQL expression of the hash of a unit: of its key, else of the primary key of the source relation b, else of all columns of it. The sum over a cell is its fingerprint: equal for the same units. For create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_area_path_query(source text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	area record;
	found_in text;
	paths text[] := '{}';
BEGIN
	FOR area IN SELECT * FROM (VALUES ('gemeente', 'municipality', '{province}'::text[]), ('wijk', 'wijk', '{municipality,stadsdeel}')) l(kind, code, above) LOOP
		SELECT string_agg(format('SELECT %s AS place, %I::text AS code, %s, year FROM %I.%I', t.place, area.code,
				(SELECT string_agg(CASE WHEN c = ANY (area.above) AND kansrijk_intern.sql_can_read(format('SELECT %I FROM %I.%I', c, source, t.name)) THEN format('%I::text AS %1$I', c) ELSE format('NULL::text AS %I', c) END, ', ' ORDER BY i)
					FROM unnest('{province,municipality,stadsdeel}'::text[]) WITH ORDINALITY u(c, i)), source, t.name), ' UNION ALL ' ORDER BY t.place)
			INTO found_in
			FROM (VALUES (1, 'birth'), (2, 'programme_unit')) t(place, name)
			WHERE kansrijk_intern.sql_can_read(format('SELECT %I, year FROM %I.%I', area.code, source, t.name));
		CONTINUE WHEN found_in IS NULL;
		paths := paths || format('(SELECT DISTINCT ON (code) %L AS kind, code, province, municipality, stadsdeel FROM (SELECT place, code, province, municipality, stadsdeel, max(year) AS year, count(*) AS n FROM (%s) b WHERE code IS NOT NULL GROUP BY 1, 2, 3, 4, 5) a ORDER BY code, place, %I IS NULL, year DESC, n DESC, province, municipality, stadsdeel)',
			area.kind, found_in, area.above[1]);
	END LOOP;
	RETURN coalesce(nullif(array_to_string(paths, E'\nUNION ALL\n'), ''), 'SELECT NULL::text AS kind, NULL::text AS code, NULL::text AS province, NULL::text AS municipality, NULL::text AS stadsdeel WHERE false');
END $$;

COMMENT ON FUNCTION kansrijk_intern.publication_area_path_query(text) IS
'Internal: Text of the query that tells in which province each municipality lies, and in which municipality and stadsdeel each wijk. For create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.source_covers_country(source text) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	covers boolean := false;
BEGIN
	IF NOT kansrijk_intern.sql_can_read(format('SELECT FROM %I.birth', source)) THEN
		RETURN true;
	END IF;
	IF kansrijk_intern.sql_can_read(format('SELECT province FROM %I.birth', source)) THEN
		EXECUTE format('SELECT count(*) >= 12 FROM (SELECT DISTINCT province FROM %I.birth WHERE province IS NOT NULL) p', source) INTO covers;
	END IF;
	RETURN covers;
END $$;

COMMENT ON FUNCTION kansrijk_intern.source_covers_country(text) IS
'Internal: Whether a source has births of all twelve provinces, or no births at all but of organisations only. Else its total is that of a region, where a difference between two definitions is a few children.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_cells_query(definitions text[], source text, private text, dimensions text[], breakdowns text[], expressions text[]) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first @extschema@.indicator_definition;
	small text[] := ARRAY(SELECT x FROM unnest(dimensions) x WHERE x IN ('stadsdeel', 'wijk', 'pc4'));
	-- A municipality lies in the province of its last year, a wijk in one
	-- municipality: levels nest, whatever one row of the source says.
	area_paths text := concat_ws(E'\n\t\t',
		CASE WHEN 'municipality' = ANY (dimensions) THEN format('LEFT JOIN %I.area_path gemeente_path ON gemeente_path.kind = ''gemeente'' AND gemeente_path.code = b.municipality', private) END,
		CASE WHEN 'wijk' = ANY (dimensions) THEN format('LEFT JOIN %I.area_path wijk_path ON wijk_path.kind = ''wijk'' AND wijk_path.code = b.wijk AND wijk_path.municipality = b.municipality%s', private,
			CASE WHEN 'stadsdeel' = ANY (dimensions) THEN ' AND wijk_path.stadsdeel IS NOT DISTINCT FROM b.stadsdeel' ELSE '' END) END);
	labels text[] := dimensions || breakdowns;
	large text[] := ARRAY(SELECT x FROM unnest(dimensions) WITH ORDINALITY u(x, i) WHERE x <> ALL (small) ORDER BY i) || breakdowns;
	of_row text[];
	located text[];
	row_set text;
	rates text;
	names text;
	counted text;
	place text;
	unit text;
BEGIN
	SELECT * INTO STRICT first FROM @extschema@.indicator_definition d WHERE d.id = definitions[1];
	unit := kansrijk_intern.publication_unit_hash(first.relation, first.unit_key, source);
	of_row := ARRAY(SELECT CASE WHEN x <> 'province' OR kansrijk_intern.sql_can_read(replace(format('SELECT b.province FROM %s', first.relation), '@source@', quote_ident(source)))
			THEN format('b.%I', x) ELSE 'NULL::text' END
		FROM unnest(dimensions) WITH ORDINALITY u(x, i) ORDER BY i);
	located := ARRAY(SELECT CASE WHEN x = 'province' AND 'municipality' = ANY (dimensions) THEN format('coalesce(gemeente_path.province, %s)', v) WHEN x = 'wijk' THEN 'wijk_path.code' ELSE v END
		FROM unnest(dimensions, of_row) WITH ORDINALITY u(x, v, i) ORDER BY i);

	IF first.unit_key IS NULL THEN
		SELECT format(E'SELECT (%s)::integer AS year, %s AS unit%s,\n\t\t%s\n\tFROM %s', first.year_expression, unit,
				(SELECT coalesce(string_agg(format(', (%s)::text AS %I', v, l), '' ORDER BY i), '') FROM unnest(of_row || expressions, labels) WITH ORDINALITY u(v, l, i)),
				(SELECT string_agg(format('(%s) AS s%s', scope, number), ', ' ORDER BY number) FROM (SELECT d.scope, min(i) AS number FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id) GROUP BY d.scope) s)
					|| E',\n\t\t' || (SELECT string_agg(format('(%s) AS e%s', event, number), ', ' ORDER BY number) FROM (SELECT d.event, min(i) AS number FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id) GROUP BY d.event) e),
				first.relation)
			INTO row_set;
	ELSE
		-- A unit of several rows counts once, in one area: that of the first by code.
		SELECT format(E'SELECT year, unit%s,\n\t\t%s\n\tFROM (SELECT (%s)::integer AS year, %s AS unit, min(ARRAY[%s]::text[] COLLATE "C") AS labels,\n\t\t%s\n\t\tFROM %s\n\t\t%s\n\t\tGROUP BY (%s)::integer, %s) unit',
				(SELECT coalesce(string_agg(format(', labels[%s] AS %I', i, l), '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
				(SELECT string_agg(format('s%1$s, e%1$s', i), ', ' ORDER BY i) FROM generate_subscripts(definitions, 1) i),
				first.year_expression, unit,
				array_to_string(located || expressions, ', '),
				(SELECT string_agg(format('bool_or(%1$s) AS s%3$s, CASE WHEN bool_%4$s(%2$s) FILTER (WHERE %1$s) = %5$L THEN %5$L::boolean WHEN bool_or((%2$s) IS NULL) FILTER (WHERE %1$s) THEN NULL ELSE NOT %5$L::boolean END AS e%3$s',
						d.scope, d.event, i, CASE d.unit_rule WHEN 'any' THEN 'or' ELSE 'and' END, d.unit_rule = 'any'), E',\n\t\t' ORDER BY i)
					FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)),
				first.relation, area_paths, first.year_expression, first.unit_key)
			INTO row_set;
	END IF;

	SELECT string_agg(format('kansrijk.rate(e%s) FILTER (WHERE s%s) AS %I',
			CASE WHEN first.unit_key IS NULL THEN array_position(events, d.event) ELSE i END,
			CASE WHEN first.unit_key IS NULL THEN array_position(scopes, d.scope) ELSE i END, d.id), E',\n\t' ORDER BY i),
			string_agg(format('kansrijk.rate(%1$I) AS %1$I', d.id), E',\n\t' ORDER BY i)
		INTO rates, names
		FROM (SELECT array_agg(d.event ORDER BY i) AS events, array_agg(d.scope ORDER BY i) AS scopes
				FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)) f,
			unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id);

	-- Units are counted first, and what costs more follows for far fewer groups.
	-- With several breakdowns there would be nearly as many groups as units: then
	-- by the smallest areas and by every breakdown apart, of one set of rows,
	-- classified once; as GROUPING SETS they would be sorted.
	SELECT string_agg(format(E'SELECT %s AS by_breakdown, year%s, sum(unit) AS unit,\n\t%s\n\tFROM classified WHERE year IS NOT NULL\n\tGROUP BY year%s', g.by_breakdown,
			(SELECT coalesce(string_agg(CASE WHEN l = ANY (g.columns) THEN format(', %I', l) ELSE format(', NULL::text AS %I', l) END, '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
			rates,
			(SELECT coalesce(string_agg(format(', %I', l), '' ORDER BY i), '') FROM unnest(g.columns) WITH ORDINALITY u(l, i))), E'\n\tUNION ALL\n\t' ORDER BY g.by_breakdown)
		INTO counted
		FROM (VALUES ('NULL::boolean', labels, cardinality(breakdowns) < 2), ('false', dimensions, cardinality(breakdowns) > 1), ('true', large, cardinality(breakdowns) > 1)) g(by_breakdown, columns, used)
		WHERE g.used;

	-- The area of a unit of several rows is that of its areas: it has been looked up.
	place := CASE WHEN first.unit_key IS NULL
		THEN format(E'SELECT by_breakdown, year%s, unit, %s\n\tFROM counted b\n\t\t%s',
			(SELECT coalesce(string_agg(format(', %s AS %I', v, l), '' ORDER BY i), '') FROM unnest(located || ARRAY(SELECT quote_ident(x) FROM unnest(breakdowns) WITH ORDINALITY u(x, i) ORDER BY i), labels) WITH ORDINALITY u(v, l, i)),
			(SELECT string_agg(quote_ident(d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)), area_paths)
		ELSE 'SELECT * FROM counted' END;

	RETURN kansrijk_intern.bind_source(format(E'WITH classified AS (%s),\ncounted AS (\n\t%s),\nlocated AS (%s),\ncell AS (\n\t%s)\nSELECT *, min(year) OVER () AS first_year, max(year) OVER () AS last_year FROM cell', row_set, counted, place,
		(SELECT string_agg(format(E'SELECT %s AS by_breakdown, year%s, sum(unit) AS fingerprint,\n\t%s\n\tFROM located%s\n\tGROUP BY year%s', g.by_breakdown::text,
				(SELECT coalesce(string_agg(CASE WHEN l = ANY (g.columns) THEN format(', %I', l) ELSE format(', NULL::text AS %I', l) END, '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
				names,
				CASE WHEN cardinality(breakdowns) < 2 THEN '' WHEN g.by_breakdown THEN ' WHERE by_breakdown' ELSE ' WHERE NOT by_breakdown' END,
				(SELECT coalesce(string_agg(format(', %I', l), '' ORDER BY i), '') FROM unnest(g.columns) WITH ORDINALITY u(l, i))), E'\n\tUNION ALL\n\t' ORDER BY g.by_breakdown)
			FROM (VALUES (false, dimensions), (true, large)) g(by_breakdown, columns)
			WHERE NOT g.by_breakdown OR breakdowns <> '{}')), source);
END $$;

COMMENT ON FUNCTION kansrijk_intern.publication_cells_query(text[], text, text, text[], text[], text[]) IS
'Internal: Text of the query that counts definitions of the same relation and unit in one scan: annual rates of the smallest areas, and of municipalities by every breakdown. dimensions: columns of the areas, from large to small; breakdowns and expressions: names and SQL. For create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_known_query(definitions text[], private text, cells text, released text, family text, labels text[]) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	RETURN format($query$WITH final AS (SELECT %1$s, (SELECT array_agg(year) FROM (SELECT year FROM %2$s WHERE definition = ANY (%3$L) GROUP BY year HAVING count(*) = %4$s) e) AS every
	FROM %2$s),
cell AS (
	SELECT c.by_breakdown, c.year%5$s, %6$s FROM %7$s c, final WHERE (c.year = ANY (every)) IS NOT TRUE
	UNION ALL
	SELECT c.by_breakdown, c.year%5$s, %8$s FROM %9$s c, final WHERE num_nonnulls(%10$s) > 0)
-- Blocks stay where they were at the first release, so that none overlaps: its last
-- figures end with the last year of these cells; other scans of the family may go on longer.
SELECT *, min(year) OVER () AS first_year, max(year) OVER () AS last_year,
	coalesce((SELECT max(upper(period)) - 1 FROM %12$I.release_cell
		WHERE definition = ANY (%3$L)
			AND release = (SELECT min(release) FROM %12$I.release_cell WHERE definition = ANY (%3$L))),
		max(year) OVER ()) AS block_year
FROM cell$query$,
		(SELECT string_agg(format('array_agg(year) FILTER (WHERE definition = %L) AS y%s', d, i), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		format('(SELECT * FROM %I.final_year WHERE reopened IS NULL) y', private), definitions, cardinality(definitions),
		(SELECT coalesce(string_agg(format(', c.%I', l), '' ORDER BY i), '') FROM unnest(labels) WITH ORDINALITY u(l, i)),
		(SELECT string_agg(format('CASE WHEN c.year = ANY (y%s) THEN NULL ELSE c.%I END AS %2$I', i, d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		cells,
		(SELECT string_agg(format('CASE WHEN c.year = ANY (y%s) THEN c.%I END AS %2$I', i, d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)),
		released,
		(SELECT string_agg(format('c.%I', d), ', ' ORDER BY i) FROM unnest(definitions) WITH ORDINALITY u(d, i)), family, private);

COMMENT ON FUNCTION kansrijk_intern.publication_known_query(text[], text, text, text, text, text[]) IS
'Internal: Text of the query that reads the cells of one scan, with the years that have been released as they were then. labels: columns of areas and breakdowns. For create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.rounded_rate(r rate, policy sdc_policy) RETURNS rate
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5
	RETURN make_rate(sdc_round_by(numerator(r), policy), sdc_round_by(denominator(r), policy), 0);

COMMENT ON FUNCTION kansrijk_intern.rounded_rate(rate, sdc_policy) IS 'Internal: The counts of a rate, rounded as the policy says, without those that are unknown.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_protected_query(definition text, is_local boolean, has_indeling boolean, cells text, policy sdc_policy, dimensions text[], breakdowns text[],
	area_types text[], annual_area_types text[], breakdown_area_types text[], window_years integer, private text, protected text DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	-- block: consecutive windows counted back from the last year, the only
	-- periods of small areas. A year lies in one block, so it is a level above.
	all_dimensions text[] := ARRAY['block', 'year'] || dimensions || breakdowns;
	n integer := cardinality(all_dimensions);
	nest text[] := ARRAY(SELECT x FROM unnest(dimensions) WITH ORDINALITY u(x, i) WHERE x IN ('province', 'municipality') ORDER BY i);
	own_breakdowns text[] := ARRAY(SELECT x FROM unnest(breakdowns) WITH ORDINALITY u(x, i) WHERE is_local AND (has_indeling OR x <> 'indeling') ORDER BY i);
	no_breakdown integer := (1 << cardinality(breakdowns)) - 1;
	names text := (SELECT coalesce(string_agg(format(', %I', x), '' ORDER BY i), '') FROM unnest(dimensions || breakdowns) WITH ORDINALITY u(x, i));
	level record;
	sets text[] := '{}';
	breakdown_sets text[] := '{}';
	part_sets text[];
	parts text[] := '{}';
	area_case text := '';
	with_stadsdelen text := '';
	whole_windows text := '';
	whole_years text := '';
	area_columns text := (SELECT string_agg(CASE WHEN x = ANY (dimensions) THEN quote_ident(x) ELSE 'NULL::text' END, ', ' ORDER BY i) FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	area_names text := (SELECT string_agg(CASE WHEN x = ANY (dimensions) THEN quote_ident(x) ELSE 'NULL::text AS ' || quote_ident(x) END, ', ' ORDER BY i) FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	breakdown text := '''totaal''';
	category text := '''totaal''';
	candidates text;
	key text;
BEGIN
	IF breakdowns <> '{}' THEN
		SELECT 'CASE' || string_agg(format(' WHEN (mask >> %s) & 1 = 0 THEN %L', n - array_position(all_dimensions, b), b), '') || ' ELSE ''totaal'' END',
				'CASE' || string_agg(format(' WHEN (mask >> %s) & 1 = 0 THEN coalesce(%I, ''onbekend'')', n - array_position(all_dimensions, b), b), '') || ' ELSE ''totaal'' END'
			INTO breakdown, category FROM unnest(breakdowns) b;
	END IF;

	FOR level IN
		SELECT l.kind, l.columns FROM (VALUES
			(1, 'land', '{}'::text[], true),
			(2, 'provincie', '{province}', 'province' = ANY (dimensions)),
			(3, 'gemeente', nest, 'municipality' = ANY (dimensions)),
			(4, 'stadsdeel', nest || '{stadsdeel}', 'stadsdeel' = ANY (dimensions) AND 'stadsdeel' = ANY (area_types)),
			(5, 'wijk', nest || CASE WHEN 'stadsdeel' = ANY (dimensions) THEN '{stadsdeel}'::text[] ELSE '{}' END || '{wijk}', 'wijk' = ANY (dimensions) AND 'wijk' = ANY (area_types)),
			(6, 'pc4', '{pc4}', 'pc4' = ANY (dimensions) AND 'pc4' = ANY (area_types)),
			-- Where two geographies cross, readers know the map: what lies in both
			-- is protected as well, though nobody shows it.
			(7, 'overlap', dimensions, 'pc4' = ANY (dimensions) AND 'pc4' = ANY (area_types) AND cardinality(dimensions) > 1)) l(rank, kind, columns, present)
		WHERE l.present AND (is_local OR l.kind = 'land') ORDER BY l.rank
	LOOP
		sets := sets || array_to_string(ARRAY(SELECT quote_ident(x) FROM unnest(
			CASE WHEN level.kind IN ('land', 'provincie', 'gemeente') OR level.kind = ANY (annual_area_types) AND level.kind <> 'overlap' THEN ARRAY['block', 'year'] ELSE ARRAY['block'] END
				|| level.columns) x), ', ');
		area_case := area_case || format(' WHEN %s THEN %L', (
				SELECT sum(CASE WHEN x = ANY (level.columns) THEN 0 ELSE 1 << (cardinality(dimensions) - i::integer) END)
				FROM unnest(dimensions) WITH ORDINALITY u(x, i)), level.kind);
		IF level.kind = ANY (breakdown_area_types) AND level.kind IN ('land', 'provincie', 'gemeente') THEN
			breakdown_sets := breakdown_sets || ARRAY(
				SELECT array_to_string(ARRAY(SELECT quote_ident(x) FROM unnest(
					CASE WHEN level.kind = 'gemeente' THEN ARRAY['block'] ELSE ARRAY['block', 'year'] END || level.columns || b) x), ', ')
				FROM unnest(own_breakdowns) b);
		END IF;
	END LOOP;
	IF dimensions = '{}' THEN
		area_case := ' WHEN 0 THEN ''land''';
	END IF;

	-- Two passes over the cells: areas, then breakdowns.
	FOR by_breakdown IN 0..1 LOOP
		part_sets := CASE by_breakdown WHEN 0 THEN sets ELSE breakdown_sets END;
		CONTINUE WHEN part_sets = '{}';
		parts := parts || (SELECT format(E'SELECT %s AS mask, %s, kansrijk.rate(r) AS r, min(first_year) AS first_year, max(last_year) AS last_year, max(block_year) AS block_year\n\t\tFROM cell WHERE %s by_breakdown\n\t\tGROUP BY GROUPING SETS (%s)',
				string_agg(CASE WHEN used THEN format('(GROUPING(%I) << %s)', x, n - i) ELSE (1 << (n - i::integer))::text END, ' + ' ORDER BY i),
				string_agg(CASE WHEN used THEN quote_ident(x) WHEN x IN ('block', 'year') THEN 'NULL::integer AS ' || quote_ident(x) ELSE 'NULL::text AS ' || quote_ident(x) END, ', ' ORDER BY i),
				CASE by_breakdown WHEN 0 THEN 'NOT' ELSE '' END, '(' || array_to_string(part_sets, '), (') || ')')
			FROM (SELECT x, i, (SELECT bool_or(quote_ident(x) = ANY (string_to_array(s, ', '))) FROM unnest(part_sets) s) AS used
				FROM unnest(all_dimensions) WITH ORDINALITY u(x, i)) d);
	END LOOP;

	key := format('kansrijk_intern.release_key(area_type, %s, shown_period, %s, %s)', area_columns, breakdown, category);
	IF is_local AND '{stadsdeel,municipality}' <@ dimensions AND 'stadsdeel' = ANY (area_types) THEN
		-- Where a municipality has no stadsdelen, there is nothing to add.
		with_stadsdelen := (SELECT format(E'\n\t\tWHERE (mask >> %s) & %s <> %s OR municipality IN (SELECT municipality FROM %s WHERE stadsdeel IS NOT NULL)',
				cardinality(breakdowns), (1 << cardinality(dimensions)) - 1, sum(CASE WHEN x IN ('wijk', 'pc4') THEN 1 << (cardinality(dimensions) - i::integer) ELSE 0 END), cells)
			FROM unnest(dimensions) WITH ORDINALITY u(x, i));
	END IF;
	IF window_years > 1 THEN
		whole_windows := E'\n\t\t\tAND (years = 1 OR shown_period <@ whole_years)';
		whole_years := format(E'\n\t\t-- A year that nobody delivered, or of which nothing is known, makes a window no figure of so many years.\n\t\trange_agg(period) FILTER (WHERE area_type = ''land'' AND years = 1 AND mask & %1$s = %1$s AND (kansrijk.denominator(r) > 0 OR kansrijk.unknown(r) = 0)) OVER () AS whole_years,',
			no_breakdown);
	END IF;
	IF is_local AND 'municipality' = ANY (dimensions) AND window_years > 1 THEN
		whole_windows := whole_windows || E' AND (municipality IS NULL OR years = 1 OR shown_period <@ years_of_municipality)';
		whole_years := whole_years || format(E'\n\t\trange_agg(period) FILTER (WHERE area_type = ''gemeente'' AND years = 1 AND mask & %1$s = %1$s) OVER (PARTITION BY municipality) AS years_of_municipality,',
			no_breakdown);
	END IF;

	candidates := format($query$SELECT *,
		-- What is missed most is published first; the steps are wide, because one
		-- large cell would else be cheaper to hide than several small ones.
		CASE area_type WHEN 'land' THEN 2000 WHEN 'provincie' THEN 200 WHEN 'gemeente' THEN 20 ELSE 1 END * CASE WHEN mask & %7$s = %7$s THEN 5 ELSE 1 END AS preference,
		-- A block that begins before the first year or ends after the last, a window with a year that is missing,
		-- and one in which a municipality began or ended, are no figures of so many years.
		area_type = ANY (%8$L::text[]) AND lower(shown_period) >= first_year AND upper(shown_period) <= last_year + 1%9$s AS shown
		FROM (SELECT *,%25$s CASE WHEN final IS NULL THEN previously ELSE 'primary_count' END AS previous
		-- Hashed subplans, which cost nothing as long as there are no releases.
		FROM (SELECT *,
			CASE WHEN %21$s THEN 'publish' WHEN %22$s THEN 'secondary' END::kansrijk.cell_status AS previously,
			kansrijk_intern.released_rate(r, %5$L::kansrijk.sdc_policy, CASE WHEN %23$s AND NOT %21$s THEN %24$s END) AS final
		FROM (SELECT *, CASE (mask >> %10$s) & %11$s%12$s END AS area_type,
				CASE WHEN years = 0 THEN int4range(block_year - %13$s * (block + 1) + 1, block_year - %13$s * block + 1) ELSE period END AS shown_period
			FROM (
				-- Every year, and every window that it is part of. Not rolling_rate(), which
				-- wants every year of an area present: those of an area that was dissolved
				-- are part of the windows of what lies around it.
				SELECT mask + CASE WHEN place > 0 THEN %14$s ELSE 0 END AS mask, CASE WHEN place = 0 THEN block END AS block%6$s,
					CASE WHEN years > 0 THEN int4range(until - years + 1, until + 1) END AS period, years, kansrijk.rate(r) AS r, min(first_year) AS first_year, max(last_year) AS last_year, max(block_year) AS block_year
				FROM (SELECT *, CASE WHEN year IS NULL THEN 0 WHEN place = 0 THEN 1 ELSE %13$s END AS years, CASE WHEN place = 0 THEN year ELSE year + place - 1 END AS until
					FROM (SELECT *, generate_series(0, CASE WHEN year IS NULL THEN 0 ELSE %15$s END) AS place FROM (
		-- Years before the first whole block have no small areas: all of them are
		-- one unknown area there, so that the sums still fit.
		WITH cell AS NOT MATERIALIZED (SELECT by_breakdown, year, first_year, last_year, block_year, block, %16$I AS r%17$s
			FROM (SELECT *, (block_year - year + 1000 * %13$s) / %13$s - 1000 AS block FROM %18$s WHERE %16$I IS NOT NULL) k)
		%19$s) cube%20$s) placed) windowed
				WHERE place = 0 OR until BETWEEN first_year + %13$s - 1 AND last_year
				GROUP BY mask, place > 0, CASE WHEN place = 0 THEN block END%6$s, until, years) periods) systems) compared OFFSET 0) remembered$query$,
		definition,
		area_columns, breakdown, category,
		policy::text, names, no_breakdown, area_types, whole_windows, cardinality(breakdowns), (1 << cardinality(dimensions)) - 1, area_case,
		window_years, 1 << (n - 1), CASE WHEN window_years > 1 THEN window_years ELSE 0 END, definition,
		(SELECT coalesce(string_agg(CASE WHEN x IN ('wijk', 'pc4') THEN format(', CASE WHEN block_year - %s * (block + 1) + 1 >= first_year AND block_year - %1$s * block <= last_year THEN %I END AS %2$I', window_years, x) ELSE format(', %I', x) END, '' ORDER BY i), '')
			FROM unnest(dimensions || own_breakdowns) WITH ORDINALITY u(x, i)),
		cells, array_to_string(parts, E'\n\t\tUNION ALL\n\t\t'), with_stadsdelen,
		format('(%s, kansrijk.numerator(r), kansrijk.denominator(r)) IN (SELECT c.key, kansrijk.numerator(c.r), kansrijk.denominator(c.r) FROM %I.release_cell c WHERE c.definition = %L AND c.status = ''publish'')', key, private, definition),
		format('(%s, kansrijk.numerator(r), kansrijk.denominator(r)) IN (SELECT c.key, kansrijk.numerator(c.r), kansrijk.denominator(c.r) FROM %I.release_cell c WHERE c.definition = %L AND c.status NOT IN (''publish'', ''empty''))', key, private, definition),
		format('%s IN (SELECT c.key FROM %I.release_cell c WHERE c.definition = %L AND c.status = ''publish'')', key, private, definition),
		format('(SELECT array_agg(c.was ORDER BY c.number DESC) FROM (SELECT c.key AS one_key, c.r AS was, c.release AS number FROM %I.release_cell c WHERE c.definition = %L AND c.status = ''publish'') c WHERE c.one_key = %s)', private, definition, key), whole_years);

	IF protected IS NULL THEN
		-- A figure that may not be revised by so little stays as it was released.
		RETURN format($query$SELECT %1$L AS definition, area_type, %2$s, shown_period AS period,
	%3$s AS breakdown,
	%4$s AS category,
	coalesce(final, r) AS r, CASE WHEN final IS NULL THEN status ELSE 'publish' END AS status,
	kansrijk_intern.rounded_rate(coalesce(final, r), %5$L) AS rounded
FROM (SELECT *, kansrijk.sdc_status_released(r, %5$L::kansrijk.sdc_policy, previous, CASE WHEN previous = 'secondary' THEN -2 WHEN shown THEN preference ELSE -1 END, mask, block, period%6$s) OVER () AS status
	FROM (%7$s) candidates) decided
WHERE shown$query$, definition, area_names, breakdown, category, policy::text, names, candidates);
	END IF;
	-- The audit. Unsafe figures must not be found; others that are hidden may be,
	-- as may what nobody shows.
	RETURN format($query$SELECT %1$L AS definition, area_type, %2$s, shown_period AS period, %3$s AS breakdown, %4$s AS category, shown, is_stale, r, status,
	kansrijk.sdc_exposed(r, %5$L::kansrijk.sdc_policy, status, mask, block, period%6$s) OVER () AS exposed,
	kansrijk.sdc_interval(r, coalesce(status, 'secondary'), mask, block, period%6$s) OVER () AS numerator_range,
	kansrijk.sdc_interval(kansrijk.denominator(r) - kansrijk.numerator(r), coalesce(status, 'secondary'), mask, block, period%6$s) OVER () AS complement_range
FROM (SELECT *, CASE WHEN reason NOT IN ('publish', 'secondary', 'empty') THEN reason WHEN shown_status = 'publish' THEN shown_status WHEN reason = 'empty' THEN reason END AS status
	FROM (SELECT c.*, p.status AS shown_status,
			CASE WHEN previous = 'primary_count' THEN previous WHEN p.status = 'publish' THEN NULL ELSE kansrijk.sdc_primary(c.r, %5$L::kansrijk.sdc_policy) END AS reason,
			shown AND (p.r IS NULL OR (kansrijk.numerator(p.r), kansrijk.denominator(p.r)) <> (kansrijk.numerator(coalesce(final, c.r)), kansrijk.denominator(coalesce(final, c.r)))) AS is_stale
		FROM (SELECT *, %8$s AS key FROM (%7$s) candidates) c
			LEFT JOIN (SELECT kansrijk_intern.release_key(area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category) AS key, r, status FROM %9$s WHERE definition = %1$L) p ON c.shown AND p.key = c.key) judged) known$query$,
		definition, area_names, breakdown, category, policy::text, names, candidates, key, protected);
END $$;

COMMENT ON FUNCTION kansrijk_intern.publication_protected_query(text, boolean, boolean, text, sdc_policy, text[], text[], text[], text[], text[], integer, text, text) IS
'Internal: Text of the query that adds the cells of one scan up to every area, period and breakdown of a definition and decides about each: one table system, over all of these together and what was released before. With protected, the name of the relation that it fills: the query that audits that. For create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_area(area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE area_type
			WHEN 'land' THEN 'NL'
			WHEN 'provincie' THEN coalesce(province, '?')
			WHEN 'gemeente' THEN coalesce(municipality, province || '/?', '?')
			WHEN 'stadsdeel' THEN coalesce(municipality, province, '') || '/' || coalesce(stadsdeel, '?')
			WHEN 'wijk' THEN coalesce(wijk, concat_ws('/', province, municipality, stadsdeel, '?'))
			ELSE coalesce(pc4, '?') END;

COMMENT ON FUNCTION kansrijk_intern.publication_area(text, text, text, text, text, text) IS 'Internal: Code under which an area is published; a question mark stands for what is unknown within the area above it.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_fact_query(protected text[], source text, covers_country boolean) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN format($query$WITH located AS (
	SELECT p.definition, p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4, p.period, p.breakdown, p.category, p.status,
		CASE WHEN p.status = 'publish' THEN kansrijk.make_rate(kansrijk.numerator(p.rounded), kansrijk.denominator(p.rounded), 0) END AS r,
		kansrijk_intern.publication_area(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4) AS area
	FROM (%s) p),
-- One text to join by: so many columns look far rarer to the planner than they are.
figure AS MATERIALIZED (
	SELECT *, concat_ws('|', definition, breakdown, category, area_type, area) AS series, concat_ws('|', definition, breakdown, category, 'land', 'NL') AS country_series
	FROM located),
trend AS (
	SELECT f.series, upper(f.period) AS until,
		CASE WHEN count(f.r) OVER last_five = 5 THEN
			CASE i.per WHEN 100 THEN kansrijk.proportion_trend(f.r, lower(f.period)::double precision) OVER last_five
				ELSE kansrijk.rate_trend(f.r, lower(f.period)::double precision) OVER last_five END END AS test
	FROM figure f JOIN kansrijk.indicator_definition d ON d.id = f.definition JOIN kansrijk.indicator i ON i.id = d.indicator
	WHERE upper(f.period) - lower(f.period) = 1
	WINDOW last_five AS (PARTITION BY f.series ORDER BY lower(f.period) RANGE BETWEEN 4 PRECEDING AND CURRENT ROW)),
area_name AS (SELECT DISTINCT ON (kind, code) kind, code, name FROM %s ORDER BY kind, code, classification_year DESC)
SELECT i.id AS indicator, f.definition, i.name_nl AS indicator_name, d.name_nl AS definition_name, i.indicator_group, i.polarity,
	f.area_type, f.area, coalesce(%sn.name, CASE f.area_type WHEN 'land' THEN 'Nederland' WHEN 'stadsdeel' THEN f.stadsdeel END, f.area) AS area_name,
	f.province, f.municipality,
	CASE WHEN upper(f.period) - lower(f.period) = 1 THEN 'jaar' ELSE (upper(f.period) - lower(f.period)) || ' jaar' END AS period_type,
	CASE WHEN upper(f.period) - lower(f.period) = 1 THEN lower(f.period)::text ELSE lower(f.period) || '-' || upper(f.period) - 1 END AS period_label,
	-- Two integers and not the range: BI tools do not know ranges.
	lower(f.period) AS first_year, upper(f.period) - 1 AS year,
	f.breakdown, f.category,
	(s.p).numerator, (s.p).denominator, (s.p).value, (s.p).lower, (s.p).upper, i.unit, (s.p).label, (s.p).status,
	kansrijk.per(c.r, i.per::double precision) AS country_value,
	CASE WHEN f.area_type <> 'land' THEN
		CASE kansrijk.compare_part(f.r, c.r, 0.95, CASE i.per WHEN 100 THEN 'binomial' ELSE 'poisson' END)
			WHEN 'lower' THEN 'lager' WHEN 'higher' THEN 'hoger' WHEN 'similar' THEN 'vergelijkbaar' END END AS comparison,
	CASE WHEN f.r IS NULL OR (t.test).p_value IS NULL THEN NULL
		WHEN (t.test).p_value >= 0.05 THEN 'gelijk'
		WHEN (t.test).statistic > 0 THEN 'stijgend'
		ELSE 'dalend' END AS trend
FROM figure f
	JOIN kansrijk.indicator_definition d ON d.id = f.definition
	JOIN kansrijk.indicator i ON i.id = d.indicator
	CROSS JOIN LATERAL (SELECT kansrijk.sdc_publish(coalesce(f.r, '0/0'), f.status, i.per::double precision, CASE i.per WHEN 100 THEN 'binomial' ELSE 'poisson' END) AS p OFFSET 0) s
	LEFT JOIN figure c ON c.area_type = 'land' AND c.series = f.country_series AND c.period = f.period
	LEFT JOIN trend t ON t.series = f.series AND t.until = upper(f.period)
	LEFT JOIN area_name n ON n.kind = f.area_type AND n.code = f.area$query$,
		array_to_string(ARRAY(SELECT 'SELECT * FROM ' || x FROM unnest(protected) x), ' UNION ALL '),
		CASE WHEN kansrijk_intern.sql_can_read(format('SELECT kind, code, name, classification_year FROM %I.area', source)) THEN format('%I.area', source)
			ELSE '(SELECT NULL::text AS kind, NULL::text AS code, NULL::text AS name, NULL::integer AS classification_year) none' END,
		CASE WHEN covers_country THEN '' ELSE 'CASE f.area_type WHEN ''land'' THEN ''Totaal'' END, ' END);
END $$;

COMMENT ON FUNCTION kansrijk_intern.publication_fact_query(text[], text, boolean) IS
'Internal: Text of the query of the fact relation: protected cells masked, with limits, label, comparison with the country (or whatever all of the source is) and trend, all from published cells. For create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.indicator_view_columns() RETURNS TABLE (place integer, name text, comment_nl text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 28
	BEGIN ATOMIC
		SELECT * FROM (VALUES
			(1, 'indicator', 'Code van de indicator in de catalogus.'),
			(2, 'definition', 'Code van de precieze definitie.'),
			(3, 'indicator_name', 'Naam van de indicator.'),
			(4, 'definition_name', 'Naam van de definitie.'),
			(5, 'indicator_group', 'Soort indicator: programme, process, outcome, context of quality.'),
			(6, 'polarity', 'Welke kant gunstig is: lower (lager), higher (hoger) of neutral.'),
			(7, 'area_type', 'Soort gebied: land, provincie, gemeente, stadsdeel, wijk of pc4.'),
			(8, 'area', 'Code van het gebied; NL is het land, een vraagteken staat voor onbekend binnen het gebied erboven.'),
			(9, 'area_name', 'Naam van het gebied.'),
			(10, 'province', 'Provincie waarin het gebied ligt.'),
			(11, 'municipality', 'Gemeentecode waarin het gebied ligt.'),
			(12, 'period_type', 'jaar, of het aantal jaren dat samen is genomen.'),
			(13, 'period_label', 'Periode als tekst, bijvoorbeeld 2015-2019.'),
			(14, 'first_year', 'Eerste kalenderjaar van de periode.'),
			(15, 'year', 'Laatste kalenderjaar van de periode.'),
			(16, 'breakdown', 'Uitsplitsing; totaal is geen uitsplitsing.'),
			(17, 'category', 'Categorie van de uitsplitsing; onbekend is een eigen categorie.'),
			(18, 'numerator', 'Teller; leeg als het cijfer is verborgen.'),
			(19, 'denominator', 'Noemer: eenheden waarvan de uitkomst bekend is; leeg als het cijfer is verborgen.'),
			(20, 'value', 'Waarde in de eenheid; leeg als het cijfer is verborgen.'),
			(21, 'lower', 'Ondergrens van het 95%-betrouwbaarheidsinterval.'),
			(22, 'upper', 'Bovengrens van het 95%-betrouwbaarheidsinterval.'),
			(23, 'unit', 'Eenheid van de waarde: % of per 1000.'),
			(24, 'label', 'Waarde als tekst, met decimale komma; zegt ook dat een cijfer is verborgen.'),
			(25, 'status', 'publish: getoond; hidden: verborgen, om welke reden ook; empty: er valt niets te tonen.'),
			(26, 'country_value', 'Waarde van het land in dezelfde periode en categorie.'),
			(27, 'comparison', 'Vergeleken met het land: lager, vergelijkbaar of hoger (95%).'),
			(28, 'trend', 'Over de vijf jaarcijfers tot en met het laatste jaar: dalend, gelijk of stijgend (p < 0,05); leeg als daarvan een is verborgen.')
		) c(place, name, comment_nl);
	END;

COMMENT ON FUNCTION kansrijk_intern.indicator_view_columns() IS 'Internal: Columns of the fact relations and the views on them, with the Dutch comment that each gets.';

CREATE OR REPLACE FUNCTION kansrijk_intern.source_can_compute(source text, relation text, expressions text, name text) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN kansrijk_intern.sql_can_read(kansrijk_intern.bind_source(format('SELECT %s FROM %s', expressions, relation), source));
EXCEPTION
	WHEN insufficient_privilege THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot read source "%s": %s', current_user, source, SQLERRM),
			HINT = format('It needs USAGE on schema %I, and SELECT on the relations in it.', source);
	WHEN syntax_error_or_access_rule_violation OR data_exception THEN
		RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('%s cannot be computed from source "%s"', name, source),
			DETAIL = format('Reading %s: %s.', replace(relation, '@source@', quote_ident(source)), SQLERRM),
			HINT = format('A column of the source has another type than it should, or the expression is wrong: SELECT * FROM kansrijk.check_source(%L) tells what is wrong with the source.', source);
END $$;

COMMENT ON FUNCTION kansrijk_intern.source_can_compute(text, text, text, text) IS
'Internal: Whether a source has the relations and columns that these expressions over a FROM list (with @source@) need. name: of what is computed, for the error when they are there, and of the wrong type. Reads no row. Errors: 42501 (no right to read the source), those of the expressions.';

CREATE OR REPLACE FUNCTION kansrijk_intern.source_definitions(source text, families text[] DEFAULT NULL) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	d record;
	held text[] := '{}';
BEGIN
	FOR d IN SELECT n.* FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE (families IS NULL OR i.family = ANY (families)) AND i.per IS NOT NULL ORDER BY n.id COLLATE "C"
	LOOP
		IF kansrijk_intern.source_can_compute(source, d.relation, format('(%s)::integer, (%s)::boolean, (%s)::boolean', d.year_expression, d.scope, d.event), format('definition "%s"', d.id)) THEN
			held := held || d.id;
		END IF;
	END LOOP;
	RETURN held;
END $$;

COMMENT ON FUNCTION kansrijk_intern.source_definitions(text, text[]) IS 'Internal: The definitions of the catalogue that a source schema holds the relations and columns for. families: NULL is all.';

CREATE OR REPLACE FUNCTION kansrijk_intern.default_local_definitions(definitions text[]) RETURNS text[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(array_agg(d.id ORDER BY d.id COLLATE "C"), '{}') FROM indicator_definition d WHERE d.is_local AND d.id = ANY (definitions);
	END;

COMMENT ON FUNCTION kansrijk_intern.default_local_definitions(text[]) IS
'Internal: Of these definitions, those that create_indicator_views() publishes for every area unless told otherwise: indicator_definition.is_local. No two of them are part of one another.';

CREATE OR REPLACE FUNCTION indicator_view_plan(source text, target text, policy sdc_policy DEFAULT 'rivm', families text[] DEFAULT NULL, local_definitions text[] DEFAULT NULL,
	area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel,wijk,pc4}', annual_area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel}',
	breakdown_area_types text[] DEFAULT '{land,provincie,gemeente}', window_years integer DEFAULT 5, organisation_policy sdc_policy DEFAULT 'none')
	RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 25
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	covers_country boolean;
	known_area_types constant text[] := '{land,provincie,gemeente,stadsdeel,wijk,pc4}';
	usable text[];
	chosen text[];
	one_family text;
	scan record;
	dimensions text[];
	breakdowns text[];
	expressions text[];
	protected text[];
	scans integer;
	cells text;
	step @extschema@.indicator_view_relation;
	x text;
BEGIN
	IF num_nulls(source, target, policy, area_types, annual_area_types, breakdown_area_types, window_years, organisation_policy) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'only families and local_definitions may be null';
	END IF;
	IF window_years NOT BETWEEN 1 AND 20 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('window of %s years', window_years), HINT = 'Use 1 to 20 years; 1 publishes annual figures only.';
	END IF;
	FOREACH x IN ARRAY area_types || annual_area_types || breakdown_area_types LOOP
		IF x IS NULL OR x <> ALL (known_area_types) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('area type "%s" does not exist', x), HINT = 'Known are: ' || array_to_string(known_area_types, ', ') || '.';
		END IF;
	END LOOP;
	IF families = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no families to publish', HINT = 'Leave families out, or NULL, for all that the source holds.';
	END IF;
	SELECT f INTO x FROM unnest(families) f WHERE NOT EXISTS (SELECT FROM @extschema@.indicator i WHERE i.family = f) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('family "%s" does not exist', x), HINT = 'SELECT DISTINCT family FROM kansrijk.indicator lists them.';
	END IF;
	SELECT l INTO x FROM unnest(local_definitions) l WHERE NOT EXISTS (SELECT FROM @extschema@.indicator_definition i WHERE i.id = l) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('definition "%s" does not exist', x), HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;

	usable := kansrijk_intern.source_definitions(source, families);
	IF usable = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('source "%s" holds nothing that an indicator can be computed from', source),
			HINT = format('SELECT * FROM kansrijk.check_source(%L) tells what is missing.', source);
	END IF;
	chosen := coalesce(local_definitions, kansrijk_intern.default_local_definitions(usable));
	covers_country := kansrijk_intern.source_covers_country(source);
	IF NOT covers_country THEN
		usable := ARRAY(SELECT u FROM unnest(usable) u WHERE u = ANY (chosen) ORDER BY u COLLATE "C");
	END IF;

	PERFORM kansrijk_intern.source_can_compute(source, '@source@.area', 'coalesce(kind, code, name, ''''::text), classification_year::integer', 'names of areas');
	PERFORM kansrijk_intern.source_can_compute(source, '@source@.birth', format('coalesce(%I, ''''::text)', c), format('area "%s"', c)) FROM unnest('{province,municipality,stadsdeel,wijk}'::text[]) c;
	RETURN NEXT (0, NULL, 'area_path', private, 'area_path', kansrijk_intern.publication_area_path_query(source))::@extschema@.indicator_view_relation;

	FOR one_family IN SELECT DISTINCT i.family COLLATE "C" FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator WHERE n.id = ANY (usable) ORDER BY 1 LOOP
		protected := '{}';
		scans := 0;
		FOR scan IN
			SELECT array_agg(n.id ORDER BY n.id COLLATE "C") AS definitions, n.relation, n.unit_counted IN ('municipality', 'jgz_organisation', 'midwifery_practice') AS organisations,
					array_remove(array_agg(DISTINCT n.breakdown), NULL) AS own
				FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
				WHERE i.family = one_family AND n.id = ANY (usable)
				GROUP BY n.relation, n.unit_key, n.year_expression, n.unit_counted IN ('municipality', 'jgz_organisation', 'midwifery_practice'),
					CASE WHEN n.unit_key IS NOT NULL THEN n.unit_rule END
				ORDER BY 1
		LOOP
			scans := scans + 1;
			dimensions := ARRAY(SELECT c FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(c, i)
				WHERE kansrijk_intern.source_can_compute(source, scan.relation, format(CASE c WHEN 'pc4' THEN 'b.%I' ELSE 'coalesce(b.%I, ''''::text)' END, c), format('area "%s"', c))
					OR c = 'province' AND kansrijk_intern.source_can_compute(source, scan.relation, 'b.municipality', 'area "municipality"')
				ORDER BY i);
			IF cardinality(scan.own) > 1 THEN
				RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = format('definitions of family "%s" have more than one breakdown of their own', one_family),
					HINT = 'Put the breakdowns in kansrijk.indicator_breakdown.';
			END IF;
			SELECT array_agg(k.id ORDER BY k.id COLLATE "C"), array_agg(k.expression ORDER BY k.id COLLATE "C") INTO breakdowns, expressions
				FROM (SELECT k.id, k.expression FROM @extschema@.indicator_breakdown k
						WHERE one_family = ANY (k.families) AND breakdown_area_types <> '{}' AND k.id <> ALL (dimensions)
							AND kansrijk_intern.source_can_compute(source, scan.relation, format('(%s)::text', k.expression), format('breakdown "%s"', k.id))
					UNION ALL SELECT 'indeling', o FROM unnest(scan.own) o WHERE breakdown_area_types <> '{}') k;
			breakdowns := coalesce(breakdowns, '{}');

			step := (0, one_family, 'cells', private, left(one_family, 40) || '_cells' || CASE WHEN scans > 1 THEN '_' || scans ELSE '' END,
				kansrijk_intern.publication_cells_query(scan.definitions, source, private, dimensions, breakdowns, coalesce(expressions, '{}')));
			RETURN NEXT step;
			cells := step.name;
			step.query := kansrijk_intern.publication_known_query(scan.definitions, private, format('%I.%I', private, cells), format('%I.%I', private, left(one_family, 40) || '_released'), one_family, dimensions || breakdowns);
			step.stage := 'known';
			step.name := replace(cells, '_cells', '_known');
			RETURN NEXT step;
			protected := protected || format('%I.%I', private, replace(cells, '_cells', '_protected'));
			-- The same figures twice: to be decided about, and to be audited.
			FOREACH step.stage IN ARRAY '{protected,audit}'::text[] LOOP
				step.name := replace(cells, '_cells', '_' || step.stage);
				step.query := (SELECT string_agg(kansrijk_intern.publication_protected_query(d.id, d.id = ANY (chosen), d.breakdown IS NOT NULL, format('%I.%I', private, replace(cells, '_cells', '_known')),
							CASE WHEN scan.organisations THEN organisation_policy ELSE policy END, dimensions, breakdowns, area_types, annual_area_types, breakdown_area_types, window_years, private,
							CASE step.stage WHEN 'audit' THEN protected[cardinality(protected)] END),
						E'\nUNION ALL\n' ORDER BY d.id COLLATE "C")
					FROM @extschema@.indicator_definition d WHERE d.id = ANY (scan.definitions));
				RETURN NEXT step;
			END LOOP;
		END LOOP;
		RETURN NEXT (0, one_family, 'fact', private, left(one_family, 40) || '_fact', kansrijk_intern.publication_fact_query(protected, source, covers_country))::@extschema@.indicator_view_relation;
	END LOOP;
END $$;

COMMENT ON FUNCTION indicator_view_plan(text, text, sdc_policy, text[], text[], text[], text[], text[], integer, sdc_policy) IS
'The materialized views, and the audits of them, that create_indicator_views() would create with the same arguments, in order, with their queries. Creates nothing. Errors as there.';

CREATE OR REPLACE PROCEDURE drop_indicator_views(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	relation record;
	releases bigint;
BEGIN
	IF target IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the target schema must not be null';
	END IF;
	PERFORM kansrijk_intern.lock_publication(target);
	IF to_regclass(format('%I.publication', private)) IS NULL THEN
		RAISE NOTICE USING MESSAGE = format('schema "%s" has no indicator views', target);
		RETURN;
	END IF;
	EXECUTE format('SELECT count(*) FROM %I.release', private) INTO releases;
	IF releases > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist', MESSAGE = format('schema "%s" has releases', target),
			DETAIL = format('%s releases, which later figures are protected against.', releases),
			HINT = format('To give that protection up: CALL kansrijk.forget_releases(%L).', target);
	END IF;
	CALL kansrijk_intern.drop_publication_relations(target);
	CALL kansrijk_intern.drop_release_relations(target);
	EXECUTE format('DROP PROCEDURE IF EXISTS %I.refresh(text[])', private);
	EXECUTE format('DROP TABLE %1$I.publication, %1$I.relation, %1$I.refresh_log, %1$I.status_before', private);
	-- The schemas go as well, when nothing of anybody else is in them.
	FOR relation IN SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN (target, private)
		AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid)
		AND NOT EXISTS (SELECT FROM pg_proc c WHERE c.pronamespace = n.oid)
		AND NOT EXISTS (SELECT FROM pg_type c WHERE c.typnamespace = n.oid)
		AND pg_has_role(n.nspowner, 'USAGE')
	LOOP
		EXECUTE format('DROP SCHEMA %I', relation.nspname);
	END LOOP;
END $$;

COMMENT ON PROCEDURE drop_indicator_views(text) IS
'Drops what create_indicator_views() made, the log included, unless there are releases, and the two schemas when nothing else is in them. What others built on top stops it with an error that names it. Without a publication: a notice. Errors: 2BP01, 55P03, 25000.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.drop_publication_relations(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	relation record;
BEGIN
	FOR relation IN EXECUTE format('SELECT r.schema_name, r.name, CASE WHEN r.stage IN (''view'', ''audit'') THEN ''VIEW'' ELSE ''MATERIALIZED VIEW'' END AS kind FROM %I.relation r ORDER BY r.position DESC', private) LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', relation.schema_name, relation.name)) IS NULL;
		EXECUTE format('DROP %s %I.%I', relation.kind, relation.schema_name, relation.name);
	END LOOP;
	EXECUTE format('DELETE FROM %I.relation', private);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.drop_publication_relations(text) IS 'Internal: Drops the views of a publication and keeps its log. Part of drop_indicator_views() and create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.indicator_view_readers(target text, facts text[], wide_definitions text[]) RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place) FROM kansrijk_intern.indicator_view_columns() c);
	fact text;
BEGIN
	FOREACH fact IN ARRAY facts LOOP
		RETURN NEXT (0, left(fact, -5), 'view', target, left(fact, -5), format('SELECT %s FROM %I.%I', columns, private, fact))::@extschema@.indicator_view_relation;
	END LOOP;
	RETURN NEXT (0, NULL, 'view', target, 'all_families',
		(SELECT string_agg(format('SELECT %L::text AS family, %s FROM %I.%I', left(f, -5), columns, private, f), E'\nUNION ALL\n' ORDER BY i) FROM unnest(facts) WITH ORDINALITY u(f, i)))::@extschema@.indicator_view_relation;
	RETURN NEXT (0, NULL, 'view', target, 'wide',
		format(E'SELECT area_type, area, max(area_name) AS area_name, max(province) AS province, max(municipality) AS municipality, max(period_type) AS period_type, max(period_label) AS period_label, first_year, year,\n%s\nFROM (%s) f\nGROUP BY area_type, area, first_year, year',
			(SELECT string_agg(format('max(value) FILTER (WHERE definition = %1$L) AS %2$I, max(lower) FILTER (WHERE definition = %1$L) AS %3$I, max(upper) FILTER (WHERE definition = %1$L) AS %4$I, max(status) FILTER (WHERE definition = %1$L) AS %5$I',
				d, n, n || '_lower', n || '_upper', n || '_status'), E',\n' ORDER BY i)
				FROM (SELECT d, i, replace(left(d, 50), '-', '_') AS n FROM unnest(wide_definitions) WITH ORDINALITY u(d, i)) w),
			(SELECT string_agg(format('SELECT * FROM %I.%I WHERE breakdown = ''totaal''', private, f), E'\nUNION ALL\n' ORDER BY i) FROM unnest(facts) WITH ORDINALITY u(f, i))))::@extschema@.indicator_view_relation;
END $$;

COMMENT ON FUNCTION kansrijk_intern.indicator_view_readers(text, text[], text[]) IS
'Internal: The views on top of the fact relations: one for each family, all_families, and wide, with a row for an area and period and columns for each definition. For create_indicator_views().';

CREATE OR REPLACE PROCEDURE create_indicator_views(source text DEFAULT 'bron', target text DEFAULT 'publicatie', policy sdc_policy DEFAULT 'rivm', families text[] DEFAULT NULL,
	local_definitions text[] DEFAULT NULL, area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel,wijk,pc4}',
	annual_area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel}', breakdown_area_types text[] DEFAULT '{land,provincie,gemeente}',
	window_years integer DEFAULT 5, organisation_policy sdc_policy DEFAULT 'none',
	owner text DEFAULT NULL, refresher text DEFAULT NULL, reader text DEFAULT NULL, create_roles boolean DEFAULT false, populate boolean DEFAULT true, readers_see text DEFAULT 'live')
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	owner_name text := coalesce(owner, current_user);
	plan @extschema@.indicator_view_relation[];
	step @extschema@.indicator_view_relation;
	held text[];
	missing text;
	local text[];
	beside text;
	facts text[];
	is_same boolean := false;
	is_replaced boolean := false;
	messages constant text := current_setting('client_min_messages');
	failed record;
	is_view boolean;
	comment_nl text;
	role text;
	x record;
BEGIN
	IF readers_see IS NULL OR readers_see NOT IN ('live', 'released') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'readers can see live or released figures', HINT = 'readers_see => ''live'': the views and what has been released; ''released'': that only.';
	END IF;
	IF num_nulls(source, target, create_roles, populate) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'source, target, create_roles and populate must not be null';
	END IF;
	PERFORM kansrijk_intern.lock_publication(target);
	IF octet_length(target) NOT BETWEEN 1 AND 56 OR target IN (source, '@extschema@', 'information_schema', 'public') OR target ~ '^pg_' OR source = private THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" cannot be the target of a publication', target),
			HINT = 'Name a schema of its own, of 1 to 56 bytes.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source), HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;

	IF to_regclass(format('%I.release_cell', private)) IS NOT NULL
		AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.release_cell', private)) AND a.attname = 'key' AND NOT a.attisdropped)
	THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('schema "%s" has the remains of a publication', target),
			DETAIL = 'The extension was dropped, and with it the counts of all releases.',
			HINT = format('Restore a backup, to stay protected against what is out; or CALL kansrijk.forget_releases(%1$L) and kansrijk.drop_indicator_views(%1$L) first.', target);
	END IF;

	-- Roles, and rights on the source, are of all publications: granted by two at once, one would fail.
	IF owner IS NOT NULL OR create_roles THEN
		PERFORM pg_advisory_xact_lock(hashtextextended('kansrijk.roles', 0));
	END IF;
	FOREACH role IN ARRAY ARRAY[owner, refresher, reader] LOOP
		CONTINUE WHEN role IS NULL OR EXISTS (SELECT FROM pg_roles WHERE rolname = role);
		IF NOT create_roles THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', role), HINT = 'Create it, or call with create_roles => true.';
		END IF;
		EXECUTE format('CREATE ROLE %I NOLOGIN', role);
		IF role = owner AND NOT pg_has_role(role, 'USAGE') THEN
			EXECUTE format('GRANT %I TO CURRENT_USER', role);
		END IF;
	END LOOP;
	-- To give objects away, and to grant rights on them afterwards.
	IF NOT (pg_has_role(owner_name, 'USAGE') AND pg_has_role(owner_name, CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot create objects of role "%s"', current_user, owner_name),
			DETAIL = 'It is no member, or one that does not inherit or cannot set the role.', HINT = format('GRANT %I TO %I; that takes CREATEROLE or ADMIN OPTION on the role.', owner_name, current_user);
	END IF;
	IF reader IS NOT NULL THEN
		IF reader IN (owner_name, refresher) OR pg_has_role(reader, owner_name, 'MEMBER') OR (SELECT rolsuper FROM pg_roles WHERE rolname = reader) OR pg_has_role(reader, 'pg_read_all_data', 'MEMBER') THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" can read what is not published', reader),
				DETAIL = 'It is the owner or the refresher, a member of the owner or of pg_read_all_data, or a superuser.', HINT = 'Name a role for readers only.';
		END IF;
		SELECT c.relname INTO x FROM pg_class c JOIN @extschema@.source_table t ON t.name = c.relname WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source)
			AND has_schema_privilege(reader, source, 'USAGE') AND has_any_column_privilege(reader, c.oid, 'SELECT') LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" can read the source', reader),
				DETAIL = format('It may select from %I.%I.', source, x.relname), HINT = 'Revoke that, also from PUBLIC and from the roles it is a member of.';
		END IF;
	END IF;

	held := kansrijk_intern.source_definitions(source, families);
	local := coalesce(local_definitions, kansrijk_intern.default_local_definitions(held));
	SELECT string_agg(d.id, ', ' ORDER BY d.id COLLATE "C") INTO beside
		FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE d.id = ANY (local) AND d.id = ANY (held) AND NOT d.is_local
			AND EXISTS (SELECT FROM @extschema@.indicator_definition o JOIN @extschema@.indicator k ON k.id = o.indicator WHERE o.id <> d.id AND o.id = ANY (local) AND o.id = ANY (held) AND k.family = i.family);
	IF NOT kansrijk_intern.source_covers_country(source) THEN
		SELECT string_agg(h, ', ' ORDER BY h COLLATE "C") INTO missing FROM unnest(held) h WHERE h <> ALL (local);
		IF missing IS NOT NULL THEN
			RAISE NOTICE USING MESSAGE = 'without what would be published of a whole country only: ' || missing,
				DETAIL = 'The source does not have births of all twelve provinces.', HINT = 'local_definitions names the definitions that are published; no two of them should differ by few units.';
		END IF;
	END IF;
	IF beside IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = 'published for small areas beside definitions of about the same units: ' || beside,
			HINT = 'Each definition is protected by itself. Where one is part of another, or differs from it by a few units, the difference of the two is in sight: see "What is left to you" in doc/security.md.';
	END IF;
	SELECT string_agg(d.id, ', ' ORDER BY d.id COLLATE "C") INTO missing
		FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE (families IS NULL OR i.family = ANY (families)) AND i.per IS NOT NULL AND d.id <> ALL (held);
	IF missing IS NOT NULL AND held <> '{}' THEN
		RAISE NOTICE USING MESSAGE = 'without the definitions that the source does not hold: ' || missing;
	END IF;
	SELECT array_agg(p) INTO plan FROM @extschema@.indicator_view_plan(source, target, policy, families, local, area_types, annual_area_types, breakdown_area_types, window_years, organisation_policy) p;
	facts := ARRAY(SELECT u.name FROM unnest(plan) WITH ORDINALITY u(position, family, stage, schema_name, name, query, i) WHERE u.stage = 'fact' ORDER BY i);
	plan := plan || ARRAY(SELECT r FROM kansrijk_intern.indicator_view_readers(target, facts, local) r);
	SELECT array_agg((i, u.family, u.stage, u.schema_name, u.name, u.query)::@extschema@.indicator_view_relation ORDER BY i) INTO plan FROM unnest(plan) WITH ORDINALITY u(position, family, stage, schema_name, name, query, i);

	-- Unchanged: only comments and rights are renewed.
	IF to_regclass(format('%I.publication', private)) IS NOT NULL THEN
		EXECUTE format('SELECT coalesce(array_agg((r.position, r.family, r.stage, r.schema_name, r.name, r.query)::kansrijk.indicator_view_relation ORDER BY r.position), ''{}'') = $1
			AND bool_and(to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) IS NOT NULL) FROM %I.relation r', private) INTO is_same USING plan;
		IF NOT is_same THEN
			EXECUTE format('SELECT coalesce(bool_or(c.relispopulated), false) FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) WHERE r.stage = ''fact''', private) INTO is_replaced;
			CALL kansrijk_intern.drop_publication_relations(target);
		END IF;
	ELSE
		FOR x IN VALUES (target, 'Publicatie van kansrijk: alleen beveiligde cijfers.'), (private, 'Bewijs achter de publicatie: onbeveiligde tellingen. Niet voor lezers.') LOOP
			CONTINUE WHEN EXISTS (SELECT FROM pg_namespace WHERE nspname = x.column1);
			EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', x.column1, owner_name);
			EXECUTE format('COMMENT ON SCHEMA %I IS %L', x.column1, x.column2);
		END LOOP;
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', private);
		EXECUTE format($ddl$
			CREATE TABLE %1$I.publication (source text NOT NULL, target text NOT NULL, policy text NOT NULL, organisation_policy text NOT NULL, created timestamptz NOT NULL DEFAULT now());
			COMMENT ON TABLE %1$I.publication IS 'Wat hier wordt gepubliceerd: een rij.';
			COMMENT ON COLUMN %1$I.publication.source IS 'Schema van de bron.';
			COMMENT ON COLUMN %1$I.publication.target IS 'Schema van de publicatie.';
			COMMENT ON COLUMN %1$I.publication.policy IS 'Beleid voor cijfers over personen.';
			COMMENT ON COLUMN %1$I.publication.organisation_policy IS 'Beleid voor cijfers over organisaties.';
			COMMENT ON COLUMN %1$I.publication.created IS 'Wanneer de views zijn gemaakt.';
			CREATE TABLE %1$I.relation (position integer PRIMARY KEY, family text, stage text NOT NULL, schema_name text NOT NULL, name text NOT NULL, query text NOT NULL);
			COMMENT ON TABLE %1$I.relation IS 'Relaties van de publicatie, in de volgorde van verversen.';
			COMMENT ON COLUMN %1$I.relation.position IS 'Volgorde.';
			COMMENT ON COLUMN %1$I.relation.family IS 'Familie van indicatoren.';
			COMMENT ON COLUMN %1$I.relation.stage IS 'Stap: area_path, cells, protected, fact of view.';
			COMMENT ON COLUMN %1$I.relation.schema_name IS 'Schema.';
			COMMENT ON COLUMN %1$I.relation.name IS 'Naam.';
			COMMENT ON COLUMN %1$I.relation.query IS 'De query.';
			CREATE TABLE %1$I.refresh_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run timestamptz NOT NULL, schema_name text NOT NULL, relation text NOT NULL, stage text NOT NULL,
				started timestamptz NOT NULL, duration interval, rows bigint, newly_hidden bigint, newly_published bigint,
				outcome text NOT NULL CHECK (outcome IN ('refreshed', 'failed', 'skipped')), sqlstate text, message text, refreshed_by text NOT NULL);
			COMMENT ON TABLE %1$I.refresh_log IS 'Elke verversing van elke relatie.';
			COMMENT ON COLUMN %1$I.refresh_log.id IS 'Volgnummer.';
			COMMENT ON COLUMN %1$I.refresh_log.run IS 'Begin van de hele verversing.';
			COMMENT ON COLUMN %1$I.refresh_log.schema_name IS 'Schema van de relatie.';
			COMMENT ON COLUMN %1$I.refresh_log.relation IS 'Naam van de relatie.';
			COMMENT ON COLUMN %1$I.refresh_log.stage IS 'Stap: area_path, cells, protected of fact.';
			COMMENT ON COLUMN %1$I.refresh_log.started IS 'Begin van deze relatie.';
			COMMENT ON COLUMN %1$I.refresh_log.duration IS 'Duur.';
			COMMENT ON COLUMN %1$I.refresh_log.rows IS 'Aantal rijen daarna.';
			COMMENT ON COLUMN %1$I.refresh_log.newly_hidden IS 'Cijfers die eerst werden getoond en nu zijn verborgen (alleen bij fact).';
			COMMENT ON COLUMN %1$I.refresh_log.newly_published IS 'Cijfers die eerst waren verborgen en nu worden getoond (alleen bij fact).';
			COMMENT ON COLUMN %1$I.refresh_log.outcome IS 'refreshed: ververst; failed: mislukt, de vorige stand blijft; skipped: overgeslagen omdat een eerdere stap mislukte.';
			COMMENT ON COLUMN %1$I.refresh_log.sqlstate IS 'Foutcode.';
			COMMENT ON COLUMN %1$I.refresh_log.message IS 'Foutmelding, zonder details en zonder waarden: die kunnen gegevens bevatten.';
			COMMENT ON COLUMN %1$I.refresh_log.refreshed_by IS 'Sessiegebruiker die ververste.';
			CREATE UNLOGGED TABLE %1$I.status_before (relation text NOT NULL, key bigint NOT NULL, status text NOT NULL);
			COMMENT ON TABLE %1$I.status_before IS 'Werktabel van de verversing: de stand ervoor.';
			COMMENT ON COLUMN %1$I.status_before.relation IS 'Relatie die wordt ververst.';
			COMMENT ON COLUMN %1$I.status_before.key IS 'Hash van de sleutel van een cijfer.';
			COMMENT ON COLUMN %1$I.status_before.status IS 'Status voor de verversing.';
			CREATE PROCEDURE %1$I.refresh(families text[] DEFAULT NULL) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
				AS %2$L;
			REVOKE ALL ON PROCEDURE %1$I.refresh(text[]) FROM PUBLIC;
			COMMENT ON PROCEDURE %1$I.refresh(text[]) IS 'Ververst de publicatie, of enkele families ervan, met de rechten van de eigenaar, en verder niets.'
			$ddl$, private, format('BEGIN CALL kansrijk.refresh(%L, families); END', target));
		FOR x IN SELECT unnest('{publication,relation,refresh_log,status_before}'::text[]) AS name LOOP
			EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', private, x.name, owner_name);
		END LOOP;
		EXECUTE format('ALTER PROCEDURE %I.refresh(text[]) OWNER TO %I', private, owner_name);
	END IF;

	IF NOT is_same THEN
		EXECUTE format('DELETE FROM %I.publication', private);
		EXECUTE format('INSERT INTO %I.publication VALUES ($1, $2, $3, $4)', private) USING source, target, policy::text, organisation_policy::text;
	END IF;
	CALL kansrijk_intern.create_release_relations(target, owner_name);
	FOREACH step IN ARRAY plan LOOP
		is_view := step.stage IN ('view', 'audit');
		IF NOT is_same THEN
			IF step.stage = 'known' THEN
				CALL kansrijk_intern.create_released_cells(private, step.family, replace(step.name, '_known', '_cells'), owner_name);
			END IF;
			IF is_view THEN
				EXECUTE format('CREATE VIEW %I.%I %s AS %s', step.schema_name, step.name, CASE WHEN step.stage = 'view' THEN 'WITH (security_barrier)' ELSE '' END, step.query);
			ELSE
				EXECUTE format('CREATE MATERIALIZED VIEW %I.%I AS %s WITH NO DATA', step.schema_name, step.name, step.query);
			END IF;
			IF step.stage = 'fact' THEN
				EXECUTE format('CREATE UNIQUE INDEX %I ON %I.%I (definition, area_type, area, first_year, year, breakdown, category)', step.name || '_key', step.schema_name, step.name);
				EXECUTE format('COMMENT ON INDEX %I.%I IS %L', step.schema_name, step.name || '_key', 'Sleutel van een cijfer; nodig om te verversen terwijl lezers doorlezen.');
			END IF;
			EXECUTE format('INSERT INTO %I.relation SELECT ($1).*', private) USING step;
		END IF;
		comment_nl := CASE step.stage
			WHEN 'area_path' THEN 'In welk gebied elk gebied ligt.'
			WHEN 'cells' THEN 'Onbeveiligde jaarcijfers van de kleinste gebieden. Niet voor lezers.'
			WHEN 'known' THEN 'Onbeveiligde jaarcijfers, met vrijgegeven jaren zoals ze toen waren. Niet voor lezers.'
			WHEN 'audit' THEN 'Wat uit de getoonde cijfers is af te leiden. Niet voor lezers.'
			WHEN 'protected' THEN 'Onbeveiligde cijfers met hun status. Niet voor lezers.'
			WHEN 'fact' THEN format('Beveiligde cijfers van familie %s; lezers gebruiken de view %1$s.', step.family)
			ELSE CASE step.name WHEN 'wide' THEN 'Een rij per gebied en periode, met van elke definitie waarde, grenzen en status.'
				WHEN 'all_families' THEN 'Alle beveiligde cijfers.' ELSE format('Beveiligde cijfers van familie %s.', step.family) END END;
		EXECUTE format('COMMENT ON %s %I.%I IS %L', CASE WHEN is_view THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, step.schema_name, step.name, comment_nl);
		FOR x IN
			SELECT a.attname AS name, coalesce(c.comment_nl,
					CASE WHEN a.attname = 'family' THEN 'Familie van indicatoren.' END,
					d.name_nl || coalesce(' (' || i.unit || ')', '') || CASE w.suffix WHEN '_lower' THEN ': ondergrens van het 95%-interval.' WHEN '_upper' THEN ': bovengrens van het 95%-interval.' WHEN '_status' THEN ': status.' ELSE '.' END) AS comment_nl
				FROM pg_attribute a LEFT JOIN kansrijk_intern.indicator_view_columns() c ON c.name = a.attname
				CROSS JOIN LATERAL (SELECT CASE WHEN step.name = 'wide' THEN coalesce(substring(a.attname FROM '(_lower|_upper|_status)$'), '') END AS suffix) w
				LEFT JOIN @extschema@.indicator_definition d ON replace(left(d.id, 50), '-', '_') || w.suffix = a.attname
				LEFT JOIN @extschema@.indicator i ON i.id = d.indicator
				WHERE a.attrelid = to_regclass(format('%I.%I', step.schema_name, step.name)) AND a.attnum > 0 AND step.stage IN ('fact', 'view')
		LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', step.schema_name, step.name, x.name, x.comment_nl);
		END LOOP;
		-- Even to the same owner, this would lock readers out, and could end them by a deadlock.
		IF NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass(format('%I.%I', step.schema_name, step.name)) AND pg_get_userbyid(c.relowner) = owner_name) THEN
			EXECUTE format('ALTER %s %I.%I OWNER TO %I', CASE WHEN is_view THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, step.schema_name, step.name, owner_name);
		END IF;
		-- Default privileges may have given these to everybody.
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC%s', step.schema_name, step.name, coalesce(', ' || quote_ident(reader), ''));
		IF reader IS NOT NULL AND step.stage = 'view' AND readers_see = 'live' THEN
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', step.schema_name, step.name, reader);
		END IF;
	END LOOP;

	FOR x IN SELECT unnest('{publication,relation,refresh_log,status_before}'::text[]) AS name LOOP
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC%s', private, x.name, coalesce(', ' || quote_ident(reader), ''));
	END LOOP;
	CALL kansrijk_intern.create_released_view(target, facts[1], owner_name, reader);
	IF owner IS NOT NULL AND owner <> current_user THEN
		FOR x IN SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN (source, '@extschema@') AND NOT has_schema_privilege(owner, n.oid, 'USAGE') LOOP
			IF NOT has_schema_privilege(x.nspname, 'USAGE WITH GRANT OPTION') THEN
				RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot let role "%s" use schema "%s"', current_user, owner, x.nspname),
					HINT = format('Have the owner of the schema GRANT USAGE ON SCHEMA %I TO %I.', x.nspname, owner);
			END IF;
			EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', x.nspname, owner);
		END LOOP;
		FOR x IN SELECT c.oid, c.relname FROM pg_class c JOIN @extschema@.source_table t ON t.name = c.relname WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source) LOOP
			CONTINUE WHEN has_table_privilege(owner, x.oid, 'SELECT');
			IF NOT has_table_privilege(x.oid, 'SELECT WITH GRANT OPTION') THEN
				RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('role "%s" cannot let role "%s" read %I.%I', current_user, owner, source, x.relname),
					HINT = format('Have the owner of the source GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I.', source, owner);
			END IF;
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', source, x.relname, owner);
		END LOOP;
	END IF;
	IF refresher IS NOT NULL THEN
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', private, refresher);
		EXECUTE format('GRANT EXECUTE ON PROCEDURE %I.refresh(text[]) TO %I', private, refresher);
		EXECUTE format('GRANT SELECT ON %I.refresh_log TO %I', private, refresher);
	END IF;
	IF reader IS NOT NULL THEN
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', private, reader);
		EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC, %I', target, reader);
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', target, reader);
	END IF;

	IF populate AND NOT is_same THEN
		-- The state that readers would keep is gone with the views, unless all of this is
		-- undone: then what refresh() warns of is an error, and its log is gone.
		IF is_replaced THEN
			PERFORM set_config('client_min_messages', 'error', true);
		END IF;
		CALL @extschema@.refresh(target);
		PERFORM set_config('client_min_messages', messages, true);
		IF is_replaced THEN
			EXECUTE format('SELECT (array_agg(l.sqlstate ORDER BY l.id))[1] AS code, string_agg(format(''%%s: %%s (%%s)'', l.relation, l.message, l.sqlstate), ''; '' ORDER BY l.id) AS problems FROM %1$I.refresh_log l
				WHERE l.run = (SELECT max(run) FROM %1$I.refresh_log) AND l.outcome = ''failed''', private) INTO failed;
			IF failed.code IS NOT NULL THEN
				RAISE EXCEPTION USING ERRCODE = failed.code, MESSAGE = format('the views of schema "%s" were not replaced', target), DETAIL = failed.problems || '.',
					HINT = 'The old views stay as they were, and so does the log. Mend what failed, and call again.';
			END IF;
		END IF;
	END IF;
END $$;

COMMENT ON PROCEDURE create_indicator_views(text, text, sdc_policy, text[], text[], text[], text[], text[], integer, sdc_policy, text, text, text, boolean, boolean, text) IS
'Publishes a canonical source. For each family of indicators: a materialized view target_intern.FAMILY_fact with every area, year, window and breakdown, masked, and on top of it the security-barrier view target.FAMILY; also target.all_families and target.wide. Unprotected counts stay in the schema target_intern. policy: for figures about persons; organisation_policy: about organisations (the programme). families: NULL is all that the source holds. local_definitions: those published for every area and breakdown; others, which differ from them by few units, for the country only, and not at all when the source has no births of all twelve provinces; NULL: one way of counting an indicator. area_types; annual_area_types: those with annual figures and every window, others have consecutive windows; breakdown_area_types: land, provincie, gemeente. owner gets the objects and SELECT on the source; refresher may call target_intern.refresh() and read the log; reader may read the views, or, with readers_see => released, target.released and target.releases only. Roles are created only by create_roles. Again with the same arguments: rights and comments are renewed, nothing else; with other arguments: views are replaced, the log is kept; when a new one cannot be filled, everything stays as it was, with the error of that. Whoever creates views for another owner must be a member of that role, and becomes one of an owner that is created. Errors: 3F000, 42704 (role), 42501 (no right to read the source, or to pass on to the owner), 22023, 22004, 42P07, 55000 (remains of a dropped extension), 55P03, 25000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.release_key(area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text, period int4range, breakdown text, category text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN area_type || '|' || coalesce(province, '') || '|' || coalesce(municipality, '') || '|' || coalesce(stadsdeel, '') || '|' || coalesce(wijk, '') || '|' || coalesce(pc4, '')
		|| '|' || lower(period)::text || '|' || upper(period)::text || '|' || breakdown || '|' || category;

COMMENT ON FUNCTION kansrijk_intern.release_key(text, text, text, text, text, text, int4range, text, text) IS 'Internal: Which figure of a definition this is, as one text, to find what was released of it.';

CREATE OR REPLACE FUNCTION kansrijk_intern.released_rate(r rate, policy sdc_policy, published rate[]) RETURNS rate
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 50
	RETURN (SELECT p FROM unnest(published) WITH ORDINALITY u(p, i) WHERE sdc_difference_is_small(r, p, policy) ORDER BY i LIMIT 1);

COMMENT ON FUNCTION kansrijk_intern.released_rate(rate, sdc_policy, rate[]) IS
'Internal: The first of these published values from which a figure differs too little to be revised: it stays what it was. NULL without such a one.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_release_relations(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	name text;
BEGIN
	IF to_regclass(format('%I.release', private)) IS NOT NULL THEN
		RETURN;
	END IF;
	EXECUTE format($ddl$
		CREATE TABLE %1$I.release (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL UNIQUE, released_at timestamptz NOT NULL DEFAULT now(), released_by text NOT NULL DEFAULT session_user,
			note text, source text NOT NULL, policy text NOT NULL, organisation_policy text NOT NULL, block_years jsonb NOT NULL, definitions jsonb NOT NULL, source_fingerprint jsonb NOT NULL, audit jsonb NOT NULL, version text NOT NULL);
		COMMENT ON TABLE %1$I.release IS 'Wat er is vrijgegeven.';
		COMMENT ON COLUMN %1$I.release.id IS 'Volgnummer.';
		COMMENT ON COLUMN %1$I.release.label IS 'Naam van de vrijgave.';
		COMMENT ON COLUMN %1$I.release.released_at IS 'Wanneer.';
		COMMENT ON COLUMN %1$I.release.released_by IS 'Sessiegebruiker die vrijgaf.';
		COMMENT ON COLUMN %1$I.release.note IS 'Toelichting, ook voor lezers.';
		COMMENT ON COLUMN %1$I.release.source IS 'Schema van de bron.';
		COMMENT ON COLUMN %1$I.release.policy IS 'Beleid voor cijfers over personen.';
		COMMENT ON COLUMN %1$I.release.organisation_policy IS 'Beleid voor cijfers over organisaties.';
		COMMENT ON COLUMN %1$I.release.block_years IS 'Laatste jaar van elke familie.';
		COMMENT ON COLUMN %1$I.release.definitions IS 'Definities zoals ze toen waren: versie, bereik en gebeurtenis.';
		COMMENT ON COLUMN %1$I.release.source_fingerprint IS 'Vingerafdruk van alle eenheden van de bron, per telling.';
		COMMENT ON COLUMN %1$I.release.audit IS 'Uitkomst van de controle.';
		COMMENT ON COLUMN %1$I.release.version IS 'Versie van kansrijk.';
		CREATE TABLE %1$I.release_cell (release integer NOT NULL REFERENCES %1$I.release ON DELETE CASCADE, family text NOT NULL, definition text NOT NULL, area_type text NOT NULL,
			province text, municipality text, stadsdeel text, wijk text, pc4 text, period int4range NOT NULL, breakdown text NOT NULL, category text NOT NULL, r kansrijk.rate, status kansrijk.cell_status NOT NULL,
			key text GENERATED ALWAYS AS (kansrijk_intern.release_key(area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category)) STORED);
		CREATE INDEX release_cell_key ON %1$I.release_cell (definition, key);
		COMMENT ON INDEX %1$I.release_cell_key IS 'Wat er van een cijfer is vrijgegeven.';
		CREATE INDEX release_cell_release ON %1$I.release_cell (release);
		COMMENT ON INDEX %1$I.release_cell_release IS 'Cijfers van een vrijgave.';
		COMMENT ON TABLE %1$I.release_cell IS 'Vrijgegeven cijfers met hun tellingen, ook de verborgene. Niet voor lezers.';
		COMMENT ON COLUMN %1$I.release_cell.release IS 'Vrijgave.';
		COMMENT ON COLUMN %1$I.release_cell.family IS 'Familie van indicatoren.';
		COMMENT ON COLUMN %1$I.release_cell.definition IS 'Definitie.';
		COMMENT ON COLUMN %1$I.release_cell.area_type IS 'Soort gebied.';
		COMMENT ON COLUMN %1$I.release_cell.province IS 'Provincie.';
		COMMENT ON COLUMN %1$I.release_cell.municipality IS 'Gemeentecode.';
		COMMENT ON COLUMN %1$I.release_cell.stadsdeel IS 'Stadsdeel.';
		COMMENT ON COLUMN %1$I.release_cell.wijk IS 'Wijkcode.';
		COMMENT ON COLUMN %1$I.release_cell.pc4 IS 'Postcode.';
		COMMENT ON COLUMN %1$I.release_cell.period IS 'Kalenderjaren.';
		COMMENT ON COLUMN %1$I.release_cell.breakdown IS 'Uitsplitsing.';
		COMMENT ON COLUMN %1$I.release_cell.category IS 'Categorie.';
		COMMENT ON COLUMN %1$I.release_cell.r IS 'Tellingen.';
		COMMENT ON COLUMN %1$I.release_cell.status IS 'Status, met de reden.';
		COMMENT ON COLUMN %1$I.release_cell.key IS 'Welk cijfer van de definitie het is.';
		CREATE TABLE %1$I.final_year (definition text NOT NULL, year integer NOT NULL, release integer NOT NULL REFERENCES %1$I.release ON DELETE CASCADE, r kansrijk.rate NOT NULL, fingerprint numeric, reopened timestamptz, PRIMARY KEY (definition, year));
		COMMENT ON TABLE %1$I.final_year IS 'Vrijgegeven jaren: die blijven zoals ze zijn.';
		COMMENT ON COLUMN %1$I.final_year.definition IS 'Definitie.';
		COMMENT ON COLUMN %1$I.final_year.year IS 'Jaar.';
		COMMENT ON COLUMN %1$I.final_year.release IS 'Vrijgave waarin het jaar definitief werd.';
		COMMENT ON COLUMN %1$I.final_year.r IS 'Tellingen van het land.';
		COMMENT ON COLUMN %1$I.final_year.fingerprint IS 'Vingerafdruk van de eenheden van het land.';
		COMMENT ON COLUMN %1$I.final_year.reopened IS 'Sinds wanneer het jaar is heropend; leeg: definitief.';
		$ddl$, private);
	FOREACH name IN ARRAY '{release,release_cell,final_year}'::text[] LOOP
		EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', private, name, owner);
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', private, name);
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_release_relations(text, text) IS 'Internal: Creates the private tables release, release_cell and final_year of a publication, when they do not exist. Part of create_indicator_views().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_released_cells(private text, family text, cells text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	name text := left(family, 40) || '_released';
	x record;
BEGIN
	IF to_regclass(format('%I.%I', private, name)) IS NULL THEN
		EXECUTE format('CREATE TABLE %1$I.%2$I (release integer NOT NULL REFERENCES %1$I.release ON DELETE CASCADE)', private, name);
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', private, name, format('Onbeveiligde jaarcijfers van familie %s zoals ze zijn vrijgegeven. Niet voor lezers.', family));
		EXECUTE format('COMMENT ON COLUMN %I.%I.release IS %L', private, name, 'Vrijgave waarin het jaar definitief werd.');
		EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', private, name, owner);
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', private, name);
	END IF;
	FOR x IN SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type, d.name_nl FROM pg_attribute a LEFT JOIN @extschema@.indicator_definition d ON d.id = a.attname
		WHERE a.attrelid = to_regclass(format('%I.%I', private, cells)) AND a.attnum > 0 AND a.attname NOT IN ('first_year', 'last_year')
			AND NOT EXISTS (SELECT FROM pg_attribute e WHERE e.attrelid = to_regclass(format('%I.%I', private, name)) AND e.attname = a.attname) ORDER BY a.attnum
	LOOP
		EXECUTE format('ALTER TABLE %I.%I ADD COLUMN %I %s', private, name, x.attname, x.type);
		EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', private, name, x.attname, coalesce('Tellingen van ' || x.name_nl, 'Als in de telling.'));
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_released_cells(text, text, text, text) IS 'Internal: Creates the private table FAMILY_released, for the cells of released years, or adds the columns that it lacks. Part of create_indicator_views().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_released_view(target text, fact text, owner text, reader text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place) FROM kansrijk_intern.indicator_view_columns() c);
	x record;
BEGIN
	IF to_regclass(format('%I.release_figure', private)) IS NULL THEN
		EXECUTE format($ddl$
			CREATE TABLE %1$I.release_figure AS SELECT NULL::text AS release, NULL::text AS family, %4$s FROM %1$I.%3$I WITH NO DATA;
			ALTER TABLE %1$I.release_figure ALTER release SET NOT NULL, ADD FOREIGN KEY (release) REFERENCES %1$I.release (label) ON DELETE CASCADE;
			CREATE UNIQUE INDEX release_figure_key ON %1$I.release_figure (release, definition, area_type, area, first_year, year, breakdown, category);
			COMMENT ON INDEX %1$I.release_figure_key IS 'Sleutel van een vrijgegeven cijfer.';
			COMMENT ON TABLE %1$I.release_figure IS 'Beveiligde cijfers zoals ze zijn vrijgegeven; lezers gebruiken de view released.';
			CREATE VIEW %2$I.released WITH (security_barrier) AS SELECT release, family, %4$s FROM %1$I.release_figure;
			COMMENT ON VIEW %2$I.released IS 'Alle vrijgegeven cijfers, van elke vrijgave.';
			CREATE VIEW %2$I.releases WITH (security_barrier) AS SELECT label AS release, released_at, note FROM %1$I.release;
			COMMENT ON VIEW %2$I.releases IS 'Vrijgaven.';
			COMMENT ON COLUMN %2$I.releases.release IS 'Naam van de vrijgave.';
			COMMENT ON COLUMN %2$I.releases.released_at IS 'Wanneer.';
			COMMENT ON COLUMN %2$I.releases.note IS 'Toelichting.'
			$ddl$, private, target, fact, columns);
		FOR x IN SELECT c.name, c.comment_nl FROM kansrijk_intern.indicator_view_columns() c UNION ALL VALUES ('release', 'Naam van de vrijgave.'), ('family', 'Familie van indicatoren.') LOOP
			EXECUTE format('COMMENT ON COLUMN %I.release_figure.%I IS %L', private, x.name, x.comment_nl);
			EXECUTE format('COMMENT ON COLUMN %I.released.%I IS %L', target, x.name, x.comment_nl);
		END LOOP;
		EXECUTE format('ALTER TABLE %I.release_figure OWNER TO %I', private, owner);
		EXECUTE format('ALTER VIEW %I.released OWNER TO %I', target, owner);
		EXECUTE format('ALTER VIEW %I.releases OWNER TO %I', target, owner);
	END IF;
	EXECUTE format('REVOKE ALL ON %1$I.release_figure, %2$I.released, %2$I.releases FROM PUBLIC%3$s', private, target, coalesce(', ' || quote_ident(reader), ''));
	IF reader IS NOT NULL THEN
		EXECUTE format('GRANT SELECT ON %1$I.released, %1$I.releases TO %2$I', target, reader);
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_released_view(text, text, text, text) IS 'Internal: Creates target.released and target.releases, and the table beneath, when they do not exist, and grants them to the reader. Part of create_indicator_views().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.drop_release_relations(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	released text;
BEGIN
	EXECUTE format('DROP VIEW IF EXISTS %1$I.released, %1$I.releases', target);
	EXECUTE format('DROP TABLE IF EXISTS %I.release_figure', private);
	FOR released IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(private)) AND c.relkind = 'r'
		AND c.relname IN (SELECT left(i.family, 40) || '_released' FROM @extschema@.indicator i)
	LOOP
		EXECUTE format('DROP TABLE %I.%I', private, released);
	END LOOP;
	EXECUTE format('DROP TABLE IF EXISTS %1$I.final_year, %1$I.release_cell, %1$I.release', private);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.drop_release_relations(text) IS 'Internal: Drops the relations in which a publication remembers its releases. Part of drop_indicator_views().';

CREATE OR REPLACE PROCEDURE refresh(target text, families text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	run timestamptz := clock_timestamp();
	began timestamptz;
	relation record;
	failed_families text[] := '{}';
	everything_failed boolean := false;
	populated boolean;
	readable boolean;
	sorting constant text := current_setting('enable_sort');
	nested_loops constant text := current_setting('enable_nestloop');
	key constant text := $key$hashtextextended(concat_ws('|', definition, area_type, area, first_year, year, breakdown, category), 0)$key$;
	one_family text;
	n bigint;
	hidden bigint;
	shown bigint;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	EXECUTE format('SELECT f FROM unnest($1) f WHERE f IS NULL OR f NOT IN (SELECT r.family FROM %I.relation r WHERE r.family IS NOT NULL) LIMIT 1', private) INTO one_family USING families;
	GET DIAGNOSTICS n = ROW_COUNT;
	IF n > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('schema "%s" has no family "%s"', target, one_family),
			HINT = format('SELECT DISTINCT family FROM %I.relation lists them.', private);
	END IF;
	PERFORM kansrijk_intern.lock_publication(target, families);
	-- Sorting and hashing whole table systems on disk takes twice the time.
	IF pg_size_bytes(current_setting('work_mem')) < 256 * 1024 * 1024 THEN
		PERFORM set_config('work_mem', '256MB', true);
	END IF;

	-- Compiling queries of so many columns takes longer than running them.
	PERFORM set_config('jit', 'off', true);

	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r WHERE r.stage NOT IN (''view'', ''audit'') AND ($1 IS NULL OR r.family = ANY ($1) OR $1 = ''{}'' AND r.family IS NULL) ORDER BY r.position', private) USING families LOOP
		began := clock_timestamp();
		-- The planner takes the cells of small areas for as many as there are births,
		-- and would sort the births instead of hashing them.
		PERFORM set_config('enable_sort', CASE relation.stage WHEN 'cells' THEN 'off' ELSE sorting END, true);
		-- It knows nothing of how many rows come out of a table system, and a nested
		-- loop over two of them never ends.
		PERFORM set_config('enable_nestloop', CASE relation.stage WHEN 'fact' THEN 'off' ELSE nested_loops END, true);
		hidden := NULL;
		shown := NULL;
		IF everything_failed OR relation.family = ANY (failed_families) THEN
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, outcome, refreshed_by) VALUES ($1, $2, $3, $4, $5, ''skipped'', session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began;
			CONTINUE;
		END IF;
		BEGIN
			SELECT c.relispopulated INTO STRICT populated FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = relation.schema_name AND c.relname = relation.name;
			IF relation.stage = 'fact' AND populated THEN
				EXECUTE format('INSERT INTO %I.status_before SELECT %L, %s, status FROM %I.%I', private, relation.name, key, relation.schema_name, relation.name);
				EXECUTE format('REFRESH MATERIALIZED VIEW CONCURRENTLY %I.%I', relation.schema_name, relation.name);
			ELSE
				-- Nobody reads the evidence meanwhile, so it need not be compared.
				EXECUTE format('REFRESH MATERIALIZED VIEW %I.%I', relation.schema_name, relation.name);
			END IF;
			EXECUTE format('ANALYZE %I.%I', relation.schema_name, relation.name);
			EXECUTE format('SELECT count(*) FROM %I.%I', relation.schema_name, relation.name) INTO n;
			IF relation.stage = 'fact' AND populated THEN
				EXECUTE format('SELECT count(*) FILTER (WHERE b.status = ''publish'' AND f.status = ''hidden''), count(*) FILTER (WHERE b.status = ''hidden'' AND f.status = ''publish'')
					FROM %I.status_before b JOIN (SELECT %s AS key, status FROM %I.%I) f USING (key) WHERE b.relation = %L', private, key, relation.schema_name, relation.name, relation.name) INTO hidden, shown;
				EXECUTE format('DELETE FROM %I.status_before WHERE relation = %L', private, relation.name);
			END IF;
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, duration, rows, newly_hidden, newly_published, outcome, refreshed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ''refreshed'', session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began, clock_timestamp() - began, n, hidden, shown;
		EXCEPTION WHEN OTHERS THEN
			everything_failed := relation.family IS NULL;
			failed_families := failed_families || relation.family;
			-- No details: they may hold values of the source. Nor messages that do, as of a text that is no number.
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, duration, outcome, sqlstate, message, refreshed_by) VALUES ($1, $2, $3, $4, $5, $6, ''failed'', $7, $8, session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began, clock_timestamp() - began, SQLSTATE, CASE left(SQLSTATE, 2) WHEN '22' THEN regexp_replace(SQLERRM, '["0-9].*', '...') WHEN 'P0' THEN '...' ELSE SQLERRM END;
			EXECUTE format('SELECT bool_and(c.relispopulated) FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) WHERE r.stage = ''fact'' AND ($1 IS NULL OR r.family = $1)', private) INTO readable USING relation.family;
			RAISE WARNING USING ERRCODE = SQLSTATE, MESSAGE = format('%s.%s was not refreshed', relation.schema_name, relation.name),
				HINT = format('The log says why: SELECT * FROM %I.refresh_log. %s', private, CASE WHEN readable THEN 'Readers keep the last good state.' ELSE 'There is no earlier state: until it is refreshed, readers get an error.' END);
		END;
	END LOOP;
END $$;

COMMENT ON PROCEDURE refresh(text, text[]) IS
'Refreshes a publication in order of dependency, readers reading on (CONCURRENTLY). A relation that fails keeps its last good state, as do those of the same family that depend on it; other families go on; a warning is raised and target_intern.refresh_log has the error. Readers see all changes at once, when the transaction ends. families: NULL is all; sessions may share them, after one of them did what families have in common, with ''{}''. Needs the rights of the owner: a refresher calls target_intern.refresh(). Uses work_mem of at least 256MB. Errors: 3F000 (no publication), 22023 (no such family), 55P03 (another session refreshes, releases or changes it), 25000 (isolation level).';

CREATE OR REPLACE PROCEDURE schedule_refresh(target text, schedule text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	IF target IS NULL OR schedule IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'target and schedule must not be null';
	END IF;
	PERFORM kansrijk_intern.check_publication(target);
	IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron') THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = 'pg_cron is not installed in this database',
			HINT = format('Set shared_preload_libraries = ''pg_cron'' and cron.database_name = %L, restart, and CREATE EXTENSION pg_cron; or let another scheduler CALL %I.refresh().', current_database(), private);
	END IF;
	EXECUTE 'SELECT cron.schedule($1, $2, $3)' USING 'kansrijk refresh ' || target, schedule, format('CALL %I.refresh()', private);
END $$;

COMMENT ON PROCEDURE schedule_refresh(text, text) IS
'Has pg_cron refresh a publication, with the rights of the calling role on target_intern.refresh(). schedule: as cron, in GMT unless cron.timezone says otherwise; ''0 3 * * *'' is every night at three. Again: the schedule changes. Errors: 0A000 without pg_cron, 3F000 without a publication.';

COMMENT ON FUNCTION lint_view_relations(regclass) IS
'The relations that a view reads, also through other views. is_evidence: figures are counted from it, or it holds figures that are not masked; false for masked figures, and for what only adds labels to protected ones, or to the units that are counted.';

COMMENT ON FUNCTION lint_view(regclass) IS
'What the definition of a view or materialized view, and the rights around it, give away, each with what to do. It follows the query, and those of the views beneath, from the tables up: every aggregate over units is a figure, until a status that decides about it masks it; a table is one of units unless its columns are those of labels: texts, and what else a unique key with a text holds. rule: unprotected, unmasked, other_status, primary_only, owner_only, rows, collected, zero, unknown, exact_count, decimals, filter, partition, policy, sample, order, extreme, number, reason (of the query); barrier, invoker, rights, public, create, statistics, row_security, leakproof, volatile (of what is around it); doc/security.md explains them. severity: error (gives figures away), warning (may), notice (look at it). object: the relation, column, function or role. No row: nothing was found, which is no proof; the figures themselves are judged by sdc_status. Reads no data and needs no rights. Errors: 42809 (neither view nor materialized view).';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_audit(audit regclass, min_interval bigint, OUT figures bigint, OUT shown bigint, OUT narrowest bigint, OUT problems text[])
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	-- Intervals take linear programmes: only where a width is asked for.
	EXECUTE format($query$
		SELECT count(*), count(*) FILTER (WHERE status = 'publish'), min(width),
			array_agg(reason || ': ' || concat_ws(' ', definition, area_type, coalesce(pc4, wijk, stadsdeel, municipality, province), period, nullif(breakdown, 'totaal'), nullif(category, 'totaal')) COLLATE "C"
				ORDER BY reason COLLATE "C", definition COLLATE "C", area_type, period, breakdown COLLATE "C", category COLLATE "C", province COLLATE "C", municipality COLLATE "C", stadsdeel COLLATE "C", wijk COLLATE "C", pc4 COLLATE "C")
				FILTER (WHERE reason IS NOT NULL)
		FROM (SELECT *, CASE WHEN is_stale THEN 'not refreshed with its cells' WHEN exposed THEN 'follows from published figures' WHEN status NOT IN ('publish', 'empty') AND width < $1 THEN 'interval is too narrow' END AS reason
			FROM (SELECT *, %s AS width FROM %s) a) a
		WHERE shown OR reason IS NOT NULL$query$,
		CASE WHEN min_interval > 0 THEN 'least(upper(numerator_range) - lower(numerator_range), upper(complement_range) - lower(complement_range))' ELSE 'NULL::numeric' END, audit)
		INTO figures, shown, narrowest, problems USING min_interval;
	problems := coalesce(problems, '{}');
END $$;

COMMENT ON FUNCTION kansrijk_intern.publication_audit(regclass, bigint) IS
'Internal: Audits the figures of one scan of a publication: none that is unsafe may follow from published ones, and, with min_interval above 0, each must be that uncertain. Returns how many figures there are and are shown, the narrowest interval, and the problems, a text each, which name figures but no counts. For release().';

CREATE OR REPLACE PROCEDURE release(target text, label text, note text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	publication record;
	relation record;
	release_id integer;
	audited record;
	problems text[] := '{}';
	audit jsonb := '{}';
	fingerprints jsonb := '{}';
	block_years jsonb := '{}';
	definitions text[];
	min_interval bigint;
	last_year integer;
	sum_of_years numeric;
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place) FROM kansrijk_intern.indicator_view_columns() c);
	counts text;
	published text;
	is_stale boolean;
BEGIN
	IF label IS NULL OR label !~ '\S' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a release needs a label', HINT = 'Name it after what it holds, as in ''2016-2020''.';
	END IF;
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	EXECUTE format('SELECT id FROM %I.release r WHERE r.label = $1', private) INTO release_id USING label;
	IF release_id IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = format('release "%s" exists', label), HINT = 'A release is never changed: use another label.';
	END IF;
	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) WHERE c.relkind = ''m'' AND NOT c.relispopulated', private) LOOP
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('%s.%s has not been refreshed', relation.schema_name, relation.name),
			HINT = format('CALL kansrijk.refresh(%L) first.', target);
	END LOOP;
	-- As in refresh(): whole table systems, of which the planner knows nothing.
	IF pg_size_bytes(current_setting('work_mem')) < 256 * 1024 * 1024 THEN
		PERFORM set_config('work_mem', '256MB', true);
	END IF;
	PERFORM set_config('enable_nestloop', 'off', true);
	PERFORM set_config('jit', 'off', true);
	EXECUTE format('SELECT * FROM %I.publication', private) INTO STRICT publication;

	-- What readers see must be what is protected, and that must be safe.
	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r WHERE r.stage IN (''cells'', ''audit'', ''fact'') ORDER BY r.position', private) LOOP
		IF relation.stage = 'cells' THEN
			-- By cell: a birth that moved to another area changes no sum of the country.
			SELECT format('SELECT sum(hash_record_extended(ROW(%s, %s), 0)) FILTER (WHERE num_nonnulls(%2$s) > 0)', labels, not_final) INTO counts
				FROM (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attname <> ALL ('{first_year,last_year,fingerprint}') AND a.atttypid <> '@extschema@.rate'::regtype) AS labels,
						string_agg(format('CASE WHEN year NOT IN (SELECT y.year FROM %I.final_year y WHERE y.definition = %L AND y.reopened IS NULL) THEN %2$I END', private, a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.atttypid = '@extschema@.rate'::regtype) AS not_final
					FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.attnum > 0 AND NOT a.attisdropped) c;
			EXECUTE format('SELECT (%1$s FROM %2$I.%3$I) IS DISTINCT FROM (%1$s FROM %2$I.%4$I)', counts, private, relation.name, replace(relation.name, '_cells', '_known')) INTO STRICT is_stale;
			IF is_stale THEN
				problems := problems || format('not refreshed with its cells: %s', replace(relation.name, '_cells', '_known'));
			END IF;
		ELSIF relation.stage = 'audit' THEN
			SELECT substring(CASE WHEN bool_or(d.unit_counted IN ('municipality', 'jgz_organisation', 'midwifery_practice')) THEN publication.organisation_policy ELSE publication.policy END FROM 'min_interval=(\d+)')
				INTO min_interval FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator WHERE i.family = relation.family;
			SELECT * INTO audited FROM kansrijk_intern.publication_audit(format('%I.%I', private, relation.name)::regclass, coalesce(min_interval, 0));
			problems := problems || audited.problems;
			audit := audit || jsonb_build_object(relation.name, jsonb_build_object('figures', audited.figures, 'shown', audited.shown, 'min_interval', coalesce(min_interval, 0), 'narrowest', audited.narrowest));
		ELSE
			SELECT string_agg(format('SELECT * FROM %I.%I', private, p.name), ' UNION ALL ') INTO published
				FROM (SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(private)) AND c.relkind = 'm' AND c.relname ~ ('^' || left(relation.family, 40) || '_protected(_\d+)?$')) p;
			EXECUTE format('SELECT (SELECT sum(hash_record_extended(ROW(definition, area_type, area, first_year, year, breakdown, category, status = ''publish'', numerator, denominator), 0)) FROM %I.%I)
				IS DISTINCT FROM (SELECT sum(hash_record_extended(ROW(definition, area_type, kansrijk_intern.publication_area(area_type, province, municipality, stadsdeel, wijk, pc4), lower(period), upper(period) - 1, breakdown, category, status = ''publish'',
					CASE WHEN status = ''publish'' THEN @extschema@.numerator(rounded) END, CASE WHEN status = ''publish'' THEN @extschema@.denominator(rounded) END), 0)) FROM (%s) p)', private, relation.name, published) INTO STRICT is_stale;
			IF is_stale THEN
				problems := problems || format('not refreshed with its figures: %s', relation.name);
			END IF;
		END IF;
	END LOOP;
	IF problems <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = format('release "%s" is refused', label),
			DETAIL = array_to_string(problems[1:20], E'\n') || CASE WHEN cardinality(problems) > 20 THEN format(E'\nand %s more', cardinality(problems) - 20) ELSE '' END,
			HINT = format('Nothing was stored. CALL kansrijk.refresh(%L) and try again; the views %s.*_audit show more to the owner.', target, private);
	END IF;

	EXECUTE format('INSERT INTO %I.release (label, note, source, policy, organisation_policy, definitions, source_fingerprint, block_years, audit, version) VALUES ($1, $2, $3, $4, $5, ''{}'', ''{}'', ''{}'', $6, @extschema@.library_version()) RETURNING id', private)
		INTO release_id USING label, note, publication.source, publication.policy, publication.organisation_policy, audit;
	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r WHERE r.stage IN (''cells'', ''protected'', ''fact'') ORDER BY r.position', private) LOOP
		IF relation.stage = 'protected' THEN
			EXECUTE format('INSERT INTO %1$I.release_cell (release, family, definition, area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category, r, status)
				SELECT $1, $2, definition, area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category, r, status FROM %1$I.%2$I', private, relation.name) USING release_id, relation.family;
		ELSIF relation.stage = 'fact' THEN
			EXECUTE format('INSERT INTO %1$I.release_figure (release, family, %2$s) SELECT $1, $2, %2$s FROM %1$I.%3$I', private, columns, relation.name) USING label, relation.family;
		ELSE
			-- Years that are not final yet become so.
			definitions := ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.atttypid = '@extschema@.rate'::regtype AND NOT a.attisdropped ORDER BY a.attnum);
			counts := (SELECT string_agg(format('CASE WHEN EXISTS (SELECT FROM %I.final_year y WHERE y.definition = %L AND y.year = c.year AND y.reopened IS NULL) THEN NULL ELSE c.%I END AS %3$I', private, d, d), ', ') FROM unnest(definitions) d);
			EXECUTE format('UPDATE %I.%I c SET %s WHERE EXISTS (SELECT FROM %1$I.final_year y WHERE y.year = c.year AND y.reopened IS NOT NULL)', private, left(relation.family, 40) || '_released',
				(SELECT string_agg(format('%I = CASE WHEN EXISTS (SELECT FROM %I.final_year y WHERE y.definition = %L AND y.year = c.year AND y.reopened IS NULL) THEN c.%1$I END', d, private, d), ', ') FROM unnest(definitions) d));
			EXECUTE format('INSERT INTO %1$I.%2$I (release, %3$s) SELECT $1, %3$s FROM (SELECT %4$s, %5$s FROM %1$I.%6$I c) c WHERE num_nonnulls(%7$s) > 0', private, left(relation.family, 40) || '_released',
				(SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.attnum > 0 AND a.attname <> ALL (definitions || '{first_year,last_year}'::text[])) || ', ' || (SELECT string_agg(quote_ident(d), ', ') FROM unnest(definitions) d),
				(SELECT string_agg('c.' || quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.attnum > 0 AND a.attname <> ALL (definitions || '{first_year,last_year}'::text[])),
				counts, relation.name, (SELECT string_agg(quote_ident(d), ', ') FROM unnest(definitions) d)) USING release_id;
			EXECUTE format('INSERT INTO %1$I.final_year AS f (definition, year, release, r, fingerprint)
				SELECT d.id, c.year, $1, @extschema@.rate(d.r), sum(c.fingerprint) FROM %1$I.%2$I c, LATERAL (VALUES %3$s) d(id, r) WHERE NOT c.by_breakdown GROUP BY d.id, c.year
				ON CONFLICT (definition, year) DO UPDATE SET release = excluded.release, r = excluded.r, fingerprint = excluded.fingerprint, reopened = NULL WHERE f.reopened IS NOT NULL', private, relation.name,
				(SELECT string_agg(format('(%L, c.%I)', d, d), ', ') FROM unnest(definitions) d)) USING release_id;
			EXECUTE format('SELECT max(year), sum(fingerprint) FROM %I.%I', private, relation.name) INTO last_year, sum_of_years;
			fingerprints := fingerprints || jsonb_build_object(relation.name, sum_of_years);
			block_years := block_years || jsonb_build_object(relation.family, greatest(last_year, (block_years ->> relation.family)::integer));
			EXECUTE format('ANALYZE %I.%I', private, left(relation.family, 40) || '_released');
		END IF;
	END LOOP;
	EXECUTE format('UPDATE %1$I.release SET source_fingerprint = $2, block_years = $3, definitions = (SELECT jsonb_object_agg(d.id, jsonb_build_object(''version'', d.version, ''name'', d.name_nl, ''name_en'', d.name_en, ''relation'', d.relation, ''scope'', d.scope, ''event'', d.event))
			FROM @extschema@.indicator_definition d WHERE d.id IN (SELECT c.definition FROM %1$I.release_cell c WHERE c.release = $1)) WHERE id = $1', private) USING release_id, fingerprints, block_years;
	EXECUTE format('ANALYZE %1$I.release_cell, %1$I.release_figure, %1$I.final_year', private);
END $$;

COMMENT ON PROCEDURE release(text, text, text) IS
'Releases what the views of a publication show: audits it, and keeps it under a label, in target.released for readers and with all counts in target_intern. The audit: no unsafe figure follows from published ones, of this release and of all before; with min_interval in the policy also that each is so uncertain; and views and figures were refreshed together. From then on its years are final: later refreshes show them as released, and new figures are protected against all that was released before. note is for readers too. Errors: 22000 (refused; the detail names the figures, never counts; nothing is stored), 55000 (not refreshed), 23505 (label exists), 22023 (no label), 3F000, 55P03, 25000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.set_reopened(target text, years int4range, definitions text[], reopened timestamptz) RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF years IS NULL OR isempty(years) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('no years to %s', CASE WHEN reopened IS NULL THEN 'close' ELSE 'reopen' END), HINT = 'Give a year, as in 2018, or a range, as in ''[2018,2020)'' for 2018 and 2019.';
	END IF;
	EXECUTE format('UPDATE %I.final_year SET reopened = $3 WHERE (reopened IS NULL) <> ($3 IS NULL) AND year <@ $1 AND ($2 IS NULL OR definition = ANY ($2))', kansrijk_intern.publication_schema(target)) USING years, definitions, reopened;
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n;
END $$;

COMMENT ON FUNCTION kansrijk_intern.set_reopened(text, int4range, text[], timestamptz) IS 'Internal: Says of final years of a publication when they were reopened, or NULL: that they are not. Returns how many changed. For reopen_years() and close_years().';

CREATE OR REPLACE FUNCTION kansrijk_intern.year_range(years text) RETURNS int4range
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	parts text[] := regexp_match(@extschema@.visible_text(years), '^([0-9]{4})(?:\.0)?(?:\s*-\s*([0-9]{4}))?$');
BEGIN
	IF parts IS NULL THEN
		RETURN years::int4range;
	END IF;
	RETURN int4range(parts[1]::integer, coalesce(parts[2], parts[1])::integer, '[]');
EXCEPTION WHEN data_exception THEN
	RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('not a year or a range of years: "%s"', years),
		HINT = 'Write 2018, ''2018-2019'' or ''[2018,2020)''.';
END $$;

COMMENT ON FUNCTION kansrijk_intern.year_range(text) IS
'Internal: Years as text as a range: 2018, 2018-2019 (both included) or a range as PostgreSQL writes it. Anything else: error 22023.';

CREATE OR REPLACE PROCEDURE reopen_years(target text, years int4range, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF kansrijk_intern.set_reopened(target, years, definitions, now()) = 0 THEN
		RAISE NOTICE USING MESSAGE = format('no final year of "%s" is among these', target);
	END IF;
END $$;

COMMENT ON PROCEDURE reopen_years(text, int4range, text[]) IS
'Makes released years of a publication open to revision: the next refresh takes them from the source, the next release makes them final again. A revised figure is shown when it differs enough from what was released; else it stays as released, and the difference is protected. definitions: NULL is all. Without such a year: a notice. Errors: 3F000, 22023, 55P03, 25000.';

CREATE OR REPLACE PROCEDURE reopen_years(target text, years double precision, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL @extschema@.reopen_years(target, kansrijk_intern.year_range(years::text), definitions);
END $$;

COMMENT ON PROCEDURE reopen_years(text, double precision, text[]) IS
'The same of one year: CALL reopen_years(target, 2018).';

CREATE OR REPLACE PROCEDURE reopen_years(target text, years text, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL @extschema@.reopen_years(target, kansrijk_intern.year_range(years), definitions);
END $$;

COMMENT ON PROCEDURE reopen_years(text, text, text[]) IS
'The same of years as text: ''2018'', ''2018-2019'' (both included) or a range, ''[2018,2020)''. What a literal without a type is.';

CREATE OR REPLACE PROCEDURE close_years(target text, years int4range, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF kansrijk_intern.set_reopened(target, years, definitions, NULL) = 0 THEN
		RAISE NOTICE USING MESSAGE = format('no reopened year of "%s" is among these', target);
	END IF;
END $$;

COMMENT ON PROCEDURE close_years(text, int4range, text[]) IS
'Takes reopen_years() back, as long as there was no release since: the next refresh shows the years as they were released. definitions: NULL is all. Without such a year: a notice. Errors: 3F000, 22023, 55P03, 25000.';

CREATE OR REPLACE PROCEDURE close_years(target text, years double precision, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL @extschema@.close_years(target, kansrijk_intern.year_range(years::text), definitions);
END $$;

COMMENT ON PROCEDURE close_years(text, double precision, text[]) IS
'The same of one year: CALL close_years(target, 2018).';

CREATE OR REPLACE PROCEDURE close_years(target text, years text, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL @extschema@.close_years(target, kansrijk_intern.year_range(years), definitions);
END $$;

COMMENT ON PROCEDURE close_years(text, text, text[]) IS
'The same of years as text: ''2018'', ''2018-2019'' (both included) or a range, ''[2018,2020)''. What a literal without a type is.';

CREATE OR REPLACE FUNCTION release_revisions(target text) RETURNS TABLE (definition text, year integer, released rate, source rate, same_units boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000 ROWS 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	relation record;
	definitions text[];
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	FOR relation IN EXECUTE format('SELECT r.name FROM %I.relation r WHERE r.stage = ''cells'' ORDER BY r.position', private) LOOP
		definitions := ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.atttypid = '@extschema@.rate'::regtype AND NOT a.attisdropped ORDER BY a.attnum);
		RETURN QUERY EXECUTE format('SELECT y.definition, y.year, y.r, coalesce(c.r, ''0/0''), coalesce(y.fingerprint = c.fingerprint, false)
			FROM %1$I.final_year y LEFT JOIN (SELECT d.id, c.year, @extschema@.rate(d.r) AS r, sum(c.fingerprint) AS fingerprint FROM %1$I.%2$I c, LATERAL (VALUES %3$s) d(id, r) WHERE NOT c.by_breakdown GROUP BY d.id, c.year) c
				ON (c.id, c.year) = (y.definition, y.year)
			WHERE y.definition = ANY ($1) AND y.reopened IS NULL AND (y.fingerprint, @extschema@.numerator(y.r), @extschema@.denominator(y.r)) IS DISTINCT FROM (c.fingerprint, @extschema@.numerator(c.r), @extschema@.denominator(c.r))
			ORDER BY 1, 2', private, relation.name, (SELECT string_agg(format('(%L, c.%I)', d, d), ', ') FROM unnest(definitions) d)) USING definitions;
	END LOOP;
END $$;

COMMENT ON FUNCTION release_revisions(text) IS
'For the owner: final years of which the source, at the last refresh, says something else than was released: figures of the country then and now, and whether the units are the same. A year that the source no longer holds is 0/0. reopen_years() lets such a year be revised. Error 3F000.';

CREATE OR REPLACE PROCEDURE forget_releases(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	EXECUTE format('DELETE FROM %I.release', kansrijk_intern.publication_schema(target));
END $$;

COMMENT ON PROCEDURE forget_releases(text) IS
'Deletes all releases of a publication, and with them the protection of later figures against what is out already: for trials, never after somebody has read them. Errors: 3F000, 55P03, 25000.';

CREATE OR REPLACE FUNCTION verify_release(target text, family text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	problems text[];
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	EXECUTE format($query$
		WITH latest AS (SELECT f.* FROM %1$I.release_figure f WHERE f.family = $1
			AND f.release = (SELECT r.label FROM %1$I.release r WHERE EXISTS (SELECT FROM %1$I.release_cell c WHERE c.release = r.id AND c.family = $1) ORDER BY r.id DESC LIMIT 1)),
		reopened AS (SELECT y.definition, y.year FROM %1$I.final_year y WHERE y.reopened IS NOT NULL),
		held AS (SELECT DISTINCT definition, area_type, breakdown FROM %1$I.%2$I)
		SELECT array_agg(problem || ': ' || concat_ws(' ', definition, area_type, area, first_year, nullif(year, first_year), nullif(breakdown, 'totaal'), nullif(category, 'totaal')) COLLATE "C" ORDER BY problem COLLATE "C", definition COLLATE "C", area_type COLLATE "C", area COLLATE "C", first_year, year, breakdown COLLATE "C", category COLLATE "C")
		FROM (SELECT l.definition, l.area_type, l.area, l.first_year, l.year, l.breakdown, l.category,
				CASE WHEN f.definition IS NULL THEN 'is missing' WHEN l.status = 'publish' AND f.status <> 'publish' THEN 'is hidden' WHEN l.status <> 'publish' AND f.status = 'publish' THEN 'is published' ELSE 'has another value' END AS problem
			FROM latest l JOIN held h ON (h.definition, h.area_type, h.breakdown) = (l.definition, l.area_type, l.breakdown)
				LEFT JOIN %1$I.%2$I f ON (f.definition, f.area_type, f.area, f.first_year, f.year, f.breakdown, f.category) = (l.definition, l.area_type, l.area, l.first_year, l.year, l.breakdown, l.category)
			WHERE (f.status, f.numerator, f.denominator) IS DISTINCT FROM (l.status, l.numerator, l.denominator)
				AND NOT EXISTS (SELECT FROM reopened y WHERE y.definition = l.definition AND y.year BETWEEN l.first_year AND l.year)) p$query$,
		private, left(family, 40) || '_fact') INTO problems USING family;
	RETURN coalesce(problems, '{}');
END $$;

COMMENT ON FUNCTION verify_release(text, text) IS
'For the owner: where the views of a family do not show what its latest release did: figures that are missing (while others of the same definition, kind of area and breakdown are there), hidden, published or of another value. Figures of reopened years may differ. A text each, without counts; none: all is reproduced. Error 3F000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.verify_refreshed_release() RETURNS event_trigger
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
	target text;
	problems text[];
BEGIN
	FOR x IN SELECT n.nspname, c.relname FROM pg_event_trigger_ddl_commands() d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'm' AND c.relispopulated AND c.relname LIKE '%\_fact'
			AND EXISTS (SELECT FROM pg_class p WHERE p.relnamespace = n.oid AND p.relname = 'release_figure' AND p.relowner = c.relowner)
	LOOP
		EXECUTE format('SELECT p.target FROM %I.publication p, %1$I.relation r WHERE r.stage = ''fact'' AND (r.schema_name, r.name) = ($1, $2)', x.nspname) INTO target USING x.nspname, x.relname;
		CONTINUE WHEN target IS NULL;
		problems := @extschema@.verify_release(target, left(x.relname, -5));
		IF problems <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'triggered_data_change_violation', MESSAGE = format('%I.%I no longer shows what has been released', x.nspname, x.relname),
				DETAIL = array_to_string(problems[1:20], E'\n') || CASE WHEN cardinality(problems) > 20 THEN format(E'\nand %s more', cardinality(problems) - 20) ELSE '' END,
				HINT = 'The last state stays. CALL kansrijk.reopen_years() lets years be revised.';
		END IF;
	END LOOP;
END $$;

COMMENT ON FUNCTION kansrijk_intern.verify_refreshed_release() IS 'Internal: Event trigger function: error 27000, which undoes the refresh, when the fact relation of a publication does not show what verify_release() asks for. Other materialized views are none of its business.';

CREATE OR REPLACE PROCEDURE verify_releases_on()
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'kansrijk_verify_releases') THEN
		RETURN;
	END IF;
	CREATE EVENT TRIGGER kansrijk_verify_releases ON ddl_command_end WHEN TAG IN ('REFRESH MATERIALIZED VIEW') EXECUTE FUNCTION kansrijk_intern.verify_refreshed_release();
	COMMENT ON EVENT TRIGGER kansrijk_verify_releases IS 'A refresh of a publication must show what has been released, else it is undone.';
EXCEPTION WHEN insufficient_privilege THEN
	RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'event triggers can be created by a superuser only', HINT = 'Ask one to CALL kansrijk.verify_releases_on(); without it, SELECT kansrijk.verify_release(target, family) tells the same.';
END $$;

COMMENT ON PROCEDURE verify_releases_on() IS 'Creates, in this database, the event trigger kansrijk_verify_releases: whoever refreshes the fact relation of a publication, it must show what its latest release did, else the refresh fails and the last state stays. Again: nothing. Error 42501: it takes a superuser.';

CREATE OR REPLACE FUNCTION kansrijk_intern.csv_field(value text, delimiter text DEFAULT ',') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE WHEN value IS NULL THEN ''
		WHEN value = '' OR value ~ '["\r\n]|^\s|\s$' OR position(delimiter IN value) > 0 THEN '"' || replace(value, '"', '""') || '"'
		ELSE value END;

COMMENT ON FUNCTION kansrijk_intern.csv_field(text, text) IS 'Internal: A field of a CSV file (RFC 4180), in quotes where it must be. NULL is an empty field, an empty text is in quotes.';

CREATE OR REPLACE FUNCTION kansrijk_intern.csv_text(value text, delimiter text DEFAULT ',') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN kansrijk_intern.csv_field(CASE WHEN value ~ '^[=+@\t\r-]' THEN '''' || value ELSE value END, delimiter);

COMMENT ON FUNCTION kansrijk_intern.csv_text(text, text) IS 'Internal: As csv_field, for words: a text that a spreadsheet would take for a formula (=, +, -, @, tab) gets an apostrophe before it.';

CREATE OR REPLACE FUNCTION kansrijk_intern.release_columns() RETURNS TABLE (place integer, name text, header_nl text, is_number boolean)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 30
	BEGIN ATOMIC
		SELECT * FROM (VALUES
			(1, 'release', 'vrijgave', false), (2, 'family', 'familie', false), (3, 'indicator', 'indicator', false), (4, 'definition', 'definitie', false),
			(5, 'indicator_name', 'indicatornaam', false), (6, 'definition_name', 'definitienaam', false), (7, 'indicator_group', 'soort_indicator', false), (8, 'polarity', 'gunstig', false),
			(9, 'area_type', 'soort_gebied', false), (10, 'area', 'gebied', false), (11, 'area_name', 'gebiedsnaam', false), (12, 'province', 'provincie', false), (13, 'municipality', 'gemeente', false),
			(14, 'period_type', 'soort_periode', false), (15, 'period_label', 'periode', false), (16, 'first_year', 'eerste_jaar', false), (17, 'year', 'jaar', false), (18, 'breakdown', 'uitsplitsing', false), (19, 'category', 'categorie', false),
			(20, 'numerator', 'teller', true), (21, 'denominator', 'noemer', true), (22, 'value', 'waarde', true), (23, 'lower', 'ondergrens', true), (24, 'upper', 'bovengrens', true),
			(25, 'unit', 'eenheid', false), (26, 'status', 'status', false), (27, 'country_value', 'waarde_land', true), (28, 'comparison', 'vergelijking', false), (29, 'trend', 'trend', false)
		) c(place, name, header_nl, is_number);
	END;

COMMENT ON FUNCTION kansrijk_intern.release_columns() IS 'Internal: Columns of release_csv(): names, which are the headers in English, headers in Dutch, and which are numbers.';

CREATE OR REPLACE FUNCTION kansrijk_intern.require_release(target text, label text, definition text DEFAULT NULL) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	is_found boolean;
BEGIN
	IF target IS NULL OR label IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'target and label must not be null';
	END IF;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.releases r WHERE r.release = $1)', target) INTO is_found USING label;
	IF NOT is_found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label), HINT = format('SELECT release FROM %I.releases lists them.', target);
	END IF;
	IF definition IS NOT NULL THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.released r WHERE r.release = $1 AND r.definition = $2)', target) INTO is_found USING label, definition;
		IF NOT is_found THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" has no figures of "%s"', label, definition), HINT = format('SELECT DISTINCT definition FROM %I.released lists what there is.', target);
		END IF;
	END IF;
	RETURN true;
END $$;

COMMENT ON FUNCTION kansrijk_intern.require_release(text, text, text) IS 'Internal: True when the caller can read this release, with figures of this definition when one is given; else error 42704. For the exports.';

CREATE OR REPLACE FUNCTION release_csv(target text, label text, delimiter text DEFAULT ',', decimal_sign text DEFAULT '.', language text DEFAULT 'nl') RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	header text;
	fields text;
	rows text;
BEGIN
	IF coalesce(delimiter NOT IN (',', ';', E'\t', '|'), true) OR coalesce(decimal_sign NOT IN ('.', ','), true) OR coalesce(language NOT IN ('nl', 'en'), true) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'unknown delimiter, decimal sign or language', HINT = 'Allowed: delimiter comma, semicolon, tab or |; decimal point or comma; language nl or en.';
	END IF;
	PERFORM kansrijk_intern.require_release(target, label);
	SELECT string_agg(CASE language WHEN 'nl' THEN c.header_nl ELSE c.name END, delimiter ORDER BY c.place),
			string_agg(CASE WHEN NOT c.is_number THEN format('kansrijk_intern.csv_text(%I::text, $2)', c.name)
				ELSE format('kansrijk_intern.csv_field(replace(trim_scale(round(%I::numeric, 6))::text, ''.'', $3), $2)', c.name) END, ' || $2 || ' ORDER BY c.place)
		INTO header, fields FROM kansrijk_intern.release_columns() c;
	EXECUTE format('SELECT string_agg(%s, E''\r\n'' ORDER BY family COLLATE "C", definition COLLATE "C", area_type COLLATE "C", area COLLATE "C", first_year, year, breakdown COLLATE "C", category COLLATE "C") FROM %I.released WHERE release = $1', fields, target)
		INTO rows USING label, delimiter, decimal_sign;
	RETURN concat_ws(E'\r\n', header, rows);
END $$;

COMMENT ON FUNCTION release_csv(text, text, text, text, text) IS
'A release as a CSV file (RFC 4180: lines end with CR LF, but for the last; UTF-8 as the client asks). delimiter: comma, semicolon, tab or |; decimal_sign: point or comma; language of the header: nl or en. Hidden figures are empty, with status hidden. Reads target.released with the rights of the caller. Errors: 42704, 22023, 22004.';

CREATE OR REPLACE FUNCTION release_json_stat(target text, label text, definition text) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	result jsonb;
BEGIN
	IF definition IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'definition must not be null';
	END IF;
	PERFORM kansrijk_intern.require_release(target, label, definition);
	EXECUTE format($query$
		WITH figure AS (
			SELECT f.*, area_type || ':' || area AS area_key, CASE WHEN breakdown = 'totaal' THEN 'totaal' ELSE breakdown || ':' || category END AS category_key
			FROM %1$I.released f WHERE f.release = $1 AND f.definition = $2),
		named AS (SELECT area_key, min(area_type) AS type, min(area) AS code, coalesce(min(area_name), min(area)) AS name FROM figure GROUP BY area_key),
		-- Toolkits find a category by its label, so that one that two have loses figures:
		-- a province and its capital, areas that are unknown.
		labelled AS (SELECT area_key, type, CASE WHEN count(*) OVER (PARTITION BY name) = 1 THEN name
			WHEN count(*) OVER (PARTITION BY name, type) = 1 THEN format('%%s (%%s)', name, type) ELSE format('%%s (%%s %%s)', name, type, code) END AS label FROM named),
		area AS (SELECT area_key, CASE WHEN count(*) OVER (PARTITION BY label) = 1 THEN label ELSE area_key END AS name,
			row_number() OVER (ORDER BY array_position('{land,provincie,gemeente,stadsdeel,wijk,pc4}', type), area_key COLLATE "C") - 1 AS i FROM labelled),
		period AS (SELECT first_year, year, min(period_label) AS key, row_number() OVER (ORDER BY year, first_year DESC) - 1 AS i FROM figure GROUP BY first_year, year),
		category AS (SELECT category_key, row_number() OVER (ORDER BY category_key <> 'totaal', category_key COLLATE "C") - 1 AS i FROM figure GROUP BY category_key),
		measure AS (SELECT * FROM (VALUES (0, 'value', 'Waarde'), (1, 'numerator', 'Teller'), (2, 'denominator', 'Noemer'), (3, 'lower', 'Ondergrens (95%%)'), (4, 'upper', 'Bovengrens (95%%)')) m(i, key, name)),
		size AS (SELECT (SELECT count(*) FROM area) AS areas, (SELECT count(*) FROM period) AS periods, (SELECT count(*) FROM category) AS categories, (SELECT count(*) FROM measure) AS measures),
		value AS (
			SELECT (((a.i * s.periods + p.i) * s.categories + c.i) * s.measures + m.i)::text AS i, f.status,
				trim_scale(round(CASE m.i WHEN 0 THEN f.value::numeric WHEN 1 THEN f.numerator::numeric WHEN 2 THEN f.denominator::numeric WHEN 3 THEN f.lower::numeric ELSE f.upper::numeric END, 6)) AS value
			FROM figure f JOIN area a USING (area_key) JOIN period p USING (first_year, year) JOIN category c USING (category_key), measure m, size s)
		SELECT jsonb_build_object('version', '2.0', 'class', 'dataset', 'label', min(f.definition_name), 'updated', to_char((SELECT r.released_at FROM %1$I.releases r WHERE r.release = $1) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
			'id', '["area", "period", "category", "measure"]'::jsonb, 'size', (SELECT jsonb_build_array(s.areas, s.periods, s.categories, s.measures) FROM size s),
			'role', '{"geo": ["area"], "time": ["period"], "metric": ["measure"]}'::jsonb,
			'dimension', jsonb_build_object(
				'area', jsonb_build_object('label', 'Gebied', 'category', (SELECT jsonb_build_object('index', jsonb_object_agg(area_key, i), 'label', jsonb_object_agg(area_key, name)) FROM area)),
				'period', jsonb_build_object('label', 'Periode', 'category', (SELECT jsonb_build_object('index', jsonb_object_agg(key, i), 'label', jsonb_object_agg(key, key)) FROM period)),
				'category', jsonb_build_object('label', 'Uitsplitsing', 'category', (SELECT jsonb_build_object('index', jsonb_object_agg(category_key, i), 'label', jsonb_object_agg(category_key, category_key)) FROM category)),
				'measure', jsonb_build_object('label', 'Maat', 'category', (SELECT jsonb_build_object('index', jsonb_object_agg(key, i), 'label', jsonb_object_agg(key, name),
					'unit', jsonb_object_agg(key, jsonb_build_object('label', CASE WHEN i IN (1, 2) THEN 'aantal' ELSE (SELECT min(unit) FROM figure) END))) FROM measure))),
			'value', (SELECT jsonb_object_agg(i, value) FROM value), 'status', (SELECT coalesce(jsonb_object_agg(i, status) FILTER (WHERE status <> 'publish'), '{}') FROM value),
			'extension', jsonb_build_object('release', $1, 'definition', $2, 'status', jsonb_build_object('hidden', 'verborgen om herleidbaarheid te voorkomen', 'empty', 'er valt niets te tonen')))
		FROM figure f$query$, target) INTO result USING label, definition;
	RETURN result;
END $$;

COMMENT ON FUNCTION release_json_stat(text, text, text) IS
'One definition of a release as a JSON-stat 2.0 dataset with the dimensions area, period, category and measure (value, numerator, denominator, lower, upper). value and status are objects by cell number: a hidden figure is null with status hidden, a combination that is no figure is absent. Labels are unique: where areas have one name, or are unknown (?), with their kind, and with their code where that does not tell either. Reads target.released with the rights of the caller. Errors: 42704, 22004.';

CREATE OR REPLACE FUNCTION kansrijk_intern.license_iri(license text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	name constant text := upper(regexp_replace(btrim(license), '[-_ ]+', ' ', 'g'));
	parts text[] := regexp_match(name, '^(?:CC )?(BY(?: NC)?(?: SA| ND)?) ([1-4]\.0)$');
BEGIN
	IF license ~ '^https?://[^\s<>"{}|\\^`]+$' THEN
		RETURN license;
	ELSIF parts IS NOT NULL THEN
		RETURN format('https://creativecommons.org/licenses/%s/%s/', lower(replace(parts[1], ' ', '-')), parts[2]);
	ELSIF name IN ('CC0', 'CC0 1.0', 'CC ZERO', 'CC 0', 'CC 0 1.0') THEN
		RETURN 'https://creativecommons.org/publicdomain/zero/1.0/';
	ELSIF name IN ('PDM', 'PDM 1.0', 'CC PDM 1.0', 'PUBLIC DOMAIN MARK 1.0') THEN
		RETURN 'https://creativecommons.org/publicdomain/mark/1.0/';
	ELSIF name IN ('ODBL', 'ODBL 1.0') THEN
		RETURN 'https://opendatacommons.org/licenses/odbl/1-0/';
	ELSIF name IN ('ODC BY', 'ODC BY 1.0') THEN
		RETURN 'https://opendatacommons.org/licenses/by/1-0/';
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('license "%s" is not known', license),
		HINT = 'Give the address of the license (https://...), or one of CC0 1.0, CC BY 4.0 (also with NC, SA, ND), PDM 1.0, ODC-BY 1.0, ODbL 1.0.';
END $$;

COMMENT ON FUNCTION kansrijk_intern.license_iri(text) IS
'Internal: IRI of a license, which is its address or a name that is known: CC BY 4.0 and its kind, CC0, PDM, ODC-BY, ODbL. Another: error 22023.';

CREATE OR REPLACE FUNCTION kansrijk_intern.url_part(value text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN (SELECT string_agg(CASE WHEN c ~ '[A-Za-z0-9._~-]' THEN c
			ELSE upper(regexp_replace(encode(convert_to(c, 'UTF8'), 'hex'), '(..)', '%\1', 'g')) END, '' ORDER BY i)
		FROM regexp_split_to_table(value, '') WITH ORDINALITY u(c, i));

COMMENT ON FUNCTION kansrijk_intern.url_part(text) IS 'Internal: A text as a part of an address: what may not be in one as percent signs and hexadecimal digits.';

CREATE OR REPLACE FUNCTION release_dcat(target text, label text, base_url text, publisher text DEFAULT NULL, license text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	result jsonb;
BEGIN
	PERFORM kansrijk_intern.require_release(target, label);
	IF base_url IS NULL OR base_url !~ '^https?://[^\s<>"{}|\\^`]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'base_url is no web address', HINT = 'Give the address of the directory with the files, as in https://example.org/data/2024.';
	END IF;
	base_url := rtrim(base_url, '/');
	EXECUTE format($query$
		WITH figure AS (SELECT definition, min(definition_name) AS name, min(first_year) AS first_year, max(year) AS last_year FROM %I.released WHERE release = $1 GROUP BY definition)
		SELECT jsonb_strip_nulls(jsonb_build_object(
			'@context', '{"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#"}'::jsonb,
			'@id', $2, '@type', 'dcat:Dataset',
			'dct:title', jsonb_build_object('@language', 'nl', '@value', 'Indicatoren Kansrijke Start: ' || $1),
			'dct:description', jsonb_build_object('@language', 'nl', '@value', concat_ws(' ', 'Indicatoren over geboorte en vroege jeugd, met onthullingscontrole: ' || (SELECT string_agg(name, '; ' ORDER BY definition COLLATE "C") FROM figure) || '.', r.note)),
			'dct:identifier', $2,
			'dct:issued', jsonb_build_object('@type', 'xsd:dateTime', '@value', to_char(r.released_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
			'dct:language', '{"@id": "http://publications.europa.eu/resource/authority/language/NLD"}'::jsonb,
			'dct:accessRights', '{"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"}'::jsonb,
			'dcat:theme', '{"@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL"}'::jsonb,
			'dct:publisher', CASE WHEN $3 IS NOT NULL THEN jsonb_build_object('@type', 'foaf:Agent', 'foaf:name', $3) END,
			'dct:temporal', jsonb_build_object('@type', 'dct:PeriodOfTime',
				'dcat:startDate', jsonb_build_object('@type', 'xsd:date', '@value', (SELECT min(first_year) FROM figure) || '-01-01'),
				'dcat:endDate', jsonb_build_object('@type', 'xsd:date', '@value', (SELECT max(last_year) FROM figure) || '-12-31')),
			'dcat:distribution', (SELECT jsonb_agg(jsonb_build_object('@id', url, '@type', 'dcat:Distribution', 'dct:title', jsonb_build_object('@language', 'nl', '@value', title),
					'dcat:accessURL', jsonb_build_object('@id', url), 'dcat:downloadURL', jsonb_build_object('@id', url), 'dct:format', jsonb_build_object('@id', 'http://publications.europa.eu/resource/authority/file-type/' || format),
					'dcat:mediaType', jsonb_build_object('@id', 'https://www.iana.org/assignments/media-types/' || media_type), 'dct:license', CASE WHEN $4 IS NOT NULL THEN jsonb_build_object('@id', $4) END) ORDER BY i, url COLLATE "C")
				FROM (SELECT 0 AS i, $2 || '/figures.csv' AS url, 'Alle cijfers' AS title, 'CSV' AS format, 'text/csv' AS media_type
					UNION ALL SELECT 1, $2 || '/' || kansrijk_intern.url_part(definition) || '.json', name || ' (JSON-stat)', 'JSON', 'application/json' FROM figure) d)))
		FROM %1$I.releases r WHERE r.release = $1$query$, target) INTO result USING label, base_url, publisher, kansrijk_intern.license_iri(license);
	RETURN result;
END $$;

COMMENT ON FUNCTION release_dcat(text, text, text, text, text) IS
'A release as a dcat:Dataset of DCAT-AP 3, in JSON-LD, with as distributions base_url/figures.csv (release_csv) and base_url/DEFINITION.json (release_json_stat). publisher: a name; license: its address, or a name that is known (CC BY 4.0 and its kind, CC0, PDM 1.0, ODC-BY, ODbL), of which the address is written; another is error 22023. Reads target.released with the rights of the caller. Errors: 42704, 22023, 22004.';
