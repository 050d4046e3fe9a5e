-- The gate. A source with errors is not published, unless told otherwise; warnings are kept with a release.
BEGIN;
SELECT no_plan();
SET client_min_messages = error;

CREATE SCHEMA poort;
CREATE TABLE poort.source_delivery AS SELECT 'birth' AS relation, NULL::text AS kind, 2018 AS first_year, 2020 AS last_year;
CREATE TABLE poort.birth AS SELECT i::bigint AS birth_id, i::bigint AS pregnancy_id, 2018::smallint AS year, make_date(2018, 6, 1) AS birth_date, lpad((1 + i % 3)::text, 4, '0') AS municipality, 'Noord' AS province,
	280::smallint AS ga_days, 3500 AS birthweight, 1::smallint AS sex, (i % 2)::smallint AS parity, 1::smallint AS plurality, CASE WHEN i % 4 = 0 THEN 120 ELSE 60 END::smallint AS first_visit_ga_days
	FROM generate_series(1, 600) i;
INSERT INTO poort.birth SELECT * FROM poort.birth ORDER BY birth_id LIMIT 3;
SELECT set_eq($$ SELECT rule, failing FROM source_findings('poort', '{birth}', '{error}') WHERE rule NOT LIKE '%.missing' $$, $$ VALUES ('birth.duplicate_id', 3::bigint) $$, 'three births are there twice');
SELECT throws_ok($$ CALL create_indicator_views('poort', 'poort_uit', families => '{care}', area_types => '{land}') $$, 'KS001', 'source "poort" has errors: birth.duplicate_id', 'such a source is not published');
SELECT hasnt_schema('poort_uit', 'nor anything made');
CREATE FUNCTION pg_temp.refusal(call text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE detail text; hint text;
BEGIN
	EXECUTE call;
	RETURN NULL;
EXCEPTION WHEN SQLSTATE 'KS001' THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN ARRAY[detail, hint];
END $$;
SELECT is(r[1], format('birth.duplicate_id: 3 of %s rows', (SELECT count(*) FROM poort.birth)), 'the detail has the numbers')
	FROM pg_temp.refusal($$ CALL create_indicator_views('poort', 'poort_uit', families => '{care}', area_types => '{land}') $$) r;
SELECT matches(r[2], 'source_findings\(''poort''\).*on_source_error => ''warn''', 'the hint says what to do')
	FROM pg_temp.refusal($$ CALL create_indicator_views('poort', 'poort_uit', families => '{care}', area_types => '{land}') $$) r;
SELECT throws_ok(format($$ CALL create_indicator_views('poort', 'poort_uit', on_source_error => %s) $$, v), s, NULL, 'stop or warn, and nothing else: ' || v) FROM (VALUES ('''go''', '22023'), ('NULL', '22004')) x(v, s);
CALL create_indicator_views('poort', 'poort_uit', families => '{care}', area_types => '{land}', policy => 'none', on_source_error => 'warn');
SELECT isnt_empty($$ SELECT FROM poort_uit.care WHERE status = 'publish' $$, 'unless that was said');
SELECT is((SELECT on_source_error FROM poort_uit_intern.publication), 'warn', 'which the publication remembers');
CALL create_indicator_views('poort', 'poort_uit', families => '{care}', area_types => '{land}', policy => 'none');
SELECT is((SELECT on_source_error FROM poort_uit_intern.publication), 'stop', 'until something else is said: nothing is read anew, so nothing is checked');
SELECT throws_ok($$ CALL release('poort_uit', '2018') $$, 'KS001', 'source "poort" has errors: birth.duplicate_id', 'it is not released either');
SELECT throws_ok($$ CALL release('poort_uit', '2018', on_source_error => 'go') $$, '22023', NULL, 'and release knows the same words');
CALL release('poort_uit', '2018', on_source_error => 'warn');
SELECT is(findings -> 0, jsonb_build_object('rule', 'birth.duplicate_id', 'severity', 'error', 'rows', (SELECT count(*) FROM poort.birth), 'failing', 3), 'unless told: then the release has it on record') FROM poort_uit_intern.release;
SELECT results_eq($$ SELECT split_part(findings, ', ', 1) FROM poort_uit.releases $$, $$ VALUES ('birth.duplicate_id') $$, 'readers see which rules');
SELECT matches(release_report('poort_uit', '2018'), '\| birth.duplicate_id \| \*\*fout\*\* \| ' || (SELECT count(*) FROM poort.birth) || ' \| 3 \|', 'and who signs sees the numbers');

-- A refresh checks what it counted anew, once, and nothing else.
CREATE VIEW checks AS SELECT relation FROM poort_uit_intern.refresh_log WHERE stage = 'source' AND run = (SELECT max(run) FROM poort_uit_intern.refresh_log);
CALL refresh('poort_uit');
SELECT is_empty('TABLE checks', 'nothing new is counted: nothing is checked');
CREATE TEMP TABLE was AS TABLE poort_uit.care;
INSERT INTO poort.birth SELECT birth_id + 100000, pregnancy_id + 100000, 2019, birth_date + 365, municipality, province, ga_days, birthweight, sex, parity, plurality, first_visit_ga_days FROM poort.birth WHERE birth_id > 3;
CALL refresh('poort_uit');
SELECT isnt_empty($$ SELECT FROM poort_uit.care WHERE year = 2019 $$, 'a year comes that is good: of what is final nothing is said again');
UPDATE poort.birth SET birth_id = 4 WHERE birth_id = 100004;
UPDATE poort.birth SET first_visit_ga_days = 60 WHERE birth_id = 100008;
TRUNCATE was;
INSERT INTO was TABLE poort_uit.care;
SELECT throws_ok($$ CALL refresh('poort_uit') $$, 'KS001', 'schema "poort_uit" was not refreshed, or not all of it', 'of a birth of that year which is also one of a final year it is');
SELECT bag_eq('TABLE poort_uit.care', 'TABLE was', 'readers keep what they had');
SELECT is(kansrijk_intern.relation_findings('poort', 'birth', '{birth}', years) -> 0, jsonb_build_object('rule', 'birth.duplicate_id', 'severity', 'error', 'rows', n, 'failing', f), 'what is looked at: ' || years::text)
	FROM (VALUES ('{}'::jsonb, (SELECT count(*) FROM poort.birth), 4), ('{"birth": "{[2018,2019)}"}', 604, 4), ('{"birth": "{[2019,2020)}"}', 598, 1)) x(years, n, f);
UPDATE poort.birth SET birth_id = 100004 WHERE birth_id = 4 AND year = 2019;
DELETE FROM poort.birth a USING poort.birth b WHERE a.birth_id = b.birth_id AND a.ctid > b.ctid;
CALL refresh('poort_uit');
SELECT results_eq('TABLE checks', $$ VALUES ('birth'), ('source_delivery') $$, 'mended: it is checked, and passes');
SELECT isnt_empty($$ SELECT FROM poort_uit.care WHERE year = 2019 $$, 'and refreshed');
CALL release('poort_uit', '2019');
SELECT is((SELECT count(*) FROM jsonb_array_elements(findings) f WHERE f ->> 'severity' = 'error'), 0::bigint, 'a release without errors') FROM poort_uit_intern.release WHERE label = '2019';
UPDATE poort_uit_intern.release SET findings = NULL WHERE label = '2018';
SELECT matches(release_report('poort_uit', '2018'), 'niet nagekeken', 'of an earlier version it is not known');
UPDATE poort_uit_intern.release SET findings = '[]' WHERE label = '2018';
SELECT matches(release_report('poort_uit', '2018'), 'geen fouten en geen waarschuwingen', 'nothing found is said too');
INSERT INTO poort.source_delivery VALUES ('birth', NULL, 2018, 2019);
SELECT throws_ok($$ CALL create_indicator_views('poort', 'poort_uit', families => '{care}', area_types => '{land}') $$, 'KS001', 'source "poort" has errors: source_delivery.overlap', 'a calendar that contradicts itself stands in the way too');

SELECT * FROM finish();
ROLLBACK;
