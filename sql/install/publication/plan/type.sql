-- What a publication consists of, as create_indicator_views() plans it.

CREATE TYPE indicator_view_relation AS (
	position integer,
	family text,
	stage text,
	schema_name text,
	name text,
	query text,
	definitions text[],
	dimensions text[],
	breakdowns text[]
);
COMMENT ON TYPE indicator_view_relation IS
'A step of a publication: its place in the order of refresh, family, stage, schema, name and query, and what a scan '
'counts.';
COMMENT ON COLUMN indicator_view_relation.position IS 'Place in the order of refresh: a step reads earlier ones only.';
COMMENT ON COLUMN indicator_view_relation.family IS 'Family of indicators; NULL for what all families share.';
COMMENT ON COLUMN indicator_view_relation.stage IS
'area_path, cells and states: what is read of the source, into the tables area_path, cell and joint_state of the '
'private schema; protected and audit: views there, for the owner; fact: a materialized view there; view: what readers '
'use, in the target.';
COMMENT ON COLUMN indicator_view_relation.schema_name IS 'The target, or the private schema.';
COMMENT ON COLUMN indicator_view_relation.name IS 'Name of the view; of a scan: its own, there is no relation.';
COMMENT ON COLUMN indicator_view_relation.query IS 'Its query. That of a scan counts the years $1 (int4multirange).';
COMMENT ON COLUMN indicator_view_relation.definitions IS 'Of a scan: the definitions that it counts; else NULL.';
COMMENT ON COLUMN indicator_view_relation.dimensions IS
'Of a scan: the columns of areas that the source has, and that its cells tell apart; else NULL.';
COMMENT ON COLUMN indicator_view_relation.breakdowns IS 'Of a scan: its breakdowns; else NULL.';
