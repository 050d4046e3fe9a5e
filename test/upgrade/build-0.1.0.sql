-- What users built on functions that 0.1.0 had with other arguments, or under another name.
SET search_path = public, kansrijk;

CREATE VIEW stored.compared AS SELECT id,
	compare(r, 50, 0.9) AS compared, compare(r, 0.5, 0.9, 10, 'binomial') AS of_ten,
	compare(7.0, 1000.0, 5.0, 0.9, 100) AS of_numbers,
	compare_two_levels(r, 50, 0.9, 0.99) AS two_levels, compare_two_levels(7.0, 1000.0, 0.5, 0.9, 0.99, 100)
		AS two_levels_of_numbers,
	compare(r => r, reference => 50, per => 100, confidence => 0.8) AS by_name,
	change_words(r, '30/500', 'en', 0.9) AS words, change_words(before => r, after => '30/500', language => 'en')
		AS words_by_name,
	window_difference(later => '20/1000', earlier => '30/1000', shared => '15/800') AS windows
FROM stored.figure;

CREATE VIEW stored.renamed AS SELECT id, per(r, 100) AS per, fetal_death(id % 5) AS fetal, infant_death(id % 5)
	AS infant,
	perinatal_death(id % 5, 7) AS perinatal, neonatal_death(id % 5, 28) AS neonatal,
	funnel_limits(50, 500 + id) AS limits, funnel_label(r, 50) AS label, funnel_label(7, 1000, 5) AS label_of_numbers,
	rate_test_value(r, 50) AS rate_test, rate_test_value(7, 1000, 5) AS rate_test_of_numbers,
	proportion_test_value(r, 5) AS proportion_test, proportion_test_value(7, 1000, 5) AS proportion_test_of_numbers,
	over_representation('3/30', '20/1000') AS over_representation, sdc_rate_digits(500 + id, 100) AS digits
FROM stored.figure;

CREATE VIEW stored.trend_tests AS SELECT area, trend_fit(r, year) AS fit,
	trend_test(trend_fit(numerator(r), denominator(r), year), true, 0.9) AS test
FROM stored.figure GROUP BY area;

CREATE FUNCTION stored.compared_with_five(r rate) RETURNS comparison LANGUAGE sql IMMUTABLE BEGIN ATOMIC
	SELECT compare(r, 5, 0.9); END;
CREATE VIEW stored.compared_with_five AS SELECT id, stored.compared_with_five(r) FROM stored.figure;
