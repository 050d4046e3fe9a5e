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
-- Of wijken and postal codes too, which take three times as long: psql -v within=wijk,pc4,
\if :{?within}
\else
	\set within ''
\endif

\echo '1/4 births'
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
		kansrijk.group_areas(a.codes, a.sizes, 30, within => a.provinces) g;

\echo '2/4 publication: counts, protection, views'
-- Definitions of the same births are protected together, those that the programme asks for first.
CALL kansrijk.create_indicator_views('bron', 'publicatie', policy => 'rivm',
	local_definitions => '{big2-24w-all,perinatal-24w-7d,preterm-24w-all,sga-24w-all,
		early-care-24w,care-start-primary,care-onset-primary,care-end-primary,
		hospital-stay,no-kraamzorg-mother,no-kraamzorg-no-stay,kraamzorg-below-24,kraamzorg-24-49,kraamzorg-49-or-more,
		low-income,mother-debt,parent-debt,parent-mental-health,single-parent,vulnerable-any,vulnerable-family,
		risk-factors-1-or-more,risk-factors-2-or-more,risk-factors-3-or-more,
		excessive-crying,language-both-items,overweight-iotf-2000,placement-overlap,
		centering-parenting-2020,centering-pregnancy-2020,coalition-2020,home-visit-2020,nu-niet-zwanger-2020,plan-2020,voorzorg-2020}',
	area_types => ('{land,provincie,gemeente,stadsdeel,' || :'within' || 'regio}')::text[], annual_area_types => '{land,provincie,gemeente,stadsdeel,regio}', long_window_years => 10,
	owner => 'ks_eigenaar', refresher => 'ks_ververser', reader => 'ks_lezer', create_roles => true);

DO $$
DECLARE
	failed text := (SELECT string_agg(format('%s: %s', relation, message), '; ') FROM publicatie_intern.refresh_log WHERE outcome = 'failed');
BEGIN
	IF failed IS NOT NULL THEN
		RAISE EXCEPTION 'the publication was not made: %', failed USING HINT = 'With very few births there may be nothing that can be shown: ask for more.';
	END IF;
END $$;

\echo '3/4 what follows of hidden figures'
CALL kansrijk.deduce('publicatie');

\echo '4/4 rights'
-- The catalogue and the words for figures; no microdata and no counts are there.
GRANT USAGE ON SCHEMA kansrijk TO ks_lezer;

-- What became of municipalities that ended, for the page of such a one.
INSERT INTO kansrijk.area_transition (code, division_year, new_code, new_division_year, postcode, share)
	SELECT from_code, from_year, to_code, to_year, pc4, share FROM bron.area_transition;

-- Which municipalities a group is the sum of, for the page of each: views of the publication have groups, not who is in them.
CREATE SCHEMA dashboard;
CREATE TABLE dashboard.area_group AS SELECT grouping, group_code, code AS municipality FROM publicatie_intern.area_grouping WHERE kind = 'gemeente' AND group_code IS NOT NULL;
GRANT USAGE ON SCHEMA dashboard TO ks_lezer;
-- And which postal codes lie in a municipality. Of the real country that is public; here births tell it.
CREATE TABLE dashboard.postcode AS SELECT DISTINCT pc4, municipality FROM bron.birth
	WHERE year = :first_year + :years - 1 AND pc4 IS NOT NULL AND municipality IS NOT NULL;
GRANT SELECT ON ALL TABLES IN SCHEMA dashboard TO ks_lezer;
