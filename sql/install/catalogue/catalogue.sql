-- The catalogue: what is measured, how exactly, and what was published.
-- Its rows come from data/catalogue; those rows are "builtin", a user's own rows
-- are not, and pg_dump keeps the latter only.

CREATE TABLE source_document (
	id text PRIMARY KEY,
	title text NOT NULL,
	publisher text NOT NULL,
	published text CHECK (published ~ '^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$'),
	kind text NOT NULL,
	file text,
	note_nl text,
	builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE source_document IS 'Documents whose indicators and figures the catalogue holds.';
COMMENT ON COLUMN source_document.id IS 'Short name, for example rivm-2020.';
COMMENT ON COLUMN source_document.title IS 'Title, in the language of the document.';
COMMENT ON COLUMN source_document.publisher IS 'Who published it.';
COMMENT ON COLUMN source_document.published IS 'Year or date (YYYY-MM-DD) of publication; NULL when not known.';
COMMENT ON COLUMN source_document.kind IS 'Kind of document, in Dutch: monitor, kamerbrief, factsheet and so on.';
COMMENT ON COLUMN source_document.file IS 'File name in the collection that the project started from.';
COMMENT ON COLUMN source_document.note_nl IS 'What to know about it, in Dutch.';
COMMENT ON COLUMN source_document.builtin IS
'True for rows of the extension, which pg_dump leaves out; leave it false for your own.';

CREATE TABLE source_inconsistency (
	id text PRIMARY KEY,
	source_document text NOT NULL REFERENCES source_document,
	locator text NOT NULL,
	kind text NOT NULL,
	finding_nl text NOT NULL,
	finding_en text NOT NULL,
	builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE source_inconsistency IS
'Errors and contradictions found in published figures. They are shown, not corrected.';
COMMENT ON COLUMN source_inconsistency.id IS 'Short name.';
COMMENT ON COLUMN source_inconsistency.source_document IS 'Document where it was found.';
COMMENT ON COLUMN source_inconsistency.locator IS 'Place in the document.';
COMMENT ON COLUMN source_inconsistency.kind IS
'Kind: label, complement, text, revision, rounding, non-additive, unit, unknown, data quality.';
COMMENT ON COLUMN source_inconsistency.finding_nl IS 'What does not agree, in Dutch.';
COMMENT ON COLUMN source_inconsistency.finding_en IS 'What does not agree, in English.';
COMMENT ON COLUMN source_inconsistency.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

CREATE TABLE indicator (
	id text PRIMARY KEY,
	indicator_group text NOT NULL CHECK (indicator_group IN ('programme', 'process', 'outcome', 'context', 'quality')),
	family text NOT NULL,
	name_nl text NOT NULL UNIQUE,
	name_en text NOT NULL UNIQUE,
	description_nl text NOT NULL,
	description_en text NOT NULL,
	numerator_nl text NOT NULL,
	numerator_en text NOT NULL,
	denominator_nl text NOT NULL,
	denominator_en text NOT NULL,
	unit text NOT NULL,
	per numeric CHECK (per > 0),
	polarity text NOT NULL CHECK (polarity IN ('lower', 'higher', 'neutral')),
	attribution_nl text NOT NULL,
	builtin boolean NOT NULL DEFAULT false,
	CHECK (per = CASE unit WHEN '%' THEN 100 WHEN 'per 1000' THEN 1000 ELSE per END),
	CONSTRAINT indicator_id_is_a_name CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'),
	CONSTRAINT family_is_a_name CHECK (family ~ '^[A-Za-z][A-Za-z0-9_-]{0,39}$'),
	CONSTRAINT family_is_no_other_view CHECK (family NOT IN ('all_families', 'wide', 'released', 'releases', 'latest',
		'latest_wide', 'data_as_of', 'cijfers', 'deducible'))
);
COMMENT ON CONSTRAINT indicator_id_is_a_name ON indicator IS
'Letters, digits, points, _ and -, at most 60: codes are parts of addresses and files.';
COMMENT ON CONSTRAINT family_is_a_name ON indicator IS
'Letters, digits, _ and -, at most 40, a letter first: names of views are made of it.';
COMMENT ON CONSTRAINT family_is_no_other_view ON indicator IS 'Every publication has views of these names.';
COMMENT ON TABLE indicator IS
'Indicators, one row each, independent of how exactly they are computed (see indicator_definition).';
COMMENT ON COLUMN indicator.id IS
'Code: P perinatal, S social, K kraamzorg, J young children, U placement, i programme indicators of RIVM by their '
'number, M monitoring, C context, D data quality.';
COMMENT ON COLUMN indicator.indicator_group IS 'programme, process, outcome, context or quality (of the data).';
COMMENT ON COLUMN indicator.family IS
'Indicators that are published together: birth, care, parents, kraamzorg, child, placement, programme, context.';
COMMENT ON COLUMN indicator.name_nl IS 'Name in Dutch, for display.';
COMMENT ON COLUMN indicator.name_en IS 'Name in English, for display.';
COMMENT ON COLUMN indicator.description_nl IS 'What it says, in Dutch.';
COMMENT ON COLUMN indicator.description_en IS 'What it says, in English.';
COMMENT ON COLUMN indicator.numerator_nl IS 'What is counted, in Dutch.';
COMMENT ON COLUMN indicator.numerator_en IS 'What is counted, in English.';
COMMENT ON COLUMN indicator.denominator_nl IS 'Out of what, in Dutch.';
COMMENT ON COLUMN indicator.denominator_en IS 'Out of what, in English.';
COMMENT ON COLUMN indicator.unit IS 'Unit of the value for display: %, per 1000, births and so on.';
COMMENT ON COLUMN indicator.per IS 'Multiplier of numerator / denominator that gives the unit; NULL for a count.';
COMMENT ON COLUMN indicator.polarity IS 'Which direction is favourable: lower, higher, or neutral.';
COMMENT ON COLUMN indicator.attribution_nl IS 'Attribution of the data to print beside the figure, in Dutch.';
COMMENT ON COLUMN indicator.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

CREATE TABLE indicator_definition (
	id text PRIMARY KEY,
	indicator text NOT NULL REFERENCES indicator,
	version text NOT NULL,
	name_nl text NOT NULL,
	name_en text NOT NULL,
	min_ga_weeks smallint CHECK (min_ga_weeks BETWEEN 20 AND 42),
	population text NOT NULL CHECK (population IN ('all', 'live')),
	death_window_days smallint CHECK (death_window_days > 0),
	residence_rule text NOT NULL CHECK (residence_rule IN
		('at_birth', '30_june', '31_december', '31_december_before', 'first_address', 'organisation', 'own')),
	missing_rule text NOT NULL CHECK (missing_rule IN ('excluded', 'counted_as_no')),
	unit_counted text NOT NULL CHECK (unit_counted IN
		('child', 'pregnancy', 'delivery', 'mother', 'woman', 'parent', 'family', 'municipality',
			'jgz_organisation', 'midwifery_practice')),
	unit_rule text NOT NULL DEFAULT 'any' CHECK (unit_rule IN ('any', 'every')),
	period_rule text NOT NULL CHECK (period_rule IN ('year', '5 years')),
	relation text NOT NULL,
	unit_key text,
	year_expression text NOT NULL,
	scope text NOT NULL DEFAULT 'true',
	event text NOT NULL,
	breakdown text,
	supersedes text,
	note_nl text,
	preference smallint NOT NULL DEFAULT 0 CHECK (preference BETWEEN 0 AND 100),
	builtin boolean NOT NULL DEFAULT false,
	needs text[] CHECK (array_to_string(needs, ',') ~
		'^([a-z_]+([.][a-zA-Z0-9_]+)?( -?[0-9]{1,2}([.][.]-?[0-9]{1,2})?)?(,|$))*$'),
	unit text,
	per numeric CHECK (per > 0),
	model text CHECK (model IN ('binomial', 'poisson')),
	unknown_as_no_of text,
	breakdown_id text CHECK (breakdown_id ~ '^[a-z][a-z0-9_]{0,30}$'),
	breakdown_name_nl text,
	breakdown_name_en text,
	value_expression text,
	value_limit bigint CHECK (value_limit > 0),
	UNIQUE (indicator, id),
	CONSTRAINT indicator_definition_value CHECK (num_nonnulls(value_expression, value_limit) IN (0, 2)),
	CONSTRAINT indicator_definition_unit CHECK (per = CASE unit WHEN '%' THEN 100 WHEN 'per 1000' THEN 1000 ELSE per END),
	CONSTRAINT indicator_definition_breakdown CHECK (breakdown IS NOT NULL OR num_nonnulls(breakdown_id, breakdown_name_nl,
		breakdown_name_en) = 0),
	CONSTRAINT definition_id_is_a_name CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'),
	CONSTRAINT definition_id_is_no_other_column CHECK (id !~ '[_-](lower|upper|status)$')
);
CREATE UNIQUE INDEX definition_id_gives_one_column ON indicator_definition (replace(left(id, 50), '-', '_'));
COMMENT ON INDEX definition_id_gives_one_column IS
'The columns of the view wide are named so: a-b and a_b cannot both be there, nor two that differ behind 50 '
'characters.';
COMMENT ON CONSTRAINT definition_id_is_a_name ON indicator_definition IS
'Letters, digits, points, _ and -, at most 60: ids are parts of addresses and names of files.';
COMMENT ON CONSTRAINT definition_id_is_no_other_column ON indicator_definition IS
'The view wide has columns ID_lower, ID_upper and ID_status for each id.';
COMMENT ON TABLE indicator_definition IS
'The exact variants of an indicator, as data: which units, where and when, and the SQL that decides about each of '
'them over the canonical source. One name in two publications can be two rows here.';
COMMENT ON COLUMN indicator_definition.id IS 'Short name, for example big2-24w-all.';
COMMENT ON COLUMN indicator_definition.indicator IS 'The indicator that this computes.';
COMMENT ON COLUMN indicator_definition.version IS 'Year or publication from which it was in use.';
COMMENT ON COLUMN indicator_definition.name_nl IS 'Name of the variant in Dutch.';
COMMENT ON COLUMN indicator_definition.name_en IS 'Name of the variant in English.';
COMMENT ON COLUMN indicator_definition.min_ga_weeks IS 'Births count from this many completed weeks; NULL: no limit.';
COMMENT ON COLUMN indicator_definition.population IS
'all: live births and stillbirths; live: live births. For units that are not births: all.';
COMMENT ON COLUMN indicator_definition.death_window_days IS 'Deaths count up to and including this day after birth.';
COMMENT ON COLUMN indicator_definition.residence_rule IS 'Date or rule that assigns a unit to an area.';
COMMENT ON COLUMN indicator_definition.missing_rule IS
'excluded: a unit of unknown outcome is counted as unknown, outside the denominator; counted_as_no: the publication '
'reads a missing value as no.';
COMMENT ON COLUMN indicator_definition.unit_counted IS 'What one unit of the denominator is.';
COMMENT ON COLUMN indicator_definition.unit_rule IS
'A unit with several rows (a mother with two deliveries in a year) has the event when any, or when every row has it.';
COMMENT ON COLUMN indicator_definition.period_rule IS 'The period of publication: a year, or five years pooled.';
COMMENT ON COLUMN indicator_definition.relation IS
'FROM list, with @source@ for the schema of the canonical source and alias b for the relation that carries the areas.';
COMMENT ON COLUMN indicator_definition.unit_key IS
'Expressions that identify a unit within a year; NULL when every row is one.';
COMMENT ON COLUMN indicator_definition.year_expression IS 'SQL expression of the calendar year.';
COMMENT ON COLUMN indicator_definition.scope IS
'SQL condition: which rows belong to the denominator, known or unknown.';
COMMENT ON COLUMN indicator_definition.event IS 'SQL condition of the numerator; NULL is unknown.';
COMMENT ON COLUMN indicator_definition.breakdown IS
'SQL expression of a breakdown that is part of the indicator itself.';
COMMENT ON COLUMN indicator_definition.supersedes IS
'Id of the definition that the same publisher used before. No foreign key: pg_dump warns of a table that refers to '
'itself.';
COMMENT ON COLUMN indicator_definition.note_nl IS 'What to know about it, in Dutch.';
COMMENT ON COLUMN indicator_definition.preference IS
'0 to 100: those of 50 and more are published for every area by default, others for the country only. Of definitions '
'that are protected together no figure is hidden for one of a lower preference. See local_definitions of '
'create_indicator_views(), which chooses others, in another order.';
COMMENT ON COLUMN indicator_definition.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

COMMENT ON COLUMN indicator_definition.needs IS
'What the source must have for a figure of a year, that which is counted first: a relation, with a kind where it has '
'kinds, and the years it is needed for, counted from that of the figure (none: the same): birth, parent_year -1, '
'episode.excessive_crying 0..2. NULL: every relation that the SQL reads, for the same year. See definition_years().';

COMMENT ON COLUMN indicator_definition.unit IS
'Unit of the value where the publication has its own (waarstaatjegemeente.nl: Big2 per 1000); NULL: that of the '
'indicator.';
COMMENT ON COLUMN indicator_definition.per IS 'Multiplier that gives the unit; NULL: that of the indicator.';
COMMENT ON COLUMN indicator_definition.model IS
'Distribution for limits, comparison and trend: binomial, or poisson for rare events; NULL: binomial where the '
'indicator is in %.';
COMMENT ON COLUMN indicator_definition.unknown_as_no_of IS
'Definition of the same that leaves out what is unknown; this one counts it as no, as the publisher does. See '
'definition_differences(). No foreign key: pg_dump warns of a table that refers to itself.';
COMMENT ON COLUMN indicator_definition.breakdown_id IS
'Code of the breakdown that is part of the indicator itself, in the column breakdown of the views; its categories '
'are rows there.';
COMMENT ON COLUMN indicator_definition.breakdown_name_nl IS 'Name of that breakdown in Dutch.';
COMMENT ON COLUMN indicator_definition.breakdown_name_en IS 'Name of that breakdown in English.';
COMMENT ON COLUMN indicator_definition.value_expression IS
'Of a mean: SQL expression of what one unit adds, a whole number (per gives the unit: hours in hundredths have 0.01); '
'NULL is unknown. event is then true. Its rate has the sum as numerator, and how many are known as denominator.';
COMMENT ON COLUMN indicator_definition.value_limit IS
'Of a mean: values above it are implausible, and unknown. Nobody adds more, so from some sum on nobody can dominate '
'it: sdc_safe_sum(). A smaller sum is hidden by the same decision that hides too few units.';

CREATE VIEW definition_unit AS
	SELECT d.id, coalesce(d.unit, i.unit) AS unit, CASE WHEN d.unit IS NULL THEN i.per ELSE d.per END AS per,
		CASE WHEN d.value_expression IS NULL AND CASE WHEN d.unit IS NULL THEN i.per ELSE d.per END IS NOT NULL
			THEN coalesce(d.model, CASE coalesce(d.per, i.per) WHEN 100 THEN 'binomial' ELSE 'poisson' END) END AS model
	FROM indicator_definition d JOIN indicator i ON i.id = d.indicator;
COMMENT ON VIEW definition_unit IS
'In what a definition is given: its own unit where it has one, else that of its indicator.';
COMMENT ON COLUMN definition_unit.id IS 'The definition.';
COMMENT ON COLUMN definition_unit.unit IS 'Unit of the value for display.';
COMMENT ON COLUMN definition_unit.per IS 'Multiplier of numerator / denominator that gives the unit; NULL for a count.';
COMMENT ON COLUMN definition_unit.model IS
'binomial or poisson: for limits, comparison and trend. NULL: a number of units or a mean, which have none.';

CREATE FUNCTION kansrijk_intern.value_of(definition indicator_definition) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN format('CASE WHEN (%1$s) BETWEEN 0 AND %2$s THEN (%1$s)::bigint END', definition.value_expression,
		definition.value_limit);
COMMENT ON FUNCTION kansrijk_intern.value_of(indicator_definition) IS
'Internal: SQL of what one unit adds to a mean; NULL where it is not known, or implausible.';

-- A mean is a sum and a number, which add up as counts do.
CREATE FUNCTION kansrijk_intern.sum_rate(scope text, value text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN replace(replace('kansrijk.make_rate(coalesce(sum({value}) FILTER (WHERE {scope}), 0), '
		'count({value}) FILTER (WHERE {scope}), count(*) FILTER (WHERE {scope} AND {value} IS NULL))',
		'{scope}', scope), '{value}', value);
COMMENT ON FUNCTION kansrijk_intern.sum_rate(text, text) IS
'Internal: SQL of the rate that stands for a mean: the sum of the values in scope, how many are known, and how many '
'are not.';

CREATE TABLE indicator_set (
	id text PRIMARY KEY,
	source_document text REFERENCES source_document,
	name_nl text NOT NULL,
	name_en text NOT NULL,
	builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE indicator_set IS 'Sets in which indicators are published: a monitor, a website, a letter.';
COMMENT ON COLUMN indicator_set.id IS 'Short name, for example rivm-2020.';
COMMENT ON COLUMN indicator_set.source_document IS 'Document that describes the set.';
COMMENT ON COLUMN indicator_set.name_nl IS 'Name in Dutch.';
COMMENT ON COLUMN indicator_set.name_en IS 'Name in English.';
COMMENT ON COLUMN indicator_set.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

CREATE TABLE indicator_set_member (
	indicator_set text NOT NULL REFERENCES indicator_set,
	position integer NOT NULL CHECK (position > 0),
	code text NOT NULL,
	indicator text NOT NULL REFERENCES indicator,
	definition text,
	builtin boolean NOT NULL DEFAULT false,
	PRIMARY KEY (indicator_set, position),
	UNIQUE (indicator_set, code),
	FOREIGN KEY (indicator, definition) REFERENCES indicator_definition (indicator, id)
);
COMMENT ON TABLE indicator_set_member IS
'The indicators of a set, with the code they have there: i7 of RIVM is P07 here.';
COMMENT ON COLUMN indicator_set_member.indicator_set IS 'The set.';
COMMENT ON COLUMN indicator_set_member.position IS 'Order within the set, from 1.';
COMMENT ON COLUMN indicator_set_member.code IS 'Code or short name within the set.';
COMMENT ON COLUMN indicator_set_member.indicator IS 'The indicator.';
COMMENT ON COLUMN indicator_set_member.definition IS
'The variant that the set uses; NULL when it cannot be computed from the canonical source, or is no single rate.';
COMMENT ON COLUMN indicator_set_member.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

CREATE TABLE published_figure (
	id text PRIMARY KEY,
	indicator text NOT NULL REFERENCES indicator,
	definition text,
	source_document text NOT NULL REFERENCES source_document,
	locator text,
	period text NOT NULL,
	first_year smallint,
	last_year smallint,
	area text NOT NULL,
	breakdown text,
	category text,
	numerator numeric CHECK (numerator >= 0),
	denominator numeric CHECK (denominator > 0),
	value numeric,
	value_low numeric,
	value_high numeric,
	unit text NOT NULL,
	qualifier text NOT NULL CHECK (qualifier IN
		('exact', 'approximate', 'range', 'derived', 'target', 'retracted', 'suppressed')),
	rounding_base numeric CHECK (rounding_base > 0),
	inconsistency text REFERENCES source_inconsistency,
	variant text,
	note_nl text,
	builtin boolean NOT NULL DEFAULT false,
	FOREIGN KEY (indicator, definition) REFERENCES indicator_definition (indicator, id),
	CHECK (first_year <= last_year),
	CHECK ((value_low IS NULL) = (value_high IS NULL) AND value_low <= value_high),
	CHECK (num_nonnulls(numerator, denominator, value, value_low) > 0)
);
CREATE INDEX published_figure_indicator ON published_figure (indicator, first_year);
COMMENT ON INDEX published_figure_indicator IS 'Figures of one indicator over time.';
COMMENT ON TABLE published_figure IS
'Figures as published, to hold computed ones against. Nothing here was corrected; see inconsistency.';
COMMENT ON COLUMN published_figure.id IS 'F and a number for the rows of the extension; anything else for your own.';
COMMENT ON COLUMN published_figure.indicator IS 'What it is a figure of.';
COMMENT ON COLUMN published_figure.definition IS
'The exact variant, where the source tells which and the canonical source can compute it.';
COMMENT ON COLUMN published_figure.source_document IS 'Where it was published.';
COMMENT ON COLUMN published_figure.locator IS 'Place in the document.';
COMMENT ON COLUMN published_figure.period IS 'Period as the source writes it.';
COMMENT ON COLUMN published_figure.first_year IS
'First calendar year of the period; NULL when the source does not tell.';
COMMENT ON COLUMN published_figure.last_year IS 'Last calendar year of the period.';
COMMENT ON COLUMN published_figure.area IS 'NL, a municipality, or municipality/stadsdeel.';
COMMENT ON COLUMN published_figure.breakdown IS 'Dimension of the breakdown, in Dutch.';
COMMENT ON COLUMN published_figure.category IS 'Category within the breakdown, in Dutch.';
COMMENT ON COLUMN published_figure.numerator IS 'Numerator, where given.';
COMMENT ON COLUMN published_figure.denominator IS 'Denominator, where given.';
COMMENT ON COLUMN published_figure.value IS
'Value in the unit of this row, as rounded by the source; of "one in N" it is N.';
COMMENT ON COLUMN published_figure.value_low IS 'Lower end, where the source gives a range or hides a count.';
COMMENT ON COLUMN published_figure.value_high IS 'Upper end.';
COMMENT ON COLUMN published_figure.unit IS 'Unit of value, or of the numerator where there is no value.';
COMMENT ON COLUMN published_figure.qualifier IS
'exact (as rounded by the source), approximate, range, derived by us, target of policy, retracted, suppressed.';
COMMENT ON COLUMN published_figure.rounding_base IS 'Counts were rounded to a multiple of this.';
COMMENT ON COLUMN published_figure.inconsistency IS 'A known inconsistency that touches this figure.';
COMMENT ON COLUMN published_figure.variant IS 'Variant in the words of the source.';
COMMENT ON COLUMN published_figure.note_nl IS 'What to know about it, in Dutch.';
COMMENT ON COLUMN published_figure.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

CREATE TABLE definition_note (
	id text PRIMARY KEY,
	indicator text NOT NULL REFERENCES indicator,
	definition text,
	kind text NOT NULL CHECK (kind IN ('coverage', 'provisional', 'not_comparable', 'source', 'reading')),
	first_year smallint,
	last_year smallint CHECK (last_year >= first_year),
	text_nl text NOT NULL,
	text_en text NOT NULL,
	source_document text REFERENCES source_document,
	builtin boolean NOT NULL DEFAULT false,
	FOREIGN KEY (indicator, definition) REFERENCES indicator_definition (indicator, id)
);
COMMENT ON TABLE definition_note IS
'What to say beside the figures of an indicator or of one definition, in all years or in some.';
COMMENT ON COLUMN definition_note.id IS 'Short name.';
COMMENT ON COLUMN definition_note.indicator IS 'The indicator.';
COMMENT ON COLUMN definition_note.definition IS 'The definition; NULL: every one of the indicator.';
COMMENT ON COLUMN definition_note.kind IS
'coverage (who delivered), provisional, not_comparable (a break: from first_year on, or between sources), source (a '
'sentence to print), reading (what the figure is not).';
COMMENT ON COLUMN definition_note.first_year IS 'First calendar year that it is about; NULL: from the beginning.';
COMMENT ON COLUMN definition_note.last_year IS 'Last calendar year that it is about; NULL: to the end.';
COMMENT ON COLUMN definition_note.text_nl IS 'The note in Dutch.';
COMMENT ON COLUMN definition_note.text_en IS 'The note in English.';
COMMENT ON COLUMN definition_note.source_document IS 'Where it was said.';
COMMENT ON COLUMN definition_note.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

CREATE VIEW indicator_target AS
	SELECT f.indicator, CASE f.qualifier WHEN 'target' THEN 'target' ELSE 'rank' END AS kind, f.last_year AS year,
		CASE f.qualifier WHEN 'target' THEN f.value ELSE f.numerator END AS value,
		CASE WHEN f.qualifier <> 'target' THEN f.denominator END AS out_of, f.unit, f.note_nl, f.source_document
	FROM published_figure f WHERE f.qualifier = 'target' OR f.unit = 'rank';
COMMENT ON VIEW indicator_target IS
'Targets of policy (smoking in pregnancy: less than 5 % in 2020) and ranks (perinatal mortality: 15th of 28 '
'countries in 2010).';
COMMENT ON COLUMN indicator_target.indicator IS 'The indicator.';
COMMENT ON COLUMN indicator_target.kind IS 'target or rank.';
COMMENT ON COLUMN indicator_target.year IS 'Year for which the target is set, or of the ranking.';
COMMENT ON COLUMN indicator_target.value IS 'The target in its unit, or the place.';
COMMENT ON COLUMN indicator_target.out_of IS 'Number of places of a ranking.';
COMMENT ON COLUMN indicator_target.unit IS 'Unit of the target; rank for a place.';
COMMENT ON COLUMN indicator_target.note_nl IS 'How it is meant, in Dutch: less than, at most.';
COMMENT ON COLUMN indicator_target.source_document IS 'Where it was published.';

CREATE FUNCTION definition_notes(definition text, first_year integer DEFAULT NULL, last_year integer DEFAULT NULL,
	language text DEFAULT 'nl', kinds text[] DEFAULT NULL) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(CASE definition_notes.language WHEN 'en' THEN n.text_en ELSE n.text_nl END, ' '
				ORDER BY array_position('{not_comparable,provisional,coverage,reading,source}', n.kind), n.id COLLATE "C")
		FROM indicator_definition d JOIN definition_note n ON n.indicator = d.indicator
			AND coalesce(n.definition = d.id, true)
		WHERE d.id = definition_notes.definition AND (kinds IS NULL OR n.kind = ANY (kinds))
			AND int4range(n.first_year, n.last_year, '[]')
				&& int4range(definition_notes.first_year, definition_notes.last_year, '[]');
	END;
COMMENT ON FUNCTION definition_notes(text, integer, integer, text, text[]) IS
'What to say beside the figure of a definition of these years (NULL: all), as one text: the notes of definition_note, '
'breaks first. language: nl, or en. kinds: these only. NULL: no note, or no such definition.';

SELECT pg_catalog.pg_extension_config_dump('source_document', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('source_inconsistency', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('indicator', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('indicator_definition', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('indicator_set', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('indicator_set_member', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('published_figure', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('definition_note', 'WHERE NOT builtin');

-- Readable by everyone, as documentation is; it holds published figures only.
GRANT SELECT ON source_document, source_inconsistency, indicator, indicator_definition,
	indicator_set, indicator_set_member,
	published_figure, definition_note, definition_unit, indicator_target TO PUBLIC;
GRANT INSERT, UPDATE, DELETE ON source_document, source_inconsistency, indicator, indicator_definition, indicator_set,
	indicator_set_member, published_figure, definition_note TO @extowner@;
