-- Type sdc_policy and the functions on one cell: every error, with its hint.
SET search_path = kansrijk, public;
\set SHOW_CONTEXT never

SELECT name, policy FROM sdc_policy_presets();
SELECT 'rivm, min_count=5, round=5'::sdc_policy;
SELECT 'RIVM'::sdc_policy = 'rivm' AND 'StatLine, round=5'::sdc_policy = 'statline, round=5' AS any_case;

-- Not a policy
SELECT ''::sdc_policy;
SELECT 'rivn'::sdc_policy;
SELECT 'rivm,'::sdc_policy;
SELECT 'rivm min_count=5'::sdc_policy;
SELECT 'min_count=5, rivm'::sdc_policy;
SELECT 'rivm, ahti'::sdc_policy;
SELECT 'rivm, mincount=5'::sdc_policy;
SELECT 'rivm, =5'::sdc_policy;
SELECT 'rivm, min_count='::sdc_policy;
SELECT 'rivm, min_count=-1'::sdc_policy;
SELECT 'rivm, min_count=1.5'::sdc_policy;
SELECT 'rivm, min_count=ten'::sdc_policy;
SELECT 'rivm, min_count=1000000001'::sdc_policy;
SELECT 'rivm, min_count=99999999999999999999'::sdc_policy;
SELECT 'rivm, min_complement=x'::sdc_policy;
SELECT 'rivm, min_denominator=x'::sdc_policy;
SELECT 'rivm, min_suppressed_sum=x'::sdc_policy;
SELECT 'rivm, zero=yes'::sdc_policy;
SELECT 'rivm, max_share=50'::sdc_policy;
SELECT 'rivm, max_share=101'::sdc_policy;
SELECT 'rivm, singletons=yes'::sdc_policy;
SELECT 'rivm, tolerance=1001'::sdc_policy;
SELECT 'rivm, round=0'::sdc_policy;
SELECT 'rivm, prefer=small'::sdc_policy;
SELECT 'rivm, min_interval=-1'::sdc_policy;
SELECT 'rivm, dominance_count=11, dominance_share=50'::sdc_policy;
SELECT 'rivm, dominance_count=1, dominance_share=100'::sdc_policy;
SELECT 'rivm, dominance_count=1'::sdc_policy;
SELECT 'rivm, p_percent=1001'::sdc_policy;

-- One cell
SELECT sdc_primary(-1, 'rivm');
SELECT sdc_primary(10, 'strict');
SELECT sdc_mask(7, 'shown');
SELECT sdc_label(7, 'publish', 'de');
SELECT sdc_label(7, 'publish', NULL) IS NULL AS no_language;
SELECT sdc_round(7, 0);
SELECT sdc_round(7, -5);
SELECT sdc_round(9223372036854775807, 2);
SELECT sdc_round(-9223372036854775808, 5);
SELECT sdc_rate_digits(-1);
SELECT sdc_rate_digits(100, 0);
SELECT sdc_rate_digits(100, 'NaN');
SELECT sdc_rate_digits(100, 'Infinity');
SELECT sdc_rate_digits(100, 1000, 0);

-- A view shows every field of its policy, whatever the preset later becomes
CREATE VIEW public.masked AS SELECT sdc_mask(n, sdc_primary(n, 'rivm')) AS n FROM (VALUES (9::bigint), (10)) t(n);
SET search_path = pg_catalog;
-- Before 16, columns of a single relation are qualified too.
SELECT replace(pg_get_viewdef('public.masked'::regclass), 't.', '') AS definition;
SELECT * FROM public.masked;
