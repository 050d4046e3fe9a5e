-- What the dashboard shows: synthetic births, published. psql -v births=400000
-- (in all years together), first_year and years choose how much. Another
-- publication will do as well: build reads the target schema as the reader.
\if :{?births}
\else
	\set births 400000
\endif
\if :{?first_year}
\else
	\set first_year 2012
\endif
\if :{?years}
\else
	\set years 10
\endif

\echo '1/3 births'
CREATE EXTENSION IF NOT EXISTS kansrijk;
CALL kansrijk.create_source_schema('bron');
CALL kansrijk.load_synthetic_source('bron', :births / :years, 1, :first_year, :years);

-- Groups of municipalities within a province. How large they are is no secret: the number of wijken.
INSERT INTO bron.area_group (grouping, group_code, group_name, area_kind, area_code, year)
	SELECT 'regio', g.group_code, 'Regio ' || g.group_code, 'gemeente', g.area, :first_year + :years - 1
	FROM (SELECT array_agg(code ORDER BY code) AS codes, array_agg(wijken ORDER BY code) AS sizes, array_agg(province ORDER BY code) AS provinces
			FROM (SELECT g.code, (array_agg(g.parent_code ORDER BY g.classification_year DESC))[1] AS province, count(DISTINCT w.code) AS wijken
				FROM bron.area g LEFT JOIN bron.area w ON w.kind = 'wijk' AND w.parent_code = g.code AND w.classification_year = g.classification_year
				WHERE g.kind = 'gemeente' GROUP BY g.code) a) a,
		kansrijk.group_areas(a.codes, a.sizes, 12, within => a.provinces) g;

\echo '2/3 publication: counts, protection, views'
-- No wijken and postcodes: the dashboard has no page for them.
CALL kansrijk.create_indicator_views('bron', 'publicatie', policy => 'rivm',
	area_types => '{land,provincie,gemeente,stadsdeel,regio}', annual_area_types => '{land,provincie,gemeente,stadsdeel,regio}', long_window_years => 10,
	owner => 'ks_eigenaar', refresher => 'ks_ververser', reader => 'ks_lezer', create_roles => true);

DO $$
DECLARE
	failed text := (SELECT string_agg(format('%s: %s', relation, message), '; ') FROM publicatie_intern.refresh_log WHERE outcome = 'failed');
BEGIN
	IF failed IS NOT NULL THEN
		RAISE EXCEPTION 'the publication was not made: %', failed USING HINT = 'With very few births there may be nothing that can be shown: ask for more.';
	END IF;
END $$;

\echo '3/3 rights'
-- The catalogue and the words for figures; no microdata and no counts are there.
GRANT USAGE ON SCHEMA kansrijk TO ks_lezer;

-- What became of municipalities that ended, for the page of such a one.
INSERT INTO kansrijk.area_transition (code, division_year, new_code, new_division_year, postcode, share)
	SELECT from_code, from_year, to_code, to_year, pc4, share FROM bron.area_transition;

-- Which municipalities a group is the sum of, for the page of each: views of the publication have groups, not who is in them.
CREATE SCHEMA dashboard;
CREATE TABLE dashboard.area_group AS SELECT grouping, group_code, code AS municipality FROM publicatie_intern.area_grouping WHERE kind = 'gemeente' AND group_code IS NOT NULL;
GRANT USAGE ON SCHEMA dashboard TO ks_lezer;
GRANT SELECT ON dashboard.area_group TO ks_lezer;
