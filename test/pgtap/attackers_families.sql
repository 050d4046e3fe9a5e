/*
 * A reader of all families of one source, who subtracts. Counts of other families, or of other units (mothers,
 * deliveries), are each protected by themselves. He knows the definitions, and takes for one what they say of nearly
 * all births: of singletons whose mother had one delivery in the year. Where all that one count has is in another
 * there, he subtracts what is shown of both. He uses nothing of the extension but its catalogue.
 */
BEGIN;
SELECT plan(4);
SET client_min_messages = error;
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 1500, 1, 2018, 2);
DELETE FROM bron.area;
DELETE FROM bron.area_transition;
UPDATE bron.birth b SET province = 'P' || m / 3, municipality = '900' || m, stadsdeel = NULL, wijk = NULL, buurt = NULL,
	pc4 = NULL
	FROM (SELECT birth_id, 1 + abs(hashtext(mother_id)) % 4 AS m FROM bron.birth) h WHERE h.birth_id = b.birth_id;

CREATE PROCEDURE publish(target text, families text[], definitions text[] DEFAULT NULL) LANGUAGE plpgsql AS $$
BEGIN
	CALL create_indicator_views('bron', target, families => families, local_definitions => definitions,
		area_types => '{land,provincie,gemeente}', breakdown_area_types => '{}', window_years => 2);
END $$;
CALL publish('open', '{birth,care,parents,kraamzorg,child}');
-- The classes of kraamzorg, and mothers without it.
CALL publish('moeders', '{kraamzorg}', '{hospital-stay,kraamzorg-24-49,kraamzorg-49-or-more,kraamzorg-below-24,
	no-kraamzorg-no-stay,no-kraamzorg-mother}');

-- What he takes the source for, a bit for each of these births, and which are in a figure.
CREATE TEMP TABLE plain AS
	SELECT b.birth_id, b.year, areas.area, row_number() OVER (ORDER BY b.birth_id, areas.area) AS i
	FROM (SELECT *, count(*) OVER (PARTITION BY mother_kind, mother_id, year) AS children FROM bron.birth) b
		CROSS JOIN LATERAL (SELECT ARRAY['NL', b.province, b.municipality] AS area) areas
	WHERE b.children = 1;
CREATE TEMP TABLE said (definition text, birth_id bigint, event boolean);
DO $$
DECLARE
	d record;
BEGIN
	FOR d IN SELECT * FROM indicator_definition i WHERE i.relation ~ '^@source@.birth b' AND i.breakdown IS NULL
		AND i.relation !~ 'LATERAL \(VALUES' AND i.event IS NOT NULL
		AND i.id IN (SELECT o.id FROM open_intern.definition o UNION SELECT m.id FROM moeders_intern.definition m)
	LOOP
		EXECUTE replace(format('INSERT INTO said SELECT %L, birth_id, bool_or(%s) FROM %s JOIN plain USING (birth_id)
			WHERE %s GROUP BY birth_id', d.id, d.event, d.relation, coalesce(d.scope, 'true')), '@source@', 'bron');
	END LOOP;
END $$;
CREATE TEMP TABLE counted AS
	SELECT s.definition || ' ' || p.part AS id, s.definition, f.family, d.unit_counted, p.part, births.set
	FROM (SELECT DISTINCT definition FROM said) s
		JOIN indicator_definition d ON d.id = s.definition JOIN indicator f ON f.id = d.indicator
		CROSS JOIN unnest('{numerator,rest,denominator}'::text[]) p(part)
		CROSS JOIN LATERAL (SELECT string_agg(coalesce(CASE p.part WHEN 'numerator' THEN o.event WHEN 'rest' THEN NOT o.event
			ELSE o.event IS NOT NULL END, false)::integer::text, '' ORDER BY b.i)::varbit AS set
			FROM plain b LEFT JOIN said o ON o.definition = s.definition AND o.birth_id = b.birth_id) births;

-- Where he finds less than ten by subtracting, and is right.
CREATE FUNCTION found(target text, families text[], most bigint DEFAULT 9)
	RETURNS TABLE (a text, less text, area text, first_year integer, year integer, n bigint) LANGUAGE plpgsql AS $$
DECLARE
	family text;
BEGIN
	CREATE TEMP TABLE figure (id text, area text, first_year integer, year integer, n bigint);
	FOREACH family IN ARRAY families LOOP
		EXECUTE format('INSERT INTO figure SELECT definition || '' '' || part, area, first_year, year, n
			FROM %I.%I, unnest(''{numerator,rest,denominator}''::text[],
				ARRAY[numerator, denominator - numerator, denominator]) p(part, n)
			WHERE breakdown = ''totaal'' AND status = ''publish''', target, family);
	END LOOP;
	RETURN QUERY
	-- What births and live births differ by is no secret: doc/security.md.
	WITH pair AS MATERIALIZED (
		SELECT a.id AS a, b.id AS b, a.set # b.set AS rest
		FROM counted a JOIN counted b ON a.set & b.set = b.set AND (a.family, a.unit_counted) <> (b.family, b.unit_counted)
			AND (a.part, b.part) <> ('denominator', 'denominator')
	), small AS (
		SELECT p.*, a.area, a.first_year, a.year, a.n - b.n AS n
		FROM pair p JOIN figure a ON a.id = p.a JOIN figure b ON b.id = p.b
			AND (b.area, b.first_year, b.year) = (a.area, a.first_year, a.year)
		WHERE a.n - b.n BETWEEN 1 AND most
	)
	SELECT s.a, s.b, s.area, s.first_year, s.year, s.n FROM small s
	WHERE s.n = (SELECT count(*) FROM plain b WHERE s.area = ANY (b.area) AND b.year BETWEEN s.first_year AND s.year
		AND get_bit(s.rest, b.i::integer - 1) = 1);
	DROP TABLE figure;
END $$;

SELECT is_empty($$ SELECT relation, message FROM open_intern.refresh_log WHERE outcome <> 'refreshed' UNION ALL
	SELECT relation, message FROM moeders_intern.refresh_log WHERE outcome <> 'refreshed' $$,
	'the publications are there');
CREATE TEMP TABLE families AS SELECT '{birth,care,parents,kraamzorg,child}'::text[] AS ids;
SELECT isnt_empty($$ SELECT x.* FROM families, found('open', ids, 1000000) x $$, 'he subtracts, and is right');
SELECT is_empty($$ SELECT x.* FROM families, found('open', ids) x $$, 'and finds nothing small');
SELECT set_eq($$ SELECT a, less FROM found('moeders', '{kraamzorg}') $$,
	$$ VALUES ('no-kraamzorg-mother numerator', 'no-kraamzorg-no-stay numerator') $$,
	'where mothers without kraamzorg are published of every area, those who stayed in hospital are found');
SELECT * FROM finish();
ROLLBACK;
