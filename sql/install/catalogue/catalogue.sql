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
COMMENT ON COLUMN source_document.builtin IS 'True for rows of the extension, which pg_dump leaves out; leave it false for your own.';

CREATE TABLE source_inconsistency (
	id text PRIMARY KEY,
	source_document text NOT NULL REFERENCES source_document,
	locator text NOT NULL,
	kind text NOT NULL,
	finding_nl text NOT NULL,
	finding_en text NOT NULL,
	builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE source_inconsistency IS 'Errors and contradictions found in published figures. They are shown, not corrected.';
COMMENT ON COLUMN source_inconsistency.id IS 'Short name.';
COMMENT ON COLUMN source_inconsistency.source_document IS 'Document where it was found.';
COMMENT ON COLUMN source_inconsistency.locator IS 'Place in the document.';
COMMENT ON COLUMN source_inconsistency.kind IS 'Kind: label, complement, text, revision, rounding, non-additive, unit, unknown, data quality.';
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
	CHECK (per = CASE unit WHEN '%' THEN 100 WHEN 'per 1000' THEN 1000 ELSE per END)
);
COMMENT ON TABLE indicator IS 'Indicators, one row each, independent of how exactly they are computed (see indicator_definition).';
COMMENT ON COLUMN indicator.id IS 'Code: P perinatal, S social, K kraamzorg, J young children, U placement, i programme indicators of RIVM by their number, M monitoring, C context, D data quality.';
COMMENT ON COLUMN indicator.indicator_group IS 'programme, process, outcome, context or quality (of the data).';
COMMENT ON COLUMN indicator.family IS 'Indicators that are published together: birth, care, parents, kraamzorg, child, placement, programme, context.';
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
	residence_rule text NOT NULL CHECK (residence_rule IN ('at_birth', '30_june', '31_december', '31_december_before', 'first_address', 'organisation', 'own')),
	missing_rule text NOT NULL CHECK (missing_rule IN ('excluded', 'counted_as_no')),
	unit_counted text NOT NULL CHECK (unit_counted IN ('child', 'pregnancy', 'delivery', 'mother', 'family', 'municipality', 'jgz_organisation', 'midwifery_practice')),
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
	is_local boolean NOT NULL DEFAULT false,
	builtin boolean NOT NULL DEFAULT false,
	UNIQUE (indicator, id)
);
COMMENT ON TABLE indicator_definition IS
'The exact variants of an indicator, as data: which units, where and when, and the SQL that decides about each of them over the canonical source. One name in two publications can be two rows here.';
COMMENT ON COLUMN indicator_definition.id IS 'Short name, for example big2-24w-all.';
COMMENT ON COLUMN indicator_definition.indicator IS 'The indicator that this computes.';
COMMENT ON COLUMN indicator_definition.version IS 'Year or publication from which it was in use.';
COMMENT ON COLUMN indicator_definition.name_nl IS 'Name of the variant in Dutch.';
COMMENT ON COLUMN indicator_definition.name_en IS 'Name of the variant in English.';
COMMENT ON COLUMN indicator_definition.min_ga_weeks IS 'Births count from this many completed weeks; NULL: no limit.';
COMMENT ON COLUMN indicator_definition.population IS 'all: live births and stillbirths; live: live births. For units that are not births: all.';
COMMENT ON COLUMN indicator_definition.death_window_days IS 'Deaths count up to and including this day after birth.';
COMMENT ON COLUMN indicator_definition.residence_rule IS 'Date or rule that assigns a unit to an area.';
COMMENT ON COLUMN indicator_definition.missing_rule IS 'excluded: a unit of unknown outcome is counted as unknown, outside the denominator; counted_as_no: the publication reads a missing value as no.';
COMMENT ON COLUMN indicator_definition.unit_counted IS 'What one unit of the denominator is.';
COMMENT ON COLUMN indicator_definition.unit_rule IS 'A unit with several rows (a mother with two deliveries in a year) has the event when any, or when every row has it.';
COMMENT ON COLUMN indicator_definition.period_rule IS 'The period of publication: a year, or five years pooled.';
COMMENT ON COLUMN indicator_definition.relation IS 'FROM list, with @source@ for the schema of the canonical source and alias b for the relation that carries the areas.';
COMMENT ON COLUMN indicator_definition.unit_key IS 'Expressions that identify a unit within a year; NULL when every row is one.';
COMMENT ON COLUMN indicator_definition.year_expression IS 'SQL expression of the calendar year.';
COMMENT ON COLUMN indicator_definition.scope IS 'SQL condition: which rows belong to the denominator, known or unknown.';
COMMENT ON COLUMN indicator_definition.event IS 'SQL condition of the numerator; NULL is unknown.';
COMMENT ON COLUMN indicator_definition.breakdown IS 'SQL expression of a breakdown that is part of the indicator itself.';
COMMENT ON COLUMN indicator_definition.supersedes IS 'Id of the definition that the same publisher used before. No foreign key: pg_dump warns of a table that refers to itself.';
COMMENT ON COLUMN indicator_definition.note_nl IS 'What to know about it, in Dutch.';
COMMENT ON COLUMN indicator_definition.is_local IS
'Published for every area by default, others for the country only. Each definition is protected by itself, so of definitions that are part of one another, or count nearly the same units, one is local: the difference of two would tell about the few in between.';
COMMENT ON COLUMN indicator_definition.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

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
COMMENT ON TABLE indicator_set_member IS 'The indicators of a set, with the code they have there: i7 of RIVM is P07 here.';
COMMENT ON COLUMN indicator_set_member.indicator_set IS 'The set.';
COMMENT ON COLUMN indicator_set_member.position IS 'Order within the set, from 1.';
COMMENT ON COLUMN indicator_set_member.code IS 'Code or short name within the set.';
COMMENT ON COLUMN indicator_set_member.indicator IS 'The indicator.';
COMMENT ON COLUMN indicator_set_member.definition IS 'The variant that the set uses; NULL when it cannot be computed from the canonical source, or is no single rate.';
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
	qualifier text NOT NULL CHECK (qualifier IN ('exact', 'approximate', 'range', 'derived', 'target', 'retracted', 'suppressed')),
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
COMMENT ON TABLE published_figure IS 'Figures as published, to hold computed ones against. Nothing here was corrected; see inconsistency.';
COMMENT ON COLUMN published_figure.id IS 'F and a number for the rows of the extension; anything else for your own.';
COMMENT ON COLUMN published_figure.indicator IS 'What it is a figure of.';
COMMENT ON COLUMN published_figure.definition IS 'The exact variant, where the source tells which and the canonical source can compute it.';
COMMENT ON COLUMN published_figure.source_document IS 'Where it was published.';
COMMENT ON COLUMN published_figure.locator IS 'Place in the document.';
COMMENT ON COLUMN published_figure.period IS 'Period as the source writes it.';
COMMENT ON COLUMN published_figure.first_year IS 'First calendar year of the period; NULL when the source does not tell.';
COMMENT ON COLUMN published_figure.last_year IS 'Last calendar year of the period.';
COMMENT ON COLUMN published_figure.area IS 'NL, a municipality, or municipality/stadsdeel.';
COMMENT ON COLUMN published_figure.breakdown IS 'Dimension of the breakdown, in Dutch.';
COMMENT ON COLUMN published_figure.category IS 'Category within the breakdown, in Dutch.';
COMMENT ON COLUMN published_figure.numerator IS 'Numerator, where given.';
COMMENT ON COLUMN published_figure.denominator IS 'Denominator, where given.';
COMMENT ON COLUMN published_figure.value IS 'Value in the unit of this row, as rounded by the source; of "one in N" it is N.';
COMMENT ON COLUMN published_figure.value_low IS 'Lower end, where the source gives a range or hides a count.';
COMMENT ON COLUMN published_figure.value_high IS 'Upper end.';
COMMENT ON COLUMN published_figure.unit IS 'Unit of value, or of the numerator where there is no value.';
COMMENT ON COLUMN published_figure.qualifier IS 'exact (as rounded by the source), approximate, range, derived by us, target of policy, retracted, suppressed.';
COMMENT ON COLUMN published_figure.rounding_base IS 'Counts were rounded to a multiple of this.';
COMMENT ON COLUMN published_figure.inconsistency IS 'A known inconsistency that touches this figure.';
COMMENT ON COLUMN published_figure.variant IS 'Variant in the words of the source.';
COMMENT ON COLUMN published_figure.note_nl IS 'What to know about it, in Dutch.';
COMMENT ON COLUMN published_figure.builtin IS 'True for rows of the extension, which pg_dump leaves out.';

SELECT pg_catalog.pg_extension_config_dump('source_document', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('source_inconsistency', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('indicator', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('indicator_definition', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('indicator_set', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('indicator_set_member', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('published_figure', 'WHERE NOT builtin');

-- Readable by everyone, as documentation is; it holds published figures only.
GRANT SELECT ON source_document, source_inconsistency, indicator, indicator_definition, indicator_set, indicator_set_member, published_figure TO PUBLIC;
GRANT INSERT, UPDATE, DELETE ON source_document, source_inconsistency, indicator, indicator_definition, indicator_set, indicator_set_member, published_figure TO @extowner@;
