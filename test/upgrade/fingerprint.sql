-- Every row of every relation, as text, but for the audits, which take long, and for the
-- publication without figures; and what the other says of itself. The rows that come with
-- the extension belong to test/upgrade/contents.sql. Policies without the fields that 0.1.0
-- did not have, nor the fields that a type has more now.
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET TimeZone = 'UTC';
-- The last digits of a figure may differ where it is computed in another order, and what is left of 0.
SET extra_float_digits = -5;
SELECT format('SELECT %L, count(*), md5(string_agg(shown, E''\n'' ORDER BY shown COLLATE "C")) FROM %s t, '
	'regexp_replace(t::text, '
	''', min_contributors=0, unprotectable=error(, dominance_count=0, dominance_share=0, p_percent=0)?(, unknown=protect)?|,,,(?=\))|-?\d(\.\d+)?e-(1[2-9]|[2-9]\d|\d{3})\M'', '''', ''g'') shown', c.oid::regclass, c.oid::regclass)
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema' AND (relkind IN ('r', 'p', 'v') OR relkind = 'm'
	AND relispopulated) AND relname NOT LIKE '%\_audit%' AND nspname NOT IN ('alles', 'alles_intern', 'kansrijk',
	'kansrijk_intern')
ORDER BY nspname COLLATE "C", relname COLLATE "C" \gexec
-- A column that a version added is not there in the other, and empty in these rows.
SELECT format('SELECT %L, jsonb_strip_nulls(to_jsonb(t)) - ''{optional_families,is_local,preference}''::text[] FROM %s '
	't WHERE %s ORDER BY t::text COLLATE "C"', table_name, oid::regclass, substr(condition, 7))
FROM (SELECT unnest(extconfig) AS oid, unnest(extconfig)::regclass::text AS table_name, unnest(extcondition)
	AS condition FROM pg_extension WHERE extname = 'kansrijk') own
WHERE condition <> '' ORDER BY table_name COLLATE "C" \gexec
TABLE kansrijk.area_division;
TABLE kansrijk.area_transition;
SELECT c.oid::regclass, relispopulated FROM pg_class c WHERE relkind = 'm' ORDER BY c.oid::regclass::text COLLATE "C";
SELECT schemaname, sequencename, last_value FROM pg_sequences WHERE schemaname <> 'kansrijk_intern'
	ORDER BY schemaname COLLATE "C", sequencename COLLATE "C";
SELECT md5(string_agg(kansrijk.rate_send(r)::text || kansrijk.rate_hash(r) || kansrijk.rate_hash_extended(r, id)
	|| kansrijk.sdc_policy_hash(policy), E'\n' ORDER BY id)) FROM stored.figure;
SELECT family, kansrijk.verify_release('publicatie', family)
	FROM (SELECT DISTINCT family FROM publicatie_intern.relation WHERE family IS NOT NULL) f
	ORDER BY family COLLATE "C";
SELECT count(*), md5(string_agg(d::text, E'\n' ORDER BY d::text COLLATE "C"))
	FROM kansrijk.release_diff('publicatie', '2019', '2020') d;
SELECT count(*) FROM regexp_matches(kansrijk.release_csv('publicatie', '2020'), E'\r\n', 'g');
SELECT evtname, evtevent, evtenabled, evttags FROM pg_event_trigger;
