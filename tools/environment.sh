# Takes away what in the caller's environment could change what a command of this
# project does. Every one of them sources it first. (What concerns the server is taken
# away by throwaway-cluster only: others are called for a server of the caller's.)
unset -v CDPATH GLOBIGNORE TMOUT POSIXLY_CORRECT LANGUAGE GREP_OPTIONS TAR_OPTIONS
unset -v MAKEFLAGS MFLAGS GNUMAKEFLAGS MAKEFILES
unset -v PERL5OPT PERL_UNICODE "${!HARNESS_@}"
unset -f cd
export LC_ALL=C.UTF-8
umask 022
# Where su leaves them out: runuser, chroot.
PATH=$PATH:/usr/sbin:/sbin
# Sockets, and what make installs in, take no long or unusual names; and the server's
# own user must get there (libpam-tmpdir gives root a directory of its own).
if [ -n "${TMPDIR:-}" ]; then
	case $TMPDIR in [!/]* | *[!A-Za-z0-9/_.-]* | ????????????????????????????????????????????????*) unset TMPDIR ;; esac
	[ -w "${TMPDIR:-}" ] && { [ "$(id -u)" != 0 ] || runuser -u postgres -- test -x "$TMPDIR"; } 2>/dev/null ||
		unset TMPDIR
fi
