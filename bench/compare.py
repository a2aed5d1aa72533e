#!/usr/bin/python3
"""Runs the benchmarks, the limit program and the peers that are installed, one after the other, and prints the table of bench/README.md.

usage: bench/compare.py [--build build/release] [--no-peers]
Rates are per second of processor time (all threads together, so a busy machine does not count against anybody); wall-clock rates stand beside."""
import argparse
import json
import os
import platform
import subprocess
import sys


def lines(command):
    try:
        out = subprocess.run(command, capture_output=True, text=True, timeout=900)
    except (FileNotFoundError, subprocess.TimeoutExpired) as cause:
        print(f"# {command[0]}: {cause}", file=sys.stderr)
        return []
    if out.returncode != 0:
        print(f"# {' '.join(command)}: {out.stderr.strip().splitlines()[-1:] or out.returncode}", file=sys.stderr)
    return [json.loads(x) for x in out.stdout.splitlines() if x.startswith("{") and '"skipped"' not in x]


def processor():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def per_cpu(row):
    """Of the repetition that needed the least processor time: other programs on the machine take caches away too."""
    return row.get("best_per_cpu_s") or row["per_s"] * row["median_s"] / row["cpu_s"]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--build", default="build/release")
    p.add_argument("--no-peers", action="store_true")
    a = p.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    rows = {}
    for command in [[f"{a.build}/bench/bench_simulate"], [f"{a.build}/bench/limit_simulate"]] + (
            [] if a.no_peers else [["/usr/bin/python3", f"{here}/peers/numpy_simulate.py"], ["Rscript", f"{here}/peers/matrixstats_simulate.R"], ["/usr/bin/python3", f"{here}/peers/openturns_simulate.py"]]):
        for row in lines(command):
            rows[row["bench"]] = row
    print(f"processor: {processor()}, {os.cpu_count()} cores; load while running: {os.getloadavg()[0]:.1f}\n")
    ours = {"w4": "w4_1000000_draws_of_63_threads_1", "w5": "w5_sobol_63x29_N8192_threads_1"}
    print("| work | who | per CPU-second | wall, median | wall, fastest | tangbac is |")
    print("|---|---|---:|---:|---:|---:|")
    for work, mine in ours.items():
        for name, row in rows.items():
            if work not in name.split("_"):
                continue
            ratio = per_cpu(rows[mine]) / per_cpu(row)
            print(f"| {work.upper()} | {name} | {per_cpu(row):,.0f} | {row['per_s']:,.0f} | {row.get('best_per_s', row['per_s']):,.0f} | {ratio:.2f} x |")
    print("\n| bench | per CPU-second | wall, median | wall, fastest |\n|---|---:|---:|---:|")
    for name, row in rows.items():
        if not any(w in name.split("_") for w in ours):
            print(f"| {name} | {per_cpu(row):,.4g} | {row['per_s']:,.4g} | {row.get('best_per_s', row['per_s']):,.4g} |")


main()
