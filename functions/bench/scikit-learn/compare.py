#!/usr/bin/env python3
"""Times hashed linear pre-labelling here and in scikit-learn, on the same items, in the same run, on one core each,
and MiniLM's vectors beside a bare loop over ONNX Runtime.

From the project's root, once the benchmarks are built (./mvnw package -DskipTests -pl functions/bench -am), with a Python
that has scikit-learn (Debian: apt-get install python3-sklearn, and /usr/bin/python3):

    /usr/bin/python3 functions/bench/scikit-learn/compare.py

Both sides read 50,000 JSON lines of 300 bytes, hash lower-cased words and pairs of words with signs into 2^18 buckets,
scale to length 1 and weigh them for four classes; both learnt from the same 2,000 items. What is timed begins with the
line and ends with the distribution. Both are the best of several rounds, in time on the
processor: the machine may have other work.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CLASSES = f"{ROOT}/functions/bench/target/classes:{ROOT}/functions/bench/target/lib/*"
HASHED = "dev.labelmill.bench.HashedLinear"
MINILM = "dev.labelmill.bench.MiniLmThroughput"
ROUNDS = 3
LEAST_RATE = 150_000
LEAST_RATIO = 15
MOST_APART = 0.01
LEAST_OF_BARE = 0.9


def java(program, *arguments):
    # One core, as in a small function: the collector and the compiler have to share it.
    command = ["taskset", "-c", "0", "java", "-XX:+UseSerialGC", "-Xmx1g", "-cp", CLASSES, program, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def scikit_learn(folder, buckets):
    import os

    os.sched_setaffinity(0, {0})
    import numpy
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import SGDClassifier

    def read(lines):
        return [json.loads(line)["source"] for line in lines]

    def classes(name):
        return numpy.loadtxt(folder / f"{name}.classes", dtype=int)

    vectorizer = HashingVectorizer(n_features=buckets, ngram_range=(1, 2), token_pattern=r"(?u)\w+")
    model = SGDClassifier(loss="log_loss", alpha=1e-5, random_state=1)
    with open(folder / "train.jsonl", "rb") as file:
        model.fit(vectorizer.transform(read(file)), classes("train"))
    with open(folder / "test.jsonl", "rb") as file:
        lines = file.readlines()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        distribution = model.predict_proba(vectorizer.transform(read(lines)))
        best = min(best, time.process_time() - start)
    accuracy = float((distribution.argmax(axis=1) == classes("test")).mean())
    return len(lines) / best, accuracy


def mini_lm():
    """Rows of a batch size, the bare loop's texts a second and ours."""
    rows = [line.split() for line in java(MINILM).splitlines()[1:]]
    return [(int(batch), float(bare), float(ours)) for batch, bare, ours, _ in rows]


def compare_mini_lm(sklearn_rate):
    """Prints its rows; whether it is as fast as wanted. The rate is None where there is no scikit-learn."""
    print(f"{'MiniLM, batch':<13} {'texts/s':>9} {'of bare':>9} {'of scikit-learn':>16}")
    fast = True
    for batch, bare, ours in mini_lm():
        share = f"{ours / sklearn_rate:>16.4f}" if sklearn_rate else f"{'-':>16}"
        print(f"{batch:<13} {ours:>9.1f} {ours / bare:>9.3f} {share}")
        fast &= ours / bare >= LEAST_OF_BARE
    print(f"wanted: {LEAST_OF_BARE} of the bare loop at the same batch size")
    return fast


def compare_hashed():
    """Prints both; whether ours is as fast as wanted, and scikit-learn's rate, None where there is none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        java(HASHED, "draw", folder)
        ours = json.loads(java(HASHED, "run", folder))
        print(f"{'':<13} {'items/s':>9} {'accuracy':>9}")
        print(f"{'Labelmill':<13} {ours['itemsPerSecond']:>9,} {ours['accuracy']:>9.4f}")
        fast = ours["itemsPerSecond"] >= LEAST_RATE
        try:
            theirs, accuracy = scikit_learn(folder, ours["buckets"])
        except ImportError as absent:
            print(f"scikit-learn cannot be compared with: {absent} (apt-get install python3-sklearn)")
            return fast, None
    ratio = ours["itemsPerSecond"] / theirs
    apart = abs(ours["accuracy"] - accuracy)
    print(f"{'scikit-learn':<13} {theirs:>9,.0f} {accuracy:>9.4f}")
    print(f"{'ratio':<13} {ratio:>9.1f} {apart:>9.4f} apart")
    print(f"wanted: {LEAST_RATE:,} items/s, a ratio of {LEAST_RATIO}, accuracies within {MOST_APART}")
    return fast and ratio >= LEAST_RATIO and apart <= MOST_APART, theirs


def main():
    """0 if all is as fast as wanted, 1 if something is not, 2 if there was no scikit-learn to compare with."""
    hashed, sklearn_rate = compare_hashed()
    embedded = compare_mini_lm(sklearn_rate)
    if not (hashed and embedded):
        return 1
    return 0 if sklearn_rate else 2


if __name__ == "__main__":
    sys.exit(main())
