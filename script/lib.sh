# What the scripts share; sourced, with the working folder set to the root of the tree.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# From where the script was started; the same for the scripts that it starts.
build=$(realpath -m -- "${ORIEL_BUILD_DIR:-$root/build}")
[ -z "${ORIEL_BUILD_DIR:-}" ] || export ORIEL_BUILD_DIR=$build
cd "$root" || exit

# Debian's interpreter: one from elsewhere on PATH would not have Debian's modules.
python=/usr/bin/python3
meson=("$python" /usr/bin/meson)

say() { printf '\033[1m== %s\033[0m\n' "$*"; }

# as_root COMMAND...: with sudo where we are not root already.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# configure_in DIR [MESON OPTIONS...]: when it was not done yet, or with other options.
configure_in() {
    local dir=$1 log=$1/build.log again=()
    shift
    mkdir -p "$dir"
    if [ -f "$dir/build.ninja" ]; then
        if [ $# = 0 ] || [ "$*" = "$(cat "$dir/options" 2>/dev/null)" ]; then return 0; fi
        again=(--reconfigure)
    fi
    say "configuring $dir $*"
    "${meson[@]}" setup "${again[@]}" "$dir" "$root" "$@" >"$log" 2>&1 || { cat "$log"; return 1; }
    echo "$*" >"$dir/options"
}

# build_in DIR [MESON OPTIONS...]: configures when needed, then compiles; prints only what went wrong.
build_in() {
    local dir=$1 log=$1/build.log
    configure_in "$@" || return 1
    say "building $dir"
    # One ninja at a time: two scripts may run side by side.
    flock "$dir/options" ninja -C "$dir" >"$log" 2>&1 || { grep -v '^\[' "$log"; return 1; }
    grep -A4 'warning:' "$log" || true
    stage "$dir"
}

# stage DIR: lays the Python files beside the extension in the build tree, so that both import from one folder.
stage() {
    local site=$1/python
    mkdir -p "$site/oriel"
    find "$site" -maxdepth 2 -xtype l -delete
    find "$root/python/oriel" -maxdepth 1 \( -name '*.py' -o -name '*.pyi' -o -name py.typed \) \
        -exec ln -sfn -t "$site/oriel" {} +
    [ ! -d "$root/python/compat" ] || find "$root/python/compat" -mindepth 1 -maxdepth 1 -type d -exec ln -sfn -t "$site" {} +
}

# use_build DIR: the environment in which Python and C programs find what was built there.
use_build() {
    export PYTHONPATH=$1/python${PYTHONPATH:+:$PYTHONPATH}
    export ORIEL_BACKEND_DIR=$1/src
}

# virtual_display COMMAND...: on a screen of its own, whether or not there is a real one.
virtual_display() { xvfb-run -a -s "-screen 0 1280x1024x24 -noreset" "$@"; }

# with_display COMMAND...: on the display there is, or on a virtual one.
with_display() {
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then "$@"; else virtual_display "$@"; fi
}
