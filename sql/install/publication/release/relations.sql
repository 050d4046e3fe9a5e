-- What a publication remembers of its releases.

CREATE FUNCTION sdc_difference_is_small(a rate, b rate, policy sdc_policy) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN (numerator(a), denominator(a)) <> (numerator(b), denominator(b))
		AND (sdc_primary(make_rate(abs(numerator(a) - numerator(b)),
				abs(numerator(a) - numerator(b)) + abs(denominator(a) - numerator(a) - denominator(b) + numerator(b)), 0), policy) NOT IN ('publish', 'empty')
			OR denominator(a) <> denominator(b) AND sdc_primary(abs(denominator(a) - denominator(b)), policy) <> 'publish');
COMMENT ON FUNCTION sdc_difference_is_small(rate, rate, sdc_policy) IS
'Whether two figures of the same cell differ by so little that the difference is itself a count to be hidden: in numerators, in complements or in denominators, by the primary rules. False for equal counts.';

CREATE FUNCTION kansrijk_intern.release_key(area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text, period int4range, breakdown text, category text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN area_type || '|' || coalesce(province, '') || '|' || coalesce(municipality, '') || '|' || coalesce(stadsdeel, '') || '|' || coalesce(wijk, '') || '|' || coalesce(pc4, '')
		|| '|' || lower(period)::text || '|' || upper(period)::text || '|' || breakdown || '|' || category;
COMMENT ON FUNCTION kansrijk_intern.release_key(text, text, text, text, text, text, int4range, text, text) IS 'Internal: Which figure of a definition this is, as one text, to find what was released of it.';

CREATE FUNCTION kansrijk_intern.released_rate(r rate, policy sdc_policy, published rate[]) RETURNS rate
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 50
	RETURN (SELECT p FROM unnest(published) WITH ORDINALITY u(p, i) WHERE sdc_difference_is_small(r, p, policy) ORDER BY i LIMIT 1);
COMMENT ON FUNCTION kansrijk_intern.released_rate(rate, sdc_policy, rate[]) IS
'Internal: The first of these published values from which a figure differs too little to be revised: it stays what it was. NULL without such a one.';

CREATE PROCEDURE kansrijk_intern.create_release_relations(target text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	name text;
BEGIN
	IF to_regclass(format('%I.release', private)) IS NOT NULL THEN
		RETURN;
	END IF;
	EXECUTE format($ddl$
		CREATE TABLE %1$I.release (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL UNIQUE, released_at timestamptz NOT NULL DEFAULT now(), released_by text NOT NULL DEFAULT session_user,
			note text, source text NOT NULL, policy text NOT NULL, organisation_policy text NOT NULL, block_years jsonb NOT NULL, definitions jsonb NOT NULL, source_fingerprint jsonb NOT NULL, audit jsonb NOT NULL, version text NOT NULL);
		COMMENT ON TABLE %1$I.release IS 'Wat er is vrijgegeven.';
		COMMENT ON COLUMN %1$I.release.id IS 'Volgnummer.';
		COMMENT ON COLUMN %1$I.release.label IS 'Naam van de vrijgave.';
		COMMENT ON COLUMN %1$I.release.released_at IS 'Wanneer.';
		COMMENT ON COLUMN %1$I.release.released_by IS 'Sessiegebruiker die vrijgaf.';
		COMMENT ON COLUMN %1$I.release.note IS 'Toelichting, ook voor lezers.';
		COMMENT ON COLUMN %1$I.release.source IS 'Schema van de bron.';
		COMMENT ON COLUMN %1$I.release.policy IS 'Beleid voor cijfers over personen.';
		COMMENT ON COLUMN %1$I.release.organisation_policy IS 'Beleid voor cijfers over organisaties.';
		COMMENT ON COLUMN %1$I.release.block_years IS 'Laatste jaar van elke familie.';
		COMMENT ON COLUMN %1$I.release.definitions IS 'Definities zoals ze toen waren: versie, bereik en gebeurtenis.';
		COMMENT ON COLUMN %1$I.release.source_fingerprint IS 'Vingerafdruk van alle eenheden van de bron, per telling.';
		COMMENT ON COLUMN %1$I.release.audit IS 'Uitkomst van de controle.';
		COMMENT ON COLUMN %1$I.release.version IS 'Versie van kansrijk.';
		CREATE TABLE %1$I.release_cell (release integer NOT NULL REFERENCES %1$I.release ON DELETE CASCADE, family text NOT NULL, definition text NOT NULL, area_type text NOT NULL,
			province text, municipality text, stadsdeel text, wijk text, pc4 text, period int4range NOT NULL, breakdown text NOT NULL, category text NOT NULL, r kansrijk.rate, status kansrijk.cell_status NOT NULL,
			key text GENERATED ALWAYS AS (kansrijk_intern.release_key(area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category)) STORED);
		CREATE INDEX release_cell_key ON %1$I.release_cell (definition, key);
		COMMENT ON INDEX %1$I.release_cell_key IS 'Wat er van een cijfer is vrijgegeven.';
		CREATE INDEX release_cell_release ON %1$I.release_cell (release);
		COMMENT ON INDEX %1$I.release_cell_release IS 'Cijfers van een vrijgave.';
		COMMENT ON TABLE %1$I.release_cell IS 'Vrijgegeven cijfers met hun tellingen, ook de verborgene. Niet voor lezers.';
		COMMENT ON COLUMN %1$I.release_cell.release IS 'Vrijgave.';
		COMMENT ON COLUMN %1$I.release_cell.family IS 'Familie van indicatoren.';
		COMMENT ON COLUMN %1$I.release_cell.definition IS 'Definitie.';
		COMMENT ON COLUMN %1$I.release_cell.area_type IS 'Soort gebied.';
		COMMENT ON COLUMN %1$I.release_cell.province IS 'Provincie.';
		COMMENT ON COLUMN %1$I.release_cell.municipality IS 'Gemeentecode.';
		COMMENT ON COLUMN %1$I.release_cell.stadsdeel IS 'Stadsdeel.';
		COMMENT ON COLUMN %1$I.release_cell.wijk IS 'Wijkcode.';
		COMMENT ON COLUMN %1$I.release_cell.pc4 IS 'Postcode.';
		COMMENT ON COLUMN %1$I.release_cell.period IS 'Kalenderjaren.';
		COMMENT ON COLUMN %1$I.release_cell.breakdown IS 'Uitsplitsing.';
		COMMENT ON COLUMN %1$I.release_cell.category IS 'Categorie.';
		COMMENT ON COLUMN %1$I.release_cell.r IS 'Tellingen.';
		COMMENT ON COLUMN %1$I.release_cell.status IS 'Status, met de reden.';
		COMMENT ON COLUMN %1$I.release_cell.key IS 'Welk cijfer van de definitie het is.';
		CREATE TABLE %1$I.final_year (definition text NOT NULL, year integer NOT NULL, release integer NOT NULL REFERENCES %1$I.release ON DELETE CASCADE, r kansrijk.rate NOT NULL, fingerprint numeric, reopened timestamptz, PRIMARY KEY (definition, year));
		COMMENT ON TABLE %1$I.final_year IS 'Vrijgegeven jaren: die blijven zoals ze zijn.';
		COMMENT ON COLUMN %1$I.final_year.definition IS 'Definitie.';
		COMMENT ON COLUMN %1$I.final_year.year IS 'Jaar.';
		COMMENT ON COLUMN %1$I.final_year.release IS 'Vrijgave waarin het jaar definitief werd.';
		COMMENT ON COLUMN %1$I.final_year.r IS 'Tellingen van het land.';
		COMMENT ON COLUMN %1$I.final_year.fingerprint IS 'Vingerafdruk van de eenheden van het land.';
		COMMENT ON COLUMN %1$I.final_year.reopened IS 'Sinds wanneer het jaar is heropend; leeg: definitief.';
		$ddl$, private);
	FOREACH name IN ARRAY '{release,release_cell,final_year}'::text[] LOOP
		EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', private, name, owner);
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', private, name);
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_release_relations(text, text) IS 'Internal: Creates the private tables release, release_cell and final_year of a publication, when they do not exist. Part of create_indicator_views().';

-- One for a family: a definition is a column, wherever it is counted.
CREATE PROCEDURE kansrijk_intern.create_released_cells(private text, family text, cells text, owner text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	name text := left(family, 40) || '_released';
	x record;
BEGIN
	IF to_regclass(format('%I.%I', private, name)) IS NULL THEN
		EXECUTE format('CREATE TABLE %1$I.%2$I (release integer NOT NULL REFERENCES %1$I.release ON DELETE CASCADE)', private, name);
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', private, name, format('Onbeveiligde jaarcijfers van familie %s zoals ze zijn vrijgegeven. Niet voor lezers.', family));
		EXECUTE format('COMMENT ON COLUMN %I.%I.release IS %L', private, name, 'Vrijgave waarin het jaar definitief werd.');
		EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', private, name, owner);
		EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', private, name);
	END IF;
	FOR x IN SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type, d.name_nl FROM pg_attribute a LEFT JOIN @extschema@.indicator_definition d ON d.id = a.attname
		WHERE a.attrelid = to_regclass(format('%I.%I', private, cells)) AND a.attnum > 0 AND a.attname NOT IN ('first_year', 'last_year')
			AND NOT EXISTS (SELECT FROM pg_attribute e WHERE e.attrelid = to_regclass(format('%I.%I', private, name)) AND e.attname = a.attname) ORDER BY a.attnum
	LOOP
		EXECUTE format('ALTER TABLE %I.%I ADD COLUMN %I %s', private, name, x.attname, x.type);
		EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', private, name, x.attname, coalesce('Tellingen van ' || x.name_nl, 'Als in de telling.'));
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_released_cells(text, text, text, text) IS 'Internal: Creates the private table FAMILY_released, for the cells of released years, or adds the columns that it lacks. Part of create_indicator_views().';

CREATE PROCEDURE kansrijk_intern.create_released_view(target text, fact text, owner text, reader text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place) FROM kansrijk_intern.indicator_view_columns() c);
	x record;
BEGIN
	IF to_regclass(format('%I.release_figure', private)) IS NULL THEN
		EXECUTE format($ddl$
			CREATE TABLE %1$I.release_figure AS SELECT NULL::text AS release, NULL::text AS family, %4$s FROM %1$I.%3$I WITH NO DATA;
			ALTER TABLE %1$I.release_figure ALTER release SET NOT NULL, ADD FOREIGN KEY (release) REFERENCES %1$I.release (label) ON DELETE CASCADE;
			CREATE UNIQUE INDEX release_figure_key ON %1$I.release_figure (release, definition, area_type, area, first_year, year, breakdown, category);
			COMMENT ON INDEX %1$I.release_figure_key IS 'Sleutel van een vrijgegeven cijfer.';
			COMMENT ON TABLE %1$I.release_figure IS 'Beveiligde cijfers zoals ze zijn vrijgegeven; lezers gebruiken de view released.';
			CREATE VIEW %2$I.released WITH (security_barrier) AS SELECT release, family, %4$s FROM %1$I.release_figure;
			COMMENT ON VIEW %2$I.released IS 'Alle vrijgegeven cijfers, van elke vrijgave.';
			CREATE VIEW %2$I.releases WITH (security_barrier) AS SELECT label AS release, released_at, note FROM %1$I.release;
			COMMENT ON VIEW %2$I.releases IS 'Vrijgaven.';
			COMMENT ON COLUMN %2$I.releases.release IS 'Naam van de vrijgave.';
			COMMENT ON COLUMN %2$I.releases.released_at IS 'Wanneer.';
			COMMENT ON COLUMN %2$I.releases.note IS 'Toelichting.'
			$ddl$, private, target, fact, columns);
		FOR x IN SELECT c.name, c.comment_nl FROM kansrijk_intern.indicator_view_columns() c UNION ALL VALUES ('release', 'Naam van de vrijgave.'), ('family', 'Familie van indicatoren.') LOOP
			EXECUTE format('COMMENT ON COLUMN %I.release_figure.%I IS %L', private, x.name, x.comment_nl);
			EXECUTE format('COMMENT ON COLUMN %I.released.%I IS %L', target, x.name, x.comment_nl);
		END LOOP;
		EXECUTE format('ALTER TABLE %I.release_figure OWNER TO %I', private, owner);
		EXECUTE format('ALTER VIEW %I.released OWNER TO %I', target, owner);
		EXECUTE format('ALTER VIEW %I.releases OWNER TO %I', target, owner);
	END IF;
	EXECUTE format('REVOKE ALL ON %1$I.release_figure, %2$I.released, %2$I.releases FROM PUBLIC%3$s', private, target, coalesce(', ' || quote_ident(reader), ''));
	IF reader IS NOT NULL THEN
		EXECUTE format('GRANT SELECT ON %1$I.released, %1$I.releases TO %2$I', target, reader);
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_released_view(text, text, text, text) IS 'Internal: Creates target.released and target.releases, and the table beneath, when they do not exist, and grants them to the reader. Part of create_indicator_views().';

CREATE PROCEDURE kansrijk_intern.drop_release_relations(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	released text;
BEGIN
	EXECUTE format('DROP VIEW IF EXISTS %1$I.released, %1$I.releases', target);
	EXECUTE format('DROP TABLE IF EXISTS %I.release_figure', private);
	FOR released IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(private)) AND c.relkind = 'r'
		AND c.relname IN (SELECT left(i.family, 40) || '_released' FROM @extschema@.indicator i)
	LOOP
		EXECUTE format('DROP TABLE %I.%I', private, released);
	END LOOP;
	EXECUTE format('DROP TABLE IF EXISTS %1$I.final_year, %1$I.release_cell, %1$I.release', private);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.drop_release_relations(text) IS 'Internal: Drops the relations in which a publication remembers its releases. Part of drop_indicator_views().';
