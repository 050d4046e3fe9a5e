-- From a definition of the catalogue to the query that counts it.

CREATE FUNCTION definition_query(definition text, source text DEFAULT 'bron', dimensions text[] DEFAULT '{}')
	RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	d @extschema@.indicator_definition;
	columns text;
	events text;
	labels text;
	groups text;
BEGIN
	SELECT * INTO d FROM @extschema@.indicator_definition i WHERE i.id = definition;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('definition "%s" does not exist', definition),
			HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;
	SELECT coalesce(string_agg(format('b.%I, ', x), '' ORDER BY i), ''),
		coalesce(string_agg(format('%I, ', x), '' ORDER BY i), '')
		INTO columns, labels FROM unnest(dimensions) WITH ORDINALITY u(x, i);
	columns := columns || d.year_expression || ' AS year' || coalesce(', ' || d.breakdown || ' AS breakdown', '');
	labels := labels || 'year' || CASE WHEN d.breakdown IS NOT NULL THEN ', breakdown' ELSE '' END;
	groups := (SELECT string_agg(g::text, ', ')
		FROM generate_series(1, cardinality(dimensions) + 1 + (d.breakdown IS NOT NULL)::integer) g);
	IF d.value_expression IS NOT NULL THEN
		-- Rows of one unit tell the same, or it is not known.
		events := CASE WHEN d.unit_key IS NULL THEN '%s'
			ELSE 'CASE WHEN min(%1$s) = max(%1$s) AND bool_and(%1$s IS NOT NULL) THEN max(%1$s) END' END;
		RETURN kansrijk_intern.bind_source(kansrijk_intern.fill('SELECT {labels}, {rate} AS rate
			FROM (SELECT {columns}, true AS scope, {value} AS value FROM {relation} WHERE {scope}{units}) unit
			GROUP BY {groups}', 'labels', labels, 'rate', kansrijk_intern.sum_rate('scope', 'value'), 'columns', columns,
			'value', format(events, kansrijk_intern.value_of(d)), 'relation', d.relation, 'scope', d.scope,
			'units', coalesce(format(' GROUP BY %s, ', groups) || d.unit_key, ''), 'groups', groups), source);
	END IF;
	IF d.unit_key IS NULL THEN
		RETURN kansrijk_intern.bind_source(kansrijk_intern.fill(
			'SELECT {columns}, kansrijk.rate({event}) AS rate FROM {relation} WHERE {scope} GROUP BY {groups}',
			'columns', columns, 'event', d.event, 'relation', d.relation, 'scope', d.scope, 'groups', groups), source);
	END IF;

	-- First the units, three-valued, then their number.
	events := CASE d.unit_rule
		WHEN 'any' THEN 'CASE WHEN bool_or({event}) THEN true WHEN bool_or(({event}) IS NULL) THEN NULL ELSE false END'
		ELSE 'CASE WHEN NOT bool_and({event}) THEN false WHEN bool_or(({event}) IS NULL) THEN NULL ELSE true END' END;
	RETURN kansrijk_intern.bind_source(kansrijk_intern.fill('SELECT {labels}, kansrijk.rate(event) AS rate
		FROM (SELECT {columns}, {events} AS event FROM {relation} WHERE {scope} GROUP BY {groups}, {unit_key}) unit
		GROUP BY {groups}', 'labels', labels, 'columns', columns,
		'events', kansrijk_intern.fill(events, 'event', d.event), 'relation', d.relation, 'scope', d.scope,
		'groups', groups, 'unit_key', d.unit_key), source);
END $$;
COMMENT ON FUNCTION definition_query(text, text, text[]) IS
'Text of the query that counts a definition of the catalogue over a canonical source: the dimensions (columns of the '
'relation that carries the areas, such as province or municipality), year, breakdown where the definition has one, '
'and rate. Units with several rows are counted once, three-valued. Unknown definition: error 22023.';
