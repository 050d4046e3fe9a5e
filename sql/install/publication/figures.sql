-- Of one figure of a publication: its area, its key, its counts.

CREATE FUNCTION kansrijk_intern.publication_area(area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE area_type
			WHEN 'land' THEN 'NL'
			WHEN 'provincie' THEN coalesce(province, '?')
			WHEN 'gemeente' THEN coalesce(municipality, province || '/?', '?')
			WHEN 'stadsdeel' THEN coalesce(municipality, province, '') || '/' || coalesce(stadsdeel, '?')
			WHEN 'wijk' THEN coalesce(wijk, concat_ws('/', province, municipality, stadsdeel, '?'))
			ELSE coalesce(pc4, '?') END;
COMMENT ON FUNCTION kansrijk_intern.publication_area(text, text, text, text, text, text) IS 'Internal: Code under which an area is published; a question mark stands for what is unknown within the area above it.';

CREATE FUNCTION kansrijk_intern.rounded_rate(r rate, policy sdc_policy) RETURNS rate
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5
	RETURN make_rate(sdc_round_by(numerator(r), policy), sdc_round_by(denominator(r), policy), 0);
COMMENT ON FUNCTION kansrijk_intern.rounded_rate(rate, sdc_policy) IS 'Internal: The counts of a rate, rounded as the policy says, without those that are unknown.';

CREATE FUNCTION sdc_difference_is_small(a rate, b rate, policy sdc_policy) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN (numerator(a), denominator(a)) <> (numerator(b), denominator(b))
		AND (sdc_primary(make_rate(abs(numerator(a) - numerator(b)),
				abs(numerator(a) - numerator(b)) + abs(denominator(a) - numerator(a) - denominator(b) + numerator(b)), 0), policy) NOT IN ('publish', 'empty')
			OR denominator(a) <> denominator(b) AND sdc_primary(abs(denominator(a) - denominator(b)), policy) <> 'publish');
COMMENT ON FUNCTION sdc_difference_is_small(rate, rate, sdc_policy) IS
'Whether two figures of the same cell differ by so little that the difference is itself a count to be hidden: in numerators, in complements or in denominators, by the primary rules. False for equal counts.';

CREATE FUNCTION kansrijk_intern.release_key(area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text, period int4range, breakdown text, category text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN area_type || '|' || coalesce(province, '') || '|' || coalesce(municipality, '') || '|' || coalesce(stadsdeel, '') || '|' || coalesce(wijk, '') || '|' || coalesce(pc4, '')
		|| '|' || lower(period)::text || '|' || upper(period)::text || '|' || breakdown || '|' || category;
COMMENT ON FUNCTION kansrijk_intern.release_key(text, text, text, text, text, text, int4range, text, text) IS 'Internal: Which figure of a definition this is, as one text, to find what was released of it.';

CREATE FUNCTION kansrijk_intern.released_rate(r rate, policy sdc_policy, published rate[]) RETURNS rate
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 50
	RETURN (SELECT p FROM unnest(published) WITH ORDINALITY u(p, i) WHERE sdc_difference_is_small(r, p, policy) ORDER BY i LIMIT 1);
COMMENT ON FUNCTION kansrijk_intern.released_rate(rate, sdc_policy, rate[]) IS
'Internal: The first of these published values from which a figure differs too little to be revised: it stays what it was. NULL without such a one.';

