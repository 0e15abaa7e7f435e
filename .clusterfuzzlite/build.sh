#!/bin/bash -eu
# Builds for ClusterFuzzLite just what is built for OSS-Fuzz.
exec "$SRC/wsdrain/fuzz/oss-fuzz/build.sh"
