#!/bin/sh
# Installs the Debian packages that are missing: those to build and run, and with --tests those the tests
# and comparisons need too. Says what it installs, asks where a person sits at the terminal.
set -eu

build_packages="g++ cmake ninja-build ca-certificates
    libimgui-dev libglfw3-dev python3-glad libegl-dev libgl-dev libeigen3-dev libtbb-dev
    libstb-dev libcli11-dev nlohmann-json3-dev fonts-roboto-unhinted
    libgl1 libegl1 libgl1-mesa-dri"
test_packages="doctest-dev libbenchmark-dev xvfb xauth xdotool
    python3-pandas python3-sklearn python3-scipy libopenblas0-pthread"

packages=$build_packages
[ "${1:-}" = --tests ] && packages="$packages $test_packages"

missing=""
for package in $packages; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

echo "Needed and not installed:$missing"
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
else
    echo "error: installing packages needs root or sudo; as root: apt-get install$missing" >&2
    exit 1
fi
if [ -t 0 ] && [ -z "${CI:-}" ]; then
    printf 'Install them now? [Y/n] '
    read -r answer
    case $answer in
    [nN]*)
        echo "error: the packages above are needed" >&2
        exit 1
        ;;
    esac
fi
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
# shellcheck disable=SC2086 # the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
