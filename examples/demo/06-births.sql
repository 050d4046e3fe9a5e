-- Births made by hand, one per edge case of real deliveries; nobody's data.
CREATE TABLE birth (
	id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	what text,				-- why the row is here
	mother text,			-- as in the registry: empty and zeros are "not linked"
	year int,				-- year of birth, by the birth registry
	born date,
	died date,
	stillborn boolean,
	sterfte int,			-- Perined: 0 alive, 1 and 2 stillborn, 3 day 0-7, 4 day 8-28, 5 later, 6 unclear
	ga_days int,
	ga_weeks int,			-- where only completed weeks are known
	grams int,
	sex text
);
INSERT INTO birth (what, mother, year, born, died, stillborn, sterfte, ga_days, ga_weeks, grams, sex) VALUES
	-- gestational age at each limit
	('21+6: out of scope at 22 weeks',            '000000001', 2014, '2014-03-02', NULL,         true,  1,    153,
		NULL, 430,  '1'),
	('22+0: in scope; no chart below 23+0',       '000000002', 2014, '2014-05-11', '2014-05-11', false, 3,    154,
		NULL, 480,  '2'),
	('23+6: in scope at 22, not at 24 weeks',     '000000003', 2014, '2014-08-23', NULL,         true,  2,    167,
		NULL, 640,  '1'),
	('24+0: in scope at 24 weeks',                '000000004', 2014, '2014-11-30', '2014-12-20', false, 4,    168,
		NULL, 655,  'F'),
	('36+6: preterm',                             '000000005', 2015, '2015-01-15', NULL,         false, 0,    258,
		NULL, 2850, 'jongen'),
	('37+0: not preterm',                         '000000006', 2015, '2015-02-20', NULL,         false, 0,    259,
		NULL, 2900, 'meisje'),
	('42+0: last day of the chart',               '000000007', 2015, '2015-06-06', NULL,         false, 0,    294,
		NULL, 3900, '1'),
	('42+1: past the chart, so no SGA',           '000000008', 2015, '2015-07-19', NULL,         false, 0,    295,
		NULL, 3300, '2'),
	('age unknown, 500 g: in scope by weight',    '000000009', 2016, '2016-01-09', NULL,         true,  1,    NULL,
		NULL, 500,  '2'),
	('age unknown, 499 g: not in scope',          '000000010', 2016, '2016-02-14', NULL,         true,  1,    NULL,
		NULL, 499,  '1'),
	('age and weight unknown',                    '000000011', 2016, '2016-03-28', NULL,         false, 0,    NULL,
		NULL, NULL, '1'),
	('weeks only: 36, preterm in every day',      '000000012', 2016, '2016-05-05', NULL,         false, 0,    NULL, 36,
		2700, '2'),
	('weeks only: 40, SGA in every day',          '000000013', 2016, '2016-06-17', NULL,         false, 0,    NULL, 40,
		2500, '1'),
	-- weight
	('weight exactly p10: not SGA',               '000000014', 2016, '2016-09-09', NULL,         false, 0,    280,
		NULL, birthweight_p10(280, 1), 'M'),
	('one gram below p10: SGA',                   '000000015', 2016, '2016-10-21', NULL,         false, 0,    280,
		NULL, birthweight_p10(280, 1) - 1, 'M'),
	('weight unknown, preterm: Big2 all the same','000000016', 2017, '2017-01-30', NULL,         false, 0,    250,
		NULL, NULL, '1'),
	('weight unknown, at term: unknown',          '000000017', 2017, '2017-03-03', NULL,         false, 0,    275,
		NULL, NULL, '2'),
	('weight 0: a code, not a weight',            '000000018', 2017, '2017-04-12', NULL,         false, 0,    281,
		NULL, 0,    '2'),
	('weight 9999: a code, not a weight',         '000000019', 2017, '2017-05-27', NULL,         false, 0,    277,
		NULL, 9999, '1'),
	('21 weeks, 3 kg: implausible, out of scope', '000000020', 2017, '2017-06-30', NULL,         false, 0,    150,
		NULL, 3000, '2'),
	-- sex
	('sex undetermined, below both curves: SGA',  '000000021', 2017, '2017-08-08', NULL,         false, 0,    280,
		NULL, 2600, '3'),
	('sex unknown, between the curves: unknown',  '000000022', 2017, '2017-10-10', NULL,         false, 0,    280,
		NULL, birthweight_p10(280, 2) + 10, 'UNK'),
	('sex unknown, above both curves: not SGA',   '000000023', 2017, '2017-12-01', NULL,         false, 0,    280,
		NULL, 3600, ''),
	-- death, by day and by code
	('dies on day 0',                             '000000024', 2018, '2018-01-20', '2018-01-20', false, 3,    262,
		NULL, 2400, '1'),
	('dies on day 7: perinatal (7 days)',         '000000025', 2018, '2018-02-20', '2018-02-27', false, 3,    271,
		NULL, 3100, '2'),
	('dies on day 8: perinatal at 28 days only',  '000000026', 2018, '2018-03-20', '2018-03-28', false, 4,    270,
		NULL, 3200, '2'),
	('dies on day 28: perinatal at 28 days',      '000000027', 2018, '2018-04-20', '2018-05-18', false, 4,    284,
		NULL, 3500, '1'),
	('dies on day 29: not perinatal',             '000000028', 2018, '2018-05-20', '2018-06-18', false, 5,    279,
		NULL, 3450, '2'),
	('born in December, dies in January',         '000000029', 2018, '2018-12-28', '2019-01-04', false, 3,    230,
		NULL, 1900, '1'),
	('code 6, phase unclear: unknown',            '000000030', 2019, '2019-02-02', NULL,         NULL,  6,    273,
		NULL, 3300, '1'),
	-- mothers and children
	('twin, first: alive',                        '000000031', 2019, '2019-04-04', NULL,         false, 0,    245,
		NULL, 2100, '2'),
	('twin, second: stillborn, same mother',      '000000031', 2019, '2019-04-04', NULL,         true,  1,    245,
		NULL, 1700, '2'),
	('one mother, two births in one year: Jan',   '000000032', 2019, '2019-01-03', NULL,         false, 0,    276,
		NULL, 3250, '1'),
	('one mother, two births in one year: Dec',   '000000032', 2019, '2019-12-12', NULL,         false, 0,    260,
		NULL, 2950, '2'),
	('mother not linked: counted all the same',   '---------', 2019, '2019-07-07', NULL,         false, 0,    283,
		NULL, 3700, '1'),
	('31 Dec, but year 2020 in the registry',     '000000033', 2020, '2019-12-31', NULL,         false, 0,    282,
		NULL, 3600, '2'),
	('delivered twice: first copy',               '000000034', 2020, '2020-03-15', NULL,         false, 0,    279,
		NULL, 3400, '1'),
	('delivered twice: exact copy, not counted',  '000000034', 2020, '2020-03-15', NULL,         false, 0,    279,
		NULL, 3400, '1'),
	('nothing special',                           '000000035', 2020, '2020-09-01', NULL,         false, 0,    281,
		NULL, 3550, '2');

-- Each child once; exact copies differ in id and remark only
CREATE VIEW child AS
	SELECT DISTINCT ON (mother, year, born, died, stillborn, sterfte, ga_days, ga_weeks, grams, sex) *
	FROM birth ORDER BY mother, year, born, died, stillborn, sterfte, ga_days, ga_weeks, grams, sex, id;
