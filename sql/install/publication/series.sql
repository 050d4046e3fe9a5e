-- Series that do not mix: areas in the division of one year, and breaks, which no window and no trend crosses.
--
-- area_change		what became of municipalities, and on which day
-- area_recode		in which area of the division of the publication each of them lies
-- released_area	in which province a municipality was released
-- marked_break		breaks that the owner told of
-- series_part		of each year after a break the last one: those, and where areas are others than the year before

CREATE PROCEDURE kansrijk_intern.create_series_relations(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);

	CREATE TABLE IF NOT EXISTS area_change (
		from_code text NOT NULL,
		to_code text NOT NULL,
		pc4 text,
		share numeric NOT NULL,
		day date NOT NULL
	);
	CREATE INDEX IF NOT EXISTS area_change_from ON area_change (from_code, day);
	CREATE INDEX IF NOT EXISTS area_change_to ON area_change (to_code, day);
	COMMENT ON TABLE area_change IS 'Overgangen van gemeenten, zoals de bron ze bij de laatste verversing had.';
	COMMENT ON COLUMN area_change.from_code IS 'Gemeente voor de overgang.';
	COMMENT ON COLUMN area_change.to_code IS 'Gemeente daarna.';
	COMMENT ON COLUMN area_change.pc4 IS 'Postcode waarvoor het geldt; leeg: de hele gemeente.';
	COMMENT ON COLUMN area_change.share IS 'Deel van het oude gebied, of van de postcode daarin.';
	COMMENT ON COLUMN area_change.day IS 'Dag van de overgang.';
	COMMENT ON INDEX area_change_from IS 'Wat er van een gemeente werd.';
	COMMENT ON INDEX area_change_to IS 'Waar een gemeente uit ontstond.';

	CREATE TABLE IF NOT EXISTS area_recode (
		code text NOT NULL,
		days daterange NOT NULL,
		pc4 text,
		division_code text
	);
	CREATE INDEX IF NOT EXISTS area_recode_code ON area_recode (code);
	COMMENT ON TABLE area_recode IS 'Gemeenten die in de indeling van de publicatie een andere zijn.';
	COMMENT ON COLUMN area_recode.code IS 'Gemeente in de bron.';
	COMMENT ON COLUMN area_recode.days IS 'Dagen waarop een eenheid daar woonde.';
	COMMENT ON COLUMN area_recode.pc4 IS 'Postcode; een vraagteken: als die onbekend is; leeg: elke andere.';
	COMMENT ON COLUMN area_recode.division_code IS 'Gemeente in de indeling van de publicatie; leeg: niet te zeggen.';
	COMMENT ON INDEX area_recode_code IS 'Gemeente in de bron.';

	-- As with groups: other municipalities under the name of the same province would be a difference to compute.
	CREATE TABLE IF NOT EXISTS released_area (
		municipality text PRIMARY KEY,
		province text NOT NULL,
		release integer NOT NULL REFERENCES release ON DELETE CASCADE
	);
	COMMENT ON TABLE released_area IS 'In welke provincie een gemeente is vrijgegeven: daar blijft zij.';
	COMMENT ON COLUMN released_area.municipality IS 'Gemeentecode.';
	COMMENT ON COLUMN released_area.province IS 'Provincie.';
	COMMENT ON COLUMN released_area.release IS 'Eerste vrijgave.';

	CREATE TABLE IF NOT EXISTS marked_break (
		definition text,
		area_type text,
		area text,
		first_year integer,
		reason text NOT NULL,
		identity text,
		marked_at timestamptz NOT NULL DEFAULT now(),
		marked_by text NOT NULL DEFAULT session_user,
		CONSTRAINT marked_break_key UNIQUE NULLS NOT DISTINCT (definition, area_type, area, first_year, identity)
	);
	COMMENT ON TABLE marked_break IS 'Breuken in reeksen die de eigenaar heeft aangegeven.';
	COMMENT ON COLUMN marked_break.definition IS 'Definitie; leeg: alle.';
	COMMENT ON COLUMN marked_break.area_type IS 'Soort gebied; leeg: alle gebieden.';
	COMMENT ON COLUMN marked_break.area IS 'Code van het gebied.';
	COMMENT ON COLUMN marked_break.first_year IS 'Eerste jaar na de breuk; leeg: de definitie telt hetzelfde als eerst.';
	COMMENT ON COLUMN marked_break.reason IS 'Waarom, ook voor lezers.';
	COMMENT ON COLUMN marked_break.identity IS 'Vingerafdruk van de definitie die sinds de breuk telt.';
	COMMENT ON COLUMN marked_break.marked_at IS 'Wanneer aangegeven.';
	COMMENT ON COLUMN marked_break.marked_by IS 'Sessiegebruiker die het aangaf.';

	CREATE TABLE IF NOT EXISTS series_part (
		definition text NOT NULL,
		area_type text,
		area text,
		year integer NOT NULL,
		series_break integer NOT NULL,
		reason text NOT NULL,
		UNIQUE NULLS NOT DISTINCT (definition, area_type, area, year)
	);
	COMMENT ON TABLE series_part IS 'Jaren na een breuk in de reeks, met de laatste breuk, zoals bij de laatste '
		'verversing.';
	COMMENT ON COLUMN series_part.definition IS 'Definitie.';
	COMMENT ON COLUMN series_part.area_type IS 'Soort gebied; leeg: alle gebieden.';
	COMMENT ON COLUMN series_part.area IS 'Code van het gebied.';
	COMMENT ON COLUMN series_part.year IS 'Jaar.';
	COMMENT ON COLUMN series_part.series_break IS 'Eerste jaar na de breuk.';
	COMMENT ON COLUMN series_part.reason IS 'Waarom.';
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_series_relations(text) IS
'Internal: Creates the private relations about divisions and breaks, as far as they do not exist. Part of '
'create_publication_tables().';

CREATE FUNCTION kansrijk_intern.source_has_rows(source text, relation text) RETURNS boolean
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	has_rows boolean := false;
BEGIN
	IF kansrijk_intern.source_has_columns(source, relation, '{}') THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', source, relation) INTO has_rows;
	END IF;
	RETURN has_rows;
END $$;
COMMENT ON FUNCTION kansrijk_intern.source_has_rows(text, text) IS
'Internal: Whether a source has a relation of this name, with rows.';

-- Where one step leads: a row of the postcode decides, else one area that gets nearly all.
CREATE FUNCTION kansrijk_intern.area_after(private text, code text, day date, pc4 text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
DECLARE
	nearly_all constant numeric := 0.9;
	is_listed boolean;
	has_whole boolean;
	best text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT coalesce(bool_or(c.pc4 = area_after.pc4), false), coalesce(bool_or(c.pc4 IS NULL), false)
		INTO is_listed, has_whole
		FROM area_change c WHERE c.from_code = code AND c.day = area_after.day;
	IF NOT is_listed AND NOT has_whole THEN
		RETURN CASE WHEN pc4 <> '?' THEN code END;
	END IF;
	SELECT c.to_code INTO best FROM area_change c
		WHERE c.from_code = code AND c.day = area_after.day AND c.pc4 IS NOT DISTINCT FROM CASE WHEN is_listed THEN pc4 END
		GROUP BY c.to_code HAVING sum(c.share) >= nearly_all LIMIT 1;
	RETURN best;
END $$;
COMMENT ON FUNCTION kansrijk_intern.area_after(text, text, date, text) IS
'Internal: The municipality in which a place in a municipality lies after the change of this day: by the postcode '
'where that is listed, else the one that gets nine tenths or more of it. pc4: a question mark is unknown. NULL: not '
'known. Not for a day without a change of it.';

CREATE FUNCTION kansrijk_intern.area_before(private text, code text, day date, pc4 text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
DECLARE
	came_from text[];
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	came_from := ARRAY(SELECT DISTINCT c.from_code FROM area_change c
		WHERE c.to_code = code AND c.day = area_before.day AND c.pc4 = area_before.pc4);
	IF cardinality(came_from) > 0 THEN
		RETURN CASE cardinality(came_from) WHEN 1 THEN came_from[1] END;
	END IF;
	-- All that came, came by postcode: the rest was there.
	RETURN CASE WHEN pc4 <> '?' AND NOT EXISTS (SELECT FROM area_change c
		WHERE c.to_code = code AND c.from_code <> code AND c.day = area_before.day AND c.pc4 IS NULL) THEN code END;
END $$;
COMMENT ON FUNCTION kansrijk_intern.area_before(text, text, date, text) IS
'Internal: The municipality in which a place in a municipality lay before the change of this day: known where the '
'crosswalk has postcodes. pc4: a question mark is unknown. NULL: not known.';

CREATE FUNCTION kansrijk_intern.area_in_division(private text, code text, day date, pc4 text, division_day date)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
DECLARE
	lies_in text := code;
	at date := day;
	step date;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	-- A crosswalk that leads in circles ends as not known.
	FOR i IN 1 .. 100 LOOP
		SELECT min(c.day) INTO step FROM area_change c
			WHERE c.from_code = lies_in AND c.day > at AND c.day <= division_day;
		IF step IS NULL THEN
			-- A code in use after it was dissolved.
			SELECT max(c.day) INTO step FROM area_change c
				WHERE c.from_code = lies_in AND c.day <= least(at, division_day) AND c.pc4 IS NULL
					AND kansrijk_intern.area_after(private, lies_in, c.day, '?') <> lies_in
					AND NOT EXISTS (SELECT FROM area_change o WHERE o.to_code = lies_in AND o.day >= c.day);
		END IF;
		IF step IS NOT NULL THEN
			lies_in := kansrijk_intern.area_after(private, lies_in, step, pc4);
			at := greatest(at, step);
		ELSE
			SELECT max(c.day) INTO step FROM area_change c
				WHERE c.to_code = lies_in AND c.from_code <> lies_in AND c.day <= at AND c.day > division_day;
			IF step IS NULL THEN
				RETURN lies_in;
			END IF;
			lies_in := kansrijk_intern.area_before(private, lies_in, step, pc4);
			at := step - 1;
		END IF;
		EXIT WHEN lies_in IS NULL;
	END LOOP;
	RETURN NULL;
END $$;
COMMENT ON FUNCTION kansrijk_intern.area_in_division(text, text, date, text, date) IS
'Internal: In which municipality of the division of a day a place lies, that a unit of another day had in this '
'municipality: change after change, there or back. pc4: its postcode; a question mark: unknown; NULL: one that is not '
'listed. NULL: not known.';

CREATE PROCEDURE kansrijk_intern.refresh_divisions(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	settings record;
	optional text;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.source, p.division_year INTO STRICT settings FROM publication p;
	DELETE FROM area_change;
	DELETE FROM area_recode;
	IF NOT kansrijk_intern.source_has_columns(settings.source, 'area_transition', '{from_code,to_code,to_year,share}') THEN
		RETURN;
	END IF;
	SELECT string_agg(CASE WHEN kansrijk_intern.source_has_columns(settings.source, 'area_transition', ARRAY[c])
		THEN format('t.%I::%s', c, type) ELSE format('NULL::%s', type) END, ', ' ORDER BY i) INTO optional
		FROM (VALUES (1, 'pc4', 'text'), (2, 'transition_date', 'date')) v(i, c, type);
	EXECUTE kansrijk_intern.fill($query$INSERT INTO {private}.area_change (from_code, to_code, pc4, share, day)
		SELECT from_code, to_code, pc4, share, coalesce(transition_date, make_date(to_year, 1, 1))
		FROM (SELECT t.from_code::text, t.to_code::text, t.to_year::integer, t.share::numeric, {optional}
			FROM {source}.area_transition t) t(from_code, to_code, to_year, share, pc4, transition_date)
		WHERE num_nulls(from_code, to_code, to_year, share) = 0$query$,
		'private', quote_ident(private), 'source', quote_ident(settings.source), 'optional', optional);
	ANALYZE area_change;
	IF settings.division_year IS NULL THEN
		RETURN;
	END IF;
	INSERT INTO area_recode (code, days, pc4, division_code)
	-- What has to do with one another, however far: few areas as a rule.
	WITH RECURSIVE reach AS (
		SELECT c.from_code AS code, c.from_code AS other FROM area_change c
		UNION SELECT c.to_code, c.to_code FROM area_change c
		UNION SELECT r.code, x FROM reach r JOIN area_change c ON r.other IN (c.from_code, c.to_code)
			CROSS JOIN LATERAL unnest(ARRAY[c.from_code, c.to_code]) x
	), touching AS MATERIALIZED (
		SELECT DISTINCT r.code, c.day, c.pc4 FROM reach r JOIN area_change c ON c.from_code = r.other
	), span AS (
		SELECT d.code, daterange(d.day, lead(d.day) OVER (PARTITION BY d.code ORDER BY d.day NULLS FIRST)) AS days
		FROM (SELECT t.code, NULL::date AS day FROM touching t UNION SELECT t.code, t.day FROM touching t) d
	), place AS (
		SELECT t.code, x.pc4 FROM touching t CROSS JOIN (VALUES (NULL), ('?')) x(pc4)
		UNION SELECT t.code, t.pc4 FROM touching t WHERE t.pc4 IS NOT NULL
	), recoded AS (
		SELECT d.code, d.days, p.pc4, kansrijk_intern.area_in_division(private, d.code,
				coalesce(lower(d.days), upper(d.days) - 1), coalesce(p.pc4, ''), make_date(settings.division_year, 1, 1)) AS to_code
		FROM span d JOIN place p ON p.code = d.code
	), told AS (
		-- A row for a postcode only where it is otherwise than elsewhere in the municipality.
		SELECT r.*, first_value(r.to_code) OVER elsewhere AS elsewhere
		FROM recoded r WINDOW elsewhere AS (PARTITION BY r.code, r.days ORDER BY r.pc4 NULLS FIRST)
	)
	SELECT t.code, t.days, t.pc4, t.to_code FROM told t
	WHERE t.to_code IS DISTINCT FROM CASE WHEN t.pc4 IS NULL THEN t.code ELSE t.elsewhere END;
	ANALYZE area_recode;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_divisions(text) IS
'Internal: Reads what the source says about changes of municipalities, and recodes them to the division of the '
'publication. Part of refresh_areas().';

-- A province is the same area throughout: what was dissolved lies where its successor does, what was released stays.
CREATE PROCEDURE kansrijk_intern.settle_provinces(private text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE area_path g SET province = s.province
		FROM (SELECT c.from_code, kansrijk_intern.area_in_division(private, c.from_code, min(c.day) - 1, '?', 'infinity')
				AS code
			FROM area_change c GROUP BY c.from_code) f JOIN area_path s ON s.kind = 'gemeente' AND s.code = f.code
		WHERE g.kind = 'gemeente' AND g.code = f.from_code AND s.province <> g.province;
	UPDATE area_path g SET province = r.province FROM released_area r
		WHERE g.kind = 'gemeente' AND g.code = r.municipality AND r.province IS DISTINCT FROM g.province;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.settle_provinces(text) IS
'Internal: Puts a municipality that went, all or nearly all of it, into another one in the province of that one, and '
'one that was released in the province where it was. Part of refresh_areas().';

CREATE PROCEDURE kansrijk_intern.keep_provinces(private text, release_id integer)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	INSERT INTO released_area (municipality, province, release)
		SELECT g.code, g.province, release_id FROM area_path g WHERE g.kind = 'gemeente' AND g.province IS NOT NULL
		ON CONFLICT DO NOTHING;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.keep_provinces(text, integer) IS
'Internal: Keeps in which province each municipality was released. Part of keep_release().';

-- The relations that it names belong to the publication; scans of other readers keep the column.
CREATE FUNCTION kansrijk_intern.municipality_in_division(private text, source text, relation text, year_expression text)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN kansrijk_intern.fill($expression$nullif(coalesce((SELECT coalesce(g.division_code, '')
			FROM {private}.area_recode g
			WHERE g.code = b.municipality AND {day} <@ g.days AND (g.pc4 IS NULL OR g.pc4 = {pc4})
			ORDER BY g.pc4 NULLS LAST LIMIT 1), b.municipality::text), '')$expression$,
		'private', quote_ident(private),
		'day', format(CASE WHEN kansrijk_intern.has_birth_date(relation, source)
			THEN 'coalesce(b.birth_date, make_date((%s)::integer, 1, 1))' ELSE 'make_date((%s)::integer, 1, 1)' END,
			year_expression),
		'pc4', CASE WHEN kansrijk_intern.sql_can_read(replace(format('SELECT b.pc4 FROM %s', relation),
				'@source@', quote_ident(source))) THEN 'coalesce(b.pc4::text, ''?'')' ELSE '''?''' END);
END $$;
COMMENT ON FUNCTION kansrijk_intern.municipality_in_division(text, text, text, text) IS
'Internal: SQL expression, over alias b, of the municipality of a unit in the division of a publication. The day of a '
'unit is its date of birth, else 1 January of its year. NULL: unknown, or not known in that division.';

-- Between two years that were counted in one division nothing changes; a year as it was registered has the changes of
-- all its days. Released years keep the division they were released in, and organisations have that of each year.
CREATE FUNCTION kansrijk_intern.found_breaks(private text, one_family text)
	RETURNS TABLE (definition text, area_type text, area text, first_year integer, last_year integer, reason text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY
	WITH published AS (
		SELECT d.id, kansrijk_intern.counts_organisations(n.unit_counted) AS is_registered, y.first_year, y.last_year
		FROM definition d JOIN scan s ON s.name = d.scan JOIN scan_years y ON y.scan = d.scan
			JOIN @extschema@.indicator_definition n ON n.id = d.id
		WHERE s.family = one_family
	), counted AS (
		SELECT d.id, y AS year, make_date(coalesce(v.division_year, y), 1, 1) AS first_day,
			coalesce(make_date(v.division_year, 1, 1), make_date(y, 12, 31)) AS last_day
		FROM publication p CROSS JOIN published d CROSS JOIN LATERAL generate_series(d.first_year, d.last_year) y
			LEFT JOIN final_year f ON f.definition = d.id AND f.year = y AND f.reopened IS NULL
			LEFT JOIN release r ON r.id = f.release
			CROSS JOIN LATERAL (SELECT CASE WHEN d.is_registered THEN NULL WHEN f.year IS NOT NULL THEN r.division_year
				ELSE p.division_year END AS division_year) v
	), changed AS (
		SELECT DISTINCT y.id, y.year, c.from_code, c.to_code
		FROM counted y JOIN counted before ON before.id = y.id AND before.year = y.year - 1
			JOIN area_change c ON c.day > least(before.first_day, y.first_day)
				AND c.day <= greatest(before.last_day, y.last_day)
		WHERE c.from_code <> c.to_code OR c.share < 1
	), lies AS (
		SELECT code, coalesce(r.province, g.province) AS province
		FROM (SELECT g.code, g.province FROM area_path g WHERE g.kind = 'gemeente') g
			FULL JOIN (SELECT r.municipality AS code, r.province FROM released_area r) r USING (code)
	), parted AS (
		SELECT d.id, m.area_type, m.area, m.first_year, m.reason
		FROM marked_break m JOIN published d ON m.definition IS NULL OR m.definition = d.id
		UNION ALL
		SELECT c.id, a.area_type, a.area, c.year, 'herindeling van gemeenten'
		FROM changed c
			LEFT JOIN lies f ON f.code = c.from_code
			LEFT JOIN lies t ON t.code = c.to_code
			CROSS JOIN LATERAL (
				SELECT 'gemeente', x FROM unnest(ARRAY[c.from_code, c.to_code]) x
				UNION ALL
				SELECT 'provincie', x FROM unnest(ARRAY[f.province, t.province]) x WHERE f.province <> t.province
				UNION ALL
				SELECT g.grouping, x FROM area_grouping g JOIN area_grouping o ON o.grouping = g.grouping
					CROSS JOIN LATERAL unnest(ARRAY[g.group_code, o.group_code]) x
				WHERE g.kind = 'gemeente' AND g.code = c.from_code AND o.code = c.to_code AND g.group_code <> o.group_code
			) a(area_type, area)
	)
	SELECT b.id, b.area_type, b.area, b.first_year, d.last_year, string_agg(DISTINCT b.reason, '; ')
	FROM parted b JOIN published d ON d.id = b.id AND b.first_year > d.first_year AND b.first_year <= d.last_year
	GROUP BY b.id, b.area_type, b.area, b.first_year, d.last_year;
END $$;
COMMENT ON FUNCTION kansrijk_intern.found_breaks(text, text) IS
'Internal: Breaks in the series of a family of a publication, within its years: those that were marked, and areas '
'(municipalities, and provinces and groups that one goes between) that are others than the year before.';

CREATE PROCEDURE kansrijk_intern.refresh_breaks(private text, one_family text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	DELETE FROM series_part p USING definition d JOIN scan s ON s.name = d.scan
		WHERE d.id = p.definition AND s.family = one_family;
	WITH found AS (
		SELECT DISTINCT ON (b.definition, b.area_type, b.area, y) b.definition, b.area_type, b.area, y AS year, b.first_year,
			b.reason
		FROM kansrijk_intern.found_breaks(private, one_family) b
			CROSS JOIN LATERAL generate_series(b.first_year, b.last_year) y
		ORDER BY b.definition, b.area_type, b.area, y, b.first_year DESC
	)
	INSERT INTO series_part (definition, area_type, area, year, series_break, reason) SELECT * FROM found;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_breaks(text, text) IS
'Internal: Finds the breaks in the series of a family of a publication anew. Part of decide_family().';

CREATE FUNCTION kansrijk_intern.breaks_of(private text, definition text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (SELECT string_agg(concat_ws(':', b.area_type, b.area, b.year), ','
			ORDER BY b.area_type COLLATE "C", b.area COLLATE "C", b.year)
		FROM series_part b WHERE b.definition = breaks_of.definition AND b.year = b.series_break);
END $$;
COMMENT ON FUNCTION kansrijk_intern.breaks_of(text, text) IS
'Internal: The breaks of a definition of a publication, as one text; NULL: none.';

-- What makes a definition count what it counts; names, units and notes do not.
CREATE FUNCTION kansrijk_intern.definition_identity(d indicator_definition) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 20
	RETURN md5(regexp_replace(array_to_string(ARRAY[d.relation, d.unit_key, d.year_expression, d.scope, d.event,
		d.unit_rule, d.value_expression, d.breakdown], '|', '-'), '\s+', ' ', 'g'));
COMMENT ON FUNCTION kansrijk_intern.definition_identity(indicator_definition) IS
'Internal: A fingerprint of the SQL of a definition: of another one, figures are of another series.';

CREATE FUNCTION kansrijk_intern.changed_definitions(private text) RETURNS TABLE (definition text, problem text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000 ROWS 1
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY
	SELECT d.id, CASE WHEN bool_or(m.identity IS NULL) THEN 'it is not the definition that was released'
		ELSE 'a year before its break is open: ' || string_agg(f.year::text, ', ' ORDER BY f.year) END
	FROM definition d JOIN final_year f ON f.definition = d.id JOIN release r ON r.id = f.release
		LEFT JOIN LATERAL (SELECT k.identity, min(k.first_year) AS first_year FROM marked_break k
			WHERE k.definition = d.id AND k.identity = d.identity GROUP BY k.identity) m ON true
	WHERE d.scan IS NOT NULL AND r.definitions -> d.id ->> 'identity' <> d.identity
		AND CASE WHEN m.identity IS NULL THEN f.reopened IS NULL ELSE f.reopened IS NOT NULL AND f.year < m.first_year END
	GROUP BY d.id;
END $$;
COMMENT ON FUNCTION kansrijk_intern.changed_definitions(text) IS
'Internal: The definitions of a publication that are others than when a year of them that is final was released, '
'without a break that says so, and those with one of which an earlier year was reopened; what is wrong with each.';

CREATE FUNCTION kansrijk_intern.check_definitions(private text, one_scan text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT string_agg(c.definition, ', ' ORDER BY c.definition COLLATE "C") AS definitions, c.problem,
			max(p.target) AS target
		INTO x
		FROM kansrijk_intern.changed_definitions(private) c JOIN definition d ON d.id = c.definition CROSS JOIN publication p
		WHERE d.scan = one_scan GROUP BY c.problem ORDER BY 2 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('definition %s: %s', x.definitions, x.problem),
			DETAIL = 'One series would hold years that were counted in two ways.',
			HINT = format('CALL kansrijk.mark_series_break(%L, first_year, reason, definitions) lets it go on after a break; '
				'reopen_years() counts all of it anew; close_years() takes that back.', x.target);
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_definitions(text, text) IS
'Internal: Nothing when all definitions of a scan may be counted in one series with what was released, else error '
'55000.';

CREATE FUNCTION kansrijk_intern.check_break(target text, first_year integer, definitions text[], area_type text,
	areas text[]) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	x text;
BEGIN
	PERFORM kansrijk_intern.check_layout(target);
	PERFORM kansrijk_intern.lock_publication(target);
	PERFORM set_config('search_path', kansrijk_intern.publication_path(kansrijk_intern.publication_schema(target)), true);
	IF first_year NOT BETWEEN 1900 AND 2100 OR first_year IS NULL AND (definitions IS NULL OR areas IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a break has a first year',
			HINT = 'The first year that cannot be compared with those before, from 1900 to 2100. NULL only for definitions that '
				'are written otherwise and count the same.';
	END IF;
	IF num_nulls(area_type, areas) = 1 OR num_nulls(VARIADIC areas) > 0 OR num_nulls(VARIADIC definitions) > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'areas go with their type, and none is null',
			HINT = 'As in area_type => ''gemeente'', areas => ''{0363}''; without both the break is of all areas.';
	END IF;
	SELECT d INTO x FROM unnest(definitions) d WHERE NOT EXISTS (SELECT FROM definition k WHERE k.id = d) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('publication "%s" has no definition "%s"', target, x),
			HINT = format('SELECT id FROM %I.definition lists them.', kansrijk_intern.publication_schema(target));
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_break(text, integer, text[], text, text[]) IS
'Internal: Locks a publication, and finds fault with the arguments of mark_series_break(): error 22023.';

CREATE PROCEDURE mark_series_break(target text, first_year integer, reason text, definitions text[] DEFAULT NULL,
	area_type text DEFAULT NULL, areas text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
DECLARE
	changed text[];
	x record;
BEGIN
	PERFORM kansrijk_intern.check_break(target, first_year, definitions, area_type, areas);
	PERFORM set_config('search_path', kansrijk_intern.publication_path(kansrijk_intern.publication_schema(target)), true);
	IF reason IS NULL OR reason !~ '\S' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a break needs a reason',
			HINT = 'Readers see it beside the figures, as in ''vanaf 24 weken in plaats van 22''.';
	END IF;
	SELECT array_agg(DISTINCT d.id), max(f.year) AS last_year, max(d.id) FILTER (WHERE f.year >= first_year) AS late INTO x
		FROM @extschema@.indicator_definition d JOIN final_year f ON f.definition = d.id AND f.reopened IS NULL
			JOIN release r ON r.id = f.release
		WHERE d.id = ANY (definitions) AND areas IS NULL
			AND r.definitions -> d.id ->> 'identity' <> kansrijk_intern.definition_identity(d);
	IF x.late IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('%s of definition "%s" was released as it was before', x.last_year, x.late),
			HINT = format('The break can be from %s on; or reopen_years() first.', x.last_year + 1);
	END IF;
	changed := x.array_agg;
	INSERT INTO marked_break AS m (definition, area_type, area, first_year, reason, identity)
		SELECT d, area_type, a, first_year, reason, CASE WHEN d = ANY (changed) THEN (SELECT
			kansrijk_intern.definition_identity(n) FROM @extschema@.indicator_definition n WHERE n.id = d) END
		FROM unnest(coalesce(definitions, '{NULL}')) d CROSS JOIN unnest(coalesce(areas, '{NULL}')) a
		WHERE first_year IS NOT NULL OR d = ANY (changed)
		ON CONFLICT ON CONSTRAINT marked_break_key DO UPDATE SET reason = excluded.reason;
END $$;
COMMENT ON PROCEDURE mark_series_break(text, integer, text, text[], text, text[]) IS
'Tells that figures of a publication cannot be compared across the beginning of first_year: no window, trend or '
'change crosses it from the next refresh on, and series_break of later figures has the year, their notes the reason '
'(in Dutch, for readers). definitions: NULL is all; area_type and areas: codes as in the views; NULL is all. Of '
'definitions that are others than when their years were released it lets the series go on: released years stay, '
'first_year and later ones are counted as it is now; call it before create_indicator_views(), which makes it count '
'so. first_year NULL: such a definition counts the same, and there is no break. Again: another reason. Errors: 22023, '
'22004, 3F000, 55000, 55P03, 25000.';

CREATE PROCEDURE unmark_series_break(target text, first_year integer, definitions text[] DEFAULT NULL,
	area_type text DEFAULT NULL, areas text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
BEGIN
	PERFORM kansrijk_intern.check_break(target, first_year, definitions, area_type, areas);
	PERFORM set_config('search_path', kansrijk_intern.publication_path(kansrijk_intern.publication_schema(target)), true);
	DELETE FROM marked_break m USING unnest(coalesce(definitions, '{NULL}')) d, unnest(coalesce(areas, '{NULL}')) a
		WHERE (m.definition, m.area_type, m.area, m.first_year) IS NOT DISTINCT FROM (d, area_type, a, first_year);
	IF NOT FOUND THEN
		RAISE NOTICE USING MESSAGE = format('"%s" has no such break', target);
	END IF;
END $$;
COMMENT ON PROCEDURE unmark_series_break(text, integer, text[], text, text[]) IS
'Takes mark_series_break() with the same arguments back, from the next refresh on. Breaks of areas that the crosswalk '
'of the source tells of stay. None: a notice. Errors: 22023, 3F000, 55000, 55P03, 25000.';
