-- The ten groups of Robson.

CREATE FUNCTION robson_group(parity integer, previous_caesarean boolean, plurality integer, presentation text,
	labour_onset text,
	ga_days integer) RETURNS integer
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 5
	RETURN CASE
		WHEN plurality > 1 THEN 8
		WHEN plurality IS NULL OR plurality < 1 OR presentation IS NULL THEN NULL
		WHEN presentation = 'breech' THEN CASE WHEN parity = 0 THEN 6 WHEN parity > 0 THEN 7 END
		WHEN presentation <> 'cephalic' THEN 9
		WHEN ga_days BETWEEN 1 AND 258 THEN 10
		WHEN ga_days BETWEEN 259 AND 315 THEN CASE
			WHEN previous_caesarean THEN 5
			WHEN parity = 0 THEN CASE labour_onset WHEN 'spontaneous' THEN 1 WHEN 'induced' THEN 2 WHEN 'caesarean' THEN 2 END
			WHEN parity > 0 AND NOT previous_caesarean
				THEN CASE labour_onset WHEN 'spontaneous' THEN 3 WHEN 'induced' THEN 4 WHEN 'caesarean' THEN 4 END END
		END;
COMMENT ON FUNCTION robson_group(integer, boolean, integer, text, text, integer) IS
'Group of Robson, 1 to 10, in which caesareans are counted: 1 and 2 first births (spontaneous; induced or caesarean '
'before labour), 3 and 4 later births without a previous caesarean, 5 with one, all single, cephalic, from 37 weeks; '
'6 and 7 breech, first and later; 8 multiples; 9 other lie; 10 single cephalic before 37 weeks. presentation: '
'cephalic, breech, other; labour_onset: spontaneous, induced, caesarean. NULL when what decides is unknown.';
