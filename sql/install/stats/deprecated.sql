-- Of 0.1.0, for what was built on it: the new function has its arguments in another order,
-- under types that a call cannot
-- tell apart. Each has the identity (oid) it had, so a view keeps its meaning; see doc/upgrade.md.

CREATE FUNCTION compare_confidence_first(
	r rate, reference double precision, confidence double precision DEFAULT 0.95,
	per double precision DEFAULT 1000, model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_value';
COMMENT ON FUNCTION compare_confidence_first(rate, double precision, double precision, double precision, text) IS
'Deprecated: compare of version 0.1.0, with confidence before per. Use compare.';

CREATE FUNCTION compare_confidence_first(
	numerator double precision, denominator double precision, reference double precision,
	confidence double precision DEFAULT 0.95, per double precision DEFAULT 1000,
	model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_value_counts';
COMMENT ON FUNCTION compare_confidence_first(double precision, double precision, double precision,
	double precision, double precision, text) IS
'Deprecated: compare of version 0.1.0, with confidence before per. Use compare.';

CREATE FUNCTION compare_two_levels_confidence_first(
	r rate, reference double precision, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, per double precision DEFAULT 1000,
	model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_value';
COMMENT ON FUNCTION compare_two_levels_confidence_first(rate, double precision, double precision,
	double precision, double precision, text) IS
'Deprecated: compare_two_levels of version 0.1.0, with confidence before per. Use compare_two_levels.';

CREATE FUNCTION compare_two_levels_confidence_first(
	numerator double precision, denominator double precision, reference double precision,
	confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998,
	per double precision DEFAULT 1000, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_value_counts';
COMMENT ON FUNCTION compare_two_levels_confidence_first(double precision, double precision, double precision,
	double precision, double precision, double precision, text) IS
'Deprecated: compare_two_levels of version 0.1.0, with confidence before per. Use compare_two_levels.';

CREATE FUNCTION change_words_language_first(
	before rate, after rate, language text DEFAULT 'nl', confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson') RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 80
	AS 'MODULE_PATHNAME', 'kansrijk_change_words';
COMMENT ON FUNCTION change_words_language_first(rate, rate, text, double precision, text) IS
'Deprecated: change_words of version 0.1.0, with language before confidence and model. Use change_words.';

CREATE FUNCTION window_difference(
	later rate, earlier rate, shared rate, per double precision DEFAULT 1000,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_window_difference';
COMMENT ON FUNCTION window_difference(rate, rate, rate, double precision, text, double precision) IS
'Deprecated: as window_change(before, after, shared), but with the later window first. Use window_change.';
