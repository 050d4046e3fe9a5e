-- Locks are rows of the publication's own tables, and views for readers are made by create_reader_views().
DROP FUNCTION lock_publication(text, text[]);
DROP PROCEDURE create_released_view(text, text, text, text);

-- Queries of a publication are static now; what put them together is gone.
ALTER TYPE indicator_view_relation ADD ATTRIBUTE definitions text[], ADD ATTRIBUTE dimensions text[],
	ADD ATTRIBUTE breakdowns text[];
DROP PROCEDURE create_release_relations(text, text);
DROP PROCEDURE create_released_cells(text, text, text, text);
DROP PROCEDURE drop_release_relations(text);
DROP FUNCTION publication_area_path_query(text);
DROP FUNCTION publication_audit(regclass, bigint);
DROP FUNCTION publication_cells_query(text[], text, text, text[], text[], text[]);
DROP FUNCTION publication_fact_query(text[], text, boolean);
DROP FUNCTION publication_known_query(text[], text, text, text, text, text[]);
DROP FUNCTION publication_protected_query(text, boolean, boolean, text, sdc_policy, text[], text[], text[], text[], text[],
	integer, text, text);
DROP FUNCTION publication_unit_hash(text, text, text);

-- They have an argument more.
DROP PROCEDURE release(text, text, text);
DROP PROCEDURE create_indicator_views(text, text, sdc_policy, text[], text[], text[], text[], text[], integer, sdc_policy,
	text, text, text, boolean, boolean, text);
DROP FUNCTION indicator_view_plan(text, text, sdc_policy, text[], text[], text[], text[], text[], integer, sdc_policy);
