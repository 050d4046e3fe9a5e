-- What users build on the extension, and find again after an update of it or on a new
-- major: a publication with two releases, a definition and a breakdown of their own, and
-- a stored value of everything that can be stored. It is built on the oldest version that
-- can be updated, too.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS kansrijk;
SET search_path = public, kansrijk;

-- Rows of the user's own beside those of the extension
INSERT INTO kansrijk.source_document (id, title, publisher, kind) VALUES ('eigen', 'Eigen monitor', 'Wij', 'monitor');
INSERT INTO kansrijk.indicator (id, indicator_group, family, name_nl, name_en, description_nl, description_en,
	numerator_nl, numerator_en, denominator_nl, denominator_en, unit, per, polarity, attribution_nl)
	VALUES ('eigen-zorg', 'process', 'care', 'Eigen zorg', 'Own care', 'Zorg van ons', 'Care of ours', 'met', 'with',
		'alle', 'all', '%', 100, 'higher', 'Wij');
INSERT INTO kansrijk.indicator_definition (id, indicator, version, name_nl, name_en, population, residence_rule,
	missing_rule, unit_counted, period_rule, relation, year_expression, event, is_local)
	VALUES ('eigen-zorg', 'eigen-zorg', 'eigen', 'Eigen zorg', 'Own care', 'all', 'own', 'excluded', 'child', 'year',
		'@source@.birth b', 'b.year', 'b.first_visit_ga_days < 84', true);
INSERT INTO kansrijk.indicator_set (id, name_nl, name_en) VALUES ('eigen', 'Eigen lijst', 'Own list');
INSERT INTO kansrijk.indicator_set_member (indicator_set, position, code, indicator, definition)
	VALUES ('eigen', 1, 'e1', 'eigen-zorg', 'eigen-zorg');
INSERT INTO kansrijk.published_figure (id, indicator, definition, source_document, period, area, value, unit, qualifier)
	VALUES ('eigen', 'eigen-zorg', 'eigen-zorg', 'eigen', '2019', 'NL', 90, '%', 'exact');
INSERT INTO kansrijk.source_synonym (id, source_table, source_column, known_names, expression)
	VALUES (100000, 'birth', 'ga_days', '{eigen_naam}', 'eigen_naam');
INSERT INTO kansrijk.area_transition VALUES ('S', 2018, 'T', 2019, NULL, 1);
INSERT INTO kansrijk.indicator_breakdown (id, name_nl, name_en, families, expression)
	VALUES ('seizoen', 'Helft van het jaar', 'Half of the year', '{care}',
	'CASE WHEN extract(month FROM b.birth_date) < 7 THEN ''eerste'' ELSE ''tweede'' END');

-- A publication, its roles, its releases, its guard
CALL kansrijk.create_source_schema('bron');
CALL kansrijk.load_synthetic_source('bron', 2000, 1, 2015, 6);
CREATE TABLE bron.later AS SELECT * FROM bron.birth WHERE year = 2020;
DELETE FROM bron.birth WHERE year = 2020;
CALL kansrijk.create_indicator_views('bron', 'publicatie', families => '{care}',
	area_types => '{land,provincie,gemeente}',
	owner => 'ks_eigenaar', refresher => 'ks_ververser', reader => 'ks_lezer', create_roles => true);
GRANT USAGE ON SCHEMA kansrijk TO ks_lezer, ks_ververser;
CALL kansrijk.release('publicatie', '2019', 'Vóór de overgang');
INSERT INTO bron.birth SELECT * FROM bron.later;
CALL kansrijk.refresh('publicatie');
CALL kansrijk.release('publicatie', '2020');
CALL kansrijk.verify_releases_on();

-- The definitions of all others, without figures
CALL kansrijk.create_indicator_views('bron', 'alles', area_types => '{land,provincie,gemeente}', populate => false);

-- A column and an array of every type of the extension, in rows of extreme values
CREATE SCHEMA stored;
CREATE FUNCTION stored.sample(type oid, n integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	written text;
	samples text[];
BEGIN
	CASE (SELECT typtype FROM pg_type WHERE oid = type)
		WHEN 'e' THEN samples := ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = type ORDER BY enumsortorder);
		WHEN 'c' THEN
			EXECUTE format('SELECT ROW(%s)::text',
				(SELECT string_agg(format('%L::%s', stored.sample(atttypid, n + attnum), format_type(atttypid, NULL)),
				', ' ORDER BY attnum)
				FROM pg_attribute JOIN pg_type ON typrelid = attrelid WHERE pg_type.oid = type
					AND attnum > 0)) INTO written;
			samples := ARRAY[written];
		ELSE samples := CASE type
			WHEN 'kansrijk.rate'::regtype
				THEN '{0/0,7/1000,0/9223372036854775807,9223372036854775807/9223372036854775807 '
				'?9223372036854775807,0/0 ?1,NULL}'
			WHEN 'kansrijk.sdc_policy'::regtype THEN ARRAY(SELECT name FROM kansrijk.sdc_policy_presets()
				ORDER BY name COLLATE "C") || ARRAY['rivm, min_count=5, round=5', NULL]
			WHEN 'float8'::regtype THEN '{0,-0,1.7976931348623157e308,5e-324,-Infinity,NaN,0.1,NULL}'
			WHEN 'int8'::regtype THEN '{9223372036854775807,-9223372036854775808,0,NULL}'
			WHEN 'int4'::regtype THEN '{2147483647,-2147483648,0,NULL}'
			WHEN 'numeric'::regtype
				THEN '{123456789012345678901234567890.000000000000000000001,NaN,Infinity,0.000,NULL}'
			WHEN 'bool'::regtype THEN '{true,false,NULL}'
			WHEN 'text'::regtype THEN ARRAY['één (1), "twee"', '', 'NULL', NULL]
			END;
	END CASE;
	IF samples IS NULL THEN
		RAISE EXCEPTION 'no samples of type %', type::regtype;
	END IF;
	RETURN samples[1 + n % cardinality(samples)];
END $$;
CREATE TABLE stored.every_type (id integer PRIMARY KEY);
DO $$
DECLARE
	t record;
BEGIN
	INSERT INTO stored.every_type SELECT generate_series(0, 11);
	FOR t IN SELECT pg_type.oid, typname AS name FROM pg_type
		JOIN pg_depend ON (classid, objid, deptype) = ('pg_type'::regclass, pg_type.oid, 'e') LEFT
		JOIN pg_class c ON c.oid = typrelid
		WHERE typnamespace = 'kansrijk'::regnamespace AND (typtype IN ('b', 'e') AND typcategory <> 'A'
			OR relkind = 'c') ORDER BY typname COLLATE "C"
	LOOP
		EXECUTE format('ALTER TABLE stored.every_type ADD %1$I kansrijk.%1$I, ADD %2$I kansrijk.%1$I[]', t.name,
			t.name || '_array');
		EXECUTE format('UPDATE stored.every_type SET %1$I = stored.sample(%3$s, id)::kansrijk.%1$I,
			%2$I = ARRAY[stored.sample(%3$s, id), stored.sample(%3$s, id + 1), stored.sample(%3$s, id + '
				'2)]::kansrijk.%1$I[]', t.name, t.name || '_array', t.oid);
	END LOOP;
END $$;

-- Rates in every place of a table
CREATE DOMAIN stored.plausible_rate AS kansrijk.rate CHECK (kansrijk.numerator(VALUE) <= kansrijk.denominator(VALUE));
CREATE TYPE stored.pair AS (before kansrijk.rate, after kansrijk.rate, policy kansrijk.sdc_policy);
CREATE TYPE stored.rate_range AS RANGE (SUBTYPE = kansrijk.rate);
CREATE TABLE stored.figure (
	id integer PRIMARY KEY,
	area text NOT NULL,
	year integer NOT NULL,
	r kansrijk.rate NOT NULL DEFAULT kansrijk.make_rate(0, 0) CHECK (kansrijk.sdc_primary(r, 'none') = 'publish'
		OR kansrijk.denominator(r) = 0),
	plausible stored.plausible_rate,
	series kansrijk.rate[],
	pair stored.pair,
	span stored.rate_range,
	spans stored.rate_multirange,
	policy kansrijk.sdc_policy NOT NULL DEFAULT 'rivm, min_count=5',
	per_1000 double precision GENERATED ALWAYS AS (kansrijk.per_1000(r)) STORED,
	ci kansrijk.estimate GENERATED ALWAYS AS (kansrijk.rate_ci(r)) STORED,
	status kansrijk.cell_status GENERATED ALWAYS AS (kansrijk.sdc_primary(r, 'rivm')) STORED,
	gone kansrijk.rate
);
ALTER TABLE stored.figure DROP COLUMN gone;
INSERT INTO stored.figure (id, area, year, r, plausible, series, pair, span, spans)
	SELECT i, 'A' || i % 400, 2010 + i / 400, r, r, ARRAY[r, NULL, r + r], ROW (r, r + r, 'rivm, round=5')::stored.pair,
		stored.rate_range(r, r + '1/1'), stored.rate_multirange(stored.rate_range(NULL, r))
	FROM generate_series(0, 3999) i, LATERAL kansrijk.make_rate(i * 7 % 30, 100 + i * 11 % 900, i % 5) r;
UPDATE stored.figure SET policy = 'statline' WHERE id % 7 = 0;
DELETE FROM stored.figure WHERE id % 13 = 0;
CREATE INDEX figure_r ON stored.figure (r);
CREATE UNIQUE INDEX figure_r_id ON stored.figure (r DESC, id) INCLUDE (policy);
CREATE INDEX figure_r_hash ON stored.figure USING hash (r);
CREATE INDEX figure_policy_hash ON stored.figure USING hash (policy);
CREATE INDEX figure_expression ON stored.figure (kansrijk.unknown_as_no(r), ((kansrijk.rate_ci(r)).upper))
	WHERE kansrijk.per_1000(r) > 10;
CREATE INDEX figure_status ON stored.figure (status, area);
CREATE INDEX figure_series ON stored.figure USING gin (series);
CREATE INDEX figure_span ON stored.figure USING gist (span);
CREATE INDEX figure_pair ON stored.figure (((pair).before));
CREATE STATISTICS stored.figure_statistics (ndistinct, dependencies, mcv) ON area, r, status FROM stored.figure;
ANALYZE stored.figure;
CLUSTER stored.figure USING figure_r;

CREATE TABLE stored.by_value (LIKE stored.figure INCLUDING DEFAULTS) PARTITION BY RANGE (r);
CREATE TABLE stored.by_value_low PARTITION OF stored.by_value FOR VALUES FROM (MINVALUE) TO ('1/100');
CREATE TABLE stored.by_value_high PARTITION OF stored.by_value FOR VALUES FROM ('1/100') TO (MAXVALUE);
CREATE TABLE stored.by_hash (r kansrijk.rate, id integer, PRIMARY KEY (r, id)) PARTITION BY HASH (r);
SELECT format('CREATE TABLE stored.by_hash_%s PARTITION OF stored.by_hash FOR VALUES WITH (MODULUS 3, REMAINDER %1$s)',
	i) FROM generate_series(0, 2) i \gexec
CREATE TABLE stored.by_status (status kansrijk.cell_status, r kansrijk.rate) PARTITION BY LIST (status);
CREATE TABLE stored.by_status_shown PARTITION OF stored.by_status FOR VALUES IN ('publish', 'empty');
CREATE TABLE stored.by_status_hidden PARTITION OF stored.by_status DEFAULT;
INSERT INTO stored.by_value (id, area, year, r, policy) SELECT id, area, year, r, policy FROM stored.figure;
INSERT INTO stored.by_hash SELECT r, id FROM stored.figure;
INSERT INTO stored.by_status SELECT status, r FROM stored.figure;

-- Views, functions, an aggregate and a trigger on it
CREATE VIEW stored.rates AS SELECT area, kansrijk.rate(r) AS r, kansrijk.per_1000(kansrijk.rate(r)),
	kansrijk.pooled_rate_ci(r) AS ci FROM stored.figure GROUP BY area;
CREATE VIEW stored.big2 AS SELECT area, kansrijk.rate(kansrijk.is_big2(2000 + 10 * (id % 200), 250 + id % 40,
	1 + id % 2)) AS r, kansrijk.percentage(kansrijk.is_preterm(250 + id % 40)) FROM stored.figure GROUP BY area;
CREATE VIEW stored.rolling AS SELECT area, year, kansrijk.rolling_rate(r, year) OVER (PARTITION BY area ORDER BY year)
	FROM (SELECT area, year, kansrijk.rate(r) AS r FROM stored.figure GROUP BY area, year) annual;
CREATE VIEW stored.statistics AS SELECT area, kansrijk.smoothed_rate(r) OVER () AS smoothed, kansrijk.rank_ci(r)
	OVER () AS rank, kansrijk.compare(r, '100/5000') AS compared FROM stored.rates;
CREATE VIEW stored.trends AS SELECT area, kansrijk.rate_trend(r, year) AS trend, kansrijk.dsr(r, 1000) AS dsr
	FROM stored.figure GROUP BY area;
CREATE MATERIALIZED VIEW stored.protected AS SELECT area, year, r, kansrijk.sdc_status(r, 'rivm', mask, area, year)
	OVER () AS status
	FROM (SELECT area, year, GROUPING(area, year) AS mask, kansrijk.rate(r) AS r FROM stored.figure
		GROUP BY CUBE (area, year)) cube;
CREATE INDEX protected_r ON stored.protected (r);
CREATE MATERIALIZED VIEW stored.not_filled AS SELECT * FROM stored.protected WITH NO DATA;
CREATE FUNCTION stored.interval_of(r kansrijk.rate DEFAULT '7/1000') RETURNS kansrijk.estimate
	LANGUAGE sql IMMUTABLE RETURN kansrijk.rate_ci(r);
CREATE FUNCTION stored.total(wanted text) RETURNS kansrijk.rate LANGUAGE sql STABLE BEGIN ATOMIC SELECT kansrijk.rate(r)
	FROM stored.figure WHERE area = wanted; END;
CREATE AGGREGATE stored.own_rate(kansrijk.rate) (SFUNC = kansrijk.rate_accum, STYPE = kansrijk.rate,
	COMBINEFUNC = kansrijk.rate_plus, PARALLEL = SAFE);
CREATE VIEW stored.own AS SELECT a AS area, stored.total(a), stored.interval_of(stored.total(a)),
	(SELECT stored.own_rate(r) FROM stored.figure WHERE area = a) FROM (SELECT DISTINCT area AS a FROM stored.figure
	WHERE id < 6) x;
CREATE FUNCTION stored.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no rate falls'; END $$;
CREATE TRIGGER falls BEFORE UPDATE ON stored.figure FOR EACH ROW WHEN (NEW.r < OLD.r) EXECUTE FUNCTION stored.refuse();
ALTER TABLE stored.figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON stored.figure TO ks_lezer USING (kansrijk.sdc_primary(r, policy) = 'publish');
GRANT USAGE ON SCHEMA stored TO ks_lezer;
GRANT SELECT ON stored.figure TO ks_lezer;
