-- For bench/before-after: the figures of two versions, joined. What is counted is compared where nothing is hidden,
-- what is shown under the policy of the publication.
CREATE VIEW joined AS
SELECT policy, definition,
	CASE WHEN b.version IS NULL THEN 'new' WHEN a.version IS NULL THEN 'gone'
		WHEN policy = 'none' AND (b.numerator, b.denominator) IS NOT DISTINCT FROM (a.numerator, a.denominator) THEN 'equal'
		WHEN policy = 'none' THEN 'changed'
		WHEN b.status = 'publish' AND a.status <> 'publish' THEN 'hidden'
		WHEN b.status <> 'publish' AND a.status = 'publish' THEN 'shown' ELSE 'equal' END AS outcome
FROM (SELECT * FROM figure WHERE version = 'before') b
	FULL JOIN (SELECT * FROM figure WHERE version = 'after') a
		USING (policy, definition, area_type, area, first_year, year, breakdown, category);

SELECT '| definition | equal | changed | gone | new | now hidden | now shown |';
SELECT '|---|---|---|---|---|---|---|';
SELECT format('| %s | %s | %s | %s | %s | %s | %s |',
	CASE WHEN GROUPING(definition) = 1 THEN '**all**' ELSE definition END,
	count(*) FILTER (WHERE counted = 'equal'), count(*) FILTER (WHERE counted = 'changed'),
	count(*) FILTER (WHERE counted = 'gone'), count(*) FILTER (WHERE counted = 'new'),
	count(*) FILTER (WHERE shown = 'hidden'), count(*) FILTER (WHERE shown = 'shown'))
FROM (SELECT j.*, CASE policy WHEN 'none' THEN outcome END AS counted, CASE policy WHEN 'rivm' THEN outcome END AS shown
	FROM joined j) j
WHERE definition IN (SELECT f.definition FROM figure f WHERE f.version = 'before')
GROUP BY ROLLUP (definition) ORDER BY GROUPING(definition), definition;
SELECT format('%s figures of %s definitions that are new', count(*), count(DISTINCT definition)) FROM joined
WHERE policy = 'none' AND definition NOT IN (SELECT f.definition FROM figure f WHERE f.version = 'before');
-- What is shown, by area. A figure is recounted where its counts changed: then it may be small, or no longer be.
CREATE TABLE shown AS
SELECT definition, area_type, bool_or(status = 'publish') FILTER (WHERE version = 'before' AND policy = 'rivm') AS was,
	bool_or(status = 'publish') FILTER (WHERE version = 'after' AND policy = 'rivm') AS now,
	bool_or(version = 'before') AS had, bool_or(version = 'after') AS has,
	min((numerator, denominator)::text) FILTER (WHERE version = 'before' AND policy = 'none')
		<> min((numerator, denominator)::text) FILTER (WHERE version = 'after' AND policy = 'none') AS is_recounted
FROM figure GROUP BY definition, area_type, area, first_year, year, breakdown, category;
SELECT '';
SELECT '| definition | area | both have | shown before | now | hidden: recounted | others | shown: recounted | others '
	|| '| gone, shown | new, shown |';
SELECT '|---|---|' || repeat('---:|', 9);
SELECT format('| `%s` | %s | %s | %s |', definition, area_type, concat_ws(' | ', count(*) FILTER (WHERE had AND has),
	count(*) FILTER (WHERE had AND has AND was), count(*) FILTER (WHERE had AND has AND now)),
	concat_ws(' | ', count(*) FILTER (WHERE had AND has AND was AND NOT now AND is_recounted),
	count(*) FILTER (WHERE had AND has AND was AND NOT now AND NOT is_recounted),
	count(*) FILTER (WHERE had AND has AND now AND NOT was AND is_recounted),
	count(*) FILTER (WHERE had AND has AND now AND NOT was AND NOT is_recounted),
	count(*) FILTER (WHERE NOT has AND was), count(*) FILTER (WHERE NOT had AND now)))
FROM shown
WHERE definition IN (SELECT f.definition FROM figure f WHERE f.version = 'before' AND f.area_type <> 'land')
	OR definition IN (SELECT f.definition FROM figure f WHERE f.version = 'after' AND f.area_type <> 'land')
GROUP BY definition, area_type ORDER BY definition, area_type = 'gemeente', area_type = 'provincie';
-- Where they changed: a few of each.
SELECT format('%s %s %s %s-%s %s %s: %s/%s, was %s/%s', definition, area_type, area, first_year, year, breakdown,
	category, a.numerator, a.denominator, b.numerator, b.denominator)
FROM (SELECT *, row_number() OVER (PARTITION BY definition ORDER BY area_type, year - first_year, first_year, area)
			AS place
		FROM figure b WHERE version = 'before' AND policy = 'none' AND EXISTS (SELECT FROM figure a WHERE a.version = 'after'
			AND (a.policy, a.definition, a.area_type, a.area, a.first_year, a.year, a.breakdown, a.category)
				= (b.policy, b.definition, b.area_type, b.area, b.first_year, b.year, b.breakdown, b.category)
			AND (a.numerator, a.denominator) <> (b.numerator, b.denominator))) b
	JOIN figure a USING (policy, definition, area_type, area, first_year, year, breakdown, category)
WHERE a.version = 'after' AND b.place <= 2 ORDER BY definition, b.place;
