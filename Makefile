# kansrijk: a PostgreSQL extension. "make help" lists the targets.
#
# demo and test need nothing but make and git; every other target is plain
# PGXS and takes PG_CONFIG=/path/to/pg_config.

EXTENSION = kansrijk
EXTVERSION := $(shell sed -n 's/^   "version": "\(.*\)",/\1/p' META.json)

MODULE_big = kansrijk
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/*/*.c)))

# data/catalogue, as INSERTs: in the order of the foreign keys.
CATALOGUE = $(patsubst %,data/catalogue/%.csv,source_document source_inconsistency indicator \
	indicator_definition indicator_set indicator_set_member published_figure definition_note)
SOURCE_MODEL = $(patsubst %,data/source/%.csv,source_table source_column source_rule source_synonym)
GENERATED_SQL = sql/install/catalogue/rows.generated.sql sql/install/source/rows.generated.sql

INSTALL_SQL := $(patsubst %,sql/install/%.sql,$(shell sed '/^\#/d' sql/install/order))
DATA_built = sql/$(EXTENSION)--$(EXTVERSION).sql
DATA = $(wildcard sql/update/*.sql)
RELEASED := $(shell tools/released | tail -1)
UPDATE_SQL = sql/update/$(EXTENSION)--$(RELEASED)--$(EXTVERSION).sql

# The reference tables, as C: data/NAME.csv becomes src/.../NAME.generated.h
# (see tools/csv-to-c.awk).
GENERATED = $(addsuffix .generated.h,$(addprefix src/birth/,hoftiezer_2019 intergrowth_21st nl5def_birthweight) \
	$(addprefix src/child/,iotf_2000 iotf_2012 bmi_south_asian))

REGRESS = $(sort $(basename $(notdir $(wildcard test/sql/*.sql))))
REGRESS_OPTS = --inputdir=test --load-extension=kansrijk

PG_CFLAGS = -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers -ffp-contract=off
PG_CPPFLAGS = -I$(CURDIR)/src -DKANSRIJK_VERSION='"$(EXTVERSION)"'
SHLIB_LINK = -lglpk -Wl,--version-script=src/exports.map

EXTRA_CLEAN = sql/$(EXTENSION)--*.sql $(GENERATED) $(GENERATED_SQL) results regression.diffs regression.out

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

.DEFAULT_GOAL := all

ifneq ($(wildcard $(PGXS)),)
include $(PGXS)
else
all install installcheck:
	@echo "$(PG_CONFIG) does not know PGXS: install postgresql-server-dev-N or name one with PG_CONFIG=..." >&2; exit 1
endif

$(OBJS) $(OBJS:.o=.bc): src/kansrijk.h $(wildcard src/*/*.h) META.json $(GENERATED)

csv_to_c = awk -f tools/csv-to-c.awk -v name=$* $(table) $< > $@ || { rm -f $@; exit 1; }
src/birth/nl5def_birthweight.generated.h: table = -v type=double
src/child/%.generated.h: table = -v type=double -v step=0.5

src/birth/%.generated.h: data/%.csv tools/csv-to-c.awk
	$(csv_to_c)

src/child/%.generated.h: data/%.csv tools/csv-to-c.awk
	$(csv_to_c)

sql/install/catalogue/rows.generated.sql: $(CATALOGUE) tools/csv-to-sql.awk
	awk -f tools/csv-to-sql.awk -v builtin=1 $(CATALOGUE) > $@

sql/install/source/rows.generated.sql: $(SOURCE_MODEL) tools/csv-to-sql.awk
	awk -f tools/csv-to-sql.awk -v builtin=1 $(SOURCE_MODEL) > $@

# META.json is the one place where the version is written.
kansrijk.control: META.json
	sed -i "s/^default_version.*/default_version = '$(EXTVERSION)'/" $@ && touch $@

sql/$(EXTENSION)--$(EXTVERSION).sql: $(INSTALL_SQL) sql/install/order META.json
	{ echo '/* made by make from sql/install: edit there */'; \
	  printf '%s\n' '\echo Use "CREATE EXTENSION $(EXTENSION)" to load this file. \quit'; \
	  for part in $(INSTALL_SQL); do echo; cat $$part; done; } > $@

# One look at everything, in throw-away clusters.

.PHONY: demo dashboard test check-reader check-joint test-dashboard test-end-to-end test-clients test-dcat \
	test-faults test-hostile fuzz test-matrix test-pg-upgrade assert ubsan valgrind coverage bench help

demo:
	@tools/setup
	@BIRTHS="$(BIRTHS)" YEARS="$(YEARS)" KEEP="$(KEEP)" tools/throwaway-cluster examples/demo/run

dashboard:
	@tools/setup
	@tools/setup-dashboard
	@BIRTHS="$(BIRTHS)" WITHIN="$(WITHIN)" KEEP="$(KEEP)" tools/throwaway-cluster examples/dashboard/make

test-clients:
	@tools/setup
	@tools/throwaway-cluster test/clients/more/run

test-dcat:
	@tools/setup
	@tools/setup-dashboard
	@tools/throwaway-cluster test/dcat/run

test-dashboard:
	@tools/setup
	@tools/setup-dashboard test
	@tools/throwaway-cluster test/dashboard/run

test-end-to-end:
	@tools/setup
	@tools/throwaway-cluster test/dashboard/end-to-end

test:
	@tools/setup
	@tools/throwaway-cluster test/run

check-reader:
	@tools/setup
	@nice -n 10 tools/throwaway-cluster test/checker/run $(or $(SYSTEMS),20000) $(or $(SEED),1) $(FAMILIES)

check-joint:
	@nice -n 10 tools/throwaway-cluster test/checker/joint/run $(or $(FAMILIES),5000) $(or $(SEED),1)

test-faults:
	@tools/setup
	@test/faults/run

fuzz:
	@tools/setup clang libclang-rt-dev
	@$(MAKE) -s -f test/fuzz/Makefile fuzz $(if $(SECONDS),SECONDS=$(SECONDS))

test-matrix test-pg-upgrade:
	@nice -n 10 tools/$@

# The tests on a PostgreSQL with assertions, which tools/debug-postgres builds.

assert:
	@tools/setup
	@PG_CONFIG=$$(tools/debug-postgres) && export PG_CONFIG && nice -n 10 tools/throwaway-cluster test/run

undefined = -fsanitize=undefined,alignment -fno-sanitize-recover=undefined,alignment
ubsan:
	@tools/setup
	@PG_CONFIG=$$(tools/debug-postgres) && export PG_CONFIG && PROFILE="-Werror $(undefined)" SANITIZE=yes \
		nice -n 10 tools/throwaway-cluster test/run

valgrind coverage:
	@tools/setup
	@nice -n 10 test/$@

# Sqlsmith and other hostile SQL, on that server as well.

test-hostile:
	@tools/setup sqlsmith
	@DURATION=$(or $(DURATION),1800) SEED=$(or $(SEED),1) test/hostile/run

bench:
	@tools/setup gnuplot-nox
	@SERVER_OPTIONS="$${SERVER_OPTIONS:--c shared_buffers=1GB -c max_wal_size=4GB}" tools/throwaway-cluster bench/run

# Surprises in the libraries and tools around this project; not a test of ours.

.PHONY: findings
findings:
	@nice -n 10 findings/run $(FINDINGS)

.PHONY: reference update-script dist distcheck deb

reference:
	@tools/setup
	@tools/throwaway-cluster sh -c 'psql -qX -c "CREATE EXTENSION kansrijk" && tools/reference >doc/reference.md'

# From the version that was released last, while this one is not.
update-script: sql/$(EXTENSION)--$(EXTVERSION).sql
	@[ -e build/versions/$(RELEASED)/sql ] || tools/released $(RELEASED) build/versions/$(RELEASED)
	@$(MAKE) -s -C build/versions/$(RELEASED) sql/$(EXTENSION)--$(RELEASED).sql
	tools/update-script build/versions/$(RELEASED)/sql/$(EXTENSION)--$(RELEASED).sql $< \
		$(sort $(wildcard sql/update/parts/*.sql)) > build/update.sql
	@mv build/update.sql $(UPDATE_SQL)

# What is committed, for PGXN; and as Debian packages. Both go to build/.

DISTRIBUTION = $(EXTENSION)-$(EXTVERSION)

dist:
	@mkdir -p build
	git archive --format=zip --prefix=$(DISTRIBUTION)/ -o build/$(DISTRIBUTION).zip HEAD

distcheck: dist
	rm -rf build/dist && mkdir build/dist
	cd build/dist && unzip -q ../$(DISTRIBUTION).zip && $(MAKE) -C $(DISTRIBUTION) test
	rm -rf build/dist

deb:
	rm -rf build/deb && mkdir -p build/deb
	git archive --prefix=$(DISTRIBUTION)/ HEAD | gzip -n > build/deb/$(EXTENSION)_$(EXTVERSION).orig.tar.gz
	tar -C build/deb -xf build/deb/$(EXTENSION)_$(EXTVERSION).orig.tar.gz
	cd build/deb/$(DISTRIBUTION) && pg_buildext updatecontrol && dpkg-buildpackage -b -us -uc
	@ls build/deb/*.deb

# The files of an image volume, with the libraries that they need, for a server of
# PostgreSQL 18 or later that has other files of its own: doc/install.md.

.PHONY: volume rpm
VOLUME ?= build/volume
volume: all
	rm -rf $(VOLUME) $(VOLUME).root
	$(MAKE) -s install DESTDIR=$(abspath $(VOLUME)).root
	mkdir -p $(VOLUME)/share $(VOLUME)/lib $(VOLUME)/system
	cp -R $(VOLUME).root$(datadir)/extension $(VOLUME)/share/
	cp $(VOLUME).root$(pkglibdir)/$(EXTENSION).so $(VOLUME)/lib/
	rm -rf $(VOLUME).root
	packaging/libraries $(VOLUME)/lib/$(EXTENSION).so | xargs -r cp -L -t $(VOLUME)/system
	cp LICENSE README.md $(VOLUME)/

# Of what is committed; needs rpmbuild.

rpm:
	rm -rf build/rpm && mkdir -p build/rpm/SOURCES
	git archive --prefix=$(DISTRIBUTION)/ HEAD | gzip -n > build/rpm/SOURCES/$(DISTRIBUTION).tar.gz
	rpmbuild --define "_topdir $(CURDIR)/build/rpm" --define "version_of_kansrijk $(EXTVERSION)" $(RPMFLAGS) \
		-bb packaging/kansrijk.spec
	@ls build/rpm/RPMS/*/*.rpm

help:
	@echo "make demo          published figures and a small country, in a throw-away cluster, within 90 seconds"
	@echo "make demo BIRTHS=170000  ... and the whole country, 20 years of it; minutes"
	@echo "make demo KEEP=1   ... and leaves the cluster up until Ctrl-C, and says how to connect"
	@echo "make test          every test, in a throw-away cluster; ends with a verdict"
	@echo "make check-reader  SYSTEMS=20000 random systems of each family against a reader who knows all; SEED=1"
	@echo "make check-joint   FAMILIES=5000 random families of definitions protected together, against him; SEED=1"
	@echo "make dashboard     a static site of what is published, in examples/dashboard/site; BIRTHS=400000,"
	@echo "                   WITHIN=1 adds wijken and postal codes, KEEP=1 keeps its server"
	@echo "make test-dashboard  its test, in headless Chromium (installs Debian's chromium)"
	@echo "make test-dcat     a release as open data, checked by the SHACL shapes of DCAT-AP-NL (npm)"
	@echo "make test-end-to-end  a publication of 0.1.0, updated, refreshed, released and read by the dashboard"
	@echo "make test-clients  the publication read by R, psycopg2, node-postgres, GDAL, LibreOffice, PostGraphile,"
	@echo "                   Evidence (installs them)"
	@echo "make test-faults   what happens when it is cancelled, killed, out of memory or disk; minutes"
	@echo "make fuzz          random tables into the protection and the audit, for SECONDS=60 each, by clang"
	@echo "make test-hostile  sqlsmith for DURATION=1800 seconds, random calls, memory; any crash or leak fails"
	@echo "make test-matrix   the same on PostgreSQL 15, 17, 18 and 19, in chroots; must be root"
	@echo "make test-pg-upgrade  pg_upgrade from 15 to 17, 18 and 19, in the same chroots; must be root"
	@echo "make assert        ... on a server with assertions, which is built first"
	@echo "make ubsan         ... with the extension checked for undefined behaviour"
	@echo "make valgrind      the errors, plans and behaviour, on a server under Valgrind; slow"
	@echo "make coverage      make assert, and which lines of src/ it executed"
	@echo "make bench         the measured promises, as ratios, in a throw-away cluster"
	@echo "make findings      surprises in libraries and tools, run again in temporary folders"
	@echo "make reference     writes doc/reference.md from the comments in the database"
	@echo "make update-script  writes the update from the version released last, and sql/update/parts"
	@echo "make               build for the server of PG_CONFIG (default: pg_config)"
	@echo "sudo make install  install there; then, in psql: CREATE EXTENSION kansrijk"
	@echo "make installcheck  regression tests against that running server"
	@echo "make dist          build/$(DISTRIBUTION).zip for PGXN; make distcheck tests it unpacked"
	@echo "make deb           Debian packages in build/deb (needs debhelper and postgresql-all)"
	@echo "make rpm           an RPM in build/rpm (needs rpmbuild)"
	@echo "make volume        the files of an image volume for PostgreSQL 18, in build/volume"
	@echo "make clean         remove what was built"
