-- Synthetic microdata: for demonstrations, tests and benchmarks.
-- Nobody in it exists; every row says so in source or in its identifiers.

CREATE FUNCTION synthetic_births(n bigint, seed bigint DEFAULT 1, of_year integer DEFAULT 2019)
	RETURNS TABLE (
		birth_id bigint,
		pregnancy_id bigint,
		source text,
		year smallint,
		birth_date date,
		live_born boolean,
		ga_days smallint,
		ga_source text,
		birthweight smallint,
		sex smallint,
		plurality smallint,
		birth_order smallint,
		mortality smallint,
		death_date date,
		parity smallint,
		first_visit_ga_days smallint,
		supplied_percentile numeric,
		apgar5 smallint,
		nicu boolean,
		picu boolean,
		congenital_anomaly boolean,
		care_at_booking smallint,
		care_at_onset smallint,
		care_at_delivery smallint,
		mother_kind text,
		mother_id text,
		child_kind text,
		child_id text,
		father_kind text,
		father_id text,
		province text,
		municipality text,
		pc4 text,
		wijk text,
		stadsdeel text,
		area_date date,
		weighting numeric)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 100000
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_births';
COMMENT ON FUNCTION synthetic_births(bigint, bigint, integer) IS
'SYNTHETIC. One row a child, in the columns of the canonical relation birth, with what registrations have: unknown '
'gestational age, sex and weight, weights 0 and 9999, multiples, stillbirths with and without an id, unclear deaths, '
'duplicates, dissolved municipalities, unknown areas. source is "synthetisch"; identifiers and codes start with S, '
'only provinces and the stadsdelen of Amsterdam have real names. Calibrated to published national figures; see '
'doc/source.md for the rates. n: births, up to 999999999; seed and of_year (1990 to 2090) choose the population, and '
'the same three give the same rows on every machine. Bad arguments: error 22023. NULL: no rows.';

CREATE FUNCTION synthetic_mothers(n bigint, seed bigint DEFAULT 1, of_year integer DEFAULT 2019)
	RETURNS TABLE (
		birth_id bigint,
		mother_age smallint,
		smoking boolean,
		delivery_mode text,
		labour_onset text,
		delivery_place text,
		presentation text,
		previous_caesarean boolean,
		mother_bmi numeric,
		mother_language text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 100000
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_mothers';
COMMENT ON FUNCTION synthetic_mothers(bigint, bigint, integer) IS
'SYNTHETIC. One row a child of synthetic_births() with the same arguments: what a registration tells of the mother '
'and the delivery, in the columns of birth. Her age fits the year of birth in synthetic_parents(), the place of '
'delivery the line of care; the rest is invented. n: births, up to 999999999; seed and of_year (1990 to 2090) choose '
'the population, and the same three give the same rows on every machine. Bad arguments: error 22023. NULL: no rows.';

CREATE FUNCTION synthetic_parents(n bigint, seed bigint DEFAULT 1, of_year integer DEFAULT 2019)
	RETURNS TABLE (
		person_kind text,
		person_id text,
		year smallint,
		reference_date date,
		single_parent boolean,
		income_percentile smallint,
		income_social_minimum numeric,
		social_assistance boolean,
		wsnp boolean,
		insurance_arrears boolean,
		problematic_debt boolean,
		mental_health_care boolean,
		psychotropic_medication boolean,
		predicted_vulnerable boolean,
		education smallint,
		origin text,
		birth_year smallint)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 100000
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_parents';
COMMENT ON FUNCTION synthetic_parents(bigint, bigint, integer) IS
'SYNTHETIC. The parents of synthetic_births() with the same arguments, in the columns of parent_year: mothers for '
'the year before birth and the year of birth, fathers for the year before. n: births, up to 999999999; seed and '
'of_year (1990 to 2090) choose the population, and the same three give the same rows on every machine. Bad '
'arguments: error 22023. NULL: no rows.';

CREATE FUNCTION synthetic_kraamzorg(n bigint, seed bigint DEFAULT 1, of_year integer DEFAULT 2019)
	RETURNS TABLE (
		trajectory_id bigint,
		mother_kind text,
		mother_id text,
		birth_month date,
		hours numeric,
		hospital_stay boolean,
		insurance_known boolean)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 100000
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_kraamzorg';
COMMENT ON FUNCTION synthetic_kraamzorg(bigint, bigint, integer) IS
'SYNTHETIC. The maternity care of the mothers of synthetic_births() with the same arguments, in the columns of '
'kraamzorg; 0 hours is none, NULL is unknown. n: births, up to 999999999; seed and of_year (1990 to 2090) choose the '
'population, and the same three give the same rows on every machine. Bad arguments: error 22023. NULL: no rows.';

CREATE FUNCTION synthetic_episodes(n bigint, seed bigint DEFAULT 1, of_year integer DEFAULT 2019)
	RETURNS TABLE (
		person_kind text,
		person_id text,
		kind text,
		period daterange)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 100000
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_episodes';
COMMENT ON FUNCTION synthetic_episodes(bigint, bigint, integer) IS
'SYNTHETIC. Episodes of the children and mothers of synthetic_births() with the same arguments, in the columns of '
'episode: overlapping, touching and open-ended ones. n: births, up to 999999999; seed and of_year (1990 to 2090) '
'choose the population, and the same three give the same rows on every machine. Bad arguments: error 22023. NULL: no '
'rows.';

CREATE FUNCTION synthetic_examinations(n bigint, seed bigint DEFAULT 1, of_year integer DEFAULT 2019)
	RETURNS TABLE (
		child_kind text,
		child_id text,
		examination_date date,
		age_months numeric,
		sex smallint,
		weight_kg numeric,
		height_cm numeric,
		two_word_sentences boolean,
		points_to_body_parts boolean,
		organisation text,
		municipality text)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 100000
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_examinations';
COMMENT ON FUNCTION synthetic_examinations(bigint, bigint, integer) IS
'SYNTHETIC. Examinations around the second birthday of the children of synthetic_births() with the same arguments, '
'in the columns of child_examination, for 9 of 37 organisations, one of them without language items. n: births, up '
'to 999999999; seed and of_year (1990 to 2090) choose the population, and the same three give the same rows on every '
'machine. Bad arguments: error 22023. NULL: no rows.';

CREATE FUNCTION synthetic_areas(of_year integer)
	RETURNS TABLE (
		kind text,
		code text,
		classification_year smallint,
		name text,
		parent_kind text,
		parent_code text,
		valid daterange)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 11000
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_areas';
COMMENT ON FUNCTION synthetic_areas(integer) IS
'SYNTHETIC. The country of synthetic_births() in the classification of a year: 12 provinces and Amsterdam with its '
'stadsdelen by name, 354 further municipalities, wijken and postcodes by synthetic code. Up to 2018 three '
'municipalities more, which were then dissolved. Year outside 1990 to 2090: error 22023.';

CREATE FUNCTION synthetic_area_transitions()
	RETURNS TABLE (
		from_code text,
		from_year smallint,
		to_code text,
		to_year smallint,
		pc4 text,
		share numeric)
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 4
	AS 'MODULE_PATHNAME', 'kansrijk_synthetic_area_transitions';
COMMENT ON FUNCTION synthetic_area_transitions() IS
'SYNTHETIC. Where the municipalities dissolved after 2018 went: one merged, one was split, one changed province.';
