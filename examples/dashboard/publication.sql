-- The publication that the dashboard shows, still empty; another one will do as well: build reads the target schema as
-- the reader. psql -v within=wijk,pc4, adds wijken and postal codes.
\if :{?within}
\else
	\set within ''
\endif

-- Definitions of the same births are protected together, those that the programme asks for first.
CALL kansrijk.create_indicator_views('bron', 'publicatie', policy => 'rivm',
	local_definitions => '{big2-24w-all,perinatal-24w-7d,preterm-24w-all,sga-24w-all,
		early-care-24w,care-start-primary,care-onset-primary,care-end-primary,
		hospital-stay,no-kraamzorg-no-stay,kraamzorg-below-24,kraamzorg-24-49,kraamzorg-49-or-more,
		low-income,mother-debt,parent-debt,parent-mental-health,single-parent,vulnerable-any,vulnerable-family,
		risk-factors-1-or-more,risk-factors-2-or-more,risk-factors-3-or-more,
		excessive-crying,language-both-items,overweight-iotf-2000,placement-overlap,
		centering-parenting-2020,centering-pregnancy-2020,coalition-2020,home-visit-2020,nu-niet-zwanger-2020,plan-2020,
		voorzorg-2020}',
	area_types => ('{land,provincie,gemeente,stadsdeel,' || :'within' || 'regio}')::text[],
	annual_area_types => '{land,provincie,gemeente,stadsdeel,regio}',
	breakdown_area_types => '{land,provincie,gemeente,regio}', long_window_years => 10, populate => false,
	owner => 'ks_eigenaar', refresher => 'ks_ververser', reader => 'ks_lezer', create_roles => true);
CALL kansrijk.refresh('publicatie', '{}');
