-- The published figures (examples/data, sources in its README) and how they are
-- held against recomputed ones.
CREATE EXTENSION kansrijk;

CREATE TABLE process_indicator (
	indicator text, variant text, period text, geography text, breakdown text, category text,
	numerator bigint, denominator bigint, value numeric, unit text, qualifier text, source text, locator text,
		note text);
\copy process_indicator FROM 'examples/data/process_indicators.csv' (FORMAT csv, HEADER)

CREATE TABLE province (
	statline_table text, population text, area text, year int,
	born bigint, liveborn bigint, stillborn bigint, died_week1 bigint, perinatal bigint,
	stillborn_per_1000 numeric, died_week1_per_1000 numeric, perinatal_per_1000 numeric,
	neonatal bigint, infant bigint, neonatal_per_1000 numeric, infant_per_1000 numeric);
\copy province FROM 'examples/data/cbs_perinatal.csv' (FORMAT csv, HEADER)

-- StatLine writes a hidden figure as a dot; what a table does not have is empty.
CREATE TABLE statline_as_printed (
	statline_table text, dimension text, category text, period text,
	born text, liveborn text, stillborn text, died_week1 text, perinatal text,
	stillborn_per_1000 text, died_week1_per_1000 text, perinatal_per_1000 text,
	neonatal text, infant text, neonatal_per_1000 text, infant_per_1000 text, note text);
\copy statline_as_printed FROM 'examples/data/statline_perinatal.csv' (FORMAT csv, HEADER)
CREATE VIEW statline AS
	SELECT statline_table, category, period,
		nullif(born, '.')::bigint AS born, nullif(liveborn, '.')::bigint AS liveborn,
		nullif(stillborn, '.')::bigint AS stillborn, nullif(died_week1, '.')::bigint AS died_week1,
		nullif(perinatal, '.')::bigint AS perinatal, nullif(stillborn_per_1000, '.')::numeric AS stillborn_per_1000,
		nullif(died_week1_per_1000, '.')::numeric AS died_week1_per_1000,
		nullif(perinatal_per_1000, '.')::numeric AS perinatal_per_1000,
		nullif(neonatal, '.')::bigint AS neonatal, nullif(infant, '.')::bigint AS infant,
		nullif(neonatal_per_1000, '.')::numeric AS neonatal_per_1000,
		nullif(infant_per_1000, '.')::numeric AS infant_per_1000
	FROM statline_as_printed;

CREATE TABLE amsterdam_birth (
	stadsdeel text, births bigint, none bigint, pct_none numeric, one bigint, pct_one numeric,
	two bigint, pct_two numeric, three_plus bigint, pct_three_plus numeric, rounding int, source text);
\copy amsterdam_birth FROM 'examples/data/amsterdam_risk_factors.csv' (FORMAT csv, HEADER)

CREATE TABLE amsterdam_picu (stadsdeel text, year int, admitted bigint, shown text, rounding int, threshold int,
	source text);
\copy amsterdam_picu FROM 'examples/data/amsterdam_picu.csv' (FORMAT csv, HEADER)

-- A published rate with "digits" decimals agrees with published counts when the
-- two can be true together: true counts within "margin" of the counts as printed
-- (half a count where weighted counts were rounded one by one, 2.5 where
-- they were rounded to 5, 0 where they are exact) give a rate within half a unit of the
-- last decimal of the rate as printed. A numerator counts part of its denominator.
CREATE FUNCTION possible(numerator bigint, denominator bigint, per int, margin numeric) RETURNS numrange
	LANGUAGE sql IMMUTABLE
	RETURN numrange(
		greatest(numerator - margin, 0) / (denominator + margin) * per,
		least((numerator + margin) / greatest(denominator - margin, 0.5), 1) * per, '[]');
CREATE FUNCTION agrees(numerator bigint, denominator bigint, per int, margin numeric, published numeric, digits int)
	RETURNS boolean LANGUAGE sql IMMUTABLE
	RETURN possible(numerator, denominator, per, margin) && numrange(published - 0.5 * 10.0 ^ -digits,
		published + 0.5 * 10.0 ^ -digits, '[]');

CREATE TABLE agreement (source text, what text, agrees boolean);
