# Chroots of the Debian suites that carry the PostgreSQL majors, one a suite, made
# by debootstrap outside the tree and used again next time. For tools that run as
# root; they source this.

majors="15 17 18 19"
suite_of() { case $1 in 15) echo bookworm ;; 17) echo trixie ;; 18) echo forky ;; 19) echo experimental ;; esac; }

tool=${0##*/}
cache=${KANSRIJK_CACHE:-/var/cache/kansrijk}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
reserve_chroots()
{
	[ "$(id -u)" = 0 ] || { echo "$tool: must be root, to make and enter the chroots: sudo make $tool" >&2; exit 77; }
	mkdir -p "$cache"
	exec 9>"$cache/test-matrix.lock"
	flock -n 9 || { echo "$tool: another one is at work in $cache" >&2; exit 75; }
	if ! command -v debootstrap >/dev/null; then
		echo "$tool: installing debootstrap with apt-get"
		{ apt-get update -q && apt-get install -q -y --no-install-recommends debootstrap; } >"$cache/apt.log" 2>&1 ||
			{ tail -5 "$cache/apt.log" >&2; exit 1; }
	fi
}

# Whatever is mounted or started in here is gone when the command is, however it
# ends: it has mounts and process numbers of its own.
isolated=
isolated()
{
	unshare --mount --propagation private --pid --fork --kill-child "$@" &
	isolated=$!
	wait "$isolated"
}
interrupted() { [ -z "$isolated" ] || kill -KILL "$isolated" 2>/dev/null; exit "$1"; }
trap 'interrupted 130' INT
trap 'interrupted 143' TERM HUP

make_chroot() # SUITE DIRECTORY
{
	local suite=$1 script=()
	# Experimental is no whole system, but an addition to sid.
	[ "$suite" != experimental ] || suite=sid
	# Debian 12's debootstrap knows no forky; sid's recipe is the same.
	[ -e "/usr/share/debootstrap/scripts/$suite" ] || script=(/usr/share/debootstrap/scripts/sid)
	echo "$tool: debootstrap $1, once: $2"
	rm -rf "$2" "$2.partial"
	isolated debootstrap --variant=minbase "$suite" "$2.partial" "$mirror" "${script[@]}" || return
	# No service starts in there; and a testing suite whose release file has expired will do.
	printf '#!/bin/sh\nexit 101\n' >"$2.partial/usr/sbin/policy-rc.d"
	chmod 755 "$2.partial/usr/sbin/policy-rc.d"
	echo 'Acquire::Check-Valid-Until "false";' >"$2.partial/etc/apt/apt.conf.d/kansrijk"
	if [ "$1" = experimental ]; then
		echo "deb $mirror experimental main" >"$2.partial/etc/apt/sources.list.d/experimental.list"
		printf '%s\n' "Package: src:postgresql-*:any src:postgresql-common:any" \
			"Pin: release a=experimental" "Pin-Priority: 500" >"$2.partial/etc/apt/preferences.d/kansrijk"
	fi
	mv "$2.partial" "$2"
}

# The files that git knows, as they are now, and as they were in each version released.
copy_project() # DIRECTORY
{
	local version
	mkdir -p "$1/released"
	for version in $(tools/released); do
		tools/released "$version" "$1/released/$version" 2>/dev/null &&
			tar -cf "$1/released/$version.tar" -C "$1/released/$version" .
		rm -rf "$1/released/$version"
	done
	git ls-files -z --deduplicate | while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
		tar --null -T - -c | tar -x --no-same-owner -C "$1"
}

# In isolation, as the first process.
in_chroot() # DIRECTORY COMMAND...
{
	local root=$1
	shift
	mount -t proc proc "$root/proc" && mount -t tmpfs tmpfs "$root/dev/shm" || return
	chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
export -f in_chroot
