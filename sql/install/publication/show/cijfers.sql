-- The figures as a Dutch spreadsheet wants them: Dutch names of columns, values as they are printed.

CREATE FUNCTION kansrijk_intern.cijfers_columns() RETURNS TABLE (place integer, name text, of_column text,
	expression text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10 ROWS 24
	BEGIN ATOMIC
		SELECT c.place, c.name, c.of_column, coalesce(c.expression, c.of_column) FROM (VALUES
			(1, 'familie', 'family', NULL),
			(2, 'indicator', 'indicator_name', NULL),
			(3, 'definitie', 'definition_name', NULL),
			(4, 'definitiecode', 'definition', NULL),
			(5, 'gebiedssoort', 'area_type', NULL),
			(6, 'gebiedscode', 'area', NULL),
			(7, 'gebied', 'area_name', NULL),
			(8, 'provincie', 'province', NULL),
			(9, 'gemeentecode', 'municipality', NULL),
			(10, 'periodesoort', 'period_type', NULL),
			(11, 'periode', 'period_label', NULL),
			(12, 'eerste_jaar', 'first_year', NULL),
			(13, 'laatste_jaar', 'year', NULL),
			(14, 'uitsplitsing', 'breakdown', NULL),
			(15, 'categorie', 'category', NULL),
			(16, 'teller', 'numerator', NULL),
			(17, 'noemer', 'denominator', NULL),
			(18, 'waarde', 'value', 'kansrijk_intern.printed(value, label)'),
			(19, 'ondergrens', 'lower', 'kansrijk_intern.printed(lower, label)'),
			(20, 'bovengrens', 'upper', 'kansrijk_intern.printed(upper, label)'),
			(21, 'eenheid', 'unit', NULL),
			(22, 'cijfer', 'label', NULL),
			(23, 'weergave', 'status',
				'CASE status WHEN ''publish'' THEN ''getoond'' WHEN ''hidden'' THEN ''verborgen'' ELSE ''geen'' END'),
			(24, 'landelijk', 'country_value', 'kansrijk_intern.printed(country_value, coalesce(label, ''''))'),
			(25, 'vergelijking', 'comparison', NULL),
			(26, 'trend', 'trend', NULL),
			(27, 'reeksbreuk', 'series_break', NULL)
		) c(place, name, of_column, expression);
	END;
COMMENT ON FUNCTION kansrijk_intern.cijfers_columns() IS
'Internal: Columns of the view cijfers: the column of all_families that each is, and the expression over it.';

CREATE FUNCTION kansrijk_intern.printed(value double precision, label text) RETURNS double precision
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5
	RETURN round(value::numeric,
		CASE WHEN label ~ '^-?[0-9.]+(,[0-9]+)?$' THEN length(split_part(label, ',', 2)) ELSE 1 END)
		::double precision;
COMMENT ON FUNCTION kansrijk_intern.printed(double precision, text) IS
'Internal: A value, rounded to as many decimals as the label of its figure has; to one when that is no number.';
