-- What a refresh decides, a release accepts: with zeros shown, with sums that may be off, with intervals, and with
-- nothing hidden.
BEGIN;
SELECT no_plan();
SET LOCAL client_min_messages = error;
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 500, 5, 2018, 2);

CREATE FUNCTION hidden(policy text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	CALL create_indicator_views('bron', 'uit', policy::sdc_policy, families => '{kraamzorg}', window_years => 2,
		area_types => '{land,gemeente}');
	SELECT count(*) INTO n FROM uit_intern.protected p WHERE p.shown AND p.status NOT IN ('publish', 'empty');
	CALL release('uit', 'eerste');
	CALL forget_releases('uit');
	CALL drop_indicator_views('uit');
	RETURN n;
END $$;
SELECT is(hidden('none'), 0::bigint, 'who hides nothing hides nothing of related definitions');
SELECT cmp_ok(hidden(policy), '>', 0::bigint, 'released: ' || policy)
	FROM unnest('{min_count=5,statline,"ahti, min_interval=5"}'::text[]) policy;

-- Where zeros are shown, one that must be hidden follows from others: of a municipality nobody is late in any year but
-- the one in which the answer is unknown, and that tells when others, of whom it is known, began.
CALL create_source_schema('klein');
CALL load_synthetic_source('klein', 215, 231, 2012, 5);
CALL create_indicator_views('klein', 'zorg', 'statline', families => '{care}', area_types => '{land,gemeente}',
	local_definitions => '{early-care-24w,care-end-primary,care-onset-primary,care-start-primary,care-end-secondary,
		late-care-22w}');
SELECT lives_ok($$ CALL release('zorg', 'eerste') $$, 'released: zeros that give away what others hide are hidden');
SELECT cmp_ok(count(*), '>', 0::bigint, 'they are few') FROM zorg_intern.protected p JOIN zorg_intern.definition d
	ON d.number = p.definition WHERE d.id = 'late-care-22w' AND numerator(p.r) = 0 AND p.status = 'secondary';
SELECT cmp_ok(count(*) FILTER (WHERE p.status = 'secondary'), '<', count(*) FILTER (WHERE p.status = 'publish') / 10,
	'and nearly all zeros are shown') FROM zorg_intern.protected p JOIN zorg_intern.definition d
	ON d.number = p.definition WHERE d.id = 'late-care-22w' AND numerator(p.r) = 0 AND p.shown;
SELECT * FROM finish();
ROLLBACK;
