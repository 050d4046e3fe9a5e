-- What is generated is put together from named parts.

CREATE FUNCTION kansrijk_intern.fill(template text, VARIADIC parts text[]) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	filled text := '';
	piece text;
	place integer;
BEGIN
	IF cardinality(parts) % 2 <> 0 OR array_position(parts, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'names and parts must come in pairs, none of them null';
	END IF;
	-- One pass, so that a part which looks like a placeholder is left as it is.
	FOR piece IN SELECT m[1] FROM regexp_matches(template, '(\{\w+\}|[^{]+|\{)', 'g') m LOOP
		IF piece ~ '^\{\w+\}$' THEN
			place := (SELECT i FROM generate_series(1, cardinality(parts), 2) i
				WHERE parts[i] = substr(piece, 2, length(piece) - 2));
			IF place IS NULL THEN
				RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('the template has no part for %s', piece);
			END IF;
			piece := parts[place + 1];
		END IF;
		filled := filled || piece;
	END LOOP;
	RETURN filled;
END $$;
COMMENT ON FUNCTION kansrijk_intern.fill(text, text[]) IS
'Internal: A text with each {name} in it replaced by the part that follows that name in parts. '
'Errors: 42704 (a placeholder without a part), 22023 (parts that are no pairs).';
