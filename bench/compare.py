#!/usr/bin/python3
"""Runs the benchmarks, the limit program and the peers that are installed, in turns, and prints the tables of bench/README.md (under four minutes on two quiet cores).

usage: bench/compare.py [--build build/release] [--rounds 3] [--no-peers] [--fill bench/README.md]
Ours and the limit program take turns, so that a busy moment hits both; every figure is the median over the rounds of each round's best repetition per second of processor time (all threads
together: other programs on the machine do not count), with the median wall-clock rate beside. --fill writes the tables between the two marks of that file."""
import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

GUIDE = [  # what others were seen to do on two AVX-512 cores, one thread, per second; not measured here
    ("W4", "limit program, double precision", "2.5 million"), ("W4", "numpy argsort", "0.34 million"), ("W4", "OpenTURNS", "0.2 million"), ("W4", "R matrixStats", "0.15 million"),
    ("W5", "limit program", "5-7 million"), ("W5", "numpy by hand", "0.4 million"), ("W5", "OpenTURNS", "0.11-0.17 million"), ("W5", "R sensitivity", "0.10-0.15 million"),
    ("W5", "SALib", "0.003-0.007 million"), ("sets", "R csranks, 1,000 / 10,000 draws, 63 units", "0.6 s / 5-11 s an answer")]
OURS = {"w4": "w4_1000000_draws_of_63_threads_1", "w5": "w5_sobol_63x29_N8192_threads_1"}


def lines(command):
    env = dict(os.environ, OMP_WAIT_POLICY="passive")  # a thread that waits uses no processor time
    try:
        out = subprocess.run(command, capture_output=True, text=True, timeout=900, env=env)
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
    return row.get("best_per_cpu_s") or row["per_s"] * row["median_s"] / row["cpu_s"]


def gather(rows, command):
    for row in lines(command):
        rows.setdefault(row["bench"], []).append((per_cpu(row), row["per_s"]))


def seconds(command):
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    return time.perf_counter() - start if done.returncode == 0 else None


def processes(build, here, rounds):
    """Two threads beside four processes, by the command: the same draws of a synthetic table of 3,321 units x 60 indicators, and of 63 x 29."""
    mpi = f"{build}/tangbac-mpi"
    if not os.path.exists(mpi) or not shutil.which("mpirun"):
        return []
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for units, indicators, draws in ((63, 29, 4_000_000), (3321, 60, 200_000)):
            data, panel = f"{folder}/d{units}", f"{folder}/p{units}.h5"
            made = seconds([f"{build}/tangbac", "synth", "--units", str(units), "--years", "2", "--indicators", str(indicators), "-o", data, "-q"])
            if made is None or seconds([f"{build}/tangbac", "import", data, "-o", panel, "-q"]) is None:
                continue
            ask = ["simulate", panel, "--index", "SYN", "--year", "2023", "--noise", "none", "--aggregate", "arithmetic,geometric,harmonic", "--leave-out", "none", "--samples", "0",
                   "--draws", str(draws), "-q", "-o", f"{folder}/out.json"]
            ways = {"1 thread": [f"{build}/tangbac", *ask, "--threads", "1"], "2 threads": [f"{build}/tangbac", *ask, "--threads", "2"],
                    "4 processes": ["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", "4", mpi, *ask, "--threads", "1"]}
            took = {name: [] for name in ways}
            for _ in range(rounds):
                for name, command in ways.items():
                    took[name].append(seconds(command))
            out.append((f"{units} x {indicators}, {draws:,} draws", {name: statistics.median([t for t in times if t is not None] or [float("nan")]) for name, times in took.items()}))
    return out


def spent(command):
    """Wall-clock and processor seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        print(f"# {' '.join(command)}: {done.stderr.strip().splitlines()[-1:] or done.returncode}", file=sys.stderr)
        return None
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def usual(build, here, rounds):
    """What people run: `simulate` as it is without options but the draws, with noise anew in every draw, and shipped scenarios, the first time on a panel and again."""
    command, out = f"{build}/tangbac", []
    data = os.path.join(here, "..", "datasets")
    with tempfile.TemporaryDirectory() as folder:
        panel, result = f"{folder}/panel.h5", f"{folder}/out.json"
        if seconds([command, "import", data, "-o", panel, "-q"]) is None:
            return []
        last = ["-q", "-o", result]
        simulate = [command, "simulate", panel, "--index", "PAPI", "--year", "2021", "--draws", "400000", "--samples", "0", "--seed", "3", *last]
        asked = [("simulate, 400,000 draws, 1 thread", [*simulate, "--threads", "1"]), ("simulate, 400,000 draws, 2 threads", [*simulate, "--threads", "2"])]
        for name in ("ha-noi-2022", "hue-2019", "binh-dinh-2023")[:1 if rounds == 1 else 3]:  # one round: the quick run
            run = [command, "run", os.path.join(data, "scenarios", f"{name}.json"), "--panel", panel, *last]
            asked += [(f"run {name}, nothing kept", [*run, "--cache", "none"]), (None, [*run, "--cache", f"{folder}/kept"]), (f"run {name}, again", [*run, "--cache", f"{folder}/kept"])]
        for what, words in asked:
            took = [spent(words) for _ in range(rounds if what else 1)]
            took = [one for one in took if one is not None]
            if what and took:
                out.append((what, statistics.median(wall for wall, _ in took), statistics.median(cpu for _, cpu in took)))
    return out


def tables(rows, wall, people):
    text = [f"processor: {processor()}, {os.cpu_count()} cores, {platform.system()}; load while running: {os.getloadavg()[0]:.1f}\n",
            "| work | who | per CPU-second | wall clock | tangbac is |", "|---|---|---:|---:|---:|"]
    rate = {name: (statistics.median(c for c, _ in all), statistics.median(w for _, w in all)) for name, all in rows.items()}
    for work, mine in OURS.items():
        for name, (cpu, clock) in rate.items():
            if work in name.split("_"):
                text.append(f"| {work.upper()} | {name} | {cpu:,.0f} | {clock:,.0f} | {rate[mine][0] / cpu:.2f} x |")
        for w, who, figure in GUIDE:
            if w == work.upper():
                text.append(f"| {w} | guide, seen elsewhere: {who} | {figure} | | |")
    text += ["", "| two threads against one | wall clock, a second | ratio | ratio by processor time |", "|---|---:|---:|---:|"]
    for name in rate:
        if name.endswith("_threads_2"):
            (cpu1, one), (cpu2, two) = rate[name[:-1] + "1"], rate[name]
            text.append(f"| {name[:-10]} | {one:,.0f} → {two:,.0f} | {two / one:.2f} | {2 * cpu2 / cpu1:.2f} |")
    text += ["", "| by the command, seconds | 1 thread | 2 threads | 4 processes |", "|---|---:|---:|---:|"] if wall else []
    text += [f"| {what} | {t['1 thread']:.2f} | {t['2 threads']:.2f} | {t['4 processes']:.2f} |" for what, t in wall]
    text += ["", "| what people run, by the command | wall clock, s | CPU-seconds |", "|---|---:|---:|"] if people else []
    text += [f"| {what} | {clock:.2f} | {cpu:.2f} |" for what, clock, cpu in people]
    text += ["", "| bench | per CPU-second | wall clock |", "|---|---:|---:|"]
    text += [f"| {name} | {cpu:,.4g} | {clock:,.4g} |" for name, (cpu, clock) in rate.items() if not any(w in name.split("_") for w in OURS)]
    text += [f"| guide, seen elsewhere: {who} | {figure} | |" for w, who, figure in GUIDE if w == "sets"]
    return "\n".join(text)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--build", default="build/release")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--no-peers", action="store_true")
    p.add_argument("--fill")
    a = p.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    rows = {}
    ours, limit = f"{a.build}/bench/bench_simulate", f"{a.build}/bench/limit_simulate"
    for _ in range(a.rounds):
        for work in ("w4", "w5"):
            gather(rows, [ours, work])
            gather(rows, [limit, work])
    gather(rows, [ours, "kernels", "scale", "sets"])
    gather(rows, [limit, "bandwidth", "normals", "rank"])
    if not a.no_peers:
        for command in (["/usr/bin/python3", f"{here}/peers/numpy_simulate.py"], ["Rscript", f"{here}/peers/matrixstats_simulate.R"], ["/usr/bin/python3", f"{here}/peers/openturns_simulate.py"]):
            gather(rows, command)
    text = tables(rows, processes(a.build, here, a.rounds), usual(a.build, here, a.rounds))
    print(text)
    if a.fill:
        before, _, rest = open(a.fill, encoding="utf-8").read().partition("<!-- measured -->\n")
        _, end, after = rest.partition("<!-- /measured -->")
        if not end:
            sys.exit(f"{a.fill} has no marks <!-- measured --> and <!-- /measured -->")
        with open(a.fill, "w", encoding="utf-8") as f:
            f.write(f"{before}<!-- measured -->\n{text}\n{end}{after}")


main()
