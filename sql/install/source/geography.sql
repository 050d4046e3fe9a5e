-- Areas over time: an area is a code in the division of a year.

CREATE TABLE area_division (
	code text NOT NULL,
	division_year integer NOT NULL,
	name text,
	PRIMARY KEY (division_year, code)
);
CREATE INDEX area_division_area_code ON area_division (division_year, area_code(code));
COMMENT ON TABLE area_division IS
'The areas (municipalities, districts) of each year''s division, to be filled by the user. Where a year is listed, a '
'code that is not in it does not exist in that year.';
COMMENT ON COLUMN area_division.code IS 'Code of the area, in any form that area_code(text) reads: 0363, GM0363.';
COMMENT ON COLUMN area_division.division_year IS 'Year of the division (indeling).';
COMMENT ON COLUMN area_division.name IS 'Name in that year.';

CREATE TABLE area_transition (
	code text NOT NULL,
	division_year integer NOT NULL,
	new_code text NOT NULL,
	new_division_year integer NOT NULL CHECK (new_division_year <> division_year),
	postcode text,
	share numeric NOT NULL CHECK (share > 0 AND share <= 1),
	UNIQUE NULLS NOT DISTINCT (code, division_year, new_code, new_division_year, postcode)
);
CREATE INDEX area_transition_area_code ON area_transition (area_code(code), division_year);
CREATE INDEX area_transition_new_area_code ON area_transition (area_code(new_code), new_division_year);
COMMENT ON TABLE area_transition IS
'Crosswalk between divisions, to be filled by the user: which share of an area goes where. Areas that a reorganisation '
'does not touch need no row; an area that grows and keeps its code does: its new self is another area. Shares of one '
'area below 1 in all leave a remainder, which recode_area reports.';
COMMENT ON COLUMN area_transition.code IS 'Area that is left.';
COMMENT ON COLUMN area_transition.division_year IS 'Year of its division.';
COMMENT ON COLUMN area_transition.new_code IS 'Area that it, or part of it, becomes.';
COMMENT ON COLUMN area_transition.new_division_year IS
'Year of that division: as a rule the next year (previous, for the way back), or any other for a direct crosswalk.';
COMMENT ON COLUMN area_transition.postcode IS 'Postcode area (PC4) that the row is about; NULL: the area as a whole.';
COMMENT ON COLUMN area_transition.share IS
'Share of the area (or of that postcode in it), above 0 to 1: of its addresses, inhabitants or births.';

SELECT pg_catalog.pg_extension_config_dump('area_division', '');
SELECT pg_catalog.pg_extension_config_dump('area_transition', '');
GRANT SELECT ON area_division, area_transition TO PUBLIC;
-- Of a trusted extension the tables are the first superuser's; who created it fills them.
GRANT INSERT, UPDATE, DELETE ON area_division, area_transition TO @extowner@;

CREATE FUNCTION kansrijk_intern.area_step(code text, division_year integer, target_year integer,
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

CREATE FUNCTION recode_area(code text, division_year integer, target_year integer, postcode text DEFAULT NULL,
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

CREATE FUNCTION recode_rate(r rate, code text, division_year integer, target_year integer, OUT area text, OUT rate rate)
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

-- Not STRICT, so that a query has it in place of a call for every row.
CREATE FUNCTION cbs_area_code(area_type text, area text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
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
		WHEN area_type THEN substring(area FROM '^[A-Z]{2}[0-9]{2,4}$') END;
COMMENT ON FUNCTION cbs_area_code(text, text) IS
'Code under which CBS publishes an area, from the area type and the code (or, of a province, the name) that the views '
'have: NL01, PV27, GM0363, WK036301, BU03630101; a postcode is itself, a region what it is when it has the form of '
'one (CR23, GG1406). NULL: unknown, a stadsdeel, which CBS does not have, or a code of one''s own.';
