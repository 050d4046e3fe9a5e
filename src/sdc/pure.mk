# The parts of src/sdc that are free of PostgreSQL, for the tests and fuzzers that build them alone.
elimination_sources = $(patsubst %,src/sdc/%.c,matrix pivot component rank exposure decide \
	span remedy grow take_back eliminate)
cube_sources = $(elimination_sources) $(patsubst %,src/sdc/%.c,points evidence determined finest relations \
	reader system preference sums equations push tight circuit bounds unknowns move whole faults \
	cover ball look choose exchange widen repair width unit unit_sums protect lp)
interval_sources = $(cube_sources) src/sdc/interval.c
