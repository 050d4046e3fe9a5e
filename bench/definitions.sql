-- All definitions of the births' catalogue in one scan, over a million synthetic births: rates() beside a
-- rate(event) FILTER (WHERE scope) for each, and what the scan costs besides.
\if :{?births} \else \set births 1000000 \endif

CREATE UNLOGGED TABLE birth AS
	SELECT b.* FROM generate_series(2015, 2019) year, LATERAL synthetic_births(:births / 5, 1, year) b;
-- As load_synthetic_source does: codes for an unknown weight are NULL.
UPDATE birth SET birthweight = NULL WHERE birthweight NOT BETWEEN 100 AND 7000;
VACUUM (FULL, FREEZE, ANALYZE) birth;

-- Those that count a birth a row and read no other table; every distinct scope and event is a column.
CREATE TABLE definition AS
	SELECT id, scope, event, 's' || dense_rank() OVER (ORDER BY scope) AS s,
		'e' || dense_rank() OVER (ORDER BY event) AS e
	FROM indicator_definition WHERE relation = '@source@.birth b' AND unit_key IS NULL AND event !~ '@source@';
CREATE TABLE term AS
	SELECT row_number() OVER (ORDER BY name) AS number, name, expression
	FROM (SELECT DISTINCT s AS name, scope AS expression FROM definition UNION SELECT e, event FROM definition) t;
CREATE TABLE text AS
	SELECT (SELECT string_agg(name, ', ' ORDER BY number) FROM term) AS names,
		(SELECT string_agg(format('(%s) AS %s', expression, name), ', ' ORDER BY number) FROM term) AS terms,
		string_agg(format('rate(%s) FILTER (WHERE %s)', e, s), ', ' ORDER BY id) AS separately,
		string_agg(scope_term.number || ',' || event_term.number, ',' ORDER BY id) AS pairs
	FROM definition JOIN term scope_term ON scope_term.name = s JOIN term event_term ON event_term.name = e;
SELECT format('CREATE UNLOGGED TABLE decided AS SELECT municipality, year, %s FROM birth b', terms) FROM text \gexec
VACUUM (FREEZE, ANALYZE) decided;

CREATE TABLE query AS
	SELECT format('SELECT municipality, year, kansrijk_intern.rates(''{%s}'', %s) FROM (SELECT municipality, year, %s '
		'FROM birth b OFFSET 0) x GROUP BY 1, 2',
			pairs, names, terms) AS at_once,
		format('SELECT municipality, year, %s FROM (SELECT municipality, year, %s FROM birth b OFFSET 0) x GROUP BY '
			'1, 2',
			separately, terms) AS separately,
		format('SELECT municipality, year, kansrijk_intern.rates(''{%s}'', %s) FROM decided GROUP BY 1, 2', pairs,
			names) AS decided_at_once,
		format('SELECT municipality, year, %s FROM decided GROUP BY 1, 2', separately) AS decided_separately,
		format('SELECT %s FROM birth b OFFSET 1000000000', terms) AS terms,
		'SELECT municipality, year, count(*) FROM birth GROUP BY 1, 2'::text AS groups
	FROM text;
INSERT INTO contest (what, numerator, denominator, at_most, at_least)
SELECT what, numerator, denominator, at_most, NULL
FROM query, LATERAL (VALUES
	('rates() / rate() FILTER', at_once, separately, 0.8),
	('rates() / rate() FILTER, of stored booleans', decided_at_once, decided_separately, 0.8),
	-- without a promise: where the time of the scan goes
	('scopes and events alone / rates()', terms, at_once, NULL),
	('count(*) by the same groups / rates()', groups, at_once, NULL)) v(what, numerator, denominator, at_most);
SELECT count(*) AS definitions, count(DISTINCT s) AS scopes, count(DISTINCT e) AS events FROM definition;
\echo 'Scopes and events are computed once for both; what is left is counting.'
