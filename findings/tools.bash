# For the findings: packages of a pinned version, unpacked in a temporary folder that is
# removed at the end, and a comparison of what is seen with what was seen before.
#
# A finding ends with 0 (as described), 1 (it is no longer so) or 2 (could not be run:
# a package of that version is not to be had here, and the like).
. "$(dirname "${BASH_SOURCE[0]}")/../tools/environment.sh"
set -uo pipefail

work=$(mktemp -d)
chmod 755 "$work"
root=$work/root
mkdir "$root"
changed=0
server=
clean_up()
{
	[ -z "$server" ] || as_nobody "$server/pg_ctl" -D "$work/cluster/data" -m immediate stop >/dev/null 2>&1
	rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

not_run() # WHY
{
	echo "not run: $*" >&2
	exit 2
}

# PACKAGE=VERSION...: packages of Debian, with what they need and this machine lacks.
# Nothing is installed. Links that point to / point into the folder.
unpack()
{
	local others package link
	mkdir -p "$work/packages"
	others=$(apt-get -s -o Debug::NoLocking=1 install --no-install-recommends "$@" 2>"$work/apt.log" |
		sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p')
	(cd "$work/packages" && apt-get download -q $(printf '%s\n' "$@" $others | sort -u)) >>"$work/apt.log" 2>&1 ||
		not_run "Debian's $* cannot be downloaded: $(grep '^E:' "$work/apt.log" | head -1)"
	for package in "$work"/packages/*.deb; do
		dpkg -x "$package" "$root" || not_run "$package"
	done
	rm -r "$work/packages"
	find "$root" -lname '/*' | while read -r link; do
		if [ -e "$root$(readlink "$link")" ]; then ln -sfn "$root$(readlink "$link")" "$link"; fi
	done
	LD_LIBRARY_PATH=$(find "$root" -name '*.so*' ! -path '*/postgresql/*' -printf '%h:\n' | sort -u | tr -d '\n')
	export LD_LIBRARY_PATH PATH="$root/usr/lib/postgresql/15/bin:$root/usr/bin:$PATH"
	echo "version: $*"
}

# PACKAGE@VERSION...: packages of npm; none of their scripts is run.
install_npm()
{
	command -v npm >/dev/null || not_run "npm is not installed"
	(cd "$work" && npm install --prefix "$work" --ignore-scripts --no-audit --no-fund "$@") >"$work/npm.log" 2>&1 ||
		not_run "npm's $* cannot be installed: $(tail -1 "$work/npm.log")"
	echo "version: $*"
}

as_nobody() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }

# [SETTING...]: a cluster of the unpacked PostgreSQL 15, on a socket only, with
# PGHOST and the like set for it.
start_postgresql()
{
	local bin=$root/usr/lib/postgresql/15/bin setting
	mkdir "$work/cluster"
	[ "$(id -u)" != 0 ] || chown nobody "$work/cluster"
	export PGHOST=$work/cluster PGPORT=5432 PGUSER=postgres PGDATABASE=postgres PGTZ=UTC
	as_nobody "$bin/initdb" -D "$work/cluster/data" -U postgres --no-locale -E UTF8 -A trust -N >"$work/initdb.log" 2>&1 ||
		not_run "$(tail -3 "$work/initdb.log")"
	for setting in "listen_addresses = ''" "unix_socket_directories = '$work/cluster'" "fsync = off" "$@"; do
		echo "$setting"
	done | as_nobody tee -a "$work/cluster/data/postgresql.conf" >/dev/null
	as_nobody "$bin/pg_ctl" -D "$work/cluster/data" -l "$work/cluster/log" -w start >/dev/null 2>&1 ||
		not_run "$(tail -3 "$work/cluster/log")"
	server=$bin
}

sql() { psql -qXAt "$@" 2>&1; } # ARGUMENTS of psql

# A script of R from standard input, by the unpacked R.
run_r()
{
	local home=$root/usr/lib/R
	[ -e "$home/etc/Renviron" ] || cp --remove-destination "$home/etc/Renviron.ucf" "$home/etc/Renviron"
	cat >"$work/script.R"
	R_HOME=$home R_SHARE_DIR=$root/usr/share/R/share R_LIBS=$home/site-library EDITOR=vi \
		"$home/bin/exec/R" --vanilla --no-echo -f "$work/script.R" 2>&1
}

# WHAT SEEN EXPECTED: prints what was seen, and whether that is what was seen before.
see()
{
	printf '%s:\n' "$1"
	printf '%s\n' "$2" | sed 's/^/    /'
	if [ "$2" != "$3" ]; then
		changed=1
		echo "  CHANGED, it was:"
		printf '%s\n' "$3" | sed 's/^/    /'
	fi
}

conclude()
{
	if [ "$changed" = 0 ]; then echo "as described"; else echo "no longer as described"; fi
	exit "$changed"
}
