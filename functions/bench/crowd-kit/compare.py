#!/usr/bin/env python3
"""Times Dawid-Skene here and in crowd-kit, on the same file, at the same tolerance, in the same run.

From the project's root, once the benchmarks are built (./mvnw package -DskipTests -pl functions/bench -am):

    python3 functions/bench/crowd-kit/compare.py [labels.csv]

The file has the columns task,worker,label, without quotes; where none is named, a million labels are drawn. Where
crowd-kit cannot be imported (pip install crowd-kit), only the time here is printed.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CLASSES = f"{ROOT}/functions/bench/target/classes:{ROOT}/functions/bench/target/lib/*"
PROGRAM = "dev.labelmill.bench.DawidSkeneOnFile"
TOLERANCE = 1e-5
MOST_PASSES = 100


def java(*arguments):
    command = ["java", "-Xmx1g", "-cp", CLASSES, PROGRAM, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def labelmill(file):
    fit = json.loads(java("fit", file))
    return fit["seconds"], fit["iterations"]


def crowd_kit(file):
    import pandas
    from crowdkit.aggregation import DawidSkene

    labels = pandas.read_csv(file, dtype=str)
    method = DawidSkene(n_iter=MOST_PASSES, tol=TOLERANCE)
    start = time.perf_counter()
    method.fit(labels)
    return time.perf_counter() - start, len(method.loss_history_)


def line(name, seconds, iterations):
    print(f"{name:<10} {seconds:9.3f} {iterations:7d} {seconds / iterations:12.4f}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "labels.csv"
        if len(sys.argv) < 2:
            java("draw", file)
        print(f"{'fit':<10} {'seconds':>9} {'passes':>7} {'s a pass':>12}")
        ours, our_passes = labelmill(file)
        line("Labelmill", ours, our_passes)
        try:
            theirs, their_passes = crowd_kit(file)
        except ImportError as absent:
            print(f"crowd-kit cannot be compared with: {absent} (pip install crowd-kit)")
            return
        line("crowd-kit", theirs, their_passes)
        print("Labelmill's time is the best of ten fits in one JVM, crowd-kit's that of one fit")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"ratio      {theirs / ours:9.1f} {'':7} {theirs / their_passes / (ours / our_passes):12.1f}")
        print(f"crowd-kit's process took {peak:.0f} MB at its peak, with the file read")


if __name__ == "__main__":
    main()
