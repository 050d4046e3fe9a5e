-- What the dashboard is about: synthetic births. psql -v births=400000 (in all years together), first_year and years
-- choose how much.
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

CALL kansrijk.create_source_schema('bron');
CALL kansrijk.load_synthetic_source('bron', :births / :years, 1, :first_year, :years);

-- Groups of municipalities within a province. How large they are is no secret: the number of wijken.
INSERT INTO bron.area_group (grouping, group_code, group_name, area_kind, area_code, year)
	WITH municipality AS (
		SELECT g.code, (array_agg(g.parent_code ORDER BY g.classification_year DESC))[1] AS province,
			count(DISTINCT w.code) AS wijken
		FROM bron.area g LEFT JOIN bron.area w ON w.kind = 'wijk' AND w.parent_code = g.code
			AND w.classification_year = g.classification_year
		WHERE g.kind = 'gemeente' GROUP BY g.code
	)
	SELECT 'regio', g.group_code, 'Regio ' || g.group_code, 'gemeente', g.area, :first_year + :years - 1
	FROM (SELECT array_agg(m.code ORDER BY m.code) AS codes, array_agg(m.wijken ORDER BY m.code) AS sizes,
			array_agg(m.province ORDER BY m.code) AS provinces FROM municipality m) a,
		kansrijk.group_areas(a.codes, a.sizes, 30, within => a.provinces) g;
