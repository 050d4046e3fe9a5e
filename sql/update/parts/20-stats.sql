-- per comes before confidence, confidence before language. What was built on the function that 0.1.0 had goes on
-- with it, under another name.
ALTER FUNCTION compare(rate, double precision, double precision, double precision, text) RENAME TO compare_confidence_first;
ALTER FUNCTION compare(double precision, double precision, double precision, double precision, double precision, text)
	RENAME TO compare_confidence_first;
ALTER FUNCTION compare_two_levels(rate, double precision, double precision, double precision, double precision, text)
	RENAME TO compare_two_levels_confidence_first;
ALTER FUNCTION compare_two_levels(double precision, double precision, double precision, double precision, double precision, double precision, text)
	RENAME TO compare_two_levels_confidence_first;
ALTER FUNCTION change_words(rate, rate, text, double precision, text) RENAME TO change_words_language_first;

-- Named as proportion_trend_fit and proportion_trend_test.
ALTER AGGREGATE trend_fit(double precision, double precision, double precision) RENAME TO rate_trend_fit;
ALTER AGGREGATE trend_fit(rate, double precision) RENAME TO rate_trend_fit;
ALTER FUNCTION trend_fit_final(internal) RENAME TO rate_trend_fit_final;
ALTER FUNCTION rate_trend_fit_final(internal) SET SCHEMA kansrijk_intern;
ALTER FUNCTION trend_test(trend, boolean, double precision) RENAME TO rate_trend_test;
