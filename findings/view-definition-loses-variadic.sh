#!/usr/bin/env bash
# PostgreSQL: the definition of a view loses the word VARIADIC in a window call.
#
# pg_get_viewdef, and pg_dump with it, print VARIADIC in a plain call of an aggregate
# and leave it out of the same call with OVER. The view works; its dump does not load.
# In views, give such a function its arguments one by one.
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1
start_postgresql

sql <<'SQL'
CREATE FUNCTION add_length(n int, VARIADIC words text[]) RETURNS int LANGUAGE sql IMMUTABLE
	AS 'SELECT n + array_length(words, 1)';
CREATE AGGREGATE words(VARIADIC text[]) (SFUNC = add_length, STYPE = int, INITCOND = 0);
CREATE VIEW plain AS SELECT words(VARIADIC ARRAY['a', 'b']) AS n;
CREATE VIEW windowed AS SELECT words(VARIADIC ARRAY['a', 'b']) OVER () AS n;
SQL
definition() { sql -c "SELECT regexp_replace(pg_get_viewdef('$1'), '\s+', ' ', 'g')" | sed 's/^ //'; }
see "a plain call" "$(definition plain)" "SELECT words(VARIADIC ARRAY['a'::text, 'b'::text]) AS n;"
see "the same call with OVER ()" "$(definition windowed)" \
	"SELECT public.words(ARRAY['a'::text, 'b'::text]) OVER () AS n;"
see "the second definition, executed" \
	"$(sql -v VERBOSITY=terse -c "$(definition windowed)" | sed 's/ at character.*//')" \
	"ERROR:  function public.words(text[]) does not exist"
conclude
