-- What a publication remembers of its releases.

CREATE PROCEDURE kansrijk_intern.create_released_view(target text, fact text, owner text, reader text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place) FROM kansrijk_intern.indicator_view_columns() c);
	x record;
BEGIN
	IF to_regclass(format('%I.released', target)) IS NULL THEN
		EXECUTE format($ddl$
			CREATE VIEW %2$I.released WITH (security_barrier) AS SELECT release, family, %4$s FROM %1$I.release_figure;
			COMMENT ON VIEW %2$I.released IS 'Alle vrijgegeven cijfers, van elke vrijgave.';
			CREATE VIEW %2$I.releases WITH (security_barrier) AS SELECT label AS release, released_at, note FROM %1$I.release;
			COMMENT ON VIEW %2$I.releases IS 'Vrijgaven.';
			COMMENT ON COLUMN %2$I.releases.release IS 'Naam van de vrijgave.';
			COMMENT ON COLUMN %2$I.releases.released_at IS 'Wanneer.';
			COMMENT ON COLUMN %2$I.releases.note IS 'Toelichting.'
			$ddl$, private, target, NULL, columns);
		FOR x IN SELECT c.name, c.comment_nl FROM kansrijk_intern.indicator_view_columns() c UNION ALL VALUES ('release', 'Naam van de vrijgave.'), ('family', 'Familie van indicatoren.') LOOP
			EXECUTE format('COMMENT ON COLUMN %I.released.%I IS %L', target, x.name, x.comment_nl);
		END LOOP;
		EXECUTE format('ALTER VIEW %I.released OWNER TO %I', target, owner);
		EXECUTE format('ALTER VIEW %I.releases OWNER TO %I', target, owner);
	END IF;
	EXECUTE format('REVOKE ALL ON %1$I.release_figure, %2$I.released, %2$I.releases FROM PUBLIC%3$s', private, target, coalesce(', ' || quote_ident(reader), ''));
	IF reader IS NOT NULL THEN
		EXECUTE format('GRANT SELECT ON %1$I.released, %1$I.releases TO %2$I', target, reader);
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.create_released_view(text, text, text, text) IS 'Internal: Creates target.released and target.releases, and the table beneath, when they do not exist, and grants them to the reader. Part of create_indicator_views().';
