-- Figures that others publish: the shapes and the symbols of StatLine, errors that say where, and beside ours. All
-- figures are invented but those of StatLine 80213ned.
BEGIN;
SELECT no_plan();
SET LOCAL client_min_messages = warning;

SELECT is((s.value, s.symbol)::text, (expected, means)::text, format('"%s": %s', cell, coalesce(means, 'a value')))
	FROM (VALUES ('.', NULL::numeric, 'unknown'), ('       .', NULL, 'unknown'), ('x', NULL, 'secret'),
		('', NULL, 'impossible'), ('   ', NULL, 'impossible'), ('-', 0, 'nil'), ('0', 0, 'below_half'),
	('0,0', 0.0, 'below_half'),
		('5', 5, NULL), (' 172418 ', 172418, NULL), ('172 418', 172418, NULL), ('6,9', 6.9, NULL), ('6.9', 6.9, NULL),
		('1.234', 1.234, NULL), ('-1,2', -1.2, NULL), ('1.5E2', 1.5E2, NULL)) v(cell, expected, means),
		statline_value(cell) s;
SELECT is(statline_value(NULL)::text, '(,)', 'NULL');
SELECT throws_ok(format('SELECT statline_value(%L)', cell), '22P02', format('"%s" is no value of StatLine', cell), cell)
	FROM unnest('{"..",X,n.v.t.,"1.234.567","1,2,3","12 34",NaN,"<10","--","- 1"}'::text[]) cell;
SELECT is(statline_period(p)::text, expected, p) FROM (VALUES ('2016JJ00', '(2016,f)'), ('2016JJ00*', '(2016,t)'),
	('2016', '(2016,f)'), ('2016*', '(2016,t)'), ('2016**', '(2016,t)'), (' 2016JJ00 ', '(2016,f)'),
	('2016KW01', '(,)'), ('2016MM12', '(,)'), ('2016HJ02', '(,)')) v(p, expected);
SELECT is(statline_period(NULL)::text, '(,)', 'NULL');
SELECT throws_ok(format('SELECT statline_period(%L)', p), '22007', NULL, 'no period: ' || p)
	FROM unnest('{"",16,2016JJ01,2016KW05,2016MM13,"2016***","2016-2017",jaar}'::text[]) p;

-- CSV of OData 3: with symbols, padded; regions of several kinds; a dimension of its own; a byte order mark; lines of
-- Windows.
CREATE TEMP TABLE untyped AS
	SELECT E'\uFEFF"ID";"Geslacht";"RegioS";"Perioden";"KinderenMetJeugdzorg_1";"Relatief_2"\r\n0;"T001038";"NL01 '
	' ";"2019JJ00";"  366490";"     9,8"\r\n'
	'1;"T001038";"GM0363";"2019JJ00";"   12 345";"    10,1"\r\n2;"T001038";"GM9998";"2019JJ00";"       .";" '
		'      x"\r\n3;"T001038";"PV27  ";"2020JJ00*";"       -";"        "\r\n4;"T001038";"NL01 '
		' ";"2020KW01";"1";"1"\r\n' AS content;
SELECT results_eq($$ SELECT r.area_code, r.year, r.provisional, r.measure, r.value, r.symbol, r.dimensions
	FROM untyped, read_statline(content) r $$,
	$$ VALUES ('NL01', 2019, false, 'KinderenMetJeugdzorg_1', 366490::numeric, NULL, '{"Geslacht": "T001038"}'::jsonb),
		('NL01', 2019, false, 'Relatief_2', 9.8, NULL, '{"Geslacht": "T001038"}'),
		('GM0363', 2019, false, 'KinderenMetJeugdzorg_1', 12345, NULL, '{"Geslacht": "T001038"}'),
		('GM0363', 2019, false, 'Relatief_2', 10.1, NULL, '{"Geslacht": "T001038"}'),
		('GM9998', 2019, false, 'KinderenMetJeugdzorg_1', NULL, 'unknown', '{"Geslacht": "T001038"}'),
		('GM9998', 2019, false, 'Relatief_2', NULL, 'secret', '{"Geslacht": "T001038"}'),
		('PV27', 2020, true, 'KinderenMetJeugdzorg_1', 0, 'nil', '{"Geslacht": "T001038"}'),
		('PV27', 2020, true, 'Relatief_2', NULL, 'impossible', '{"Geslacht": "T001038"}') $$, 'CSV with symbols');
SELECT is((SELECT count(*) FROM untyped, read_statline(content, '{Relatief_2}')), 4::bigint,
	'the measures that are asked for');
-- A national table, as StatLine 80213ned, with commas, without symbols.
SELECT results_eq($$ SELECT area_code, year, measure, value
	FROM read_statline(E'ID,Zwangerschapsduur,Perioden,Geborenen_1,PerinataleSterfte_5\n1,A028,2016JJ00,172418,1195\n') $$,
	$$ VALUES ('NL01', 2016, 'Geborenen_1', 172418::numeric), ('NL01', 2016, 'PerinataleSterfte_5', 1195) $$,
		'a table of the country alone');
SELECT results_eq($$ SELECT measure, value, dimensions
	FROM read_statline(E'"Naam";"Perioden";"X_1"\n"a ""b""; c";"2016";"1"') $$, $$
	VALUES ('X_1', 1::numeric, '{"Naam": "a \"b\"; c"}'::jsonb) $$, 'quotes and separators in a field');
-- JSON of OData 3, typed and untyped.
SELECT results_eq($$ SELECT area_code, year, measure, value, symbol
	FROM read_statline('{"odata.metadata": "https://opendata.cbs.nl/", "value": [{"ID": 0, "RegioS": "GM0363", '
	'"Perioden": "2019JJ00", "X_1": 7.5, "Y_2": null}, {"ID": 1, "RegioS": "GM0599", "Perioden": "2019JJ00", "X_1": " '
	'      .", "Y_2": "       0"}]}') $$,
	$$ VALUES ('GM0363', 2019, 'X_1', 7.5, NULL), ('GM0363', 2019, 'Y_2', NULL, 'unknown'),
		('GM0599', 2019, 'X_1', NULL, 'unknown'), ('GM0599', 2019, 'Y_2', 0, 'below_half') $$, 'JSON of OData 3');
-- OData 4: observations, in JSON and in CSV.
SELECT results_eq($$ SELECT area_code, year, measure, value, symbol, dimensions
	FROM read_statline('{"@odata.context": "x", "value": [{"Id": 1, "Measure": "M000100_1", "ValueAttribute": "None", '
	'"Value": 10.5, "StringValue": null, "WijkenEnBuurten": "WK036301", "Perioden": "2020JJ00", "Leeftijd": "52052"},
		{"Id": 2, "Measure": "M000100_1", "ValueAttribute": "Confidential", "Value": null, "StringValue": null, '
			'"WijkenEnBuurten": "BU03630101", "Perioden": "2020JJ00", "Leeftijd": "52052"},
		{"Id": 3, "Measure": "M000200", "ValueAttribute": "Impossible", "Value": null, "WijkenEnBuurten": "NL01", '
			'"Perioden": "2020JJ00", "Leeftijd": "52052"},
		{"Id": 4, "Measure": "M000200", "ValueAttribute": "Missing", "Value": null, "WijkenEnBuurten": "NL01", '
			'"Perioden": "2020JJ00", "Leeftijd": "52052"}]}') $$,
	$$ VALUES ('WK036301', 2020, 'M000100_1', 10.5, NULL, '{"Leeftijd": "52052"}'::jsonb),
		('BU03630101', 2020, 'M000100_1', NULL, 'secret', '{"Leeftijd": "52052"}'),
	('NL01', 2020, 'M000200', NULL, 'impossible', '{"Leeftijd": "52052"}'),
		('NL01', 2020, 'M000200', NULL, 'unknown', '{"Leeftijd": "52052"}') $$,
		'observations of OData 4, with the reason why there is no value');
SELECT results_eq($$ SELECT area_code, measure, value, symbol
	FROM read_statline(E'Id;Measure;ValueAttribute;Value;StringValue;RegioS;Perioden\n1;M1;None;3;;GM0363;2020JJ00\n2;M2;Confidential;;;GM0363;2020JJ00\n3;M1;Missing;;;GM0599;2020JJ00', '{M1}') $$,
	$$ VALUES ('GM0363', 'M1', 3::numeric, NULL), ('GM0599', 'M1', NULL, 'unknown') $$, 'and in CSV');
SELECT is_empty($$ SELECT * FROM read_statline(NULL) $$, 'NULL');
SELECT is_empty($$ SELECT * FROM read_statline('{"value": []}') $$, 'no rows');

-- Errors name the place, and what to do.
SELECT throws_ok(format('SELECT * FROM read_statline(%L, %L)', content, measures), code, message, message) FROM (VALUES
	(E'RegioS;Perioden;X_1\nGM0363;2019JJ00;1\nGM0599;2019JJ00;veel', NULL::text[], '22P02',
		'row 3: "veel" is no value of StatLine'),
	(E'RegioS;Perioden;X_1\nAmsterdam;2019JJ00;1', NULL, '22P02', 'row 2: "Amsterdam" is no code of an area'),
	(E'RegioS;Perioden;X_1\nGM0363;voorjaar;1', NULL, '22007', 'row 2: "voorjaar" is no period of StatLine'),
	(E'RegioS;Perioden;X_1\nGM0363;2019JJ00', NULL, '22P02', 'line 2 has 2 fields, and the first line 3'),
	(E'Jeugdzorg; gemeenten\nRegioS;Perioden;X_1\nGM0363;2019JJ00;1', NULL, '22P02',
		'line 2 has 3 fields, and the first line 2'),
	(E'RegioS;X_1\nGM0363;1', NULL, '42703', 'there is no column Perioden'), (E'RegioS;Perioden;X\nGM0363;2019;1', NULL,
		'42703', 'there is no column with values'),
	(E'RegioS;Perioden;X_1\nGM0363;2019;1', '{X_2}', '42703', 'there is no column "X_2"'),
	('{"value": [', NULL, '22P02', 'the content is no JSON'), ('{"error": {"code": ""}}', NULL, '22P02',
		'the JSON has no list of rows'))
	v(content, measures, code, message);

-- Into the table, and beside ours.
INSERT INTO context_figure (indicator, area_code, year, measure, value, unit, symbol, provisional, source, licence)
	SELECT 'C05', r.area_code, r.year, r.measure, r.value, '%', r.symbol, r.provisional, 'verzonnen tabel', 'CC BY 4.0'
		FROM untyped, read_statline(content, '{Relatief_2}') r;
SELECT throws_ok($$ INSERT INTO context_figure (indicator, area_code, year, measure, unit, source, licence)
	VALUES ('C05', 'GM0363', 2030, 'x', '%', 'x', 'x') $$, '23514', NULL, 'no value, and no reason why');
SELECT throws_ok($$ INSERT INTO context_figure (indicator, area_code, year, measure, value, unit, source, licence)
	VALUES ('C05', '0363', 2030, 'x', 1, '%', 'x', 'x') $$, '23514', NULL, 'a code that CBS does not write');
SELECT throws_ok($$ INSERT INTO context_figure (indicator, area_code, year, measure, value, unit, source, licence)
	VALUES ('C99', 'GM0363', 2030, 'x', 1, '%', 'x', 'x') $$, '23503', NULL, 'an indicator that is not there');
SELECT throws_ok($$ INSERT INTO context_figure (indicator, area_code, year, measure, value, unit, source)
	VALUES ('C05', 'GM0363', 2030, 'x', 1, '%', 'x') $$, '23502', NULL, 'no licence');
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 600, 1, 2019, 1);
DELETE FROM bron.source_delivery WHERE relation = 'birth';
INSERT INTO bron.source_delivery (relation, first_year, last_year) VALUES ('birth', 2019, 2019);
CALL create_indicator_views('bron', 'publicatie', families => '{birth}', window_years => 1,
	area_types => '{land,provincie}', breakdown_area_types => '{}', local_definitions => '{big2-24w-all}');
CREATE TEMP TABLE before AS SELECT * FROM publicatie.birth;
SELECT results_eq($$ SELECT p.area_type, c.value, c.symbol FROM publicatie.birth p
	JOIN context_figure c ON c.area_code = cbs_area_code(p.area_type, p.area) AND c.year = p.year
	WHERE p.definition = 'big2-24w-all' AND p.breakdown = 'totaal' $$, $$ VALUES ('land', 9.8, NULL::text) $$,
		'beside a figure of ours, by code and year');
CALL refresh('publicatie');
SELECT is_empty($$ SELECT * FROM before EXCEPT ALL SELECT * FROM publicatie.birth $$, 'and ours are what they were');
SELECT is_empty($$ SELECT FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class v ON v.oid = w.ev_class
	JOIN pg_namespace n ON n.oid = v.relnamespace
	WHERE d.refobjid = 'context_figure'::regclass AND n.nspname ~ '^publicatie' $$,
		'no view of a publication reads them');

SELECT * FROM finish();
ROLLBACK;
