-- Groupings of the user's own (GGD, jeugdregio, groups of postal codes), from the relation area_group of the source:
-- each is an area type, whose groups are protected in one system with the areas that lie in them.

CREATE FUNCTION kansrijk_intern.source_groupings(source text) RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_groupings text[];
BEGIN
	IF kansrijk_intern.sql_can_read(format('SELECT grouping, group_code, group_name, area_kind, area_code, year '
		'FROM %I.area_group', source)) THEN
		EXECUTE format('SELECT array_agg(DISTINCT grouping::text) FROM %I.area_group
			WHERE area_kind IN (''gemeente'', ''pc4'') AND num_nulls(group_code, area_code, year) = 0
				AND grouping ~ ''^[a-z][a-z0-9_]{0,30}$''
				AND grouping NOT IN (''land'', ''provincie'', ''gemeente'', ''stadsdeel'', ''wijk'', ''pc4'', ''overlap'')', source)
			INTO found_groupings;
	END IF;
	RETURN coalesce(found_groupings, '{}');
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_groupings(text) IS
'Internal: The groupings of municipalities or postal codes that a source has, without those whose name is that of an '
'area type.';

CREATE FUNCTION kansrijk_intern.breaks_down_postcodes(source text, area_types text[], breakdown_area_types text[])
	RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	groupings constant text[] := ARRAY(SELECT g FROM unnest(kansrijk_intern.source_groupings(source)) g
		WHERE g = ANY (area_types) AND g = ANY (breakdown_area_types));
	kinds text[];
BEGIN
	IF groupings <> '{}' THEN
		EXECUTE format('SELECT array_agg(kind) FROM (SELECT min(area_kind::text) AS kind FROM %I.area_group
			WHERE area_kind IN (''gemeente'', ''pc4'') AND num_nulls(group_code, area_code, year) = 0 AND grouping = ANY ($1)
			GROUP BY grouping) g', source) INTO kinds USING groupings;
	END IF;
	RETURN coalesce('pc4' = ANY (kinds), false);
END $$;
COMMENT ON FUNCTION kansrijk_intern.breaks_down_postcodes(text, text[], text[]) IS
'Internal: Whether a publication with these area types breaks groups of postal codes down.';

-- An area lies in one group, for all years: that of the last year in which it has one.
CREATE PROCEDURE kansrijk_intern.refresh_groupings(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	the_source text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	DELETE FROM area_grouping g WHERE g.release IS NULL;
	IF NOT EXISTS (SELECT FROM grouping_in_use) THEN
		RETURN;
	END IF;
	SELECT p.source INTO STRICT the_source FROM publication p;
	EXECUTE kansrijk_intern.fill($query$INSERT INTO {private}.area_grouping (grouping, kind, code, group_code)
		SELECT DISTINCT ON (a.grouping, a.area_code) a.grouping, a.area_kind, a.area_code, a.group_code
		FROM (SELECT g.*, coalesce((SELECT min(o.kind) FROM {private}.area_grouping o WHERE o.grouping = g.grouping),
				min(g.area_kind) OVER (PARTITION BY g.grouping)) AS grouped_kind
			FROM (SELECT grouping::text, area_kind::text, area_code::text, group_code::text, year FROM {source}.area_group
				WHERE area_kind IN ('gemeente', 'pc4') AND num_nulls(group_code, area_code, year) = 0) g) a
		WHERE a.grouping IN (SELECT u.id FROM {private}.grouping_in_use u) AND a.area_kind = a.grouped_kind
		ORDER BY a.grouping, a.area_code, a.year DESC, a.group_code
		ON CONFLICT DO NOTHING$query$, 'private', quote_ident(private), 'source', quote_ident(the_source));
	ANALYZE area_grouping;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_groupings(text) IS
'Internal: Refreshes which areas lie in which group of the groupings of a publication. Areas whose group was released '
'stay in it. A grouping of municipalities and of postal codes is one of municipalities. Part of refresh_areas().';

CREATE PROCEDURE kansrijk_intern.keep_groupings(private text, release_id integer)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE area_grouping g SET release = release_id FROM grouping_in_use u WHERE u.id = g.grouping AND g.release IS NULL;
	-- What lies in no group was released as such.
	INSERT INTO area_grouping (grouping, kind, code, release)
		SELECT DISTINCT u.id, u.kind, c.code, release_id
		FROM grouping_in_use u CROSS JOIN place p
			CROSS JOIN LATERAL (SELECT CASE u.kind WHEN 'gemeente' THEN p.municipality ELSE p.pc4 END AS code) c
		WHERE c.code IS NOT NULL
		ON CONFLICT DO NOTHING;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.keep_groupings(text, integer) IS
'Internal: Keeps in which group each area was released. Part of keep_release().';

CREATE PROCEDURE kansrijk_intern.name_groups(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	IF EXISTS (SELECT FROM grouping_in_use) THEN
		EXECUTE kansrijk_intern.fill($query$INSERT INTO {private}.area_name (kind, code, name)
			SELECT DISTINCT ON (grouping, group_code) grouping, group_code, group_name FROM {source}.area_group
			WHERE grouping IN (SELECT u.id FROM {private}.grouping_in_use u) AND num_nulls(group_code, group_name, year) = 0
			ORDER BY grouping, group_code, year DESC, group_name ON CONFLICT DO NOTHING$query$,
			'private', quote_ident(private), 'source', (SELECT quote_ident(p.source) FROM publication p));
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.name_groups(text) IS
'Internal: Enters the names of the groups of a publication: those of the last year. Part of refresh_areas().';
