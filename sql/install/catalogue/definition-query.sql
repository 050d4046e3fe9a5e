-- From a definition of the catalogue to the query that counts it.

CREATE FUNCTION definition_query(definition text, source text DEFAULT 'bron', dimensions text[] DEFAULT '{}') RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	d @extschema@.indicator_definition;
	columns text;
	events text;
	groups text;
BEGIN
	SELECT * INTO d FROM @extschema@.indicator_definition i WHERE i.id = definition;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('definition "%s" does not exist', definition),
			HINT = 'SELECT id, name_nl FROM kansrijk.indicator_definition lists them.';
	END IF;
	SELECT coalesce(string_agg(format('b.%I, ', x), '' ORDER BY i), '') INTO columns FROM unnest(dimensions) WITH ORDINALITY u(x, i);
	columns := columns || d.year_expression || ' AS year' || coalesce(', ' || d.breakdown || ' AS breakdown', '');
	groups := (SELECT string_agg(g::text, ', ') FROM generate_series(1, cardinality(dimensions) + 1 + (d.breakdown IS NOT NULL)::integer) g);
	IF d.unit_key IS NULL THEN
		RETURN kansrijk_intern.bind_source(format('SELECT %s, kansrijk.rate(%s) AS rate FROM %s WHERE %s GROUP BY %s',
			columns, d.event, d.relation, d.scope, groups), source);
	END IF;

	-- First the units, three-valued, then their number.
	events := CASE d.unit_rule
		WHEN 'any' THEN 'CASE WHEN bool_or(%1$s) THEN true WHEN bool_or((%1$s) IS NULL) THEN NULL ELSE false END'
		ELSE 'CASE WHEN NOT bool_and(%1$s) THEN false WHEN bool_or((%1$s) IS NULL) THEN NULL ELSE true END' END;
	RETURN kansrijk_intern.bind_source(format('SELECT %s, kansrijk.rate(event) AS rate FROM (SELECT %s, %s AS event FROM %s WHERE %s GROUP BY %s, %s) unit GROUP BY %s',
			coalesce((SELECT string_agg(format('%I, ', x), '' ORDER BY i) FROM unnest(dimensions) WITH ORDINALITY u(x, i)), '')
				|| 'year' || CASE WHEN d.breakdown IS NOT NULL THEN ', breakdown' ELSE '' END,
			columns, format(events, d.event), d.relation, d.scope, groups, d.unit_key, groups), source);
END $$;
COMMENT ON FUNCTION definition_query(text, text, text[]) IS
'Text of the query that counts a definition of the catalogue over a canonical source: the dimensions (columns of the relation that carries the areas, such as province or municipality), year, breakdown where the definition has one, and rate. Units with several rows are counted once, three-valued. Unknown definition: error 22023.';
