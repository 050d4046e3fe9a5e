-- The first version of an extension with something of all that tools/update-script knows.
CREATE TABLE kind (
	id text PRIMARY KEY,
	name text NOT NULL UNIQUE,
	builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE kind IS 'Kinds of things.';
COMMENT ON COLUMN kind.name IS 'How it is called; not by its "id".';
CREATE TABLE thing (
	kind text NOT NULL REFERENCES kind,
	position integer NOT NULL CHECK (position > 0),
	code text NOT NULL,
	builtin boolean NOT NULL DEFAULT false,
	PRIMARY KEY (kind, position),
	UNIQUE (kind, code)
);
SELECT pg_catalog.pg_extension_config_dump('kind', 'WHERE NOT builtin');
INSERT INTO kind (id, name, builtin) VALUES
	('a', 'the first, (it''s; fine)', 'true'),
	('b', 'the second', 'true'),
	('c', 'which goes', 'true');
INSERT INTO thing VALUES
	('a', '1', 'x', 'true'),
	('a', '2', 'y', 'true'),
	('c', '1', 'z', 'true');

CREATE FUNCTION same(n integer) RETURNS integer LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN 1
	ELSE 0 END; END;
COMMENT ON FUNCTION same(integer) IS 'Stays; -- as it is.';
CREATE FUNCTION changed(n integer DEFAULT 1) RETURNS integer LANGUAGE plpgsql IMMUTABLE COST 10 AS $$
BEGIN
	RETURN n; -- the "old" body
END $$;
COMMENT ON FUNCTION changed(integer) IS 'Gets another body and cost.';
CREATE FUNCTION renamed_argument(a integer, b double precision DEFAULT 0) RETURNS text
	LANGUAGE sql IMMUTABLE RETURN a || ',' || b;
COMMENT ON FUNCTION renamed_argument(integer, double precision) IS 'Gets other names.';
CREATE FUNCTION gone(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN $1;
COMMENT ON FUNCTION gone(text) IS 'Goes.';
CREATE AGGREGATE added(integer) (SFUNC = int4_sum, STYPE = bigint);
COMMENT ON AGGREGATE added(integer) IS 'Gets an initial value.';
CREATE TYPE level AS ENUM ('low', 'high');
COMMENT ON TYPE level IS 'Gets one more.';
