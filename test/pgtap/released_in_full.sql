-- A publication that was released in full is refreshed with nothing changed: the same figures, no error, in about the
-- time of a refresh.
-- With small areas: figures of older children end in later years than those of births, so their blocks do too.
BEGIN;
SELECT plan(9);
SET client_min_messages = warning;
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 2000, 1, 2012, 8);
CALL create_indicator_views('bron', 'publicatie', families => '{birth,child}');
CREATE VIEW figure AS SELECT family, definition, area_type, area, first_year, year, breakdown, category, status,
	numerator, denominator FROM publicatie.all_families;
CREATE TABLE first_time AS SELECT * FROM figure;
CREATE VIEW newest AS SELECT relation, stage, outcome, duration FROM publicatie_intern.refresh_log WHERE run =
	(SELECT max(run) FROM publicatie_intern.refresh_log);
SELECT cmp_ok((SELECT count(*) FROM first_time WHERE status = 'publish'), '>', 1000::bigint,
	'there is something to see');
SELECT cmp_ok((SELECT count(DISTINCT last_year) FROM (SELECT max(year) AS last_year FROM first_time WHERE family =
	'child' GROUP BY definition) d), '>', 1::bigint,
	'definitions of one family end in different years');
CREATE TABLE seconds AS SELECT 1 AS nr, stage, sum(extract(epoch FROM duration)) AS seconds FROM newest GROUP BY stage;
SELECT lives_ok($$ CALL release('publicatie', 'alles') $$, 'it is released in full');
SELECT lives_ok($$ CALL refresh('publicatie') $$, 'and refreshed');
INSERT INTO seconds SELECT 2, stage, sum(extract(epoch FROM duration)) FROM newest GROUP BY stage;
SELECT is_empty($$ SELECT relation, outcome FROM newest WHERE outcome <> 'refreshed' $$, 'without an error');
SELECT is_empty($$ (SELECT * FROM figure EXCEPT SELECT * FROM first_time) UNION ALL (SELECT * FROM first_time
	EXCEPT SELECT * FROM figure) $$, 'the same figures, shown and hidden');
SELECT cmp_ok((SELECT seconds FROM seconds WHERE nr = 2 AND stage = 'protected'), '<',
	(SELECT 2 * seconds + 1 FROM seconds WHERE nr = 1 AND stage = 'protected'), 'in about the time of a refresh');
SELECT lives_ok($$ CALL release('publicatie', 'nog eens') $$, 'it may be released again');
SELECT is_empty($$ SELECT * FROM release_diff('publicatie', 'alles', 'nog eens') $$, 'and is the same release');
SELECT * FROM finish();
ROLLBACK;
