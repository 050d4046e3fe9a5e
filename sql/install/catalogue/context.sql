-- Figures that others publish, beside ours: poverty, youth care, low literacy. They
-- are what they are: never counted, protected or added up with ours.

CREATE FUNCTION kansrijk_intern.is_context_area(code text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN code ~ '^([A-Z]{2}[0-9]{2,8}|[1-9][0-9]{3}|S[0-9A-Z]{3,7})$';
COMMENT ON FUNCTION kansrijk_intern.is_context_area(text) IS
'Internal: Whether a text is an area as context_figure has them. NULL: NULL.';

CREATE TABLE context_figure (
	indicator text NOT NULL REFERENCES indicator,
	area_code text NOT NULL CHECK (kansrijk_intern.is_context_area(area_code)),
	year integer NOT NULL CHECK (year BETWEEN 1900 AND 2100),
	measure text NOT NULL,
	value numeric,
	numerator numeric,
	denominator numeric CHECK (denominator >= 0),
	unit text NOT NULL,
	symbol text CHECK (symbol IN ('unknown', 'secret', 'impossible', 'nil', 'below_half')),
	provisional boolean NOT NULL DEFAULT false,
	source text NOT NULL,
	licence text NOT NULL,
	address text,
	retrieved date,
	PRIMARY KEY (indicator, source, measure, area_code, year),
	CONSTRAINT context_figure_says_something CHECK (value IS NOT NULL OR symbol IS NOT NULL)
);
COMMENT ON TABLE context_figure IS
'Figures of other publishers, to be filled by the user: read_statline() reads those of CBS. They stand beside ours, '
'joined by cbs_area_code() and the year, and are no part of what is protected here.';
COMMENT ON COLUMN context_figure.indicator IS 'Indicator of the catalogue that the figure is about.';
COMMENT ON COLUMN context_figure.area_code IS
'Area, as CBS writes it (NL01, PV27, GM0363, WK036301), or a postcode of four digits; S and what follows is synthetic.';
COMMENT ON COLUMN context_figure.year IS 'Calendar year.';
COMMENT ON COLUMN context_figure.measure IS 'Name of the figure where it was published.';
COMMENT ON COLUMN context_figure.value IS 'Value as published; NULL: there is none, and symbol says why.';
COMMENT ON COLUMN context_figure.numerator IS 'Numerator where it was published; weighted counts need not be whole.';
COMMENT ON COLUMN context_figure.denominator IS 'Denominator where it was published.';
COMMENT ON COLUMN context_figure.unit IS 'Unit of the value.';
COMMENT ON COLUMN context_figure.symbol IS
'unknown: not known, unreliable or secret (a point of StatLine does not tell which); secret (x); impossible: cannot '
'occur (empty); nil: none (-); below_half: less than half a unit (0).';
COMMENT ON COLUMN context_figure.provisional IS 'Provisional, or further provisional.';
COMMENT ON COLUMN context_figure.source IS 'Publisher and table.';
COMMENT ON COLUMN context_figure.licence IS 'Licence, or what may be done with it.';
COMMENT ON COLUMN context_figure.address IS 'Web address.';
COMMENT ON COLUMN context_figure.retrieved IS 'Day on which it was retrieved.';
SELECT pg_catalog.pg_extension_config_dump('context_figure', '');
GRANT SELECT ON context_figure TO PUBLIC;
GRANT INSERT, UPDATE, DELETE ON context_figure TO @extowner@;

CREATE FUNCTION statline_value(cell text, OUT value numeric, OUT symbol text)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 20
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	written constant text := btrim(cell, E' \t\u00A0');
BEGIN
	symbol := CASE written WHEN '.' THEN 'unknown' WHEN 'x' THEN 'secret' WHEN '' THEN 'impossible'
		WHEN '-' THEN 'nil' END;
	IF symbol = 'nil' THEN
		value := 0;
	ELSIF symbol IS NULL AND written IS NOT NULL THEN
		IF written !~ '^-?([0-9]+|[0-9]{1,3}( [0-9]{3})+)([.,][0-9]+)?([eE][+-]?[0-9]{1,3})?$' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation',
				MESSAGE = format('"%s" is no value of StatLine', left(written, 40)),
				HINT = 'A number, a point (unknown), x (secret), - (none) or nothing (impossible).';
		END IF;
		value := translate(written, ', ', '.')::numeric;
		symbol := CASE value WHEN 0 THEN 'below_half' END;
	END IF;
END $$;
COMMENT ON FUNCTION statline_value(text) IS
'A cell of StatLine: its value, and the symbol that stands there for one, or beside 0: a point is unknown, unreliable '
'or secret; x is secret; nothing is impossible; - is none, and 0; 0 is less than half a unit. Decimals follow a comma '
'or a point, and spaces may stand between thousands. NULL: NULL. Error 22P02.';

CREATE FUNCTION statline_period(period text, OUT year integer, OUT provisional boolean)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 20
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	part text[] := regexp_match(btrim(period), '^([0-9]{4})(JJ00|KW0[1-4]|MM(?:0[1-9]|1[0-2])|HJ0[12]|X000)?(\*{0,2})$');
BEGIN
	IF period IS NULL THEN
		RETURN;
	ELSIF part IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_datetime_format',
			MESSAGE = format('"%s" is no period of StatLine', left(period, 40)),
			HINT = 'As 2016JJ00, 2016, or 2016* (provisional).';
	ELSIF coalesce(part[2], 'JJ00') = 'JJ00' THEN
		year := part[1]::integer;
		provisional := part[3] <> '';
	END IF;
END $$;
COMMENT ON FUNCTION statline_period(text) IS
'The year of a period of StatLine (2016JJ00, or 2016), and whether it is provisional (one star, or two: further '
'provisional). Of a quarter, month or half NULL: it is no year. NULL: NULL. Error 22007.';

CREATE FUNCTION kansrijk_intern.statline_fields(line text, separator text) RETURNS text[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 50
	RETURN ARRAY(SELECT CASE WHEN m[1] ~ '^".*"$' THEN replace(substr(m[1], 2, length(m[1]) - 2), '""', '"') ELSE m[1] END
		FROM regexp_matches(line || separator, '("(?:[^"]|"")*"|[^"' || separator || ']*)' || separator, 'g')
			WITH ORDINALITY r(m, i)
		ORDER BY i);
COMMENT ON FUNCTION kansrijk_intern.statline_fields(text, text) IS 'Internal: The fields of a line of CSV.';

-- Rows of whatever shape, as objects of texts.
CREATE FUNCTION kansrijk_intern.statline_rows(content text) RETURNS TABLE (place bigint, columns text[], fields text[])
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE COST 1000 ROWS 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	body constant text := btrim(content, E' \t\r\n\uFEFF');
	line text;
	separator text;
	document jsonb;
BEGIN
	IF left(body, 1) IN ('{', '[') THEN
		BEGIN
			document := body::jsonb;
		EXCEPTION WHEN data_exception THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation', MESSAGE = 'the content is no JSON', DETAIL = SQLERRM,
				HINT = 'What OData gives begins with {"value":[ or with {"odata.metadata": and is fetched whole.';
		END;
		document := CASE jsonb_typeof(document) WHEN 'object' THEN document -> 'value' ELSE document END;
		IF jsonb_typeof(document) IS DISTINCT FROM 'array' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation', MESSAGE = 'the JSON has no list of rows',
				HINT = 'OData gives them as "value".';
		END IF;
		RETURN QUERY SELECT r.i, ARRAY(SELECT k.key FROM jsonb_each_text(r.row) k ORDER BY k.key),
				ARRAY(SELECT k.value FROM jsonb_each_text(r.row) k ORDER BY k.key)
			FROM jsonb_array_elements(document) WITH ORDINALITY r(row, i) ORDER BY r.i;
		RETURN;
	END IF;
	place := 0;
	FOREACH line IN ARRAY regexp_split_to_array(body, '\r?\n') LOOP
		place := place + 1;
		IF place = 1 THEN
			separator := CASE WHEN line LIKE '%;%' THEN ';' ELSE ',' END;
			columns := kansrijk_intern.statline_fields(line, separator);
		END IF;
		CONTINUE WHEN place = 1 OR line = '';
		fields := kansrijk_intern.statline_fields(line, separator);
		IF cardinality(fields) <> cardinality(columns) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation',
				MESSAGE = format('line %s has %s fields, and the first line %s', place, cardinality(fields),
					cardinality(columns)),
				HINT = 'Take the data set itself, not the table as it is shown: that one has titles above it and notes below.';
		END IF;
		RETURN NEXT;
	END LOOP;
END $$;
COMMENT ON FUNCTION kansrijk_intern.statline_rows(text) IS
'Internal: The rows of CSV (place: the line) or of the JSON of OData (place: the row), with the names of their fields.';

CREATE FUNCTION read_statline(content text, measures text[] DEFAULT NULL)
	RETURNS TABLE (area_code text, year integer, provisional boolean, measure text, value numeric, symbol text,
		dimensions jsonb)
	LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE COST 100000 ROWS 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	known constant text := '^(id|measure|value|valueattribute|stringvalue)$';
	names text[];
	area_column text;
	period_column text;
	is_long boolean;
	wanted text[];
	missing text;
	cells jsonb;
	r record;
	one record;
	name text;
	area text;
BEGIN
	IF content IS NULL THEN
		RETURN;
	END IF;
	FOR r IN SELECT w.* FROM kansrijk_intern.statline_rows(content) w ORDER BY w.place LOOP
		-- Which columns there are, the first row tells.
		IF names IS NULL THEN
			names := r.columns;
			is_long := names @> '{Measure,Value}';
			area_column := (SELECT n FROM unnest(names) n WHERE n ~* '^(regio|wijken|gemeente|postcode|provincie|gebied)'
				ORDER BY n LIMIT 1);
			period_column := (SELECT n FROM unnest(names) n WHERE n ~* '^period(en|s)$' ORDER BY n LIMIT 1);
			wanted := ARRAY(SELECT n FROM unnest(names) n WHERE NOT is_long AND n ~ '_[0-9]+$' ORDER BY n);
			IF period_column IS NULL OR NOT is_long AND wanted = '{}' THEN
				RAISE EXCEPTION USING ERRCODE = 'undefined_column',
					MESSAGE = CASE WHEN period_column IS NULL THEN 'there is no column Perioden'
						ELSE 'there is no column with values' END,
					DETAIL = format('The columns are: %s.', array_to_string(names, ', ')),
					HINT = 'Columns with values are named as Levendgeborenen_2, with a number behind; or there are Measure and Value.';
			END IF;
			SELECT m INTO missing FROM unnest(measures) m WHERE NOT is_long AND m <> ALL (wanted) LIMIT 1;
			IF FOUND THEN
				RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('there is no column "%s"', missing),
					DETAIL = format('Those with values are: %s.', array_to_string(wanted, ', '));
			END IF;
		END IF;
		cells := jsonb_object(r.columns, r.fields);
		BEGIN
			SELECT p.year, p.provisional INTO one FROM @extschema@.statline_period(cells ->> period_column) p;
			CONTINUE WHEN one.year IS NULL;
			area := coalesce(btrim(cells ->> area_column), 'NL01');
			IF NOT kansrijk_intern.is_context_area(area) THEN
				RAISE EXCEPTION USING ERRCODE = 'invalid_text_representation',
					MESSAGE = format('"%s" is no code of an area', left(area, 40)),
					HINT = 'Take codes (GM0363), not names: those change, and are not unique.';
			END IF;
			dimensions := (SELECT coalesce(jsonb_object_agg(d.key, btrim(d.value #>> '{}')), '{}') FROM jsonb_each(cells) d
				WHERE d.key <> ALL (wanted) AND d.key !~* known AND d.key IS DISTINCT FROM area_column
					AND d.key <> period_column);
			FOREACH name IN ARRAY CASE WHEN is_long THEN ARRAY[cells ->> 'Measure'] ELSE wanted END LOOP
				CONTINUE WHEN name <> ALL (measures);
				area_code := area;
				year := one.year;
				provisional := one.provisional;
				measure := name;
				SELECT s.value, s.symbol INTO value, symbol
					FROM @extschema@.statline_value(cells ->> CASE WHEN is_long THEN 'Value' ELSE name END) s;
				-- In JSON a value that is not there is null, and OData 4 says why beside it.
				IF value IS NULL THEN
					symbol := CASE lower(cells ->> 'ValueAttribute') WHEN 'impossible' THEN 'impossible'
						WHEN 'confidential' THEN 'secret'
						ELSE CASE WHEN is_long THEN 'unknown' ELSE coalesce(symbol, 'unknown') END END;
				END IF;
				RETURN NEXT;
			END LOOP;
		EXCEPTION WHEN data_exception THEN
			DECLARE
				hint text;
			BEGIN
				GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
				RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('row %s: %s', r.place, SQLERRM), HINT = hint;
			END;
		END;
	END LOOP;
END $$;
COMMENT ON FUNCTION read_statline(text, text[]) IS
'Reads what CBS publishes as open data: the text of a CSV file of a data set (with symbols or without), its '
'Observations of OData 4, or the JSON of OData 3 and 4. A row for each area, year and measure (measures: those alone), '
'with the symbol that stands for a value (statline_value), whether the period is marked provisional, and the other '
'dimensions as JSON. Without a column of regions the area is NL01; rows of quarters and months are left out. NULL: no '
'rows. Errors name the row: 22P02 (no CSV or JSON of that shape, a value or area that is none), 22007 (no period), '
'42703 (columns that are not there).';
