-- Figures as their publishers count them: what a good guess gets wrong.
BEGIN;
SELECT no_plan();

CALL create_source_schema('statline');
CREATE FUNCTION counted(definition text, of_year integer, source text DEFAULT 'statline') RETURNS rate LANGUAGE plpgsql AS $$
DECLARE
	result rate;
BEGIN
	EXECUTE format('SELECT kansrijk.rate(rate) FROM (%s) q WHERE year = %s', kansrijk.definition_query(definition, source), of_year) INTO result;
	RETURN result;
END $$;

-- StatLine 80213ned, 2016: 172,418 born from 22 weeks, 819 still (159 at 22 weeks, 126 at 23), 376 dead in week 1 (69 and 67);
-- of 424 born at 22 and 23 weeks 285 were still.
INSERT INTO statline.birth (birth_id, pregnancy_id, source, year, live_born, ga_days, birthweight, sex, mortality)
	SELECT row_number() OVER (), row_number() OVER (), 'test', 2016, live, ga, 600, 1, sterfte
	FROM (VALUES (159, false, 154, 1), (126, false, 161, 2), (534, false, 252, 1), (69, true, 154, 3), (67, true, 161, 3), (240, true, 252, 3),
		(3, true, 165, 0), (171220, true, 280, 0)) v(n, live, ga, sterfte), generate_series(1, n);
SELECT is(counted(definition, 2016), make_rate(numerator::bigint, denominator::bigint), format('%s of StatLine 2016: %s', definition, value))
	FROM published_figure WHERE source_document = 'statline-80213ned' ORDER BY id;
SELECT is(round(per_1000(counted(definition, 2016))::numeric, scale(value)), value, 'which is ' || value || ' per 1000')
	FROM published_figure WHERE source_document = 'statline-80213ned' ORDER BY id;
SELECT is(counted('perinatal-cbs-28w', 2016), '910/172133', 'from 28 weeks: the stillborn of 22 and 23 weeks are out, the live born in');
UPDATE statline.birth SET ga_days = 190 WHERE birth_id IN (SELECT birth_id FROM statline.birth WHERE NOT live_born AND ga_days = 252 ORDER BY birth_id LIMIT 100);
SELECT is(counted('perinatal-cbs-28w', 2016), '810/172033', 'and those of 24 to 27 weeks');
SELECT is(counted('perinatal-28w-7d', 2016), '674/171894', 'the definition of the WHO has the limit on both sides');

SELECT * FROM finish();
ROLLBACK;
