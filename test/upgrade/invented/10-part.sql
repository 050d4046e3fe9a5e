DROP FUNCTION gone(text);
ALTER TABLE kind ADD COLUMN note text;
ALTER TYPE level ADD VALUE 'highest';
