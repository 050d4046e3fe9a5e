-- A source of units that say themselves in which state they are, a publication of it for each layout, and how a family
-- is protected: units are counted, and states found, as a refresh does.
CREATE SCHEMA checked;
CREATE TABLE checked.birth (year integer, province text, municipality text, wijk text, pc4 text, category text,
	state text);

\ir definitions.sql

CREATE PROCEDURE make_layout(layout integer, definitions integer, window_years integer, has_categories boolean,
	has_districts boolean)
	LANGUAGE plpgsql
	AS $$
DECLARE
	name constant text := 'checked' || layout;
	ids constant text[] := ARRAY(SELECT format('c%s-%s', layout, d) FROM generate_series(1, definitions) d);
BEGIN
	CALL define_by_state(name, ids);
	IF has_categories THEN
		INSERT INTO indicator_breakdown (id, name_nl, name_en, families, expression)
			VALUES (name, name, name, ARRAY[name], 'b.category');
	END IF;
	CALL create_indicator_views('checked', name, families => ARRAY[name], local_definitions => ids, populate => false,
		area_types => '{land,provincie,gemeente}'::text[] || CASE WHEN has_districts THEN '{wijk,pc4}' ELSE '{}' END::text[],
		annual_area_types => '{land,provincie,gemeente}',
		breakdown_area_types => CASE WHEN has_categories THEN '{land,provincie,gemeente}' ELSE '{}' END::text[],
		window_years => window_years);
END $$;

-- unreleasable: what was decided would not be released.
CREATE PROCEDURE protect_family(layout integer, policy sdc_policy, together boolean, INOUT unreleasable text)
	LANGUAGE plpgsql
	AS $$
DECLARE
	name constant text := 'checked' || layout;
	private constant text := name || '_intern';
	changed bigint;
	hidden bigint;
	published bigint;
	decided integer;
BEGIN
	EXECUTE format('UPDATE %I.publication SET policy = $1', private) USING policy::text;
	EXECUTE format('UPDATE %I.definition SET policy = $1', private) USING policy;
	IF NOT together THEN
		EXECUTE format('UPDATE %I.definition SET joint_place = NULL', private);
	END IF;
	CALL kansrijk_intern.count_cells(private, name || '_cells', changed);
	CALL kansrijk_intern.find_states(private, name || '_states');
	CALL kansrijk_intern.decide_family(private, name, hidden, published, decided);
	IF together THEN
		unreleasable := 'unreleasable: ' || (kansrijk_intern.joint_problems(private, name))[1];
	END IF;
EXCEPTION WHEN data_exception THEN
	-- What is shown by the policy itself, zeros, gives away what it hides: it says so, and nothing is published.
	RETURN;
END $$;

CREATE FUNCTION decided_rows(layout integer)
	RETURNS TABLE (kind text, definition smallint, area_type text, province text, municipality text, wijk text, pc4 text,
		first_year integer, until integer, category text, status text, numerator bigint, denominator bigint)
	LANGUAGE plpgsql
	AS $$
BEGIN
	RETURN QUERY EXECUTE format($query$SELECT 'row', d.place, p.area_type, coalesce(p.province, '-'),
			coalesce(p.municipality, '-'), coalesce(p.wijk, '-'), coalesce(p.pc4, '-'), lower(p.period), upper(p.period),
			p.category, CASE WHEN p.shown OR p.status = 'empty' THEN p.status::text ELSE 'working' END, numerator(p.r),
			denominator(p.r)
		FROM %I.protected p JOIN %1$I.definition d ON d.number = p.definition ORDER BY d.place$query$,
		'checked' || layout || '_intern');
END $$;
