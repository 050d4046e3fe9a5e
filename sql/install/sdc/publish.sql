-- Statistical disclosure control: a whole row of figures at once.

CREATE FUNCTION sdc_derived_status(VARIADIC statuses cell_status[]) RETURNS cell_status
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

CREATE TYPE published_rate AS (
	numerator bigint,
	denominator bigint,
	value double precision,
	lower double precision,
	upper double precision,
	label text,
	status text
);
COMMENT ON TYPE published_rate IS
'What may be shown of a rate: counts, value, confidence limits and a label, all of them or none; status is publish, '
'hidden or empty and does not tell which rule hid it.';

CREATE FUNCTION sdc_publish(r rate, status cell_status, per double precision DEFAULT 1000, model text DEFAULT 'poisson',
	confidence double precision DEFAULT 0.95, decimals integer DEFAULT 1, language text DEFAULT 'nl')
		RETURNS published_rate
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_publish';
COMMENT ON FUNCTION sdc_publish(rate, cell_status, double precision, text, double precision, integer, text) IS
'All that is derived from a rate, shown or hidden together: a limit or a label beside a hidden numerator would give it '
'away. model: poisson (exact limits of a rate), binomial (Wilson limits of a proportion), or a method of rate_ci. '
'label has so many decimals, in Dutch (nl) or English (en). The number of unknown units is a count of its own, and is '
'not shown.';
