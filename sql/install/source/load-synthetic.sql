-- Filling a source schema with the synthetic population.

CREATE PROCEDURE load_synthetic_source(source text, births bigint DEFAULT 170000, seed bigint DEFAULT 1,
	first_year integer DEFAULT 2015, years integer DEFAULT 5)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
DECLARE
	began constant timestamptz := clock_timestamp();
	n bigint;
	relation text;
	part record;
	has_rows boolean;
BEGIN
	IF source IS NULL OR births IS NULL OR seed IS NULL OR first_year IS NULL OR years IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'arguments of load_synthetic_source must not be null';
	END IF;
	IF births NOT BETWEEN 1 AND 900000000 OR years NOT BETWEEN 1 AND 100 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'births a year must be from 1 to 900000000, years from 1 to 100';
	END IF;
	FOR relation IN SELECT t.name FROM @extschema@.source_table t ORDER BY t.position LOOP
		IF to_regclass(format('%I.%I', source, relation)) IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table',
				MESSAGE = format('source "%s" has no table "%s"', source, relation),
				HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
		END IF;
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', source, relation) INTO has_rows;
		IF has_rows THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
				MESSAGE = format('table "%s" of source "%s" is not empty', relation, source),
				HINT = 'Synthetic births are loaded into empty tables: use a schema of their own.';
		END IF;
	END LOOP;
	FOR of_year IN first_year..first_year + years - 1 LOOP
		-- The number of births went up and down as in the country.
		n := round(births * CASE of_year WHEN 2014 THEN 1.03 WHEN 2015 THEN 1.01 WHEN 2016 THEN 1.01 WHEN 2017 THEN 0.99
			WHEN 2018 THEN 0.98 WHEN 2019 THEN 0.98 WHEN 2020 THEN 0.98 WHEN 2021 THEN 1.01 ELSE 1 END);
		-- By name: the population tells more than the source asks for.
		FOR part IN
			SELECT t.name, t.call, c.names, c.readers
			FROM (VALUES ('birth',
						'synthetic_births($1, $2, $3) JOIN @extschema@.synthetic_mothers($1, $2, $3) USING (birth_id)', true),
				('parent_year', 'synthetic_parents($1, $2, $3)', true),
					('kraamzorg', 'synthetic_kraamzorg($1, $2, $3)', true), ('episode', 'synthetic_episodes($1, $2, $3)', true),
					('child_examination', 'synthetic_examinations($1, $2, $3)', true), ('area', 'synthetic_areas($3)', true),
					('area_transition', 'synthetic_area_transitions()', false),
					('programme_unit', 'synthetic_programme_units()', false),
					('programme_status', 'synthetic_programme_status()', false)) t(name, call, yearly),
				LATERAL (
					-- What a mapping of real data does too: codes for an unknown weight become NULL.
					SELECT string_agg(quote_ident(d.name), ', ' ORDER BY d.position) AS names,
						string_agg(CASE d.name WHEN 'birthweight' THEN 'CASE WHEN birthweight BETWEEN 100 AND 7000 THEN birthweight END'
							WHEN 'origin_2022' THEN 'CASE origin WHEN ''NL'' THEN ''Nederland'' '
								'WHEN ''westers'' THEN ''Europa'' ELSE ''buiten Europa'' END'
							WHEN 'transition_date' THEN 'make_date(to_year, 1, 1)'
							WHEN 'buurt' THEN 'wijk || ''0'' || pregnancy_id % 4 + 1'
							ELSE quote_ident(d.name) END, ', ' ORDER BY d.position) AS readers
					FROM @extschema@.source_column d WHERE d.source_table = t.name) c
			WHERE t.yearly OR of_year = first_year
		LOOP
			IF kansrijk_intern.time_to_tell(began) THEN
				PERFORM kansrijk_intern.tell_progress(began, format('years (%s of %s)', part.name, of_year),
					of_year - first_year, years);
			END IF;
			EXECUTE kansrijk_intern.fill('INSERT INTO {table} ({columns}) SELECT {readers} FROM @extschema@.{call}',
				'table', format('%I.%I', source, part.name), 'columns', part.names, 'readers', part.readers,
				'call', part.call)
				USING n, seed, of_year;
		END LOOP;
	END LOOP;
	EXECUTE format('INSERT INTO %I.area_group (grouping, group_code, group_name, area_kind, area_code, year)
		SELECT ''ggd'', ''SGG'' || p.number, ''Synthetische GGD-regio '' || p.number,
			''gemeente'', a.code, a.classification_year
		FROM %1$I.area a JOIN (SELECT parent_code, to_char(row_number() OVER (ORDER BY parent_code COLLATE "C"), ''FM00'')
			AS number
			FROM %1$I.area WHERE kind = ''gemeente'' GROUP BY parent_code) p USING (parent_code)
				WHERE a.kind = ''gemeente''', source);
	-- Of the children of these years there is everything up to their fourth birthday; examinations are two or nearly
	-- three years after birth, so those of the first and the last years are not all there.
	EXECUTE format('INSERT INTO %I.source_delivery (relation, kind, first_year, last_year)
		SELECT relation, kind, CASE WHEN first <= last THEN first END, CASE WHEN first <= last THEN last END
		FROM (VALUES (''birth'', NULL::text, $1, $2), (''parent_year'', NULL, $1 - 1, $2), (''kraamzorg'', NULL, $1, $2),
			(''episode'', NULL, $1, $2 + 4), (''child_examination'', NULL, $1 + 3, $2 + 2))
				v (relation, kind, first, last)', source)
		USING first_year, first_year + years - 1;
	FOR relation IN SELECT t.name FROM @extschema@.source_table t ORDER BY t.position LOOP
		EXECUTE format('ANALYZE %I.%I', source, relation);
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', source, relation,
			'SYNTHETISCH: niemand hierin bestaat. '
				|| (SELECT t.comment_nl FROM @extschema@.source_table t WHERE t.name = relation));
	END LOOP;
END $$;
COMMENT ON PROCEDURE load_synthetic_source(text, bigint, bigint, integer, integer) IS
'Fills the empty tables of create_source_schema() with the synthetic population: births is the number a year (170000 '
'is the country; the years 2014 to 2021 vary as they did), seed and first_year choose the population. The tables '
'then say in their comment that they are synthetic. Errors: 22004 and 22023 (arguments), 42P01 (no such tables), '
'55000 (tables with rows).';

-- Women who do not give birth are many: a source has them when somebody asks.
CREATE PROCEDURE load_synthetic_population(source text, women_per_birth integer DEFAULT 22)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	name text;
	is_refused boolean;
BEGIN
	IF source IS NULL OR women_per_birth IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'arguments of load_synthetic_population must not be null';
	END IF;
	IF women_per_birth NOT BETWEEN 1 AND 100 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'women per birth must be from 1 to 100';
	END IF;
	FOREACH name IN ARRAY '{birth,parent_year,population,source_delivery}'::text[] LOOP
		IF to_regclass(format('%I.%I', source, name)) IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table',
				MESSAGE = format('source "%s" has no table "%s"', source, name),
				HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
		END IF;
	END LOOP;
	EXECUTE format('SELECT EXISTS (SELECT FROM %1$I.population)
		OR EXISTS (SELECT FROM %1$I.birth b WHERE b.source IS DISTINCT FROM ''synthetisch'')', source) INTO is_refused;
	IF is_refused THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('source "%s" has a population already, or births that are not synthetic', source),
			HINT = 'Synthetic women are loaded beside synthetic births: CALL kansrijk.load_synthetic_source() first.';
	END IF;
	-- Mothers in the year of birth and the year before; the others live where the births are, those of the year before
	-- the first by the births of the first. Numbers of the row draw what is not known of anybody.
	EXECUTE kansrijk_intern.fill($query$
		WITH span AS (SELECT min(b.year) AS first, max(b.year) AS last FROM {source}.birth b),
		woman AS (
			SELECT DISTINCT ON (b.mother_id, y.year) b.mother_id AS person_id, y.year,
				b.mother_age - (b.year - y.year) AS age, b.province, b.municipality, b.birth_id % 1000003 AS draw, false AS is_other
			FROM {source}.birth b, LATERAL (SELECT generate_series(b.year - 1, b.year) AS year) y
			WHERE b.mother_kind = 'R' AND b.mother_id IS NOT NULL
			ORDER BY b.mother_id, y.year, b.year DESC, b.birth_id),
		other AS (
			SELECT 'SV' || b.birth_id || '-' || i AS person_id, y.year,
				15 + (b.birth_id % 1000003 * 7919 + i * 104729) % 1000003 % 35 AS age, b.province, b.municipality,
				(b.birth_id % 1000003 * 104729 + i * 7919) % 1000003 AS draw, true AS is_other
			FROM {source}.birth b, span s, LATERAL (SELECT generate_series(CASE b.year WHEN s.first THEN b.year - 1 ELSE b.year
				END, b.year) AS year) y, generate_series(1, $1 - 1) i),
		everybody AS MATERIALIZED (SELECT * FROM woman UNION ALL SELECT * FROM other),
		entered AS (
			INSERT INTO {source}.population (person_kind, person_id, year, reference_date, age, preconception_care, province,
				municipality)
			SELECT 'R', e.person_id, e.year, make_date(e.year, 12, 31), e.age, draw % 1000 < 60, province, municipality
			FROM everybody e WHERE e.age BETWEEN 10 AND 65),
		told AS (
			INSERT INTO {source}.parent_year (person_kind, person_id, year, reference_date, single_parent,
				income_social_minimum, social_assistance, wsnp, insurance_arrears, problematic_debt, mental_health_care,
				psychotropic_medication, birth_year)
			SELECT 'R', person_id, e.year, make_date(e.year, 12, 31), draw % 100 < 6, 80 + draw % 300, draw % 89 < 4,
				draw % 997 < 4, draw % 97 < 3, draw % 91 < 7, draw % 83 < 6, draw % 79 < 9, e.year - age
			FROM everybody e WHERE is_other)
		INSERT INTO {source}.source_delivery (relation, first_year, last_year)
		SELECT 'population', first - 1, last FROM span WHERE first IS NOT NULL$query$, 'source', quote_ident(source))
		USING women_per_birth;
	EXECUTE format('ANALYZE %I.population', source);
	EXECUTE format('ANALYZE %I.parent_year', source);
	EXECUTE format('COMMENT ON TABLE %I.population IS %L', source,
		'SYNTHETISCH: niemand hierin bestaat. '
			|| (SELECT t.comment_nl FROM @extschema@.source_table t WHERE t.name = 'population'));
END $$;
COMMENT ON PROCEDURE load_synthetic_population(text, integer) IS
'SYNTHETIC. Fills the empty relation population beside synthetic births: their mothers, in the year of birth and the '
'year before, and for every birth so many women in all as women_per_birth (1 to 100; the country has some 22 aged 15 '
'to 49), with their rows of parent_year. All of it is invented. Errors: 22004, 22023, 42P01 (no such tables), 55000 (a '
'population that is not empty, or births that are not synthetic).';

-- The programme indicators of 2019 and 2020: which municipality or organisation
-- is drawn, how many is published.

CREATE FUNCTION synthetic_programme_units()
	RETURNS TABLE (unit_kind text, unit_code text, year smallint, name text, province text, municipality text,
		impuls_tranche smallint, gids boolean, centre_municipality boolean)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 ROWS 1942
	BEGIN ATOMIC
		WITH wijken AS (
			SELECT left(w.code, 4) AS code, count(*) AS n FROM synthetic_areas(2019) w WHERE w.kind = 'wijk' GROUP BY 1),
		ranked AS (
			SELECT a.*, row_number() OVER (ORDER BY md5(a.code)) AS rank,
				row_number() OVER (ORDER BY w.n DESC, a.code) AS size_rank
			FROM synthetic_areas(2019) a JOIN wijken w ON w.code = a.code WHERE a.kind = 'gemeente')
		-- The third tranche of the grant is of 2020: in 2019 147 municipalities had it.
		SELECT 'municipality', m.code, y::smallint, m.name, m.parent_code, m.code,
				(CASE WHEN m.rank <= 98 THEN 1 WHEN m.rank <= 147 THEN 2 WHEN m.rank <= 275 AND y >= 2020 THEN 3 END)::smallint,
				m.rank <= 147 OR m.rank > 352, m.size_rank <= 50
			FROM ranked m, generate_series(2019, 2020) y
		UNION ALL
		SELECT 'jgz_organisation', 'J' || to_char(i, 'FM00'), y::smallint, 'Synthetische JGZ-organisatie ' || i, NULL, NULL,
				NULL::smallint, NULL::boolean, NULL::boolean
			FROM generate_series(1, 37) i, generate_series(2019, 2020) y
		UNION ALL
		SELECT 'midwifery_practice', 'V' || to_char(i, 'FM000'), y::smallint,
			'Synthetische verloskundigenpraktijk ' || i, NULL,
				NULL, NULL::smallint, NULL::boolean, NULL::boolean
			FROM generate_series(1, 579) i, generate_series(2019, 2020) y;
	END;
COMMENT ON FUNCTION synthetic_programme_units() IS
'SYNTHETIC. The units that programme indicators count, in 2019 and 2020: 355 municipalities (147 with the grant in '
'2019 and 275 in 2020, 150 of GIDS, 50 centre municipalities), 37 youth health care organisations, 579 midwifery '
'practices, in the columns of programme_unit.';

CREATE FUNCTION synthetic_programme_status()
	RETURNS TABLE (indicator text, unit_kind text, unit_code text, reference_date date, achieved boolean, status text,
		responded boolean)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 20000 ROWS 3500
	BEGIN ATOMIC
		-- Coalitions: 27 % of the GIDS municipalities with the grant in 2019, 33 % in 2020, when 59 of all 275 had one.
		WITH published (indicator, unit_kind, year, unit_group, achieved, no_answer) AS (VALUES
			('i1', 'municipality', 2019, 'impuls', 40, 0),
			('i1', 'municipality', 2020, 'gids', 49, 12), ('i1', 'municipality', 2020, 'third tranche', 10, 12),
			('i2', 'municipality', 2020, 'impuls', 133, 24),
			('i3', 'municipality', 2019, 'all', 63, 0),
			('i3', 'municipality', 2020, 'centre', 29, 0), ('i3', 'municipality', 2020, 'not centre', 106, 0),
			('i4', 'municipality', 2020, 'all', 181, 75),
			('i5', 'municipality', 2019, 'all', 117, 0), ('i5', 'municipality', 2020, 'all', 130, 0),
			('i5', 'jgz_organisation', 2020, 'all', 21, 0),
			('i6', 'midwifery_practice', 2019, 'all', 194, 0), ('i6', 'midwifery_practice', 2020, 'all', 203, 0),
			('i9', 'jgz_organisation', 2019, 'all', 8, 0), ('i9', 'jgz_organisation', 2020, 'all', 8, 0)),
		ranked AS (
			SELECT p.*, u.unit_code, count(*) OVER units AS units,
				row_number() OVER (units ORDER BY md5(p.indicator || u.unit_code)) AS rank
			FROM published p JOIN synthetic_programme_units() u ON u.unit_kind = p.unit_kind AND u.year = p.year
				AND CASE p.unit_group WHEN 'impuls' THEN u.impuls_tranche IS NOT NULL WHEN 'gids' THEN u.impuls_tranche <= 2
					WHEN 'third tranche' THEN u.impuls_tranche = 3 WHEN 'centre' THEN u.centre_municipality
					WHEN 'not centre' THEN NOT u.centre_municipality ELSE true END
			WINDOW units AS (PARTITION BY p.indicator, p.unit_kind, p.year, p.unit_group))
		SELECT r.indicator, r.unit_kind, r.unit_code, make_date(r.year, 10, 1),
			CASE WHEN r.rank <= r.units - r.no_answer THEN r.rank <= r.achieved END, NULL, r.rank <= r.units - r.no_answer
		FROM ranked r;
	END;
COMMENT ON FUNCTION synthetic_programme_status() IS
'SYNTHETIC. The programme indicators i1 to i6 and i9 in 2019 and 2020, in the columns of programme_status: as many '
'units as were published, which ones is drawn. achieved is NULL without an answer.';
