#!/usr/bin/env python3
"""test_scaling.py TANGBAC - four times as many units may take ten times as long at most: n log n is below five, n squared is sixteen.

User time of the command itself, so that a busy machine does not matter; the margin is wide, since small runs are mostly start-up."""
import os
import subprocess
import sys
import tempfile

SMALL, LARGE, MOST = 250, 1000, 10.0
COMMANDS = {
    "import": ["import", "{data}", "-o", "{panel}", "-q"],
    "rank": ["rank", "{panel}", "--index", "SYN", "--year", "2020", "-q"],
    "forecast": ["forecast", "{panel}", "--index", "SYN", "--origin", "2020", "--year", "2021", "--draws", "256", "--threads", "1", "-q"],
    "simulate": ["simulate", "{panel}", "--index", "SYN", "--year", "2020", "--noise", "none", "--draws", "256", "--samples", "0", "--aggregate", "arithmetic", "--threads", "1", "-q"],
    "export": ["export", "{panel}", "-o", "{folder}/out.csv", "-q"],
}

# four times as many levers, each with a cost and an effect of its own
FEW, MANY = 500, 2000


def write_levers(path, count):
    with open(path, "w", encoding="utf-8") as f:
        print("id,name_vi,name_en,component,mean,sd,cost", file=f)
        for i in range(count):
            mean = 0.01 + i * 37 % 100 / 1000
            print(f"L{i:05},giải pháp {i},measure {i},SYN.I{1 + i % 4},{mean:.3f},{mean / 2:.4f},{0.5 + i * 53 % 100 / 50:.2f}", file=f)


def measure(command):
    before = os.times().children_user
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return os.times().children_user - before


def main():
    tangbac = sys.argv[1]
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        took = {}
        for units in (SMALL, LARGE):
            names = {"data": f"{folder}/d{units}", "panel": f"{folder}/p{units}.h5", "folder": folder}
            measure([tangbac, "synth", "--units", str(units), "--years", "6", "--indicators", "4", "-o", names["data"], "-q"])
            for name, words in COMMANDS.items():
                took[name, units] = measure([tangbac] + [w.format(**names) for w in words])
        for levers in FEW, MANY:
            write_levers(f"{folder}/levers.csv", levers)
            took["intervene", levers] = measure(
                [tangbac, "intervene", "--panel", f"{folder}/p{SMALL}.h5", "--unit", "S007", "--origin", "2020", "--year", "2021", "--goal", "SYN: +9 ranks",
                 "--levers", f"{folder}/levers.csv", "--budget", "20", "--draws", "2000", "--cache", "none", "--threads", "1", "-q"])
        for name, small, large, what in [(name, SMALL, LARGE, "units") for name in COMMANDS] + [("intervene", FEW, MANY, "levers")]:
            ratio = took[name, large] / max(took[name, small], 0.03)
            print(f"{name}: {took[name, small]:.2f} s for {small} {what}, {took[name, large]:.2f} s for {large}: {ratio:.1f} times")
            if ratio > MOST:
                bad.append(name)
    if bad:
        sys.exit(f"worse than n log n: {', '.join(bad)}")


if __name__ == "__main__":
    main()
