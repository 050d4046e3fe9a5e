-- The relations of a publication, once, empty: PostgreSQL parses their queries now, and
-- what reads them can be checked.

CALL kansrijk_intern.create_publication_tables('kansrijk_intern');
CALL kansrijk_intern.create_publication_views('kansrijk_intern');
