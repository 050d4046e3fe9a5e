-- What doc/distributed.md sets up on the server that is asked. Its births are on
-- the nodes already.
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
CREATE SERVER north FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'north', dbname 'microdata', extensions 'kansrijk',
	async_capable 'true');
CREATE SERVER south FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'south', dbname 'microdata', extensions 'kansrijk',
	async_capable 'true');
CREATE USER MAPPING FOR CURRENT_USER SERVER north OPTIONS (user 'postgres');
CREATE USER MAPPING FOR CURRENT_USER SERVER south OPTIONS (user 'postgres');

CREATE TABLE birth (region text, province text, municipality text, year smallint, birthweight smallint,
	ga_days smallint, sex smallint, mortality smallint)
	PARTITION BY LIST (region);
CREATE FOREIGN TABLE birth_north PARTITION OF birth FOR VALUES IN ('noord') SERVER north OPTIONS (table_name 'birth');
CREATE FOREIGN TABLE birth_south PARTITION OF birth FOR VALUES IN ('zuid') SERVER south OPTIONS (table_name 'birth');
