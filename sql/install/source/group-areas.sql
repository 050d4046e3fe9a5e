-- Groups of neighbouring areas that are large enough to be published.

CREATE FUNCTION group_areas(areas text[], sizes bigint[], minimum bigint, neighbours text[] DEFAULT NULL,
	within text[] DEFAULT NULL)
	RETURNS TABLE (area text, group_code text, group_size bigint, areas_in_group integer)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 ROWS 300
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	n constant integer := coalesce(cardinality(areas), 0);
	-- In order: what an area is called, where it lies, and the first area of its group, where the size is kept.
	codes text[];
	parts text[];
	lies_in integer[];
	size bigint[];
	from_area integer[];
	to_area integer[];
	smallest integer;
	nearest integer;
	alone integer[] := '{}'::integer[];
BEGIN
	IF num_nulls(areas, sizes, minimum) > 0 OR num_nulls(VARIADIC areas) > 0 OR num_nulls(VARIADIC sizes) > 0
		OR num_nulls(VARIADIC coalesce(neighbours, '{}')) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'areas, sizes, minimum and neighbours must not be null',
			HINT = 'Leave areas of unknown size out, or give them size 0.';
	END IF;
	IF cardinality(sizes) <> n OR cardinality(within) <> n THEN
		RAISE EXCEPTION USING ERRCODE = 'array_subscript_error',
			MESSAGE = 'areas, sizes and within must be of the same length';
	END IF;
	IF cardinality(neighbours) > 0 AND (array_ndims(neighbours) <> 2 OR array_length(neighbours, 2) <> 2) THEN
		RAISE EXCEPTION USING ERRCODE = 'array_subscript_error', MESSAGE = 'neighbours must be pairs',
			HINT = 'SELECT array_agg(ARRAY[a, b]) makes them.';
	END IF;
	IF n <> (SELECT count(DISTINCT a) FROM unnest(areas) a) OR 0 > ANY (sizes) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'areas must differ, and sizes must not be negative';
	END IF;

	SELECT array_agg(u.code ORDER BY u.part COLLATE "C", u.code COLLATE "C"),
			array_agg(u.part ORDER BY u.part COLLATE "C", u.code COLLATE "C"),
			array_agg(u.size ORDER BY u.part COLLATE "C", u.code COLLATE "C")
		INTO codes, parts, size FROM unnest(areas, sizes, within) u(code, size, part);
	lies_in := ARRAY(SELECT i FROM generate_series(1, n) i);
	SELECT array_agg(e.a), array_agg(e.b) INTO from_area, to_area
		FROM (
			SELECT array_position(codes, max(u.code) FILTER (WHERE u.i % 2 = 1)) AS a,
				array_position(codes, max(u.code) FILTER (WHERE u.i % 2 = 0)) AS b
			FROM unnest(neighbours) WITH ORDINALITY u(code, i) GROUP BY (u.i + 1) / 2
			UNION
			SELECT i, i + 1 FROM generate_series(1, n - 1) i WHERE neighbours IS NULL) e
		WHERE e.a <> e.b AND parts[e.a] IS NOT DISTINCT FROM parts[e.b];

	LOOP
		-- The smallest group that is too small goes with its smallest neighbour; of equals, the first.
		SELECT g INTO smallest FROM generate_series(1, n) g
			WHERE lies_in[g] = g AND size[g] < minimum AND g <> ALL (alone) ORDER BY size[g], g LIMIT 1;
		EXIT WHEN NOT FOUND;
		SELECT o.g INTO nearest FROM (
				SELECT CASE WHEN lies_in[e.a] = smallest THEN lies_in[e.b] ELSE lies_in[e.a] END AS g
				FROM unnest(from_area, to_area) e(a, b) WHERE smallest IN (lies_in[e.a], lies_in[e.b])) o
			WHERE o.g <> smallest ORDER BY size[o.g], o.g LIMIT 1;
		IF NOT FOUND THEN
			alone := alone || smallest;
			CONTINUE;
		END IF;
		size[least(smallest, nearest)] := size[smallest] + size[nearest];
		lies_in := ARRAY(SELECT CASE WHEN u.g = greatest(smallest, nearest) THEN least(smallest, nearest) ELSE u.g END
			FROM unnest(lies_in) WITH ORDINALITY u(g, i) ORDER BY u.i);
	END LOOP;
	RETURN QUERY SELECT codes[i], codes[lies_in[i]], size[lies_in[i]],
			(count(*) OVER (PARTITION BY lies_in[i]))::integer
		FROM generate_series(1, n) i ORDER BY i;
END $$;
COMMENT ON FUNCTION group_areas(text[], bigint[], bigint, text[], text[]) IS
'Groups of neighbouring areas of at least minimum: as long as a group is smaller, the smallest goes with its smallest '
'neighbour; of equals the first by code. The same arguments give the same groups, in whatever order. areas: codes; '
'sizes: of each, numbers that are no secret (inhabitants, addresses), because the groups tell about them; neighbours: '
'pairs of codes, as array_agg(ARRAY[a, b]), those of other areas are left out; NULL: an area and the next by code. '
'within: for each area what its group may not cross, a province; NULL: nothing. A group is called by its first area; '
'one without neighbours may stay too small: see group_size. NULL, in the arrays too (within excepted): error 22004; '
'22023 (an area twice, a negative size), 2202E (lengths, no pairs).';
