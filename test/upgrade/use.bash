# It is not only there after an update or on a new major, it works. For scripts with
# "database", as test/upgrade/build.sql made it, and check NAME EXPECTED GOT.

ask() # DATABASE SQL
{
	psql -qXAt -d "$1" -v ON_ERROR_STOP=1 -v SHOW_CONTEXT=never -c "SET client_min_messages = error; $2" 2>&1
}
is() { check "$1" "$3" "$(ask "$database" "$2")"; } # NAME QUERY EXPECTED
refused() { check "$1" "ERROR:  $3" "$(ask "$database" "$2" | grep '^ERROR')"; } # NAME QUERY MESSAGE
# Names and groups are those of the catalogue, which an update may put right; the last columns are new, and no trend
# crosses the year in which an area became another one.
figures="SELECT count(*), md5(string_agg((to_jsonb(c) - '{indicator_group,indicator_name,definition_name,area_name,cbs_code,change_percent,change_since,notes,series_break}'::text[] - CASE c.area_type WHEN 'land' THEN '' ELSE 'trend' END)::text, ' ' ORDER BY definition, area_type, area, first_year, year, breakdown, category)) FROM publicatie.all_families c WHERE definition IN (SELECT r.definition FROM publicatie.released r)"

use()
{
	local shown
	shown=$(ask "$database" "$figures")
	is "a publication of an earlier version is made anew, with its releases" \
		"CALL kansrijk.create_indicator_views('bron', 'publicatie', families => '{care}',
		local_definitions => '{early-care-24w,care-start-primary,eigen-zorg}',
		area_types => '{land,provincie,gemeente}', owner => 'ks_eigenaar', refresher => 'ks_ververser', reader => 'ks_lezer')" ""
	is "the refresher refreshes" "SET SESSION AUTHORIZATION ks_ververser; CALL publicatie_intern.refresh()" ""
	is "every relation of it, the guard being on" "SELECT DISTINCT outcome FROM publicatie_intern.refresh_log" \
		"refreshed"
	is "and no figure changes" "$figures" "$shown"
	is "a definition of one's own that was published for every area is so still" \
		"SELECT preference FROM kansrijk.indicator_definition WHERE id = 'eigen-zorg'" "50"
	is "among them those of a definition and a breakdown of one's own" "SELECT count(*) > 0 FROM publicatie.care
		WHERE (definition, breakdown, status) = ('eigen-zorg', 'seizoen', 'publish')" "t"
	is "the units of released years are unchanged" "SELECT count(*) FROM kansrijk.release_revisions('publicatie')" "0"
	is "the reader reads what it may" "SET SESSION AUTHORIZATION ks_lezer; $figures" "$shown"
	refused "and nothing else" "SET SESSION AUTHORIZATION ks_lezer; SELECT FROM publicatie_intern.release_cell" \
		"permission denied for schema publicatie_intern"
	is "row security sees our function" "SET SESSION AUTHORIZATION ks_lezer;
		SELECT count(*) > 0, count(*) FILTER (WHERE kansrijk.sdc_primary(r, policy) <> 'publish') FROM stored.figure" \
		"t|0"

	is "a late birth in a released year" "UPDATE bron.birth SET first_visit_ga_days = 150
		WHERE birth_id = (SELECT min(birth_id) FROM bron.birth WHERE year = 2018 AND first_visit_ga_days < 60);
		CALL kansrijk.refresh('publicatie'); $figures" "$shown"
	is "is told to the owner" "SELECT count(*) > 0 FROM kansrijk.release_revisions('publicatie')" "t"
	is "a release after it" "CALL kansrijk.release('publicatie', 'later');
		SELECT count(*) FROM kansrijk.release_diff('publicatie', '2020', 'later') WHERE change <> 'appeared';
		SELECT id FROM publicatie_intern.release WHERE label = 'later'" $'0\n3'
	refused "the guard undoes a refresh that would change released years" "BEGIN;
		UPDATE publicatie_intern.released_cell SET r = r OPERATOR(kansrijk.+) '50/100';
		DELETE FROM publicatie_intern.decided; CALL kansrijk.refresh('publicatie'); ROLLBACK" \
		'schema "publicatie" was not refreshed, or not all of it'
	refused "a publication with releases is not dropped" "CALL kansrijk.drop_indicator_views('publicatie')" \
		'schema "publicatie" has releases'
	is "a second publication" "CALL kansrijk.create_indicator_views('bron', 'proef', families => '{care}', area_types => '{land}'); SELECT DISTINCT breakdown FROM proef.care WHERE definition = 'eigen-zorg' ORDER BY 1;
		CALL kansrijk.drop_indicator_views('proef')" $'pariteit\nseizoen\ntotaal'

	is "defaults and generated columns" "SET search_path = public, kansrijk; INSERT INTO stored.figure (id, area, year)
		VALUES (-1, 'A', 2026) RETURNING r, per_1000 IS NULL, status, policy = 'rivm, min_count=5'" \
		"0/0|t|primary_denominator|t"
	refused "domains" "UPDATE stored.figure SET plausible = '2/1' WHERE id = 1" \
		'value for domain stored.plausible_rate violates check constraint "plausible_rate_check"'
	refused "triggers" "UPDATE stored.figure SET r = '0/100000' WHERE id = 1" 'no rate falls'
	is "partitions, by value and by hash" "INSERT INTO stored.by_hash SELECT kansrijk.make_rate(i, 5000), i
		FROM generate_series(1, 100) i; INSERT INTO stored.by_value (id, area, year, r)
		VALUES (-1, 'A', 2026, '1/5000');
		SELECT count(*) = 1 FROM stored.by_value_low WHERE id = -1; SELECT bool_and(satisfies_hash_partition('stored.by_hash'::regclass, 3, right(tableoid::regclass::text, 1)::int, r)) FROM stored.by_hash" $'t\nt'
	is "a materialized view of our own" "REFRESH MATERIALIZED VIEW stored.protected;
		REFRESH MATERIALIZED VIEW stored.not_filled;
		SELECT count(*) > 100, count(*) FILTER (WHERE status = 'secondary') > 0 FROM stored.not_filled" "t|t"
	refused "the extension knows what depends on it" "DROP EXTENSION kansrijk" \
		"cannot drop extension kansrijk because other objects depend on it"
	refused "and its own" "DROP FUNCTION kansrijk.rate_out(kansrijk.rate)" \
		"cannot drop function kansrijk.rate_out(kansrijk.rate) because extension kansrijk requires it"
}
