-- What is not there to be called: support functions of aggregates, and the steps of a
-- publication. They stay out of \df kansrijk.*, and out of the reference.

CREATE SCHEMA kansrijk_intern;
COMMENT ON SCHEMA kansrijk_intern IS 'Internals of the extension kansrijk: nothing to call, and nothing to build on.';
GRANT USAGE ON SCHEMA kansrijk_intern TO PUBLIC;
