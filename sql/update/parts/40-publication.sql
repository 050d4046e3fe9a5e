-- Locks are rows of the publication's own tables, and views for readers are made by create_reader_views().
DROP FUNCTION lock_publication(text, text[]);
DROP PROCEDURE create_released_view(text, text, text, text);
