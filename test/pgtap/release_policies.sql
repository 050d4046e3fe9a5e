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
SELECT * FROM finish();
ROLLBACK;
