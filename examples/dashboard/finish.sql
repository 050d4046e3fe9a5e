-- What is left when the figures are there.
DO $$
DECLARE
	failed text := (SELECT string_agg(format('%s: %s', relation, message), '; ') FROM publicatie_intern.refresh_log
		WHERE outcome = 'failed');
BEGIN
	IF failed IS NOT NULL THEN
		RAISE EXCEPTION 'the publication was not made: %', failed
			USING HINT = 'With very few births there may be nothing that can be shown: ask for more.';
	END IF;
END $$;

-- The catalogue and the words for figures; no microdata and no counts are there.
GRANT USAGE ON SCHEMA kansrijk TO ks_lezer;

-- What became of municipalities that ended, for the page of such a one.
INSERT INTO kansrijk.area_transition (code, division_year, new_code, new_division_year, postcode, share)
	SELECT from_code, from_year, to_code, to_year, pc4, share FROM bron.area_transition;

-- Which municipalities a group is the sum of, for the page of each: views of the publication have groups, not who is
-- in them.
CREATE SCHEMA dashboard;
CREATE TABLE dashboard.area_group AS
	SELECT grouping, group_code, code AS municipality FROM publicatie_intern.area_grouping
	WHERE kind = 'gemeente' AND group_code IS NOT NULL;
GRANT USAGE ON SCHEMA dashboard TO ks_lezer;
-- And which postal codes lie in a municipality. Of the real country that is public; here births tell it.
CREATE TABLE dashboard.postcode AS
	SELECT DISTINCT pc4, municipality FROM bron.birth
	WHERE year = (SELECT max(year) FROM bron.birth) AND pc4 IS NOT NULL AND municipality IS NOT NULL;
GRANT SELECT ON ALL TABLES IN SCHEMA dashboard TO ks_lezer;
