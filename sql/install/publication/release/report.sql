-- What a privacy officer signs: what was released, by which rules, what was
-- checked, and what nobody checks. In Dutch, as Markdown; no counts of hidden cells.

CREATE FUNCTION kansrijk_intern.report_row(VARIADIC fields text[]) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN '| ' || (SELECT string_agg(replace(regexp_replace(coalesce(f, ''), '\s+', ' ', 'g'), '|', '\|'), ' | '
		ORDER BY i)
		FROM unnest(fields) WITH ORDINALITY u(f, i)) || ' |';
COMMENT ON FUNCTION kansrijk_intern.report_row(text[]) IS
'Internal: A row of a table in Markdown. For release_report().';

CREATE FUNCTION kansrijk_intern.report_policy(policy text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(kansrijk_intern.report_row(f.name, f.value, f.meaning), E'\n' ORDER BY f.place)
			FROM (SELECT place, name, kansrijk_intern.policy_field(policy, name) AS value, meaning FROM (VALUES
				(1, 'min_count', 'kleinere aantallen worden verborgen'),
				(2, 'min_complement', 'ook als de rest (noemer min teller) kleiner is'),
				(3, 'min_denominator', 'ook als de noemer kleiner is'),
				(4, 'zero', 'of een nul wordt getoond (publish) of verborgen (protect)'),
				(5, 'max_share', 'een groter deel van de groep (in procenten) wordt verborgen: dan geldt het voor bijna iedereen'),
				(6, 'min_suppressed_sum', 'zoveel is de som van de verborgen delen van een totaal ten minste'),
				(7, 'singletons', 'of iemand die zijn eigen cel kent, daarmee een andere kan uitrekenen'),
				(8, 'tolerance', 'zoveel mag een totaal van de som van zijn delen verschillen'),
				(9, 'round', 'getoonde aantallen worden hierop afgerond'),
				(10, 'min_interval', 'zo onzeker blijft elk verborgen aantal ten minste (0: niet gevraagd)'),
				(11, 'min_contributors', 'cellen van minder organisaties worden verborgen'),
				(12, 'unprotectable', 'wat er gebeurt als eerdere cijfers een cel al weggeven'),
				(13, 'unknown', 'gebieden en categorieën van onbekenden: beveiligd als andere (protect), alleen in het totaal '
					'(merge) of getoond (publish)')) v(place, name, meaning)) f
			WHERE f.value IS NOT NULL;
	END;
COMMENT ON FUNCTION kansrijk_intern.report_policy(text) IS
'Internal: The fields of a policy and what they mean, as rows of a table. For release_report().';

CREATE FUNCTION kansrijk_intern.report_attackers(policy text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(kansrijk_intern.report_row(a.reader, a.covered, a.why), E'\n' ORDER BY a.place)
			FROM (VALUES
				(1, 'telt getoonde cijfers op en trekt ze af: over alle gebieden, jaren, vensters en uitsplitsingen van een '
					'definitie samen', 'ja',
					'exact uitgerekend'),
				(2, 'heeft ook de eerdere vrijgaven van deze publicatie, ook ingetrokken', 'ja', 'zij doen in de berekening mee'),
				(3, 'is zelf de enige in een verborgen cel',
					CASE kansrijk_intern.policy_field(policy, 'singletons') WHEN 'protect' THEN 'ja' ELSE '**nee**' END,
						'veld singletons'),
				(4, 'beredeneert tussen welke grenzen een verborgen aantal ligt',
					CASE WHEN coalesce(kansrijk_intern.policy_field(policy, 'min_interval'), '0') <> '0'
						THEN 'ja, tot de gevraagde breedte'
						ELSE '**nee**' END, 'veld min_interval; de uitkomst staat hieronder'),
				(5, 'leest aan getoonde percentages met decimalen de aantallen af', 'ja', 'van een verborgen rij is alles leeg'),
				(6, 'kan zelf in de bron kijken, of in het bewijs', '**nee**', 'rechten op de databank; lint_view vindt ze'),
				(7, 'heeft een andere tabel over dezelfde kinderen: een andere definitie, een andere publicatie, een '
					'maatwerktabel', '**nee**',
					'elke definitie wordt op zichzelf beveiligd'),
				(8, 'is met meer in een cel en legt kennis samen', '**nee**',
					'een hogere min_count maakt het moeilijker')) a(place, reader, covered, why);
	END;
COMMENT ON FUNCTION kansrijk_intern.report_attackers(text) IS
'Internal: Against whom figures about persons are protected under a policy, as rows of a table. For release_report().';

CREATE FUNCTION kansrijk_intern.report_audit(audit jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(kansrijk_intern.report_row(a.key, a.value ->> 'figures', a.value ->> 'shown',
				CASE coalesce(a.value ->> 'min_interval', '0') WHEN '0' THEN 'niet gevraagd' ELSE a.value ->> 'min_interval' END,
				coalesce(a.value ->> 'narrowest', 'niet berekend')), E'\n' ORDER BY a.key COLLATE "C")
			FROM jsonb_each(audit) a WHERE jsonb_typeof(a.value) = 'object';
	END;
COMMENT ON FUNCTION kansrijk_intern.report_audit(jsonb) IS
'Internal: What the audit of a release found, as rows of a table. For release_report().';

CREATE FUNCTION kansrijk_intern.report_findings(findings jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
	RETURN CASE WHEN findings IS NULL THEN 'De bron is bij deze vrijgave niet nagekeken.'
		WHEN findings = '[]' THEN 'De controle van de bron vond geen fouten en geen waarschuwingen.'
		ELSE E'| regel | | rijen | daarvan niet in orde |\n|---|---|---|---|\n'
			|| (SELECT string_agg(kansrijk_intern.report_row(f.value ->> 'rule', CASE f.value ->> 'severity'
				WHEN 'error' THEN '**fout**' ELSE 'waarschuwing' END, f.value ->> 'rows', f.value ->> 'failing'), E'\n'
				ORDER BY f.ordinality) FROM jsonb_array_elements(findings) WITH ORDINALITY f) END;
COMMENT ON FUNCTION kansrijk_intern.report_findings(jsonb) IS
'Internal: What was wrong with the source of a release, as a table or in words. For release_report().';

-- Definitions of the same units, side by side: who subtracts their denominators
-- learns how many outcomes are unknown of the one and not of the other.
CREATE FUNCTION kansrijk_intern.report_unknown(definitions jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT coalesce(string_agg('- ' || g.names, E'\n' ORDER BY g.names COLLATE "C"), '- geen')
			FROM (SELECT string_agg(d.key, ', ' ORDER BY d.key COLLATE "C") AS names FROM jsonb_each(definitions) d
				GROUP BY d.value ->> 'relation', d.value ->> 'scope' HAVING count(*) > 1) g;
	END;
COMMENT ON FUNCTION kansrijk_intern.report_unknown(jsonb) IS
'Internal: The definitions of a release that count the same units, as a list. For release_report().';

CREATE FUNCTION kansrijk_intern.report_figures(target text, label text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	rows text;
BEGIN
	EXECUTE format($query$
		SELECT string_agg(kansrijk_intern.report_row(family, area_type, years, figures::text, shown::text, hidden::text,
			(figures - shown - hidden)::text),
				E'\n' ORDER BY family COLLATE "C", area_type COLLATE "C")
			FROM (SELECT family, area_type, min(first_year) || '-' || max(year) AS years, count(*) AS figures,
					count(*) FILTER (WHERE status = 'publish') AS shown, count(*) FILTER (WHERE status = 'hidden') AS hidden
				FROM %I.release_figure WHERE release = $1 GROUP BY family, area_type) f$query$,
					kansrijk_intern.publication_schema(target))
		INTO rows USING label;
	RETURN rows;
END $$;
COMMENT ON FUNCTION kansrijk_intern.report_figures(text, text) IS
'Internal: How many figures a release shows and hides, as rows of a table. For release_report().';

CREATE FUNCTION kansrijk_intern.report_changes(target text, label text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	changes text;
BEGIN
	EXECUTE format($query$
		WITH this AS (SELECT r.id, r.label FROM %1$I.release r WHERE r.label = $1),
		last AS (SELECT r.id, r.label FROM %1$I.release r, this t WHERE r.id < t.id ORDER BY r.id DESC LIMIT 1),
		x AS (SELECT f.* FROM %1$I.release_figure f JOIN last l ON l.label = f.release),
		y AS (SELECT f.* FROM %1$I.release_figure f JOIN this t ON t.label = f.release)
		SELECT 'Vergeleken met **' || (SELECT l.label FROM last l) || E'**:\n\n'
			|| coalesce(string_agg('- ' || n || ' ' || change, E'\n' ORDER BY change), '- niets')
			FROM (SELECT change, count(*) AS n FROM (
				SELECT CASE WHEN x.definition IS NULL THEN 'nieuw' WHEN y.definition IS NULL THEN 'weg'
						WHEN x.status = 'publish' AND y.status <> 'publish' THEN 'nu verborgen'
						WHEN x.status <> 'publish' AND y.status = 'publish' THEN 'nu getoond'
						WHEN (x.numerator, x.denominator) <> (y.numerator, y.denominator) THEN 'herzien' END AS change
					FROM x FULL JOIN y ON (x.definition, x.area_type, x.area, x.first_year, x.year, x.breakdown, x.category)
						= (y.definition, y.area_type, y.area, y.first_year, y.year, y.breakdown, y.category)) c
				WHERE change IS NOT NULL GROUP BY change) d$query$, kansrijk_intern.publication_schema(target)) INTO changes
					USING label;
	RETURN coalesce(changes, 'Dit is de eerste vrijgave.');
END $$;
COMMENT ON FUNCTION kansrijk_intern.report_changes(text, text) IS
'Internal: How many figures changed since the release before, as a list. For release_report().';

CREATE FUNCTION release_report(target text, label text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	r record;
	state text;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.check_rights(target, true);
	EXECUTE format('SELECT r.*, to_jsonb(r) AS j, (SELECT count(*) FROM %1$I.release e WHERE e.id < r.id) AS earlier '
		'FROM %1$I.release r WHERE r.label = $1',
		private) INTO r USING label;
	IF r.id IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label),
			HINT = format('SELECT release FROM %I.releases lists them.', target);
	END IF;
	state := CASE WHEN r.j ->> 'withdrawn_at' IS NULL THEN 'geldt'
		ELSE 'ingetrokken op ' || (r.j ->> 'withdrawn_at') || ' door ' || (r.j ->> 'withdrawn_by')
			|| coalesce(' tot ' || (r.j ->> 'withdrawn_until'), '')
			|| ': ' || (r.j ->> 'withdrawn_because') END;
	RETURN concat_ws(E'\n\n',
		format('# Vrijgave %s van publicatie %s', r.label, target),
		'Verantwoording voor de privacyfunctionaris, gemaakt door kansrijk op ' || to_char(now(), 'YYYY-MM-DD HH24:MI TZ')
			|| '.',
		concat_ws(E'\n', '| | |', '|---|---|',
			kansrijk_intern.report_row('vrijgegeven', to_char(r.released_at, 'YYYY-MM-DD HH24:MI TZ') || ' door '
				|| r.released_by),
			kansrijk_intern.report_row('stand', state), kansrijk_intern.report_row('toelichting', r.note),
				kansrijk_intern.report_row('bron', r.source),
			kansrijk_intern.report_row('eerdere vrijgaven', r.earlier::text),
			kansrijk_intern.report_row('versies', format('kansrijk %s bij vrijgave, %s nu; PostgreSQL '
				'%s', r.version, @extschema@.library_version(),
				current_setting('server_version'))),
			kansrijk_intern.report_row('vingerafdruk van de bron', md5(r.source_fingerprint::text)),
			kansrijk_intern.report_row('vingerafdruk van de definities', md5(r.definitions::text))),
		E'De vingerafdruk van de bron verandert als een eenheid erbij komt, verdwijnt of verandert; die van de definities '
			'als een regel verandert.',
		E'## Wat is vrijgegeven\n\n| familie | gebied | jaren | cijfers | getoond | verborgen | leeg '
			'|\n|---|---|---|---|---|---|---|\n'
			|| coalesce(kansrijk_intern.report_figures(target, label), ''),
		kansrijk_intern.report_changes(target, label),
		E'## Regels\n\nCijfers over personen:\n\n| veld | waarde | betekenis |\n|---|---|---|\n'
			|| kansrijk_intern.report_policy(r.policy),
		'Cijfers over organisaties (het programma): `' || r.organisation_policy || '`.',
		E'## Tegen wie\n\n| lezer | beschermd | |\n|---|---|---|\n' || kansrijk_intern.report_attackers(r.policy),
		E'## Wat is gecontroleerd\n\n- Tellingen, beslissingen en getoonde cijfers zijn van dezelfde verversing.\n'
			|| '- Geen onveilig cijfer volgt door optellen en aftrekken uit getoonde cijfers, van deze vrijgave'
			|| CASE WHEN r.earlier > 0 THEN format(' en de %s ervoor', r.earlier) ELSE '' END
				|| E'. Er is niets gevonden: anders was er niet vrijgegeven.\n'
			|| '- Niet opnieuw gecontroleerd: singletons en min_suppressed_sum, die de beveiliging zelf toepast.',
		E'| controle | cijfers | getoond | gevraagde breedte | smalste interval |\n|---|---|---|---|---|\n'
			|| coalesce(kansrijk_intern.report_audit(r.audit), ''),
		'Waar geen breedte is gevraagd, zijn geen intervallen berekend: in zeldzame tabellen kan een verborgen aantal dan '
			'tot op een paar na, of precies, vastliggen. '
			|| format('De views %s.*_audit geven ze.', private),
		E'## De bron\n\n' || kansrijk_intern.report_findings(r.findings),
		E'## Onbekende uitkomsten\n\nEen eenheid waarvan de uitkomst onbekend is, telt niet in teller en noemer. Hoeveel '
			'dat er zijn, wordt niet getoond en niet beveiligd. '
			|| 'Waar definities dezelfde eenheden tellen, geeft het verschil van hun noemers het verschil in onbekenden. In '
				'deze vrijgave:',
		kansrijk_intern.report_unknown(r.definitions),
		E'## Definities\n\n| definitie | versie | naam |\n|---|---|---|\n'
			|| (SELECT string_agg(kansrijk_intern.report_row(d.key, d.value ->> 'version', d.value ->> 'name'),
			E'\n' ORDER BY d.key COLLATE "C") FROM jsonb_each(r.definitions) d),
		E'## Bewaren\n\nZolang deze cijfers bij iemand kunnen zijn, moeten de tellingen ervan bewaard blijven, ook de '
			'verborgen kleine: latere cijfers worden ertegen beveiligd. '
			|| format('Zij staan in %s.release_cell, released_cell en final_year, alleen voor de eigenaar.', private),
		E'## Akkoord\n\n| rol | naam | datum | handtekening |\n|---|---|---|---|\n| privacyfunctionaris | | | |\n| '
			'eigenaar van de publicatie | | | |') || E'\n';
END $$;
COMMENT ON FUNCTION release_report(text, text) IS
'What a privacy officer signs about a release, in Dutch, as Markdown: what was released, by whom, from which source (a '
'hash of it), by which definitions and versions; the policy in words; against whom that protects and against whom not; '
'what the audit checked and the narrowest intervals; what was wrong with the source; what unknown outcomes give '
'away; what changed since the release '
'before; what must be kept. For the owner; no counts of hidden cells. Errors: 42704 (no such release), 3F000, 22004, '
'42501.';
