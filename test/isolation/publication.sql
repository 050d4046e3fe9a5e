-- The publication of the isolation tests: three provinces, fifteen municipalities,
-- late care and smoking, births on every day of the year; and, so that it is a whole country, nine provinces with one
-- birth each that no definition counts. A birth of 2018 can be moved to a neighbour: then no sum of
-- the country changes.
SET client_min_messages = warning;
CREATE EXTENSION kansrijk;
CREATE SCHEMA bron;
CREATE TABLE bron.birth (birth_id bigint PRIMARY KEY, pregnancy_id bigint, year smallint, birth_date date,
	municipality text, province text, ga_days smallint, birthweight integer, sex smallint,
	live_born boolean, plurality smallint, first_visit_ga_days smallint);
INSERT INTO bron.birth SELECT row_number() OVER (), row_number() OVER (), year,
	make_date(year, 1, 1) + (i * 37 + m * 24) % 365, lpad(m::text, 4, '0'), CASE WHEN m <= 5 THEN 'Noord'
	WHEN m <= 10 THEN 'Zuid' ELSE 'West' END,
		CASE WHEN i <= late THEN 240 ELSE 280 END, 3500, 1 + i % 2, true, 1, CASE WHEN i <= late THEN 120 ELSE 60 END
	FROM generate_series(2015, 2018) year, generate_series(1, 15) m,
		LATERAL (SELECT CASE WHEN m IN (1, 6, 11) THEN 4 + (year + m) % 4 ELSE 20 + (year * 7 + m * 3) % 17 END
		AS late) l,
		generate_series(1, 80 + (year * 5 + m * 11) % 40) i;
INSERT INTO bron.birth SELECT 1000000000 + p, 1000000000 + p, 2015, '2015-06-01', NULL, 'Elders ' || p, 147, 300, 1,
	false, 1, NULL FROM generate_series(1, 9) p;
CALL kansrijk.create_indicator_views('bron', 'publicatie', policy => 'rivm, zero=publish', families => '{birth,care}',
	local_definitions => '{late-care-22w}', area_types => '{land,provincie,gemeente}',
	annual_area_types => '{land,provincie,gemeente}', breakdown_area_types => '{}', window_years => 1,
		reader => 'isolation_reader', create_roles => true);
-- A year that is released next, and nothing else.
CREATE PROCEDURE next_year() LANGUAGE sql AS $$
	INSERT INTO bron.birth SELECT birth_id + 100000 * (SELECT max(year) - 2014 FROM bron.birth), pregnancy_id, year + 1,
		(birth_date + interval '1 year')::date, municipality, province, ga_days, birthweight, sex, live_born, plurality,
	first_visit_ga_days
	FROM bron.birth WHERE year = (SELECT max(year) FROM bron.birth) $$;
