-- From a scan of the source to the cells of a publication.

CREATE FUNCTION kansrijk_intern.run_scan(query text, years int4multirange)
	RETURNS TABLE (year integer, province text, municipality text, stadsdeel text, wijk text, pc4 text,
		breakdown text, category text, units numeric, rates rate[])
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	-- The planner takes the cells of small areas for as many as there are births, and
	-- would sort the births instead of hashing them.
	SET enable_sort = off
	-- And it takes what was grouped or ranked before a join for a few rows, whatever they are.
	SET enable_nestloop = off
	SET hash_mem_multiplier = 100
	SET jit = off
	AS $$
BEGIN
	RETURN QUERY EXECUTE query USING years;
END $$;
COMMENT ON FUNCTION kansrijk_intern.run_scan(text, int4multirange) IS
'Internal: The rows of a query of scan_query(), of these years.';

-- The years of a scan that are not final for one of its definitions at least.
CREATE FUNCTION kansrijk_intern.open_years(private text, one_scan text) RETURNS int4multirange
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN '{(,)}'::int4multirange - coalesce((
		SELECT range_agg(int4range(y.year, y.year + 1)) FROM (
			SELECT f.year FROM final_year f JOIN definition d ON d.id = f.definition
			WHERE d.scan = one_scan AND f.reopened IS NULL
			GROUP BY f.year HAVING count(*) = (SELECT count(*) FROM definition d WHERE d.scan = one_scan)) y), '{}');
END $$;
COMMENT ON FUNCTION kansrijk_intern.open_years(text, text) IS
'Internal: The years that a scan of a publication looks at: all but those that were released for each of its '
'definitions.';

-- What a scan found: cells with the places that they are in.
CREATE FUNCTION kansrijk_intern.scan_cells(private text, one_scan text, years int4multirange)
	RETURNS TABLE (definition smallint, year integer, place integer, breakdown text, category text, units numeric, r rate)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	-- Places are joined by arrays of text, which sort slowly and hash well.
	SET enable_mergejoin = off
	AS $$
#variable_conflict use_column
DECLARE
	s record;
	own text[];
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT * INTO STRICT s FROM scan WHERE name = one_scan;
	own := ARRAY(SELECT d.own_breakdown FROM definition d WHERE d.scan = one_scan AND d.own_breakdown IS NOT NULL);
	RETURN QUERY
	WITH counted AS (
		-- A municipality lies in the province of its last year, a wijk in one municipality:
		-- levels nest, whatever one row of the source says.
		SELECT c.year, coalesce(g.province, c.province) AS province, c.municipality, c.stadsdeel, w.code AS wijk, c.pc4,
			c.breakdown, c.category, c.units, c.rates
		FROM kansrijk_intern.run_scan(s.query, years) c
			LEFT JOIN area_path g ON g.kind = 'gemeente' AND g.code = c.municipality
			LEFT JOIN area_path w ON w.kind = 'wijk' AND w.code = c.wijk AND w.municipality = c.municipality
				AND (w.stadsdeel IS NOT DISTINCT FROM c.stadsdeel OR NOT '{stadsdeel}' <@ s.dimensions)
		WHERE c.year IS NOT NULL
	), located AS MATERIALIZED (
		SELECT c.year, province, municipality, stadsdeel, wijk, pc4, breakdown, category, sum(units) AS units,
			kansrijk_intern.rates(rates) AS rates
		FROM counted c GROUP BY c.year, province, municipality, stadsdeel, wijk, pc4, breakdown, category
	), new_place AS (
		-- The place of which nothing is known stands for the country as a whole too.
		INSERT INTO place (family, province, municipality, stadsdeel, wijk, pc4)
		SELECT s.family, n.* FROM (
			SELECT province, municipality, stadsdeel, wijk, pc4 FROM located UNION SELECT NULL, NULL, NULL, NULL, NULL
			EXCEPT SELECT p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4 FROM place p WHERE p.family = s.family) n
		RETURNING *
	), known_place AS (
		SELECT p.id, ARRAY[p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4] AS labels
		FROM (SELECT * FROM place WHERE family = s.family UNION ALL SELECT * FROM new_place) p
	)
	SELECT d.number, c.year, c.place, c.breakdown, c.category, NULL::numeric, c.rates[d.place]
	FROM (SELECT c.year, p.id AS place, c.breakdown, c.category, c.rates
			FROM located c JOIN known_place p ON p.labels = ARRAY[c.province, c.municipality, c.stadsdeel, c.wijk, c.pc4]
			OFFSET 0) c
		JOIN definition d ON d.scan = one_scan AND d.is_local
	WHERE c.rates[d.place] IS NOT NULL AND (c.breakdown IS NULL OR c.breakdown = d.own_breakdown
		OR c.breakdown <> ALL (own))
	UNION ALL
	-- Of the country only; by no other breakdown than their own.
	SELECT d.number, c.year, p.id, c.breakdown, c.category, NULL, c.rates[d.place]
	FROM (SELECT c.year, c.breakdown, c.category, kansrijk_intern.rates(c.rates) AS rates FROM located c
			WHERE c.breakdown IS NULL OR c.breakdown = ANY (own) GROUP BY c.year, c.breakdown, c.category) c
		JOIN definition d ON d.scan = one_scan AND NOT d.is_local AND (c.breakdown IS NULL OR c.breakdown = d.own_breakdown)
		JOIN known_place p ON p.labels = array_fill(NULL::text, ARRAY[5])
	WHERE c.rates[d.place] IS NOT NULL
	UNION ALL
	SELECT NULL, c.year, NULL, NULL, NULL, sum(c.units), NULL FROM located c WHERE c.breakdown IS NULL GROUP BY c.year;
END $$;
COMMENT ON FUNCTION kansrijk_intern.scan_cells(text, text, int4multirange) IS
'Internal: What a scan of a publication finds in these years: the cells of each definition, and, with definition '
'NULL, the fingerprint of the units of each year. Definitions that are not local: the country only. New places get a '
'number.';

-- Years that are as they were stay untouched.
CREATE PROCEDURE kansrijk_intern.count_cells(private text, one_scan text, INOUT years_changed bigint DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	years int4multirange;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE definition d SET whole_years = y.whole, provisional_years = y.provisional
		FROM publication p CROSS JOIN LATERAL @extschema@.definition_years(p.source,
			ARRAY(SELECT o.id FROM definition o WHERE o.scan = one_scan)) y
		WHERE y.definition = d.id AND (d.whole_years, d.provisional_years) <> (y.whole, y.provisional);
	PERFORM kansrijk_intern.check_definitions(private, one_scan);
	years := kansrijk_intern.open_years(private, one_scan);
	WITH found AS MATERIALIZED (
		SELECT * FROM kansrijk_intern.scan_cells(private, one_scan, years)
	), wanted AS MATERIALIZED (
		-- A year of which the source has not all that a definition needs, is no figure of it.
		SELECT d.number AS definition, u.year, u.units
		FROM found u JOIN definition d ON d.scan = one_scan AND u.year <@ d.whole_years
		WHERE u.definition IS NULL
			AND NOT EXISTS (SELECT FROM final_year x WHERE x.definition = d.id AND x.year = u.year AND x.reopened IS NULL)
			-- Nor is one of before a definition became what it is.
			AND NOT EXISTS (SELECT FROM marked_break m WHERE m.definition = d.id AND m.identity = d.identity
				AND u.year < m.first_year)
	), fresh AS MATERIALIZED (
		SELECT f.definition, f.year, f.place, f.breakdown, f.category, f.r
		FROM found f JOIN wanted w ON w.definition = f.definition AND w.year = f.year
	), print AS (
		SELECT h.definition, h.year, h.content, w.units
		FROM (SELECT f.definition, f.year,
				sum(hash_record_extended(ROW(f.place, f.breakdown, f.category, f.r), 0)::numeric) AS content
				FROM fresh f GROUP BY f.definition, f.year) h
			JOIN wanted w ON w.definition = h.definition AND w.year = h.year
	), before AS (
		SELECT y.* FROM cell_year y JOIN definition d ON d.number = y.definition WHERE d.scan = one_scan
	), changed AS MATERIALIZED (
		SELECT definition, year, n.units, n.content, n.content IS DISTINCT FROM b.content AS is_other
		FROM print n FULL JOIN before b USING (definition, year)
		WHERE (n.units, n.content) IS DISTINCT FROM (b.units, b.content)
	), gone AS (
		DELETE FROM cell c USING changed x WHERE c.definition = x.definition AND c.year = x.year AND x.is_other
	), forgotten AS (
		DELETE FROM cell_year y USING changed x WHERE y.definition = x.definition AND y.year = x.year AND x.content IS NULL
	), filled AS (
		INSERT INTO cell SELECT f.* FROM fresh f JOIN changed x ON x.definition = f.definition AND x.year = f.year
			AND x.is_other
	)
	INSERT INTO cell_year AS y (definition, year, units, content)
	SELECT x.definition, x.year, x.units, x.content FROM changed x WHERE x.content IS NOT NULL
	ON CONFLICT (definition, year) DO UPDATE SET units = excluded.units, content = excluded.content;
	GET DIAGNOSTICS years_changed = ROW_COUNT;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.count_cells(text, text, bigint) IS
'Internal: Counts the open years of a scan of a publication anew. Years in which nothing changed are not written. '
'years_changed: how many years of its definitions have other units than before; what it was is not looked at.';
