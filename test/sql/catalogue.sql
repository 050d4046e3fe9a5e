-- pg_dump writes the rows that users add to the catalogue, and no others; they
-- are restored beside those of the extension.
INSERT INTO kansrijk.source_document (id, title, publisher, kind) VALUES ('ours', 'Ours', 'us', 'monitor');
INSERT INTO kansrijk.published_figure (id, indicator, source_document, period, area, value, unit, qualifier)
	VALUES ('ours-1', 'P01', 'ours', '2019', 'Ons dorp', 7, '%', 'exact');
INSERT INTO kansrijk.source_synonym (id, source_table, source_column, known_names, expression) VALUES (1000, 'birth', 'year', 'jaartal', '$1');
\setenv PGDATABASE :DBNAME
\! pg_dump --no-owner | grep -E '^(ours|1000|F[0-9]|P[0-9]|i[0-9])' | LC_ALL=C sort
\! createdb kansrijk_restored && pg_dump --no-owner | psql -qX -v ON_ERROR_STOP=1 -d kansrijk_restored >/dev/null
\! psql -qXAt -d kansrijk_restored -c 'SELECT count(*) > 200, count(*) FILTER (WHERE NOT builtin) FROM kansrijk.published_figure'; dropdb kansrijk_restored
DELETE FROM kansrijk.source_synonym WHERE NOT builtin;
DELETE FROM kansrijk.published_figure WHERE NOT builtin;
DELETE FROM kansrijk.source_document WHERE NOT builtin;
