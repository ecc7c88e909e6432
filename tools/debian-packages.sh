#!/bin/sh
# Installs the Debian packages that a target needs, when root; else says the line to run.
set -eu
start="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
test="$start apache2-bin chromium-headless-shell clamav-daemon nginx-light postgresql poppler-utils zbar-tools"
cluster="$start nginx-light postgresql"
eval "wanted=\$$1"
missing=""
for package in $wanted; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
line="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
    echo "Installing$missing ..."
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null
else
    echo "Debian packages are missing; run this once as root:"
    echo "    $line"
    exit 1
fi
