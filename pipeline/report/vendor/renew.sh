#!/bin/sh
# Renew the chart library: pipeline/report/vendor/renew.sh [VERSION]. Needs npm; writes the files beside this one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "echarts@${1:-latest}" >/dev/null
tar -xzf echarts-*.tgz
cp package/dist/echarts.min.js package/LICENSE package/NOTICE package/licenses/LICENSE-d3 "$here/"
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' package/package.json)
printf 'echarts %s\nsha256 %s\n' "$version" "$(sha256sum package/dist/echarts.min.js | cut -d' ' -f1)" >"$here/VERSION"
cat "$here/VERSION"
