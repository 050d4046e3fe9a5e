# A released version beside the installed one. For scripts in a throw-away copy of the server, with "library", the
# installed .so, "installed", the directory of extension scripts, and "work".

# The install script and the library of a released version, built once.
old_version() # VERSION
{
	local files=$PWD/build/versions/$1
	if [ ! -e "$files/kansrijk.so" ]; then
		rm -rf "$files"
		tools/released "$1" "$files" 2>/dev/null || return
		# What 0.1.0 did not know of 19.
		[ "$(ask postgres 'SHOW server_version_num')" -lt 190000 ] ||
			printf '#include "%s"\n' access/htup_details.h utils/tuplestore.h >>"$files/src/kansrijk.h"
		make -s -j2 -C "$files" PG_CONFIG="${PG_CONFIG:-pg_config}" PROFILE=-O1 with_llvm=no all >"$work/make.log" 2>&1 ||
			{ tail -20 "$work/make.log"; rm -rf "$files"; return 2; }
	fi
	cp "$files/sql/kansrijk--$1.sql" "$installed/"
	cp "$files/kansrijk.so" "$library.old"
}
swap() { mv "$library" "$library.$1" && mv "$library.$2" "$library"; } # TO FROM: a session that is open keeps what it has
