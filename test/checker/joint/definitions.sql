-- Definitions of units that say themselves, a letter for each, whether they count: y has the event, n has not, of u it
-- is not known, and o is out of scope.
CREATE PROCEDURE define_by_state(name text, ids text[])
	LANGUAGE plpgsql
	AS $$
BEGIN
	INSERT INTO indicator (id, family, indicator_group, name_nl, name_en, description_nl, description_en, numerator_nl,
			numerator_en, denominator_nl, denominator_en, unit, per, polarity, attribution_nl)
		SELECT i, name, 'outcome', i, i, '', '', '', '', '', '', '%', 100, 'neutral', '' FROM unnest(ids) i;
	INSERT INTO indicator_definition (id, indicator, version, name_nl, name_en, population, residence_rule, missing_rule,
			unit_counted, period_rule, relation, year_expression, scope, event)
		SELECT i, i, '1', '', '', 'all', 'at_birth', 'excluded', 'child', 'year', '@source@.birth b', 'b.year',
			format('substr(b.state, %s, 1) <> ''o''', d),
			format('CASE substr(b.state, %s, 1) WHEN ''y'' THEN true WHEN ''n'' THEN false END', d)
		FROM unnest(ids) WITH ORDINALITY u(i, d);
END $$;
