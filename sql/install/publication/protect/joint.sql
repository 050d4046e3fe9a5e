-- Definitions that count the same units, protected together: see src/publication/joint.c.

CREATE FUNCTION kansrijk_intern.joint_plan(states text[])
	RETURNS TABLE (place smallint, is_numerator boolean, is_new boolean, basis smallint, whole_basis smallint,
		support boolean[], coefficients bigint[], divisor bigint, is_exact boolean)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 20
	AS 'MODULE_PATHNAME', 'kansrijk_joint_plan';
COMMENT ON FUNCTION kansrijk_intern.joint_plan(text[]) IS
'Internal: How definitions that count the same units hang together. states: what they say of a unit, a letter each: o '
'out of scope, y and n with and without the event, u unknown; all that occur. First a row for the numerator and the '
'denominator of each definition: whether it is_new in the basis over units of which nothing is unknown, its number '
'there (NULL: it is none of it), its number among those that are unlike over all units, and of which of the basis it '
'is made (support). Then, with place NULL, the least sets of units that follow: coefficients / divisor of numerator '
'and denominator of each definition; is_exact: over all units. Errors: 22023 (another letter or length), 54000 (too '
'many definitions, or ways to combine them).';

CREATE FUNCTION kansrijk_intern.joint_tells(places smallint[], rates rate[], numerators_known boolean[],
		denominators_known boolean[], exact_numerators boolean[], exact_denominators boolean[], states text[],
		min_count bigint, min_complement bigint, min_denominator bigint, protect_zero boolean) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'kansrijk_joint_tells';
COMMENT ON FUNCTION kansrijk_intern.joint_tells(smallint[], rate[], boolean[], boolean[], boolean[], boolean[], text[],
	bigint, bigint, bigint, boolean) IS
'Internal: Whether figures of one cell tell a small set of units. places, rates and what is known of them, but for '
'units of which something is unknown (known) and over all units (exact): of the definitions, in any order. states: as '
'of joint_plan(). The rest says what is small: as a numerator or as no figure of one definition, as a complement, as a '
'denominator, and whether zero is. Errors: 2202E (arrays that do not fit), 22004 (nulls), and those of joint_plan().';

CREATE FUNCTION kansrijk_intern.joint_with(figures bytea, place smallint, r rate, numerator_known boolean,
		denominator_known boolean, exact_numerator boolean, exact_denominator boolean) RETURNS bytea
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2
	AS 'MODULE_PATHNAME', 'kansrijk_joint_with';
COMMENT ON FUNCTION kansrijk_intern.joint_with(bytea, smallint, rate, boolean, boolean, boolean, boolean) IS
'Internal: Figures of one cell and one more, for joint_marks(); none: an empty bytea.';

CREATE AGGREGATE kansrijk_intern.joint_figures(place smallint, r rate, numerator_known boolean,
		denominator_known boolean, exact_numerator boolean, exact_denominator boolean) (
	SFUNC = kansrijk_intern.joint_with,
	STYPE = bytea,
	COMBINEFUNC = pg_catalog.byteacat,
	INITCOND = '',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE kansrijk_intern.joint_figures(smallint, rate, boolean, boolean, boolean, boolean) IS
'Internal: The figures of definitions in one cell, and what is known of them, as of joint_tells(): for joint_marks().';

CREATE FUNCTION kansrijk_intern.joint_marks(figures bytea, r rate, my_place smallint, states text[],
		min_count bigint, min_complement bigint, min_denominator bigint, protect_zero boolean) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200
	AS 'MODULE_PATHNAME', 'kansrijk_joint_marks';
COMMENT ON FUNCTION kansrijk_intern.joint_marks(bytea, rate, smallint, text[], bigint, bigint, bigint, boolean) IS
'Internal: What the figures of others in a cell say of that of the definition my_place, which is being decided, in '
'bits. 1, 2, 4, 8: its numerator and its denominator are known, but for units of which something is unknown, and over '
'all units where these are other vectors. 16: all of it follows, because there is nothing of some units there. 32: it '
'is made of vectors that are not known. 64, 128, 256: its numerator, its denominator, or both tell a small set of '
'units, or something of others, that is not told without. 512, 1024: its numerator, its denominator only hangs '
'together with others there, so that one would tell the other: nobody is to hide behind it, and it is not known. The '
'other arguments are as of joint_tells(), with the same errors.';

CREATE FUNCTION kansrijk_intern.joint_follows(places smallint[], rates rate[], numerators_known boolean[],
		denominators_known boolean[], exact_numerators boolean[], exact_denominators boolean[], states text[])
	RETURNS smallint[]
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'kansrijk_joint_follows';
COMMENT ON FUNCTION kansrijk_intern.joint_follows(smallint[], rate[], boolean[], boolean[], boolean[], boolean[],
	text[]) IS
'Internal: What follows of vectors that are not known, in a cell where others tell that there is nothing of some '
'units: 4 * place - 3 is the numerator of a definition, then its denominator, but for units of which something is '
'unknown, and then both over all units. Those of the first two that only hang together there, so that one would tell '
'the other, are negative. The arguments are as of joint_tells(), with the same errors.';

-- What the decisions about a scan read of the plan and the policy.
CREATE TYPE kansrijk_intern.joint_system AS (
	states text[],
	rank integer,
	basis smallint[],
	exact smallint[],
	support boolean[],
	min_count bigint,
	min_complement bigint,
	min_denominator bigint,
	protect_zero boolean
);
COMMENT ON TYPE kansrijk_intern.joint_system IS
'Definitions that are protected together: their plan, an element for the numerator and one for the denominator of '
'each, and what is small.';
COMMENT ON COLUMN kansrijk_intern.joint_system.states IS 'What the definitions say of a unit, of all units.';
COMMENT ON COLUMN kansrijk_intern.joint_system.rank IS 'Number of vectors of the basis.';
COMMENT ON COLUMN kansrijk_intern.joint_system.basis IS 'Number in the basis; 0: none.';
COMMENT ON COLUMN kansrijk_intern.joint_system.exact IS
'Number over all units, after those of the basis; that of the basis, where the same definitions have it; 0: nothing.';
COMMENT ON COLUMN kansrijk_intern.joint_system.support IS
'Of which vectors of the basis it is made: as many elements as the basis has for each.';
COMMENT ON COLUMN kansrijk_intern.joint_system.min_count IS 'Smaller sets are protected.';
COMMENT ON COLUMN kansrijk_intern.joint_system.min_complement IS
'Those that are the complement, and not the numerator, of a definition.';
COMMENT ON COLUMN kansrijk_intern.joint_system.min_denominator IS
'Those that are the denominator, and not the numerator, of a definition.';
COMMENT ON COLUMN kansrijk_intern.joint_system.protect_zero IS 'Also those of 0.';

CREATE FUNCTION kansrijk_intern.joint_system(private text, one_scan text) RETURNS kansrijk_intern.joint_system
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (
		WITH vector AS MATERIALIZED (
			SELECT s.states, p.*, 2 * p.place - p.is_numerator::integer AS number
			FROM (SELECT array_agg(DISTINCT t.state) AS states FROM joint_state t WHERE t.scan = one_scan) s
				CROSS JOIN LATERAL kansrijk_intern.joint_plan(s.states) p
			WHERE p.place IS NOT NULL
		)
		SELECT ROW(min(v.states), max(cardinality(v.support)),
			array_agg(coalesce(v.basis, 0::smallint) ORDER BY v.number),
			array_agg(CASE WHEN v.basis IS NULL OR EXISTS (SELECT FROM vector w
					WHERE (w.basis = v.basis) IS DISTINCT FROM (w.whole_basis = v.whole_basis)
						AND (w.basis = v.basis OR w.whole_basis = v.whole_basis))
				THEN coalesce(cardinality(v.support) + v.whole_basis, 0) ELSE v.basis END::smallint ORDER BY v.number),
			(SELECT array_agg(x ORDER BY w.number, i) FROM vector w, unnest(w.support) WITH ORDINALITY u(x, i)),
			min(kansrijk_intern.policy_field(b.policy, 'min_count')::bigint),
			min(kansrijk_intern.policy_field(b.policy, 'min_complement')::bigint),
			min(kansrijk_intern.policy_field(b.policy, 'min_denominator')::bigint),
			bool_and(kansrijk_intern.policy_field(b.policy, 'zero') = 'protect'))::kansrijk_intern.joint_system
		FROM vector v CROSS JOIN publication b
		-- What hides nothing has nothing to protect.
		WHERE EXISTS (SELECT FROM unnest(ARRAY[1, 0, 1], ARRAY[2, 1, 1]) r(numerator, denominator)
			WHERE @extschema@.sdc_primary(@extschema@.make_rate(r.numerator, r.denominator), b.policy::@extschema@.sdc_policy)
				<> 'publish')
		HAVING count(*) > 0);
EXCEPTION WHEN program_limit_exceeded THEN
	PERFORM kansrijk_intern.fail_too_many_together(ARRAY(SELECT d.id FROM definition d
		WHERE d.scan = one_scan AND d.joint_place IS NOT NULL ORDER BY d.joint_place));
	RETURN NULL;
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_system(text, text) IS
'Internal: The definitions of a scan that are protected together, as a system. NULL when no unit is known, or the '
'policy hides nothing. Errors: 54000, which names them (too many sets of units follow from all of them).';

CREATE FUNCTION kansrijk_intern.joint_tells(places smallint[], rates rate[], numerators_known boolean[],
		denominators_known boolean[], exact_numerators boolean[], exact_denominators boolean[],
		plan kansrijk_intern.joint_system) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
	RETURN kansrijk_intern.joint_tells(places, rates, numerators_known, denominators_known, exact_numerators,
		exact_denominators, (plan).states, (plan).min_count, (plan).min_complement, (plan).min_denominator,
		(plan).protect_zero);
COMMENT ON FUNCTION kansrijk_intern.joint_tells(smallint[], rate[], boolean[], boolean[], boolean[], boolean[],
	kansrijk_intern.joint_system) IS
'Internal: joint_tells() with a system as it is.';

CREATE FUNCTION kansrijk_intern.joint_marks(figures bytea, r rate, my_place smallint,
		plan kansrijk_intern.joint_system) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 200
	RETURN kansrijk_intern.joint_marks(figures, r, my_place, (plan).states, (plan).min_count, (plan).min_complement,
		(plan).min_denominator, (plan).protect_zero);
COMMENT ON FUNCTION kansrijk_intern.joint_marks(bytea, rate, smallint, kansrijk_intern.joint_system) IS
'Internal: joint_marks() with a system as it is.';

-- Years that were released are not scanned again; what units there were is known from then.
CREATE PROCEDURE kansrijk_intern.find_states(private text, step text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
DECLARE
	one record;
	years int4multirange;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT r.query, d.scan INTO STRICT one FROM relation r JOIN definition d ON d.id = r.definitions[1]
		WHERE r.stage = 'states' AND r.name = step;
	years := '{(,)}'::int4multirange;
	IF EXISTS (SELECT FROM joint_state s WHERE s.scan = one.scan) THEN
		years := kansrijk_intern.open_years(private, one.scan);
	END IF;
	DELETE FROM joint_state s WHERE s.scan = one.scan AND s.year <@ years;
	EXECUTE kansrijk_intern.fill('INSERT INTO {private}.joint_state (scan, year, state) SELECT $2, s.year, s.state
		FROM ({query}) s', 'private', quote_ident(private), 'query', one.query) USING years, one.scan;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.find_states(text, text) IS
'Internal: Finds what definitions that are protected together say of the units of the source.';

-- What a reader has of the other definitions: those decided before, and of those that follow what was released.
CREATE FUNCTION kansrijk_intern.joint_others(private text, one_definition smallint)
	RETURNS TABLE (key text, figures bytea)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 100000
	SET search_path = pg_catalog, pg_temp
	SET enable_sort = off
	AS $$
#variable_conflict use_column
DECLARE
	one record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT d.scan, d.joint_place INTO STRICT one FROM definition d WHERE d.number = one_definition;
	RETURN QUERY
	SELECT o.key, kansrijk_intern.joint_figures(o.place, o.r, o.numerator_known, o.denominator_known,
		o.exact_numerator, o.exact_denominator)
	FROM (
		SELECT c.key, d.joint_place AS place, c.r, c.numerator_known, c.denominator_known, c.exact_numerator,
			c.exact_denominator
		FROM joint_cell c JOIN definition d ON d.number = c.definition
		-- By its index: it has the figures of all definitions.
		WHERE c.definition = ANY (ARRAY(SELECT o.number FROM definition o
			WHERE o.scan = one.scan AND o.joint_place < one.joint_place))
		UNION ALL
		SELECT c.key, d.joint_place, (array_agg(c.r ORDER BY c.release DESC))[1], true, true, true, true
		FROM release_cell c JOIN definition d ON d.id = c.definition
		WHERE d.scan = one.scan AND d.joint_place > one.joint_place AND c.status = 'publish' AND c.r IS NOT NULL
		GROUP BY c.key, d.joint_place) o
	GROUP BY o.key;
END $$;
COMMENT ON FUNCTION kansrijk_intern.joint_others(text, smallint) IS
'Internal: The figures of the other definitions that are protected together with one, and what is known of them when '
'it is decided: by cell, for joint_marks().';
