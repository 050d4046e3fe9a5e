-- What a publisher is told when a publication is created.
SET search_path = kansrijk, public;
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 200, 1, 2018, 2);

-- Definitions that are protected together, families of the same births, and a policy that hides nothing.
CALL create_indicator_views('bron', 'eerste', 'none', families => '{birth,care}',
	local_definitions => '{sga-24w-all,big2-24w-all,early-care-24w}', populate => false);

-- Another publication of the source.
CALL create_indicator_views('bron', 'tweede', families => '{birth}', local_definitions => '{big2-24w-all}',
	populate => false);
CALL drop_indicator_views('tweede');
CALL drop_indicator_views('eerste');

-- One thing counted by mothers and by deliveries: not by default.
CALL create_indicator_views('bron', 'derde', families => '{kraamzorg}', populate => false);
CALL create_indicator_views('bron', 'derde', families => '{kraamzorg}',
	local_definitions => '{no-kraamzorg-mother,no-kraamzorg-no-stay}', populate => false);

CALL drop_indicator_views('derde');
SET client_min_messages = warning;
DROP SCHEMA bron CASCADE;
