-- Released years that are reopened: what a refresh decides of them, with windows that span years that are not, is
-- released. What changed too little stays as it was released, and a reader takes it for what is counted now.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

-- Drawn from a hash, so that any count may be small.
CREATE SCHEMA bron;
CREATE TABLE bron.birth (birth_id bigint PRIMARY KEY, pregnancy_id bigint, year smallint, birth_date date,
	municipality text, province text, ga_days smallint, birthweight integer, sex smallint, parity smallint,
	plurality smallint, first_visit_ga_days smallint);
CREATE TABLE bron.source_delivery (relation text, kind text, first_year integer, last_year integer,
	complete_until date, provisional boolean);
INSERT INTO bron.source_delivery VALUES ('birth', NULL, 2013, 2018, NULL, false);
CREATE FUNCTION bron.draw(seed bigint, n integer) RETURNS integer LANGUAGE sql IMMUTABLE
	AS $$ SELECT ((hashint8extended(seed, n) % n + n) % n)::integer $$;
INSERT INTO bron.birth
	SELECT u.id, u.id, u.year, make_date(u.year, 6, 1), lpad(u.m::text, 4, '0'),
		(ARRAY['Noord', 'Zuid', 'West'])[u.m % 3 + 1], 150 + bron.draw(u.id, 131), 3500, 1 + bron.draw(u.id, 2),
		bron.draw(u.id, 3), 1, CASE WHEN bron.draw(u.id, 7) < 2 THEN 120 ELSE 60 END
	FROM (SELECT row_number() OVER (ORDER BY year, m, i) AS id, year, m FROM generate_series(2013, 2018) year,
		generate_series(1, 12) m, generate_series(1, 20 + 10 * m) i) u;

CALL create_indicator_views('bron', 'publicatie', families => '{care}',
	local_definitions => '{early-care-24w,late-care-22w}', area_types => '{land,provincie,gemeente}', window_years => 3);
SELECT is_empty($$ SELECT relation, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$,
	'the publication is filled');
SELECT lives_ok($$ CALL release('publicatie', 'all') $$, 'and released');

CREATE TEMP TABLE tried (change text, year integer, births integer, stayed bigint, anew bigint, told bigint,
	refused text);
CREATE FUNCTION try(change text, one_year integer, births integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	one tried := (change, one_year, births, NULL, NULL, NULL, NULL);
BEGIN
	BEGIN
		EXECUTE format('UPDATE bron.birth SET %s WHERE birth_id IN (SELECT b.birth_id FROM bron.birth b WHERE b.year = %s '
			'ORDER BY bron.draw(b.birth_id, 100003), b.birth_id LIMIT %s)', change, one_year, births);
		CALL kansrijk.reopen_years('publicatie', one_year);
		CALL kansrijk.refresh('publicatie');
		SELECT count(*) FILTER (WHERE p.r <> p.counted), count(*) FILTER (WHERE p.shown AND p.previous IS NULL)
			INTO one.stayed, one.anew FROM publicatie_intern.protected p;
		-- What a reader finds who takes all that is shown for what is counted now.
		SELECT count(*) INTO one.told FROM (
			SELECT kansrijk_intern.exposed_of(b.counted, b.policy, b.known, b.mask, b.block, b.window_period, b.labels)
				OVER (PARTITION BY b.definition) AS is_found
			FROM (SELECT p.*, d.policy, CASE WHEN p.shown AND p.status = 'publish' THEN p.status
					ELSE nullif(kansrijk.sdc_primary(p.counted, d.policy), 'publish') END AS known
				FROM publicatie_intern.protected p JOIN publicatie_intern.definition d ON d.number = p.definition) b) f
			WHERE f.is_found;
		CALL kansrijk.release('publicatie', 'revised');
		RAISE EXCEPTION 'undone';
	EXCEPTION WHEN OTHERS THEN
		IF SQLERRM <> 'undone' THEN
			GET STACKED DIAGNOSTICS one.refused = PG_EXCEPTION_DETAIL;
			one.refused := concat(SQLERRM, ': ', one.refused);
		END IF;
	END;
	INSERT INTO tried SELECT one.*;
END $$;

SELECT try('first_visit_ga_days = 120', 2014, 12), try('first_visit_ga_days = 120', 2015, 20),
	try('first_visit_ga_days = NULL', 2015, 10), try('ga_days = 160', 2013, 8),
	try('municipality = ''0001'', province = ''Zuid''', 2014, 20) \g /dev/null
SELECT ok(stayed > 0 AND anew > 0, format('%s births of %s, %s: some figures stay as released, others are decided anew',
	births, year, change)) FROM tried;
SELECT is(refused, NULL, format('%s births of %s, %s: what was decided is released', births, year, change)) FROM tried;
SELECT is(told, 0::bigint, format('%s births of %s, %s: nor is anything found from figures that stayed', births, year,
	change)) FROM tried;

-- Where zeros are shown, the only birth of a municipality in a year is gone, and provinces are no figures.
UPDATE bron.birth SET first_visit_ga_days = 60;
DELETE FROM bron.birth WHERE municipality = '0001' AND year = 2015
	AND birth_id <> (SELECT min(birth_id) FROM bron.birth WHERE municipality = '0001' AND year = 2015);
CALL create_indicator_views('bron', 'zonder', policy => 'min_count=5, singletons=protect', families => '{care}',
	local_definitions => '{late-care-22w}', area_types => '{land,gemeente}', annual_area_types => '{land,gemeente}',
	window_years => 3);
CALL release('zonder', 'all');
DELETE FROM bron.birth WHERE municipality = '0001' AND year = 2015;
CALL reopen_years('zonder', 2015);
CALL refresh('zonder');
SELECT is_empty($$ SELECT relation, message FROM zonder_intern.refresh_log WHERE outcome <> 'refreshed' $$,
	'a figure of which nothing is left is no reason not to refresh');
SELECT results_eq($$ SELECT denominator FROM zonder.care WHERE (definition, area, first_year, year, breakdown) =
	('late-care-22w', '0001', 2015, 2015, 'totaal') $$, 'VALUES (1::bigint)', 'it stays as it was released');
SELECT lives_ok($$ CALL release('zonder', 'revised') $$, 'so does all that is released');
DELETE FROM zonder_intern.decided;
CALL refresh('zonder');
SELECT is(verify_release('zonder', 'care'), '{}', 'and after that it is decided as it was');

SELECT * FROM finish();
ROLLBACK;
