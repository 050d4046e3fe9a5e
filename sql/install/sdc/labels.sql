-- Statistical disclosure control of a publication: the same window functions for tables of which the number of
-- dimensions is a matter of rows. PostgreSQL drops VARIADIC from a call of a window function, so that an array of
-- dimensions needs functions that take one.

CREATE FUNCTION kansrijk_intern.status_of(r rate, policy sdc_policy, previous cell_status, preference integer,
		mask integer, block integer, period int4range, labels text[], waived boolean) RETURNS cell_status
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_status_of';
COMMENT ON FUNCTION kansrijk_intern.status_of(
	rate, sdc_policy, cell_status, integer, integer, integer, int4range, text[], boolean) IS
'Internal: sdc_status_released(r, policy, previous, preference, mask, block, period, labels[1], labels[2], ...). '
'waived: no primary rule looks at this cell, so that it is hidden for the sake of others only. NULL elements are NULL '
'arguments, an empty array none. Errors: 22004 (NULL array), 2202E (more than one dimension, or not as many elements '
'as in the other rows of the partition), and those of sdc_status_released.';

CREATE FUNCTION kansrijk_intern.exposed_of(r rate, policy sdc_policy, status cell_status,
		mask integer, block integer, period int4range, labels text[]) RETURNS boolean
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed_of';
COMMENT ON FUNCTION kansrijk_intern.exposed_of(rate, sdc_policy, cell_status, integer, integer, int4range, text[]) IS
'Internal: sdc_exposed(r, policy, status, mask, block, period, labels[1], labels[2], ...). The array '
'and its errors as of status_of.';

CREATE FUNCTION kansrijk_intern.exposed_parts_of(r rate, policy sdc_policy, status cell_status,
		mask integer, block integer, period int4range, labels text[]) RETURNS smallint
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_exposed_parts_of';
COMMENT ON FUNCTION kansrijk_intern.exposed_parts_of(
	rate, sdc_policy, cell_status, integer, integer, int4range, text[]) IS
'Internal: What a reader can compute of a figure, in bits: 1 the numerator, 2 the denominator, 4 the complement; 7 of '
'one that is shown. Where zeros are shown it can be one of them, and of a figure that is hidden for another, so that '
'exposed_of() is false. Arguments and errors as of exposed_of.';

CREATE FUNCTION kansrijk_intern.interval_of(count bigint, policy sdc_policy, status cell_status,
		mask integer, block integer, period int4range, labels text[]) RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_of';
CREATE FUNCTION kansrijk_intern.interval_of(r rate, policy sdc_policy, status cell_status,
		mask integer, block integer, period int4range, labels text[]) RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_of';
COMMENT ON FUNCTION kansrijk_intern.interval_of(bigint, sdc_policy, cell_status, integer, integer, int4range, text[]) IS
'Internal: sdc_interval(count, policy, status, mask, block, period, labels[1], labels[2], ...). The array '
'and its errors as of status_of.';
COMMENT ON FUNCTION kansrijk_intern.interval_of(rate, sdc_policy, cell_status, integer, integer, int4range, text[]) IS
'Internal: As for counts, of the numerator.';

CREATE FUNCTION kansrijk_intern.interval_asked(r rate, policy sdc_policy, status cell_status,
		prior numrange, asked boolean, grouping_mask integer, VARIADIC dimensions "any") RETURNS numrange
	LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME', 'kansrijk_sdc_interval_asked';
COMMENT ON FUNCTION kansrijk_intern.interval_asked(rate, sdc_policy, cell_status, numrange, boolean, integer,
	"any") IS
'Internal: As sdc_interval_given, of the rows that are asked for; NULL for others. It solves two linear '
'programmes for each.';
