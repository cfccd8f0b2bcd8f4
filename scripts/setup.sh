#!/bin/sh
# Make .venv with pinned dependencies; install what the system lacks through apt where that is allowed.
# Usage: scripts/setup.sh run|dev
set -eu
extras=${1:-run}
venv=.venv
axe_version=4.14.1
qt_packages="libglib2.0-0 libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3"
x11_packages="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf 'setup: %s\n' "$*" >&2; }

# Run apt as root, or by sudo when it asks for no password; otherwise name what is missing and stop.
apt_install() {
    if ! command -v apt-get >/dev/null 2>&1; then
        say "please install: $*"; return 1
    fi
    if [ "$(id -u)" = 0 ]; then as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"
    else say "please run: sudo apt-get install --no-install-recommends $*"; return 1
    fi
    say "installing $*"
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then echo "$candidate"; return; fi
    done
    say "Python 3.11, 3.12 or 3.13 is needed (set PYTHON=/path/to/python3.12)"; exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "python$version-venv" || apt_install python3-venv
    fi
    "$python" -m venv "$venv"
}

qt_works() { QT_QPA_PLATFORM=offscreen "$venv/bin/python" -c 'from PySide6 import QtWidgets; QtWidgets.QApplication([])' >/dev/null 2>&1; }

# On Debian 13 and Ubuntu 24.04 libglib2.0-0 has another name; apt resolves it, or the second name does.
install_qt_libraries() {
    apt_install $qt_packages || apt_install $(echo "$qt_packages" | sed 's/libglib2.0-0/libglib2.0-0t64/')
}

if [ -x "$venv/bin/python" ] && ! fits "$venv/bin/python"; then
    say "$venv has a Python that does not fit any more; making it anew"; rm -rf "$venv"
fi
[ -x "$venv/bin/pip" ] || make_venv
if [ "$extras" = dev ]; then target='.[dev]'; else target='.'; fi
"$venv/bin/python" -m pip install -q -c constraints.txt -e "$target"
# The accessibility test of the reviewers' page runs axe-core where npm is; without it that one test is left out.
if [ "$extras" = dev ] && command -v npm >/dev/null 2>&1 && [ ! -f "$venv/axe/node_modules/axe-core/axe.min.js" ]; then
    npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix "$venv/axe" "axe-core@$axe_version" \
        || say "axe-core could not be installed; the test that needs it is left out"
fi
if [ "$(uname -s)" = Linux ]; then
    qt_works || install_qt_libraries
    qt_works || { say "Qt does not start; it needs: $qt_packages"; exit 1; }
    if [ -n "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ] && command -v ldconfig >/dev/null 2>&1; then
        ldconfig -p | grep -q libxcb-cursor || apt_install $x11_packages || true
    fi
fi
