-- What a source must have, and the unit, the distribution and the breakdown of a definition's own.
ALTER TABLE indicator_definition ADD needs text[] CHECK (array_to_string(needs, ',') ~
	'^([a-z_]+([.][a-zA-Z0-9_]+)?( -?[0-9]{1,2}([.][.]-?[0-9]{1,2})?)?(,|$))*$'),
	ADD unit text, ADD per numeric CHECK (per > 0), ADD model text CHECK (model IN ('binomial', 'poisson')),
	ADD unknown_as_no_of text, ADD breakdown_id text CHECK (breakdown_id ~ '^[a-z][a-z0-9_]{0,30}$'),
	ADD breakdown_name_nl text, ADD breakdown_name_en text,
	ADD value_expression text, ADD value_limit bigint CHECK (value_limit > 0),
	ADD CONSTRAINT indicator_definition_value CHECK (num_nonnulls(value_expression, value_limit) IN (0, 2)),
	ADD CONSTRAINT indicator_definition_unit CHECK (per = CASE unit WHEN '%' THEN 100 WHEN 'per 1000' THEN 1000 ELSE per END),
	ADD CONSTRAINT indicator_definition_breakdown CHECK (breakdown IS NOT NULL OR num_nonnulls(breakdown_id, breakdown_name_nl,
		breakdown_name_en) = 0);

ALTER TABLE indicator_definition DROP CONSTRAINT indicator_definition_unit_counted_check,
	ADD CONSTRAINT indicator_definition_unit_counted_check CHECK (unit_counted IN
		('child', 'pregnancy', 'delivery', 'mother', 'woman', 'parent', 'family', 'municipality',
			'jgz_organisation', 'midwifery_practice'));

-- What was published for every area is so still; of the rows of the extension the catalogue says which.
-- It reads the column, until it is replaced below.
CREATE OR REPLACE FUNCTION kansrijk_intern.default_local_definitions(definitions text[]) RETURNS text[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000 RETURN definitions;
ALTER TABLE indicator_definition RENAME is_local TO preference;
ALTER TABLE indicator_definition ALTER preference DROP DEFAULT,
	ALTER preference TYPE smallint USING CASE WHEN preference THEN 50 ELSE 0 END;
ALTER TABLE indicator_definition ALTER preference SET DEFAULT 0,
	ADD CONSTRAINT indicator_definition_preference_check CHECK (preference BETWEEN 0 AND 100);

ALTER TABLE indicator_breakdown ADD optional_families text[] NOT NULL DEFAULT '{}';
