-- The second version.
CREATE TABLE kind (
	id text PRIMARY KEY,
	name text NOT NULL UNIQUE,
	builtin boolean NOT NULL DEFAULT false,
	note text
);
COMMENT ON TABLE kind IS 'Kinds of things.';
COMMENT ON COLUMN kind.name IS 'How it is called.';
COMMENT ON COLUMN kind.note IS 'New.';
CREATE TABLE thing (
	kind text NOT NULL REFERENCES kind,
	position integer NOT NULL CHECK (position > 0),
	code text NOT NULL,
	builtin boolean NOT NULL DEFAULT false,
	PRIMARY KEY (kind, position),
	UNIQUE (kind, code)
);
SELECT pg_catalog.pg_extension_config_dump('kind', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('thing', 'WHERE NOT builtin');
GRANT SELECT ON thing TO PUBLIC;
INSERT INTO kind (id, name, builtin, note) VALUES
	('a', 'the first, (it''s; fine)', 'true', NULL),
	('b', 'the second and a half', 'true', 'note'),
	('d', 'the fourth', 'true', NULL),
	('own', 'not mine', 'true', NULL);
INSERT INTO thing VALUES
	('a', '1', 'y', 'true'),
	('a', '2', 'x', 'true'),
	('d', '1', 'z', 'true');

CREATE FUNCTION same(n integer) RETURNS integer LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN 1
	ELSE 0 END; END;
COMMENT ON FUNCTION same(integer) IS 'Stays; -- as it is.';
CREATE FUNCTION changed(n integer DEFAULT 1) RETURNS integer LANGUAGE plpgsql IMMUTABLE COST 20 AS $$
BEGIN
	RETURN 2 * n; -- the 'new' body
END $$;
COMMENT ON FUNCTION changed(integer) IS 'Gets another body and cost.';
CREATE FUNCTION renamed_argument(n integer, share double precision DEFAULT 0) RETURNS text
	LANGUAGE sql IMMUTABLE RETURN n || ';' || share;
COMMENT ON FUNCTION renamed_argument(integer, double precision) IS 'Gets other names.';
CREATE AGGREGATE added(integer) (SFUNC = int4_sum, STYPE = bigint, INITCOND = '0');
COMMENT ON AGGREGATE added(integer) IS 'Gets an initial value.';
CREATE TYPE level AS ENUM ('low', 'high', 'highest');
COMMENT ON TYPE level IS 'Got one more.';
CREATE TYPE pair AS (left_one integer, right_one integer);
COMMENT ON TYPE pair IS 'New.';
CREATE FUNCTION is_equal(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN ($1).left_one = ($2).left_one;
COMMENT ON FUNCTION is_equal(pair, pair) IS 'New.';
CREATE OPERATOR === (LEFTARG = pair, RIGHTARG = pair, FUNCTION = is_equal);
COMMENT ON OPERATOR === (pair, pair) IS 'New.';
CREATE CAST (integer AS level) WITH INOUT;
