-- Releases: audited, kept, and remembered by what comes after.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

-- A small source: three provinces, fifteen municipalities, late care. Counts are chosen, not drawn.
CREATE SCHEMA bron;
CREATE TABLE bron.birth (birth_id bigint PRIMARY KEY, pregnancy_id bigint, year smallint, birth_date date, municipality text, province text, ga_days smallint, birthweight integer, sex smallint, parity smallint,
	plurality smallint, first_visit_ga_days smallint);
CREATE TABLE bron.source_delivery (relation text, kind text, first_year integer, last_year integer, complete_until date, provisional boolean);
INSERT INTO bron.source_delivery VALUES ('birth', NULL, 2013, 2021, NULL, false);
CREATE TABLE bron.counts (year integer, province text, municipality text, late integer, early integer);
INSERT INTO bron.counts SELECT year, CASE WHEN m <= 5 THEN 'Noord' WHEN m <= 10 THEN 'Zuid' ELSE 'West' END, lpad(m::text, 4, '0'),
		CASE WHEN m IN (1, 6, 11) THEN 2 + (year + m) % 4 ELSE 20 + (year * 7 + m * 3) % 17 END, 60 + (year * 5 + m * 11) % 40
	FROM generate_series(2013, 2020) year, generate_series(1, 15) m;
CREATE FUNCTION bron.load(which int4range) RETURNS void LANGUAGE sql AS $$
	INSERT INTO bron.birth SELECT row_number() OVER () + coalesce((SELECT max(birth_id) FROM bron.birth), 0), row_number() OVER () + coalesce((SELECT max(birth_id) FROM bron.birth), 0),
		c.year, make_date(c.year, 6, 1), c.municipality, c.province, 280, 3500, 1 + i % 2, i % 3, 1, CASE WHEN i <= c.late THEN 120 ELSE 60 END
	FROM bron.counts c, generate_series(1, c.late + c.early) i WHERE c.year <@ which $$;
SELECT bron.load('[2013,2019)') \g /dev/null

CALL create_indicator_views('bron', 'publicatie', policy => 'rivm, zero=publish', families => '{care}', local_definitions => '{late-care-22w}', area_types => '{land,provincie,gemeente}',
	owner => 'rl_owner', refresher => 'rl_refresher', reader => 'rl_reader', create_roles => true);
CREATE VIEW local AS SELECT area_type, area, int4range(first_year, year + 1) AS period, breakdown, category, numerator, denominator, status FROM publicatie.care WHERE definition = 'late-care-22w';
SELECT is_empty($$ SELECT relation, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'the publication is filled');
SELECT results_eq($$ SELECT count(*) FROM local WHERE area = '0001' AND period = '[2018,2019)' AND status = 'hidden' $$, $$ VALUES (1::bigint) $$, 'a small municipality is hidden');
-- Where what is related hides it, that there is nothing is not known either.
SAVEPOINT nothing;
UPDATE publicatie_intern.protected SET r = '0/0', counted = '0/0', status = CASE municipality WHEN '0001' THEN 'primary_own' ELSE 'empty' END::cell_status WHERE municipality IN ('0001', '0002') AND period = '[2018,2019)' AND breakdown = 'totaal';
SELECT results_eq($$ SELECT municipality, status::text FROM publicatie_intern.audit WHERE definition = 'late-care-22w' AND municipality IN ('0001', '0002') AND period = '[2018,2019)' AND breakdown = 'totaal' ORDER BY 1 $$,
	$$ VALUES ('0001', NULL), ('0002', 'empty') $$, 'the audit takes for known what is shown to be empty');
ROLLBACK TO nothing;

-- Before a release.
SELECT is_empty($$ SELECT FROM publicatie.released $$, 'nothing is released yet');
SELECT throws_ok($$ CALL release('nergens', 'x') $$, '3F000', 'schema "nergens" has no indicator views');
SELECT throws_ok($$ CALL release(NULL, 'x') $$, '22004');
SELECT throws_ok($$ CALL release('publicatie', ' ') $$, '22023', 'a release needs a label');
SELECT throws_ok($$ CALL release('publicatie', NULL) $$, '22023', 'a release needs a label');

-- A first release.
SELECT lives_ok($$ CALL release('publicatie', '2018', 'Eerste vrijgave') $$, 'a safe publication is released');
SELECT set_eq($$ SELECT definition, area_type, area, first_year, year, breakdown, category, numerator, denominator, value, lower, upper, label, status, comparison, trend FROM publicatie.released WHERE release = '2018' $$,
	$$ SELECT definition, area_type, area, first_year, year, breakdown, category, numerator, denominator, value, lower, upper, label, status, comparison, trend FROM publicatie.care $$, 'what is released is what the views showed');
SELECT columns_are('publicatie', 'released', ARRAY['release', 'family'] || ARRAY(SELECT name FROM kansrijk_intern.indicator_view_columns()), 'a release has the columns of the views, and its label');
SELECT is_empty($$ SELECT FROM publicatie.released WHERE status <> 'publish' AND num_nonnulls(numerator, denominator, value, lower, upper, comparison, trend) > 0 $$, 'of a hidden figure nothing is released');
SELECT results_eq($$ SELECT label, note, source, policy = 'rivm, zero=publish'::sdc_policy::text, block_years, definitions ? 'late-care-22w', audit -> 'care_audit' ->> 'shown' = (SELECT count(*)::text FROM publicatie.care WHERE status = 'publish'), source_fingerprint ? 'care_cells', version = library_version() FROM publicatie_intern.release $$,
	$$ VALUES ('2018', 'Eerste vrijgave', 'bron', true, '{"care": 2018}'::jsonb, true, true, true, true) $$, 'the release records what it was made of');
SELECT is_empty($$ SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relkind IN ('r', 'v') AND c.oid IN ('publicatie_intern.release'::regclass, 'publicatie_intern.release_cell'::regclass, 'publicatie_intern.release_figure'::regclass, 'publicatie_intern.final_year'::regclass, 'publicatie_intern.released_cell'::regclass, 'publicatie.released'::regclass, 'publicatie.releases'::regclass)
		AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL) $$, 'every relation and column of releases has a comment');
SELECT throws_ok($$ CALL release('publicatie', '2018') $$, '23505', 'release "2018" exists', 'a release is never changed');
CREATE TEMP TABLE before AS SELECT * FROM local;
CALL refresh('publicatie');
SELECT set_eq($$ SELECT * FROM local $$, $$ SELECT * FROM before $$, 'a refresh after a release changes nothing when the source did not');
SELECT is_empty($$ SELECT FROM release_revisions('publicatie') $$, 'and there is nothing to revise');

-- A year later, with one birth that was registered late in a municipality.
SELECT bron.load('[2019,2020)') \g /dev/null
INSERT INTO bron.birth SELECT 900001, 900001, 2016, '2016-06-01', '0002', 'Noord', 280, 3500, 1, 0, 1, 120;
CALL refresh('publicatie');
SELECT is_empty($$ SELECT sqlstate, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'the new year is refreshed');
SELECT is_empty($$ SELECT b.*, l.* FROM before b LEFT JOIN local l USING (area_type, area, period, breakdown, category) WHERE (l.status, l.numerator, l.denominator) IS DISTINCT FROM (b.status, b.numerator, b.denominator) $$,
	'published stays published, hidden stays hidden: no figure of a released year changes');
SELECT isnt_empty($$ SELECT FROM local WHERE area_type = 'gemeente' AND period = '[2019,2020)' AND status = 'publish' $$, 'figures of the new year are shown');
SELECT isnt_empty($$ SELECT FROM local WHERE area_type = 'gemeente' AND period = '[2015,2020)' AND status = 'publish' $$, 'windows of released and new years are shown');
SELECT lives_ok($$ CALL release('publicatie', '2019') $$, 'the second release is safe beside the first');
SELECT is_empty($$ SELECT a.*, b.* FROM publicatie.released a JOIN publicatie.released b USING (definition, area_type, area, first_year, year, breakdown, category) WHERE a.release = '2018' AND b.release = '2019' AND sdc_difference_is_small(make_rate(a.numerator, a.denominator, 0), make_rate(b.numerator, b.denominator, 0), 'rivm') $$,
	'no subtraction of two releases gives a small number');
SELECT results_eq($$ SELECT definition, year, numerator(source) - numerator(released), denominator(source) - denominator(released), same_units FROM release_revisions('publicatie') WHERE definition = 'late-care-22w' $$,
	$$ VALUES ('late-care-22w', 2016, 1::bigint, 1::bigint, false) $$, 'the owner sees that the source says something else of a released year');

-- What an attacker has: both releases as one system, from the evidence.
CREATE TEMP TABLE attacked AS
	SELECT area_type, province, municipality, period, r, bool_or(status = 'publish') AS is_known, bool_and(status = 'empty') AS is_empty
	FROM publicatie_intern.release_cell WHERE definition = 'late-care-22w' AND breakdown = 'totaal' GROUP BY 1, 2, 3, 4, 5;
SELECT is((SELECT count(*) FROM attacked), (SELECT count(DISTINCT (area_type, province, municipality, period)) FROM attacked), 'the releases agree on every figure');
SELECT is_empty($$ SELECT * FROM (SELECT *, sdc_exposed(r, CASE WHEN is_known THEN 'publish' WHEN is_empty THEN 'empty' WHEN sdc_primary(r, 'rivm, zero=publish') <> 'publish' THEN 'primary_count' END::cell_status,
		CASE area_type WHEN 'land' THEN 6 WHEN 'provincie' THEN 2 ELSE 0 END, province, municipality, period) OVER () AS exposed FROM attacked) a WHERE exposed $$,
	'no small figure follows from both releases together, overlapping windows included');
SELECT isnt_empty($$ SELECT * FROM (SELECT *, sdc_exposed(r, sdc_primary(r, 'rivm, zero=publish'), CASE area_type WHEN 'land' THEN 6 WHEN 'provincie' THEN 2 ELSE 0 END, province, municipality, period) OVER () AS exposed FROM attacked) a WHERE exposed $$,
	'while it would from figures that are only protected one by one');

-- Differences.
SELECT results_eq($$ SELECT change, count(*) > 10, min(year) FROM release_diff('publicatie', '2018', '2019') GROUP BY 1 $$, $$ VALUES ('appeared', true, 2019) $$, 'the difference of the releases: what the new year brought');
SELECT set_eq($$ SELECT DISTINCT change FROM release_diff('publicatie', '2019', '2018') $$, ARRAY['disappeared'], 'the other way around');
SELECT is_empty($$ SELECT FROM release_diff('publicatie', '2019', '2019') $$, 'a release does not differ from itself');
SELECT throws_ok($$ SELECT FROM release_diff('publicatie', '2018', 'x') $$, '42704', 'release "x" does not exist');

-- A year that the source no longer holds.
CREATE TEMP TABLE shown_in_2013 AS SELECT * FROM local WHERE lower(period) = 2013;
DELETE FROM bron.birth WHERE year = 2013;
SELECT bron.load('[2020,2021)') \g /dev/null
CALL refresh('publicatie');
SELECT set_eq($$ SELECT * FROM local WHERE lower(period) = 2013 $$, $$ SELECT * FROM shown_in_2013 $$, 'figures of a year that is gone from the source stay as released');
SELECT lives_ok($$ CALL release('publicatie', '2020') $$, 'and are part of what the next release is protected against');
SELECT results_eq($$ SELECT min(year), max(year), count(DISTINCT release) FROM publicatie_intern.final_year WHERE definition = 'late-care-22w' $$, $$ VALUES (2013, 2020, 3::bigint) $$, 'each year became final once');

-- Revision: late births are let in.
CREATE TEMP TABLE before_revision AS SELECT * FROM local;
SELECT throws_ok($$ CALL reopen_years('publicatie', NULL) $$, '22023', 'no years to reopen');
-- A year is a year, however it is written.
CREATE TEMP TABLE reopened (call text, years int[]);
DO $$
DECLARE
	written text;
BEGIN
	FOREACH written IN ARRAY '{2016,2016::bigint,2016::smallint,2016.0,2016::double precision,''2016'',''2016-2017'',''2016 - 2016'',"''[2016,2018)''","int4range(2016, 2017)","years => 2016"}'::text[] LOOP
		EXECUTE format('CALL kansrijk.reopen_years(''publicatie'', %s)', written);
		INSERT INTO reopened SELECT written, array_agg(DISTINCT year ORDER BY year) FROM publicatie_intern.final_year WHERE reopened IS NOT NULL;
		EXECUTE format('CALL kansrijk.close_years(''publicatie'', %s)', written);
	END LOOP;
END $$;
SELECT is(years, CASE WHEN call ~ '2017.$|2018' THEN '{2016,2017}' ELSE '{2016}' END::int[], 'reopen_years: ' || call) FROM reopened WHERE call !~ 'int4range';
SELECT is_empty($$ SELECT FROM publicatie_intern.final_year WHERE reopened IS NOT NULL $$, 'close_years takes the same');
SELECT throws_ok(format('CALL reopen_years(''publicatie'', %s)', written), '22023', NULL, 'no year: ' || written) FROM unnest('{''x'',2016.5,''2017-2016'',''NaN''::float8,"''[2018,2016)''"}'::text[]) written;
-- Only what is counted otherwise is decided anew.
CREATE TEMP TABLE protected_was AS SELECT ctid AS at, p.* FROM publicatie_intern.protected p;
CALL reopen_years('publicatie', '[2017,2018)');
CALL refresh('publicatie');
SELECT isnt_empty($$ SELECT FROM publicatie_intern.cell $$, 'a reopened year is counted');
SELECT is_empty($$ SELECT ctid FROM publicatie_intern.protected EXCEPT SELECT at FROM protected_was $$, 'when it is as it was released, nothing is decided anew');
CALL close_years('publicatie', '[2017,2018)');
CALL refresh('publicatie');
SELECT is_empty($$ SELECT ctid FROM publicatie_intern.protected EXCEPT SELECT at FROM protected_was $$, 'nor when it is closed');
CALL reopen_years('publicatie', '[2016,2017)');
CALL refresh('publicatie');
SELECT is_empty($$ SELECT sqlstate, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'a reopened year is refreshed');
SELECT set_eq($$ SELECT * FROM local $$, $$ SELECT * FROM before_revision $$, 'one birth is too small a revision: figures stay as released');
SELECT results_eq($$ SELECT r::text, status::text FROM publicatie_intern.care_audit WHERE definition = 'late-care-22w' AND area_type = 'gemeente' AND municipality = '0002' AND period = '[2016,2017)' AND breakdown = 'totaal' $$,
	$$ SELECT (late + 1) || '/' || (late + early + 1), 'primary_count' FROM bron.counts WHERE year = 2016 AND municipality = '0002' $$, 'and the true figure is a secret');
SELECT lives_ok($$ CALL release('publicatie', 'small revision') $$);
SELECT is_empty($$ SELECT FROM release_diff('publicatie', '2020', 'small revision') $$, 'such a release says nothing new');
INSERT INTO bron.birth SELECT 910000 + i, 910000 + i, 2016, '2016-06-01', '0002', 'Noord', 280, 3500, 1, 0, 1, CASE WHEN i <= 30 THEN 120 ELSE 60 END FROM generate_series(1, 60) i;
CALL reopen_years('publicatie', '[2016,2017)', '{late-care-22w}');
CALL refresh('publicatie');
SELECT is_empty($$ SELECT sqlstate, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$);
SELECT isnt_empty($$ SELECT ctid FROM publicatie_intern.protected EXCEPT SELECT at FROM protected_was $$, 'a year that changed is');
TRUNCATE protected_was;
INSERT INTO protected_was SELECT ctid, p.* FROM publicatie_intern.protected p;
SAVEPOINT decided_anew;
DELETE FROM publicatie_intern.decided;
CALL refresh('publicatie');
SELECT bag_eq($$ SELECT * FROM publicatie_intern.protected $$, $$ SELECT definition, area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category, shown, r, counted, status, previous, mask, block, window_period, labels, waived FROM protected_was $$, 'what was left as it was, is what deciding about all of it gives');
ROLLBACK TO decided_anew;
SELECT results_eq($$ SELECT numerator, denominator FROM local WHERE area_type = 'land' AND period = '[2016,2017)' AND breakdown = 'totaal' $$, $$ SELECT sum(late) + 31, sum(late + early) + 61 FROM bron.counts WHERE year = 2016 $$, 'sixty births are shown');
SELECT is_empty($$ SELECT n.* FROM local n JOIN before_revision b USING (area_type, area, period, breakdown, category) WHERE n.status = 'publish' AND b.status = 'publish'
	AND sdc_difference_is_small(make_rate(n.numerator, n.denominator, 0), make_rate(b.numerator, b.denominator, 0), 'rivm, zero=publish') $$, 'no figure is revised by a small number');
SELECT lives_ok($$ CALL release('publicatie', 'large revision') $$);
SELECT set_has($$ SELECT change, area FROM release_diff('publicatie', '2020', 'large revision') WHERE definition = 'late-care-22w' AND (first_year, year) = (2016, 2016) AND breakdown = 'totaal' $$, $$ VALUES ('revised', 'NL') $$, 'the difference of releases shows the revision');
SELECT is_empty($$ SELECT FROM publicatie_intern.final_year WHERE reopened IS NOT NULL $$, 'the revised year is final again');
CALL refresh('publicatie');
SELECT is(verify_release('publicatie', 'care'), '{}'::text[], 'the views reproduce the latest release');
SELECT throws_ok($$ SELECT verify_release('publicatie', 'zorg') $$, '22023', 'publication "publicatie" has no family "zorg"');

-- The guard: a refresh that does not reproduce the release is undone.
CALL verify_releases_on();
CALL verify_releases_on();
SELECT has_function('kansrijk_intern', 'verify_refreshed_release', '{}'::name[]);
CREATE TEMP TABLE guarded AS SELECT * FROM local;
CALL refresh('publicatie');
SELECT is_empty($$ SELECT FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'a refresh that reproduces the release passes');
SAVEPOINT tampered;
UPDATE publicatie_intern.released_cell c SET r = c.r + '50/100' FROM publicatie_intern.place p, publicatie_intern.definition d
	WHERE p.id = c.place AND p.municipality = '0003' AND d.number = c.definition AND d.id = 'late-care-22w' AND c.year = 2017
		AND (c.breakdown IS NULL OR c.category = 'eerste kind');
DELETE FROM publicatie_intern.decided;
SELECT throws_ok($$ CALL refresh('publicatie') $$, '27000', NULL, 'a refresh that would change a released figure fails');
SELECT set_eq($$ SELECT * FROM local $$, $$ SELECT * FROM guarded $$, 'and the old state stays');
ROLLBACK TO tampered;
CREATE MATERIALIZED VIEW public.other_fact AS SELECT 1 AS x;
SELECT lives_ok($$ REFRESH MATERIALIZED VIEW public.other_fact $$, 'other materialized views are left alone');
CALL verify_releases_off();
CALL verify_releases_off();

-- Refusal: someone protects cell by cell only.
CREATE FUNCTION pg_temp.refusal(label text, OUT message text, OUT detail text, OUT code text) LANGUAGE plpgsql AS $$
BEGIN
	CALL release('publicatie', label);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, code = RETURNED_SQLSTATE;
END $$;
SAVEPOINT naive;
UPDATE publicatie_intern.protected SET status = sdc_primary(r, 'rivm, zero=publish') WHERE shown;
REFRESH MATERIALIZED VIEW publicatie_intern.care_fact;
CREATE TEMP TABLE refused AS SELECT * FROM pg_temp.refusal('naive');
SELECT results_eq($$ SELECT message, code FROM refused $$, $$ VALUES ('release "naive" is refused', '22000') $$, 'figures that give a small one away are not released');
SELECT matches((SELECT detail FROM refused), '^follows from published figures: late-care-22w gemeente (0001|0006|0011) \[20', 'the reasons name the figures');
SELECT is((SELECT cardinality(string_to_array(detail, E'\n')) FROM refused), 21, 'twenty of them');
SELECT matches((SELECT detail FROM refused), E'\nand \\d+ more$', 'and how many more there are');
SELECT is_empty($$ SELECT FROM refused WHERE detail ~ '\d+/\d+' $$, 'but no counts');
SELECT is_empty($$ SELECT FROM publicatie_intern.release WHERE label = 'naive' $$, 'and nothing is stored');
ROLLBACK TO naive;

-- Refusal: views that were not refreshed together, or not at all.
SAVEPOINT stale;
INSERT INTO bron.birth SELECT 990000 + i, 990000 + i, 2021, '2021-06-01', '0002', 'Noord', 280, 3500, 1, 0, 1, 60 FROM generate_series(1, 60) i;
CALL kansrijk_intern.count_cells('publicatie_intern', 'care_cells');
CREATE TEMP TABLE refused_stale AS SELECT * FROM pg_temp.refusal('stale');
SELECT matches((SELECT detail FROM refused_stale), 'not refreshed with its cells: late-care-22w', 'cells that are newer than the figures: refused');
CALL kansrijk_intern.decide_family('publicatie_intern', 'care', 0, 0, 0);
SELECT matches((SELECT (pg_temp.refusal('stale')).detail), 'not refreshed with its figures: care_fact', 'figures that are newer than the views: refused');
REFRESH MATERIALIZED VIEW publicatie_intern.care_fact WITH NO DATA;
SELECT throws_ok($$ CALL release('publicatie', 'stale') $$, '55000', 'schema "publicatie" has not been refreshed');
ROLLBACK TO stale;
-- Twenty births move from one municipality to another: no sum of the country changes.
INSERT INTO bron.birth SELECT 990000 + i, 990000 + i, 2021, '2021-06-01', '000' || 2 + i % 2, 'Noord', 280, 3500, 1, 0, 1, CASE WHEN i % 3 = 0 THEN 120 ELSE 60 END FROM generate_series(1, 200) i;
CALL refresh('publicatie');
UPDATE bron.birth SET municipality = '0002' WHERE birth_id IN (SELECT birth_id FROM bron.birth WHERE year = 2021 AND municipality = '0003' ORDER BY birth_id LIMIT 20);
CALL kansrijk_intern.count_cells('publicatie_intern', 'care_cells');
SELECT matches((SELECT (pg_temp.refusal('moved')).detail), 'not refreshed with its cells: late-care-22w', 'cells of other areas than the figures: refused');
CALL kansrijk_intern.decide_family('publicatie_intern', 'care', 0, 0, 0);
SELECT is((SELECT (pg_temp.refusal('moved')).detail), 'not refreshed with its figures: care_fact', 'figures of other areas than the views: refused');
ROLLBACK TO stale;

-- Refusal: intervals.
SELECT is((SELECT cardinality((kansrijk_intern.audit_family('publicatie_intern', 'care', 0)).problems)), 0, 'without min_interval no width is asked for');
SELECT matches((kansrijk_intern.audit_family('publicatie_intern', 'care', 1000000)).problems[1], '^interval is too narrow: late-care-22w', 'with it, unsafe figures that are too certain are named');

-- Other arguments: the memory stays.
DROP VIEW local;
CALL create_indicator_views('bron', 'publicatie', policy => 'rivm, zero=publish', families => '{care}', local_definitions => '{late-care-22w}', area_types => '{land,gemeente}', owner => 'rl_owner', refresher => 'rl_refresher', reader => 'rl_reader', readers_see => 'released');
SELECT is_empty($$ SELECT FROM publicatie.care c JOIN publicatie.released r USING (definition, area_type, area, first_year, year, breakdown, category) WHERE r.release = 'large revision' AND (c.status, c.numerator) IS DISTINCT FROM (r.status, r.numerator) $$,
	'a publication that is made anew shows what was released');
SELECT results_eq($$ SELECT count(DISTINCT release) FROM publicatie.released $$, $$ VALUES (5::bigint) $$, 'releases stay');
SELECT throws_ok($$ CALL drop_indicator_views('publicatie') $$, '2BP01', 'schema "publicatie" has releases', 'a publication with releases is not dropped');

-- Rights.
GRANT USAGE ON SCHEMA public TO rl_reader, rl_refresher;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO rl_reader;
GRANT ALL ON ALL TABLES IN SCHEMA pg_temp TO rl_reader;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pg_temp TO rl_reader;
GRANT USAGE ON SCHEMA kansrijk TO rl_reader;
SET SESSION AUTHORIZATION rl_reader;
SELECT public.isnt_empty('SELECT FROM publicatie.released', 'the reader reads releases');
SELECT public.throws_ok('SELECT FROM publicatie.care', '42501', NULL, 'and with readers_see => released nothing between them');
SELECT public.isnt_empty('SELECT release, note FROM publicatie.releases', 'and what there is');
SELECT public.throws_ok('SELECT FROM publicatie_intern.release_cell', '42501', NULL, 'not the evidence');
SELECT public.throws_ok('SELECT FROM publicatie_intern.release_figure', '42501', NULL, 'nor the table beneath');
SELECT public.throws_ok('SELECT FROM publicatie_intern.care_audit', '42501', NULL, 'nor the audit');
SELECT public.throws_ok($$ CALL kansrijk.release('publicatie', 'mine') $$, '42501', NULL, 'it cannot release');
SELECT public.throws_ok($$ SELECT kansrijk.release_revisions('publicatie') $$, '42501', NULL, 'nor see revisions');
SELECT public.isnt_empty($$ SELECT kansrijk.release_diff('publicatie', '2018', '2019') $$, 'but compare releases');
SELECT public.ok(pg_catalog.length(kansrijk.release_csv('publicatie', '2018')) > 1000, 'and export them');
SELECT public.throws_ok($$ CALL kansrijk.verify_releases_on() $$, '42501', 'event triggers can be created by a superuser only');
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION rl_owner;
SELECT kansrijk.release_csv('publicatie', '2018') IS NOT NULL AS owner_reads \gset
CALL kansrijk.release('publicatie', 'by the owner');
RESET SESSION AUTHORIZATION;
SELECT results_eq($$ SELECT released_by FROM publicatie_intern.release WHERE label = 'by the owner' $$, $$ VALUES ('rl_owner') $$, 'the owner releases');

-- Exports.
SELECT release_csv('publicatie', '2019') \g (format=unaligned tuples_only=on) |tr -d '\r' >build/release.csv
CREATE TEMP TABLE back (vrijgave text, familie text, indicator text, definitie text, indicatornaam text, definitienaam text, soort_indicator text, gunstig text, soort_gebied text, gebied text, gebiedsnaam text, provincie text, gemeente text,
	soort_periode text, periode text, eerste_jaar integer, jaar integer, uitsplitsing text, categorie text, teller bigint, noemer bigint, waarde numeric, ondergrens numeric, bovengrens numeric, eenheid text, status text, waarde_land numeric, vergelijking text, trend text);
\copy back FROM 'build/release.csv' (FORMAT csv, HEADER)
SELECT set_eq($$ SELECT definitie, gebied, periode, uitsplitsing, categorie, teller, noemer, waarde, status, gebiedsnaam FROM back $$,
	$$ SELECT definition, area, period_label, breakdown, category, numerator, denominator, round(value::numeric, 6), CASE status WHEN 'publish' THEN 'getoond' WHEN 'hidden' THEN 'verborgen' END, area_name FROM publicatie.released WHERE release = '2019' $$, 'CSV read back with COPY gives the same figures');
SELECT is((SELECT count(*) FROM regexp_matches(release_csv('publicatie', '2019'), E'\r\n', 'g')), (SELECT count(*) FROM back), 'lines end with CR LF');
SELECT matches(release_csv('publicatie', '2019', ';', ',', 'en'), E'^release;family;indicator;.*;publish;\\d+,\\d+;', 'semicolon, decimal comma, English header');
SELECT throws_ok($$ SELECT release_csv('publicatie', '2019', 'x') $$, '22023', 'unknown delimiter, decimal sign or language');
SELECT throws_ok($$ SELECT release_csv('publicatie', '2019', language => 'de') $$, '22023');
SELECT throws_ok($$ SELECT release_csv('publicatie', 'x') $$, '42704', 'release "x" does not exist');
SELECT results_eq($$ SELECT kansrijk_intern.csv_field(x), kansrijk_intern.csv_text(x) FROM unnest(ARRAY['a', 'a,b', 'a"b', E'a\nb', '', NULL, ' a', '=1+1', '-3', '+x', '@x', 'a=b']) WITH ORDINALITY u(x, i) ORDER BY i $$,
	$$ VALUES ('a', 'a'), ('"a,b"', '"a,b"'), ('"a""b"', '"a""b"'), (E'"a\nb"', E'"a\nb"'), ('""', '""'), ('', ''), ('" a"', '" a"'), ('=1+1', '''=1+1'), ('-3', '''-3'), ('+x', '''+x'), ('@x', '''@x'), ('a=b', 'a=b') $$,
	'fields are quoted as RFC 4180 says, and no text is a formula');

-- Lines, and words in one language.
SELECT is((SELECT string_agg(l, E'\r\n' ORDER BY i) FROM release_csv_lines('publicatie', '2019', ';', ',', language => language) WITH ORDINALITY r(l, i)), release_csv('publicatie', '2019', ';', ',', language),
	'the lines are those of the file: ' || language) FROM unnest('{nl,en}'::text[]) language;
SELECT set_eq($$ SELECT DISTINCT status FROM back $$, ARRAY['getoond', 'verborgen'], 'in Dutch the status is Dutch');
SELECT set_eq($$ SELECT soort_indicator, gunstig, soort_gebied, uitsplitsing FROM back WHERE gebied = 'NL' AND periode = '2015' AND uitsplitsing = 'totaal' AND definitie = 'late-care-22w' $$,
	$$ VALUES ('uitkomst', 'lager', 'land', 'totaal') $$, 'and so are the other words');
CREATE TEMP TABLE lines AS SELECT l, i FROM release_csv_lines('publicatie', '2019', '|', language => 'en') WITH ORDINALITY r(l, i);
SELECT results_eq($$ SELECT l LIKE 'release|family|%|comparison|trend', (SELECT count(*) FROM lines) - 1 = (SELECT count(*) FROM back) FROM lines WHERE i = 1 $$, $$ VALUES (true, true) $$, 'the header comes first, once');
SELECT set_eq($$ SELECT DISTINCT split_part(l, '|', 5) AS i, split_part(l, '|', 6) AS d, split_part(l, '|', 9) AS t, split_part(l, '|', 14) AS p FROM lines WHERE i > 1 AND l LIKE '2019|care|%|late-care-22w|%' $$,
	$$ SELECT i.name_en AS i, d.name_en AS d, t, p FROM indicator_definition d JOIN indicator i ON i.id = d.indicator, unnest('{country,province,municipality}'::text[]) t, unnest('{year,5 years}'::text[]) p WHERE d.id = 'late-care-22w' $$, 'names and words in English');
SELECT is_empty($$ SELECT l FROM lines WHERE l ~ '\|(lager|hoger|vergelijkbaar|dalend|gelijk|stijgend|totaal|onbekend|jaar|land|gemeente|provincie|eerste kind|later kind)(\||$)' $$, 'nothing Dutch is left, but for names and ids');
SELECT isnt_empty($$ SELECT FROM lines WHERE l ~ '\|(falling|rising|stable)$' $$, 'trends are in English');
SELECT is_empty($$ SELECT name, stored FROM kansrijk_intern.release_words() GROUP BY 1, 2 HAVING count(*) > 1 OR bool_or(nl IS NULL OR en IS NULL) $$, 'a word has one translation');
SELECT is_empty($$ SELECT name, stored FROM (SELECT 'indicator_group', indicator_group FROM indicator UNION SELECT 'polarity', polarity FROM indicator UNION SELECT 'breakdown', id FROM indicator_breakdown
		UNION SELECT 'unit', unit FROM indicator WHERE unit NOT IN ('%', 'per 1000')) w(name, stored)
	WHERE NOT EXISTS (SELECT FROM kansrijk_intern.release_words() r WHERE (r.name, r.stored) = (w.name, w.stored)) $$, 'every word of the catalogue is translated');
SELECT is((SELECT convert_to(left(l, 2), 'UTF8') FROM release_csv_lines('publicatie', '2019', byte_order_mark => true) WITH ORDINALITY r(l, i) WHERE i = 1), '\xefbbbf76', 'a byte order mark on request');
SELECT throws_ok($$ SELECT FROM release_csv_lines('publicatie', '2019', decimal_sign => ';') $$, '22023', 'unknown delimiter, decimal sign or language');
SELECT throws_ok($$ SELECT FROM release_csv_lines('publicatie', 'x') $$, '42704');
SELECT throws_ok($$ SELECT FROM release_csv_lines(NULL, '2019') $$, '22004');

-- CSV on the Web.
SELECT is((SELECT string_agg(c ->> 'titles', ';' ORDER BY i) FROM jsonb_array_elements(release_csvw('publicatie', '2019', ';', ',', language) #> '{tableSchema,columns}') WITH ORDINALITY r(c, i)),
	split_part(release_csv('publicatie', '2019', ';', ',', language), E'\r\n', 1), 'the metadata have the titles of the header: ' || language) FROM unnest('{nl,en}'::text[]) language;
SELECT results_eq($$ SELECT j #>> '{dialect,delimiter}', j ->> 'url', c -> 'datatype' FROM release_csvw('publicatie', '2019', ';', ',', url => 'cijfers.csv') j, jsonb_array_elements(j #> '{tableSchema,columns}') c WHERE c ->> 'name' = 'value' $$,
	$$ VALUES (';', 'cijfers.csv', '{"base": "decimal", "format": {"decimalChar": ","}}'::jsonb) $$, 'and its delimiter and decimal sign');
SELECT is_empty($$ SELECT definition FROM publicatie.released WHERE release = '2019' GROUP BY definition, area_type, area, first_year, year, breakdown, category HAVING count(*) > 1 $$, 'their key is a key');
SELECT is((SELECT array_agg(k ORDER BY i) FROM jsonb_array_elements_text(release_csvw('publicatie', '2019') #> '{tableSchema,primaryKey}') WITH ORDINALITY r(k, i)),
	'{definition,area_type,area,first_year,year,breakdown,category}', 'it names them');
SELECT throws_ok($$ SELECT release_csvw('publicatie', '2019', url => 'a b') $$, '22023', 'url is no address');
SELECT throws_ok($$ SELECT release_csvw('publicatie', 'x') $$, '42704');

CREATE TEMP TABLE stat AS SELECT release_json_stat('publicatie', '2019', 'late-care-22w') AS j;
SELECT results_eq($$ SELECT j ->> 'version', j ->> 'class', j -> 'id' FROM stat $$, $$ VALUES ('2.0', 'dataset', '["area", "period", "category", "measure"]'::jsonb) $$, 'JSON-stat 2.0');
SELECT is_empty($$ SELECT d FROM stat, jsonb_array_elements_text(j -> 'id') WITH ORDINALITY i(d, n)
	WHERE (j -> 'size' -> (n - 1)::integer)::integer <> (SELECT count(*) FROM jsonb_object_keys(j -> 'dimension' -> d -> 'category' -> 'index'))
		OR (SELECT array_agg(v::integer ORDER BY v::integer) FROM jsonb_each_text(j -> 'dimension' -> d -> 'category' -> 'index') e(k, v)) <> (SELECT array_agg(g) FROM generate_series(0, (j -> 'size' -> (n - 1)::integer)::integer - 1) g)
		OR (SELECT count(*) FROM jsonb_object_keys(j -> 'dimension' -> d -> 'category' -> 'label')) <> (j -> 'size' -> (n - 1)::integer)::integer $$, 'sizes, indexes and labels agree');
SELECT is_empty($$ SELECT k FROM stat, jsonb_object_keys(j -> 'value') k WHERE k::bigint >= (SELECT (j -> 'size' -> 0)::bigint * (j -> 'size' -> 1)::bigint * (j -> 'size' -> 2)::bigint * (j -> 'size' -> 3)::bigint) $$, 'no value outside the cube');
SELECT is_empty($$ SELECT k FROM stat, jsonb_each(j -> 'value') v(k, x) WHERE (x = 'null') <> (j -> 'status' ? k) $$, 'a value is null where its status says so');
SELECT results_eq($$ SELECT (j -> 'value' -> (((a * (j -> 'size' -> 1)::integer + p) * (j -> 'size' -> 2)::integer + c) * (j -> 'size' -> 3)::integer + 1)::text)::bigint
		FROM stat, LATERAL (SELECT (j #>> '{dimension,area,category,index,land:NL}')::integer AS a, (j #>> '{dimension,period,category,index,2015-2019}')::integer AS p, (j #>> '{dimension,category,category,index,totaal}')::integer AS c) i $$,
	$$ SELECT numerator FROM publicatie.released WHERE release = '2019' AND definition = 'late-care-22w' AND area = 'NL' AND period_label = '2015-2019' AND breakdown = 'totaal' $$, 'a figure is where its indexes say');
-- A label that two have loses a figure in toolkits that go by it.
CREATE SCHEMA namesakes;
CREATE TABLE namesakes.releases AS SELECT * FROM publicatie.releases;
CREATE TABLE namesakes.released AS SELECT * FROM publicatie.released WHERE release = '2019';
UPDATE namesakes.released SET area_name = CASE WHEN area IN ('Noord', '0001') THEN 'Utrecht' WHEN area IN ('0002', '0003', 'West') THEN '?' END WHERE area IN ('Noord', 'West', '0001', '0002', '0003');
CREATE TEMP TABLE named AS
	SELECT definition, release_json_stat(target, '2019', definition) AS j FROM (SELECT DISTINCT definition FROM publicatie.released WHERE release = '2019') d, unnest('{publicatie,namesakes}'::text[]) target;
SELECT is(label -> 'provincie:Noord' || (label -> 'gemeente:0001') || (label -> 'gemeente:0002') || (label -> 'provincie:West') || (label -> 'gemeente:0004'), '["Utrecht (provincie)", "Utrecht (gemeente)", "? (gemeente 0002)", "? (provincie)", "0004"]', 'of namesakes the label says which')
	FROM (SELECT release_json_stat('namesakes', '2019', 'late-care-22w') #> '{dimension,area,category,label}' AS label) l;
SELECT is_empty($$ SELECT definition, d, label FROM named, unnest('{area,period,category,measure}'::text[]) d, jsonb_each_text(j -> 'dimension' -> d -> 'category' -> 'label') l(k, label) GROUP BY 1, j, 2, 3 HAVING count(*) > 1 OR label IS NULL OR label = '' $$, 'labels are unique');
SELECT is_empty($$ SELECT definition, (SELECT count(*) FROM jsonb_object_keys(j -> 'value')), n FROM named JOIN (SELECT definition, 5 * count(*) AS n FROM publicatie.released WHERE release = '2019' GROUP BY 1) f USING (definition)
	WHERE (SELECT count(*) FROM jsonb_object_keys(j -> 'value')) <> n $$, 'every figure has its cell');
SELECT throws_ok($$ SELECT release_json_stat('publicatie', '2019', 'x') $$, '42704', 'release "2019" has no figures of "x"');
SELECT throws_ok($$ SELECT release_json_stat('publicatie', '2019', NULL) $$, '22004');

CREATE TEMP TABLE dcat AS SELECT release_dcat('publicatie', '2018', 'https://example.org/data/', publisher => 'GGD') AS j;
SELECT results_eq($$ SELECT j ->> '@type', j ->> '@id', j #>> '{dct:title,@value}', j #>> '{dct:publisher,foaf:name}', j #>> '{dct:temporal,dcat:endDate,@value}' FROM dcat $$,
	$$ VALUES ('dcat:Dataset', 'https://example.org/data', 'Indicatoren Kansrijke Start: 2018', 'GGD', '2018-12-31') $$, 'a DCAT dataset with what is mandatory');
SELECT set_eq($$ SELECT d #>> '{dcat:downloadURL,@id}' FROM dcat, jsonb_array_elements(j -> 'dcat:distribution') d $$,
	$$ SELECT 'https://example.org/data/figures.csv' UNION SELECT DISTINCT 'https://example.org/data/' || definition || '.json' FROM publicatie.released WHERE release = '2018' $$, 'a distribution for each file');
SELECT is_empty($$ SELECT k FROM dcat, jsonb_path_query(j, 'strict $.** ? (@.type() == "object").keyvalue().key') k WHERE k #>> '{}' LIKE '%:%' AND NOT (SELECT j -> '@context' FROM dcat) ? split_part(k #>> '{}', ':', 1) $$, 'every prefix is in the context');
SELECT is(release_dcat('publicatie', '2018', 'https://example.org', license => l) #>> '{dcat:distribution,0,dct:license,@id}', iri, 'license ' || l) FROM (VALUES
	('CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/'), ('cc-by-sa-4.0', 'https://creativecommons.org/licenses/by-sa/4.0/'), ('CC BY-NC-ND 3.0', 'https://creativecommons.org/licenses/by-nc-nd/3.0/'),
	('CC0', 'https://creativecommons.org/publicdomain/zero/1.0/'), ('ODbL 1.0', 'https://opendatacommons.org/licenses/odbl/1-0/'), ('http://publications.europa.eu/resource/authority/licence/CC_BY_4_0', 'http://publications.europa.eu/resource/authority/licence/CC_BY_4_0')) v(l, iri);
SELECT throws_ok(format('SELECT release_dcat(''publicatie'', ''2018'', ''https://example.org'', license => %L)', l), '22023', format('license "%s" is not known', l)) FROM unnest('{CC BY,free,"https://x y"}'::text[]) l;
SELECT is(ARRAY[kansrijk_intern.url_part('big2-24w-all'), kansrijk_intern.url_part('a b/é')], '{big2-24w-all,a%20b%2F%C3%A9}', 'an address has no blanks');
SELECT throws_ok($$ SELECT release_dcat('publicatie', '2018', 'file:///x') $$, '22023', 'base_url is no web address');

-- What a Dutch harvester asks for (the shapes themselves: test/dcat).
CREATE TEMP TABLE nl AS SELECT release_dcat_nl('publicatie', '2018', 'https://example.org/data', 'GGD', 'CC BY 4.0', 'info@example.org', status => 'provisional') AS j;
SELECT results_eq($$ SELECT j #>> '{dct:publisher,foaf:name}', j -> 'dct:creator' = j -> 'dct:publisher', j #>> '{dcat:contactPoint,vcard:fn}', j #>> '{dcat:contactPoint,vcard:hasEmail,@id}', j #>> '{dct:spatial,@id}' LIKE '%/country/NLD',
		j #>> '{adms:status,@id}' LIKE '%/dataset-status/DEVELOP', j #>> '{dct:description,@value}' LIKE 'Voorlopige cijfers. %', j ->> 'dcat:version' FROM nl $$,
	$$ VALUES ('GGD', true, 'GGD', 'mailto:info@example.org', true, true, true, '2018') $$, 'publisher, creator, contact, area and status');
SELECT is_empty($$ SELECT d FROM nl, jsonb_array_elements(j -> 'dcat:distribution') d WHERE d #>> '{dct:license,@id}' IS DISTINCT FROM 'https://creativecommons.org/licenses/by/4.0/' $$, 'the licence is an address, of each file');
SELECT is_empty($$ SELECT k FROM nl, jsonb_path_query(j, 'strict $.** ? (@.type() == "object").keyvalue().key') k WHERE k #>> '{}' LIKE '%:%' AND NOT (SELECT j -> '@context' FROM nl) ? split_part(k #>> '{}', ':', 1) $$, 'every prefix is in the context');
SELECT is_empty($$ SELECT k FROM nl, jsonb_path_query(j, 'strict $.**."@type"') k WHERE k ->> 0 LIKE '%:%' AND NOT (SELECT j -> '@context' FROM nl) ? split_part(k ->> 0, ':', 1) $$, 'and of every type');
SELECT results_eq($$ SELECT j #>> '{@graph,0,@type}', j #>> '{@graph,0,dcat:dataset,@id}', j #>> '{@graph,1,@id}', j #> '{@graph,1}' ? '@context' FROM release_dcat_nl('publicatie', '2018', 'https://example.org/data', 'GGD', 'CC0', NULL,
		contact_url => 'https://example.org/contact', catalog_url => 'https://example.org/catalogus') j $$,
	$$ VALUES ('dcat:Catalog', 'https://example.org/data', 'https://example.org/data', false) $$, 'with a catalogue');
SELECT throws_ok(format('SELECT release_dcat_nl(''publicatie'', ''2018'', ''https://example.org'', %s)', arguments), state, message) FROM (VALUES
	('NULL, ''CC0'', ''a@b.nl''', '22004', 'publisher, license and a contact must be given'), ('''GGD'', NULL, ''a@b.nl''', '22004', 'publisher, license and a contact must be given'),
	('''GGD'', ''CC0'', NULL', '22004', 'publisher, license and a contact must be given'), ('''GGD'', ''CC0'', ''nobody''', '22023', 'contact_email is no e-mail address'),
	('''GGD'', ''CC0'', ''a@b.nl'', status => ''voorlopig''', '22023', 'unknown status'), ('''GGD'', ''CC0'', ''a@b.nl'', frequency => ''each year''', '22023', 'frequency is no code'),
	('''GGD'', ''CC0'', ''a@b.nl'', landing_page => ''https://example.org/a b''', '22023', 'landing_page is no web address'), ('''GGD'', ''free'', ''a@b.nl''', '22023', 'license "free" is not known'),
	('''GGD'', ''CC0'', ''a@b.nl'', spatial => ''NL''', '22023', 'spatial is no web address'), ('''GGD'', ''CC0'', ''a@b.nl'', catalog_url => ''x''', '22023', 'catalog_url is no web address')) v(arguments, state, message);

-- The end.
CALL forget_releases('publicatie');
SELECT is_empty($$ SELECT FROM publicatie.released $$, 'releases can be forgotten');
CALL drop_indicator_views('publicatie');
SELECT hasnt_schema('publicatie');
SELECT hasnt_schema('publicatie_intern', 'then the publication can be dropped');

SELECT * FROM finish();
ROLLBACK;
