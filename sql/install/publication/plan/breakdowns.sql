-- Breakdowns in which indicator views publish, as data: a user adds own ones.

CREATE TABLE indicator_breakdown (
	id text PRIMARY KEY,
	name_nl text NOT NULL UNIQUE,
	name_en text NOT NULL UNIQUE,
	families text[] NOT NULL,
	expression text NOT NULL,
	builtin boolean NOT NULL DEFAULT false,
	optional_families text[] NOT NULL DEFAULT '{}',
	CHECK (id ~ '^[a-z][a-z0-9_]{0,30}$')
);
COMMENT ON TABLE indicator_breakdown IS
'Breakdowns of the indicator views: each family is also counted by these. Rows of your own take part at the next '
'create_indicator_views().';
COMMENT ON COLUMN indicator_breakdown.id IS
'Code in the column breakdown of the views: lower-case letters, digits and _.';
COMMENT ON COLUMN indicator_breakdown.name_nl IS 'Name in Dutch.';
COMMENT ON COLUMN indicator_breakdown.name_en IS 'Name in English.';
COMMENT ON COLUMN indicator_breakdown.families IS 'Families of indicators that are broken down by it.';
COMMENT ON COLUMN indicator_breakdown.expression IS
'SQL expression of the category, as Dutch text, over alias b: the relation that carries the areas. NULL is a '
'category: unknown.';
COMMENT ON COLUMN indicator_breakdown.optional_families IS
'Families that can be broken down by it and are not unless somebody asks: each breakdown costs a table of its own.';
COMMENT ON COLUMN indicator_breakdown.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

INSERT INTO indicator_breakdown (id, name_nl, name_en, families, expression, builtin, optional_families) VALUES
	('geslacht', 'Geslacht van het kind', 'Sex of the child', '{birth,child}',
		'CASE b.sex WHEN 1 THEN ''jongen'' WHEN 2 THEN ''meisje'' END', true, '{}'),
	('pariteit', 'Eerste of later kind', 'First or later child', '{birth,care,parents,kraamzorg}',
		'CASE WHEN b.parity = 0 THEN ''eerste kind'' WHEN b.parity > 0 THEN ''later kind'' END', true, '{}'),
	('meerling', 'Eenling of meerling', 'Singleton or multiple', '{birth}',
		'CASE WHEN b.plurality = 1 THEN ''eenling'' WHEN b.plurality > 1 THEN ''meerling'' END', true, '{}'),
	('leeftijd_moeder', 'Leeftijd van de moeder', 'Age of the mother', '{}',
		'CASE WHEN b.mother_age < 20 THEN ''jonger dan 20'' WHEN b.mother_age < 25 THEN ''20-24'' WHEN b.mother_age < 30 '
		'THEN ''25-29'' WHEN b.mother_age < 35 THEN ''30-34'' WHEN b.mother_age < 40 THEN ''35-39'' WHEN b.mother_age >= 40 '
		'THEN ''40 en ouder'' END', true, '{birth,care,parents,kraamzorg}'),
	('roken', 'Roken in de zwangerschap', 'Smoking in pregnancy', '{}',
		'CASE b.smoking WHEN true THEN ''rookte'' WHEN false THEN ''rookte niet'' END', true, '{birth,care}'),
	('taal_moeder', 'Taal van de moeder', 'Language of the mother', '{}',
		'CASE WHEN b.mother_language = ''nl'' THEN ''Nederlands'' WHEN b.mother_language IS NOT NULL THEN ''andere taal'' '
		'END', true, '{birth,care,kraamzorg}'),
	('opleiding_moeder', 'Opleiding van de moeder', 'Education of the mother', '{}',
		'CASE (SELECT max(p.education) FROM @source@.parent_year p WHERE (p.person_kind, p.person_id, p.year) = '
		'(b.mother_kind, b.mother_id, b.year - 1)) WHEN 1 THEN ''laag'' WHEN 2 THEN ''midden'' WHEN 3 THEN ''hoog'' '
		'END', true, '{birth,care,parents,kraamzorg}'),
	('inkomen', 'Inkomenskwintiel', 'Income quintile', '{}',
		'''kwintiel '' || kansrijk.income_quintile((SELECT max(p.income_percentile) FROM @source@.parent_year p WHERE '
		'(p.person_kind, p.person_id, p.year) = (b.mother_kind, b.mother_id, b.year - '
		'1))::integer)', true, '{birth,care,parents,kraamzorg}'),
	('herkomst_moeder', 'Herkomst van de moeder (indeling tot 2022)', 'Origin of the mother (division until 2022)', '{}',
		'(SELECT max(p.origin) FROM @source@.parent_year p WHERE (p.person_kind, p.person_id, p.year) = (b.mother_kind, '
		'b.mother_id, b.year - 1))', true, '{birth,care,parents,kraamzorg}'),
	('herkomst_2022', 'Herkomst van de moeder (indeling sinds 2022)', 'Origin of the mother (division since 2022)', '{}',
		'(SELECT max(p.origin_2022) FROM @source@.parent_year p WHERE (p.person_kind, p.person_id, p.year) = (b.mother_kind, '
		'b.mother_id, b.year - 1))', true, '{birth,care,parents,kraamzorg}'),
	('kwetsbaar', 'Voorspelde kwetsbaarheid', 'Predicted vulnerability', '{}',
		'CASE (SELECT bool_or(p.predicted_vulnerable) FROM @source@.parent_year p WHERE (p.person_kind, p.person_id, p.year) '
		'= (b.mother_kind, b.mother_id, b.year - 1)) WHEN true THEN ''kwetsbaar'' WHEN false THEN ''niet kwetsbaar'' '
		'END', true, '{birth,care,kraamzorg}');

SELECT pg_catalog.pg_extension_config_dump('indicator_breakdown', 'WHERE NOT builtin');
GRANT SELECT ON indicator_breakdown TO PUBLIC;
GRANT INSERT, UPDATE, DELETE ON indicator_breakdown TO @extowner@;
