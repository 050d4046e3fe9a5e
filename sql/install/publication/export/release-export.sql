-- A release as files for others. All of it reads target.released only, with the
-- rights of the caller, so that nothing leaves that a reader may not see.

CREATE FUNCTION kansrijk_intern.csv_field(value text, delimiter text DEFAULT ',') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE WHEN value IS NULL THEN ''
		WHEN value = '' OR value ~ '["\r\n]|^\s|\s$' OR position(delimiter IN value) > 0 THEN '"' || replace(value, '"', '""') || '"'
		ELSE value END;
COMMENT ON FUNCTION kansrijk_intern.csv_field(text, text) IS 'Internal: A field of a CSV file (RFC 4180), in quotes where it must be. NULL is an empty field, an empty text is in quotes.';

CREATE FUNCTION kansrijk_intern.csv_text(value text, delimiter text DEFAULT ',') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN kansrijk_intern.csv_field(CASE WHEN value ~ '^[=+@\t\r-]' THEN '''' || value ELSE value END, delimiter);
COMMENT ON FUNCTION kansrijk_intern.csv_text(text, text) IS 'Internal: As csv_field, for words: a text that a spreadsheet would take for a formula (=, +, -, @, tab) gets an apostrophe before it.';

CREATE FUNCTION kansrijk_intern.release_columns() RETURNS TABLE (place integer, name text, header_nl text, is_number boolean)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 30
	BEGIN ATOMIC
		SELECT * FROM (VALUES
			(1, 'release', 'vrijgave', false), (2, 'family', 'familie', false), (3, 'indicator', 'indicator', false), (4, 'definition', 'definitie', false),
			(5, 'indicator_name', 'indicatornaam', false), (6, 'definition_name', 'definitienaam', false), (7, 'indicator_group', 'soort_indicator', false), (8, 'polarity', 'gunstig', false),
			(9, 'area_type', 'soort_gebied', false), (10, 'area', 'gebied', false), (11, 'area_name', 'gebiedsnaam', false), (12, 'province', 'provincie', false), (13, 'municipality', 'gemeente', false),
			(14, 'period_type', 'soort_periode', false), (15, 'period_label', 'periode', false), (16, 'first_year', 'eerste_jaar', false), (17, 'year', 'jaar', false), (18, 'breakdown', 'uitsplitsing', false), (19, 'category', 'categorie', false),
			(20, 'numerator', 'teller', true), (21, 'denominator', 'noemer', true), (22, 'value', 'waarde', true), (23, 'lower', 'ondergrens', true), (24, 'upper', 'bovengrens', true),
			(25, 'unit', 'eenheid', false), (26, 'status', 'status', false), (27, 'country_value', 'waarde_land', true), (28, 'comparison', 'vergelijking', false), (29, 'trend', 'trend', false)
		) c(place, name, header_nl, is_number);
	END;
COMMENT ON FUNCTION kansrijk_intern.release_columns() IS 'Internal: Columns of release_csv(): names, which are the headers in English, headers in Dutch, and which are numbers.';

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
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.releases r WHERE r.release = $1)', target) INTO is_found USING label;
	IF NOT is_found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label), HINT = format('SELECT release FROM %I.releases lists them.', target);
	END IF;
	IF definition IS NOT NULL THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.released r WHERE r.release = $1 AND r.definition = $2)', target) INTO is_found USING label, definition;
		IF NOT is_found THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" has no figures of "%s"', label, definition), HINT = format('SELECT DISTINCT definition FROM %I.released lists what there is.', target);
		END IF;
	END IF;
	RETURN true;
END $$;
COMMENT ON FUNCTION kansrijk_intern.require_release(text, text, text) IS 'Internal: True when the caller can read this release, with figures of this definition when one is given; else error 42704. For the exports.';

CREATE FUNCTION release_csv(target text, label text, delimiter text DEFAULT ',', decimal_sign text DEFAULT '.', language text DEFAULT 'nl') RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	header text;
	fields text;
	rows text;
BEGIN
	IF coalesce(delimiter NOT IN (',', ';', E'\t', '|'), true) OR coalesce(decimal_sign NOT IN ('.', ','), true) OR coalesce(language NOT IN ('nl', 'en'), true) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'unknown delimiter, decimal sign or language', HINT = 'Allowed: delimiter comma, semicolon, tab or |; decimal point or comma; language nl or en.';
	END IF;
	PERFORM kansrijk_intern.require_release(target, label);
	SELECT string_agg(CASE language WHEN 'nl' THEN c.header_nl ELSE c.name END, delimiter ORDER BY c.place),
			string_agg(CASE WHEN NOT c.is_number THEN format('kansrijk_intern.csv_text(%I::text, $2)', c.name)
				ELSE format('kansrijk_intern.csv_field(replace(trim_scale(round(%I::numeric, 6))::text, ''.'', $3), $2)', c.name) END, ' || $2 || ' ORDER BY c.place)
		INTO header, fields FROM kansrijk_intern.release_columns() c;
	EXECUTE format('SELECT string_agg(%s, E''\r\n'' ORDER BY family COLLATE "C", definition COLLATE "C", area_type COLLATE "C", area COLLATE "C", first_year, year, breakdown COLLATE "C", category COLLATE "C") FROM %I.released WHERE release = $1', fields, target)
		INTO rows USING label, delimiter, decimal_sign;
	RETURN concat_ws(E'\r\n', header, rows);
END $$;
COMMENT ON FUNCTION release_csv(text, text, text, text, text) IS
'A release as a CSV file (RFC 4180: lines end with CR LF, but for the last; UTF-8 as the client asks). delimiter: comma, semicolon, tab or |; decimal_sign: point or comma; language of the header: nl or en. Hidden figures are empty, with status hidden. Reads target.released with the rights of the caller. Errors: 42704, 22023, 22004.';

CREATE FUNCTION release_json_stat(target text, label text, definition text) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	result jsonb;
BEGIN
	IF definition IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'definition must not be null';
	END IF;
	PERFORM kansrijk_intern.require_release(target, label, definition);
	EXECUTE format($query$
		WITH figure AS (
			SELECT f.*, area_type || ':' || area AS area_key, CASE WHEN breakdown = 'totaal' THEN 'totaal' ELSE breakdown || ':' || category END AS category_key
			FROM %1$I.released f WHERE f.release = $1 AND f.definition = $2),
		named AS (SELECT area_key, min(area_type) AS type, min(area) AS code, coalesce(min(area_name), min(area)) AS name FROM figure GROUP BY area_key),
		-- Toolkits find a category by its label, so that one that two have loses figures:
		-- a province and its capital, areas that are unknown.
		labelled AS (SELECT area_key, type, CASE WHEN count(*) OVER (PARTITION BY name) = 1 THEN name
			WHEN count(*) OVER (PARTITION BY name, type) = 1 THEN format('%%s (%%s)', name, type) ELSE format('%%s (%%s %%s)', name, type, code) END AS label FROM named),
		area AS (SELECT area_key, CASE WHEN count(*) OVER (PARTITION BY label) = 1 THEN label ELSE area_key END AS name,
			row_number() OVER (ORDER BY array_position('{land,provincie,gemeente,stadsdeel,wijk,pc4}', type), area_key COLLATE "C") - 1 AS i FROM labelled),
		period AS (SELECT first_year, year, min(period_label) AS key, row_number() OVER (ORDER BY year, first_year DESC) - 1 AS i FROM figure GROUP BY first_year, year),
		category AS (SELECT category_key, row_number() OVER (ORDER BY category_key <> 'totaal', category_key COLLATE "C") - 1 AS i FROM figure GROUP BY category_key),
		measure AS (SELECT * FROM (VALUES (0, 'value', 'Waarde'), (1, 'numerator', 'Teller'), (2, 'denominator', 'Noemer'), (3, 'lower', 'Ondergrens (95%%)'), (4, 'upper', 'Bovengrens (95%%)')) m(i, key, name)),
		size AS (SELECT (SELECT count(*) FROM area) AS areas, (SELECT count(*) FROM period) AS periods, (SELECT count(*) FROM category) AS categories, (SELECT count(*) FROM measure) AS measures),
		value AS (
			SELECT (((a.i * s.periods + p.i) * s.categories + c.i) * s.measures + m.i)::text AS i, f.status,
				trim_scale(round(CASE m.i WHEN 0 THEN f.value::numeric WHEN 1 THEN f.numerator::numeric WHEN 2 THEN f.denominator::numeric WHEN 3 THEN f.lower::numeric ELSE f.upper::numeric END, 6)) AS value
			FROM figure f JOIN area a USING (area_key) JOIN period p USING (first_year, year) JOIN category c USING (category_key), measure m, size s)
		SELECT jsonb_build_object('version', '2.0', 'class', 'dataset', 'label', min(f.definition_name), 'updated', to_char((SELECT r.released_at FROM %1$I.releases r WHERE r.release = $1) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
			'id', '["area", "period", "category", "measure"]'::jsonb, 'size', (SELECT jsonb_build_array(s.areas, s.periods, s.categories, s.measures) FROM size s),
			'role', '{"geo": ["area"], "time": ["period"], "metric": ["measure"]}'::jsonb,
			'dimension', jsonb_build_object(
				'area', jsonb_build_object('label', 'Gebied', 'category', (SELECT jsonb_build_object('index', jsonb_object_agg(area_key, i), 'label', jsonb_object_agg(area_key, name)) FROM area)),
				'period', jsonb_build_object('label', 'Periode', 'category', (SELECT jsonb_build_object('index', jsonb_object_agg(key, i), 'label', jsonb_object_agg(key, key)) FROM period)),
				'category', jsonb_build_object('label', 'Uitsplitsing', 'category', (SELECT jsonb_build_object('index', jsonb_object_agg(category_key, i), 'label', jsonb_object_agg(category_key, category_key)) FROM category)),
				'measure', jsonb_build_object('label', 'Maat', 'category', (SELECT jsonb_build_object('index', jsonb_object_agg(key, i), 'label', jsonb_object_agg(key, name),
					'unit', jsonb_object_agg(key, jsonb_build_object('label', CASE WHEN i IN (1, 2) THEN 'aantal' ELSE (SELECT min(unit) FROM figure) END))) FROM measure))),
			'value', (SELECT jsonb_object_agg(i, value) FROM value), 'status', (SELECT coalesce(jsonb_object_agg(i, status) FILTER (WHERE status <> 'publish'), '{}') FROM value),
			'extension', jsonb_build_object('release', $1, 'definition', $2, 'status', jsonb_build_object('hidden', 'verborgen om herleidbaarheid te voorkomen', 'empty', 'er valt niets te tonen')))
		FROM figure f$query$, target) INTO result USING label, definition;
	RETURN result;
END $$;
COMMENT ON FUNCTION release_json_stat(text, text, text) IS
'One definition of a release as a JSON-stat 2.0 dataset with the dimensions area, period, category and measure (value, numerator, denominator, lower, upper). value and status are objects by cell number: a hidden figure is null with status hidden, a combination that is no figure is absent. Labels are unique: where areas have one name, or are unknown (?), with their kind, and with their code where that does not tell either. Reads target.released with the rights of the caller. Errors: 42704, 22004.';

CREATE FUNCTION kansrijk_intern.license_iri(license text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	name constant text := upper(regexp_replace(btrim(license), '[-_ ]+', ' ', 'g'));
	parts text[] := regexp_match(name, '^(?:CC )?(BY(?: NC)?(?: SA| ND)?) ([1-4]\.0)$');
BEGIN
	IF license ~ '^https?://[^\s<>"{}|\\^`]+$' THEN
		RETURN license;
	ELSIF parts IS NOT NULL THEN
		RETURN format('https://creativecommons.org/licenses/%s/%s/', lower(replace(parts[1], ' ', '-')), parts[2]);
	ELSIF name IN ('CC0', 'CC0 1.0', 'CC ZERO', 'CC 0', 'CC 0 1.0') THEN
		RETURN 'https://creativecommons.org/publicdomain/zero/1.0/';
	ELSIF name IN ('PDM', 'PDM 1.0', 'CC PDM 1.0', 'PUBLIC DOMAIN MARK 1.0') THEN
		RETURN 'https://creativecommons.org/publicdomain/mark/1.0/';
	ELSIF name IN ('ODBL', 'ODBL 1.0') THEN
		RETURN 'https://opendatacommons.org/licenses/odbl/1-0/';
	ELSIF name IN ('ODC BY', 'ODC BY 1.0') THEN
		RETURN 'https://opendatacommons.org/licenses/by/1-0/';
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('license "%s" is not known', license),
		HINT = 'Give the address of the license (https://...), or one of CC0 1.0, CC BY 4.0 (also with NC, SA, ND), PDM 1.0, ODC-BY 1.0, ODbL 1.0.';
END $$;
COMMENT ON FUNCTION kansrijk_intern.license_iri(text) IS
'Internal: IRI of a license, which is its address or a name that is known: CC BY 4.0 and its kind, CC0, PDM, ODC-BY, ODbL. Another: error 22023.';

CREATE FUNCTION kansrijk_intern.url_part(value text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN (SELECT string_agg(CASE WHEN c ~ '[A-Za-z0-9._~-]' THEN c
			ELSE upper(regexp_replace(encode(convert_to(c, 'UTF8'), 'hex'), '(..)', '%\1', 'g')) END, '' ORDER BY i)
		FROM regexp_split_to_table(value, '') WITH ORDINALITY u(c, i));
COMMENT ON FUNCTION kansrijk_intern.url_part(text) IS 'Internal: A text as a part of an address: what may not be in one as percent signs and hexadecimal digits.';

CREATE FUNCTION release_dcat(target text, label text, base_url text, publisher text DEFAULT NULL, license text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	result jsonb;
BEGIN
	PERFORM kansrijk_intern.require_release(target, label);
	IF base_url IS NULL OR base_url !~ '^https?://[^\s<>"{}|\\^`]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'base_url is no web address', HINT = 'Give the address of the directory with the files, as in https://example.org/data/2024.';
	END IF;
	base_url := rtrim(base_url, '/');
	EXECUTE format($query$
		WITH figure AS (SELECT definition, min(definition_name) AS name, min(first_year) AS first_year, max(year) AS last_year FROM %I.released WHERE release = $1 GROUP BY definition)
		SELECT jsonb_strip_nulls(jsonb_build_object(
			'@context', '{"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#"}'::jsonb,
			'@id', $2, '@type', 'dcat:Dataset',
			'dct:title', jsonb_build_object('@language', 'nl', '@value', 'Indicatoren Kansrijke Start: ' || $1),
			'dct:description', jsonb_build_object('@language', 'nl', '@value', concat_ws(' ', 'Indicatoren over geboorte en vroege jeugd, met onthullingscontrole: ' || (SELECT string_agg(name, '; ' ORDER BY definition COLLATE "C") FROM figure) || '.', r.note)),
			'dct:identifier', $2,
			'dct:issued', jsonb_build_object('@type', 'xsd:dateTime', '@value', to_char(r.released_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
			'dct:language', '{"@id": "http://publications.europa.eu/resource/authority/language/NLD"}'::jsonb,
			'dct:accessRights', '{"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"}'::jsonb,
			'dcat:theme', '{"@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL"}'::jsonb,
			'dct:publisher', CASE WHEN $3 IS NOT NULL THEN jsonb_build_object('@type', 'foaf:Agent', 'foaf:name', $3) END,
			'dct:temporal', jsonb_build_object('@type', 'dct:PeriodOfTime',
				'dcat:startDate', jsonb_build_object('@type', 'xsd:date', '@value', (SELECT min(first_year) FROM figure) || '-01-01'),
				'dcat:endDate', jsonb_build_object('@type', 'xsd:date', '@value', (SELECT max(last_year) FROM figure) || '-12-31')),
			'dcat:distribution', (SELECT jsonb_agg(jsonb_build_object('@id', url, '@type', 'dcat:Distribution', 'dct:title', jsonb_build_object('@language', 'nl', '@value', title),
					'dcat:accessURL', jsonb_build_object('@id', url), 'dcat:downloadURL', jsonb_build_object('@id', url), 'dct:format', jsonb_build_object('@id', 'http://publications.europa.eu/resource/authority/file-type/' || format),
					'dcat:mediaType', jsonb_build_object('@id', 'https://www.iana.org/assignments/media-types/' || media_type), 'dct:license', CASE WHEN $4 IS NOT NULL THEN jsonb_build_object('@id', $4) END) ORDER BY i, url COLLATE "C")
				FROM (SELECT 0 AS i, $2 || '/figures.csv' AS url, 'Alle cijfers' AS title, 'CSV' AS format, 'text/csv' AS media_type
					UNION ALL SELECT 1, $2 || '/' || kansrijk_intern.url_part(definition) || '.json', name || ' (JSON-stat)', 'JSON', 'application/json' FROM figure) d)))
		FROM %1$I.releases r WHERE r.release = $1$query$, target) INTO result USING label, base_url, publisher, kansrijk_intern.license_iri(license);
	RETURN result;
END $$;
COMMENT ON FUNCTION release_dcat(text, text, text, text, text) IS
'A release as a dcat:Dataset of DCAT-AP 3, in JSON-LD, with as distributions base_url/figures.csv (release_csv) and base_url/DEFINITION.json (release_json_stat). publisher: a name; license: its address, or a name that is known (CC BY 4.0 and its kind, CC0, PDM 1.0, ODC-BY, ODbL), of which the address is written; another is error 22023. Reads target.released with the rights of the caller. Errors: 42704, 22023, 22004.';
