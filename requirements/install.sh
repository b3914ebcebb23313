#!/bin/sh
# install.sh BIN FILE: install the pinned and hashed requirements and this package; pip where uv cannot.
set -eu
BIN=$1
FILE=$2
if ! "$BIN/uv" pip install --quiet --python "$BIN/python" --require-hashes -r "$FILE"; then
  "$BIN/pip" install --quiet --disable-pip-version-check --require-hashes -r "$FILE"
fi
"$BIN/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
