-- The columns of what is published, and what their comments say.

CREATE FUNCTION kansrijk_intern.indicator_view_columns() RETURNS TABLE (place integer, name text, comment_nl text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 33
	BEGIN ATOMIC
		SELECT * FROM (VALUES
			(1, 'indicator', 'Code van de indicator in de catalogus.'),
			(2, 'definition', 'Code van de precieze definitie.'),
			(3, 'indicator_name', 'Naam van de indicator.'),
			(4, 'definition_name', 'Naam van de definitie.'),
			(5, 'indicator_group', 'Soort indicator: programme, process, outcome, context of quality.'),
			(6, 'polarity', 'Welke kant gunstig is: lower (lager), higher (hoger) of neutral.'),
			(7, 'area_type', 'Soort gebied: land, provincie, gemeente, stadsdeel, wijk, pc4 of een eigen indeling.'),
			(8, 'area', 'Code van het gebied; NL is het land, een vraagteken staat voor onbekend binnen het gebied erboven.'),
			(9, 'area_name', 'Naam van het gebied.'),
			(10, 'province', 'Provincie waarin het gebied ligt.'),
			(11, 'municipality', 'Gemeentecode waarin het gebied ligt.'),
			(12, 'period_type', 'jaar, of het aantal jaren dat samen is genomen.'),
			(13, 'period_label', 'Periode als tekst, bijvoorbeeld 2015-2019.'),
			(14, 'first_year', 'Eerste kalenderjaar van de periode.'),
			(15, 'year', 'Laatste kalenderjaar van de periode.'),
			(16, 'breakdown', 'Uitsplitsing; totaal is geen uitsplitsing.'),
			(17, 'category', 'Categorie van de uitsplitsing; onbekend is een eigen categorie.'),
			(18, 'numerator', 'Teller; leeg als het cijfer is verborgen.'),
			(19, 'denominator', 'Noemer: eenheden waarvan de uitkomst bekend is; leeg als het cijfer is verborgen.'),
			(20, 'value', 'Waarde in de eenheid; leeg als het cijfer is verborgen.'),
			(21, 'lower', 'Ondergrens van het 95%-betrouwbaarheidsinterval.'),
			(22, 'upper', 'Bovengrens van het 95%-betrouwbaarheidsinterval.'),
			(23, 'unit', 'Eenheid van de waarde: % of per 1000.'),
			(24, 'label', 'Waarde als tekst, met decimale komma; zegt ook dat een cijfer is verborgen.'),
			(25, 'status', 'publish: getoond; hidden: verborgen, om welke reden ook; empty: er valt niets te tonen.'),
			(26, 'country_value', 'Waarde van het land in dezelfde periode en categorie.'),
			(27, 'comparison', 'Vergeleken met het land: lager, vergelijkbaar of hoger (95%).'),
			(28, 'trend',
				'Over de vijf jaarcijfers tot en met het laatste jaar: dalend, gelijk of stijgend (p < 0,05); '
				'leeg als daarvan een is verborgen.'),
			(29, 'cbs_code', 'Code van het gebied bij CBS: NL01, PV27, GM0363, WK036301; leeg: CBS heeft er geen.'),
			(30, 'change_percent',
				'Verandering van de waarde in procenten sinds change_since; leeg als een van beide is verborgen.'),
			(31, 'change_since', 'Eerste periode van de reeks die even lang is, waarmee change_percent vergelijkt.'),
			(32, 'notes', 'Wat bij het cijfer gezegd moet worden: voorlopig, dekking, niet vergelijkbaar, bronvermelding.'),
			(33, 'series_break',
				'Eerste jaar na de laatste breuk in de reeks: met eerdere jaren is niet te vergelijken; leeg: geen breuk.')
		) c(place, name, comment_nl);
	END;
COMMENT ON FUNCTION kansrijk_intern.indicator_view_columns() IS
'Internal: Columns of the fact relations and the views on them, with the Dutch comment that each gets.';

CREATE PROCEDURE kansrijk_intern.comment_columns(private text, relations text[])
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
BEGIN
	FOR x IN
		SELECT c.oid::regclass AS relation, a.attname AS name, n.comment_nl
		FROM unnest(relations) r JOIN pg_class c ON c.oid = to_regclass(format('%I.%I', private, r))
			JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			JOIN (
				SELECT v.name, v.comment_nl FROM kansrijk_intern.indicator_view_columns() v
				UNION ALL VALUES
					('release', 'Naam van de vrijgave.'), ('family', 'Familie van indicatoren.'), ('stadsdeel', 'Stadsdeel.'),
					('wijk', 'Wijkcode.'), ('pc4', 'Postcode; van een eigen indeling: de groep.'), ('period', 'Kalenderjaren.'),
						('shown', 'Of het een cijfer van de publicatie is.'),
					('r', 'Tellingen.'), ('rounded', 'Tellingen, afgerond volgens het beleid.'),
						('series', 'Reeks waar het cijfer in staat.'),
					('country_series', 'Reeks van het land.'), ('years', 'Aantal jaren.'),
					('break_reason', 'Waarom er een breuk is.'),
					('per', 'Veelvoud waarin de waarde is uitgedrukt; leeg: een aantal.'),
					('model', 'binomial of poisson; leeg: een aantal of een gemiddelde.'), ('test', 'Toets op trend.'),
					('first_period', 'Eerste even lange periode van de reeks.'), ('first_r', 'Tellingen daarvan.'),
					('exposed', 'Of het uit getoonde cijfers volgt.'),
						('numerator_range', 'Grenzen die een lezer aan de teller kan stellen.'),
					('complement_range', 'Grenzen die een lezer aan de rest kan stellen.')
			) n(name, comment_nl) ON n.name = a.attname
	LOOP
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', x.relation, x.name, x.comment_nl);
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.comment_columns(text, text[]) IS
'Internal: Comments, in Dutch, on the columns of private relations of a publication.';
