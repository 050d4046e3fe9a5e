-- META.json is what PGXN accepts (its specification, version 1.0.0), and every
-- place that has the version has the same one.
BEGIN;
SELECT no_plan();

\set meta `cat META.json`
\set control_version `sed -n "s/^default_version = '\(.*\)'/\1/p" kansrijk.control`
\set missing_files `for f in $(sed -n 's/.*"\(file\|docfile\)": "\(.*\)".*/\2/p' META.json); do test -f "$f" || echo "$f"; done`
\set debian_version `sed -n '1s/.*(\(.*\)-[^-]*).*/\1/p' debian/changelog`
\set control_schema `sed -n "s/^schema = '\(.*\)'/\1/p" kansrijk.control`
CREATE TEMP TABLE distribution AS SELECT :'meta'::jsonb AS meta;

SELECT ok(meta ? field, field || ' is there') FROM distribution,
	unnest('{name,version,abstract,maintainer,license,provides,meta-spec}'::text[]) field;
SELECT is(ARRAY(SELECT jsonb_object_keys(meta)
	EXCEPT SELECT
	unnest('{name,version,abstract,maintainer,license,provides,meta-spec,description,generated_by,tags,no_index,prereqs,release_status,resources}'::text[])),
	'{}', 'no field that PGXN does not know') FROM distribution;
SELECT is(meta -> 'meta-spec' ->> 'version', '1.0.0', 'the version of the specification') FROM distribution;
SELECT matches(meta ->> 'name', '^[^/\\[:cntrl:][:space:]]{2,}$', 'a name without slashes and blanks')
	FROM distribution;
SELECT matches(meta ->> 'version', '^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[a-z][a-z0-9-]*)?$',
	'a semantic version') FROM distribution;
SELECT ok(jsonb_array_length(meta -> 'maintainer') > 0 AND meta #>> '{maintainer,0}' ~ '.+ <.+@.+>',
	'somebody to write to') FROM distribution;
SELECT ok(meta ->> 'license' IN ('agpl_3', 'apache_2_0', 'artistic_2', 'bsd', 'gpl_2', 'gpl_3', 'lgpl_3_0', 'mit',
	'postgresql'), 'a licence that PGXN knows') FROM distribution;
SELECT ok(meta ->> 'release_status' IN ('stable', 'testing', 'unstable'), 'a release status that PGXN knows')
	FROM distribution;
SELECT ok(meta ->> 'abstract' ~ '\S', 'an abstract') FROM distribution;
SELECT is_empty($$ SELECT tag FROM distribution, jsonb_array_elements_text(meta -> 'tags') tag
	WHERE tag !~ '^[^/\\[:cntrl:]]{1,255}$' $$, 'tags are words');
SELECT ok(meta -> 'provides' ? 'kansrijk', 'provides the extension') FROM distribution;
SELECT is_empty($$ SELECT key FROM distribution, jsonb_each(meta -> 'provides') WHERE NOT value ?& '{file,version}' $$,
	'what it provides has a file and a version');
SELECT is(:'missing_files'::text, '', 'its files exist');
SELECT is_empty($$ SELECT phase.key, relation.key FROM distribution, jsonb_each(meta -> 'prereqs') phase,
	jsonb_each(phase.value) relation
	WHERE phase.key NOT IN ('configure', 'build', 'test', 'runtime', 'develop') OR relation.key NOT
		IN ('requires', 'recommends', 'suggests', 'conflicts') $$, 'prerequisites by phase and strength');

SELECT is(meta #>> '{provides,kansrijk,version}', meta ->> 'version', 'one version: of the extension')
	FROM distribution;
SELECT is(:'control_version'::text, meta ->> 'version', 'of the control file') FROM distribution;
SELECT is((SELECT extversion FROM pg_extension WHERE extname = 'kansrijk'), meta ->> 'version', 'of what is installed')
	FROM distribution;
SELECT is(:'debian_version'::text, meta ->> 'version', 'of the Debian package') FROM distribution;
SELECT is(:'control_schema'::text, 'kansrijk', 'the schema is fixed: other servers rely on it');

SELECT * FROM finish();
ROLLBACK;
