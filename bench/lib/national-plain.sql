-- For bench/national: what the births family counts, without the extension.
SET work_mem = '256MB';
SET jit = off;
CREATE UNLOGGED TABLE chart AS SELECT ga_days, sex, p10 FROM kansrijk.birthweight_chart();
CREATE UNLOGGED TABLE flag AS
	SELECT b.year, b.province, b.municipality, b.wijk, b.pc4, live_born,
		b.ga_days >= 168 OR b.ga_days IS NULL AND b.birthweight >= 500 AS s24, b.ga_days >= 154 OR b.ga_days IS NULL
			AND b.birthweight >= 500 AS s22,
		b.ga_days < 259 AS preterm, b.birthweight < c.p10 AS sga, b.mortality IN (1, 2, 3) AS perinatal,
			b.mortality IN (1, 2) AS fetal, b.apgar5 < 7 AS apgar, b.nicu, b.picu,
		b.ga_days BETWEEN 182 AND 223 AS very_preterm
	FROM bron.birth b LEFT JOIN chart c ON c.ga_days = b.ga_days AND c.sex = b.sex;
CREATE UNLOGGED TABLE counted AS
	SELECT CASE GROUPING(province, municipality, wijk, pc4) WHEN 15 THEN 'land' WHEN 7 THEN 'provincie'
		WHEN 11 THEN 'gemeente' WHEN 13 THEN 'wijk' ELSE 'pc4' END AS area_type,
		coalesce(pc4, wijk, municipality, province) AS area, year,
		ARRAY[count(*) FILTER (WHERE s24 AND (preterm OR sga)), count(*) FILTER (WHERE s22 AND preterm), count(*)
			FILTER (WHERE s22 AND sga), count(*) FILTER (WHERE s22 AND preterm AND sga), count(*)
			FILTER (WHERE s24 AND perinatal),
			count(*) FILTER (WHERE s22 AND fetal), count(*) FILTER (WHERE live_born AND apgar), count(*)
				FILTER (WHERE live_born AND nicu), count(*) FILTER (WHERE live_born AND picu), count(*)
				FILTER (WHERE live_born AND very_preterm)] AS n,
		ARRAY[count(preterm OR sga) FILTER (WHERE s24), count(preterm) FILTER (WHERE s22), count(sga)
			FILTER (WHERE s22), count(preterm AND sga) FILTER (WHERE s22), count(perinatal) FILTER (WHERE s24),
			count(fetal) FILTER (WHERE s22), count(apgar) FILTER (WHERE live_born), count(nicu)
				FILTER (WHERE live_born), count(picu) FILTER (WHERE live_born), count(very_preterm)
				FILTER (WHERE live_born)] AS d
	FROM flag GROUP BY GROUPING SETS ((year), (year, province), (year, municipality), (year, wijk), (year, pc4));
CREATE UNLOGGED TABLE plain AS
	WITH one AS (
		SELECT area_type, area, year, f.definition, f.numerator, f.denominator
		FROM counted,
			unnest('{big2-24w-all,preterm-22w-all,sga-22w-all,preterm-and-sga-22w-all,perinatal-24w-7d,fetal-22w,apgar-below-7,nicu,picu,preterm-26-32w}'::text[], n, d) f(definition, numerator, denominator))
	SELECT definition, area_type, area, int4range(year, year + 1) AS period, numerator, denominator,
		1000.0 * numerator / nullif(denominator, 0) AS per_1000 FROM one WHERE area_type <> 'wijk'
		AND area_type <> 'pc4'
	UNION ALL
	SELECT definition, area_type, area, period, numerator, denominator, 1000.0 * numerator / nullif(denominator, 0)
	FROM (SELECT definition, area_type, area, int4range(year - 4, year + 1) AS period, sum(numerator)
		OVER w AS numerator, sum(denominator) OVER w AS denominator, count(*) OVER w AS years
		FROM one WINDOW w AS (PARTITION BY definition, area_type, area ORDER BY year RANGE BETWEEN 4 PRECEDING
			AND CURRENT ROW)) s
	WHERE years = 5;
