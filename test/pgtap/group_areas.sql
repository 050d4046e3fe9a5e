-- Groups of neighbouring areas that are large enough.
BEGIN;
SELECT no_plan();

PREPARE by_code AS SELECT * FROM group_areas('{D,A,C,B,E}', '{50,10,20,15,100}', 40);
SELECT results_eq('by_code', $$ VALUES ('A', 'A', 45::bigint, 3), ('B', 'A', 45, 3), ('C', 'A', 45, 3),
	('D', 'D', 50, 1), ('E', 'E', 100, 1) $$,
	'the smallest goes with its smallest neighbour, by code, until it is large enough');
SELECT results_eq($$ SELECT * FROM group_areas('{E,B,C,A,D}', '{100,15,20,10,50}', 40) $$, 'by_code',
	'in whatever order');
SELECT results_eq($$ SELECT * FROM group_areas('[5:9]={D,A,C,B,E}', '[0:4]={50,10,20,15,100}', 40) $$, 'by_code',
	'and with whatever first subscript');
SELECT results_eq($$ SELECT area, group_code, group_size
	FROM group_areas('{A,B,C,D}', '{10,15,20,50}', 40, '{{A,D},{D,A},{B,C},{A,A},{A,X}}') $$,
	$$ VALUES ('A', 'A', 60::bigint), ('B', 'B', 35), ('C', 'B', 35), ('D', 'A', 60) $$,
		'by a relation of neighbours; what has no other neighbour stays too small');
SELECT results_eq($$ SELECT area, group_code FROM group_areas('{A,B,C,D}', '{10,15,20,50}', 30, NULL, '{x,y,x,y}') $$,
	$$ VALUES ('A', 'A'), ('C', 'A'), ('B', 'B'), ('D', 'B') $$, 'no group goes beyond what it may not cross');
SELECT results_eq($$ SELECT area, group_code FROM group_areas('{A,B,C}', '{1,1,1}', 2) $$, $$ VALUES ('A', 'A'),
	('B', 'A'), ('C', 'A') $$, 'of equals the first; a last one that is too small joins a group');
SELECT results_eq($$ SELECT area, group_code FROM group_areas('{A,B}', '{1,1}', 0) $$, $$ VALUES ('A', 'A'),
	('B', 'B') $$, 'large enough as they are');
SELECT results_eq($$ SELECT area, group_size FROM group_areas('{A,B}', '{39,40}', 40, '{}') $$, $$
	VALUES ('A', 39::bigint), ('B', 40) $$, 'without neighbours: areas');
SELECT is_empty($$ SELECT * FROM group_areas('{}', '{}', 5) $$, 'no areas');

-- Properties, on the municipalities of the country.
CREATE TEMP TABLE town AS SELECT code, parent_code AS province, (hashtextextended(code, 1) & 16383) AS size
	FROM synthetic_areas(2019) WHERE kind = 'gemeente';
CREATE TEMP TABLE grouped AS SELECT t.code, t.province, t.size, g.group_code, g.group_size, g.areas_in_group
	FROM group_areas((SELECT array_agg(code ORDER BY code) FROM town), (SELECT array_agg(size ORDER BY code) FROM town),
		20000, NULL, (SELECT array_agg(province ORDER BY code) FROM town)) g JOIN town t ON t.code = g.area;
SELECT is((SELECT count(*) FROM grouped), (SELECT count(*) FROM town), 'each area lies in one group');
SELECT is_empty($$ SELECT group_code FROM grouped GROUP BY 1 HAVING sum(size) <> min(group_size)
	OR count(*) <> min(areas_in_group) OR min(code COLLATE "C") <> group_code OR count(DISTINCT province) > 1 $$,
	'whose size is told, and which lies in one province');
SELECT is_empty($$ SELECT group_code FROM grouped WHERE group_size < 20000 $$, 'and is large enough');
SELECT is_empty($$ SELECT FROM (SELECT group_code, lag(group_code) OVER w AS before, row_number() OVER w - row_number()
	OVER (PARTITION BY province, group_code ORDER BY code COLLATE "C") AS run
	FROM grouped WINDOW w AS (PARTITION BY province ORDER BY code COLLATE "C")) r
	GROUP BY group_code HAVING count(DISTINCT run) > 1 $$, 'of areas that follow each other');

SELECT throws_ok($$ SELECT group_areas(NULL, '{}', 5) $$, '22004');
SELECT throws_ok($$ SELECT group_areas('{A}', '{NULL}', 5) $$, '22004');
SELECT throws_ok($$ SELECT group_areas('{A}', '{1}', 5, '{{A,NULL}}') $$, '22004');
SELECT throws_ok($$ SELECT group_areas('{A,B}', '{1}', 5) $$, '2202E');
SELECT throws_ok($$ SELECT group_areas('{A,B}', '{1,1}', 5, '{A,B}') $$, '2202E');
SELECT throws_ok($$ SELECT group_areas('{A,A}', '{1,1}', 5) $$, '22023');
SELECT throws_ok($$ SELECT group_areas('{A,B}', '{1,-1}', 5) $$, '22023');
SELECT * FROM finish();
ROLLBACK;
