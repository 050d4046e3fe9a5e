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
ALTER ROUTINE csv_field(text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE csv_text(text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE default_local_definitions(text[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE drop_publication_relations(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE dsr_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE dsr_sums_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE eb_fit_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE indicator_view_columns() SET SCHEMA kansrijk_intern;
ALTER ROUTINE indicator_view_readers(text, text[], text[]) SET SCHEMA kansrijk_intern;
ALTER ROUTINE isr_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE mean_of_rates_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE overdispersion_binomial_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE overdispersion_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE proportion_ci_final(rate) SET SCHEMA kansrijk_intern;
ALTER ROUTINE proportion_trend_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE proportion_trend_fit_final(internal) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_area(text, text, text, text, text, text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_area_path_query(text) SET SCHEMA kansrijk_intern;
ALTER ROUTINE publication_schema(text) SET SCHEMA kansrijk_intern;
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

-- Names that break a publication are refused. A row of your own that has one stops the
-- update with the name of the constraint: change it first (doc/upgrade.md).
ALTER TABLE indicator ADD CONSTRAINT indicator_id_is_a_name CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'),
	ADD CONSTRAINT family_is_a_name CHECK (family ~ '^[A-Za-z][A-Za-z0-9_-]{0,39}$'),
	ADD CONSTRAINT family_is_no_other_view CHECK (family NOT IN ('all_families', 'wide', 'released', 'releases', 'latest',
		'latest_wide', 'data_as_of'));
ALTER TABLE indicator_definition ADD CONSTRAINT definition_id_is_a_name CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'),
	ADD CONSTRAINT definition_id_is_no_other_column CHECK (id !~ '[_-](lower|upper|status)$');

-- What a source must have, and the unit, the distribution and the breakdown of a definition's own.
ALTER TABLE indicator_definition ADD needs text[] CHECK (array_to_string(needs, ',') ~
	'^([a-z_]+([.][a-zA-Z0-9_]+)?( -?[0-9]{1,2}([.][.]-?[0-9]{1,2})?)?(,|$))*$'),
	ADD unit text, ADD per numeric CHECK (per > 0), ADD model text CHECK (model IN ('binomial', 'poisson')),
	ADD unknown_as_no_of text, ADD breakdown_id text CHECK (breakdown_id ~ '^[a-z][a-z0-9_]{0,30}$'),
	ADD breakdown_name_nl text, ADD breakdown_name_en text,
	ADD value_expression text, ADD value_limit bigint CHECK (value_limit > 0),
	ADD CONSTRAINT indicator_definition_value CHECK (num_nonnulls(value_expression, value_limit) IN (0, 2)),
	ADD CONSTRAINT indicator_definition_unit CHECK (per = CASE unit WHEN '%' THEN 100 WHEN 'per 1000' THEN 1000 ELSE per END),
	ADD CONSTRAINT indicator_definition_breakdown CHECK (breakdown IS NOT NULL OR num_nonnulls(breakdown_id, breakdown_name_nl,
		breakdown_name_en) = 0);

ALTER TABLE indicator_definition DROP CONSTRAINT indicator_definition_unit_counted_check,
	ADD CONSTRAINT indicator_definition_unit_counted_check CHECK (unit_counted IN
		('child', 'pregnancy', 'delivery', 'mother', 'parent', 'family', 'municipality', 'jgz_organisation',
			'midwifery_practice'));

ALTER TABLE indicator_breakdown ADD optional_families text[] NOT NULL DEFAULT '{}';

-- Locks are rows of the publication's own tables, and views for readers are made by create_reader_views().
DROP FUNCTION lock_publication(text, text[]);
DROP PROCEDURE create_released_view(text, text, text, text);

-- Queries of a publication are static now; what put them together is gone.
ALTER TYPE indicator_view_relation ADD ATTRIBUTE definitions text[], ADD ATTRIBUTE dimensions text[],
	ADD ATTRIBUTE breakdowns text[];
DROP PROCEDURE create_release_relations(text, text);
DROP PROCEDURE create_released_cells(text, text, text, text);
DROP PROCEDURE drop_release_relations(text);
DROP FUNCTION publication_audit(regclass, bigint);
DROP FUNCTION publication_cells_query(text[], text, text, text[], text[], text[]);
DROP FUNCTION publication_fact_query(text[], text, boolean);
DROP FUNCTION publication_known_query(text[], text, text, text, text, text[]);
DROP FUNCTION publication_protected_query(text, boolean, boolean, text, sdc_policy, text[], text[], text[], text[], text[],
	integer, text, text);
DROP FUNCTION publication_unit_hash(text, text, text);

-- They have an argument more.
DROP PROCEDURE release(text, text, text);
DROP PROCEDURE create_indicator_views(text, text, sdc_policy, text[], text[], text[], text[], text[], integer, sdc_policy,
	text, text, text, boolean, boolean, text);

DELETE FROM indicator_breakdown WHERE builtin AND (id) IN (('geslacht'), ('pariteit'), ('meerling'));

DELETE FROM source_synonym WHERE builtin AND (id) IN (('28'), ('60'), ('61'));

DELETE FROM source_column WHERE builtin AND (source_table, name) IN (('birth', 'congenital_anomaly'), ('programme_unit', 'name'), ('programme_unit', 'gids'), ('programme_status', 'status'));

DELETE FROM indicator_set_member WHERE builtin AND (indicator_set, position) IN (('wsjg', '4'), ('ahti-2024', '1'), ('ahti-2024', '2'), ('ahti-2024', '10'), ('ahti-2024', '15'), ('ahti-2024', '21'), ('ahti-2024', '22'));

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

COMMENT ON FUNCTION library_version() IS
'Version of the loaded library. Differs from the version of the extension (\dx) when a session still has an older '
'library loaded, or when ALTER EXTENSION kansrijk UPDATE was forgotten: reconnect, or update.';

COMMENT ON TYPE rate IS
'Counted units: numerator (with the event), denominator (outcome known), unknown (outcome not known). Text form '
'7/1000, or 7/1000 ?12 with 12 unknown. No count is negative; a count above bigint is error 22003.';

COMMENT ON FUNCTION make_rate(bigint, bigint, bigint) IS
'One rate from counts. NULL numerator: all units of the denominator are of unknown outcome. NULL denominator or '
'unknown: NULL. Negative count: error 22023.';

CREATE OR REPLACE FUNCTION make_rate(
	numerator double precision, denominator double precision, unknown double precision DEFAULT 0) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_make_rate_double';

COMMENT ON FUNCTION make_rate(double precision, double precision, double precision) IS
'One rate from counts that a data frame wrote as 7.0. A fraction: error 22023; above 2^53: error 22003.';

COMMENT ON FUNCTION make_rate(numeric, numeric, numeric) IS
'One rate from counts. As with bigint, for sum(bigint), which is numeric in SQL. A count that is not whole: error '
'22023.';

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

COMMENT ON FUNCTION unknown_as_no(rate) IS
'The same rate with its unknown units in the denominator: the convention of monitors that read a missing outcome as '
'"no". It biases the rate downwards; here it is visible in the query.';

COMMENT ON FUNCTION rate_plus(rate, rate) IS
'Rate of the union of two disjoint groups; error 22003 when a count exceeds bigint.';

COMMENT ON FUNCTION rate_minus(rate, rate) IS
'Rate of the rest when a part is taken out of the whole; error 22003 when the whole does not contain the part.';

COMMENT ON FUNCTION rate_cmp(rate, rate) IS
'Order by value, exactly (128-bit cross products), then denominator, numerator, unknown; denominator 0 last.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, boolean) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_event';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, boolean) IS
'Transition function of rate(boolean) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, boolean) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_event_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, boolean) IS
'Inverse transition (moving windows) function of rate(boolean) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, smallint, smallint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_smallint';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, smallint, smallint) IS
'Transition function of rate(smallint, smallint) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, integer, integer) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_integer';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, integer, integer) IS
'Transition function of rate(integer, integer) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, bigint, bigint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_bigint';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, bigint, bigint) IS
'Transition function of rate(bigint, bigint) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, smallint, smallint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_smallint_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, smallint, smallint) IS
'Inverse transition (moving windows) function of rate(smallint, smallint) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, integer, integer) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_integer_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, integer, integer) IS
'Inverse transition (moving windows) function of rate(integer, integer) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, bigint, bigint) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_bigint_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, bigint, bigint) IS
'Inverse transition (moving windows) function of rate(bigint, bigint) and its siblings.';

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

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, numeric, numeric) IS
'Transition function of rate(numeric, numeric) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, numeric, numeric) RETURNS rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_numeric_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, numeric, numeric) IS
'Inverse transition (moving windows) function of rate(numeric, numeric) and its siblings.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum(rate, rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_rate';

COMMENT ON FUNCTION kansrijk_intern.rate_accum(rate, rate) IS
'Transition function of rate(rate) and its siblings; combines partial states.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rate_accum_inv(rate, rate) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rate_accum_rate_inv';

COMMENT ON FUNCTION kansrijk_intern.rate_accum_inv(rate, rate) IS
'Inverse transition (moving windows) function of rate(rate) and its siblings.';

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

COMMENT ON AGGREGATE rate(boolean) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: true counts as event, false as none, NULL '
'as unknown (in neither numerator nor denominator).';

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

COMMENT ON AGGREGATE rate(smallint, smallint) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its '
'units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE rate(integer, integer) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its '
'units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE rate(bigint, bigint) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Per row: counts of a group. NULL numerator: its '
'units are unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE rate(numeric, numeric) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. As with bigint, for sum(bigint), which is numeric in '
'SQL. A count that is not whole: error 22023.';

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

COMMENT ON AGGREGATE rate(rate) IS
'Numerator, denominator and unknown of a group; 0/0 over no rows. Roll-up of rates of disjoint groups; NULL is '
'skipped.';

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

COMMENT ON AGGREGATE rate_per_1000(boolean) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Per row: true counts as event, false as none, NULL as '
'unknown (in neither numerator nor denominator).';

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

COMMENT ON AGGREGATE rate_per_1000(smallint, smallint) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE rate_per_1000(integer, integer) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE rate_per_1000(bigint, bigint) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE rate_per_1000(numeric, numeric) IS
'Rate per 1000 of a group; NULL when the denominator is 0. As with bigint, for sum(bigint), which is numeric in SQL. A '
'count that is not whole: error 22023.';

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

COMMENT ON AGGREGATE rate_per_1000(rate) IS
'Rate per 1000 of a group; NULL when the denominator is 0. Roll-up of rates of disjoint groups; NULL is skipped.';

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

COMMENT ON AGGREGATE percentage(boolean) IS
'Percentage of a group; NULL when the denominator is 0. Per row: true counts as event, false as none, NULL as unknown '
'(in neither numerator nor denominator).';

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

COMMENT ON AGGREGATE percentage(smallint, smallint) IS
'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE percentage(integer, integer) IS
'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE percentage(bigint, bigint) IS
'Percentage of a group; NULL when the denominator is 0. Per row: counts of a group. NULL numerator: its units are '
'unknown; NULL denominator: the row is skipped; negative: error 22023.';

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

COMMENT ON AGGREGATE percentage(numeric, numeric) IS
'Percentage of a group; NULL when the denominator is 0. As with bigint, for sum(bigint), which is numeric in SQL. A '
'count that is not whole: error 22023.';

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

COMMENT ON AGGREGATE percentage(rate) IS
'Percentage of a group; NULL when the denominator is 0. Roll-up of rates of disjoint groups; NULL is skipped.';

COMMENT ON FUNCTION rolling_rate(rate, integer, integer) IS
'Window function: pooled rate of the last span calendar years, OVER (PARTITION BY area ORDER BY year). NULL unless '
'every one of those years has rows in the partition, all with a rate. Rows of one year are added up. A NULL year is '
'error 22004, years out of order, or a span that is not from 1 to 100 or not constant within the partition, error '
'22023.';

CREATE OR REPLACE FUNCTION rolling_rate_per_1000(numerator bigint, denominator bigint, year integer, span integer DEFAULT 5)
RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000';

COMMENT ON FUNCTION rolling_rate_per_1000(bigint, bigint, integer, integer) IS
'Window function: rolling_rate from counts, per 1000. A year in which a count is NULL is incomplete, and so is every '
'window over it. NULL also when the pooled denominator is 0.';

CREATE OR REPLACE FUNCTION rolling_rate_per_1000(numerator smallint, denominator smallint, year integer, span integer DEFAULT 5)
RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000_smallint';

COMMENT ON FUNCTION rolling_rate_per_1000(smallint, smallint, integer, integer) IS
'Window function: rolling_rate from counts, per 1000. As with bigint.';

CREATE OR REPLACE FUNCTION rolling_rate_per_1000(numerator integer, denominator integer, year integer, span integer DEFAULT 5)
RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000_integer';

COMMENT ON FUNCTION rolling_rate_per_1000(integer, integer, integer, integer) IS
'Window function: rolling_rate from counts, per 1000. As with bigint.';

CREATE OR REPLACE FUNCTION rolling_rate_per_1000(numerator numeric, denominator numeric, year integer, span integer DEFAULT 5)
RETURNS double precision
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rolling_rate_per_1000_numeric';

COMMENT ON FUNCTION rolling_rate_per_1000(numeric, numeric, integer, integer) IS
'Window function: rolling_rate from counts, per 1000. As with bigint, for sum(bigint), which is numeric in SQL. A '
'count that is not whole: error 22023.';

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

CREATE OR REPLACE FUNCTION kansrijk_intern.rates_accum(internal, pairs smallint[], VARIADIC booleans "any") RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_accum';

COMMENT ON FUNCTION kansrijk_intern.rates_accum(internal, smallint[], "any") IS
'Transition function of rates(smallint[], "any").';

CREATE OR REPLACE FUNCTION kansrijk_intern.rates_accum(internal, rate[]) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_accum_rates';

COMMENT ON FUNCTION kansrijk_intern.rates_accum(internal, rate[]) IS 'Transition function of rates(rate[]).';

CREATE OR REPLACE FUNCTION kansrijk_intern.rates_combine(internal, internal) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_combine';

COMMENT ON FUNCTION kansrijk_intern.rates_combine(internal, internal) IS 'Combines states of rates(...).';

CREATE OR REPLACE FUNCTION kansrijk_intern.rates_serialize(internal) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_serialize';

COMMENT ON FUNCTION kansrijk_intern.rates_serialize(internal) IS 'State of rates(...), as bytes.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rates_deserialize(bytea, internal) RETURNS internal
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_deserialize';

COMMENT ON FUNCTION kansrijk_intern.rates_deserialize(bytea, internal) IS 'State of rates(...), from bytes.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rates_final(internal) RETURNS rate[]
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rates_final';

COMMENT ON FUNCTION kansrijk_intern.rates_final(internal) IS 'Final function of rates(...).';

CREATE OR REPLACE AGGREGATE kansrijk_intern.rates(pairs smallint[], VARIADIC booleans "any") (
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

CREATE OR REPLACE AGGREGATE kansrijk_intern.rates(rates rate[]) (
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

CREATE OR REPLACE FUNCTION whole_number(number double precision) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_whole_number';

COMMENT ON FUNCTION whole_number(double precision) IS
'The number as integer. NaN: NULL. A fraction is error 22023, a number beyond integer error 22003.';

COMMENT ON FUNCTION sex_code(text) IS
'Sex as delivered in Dutch files, as the code used here: 1 boy (1, M, jongen), 2 girl (2, V, F, meisje), 3 '
'undetermined (3), NULL unknown (UNK, empty, NULL). Upper or lower case, and as 1.0 too; what cannot be seen around it '
'is not looked at. Anything else: error 22023.';

COMMENT ON FUNCTION ga_days(integer, integer) IS
'Gestational age in completed days, from completed weeks and days. Days not from 0 to 6: error 22023. Outside 1 to 315 '
'days in all (registers write 99 weeks for unknown), or an argument NULL: NULL.';

CREATE OR REPLACE FUNCTION ga_days(weeks double precision, days double precision) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_days_numbers';

COMMENT ON FUNCTION ga_days(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION ga_days(text) IS
'Gestational age in completed days, from text such as 36+5. Another form: error 22P02; days above 6, as in 36+7: error '
'22023. Empty, or outside 1 to 315 days: NULL.';

CREATE OR REPLACE FUNCTION ga_text(ga_days double precision) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_ga_text_numbers';

COMMENT ON FUNCTION ga_text(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION is_preterm(integer, integer) IS
'Preterm birth: fewer completed days than the given weeks (37; 32 very preterm, 28 extremely preterm). From completed '
'weeks: is_preterm(7 * weeks). Unknown when ga_days is NULL or outside 1 to 315. Limit not from 1 to 45 weeks: error '
'22023.';

CREATE OR REPLACE FUNCTION is_preterm(ga_days double precision, weeks double precision DEFAULT 37) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_is_preterm_numbers';

COMMENT ON FUNCTION is_preterm(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION birthweight_chart(text) IS
'The chart itself: percentiles of birthweight in grams by sex (1 boy, 2 girl) and completed days of gestation. '
'hoftiezer_2019: Hoftiezer et al., Am J Obstet Gynecol 2019;220:383, 23+0 to 42+0. intergrowth_21st: Villar et al., '
'Lancet 2014;384:857 and 2016;387:844, 24+0 to 42+6, in units of 10 g. Another chart or NULL: error 22023.';

CREATE OR REPLACE FUNCTION birthweight_p10(ga_days integer, sex integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_p10';

COMMENT ON FUNCTION birthweight_p10(integer, integer, text, text) IS
'10th percentile of birthweight, in grams. NULL when sex or gestational age is unknown, or when the chart does not '
'have the day (out_of_range => ''clamp'' takes its nearest day instead). Sex not 1, 2, 3 or NULL: error 22023.';

CREATE OR REPLACE FUNCTION birthweight_p10(
	ga_days double precision, sex double precision, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_p10_numbers';

COMMENT ON FUNCTION birthweight_p10(double precision, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_p10(ga_days integer, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_p10(ga_days, sex_code(sex), out_of_range, chart);

COMMENT ON FUNCTION birthweight_p10(integer, text, text, text) IS
'10th percentile of birthweight, in grams, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION birthweight_p10(
	ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_p10(ga_days, sex_code(sex), out_of_range, chart);

COMMENT ON FUNCTION birthweight_p10(double precision, text, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_sga(grams integer, ga_days integer, sex integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_sga';

COMMENT ON FUNCTION is_sga(integer, integer, integer, text, text, integer) IS
'Small for gestational age: weight strictly below p10 of the chart, by sex and completed day. Unknown sex (3, NULL): '
'true below both curves, false at or above both, else NULL. ga_weeks: completed weeks, read where ga_days is unknown; '
'known only when every day of that week gives the same answer. NULL also when weight is unknown (NULL, outside 100 to '
'7000 g), age is (NULL, outside 46 to 315 days), or the chart does not have the day (out_of_range => ''clamp'' takes '
'its nearest day instead). Sex not 1, 2, 3 or NULL: error 22023.';

CREATE OR REPLACE FUNCTION is_sga(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_sga_numbers';

COMMENT ON FUNCTION is_sga(double precision, double precision, double precision, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_sga(grams integer, ga_days integer, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_sga(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);

COMMENT ON FUNCTION is_sga(integer, integer, text, text, text, integer) IS
'Small for gestational age, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION is_sga(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_sga(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);

COMMENT ON FUNCTION is_sga(double precision, double precision, text, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_big2(grams integer, ga_days integer, sex integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_big2';

COMMENT ON FUNCTION is_big2(integer, integer, integer, text, text, integer) IS
'Big2: preterm (before 37 weeks) or small for gestational age (is_sga, same arguments), in three-valued logic: a '
'preterm birth is Big2 whatever its weight, a term birth whose weight cannot be judged is unknown. Source: RIVM, '
'Monitor Kansrijke Start.';

CREATE OR REPLACE FUNCTION is_big2(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_is_big2_numbers';

COMMENT ON FUNCTION is_big2(double precision, double precision, double precision, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_big2(grams integer, ga_days integer, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks integer DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_big2(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);

COMMENT ON FUNCTION is_big2(integer, integer, text, text, text, integer) IS
'Big2, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION is_big2(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', ga_weeks double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN is_big2(grams, ga_days, sex_code(sex), out_of_range, chart, ga_weeks);

COMMENT ON FUNCTION is_big2(double precision, double precision, text, text, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_cutoff(ga_days integer, sex integer, percentile integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_cutoff';

COMMENT ON FUNCTION birthweight_cutoff(integer, integer, integer, text, text) IS
'Percentile 3, 5, 10, 50, 90, 95 or 97 of birthweight, in grams; another percentile: error 22023. NULL as in '
'birthweight_p10.';

CREATE OR REPLACE FUNCTION birthweight_cutoff(
	ga_days double precision, sex double precision, percentile double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_cutoff_numbers';

COMMENT ON FUNCTION birthweight_cutoff(double precision, double precision, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_cutoff(ga_days integer, sex text, percentile integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_cutoff(ga_days, sex_code(sex), percentile, out_of_range, chart);

COMMENT ON FUNCTION birthweight_cutoff(integer, text, integer, text, text) IS
'Percentile of birthweight, in grams, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION birthweight_cutoff(
	ga_days double precision, sex text, percentile double precision, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019') RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN birthweight_cutoff(ga_days, sex_code(sex), percentile, out_of_range, chart);

COMMENT ON FUNCTION birthweight_cutoff(double precision, text, double precision, text, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON COLUMN percentile_result.percentile IS
'Percentile, 0 to 100; exact on the percentiles of the chart. NULL outside p3 to p97 unless extrapolated.';

COMMENT ON COLUMN percentile_result.band IS
'<p3, p3-p5, p5-p10, p10-p50, p50-p90, p90-p95, p95-p97 or >p97. A band includes its lower limit, p95-p97 also p97.';

COMMENT ON COLUMN percentile_result.extrapolated IS
'Whether the figures rest on something the chart does not have: the weights beyond p3 and p97, or a day that was '
'clamped.';

CREATE OR REPLACE FUNCTION birthweight_percentile(grams integer, ga_days integer, sex integer, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_percentile';

COMMENT ON FUNCTION birthweight_percentile(integer, integer, integer, text, text, boolean) IS
'Percentile of a birthweight by sex and completed day: monotone cubic interpolation (PCHIP) of the normal quantile on '
'weight between the seven percentiles of the chart. Beyond p3 and p97 the chart knows the band only; extrapolate => '
'true continues the curve straight. NULL when weight, age or sex is unknown, or when the chart does not have the day '
'(out_of_range => ''clamp'' takes its nearest day instead). Below 10 exactly where is_sga is true. Call it in LATERAL '
'to use several fields of one result.';

CREATE OR REPLACE FUNCTION birthweight_percentile(
	grams double precision, ga_days double precision, sex double precision,
	out_of_range text DEFAULT 'null', chart text DEFAULT 'hoftiezer_2019',
	extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_birthweight_percentile_numbers';

COMMENT ON FUNCTION birthweight_percentile(double precision, double precision, double precision, text, text, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION birthweight_percentile(grams integer, ga_days integer, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN birthweight_percentile(grams, ga_days, sex_code(sex), out_of_range, chart, extrapolate);

COMMENT ON FUNCTION birthweight_percentile(integer, integer, text, text, text, boolean) IS
'Percentile of a birthweight, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION birthweight_percentile(
	grams double precision, ga_days double precision, sex text, out_of_range text DEFAULT 'null',
	chart text DEFAULT 'hoftiezer_2019', extrapolate boolean DEFAULT false) RETURNS percentile_result
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN birthweight_percentile(grams, ga_days, sex_code(sex), out_of_range, chart, extrapolate);

COMMENT ON FUNCTION birthweight_percentile(double precision, double precision, text, text, text, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION is_sga(double precision, boolean) IS
'Small for gestational age from a percentile that was delivered (Perined: hoftiezer): strictly below 10, as RIVM; '
'inclusive => true counts 10 itself, as some projects do. NULL or outside 0 to 100: NULL.';

COMMENT ON FUNCTION nl5def_birthweight_z(integer, integer, integer) IS
'Birthweight in standard deviations on the LMS reference of the growth guideline of Dutch youth health care (nl5def, '
'completed weeks 25 to 42). Not the definition of SGA for Big2: below p10 is not below -2. NULL when weight, age or '
'sex is unknown, or outside those weeks.';

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

CREATE OR REPLACE FUNCTION in_scope(ga_days integer, grams integer DEFAULT NULL, min_weeks integer DEFAULT 22,
	population text DEFAULT 'all', stillborn boolean DEFAULT NULL, fallback_grams integer DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_in_scope';

COMMENT ON FUNCTION in_scope(integer, integer, integer, text, boolean, integer) IS
'Whether a birth belongs to the population of a figure, for FILTER or WHERE: at least min_weeks completed weeks (22 '
'RIVM and Perined, 24 waarstaatjegemeente, 28 WHO); population ''all'' (live and still) or ''live'', which needs '
'stillborn. Unknown age: at 22 weeks in scope from 500 g (WHO; NULL when the weight is unknown too), at other limits '
'not in scope; fallback_grams sets the weight, 0 for none. From completed weeks: in_scope(7 * weeks, ...). Limit not '
'from 1 to 45, or another population: error 22023.';

CREATE OR REPLACE FUNCTION in_scope(
	ga_days double precision, grams double precision DEFAULT NULL, min_weeks double precision DEFAULT 22,
	population text DEFAULT 'all', stillborn boolean DEFAULT NULL,
	fallback_grams double precision DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_in_scope_numbers';

COMMENT ON FUNCTION in_scope(double precision, double precision, double precision, text, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON TYPE ga_band IS
'Bands of gestational age in completed weeks; unknown age is a band of its own, so that the bands add up to the total.';

COMMENT ON FUNCTION ga_band(integer) IS
'Band of gestational age as in the Kamerbrief of 25 November 2019: 22-23, 24-36, 37-40 and 41 or more completed weeks. '
'NULL or outside 46 to 315 days: onbekend.';

CREATE OR REPLACE FUNCTION ga_band(ga_days double precision) RETURNS ga_band
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN ga_band(whole_number(ga_days));

COMMENT ON FUNCTION ga_band(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION fetal_death(mortality integer) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_fetal_death_code';

COMMENT ON FUNCTION fetal_death(integer) IS
'Stillbirth, from Perined''s code sterfte: 1 ante partum, 2 durante partu. 6 (phase unknown) and NULL: NULL. Not 0 to '
'6: error 22023. Its denominator is live and still births; for deaths from 28 weeks (Euro-Peristat) add FILTER (WHERE '
'in_scope(ga_days, min_weeks => 28)).';

CREATE OR REPLACE FUNCTION fetal_death(mortality double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_fetal_death_code_numbers';

COMMENT ON FUNCTION fetal_death(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION perinatal_death(mortality integer, until_days integer DEFAULT 7) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_code';

COMMENT ON FUNCTION perinatal_death(integer, integer) IS
'Stillbirth or death up to and including day 7 (28), from Perined''s code sterfte: 1, 2, 3 (and 4). 6 (phase unknown) '
'and NULL: NULL, where RIVM counts 6 as alive. until_days not 7 or 28, or sterfte not 0 to 6: error 22023. Its '
'denominator is live and still births.';

CREATE OR REPLACE FUNCTION perinatal_death(mortality double precision, until_days double precision DEFAULT 7) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_code_numbers';

COMMENT ON FUNCTION perinatal_death(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION perinatal_death(boolean, date, date, integer) IS
'Stillbirth or death up to and including day until_days after birth (day 0), from dates; count it in the year of '
'birth. died NULL or infinity: alive. stillborn NULL: true when died in the window, else NULL. A death before the '
'birth, or born NULL with a death: unknown. Strictly 0-6 days (Euro-Peristat): until_days => 6. until_days not from 0 '
'to 366: error 22023.';

CREATE OR REPLACE FUNCTION perinatal_death(stillborn boolean, born date, died date, until_days double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_perinatal_death_dates_numbers';

COMMENT ON FUNCTION perinatal_death(boolean, date, date, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION neonatal_death(mortality integer, until_days integer DEFAULT 28) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_neonatal_death_code';

COMMENT ON FUNCTION neonatal_death(integer, integer) IS
'Death after live birth up to and including day 28 (early: 7), from Perined''s code sterfte: 3 (and 4); stillbirths '
'are false. Per live birth, its usual denominator: FILTER (WHERE NOT fetal_death(sterfte)); without it, the neonatal '
'part of perinatal mortality. NULL and errors as in perinatal_death.';

CREATE OR REPLACE FUNCTION neonatal_death(mortality double precision, until_days double precision DEFAULT 28) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_neonatal_death_code_numbers';

COMMENT ON FUNCTION neonatal_death(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION neonatal_death(born date, died date, until_days integer DEFAULT 28, stillborn boolean DEFAULT false)
RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates';

COMMENT ON FUNCTION neonatal_death(date, date, integer, boolean) IS
'Death of a live-born child up to and including day until_days after birth (day 0): 28 as Perined and StatLine, 27 as '
'WHO, 7 or 6 for early neonatal. died NULL or infinity: alive. NULL: born unknown with a death, a death before the '
'birth, stillborn unknown with a death. until_days not from 0 to 366: error 22023.';

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
'Death after live birth in the first year, from Perined''s code sterfte: 3, 4, 5 (RIVM). 6 and NULL: NULL. Not 0 to 6: '
'error 22023.';

CREATE OR REPLACE FUNCTION infant_death(mortality double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_infant_death_code_numbers';

COMMENT ON FUNCTION infant_death(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION infant_death(born date, died date, until_days integer DEFAULT 364, stillborn boolean DEFAULT false)
RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates';

COMMENT ON FUNCTION infant_death(date, date, integer, boolean) IS
'Death of a live-born child on day 0 to 364 after birth. NULL and errors as in neonatal_death.';

CREATE OR REPLACE FUNCTION infant_death(
	born date, died date, until_days double precision, stillborn boolean DEFAULT false) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_live_born_death_dates_numbers';

COMMENT ON FUNCTION infant_death(date, date, double precision, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION starts_late(integer, integer) IS
'Prenatal care starts late: the first visit is after day 70 (10+0), as RIVM (amddd1ond > 70). NULL when the visit is '
'unknown (NULL, outside 1 to 315 days); the monitor of 2023 counted that as not late (use unknown_as_no).';

CREATE OR REPLACE FUNCTION starts_late(
	ga_days_first_visit double precision, after_days double precision DEFAULT 70) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN starts_late(whole_number(ga_days_first_visit), whole_number(after_days));

COMMENT ON FUNCTION starts_late(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION starts_early(integer, integer) IS
'Prenatal care starts early: the first visit is before day 70, as waarstaatjegemeente (before 10 weeks). Not the '
'complement of starts_late: day 70 itself is neither. NULL as there.';

CREATE OR REPLACE FUNCTION starts_early(
	ga_days_first_visit double precision, before_days double precision DEFAULT 70) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN starts_early(whole_number(ga_days_first_visit), whole_number(before_days));

COMMENT ON FUNCTION starts_early(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION in_care_line(integer, integer) IS
'Whether a line of care (1 primary care, midwife; 2 hospital) is the wanted one; once for each moment: start of '
'pregnancy, start of labour, end of labour. NULL: NULL. Another code: error 22023.';

CREATE OR REPLACE FUNCTION in_care_line(line double precision, wanted double precision DEFAULT 1) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_in_care_line_numbers';

COMMENT ON FUNCTION in_care_line(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION counts_once(integer, text) IS
'For FILTER, on rows that are children: unit ''pregnancy'' keeps the first child (Perined: rangnummer 1) of each, so '
'that twins are one pregnancy; ''child'' keeps every row. Rank NULL or below 1: NULL, which FILTER leaves out. Another '
'unit: error 22023.';

CREATE OR REPLACE FUNCTION counts_once(rank_in_pregnancy double precision, unit text DEFAULT 'pregnancy') RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_counts_once_numbers';

COMMENT ON FUNCTION counts_once(double precision, text) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION risk_factor_count(single_parent boolean, low_income boolean, debt boolean, mental_health boolean,
	unknown_factor text DEFAULT 'null') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_risk_factor_count';

COMMENT ON FUNCTION risk_factor_count(boolean, boolean, boolean, boolean, text) IS
'Number of risk factors at birth, 0 to 4 (Regiobeeld Kansrijke Start Amsterdam 2024): one-parent household, low '
'income, debt, mental health problems of a parent. unknown_factor says what a NULL factor does: ''null'' makes the '
'count NULL, ''no'' and ''yes'' give the lower and the upper bound. Another policy: error 22023.';

CREATE OR REPLACE FUNCTION risk_factor_count_2018(single_parent boolean, income_below_120 boolean, mental_health boolean,
	chronic_disease boolean, unknown_factor text DEFAULT 'null') RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_risk_factor_count';

COMMENT ON FUNCTION risk_factor_count_2018(boolean, boolean, boolean, boolean, text) IS
'Number of risk factors at birth by the earlier definition (regiobeeld 2017-2018): one-parent household, income below '
'120 % of the social minimum, mental health problems and chronic disease of a parent. Not comparable with '
'risk_factor_count, which has debt and no disease. unknown_factor as there.';

CREATE OR REPLACE FUNCTION risk_factor_class(single_parent boolean, low_income boolean, debt boolean, mental_health boolean,
	unknown_factor text DEFAULT 'null') RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_risk_factor_class';

COMMENT ON FUNCTION risk_factor_class(boolean, boolean, boolean, boolean, text) IS
'Class of the number of risk factors: 0, 1, 2 or 3+. With unknown_factor ''null'' known as soon as the unknown factors '
'cannot change it (three present and one unknown is 3+), else NULL; ''no'' and ''yes'' as in risk_factor_count.';

CREATE OR REPLACE FUNCTION risk_factor_class(factors double precision) RETURNS text
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN risk_factor_class(whole_number(factors));

COMMENT ON FUNCTION risk_factor_class(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION has_risk_factors(single_parent boolean, low_income boolean, debt boolean, mental_health boolean,
	at_least integer DEFAULT 1) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_has_risk_factors';

COMMENT ON FUNCTION has_risk_factors(boolean, boolean, boolean, boolean, integer) IS
'Whether at least so many (1) of the four risk factors are there, for rate(): NULL only when the unknown factors '
'decide it. at_least not from 1 to 4: error 22023.';

CREATE OR REPLACE FUNCTION has_risk_factors(
	single_parent boolean, low_income boolean, debt boolean, mental_health boolean,
	at_least double precision) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_has_risk_factors_numbers';

COMMENT ON FUNCTION has_risk_factors(boolean, boolean, boolean, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION has_debt(boolean, boolean, boolean) IS
'Debt, three-valued: in debt restructuring (WSNP), and/or at least six months behind with the health insurer '
'(wanbetaler), and/or, where given (Regiobeeld 2024), problem debt as registered by CBS. The Monitor Kansrijke Start '
'uses the first two, of the mother, in the year of birth.';

COMMENT ON FUNCTION debt_class(boolean, boolean, boolean) IS
'Debt in one class, so that the classes add up: wsnp before wanbetaler before problematische schuld (the source fixes '
'only that the last excludes the other two). NULL when an earlier class is unknown. CBS has problem debt from 2019 on; '
'for 2018 the source takes the value of 2019.';

CREATE OR REPLACE FUNCTION is_low_income(income_percent numeric, welfare boolean DEFAULT false, limit_percent numeric DEFAULT 120,
	inclusive boolean DEFAULT false) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN welfare OR CASE WHEN income_percent BETWEEN 0 AND 'Infinity' THEN income_percent < limit_percent
		OR (inclusive AND income_percent = limit_percent) END;

COMMENT ON FUNCTION is_low_income(numeric, boolean, numeric, boolean) IS
'Low income, three-valued: welfare (bijstand) and/or income below limit_percent (120) of the social minimum '
'(Regiobeeld 2024). For CBS''s INHARMLAG: limit_percent => 100; the scripts of the monitor differ on 100 itself (2023 '
'below, 2024 inclusive => true). Negative values are special codes of CBS: unknown.';

CREATE OR REPLACE FUNCTION is_low_income(
	income_percent double precision, welfare boolean DEFAULT false, limit_percent double precision DEFAULT 120,
	inclusive boolean DEFAULT false) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN is_low_income(income_percent::numeric, welfare, limit_percent::numeric, inclusive);

COMMENT ON FUNCTION is_low_income(double precision, boolean, double precision, boolean) IS
'Low income. As with numeric.';

COMMENT ON FUNCTION income_quintile(integer) IS
'Quintile (1 lowest) of a percentile group of household income 1 to 100 (CBS: INHP100HGEST). Anything else is a '
'special code: NULL, not quintile 1.';

CREATE OR REPLACE FUNCTION income_quintile(percentile double precision) RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN income_quintile(whole_number(percentile));

COMMENT ON FUNCTION income_quintile(double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION reference_date(date, text) IS
'The day on which a situation is looked up: ''year_before'' 31 December of the year before birth (Regiobeeld), '
'''mid_year'' 30 June of the year of birth (RIVM 2023), ''year_end'' 31 December of it (RIVM 2024 and 2025), ''birth'' '
'the day itself (waarstaatjegemeente). NULL, infinite or before the year 1: NULL. Another rule: error 22023.';

COMMENT ON TYPE kraamzorg_class IS
'Classes of hours of kraamzorg, with the labels of the source; half-open, so that every number of hours is in one of '
'them: none, above 0 to below 24, 24 to below 49, 49 and more.';

COMMENT ON FUNCTION kraamzorg_class(numeric) IS
'Class of hours of kraamzorg (Regiobeeld Kansrijke Start Amsterdam 2024). Use the hours received, not those indicated; '
'Vektis delivers minutes: kraamzorg_class(minutes / 60.0). NULL, negative, infinite or NaN: NULL.';

CREATE OR REPLACE FUNCTION kraamzorg_class(hours double precision) RETURNS kraamzorg_class
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN kraamzorg_class(hours::numeric);

COMMENT ON FUNCTION kraamzorg_class(double precision) IS
'Class of hours of kraamzorg. As with numeric.';

COMMENT ON FUNCTION received_kraamzorg(integer, boolean) IS
'Whether a mother has a claim for kraamzorg after birth (no intake, no partus assistance). The published share without '
'kraamzorg is its complement: percentage(NOT received_kraamzorg(...)). Without insurance data (2 to 3 % of mothers) '
'unknown, not without care.';

CREATE OR REPLACE FUNCTION received_kraamzorg(
	claims_after_birth double precision, insurance_known boolean DEFAULT true) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN received_kraamzorg(whole_number(claims_after_birth), insurance_known);

COMMENT ON FUNCTION received_kraamzorg(double precision, boolean) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION in_kraamzorg_scope(hospital_stay boolean, insurance_known boolean DEFAULT true,
	exclude_stay boolean DEFAULT true) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN insurance_known AND NOT (exclude_stay AND hospital_stay);

COMMENT ON FUNCTION in_kraamzorg_scope(boolean, boolean, boolean) IS
'Whether a mother belongs to the population of kraamzorg figures, for FILTER: her insurance data are known and, '
'strictly (Regiobeeld 2024), neither she nor the child stayed in hospital in the first days; exclude_stay => false '
'keeps those. Stay unknown: NULL.';

COMMENT ON FUNCTION admitted_in_birth_year(date, date) IS
'Whether the first admission (NICU, PICU) falls in the calendar year of birth (Regiobeeld 2024). admitted NULL: never, '
'false. A child born in December is followed for weeks, one born in January for a year: do not compare months. born '
'unknown, or admitted before birth: NULL.';

CREATE OR REPLACE FUNCTION visible_text(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_visible_text';

COMMENT ON FUNCTION visible_text(text) IS
'Text without what cannot be seen around it: blanks, tabs, ends of lines, no-break and zero-width spaces, byte order '
'marks, control characters. What is inside stays. NULL: NULL. Every function that reads a code does this first.';

CREATE OR REPLACE FUNCTION known_text(written text, missing text[]) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_known_text';

COMMENT ON FUNCTION known_text(text, text[]) IS
'The text, or NULL when it is one of the codes that stand for unknown in its file, such as {-9}. Both are read as '
'codes, so that -9.000000 is -9. For around any reader: register_integer(known_text(x, ''{-9}'')).';

CREATE OR REPLACE FUNCTION can_read(reader text, written text, argument text DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_can_read';

COMMENT ON FUNCTION can_read(text, text, text) IS
'Whether a reader reads a text, where it would be an error otherwise: sex_code, ga_days, sterfte_code, '
'van_wiechen_code, decimal_comma, area_code, pc4_code, or register_ with id, kind, boolean, integer, bigint, decimal, '
'date or month. argument: the second argument of the reader (kind of area, width of an identifier, order of a date). '
'written NULL: true. To count what a column has that is not known. Another reader: error 22023.';

CREATE OR REPLACE FUNCTION register_boolean(written text) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_boolean';

COMMENT ON FUNCTION register_boolean(text) IS
'Yes or no from text: 1, ja, j, true, t, yes, y, waar; 0, nee, n, false, f, no, onwaar; UNK and empty: NULL. Upper or '
'lower case. Anything else, such as 2 or 9: error 22023.';

CREATE OR REPLACE FUNCTION register_kind(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_kind';

COMMENT ON FUNCTION register_kind(text) IS
'Kind of an identifier of CBS (RINPERSOONS): R person, D stillborn, G not linked. Empty and dashes: NULL. Anything '
'else: error 22023.';

COMMENT ON FUNCTION register_date(text) IS
'Date written yyyymmdd, yyyy-mm-dd (a time behind it is left away), dd-mm-yyyy, dd.mm.yyyy, with slashes day or month '
'first where only one of both can be (02/29/2020, as pspp writes; 03/04/2020 is an error), or in seconds since 14 '
'October 1582 (SPSS). Open ends 88888888 and 99991231: infinity. Empty, dashes, or year, month or day unknown (zeros): '
'NULL. Another form: error 22007; a day that does not exist: error 22008.';

CREATE OR REPLACE FUNCTION register_date(written text, date_order text) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_date_ordered';

COMMENT ON FUNCTION register_date(text, text) IS
'Date of a file of which the order is known: dmy (day before month) or mdy, for dates of which the year is last; the '
'other forms as in register_date(text). Another order: error 22023.';

CREATE OR REPLACE FUNCTION neonatal_death(born text, died text, until_days integer DEFAULT 28, stillborn boolean DEFAULT false)
RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 3
	RETURN neonatal_death(register_date(born), register_date(died), until_days, stillborn);

COMMENT ON FUNCTION neonatal_death(text, text, integer, boolean) IS
'Death of a live-born child, with dates as register_date(text) reads them; so that dates may be written as literals '
'without a type.';

CREATE OR REPLACE FUNCTION register_month(written text) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_month';

COMMENT ON FUNCTION register_month(text) IS
'Month written yyyymm or yyyy-mm, as its first day. Empty, dashes, or a part unknown (zeros): NULL. Another form: '
'error 22007; a month that does not exist: error 22008.';

COMMENT ON FUNCTION register_period(text, text) IS
'Episode from its first to its last day, both included, written as register_date reads it; an open end has no upper '
'bound. NULL when one of the days is unknown. Last before first: error 22000. Errors as in register_date.';

COMMENT ON FUNCTION register_id(text, integer) IS
'Identifier as text, without what cannot be seen around it; empty, only zeros, only dashes, or nine or more nines and '
'nothing else (000000000, ---------, 999999999) stand for none: NULL. width (9 for a RIN) puts lost leading zeros '
'back; a longer identifier, or an invisible character inside: error 22023.';

CREATE OR REPLACE FUNCTION register_integer(written text) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_integer';

COMMENT ON FUNCTION register_integer(text) IS
'Whole number, also as pandas and SPSS write it (280.0, 280.000000). Empty and dashes: NULL. A fraction, digits that '
'could be grouped (3.400), a word: error 22P02; out of range: error 22003.';

CREATE OR REPLACE FUNCTION register_bigint(written text) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_bigint';

COMMENT ON FUNCTION register_bigint(text) IS
'Whole number as register_integer reads it, as bigint.';

CREATE OR REPLACE FUNCTION register_decimal(written text) RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_register_decimal';

COMMENT ON FUNCTION register_decimal(text) IS
'Number of which the comma or the point is the decimal sign: 9,99 or 9.99, and so 1.234 is less than two. For files in '
'which digits are never grouped. Empty and dashes: NULL. Both signs, or anything else: error 22P02.';

COMMENT ON FUNCTION decimal_comma(text) IS
'Number with a decimal comma, such as 10,5. Empty: NULL. A point or grouped digits: error 22P02, because 1.234 could '
'mean either.';

CREATE OR REPLACE FUNCTION area_code(written text, kind text DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_area_code';

COMMENT ON FUNCTION area_code(text, text) IS
'Code of an area in one form, from all in which CBS and others deliver it: GM0363 (also padded), 0363, 363 and 363.0 '
'are 0363; WK036301 and 36301 are 036301; BU03630101 is 03630101; PV27 stays PV27. kind (gemeente, wijk, buurt): '
'another form is error 22023; without it the number of digits tells, and a code of another form is somebody''s own and '
'stays as it is. Empty, dashes and zeros: NULL.';

CREATE OR REPLACE FUNCTION pc4_code(written text) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_pc4_code';

COMMENT ON FUNCTION pc4_code(text) IS
'Four digits of a postcode: of 1012, 1012AB and 1012 ab the first four. Empty, dashes and zeros: NULL. Anything else: '
'error 22023.';

CREATE OR REPLACE FUNCTION robson_group(parity integer, previous_caesarean boolean, plurality integer, presentation text,
	labour_onset text,
	ga_days integer) RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE
		WHEN plurality > 1 THEN 8
		WHEN plurality IS NULL OR plurality < 1 OR presentation IS NULL THEN NULL
		WHEN presentation = 'breech' THEN CASE WHEN parity = 0 THEN 6 WHEN parity > 0 THEN 7 END
		WHEN presentation <> 'cephalic' THEN 9
		WHEN ga_days BETWEEN 1 AND 258 THEN 10
		WHEN ga_days BETWEEN 259 AND 315 THEN CASE
			WHEN previous_caesarean THEN 5
			WHEN parity = 0 THEN CASE labour_onset WHEN 'spontaneous' THEN 1 WHEN 'induced' THEN 2 WHEN 'caesarean' THEN 2 END
			WHEN parity > 0 AND NOT previous_caesarean
				THEN CASE labour_onset WHEN 'spontaneous' THEN 3 WHEN 'induced' THEN 4 WHEN 'caesarean' THEN 4 END END
		END;

COMMENT ON FUNCTION robson_group(integer, boolean, integer, text, text, integer) IS
'Group of Robson, 1 to 10, in which caesareans are counted: 1 and 2 first births (spontaneous; induced or caesarean '
'before labour), 3 and 4 later births without a previous caesarean, 5 with one, all single, cephalic, from 37 weeks; '
'6 and 7 breech, first and later; 8 multiples; 9 other lie; 10 single cephalic before 37 weeks. presentation: '
'cephalic, breech, other; labour_onset: spontaneous, induced, caesarean. NULL when what decides is unknown.';

COMMENT ON FUNCTION age_months(date, date) IS
'Exact age in months: completed months and the part of the running one; 24 on the second birthday. Born on a day that '
'a month does not have: its last day. Before birth, before the year 1, infinite or NULL: NULL.';

COMMENT ON FUNCTION bmi(double precision, double precision) IS
'Body mass index, kg/m2. Weight outside 0.3 to 300 kg or height outside 20 to 250 cm is unknown: NULL. Lying length is '
'about 0.7 cm more than standing height, 0.26 kg/m2 at two years.';

COMMENT ON TYPE bmi_grade IS
'IOTF grades of body mass index. Overweight in this type excludes obesity; in is_overweight it includes it.';

CREATE OR REPLACE FUNCTION iotf_cutoff(age_months double precision, sex integer, grade text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_cutoff';

COMMENT ON FUNCTION iotf_cutoff(double precision, integer, text, integer, boolean, integer) IS
'Cut-off of body mass index, kg/m2, at an exact age from 24 to 216 months, by sex and grade (bmi_grade). Edition 2000 '
'(Cole 2000 and 2007, in the guideline of Dutch youth health care): straight lines between half-years, no morbid '
'obesity. Edition 2012 (Cole and Lobstein): natural cubic spline of L, M and S. south_asian: cut-offs for children of '
'South-Asian descent (de Wilde) instead, in either edition. min_age_months 23: at 23 months the cut-offs of 24. NULL: '
'age or sex unknown, other ages, or no such cut-off. Another edition or grade, min_age_months not 23 or 24: error '
'22023.';

CREATE OR REPLACE FUNCTION iotf_cutoff(
	age_months double precision, sex double precision, grade text, edition double precision DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_cutoff_numbers';

COMMENT ON FUNCTION iotf_cutoff(double precision, double precision, text, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_cutoff(age_months double precision, sex text, grade text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_cutoff(age_months, sex_code(sex), grade, edition, south_asian, min_age_months);

COMMENT ON FUNCTION iotf_cutoff(double precision, text, text, integer, boolean, integer) IS
'Cut-off of body mass index, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION iotf_cutoff(
	age_months double precision, sex text, grade text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_cutoff(age_months, sex_code(sex), grade, edition, south_asian, min_age_months);

COMMENT ON FUNCTION iotf_cutoff(double precision, text, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_overweight(bmi double precision, age_months double precision, sex integer,
	edition integer DEFAULT 2000, south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_overweight';

COMMENT ON FUNCTION is_overweight(double precision, double precision, integer, integer, boolean, integer) IS
'Overweight including obesity: body mass index on or above the cut-off at exact age (IOTF; growthscreener has above). '
'Variants as in iotf_cutoff. Below 24 months NULL, because there is no cut-off, so that a visit at 23 months counts as '
'unknown; min_age_months => 23 judges it as at 24. Unknown sex: known when it would be the same for a boy and a girl.';

CREATE OR REPLACE FUNCTION is_overweight(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_overweight_numbers';

COMMENT ON FUNCTION is_overweight(double precision, double precision, double precision, double precision,
	boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_overweight(bmi double precision, age_months double precision, sex text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_overweight(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION is_overweight(double precision, double precision, text, integer, boolean, integer) IS
'Overweight including obesity, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION is_overweight(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_overweight(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION is_overweight(double precision, double precision, text, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_obese(bmi double precision, age_months double precision, sex integer, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_obese';

COMMENT ON FUNCTION is_obese(double precision, double precision, integer, integer, boolean, integer) IS
'Obesity: body mass index on or above the cut-off at exact age. Variants and NULL as in is_overweight.';

CREATE OR REPLACE FUNCTION is_obese(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_is_obese_numbers';

COMMENT ON FUNCTION is_obese(double precision, double precision, double precision, double precision, boolean,
	double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_obese(bmi double precision, age_months double precision, sex text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_obese(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION is_obese(double precision, double precision, text, integer, boolean, integer) IS
'Obesity, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION is_obese(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_obese(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION is_obese(double precision, double precision, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_grade(bmi double precision, age_months double precision, sex integer, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS bmi_grade
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_grade';

COMMENT ON FUNCTION iotf_grade(double precision, double precision, integer, integer, boolean, integer) IS
'Grade of body mass index at exact age: thinness below its cut-off, overweight and obesity on or above theirs. '
'Variants and NULL as in is_overweight. Edition 2000 ends at obesity; the South-Asian cut-offs have thinness 2, '
'overweight and obesity.';

CREATE OR REPLACE FUNCTION iotf_grade(
	bmi double precision, age_months double precision, sex double precision,
	edition double precision DEFAULT 2000, south_asian boolean DEFAULT false,
	min_age_months double precision DEFAULT 24) RETURNS bmi_grade
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_grade_numbers';

COMMENT ON FUNCTION iotf_grade(double precision, double precision, double precision, double precision,
	boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_grade(bmi double precision, age_months double precision, sex text, edition integer DEFAULT 2000,
	south_asian boolean DEFAULT false, min_age_months integer DEFAULT 24) RETURNS bmi_grade
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN iotf_grade(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION iotf_grade(double precision, double precision, text, integer, boolean, integer) IS
'Grade of body mass index, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION iotf_grade(
	bmi double precision, age_months double precision, sex text, edition double precision,
	south_asian boolean DEFAULT false, min_age_months double precision DEFAULT 24) RETURNS bmi_grade
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN iotf_grade(bmi, age_months, sex_code(sex), edition, south_asian, min_age_months);

COMMENT ON FUNCTION iotf_grade(double precision, double precision, text, double precision, boolean, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_z(bmi double precision, age_months double precision, sex integer,
	min_age_months integer DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_z';

COMMENT ON FUNCTION iotf_z(double precision, double precision, integer, integer) IS
'Body mass index in standard deviations, by the L, M and S of the IOTF edition of 2012 (edition 2000 has cut-offs '
'only). NULL: sex, age or index unknown, or other ages.';

CREATE OR REPLACE FUNCTION iotf_z(
	bmi double precision, age_months double precision, sex double precision,
	min_age_months double precision DEFAULT 24) RETURNS double precision
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_iotf_z_numbers';

COMMENT ON FUNCTION iotf_z(double precision, double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION iotf_z(bmi double precision, age_months double precision, sex text, min_age_months integer DEFAULT 24)
RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_z(bmi, age_months, sex_code(sex), min_age_months);

COMMENT ON FUNCTION iotf_z(double precision, double precision, text, integer) IS
'Body mass index in standard deviations, with sex as sex_code(text) takes it.';

CREATE OR REPLACE FUNCTION iotf_z(
	bmi double precision, age_months double precision, sex text,
	min_age_months double precision) RETURNS double precision
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 10
	RETURN iotf_z(bmi, age_months, sex_code(sex), min_age_months);

COMMENT ON FUNCTION iotf_z(double precision, double precision, text, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION van_wiechen_code(text) IS
'Outcome of a Van Wiechen item as the code used here and in the BDS: 1 positive (+), 2 negative (-), 3 mentioned by '
'the parent (M). Empty: NULL. Anything else: error 22023.';

COMMENT ON FUNCTION language_delay(integer, integer, integer) IS
'Negative score for language at about two years (Monitor Kansrijke Start 2020): items 41 (sentences of two words) and '
'42 (points at six parts of the body) both negative; negatives => 1: at least one. M is not negative. NULL when the '
'unknown items decide it. Codes as van_wiechen_code; others, or negatives not 1 or 2: error 22023.';

CREATE OR REPLACE FUNCTION language_delay(
	item41 double precision, item42 double precision, negatives double precision DEFAULT 2) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_language_delay_numbers';

COMMENT ON FUNCTION language_delay(double precision, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

COMMENT ON FUNCTION language_score(integer, integer) IS
'Score of the guideline of youth health care at two years, 0 to 4: for each item 2 when positive, 1 when mentioned, 0 '
'when negative. NULL when an item is unknown.';

CREATE OR REPLACE FUNCTION language_score(item41 double precision, item42 double precision) RETURNS integer
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_language_score_numbers';

COMMENT ON FUNCTION language_score(double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION language_advice(age_months double precision, item41 integer DEFAULT NULL, item42 integer DEFAULT NULL,
	item43 integer DEFAULT NULL, item44 integer DEFAULT NULL, item45 integer DEFAULT NULL, item46 integer DEFAULT NULL,
	score_at_2 integer DEFAULT NULL) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_language_advice';

COMMENT ON FUNCTION language_advice(double precision, integer, integer, integer, integer, integer, integer, integer) IS
'Advice of the guideline of youth health care (2012): good, ask further, doubtful, refer or speech therapist. From 23 '
'to 28 months by language_score of 41 and 42; from 29 to 34, for a score_at_2 below 4, by 41, 43 and 44; from 34 to 40 '
'by 45 and 46. NULL at other ages, or when what decides is unknown. A score_at_2 not from 0 to 4: error 22023.';

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

COMMENT ON FUNCTION days_in_common(daterange, daterange) IS
'Number of days that two episodes have in common, 0 when none; an episode that is still open counts to the end of '
'9999. NULL: an episode is unknown.';

CREATE OR REPLACE FUNCTION episodes_overlap(a daterange, b daterange, days double precision) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 4
	RETURN episodes_overlap(a, b, whole_number(days));

COMMENT ON FUNCTION episodes_overlap(daterange, daterange, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE OR REPLACE FUNCTION is_placed_out_of_home(protection datemultirange, residential_care datemultirange, year integer,
	days integer DEFAULT 1) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN CASE WHEN protection IS NOT NULL AND residential_care IS NOT NULL AND year IS NOT NULL THEN
		(SELECT coalesce(sum(upper(part) - lower(part)), 0) >= days
		FROM unnest(protection * residential_care * datemultirange(daterange(make_date(year, 1, 1),
			make_date(year + 1, 1, 1)))) AS part)
	END;

COMMENT ON FUNCTION is_placed_out_of_home(datemultirange, datemultirange, integer, integer) IS
'Out-of-home placement (Monitor Kansrijke Start, a proxy): on at least so many (1) days of the year a child protection '
'measure and residential youth care at the same time. Collect a child''s episodes with range_agg(period), which joins '
'what overlaps and touches; for a child without any write coalesce(range_agg(period), ''{}''), because NULL is '
'unknown. The published figure is per 1000 children below two years.';

CREATE OR REPLACE FUNCTION is_placed_out_of_home(
	protection datemultirange, residential_care datemultirange, year double precision,
	days double precision DEFAULT 1) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_placed_out_of_home(protection, residential_care, whole_number(year), whole_number(days));

COMMENT ON FUNCTION is_placed_out_of_home(datemultirange, datemultirange, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE INDEX area_division_area_code ON area_division (division_year, area_code(code));

COMMENT ON TABLE area_division IS
'The areas (municipalities, districts) of each year''s division, to be filled by the user. Where a year is listed, a '
'code that is not in it does not exist in that year.';

COMMENT ON COLUMN area_division.code IS 'Code of the area, in any form that area_code(text) reads: 0363, GM0363.';

CREATE INDEX area_transition_area_code ON area_transition (area_code(code), division_year);

CREATE INDEX area_transition_new_area_code ON area_transition (area_code(new_code), new_division_year);

COMMENT ON TABLE area_transition IS
'Crosswalk between divisions, to be filled by the user: which share of an area goes where. Areas that a reorganisation '
'does not touch need no row; an area that grows and keeps its code does: its new self is another area. Shares of one '
'area below 1 in all leave a remainder, which recode_area reports.';

COMMENT ON COLUMN area_transition.new_division_year IS
'Year of that division: as a rule the next year (previous, for the way back), or any other for a direct crosswalk.';

COMMENT ON COLUMN area_transition.share IS
'Share of the area (or of that postcode in it), above 0 to 1: of its addresses, inhabitants or births.';

CREATE OR REPLACE FUNCTION kansrijk_intern.area_step(code text, division_year integer, target_year integer,
	postcode text DEFAULT NULL, OUT new_code text, OUT new_division_year integer, OUT share numeric) RETURNS SETOF record
	LANGUAGE SQL STABLE PARALLEL SAFE COST 100 ROWS 1
BEGIN ATOMIC
	WITH step AS (
		-- A direct crosswalk if there is one, else a year at a time
		SELECT CASE WHEN EXISTS (SELECT FROM area_transition t
				WHERE area_code(t.code) = area_step.code AND t.division_year = area_step.division_year
					AND t.new_division_year = target_year)
			THEN target_year ELSE area_step.division_year + sign(target_year - area_step.division_year)::integer END AS year
	), written AS (
		SELECT area_code(t.new_code) AS new_code, t.share, pc4_code(t.postcode) AS postcode
		FROM area_transition t, step
		WHERE area_code(t.code) = area_step.code AND t.division_year = area_step.division_year
			AND t.new_division_year = step.year
	), chosen AS (
		-- The rows of the postcode where it has any, else those of the area as a whole
		SELECT w.new_code, w.share FROM written w
		WHERE w.postcode IS NOT DISTINCT FROM
			(SELECT area_step.postcode WHERE EXISTS (SELECT FROM written p WHERE p.postcode = area_step.postcode))
	), backward AS (
		-- What the way there tells about the way back
		SELECT DISTINCT area_code(t.code) AS code
		FROM area_transition t, step
		WHERE area_code(t.new_code) = area_step.code AND t.new_division_year = area_step.division_year
			AND t.division_year = step.year
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
			WHERE (area_code(t.new_code) = area_step.code AND t.new_division_year = step.year
				AND t.division_year = area_step.division_year)
				OR (area_code(t.code) = area_step.code AND t.division_year = step.year
					AND t.new_division_year = area_step.division_year))
		AND (NOT EXISTS (SELECT FROM area_division a WHERE a.division_year = step.year)
			OR EXISTS (SELECT FROM area_division a WHERE a.division_year = step.year AND area_code(a.code) = area_step.code));
END;

COMMENT ON FUNCTION kansrijk_intern.area_step(text, integer, integer, text) IS
'Internal: One step of recode_area: from an area in the division of a year to the areas that it becomes, in the target '
'year if area_transition has rows straight to it, else in the next year on the way. Codes as area_code writes them, '
'the postcode as pc4_code. No row where that is not known.';

CREATE OR REPLACE FUNCTION recode_area(code text, division_year integer, target_year integer, postcode text DEFAULT NULL,
	OUT area text, OUT share numeric) RETURNS SETOF record
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
			OR EXISTS (SELECT FROM kansrijk.area_division a WHERE a.division_year = recode_area.division_year
				AND kansrijk.area_code(a.code) = known_code)
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
		RAISE EXCEPTION 'shares of area % of % add up to % in the division of %', known_code, division_year,
			trim_scale(1 - remainder), target_year
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
'Areas, in the division of the target year, that an area of another year''s division became, with their shares; by '
'area_transition, where there are rows by the postcode. Codes are read by area_code(text), here and in the tables, and '
'come out as it writes them: GM0457, 457 and ''0457 '' are 0457; the postcode by pc4_code. The shares always add up to '
'1: what the crosswalk does not tell goes to area ''unallocated'', but for a rounding (up to 0.000001), which goes to '
'the largest share. NULL (area unknown) stays NULL. Shares above 1 in all: error 22000. Divisions more than 200 years '
'apart, or no postcode: error 22023. For many rows recode each area once and join.';

CREATE OR REPLACE FUNCTION recode_rate(r rate, code text, division_year integer, target_year integer, OUT area text, OUT rate rate)
RETURNS SETOF record
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 2000 ROWS 1
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF kansrijk.numerator(r) > kansrijk.denominator(r) THEN
		RAISE EXCEPTION 'rate with more events than units cannot be divided over areas'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;

	RETURN QUERY
		WITH piece AS (
			SELECT a.area, kind, total, floor(total * a.share) AS whole, total * a.share - floor(total * a.share) AS rest
			FROM kansrijk.recode_area(code, division_year, target_year) a,
				(VALUES ('event', kansrijk.numerator(r)), ('none', kansrijk.denominator(r) - kansrijk.numerator(r)),
					('unknown', kansrijk.unknown(r))) v (kind, total)
		), fair AS (
			SELECT p.area, kind, whole + (row_number() OVER (PARTITION BY kind ORDER BY rest DESC,
				p.area COLLATE "C") <= total - sum(whole) OVER (PARTITION BY kind))::integer AS units
			FROM piece p
		)
		SELECT f.area, kansrijk.make_rate(
			(sum(units) FILTER (WHERE kind = 'event'))::bigint,
			(sum(units) FILTER (WHERE kind IN ('event', 'none')))::bigint,
			(sum(units) FILTER (WHERE kind = 'unknown'))::bigint)
		FROM fair f WHERE r IS NOT NULL
		GROUP BY f.area ORDER BY f.area COLLATE "C";
END
$$;

COMMENT ON FUNCTION recode_rate(rate, text, integer, integer) IS
'Rate of an area divided over the areas of another year''s division, by the shares of recode_area, in whole units by '
'largest remainder: the parts add up to the rate exactly. An estimate where a share is below 1. NULL rate: no rows. '
'More events than units: error 22023.';

CREATE OR REPLACE FUNCTION cbs_area_code(area_type text, area text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5
	RETURN CASE area_type
		WHEN 'land' THEN CASE WHEN area IN ('NL', 'NL01', 'Nederland') THEN 'NL01' END
		WHEN 'provincie' THEN coalesce(substring(area FROM '^PV[23][0-9]$'), CASE area WHEN 'Groningen' THEN 'PV20'
			WHEN 'Fryslân' THEN 'PV21' WHEN 'Friesland' THEN 'PV21' WHEN 'Drenthe' THEN 'PV22' WHEN 'Overijssel' THEN 'PV23'
			WHEN 'Flevoland' THEN 'PV24' WHEN 'Gelderland' THEN 'PV25' WHEN 'Utrecht' THEN 'PV26' WHEN 'Noord-Holland'
				THEN 'PV27'
			WHEN 'Zuid-Holland' THEN 'PV28' WHEN 'Zeeland' THEN 'PV29' WHEN 'Noord-Brabant' THEN 'PV30'
			WHEN 'Limburg' THEN 'PV31' END)
		WHEN 'gemeente' THEN 'GM' || substring(area FROM '^[0-9]{4}$')
		WHEN 'wijk' THEN 'WK' || substring(area FROM '^[0-9]{6}$')
		WHEN 'buurt' THEN 'BU' || substring(area FROM '^[0-9]{8}$')
		WHEN 'pc4' THEN substring(area FROM '^[1-9][0-9]{3}$')
		WHEN 'stadsdeel' THEN NULL
		ELSE substring(area FROM '^[A-Z]{2}[0-9]{2,4}$') END;

COMMENT ON FUNCTION cbs_area_code(text, text) IS
'Code under which CBS publishes an area, from the area type and the code (or, of a province, the name) that the views '
'have: NL01, PV27, GM0363, WK036301, BU03630101; a postcode is itself, a region what it is when it has the form of '
'one (CR23, GG1406). NULL: unknown, a stadsdeel, which CBS does not have, or a code of one''s own.';

COMMENT ON TYPE estimate IS
'A figure with its confidence limits. A limit that does not exist is NULL: that of the side not asked for, or one that '
'is infinite.';

CREATE OR REPLACE FUNCTION rate_ci(r rate, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
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

CREATE OR REPLACE FUNCTION rate_ci(numerator double precision, denominator double precision, per double precision DEFAULT 1000,
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

CREATE OR REPLACE FUNCTION proportion_ci(r rate, per double precision DEFAULT 100, confidence double precision DEFAULT 0.95,
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

CREATE OR REPLACE FUNCTION proportion_ci(numerator double precision, denominator double precision,
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

CREATE OR REPLACE FUNCTION mean_ci(count double precision, mean double precision, sd double precision,
	confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_mean_ci';

COMMENT ON FUNCTION mean_ci(double precision, double precision, double precision, double precision) IS
'Mean with Student''s confidence limits, mean -+ t(count - 1) sd / sqrt(count), from what SQL already has: '
'mean_ci(count(x), avg(x), stddev_samp(x)). NULL below two values. Errors 22023 as rate_ci.';

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
'Rate per 1000 of a group with exact 95 % Poisson limits; rate_ci(rate(event), ...) has every option and shares the '
'state. Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator). NULL '
'when the denominator is 0.';

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
'Percentage of a group with 95 % Wilson limits; proportion_ci(rate(event), ...) has every option and shares the state. '
'Per row: true counts as event, false as none, NULL as unknown (in neither numerator nor denominator). NULL when the '
'denominator is 0.';

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
'Rate per 1000 of the union of disjoint groups with exact 95 % Poisson limits: rate_ci(rate(r)). It has its own name '
'because rate_ci(r) is the interval of a single rate. NULL is skipped.';

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
'Percentage of the union of disjoint groups with 95 % Wilson limits: proportion_ci(rate(r)). It has its own name '
'because proportion_ci(r) is the interval of a single rate. NULL is skipped.';

COMMENT ON TYPE test_result IS
'Outcome of a test. NULL where there is no such number: a ratio without events in its denominator, an infinite limit, '
'the limit of the side not asked for.';

COMMENT ON COLUMN test_result.estimate IS
'What the limits are about: a ratio, a difference or a figure, as the function says.';

COMMENT ON COLUMN test_result.statistic IS
'z, for methods that have one; its square is chi-squared with one degree of freedom.';

COMMENT ON TYPE comparison_two_levels IS
'How a group compares with a reference at two confidence levels: far_ is beyond the outer one.';

CREATE OR REPLACE FUNCTION rate_test(a rate, b rate, method text DEFAULT 'exact', null_ratio double precision DEFAULT 1,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test';

COMMENT ON FUNCTION rate_test(rate, rate, text, double precision, text, double precision) IS
'Are two rates equal? estimate: the ratio a/b, with limits of the same method. Given all events, those of a are '
'binomial. Methods: exact (central: twice the smaller tail; limits by Clopper-Pearson), midp (central), score, '
'exact_minlike (p of R''s poisson.test, and its central limits), midp_minlike (p the same less half of the observed '
'outcome; midp limits). null_ratio: the ratio tested, 1 unless given. 0 against 0 events: p = 1, no ratio. '
'alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. Error 22023 for '
'bad arguments.';

CREATE OR REPLACE FUNCTION rate_test(events_a double precision, size_a double precision, events_b double precision,
	size_b double precision, method text DEFAULT 'exact', null_ratio double precision DEFAULT 1,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_counts';

COMMENT ON FUNCTION rate_test(double precision, double precision, double precision, double precision, text,
	double precision, text, double precision) IS
'The same from numbers; minlike methods need whole events. Are two rates equal? estimate: the ratio a/b, with limits '
'of the same method. Given all events, those of a are binomial. Methods: exact (central: twice the smaller tail; '
'limits by Clopper-Pearson), midp (central), score, exact_minlike (p of R''s poisson.test, and its central limits), '
'midp_minlike (p the same less half of the observed outcome; midp limits). null_ratio: the ratio tested, 1 unless '
'given. 0 against 0 events: p = 1, no ratio. alternative: two_sided, greater or less (then there is one limit only). '
'NULL when a denominator is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION rate_test(a rate, years_a int4range, b rate, years_b int4range, method text DEFAULT 'exact',
	null_ratio double precision DEFAULT 1, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_windows';

COMMENT ON FUNCTION rate_test(rate, int4range, rate, int4range, text, double precision, text, double precision) IS
'Two windows of years of the same area: rate_test, refused with error 22023 when the windows overlap, because the '
'shared years contribute the same events to both rates. Then use window_change or rate_trend.';

CREATE OR REPLACE FUNCTION rate_difference(a rate, b rate, per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided',
	confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_difference';

COMMENT ON FUNCTION rate_difference(rate, rate, double precision, text, double precision) IS
'Difference a - b of two rates per unit per, with score limits (Miettinen & Nurminen 1985) and the score test of no '
'difference. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. '
'Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION rate_difference(events_a double precision, size_a double precision, events_b double precision,
	size_b double precision, per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided',
	confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_difference_counts';

COMMENT ON FUNCTION rate_difference(double precision, double precision, double precision, double precision,
	double precision, text, double precision) IS
'The same from numbers. Difference a - b of two rates per unit per, with score limits (Miettinen & Nurminen 1985) and '
'the score test of no difference. alternative: two_sided, greater or less (then there is one limit only). NULL when a '
'denominator is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION window_change(before rate, after rate, shared rate, per double precision DEFAULT 1000,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_window_change';

COMMENT ON FUNCTION window_change(rate, rate, rate, double precision, text, double precision) IS
'Difference between two overlapping windows of years of one area, of which shared is the rate of the years in both. '
'With s shared events, a and b the others: variance s (1/N1 - 1/N2)^2 + a/N1^2 + b/N2^2, normal limits. For equal N '
'this is (a + b)/N^2: only the years that enter and leave count. Error 22003 when a window does not contain the shared '
'years. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. Error '
'22023 for bad arguments.';

CREATE OR REPLACE FUNCTION proportion_test(a rate, b rate, method text DEFAULT 'score', limits text DEFAULT 'newcombe',
	per double precision DEFAULT 100, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test';

COMMENT ON FUNCTION proportion_test(rate, rate, text, text, double precision, text, double precision) IS
'Are two proportions equal? method, of the p-value: score (z pooled; its square is chi-squared without correction), '
'chi2_cc (Yates), fisher (two-sided: all tables no more likely, as R), midp (Fisher mid-p, central). limits, of the '
'estimate a - b in units of per: newcombe (1998, method 10), miettinen_nurminen (1985), agresti_caffo (2000), wald; of '
'the ratio a/b: koopman (1984), katz (log, 0.5 added when a count is 0); of the odds ratio: woolf (log, 0.5 added when '
'a cell is 0). Fisher and midp need whole numbers, and groups of at most 10^8 (error 22023: score, or rate_test for '
'few events, says the same then). 0 against 0: p = 1, and the difference has limits. alternative: two_sided, greater '
'or less (then there is one limit only). NULL when a denominator is 0 or a numerator exceeds it. Error 22023 for bad '
'arguments.';

CREATE OR REPLACE FUNCTION proportion_test(events_a double precision, size_a double precision, events_b double precision,
	size_b double precision, method text DEFAULT 'score', limits text DEFAULT 'newcombe', per double precision DEFAULT 100,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test_counts';

COMMENT ON FUNCTION proportion_test(double precision, double precision, double precision, double precision, text, text,
	double precision, text, double precision) IS
'The same from numbers. Are two proportions equal? method, of the p-value: score (z pooled; its square is chi-squared '
'without correction), chi2_cc (Yates), fisher (two-sided: all tables no more likely, as R), midp (Fisher mid-p, '
'central). limits, of the estimate a - b in units of per: newcombe (1998, method 10), miettinen_nurminen (1985), '
'agresti_caffo (2000), wald; of the ratio a/b: koopman (1984), katz (log, 0.5 added when a count is 0); of the odds '
'ratio: woolf (log, 0.5 added when a cell is 0). Fisher and midp need whole numbers, and groups of at most 10^8 (error '
'22023: score, or rate_test for few events, says the same then). 0 against 0: p = 1, and the difference has limits. '
'alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator '
'exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION rate_test_value(r rate, reference double precision, method text DEFAULT 'exact',
	per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_value';

COMMENT ON FUNCTION rate_test_value(rate, double precision, text, double precision, text, double precision) IS
'Does a rate differ from a fixed value, given in units of per? estimate: the rate itself, with the exact, midp and '
'score limits of rate_ci. Methods: exact (central), midp (central), score (z). For a value that contains the area '
'itself, such as the national figure, use rate_test_part. alternative: two_sided, greater or less (then there is one '
'limit only). NULL when a denominator is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION rate_test_value(numerator double precision, denominator double precision, reference double precision,
	method text DEFAULT 'exact', per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided',
	confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_value_counts';

COMMENT ON FUNCTION rate_test_value(double precision, double precision, double precision, text, double precision, text,
	double precision) IS
'The same from numbers. Does a rate differ from a fixed value, given in units of per? estimate: the rate itself, with '
'the exact, midp and score limits of rate_ci. Methods: exact (central), midp (central), score (z). For a value that '
'contains the area itself, such as the national figure, use rate_test_part. alternative: two_sided, greater or less '
'(then there is one limit only). NULL when a denominator is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION proportion_test_value(r rate, reference double precision, method text DEFAULT 'score',
	per double precision DEFAULT 100, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test_value';

COMMENT ON FUNCTION proportion_test_value(rate, double precision, text, double precision, text, double precision) IS
'Does a proportion differ from a fixed value, given in units of per? estimate: the proportion itself, with the '
'clopper_pearson, midp and wilson limits of proportion_ci. Methods: exact (central), midp (central), score (z). For a '
'value that contains the area itself, such as the national figure, use proportion_test_part. alternative: two_sided, '
'greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator exceeds it. Error 22023 '
'for bad arguments.';

CREATE OR REPLACE FUNCTION proportion_test_value(numerator double precision, denominator double precision,
	reference double precision, method text DEFAULT 'score', per double precision DEFAULT 100,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test_value_counts';

COMMENT ON FUNCTION proportion_test_value(double precision, double precision, double precision, text, double precision,
	text, double precision) IS
'The same from numbers. Does a proportion differ from a fixed value, given in units of per? estimate: the proportion '
'itself, with the clopper_pearson, midp and wilson limits of proportion_ci. Methods: exact (central), midp (central), '
'score (z). For a value that contains the area itself, such as the national figure, use proportion_test_part. '
'alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator '
'exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION rate_test_part(part rate, whole rate, method text DEFAULT 'exact',
	null_ratio double precision DEFAULT 1, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN rate_test(part, whole - part, method, null_ratio, alternative, confidence);

COMMENT ON FUNCTION rate_test_part(rate, rate, text, double precision, text, double precision) IS
'A part against the rest of the whole that contains it: rate_test(part, whole - part, ...). Error 22003 when the whole '
'does not contain the part.';

CREATE OR REPLACE FUNCTION proportion_test_part(part rate, whole rate, method text DEFAULT 'score', limits text DEFAULT 'newcombe',
	per double precision DEFAULT 100, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN proportion_test(part, whole - part, method, limits, per, alternative, confidence);

COMMENT ON FUNCTION proportion_test_part(rate, rate, text, text, double precision, text, double precision) IS
'A part against the rest of the whole that contains it: proportion_test(part, whole - part, ...). Error 22003 when the '
'whole does not contain the part.';

CREATE OR REPLACE FUNCTION compare(r rate, reference double precision, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_reference';

COMMENT ON FUNCTION compare(rate, double precision, double precision, double precision, text) IS
'Lower, similar or higher than a fixed value (in units of per), at the confidence level: significant exactly when the '
'exact (Wilson) interval of r excludes the reference. model: poisson (exact test, for rare events) or binomial (score '
'test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a '
'proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare(numerator double precision, denominator double precision, reference double precision,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson')
RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_reference_counts';

COMMENT ON FUNCTION compare(double precision, double precision, double precision, double precision, double precision,
	text) IS
'The same from numbers. Lower, similar or higher than a fixed value (in units of per), at the confidence level: '
'significant exactly when the exact (Wilson) interval of r excludes the reference. model: poisson (exact test, for '
'rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. NULL '
'when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare(r rate, reference rate, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson')
RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare';

COMMENT ON FUNCTION compare(rate, rate, double precision, text) IS
'Lower, similar or higher than another, independent group, at the confidence level: by the p-value of rate_test '
'(exact) or proportion_test (score). model: poisson (exact test, for rare events) or binomial (score test, for '
'percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a proportion '
'(binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare_part(part rate, whole rate, confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_part';

COMMENT ON FUNCTION compare_part(rate, rate, double precision, text) IS
'Lower, similar or higher than the rest of the whole that contains the part: compare(part, whole - part, ...). Error '
'22003 when the whole does not contain the part.';

CREATE OR REPLACE FUNCTION compare_two_levels(r rate, reference double precision, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998,
	model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_reference';

COMMENT ON FUNCTION compare_two_levels(rate, double precision, double precision, double precision, double precision,
	text) IS
'Lower, similar or higher than a fixed value (in units of per), at two confidence levels, as Public Health England '
'does: significant exactly when the exact (Wilson) interval of r excludes the reference. model: poisson (exact test, '
'for rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. '
'NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare_two_levels(numerator double precision, denominator double precision, reference double precision,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_reference_counts';

COMMENT ON FUNCTION compare_two_levels(double precision, double precision, double precision, double precision,
	double precision, double precision, text) IS
'The same from numbers. Lower, similar or higher than a fixed value (in units of per), at two confidence levels, as '
'Public Health England does: significant exactly when the exact (Wilson) interval of r excludes the reference. model: '
'poisson (exact test, for rare events) or binomial (score test, for percentages). similar means not significantly '
'different, not equal. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error '
'22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare_two_levels(r rate, reference rate, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels';

COMMENT ON FUNCTION compare_two_levels(rate, rate, double precision, double precision, text) IS
'Lower, similar or higher than another, independent group, at two confidence levels, as Public Health England does: by '
'the p-value of rate_test (exact) or proportion_test (score). model: poisson (exact test, for rare events) or binomial '
'(score test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, '
'of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION compare_two_levels_part(part rate, whole rate, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN compare_two_levels(part, whole - part, confidence, outer_confidence, model);

COMMENT ON FUNCTION compare_two_levels_part(rate, rate, double precision, double precision, text) IS
'Lower, similar or higher than the rest of the whole that contains the part: compare_two_levels(part, whole - part, '
'...). Error 22003 when the whole does not contain the part.';

CREATE OR REPLACE FUNCTION change_factor(before rate, after rate, confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_change_factor';

COMMENT ON FUNCTION change_factor(rate, rate, double precision, text) IS
'Factor by which a rate changed, after/before, with exact (poisson) or Koopman (binomial) limits. The groups must be '
'independent: for overlapping windows see window_change. NULL value when there were no events before. NULL when a '
'denominator is 0 or, of a proportion (binomial), a numerator exceeds it.';

CREATE OR REPLACE FUNCTION percentage_change(before rate, after rate, confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_percentage_change';

COMMENT ON FUNCTION percentage_change(rate, rate, double precision, text) IS
'Percentage by which a rate changed, 100 (after/before - 1), with limits as change_factor.';

CREATE OR REPLACE FUNCTION over_representation(part rate, whole rate, confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_over_representation';

COMMENT ON FUNCTION over_representation(rate, rate, double precision) IS
'Share of the group in the events of the whole, divided by its share in the denominator of the whole; 2 means twice as '
'often as its size suggests. It equals the rate of the group over the rate of the whole that contains it. Limits: '
'Clopper-Pearson of the share, given the events of the whole. NULL without events in the whole or without members of '
'the group. Error 22003 when the whole does not contain the group.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_combine(internal, internal) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_combine';

COMMENT ON FUNCTION kansrijk_intern.collect_combine(internal, internal) IS
'Combine function of the aggregates over strata, areas and periods.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_serialize(internal) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_serialize';

COMMENT ON FUNCTION kansrijk_intern.collect_serialize(internal) IS
'Serialisation function of the aggregates over strata, areas and periods.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_deserialize(bytea, internal) RETURNS internal
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_deserialize';

COMMENT ON FUNCTION kansrijk_intern.collect_deserialize(bytea, internal) IS
'Deserialisation function of the aggregates over strata, areas and periods.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, double precision, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision,
	double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_counts';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, double precision, double precision, double precision,
	double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, rate) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, rate) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect(internal, rate, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate';

COMMENT ON FUNCTION kansrijk_intern.collect(internal, rate, double precision) IS
'Transition function of aggregates over strata and areas: keeps the row; they are sorted before anything is added up, '
'so that sums do not depend on the order of rows.';

COMMENT ON TYPE dsr_sums IS
'What the strata of a directly standardised rate add up to; dsr_ci turns it into an estimate.';

COMMENT ON TYPE indirect_sums IS
'What the strata of an indirectly standardised figure add up to; smr_ci and isr_ci turn it into an estimate.';

COMMENT ON COLUMN indirect_sums.expected IS
'Events expected at the rates of the reference: sum(n * reference events / reference size).';

COMMENT ON COLUMN indirect_sums.reference_rate IS
'Crude rate of the reference per 1; NULL when expected events were given as they are.';

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
'Direct standardisation: one row a stratum. Gives the sums, for dsr_ci. A stratum with standard population 0 has no '
'weight; one with weight and nobody at risk makes the result NULL. A stratum with a NULL makes the result NULL: '
'unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

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
'Direct standardisation: one row a stratum. Per 1000, Dobson''s 95 % limits; NULL below 10 events. '
'dsr_ci(dsr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: unknown '
'is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE AGGREGATE dsr_sums(events double precision, variance double precision, size double precision,
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

CREATE OR REPLACE AGGREGATE dsr(events double precision, variance double precision, size double precision,
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
'Direct standardisation: one row a stratum. Gives the sums, for dsr_ci. A stratum with standard population 0 has no '
'weight; one with weight and nobody at risk makes the result NULL. A stratum with a NULL makes the result NULL: '
'unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

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
'Direct standardisation: one row a stratum. Per 1000, Dobson''s 95 % limits; NULL below 10 events. '
'dsr_ci(dsr_sums(...), ...) has the options and shares the state. A stratum with a NULL makes the result NULL: unknown '
'is not 0 (write coalesce(count, 0) where it is). Independent of the order of rows.';

CREATE OR REPLACE FUNCTION dsr_ci(sums dsr_sums, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
	method text DEFAULT 'dobson', min_events double precision DEFAULT 10) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_dsr_ci';

COMMENT ON FUNCTION dsr_ci(dsr_sums, double precision, double precision, text, double precision) IS
'Directly standardised rate with limits. Methods: dobson (1991: value + sqrt(variance/events) (limit of events - '
'events), with exact limits of the events), phe (the same with PHE''s limits of the events, Byar from 10), gamma (Fay '
'& Feuer 1997). NULL below min_events: Dobson''s approximation is poor there; gamma holds from 0 (min_events => 0). '
'Error 22023 for bad arguments.';

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
'Mean of annual rates, per 1000: every row (year) weighs the same, whatever its size. The named alternative to the '
'pooled rate, rate(r), which is what the Dutch monitors publish as five-year average. A directly standardised rate '
'with equal weights: 95 % gamma limits (Fay & Feuer 1997); dsr_ci(dsr_sums(r, 1), ...) has the options. A stratum with '
'a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of '
'rows.';

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
'Mean of annual rates, per 1000: every row (year) weighs the same, whatever its size. The named alternative to the '
'pooled rate, rate(r), which is what the Dutch monitors publish as five-year average. A directly standardised rate '
'with equal weights: 95 % gamma limits (Fay & Feuer 1997); dsr_ci(dsr_sums(r, 1), ...) has the options. A stratum with '
'a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of the order of '
'rows.';

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
'Indirect standardisation: rows of observed and expected events. Gives the sums, for smr_ci and isr_ci. NULL when no '
'events are expected. A stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it '
'is). Independent of the order of rows.';

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
'Indirect standardisation: rows of observed and expected events. Observed / expected with exact 95 % Poisson limits of '
'the observed; smr_ci(smr_sums(...), ...) has the options and shares the state. NULL when no events are expected. A '
'stratum with a NULL makes the result NULL: unknown is not 0 (write coalesce(count, 0) where it is). Independent of '
'the order of rows.';

CREATE OR REPLACE AGGREGATE smr_sums(events double precision, size double precision, reference_events double precision,
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

CREATE OR REPLACE AGGREGATE smr(events double precision, size double precision, reference_events double precision,
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

CREATE OR REPLACE AGGREGATE isr(events double precision, size double precision, reference_events double precision,
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

CREATE OR REPLACE FUNCTION smr_ci(sums indirect_sums, per double precision DEFAULT 1, confidence double precision DEFAULT 0.95,
	method text DEFAULT 'exact') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_smr_ci';

COMMENT ON FUNCTION smr_ci(indirect_sums, double precision, double precision, text) IS
'Standardised ratio, per times observed / expected, with limits of the observed by exact, phe or byar (see rate_ci). '
'Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION isr_ci(sums indirect_sums, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
	method text DEFAULT 'exact') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_isr_ci';

COMMENT ON FUNCTION isr_ci(indirect_sums, double precision, double precision, text) IS
'Indirectly standardised rate, per times observed / expected times the crude rate of the reference, with limits of the '
'observed by exact, phe or byar (see rate_ci). NULL when the sums have no reference rate. Error 22023 for bad '
'arguments.';

CREATE OR REPLACE FUNCTION funnel_limits(reference double precision, size double precision, per double precision DEFAULT 1000,
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

CREATE OR REPLACE FUNCTION funnel_label(r rate, reference double precision, per double precision DEFAULT 1000,
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

CREATE OR REPLACE FUNCTION funnel_label(numerator double precision, denominator double precision, reference double precision,
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

COMMENT ON COLUMN overdispersion.p_value IS
'P-value of phi = 1: chi-squared of the sum of squared z-scores, with as many degrees of freedom as areas.';

COMMENT ON COLUMN eb_prior.variance IS
'Variance between the true rates; 0 when areas differ no more than chance explains.';

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
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = '
'max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without '
'events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

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
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = '
'max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without '
'events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

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
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = '
'max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without '
'events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

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
'Over-dispersion of Poisson counts of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = sum(z^2)/m; tau2 = '
'max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two areas or without '
'events. Rows with a NULL are areas not observed, and are left out. Independent of the order of rows.';

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
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = '
'sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two '
'areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and '
'are left out. Independent of the order of rows.';

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
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = '
'sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two '
'areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and '
'are left out. Independent of the order of rows.';

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

COMMENT ON AGGREGATE overdispersion_binomial(events double precision, size double precision,
	winsorise double precision) IS
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = '
'sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two '
'areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and '
'are left out. Independent of the order of rows.';

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
'Over-dispersion of proportions of areas around their pooled rate theta (Spiegelhalter 2005): z = (rate - theta)/s, '
's^2 = theta(1 - theta)/n; the share winsorise (0.1 unless given) of z-scores at each end is drawn in; phi = '
'sum(z^2)/m; tau2 = max(0, (m phi - (m - 1))/(sum w - sum w^2/sum w)), w = 1/s^2. For funnel_limits. NULL below two '
'areas or without events, or when a numerator exceeds its denominator. Rows with a NULL are areas not observed, and '
'are left out. Independent of the order of rows.';

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
'Empirical Bayes prior of areas (Marshall 1991, global): mean b = sum d/sum n, variance a = max(0, sum(n (r - '
'b)^2)/sum n - b/nbar), nbar the mean size. For eb_rate. Also as window: eb_fit(r) OVER (PARTITION BY region). Rows '
'with a NULL are areas not observed, and are left out. Independent of the order of rows.';

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
'Empirical Bayes prior of areas (Marshall 1991, global): mean b = sum d/sum n, variance a = max(0, sum(n (r - '
'b)^2)/sum n - b/nbar), nbar the mean size. For eb_rate. Also as window: eb_fit(r) OVER (PARTITION BY region). Rows '
'with a NULL are areas not observed, and are left out. Independent of the order of rows.';

CREATE OR REPLACE FUNCTION eb_rate(r rate, prior eb_prior, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_eb_rate';

COMMENT ON FUNCTION eb_rate(rate, eb_prior, double precision, double precision) IS
'Smoothed rate of an area, b + a (r - b)/(a + b/n), with equal-tailed limits of the gamma posterior (shape b^2/a + d, '
'rate b/a + n). Never negative. When the prior variance a is 0 every area gets the mean b, and there are no limits. '
'NULL when the denominator is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION eb_rate(numerator double precision, denominator double precision, prior eb_prior,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_eb_rate_counts';

COMMENT ON FUNCTION eb_rate(double precision, double precision, eb_prior, double precision, double precision) IS
'The same from numbers. Smoothed rate of an area, b + a (r - b)/(a + b/n), with equal-tailed limits of the gamma '
'posterior (shape b^2/a + d, rate b/a + n). Never negative. When the prior variance a is 0 every area gets the mean b, '
'and there are no limits. NULL when the denominator is 0. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION smoothed_rate(r rate, per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95)
RETURNS estimate
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_smoothed_rate';

COMMENT ON FUNCTION smoothed_rate(rate, double precision, double precision) IS
'Window function: the prior of the areas of the partition (eb_fit), and with it the smoothed rate (eb_rate) of every '
'area. One row an area: OVER (), or OVER (PARTITION BY region) to draw towards the region. The order and frame of the '
'window do not matter. NULL without a rate; such an area is not in the prior.';

CREATE OR REPLACE FUNCTION smoothed_rate(numerator double precision, denominator double precision,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_smoothed_rate_counts';

COMMENT ON FUNCTION smoothed_rate(double precision, double precision, double precision, double precision) IS
'The same from numbers. Window function: the prior of the areas of the partition (eb_fit), and with it the smoothed '
'rate (eb_rate) of every area. One row an area: OVER (), or OVER (PARTITION BY region) to draw towards the region. The '
'order and frame of the window do not matter. NULL without a rate; such an area is not in the prior.';

CREATE OR REPLACE FUNCTION rank_ci(r rate, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson')
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

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_series(internal, double precision, double precision, double precision)
RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_series';

COMMENT ON FUNCTION kansrijk_intern.collect_series(internal, double precision, double precision, double precision) IS
'Transition function of the aggregates over periods: as collect, the last argument being a time, which may be '
'negative.';

CREATE OR REPLACE FUNCTION kansrijk_intern.collect_series(internal, rate, double precision) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_collect_rate_series';

COMMENT ON FUNCTION kansrijk_intern.collect_series(internal, rate, double precision) IS
'Transition function of the aggregates over periods: as collect, the last argument being a time, which may be '
'negative.';

COMMENT ON TYPE trend IS 'A fitted trend, for rate_trend_test or proportion_trend_test.';

COMMENT ON COLUMN trend.slope IS
'Per unit of time: of the logarithm of the rate (rate_trend_fit), or of the proportion itself (proportion_trend_fit).';

COMMENT ON COLUMN trend.dispersion IS
'Pearson chi-squared divided by periods - 2: above 1 when periods vary more around the trend than chance explains.';

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
'Poisson log-linear trend: log E(events) = log size + b0 + slope * year, by maximum likelihood; standard error from '
'the information. For rate_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer '
'than three periods, without events, or when all events are in the first or all in the last period. Independent of the '
'order of rows.';

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
'Rate ratio per unit of time (year) by Poisson log-linear regression, with 95 % limits, z and p. Annual percentage '
'change: 100 (estimate - 1). rate_trend_test(rate_trend_fit(...), ...) has the options (quasi-likelihood, confidence) '
'and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, or when all events are in the first or all in the last period. Independent of the order of '
'rows.';

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
'Linear trend of a proportion: weighted regression on time with the variance p(1 - p)/sum(n (t - mean)^2) of no trend. '
'For proportion_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of '
'rows.';

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
'Cochran-Armitage test for trend; z squared is the chi-squared of R''s prop.trend.test. estimate: slope in percentage '
'points per unit of time (year), with 95 % limits. proportion_trend_test(proportion_trend_fit(...), ...) has the '
'options and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of '
'rows.';

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
'Poisson log-linear trend: log E(events) = log size + b0 + slope * year, by maximum likelihood; standard error from '
'the information. For rate_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer '
'than three periods, without events, or when all events are in the first or all in the last period. Independent of the '
'order of rows.';

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
'Rate ratio per unit of time (year) by Poisson log-linear regression, with 95 % limits, z and p. Annual percentage '
'change: 100 (estimate - 1). rate_trend_test(rate_trend_fit(...), ...) has the options (quasi-likelihood, confidence) '
'and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, or when all events are in the first or all in the last period. Independent of the order of '
'rows.';

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
'Linear trend of a proportion: weighted regression on time with the variance p(1 - p)/sum(n (t - mean)^2) of no trend. '
'For proportion_trend_test. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of '
'rows.';

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
'Cochran-Armitage test for trend; z squared is the chi-squared of R''s prop.trend.test. estimate: slope in percentage '
'points per unit of time (year), with 95 % limits. proportion_trend_test(proportion_trend_fit(...), ...) has the '
'options and shares the state. Rows with a NULL are periods not observed, and are left out. NULL with fewer than three '
'periods, without events, with events only, or when a numerator exceeds its denominator. Independent of the order of '
'rows.';

CREATE OR REPLACE FUNCTION rate_trend_test(fit trend, quasi boolean DEFAULT false, confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_trend_test';

COMMENT ON FUNCTION rate_trend_test(trend, boolean, double precision) IS
'Rate ratio per unit of time, exp(slope), with limits, z and p. quasi: standard error times sqrt(dispersion) when that '
'is above 1. Error 22023 for bad arguments.';

CREATE OR REPLACE FUNCTION proportion_trend_test(fit trend, per double precision DEFAULT 100,
	confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_trend_test';

COMMENT ON FUNCTION proportion_trend_test(trend, double precision, double precision) IS
'Slope of a proportion per unit of time, in units of per, with limits, z and p (Cochran-Armitage). Error 22023 for bad '
'arguments.';

CREATE OR REPLACE FUNCTION class_label(value integer, lower_bounds integer[]) RETURNS text
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 5
	RETURN CASE width_bucket(value, lower_bounds)
		WHEN 0 THEN '<' || lower_bounds[1]
		WHEN cardinality(lower_bounds) THEN lower_bounds[cardinality(lower_bounds)] || '+'
		ELSE concat_ws('-', lower_bounds[width_bucket(value, lower_bounds)],
			nullif(lower_bounds[width_bucket(value, lower_bounds) + 1] - 1, lower_bounds[width_bucket(value, lower_bounds)]))
	END;

COMMENT ON FUNCTION class_label(integer, integer[]) IS
'The class of whole numbers that a value is in, as text: with the lower bounds {22,24,28} those are <22, 22-23, 24-27 '
'and 28+; a class of one number is that number. lower_bounds: ascending, else the class is wrong, as in '
'width_bucket(). NULL: NULL. Errors: 22004 (a bound is NULL), 2202E (no list of one dimension).';

CREATE OR REPLACE FUNCTION count_quantile(fraction double precision, "values" numeric[], counts bigint[]) RETURNS numeric
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF fraction NOT BETWEEN 0 AND 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('%s is not between 0 and 1', fraction);
	END IF;
	IF cardinality("values") <> cardinality(counts) OR array_ndims("values") > 1 OR array_ndims(counts) > 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'array_subscript_error',
			MESSAGE = 'values and counts must be lists of the same length';
	END IF;
	IF EXISTS (SELECT FROM unnest(counts) c WHERE c < 0) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'count must not be negative';
	END IF;
	IF EXISTS (SELECT FROM (SELECT v, lag(v) OVER (ORDER BY i) AS before
			FROM unnest("values") WITH ORDINALITY u(v, i) WHERE v IS NOT NULL) o WHERE v <= before) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'values must go up';
	END IF;
	RETURN (SELECT v FROM (SELECT v, i, n, sum(n) OVER (ORDER BY i) AS until, sum(n) OVER () AS total
			FROM unnest("values", counts) WITH ORDINALITY u(v, n, i)) u
		WHERE n > 0 AND until >= fraction * total AND array_position(counts, NULL) IS NULL ORDER BY i LIMIT 1);
END $$;

COMMENT ON FUNCTION count_quantile(double precision, numeric[], bigint[]) IS
'Quantile of a distribution that is known as counts: the first of the values, which go up, at or below which this '
'fraction of all units lies, as percentile_disc() of the units would give. It is made of the counts alone, so it '
'tells no more than they do. values: NULL is an open class (the first or the last), which gives NULL when the '
'quantile is in it. counts: NULL (hidden) gives NULL; so do no units, and NULL arguments. Errors: 2202E (lists that '
'differ in length), 22023 (a fraction outside 0 to 1, a negative count, values that do not go up).';

COMMENT ON FUNCTION one_in_words(rate, text) IS
'"1 op de 7", "ruim 1 op de 3", "bijna 1 op de 12" (nl) or "1 in 7", "over 1 in 3", "almost 1 in 12" (en). N is '
'denominator/numerator, rounded half away from zero. "ruim" (over) when the rate is more than 2.5 % above 1/N, "bijna" '
'(almost) when it is more than 2.5 % below it, both relative to 1/N. NULL without events or denominator, and above '
'2/3, where N would be 1. Another language is error 22023.';

COMMENT ON FUNCTION comparison_words(comparison, text) IS
'The result of compare(...) in words: "is significant lager", "verschilt niet significant", "is significant hoger" '
'(nl) or "is significantly lower", "does not differ significantly", "is significantly higher" (en). Another language '
'is error 22023.';

CREATE OR REPLACE FUNCTION change_words(before rate, after rate, confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson', language text DEFAULT 'nl') RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 80
	AS 'MODULE_PATHNAME', 'kansrijk_change_in_words';

COMMENT ON FUNCTION change_words(rate, rate, double precision, text, text) IS
'A change in words, by its factor f = after/before and by compare(after, before). Not significant: "vrijwel '
'onveranderd" (virtually unchanged) when 0.95 <= f <= 1.05, else "verschilt niet significant". Significant: '
'"verdubbeld" (doubled) when 1.9 <= f <= 2.1, "gehalveerd" (halved) when 0.475 <= f <= 0.525, "factor 2,2 hoger" above '
'2.1, "licht hoger" or "licht lager" (slightly) when f is from 0.9 to 1.1, else "hoger (+23,5 %)" or "lager (-21,0 '
'%)". Significant with no events before: "hoger" alone. 0 against 0: "vrijwel onveranderd". The periods must be '
'independent (no shared years). NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. '
'Another language is error 22023.';

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

CREATE OR REPLACE FUNCTION sdc_policy_presets(OUT name text, OUT policy sdc_policy, OUT source text) RETURNS SETOF record
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 9
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_policy_presets';

COMMENT ON FUNCTION sdc_policy_presets() IS
'The presets of sdc_policy with all fields and the practice that each follows, of publishers and of publishers in a '
'year.';

COMMENT ON TYPE cell_status IS
'What becomes of a cell. publish: shown. primary_count, _complement, _denominator, _group, _contributors, _own: unsafe '
'by itself (too few events, too few others, too few units, too large a share, too few contributors, by the caller''s '
'own rule). secondary: hidden because another hidden cell could be computed from it. empty: there is nothing to show. '
'unsafe: hidden, but can be deduced from what is known already (policies with unprotectable=unsafe). Which primary '
'rule applied is itself information: show readers sdc_label instead.';

COMMENT ON FUNCTION sdc_primary(bigint, sdc_policy) IS
'What the primary rules say about a count, looking at nothing else: publish or primary_count. NULL count: NULL. '
'Negative count: error 22023. It is not enough to publish by: a hidden cell may follow from totals; see sdc_status.';

COMMENT ON FUNCTION sdc_primary(rate, sdc_policy) IS
'What the primary rules say about a rate: numerator, complement (denominator - numerator) and denominator must each '
'pass. 0/0 is empty, or primary_denominator under zero=protect.';

COMMENT ON FUNCTION sdc_mask(anyelement, cell_status) IS
'The value when the status is publish, else NULL; also NULL for a NULL status. Everything derived from a hidden count '
'(rate, interval, rank, label, difference) must be masked with the same status.';

COMMENT ON FUNCTION sdc_label(numeric, cell_status, text) IS
'A cell as text for a printed table, in Dutch (nl, decimal comma) or English (en). All hidden cells read the same, '
'because the reason is information too. Never put it in a column that is meant to be a number.';

COMMENT ON FUNCTION sdc_round(bigint, bigint) IS
'The nearest multiple of base; halfway goes to the even multiple (5 to base 10 is 0, 15 is 20). Base below 1: error '
'22023. Rounded cells need not add up to rounded totals.';

CREATE OR REPLACE FUNCTION sdc_rate_digits(denominator bigint, per double precision DEFAULT 1000, candidates integer DEFAULT 2)
RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_rate_digits';

COMMENT ON FUNCTION sdc_rate_digits(bigint, double precision, integer) IS
'How many decimals a rate (per so many) may be printed with beside its denominator so that at least candidates '
'numerators print alike. Negative: round before the decimal point (-1 = to tens). NULL for denominator 0.';

CREATE OR REPLACE FUNCTION kansrijk_intern.policy_field(policy text, field text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10
	RETURN substring(policy FROM '\m' || field || '=([a-z0-9_.]+)');

COMMENT ON FUNCTION kansrijk_intern.policy_field(text, text) IS
'Internal: A field of a policy, as it is written in full.';

CREATE OR REPLACE FUNCTION kansrijk_intern.policy_with(policy text, field text, value bigint) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10
	RETURN regexp_replace(policy, '\m' || field || '=[a-z0-9_.]+', field || '=' || value);

COMMENT ON FUNCTION kansrijk_intern.policy_with(text, text, bigint) IS
'Internal: A policy, as it is written in full, with another value of a field.';

CREATE OR REPLACE FUNCTION sdc_status(count bigint, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';

CREATE OR REPLACE FUNCTION sdc_status(r rate, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';

CREATE OR REPLACE FUNCTION sdc_status_given(count bigint, policy sdc_policy, known boolean, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';

CREATE OR REPLACE FUNCTION sdc_status_given(r rate, policy sdc_policy, known boolean, preference integer, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';

CREATE OR REPLACE FUNCTION sdc_status_released(count bigint, policy sdc_policy, released cell_status, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_released';

CREATE OR REPLACE FUNCTION sdc_status_released(r rate, policy sdc_policy, released cell_status, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_released';

COMMENT ON FUNCTION sdc_status(bigint, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system, so that no hidden cell can be computed from published '
'ones. The window partition is the system, normally OVER (): rows of GROUP BY GROUPING SETS, ROLLUP or CUBE, all of '
'them. Never PARTITION BY a dimension that totals are published over: each part is then protected as if they were not, '
'and the function cannot see it. grouping_mask is GROUPING() of the same dimensions in the same order: a masked '
'dimension is a total, a NULL that is not masked a category. A range dimension (int4range of years) covers its points. '
'Counts. NULL: nothing to show (empty), but the cell is part of the system. Errors: 22023 (mask, negative count), '
'21000 (two rows for a cell), 22000 (a total is not the sum of its parts), 54000 (more than 31 dimensions, too much '
'memory). Method: primary rules, then elimination over a prime field (after Langsrud, PSD 2024); see '
'doc/disclosure.md.';

COMMENT ON FUNCTION sdc_status(rate, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system, so that no hidden cell can be computed from published '
'ones. The window partition is the system, normally OVER (): rows of GROUP BY GROUPING SETS, ROLLUP or CUBE, all of '
'them. Never PARTITION BY a dimension that totals are published over: each part is then protected as if they were not, '
'and the function cannot see it. grouping_mask is GROUPING() of the same dimensions in the same order: a masked '
'dimension is a total, a NULL that is not masked a category. A range dimension (int4range of years) covers its points. '
'Rates: numerator, complement and denominator are protected together, a row is shown or hidden as a whole. NULL: '
'nothing to show (empty), but the cell is part of the system. Errors: 22023 (mask, negative count), 21000 (two rows '
'for a cell), 22000 (a total is not the sum of its parts), 54000 (more than 31 dimensions, too much memory). Method: '
'primary rules, then elimination over a prime field (after Langsrud, PSD 2024); see doc/disclosure.md.';

COMMENT ON FUNCTION sdc_status_given(bigint, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell: known true = published elsewhere already, so the reader has it; '
'false = a working cell that is never published, but protected like any other (a common refinement of two '
'geographies); NULL = to be decided. Cells of higher preference (NULL = 0) are published before others. Counts. Error '
'22000 also when known cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in the '
'policy it is unsafe instead.';

COMMENT ON FUNCTION sdc_status_given(rate, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell: known true = published elsewhere already, so the reader has it; '
'false = a working cell that is never published, but protected like any other (a common refinement of two '
'geographies); NULL = to be decided. Cells of higher preference (NULL = 0) are published before others. Rates: '
'numerator, complement and denominator are protected together, a row is shown or hidden as a whole. Error 22000 also '
'when known cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in the policy it '
'is unsafe instead.';

COMMENT ON FUNCTION sdc_status_released(bigint, sdc_policy, cell_status, integer, integer, "any") IS
'As sdc_status, with what an earlier release said of each cell: publish = the reader has it, so it stays; secondary = '
'it stays hidden; a primary reason = it stays hidden, and is protected whatever the policy says, also when the count '
'is NULL (of which only is known that it must not be found); NULL or empty = to be decided. Cells of higher preference '
'(NULL = 0) are published before others. Counts. Given the outcome of the same rows, the outcome is the same. Error '
'22000 also when released cells give away one that must be hidden: the detail names it. With unprotectable=unsafe in '
'the policy it is unsafe instead.';

COMMENT ON FUNCTION sdc_status_released(rate, sdc_policy, cell_status, integer, integer, "any") IS
'As for counts. Rates: numerator, complement and denominator are protected together, a row is shown or hidden as a '
'whole.';

CREATE OR REPLACE FUNCTION sdc_status(count smallint, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';

CREATE OR REPLACE FUNCTION sdc_status_given(count smallint, policy sdc_policy, known boolean, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';

COMMENT ON FUNCTION sdc_status(smallint, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system. As with bigint.';

COMMENT ON FUNCTION sdc_status_given(smallint, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell. As with bigint.';

CREATE OR REPLACE FUNCTION sdc_status(count integer, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';

CREATE OR REPLACE FUNCTION sdc_status_given(count integer, policy sdc_policy, known boolean, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';

COMMENT ON FUNCTION sdc_status(integer, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system. As with bigint.';

COMMENT ON FUNCTION sdc_status_given(integer, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell. As with bigint.';

CREATE OR REPLACE FUNCTION sdc_status(count numeric, policy sdc_policy, grouping_mask integer, VARIADIC dimensions "any")
RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status';

CREATE OR REPLACE FUNCTION sdc_status_given(count numeric, policy sdc_policy, known boolean, preference integer,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_given';

COMMENT ON FUNCTION sdc_status(numeric, sdc_policy, integer, "any") IS
'Window function: what becomes of each cell of a table system. As with bigint, for sum(bigint), which is numeric in '
'SQL. A count that is not whole: error 22023.';

COMMENT ON FUNCTION sdc_status_given(numeric, sdc_policy, boolean, integer, integer, "any") IS
'As sdc_status, with what is known about each cell. As with bigint, for sum(bigint), which is numeric in SQL. A count '
'that is not whole: error 22023.';

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
'As sdc_status_given, with marks of your own. unsafe: true = hidden by a rule of yours (status primary_own), whatever '
'its count; NULL or false = the policy decides. contributors: how many organisations the count comes from; fewer than '
'min_contributors of the policy are hidden (primary_contributors), a zero that is no secret excepted; NULL = that '
'rule does not apply to the cell. cost: of hiding the cell for the sake of others, in the place of its count or '
'denominator: cells of lower cost go first; NULL or 0 = that. Errors: 22023 (a negative cost or number), and those of '
'sdc_status_given.';

COMMENT ON FUNCTION sdc_status_given(numeric, sdc_policy, boolean, integer, boolean, bigint, bigint, integer, "any") IS
'As with bigint, for sum(bigint), which is numeric in SQL.';

COMMENT ON FUNCTION sdc_status_given(rate, sdc_policy, boolean, integer, boolean, bigint, bigint, integer, "any") IS
'As for counts. Rates: numerator, complement and denominator are protected together, a row is shown or hidden as a '
'whole.';

CREATE OR REPLACE FUNCTION sdc_dominated(total bigint, largest bigint[], policy sdc_policy) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated';

COMMENT ON FUNCTION sdc_dominated(bigint, bigint[], sdc_policy) IS
'Whether a sum is dominated by the rules of a policy: the dominance_count largest contributions are dominance_share '
'percent of the total or more, or total - largest - second largest is less than p_percent percent of the largest. '
'largest: the largest contributions in any order, at least as many as the rules look at, or all there are. Whole '
'numbers: multiply first. NULL: NULL. Errors: 22004 (a contribution that is NULL), 22023 (a negative one, too few, or '
'more than the total).';

CREATE OR REPLACE FUNCTION kansrijk_intern.sdc_dominated_accum(internal, value bigint, policy sdc_policy) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_accum';

COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_accum(internal, bigint, sdc_policy) IS
'Transition function of sdc_dominated(bigint, sdc_policy).';

CREATE OR REPLACE FUNCTION kansrijk_intern.sdc_dominated_combine(internal, internal) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_combine';

COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_combine(internal, internal) IS
'Combines states of sdc_dominated(bigint, sdc_policy).';

CREATE OR REPLACE FUNCTION kansrijk_intern.sdc_dominated_serialize(internal) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_serialize';

COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_serialize(internal) IS
'State of sdc_dominated(bigint, sdc_policy), as bytes.';

CREATE OR REPLACE FUNCTION kansrijk_intern.sdc_dominated_deserialize(bytea, internal) RETURNS internal
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_deserialize';

COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_deserialize(bytea, internal) IS
'State of sdc_dominated(bigint, sdc_policy), from bytes.';

CREATE OR REPLACE FUNCTION kansrijk_intern.sdc_dominated_final(internal) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_dominated_final';

COMMENT ON FUNCTION kansrijk_intern.sdc_dominated_final(internal) IS
'Final function of sdc_dominated(bigint, sdc_policy).';

CREATE OR REPLACE AGGREGATE sdc_dominated(value bigint, policy sdc_policy) (
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

CREATE OR REPLACE FUNCTION sdc_safe_sum(largest bigint, policy sdc_policy) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_safe_sum';

COMMENT ON FUNCTION sdc_safe_sum(bigint, sdc_policy) IS
'The sum from which on nobody can dominate it by the rules of a policy, whoever contributes, when no contribution is '
'above largest. 0 when the policy has no such rule. NULL: NULL. Errors: 22023 (negative), 22003.';

CREATE OR REPLACE FUNCTION sdc_derived_status(VARIADIC statuses cell_status[]) RETURNS cell_status
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN CASE
		WHEN array_position(statuses, NULL) IS NOT NULL THEN NULL
		WHEN 'publish' = ALL (statuses) THEN 'publish'
		WHEN statuses <@ ARRAY['publish', 'empty']::cell_status[] THEN 'empty'
		ELSE 'secondary'
	END::cell_status;

COMMENT ON FUNCTION sdc_derived_status(cell_status[]) IS
'Status of a figure that is computed from several cells (a difference, a ratio, a rank): publish only when all of them '
'are; secondary when one is hidden; empty when one is empty. NULL when one is NULL.';

COMMENT ON TYPE published_rate IS
'What may be shown of a rate: counts, value, confidence limits and a label, all of them or none; status is publish, '
'hidden or empty and does not tell which rule hid it.';

CREATE OR REPLACE FUNCTION sdc_publish(r rate, status cell_status, per double precision DEFAULT 1000, model text DEFAULT 'poisson',
	confidence double precision DEFAULT 0.95, decimals integer DEFAULT 1, language text DEFAULT 'nl')
		RETURNS published_rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_publish';

COMMENT ON FUNCTION sdc_publish(rate, cell_status, double precision, text, double precision, integer, text) IS
'All that is derived from a rate, shown or hidden together: a limit or a label beside a hidden numerator would give it '
'away. model: poisson (exact limits of a rate), binomial (Wilson limits of a proportion), or a method of rate_ci. '
'label has so many decimals, in Dutch (nl) or English (en). The number of unknown units is a count of its own, and is '
'not shown.';

CREATE OR REPLACE FUNCTION sdc_interval(count bigint, status cell_status, grouping_mask integer, VARIADIC dimensions "any")
RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval';

CREATE OR REPLACE FUNCTION sdc_interval(r rate, status cell_status, grouping_mask integer, VARIADIC dimensions "any")
RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval';

CREATE OR REPLACE FUNCTION sdc_interval(count bigint, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_policy';

CREATE OR REPLACE FUNCTION sdc_interval(r rate, policy sdc_policy, status cell_status, grouping_mask integer,
		VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_policy';

CREATE OR REPLACE FUNCTION sdc_interval_given(count bigint, policy sdc_policy, status cell_status, prior numrange,
	grouping_mask integer, VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_given';

CREATE OR REPLACE FUNCTION sdc_interval_given(r rate, policy sdc_policy, status cell_status, prior numrange, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_given';

COMMENT ON FUNCTION sdc_interval(bigint, cell_status, integer, "any") IS
'Window function: the smallest and the largest whole count that each hidden cell has in any table of non-negative '
'counts that fits what is published (of counts of 1 or more, where a zero is shown and none is hidden); NULL for a '
'cell that is not hidden. For the owner of the data only. The window partition, the mask and the dimensions are those '
'of sdc_status, and status is its result. A range of one value is exact disclosure; without an upper bound nothing '
'limits the cell. Errors: 22004 (NULL status), 54000 (too large), and those of sdc_status. Two linear programmes a '
'cell, by GLPK, confirmed in whole numbers; see doc/audit.md.';

COMMENT ON FUNCTION sdc_interval(rate, cell_status, integer, "any") IS
'As for counts, of the numerator of each hidden rate. The complement is a system of its own: pass denominator(r) - '
'numerator(r) with the same status.';

COMMENT ON FUNCTION sdc_interval_given(bigint, sdc_policy, cell_status, numrange, integer, "any") IS
'As sdc_interval, for a reader who knows more. prior: the counts that this reader knows a cell to be within ([1,10) '
'when a printed reason says so, [1,1] for a cell of which it is the only unit); NULL = 0 or more. Of the policy, '
'tolerance says how far totals may be off, and with singletons=protect the interval is the narrowest that an outsider '
'or the single unit of any other hidden cell finds. Errors: 22023 (a prior without any count), 22000 (no table fits), '
'and those of sdc_interval.';

COMMENT ON FUNCTION sdc_interval_given(rate, sdc_policy, cell_status, numrange, integer, "any") IS
'As for counts, of the numerator of each hidden rate; prior is about the numerator.';

COMMENT ON FUNCTION sdc_interval(bigint, sdc_policy, cell_status, integer, "any") IS
'As without the policy, of which is taken whether zeros are always shown (a hidden cell is at least 1 then), '
'tolerance, and with singletons=protect the narrowest interval that an outsider or the single unit of any other '
'hidden cell finds.';

COMMENT ON FUNCTION sdc_interval(rate, sdc_policy, cell_status, integer, "any") IS
'As for counts, of the numerator. It is at least 1 only where the policy hides no cell for its denominator or '
'complement.';

CREATE OR REPLACE FUNCTION sdc_round_small(count bigint, base bigint, grouping_mask integer, VARIADIC dimensions "any")
RETURNS bigint
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_round_small';

CREATE OR REPLACE FUNCTION sdc_round_small_given(count bigint, base bigint, published boolean, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS bigint
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_round_small_given';

COMMENT ON FUNCTION sdc_round_small(bigint, bigint, integer, "any") IS
'Window function: counts in which no cell is 1 up to base - 1, and every total is still the sum of its parts. Small '
'inner cells become 0 or base, chosen so that totals stay near the truth; all others change only by that. The window '
'partition, the mask and the dimensions are those of sdc_status. Unchanged data are rounded the same way at every '
'refresh. Errors: 22023 (base below 1), 22004 (a cell without count), 22000 (totals over different splits without '
'their joint level), and those of sdc_status. Method: Langsrud and Heldal, small-count rounding; ties by a hash of the '
'labels.';

COMMENT ON FUNCTION sdc_round_small_given(bigint, bigint, boolean, integer, "any") IS
'As sdc_round_small, when not all rows are published (NULL = published). Rows that are not get NULL, and may stay '
'small unless a published cell, or one that follows from published ones, is.';

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
'The key of a cell: the fractional part of the sum of its records'' keys; 0 for no record. The same records give the '
'same key in every table and at every refresh. A record key is a random number from 0 up to 1, drawn once a person and '
'stored where no reader can see it. Errors: 22004 (a record without key), 22023 (a key outside 0 up to 1; divide whole '
'keys by their number).';

COMMENT ON TYPE perturbation IS
'A row of a perturbation table: a cell of count i whose key is below ub, and not below the ub before it, gets the '
'noise v. As made by the R package ptable, by tau-ARGUS and by ONS.';

COMMENT ON FUNCTION cell_key_perturb(bigint, numeric, perturbation[]) IS
'A count with the noise of its cell key: that of the first row with this i and cell_key < ub, as the R package cellKey '
'does (the Handbook includes the upper limit instead). 0 stays 0. Perturbed cells do not add up; divide by a perturbed '
'count, never by a true one. Errors 22023: negative count, a key outside 0 up to 1, not a perturbation table.';

CREATE OR REPLACE FUNCTION cell_key_perturb_sum(value numeric, cell_key numeric, perturbations perturbation[], largest numeric,
	share numeric) RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_cell_key_perturb_sum';

COMMENT ON FUNCTION cell_key_perturb_sum(numeric, numeric, perturbation[], numeric, numeric) IS
'A sum (of hours, of money) with noise: v times share times the largest contribution to the cell, where v is that of '
'the count value / (share * largest), interpolated between the counts of the table. largest 0: the value. Errors '
'22023: as cell_key_perturb, and a negative value or largest, or a share that is not positive. Source: Handbook on SDC '
'5.4.';

CREATE OR REPLACE FUNCTION sdc_explain(count bigint, policy sdc_policy, status cell_status, language text, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS text
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_explain';

CREATE OR REPLACE FUNCTION sdc_explain(r rate, policy sdc_policy, status cell_status, language text, grouping_mask integer,
	VARIADIC dimensions "any") RETURNS text
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_explain';

COMMENT ON FUNCTION sdc_explain(bigint, sdc_policy, cell_status, text, integer, "any") IS
'Window function, for the owner of the data only, because it prints hidden counts: why a cell is hidden, in Dutch (nl) '
'or English (en); NULL for a cell that is not. A primary cell names the rule of the policy. A secondary cell names an '
'unsafe cell and the sums, over published cells, that would give it away if this cell were shown; where no single cell '
'gives one away, the explanation says that it takes several. The window partition, the policy, the mask and the '
'dimensions are those of sdc_status, and status is its result. Errors: 22023 (another language), 22004 (NULL status), '
'and those of sdc_status.';

COMMENT ON FUNCTION sdc_explain(rate, sdc_policy, cell_status, text, integer, "any") IS
'As for counts; counts are printed as numerator/denominator.';

CREATE OR REPLACE FUNCTION sdc_exposed(count bigint, status cell_status, grouping_mask integer, VARIADIC dimensions "any")
RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed';

CREATE OR REPLACE FUNCTION sdc_exposed(r rate, status cell_status, grouping_mask integer, VARIADIC dimensions "any")
RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed';

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

COMMENT ON FUNCTION sdc_exposed(rate, cell_status, integer, "any") IS
'As for counts.';

COMMENT ON FUNCTION sdc_exposed(bigint, sdc_policy, cell_status, integer, "any") IS
'As without the policy, of which is taken whether zeros are always shown, and tolerance: how far totals may be off.';

COMMENT ON FUNCTION sdc_exposed(rate, sdc_policy, cell_status, integer, "any") IS
'As for counts. A numerator is at least 1 only where the policy hides no cell for its denominator or its complement.';

CREATE OR REPLACE FUNCTION kansrijk_intern.status_of(r rate, policy sdc_policy, previous cell_status, preference integer,
		mask integer, block integer, period int4range, labels text[], waived boolean) RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_of';

COMMENT ON FUNCTION kansrijk_intern.status_of(
	rate, sdc_policy, cell_status, integer, integer, integer, int4range, text[], boolean) IS
'Internal: sdc_status_released(r, policy, previous, preference, mask, block, period, labels[1], labels[2], ...). '
'waived: no primary rule looks at this cell, so that it is hidden for the sake of others only. NULL elements are NULL '
'arguments, an empty array none. Errors: 22004 (NULL array), 2202E (more than one dimension, or not as many elements '
'as in the other rows of the partition), and those of sdc_status_released.';

CREATE OR REPLACE FUNCTION kansrijk_intern.exposed_of(r rate, policy sdc_policy, status cell_status,
		mask integer, block integer, period int4range, labels text[]) RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed_of';

COMMENT ON FUNCTION kansrijk_intern.exposed_of(rate, sdc_policy, cell_status, integer, integer, int4range, text[]) IS
'Internal: sdc_exposed(r, policy, status, mask, block, period, labels[1], labels[2], ...). The array '
'and its errors as of status_of.';

CREATE OR REPLACE FUNCTION kansrijk_intern.interval_of(count bigint, policy sdc_policy, status cell_status,
		mask integer, block integer, period int4range, labels text[]) RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_of';

CREATE OR REPLACE FUNCTION kansrijk_intern.interval_of(r rate, policy sdc_policy, status cell_status,
		mask integer, block integer, period int4range, labels text[]) RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_of';

COMMENT ON FUNCTION kansrijk_intern.interval_of(bigint, sdc_policy, cell_status, integer, integer, int4range, text[]) IS
'Internal: sdc_interval(count, policy, status, mask, block, period, labels[1], labels[2], ...). The array '
'and its errors as of status_of.';

COMMENT ON FUNCTION kansrijk_intern.interval_of(rate, sdc_policy, cell_status, integer, integer, int4range, text[]) IS
'Internal: As for counts, of the numerator.';

COMMENT ON COLUMN source_document.builtin IS
'True for rows of the extension, which pg_dump leaves out; leave it false for your own.';

COMMENT ON TABLE source_inconsistency IS
'Errors and contradictions found in published figures. They are shown, not corrected.';

COMMENT ON COLUMN source_inconsistency.kind IS
'Kind: label, complement, text, revision, rounding, non-additive, unit, unknown, data quality.';

COMMENT ON CONSTRAINT indicator_id_is_a_name ON indicator IS
'Letters, digits, points, _ and -, at most 60: codes are parts of addresses and files.';

COMMENT ON CONSTRAINT family_is_a_name ON indicator IS
'Letters, digits, _ and -, at most 40, a letter first: names of views are made of it.';

COMMENT ON CONSTRAINT family_is_no_other_view ON indicator IS 'Every publication has views of these names.';

COMMENT ON TABLE indicator IS
'Indicators, one row each, independent of how exactly they are computed (see indicator_definition).';

COMMENT ON COLUMN indicator.id IS
'Code: P perinatal, S social, K kraamzorg, J young children, U placement, i programme indicators of RIVM by their '
'number, M monitoring, C context, D data quality.';

COMMENT ON COLUMN indicator.family IS
'Indicators that are published together: birth, care, parents, kraamzorg, child, placement, programme, context.';

CREATE UNIQUE INDEX definition_id_gives_one_column ON indicator_definition (replace(left(id, 50), '-', '_'));

COMMENT ON INDEX definition_id_gives_one_column IS
'The columns of the view wide are named so: a-b and a_b cannot both be there, nor two that differ behind 50 '
'characters.';

COMMENT ON CONSTRAINT definition_id_is_a_name ON indicator_definition IS
'Letters, digits, points, _ and -, at most 60: ids are parts of addresses and names of files.';

COMMENT ON CONSTRAINT definition_id_is_no_other_column ON indicator_definition IS
'The view wide has columns ID_lower, ID_upper and ID_status for each id.';

COMMENT ON TABLE indicator_definition IS
'The exact variants of an indicator, as data: which units, where and when, and the SQL that decides about each of '
'them over the canonical source. One name in two publications can be two rows here.';

COMMENT ON COLUMN indicator_definition.population IS
'all: live births and stillbirths; live: live births. For units that are not births: all.';

COMMENT ON COLUMN indicator_definition.missing_rule IS
'excluded: a unit of unknown outcome is counted as unknown, outside the denominator; counted_as_no: the publication '
'reads a missing value as no.';

COMMENT ON COLUMN indicator_definition.unit_rule IS
'A unit with several rows (a mother with two deliveries in a year) has the event when any, or when every row has it.';

COMMENT ON COLUMN indicator_definition.relation IS
'FROM list, with @source@ for the schema of the canonical source and alias b for the relation that carries the areas.';

COMMENT ON COLUMN indicator_definition.unit_key IS
'Expressions that identify a unit within a year; NULL when every row is one.';

COMMENT ON COLUMN indicator_definition.scope IS
'SQL condition: which rows belong to the denominator, known or unknown.';

COMMENT ON COLUMN indicator_definition.breakdown IS
'SQL expression of a breakdown that is part of the indicator itself.';

COMMENT ON COLUMN indicator_definition.supersedes IS
'Id of the definition that the same publisher used before. No foreign key: pg_dump warns of a table that refers to '
'itself.';

COMMENT ON COLUMN indicator_definition.is_local IS
'Published for every area by default, others for the country only. Each definition is protected by itself, so of '
'definitions that are part of one another, or count nearly the same units, one is local: the difference of two would '
'tell about the few in between.';

COMMENT ON COLUMN indicator_definition.needs IS
'What the source must have for a figure of a year, that which is counted first: a relation, with a kind where it has '
'kinds, and the years it is needed for, counted from that of the figure (none: the same): birth, parent_year -1, '
'episode.excessive_crying 0..2. NULL: every relation that the SQL reads, for the same year. See definition_years().';

COMMENT ON COLUMN indicator_definition.unit IS
'Unit of the value where the publication has its own (waarstaatjegemeente.nl: Big2 per 1000); NULL: that of the '
'indicator.';

COMMENT ON COLUMN indicator_definition.per IS 'Multiplier that gives the unit; NULL: that of the indicator.';

COMMENT ON COLUMN indicator_definition.model IS
'Distribution for limits, comparison and trend: binomial, or poisson for rare events; NULL: binomial where the '
'indicator is in %.';

COMMENT ON COLUMN indicator_definition.unknown_as_no_of IS
'Definition of the same that leaves out what is unknown; this one counts it as no, as the publisher does. See '
'definition_differences(). No foreign key: pg_dump warns of a table that refers to itself.';

COMMENT ON COLUMN indicator_definition.breakdown_id IS
'Code of the breakdown that is part of the indicator itself, in the column breakdown of the views; its categories '
'are rows there.';

COMMENT ON COLUMN indicator_definition.breakdown_name_nl IS 'Name of that breakdown in Dutch.';

COMMENT ON COLUMN indicator_definition.breakdown_name_en IS 'Name of that breakdown in English.';

COMMENT ON COLUMN indicator_definition.value_expression IS
'Of a mean: SQL expression of what one unit adds, a whole number (per gives the unit: hours in hundredths have 0.01); '
'NULL is unknown. event is then true. Its rate has the sum as numerator, and how many are known as denominator.';

COMMENT ON COLUMN indicator_definition.value_limit IS
'Of a mean: values above it are implausible, and unknown. Nobody adds more, so from some sum on nobody can dominate '
'it: sdc_safe_sum(). A smaller sum is hidden by the same decision that hides too few units.';

CREATE VIEW definition_unit AS
	SELECT d.id, coalesce(d.unit, i.unit) AS unit, CASE WHEN d.unit IS NULL THEN i.per ELSE d.per END AS per,
		CASE WHEN d.value_expression IS NULL AND CASE WHEN d.unit IS NULL THEN i.per ELSE d.per END IS NOT NULL
			THEN coalesce(d.model, CASE coalesce(d.per, i.per) WHEN 100 THEN 'binomial' ELSE 'poisson' END) END AS model
	FROM indicator_definition d JOIN indicator i ON i.id = d.indicator;

COMMENT ON VIEW definition_unit IS
'In what a definition is given: its own unit where it has one, else that of its indicator.';

COMMENT ON COLUMN definition_unit.id IS 'The definition.';

COMMENT ON COLUMN definition_unit.unit IS 'Unit of the value for display.';

COMMENT ON COLUMN definition_unit.per IS 'Multiplier of numerator / denominator that gives the unit; NULL for a count.';

COMMENT ON COLUMN definition_unit.model IS
'binomial or poisson: for limits, comparison and trend. NULL: a number of units or a mean, which have none.';

CREATE OR REPLACE FUNCTION kansrijk_intern.value_of(definition indicator_definition) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN format('CASE WHEN (%1$s) BETWEEN 0 AND %2$s THEN (%1$s)::bigint END', definition.value_expression,
		definition.value_limit);

COMMENT ON FUNCTION kansrijk_intern.value_of(indicator_definition) IS
'Internal: SQL of what one unit adds to a mean; NULL where it is not known, or implausible.';

CREATE OR REPLACE FUNCTION kansrijk_intern.sum_rate(scope text, value text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN replace(replace('kansrijk.make_rate(coalesce(sum({value}) FILTER (WHERE {scope}), 0), '
		'count({value}) FILTER (WHERE {scope}), count(*) FILTER (WHERE {scope} AND {value} IS NULL))',
		'{scope}', scope), '{value}', value);

COMMENT ON FUNCTION kansrijk_intern.sum_rate(text, text) IS
'Internal: SQL of the rate that stands for a mean: the sum of the values in scope, how many are known, and how many '
'are not.';

COMMENT ON TABLE indicator_set_member IS
'The indicators of a set, with the code they have there: i7 of RIVM is P07 here.';

COMMENT ON COLUMN indicator_set_member.definition IS
'The variant that the set uses; NULL when it cannot be computed from the canonical source, or is no single rate.';

COMMENT ON TABLE published_figure IS
'Figures as published, to hold computed ones against. Nothing here was corrected; see inconsistency.';

COMMENT ON COLUMN published_figure.definition IS
'The exact variant, where the source tells which and the canonical source can compute it.';

COMMENT ON COLUMN published_figure.first_year IS
'First calendar year of the period; NULL when the source does not tell.';

COMMENT ON COLUMN published_figure.value IS
'Value in the unit of this row, as rounded by the source; of "one in N" it is N.';

COMMENT ON COLUMN published_figure.qualifier IS
'exact (as rounded by the source), approximate, range, derived by us, target of policy, retracted, suppressed.';

CREATE TABLE definition_note (
	id text PRIMARY KEY,
	indicator text NOT NULL REFERENCES indicator,
	definition text,
	kind text NOT NULL CHECK (kind IN ('coverage', 'provisional', 'not_comparable', 'source', 'reading')),
	first_year smallint,
	last_year smallint CHECK (last_year >= first_year),
	text_nl text NOT NULL,
	text_en text NOT NULL,
	source_document text REFERENCES source_document,
	builtin boolean NOT NULL DEFAULT false,
	FOREIGN KEY (indicator, definition) REFERENCES indicator_definition (indicator, id)
);

COMMENT ON TABLE definition_note IS
'What to say beside the figures of an indicator or of one definition, in all years or in some.';

COMMENT ON COLUMN definition_note.id IS 'Short name.';

COMMENT ON COLUMN definition_note.indicator IS 'The indicator.';

COMMENT ON COLUMN definition_note.definition IS 'The definition; NULL: every one of the indicator.';

COMMENT ON COLUMN definition_note.kind IS
'coverage (who delivered), provisional, not_comparable (a break: from first_year on, or between sources), source (a '
'sentence to print), reading (what the figure is not).';

COMMENT ON COLUMN definition_note.first_year IS 'First calendar year that it is about; NULL: from the beginning.';

COMMENT ON COLUMN definition_note.last_year IS 'Last calendar year that it is about; NULL: to the end.';

COMMENT ON COLUMN definition_note.text_nl IS 'The note in Dutch.';

COMMENT ON COLUMN definition_note.text_en IS 'The note in English.';

COMMENT ON COLUMN definition_note.source_document IS 'Where it was said.';

COMMENT ON COLUMN definition_note.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

CREATE VIEW indicator_target AS
	SELECT f.indicator, CASE f.qualifier WHEN 'target' THEN 'target' ELSE 'rank' END AS kind, f.last_year AS year,
		CASE f.qualifier WHEN 'target' THEN f.value ELSE f.numerator END AS value,
		CASE WHEN f.qualifier <> 'target' THEN f.denominator END AS out_of, f.unit, f.note_nl, f.source_document
	FROM published_figure f WHERE f.qualifier = 'target' OR f.unit = 'rank';

COMMENT ON VIEW indicator_target IS
'Targets of policy (smoking in pregnancy: less than 5 % in 2020) and ranks (perinatal mortality: 15th of 28 '
'countries in 2010).';

COMMENT ON COLUMN indicator_target.indicator IS 'The indicator.';

COMMENT ON COLUMN indicator_target.kind IS 'target or rank.';

COMMENT ON COLUMN indicator_target.year IS 'Year for which the target is set, or of the ranking.';

COMMENT ON COLUMN indicator_target.value IS 'The target in its unit, or the place.';

COMMENT ON COLUMN indicator_target.out_of IS 'Number of places of a ranking.';

COMMENT ON COLUMN indicator_target.unit IS 'Unit of the target; rank for a place.';

COMMENT ON COLUMN indicator_target.note_nl IS 'How it is meant, in Dutch: less than, at most.';

COMMENT ON COLUMN indicator_target.source_document IS 'Where it was published.';

CREATE OR REPLACE FUNCTION definition_notes(definition text, first_year integer DEFAULT NULL, last_year integer DEFAULT NULL,
	language text DEFAULT 'nl', kinds text[] DEFAULT NULL) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(CASE definition_notes.language WHEN 'en' THEN n.text_en ELSE n.text_nl END, ' '
				ORDER BY array_position('{not_comparable,provisional,coverage,reading,source}', n.kind), n.id COLLATE "C")
		FROM indicator_definition d JOIN definition_note n ON n.indicator = d.indicator
			AND coalesce(n.definition = d.id, true)
		WHERE d.id = definition_notes.definition AND (kinds IS NULL OR n.kind = ANY (kinds))
			AND int4range(n.first_year, n.last_year, '[]')
				&& int4range(definition_notes.first_year, definition_notes.last_year, '[]');
	END;

COMMENT ON FUNCTION definition_notes(text, integer, integer, text, text[]) IS
'What to say beside the figure of a definition of these years (NULL: all), as one text: the notes of definition_note, '
'breaks first. language: nl, or en. kinds: these only. NULL: no note, or no such definition.';

SELECT pg_catalog.pg_extension_config_dump('definition_note', 'WHERE NOT builtin');

GRANT SELECT ON source_document, source_inconsistency, indicator, indicator_definition,
	indicator_set, indicator_set_member,
	published_figure, definition_note, definition_unit, indicator_target TO PUBLIC;

GRANT INSERT, UPDATE, DELETE ON source_document, source_inconsistency, indicator, indicator_definition, indicator_set,
	indicator_set_member, published_figure, definition_note TO @extowner@;

INSERT INTO source_document (id, title, publisher, published, kind, file, note_nl, builtin) VALUES
	('vzinfo', 'Vroeggeboorte, sterfte rond de geboorte en start zwangerschapsbegeleiding (webpagina''s)', 'RIVM, vzinfo.nl', NULL, 'webpagina', NULL, 'Sterfte rond de geboorte 2019, vroeggeboorte 2020 en 2021, laag gewicht 2021; en bekende tegenstrijdigheden.', true),
	('statline-80213ned', 'Geboorte; kerncijfers over zwangerschap, bevalling en kind (StatLine 80213ned)', 'CBS', '2017', 'tabel', NULL, 'Cijfers van 2016, voorlopig; het laatste jaar van de tabel.', true),
	('perined-2022', 'Nieuwsbericht over de volledigheid van neonatale gegevens', 'Perined', '2022-12-12', 'nieuwsbericht', NULL, 'Neonatale sterfte van 2021 is ondergeregistreerd.', true),
	('rivm-scripts-2023', 'Scripts van de Monitor Kansrijke Start 2023', 'RIVM', '2023', 'scripts', NULL, 'Openbare R-scripts; scripts kunnen afwijken van wat is gedraaid.', true),
	('rivm-scripts-2024', 'Scripts van de Monitor Kansrijke Start 2024', 'RIVM', '2024', 'scripts', NULL, 'Openbare R-scripts; scripts kunnen afwijken van wat is gedraaid.', true)
ON CONFLICT (id) DO UPDATE SET (title, publisher, published, kind, file, note_nl, builtin) = ROW (EXCLUDED.title, EXCLUDED.publisher, EXCLUDED.published, EXCLUDED.kind, EXCLUDED.file, EXCLUDED.note_nl, EXCLUDED.builtin)
	WHERE source_document.builtin;

INSERT INTO indicator (id, indicator_group, family, name_nl, name_en, description_nl, description_en, numerator_nl, numerator_en, denominator_nl, denominator_en, unit, per, polarity, attribution_nl, builtin) VALUES
	('P07', 'outcome', 'care', 'Start zwangerschapsbegeleiding na de 10e week', 'Late start of antenatal care', 'Zwangerschappen met het eerste onderzoek na 10 weken, in de eerste of tweede lijn.', 'Pregnancies with the first examination after 10 weeks, in primary or secondary care.', 'zwangerschappen met eerste onderzoek na dag 70', 'pregnancies with the first examination after day 70', 'zwangerschappen met bekend eerste onderzoek', 'pregnancies with a known first examination', '%', '100', 'lower', 'Perined', true),
	('P11', 'outcome', 'birth', 'Ernstige vroeggeboorte (26-32 weken)', 'Very preterm birth (26-32 weeks)', 'Geboorte voor 32 weken; in het regiobeeld afgeleid uit zorgdeclaraties en niet vergelijkbaar met P01.', 'Birth before 32 weeks; derived from care claims in the Regiobeeld and not comparable with P01.', 'levendgeborenen van 26+0 tot en met 31+6', 'live births from 26+0 up to 31+6', 'levendgeborenen', 'live births', 'per 1000', '1000', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('P12', 'outcome', 'birth', 'NICU-opname', 'Neonatal intensive care', 'Kinderen met zorg op een neonatale intensive care in het kalenderjaar van geboorte.', 'Children in neonatal intensive care in the calendar year of birth.', 'kinderen met NICU-zorg', 'children in NICU care', 'levendgeborenen', 'live births', 'per 1000', '1000', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('P13', 'outcome', 'birth', 'PICU-opname', 'Paediatric intensive care', 'Kinderen met zorg op een kinder-intensive care in het kalenderjaar van geboorte.', 'Children in paediatric intensive care in the calendar year of birth.', 'kinderen met PICU-zorg', 'children in PICU care', 'levendgeborenen', 'live births', 'per 1000', '1000', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('P16', 'context', 'birth', 'Wijze van bevallen', 'Mode of delivery', 'Bevallingen naar wijze, begin en plaats.', 'Deliveries by mode, onset and place.', 'bevallingen met het kenmerk', 'deliveries with the trait', 'bevallingen waarvan dit bekend is', 'deliveries for which this is known', '%', '100', 'neutral', 'Perined', true),
	('P17', 'outcome', 'birth', 'Geboortegewicht onder 2500 gram', 'Birthweight below 2500 grams', 'Kinderen lichter dan 2500 gram, ongeacht de zwangerschapsduur.', 'Children lighter than 2500 grams, whatever their gestational age.', 'geboorten onder 2500 gram', 'births below 2500 grams', 'geboorten met bekend gewicht', 'births with known weight', '%', '100', 'lower', 'Perined', true),
	('P18', 'outcome', 'birth', 'Hoog gewicht voor de zwangerschapsduur', 'Large for gestational age', 'Kinderen zwaarder dan het negentigste percentiel van Hoftiezer 2019 voor hun zwangerschapsduur en geslacht.', 'Children heavier than the ninetieth Hoftiezer 2019 percentile for their gestational age and sex.', 'geboorten met gewicht boven p90', 'births with weight above p90', 'geboorten waarvan dit bekend is', 'births for which this is known', '%', '100', 'lower', 'Perined', true),
	('P19', 'context', 'birth', 'Keizersneden naar groep van Robson', 'Caesareans by Robson group', 'Bevallingen met een keizersnede, per groep van Robson.', 'Deliveries by caesarean, by Robson group.', 'keizersneden in de groep', 'caesareans in the group', 'bevallingen in de groep', 'deliveries in the group', '%', '100', 'neutral', 'Perined', true),
	('P20', 'outcome', 'birth', 'Sterfte in het eerste levensjaar', 'Infant mortality', 'Overlijden van een levendgeboren kind in het eerste jaar.', 'Death of a live-born child in the first year.', 'overleden na levendgeboorte', 'deaths after live birth', 'levend- en doodgeborenen, of levendgeborenen', 'live births and stillbirths, or live births', 'per 1000', '1000', 'lower', 'Perined', true),
	('S04', 'outcome', 'parents', 'Aantal risicofactoren bij geboorte', 'Number of risk factors at birth', 'Geboorten naar het aantal van vier risicofactoren: eenoudergezin, laag inkomen, schulden, psychische problematiek van een ouder.', 'Births by how many of four risk factors apply: single parent, low income, debts, mental health problems of a parent.', 'levendgeborenen met het genoemde aantal risicofactoren', 'live births with the named number of risk factors', 'levendgeborenen gekoppeld aan ten minste een ouder', 'live births linked to at least one parent', '%', '100', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('S06', 'outcome', 'parents', 'Laag inkomen van het huishouden', 'Low household income', 'Huishouden met bijstand en/of een inkomen onder 120% van het sociaal minimum.', 'Household on social assistance and/or with an income below 120% of the social minimum.', 'levendgeborenen in een huishouden met laag inkomen', 'live births in a household with low income', 'levendgeborenen met bekend huishoudinkomen', 'live births with known household income', '%', '100', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('S07', 'outcome', 'parents', 'Schuldenproblematiek van ouders', 'Debts of parents', 'Geboorten met ten minste een ouder in wsnp, met premieachterstand of met problematische schulden; gerapporteerd als elkaar uitsluitende soorten.', 'Births with at least one parent in debt restructuring, in arrears or with problematic debts; reported as exclusive kinds.', 'levendgeborenen met de genoemde soort schuld', 'live births with the named kind of debt', 'levendgeborenen gekoppeld aan ten minste een ouder', 'live births linked to at least one parent', '%', '100', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('S08', 'outcome', 'parents', 'Psychische problematiek van ouders', 'Mental health problems of parents', 'Geboorten met ten minste een ouder met geestelijke gezondheidszorg of psychofarmaca.', 'Births with at least one parent in mental health care or on psychotropic medication.', 'levendgeborenen met psychische problematiek van een ouder', 'live births with mental health problems of a parent', 'levendgeborenen gekoppeld aan ten minste een ouder', 'live births linked to at least one parent', '%', '100', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('S09', 'outcome', 'parents', 'Eenoudergezin bij geboorte', 'Single-parent household at birth', 'Geboorten in een eenouderhuishouden.', 'Births in a single-parent household.', 'levendgeborenen in een eenouderhuishouden', 'live births in a single-parent household', 'levendgeborenen met bekend huishouden', 'live births with known household', '%', '100', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('S14', 'context', 'parents', 'Oudere moeders', 'Older mothers', 'Vrouwen die op hogere leeftijd bevallen.', 'Women who give birth at a higher age.', 'vrouwen van die leeftijd', 'women of that age', 'vrouwen met bekende leeftijd', 'women of known age', '%', '100', 'neutral', 'Perined', true),
	('S15', 'context', 'parents', 'Vierde of later kind', 'Fourth or later child', 'Vrouwen die bevallen en al drie of meer bevallingen hadden.', 'Women who give birth after three or more deliveries.', 'vrouwen met drie of meer eerdere bevallingen', 'women with three or more earlier deliveries', 'vrouwen met bekend aantal eerdere bevallingen', 'women of whom the number of earlier deliveries is known', '%', '100', 'neutral', 'Perined', true),
	('S16', 'context', 'birth', 'Meerlingen', 'Multiples', 'Zwangerschappen van meer dan een kind.', 'Pregnancies of more than one child.', 'meerlingzwangerschappen', 'multiple pregnancies', 'zwangerschappen', 'pregnancies', 'per 1000', '1000', 'neutral', 'Perined', true),
	('S17', 'context', 'parents', 'Overgewicht van de moeder', 'Overweight of the mother', 'Zwangeren met overgewicht of obesitas aan het begin van de zwangerschap.', 'Pregnant women with overweight or obesity at the start of pregnancy.', 'vrouwen met het kenmerk', 'women with the trait', 'vrouwen met bekende body-mass index', 'women with a known body-mass index', '%', '100', 'lower', 'Perined', true),
	('K01', 'outcome', 'kraamzorg', 'Gezinnen zonder kraamzorg', 'Families without maternity care at home', 'Moeders van levendgeborenen zonder declaratie voor kraamzorg na de bevalling. De bron geeft als teller moeders met declaratie en publiceert het complement.', 'Mothers of live-born children without a claim for maternity care after delivery. The source names mothers with a claim as numerator and publishes the complement.', 'moeders zonder kraamzorguren', 'mothers without hours of maternity care', 'moeders van levendgeborenen met bekende zorggegevens', 'mothers of live births with known care data', '%', '100', 'lower', 'Resultaten gebaseerd op eigen berekeningen van het RIVM op basis van niet-openbare microdata van het CBS betreffende levendgeborenen en zorgkosten; Vektis', true),
	('C01', 'context', 'parents', 'Tienermoeders', 'Teenage mothers', 'Vrouwen die voor hun twintigste moeder worden.', 'Women who become a mother before the age of twenty.', 'moeders jonger dan 20', 'mothers below 20', 'vrouwen van die leeftijd of moeders', 'women of that age, or mothers', '%', '100', 'lower', 'CBS', true),
	('C08', 'context', 'parents', 'Roken in de zwangerschap', 'Smoking in pregnancy', 'Zwangeren die roken; alleen landelijk bekend, met een doel uit het Preventieakkoord.', 'Pregnant women who smoke; known nationally only, with a target of the Preventieakkoord.', 'zwangeren die roken', 'pregnant women who smoke', 'zwangeren', 'pregnant women', '%', '100', 'lower', 'Trimbos-instituut, Monitor Zwangerschap en Middelengebruik', true),
	('D01', 'quality', 'parents', 'Niet aan een ouder gekoppeld', 'Not linked to a parent', 'Geboorten die aan geen ouder gekoppeld konden worden.', 'Births that could not be linked to a parent.', 'levendgeborenen zonder ouder in de gegevens', 'live births without a parent in the data', 'levendgeborenen', 'live births', '%', '100', 'lower', 'Resultaten gebaseerd op eigen berekeningen van ahti op basis van niet-openbare microdata van het CBS', true),
	('P21', 'context', 'birth', 'Verdeling van de zwangerschapsduur', 'Distribution of gestational age', 'Geborenen naar zwangerschapsduur, in de klassen van Euro-Peristat.', 'Births by gestational age, in the bands of Euro-Peristat.', 'geborenen in de klasse', 'births in the band', 'geborenen', 'births', 'births', NULL, 'neutral', 'Perined', true),
	('P22', 'context', 'birth', 'Verdeling van het geboortegewicht', 'Distribution of birthweight', 'Geborenen naar geboortegewicht, in de klassen van Euro-Peristat.', 'Births by birthweight, in the bands of Euro-Peristat.', 'geborenen in de klasse', 'births in the band', 'geborenen', 'births', 'births', NULL, 'neutral', 'Perined', true),
	('C12', 'context', 'context', 'Borstvoeding', 'Breastfeeding', 'Kinderen die op een leeftijd borstvoeding krijgen; uit peilingen van anderen.', 'Children who are breastfed at some age; from surveys of others.', 'kinderen met borstvoeding', 'breastfed children', 'kinderen', 'children', '%', '100', 'higher', 'Peiling Melkvoeding van Zuigelingen', true)
ON CONFLICT (id) DO UPDATE SET (indicator_group, family, name_nl, name_en, description_nl, description_en, numerator_nl, numerator_en, denominator_nl, denominator_en, unit, per, polarity, attribution_nl, builtin) = ROW (EXCLUDED.indicator_group, EXCLUDED.family, EXCLUDED.name_nl, EXCLUDED.name_en, EXCLUDED.description_nl, EXCLUDED.description_en, EXCLUDED.numerator_nl, EXCLUDED.numerator_en, EXCLUDED.denominator_nl, EXCLUDED.denominator_en, EXCLUDED.unit, EXCLUDED.per, EXCLUDED.polarity, EXCLUDED.attribution_nl, EXCLUDED.builtin)
	WHERE indicator.builtin;

INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, min_ga_weeks, population, death_window_days, residence_rule, missing_rule, unit_counted, unit_rule, period_rule, relation, unit_key, year_expression, scope, event, breakdown, supersedes, note_nl, is_local, needs, unit, per, model, unknown_as_no_of, breakdown_id, breakdown_name_nl, breakdown_name_en, value_expression, value_limit, builtin) VALUES
	('big2-24w-all', 'P03', 'wsjg', 'Big2 vanaf 24 weken, levend en dood', 'Big2 from 24 weeks, live and still', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', '5 years', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, 'waarstaatjegemeente.nl, daar per 1000 over vijf jaar.', 'true', '{birth}', 'per 1000', '1000', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('big2-22w-live', 'P03', '2019', 'Big2 vanaf 22 weken, levendgeboren', 'Big2 from 22 weeks, live births', '22', 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22) AND b.live_born', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, 'Perined-jaarboek 2018, factsheet Kansrijke Start 2019, VZinfo; opgevolgd door levend en dood.', 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('big2-22w-all', 'P03', '2020', 'Big2 vanaf 22 weken, levend en dood', 'Big2 from 22 weeks, live and still', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, 'big2-22w-live', 'Perined-jaarboek 2019 en Monitor Kansrijke Start 2020.', 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('big2-22w-all-total', 'P03', '2020', 'Big2 vanaf 22 weken, levend en dood, van alle geboorten', 'Big2 from 22 weeks, live and still, of all births', '22', 'all', NULL, 'at_birth', 'counted_as_no', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'coalesce(kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7), false)', NULL, NULL, 'Zoals de uitgever telt: de noemer is het totaal aantal, onbekend telt als nee.', 'false', '{birth}', '%', '100', 'binomial', 'big2-22w-all', NULL, NULL, NULL, NULL, NULL, true),
	('big2-24w-live', 'P03', '2020', 'Big2 vanaf 24 weken, levendgeboren', 'Big2 from 24 weeks, live births', '24', 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24) AND b.live_born', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('preterm-22w-all', 'P01', '2020', 'Vroeggeboorte vanaf 22 weken', 'Preterm birth from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.is_preterm(b.ga_days)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('preterm-22w-all-total', 'P01', '2020', 'Vroeggeboorte vanaf 22 weken, van alle geboorten', 'Preterm birth from 22 weeks, of all births', '22', 'all', NULL, 'at_birth', 'counted_as_no', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'coalesce(kansrijk.is_preterm(b.ga_days), false)', NULL, NULL, 'Zoals de uitgever telt: de noemer is het totaal aantal, onbekend telt als nee.', 'false', '{birth}', '%', '100', 'binomial', 'preterm-22w-all', NULL, NULL, NULL, NULL, NULL, true),
	('preterm-24w-all', 'P01', '2021', 'Vroeggeboorte vanaf 24 weken', 'Preterm birth from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.is_preterm(b.ga_days)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('preterm-24w-wsjg', 'P01', 'wsjg', 'Vroeggeboorte vanaf 24 weken, per 1000 over vijf jaar', 'Preterm birth from 24 weeks, per 1000 over five years', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', '5 years', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.is_preterm(b.ga_days)', NULL, NULL, 'waarstaatjegemeente.nl.', 'false', '{birth}', 'per 1000', '1000', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('preterm-32w-24w-all', 'P01', '2024', 'Vroeggeboorte voor 32 weken', 'Birth before 32 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.is_preterm(b.ga_days, 32)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('sga-22w-all', 'P02', '2020', 'Laag gewicht vanaf 22 weken', 'Small for gestational age from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.is_sga(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, 'De curve begint bij 23+0: daaronder onbekend.', 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('sga-22w-all-total', 'P02', '2020', 'Laag gewicht vanaf 22 weken, van alle geboorten', 'Small for gestational age from 22 weeks, of all births', '22', 'all', NULL, 'at_birth', 'counted_as_no', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'coalesce(kansrijk.is_sga(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7), false)', NULL, NULL, 'Zoals de uitgever telt: de noemer is het totaal aantal, onbekend telt als nee.', 'false', '{birth}', '%', '100', 'binomial', 'sga-22w-all', NULL, NULL, NULL, NULL, NULL, true),
	('sga-24w-all', 'P02', '2021', 'Laag gewicht vanaf 24 weken', 'Small for gestational age from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.is_sga(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('sga-24w-wsjg', 'P02', 'wsjg', 'Laag gewicht vanaf 24 weken, per 1000 over vijf jaar', 'Small for gestational age from 24 weeks, per 1000 over five years', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', '5 years', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.is_sga(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, 'waarstaatjegemeente.nl.', 'false', '{birth}', 'per 1000', '1000', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('preterm-and-sga-22w-all', 'P03b', '2020', 'Te vroeg en te licht vanaf 22 weken', 'Preterm and small from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.is_preterm(b.ga_days) AND kansrijk.is_sga(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-22w-28d', 'P04', '2019', 'Perinatale sterfte vanaf 22 weken tot en met dag 28', 'Perinatal mortality from 22 weeks up to day 28', '22', 'all', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.perinatal_death(b.mortality, 28)', NULL, NULL, 'Kamerbrief 2019.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-24w-28d', 'P04', '2019', 'Perinatale sterfte vanaf 24 weken tot en met dag 28', 'Perinatal mortality from 24 weeks up to day 28', '24', 'all', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.perinatal_death(b.mortality, 28)', NULL, NULL, 'Kamerbrief 2019, zonder 22 en 23 weken.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-24w-27d-mbrrace', 'P04', 'mbrrace', 'Perinatale sterfte vanaf 24 weken, dag 0 tot en met 27 (MBRRACE)', 'Perinatal mortality from 24 weeks, day 0 to 27 (MBRRACE)', '24', 'all', '27', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24, fallback_grams => 400)', 'kansrijk.perinatal_death(NOT b.live_born, b.birth_date, b.death_date, 27)', NULL, NULL, 'Onbekende zwangerschapsduur vanaf 400 gram. MBRRACE laat zwangerschapsafbrekingen weg; die zijn hier niet te onderscheiden.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-24w-28d-later-unknown', 'P04', 'rivm-2024', 'Perinatale sterfte vanaf 24 weken tot en met dag 28, later overleden telt als onbekend', 'Perinatal mortality from 24 weeks up to day 28, later deaths count as unknown', '24', 'all', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'CASE WHEN kansrijk.infant_death(b.mortality) AND NOT kansrijk.perinatal_death(b.mortality, 28) THEN NULL ELSE kansrijk.perinatal_death(b.mortality, 28) END', NULL, NULL, 'De andere noemer van die scripts: codes 5 en 6 als onbekend.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-24w-28d-phase-no', 'P04', 'rivm-2024', 'Perinatale sterfte vanaf 24 weken tot en met dag 28, onbekende fase telt als nee', 'Perinatal mortality from 24 weeks up to day 28, unknown phase counts as no', '24', 'all', '28', 'at_birth', 'counted_as_no', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'CASE WHEN b.mortality IS NOT NULL THEN coalesce(kansrijk.perinatal_death(b.mortality, 28), false) END', NULL, NULL, 'Scripts van de RIVM-monitor van 2024: code 6 (fase onbekend) als niet overleden.', 'false', '{birth}', 'per 1000', '1000', 'poisson', 'perinatal-24w-28d', NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-22w-7d', 'P04', '2019', 'Perinatale sterfte vanaf 22 weken tot en met dag 7', 'Perinatal mortality from 22 weeks up to day 7', '22', 'all', '7', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.perinatal_death(b.mortality, 7)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-24w-7d', 'P04', 'wsjg', 'Perinatale sterfte vanaf 24 weken tot en met dag 7', 'Perinatal mortality from 24 weeks up to day 7', '24', 'all', '7', 'at_birth', 'excluded', 'child', 'any', '5 years', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.perinatal_death(b.mortality, 7)', NULL, NULL, 'waarstaatjegemeente.nl, daar over vijf jaar. Niet het CBS-begrip: dat telt elke levendgeborene die in de eerste week overlijdt.', 'true', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-28w-7d', 'P04', 'who', 'Perinatale sterfte vanaf 28 weken tot en met dag 7 (WHO)', 'Perinatal mortality from 28 weeks up to day 7 (WHO)', '28', 'all', '7', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 28)', 'kansrijk.perinatal_death(b.mortality, 7)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-cbs-24w', 'P04', 'cbs', 'Perinatale sterfte volgens CBS: doodgeborenen vanaf 24 weken en alle levendgeborenen tot en met dag 7', 'Perinatal mortality as CBS counts: stillbirths from 24 weeks and all live births up to day 7', '24', 'all', '7', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born OR kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.perinatal_death(b.mortality, 7)', NULL, NULL, 'Bevolkingsstatistiek: levendgeborenen tellen bij elke zwangerschapsduur mee, ook als zij in de eerste week overlijden.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-cbs-28w', 'P04', 'cbs', 'Perinatale sterfte volgens CBS: doodgeborenen vanaf 28 weken en alle levendgeborenen tot en met dag 7', 'Perinatal mortality as CBS counts: stillbirths from 28 weeks and all live births up to day 7', '28', 'all', '7', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born OR kansrijk.in_scope(b.ga_days, b.birthweight, 28)', 'kansrijk.perinatal_death(b.mortality, 7)', NULL, NULL, 'Bevolkingsstatistiek: levendgeborenen tellen bij elke zwangerschapsduur mee, ook als zij in de eerste week overlijden.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('fetal-22w', 'P05', '2020', 'Foetale sterfte vanaf 22 weken', 'Fetal mortality from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.fetal_death(b.mortality)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('fetal-24w', 'P05', '2020', 'Foetale sterfte vanaf 24 weken', 'Fetal mortality from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.fetal_death(b.mortality)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('fetal-28w', 'P05', 'euro-peristat', 'Foetale sterfte vanaf 28 weken (Euro-Peristat)', 'Fetal mortality from 28 weeks (Euro-Peristat)', '28', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 28)', 'kansrijk.fetal_death(b.mortality)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('neonatal-live-28d', 'P06', '2024', 'Neonatale sterfte per 1000 levendgeborenen, uit data, tot en met dag 28', 'Neonatal mortality per 1000 live births, from dates, up to day 28', NULL, 'live', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.neonatal_death(b.birth_date, b.death_date, 28)', NULL, NULL, 'Zonder ondergrens van de zwangerschapsduur, dag 28 telt mee zoals bij Perined. Wie geen overlijdensdatum heeft leeft; een overlijden voor de geboorte is onbekend.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('neonatal-live-27d', 'P06', '2024', 'Neonatale sterfte per 1000 levendgeborenen, uit data, dag 0 tot en met 27', 'Neonatal mortality per 1000 live births, from dates, day 0 to 27', NULL, 'live', '27', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.neonatal_death(b.birth_date, b.death_date, 27)', NULL, NULL, 'De eerste 28 dagen zijn dag 0 tot en met 27. Zonder ondergrens van de zwangerschapsduur.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('neonatal-22w-28d', 'P06', '2020', 'Neonatale sterfte als deel van perinatale sterfte', 'Neonatal mortality as a part of perinatal mortality', '22', 'all', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.neonatal_death(b.mortality)', NULL, NULL, 'Zelfde naam, andere noemer: levend- en doodgeborenen.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('neonatal-24w-28d', 'P06', 'rivm-2024', 'Neonatale sterfte vanaf 24 weken, als deel van perinatale sterfte', 'Neonatal mortality from 24 weeks, as a part of perinatal mortality', '24', 'all', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.neonatal_death(b.mortality)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('late-care-22w', 'P07', '2020', 'Start na de 10e week, vanaf 22 weken', 'Start after week 10, from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.starts_late(b.first_visit_ga_days)', NULL, NULL, 'Na dag 70; dag 70 zelf is op tijd.', 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('late-care-22w-total', 'P07', '2020', 'Start na de 10e week, vanaf 22 weken, van alle zwangerschappen', 'Start after week 10, from 22 weeks, of all pregnancies', '22', 'all', NULL, 'at_birth', 'counted_as_no', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'coalesce(kansrijk.starts_late(b.first_visit_ga_days), false)', NULL, NULL, 'Zoals de uitgever telt: de noemer is het totaal aantal, onbekend telt als nee.', 'false', '{birth}', '%', '100', 'binomial', 'late-care-22w', NULL, NULL, NULL, NULL, NULL, true),
	('late-care-24w', 'P07', '2023', 'Start na de 10e week, vanaf 24 weken', 'Start after week 10, from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.starts_late(b.first_visit_ga_days)', NULL, 'late-care-22w', NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('late-care-24w-mother', 'P07', 'rivm-2023', 'Start na de 10e week vanaf 24 weken, per moeder, onbekend telt als nee', 'Start after week 10 from 24 weeks, per mother, unknown counts as no', '24', 'all', NULL, 'at_birth', 'counted_as_no', 'mother', 'any', 'year', '@source@.birth b', 'b.mother_kind, b.mother_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24) AND b.mother_id IS NOT NULL AND coalesce(b.birth_order, 1) = 1', 'coalesce(kansrijk.starts_late(b.first_visit_ga_days), false)', NULL, NULL, 'Scripts van de RIVM-monitor van 2023: unieke moeders in een jaar, eerste kind van een meerling.', 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('early-care-24w', 'P07b', 'wsjg', 'Start voor de 10e week, vanaf 24 weken', 'Start before week 10, from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', '5 years', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.starts_early(b.first_visit_ga_days)', NULL, NULL, NULL, 'true', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('big2-in-deaths-22w-28d', 'P08', '2019', 'Aandeel Big2 in perinatale sterfte', 'Share of Big2 in perinatal deaths', '22', 'all', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22) AND kansrijk.perinatal_death(b.mortality, 28)', 'kansrijk.is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT FROM ''weeks'' THEN b.ga_days END, b.sex, ga_weeks => b.ga_days / 7)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('perinatal-by-ga-22w-28d', 'P09', '2019', 'Perinatale sterfte naar zwangerschapsduur', 'Perinatal mortality by gestational age', '22', 'all', '28', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.perinatal_death(b.mortality, 28)', 'kansrijk.ga_band(b.ga_days)', NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, 'zwangerschapsduur', 'Zwangerschapsduur in weken', 'Gestational age in weeks', NULL, NULL, true),
	('care-start-primary', 'P10', '2019', '1e lijn, start zwangerschap, eerste kind', 'primary care, start of pregnancy, first child', NULL, 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'b.parity = 0', 'kansrijk.in_care_line(b.care_at_booking, 1)', NULL, NULL, NULL, 'true', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('care-onset-primary', 'P10', '2019', '1e lijn, begin bevalling, eerste kind', 'primary care, onset of delivery, first child', NULL, 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'b.parity = 0', 'kansrijk.in_care_line(b.care_at_onset, 1)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('care-end-primary', 'P10', '2019', '1e lijn, einde bevalling, eerste kind', 'primary care, end of delivery, first child', NULL, 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'b.parity = 0', 'kansrijk.in_care_line(b.care_at_delivery, 1)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('care-end-secondary', 'P10', '2019', '2e lijn, einde bevalling, eerste kind', 'secondary care, end of delivery, first child', NULL, 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'b.parity = 0', 'kansrijk.in_care_line(b.care_at_delivery, 2)', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('preterm-26-32w', 'P11', '2024', 'Geboorte van 26+0 tot en met 31+6', 'Birth from 26+0 up to 31+6', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.is_preterm(b.ga_days, 32) AND NOT kansrijk.is_preterm(b.ga_days, 26)', NULL, NULL, 'Uit de zwangerschapsduur; het regiobeeld leidt het af uit zorgdeclaraties.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('preterm-below-26w-live', 'P11', '2024', 'Geboorte voor 26 weken, levendgeborenen', 'Birth before 26 weeks, live births', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.is_preterm(b.ga_days, 26)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('preterm-below-32w-live', 'P11', '2024', 'Geboorte voor 32 weken, levendgeborenen', 'Birth before 32 weeks, live births', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.is_preterm(b.ga_days, 32)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('nicu', 'P12', '2024', 'NICU-opname in het jaar van geboorte', 'NICU admission in the year of birth', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'b.nicu', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('picu', 'P13', '2024', 'PICU-opname in het jaar van geboorte', 'PICU admission in the year of birth', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'b.picu', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('apgar-below-7', 'P14', '2016', 'Apgarscore onder 7', 'Apgar score below 7', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'b.apgar5 < 7', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('mother-debt', 'S01', '2020', 'Bevallen vrouwen met wsnp of premieachterstand', 'Women who gave birth, with debt restructuring or arrears', NULL, 'all', NULL, 'at_birth', 'excluded', 'mother', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year)', 'b.mother_kind, b.mother_id', 'b.year', 'b.mother_id IS NOT NULL', 'kansrijk.has_debt(m.wsnp, m.insurance_arrears)', NULL, NULL, NULL, 'true', '{birth,parent_year}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('mother-debt-total', 'S01', '2020', 'Bevallen vrouwen met wsnp of premieachterstand, van alle vrouwen met een bevalling', 'Women who gave birth, with debt restructuring or arrears, of all women who gave birth', NULL, 'all', NULL, 'at_birth', 'counted_as_no', 'mother', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year)', 'b.mother_kind, b.mother_id', 'b.year', 'b.mother_id IS NOT NULL', 'coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears), false)', NULL, NULL, 'Zoals de uitgever telt: de noemer is het totaal aantal, onbekend telt als nee.', 'false', '{birth,parent_year}', '%', '100', 'binomial', 'mother-debt', NULL, NULL, NULL, NULL, NULL, true),
	('mother-debt-arrears', 'S01', '2020', 'Bevallen vrouwen met premieachterstand', 'Women who gave birth, with arrears', NULL, 'all', NULL, 'at_birth', 'excluded', 'mother', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year)', 'b.mother_kind, b.mother_id', 'b.year', 'b.mother_id IS NOT NULL', 'm.insurance_arrears', NULL, NULL, NULL, 'false', '{birth,parent_year}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('mother-debt-wsnp', 'S01', '2020', 'Bevallen vrouwen met wsnp', 'Women who gave birth, with debt restructuring', NULL, 'all', NULL, 'at_birth', 'excluded', 'mother', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year)', 'b.mother_kind, b.mother_id', 'b.year', 'b.mother_id IS NOT NULL', 'm.wsnp', NULL, NULL, NULL, 'false', '{birth,parent_year}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('vulnerable-income', 'S02', '2020', 'Pasgeborenen: laag inkomen (P10)', 'Newborns: low income (P10)', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce((m.income_percentile BETWEEN 0 AND 10) OR (f.income_percentile BETWEEN 0 AND 10), (m.income_percentile BETWEEN 0 AND 10), (f.income_percentile BETWEEN 0 AND 10))', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('vulnerable-single', 'S02', '2020', 'Pasgeborenen: een ouder', 'Newborns: one parent', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('vulnerable-debt', 'S02', '2020', 'Pasgeborenen: wsnp of premieachterstand', 'Newborns: debt restructuring or arrears', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears), kansrijk.has_debt(m.wsnp, m.insurance_arrears), kansrijk.has_debt(f.wsnp, f.insurance_arrears))', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('vulnerable-any', 'S02', '2020', 'Pasgeborenen: een of meer hiervan', 'Newborns: one or more of these', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce((m.income_percentile BETWEEN 0 AND 10) OR (f.income_percentile BETWEEN 0 AND 10), (m.income_percentile BETWEEN 0 AND 10), (f.income_percentile BETWEEN 0 AND 10)) OR coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent) OR coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears), kansrijk.has_debt(m.wsnp, m.insurance_arrears), kansrijk.has_debt(f.wsnp, f.insurance_arrears))', NULL, NULL, NULL, 'true', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('vulnerable-any-total', 'S02', '2020', 'Pasgeborenen: een of meer hiervan, van alle levendgeborenen', 'Newborns: one or more of these, of all live births', NULL, 'live', NULL, '31_december_before', 'counted_as_no', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born', 'coalesce(coalesce((m.income_percentile BETWEEN 0 AND 10) OR (f.income_percentile BETWEEN 0 AND 10), (m.income_percentile BETWEEN 0 AND 10), (f.income_percentile BETWEEN 0 AND 10)) OR coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent) OR coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears), kansrijk.has_debt(m.wsnp, m.insurance_arrears), kansrijk.has_debt(f.wsnp, f.insurance_arrears)), false)', NULL, NULL, 'Zoals de uitgever telt: de noemer is het totaal aantal, onbekend telt als nee.', 'false', '{birth,parent_year -1}', '%', '100', 'binomial', 'vulnerable-any', NULL, NULL, NULL, NULL, NULL, true),
	('vulnerable-family', 'S03', '2020', 'Pasgeborenen: voorspeld kwetsbaar gezin', 'Newborns: predicted vulnerable family', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.predicted_vulnerable OR f.predicted_vulnerable, m.predicted_vulnerable, f.predicted_vulnerable)', NULL, NULL, NULL, 'true', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-1-or-more', 'S04', '2024', 'Ten minste 1 van vier risicofactoren', 'At least 1 of four risk factors', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'kansrijk.has_risk_factors(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)), 1)', NULL, NULL, NULL, 'true', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-0', 'S04', '2024', 'Geen van vier risicofactoren', 'None of four risk factors', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'kansrijk.risk_factor_class(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication))) = ''0''', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-1', 'S04', '2024', 'Precies 1 van vier risicofactoren', 'Exactly 1 of four risk factors', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'kansrijk.risk_factor_class(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication))) = ''1''', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-2', 'S04', '2024', 'Precies 2 van vier risicofactoren', 'Exactly 2 of four risk factors', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'kansrijk.risk_factor_class(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication))) = ''2''', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-2-or-more', 'S04', '2024', 'Ten minste 2 van vier risicofactoren', 'At least 2 of four risk factors', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'kansrijk.has_risk_factors(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)), 2)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-3-or-more', 'S04', '2024', 'Ten minste 3 van vier risicofactoren', 'At least 3 of four risk factors', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'kansrijk.has_risk_factors(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)), 3)', NULL, NULL, NULL, 'true', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('low-income', 'S06', '2024', 'Bijstand of inkomen onder 120% sociaal minimum', 'Social assistance or income below 120% of the minimum', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance))', NULL, NULL, NULL, 'true', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('low-income-assistance', 'S06', '2024', 'Bijstand', 'Social assistance', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.social_assistance OR f.social_assistance, m.social_assistance, f.social_assistance)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('low-income-120', 'S06', '2024', 'Inkomen onder 120% van het sociaal minimum', 'Income below 120% of the social minimum', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(kansrijk.is_low_income(m.income_social_minimum) OR kansrijk.is_low_income(f.income_social_minimum), kansrijk.is_low_income(m.income_social_minimum), kansrijk.is_low_income(f.income_social_minimum))', NULL, NULL, 'Zonder bijstand als eigen grond.', 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parent-debt', 'S07', '2024', 'Schulden van een ouder, alle soorten', 'Debts of a parent, all kinds', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt))', NULL, NULL, NULL, 'true', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parent-debt-wsnp', 'S07', '2024', 'wsnp', 'debt restructuring', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.wsnp OR f.wsnp, m.wsnp, f.wsnp)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parent-debt-arrears', 'S07', '2024', 'premieachterstand zonder wsnp', 'arrears without debt restructuring', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.insurance_arrears OR f.insurance_arrears, m.insurance_arrears, f.insurance_arrears) AND NOT coalesce(m.wsnp OR f.wsnp, m.wsnp, f.wsnp)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parent-debt-problematic', 'S07', '2024', 'problematische schuld zonder wsnp of achterstand', 'problematic debts without the other two', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.problematic_debt OR f.problematic_debt, m.problematic_debt, f.problematic_debt) AND NOT coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears), kansrijk.has_debt(m.wsnp, m.insurance_arrears), kansrijk.has_debt(f.wsnp, f.insurance_arrears))', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-debt-24w-mother', 'S07', 'rivm-2024', 'Schulden van een van beide ouders in het jaar van de bevalling', 'Debts of either parent in the year of delivery', '24', 'all', NULL, '31_december', 'excluded', 'mother', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year)', 'b.mother_kind, b.mother_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24) AND b.mother_id IS NOT NULL AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears), kansrijk.has_debt(m.wsnp, m.insurance_arrears), kansrijk.has_debt(f.wsnp, f.insurance_arrears))', NULL, NULL, 'RIVM-monitor 2024: geboorten vanaf 24 weken, levend en dood, unieke moeders in een jaar.', 'false', '{birth,parent_year}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parent-mental-health', 'S08', '2024', 'Psychische problematiek van een ouder', 'Mental health problems of a parent', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication))', NULL, NULL, NULL, 'true', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-mental-health-24w-mother', 'S08', 'rivm-2024', 'Psychische problematiek van een van beide ouders in het jaar van de bevalling', 'Mental health problems of either parent in the year of delivery', '24', 'all', NULL, '31_december', 'excluded', 'mother', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year)', 'b.mother_kind, b.mother_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24) AND b.mother_id IS NOT NULL AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication))', NULL, NULL, 'RIVM-monitor 2024: geboorten vanaf 24 weken, levend en dood, unieke moeders in een jaar.', 'false', '{birth,parent_year}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('single-parent', 'S09', '2024', 'Eenoudergezin', 'Single-parent household', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent)', NULL, NULL, NULL, 'true', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-among-all', 'S12', '2024', 'Ten minste een risicofactor onder alle levendgeborenen', 'At least one risk factor among all live births', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'kansrijk.has_risk_factors(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)), 1)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-among-neonatal-death', 'S12', '2024', 'Ten minste een risicofactor onder neonatale sterfte (dag 0-27)', 'At least one risk factor among neonatal deaths (day 0-27)', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL AND kansrijk.neonatal_death(b.birth_date, b.death_date, 27)', 'kansrijk.has_risk_factors(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)), 1)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-among-preterm-26-32w', 'S12', '2024', 'Ten minste een risicofactor onder geboorte van 26 tot 32 weken', 'At least one risk factor among birth from 26 to 32 weeks', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL AND kansrijk.is_preterm(b.ga_days, 32) AND NOT kansrijk.is_preterm(b.ga_days, 26)', 'kansrijk.has_risk_factors(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)), 1)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-among-nicu', 'S12', '2024', 'Ten minste een risicofactor onder NICU-opname', 'At least one risk factor among NICU admission', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL AND b.nicu', 'kansrijk.has_risk_factors(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)), 1)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('risk-factors-among-picu', 'S12', '2024', 'Ten minste een risicofactor onder PICU-opname', 'At least one risk factor among PICU admission', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL AND b.picu', 'kansrijk.has_risk_factors(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)), 1)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-parent-below-25', 'S10', '2024', 'Een ouder jonger dan 25 jaar', 'A parent below 25', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(b.year - m.birth_year < 25 OR b.year - f.birth_year < 25, b.year - m.birth_year < 25, b.year - f.birth_year < 25)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-low-education-one', 'S10', '2024', 'Ten minste een ouder laag opgeleid', 'At least one parent of low education', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.education = 1 OR f.education = 1, m.education = 1, f.education = 1)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-low-education-both', 'S10', '2024', 'Beide ouders laag opgeleid', 'Both parents of low education', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', '(m.education = 1) AND (f.education = 1)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-one-parent-known', 'S10', '2024', 'Een bekende ouder', 'One parent known', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', '(m.person_id IS NULL) <> (f.person_id IS NULL)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-origin-outside-europe', 'S10', '2024', 'Ten minste een ouder met niet-westerse herkomst', 'At least one parent of non-western origin', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.origin = ''niet-westers'' OR f.origin = ''niet-westers'', m.origin = ''niet-westers'', f.origin = ''niet-westers'')', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-origin-dutch', 'S10', '2024', 'Bekende ouders met Nederlandse herkomst', 'Parents, as far as known, of Dutch origin', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.origin = ''NL'' AND f.origin = ''NL'', m.origin = ''NL'', f.origin = ''NL'')', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('no-kraamzorg-live-birth', 'K01', '2019', 'Zonder kraamzorg, per levendgeborene', 'Without maternity care, per live birth', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received FROM (SELECT k.hours, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', NULL, 'b.year', 'b.live_born', 'NOT k.received', NULL, NULL, NULL, 'false', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('no-kraamzorg-mother', 'K01', '2020', 'Zonder kraamzorg, per moeder', 'Without maternity care, per mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'mother', 'every', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received FROM (SELECT k.hours, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.mother_kind, b.mother_id', 'b.year', 'b.live_born AND b.mother_id IS NOT NULL', 'NOT k.received', NULL, 'no-kraamzorg-live-birth', 'Moeder zonder kraamzorg bij elke bevalling van het jaar.', 'true', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('no-kraamzorg-no-stay', 'K01', '2024', 'Zonder kraamzorg, per bevalling zonder verblijf', 'Without maternity care, per delivery without stay', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'NOT k.received', NULL, 'no-kraamzorg-mother', NULL, 'false', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('kraamzorg-below-24', 'K04', '2024', 'Wel kraamzorg, minder dan 24 uur', 'Maternity care, but less than 24 hours', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''<24''', NULL, NULL, 'Zonder moeders die geen kraamzorg hadden (0 uur).', 'true', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('kraamzorg-mean-hours', 'K06', '2024', 'Gemiddelde uren kraamzorg per bevalling zonder verblijf', 'Mean hours of maternity care per delivery without stay', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'true', NULL, NULL, 'Wie geen kraamzorg had telt als 0 uur. Meer dan 150 uur is onbekend: dan zijn het minuten.', 'false', '{birth,kraamzorg}', 'hours', '0.01', NULL, NULL, NULL, NULL, NULL, 'round(k.hours * 100)', '15000', true),
	('kraamzorg-below-24-or-none', 'K04', '2024', 'Minder dan 24 uur kraamzorg, of geen', 'Less than 24 hours of maternity care, or none', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) IN (''geen'', ''<24'')', NULL, NULL, 'Met moeders die geen kraamzorg hadden (0 uur).', 'false', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('kraamzorg-24-49', 'K02', '2024', '24 tot 49 uur kraamzorg', '24 to 49 hours of maternity care', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''24-48''', NULL, NULL, NULL, 'false', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('kraamzorg-49-or-more', 'K02', '2024', '49 uur kraamzorg of meer', '49 hours of maternity care or more', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''>=49''', NULL, NULL, NULL, 'true', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('hospital-stay', 'K03', '2024', 'Verblijf na de bevalling', 'Stay after delivery', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.pregnancy_id', 'b.year', 'b.live_born', 'k.hospital_stay', NULL, NULL, NULL, 'true', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('no-insurance-data', 'D02', '2024', 'Zonder gegevens van de zorgverzekering', 'Without insurance data', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN bool_or(d.insurance_known) THEN true WHEN count(d.insurance_known) = count(*) THEN false END AS insurance_known FROM (SELECT k.insurance_known, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', 'b.pregnancy_id', 'b.year', 'b.live_born AND k.pregnancy_id IS NOT NULL', 'NOT k.insurance_known', NULL, NULL, NULL, 'false', '{birth,kraamzorg}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('unlinked-parents', 'D01', '2024', 'Aan geen ouder gekoppeld', 'Linked to no parent', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'b.mother_id IS NULL AND b.father_id IS NULL', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('births-24w-all', 'S11', '2024', 'Geborenen vanaf 24 weken, levend en dood', 'Births from 24 weeks, live and still', NULL, 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'true', NULL, NULL, 'Een aantal, geen deel: de noemer is gelijk aan de teller.', 'false', '{birth}', 'births', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true),
	('teenage-mothers', 'C01', '2024', 'Bevallen vrouwen jonger dan 20', 'Women who gave birth, below 20', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.mother_age < 20', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('mothers-35-or-more', 'S14', '2024', 'Bevallen vrouwen van 35 jaar en ouder', 'Women who gave birth, 35 and older', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.mother_age >= 35', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('mothers-40-or-more', 'S14', '2024', 'Bevallen vrouwen van 40 jaar en ouder', 'Women who gave birth, 40 and older', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.mother_age >= 40', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('fourth-or-later-child', 'S15', '2024', 'Drie of meer eerdere bevallingen', 'Three or more earlier deliveries', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.parity >= 3', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('multiples', 'S16', '2024', 'Meerlingzwangerschappen vanaf 24 weken', 'Multiple pregnancies from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.plurality > 1', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('smoking-pregnancy', 'C08', '2024', 'Roken in de zwangerschap, uit de registratie', 'Smoking in pregnancy, from the registration', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.smoking', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('mothers-overweight', 'S17', '2024', 'Body-mass index van 25 en meer', 'Body-mass index of 25 and more', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.mother_bmi >= 25', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('mothers-obese', 'S17', '2024', 'Body-mass index van 30 en meer', 'Body-mass index of 30 and more', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.mother_bmi >= 30', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('caesarean', 'P16', '2024', 'Keizersnede', 'Caesarean', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.delivery_mode IN (''caesarean_planned'', ''caesarean_unplanned'')', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('instrumental', 'P16', '2024', 'Kunstverlossing', 'Instrumental delivery', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.delivery_mode = ''instrumental''', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('induced', 'P16', '2024', 'Ingeleide bevalling', 'Induced labour', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.labour_onset = ''induced''', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('home-birth', 'P16', '2024', 'Thuisbevalling', 'Home birth', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.delivery_place = ''home''', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('caesarean-by-robson', 'P19', '2024', 'Keizersneden naar groep van Robson', 'Caesareans by Robson group', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24) AND coalesce(b.birth_order, 1) = 1', 'b.delivery_mode IN (''caesarean_planned'', ''caesarean_unplanned'')', 'to_char(kansrijk.robson_group(b.parity, b.previous_caesarean, b.plurality, b.presentation, b.labour_onset, b.ga_days), ''FM00'')', NULL, 'Een meerling telt bij het eerste kind.', 'false', '{birth}', '%', '100', 'binomial', NULL, 'robson', 'Groep van Robson', 'Robson group', NULL, NULL, true),
	('birthweight-below-2500-24w', 'P17', 'vzinfo', 'Onder 2500 gram, vanaf 24 weken', 'Below 2500 grams, from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.birthweight < 2500', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('birthweight-below-2500-22w', 'P17', 'euro-peristat', 'Onder 2500 gram, vanaf 22 weken', 'Below 2500 grams, from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'b.birthweight < 2500', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('birthweight-below-1500-22w', 'P17', 'euro-peristat', 'Onder 1500 gram, vanaf 22 weken', 'Below 1500 grams, from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'b.birthweight < 1500', NULL, NULL, NULL, 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('lga-24w-all', 'P18', '2024', 'Hoog gewicht vanaf 24 weken', 'Large for gestational age from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'b.birthweight > kansrijk.birthweight_cutoff(b.ga_days, b.sex, 90)', NULL, NULL, 'Strikt boven p90; bij een duur in hele weken naar de eerste dag van de week.', 'false', '{birth}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('infant-24w', 'P20', 'rivm-2024', 'Sterfte in het eerste jaar vanaf 24 weken', 'Infant mortality from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'kansrijk.infant_death(b.mortality)', NULL, NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('infant-live', 'P20', '2024', 'Sterfte in het eerste jaar per 1000 levendgeborenen, uit data', 'Infant mortality per 1000 live births, from dates', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.infant_death(b.birth_date, b.death_date)', NULL, NULL, 'Dag 0 tot en met 364.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('births-live', 'S11', '2024', 'Levendgeborenen in het bevolkingsregister', 'Live births in the population register', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'true', NULL, NULL, 'Een aantal, geen deel: de noemer is gelijk aan de teller.', 'false', '{birth}', 'births', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true),
	('language-both-items', 'J01', '2020', 'Beide spraak-taalkenmerken negatief', 'Both language items negative', NULL, 'all', NULL, 'organisation', 'excluded', 'child', 'any', 'year', '@source@.child_examination b', NULL, 'extract(year FROM b.examination_date)::integer', 'true', 'NOT b.two_word_sentences AND NOT b.points_to_body_parts', NULL, NULL, NULL, 'true', '{child_examination}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('language-one-item', 'J01', '2020', 'Ten minste een van twee spraak-taalkenmerken negatief', 'At least one of two language items negative', NULL, 'all', NULL, 'organisation', 'excluded', 'child', 'any', 'year', '@source@.child_examination b', NULL, 'extract(year FROM b.examination_date)::integer', 'true', 'NOT b.two_word_sentences OR NOT b.points_to_body_parts', NULL, NULL, NULL, 'false', '{child_examination}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('overweight-iotf-2000', 'J02', '2020', 'Overgewicht volgens IOTF 2000', 'Overweight by IOTF 2000', NULL, 'all', NULL, 'organisation', 'excluded', 'child', 'any', 'year', '@source@.child_examination b', NULL, 'extract(year FROM b.examination_date)::integer', 'true', 'kansrijk.is_overweight(kansrijk.bmi(b.weight_kg, b.height_cm), b.age_months, b.sex)', NULL, NULL, NULL, 'true', '{child_examination}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('excessive-crying', 'J03', '2024', 'Excessief huilen tot 2 jaar', 'Excessive crying up to age 2', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''excessive_crying'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''excessive_crying'' AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', NULL, NULL, NULL, 'true', '{birth,episode.excessive_crying 0..2}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('sleeping-disorder-2y', 'J03', '2024', 'Slaapstoornis tot 2 jaar', 'Sleeping disorder up to age 2', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''sleeping_disorder'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''sleeping_disorder'' AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', NULL, NULL, NULL, 'false', '{birth,episode.sleeping_disorder 0..2}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('sleeping-disorder-4y', 'J03', '2024', 'Slaapstoornis tot 4 jaar', 'Sleeping disorder up to age 4', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''sleeping_disorder'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''sleeping_disorder'' AND e.period && daterange(b.birth_date, make_date(b.year + 5, 1, 1)))', NULL, NULL, NULL, 'false', '{birth,episode.sleeping_disorder 0..4}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('eating-disorder-2y', 'J03', '2024', 'Eetstoornis tot 2 jaar', 'Eating disorder up to age 2', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''eating_disorder'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''eating_disorder'' AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', NULL, NULL, NULL, 'false', '{birth,episode.eating_disorder 0..2}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('eating-disorder-4y', 'J03', '2024', 'Eetstoornis tot 4 jaar', 'Eating disorder up to age 4', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''eating_disorder'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''eating_disorder'' AND e.period && daterange(b.birth_date, make_date(b.year + 5, 1, 1)))', NULL, NULL, NULL, 'false', '{birth,episode.eating_disorder 0..4}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('threatened-development-2y', 'J03', '2024', 'Bedreigde ontwikkeling tot 2 jaar', 'Threatened development up to age 2', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''threatened_development'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''threatened_development'' AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', NULL, NULL, NULL, 'false', '{birth,episode.threatened_development 0..2}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('threatened-development-4y', 'J03', '2024', 'Bedreigde ontwikkeling tot 4 jaar', 'Threatened development up to age 4', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''threatened_development'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''threatened_development'' AND e.period && daterange(b.birth_date, make_date(b.year + 5, 1, 1)))', NULL, NULL, NULL, 'false', '{birth,episode.threatened_development 0..4}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('psychosocial-2y', 'J03', '2024', 'Psychosociale problematiek tot 2 jaar', 'Psychosocial problems up to age 2', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind IN (''excessive_crying'', ''sleeping_disorder'', ''eating_disorder'', ''threatened_development'')) AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind IN (''excessive_crying'', ''sleeping_disorder'', ''eating_disorder'', ''threatened_development'') AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', NULL, NULL, NULL, 'false', '{birth,episode.excessive_crying 0..2,episode.sleeping_disorder 0..2,episode.eating_disorder 0..2,episode.threatened_development 0..2}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('psychosocial-4y', 'J03', '2024', 'Psychosociale problematiek tot 4 jaar', 'Psychosocial problems up to age 4', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind IN (''excessive_crying'', ''sleeping_disorder'', ''eating_disorder'', ''threatened_development'')) AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind IN (''excessive_crying'', ''sleeping_disorder'', ''eating_disorder'', ''threatened_development'') AND e.period && daterange(b.birth_date, make_date(b.year + 5, 1, 1)))', NULL, NULL, NULL, 'false', '{birth,episode.excessive_crying 0..4,episode.sleeping_disorder 0..4,episode.eating_disorder 0..4,episode.threatened_development 0..4}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('excessive-crying-by-kraamzorg', 'J03', '2024', 'Excessief huilen tot 2 jaar naar uren kraamzorg', 'Excessive crying up to age 2 by hours of maternity care', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''excessive_crying'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''excessive_crying'' AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', 'kansrijk.kraamzorg_class(k.hours)::text', NULL, NULL, 'false', '{birth,episode.excessive_crying 0..2,kraamzorg}', '%', '100', 'binomial', NULL, 'kraamzorgklasse', 'Uren kraamzorg', 'Hours of maternity care', NULL, NULL, true),
	('sleeping-disorder-by-kraamzorg', 'J03', '2024', 'Slaapstoornis tot 2 jaar naar uren kraamzorg', 'Sleeping disorder up to age 2 by hours of maternity care', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''sleeping_disorder'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''sleeping_disorder'' AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', 'kansrijk.kraamzorg_class(k.hours)::text', NULL, NULL, 'false', '{birth,episode.sleeping_disorder 0..2,kraamzorg}', '%', '100', 'binomial', NULL, 'kraamzorgklasse', 'Uren kraamzorg', 'Hours of maternity care', NULL, NULL, true),
	('eating-disorder-by-kraamzorg', 'J03', '2024', 'Eetstoornis tot 2 jaar naar uren kraamzorg', 'Eating disorder up to age 2 by hours of maternity care', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''eating_disorder'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''eating_disorder'' AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', 'kansrijk.kraamzorg_class(k.hours)::text', NULL, NULL, 'false', '{birth,episode.eating_disorder 0..2,kraamzorg}', '%', '100', 'binomial', NULL, 'kraamzorgklasse', 'Uren kraamzorg', 'Hours of maternity care', NULL, NULL, true),
	('threatened-development-by-kraamzorg', 'J03', '2024', 'Bedreigde ontwikkeling tot 2 jaar naar uren kraamzorg', 'Threatened development up to age 2 by hours of maternity care', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''threatened_development'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''threatened_development'' AND e.period && daterange(b.birth_date, make_date(b.year + 3, 1, 1)))', 'kansrijk.kraamzorg_class(k.hours)::text', NULL, NULL, 'false', '{birth,episode.threatened_development 0..2,kraamzorg}', '%', '100', 'binomial', NULL, 'kraamzorgklasse', 'Uren kraamzorg', 'Hours of maternity care', NULL, NULL, true),
	('sleeping-disorder-4y-by-kraamzorg', 'J03', '2024', 'Slaapstoornis tot 4 jaar naar uren kraamzorg', 'Sleeping disorder up to age 4 by hours of maternity care', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''sleeping_disorder'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''sleeping_disorder'' AND e.period && daterange(b.birth_date, make_date(b.year + 5, 1, 1)))', 'kansrijk.kraamzorg_class(k.hours)::text', NULL, NULL, 'false', '{birth,episode.sleeping_disorder 0..4,kraamzorg}', '%', '100', 'binomial', NULL, 'kraamzorgklasse', 'Uren kraamzorg', 'Hours of maternity care', NULL, NULL, true),
	('eating-disorder-4y-by-kraamzorg', 'J03', '2024', 'Eetstoornis tot 4 jaar naar uren kraamzorg', 'Eating disorder up to age 4 by hours of maternity care', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''eating_disorder'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''eating_disorder'' AND e.period && daterange(b.birth_date, make_date(b.year + 5, 1, 1)))', 'kansrijk.kraamzorg_class(k.hours)::text', NULL, NULL, 'false', '{birth,episode.eating_disorder 0..4,kraamzorg}', '%', '100', 'binomial', NULL, 'kraamzorgklasse', 'Uren kraamzorg', 'Hours of maternity care', NULL, NULL, true),
	('threatened-development-4y-by-kraamzorg', 'J03', '2024', 'Bedreigde ontwikkeling tot 4 jaar naar uren kraamzorg', 'Threatened development up to age 4 by hours of maternity care', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id)', NULL, 'b.year', 'b.live_born AND b.child_id IS NOT NULL AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''threatened_development'') AND EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''threatened_development'' AND e.period && daterange(b.birth_date, make_date(b.year + 5, 1, 1)))', 'kansrijk.kraamzorg_class(k.hours)::text', NULL, NULL, 'false', '{birth,episode.threatened_development 0..4,kraamzorg}', '%', '100', 'binomial', NULL, 'kraamzorgklasse', 'Uren kraamzorg', 'Hours of maternity care', NULL, NULL, true),
	('placement-overlap', 'U01', '2020', 'Maatregel en verblijf tegelijk', 'Measure and residence at once', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '(SELECT c.*, age FROM @source@.birth c CROSS JOIN generate_series(0, 1) age) b', NULL, 'b.year + b.age', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''residential_care'') AND kansrijk.is_placed_out_of_home((SELECT coalesce(range_agg(e.period), ''{}'') FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''child_protection''), (SELECT coalesce(range_agg(e.period), ''{}'') FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''residential_care''), b.year + b.age)', NULL, NULL, 'Kinderen in het jaar van geboorte en het jaar erna; ten minste een dag maatregel en verblijf tegelijk in het jaar.', 'true', '{birth -1..0,episode.child_protection,episode.residential_care}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('placement-by-household', 'U01', '2020', 'Maatregel en verblijf tegelijk, naar eenouderhuishouden', 'Measure and residence at once, by single-parent household', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '(SELECT c.*, age FROM @source@.birth c CROSS JOIN generate_series(0, 1) age) b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year + b.age', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''residential_care'') AND kansrijk.is_placed_out_of_home((SELECT coalesce(range_agg(e.period), ''{}'') FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''child_protection''), (SELECT coalesce(range_agg(e.period), ''{}'') FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''residential_care''), b.year + b.age)', 'CASE coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent) WHEN true THEN ''een ouder'' WHEN false THEN ''ander huishouden'' END', NULL, 'Huishouden op 31 december voor de geboorte.', 'false', '{birth -1..0,parent_year -2..-1,episode.child_protection,episode.residential_care}', 'per 1000', '1000', 'poisson', NULL, 'eenouder', 'Eenouderhuishouden', 'Single-parent household', NULL, NULL, true),
	('placement-by-income', 'U01', '2020', 'Maatregel en verblijf tegelijk, naar laag inkomen van het huishouden', 'Measure and residence at once, by low household income', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '(SELECT c.*, age FROM @source@.birth c CROSS JOIN generate_series(0, 1) age) b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year + b.age', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''residential_care'') AND kansrijk.is_placed_out_of_home((SELECT coalesce(range_agg(e.period), ''{}'') FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''child_protection''), (SELECT coalesce(range_agg(e.period), ''{}'') FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''residential_care''), b.year + b.age)', 'CASE coalesce((m.income_percentile BETWEEN 0 AND 10) OR (f.income_percentile BETWEEN 0 AND 10), (m.income_percentile BETWEEN 0 AND 10), (f.income_percentile BETWEEN 0 AND 10)) WHEN true THEN ''laag inkomen'' WHEN false THEN ''ander inkomen'' END', NULL, 'Huishouden op 31 december voor de geboorte.', 'false', '{birth -1..0,parent_year -2..-1,episode.child_protection,episode.residential_care}', 'per 1000', '1000', 'poisson', NULL, 'laag_inkomen', 'Laag inkomen van het huishouden', 'Low household income', NULL, NULL, true),
	('placement-by-income-and-household', 'U01', '2020', 'Maatregel en verblijf tegelijk, naar laag inkomen en eenouderhuishouden samen', 'Measure and residence at once, by low income and single-parent household together', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '(SELECT c.*, age FROM @source@.birth c CROSS JOIN generate_series(0, 1) age) b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year + b.age', 'b.live_born AND b.child_id IS NOT NULL', 'EXISTS (SELECT FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''residential_care'') AND kansrijk.is_placed_out_of_home((SELECT coalesce(range_agg(e.period), ''{}'') FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''child_protection''), (SELECT coalesce(range_agg(e.period), ''{}'') FROM @source@.episode e WHERE (e.person_kind, e.person_id) = (b.child_kind, b.child_id) AND e.kind = ''residential_care''), b.year + b.age)', 'CASE WHEN coalesce((m.income_percentile BETWEEN 0 AND 10) OR (f.income_percentile BETWEEN 0 AND 10), (m.income_percentile BETWEEN 0 AND 10), (f.income_percentile BETWEEN 0 AND 10)) THEN CASE coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent) WHEN true THEN ''laag inkomen en een ouder'' WHEN false THEN ''alleen laag inkomen'' END WHEN NOT (coalesce((m.income_percentile BETWEEN 0 AND 10) OR (f.income_percentile BETWEEN 0 AND 10), (m.income_percentile BETWEEN 0 AND 10), (f.income_percentile BETWEEN 0 AND 10))) THEN CASE coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent) WHEN true THEN ''alleen een ouder'' WHEN false THEN ''geen van beide'' END END', NULL, 'Huishouden op 31 december voor de geboorte.', 'false', '{birth -1..0,parent_year -2..-1,episode.child_protection,episode.residential_care}', 'per 1000', '1000', 'poisson', NULL, 'inkomen_en_ouder', 'Laag inkomen en eenouderhuishouden', 'Low income and single-parent household', NULL, NULL, true),
	('coalition-2020', 'i1', '2020', 'Coalitie, gemeenten met Impuls', 'Coalition, municipalities with grant', NULL, 'all', NULL, 'own', 'counted_as_no', 'municipality', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i1'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''municipality'' AND b.impuls_tranche IS NOT NULL', 'coalesce(s.achieved, false)', NULL, NULL, NULL, 'true', '{programme_unit,programme_status.i1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('coalition-gids-2020', 'i1', '2020', 'Coalitie, GIDS-gemeenten', 'Coalition, GIDS municipalities', NULL, 'all', NULL, 'own', 'counted_as_no', 'municipality', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i1'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''municipality'' AND b.impuls_tranche <= 2', 'coalesce(s.achieved, false)', NULL, NULL, 'Tranche 1 en 2 van de Impuls, zoals in de monitor van 2019.', 'false', '{programme_unit,programme_status.i1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('plan-2020', 'i2', '2020', 'Plan van aanpak, gemeenten met Impuls', 'Plan of action, municipalities with grant', NULL, 'all', NULL, 'own', 'counted_as_no', 'municipality', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i2'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''municipality'' AND b.impuls_tranche IS NOT NULL', 'coalesce(s.achieved, false)', NULL, NULL, NULL, 'true', '{programme_unit,programme_status.i2}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('nu-niet-zwanger-2020', 'i3', '2020', 'Nu Niet Zwanger, centrumgemeenten', 'Nu Niet Zwanger, centre municipalities', NULL, 'all', NULL, 'own', 'counted_as_no', 'municipality', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i3'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''municipality'' AND b.centre_municipality', 'coalesce(s.achieved, false)', NULL, NULL, 'Onder centrumgemeenten voor maatschappelijke opvang.', 'true', '{programme_unit,programme_status.i3}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('nu-niet-zwanger-all-2020', 'i3', '2020', 'Nu Niet Zwanger, alle gemeenten', 'Nu Niet Zwanger, all municipalities', NULL, 'all', NULL, 'own', 'counted_as_no', 'municipality', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i3'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''municipality''', 'coalesce(s.achieved, false)', NULL, NULL, NULL, 'false', '{programme_unit,programme_status.i3}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('home-visit-2020', 'i4', '2020', 'Prenataal huisbezoek, gemeenten met gegevens', 'Antenatal home visit, municipalities with data', NULL, 'all', NULL, 'own', 'excluded', 'municipality', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i4'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''municipality''', 's.achieved', NULL, NULL, NULL, 'true', '{programme_unit,programme_status.i4}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('voorzorg-2020', 'i5', '2020', 'VoorZorg, gemeenten', 'VoorZorg, municipalities', NULL, 'all', NULL, 'own', 'counted_as_no', 'municipality', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i5'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''municipality''', 'coalesce(s.achieved, false)', NULL, NULL, NULL, 'true', '{programme_unit,programme_status.i5}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('voorzorg-organisation-2020', 'i5', '2020', 'VoorZorg, JGZ-organisaties', 'VoorZorg, youth health care organisations', NULL, 'all', NULL, 'own', 'counted_as_no', 'jgz_organisation', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i5'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''jgz_organisation''', 'coalesce(s.achieved, false)', NULL, NULL, NULL, 'false', '{programme_unit,programme_status.i5}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('centering-pregnancy-2020', 'i6', '2020', 'CenteringPregnancy, praktijken', 'CenteringPregnancy, practices', NULL, 'all', NULL, 'own', 'counted_as_no', 'midwifery_practice', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i6'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''midwifery_practice''', 'coalesce(s.achieved, false)', NULL, NULL, NULL, 'true', '{programme_unit,programme_status.i6}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('centering-parenting-2020', 'i9', '2020', 'CenteringParenting, JGZ-organisaties', 'CenteringParenting, youth health care organisations', NULL, 'all', NULL, 'own', 'counted_as_no', 'jgz_organisation', 'any', 'year', '@source@.programme_unit b LEFT JOIN @source@.programme_status s ON (s.unit_kind, s.unit_code) = (b.unit_kind, b.unit_code) AND s.indicator = ''i9'' AND extract(year FROM s.reference_date) = b.year', NULL, 'b.year', 'b.unit_kind = ''jgz_organisation''', 'coalesce(s.achieved, false)', NULL, NULL, NULL, 'true', '{programme_unit,programme_status.i9}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('kraamzorg-below-24-by-origin', 'K05', '2024', 'Wel kraamzorg, minder dan 24 uur, naar herkomst van de moeder', 'Maternity care, but less than 24 hours, by origin of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''<24''', 'p.origin', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'herkomst', 'Herkomst van de moeder', 'Origin of the mother', NULL, NULL, true),
	('kraamzorg-none-by-origin', 'K05', '2024', 'Zonder kraamzorg, naar herkomst van de moeder', 'Without maternity care, by origin of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'NOT k.received', 'p.origin', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'herkomst', 'Herkomst van de moeder', 'Origin of the mother', NULL, NULL, true),
	('kraamzorg-below-24-by-income', 'K05', '2024', 'Wel kraamzorg, minder dan 24 uur, naar laag inkomen van het huishouden', 'Maternity care, but less than 24 hours, by low household income', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''<24''', 'CASE kansrijk.is_low_income(p.income_social_minimum, p.social_assistance) WHEN true THEN ''laag inkomen'' WHEN false THEN ''ander inkomen'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'laag_inkomen', 'Laag inkomen van het huishouden', 'Low household income', NULL, NULL, true),
	('kraamzorg-none-by-income', 'K05', '2024', 'Zonder kraamzorg, naar laag inkomen van het huishouden', 'Without maternity care, by low household income', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'NOT k.received', 'CASE kansrijk.is_low_income(p.income_social_minimum, p.social_assistance) WHEN true THEN ''laag inkomen'' WHEN false THEN ''ander inkomen'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'laag_inkomen', 'Laag inkomen van het huishouden', 'Low household income', NULL, NULL, true),
	('kraamzorg-below-24-by-debt', 'K05', '2024', 'Wel kraamzorg, minder dan 24 uur, naar schulden van de moeder', 'Maternity care, but less than 24 hours, by debts of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''<24''', 'CASE kansrijk.has_debt(p.wsnp, p.insurance_arrears, p.problematic_debt) WHEN true THEN ''schulden'' WHEN false THEN ''geen schulden'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'schulden', 'Schulden van de moeder', 'Debts of the mother', NULL, NULL, true),
	('kraamzorg-none-by-debt', 'K05', '2024', 'Zonder kraamzorg, naar schulden van de moeder', 'Without maternity care, by debts of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'NOT k.received', 'CASE kansrijk.has_debt(p.wsnp, p.insurance_arrears, p.problematic_debt) WHEN true THEN ''schulden'' WHEN false THEN ''geen schulden'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'schulden', 'Schulden van de moeder', 'Debts of the mother', NULL, NULL, true),
	('kraamzorg-below-24-by-mental-health', 'K05', '2024', 'Wel kraamzorg, minder dan 24 uur, naar psychische problematiek van de moeder', 'Maternity care, but less than 24 hours, by mental health problems of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''<24''', 'CASE p.mental_health_care OR p.psychotropic_medication WHEN true THEN ''psychische problematiek'' WHEN false THEN ''geen psychische problematiek'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'psychisch', 'Psychische problematiek van de moeder', 'Mental health problems of the mother', NULL, NULL, true),
	('kraamzorg-none-by-mental-health', 'K05', '2024', 'Zonder kraamzorg, naar psychische problematiek van de moeder', 'Without maternity care, by mental health problems of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'NOT k.received', 'CASE p.mental_health_care OR p.psychotropic_medication WHEN true THEN ''psychische problematiek'' WHEN false THEN ''geen psychische problematiek'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'psychisch', 'Psychische problematiek van de moeder', 'Mental health problems of the mother', NULL, NULL, true),
	('kraamzorg-below-24-by-household', 'K05', '2024', 'Wel kraamzorg, minder dan 24 uur, naar eenouderhuishouden', 'Maternity care, but less than 24 hours, by single-parent household', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''<24''', 'CASE p.single_parent WHEN true THEN ''een ouder'' WHEN false THEN ''ander huishouden'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'eenouder', 'Eenouderhuishouden', 'Single-parent household', NULL, NULL, true),
	('kraamzorg-none-by-household', 'K05', '2024', 'Zonder kraamzorg, naar eenouderhuishouden', 'Without maternity care, by single-parent household', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'NOT k.received', 'CASE p.single_parent WHEN true THEN ''een ouder'' WHEN false THEN ''ander huishouden'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'eenouder', 'Eenouderhuishouden', 'Single-parent household', NULL, NULL, true),
	('mothers-by-age', 'S10', '2024', 'Bevallen vrouwen naar leeftijd, vanaf 24 weken', 'Women who gave birth by age, from 24 weeks', '24', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24)', 'true', 'CASE WHEN b.mother_age < 20 THEN ''jonger dan 20'' WHEN b.mother_age < 45 THEN b.mother_age::text WHEN b.mother_age >= 45 THEN ''45 en ouder'' END', NULL, 'Verdeling, voor mediaan en kwartielen: count_quantile().', 'false', '{birth}', 'births', NULL, NULL, NULL, 'leeftijd', 'Leeftijd van de moeder in jaren', 'Age of the mother in years', NULL, NULL, true),
	('births-by-ga-22w', 'P21', 'euro-peristat', 'Geborenen naar zwangerschapsduur, vanaf 22 weken', 'Births by gestational age, from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'true', 'kansrijk.class_label(b.ga_days / 7, ''{22,24,28,32,37,39,42}'')', NULL, 'Een verdeling: de klassen en onbekend tellen op tot het totaal.', 'false', '{birth}', 'births', NULL, NULL, NULL, 'weken', 'Zwangerschapsduur in weken, klassen van Euro-Peristat', 'Gestational age in weeks, bands of Euro-Peristat', NULL, NULL, true),
	('births-by-weight-22w', 'P22', 'euro-peristat', 'Geborenen naar geboortegewicht, vanaf 22 weken', 'Births by birthweight, from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'true', 'kansrijk.class_label(b.birthweight, ''{500,1500,2500,4500}'')', NULL, 'Een verdeling: de klassen en onbekend tellen op tot het totaal.', 'false', '{birth}', 'births', NULL, NULL, NULL, 'gewicht', 'Geboortegewicht in grammen, klassen van Euro-Peristat', 'Birthweight in grams, bands of Euro-Peristat', NULL, NULL, true),
	('fetal-by-ga-22w', 'P05', 'euro-peristat', 'Foetale sterfte vanaf 22 weken, naar zwangerschapsduur', 'Fetal mortality from 22 weeks, by gestational age', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.fetal_death(b.mortality)', 'kansrijk.class_label(b.ga_days / 7, ''{22,24,28,32,37,39,42}'')', NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, 'weken', 'Zwangerschapsduur in weken, klassen van Euro-Peristat', 'Gestational age in weeks, bands of Euro-Peristat', NULL, NULL, true),
	('neonatal-by-ga-live-27d', 'P06', 'euro-peristat', 'Neonatale sterfte per 1000 levendgeborenen, dag 0 tot en met 27, naar zwangerschapsduur', 'Neonatal mortality per 1000 live births, day 0 to 27, by gestational age', NULL, 'live', '27', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.neonatal_death(b.birth_date, b.death_date, 27)', 'kansrijk.class_label(b.ga_days / 7, ''{22,24,28,32,37,39,42}'')', NULL, 'De eerste 28 dagen zijn dag 0 tot en met 27. Zonder ondergrens van de zwangerschapsduur.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, 'weken', 'Zwangerschapsduur in weken, klassen van Euro-Peristat', 'Gestational age in weeks, bands of Euro-Peristat', NULL, NULL, true),
	('infant-by-ga-live', 'P20', 'euro-peristat', 'Zuigelingensterfte per 1000 levendgeborenen, naar zwangerschapsduur', 'Infant mortality per 1000 live births, by gestational age', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.infant_death(b.birth_date, b.death_date)', 'kansrijk.class_label(b.ga_days / 7, ''{22,24,28,32,37,39,42}'')', NULL, 'Dag 0 tot en met 364.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, 'weken', 'Zwangerschapsduur in weken, klassen van Euro-Peristat', 'Gestational age in weeks, bands of Euro-Peristat', NULL, NULL, true),
	('fetal-by-weight-22w', 'P05', 'euro-peristat', 'Foetale sterfte vanaf 22 weken, naar geboortegewicht', 'Fetal mortality from 22 weeks, by birthweight', '22', 'all', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'kansrijk.fetal_death(b.mortality)', 'kansrijk.class_label(b.birthweight, ''{500,1500,2500,4500}'')', NULL, NULL, 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, 'gewicht', 'Geboortegewicht in grammen, klassen van Euro-Peristat', 'Birthweight in grams, bands of Euro-Peristat', NULL, NULL, true),
	('neonatal-by-weight-live-27d', 'P06', 'euro-peristat', 'Neonatale sterfte per 1000 levendgeborenen, dag 0 tot en met 27, naar geboortegewicht', 'Neonatal mortality per 1000 live births, day 0 to 27, by birthweight', NULL, 'live', '27', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.neonatal_death(b.birth_date, b.death_date, 27)', 'kansrijk.class_label(b.birthweight, ''{500,1500,2500,4500}'')', NULL, 'De eerste 28 dagen zijn dag 0 tot en met 27. Zonder ondergrens van de zwangerschapsduur.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, 'gewicht', 'Geboortegewicht in grammen, klassen van Euro-Peristat', 'Birthweight in grams, bands of Euro-Peristat', NULL, NULL, true),
	('infant-by-weight-live', 'P20', 'euro-peristat', 'Zuigelingensterfte per 1000 levendgeborenen, naar geboortegewicht', 'Infant mortality per 1000 live births, by birthweight', NULL, 'live', NULL, 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'b.live_born', 'kansrijk.infant_death(b.birth_date, b.death_date)', 'kansrijk.class_label(b.birthweight, ''{500,1500,2500,4500}'')', NULL, 'Dag 0 tot en met 364.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, 'gewicht', 'Geboortegewicht in grammen, klassen van Euro-Peristat', 'Birthweight in grams, bands of Euro-Peristat', NULL, NULL, true),
	('neonatal-22w-live-27d', 'P06', 'euro-peristat', 'Neonatale sterfte per 1000 levendgeborenen vanaf 22 weken, dag 0 tot en met 27', 'Neonatal mortality per 1000 live births from 22 weeks, day 0 to 27', '22', 'live', '27', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22) AND b.live_born', 'kansrijk.neonatal_death(b.birth_date, b.death_date, 27)', NULL, NULL, 'De eerste 28 dagen zijn dag 0 tot en met 27. Zonder ondergrens van de zwangerschapsduur.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('neonatal-24w-live-27d', 'P06', 'euro-peristat', 'Neonatale sterfte per 1000 levendgeborenen vanaf 24 weken, dag 0 tot en met 27', 'Neonatal mortality per 1000 live births from 24 weeks, day 0 to 27', '24', 'live', '27', 'at_birth', 'excluded', 'child', 'any', 'year', '@source@.birth b', NULL, 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 24) AND b.live_born', 'kansrijk.neonatal_death(b.birth_date, b.death_date, 27)', NULL, NULL, 'De eerste 28 dagen zijn dag 0 tot en met 27. Zonder ondergrens van de zwangerschapsduur.', 'false', '{birth}', 'per 1000', '1000', 'poisson', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('mothers-by-parity', 'S15', 'euro-peristat', 'Bevallen vrouwen naar aantal eerdere bevallingen, vanaf 22 weken', 'Women who gave birth by number of earlier deliveries, from 22 weeks', '22', 'all', NULL, 'at_birth', 'excluded', 'pregnancy', 'any', 'year', '@source@.birth b', 'b.pregnancy_id', 'b.year', 'kansrijk.in_scope(b.ga_days, b.birthweight, 22)', 'true', 'kansrijk.class_label(b.parity, ''{0,1,2,3}'')', NULL, 'Een verdeling: de klassen en onbekend tellen op tot het totaal.', 'false', '{birth}', 'births', NULL, NULL, NULL, 'pariteitsklasse', 'Aantal eerdere bevallingen', 'Number of earlier deliveries', NULL, NULL, true),
	('births-by-risk-factors', 'S04', '2024', 'Levendgeborenen naar aantal risicofactoren', 'Live births by number of risk factors', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'true', 'kansrijk.risk_factor_class(coalesce(m.single_parent OR f.single_parent, m.single_parent, f.single_parent), coalesce(kansrijk.is_low_income(m.income_social_minimum, m.social_assistance) OR kansrijk.is_low_income(f.income_social_minimum, f.social_assistance), kansrijk.is_low_income(m.income_social_minimum, m.social_assistance), kansrijk.is_low_income(f.income_social_minimum, f.social_assistance)), coalesce(kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt) OR kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt), kansrijk.has_debt(m.wsnp, m.insurance_arrears, m.problematic_debt), kansrijk.has_debt(f.wsnp, f.insurance_arrears, f.problematic_debt)), coalesce((m.mental_health_care OR m.psychotropic_medication) OR (f.mental_health_care OR f.psychotropic_medication), (m.mental_health_care OR m.psychotropic_medication), (f.mental_health_care OR f.psychotropic_medication)))', NULL, 'Een verdeling: de klassen en onbekend tellen op tot het totaal.', 'false', '{birth,parent_year -1}', 'births', NULL, NULL, NULL, 'risicofactoren', 'Aantal van vier risicofactoren', 'Number of four risk factors', NULL, NULL, true),
	('births-by-origin-of-parents', 'S10', '2024', 'Levendgeborenen naar herkomst van de ouders', 'Live births by origin of the parents', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'true', 'CASE WHEN ''niet-westers'' IN (m.origin, f.origin) THEN ''een of twee ouders niet-westers'' WHEN ''NL'' IN (m.origin, f.origin) THEN ''een of twee ouders Nederlands'' WHEN ''westers'' IN (m.origin, f.origin) THEN ''overig westers'' END', NULL, 'Een verdeling in de volgorde van het regiobeeld: niet-westers gaat voor Nederlands, Nederlands voor overig.', 'false', '{birth,parent_year -1}', 'births', NULL, NULL, NULL, 'herkomst_ouders', 'Herkomst van de ouders', 'Origin of the parents', NULL, NULL, true),
	('parents-middle-or-high-education', 'S10', '2024', 'Ten minste een ouder met een middelbare of hogere opleiding', 'At least one parent of middle or high education', NULL, 'live', NULL, '31_december_before', 'excluded', 'child', 'any', 'year', '@source@.birth b LEFT JOIN @source@.parent_year m ON (m.person_kind, m.person_id, m.year) = (b.mother_kind, b.mother_id, b.year - 1) LEFT JOIN @source@.parent_year f ON (f.person_kind, f.person_id, f.year) = (b.father_kind, b.father_id, b.year - 1)', NULL, 'b.year', 'b.live_born AND coalesce(m.person_id, f.person_id) IS NOT NULL', 'coalesce(m.education >= 2 OR f.education >= 2, m.education >= 2, f.education >= 2)', NULL, NULL, NULL, 'false', '{birth,parent_year -1}', '%', '100', 'binomial', NULL, NULL, NULL, NULL, NULL, NULL, true),
	('parents-by-age', 'S10', '2024', 'Ouders van levendgeborenen naar leeftijd', 'Parents of live births by age', NULL, 'live', NULL, '31_december_before', 'excluded', 'parent', 'any', 'year', '@source@.birth b CROSS JOIN LATERAL (VALUES (b.mother_kind, b.mother_id), (b.father_kind, b.father_id)) w(kind, id) JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (w.kind, w.id, b.year - 1)', NULL, 'b.year', 'b.live_born', 'true', 'kansrijk.class_label(b.year - p.birth_year, ARRAY(SELECT generate_series(20, 50)))', NULL, 'Beide ouders van elk kind, voor zover bekend; voor mediaan en kwartielen: count_quantile().', 'false', '{birth,parent_year -1}', 'births', NULL, NULL, NULL, 'leeftijd_ouder', 'Leeftijd van de ouder in jaren', 'Age of the parent in years', NULL, NULL, true),
	('kraamzorg-49-or-more-by-origin', 'K05', '2024', '49 uur kraamzorg of meer, naar herkomst van de moeder', '49 hours of maternity care or more, by origin of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''>=49''', 'p.origin', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'herkomst', 'Herkomst van de moeder', 'Origin of the mother', NULL, NULL, true),
	('kraamzorg-49-or-more-by-income', 'K05', '2024', '49 uur kraamzorg of meer, naar laag inkomen van het huishouden', '49 hours of maternity care or more, by low household income', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''>=49''', 'CASE kansrijk.is_low_income(p.income_social_minimum, p.social_assistance) WHEN true THEN ''laag inkomen'' WHEN false THEN ''ander inkomen'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'laag_inkomen', 'Laag inkomen van het huishouden', 'Low household income', NULL, NULL, true),
	('kraamzorg-49-or-more-by-debt', 'K05', '2024', '49 uur kraamzorg of meer, naar schulden van de moeder', '49 hours of maternity care or more, by debts of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''>=49''', 'CASE kansrijk.has_debt(p.wsnp, p.insurance_arrears, p.problematic_debt) WHEN true THEN ''schulden'' WHEN false THEN ''geen schulden'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'schulden', 'Schulden van de moeder', 'Debts of the mother', NULL, NULL, true),
	('kraamzorg-49-or-more-by-mental-health', 'K05', '2024', '49 uur kraamzorg of meer, naar psychische problematiek van de moeder', '49 hours of maternity care or more, by mental health problems of the mother', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''>=49''', 'CASE p.mental_health_care OR p.psychotropic_medication WHEN true THEN ''psychische problematiek'' WHEN false THEN ''geen psychische problematiek'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'psychisch', 'Psychische problematiek van de moeder', 'Mental health problems of the mother', NULL, NULL, true),
	('kraamzorg-49-or-more-by-household', 'K05', '2024', '49 uur kraamzorg of meer, naar eenouderhuishouden', '49 hours of maternity care or more, by single-parent household', NULL, 'live', NULL, 'at_birth', 'excluded', 'delivery', 'any', 'year', '@source@.birth b LEFT JOIN (SELECT d.mother_kind, d.mother_id, d.pregnancy_id, CASE WHEN count(d.hours) = count(*) THEN sum(d.hours) END AS hours, CASE WHEN bool_or(d.hours > 0) THEN true WHEN count(d.hours) = count(*) THEN false END AS received, CASE WHEN bool_or(d.hospital_stay) THEN true WHEN count(d.hospital_stay) = count(*) THEN false END AS hospital_stay FROM (SELECT k.hours, k.hospital_stay, m.*, rank() OVER (PARTITION BY k.mother_kind, k.mother_id, k.birth_month ORDER BY abs(k.birth_month - m.month), m.month) AS nearness FROM @source@.kraamzorg k JOIN (SELECT mother_kind, mother_id, pregnancy_id, date_trunc(''month'', min(birth_date)::timestamp)::date AS month FROM @source@.birth GROUP BY mother_kind, mother_id, pregnancy_id) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31) d WHERE d.nearness = 1 GROUP BY d.mother_kind, d.mother_id, d.pregnancy_id) k ON (k.mother_kind, k.mother_id, k.pregnancy_id) = (b.mother_kind, b.mother_id, b.pregnancy_id) LEFT JOIN @source@.parent_year p ON (p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - 1)', 'b.pregnancy_id', 'b.year', 'b.live_born AND kansrijk.in_kraamzorg_scope(k.hospital_stay)', 'kansrijk.kraamzorg_class(k.hours) = ''>=49''', 'CASE p.single_parent WHEN true THEN ''een ouder'' WHEN false THEN ''ander huishouden'' END', NULL, NULL, 'false', '{birth,kraamzorg,parent_year -1}', '%', '100', 'binomial', NULL, 'eenouder', 'Eenouderhuishouden', 'Single-parent household', NULL, NULL, true)
ON CONFLICT (id) DO UPDATE SET (indicator, version, name_nl, name_en, min_ga_weeks, population, death_window_days, residence_rule, missing_rule, unit_counted, unit_rule, period_rule, relation, unit_key, year_expression, scope, event, breakdown, supersedes, note_nl, is_local, needs, unit, per, model, unknown_as_no_of, breakdown_id, breakdown_name_nl, breakdown_name_en, value_expression, value_limit, builtin) = ROW (EXCLUDED.indicator, EXCLUDED.version, EXCLUDED.name_nl, EXCLUDED.name_en, EXCLUDED.min_ga_weeks, EXCLUDED.population, EXCLUDED.death_window_days, EXCLUDED.residence_rule, EXCLUDED.missing_rule, EXCLUDED.unit_counted, EXCLUDED.unit_rule, EXCLUDED.period_rule, EXCLUDED.relation, EXCLUDED.unit_key, EXCLUDED.year_expression, EXCLUDED.scope, EXCLUDED.event, EXCLUDED.breakdown, EXCLUDED.supersedes, EXCLUDED.note_nl, EXCLUDED.is_local, EXCLUDED.needs, EXCLUDED.unit, EXCLUDED.per, EXCLUDED.model, EXCLUDED.unknown_as_no_of, EXCLUDED.breakdown_id, EXCLUDED.breakdown_name_nl, EXCLUDED.breakdown_name_en, EXCLUDED.value_expression, EXCLUDED.value_limit, EXCLUDED.builtin)
	WHERE indicator_definition.builtin;

INSERT INTO indicator_set (id, source_document, name_nl, name_en, builtin) VALUES
	('vzinfo', 'vzinfo', 'Geboorte-indicatoren van VZinfo, vanaf 24 weken', 'Birth indicators of VZinfo, from 24 weeks', true),
	('euro-peristat', NULL, 'Kernset van Euro-Peristat', 'Euro-Peristat core indicators', true),
	('rivm-2023', 'rivm-scripts-2023', 'Indicatoren van de RIVM-monitor 2023', 'Indicators of the RIVM monitor 2023', true),
	('rivm-2024', 'rivm-scripts-2024', 'Indicatoren van de RIVM-monitor 2024', 'Indicators of the RIVM monitor 2024', true),
	('mbrrace', NULL, 'Sterfte volgens MBRRACE-UK', 'Mortality as MBRRACE-UK counts', true)
ON CONFLICT (id) DO UPDATE SET (source_document, name_nl, name_en, builtin) = ROW (EXCLUDED.source_document, EXCLUDED.name_nl, EXCLUDED.name_en, EXCLUDED.builtin)
	WHERE indicator_set.builtin;

INSERT INTO indicator_set_member (indicator_set, position, code, indicator, definition, builtin) VALUES
	('wsjg', '4', 'tienermoeders', 'C01', 'teenage-mothers', true),
	('ahti-2024', '1', 'geboorten', 'S11', 'births-live', true),
	('ahti-2024', '2', 'profiel', 'S10', 'parents-by-age', true),
	('ahti-2024', '10', 'neonatale sterfte', 'P06', 'neonatal-live-27d', true),
	('ahti-2024', '15', 'oververtegenwoordiging', 'S12', 'risk-factors-among-all', true),
	('ahti-2024', '21', 'kraamzorg naar groep', 'K05', 'kraamzorg-below-24-by-origin', true),
	('ahti-2024', '22', 'gemiddeld gebruik', 'K06', 'kraamzorg-mean-hours', true),
	('vzinfo', '1', 'vroeggeboorte', 'P01', 'preterm-24w-all', true),
	('vzinfo', '2', 'laag gewicht voor de duur', 'P02', 'sga-24w-all', true),
	('vzinfo', '3', 'onder 2500 gram', 'P17', 'birthweight-below-2500-24w', true),
	('vzinfo', '4', 'hoog gewicht voor de duur', 'P18', 'lga-24w-all', true),
	('vzinfo', '5', 'perinatale sterfte', 'P04', 'perinatal-24w-28d', true),
	('vzinfo', '6', 'tienermoeders', 'C01', 'teenage-mothers', true),
	('vzinfo', '7', 'moeders van 35 en ouder', 'S14', 'mothers-35-or-more', true),
	('vzinfo', '8', 'moeders van 40 en ouder', 'S14', 'mothers-40-or-more', true),
	('vzinfo', '9', 'vierde of later kind', 'S15', 'fourth-or-later-child', true),
	('vzinfo', '10', 'roken', 'C08', 'smoking-pregnancy', true),
	('vzinfo', '11', 'overgewicht', 'S17', 'mothers-overweight', true),
	('rivm-2023', '1', 'start zwangerschapsbegeleiding', 'P07', 'late-care-24w-mother', true),
	('rivm-2023', '2', 'schulden', 'S01', 'mother-debt', true),
	('rivm-2023', '3', 'Big2', 'P03', 'big2-24w-all', true),
	('rivm-2023', '4', 'kwetsbaar', 'S02', 'vulnerable-any', true),
	('rivm-2023', '5', 'uithuisplaatsing', 'U01', 'placement-overlap', true),
	('rivm-2024', '1', 'i10', 'S07', 'parents-debt-24w-mother', true),
	('rivm-2024', '2', 'i11', 'S08', 'parents-mental-health-24w-mother', true),
	('rivm-2024', '3', 'i13', 'K01', 'no-kraamzorg-mother', true),
	('rivm-2024', '4', 'i14', 'S02', 'vulnerable-any', true),
	('rivm-2024', '5', 'i15 Big2', 'P03', 'big2-24w-all', true),
	('rivm-2024', '6', 'i15 perinataal', 'P04', 'perinatal-24w-28d-phase-no', true),
	('rivm-2024', '7', 'i15 neonataal', 'P06', 'neonatal-24w-28d', true),
	('rivm-2024', '8', 'i15 foetaal', 'P05', 'fetal-24w', true),
	('rivm-2024', '9', 'i15 zuigeling', 'P20', 'infant-24w', true),
	('rivm-2024', '10', 'i15 vroeggeboorte', 'P01', 'preterm-24w-all', true),
	('rivm-2024', '11', 'i15 vroeggeboorte 32', 'P01', 'preterm-32w-24w-all', true),
	('mbrrace', '1', 'extended perinatal', 'P04', 'perinatal-24w-27d-mbrrace', true),
	('euro-peristat', '1', 'C1', 'P05', 'fetal-28w', true),
	('euro-peristat', '2', 'C1 22 weken', 'P05', 'fetal-22w', true),
	('euro-peristat', '3', 'C1 naar duur', 'P05', 'fetal-by-ga-22w', true),
	('euro-peristat', '4', 'C1 naar gewicht', 'P05', 'fetal-by-weight-22w', true),
	('euro-peristat', '5', 'C2', 'P06', 'neonatal-22w-live-27d', true),
	('euro-peristat', '6', 'C2 24 weken', 'P06', 'neonatal-24w-live-27d', true),
	('euro-peristat', '7', 'C2 naar duur', 'P06', 'neonatal-by-ga-live-27d', true),
	('euro-peristat', '8', 'C2 naar gewicht', 'P06', 'neonatal-by-weight-live-27d', true),
	('euro-peristat', '9', 'C3', 'P20', 'infant-live', true),
	('euro-peristat', '10', 'C3 naar duur', 'P20', 'infant-by-ga-live', true),
	('euro-peristat', '11', 'C3 naar gewicht', 'P20', 'infant-by-weight-live', true),
	('euro-peristat', '12', 'C4', 'P22', 'births-by-weight-22w', true),
	('euro-peristat', '13', 'C4 onder 2500 gram', 'P17', 'birthweight-below-2500-22w', true),
	('euro-peristat', '14', 'C4 onder 1500 gram', 'P17', 'birthweight-below-1500-22w', true),
	('euro-peristat', '15', 'C5', 'P21', 'births-by-ga-22w', true),
	('euro-peristat', '16', 'C5 onder 37 weken', 'P01', 'preterm-22w-all', true),
	('euro-peristat', '17', 'C7', 'S16', 'multiples', true),
	('euro-peristat', '18', 'C8', 'S10', 'mothers-by-age', true),
	('euro-peristat', '19', 'C8 35 en ouder', 'S14', 'mothers-35-or-more', true),
	('euro-peristat', '20', 'C9', 'S15', 'mothers-by-parity', true),
	('euro-peristat', '21', 'C10', 'P16', 'caesarean', true),
	('euro-peristat', '22', 'C10 kunstverlossing', 'P16', 'instrumental', true),
	('euro-peristat', '23', 'C10 Robson', 'P19', 'caesarean-by-robson', true),
	('pharos', '6', 'borstvoeding', 'C12', NULL, true),
	('pharos', '7', 'roken', 'C08', 'smoking-pregnancy', true),
	('ahti-2024', '26', 'verdeling risicofactoren', 'S04', 'births-by-risk-factors', true),
	('ahti-2024', '27', 'herkomst ouders', 'S10', 'births-by-origin-of-parents', true),
	('ahti-2024', '28', 'opleiding ouders', 'S10', 'parents-middle-or-high-education', true)
ON CONFLICT (indicator_set, position) DO UPDATE SET (code, indicator, definition, builtin) = ROW (EXCLUDED.code, EXCLUDED.indicator, EXCLUDED.definition, EXCLUDED.builtin)
	WHERE indicator_set_member.builtin;

INSERT INTO published_figure (id, indicator, definition, source_document, locator, period, first_year, last_year, area, breakdown, category, numerator, denominator, value, value_low, value_high, unit, qualifier, rounding_base, inconsistency, variant, note_nl, builtin) VALUES
	('F009', 'i1', 'coalition-gids-2020', 'rivm-2020', 'indicator 1', '2019', '2019', '2019', 'NL', NULL, 'gevormd', NULL, NULL, '27', NULL, NULL, '%', 'exact', NULL, NULL, 'GIDS', NULL, true),
	('F010', 'i1', 'coalition-gids-2020', 'rivm-2020', 'indicator 1 + dashboard', '2020', '2020', '2020', 'NL', NULL, 'gevormd', NULL, NULL, '33', NULL, NULL, '%', 'exact', NULL, NULL, 'GIDS', NULL, true),
	('F083', 'S11', 'births-live', 'ahti-2024', 'geboortes per jaar', '2021', '2021', '2021', 'NL', NULL, NULL, '170144', NULL, NULL, NULL, NULL, 'births', 'exact', NULL, NULL, 'BRP', '+6,0%; basisjaar 2018 afgeleid', true),
	('F084', 'S11', 'births-live', 'ahti-2024', 'geboortes per jaar', '2021', '2021', '2021', 'Amsterdam', NULL, NULL, '10208', NULL, NULL, NULL, NULL, 'births', 'exact', NULL, NULL, 'BRP', '-1,2%; basisjaar 2018 afgeleid', true),
	('F088', 'S10', 'parents-low-education-one', 'ahti-2024', 'Van de Amsterdamse kinderen', '2018..2021', '2018', '2021', 'Amsterdam', 'kenmerk', 'een ouder laag opgeleid', NULL, NULL, '13', NULL, NULL, '%', 'approximate', NULL, NULL, NULL, NULL, true),
	('F089', 'S10', 'parents-low-education-both', 'ahti-2024', 'Van de Amsterdamse kinderen', '2018..2021', '2018', '2021', 'Amsterdam', 'kenmerk', 'beide ouders laag opgeleid', NULL, NULL, '2', NULL, NULL, '%', 'exact', NULL, NULL, NULL, NULL, true),
	('F090', 'S10', 'parents-middle-or-high-education', 'ahti-2024', 'Van de Amsterdamse kinderen', '2018..2021', '2018', '2021', 'Amsterdam', 'kenmerk', 'een of beide ouders MBO2-4/HBO/VWO of hoger', NULL, NULL, '83', NULL, NULL, '%', 'exact', NULL, NULL, NULL, NULL, true),
	('F091', 'S10', 'parents-one-parent-known', 'ahti-2024', 'Van de Amsterdamse kinderen', '2018..2021', '2018', '2021', 'Amsterdam', 'kenmerk', 'een bekende biologische ouder', NULL, NULL, '6', NULL, NULL, '%', 'approximate', NULL, NULL, NULL, NULL, true),
	('F092', 'S10', 'parents-parent-below-25', 'ahti-2024', 'Van de Amsterdamse kinderen', '2018..2021', '2018', '2021', 'Amsterdam', 'kenmerk', 'een ouder <25 jaar', NULL, NULL, '6', NULL, NULL, '%', 'approximate', NULL, NULL, NULL, NULL, true),
	('F093', 'S10', 'parents-origin-outside-europe', 'ahti-2024', 'Van de Amsterdamse kinderen', '2018..2021', '2018', '2021', 'Amsterdam', 'kenmerk', 'een of twee ouders niet-westers', NULL, NULL, '54', NULL, NULL, '%', 'approximate', NULL, NULL, NULL, NULL, true),
	('F155', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes', '2021', '2021', '2021', 'Amsterdam', 'aantal', '1', '3111', '10208', NULL, NULL, NULL, 'births', 'exact', NULL, NULL, '4 factoren', NULL, true),
	('F156', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes', '2021', '2021', '2021', 'Amsterdam', 'aantal', '2', '1076', '10208', NULL, NULL, NULL, 'births', 'exact', NULL, NULL, '4 factoren', NULL, true),
	('F159', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes', '2018..2020', '2018', '2020', 'Amsterdam', 'aantal', '1', '2533', NULL, NULL, NULL, NULL, 'births', 'exact', NULL, NULL, '4 factoren', 'jaar niet toe te wijzen uit tekstlaag; 1 label voor k=2 en 1 voor k=3 ontbreken', true),
	('F160', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes', '2018..2020', '2018', '2020', 'Amsterdam', 'aantal', '1', '2626', NULL, NULL, NULL, NULL, 'births', 'exact', NULL, NULL, '4 factoren', 'jaar niet toe te wijzen uit tekstlaag; 1 label voor k=2 en 1 voor k=3 ontbreken', true),
	('F161', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes', '2018..2020', '2018', '2020', 'Amsterdam', 'aantal', '1', '2560', NULL, NULL, NULL, NULL, 'births', 'exact', NULL, NULL, '4 factoren', 'jaar niet toe te wijzen uit tekstlaag; 1 label voor k=2 en 1 voor k=3 ontbreken', true),
	('F162', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes', '2018..2020', '2018', '2020', 'Amsterdam', 'aantal', '2', '842', NULL, NULL, NULL, NULL, 'births', 'exact', NULL, NULL, '4 factoren', 'jaar niet toe te wijzen uit tekstlaag; 1 label voor k=2 en 1 voor k=3 ontbreken', true),
	('F163', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes', '2018..2020', '2018', '2020', 'Amsterdam', 'aantal', '2', '800', NULL, NULL, NULL, NULL, 'births', 'exact', NULL, NULL, '4 factoren', 'jaar niet toe te wijzen uit tekstlaag; 1 label voor k=2 en 1 voor k=3 ontbreken', true),
	('F171', 'P06', 'neonatal-live-27d', 'ahti-2024', 'samenvatting uitkomsten', '2021', '2021', '2021', 'Amsterdam', NULL, NULL, NULL, NULL, '500', NULL, NULL, 'one in', 'exact', NULL, 'neonatal-2021-rounding', 'BRP, 28d, levendgeboren', '= 20,4 van 10208; elders in bron ~25', true),
	('F172', 'P06', 'neonatal-live-27d', 'ahti-2024', 'Neonatale sterfte', '2021', '2021', '2021', 'Amsterdam', NULL, NULL, '25', NULL, NULL, NULL, NULL, 'children', 'approximate', '5', 'neonatal-2021-rounding', 'BRP, 28d, levendgeboren', 'afgerond op 5', true),
	('F173', 'P06', 'neonatal-live-27d', 'ahti-2024', 'Neonatale sterfte', '2018..2021', '2018', '2021', 'Amsterdam', NULL, NULL, NULL, NULL, NULL, '1.5', '2.5', 'per 1000', 'range', NULL, NULL, 'BRP, 28d, levendgeboren', NULL, true),
	('F181', 'S12', 'risk-factors-among-neonatal-death', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'NL', 'uitkomst', 'neonatale_sterfte', NULL, NULL, '36', NULL, NULL, '%', 'exact', NULL, NULL, 'neonatale_sterfte', NULL, true),
	('F182', 'S12', 'risk-factors-among-neonatal-death', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'Amsterdam', 'uitkomst', 'neonatale_sterfte', NULL, NULL, '20', NULL, NULL, '%', 'exact', NULL, NULL, 'neonatale_sterfte', NULL, true),
	('F183', 'S12', 'risk-factors-among-nicu', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'NL', 'uitkomst', 'nicu_opname', NULL, NULL, '32', NULL, NULL, '%', 'exact', NULL, NULL, 'nicu_opname', NULL, true),
	('F184', 'S12', 'risk-factors-among-nicu', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'Amsterdam', 'uitkomst', 'nicu_opname', NULL, NULL, '40', NULL, NULL, '%', 'exact', NULL, NULL, 'nicu_opname', NULL, true),
	('F185', 'S12', 'risk-factors-among-picu', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'NL', 'uitkomst', 'picu_opname', NULL, NULL, '36', NULL, NULL, '%', 'exact', NULL, NULL, 'picu_opname', NULL, true),
	('F186', 'S12', 'risk-factors-among-picu', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'Amsterdam', 'uitkomst', 'picu_opname', NULL, NULL, '49', NULL, NULL, '%', 'exact', NULL, NULL, 'picu_opname', NULL, true),
	('F187', 'S12', 'risk-factors-among-preterm-26-32w', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'NL', 'uitkomst', 'vroeggeboorte_26_32', NULL, NULL, '38', NULL, NULL, '%', 'exact', NULL, 'over-representation-101', 'vroeggeboorte_26_32', '38/63 telt op tot 101', true),
	('F188', 'S12', 'risk-factors-among-preterm-26-32w', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'Amsterdam', 'uitkomst', 'vroeggeboorte_26_32', NULL, NULL, '60', NULL, NULL, '%', 'exact', NULL, NULL, 'vroeggeboorte_26_32', NULL, true),
	('F189', 'S12', 'risk-factors-among-all', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'NL', 'uitkomst', 'alle geboorten', NULL, NULL, '30', NULL, NULL, '%', 'exact', NULL, NULL, 'alle geboorten', NULL, true),
	('F190', 'S12', 'risk-factors-among-all', 'ahti-2024', 'oververtegenwoordiging', '2021', '2021', '2021', 'Amsterdam', 'uitkomst', 'alle geboorten', NULL, NULL, '43', NULL, NULL, '%', 'exact', NULL, NULL, 'alle geboorten', NULL, true),
	('F193', 'J03', 'excessive-crying-by-kraamzorg', 'ahti-2024', 'huilbaby', 'geboren 2017-2018', '2017', '2018', 'NL', 'kraamzorguren', '0-24 uur', NULL, NULL, '1.54', NULL, NULL, '%', 'exact', NULL, NULL, 'DBC', NULL, true),
	('F194', 'J03', 'excessive-crying-by-kraamzorg', 'ahti-2024', 'huilbaby', 'geboren 2017-2018', '2017', '2018', 'NL', 'kraamzorguren', '24-48 uur', NULL, NULL, '1.84', NULL, NULL, '%', 'exact', NULL, NULL, 'DBC', NULL, true),
	('F195', 'J03', 'excessive-crying-by-kraamzorg', 'ahti-2024', 'huilbaby', 'geboren 2017-2018', '2017', '2018', 'NL', 'kraamzorguren', '>=49 uur', NULL, NULL, '1.94', NULL, NULL, '%', 'exact', NULL, NULL, 'DBC', NULL, true),
	('F196', 'J03', 'excessive-crying-by-kraamzorg', 'ahti-2024', 'huilbaby', 'geboren 2017-2018', '2017', '2018', 'Amsterdam', 'kraamzorguren', '0-24 uur', NULL, NULL, '0.07', NULL, NULL, '%', 'exact', NULL, NULL, 'DBC', 'gebaseerd op 112 kinderen', true),
	('F197', 'J03', 'excessive-crying-by-kraamzorg', 'ahti-2024', 'huilbaby', 'geboren 2017-2018', '2017', '2018', 'Amsterdam', 'kraamzorguren', '24-48 uur', NULL, NULL, '0.05', NULL, NULL, '%', 'exact', NULL, NULL, 'DBC', 'gebaseerd op 112 kinderen', true),
	('F198', 'J03', 'excessive-crying-by-kraamzorg', 'ahti-2024', 'huilbaby', 'geboren 2017-2018', '2017', '2018', 'Amsterdam', 'kraamzorguren', '>=49 uur', NULL, NULL, '0.02', NULL, NULL, '%', 'exact', NULL, NULL, 'DBC', 'gebaseerd op 112 kinderen', true),
	('F199', 'J03', 'psychosocial-2y', 'ahti-2024', 'psychosociale problematiek', 'geboren 2017-2018', '2017', '2018', 'NL', NULL, NULL, '5750', '258514', NULL, NULL, NULL, 'children', 'approximate', NULL, NULL, 'DBC', '~5750', true),
	('F203', 'S04', 'risk-factors-0', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Centrum', 'aantal', '0', '435', '705', '62', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F204', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Centrum', 'aantal', '1', '200', '705', '28', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F205', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Centrum', 'aantal', '2', '60', '705', '9', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F207', 'S04', 'risk-factors-0', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Noord', 'aantal', '0', '640', '1320', '48', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F208', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Noord', 'aantal', '1', '480', '1320', '36', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F209', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Noord', 'aantal', '2', '170', '1320', '13', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F211', 'S04', 'risk-factors-0', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Nieuw-West', 'aantal', '0', '1040', '1975', '53', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F212', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Nieuw-West', 'aantal', '1', '655', '1975', '33', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F213', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Nieuw-West', 'aantal', '2', '245', '1975', '12', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F215', 'S04', 'risk-factors-0', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Oost', 'aantal', '0', '1055', '1740', '61', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F216', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Oost', 'aantal', '1', '500', '1740', '29', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F217', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Oost', 'aantal', '2', '155', '1740', '9', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F219', 'S04', 'risk-factors-0', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/West', 'aantal', '0', '1140', '1935', '59', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F220', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/West', 'aantal', '1', '575', '1935', '30', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F221', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/West', 'aantal', '2', '185', '1935', '10', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F223', 'S04', 'risk-factors-0', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Zuid', 'aantal', '0', '1090', '1620', '67', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F224', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Zuid', 'aantal', '1', '395', '1620', '24', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F225', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Zuid', 'aantal', '2', '105', '1620', '6', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F227', 'S04', 'risk-factors-0', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Zuidoost', 'aantal', '0', '380', '920', '41', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F228', 'S04', 'risk-factors-1', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Zuidoost', 'aantal', '1', '330', '920', '36', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F229', 'S04', 'risk-factors-2', 'ahti-2024', 'Aantallen geboortes per stadsdeel', '2021', '2021', '2021', 'Amsterdam/Zuidoost', 'aantal', '2', '160', '920', '17', NULL, NULL, '%', 'exact', '5', NULL, '4 factoren', NULL, true),
	('F259', 'P04', 'perinatal-22w-7d', 'statline-80213ned', '80213ned', '2016', '2016', '2016', 'NL', NULL, NULL, '1195', '172418', '6.9', NULL, NULL, 'per 1000', 'exact', NULL, NULL, NULL, '819 doodgeboren, 376 overleden in de eerste week', true),
	('F260', 'P04', 'perinatal-24w-7d', 'statline-80213ned', '80213ned', '2016', '2016', '2016', 'NL', NULL, NULL, '774', '171994', '4.50', NULL, NULL, 'per 1000', 'exact', NULL, NULL, NULL, '24 weken aan beide kanten', true),
	('F261', 'P04', 'perinatal-cbs-24w', 'statline-80213ned', '80213ned', '2016', '2016', '2016', 'NL', NULL, NULL, '910', '172133', '5.29', NULL, NULL, 'per 1000', 'exact', NULL, NULL, NULL, 'zoals het CBS telt', true),
	('F262', 'P06', 'neonatal-22w-28d', 'vzinfo', 'vzinfo.nl', '2019', '2019', '2019', 'NL', NULL, NULL, '483', NULL, '2.9', NULL, NULL, 'per 1000', 'exact', NULL, NULL, NULL, NULL, true),
	('F263', 'P04', 'perinatal-22w-28d', 'vzinfo', 'vzinfo.nl', '2019', '2019', '2019', 'NL', NULL, NULL, '1273', NULL, '7.8', NULL, NULL, 'per 1000', 'exact', NULL, NULL, NULL, '790 doodgeboren en 483 neonataal', true),
	('F264', 'P04', 'perinatal-22w-7d', 'vzinfo', 'vzinfo.nl', '2019', '2019', '2019', 'NL', NULL, NULL, '1192', NULL, '7.3', NULL, NULL, 'per 1000', 'exact', NULL, NULL, NULL, NULL, true),
	('F265', 'P01', 'preterm-22w-all', 'vzinfo', 'vzinfo.nl', '2020', '2020', '2020', 'NL', NULL, NULL, NULL, NULL, '6.9', NULL, NULL, '%', 'exact', NULL, NULL, NULL, NULL, true),
	('F266', 'P01', 'preterm-24w-all', 'vzinfo', 'vzinfo.nl', '2021', '2021', '2021', 'NL', NULL, NULL, NULL, NULL, '6.6', NULL, NULL, '%', 'exact', NULL, NULL, NULL, NULL, true),
	('F267', 'P02', 'sga-24w-all', 'vzinfo', 'vzinfo.nl', '2021', '2021', '2021', 'NL', NULL, NULL, NULL, NULL, '9.7', NULL, NULL, '%', 'exact', NULL, NULL, NULL, NULL, true),
	('F268', 'P02', 'sga-24w-all', 'vzinfo', 'vzinfo.nl', '2021', '2021', '2021', 'NL', 'meerling', 'eenling', NULL, NULL, '9.1', NULL, NULL, '%', 'exact', NULL, NULL, NULL, NULL, true),
	('F269', 'P02', 'sga-24w-all', 'vzinfo', 'vzinfo.nl', '2021', '2021', '2021', 'NL', 'meerling', 'meerling', NULL, NULL, '30.9', NULL, NULL, '%', 'exact', NULL, NULL, NULL, NULL, true),
	('F270', 'P17', 'birthweight-below-2500-24w', 'vzinfo', 'vzinfo.nl', '2021', '2021', '2021', 'NL', NULL, NULL, NULL, NULL, '5.7', NULL, NULL, '%', 'exact', NULL, NULL, NULL, NULL, true)
ON CONFLICT (id) DO UPDATE SET (indicator, definition, source_document, locator, period, first_year, last_year, area, breakdown, category, numerator, denominator, value, value_low, value_high, unit, qualifier, rounding_base, inconsistency, variant, note_nl, builtin) = ROW (EXCLUDED.indicator, EXCLUDED.definition, EXCLUDED.source_document, EXCLUDED.locator, EXCLUDED.period, EXCLUDED.first_year, EXCLUDED.last_year, EXCLUDED.area, EXCLUDED.breakdown, EXCLUDED.category, EXCLUDED.numerator, EXCLUDED.denominator, EXCLUDED.value, EXCLUDED.value_low, EXCLUDED.value_high, EXCLUDED.unit, EXCLUDED.qualifier, EXCLUDED.rounding_base, EXCLUDED.inconsistency, EXCLUDED.variant, EXCLUDED.note_nl, EXCLUDED.builtin)
	WHERE published_figure.builtin;

INSERT INTO definition_note (id, indicator, definition, kind, first_year, last_year, text_nl, text_en, source_document, builtin) VALUES
	('preterm-22-24-weeks', 'P01', NULL, 'not_comparable', '2021', '2021', 'VZinfo ging met de cijfers van 2021 van 22 naar 24 weken: 6,9% (2020) en 6,6% (2021) verschillen deels door de definitie.', 'VZinfo went from 22 to 24 weeks with the figures of 2021: 6.9% (2020) and 6.6% (2021) differ partly by definition.', 'vzinfo', true),
	('neonatal-2021-under-registered', 'P06', 'neonatal-22w-28d', 'coverage', '2021', '2021', 'Neonatale sterfte is in 2021 ondergeregistreerd bij Perined.', 'Neonatal deaths of 2021 are under-registered at Perined.', 'perined-2022', true),
	('perinatal-2021-under-registered-22w-28d', 'P04', 'perinatal-22w-28d', 'coverage', '2021', '2021', 'Neonatale sterfte is in 2021 ondergeregistreerd bij Perined, en daarmee perinatale sterfte.', 'Neonatal deaths of 2021 are under-registered at Perined, and so is perinatal mortality.', 'perined-2022', true),
	('perinatal-2021-under-registered-24w-28d', 'P04', 'perinatal-24w-28d', 'coverage', '2021', '2021', 'Neonatale sterfte is in 2021 ondergeregistreerd bij Perined, en daarmee perinatale sterfte.', 'Neonatal deaths of 2021 are under-registered at Perined, and so is perinatal mortality.', 'perined-2022', true),
	('perinatal-2021-under-registered-22w-7d', 'P04', 'perinatal-22w-7d', 'coverage', '2021', '2021', 'Neonatale sterfte is in 2021 ondergeregistreerd bij Perined, en daarmee perinatale sterfte.', 'Neonatal deaths of 2021 are under-registered at Perined, and so is perinatal mortality.', 'perined-2022', true),
	('perinatal-2021-under-registered-24w-7d', 'P04', 'perinatal-24w-7d', 'coverage', '2021', '2021', 'Neonatale sterfte is in 2021 ondergeregistreerd bij Perined, en daarmee perinatale sterfte.', 'Neonatal deaths of 2021 are under-registered at Perined, and so is perinatal mortality.', 'perined-2022', true),
	('stillborn-late-registration', 'P05', NULL, 'reading', NULL, NULL, 'Een doodgeboorte die laat is aangegeven telt in de cijfers van het register in het volgende jaar mee.', 'A stillbirth that was registered late counts in the next year in the figures of the register.', NULL, true),
	('neonatal-denominators', 'P06', NULL, 'reading', NULL, NULL, 'Per 1000 levend- en doodgeborenen (Perined) is iets anders dan per 1000 levendgeborenen (bevolkingsregister).', 'Per 1000 live and still births (Perined) is not per 1000 live births (population register).', NULL, true),
	('late-care-withdrawn', 'P07', NULL, 'not_comparable', NULL, NULL, 'De reeks van VZinfo (voor week 11) is ingetrokken; een eerdere telde alleen vrouwen die bij een verloskundige begonnen.', 'The series of VZinfo (before week 11) was withdrawn; the one before counted only women who started with a midwife.', 'vzinfo', true),
	('small-or-2500', 'P02', NULL, 'not_comparable', NULL, NULL, 'Laag geboortegewicht is bij VZinfo onder 2500 gram (5,7% in 2021), hier onder het tiende percentiel (9,7%).', 'Low birthweight is below 2500 grams at VZinfo (5.7% in 2021), here below the tenth percentile (9.7%).', 'vzinfo', true),
	('sga-is-not-ten-percent', 'P02', NULL, 'reading', NULL, NULL, 'De curve is van zwangerschappen met een laag risico: ook zonder achterstand is het aandeel geen 10%.', 'The curve is of low-risk pregnancies: the share is not 10% by construction.', NULL, true),
	('small-multiples', 'P02', NULL, 'reading', '2021', '2021', 'In 2021 was 9,1% van de eenlingen en 30,9% van de meerlingen te licht.', 'In 2021 9.1% of singletons and 30.9% of multiples were small.', 'vzinfo', true),
	('language-2018-revised', 'J01', NULL, 'not_comparable', '2018', '2018', '2018 is 5,5% in de monitor van 2020 en 5,4% in die van 2024: andere organisaties leverden.', '2018 is 5.5% in the monitor of 2020 and 5.4% in that of 2024: other organisations delivered.', 'rivm-2020', true),
	('overweight-2018-revised', 'J02', NULL, 'not_comparable', '2018', '2018', '2018 is 7,8% in de monitor van 2020 en 8,4% in die van 2024: andere organisaties leverden.', '2018 is 7.8% in the monitor of 2020 and 8.4% in that of 2024: other organisations delivered.', 'rivm-2020', true),
	('language-coverage', 'J01', NULL, 'coverage', '2018', '2019', 'Gegevens van 8 van de 37 JGZ-organisaties.', 'Data of 8 of 37 youth health care organisations.', 'rivm-2020', true),
	('overweight-coverage', 'J02', NULL, 'coverage', '2018', '2019', 'Gegevens van 9 van de 37 JGZ-organisaties.', 'Data of 9 of 37 youth health care organisations.', 'rivm-2020', true),
	('kraamzorg-2019-coverage', 'K01', NULL, 'coverage', '2019', '2019', '97,5% van de declaraties was beschikbaar: het aandeel zonder kraamzorg is een maximum.', '97.5% of the claims was available: the share without care is a maximum.', 'rivm-2020', true),
	('kraamzorg-2020-withdrawn', 'K01', NULL, 'not_comparable', '2020', '2020', 'Het gepubliceerde cijfer van 2020 (9,5%) is ingetrokken: een verzekeraar ontbrak.', 'The published figure of 2020 (9.5%) was withdrawn: an insurer was missing.', 'rivm-erratum-2021', true),
	('problem-debt-date', 'S07', NULL, 'reading', NULL, NULL, 'Geregistreerde problematische schuld is de stand op 1 januari: 31 december van het jaar voor de geboorte is het bestand van het geboortejaar.', 'Registered problem debt is the state on 1 January: 31 December of the year before birth is the file of the year of birth.', NULL, true),
	('problem-debt-2018', 'S07', NULL, 'not_comparable', '2018', '2018', 'Problematische schuld is bekend vanaf 2019; voor 2018 neemt het regiobeeld de waarde van 2019.', 'Problem debt is known from 2019; for 2018 the Regiobeeld takes the value of 2019.', 'ahti-2024', true),
	('mental-health-2022', 'S08', NULL, 'not_comparable', '2022', NULL, 'Vanaf 2022 is de geestelijke gezondheidszorg anders bekostigd: een trendbreuk in de zorgkosten.', 'From 2022 mental health care is paid for in another way: a break in the health care costs.', NULL, true),
	('origin-2022', 'S10', NULL, 'not_comparable', '2022', NULL, 'CBS-herkomst sinds 2022: wie in het buitenland is geboren van twee in Nederland geboren ouders is migrant; daarvoor had die een Nederlandse achtergrond.', 'CBS origin since 2022: born abroad of two parents born in the Netherlands is a migrant; before, that was a Dutch background.', NULL, true),
	('poverty-2024', 'C03', NULL, 'not_comparable', '2023', NULL, 'Nieuwe armoedegrens sinds 2024 (540.000 personen in 2023 tegen ongeveer 830.000 ervoor): geen reeks over de breuk heen.', 'A new poverty line since 2024 (540,000 people in 2023 against some 830,000 before): no series across.', NULL, true),
	('placement-31-december', 'U01', NULL, 'reading', NULL, NULL, 'Elke dag in het jaar telt; een maatregel die op 31 december eindigt telt bij het CBS niet in de stand aan het eind van dat jaar.', 'Every day of the year counts; a measure that ends on 31 December is not in the stock of that year''s end at CBS.', NULL, true),
	('placement-proxy', 'U01', NULL, 'reading', NULL, NULL, 'Een benadering: maatregel en verblijf tegelijk is geen registratie van uithuisplaatsing.', 'A proxy: a measure and residence at once are no registration of out-of-home placement.', NULL, true),
	('picu-december', 'P13', NULL, 'reading', NULL, NULL, 'Zorg in het kalenderjaar van geboorte: wie in december is geboren wordt weken gevolgd, wie in januari is geboren een jaar.', 'Care in the calendar year of birth: a child born in December is followed for weeks, one born in January for a year.', NULL, true),
	('nicu-december', 'P12', NULL, 'reading', NULL, NULL, 'Zorg in het kalenderjaar van geboorte: wie in december is geboren wordt weken gevolgd, wie in januari is geboren een jaar.', 'Care in the calendar year of birth: a child born in December is followed for weeks, one born in January for a year.', NULL, true),
	('nicu-claims', 'P11', NULL, 'not_comparable', NULL, NULL, 'Het regiobeeld leidt de zwangerschapsduur af uit zorgdeclaraties.', 'The Regiobeeld derives gestational age from care claims.', 'ahti-2024', true)
ON CONFLICT (id) DO UPDATE SET (indicator, definition, kind, first_year, last_year, text_nl, text_en, source_document, builtin) = ROW (EXCLUDED.indicator, EXCLUDED.definition, EXCLUDED.kind, EXCLUDED.first_year, EXCLUDED.last_year, EXCLUDED.text_nl, EXCLUDED.text_en, EXCLUDED.source_document, EXCLUDED.builtin)
	WHERE definition_note.builtin;

CREATE OR REPLACE FUNCTION definition_query(definition text, source text DEFAULT 'bron', dimensions text[] DEFAULT '{}')
	RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	d @extschema@.indicator_definition;
	columns text;
	events text;
	labels text;
	groups text;
BEGIN
	SELECT * INTO d FROM @extschema@.indicator_definition i WHERE i.id = definition;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('definition "%s" does not exist', definition),
			HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;
	SELECT coalesce(string_agg(format('b.%I, ', x), '' ORDER BY i), ''),
		coalesce(string_agg(format('%I, ', x), '' ORDER BY i), '')
		INTO columns, labels FROM unnest(dimensions) WITH ORDINALITY u(x, i);
	columns := columns || d.year_expression || ' AS year' || coalesce(', ' || d.breakdown || ' AS breakdown', '');
	labels := labels || 'year' || CASE WHEN d.breakdown IS NOT NULL THEN ', breakdown' ELSE '' END;
	groups := (SELECT string_agg(g::text, ', ')
		FROM generate_series(1, cardinality(dimensions) + 1 + (d.breakdown IS NOT NULL)::integer) g);
	IF d.value_expression IS NOT NULL THEN
		-- Rows of one unit tell the same, or it is not known.
		events := CASE WHEN d.unit_key IS NULL THEN '%s'
			ELSE 'CASE WHEN min(%1$s) = max(%1$s) AND bool_and(%1$s IS NOT NULL) THEN max(%1$s) END' END;
		RETURN kansrijk_intern.bind_source(format('SELECT %s, %s AS rate FROM (SELECT %s, true AS scope, %s AS value
			FROM %s WHERE %s%s) unit GROUP BY %s', labels, kansrijk_intern.sum_rate('scope', 'value'), columns,
			format(events, kansrijk_intern.value_of(d)), d.relation, d.scope,
			coalesce(format(' GROUP BY %s, ', groups) || d.unit_key, ''), groups), source);
	END IF;
	IF d.unit_key IS NULL THEN
		RETURN kansrijk_intern.bind_source(kansrijk_intern.fill(
			'SELECT {columns}, kansrijk.rate({event}) AS rate FROM {relation} WHERE {scope} GROUP BY {groups}',
			'columns', columns, 'event', d.event, 'relation', d.relation, 'scope', d.scope, 'groups', groups), source);
	END IF;

	-- First the units, three-valued, then their number.
	events := CASE d.unit_rule
		WHEN 'any' THEN 'CASE WHEN bool_or({event}) THEN true WHEN bool_or(({event}) IS NULL) THEN NULL ELSE false END'
		ELSE 'CASE WHEN NOT bool_and({event}) THEN false WHEN bool_or(({event}) IS NULL) THEN NULL ELSE true END' END;
	RETURN kansrijk_intern.bind_source(kansrijk_intern.fill('SELECT {labels}, kansrijk.rate(event) AS rate
		FROM (SELECT {columns}, {events} AS event FROM {relation} WHERE {scope} GROUP BY {groups}, {unit_key}) unit
		GROUP BY {groups}', 'labels', labels, 'columns', columns,
		'events', kansrijk_intern.fill(events, 'event', d.event), 'relation', d.relation, 'scope', d.scope,
		'groups', groups, 'unit_key', d.unit_key), source);
END $$;

COMMENT ON FUNCTION definition_query(text, text, text[]) IS
'Text of the query that counts a definition of the catalogue over a canonical source: the dimensions (columns of the '
'relation that carries the areas, such as province or municipality), year, breakdown where the definition has one, '
'and rate. Units with several rows are counted once, three-valued. Unknown definition: error 22023.';

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
			WHERE t.typnamespace = to_regnamespace('kansrijk') AND t.typcategory <> 'A' AND (c.oid IS NULL OR c.relkind = 'c')
		), sentence AS (
			SELECT o.kind, o.called, o.name, substring(o.said FROM '^(.*?[.:])(?:\s|$)') AS purpose FROM object o
		)
		SELECT s.kind, s.name, s.purpose FROM sentence s
		WHERE strpos(lower(s.called), lower(trim(word))) > 0 OR strpos(lower(s.purpose), lower(trim(word))) > 0
		ORDER BY strpos(lower(s.called), lower(trim(word))) = 0, s.called COLLATE "C", s.name COLLATE "C";
	END;

COMMENT ON FUNCTION find(text) IS
'What the extension has for a word: SELECT * FROM kansrijk.find(''window''). Functions, aggregates, procedures, types '
'and tables whose name, or the first sentence of whose comment, holds it; names first. Case does not matter; an empty '
'word finds all, NULL nothing.';

CREATE OR REPLACE FUNCTION kansrijk_intern.is_context_area(code text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN code ~ '^([A-Z]{2}[0-9]{2,8}|[1-9][0-9]{3}|S[0-9A-Z]{3,7})$';

COMMENT ON FUNCTION kansrijk_intern.is_context_area(text) IS
'Internal: Whether a text is an area as context_figure has them. NULL: NULL.';

CREATE TABLE context_figure (
	indicator text NOT NULL REFERENCES indicator,
	area_code text NOT NULL CHECK (kansrijk_intern.is_context_area(area_code)),
	year integer NOT NULL CHECK (year BETWEEN 1900 AND 2100),
	measure text NOT NULL,
	value numeric,
	numerator numeric,
	denominator numeric CHECK (denominator >= 0),
	unit text NOT NULL,
	symbol text CHECK (symbol IN ('unknown', 'secret', 'impossible', 'nil', 'below_half')),
	provisional boolean NOT NULL DEFAULT false,
	source text NOT NULL,
	licence text NOT NULL,
	address text,
	retrieved date,
	PRIMARY KEY (indicator, source, measure, area_code, year),
	CONSTRAINT context_figure_says_something CHECK (value IS NOT NULL OR symbol IS NOT NULL)
);

COMMENT ON TABLE context_figure IS
'Figures of other publishers, to be filled by the user: read_statline() reads those of CBS. They stand beside ours, '
'joined by cbs_area_code() and the year, and are no part of what is protected here.';

COMMENT ON COLUMN context_figure.indicator IS 'Indicator of the catalogue that the figure is about.';

COMMENT ON COLUMN context_figure.area_code IS
'Area, as CBS writes it (NL01, PV27, GM0363, WK036301), or a postcode of four digits; S and what follows is synthetic.';

COMMENT ON COLUMN context_figure.year IS 'Calendar year.';

COMMENT ON COLUMN context_figure.measure IS 'Name of the figure where it was published.';

COMMENT ON COLUMN context_figure.value IS 'Value as published; NULL: there is none, and symbol says why.';

COMMENT ON COLUMN context_figure.numerator IS 'Numerator where it was published; weighted counts need not be whole.';

COMMENT ON COLUMN context_figure.denominator IS 'Denominator where it was published.';

COMMENT ON COLUMN context_figure.unit IS 'Unit of the value.';

COMMENT ON COLUMN context_figure.symbol IS
'unknown: not known, unreliable or secret (a point of StatLine does not tell which); secret (x); impossible: cannot '
'occur (empty); nil: none (-); below_half: less than half a unit (0).';

COMMENT ON COLUMN context_figure.provisional IS 'Provisional, or further provisional.';

COMMENT ON COLUMN context_figure.source IS 'Publisher and table.';

COMMENT ON COLUMN context_figure.licence IS 'Licence, or what may be done with it.';

COMMENT ON COLUMN context_figure.address IS 'Web address.';

COMMENT ON COLUMN context_figure.retrieved IS 'Day on which it was retrieved.';

SELECT pg_catalog.pg_extension_config_dump('context_figure', '');

GRANT SELECT ON context_figure TO PUBLIC;

GRANT INSERT, UPDATE, DELETE ON context_figure TO @extowner@;

CREATE OR REPLACE FUNCTION statline_value(cell text, OUT value numeric, OUT symbol text)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 20
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	written constant text := btrim(cell, E' \t\u00A0');
BEGIN
	symbol := CASE written WHEN '.' THEN 'unknown' WHEN 'x' THEN 'secret' WHEN '' THEN 'impossible'
		WHEN '-' THEN 'nil' END;
	IF symbol = 'nil' THEN
		value := 0;
	ELSIF symbol IS NULL AND written IS NOT NULL THEN
		IF written !~ '^-?([0-9]+|[0-9]{1,3}( [0-9]{3})+)([.,][0-9]+)?([eE][+-]?[0-9]{1,3})?$' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation',
				MESSAGE = format('"%s" is no value of StatLine', left(written, 40)),
				HINT = 'A number, a point (unknown), x (secret), - (none) or nothing (impossible).';
		END IF;
		value := translate(written, ', ', '.')::numeric;
		symbol := CASE value WHEN 0 THEN 'below_half' END;
	END IF;
END $$;

COMMENT ON FUNCTION statline_value(text) IS
'A cell of StatLine: its value, and the symbol that stands there for one, or beside 0: a point is unknown, unreliable '
'or secret; x is secret; nothing is impossible; - is none, and 0; 0 is less than half a unit. Decimals follow a comma '
'or a point, and spaces may stand between thousands. NULL: NULL. Error 22P02.';

CREATE OR REPLACE FUNCTION statline_period(period text, OUT year integer, OUT provisional boolean)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 20
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	part text[] := regexp_match(btrim(period), '^([0-9]{4})(JJ00|KW0[1-4]|MM(?:0[1-9]|1[0-2])|HJ0[12]|X000)?(\*{0,2})$');
BEGIN
	IF period IS NULL THEN
		RETURN;
	ELSIF part IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_datetime_format',
			MESSAGE = format('"%s" is no period of StatLine', left(period, 40)),
			HINT = 'As 2016JJ00, 2016, or 2016* (provisional).';
	ELSIF coalesce(part[2], 'JJ00') = 'JJ00' THEN
		year := part[1]::integer;
		provisional := part[3] <> '';
	END IF;
END $$;

COMMENT ON FUNCTION statline_period(text) IS
'The year of a period of StatLine (2016JJ00, or 2016), and whether it is provisional (one star, or two: further '
'provisional). Of a quarter, month or half NULL: it is no year. NULL: NULL. Error 22007.';

CREATE OR REPLACE FUNCTION kansrijk_intern.statline_fields(line text, separator text) RETURNS text[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 50
	RETURN ARRAY(SELECT CASE WHEN m[1] ~ '^".*"$' THEN replace(substr(m[1], 2, length(m[1]) - 2), '""', '"') ELSE m[1] END
		FROM regexp_matches(line || separator, '("(?:[^"]|"")*"|[^"' || separator || ']*)' || separator, 'g')
			WITH ORDINALITY r(m, i)
		ORDER BY i);

COMMENT ON FUNCTION kansrijk_intern.statline_fields(text, text) IS 'Internal: The fields of a line of CSV.';

CREATE OR REPLACE FUNCTION kansrijk_intern.statline_rows(content text) RETURNS TABLE (place bigint, columns text[], fields text[])
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE COST 1000 ROWS 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	body constant text := btrim(content, E' \t\r\n\uFEFF');
	line text;
	separator text;
	document jsonb;
BEGIN
	IF left(body, 1) IN ('{', '[') THEN
		BEGIN
			document := body::jsonb;
		EXCEPTION WHEN data_exception THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation', MESSAGE = 'the content is no JSON', DETAIL = SQLERRM,
				HINT = 'What OData gives begins with {"value":[ or with {"odata.metadata": and is fetched whole.';
		END;
		document := CASE jsonb_typeof(document) WHEN 'object' THEN document -> 'value' ELSE document END;
		IF jsonb_typeof(document) IS DISTINCT FROM 'array' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation', MESSAGE = 'the JSON has no list of rows',
				HINT = 'OData gives them as "value".';
		END IF;
		RETURN QUERY SELECT r.i, ARRAY(SELECT k.key FROM jsonb_each_text(r.row) k ORDER BY k.key),
				ARRAY(SELECT k.value FROM jsonb_each_text(r.row) k ORDER BY k.key)
			FROM jsonb_array_elements(document) WITH ORDINALITY r(row, i) ORDER BY r.i;
		RETURN;
	END IF;
	place := 0;
	FOREACH line IN ARRAY regexp_split_to_array(body, '\r?\n') LOOP
		place := place + 1;
		IF place = 1 THEN
			separator := CASE WHEN line LIKE '%;%' THEN ';' ELSE ',' END;
			columns := kansrijk_intern.statline_fields(line, separator);
		END IF;
		CONTINUE WHEN place = 1 OR line = '';
		fields := kansrijk_intern.statline_fields(line, separator);
		IF cardinality(fields) <> cardinality(columns) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation',
				MESSAGE = format('line %s has %s fields, and the first line %s', place, cardinality(fields),
					cardinality(columns)),
				HINT = 'Take the data set itself, not the table as it is shown: that one has titles above it and notes below.';
		END IF;
		RETURN NEXT;
	END LOOP;
END $$;

COMMENT ON FUNCTION kansrijk_intern.statline_rows(text) IS
'Internal: The rows of CSV (place: the line) or of the JSON of OData (place: the row), with the names of their fields.';

CREATE OR REPLACE FUNCTION read_statline(content text, measures text[] DEFAULT NULL)
	RETURNS TABLE (area_code text, year integer, provisional boolean, measure text, value numeric, symbol text,
		dimensions jsonb)
	LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE COST 100000 ROWS 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	known constant text := '^(id|measure|value|valueattribute|stringvalue)$';
	names text[];
	area_column text;
	period_column text;
	is_long boolean;
	wanted text[];
	missing text;
	cells jsonb;
	r record;
	one record;
	name text;
	area text;
BEGIN
	IF content IS NULL THEN
		RETURN;
	END IF;
	FOR r IN SELECT w.* FROM kansrijk_intern.statline_rows(content) w ORDER BY w.place LOOP
		-- Which columns there are, the first row tells.
		IF names IS NULL THEN
			names := r.columns;
			is_long := names @> '{Measure,Value}';
			area_column := (SELECT n FROM unnest(names) n WHERE n ~* '^(regio|wijken|gemeente|postcode|provincie|gebied)'
				ORDER BY n LIMIT 1);
			period_column := (SELECT n FROM unnest(names) n WHERE n ~* '^period(en|s)$' ORDER BY n LIMIT 1);
			wanted := ARRAY(SELECT n FROM unnest(names) n WHERE NOT is_long AND n ~ '_[0-9]+$' ORDER BY n);
			IF period_column IS NULL OR NOT is_long AND wanted = '{}' THEN
				RAISE EXCEPTION USING ERRCODE = 'undefined_column',
					MESSAGE = CASE WHEN period_column IS NULL THEN 'there is no column Perioden'
						ELSE 'there is no column with values' END,
					DETAIL = format('The columns are: %s.', array_to_string(names, ', ')),
					HINT = 'Columns with values are named as Levendgeborenen_2, with a number behind; or there are Measure and Value.';
			END IF;
			SELECT m INTO missing FROM unnest(measures) m WHERE NOT is_long AND m <> ALL (wanted) LIMIT 1;
			IF FOUND THEN
				RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('there is no column "%s"', missing),
					DETAIL = format('Those with values are: %s.', array_to_string(wanted, ', '));
			END IF;
		END IF;
		cells := jsonb_object(r.columns, r.fields);
		BEGIN
			SELECT p.year, p.provisional INTO one FROM @extschema@.statline_period(cells ->> period_column) p;
			CONTINUE WHEN one.year IS NULL;
			area := coalesce(btrim(cells ->> area_column), 'NL01');
			IF NOT kansrijk_intern.is_context_area(area) THEN
				RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation',
					MESSAGE = format('"%s" is no code of an area', left(area, 40)),
					HINT = 'Take codes (GM0363), not names: those change, and are not unique.';
			END IF;
			dimensions := (SELECT coalesce(jsonb_object_agg(d.key, btrim(d.value #>> '{}')), '{}') FROM jsonb_each(cells) d
				WHERE d.key <> ALL (wanted) AND d.key !~* known AND d.key IS DISTINCT FROM area_column
					AND d.key <> period_column);
			FOREACH name IN ARRAY CASE WHEN is_long THEN ARRAY[cells ->> 'Measure'] ELSE wanted END LOOP
				CONTINUE WHEN name <> ALL (measures);
				area_code := area;
				year := one.year;
				provisional := one.provisional;
				measure := name;
				SELECT s.value, s.symbol INTO value, symbol
					FROM @extschema@.statline_value(cells ->> CASE WHEN is_long THEN 'Value' ELSE name END) s;
				-- In JSON a value that is not there is null, and OData 4 says why beside it.
				IF value IS NULL THEN
					symbol := CASE lower(cells ->> 'ValueAttribute') WHEN 'impossible' THEN 'impossible'
						WHEN 'confidential' THEN 'secret'
						ELSE CASE WHEN is_long THEN 'unknown' ELSE coalesce(symbol, 'unknown') END END;
				END IF;
				RETURN NEXT;
			END LOOP;
		EXCEPTION WHEN data_exception THEN
			DECLARE
				hint text;
			BEGIN
				GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
				RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('row %s: %s', r.place, SQLERRM), HINT = hint;
			END;
		END;
	END LOOP;
END $$;

COMMENT ON FUNCTION read_statline(text, text[]) IS
'Reads what CBS publishes as open data: the text of a CSV file of a data set (with symbols or without), its '
'Observations of OData 4, or the JSON of OData 3 and 4. A row for each area, year and measure (measures: those alone), '
'with the symbol that stands for a value (statline_value), whether the period is marked provisional, and the other '
'dimensions as JSON. Without a column of regions the area is NL01; rows of quarters and months are left out. NULL: no '
'rows. Errors name the row: 22P02 (no CSV or JSON of that shape, a value or area that is none), 22007 (no period), '
'42703 (columns that are not there).';

COMMENT ON COLUMN source_column.type IS
'Type in the tables of create_source_schema(); a view may use one that converts to it implicitly, and integer for '
'smallint.';

COMMENT ON COLUMN source_column.reader IS
'SQL expression that reads a text of a file, $1, for this column: in suggest_mapping(). NULL: none.';

COMMENT ON COLUMN source_rule.kind IS
'row: expression is a condition that a failing row meets; query: it is a query that returns rows and failing, with '
'@source@ for the schema.';

COMMENT ON TABLE source_synonym IS
'Column names of known deliveries (Perined, CBS, Vektis), for suggest_mapping(). Add your own; use ids from 1000.';

COMMENT ON COLUMN source_synonym.id IS
'Number; of several synonyms that fit, that of the most columns wins, then the lowest.';

COMMENT ON COLUMN source_synonym.known_names IS
'Names, separated by blanks, compared without regard to case; NULL: a constant.';

COMMENT ON COLUMN source_synonym.expression IS
'SQL expression over $1, $2 and so on: the named columns. Functions that read texts, with schema, are errors where a '
'text is not known; suggest_mapping() has check_source() count those.';

COMMENT ON COLUMN source_synonym.builtin IS
'True for rows of the extension, which pg_dump leaves out; leave it false for your own.';

CREATE OR REPLACE PROCEDURE create_source_schema(source text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	relation record;
	definition record;
	body text;
	index_columns text;
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'name of the source schema must not be null';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		EXECUTE format('CREATE SCHEMA %I', source);
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', source,
			'Canonieke bron van kansrijk: microdata, niet voor publicatie.');
	END IF;
	FOR relation IN SELECT * FROM @extschema@.source_table ORDER BY position LOOP
		-- What the user made, a view for example, stays.
		CONTINUE WHEN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname = source AND c.relname = relation.name);
		SELECT string_agg(format('%I %s', c.name, c.type)
				|| CASE WHEN c.name = 'weighting' THEN ' DEFAULT 1' ELSE '' END
				|| coalesce(' CHECK (' || c.check_expression || ')', ''), ', ' ORDER BY c.position)
			|| coalesce(', PRIMARY KEY (' || relation.primary_key || ')', '')
			INTO body
			FROM @extschema@.source_column c WHERE c.source_table = relation.name;
		EXECUTE format('CREATE TABLE %I.%I (%s)', source, relation.name, body);
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', source, relation.name, relation.comment_nl);
		FOR definition IN SELECT * FROM @extschema@.source_column c WHERE c.source_table = relation.name LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', source, relation.name, definition.name,
				definition.comment_nl);
		END LOOP;
		FOREACH index_columns IN ARRAY coalesce(string_to_array(relation.indexes, ';'), '{}') LOOP
			EXECUTE format('CREATE INDEX ON %I.%I (%s)', source, relation.name, index_columns);
		END LOOP;
	END LOOP;
END $$;

COMMENT ON PROCEDURE create_source_schema(text) IS
'Creates the schema and the empty tables of the canonical source, with keys, checks and Dutch comments. Relations '
'that are there already, your views for example, stay as they are. NULL is error 22004.';

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
'Internal: Text of a query of the catalogue over one source: @source@ becomes the schema, and ga_source NULL (days) '
'where its births do not have that column.';

INSERT INTO source_table (name, position, required, primary_key, indexes, comment_nl, builtin) VALUES
	('source_delivery', '10', 'false', NULL, NULL, 'Leveringskalender: voor welke jaren een relatie, of een soort daarvan, is geleverd. Wat hier niet staat wordt uit de gegevens voorgesteld.', true),
	('area_group', '11', 'false', NULL, NULL, 'Indelingen van gebieden in groepen, per jaar: GGD-regio, ROAZ, VSV, jeugdregio of een eigen indeling.', true)
ON CONFLICT (name) DO UPDATE SET (position, required, primary_key, indexes, comment_nl, builtin) = ROW (EXCLUDED.position, EXCLUDED.required, EXCLUDED.primary_key, EXCLUDED.indexes, EXCLUDED.comment_nl, EXCLUDED.builtin)
	WHERE source_table.builtin;

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
	('birth', '38', 'buurt', 'text', 'false', 'buurt ~ ''^([0-9]{8}|S[0-9]{7})$''', 'kansrijk.area_code($1::text, ''buurt'')', 'Buurtcode: wijkcode en twee cijfers.', true),
	('birth', '39', 'mother_age', 'smallint', 'false', 'mother_age BETWEEN 10 AND 65', 'kansrijk.register_integer($1::text)', 'Leeftijd van de moeder bij de geboorte, in voltooide jaren.', true),
	('birth', '40', 'smoking', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Moeder rookte in de zwangerschap.', true),
	('birth', '41', 'delivery_mode', 'text', 'false', 'delivery_mode IN (''spontaneous'', ''instrumental'', ''caesarean_planned'', ''caesarean_unplanned'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Wijze van bevallen: spontaneous, instrumental, caesarean_planned, caesarean_unplanned.', true),
	('birth', '42', 'labour_onset', 'text', 'false', 'labour_onset IN (''spontaneous'', ''induced'', ''caesarean'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Begin van de baring: spontaneous, induced (ingeleid), caesarean (keizersnede voor de baring).', true),
	('birth', '43', 'delivery_place', 'text', 'false', 'delivery_place IN (''home'', ''birth_centre'', ''hospital'', ''other'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Plaats van bevallen: home, birth_centre, hospital, other.', true),
	('birth', '44', 'presentation', 'text', 'false', 'presentation IN (''cephalic'', ''breech'', ''other'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Ligging van het kind: cephalic (hoofd), breech (stuit), other.', true),
	('birth', '45', 'previous_caesarean', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Eerdere keizersnede van de moeder.', true),
	('birth', '46', 'mother_bmi', 'numeric(4,1)', 'false', 'mother_bmi BETWEEN 10 AND 80', 'kansrijk.register_decimal($1::text)', 'Body-mass index van de moeder aan het begin van de zwangerschap.', true),
	('birth', '47', 'mother_language', 'text', 'false', 'mother_language ~ ''^[a-z]{2,3}$''', 'nullif(kansrijk.visible_text($1::text), '''')', 'Taal van de moeder, code van ISO 639: nl, ar, tr.', true),
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
	('parent_year', '15', 'education', 'smallint', 'false', 'education IN (1, 2, 3)', 'kansrijk.register_integer($1::text)', 'Hoogste opleiding: 1 laag, 2 midden, 3 hoog.', true),
	('parent_year', '16', 'origin', 'text', 'false', 'origin IN (''NL'', ''westers'', ''niet-westers'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Herkomst volgens de indeling tot 2022: NL, westers, niet-westers.', true),
	('parent_year', '17', 'birth_year', 'smallint', 'false', 'birth_year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Geboortejaar van de persoon.', true),
	('parent_year', '18', 'origin_2022', 'text', 'false', 'origin_2022 IN (''Nederland'', ''Europa'', ''buiten Europa'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Herkomst volgens de indeling sinds 2022: herkomstland Nederland, Europa (zonder Nederland), buiten Europa.', true),
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
	('area_transition', '7', 'transition_date', 'date', 'false', NULL, 'kansrijk.register_date($1::text)', 'Dag van de overgang, als die niet 1 januari is: Weesp ging op 24 maart 2022 op in Amsterdam.', true),
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
	('programme_status', '7', 'responded', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Heeft geantwoord.', true),
	('source_delivery', '1', 'relation', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Relatie van de bron.', true),
	('source_delivery', '2', 'kind', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Soort episode, of code van een programma-indicator; leeg: de hele relatie.', true),
	('source_delivery', '3', 'first_year', 'smallint', 'true', 'first_year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Eerste geheel geleverde kalenderjaar; leeg: geen geheel jaar.', true),
	('source_delivery', '4', 'last_year', 'smallint', 'true', 'last_year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Laatste geleverde kalenderjaar.', true),
	('source_delivery', '5', 'complete_until', 'date', 'false', NULL, 'kansrijk.register_date($1::text)', 'Laatste dag waarover de levering volledig is, als die voor het einde van het laatste jaar ligt.', true),
	('source_delivery', '6', 'provisional', 'boolean', 'false', NULL, 'kansrijk.register_boolean($1::text)', 'Voorlopige levering.', true),
	('area_group', '1', 'grouping', 'text', 'true', 'grouping ~ ''^[a-z][a-z0-9_]{0,30}$''', 'nullif(kansrijk.visible_text($1::text), '''')', 'Indeling: ggd, roaz, vsv, jeugdregio, of een eigen naam.', true),
	('area_group', '2', 'group_code', 'text', 'true', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Code van de groep; bij het CBS bijvoorbeeld GG of CR en cijfers.', true),
	('area_group', '3', 'group_name', 'text', 'false', NULL, 'nullif(kansrijk.visible_text($1::text), '''')', 'Naam van de groep.', true),
	('area_group', '4', 'area_kind', 'text', 'true', 'area_kind IN (''gemeente'', ''wijk'', ''buurt'', ''pc4'')', 'nullif(kansrijk.visible_text($1::text), '''')', 'Soort gebied dat wordt ingedeeld.', true),
	('area_group', '5', 'area_code', 'text', 'true', NULL, 'kansrijk.area_code($1::text)', 'Code van het gebied.', true),
	('area_group', '6', 'year', 'smallint', 'true', 'year BETWEEN 1900 AND 2100', 'kansrijk.register_integer($1::text)', 'Indelingsjaar.', true)
ON CONFLICT (source_table, name) DO UPDATE SET (position, type, required, check_expression, reader, comment_nl, builtin) = ROW (EXCLUDED.position, EXCLUDED.type, EXCLUDED.required, EXCLUDED.check_expression, EXCLUDED.reader, EXCLUDED.comment_nl, EXCLUDED.builtin)
	WHERE source_column.builtin;

INSERT INTO source_rule (id, source_table, columns, severity, kind, expression, hint, builtin) VALUES
	('birth.ga_in_weeks', 'birth', 'birth.ga_days birth.ga_source', 'warning', 'query', 'SELECT count(ga_days), CASE WHEN count(ga_days) >= 100 AND bool_and(ga_days % 7 = 0) THEN count(ga_days) ELSE 0 END FROM @source@.birth WHERE ga_source IS DISTINCT FROM ''weeks''', 'All gestational ages are whole weeks, but ga_source does not say weeks: small for gestational age is then judged as if every child were born on the first day of its week.', true),
	('birth.ga_not_in_weeks', 'birth', 'birth.ga_days birth.ga_source', 'error', 'row', 'ga_source = ''weeks'' AND ga_days % 7 <> 0', 'ga_source says that only completed weeks are known, so ga_days must be seven times their number.', true),
	('birth.weighted', 'birth', 'birth.weighting', 'error', 'row', 'weighting <> 1', 'A figure counts births, in whole numbers: a weight has no effect. Weigh first, and publish what comes out; or write 1.', true),
	('birth.percentile_differs', 'birth', 'birth.supplied_percentile birth.birthweight birth.ga_days birth.ga_source birth.sex', 'warning', 'row', 'kansrijk.is_sga(supplied_percentile) <> kansrijk.is_sga(birthweight, CASE WHEN ga_source IS DISTINCT FROM ''weeks'' THEN ga_days END, sex, ga_weeks => ga_days / 7)', 'The percentile that was supplied and the one from weight, age and sex are on different sides of 10: another chart, or an error in one of the four.', true),
	('birth.synthetic_among_real', 'birth', 'birth.source', 'error', 'query', 'SELECT count(*), CASE WHEN bool_and(source = ''synthetisch'') THEN 0 ELSE count(*) FILTER (WHERE source = ''synthetisch'') END FROM @source@.birth', 'Generated births among births of another source: nobody in them exists. Keep them in a schema of their own.', true),
	('birth.deliveries_close', 'birth', 'birth.pregnancy_id birth.mother_kind birth.mother_id birth.birth_date', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE day - before < 140) FROM (SELECT day, lag(day) OVER (PARTITION BY mother_kind, mother_id ORDER BY day) AS before FROM (SELECT mother_kind, mother_id, min(birth_date) AS day FROM @source@.birth WHERE mother_id IS NOT NULL GROUP BY mother_kind, mother_id, pregnancy_id) p) d', 'Two deliveries of one mother within 20 weeks: probably one pregnancy under two numbers, which counts twice.', true),
	('birth.id_placeholder', 'birth', 'birth.mother_id birth.child_id birth.father_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (mother_id), (child_id), (father_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('birth.buurt_outside_wijk', 'birth', 'birth.buurt birth.wijk', 'error', 'row', 'left(buurt, 6) <> wijk', 'The first six characters of a buurt are its wijk: both must be of one classification year.', true),
	('birth.municipality_not_in_area', 'birth', 'birth.municipality birth.year area.code area.kind area.classification_year', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE a.code IS NULL) FROM (SELECT DISTINCT municipality, year::integer AS year FROM @source@.birth WHERE municipality IS NOT NULL) b LEFT JOIN (SELECT DISTINCT code, classification_year::integer AS year FROM @source@.area WHERE kind = ''gemeente'') a ON (a.code, a.year) = (b.municipality, b.year)', 'Municipalities (counted per year) that the classification of the year of birth does not know; add that year to area, or recode.', true),
	('birth.area_date_differs', 'birth', 'birth.area_date birth.year', 'notice', 'row', 'extract(year FROM area_date) <> year', 'The areas are of another year than the birth is counted in: it counts where it was then, and in the division of then.', true),
	('birth.caesarean_before_first', 'birth', 'birth.parity birth.previous_caesarean', 'error', 'row', 'previous_caesarean AND parity = 0', 'A previous caesarean of a woman without an earlier delivery: check whether parity counts this delivery too.', true),
	('birth.onset_differs', 'birth', 'birth.labour_onset birth.delivery_mode', 'warning', 'row', '(labour_onset = ''caesarean'') <> (delivery_mode = ''caesarean_planned'')', 'A planned caesarean begins before labour, and no other delivery does.', true),
	('birth.mother_age_differs', 'birth', 'birth.mother_kind birth.mother_id birth.year birth.mother_age parent_year.person_kind parent_year.person_id parent_year.birth_year', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE b.year - p.birth_year - b.mother_age NOT BETWEEN 0 AND 1) FROM @source@.birth b JOIN (SELECT person_kind, person_id, min(birth_year) AS birth_year FROM @source@.parent_year WHERE birth_year IS NOT NULL GROUP BY person_kind, person_id) p ON (p.person_kind, p.person_id) = (b.mother_kind, b.mother_id) WHERE b.mother_age IS NOT NULL', 'The age of the mother does not fit her year of birth.', true),
	('parent_year.id_placeholder', 'parent_year', 'parent_year.person_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (person_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('parent_year.reference_date_differs', 'parent_year', 'parent_year.reference_date parent_year.year', 'warning', 'row', 'extract(year FROM reference_date) <> year', 'The characteristics are of another year than the row says: definitions take the row of a year.', true),
	('parent_year.age_implausible', 'parent_year', 'parent_year.birth_year parent_year.year', 'warning', 'row', 'year - birth_year NOT BETWEEN 12 AND 80', 'A parent younger than 12 or older than 80: one of the years is probably wrong, or the row belongs to somebody else.', true),
	('episode.id_placeholder', 'episode', 'episode.person_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (person_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('kraamzorg.several', 'kraamzorg', 'kraamzorg.mother_kind kraamzorg.mother_id kraamzorg.birth_month', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE n > 1) FROM (SELECT count(*) AS n FROM @source@.kraamzorg WHERE mother_id IS NOT NULL GROUP BY mother_kind, mother_id, birth_month) k', 'Mothers with several trajectories in a month, as after a change of insurer: their hours are added up. See that none is there twice under another number.', true),
	('kraamzorg.no_delivery', 'kraamzorg', 'birth.mother_kind birth.mother_id birth.birth_date kraamzorg.mother_kind kraamzorg.mother_id kraamzorg.birth_month', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE NOT found) FROM (SELECT bool_or(m.month IS NOT NULL) AS found FROM (SELECT DISTINCT mother_kind, mother_id, birth_month FROM @source@.kraamzorg WHERE mother_id IS NOT NULL) k LEFT JOIN (SELECT DISTINCT mother_kind, mother_id, date_trunc(''month'', birth_date::timestamp)::date AS month FROM @source@.birth) m ON (m.mother_kind, m.mother_id) = (k.mother_kind, k.mother_id) AND abs(k.birth_month - m.month) <= 31 GROUP BY k.mother_kind, k.mother_id, k.birth_month) t', 'Months of kraamzorg of mothers without a delivery in that month or the one beside it: these hours count nowhere.', true),
	('kraamzorg.id_placeholder', 'kraamzorg', 'kraamzorg.mother_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (mother_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('kraamzorg.coverage', 'kraamzorg', 'birth.mother_kind birth.mother_id birth.live_born kraamzorg.mother_kind kraamzorg.mother_id', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE k.mother_id IS NULL) FROM (SELECT DISTINCT mother_kind, mother_id FROM @source@.birth WHERE live_born AND mother_id IS NOT NULL) m LEFT JOIN (SELECT DISTINCT mother_kind, mother_id FROM @source@.kraamzorg) k ON (k.mother_kind, k.mother_id) = (m.mother_kind, m.mother_id)', 'Mothers of live births without any row: unknown, not "no kraamzorg". Where absence means none, add rows with 0 hours.', true),
	('child_examination.id_placeholder', 'child_examination', 'child_examination.child_id', 'error', 'row', 'EXISTS (SELECT FROM (VALUES (child_id)) v(id) WHERE CASE WHEN kansrijk.can_read(''register_id'', id) THEN kansrijk.register_id(id) IS DISTINCT FROM id ELSE true END)', 'Placeholders join unrelated people, and characters that cannot be seen part one from herself: read identifiers with kansrijk.register_id().', true),
	('child_examination.organisation_silent', 'child_examination', 'child_examination.organisation child_examination.two_word_sentences child_examination.points_to_body_parts', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE NOT recorded) FROM (SELECT bool_or(two_word_sentences IS NOT NULL AND points_to_body_parts IS NOT NULL) AS recorded FROM @source@.child_examination WHERE organisation IS NOT NULL GROUP BY organisation) o', 'Organisations that never recorded both language items: their children are unknown, and the figure is about the others.', true),
	('area.parent_missing', 'area', 'area.kind area.code area.classification_year area.parent_kind area.parent_code', 'error', 'query', 'SELECT count(*), count(*) FILTER (WHERE p.code IS NULL) FROM @source@.area a LEFT JOIN (SELECT DISTINCT kind, code, classification_year FROM @source@.area) p ON (p.kind, p.code, p.classification_year) = (a.parent_kind, a.parent_code, a.classification_year) WHERE a.parent_code IS NOT NULL', 'The area named as parent does not exist in that year.', true),
	('area.valid_outside_year', 'area', 'area.valid area.classification_year', 'warning', 'row', 'NOT valid && daterange(make_date(classification_year, 1, 1), make_date(classification_year + 1, 1, 1))', 'The area is not valid in any part of its classification year.', true),
	('area_transition.to_unknown', 'area_transition', 'area_transition.to_code area_transition.to_year area.kind area.code area.classification_year', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE a.code IS NULL) FROM (SELECT DISTINCT to_code, to_year::integer AS year FROM @source@.area_transition WHERE to_year IN (SELECT classification_year FROM @source@.area WHERE kind = ''gemeente'')) t LEFT JOIN (SELECT DISTINCT code, classification_year::integer AS year FROM @source@.area WHERE kind = ''gemeente'') a ON (a.code, a.year) = (t.to_code, t.year)', 'Municipalities that an area becomes, but that the classification of that year does not know.', true),
	('area_transition.date_outside', 'area_transition', 'area_transition.transition_date area_transition.from_year area_transition.to_year', 'warning', 'row', 'transition_date NOT BETWEEN make_date(least(from_year, to_year), 1, 1) AND make_date(greatest(from_year, to_year), 1, 1)', 'The day of a transition lies between the first of January of the two divisions.', true),
	('programme_status.answer_without_response', 'programme_status', 'programme_status.responded programme_status.achieved', 'error', 'row', 'NOT responded AND achieved IS NOT NULL', 'Who did not respond has no answer: make achieved NULL, or responded true.', true),
	('source_delivery.unknown_relation', 'source_delivery', 'source_delivery.relation', 'error', 'row', 'NOT EXISTS (SELECT FROM kansrijk.source_table t WHERE t.name = relation)', 'The calendar names a relation that the canonical source does not have: SELECT name FROM kansrijk.source_table.', true),
	('source_delivery.years_reversed', 'source_delivery', 'source_delivery.first_year source_delivery.last_year', 'error', 'row', '(first_year <= last_year) IS NOT TRUE AND num_nonnulls(first_year, last_year) > 0', 'The first year is after the last, or one of the two is not there.', true),
	('source_delivery.no_whole_year', 'source_delivery', 'source_delivery.first_year source_delivery.last_year source_delivery.complete_until', 'warning', 'row', 'complete_until < make_date(first_year, 12, 31)', 'Complete until before the end of the first year: no year of it is whole.', true),
	('source_delivery.provisional', 'source_delivery', 'source_delivery.provisional', 'notice', 'row', 'provisional', 'Figures that need these years are provisional.', true),
	('source_delivery.overlap', 'source_delivery', 'source_delivery.relation source_delivery.kind source_delivery.first_year source_delivery.last_year', 'error', 'query', 'SELECT count(*), count(*) FILTER (WHERE before >= first_year) FROM (SELECT first_year, max(last_year) OVER (PARTITION BY relation, kind ORDER BY first_year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM @source@.source_delivery) d', 'Two rows of the calendar are about the same years of the same relation and kind.', true),
	('source_delivery.nothing_there', 'source_delivery', 'source_delivery.relation source_delivery.kind source_delivery.first_year source_delivery.last_year', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM kansrijk.propose_delivery(@source_literal@) p WHERE p.relation = d.relation AND (p.kind = d.kind OR d.kind IS NULL) AND int4range(p.first_year, p.last_year, ''[]'') && int4range(d.first_year, d.last_year, ''[]''))) FROM @source@.source_delivery d WHERE d.first_year <= d.last_year', 'Delivered according to the calendar, but there is nothing of these years: what is counted is zero, not unknown.', true),
	('source_delivery.rows_outside', 'source_delivery', 'source_delivery.relation source_delivery.kind source_delivery.first_year source_delivery.last_year', 'notice', 'query', 'SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM @source@.source_delivery d WHERE d.relation = y.relation AND (d.kind = y.kind OR d.kind IS NULL) AND y.year BETWEEN d.first_year AND d.last_year)) FROM (SELECT p.relation, p.kind, generate_series(p.first_year, p.last_year) AS year FROM kansrijk.propose_delivery(@source_literal@) p WHERE EXISTS (SELECT FROM @source@.source_delivery d WHERE d.relation = p.relation AND (d.kind = p.kind OR d.kind IS NULL))) y', 'Years of which there are rows although the calendar does not say that they were delivered: there are no figures of them.', true),
	('area_group.several_groups', 'area_group', 'area_group.grouping area_group.group_code area_group.area_kind area_group.area_code area_group.year', 'error', 'query', 'SELECT count(*), count(*) FILTER (WHERE n > 1) FROM (SELECT count(DISTINCT group_code) AS n FROM @source@.area_group GROUP BY grouping, area_kind, area_code, year) g', 'An area is in two groups of one grouping in the same year: its births would count twice.', true),
	('area_group.several_names', 'area_group', 'area_group.grouping area_group.group_code area_group.group_name area_group.year', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE n > 1) FROM (SELECT count(DISTINCT group_name) AS n FROM @source@.area_group GROUP BY grouping, group_code, year) g', 'A group has two names in one year.', true),
	('area_group.unknown_area', 'area_group', 'area_group.area_kind area_group.area_code area_group.year area.kind area.code area.classification_year', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE a.code IS NULL) FROM (SELECT DISTINCT area_kind, area_code, year::integer AS year FROM @source@.area_group WHERE area_kind <> ''pc4'' AND year IN (SELECT classification_year FROM @source@.area)) g LEFT JOIN (SELECT DISTINCT kind, code, classification_year::integer AS year FROM @source@.area) a ON (a.kind, a.code, a.year) = (g.area_kind, g.area_code, g.year)', 'Areas in a group that the classification of that year does not know: another year, or another form of the code.', true),
	('area_group.municipality_without_group', 'area_group', 'area_group.grouping area_group.area_kind area_group.area_code area_group.year birth.municipality birth.year', 'warning', 'query', 'SELECT count(*), count(*) FILTER (WHERE g.area_code IS NULL) FROM (SELECT DISTINCT i.grouping, b.municipality, b.year::integer AS year FROM @source@.birth b JOIN (SELECT DISTINCT grouping, year FROM @source@.area_group WHERE area_kind = ''gemeente'') i ON i.year = b.year WHERE b.municipality IS NOT NULL) m LEFT JOIN (SELECT DISTINCT grouping, area_code, year::integer AS year FROM @source@.area_group WHERE area_kind = ''gemeente'') g ON (g.grouping, g.area_code, g.year) = (m.grouping, m.municipality, m.year)', 'Municipalities with births that a grouping has no group for in that year: they count as unknown there.', true)
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
	('92', 'birth', 'pc4', NULL, 'postcode', 'kansrijk.pc4_code($1::text)', NULL, true),
	('93', 'birth', 'buurt', 'CBS', 'buurtcode', 'kansrijk.area_code($1::text, ''buurt'')', NULL, true),
	('94', 'birth', 'wijk', 'CBS', 'wijkcode', 'kansrijk.area_code($1::text, ''wijk'')', NULL, true),
	('95', 'birth', 'mother_age', NULL, 'leeftijd_moeder', 'kansrijk.register_integer($1::text)', NULL, true),
	('96', 'birth', 'mother_age', 'Perined', 'lft', 'kansrijk.register_integer($1::text)', NULL, true),
	('97', 'birth', 'smoking', NULL, 'roken', 'kansrijk.register_boolean($1::text)', 'check whether your delivery means at the start of pregnancy or throughout', true),
	('98', 'birth', 'mother_bmi', 'Perined', 'bmi', 'kansrijk.register_decimal($1::text)', NULL, true),
	('99', 'birth', 'previous_caesarean', 'Perined', 'sectio_ia', 'kansrijk.register_boolean($1::text)', 'check the codes of your delivery', true),
	('100', 'birth', 'mother_language', NULL, 'taal_moeder', 'lower(nullif(kansrijk.visible_text($1::text), ''''))', 'a code of ISO 639', true),
	('101', 'birth', 'labour_onset', NULL, 'inleiding', 'CASE kansrijk.register_boolean($1::text) WHEN true THEN ''induced'' WHEN false THEN ''spontaneous'' END', 'a caesarean before labour is neither: take it from the mode of delivery', true),
	('102', 'birth', 'smoking', 'Perined', 'rookgedrag', 'CASE WHEN kansrijk.register_integer(nullif(upper($1::text), ''UNK'')) IN (1, 5) THEN false WHEN kansrijk.register_integer(nullif(upper($1::text), ''UNK'')) IN (2, 3, 4, 6) THEN true END', '1 none and 5 stopped before are no; 2 to 4 and 6 stopped during are yes; UNK is unknown', true),
	('103', 'parent_year', 'education', 'CBS HOOGSTEOPLTAB', 'oplnivsoi2021agg4hbmetnirwo', 'nullif(kansrijk.register_integer(nullif(left(kansrijk.visible_text($1::text), 1), ''-'')), 9)', 'the first digit: 1 low, 2 middle, 3 high; 9999 and "----" are unknown', true),
	('104', 'parent_year', 'education', 'CBS HOOGSTEOPLTAB', 'oplnivsoi2016agg4hbmetnirwo', 'nullif(kansrijk.register_integer(nullif(left(kansrijk.visible_text($1::text), 1), ''-'')), 9)', 'the first digit: 1 low, 2 middle, 3 high; 9999 and "----" are unknown', true),
	('105', 'birth', 'delivery_mode', 'Perined', 'type_partus', 'CASE lower(nullif(kansrijk.visible_text($1::text), '''')) WHEN ''200148001'' THEN ''caesarean_planned'' WHEN ''200149009'' THEN ''caesarean_unplanned'' ELSE lower(nullif(kansrijk.visible_text($1::text), '''')) END', 'a code that is not known here stays as it is, and check_source() tells: complete the list by that of your delivery', true),
	('106', 'birth', 'delivery_mode', NULL, 'wijze_van_bevallen', 'CASE lower(nullif(kansrijk.visible_text($1::text), '''')) WHEN ''spontaan'' THEN ''spontaneous'' WHEN ''kunstverlossing'' THEN ''instrumental'' WHEN ''vacuüm'' THEN ''instrumental'' WHEN ''forceps'' THEN ''instrumental'' WHEN ''primaire sectio'' THEN ''caesarean_planned'' WHEN ''geplande keizersnede'' THEN ''caesarean_planned'' WHEN ''secundaire sectio'' THEN ''caesarean_unplanned'' WHEN ''ongeplande keizersnede'' THEN ''caesarean_unplanned'' ELSE lower(nullif(kansrijk.visible_text($1::text), '''')) END', 'a code that is not known here stays as it is, and check_source() tells: complete the list by that of your delivery', true),
	('107', 'birth', 'labour_onset', 'Perined', 'beginbaring_basis', 'CASE lower(nullif(kansrijk.visible_text($1::text), '''')) WHEN ''spontaan'' THEN ''spontaneous'' WHEN ''inleiding'' THEN ''induced'' WHEN ''primaire sectio'' THEN ''caesarean'' ELSE lower(nullif(kansrijk.visible_text($1::text), '''')) END', 'a code that is not known here stays as it is, and check_source() tells: complete the list by that of your delivery', true),
	('108', 'birth', 'delivery_place', 'Perined', 'gebplaats', 'CASE lower(nullif(kansrijk.visible_text($1::text), '''')) WHEN ''thuis'' THEN ''home'' WHEN ''geboortecentrum'' THEN ''birth_centre'' WHEN ''ziekenhuis'' THEN ''hospital'' WHEN ''anders'' THEN ''other'' ELSE lower(nullif(kansrijk.visible_text($1::text), '''')) END', 'a code that is not known here stays as it is, and check_source() tells: complete the list by that of your delivery', true),
	('109', 'birth', 'presentation', 'Perined', 'ligging', 'CASE lower(nullif(kansrijk.visible_text($1::text), '''')) WHEN ''hoofdligging'' THEN ''cephalic'' WHEN ''stuitligging'' THEN ''breech'' WHEN ''dwarsligging'' THEN ''other'' WHEN ''anders'' THEN ''other'' ELSE lower(nullif(kansrijk.visible_text($1::text), '''')) END', 'a code that is not known here stays as it is, and check_source() tells: complete the list by that of your delivery', true),
	('110', 'parent_year', 'predicted_vulnerable', 'RIVM', 'voorspelling_kwetsbaar', 'kansrijk.register_boolean($1::text)', 'of a model of RIVM; here it is taken as delivered', true)
ON CONFLICT (id) DO UPDATE SET (source_table, source_column, delivery, known_names, expression, note, builtin) = ROW (EXCLUDED.source_table, EXCLUDED.source_column, EXCLUDED.delivery, EXCLUDED.known_names, EXCLUDED.expression, EXCLUDED.note, EXCLUDED.builtin)
	WHERE source_synonym.builtin;

CREATE OR REPLACE FUNCTION kansrijk_intern.source_has_columns(source text, relation text, columns text[]) RETURNS boolean
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100
	RETURN coalesce((SELECT columns <@ array_agg(a.attname::text) FROM pg_catalog.pg_attribute a
		JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = source AND c.relname = relation AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
			AND a.attnum > 0 AND NOT a.attisdropped), false);

COMMENT ON FUNCTION kansrijk_intern.source_has_columns(text, text, text[]) IS
'Internal: Whether a source has a relation with these columns.';

CREATE OR REPLACE FUNCTION propose_delivery(source text, without text[] DEFAULT '{}')
	RETURNS TABLE (relation text, kind text, first_year integer, last_year integer,
		complete_until date, provisional boolean)
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 20
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	part record;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;
	FOR part IN
		SELECT p.name, p.rows, p.place
		FROM (VALUES
			(1, 'birth', '{year,birth_date}'::text[],
				'SELECT NULL::text AS kind, year::integer, count(*) AS n,
					min(birth_date::date) FILTER (WHERE extract(year FROM birth_date::date) = year::integer) AS first_day,
					max(birth_date::date) FILTER (WHERE extract(year FROM birth_date::date) = year::integer) AS last_day
				FROM %I.birth WHERE year IS NOT NULL GROUP BY 2'),
			(2, 'birth', '{year}',
				'SELECT NULL::text AS kind, year::integer, count(*) AS n, NULL::date AS first_day, NULL::date AS last_day
				FROM %I.birth WHERE year IS NOT NULL GROUP BY 2'),
			(3, 'parent_year', '{year}',
				'SELECT NULL::text AS kind, year::integer, count(*) AS n, NULL::date AS first_day, NULL::date AS last_day
				FROM %I.parent_year WHERE year IS NOT NULL GROUP BY 2'),
			-- Of a kind that is rare a year may have none: from the first that begins to the last.
			(4, 'episode', '{kind,period}',
				'SELECT kind, y AS year, CASE WHEN y = last THEN n END AS n, NULL::date AS first_day, last_day
				FROM (SELECT kind::text, min(extract(year FROM lower(period)))::integer AS first, max(lower(period)) AS last_day,
						extract(year FROM max(lower(period)))::integer AS last,
						count(*) FILTER (WHERE lower(period) >= date_trunc(''year'', last_begin)) AS n
					FROM (SELECT *, max(lower(period)) OVER (PARTITION BY kind) AS last_begin
						FROM %I.episode WHERE isfinite(lower(period)) AND kind IS NOT NULL) e
					GROUP BY kind) k, generate_series(first, last) y'),
			(5, 'kraamzorg', '{birth_month}',
				'SELECT NULL::text AS kind, extract(year FROM birth_month::date)::integer AS year,
					count(*) AS n, min(birth_month::date) AS first_day,
					(max(birth_month::date) + interval ''1 month'')::date - 1 AS last_day
				FROM %I.kraamzorg WHERE isfinite(birth_month::date) GROUP BY 2'),
			(6, 'child_examination', '{examination_date}',
				'SELECT NULL::text AS kind, extract(year FROM examination_date::date)::integer AS year, count(*) AS n,
					min(examination_date::date) AS first_day, max(examination_date::date) AS last_day
				FROM %I.child_examination WHERE isfinite(examination_date::date) GROUP BY 2'),
			(7, 'programme_unit', '{year}',
				'SELECT DISTINCT NULL::text AS kind, year::integer, NULL::bigint AS n,
					NULL::date AS first_day, NULL::date AS last_day
				FROM %I.programme_unit WHERE year IS NOT NULL'),
			(8, 'programme_status', '{indicator,reference_date}',
				'SELECT DISTINCT indicator::text AS kind, extract(year FROM reference_date::date)::integer AS year,
					NULL::bigint AS n,
					NULL::date AS first_day, NULL::date AS last_day
				FROM %I.programme_status WHERE isfinite(reference_date::date) AND indicator IS NOT NULL'))
				p(place, name, columns, rows)
		WHERE p.name <> ALL (without) AND kansrijk_intern.source_has_columns(source, p.name, p.columns)
			AND NOT (p.place = 2 AND kansrijk_intern.source_has_columns(source, p.name, '{birth_date}'))
		ORDER BY p.place
	LOOP
		-- A year with less than a quarter of what is usual is a part of one. So is one that begins late or ends early:
		-- where seven more were to be expected, chance leaves none once in a thousand times.
		RETURN QUERY EXECUTE format($query$
			WITH seen AS (%s),
			judged AS (SELECT s.*,
					coalesce((make_date(s.year, 12, 31) - last_day) * n
						> 7 * (last_day - make_date(s.year, 1, 1) + 1), false) AS early_end,
					coalesce((first_day - make_date(s.year, 1, 1)) * n
						> 7 * (make_date(s.year, 12, 31) - first_day + 1), false) AS late_start
				FROM seen s WHERE s.n IS NULL OR s.kind IS NOT NULL OR
					4 * s.n >= (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY n) FROM seen)),
			begun AS (SELECT *, (lag(year) OVER w = year - 1 AND NOT lag(early_end) OVER w) IS NOT TRUE AS begins
				FROM judged WHERE NOT late_start WINDOW w AS (PARTITION BY kind ORDER BY year))
			SELECT %L::text, kind, min(year), max(year), max(last_day) FILTER (WHERE early_end), false
			FROM (SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY kind ORDER BY year) AS row FROM begun) r
			WHERE kind IS NULL OR %2$L || '.' || kind <> ALL (%3$L::text[])
			GROUP BY kind, row ORDER BY kind COLLATE "C", row$query$,
			format(part.rows, source), part.name, without);
	END LOOP;
END $$;

COMMENT ON FUNCTION propose_delivery(text, text[]) IS
'Proposes the delivery calendar of a source from what is in it, one row for consecutive years: years of births, '
'parents, kraamzorg, examinations and programmes, and for each kind of episode from the year in which the first '
'begins to that in which the last does. A year with less than a quarter of the usual number of rows is left out, and '
'one that ends early has complete_until. Not proposed: without, a list of relations or relation.kind. To correct it: '
'INSERT INTO source.source_delivery SELECT * FROM kansrijk.propose_delivery(source), and change the rows. NULL: no '
'rows. No such schema: error 3F000.';

CREATE OR REPLACE FUNCTION source_years(source text, relations text[] DEFAULT NULL)
	RETURNS TABLE (relation text, kind text, first_year integer, last_year integer,
		complete_until date, provisional boolean,
		proposed boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 20
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	said text[] := '{}'::text[];
BEGIN
	IF source IS NULL THEN
		RETURN;
	END IF;
	IF kansrijk_intern.source_has_columns(source, 'source_delivery', '{relation,kind,first_year,last_year}') THEN
		EXECUTE format('SELECT coalesce(array_agg(DISTINCT concat_ws(''.'', relation, kind)), ''{}'')
			FROM %I.source_delivery', source) INTO said;
		RETURN QUERY EXECUTE format('SELECT relation::text, kind::text, first_year::integer, last_year::integer, %s, %s, false
				FROM %I.source_delivery WHERE $1 IS NULL OR relation = ANY ($1) ORDER BY 1, 2, 3',
			CASE WHEN kansrijk_intern.source_has_columns(source, 'source_delivery', '{complete_until}')
				THEN 'complete_until' ELSE 'NULL::date' END,
			CASE WHEN kansrijk_intern.source_has_columns(source, 'source_delivery', '{provisional}')
				THEN 'coalesce(provisional, false)'
				ELSE 'false' END, source) USING relations;
	END IF;
	RETURN QUERY SELECT p.*, true FROM @extschema@.propose_delivery(source, said || ARRAY(
		SELECT t.name FROM @extschema@.source_table t WHERE t.name <> ALL (relations))) p;
END $$;

COMMENT ON FUNCTION source_years(text, text[]) IS
'The delivery calendar of a source: the rows of its relation source_delivery, and for the relations and kinds that it '
'is silent about what propose_delivery() makes of the data (proposed is true). relations: those that are looked at; '
'NULL: all. source NULL: no rows. No such schema: error 3F000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.need_years(source text, definitions text[] DEFAULT NULL)
	RETURNS TABLE (definition text, place integer, relation text, kind text, years int4multirange,
		provisional int4multirange)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000 ROWS 200
	BEGIN ATOMIC
		-- What a definition does not say it needs is what it reads, of the same year.
		WITH need AS (
			SELECT d.id, u.place::integer AS place, n.part[1] AS relation, n.part[2] AS kind,
				coalesce(n.part[3]::integer, 0) AS first, coalesce(n.part[4], n.part[3], '0')::integer AS last
			FROM indicator_definition d,
				LATERAL unnest(coalesce(d.needs, ARRAY(SELECT m[1]
					FROM regexp_matches(concat_ws(' ', d.relation, d.scope, d.event), '@source@\.(\w+)', 'g') WITH ORDINALITY r(m, i)
					GROUP BY m[1] ORDER BY min(i)))) WITH ORDINALITY u(written, place),
				LATERAL regexp_match(u.written, '^([a-z_]+)(?:\.(\w+))?(?: (-?\d+)(?:\.\.(-?\d+))?)?$') n(part)
			WHERE definitions IS NULL OR d.id = ANY (definitions)),
		calendar AS MATERIALIZED (
			SELECT y.relation, y.kind, y.provisional, int4range(y.first_year, y.until + 1) AS years
			FROM (SELECT c.*, CASE WHEN c.complete_until < make_date(c.last_year, 12, 31)
					THEN extract(year FROM c.complete_until + 1)::integer - 1 ELSE c.last_year END AS until
				FROM source_years(need_years.source,
					CASE WHEN definitions IS NOT NULL THEN ARRAY(SELECT DISTINCT n.relation FROM need n) END) c) y
			WHERE y.first_year <= y.until),
		delivered AS (
			-- Rows of the kind, where the calendar has any; else those of the relation as a whole.
			SELECT n.id, n.place, n.relation, n.kind, o.later, c.provisional,
				CASE WHEN c.years IS NOT NULL THEN int4range(lower(c.years) - o.later, upper(c.years) - o.later) END AS years
			FROM need n CROSS JOIN LATERAL generate_series(n.first, n.last) o(later)
				LEFT JOIN calendar c ON c.relation = n.relation AND (n.kind IS NULL OR c.kind = n.kind
					OR c.kind IS NULL AND NOT EXISTS (SELECT FROM calendar k WHERE k.relation = n.relation AND k.kind = n.kind))),
		each AS (
			SELECT v.id, v.place, v.relation, v.kind, coalesce(range_agg(v.years), '{}') AS years,
				coalesce(range_agg(v.years) FILTER (WHERE v.provisional), '{}') AS provisional
			FROM delivered v GROUP BY v.id, v.place, v.relation, v.kind, v.later)
		SELECT e.id, e.place, e.relation, e.kind, range_intersect_agg(e.years), range_agg(e.provisional)
		FROM each e WHERE need_years.source IS NOT NULL
		GROUP BY e.id, e.place, e.relation, e.kind ORDER BY e.id COLLATE "C", e.place;
	END;

COMMENT ON FUNCTION kansrijk_intern.need_years(text, text[]) IS
'Internal: For each definition (NULL: all) and each thing that it needs (indicator_definition.needs, in that order) '
'the years of the definition for which the source has it, and those for which that is provisional. By source_years(). '
'source NULL: no rows.';

CREATE OR REPLACE FUNCTION definition_years(source text, definitions text[] DEFAULT NULL)
	RETURNS TABLE (definition text, whole int4multirange, provisional int4multirange)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000 ROWS 100
	BEGIN ATOMIC
		SELECT n.definition, range_intersect_agg(n.years), range_agg(n.provisional) * range_intersect_agg(n.years)
		FROM kansrijk_intern.need_years(source, definitions) n GROUP BY n.definition ORDER BY n.definition COLLATE "C";
	END;

COMMENT ON FUNCTION definition_years(text, text[]) IS
'Of each definition (NULL: all) the years of which the source has all that it needs: its cohort, and whatever it '
'looks back or ahead at (indicator_definition.needs), by source_years(). Years outside have no figure, in no window, '
'trend or comparison. provisional: those of them that rest on a delivery that is. source NULL: no rows. No such '
'schema: error 3F000.';

CREATE OR REPLACE FUNCTION whole_years(source text, definition text) RETURNS int4multirange
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.indicator_definition d WHERE d.id = definition) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('definition "%s" does not exist', definition),
			HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;
	RETURN (SELECT y.whole FROM @extschema@.definition_years(source, ARRAY[definition]) y);
END $$;

COMMENT ON FUNCTION whole_years(text, text) IS
'The years of which a source has all that a definition needs, as definition_years() tells for many at once. NULL: '
'NULL. Errors: 22023 (no such definition), 3F000 (no such schema).';

CREATE OR REPLACE FUNCTION definition_differences(source text, definitions text[] DEFAULT NULL)
	RETURNS TABLE (definition text, publisher_definition text, year integer, rate rate, publisher_rate rate,
		value double precision, publisher_value double precision, difference double precision)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 50
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	pair record;
BEGIN
	FOR pair IN
		SELECT d.id AS ours, p.id AS theirs, u.per::double precision, y.whole
		FROM @extschema@.indicator_definition p JOIN @extschema@.indicator_definition d ON d.id = p.unknown_as_no_of
			JOIN @extschema@.definition_unit u ON u.id = p.id
			JOIN @extschema@.definition_years(source, definitions) y ON y.definition = p.id
		WHERE (definitions IS NULL OR p.id = ANY (definitions)) AND p.breakdown IS NULL AND d.breakdown IS NULL
			ORDER BY p.id COLLATE "C"
	LOOP
		RETURN QUERY EXECUTE format('SELECT %L::text, %L::text, year::integer, o.rate, t.rate,
			kansrijk.per(o.rate, $1), kansrijk.per(t.rate, $1),
			kansrijk.per(t.rate, $1) - kansrijk.per(o.rate, $1)
			FROM (%s) o JOIN (%s) t USING (year) WHERE year::integer <@ $2 ORDER BY year', pair.ours, pair.theirs,
			@extschema@.definition_query(pair.ours, source), @extschema@.definition_query(pair.theirs, source))
			USING pair.per, pair.whole;
	END LOOP;
END $$;

COMMENT ON FUNCTION definition_differences(text, text[]) IS
'By how much a publisher who counts the unknown as no differs from the definition that leaves it out '
'(unknown_as_no_of), in each whole year of a source and in the unit of the definition. definitions: of publishers, '
'NULL is all. Unprotected counts: for who may see the microdata. source NULL: no rows. No such schema: error 3F000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.show_progress(since timestamptz, done text) RETURNS timestamptz
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF clock_timestamp() < since + interval '2 seconds' THEN
		RETURN since;
	END IF;
	RAISE NOTICE 'checked: %', done;
	RETURN clock_timestamp();
END $$;

COMMENT ON FUNCTION kansrijk_intern.show_progress(timestamptz, text) IS
'Internal: A notice of what was done, unless the last one was less than two seconds ago; the time of the last one.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_source_shape(source text, relation text)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000 ROWS 20
	BEGIN ATOMIC
		WITH held AS (
			SELECT d.*, a.atttypid, a.atttypmod, coalesce(nullif(y.typbasetype, 0), y.oid) AS base,
					CASE WHEN d.type = 'smallint' THEN 'integer'::regtype ELSE split_part(d.type, '(', 1)::regtype END::oid AS wanted
				FROM source_column d
				LEFT JOIN pg_attribute a ON a.attname = d.name AND a.attnum > 0 AND NOT a.attisdropped
					AND a.attrelid = (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
						WHERE n.nspname = check_source_shape.source AND c.relname = check_source_shape.relation)
				LEFT JOIN pg_type y ON y.oid = a.atttypid
				WHERE d.source_table = check_source_shape.relation)
		SELECT format('%s.%s.%s', h.source_table, h.name, f.found),
			CASE WHEN f.found = 'type' OR f.found = 'missing' AND h.required THEN 'error'
				WHEN f.found = 'missing' THEN 'notice' END,
			NULL::bigint, CASE f.found WHEN 'usable' THEN 0 ELSE 1 END::bigint,
			CASE f.found WHEN 'type' THEN format('The column is of type %s; cast it to %s in the view.',
					format_type(h.atttypid, h.atttypmod), h.type)
				WHEN 'missing' THEN format('Add the column, NULL::%s where it is not known. %s', h.type, h.comment_nl) END
		FROM held h, LATERAL (SELECT CASE WHEN h.atttypid IS NULL THEN 'missing' WHEN h.base = h.wanted
			OR EXISTS (SELECT FROM pg_cast k WHERE k.castsource = h.base AND k.casttarget = h.wanted AND k.castcontext = 'i')
			THEN 'usable' ELSE 'type' END AS found) f
		ORDER BY h.position;
	END;

COMMENT ON FUNCTION kansrijk_intern.check_source_shape(text, text) IS
'Internal: The columns of a relation of a source: RELATION.COLUMN. and missing, type (a wrong one) or usable, in the '
'form of check_source().';

CREATE OR REPLACE FUNCTION kansrijk_intern.source_conditions(relation text, usable text[])
	RETURNS TABLE (rank integer, name text, severity text, condition text, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000 ROWS 50
	BEGIN ATOMIC
		SELECT 1, format('%s.%s.empty', d.source_table, d.name), 'notice', format('%I IS NOT NULL', d.name),
				'No row has a value: map the column, or everything that needs it is unknown.'
			FROM source_column d WHERE d.source_table = relation AND d.source_table || '.' || d.name = ANY (usable)
		UNION ALL
		SELECT 2, format('%s.%s.range', d.source_table, d.name), 'error', format('NOT (%s)', d.check_expression),
				format('Expected is: %s. Make codes for unknown NULL in the view.', d.check_expression)
			FROM source_column d
			WHERE d.source_table = relation AND d.check_expression IS NOT NULL AND d.source_table || '.' || d.name = ANY (usable)
		UNION ALL
		SELECT 3, r.id, r.severity, r.expression, r.hint
			FROM source_rule r
			WHERE r.source_table = relation AND r.kind = 'row' AND string_to_array(r.columns, ' ') <@ usable;
	END;

COMMENT ON FUNCTION kansrijk_intern.source_conditions(text, text[]) IS
'Internal: What one scan of a relation tells, for columns that are usable (relation.column): conditions that are met '
'by rows with a value (rank 1), out of range (2) or against a rule (3).';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_source_rows(source text, relation text, usable text[])
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 50
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	readable text := '';
	checks record;
	conditions text[];
	counts bigint[];
	total bigint;
BEGIN
	-- What a view of suggest_mapping() cannot read. Of its columns none but this one is computed here, so that none of
	-- them fails.
	IF kansrijk_intern.source_has_columns(source, relation, '{unreadable}') THEN
		BEGIN
			FOR checks IN EXECUTE format('SELECT u.name, count(*) AS failing, (SELECT count(*) FROM %1$I.%2$I) AS rows
				FROM (SELECT unnest(unreadable::text[]) AS name FROM %1$I.%2$I) u GROUP BY u.name ORDER BY u.name COLLATE "C"',
				source, relation)
			LOOP
				RETURN QUERY SELECT format('%s.%s.unreadable', relation, checks.name), 'error', checks.rows, checks.failing,
					'A text is not known, so that reading it is an error. Show them by kansrijk.can_read(); make codes for unknown '
					'NULL with suggest_mapping(..., missing => ''{-9}''). The other rules are about the rows that can be read.';
				readable := ' WHERE unreadable = ''{}''';
			END LOOP;
		EXCEPTION WHEN OTHERS THEN
			NULL;	-- said below
		END;
	END IF;

	BEGIN
		SELECT array_agg(c.condition ORDER BY c.rank, c.name) INTO conditions
			FROM kansrijk_intern.source_conditions(relation, usable) c;
		EXECUTE format('SELECT ARRAY[count(*), %s] FROM %I.%I%s',
			coalesce((SELECT string_agg(format('count(*) FILTER (WHERE %s)', c), ', ' ORDER BY i)
				FROM unnest(conditions) WITH ORDINALITY u(c, i)), '0'), source, relation, readable) INTO counts;
		total := counts[1];
		counts := counts[2:];
	EXCEPTION WHEN OTHERS THEN
		-- One of them fails: which of them tells each by itself. Of a column that cannot be read there are no rules.
		counts := NULL;
		BEGIN
			EXECUTE format('SELECT count(*) FROM %I.%I%s', source, relation, readable) INTO total;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT relation || '.unreadable', 'error', NULL::bigint, 1::bigint,
				format('Reading %I.%I fails: %s (%s).', source, relation, SQLERRM, SQLSTATE);
			RETURN;
		END;
		FOR checks IN SELECT u.name, split_part(u.name, '.', 2) AS column_name FROM unnest(usable) u(name)
			WHERE split_part(u.name, '.', 1) = relation
		LOOP
			BEGIN
				EXECUTE format('SELECT count(%I) FROM %I.%I%s', checks.column_name, source, relation, readable);
			EXCEPTION WHEN OTHERS THEN
				usable := array_remove(usable, checks.name);
				RETURN QUERY SELECT checks.name || '.unreadable', 'error', NULL::bigint, 1::bigint,
					format('Reading %s of %I.%I fails: %s.', checks.column_name, source, relation,
						SQLERRM || ' (' || SQLSTATE || ')');
			END;
		END LOOP;
	END;
	FOR checks IN SELECT c.*, row_number() OVER (ORDER BY c.rank, c.name) AS number
		FROM kansrijk_intern.source_conditions(relation, usable) c ORDER BY c.rank, c.name
	LOOP
		BEGIN
			IF counts IS NULL THEN
				EXECUTE format('SELECT count(*) FILTER (WHERE %s) FROM %I.%I%s', checks.condition, source, relation, readable)
					INTO failing;
			ELSE
				failing := counts[checks.number];
			END IF;
			-- "empty" is said only of a column without any value.
			IF checks.rank > 1 OR total > 0 AND failing = 0 THEN
				RETURN QUERY SELECT checks.name, checks.severity, total, CASE checks.rank WHEN 1 THEN total ELSE failing END,
					checks.hint;
			END IF;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT checks.name, 'error', NULL::bigint, 1::bigint,
				format('The rule cannot be checked: %s (%s).', SQLERRM, SQLSTATE);
		END;
	END LOOP;
	IF total = 0 THEN
		RETURN QUERY SELECT relation || '.empty', CASE WHEN t.required THEN 'warning' ELSE 'notice' END, 0::bigint, 0::bigint,
				'The relation has no rows.'
			FROM @extschema@.source_table t WHERE t.name = relation;
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_source_rows(text, text, text[]) IS
'Internal: What the rows of one relation tell, in one scan; a rule that cannot be computed does not end the others.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_source_years(source text)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 10
	BEGIN ATOMIC
		-- Of the years of what is counted, which is needed first, those that something else is not there for.
		WITH need AS MATERIALIZED (SELECT n.*, concat_ws('.', n.relation, n.kind) AS name
			FROM kansrijk_intern.need_years(check_source_years.source) n),
		lacking AS (
			SELECT n.name, range_agg(b.years) AS years, range_agg(b.years - n.years) AS without,
				bool_and(isempty(b.years * n.years)) AS always,
				array_agg(n.definition ORDER BY n.definition COLLATE "C") FILTER (WHERE NOT b.years <@ n.years) AS definitions
			FROM need n JOIN need b ON b.definition = n.definition AND b.place = 1
			WHERE n.place > 1 AND kansrijk_intern.source_has_columns(check_source_years.source, n.relation, '{}')
			GROUP BY n.name),
		counted AS (
			SELECT l.*, (SELECT sum(upper(r) - lower(r)) FROM unnest(l.years) r) AS n,
				(SELECT sum(upper(r) - lower(r)) FROM unnest(l.without) r) AS failing
			FROM lacking l)
		SELECT c.name || CASE WHEN c.always THEN '.not_delivered' ELSE '.not_whole' END,
			CASE WHEN c.always THEN 'warning' ELSE 'notice' END, c.n, c.failing,
			format('No figure of %s for %s: what they need of %s was not delivered, or not for so long. '
				'Where it was, say so in source_delivery.', array_to_string(c.definitions, ', '), c.without, c.name)
		FROM counted c WHERE c.failing > 0 ORDER BY c.name COLLATE "C";
	END;

COMMENT ON FUNCTION kansrijk_intern.check_source_years(text) IS
'Internal: Years of births (or programmes) for which a relation or kind that definitions need was not delivered, or '
'not for as long as they look ahead.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_source_relations(source text, relations text[] DEFAULT NULL,
	severities text[] DEFAULT NULL)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 200
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	shown timestamptz := clock_timestamp();
	relation record;
	checks record;
	usable text[] := '{}'::text[];		-- relation.column, of the right type
BEGIN
	IF source IS NULL THEN
		RETURN;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;

	FOR relation IN SELECT t.* FROM @extschema@.source_table t WHERE t.name = ANY (relations) OR relations IS NULL
		ORDER BY t.position LOOP
		IF NOT kansrijk_intern.source_has_columns(source, relation.name, '{}') THEN
			RETURN QUERY SELECT relation.name || '.missing', CASE WHEN relation.required THEN 'error' ELSE 'notice' END,
				NULL::bigint, 1::bigint,
				format('Create %I.%I as a table or a view; indicators that need it cannot be computed. %s',
					source, relation.name, relation.comment_nl);
			CONTINUE;
		END IF;
		RETURN QUERY SELECT s.* FROM kansrijk_intern.check_source_shape(source, relation.name) s WHERE s.failing > 0;
		usable := usable || ARRAY(SELECT left(s.rule, -length('.usable'))
			FROM kansrijk_intern.check_source_shape(source, relation.name) s WHERE s.failing = 0);
		FOR checks IN SELECT r.* FROM kansrijk_intern.check_source_rows(source, relation.name, usable) r LOOP
			RETURN QUERY SELECT checks.rule, checks.severity, checks.rows, checks.failing, checks.hint;
			IF checks.rows IS NULL AND checks.rule LIKE '%.unreadable' THEN
				usable := ARRAY(SELECT u FROM unnest(usable) u
					WHERE NOT starts_with(u || '.', left(checks.rule, -length('unreadable'))));
			END IF;
		END LOOP;
		shown := kansrijk_intern.show_progress(shown, relation.name);
	END LOOP;

	-- What needs a query of its own. A rule may read other relations than those asked for.
	IF relations IS NOT NULL THEN
		usable := usable || ARRAY(SELECT left(s.rule, -length('.usable'))
			FROM @extschema@.source_table t, kansrijk_intern.check_source_shape(source, t.name) s
			WHERE t.name <> ALL (relations) AND s.failing = 0);
	END IF;
	FOR checks IN SELECT r.* FROM @extschema@.source_rule r
		WHERE (r.source_table = ANY (relations) OR relations IS NULL)
			AND (r.severity = ANY (severities) OR severities IS NULL) ORDER BY r.id
	LOOP
		IF NOT string_to_array(checks.columns, ' ') <@ usable THEN
			-- A rule that could not be looked at is not a rule that was met.
			RETURN QUERY SELECT checks.id, checks.severity, NULL::bigint, NULL::bigint, 'Not checked, for want of: '
				|| (SELECT string_agg(c, ', ') FROM unnest(string_to_array(checks.columns, ' ')) c WHERE c <> ALL (usable)) || '.';
		ELSIF checks.kind = 'query' THEN
			BEGIN
				EXECUTE replace(replace(checks.expression, '@source@', quote_ident(source)),
					'@source_literal@', quote_literal(source))
					INTO rows, failing;
				RETURN QUERY SELECT checks.id, checks.severity, rows, failing, checks.hint;
			EXCEPTION WHEN OTHERS THEN
				RETURN QUERY SELECT checks.id, 'error', NULL::bigint, 1::bigint,
					format('The rule cannot be checked: %s (%s).', SQLERRM, SQLSTATE);
			END;
			shown := kansrijk_intern.show_progress(shown, checks.id);
		END IF;
	END LOOP;
	IF NOT severities && '{warning,notice}' THEN
		RETURN;
	END IF;
	BEGIN
		RETURN QUERY SELECT y.* FROM kansrijk_intern.check_source_years(source) y
			WHERE split_part(y.rule, '.', 1) = ANY (relations) OR relations IS NULL;
	EXCEPTION WHEN OTHERS THEN
		RETURN QUERY SELECT 'source_delivery.unreadable', 'error', NULL::bigint, 1::bigint,
			format('The calendar cannot be made: %s (%s).', SQLERRM, SQLSTATE);
	END;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_source_relations(text, text[], text[]) IS
'As check_source(), of these relations only (NULL: all): each row and each rule that is about them. severities: rules '
'of others that take a query of their own are left out (NULL: none). Source NULL: no rows.';

CREATE OR REPLACE FUNCTION check_source(source text)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 200
	BEGIN ATOMIC
		SELECT c.rule, c.severity, c.rows, c.failing, c.hint FROM kansrijk_intern.check_source_relations(source) c;
	END;

COMMENT ON FUNCTION check_source(text) IS
'Checks a schema against the canonical source: missing relations and columns, wrong types, texts that could not be '
'read (by column, of views that suggest_mapping proposed), values out of range, duplicates, contradictions, gaps, '
'years for which something was not delivered. One row a rule: how many rows were looked at, how many fail, and what '
'to do; failing 0 is good, NULL was not checked. A rule that cannot be computed is an error of its own. Of a large '
'source notices tell how far it is. Reads only. Needs SELECT on the relations; error 3F000 when the schema does not '
'exist.';

CREATE OR REPLACE FUNCTION source_findings(source text, relations text[] DEFAULT NULL, severities text[] DEFAULT '{error,warning}')
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000 ROWS 20
	BEGIN ATOMIC
		SELECT c.rule, c.severity, c.rows, c.failing, c.hint FROM kansrijk_intern.check_source_relations(source, relations) c
		WHERE c.failing > 0 AND c.severity = ANY (severities)
		ORDER BY array_position(ARRAY['error', 'warning', 'notice'], c.severity), c.rule COLLATE "C";
	END;

COMMENT ON FUNCTION source_findings(text, text[], text[]) IS
'What check_source() finds wrong with a source, errors first: rules of these severities that fail, of these relations '
'(NULL: all). No rows: nothing stands in the way of a publication. Source NULL: no rows. No such schema: error 3F000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.bind_column(expression text, place integer, name name, type oid, missing text[])
	RETURNS text
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
		expression := replace(expression, format('kansrijk.register_month(%s)', written),
			format('date_trunc(''month'', %s)::date', value));
	ELSIF base = 'boolean'::regtype THEN
		expression := replace(expression, format('kansrijk.register_boolean(%s)', written), value);
	ELSIF base IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) AND missing = '{}' THEN
		expression := regexp_replace(expression, format('kansrijk\.register_(?:integer|bigint|decimal)\(\$%s::text\)', place),
			value, 'g');
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
'Internal: Expression of a mapping with the column of that name and type, of alias s, for $place. missing: codes for '
'unknown. For suggest_mapping().';

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
			'kansrijk\.((?:sex|sterfte|van_wiechen|area|pc4)_code|ga_days|decimal_comma|register_(?!period)[a-z]+)('
				|| arguments || ')',
			'g') m(call));
END $$;

COMMENT ON FUNCTION kansrijk_intern.reading_conditions(text) IS
'Internal: SQL condition that every reader that an expression calls can read its text; NULL when it calls none. For '
'suggest_mapping().';

CREATE OR REPLACE FUNCTION suggest_mapping(relation regclass, canonical text DEFAULT NULL, source text DEFAULT 'bron',
	missing text[] DEFAULT '{}')
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
	bound jsonb := '{}'::jsonb;
	notes jsonb := '{}'::jsonb;
	condition text;
	unreadable text[] := '{}'::text[];
	lines text[] := '{}'::text[];
	unmapped text[] := '{}'::text[];
	used name[] := '{}'::name[];
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
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('"%s" is no relation of the canonical source', target),
			HINT = 'SELECT name, comment_nl FROM kansrijk.source_table lists them.';
	END IF;

	FOR definition IN SELECT * FROM @extschema@.source_column c WHERE c.source_table = target ORDER BY c.position LOOP
		-- A known name first, for it knows the codes, and of those the one of most
		-- columns; then the canonical name, then a constant.
		SELECT y.expression, y.note, actual.places INTO known
			FROM (SELECT z.id, z.known_names, z.expression, z.note FROM @extschema@.source_synonym z
					WHERE z.source_table = target AND z.source_column = definition.name
				UNION ALL SELECT NULL, definition.name, coalesce(definition.reader, '$1'), NULL) y,
				LATERAL (SELECT array_agg((SELECT i FROM unnest(columns) WITH ORDINALITY u(c, i)
					WHERE lower(c) = lower(n.name) ORDER BY i LIMIT 1)
						ORDER BY n.i) AS places
					FROM unnest(coalesce(string_to_array(y.known_names, ' '), '{}')) WITH ORDINALITY n(name, i)) actual
			WHERE y.known_names IS NULL OR array_position(actual.places, NULL) IS NULL
			ORDER BY y.known_names IS NULL, y.id IS NULL, cardinality(actual.places) DESC, y.id LIMIT 1;
		CONTINUE WHEN NOT FOUND;
		FOR place IN REVERSE coalesce(cardinality(known.places), 0)..1 LOOP
			known.expression := kansrijk_intern.bind_column(known.expression, place,
				columns[known.places[place]], types[known.places[place]], missing);
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
			THEN format('CASE WHEN %s IS NOT NULL THEN hashtextextended(concat_ws('' '', %s), 0) '
				'ELSE hashtextextended((s.*)::text, 0) END',
				bound ->> 'child_id', concat_ws(', ', bound ->> 'child_kind', bound ->> 'child_id'))
			ELSE 'hashtextextended((s.*)::text, 0)' END);
		notes := notes || jsonb_build_object('birth_id',
			'of the child, else of the whole row: take a number of your own if you have one');
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
		lines := lines || format(E'\t/* for check_source(), which counts what is an error above */ '
			'array_remove(ARRAY[\n\t\t%s], NULL) AS unreadable',
			array_to_string(unreadable, E',\n\t\t'));
	END IF;

	RETURN format('CREATE VIEW %I.%I AS', source, target) || E'\nSELECT\n' || array_to_string(lines, E',\n')
		|| format(E'\nFROM %s s;', relation)
		|| CASE WHEN unmapped <> '{}' THEN E'\n-- Not found, now NULL: ' || array_to_string(unmapped, ', ') ELSE '' END
		|| CASE WHEN NOT columns <@ used THEN E'\n-- Columns of the relation that are not used: '
			|| (SELECT string_agg(quote_ident(regexp_replace(c, '[\n\r]', ' ', 'g')), ', ')
				FROM unnest(columns) c WHERE c <> ALL (used)) ELSE '' END;
END $$;

COMMENT ON FUNCTION suggest_mapping(regclass, text, text, text[]) IS
'Text of a CREATE VIEW that maps a relation to one of the canonical source by known column names of Perined, CBS and '
'Vektis (source_synonym), names compared without regard to case; columns that have the canonical name already are '
'taken too. Texts are read by sex_code, sterfte_code, register_date and the like: one that is not known is an error, '
'never NULL, and the column unreadable tells check_source() in which columns a row has one. canonical: the target, by '
'default the one of which most columns are recognised, at least two. source: the schema of the view. missing: codes '
'for unknown in this file, such as {-9}. Without numbers of births and pregnancies they are made of those of child '
'and mother. Columns that were not found are NULL and listed in a comment, those not used as well. Nothing is '
'executed: read it, complete it, run it. Unknown names: error 42703.';

COMMENT ON FUNCTION synthetic_births(bigint, bigint, integer) IS
'SYNTHETIC. One row a child, in the columns of the canonical relation birth, with what registrations have: unknown '
'gestational age, sex and weight, weights 0 and 9999, multiples, stillbirths with and without an id, unclear deaths, '
'duplicates, dissolved municipalities, unknown areas. source is "synthetisch"; identifiers and codes start with S, '
'only provinces and the stadsdelen of Amsterdam have real names. Calibrated to published national figures; see '
'doc/source.md for the rates. n: births, up to 999999999; seed and of_year (1990 to 2090) choose the population, and '
'the same three give the same rows on every machine. Bad arguments: error 22023. NULL: no rows.';

CREATE OR REPLACE FUNCTION synthetic_mothers(n bigint, seed bigint DEFAULT 1, of_year integer DEFAULT 2019)
	RETURNS TABLE (
		birth_id bigint,
		mother_age smallint,
		smoking boolean,
		delivery_mode text,
		labour_onset text,
		delivery_place text,
		presentation text,
		previous_caesarean boolean,
		mother_bmi numeric,
		mother_language text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 100000
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_mothers';

COMMENT ON FUNCTION synthetic_mothers(bigint, bigint, integer) IS
'SYNTHETIC. One row a child of synthetic_births() with the same arguments: what a registration tells of the mother '
'and the delivery, in the columns of birth. Her age fits the year of birth in synthetic_parents(), the place of '
'delivery the line of care; the rest is invented. n: births, up to 999999999; seed and of_year (1990 to 2090) choose '
'the population, and the same three give the same rows on every machine. Bad arguments: error 22023. NULL: no rows.';

COMMENT ON FUNCTION synthetic_parents(bigint, bigint, integer) IS
'SYNTHETIC. The parents of synthetic_births() with the same arguments, in the columns of parent_year: mothers for '
'the year before birth and the year of birth, fathers for the year before. n: births, up to 999999999; seed and '
'of_year (1990 to 2090) choose the population, and the same three give the same rows on every machine. Bad '
'arguments: error 22023. NULL: no rows.';

COMMENT ON FUNCTION synthetic_kraamzorg(bigint, bigint, integer) IS
'SYNTHETIC. The maternity care of the mothers of synthetic_births() with the same arguments, in the columns of '
'kraamzorg; 0 hours is none, NULL is unknown. n: births, up to 999999999; seed and of_year (1990 to 2090) choose the '
'population, and the same three give the same rows on every machine. Bad arguments: error 22023. NULL: no rows.';

COMMENT ON FUNCTION synthetic_episodes(bigint, bigint, integer) IS
'SYNTHETIC. Episodes of the children and mothers of synthetic_births() with the same arguments, in the columns of '
'episode: overlapping, touching and open-ended ones. n: births, up to 999999999; seed and of_year (1990 to 2090) '
'choose the population, and the same three give the same rows on every machine. Bad arguments: error 22023. NULL: no '
'rows.';

COMMENT ON FUNCTION synthetic_examinations(bigint, bigint, integer) IS
'SYNTHETIC. Examinations around the second birthday of the children of synthetic_births() with the same arguments, '
'in the columns of child_examination, for 9 of 37 organisations, one of them without language items. n: births, up '
'to 999999999; seed and of_year (1990 to 2090) choose the population, and the same three give the same rows on every '
'machine. Bad arguments: error 22023. NULL: no rows.';

COMMENT ON FUNCTION synthetic_areas(integer) IS
'SYNTHETIC. The country of synthetic_births() in the classification of a year: 12 provinces and Amsterdam with its '
'stadsdelen by name, 354 further municipalities, wijken and postcodes by synthetic code. Up to 2018 three '
'municipalities more, which were then dissolved. Year outside 1990 to 2090: error 22023.';

CREATE OR REPLACE PROCEDURE load_synthetic_source(source text, births bigint DEFAULT 170000, seed bigint DEFAULT 1,
	first_year integer DEFAULT 2015, years integer DEFAULT 5)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	began constant timestamptz := clock_timestamp();
	n bigint;
	relation text;
	part record;
	has_rows boolean;
BEGIN
	IF source IS NULL OR births IS NULL OR seed IS NULL OR first_year IS NULL OR years IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'arguments of load_synthetic_source must not be null';
	END IF;
	IF births NOT BETWEEN 1 AND 900000000 OR years NOT BETWEEN 1 AND 100 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'births a year must be from 1 to 900000000, years from 1 to 100';
	END IF;
	FOR relation IN SELECT t.name FROM @extschema@.source_table t ORDER BY t.position LOOP
		IF to_regclass(format('%I.%I', source, relation)) IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table',
				MESSAGE = format('source "%s" has no table "%s"', source, relation),
				HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
		END IF;
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', source, relation) INTO has_rows;
		IF has_rows THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
				MESSAGE = format('table "%s" of source "%s" is not empty', relation, source),
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
			FROM (VALUES ('birth',
						'synthetic_births($1, $2, $3) JOIN @extschema@.synthetic_mothers($1, $2, $3) USING (birth_id)', true),
				('parent_year', 'synthetic_parents($1, $2, $3)', true),
					('kraamzorg', 'synthetic_kraamzorg($1, $2, $3)', true), ('episode', 'synthetic_episodes($1, $2, $3)', true),
					('child_examination', 'synthetic_examinations($1, $2, $3)', true), ('area', 'synthetic_areas($3)', true),
					('area_transition', 'synthetic_area_transitions()', false),
					('programme_unit', 'synthetic_programme_units()', false),
					('programme_status', 'synthetic_programme_status()', false)) t(name, call, yearly),
				LATERAL (
					-- What a mapping of real data does too: codes for an unknown weight become NULL.
					SELECT string_agg(quote_ident(d.name), ', ' ORDER BY d.position) AS names,
						string_agg(CASE d.name WHEN 'birthweight' THEN 'CASE WHEN birthweight BETWEEN 100 AND 7000 THEN birthweight END'
							WHEN 'origin_2022' THEN 'CASE origin WHEN ''NL'' THEN ''Nederland'' '
								'WHEN ''westers'' THEN ''Europa'' ELSE ''buiten Europa'' END'
							WHEN 'transition_date' THEN 'make_date(to_year, 1, 1)'
							WHEN 'buurt' THEN 'wijk || ''0'' || pregnancy_id % 4 + 1'
							ELSE quote_ident(d.name) END, ', ' ORDER BY d.position) AS readers
					FROM @extschema@.source_column d WHERE d.source_table = t.name) c
			WHERE t.yearly OR of_year = first_year
		LOOP
			IF kansrijk_intern.time_to_tell(began) THEN
				PERFORM kansrijk_intern.tell_progress(began, format('years (%s of %s)', part.name, of_year),
					of_year - first_year, years);
			END IF;
			EXECUTE kansrijk_intern.fill('INSERT INTO {table} ({columns}) SELECT {readers} FROM @extschema@.{call}',
				'table', format('%I.%I', source, part.name), 'columns', part.names, 'readers', part.readers,
				'call', part.call)
				USING n, seed, of_year;
		END LOOP;
	END LOOP;
	EXECUTE format('INSERT INTO %I.area_group (grouping, group_code, group_name, area_kind, area_code, year)
		SELECT ''ggd'', ''SGG'' || p.number, ''Synthetische GGD-regio '' || p.number,
			''gemeente'', a.code, a.classification_year
		FROM %1$I.area a JOIN (SELECT parent_code, to_char(row_number() OVER (ORDER BY parent_code COLLATE "C"), ''FM00'')
			AS number
			FROM %1$I.area WHERE kind = ''gemeente'' GROUP BY parent_code) p USING (parent_code)
				WHERE a.kind = ''gemeente''', source);
	-- Of the children of these years there is everything up to their fourth birthday; examinations are two or nearly
	-- three years after birth, so those of the first and the last years are not all there.
	EXECUTE format('INSERT INTO %I.source_delivery (relation, kind, first_year, last_year)
		SELECT relation, kind, CASE WHEN first <= last THEN first END, CASE WHEN first <= last THEN last END
		FROM (VALUES (''birth'', NULL::text, $1, $2), (''parent_year'', NULL, $1 - 1, $2), (''kraamzorg'', NULL, $1, $2),
			(''episode'', NULL, $1, $2 + 4), (''child_examination'', NULL, $1 + 3, $2 + 2))
				v (relation, kind, first, last)', source)
		USING first_year, first_year + years - 1;
	FOR relation IN SELECT t.name FROM @extschema@.source_table t ORDER BY t.position LOOP
		EXECUTE format('ANALYZE %I.%I', source, relation);
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', source, relation,
			'SYNTHETISCH: niemand hierin bestaat. '
				|| (SELECT t.comment_nl FROM @extschema@.source_table t WHERE t.name = relation));
	END LOOP;
END $$;

COMMENT ON PROCEDURE load_synthetic_source(text, bigint, bigint, integer, integer) IS
'Fills the empty tables of create_source_schema() with the synthetic population: births is the number a year (170000 '
'is the country; the years 2014 to 2021 vary as they did), seed and first_year choose the population. The tables '
'then say in their comment that they are synthetic. Errors: 22004 and 22023 (arguments), 42P01 (no such tables), '
'55000 (tables with rows).';

CREATE OR REPLACE FUNCTION synthetic_programme_units()
	RETURNS TABLE (unit_kind text, unit_code text, year smallint, name text, province text, municipality text,
		impuls_tranche smallint, gids boolean, centre_municipality boolean)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 ROWS 1942
	BEGIN ATOMIC
		WITH wijken AS (
			SELECT left(w.code, 4) AS code, count(*) AS n FROM synthetic_areas(2019) w WHERE w.kind = 'wijk' GROUP BY 1),
		ranked AS (
			SELECT a.*, row_number() OVER (ORDER BY md5(a.code)) AS rank,
				row_number() OVER (ORDER BY w.n DESC, a.code) AS size_rank
			FROM synthetic_areas(2019) a JOIN wijken w ON w.code = a.code WHERE a.kind = 'gemeente')
		-- The third tranche of the grant is of 2020: in 2019 147 municipalities had it.
		SELECT 'municipality', m.code, y::smallint, m.name, m.parent_code, m.code,
				(CASE WHEN m.rank <= 98 THEN 1 WHEN m.rank <= 147 THEN 2 WHEN m.rank <= 275 AND y >= 2020 THEN 3 END)::smallint,
				m.rank <= 147 OR m.rank > 352, m.size_rank <= 50
			FROM ranked m, generate_series(2019, 2020) y
		UNION ALL
		SELECT 'jgz_organisation', 'J' || to_char(i, 'FM00'), y::smallint, 'Synthetische JGZ-organisatie ' || i, NULL, NULL,
				NULL::smallint, NULL::boolean, NULL::boolean
			FROM generate_series(1, 37) i, generate_series(2019, 2020) y
		UNION ALL
		SELECT 'midwifery_practice', 'V' || to_char(i, 'FM000'), y::smallint,
			'Synthetische verloskundigenpraktijk ' || i, NULL,
				NULL, NULL::smallint, NULL::boolean, NULL::boolean
			FROM generate_series(1, 579) i, generate_series(2019, 2020) y;
	END;

COMMENT ON FUNCTION synthetic_programme_units() IS
'SYNTHETIC. The units that programme indicators count, in 2019 and 2020: 355 municipalities (147 with the grant in '
'2019 and 275 in 2020, 150 of GIDS, 50 centre municipalities), 37 youth health care organisations, 579 midwifery '
'practices, in the columns of programme_unit.';

CREATE OR REPLACE FUNCTION synthetic_programme_status()
	RETURNS TABLE (indicator text, unit_kind text, unit_code text, reference_date date, achieved boolean, status text,
		responded boolean)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 20000 ROWS 3500
	BEGIN ATOMIC
		-- Coalitions: 27 % of the GIDS municipalities with the grant in 2019, 33 % in 2020, when 59 of all 275 had one.
		WITH published (indicator, unit_kind, year, unit_group, achieved, no_answer) AS (VALUES
			('i1', 'municipality', 2019, 'impuls', 40, 0),
			('i1', 'municipality', 2020, 'gids', 49, 12), ('i1', 'municipality', 2020, 'third tranche', 10, 12),
			('i2', 'municipality', 2020, 'impuls', 133, 24),
			('i3', 'municipality', 2019, 'all', 63, 0),
			('i3', 'municipality', 2020, 'centre', 29, 0), ('i3', 'municipality', 2020, 'not centre', 106, 0),
			('i4', 'municipality', 2020, 'all', 181, 75),
			('i5', 'municipality', 2019, 'all', 117, 0), ('i5', 'municipality', 2020, 'all', 130, 0),
			('i5', 'jgz_organisation', 2020, 'all', 21, 0),
			('i6', 'midwifery_practice', 2019, 'all', 194, 0), ('i6', 'midwifery_practice', 2020, 'all', 203, 0),
			('i9', 'jgz_organisation', 2019, 'all', 8, 0), ('i9', 'jgz_organisation', 2020, 'all', 8, 0)),
		ranked AS (
			SELECT p.*, u.unit_code, count(*) OVER units AS units,
				row_number() OVER (units ORDER BY md5(p.indicator || u.unit_code)) AS rank
			FROM published p JOIN synthetic_programme_units() u ON u.unit_kind = p.unit_kind AND u.year = p.year
				AND CASE p.unit_group WHEN 'impuls' THEN u.impuls_tranche IS NOT NULL WHEN 'gids' THEN u.impuls_tranche <= 2
					WHEN 'third tranche' THEN u.impuls_tranche = 3 WHEN 'centre' THEN u.centre_municipality
					WHEN 'not centre' THEN NOT u.centre_municipality ELSE true END
			WINDOW units AS (PARTITION BY p.indicator, p.unit_kind, p.year, p.unit_group))
		SELECT r.indicator, r.unit_kind, r.unit_code, make_date(r.year, 10, 1),
			CASE WHEN r.rank <= r.units - r.no_answer THEN r.rank <= r.achieved END, NULL, r.rank <= r.units - r.no_answer
		FROM ranked r;
	END;

COMMENT ON FUNCTION synthetic_programme_status() IS
'SYNTHETIC. The programme indicators i1 to i6 and i9 in 2019 and 2020, in the columns of programme_status: as many '
'units as were published, which ones is drawn. achieved is NULL without an answer.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_schema(target text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN left(target, 56) || '_intern';

COMMENT ON FUNCTION kansrijk_intern.publication_schema(text) IS
'Internal: Name of the private schema of a publication: the target with _intern. It holds unprotected counts; readers '
'get no right on it.';

CREATE OR REPLACE FUNCTION kansrijk_intern.is_publication(target text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE COST 10
	RETURN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = kansrijk_intern.publication_schema(target) AND c.relname = 'publication' AND c.relkind = 'r');

COMMENT ON FUNCTION kansrijk_intern.is_publication(text) IS
'Internal: Whether a schema is the target of a publication: whether its private schema has the table publication.';

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

COMMENT ON FUNCTION kansrijk_intern.check_publication(text) IS
'Internal: Nothing when a schema is the target of a publication, else error 3F000; NULL is error 22004, no right on '
'its private schema 42501.';

CREATE OR REPLACE FUNCTION kansrijk_intern.lock_publication(target text, families text[] DEFAULT NULL,
	patiently boolean DEFAULT false)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	how text := CASE WHEN patiently THEN '' ELSE 'NOWAIT' END;
	n bigint := 0;
BEGIN
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state',
			MESSAGE = format('a publication cannot be changed at isolation level %s', current_setting('transaction_isolation')),
			DETAIL = 'What others released since the transaction began would not be seen.', HINT = 'Use READ COMMITTED.';
	END IF;
	IF to_regclass(format('%I.publication', private)) IS NULL THEN
		RETURN;
	END IF;
	-- Sessions may share the families of a publication among them.
	-- Who was waited for may have put another row in its place.
	FOR attempt IN 1 .. 10 LOOP
		EXECUTE format('SELECT 1 FROM %I.publication FOR %s %s', private,
			CASE WHEN families IS NULL THEN 'UPDATE' ELSE 'SHARE' END, how);
		GET DIAGNOSTICS n = ROW_COUNT;
		EXIT WHEN n > 0;
	END LOOP;
	IF families IS NOT NULL THEN
		EXECUTE format('SELECT 1 FROM %I.relation r
			WHERE r.family = ANY ($1) OR $1 = ''{}'' AND r.family IS NULL AND r.stage <> ''view''
			ORDER BY r.position FOR UPDATE %s', private, how) USING families;
	END IF;
EXCEPTION WHEN lock_not_available THEN
	RAISE EXCEPTION USING ERRCODE = 'lock_not_available',
		MESSAGE = format('schema "%s" is being refreshed, released or changed by another session', target),
		HINT = 'Try again when that is done.';
END $$;

COMMENT ON FUNCTION kansrijk_intern.lock_publication(text, text[], boolean) IS
'Internal: Keeps other sessions from refreshing, releasing or changing a publication until the transaction ends; with '
'families, from doing so with these or with all; with ''{}'', with what families share. Takes the rights of the owner. '
'Waits only when patiently. Without a publication: nothing. Errors: 55P03 (another session does so), 42501, 25000 '
'(REPEATABLE READ or SERIALIZABLE, which would not see what others released meanwhile).';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_writers(target text) RETURNS integer[]
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(array_agg(DISTINCT l.pid), '{}') FROM pg_locks l
			WHERE l.locktype = 'relation' AND l.mode = 'RowShareLock' AND l.granted
				AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
				AND l.relation = (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
					WHERE n.nspname = kansrijk_intern.publication_schema(target) AND c.relname = 'publication');
	END;

COMMENT ON FUNCTION kansrijk_intern.publication_writers(text) IS
'Internal: The server processes that hold, or wait for, the lock of lock_publication().';

CREATE OR REPLACE FUNCTION kansrijk_intern.can_commit() RETURNS boolean
	AS 'MODULE_PATHNAME', 'kansrijk_can_commit' LANGUAGE c STABLE STRICT PARALLEL RESTRICTED COST 1;

COMMENT ON FUNCTION kansrijk_intern.can_commit() IS
'Internal: Whether the procedure that asks may COMMIT: it was called by itself, not in a transaction block, nor by a '
'function.';

CREATE OR REPLACE FUNCTION kansrijk_intern.fill(template text, VARIADIC parts text[]) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	filled text := '';
	piece text;
	place integer;
BEGIN
	IF cardinality(parts) % 2 <> 0 OR array_position(parts, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'names and parts must come in pairs, none of them null';
	END IF;
	-- One pass, so that a part which looks like a placeholder is left as it is.
	FOR piece IN SELECT m[1] FROM regexp_matches(template, '(\{\w+\}|[^{]+|\{)', 'g') m LOOP
		IF piece ~ '^\{\w+\}$' THEN
			place := (SELECT i FROM generate_series(1, cardinality(parts), 2) i
				WHERE parts[i] = substr(piece, 2, length(piece) - 2));
			IF place IS NULL THEN
				RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('the template has no part for %s', piece);
			END IF;
			piece := parts[place + 1];
		END IF;
		filled := filled || piece;
	END LOOP;
	RETURN filled;
END $$;

COMMENT ON FUNCTION kansrijk_intern.fill(text, text[]) IS
'Internal: A text with each {name} in it replaced by the part that follows that name in parts. '
'Errors: 42704 (a placeholder without a part), 22023 (parts that are no pairs).';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_area(area_type text, province text, municipality text, stadsdeel text,
	wijk text,
	pc4 text) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_publication_area';

COMMENT ON FUNCTION kansrijk_intern.publication_area(text, text, text, text, text, text) IS
'Internal: Code under which an area is published; a question mark stands for what is unknown within the area above it.';

CREATE OR REPLACE FUNCTION kansrijk_intern.rounded_rate(r rate, policy sdc_policy) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_rounded_rate';

COMMENT ON FUNCTION kansrijk_intern.rounded_rate(rate, sdc_policy) IS
'Internal: The counts of a rate, rounded as the policy says, without those that are unknown.';

CREATE OR REPLACE FUNCTION sdc_difference_is_small(a rate, b rate, policy sdc_policy) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_difference_is_small';

COMMENT ON FUNCTION sdc_difference_is_small(rate, rate, sdc_policy) IS
'Whether two figures of the same cell differ by so little that the difference is itself a count to be hidden: in '
'numerators, in complements or in denominators, by the primary rules. False for equal counts.';

CREATE OR REPLACE FUNCTION kansrijk_intern.release_key(area_type text, province text, municipality text, stadsdeel text, wijk text,
	pc4 text,
	period int4range, breakdown text, category text) RETURNS text
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_release_key';

COMMENT ON FUNCTION kansrijk_intern.release_key(text, text, text, text, text, text, int4range, text, text) IS
'Internal: Which figure of a definition this is, as one text, to find what was released of it.';

CREATE OR REPLACE FUNCTION kansrijk_intern.released_rate(r rate, policy sdc_policy, published rate[]) RETURNS rate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME', 'kansrijk_released_rate';

COMMENT ON FUNCTION kansrijk_intern.released_rate(rate, sdc_policy, rate[]) IS
'Internal: The first of these published values from which a figure differs too little to be revised: it stays what it '
'was. NULL without such a one.';

CREATE OR REPLACE FUNCTION kansrijk_intern.value_in_unit(r rate, per double precision) RETURNS double precision
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 2
	RETURN CASE WHEN per IS NULL THEN @extschema@.numerator(r)::double precision
		WHEN @extschema@.denominator(r) > 0
		THEN @extschema@.numerator(r)::double precision * per / @extschema@.denominator(r)::double precision END;

COMMENT ON FUNCTION kansrijk_intern.value_in_unit(rate, double precision) IS
'Internal: Value of a figure: a number of units (per NULL), a rate or a mean, of which per may be below 1. NULL rate, '
'or no denominator: NULL.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_path(private text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN quote_ident(private) || ', pg_temp';

COMMENT ON FUNCTION kansrijk_intern.publication_path(text) IS
'Internal: The search path of the procedures of a publication: its private schema. What the server has comes first.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_publication_tables(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	-- What exists, stays, and needs no notice.
	SET client_min_messages = warning
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);

	CREATE TABLE IF NOT EXISTS publication (
		source text NOT NULL,
		target text NOT NULL,
		policy text NOT NULL,
		organisation_policy text NOT NULL,
		created timestamptz NOT NULL DEFAULT now(),
		layout integer NOT NULL DEFAULT 2,
		window_years integer NOT NULL,
		area_types text[] NOT NULL,
		annual_area_types text[] NOT NULL,
		breakdown_area_types text[] NOT NULL,
		local_definitions text[] NOT NULL,
		covers_country boolean NOT NULL
	);
	ALTER TABLE publication ADD COLUMN IF NOT EXISTS on_source_error text NOT NULL DEFAULT 'stop'
		CHECK (on_source_error IN ('stop', 'warn', 'checked'));
	COMMENT ON TABLE publication IS 'Wat hier wordt gepubliceerd: een rij.';
	COMMENT ON COLUMN publication.source IS 'Schema van de bron.';
	COMMENT ON COLUMN publication.target IS 'Schema van de publicatie.';
	COMMENT ON COLUMN publication.policy IS 'Beleid voor cijfers over personen.';
	COMMENT ON COLUMN publication.organisation_policy IS 'Beleid voor cijfers over organisaties.';
	COMMENT ON COLUMN publication.created IS 'Wanneer de views zijn gemaakt.';
	COMMENT ON COLUMN publication.layout IS 'Indeling van dit schema.';
	COMMENT ON COLUMN publication.window_years IS 'Jaren van een venster.';
	COMMENT ON COLUMN publication.area_types IS 'Soorten gebied die worden getoond.';
	COMMENT ON COLUMN publication.annual_area_types IS 'Soorten gebied met jaarcijfers en elk venster.';
	COMMENT ON COLUMN publication.breakdown_area_types IS 'Soorten gebied met uitsplitsingen.';
	COMMENT ON COLUMN publication.local_definitions IS 'Definities die voor elk gebied worden gepubliceerd.';
	COMMENT ON COLUMN publication.covers_country IS 'Of de bron het hele land beslaat.';
	COMMENT ON COLUMN publication.on_source_error IS
		'Wat fouten in de bron doen: stop (niet publiceren) of warn (waarschuwen); checked: zij is net nagekeken.';

	CREATE TABLE IF NOT EXISTS refresh_log (
		id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		run timestamptz NOT NULL,
		schema_name text NOT NULL,
		relation text NOT NULL,
		stage text NOT NULL,
		started timestamptz NOT NULL,
		duration interval,
		rows bigint,
		newly_hidden bigint,
		newly_published bigint,
		outcome text NOT NULL CHECK (outcome IN ('refreshed', 'failed', 'skipped')),
		sqlstate text,
		message text,
		refreshed_by text NOT NULL
	);
	COMMENT ON TABLE refresh_log IS 'Elke verversing van elke stap.';
	COMMENT ON COLUMN refresh_log.id IS 'Volgnummer.';
	COMMENT ON COLUMN refresh_log.run IS 'Begin van de hele verversing.';
	COMMENT ON COLUMN refresh_log.schema_name IS 'Schema.';
	COMMENT ON COLUMN refresh_log.relation IS 'Naam van de stap.';
	COMMENT ON COLUMN refresh_log.stage IS 'Soort stap: area_path, cells, source (controle van een relatie van de bron), protected of fact.';
	COMMENT ON COLUMN refresh_log.started IS 'Begin van deze stap.';
	COMMENT ON COLUMN refresh_log.duration IS 'Duur.';
	COMMENT ON COLUMN refresh_log.rows IS 'Aantal rijen daarna.';
	COMMENT ON COLUMN refresh_log.newly_hidden IS
		'Cijfers die eerst werden getoond en nu zijn verborgen (alleen bij fact).';
	COMMENT ON COLUMN refresh_log.newly_published IS
		'Cijfers die eerst waren verborgen en nu worden getoond (alleen bij fact).';
	COMMENT ON COLUMN refresh_log.outcome IS
		'refreshed: ververst; failed: mislukt, de vorige stand blijft; '
		'skipped: overgeslagen omdat een eerdere stap mislukte.';
	COMMENT ON COLUMN refresh_log.sqlstate IS 'Foutcode.';
	COMMENT ON COLUMN refresh_log.message IS
		'Foutmelding, zonder details en zonder waarden: die kunnen gegevens bevatten.';
	COMMENT ON COLUMN refresh_log.refreshed_by IS 'Sessiegebruiker die ververste.';

	CREATE TABLE IF NOT EXISTS refresh_attempt (
		run timestamptz NOT NULL,
		place integer NOT NULL,
		family text,
		outcome text NOT NULL CHECK (outcome IN ('waiting', 'running', 'refreshed', 'failed', 'skipped', 'interrupted')),
		started timestamptz,
		finished timestamptz,
		sqlstate text,
		message text,
		pid integer NOT NULL,
		refreshed_by text NOT NULL,
		PRIMARY KEY (run, place)
	);
	CREATE INDEX IF NOT EXISTS refresh_attempt_unfinished ON refresh_attempt (run) WHERE outcome IN ('waiting', 'running');
	COMMENT ON TABLE refresh_attempt IS
		'Elke poging om een familie te verversen, hoe die ook eindigde; vastgelegd voordat zij begon.';
	COMMENT ON COLUMN refresh_attempt.run IS 'Begin van de hele verversing.';
	COMMENT ON COLUMN refresh_attempt.place IS 'Volgorde daarin.';
	COMMENT ON COLUMN refresh_attempt.family IS 'Familie; leeg: wat families delen.';
	COMMENT ON COLUMN refresh_attempt.outcome IS
		'waiting: nog niet begonnen; running: bezig; refreshed: ververst; failed: mislukt, de vorige stand blijft; '
		'skipped: overgeslagen omdat wat families delen mislukte; interrupted: afgebroken.';
	COMMENT ON COLUMN refresh_attempt.started IS 'Begin: gegevens van daarna zijn er niet in.';
	COMMENT ON COLUMN refresh_attempt.finished IS 'Einde.';
	COMMENT ON COLUMN refresh_attempt.sqlstate IS 'Foutcode.';
	COMMENT ON COLUMN refresh_attempt.message IS 'Foutmelding, zonder waarden.';
	COMMENT ON COLUMN refresh_attempt.pid IS 'Proces van de server dat ververst.';
	COMMENT ON COLUMN refresh_attempt.refreshed_by IS 'Sessiegebruiker die ververst.';
	COMMENT ON INDEX refresh_attempt_unfinished IS 'Wat nog bezig is, of afgebroken.';

	CREATE TABLE IF NOT EXISTS relation (
		position integer PRIMARY KEY,
		family text,
		stage text NOT NULL,
		schema_name text NOT NULL,
		name text NOT NULL,
		query text NOT NULL,
		definitions text[],
		dimensions text[],
		breakdowns text[]
	);
	COMMENT ON TABLE relation IS 'Relaties van de publicatie.';
	COMMENT ON COLUMN relation.position IS 'Volgorde.';
	COMMENT ON COLUMN relation.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN relation.stage IS 'Stap: area_path, cells, protected, audit, fact of view.';
	COMMENT ON COLUMN relation.schema_name IS 'Schema.';
	COMMENT ON COLUMN relation.name IS 'Naam; van een telling (cells) die van de stap, zonder relatie.';
	COMMENT ON COLUMN relation.query IS 'De query; van een telling: $1 zijn de jaren.';
	COMMENT ON COLUMN relation.definitions IS 'Van een telling: de definities.';
	COMMENT ON COLUMN relation.dimensions IS 'Van een telling: de kolommen met gebieden die de bron heeft.';
	COMMENT ON COLUMN relation.breakdowns IS 'Van een telling: de uitsplitsingen.';

	-- What an earlier version logged.
	INSERT INTO refresh_attempt (run, place, family, outcome, started, finished, sqlstate, message, pid, refreshed_by)
		SELECT l.run, coalesce(min(r.position), 0), r.family,
			CASE WHEN bool_or(l.outcome = 'failed') THEN 'failed' WHEN bool_or(l.outcome = 'skipped') THEN 'skipped'
				ELSE 'refreshed' END,
			min(l.started), max(l.started + coalesce(l.duration, '0')), max(l.sqlstate), max(l.message), 0, min(l.refreshed_by)
		FROM refresh_log l LEFT JOIN relation r ON (r.schema_name, r.name) = (l.schema_name, l.relation)
		WHERE NOT EXISTS (SELECT FROM refresh_attempt)
		GROUP BY l.run, r.family;

	CREATE OR REPLACE VIEW scan AS
	SELECT name, family, query, definitions, dimensions, breakdowns FROM relation WHERE stage = 'cells';
	COMMENT ON VIEW scan IS 'Tellingen van de bron: een per eenheid die wordt geteld.';
	COMMENT ON COLUMN scan.name IS 'Naam van de telling.';
	COMMENT ON COLUMN scan.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN scan.query IS 'De query; $1: de jaren die worden geteld.';
	COMMENT ON COLUMN scan.definitions IS 'De definities.';
	COMMENT ON COLUMN scan.dimensions IS 'Kolommen met gebieden die de bron heeft.';
	COMMENT ON COLUMN scan.breakdowns IS 'De uitsplitsingen.';

	-- A definition keeps its number: cells that were released have it.
	CREATE TABLE IF NOT EXISTS definition (
		number smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		id text NOT NULL UNIQUE,
		scan text,
		place smallint,
		is_local boolean NOT NULL DEFAULT false,
		own_breakdown text,
		whole_years int4multirange NOT NULL DEFAULT '{}',
		policy @extschema@.sdc_policy NOT NULL DEFAULT 'none'
	);
	ALTER TABLE definition ADD COLUMN IF NOT EXISTS provisional_years int4multirange NOT NULL DEFAULT '{}';
	COMMENT ON TABLE definition IS 'Definities, ook die alleen eerder zijn vrijgegeven.';
	COMMENT ON COLUMN definition.number IS 'Nummer, zoals in de cellen.';
	COMMENT ON COLUMN definition.id IS 'Code van de definitie.';
	COMMENT ON COLUMN definition.scan IS 'Telling waar zij in zit; leeg: wordt nu niet gepubliceerd.';
	COMMENT ON COLUMN definition.place IS 'Plaats in de telling.';
	COMMENT ON COLUMN definition.is_local IS 'Of zij voor elk gebied wordt gepubliceerd, of alleen voor het land.';
	COMMENT ON COLUMN definition.own_breakdown IS 'Haar eigen uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN definition.whole_years IS 'Jaren waarvan de bron alles heeft wat zij nodig heeft.';
	COMMENT ON COLUMN definition.policy IS 'Beleid.';
	COMMENT ON COLUMN definition.provisional_years IS 'Jaren die op een voorlopige levering berusten.';

	CREATE TABLE IF NOT EXISTS breakdown (
		family text NOT NULL,
		place integer NOT NULL,
		id text NOT NULL,
		PRIMARY KEY (family, id)
	);
	COMMENT ON TABLE breakdown IS 'Uitsplitsingen, in vaste volgorde.';
	COMMENT ON COLUMN breakdown.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN breakdown.place IS 'Plaats onder de labels.';
	COMMENT ON COLUMN breakdown.id IS 'Code.';

	-- A family has its own, so that sessions which share the families need not wait for each other, and none misses
	-- a place that another made and did not commit.
	CREATE TABLE IF NOT EXISTS place (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		province text,
		municipality text,
		stadsdeel text,
		wijk text,
		pc4 text,
		family text,
		UNIQUE NULLS NOT DISTINCT (family, province, municipality, stadsdeel, wijk, pc4)
	);
	COMMENT ON TABLE place IS 'De kleinste gebieden: alles wat van een eenheid bekend is.';
	COMMENT ON COLUMN place.id IS 'Nummer, zoals in de cellen.';
	COMMENT ON COLUMN place.province IS 'Provincie.';
	COMMENT ON COLUMN place.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN place.stadsdeel IS 'Stadsdeel.';
	COMMENT ON COLUMN place.wijk IS 'Wijkcode.';
	COMMENT ON COLUMN place.pc4 IS 'Postcode.';
	COMMENT ON COLUMN place.family IS 'Familie van indicatoren; leeg: uit vrijgaven van een eerdere versie.';

	CREATE TABLE IF NOT EXISTS area_path (
		kind text NOT NULL,
		code text NOT NULL,
		province text,
		municipality text,
		stadsdeel text,
		PRIMARY KEY (kind, code)
	);
	COMMENT ON TABLE area_path IS 'In welk gebied elk gebied ligt.';
	COMMENT ON COLUMN area_path.kind IS 'gemeente of wijk.';
	COMMENT ON COLUMN area_path.code IS 'Code.';
	COMMENT ON COLUMN area_path.province IS 'Provincie.';
	COMMENT ON COLUMN area_path.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN area_path.stadsdeel IS 'Stadsdeel.';

	CREATE TABLE IF NOT EXISTS area_name (
		kind text NOT NULL,
		code text NOT NULL,
		name text NOT NULL,
		PRIMARY KEY (kind, code)
	);
	COMMENT ON TABLE area_name IS 'Namen van gebieden, zoals bij de laatste verversing.';
	COMMENT ON COLUMN area_name.kind IS 'Soort gebied.';
	COMMENT ON COLUMN area_name.code IS 'Code.';
	COMMENT ON COLUMN area_name.name IS 'Naam.';

	CREATE TABLE IF NOT EXISTS release (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		label text NOT NULL UNIQUE,
		released_at timestamptz NOT NULL DEFAULT now(),
		released_by text NOT NULL DEFAULT session_user,
		note text,
		source text NOT NULL,
		policy text NOT NULL,
		organisation_policy text NOT NULL,
		block_years jsonb NOT NULL,
		definitions jsonb NOT NULL,
		source_fingerprint jsonb NOT NULL,
		audit jsonb NOT NULL,
		version text NOT NULL
	);
	ALTER TABLE release ADD COLUMN IF NOT EXISTS withdrawn_at timestamptz,
		ADD COLUMN IF NOT EXISTS withdrawn_until timestamptz,
		ADD COLUMN IF NOT EXISTS withdrawn_by text,
		ADD COLUMN IF NOT EXISTS withdrawn_because text,
		ADD COLUMN IF NOT EXISTS findings jsonb;
	COMMENT ON TABLE release IS 'Wat er is vrijgegeven.';
	COMMENT ON COLUMN release.id IS 'Volgnummer.';
	COMMENT ON COLUMN release.label IS 'Naam van de vrijgave.';
	COMMENT ON COLUMN release.released_at IS 'Wanneer.';
	COMMENT ON COLUMN release.released_by IS 'Sessiegebruiker die vrijgaf.';
	COMMENT ON COLUMN release.note IS 'Toelichting, ook voor lezers.';
	COMMENT ON COLUMN release.source IS 'Schema van de bron.';
	COMMENT ON COLUMN release.policy IS 'Beleid voor cijfers over personen.';
	COMMENT ON COLUMN release.organisation_policy IS 'Beleid voor cijfers over organisaties.';
	COMMENT ON COLUMN release.block_years IS 'Laatste jaar van elke familie.';
	COMMENT ON COLUMN release.definitions IS 'Definities zoals ze toen waren: versie, bereik en gebeurtenis.';
	COMMENT ON COLUMN release.source_fingerprint IS 'Vingerafdruk van alle eenheden van de bron, per telling.';
	COMMENT ON COLUMN release.audit IS 'Uitkomst van de controle.';
	COMMENT ON COLUMN release.version IS 'Versie van kansrijk.';
	COMMENT ON COLUMN release.withdrawn_at IS 'Sinds wanneer lezers de cijfers niet zien; leeg: zij zien ze.';
	COMMENT ON COLUMN release.withdrawn_until IS 'Wanneer zij ze weer zien; leeg: niet vanzelf.';
	COMMENT ON COLUMN release.withdrawn_by IS 'Sessiegebruiker die de vrijgave introk.';
	COMMENT ON COLUMN release.withdrawn_because IS 'Waarom, ook voor lezers.';
	COMMENT ON COLUMN release.findings IS
		'Fouten en waarschuwingen van de controle van de bron bij de vrijgave, met aantallen rijen; leeg: niet nagekeken.';

	CREATE TABLE IF NOT EXISTS cell (
		definition smallint NOT NULL,
		year integer NOT NULL,
		place integer NOT NULL,
		breakdown text,
		category text,
		r @extschema@.rate NOT NULL
	);
	CREATE INDEX IF NOT EXISTS cell_key ON cell (definition, year);
	COMMENT ON TABLE cell IS
		'Onbeveiligde jaarcijfers van de kleinste gebieden, en van gemeenten per uitsplitsing. Niet voor lezers.';
	COMMENT ON COLUMN cell.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN cell.year IS 'Jaar.';
	COMMENT ON COLUMN cell.place IS 'Nummer van het kleinste gebied; met een uitsplitsing: dat van de gemeente.';
	COMMENT ON COLUMN cell.breakdown IS 'Uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN cell.category IS 'Categorie; leeg: geen uitsplitsing, of onbekend.';
	COMMENT ON COLUMN cell.r IS 'Tellingen.';
	COMMENT ON INDEX cell_key IS 'Cellen van een jaar van een definitie.';

	CREATE TABLE IF NOT EXISTS released_cell (
		LIKE cell,
		release integer NOT NULL REFERENCES release ON DELETE CASCADE
	);
	CREATE INDEX IF NOT EXISTS released_cell_key ON released_cell (definition, year);
	COMMENT ON TABLE released_cell IS
		'Onbeveiligde jaarcijfers van vrijgegeven jaren, zoals ze toen waren. Niet voor lezers.';
	COMMENT ON COLUMN released_cell.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN released_cell.year IS 'Jaar.';
	COMMENT ON COLUMN released_cell.place IS 'Nummer van het kleinste gebied.';
	COMMENT ON COLUMN released_cell.breakdown IS 'Uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN released_cell.category IS 'Categorie; leeg: geen uitsplitsing, of onbekend.';
	COMMENT ON COLUMN released_cell.r IS 'Tellingen.';
	COMMENT ON COLUMN released_cell.release IS 'Vrijgave waarin het jaar definitief werd.';
	COMMENT ON INDEX released_cell_key IS 'Cellen van een jaar van een definitie.';

	-- What a scan found of a year of a definition, in two numbers: sums of hashes,
	-- so that no order matters.
	CREATE TABLE IF NOT EXISTS cell_year (
		definition smallint NOT NULL,
		year integer NOT NULL,
		units numeric NOT NULL,
		content numeric NOT NULL,
		PRIMARY KEY (definition, year)
	);
	COMMENT ON TABLE cell_year IS 'Vingerafdrukken van wat is geteld.';
	COMMENT ON COLUMN cell_year.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN cell_year.year IS 'Jaar.';
	COMMENT ON COLUMN cell_year.units IS 'Van de eenheden.';
	COMMENT ON COLUMN cell_year.content IS 'Van de cellen.';

	CREATE TABLE IF NOT EXISTS final_year (
		definition text NOT NULL,
		year integer NOT NULL,
		release integer NOT NULL REFERENCES release ON DELETE CASCADE,
		r @extschema@.rate NOT NULL,
		fingerprint numeric,
		reopened timestamptz,
		PRIMARY KEY (definition, year)
	);
	COMMENT ON TABLE final_year IS 'Vrijgegeven jaren: die blijven zoals ze zijn.';
	COMMENT ON COLUMN final_year.definition IS 'Definitie.';
	COMMENT ON COLUMN final_year.year IS 'Jaar.';
	COMMENT ON COLUMN final_year.release IS 'Vrijgave waarin het jaar definitief werd.';
	COMMENT ON COLUMN final_year.r IS 'Tellingen van het land.';
	COMMENT ON COLUMN final_year.fingerprint IS 'Vingerafdruk van de eenheden van het land.';
	COMMENT ON COLUMN final_year.reopened IS 'Sinds wanneer het jaar is heropend; leeg: definitief.';

	CREATE TABLE IF NOT EXISTS block_year (
		definition text PRIMARY KEY,
		year integer NOT NULL,
		release integer NOT NULL REFERENCES release ON DELETE CASCADE
	);
	COMMENT ON TABLE block_year IS 'Waar de blokken van een definitie liggen, sinds haar eerste vrijgave.';
	COMMENT ON COLUMN block_year.definition IS 'Definitie.';
	COMMENT ON COLUMN block_year.year IS 'Laatste jaar van het laatste blok.';
	COMMENT ON COLUMN block_year.release IS 'Eerste vrijgave.';

	CREATE TABLE IF NOT EXISTS release_cell (
		release integer NOT NULL REFERENCES release ON DELETE CASCADE,
		family text NOT NULL,
		definition text NOT NULL,
		area_type text NOT NULL,
		province text,
		municipality text,
		stadsdeel text,
		wijk text,
		pc4 text,
		period int4range NOT NULL,
		breakdown text NOT NULL,
		category text NOT NULL,
		r @extschema@.rate,
		status @extschema@.cell_status NOT NULL,
		key text GENERATED ALWAYS AS (kansrijk_intern.release_key(area_type, province, municipality, stadsdeel,
			wijk, pc4, period, breakdown, category)) STORED
	);
	CREATE INDEX IF NOT EXISTS release_cell_key ON release_cell (definition, key);
	CREATE INDEX IF NOT EXISTS release_cell_release ON release_cell (release);
	COMMENT ON TABLE release_cell IS 'Vrijgegeven cijfers met hun tellingen, ook de verborgene. Niet voor lezers.';
	COMMENT ON COLUMN release_cell.release IS 'Vrijgave.';
	COMMENT ON COLUMN release_cell.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN release_cell.definition IS 'Definitie.';
	COMMENT ON COLUMN release_cell.area_type IS 'Soort gebied.';
	COMMENT ON COLUMN release_cell.province IS 'Provincie.';
	COMMENT ON COLUMN release_cell.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN release_cell.stadsdeel IS 'Stadsdeel.';
	COMMENT ON COLUMN release_cell.wijk IS 'Wijkcode.';
	COMMENT ON COLUMN release_cell.pc4 IS 'Postcode.';
	COMMENT ON COLUMN release_cell.period IS 'Kalenderjaren.';
	COMMENT ON COLUMN release_cell.breakdown IS 'Uitsplitsing.';
	COMMENT ON COLUMN release_cell.category IS 'Categorie.';
	COMMENT ON COLUMN release_cell.r IS 'Tellingen.';
	COMMENT ON COLUMN release_cell.status IS 'Status, met de reden.';
	COMMENT ON COLUMN release_cell.key IS 'Welk cijfer van de definitie het is.';
	COMMENT ON INDEX release_cell_key IS 'Wat er van een cijfer is vrijgegeven.';
	COMMENT ON INDEX release_cell_release IS 'Cijfers van een vrijgave.';

	-- Rows that nobody shows are part of the table system: they are protected as well.
	CREATE TABLE IF NOT EXISTS protected (
		definition smallint NOT NULL,
		area_type text NOT NULL,
		province text,
		municipality text,
		stadsdeel text,
		wijk text,
		pc4 text,
		period int4range NOT NULL,
		breakdown text NOT NULL,
		category text NOT NULL,
		shown boolean NOT NULL,
		r @extschema@.rate,
		counted @extschema@.rate,
		status @extschema@.cell_status NOT NULL,
		previous @extschema@.cell_status,
		mask integer NOT NULL,
		block integer,
		window_period int4range,
		labels text[] NOT NULL
	);
	ALTER TABLE protected ADD COLUMN IF NOT EXISTS waived boolean NOT NULL DEFAULT false;
	CREATE INDEX IF NOT EXISTS protected_key ON protected (definition);
	COMMENT ON TABLE protected IS 'Onbeveiligde cijfers met hun status. Niet voor lezers.';
	COMMENT ON COLUMN protected.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN protected.area_type IS 'Soort gebied; overlap: waar twee indelingen elkaar kruisen.';
	COMMENT ON COLUMN protected.province IS 'Provincie.';
	COMMENT ON COLUMN protected.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN protected.stadsdeel IS 'Stadsdeel.';
	COMMENT ON COLUMN protected.wijk IS 'Wijkcode.';
	COMMENT ON COLUMN protected.pc4 IS 'Postcode.';
	COMMENT ON COLUMN protected.period IS 'Kalenderjaren.';
	COMMENT ON COLUMN protected.breakdown IS 'Uitsplitsing.';
	COMMENT ON COLUMN protected.category IS 'Categorie.';
	COMMENT ON COLUMN protected.shown IS 'Of het een cijfer van de publicatie is, getoond of verborgen.';
	COMMENT ON COLUMN protected.r IS 'Tellingen: zoals eerder vrijgegeven als een revisie te klein is om te tonen.';
	COMMENT ON COLUMN protected.counted IS 'Tellingen zoals ze zijn.';
	COMMENT ON COLUMN protected.status IS 'Status, met de reden.';
	COMMENT ON COLUMN protected.previous IS 'Wat er van is vrijgegeven.';
	COMMENT ON COLUMN protected.mask IS 'Waarover is opgeteld, als GROUPING(block, window_period, labels).';
	COMMENT ON COLUMN protected.block IS 'Blok van jaren waar de jaren in liggen.';
	COMMENT ON COLUMN protected.window_period IS 'Periode, als dimensie; leeg: die van het blok.';
	COMMENT ON COLUMN protected.labels IS 'Gebieden en uitsplitsingen, als dimensies.';
	COMMENT ON COLUMN protected.waived IS 'Of het van onbekenden is, die het beleid niet beveiligt.';
	COMMENT ON INDEX protected_key IS 'Cijfers van een definitie.';

	-- Nothing is decided twice about the same cells, releases and rules.
	CREATE TABLE IF NOT EXISTS decided (
		definition smallint PRIMARY KEY,
		basis text NOT NULL
	);
	COMMENT ON TABLE decided IS 'Waarop de status van de cijfers van een definitie berust.';
	COMMENT ON COLUMN decided.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN decided.basis IS 'Vingerafdruk van cellen, vrijgaven, beleid en versie.';

	CREATE TABLE IF NOT EXISTS shown_family (
		family text PRIMARY KEY,
		basis text NOT NULL
	);
	COMMENT ON TABLE shown_family IS 'Waarop berust wat lezers van een familie zien.';
	COMMENT ON COLUMN shown_family.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN shown_family.basis IS 'Vingerafdruk van statussen, namen en catalogus.';

	CREATE OR REPLACE VIEW known_cell AS
	SELECT c.definition, c.year, c.place, c.breakdown, c.category, c.r
	FROM cell c JOIN definition d ON d.number = c.definition
	WHERE NOT EXISTS (SELECT FROM final_year y WHERE y.definition = d.id AND y.year = c.year AND y.reopened IS NULL)
	UNION ALL
	SELECT c.definition, c.year, c.place, c.breakdown, c.category, c.r
	FROM released_cell c JOIN definition d ON d.number = c.definition
	WHERE EXISTS (SELECT FROM final_year y WHERE y.definition = d.id AND y.year = c.year AND y.reopened IS NULL);
	COMMENT ON VIEW known_cell IS 'Onbeveiligde jaarcijfers, met vrijgegeven jaren zoals ze toen waren. Niet voor lezers.';
	COMMENT ON COLUMN known_cell.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN known_cell.year IS 'Jaar.';
	COMMENT ON COLUMN known_cell.place IS 'Nummer van het kleinste gebied.';
	COMMENT ON COLUMN known_cell.breakdown IS 'Uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN known_cell.category IS 'Categorie; leeg: geen uitsplitsing, of onbekend.';
	COMMENT ON COLUMN known_cell.r IS 'Tellingen.';

	-- Blocks stay where they were at the first release, so that none overlaps: its
	-- last figures end with the last year of these cells.
	CREATE OR REPLACE VIEW scan_years AS
	SELECT y.scan, min(y.year) AS first_year, max(y.year) AS last_year,
		coalesce((SELECT min(b.year) FROM block_year b JOIN definition d ON d.id = b.definition WHERE d.scan = y.scan),
			max(y.year)) AS block_year
	FROM (
		SELECT d.scan, c.year FROM cell_year c JOIN definition d ON d.number = c.definition
		UNION
		SELECT d.scan, f.year FROM final_year f JOIN definition d ON d.id = f.definition WHERE f.reopened IS NULL
	) y
	WHERE y.scan IS NOT NULL
	GROUP BY y.scan;
	COMMENT ON VIEW scan_years IS 'De jaren van een telling, vrijgegeven jaren meegerekend.';
	COMMENT ON COLUMN scan_years.scan IS 'Naam van de telling.';
	COMMENT ON COLUMN scan_years.first_year IS 'Eerste jaar.';
	COMMENT ON COLUMN scan_years.last_year IS 'Laatste jaar.';
	COMMENT ON COLUMN scan_years.block_year IS 'Laatste jaar van het laatste blok.';
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_publication_tables(text) IS
'Internal: Creates the private relations of a publication, as far as they do not exist, in a schema that exists. '
'Part of create_indicator_views().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.drop_publication_tables(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	DROP VIEW IF EXISTS figure, first_figure, trend, masked, audit, evidence, known_cell, scan_years, scan;
	DROP TABLE IF EXISTS release_figure, release_cell, released_cell, final_year, block_year, release, cell, cell_year,
		protected,
		decided,
		shown_family, definition, breakdown, place, area_path, area_name, relation, publication,
		refresh_log, refresh_attempt;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.drop_publication_tables(text) IS
'Internal: Drops the private relations of a publication. Part of drop_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.time_to_tell(began timestamptz) RETURNS boolean
	AS 'MODULE_PATHNAME', 'kansrijk_time_to_tell' LANGUAGE c VOLATILE STRICT PARALLEL RESTRICTED COST 1;

COMMENT ON FUNCTION kansrijk_intern.time_to_tell(timestamptz) IS
'Internal: Whether work that began then has gone on for five seconds without a word. Says so once, then not for five '
'seconds.';

CREATE OR REPLACE FUNCTION kansrijk_intern.tell_progress(began timestamptz, what text, done bigint, total bigint,
	remaining interval DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL RESTRICTED COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	elapsed constant interval := clock_timestamp() - began;
BEGIN
	RAISE NOTICE USING MESSAGE = format('%s: %s of %s done after %s%s', what, done, total,
		kansrijk_intern.short_interval(elapsed), '; about '
			|| kansrijk_intern.short_interval(coalesce(remaining, elapsed * (total - done) / nullif(done, 0))) || ' still');
END $$;

COMMENT ON FUNCTION kansrijk_intern.tell_progress(timestamptz, text, bigint, bigint, interval) IS
'Internal: A notice that says what is being done since when, how far it is, and how long still: remaining, or else as '
'the part that is done took.';

CREATE OR REPLACE FUNCTION kansrijk_intern.short_interval(i interval) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN CASE WHEN extract(epoch FROM i) < 100 THEN round(extract(epoch FROM i)) || ' s'
		WHEN extract(epoch FROM i) < 6000 THEN round(extract(epoch FROM i) / 60) || ' min'
		ELSE round(extract(epoch FROM i) / 3600) || ' h' END;

COMMENT ON FUNCTION kansrijk_intern.short_interval(interval) IS 'Internal: A duration in seconds, minutes or hours.';

CREATE OR REPLACE FUNCTION kansrijk_intern.refresh_steps(private text)
	RETURNS TABLE (place integer, family text, name text, takes interval)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 10000 ROWS 50
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY
	WITH logged AS (
		SELECT DISTINCT ON (l.schema_name, l.relation) l.schema_name, l.relation, l.stage, l.duration FROM refresh_log l
		WHERE l.outcome = 'refreshed' ORDER BY l.schema_name, l.relation, l.id DESC)
	SELECT r.position, r.family, r.name, coalesce(
			(SELECT l.duration FROM logged l WHERE (l.schema_name, l.relation) = (r.schema_name, r.name)),
			(SELECT avg(l.duration) FROM logged l WHERE l.stage = r.stage))
		FROM relation r WHERE r.stage NOT IN ('view', 'audit');
END $$;

COMMENT ON FUNCTION kansrijk_intern.refresh_steps(text) IS
'Internal: The steps of a refresh of all of a publication, and how long each took the last time; one that is new: as '
'others of its kind, if there are any.';

CREATE OR REPLACE FUNCTION kansrijk_intern.show_progress(private text, run timestamptz, step integer, name text) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	done bigint;
	total bigint;
	remaining interval;
BEGIN
	PERFORM set_config('application_name', format('kansrijk %s %s %s', step,
		to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), name), true);
	IF kansrijk_intern.time_to_tell(run) THEN
		PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
		SELECT count(*) FILTER (WHERE s.place < show_progress.step), count(*), CASE WHEN bool_and(s.takes IS NOT NULL)
				FILTER (WHERE s.place >= show_progress.step)
				THEN sum(s.takes) FILTER (WHERE s.place >= show_progress.step) END
			INTO done, total, remaining FROM kansrijk_intern.refresh_steps(private) s
			WHERE EXISTS (SELECT FROM refresh_attempt a
				WHERE a.run = show_progress.run AND a.family IS NOT DISTINCT FROM s.family);
		PERFORM kansrijk_intern.tell_progress(run, name, done, total, remaining);
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.show_progress(text, timestamptz, integer, text) IS
'Internal: Says in application_name which relation of a publication is being refreshed, since when, for '
'refresh_progress(); and now and then, in a notice, how far a run is.';

CREATE OR REPLACE FUNCTION refresh_progress(target text)
	RETURNS TABLE (pid integer, family text, relation text, place bigint, relations bigint, since timestamptz,
		remaining interval)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 10000 ROWS 1
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	RETURN QUERY EXECUTE kansrijk_intern.fill($query$
		WITH working AS (
			SELECT s.pid, (regexp_match(s.application_name, '^kansrijk (\d+) (\S+)'))[1]::integer AS position,
				(regexp_match(s.application_name, '^kansrijk \d+ (\S+Z)'))[1]::timestamptz AS since
			FROM pg_stat_activity s WHERE s.pid = ANY (kansrijk_intern.publication_writers($1))
				AND s.application_name ~ '^kansrijk \d+ \S+Z'),
		-- What a session is at, and will be: all families, unless it wrote down which.
		todo AS (
			SELECT w.pid, w.since, w.position AS now_at, r.place, r.family, r.name, r.takes
			FROM working w CROSS JOIN kansrijk_intern.refresh_steps($2) r
			WHERE NOT EXISTS (SELECT FROM {private}.refresh_attempt a
					WHERE a.pid = w.pid AND a.outcome IN ('waiting', 'running'))
				OR EXISTS (SELECT FROM {private}.refresh_attempt a JOIN {private}.refresh_attempt b ON b.run = a.run
					WHERE a.pid = w.pid AND a.outcome IN ('waiting', 'running') AND b.family IS NOT DISTINCT FROM r.family))
		SELECT t.pid, max(t.family) FILTER (WHERE t.place = t.now_at), max(t.name) FILTER (WHERE t.place = t.now_at),
			count(*) FILTER (WHERE t.place <= t.now_at), count(*), t.since,
			CASE WHEN bool_and(t.takes IS NOT NULL) FILTER (WHERE t.place >= t.now_at) THEN
				coalesce(sum(t.takes) FILTER (WHERE t.place > t.now_at), '0')
				+ greatest(max(t.takes) FILTER (WHERE t.place = t.now_at) - (clock_timestamp() - t.since), '0') END
		FROM todo t GROUP BY t.pid, t.since ORDER BY t.pid$query$,
		'private', quote_ident(kansrijk_intern.publication_schema(target)))
		USING target, kansrijk_intern.publication_schema(target);
END $$;

COMMENT ON FUNCTION refresh_progress(text) IS
'The refreshes of a publication that are going on, a row a session, seen by any other session of the owner or a '
'refresher: the relation it is at, since when, its place among those it refreshes, and how long it will still take if '
'each takes as long as the last time, and a new one as long as others of its kind; NULL: there are none. No row: '
'nobody refreshes. It reads application_name, which a refresh sets until it is done. Errors: 3F000, 22004, 42501.';

COMMENT ON TABLE indicator_breakdown IS
'Breakdowns of the indicator views: each family is also counted by these. Rows of your own take part at the next '
'create_indicator_views().';

COMMENT ON COLUMN indicator_breakdown.id IS
'Code in the column breakdown of the views: lower-case letters, digits and _.';

COMMENT ON COLUMN indicator_breakdown.expression IS
'SQL expression of the category, as Dutch text, over alias b: the relation that carries the areas. NULL is a '
'category: unknown.';

COMMENT ON COLUMN indicator_breakdown.optional_families IS
'Families that can be broken down by it and are not unless somebody asks: each breakdown costs a table of its own.';

INSERT INTO indicator_breakdown (id, name_nl, name_en, families, expression, builtin, optional_families) VALUES
	('geslacht', 'Geslacht van het kind', 'Sex of the child', '{birth,child}',
		'CASE b.sex WHEN 1 THEN ''jongen'' WHEN 2 THEN ''meisje'' END', true, '{}'),
	('pariteit', 'Eerste of later kind', 'First or later child', '{birth,care,parents,kraamzorg}',
		'CASE WHEN b.parity = 0 THEN ''eerste kind'' WHEN b.parity > 0 THEN ''later kind'' END', true, '{}'),
	('meerling', 'Eenling of meerling', 'Singleton or multiple', '{birth}',
		'CASE WHEN b.plurality = 1 THEN ''eenling'' WHEN b.plurality > 1 THEN ''meerling'' END', true, '{}'),
	('leeftijd_moeder', 'Leeftijd van de moeder', 'Age of the mother', '{}',
		'CASE WHEN b.mother_age < 20 THEN ''jonger dan 20'' WHEN b.mother_age < 25 THEN ''20-24'' WHEN b.mother_age < 30 '
		'THEN ''25-29'' WHEN b.mother_age < 35 THEN ''30-34'' WHEN b.mother_age < 40 THEN ''35-39'' WHEN b.mother_age >= 40 '
		'THEN ''40 en ouder'' END', true, '{birth,care,parents,kraamzorg}'),
	('roken', 'Roken in de zwangerschap', 'Smoking in pregnancy', '{}',
		'CASE b.smoking WHEN true THEN ''rookte'' WHEN false THEN ''rookte niet'' END', true, '{birth,care}'),
	('taal_moeder', 'Taal van de moeder', 'Language of the mother', '{}',
		'CASE WHEN b.mother_language = ''nl'' THEN ''Nederlands'' WHEN b.mother_language IS NOT NULL THEN ''andere taal'' '
		'END', true, '{birth,care,kraamzorg}'),
	('opleiding_moeder', 'Opleiding van de moeder', 'Education of the mother', '{}',
		'CASE (SELECT max(p.education) FROM @source@.parent_year p WHERE (p.person_kind, p.person_id, p.year) = '
		'(b.mother_kind, b.mother_id, b.year - 1)) WHEN 1 THEN ''laag'' WHEN 2 THEN ''midden'' WHEN 3 THEN ''hoog'' '
		'END', true, '{birth,care,parents,kraamzorg}'),
	('inkomen', 'Inkomenskwintiel', 'Income quintile', '{}',
		'''kwintiel '' || kansrijk.income_quintile((SELECT max(p.income_percentile) FROM @source@.parent_year p WHERE '
		'(p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - '
		'1))::integer)', true, '{birth,care,parents,kraamzorg}'),
	('herkomst_moeder', 'Herkomst van de moeder (indeling tot 2022)', 'Origin of the mother (division until 2022)', '{}',
		'(SELECT max(p.origin) FROM @source@.parent_year p WHERE (p.person_kind, p.person_id, p.year) = (b.mother_kind, '
		'b.mother_id, b.year - 1))', true, '{birth,care,parents,kraamzorg}'),
	('herkomst_2022', 'Herkomst van de moeder (indeling sinds 2022)', 'Origin of the mother (division since 2022)', '{}',
		'(SELECT max(p.origin_2022) FROM @source@.parent_year p WHERE (p.person_kind, p.person_id, p.year) = (b.mother_kind, '
		'b.mother_id, b.year - 1))', true, '{birth,care,parents,kraamzorg}'),
	('kwetsbaar', 'Voorspelde kwetsbaarheid', 'Predicted vulnerability', '{}',
		'CASE (SELECT bool_or(p.predicted_vulnerable) FROM @source@.parent_year p WHERE (p.person_kind, p.person_id, p.year) '
		'= (b.mother_kind, b.mother_id, b.year - 1)) WHEN true THEN ''kwetsbaar'' WHEN false THEN ''niet kwetsbaar'' '
		'END', true, '{birth,care,kraamzorg}')
ON CONFLICT (id) DO UPDATE SET (name_nl, name_en, families, expression, builtin, optional_families) = ROW (EXCLUDED.name_nl, EXCLUDED.name_en, EXCLUDED.families, EXCLUDED.expression, EXCLUDED.builtin, EXCLUDED.optional_families)
	WHERE indicator_breakdown.builtin;

COMMENT ON TYPE indicator_view_relation IS
'A step of a publication: its place in the order of refresh, family, stage, schema, name and query, and what a scan '
'counts.';

COMMENT ON COLUMN indicator_view_relation.position IS 'Place in the order of refresh: a step reads earlier ones only.';

COMMENT ON COLUMN indicator_view_relation.stage IS
'area_path and cells: what is read of the source, into the tables area_path and cell of the private schema; protected '
'and audit: views there, for the owner; fact: a materialized view there; view: what readers use, in the target.';

COMMENT ON COLUMN indicator_view_relation.name IS 'Name of the view; of a scan: its own, there is no relation.';

COMMENT ON COLUMN indicator_view_relation.query IS 'Its query. That of a scan counts the years $1 (int4multirange).';

COMMENT ON COLUMN indicator_view_relation.definitions IS 'Of a scan: the definitions that it counts; else NULL.';

COMMENT ON COLUMN indicator_view_relation.dimensions IS
'Of a scan: the columns of areas that the source has; else NULL.';

COMMENT ON COLUMN indicator_view_relation.breakdowns IS 'Of a scan: its breakdowns; else NULL.';

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

COMMENT ON FUNCTION kansrijk_intern.sql_can_read(text) IS
'Internal: Whether the relations and columns of a query exist. It runs with the rights of the caller, and reads no '
'row.';

CREATE OR REPLACE FUNCTION kansrijk_intern.source_can_compute(source text, relation text, expressions text, name text)
RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN kansrijk_intern.sql_can_read(kansrijk_intern.bind_source(format('SELECT %s FROM %s', expressions, relation),
		source));
EXCEPTION
	WHEN insufficient_privilege THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('role "%s" cannot read source "%s": %s', current_user, source, SQLERRM),
			HINT = format('It needs USAGE on schema %I, and SELECT on the relations in it.', source);
	WHEN syntax_error_or_access_rule_violation OR data_exception THEN
		RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('%s cannot be computed from source "%s"', name, source),
			DETAIL = format('Reading %s: %s.', replace(relation, '@source@', quote_ident(source)), SQLERRM),
			HINT = format('A column of the source has another type than it should, or the expression is wrong: '
				'SELECT * FROM kansrijk.check_source(%L) tells what is wrong with the source.', source);
END $$;

COMMENT ON FUNCTION kansrijk_intern.source_can_compute(text, text, text, text) IS
'Internal: Whether a source has the relations and columns that these expressions over a FROM list (with @source@) '
'need. name: of what is computed, for the error when they are there, and of the wrong type. Reads no row. Errors: '
'42501 (no right to read the source), those of the expressions.';

CREATE OR REPLACE FUNCTION kansrijk_intern.source_definitions(source text, families text[] DEFAULT NULL) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	d record;
	held text[] := '{}'::text[];
BEGIN
	FOR d IN SELECT n.* FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE (families IS NULL OR i.family = ANY (families)) ORDER BY n.id COLLATE "C"
	LOOP
		IF kansrijk_intern.source_can_compute(source, d.relation,
			format('(%s)::integer, (%s)::boolean, (%s)::boolean, (%s)::bigint',
			d.year_expression, d.scope, d.event,
				coalesce(d.value_expression, '0')), format('definition "%s"', d.id)) THEN
			held := held || d.id;
		END IF;
	END LOOP;
	RETURN held;
END $$;

COMMENT ON FUNCTION kansrijk_intern.source_definitions(text, text[]) IS
'Internal: The definitions of the catalogue that a source schema holds the relations and columns for. families: NULL '
'is all.';

CREATE OR REPLACE FUNCTION kansrijk_intern.default_local_definitions(definitions text[]) RETURNS text[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(array_agg(d.id ORDER BY d.id COLLATE "C"), '{}') FROM indicator_definition d
			WHERE d.is_local AND d.id = ANY (definitions);
	END;

COMMENT ON FUNCTION kansrijk_intern.default_local_definitions(text[]) IS
'Internal: Of these definitions, those that create_indicator_views() publishes for every area unless told otherwise: '
'indicator_definition.is_local. No two of them are part of one another.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_area_path_query(source text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	area record;
	found_in text;
	paths text[] := '{}'::text[];
BEGIN
	FOR area IN SELECT * FROM (VALUES ('gemeente', 'municipality', '{province}'::text[]),
		('wijk', 'wijk', '{municipality,stadsdeel}')) l(kind, code, above) LOOP
		SELECT string_agg(kansrijk_intern.fill('SELECT {place} AS place, {code}::text AS code, {above}, year FROM {table}',
				'place', t.place::text, 'code', area.code, 'table', format('%I.%I', source, t.name),
				'above', (SELECT string_agg(format(CASE WHEN c = ANY (area.above) AND kansrijk_intern.sql_can_read(
						format('SELECT %I FROM %I.%I', c, source, t.name)) THEN '%I::text AS %1$I' ELSE 'NULL::text AS %I' END,
					c), ', ' ORDER BY i)
					FROM unnest('{province,municipality,stadsdeel}'::text[]) WITH ORDINALITY u(c, i))),
				' UNION ALL ' ORDER BY t.place)
			INTO found_in
			FROM (VALUES (1, 'birth'), (2, 'programme_unit')) t(place, name)
			WHERE kansrijk_intern.sql_can_read(format('SELECT %I, year FROM %I.%I', area.code, source, t.name));
		CONTINUE WHEN found_in IS NULL;
		paths := paths || kansrijk_intern.fill($query$(
			SELECT DISTINCT ON (code) {kind} AS kind, code, province, municipality, stadsdeel
			FROM (
				SELECT place, code, province, municipality, stadsdeel, max(year) AS year, count(*) AS n
				FROM ({found_in}) b WHERE code IS NOT NULL GROUP BY 1, 2, 3, 4, 5) a
			ORDER BY code, place, {above} IS NULL, year DESC, n DESC, province, municipality, stadsdeel)$query$,
			'kind', quote_literal(area.kind), 'found_in', found_in, 'above', area.above[1]);
	END LOOP;
	RETURN coalesce(nullif(array_to_string(paths, E'\nUNION ALL\n'), ''), 'SELECT NULL::text AS kind, NULL::text AS code,
		NULL::text AS province, NULL::text AS municipality, NULL::text AS stadsdeel WHERE false');
END $$;

COMMENT ON FUNCTION kansrijk_intern.publication_area_path_query(text) IS
'Internal: Text of the query that tells in which province each municipality lies, and in which municipality and '
'stadsdeel each wijk. For create_indicator_views().';

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
		EXECUTE format('SELECT count(*) >= 12 FROM (SELECT DISTINCT province FROM %I.birth WHERE province IS NOT NULL) p',
			source) INTO covers;
	END IF;
	RETURN covers;
END $$;

COMMENT ON FUNCTION kansrijk_intern.source_covers_country(text) IS
'Internal: Whether a source has births of all twelve provinces, or no births at all but of organisations only. Else '
'its total is that of a region, where a difference between two definitions is a few children.';

CREATE OR REPLACE FUNCTION kansrijk_intern.counts_organisations(unit_counted text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
	RETURN unit_counted IN ('municipality', 'jgz_organisation', 'midwifery_practice');

COMMENT ON FUNCTION kansrijk_intern.counts_organisations(text) IS
'Internal: Whether what a definition counts are no persons.';

CREATE OR REPLACE FUNCTION kansrijk_intern.definition_relations(definitions text[]) RETURNS text[]
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT array_append(array_agg(DISTINCT m[1]), 'source_delivery') FROM indicator_definition d,
			regexp_matches(concat_ws(' ', d.relation, d.scope, d.event, d.value_expression), '@source@\.(\w+)', 'g') m
		WHERE d.id = ANY (definitions);
	END;

COMMENT ON FUNCTION kansrijk_intern.definition_relations(text[]) IS
'Internal: The relations of a source that these definitions read, and the calendar, which says of which years.';

CREATE OR REPLACE FUNCTION kansrijk_intern.gate_findings(source text, relations text[], severities text[] DEFAULT '{error}')
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000 ROWS 20
	BEGIN ATOMIC
		SELECT c.rule, c.severity, c.rows, c.failing
		FROM kansrijk_intern.check_source_relations(source, relations, severities) c
		WHERE c.failing > 0 AND c.severity = ANY (severities) AND c.rule NOT LIKE '%.missing'
		ORDER BY array_position(ARRAY['error', 'warning', 'notice'], c.severity), c.rule COLLATE "C";
	END;

COMMENT ON FUNCTION kansrijk_intern.gate_findings(text, text[], text[]) IS
'Internal: Of the rules of check_source() about these relations those that fail, of these severities only, errors '
'first, without those about what a source does not have. Error 3F000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.findings_in_words(findings jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(concat_ws(' of ', format('%s: %s', f.value ->> 'rule', f.value ->> 'failing'), f.value ->> 'rows')
				|| ' rows', E'\n' ORDER BY f.ordinality)
			FROM jsonb_array_elements(findings) WITH ORDINALITY f;
	END;

COMMENT ON FUNCTION kansrijk_intern.findings_in_words(jsonb) IS
'Internal: Findings, an array of objects with rule, failing and rows, a line each. None: NULL.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_on_source_error(on_source_error text) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF on_source_error NOT IN ('stop', 'warn') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('on_source_error cannot be "%s"', on_source_error),
			HINT = '''stop'': a source with errors is not published; ''warn'': it is, and a warning tells.';
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_on_source_error(text) IS
'Internal: Nothing when this, or NULL, may be said of a source with errors, else error 22023.';

CREATE OR REPLACE FUNCTION kansrijk_intern.pass_gate(source text, findings jsonb, on_source_error text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	errors constant jsonb := jsonb_path_query_array(findings, '$[*] ? (@.severity == "error")');
	message constant text := format('source "%s" has errors: ', source)
		|| (SELECT string_agg(f.value ->> 'rule', ', ' ORDER BY f.ordinality)
			FROM jsonb_array_elements(errors) WITH ORDINALITY f);
BEGIN
	IF errors = '[]' THEN
		RETURN;
	ELSIF on_source_error = 'warn' THEN
		RAISE WARNING USING ERRCODE = 'KS001', MESSAGE = message, DETAIL = kansrijk_intern.findings_in_words(errors);
	ELSE
		RAISE EXCEPTION USING ERRCODE = 'KS001', MESSAGE = message, DETAIL = kansrijk_intern.findings_in_words(errors),
			HINT = format('Mend them: SELECT * FROM kansrijk.source_findings(%L) says what to do. Or, when figures of these rows '
				'may be published as they are, say on_source_error => ''warn''.', source);
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.pass_gate(text, jsonb, text) IS
'Internal: Nothing without errors among the findings of gate_findings(); else a warning when on_source_error is warn, '
'and error KS001 when it is not.';

CREATE OR REPLACE FUNCTION kansrijk_intern.findings_of(source text, relations text[], severities text[] DEFAULT '{error}')
	RETURNS jsonb
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000
	RETURN (SELECT coalesce(jsonb_agg(to_jsonb(g)), '[]') FROM kansrijk_intern.gate_findings(source, relations,
		severities) g);

COMMENT ON FUNCTION kansrijk_intern.findings_of(text, text[], text[]) IS
'Internal: The rows of gate_findings() as an array of objects.';

CREATE OR REPLACE FUNCTION kansrijk_intern.set_on_source_error(private text, on_source_error text) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE publication p SET on_source_error = set_on_source_error.on_source_error
		WHERE p.on_source_error <> set_on_source_error.on_source_error;
END $$;

COMMENT ON FUNCTION kansrijk_intern.set_on_source_error(text, text) IS
'Internal: Enters what errors in the source of a publication do.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.check_counted(private text, run timestamptz, one_scan text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	settings record;
	one text;
	began timestamptz;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.source, p.on_source_error INTO STRICT settings FROM publication p;
	IF settings.on_source_error = 'checked' THEN
		RETURN;
	END IF;
	FOR one IN SELECT r FROM scan s, unnest(kansrijk_intern.definition_relations(s.definitions)) r
		WHERE s.name = one_scan AND NOT EXISTS (SELECT FROM refresh_log l
			WHERE l.run = check_counted.run AND l.stage = 'source' AND l.relation = r) ORDER BY r COLLATE "C"
	LOOP
		began := clock_timestamp();
		PERFORM kansrijk_intern.pass_gate(settings.source,
			kansrijk_intern.findings_of(settings.source, ARRAY[one]), settings.on_source_error);
		PERFORM kansrijk_intern.log_step(private, run, one, 'source', began, 'refreshed');
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.check_counted(text, timestamptz, text) IS
'Internal: Checks the relations of the source that a scan read, but those that this run has checked, as the '
'publication says (on_source_error): a warning, or error KS001.';

CREATE OR REPLACE FUNCTION kansrijk_intern.unit_hash(relation text, unit_key text, source text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	source_name text := substring(relation FROM '@source@[.](\w+) [bc]\M');
	columns text[] := string_to_array((SELECT t.primary_key FROM @extschema@.source_table t WHERE t.name = source_name),
		', ');
BEGIN
	IF unit_key IS NULL THEN
		IF columns IS NULL THEN
			columns := ARRAY(SELECT c.name FROM @extschema@.source_column c
				WHERE c.source_table = source_name ORDER BY c.position);
		END IF;
		SELECT string_agg(format('b.%I', c), ', ' ORDER BY i) INTO unit_key FROM unnest(columns) WITH ORDINALITY u(c, i)
			WHERE kansrijk_intern.sql_can_read(replace(format('SELECT b.%I FROM %s', c, relation), '@source@',
				quote_ident(source)));
	END IF;
	RETURN coalesce(format('hash_record_extended(ROW(%s), 0)', unit_key), 'hashtextextended(b::text, 0)');
END $$;

COMMENT ON FUNCTION kansrijk_intern.unit_hash(text, text, text) IS
'Internal: SQL expression of the hash of a unit: of its key, else of the primary key of the source relation b, else of '
'all columns of it. The sum over a cell is its fingerprint: equal for the same units.';

CREATE OR REPLACE FUNCTION kansrijk_intern.scan_query(definitions text[], source text, dimensions text[], breakdowns text[],
	expressions text[])
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	areas constant text[] := '{province,municipality,stadsdeel,wijk,pc4}'::text[];
	first @extschema@.indicator_definition;
	of_area text[];
	in_order text;
	counted text[];
	summed text[];
	said text[];
	pairs smallint[];
	units text;
BEGIN
	SELECT coalesce(array_agg(id ORDER BY i) FILTER (WHERE d.value_expression IS NULL), '{}'),
			coalesce(array_agg(id ORDER BY i) FILTER (WHERE d.value_expression IS NOT NULL), '{}')
		INTO counted, summed
		FROM unnest(definitions) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id);
	SELECT * INTO STRICT first FROM @extschema@.indicator_definition d WHERE d.id = definitions[1];
	-- A province may follow from the municipality alone.
	of_area := ARRAY(SELECT CASE WHEN x = ANY (dimensions) AND (x <> 'province' OR kansrijk_intern.sql_can_read(
				replace(format('SELECT b.province FROM %s', first.relation), '@source@', quote_ident(source))))
			THEN format('b.%I::text', x) ELSE 'NULL::text' END
		FROM unnest(areas) WITH ORDINALITY u(x, i) ORDER BY i);

	IF first.unit_key IS NULL THEN
		-- Each scope and event once, however many definitions share it.
		SELECT array_agg(x ORDER BY first_place) INTO said FROM (
			SELECT x, min(2 * i + part) AS first_place FROM unnest(counted) WITH ORDINALITY u(id, i)
				JOIN @extschema@.indicator_definition d USING (id)
				CROSS JOIN LATERAL (VALUES (0, d.scope), (1, d.event)) e(part, x) GROUP BY x) e;
		SELECT array_agg(array_position(said, x)::smallint ORDER BY i, part) INTO pairs
			FROM unnest(counted) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)
				CROSS JOIN LATERAL (VALUES (0, d.scope), (1, d.event)) e(part, x);
		units := kansrijk_intern.fill($query$SELECT ({year})::integer AS year, {hash} AS unit, {labels},
		{said}
	FROM {relation}
	WHERE ({year})::integer <@ $1$query$,
			'labels', (SELECT string_agg(format('(%s)::text AS %I', v, l), ', ' ORDER BY i)
				FROM unnest(of_area || expressions, areas || breakdowns) WITH ORDINALITY u(v, l, i)),
			'said', (SELECT string_agg(c, E',\n\t\t') FROM (
				SELECT format('(%s)::boolean AS x%s', x, i) AS c FROM unnest(said) WITH ORDINALITY u(x, i)
				UNION ALL SELECT format('(%s)::boolean AS m%s, %s AS v%2$s', d.scope, i, kansrijk_intern.value_of(d))
					FROM unnest(summed) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)) e),
			'year', first.year_expression,
			'hash', kansrijk_intern.unit_hash(first.relation, first.unit_key, source),
			'relation', first.relation);
	ELSE
		-- A unit of several rows counts once, in one area: that of its first birth in the year.
		in_order := CASE WHEN kansrijk_intern.sql_can_read(replace(format('SELECT b.birth_date - CURRENT_DATE FROM %s',
			first.relation),
				'@source@', quote_ident(source))) THEN '(b.birth_date - DATE ''0001-01-01'')::text' ELSE 'NULL::text' END;
		said := ARRAY(SELECT x || i FROM generate_series(1, cardinality(counted)) i,
			unnest('{s,e}'::text[]) WITH ORDINALITY u(x, p) ORDER BY i, p);
		pairs := ARRAY(SELECT generate_series(1, 2 * cardinality(counted))::smallint);
		units := kansrijk_intern.fill($query$SELECT year, unit, {labels}, {said}
	FROM (SELECT ({year})::integer AS year, {hash} AS unit,
			min(ARRAY[{ordered}]::text[] COLLATE "C") AS labels,
			{events}
		FROM {relation}
		WHERE ({year})::integer <@ $1
		GROUP BY ({year})::integer, {key}) unit$query$,
			'labels', (SELECT string_agg(format('labels[%s] AS %I', i + 1, l), ', ' ORDER BY i)
				FROM unnest(areas || breakdowns) WITH ORDINALITY u(l, i)),
			'said', (SELECT string_agg(c, ', ') FROM (
				SELECT format('%s AS x%s', x, i) AS c FROM unnest(said) WITH ORDINALITY u(x, i)
				UNION ALL SELECT format('m%s, v%1$s', i) FROM generate_subscripts(summed, 1) i) e),
			'ordered', array_to_string(in_order || of_area || expressions, ', '),
			'events', (SELECT string_agg(c, E',\n\t\t\t') FROM (SELECT kansrijk_intern.fill($event$bool_or({scope}) AS s{i},
			CASE WHEN bool_{rule}({event}) FILTER (WHERE {scope}) = {decides} THEN {decides}
				WHEN bool_or(({event}) IS NULL) FILTER (WHERE {scope}) THEN NULL ELSE NOT {decides} END AS e{i}$event$,
						'scope', d.scope, 'event', d.event, 'i', i::text, 'rule', CASE d.unit_rule WHEN 'any' THEN 'or' ELSE 'and' END,
						'decides', (d.unit_rule = 'any')::text) AS c
				FROM unnest(counted) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)
				-- Rows of one unit tell the same, or it is not known.
				UNION ALL SELECT kansrijk_intern.fill($event$bool_or({scope}) AS m{i},
			CASE WHEN min({value}) FILTER (WHERE {scope}) = max({value}) FILTER (WHERE {scope})
				AND bool_and({value} IS NOT NULL) FILTER (WHERE {scope})
					THEN max({value}) FILTER (WHERE {scope}) END AS v{i}$event$,
						'scope', d.scope, 'value', kansrijk_intern.value_of(d), 'i', i::text)
				FROM unnest(summed) WITH ORDINALITY u(id, i) JOIN @extschema@.indicator_definition d USING (id)) e),
			'year', first.year_expression,
			'hash', kansrijk_intern.unit_hash(first.relation, first.unit_key, source),
			'relation', first.relation,
			'key', first.unit_key);
	END IF;

	RETURN kansrijk_intern.bind_source(kansrijk_intern.fill($query$WITH classified AS (
	{units})
SELECT year, province, municipality, stadsdeel, wijk, pc4, {breakdown} AS breakdown, {category} AS category,
	sum(unit) AS units, {rates} AS rates
FROM classified
GROUP BY GROUPING SETS ((year, province, municipality, stadsdeel, wijk, pc4){sets})$query$,
		'units', units,
		'rates', concat_ws(' || ', CASE WHEN counted <> '{}' THEN format('kansrijk_intern.rates(%L::smallint[], %s)', pairs,
				(SELECT string_agg('x' || i, ', ' ORDER BY i) FROM generate_subscripts(said, 1) i)) END,
			(SELECT 'ARRAY[' || string_agg(kansrijk_intern.sum_rate('m' || i, 'v' || i), ', ' ORDER BY i) || ']'
				FROM generate_subscripts(summed, 1) i)),
		'breakdown', CASE breakdowns WHEN '{}' THEN 'NULL::text' ELSE 'CASE ' ||
			(SELECT string_agg(format('WHEN GROUPING(%I) = 0 THEN %L', b, b), ' ' ORDER BY i)
				FROM unnest(breakdowns) WITH ORDINALITY u(b, i)) || ' END' END,
		'category', CASE breakdowns WHEN '{}' THEN 'NULL::text' ELSE 'CASE ' ||
			(SELECT string_agg(format('WHEN GROUPING(%I) = 0 THEN %I', b, b), ' ' ORDER BY i)
				FROM unnest(breakdowns) WITH ORDINALITY u(b, i)) || ' END' END,
		'sets', coalesce((SELECT string_agg(format(', (year, province, municipality, %I)', b), '' ORDER BY i)
			FROM unnest(breakdowns) WITH ORDINALITY u(b, i)), '')), source);
END $$;

COMMENT ON FUNCTION kansrijk_intern.scan_query(text[], text, text[], text[], text[]) IS
'Internal: Text of the query that counts definitions of the same relation and unit in one scan of the years $1 '
'(int4multirange): annual rates, a place in the array for each definition, of the smallest areas, and of '
'municipalities by every breakdown. dimensions: columns of the areas; breakdowns and expressions: names and SQL.';

CREATE OR REPLACE FUNCTION kansrijk_intern.run_scan(query text, years int4multirange)
	RETURNS TABLE (year integer, province text, municipality text, stadsdeel text, wijk text, pc4 text,
		breakdown text, category text, units numeric, rates rate[])
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	-- The planner takes the cells of small areas for as many as there are births, and
	-- would sort the births instead of hashing them.
	SET enable_sort = off
	SET hash_mem_multiplier = 100
	SET jit = off
	AS $$
BEGIN
	RETURN QUERY EXECUTE query USING years;
END $$;

COMMENT ON FUNCTION kansrijk_intern.run_scan(text, int4multirange) IS
'Internal: The rows of a query of scan_query(), of these years.';

CREATE OR REPLACE FUNCTION kansrijk_intern.open_years(private text, one_scan text) RETURNS int4multirange
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN '{(,)}'::int4multirange - coalesce((
		SELECT range_agg(int4range(y.year, y.year + 1)) FROM (
			SELECT f.year FROM final_year f JOIN definition d ON d.id = f.definition
			WHERE d.scan = one_scan AND f.reopened IS NULL
			GROUP BY f.year HAVING count(*) = (SELECT count(*) FROM definition d WHERE d.scan = one_scan)) y), '{}');
END $$;

COMMENT ON FUNCTION kansrijk_intern.open_years(text, text) IS
'Internal: The years that a scan of a publication looks at: all but those that were released for each of its '
'definitions.';

CREATE OR REPLACE FUNCTION kansrijk_intern.scan_cells(private text, one_scan text, years int4multirange)
	RETURNS TABLE (definition smallint, year integer, place integer, breakdown text, category text, units numeric, r rate)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	-- Places are joined by arrays of text, which sort slowly and hash well.
	SET enable_mergejoin = off
	AS $$
#variable_conflict use_column
DECLARE
	s record;
	own text[];
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT * INTO STRICT s FROM scan WHERE name = one_scan;
	own := ARRAY(SELECT d.own_breakdown FROM definition d WHERE d.scan = one_scan AND d.own_breakdown IS NOT NULL);
	RETURN QUERY
	WITH counted AS (
		-- A municipality lies in the province of its last year, a wijk in one municipality:
		-- levels nest, whatever one row of the source says.
		SELECT c.year, coalesce(g.province, c.province) AS province, c.municipality, c.stadsdeel, w.code AS wijk, c.pc4,
			c.breakdown, c.category, c.units, c.rates
		FROM kansrijk_intern.run_scan(s.query, years) c
			LEFT JOIN area_path g ON g.kind = 'gemeente' AND g.code = c.municipality
			LEFT JOIN area_path w ON w.kind = 'wijk' AND w.code = c.wijk AND w.municipality = c.municipality
				AND (w.stadsdeel IS NOT DISTINCT FROM c.stadsdeel OR NOT '{stadsdeel}' <@ s.dimensions)
		WHERE c.year IS NOT NULL
	), located AS MATERIALIZED (
		SELECT c.year, province, municipality, stadsdeel, wijk, pc4, breakdown, category, sum(units) AS units,
			kansrijk_intern.rates(rates) AS rates
		FROM counted c GROUP BY c.year, province, municipality, stadsdeel, wijk, pc4, breakdown, category
	), new_place AS (
		-- The place of which nothing is known stands for the country as a whole too.
		INSERT INTO place (family, province, municipality, stadsdeel, wijk, pc4)
		SELECT s.family, n.* FROM (
			SELECT province, municipality, stadsdeel, wijk, pc4 FROM located UNION SELECT NULL, NULL, NULL, NULL, NULL
			EXCEPT SELECT p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4 FROM place p WHERE p.family = s.family) n
		RETURNING *
	), known_place AS (
		SELECT p.id, ARRAY[p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4] AS labels
		FROM (SELECT * FROM place WHERE family = s.family UNION ALL SELECT * FROM new_place) p
	)
	SELECT d.number, c.year, c.place, c.breakdown, c.category, NULL::numeric, c.rates[d.place]
	FROM (SELECT c.year, p.id AS place, c.breakdown, c.category, c.rates
			FROM located c JOIN known_place p ON p.labels = ARRAY[c.province, c.municipality, c.stadsdeel, c.wijk, c.pc4]
			OFFSET 0) c
		JOIN definition d ON d.scan = one_scan AND d.is_local
	WHERE c.rates[d.place] IS NOT NULL AND (c.breakdown IS NULL OR c.breakdown = d.own_breakdown
		OR c.breakdown <> ALL (own))
	UNION ALL
	-- Of the country only; by no other breakdown than their own.
	SELECT d.number, c.year, p.id, c.breakdown, c.category, NULL, c.rates[d.place]
	FROM (SELECT c.year, c.breakdown, c.category, kansrijk_intern.rates(c.rates) AS rates FROM located c
			WHERE c.breakdown IS NULL OR c.breakdown = ANY (own) GROUP BY c.year, c.breakdown, c.category) c
		JOIN definition d ON d.scan = one_scan AND NOT d.is_local AND (c.breakdown IS NULL OR c.breakdown = d.own_breakdown)
		JOIN known_place p ON p.labels = array_fill(NULL::text, ARRAY[5])
	WHERE c.rates[d.place] IS NOT NULL
	UNION ALL
	SELECT NULL, c.year, NULL, NULL, NULL, sum(c.units), NULL FROM located c WHERE c.breakdown IS NULL GROUP BY c.year;
END $$;

COMMENT ON FUNCTION kansrijk_intern.scan_cells(text, text, int4multirange) IS
'Internal: What a scan of a publication finds in these years: the cells of each definition, and, with definition '
'NULL, the fingerprint of the units of each year. Definitions that are not local: the country only. New places get a '
'number.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.count_cells(private text, one_scan text, INOUT years_changed bigint DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	years int4multirange;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE definition d SET whole_years = y.whole, provisional_years = y.provisional
		FROM publication p CROSS JOIN LATERAL @extschema@.definition_years(p.source,
			ARRAY(SELECT o.id FROM definition o WHERE o.scan = one_scan)) y
		WHERE y.definition = d.id AND (d.whole_years, d.provisional_years) <> (y.whole, y.provisional);
	years := kansrijk_intern.open_years(private, one_scan);
	WITH found AS MATERIALIZED (
		SELECT * FROM kansrijk_intern.scan_cells(private, one_scan, years)
	), final AS (
		SELECT d.number AS definition, f.year FROM final_year f JOIN definition d ON d.id = f.definition
		WHERE f.reopened IS NULL
	), fresh AS MATERIALIZED (
		-- A year of which the source has not all that a definition needs, is no figure of it.
		SELECT f.definition, f.year, f.place, f.breakdown, f.category, f.r
		FROM found f JOIN definition d ON d.number = f.definition
		WHERE f.year <@ d.whole_years
			AND NOT EXISTS (SELECT FROM final x WHERE x.definition = f.definition AND x.year = f.year)
	), print AS (
		SELECT h.definition, h.year, h.content, u.units
		FROM (SELECT f.definition, f.year,
				sum(hash_record_extended(ROW(f.place, f.breakdown, f.category, f.r), 0)::numeric) AS content
				FROM fresh f GROUP BY f.definition, f.year) h
			JOIN (SELECT f.year, f.units FROM found f WHERE f.definition IS NULL) u ON u.year = h.year
	), before AS (
		SELECT y.* FROM cell_year y JOIN definition d ON d.number = y.definition WHERE d.scan = one_scan
	), changed AS MATERIALIZED (
		SELECT definition, year, n.units, n.content, n.content IS DISTINCT FROM b.content AS is_other
		FROM print n FULL JOIN before b USING (definition, year)
		WHERE (n.units, n.content) IS DISTINCT FROM (b.units, b.content)
	), gone AS (
		DELETE FROM cell c USING changed x WHERE c.definition = x.definition AND c.year = x.year AND x.is_other
	), forgotten AS (
		DELETE FROM cell_year y USING changed x WHERE y.definition = x.definition AND y.year = x.year AND x.content IS NULL
	), filled AS (
		INSERT INTO cell SELECT f.* FROM fresh f JOIN changed x ON x.definition = f.definition AND x.year = f.year
			AND x.is_other
	)
	INSERT INTO cell_year AS y (definition, year, units, content)
	SELECT x.definition, x.year, x.units, x.content FROM changed x WHERE x.content IS NOT NULL
	ON CONFLICT (definition, year) DO UPDATE SET units = excluded.units, content = excluded.content;
	GET DIAGNOSTICS years_changed = ROW_COUNT;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.count_cells(text, text, bigint) IS
'Internal: Counts the open years of a scan of a publication anew. Years in which nothing changed are not written. '
'years_changed: how many years of its definitions have other units than before; what it was is not looked at.';

CREATE OR REPLACE FUNCTION kansrijk_intern.area_cells(private text, one_definition smallint, annual text[])
	RETURNS TABLE (area_type text, block integer, year integer, province text, municipality text, stadsdeel text,
		wijk text, pc4 text, breakdown text, category text, r rate)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 50000
	SET search_path = pg_catalog, pg_temp
	-- Labels are texts, which sort slowly and hash well.
	SET enable_sort = off
	AS $$
#variable_conflict use_column
DECLARE
	w record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.window_years AS years, y.first_year, y.last_year, y.block_year INTO w
		FROM publication p, definition d JOIN scan_years y ON y.scan = d.scan WHERE d.number = one_definition;
	IF w.years IS NULL THEN
		RETURN;		-- no year is whole
	END IF;
	RETURN QUERY
	WITH located AS NOT MATERIALIZED (
		SELECT c.year, c.breakdown, c.category, c.r, p.province, p.municipality, p.stadsdeel,
			-- Years before the first whole block have no small areas: all of them are
			-- one unknown area there, so that the sums still fit.
			CASE WHEN b.is_whole THEN p.wijk END AS wijk, CASE WHEN b.is_whole THEN p.pc4 END AS pc4, b.block,
			CASE WHEN 'stadsdeel' = ANY (annual) THEN c.year END AS stadsdeel_year,
			CASE WHEN 'wijk' = ANY (annual) THEN c.year END AS wijk_year,
			CASE WHEN 'pc4' = ANY (annual) THEN c.year END AS pc4_year
		FROM known_cell c
			JOIN place p ON p.id = c.place
			CROSS JOIN LATERAL (SELECT o.block, w.block_year - w.years * (o.block + 1) + 1 >= w.first_year
					AND w.block_year - w.years * o.block <= w.last_year AS is_whole
				FROM (SELECT (w.block_year - c.year + 1000 * w.years) / w.years - 1000 AS block) o) b
		WHERE c.definition = one_definition
	)
	SELECT CASE GROUPING(province, municipality, stadsdeel, wijk, pc4)
			WHEN 31 THEN 'land' WHEN 15 THEN 'provincie' WHEN 7 THEN 'gemeente' WHEN 3 THEN 'stadsdeel'
			WHEN 1 THEN 'wijk' WHEN 30 THEN 'pc4' ELSE 'overlap' END,
		block,
		CASE GROUPING(year, stadsdeel_year, wijk_year, pc4_year)
			WHEN 7 THEN year WHEN 11 THEN stadsdeel_year WHEN 13 THEN wijk_year WHEN 14 THEN pc4_year END,
		province, municipality, stadsdeel, wijk, pc4, NULL::text, NULL::text, @extschema@.rate(r)
	FROM located
	WHERE breakdown IS NULL
	GROUP BY GROUPING SETS (
		(block, year),
		(block, year, province),
		(block, year, province, municipality),
		(block, stadsdeel_year, province, municipality, stadsdeel),
		(block, wijk_year, province, municipality, stadsdeel, wijk),
		(block, pc4_year, pc4),
		-- Where two geographies cross, readers know the map: what lies in both
		-- is protected as well, though nobody shows it.
		(block, province, municipality, stadsdeel, wijk, pc4))
	UNION ALL
	SELECT CASE GROUPING(province, municipality) WHEN 3 THEN 'land' WHEN 1 THEN 'provincie' ELSE 'gemeente' END,
		block, year, province, municipality, NULL, NULL, NULL, breakdown, category, @extschema@.rate(r)
	FROM located
	WHERE breakdown IS NOT NULL
	GROUP BY GROUPING SETS (
		(breakdown, category, block, year),
		(breakdown, category, block, year, province),
		(breakdown, category, block, province, municipality));
END $$;

COMMENT ON FUNCTION kansrijk_intern.area_cells(text, smallint, text[]) IS
'Internal: The known cells of a definition of a publication, added up: the levels of areas by block and year, and '
'breakdowns of the country, provinces and municipalities. annual: area types whose years are kept apart.';

CREATE OR REPLACE FUNCTION kansrijk_intern.candidates(private text, one_definition smallint)
	RETURNS TABLE (area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text,
		period int4range, breakdown text, category text, shown boolean, preference integer, r rate,
		mask integer, block integer, window_period int4range, labels text[], waived boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	w record;
	none text[];
	-- The bits of GROUPING(block, window_period, labels); labels are areas, then breakdowns.
	of_block integer;
	of_year integer;
	of_breakdowns integer;
	absent integer;
	unknowns text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.window_years AS years, p.area_types, p.annual_area_types, p.breakdown_area_types, s.dimensions,
			y.first_year, y.last_year, y.block_year, d.is_local, d.own_breakdown, i.family
		INTO w
		FROM publication p, definition d JOIN scan s ON s.name = d.scan JOIN scan_years y ON y.scan = d.scan
			JOIN @extschema@.indicator_definition n ON n.id = d.id JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE d.number = one_definition;
	IF w.years IS NULL THEN
		RETURN;		-- no year is whole
	END IF;
	unknowns := (SELECT kansrijk_intern.policy_field(d.policy::text, 'unknown') FROM definition d
		WHERE d.number = one_definition);
	SELECT array_fill(NULL::text, ARRAY[count(*)::integer]), (1 << count(*)::integer) - 1 INTO none, of_breakdowns
		FROM breakdown b WHERE b.family = w.family;
	of_year := 1 << (5 + cardinality(none));
	of_block := 2 * of_year;
	absent := (SELECT coalesce(sum(1 << (5 - i::integer + cardinality(none))), 0)
		FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i)
			WHERE x <> ALL (w.dimensions));

	RETURN QUERY
	WITH level AS (
		SELECT l.kind, (l.bits << cardinality(none)) | absent AS bits, l.importance
		FROM (VALUES
			('land', 31, 2000, true),
			('provincie', 15, 200, 'province' = ANY (w.dimensions)),
			('gemeente', 7, 20, 'municipality' = ANY (w.dimensions)),
			('stadsdeel', 3, 1, '{stadsdeel}' <@ w.dimensions AND '{stadsdeel}' <@ w.area_types),
			('wijk', 1, 1, '{wijk}' <@ w.dimensions AND '{wijk}' <@ w.area_types),
			('pc4', 30, 1, '{pc4}' <@ w.dimensions AND '{pc4}' <@ w.area_types),
			('overlap', 0, 1, '{pc4}' <@ w.dimensions AND '{pc4}' <@ w.area_types AND cardinality(w.dimensions) > 1)
		) l(kind, bits, importance, is_there)
		WHERE l.is_there AND (w.is_local OR l.kind = 'land')
	), added AS MATERIALIZED (
		SELECT a.*, l.bits, l.importance, b.place AS breakdown_place
		FROM kansrijk_intern.area_cells(private, one_definition, w.annual_area_types) a
			JOIN level l ON l.kind = a.area_type
			LEFT JOIN breakdown b ON b.family = w.family AND b.id = a.breakdown
		WHERE a.breakdown IS NULL
			OR a.area_type = ANY (w.breakdown_area_types) AND (w.is_local OR a.breakdown = w.own_breakdown)
	), placed AS (
		-- Where a municipality has no stadsdelen, there is nothing to add.
		SELECT a.*, g.place, CASE WHEN a.year IS NULL THEN 0 WHEN g.place = 0 THEN 1 ELSE w.years END AS years,
			a.year + greatest(g.place - 1, 0) AS until
		FROM added a
			CROSS JOIN LATERAL generate_series(0, CASE WHEN a.year IS NULL OR w.years = 1 THEN 0 ELSE w.years END) AS g(place)
		WHERE a.area_type <> 'stadsdeel' OR NOT '{municipality}' <@ w.dimensions
			OR a.municipality IN (SELECT o.municipality FROM added o WHERE o.area_type = 'stadsdeel' AND o.stadsdeel IS NOT NULL)
	), windowed AS MATERIALIZED (
		SELECT area_type, province, municipality, stadsdeel, wijk, pc4, breakdown, category, breakdown_place, years,
			importance,
			bits | CASE WHEN place > 0 THEN of_block ELSE 0 END | CASE WHEN years = 0 THEN of_year ELSE 0 END AS bits,
			CASE WHEN place = 0 THEN block END AS block,
			CASE WHEN years > 0 THEN int4range(until - years + 1, until + 1) END AS window_period, @extschema@.rate(r) AS r
		FROM placed
		WHERE place = 0 OR until BETWEEN w.first_year + w.years - 1 AND w.last_year
		GROUP BY area_type, bits, importance, place > 0, CASE WHEN place = 0 THEN block END, province, municipality,
			stadsdeel, wijk, pc4, breakdown, category, breakdown_place, years, until
	), dated AS (
		SELECT p.*, coalesce(window_period,
			int4range(w.block_year - w.years * (p.block + 1) + 1, w.block_year - w.years * p.block + 1)) AS period
		FROM windowed p
	), told AS (
		-- What is unknown in the source. In a block that is not whole the small areas are not, they are left out.
		SELECT d.*, unknowns <> 'protect' AND (d.breakdown IS NOT NULL AND d.category IS NULL
			OR CASE d.area_type WHEN 'land' THEN false WHEN 'provincie' THEN d.province IS NULL
				WHEN 'gemeente' THEN d.municipality IS NULL WHEN 'stadsdeel' THEN d.stadsdeel IS NULL
				ELSE '{municipality}' <@ w.dimensions AND d.municipality IS NULL AND d.area_type <> 'pc4'
					OR lower(d.period) >= w.first_year AND upper(d.period) <= w.last_year + 1
						AND (d.area_type <> 'wijk' AND d.pc4 IS NULL
							OR d.area_type <> 'pc4' AND '{wijk}' <@ w.dimensions AND d.wijk IS NULL) END) AS is_unknown
		FROM dated d
	), whole AS (
		-- A year that nobody delivered, or of which nothing is known, makes a window no figure of so many years.
		SELECT range_agg(period) AS years FROM dated
		WHERE area_type = 'land' AND years = 1 AND breakdown IS NULL
			AND (@extschema@.denominator(r) > 0 OR @extschema@.unknown(r) = 0)
	), municipal AS (
		-- Nor is one in which a municipality began or ended.
		SELECT municipality, range_agg(period) AS years FROM dated
		WHERE area_type = 'gemeente' AND years = 1 AND breakdown IS NULL AND municipality IS NOT NULL GROUP BY municipality
	)
	SELECT d.area_type, d.province, d.municipality, d.stadsdeel, d.wijk, d.pc4, d.period,
		coalesce(d.breakdown, 'totaal'), CASE WHEN d.breakdown IS NULL THEN 'totaal'
			ELSE coalesce(d.category, 'onbekend') END,
		d.area_type = ANY (w.area_types) AND lower(d.period) >= w.first_year AND upper(d.period) <= w.last_year + 1
			AND (w.years = 1 OR d.years = 1 OR coalesce(d.period <@ (SELECT years FROM whole), false)
				AND (d.municipality IS NULL OR coalesce(d.period <@ m.years, false)))
			AND NOT (d.is_unknown AND unknowns = 'merge'),
		-- What is missed most is published first; the steps are wide, because one
		-- large cell would else be cheaper to hide than several small ones. What is unknown may be known to readers:
		-- nothing is to be hidden behind it, unless all else is in sight.
		CASE WHEN d.is_unknown THEN 100000 ELSE d.importance * CASE WHEN d.breakdown IS NULL THEN 5 ELSE 1 END END,
		d.r,
		d.bits | CASE WHEN d.breakdown IS NULL THEN of_breakdowns
			ELSE of_breakdowns & ~(1 << (cardinality(none) - d.breakdown_place)) END,
		d.block, d.window_period,
		ARRAY[d.province, d.municipality, d.stadsdeel, d.wijk, d.pc4] || CASE WHEN d.breakdown IS NULL THEN none
			ELSE none[:d.breakdown_place - 1] || d.category || none[d.breakdown_place + 1:] END,
		d.is_unknown
	FROM told d LEFT JOIN municipal m ON m.municipality = d.municipality AND w.is_local;
END $$;

COMMENT ON FUNCTION kansrijk_intern.candidates(text, smallint) IS
'Internal: The table system of a definition of a publication: every area, period and breakdown, with its counts, '
'whether it is a figure of the publication, and how much it is missed when hidden. mask: GROUPING(block, '
'window_period, labels). waived: it is of what is unknown, which the policy does not protect.';

CREATE OR REPLACE FUNCTION kansrijk_intern.decision_basis(private text, one_definition smallint) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (
		SELECT md5(concat_ws('|', @extschema@.library_version(), d.policy, d.is_local, p.window_years, p.area_types,
			p.annual_area_types, p.breakdown_area_types, s.dimensions, y.first_year, y.last_year, y.block_year,
			(SELECT string_agg(b.id, ',' ORDER BY b.place) FROM breakdown b WHERE b.family = s.family),
			(SELECT string_agg(concat_ws(':', f.year, f.release, f.reopened), ',' ORDER BY f.year)
				FROM final_year f WHERE f.definition = d.id),
			(SELECT string_agg(concat_ws(':', c.year, c.content), ',' ORDER BY c.year) FROM cell_year c
				WHERE c.definition = d.number AND NOT EXISTS (SELECT FROM final_year f
					WHERE f.definition = d.id AND f.year = c.year AND f.reopened IS NULL)),
			(SELECT string_agg(r.id::text, ',' ORDER BY r.id) FROM release r)))
		FROM publication p, definition d JOIN scan s ON s.name = d.scan LEFT JOIN scan_years y ON y.scan = d.scan
		WHERE d.number = one_definition);
END $$;

COMMENT ON FUNCTION kansrijk_intern.decision_basis(text, smallint) IS
'Internal: A fingerprint of all that the statuses of a definition follow from: cells, releases, policy, plan and '
'version.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.decide(private text, one_definition smallint, INOUT newly_hidden bigint,
	INOUT newly_published bigint)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	rules @extschema@.sdc_policy;
	id text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT d.policy, d.id INTO STRICT rules, id FROM definition d WHERE d.number = one_definition;
	WITH released AS (
		SELECT c.key, array_agg(c.r ORDER BY c.release DESC) FILTER (WHERE c.status = 'publish') AS published,
			array_agg(counts) FILTER (WHERE c.status = 'publish') AS published_counts,
			array_agg(counts) FILTER (WHERE c.status NOT IN ('publish', 'empty')) AS hidden_counts
		FROM release_cell c
			CROSS JOIN LATERAL @extschema@.make_rate(@extschema@.numerator(c.r), @extschema@.denominator(c.r), 0) AS counts
		WHERE c.definition = id GROUP BY c.key
	), compared AS (
		SELECT c.*, coalesce(counts OPERATOR(@extschema@.=) ANY (e.published_counts), false) AS was_published,
			coalesce(counts OPERATOR(@extschema@.=) ANY (e.hidden_counts), false) AS was_hidden, e.published
		FROM kansrijk_intern.candidates(private, one_definition) c
			CROSS JOIN LATERAL @extschema@.make_rate(@extschema@.numerator(c.r), @extschema@.denominator(c.r), 0) AS counts
			LEFT JOIN released e ON e.key = kansrijk_intern.release_key(c.area_type, c.province, c.municipality, c.stadsdeel,
				c.wijk, c.pc4, c.period, c.breakdown, c.category)
	), remembered AS (
		SELECT c.*, CASE WHEN NOT was_published THEN kansrijk_intern.released_rate(r, rules, published) END AS final
		FROM compared c
	), judged AS (
		SELECT m.*, CASE WHEN final IS NOT NULL THEN 'primary_count' WHEN was_published THEN 'publish'
			WHEN was_hidden THEN 'secondary' END::@extschema@.cell_status AS previous
		FROM remembered m
	), outcome AS MATERIALIZED (
		SELECT j.*, kansrijk_intern.status_of(r, rules, previous,
			CASE WHEN previous = 'secondary' THEN -2 WHEN shown OR waived THEN preference ELSE -1 END,
			mask, block, window_period, labels, waived) OVER () AS status
		FROM judged j
	), gone AS (
		DELETE FROM protected p WHERE p.definition = one_definition RETURNING p.*
	), filled AS (
		INSERT INTO protected SELECT one_definition, area_type, province, municipality, stadsdeel, wijk, pc4, period,
			breakdown, category, shown, coalesce(final, r), r, CASE WHEN final IS NULL THEN status ELSE 'publish' END,
			previous, mask, block, window_period, labels, waived
		FROM outcome
	)
	SELECT count(*) FILTER (WHERE g.status = 'publish' AND o.status <> 'publish' AND o.final IS NULL),
			count(*) FILTER (WHERE g.status <> 'publish' AND (o.status = 'publish' OR o.final IS NOT NULL))
		INTO newly_hidden, newly_published
		FROM gone g JOIN outcome o ON (g.period, g.area_type, g.labels, g.breakdown) = (o.period, o.area_type, o.labels,
			o.breakdown)
		WHERE g.shown AND o.shown;
	INSERT INTO decided VALUES (one_definition, kansrijk_intern.decision_basis(private, one_definition))
		ON CONFLICT (definition) DO UPDATE SET basis = excluded.basis;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.decide(text, smallint, bigint, bigint) IS
'Internal: Decides about every figure of a definition of a publication: one table system, over all areas, periods and '
'breakdowns together and what was released before. Tells how many figures are newly hidden and newly published.';

CREATE OR REPLACE FUNCTION kansrijk_intern.indicator_view_columns() RETURNS TABLE (place integer, name text, comment_nl text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 32
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
			(28, 'trend',
				'Over de vijf jaarcijfers tot en met het laatste jaar: dalend, gelijk of stijgend (p < 0,05); '
				'leeg als daarvan een is verborgen.'),
			(29, 'cbs_code', 'Code van het gebied bij CBS: NL01, PV27, GM0363, WK036301; leeg: CBS heeft er geen.'),
			(30, 'change_percent', 'Verandering van de waarde in procenten sinds change_since; leeg als een van beide is verborgen.'),
			(31, 'change_since', 'Eerste periode van de reeks die even lang is, waarmee change_percent vergelijkt.'),
			(32, 'notes', 'Wat bij het cijfer gezegd moet worden: voorlopig, dekking, niet vergelijkbaar, bronvermelding.')
		) c(place, name, comment_nl);
	END;

COMMENT ON FUNCTION kansrijk_intern.indicator_view_columns() IS
'Internal: Columns of the fact relations and the views on them, with the Dutch comment that each gets.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.comment_columns(private text, relations text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
BEGIN
	FOR x IN
		SELECT c.oid::regclass AS relation, a.attname AS name, n.comment_nl
		FROM unnest(relations) r JOIN pg_class c ON c.oid = to_regclass(format('%I.%I', private, r))
			JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			JOIN (
				SELECT v.name, v.comment_nl FROM kansrijk_intern.indicator_view_columns() v
				UNION ALL VALUES
					('release', 'Naam van de vrijgave.'), ('family', 'Familie van indicatoren.'), ('stadsdeel', 'Stadsdeel.'),
					('wijk', 'Wijkcode.'), ('pc4', 'Postcode.'), ('period', 'Kalenderjaren.'),
						('shown', 'Of het een cijfer van de publicatie is.'),
					('r', 'Tellingen.'), ('rounded', 'Tellingen, afgerond volgens het beleid.'),
						('series', 'Reeks waar het cijfer in staat.'),
					('country_series', 'Reeks van het land.'), ('years', 'Aantal jaren.'), ('until', 'Laatste jaar, plus een.'), ('test', 'Toets op trend.'),
					('exposed', 'Of het uit getoonde cijfers volgt.'),
						('numerator_range', 'Grenzen die een lezer aan de teller kan stellen.'),
					('complement_range', 'Grenzen die een lezer aan de rest kan stellen.')
			) n(name, comment_nl) ON n.name = a.attname
	LOOP
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', x.relation, x.name, x.comment_nl);
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.comment_columns(text, text[]) IS
'Internal: Comments, in Dutch, on the columns of private relations of a publication.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_publication_views(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);

	CREATE OR REPLACE VIEW evidence AS
	SELECT i.family, d.id AS definition, p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4, p.period,
		p.breakdown, p.category, p.r, p.status, kansrijk_intern.rounded_rate(p.r, d.policy) AS rounded
	FROM protected p
		JOIN definition d ON d.number = p.definition
		JOIN @extschema@.indicator_definition n ON n.id = d.id
		JOIN @extschema@.indicator i ON i.id = n.indicator
	WHERE p.shown;
	COMMENT ON VIEW evidence IS 'Onbeveiligde cijfers met hun status. Niet voor lezers.';

	-- One text to join by: so many columns look far rarer to the planner than they are.
	CREATE OR REPLACE VIEW masked AS
	SELECT e.family, e.definition, e.area_type, e.province, e.municipality, e.stadsdeel, e.period, e.breakdown, e.category,
		e.status, CASE WHEN e.status = 'publish' THEN e.rounded END AS r, a.area,
		concat_ws('|', e.definition, e.breakdown, e.category, e.area_type, a.area) AS series,
		concat_ws('|', e.definition, e.breakdown, e.category, 'land', 'NL') AS country_series
	FROM evidence e
		CROSS JOIN LATERAL kansrijk_intern.publication_area(e.area_type, e.province, e.municipality, e.stadsdeel, e.wijk,
			e.pc4) AS a(area);
	COMMENT ON VIEW masked IS 'Beveiligde cijfers: van een verborgen cijfer geen telling.';

	CREATE OR REPLACE VIEW trend AS
	SELECT m.family, m.series, upper(m.period) AS until,
		CASE WHEN count(m.r) OVER last_five = 5 THEN
			CASE coalesce(d.model, CASE i.per WHEN 100 THEN 'binomial' END)
				WHEN 'binomial' THEN @extschema@.proportion_trend(m.r, lower(m.period)::double precision) OVER last_five
				ELSE @extschema@.rate_trend(m.r, lower(m.period)::double precision) OVER last_five END END AS test
	FROM masked m
		JOIN @extschema@.indicator_definition d ON d.id = m.definition
		JOIN @extschema@.indicator i ON i.id = d.indicator
	WHERE upper(m.period) - lower(m.period) = 1
		AND d.value_expression IS NULL AND CASE WHEN d.unit IS NULL THEN i.per ELSE d.per END IS NOT NULL
	WINDOW last_five AS (PARTITION BY m.family, m.series ORDER BY lower(m.period) RANGE BETWEEN 4 PRECEDING
		AND CURRENT ROW);
	COMMENT ON VIEW trend IS 'Toets op trend over vijf getoonde jaarcijfers.';

	-- A window that begins within the first is of the same years in part.
	CREATE OR REPLACE VIEW first_figure AS
	SELECT DISTINCT ON (m.family, m.series, y.years) m.family, m.series, y.years, m.period, m.r
	FROM masked m CROSS JOIN LATERAL (SELECT upper(m.period) - lower(m.period) AS years) y
	ORDER BY m.family, m.series, y.years, lower(m.period);
	COMMENT ON VIEW first_figure IS 'Het eerste cijfer van elke reeks, zoals beveiligd: waarmee latere worden vergeleken.';

	CREATE OR REPLACE VIEW figure AS
	SELECT f.family, i.id AS indicator, f.definition, i.name_nl AS indicator_name, d.name_nl AS definition_name,
		i.indicator_group, i.polarity, f.area_type, f.area,
		coalesce(CASE WHEN f.area_type = 'land' AND NOT p.covers_country THEN 'Totaal' END, n.name,
			CASE f.area_type WHEN 'land' THEN 'Nederland' WHEN 'stadsdeel' THEN f.stadsdeel END,
			CASE WHEN f.area ~ '(^|/)[?]$' THEN 'Onbekend' ELSE f.area END) AS area_name,
		f.province, f.municipality,
		CASE WHEN y.years = 1 THEN 'jaar' ELSE y.years || ' jaar' END AS period_type,
		CASE WHEN y.years = 1 THEN lower(f.period)::text
			ELSE lower(f.period) || '-' || upper(f.period) - 1 END AS period_label,
		-- Two integers and not the range: BI tools do not know ranges.
		lower(f.period) AS first_year, upper(f.period) - 1 AS year,
		f.breakdown, f.category,
		(s.p).numerator, (s.p).denominator,
		-- A number of units and a mean have no limits.
		CASE WHEN u.model IS NULL THEN v.value ELSE (s.p).value END AS value,
		CASE WHEN u.model IS NOT NULL THEN (s.p).lower END AS lower,
		CASE WHEN u.model IS NOT NULL THEN (s.p).upper END AS upper,
		u.unit,
		CASE WHEN u.model IS NULL
			THEN @extschema@.sdc_label(round(v.value::numeric, CASE WHEN u.per IS NULL THEN 0 ELSE 1 END), f.status)
			ELSE (s.p).label END AS label,
		(s.p).status,
		kansrijk_intern.value_in_unit(c.r, u.per) AS country_value,
		CASE WHEN f.area_type <> 'land' AND u.model IS NOT NULL THEN
			CASE @extschema@.compare_part(f.r, c.r, 0.95, u.model)
				WHEN 'lower' THEN 'lager' WHEN 'higher' THEN 'hoger' WHEN 'similar' THEN 'vergelijkbaar' END END AS comparison,
		CASE WHEN f.r IS NULL OR (t.test).p_value IS NULL THEN NULL
			WHEN (t.test).p_value >= 0.05 THEN 'gelijk'
			WHEN (t.test).statistic > 0 THEN 'stijgend'
			ELSE 'dalend' END AS trend,
		@extschema@.cbs_area_code(f.area_type, f.area) AS cbs_code,
		100 * kansrijk_intern.value_in_unit(f.r, u.per)
			/ nullif(kansrijk_intern.value_in_unit(b.r, u.per), 0) - 100 AS change_percent,
		CASE WHEN num_nulls(f.r, b.r) > 0 THEN NULL WHEN b.years = 1 THEN lower(b.period)::text
			ELSE lower(b.period) || '-' || upper(b.period) - 1 END AS change_since,
		nullif(concat_ws(' ', CASE WHEN f.period && k.provisional_years THEN 'Voorlopig cijfer.' END,
			CASE WHEN d.indicator IN (SELECT e.indicator FROM @extschema@.definition_note e)
				THEN @extschema@.definition_notes(d.id, lower(f.period), upper(f.period) - 1) END), '') AS notes
	FROM masked f
		CROSS JOIN publication p
		JOIN @extschema@.indicator_definition d ON d.id = f.definition
		JOIN @extschema@.indicator i ON i.id = d.indicator
		JOIN definition k ON k.id = f.definition
		CROSS JOIN LATERAL (SELECT upper(f.period) - lower(f.period) AS years) y
		CROSS JOIN LATERAL (SELECT coalesce(d.unit, i.unit) AS unit,
			CASE WHEN d.unit IS NULL THEN i.per ELSE d.per END::double precision AS per) o
		CROSS JOIN LATERAL (SELECT o.unit, o.per, CASE WHEN o.per IS NOT NULL AND d.value_expression IS NULL
			THEN coalesce(d.model, CASE i.per WHEN 100 THEN 'binomial' ELSE 'poisson' END) END AS model) u
		CROSS JOIN LATERAL (SELECT @extschema@.sdc_publish(coalesce(f.r, '0/0'), f.status,
			CASE WHEN u.model IS NULL THEN 1 ELSE u.per END, coalesce(u.model, 'poisson')) AS p OFFSET 0) s
		CROSS JOIN LATERAL (SELECT CASE WHEN u.model IS NULL THEN kansrijk_intern.value_in_unit(f.r, u.per) END AS value) v
		LEFT JOIN masked c ON c.family = f.family AND c.area_type = 'land' AND c.series = f.country_series
			AND c.period = f.period
		LEFT JOIN trend t ON t.family = f.family AND t.series = f.series AND t.until = upper(f.period)
		LEFT JOIN first_figure b ON b.family = f.family AND b.series = f.series AND b.years = y.years
			AND upper(b.period) <= lower(f.period)
		LEFT JOIN area_name n ON n.kind = f.area_type AND n.code = f.area;
	COMMENT ON VIEW figure IS 'Beveiligde cijfers, met wat daaruit volgt. Lezers gebruiken de views per familie.';

	-- Unsafe figures must not be found; others that are hidden may be, as may what nobody shows.
	CREATE OR REPLACE VIEW audit AS
	SELECT k.family, k.definition, k.area_type, k.province, k.municipality, k.stadsdeel, k.wijk, k.pc4, k.period,
		k.breakdown,
		k.category, k.shown, k.counted AS r, k.status,
		kansrijk_intern.exposed_of(k.counted, k.policy, k.status, k.mask, k.block, k.window_period,
			k.labels) OVER system AS exposed,
		kansrijk_intern.interval_of(k.counted, k.policy, coalesce(k.status, 'secondary'), k.mask, k.block, k.window_period,
			k.labels) OVER system AS numerator_range,
		kansrijk_intern.interval_of(k.complement, k.policy,
			coalesce(k.status, 'secondary'), k.mask, k.block, k.window_period, k.labels) OVER system AS complement_range
	FROM (
		SELECT r.*, CASE WHEN reason NOT IN ('publish', 'secondary', 'empty') THEN reason
			WHEN shown_status = 'publish' THEN shown_status WHEN reason = 'empty' THEN reason END AS status
		FROM (
			SELECT i.family, d.id AS definition, d.policy, p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4,
				p.period, p.breakdown, p.category, p.shown, p.counted, p.mask, p.block, p.window_period, p.labels,
				-- What is left of a sum is no count.
				CASE WHEN n.value_expression IS NULL
					THEN @extschema@.denominator(p.counted) - @extschema@.numerator(p.counted) END AS complement,
				-- What is unknown and not protected is taken to be known to readers, shown or not.
				CASE WHEN p.shown OR p.waived THEN p.status END AS shown_status,
				CASE WHEN p.previous = 'primary_count' THEN p.previous
					WHEN p.shown AND p.status = 'publish' THEN NULL
					WHEN p.waived THEN CASE WHEN p.status = 'empty' THEN p.status END
					ELSE @extschema@.sdc_primary(p.counted, d.policy) END AS reason
			FROM protected p
				JOIN definition d ON d.number = p.definition
				JOIN @extschema@.indicator_definition n ON n.id = d.id
				JOIN @extschema@.indicator i ON i.id = n.indicator
		) r
	) k
	WINDOW system AS (PARTITION BY k.family, k.definition);
	COMMENT ON VIEW audit IS 'Wat uit de getoonde cijfers is af te leiden. Niet voor lezers.';

	CREATE TABLE IF NOT EXISTS release_figure AS SELECT NULL::text AS release, f.* FROM figure f WITH NO DATA;
	ALTER TABLE release_figure ADD COLUMN IF NOT EXISTS cbs_code text,
		ADD COLUMN IF NOT EXISTS change_percent double precision, ADD COLUMN IF NOT EXISTS change_since text,
		ADD COLUMN IF NOT EXISTS notes text;
	IF NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass('release_figure')) THEN
		ALTER TABLE release_figure ALTER release SET NOT NULL,
			ADD FOREIGN KEY (release) REFERENCES release (label) ON DELETE CASCADE;
	END IF;
	CREATE UNIQUE INDEX IF NOT EXISTS release_figure_key
		ON release_figure (release, definition, area_type, area, first_year, year, breakdown, category);
	COMMENT ON TABLE release_figure IS 'Beveiligde cijfers zoals ze zijn vrijgegeven; lezers gebruiken de view released.';
	COMMENT ON INDEX release_figure_key IS 'Sleutel van een vrijgegeven cijfer.';
	CALL kansrijk_intern.comment_columns(private, '{evidence,masked,trend,first_figure,figure,audit,release_figure}');
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_publication_views(text) IS
'Internal: Creates the static views over the private tables of a publication. Part of create_indicator_views().';

CALL kansrijk_intern.create_publication_tables('kansrijk_intern');

CALL kansrijk_intern.create_publication_views('kansrijk_intern');

CREATE OR REPLACE FUNCTION kansrijk_intern.check_choices(families text[], local_definitions text[], area_types text[],
	window_years integer)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	known_area_types constant text[] := '{land,provincie,gemeente,stadsdeel,wijk,pc4}'::text[];
	x text;
BEGIN
	IF window_years NOT BETWEEN 1 AND 20 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('window of %s years', window_years),
			HINT = 'Use 1 to 20 years; 1 publishes annual figures only.';
	END IF;
	FOREACH x IN ARRAY area_types LOOP
		IF x IS NULL OR x <> ALL (known_area_types) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('area type "%s" does not exist', x),
				HINT = 'Known are: ' || array_to_string(known_area_types, ', ') || '.';
		END IF;
	END LOOP;
	IF families = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no families to publish',
			HINT = 'Leave families out, or NULL, for all that the source holds.';
	END IF;
	SELECT f INTO x FROM unnest(families) f WHERE NOT EXISTS (SELECT FROM @extschema@.indicator i
		WHERE i.family = f) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('family "%s" does not exist', x),
			HINT = 'SELECT DISTINCT family FROM kansrijk.indicator lists them.';
	END IF;
	SELECT l INTO x FROM unnest(local_definitions) l
		WHERE NOT EXISTS (SELECT FROM @extschema@.indicator_definition i WHERE i.id = l) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('definition "%s" does not exist', x),
			HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_choices(text[], text[], text[], integer) IS
'Internal: Nothing when these are what indicator_view_plan() takes, else error 22023.';

CREATE OR REPLACE FUNCTION kansrijk_intern.plan_scans(source text, private text, usable text[], local_definitions text[],
	one_family text,
	has_breakdowns boolean)
	RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 3
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	scan record;
	number integer := 0;
	held text[];
	held_breakdowns text[];
	expressions text[];
BEGIN
	FOR scan IN
		SELECT array_agg(n.id ORDER BY n.value_expression IS NOT NULL, n.id COLLATE "C") AS definitions, n.relation,
			jsonb_object_agg(coalesce(n.breakdown_id, 'indeling'), n.breakdown) FILTER (WHERE n.breakdown IS NOT NULL) AS own
		FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE i.family = one_family AND n.id = ANY (usable)
		GROUP BY n.relation, n.unit_key, n.year_expression, kansrijk_intern.counts_organisations(n.unit_counted),
			CASE WHEN n.unit_key IS NOT NULL THEN n.unit_rule END
		ORDER BY 1
	LOOP
		number := number + 1;
		held := ARRAY(
			SELECT c FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(c, i)
			WHERE kansrijk_intern.source_can_compute(source, scan.relation,
					format(CASE c WHEN 'pc4' THEN 'b.%I' ELSE 'coalesce(b.%I, ''''::text)' END, c), format('area "%s"', c))
				OR c = 'province' AND kansrijk_intern.source_can_compute(source, scan.relation, 'b.municipality',
					'area "municipality"')
			ORDER BY i);
		SELECT coalesce(array_agg(k.id ORDER BY k.id COLLATE "C"), '{}'),
			coalesce(array_agg(k.expression ORDER BY k.id COLLATE "C"), '{}')
			INTO held_breakdowns, expressions
			FROM (
				SELECT k.id, k.expression FROM @extschema@.indicator_breakdown k
				WHERE one_family = ANY (k.families) AND has_breakdowns AND k.id <> ALL (held)
					AND kansrijk_intern.source_can_compute(source, scan.relation, format('(%s)::text', k.expression),
						format('breakdown "%s"', k.id))
				UNION ALL
				SELECT o.key, o.value FROM jsonb_each_text(scan.own) o WHERE has_breakdowns) k;
		RETURN NEXT (0, one_family, 'cells', private,
			left(one_family, 40) || '_cells' || CASE WHEN number > 1 THEN '_' || number ELSE '' END,
			-- Of what is published of the country only, areas need not be told apart.
			kansrijk_intern.scan_query(scan.definitions, source, CASE WHEN scan.definitions && local_definitions THEN held
				ELSE '{}' END,
				held_breakdowns, expressions),
			scan.definitions, held, held_breakdowns)::@extschema@.indicator_view_relation;
	END LOOP;
END $$;

COMMENT ON FUNCTION kansrijk_intern.plan_scans(text, text, text[], text[], text, boolean) IS
'Internal: The scans of the source that count these definitions of a family. For indicator_view_plan().';

CREATE OR REPLACE FUNCTION indicator_view_plan(source text, target text, policy sdc_policy DEFAULT 'rivm',
	families text[] DEFAULT NULL,
	local_definitions text[] DEFAULT NULL, area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel,wijk,pc4}',
	annual_area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel}',
	breakdown_area_types text[] DEFAULT '{land,provincie,gemeente}', window_years integer DEFAULT 5,
	organisation_policy sdc_policy DEFAULT 'none')
	RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 25
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	usable text[];
	local text[];
	one_family text;
	short text;
	step record;
BEGIN
	IF num_nulls(source, target, policy, area_types, annual_area_types, breakdown_area_types, window_years,
		organisation_policy) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'only families and local_definitions may be null';
	END IF;
	PERFORM kansrijk_intern.check_choices(families, local_definitions,
		area_types || annual_area_types || breakdown_area_types, window_years);

	usable := kansrijk_intern.source_definitions(source, families);
	IF usable = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_table',
			MESSAGE = format('source "%s" holds nothing that an indicator can be computed from', source),
			HINT = format('SELECT * FROM kansrijk.check_source(%L) tells what is missing.', source);
	END IF;
	local := coalesce(local_definitions, kansrijk_intern.default_local_definitions(usable));
	IF NOT kansrijk_intern.source_covers_country(source) THEN
		usable := ARRAY(SELECT u FROM unnest(usable) u WHERE u = ANY (local) ORDER BY u COLLATE "C");
	END IF;
	PERFORM kansrijk_intern.source_can_compute(source, '@source@.area',
		'coalesce(kind, code, name, ''''::text), classification_year::integer', 'names of areas');
	PERFORM kansrijk_intern.source_can_compute(source, '@source@.birth', format('coalesce(%I, ''''::text)', c),
		format('area "%s"', c))
		FROM unnest('{province,municipality,stadsdeel,wijk}'::text[]) c;

	RETURN NEXT (0, NULL, 'area_path', private, 'area_path', kansrijk_intern.publication_area_path_query(source), NULL,
		NULL, NULL
		)::@extschema@.indicator_view_relation;
	FOR one_family IN
		SELECT DISTINCT i.family COLLATE "C"
		FROM @extschema@.indicator_definition n JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE n.id = ANY (usable) ORDER BY 1
	LOOP
		short := left(one_family, 40);
		RETURN QUERY SELECT * FROM kansrijk_intern.plan_scans(source, private, usable, local, one_family,
			breakdown_area_types <> '{}');
		FOR step IN VALUES ('protected', 'evidence', '*'), ('audit', 'audit', '*'),
			('fact', 'figure', (SELECT string_agg(c.name, ', ' ORDER BY c.place)
				FROM kansrijk_intern.indicator_view_columns() c))
		LOOP
			RETURN NEXT (0, one_family, step.column1, private, short || '_' || step.column1,
				kansrijk_intern.fill('SELECT {columns} FROM {private}.{view} WHERE family = {family}', 'columns', step.column3,
					'private', quote_ident(private), 'view', step.column2, 'family', quote_literal(one_family)),
				NULL, NULL, NULL)::@extschema@.indicator_view_relation;
		END LOOP;
	END LOOP;
END $$;

COMMENT ON FUNCTION indicator_view_plan(text, text, sdc_policy, text[], text[], text[], text[], text[], integer,
	sdc_policy) IS
'The steps of the publication that create_indicator_views() would create with the same arguments, in order, with their '
'queries: scans of the source, and views. Creates nothing. Errors as there.';

CREATE OR REPLACE FUNCTION kansrijk_intern.wide_query(private text, facts text[], definitions text[]) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	RETURN kansrijk_intern.fill($query$SELECT area_type, area, max(area_name) AS area_name, max(province) AS province,
	max(municipality) AS municipality, max(period_type) AS period_type, max(period_label) AS period_label, first_year,
		year,
	{values}
FROM ({facts}) f
GROUP BY area_type, area, first_year, year$query$,
		'values', (
			SELECT string_agg(kansrijk_intern.fill('max({column}) FILTER (WHERE definition = {definition}) AS {name}',
					'column', c.name, 'definition', quote_literal(w.id), 'name', quote_ident(w.short || c.suffix)), E',\n\t'
						ORDER BY w.i, c.i)
			FROM (SELECT id, i, replace(left(id, 50), '-', '_') AS short FROM unnest(definitions) WITH ORDINALITY AS u(id, i)) w,
				(VALUES (1, 'value', ''), (2, 'lower', '_lower'), (3, 'upper', '_upper'), (4, 'status', '_status')) c(i, name,
					suffix)),
		'facts', (
			SELECT string_agg(format('SELECT * FROM %I.%I WHERE breakdown = ''totaal''', private, f), E'\nUNION ALL\n'
				ORDER BY i)
			FROM unnest(facts) WITH ORDINALITY u(f, i)));

COMMENT ON FUNCTION kansrijk_intern.wide_query(text, text[], text[]) IS
'Internal: Text of the query of the view wide: a row for an area and period, with columns for each definition.';

CREATE OR REPLACE FUNCTION kansrijk_intern.indicator_view_readers(target text, facts text[], wide_definitions text[])
	RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	columns constant text := (SELECT string_agg(c.name, ', ' ORDER BY c.place)
		FROM kansrijk_intern.indicator_view_columns() c);
	fact text;
	x record;
BEGIN
	FOREACH fact IN ARRAY facts LOOP
		RETURN NEXT (0, left(fact, -5), 'view', target, left(fact, -5),
			format('SELECT %s FROM %I.%I', columns, private, fact),
			NULL, NULL, NULL)::@extschema@.indicator_view_relation;
	END LOOP;
	FOR x IN VALUES
		('all_families', (
			SELECT string_agg(format('SELECT %L::text AS family, %s FROM %I.%I', left(f, -5), columns, private, f),
				E'\nUNION ALL\n' ORDER BY i)
			FROM unnest(facts) WITH ORDINALITY u(f, i))),
		('wide', kansrijk_intern.wide_query(private, facts, wide_definitions))
	LOOP
		RETURN NEXT (0, NULL, 'view', target, x.column1, x.column2, NULL, NULL, NULL)::@extschema@.indicator_view_relation;
	END LOOP;
END $$;

COMMENT ON FUNCTION kansrijk_intern.indicator_view_readers(text, text[], text[]) IS
'Internal: The views on top of the fact relations: one for each family, all_families, and wide. For '
'create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.definition_policy(policy sdc_policy, is_number boolean, value_limit bigint)
	RETURNS sdc_policy
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	rules text := policy::text;
	min_count bigint := kansrijk_intern.policy_field(rules, 'min_count')::bigint;
	safe bigint;
BEGIN
	IF NOT is_number AND value_limit IS NULL THEN
		RETURN policy;
	END IF;
	rules := kansrijk_intern.policy_with(kansrijk_intern.policy_with(rules, 'min_complement', 0), 'max_share', 100);
	IF value_limit IS NOT NULL AND min_count > 0 THEN
		IF kansrijk_intern.policy_field(rules, 'dominance_count') = '0'
			AND kansrijk_intern.policy_field(rules, 'p_percent') = '0' THEN
			rules := kansrijk_intern.policy_with(kansrijk_intern.policy_with(kansrijk_intern.policy_with(rules,
				'dominance_count', 1), 'dominance_share', 50), 'p_percent', 10);
		END IF;
		safe := @extschema@.sdc_safe_sum(value_limit, rules::@extschema@.sdc_policy);
		rules := kansrijk_intern.policy_with(kansrijk_intern.policy_with(rules, 'min_denominator',
				greatest(min_count, kansrijk_intern.policy_field(rules, 'min_denominator')::bigint)),
			'min_count', greatest(min_count, safe));
	END IF;
	RETURN rules::@extschema@.sdc_policy;
END $$;

COMMENT ON FUNCTION kansrijk_intern.definition_policy(sdc_policy, boolean, bigint) IS
'Internal: The policy of a definition: of a number of units (is_number) and of a mean (value_limit: the most that one '
'unit adds) another than that of the publication. Without a rule of dominance, that of a mean is that nobody has half '
'of the sum, and that the second largest does not know the largest to within 10 percent.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.number_definitions(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE definition SET scan = NULL, place = NULL;
	INSERT INTO definition (id, scan, place, is_local, own_breakdown, policy)
		SELECT d.id, s.name, d.place, d.id = ANY (local_definitions), CASE WHEN n.breakdown IS NOT NULL
			THEN coalesce(n.breakdown_id, 'indeling') END,
			kansrijk_intern.definition_policy(CASE WHEN kansrijk_intern.counts_organisations(n.unit_counted)
				THEN p.organisation_policy ELSE p.policy END::@extschema@.sdc_policy, u.per IS NULL, n.value_limit)
		FROM publication p, scan s CROSS JOIN LATERAL unnest(s.definitions) WITH ORDINALITY AS d(id, place)
			JOIN @extschema@.indicator_definition n ON n.id = d.id JOIN @extschema@.definition_unit u ON u.id = d.id
		ON CONFLICT (id) DO UPDATE SET scan = excluded.scan, place = excluded.place, is_local = excluded.is_local,
			own_breakdown = excluded.own_breakdown, policy = excluded.policy;
	DELETE FROM breakdown;
	INSERT INTO breakdown (family, place, id)
		SELECT b.family, row_number() OVER (PARTITION BY b.family ORDER BY b.id COLLATE "C"), b.id
		FROM (SELECT DISTINCT s.family, b.id FROM scan s, unnest(s.breakdowns) AS b(id)) b;
	-- What was counted before was counted otherwise.
	DELETE FROM cell;
	DELETE FROM cell_year;
	DELETE FROM protected;
	DELETE FROM decided;
	DELETE FROM shown_family;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.number_definitions(text) IS
'Internal: Enters the definitions and breakdowns of the scans of a publication, and forgets what was counted before.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.comment_relation(step indicator_view_relation)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	the_relation constant regclass := to_regclass(format('%I.%I', step.schema_name, step.name));
	x record;
BEGIN
	EXECUTE format('COMMENT ON %s %s IS %L', CASE step.stage WHEN 'fact' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
		the_relation,
		CASE step.stage
			WHEN 'audit' THEN 'Wat uit de getoonde cijfers is af te leiden. Niet voor lezers.'
			WHEN 'protected' THEN 'Onbeveiligde cijfers met hun status. Niet voor lezers.'
			WHEN 'fact' THEN format('Beveiligde cijfers van familie %s; lezers gebruiken de view %1$s.', step.family)
			ELSE CASE step.name
				WHEN 'wide' THEN 'Een rij per gebied en periode, met van elke definitie waarde, grenzen en status.'
				WHEN 'all_families' THEN 'Alle beveiligde cijfers.'
				ELSE format('Beveiligde cijfers van familie %s.', step.family) END END);
	FOR x IN
		SELECT a.attname AS name, coalesce(c.comment_nl, CASE WHEN a.attname = 'family' THEN 'Familie van indicatoren.' END,
			d.name_nl || coalesce(' (' || coalesce(d.unit, i.unit) || ')', '') || CASE w.suffix
				WHEN '_lower' THEN ': ondergrens van het 95%-interval.'
				WHEN '_upper' THEN ': bovengrens van het 95%-interval.' WHEN '_status' THEN ': status.' ELSE '.' END) AS comment_nl
		FROM pg_attribute a LEFT JOIN kansrijk_intern.indicator_view_columns() c ON c.name = a.attname
			CROSS JOIN LATERAL (SELECT CASE WHEN step.name = 'wide'
				THEN coalesce(substring(a.attname FROM '(_lower|_upper|_status)$'), '') END AS suffix) w
			LEFT JOIN @extschema@.indicator_definition d ON replace(left(d.id, 50), '-', '_') || w.suffix = a.attname
			LEFT JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE a.attrelid = the_relation AND a.attnum > 0 AND step.stage IN ('fact', 'view')
	LOOP
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', the_relation, x.name, x.comment_nl);
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.comment_relation(indicator_view_relation) IS
'Internal: Comments, in Dutch, on a relation of a publication and on its columns.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_relations(target text, plan indicator_view_relation[], exist boolean,
	owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	step @extschema@.indicator_view_relation;
	is_materialized boolean;
BEGIN
	FOREACH step IN ARRAY plan LOOP
		is_materialized := step.stage = 'fact';
		IF NOT exist THEN
			EXECUTE format('INSERT INTO %I.relation SELECT ($1).*', private) USING step;
		END IF;
		CONTINUE WHEN step.stage IN ('area_path', 'cells');
		IF NOT exist THEN
			IF is_materialized THEN
				EXECUTE format('CREATE MATERIALIZED VIEW %I.%I AS %s WITH NO DATA', step.schema_name, step.name, step.query);
			ELSE
				EXECUTE format('CREATE VIEW %I.%I %s AS %s', step.schema_name, step.name,
					CASE WHEN step.stage = 'view' THEN 'WITH (security_barrier)' ELSE '' END, step.query);
			END IF;
			IF step.stage = 'fact' THEN
				EXECUTE format('CREATE UNIQUE INDEX %I ON %I.%I
					(definition, area_type, area, first_year, year, breakdown, category)',
					step.name || '_key', step.schema_name, step.name);
				EXECUTE format('COMMENT ON INDEX %I.%I IS %L', step.schema_name, step.name || '_key',
					'Sleutel van een cijfer; nodig om te verversen terwijl lezers doorlezen.');
			END IF;
		END IF;
		CALL kansrijk_intern.comment_relation(step);
		-- Even to the same owner, this would lock readers out, and could end them by a deadlock.
		IF NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass(format('%I.%I', step.schema_name, step.name))
				AND pg_get_userbyid(c.relowner) = owner) THEN
			EXECUTE format('ALTER %s %I.%I OWNER TO %I', CASE WHEN is_materialized THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
				step.schema_name, step.name, owner);
		END IF;
	END LOOP;
	IF NOT exist THEN
		CALL kansrijk_intern.number_definitions(private);
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_relations(text, indicator_view_relation[], boolean, text) IS
'Internal: Creates the planned relations of a publication, with indexes and comments, owned by owner, and enters them '
'in its table relation. When they exist: comments and owner are renewed. Part of create_indicator_views().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.enter_publication(private text, chosen jsonb)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE refresh_attempt SET outcome = 'interrupted' WHERE outcome IN ('waiting', 'running');
	DELETE FROM publication;
	INSERT INTO publication (source, target, policy, organisation_policy, window_years, area_types, annual_area_types,
			breakdown_area_types, local_definitions, covers_country)
		SELECT source, target, policy, organisation_policy, window_years, area_types, annual_area_types, breakdown_area_types,
			local_definitions, covers_country
		FROM jsonb_populate_record(NULL::publication, chosen);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.enter_publication(text, jsonb) IS
'Internal: Enters what create_indicator_views() was asked for in the table publication.';

CREATE OR REPLACE FUNCTION kansrijk_intern.is_as_planned(private text, plan indicator_view_relation[], chosen jsonb)
RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN coalesce((SELECT to_jsonb(p) @> chosen FROM publication p), false)
		AND (SELECT array_agg(ROW(r.position, r.family, r.stage, r.schema_name, r.name, r.query, r.definitions, r.dimensions,
				r.breakdowns)::@extschema@.indicator_view_relation ORDER BY r.position) FROM relation r) IS NOT DISTINCT FROM plan
		AND NOT EXISTS (SELECT FROM relation r WHERE r.stage <> 'cells'
			AND to_regclass(format('%I.%I', r.schema_name, r.name)) IS NULL);
END $$;

COMMENT ON FUNCTION kansrijk_intern.is_as_planned(text, indicator_view_relation[], jsonb) IS
'Internal: Whether a publication is what create_indicator_views() would make now: the same steps, choices and '
'relations.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.migrate_released(private text, old regclass)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	columns constant text[] := ARRAY(SELECT a.attname::text FROM pg_attribute a
		WHERE a.attrelid = old AND a.attnum > 0 AND NOT a.attisdropped);
	areas constant text := (SELECT string_agg(CASE WHEN x = ANY (columns) THEN quote_ident(x)
		ELSE 'NULL::text' END || ' AS ' || x, ', ' ORDER BY i)
		FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	municipality constant text := (SELECT string_agg(CASE WHEN x = ANY (columns) AND i < 3 THEN quote_ident(x)
		ELSE 'NULL::text' END, ', ' ORDER BY i)
		FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i));
	x text;
	b text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	EXECUTE kansrijk_intern.fill('INSERT INTO place (province, municipality, stadsdeel, wijk, pc4)
		SELECT {areas} FROM {old} UNION SELECT {municipality} FROM {old} ON CONFLICT DO NOTHING',
		'areas', areas, 'municipality', municipality, 'old', old::text);
	FOR x IN SELECT a.attname FROM pg_attribute a WHERE a.attrelid = old AND a.atttypid = '@extschema@.rate'::regtype
		AND NOT a.attisdropped LOOP
		INSERT INTO definition (id) VALUES (x) ON CONFLICT DO NOTHING;
		EXECUTE kansrijk_intern.fill('INSERT INTO released_cell (definition, year, place, breakdown, category, r, release)
			SELECT (SELECT d.number FROM definition d WHERE d.id = {name}), c.year, p.id, NULL, NULL, @extschema@.rate(c.r),
				max(c.release)
			FROM (SELECT {areas}, year, {column} AS r, release FROM {old} WHERE NOT by_breakdown) c
				JOIN place p ON ARRAY[p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4]
					= ARRAY[c.province, c.municipality, c.stadsdeel, c.wijk, c.pc4]
			WHERE c.r IS NOT NULL GROUP BY c.year, p.id',
			'name', quote_literal(x), 'areas', areas, 'column', quote_ident(x), 'old', old::text);
		-- Every breakdown apart: they were kept by all of them at once.
		FOR b IN SELECT a.attname FROM pg_attribute a WHERE a.attrelid = old AND a.attnum > 0 AND NOT a.attisdropped
			AND a.atttypid = 'text'::regtype
			AND a.attname <> ALL ('{province,municipality,stadsdeel,wijk,pc4}')
		LOOP
			EXECUTE kansrijk_intern.fill('INSERT INTO released_cell (definition, year, place, breakdown, category, r, release)
				SELECT (SELECT d.number FROM definition d WHERE d.id = {name}), c.year, p.id, {breakdown}, c.category,
					@extschema@.rate(c.r), max(c.release)
				FROM (SELECT ARRAY[{municipality}] AS labels, {category} AS category, year, {column} AS r, release FROM {old}
					WHERE by_breakdown) c
					JOIN place p ON ARRAY[p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4] = c.labels
				WHERE c.r IS NOT NULL GROUP BY c.year, p.id, c.category',
				'name', quote_literal(x), 'breakdown', quote_literal(b), 'municipality', municipality, 'category', quote_ident(b),
				'column', quote_ident(x), 'old', old::text);
		END LOOP;
	END LOOP;
	EXECUTE format('DROP TABLE %s', old);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.migrate_released(text, regclass) IS
'Internal: Takes the released cells of a family over from a table of 0.1.0, which goes.';

CREATE OR REPLACE FUNCTION kansrijk_intern.is_of_old_layout(private text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE COST 10
	RETURN NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.publication', private))
		AND a.attname = 'layout' AND NOT a.attisdropped);

COMMENT ON FUNCTION kansrijk_intern.is_of_old_layout(text) IS 'Internal: Whether a publication was made by 0.1.0.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_layout(target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	IF kansrijk_intern.is_of_old_layout(kansrijk_intern.publication_schema(target)) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('schema "%s" holds a publication of an earlier version', target),
			HINT = 'CALL kansrijk.create_indicator_views() as when it was made: releases are taken over. Readers read on.';
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_layout(text) IS
'Internal: Nothing when a schema is the target of a publication of this version, else error 55000 (of 0.1.0), 3F000 or '
'22004.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.migrate_publication(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	old regclass;
BEGIN
	IF NOT kansrijk_intern.is_of_old_layout(private) THEN
		RETURN;
	END IF;
	CALL kansrijk_intern.drop_publication_relations(target);
	EXECUTE format('DROP TABLE %I.publication', private);
	EXECUTE format('DROP TABLE %1$I.relation, %1$I.status_before', private);
	CALL kansrijk_intern.create_publication_tables(private);
	FOR old IN SELECT c.oid::regclass FROM pg_class c
		WHERE c.relnamespace = to_regnamespace(quote_ident(private)) AND c.relkind = 'r'
		AND c.relname LIKE '%\_released' AND EXISTS (SELECT FROM pg_attribute a
			WHERE a.attrelid = c.oid AND a.attname = 'by_breakdown')
	LOOP
		CALL kansrijk_intern.migrate_released(private, old);
	END LOOP;
	EXECUTE format('INSERT INTO %1$I.block_year (definition, year, release)
		SELECT DISTINCT ON (c.definition) c.definition, max(upper(c.period)) - 1, c.release FROM %1$I.release_cell c
		GROUP BY c.definition, c.release ORDER BY c.definition, c.release', private);
	CALL kansrijk_intern.create_publication_views(private);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.migrate_publication(text) IS
'Internal: A publication of 0.1.0 in the layout of now: its releases and its log stay. Part of '
'create_indicator_views().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_publication_procedures(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	steps constant text := '(families text[], INOUT run timestamptz, INOUT more boolean, INOUT problems text, INOUT '
		'code text)';
	signature text;
	grantee record;
BEGIN
	-- Two: only one without rights of its own can COMMIT, and only one with the
	-- rights of the owner can refresh.
	EXECUTE format('CREATE OR REPLACE PROCEDURE %I.refresh(families text[] DEFAULT NULL) LANGUAGE plpgsql AS %L', private,
		format('BEGIN CALL kansrijk_intern.run_refresh(%L, families); END', target));
	EXECUTE format('COMMENT ON PROCEDURE %I.refresh(text[]) IS %L', private,
		'Ververst de publicatie, of enkele families ervan, met de rechten van de eigenaar, en verder niets. Een familie '
			'per transactie; een fout aan het eind als er een mislukte.');
	EXECUTE format('CREATE OR REPLACE PROCEDURE %I.refresh_step%s LANGUAGE plpgsql SECURITY DEFINER
		SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS %L', private, steps,
		format('BEGIN CALL kansrijk_intern.refresh_step(%L, families, run, more, problems, code); END', target));
	EXECUTE format('COMMENT ON PROCEDURE %I.refresh_step(text[], timestamptz, boolean, text, text) IS %L', private,
		'Een stap van refresh: een familie, met de rechten van de eigenaar.');
	FOREACH signature IN ARRAY '{refresh(text[]),"refresh_step(text[], timestamptz, boolean, text, text)"}'::text[] LOOP
		EXECUTE format('REVOKE ALL ON PROCEDURE %I.%s FROM PUBLIC', private, signature);
		EXECUTE format('ALTER PROCEDURE %I.%s OWNER TO %I', private, signature, owner);
	END LOOP;
	FOR grantee IN SELECT pg_get_userbyid(a.grantee)::text AS role FROM pg_proc p, aclexplode(p.proacl) a
		WHERE p.oid = to_regprocedure(format('%I.refresh(text[])', private)) AND a.grantee NOT IN (0, p.proowner)
	LOOP
		CALL kansrijk_intern.grant_refresher(target, grantee.role);
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_publication_procedures(text, text) IS
'Internal: Creates the procedures refresh and refresh_step of a publication, or makes those of an earlier version what '
'they should be. Who may refresh, keeps that.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_first_objects(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	timeout constant text := current_setting('lock_timeout');
	x record;
BEGIN
	-- There is nothing to lock yet: of two sessions that create the same, the second
	-- waits for the first, but not long.
	PERFORM set_config('lock_timeout', '5s', true);
	FOR x IN VALUES (target, 'Publicatie van kansrijk: alleen beveiligde cijfers.'),
		(private, 'Bewijs achter de publicatie: onbeveiligde tellingen. Niet voor lezers.')
	LOOP
		CONTINUE WHEN EXISTS (SELECT FROM pg_namespace WHERE nspname = x.column1);
		EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', x.column1, owner);
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', x.column1, x.column2);
		IF x.column1 = private THEN
			EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', private);
		END IF;
	END LOOP;
	CALL kansrijk_intern.create_publication_tables(private);
	CALL kansrijk_intern.create_publication_views(private);
	PERFORM set_config('lock_timeout', timeout, true);
EXCEPTION WHEN lock_not_available OR unique_violation OR duplicate_schema OR duplicate_table THEN
	RAISE EXCEPTION USING ERRCODE = 'lock_not_available',
		MESSAGE = format('schema "%s" is being refreshed, released or changed by another session', target),
		HINT = 'Try again when that is done.';
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_first_objects(text, text) IS
'Internal: Creates the schemas of a publication, and its private relations. Part of create_publication_schemas(). '
'Error 55P03: another session does so.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_publication_schemas(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL kansrijk_intern.create_first_objects(target, owner);
	CALL kansrijk_intern.create_publication_procedures(target, owner);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_publication_schemas(text, text) IS
'Internal: Creates the schemas of a publication, the tables in which it keeps what it is and how it was refreshed, and '
'its procedures; what is there, stays. Part of create_indicator_views() and refresh().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_publication_roles(owner text, refresher text, reader text, create_roles boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	timeout constant text := current_setting('lock_timeout');
	role text;
BEGIN
	-- Roles, and rights on the source, are of all publications: granted by two at
	-- once, one would fail. Anybody can take this lock: who holds it for nothing
	-- makes us wait, and no more.
	BEGIN
		PERFORM set_config('lock_timeout', '5s', true);
		PERFORM pg_advisory_xact_lock(hashtextextended('kansrijk.roles', 0));
	EXCEPTION WHEN lock_not_available THEN
		NULL;
	END;
	PERFORM set_config('lock_timeout', timeout, true);
	FOREACH role IN ARRAY ARRAY[owner, refresher, reader] LOOP
		CONTINUE WHEN role IS NULL OR EXISTS (SELECT FROM pg_roles WHERE rolname = role);
		IF NOT create_roles THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', role),
				HINT = 'Create it, or call with create_roles => true.';
		END IF;
		EXECUTE format('CREATE ROLE %I NOLOGIN', role);
		IF role = owner AND NOT pg_has_role(role, 'USAGE') THEN
			EXECUTE format('GRANT %I TO CURRENT_USER', role);
		END IF;
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_publication_roles(text, text, text, boolean) IS
'Internal: Creates the roles of a publication that do not exist, when create_roles says so. Part of '
'create_indicator_views(). Error 42704.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_owner(owner text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	-- To give objects away, and to grant rights on them afterwards.
	IF NOT (pg_has_role(owner, 'USAGE')
		AND pg_has_role(owner, CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET'
			ELSE 'MEMBER' END))
	THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('role "%s" cannot create objects of role "%s"', current_user, owner),
			DETAIL = 'It is no member, or one that does not inherit or cannot set the role.',
			HINT = format('GRANT %I TO %I; that takes CREATEROLE or ADMIN OPTION on the role.', owner, current_user);
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_owner(text) IS
'Internal: Nothing when the caller can own what this role owns, else error 42501.';

CREATE OR REPLACE FUNCTION kansrijk_intern.source_relations(source text) RETURNS SETOF oid
	LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 20
	BEGIN ATOMIC
		WITH RECURSIVE beneath(id) AS (
			SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN source_table t ON t.name = c.relname
				WHERE n.nspname = source_relations.source
			UNION
			SELECT x.id FROM beneath b CROSS JOIN LATERAL (
				SELECT d.refobjid AS id FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
					WHERE r.ev_class = b.id AND d.refclassid = 'pg_class'::regclass
				UNION ALL SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = b.id
				UNION ALL SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = b.id) x)
		SELECT b.id FROM beneath b JOIN pg_class c ON c.oid = b.id JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
				AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = b.id
					AND e.deptype = 'e');
	END;

COMMENT ON FUNCTION kansrijk_intern.source_relations(text) IS
'Internal: The relations that a source is made of: those of the schema, and whatever its views read, however deep. '
'What functions in views read is not seen.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_reader(source text, owner text, refresher text, reader text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
BEGIN
	IF reader IN (owner, refresher) OR pg_has_role(reader, owner, 'MEMBER')
		OR pg_has_role(reader, 'pg_read_all_data', 'MEMBER')
		OR (SELECT rolsuper FROM pg_roles WHERE rolname = reader)
	THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('role "%s" can read what is not published', reader),
			DETAIL = 'It is the owner or the refresher, a member of the owner or of pg_read_all_data, or a superuser.',
			HINT = 'Name a role for readers only.';
	END IF;
	SELECT n.nspname, c.relname INTO x FROM kansrijk_intern.source_relations(source) s(id)
		JOIN pg_class c ON c.oid = s.id JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE has_schema_privilege(reader, n.oid, 'USAGE') AND has_any_column_privilege(reader, c.oid, 'SELECT')
		ORDER BY n.nspname <> source, n.nspname, c.relname LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" can read the source', reader),
			DETAIL = format('It may select from %I.%I.', x.nspname, x.relname)
				|| CASE WHEN x.nspname = source THEN '' ELSE ' A view of the source reads that.' END,
			HINT = 'Revoke that, also from PUBLIC and from the roles it is a member of. A list of names that readers need: '
				'give them a copy.';
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_reader(text, text, text, text) IS
'Internal: Nothing when a role may read no more than is published, else error 22023: it is the owner, the refresher, a '
'member of the owner or of pg_read_all_data, a superuser, or may read what the source is made of.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_readers(target text)
	RETURNS TABLE (reader text, sees_live boolean, sees_released boolean)
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000 ROWS 5
	BEGIN ATOMIC
		SELECT pg_get_userbyid(a.grantee), bool_or(c.relname = 'all_families'), bool_or(c.relname = 'released')
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
			WHERE n.nspname = publication_readers.target AND c.relkind = 'v'
				AND a.privilege_type = 'SELECT' AND a.grantee NOT IN (0, c.relowner)
			GROUP BY a.grantee ORDER BY 1;
	END;

COMMENT ON FUNCTION kansrijk_intern.publication_readers(text) IS
'Internal: The roles that may read a view of a publication; whether they see the live figures, all_families, and what '
'was released.';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_rights(target text) RETURNS jsonb
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(jsonb_agg(jsonb_build_object('name', c.relname, 'role', pg_get_userbyid(a.grantee), 'privilege',
			a.privilege_type,
				'grantable', a.is_grantable)), '[]')
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
			WHERE n.nspname = publication_rights.target AND c.relkind = 'v' AND a.grantee NOT IN (0, c.relowner);
	END;

COMMENT ON FUNCTION kansrijk_intern.publication_rights(text) IS
'Internal: The rights of others than the owner on the views of a publication, to be given again when views are '
'replaced.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.own_publication(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	was name;
	x record;
BEGIN
	SELECT pg_get_userbyid(c.relowner) INTO was FROM pg_class c
		WHERE c.oid = to_regclass(format('%I.publication', private));
	FOR x IN
		SELECT format('SCHEMA %I', n.nspname) AS object FROM pg_namespace n
			WHERE n.nspname IN (target, private) AND was <> owner AND pg_get_userbyid(n.nspowner) = was
		UNION ALL SELECT format('%s %I.%I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
			ELSE 'TABLE' END,
				n.nspname, c.relname)
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname IN (target, private) AND c.relkind IN ('r', 'v', 'm')
				AND pg_get_userbyid(c.relowner) <> owner AND pg_get_userbyid(c.relowner) IN (was, current_user)
				AND (n.nspname = private OR c.relname = ANY (kansrijk_intern.own_views(target)))
		UNION ALL SELECT format('PROCEDURE %s', p.oid::regprocedure) FROM pg_proc p JOIN pg_namespace n
			ON n.oid = p.pronamespace
			WHERE n.nspname = private AND p.proname IN ('refresh', 'refresh_step') AND pg_get_userbyid(p.proowner) <> owner
	LOOP
		EXECUTE format('ALTER %s OWNER TO %I', x.object, owner);
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.own_publication(text, text) IS
'Internal: Makes a role the owner of all of a publication: schemas, relations and procedures, what belongs to others '
'left alone. Part of create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.own_views(target text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	names text[];
BEGIN
	EXECUTE format('SELECT array_agg(r.name) FROM %I.relation r WHERE r.schema_name = $1',
		kansrijk_intern.publication_schema(target))
		INTO names USING target;
	RETURN names || '{released,releases,latest,latest_wide,data_as_of}'::text[];
END $$;

COMMENT ON FUNCTION kansrijk_intern.own_views(text) IS
'Internal: The names of the views of a publication in its target.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.grant_source(source text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
BEGIN
	FOR x IN SELECT n.nspname FROM pg_namespace n
		WHERE n.nspname IN (source, '@extschema@') AND NOT has_schema_privilege(owner, n.oid, 'USAGE')
	LOOP
		IF NOT has_schema_privilege(x.nspname, 'USAGE WITH GRANT OPTION') THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
				MESSAGE = format('role "%s" cannot let role "%s" use schema "%s"', current_user, owner, x.nspname),
				HINT = format('Have the owner of the schema GRANT USAGE ON SCHEMA %I TO %I.', x.nspname, owner);
		END IF;
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', x.nspname, owner);
	END LOOP;
	FOR x IN SELECT c.oid, c.relname FROM pg_class c JOIN @extschema@.source_table t ON t.name = c.relname
		WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source)
			AND NOT has_table_privilege(owner, c.oid, 'SELECT')
	LOOP
		IF NOT has_table_privilege(x.oid, 'SELECT WITH GRANT OPTION') THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
				MESSAGE = format('role "%s" cannot let role "%s" read ', current_user, owner)
					|| format('%I.%I', source, x.relname),
				HINT = format('Have the owner of the source GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I.', source, owner);
		END IF;
		EXECUTE format('GRANT SELECT ON %I.%I TO %I', source, x.relname, owner);
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.grant_source(text, text) IS
'Internal: Lets the owner of a publication read its source. Part of create_indicator_views(). Error 42501.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.grant_refresher(target text, refresher text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', private, refresher);
	EXECUTE format('GRANT EXECUTE ON PROCEDURE %1$I.refresh(text[]), %1$I.refresh_step(text[], timestamptz, boolean, '
		'text, text) TO %2$I',
		private, refresher);
	EXECUTE format('GRANT SELECT ON %1$I.refresh_log, %1$I.refresh_attempt TO %2$I', private, refresher);
	EXECUTE format('GRANT SELECT (position, family, stage, schema_name, name) ON %I.relation TO %I', private, refresher);
	EXECUTE format('GRANT SELECT (created) ON %I.publication TO %I', private, refresher);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.grant_refresher(text, text) IS
'Internal: What a role needs to refresh a publication, and to see how that went. Part of create_indicator_views().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.grant_reader(target text, reader text, sees_live boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	name text;
BEGIN
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', target, reader);
	FOREACH name IN ARRAY kansrijk_intern.own_views(target) LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', target, name)) IS NULL;
		IF sees_live OR name IN ('released', 'releases', 'latest', 'latest_wide') THEN
			EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON %I.%I FROM %I', target, name,
				reader);
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', target, name, reader);
		ELSIF NOT sees_live THEN
			EXECUTE format('REVOKE ALL ON %I.%I FROM %I', target, name, reader);
		END IF;
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.grant_reader(text, text, boolean) IS
'Internal: Lets a role read what a publication has released, and the live views: yes, no, or, NULL, as it was. Part of '
'create_indicator_views().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.grant_publication(target text, refresher text, reader text, readers_see text,
	kept jsonb)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	all_see_live boolean;
	x record;
BEGIN
	-- Default privileges may have given these to everybody, and to readers.
	FOR x IN SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'v', 'm')
			AND (n.nspname = private OR n.nspname = target AND c.relname = ANY (kansrijk_intern.own_views(target)))
	LOOP
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', x.nspname, x.relname);
	END LOOP;
	EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', target);

	FOR x IN SELECT k.* FROM jsonb_to_recordset(kept) k(name text, role text, privilege text, grantable boolean)
		WHERE to_regclass(format('%I.%I', target, k.name)) IS NOT NULL
			AND EXISTS (SELECT FROM pg_roles r WHERE r.rolname = k.role)
	LOOP
		EXECUTE format('GRANT %s ON %I.%I TO ', x.privilege, target, x.name) || quote_ident(x.role)
			|| CASE WHEN x.grantable THEN ' WITH GRANT OPTION' ELSE '' END;
	END LOOP;
	-- One who comes to readers of what is released only, becomes one of them.
	all_see_live := (SELECT coalesce(bool_or(r.sees_live), true) FROM kansrijk_intern.publication_readers(target) r);
	FOR x IN
		SELECT coalesce(r.reader, grant_publication.reader) AS name, coalesce(r.sees_live, all_see_live) AS sees_live,
				coalesce(r.sees_released, true) OR r.reader = grant_publication.reader AS sees_released
			FROM kansrijk_intern.publication_readers(target) r
				FULL JOIN (SELECT grant_publication.reader AS name WHERE grant_publication.reader IS NOT NULL) n
					ON n.name = r.reader
	LOOP
		IF readers_see IS NOT NULL OR x.sees_live OR x.sees_released THEN
			CALL kansrijk_intern.grant_reader(target, x.name,
				CASE readers_see WHEN 'live' THEN true WHEN 'released' THEN false ELSE nullif(x.sees_live, false) END);
		END IF;
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', private, x.name);
		EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM %I', target, x.name);
		EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', private, x.name);
	END LOOP;
	IF refresher IS NOT NULL THEN
		CALL kansrijk_intern.grant_refresher(target, refresher);
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.grant_publication(text, text, text, text, jsonb) IS
'Internal: Rights on the relations of a publication: those that were kept, and those of a refresher and a reader who '
'come to it. readers_see: live or released, for all readers; NULL: each as before, and one who is new as the others, '
'alone: live. Part of create_indicator_views().';

CREATE OR REPLACE PROCEDURE revoke_access(target text, role text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	x record;
	had boolean := false;
BEGIN
	IF role IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'target and role must not be null';
	END IF;
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', role);
	END IF;
	IF (SELECT pg_get_userbyid(c.relowner) FROM pg_class c
		WHERE c.oid = to_regclass(format('%I.publication', private))) = role THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('role "%s" owns the publication', role),
			HINT = 'CALL kansrijk.create_indicator_views(..., owner => ''another role'') gives it to another.';
	END IF;
	FOR x IN SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN (target, private) LOOP
		had := had OR has_schema_privilege(role, x.nspname, 'USAGE');
		EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', x.nspname, role);
		EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA %I FROM %I', x.nspname, role);
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', x.nspname, role);
		IF has_schema_privilege(role, x.nspname, 'USAGE') THEN
			RAISE WARNING USING MESSAGE = format('role "%s" can still use schema "%s"', role, x.nspname),
				HINT = 'Through PUBLIC, through a role it is a member of, or because another role granted it.';
		END IF;
	END LOOP;
	IF NOT had THEN
		RAISE NOTICE USING MESSAGE = format('role "%s" had no rights on "%s"', role, target);
	END IF;
END $$;

COMMENT ON PROCEDURE revoke_access(text, text) IS
'Takes from a role, a reader or a refresher, all that it was given on the two schemas of a publication, and what is in '
'them. What it has through another role, it keeps, with a warning. Without rights: a notice. Errors: 3F000, 42704 '
'(role), 22023 (the owner), 22004, 55P03, 25000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.wide_columns(definitions text[]) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(format('max(value) FILTER (WHERE definition = %1$L) AS %2$I, max(lower) FILTER (WHERE definition '
			'= %1$L) AS %3$I', d, n,
					n || '_lower')
				|| format(', max(upper) FILTER (WHERE definition = %1$L) AS %2$I, max(status) FILTER (WHERE definition = %1$L) '
					'AS %3$I', d,
					n || '_upper', n || '_status'), E',\n' ORDER BY i)
			FROM (SELECT d, i, replace(left(d, 50), '-', '_') AS n FROM unnest(definitions) WITH ORDINALITY u(d, i)) w;
	END;

COMMENT ON FUNCTION kansrijk_intern.wide_columns(text[]) IS
'Internal: Value, limits and status of each of these definitions as columns, in the text of a query over figures. For '
'the view latest_wide.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_reader_view(target text, name text, query text, comments text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	was regclass := to_regclass(format('%I.%I', target, name));
	x record;
BEGIN
	EXECUTE format('CREATE VIEW %I.%I WITH (security_barrier) AS %s', private, name, query);
	IF was IS NULL THEN
		EXECUTE format('ALTER VIEW %I.%I SET SCHEMA %I', private, name, target);
	ELSE
		IF pg_get_viewdef(was) <> pg_get_viewdef(to_regclass(format('%I.%I', private, name))) THEN
			IF name = 'latest_wide' THEN
				EXECUTE format('DROP VIEW %I.%I', target, name);
			END IF;
			EXECUTE format('CREATE OR REPLACE VIEW %I.%I WITH (security_barrier) AS %s', target, name, query);
		END IF;
		EXECUTE format('DROP VIEW %I.%I', private, name);
	END IF;
	EXECUTE format('COMMENT ON VIEW %I.%I IS %L', target, name, comments[1]);
	FOR x IN
		SELECT a.attname, coalesce((SELECT substr(c, strpos(c, ': ') + 2) FROM unnest(comments[2:]) c
			WHERE split_part(c, ': ', 1) = a.attname LIMIT 1),
				n.comment_nl, d.name_nl || coalesce(' (' || coalesce(d.unit, i.unit) || ')', '') || CASE w.suffix
					WHEN '_lower' THEN ': ondergrens van het 95%-interval.' WHEN '_upper' THEN ': bovengrens van het 95%-interval.'
					WHEN '_status' THEN ': status.' ELSE '.' END) AS comment_nl
			FROM pg_attribute a LEFT JOIN kansrijk_intern.indicator_view_columns() n ON n.name = a.attname
				CROSS JOIN LATERAL (SELECT coalesce(substring(a.attname FROM '(_lower|_upper|_status)$'), '') AS suffix) w
				LEFT JOIN @extschema@.indicator_definition d ON replace(left(d.id, 50), '-', '_') || w.suffix = a.attname
				LEFT JOIN @extschema@.indicator i ON i.id = d.indicator
			WHERE a.attrelid = to_regclass(format('%I.%I', target, create_reader_view.name)) AND a.attnum > 0
	LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', target, name, x.attname, x.comment_nl);
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_reader_view(text, text, text, text[]) IS
'Internal: Creates a view for readers, or makes it anew when its query is another. comments: of the view, then COLUMN: '
'COMMENT of those that other views do not have.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.create_reader_views(target text, definitions text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place)
		FROM kansrijk_intern.indicator_view_columns() c);
	visible constant text := '(r.withdrawn_at IS NULL OR r.withdrawn_until <= now())';
	latest text;
BEGIN
	CALL kansrijk_intern.create_reader_view(target, 'released',
		format('SELECT f.release, f.family, %1$s FROM %2$I.release_figure f JOIN %2$I.release r ON r.label = f.release '
			'WHERE %3$s',
			replace('f.' || columns, ', ', ', f.'), private, visible),
		'{Alle vrijgegeven cijfers die niet zijn ingetrokken.,release: Naam van de vrijgave.,family: Familie van '
			'indicatoren.}');
	CALL kansrijk_intern.create_reader_view(target, 'releases',
		format('SELECT r.label AS release, r.released_at, r.note, CASE WHEN %2$s THEN NULL ELSE r.withdrawn_at END AS '
			'withdrawn_at,
			CASE WHEN %2$s THEN NULL ELSE r.withdrawn_until END AS withdrawn_until,
			CASE WHEN %2$s THEN NULL ELSE r.withdrawn_because END AS withdrawn_because,
			(SELECT string_agg(f.value ->> ''rule'', '', '' ORDER BY f.ordinality)
				FROM jsonb_array_elements(r.findings) WITH ORDINALITY f) AS findings FROM %1$I.release r', private, visible),
		ARRAY['Vrijgaven.', 'release: Naam van de vrijgave.', 'released_at: Wanneer.', 'note: Toelichting.',
			'withdrawn_at: Sinds wanneer de vrijgave is ingetrokken; leeg: zij geldt.',
				'withdrawn_until: Tot wanneer; leeg: niet bekend.',
			'withdrawn_because: Waarom zij is ingetrokken.',
			'findings: Regels van de controle van de bron waaraan niet was voldaan; leeg: geen, of niet nagekeken.']);
	-- Each family as it was released last: a release has all of its years.
	latest := format('SELECT f.release, f.family, %1$s FROM %2$I.release_figure f JOIN %2$I.release l ON l.label = '
		'f.release
			WHERE %3$s AND NOT EXISTS (SELECT FROM %2$I.release r WHERE r.id > l.id AND r.block_years ? f.family AND %4$s)',
		replace('f.' || columns, ', ', ', f.'), private, replace(visible, 'r.', 'l.'), visible);
	CALL kansrijk_intern.create_reader_view(target, 'latest', latest,
		'{Van elke familie de cijfers van de laatste vrijgave die niet is ingetrokken.,release: Naam van de '
			'vrijgave.,family: Familie van indicatoren.}');
	CALL kansrijk_intern.create_reader_view(target, 'latest_wide',
		format(E'SELECT area_type, area, max(area_name) AS area_name, max(province) AS province, max(municipality) AS '
			'municipality,
	max(period_type) AS period_type, max(period_label) AS period_label, first_year, year,\n%s
FROM (%s) latest WHERE breakdown = ''totaal'' GROUP BY area_type, area, first_year, year',
	kansrijk_intern.wide_columns(definitions), latest),
		'{"De laatste vrijgave, een rij per gebied en periode, met van elke definitie waarde, grenzen en status."}');
	CALL kansrijk_intern.create_reader_view(target, 'data_as_of',
		format('SELECT r.family, max(a.started) AS data_as_of FROM (SELECT DISTINCT family FROM %1$I.relation WHERE stage '
			'= ''fact'') r
			LEFT JOIN (SELECT a.family, a.started FROM %1$I.refresh_attempt a WHERE a.outcome = ''refreshed''
				AND a.started >= (SELECT p.created FROM %1$I.publication p)) a ON a.family = r.family
			GROUP BY r.family', private),
		ARRAY['Van wanneer de getoonde cijfers zijn.', 'family: Familie van indicatoren.',
			'data_as_of: Wat er tot dit moment in de bron stond, is meegeteld; leeg: nog niet ververst.']);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.create_reader_views(text, text[]) IS
'Internal: Creates target.released, releases, latest, latest_wide and data_as_of, or makes them what they should be. '
'Rights are given by grant_publication(). Part of create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.publication_owner(target text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 10
	RETURN (SELECT pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = kansrijk_intern.publication_schema(target) AND c.relname = 'publication' AND c.relkind = 'r');

COMMENT ON FUNCTION kansrijk_intern.publication_owner(text) IS
'Internal: The owner of a publication; NULL: there is none of that name.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_target(source text, target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	reason text;
BEGIN
	reason := CASE
		WHEN octet_length(target) NOT BETWEEN 1 AND 56 OR target IN (source, 'information_schema', 'public')
			OR target ~ '^pg_' OR source = private
			THEN ''
		WHEN target IN ('@extschema@', 'kansrijk_intern') OR private IN ('@extschema@', 'kansrijk_intern')
			THEN 'It would be the extension''s own.'
		WHEN EXISTS (SELECT FROM pg_namespace n WHERE kansrijk_intern.publication_schema(n.nspname) = target
				AND kansrijk_intern.is_publication(n.nspname))
			OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE n.nspname = target AND c.relname IN ('refresh_log', 'release_cell') AND c.relkind = 'r')
			THEN 'It holds the evidence of another publication.'
		WHEN kansrijk_intern.is_publication(private)
			THEN format('Its evidence would be in "%s", where another publication is read.', private) END;
	IF reason IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
			MESSAGE = format('schema "%s" cannot be the target of a publication', target),
			DETAIL = reason, HINT = 'Name a schema of its own, of 1 to 56 bytes.';
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_target(text, text) IS
'Internal: Nothing when a schema can be the target of a publication, else error 3F000: it is the source, one of the '
'server, of the extension or of another publication, or its name is too long.';

CREATE OR REPLACE FUNCTION kansrijk_intern.check_unclaimed(target text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	found_name text;
BEGIN
	SELECT format('%I.%I', n.nspname, o.name) INTO found_name
		FROM (SELECT c.relnamespace AS schema, c.relname AS name FROM pg_class c
			UNION ALL SELECT p.pronamespace, p.proname FROM pg_proc p WHERE p.proname IN ('refresh', 'refresh_step')) o
			JOIN pg_namespace n ON n.oid = o.schema
		WHERE n.nspname = private AND (o.name IN ('refresh', 'refresh_step') OR EXISTS (SELECT FROM pg_class m
				WHERE m.relnamespace = 'kansrijk_intern'::regnamespace AND m.relname = o.name))
			OR n.nspname = target AND o.name IN ('released', 'releases', 'latest', 'latest_wide', 'data_as_of')
		ORDER BY 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = format('%s exists already', found_name),
			DETAIL = 'It is no part of a publication, and its owner would have what is kept there.',
			HINT = 'Drop it, or name another target.';
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.check_unclaimed(text) IS
'Internal: Nothing when no relation or procedure of a new publication is there already, else error 42P07.';

CREATE OR REPLACE PROCEDURE create_indicator_views(source text DEFAULT 'bron', target text DEFAULT 'publicatie',
	policy sdc_policy DEFAULT 'rivm', families text[] DEFAULT NULL,
	local_definitions text[] DEFAULT NULL, area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel,wijk,pc4}',
	annual_area_types text[] DEFAULT '{land,provincie,gemeente,stadsdeel}',
		breakdown_area_types text[] DEFAULT '{land,provincie,gemeente}',
	window_years integer DEFAULT 5, organisation_policy sdc_policy DEFAULT 'none',
	owner text DEFAULT NULL, refresher text DEFAULT NULL, reader text DEFAULT NULL, create_roles boolean DEFAULT false,
		populate boolean DEFAULT true, readers_see text DEFAULT NULL, on_source_error text DEFAULT 'stop')
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	owner_was text;
	owner_name text;
	kept jsonb := '[]'::jsonb;
	plan @extschema@.indicator_view_relation[];
	held text[];
	missing text;
	local text[];
	beside text;
	facts text[];
	chosen jsonb;
	is_same boolean := false;
	is_replaced boolean := false;
	messages constant text := current_setting('client_min_messages');
	citus constant text := current_setting('citus.enable_ddl_propagation', true);
	problems text;
	code text;
BEGIN
	IF readers_see NOT IN ('live', 'released') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'readers can see live or released figures',
			HINT = 'readers_see => ''live'': the views and what has been released; ''released'': that only; left out: as it '
				'was.';
	END IF;
	PERFORM kansrijk_intern.check_on_source_error(on_source_error);
	IF num_nulls(source, target, create_roles, populate, on_source_error) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'source, target, create_roles, populate and on_source_error must not be null';
	END IF;
	-- Where Citus is, views over a distributed source are made on the coordinator alone.
	IF citus IS NOT NULL THEN
		PERFORM set_config('citus.enable_ddl_propagation', 'off', true);
	END IF;
	PERFORM kansrijk_intern.lock_publication(target);
	PERFORM kansrijk_intern.check_target(source, target);
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;

	IF to_regclass(format('%I.release_cell', private)) IS NOT NULL
		AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.release_cell', private))
			AND a.attname = 'key' AND NOT a.attisdropped)
	THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('schema "%s" has the remains of a publication', target),
			DETAIL = 'The extension was dropped, and with it the counts of all releases.',
			HINT = format('Restore a backup, to stay protected against what is out; or CALL kansrijk.forget_releases(%1$L) '
				'and kansrijk.drop_indicator_views(%1$L) first.', target);
	END IF;

	CALL kansrijk_intern.create_publication_roles(owner, refresher, reader, create_roles);
	-- Another session may have created it while this one waited.
	PERFORM kansrijk_intern.lock_publication(target);
	owner_was := kansrijk_intern.publication_owner(target);
	owner_name := coalesce(owner, owner_was, current_user);
	PERFORM kansrijk_intern.check_owner(owner_was);
	PERFORM kansrijk_intern.check_owner(owner_name);
	PERFORM kansrijk_intern.check_reader(source, owner_name, refresher, r.reader)
		FROM (SELECT create_indicator_views.reader WHERE create_indicator_views.reader IS NOT NULL
			UNION SELECT p.reader FROM kansrijk_intern.publication_readers(target) p) r;
	kept := kansrijk_intern.publication_rights(target);

	held := kansrijk_intern.source_definitions(source, families);
	local := coalesce(local_definitions, kansrijk_intern.default_local_definitions(held));
	SELECT string_agg(d.id, ', ' ORDER BY d.id COLLATE "C") INTO beside
		FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE d.id = ANY (local) AND d.id = ANY (held) AND NOT d.is_local
			AND EXISTS (SELECT FROM @extschema@.indicator_definition o JOIN @extschema@.indicator k ON k.id = o.indicator
				WHERE o.id <> d.id AND o.id = ANY (local) AND o.id = ANY (held) AND k.family = i.family);
	IF NOT kansrijk_intern.source_covers_country(source) THEN
		SELECT string_agg(h, ', ' ORDER BY h COLLATE "C") INTO missing FROM unnest(held) h WHERE h <> ALL (local);
		IF missing IS NOT NULL THEN
			RAISE NOTICE USING MESSAGE = 'without what would be published of a whole country only: ' || missing,
				DETAIL = 'The source does not have births of all twelve provinces.',
					HINT = 'local_definitions names the definitions that are published; no two of them should differ by few units.';
		END IF;
	END IF;
	IF @extschema@.sdc_primary(@extschema@.make_rate(1, 2, 0), policy) = 'publish' THEN
		RAISE WARNING USING MESSAGE = 'the policy hides nothing: figures about single persons are published',
			HINT = 'SELECT * FROM kansrijk.sdc_policy_presets() lists policies that publishers use.';
	END IF;
	IF beside IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = 'published for small areas beside definitions of about the same units: ' || beside,
			HINT = 'Each definition is protected by itself. Where one is part of another, or differs from it by a few units, '
				'the difference of the two is in sight: see "What is left to you" in doc/security.md.';
	END IF;
	SELECT string_agg(d.id, ', ' ORDER BY d.id COLLATE "C") INTO missing
		FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
		WHERE (families IS NULL OR i.family = ANY (families)) AND i.per IS NOT NULL AND d.id <> ALL (held);
	IF missing IS NOT NULL AND held <> '{}' THEN
		RAISE NOTICE USING MESSAGE = 'without the definitions that the source does not hold: ' || missing;
	END IF;
	SELECT array_agg(p) INTO plan
		FROM @extschema@.indicator_view_plan(source, target, policy, families, local, area_types, annual_area_types,
		breakdown_area_types, window_years, organisation_policy) p;
	facts := ARRAY(SELECT u.name FROM unnest(plan) u WHERE u.stage = 'fact' ORDER BY u.family COLLATE "C");
	IF ARRAY(SELECT left(f, -5)
		FROM unnest(facts) f) && '{all_families,wide,released,releases,latest,latest_wide,data_as_of}'::text[] THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'a family has the name of a view of every publication',
			HINT = 'all_families, wide, released, releases, latest, latest_wide and data_as_of cannot be families.';
	END IF;
	plan := plan || ARRAY(SELECT r FROM kansrijk_intern.indicator_view_readers(target, facts, local) r);
	SELECT array_agg((i, u.family, u.stage, u.schema_name, u.name, u.query, u.definitions, u.dimensions,
			u.breakdowns)::@extschema@.indicator_view_relation ORDER BY i)
		INTO plan
		FROM unnest(plan) WITH ORDINALITY u(position, family, stage, schema_name, name, query, definitions, dimensions,
			breakdowns, i);

	-- Unchanged: only comments and rights are renewed.
	chosen := jsonb_build_object('source', source, 'target', target, 'policy', policy::text,
		'organisation_policy', organisation_policy::text, 'window_years', window_years, 'area_types', area_types,
		'annual_area_types', annual_area_types, 'breakdown_area_types', breakdown_area_types, 'local_definitions', local,
		'covers_country', kansrijk_intern.source_covers_country(source));
	IF to_regclass(format('%I.publication', private)) IS NOT NULL THEN
		CALL kansrijk_intern.migrate_publication(target);
		is_same := kansrijk_intern.is_as_planned(private, plan, chosen);
		IF NOT is_same THEN
			is_replaced := kansrijk_intern.is_readable(private, NULL);
			CALL kansrijk_intern.drop_publication_relations(target);
		END IF;
	ELSE
		PERFORM kansrijk_intern.check_unclaimed(target);
	END IF;
	IF populate AND NOT is_same THEN
		PERFORM kansrijk_intern.pass_gate(source,
			kansrijk_intern.findings_of(source, kansrijk_intern.definition_relations(held)), on_source_error);
	END IF;
	CALL kansrijk_intern.create_publication_schemas(target, coalesce(owner_was, owner_name));
	CALL kansrijk_intern.own_publication(target, owner_name);
	IF NOT is_same THEN
		CALL kansrijk_intern.enter_publication(private, chosen);
	END IF;
	-- What was checked above, is not checked again below.
	PERFORM kansrijk_intern.set_on_source_error(private, CASE WHEN is_same THEN on_source_error ELSE 'checked' END);
	CALL kansrijk_intern.create_relations(target, plan, is_same, owner_name);
	CALL kansrijk_intern.create_reader_views(target, local);
	CALL kansrijk_intern.own_publication(target, owner_name);
	IF owner_name <> current_user THEN
		CALL kansrijk_intern.grant_source(source, owner_name);
	END IF;
	CALL kansrijk_intern.grant_publication(target, refresher, reader, readers_see, kept);

	IF populate AND NOT is_same THEN
		-- The state that readers would keep is gone with the views, unless all of this is
		-- undone: then what failed is an error, and its log is gone.
		IF is_replaced THEN
			PERFORM set_config('client_min_messages', 'error', true);
		END IF;
		CALL kansrijk_intern.refresh_at_once(target, problems, code);
		PERFORM set_config('client_min_messages', messages, true);
		IF is_replaced AND problems IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = code, MESSAGE = format('the views of schema "%s" were not replaced', target),
				DETAIL = problems,
				HINT = 'The old views stay as they were, and so does the log. Mend what failed, and call again.';
		END IF;
	END IF;
	PERFORM kansrijk_intern.set_on_source_error(private, on_source_error);
	IF citus IS NOT NULL THEN
		PERFORM set_config('citus.enable_ddl_propagation', citus, true);
	END IF;
END $$;

COMMENT ON PROCEDURE create_indicator_views(text, text, sdc_policy, text[], text[], text[], text[], text[], integer,
	sdc_policy, text, text, text, boolean, boolean, text, text) IS
'Publishes a canonical source. For each family of indicators: a materialized view target_intern.FAMILY_fact with '
'every area, year, window and breakdown, masked, and on top of it the security-barrier view target.FAMILY; also '
'target.all_families and target.wide. Unprotected counts stay in the schema target_intern. policy: for figures about '
'persons; organisation_policy: about organisations (the programme). families: NULL is all that the source holds. '
'local_definitions: those published for every area and breakdown; others, which differ from them by few units, for '
'the country only, and not at all when the source has no births of all twelve provinces; NULL: one way of counting an '
'indicator. area_types; annual_area_types: those with annual figures and every window, others have consecutive '
'windows; breakdown_area_types: land, provincie, gemeente. owner gets the objects and SELECT on the source; refresher '
'may call target_intern.refresh() and read the log; reader may read the views and what has been released; readers_see '
'says what all readers see from now on: live, or released only. on_source_error: what errors that check_source() '
'finds in the relations that are read do, now and at refreshes and releases: stop, or warn and go on. Roles are '
'created only by create_roles. Called again, owner is who it was when left out, and else all of it moves; rights that '
'were given stay; refresher and reader come to those that there are: revoke_access() takes them away. A role that may '
'read the source, or what its views read, is refused as a reader, also one that is a reader already. Again with the '
'same arguments: rights and comments are renewed, nothing else; with other arguments: views are replaced, the log is '
'kept; when a new one cannot be filled, everything stays as it was, with the error of that. Whoever creates views for '
'another owner must be a member of that role, and becomes one of an owner that is created. Errors: 3F000, 42704 '
'(role), 42501 (no right to read the source, or to pass on to the owner), 22023, 22004, 42P07, 55000 (remains of a '
'dropped extension), 55P03, 25000, KS001 (errors in the source).';

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
	CALL kansrijk_intern.migrate_publication(target);
	CALL kansrijk_intern.drop_publication_relations(target);
	EXECUTE format('DROP VIEW IF EXISTS %1$I.released, %1$I.releases, %1$I.latest, %1$I.latest_wide, %1$I.data_as_of',
		target);
	EXECUTE format('DROP PROCEDURE IF EXISTS %1$I.refresh(text[]),
		%1$I.refresh_step(text[], timestamptz, boolean, text, text)', private);
	CALL kansrijk_intern.drop_publication_tables(private);
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
'Drops what create_indicator_views() made, the log included, unless there are releases, and the two schemas when '
'nothing else is in them. What others built on top stops it with an error that names it. Without a publication: a '
'notice. Errors: 2BP01, 55P03, 25000.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.drop_publication_relations(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	relation record;
BEGIN
	FOR relation IN EXECUTE format($query$
		SELECT r.schema_name, r.name, CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END AS kind
		FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format('%%I.%%I', r.schema_name, r.name))
		WHERE c.relkind IN ('v', 'm') ORDER BY r.position DESC$query$, private)
	LOOP
		EXECUTE format('DROP %s %I.%I', relation.kind, relation.schema_name, relation.name);
	END LOOP;
	EXECUTE format('DELETE FROM %I.relation', private);
END $$;

COMMENT ON PROCEDURE kansrijk_intern.drop_publication_relations(text) IS
'Internal: Drops the views of a publication and keeps its log. Part of drop_indicator_views() and '
'create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.stale_steps(private text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	problems text[];
	one record;
	now_protected numeric;
	now_shown numeric;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	problems := ARRAY(
		SELECT 'not refreshed with its cells: ' || d.id FROM definition d LEFT JOIN decided c ON c.definition = d.number
		WHERE d.scan IS NOT NULL AND c.basis IS DISTINCT FROM kansrijk_intern.decision_basis(private, d.number)
		ORDER BY d.id COLLATE "C");
	FOR one IN SELECT r.family, format('%I.%I', r.schema_name, r.name) AS relation, r.name FROM relation r
		WHERE r.stage = 'fact' ORDER BY r.position LOOP
		IF kansrijk_intern.time_to_tell(statement_timestamp()) THEN
			RAISE NOTICE USING MESSAGE = 'comparing with what is protected: ' || one.name;
		END IF;
		SELECT sum(hash_record_extended(ROW(m.definition, m.area_type, m.area, lower(m.period), upper(m.period) - 1,
				m.breakdown, m.category, m.status = 'publish', @extschema@.numerator(m.r), @extschema@.denominator(m.r)), 0))
			INTO now_protected FROM masked m WHERE m.family = one.family;
		EXECUTE format($query$SELECT sum(hash_record_extended(ROW(definition, area_type, area, first_year, year, breakdown,
			category, status = 'publish', numerator, denominator), 0)) FROM %s$query$, one.relation) INTO now_shown;
		IF now_shown IS DISTINCT FROM now_protected THEN
			problems := problems || ('not refreshed with its figures: ' || one.name);
		END IF;
	END LOOP;
	RETURN problems;
END $$;

COMMENT ON FUNCTION kansrijk_intern.stale_steps(text) IS
'Internal: What of a publication was not refreshed with what it follows from, a text each. For release().';

CREATE OR REPLACE FUNCTION kansrijk_intern.audit_problem(reason text, definition text, area_type text, area text, period int4range,
	breakdown text, category text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN reason || ': ' || concat_ws(' ', definition, area_type, area, period, nullif(breakdown, 'totaal'),
		nullif(category, 'totaal'));

COMMENT ON FUNCTION kansrijk_intern.audit_problem(text, text, text, text, int4range, text, text) IS
'Internal: What is wrong with a figure, as a text that names it and no counts.';

CREATE OR REPLACE FUNCTION kansrijk_intern.audit_family(private text, one_family text, min_interval bigint)
	RETURNS TABLE (figures bigint, shown bigint, narrowest numeric, problems text[])
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000 ROWS 1
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	one text;
	figures_of bigint;
	shown_of bigint;
	narrowest_of numeric;
	problems_of text[];
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	figures := 0;
	shown := 0;
	problems := '{}';
	FOR one IN SELECT d.id FROM definition d JOIN scan s ON s.name = d.scan
		WHERE s.family = one_family ORDER BY d.id COLLATE "C" LOOP
		IF kansrijk_intern.time_to_tell(statement_timestamp()) THEN
			PERFORM kansrijk_intern.tell_progress(statement_timestamp(), 'audit of ' || one,
				count(*) FILTER (WHERE (s.family COLLATE "C", d.id COLLATE "C") < (one_family, one)), count(*))
				FROM definition d JOIN scan s ON s.name = d.scan;
		END IF;
		IF min_interval > 0 THEN
			-- Intervals take linear programmes: only where a width is asked for.
			WITH audited AS (
				SELECT a.*, least(upper(a.numerator_range) - lower(a.numerator_range),
					upper(a.complement_range) - lower(a.complement_range)) AS width
				FROM audit a WHERE a.family = one_family AND a.definition = one
			), judged AS (
				SELECT a.*, CASE WHEN a.exposed THEN 'follows from published figures'
					WHEN a.status NOT IN ('publish', 'empty') AND a.width < min_interval THEN 'interval is too narrow' END AS reason
				FROM audited a
			)
			SELECT count(*), count(*) FILTER (WHERE j.status = 'publish'), min(j.width),
					array_agg(kansrijk_intern.audit_problem(j.reason, j.definition, j.area_type,
						coalesce(j.pc4, j.wijk, j.stadsdeel, j.municipality, j.province), j.period, j.breakdown,
							j.category)) FILTER (WHERE j.reason IS NOT NULL)
				INTO figures_of, shown_of, narrowest_of, problems_of
				FROM judged j WHERE j.shown OR j.reason IS NOT NULL;
		ELSE
			SELECT count(*), count(*) FILTER (WHERE a.status = 'publish'),
					array_agg(kansrijk_intern.audit_problem('follows from published figures', a.definition, a.area_type,
						coalesce(a.pc4, a.wijk, a.stadsdeel, a.municipality, a.province), a.period, a.breakdown,
							a.category)) FILTER (WHERE a.exposed)
				INTO figures_of, shown_of, problems_of
				FROM audit a WHERE a.family = one_family AND a.definition = one AND (a.shown OR a.exposed);
		END IF;
		figures := figures + figures_of;
		shown := shown + shown_of;
		narrowest := least(narrowest, narrowest_of);
		problems := problems || ARRAY(SELECT p FROM unnest(problems_of) p ORDER BY p COLLATE "C");
	END LOOP;
	RETURN NEXT;
END $$;

COMMENT ON FUNCTION kansrijk_intern.audit_family(text, text, bigint) IS
'Internal: Audits the figures of a family of a publication: none that is unsafe may follow from published ones, and, '
'with min_interval above 0, each must be that uncertain. Returns how many figures there are and are shown, the '
'narrowest interval, and the problems, a text each, which name figures but no counts. For release().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.keep_release(private text, release_id integer)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	columns constant text := (SELECT string_agg(c.name, ', ' ORDER BY c.place)
		FROM kansrijk_intern.indicator_view_columns() c);
	fact record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	INSERT INTO release_cell (release, family, definition, area_type, province, municipality, stadsdeel, wijk, pc4, period,
		breakdown,
			category, r, status)
		SELECT release_id, e.family, e.definition, e.area_type, e.province, e.municipality, e.stadsdeel, e.wijk, e.pc4,
			e.period,
			e.breakdown, e.category, e.r, e.status
		FROM evidence e JOIN definition d ON d.id = e.definition WHERE d.scan IS NOT NULL;
	FOR fact IN SELECT r.family, format('%I.%I', r.schema_name, r.name) AS relation FROM relation r
		WHERE r.stage = 'fact' LOOP
		EXECUTE kansrijk_intern.fill('INSERT INTO {private}.release_figure (release, family, {columns})
			SELECT (SELECT label FROM {private}.release WHERE id = $1), $2, {columns} FROM {fact}',
			'private', quote_ident(private), 'columns', columns, 'fact', fact.relation) USING release_id, fact.family;
	END LOOP;

	INSERT INTO block_year (definition, year, release)
		SELECT d.id, y.block_year, release_id FROM definition d JOIN scan_years y ON y.scan = d.scan
		ON CONFLICT DO NOTHING;
	-- Years that are not final yet become so.
	DELETE FROM released_cell c USING final_year y JOIN definition d ON d.id = y.definition
		WHERE c.definition = d.number AND c.year = y.year AND y.reopened IS NOT NULL AND d.scan IS NOT NULL;
	INSERT INTO released_cell (definition, year, place, breakdown, category, r, release)
		SELECT k.definition, k.year, k.place, k.breakdown, k.category, k.r, release_id
		FROM cell k JOIN definition d ON d.number = k.definition
		WHERE d.scan IS NOT NULL
			AND NOT EXISTS (SELECT FROM final_year y WHERE y.definition = d.id AND y.year = k.year AND y.reopened IS NULL);
	INSERT INTO final_year AS f (definition, year, release, r, fingerprint)
		SELECT d.id, n.year, release_id, n.r, y.units
		FROM (SELECT k.definition, k.year, @extschema@.rate(k.r) AS r FROM cell k
			WHERE k.breakdown IS NULL GROUP BY k.definition, k.year) n
			JOIN definition d ON d.number = n.definition
			LEFT JOIN cell_year y ON y.definition = n.definition AND y.year = n.year
		WHERE d.scan IS NOT NULL
		ON CONFLICT (definition, year) DO UPDATE SET release = excluded.release, r = excluded.r,
			fingerprint = excluded.fingerprint,
			reopened = NULL WHERE f.reopened IS NOT NULL;
	DELETE FROM cell;
	DELETE FROM cell_year;
	-- The same figures, in another release: nothing is to be decided anew.
	UPDATE decided c SET basis = kansrijk_intern.decision_basis(private, c.definition)
		FROM definition d WHERE d.number = c.definition AND d.scan IS NOT NULL;
	UPDATE shown_family s SET basis = kansrijk_intern.show_basis(private, s.family);
	UPDATE release r SET
		source_fingerprint = (SELECT coalesce(jsonb_object_agg(s.name, s.units), '{}')
			FROM (SELECT s.name, sum(f.fingerprint) AS units FROM scan s JOIN definition d ON d.scan = s.name AND d.place = 1
				JOIN final_year f ON f.definition = d.id GROUP BY s.name) s),
		block_years = (SELECT coalesce(jsonb_object_agg(b.family, b.last_year), '{}')
			FROM (SELECT s.family, max(y.last_year) AS last_year FROM scan s
				JOIN scan_years y ON y.scan = s.name GROUP BY s.family) b),
		definitions = (SELECT coalesce(jsonb_object_agg(n.id,
			jsonb_build_object('version', n.version, 'name', n.name_nl, 'name_en', n.name_en,
				'relation', n.relation, 'scope', n.scope, 'event', n.event)), '{}')
			FROM @extschema@.indicator_definition n JOIN definition d ON d.id = n.id WHERE d.scan IS NOT NULL)
		WHERE r.id = release_id;
	ANALYZE release_cell, release_figure, released_cell, final_year;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.keep_release(text, integer) IS
'Internal: Keeps what a release shows and follows from, and makes its years final. For release().';

CREATE OR REPLACE FUNCTION kansrijk_intern.message_without_values(code text, message text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN CASE
		-- What code of the user's raises may say anything, and need not quote it.
		WHEN code = 'P0001' OR code !~ '^(0[0-9A-Z]|2[0-9A-Z]|3[0-9A-Z]|4[0-9A-Z]|5[0-9A-Z]|72|F0|HV|P0|XX|KS001)'
			THEN '...'
		WHEN code ~ '^(2[0-6]|P0)' THEN regexp_replace(message, '["0-9].*', '...')
		ELSE message END;

COMMENT ON FUNCTION kansrijk_intern.message_without_values(text, text) IS
'Internal: A message of an error as it may be kept in the log, by its SQLSTATE: that of data ends where a value may '
'begin, and that of RAISE in code of the user is replaced.';

CREATE OR REPLACE FUNCTION kansrijk_intern.begin_refresh(target text, families text[]) RETURNS timestamptz
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	run timestamptz := clock_timestamp();
	unknown_family text;
	n bigint;
BEGIN
	EXECUTE format('SELECT f FROM unnest($1) f
		WHERE f IS NULL OR f NOT IN (SELECT r.family FROM %I.relation r WHERE r.family IS NOT NULL) LIMIT 1', private)
		INTO unknown_family USING families;
	GET DIAGNOSTICS n = ROW_COUNT;
	IF n > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('schema "%s" has no family "%s"', target, unknown_family),
			HINT = format('SELECT DISTINCT family FROM %I.relation lists them.', private);
	END IF;
	PERFORM kansrijk_intern.lock_publication(target, families);
	-- Nobody else is at these: what says so was cut off.
	EXECUTE format('UPDATE %I.refresh_attempt a SET outcome = ''interrupted''
		WHERE a.outcome IN (''waiting'', ''running'') AND ($1 IS NULL OR a.family = ANY ($1) OR $1 = ''{}'' AND a.family '
			'IS NULL)', private)
		USING families;
	EXECUTE format('INSERT INTO %1$I.refresh_attempt (run, place, family, outcome, pid, refreshed_by)
		SELECT $1, min(r.position), r.family, ''waiting'', pg_backend_pid(), session_user
			FROM %1$I.relation r
			WHERE r.stage NOT IN (''view'', ''audit'') AND ($2 IS NULL OR r.family = ANY ($2) OR $2 = ''{}'' AND r.family IS '
				'NULL)
			GROUP BY r.family', private) USING run, families;
	RETURN run;
END $$;

COMMENT ON FUNCTION kansrijk_intern.begin_refresh(text, text[]) IS
'Internal: Enters what is to be refreshed in refresh_attempt, a row a family. Returns the key of the run. Part of '
'refresh_step(). Errors: 22023, 55P03, 25000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.next_in_refresh(target text, run timestamptz) RETURNS boolean
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('UPDATE %1$I.refresh_attempt SET outcome = ''running'', started = clock_timestamp()
		WHERE run = $1 AND place = (SELECT min(a.place) FROM %1$I.refresh_attempt a WHERE a.run = $1 AND a.outcome '
			'= ''waiting'')',
		kansrijk_intern.publication_schema(target)) USING run;
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n > 0;
END $$;

COMMENT ON FUNCTION kansrijk_intern.next_in_refresh(text, timestamptz) IS
'Internal: Enters the next family of a run as the one that is being refreshed. False: there is none. Part of '
'refresh_step().';

CREATE OR REPLACE PROCEDURE kansrijk_intern.refresh_one(target text, run timestamptz)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	application constant text := current_setting('application_name');
	attempt record;
	began timestamptz;
	code text;
	message text;
	n bigint;
BEGIN
	EXECUTE format('SELECT a.place, a.family FROM %I.refresh_attempt a WHERE a.run = $1 AND a.outcome = ''running''',
		private)
		INTO attempt USING run;
	PERFORM kansrijk_intern.lock_publication(target, CASE WHEN attempt.family IS NULL THEN '{}'
		ELSE ARRAY[attempt.family] END, true);
	began := clock_timestamp();
	EXECUTE format('UPDATE %I.refresh_attempt SET started = $2 WHERE run = $1 AND place = $3 AND outcome = ''running''',
		private)
		USING run, began, attempt.place;
	GET DIAGNOSTICS n = ROW_COUNT;
	IF n = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'lock_not_available',
			MESSAGE = format('another session took the refresh of schema "%s" over', target),
			HINT = 'What it had not begun, it left to that session.';
	END IF;

	-- Sorting and hashing whole table systems on disk takes twice the time.
	IF pg_size_bytes(current_setting('work_mem')) < 256 * 1024 * 1024 THEN
		PERFORM set_config('work_mem', '256MB', true);
	END IF;
	-- Compiling queries of so many columns takes longer than running them.
	PERFORM set_config('jit', 'off', true);
	BEGIN
		CALL kansrijk_intern.refresh_family(target, attempt.family, run);
	EXCEPTION WHEN OTHERS THEN
		code := SQLSTATE;
		message := kansrijk_intern.message_without_values(SQLSTATE, SQLERRM);
		RAISE WARNING USING ERRCODE = code, MESSAGE = format('family "%s" was not refreshed', coalesce(attempt.family, '')),
			HINT = 'Readers keep the last good state.';
	END;
	PERFORM set_config('application_name', application, true);
	IF code IS NULL THEN
		EXECUTE format('SELECT l.sqlstate, l.relation || '': '' || l.message FROM %1$I.refresh_log l
			WHERE l.run = $1 AND l.outcome = ''failed'' AND (l.schema_name, l.relation) IN
				(SELECT r.schema_name, r.name FROM %1$I.relation r WHERE r.family IS NOT DISTINCT FROM $2)
			ORDER BY l.id LIMIT 1', private) INTO code, message USING run, attempt.family;
	END IF;
	EXECUTE format('UPDATE %I.refresh_attempt SET outcome = $3, finished = clock_timestamp(), sqlstate = $4, message = $5
		WHERE run = $1 AND place = $2', private)
		USING run, attempt.place, CASE WHEN code IS NULL THEN 'refreshed' ELSE 'failed' END, code, message;
	IF code IS NOT NULL AND attempt.family IS NULL THEN
		EXECUTE format('INSERT INTO %1$I.refresh_log (run, schema_name, relation, stage, started, outcome, refreshed_by)
			SELECT $1, r.schema_name, r.name, r.stage, clock_timestamp(), ''skipped'', session_user FROM %1$I.relation r
				WHERE r.stage NOT IN (''view'', ''audit'')
					AND r.family IN (SELECT a.family FROM %1$I.refresh_attempt a WHERE a.run = $1 AND a.outcome = ''waiting'')
				ORDER BY r.position', private) USING run;
		EXECUTE format('UPDATE %I.refresh_attempt SET outcome = ''skipped'', started = clock_timestamp(), finished = '
			'clock_timestamp()
			WHERE run = $1 AND outcome = ''waiting''', private) USING run;
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.refresh_one(text, timestamptz) IS
'Internal: Refreshes the family that a run is at, and enters how that ended; when what families share failed, the '
'others are skipped. Part of refresh_step(). Error 55P03: another session began meanwhile.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.refresh_step(target text, families text[], INOUT run timestamptz, INOUT more boolean,
	INOUT problems text,
	INOUT code text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF run IS NULL THEN
		run := kansrijk_intern.begin_refresh(target, families);
	ELSE
		CALL kansrijk_intern.refresh_one(target, run);
	END IF;
	more := kansrijk_intern.next_in_refresh(target, run);
	IF NOT more THEN
		EXECUTE format('SELECT string_agg(format(''%%s (%%s)'', a.message, a.code), ''; '' ORDER BY a.place) || ''.'',
				(array_agg(a.code ORDER BY a.place))[1]
			FROM (SELECT a.place, coalesce(a.sqlstate, ''55P03'') AS code,
					coalesce(a.message, concat(a.family, '': taken over by another session'')) AS message
				FROM %I.refresh_attempt a WHERE a.run = $1 AND a.outcome IN (''failed'', ''interrupted'')) a',
					kansrijk_intern.publication_schema(target))
			INTO problems, code USING run;
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.refresh_step(text, text[], timestamptz, boolean, text, text) IS
'Internal: A step of a refresh: with a run of NULL, enters what is to be done, then one family each. more: call again; '
'after the last, problems says what failed, and code is the first SQLSTATE. Called by the procedure of that name of '
'the publication, which has the rights of the owner. Errors: 22023, 55P03, 25000.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.refresh_at_once(target text, INOUT problems text, INOUT code text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	run timestamptz;
	more boolean := true;
BEGIN
	WHILE more LOOP
		EXECUTE format('CALL %I.refresh_step(NULL, $1, $2, $3, $4)', kansrijk_intern.publication_schema(target))
			INTO run, more, problems, code USING run, more, problems, code;
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.refresh_at_once(text, text, text) IS
'Internal: Refreshes a publication as a part of the transaction. problems: what failed, code: the first SQLSTATE; '
'NULL: nothing. Part of create_indicator_views().';

CREATE OR REPLACE FUNCTION kansrijk_intern.log_step(private text, run timestamptz, relation text, stage text, began timestamptz,
	outcome text, rows bigint DEFAULT NULL, newly_hidden bigint DEFAULT NULL, newly_published bigint DEFAULT NULL,
	sqlstate text DEFAULT NULL, message text DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	INSERT INTO refresh_log (run, schema_name, relation, stage, started, duration, rows, newly_hidden, newly_published,
			outcome, sqlstate, message, refreshed_by)
		VALUES (run, private, relation, stage, began, CASE WHEN outcome <> 'skipped' THEN clock_timestamp() - began END, rows,
			newly_hidden, newly_published, outcome, sqlstate, message, session_user);
END $$;

COMMENT ON FUNCTION kansrijk_intern.log_step(text, timestamptz, text, text, timestamptz, text, bigint, bigint, bigint,
	text, text) IS
'Internal: A row in the log of a publication.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.refresh_areas(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	the_source text;
	the_query text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.source, r.query INTO STRICT the_source, the_query FROM publication p, relation r WHERE r.stage = 'area_path';
	DELETE FROM area_path;
	EXECUTE format('INSERT INTO %I.area_path (kind, code, province, municipality, stadsdeel) %s', private, the_query);
	ANALYZE area_path;
	DELETE FROM area_name;
	IF kansrijk_intern.sql_can_read(format('SELECT kind, code, name, classification_year FROM %I.area', the_source)) THEN
		EXECUTE kansrijk_intern.fill($query$INSERT INTO {private}.area_name
			SELECT DISTINCT ON (kind, code) kind, code, name FROM {source}.area WHERE num_nulls(kind, code, name) = 0
			ORDER BY kind, code, classification_year DESC$query$, 'private', quote_ident(private), 'source',
				quote_ident(the_source));
	END IF;
	ANALYZE area_name;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.refresh_areas(text) IS
'Internal: Refreshes what the families of a publication share: the places of areas in others, and their names.';

CREATE OR REPLACE FUNCTION kansrijk_intern.show_basis(private text, one_family text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN md5(concat_ws('|',
		(SELECT string_agg(concat_ws(':', d.id, c.basis, d.provisional_years), ',' ORDER BY d.number)
			FROM definition d JOIN scan s ON s.name = d.scan LEFT JOIN decided c ON c.definition = d.number
				WHERE s.family = one_family),
		(SELECT sum(hash_record_extended(ROW(n.kind, n.code, n.name), 0)) FROM area_name n),
		(SELECT sum(hash_record_extended(ROW(e.definition, e.kind, e.first_year, e.last_year, e.text_nl), 0))
			FROM @extschema@.definition_note e JOIN @extschema@.indicator i ON i.id = e.indicator WHERE i.family = one_family),
		(SELECT sum(hash_record_extended(ROW(i.id, i.name_nl, i.indicator_group, i.polarity, i.unit, i.per, n.id, n.name_nl,
				n.unit, n.per, n.model), 0))
			FROM @extschema@.indicator i JOIN @extschema@.indicator_definition n ON n.indicator = i.id
				WHERE i.family = one_family)));
END $$;

COMMENT ON FUNCTION kansrijk_intern.show_basis(text, text) IS
'Internal: A fingerprint of all that the figures of a family follow from: statuses, names of areas, what is provisional, '
'and the catalogue with its notes.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.decide_family(private text, one_family text, INOUT newly_hidden bigint,
	INOUT newly_published bigint,
	INOUT decided_now integer)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	began constant timestamptz := clock_timestamp();
	x record;
	hidden bigint;
	published bigint;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	newly_hidden := 0;
	newly_published := 0;
	decided_now := 0;
	FOR x IN
		SELECT d.number, d.id, count(*) OVER () AS todo
		FROM definition d JOIN scan s ON s.name = d.scan LEFT JOIN decided c ON c.definition = d.number
		WHERE s.family = one_family AND c.basis IS DISTINCT FROM kansrijk_intern.decision_basis(private, d.number)
		ORDER BY d.number
	LOOP
		IF decided_now = 0 THEN
			ANALYZE cell, place;
		END IF;
		IF kansrijk_intern.time_to_tell(began) THEN
			PERFORM kansrijk_intern.tell_progress(began, 'deciding about ' || x.id, decided_now, x.todo);
		END IF;
		CALL kansrijk_intern.decide(private, x.number, hidden, published);
		newly_hidden := newly_hidden + hidden;
		newly_published := newly_published + published;
		decided_now := decided_now + 1;
	END LOOP;
	IF decided_now > 0 THEN
		ANALYZE protected;
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.decide_family(text, text, bigint, bigint, integer) IS
'Internal: Decides about the definitions of a family whose cells, releases or rules changed, and tells how many those '
'are.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.show_family(private text, one_family text, INOUT is_new boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	-- The planner knows nothing of how many rows come out of a table system, and a
	-- nested loop over two of them never ends.
	SET enable_nestloop = off
	SET quote_all_identifiers = off
	AS $$
#variable_conflict use_column
DECLARE
	fact constant text := format('%I.%I', private, left(one_family, 40) || '_fact');
	now_shown constant text := kansrijk_intern.show_basis(private, one_family);
	is_populated constant boolean := (SELECT c.relispopulated FROM pg_class c WHERE c.oid = to_regclass(fact));
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	is_new := is_new OR NOT is_populated OR now_shown IS DISTINCT FROM
		(SELECT s.basis FROM shown_family s WHERE s.family = one_family);
	IF is_new THEN
		EXECUTE format('REFRESH MATERIALIZED VIEW %s %s', CASE WHEN is_populated THEN 'CONCURRENTLY' ELSE '' END, fact);
		EXECUTE format('ANALYZE %s', fact);
		INSERT INTO shown_family VALUES (one_family, now_shown) ON CONFLICT (family) DO UPDATE SET basis = excluded.basis;
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.show_family(text, text, boolean) IS
'Internal: Refreshes what readers see of a family when is_new says that something was decided anew, or when something '
'else changed; tells whether it did.';

CREATE OR REPLACE FUNCTION kansrijk_intern.is_readable(private text, family text) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	one_family constant text := family;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (SELECT bool_and(c.relispopulated) FROM relation r
		JOIN pg_class c ON c.oid = to_regclass(format('%I.%I', r.schema_name, r.name))
		WHERE r.stage = 'fact' AND (one_family IS NULL OR r.family = one_family));
END $$;

COMMENT ON FUNCTION kansrijk_intern.is_readable(text, text) IS
'Internal: Whether a family of a publication, or all of them, were ever refreshed, so that readers have a last good '
'state.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.refresh_family(target text, family text, run timestamptz)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	step record;
	began timestamptz;
	has_failed boolean := false;
	n bigint;
	hidden bigint;
	published bigint;
	changed integer;
	is_new boolean;
BEGIN
	FOR step IN EXECUTE format($query$SELECT r.position, r.name, r.stage FROM %I.relation r
			WHERE r.stage IN ('area_path', 'cells', 'protected', 'fact') AND r.family IS NOT DISTINCT FROM $1
			ORDER BY r.position$query$, private) USING family
	LOOP
		began := clock_timestamp();
		PERFORM kansrijk_intern.show_progress(private, run, step.position, step.name);
		IF has_failed THEN
			PERFORM kansrijk_intern.log_step(private, run, step.name, step.stage, began, 'skipped');
			CONTINUE;
		END IF;
		BEGIN
			CASE step.stage
				WHEN 'area_path' THEN
					CALL kansrijk_intern.refresh_areas(private);
					EXECUTE format('SELECT count(*) FROM %I.area_path', private) INTO n;
				WHEN 'cells' THEN
					CALL kansrijk_intern.count_cells(private, step.name, n);
					IF n > 0 THEN
						CALL kansrijk_intern.check_counted(private, run, step.name);
					END IF;
					EXECUTE format('SELECT count(*) FROM %1$I.cell c
						WHERE c.definition = ANY (ARRAY(SELECT d.number FROM %1$I.definition d WHERE d.scan = $1))', private)
						INTO n USING step.name;
				WHEN 'protected' THEN
					CALL kansrijk_intern.decide_family(private, family, hidden, published, changed);
					EXECUTE format('SELECT count(*) FROM %I.%I', private, step.name) INTO n;
				ELSE
					is_new := changed > 0;
					CALL kansrijk_intern.show_family(private, family, is_new);
					EXECUTE format('SELECT count(*) FROM %I.%I', private, step.name) INTO n;
			END CASE;
			PERFORM kansrijk_intern.log_step(private, run, step.name, step.stage, began, 'refreshed', n,
				CASE step.stage WHEN 'fact' THEN hidden END, CASE step.stage WHEN 'fact' THEN published END);
		EXCEPTION WHEN OTHERS THEN
			has_failed := true;
			-- No details: they may hold values of the source.
			PERFORM kansrijk_intern.log_step(private, run, step.name, step.stage, began, 'failed', sqlstate => SQLSTATE,
				message => kansrijk_intern.message_without_values(SQLSTATE, SQLERRM));
			RAISE WARNING USING ERRCODE = SQLSTATE, MESSAGE = format('%s.%s was not refreshed', private, step.name),
				HINT = format('The log says why: SELECT * FROM %I.refresh_log. %s', private,
					CASE WHEN kansrijk_intern.is_readable(private, family) THEN 'Readers keep the last good state.'
						ELSE 'There is no earlier state: until it is refreshed, readers get an error.' END);
		END;
	END LOOP;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.refresh_family(text, text, timestamptz) IS
'Internal: Refreshes the relations of one family, or, of NULL, those that all families share, with a row in the log '
'for each step: after one that failed, which is a warning, the others are skipped. Where a scan finds other units than '
'before, the source is checked. run: begin of the whole refresh.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.run_refresh(target text, families text[])
	LANGUAGE plpgsql
	AS $$
-- Without SET, and with the rights of the caller: only so can it COMMIT. So the
-- caller's search_path holds here, and every name says its schema.
DECLARE
	commits constant boolean := kansrijk_intern.can_commit();
	private text;
	run timestamptz;
	more boolean;
	problems text;
	code text;
BEGIN
	private := kansrijk_intern.prepare_refresh(target);
	LOOP
		EXECUTE pg_catalog.format('CALL %I.refresh_step($1, $2, $3, $4, $5)', private)
			INTO run, more, problems, code USING families, run, more, problems, code;
		IF commits THEN
			COMMIT;
		END IF;
		EXIT WHEN NOT more;
	END LOOP;
	IF problems IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = code,
			MESSAGE = pg_catalog.format('schema "%s" was not refreshed, or not all of it', target), DETAIL = problems,
			HINT = kansrijk_intern.refresh_hint(target, commits);
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.run_refresh(text, text[]) IS
'Internal: Has the procedure refresh_step of a publication refresh one family after another, with the rights of its '
'owner, and COMMITs each when it can. What failed is an error, when all the others have been tried. Part of refresh() '
'and target_intern.refresh().';

CREATE OR REPLACE FUNCTION kansrijk_intern.refresh_hint(target text, commits boolean) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN CASE WHEN commits THEN format('What did not fail has been refreshed, the rest keeps its last good state. The '
		'log says more: '
				|| 'SELECT * FROM %I.refresh_log.', kansrijk_intern.publication_schema(target))
			ELSE 'In a transaction block or a function nothing can be committed on the way: all of it is undone, the log too. '
				|| 'CALL refresh by itself, and what does not fail is kept.' END;

COMMENT ON FUNCTION kansrijk_intern.refresh_hint(text, boolean) IS
'Internal: What a refresh that failed left behind, in words. For refresh().';

CREATE OR REPLACE FUNCTION kansrijk_intern.prepare_refresh(target text) RETURNS text
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	owner text;
BEGIN
	PERFORM kansrijk_intern.check_layout(target);
	SELECT pg_get_userbyid(c.relowner) INTO owner FROM pg_class c
		WHERE c.oid = to_regclass(format('%I.publication', private));
	-- Also where the owner made it something else: what it does is done as the owner.
	IF NOT EXISTS (SELECT FROM pg_proc p WHERE p.prosecdef AND pg_get_userbyid(p.proowner) = owner
		AND p.oid = to_regprocedure(format('%I.refresh_step(text[], timestamptz, boolean, text, text)', private)))
	THEN
		CALL kansrijk_intern.create_publication_schemas(target, owner);
	END IF;
	RETURN private;
END $$;

COMMENT ON FUNCTION kansrijk_intern.prepare_refresh(text) IS
'Internal: The private schema of a publication; one that an earlier version made gets the tables and procedures that '
'it lacks. Part of refresh(). Errors: 3F000, 22004, 42501.';

CREATE OR REPLACE PROCEDURE refresh(target text, families text[] DEFAULT NULL)
	LANGUAGE plpgsql
	AS 'BEGIN CALL kansrijk_intern.run_refresh(target, families); END';

COMMENT ON PROCEDURE refresh(text, text[]) IS
'Refreshes a publication in order of dependency, readers reading on (CONCURRENTLY), with the rights of its owner, '
'whoever calls. Each family is a transaction: it COMMITs, and readers see a family when it is done. A relation that '
'fails keeps its last good state, as do those of the same family that depend on it; other families go on, and at the '
'end it is an error, with the SQLSTATE of the first. target_intern.refresh_attempt has a row for each attempt, '
'whatever ended it, refresh_log one for each relation. In a transaction block or a function it cannot COMMIT: then all '
'is one transaction, which the error undoes. families: NULL is all; sessions may share them, after one of them did '
'what families have in common, with ''{}''. Only the owner, and members of it; a refresher calls '
'target_intern.refresh(), which does the same. Uses work_mem of at least 256MB. Errors: 3F000 (no publication), 22023 '
'(no such family), 55P03 (another session refreshes, releases or changes it), 25000 (isolation level), and those of '
'what failed.';

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
			HINT = format('Set shared_preload_libraries = ''pg_cron'' and cron.database_name = %L, restart, and CREATE '
				'EXTENSION pg_cron; or let another scheduler CALL %I.refresh().', current_database(), private);
	END IF;
	IF NOT (SELECT r.rolcanlogin FROM pg_roles r WHERE r.rolname = current_user) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('role "%s" cannot log in, so pg_cron could not run its jobs', current_user),
			DETAIL = 'pg_cron connects as the role that scheduled a job. Roles that create_roles made cannot log in.',
			HINT = format('ALTER ROLE %I LOGIN; and, unless cron.use_background_workers is on, let it connect without a '
				'password in pg_hba.conf, ',
				current_user) || 'from where cron.host says. SELECT * FROM cron.job_run_details ORDER BY runid DESC shows how '
					'runs ended.';
	END IF;
	EXECUTE 'SELECT cron.schedule($1, $2, $3)' USING 'kansrijk refresh ' || target, schedule,
		format('CALL %I.refresh()', private);
END $$;

COMMENT ON PROCEDURE schedule_refresh(text, text) IS
'Has pg_cron refresh a publication, with the rights of the calling role on target_intern.refresh(). schedule: as cron, '
'in GMT unless cron.timezone says otherwise; ''0 3 * * *'' is every night at three. Again: the schedule changes. A run '
'of which a family fails is an error for pg_cron too. Errors: 0A000 without pg_cron, 55000 (a role that cannot log in, '
'as those that create_roles made), 3F000 without a publication.';

CREATE OR REPLACE PROCEDURE unschedule_refresh(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_job boolean;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron') THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = 'pg_cron is not installed in this database',
			HINT = 'Then nothing is scheduled here either.';
	END IF;
	EXECUTE 'SELECT count(cron.unschedule(j.jobid)) > 0 FROM cron.job j WHERE j.jobname = $1 AND j.username = '
		'current_user' INTO found_job USING 'kansrijk refresh ' || target;
	IF NOT found_job THEN
		RAISE NOTICE USING MESSAGE = format('no refresh of "%s" is scheduled by this role', target);
	END IF;
END $$;

COMMENT ON PROCEDURE unschedule_refresh(text) IS
'Ends the schedule that schedule_refresh() made for the calling role. Without one: a notice. Without pg_cron: error '
'0A000.';

CREATE OR REPLACE FUNCTION refresh_health(target text)
	RETURNS TABLE (family text, data_as_of timestamptz, age interval, readers_see text, last_attempt timestamptz,
		last_outcome text,
		failures bigint, sqlstate text, message text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 10000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	IF to_regclass(format('%I.refresh_attempt', private)) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('attempts to refresh schema "%s" are not kept yet', target),
				HINT = format('CALL kansrijk.refresh(%L) once.', target);
	END IF;
	RETURN QUERY EXECUTE format($query$
		WITH family AS (SELECT DISTINCT r.family, r.name AS fact FROM %1$I.relation r WHERE r.stage = 'fact'),
		attempt AS (SELECT a.*, CASE WHEN a.outcome IN ('waiting', 'running')
			AND a.pid <> ALL (kansrijk_intern.publication_writers($1))
					THEN 'interrupted' ELSE a.outcome END AS is_now, row_number() OVER (PARTITION BY a.family ORDER BY a.run DESC)
						AS nth
				FROM %1$I.refresh_attempt a),
		-- What families share may fail alone: then each of them does.
		good AS (SELECT a.family, max(a.run) AS run, max(a.started) AS started FROM %1$I.refresh_attempt a
				WHERE a.outcome = 'refreshed' AND a.started >= (SELECT p.created FROM %1$I.publication p) GROUP BY a.family)
		SELECT f.family, g.started, now() - g.started,
			CASE WHEN NOT c.relispopulated THEN 'an error' WHEN l.is_now = 'refreshed' THEN 'the last refresh'
				ELSE 'an earlier state' END,
			coalesce(l.started, l.run), l.is_now,
			(SELECT count(*) FROM attempt a WHERE a.family = f.family AND a.run > coalesce(g.run, '-infinity')
				AND a.is_now IN ('failed', 'skipped', 'interrupted')),
			CASE l.is_now WHEN 'skipped' THEN s.sqlstate ELSE l.sqlstate END, CASE l.is_now WHEN 'skipped' THEN s.message
				ELSE l.message END
		FROM family f JOIN pg_class c ON c.relname = f.fact
			AND c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = $2)
			LEFT JOIN good g ON g.family = f.family
			LEFT JOIN attempt l ON l.family = f.family AND l.nth = 1
			LEFT JOIN %1$I.refresh_attempt s ON s.run = l.run AND s.family IS NULL
		ORDER BY f.family COLLATE "C"$query$, private) USING target, private;
END $$;

COMMENT ON FUNCTION refresh_health(text) IS
'How the families of a publication are, a row each, for monitoring by the owner or a refresher: data_as_of, what was '
'in the source until then has been counted, and its age; readers_see: the last refresh, an earlier state (the last '
'attempt did not succeed, or has not yet), or an error (never filled); the last attempt: when it began and how it '
'ended (waiting or running: it is going on; refreshed, failed, skipped because what families share failed, '
'interrupted: cancelled, out of time, or its session is gone); failures: attempts since the last good one that did not '
'succeed; SQLSTATE and message of the last attempt. Errors: 3F000, 22004, 42501, 55000 (not refreshed since an update '
'from 0.1.0).';

CREATE OR REPLACE FUNCTION lint_view_query(view regclass, OUT rule text, OUT severity text, OUT object text, OUT finding text,
	OUT advice text) RETURNS SETOF record
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 10
	AS 'MODULE_PATHNAME', 'kansrijk_lint_view_query';

COMMENT ON FUNCTION lint_view_query(regclass) IS
'The findings of lint_view() that follow from the query of the view and of those beneath it. Reads no rows.';

COMMENT ON FUNCTION lint_view_relations(regclass) IS
'The relations that a view reads, also through other views. is_evidence: figures are counted from it, or it holds '
'figures that are not masked; false for masked figures, and for what only adds labels to protected ones, or to the '
'units that are counted.';

CREATE OR REPLACE FUNCTION kansrijk_intern.evidence_sources(relation regclass) RETURNS SETOF regclass
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text;
	source text;
BEGIN
	SELECT n.nspname INTO private FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.oid = evidence_sources.relation AND c.relname = 'protected' AND c.relkind = 'r';
	IF private IS NOT NULL AND has_table_privilege(to_regclass(format('%I.publication', private)), 'SELECT') THEN
		EXECUTE format('SELECT p.source FROM %I.publication p', private) INTO source;
		RETURN QUERY SELECT s.id::regclass FROM kansrijk_intern.source_relations(source) s(id) JOIN pg_class c ON c.oid = s.id
			WHERE c.relname <> ALL ('{area,area_transition,area_group,source_delivery}');
	END IF;
END $$;

COMMENT ON FUNCTION kansrijk_intern.evidence_sources(regclass) IS
'Internal: Of the table protected of a publication: what its source is made of, but for labels; of any other relation '
'nothing.';

CREATE OR REPLACE FUNCTION kansrijk_intern.open_policy(relation regclass) RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text;
	policy text;
BEGIN
	SELECT n.nspname INTO private FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.oid = open_policy.relation AND c.relname LIKE '%\_fact' AND c.relkind = 'm';
	IF private IS NULL OR NOT coalesce(has_table_privilege(to_regclass(format('%I.publication', private)), 'SELECT')
		AND has_table_privilege(to_regclass(format('%I.relation', private)), 'SELECT'), false)
	THEN
		RETURN NULL;
	END IF;
	EXECUTE format('SELECT p.policy FROM %1$I.publication p, %1$I.relation r
		WHERE r.stage = ''fact'' AND to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) = $1
			AND NOT EXISTS (SELECT FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
				WHERE i.family = r.family AND kansrijk_intern.counts_organisations(d.unit_counted))', private)
		INTO policy USING relation;
	RETURN CASE WHEN @extschema@.sdc_primary(@extschema@.make_rate(1, 2, 0), policy::@extschema@.sdc_policy) = 'publish'
		AND @extschema@.sdc_round_by(1, policy::@extschema@.sdc_policy) = 1 THEN policy END;
END $$;

COMMENT ON FUNCTION kansrijk_intern.open_policy(regclass) IS
'Internal: Of the figures about persons of a family of a publication (FAMILY_fact): the policy, when it hides nothing '
'and rounds nothing; of any other relation NULL, and to who may not read which policy it is.';

CREATE OR REPLACE FUNCTION lint_view(view regclass)
RETURNS TABLE (rule text, severity text, object text, finding text, advice text)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 10000 ROWS 10
	BEGIN ATOMIC
		WITH met AS MATERIALIZED (
			SELECT relation, is_evidence FROM lint_view_relations(view)
			UNION SELECT s.id, true FROM lint_view_relations(view) m, kansrijk_intern.evidence_sources(m.relation) s(id)
			UNION ALL SELECT view, false),
		relation AS MATERIALIZED (
			SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind, c.relowner, c.relnamespace, c.relrowsecurity,
				m.is_evidence, c.oid = view AS is_view,
				EXISTS (SELECT FROM pg_options_to_table(c.reloptions) o
					WHERE o.option_name = 'security_barrier' AND o.option_value::boolean) AS is_barrier,
				EXISTS (SELECT FROM pg_options_to_table(c.reloptions) o
					WHERE o.option_name = 'security_invoker' AND o.option_value::boolean) AS is_invoker
			FROM met m JOIN pg_class c ON c.oid = m.relation JOIN pg_namespace n ON n.oid = c.relnamespace),
		-- Who may read the view, and is not the owner of what is beneath it.
		reader AS MATERIALIZED (
			SELECT r.name, r.oid
			FROM relation v, (SELECT rolname::text AS name, oid FROM pg_roles WHERE NOT rolsuper AND rolname !~ '^pg_'
				UNION ALL SELECT 'public', 0) r
			WHERE v.is_view AND has_any_column_privilege(r.name, v.oid, 'SELECT')
				AND has_schema_privilege(r.name, v.relnamespace, 'USAGE')
				AND (r.oid = 0 OR NOT pg_has_role(r.name, v.relowner, 'USAGE'))),
		evidence_reader AS (
			SELECT r.name AS role, r.oid, e.name AS evidence, bool_or(r.oid = 0) OVER (PARTITION BY e.oid) AS by_everybody
			FROM reader r, relation e
			WHERE e.is_evidence AND has_any_column_privilege(r.name, e.oid, 'SELECT')
				AND has_schema_privilege(r.name, e.relnamespace, 'USAGE') AND r.oid <> e.relowner),
		used_function AS (
			SELECT DISTINCT p.oid, p.oid::regprocedure::text AS name, p.provolatile, p.proleakproof, v.name AS in_view
			FROM relation v JOIN pg_rewrite w ON w.ev_class = v.oid
				JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
				LEFT JOIN pg_operator o ON d.refclassid = 'pg_operator'::regclass AND o.oid = d.refobjid
				JOIN pg_proc p ON p.oid = CASE d.refclassid WHEN 'pg_proc'::regclass THEN d.refobjid ELSE o.oprcode END
			WHERE p.pronamespace <> 'pg_catalog'::regnamespace
				AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid
					AND e.deptype = 'e' AND e.refclassid = 'pg_extension'::regclass
					AND e.refobjid = (SELECT x.oid FROM pg_extension x WHERE x.extname = 'kansrijk'))),
		finding AS (
			SELECT q.rule, q.severity, q.object, q.finding, q.advice FROM lint_view_query(view) q
			UNION
			SELECT 'barrier', 'warning', v.name, 'the view is no security barrier',
				format('ALTER VIEW %s SET (security_barrier): else a cheap function in a reader''s WHERE sees rows before '
					'the view has filtered them.', v.name)
			FROM relation v WHERE v.is_view AND v.relkind = 'v' AND NOT v.is_barrier
			UNION
			SELECT 'barrier', 'warning', v.name,
				format('readers (%s) may read the materialized view itself, which cannot be a security barrier',
					string_agg(r.name, ', ' ORDER BY r.name COLLATE "C")),
				'Revoke that, and grant SELECT on a view WITH (security_barrier) on top of it.'
			FROM relation v, reader r WHERE v.is_view AND v.relkind = 'm' GROUP BY v.name
			UNION
			SELECT 'invoker', 'error', v.name,
				'the view runs with the rights of who reads it, so that readers need rights on what is beneath',
				format('ALTER VIEW %s RESET (security_invoker), and revoke the rights of readers beneath it.', v.name)
			FROM relation v WHERE v.is_invoker
			UNION
			SELECT 'rights', 'error', e.evidence,
				format('%s may read the view and also %s, which has figures that are not masked, or what they are '
					'counted from', CASE e.oid WHEN 0 THEN 'everybody (PUBLIC)' ELSE 'role ' || e.role END, e.evidence),
				'Revoke SELECT on it, or USAGE on its schema, also from PUBLIC and from roles that this one is a member of.'
			FROM evidence_reader e
			WHERE e.oid = 0 OR NOT e.by_everybody
			UNION
			SELECT 'policy', 'error', m.name,
				'the publication has a policy that hides no figure, however small, and rounds none: ' || p.policy,
				'CALL create_indicator_views() with a policy: SELECT * FROM sdc_policy_presets() has those that publishers use.'
			FROM relation m, kansrijk_intern.open_policy(m.oid) AS p(policy) WHERE p.policy IS NOT NULL
			UNION
			SELECT 'public', 'warning', v.name, 'everybody (PUBLIC) may read the view, also roles that are created later',
				format('REVOKE SELECT ON %s FROM PUBLIC, and grant it to a role for readers.', v.name)
			FROM relation v, reader r WHERE v.is_view AND r.oid = 0
			UNION
			SELECT 'create', 'warning', v.name, format('%s may read the view and create objects in its schema',
					CASE r.oid WHEN 0 THEN 'everybody (PUBLIC)' ELSE 'role ' || r.name END),
				format('REVOKE CREATE ON SCHEMA %s from it: readers need no functions or operators of their own.',
					v.relnamespace::regnamespace)
			FROM relation v, reader r WHERE v.is_view AND has_schema_privilege(r.name, v.relnamespace, 'CREATE')
				AND (r.oid = 0 OR NOT has_schema_privilege('public', v.relnamespace, 'CREATE'))
			UNION
			SELECT 'statistics', 'warning', s.name, format('%s may read the view and %s',
					CASE r.oid WHEN 0 THEN 'everybody (PUBLIC)' ELSE 'role ' || r.name END, s.what), s.advice
			FROM reader r, LATERAL (
				SELECT 'pg_statistic' AS name, 'the most common values of every column, in the statistics of the planner' AS what,
					'Revoke SELECT on pg_statistic and pg_statistic_ext_data: pg_stats shows each role what it may see.' AS advice
				WHERE has_any_column_privilege(r.name, 'pg_statistic', 'SELECT')
					OR has_any_column_privilege(r.name, 'pg_statistic_ext_data', 'SELECT')
				UNION ALL
				SELECT 'pg_read_all_stats', 'the queries of others, with the values in them',
					'Revoke pg_read_all_stats and pg_monitor from it.'
				WHERE r.oid <> 0 AND pg_has_role(r.oid, 'pg_read_all_stats', 'USAGE')) s
			UNION
			SELECT 'row_security', 'warning', e.name,
				format('the rows of %s depend on who reads it, and with them the table system', e.name),
				'Have a role without row security (BYPASSRLS, or the owner of the table) refresh a materialized view, and put the '
				'view on that.'
			FROM relation e WHERE e.is_evidence AND e.relrowsecurity
			UNION
			SELECT 'leakproof', 'error', f.name,
				format('%s uses a function that is marked as leakproof, which runs beneath a security barrier', f.in_view),
				format('ALTER FUNCTION %s NOT LEAKPROOF.', f.name)
			FROM used_function f WHERE f.proleakproof
			UNION
			SELECT 'volatile', 'warning', f.name,
				format('%s uses a volatile function: it may give another result at every call, write, or read what '
					'lint_view cannot see', f.in_view),
				'Use an immutable function, or at least a stable one, that computes from its arguments alone.'
			FROM used_function f WHERE f.provolatile = 'v')
		SELECT f.rule, f.severity, f.object, f.finding, f.advice FROM finding f
		ORDER BY array_position('{error,warning,notice}', f.severity), f.rule COLLATE "C", f.object COLLATE "C",
			f.finding COLLATE "C";
	END;

COMMENT ON FUNCTION lint_view(regclass) IS
'What the definition of a view or materialized view, and the rights around it, give away, each with what to do. It '
'follows the query, and those of the views beneath, from the tables up: every aggregate over units is a figure, until '
'a status that decides about it masks it; a table is one of units unless its columns are those of labels: texts, and '
'what else a unique key with a text holds. rule: unprotected, unmasked, other_status, primary_only, owner_only, rows, '
'collected, zero, unknown, exact_count, decimals, filter, partition, policy, sample, order, extreme, number, reason '
'(of the query); barrier, invoker, rights, public, create, statistics, row_security, leakproof, volatile (of what is '
'around it); doc/security.md explains them. severity: error (gives figures away), warning (may), notice (look at it). '
'object: the relation, column, function or role. No row: nothing was found, which is no proof; the figures themselves '
'are judged by sdc_status. Reads no data and needs no rights. Errors: 42809 (neither view nor materialized view).';

CREATE OR REPLACE PROCEDURE release(target text, label text, note text DEFAULT NULL, on_source_error text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	settings record;
	one record;
	release_id integer;
	audited record;
	problems text[] := '{}'::text[];
	audit jsonb := '{}'::jsonb;
	min_interval bigint;
	findings jsonb;
BEGIN
	PERFORM kansrijk_intern.check_on_source_error(on_source_error);
	IF label IS NULL OR label !~ '\S' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a release needs a label',
			HINT = 'Name it after what it holds, as in ''2016-2020''.';
	END IF;
	PERFORM kansrijk_intern.check_layout(target);
	PERFORM kansrijk_intern.lock_publication(target);
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	IF EXISTS (SELECT FROM release r WHERE r.label = release.label) THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = format('release "%s" exists', label),
			HINT = 'A release is never changed: use another label.';
	END IF;
	IF NOT kansrijk_intern.is_readable(private, NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('schema "%s" has not been refreshed', target),
			HINT = format('CALL kansrijk.refresh(%L) first.', target);
	END IF;
	-- As in refresh(): whole table systems, of which the planner knows nothing.
	IF pg_size_bytes(current_setting('work_mem')) < 256 * 1024 * 1024 THEN
		PERFORM set_config('work_mem', '256MB', true);
	END IF;
	PERFORM set_config('enable_nestloop', 'off', true);
	PERFORM set_config('jit', 'off', true);
	SELECT p.*, ARRAY(SELECT d.id FROM definition d WHERE d.scan IS NOT NULL) AS definitions INTO STRICT settings
		FROM publication p;

	findings := kansrijk_intern.findings_of(settings.source,
		kansrijk_intern.definition_relations(settings.definitions), '{error,warning}');
	PERFORM kansrijk_intern.pass_gate(settings.source, findings, coalesce(on_source_error, settings.on_source_error));

	-- What readers see must be what is protected, and that must be safe.
	problems := kansrijk_intern.stale_steps(private);
	FOR one IN SELECT r.family, r.name FROM relation r WHERE r.stage = 'audit' ORDER BY r.position LOOP
		SELECT kansrijk_intern.policy_field(CASE WHEN bool_or(kansrijk_intern.counts_organisations(d.unit_counted))
				THEN settings.organisation_policy ELSE settings.policy END, 'min_interval')::bigint
			INTO min_interval
			FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
			WHERE i.family = one.family;
		SELECT * INTO audited FROM kansrijk_intern.audit_family(private, one.family, coalesce(min_interval, 0));
		problems := problems || audited.problems;
		audit := audit || jsonb_build_object(one.name, jsonb_build_object('figures', audited.figures,
			'shown', audited.shown, 'min_interval', coalesce(min_interval, 0), 'narrowest', audited.narrowest));
	END LOOP;
	IF problems <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = format('release "%s" is refused', label),
			DETAIL = array_to_string(problems[1:20], E'\n') || CASE WHEN cardinality(problems) > 20
				THEN format(E'\nand %s more', cardinality(problems) - 20) ELSE '' END,
			HINT = format('Nothing was stored. CALL kansrijk.refresh(%L) and try again; '
				'the views %s.*_audit show more to the owner.', target, private);
	END IF;

	INSERT INTO release AS r (label, note, source, policy, organisation_policy, definitions, source_fingerprint,
			block_years, audit, version, findings)
		VALUES (release.label, release.note, settings.source, settings.policy, settings.organisation_policy, '{}', '{}',
			'{}', audit, @extschema@.library_version(), findings)
		RETURNING r.id INTO release_id;
	IF kansrijk_intern.time_to_tell(statement_timestamp()) THEN
		RAISE NOTICE 'audited; keeping what is released';
	END IF;
	CALL kansrijk_intern.keep_release(private, release_id);
END $$;

COMMENT ON PROCEDURE release(text, text, text, text) IS
'Releases what the views of a publication show: audits it, and keeps it under a label, in target.released for readers '
'and with all counts in target_intern. The audit: no unsafe figure follows from published ones, of this release and of '
'all before; with min_interval in the policy also that each is so uncertain; and views and figures were refreshed '
'together. Errors that check_source() finds in what is read refuse it too, unless on_source_error is warn (NULL: what '
'create_indicator_views() was told); they and its warnings are kept. From then on its years are final: later refreshes show them as released, and new figures are protected '
'against all that was released before. note is for readers too. Errors: 22000 (refused; the detail names the figures, '
'never counts; nothing is stored), KS001 (errors in the source), 55000 (not refreshed), 23505 (label exists), 22023 (no '
'label), 3F000, 55P03, 25000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.set_reopened(target text, years int4range, definitions text[], reopened timestamptz)
RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF years IS NULL OR isempty(years) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('no years to %s', CASE WHEN reopened IS NULL THEN 'close' ELSE 'reopen' END),
			HINT = 'Give a year, as in 2018, or a range, as in ''[2018,2020)'' for 2018 and 2019.';
	END IF;
	PERFORM set_config('search_path', kansrijk_intern.publication_path(kansrijk_intern.publication_schema(target)), true);
	UPDATE final_year y SET reopened = set_reopened.reopened
		WHERE (y.reopened IS NULL) <> (set_reopened.reopened IS NULL) AND y.year <@ years
			AND (definitions IS NULL OR y.definition = ANY (definitions));
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n;
END $$;

COMMENT ON FUNCTION kansrijk_intern.set_reopened(text, int4range, text[], timestamptz) IS
'Internal: Says of final years of a publication when they were reopened, or NULL: that they are not. Returns how many '
'changed. For reopen_years() and close_years().';

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
	RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
		MESSAGE = format('not a year or a range of years: "%s"', years),
		HINT = 'Write 2018, ''2018-2019'' or ''[2018,2020)''.';
END $$;

COMMENT ON FUNCTION kansrijk_intern.year_range(text) IS
'Internal: Years as text as a range: 2018, 2018-2019 (both included) or a range as PostgreSQL writes it. Anything '
'else: error 22023.';

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
'Makes released years of a publication open to revision: the next refresh takes them from the source, the next release '
'makes them final again. A revised figure is shown when it differs enough from what was released; else it stays as '
'released, and the difference is protected. definitions: NULL is all. Without such a year: a notice. Errors: 3F000, '
'22023, 55P03, 25000.';

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
'The same of years as text: ''2018'', ''2018-2019'' (both included) or a range, ''[2018,2020)''. What a literal '
'without a type is.';

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
'Takes reopen_years() back, as long as there was no release since: the next refresh shows the years as they were '
'released. definitions: NULL is all. Without such a year: a notice. Errors: 3F000, 22023, 55P03, 25000.';

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
'The same of years as text: ''2018'', ''2018-2019'' (both included) or a range, ''[2018,2020)''. What a literal '
'without a type is.';

CREATE OR REPLACE FUNCTION kansrijk_intern.revisions(private text)
RETURNS TABLE (definition text, year integer, released rate, source rate, same_units boolean)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 100
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	one record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	FOR one IN
		SELECT d.scan, range_agg(int4range(y.year, y.year + 1)) AS years FROM final_year y
			JOIN definition d ON d.id = y.definition
		WHERE d.scan IS NOT NULL AND y.reopened IS NULL GROUP BY d.scan ORDER BY d.scan COLLATE "C"
	LOOP
		RETURN QUERY
		WITH found AS MATERIALIZED (
			-- Straight from the source: it makes no places, so that a standby can say it too.
			SELECT c.year, sum(c.units) AS units, kansrijk_intern.rates(c.rates) AS rates
			FROM scan s CROSS JOIN LATERAL kansrijk_intern.run_scan(s.query, one.years) c
			WHERE s.name = one.scan AND c.year IS NOT NULL AND c.breakdown IS NULL GROUP BY c.year
		)
		SELECT y.definition, y.year, y.r, coalesce(n.r, '0/0'), coalesce(y.fingerprint = u.units, false)
		FROM final_year y JOIN definition d ON d.id = y.definition
			LEFT JOIN found u ON u.year = y.year
			CROSS JOIN LATERAL (SELECT u.rates[d.place] AS r) n
		WHERE d.scan = one.scan AND y.reopened IS NULL
			AND (y.fingerprint, @extschema@.numerator(y.r), @extschema@.denominator(y.r))
				IS DISTINCT FROM (u.units, @extschema@.numerator(n.r), @extschema@.denominator(n.r));
	END LOOP;
END $$;

COMMENT ON FUNCTION kansrijk_intern.revisions(text) IS 'Internal: The rows of release_revisions(), in no order.';

CREATE OR REPLACE FUNCTION release_revisions(target text)
RETURNS TABLE (definition text, year integer, released rate, source rate, same_units boolean)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 100
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM kansrijk_intern.check_layout(target);
	RETURN QUERY SELECT * FROM kansrijk_intern.revisions(kansrijk_intern.publication_schema(target)) r
		ORDER BY r.definition COLLATE "C", r.year;
END $$;

COMMENT ON FUNCTION release_revisions(text) IS
'For the owner: final years of which the source now says something else than was released: figures of the country then '
'and now, and whether the units are the same. A year that the source no longer holds is 0/0. reopen_years() lets such '
'a year be revised. Error 3F000.';

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
'Deletes all releases of a publication, and with them the protection of later figures against what is out already: for '
'trials, never after somebody has read them. Errors: 3F000, 55P03, 25000.';

CREATE OR REPLACE FUNCTION release_diff(target text, a text, b text)
	RETURNS TABLE (definition text, area_type text, area text, first_year integer, year integer, breakdown text,
		category text, change text, value_a double precision, value_b double precision, status_a text, status_b text)
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000 ROWS 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	label text;
	is_found boolean;
BEGIN
	FOREACH label IN ARRAY ARRAY[a, b] LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.released r WHERE r.release = $1)', target) INTO is_found USING label;
		IF NOT is_found THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label),
				HINT = format('SELECT release FROM %I.releases lists them.', target);
		END IF;
	END LOOP;
	RETURN QUERY EXECUTE format($query$
		SELECT * FROM (
			SELECT coalesce(x.definition, y.definition), coalesce(x.area_type, y.area_type), coalesce(x.area, y.area),
				coalesce(x.first_year, y.first_year), coalesce(x.year, y.year), coalesce(x.breakdown, y.breakdown),
				coalesce(x.category, y.category),
				CASE WHEN x.definition IS NULL THEN 'appeared' WHEN y.definition IS NULL THEN 'disappeared'
					WHEN x.status = 'publish' AND y.status <> 'publish' THEN 'hidden' WHEN x.status <> 'publish'
						AND y.status = 'publish' THEN 'published'
					WHEN (x.numerator, x.denominator) <> (y.numerator, y.denominator) THEN 'revised' END AS change,
				x.value, y.value, x.status, y.status
			FROM (SELECT * FROM %1$I.released WHERE release = $1) x FULL JOIN (SELECT * FROM %1$I.released WHERE release = $2) y
				ON (x.definition, x.area_type, x.area, x.first_year, x.year, x.breakdown, x.category) = (y.definition, y.area_type,
					y.area, y.first_year, y.year, y.breakdown, y.category)) d
		WHERE change IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6, 7$query$, target) USING a, b;
END $$;

COMMENT ON FUNCTION release_diff(text, text, text) IS
'What changed from release a to release b, a row a figure: appeared, disappeared, hidden (was published), published '
'(was hidden) or revised (another value); with the values that both show. For readers too. Error 42704 when there is '
'no such release.';

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
			AND f.release = (SELECT r.label FROM %1$I.release r
				WHERE EXISTS (SELECT FROM %1$I.release_cell c WHERE c.release = r.id AND c.family = $1)
				AND (to_jsonb(r) ->> 'withdrawn_at' IS NULL OR to_jsonb(r) ->> 'withdrawn_until' IS NOT NULL)
					ORDER BY r.id DESC LIMIT 1)),
		reopened AS (SELECT y.definition, y.year FROM %1$I.final_year y WHERE y.reopened IS NOT NULL),
		held AS (SELECT DISTINCT definition, area_type, breakdown FROM %1$I.%2$I)
		SELECT array_agg(problem || ': ' || concat_ws(' ', definition, area_type, area, first_year,
				nullif(year, first_year), nullif(breakdown, 'totaal'), nullif(category, 'totaal')) COLLATE "C"
			ORDER BY problem COLLATE "C", definition COLLATE "C", area_type COLLATE "C", area COLLATE "C", first_year,
				year, breakdown COLLATE "C", category COLLATE "C")
		FROM (SELECT l.definition, l.area_type, l.area, l.first_year, l.year, l.breakdown, l.category,
				CASE WHEN f.definition IS NULL THEN 'is missing' WHEN l.status = 'publish' AND f.status <> 'publish'
					THEN 'is hidden' WHEN l.status <> 'publish' AND f.status = 'publish' THEN 'is published'
					ELSE 'has another value' END AS problem
			FROM latest l JOIN held h ON (h.definition, h.area_type, h.breakdown) = (l.definition, l.area_type, l.breakdown)
				LEFT JOIN %1$I.%2$I f ON (f.definition, f.area_type, f.area, f.first_year, f.year, f.breakdown,
					f.category) = (l.definition, l.area_type, l.area, l.first_year, l.year, l.breakdown, l.category)
			WHERE (f.status, f.numerator, f.denominator) IS DISTINCT FROM (l.status, l.numerator, l.denominator)
				AND NOT EXISTS (SELECT FROM reopened y WHERE y.definition = l.definition AND y.year BETWEEN l.first_year
					AND l.year)) p$query$,
		private, left(family, 40) || '_fact') INTO problems USING family;
	RETURN coalesce(problems, '{}');
END $$;

COMMENT ON FUNCTION verify_release(text, text) IS
'For the owner: where the views of a family do not show what its latest release did, of those that were not withdrawn '
'for good: figures that are missing (while others of the same definition, kind of area and breakdown are there), '
'hidden, published or of another value. Figures of reopened years may differ. A text each, without counts; none: all '
'is reproduced. Error 3F000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.verify_refreshed_release() RETURNS event_trigger
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
	target text;
	problems text[];
BEGIN
	FOR x IN SELECT n.nspname, c.relname FROM pg_event_trigger_ddl_commands() d
		JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'm' AND c.relispopulated AND c.relname LIKE '%\_fact'
			AND EXISTS (SELECT FROM pg_class p WHERE p.relnamespace = n.oid AND p.relname = 'release_figure'
				AND p.relowner = c.relowner)
	LOOP
		EXECUTE format($query$SELECT p.target FROM %I.publication p, %1$I.relation r
				WHERE r.stage = 'fact' AND (r.schema_name, r.name) = ($1, $2)$query$, x.nspname)
			INTO target USING x.nspname, x.relname;
		CONTINUE WHEN target IS NULL;
		problems := @extschema@.verify_release(target, left(x.relname, -5));
		IF problems <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'triggered_data_change_violation',
				MESSAGE = format('%I.%I no longer shows what has been released', x.nspname, x.relname),
				DETAIL = array_to_string(problems[1:20], E'\n') || CASE WHEN cardinality(problems) > 20
					THEN format(E'\nand %s more', cardinality(problems) - 20) ELSE '' END,
				HINT = 'The last state stays. CALL kansrijk.reopen_years() lets years be revised.';
		END IF;
	END LOOP;
END $$;

COMMENT ON FUNCTION kansrijk_intern.verify_refreshed_release() IS
'Internal: Event trigger function: error 27000, which undoes the refresh, when the fact relation of a publication does '
'not show what verify_release() asks for. Other materialized views are none of its business.';

CREATE OR REPLACE PROCEDURE verify_releases_on()
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'kansrijk_verify_releases') THEN
		RETURN;
	END IF;
	CREATE EVENT TRIGGER kansrijk_verify_releases ON ddl_command_end WHEN TAG IN ('REFRESH MATERIALIZED VIEW')
		EXECUTE FUNCTION kansrijk_intern.verify_refreshed_release();
	COMMENT ON EVENT TRIGGER kansrijk_verify_releases IS
		'A refresh of a publication must show what has been released, else it is undone.';
EXCEPTION WHEN insufficient_privilege THEN
	RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
		MESSAGE = 'event triggers can be created by a superuser only',
		HINT = 'Ask one to CALL kansrijk.verify_releases_on(); without it, '
			'SELECT kansrijk.verify_release(target, family) tells the same.';
END $$;

COMMENT ON PROCEDURE verify_releases_on() IS
'Creates, in this database, the event trigger kansrijk_verify_releases: whoever refreshes the fact relation of a '
'publication, it must show what its latest release did, else the refresh fails and the last state stays. Again: '
'nothing. Error 42501: it takes a superuser.';

COMMENT ON PROCEDURE verify_releases_off() IS
'Drops the event trigger of verify_releases_on(). Its owner, a superuser, may.';

CREATE OR REPLACE PROCEDURE withdraw_release(target text, label text, because text, until timestamptz DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF because IS NULL OR because !~ '\S' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a release is withdrawn for a reason',
			HINT = 'Readers see it.';
	END IF;
	IF until <= now() THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'the end of an embargo must lie ahead',
			HINT = 'Leave until out when it has none.';
	END IF;
	CALL kansrijk_intern.set_withdrawn(target, label, because, until, true);
END $$;

COMMENT ON PROCEDURE withdraw_release(text, text, text, timestamptz) IS
'Withdraws a release of a publication: readers no longer see its figures, and target.latest shows the one before; '
'target.releases says since when and why. until: readers see it again from then on, which is an embargo when it is '
'called in the transaction of release(). Later figures stay protected against it, and its years stay final: after an '
'error, reopen_years(), refresh and release them again. Again: another reason or moment. Errors: 42704 (no such '
'release), 22023 (no reason, until is past), 3F000, 55P03, 25000.';

CREATE OR REPLACE PROCEDURE reinstate_release(target text, label text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL kansrijk_intern.set_withdrawn(target, label, NULL, NULL, false);
END $$;

COMMENT ON PROCEDURE reinstate_release(text, text) IS
'Takes withdraw_release() back: readers see the release as it was. One that was not withdrawn: nothing. Errors: 42704 '
'(no such release), 3F000, 55P03, 25000.';

CREATE OR REPLACE PROCEDURE kansrijk_intern.set_withdrawn(target text, label text, because text, until timestamptz,
	is_withdrawn boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	n bigint;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.releases', target))
		AND a.attname = 'withdrawn_at') THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('the views of schema "%s" show every release', target),
			DETAIL = 'An earlier version made them.', HINT = 'Call kansrijk.create_indicator_views() again, as it was called '
				'before.';
	END IF;
	EXECUTE format('UPDATE %I.release SET withdrawn_at = CASE WHEN $4 THEN coalesce(withdrawn_at, now()) END, '
		'withdrawn_until = $3,
		withdrawn_by = CASE WHEN $4 THEN session_user END, withdrawn_because = $2 WHERE label = $1', private)
		USING label, because, until, is_withdrawn;
	GET DIAGNOSTICS n = ROW_COUNT;
	IF n = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label),
			HINT = format('SELECT release FROM %I.releases lists them.', target);
	END IF;
END $$;

COMMENT ON PROCEDURE kansrijk_intern.set_withdrawn(text, text, text, timestamptz, boolean) IS
'Internal: Says of a release that readers may not, or may, see it. For withdraw_release() and reinstate_release(). '
'Errors: 42704, 55000 (views of an earlier version), 3F000, 55P03, 25000.';

CREATE OR REPLACE FUNCTION kansrijk_intern.report_row(VARIADIC fields text[]) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN '| ' || (SELECT string_agg(replace(regexp_replace(coalesce(f, ''), '\s+', ' ', 'g'), '|', '\|'), ' | '
		ORDER BY i)
		FROM unnest(fields) WITH ORDINALITY u(f, i)) || ' |';

COMMENT ON FUNCTION kansrijk_intern.report_row(text[]) IS
'Internal: A row of a table in Markdown. For release_report().';

CREATE OR REPLACE FUNCTION kansrijk_intern.report_policy(policy text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(kansrijk_intern.report_row(f.name, f.value, f.meaning), E'\n' ORDER BY f.place)
			FROM (SELECT place, name, kansrijk_intern.policy_field(policy, name) AS value, meaning FROM (VALUES
				(1, 'min_count', 'kleinere aantallen worden verborgen'),
				(2, 'min_complement', 'ook als de rest (noemer min teller) kleiner is'),
				(3, 'min_denominator', 'ook als de noemer kleiner is'),
				(4, 'zero', 'of een nul wordt getoond (publish) of verborgen (protect)'),
				(5, 'max_share', 'een groter deel van de groep (in procenten) wordt verborgen: dan geldt het voor bijna iedereen'),
				(6, 'min_suppressed_sum', 'zoveel is de som van de verborgen delen van een totaal ten minste'),
				(7, 'singletons', 'of iemand die zijn eigen cel kent, daarmee een andere kan uitrekenen'),
				(8, 'tolerance', 'zoveel mag een totaal van de som van zijn delen verschillen'),
				(9, 'round', 'getoonde aantallen worden hierop afgerond'),
				(10, 'min_interval', 'zo onzeker blijft elk verborgen aantal ten minste (0: niet gevraagd)'),
				(11, 'min_contributors', 'cellen van minder organisaties worden verborgen'),
				(12, 'unprotectable', 'wat er gebeurt als eerdere cijfers een cel al weggeven'),
				(13, 'unknown', 'gebieden en categorieën van onbekenden: beveiligd als andere (protect), alleen in het totaal (merge) '
					'of getoond (publish)')) v(place, name, meaning)) f
			WHERE f.value IS NOT NULL;
	END;

COMMENT ON FUNCTION kansrijk_intern.report_policy(text) IS
'Internal: The fields of a policy and what they mean, as rows of a table. For release_report().';

CREATE OR REPLACE FUNCTION kansrijk_intern.report_attackers(policy text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(kansrijk_intern.report_row(a.reader, a.covered, a.why), E'\n' ORDER BY a.place)
			FROM (VALUES
				(1, 'telt getoonde cijfers op en trekt ze af: over alle gebieden, jaren, vensters en uitsplitsingen van een '
					'definitie samen', 'ja',
					'exact uitgerekend'),
				(2, 'heeft ook de eerdere vrijgaven van deze publicatie, ook ingetrokken', 'ja', 'zij doen in de berekening mee'),
				(3, 'is zelf de enige in een verborgen cel',
					CASE kansrijk_intern.policy_field(policy, 'singletons') WHEN 'protect' THEN 'ja' ELSE '**nee**' END,
						'veld singletons'),
				(4, 'beredeneert tussen welke grenzen een verborgen aantal ligt',
					CASE WHEN coalesce(kansrijk_intern.policy_field(policy, 'min_interval'), '0') <> '0'
						THEN 'ja, tot de gevraagde breedte'
						ELSE '**nee**' END, 'veld min_interval; de uitkomst staat hieronder'),
				(5, 'leest aan getoonde percentages met decimalen de aantallen af', 'ja', 'van een verborgen rij is alles leeg'),
				(6, 'kan zelf in de bron kijken, of in het bewijs', '**nee**', 'rechten op de databank; lint_view vindt ze'),
				(7, 'heeft een andere tabel over dezelfde kinderen: een andere definitie, een andere publicatie, een '
					'maatwerktabel', '**nee**',
					'elke definitie wordt op zichzelf beveiligd'),
				(8, 'is met meer in een cel en legt kennis samen', '**nee**',
					'een hogere min_count maakt het moeilijker')) a(place, reader, covered, why);
	END;

COMMENT ON FUNCTION kansrijk_intern.report_attackers(text) IS
'Internal: Against whom figures about persons are protected under a policy, as rows of a table. For release_report().';

CREATE OR REPLACE FUNCTION kansrijk_intern.report_audit(audit jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(kansrijk_intern.report_row(a.key, a.value ->> 'figures', a.value ->> 'shown',
				CASE coalesce(a.value ->> 'min_interval', '0') WHEN '0' THEN 'niet gevraagd' ELSE a.value ->> 'min_interval' END,
				coalesce(a.value ->> 'narrowest', 'niet berekend')), E'\n' ORDER BY a.key COLLATE "C")
			FROM jsonb_each(audit) a WHERE jsonb_typeof(a.value) = 'object';
	END;

COMMENT ON FUNCTION kansrijk_intern.report_audit(jsonb) IS
'Internal: What the audit of a release found, as rows of a table. For release_report().';

CREATE OR REPLACE FUNCTION kansrijk_intern.report_findings(findings jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
	RETURN CASE WHEN findings IS NULL THEN 'De bron is bij deze vrijgave niet nagekeken.'
		WHEN findings = '[]' THEN 'De controle van de bron vond geen fouten en geen waarschuwingen.'
		ELSE E'| regel | | rijen | daarvan niet in orde |\n|---|---|---|---|\n'
			|| (SELECT string_agg(kansrijk_intern.report_row(f.value ->> 'rule', CASE f.value ->> 'severity'
				WHEN 'error' THEN '**fout**' ELSE 'waarschuwing' END, f.value ->> 'rows', f.value ->> 'failing'), E'\n'
				ORDER BY f.ordinality) FROM jsonb_array_elements(findings) WITH ORDINALITY f) END;

COMMENT ON FUNCTION kansrijk_intern.report_findings(jsonb) IS
'Internal: What was wrong with the source of a release, as a table or in words. For release_report().';

CREATE OR REPLACE FUNCTION kansrijk_intern.report_unknown(definitions jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(string_agg('- ' || g.names, E'\n' ORDER BY g.names COLLATE "C"), '- geen')
			FROM (SELECT string_agg(d.key, ', ' ORDER BY d.key COLLATE "C") AS names FROM jsonb_each(definitions) d
				GROUP BY d.value ->> 'relation', d.value ->> 'scope' HAVING count(*) > 1) g;
	END;

COMMENT ON FUNCTION kansrijk_intern.report_unknown(jsonb) IS
'Internal: The definitions of a release that count the same units, as a list. For release_report().';

CREATE OR REPLACE FUNCTION kansrijk_intern.report_figures(target text, label text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	rows text;
BEGIN
	EXECUTE format($query$
		SELECT string_agg(kansrijk_intern.report_row(family, area_type, years, figures::text, shown::text, hidden::text,
			(figures - shown - hidden)::text),
				E'\n' ORDER BY family COLLATE "C", area_type COLLATE "C")
			FROM (SELECT family, area_type, min(first_year) || '-' || max(year) AS years, count(*) AS figures,
					count(*) FILTER (WHERE status = 'publish') AS shown, count(*) FILTER (WHERE status = 'hidden') AS hidden
				FROM %I.release_figure WHERE release = $1 GROUP BY family, area_type) f$query$,
					kansrijk_intern.publication_schema(target))
		INTO rows USING label;
	RETURN rows;
END $$;

COMMENT ON FUNCTION kansrijk_intern.report_figures(text, text) IS
'Internal: How many figures a release shows and hides, as rows of a table. For release_report().';

CREATE OR REPLACE FUNCTION kansrijk_intern.report_changes(target text, label text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	changes text;
BEGIN
	EXECUTE format($query$
		WITH this AS (SELECT r.id, r.label FROM %1$I.release r WHERE r.label = $1),
		last AS (SELECT r.id, r.label FROM %1$I.release r, this t WHERE r.id < t.id ORDER BY r.id DESC LIMIT 1),
		x AS (SELECT f.* FROM %1$I.release_figure f JOIN last l ON l.label = f.release),
		y AS (SELECT f.* FROM %1$I.release_figure f JOIN this t ON t.label = f.release)
		SELECT 'Vergeleken met **' || (SELECT l.label FROM last l) || E'**:\n\n'
			|| coalesce(string_agg('- ' || n || ' ' || change, E'\n' ORDER BY change), '- niets')
			FROM (SELECT change, count(*) AS n FROM (
				SELECT CASE WHEN x.definition IS NULL THEN 'nieuw' WHEN y.definition IS NULL THEN 'weg'
						WHEN x.status = 'publish' AND y.status <> 'publish' THEN 'nu verborgen'
						WHEN x.status <> 'publish' AND y.status = 'publish' THEN 'nu getoond'
						WHEN (x.numerator, x.denominator) <> (y.numerator, y.denominator) THEN 'herzien' END AS change
					FROM x FULL JOIN y ON (x.definition, x.area_type, x.area, x.first_year, x.year, x.breakdown, x.category)
						= (y.definition, y.area_type, y.area, y.first_year, y.year, y.breakdown, y.category)) c
				WHERE change IS NOT NULL GROUP BY change) d$query$, kansrijk_intern.publication_schema(target)) INTO changes
					USING label;
	RETURN coalesce(changes, 'Dit is de eerste vrijgave.');
END $$;

COMMENT ON FUNCTION kansrijk_intern.report_changes(text, text) IS
'Internal: How many figures changed since the release before, as a list. For release_report().';

CREATE OR REPLACE FUNCTION release_report(target text, label text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	r record;
	state text;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	EXECUTE format('SELECT r.*, to_jsonb(r) AS j, (SELECT count(*) FROM %1$I.release e WHERE e.id < r.id) AS earlier '
		'FROM %1$I.release r WHERE r.label = $1',
		private) INTO r USING label;
	IF r.id IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label),
			HINT = format('SELECT release FROM %I.releases lists them.', target);
	END IF;
	state := CASE WHEN r.j ->> 'withdrawn_at' IS NULL THEN 'geldt'
		ELSE 'ingetrokken op ' || (r.j ->> 'withdrawn_at') || ' door ' || (r.j ->> 'withdrawn_by')
			|| coalesce(' tot ' || (r.j ->> 'withdrawn_until'), '')
			|| ': ' || (r.j ->> 'withdrawn_because') END;
	RETURN concat_ws(E'\n\n',
		format('# Vrijgave %s van publicatie %s', r.label, target),
		'Verantwoording voor de privacyfunctionaris, gemaakt door kansrijk op ' || to_char(now(), 'YYYY-MM-DD HH24:MI TZ')
			|| '.',
		concat_ws(E'\n', '| | |', '|---|---|',
			kansrijk_intern.report_row('vrijgegeven', to_char(r.released_at, 'YYYY-MM-DD HH24:MI TZ') || ' door '
				|| r.released_by),
			kansrijk_intern.report_row('stand', state), kansrijk_intern.report_row('toelichting', r.note),
				kansrijk_intern.report_row('bron', r.source),
			kansrijk_intern.report_row('eerdere vrijgaven', r.earlier::text),
			kansrijk_intern.report_row('versies', format('kansrijk %s bij vrijgave, %s nu; PostgreSQL '
				'%s', r.version, @extschema@.library_version(),
				current_setting('server_version'))),
			kansrijk_intern.report_row('vingerafdruk van de bron', md5(r.source_fingerprint::text)),
			kansrijk_intern.report_row('vingerafdruk van de definities', md5(r.definitions::text))),
		E'De vingerafdruk van de bron verandert als een eenheid erbij komt, verdwijnt of verandert; die van de definities '
			'als een regel verandert.',
		E'## Wat is vrijgegeven\n\n| familie | gebied | jaren | cijfers | getoond | verborgen | leeg '
			'|\n|---|---|---|---|---|---|---|\n'
			|| coalesce(kansrijk_intern.report_figures(target, label), ''),
		kansrijk_intern.report_changes(target, label),
		E'## Regels\n\nCijfers over personen:\n\n| veld | waarde | betekenis |\n|---|---|---|\n'
			|| kansrijk_intern.report_policy(r.policy),
		'Cijfers over organisaties (het programma): `' || r.organisation_policy || '`.',
		E'## Tegen wie\n\n| lezer | beschermd | |\n|---|---|---|\n' || kansrijk_intern.report_attackers(r.policy),
		E'## Wat is gecontroleerd\n\n- Tellingen, beslissingen en getoonde cijfers zijn van dezelfde verversing.\n'
			|| '- Geen onveilig cijfer volgt door optellen en aftrekken uit getoonde cijfers, van deze vrijgave'
			|| CASE WHEN r.earlier > 0 THEN format(' en de %s ervoor', r.earlier) ELSE '' END
				|| E'. Er is niets gevonden: anders was er niet vrijgegeven.\n'
			|| '- Niet opnieuw gecontroleerd: singletons en min_suppressed_sum, die de beveiliging zelf toepast.',
		E'| controle | cijfers | getoond | gevraagde breedte | smalste interval |\n|---|---|---|---|---|\n'
			|| coalesce(kansrijk_intern.report_audit(r.audit), ''),
		'Waar geen breedte is gevraagd, zijn geen intervallen berekend: in zeldzame tabellen kan een verborgen aantal dan '
			'tot op een paar na, of precies, vastliggen. '
			|| format('De views %s.*_audit geven ze.', private),
		E'## De bron\n\n' || kansrijk_intern.report_findings(r.findings),
		E'## Onbekende uitkomsten\n\nEen eenheid waarvan de uitkomst onbekend is, telt niet in teller en noemer. Hoeveel '
			'dat er zijn, wordt niet getoond en niet beveiligd. '
			|| 'Waar definities dezelfde eenheden tellen, geeft het verschil van hun noemers het verschil in onbekenden. In '
				'deze vrijgave:',
		kansrijk_intern.report_unknown(r.definitions),
		E'## Definities\n\n| definitie | versie | naam |\n|---|---|---|\n'
			|| (SELECT string_agg(kansrijk_intern.report_row(d.key, d.value ->> 'version', d.value ->> 'name'),
			E'\n' ORDER BY d.key COLLATE "C") FROM jsonb_each(r.definitions) d),
		E'## Bewaren\n\nZolang deze cijfers bij iemand kunnen zijn, moeten de tellingen ervan bewaard blijven, ook de '
			'verborgen kleine: latere cijfers worden ertegen beveiligd. '
			|| format('Zij staan in %s.release_cell en %1$s.*_released, alleen voor de eigenaar.', private),
		E'## Akkoord\n\n| rol | naam | datum | handtekening |\n|---|---|---|---|\n| privacyfunctionaris | | | |\n| '
			'eigenaar van de publicatie | | | |') || E'\n';
END $$;

COMMENT ON FUNCTION release_report(text, text) IS
'What a privacy officer signs about a release, in Dutch, as Markdown: what was released, by whom, from which source (a '
'hash of it), by which definitions and versions; the policy in words; against whom that protects and against whom not; '
'what the audit checked and the narrowest intervals; what was wrong with the source; what unknown outcomes give away; what changed since the release '
'before; what must be kept. For the owner; no counts of hidden cells. Errors: 42704 (no such release), 3F000, 22004, '
'42501.';

CREATE OR REPLACE FUNCTION kansrijk_intern.csv_field(value text, delimiter text DEFAULT ',') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE WHEN value IS NULL THEN ''
		WHEN value = '' OR value ~ '["\r\n]|^\s|\s$' OR position(delimiter IN value) > 0
			THEN '"' || replace(value, '"', '""') || '"'
		ELSE value END;

COMMENT ON FUNCTION kansrijk_intern.csv_field(text, text) IS
'Internal: A field of a CSV file (RFC 4180), in quotes where it must be. NULL is an empty field, an empty text '
'is in quotes.';

CREATE OR REPLACE FUNCTION kansrijk_intern.csv_text(value text, delimiter text DEFAULT ',') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN kansrijk_intern.csv_field(CASE WHEN value ~ '^[=+@\t\r-]' THEN '''' || value ELSE value END, delimiter);

COMMENT ON FUNCTION kansrijk_intern.csv_text(text, text) IS
'Internal: As csv_field, for words: a text that a spreadsheet would take for a formula (=, +, -, @, tab) gets an '
'apostrophe before it.';

CREATE OR REPLACE FUNCTION kansrijk_intern.release_columns()
	RETURNS TABLE (place integer, name text, header_nl text, is_number boolean)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 30
	BEGIN ATOMIC
		SELECT * FROM (VALUES
			(1, 'release', 'vrijgave', false), (2, 'family', 'familie', false), (3, 'indicator', 'indicator', false),
			(4, 'definition', 'definitie', false), (5, 'indicator_name', 'indicatornaam', false),
			(6, 'definition_name', 'definitienaam', false), (7, 'indicator_group', 'soort_indicator', false),
			(8, 'polarity', 'gunstig', false), (9, 'area_type', 'soort_gebied', false), (10, 'area', 'gebied', false),
			(11, 'area_name', 'gebiedsnaam', false), (12, 'province', 'provincie', false),
			(13, 'municipality', 'gemeente', false), (14, 'period_type', 'soort_periode', false),
			(15, 'period_label', 'periode', false), (16, 'first_year', 'eerste_jaar', false), (17, 'year', 'jaar', false),
			(18, 'breakdown', 'uitsplitsing', false), (19, 'category', 'categorie', false),
			(20, 'numerator', 'teller', true), (21, 'denominator', 'noemer', true), (22, 'value', 'waarde', true),
			(23, 'lower', 'ondergrens', true), (24, 'upper', 'bovengrens', true), (25, 'unit', 'eenheid', false),
			(26, 'status', 'status', false), (27, 'country_value', 'waarde_land', true),
			(28, 'comparison', 'vergelijking', false), (29, 'trend', 'trend', false)
		) c(place, name, header_nl, is_number);
	END;

COMMENT ON FUNCTION kansrijk_intern.release_columns() IS
'Internal: Columns of release_csv(): names, which are the headers in English, headers in Dutch, and which are '
'numbers.';

CREATE OR REPLACE FUNCTION kansrijk_intern.release_words() RETURNS TABLE (name text, stored text, nl text, en text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 60
	BEGIN ATOMIC
		SELECT c.name, w.stored, w.nl, w.en FROM (VALUES
			('{indicator_group}'::text[], 'outcome', 'uitkomst', 'outcome'),
				('{indicator_group}', 'process', 'proces', 'process'),
			('{indicator_group}', 'context', 'context', 'context'), ('{indicator_group}', 'quality', 'kwaliteit', 'quality'),
			('{indicator_group}', 'programme', 'programma', 'programme'),
			('{polarity}', 'lower', 'lager', 'lower'), ('{polarity}', 'higher', 'hoger', 'higher'),
			('{polarity}', 'neutral', 'geen van beide', 'neutral'),
			('{area_type}', 'land', 'land', 'country'), ('{area_type}', 'provincie', 'provincie', 'province'),
			('{area_type}', 'gemeente', 'gemeente', 'municipality'), ('{area_type}', 'stadsdeel', 'stadsdeel', 'district'),
			('{area_type}', 'wijk', 'wijk', 'neighbourhood'), ('{area_type}', 'pc4', 'pc4', 'postcode'),
			('{area_name}', 'Nederland', 'Nederland', 'Netherlands'), ('{area_name}', 'Totaal', 'Totaal', 'Total'),
			('{area_name,province,municipality}', '?', 'Onbekend', 'Unknown'),
			('{area_name,province,municipality}', 'Onbekend', 'Onbekend', 'Unknown'),
			('{breakdown,category}', 'totaal', 'totaal', 'total'), ('{category}', 'onbekend', 'onbekend', 'unknown'),
			('{breakdown}', 'geslacht', 'geslacht', 'sex'), ('{category}', 'jongen', 'jongen', 'boy'),
			('{category}', 'meisje', 'meisje', 'girl'),
			('{breakdown}', 'pariteit', 'pariteit', 'parity'), ('{category}', 'eerste kind', 'eerste kind', 'first child'),
			('{category}', 'later kind', 'later kind', 'later child'),
			('{breakdown}', 'meerling', 'meerling', 'multiplicity'), ('{category}', 'eenling', 'eenling', 'singleton'),
			('{category}', 'meerling', 'meerling', 'multiple'),
			('{breakdown}', 'leeftijd_moeder', 'leeftijd moeder', 'age of mother'), ('{breakdown}', 'roken', 'roken', 'smoking'),
			('{breakdown}', 'taal_moeder', 'taal moeder', 'language of mother'),
			('{breakdown}', 'opleiding_moeder', 'opleiding moeder', 'education of mother'),
			('{breakdown}', 'inkomen', 'inkomen', 'income'),
			('{breakdown}', 'herkomst_moeder', 'herkomst moeder', 'origin of mother'),
			('{breakdown}', 'herkomst_2022', 'herkomst moeder (2022)', 'origin of mother (2022)'),
			('{breakdown}', 'kwetsbaar', 'voorspelde kwetsbaarheid', 'predicted vulnerability'),
			('{unit}', 'births', 'geboorten', 'births'), ('{unit}', 'hours', 'uren', 'hours'),
			('{unit}', 'regions', 'regio''s', 'regions'), ('{unit}', 'municipalities', 'gemeenten', 'municipalities'),
			('{unit}', '% change', '% verandering', '% change'), ('{unit}', 'rank', 'plaats', 'rank'),
			('{status}', 'publish', 'getoond', 'publish'), ('{status}', 'hidden', 'verborgen', 'hidden'),
			('{status}', 'empty', 'geen', 'empty'),
			('{comparison}', 'lager', 'lager', 'lower'), ('{comparison}', 'vergelijkbaar', 'vergelijkbaar', 'similar'),
			('{comparison}', 'hoger', 'hoger', 'higher'),
			('{trend}', 'dalend', 'dalend', 'falling'), ('{trend}', 'gelijk', 'gelijk', 'stable'),
			('{trend}', 'stijgend', 'stijgend', 'rising')
		) w(names, stored, nl, en), unnest(w.names) c(name);
	END;

COMMENT ON FUNCTION kansrijk_intern.release_words() IS
'Internal: Words in the columns of target.released, and what a CSV file in Dutch or English has for them.';

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
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.releases r WHERE r.release = $1
		AND to_jsonb(r) ->> ''withdrawn_at'' IS NULL)', target) INTO is_found USING label;
	IF NOT is_found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label),
			HINT = format('SELECT release FROM %I.releases lists them.', target);
	END IF;
	IF definition IS NOT NULL THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.released r WHERE r.release = $1 AND r.definition = $2)', target)
			INTO is_found USING label, definition;
		IF NOT is_found THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = format('release "%s" has no figures of "%s"', label, definition),
				HINT = format('SELECT DISTINCT definition FROM %I.released lists what there is.', target);
		END IF;
	END IF;
	RETURN true;
END $$;

COMMENT ON FUNCTION kansrijk_intern.require_release(text, text, text) IS
'Internal: True when the caller can read this release, with figures of this definition when one is given; else '
'error 42704. For the exports.';

CREATE OR REPLACE FUNCTION kansrijk_intern.require_csv_form(delimiter text, decimal_sign text, language text) RETURNS boolean
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF coalesce(delimiter NOT IN (',', ';', E'\t', '|'), true) OR coalesce(decimal_sign NOT IN ('.', ','), true)
			OR coalesce(language NOT IN ('nl', 'en'), true) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'unknown delimiter, decimal sign or language',
			HINT = 'Allowed: delimiter comma, semicolon, tab or |; decimal point or comma; language nl or en.';
	END IF;
	RETURN true;
END $$;

COMMENT ON FUNCTION kansrijk_intern.require_csv_form(text, text, text) IS
'Internal: True when a CSV file can have this delimiter, decimal sign and language; else error 22023.';

CREATE OR REPLACE FUNCTION release_csv_lines(target text, label text, delimiter text DEFAULT ',', decimal_sign text DEFAULT '.',
		language text DEFAULT 'nl', byte_order_mark boolean DEFAULT false) RETURNS SETOF text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	header text;
	fields text;
	names text := '';
BEGIN
	PERFORM kansrijk_intern.require_csv_form(delimiter, decimal_sign, language);
	PERFORM kansrijk_intern.require_release(target, label);
	WITH worded AS (
		SELECT c.place, CASE language WHEN 'nl' THEN c.header_nl ELSE c.name END AS title, c.is_number,
			CASE WHEN language = 'en' AND c.name IN ('indicator_name', 'definition_name')
					THEN format('coalesce(%s.name_en, f.%I)', left(c.name, 1), c.name)
				WHEN language = 'en' AND c.name = 'period_type'
					THEN 'regexp_replace(regexp_replace(f.period_type, ''^jaar$'', ''year''), '' jaar$'', '' years'')'
				WHEN w.cases IS NULL THEN format('f.%I', c.name)
				ELSE format('CASE f.%I %s ELSE f.%1$I END', c.name, w.cases) END AS value
		FROM kansrijk_intern.release_columns() c,
			LATERAL (SELECT string_agg(format('WHEN %L THEN %L', t.stored, t.word), ' ' ORDER BY t.stored) AS cases
				FROM (SELECT r.stored, CASE language WHEN 'nl' THEN r.nl ELSE r.en END AS word
					FROM kansrijk_intern.release_words() r WHERE r.name = c.name) t
				WHERE t.word <> t.stored) w)
	SELECT string_agg(title, delimiter ORDER BY place),
			string_agg(CASE WHEN NOT is_number THEN format('kansrijk_intern.csv_text((%s)::text, $2)', value)
				ELSE format('kansrijk_intern.csv_field(replace(trim_scale(round(%s::numeric, 6))::text, ''.'', $3), $2)',
					value) END,
				' || $2 || ' ORDER BY place)
		INTO header, fields FROM worded;
	IF language = 'en' THEN
		names := 'LEFT JOIN @extschema@.indicator i ON i.id = f.indicator '
			'LEFT JOIN @extschema@.indicator_definition d ON d.id = f.definition';
	END IF;

	IF byte_order_mark THEN
		-- No literal: a database of another encoding could not even read it.
		header := convert_from('\xefbbbf', 'UTF8') || header;
	END IF;
	RETURN NEXT header;
	RETURN QUERY EXECUTE format('SELECT %s FROM %I.released f %s WHERE f.release = $1
		ORDER BY f.family COLLATE "C", f.definition COLLATE "C", f.area_type COLLATE "C", f.area COLLATE "C",
			f.first_year, f.year, f.breakdown COLLATE "C", f.category COLLATE "C"', fields, target, names)
		USING label, delimiter, decimal_sign;
END $$;

COMMENT ON FUNCTION release_csv_lines(text, text, text, text, text, boolean) IS
'A release as the lines of a CSV file (RFC 4180), without their ends, the header first: for releases of any '
'size. delimiter: comma, semicolon, tab or |; decimal_sign: point or comma; language of the header and of the '
'words in the fields: nl or en (names of indicators as the catalogue has them now; codes, areas and what is not '
'the extension''s own stay); byte_order_mark: the header begins with U+FEFF, by which spreadsheets know UTF-8 '
'(the database must have an encoding that has it). Hidden figures are empty, with status verborgen (en: hidden). '
'Reads target.released with the rights of the caller. Errors: 42704, 22023, 22004.';

CREATE OR REPLACE FUNCTION release_csv(target text, label text, delimiter text DEFAULT ',', decimal_sign text DEFAULT '.',
		language text DEFAULT 'nl') RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 100000
	RETURN (SELECT string_agg(line, E'\r\n' ORDER BY i)
		FROM release_csv_lines(target, label, delimiter, decimal_sign, language) WITH ORDINALITY l(line, i));

COMMENT ON FUNCTION release_csv(text, text, text, text, text) IS
'The lines of release_csv_lines() as one value: lines end with CR LF, but for the last. For releases of less '
'than 1 GB. Errors: 42704, 22023, 22004.';

CREATE OR REPLACE FUNCTION release_csvw(target text, label text, delimiter text DEFAULT ',', decimal_sign text DEFAULT '.',
		language text DEFAULT 'nl', url text DEFAULT 'figures.csv') RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM kansrijk_intern.require_csv_form(delimiter, decimal_sign, language);
	PERFORM kansrijk_intern.require_release(target, label);
	IF url IS NULL OR url !~ '^[^\s<>"{}|\\^`]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'url is no address',
			HINT = 'Give the address of the CSV file, or its name beside the metadata.';
	END IF;
	RETURN jsonb_build_object(
		'@context', jsonb_build_array('http://www.w3.org/ns/csvw', jsonb_build_object('@language', language)),
		'url', url,
		'dc:title', CASE language WHEN 'nl' THEN 'Indicatoren Kansrijke Start: '
			ELSE 'Kansrijke Start indicators: ' END || label,
		'dialect', jsonb_build_object('delimiter', delimiter, 'encoding', 'utf-8', 'header', true,
			'lineTerminators', jsonb_build_array(E'\r\n')),
		'tableSchema', jsonb_build_object(
			'columns', (SELECT jsonb_agg(jsonb_build_object('name', c.name,
					'titles', CASE language WHEN 'nl' THEN c.header_nl ELSE c.name END,
					'datatype', CASE WHEN c.name IN ('numerator', 'denominator') THEN '"integer"'
						WHEN c.is_number THEN
							jsonb_build_object('base', 'decimal', 'format', jsonb_build_object('decimalChar', decimal_sign))
						WHEN c.name IN ('first_year', 'year') THEN '"gYear"'
						ELSE '"string"' END) ORDER BY c.place)
				FROM kansrijk_intern.release_columns() c),
			'primaryKey', '["definition", "area_type", "area", "first_year", "year", "breakdown", "category"]'::jsonb));
END $$;

COMMENT ON FUNCTION release_csvw(text, text, text, text, text, text) IS
'Metadata of the file that release_csv() or release_csv_lines() gives for the same arguments, as CSV on the Web '
'(W3C): names, titles and datatypes of the columns, their key, the delimiter and the decimal sign. url: where '
'the file is, beside the metadata when it is a name only; by the standard the metadata of figures.csv are looked '
'for at figures.csv-metadata.json. Errors: 42704, 22023, 22004.';

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
			SELECT f.*, area_type || ':' || area AS area_key,
				CASE WHEN breakdown = 'totaal' THEN 'totaal' ELSE breakdown || ':' || category END AS category_key
			FROM %1$I.released f WHERE f.release = $1 AND f.definition = $2),
		named AS (
			SELECT area_key, min(area_type) AS type, min(area) AS code, coalesce(min(area_name), min(area)) AS name
			FROM figure GROUP BY area_key),
		-- Toolkits find a category by its label, so that one that two have loses figures:
		-- a province and its capital, areas that are unknown.
		labelled AS (
			SELECT area_key, type, CASE WHEN count(*) OVER (PARTITION BY name) = 1 THEN name
				WHEN count(*) OVER (PARTITION BY name, type) = 1 THEN format('%%s (%%s)', name, type)
				ELSE format('%%s (%%s %%s)', name, type, code) END AS label
			FROM named),
		area AS (
			SELECT area_key, CASE WHEN count(*) OVER (PARTITION BY label) = 1 THEN label ELSE area_key END AS name,
				row_number() OVER (ORDER BY array_position('{land,provincie,gemeente,stadsdeel,wijk,pc4}', type),
					area_key COLLATE "C") - 1 AS i
			FROM labelled),
		period AS (
			SELECT first_year, year, min(period_label) AS key, row_number() OVER (ORDER BY year, first_year DESC) - 1 AS i
			FROM figure GROUP BY first_year, year),
		category AS (
			SELECT category_key, row_number() OVER (ORDER BY category_key <> 'totaal', category_key COLLATE "C") - 1 AS i
			FROM figure GROUP BY category_key),
		measure AS (
			SELECT * FROM (VALUES (0, 'value', 'Waarde'), (1, 'numerator', 'Teller'), (2, 'denominator', 'Noemer'),
				(3, 'lower', 'Ondergrens (95%%)'), (4, 'upper', 'Bovengrens (95%%)')) m(i, key, name)),
		size AS (
			SELECT (SELECT count(*) FROM area) AS areas, (SELECT count(*) FROM period) AS periods,
				(SELECT count(*) FROM category) AS categories, (SELECT count(*) FROM measure) AS measures),
		value AS (
			SELECT (((a.i * s.periods + p.i) * s.categories + c.i) * s.measures + m.i)::text AS i, f.status,
				trim_scale(round(CASE m.i WHEN 0 THEN f.value::numeric WHEN 1 THEN f.numerator::numeric
					WHEN 2 THEN f.denominator::numeric WHEN 3 THEN f.lower::numeric ELSE f.upper::numeric END, 6)) AS value
			FROM figure f JOIN area a USING (area_key) JOIN period p USING (first_year, year)
				JOIN category c USING (category_key),
				measure m, size s)
		SELECT jsonb_build_object('version', '2.0', 'class', 'dataset', 'label', min(f.definition_name),
			'updated', to_char((SELECT r.released_at FROM %1$I.releases r WHERE r.release = $1) AT TIME ZONE 'UTC',
				'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
			'id', '["area", "period", "category", "measure"]'::jsonb,
			'size', (SELECT jsonb_build_array(s.areas, s.periods, s.categories, s.measures) FROM size s),
			'role', '{"geo": ["area"], "time": ["period"], "metric": ["measure"]}'::jsonb,
			'dimension', jsonb_build_object(
				'area', jsonb_build_object('label', 'Gebied', 'category', (
					SELECT jsonb_build_object('index', jsonb_object_agg(area_key, i), 'label', jsonb_object_agg(area_key, name))
					FROM area)),
				'period', jsonb_build_object('label', 'Periode', 'category', (
					SELECT jsonb_build_object('index', jsonb_object_agg(key, i), 'label', jsonb_object_agg(key, key)) FROM period)),
				'category', jsonb_build_object('label', 'Uitsplitsing', 'category', (
					SELECT jsonb_build_object('index', jsonb_object_agg(category_key, i),
						'label', jsonb_object_agg(category_key, category_key))
					FROM category)),
				'measure', jsonb_build_object('label', 'Maat', 'category', (
					SELECT jsonb_build_object('index', jsonb_object_agg(key, i), 'label', jsonb_object_agg(key, name),
						'unit', jsonb_object_agg(key, jsonb_build_object('label',
							CASE WHEN i IN (1, 2) THEN 'aantal' ELSE (SELECT min(unit) FROM figure) END)))
					FROM measure))),
			'value', (SELECT jsonb_object_agg(i, value) FROM value),
			'status', (SELECT coalesce(jsonb_object_agg(i, status) FILTER (WHERE status <> 'publish'), '{}') FROM value),
			'extension', jsonb_build_object('release', $1, 'definition', $2, 'status', jsonb_build_object(
				'hidden', 'verborgen om herleidbaarheid te voorkomen', 'empty', 'er valt niets te tonen')))
		FROM figure f$query$, target) INTO result USING label, definition;
	RETURN result;
END $$;

COMMENT ON FUNCTION release_json_stat(text, text, text) IS
'One definition of a release as a JSON-stat 2.0 dataset with the dimensions area, period, category and measure '
'(value, numerator, denominator, lower, upper). value and status are objects by cell number: a hidden figure is '
'null with status hidden, a combination that is no figure is absent. Labels are unique: where areas have one '
'name, or are unknown (?), with their kind, and with their code where that does not tell either. Reads '
'target.released with the rights of the caller. Errors: 42704, 22004.';

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
		HINT = 'Give the address of the license (https://...), or one of CC0 1.0, CC BY 4.0 (also with NC, SA, ND), PDM 1.0, '
			'ODC-BY 1.0, ODbL 1.0.';
END $$;

COMMENT ON FUNCTION kansrijk_intern.license_iri(text) IS
'Internal: IRI of a license, which is its address or a name that is known: CC BY 4.0 and its kind, CC0, PDM, '
'ODC-BY, ODbL. Another: error 22023.';

CREATE OR REPLACE FUNCTION kansrijk_intern.url_part(value text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN (SELECT string_agg(CASE WHEN c ~ '[A-Za-z0-9._~-]' THEN c
			ELSE upper(regexp_replace(encode(convert_to(c, 'UTF8'), 'hex'), '(..)', '%\1', 'g')) END, '' ORDER BY i)
		FROM regexp_split_to_table(value, '') WITH ORDINALITY u(c, i));

COMMENT ON FUNCTION kansrijk_intern.url_part(text) IS
'Internal: A text as a part of an address: what may not be in one as percent signs and hexadecimal digits.';

CREATE OR REPLACE FUNCTION kansrijk_intern.dcat_node(address text, argument text, type text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF address !~ '^https?://[^\s<>"{}|\\^`]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('%s is no web address', argument),
			HINT = 'Give an address that begins with https:// or http://, without blanks.';
	END IF;
	RETURN CASE WHEN address IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object('@id', address, '@type', type)) END;
END $$;

COMMENT ON FUNCTION kansrijk_intern.dcat_node(text, text, text) IS
'Internal: A node of JSON-LD with this address, and a type when one is given; NULL without address. What is no '
'web address: error 22023, naming the argument.';

CREATE OR REPLACE FUNCTION release_dcat(target text, label text, base_url text, publisher text DEFAULT NULL,
		license text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	result jsonb;
BEGIN
	PERFORM kansrijk_intern.require_release(target, label);
	IF base_url IS NULL OR base_url !~ '^https?://[^\s<>"{}|\\^`]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'base_url is no web address',
			HINT = 'Give the address of the directory with the files, as in https://example.org/data/2024.';
	END IF;
	base_url := rtrim(base_url, '/');
	EXECUTE format($query$
		WITH figure AS (
			SELECT definition, min(definition_name) AS name, min(first_year) AS first_year, max(year) AS last_year
			FROM %I.released WHERE release = $1 GROUP BY definition),
		file AS (
			SELECT 0 AS i, $2 || '/figures.csv' AS url, 'Alle cijfers' AS title, 'CSV' AS format, 'text/csv' AS media_type,
				$2 || '/figures.csv-metadata.json' AS standard
			UNION ALL SELECT 1, $2 || '/' || kansrijk_intern.url_part(definition) || '.json', name || ' (JSON-stat)', 'JSON',
				'application/json', 'https://json-stat.org/full/'
			FROM figure)
		SELECT jsonb_strip_nulls(jsonb_build_object(
			'@context', '{"adms": "http://www.w3.org/ns/adms#", "dcat": "http://www.w3.org/ns/dcat#",
				"dcatap": "http://data.europa.eu/r5r/", "dct": "http://purl.org/dc/terms/",
				"eli": "http://data.europa.eu/eli/ontology#", "foaf": "http://xmlns.com/foaf/0.1/",
				"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#",
				"vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#"}'::jsonb,
			'@id', $2, '@type', 'dcat:Dataset',
			'dct:title', jsonb_build_object('@language', 'nl', '@value', 'Indicatoren Kansrijke Start: ' || $1),
			'dct:description', jsonb_build_object('@language', 'nl', '@value', concat_ws(' ',
				'Indicatoren over geboorte en vroege jeugd, met onthullingscontrole: '
					|| (SELECT string_agg(name, '; ' ORDER BY definition COLLATE "C") FROM figure) || '.', r.note)),
			'dct:identifier', $2,
			'dct:issued', jsonb_build_object('@type', 'xsd:dateTime',
				'@value', to_char(r.released_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
			'dct:language', $5,
			'dct:accessRights', '{"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
				"@type": "dct:RightsStatement"}'::jsonb,
			'dcat:theme', '{"@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL", "@type": "skos:Concept",
				"skos:prefLabel": {"@language": "nl", "@value": "Gezondheid"}}'::jsonb,
			'dct:publisher', CASE WHEN $3 IS NOT NULL THEN jsonb_build_object('@type', 'foaf:Agent', 'foaf:name', $3) END,
			'dct:temporal', jsonb_build_object('@type', 'dct:PeriodOfTime',
				'dcat:startDate', jsonb_build_object('@type', 'xsd:date', '@value',
					(SELECT min(first_year) FROM figure) || '-01-01'),
				'dcat:endDate', jsonb_build_object('@type', 'xsd:date', '@value', (SELECT max(last_year) FROM figure) || '-12-31')),
			'dcat:distribution', (
				SELECT jsonb_agg(jsonb_build_object('@id', url, '@type', 'dcat:Distribution',
					'dct:title', jsonb_build_object('@language', 'nl', '@value', title),
					'dcat:accessURL', jsonb_build_object('@id', url, '@type', 'rdfs:Resource'),
					'dcat:downloadURL', jsonb_build_object('@id', url, '@type', 'rdfs:Resource'),
					'dct:format', jsonb_build_object('@type', 'dct:MediaTypeOrExtent',
						'@id', 'http://publications.europa.eu/resource/authority/file-type/' || format),
					'dcat:mediaType', jsonb_build_object('@type', 'dct:MediaType',
						'@id', 'https://www.iana.org/assignments/media-types/' || media_type),
					'dct:conformsTo', jsonb_build_object('@id', standard, '@type', 'dct:Standard'),
					'dct:language', $5,
					'dct:license', CASE WHEN $4 IS NOT NULL
						THEN jsonb_build_object('@id', $4, '@type', 'dct:LicenseDocument') END) ORDER BY i, url COLLATE "C")
				FROM file)))
		FROM %1$I.releases r WHERE r.release = $1$query$, target)
		INTO result USING label, base_url, publisher, kansrijk_intern.license_iri(license),
			'{"@id": "http://publications.europa.eu/resource/authority/language/NLD", "@type": "dct:LinguisticSystem"}'::jsonb;
	RETURN result;
END $$;

COMMENT ON FUNCTION release_dcat(text, text, text, text, text) IS
'A release as a dcat:Dataset of DCAT-AP 3, in JSON-LD, with as distributions base_url/figures.csv (release_csv, '
'in Dutch; release_csvw is its figures.csv-metadata.json) and base_url/DEFINITION.json (release_json_stat). '
'publisher: a name; license: its address, or a name that is known (CC BY 4.0 and its kind, CC0, PDM 1.0, ODC-BY, '
'ODbL), of which the address is written; another is error 22023. For a Dutch harvester: release_dcat_nl. Reads '
'target.released with the rights of the caller. Errors: 42704, 22023, 22004.';

CREATE OR REPLACE FUNCTION release_dcat_nl(target text, label text, base_url text, publisher text, license text,
	contact_email text,
		contact_name text DEFAULT NULL, contact_url text DEFAULT NULL, publisher_url text DEFAULT NULL,
		creator text DEFAULT NULL, creator_url text DEFAULT NULL, status text DEFAULT 'final',
		spatial text DEFAULT 'http://publications.europa.eu/resource/authority/country/NLD', title text DEFAULT NULL,
		description text DEFAULT NULL, keywords text[] DEFAULT '{Kansrijke Start,geboortezorg,jeugdgezondheid}',
		landing_page text DEFAULT NULL, documentation text DEFAULT NULL, frequency text DEFAULT 'ANNUAL',
		legislation text DEFAULT NULL, catalog_url text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	authority constant text := 'http://publications.europa.eu/resource/authority/';
	dataset jsonb;
	contact jsonb;
	publisher_node jsonb;
	status_code text := CASE status WHEN 'final' THEN 'COMPLETED' WHEN 'provisional' THEN 'DEVELOP' WHEN 'withdrawn'
		THEN 'WITHDRAWN'
		WHEN 'superseded' THEN 'DEPRECATED' END;
BEGIN
	IF num_nulls(publisher, license) > 0 OR num_nonnulls(contact_email, contact_url) = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'publisher, license and a contact must be given',
			HINT = 'The Dutch profile asks for them. A contact is contact_email, contact_url or both.';
	ELSIF status_code IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'unknown status',
			HINT = 'Allowed: final, provisional, withdrawn, superseded.';
	ELSIF contact_email !~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'contact_email is no e-mail address';
	ELSIF frequency !~ '^[A-Z_0-9]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'frequency is no code',
			HINT = 'Give a code of the European list of frequencies, as ANNUAL, IRREG or NEVER.';
	END IF;
	publisher_node := jsonb_strip_nulls(coalesce(kansrijk_intern.dcat_node(publisher_url, 'publisher_url'), '{}')
		|| jsonb_build_object('@type', 'foaf:Agent', 'foaf:name', publisher));
	contact := jsonb_strip_nulls(jsonb_build_object('@type', '["vcard:Kind", "vcard:Organization"]'::jsonb,
		'vcard:fn', coalesce(contact_name, publisher),
		'vcard:hasEmail', CASE WHEN contact_email IS NOT NULL THEN jsonb_build_object('@id', 'mailto:' || contact_email) END,
		'vcard:hasURL', kansrijk_intern.dcat_node(contact_url, 'contact_url')));
	dataset := @extschema@.release_dcat(target, label, base_url, publisher, license);
	dataset := dataset || jsonb_strip_nulls(jsonb_build_object(
		'dct:title', jsonb_build_object('@language', 'nl', '@value', coalesce(title, dataset #>> '{dct:title,@value}')),
		'dct:description', jsonb_build_object('@language', 'nl', '@value', concat_ws(' ',
			CASE status WHEN 'provisional' THEN 'Voorlopige cijfers.' WHEN 'withdrawn' THEN 'Ingetrokken.' END,
			coalesce(description, dataset #>> '{dct:description,@value}'))),
		'dct:publisher', publisher_node,
		'dct:creator', CASE WHEN num_nonnulls(creator, creator_url) = 0 THEN publisher_node
			ELSE jsonb_strip_nulls(coalesce(kansrijk_intern.dcat_node(creator_url, 'creator_url'), '{}')
				|| jsonb_build_object('@type', 'foaf:Agent', 'foaf:name', coalesce(creator, publisher))) END,
		'dcat:contactPoint', contact,
		'dct:spatial', kansrijk_intern.dcat_node(spatial, 'spatial', 'dct:Location'),
		'adms:status', jsonb_build_object('@id', authority || 'dataset-status/' || status_code),
		'dct:accrualPeriodicity', CASE WHEN frequency IS NOT NULL
			THEN jsonb_build_object('@id', authority || 'frequency/' || frequency, '@type', 'dct:Frequency') END,
		'dct:modified', dataset -> 'dct:issued',
		'dcat:version', label,
		'dcat:keyword', (SELECT jsonb_agg(jsonb_build_object('@language', 'nl', '@value', k)) FROM unnest(keywords) k),
		'dcat:landingPage', kansrijk_intern.dcat_node(landing_page, 'landing_page', 'foaf:Document'),
		'foaf:page', kansrijk_intern.dcat_node(documentation, 'documentation', 'foaf:Document'),
		'dcatap:applicableLegislation', kansrijk_intern.dcat_node(legislation, 'legislation', 'eli:LegalResource')));
	IF catalog_url IS NULL THEN
		RETURN dataset;
	END IF;
	RETURN jsonb_build_object('@context', dataset -> '@context', '@graph', jsonb_build_array(
		kansrijk_intern.dcat_node(catalog_url, 'catalog_url', 'dcat:Catalog') || jsonb_build_object(
			'dct:title', jsonb_build_object('@language', 'nl', '@value', 'Indicatoren Kansrijke Start van ' || publisher),
			'dct:description', jsonb_build_object('@language', 'nl', '@value',
				'Vrijgegeven cijfers over geboorte en vroege jeugd.'),
			'dct:publisher', publisher_node, 'dct:creator', publisher_node, 'dcat:contactPoint', contact,
			'dct:language', dataset -> 'dct:language', 'dcat:dataset', jsonb_build_object('@id', dataset -> '@id')),
		dataset - '@context'));
END $$;

COMMENT ON FUNCTION release_dcat_nl(text, text, text, text, text, text, text, text, text, text, text, text, text, text,
	text, text[], text, text, text, text, text) IS
'A release as release_dcat() has it, with what a harvester of DCAT-AP-NL 3.0 asks for. publisher and creator '
'(default: the publisher): names; publisher_url and creator_url: their addresses, as in the list of Dutch public '
'bodies (TOOI); license: as there; a contact: contact_email, contact_url or both, and contact_name (default: the '
'publisher). status: final, provisional (described so, and "in development" for the harvester, whose list has no '
'better word), withdrawn or superseded; spatial, landing_page, documentation, legislation: web addresses; '
'frequency: a code of the European list; NULL leaves out what is not obligatory. With catalog_url the result is '
'a graph of that catalogue and the dataset. Reads target.released with the rights of the caller. Errors: 22004 '
'without what is obligatory, 22023, 42704.';
