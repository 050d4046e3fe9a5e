-- What the definition of a view, and the rights around it, give away.

CREATE FUNCTION lint_view_query(view regclass, OUT rule text, OUT severity text, OUT object text, OUT finding text,
	OUT advice text) RETURNS SETOF record
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 10
	AS 'MODULE_PATHNAME', 'kansrijk_lint_view_query';
COMMENT ON FUNCTION lint_view_query(regclass) IS
'The findings of lint_view() that follow from the query of the view and of those beneath it. Reads no rows.';

CREATE FUNCTION lint_view_relations(view regclass, OUT relation regclass, OUT is_evidence boolean) RETURNS SETOF record
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000 ROWS 10
	AS 'MODULE_PATHNAME', 'kansrijk_lint_view_relations';
COMMENT ON FUNCTION lint_view_relations(regclass) IS
'The relations that a view reads, also through other views. is_evidence: figures are counted from it, or it holds '
'figures that are not masked; false for masked figures, and for what only adds labels to protected ones, or to the '
'units that are counted.';

-- The figures of a publication are in a table, so that no query leads to the source.
CREATE FUNCTION kansrijk_intern.evidence_sources(relation regclass) RETURNS SETOF regclass
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text;
	source text;
BEGIN
	SELECT n.nspname INTO private FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.oid = evidence_sources.relation AND c.relname = 'protected' AND c.relkind = 'r';
	IF private IS NOT NULL AND has_table_privilege(to_regclass(format('%I.publication', private)), 'SELECT') THEN
		EXECUTE format('SELECT p.source FROM %I.publication p', private) INTO source;
		RETURN QUERY SELECT s.id::regclass FROM kansrijk_intern.source_relations(source) s(id) JOIN pg_class c ON c.oid = s.id
			WHERE c.relname <> ALL ('{area,area_transition,area_group,source_delivery}');
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.evidence_sources(regclass) IS
'Internal: Of the table protected of a publication: what its source is made of, but for labels; of any other relation '
'nothing.';

-- Its policy is in a table too.
CREATE FUNCTION kansrijk_intern.open_policy(relation regclass) RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text;
	policy text;
BEGIN
	SELECT n.nspname INTO private FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.oid = open_policy.relation AND c.relname LIKE '%\_fact' AND c.relkind = 'm';
	IF private IS NULL OR NOT coalesce(has_table_privilege(to_regclass(format('%I.publication', private)), 'SELECT')
		AND has_table_privilege(to_regclass(format('%I.relation', private)), 'SELECT'), false)
	THEN
		RETURN NULL;
	END IF;
	EXECUTE format('SELECT p.policy FROM %1$I.publication p, %1$I.relation r
		WHERE r.stage = ''fact'' AND to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) = $1
			AND NOT EXISTS (SELECT FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
				WHERE i.family = r.family AND kansrijk_intern.counts_organisations(d.unit_counted))', private)
		INTO policy USING relation;
	RETURN CASE WHEN @extschema@.sdc_primary(@extschema@.make_rate(1, 2, 0), policy::@extschema@.sdc_policy) = 'publish'
		AND @extschema@.sdc_round_by(1, policy::@extschema@.sdc_policy) = 1 THEN policy END;
END $$;
COMMENT ON FUNCTION kansrijk_intern.open_policy(regclass) IS
'Internal: Of the figures about persons of a family of a publication (FAMILY_fact): the policy, when it hides nothing '
'and rounds nothing; of any other relation NULL, and to who may not read which policy it is.';

CREATE FUNCTION lint_view(view regclass)
RETURNS TABLE (rule text, severity text, object text, finding text, advice text)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 10000 ROWS 10
	BEGIN ATOMIC
		WITH met AS MATERIALIZED (
			SELECT relation, is_evidence FROM lint_view_relations(view)
			UNION SELECT s.id, true FROM lint_view_relations(view) m, kansrijk_intern.evidence_sources(m.relation) s(id)
			UNION ALL SELECT view, false),
		relation AS MATERIALIZED (
			SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind, c.relowner, c.relnamespace, c.relrowsecurity,
				m.is_evidence, c.oid = view AS is_view,
				EXISTS (SELECT FROM pg_options_to_table(c.reloptions) o
					WHERE o.option_name = 'security_barrier' AND o.option_value::boolean) AS is_barrier,
				EXISTS (SELECT FROM pg_options_to_table(c.reloptions) o
					WHERE o.option_name = 'security_invoker' AND o.option_value::boolean) AS is_invoker
			FROM met m JOIN pg_class c ON c.oid = m.relation JOIN pg_namespace n ON n.oid = c.relnamespace),
		-- Who may read the view, and is not the owner of what is beneath it.
		reader AS MATERIALIZED (
			SELECT r.name, r.oid
			FROM relation v, (SELECT rolname::text AS name, oid FROM pg_roles WHERE NOT rolsuper AND rolname !~ '^pg_'
				UNION ALL SELECT 'public', 0) r
			WHERE v.is_view AND has_any_column_privilege(r.name, v.oid, 'SELECT')
				AND has_schema_privilege(r.name, v.relnamespace, 'USAGE')
				AND (r.oid = 0 OR NOT pg_has_role(r.name, v.relowner, 'USAGE'))),
		evidence_reader AS (
			SELECT r.name AS role, r.oid, e.name AS evidence, bool_or(r.oid = 0) OVER (PARTITION BY e.oid) AS by_everybody
			FROM reader r, relation e
			WHERE e.is_evidence AND has_any_column_privilege(r.name, e.oid, 'SELECT')
				AND has_schema_privilege(r.name, e.relnamespace, 'USAGE') AND r.oid <> e.relowner),
		used_function AS (
			SELECT DISTINCT p.oid, p.oid::regprocedure::text AS name, p.provolatile, p.proleakproof, v.name AS in_view
			FROM relation v JOIN pg_rewrite w ON w.ev_class = v.oid
				JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
				LEFT JOIN pg_operator o ON d.refclassid = 'pg_operator'::regclass AND o.oid = d.refobjid
				JOIN pg_proc p ON p.oid = CASE d.refclassid WHEN 'pg_proc'::regclass THEN d.refobjid ELSE o.oprcode END
			WHERE p.pronamespace <> 'pg_catalog'::regnamespace
				AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid
					AND e.deptype = 'e' AND e.refclassid = 'pg_extension'::regclass
					AND e.refobjid = (SELECT x.oid FROM pg_extension x WHERE x.extname = 'kansrijk'))),
		finding AS (
			SELECT q.rule, q.severity, q.object, q.finding, q.advice FROM lint_view_query(view) q
			UNION
			SELECT 'barrier', 'warning', v.name, 'the view is no security barrier',
				format('ALTER VIEW %s SET (security_barrier): else a cheap function in a reader''s WHERE sees rows before '
					'the view has filtered them.', v.name)
			FROM relation v WHERE v.is_view AND v.relkind = 'v' AND NOT v.is_barrier
			UNION
			SELECT 'barrier', 'warning', v.name,
				format('readers (%s) may read the materialized view itself, which cannot be a security barrier',
					string_agg(r.name, ', ' ORDER BY r.name COLLATE "C")),
				'Revoke that, and grant SELECT on a view WITH (security_barrier) on top of it.'
			FROM relation v, reader r WHERE v.is_view AND v.relkind = 'm' GROUP BY v.name
			UNION
			SELECT 'invoker', 'error', v.name,
				'the view runs with the rights of who reads it, so that readers need rights on what is beneath',
				format('ALTER VIEW %s RESET (security_invoker), and revoke the rights of readers beneath it.', v.name)
			FROM relation v WHERE v.is_invoker
			UNION
			SELECT 'rights', 'error', e.evidence,
				format('%s may read the view and also %s, which has figures that are not masked, or what they are '
					'counted from', CASE e.oid WHEN 0 THEN 'everybody (PUBLIC)' ELSE 'role ' || e.role END, e.evidence),
				'Revoke SELECT on it, or USAGE on its schema, also from PUBLIC and from roles that this one is a member of.'
			FROM evidence_reader e
			WHERE e.oid = 0 OR NOT e.by_everybody
			UNION
			SELECT 'policy', 'error', m.name,
				'the publication has a policy that hides no figure, however small, and rounds none: ' || p.policy,
				'CALL create_indicator_views() with a policy: SELECT * FROM sdc_policy_presets() has those that publishers use.'
			FROM relation m, kansrijk_intern.open_policy(m.oid) AS p(policy) WHERE p.policy IS NOT NULL
			UNION
			SELECT 'public', 'warning', v.name, 'everybody (PUBLIC) may read the view, also roles that are created later',
				format('REVOKE SELECT ON %s FROM PUBLIC, and grant it to a role for readers.', v.name)
			FROM relation v, reader r WHERE v.is_view AND r.oid = 0
			UNION
			SELECT 'create', 'warning', v.name, format('%s may read the view and create objects in its schema',
					CASE r.oid WHEN 0 THEN 'everybody (PUBLIC)' ELSE 'role ' || r.name END),
				format('REVOKE CREATE ON SCHEMA %s from it: readers need no functions or operators of their own.',
					v.relnamespace::regnamespace)
			FROM relation v, reader r WHERE v.is_view AND has_schema_privilege(r.name, v.relnamespace, 'CREATE')
				AND (r.oid = 0 OR NOT has_schema_privilege('public', v.relnamespace, 'CREATE'))
			UNION
			SELECT 'statistics', 'warning', s.name, format('%s may read the view and %s',
					CASE r.oid WHEN 0 THEN 'everybody (PUBLIC)' ELSE 'role ' || r.name END, s.what), s.advice
			FROM reader r, LATERAL (
				SELECT 'pg_statistic' AS name, 'the most common values of every column, in the statistics of the planner' AS what,
					'Revoke SELECT on pg_statistic and pg_statistic_ext_data: pg_stats shows each role what it may see.' AS advice
				WHERE has_any_column_privilege(r.name, 'pg_statistic', 'SELECT')
					OR has_any_column_privilege(r.name, 'pg_statistic_ext_data', 'SELECT')
				UNION ALL
				SELECT 'pg_read_all_stats', 'the queries of others, with the values in them',
					'Revoke pg_read_all_stats and pg_monitor from it.'
				WHERE r.oid <> 0 AND pg_has_role(r.oid, 'pg_read_all_stats', 'USAGE')) s
			UNION
			SELECT 'row_security', 'warning', e.name,
				format('the rows of %s depend on who reads it, and with them the table system', e.name),
				'Have a role without row security (BYPASSRLS, or the owner of the table) refresh a materialized view, and put the '
				'view on that.'
			FROM relation e WHERE e.is_evidence AND e.relrowsecurity
			UNION
			SELECT 'leakproof', 'error', f.name,
				format('%s uses a function that is marked as leakproof, which runs beneath a security barrier', f.in_view),
				format('ALTER FUNCTION %s NOT LEAKPROOF.', f.name)
			FROM used_function f WHERE f.proleakproof
			UNION
			SELECT 'volatile', 'warning', f.name,
				format('%s uses a volatile function: it may give another result at every call, write, or read what '
					'lint_view cannot see', f.in_view),
				'Use an immutable function, or at least a stable one, that computes from its arguments alone.'
			FROM used_function f WHERE f.provolatile = 'v')
		SELECT f.rule, f.severity, f.object, f.finding, f.advice FROM finding f
		ORDER BY array_position('{error,warning,notice}', f.severity), f.rule COLLATE "C", f.object COLLATE "C",
			f.finding COLLATE "C";
	END;
COMMENT ON FUNCTION lint_view(regclass) IS
'What the definition of a view or materialized view, and the rights around it, give away, each with what to do. It '
'follows the query, and those of the views beneath, from the tables up: every aggregate over units is a figure, until '
'a status that decides about it masks it; a table is one of units unless its columns are those of labels: texts, and '
'what else a unique key with a text holds. rule: unprotected, unmasked, other_status, primary_only, owner_only, rows, '
'collected, zero, unknown, exact_count, decimals, filter, partition, policy, sample, order, extreme, number, reason '
'(of the query); barrier, invoker, rights, public, create, statistics, row_security, leakproof, volatile (of what is '
'around it); doc/security.md explains them. severity: error (gives figures away), warning (may), notice (look at it). '
'object: the relation, column, function or role. No row: nothing was found, which is no proof; the figures themselves '
'are judged by sdc_status. Reads no data and needs no rights. Errors: 42809 (neither view nor materialized view).';
