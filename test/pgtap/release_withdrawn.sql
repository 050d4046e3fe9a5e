-- A release that is withdrawn: readers no longer see it, later figures remember it. And what is signed about one.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CREATE SCHEMA bron;
CREATE TABLE bron.source_delivery (relation text, kind text, first_year integer, last_year integer);
INSERT INTO bron.source_delivery VALUES ('birth', NULL, 2015, 2025);
CREATE TABLE bron.birth (birth_id bigint PRIMARY KEY, pregnancy_id bigint, year smallint, birth_date date, municipality text, province text, ga_days smallint, birthweight integer, sex smallint, parity smallint,
	plurality smallint, first_visit_ga_days smallint);
INSERT INTO bron.birth SELECT row_number() OVER (), row_number() OVER (), year, make_date(year, 6, 1), lpad(m::text, 4, '0'), CASE WHEN m <= 5 THEN 'Noord' ELSE 'Zuid' END, 280, 3500, 1, i % 2, 1,
		CASE WHEN i <= CASE WHEN m IN (1, 6) THEN 3 ELSE 20 + (year + m) % 13 END THEN 120 ELSE 60 END
	FROM generate_series(2015, 2018) year, generate_series(1, 10) m, generate_series(1, 80) i;
CALL create_indicator_views('bron', 'publicatie', policy => 'rivm, zero=publish', families => '{care}', local_definitions => '{late-care-22w}', area_types => '{land,provincie,gemeente}',
	owner => 'rw_owner', refresher => 'rw_refresher', reader => 'rw_reader', create_roles => true);
SELECT is_empty('TABLE publicatie.latest', 'before a release nothing is released');
CALL release('publicatie', '2018', 'Eerste');
CREATE TEMP TABLE first AS TABLE publicatie.released;
INSERT INTO bron.birth SELECT birth_id + 100000, pregnancy_id + 100000, 2019, make_date(2019, 6, 1), municipality, province, ga_days, birthweight, sex, parity, plurality, first_visit_ga_days FROM bron.birth WHERE year = 2018;
CALL refresh('publicatie');
CALL release('publicatie', '2019');

-- What readers see.
SELECT columns_are('publicatie', 'latest', ARRAY['release', 'family'] || ARRAY(SELECT name FROM kansrijk_intern.indicator_view_columns()));
SELECT set_eq('TABLE publicatie.latest', $$ SELECT * FROM publicatie.released WHERE release = '2019' $$, 'latest: what was released last');
SELECT isnt_empty($$ SELECT FROM publicatie.latest_wide WHERE late_care_22w_status = 'publish' AND area_type = 'provincie' $$, 'latest_wide: with columns for each definition');
SELECT set_eq($$ SELECT area_type, area, first_year, year, late_care_22w, late_care_22w_lower, late_care_22w_upper, late_care_22w_status FROM publicatie.latest_wide $$,
	$$ SELECT area_type, area, first_year, year, value, lower, upper, status FROM publicatie.released WHERE release = '2019' AND breakdown = 'totaal' AND definition = 'late-care-22w' $$, 'and the same figures');
SELECT is_empty($$ SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = 'publicatie'::regnamespace
	AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL OR NOT 'security_barrier=true' = ANY (coalesce(c.reloptions, '{}'))) $$, 'every view is commented, and a barrier');
SELECT is_empty($$ SELECT v, l.* FROM unnest('{released,releases,latest,latest_wide,data_as_of,deducible,cijfers}'::text[]) v, lint_view(to_regclass('publicatie.' || v)) l $$, 'lint_view finds nothing in them');

-- Withdrawn.
CALL withdraw_release('publicatie', '2019', 'Fout in de bron');
SELECT is_empty($$ SELECT FROM publicatie.released WHERE release = '2019' $$, 'a release that is withdrawn is not seen');
SELECT set_eq('TABLE publicatie.latest', 'TABLE first', 'latest is the one before');
SELECT results_eq($$ SELECT release, withdrawn_at IS NOT NULL, withdrawn_until, withdrawn_because FROM publicatie.releases ORDER BY released_at, release $$,
	$$ VALUES ('2018', false, NULL::timestamptz, NULL), ('2019', true, NULL, 'Fout in de bron') $$, 'readers see that it is, and why');
SELECT throws_ok($$ SELECT release_csv('publicatie', '2019') $$, '42704', NULL, 'no file is made of it');
SELECT lives_ok($$ SELECT release_csv('publicatie', '2018') $$, 'but of the others');
GRANT ALL ON ALL TABLES IN SCHEMA pg_temp TO rw_reader;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pg_temp TO rw_reader;
GRANT USAGE ON SCHEMA public, kansrijk TO rw_reader;
SET SESSION AUTHORIZATION rw_reader;
SELECT public.is_empty($$ SELECT FROM publicatie.released WHERE release = '2019' $$, 'a reader neither');
SELECT public.throws_ok($$ CALL kansrijk.reinstate_release('publicatie', '2019') $$, '42501', NULL, 'who cannot take that back');
SELECT public.throws_ok($$ SELECT kansrijk.release_report('publicatie', '2018') $$, '42501', NULL, 'nor read what the owner signs');
RESET SESSION AUTHORIZATION;

-- It is remembered: one birth more in a municipality, in the year that only the withdrawn release had.
INSERT INTO bron.birth SELECT 900001, 900001, 2019, '2019-06-01', '0003', 'Noord', 280, 3500, 1, 0, 1, 120;
CREATE TEMP TABLE shown AS SELECT definition, area_type, area, first_year, year, breakdown, category, numerator, denominator, status FROM publicatie.care;
CALL refresh('publicatie');
SELECT set_eq('TABLE shown', $$ SELECT definition, area_type, area, first_year, year, breakdown, category, numerator, denominator, status FROM publicatie.care $$, 'its years stay final');
CALL reopen_years('publicatie', 2019);
CALL refresh('publicatie');
SELECT set_eq($$ SELECT * FROM shown WHERE status = 'publish' $$, $$ SELECT definition, area_type, area, first_year, year, breakdown, category, numerator, denominator, status FROM publicatie.care WHERE status = 'publish' $$,
	'and, reopened, no figure differs by one from one that was withdrawn');
SELECT is(verify_release('publicatie', 'care'), '{}'::text[], 'the latest release that was not withdrawn is reproduced');
CALL release('publicatie', '2019, improved');
SELECT set_eq('SELECT DISTINCT release FROM publicatie.latest', ARRAY['2019, improved'], 'the next release takes its place');
CALL reinstate_release('publicatie', '2019');
SELECT set_eq('SELECT DISTINCT release FROM publicatie.released', ARRAY['2018', '2019', '2019, improved'], 'reinstated: it is seen again');
SELECT set_eq('SELECT DISTINCT release FROM publicatie.latest', ARRAY['2019, improved'], 'and superseded');

-- What is kept is needed to the unit: with multiples of five for hidden counts, years and windows no longer add up, and
-- what stays hidden because it was hidden is not known again.
SAVEPOINT exact;
CREATE TEMP VIEW remembered AS SELECT count(*) AS hidden FROM publicatie_intern.protected WHERE previous = 'secondary';
CREATE TEMP TABLE exactly AS TABLE remembered;
CREATE FUNCTION pg_temp.coarse(r rate) RETURNS rate LANGUAGE sql RETURN make_rate(round(numerator(r) / 5.0)::bigint * 5,
	greatest(denominator(r), round(numerator(r) / 5.0)::bigint * 5), unknown(r));
UPDATE publicatie_intern.release_cell SET r = pg_temp.coarse(r) WHERE status NOT IN ('publish', 'empty');
DELETE FROM publicatie_intern.decided;
CALL refresh('publicatie');
SELECT cmp_ok(r.hidden, '<', e.hidden / 2, 'hidden counts that are kept coarsely are forgotten') FROM remembered r, exactly e;
UPDATE publicatie_intern.released_cell SET r = pg_temp.coarse(r) WHERE numerator(r) < 10;
DELETE FROM publicatie_intern.decided;
SELECT throws_ok($$ CALL refresh('publicatie') $$, '22000', NULL, 'nor can anything be decided from cells that are');
ROLLBACK TO exact;

-- An embargo.
CALL withdraw_release('publicatie', '2019, improved', 'Embargo', now() + interval '1 day');
SELECT set_eq('SELECT DISTINCT release FROM publicatie.latest', ARRAY['2019'], 'an embargo: not yet');
UPDATE publicatie_intern.release SET withdrawn_until = now() - interval '1 second' WHERE label = '2019, improved';
SELECT set_eq('SELECT DISTINCT release FROM publicatie.latest', ARRAY['2019, improved'], 'and when it has passed, by itself');
SELECT is_empty($$ SELECT FROM publicatie.releases WHERE withdrawn_at IS NOT NULL $$, 'with nothing left to see of it');
SELECT throws_ok($$ CALL withdraw_release('publicatie', '2019', ' ') $$, '22023', 'a release is withdrawn for a reason');
SELECT throws_ok($$ CALL withdraw_release('publicatie', '2019', 'x', now()) $$, '22023', 'the end of an embargo must lie ahead');
SELECT throws_ok($$ CALL withdraw_release('publicatie', 'x', 'x') $$, '42704', 'release "x" does not exist');
SELECT throws_ok($$ CALL reinstate_release('nergens', 'x') $$, '3F000', 'schema "nergens" has no indicator views');

-- What is signed.
CALL withdraw_release('publicatie', '2019', 'Fout in de bron');
CREATE TEMP TABLE report AS SELECT release_report('publicatie', '2019') AS r;
SELECT matches(r, '^# Vrijgave 2019 van publicatie publicatie\n') FROM report;
SELECT matches(r, '\| stand \| ingetrokken op .*: Fout in de bron \|', 'it says that it was withdrawn') FROM report;
SELECT matches(r, '\| care \| provincie \| 2015-2019 \| ' || count(*) || ' \| ' || count(*) FILTER (WHERE status = 'publish') || ' \| ' || count(*) FILTER (WHERE status = 'hidden') || ' \|', 'how much is shown and hidden')
	FROM report, publicatie_intern.release_figure WHERE release = '2019' AND area_type = 'provincie' GROUP BY r;
SELECT matches(r, 'Vergeleken met \*\*2018\*\*:\n\n- ' || count(*) || ' nieuw\n', 'what is new') FROM report, publicatie_intern.release_figure f
	WHERE f.release = '2019' AND NOT EXISTS (SELECT FROM publicatie_intern.release_figure o WHERE o.release = '2018' AND (o.definition, o.area_type, o.area, o.first_year, o.year, o.breakdown, o.category) = (f.definition, f.area_type, f.area, f.first_year, f.year, f.breakdown, f.category)) GROUP BY r;
SELECT matches(r, '\| zero \| publish \|.*\n', 'the policy') FROM report;
SELECT matches(r, '\| is zelf de enige in een verborgen cel \| ja \|', 'against whom') FROM report;
SELECT matches(r, '\| beredeneert .* \| \*\*nee\*\* \|', 'and against whom not') FROM report;
SELECT matches(r, '\| care_audit \| \d+ \| \d+ \| niet gevraagd \| niet berekend \|', 'what was audited') FROM report;
SELECT is(kansrijk_intern.report_unknown('{"a": {"relation": "x", "scope": "y"}, "b": {"relation": "x", "scope": "y"}, "c": {"relation": "x", "scope": "z"}}'), '- a, b', 'definitions of the same units give differences of unknowns away');
SELECT is_empty($$ SELECT FROM report, regexp_split_to_table(substring(r FROM 'Zij staan in (.*), alleen'), ', | en ') name
	WHERE to_regclass(CASE WHEN name ~ '\.' THEN name ELSE 'publicatie_intern.' || name END) IS NULL $$, 'what must be kept is there');
SELECT matches(r, 'Zij staan in \w+\.release_cell, ', 'and is named') FROM report;
SELECT matches(r, 'kansrijk ' || library_version(), 'versions') FROM report;
SELECT isnt(a, b, 'another source has another hash') FROM substring(release_report('publicatie', '2018') FROM 'vingerafdruk van de bron \| (\w{32})') a, substring(release_report('publicatie', '2019') FROM 'vingerafdruk van de bron \| (\w{32})') b;
SELECT matches(kansrijk_intern.report_attackers('rivm, singletons=ignore, min_interval=4'::sdc_policy::text), 'enige in een verborgen cel \| \*\*nee\*\*.*ja, tot de gevraagde breedte', 'another policy, other readers');
SELECT is(kansrijk_intern.report_row('a|b', E'c\nd', NULL), '| a\|b | c d |  |', 'no text breaks the table');
SELECT throws_ok($$ SELECT release_report('publicatie', 'x') $$, '42704', 'release "x" does not exist');
SELECT throws_ok($$ SELECT release_report('nergens', 'x') $$, '3F000');

SELECT * FROM finish();
ROLLBACK;
