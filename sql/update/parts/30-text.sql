-- Looked up by area_code(code) now.
DROP INDEX area_transition_new_code_new_division_year_idx;

ALTER TABLE source_column ADD reader text;

-- It has an argument more.
DROP FUNCTION suggest_mapping(regclass, text, text);
