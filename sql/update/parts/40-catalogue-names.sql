-- Names that break a publication are refused. A row of your own that has one stops the
-- update with the name of the constraint: change it first (doc/upgrade.md).
ALTER TABLE indicator ADD CONSTRAINT indicator_id_is_a_name CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'),
	ADD CONSTRAINT family_is_a_name CHECK (family ~ '^[A-Za-z][A-Za-z0-9_-]{0,39}$'),
	ADD CONSTRAINT family_is_no_other_view CHECK (family NOT IN ('all_families', 'wide', 'released', 'releases', 'latest',
		'latest_wide', 'data_as_of', 'cijfers', 'deducible'));
ALTER TABLE indicator_definition ADD CONSTRAINT definition_id_is_a_name CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'),
	ADD CONSTRAINT definition_id_is_no_other_column CHECK (id !~ '[_-](lower|upper|status)$');
