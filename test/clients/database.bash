# To source, from the root of the project: a database with a publication, as a client
# sees it, and how to run one. Needs PGHOST and the like.
passed=0
failed=0
work=$(mktemp -d)
roles="clients_bi, clients_reader, clients_refresher, clients_owner"
drop_everything()
{
	dropdb --if-exists -f kansrijk_clients
	psql -qX -c "SET client_min_messages = warning; DROP ROLE IF EXISTS $roles"
}
trap 'drop_everything 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
drop_everything 2>/dev/null
createdb kansrijk_clients

# The login role is that of doc/bi.md.
psql -qX -d kansrijk_clients -v ON_ERROR_STOP=1 <<'SQL' || exit 1
SET client_min_messages = error;
CREATE EXTENSION kansrijk;
CALL kansrijk.create_source_schema('bron');
CALL kansrijk.load_synthetic_source('bron', 10000, 1, 2015, 5);
UPDATE bron.area SET name = 'Súdwest-Fryslân' WHERE kind = 'gemeente' AND code = (SELECT min(code) FROM bron.area WHERE kind = 'gemeente');
-- More than the default: the tools need figures to read.
CALL kansrijk.create_indicator_views('bron', 'publicatie', families => '{birth,care,programme}', local_definitions => '{big2-24w-all,preterm-22w-all,sga-22w-all,perinatal-24w-7d,fetal-22w,preterm-26-32w,nicu,picu,apgar-below-7,late-care-22w,early-care-24w,care-start-primary,coalition-2020}', area_types => '{land,provincie,gemeente,stadsdeel}', breakdown_area_types => '{land,provincie}',
	owner => 'clients_owner', refresher => 'clients_refresher', reader => 'clients_reader', create_roles => true);
CREATE ROLE clients_bi LOGIN IN ROLE clients_reader;
ALTER ROLE clients_bi SET search_path = publicatie;
ALTER ROLE clients_bi SET default_transaction_read_only = on;
ALTER ROLE clients_bi SET statement_timeout = '60s';
REVOKE TEMPORARY ON DATABASE kansrijk_clients FROM PUBLIC;
SQL

client() # NAME COMMAND...
{
	local name=$1 ok bad
	shift
	PGDATABASE=kansrijk_clients PGUSER=clients_bi "$@" >"$work/log" 2>&1
	grep -vE '^[0-9]+ passed, [0-9]+ failed$' "$work/log"
	ok=$(sed -n '$s/^\([0-9]*\) passed.*/\1/p' "$work/log")
	bad=$(sed -n '$s/.* \([0-9]*\) failed$/\1/p' "$work/log")
	echo "$name: ${ok:-0} passed, ${bad:-1} failed"
	passed=$((passed + ${ok:-0}))
	failed=$((failed + ${bad:-1}))
}
