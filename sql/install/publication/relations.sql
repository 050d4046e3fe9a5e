-- The private relations of a publication: tables of fixed columns, and the static
-- queries over them. Procedures find them by the search path, which they set to
-- the private schema. The extension has a set of its own, empty, in its own
-- schema: there PostgreSQL parses every query when the extension is created.
--
-- place, definition, scan, breakdown, area_grouping		what is counted, and where
-- cell			what the scans found: annual counts of the smallest areas
-- released_cell	those of years that were released, as they were then
-- protected	every area, period and breakdown, each with its status
-- figure		a view: what may be seen of those, and what follows from that alone
-- audit		a view: what could be found from what is shown

CREATE FUNCTION kansrijk_intern.publication_path(private text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN quote_ident(private) || ', pg_temp';
COMMENT ON FUNCTION kansrijk_intern.publication_path(text) IS
'Internal: The search path of the procedures of a publication: its private schema. What the server has comes first.';

-- A foreign key would look the release up for each of a million rows that keep_release() enters.
CREATE FUNCTION kansrijk_intern.forget_release() RETURNS trigger
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(TG_TABLE_SCHEMA), true);
	DELETE FROM release_cell c WHERE c.release = OLD.id;
	DELETE FROM released_cell c WHERE c.release = OLD.id;
	DELETE FROM release_figure f WHERE f.release = OLD.label;
	RETURN NULL;
END $$;
COMMENT ON FUNCTION kansrijk_intern.forget_release() IS
'Internal: Trigger of the table release of a publication: takes the cells and figures of a release that is deleted '
'with it. Other tables refer to it by foreign keys.';

CREATE PROCEDURE kansrijk_intern.create_publication_tables(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	-- What exists, stays, and needs no notice.
	SET client_min_messages = warning
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);

	CREATE TABLE IF NOT EXISTS publication (
		source text NOT NULL,
		target text NOT NULL,
		policy text NOT NULL,
		organisation_policy text NOT NULL,
		created timestamptz NOT NULL DEFAULT now(),
		layout integer NOT NULL DEFAULT 2,
		window_years integer NOT NULL,
		long_window_years integer,
		area_types text[] NOT NULL,
		annual_area_types text[] NOT NULL,
		breakdown_area_types text[] NOT NULL,
		local_definitions text[] NOT NULL,
		covers_country boolean NOT NULL,
		division_year integer,
		on_source_error text NOT NULL DEFAULT 'stop' CHECK (on_source_error IN ('stop', 'warn', 'checked'))
	);
	COMMENT ON TABLE publication IS 'Wat hier wordt gepubliceerd: een rij.';
	COMMENT ON COLUMN publication.source IS 'Schema van de bron.';
	COMMENT ON COLUMN publication.target IS 'Schema van de publicatie.';
	COMMENT ON COLUMN publication.policy IS 'Beleid voor cijfers over personen.';
	COMMENT ON COLUMN publication.organisation_policy IS 'Beleid voor cijfers over organisaties.';
	COMMENT ON COLUMN publication.created IS 'Wanneer de views zijn gemaakt.';
	COMMENT ON COLUMN publication.layout IS 'Indeling van dit schema.';
	COMMENT ON COLUMN publication.window_years IS 'Jaren van een venster.';
	COMMENT ON COLUMN publication.long_window_years IS 'Jaren van een lang venster; leeg: die zijn er niet.';
	COMMENT ON COLUMN publication.area_types IS 'Soorten gebied die worden getoond.';
	COMMENT ON COLUMN publication.annual_area_types IS 'Soorten gebied met jaarcijfers en elk venster.';
	COMMENT ON COLUMN publication.breakdown_area_types IS 'Soorten gebied met uitsplitsingen.';
	COMMENT ON COLUMN publication.local_definitions IS 'Definities die voor elk gebied worden gepubliceerd.';
	COMMENT ON COLUMN publication.covers_country IS 'Of de bron het hele land beslaat.';
	COMMENT ON COLUMN publication.division_year IS
		'Jaar van de indeling waarnaar gemeenten worden hergecodeerd; leeg: zoals geregistreerd.';
	COMMENT ON COLUMN publication.on_source_error IS
		'Wat fouten in de bron doen: stop (niet publiceren) of warn (waarschuwen); checked: zij is net nagekeken.';

	CREATE TABLE IF NOT EXISTS refresh_log (
		id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		run timestamptz NOT NULL,
		schema_name text NOT NULL,
		relation text NOT NULL,
		stage text NOT NULL,
		started timestamptz NOT NULL,
		duration interval,
		rows bigint,
		newly_hidden bigint,
		newly_published bigint,
		outcome text NOT NULL CHECK (outcome IN ('refreshed', 'failed', 'skipped')),
		sqlstate text,
		message text,
		refreshed_by text NOT NULL
	);
	COMMENT ON TABLE refresh_log IS 'Elke verversing van elke stap.';
	COMMENT ON COLUMN refresh_log.id IS 'Volgnummer.';
	COMMENT ON COLUMN refresh_log.run IS 'Begin van de hele verversing.';
	COMMENT ON COLUMN refresh_log.schema_name IS 'Schema.';
	COMMENT ON COLUMN refresh_log.relation IS 'Naam van de stap.';
	COMMENT ON COLUMN refresh_log.stage IS
		'Soort stap: area_path, cells, states, source (controle van een relatie van de bron), protected of fact.';
	COMMENT ON COLUMN refresh_log.started IS 'Begin van deze stap.';
	COMMENT ON COLUMN refresh_log.duration IS 'Duur.';
	COMMENT ON COLUMN refresh_log.rows IS 'Aantal rijen daarna.';
	COMMENT ON COLUMN refresh_log.newly_hidden IS
		'Cijfers die eerst werden getoond en nu zijn verborgen (alleen bij fact).';
	COMMENT ON COLUMN refresh_log.newly_published IS
		'Cijfers die eerst waren verborgen en nu worden getoond (alleen bij fact).';
	COMMENT ON COLUMN refresh_log.outcome IS
		'refreshed: ververst; failed: mislukt, de vorige stand blijft; '
		'skipped: overgeslagen omdat een eerdere stap mislukte.';
	COMMENT ON COLUMN refresh_log.sqlstate IS 'Foutcode.';
	COMMENT ON COLUMN refresh_log.message IS
		'Foutmelding, zonder details en zonder waarden: die kunnen gegevens bevatten.';
	COMMENT ON COLUMN refresh_log.refreshed_by IS 'Sessiegebruiker die ververste.';

	CREATE TABLE IF NOT EXISTS refresh_detail (
		log bigint PRIMARY KEY REFERENCES refresh_log ON DELETE CASCADE,
		detail text NOT NULL
	);
	COMMENT ON TABLE refresh_detail IS
		'Welke definitie en cellen niet te beveiligen waren, zonder aantallen; alleen voor de eigenaar.';
	COMMENT ON COLUMN refresh_detail.log IS 'Volgnummer in refresh_log.';
	COMMENT ON COLUMN refresh_detail.detail IS 'Definitie, labels van de cellen en wie ze kan afleiden.';

	CREATE TABLE IF NOT EXISTS refresh_attempt (
		run timestamptz NOT NULL,
		place integer NOT NULL,
		family text,
		outcome text NOT NULL CHECK (outcome IN ('waiting', 'running', 'refreshed', 'failed', 'skipped', 'interrupted')),
		started timestamptz,
		finished timestamptz,
		sqlstate text,
		message text,
		pid integer NOT NULL,
		refreshed_by text NOT NULL,
		PRIMARY KEY (run, place)
	);
	CREATE INDEX IF NOT EXISTS refresh_attempt_unfinished ON refresh_attempt (run) WHERE outcome IN ('waiting', 'running');
	COMMENT ON TABLE refresh_attempt IS
		'Elke poging om een familie te verversen, hoe die ook eindigde; vastgelegd voordat zij begon.';
	COMMENT ON COLUMN refresh_attempt.run IS 'Begin van de hele verversing.';
	COMMENT ON COLUMN refresh_attempt.place IS 'Volgorde daarin.';
	COMMENT ON COLUMN refresh_attempt.family IS 'Familie; leeg: wat families delen.';
	COMMENT ON COLUMN refresh_attempt.outcome IS
		'waiting: nog niet begonnen; running: bezig; refreshed: ververst; failed: mislukt, de vorige stand blijft; '
		'skipped: overgeslagen omdat wat families delen mislukte; interrupted: afgebroken.';
	COMMENT ON COLUMN refresh_attempt.started IS 'Begin: gegevens van daarna zijn er niet in.';
	COMMENT ON COLUMN refresh_attempt.finished IS 'Einde.';
	COMMENT ON COLUMN refresh_attempt.sqlstate IS 'Foutcode.';
	COMMENT ON COLUMN refresh_attempt.message IS 'Foutmelding, zonder waarden.';
	COMMENT ON COLUMN refresh_attempt.pid IS 'Proces van de server dat ververst.';
	COMMENT ON COLUMN refresh_attempt.refreshed_by IS 'Sessiegebruiker die ververst.';
	COMMENT ON INDEX refresh_attempt_unfinished IS 'Wat nog bezig is, of afgebroken.';

	CREATE TABLE IF NOT EXISTS relation (
		position integer PRIMARY KEY,
		family text,
		stage text NOT NULL,
		schema_name text NOT NULL,
		name text NOT NULL,
		query text NOT NULL,
		definitions text[],
		dimensions text[],
		breakdowns text[]
	);
	COMMENT ON TABLE relation IS 'Relaties van de publicatie.';
	COMMENT ON COLUMN relation.position IS 'Volgorde.';
	COMMENT ON COLUMN relation.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN relation.stage IS 'Stap: area_path, cells, states, protected, audit, fact of view.';
	COMMENT ON COLUMN relation.schema_name IS 'Schema.';
	COMMENT ON COLUMN relation.name IS 'Naam; van een telling (cells) die van de stap, zonder relatie.';
	COMMENT ON COLUMN relation.query IS 'De query; van een telling: $1 zijn de jaren.';
	COMMENT ON COLUMN relation.definitions IS 'Van een telling: de definities.';
	COMMENT ON COLUMN relation.dimensions IS 'Van een telling: de kolommen met gebieden die worden onderscheiden.';
	COMMENT ON COLUMN relation.breakdowns IS 'Van een telling: de uitsplitsingen.';

	-- What an earlier version logged.
	INSERT INTO refresh_attempt (run, place, family, outcome, started, finished, sqlstate, message, pid, refreshed_by)
		SELECT l.run, coalesce(min(r.position), 0), r.family,
			CASE WHEN bool_or(l.outcome = 'failed') THEN 'failed' WHEN bool_or(l.outcome = 'skipped') THEN 'skipped'
				ELSE 'refreshed' END,
			min(l.started), max(l.started + coalesce(l.duration, '0')), max(l.sqlstate), max(l.message), 0, min(l.refreshed_by)
		FROM refresh_log l LEFT JOIN relation r ON (r.schema_name, r.name) = (l.schema_name, l.relation)
		WHERE NOT EXISTS (SELECT FROM refresh_attempt)
		GROUP BY l.run, r.family;

	CREATE OR REPLACE VIEW scan AS
	SELECT name, family, query, definitions, dimensions, breakdowns FROM relation WHERE stage = 'cells';
	COMMENT ON VIEW scan IS 'Tellingen van de bron: een per eenheid die wordt geteld.';
	COMMENT ON COLUMN scan.name IS 'Naam van de telling.';
	COMMENT ON COLUMN scan.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN scan.query IS 'De query; $1: de jaren die worden geteld.';
	COMMENT ON COLUMN scan.definitions IS 'De definities.';
	COMMENT ON COLUMN scan.dimensions IS 'Kolommen met gebieden die worden onderscheiden.';
	COMMENT ON COLUMN scan.breakdowns IS 'De uitsplitsingen.';

	-- A definition keeps its number: cells that were released have it.
	CREATE TABLE IF NOT EXISTS definition (
		number smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		id text NOT NULL UNIQUE,
		scan text,
		place smallint,
		is_local boolean NOT NULL DEFAULT false,
		own_breakdown text,
		whole_years int4multirange NOT NULL DEFAULT '{}',
		policy @extschema@.sdc_policy NOT NULL DEFAULT 'none',
		joint_place smallint,
		provisional_years int4multirange NOT NULL DEFAULT '{}',
		identity text
	);
	COMMENT ON TABLE definition IS 'Definities, ook die alleen eerder zijn vrijgegeven.';
	COMMENT ON COLUMN definition.number IS 'Nummer, zoals in de cellen.';
	COMMENT ON COLUMN definition.id IS 'Code van de definitie.';
	COMMENT ON COLUMN definition.scan IS 'Telling waar zij in zit; leeg: wordt nu niet gepubliceerd.';
	COMMENT ON COLUMN definition.place IS 'Plaats in de telling.';
	COMMENT ON COLUMN definition.is_local IS 'Of zij voor elk gebied wordt gepubliceerd, of alleen voor het land.';
	COMMENT ON COLUMN definition.own_breakdown IS 'Haar eigen uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN definition.whole_years IS 'Jaren waarvan de bron alles heeft wat zij nodig heeft.';
	COMMENT ON COLUMN definition.policy IS 'Beleid.';
	COMMENT ON COLUMN definition.joint_place IS
		'Volgorde onder de definities van de telling die samen worden beveiligd; leeg: voor zichzelf.';
	COMMENT ON COLUMN definition.provisional_years IS 'Jaren die op een voorlopige levering berusten.';
	COMMENT ON COLUMN definition.identity IS 'Vingerafdruk van wat zij telt.';

	CREATE TABLE IF NOT EXISTS breakdown (
		family text NOT NULL,
		place integer NOT NULL,
		id text NOT NULL,
		PRIMARY KEY (family, id)
	);
	COMMENT ON TABLE breakdown IS 'Uitsplitsingen, in vaste volgorde.';
	COMMENT ON COLUMN breakdown.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN breakdown.place IS 'Plaats onder de labels.';
	COMMENT ON COLUMN breakdown.id IS 'Code.';

	-- A family has its own, so that sessions which share the families need not wait for each other, and none misses
	-- a place that another made and did not commit.
	CREATE TABLE IF NOT EXISTS place (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		province text,
		municipality text,
		stadsdeel text,
		wijk text,
		pc4 text,
		family text,
		UNIQUE NULLS NOT DISTINCT (family, province, municipality, stadsdeel, wijk, pc4)
	);
	COMMENT ON TABLE place IS 'De kleinste gebieden: alles wat van een eenheid bekend is.';
	COMMENT ON COLUMN place.id IS 'Nummer, zoals in de cellen.';
	COMMENT ON COLUMN place.province IS 'Provincie.';
	COMMENT ON COLUMN place.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN place.stadsdeel IS 'Stadsdeel.';
	COMMENT ON COLUMN place.wijk IS 'Wijkcode.';
	COMMENT ON COLUMN place.pc4 IS 'Postcode.';
	COMMENT ON COLUMN place.family IS 'Familie van indicatoren; leeg: uit vrijgaven van een eerdere versie.';

	CREATE TABLE IF NOT EXISTS area_path (
		kind text NOT NULL,
		code text NOT NULL,
		province text,
		municipality text,
		stadsdeel text,
		PRIMARY KEY (kind, code)
	);
	COMMENT ON TABLE area_path IS 'In welk gebied elk gebied ligt.';
	COMMENT ON COLUMN area_path.kind IS 'gemeente of wijk.';
	COMMENT ON COLUMN area_path.code IS 'Code.';
	COMMENT ON COLUMN area_path.province IS 'Provincie.';
	COMMENT ON COLUMN area_path.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN area_path.stadsdeel IS 'Stadsdeel.';

	CREATE TABLE IF NOT EXISTS municipality_years (
		code text PRIMARY KEY,
		years int4multirange NOT NULL
	);
	COMMENT ON TABLE municipality_years IS 'In welke jaren de bron een gemeente onder haar gebieden noemt.';
	COMMENT ON COLUMN municipality_years.code IS 'Gemeentecode.';
	COMMENT ON COLUMN municipality_years.years IS 'Indelingsjaren.';

	CREATE TABLE IF NOT EXISTS area_name (
		kind text NOT NULL,
		code text NOT NULL,
		name text NOT NULL,
		PRIMARY KEY (kind, code)
	);
	COMMENT ON TABLE area_name IS 'Namen van gebieden, zoals bij de laatste verversing.';
	COMMENT ON COLUMN area_name.kind IS 'Soort gebied.';
	COMMENT ON COLUMN area_name.code IS 'Code.';
	COMMENT ON COLUMN area_name.name IS 'Naam.';

	CREATE TABLE IF NOT EXISTS release (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		label text NOT NULL UNIQUE,
		released_at timestamptz NOT NULL DEFAULT now(),
		released_by text NOT NULL DEFAULT session_user,
		note text,
		source text NOT NULL,
		policy text NOT NULL,
		organisation_policy text NOT NULL,
		block_years jsonb NOT NULL,
		definitions jsonb NOT NULL,
		source_fingerprint jsonb NOT NULL,
		audit jsonb NOT NULL,
		version text NOT NULL
	);
	-- Those of 0.1.0 have fewer columns. ALTER TABLE waits for readers, and they for it, also where it adds nothing.
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = 'release'::regclass AND a.attname = 'division_year') THEN
		ALTER TABLE release ADD COLUMN IF NOT EXISTS withdrawn_at timestamptz,
			ADD COLUMN IF NOT EXISTS withdrawn_until timestamptz,
			ADD COLUMN IF NOT EXISTS withdrawn_by text,
			ADD COLUMN IF NOT EXISTS withdrawn_because text,
			ADD COLUMN IF NOT EXISTS findings jsonb,
			ADD COLUMN IF NOT EXISTS division_year integer;
	END IF;
	COMMENT ON TABLE release IS 'Wat er is vrijgegeven.';
	COMMENT ON COLUMN release.id IS 'Volgnummer.';
	COMMENT ON COLUMN release.label IS 'Naam van de vrijgave.';
	COMMENT ON COLUMN release.released_at IS 'Wanneer.';
	COMMENT ON COLUMN release.released_by IS 'Sessiegebruiker die vrijgaf.';
	COMMENT ON COLUMN release.note IS 'Toelichting, ook voor lezers.';
	COMMENT ON COLUMN release.source IS 'Schema van de bron.';
	COMMENT ON COLUMN release.policy IS 'Beleid voor cijfers over personen.';
	COMMENT ON COLUMN release.organisation_policy IS 'Beleid voor cijfers over organisaties.';
	COMMENT ON COLUMN release.block_years IS 'Laatste jaar van elke familie.';
	COMMENT ON COLUMN release.definitions IS
		'Definities zoals ze toen waren: versie, bereik, gebeurtenis en vingerafdruk.';
	COMMENT ON COLUMN release.source_fingerprint IS 'Vingerafdruk van alle eenheden van de bron, per telling.';
	COMMENT ON COLUMN release.audit IS 'Uitkomst van de controle.';
	COMMENT ON COLUMN release.version IS 'Versie van kansrijk.';
	COMMENT ON COLUMN release.withdrawn_at IS 'Sinds wanneer lezers de cijfers niet zien; leeg: zij zien ze.';
	COMMENT ON COLUMN release.withdrawn_until IS 'Wanneer zij ze weer zien; leeg: niet vanzelf.';
	COMMENT ON COLUMN release.withdrawn_by IS 'Sessiegebruiker die de vrijgave introk.';
	COMMENT ON COLUMN release.withdrawn_because IS 'Waarom, ook voor lezers.';
	COMMENT ON COLUMN release.division_year IS 'Jaar van de indeling van gemeenten; leeg: die van elk jaar.';
	COMMENT ON COLUMN release.findings IS
		'Fouten en waarschuwingen van de controle van de bron bij de vrijgave, met aantallen rijen; leeg: niet nagekeken.';

	-- Once a group is out, what lies in it stays: other areas under the same name would be a difference to compute.
	CREATE TABLE IF NOT EXISTS area_grouping (
		grouping text NOT NULL,
		kind text NOT NULL,
		code text NOT NULL,
		group_code text,
		release integer REFERENCES release ON DELETE SET NULL,
		PRIMARY KEY (grouping, code)
	);
	COMMENT ON TABLE area_grouping IS 'Indelingen van de gebruiker: in welke groep een gebied ligt.';
	COMMENT ON COLUMN area_grouping.grouping IS 'Indeling: ook de soort gebied van haar groepen.';
	COMMENT ON COLUMN area_grouping.kind IS 'Wat wordt ingedeeld: gemeente of pc4.';
	COMMENT ON COLUMN area_grouping.code IS 'Code van het gebied.';
	COMMENT ON COLUMN area_grouping.group_code IS 'Code van de groep; leeg: vrijgegeven als gebied zonder groep.';
	COMMENT ON COLUMN area_grouping.release IS 'Eerste vrijgave: sindsdien blijft het gebied in zijn groep; leeg: geen.';

	CREATE OR REPLACE VIEW grouping_in_use AS
	SELECT row_number() OVER (ORDER BY g.kind COLLATE "C", g.id COLLATE "C")::integer AS place,
		(count(*) OVER ())::integer AS groupings, g.id, g.kind
	FROM (
		SELECT t.id, coalesce((SELECT min(a.kind) FROM area_grouping a WHERE a.grouping = t.id), 'gemeente') AS kind
		FROM (SELECT DISTINCT unnest(p.area_types) AS id FROM publication p) t
		WHERE t.id <> ALL ('{land,provincie,gemeente,stadsdeel,wijk,pc4}')) g;
	COMMENT ON VIEW grouping_in_use IS 'Indelingen waarvan de groepen worden gepubliceerd.';
	COMMENT ON COLUMN grouping_in_use.place IS 'Plaats onder de labels: indelingen van gemeenten eerst.';
	COMMENT ON COLUMN grouping_in_use.groupings IS 'Aantal indelingen.';
	COMMENT ON COLUMN grouping_in_use.id IS 'Indeling.';
	COMMENT ON COLUMN grouping_in_use.kind IS 'Wat wordt ingedeeld: gemeente of pc4.';

	CREATE TABLE IF NOT EXISTS cell (
		definition smallint NOT NULL,
		year integer NOT NULL,
		place integer NOT NULL,
		breakdown text,
		category text,
		r @extschema@.rate NOT NULL
	);
	CREATE INDEX IF NOT EXISTS cell_key ON cell (definition, year);
	COMMENT ON TABLE cell IS
		'Onbeveiligde jaarcijfers van de kleinste gebieden, en van gemeenten per uitsplitsing. Niet voor lezers.';
	COMMENT ON COLUMN cell.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN cell.year IS 'Jaar.';
	COMMENT ON COLUMN cell.place IS 'Nummer van het kleinste gebied; met een uitsplitsing: dat van de gemeente, of '
		'van de postcode daarin.';
	COMMENT ON COLUMN cell.breakdown IS 'Uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN cell.category IS 'Categorie; leeg: geen uitsplitsing, of onbekend.';
	COMMENT ON COLUMN cell.r IS 'Tellingen.';
	COMMENT ON INDEX cell_key IS 'Cellen van een jaar van een definitie.';

	CREATE TABLE IF NOT EXISTS released_cell (
		LIKE cell,
		release integer NOT NULL
	);
	CREATE INDEX IF NOT EXISTS released_cell_key ON released_cell (definition, year);
	COMMENT ON TABLE released_cell IS
		'Onbeveiligde jaarcijfers van vrijgegeven jaren, zoals ze toen waren. Niet voor lezers.';
	COMMENT ON COLUMN released_cell.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN released_cell.year IS 'Jaar.';
	COMMENT ON COLUMN released_cell.place IS 'Nummer van het kleinste gebied.';
	COMMENT ON COLUMN released_cell.breakdown IS 'Uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN released_cell.category IS 'Categorie; leeg: geen uitsplitsing, of onbekend.';
	COMMENT ON COLUMN released_cell.r IS 'Tellingen.';
	COMMENT ON COLUMN released_cell.release IS 'Vrijgave waarin het jaar definitief werd.';
	COMMENT ON INDEX released_cell_key IS 'Cellen van een jaar van een definitie.';

	-- What a scan found of a year of a definition, in two numbers: sums of hashes,
	-- so that no order matters.
	CREATE TABLE IF NOT EXISTS cell_year (
		definition smallint NOT NULL,
		year integer NOT NULL,
		units numeric NOT NULL,
		content numeric NOT NULL,
		PRIMARY KEY (definition, year)
	);
	COMMENT ON TABLE cell_year IS 'Vingerafdrukken van wat is geteld.';
	COMMENT ON COLUMN cell_year.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN cell_year.year IS 'Jaar.';
	COMMENT ON COLUMN cell_year.units IS 'Van de eenheden.';
	COMMENT ON COLUMN cell_year.content IS 'Van de cellen.';

	-- Nothing is read twice of a source that says that it is as it was.
	CREATE TABLE IF NOT EXISTS counted (
		step text PRIMARY KEY,
		basis text NOT NULL
	);
	COMMENT ON TABLE counted IS 'Wat elke stap van de bron las.';
	COMMENT ON COLUMN counted.step IS 'Naam van de telling, of area_path.';
	COMMENT ON COLUMN counted.basis IS 'Vingerafdruk van bron, open jaren, gebieden en definities.';
	CREATE TABLE IF NOT EXISTS source_finding (
		relation text PRIMARY KEY,
		version text NOT NULL,
		findings jsonb NOT NULL
	);
	COMMENT ON TABLE source_finding IS 'Wat de controle vond in wat is geteld.';
	COMMENT ON COLUMN source_finding.relation IS 'Relatie van de bron.';
	COMMENT ON COLUMN source_finding.version IS 'Versie waarmee is nagekeken.';
	COMMENT ON COLUMN source_finding.findings IS 'Regels waaraan niet was voldaan.';

	CREATE TABLE IF NOT EXISTS joint_state (
		scan text NOT NULL,
		year integer NOT NULL,
		state text NOT NULL,
		PRIMARY KEY (scan, year, state)
	);
	COMMENT ON TABLE joint_state IS 'Wat definities die samen worden beveiligd van een eenheid kunnen zeggen.';
	COMMENT ON COLUMN joint_state.scan IS 'Telling.';
	COMMENT ON COLUMN joint_state.year IS 'Jaar.';
	COMMENT ON COLUMN joint_state.state IS
		'Een letter per definitie: o buiten bereik, y en n met en zonder gebeurtenis, u onbekend.';

	CREATE TABLE IF NOT EXISTS joint_cell (
		definition smallint NOT NULL,
		key text NOT NULL,
		r @extschema@.rate NOT NULL,
		numerator_known boolean NOT NULL,
		denominator_known boolean NOT NULL,
		exact_numerator boolean NOT NULL,
		exact_denominator boolean NOT NULL
	);
	CREATE INDEX IF NOT EXISTS joint_cell_key ON joint_cell (definition);
	COMMENT ON TABLE joint_cell IS
		'Wat een lezer kan weten van cijfers die samen met andere worden beveiligd. Niet voor lezers.';
	COMMENT ON COLUMN joint_cell.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN joint_cell.key IS 'Welk cijfer van de definitie het is.';
	COMMENT ON COLUMN joint_cell.r IS 'Tellingen.';
	COMMENT ON COLUMN joint_cell.numerator_known IS
		'Of de teller is af te leiden, op eenheden na waarvan iets onbekend is.';
	COMMENT ON COLUMN joint_cell.denominator_known IS 'Of de noemer dat is.';
	COMMENT ON COLUMN joint_cell.exact_numerator IS 'Of de teller precies is af te leiden.';
	COMMENT ON COLUMN joint_cell.exact_denominator IS 'Of de noemer dat is.';
	COMMENT ON INDEX joint_cell_key IS 'Cijfers van een definitie.';

	CREATE TABLE IF NOT EXISTS final_year (
		definition text NOT NULL,
		year integer NOT NULL,
		release integer NOT NULL REFERENCES release ON DELETE CASCADE,
		r @extschema@.rate NOT NULL,
		fingerprint numeric,
		reopened timestamptz,
		content numeric,
		PRIMARY KEY (definition, year)
	);
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = 'final_year'::regclass AND a.attname = 'content') THEN
		ALTER TABLE final_year ADD COLUMN IF NOT EXISTS content numeric;
	END IF;
	COMMENT ON TABLE final_year IS 'Vrijgegeven jaren: die blijven zoals ze zijn.';
	COMMENT ON COLUMN final_year.definition IS 'Definitie.';
	COMMENT ON COLUMN final_year.year IS 'Jaar.';
	COMMENT ON COLUMN final_year.release IS 'Vrijgave waarin het jaar definitief werd.';
	COMMENT ON COLUMN final_year.r IS 'Tellingen van het land.';
	COMMENT ON COLUMN final_year.fingerprint IS 'Vingerafdruk van de eenheden van het land.';
	COMMENT ON COLUMN final_year.reopened IS 'Sinds wanneer het jaar is heropend; leeg: definitief.';
	COMMENT ON COLUMN final_year.content IS 'Vingerafdruk van de cellen; leeg: niet bekend.';

	CREATE TABLE IF NOT EXISTS block_year (
		definition text PRIMARY KEY,
		year integer NOT NULL,
		release integer NOT NULL REFERENCES release ON DELETE CASCADE
	);
	COMMENT ON TABLE block_year IS 'Waar de blokken van een definitie liggen, sinds haar eerste vrijgave.';
	COMMENT ON COLUMN block_year.definition IS 'Definitie.';
	COMMENT ON COLUMN block_year.year IS 'Laatste jaar van het laatste blok.';
	COMMENT ON COLUMN block_year.release IS 'Eerste vrijgave.';

	CREATE TABLE IF NOT EXISTS release_cell (
		release integer NOT NULL,
		family text NOT NULL,
		definition text NOT NULL,
		area_type text NOT NULL,
		province text,
		municipality text,
		stadsdeel text,
		wijk text,
		pc4 text,
		period int4range NOT NULL,
		breakdown text NOT NULL,
		category text NOT NULL,
		r @extschema@.rate,
		status @extschema@.cell_status NOT NULL,
		key text GENERATED ALWAYS AS (kansrijk_intern.release_key(area_type, province, municipality, stadsdeel,
			wijk, pc4, period, breakdown, category)) STORED
	);
	CREATE INDEX IF NOT EXISTS release_cell_key ON release_cell (definition, key);
	CREATE INDEX IF NOT EXISTS release_cell_release ON release_cell (release);
	COMMENT ON TABLE release_cell IS 'Vrijgegeven cijfers met hun tellingen, ook de verborgene. Niet voor lezers.';
	COMMENT ON COLUMN release_cell.release IS 'Vrijgave.';
	COMMENT ON COLUMN release_cell.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN release_cell.definition IS 'Definitie.';
	COMMENT ON COLUMN release_cell.area_type IS 'Soort gebied.';
	COMMENT ON COLUMN release_cell.province IS 'Provincie.';
	COMMENT ON COLUMN release_cell.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN release_cell.stadsdeel IS 'Stadsdeel.';
	COMMENT ON COLUMN release_cell.wijk IS 'Wijkcode.';
	COMMENT ON COLUMN release_cell.pc4 IS 'Postcode; van een eigen indeling: de groep.';
	COMMENT ON COLUMN release_cell.period IS 'Kalenderjaren.';
	COMMENT ON COLUMN release_cell.breakdown IS 'Uitsplitsing.';
	COMMENT ON COLUMN release_cell.category IS 'Categorie.';
	COMMENT ON COLUMN release_cell.r IS 'Tellingen.';
	COMMENT ON COLUMN release_cell.status IS 'Status, met de reden.';
	COMMENT ON COLUMN release_cell.key IS 'Welk cijfer van de definitie het is.';
	COMMENT ON INDEX release_cell_key IS 'Wat er van een cijfer is vrijgegeven.';
	COMMENT ON INDEX release_cell_release IS 'Cijfers van een vrijgave.';

	-- Rows that nobody shows are part of the table system: they are protected as well.
	CREATE TABLE IF NOT EXISTS protected (
		definition smallint NOT NULL,
		area_type text NOT NULL,
		province text,
		municipality text,
		stadsdeel text,
		wijk text,
		pc4 text,
		period int4range NOT NULL,
		breakdown text NOT NULL,
		category text NOT NULL,
		shown boolean NOT NULL,
		r @extschema@.rate,
		counted @extschema@.rate,
		status @extschema@.cell_status NOT NULL,
		previous @extschema@.cell_status,
		mask integer NOT NULL,
		block integer,
		window_period int4range,
		labels text[] NOT NULL,
		waived boolean NOT NULL DEFAULT false
	);
	CREATE INDEX IF NOT EXISTS protected_key ON protected (definition);
	COMMENT ON TABLE protected IS 'Onbeveiligde cijfers met hun status. Niet voor lezers.';
	COMMENT ON COLUMN protected.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN protected.area_type IS 'Soort gebied; overlap: waar twee indelingen elkaar kruisen.';
	COMMENT ON COLUMN protected.province IS 'Provincie.';
	COMMENT ON COLUMN protected.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN protected.stadsdeel IS 'Stadsdeel.';
	COMMENT ON COLUMN protected.wijk IS 'Wijkcode.';
	COMMENT ON COLUMN protected.pc4 IS 'Postcode; van een eigen indeling: de groep.';
	COMMENT ON COLUMN protected.period IS 'Kalenderjaren.';
	COMMENT ON COLUMN protected.breakdown IS 'Uitsplitsing.';
	COMMENT ON COLUMN protected.category IS 'Categorie.';
	COMMENT ON COLUMN protected.shown IS 'Of het een cijfer van de publicatie is, getoond of verborgen.';
	COMMENT ON COLUMN protected.r IS 'Tellingen: zoals eerder vrijgegeven als een revisie te klein is om te tonen.';
	COMMENT ON COLUMN protected.counted IS 'Tellingen zoals ze zijn.';
	COMMENT ON COLUMN protected.status IS 'Status, met de reden.';
	COMMENT ON COLUMN protected.previous IS 'Wat er van is vrijgegeven.';
	COMMENT ON COLUMN protected.mask IS 'Waarover is opgeteld, als GROUPING(block, window_period, labels).';
	COMMENT ON COLUMN protected.block IS 'Blok van jaren waar de jaren in liggen.';
	COMMENT ON COLUMN protected.window_period IS 'Periode, als dimensie; leeg: die van het blok.';
	COMMENT ON COLUMN protected.labels IS 'Gebieden, uitsplitsingen en groepen, als dimensies.';
	COMMENT ON COLUMN protected.waived IS 'Of het van onbekenden is, die het beleid niet beveiligt.';
	COMMENT ON INDEX protected_key IS 'Cijfers van een definitie.';

	-- Nothing is decided twice about the same cells, releases and rules.
	CREATE TABLE IF NOT EXISTS decided (
		definition smallint PRIMARY KEY,
		basis text NOT NULL
	);
	COMMENT ON TABLE decided IS 'Waarop de status van de cijfers van een definitie berust.';
	COMMENT ON COLUMN decided.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN decided.basis IS 'Vingerafdruk van cellen, vrijgaven, beleid en versie.';

	CREATE TABLE IF NOT EXISTS shown_family (
		family text PRIMARY KEY,
		basis text NOT NULL
	);
	COMMENT ON TABLE shown_family IS 'Waarop berust wat lezers van een familie zien.';
	COMMENT ON COLUMN shown_family.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN shown_family.basis IS 'Vingerafdruk van statussen, namen en catalogus.';

	CREATE TABLE IF NOT EXISTS deduced_figure (
		family text NOT NULL,
		definition text NOT NULL,
		area_type text NOT NULL,
		area text NOT NULL,
		first_year integer NOT NULL,
		year integer NOT NULL,
		numerator_low bigint NOT NULL,
		numerator_high bigint,
		deducible_low double precision NOT NULL,
		deducible_high double precision,
		PRIMARY KEY (family, definition, area_type, area, first_year, year)
	);
	COMMENT ON TABLE deduced_figure IS 'Wat uit getoonde cijfers van verborgen cijfers is af te leiden, door deduce().';
	COMMENT ON COLUMN deduced_figure.family IS 'Familie van indicatoren.';
	COMMENT ON COLUMN deduced_figure.definition IS 'Definitie.';
	COMMENT ON COLUMN deduced_figure.area_type IS 'Soort gebied.';
	COMMENT ON COLUMN deduced_figure.area IS 'Code van het gebied.';
	COMMENT ON COLUMN deduced_figure.first_year IS 'Eerste jaar.';
	COMMENT ON COLUMN deduced_figure.year IS 'Laatste jaar.';
	COMMENT ON COLUMN deduced_figure.numerator_low IS 'Kleinste teller die past bij wat wordt getoond.';
	COMMENT ON COLUMN deduced_figure.numerator_high IS 'Grootste; leeg: er is geen grens.';
	COMMENT ON COLUMN deduced_figure.deducible_low IS 'Kleinste waarde die daarbij past.';
	COMMENT ON COLUMN deduced_figure.deducible_high IS 'Grootste; leeg: er is geen grens.';

	-- Where areas are told apart now that were not, what was released of all of them lies elsewhere.
	CREATE OR REPLACE VIEW vanished_cell AS
	SELECT c.definition, c.year, c.place, c.breakdown, c.category
	FROM final_year y JOIN definition d ON d.id = y.definition
		CROSS JOIN LATERAL (SELECT count(p.stadsdeel) > 0 AS stadsdeel, count(p.wijk) > 0 AS wijk, count(p.pc4) > 0 AS pc4
			FROM released_cell k JOIN place p ON p.id = k.place
			WHERE k.definition = d.number AND k.year = y.year OFFSET 0) released
		CROSS JOIN LATERAL (SELECT count(p.stadsdeel) > 0 AS stadsdeel, count(p.wijk) > 0 AS wijk, count(p.pc4) > 0 AS pc4
			FROM cell k JOIN place p ON p.id = k.place
			WHERE k.definition = d.number AND k.year = y.year OFFSET 0) counted
		JOIN released_cell c ON c.definition = d.number AND c.year = y.year
	WHERE y.reopened IS NOT NULL AND d.scan IS NOT NULL AND released.stadsdeel >= counted.stadsdeel
		AND released.wijk >= counted.wijk AND released.pc4 >= counted.pc4
		AND NOT EXISTS (SELECT FROM cell k WHERE (k.definition, k.year, k.place) = (c.definition, c.year, c.place)
			AND (k.breakdown, k.category) IS NOT DISTINCT FROM (c.breakdown, c.category));
	COMMENT ON VIEW vanished_cell IS
		'Vrijgegeven jaarcijfers van heropende jaren waarvan niets meer wordt geteld. Niet voor lezers.';
	COMMENT ON COLUMN vanished_cell.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN vanished_cell.year IS 'Jaar.';
	COMMENT ON COLUMN vanished_cell.place IS 'Nummer van het kleinste gebied.';
	COMMENT ON COLUMN vanished_cell.breakdown IS 'Uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN vanished_cell.category IS 'Categorie; leeg: geen uitsplitsing, of onbekend.';

	CREATE OR REPLACE VIEW known_cell AS
	SELECT c.definition, c.year, c.place, c.breakdown, c.category, c.r
	FROM cell c JOIN definition d ON d.number = c.definition
	WHERE NOT EXISTS (SELECT FROM final_year y WHERE y.definition = d.id AND y.year = c.year AND y.reopened IS NULL)
	UNION ALL
	SELECT c.definition, c.year, c.place, c.breakdown, c.category, c.r
	FROM released_cell c JOIN definition d ON d.number = c.definition
	WHERE EXISTS (SELECT FROM final_year y WHERE y.definition = d.id AND y.year = c.year AND y.reopened IS NULL)
	UNION ALL
	-- Nothing, and not absent: a figure of it that is out may have to stay as it was.
	SELECT v.definition, v.year, v.place, v.breakdown, v.category, @extschema@.make_rate(0, 0) FROM vanished_cell v;
	COMMENT ON VIEW known_cell IS 'Onbeveiligde jaarcijfers, met vrijgegeven jaren zoals ze toen waren. Niet voor lezers.';
	COMMENT ON COLUMN known_cell.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN known_cell.year IS 'Jaar.';
	COMMENT ON COLUMN known_cell.place IS 'Nummer van het kleinste gebied.';
	COMMENT ON COLUMN known_cell.breakdown IS 'Uitsplitsing; leeg: geen.';
	COMMENT ON COLUMN known_cell.category IS 'Categorie; leeg: geen uitsplitsing, of onbekend.';
	COMMENT ON COLUMN known_cell.r IS 'Tellingen.';

	-- A year that was reopened, and counted as it was released, is the same.
	CREATE OR REPLACE VIEW known_year AS
	SELECT c.definition, c.year, c.content::text AS content
	FROM cell_year c JOIN definition d ON d.number = c.definition
	WHERE NOT EXISTS (SELECT FROM final_year y WHERE y.definition = d.id AND y.year = c.year AND y.reopened IS NULL)
	UNION ALL
	SELECT d.number, y.year, coalesce(y.content::text, 'release ' || y.release)
	FROM final_year y JOIN definition d ON d.id = y.definition
	WHERE y.reopened IS NULL;
	COMMENT ON VIEW known_year IS 'Vingerafdrukken van de cellen van elk jaar, zoals known_cell ze heeft.';
	COMMENT ON COLUMN known_year.definition IS 'Nummer van de definitie.';
	COMMENT ON COLUMN known_year.year IS 'Jaar.';
	COMMENT ON COLUMN known_year.content IS 'Vingerafdruk, of de vrijgave waar de cellen van zijn.';

	-- Blocks stay where they were at the first release, so that none overlaps: its
	-- last figures end with the last year of these cells.
	CREATE OR REPLACE VIEW scan_years AS
	SELECT y.scan, min(y.year) AS first_year, max(y.year) AS last_year,
		coalesce((SELECT min(b.year) FROM block_year b JOIN definition d ON d.id = b.definition WHERE d.scan = y.scan),
			max(y.year)) AS block_year
	FROM (
		SELECT d.scan, c.year FROM cell_year c JOIN definition d ON d.number = c.definition
		UNION
		SELECT d.scan, f.year FROM final_year f JOIN definition d ON d.id = f.definition WHERE f.reopened IS NULL
	) y
	WHERE y.scan IS NOT NULL
	GROUP BY y.scan;
	COMMENT ON VIEW scan_years IS 'De jaren van een telling, vrijgegeven jaren meegerekend.';
	COMMENT ON COLUMN scan_years.scan IS 'Naam van de telling.';
	COMMENT ON COLUMN scan_years.first_year IS 'Eerste jaar.';
	COMMENT ON COLUMN scan_years.last_year IS 'Laatste jaar.';
	COMMENT ON COLUMN scan_years.block_year IS 'Laatste jaar van het laatste blok.';
	CALL kansrijk_intern.create_series_relations(private);
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_tables(text) IS
'Internal: Creates the private relations of a publication, as far as they do not exist, in a schema that exists. '
'Part of create_indicator_views().';

CREATE PROCEDURE kansrijk_intern.drop_publication_tables(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	DROP VIEW IF EXISTS figure, period_note, series_figure, masked, audit, evidence, known_cell, vanished_cell, known_year,
		scan_years, scan, grouping_in_use;
	DROP TABLE IF EXISTS area_change, area_recode, released_area, marked_break, series_part, deduced_figure,
		area_grouping, release_figure, release_cell, released_cell, final_year,
		block_year, release, cell, cell_year, counted, source_finding,
		protected,
		joint_state, joint_cell,
		decided,
		shown_family, definition, breakdown, place, area_path, municipality_years, area_name, relation, publication,
		refresh_detail, refresh_log, refresh_attempt;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.drop_publication_tables(text) IS
'Internal: Drops the private relations of a publication. Part of drop_indicator_views().';
