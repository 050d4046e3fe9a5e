-- What the reader tries and may not: each statement fails with 42501.

-- the source
SELECT * FROM bron.birth;
-- the source, by a count
SELECT count(*) FROM "bron"."birth" WHERE 1 <> 1 LIMIT 0;
-- the counted cells
SELECT * FROM publicatie_intern.birth_protected LIMIT 1;
-- the figures with their reasons
SELECT * FROM "publicatie_intern"."birth_protected" LIMIT 1;
-- the log
SELECT * FROM publicatie_intern.refresh_log;
-- the materialized view beneath the view
SELECT * FROM publicatie_intern.birth_fact LIMIT 1;
-- refresh
CALL publicatie_intern.refresh();
-- refresh, by hand
REFRESH MATERIALIZED VIEW publicatie_intern.birth_fact;
-- write
UPDATE bron.birth SET birthweight = 1;
-- delete
DELETE FROM bron.birth;
-- a table in the target
CREATE TABLE publicatie.x (a integer);
-- a table in public
CREATE TABLE public.x (a integer);
-- the temporary table that Tableau tries
CREATE LOCAL TEMPORARY TABLE "#Tableau_1_Connect" ("COL" INTEGER) ON COMMIT PRESERVE ROWS;
-- another role
SET ROLE clients_owner;
-- a file of the server
SELECT pg_catalog.pg_read_file('PG_VERSION');
