-- A release as a CSV file, with its metadata. All of the exports read target.released
-- only, with the rights of the caller, so that nothing leaves that a reader may not see.

CREATE FUNCTION kansrijk_intern.csv_field(value text, delimiter text DEFAULT ',') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE WHEN value IS NULL THEN ''
		WHEN value = '' OR value ~ '["\r\n]|^\s|\s$' OR position(delimiter IN value) > 0
			THEN '"' || replace(value, '"', '""') || '"'
		ELSE value END;
COMMENT ON FUNCTION kansrijk_intern.csv_field(text, text) IS
'Internal: A field of a CSV file (RFC 4180), in quotes where it must be. NULL is an empty field, an empty text '
'is in quotes.';

CREATE FUNCTION kansrijk_intern.csv_text(value text, delimiter text DEFAULT ',') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN kansrijk_intern.csv_field(CASE WHEN value ~ '^[=+@\t\r-]' THEN '''' || value ELSE value END, delimiter);
COMMENT ON FUNCTION kansrijk_intern.csv_text(text, text) IS
'Internal: As csv_field, for words: a text that a spreadsheet would take for a formula (=, +, -, @, tab) gets an '
'apostrophe before it.';

CREATE FUNCTION kansrijk_intern.release_columns()
	RETURNS TABLE (place integer, name text, header_nl text, is_number boolean)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 30
	BEGIN ATOMIC
		SELECT * FROM (VALUES
			(1, 'release', 'vrijgave', false), (2, 'family', 'familie', false), (3, 'indicator', 'indicator', false),
			(4, 'definition', 'definitie', false), (5, 'indicator_name', 'indicatornaam', false),
			(6, 'definition_name', 'definitienaam', false), (7, 'indicator_group', 'soort_indicator', false),
			(8, 'polarity', 'gunstig', false), (9, 'area_type', 'soort_gebied', false), (10, 'area', 'gebied', false),
			(11, 'area_name', 'gebiedsnaam', false), (12, 'province', 'provincie', false),
			(13, 'municipality', 'gemeente', false), (14, 'period_type', 'soort_periode', false),
			(15, 'period_label', 'periode', false), (16, 'first_year', 'eerste_jaar', false), (17, 'year', 'jaar', false),
			(18, 'breakdown', 'uitsplitsing', false), (19, 'category', 'categorie', false),
			(20, 'numerator', 'teller', true), (21, 'denominator', 'noemer', true), (22, 'value', 'waarde', true),
			(23, 'lower', 'ondergrens', true), (24, 'upper', 'bovengrens', true), (25, 'unit', 'eenheid', false),
			(26, 'status', 'status', false), (27, 'country_value', 'waarde_land', true),
			(28, 'comparison', 'vergelijking', false), (29, 'trend', 'trend', false)
		) c(place, name, header_nl, is_number);
	END;
COMMENT ON FUNCTION kansrijk_intern.release_columns() IS
'Internal: Columns of release_csv(): names, which are the headers in English, headers in Dutch, and which are '
'numbers.';

CREATE FUNCTION kansrijk_intern.release_words() RETURNS TABLE (name text, stored text, nl text, en text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 60
	BEGIN ATOMIC
		SELECT c.name, w.stored, w.nl, w.en FROM (VALUES
			('{indicator_group}'::text[], 'outcome', 'uitkomst', 'outcome'),
				('{indicator_group}', 'process', 'proces', 'process'),
			('{indicator_group}', 'context', 'context', 'context'), ('{indicator_group}', 'quality', 'kwaliteit', 'quality'),
			('{indicator_group}', 'programme', 'programma', 'programme'),
			('{polarity}', 'lower', 'lager', 'lower'), ('{polarity}', 'higher', 'hoger', 'higher'),
			('{polarity}', 'neutral', 'geen van beide', 'neutral'),
			('{area_type}', 'land', 'land', 'country'), ('{area_type}', 'provincie', 'provincie', 'province'),
			('{area_type}', 'gemeente', 'gemeente', 'municipality'), ('{area_type}', 'stadsdeel', 'stadsdeel', 'district'),
			('{area_type}', 'wijk', 'wijk', 'neighbourhood'), ('{area_type}', 'pc4', 'pc4', 'postcode'),
			('{area_name}', 'Nederland', 'Nederland', 'Netherlands'), ('{area_name}', 'Totaal', 'Totaal', 'Total'),
			('{area_name,province,municipality}', '?', 'Onbekend', 'Unknown'),
			('{area_name,province,municipality}', 'Onbekend', 'Onbekend', 'Unknown'),
			('{breakdown,category}', 'totaal', 'totaal', 'total'), ('{category}', 'onbekend', 'onbekend', 'unknown'),
			('{breakdown}', 'geslacht', 'geslacht', 'sex'), ('{category}', 'jongen', 'jongen', 'boy'),
			('{category}', 'meisje', 'meisje', 'girl'),
			('{breakdown}', 'pariteit', 'pariteit', 'parity'), ('{category}', 'eerste kind', 'eerste kind', 'first child'),
			('{category}', 'later kind', 'later kind', 'later child'),
			('{breakdown}', 'meerling', 'meerling', 'multiplicity'), ('{category}', 'eenling', 'eenling', 'singleton'),
			('{category}', 'meerling', 'meerling', 'multiple'),
			('{breakdown}', 'leeftijd_moeder', 'leeftijd moeder', 'age of mother'), ('{breakdown}', 'roken', 'roken', 'smoking'),
			('{breakdown}', 'taal_moeder', 'taal moeder', 'language of mother'),
			('{breakdown}', 'opleiding_moeder', 'opleiding moeder', 'education of mother'),
			('{breakdown}', 'inkomen', 'inkomen', 'income'),
			('{breakdown}', 'herkomst_moeder', 'herkomst moeder', 'origin of mother'),
			('{breakdown}', 'herkomst_2022', 'herkomst moeder (2022)', 'origin of mother (2022)'),
			('{breakdown}', 'kwetsbaar', 'voorspelde kwetsbaarheid', 'predicted vulnerability'),
			('{unit}', 'births', 'geboorten', 'births'), ('{unit}', 'hours', 'uren', 'hours'),
			('{unit}', 'regions', 'regio''s', 'regions'), ('{unit}', 'municipalities', 'gemeenten', 'municipalities'),
			('{unit}', '% change', '% verandering', '% change'), ('{unit}', 'rank', 'plaats', 'rank'),
			('{status}', 'publish', 'getoond', 'publish'), ('{status}', 'hidden', 'verborgen', 'hidden'),
			('{status}', 'empty', 'geen', 'empty'),
			('{comparison}', 'lager', 'lager', 'lower'), ('{comparison}', 'vergelijkbaar', 'vergelijkbaar', 'similar'),
			('{comparison}', 'hoger', 'hoger', 'higher'),
			('{trend}', 'dalend', 'dalend', 'falling'), ('{trend}', 'gelijk', 'gelijk', 'stable'),
			('{trend}', 'stijgend', 'stijgend', 'rising')
		) w(names, stored, nl, en), unnest(w.names) c(name);
	END;
COMMENT ON FUNCTION kansrijk_intern.release_words() IS
'Internal: Words in the columns of target.released, and what a CSV file in Dutch or English has for them.';

CREATE FUNCTION kansrijk_intern.require_release(target text, label text, definition text DEFAULT NULL) RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	is_found boolean;
BEGIN
	IF target IS NULL OR label IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'target and label must not be null';
	END IF;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.releases r WHERE r.release = $1
		AND to_jsonb(r) ->> ''withdrawn_at'' IS NULL)', target) INTO is_found USING label;
	IF NOT is_found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label),
			HINT = format('SELECT release FROM %I.releases lists them.', target);
	END IF;
	IF definition IS NOT NULL THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.released r WHERE r.release = $1 AND r.definition = $2)', target)
			INTO is_found USING label, definition;
		IF NOT is_found THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = format('release "%s" has no figures of "%s"', label, definition),
				HINT = format('SELECT DISTINCT definition FROM %I.released lists what there is.', target);
		END IF;
	END IF;
	RETURN true;
END $$;
COMMENT ON FUNCTION kansrijk_intern.require_release(text, text, text) IS
'Internal: True when the caller can read this release, with figures of this definition when one is given; else '
'error 42704. For the exports.';

CREATE FUNCTION kansrijk_intern.require_csv_form(delimiter text, decimal_sign text, language text) RETURNS boolean
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF coalesce(delimiter NOT IN (',', ';', E'\t', '|'), true) OR coalesce(decimal_sign NOT IN ('.', ','), true)
			OR coalesce(language NOT IN ('nl', 'en'), true) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'unknown delimiter, decimal sign or language',
			HINT = 'Allowed: delimiter comma, semicolon, tab or |; decimal point or comma; language nl or en.';
	END IF;
	RETURN true;
END $$;
COMMENT ON FUNCTION kansrijk_intern.require_csv_form(text, text, text) IS
'Internal: True when a CSV file can have this delimiter, decimal sign and language; else error 22023.';

CREATE FUNCTION release_csv_lines(target text, label text, delimiter text DEFAULT ',', decimal_sign text DEFAULT '.',
		language text DEFAULT 'nl', byte_order_mark boolean DEFAULT false) RETURNS SETOF text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	header text;
	fields text;
	names text := '';
BEGIN
	PERFORM kansrijk_intern.require_csv_form(delimiter, decimal_sign, language);
	PERFORM kansrijk_intern.require_release(target, label);
	WITH worded AS (
		SELECT c.place, CASE language WHEN 'nl' THEN c.header_nl ELSE c.name END AS title, c.is_number,
			CASE WHEN language = 'en' AND c.name IN ('indicator_name', 'definition_name')
					THEN format('coalesce(%s.name_en, f.%I)', left(c.name, 1), c.name)
				WHEN language = 'en' AND c.name = 'period_type'
					THEN 'regexp_replace(regexp_replace(f.period_type, ''^jaar$'', ''year''), '' jaar$'', '' years'')'
				WHEN w.cases IS NULL THEN format('f.%I', c.name)
				ELSE format('CASE f.%I %s ELSE f.%1$I END', c.name, w.cases) END AS value
		FROM kansrijk_intern.release_columns() c,
			LATERAL (SELECT string_agg(format('WHEN %L THEN %L', t.stored, t.word), ' ' ORDER BY t.stored) AS cases
				FROM (SELECT r.stored, CASE language WHEN 'nl' THEN r.nl ELSE r.en END AS word
					FROM kansrijk_intern.release_words() r WHERE r.name = c.name) t
				WHERE t.word <> t.stored) w)
	SELECT string_agg(title, delimiter ORDER BY place),
			string_agg(CASE WHEN NOT is_number THEN format('kansrijk_intern.csv_text((%s)::text, $2)', value)
				ELSE format('kansrijk_intern.csv_field(replace(trim_scale(round(%s::numeric, 6))::text, ''.'', $3), $2)',
					value) END,
				' || $2 || ' ORDER BY place)
		INTO header, fields FROM worded;
	IF language = 'en' THEN
		names := 'LEFT JOIN @extschema@.indicator i ON i.id = f.indicator '
			'LEFT JOIN @extschema@.indicator_definition d ON d.id = f.definition';
	END IF;

	IF byte_order_mark THEN
		-- No literal: a database of another encoding could not even read it.
		header := convert_from('\xefbbbf', 'UTF8') || header;
	END IF;
	RETURN NEXT header;
	RETURN QUERY EXECUTE format('SELECT %s FROM %I.released f %s WHERE f.release = $1
		ORDER BY f.family COLLATE "C", f.definition COLLATE "C", f.area_type COLLATE "C", f.area COLLATE "C",
			f.first_year, f.year, f.breakdown COLLATE "C", f.category COLLATE "C"', fields, target, names)
		USING label, delimiter, decimal_sign;
END $$;
COMMENT ON FUNCTION release_csv_lines(text, text, text, text, text, boolean) IS
'A release as the lines of a CSV file (RFC 4180), without their ends, the header first: for releases of any '
'size. delimiter: comma, semicolon, tab or |; decimal_sign: point or comma; language of the header and of the '
'words in the fields: nl or en (names of indicators as the catalogue has them now; codes, areas and what is not '
'the extension''s own stay); byte_order_mark: the header begins with U+FEFF, by which spreadsheets know UTF-8 '
'(the database must have an encoding that has it). Hidden figures are empty, with status verborgen (en: hidden). '
'Reads target.released with the rights of the caller. Errors: 42704, 22023, 22004.';

CREATE FUNCTION release_csv(target text, label text, delimiter text DEFAULT ',', decimal_sign text DEFAULT '.',
		language text DEFAULT 'nl') RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 100000
	RETURN (SELECT string_agg(line, E'\r\n' ORDER BY i)
		FROM release_csv_lines(target, label, delimiter, decimal_sign, language) WITH ORDINALITY l(line, i));
COMMENT ON FUNCTION release_csv(text, text, text, text, text) IS
'The lines of release_csv_lines() as one value: lines end with CR LF, but for the last. For releases of less '
'than 1 GB. Errors: 42704, 22023, 22004.';

CREATE FUNCTION release_csvw(target text, label text, delimiter text DEFAULT ',', decimal_sign text DEFAULT '.',
		language text DEFAULT 'nl', url text DEFAULT 'figures.csv') RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM kansrijk_intern.require_csv_form(delimiter, decimal_sign, language);
	PERFORM kansrijk_intern.require_release(target, label);
	IF url IS NULL OR url !~ '^[^\s<>"{}|\\^`]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'url is no address',
			HINT = 'Give the address of the CSV file, or its name beside the metadata.';
	END IF;
	RETURN jsonb_build_object(
		'@context', jsonb_build_array('http://www.w3.org/ns/csvw', jsonb_build_object('@language', language)),
		'url', url,
		'dc:title', CASE language WHEN 'nl' THEN 'Indicatoren Kansrijke Start: '
			ELSE 'Kansrijke Start indicators: ' END || label,
		'dialect', jsonb_build_object('delimiter', delimiter, 'encoding', 'utf-8', 'header', true,
			'lineTerminators', jsonb_build_array(E'\r\n')),
		'tableSchema', jsonb_build_object(
			'columns', (SELECT jsonb_agg(jsonb_build_object('name', c.name,
					'titles', CASE language WHEN 'nl' THEN c.header_nl ELSE c.name END,
					'datatype', CASE WHEN c.name IN ('numerator', 'denominator') THEN '"integer"'
						WHEN c.is_number THEN
							jsonb_build_object('base', 'decimal', 'format', jsonb_build_object('decimalChar', decimal_sign))
						WHEN c.name IN ('first_year', 'year') THEN '"gYear"'
						ELSE '"string"' END) ORDER BY c.place)
				FROM kansrijk_intern.release_columns() c),
			'primaryKey', '["definition", "area_type", "area", "first_year", "year", "breakdown", "category"]'::jsonb));
END $$;
COMMENT ON FUNCTION release_csvw(text, text, text, text, text, text) IS
'Metadata of the file that release_csv() or release_csv_lines() gives for the same arguments, as CSV on the Web '
'(W3C): names, titles and datatypes of the columns, their key, the delimiter and the decimal sign. url: where '
'the file is, beside the metadata when it is a name only; by the standard the metadata of figures.csv are looked '
'for at figures.csv-metadata.json. Errors: 42704, 22023, 22004.';
