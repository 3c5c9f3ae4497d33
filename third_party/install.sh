#!/bin/sh
# Installs the Debian packages that are missing: those to build and run, and with --tests those the
# tests and comparisons need too. Says what it installs, asks where a person sits at the terminal,
# and touches neither the network nor the package lists when nothing is missing.
set -eu

build_packages="g++ cmake make ninja-build
    libimgui-dev libglfw3-dev python3-glad libegl-dev libgl-dev libopengl-dev libeigen3-dev libtbb-dev libnanoflann-dev
    libfontconfig-dev libstb-dev libcli11-dev nlohmann-json3-dev zlib1g-dev libexpat1-dev libzip-dev libutf8proc-dev
    libcairo2-dev libfreetype-dev libxlsxwriter-dev
    fonts-roboto-unhinted
    libgl1 libegl1 libgl1-mesa-dri"
test_packages="doctest-dev libbenchmark-dev xvfb xauth xdotool
    python3-pandas python3-sklearn python3-scipy python3-fastcluster libopenblas0-pthread
    python3-openpyxl python3-odf poppler-utils tidy clang-format shellcheck"

fail() {
    echo "error: $*" >&2
    exit 1
}

packages=$build_packages
[ "${1:-}" = --tests ] && packages="$packages $test_packages"

if ! command -v dpkg-query >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # the list is meant to be split
    echo "Not a Debian system: install what stands for these by hand:" $packages
    exit 0
fi

# shellcheck disable=SC2086 # the list is meant to be split
installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' $packages 2>/dev/null || true)"
missing=""
for package in $packages; do
    case $installed in
    *" installed:$package "*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif ! command -v sudo >/dev/null 2>&1; then
    fail "packages are missing and installing them needs root or sudo; as root: apt-get install$missing"
elif [ -t 0 ] || sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    fail "packages are missing and sudo asks for a password; as root: apt-get install$missing"
fi

echo "Needed and not installed:$missing"
if [ -t 0 ] && [ -z "${CI:-}" ]; then
    printf 'Install them now? [Y/n] '
    read -r answer || answer=n
    case $answer in
    [nN]*) fail "the packages above are needed" ;;
    esac
fi

apt() {
    # shellcheck disable=SC2086 # empty, or sudo with its options
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "$@"
}
# Old package lists are no reason to stop: what is to be had may still be there.
apt update || echo "The package lists could not be refreshed; trying with those at hand."
# shellcheck disable=SC2086 # the list is meant to be split
apt install -y --no-install-recommends $missing ||
    fail "installing failed, see above; needed are:$missing"
