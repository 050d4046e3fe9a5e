-- What there is to decide about: every area, period and breakdown of a definition,
-- added up from its cells.

-- Levels nest, but for postal codes. Small areas (annual: with figures of every year)
-- have consecutive windows only: block counts those back from the last. A year lies in
-- one block, so that a block is a level above its years. Where postal codes, or groups of
-- them, have years, so has what they have in common with the other areas.
CREATE FUNCTION kansrijk_intern.area_cells(private text, one_definition smallint, annual text[])
	RETURNS TABLE (area_type text, block integer, year integer, province text, municipality text, stadsdeel text,
		wijk text, pc4 text, breakdown text, category text, r rate, nowhere boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 50000
	SET search_path = pg_catalog, pg_temp
	-- Labels are texts, which sort slowly and hash well.
	SET enable_sort = off
	AS $$
#variable_conflict use_column
DECLARE
	w record;
	groupings text[];
	kinds text[];
	postcodes_have_years boolean;
	postcodes_are_broken_down boolean;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT coalesce(array_agg(g.id ORDER BY g.place), '{}'), coalesce(array_agg(g.kind ORDER BY g.place), '{}')
		INTO groupings, kinds FROM grouping_in_use g;
	postcodes_have_years := 'pc4' = ANY (annual)
		OR EXISTS (SELECT FROM grouping_in_use g WHERE g.kind = 'pc4' AND g.id = ANY (annual));
	postcodes_are_broken_down := EXISTS (SELECT FROM publication p JOIN grouping_in_use g
		ON g.kind = 'pc4' AND g.id = ANY (p.breakdown_area_types));
	SELECT p.window_years AS years, y.first_year, y.last_year, y.block_year INTO w
		FROM publication p, definition d JOIN scan_years y ON y.scan = d.scan WHERE d.number = one_definition;
	IF w.years IS NULL THEN
		RETURN;		-- no year is whole
	END IF;
	RETURN QUERY
	WITH located AS NOT MATERIALIZED (
		SELECT c.year, c.breakdown, c.category, c.r, p.province, p.municipality, p.stadsdeel,
			-- Years before the first whole block have no small areas: all of them are
			-- one unknown area there, so that the sums still fit.
			CASE WHEN b.is_whole THEN p.wijk END AS wijk, CASE WHEN b.is_whole THEN p.pc4 END AS pc4, b.block,
			p.pc4 AS known_pc4,
			CASE WHEN 'stadsdeel' = ANY (annual) THEN c.year END AS stadsdeel_year,
			CASE WHEN 'wijk' = ANY (annual) THEN c.year END AS wijk_year,
			CASE WHEN 'pc4' = ANY (annual) THEN c.year END AS pc4_year,
			CASE WHEN postcodes_have_years THEN c.year END AS overlap_year
		FROM known_cell c
			JOIN place p ON p.id = c.place
			CROSS JOIN LATERAL (SELECT o.block, postcodes_have_years
					OR w.block_year - w.years * (o.block + 1) + 1 >= w.first_year
						AND w.block_year - w.years * o.block <= w.last_year AS is_whole
				FROM (SELECT (w.block_year - c.year + 1000 * w.years) / w.years - 1000 AS block) o) b
		WHERE c.definition = one_definition
	)
	SELECT CASE GROUPING(province, municipality, stadsdeel, wijk, pc4)
			WHEN 31 THEN 'land' WHEN 15 THEN 'provincie' WHEN 7 THEN 'gemeente' WHEN 3 THEN 'stadsdeel'
			WHEN 1 THEN 'wijk' WHEN 30 THEN 'pc4' ELSE 'overlap' END,
		block,
		CASE GROUPING(year, stadsdeel_year, wijk_year, pc4_year, overlap_year) WHEN 15 THEN year
			WHEN 23 THEN stadsdeel_year WHEN 27 THEN wijk_year WHEN 29 THEN pc4_year WHEN 30 THEN overlap_year END,
		province, municipality, stadsdeel, wijk, pc4, NULL::text, NULL::text, @extschema@.rate(r), NULL::boolean
	FROM located
	WHERE breakdown IS NULL
	GROUP BY GROUPING SETS (
		(block, year),
		(block, year, province),
		(block, year, province, municipality),
		(block, stadsdeel_year, province, municipality, stadsdeel),
		(block, wijk_year, province, municipality, stadsdeel, wijk),
		(block, pc4_year, pc4),
		-- Where two geographies cross, readers know the map: what lies in both
		-- is protected as well, though nobody shows it.
		(block, overlap_year, province, municipality, stadsdeel, wijk, pc4))
	UNION ALL
	SELECT CASE GROUPING(province, municipality) WHEN 3 THEN 'land' WHEN 1 THEN 'provincie' ELSE 'gemeente' END,
		block, year, province, municipality, NULL, NULL, NULL, breakdown, category, @extschema@.rate(r), NULL
	FROM located
	WHERE breakdown IS NOT NULL
	GROUP BY GROUPING SETS (
		(breakdown, category, block, year),
		(breakdown, category, block, year, province),
		(breakdown, category, block, province, municipality))
	UNION ALL
	SELECT 'overlap', block, NULL, province, municipality, NULL, NULL, pc4, breakdown, category, @extschema@.rate(r),
		NULL
	FROM located
	WHERE breakdown IS NOT NULL AND postcodes_are_broken_down
	GROUP BY block, province, municipality, pc4, breakdown, category
	UNION ALL
	-- Groups of a grouping of the user's own, whose code stands for the postal code. What lies in none is unknown where
	-- its municipality or postal code is. By breakdown, postal codes have no years, as municipalities have none.
	SELECT g.id, l.block, CASE WHEN g.id = ANY (annual) AND (g.kind = 'gemeente' OR l.breakdown IS NULL) THEN l.year END,
		NULL, NULL, NULL, NULL, m.group_code, l.breakdown, l.category, @extschema@.rate(l.r),
		bool_and(CASE g.kind WHEN 'gemeente' THEN l.municipality ELSE l.known_pc4 END IS NULL)
	FROM located l
		JOIN unnest(groupings, kinds) g(id, kind)
			ON g.kind = 'gemeente' OR l.breakdown IS NULL OR postcodes_are_broken_down
		LEFT JOIN area_grouping m ON m.grouping = g.id
			AND m.code = CASE g.kind WHEN 'gemeente' THEN l.municipality ELSE l.pc4 END
	WHERE groupings <> '{}'
	GROUP BY 1, 2, 3, 8, 9, 10;
END $$;
COMMENT ON FUNCTION kansrijk_intern.area_cells(text, smallint, text[]) IS
'Internal: The known cells of a definition of a publication, added up: the levels of areas by block and year, and '
'breakdowns of the country, provinces and municipalities, and of groups of municipalities or postal codes. annual: '
'area types whose years are kept apart. nowhere: of a group, whether the areas of all that is in it are unknown.';

-- Every year, and every window that it is part of. Not rolling_rate(), which wants
-- every year of an area present: those of an area that was dissolved are part of the
-- windows of what lies around it.
CREATE FUNCTION kansrijk_intern.candidates(private text, one_definition smallint)
	RETURNS TABLE (area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text,
		period int4range, breakdown text, category text, shown boolean, preference integer, r rate,
		mask integer, block integer, window_period int4range, labels text[], waived boolean, only_released boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	SET enable_sort = off
	AS $$
#variable_conflict use_column
DECLARE
	w record;
	none text[];
	no_municipal_groups text[];
	no_pc4_groups text[];
	-- The bits of GROUPING(block, window_period, labels); labels are areas, then breakdowns, then groups.
	of_block integer;
	of_year integer;
	of_breakdowns integer;
	of_groups integer;
	of_pc4_groups integer;
	below integer;
	absent integer;
	unknowns text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.window_years AS years, p.long_window_years AS long_years, p.area_types,
			p.annual_area_types, p.breakdown_area_types, s.dimensions,
			y.first_year, y.last_year, y.block_year, d.id, d.is_local, d.own_breakdown, i.family,
			CASE WHEN NOT kansrijk_intern.counts_organisations(n.unit_counted) THEN p.division_year END AS division_year
		INTO w
		FROM publication p, definition d JOIN scan s ON s.name = d.scan JOIN scan_years y ON y.scan = d.scan
			JOIN @extschema@.indicator_definition n ON n.id = d.id JOIN @extschema@.indicator i ON i.id = n.indicator
		WHERE d.number = one_definition;
	IF w.years IS NULL THEN
		RETURN;		-- no year is whole
	END IF;
	unknowns := (SELECT kansrijk_intern.policy_field(d.policy::text, 'unknown') FROM definition d
		WHERE d.number = one_definition);
	SELECT array_fill(NULL::text, ARRAY[count(*) FILTER (WHERE g.kind = 'gemeente')::integer]),
			array_fill(NULL::text, ARRAY[count(*) FILTER (WHERE g.kind = 'pc4')::integer]), (1 << count(*)::integer) - 1
		INTO no_municipal_groups, no_pc4_groups, of_groups
		FROM grouping_in_use g;
	of_pc4_groups := (1 << cardinality(no_pc4_groups)) - 1;
	SELECT array_fill(NULL::text, ARRAY[count(*)::integer]) INTO none FROM breakdown b WHERE b.family = w.family;
	below := cardinality(none || no_municipal_groups || no_pc4_groups);
	of_breakdowns := (1 << below) - 1 - of_groups;
	of_year := 1 << (5 + below);
	of_block := 2 * of_year;
	absent := (SELECT coalesce(sum(1 << (5 - i::integer + below)), 0)
		FROM unnest('{province,municipality,stadsdeel,wijk,pc4}'::text[]) WITH ORDINALITY u(x, i)
			WHERE x <> ALL (w.dimensions));

	RETURN QUERY
	WITH level AS (
		SELECT l.kind, (l.bits << below) | absent | l.groups AS bits, l.importance, l.grouping_place
		FROM (VALUES
			('land', 31, of_groups, 2000, true, NULL::integer),
			('provincie', 15, of_groups, 200, 'province' = ANY (w.dimensions), NULL),
			('gemeente', 7, of_pc4_groups, 20, 'municipality' = ANY (w.dimensions), NULL),
			('stadsdeel', 3, of_pc4_groups, 1, '{stadsdeel}' <@ w.dimensions AND '{stadsdeel}' <@ w.area_types, NULL),
			('wijk', 1, of_pc4_groups, 1, '{wijk}' <@ w.dimensions AND '{wijk}' <@ w.area_types, NULL),
			('pc4', 30, of_groups - of_pc4_groups, 1, '{pc4}' <@ w.dimensions
				AND ('{pc4}' <@ w.area_types OR of_pc4_groups > 0), NULL),
			('overlap', 0, 0, 1, '{pc4}' <@ w.dimensions AND ('{pc4}' <@ w.area_types OR of_pc4_groups > 0)
				AND cardinality(w.dimensions) > 1, NULL)
		) l(kind, bits, groups, importance, is_there, grouping_place)
		WHERE l.is_there AND (w.is_local OR l.kind = 'land')
		UNION ALL
		SELECT g.id, (31 << below) | absent | (of_groups & ~(1 << (g.groupings - g.place))), 20, g.place
		FROM grouping_in_use g
		WHERE CASE g.kind WHEN 'gemeente' THEN 'municipality' ELSE 'pc4' END = ANY (w.dimensions) AND w.is_local
	), grouped AS (
		SELECT c.kind, c.code, array_agg(m.group_code ORDER BY g.place) AS groups
		FROM (SELECT DISTINCT m.kind, m.code FROM area_grouping m) c JOIN grouping_in_use g ON g.kind = c.kind
			LEFT JOIN area_grouping m ON m.grouping = g.id AND m.code = c.code
		GROUP BY c.kind, c.code
	), span AS (
		-- A part of no year is one of a block; each year is part of several windows.
		SELECT 0 AS years, 0 AS later
		UNION ALL
		SELECT s.years, i FROM (SELECT DISTINCT s FROM unnest(ARRAY[1, w.years, w.long_years]) s) s(years),
			generate_series(0, s.years - 1) i
	), added AS MATERIALIZED (
		-- By breakdown, no area is told apart within what a municipality and a postal code have in common.
		SELECT a.*, CASE WHEN a.area_type = 'overlap' AND a.breakdown IS NOT NULL THEN l.bits | (6 << below) ELSE l.bits END
				AS bits, l.importance, l.grouping_place, b.place AS breakdown_place
		FROM kansrijk_intern.area_cells(private, one_definition, w.annual_area_types) a
			JOIN level l ON l.kind = a.area_type
			LEFT JOIN breakdown b ON b.family = w.family AND b.id = a.breakdown
		WHERE a.breakdown IS NULL
			OR (a.area_type = 'overlap' OR a.area_type = ANY (w.breakdown_area_types))
				AND (w.is_local OR a.breakdown = w.own_breakdown)
	), placed AS (
		-- Where a municipality has no stadsdelen, there is nothing to add.
		SELECT a.*, s.years, a.year + s.later AS until
		FROM added a
			JOIN span s ON (s.years = 0) = (a.year IS NULL) AND (s.years <= w.years OR a.breakdown IS NULL)
		WHERE a.area_type <> 'stadsdeel' OR NOT '{municipality}' <@ w.dimensions
			OR a.municipality IN (SELECT o.municipality FROM added o WHERE o.area_type = 'stadsdeel' AND o.stadsdeel IS NOT NULL)
	), windowed AS MATERIALIZED (
		SELECT area_type, province, municipality, stadsdeel, wijk, pc4, breakdown, category, breakdown_place,
			grouping_place, years, importance,
			bits | CASE WHEN years > 1 THEN of_block ELSE 0 END | CASE WHEN years = 0 THEN of_year ELSE 0 END AS bits,
			CASE WHEN years <= 1 THEN block END AS block,
			CASE WHEN years > 0 THEN int4range(until - years + 1, until + 1) END AS window_period, @extschema@.rate(r) AS r,
			bool_and(nowhere) AS nowhere
		FROM placed
		WHERE years <= 1 OR until BETWEEN w.first_year + years - 1 AND w.last_year
		GROUP BY area_type, bits, importance, CASE WHEN years <= 1 THEN block END, province, municipality,
			stadsdeel, wijk, pc4, breakdown, category, breakdown_place, grouping_place, years, until
	), dated AS (
		SELECT p.*, coalesce(window_period,
			int4range(w.block_year - w.years * (p.block + 1) + 1, w.block_year - w.years * p.block + 1)) AS period
		FROM windowed p
	), told AS (
		-- What is unknown in the source. In a block that is not whole the small areas are not, they are left out.
		SELECT d.*, unknowns <> 'protect' AND (d.breakdown IS NOT NULL AND d.category IS NULL
			OR coalesce(d.nowhere, CASE d.area_type WHEN 'land' THEN false WHEN 'provincie' THEN d.province IS NULL
				WHEN 'gemeente' THEN d.municipality IS NULL WHEN 'stadsdeel' THEN d.stadsdeel IS NULL
				ELSE '{municipality}' <@ w.dimensions AND d.municipality IS NULL AND d.area_type <> 'pc4'
					OR lower(d.period) >= w.first_year AND upper(d.period) <= w.last_year + 1
						AND (d.area_type <> 'wijk' AND d.pc4 IS NULL
							OR d.area_type <> 'pc4' AND '{wijk}' <@ w.dimensions AND d.wijk IS NULL) END)) AS is_unknown
		FROM dated d
	), whole AS (
		-- A year that nobody delivered, or of which nothing is known, makes a window no figure of so many years.
		SELECT range_agg(period) AS years FROM dated
		WHERE area_type = 'land' AND years = 1 AND breakdown IS NULL
			AND (@extschema@.denominator(r) > 0 OR @extschema@.unknown(r) = 0)
	), municipal AS (
		-- Nor is one in which a municipality began or ended. A year without births between others is one of its years, and
		-- so is one in which the source names it; one of the division of the publication has them all.
		SELECT b.municipality, b.with_births, range_merge(b.with_births + CASE WHEN w.division_year <@ n.years
				THEN '{(,)}' ELSE coalesce(n.years * int4multirange(int4range(w.first_year, w.last_year + 1)), '{}') END) AS years
		FROM (SELECT municipality, range_agg(period) AS with_births FROM dated
				WHERE area_type = 'gemeente' AND years = 1 AND breakdown IS NULL AND municipality IS NOT NULL
				GROUP BY municipality) b LEFT JOIN municipality_years n ON n.code = b.municipality
	), out AS (
		SELECT range_agg(int4range(f.year, f.year + 1)) AS years FROM final_year f WHERE f.definition = w.id
	), broken AS (
		-- No figure is one across a break, unless it is out already.
		SELECT b.area_type, b.area, range_agg(int4range(b.year, b.year + 1)) AS years
		FROM series_part b WHERE b.definition = w.id AND b.year = b.series_break GROUP BY b.area_type, b.area
	)
	SELECT d.area_type, d.province, d.municipality, d.stadsdeel, d.wijk, d.pc4, d.period,
		coalesce(d.breakdown, 'totaal'), CASE WHEN d.breakdown IS NULL THEN 'totaal'
			ELSE coalesce(d.category, 'onbekend') END,
		d.area_type = ANY (w.area_types) AND lower(d.period) >= w.first_year AND upper(d.period) <= w.last_year + 1
			AND (d.years = 1 OR w.years = 1 AND d.years = 0 OR coalesce(d.period <@ (SELECT years FROM whole), false)
				AND (d.municipality IS NULL OR coalesce(d.period <@ m.years, false)))
			AND NOT (d.is_unknown AND unknowns = 'merge'),
		-- What is missed most is published first; the steps are wide, because one
		-- large cell would else be cheaper to hide than several small ones. What is unknown may be known to readers:
		-- nothing is to be hidden behind it, unless all else is in sight.
		CASE WHEN d.is_unknown THEN 100000
			ELSE d.importance * CASE WHEN d.breakdown IS NOT NULL THEN 1 WHEN d.years > w.years THEN 2 ELSE 5 END END,
		d.r,
		d.bits | CASE WHEN d.breakdown IS NULL THEN of_breakdowns
			ELSE of_breakdowns & ~(1 << (below - d.breakdown_place)) END,
		d.block, d.window_period,
		ARRAY[d.province, d.municipality, d.stadsdeel, d.wijk, CASE WHEN d.grouping_place IS NULL THEN d.pc4 END]
			|| CASE WHEN d.breakdown IS NULL THEN none
				ELSE none[:d.breakdown_place - 1] || d.category || none[d.breakdown_place + 1:] END
			|| CASE WHEN d.grouping_place IS NULL THEN coalesce(mg.groups, no_municipal_groups)
					|| coalesce(pg.groups, no_pc4_groups)
				ELSE (SELECT array_agg(CASE WHEN g.place = d.grouping_place THEN d.pc4 END ORDER BY g.place)
					FROM grouping_in_use g) END,
		d.is_unknown, coalesce((SELECT b.years FROM broken b WHERE b.area_type IS NULL) && i.inner_years, false)
			OR coalesce(k.years && i.inner_years, false)
			-- That a year without births is one of its years may show in a later one.
			OR coalesce(d.years <> 1 AND NOT d.period <@ m.with_births AND d.period <@ (SELECT years FROM out), false)
	FROM told d CROSS JOIN LATERAL (SELECT int4range(lower(d.period) + 1, upper(d.period)) AS inner_years) i
		LEFT JOIN municipal m ON m.municipality = d.municipality AND w.is_local
		LEFT JOIN broken k ON k.area_type = d.area_type AND k.area = kansrijk_intern.publication_area(d.area_type,
			d.province, d.municipality, d.stadsdeel, d.wijk, d.pc4)
		LEFT JOIN grouped mg ON mg.kind = 'gemeente' AND mg.code = d.municipality
		LEFT JOIN grouped pg ON pg.kind = 'pc4' AND pg.code = d.pc4 AND d.grouping_place IS NULL;
END $$;
COMMENT ON FUNCTION kansrijk_intern.candidates(text, smallint) IS
'Internal: The table system of a definition of a publication: every area, period and breakdown, with its counts, '
'whether it is a figure of the publication, and how much it is missed when hidden. mask: GROUPING(block, '
'window_period, labels). waived: it is of what is unknown, which the policy does not protect. '
'only_released: it crosses a break, or completes years that were released: it is no figure, unless it was released.';
