-- Breakdowns in which indicator views publish, as data: a user adds own ones.

CREATE TABLE indicator_breakdown (
	id text PRIMARY KEY,
	name_nl text NOT NULL UNIQUE,
	name_en text NOT NULL UNIQUE,
	families text[] NOT NULL,
	expression text NOT NULL,
	builtin boolean NOT NULL DEFAULT false,
	CHECK (id ~ '^[a-z][a-z0-9_]{0,30}$')
);
COMMENT ON TABLE indicator_breakdown IS 'Breakdowns of the indicator views: each family is also counted by these. Rows of your own take part at the next create_indicator_views().';
COMMENT ON COLUMN indicator_breakdown.id IS 'Code in the column breakdown of the views: lower-case letters, digits and _.';
COMMENT ON COLUMN indicator_breakdown.name_nl IS 'Name in Dutch.';
COMMENT ON COLUMN indicator_breakdown.name_en IS 'Name in English.';
COMMENT ON COLUMN indicator_breakdown.families IS 'Families of indicators that are broken down by it.';
COMMENT ON COLUMN indicator_breakdown.expression IS 'SQL expression of the category, as Dutch text, over alias b: the relation that carries the areas. NULL is a category: unknown.';
COMMENT ON COLUMN indicator_breakdown.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

INSERT INTO indicator_breakdown VALUES
	('geslacht', 'Geslacht van het kind', 'Sex of the child', '{birth,child}', 'CASE b.sex WHEN 1 THEN ''jongen'' WHEN 2 THEN ''meisje'' END', true),
	('pariteit', 'Eerste of later kind', 'First or later child', '{birth,care,parents,kraamzorg}', 'CASE WHEN b.parity = 0 THEN ''eerste kind'' WHEN b.parity > 0 THEN ''later kind'' END', true),
	('meerling', 'Eenling of meerling', 'Singleton or multiple', '{birth}', 'CASE WHEN b.plurality = 1 THEN ''eenling'' WHEN b.plurality > 1 THEN ''meerling'' END', true);

SELECT pg_catalog.pg_extension_config_dump('indicator_breakdown', 'WHERE NOT builtin');
GRANT SELECT ON indicator_breakdown TO PUBLIC;
GRANT INSERT, UPDATE, DELETE ON indicator_breakdown TO @extowner@;
