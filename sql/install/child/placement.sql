-- Out-of-home placement, from episodes.

CREATE FUNCTION days_in_common(a daterange, b daterange) RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 2
	RETURN CASE
		WHEN isempty(a * b) THEN 0
		ELSE upper(a * b * '[0001-01-01,9999-12-31]'::daterange) - lower(a * b * '[0001-01-01,9999-12-31]'::daterange)
	END;
COMMENT ON FUNCTION days_in_common(daterange, daterange) IS
'Number of days that two episodes have in common, 0 when none; an episode that is still open counts to the end of '
'9999. NULL: an episode is unknown.';

CREATE FUNCTION episodes_overlap(a daterange, b daterange, days integer DEFAULT 1) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 4
	RETURN days_in_common(a, b) >= days;
COMMENT ON FUNCTION episodes_overlap(daterange, daterange, integer) IS
'Whether two episodes have at least so many (1) days in common. NULL: an episode is unknown.';

CREATE FUNCTION episodes_overlap(a daterange, b daterange, days double precision) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 4
	RETURN episodes_overlap(a, b, whole_number(days));
COMMENT ON FUNCTION episodes_overlap(daterange, daterange, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';

CREATE FUNCTION is_placed_out_of_home(protection datemultirange, residential_care datemultirange, year integer,
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

CREATE FUNCTION is_placed_out_of_home(
	protection datemultirange, residential_care datemultirange, year double precision,
	days double precision DEFAULT 1) RETURNS boolean
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 20
	RETURN is_placed_out_of_home(protection, residential_care, whole_number(year), whole_number(days));
COMMENT ON FUNCTION is_placed_out_of_home(datemultirange, datemultirange, double precision, double precision) IS
'From numbers of any type, as with integer. A fraction is error 22023, NaN is unknown.';
