-- The views that readers use.

CREATE FUNCTION kansrijk_intern.wide_query(private text, facts text[], definitions text[]) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	RETURN kansrijk_intern.fill($query$SELECT area_type, area, max(area_name) AS area_name, max(province) AS province,
	max(municipality) AS municipality, max(period_type) AS period_type, max(period_label) AS period_label, first_year,
		year,
	{values}
FROM ({facts}) f
GROUP BY area_type, area, first_year, year$query$,
		'values', (
			SELECT string_agg(kansrijk_intern.fill('max({column}) FILTER (WHERE definition = {definition}) AS {name}',
					'column', c.name, 'definition', quote_literal(w.id), 'name', quote_ident(w.short || c.suffix)), E',\n\t'
						ORDER BY w.i, c.i)
			FROM (SELECT id, i, replace(left(id, 50), '-', '_') AS short FROM unnest(definitions) WITH ORDINALITY AS u(id, i)) w,
				(VALUES (1, 'value', ''), (2, 'lower', '_lower'), (3, 'upper', '_upper'), (4, 'status', '_status')) c(i, name,
					suffix)),
		'facts', (
			SELECT string_agg(format('SELECT * FROM %I.%I WHERE breakdown = ''totaal''', private, f), E'\nUNION ALL\n'
				ORDER BY i)
			FROM unnest(facts) WITH ORDINALITY u(f, i)));
COMMENT ON FUNCTION kansrijk_intern.wide_query(text, text[], text[]) IS
'Internal: Text of the query of the view wide: a row for an area and period, with columns for each definition.';

CREATE FUNCTION kansrijk_intern.indicator_view_readers(target text, facts text[], wide_definitions text[])
	RETURNS SETOF indicator_view_relation
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private constant text := kansrijk_intern.publication_schema(target);
	columns constant text := (SELECT string_agg(c.name, ', ' ORDER BY c.place)
		FROM kansrijk_intern.indicator_view_columns() c);
	fact text;
	x record;
BEGIN
	FOREACH fact IN ARRAY facts LOOP
		RETURN NEXT (0, left(fact, -5), 'view', target, left(fact, -5),
			format('SELECT %s FROM %I.%I', columns, private, fact),
			NULL, NULL, NULL)::@extschema@.indicator_view_relation;
	END LOOP;
	FOR x IN VALUES
		('all_families', (
			SELECT string_agg(format('SELECT %L::text AS family, %s FROM %I.%I', left(f, -5), columns, private, f),
				E'\nUNION ALL\n' ORDER BY i)
			FROM unnest(facts) WITH ORDINALITY u(f, i))),
		('wide', kansrijk_intern.wide_query(private, facts, wide_definitions)),
		('cijfers', (
			SELECT format('SELECT %s FROM (%s) f', (SELECT string_agg(format('%s AS %I', c.expression, c.name), ', '
				ORDER BY c.place) FROM kansrijk_intern.cijfers_columns() c),
				string_agg(format('SELECT %L::text AS family, * FROM %I.%I', left(f, -5), private, f), E'\nUNION ALL\n'
					ORDER BY i))
			FROM unnest(facts) WITH ORDINALITY u(f, i)))
	LOOP
		RETURN NEXT (0, NULL, 'view', target, x.column1, x.column2, NULL, NULL, NULL)::@extschema@.indicator_view_relation;
	END LOOP;
END $$;
COMMENT ON FUNCTION kansrijk_intern.indicator_view_readers(text, text[], text[]) IS
'Internal: The views on top of the fact relations: one for each family, all_families, wide, and cijfers. For '
'create_indicator_views().';
