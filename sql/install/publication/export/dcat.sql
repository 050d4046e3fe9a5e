-- A release as an entry of a catalogue: DCAT-AP 3, and the Dutch profile of it.

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
		HINT = 'Give the address of the license (https://...), or one of CC0 1.0, CC BY 4.0 (also with NC, SA, ND), PDM 1.0, '
			'ODC-BY 1.0, ODbL 1.0.';
END $$;
COMMENT ON FUNCTION kansrijk_intern.license_iri(text) IS
'Internal: IRI of a license, which is its address or a name that is known: CC BY 4.0 and its kind, CC0, PDM, '
'ODC-BY, ODbL. Another: error 22023.';

CREATE FUNCTION kansrijk_intern.url_part(value text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN (SELECT string_agg(CASE WHEN c ~ '[A-Za-z0-9._~-]' THEN c
			ELSE upper(regexp_replace(encode(convert_to(c, 'UTF8'), 'hex'), '(..)', '%\1', 'g')) END, '' ORDER BY i)
		FROM regexp_split_to_table(value, '') WITH ORDINALITY u(c, i));
COMMENT ON FUNCTION kansrijk_intern.url_part(text) IS
'Internal: A text as a part of an address: what may not be in one as percent signs and hexadecimal digits.';

-- What is no address vanishes from the graph without an error, and its properties with it.
CREATE FUNCTION kansrijk_intern.dcat_node(address text, argument text, type text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF address !~ '^https?://[^\s<>"{}|\\^`]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('%s is no web address', argument),
			HINT = 'Give an address that begins with https:// or http://, without blanks.';
	END IF;
	RETURN CASE WHEN address IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object('@id', address, '@type', type)) END;
END $$;
COMMENT ON FUNCTION kansrijk_intern.dcat_node(text, text, text) IS
'Internal: A node of JSON-LD with this address, and a type when one is given; NULL without address. What is no '
'web address: error 22023, naming the argument.';

CREATE FUNCTION release_dcat(target text, label text, base_url text, publisher text DEFAULT NULL,
		license text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	result jsonb;
BEGIN
	PERFORM kansrijk_intern.require_release(target, label);
	IF base_url IS NULL OR base_url !~ '^https?://[^\s<>"{}|\\^`]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'base_url is no web address',
			HINT = 'Give the address of the directory with the files, as in https://example.org/data/2024.';
	END IF;
	base_url := rtrim(base_url, '/');
	EXECUTE format($query$
		WITH figure AS (
			SELECT definition, min(definition_name) AS name, min(first_year) AS first_year, max(year) AS last_year
			FROM %I.released WHERE release = $1 GROUP BY definition),
		file AS (
			SELECT 0 AS i, $2 || '/figures.csv' AS url, 'Alle cijfers' AS title, 'CSV' AS format, 'text/csv' AS media_type,
				$2 || '/figures.csv-metadata.json' AS standard
			UNION ALL SELECT 1, $2 || '/' || kansrijk_intern.url_part(definition) || '.json', name || ' (JSON-stat)', 'JSON',
				'application/json', 'https://json-stat.org/full/'
			FROM figure)
		SELECT jsonb_strip_nulls(jsonb_build_object(
			'@context', '{"adms": "http://www.w3.org/ns/adms#", "dcat": "http://www.w3.org/ns/dcat#",
				"dcatap": "http://data.europa.eu/r5r/", "dct": "http://purl.org/dc/terms/",
				"eli": "http://data.europa.eu/eli/ontology#", "foaf": "http://xmlns.com/foaf/0.1/",
				"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#",
				"vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#"}'::jsonb,
			'@id', $2, '@type', 'dcat:Dataset',
			'dct:title', jsonb_build_object('@language', 'nl', '@value', 'Indicatoren Kansrijke Start: ' || $1),
			'dct:description', jsonb_build_object('@language', 'nl', '@value', concat_ws(' ',
				'Indicatoren over geboorte en vroege jeugd, met onthullingscontrole: '
					|| (SELECT string_agg(name, '; ' ORDER BY definition COLLATE "C") FROM figure) || '.', r.note)),
			'dct:identifier', $2,
			'dct:issued', jsonb_build_object('@type', 'xsd:dateTime',
				'@value', to_char(r.released_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
			'dct:language', $5,
			'dct:accessRights', '{"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
				"@type": "dct:RightsStatement"}'::jsonb,
			'dcat:theme', '{"@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL", "@type": "skos:Concept",
				"skos:prefLabel": {"@language": "nl", "@value": "Gezondheid"}}'::jsonb,
			'dct:publisher', CASE WHEN $3 IS NOT NULL THEN jsonb_build_object('@type', 'foaf:Agent', 'foaf:name', $3) END,
			'dct:temporal', jsonb_build_object('@type', 'dct:PeriodOfTime',
				'dcat:startDate', jsonb_build_object('@type', 'xsd:date', '@value',
					(SELECT min(first_year) FROM figure) || '-01-01'),
				'dcat:endDate', jsonb_build_object('@type', 'xsd:date', '@value', (SELECT max(last_year) FROM figure) || '-12-31')),
			'dcat:distribution', (
				SELECT jsonb_agg(jsonb_build_object('@id', url, '@type', 'dcat:Distribution',
					'dct:title', jsonb_build_object('@language', 'nl', '@value', title),
					'dcat:accessURL', jsonb_build_object('@id', url, '@type', 'rdfs:Resource'),
					'dcat:downloadURL', jsonb_build_object('@id', url, '@type', 'rdfs:Resource'),
					'dct:format', jsonb_build_object('@type', 'dct:MediaTypeOrExtent',
						'@id', 'http://publications.europa.eu/resource/authority/file-type/' || format),
					'dcat:mediaType', jsonb_build_object('@type', 'dct:MediaType',
						'@id', 'https://www.iana.org/assignments/media-types/' || media_type),
					'dct:conformsTo', jsonb_build_object('@id', standard, '@type', 'dct:Standard'),
					'dct:language', $5,
					'dct:license', CASE WHEN $4 IS NOT NULL
						THEN jsonb_build_object('@id', $4, '@type', 'dct:LicenseDocument') END) ORDER BY i, url COLLATE "C")
				FROM file)))
		FROM %1$I.releases r WHERE r.release = $1$query$, target)
		INTO result USING label, base_url, publisher, kansrijk_intern.license_iri(license),
			'{"@id": "http://publications.europa.eu/resource/authority/language/NLD", "@type": "dct:LinguisticSystem"}'::jsonb;
	RETURN result;
END $$;
COMMENT ON FUNCTION release_dcat(text, text, text, text, text) IS
'A release as a dcat:Dataset of DCAT-AP 3, in JSON-LD, with as distributions base_url/figures.csv (release_csv, '
'in Dutch; release_csvw is its figures.csv-metadata.json) and base_url/DEFINITION.json (release_json_stat). '
'publisher: a name; license: its address, or a name that is known (CC BY 4.0 and its kind, CC0, PDM 1.0, ODC-BY, '
'ODbL), of which the address is written; another is error 22023. For a Dutch harvester: release_dcat_nl. Reads '
'target.released with the rights of the caller. Errors: 42704, 22023, 22004.';

CREATE FUNCTION release_dcat_nl(target text, label text, base_url text, publisher text, license text,
	contact_email text,
		contact_name text DEFAULT NULL, contact_url text DEFAULT NULL, publisher_url text DEFAULT NULL,
		creator text DEFAULT NULL, creator_url text DEFAULT NULL, status text DEFAULT 'final',
		spatial text DEFAULT 'http://publications.europa.eu/resource/authority/country/NLD', title text DEFAULT NULL,
		description text DEFAULT NULL, keywords text[] DEFAULT '{Kansrijke Start,geboortezorg,jeugdgezondheid}',
		landing_page text DEFAULT NULL, documentation text DEFAULT NULL, frequency text DEFAULT 'ANNUAL',
		legislation text DEFAULT NULL, catalog_url text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	authority constant text := 'http://publications.europa.eu/resource/authority/';
	dataset jsonb;
	contact jsonb;
	publisher_node jsonb;
	status_code text := CASE status WHEN 'final' THEN 'COMPLETED' WHEN 'provisional' THEN 'DEVELOP' WHEN 'withdrawn'
		THEN 'WITHDRAWN'
		WHEN 'superseded' THEN 'DEPRECATED' END;
BEGIN
	IF num_nulls(publisher, license) > 0 OR num_nonnulls(contact_email, contact_url) = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'publisher, license and a contact must be given',
			HINT = 'The Dutch profile asks for them. A contact is contact_email, contact_url or both.';
	ELSIF status_code IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'unknown status',
			HINT = 'Allowed: final, provisional, withdrawn, superseded.';
	ELSIF contact_email !~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'contact_email is no e-mail address';
	ELSIF frequency !~ '^[A-Z_0-9]+$' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'frequency is no code',
			HINT = 'Give a code of the European list of frequencies, as ANNUAL, IRREG or NEVER.';
	END IF;
	publisher_node := jsonb_strip_nulls(coalesce(kansrijk_intern.dcat_node(publisher_url, 'publisher_url'), '{}')
		|| jsonb_build_object('@type', 'foaf:Agent', 'foaf:name', publisher));
	contact := jsonb_strip_nulls(jsonb_build_object('@type', '["vcard:Kind", "vcard:Organization"]'::jsonb,
		'vcard:fn', coalesce(contact_name, publisher),
		'vcard:hasEmail', CASE WHEN contact_email IS NOT NULL THEN jsonb_build_object('@id', 'mailto:' || contact_email) END,
		'vcard:hasURL', kansrijk_intern.dcat_node(contact_url, 'contact_url')));
	dataset := @extschema@.release_dcat(target, label, base_url, publisher, license);
	dataset := dataset || jsonb_strip_nulls(jsonb_build_object(
		'dct:title', jsonb_build_object('@language', 'nl', '@value', coalesce(title, dataset #>> '{dct:title,@value}')),
		'dct:description', jsonb_build_object('@language', 'nl', '@value', concat_ws(' ',
			CASE status WHEN 'provisional' THEN 'Voorlopige cijfers.' WHEN 'withdrawn' THEN 'Ingetrokken.' END,
			coalesce(description, dataset #>> '{dct:description,@value}'))),
		'dct:publisher', publisher_node,
		'dct:creator', CASE WHEN num_nonnulls(creator, creator_url) = 0 THEN publisher_node
			ELSE jsonb_strip_nulls(coalesce(kansrijk_intern.dcat_node(creator_url, 'creator_url'), '{}')
				|| jsonb_build_object('@type', 'foaf:Agent', 'foaf:name', coalesce(creator, publisher))) END,
		'dcat:contactPoint', contact,
		'dct:spatial', kansrijk_intern.dcat_node(spatial, 'spatial', 'dct:Location'),
		'adms:status', jsonb_build_object('@id', authority || 'dataset-status/' || status_code),
		'dct:accrualPeriodicity', CASE WHEN frequency IS NOT NULL
			THEN jsonb_build_object('@id', authority || 'frequency/' || frequency, '@type', 'dct:Frequency') END,
		'dct:modified', dataset -> 'dct:issued',
		'dcat:version', label,
		'dcat:keyword', (SELECT jsonb_agg(jsonb_build_object('@language', 'nl', '@value', k)) FROM unnest(keywords) k),
		'dcat:landingPage', kansrijk_intern.dcat_node(landing_page, 'landing_page', 'foaf:Document'),
		'foaf:page', kansrijk_intern.dcat_node(documentation, 'documentation', 'foaf:Document'),
		'dcatap:applicableLegislation', kansrijk_intern.dcat_node(legislation, 'legislation', 'eli:LegalResource')));
	IF catalog_url IS NULL THEN
		RETURN dataset;
	END IF;
	RETURN jsonb_build_object('@context', dataset -> '@context', '@graph', jsonb_build_array(
		kansrijk_intern.dcat_node(catalog_url, 'catalog_url', 'dcat:Catalog') || jsonb_build_object(
			'dct:title', jsonb_build_object('@language', 'nl', '@value', 'Indicatoren Kansrijke Start van ' || publisher),
			'dct:description', jsonb_build_object('@language', 'nl', '@value',
				'Vrijgegeven cijfers over geboorte en vroege jeugd.'),
			'dct:publisher', publisher_node, 'dct:creator', publisher_node, 'dcat:contactPoint', contact,
			'dct:language', dataset -> 'dct:language', 'dcat:dataset', jsonb_build_object('@id', dataset -> '@id')),
		dataset - '@context'));
END $$;
COMMENT ON FUNCTION release_dcat_nl(text, text, text, text, text, text, text, text, text, text, text, text, text, text,
	text, text[], text, text, text, text, text) IS
'A release as release_dcat() has it, with what a harvester of DCAT-AP-NL 3.0 asks for. publisher and creator '
'(default: the publisher): names; publisher_url and creator_url: their addresses, as in the list of Dutch public '
'bodies (TOOI); license: as there; a contact: contact_email, contact_url or both, and contact_name (default: the '
'publisher). status: final, provisional (described so, and "in development" for the harvester, whose list has no '
'better word), withdrawn or superseded; spatial, landing_page, documentation, legislation: web addresses; '
'frequency: a code of the European list; NULL leaves out what is not obligatory. With catalog_url the result is '
'a graph of that catalogue and the dataset. Reads target.released with the rights of the caller. Errors: 22004 '
'without what is obligatory, 22023, 42704.';
