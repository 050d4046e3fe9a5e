-- For bench/before-after: the figures of two versions, joined. What is counted is compared where nothing is hidden,
-- what is shown under the policy of the publication.
CREATE VIEW joined AS
SELECT coalesce(b.policy, a.policy) AS policy, coalesce(b.definition, a.definition) AS definition,
	coalesce(b.area, a.area) ~ '[?]$' OR coalesce(b.category, a.category) = 'onbekend' AS is_unknown,
	CASE WHEN b.definition IS NULL THEN 'new' WHEN a.definition IS NULL THEN 'gone'
		WHEN b.policy = 'none' AND (b.numerator, b.denominator) IS NOT DISTINCT FROM (a.numerator, a.denominator) THEN 'equal'
		WHEN b.policy = 'none' THEN 'changed'
		WHEN b.status = 'publish' AND a.status <> 'publish' THEN 'hidden' WHEN b.status <> 'publish' AND a.status = 'publish' THEN 'shown'
		ELSE 'equal' END AS outcome
FROM (SELECT * FROM figure WHERE version = 'before') b
	FULL JOIN (SELECT * FROM figure WHERE version = 'after') a
		USING (policy, definition, area_type, area, first_year, year, breakdown, category);

SELECT '| definition | equal | changed | gone | new | now hidden | now shown |' || E'\n' || '|---|---|---|---|---|---|---|';
SELECT format('| %s | %s | %s | %s | %s | %s | %s |', definition, count(*) FILTER (WHERE policy = 'none' AND outcome = 'equal'),
		count(*) FILTER (WHERE policy = 'none' AND outcome = 'changed'), count(*) FILTER (WHERE policy = 'none' AND outcome = 'gone'),
		count(*) FILTER (WHERE policy = 'none' AND outcome = 'new'), count(*) FILTER (WHERE policy = 'rivm' AND outcome = 'hidden'),
		count(*) FILTER (WHERE policy = 'rivm' AND outcome = 'shown'))
FROM joined j WHERE EXISTS (SELECT FROM figure f WHERE f.definition = j.definition AND f.version = 'before')
GROUP BY definition ORDER BY definition;
SELECT format('| %s definitions that are new | | | | %s | | |', count(DISTINCT definition), count(*) FILTER (WHERE policy = 'none'))
FROM joined j WHERE NOT EXISTS (SELECT FROM figure f WHERE f.definition = j.definition AND f.version = 'before');
SELECT format('| all of before | %s | %s | %s | %s | %s | %s |', count(*) FILTER (WHERE policy = 'none' AND outcome = 'equal'),
		count(*) FILTER (WHERE policy = 'none' AND outcome = 'changed'), count(*) FILTER (WHERE policy = 'none' AND outcome = 'gone'),
		count(*) FILTER (WHERE policy = 'none' AND outcome = 'new'), count(*) FILTER (WHERE policy = 'rivm' AND outcome = 'hidden'),
		count(*) FILTER (WHERE policy = 'rivm' AND outcome = 'shown'))
FROM joined j WHERE EXISTS (SELECT FROM figure f WHERE f.definition = j.definition AND f.version = 'before');
