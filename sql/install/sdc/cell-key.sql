-- Statistical disclosure control: the cell-key method, for those who perturb.

CREATE FUNCTION kansrijk_intern.cell_key_accumulate(internal, numeric) RETURNS internal
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_cell_key_accumulate';
CREATE FUNCTION kansrijk_intern.cell_key_final(internal) RETURNS numeric
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME', 'kansrijk_cell_key_final';
COMMENT ON FUNCTION kansrijk_intern.cell_key_accumulate(internal, numeric) IS 'Transition function of cell_key.';
COMMENT ON FUNCTION kansrijk_intern.cell_key_final(internal) IS 'Final function of cell_key.';
CREATE AGGREGATE cell_key(numeric) (
	SFUNC = kansrijk_intern.cell_key_accumulate,
	STYPE = internal,
	SSPACE = 128,
	FINALFUNC = kansrijk_intern.cell_key_final,
	COMBINEFUNC = numeric_avg_combine,
	SERIALFUNC = numeric_avg_serialize,
	DESERIALFUNC = numeric_avg_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE cell_key(numeric) IS
'The key of a cell: the fractional part of the sum of its records'' keys; 0 for no record. The same records give the '
'same key in every table and at every refresh. A record key is a random number from 0 up to 1, drawn once a person and '
'stored where no reader can see it. Errors: 22004 (a record without key), 22023 (a key outside 0 up to 1; divide whole '
'keys by their number).';

CREATE TYPE perturbation AS (
	i numeric,
	v numeric,
	ub numeric
);
COMMENT ON TYPE perturbation IS
'A row of a perturbation table: a cell of count i whose key is below ub, and not below the ub before it, gets the '
'noise v. As made by the R package ptable, by tau-ARGUS and by ONS.';
COMMENT ON COLUMN perturbation.i IS 'Count; larger counts use the rows of the largest one.';
COMMENT ON COLUMN perturbation.v IS 'Noise that is added.';
COMMENT ON COLUMN perturbation.ub IS 'Upper limit of the cell key, not included; the last one of a count is 1.';

CREATE FUNCTION cell_key_perturb(count bigint, cell_key numeric, perturbations perturbation[]) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_cell_key_perturb';
COMMENT ON FUNCTION cell_key_perturb(bigint, numeric, perturbation[]) IS
'A count with the noise of its cell key: that of the first row with this i and cell_key < ub, as the R package cellKey '
'does (the Handbook includes the upper limit instead). 0 stays 0. Perturbed cells do not add up; divide by a perturbed '
'count, never by a true one. Errors 22023: negative count, a key outside 0 up to 1, not a perturbation table.';

CREATE FUNCTION cell_key_perturb_sum(value numeric, cell_key numeric, perturbations perturbation[], largest numeric,
	share numeric) RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME', 'kansrijk_cell_key_perturb_sum';
COMMENT ON FUNCTION cell_key_perturb_sum(numeric, numeric, perturbation[], numeric, numeric) IS
'A sum (of hours, of money) with noise: v times share times the largest contribution to the cell, where v is that of '
'the count value / (share * largest), interpolated between the counts of the table. largest 0: the value. Errors '
'22023: as cell_key_perturb, and a negative value or largest, or a share that is not positive. Source: Handbook on SDC '
'5.4.';
