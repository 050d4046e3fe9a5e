-- Publication: a unit of several rows that disagree counts once, in the place of
-- its first birth.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 300, 1, 2014, 5);

-- Pregnancies of rows of different mothers, and labels that are not known.
UPDATE bron.birth b SET pregnancy_id = p.next
	FROM (SELECT birth_id, lead(pregnancy_id, 7) OVER (PARTITION BY year ORDER BY birth_id) AS next FROM bron.birth) p
	WHERE p.birth_id = b.birth_id AND p.next IS NOT NULL AND hashtext(b.birth_id::text) % 3 = 0;
UPDATE bron.birth SET province = NULL WHERE hashtext(birth_id::text) % 5 = 1;
UPDATE bron.birth SET municipality = NULL WHERE hashtext(birth_id::text) % 7 = 1;
UPDATE bron.birth SET wijk = NULL WHERE hashtext(birth_id::text) % 7 = 2;
UPDATE bron.birth SET pc4 = NULL WHERE hashtext(birth_id::text) % 7 = 3;
UPDATE bron.birth SET parity = NULL WHERE hashtext(birth_id::text) % 7 = 4;

CALL create_indicator_views('bron', 'publicatie', families => '{care}', local_definitions => '{late-care-22w}',
	populate => false);
CALL kansrijk_intern.refresh_areas('publicatie_intern');
CALL kansrijk_intern.count_cells('publicatie_intern', 'care_cells');

CREATE TEMP VIEW located AS
	SELECT b.year::integer, b.pregnancy_id, b.birth_date, num_nulls(b.province, b.municipality, b.stadsdeel, b.wijk,
		b.pc4) AS unknown, hash_record_extended(ROW(b.birth_id), 0)::text AS chance,
	in_scope(b.ga_days, b.birthweight, 22) AS counts, starts_late(b.first_visit_ga_days) AS late,
			coalesce(g.province, b.province) AS province, b.municipality, b.stadsdeel, w.code AS wijk, b.pc4, CASE
				WHEN b.parity = 0 THEN 'eerste kind' WHEN b.parity > 0 THEN 'later kind' END AS pariteit
		FROM bron.birth b
			LEFT JOIN publicatie_intern.area_path g ON g.kind = 'gemeente' AND g.code = b.municipality
			LEFT JOIN publicatie_intern.area_path w ON w.kind = 'wijk'
				AND (w.code, w.municipality) = (b.wijk, b.municipality) AND w.stadsdeel IS NOT DISTINCT
				FROM b.stadsdeel;
CREATE TEMP VIEW counted AS
	SELECT c.year, p.province, p.municipality, p.stadsdeel, p.wijk, p.pc4, c.breakdown, c.category, c.r::text AS r
	FROM publicatie_intern.cell c JOIN publicatie_intern.place p ON p.id = c.place JOIN publicatie_intern.definition d
		ON d.number = c.definition
	WHERE d.id = 'late-care-22w';
CREATE TEMP VIEW place AS
	SELECT DISTINCT ON (year, pregnancy_id) year, pregnancy_id, province, municipality, stadsdeel, wijk, pc4, pariteit
		FROM located
		ORDER BY year, pregnancy_id, birth_date, unknown, chance COLLATE "C";
CREATE TEMP VIEW pregnancy AS
	SELECT year, pregnancy_id, CASE WHEN bool_or(late) THEN true WHEN bool_or(late IS NULL) THEN NULL ELSE false END
		AS late FROM located WHERE counts GROUP BY year, pregnancy_id;

SELECT cmp_ok((SELECT count(*) FROM (SELECT FROM located GROUP BY year, pregnancy_id
	HAVING count(DISTINCT (province, municipality, pc4, pariteit)) > 1) d), '>', 100::bigint,
	'pregnancies whose rows disagree');
SELECT bag_eq(
	$$ SELECT year, province, municipality, stadsdeel, wijk, pc4, r FROM counted WHERE breakdown IS NULL $$,
	$$ SELECT year, province, municipality, stadsdeel, wijk, pc4,
		(rate(late) FILTER (WHERE u.pregnancy_id IS NOT NULL))::text FROM place LEFT
		JOIN pregnancy u USING (year, pregnancy_id) GROUP BY 1, 2, 3, 4, 5, 6 $$,
	'each counts once, in the smallest area of its first birth, of several on a day that of which most is known, then '
		'by chance');
SELECT bag_eq(
	$$ SELECT year, province, municipality, category, r FROM counted WHERE breakdown = 'pariteit' $$,
	$$ SELECT year, province, municipality, pariteit, (rate(late) FILTER (WHERE u.pregnancy_id IS NOT NULL))::text
		FROM place LEFT JOIN pregnancy u USING (year, pregnancy_id) GROUP BY 1, 2, 3, 4 $$,
	'and in the breakdown of that row');

-- In whatever order the rows come.
CREATE TEMP TABLE before AS TABLE counted;
CREATE TEMP TABLE reversed AS SELECT * FROM bron.birth ORDER BY birth_id DESC;
TRUNCATE bron.birth;
INSERT INTO bron.birth TABLE reversed;
DELETE FROM publicatie_intern.cell;
DELETE FROM publicatie_intern.cell_year;
CALL kansrijk_intern.count_cells('publicatie_intern', 'care_cells');
SELECT bag_eq($$ SELECT c::text FROM counted c $$, $$ SELECT c::text FROM before c $$,
	'the order of the rows does not matter');

SELECT * FROM finish();
ROLLBACK;
