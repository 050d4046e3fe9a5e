-- What it matters that a publisher counts the unknown as no.

CREATE FUNCTION definition_differences(source text, definitions text[] DEFAULT NULL)
	RETURNS TABLE (definition text, publisher_definition text, year integer, rate rate, publisher_rate rate,
		value double precision, publisher_value double precision, difference double precision)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 50
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	pair record;
BEGIN
	FOR pair IN
		SELECT d.id AS ours, p.id AS theirs, u.per::double precision, y.whole
		FROM @extschema@.indicator_definition p JOIN @extschema@.indicator_definition d ON d.id = p.unknown_as_no_of
			JOIN @extschema@.definition_unit u ON u.id = p.id
			JOIN @extschema@.definition_years(source, definitions) y ON y.definition = p.id
		WHERE (definitions IS NULL OR p.id = ANY (definitions)) AND p.breakdown IS NULL AND d.breakdown IS NULL
			ORDER BY p.id COLLATE "C"
	LOOP
		RETURN QUERY EXECUTE format('SELECT %L::text, %L::text, year::integer, o.rate, t.rate,
			kansrijk.per(o.rate, $1), kansrijk.per(t.rate, $1),
			kansrijk.per(t.rate, $1) - kansrijk.per(o.rate, $1)
			FROM (%s) o JOIN (%s) t USING (year) WHERE year::integer <@ $2 ORDER BY year', pair.ours, pair.theirs,
			@extschema@.definition_query(pair.ours, source), @extschema@.definition_query(pair.theirs, source))
			USING pair.per, pair.whole;
	END LOOP;
END $$;
COMMENT ON FUNCTION definition_differences(text, text[]) IS
'By how much a publisher who counts the unknown as no differs from the definition that leaves it out '
'(unknown_as_no_of), in each whole year of a source and in the unit of the definition. definitions: of publishers, '
'NULL is all. Unprotected counts: for who may see the microdata. source NULL: no rows. No such schema: error 3F000.';
