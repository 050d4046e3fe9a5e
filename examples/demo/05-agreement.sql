SELECT E'\nDISAGREES: ' || source || ' ' || what AS verdict FROM agreement WHERE agrees IS NOT TRUE
\g (format=unaligned tuples_only=on)
SELECT format('%s published figures recomputed, %s agree', count(*), count(*) FILTER (WHERE agrees)) FROM agreement
\g (format=unaligned tuples_only=on)
