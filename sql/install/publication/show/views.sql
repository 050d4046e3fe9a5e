-- What may be seen of a publication, and what its owner may see. Everything that is
-- derived (limits, comparison, trend) is computed here from published cells alone, so
-- that it cannot tell about others.

CREATE PROCEDURE kansrijk_intern.create_publication_views(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	x record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);

	CREATE OR REPLACE VIEW evidence AS
	SELECT s.family, d.id AS definition, p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4, p.period,
		p.breakdown, p.category, p.r, p.status, kansrijk_intern.rounded_rate(p.r, d.policy) AS rounded
	FROM protected p
		JOIN definition d ON d.number = p.definition
		JOIN scan s ON s.name = d.scan
	WHERE p.shown;
	COMMENT ON VIEW evidence IS 'Onbeveiligde cijfers met hun status. Niet voor lezers.';

	-- One text to join by: so many columns look far rarer to the planner than they are.
	CREATE OR REPLACE VIEW masked AS
	SELECT e.family, e.definition, e.area_type, e.province, e.municipality, e.stadsdeel, e.period, e.breakdown, e.category,
		e.status, CASE WHEN e.status = 'publish' THEN e.rounded END AS r, a.area,
		concat_ws('|', e.definition, e.breakdown, e.category, e.area_type, a.area) AS series,
		concat_ws('|', e.definition, e.breakdown, e.category, 'land', 'NL') AS country_series,
		coalesce(greatest(w.series_break, s.series_break), 0) AS series_break,
		concat_ws('; ', w.reason, s.reason) AS break_reason
	FROM evidence e
		CROSS JOIN LATERAL (SELECT kansrijk_intern.publication_area(e.area_type, e.province, e.municipality, e.stadsdeel,
			e.wijk, e.pc4) AS area OFFSET 0) a
		LEFT JOIN series_part w ON w.area_type IS NULL AND w.definition = e.definition AND w.year = lower(e.period)
		LEFT JOIN series_part s ON s.area_type = e.area_type AND s.area = a.area AND s.definition = e.definition
			AND s.year = lower(e.period);
	COMMENT ON VIEW masked IS 'Beveiligde cijfers: van een verborgen cijfer geen telling.';

	-- All in one pass, a series at a time. A window that begins within the first is of the same years in part.
	CREATE OR REPLACE VIEW series_figure AS
	SELECT m.*, u.unit, u.per::double precision AS per, u.model,
		CASE WHEN u.model IS NOT NULL AND count(m.r) FILTER (WHERE m.years = 1) OVER last_five = 5 THEN
			CASE u.model
				WHEN 'binomial' THEN @extschema@.proportion_trend(m.r, lower(m.period)::double precision)
					FILTER (WHERE m.years = 1) OVER last_five
				ELSE @extschema@.rate_trend(m.r, lower(m.period)::double precision)
					FILTER (WHERE m.years = 1) OVER last_five END END AS test,
		first_value(m.period) OVER of_length AS first_period, first_value(m.r) OVER of_length AS first_r
	FROM (SELECT o.*, upper(o.period) - lower(o.period) AS years FROM masked o) m
		JOIN @extschema@.definition_unit u ON u.id = m.definition
	WINDOW last_five AS (PARTITION BY m.family, m.series, m.series_break ORDER BY upper(m.period)
			RANGE BETWEEN 4 PRECEDING AND CURRENT ROW),
		of_length AS (PARTITION BY m.family, m.series, m.series_break, m.years ORDER BY lower(m.period));
	COMMENT ON VIEW series_figure IS
		'Beveiligde cijfers met het eerste van hun reeks, en de toets op trend over vijf getoonde jaarcijfers.';

	-- Of a period, not of each of its figures.
	CREATE OR REPLACE VIEW period_note AS
	SELECT k.id AS definition, int4range(f.year, f.year + n.years) AS period,
		@extschema@.definition_notes(k.id, f.year, f.year + n.years - 1) AS notes
	FROM definition k
		JOIN @extschema@.indicator_definition d ON d.id = k.id
		JOIN scan_years y ON y.scan = k.scan
		CROSS JOIN LATERAL (SELECT DISTINCT u FROM publication p,
			unnest(ARRAY[1, p.window_years, p.long_window_years]) u) n(years)
		CROSS JOIN LATERAL generate_series(y.first_year, y.last_year - n.years + 1) f(year)
	WHERE d.indicator IN (SELECT e.indicator FROM @extschema@.definition_note e);
	COMMENT ON VIEW period_note IS 'Wat bij elk cijfer van een definitie en periode gezegd moet worden.';

	CREATE OR REPLACE VIEW figure AS
	SELECT f.family, i.id AS indicator, f.definition, i.name_nl AS indicator_name, d.name_nl AS definition_name,
		i.indicator_group, i.polarity, f.area_type, f.area,
		coalesce(CASE WHEN f.area_type = 'land' AND NOT (SELECT p.covers_country FROM publication p) THEN 'Totaal' END,
			n.name,
			CASE f.area_type WHEN 'land' THEN 'Nederland' WHEN 'stadsdeel' THEN f.stadsdeel END,
			CASE WHEN f.area ~ '(^|/)[?]$' THEN 'Onbekend' ELSE f.area END) AS area_name,
		f.province, f.municipality,
		CASE WHEN f.years = 1 THEN 'jaar' ELSE f.years || ' jaar' END AS period_type,
		CASE WHEN f.years = 1 THEN lower(f.period)::text
			ELSE lower(f.period) || '-' || upper(f.period) - 1 END AS period_label,
		-- Two integers and not the range: BI tools do not know ranges.
		lower(f.period) AS first_year, upper(f.period) - 1 AS year,
		f.breakdown, f.category,
		(s.p).numerator, (s.p).denominator,
		-- A number of units and a mean have no limits.
		CASE WHEN f.model IS NULL THEN v.value ELSE (s.p).value END AS value,
		CASE WHEN f.model IS NOT NULL THEN (s.p).lower END AS lower,
		CASE WHEN f.model IS NOT NULL THEN (s.p).upper END AS upper,
		f.unit,
		CASE WHEN f.model IS NULL
			THEN @extschema@.sdc_label(round(v.value::numeric, CASE WHEN f.per IS NULL THEN 0 ELSE 1 END), f.status)
			ELSE (s.p).label END AS label,
		(s.p).status,
		kansrijk_intern.value_in_unit(c.r, f.per) AS country_value,
		CASE WHEN f.area_type <> 'land' AND f.model IS NOT NULL THEN
			CASE @extschema@.compare_part(f.r, c.r, 0.95, f.model)
				WHEN 'lower' THEN 'lager' WHEN 'higher' THEN 'hoger' WHEN 'similar' THEN 'vergelijkbaar' END END AS comparison,
		CASE WHEN f.r IS NULL OR (f.test).p_value IS NULL THEN NULL
			WHEN (f.test).p_value >= 0.05 THEN 'gelijk'
			WHEN (f.test).statistic > 0 THEN 'stijgend'
			ELSE 'dalend' END AS trend,
		@extschema@.cbs_area_code(f.area_type, f.area) AS cbs_code,
		100 * v.value / nullif(kansrijk_intern.value_in_unit(b.r, f.per), 0) - 100 AS change_percent,
		CASE WHEN num_nulls(f.r, b.r) > 0 THEN NULL WHEN f.years = 1 THEN lower(f.first_period)::text
			ELSE lower(f.first_period) || '-' || upper(f.first_period) - 1 END AS change_since,
		nullif(concat_ws(' ', CASE WHEN f.period && k.provisional_years THEN 'Voorlopig cijfer.' END,
			CASE WHEN f.series_break > 0
				THEN format('Niet vergelijkbaar met jaren voor %s: %s.', f.series_break, f.break_reason) END,
			q.notes), '') AS notes,
		nullif(f.series_break, 0) AS series_break
	FROM series_figure f
		JOIN @extschema@.indicator_definition d ON d.id = f.definition
		JOIN @extschema@.indicator i ON i.id = d.indicator
		JOIN definition k ON k.id = f.definition
		CROSS JOIN LATERAL (SELECT @extschema@.sdc_publish(coalesce(f.r, '0/0'), f.status,
			CASE WHEN f.model IS NULL THEN 1 ELSE f.per END, coalesce(f.model, 'poisson')) AS p OFFSET 0) s
		CROSS JOIN LATERAL (SELECT kansrijk_intern.value_in_unit(f.r, f.per) AS value) v
		CROSS JOIN LATERAL (SELECT CASE WHEN upper(f.first_period) <= lower(f.period) THEN f.first_r END AS r) b
		LEFT JOIN masked c ON c.family = f.family AND c.area_type = 'land' AND c.series = f.country_series
			AND c.period = f.period
		LEFT JOIN period_note q ON q.definition = f.definition AND q.period = f.period
		LEFT JOIN area_name n ON n.kind = f.area_type AND n.code = f.area;
	COMMENT ON VIEW figure IS 'Beveiligde cijfers, met wat daaruit volgt. Lezers gebruiken de views per familie.';

	-- Unsafe figures must not be found; others that are hidden may be, as may what nobody shows.
	CREATE OR REPLACE VIEW audit AS
	SELECT k.family, k.definition, k.area_type, k.province, k.municipality, k.stadsdeel, k.wijk, k.pc4, k.period,
		k.breakdown,
		k.category, k.shown, k.counted AS r, k.status,
		kansrijk_intern.exposed_of(k.counted, k.policy, k.status, k.mask, k.block, k.window_period,
			k.labels) OVER system AS exposed,
		-- A width is what an outsider sees (doc/audit.md).
		kansrijk_intern.interval_of(k.counted, k.of_outsiders, coalesce(k.status, 'secondary'), k.mask, k.block,
			k.window_period, k.labels) OVER system AS numerator_range,
		kansrijk_intern.interval_of(k.complement, k.of_outsiders, coalesce(k.status, 'secondary'), k.mask, k.block,
			k.window_period, k.labels) OVER system AS complement_range
	FROM (
		SELECT r.*, CASE WHEN reason NOT IN ('publish', 'secondary', 'empty') THEN reason
			WHEN shown_status = 'publish' THEN shown_status WHEN reason = 'empty' THEN reason END AS status
		FROM (
			SELECT i.family, d.id AS definition, d.policy,
				replace(d.policy::text, 'singletons=protect', 'singletons=ignore')::@extschema@.sdc_policy AS of_outsiders,
				p.area_type, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4,
				p.period, p.breakdown, p.category, p.shown, p.counted, p.mask, p.block, p.window_period, p.labels,
				-- What is left of a sum is no count.
				CASE WHEN n.value_expression IS NULL
					THEN @extschema@.denominator(p.counted) - @extschema@.numerator(p.counted) END AS complement,
				-- What is unknown and not protected is taken to be known to readers, shown or not.
				CASE WHEN p.shown OR p.waived THEN p.status END AS shown_status,
				CASE WHEN p.previous = 'primary_count' THEN p.previous
					WHEN p.shown AND p.status = 'publish' THEN NULL
					WHEN p.waived THEN CASE WHEN p.status = 'empty' THEN p.status END
					-- That there is nothing may be hidden too, for what related definitions hide.
					ELSE nullif(@extschema@.sdc_primary(p.counted, d.policy), CASE WHEN p.status <> 'empty'
						THEN 'empty'::@extschema@.cell_status END) END AS reason
			FROM protected p
				JOIN definition d ON d.number = p.definition
				JOIN @extschema@.indicator_definition n ON n.id = d.id
				JOIN @extschema@.indicator i ON i.id = n.indicator
		) r
	) k
	WINDOW system AS (PARTITION BY k.family, k.definition);
	COMMENT ON VIEW audit IS 'Wat uit de getoonde cijfers is af te leiden. Niet voor lezers.';

	CREATE TABLE IF NOT EXISTS release_figure AS SELECT NULL::text AS release, f.* FROM figure f WITH NO DATA;
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = 'release_figure'::regclass
		AND a.attname = 'series_break') THEN
		ALTER TABLE release_figure ADD COLUMN IF NOT EXISTS cbs_code text,
			ADD COLUMN IF NOT EXISTS change_percent double precision, ADD COLUMN IF NOT EXISTS change_since text,
			ADD COLUMN IF NOT EXISTS notes text, ADD COLUMN IF NOT EXISTS series_break integer;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = 'release_figure'::regclass
		AND a.attname = 'release' AND a.attnotnull) THEN
		ALTER TABLE release_figure ALTER release SET NOT NULL;
	END IF;
	CREATE UNIQUE INDEX IF NOT EXISTS release_figure_key
		ON release_figure (release, definition, area_type, area, first_year, year, breakdown, category);
	COMMENT ON TABLE release_figure IS 'Beveiligde cijfers zoals ze zijn vrijgegeven; lezers gebruiken de view released.';
	COMMENT ON INDEX release_figure_key IS 'Sleutel van een vrijgegeven cijfer.';
	-- What foreign keys did in an earlier version, a trigger does.
	FOR x IN SELECT c.conrelid::regclass AS relation, c.conname FROM pg_constraint c
		WHERE c.contype = 'f' AND c.confrelid = 'release'::regclass
			AND c.conrelid IN ('release_cell'::regclass, 'released_cell'::regclass, 'release_figure'::regclass)
	LOOP
		EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', x.relation, x.conname);
	END LOOP;
	IF NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = 'release'::regclass AND t.tgname = 'forget_release') THEN
		CREATE TRIGGER forget_release AFTER DELETE ON release FOR EACH ROW
			EXECUTE FUNCTION kansrijk_intern.forget_release();
	END IF;
	CALL kansrijk_intern.comment_columns(private, '{evidence,masked,series_figure,period_note,figure,audit,
		release_figure}');
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_publication_views(text) IS
'Internal: Creates the static views over the private tables of a publication. Part of create_indicator_views().';
