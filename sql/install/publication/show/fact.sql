-- What may be seen. Everything that is derived (limits, comparison, trend) is
-- computed here from published cells alone, so that it cannot tell about others.

CREATE FUNCTION kansrijk_intern.publication_area(area_type text, province text, municipality text, stadsdeel text, wijk text, pc4 text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE area_type
			WHEN 'land' THEN 'NL'
			WHEN 'provincie' THEN coalesce(province, '?')
			WHEN 'gemeente' THEN coalesce(municipality, province || '/?', '?')
			WHEN 'stadsdeel' THEN coalesce(municipality, province, '') || '/' || coalesce(stadsdeel, '?')
			WHEN 'wijk' THEN coalesce(wijk, concat_ws('/', province, municipality, stadsdeel, '?'))
			ELSE coalesce(pc4, '?') END;
COMMENT ON FUNCTION kansrijk_intern.publication_area(text, text, text, text, text, text) IS 'Internal: Code under which an area is published; a question mark stands for what is unknown within the area above it.';

CREATE FUNCTION kansrijk_intern.publication_fact_query(protected text[], source text, covers_country boolean) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN format($query$WITH located AS (
	SELECT p.definition, p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4, p.period, p.breakdown, p.category, p.status,
		CASE WHEN p.status = 'publish' THEN kansrijk.make_rate(kansrijk.numerator(p.rounded), kansrijk.denominator(p.rounded), 0) END AS r,
		kansrijk_intern.publication_area(p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4) AS area
	FROM (%s) p),
-- One text to join by: so many columns look far rarer to the planner than they are.
figure AS MATERIALIZED (
	SELECT *, concat_ws('|', definition, breakdown, category, area_type, area) AS series, concat_ws('|', definition, breakdown, category, 'land', 'NL') AS country_series
	FROM located),
trend AS (
	SELECT f.series, upper(f.period) AS until,
		CASE WHEN count(f.r) OVER last_five = 5 THEN
			CASE i.per WHEN 100 THEN kansrijk.proportion_trend(f.r, lower(f.period)::double precision) OVER last_five
				ELSE kansrijk.rate_trend(f.r, lower(f.period)::double precision) OVER last_five END END AS test
	FROM figure f JOIN kansrijk.indicator_definition d ON d.id = f.definition JOIN kansrijk.indicator i ON i.id = d.indicator
	WHERE upper(f.period) - lower(f.period) = 1
	WINDOW last_five AS (PARTITION BY f.series ORDER BY lower(f.period) RANGE BETWEEN 4 PRECEDING AND CURRENT ROW)),
area_name AS (SELECT DISTINCT ON (kind, code) kind, code, name FROM %s ORDER BY kind, code, classification_year DESC)
SELECT i.id AS indicator, f.definition, i.name_nl AS indicator_name, d.name_nl AS definition_name, i.indicator_group, i.polarity,
	f.area_type, f.area, coalesce(%sn.name, CASE f.area_type WHEN 'land' THEN 'Nederland' WHEN 'stadsdeel' THEN f.stadsdeel END, f.area) AS area_name,
	f.province, f.municipality,
	CASE WHEN upper(f.period) - lower(f.period) = 1 THEN 'jaar' ELSE (upper(f.period) - lower(f.period)) || ' jaar' END AS period_type,
	CASE WHEN upper(f.period) - lower(f.period) = 1 THEN lower(f.period)::text ELSE lower(f.period) || '-' || upper(f.period) - 1 END AS period_label,
	-- Two integers and not the range: BI tools do not know ranges.
	lower(f.period) AS first_year, upper(f.period) - 1 AS year,
	f.breakdown, f.category,
	(s.p).numerator, (s.p).denominator, (s.p).value, (s.p).lower, (s.p).upper, i.unit, (s.p).label, (s.p).status,
	kansrijk.per(c.r, i.per::double precision) AS country_value,
	CASE WHEN f.area_type <> 'land' THEN
		CASE kansrijk.compare_part(f.r, c.r, 0.95, CASE i.per WHEN 100 THEN 'binomial' ELSE 'poisson' END)
			WHEN 'lower' THEN 'lager' WHEN 'higher' THEN 'hoger' WHEN 'similar' THEN 'vergelijkbaar' END END AS comparison,
	CASE WHEN f.r IS NULL OR (t.test).p_value IS NULL THEN NULL
		WHEN (t.test).p_value >= 0.05 THEN 'gelijk'
		WHEN (t.test).statistic > 0 THEN 'stijgend'
		ELSE 'dalend' END AS trend
FROM figure f
	JOIN kansrijk.indicator_definition d ON d.id = f.definition
	JOIN kansrijk.indicator i ON i.id = d.indicator
	CROSS JOIN LATERAL (SELECT kansrijk.sdc_publish(coalesce(f.r, '0/0'), f.status, i.per::double precision, CASE i.per WHEN 100 THEN 'binomial' ELSE 'poisson' END) AS p OFFSET 0) s
	LEFT JOIN figure c ON c.area_type = 'land' AND c.series = f.country_series AND c.period = f.period
	LEFT JOIN trend t ON t.series = f.series AND t.until = upper(f.period)
	LEFT JOIN area_name n ON n.kind = f.area_type AND n.code = f.area$query$,
		array_to_string(ARRAY(SELECT 'SELECT * FROM ' || x FROM unnest(protected) x), ' UNION ALL '),
		CASE WHEN kansrijk_intern.sql_can_read(format('SELECT kind, code, name, classification_year FROM %I.area', source)) THEN format('%I.area', source)
			ELSE '(SELECT NULL::text AS kind, NULL::text AS code, NULL::text AS name, NULL::integer AS classification_year) none' END,
		CASE WHEN covers_country THEN '' ELSE 'CASE f.area_type WHEN ''land'' THEN ''Totaal'' END, ' END);
END $$;
COMMENT ON FUNCTION kansrijk_intern.publication_fact_query(text[], text, boolean) IS
'Internal: Text of the query of the fact relation: protected cells masked, with limits, label, comparison with the country (or whatever all of the source is) and trend, all from published cells. For create_indicator_views().';

CREATE FUNCTION kansrijk_intern.indicator_view_columns() RETURNS TABLE (place integer, name text, comment_nl text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 28
	BEGIN ATOMIC
		SELECT * FROM (VALUES
			(1, 'indicator', 'Code van de indicator in de catalogus.'),
			(2, 'definition', 'Code van de precieze definitie.'),
			(3, 'indicator_name', 'Naam van de indicator.'),
			(4, 'definition_name', 'Naam van de definitie.'),
			(5, 'indicator_group', 'Soort indicator: programme, process, outcome, context of quality.'),
			(6, 'polarity', 'Welke kant gunstig is: lower (lager), higher (hoger) of neutral.'),
			(7, 'area_type', 'Soort gebied: land, provincie, gemeente, stadsdeel, wijk of pc4.'),
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
			(28, 'trend', 'Over de vijf jaarcijfers tot en met het laatste jaar: dalend, gelijk of stijgend (p < 0,05); leeg als daarvan een is verborgen.')
		) c(place, name, comment_nl);
	END;
COMMENT ON FUNCTION kansrijk_intern.indicator_view_columns() IS 'Internal: Columns of the fact relations and the views on them, with the Dutch comment that each gets.';
