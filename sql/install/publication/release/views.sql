-- What readers see of releases, and of how old the figures are.

CREATE FUNCTION kansrijk_intern.wide_columns(definitions text[]) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(format('max(value) FILTER (WHERE definition = %1$L) AS %2$I, max(lower) FILTER (WHERE definition '
			'= %1$L) AS %3$I', d, n,
					n || '_lower')
				|| format(', max(upper) FILTER (WHERE definition = %1$L) AS %2$I, max(status) FILTER (WHERE definition = %1$L) '
					'AS %3$I', d,
					n || '_upper', n || '_status'), E',\n' ORDER BY i)
			FROM (SELECT d, i, replace(left(d, 50), '-', '_') AS n FROM unnest(definitions) WITH ORDINALITY u(d, i)) w;
	END;
COMMENT ON FUNCTION kansrijk_intern.wide_columns(text[]) IS
'Internal: Value, limits and status of each of these definitions as columns, in the text of a query over figures. For '
'the view latest_wide.';

-- Readers keep reading: a view that says the same as before is left alone, and one
-- that has the same columns is not dropped.
CREATE PROCEDURE kansrijk_intern.create_reader_view(target text, name text, query text, comments text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	was regclass := to_regclass(format('%I.%I', target, name));
	x record;
BEGIN
	EXECUTE format('CREATE VIEW %I.%I WITH (security_barrier) AS %s', private, name, query);
	IF was IS NULL THEN
		EXECUTE format('ALTER VIEW %I.%I SET SCHEMA %I', private, name, target);
	ELSE
		IF pg_get_viewdef(was) <> pg_get_viewdef(to_regclass(format('%I.%I', private, name))) THEN
			IF name = 'latest_wide' THEN
				EXECUTE format('DROP VIEW %I.%I', target, name);
			END IF;
			EXECUTE format('CREATE OR REPLACE VIEW %I.%I WITH (security_barrier) AS %s', target, name, query);
		END IF;
		EXECUTE format('DROP VIEW %I.%I', private, name);
	END IF;
	EXECUTE format('COMMENT ON VIEW %I.%I IS %L', target, name, comments[1]);
	FOR x IN
		SELECT a.attname, coalesce((SELECT substr(c, strpos(c, ': ') + 2) FROM unnest(comments[2:]) c
			WHERE split_part(c, ': ', 1) = a.attname LIMIT 1),
				n.comment_nl, d.name_nl || coalesce(' (' || coalesce(d.unit, i.unit) || ')', '') || CASE w.suffix
					WHEN '_lower' THEN ': ondergrens van het 95%-interval.' WHEN '_upper' THEN ': bovengrens van het 95%-interval.'
					WHEN '_status' THEN ': status.' ELSE '.' END) AS comment_nl
			FROM pg_attribute a LEFT JOIN kansrijk_intern.indicator_view_columns() n ON n.name = a.attname
				CROSS JOIN LATERAL (SELECT coalesce(substring(a.attname FROM '(_lower|_upper|_status)$'), '') AS suffix) w
				LEFT JOIN @extschema@.indicator_definition d ON replace(left(d.id, 50), '-', '_') || w.suffix = a.attname
				LEFT JOIN @extschema@.indicator i ON i.id = d.indicator
			WHERE a.attrelid = to_regclass(format('%I.%I', target, create_reader_view.name)) AND a.attnum > 0
	LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', target, name, x.attname, x.comment_nl);
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_reader_view(text, text, text, text[]) IS
'Internal: Creates a view for readers, or makes it anew when its query is another. comments: of the view, then COLUMN: '
'COMMENT of those that other views do not have.';

CREATE PROCEDURE kansrijk_intern.create_reader_views(target text, definitions text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place)
		FROM kansrijk_intern.indicator_view_columns() c);
	visible constant text := '(r.withdrawn_at IS NULL OR r.withdrawn_until <= now())';
	latest text;
BEGIN
	CALL kansrijk_intern.create_reader_view(target, 'released',
		format('SELECT f.release, f.family, %1$s FROM %2$I.release_figure f JOIN %2$I.release r ON r.label = f.release '
			'WHERE %3$s',
			replace('f.' || columns, ', ', ', f.'), private, visible),
		'{Alle vrijgegeven cijfers die niet zijn ingetrokken.,release: Naam van de vrijgave.,family: Familie van '
			'indicatoren.}');
	CALL kansrijk_intern.create_reader_view(target, 'releases',
		format('SELECT r.label AS release, r.released_at, r.note, CASE WHEN %2$s THEN NULL ELSE r.withdrawn_at END AS '
			'withdrawn_at,
			CASE WHEN %2$s THEN NULL ELSE r.withdrawn_until END AS withdrawn_until,
			CASE WHEN %2$s THEN NULL ELSE r.withdrawn_because END AS withdrawn_because,
			(SELECT string_agg(f.value ->> ''rule'', '', '' ORDER BY f.ordinality)
				FROM jsonb_array_elements(r.findings) WITH ORDINALITY f) AS findings FROM %1$I.release r', private, visible),
		ARRAY['Vrijgaven.', 'release: Naam van de vrijgave.', 'released_at: Wanneer.', 'note: Toelichting.',
			'withdrawn_at: Sinds wanneer de vrijgave is ingetrokken; leeg: zij geldt.',
				'withdrawn_until: Tot wanneer; leeg: niet bekend.',
			'withdrawn_because: Waarom zij is ingetrokken.',
			'findings: Regels van de controle van de bron waaraan niet was voldaan; leeg: geen, of niet nagekeken.']);
	-- Each family as it was released last: a release has all of its years.
	latest := format('SELECT f.release, f.family, %1$s FROM %2$I.release_figure f JOIN %2$I.release l ON l.label = '
		'f.release
			WHERE %3$s AND NOT EXISTS (SELECT FROM %2$I.release r WHERE r.id > l.id AND r.block_years ? f.family AND %4$s)',
		replace('f.' || columns, ', ', ', f.'), private, replace(visible, 'r.', 'l.'), visible);
	CALL kansrijk_intern.create_reader_view(target, 'latest', latest,
		'{Van elke familie de cijfers van de laatste vrijgave die niet is ingetrokken.,release: Naam van de '
			'vrijgave.,family: Familie van indicatoren.}');
	CALL kansrijk_intern.create_reader_view(target, 'latest_wide',
		format(E'SELECT area_type, area, max(area_name) AS area_name, max(province) AS province, max(municipality) AS '
			'municipality,
	max(period_type) AS period_type, max(period_label) AS period_label, first_year, year,\n%s
FROM (%s) latest WHERE breakdown = ''totaal'' GROUP BY area_type, area, first_year, year',
	kansrijk_intern.wide_columns(definitions), latest),
		'{"De laatste vrijgave, een rij per gebied en periode, met van elke definitie waarde, grenzen en status."}');
	CALL kansrijk_intern.create_reader_view(target, 'data_as_of',
		format('SELECT r.family, max(a.started) AS data_as_of FROM (SELECT DISTINCT family FROM %1$I.relation WHERE stage '
			'= ''fact'') r
			LEFT JOIN (SELECT a.family, a.started FROM %1$I.refresh_attempt a WHERE a.outcome = ''refreshed''
				AND a.started >= (SELECT p.created FROM %1$I.publication p)) a ON a.family = r.family
			GROUP BY r.family', private),
		ARRAY['Van wanneer de getoonde cijfers zijn.', 'family: Familie van indicatoren.',
			'data_as_of: Wat er tot dit moment in de bron stond, is meegeteld; leeg: nog niet ververst.']);
	CALL kansrijk_intern.create_reader_view(target, 'deducible',
		format('SELECT d.family, d.definition, d.area_type, d.area, d.first_year, d.year, d.numerator_low, d.numerator_high,
			d.deducible_low, d.deducible_high FROM %I.deduced_figure d', private),
		ARRAY['Waartussen een verborgen cijfer ligt, afgeleid uit getoonde cijfers alleen; leeg tot de eigenaar erom vraagt.',
			'family: Familie van indicatoren.', 'numerator_low: Kleinste teller die past bij wat wordt getoond.',
			'numerator_high: Grootste teller die daarbij past; leeg: er is geen grens.',
			'deducible_low: Kleinste waarde die daarbij past.', 'deducible_high: Grootste waarde; leeg: er is geen grens.']);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_reader_views(text, text[]) IS
'Internal: Creates target.released, releases, latest, latest_wide, data_as_of and deducible, or makes them what they '
'should be. '
'Rights are given by grant_publication(). Part of create_indicator_views().';
