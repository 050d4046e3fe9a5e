-- What figures say, in Dutch and English. The decision rules are in the comments and in doc/statistics.md.

CREATE FUNCTION one_in_words(r rate, language text DEFAULT 'nl') RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_one_in_words';
COMMENT ON FUNCTION one_in_words(rate, text) IS
'"1 op de 7", "ruim 1 op de 3", "bijna 1 op de 12" (nl) or "1 in 7", "over 1 in 3", "almost 1 in 12" (en). N is '
'denominator/numerator, rounded half away from zero. "ruim" (over) when the rate is more than 2.5 % above 1/N, "bijna" '
'(almost) when it is more than 2.5 % below it, both relative to 1/N. NULL without events or denominator, and above '
'2/3, where N would be 1. Another language is error 22023.';

CREATE FUNCTION comparison_words(c comparison, language text DEFAULT 'nl') RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_comparison_words';
COMMENT ON FUNCTION comparison_words(comparison, text) IS
'The result of compare(...) in words: "is significant lager", "verschilt niet significant", "is significant hoger" '
'(nl) or "is significantly lower", "does not differ significantly", "is significantly higher" (en). Another language '
'is error 22023.';

CREATE FUNCTION change_words(before rate, after rate, confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson', language text DEFAULT 'nl') RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 80
	AS 'MODULE_PATHNAME', 'kansrijk_change_in_words';
COMMENT ON FUNCTION change_words(rate, rate, double precision, text, text) IS
'A change in words, by its factor f = after/before and by compare(after, before). Not significant: "vrijwel '
'onveranderd" (virtually unchanged) when 0.95 <= f <= 1.05, else "verschilt niet significant". Significant: '
'"verdubbeld" (doubled) when 1.9 <= f <= 2.1, "gehalveerd" (halved) when 0.475 <= f <= 0.525, "factor 2,2 hoger" above '
'2.1, "licht hoger" or "licht lager" (slightly) when f is from 0.9 to 1.1, else "hoger (+23,5 %)" or "lager (-21,0 '
'%)". Significant with no events before: "hoger" alone. 0 against 0: "vrijwel onveranderd". The periods must be '
'independent (no shared years). NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. '
'Another language is error 22023.';
